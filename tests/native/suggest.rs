//! What is suggested while the reader types.

use casebook::search::suggest::Suggestion;
use casebook::search::{Library, Query};
use serde_json::{Value, json};

use crate::library::{library, read, snapshot};
use crate::search::FrenchNames;

/// What is suggested for a text: `country NO`, or a case's title. Behind a
/// value stands what is kept of the text.
fn suggested(library: &Library, text: &str) -> Vec<String> {
    let hits = library.search(&Query { text: text.to_owned(), ..Query::default() }).hits;
    let describe = |suggestion: Suggestion| match suggestion {
        Suggestion::Case(case) => library.catalog.cases[case].title.clone(),
        Suggestion::Value { facet, value, rest } => {
            let facet = &library.facets[facet];
            let described = format!("{} {} {}", facet.id, facet.values[value].id, &text[..rest]);
            described.trim_end().to_owned()
        }
    };
    library.suggest(text, &hits).into_iter().map(describe).collect()
}

fn check(library: &Library, text: &str, expected: &[&str]) {
    assert_eq!(suggested(library, text), expected, "for {text:?}");
}

fn fisheries() -> Library {
    library(json!([
        {"title": "Fish farm", "countries": ["NO"], "organisations": ["Ministry of Fish"], "facets": {"topic": ["farming"]}},
        {"title": "Nordic nets", "countries": ["NO", "KR"], "organisations": ["Sea Agency", "Ministry of the North"], "year": 2019},
        {"title": "Clean harbours", "countries": ["NL"], "facets": {"topic": ["water"], "stage": ["pilot"]}},
        {"title": "Farm water in Nørrebro", "countries": ["KP"], "organisations": ["Älvsborgs län"]},
    ]))
}

#[test]
fn values_come_facet_by_facet_and_titles_after_them() {
    let library = fisheries();
    check(
        &library,
        "nor",
        &[
            "country NO",
            "country KP",
            "organisation ministry-of-the-north",
            "Nordic nets",
            "Farm water in Nørrebro",
        ],
    );
    check(&library, "fish", &["organisation ministry-of-fish", "Fish farm"]);
    check(&library, "far", &["topic farming", "Fish farm", "Farm water in Nørrebro"]);
    check(&library, "eur", &["region europe"]);
    check(&library, "pil", &["stage pilot"]);
    check(&library, "2019", &[]);
}

#[test]
fn the_last_words_may_stand_for_a_value_while_the_others_stay() {
    let library = fisheries();
    check(
        &library,
        "clean nor",
        &["country NO clean", "country KP clean", "organisation ministry-of-the-north clean"],
    );
    check(&library, "clean  south kor", &["country KR clean"]);
    check(&library, "south kor", &["country KR"]);
    check(&library, "south k", &["country KR"]);
    check(&library, "nordic n", &["Nordic nets"]);
    check(&library, "clean n", &[]);
    check(&library, "ministry of", &["organisation ministry-of-fish", "organisation ministry-of-the-north"]);
    check(&library, "ministry of fi", &["organisation ministry-of-fish"]);
    // Words so short as to say nothing by themselves.
    check(&library, "clean of", &[]);
    check(&library, "farm wa", &["Farm water in Nørrebro"]);
    check(
        &library,
        "(nor",
        &[
            "country NO (",
            "country KP (",
            "organisation ministry-of-the-north (",
            "Nordic nets",
            "Farm water in Nørrebro",
        ],
    );
}

#[test]
fn case_accents_and_other_names_do_not_matter() {
    let library = fisheries();
    check(&library, "HOLL", &["country NL"]);
    // "Northern Ireland" is in the United Kingdom, which has more cases.
    let islands =
        crate::library::library(json!([{"countries": ["GB"]}, {"countries": ["GB"]}, {"countries": ["NO"]}]));
    check(&islands, "nor", &["country NO", "country GB"]);
    check(&library, "norre", &["Farm water in Nørrebro"]);
    check(&library, "ÄLVS", &["organisation alvsborgs-lan"]);
    check(&library, "lan", &["organisation alvsborgs-lan"]);
    let cases = json!([{"title": "Rice", "countries": ["KR"], "organisations": ["東京都庁"]}]);
    let french = Library::new(read(&snapshot(cases)), &FrenchNames);
    for text in ["cor", "corée du s", "corea", "كوريا", "south", "rok"] {
        check(&french, text, &["country KR"]);
    }
    check(&french, "京都", &["organisation 東京都庁"]);
    check(&french, "京", &["organisation 東京都庁"]);
}

#[test]
fn what_is_more_than_words_and_what_is_hardly_begun_suggests_nothing() {
    let library = fisheries();
    for text in ["", " ", "n", "é", "\"nor", "\"nor\"", "nor -fis", "-nor", "country:nor", "“nor", "?!", "-"]
    {
        check(&library, text, &[]);
    }
    // A minus inside of a word is none.
    check(&library, "x-nor", &[]);
}

#[test]
fn a_value_that_no_case_has_is_not_suggested() {
    check(&fisheries(), "hea", &[]);
    check(&fisheries(), "run", &[]);
    check(&fisheries(), "swe", &[]);
}

#[test]
fn most_cases_come_first_and_there_are_seven_at_most() {
    let case = |n: usize| json!({"title": format!("Water {n}"), "organisations": (0..=n % 6).map(|n| format!("Water board {n}")).collect::<Vec<_>>()});
    let cases: Vec<Value> = (0..12).map(case).collect();
    let library = library(json!(cases));
    let suggested = suggested(&library, "wat");
    assert_eq!(suggested.len(), 7);
    for (n, suggested) in suggested[..4].iter().enumerate() {
        assert_eq!(*suggested, format!("organisation water-board-{n}"));
    }
    assert!(suggested[4..].iter().all(|title| title.starts_with("Water ")));
}
