//! What is suggested while typing, and why a case was found.

use casebook::search::{forms::MatchKind, index::Field, why::Reason};

use crate::{
    expected::{everything, hits, library, results, sentence, suggestions},
    journey, journey_unopened,
    reader::{Reader, anything, eventually, exactly, starting},
    snapshot,
    words::SEARCH,
};

/// Types into the search box, after what it holds, and waits for a suggestion.
async fn type_and_see(reader: &Reader, text: &str, suggestion: &str) {
    reader.click("combobox", SEARCH).await;
    reader.press("End").await;
    reader.type_text(text).await;
    reader.sees("option", starting(suggestion)).await;
}

/// The names of what is suggested, and none while the list is closed.
async fn suggested(reader: &Reader) -> Vec<String> {
    match reader.exists("listbox", "Suggestions").await {
        true => reader.within("listbox", "Suggestions").names("option", anything()).await,
        false => Vec::new(),
    }
}

/// Fails unless the list is closed, and the text is this.
async fn is_closed_over(reader: &Reader, text: &str) {
    eventually(async || reader.state_of("combobox", SEARCH, "expanded").await, "false").await;
    assert_eq!(suggested(reader).await, [""; 0]);
    assert_eq!(reader.state_of("combobox", SEARCH, "value").await, text);
}

/// What the page calls the place where a word was found.
fn place(reason: &Reason) -> &'static str {
    match reason.field {
        Field::Title => "Title",
        Field::Organisation => "Organisation",
        Field::Country => "Country",
        Field::Facet => library().facets[reason.within].label.as_deref().unwrap_or("Region"),
        Field::Summary => "Summary",
        Field::Section => &library().catalog.section_kinds[reason.within].label,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suggestion_is_chosen_by_keyboard() {
    journey("", async |reader| {
        type_and_see(reader, "nor", "Norway").await;
        assert_eq!(reader.state_of("combobox", SEARCH, "expanded").await, "true");
        // Said once, when typing rests.
        let said = format!("{}. {} suggestions", sentence("?q=nor", "with “nor”"), suggestions("nor").len());
        eventually(async || reader.text().await.contains(&said), true).await;
        // Nothing is chosen by itself.
        assert_eq!(reader.state_of("option", starting("Norway"), "selected").await, "false");
        reader.press("ArrowDown").await;
        assert_eq!(reader.state_of("option", starting("Norway"), "selected").await, "true");
        reader.has_focus_on("combobox", SEARCH).await;
        reader.press("Enter").await;
        reader.is_at("?country=NO").await;
        eventually(async || reader.sentence().await.ends_with("in Norway"), true).await;
        assert_eq!(reader.state_of("combobox", SEARCH, "value").await, "");
        assert_eq!(reader.state_of("combobox", SEARCH, "expanded").await, "false");
        reader.has_focus_on("combobox", SEARCH).await;
        // As deliberate as a filter.
        reader.back().await;
        reader.is_at("?q=nor").await;
        assert_eq!(reader.state_of("combobox", SEARCH, "value").await, "nor");
        assert!(!reader.exists("option", starting("Norway")).await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn enter_searches_for_the_text_as_it_stands() {
    journey("", async |reader| {
        type_and_see(reader, "nor", "Norway").await;
        reader.press("Enter").await;
        reader.is_at("?q=nor").await;
        let sentence = reader.sentence().await;
        reader.has_focus_on("heading", &sentence).await;
        is_closed_over(reader, "nor").await;

        // Also after a look into the list: above the first is the text again.
        type_and_see(reader, "w", "Norway").await;
        reader.press("ArrowDown").await;
        reader.press("ArrowUp").await;
        reader.press("Enter").await;
        reader.is_at("?q=norw").await;
        eventually(async || reader.focused().await.0, "heading").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn escape_leaves_the_list_and_then_the_text() {
    journey("", async |reader| {
        type_and_see(reader, "nor", "Norway").await;
        reader.press("ArrowDown").await;
        reader.press("Escape").await;
        is_closed_over(reader, "nor").await;
        reader.has_focus_on("combobox", SEARCH).await;
        // The keys go around, past the text.
        reader.press("ArrowDown").await;
        let all = suggested(reader).await;
        assert!(all.len() > 1, "{all:?}");
        assert_eq!(reader.state_of("option", all[0].as_str(), "selected").await, "true");
        reader.press("ArrowUp").await;
        reader.press("ArrowUp").await;
        assert_eq!(reader.state_of("option", all[all.len() - 1].as_str(), "selected").await, "true");
        reader.press("ArrowDown").await;
        reader.press("ArrowDown").await;
        assert_eq!(reader.state_of("option", all[0].as_str(), "selected").await, "true");
        // On with the page, and nothing is taken along.
        reader.press("Tab").await;
        is_closed_over(reader, "nor").await;
        reader.is_at("?q=nor").await;
        reader.tab_back_to("combobox", SEARCH).await;
        is_closed_over(reader, "nor").await;
        reader.press("Escape").await;
        eventually(async || reader.state_of("combobox", SEARCH, "value").await, "").await;
        reader.reads(everything()).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suggestion_is_chosen_by_mouse() {
    journey("?q=data", async |reader| {
        // What the value stands for goes, and the rest stays.
        type_and_see(reader, " esto", "Estonia Country").await;
        reader.click("option", "Estonia Country").await;
        reader.is_at("?q=data&country=EE").await;
        is_closed_over(reader, "data").await;
        reader.has_focus_on("combobox", SEARCH).await;

        // Titles are of what the filters leave.
        reader.open("").await;
        reader.fill("combobox", SEARCH, "innovation bar").await;
        reader.click("option", starting("The Innovation Barometer")).await;
        reader.reads("The Innovation Barometer").await;
        reader.has_focus_on("heading", "The Innovation Barometer").await;
        is_closed_over(reader, "innovation bar").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_of_an_input_method_are_its_own() {
    journey("", async |reader| {
        type_and_see(reader, "nor", "Norway").await;
        reader
            .run(
                "for (const key of ['ArrowDown', 'Enter', 'Escape']) {
                    document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, isComposing: true, keyCode: 229 }));
                }",
            )
            .await;
        assert_eq!(reader.state_of("option", starting("Norway"), "selected").await, "false");
        reader.is_at("?q=nor").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn suggestions_fit_a_small_phone_and_large_text() {
    journey_unopened(async |reader| {
        reader.window(320, 640).await;
        reader.text_size(32).await;
        reader.open("").await;
        type_and_see(reader, "government ", suggestions("government")[0]).await;
        assert!(!reader.scrolls_sideways().await);
        for suggestion in suggested(reader).await {
            reader.press("ArrowDown").await;
            assert_eq!(reader.state_of("option", suggestion.as_str(), "selected").await, "true");
            let is_seen = "const { top, bottom } = document.querySelector('[aria-selected=true]').getBoundingClientRect();
                return top >= 0 && bottom <= innerHeight";
            assert!(reader.evaluate::<bool>(is_seen).await, "{suggestion} is not in the window");
        }
        // On paper there is nothing to type.
        reader.on_paper(true).await;
        assert!(!reader.exists("listbox", anything()).await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hit_says_why_it_is_one() {
    journey("?q=goverment+polices", async |reader| {
        reader.reads(&sentence("?q=goverment+polices", "with “goverment polices”")).await;
        assert!(!reader.text().await.contains("misspelling"));
        reader.tab_to("link", "Skip to results").await;
        reader.press("Enter").await;
        reader.tab_to("DisclosureTriangle", "Why this matched").await;
        reader.press("Enter").await;
        let shown = async || reader.text().await;
        // Each word that was typed, and what stands for it in the case.
        let address = "?q=goverment+polices";
        let case = library().catalog.position(&hits(address)[0].id).expect("a hit is a case");
        let reasons = library().why(case, &results(address).clauses);
        let (slip, other) = (&reasons[0], &reasons[1]);
        assert_eq!((slip.typed.as_str(), slip.kind), ("goverment", MatchKind::Typo));
        let slip = format!("“goverment” → {} · misspelling · {}", slip.found, place(slip));
        eventually(async || shown().await.contains(&slip), true).await;
        let other = (format!("“polices” → {} · ", other.found), format!(" · {}", place(other)));
        let shown_now = shown().await;
        let line = shown_now.lines().find(|line| line.starts_with(&other.0));
        assert!(line.is_some_and(|line| line.ends_with(&other.1)), "{other:?} is missing in {shown_now}");
        // Of another text, other reasons.
        reader.fill("combobox", SEARCH, "borderland growth").await;
        reader.sees("link", "Borderlands Inclusive Growth Deal").await;
        assert_eq!(reader.titles().await[0], "Borderlands Inclusive Growth Deal");
        // What was opened is another case's.
        let first = exactly("Why this matched").nth(0);
        assert_ne!(reader.state_of("DisclosureTriangle", first.clone(), "expanded").await, "true");
        reader.click("DisclosureTriangle", first).await;
        eventually(async || shown().await.contains("“borderland” → Borderlands · beginning · Title"), true)
            .await;
        assert!(shown().await.contains("“Growth” · Title"));
        // Without a text there is nothing to explain.
        reader.open("?country=NO").await;
        assert!(!reader.exists("DisclosureTriangle", "Why this matched").await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hit_by_an_equal_term_is_said_to_be_one() {
    journey_unopened(async |reader| {
        // Terms of the file that are read as others too, and what they are then read as.
        let file = snapshot::json();
        let groups = file["synonyms"].as_array().expect("the publisher names equal terms");
        let terms = groups.iter().flat_map(|group| group.as_array().into_iter().flatten());
        let terms = terms.filter_map(|term| term.as_str()).filter(|term| term.contains(' '));
        let read_otherwise: Vec<&str> =
            terms.filter(|term| results(&asked(term)).readings.len() == 1).take(3).collect();
        assert!(!read_otherwise.is_empty(), "no term of several words is read otherwise");
        for term in read_otherwise {
            let found = results(&asked(term));
            let reading = &found.readings[0];
            reader.open(&asked(term)).await;
            eventually(async || reader.sentence().await.contains(&format!("“{term}”")), true).await;
            let text = reader.text().await;
            let line = text.lines().find(|line| line.contains("is also read as"));
            let line = line.unwrap_or_else(|| panic!("{term}: nothing is said of it in {text}"));
            assert!(line.starts_with(&format!("“{}” is also read as “", reading.typed)), "{line}");
            for other in &reading.read_as {
                assert!(line.contains(&format!("“{other}”")), "{term}: {other} is missing in {line}");
            }
            reader.assert_accessible().await;
            // A case that has only the other term says so.
            let by_other = |case: &usize| {
                let reasons = library().why(*case, &found.clauses);
                reasons.into_iter().find(|reason| reason.kind == MatchKind::Synonym)
            };
            let at = found.hits.iter().take(24).position(|case| by_other(case).is_some());
            let Some(at) = at else { continue };
            reader.click("DisclosureTriangle", exactly("Why this matched").nth(at)).await;
            let reason = by_other(&found.hits[at]).expect("it was found");
            let line = format!("“{}” → {} · ", reason.typed, reason.found);
            eventually(async || reader.text().await.contains(&line), true).await;
        }
        // What nobody calls otherwise is not said to be.
        reader.open("?q=mangrove").await;
        assert!(!reader.text().await.contains("is also read as"));
    })
    .await;
}

/// The address of a text, which has no other characters than letters, hyphens and blanks.
fn asked(text: &str) -> String {
    format!("?q={}", text.replace(' ', "+"))
}
