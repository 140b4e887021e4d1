//! One case: opened, read, left, and what leads on from it.

use serde_json::{Value, json};

use crate::{
    expected::{self, counted, country, everything, n_cases, n_hits, sentence, sentence_of_country, titles},
    journey, journey_unopened,
    reader::{anything, containing, eventually, exactly, starting},
    server::Fault,
    snapshot::{self, TEN},
    words::SEARCH,
};

const KOPIA: &str =
    "KOPIA – Customized cross-border farming technologies to address poverty and rural challenges";

#[tokio::test(flavor = "multi_thread")]
async fn ten_known_cases_open_by_address() {
    journey("", async |reader| {
        for id in TEN {
            let case = snapshot::case(id);
            let title = snapshot::text(&case, "title");
            reader.open(&format!("?case={id}")).await;
            reader.reads(title).await;
            eventually(async || reader.title().await, format!("{title} – Public-sector innovation cases"))
                .await;
            let facts = reader.within("complementary", "Facts");
            let organisation = case["organisations"][0].as_str().expect("each of the ten names one");
            facts.sees("link", organisation).await;
            let text = reader.text().await;
            assert!(text.contains(snapshot::text(&case, "summary").split('\n').next().unwrap_or_default()));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_known_cases_are_found_by_words_of_their_titles() {
    journey("", async |reader| {
        for id in TEN {
            let case = snapshot::case(id);
            let title = snapshot::text(&case, "title");
            let mut words: Vec<&str> = title.split(|c: char| !c.is_alphanumeric()).collect();
            words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
            let text = words[..2].join(" ").to_lowercase();
            reader.fill("combobox", SEARCH, &text).await;
            eventually(async || reader.sentence().await.contains(&format!("“{text}”")), true).await;
            reader.sees("link", title).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_is_opened_and_left_for_the_same_place_in_the_list() {
    journey("?topic=innovation-capacity", async |reader| {
        let n = n_hits("?topic=innovation-capacity");
        let titles = reader.titles().await;
        let chosen = titles[9].as_str();
        // Where the page is scrolled to when the reader clicks.
        reader
            .run("addEventListener('click', () => { window.top_ = scrollY }, { capture: true, once: true })")
            .await;
        reader.click("link", chosen).await;
        let top: u32 = reader.evaluate("return Math.round(window.top_)").await;
        assert_ne!(top, 0, "the tenth case needs no scrolling: choose another");
        reader.reads(chosen).await;
        reader.has_focus_on("heading", chosen).await;
        assert_eq!(reader.scroll_position().await, 0);
        let address = reader.address().await;
        assert!(address.starts_with("?topic=innovation-capacity&case="), "{address}");

        // By Back, by the link, and by the link after some steps from case to case.
        reader.back().await;
        reader.has_focus_on("link", chosen).await;
        eventually(async || reader.scroll_position().await, top).await;
        reader.forward().await;
        reader.reads(chosen).await;
        reader.has_focus_on("heading", chosen).await;

        let steps = reader.within("navigation", "This case in the results");
        assert!(reader.text().await.contains(&format!("10 of {n}")));
        steps.click("link", "Next").await;
        reader.reads(&titles[10]).await;
        reader.has_focus_on("heading", &titles[10]).await;
        steps.click("link", "Previous").await;
        reader.reads(chosen).await;
        steps.click("link", "Previous").await;
        reader.reads(&titles[8]).await;
        assert!(reader.text().await.contains(&format!("9 of {n}")));

        reader.reload().await;
        reader.reads(&titles[8]).await;
        steps.click("link", counted(n)).await;
        reader.reads(&format!("{}, Innovation capacity", counted(n))).await;
        reader.has_focus_on("link", chosen).await;
        eventually(async || reader.scroll_position().await, top).await;
        assert_eq!(reader.titles().await, titles);

        reader.reload().await;
        reader.reads(&format!("{}, Innovation capacity", counted(n))).await;
        eventually(async || reader.scroll_position().await, top).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_jump_on_the_page_keeps_the_way_back_to_the_list() {
    journey("?q=seed", async |reader| {
        reader.click("link", KOPIA).await;
        reader.reads(KOPIA).await;
        reader.within("navigation", "On this page").click("link", "Results").await;
        reader.has_focus_on("heading", "Results").await;
        assert_ne!(reader.scroll_position().await, 0);
        reader.back().await;
        eventually(async || reader.scroll_position().await, 0).await;
        reader.reads(KOPIA).await;
        reader.forward().await;
        reader.has_focus_on("heading", "Results").await;
        reader
            .within("navigation", "This case in the results")
            .click("link", counted(n_hits("?q=seed")))
            .await;
        reader.is_at("?q=seed").await;
        reader.has_focus_on("link", KOPIA).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn colours_chosen_on_a_case_stay() {
    journey("?case=kopia-agriculture", async |reader| {
        reader.reads(KOPIA).await;
        reader.choose("Colours", "Dark").await;
        reader.is_at("?case=kopia-agriculture&theme=dark").await;
        reader.within("complementary", "Facts").click("link", country("KR")).await;
        reader.reads(&sentence_of_country("KR")).await;
        reader.is_at("?country=KR&theme=dark").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_by_address_leads_on() {
    journey("?case=kopia-agriculture", async |reader| {
        reader.reads(KOPIA).await;
        // The list of its sections.
        reader.within("navigation", "On this page").click("link", "Recognition and plans").await;
        reader.has_focus_on("heading", "Recognition and plans").await;
        assert_ne!(reader.scroll_position().await, 0);
        reader.reads(KOPIA).await;
        reader.back().await;
        eventually(async || reader.scroll_position().await, 0).await;

        // Facts lead back to the list.
        let facts = reader.within("complementary", "Facts");
        for (fact, sentence) in [
            ("Zimbabwe", sentence_of_country("ZW")),
            ("2009", sentence("?year=2009", ", in 2009")),
            ("Agriculture and food", sentence("?topic=agriculture", ", Agriculture and food")),
            ("Asia", String::new()),
        ] {
            facts.click("link", fact).await;
            eventually(async || reader.sentence().await != KOPIA, true).await;
            if !sentence.is_empty() {
                assert_eq!(reader.sentence().await, sentence);
            }
            reader.sees("link", KOPIA).await;
            reader.back().await;
            reader.reads(KOPIA).await;
        }

        // Similar cases lead on, and back.
        let similar = reader.within("region", "Similar cases");
        let next = similar.names("link", anything()).await.swap_remove(0);
        assert_ne!(next, KOPIA);
        similar.click("link", next.as_str()).await;
        reader.has_focus_on("heading", &next).await;
        assert_eq!(reader.scroll_position().await, 0);
        reader.back().await;
        reader.reads(KOPIA).await;
        reader.has_focus_on("link", &next).await;

        // No list lies behind: the link goes to the whole one.
        reader.open("?case=kopia-agriculture").await;
        reader.within("navigation", "This case in the results").click("link", counted(n_cases())).await;
        reader.reads(everything()).await;
        reader.is_at("").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn copy_link_says_what_it_did() {
    journey("?q=farming&case=kopia-agriculture", async |reader| {
        reader.permits("clipboard-read", true).await;
        reader.permits("clipboard-write", true).await;
        reader.click("button", "Copy link").await;
        let said = async || reader.within("complementary", "Facts").text_of("status", anything()).await;
        eventually(said, "Link copied").await;
        let copied: String = reader.evaluate("return navigator.clipboard.readText()").await;
        assert_eq!(copied, reader.server().url("?q=farming&case=kopia-agriculture"));
        reader.has_focus_on("button", "Copy link").await;

        reader.permits("clipboard-write", false).await;
        reader.click("button", "Copy link").await;
        eventually(said, format!("The browser refused to copy {copied}")).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shared_address_gives_the_same_page_in_another_browser() {
    journey("", async |reader| {
        reader.fill("combobox", SEARCH, "cross border").await;
        reader
            .within("group", starting("Topic"))
            .click("checkbox", starting("International cooperation"))
            .await;
        reader.within("group", starting("Level")).click("button", "Exclude: Local").await;
        reader.choose("Sort", "Title A–Z").await;
        eventually(async || reader.sentence().await.ends_with("not Local"), true).await;
        let list = (reader.address().await, reader.text_of("main", anything()).await);
        let title = reader.titles().await.swap_remove(1);
        reader.click("link", title.as_str()).await;
        reader.reads(&title).await;
        let case = (reader.address().await, reader.text_of("main", anything()).await);

        reader.restart().await;
        for (address, text) in [list, case] {
            reader.open(&address).await;
            eventually(async || reader.text_of("main", anything()).await, text).await;
            assert_eq!(reader.address().await, address);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn former_names_and_withdrawn_cases_still_open() {
    journey_unopened(async |reader| {
        let file = snapshot::with_cases(json!([
            { "id": "harbour", "aliases": ["port"], "title": "A harbour", "summary": "Boats", "countries": ["NO"] },
            { "id": "field", "title": "A field", "summary": "Barley", "countries": ["SE"] },
            { "id": "gone", "title": "A case that is gone", "summary": "Boats", "countries": ["FI"],
              "withdrawn": { "date": "2026-03-01", "reason": "The figures were wrong." } },
        ]));
        reader.server().fault("data/cases.json", Fault::Body(file, "application/json"));
        reader.open("?case=port").await;
        reader.reads("A harbour").await;
        reader.open("?case=gone").await;
        reader.reads("A case that is gone").await;
        let notice = "Withdrawn by the publisher on 1 March 2026: The figures were wrong.";
        assert!(reader.text().await.contains(notice));
        reader.within("navigation", "This case in the results").click("link", "2 cases").await;
        reader.reads("2 cases from 2 countries").await;
        reader.fill("combobox", SEARCH, "boats").await;
        reader.reads("1 case with “boats”").await;
        assert_eq!(reader.titles().await, ["A harbour"]);
    })
    .await;
}

/// The ids of the cases that the edition took out, without a word of them left.
fn taken_out() -> Vec<String> {
    let file = snapshot::json();
    let withdrawn = file["changes"]["withdrawn"].as_array().expect("the edition says what it took out");
    let ids = withdrawn.iter().map(|id| id.as_str().expect("an id is a text"));
    let is_gone = |id: &&str| !snapshot::cases(&file).iter().any(|case| case["id"] == *id);
    ids.filter(is_gone).map(str::to_owned).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_that_was_taken_out_is_met_kindly() {
    const GONE: &str = "This case is no longer in the library";
    journey_unopened(async |reader| {
        let ids = taken_out();
        assert!(!ids.is_empty(), "this edition took none out");
        let mut n_led_on = 0;
        for id in &ids {
            reader.open(&format!("?case={id}")).await;
            reader.reads(GONE).await;
            eventually(async || reader.title().await, format!("{GONE} – {}", expected::title())).await;
            let since = format!("Its publisher took it out with the edition of {}.", expected::date());
            assert!(reader.text().await.contains(&since), "{id}: {}", reader.text().await);
            // What comes closest by the words of its name, and leads there.
            let close = reader.within("region", "Cases that come closest to its name");
            if close.exists("link", anything()).await {
                let title = close.names("link", anything()).await.swap_remove(0);
                assert!(titles("").contains(&title.as_str()), "{title:?} is no case");
                close.click("link", title.as_str()).await;
                reader.has_focus_on("heading", &title).await;
                reader.back().await;
                reader.reads(GONE).await;
                n_led_on += 1;
            }
        }
        assert!(n_led_on * 2 > ids.len(), "only {n_led_on} of {} lead on", ids.len());
        reader.assert_accessible().await;
        reader.click("link", format!("All {}", counted(n_cases()))).await;
        reader.reads(everything()).await;
        reader.is_at("").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sections_say_their_kind_and_their_own_heading() {
    /// Levels and texts of the headings of the case's text.
    const HEADINGS: &str = "return [...document.querySelectorAll('.case-section :is(h1, h2, h3, h4)')]
        .map((heading) => [Number(heading.localName[1]), heading.innerText])";
    journey_unopened(async |reader| {
        let file = snapshot::json();
        let kinds = file["sections"].as_array().expect("there are kinds of sections");
        let place = |kind: &Value| kinds.iter().position(|known| known["id"] == *kind).expect("it is known");
        let label = |kind: &Value| snapshot::text(&kinds[place(kind)], "label").to_owned();
        for id in TEN {
            let case = snapshot::case(id);
            // In the order of the library's template, whatever the order in the file.
            let mut sections = case["sections"].as_array().expect("each of the ten has sections").clone();
            sections.sort_by_key(|section| place(&section["kind"]));
            // Sections of one kind are one part, with its name once and their headings below.
            let (mut expected, mut contents, mut before) = (Vec::new(), Vec::new(), Value::Null);
            for section in &sections {
                let (kind, heading) = (label(&section["kind"]), section["heading"].as_str());
                let is_first = section["kind"] != before;
                if is_first {
                    expected.push((2, kind.clone()));
                }
                expected.extend(heading.map(|heading| (3, heading.to_owned())));
                contents.push(match heading {
                    Some(heading) if is_first => format!("{kind}: {heading}"),
                    Some(heading) => heading.to_owned(),
                    None => kind,
                });
                before = section["kind"].clone();
            }
            reader.open(&format!("?case={id}")).await;
            reader.reads(snapshot::text(&case, "title")).await;
            let mut headings: Vec<(u8, String)> = reader.evaluate(HEADINGS).await;
            headings.retain(|heading| heading.1 != "Links");
            let in_capitals = |headings: &[(u8, String)]| -> Vec<(u8, String)> {
                headings.iter().map(|(level, text)| (*level, text.to_uppercase())).collect()
            };
            // The name of a kind above another heading is in small capitals.
            assert_eq!(in_capitals(&headings), in_capitals(&expected), "{id}");
            let on_this_page = reader.within("navigation", "On this page");
            assert_eq!(on_this_page.names("link", anything()).await, contents, "{id}");
            for (at, section) in sections.iter().enumerate() {
                let heading = section["heading"].as_str().map(str::to_owned);
                let is_first = at == 0 || sections[at - 1]["kind"] != section["kind"];
                on_this_page.click("link", exactly(&contents[at]).nth(0)).await;
                if let Some(heading) = heading.or(is_first.then(|| label(&section["kind"]))) {
                    reader.has_focus_on("heading", &heading).await;
                }
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn addresses_that_are_wrong_are_repaired_or_explained() {
    journey("?case=no-such-case&topic=health", async |reader| {
        reader.reads("There is no such case").await;
        assert_eq!(reader.title().await, "There is no such case – Public-sector innovation cases");
        reader.click("link", format!("All {}", counted(n_cases()))).await;
        reader.reads(everything()).await;

        for (address, sentence) in [
            ("?topic=no-such-topic", everything().to_owned()),
            ("?topic=no-such-topic&topic=health", sentence("?topic=health", ", Health and care")),
            ("?country=XX", everything().to_owned()),
            ("?country=kr", sentence_of_country("KR")),
            ("?q=%25", counted(n_cases())),
            ("?year=soon", everything().to_owned()),
            ("?year=2019..2016", sentence("?year=2016..2019", ", 2016 to 2019")),
            ("?page=-1", everything().to_owned()),
            ("?page=two&sort=best&view=matrix&group=planet", everything().to_owned()),
            ("?case=%3Cscript%3E", everything().to_owned()),
            ("?q=%FFmangrove%", sentence("?q=mangrove", "with “\u{FFFD}mangrove%”")),
            ("?&&=&=x&q", everything().to_owned()),
            ("?match=topic:all", everything().to_owned()),
            ("?utm_source=mail&fbclid=1", everything().to_owned()),
            ("?ids=kopia-agriculture,no-such-case", "1 chosen case".to_owned()),
        ] {
            reader.open(address).await;
            let found = reader.sentence().await;
            assert_eq!(found, sentence, "{address}");
        }
        assert_eq!(reader.count("alert", containing("")).await, 0);
    })
    .await;
}
