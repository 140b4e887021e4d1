//! The shipped snapshot: sound, and every case in it is found.

use std::collections::BTreeSet;

use casebook::catalog::{Catalog, Found};
use casebook::search::groups::GroupOrder;
use casebook::search::{EnglishNames, Library, Query};
use serde_json::Value;

use crate::tool::corpus;

const SNAPSHOT: &[u8] = include_bytes!("../../data/cases.json");

/// The shipped snapshot, in which nothing is wrong.
pub fn shipped() -> Catalog {
    let catalog = Catalog::read(SNAPSHOT).expect("the shipped snapshot is sound");
    assert_eq!(catalog.problems, []);
    catalog
}

fn shipped_library() -> Library {
    Library::new(shipped(), &EnglishNames)
}

#[test]
fn every_case_of_the_file_is_shipped_as_it_stands_there() {
    let file: Value = serde_json::from_slice(SNAPSHOT).expect("the snapshot is JSON");
    let file = file["cases"].as_array().expect("cases are a list");
    let catalog = shipped();
    assert_eq!(catalog.cases.len() + catalog.withdrawn.len(), file.len());
    for written in file {
        let case = catalog.case(written["id"].as_str().expect("an id is a text")).expect("it is shipped");
        assert_eq!(case.title, written["title"]);
        assert_eq!(case.summary, written["summary"]);
        assert_eq!(case.sections.len(), written["sections"].as_array().map_or(0, Vec::len), "{}", case.id);
        assert_eq!(case.countries.len(), written["countries"].as_array().map_or(0, Vec::len), "{}", case.id);
    }
}

#[test]
fn what_the_snapshot_says_of_its_changes_is_so() {
    let catalog = shipped();
    let changes = catalog.changes.as_ref().expect("the snapshot names changes");
    assert!(changes.since < catalog.generated);
    for id in changes.added.iter().chain(&changes.changed) {
        assert!(matches!(catalog.find(id), Found::Case(_)), "{id}");
    }
    let mut seen = BTreeSet::new();
    for id in changes.added.iter().chain(&changes.changed).chain(&changes.withdrawn) {
        assert!(seen.insert(id), "{id} changed in two ways");
    }
    for id in &changes.withdrawn {
        match catalog.find(id) {
            Found::TakenOut { since } => assert_eq!(since, catalog.generated, "{id}"),
            Found::Withdrawn(..) => {}
            other => panic!("{id}: {other:?}"),
        }
    }
}

#[test]
fn the_publisher_s_names_of_countries_are_shown_and_the_usual_ones_found() {
    let library = shipped_library();
    for (country, name) in &library.catalog.country_names {
        assert_eq!(library.country_name(*country), name);
        let cases = |text: &str| {
            let text = format!("country:\"{text}\"");
            library.search(&Query { text, ..Query::default() }).hits
        };
        let of_country = cases(country.code());
        assert!(!of_country.is_empty(), "no case names {name}");
        assert_eq!(cases(name), of_country);
        assert_eq!(cases(country.english_name()), of_country);
    }
}

const TEN: [&str; 10] = [
    "mobile-data-national-statistics",
    "egtc-go",
    "global-councils-on-sdgs",
    "mangroves-cross-border-sustainable-management",
    "borderlands-inclusive-growth-deal",
    "rls-sciences",
    "city-deal-approach-sustainable-urban-innovation",
    "modelo-hip",
    "kopia-agriculture",
    "innovative-guidance-helpline-for-ptsd-patients",
];

#[test]
fn ten_known_cases_are_found_by_their_titles_and_stand_in_their_countries() {
    let library = shipped_library();
    let all = library.search(&Query::default()).hits;
    assert_eq!(all.len(), library.n_cases());
    let groups = library.groups(&all, GroupOrder::Name);
    for id in TEN {
        let position = library.catalog.position(id).expect("the case is shipped");
        let case = &library.catalog.cases[position];
        let found = library.search(&Query { text: case.title.clone(), ..Query::default() });
        assert!(found.hits.contains(&position), "{id} is not found by its title");
        for country in &case.countries {
            let mut countries = groups.regions.iter().flat_map(|region| &region.countries);
            let group = countries.find(|group| group.country == *country).expect("the country has a group");
            assert!(group.cases.contains(&position), "{id} is missing in {country:?}");
        }
    }
}

#[test]
fn every_prefix_of_every_title_word_finds_the_case() {
    check_prefixes(&shipped_library());
}

#[test]
fn every_prefix_of_every_title_word_finds_the_case_in_a_made_up_library() {
    let mut bytes = Vec::new();
    corpus::write(80, 3, &mut bytes).expect("memory can be written");
    check_prefixes(&Library::new(Catalog::read(&bytes).expect("a sound snapshot"), &EnglishNames));
}

fn check_prefixes(library: &Library) {
    for (position, case) in library.catalog.cases.iter().enumerate() {
        for word in case.title.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)) {
            for (end, c) in word.char_indices() {
                let text = &word[..end + c.len_utf8()];
                let text = text.trim_start_matches(['-', '"', '“']);
                let found = library.search(&Query { text: text.to_owned(), ..Query::default() });
                assert!(
                    text.is_empty() || found.hits.contains(&position),
                    "{text:?} does not find {}",
                    case.id
                );
            }
        }
    }
}
