//! Hits by region and country.

use casebook::search::Library;
use casebook::search::groups::GroupOrder;
use serde_json::json;

use crate::library::{ids, library};

fn seven() -> Library {
    library(json!([
        {"countries": ["NO", "SE"]}, {"countries": ["SE", "KR"]}, {"countries": ["SE"]}, {"countries": []},
        {"countries": ["KR", "VN", "NO"]}, {"countries": ["AL"]}, {"countries": []},
    ]))
}

/// The groups of hits, a line each: `region n`, `  code: cases; partners`.
fn check(library: &Library, hits: &[usize], order: GroupOrder, expected: &[&str]) {
    let groups = library.groups(hits, order);
    let mut lines = Vec::new();
    for region in &groups.regions {
        lines.push(format!("{} {}", region.region.id(), region.n_cases));
        for country in &region.countries {
            let partners = country.partners(&library.catalog.cases).into_iter();
            let partners: Vec<String> =
                partners.map(|(partner, n)| format!("{} {n}", partner.code())).collect();
            let cases = ids(library, &country.cases).concat();
            lines.push(format!("  {}: {cases}; {}", country.country.code(), partners.join(", ")));
        }
    }
    lines.push(format!("international: {}", ids(library, &groups.international).concat()));
    assert_eq!(lines, expected);
}

#[test]
fn a_case_stands_in_each_of_its_countries_and_counts_once_in_each_region() {
    check(
        &seven(),
        &[0, 1, 2, 3, 4, 5, 6],
        GroupOrder::Name,
        &[
            "asia 2",
            "  KR: be; NO 1, SE 1, VN 1",
            "  VN: e; KR 1, NO 1",
            "europe 5",
            "  AL: f; ",
            "  NO: ae; KR 1, SE 1, VN 1",
            "  SE: abc; KR 1, NO 1",
            "international: dg",
        ],
    );
}

#[test]
fn groups_can_be_ordered_by_number() {
    check(
        &seven(),
        &[0, 1, 2, 3, 4, 5, 6],
        GroupOrder::Count,
        &[
            "europe 5",
            "  SE: abc; KR 1, NO 1",
            "  NO: ae; KR 1, SE 1, VN 1",
            "  AL: f; ",
            "asia 2",
            "  KR: be; NO 1, SE 1, VN 1",
            "  VN: e; KR 1, NO 1",
            "international: dg",
        ],
    );
}

#[test]
fn groups_hold_the_hits_alone_and_in_their_order() {
    check(&seven(), &[], GroupOrder::Name, &["international: "]);
    check(&seven(), &[6, 3], GroupOrder::Name, &["international: gd"]);
    check(
        &seven(),
        &[4, 1],
        GroupOrder::Name,
        &[
            "asia 2",
            "  KR: eb; NO 1, SE 1, VN 1",
            "  VN: e; KR 1, NO 1",
            "europe 2",
            "  NO: e; KR 1, VN 1",
            "  SE: b; KR 1",
            "international: ",
        ],
    );
}

#[test]
fn partners_come_most_first_and_then_by_code() {
    let library = library(json!([
        {"countries": ["NO", "SE"]}, {"countries": ["NO", "SE", "DK"]}, {"countries": ["FI", "NO"]},
    ]));
    check(
        &library,
        &[0, 1, 2],
        GroupOrder::Count,
        &[
            "europe 3",
            "  NO: abc; SE 2, DK 1, FI 1",
            "  SE: ab; NO 2, DK 1",
            "  DK: b; NO 1, SE 1",
            "  FI: c; NO 1",
            "international: ",
        ],
    );
}

#[test]
fn names_are_ordered_without_regard_to_accents() {
    let library = library(json!([{"countries": ["AX"]}, {"countries": ["AL"]}, {"countries": ["BE"]}]));
    check(
        &library,
        &[0, 1, 2],
        GroupOrder::Name,
        &["europe 3", "  AX: a; ", "  AL: b; ", "  BE: c; ", "international: "],
    );
}
