//! What refinements leave, and what each value would give.

use casebook::search::{EnglishNames, Library, Query, Refinement, Years};
use serde_json::json;

use crate::library::{ids, library, read, snapshot};

/// Six cases of several countries, topics and years.
fn six() -> Library {
    library(json!([
        {"title": "Fish a", "countries": ["NO"], "year": 2010, "facets": {"topic": ["health"], "stage": ["idea"]}},
        {"title": "Fish b", "countries": ["NO", "SE"], "year": 2011, "facets": {"topic": ["health", "water"]}},
        {"title": "Fish c", "countries": ["SE"], "year": 2011, "facets": {"topic": ["water"]}},
        {"title": "Nets d", "countries": ["KR"], "facets": {"topic": ["water", "farming"]}},
        {"title": "Nets e", "countries": [], "year": 2020},
        {"title": "Nets f", "countries": ["KR", "NO"], "year": 2012, "facets": {"topic": ["health", "water"]}},
    ]))
}

/// A query as people say it: words, `facet:value`, `facet:-value`,
/// `facet:all`, `year:from..to`.
fn refined(said: &str) -> Query {
    let address: Vec<String> = said
        .split_whitespace()
        .map(|word| match word.split_once(':') {
            Some((facet, "all")) => format!("match={facet}:all"),
            Some((facet, value)) => format!("{facet}={value}"),
            None => format!("q={word}"),
        })
        .collect();
    casebook::route::Route::read(&address.join("&")).query
}

/// The hits of a query, by title order, and the counts of one facet as
/// `value number`, `-` for not stated.
fn check(said: &str, hits: &[&str], facet: &str, counts: &[&str]) {
    let library = six();
    let results = library.search(&refined(said));
    let mut found = results.hits.clone();
    found.sort_unstable();
    assert_eq!(ids(&library, &found), hits, "for {said:?}");
    let (position, facet) = library.facet(facet).expect("there is such a facet");
    let numbers = &results.counts[position];
    let mut found: Vec<String> =
        facet.values.iter().zip(&numbers.values).map(|(value, n)| format!("{} {n}", value.id)).collect();
    found.push(format!("- {}", numbers.not_stated));
    assert_eq!(found, counts, "for {said:?}");
}

#[test]
fn nothing_switched_on_counts_every_case() {
    let all = ["a", "b", "c", "d", "e", "f"];
    check("", &all, "topic", &["health 3", "water 4", "farming 1", "- 1"]);
    check("", &all, "stage", &["idea 1", "pilot 0", "running 0", "- 5"]);
    check("", &all, "country", &["KR 2", "NO 3", "SE 2", "- 1"]);
    check("", &all, "region", &["asia 2", "europe 4", "- 1"]);
    check("", &all, "year", &["2010 1", "2011 2", "2012 1", "2020 1", "- 1"]);
    check("", &all, "organisation", &["- 6"]);
}

#[test]
fn a_refinement_keeps_its_own_facet_open() {
    let counts = ["KR 2", "NO 3", "SE 2", "- 1"];
    check("country:NO", &["a", "b", "f"], "country", &counts);
    check("country:NO country:SE", &["a", "b", "c", "f"], "country", &counts);
    check("country:NO", &["a", "b", "f"], "topic", &["health 3", "water 2", "farming 0", "- 0"]);
}

#[test]
fn facets_hold_together() {
    check("country:NO topic:water", &["b", "f"], "country", &["KR 2", "NO 2", "SE 2", "- 0"]);
    check("country:NO topic:water", &["b", "f"], "topic", &["health 3", "water 2", "farming 0", "- 0"]);
    check("fish country:NO", &["a", "b"], "country", &["KR 0", "NO 2", "SE 2", "- 0"]);
    check("region:asia country:SE", &[], "country", &["KR 2", "NO 1", "SE 0", "- 0"]);
}

#[test]
fn all_of_needs_each_value() {
    check(
        "topic:health topic:water topic:all",
        &["b", "f"],
        "topic",
        &["health 2", "water 2", "farming 0", "- 0"],
    );
    check("country:NO country:KR country:all", &["f"], "country", &["KR 1", "NO 1", "SE 0", "- 0"]);
    check(
        "topic:water topic:all",
        &["b", "c", "d", "f"],
        "topic",
        &["health 3", "water 4", "farming 1", "- 1"],
    );
    check("topic:health topic:none topic:all", &[], "topic", &["health 0", "water 0", "farming 0", "- 0"]);
}

#[test]
fn an_excluded_value_counts_what_it_would_give() {
    check("topic:-health", &["c", "d", "e"], "topic", &["health 3", "water 2", "farming 1", "- 1"]);
    check("topic:-health topic:water", &["c", "d"], "topic", &["health 3", "water 2", "farming 1", "- 1"]);
    check("topic:-health topic:-water", &["e"], "topic", &["health 1", "water 2", "farming 0", "- 1"]);
    check("topic:-health country:NO", &[], "topic", &["health 3", "water 0", "farming 0", "- 0"]);
    check("country:-NO", &["c", "d", "e"], "topic", &["health 0", "water 2", "farming 1", "- 1"]);
}

#[test]
fn not_stated_is_a_value() {
    check("topic:none", &["e"], "topic", &["health 3", "water 4", "farming 1", "- 1"]);
    check("country:none", &["e"], "country", &["KR 2", "NO 3", "SE 2", "- 1"]);
    check("country:none country:SE", &["b", "c", "e"], "topic", &["health 1", "water 2", "farming 0", "- 1"]);
    check("stage:-none", &["a"], "stage", &["idea 1", "pilot 0", "running 0", "- 5"]);
}

#[test]
fn years_are_a_range() {
    let counts = ["2010 1", "2011 2", "2012 1", "2020 1", "- 1"];
    check("year:2011..2012", &["b", "c", "f"], "year", &counts);
    check("year:2012..", &["e", "f"], "year", &counts);
    check("year:..2010", &["a"], "year", &counts);
    check("year:2011", &["b", "c"], "year", &counts);
    check("year:none", &["d"], "year", &counts);
    check("year:1900..1950", &[], "year", &counts);
    check("year:2011", &["b", "c"], "country", &["KR 0", "NO 1", "SE 2", "- 0"]);
    check("year:2011 country:NO", &["b"], "year", &["2010 1", "2011 1", "2012 1", "2020 0", "- 0"]);
}

#[test]
fn facets_and_values_stand_in_a_fixed_order() {
    let library = six();
    let facets: Vec<&str> = library.facets.iter().map(|facet| facet.id.as_str()).collect();
    assert_eq!(facets, ["topic", "stage", "region", "country", "organisation", "year"]);
    let shown = |id: &str| {
        let (_, facet) = library.facet(id).expect("there is such a facet");
        facet.shown_order.iter().map(|value| facet.values[*value].id.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(shown("topic"), ["water", "health", "farming"]);
    assert_eq!(shown("stage"), ["idea", "pilot", "running"]);
    assert_eq!(shown("country"), ["NO", "KR", "SE"]);
    assert_eq!(shown("year"), ["2010", "2011", "2012", "2020"]);
}

#[test]
fn all_of_is_offered_only_where_a_case_has_several_values() {
    let library = six();
    let multi: Vec<&str> =
        library.facets.iter().filter(|facet| facet.is_multi_valued).map(|facet| facet.id.as_str()).collect();
    assert_eq!(multi, ["topic", "region", "country"]);
}

#[test]
fn a_publisher_s_own_facet_needs_no_code() {
    let mut snapshot = snapshot(json!([{"facets": {"sdg": ["6"]}}, {}]));
    snapshot["facets"] =
        json!([{"id": "sdg", "label": "SDG", "values": [{"id": "6", "label": "Clean water"}]}]);
    let library = Library::new(read(&snapshot), &EnglishNames);
    let results = library.search(&refined("sdg:6"));
    assert_eq!(ids(&library, &results.hits), ["a"]);
    assert_eq!(library.facet("sdg").and_then(|(_, facet)| facet.label.as_deref()), Some("SDG"));
}

#[test]
fn a_value_is_wanted_or_refused_and_never_both() {
    let mut query = Query::default();
    let value = || Refinement::Value("NO".into());
    let refinements = &mut query.refinements;
    refinements.include("country", value());
    refinements.exclude("country", value());
    let chosen = refinements.facet("country").expect("it is refused");
    assert_eq!((chosen.included.len(), chosen.excluded.len()), (0, 1));
    refinements.include("country", value());
    assert_eq!(refinements.len(), 1);
    refinements.remove("country", &value());
    assert!(refinements.is_empty());
    assert_eq!(query, Query::default());
}

#[test]
fn all_of_one_value_says_nothing_and_is_not_kept() {
    let mut query = refined("topic:health topic:water topic:all");
    assert!(query.refinements.facet("topic").is_some_and(|chosen| chosen.all));
    query.refinements.remove("topic", &Refinement::Value("water".into()));
    assert_eq!(query, refined("topic:health"));
    query.refinements.set_all("topic", true);
    query.refinements.set_all("stage", true);
    assert_eq!(query, refined("topic:health"));
}

#[test]
fn a_range_of_years_runs_forwards() {
    assert_eq!(Years::range(Some(2015), Some(2010)), Some(Years::Range(Some(2010), Some(2015))));
    assert_eq!(Years::range(None, None), None);
    assert!(!Years::Range(None, Some(2010)).contains(None));
    assert!(Years::NotStated.contains(None) && !Years::NotStated.contains(Some(2010)));
}
