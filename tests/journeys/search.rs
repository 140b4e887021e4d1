//! Finding: from the first letter to the case, and what helps where nothing is found.

use crate::{
    expected::{self, closest_sentence, counted, country, everything, n_cases, n_hits, sentence, titles},
    journey,
    reader::{anything, containing, eventually, exactly, starting},
    words::{SEARCH, number_in},
};

const MANGROVES: &str = "Rehabilitation and Sustainable Management of Mangrove Forests through International & Cross-Sector Collaboration";

/// What is read above the cases with this word.
fn with_mangrove() -> String {
    assert!(titles("?q=mangrove").contains(&MANGROVES), "the case with it is not found");
    sentence("?q=mangrove", "with “mangrove”")
}

/// The number of the last page of the whole list, from 1.
fn last_page() -> usize {
    n_cases().div_ceil(24)
}

#[tokio::test(flavor = "multi_thread")]
async fn typing_letter_by_letter_narrows_the_list() {
    journey("", async |reader| {
        reader.reads(everything()).await;
        reader.click("combobox", SEARCH).await;
        let mut typed = String::new();
        let mut n_before = n_cases();
        for letter in "mangrove".chars() {
            typed.push(letter);
            reader.type_text(&letter.to_string()).await;
            reader.is_at(&format!("?q={typed}")).await;
            eventually(async || reader.sentence().await.contains(&format!("“{typed}”")), true).await;
            let n = reader.n_cases().await;
            assert!(0 < n && n <= n_before, "{typed}: {n} cases after {n_before}");
            n_before = n;
            assert_eq!(reader.state_of("combobox", SEARCH, "value").await, typed);
        }
        assert_eq!(reader.titles().await, titles("?q=mangrove"));
        assert_eq!(reader.title().await, format!("{} – {}", with_mangrove(), expected::title()));

        reader.press("Enter").await;
        reader.has_focus_on("heading", &with_mangrove()).await;

        // Typing corrected one address: once back is before the search.
        reader.back().await;
        reader.is_at("").await;
        reader.reads(everything()).await;
        assert_eq!(reader.state_of("combobox", SEARCH, "value").await, "");
        reader.forward().await;
        reader.reads(&with_mangrove()).await;
        assert_eq!(reader.state_of("combobox", SEARCH, "value").await, "mangrove");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn typing_and_leaving_at_once_loses_no_letter() {
    // No pause in typing, and only one after it in which entries are drawn.
    let type_and = |text: &str, act: &str| {
        format!(
            "const field = document.getElementById('q');
            for (let n = 1; n <= {length}; n++) {{
                field.value = '{text}'.slice(0, n);
                field.dispatchEvent(new Event('input'));
            }}
            setTimeout(() => {act}, 60)",
            length = text.len()
        )
    };
    journey("", async |reader| {
        reader.click("combobox", SEARCH).await;
        reader.run(&type_and("mangrove", "document.querySelector('#results h2 a').click()")).await;
        reader.reads(MANGROVES).await;
        assert!(reader.address().await.starts_with("?q=mangrove&case="));
        reader.back().await;
        reader.is_at("?q=mangrove").await;
        reader.reads(&with_mangrove()).await;
        assert_eq!(reader.state_of("combobox", SEARCH, "value").await, "mangrove");

        // By a link to elsewhere on the page.
        reader.run(&type_and("seed", "document.querySelector('[href=\"#results\"]').click()")).await;
        reader.is_at("?q=seed#results").await;
        // To another site and back.
        reader.run(&type_and("river", "location.assign('about:blank')")).await;
        eventually(async || reader.text().await, "").await;
        reader.back().await;
        reader.is_at("?q=river").await;
        assert_eq!(reader.state_of("combobox", SEARCH, "value").await, "river");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_by_address_marks_what_it_found() {
    journey("?q=mangrove", async |reader| {
        reader.reads(&with_mangrove()).await;
        assert_eq!(reader.titles().await, titles("?q=mangrove"));
        assert_eq!(reader.state_of("combobox", SEARCH, "value").await, "mangrove");
        let marked = reader.text_of("mark", anything().nth(0)).await;
        assert_eq!(marked, "Mangrove");

        // In capitals, with an accent, with another ending.
        for text in ["MANGROVE", "mangrôve", "mangroves"] {
            reader.fill("combobox", SEARCH, text).await;
            reader.reads(&sentence("?q=mangrove", &format!("with “{text}”"))).await;
            assert_eq!(reader.titles().await, titles("?q=mangrove"));
        }

        reader.fill("combobox", SEARCH, "").await;
        reader.reads(everything()).await;
        assert_eq!(reader.names("mark", anything()).await, [""; 0]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_found_offers_what_to_drop_and_what_is_close() {
    let nothing = closest_sentence("?q=mangrove+zebra&country=KR", &format!("in {}", country("KR")));
    let mangroves = sentence("?q=mangrove&country=KR", &format!("with “mangrove” in {}", country("KR")));
    journey("?q=mangrove+zebra&country=KR", async |reader| {
        reader.reads(&nothing).await;
        reader.sees("heading", "What you can do").await;
        reader.sees("heading", "Closest cases").await;
        assert!(reader.text().await.contains("These have some of the words, not all of them."));
        reader.sees("link", MANGROVES).await;
        // Nothing that is only close counts as found.
        assert!(!reader.text().await.contains("cases with “mangrove zebra”"));

        let n = counted(n_hits("?q=mangrove&country=KR"));
        reader.click("link", format!("Without “zebra”: {n}")).await;
        reader.reads(&mangroves).await;
        reader.is_at("?q=mangrove&country=KR").await;
        reader.has_focus_on("heading", &mangroves).await;
        assert_eq!(reader.state_of("combobox", SEARCH, "value").await, "mangrove");
        reader.back().await;
        reader.reads(&nothing).await;
        reader.click("link", format!("All {}", counted(n_cases()))).await;
        reader.reads(everything()).await;
        reader.is_at("").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_offer_gives_as_many_cases_as_it_says() {
    journey("", async |reader| {
        // From typing to the offers: a filter that holds nothing of what is typed.
        reader.within("group", starting("Country")).click("checkbox", starting("Portugal")).await;
        reader.fill("combobox", SEARCH, "mangrove").await;
        reader.reads("No cases with “mangrove” in Portugal").await;
        let offers = reader.names("link", starting("Without ")).await;
        assert_eq!(offers.len(), 2, "{offers:?}");
        for offer in offers {
            let (_, promised) = offer.rsplit_once(": ").expect("an offer ends with its number");
            reader.click("link", exactly(&offer)).await;
            eventually(async || reader.n_cases().await, number_in(promised)).await;
            reader.back().await;
            reader.reads("No cases with “mangrove” in Portugal").await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_in_a_whole_sentence_leads_to_close_cases() {
    journey("", async |reader| {
        let question = "How do other countries plant mangrove forests?";
        reader.fill("combobox", SEARCH, question).await;
        reader.press("Enter").await;
        let address = format!("?q={}", question.replace(' ', "+"));
        reader.reads(&closest_sentence(&address, "")).await;
        reader.sees("heading", "Closest cases").await;
        let titles = reader.titles().await;
        let close = titles.iter().position(|title| title == "Closest cases").expect("it was seen");
        assert_eq!(titles[close + 1], MANGROVES, "{titles:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_and_orders_of_the_list() {
    journey("", async |reader| {
        let last = last_page();
        assert!(last > 3, "there are too few cases to leaf through");
        let first = reader.titles().await;
        assert_eq!(first, titles("")[..24]);
        reader.scroll_to(2000).await;
        let pages = reader.within("navigation", "Pages");
        pages.click("link", "Page 2").await;
        reader.is_at("?page=2").await;
        reader.has_focus_on("heading", everything()).await;
        assert_eq!(reader.scroll_position().await, 0);
        assert_eq!(pages.state_of("link", "Page 2", "focusable").await, "true");
        let second = reader.titles().await;
        assert_eq!(second.len(), 24);
        assert!(second.iter().all(|title| !first.contains(title)));
        pages.click("link", "Next").await;
        reader.is_at("?page=3").await;
        pages.click("link", "Previous").await;
        reader.is_at("?page=2").await;
        assert_eq!(reader.titles().await, second);
        pages.click("link", "Page 1").await;
        reader.is_at("").await;
        assert_eq!(reader.titles().await, first);

        reader.choose("Sort", "Title A–Z").await;
        reader.is_at("?sort=title").await;
        let by_title = reader.titles().await;
        assert_ne!(by_title, first);
        let mut sorted = by_title.clone();
        sorted.sort_by_key(|title| title.to_lowercase());
        assert_eq!(by_title[..5], sorted[..5]);
        // What holds anyway needs no word in the address, and a new order begins at page 1.
        pages.click("link", format!("Page {last}")).await;
        reader.is_at(&format!("?sort=title&page={last}")).await;
        reader.choose("Sort", "Newest first").await;
        reader.is_at("").await;
        assert_eq!(reader.titles().await, first);
        reader.back().await;
        reader.is_at(&format!("?sort=title&page={last}")).await;
        assert_eq!(reader.titles().await.len(), n_cases() - (last - 1) * 24);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_beyond_the_last_is_the_last() {
    let last = last_page();
    journey(&format!("?page={last}"), async |reader| {
        let shown = reader.titles().await;
        reader.sees("link", format!("Page {last}")).await;
        reader.open("?page=999").await;
        reader.reads(everything()).await;
        assert_eq!(reader.titles().await, shown);
        assert!(!reader.exists("link", "Next").await);
        reader.click("link", "Previous").await;
        reader.is_at(&format!("?page={}", last - 1)).await;
        // A list that has become shorter than the page asked for.
        reader.open("?q=mangrove&page=3&sort=oldest").await;
        reader.reads(&with_mangrove()).await;
        assert_eq!(reader.titles().await, titles("?q=mangrove"));
        assert!(!reader.exists("navigation", containing("Pages")).await);
    })
    .await;
}
