//! What a text finds, in which order, what is marked, and what helps when
//! nothing is found.

use casebook::catalog::{Catalog, Country, Region};
use casebook::search::highlight::{marks, snippet};
use casebook::search::{DropOffer, Library, PlaceNames, Query, Refinement, Sort, Years};
use serde_json::{Value, json};

use crate::library::{ids, library, read, snapshot};

fn query(text: &str) -> Query {
    Query { text: text.to_owned(), ..Query::default() }
}

/// The hits of a text, in order.
fn check(library: &Library, text: &str, expected: &[&str]) {
    let results = library.search(&query(text));
    assert_eq!(ids(library, &results.hits), expected, "for {text:?}");
    assert!(results.offers.is_empty() || expected.is_empty(), "for {text:?}");
}

/// The hits of a text among cases of these titles, in the order of the titles.
fn check_titles(titles: &[&str], text: &str, expected: &[&str]) {
    let cases: Vec<Value> = titles.iter().map(|title| json!({"title": title})).collect();
    let library = library(json!(cases));
    let mut hits = library.search(&query(text)).hits;
    hits.sort_unstable();
    let found: Vec<&str> = hits.iter().map(|hit| library.catalog.cases[*hit].title.as_str()).collect();
    assert_eq!(found, expected, "for {text:?}");
}

/// Each of the texts finds the title, and none of the others.
fn check_finds(title: &str, texts: &[&str]) {
    for text in texts {
        check_titles(&[title, "Something else 1 2"], text, &[title]);
    }
}

#[test]
fn all_words_are_needed_in_any_field() {
    let library = library(json!([
        {"title": "Fish farm", "summary": "Water from the sea."},
        {"title": "Fish market", "countries": ["NO"], "organisations": ["Sea Agency"]},
        {"title": "Boats", "facets": {"topic": ["water"]},
            "sections": [{"kind": "results", "heading": "Fishing", "body": "More nets."}]},
    ]));
    check(&library, "fish", &["a", "b", "c"]);
    check(&library, "fish sea", &["b", "a"]);
    check(&library, "fish norway", &["b"]);
    check(&library, "fish europe", &["b"]);
    check(&library, "clean nets", &["c"]);
    check(&library, "fishing", &["c", "a", "b"]);
    check(&library, "fish sea norway nets", &[]);
}

#[test]
fn no_text_is_every_case() {
    let library = library(json!([{"title": "A"}, {"title": "B"}]));
    for text in ["", "-", "\"", "\"\"", "- \"", "…", "-\"\"", "?!"] {
        check(&library, text, &["a", "b"]);
    }
}

#[test]
fn the_last_word_is_also_a_beginning() {
    let titles = ["Fish farm", "Fishing farms", "Farming fish"];
    check_titles(&["Fish farm", "Fishy farmland"], "farm fish", &["Fish farm"]);
    check_titles(&titles, "fish farm", &titles);
    check_titles(&titles, "fish", &titles);
}

#[test]
fn a_word_that_finds_nothing_whole_is_a_beginning_too() {
    let titles = ["Fishing nets", "Fishery nets", "Fine nets"];
    check_titles(&titles, "fish nets", &["Fishing nets", "Fishery nets"]);
    check_titles(&titles, "f nets", &titles);
    check_titles(&["Fish nets", "Fishery nets"], "fish nets", &["Fish nets"]);
}

#[test]
fn latin_is_found_in_any_case_and_with_or_without_accents() {
    check_finds("Santé à Zürich", &["SANTE", "santé", "sante\u{301}", "zurich", "ZÜRICH A"]);
    check_finds("Sante a Zurich", &["santé à zürich"]);
    check_finds("Łódź", &["lodz"]);
    check_finds("ＦＩＳＨ ＣＯＶＩＤ－１９", &["fish", "covid-19", "Covid 19"]);
}

#[test]
fn greek_cyrillic_and_arabic_are_found_as_they_are_typed() {
    check_finds("Ψηφιακή διακυβέρνηση της Ελλάδας", &["ψηφιακη", "ΔΙΑΚΥΒΈΡΝΗΣΗ", "ΤΗΣ ελλαδας"]);
    check_finds("Ёлка для Йосифа", &["елка", "ЁЛКА", "иосиф"]);
    check_finds("خدمة أحمد الرقميّة", &["خدمه", "احمد", "الرقمية", "الرقم"]);
}

#[test]
fn marks_inside_words_may_be_typed_or_not() {
    check_finds("Noddr.de", &["Noddr.de", "noddr de", "noddrde", "noddr", "noddr.d", "noddr."]);
    check_finds("The 21st century", &["21st", "21ST", "21"]);
    check_finds("After COVID-19", &["COVID-19", "covid 19", "covid19", "covid-1", "covid-", "covid‑19"]);
    check_finds("Estonian e-ID", &["e-ID", "eid", "e id", "E-I"]);
    check_finds("The O'Higgins plan", &["O'Higgins", "O’Higgins", "ohiggins", "o higgins", "higgins", "o'h"]);
    check_finds("Covid19 plan", &["covid-19", "covid19"]);
    check_finds("Covid 19 plan", &["covid-19"]);
}

#[test]
fn joined_words_stand_side_by_side() {
    check_titles(&["Plan 19 for COVID", "COVID 19", "COVID-19"], "covid-19", &["COVID 19", "COVID-19"]);
}

#[test]
fn an_ampersand_is_the_word_and() {
    check_finds("Health & care", &["health and care", "health & care", "\"health and care\""]);
    check_finds("Health and care", &["health & care"]);
    check_finds("R&D", &["R&D", "r&d", "\"r and d\""]);
}

#[test]
fn scripts_without_spaces_are_found_by_any_piece() {
    check_finds("東京都の水道事業", &["東京", "京都", "水道", "水", "東京都の", "水道事業", "東京 水道"]);
    check_titles(&["東京都の水道事業", "水の道"], "水道", &["東京都の水道事業"]);
    check_titles(&["東京都の水道事業", "水の道"], "水", &["東京都の水道事業", "水の道"]);
    check_finds("农村数字化服务", &["数字化", "农村 服务"]);
    check_finds("บริการสุขภาพดิจิทัล", &["สุขภาพ", "ดิจิทัล", "บริการ"]);
    check_finds("カタカナ・サービス", &["サービス", "カタカナ", "ｻｰﾋﾞｽ"]);
    check_finds("디지털 정부 서비스", &["디지털", "정부", "서비"]);
}

#[test]
fn a_quoted_phrase_stands_side_by_side() {
    let titles = ["Fish farm", "Farm for fish", "The fish-farm", "Fish farms"];
    check_titles(&titles, "\"fish farm\"", &["Fish farm", "The fish-farm"]);
    for quoted in ["“fish farm”", "„fish farm“", "«\u{A0}fish farm\u{A0}»", "”fish farm”", "「fish farm」"]
    {
        check_titles(&titles, quoted, &["Fish farm", "The fish-farm"]);
    }
    check_titles(&titles, "\"FISH  Farm\"", &["Fish farm", "The fish-farm"]);
    check_titles(&titles, "\"fish\" \"for\"", &["Farm for fish"]);
    check_titles(&titles, "\"far\"", &[]);
    check_titles(&["COVID-19 plan", "19 COVID"], "\"covid-19 plan\"", &["COVID-19 plan"]);
    check_titles(&["东京2020计划", "2020 东京"], "\"东京 2020\"", &["东京2020计划"]);
    check_titles(&["东京2020计划", "计划 2020"], "\"2020 计划\"", &["东京2020计划"]);
}

#[test]
fn a_phrase_does_not_reach_across_texts() {
    let library = library(json!([
        {"title": "Fish", "summary": "farm"},
        {"title": "Nets", "sections": [{"kind": "results", "body": "A fish farm."}], "countries": ["KR"]},
    ]));
    check(&library, "\"fish farm\"", &["b"]);
    check(&library, "\"south korea\"", &["b"]);
    check(&library, "\"republic of korea\"", &["b"]);
}

#[test]
fn a_stray_quote_or_minus_is_passed_over() {
    let titles = ["Fish farm", "Fish market"];
    for text in [
        "fish \"farm",
        "fish farm\"",
        "fish - farm",
        "fish -- farm",
        "\"fish farm",
        "fish farm -",
        "fish farm -\"",
    ] {
        check_titles(&titles, text, &["Fish farm"]);
    }
}

#[test]
fn a_word_after_a_minus_is_left_out_as_typed() {
    let titles = ["Fish farm", "Fish market", "Fishing market", "Fish R&D and care"];
    check_titles(&titles, "fish -farm", &["Fish market", "Fishing market", "Fish R&D and care"]);
    check_titles(&titles, "fish -far", &titles);
    check_titles(&titles, "-fish", &["Fishing market"]);
    check_titles(&titles, "-\"fish market\"", &["Fish farm", "Fishing market", "Fish R&D and care"]);
    check_titles(&["Fish and chips", "R&D"], "-R&D", &["Fish and chips"]);
    check_titles(&["COVID-19", "COVID"], "-covid-19", &["COVID"]);
    check_titles(&["Well-being", "Being well"], "well-being -x", &["Well-being"]);
}

#[test]
fn a_facet_s_value_can_be_typed() {
    let library = library(json!([
        {"countries": ["KR"], "year": 2019, "facets": {"topic": ["water"]}},
        {"countries": ["KP"], "organisations": ["Sea Agency"], "facets": {"topic": ["health"]}},
        {"countries": ["NO"], "year": 2020},
    ]));
    for text in [
        "country:KR",
        "country:kr",
        "COUNTRY:KR",
        "country:South-Korea",
        "country:Korea",
        "country:\"South Korea\"",
        "country:“south korea”",
    ] {
        check(&library, text, &["a"]);
    }
    check(&library, "topic:water", &["a"]);
    check(&library, "topic:\"clean water\"", &["a"]);
    check(&library, "topic:none", &["c"]);
    check(&library, "-country:KR", &["c", "b"]);
    check(&library, "-country:\"South Korea\"", &["c", "b"]);
    check(&library, "year:2020", &["c"]);
    check(&library, "year:2019..2020", &["c", "a"]);
    check(&library, "year:..2019", &["a"]);
    check(&library, "-year:2020", &["a", "b"]);
    check(&library, "year:none", &["b"]);
    check(&library, "year:soon", &[]);
    check(&library, "region:Asia -topic:health", &["a"]);
    check(&library, "organisation:sea-agency", &["b"]);
    check(&library, "country:ZZ", &[]);
    check(&library, "country:KR country:NO", &[]);
}

#[test]
fn a_colon_that_names_no_facet_is_text() {
    let titles = ["Country: a report", "Note: fish"];
    check_titles(&titles, "country:", &["Country: a report"]);
    check_titles(&titles, "note:fish", &["Note: fish"]);
    check_titles(&titles, ":fish", &["Note: fish"]);
    check_titles(&titles, "country:\"\"", &["Country: a report"]);
    check_titles(&titles, "country:\"fish", &[]);
}

#[test]
fn countries_are_found_by_their_common_other_names() {
    let library = library(json!([
        {"countries": ["GB"]}, {"countries": ["US"]}, {"countries": ["KR"]}, {"countries": ["NL"]},
        {"countries": ["KP"]}, {"countries": ["TR"]}, {"countries": ["CI"]}, {"countries": ["CZ"]},
    ]));
    for (text, expected) in [
        ("UK", &["a"][..]),
        ("united kingdom", &["a"]),
        ("great britain", &["a"]),
        ("USA", &["b"]),
        ("america", &["b"]),
        ("korea", &["c", "e"]),
        ("south korea", &["c"]),
        ("Republic of Korea", &["c", "e"]),
        ("holland", &["d"]),
        ("turkey", &["f"]),
        ("turkiye", &["f"]),
        ("cote d'ivoire", &["g"]),
        ("ivory coast", &["g"]),
        ("czech republic", &["h"]),
    ] {
        let mut hits = library.search(&query(text)).hits;
        hits.sort_unstable();
        assert_eq!(ids(&library, &hits), expected, "for {text}");
    }
}

/// A reader of French.
pub struct FrenchNames;

impl PlaceNames for FrenchNames {
    fn language(&self) -> &str {
        "fr-FR"
    }

    fn country(&self, country: Country) -> String {
        if country.code() == "KR" { "Corée du Sud".into() } else { country.english_name().into() }
    }

    fn region(&self, region: Region) -> String {
        if region == Region::Asia { "Asie".into() } else { region.english_name().into() }
    }

    fn more_country_names(&self, country: Country) -> Vec<String> {
        if country.code() == "KR" {
            vec!["Corea del Sur".into(), "كوريا الجنوبية".into()]
        } else {
            Vec::new()
        }
    }
}

#[test]
fn countries_are_found_in_every_language_handed_in() {
    let catalog = read(&snapshot(json!([{"countries": ["KR"]}, {"countries": ["NO"]}])));
    let library = Library::new(catalog, &FrenchNames);
    for text in [
        "coree",
        "corée du sud",
        "south korea",
        "corea",
        "كوريا",
        "asie",
        "\"corée du sud\"",
        "\"corea del sur\"",
        "country:\"corée du sud\"",
    ] {
        check(&library, text, &["a"]);
    }
    assert_eq!(library.country_name(Country::from_code("KR").expect("a code")), "Corée du Sud");
}

#[test]
fn a_publisher_s_name_of_a_country_is_shown_in_its_language_and_found_in_all() {
    let mut snapshot = snapshot(json!([{"countries": ["KR"]}, {"countries": ["NO"]}, {"countries": ["PL"]}]));
    snapshot["country_names"] = json!({"KR": "Zealous Land of Korea", "NO": "Zany Norway"});
    let korea = Country::from_code("KR").expect("a code");
    let by_country = Query { sort: Some(Sort::Country), ..Query::default() };

    for (language, is_shown) in [("en", true), ("EN-GB", true), ("eng", false), ("fr", false)] {
        snapshot["language"] = json!(language);
        let library = Library::new(read(&snapshot), &casebook::search::EnglishNames);
        let name = if is_shown { "Zealous Land of Korea" } else { "South Korea" };
        assert_eq!(library.country_name(korea), name, "in {language}");
        let (_, facet) = library.facet("country").expect("it is built in");
        let label = facet.values.iter().find(|value| value.id == "KR").map(|value| value.label.as_str());
        assert_eq!(label, Some(name), "in {language}");
        // Sorted as it is shown.
        let sorted = library.search(&by_country).hits;
        assert_eq!(ids(&library, &sorted), if is_shown { ["c", "b", "a"] } else { ["b", "c", "a"] });
        for text in ["zealous", "south korea", "rok", "country:\"south korea\"", "\"land of korea\""] {
            check(&library, text, &["a"]);
        }
    }

    snapshot["language"] = json!("fr");
    let french = Library::new(read(&snapshot), &FrenchNames);
    assert_eq!(french.country_name(korea), "Zealous Land of Korea");
    snapshot["language"] = json!("en");
    let french = Library::new(read(&snapshot), &FrenchNames);
    assert_eq!(french.country_name(korea), "Corée du Sud");
    for text in ["zealous", "corée du sud", "south korea", "corea", "korea"] {
        check(&french, text, &["a"]);
    }
}

#[test]
fn a_whole_word_comes_before_a_beginning_always() {
    let library = library(json!([
        {"title": "Fishing fishing fishery", "summary": "Fishing.", "year": 2026},
        {"title": "Nets", "year": 1990, "sections": [{"kind": "results", "body": format!("{} fish.", "Many other words ".repeat(300))}]},
    ]));
    check(&library, "fish", &["b", "a"]);
}

#[test]
fn a_case_is_as_good_as_its_worst_word() {
    let library = library(json!([
        {"title": "Fish fish fish farming"},
        {"title": "Nets", "summary": "The fish came from a farm."},
    ]));
    check(&library, "fish farm", &["b", "a"]);
}

#[test]
fn a_title_outweighs_a_name_a_name_the_summary_and_the_summary_a_section() {
    let library = library(json!([
        {"title": "E", "sections": [{"kind": "results", "body": "quartz"}]},
        {"title": "D", "summary": "quartz"},
        {"title": "C", "organisations": ["quartz"]},
        {"title": "quartz"},
    ]));
    check(&library, "quartz", &["d", "c", "b", "a"]);
}

#[test]
fn equal_hits_come_newest_first_and_then_by_title() {
    let library = library(json!([
        {"title": "Fish b", "year": 2010}, {"title": "Fish a", "year": 2010}, {"title": "Fish c", "year": 2020},
        {"title": "Fish d"},
    ]));
    check(&library, "fish", &["c", "b", "a", "d"]);
}

#[test]
fn hits_are_ordered_as_asked() {
    let library = library(json!([
        {"title": "épée", "year": 2010, "countries": ["SE", "AL"]},
        {"title": "Zebra", "countries": ["NO"]},
        {"title": "apple", "year": 2020},
        {"title": "Fig", "year": 2010, "countries": ["NO"]},
    ]));
    for (sort, expected) in [
        (None, ["c", "a", "d", "b"]),
        (Some(Sort::Relevance), ["c", "a", "d", "b"]),
        (Some(Sort::Newest), ["c", "a", "d", "b"]),
        (Some(Sort::Oldest), ["a", "d", "c", "b"]),
        (Some(Sort::Title), ["c", "a", "d", "b"]),
        (Some(Sort::Country), ["d", "b", "a", "c"]),
    ] {
        let results = library.search(&Query { sort, ..Query::default() });
        assert_eq!(ids(&library, &results.hits), expected, "for {sort:?}");
    }
}

#[test]
fn chosen_cases_come_in_the_order_chosen() {
    let library =
        library(json!([{"title": "Fish a", "aliases": ["old"]}, {"title": "Fish b"}, {"title": "Nets"}]));
    let chosen = |ids: &[&str], text: &str, sort| Query {
        ids: ids.iter().map(ToString::to_string).collect(),
        sort,
        ..query(text)
    };
    for (query, expected) in [
        (chosen(&["c", "a"], "", None), &["c", "a"][..]),
        (chosen(&["b", "old", "a", "nothing"], "", None), &["b", "a"]),
        (chosen(&["b", "c", "a"], "fish", None), &["b", "a"]),
        (chosen(&["c", "b", "a"], "", Some(Sort::Title)), &["a", "b", "c"]),
        (chosen(&["nothing"], "", None), &[]),
    ] {
        assert_eq!(ids(&library, &library.search(&query).hits), expected, "for {query:?}");
    }
}

#[test]
fn a_text_of_more_words_than_a_counter_holds_is_searched() {
    let body = "word ".repeat(70_000) + "needle";
    let library = library(json!([{"sections": [{"kind": "results", "body": body}]}, {}]));
    check(&library, "needle", &["a"]);
}

// Marks and snippets.

fn marked(text: &str, typed: &str) -> String {
    let library = library(json!([{"title": text}]));
    let clauses = library.search(&query(typed)).clauses;
    let mut marked = String::new();
    let mut at = 0;
    for mark in marks(text, &clauses) {
        marked += &format!("{}[{}]", &text[at..mark.start], &text[mark.clone()]);
        at = mark.end;
    }
    marked + &text[at..]
}

#[test]
fn what_matched_is_marked() {
    for (text, typed, expected) in [
        ("Fish and fishing", "fish", "[Fish] and [fishing]"),
        ("Fish and fishing", "fish and", "[Fish] [and] [fishing]"),
        ("Santé à Zürich", "sante ZURICH", "[Santé] à [Zürich]"),
        ("After COVID-19.", "covid19", "After [COVID-19]."),
        ("After COVID 19.", "covid-19", "After [COVID 19]."),
        ("After COVID-19.", "19", "After COVID-[19]."),
        ("A fish farm, a farm", "\"fish farm\"", "A [fish farm], a farm"),
        ("Health & care", "and", "Health [&] care"),
        ("東京都の水道", "水道", "東京都の[水道]"),
        ("東京都", "東京都", "[東京都]"),
        ("ｶﾞｲﾄﾞ book", "ガイド", "[ｶﾞｲﾄﾞ] book"),
        ("Fish", "-nets", "Fish"),
        ("Fish", "country:KR", "Fish"),
        ("İstanbul", "istanbul", "[İstanbul]"),
        ("Straße", "strasse", "[Straße]"),
    ] {
        assert_eq!(marked(text, typed), expected, "for {typed:?}");
    }
}

#[test]
fn a_snippet_shows_the_piece_with_most_of_the_words() {
    let filler = "The ministry wrote many other sentences here. ".repeat(10);
    let text = format!("{filler}The fish swam. {filler}Then a fish farm opened. {filler}");
    let library = library(json!([{"summary": text}, {}]));
    let clauses = library.search(&query("fish farm")).clauses;
    let found = snippet(&text, &clauses, 120).expect("the words are there");
    let piece = &text[found.range.clone()];
    assert!(piece.contains("a fish farm opened"), "{piece}");
    assert!(piece.len() < 120 + 80, "{} bytes", piece.len());
    assert!(!piece.starts_with(' ') && !piece.ends_with(' '), "{piece:?}");
    let marked: Vec<&str> = found.marks.iter().map(|mark| &text[mark.clone()]).collect();
    assert_eq!(marked, ["fish", "farm"]);
    assert_eq!(snippet("Nothing here.", &clauses, 120), None);
    assert_eq!(snippet("A farm.", &clauses, 120).expect("one word is there").range, 0..7);
}

#[test]
fn a_snippet_of_a_script_without_spaces_is_cut_between_characters() {
    let text = format!("{}水道{}", "東京都".repeat(60), "事業".repeat(60));
    let library = library(json!([{"summary": text}]));
    let clauses = library.search(&query("水道")).clauses;
    let found = snippet(&text, &clauses, 100).expect("the word is there");
    assert!(text[found.range.clone()].contains("水道"));
    assert!(found.range.len() < 200, "{:?}", found.range);
}

#[test]
fn a_match_that_is_longer_than_the_snippet_is_marked_as_far_as_it_goes() {
    let text = "水".repeat(200);
    let library = library(json!([{"summary": text}]));
    let clauses = library.search(&query("水")).clauses;
    let found = snippet(&text, &clauses, 90).expect("the word is there");
    assert_eq!(found.marks, [found.range]);
}

// Nothing found.

/// The offers and the closest cases of a query without a hit.
fn check_closest(library: &Library, query: &Query, offers: &[(DropOffer, usize)], cases: &[&str]) {
    let results = library.search(query);
    assert_eq!(results.hits, [0; 0]);
    assert_eq!(results.offers, offers);
    assert_eq!(ids(library, &results.closest), cases);
    for (offer, n) in offers {
        assert_eq!(library.count(&offer.applied_to(query)), *n, "for {offer:?}");
    }
}

fn drop_text(source: &str, rest: &str) -> DropOffer {
    DropOffer::Text { source: source.into(), rest: rest.into() }
}

#[test]
fn each_word_is_offered_to_drop_with_what_that_gives() {
    let library =
        library(json!([{"title": "Fish farm"}, {"title": "Fish market"}, {"title": "Milk market"}]));
    check_closest(
        &library,
        &query("fish milk market"),
        &[(drop_text("fish", "milk market"), 1), (drop_text("milk", "fish market"), 1)],
        &["c", "b", "a"],
    );
    check_closest(&library, &query("quartz"), &[(drop_text("quartz", ""), 3)], &[]);
    check_closest(&library, &query("fish quartz"), &[(drop_text("quartz", "fish"), 2)], &["a", "b"]);
    check_closest(&library, &query("fish quartz opal"), &[], &["a", "b"]);
    check_closest(
        &library,
        &query("\"market fish\" milk"),
        &[(drop_text("\"market fish\"", "milk"), 1)],
        &["c"],
    );
    check_closest(
        &library,
        &query("milk -market"),
        &[(drop_text("milk", "-market"), 1), (drop_text("-market", "milk"), 1)],
        &[],
    );
}

#[test]
fn a_refinement_is_offered_to_drop_and_filters_stay_in_place() {
    let library = library(json!([
        {"title": "Fish farm", "countries": ["NO"], "year": 2010},
        {"title": "Milk farm", "countries": ["SE"], "year": 2020},
    ]));
    let mut refined = query("milk");
    refined.refinements.include("country", Refinement::Value("NO".into()));
    let offer = DropOffer::Refinement { facet: "country".into(), value: Refinement::Value("NO".into()) };
    check_closest(&library, &refined, &[(drop_text("milk", ""), 1), (offer, 1)], &[]);
    let mut refined = query("farm");
    refined.refinements.years = Years::range(Some(2015), Some(2016));
    check_closest(&library, &refined, &[(DropOffer::Years(Years::Range(Some(2015), Some(2016))), 2)], &[]);
    let mut refined = query("farm");
    refined.refinements.exclude("country", Refinement::Value("NO".into()));
    refined.refinements.exclude("country", Refinement::Value("SE".into()));
    let offer =
        |code: &str| DropOffer::Refinement { facet: "country".into(), value: Refinement::Value(code.into()) };
    check_closest(&library, &refined, &[(offer("NO"), 1), (offer("SE"), 1)], &[]);
}

#[test]
fn a_question_finds_the_closest_cases_and_common_words_weigh_little() {
    let library = library(json!([
        {"title": "The plan of the city", "summary": "The city has the plan for the people in the city."},
        {"title": "How to reduce the waste of water", "summary": "The plan."},
        {"title": "The school", "summary": "The children in the school."},
        {"title": "The bridge", "summary": "The bridge of the city."},
    ]));
    let results = library.search(&query("how can the city of Oslo reduce its waste?"));
    assert_eq!(ids(&library, &results.closest)[0], "b");
}

#[test]
fn similar_cases_share_rare_words_and_values() {
    let library = library(json!([
        {"title": "Quartz mining", "countries": ["NO"], "facets": {"topic": ["water"]}},
        {"title": "Quartz trade", "countries": ["SE"]},
        {"title": "School milk", "countries": ["NO"], "facets": {"topic": ["water"]}},
        {"title": "School fruit", "countries": ["FI"]},
    ]));
    let mut similar = library.similar(0, 2);
    similar.sort_unstable();
    assert_eq!(ids(&library, &similar), ["b", "c"]);
    assert_eq!(library.similar(0, 1).len(), 1);
}

#[test]
fn an_organisation_is_one_whatever_its_spelling_and_keeps_its_address() {
    let library = library(json!([
        {"organisations": ["Sea Agency"]},
        {"organisations": ["SEA AGENCY", "sea-agency"]},
        {"organisations": ["???"]},
        {"organisations": ["???", "None"]},
        {"organisations": ["市"]},
        {"organisations": ["市", "!"]},
    ]));
    let (_, facet) = library.facet("organisation").expect("it is built in");
    let values: Vec<(&str, usize)> =
        facet.values.iter().zip(&facet.totals).map(|(value, n)| (value.label.as_str(), *n)).collect();
    assert_eq!(values, [("Sea Agency", 2), ("???", 2), ("None", 1), ("市", 2), ("!", 1)]);
    for value in &facet.values {
        let address = casebook::route::Route::read(&{
            let mut route = casebook::route::Route::default();
            route.query.refinements.include("organisation", Refinement::Value(value.id.clone()));
            route.write()
        });
        assert_eq!(
            address.query.refinements.facet("organisation").map(|chosen| chosen.included.len()),
            Some(1),
            "for {value:?}"
        );
        let hits = library.search(&address.query).hits.len();
        assert_eq!(hits, facet.totals[facet.position(&value.id).expect("it is a value")], "for {value:?}");
    }
}

#[test]
fn a_query_is_repaired_to_what_the_library_knows() {
    let catalog =
        Catalog::read(snapshot(json!([{"countries": ["NO"], "year": 2010}])).to_string().as_bytes());
    let library = Library::new(catalog.expect("it is a snapshot"), &casebook::search::EnglishNames);
    let mut query = Query { ids: vec!["a".into(), "zz".into()], ..query("fish") };
    let refinements = &mut query.refinements;
    refinements.include("country", Refinement::Value("NO".into()));
    refinements.include("country", Refinement::Value("SE".into()));
    refinements.exclude("country", Refinement::NotStated);
    refinements.include("colour", Refinement::NotStated);
    refinements.include("topic", Refinement::Value("health".into()));
    refinements.years = Years::range(Some(1800), None);
    library.repair(&mut query);
    assert_eq!(query.ids, ["a"]);
    let kept: Vec<String> =
        query.refinements.facets().map(|(id, chosen)| format!("{id} {chosen:?}")).collect();
    assert_eq!(
        kept,
        [
            r#"country FacetRefinements { included: [Value("NO")], excluded: [NotStated], all: false }"#,
            r#"topic FacetRefinements { included: [Value("health")], excluded: [], all: false }"#,
        ]
    );
    assert_eq!(query.refinements.years, Years::range(Some(1800), None));
}

#[test]
fn cases_listed_one_by_one_come_as_listed_until_the_reader_says_otherwise() {
    let library = library(json!([{"year": 2010}, {"year": 2020}, {"year": 2015}]));
    let mut query = Query { ids: ["c", "a", "b"].map(str::to_owned).to_vec(), ..Query::default() };
    assert_eq!(query.effective_sort(), Sort::Listed);
    assert_eq!(ids(&library, &library.search(&query).hits), ["c", "a", "b"]);
    query.choose_sort(Some(Sort::Newest));
    assert_eq!(ids(&library, &library.search(&query).hits), ["b", "c", "a"]);
    query.choose_sort(Some(Sort::Listed));
    assert_eq!(query.sort, None, "what holds anyway needs no word");
    assert_eq!(ids(&library, &library.search(&query).hits), ["c", "a", "b"]);
}

#[test]
fn of_a_page_that_is_pasted_into_the_search_the_first_words_count() {
    let library = library(json!([{"title": "Seed"}, {"title": "Fish"}]));
    let page = "seed zebra ".repeat(5000);
    let results = library.search(&query(&page));
    assert_eq!(results.clauses.len(), casebook::search::query::MOST_CLAUSES);
    assert_eq!(ids(&library, &results.closest), ["a"]);
}

#[test]
fn a_text_of_marks_alone_asks_for_nothing() {
    let library = library(json!([{}, {}]));
    for (text, has_words) in [("", false), ("% ??", false), ("fish", true), ("-fish", true)] {
        let results = library.search(&query(text));
        assert_eq!(results.has_words, has_words, "{text:?}");
        assert_eq!(results.hits.len(), if text == "fish" { 0 } else { 2 }, "{text:?}");
    }
}

#[test]
fn codes_of_countries_are_known_in_lower_case() {
    let library = library(json!([{"countries": ["NO"]}, {"countries": ["SE"]}, {"countries": ["NO", "SE"]}]));
    let mut query = Query::default();
    query.refinements.include("country", Refinement::Value("no".into()));
    query.refinements.exclude("country", Refinement::Value("Se".into()));
    query.refinements.include("country", Refinement::Value("xx".into()));
    library.repair(&mut query);
    assert_eq!(ids(&library, &library.search(&query).hits), ["a"]);
    query.refinements.include("country", Refinement::Value("se".into()));
    query.refinements.set_all("country", true);
    library.repair(&mut query);
    assert_eq!(ids(&library, &library.search(&query).hits), ["c"], "both are still needed");
    query.refinements.exclude("country", Refinement::Value("SE".into()));
    let chosen = query.refinements.facet("country").expect("Norway is wanted");
    assert_eq!(chosen.included, [Refinement::Value("NO".into())]);
    assert_eq!(chosen.excluded, [Refinement::Value("SE".into())]);
}

#[test]
fn as_typed_beats_beginning_beats_ending_beats_synonym_beats_misspelling() {
    let library = crate::synonyms::with_synonyms(
        json!([
            {"title": "Grant"}, {"title": "Policies, policies, policies"}, {"title": "Policyholders everywhere"},
            {"title": "Other", "summary": "A policy."},
        ]),
        json!([["policy", "grant"]]),
    );
    check(&library, "policy", &["d", "c", "b", "a"]);
    // Of a word that nobody knows.
    check_titles(&["Bananas", "Banana", "Cabana"], "bannana", &["Banana"]);
    let library =
        crate::library::library(json!([{"title": "Farms"}, {"title": "Farmer"}, {"title": "Term, fern"}]));
    check(&library, "ferm", &["c"]);
    check(&library, "farm", &["a", "b"]);
}

#[test]
fn a_whole_question_is_answered_by_its_telling_words() {
    let library = library(json!([
        {"title": "How can the and what do the", "summary": "how can we do what they do"},
        {"title": "Budget of a city", "summary": "Residents decide."},
        {"title": "Cities"},
    ]));
    let results = library.search(&query("How can residents of a city decide about its budget?"));
    assert_eq!(results.hits, [0_usize; 0]);
    assert_eq!(ids(&library, &results.closest), ["b", "c"]);
}

#[test]
fn british_and_american_spellings_find_one_another() {
    let library = library(json!([
        {"title": "Labour organisations"}, {"title": "A labor organization"}, {"title": "The driving licence"},
    ]));
    check(&library, "labour organisation", &["a", "b"]);
    check(&library, "labor organizations", &["b", "a"]);
    check(&library, "license", &["c"]);
}

#[test]
fn abbreviations_are_found_with_the_s_of_several_and_without() {
    let library = library(json!([{"title": "CVs for NGOs"}, {"title": "A CV"}, {"title": "The NGO"}]));
    check(&library, "cv", &["b", "a"]);
    check(&library, "ngos", &["a", "c"]);
}

#[test]
fn areas_that_people_name_find_their_countries() {
    let library = library(json!([
        {"title": "One", "countries": ["NO"]}, {"title": "Two", "countries": ["CL"]},
        {"title": "Three", "countries": ["VU"]}, {"title": "Four"},
    ]));
    check(&library, "nordic", &["a"]);
    check(&library, "Latin America", &["b"]);
    check(&library, "small island states", &["c"]);
}

#[test]
fn the_closest_cases_are_about_what_most_of_the_best_are_about() {
    let topics: Vec<Value> =
        (0..12).map(|at| json!({"id": format!("t{at}"), "label": format!("T{at}")})).collect();
    let mut snapshot = snapshot(json!([
        {"title": "Boats catch herring", "facets": {"subject": ["t1"]}},
        {"title": "Boats catch salmon", "facets": {"subject": ["t1"]}},
        {"title": "Boats", "facets": {"subject": ["t2"]}},
        {"title": "Boats at sea", "facets": {"subject": ["t1"]}},
        {"title": "Else", "facets": {"subject": ["t1"]}},
    ]));
    snapshot["facets"] = json!([{"id": "subject", "label": "Subject", "values": topics}]);
    let library = Library::new(read(&snapshot), &casebook::search::EnglishNames);
    let closest = library.search(&query("which boats catch whales")).closest;
    // By its words alone the third would come before the fourth; a case without
    // any of the words is not close.
    assert_eq!(ids(&library, &closest)[2..], ["d", "c"]);
}
