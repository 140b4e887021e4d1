//! On a small phone, and in a window enlarged to the same.

use crate::{
    expected::{closest_sentence, country, everything},
    journey_unopened,
    reader::{Reader, anything, eventually, starting},
    words::SEARCH,
};

/// Every kind of page, by its address and the start of its heading.
pub fn pages() -> [(&'static str, String); 8] {
    [
        ("", everything().to_owned()),
        ("?q=data&topic=open-data&country=-KR&year=2015..", String::new()),
        ("?group=country", everything().to_owned()),
        ("?case=rls-sciences", "RLS-Sciences".to_owned()),
        ("?case=life-event-based-services-in-estonia", String::new()),
        ("?case=no-such-case", "There is no such case".to_owned()),
        ("?view=about", "About this library".to_owned()),
        (
            "?q=mangrove+zebra&country=KR",
            closest_sentence("?q=mangrove+zebra&country=KR", &format!("in {}", country("KR"))),
        ),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn search_sentence_filters_results_in_this_order() {
    journey_unopened(async |reader| {
        reader.window(320, 640).await;
        reader.open("?topic=innovation-capacity&country=PT&country=BR").await;
        let sentence = reader.sentence().await;
        let first = reader.titles().await.swap_remove(0);
        let button = "Filters 3 active";
        reader.sees("button", button).await;
        let mut before = 0.0;
        for (role, name) in
            [("combobox", SEARCH), ("heading", &sentence), ("button", button), ("link", &first)]
        {
            let top = top_of(reader, role, name).await;
            assert!(top > before, "{role} {name} is at {top}, above {before}");
            before = top;
        }

        // The filters open in the page, between the button and the results.
        assert_eq!(reader.state_of("button", button, "expanded").await, "false");
        assert!(!reader.exists("complementary", "Filters").await);
        reader.click("button", button).await;
        reader.has_focus_on("button", button).await;
        assert_eq!(reader.state_of("button", button, "expanded").await, "true");
        let filters = reader.within("complementary", "Filters");
        filters.sees("group", starting("Topic")).await;
        assert!(top_of(reader, "complementary", "Filters").await < top_of(reader, "link", &first).await);
        assert!(!reader.scrolls_sideways().await);
        filters.within("group", starting("Country")).click("checkbox", starting("Brazil")).await;
        reader.sees("button", "Filters 2 active").await;
        // Open they stay, also after a look at a case.
        let first = reader.titles().await.swap_remove(0);
        reader.click("link", first.as_str()).await;
        reader.reads(&first).await;
        reader.back().await;
        filters.sees("group", starting("Topic")).await;
        reader.click("button", "Filters 2 active").await;
        reader.sees_no("complementary", "Filters").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_scrolls_sideways() {
    journey_unopened(async |reader| {
        for (address, heading) in pages() {
            reader.window(320, 640).await;
            reader.open(address).await;
            eventually(async || reader.sentence().await.starts_with(&heading), true).await;
            assert!(!reader.scrolls_sideways().await, "{address} at 320 pixels");
        }
        // Text twice as large in an ordinary window, then on the phone.
        reader.text_size(32).await;
        for width in [1280, 320] {
            reader.window(width, 800).await;
            for (address, heading) in pages() {
                reader.open(address).await;
                eventually(async || reader.sentence().await.starts_with(&heading), true).await;
                assert!(!reader.scrolls_sideways().await, "{address} at {width} pixels, text at 200 %");
                let size: f64 = reader
                    .evaluate(
                        "return parseFloat(getComputedStyle(document.querySelector('main p')
                        ?? document.body).fontSize)",
                    )
                    .await;
                assert!(
                    size >= 24.0,
                    "{address}: text is {size} pixels high when twice as large is asked for"
                );
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_paper_there_is_nothing_to_press() {
    journey_unopened(async |reader| {
        for (address, heading) in pages() {
            reader.on_paper(false).await;
            reader.open(address).await;
            eventually(async || reader.sentence().await.starts_with(&heading), true).await;
            reader.on_paper(true).await;
            for role in ["button", "checkbox", "searchbox", "combobox"] {
                assert_eq!(reader.names(role, anything()).await, [""; 0], "{address}");
            }
            assert!(reader.sentence().await.starts_with(&heading), "{address} has lost its heading");
            for name in ["Sections", "Pages", "Jump to", "This case in the results", "On this page"] {
                assert!(!reader.exists("navigation", name).await, "{address}: {name} is printed");
            }
        }
    })
    .await;
}

/// How far down the page something begins.
async fn top_of(reader: &Reader, role: &str, name: &str) -> f64 {
    reader.place_of(role, name).await.1
}
