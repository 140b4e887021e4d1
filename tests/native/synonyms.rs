//! Terms that the publisher calls equal: what they find, where that ranks, and
//! that it is said.

use std::collections::BTreeSet;

use casebook::search::{EnglishNames, Library, Query, Reading, SearchResults};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use crate::library::{ids, read, snapshot};

/// A library with synonyms.
pub fn with_synonyms(cases: Value, synonyms: Value) -> Library {
    let mut snapshot = snapshot(cases);
    snapshot["synonyms"] = synonyms;
    let catalog = read(&snapshot);
    assert_eq!(catalog.problems, []);
    Library::new(catalog, &EnglishNames)
}

fn search(library: &Library, text: &str) -> SearchResults {
    library.search(&Query { text: text.to_owned(), ..Query::default() })
}

/// The hits, and what of the text was read otherwise: `typed → one, another`.
fn check(library: &Library, text: &str, hits: &[&str], readings: &[&str]) {
    let results = search(library, text);
    assert_eq!(ids(library, &results.hits), hits, "for {text:?}");
    let as_text = |Reading { typed, read_as }: &Reading| format!("{typed} → {}", read_as.join(", "));
    assert_eq!(results.readings.iter().map(as_text).collect::<Vec<_>>(), readings, "for {text:?}");
}

fn offices() -> Library {
    with_synonyms(
        json!([
            {"title": "Less red tape for bakers"},
            {"title": "Administrative burdens, counted", "summary": "For bakers."},
            {"title": "The burden of administrative work"},
            {"title": "Red cross", "summary": "Tape measures."},
            {"title": "Paperwork"},
        ]),
        json!([["red tape", "administrative burden", "paperwork"]]),
    )
}

#[test]
fn a_term_finds_what_is_called_equal_and_says_so() {
    let library = offices();
    // The reader's own words first, then the others, in whatever ending; all
    // the words of a term, and side by side.
    check(&library, "red tape", &["a", "d", "e", "b"], &["red tape → administrative burden, paperwork"]);
    check(&library, "paperwork", &["e", "a", "b"], &["paperwork → red tape, administrative burden"]);
    check(
        &library,
        "Administrative burden",
        &["c", "b", "e", "a"],
        &["Administrative burden → red tape, paperwork"],
    );
}

#[test]
fn a_reading_that_gave_no_hit_is_not_mentioned() {
    let library = offices();
    check(&library, "red tape bakers", &["a", "b"], &["red tape → administrative burden"]);
    check(&library, "red tape cross", &["d"], &[]);
    check(&library, "less red tape", &["a"], &[]);
}

#[test]
fn a_part_of_a_term_is_not_the_term() {
    let library = offices();
    check(&library, "red", &["d", "a"], &[]);
    check(&library, "tape", &["a", "d"], &[]);
    check(&library, "tape red", &["a", "d"], &[]);
    check(&library, "burden", &["c", "b"], &[]);
    // Neither is one that is not wanted, or part of a longer term.
    check(&library, "-paperwork cross", &["d"], &[]);
    let library = with_synonyms(
        json!([{"title": "Bribes"}, {"title": "Open data"}, {"title": "OGD"}, {"title": "Figures"}]),
        json!([["open data", "OGD"], ["data", "figures"]]),
    );
    check(&library, "open data", &["b", "c"], &["open data → OGD"]);
    check(&library, "data", &["b", "d"], &["data → figures"]);
}

#[test]
fn quoted_words_stand_for_what_is_equal_to_them_or_to_some_of_them() {
    let library = offices();
    check(&library, "\"red tape\"", &["a", "e", "b"], &["red tape → administrative burden, paperwork"]);
    check(&library, "\"red tape\" bakers", &["a", "b"], &["red tape → administrative burden"]);
    let library = with_synonyms(
        json!([{"title": "Cut red tape now"}, {"title": "Cut paperwork now"}, {"title": "Paperwork is cut now"}]),
        json!([["red tape", "paperwork"]]),
    );
    check(&library, "\"cut red tape now\"", &["a", "b"], &["red tape → paperwork"]);
}

#[test]
fn what_is_equal_in_one_group_and_in_another_is_not_equal_to_both() {
    let library = with_synonyms(
        json!([{"title": "Car"}, {"title": "Motor vehicle"}, {"title": "Tractor"}]),
        json!([["car", "motor vehicle"], ["motor vehicle", "tractor"]]),
    );
    check(&library, "car", &["a", "b"], &["car → motor vehicle"]);
    check(&library, "tractor", &["c", "b"], &["tractor → motor vehicle"]);
    check(&library, "motor vehicle", &["b", "a", "c"], &["motor vehicle → car, tractor"]);
}

#[test]
fn a_word_with_another_ending_is_the_term_itself() {
    let library = with_synonyms(
        json!([{"title": "Schools"}, {"title": "Classroom"}, {"title": "School"}]),
        json!([["school", "schools", "classroom"]]),
    );
    check(&library, "school", &["c", "a", "b"], &["school → classroom"]);
    check(&library, "classrooms", &["b", "c", "a"], &["classrooms → school"]);
}

#[test]
fn joined_words_are_terms_apart_and_together() {
    let library = with_synonyms(
        json!([{"title": "e-Government"}, {"title": "Digital governments"}, {"title": "eGovernment"}]),
        json!([["e-government", "digital government"]]),
    );
    for text in ["e-government", "egovernment"] {
        check(&library, text, &["c", "a", "b"], &[&format!("{text} → digital government")]);
    }
    check(&library, "digital government", &["b", "a"], &["digital government → e-government"]);
}

#[test]
fn a_question_is_read_so_too_and_the_reader_s_own_words_count_for_more() {
    let library = with_synonyms(
        json!([
            {"title": "Hiring without names"},
            {"title": "Recruitment", "summary": "Recruitment and more recruitment."},
            {"title": "Hiring and recruitment", "summary": "Fair."},
            {"title": "Something else"},
        ]),
        json!([["hiring", "recruitment"]]),
    );
    let results = search(&library, "how could hiring be made fair");
    // Both of the words that mean one thing count once.
    assert_eq!(ids(&library, &results.closest), ["c", "a", "b"]);
    assert_eq!(results.readings, []);
    let results = search(&library, "does hiring work for people");
    assert_eq!(ids(&library, &results.closest)[2], "b");
}

#[test]
fn why_a_case_was_found_names_the_whole_term() {
    let library = offices();
    let results = search(&library, "red tape bakers");
    let reasons = library.why(1, &results.clauses);
    let typed_and_found: Vec<(&str, &str)> =
        reasons.iter().map(|reason| (reason.typed.as_str(), reason.found.as_str())).collect();
    assert_eq!(typed_and_found, [("red tape", "Administrative burdens"), ("bakers", "bakers")]);
}

const TERMS: [&str; 9] =
    ["red tape", "paperwork", "red", "tape", "open data", "open", "data", "figures", "administrative burden"];

fn some_library() -> impl Strategy<Value = (Vec<String>, Library)> {
    let title = || vec(select(&TERMS[..]), 0..4).prop_map(|terms| format!("t {}", terms.join(" ")));
    let group = || vec(select(&TERMS[..]), 2..4).prop_map(|terms| terms.into_iter().collect::<BTreeSet<_>>());
    (vec(title(), 1..8), vec(group(), 0..4)).prop_map(|(titles, groups)| {
        let groups: Vec<_> = groups.into_iter().filter(|group| group.len() > 1).collect();
        let terms = groups.iter().flatten().map(|term| (*term).to_owned()).collect();
        let cases: Vec<Value> = titles.iter().map(|title| json!({"title": title})).collect();
        (terms, with_synonyms(json!(cases), json!(groups)))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_further_word_adds_no_hit_unless_it_makes_a_term_of_several_words(
        (terms, library) in some_library(), words in vec(select(&TERMS[..]), 0..3), more in select(&TERMS[..])
    ) {
        let before = words.join(" ");
        let after = format!("{before} {more}");
        let n_terms = |text: &str| {
            terms.iter().filter(|term| term.contains(' ')).map(|term| text.matches(term.as_str()).count()).sum::<usize>()
        };
        let hits = |text: &str| search(&library, text).hits.into_iter().collect::<BTreeSet<_>>();
        if n_terms(&after) == n_terms(&before) {
            prop_assert!(hits(&after).is_subset(&hits(&before)), "{before:?} and {more:?}");
        }
    }

    #[test]
    fn an_offer_gives_what_it_says((_, library) in some_library(), words in vec(select(&TERMS[..]), 0..4)) {
        let query = Query { text: format!("{} missing", words.join(" ")), ..Query::default() };
        for (offer, n) in library.search(&query).offers {
            prop_assert_eq!(library.count(&offer.applied_to(&query)), n, "{:?} of {:?}", offer, &query.text);
        }
    }
}
