//! Reading by country.

use crate::{
    expected::{self, counted, country, everything, n_hits, sentence, sentence_of_country, titles},
    journey, journey_unopened,
    reader::{anything, containing, eventually, starting},
    snapshot::{self, TEN},
    words::{SEARCH, number_in},
};

#[tokio::test(flavor = "multi_thread")]
async fn ten_known_cases_stand_in_each_of_their_countries() {
    journey("?group=country", async |reader| {
        for id in TEN {
            let case = snapshot::case(id);
            for code in snapshot::countries(&case) {
                reader.within("region", country(code)).sees("link", snapshot::text(&case, "title")).await;
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn groups_by_name_and_by_number() {
    journey("", async |reader| {
        reader.within("navigation", "Sections").click("link", "Countries").await;
        reader.is_at("?group=country").await;
        reader.has_focus_on("heading", everything()).await;
        let countries = async || -> Vec<String> {
            let folds = reader.names("button", starting("Hide cases: ")).await;
            folds.iter().map(|fold| fold.trim_start_matches("Hide cases: ").to_owned()).collect()
        };
        let by_name = countries().await;
        assert_eq!(by_name.len(), snapshot::n_countries());
        // Region by region: inside each the names go up.
        let descents = by_name.windows(2).filter(|pair| pair[0] > pair[1]).count();
        assert!(descents < 6, "not by name: {by_name:?}");

        let order = reader.within("navigation", "Order of groups");
        order.click("link", "By number").await;
        reader.is_at("?group=country:count").await;
        let by_number = countries().await;
        assert_ne!(by_number, by_name);
        let mut sorted = (by_number.clone(), by_name.clone());
        sorted.0.sort();
        sorted.1.sort();
        assert_eq!(sorted.0, sorted.1, "an order shows other countries");
        order.click("link", "A–Z").await;
        reader.is_at("?group=country").await;
        assert_eq!(countries().await, by_name);

        // Text and filters hold here too, and the way back to the list keeps them.
        reader.fill("combobox", SEARCH, "mangrove").await;
        reader.reads(&sentence("?q=mangrove", "with “mangrove”")).await;
        eventually(async || countries().await, [country("KR"), country("VN")]).await;
        let korea = reader.within("region", country("KR"));
        assert!(korea.exists("link", containing("Mangrove Forests")).await);
        assert!(reader.text().await.contains(&format!("with {} 1", country("VN"))));
        reader.within("navigation", "Sections").click("link", "Cases").await;
        reader.is_at("?q=mangrove").await;
        reader.reads(&sentence("?q=mangrove", "with “mangrove”")).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_opens_and_closes_alone_and_with_all() {
    journey("?group=country:count", async |reader| {
        let n_links = 1 + n_hits("?country=PT");
        let portugal = reader.within("region", "Portugal");
        let n = portugal.count("link", anything()).await;
        assert_eq!(n, n_links, "the heading and the cases");
        portugal.click("button", "Hide cases: Portugal").await;
        reader.has_focus_on("button", "Show cases: Portugal").await;
        assert_eq!(portugal.state_of("button", "Show cases: Portugal", "expanded").await, "false");
        assert_eq!(portugal.count("link", anything()).await, 1);
        assert_ne!(reader.within("region", "Spain").count("link", anything()).await, 1);

        reader.click("button", "Close all").await;
        reader.has_focus_on("button", "Open all").await;
        assert_eq!(reader.count("button", starting("Hide cases: ")).await, 0);
        assert_eq!(reader.within("region", "Spain").count("link", anything()).await, 1);
        reader.click("button", "Open all").await;
        assert_eq!(reader.count("button", starting("Show cases: ")).await, 0);
        assert_eq!(portugal.count("link", anything()).await, n_links);

        // What was folded is still so after a look at a case.
        portugal.click("button", "Hide cases: Portugal").await;
        reader.within("region", "Spain").click("link", "Hexagon for Public Innovation (HIP)").await;
        reader.reads("Hexagon for Public Innovation (HIP)").await;
        reader.back().await;
        reader.sees("button", "Show cases: Portugal").await;
        reader.has_focus_on("link", "Hexagon for Public Innovation (HIP)").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn from_the_jump_list_to_one_country_alone() {
    journey("?group=country", async |reader| {
        let jumps = reader.within("navigation", "Jump to");
        jumps.click("link", "Slovenia").await;
        reader.has_focus_on("heading", "Slovenia").await;
        assert_ne!(reader.scroll_position().await, 0);
        reader.back().await;
        eventually(async || reader.scroll_position().await, 0).await;

        reader.within("region", "Slovenia").click("link", "Slovenia").await;
        reader.is_at("?country=SI").await;
        reader.reads(&sentence_of_country("SI")).await;
        assert_eq!(reader.titles().await, titles("?country=SI"));
        reader.has_focus_on("heading", &sentence_of_country("SI")).await;
        reader.back().await;
        reader.is_at("?group=country").await;
        reader.reads(everything()).await;

        // The international cases have a group of their own, and each case counts once.
        reader.sees("heading", "International").await;
        let text = reader.text().await;
        let international = text.rsplit("International\n").next().expect("splitting leaves a piece");
        assert_eq!(number_in(international), n_hits("?country=none"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn countries_have_the_names_that_the_publisher_gives() {
    // The browser's own name, and whether it is one that a reader would type.
    const OWN: [(&str, &str); 3] = [("KR", "South Korea"), ("VN", "Vietnam"), ("TR", "Turkey")];
    journey_unopened(async |reader| {
        let file = snapshot::json();
        for (code, own) in OWN {
            let name = file["country_names"][code].as_str().expect("the publisher gives it a name");
            assert_ne!(name, own);
            assert_eq!(country(code), name);
            let here = sentence_of_country(code);
            assert!(here.ends_with(&format!("in {name}")), "{here}");

            // In the sentence and the title, the list, the filter and what is chosen of it.
            reader.open(&format!("?country={code}")).await;
            reader.reads(&here).await;
            eventually(async || reader.title().await, format!("{here} – {}", expected::title())).await;
            let facet = reader.within("group", "Country 1 chosen");
            assert_eq!(facet.state_of("checkbox", starting(name), "checked").await, "true");
            reader.sees("button", format!("Remove: {name}")).await;
            let text = reader.text_of("region", here.as_str()).await;
            assert!(text.contains(name), "{name} is missing in {text}");

            // On the case, whose texts are the publisher's own.
            let case = expected::hits(&format!("?country={code}"))[0];
            reader.click("link", case.title.as_str()).await;
            reader.reads(&case.title).await;
            let facts = reader.within("complementary", "Facts");
            facts.sees("link", name).await;
            assert!(!facts.exists("link", own).await);

            // Among the countries.
            reader.open("?group=country").await;
            reader.sees("region", name).await;
            assert!(!reader.exists("region", own).await, "{own} stands there as well");
            reader.within("navigation", "Jump to").sees("link", name).await;

            // By either name they are found, and suggested.
            for typed in [name, own] {
                reader.open(&format!("?country={code}")).await;
                reader.fill("combobox", SEARCH, typed).await;
                reader
                    .reads(&format!(
                        "{} with “{typed}” in {name}",
                        counted(n_hits(&format!("?country={code}")))
                    ))
                    .await;
            }
            reader.open("").await;
            reader.fill("combobox", SEARCH, own).await;
            reader.click("option", format!("{name} Country")).await;
            reader.reads(&here).await;
            reader.is_at(&format!("?country={code}")).await;
        }
    })
    .await;
}
