//! What the shipped library comes to: figures and names that its pages show, worked out from its
//! file. No journey knows a figure by heart, so a publisher may put another file there.
//!
//! Hits are asked of the library itself, natively; [`filters_count_what_the_file_holds`] keeps that
//! honest by counting in the file.

use std::sync::OnceLock;

use casebook::{
    catalog::{Case, Catalog, Country},
    language::{EnglishFormats, Formats},
    route::Route,
    search::{EnglishNames, Library, Query, SearchResults, suggest::Suggestion},
};

use crate::snapshot;

/// The library in `dist/`.
pub fn library() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        let catalog = Catalog::read(&snapshot::bytes()).expect("the built library has a sound snapshot");
        Library::new(catalog, &EnglishNames)
    })
}

/// What an address such as `?country=KR` leads to.
pub fn results(address: &str) -> SearchResults {
    let mut query = Route::read(address).query;
    library().repair(&mut query);
    library().search(&query)
}

/// The cases that an address such as `?q=health` shows, in their order.
pub fn hits(address: &str) -> Vec<&'static Case> {
    results(address).hits.into_iter().map(|case| &library().catalog.cases[case]).collect()
}

/// How many cases an address such as `?country=KR` shows.
pub fn n_hits(address: &str) -> usize {
    results(address).hits.len()
}

/// The titles of the cases that an address shows, in their order.
pub fn titles(address: &str) -> Vec<&'static str> {
    hits(address).into_iter().map(|case| case.title.as_str()).collect()
}

/// A number of cases in words: "1 case", "No cases".
pub fn counted(n: usize) -> String {
    match n {
        0 => "No cases".to_owned(),
        1 => "1 case".to_owned(),
        n => format!("{} cases", EnglishFormats.number(n)),
    }
}

/// The sentence of what an address shows: its number of cases, then what stands for the rest of the
/// address, "in Norway" or ", in 2016".
pub fn sentence(address: &str, rest: &str) -> String {
    let gap = if rest.is_empty() || rest.starts_with(',') { "" } else { " " };
    format!("{}{gap}{rest}", counted(n_hits(address)))
}

/// The sentence of an address that gives no hit, but cases that come close to its text.
pub fn closest_sentence(address: &str, rest: &str) -> String {
    let Query { text, .. } = Route::read(address).query;
    let SearchResults { hits, closest, .. } = results(address);
    assert!(hits.is_empty() && !closest.is_empty(), "{address} has hits, or nothing comes close");
    let come = if closest.len() == 1 { "comes" } else { "come" };
    let gap = if rest.is_empty() { "" } else { " " };
    format!("{} {come} close to “{text}”{gap}{rest}", counted(closest.len()))
}

/// The sentence of a country alone: "12 cases in Norway".
pub fn sentence_of_country(code: &str) -> String {
    sentence(&format!("?country={code}"), &format!("in {}", country(code)))
}

/// How many cases there are.
pub fn n_cases() -> usize {
    library().n_cases()
}

/// The sentence of the whole library.
pub fn everything() -> &'static str {
    static EVERYTHING: OnceLock<String> = OnceLock::new();
    EVERYTHING.get_or_init(|| {
        let n_countries = EnglishFormats.number(n_values("country"));
        format!("{} from {n_countries} countries", counted(n_cases()))
    })
}

/// The names of what is suggested for a text.
pub fn suggestions(text: &str) -> Vec<&'static str> {
    let query = Query { text: text.to_owned(), ..Query::default() };
    let suggested = library().suggest(text, &library().search(&query).hits);
    let name = |suggestion: Suggestion| match suggestion {
        Suggestion::Value { facet, value, .. } => library().facets[facet].values[value].label.as_str(),
        Suggestion::Case(case) => library().catalog.cases[case].title.as_str(),
    };
    suggested.into_iter().map(name).collect()
}

/// How many values of a facet the cases have.
pub fn n_values(facet: &str) -> usize {
    library().facet(facet).expect("the library has the facet").1.values.len()
}

/// How many lines a facet's list has when all of it is shown: its values, and the cases without one.
pub fn n_lines(facet: &str) -> usize {
    let n_without = library().facet(facet).expect("the library has the facet").1.n_not_stated();
    n_values(facet) + usize::from(n_without > 0)
}

/// What the library calls a country.
pub fn country(code: &str) -> &'static str {
    library().country_name(Country::from_code(code).unwrap_or_else(|| panic!("{code} is no country")))
}

/// The value of a facet that is listed first: it is seen without "show all".
pub fn first_line(facet: &str) -> &'static str {
    let (_, facet) = library().facet(facet).expect("the library has the facet");
    &facet.values[facet.shown_order[0]].label
}

/// The library's title.
pub fn title() -> &'static str {
    &library().catalog.library.title
}

/// The date of the snapshot in words.
pub fn date() -> String {
    EnglishFormats.date(library().catalog.generated.expect("the snapshot has a date"))
}

#[test]
fn filters_count_what_the_file_holds() {
    let file = snapshot::json();
    let cases = snapshot::cases(&file);
    assert_eq!(n_cases(), cases.len());
    assert_eq!(n_values("country"), snapshot::n_countries());
    for value in &library().facet("country").expect("there are countries").1.values {
        let n = cases.iter().filter(|case| snapshot::countries(case).contains(&value.id.as_str())).count();
        assert_eq!(n_hits(&format!("?country={}", value.id)), n, "{}", value.id);
    }
    for facet in ["topic", "level", "stage"] {
        for value in &library().facet(facet).expect("the publisher has it").1.values {
            let n = cases
                .iter()
                .filter(|case| snapshot::values(case, facet).contains(&value.id.as_str()))
                .count();
            assert_eq!(n_hits(&format!("?{facet}={}", value.id)), n, "{facet}: {}", value.id);
        }
    }
    for year in 1900..2100 {
        let n = cases.iter().filter(|case| case["year"] == year).count();
        assert_eq!(n_hits(&format!("?year={year}")), n, "{year}");
    }
    let n_without = cases.iter().filter(|case| case["year"].is_null()).count();
    assert_eq!(n_hits("?year=none"), n_without);
}
