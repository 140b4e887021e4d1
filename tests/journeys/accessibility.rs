//! Every kind of page, asked for everything that a program can tell.

use crate::{
    journey_unopened,
    phone::pages,
    reader::{Reader, eventually, starting},
    server::Fault,
    words::SEARCH,
};

/// Asks in every colour scheme, wide and narrow.
async fn is_for_everybody(reader: &Reader) {
    for width in [1280, 320] {
        reader.window(width, 800).await;
        for (theme, scheme) in [("", "light"), ("", "dark"), ("contrast", "light")] {
            reader.prefers(&[("prefers-color-scheme", scheme)]).await;
            // As the page itself does when the reader chooses.
            reader.run(&format!("document.documentElement.dataset.theme = '{theme}'")).await;
            reader.assert_accessible().await;
        }
        reader.run("delete document.documentElement.dataset.theme").await;
    }
    reader.prefers(&[]).await;
    reader.window(1280, 800).await;
}

async fn pages_are_for_everybody(pages: &[(&str, String)]) {
    journey_unopened(async |reader| {
        for (address, heading) in pages {
            reader.open(address).await;
            eventually(async || reader.sentence().await.starts_with(heading.as_str()), true).await;
            is_for_everybody(reader).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_are_for_everybody() {
    pages_are_for_everybody(&pages()[..2]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn countries_are_for_everybody() {
    pages_are_for_everybody(&pages()[2..3]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn cases_are_for_everybody() {
    pages_are_for_everybody(&pages()[3..6]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn about_and_nothing_found_are_for_everybody() {
    pages_are_for_everybody(&pages()[6..]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_opens_is_for_everybody() {
    journey_unopened(async |reader| {
        reader.window(320, 800).await;
        reader.open("?topic=innovation-capacity&topic=health").await;
        reader
            .within("complementary", "Publisher")
            .click("DisclosureTriangle", starting("Published by"))
            .await;
        reader.click("button", "Filters 2 active").await;
        reader.within("group", starting("Country")).click("button", starting("Show all")).await;
        is_for_everybody(reader).await;
        // A browser that forces its own colours.
        reader.prefers(&[("forced-colors", "active")]).await;
        reader.assert_accessible().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn suggestions_and_reasons_are_for_everybody() {
    journey_unopened(async |reader| {
        reader.open("?q=goverment").await;
        reader.click("DisclosureTriangle", starting("Why").nth(0)).await;
        reader.fill("combobox", SEARCH, "inter").await;
        reader.press("ArrowDown").await;
        reader.sees("listbox", "Suggestions").await;
        is_for_everybody(reader).await;
        reader.sees("listbox", "Suggestions").await;
        reader.prefers(&[("forced-colors", "active")]).await;
        reader.assert_accessible().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn failures_are_for_everybody() {
    journey_unopened(async |reader| {
        reader.expects("Failed to load resource");
        reader.expects("failed to fetch Wasm");
        // Without a program nothing asks for the cases.
        reader.expects("was preloaded using link preload");
        reader.server().fault("data/cases.json", Fault::Status(404));
        reader.open("").await;
        reader.sees("button", "Try again").await;
        is_for_everybody(reader).await;
        reader.server().fault("casebook-*.wasm", Fault::Status(404));
        reader.open("").await;
        eventually(async || reader.text().await.contains("The library cannot start"), true).await;
        is_for_everybody(reader).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_theme_of_an_address_holds_from_the_first_moment() {
    journey_unopened(async |reader| {
        for theme in ["light", "dark", "contrast"] {
            reader.open(&format!("?theme={theme}")).await;
            reader.sees("combobox", "Colours").await;
            let set: String = reader.evaluate("return document.documentElement.dataset.theme").await;
            assert_eq!(set, theme);
            let name = reader.state_of("combobox", "Colours", "value").await;
            assert!(!name.is_empty() && name != "Auto", "{theme} is shown as {name:?}");
        }
    })
    .await;
}
