//! Small libraries to test with, written as a publisher would write them.

use casebook::catalog::Catalog;
use casebook::search::{EnglishNames, Library, SearchResults};
use serde_json::{Value, json};

/// A snapshot of these cases. What a case leaves out is filled in: its id is
/// `a`, `b`, `c` by its position, its title and summary say nothing.
pub fn snapshot(cases: Value) -> Value {
    let Value::Array(mut cases) = cases else { panic!("cases are a list") };
    for (position, case) in cases.iter_mut().enumerate() {
        let Value::Object(case) = case else { continue };
        let id = char::from(b'a' + u8::try_from(position).expect("a small library"));
        case.entry("id").or_insert_with(|| json!(id));
        case.entry("title").or_insert_with(|| json!("Untitled"));
        case.entry("summary").or_insert_with(|| json!(""));
        case.entry("countries").or_insert_with(|| json!([]));
    }
    json!({
        "schema_version": 1,
        "generated": "2026-11-23",
        "language": "en",
        "library": {"title": "Cases", "publisher": {"name": "Agency", "statement": "We publish cases."}},
        "facets": [
            {"id": "topic", "label": "Topic", "values": [
                {"id": "health", "label": "Health"},
                {"id": "water", "label": "Clean water"},
                {"id": "farming", "label": "Farming"},
            ]},
            {"id": "stage", "label": "Stage", "order": "listed", "values": [
                {"id": "idea", "label": "Idea"},
                {"id": "pilot", "label": "Pilot"},
                {"id": "running", "label": "Running"},
            ]},
        ],
        "sections": [{"id": "background", "label": "Background"}, {"id": "results", "label": "Results"}],
        "cases": cases,
    })
}

/// Reads a snapshot that may have problems.
pub fn read(snapshot: &Value) -> Catalog {
    Catalog::read(snapshot.to_string().as_bytes()).expect("the snapshot has a usable case")
}

/// A library of these cases, which have no problem.
pub fn library(cases: Value) -> Library {
    let catalog = read(&snapshot(cases));
    assert_eq!(catalog.problems, []);
    Library::new(catalog, &EnglishNames)
}

/// The ids of cases.
pub fn ids<'a>(library: &'a Library, cases: &[usize]) -> Vec<&'a str> {
    cases.iter().map(|case| library.catalog.cases[*case].id.as_str()).collect()
}

/// What a reader of ours sees first: hits, then the closest cases.
pub fn first_seen<'a>(library: &'a Library, results: &SearchResults) -> Vec<&'a str> {
    let mut found = ids(library, &results.hits);
    found.extend(ids(library, &results.closest));
    found.truncate(crate::judged::N_SEEN);
    found
}
