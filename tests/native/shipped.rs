//! The shipped snapshot: sound, and every case in it is found.

use casebook::catalog::Catalog;
use casebook::search::groups::GroupOrder;
use casebook::search::{EnglishNames, Library, Query};

use crate::tool::corpus;

fn shipped() -> Library {
    let catalog =
        Catalog::read(include_bytes!("../../data/cases.json")).expect("the shipped snapshot is sound");
    assert_eq!(catalog.problems, []);
    Library::new(catalog, &EnglishNames)
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
    let library = shipped();
    assert_eq!(library.n_cases(), 148);
    let all = library.search(&Query::default()).hits;
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
    check_prefixes(&shipped());
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
