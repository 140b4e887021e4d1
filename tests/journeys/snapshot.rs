//! The shipped snapshot as anyone can read it, without the app: what a journey should come to.

use std::{collections::BTreeSet, fs};

use serde_json::Value;

use crate::dist;

/// Ten cases that every release must open, find, and show in each of their countries.
pub const TEN: [&str; 10] = [
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

/// The bytes of the file.
pub fn bytes() -> Vec<u8> {
    fs::read(dist().join("data/cases.json")).expect("the built library has its snapshot")
}

/// The file as JSON.
pub fn json() -> Value {
    serde_json::from_slice(&bytes()).expect("the snapshot is JSON")
}

/// One case of the file.
pub fn case(id: &str) -> Value {
    let snapshot = json();
    let case = cases(&snapshot).iter().find(|case| case["id"] == id);
    case.unwrap_or_else(|| panic!("the snapshot has no case {id}")).clone()
}

/// All cases of a snapshot.
pub fn cases(snapshot: &Value) -> &[Value] {
    snapshot["cases"].as_array().expect("a snapshot has a list of cases")
}

/// A text of a case.
pub fn text<'a>(case: &'a Value, field: &str) -> &'a str {
    case[field].as_str().unwrap_or_else(|| panic!("{field} is no text"))
}

/// The codes of a case's countries.
pub fn countries(case: &Value) -> Vec<&str> {
    let countries = case["countries"].as_array().expect("a case has a list of countries");
    countries.iter().filter_map(Value::as_str).collect()
}

/// How many countries the cases are from.
pub fn n_countries() -> usize {
    let snapshot = json();
    cases(&snapshot).iter().flat_map(countries).collect::<BTreeSet<_>>().len()
}

/// The values that a case has in one of the publisher's facets.
pub fn values<'a>(case: &'a Value, facet: &str) -> Vec<&'a str> {
    let values = case["facets"][facet].as_array();
    values.into_iter().flatten().filter_map(Value::as_str).collect()
}

/// A small sound snapshot with these cases, for hosts that serve another one.
pub fn with_cases(cases: Value) -> Vec<u8> {
    let snapshot = serde_json::json!({
        "schema_version": 1,
        "generated": "2026-11-23",
        "language": "en",
        "library": {
            "title": "A small library",
            "publisher": { "name": "A small publisher", "statement": "For a test." },
        },
        "facets": [{ "id": "topic", "label": "Topic", "values": [{ "id": "sea", "label": "Sea" }] }],
        "sections": [{ "id": "results", "label": "Results" }],
        "cases": cases,
    });
    snapshot.to_string().into_bytes()
}
