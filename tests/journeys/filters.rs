//! Refining: what the numbers promise, and what a click then gives.

use serde_json::Value;

use crate::{
    expected::{
        self, counted, everything, first_line, library, n_hits, n_lines, sentence, sentence_of_country,
    },
    journey,
    reader::{Reader, anything, eventually, starting},
    snapshot,
    words::{SEARCH, last_number_in},
};

/// The number beside a value.
async fn number_beside(reader: &Reader, facet: &str, value: &str) -> usize {
    let lines = reader.within("group", starting(facet)).names("checkbox", starting(value)).await;
    assert_eq!(lines.len(), 1, "{facet}: {value} is not one line: {lines:?}");
    last_number_in(&lines[0])
}

async fn tick(reader: &Reader, facet: &str, value: &str) {
    reader.within("group", starting(facet)).click("checkbox", starting(value)).await;
}

/// How many cases of the file are so.
fn n_cases(is_so: impl Fn(&Value) -> bool) -> usize {
    snapshot::cases(&snapshot::json()).iter().filter(|case| is_so(case)).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_is_what_a_click_gives() {
    let lines = [
        ("Topic", "Innovation capacity"),
        ("Level of government", "Local"),
        ("Level of government", "Not stated"),
        ("Stage", "Evaluation"),
        ("Region", "Asia"),
        ("Country", first_line("country")),
        ("Country", "International"),
        ("Organisation", "Not stated"),
        ("Year", "Not stated"),
    ];
    journey("", async |reader| {
        for address in ["", "?q=data&topic=data-and-statistics"] {
            reader.open(address).await;
            let sentence = reader.sentence().await;
            for (facet, value) in lines {
                if facet == "Topic" && !address.is_empty() {
                    continue;
                }
                let promised = number_beside(reader, facet, value).await;
                tick(reader, facet, value).await;
                eventually(async || reader.sentence().await != sentence, true).await;
                assert_eq!(reader.n_cases().await, promised, "{address}: {facet}: {value}");
                tick(reader, facet, value).await;
                reader.reads(&sentence).await;
            }
        }
        let stated = |case: &Value| !case["year"].is_null();
        reader.open("").await;
        assert_eq!(number_beside(reader, "Year", "Not stated").await, n_cases(|case| !stated(case)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_topics_any_all_and_one_refused() {
    let has = |case: &Value, topic| snapshot::values(case, "topic").contains(&topic);
    let (one, other) = ("innovation-capacity", "digital-services");
    let n_any = n_cases(|case| has(case, one) || has(case, other));
    let n_all = n_cases(|case| has(case, one) && has(case, other));
    let is_local = |case: &Value| snapshot::values(case, "level").contains(&"local");
    let n_rest = n_cases(|case| has(case, one) && has(case, other) && !is_local(case));

    journey("", async |reader| {
        tick(reader, "Topic", "Innovation capacity").await;
        reader.reads(&sentence("?topic=innovation-capacity", ", Innovation capacity")).await;
        reader.is_at("?topic=innovation-capacity").await;
        // One value alone leaves nothing to choose between.
        assert!(!reader.exists("combobox", "Match").await);
        tick(reader, "Topic", "Digital services").await;
        reader.reads(&format!("{n_any} cases, Digital services or Innovation capacity")).await;
        reader.sees("group", "Topic 2 chosen").await;

        reader.choose("Match", "All of these").await;
        reader.reads(&format!("{n_all} cases, Digital services and Innovation capacity")).await;
        // Now a number says what would be left with that value as well.
        let promised = number_beside(reader, "Topic", "Citizen participation").await;
        tick(reader, "Topic", "Citizen participation").await;
        eventually(async || reader.n_cases().await, promised).await;
        tick(reader, "Topic", "Citizen participation").await;

        let level = reader.within("group", starting("Level of government"));
        level.click("button", "Exclude: Local").await;
        let sentence = format!("{}, Digital services and Innovation capacity, not Local", counted(n_rest));
        reader.reads(&sentence).await;
        assert_eq!(level.state_of("button", "Exclude: Local", "pressed").await, "true");
        eventually(async || reader.title().await, format!("{sentence} – Public-sector innovation cases"))
            .await;
        let address = reader.address().await;
        let topics = "topic=digital-services&topic=innovation-capacity";
        assert_eq!(address, format!("?level=-local&{topics}&match=topic:all"));
        let chips = reader.names("button", starting("Remove: ")).await;
        assert_eq!(chips, ["Remove: not Local", "Remove: Digital services", "Remove: Innovation capacity"]);

        reader.reload().await;
        reader.reads(&sentence).await;
        reader.click("button", "Remove: not Local").await;
        let sentence = format!("{n_all} cases, Digital services and Innovation capacity");
        reader.has_focus_on("heading", &sentence).await;
        reader.click("link", "Clear all").await;
        reader.reads(everything()).await;
        reader.is_at("").await;
        reader.has_focus_on("heading", everything()).await;
        reader.back().await;
        reader.reads(&sentence).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn filters_by_address_read_as_one_sentence() {
    let in_either = |case: &Value| {
        let countries = snapshot::countries(case);
        countries.contains(&"FI") || countries.contains(&"EE")
    };
    let is_health = |case: &Value| snapshot::values(case, "topic").contains(&"health");
    let since = |case: &Value| case["year"].as_u64().is_some_and(|year| year >= 2016);
    let n = n_cases(|case| in_either(case) && !is_health(case) && since(case));

    journey("?country=FI&country=EE&topic=-health&year=2016..", async |reader| {
        let sentence = format!("{} in Estonia or Finland, not Health and care, since 2016", counted(n));
        reader.reads(&sentence).await;
        assert_eq!(reader.title().await, format!("{sentence} – Public-sector innovation cases"));
        let country = reader.within("group", "Country 2 chosen");
        assert_eq!(country.state_of("checkbox", starting("Finland"), "checked").await, "true");
        // Chosen values stay in view, also those that are not among the most frequent.
        assert_eq!(country.state_of("checkbox", starting("Estonia"), "checked").await, "true");
        let topic = reader.within("group", "Topic 1 chosen");
        assert_eq!(topic.state_of("button", "Exclude: Health and care", "pressed").await, "true");
        let chips =
            ["Remove: Finland", "Remove: Estonia", "Remove: not Health and care", "Remove: since 2016"];
        let mut shown = reader.names("button", starting("Remove: ")).await;
        shown.sort_by_key(|chip| chips.iter().position(|expected| expected == chip));
        assert_eq!(shown, chips);
        for chip in chips {
            reader.click("button", chip).await;
            reader.sees_no("button", chip).await;
        }
        reader.reads(everything()).await;

        let address = "?topic=none&country=none";
        reader.open(address).await;
        assert_eq!(reader.n_cases().await, n_hits(address));
        reader.click("button", "Remove: Topic: Not stated").await;
        reader.reads(&expected::sentence("?country=none", "in International")).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_facet_is_searched_and_shown_whole() {
    journey("", async |reader| {
        let show_all = format!("Show all {} – Country", n_lines("country"));
        let country = reader.within("group", starting("Country"));
        assert_eq!(country.count("checkbox", anything()).await, 7);
        country.fill("searchbox", "Find in Country", "LAND").await;
        let (_, facet) = library().facet("country").expect("there are countries");
        let names = facet.values.iter().map(|value| value.label.as_str());
        let mut with_land: Vec<&str> = names.filter(|name| name.to_lowercase().contains("land")).collect();
        with_land.sort();
        assert!(with_land.len() > 2, "{with_land:?} are too few to tell anything");
        let found = async || -> Vec<String> {
            let names = country.names("checkbox", anything()).await;
            names.iter().map(|name| name.trim_end_matches(|c: char| !c.is_alphabetic()).to_owned()).collect()
        };
        eventually(
            async || {
                let mut found = found().await;
                found.sort();
                found
            },
            with_land,
        )
        .await;
        country.click("checkbox", starting("Iceland")).await;
        reader.reads(&sentence_of_country("IS")).await;
        country.fill("searchbox", "Find in Country", "").await;
        eventually(async || found().await.len(), 8).await;
        assert_eq!(country.state_of("checkbox", starting("Iceland"), "checked").await, "true");

        country.click("button", show_all.as_str()).await;
        // All countries, and the international cases.
        eventually(async || found().await.len(), snapshot::n_countries() + 1).await;
        assert_eq!(country.state_of("button", "Show fewer – Country", "expanded").await, "true");
        country.click("button", "Show fewer – Country").await;
        eventually(async || found().await.len(), 8).await;
        reader.has_focus_on("button", show_all.as_str()).await;

        // Nothing is typed for good: the list of cases is not searched by it.
        reader.is_at("?country=IS").await;
        assert_eq!(reader.state_of("combobox", SEARCH, "value").await, "");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn years_by_the_two_lists_and_by_the_picture() {
    let between = |from: u64, to: u64| {
        n_cases(|case| case["year"].as_u64().is_some_and(|year| from <= year && year <= to))
    };
    journey("?q=&year=", async |reader| {
        // By mouse: one bar, a second one, and the same bar again.
        reader.click_tooltip("2016: ").await;
        reader.reads(&format!("{}, in 2016", counted(between(2016, 2016)))).await;
        reader.click_tooltip("2019: ").await;
        reader.reads(&format!("{}, 2016 to 2019", counted(between(2016, 2019)))).await;
        reader.is_at("?year=2016..2019").await;
        assert_eq!(reader.state_of("combobox", "From", "value").await, "2016");
        assert_eq!(reader.state_of("combobox", "To", "value").await, "2019");
        reader.click_tooltip("2017: ").await;
        reader.reads(&format!("{}, in 2017", counted(between(2017, 2017)))).await;
        reader.click_tooltip("2017: ").await;
        reader.reads(everything()).await;

        // By keyboard: the last year of the list, then the one before it.
        let file = snapshot::json();
        let mut years: Vec<u64> =
            snapshot::cases(&file).iter().filter_map(|case| case["year"].as_u64()).collect();
        years.sort();
        years.dedup();
        let [.., before, last] = years[..] else { panic!("there are too few years: {years:?}") };
        let year = reader.within("group", starting("Year"));
        reader.click("button", format!("Show all {} – Organisation", n_lines("organisation"))).await;
        reader.click("button", "Show fewer – Organisation").await;
        reader.tab_to("combobox", "From").await;
        reader.press("End").await;
        reader.reads(&format!("{}, since {last}", counted(between(last, 9999)))).await;
        reader.press("ArrowUp").await;
        reader.reads(&format!("{}, since {before}", counted(between(before, 9999)))).await;
        reader.has_focus_on("combobox", "From").await;
        reader.press("Tab").await;
        reader.press("End").await;
        reader.reads(&format!("{}, {before} to {last}", counted(between(before, last)))).await;
        reader.is_at(&format!("?year={before}..{last}")).await;
        year.click("checkbox", starting("Not stated")).await;
        reader.reads(&sentence("?year=none", ", without a year")).await;
        assert_eq!(year.state_of("combobox", "From", "value").await, "Any");
    })
    .await;
}
