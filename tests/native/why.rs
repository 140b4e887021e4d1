//! Why a case was found.

use casebook::search::{EnglishNames, Library, Query};
use serde_json::json;

use crate::library::{read, snapshot};

/// The reasons for a case, as `typed → found · kind · field`, with the facet or
/// the kind of section behind it.
fn check(library: &Library, case: usize, text: &str, expected: &[&str]) {
    let results = library.search(&Query { text: text.to_owned(), ..Query::default() });
    let reasons = library.why(case, &results.clauses);
    let described: Vec<String> = reasons
        .into_iter()
        .map(|reason| {
            let place = match format!("{:?}", reason.field).as_str() {
                "Facet" => format!("Facet {}", library.facets[reason.within].id),
                "Section" => format!("Section {}", library.catalog.section_kinds[reason.within].id),
                field => field.to_owned(),
            };
            format!("{} → {} · {:?} · {place}", reason.typed, reason.found, reason.kind)
        })
        .collect();
    assert_eq!(described, expected, "for {text:?}");
}

fn a_library() -> Library {
    let mut snapshot = snapshot(json!([
        {"title": "Corrections of Fish-Farm Water", "summary": "Policies for water. Artificial intelligence helps.",
            "countries": ["NL"], "organisations": ["Water Board"], "facets": {"topic": ["water"]},
            "sections": [
                {"kind": "results", "heading": "More fish", "body": "Correction by the Government of water."},
                {"kind": "background", "body": "Correction."},
            ]},
        {"title": "Nothing"},
    ]));
    snapshot["synonyms"] = json!([["AI", "artificial intelligence"]]);
    Library::new(read(&snapshot), &EnglishNames)
}

#[test]
fn the_best_kind_counts_and_then_the_best_field() {
    let library = a_library();
    check(&library, 0, "water", &["water → Water · Exact · Title"]);
    check(&library, 0, "CORRECTION", &["correction → Correction · Exact · Section background"]);
    check(&library, 0, "corection", &["corection → Corrections · Typo · Title"]);
    check(&library, 0, "goverment x", &["goverment → Government · Typo · Section results"]);
    check(&library, 0, "policy", &["policy → Policies · Ending · Summary"]);
    check(&library, 0, "boa", &["boa → Board · Prefix · Organisation"]);
    check(&library, 0, "clean", &["clean → Clean · Exact · Facet topic"]);
    check(&library, 0, "europe", &["europe → Europe · Exact · Facet region"]);
    check(&library, 0, "holland", &["holland → Holland · Exact · Country"]);
    check(&library, 0, "ai", &["ai → Artificial intelligence · Synonym · Summary"]);
    check(&library, 0, "more", &["more → More · Exact · Section results"]);
}

#[test]
fn each_word_and_phrase_has_its_own_reason_and_a_condition_has_none() {
    let library = a_library();
    check(
        &library,
        0,
        "fish -boats \"water board\" country:NL topic:water farm",
        &[
            "fish → Fish · Exact · Title",
            " → Water Board · Exact · Organisation",
            "farm → Farm · Exact · Title",
        ],
    );
    check(&library, 0, "fishfarm", &["fishfarm → Fish-Farm · Exact · Title"]);
    check(&library, 0, "fish-farm", &["fishfarm → Fish-Farm · Exact · Title"]);
    // What a close case has of what was asked for.
    check(&library, 0, "zebra water", &["water → Water · Exact · Title"]);
    check(&library, 1, "zebra water", &[]);
    check(&library, 1, "", &[]);
}
