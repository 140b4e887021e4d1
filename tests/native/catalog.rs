//! Problems of a snapshot, case by case and field by field.

use casebook::catalog::{Catalog, Consequence, Country, Date, Found, ValueOrder};
use serde_json::{Value, json};

use crate::library::{read, snapshot};

/// The problems of a snapshot, as readers see them.
fn check_snapshot(snapshot: &Value, expected: &[&str]) {
    let problems: Vec<String> = read(snapshot).problems.iter().map(ToString::to_string).collect();
    assert_eq!(problems, expected);
}

/// The problems of a case that stands beside a sound one, and what becomes of
/// it.
fn check_case(case: Value, consequence: Consequence, expected: &[&str]) {
    let snapshot = snapshot(json!([{"id": "sound"}, case]));
    check_snapshot(&snapshot, expected);
    let catalog = read(&snapshot);
    assert!(catalog.problems.iter().all(|problem| problem.consequence == consequence));
    let n_cases = if consequence == Consequence::CaseLeftOut { 1 } else { 2 };
    assert_eq!(catalog.cases.len(), n_cases);
}

fn check_left_out(case: Value, expected: &[&str]) {
    check_case(case, Consequence::CaseLeftOut, expected);
}

/// The problems of a snapshot in which the field at `pointer` is replaced;
/// `null` takes it away.
fn check_field(pointer: &str, value: Value, expected: &[&str]) {
    let mut snapshot = snapshot(json!([{}]));
    let (parent, name) = pointer.rsplit_once('/').expect("a pointer starts with a slash");
    let parent = snapshot.pointer_mut(parent).expect("the pointer leads somewhere");
    match name.parse::<usize>() {
        Ok(position) => parent[position] = value,
        Err(_) => parent[name] = value,
    }
    check_snapshot(&snapshot, expected);
}

#[test]
fn a_case_needs_id_title_summary_and_countries() {
    check_left_out(json!({"id": null}), &["cases[1].id: is missing: expected a text"]);
    check_left_out(json!({"id": ""}), &["cases[1].id: is empty: expected a text"]);
    check_left_out(json!({"title": null}), &["cases[1].title: is missing: expected a text"]);
    check_left_out(json!({"title": " \n"}), &["cases[1].title: is empty: expected a text"]);
    check_left_out(json!({"summary": null}), &["cases[1].summary: is missing: expected a text"]);
    check_left_out(json!({"countries": null}), &["cases[1].countries: is missing: expected a list"]);
}

#[test]
fn an_id_is_repaired_in_the_suggestion() {
    let cause = "is not an id: expected a-z, 0-9 and -, not starting with -";
    for (id, suggestion) in
        [("Fish Farm", "fish-farm"), ("-fish", "fish"), ("fish_farm!", "fish-farm"), ("É7", "7")]
    {
        check_left_out(
            json!({"id": id}),
            &[&format!("cases[1].id: \"{id}\" {cause}; did you mean \"{suggestion}\"?")],
        );
    }
    check_left_out(json!({"id": "魚"}), &[&format!("cases[1].id: \"魚\" {cause}")]);
}

#[test]
fn an_id_is_unique() {
    check_left_out(
        json!({"id": "sound"}),
        &["cases[1].id: \"sound\" is already the id of cases[0]: ids must be unique"],
    );
}

#[test]
fn a_country_is_a_code_and_a_wrong_one_gets_a_suggestion() {
    check_left_out(
        json!({"countries": ["UK"]}),
        &["cases[1].countries[0]: \"UK\" is not an ISO 3166-1 code; did you mean \"GB\"?"],
    );
    check_left_out(
        json!({"countries": ["NO", "Viet Nam", "kr", "ZZ", 7, null, ""]}),
        &[
            "cases[1].countries[1]: \"Viet Nam\" is not an ISO 3166-1 code; did you mean \"VN\"?",
            "cases[1].countries[2]: \"kr\" is not an ISO 3166-1 code; did you mean \"KR\"?",
            "cases[1].countries[3]: \"ZZ\" is not an ISO 3166-1 code",
            "cases[1].countries[4]: expected a text, found the number 7",
            "cases[1].countries[5]: is missing: expected a text",
            "cases[1].countries[6]: is empty: expected a text",
        ],
    );
    check_left_out(
        json!({"countries": "NO"}),
        &["cases[1].countries: expected a list, found the text \"NO\""],
    );
}

#[test]
fn eu_and_kosovo_are_countries_and_a_repeated_one_counts_once() {
    let catalog = read(&snapshot(json!([{"countries": ["XK", "EU", "NO", "XK"]}])));
    assert_eq!(catalog.problems, []);
    let codes: Vec<&str> = catalog.cases[0].countries.iter().map(|country| country.code()).collect();
    assert_eq!(codes, ["XK", "EU", "NO"]);
}

#[test]
fn a_year_is_a_whole_number() {
    let cause = "is not a year: expected a whole number from 1 to 9999";
    for year in [json!(0), json!(-5), json!(10000), json!(2019.5)] {
        check_left_out(json!({"year": year}), &[&format!("cases[1].year: {year} {cause}")]);
    }
    check_left_out(json!({"year": "2019"}), &["cases[1].year: expected a number, found the text \"2019\""]);
    check_left_out(json!({"year": true}), &["cases[1].year: expected a number, found true"]);
    let catalog = read(&snapshot(json!([{"year": 2019.0}, {"year": 1}, {"year": 9999}])));
    assert_eq!(
        catalog.cases.iter().map(|case| case.year).collect::<Vec<_>>(),
        [Some(2019), Some(1), Some(9999)]
    );
}

#[test]
fn facet_values_are_checked_against_the_facets() {
    check_left_out(
        json!({"facets": {"stage": "idea", "topic": ["heath", "nonsense"], "topics": ["health"]}}),
        &[
            "cases[1].facets.stage: expected a list, found the text \"idea\"",
            "cases[1].facets.topic[0]: \"heath\" is not a value of the facet \"topic\"; did you mean \"health\"?",
            "cases[1].facets.topic[1]: \"nonsense\" is not a value of the facet \"topic\"",
            "cases[1].facets.topics: \"topics\" is not a facet of this snapshot; did you mean \"topic\"?",
        ],
    );
    check_left_out(json!({"facets": ["health"]}), &["cases[1].facets: expected an object, found a list"]);
}

#[test]
fn facet_values_are_kept_in_the_order_of_the_facet_and_once() {
    let catalog = read(&snapshot(json!([{"facets": {"topic": ["farming", "health", "farming"]}}])));
    assert_eq!(catalog.cases[0].facet_values, [vec![0, 2], vec![]]);
}

#[test]
fn sections_are_checked_against_the_template_and_put_into_its_order() {
    check_left_out(
        json!({"sections": [{"kind": "result", "body": "x"}, {"kind": "results"}, {"body": "x"}, "x"]}),
        &[
            "cases[1].sections[0].kind: \"result\" is not a kind of section of this snapshot; did you mean \"results\"?",
            "cases[1].sections[1].body: is missing: expected a text",
            "cases[1].sections[2].kind: is missing: expected a text",
            "cases[1].sections[3]: expected an object, found the text \"x\"",
        ],
    );
    let catalog = read(&snapshot(json!([{"sections": [
        {"kind": "results", "body": "r1"}, {"kind": "background", "body": "b"},
        {"kind": "results", "heading": "And", "body": "r2"},
    ]}])));
    let bodies: Vec<&str> = catalog.cases[0].sections.iter().map(|section| section.body.as_str()).collect();
    assert_eq!(bodies, ["b", "r1", "r2"]);
    assert_eq!(catalog.cases[0].sections[2].heading.as_deref(), Some("And"));
}

#[test]
fn an_address_that_cannot_be_linked_leaves_the_case_in() {
    check_case(
        json!({
            "links": [{"label": "Site", "url": "javascript:alert(1)"}, {"label": "More", "url": "www.example.org"}],
            "source_url": "ftp://example.org",
        }),
        Consequence::NotLinked,
        &[
            "cases[1].links[0].url: \"javascript:alert(1)\" is not an https:, http: or mailto: address",
            "cases[1].links[1].url: \"www.example.org\" is not an https:, http: or mailto: address",
            "cases[1].source_url: \"ftp://example.org\" is not an https:, http: or mailto: address",
        ],
    );
    check_left_out(
        json!({"links": [{"url": "https://a.b"}]}),
        &["cases[1].links[0].label: is missing: expected a text"],
    );
    check_left_out(
        json!({"links": [{"label": "L"}]}),
        &["cases[1].links[0].url: is missing: expected a text"],
    );
}

#[test]
fn a_picture_lies_in_the_app_s_own_folder() {
    let cause = "does not lie in the app's own folder: expected a path such as \"data/pictures/a.webp\"";
    for src in [
        "https://example.org/a.png",
        "//example.org/a.png",
        "/a.png",
        "../a.png",
        "a/../../b.png",
        "a\\b.png",
        "data:image/png",
    ] {
        check_left_out(
            json!({"image": {"src": src, "alt": "A"}}),
            &[&format!("cases[1].image.src: \"{src}\" {cause}")],
        );
    }
    check_left_out(json!({"image": {"src": "a.png"}}), &["cases[1].image.alt: is missing: expected a text"]);
    check_left_out(json!({"image": {"alt": "A"}}), &["cases[1].image.src: is missing: expected a text"]);
    let catalog = read(&snapshot(json!([{"image": {"src": "data/pictures/a.webp", "alt": ""}}])));
    assert_eq!(catalog.problems, []);
}

#[test]
fn dates_are_checked() {
    let cause = "is not a date: expected one such as \"2026-11-23\"";
    check_left_out(json!({"updated": "23.11.2026"}), &[&format!("cases[1].updated: \"23.11.2026\" {cause}")]);
    check_left_out(
        json!({"withdrawn": {"date": "2026-02-30"}}),
        &[
            &format!("cases[1].withdrawn.date: \"2026-02-30\" {cause}"),
            "cases[1].withdrawn.reason: is missing: expected a text",
        ],
    );
}

#[test]
fn a_former_id_opens_one_case() {
    let catalog = read(&snapshot(json!([
        {"aliases": ["old", "b"]},
        {"aliases": ["old", "older"]},
    ])));
    let problems: Vec<String> = catalog.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        problems,
        [
            "cases[0].aliases: \"b\" already opens cases[1]",
            "cases[1].aliases: \"old\" already opens cases[0]",
        ]
    );
    for (id, position) in [("a", 0), ("old", 0), ("b", 1), ("older", 1)] {
        assert_eq!(catalog.position(id), Some(position), "for {id}");
    }
    assert_eq!(catalog.position("oldest"), None);
}

#[test]
fn a_withdrawn_case_is_open_by_address_only() {
    let catalog = read(&snapshot(json!([
        {}, {"aliases": ["old"], "withdrawn": {"date": "2026-01-31", "reason": "It was wrong."}},
    ])));
    assert_eq!(catalog.cases.len(), 1);
    assert_eq!(catalog.position("b"), None);
    for id in ["b", "old"] {
        let withdrawn = catalog.case(id).and_then(|case| case.withdrawn.as_ref()).expect("it opens");
        assert_eq!(withdrawn.date.to_string(), "2026-01-31");
        assert_eq!(withdrawn.reason, "It was wrong.");
    }
}

#[test]
fn all_problems_of_a_case_are_reported() {
    check_left_out(
        json!({"id": "B", "title": 7, "summary": {}, "countries": ["UK"], "organisations": "Agency", "year": "x",
            "facets": {"nothing": []}, "updated": "soon"}),
        &[
            "cases[1].id: \"B\" is not an id: expected a-z, 0-9 and -, not starting with -; did you mean \"b\"?",
            "cases[1].title: expected a text, found the number 7",
            "cases[1].summary: expected a text, found an object",
            "cases[1].countries[0]: \"UK\" is not an ISO 3166-1 code; did you mean \"GB\"?",
            "cases[1].organisations: expected a list, found the text \"Agency\"",
            "cases[1].year: expected a number, found the text \"x\"",
            "cases[1].facets.nothing: \"nothing\" is not a facet of this snapshot",
            "cases[1].updated: \"soon\" is not a date: expected one such as \"2026-11-23\"",
        ],
    );
}

#[test]
fn a_long_text_is_quoted_only_in_part() {
    let long = "é".repeat(61);
    check_left_out(
        json!({"countries": [long]}),
        &[&format!("cases[1].countries[0]: \"{}…\" is not an ISO 3166-1 code", "é".repeat(60))],
    );
}

#[test]
fn the_library_s_own_fields_are_checked_and_passed_over() {
    let missing = "is missing: expected";
    check_field("/generated", json!(null), &[&format!("generated: {missing} a text")]);
    check_field(
        "/generated",
        json!("today"),
        &["generated: \"today\" is not a date: expected one such as \"2026-11-23\""],
    );
    check_field("/language", json!(""), &["language: is empty: expected a text"]);
    check_field("/library", json!(null), &[&format!("library: {missing} an object")]);
    check_field("/library/title", json!(null), &[&format!("library.title: {missing} a text")]);
    check_field("/library/publisher", json!(null), &[&format!("library.publisher: {missing} an object")]);
    check_field(
        "/library/publisher/name",
        json!(null),
        &[&format!("library.publisher.name: {missing} a text")],
    );
    check_field(
        "/library/publisher/statement",
        json!(null),
        &[&format!("library.publisher.statement: {missing} a text")],
    );
    check_field(
        "/library/publisher/official",
        json!("yes"),
        &["library.publisher.official: expected true or false, found the text \"yes\""],
    );
    check_field(
        "/library/publisher/url",
        json!("data:text/html,x"),
        &["library.publisher.url: \"data:text/html,x\" is not an https:, http: or mailto: address"],
    );
    check_field(
        "/library/source",
        json!({"url": "https://example.org"}),
        &["library.source.name: is missing: expected a text"],
    );
    check_field(
        "/library/licence",
        json!("MIT"),
        &["library.licence: expected an object, found the text \"MIT\""],
    );
}

#[test]
fn a_library_is_official_only_where_the_snapshot_says_so() {
    let mut snapshot = snapshot(json!([{}]));
    assert!(!read(&snapshot).library.publisher.official);
    snapshot["library"]["publisher"]["official"] = json!("true");
    assert!(!read(&snapshot).library.publisher.official);
    snapshot["library"]["publisher"]["official"] = json!(true);
    assert!(read(&snapshot).library.publisher.official);
}

#[test]
fn facets_are_checked() {
    for reserved in ["country", "region", "organisation", "year", "q", "page", "none", "embed"] {
        check_field(
            "/facets/0",
            json!({"id": reserved, "label": "L", "values": []}),
            &[&format!(
                "facets[0].id: \"{reserved}\" is a word of the app's own addresses: choose another id"
            )],
        );
    }
    check_field(
        "/facets/0",
        json!({"id": "stage", "label": "L", "values": []}),
        &["facets[1].id: \"stage\" is the id of two facets"],
    );
    check_field(
        "/facets/0/order",
        json!("list"),
        &[
            "facets[0].order: \"list\" is not an order: expected \"count\" or \"listed\"; did you mean \"listed\"?",
        ],
    );
    check_field("/facets/0/label", json!(null), &["facets[0].label: is missing: expected a text"]);
    check_field(
        "/facets/0/values/1",
        json!({"id": "health", "label": "Again"}),
        &["facets[0].values[1].id: \"health\" stands here twice"],
    );
    check_field(
        "/facets/0/values/1",
        json!({"id": "none", "label": "None"}),
        &["facets[0].values[1].id: \"none\" stands for \"not stated\" in addresses: choose another id"],
    );
    check_field("/facets", json!({}), &["facets: expected a list, found an object"]);
    check_field("/facets/0", json!(null), &["facets[0]: is missing: expected an object"]);
}

#[test]
fn a_facet_is_counted_unless_the_snapshot_lists_it() {
    let catalog = read(&snapshot(json!([{}])));
    let orders: Vec<ValueOrder> = catalog.facets.iter().map(|facet| facet.order).collect();
    assert_eq!(orders, [ValueOrder::Count, ValueOrder::Listed]);
}

#[test]
fn section_kinds_and_the_rest_are_checked() {
    check_field(
        "/sections/0/id",
        json!("The Results"),
        &[
            "sections[0].id: \"The Results\" is not an id: expected a-z, 0-9 and -, not starting with -; did you mean \"the-results\"?",
        ],
    );
    check_field("/sections/0/label", json!(null), &["sections[0].label: is missing: expected a text"]);
    check_field(
        "/synonyms",
        json!([["car", 7], "bus"]),
        &[
            "synonyms[0][1]: expected a text, found the number 7",
            "synonyms[1]: expected a list, found the text \"bus\"",
        ],
    );
    check_field(
        "/changes",
        json!({"since": "x", "added": ["a", null]}),
        &[
            "changes.since: \"x\" is not a date: expected one such as \"2026-11-23\"",
            "changes.added[1]: is missing: expected a text",
        ],
    );
}

#[test]
fn changes_and_synonyms_are_read() {
    let mut snapshot = snapshot(json!([{}]));
    snapshot["synonyms"] = json!([["car", "motor vehicle"], ["lonely"]]);
    snapshot["changes"] = json!({"since": "2026-01-01", "added": ["a"], "changed": [], "withdrawn": ["z"]});
    let catalog = read(&snapshot);
    assert_eq!(catalog.problems, []);
    assert_eq!(catalog.synonyms, [["car", "motor vehicle"]], "a term alone equals nothing");
    let changes = catalog.changes.expect("the snapshot names changes");
    assert_eq!(changes.since, Date::parse("2026-01-01"));
    assert_eq!(
        (changes.added, changes.changed, changes.withdrawn),
        (vec!["a".into()], vec![], vec!["z".into()])
    );
}

#[test]
fn a_country_s_own_name_is_a_text_for_a_code() {
    check_field(
        "/country_names",
        json!({"UK": "Britain", "KR": "Republic of Korea", "NO": 7, "SE": null, "FI": " ", "Land": "Land"}),
        &[
            "country_names.UK: \"UK\" is not an ISO 3166-1 code; did you mean \"GB\"?",
            "country_names.NO: expected a text, found the number 7",
            "country_names.SE: is missing: expected a text",
            "country_names.FI: is empty: expected a text",
            "country_names.Land: \"Land\" is not an ISO 3166-1 code",
        ],
    );
    check_field("/country_names", json!(null), &[]);
    check_field("/country_names", json!([]), &["country_names: expected an object, found a list"]);

    let mut snapshot = snapshot(json!([{}]));
    snapshot["country_names"] = json!({"UK": "Britain", "KR": "Republic of Korea", "NO": 7});
    let catalog = read(&snapshot);
    let korea = Country::from_code("KR").expect("a code");
    assert_eq!(catalog.country_names.into_iter().collect::<Vec<_>>(), [(korea, "Republic of Korea".into())]);

    snapshot["country_names"] = json!("NAMES");
    let twice = snapshot.to_string().replace("\"NAMES\"", r#"{"KR": "A", "KR": "B"}"#);
    let catalog = Catalog::read(twice.as_bytes()).expect("it is a snapshot");
    assert_eq!(catalog.problems[0].to_string(), "country_names.KR: \"KR\" stands here twice");
    assert_eq!(catalog.country_names[&korea], "A");
}

#[test]
fn an_id_leads_to_a_case_or_to_what_became_of_it() {
    let mut snapshot = snapshot(json!([
        {"aliases": ["former"]},
        {"aliases": ["old"], "withdrawn": {"date": "2026-01-31", "reason": "It was wrong."}},
    ]));
    snapshot["changes"] = json!({"since": "2026-01-01", "withdrawn": ["a", "b", "gone"]});
    let catalog = read(&snapshot);
    assert_eq!(catalog.problems, [], "what was taken out need not be there");
    for id in ["a", "former"] {
        assert!(matches!(catalog.find(id), Found::Case(case) if case.id == "a"), "{id}");
    }
    for id in ["b", "old"] {
        let Found::Withdrawn(case, withdrawal) = catalog.find(id) else { panic!("{id} was withdrawn") };
        assert_eq!((case.id.as_str(), withdrawal.reason.as_str()), ("b", "It was wrong."));
    }
    let Found::TakenOut { since } = catalog.find("gone") else { panic!("it was taken out") };
    assert_eq!(since, catalog.generated);
    assert!(matches!(catalog.find("never"), Found::Unknown));
    assert!(catalog.case("gone").is_none());
}

#[test]
fn a_library_is_in_the_language_of_a_tag_whatever_its_region() {
    let mut snapshot = snapshot(json!([{}]));
    for (language, tag, is_so) in [
        ("en", "en-GB", true),
        ("EN-us", "en", true),
        ("en", "fr", false),
        ("eng", "en", false),
        ("e", "en", false),
        ("zh-Hant-TW", "zh-Hans", true),
    ] {
        snapshot["language"] = json!(language);
        assert_eq!(read(&snapshot).is_in_language(tag), is_so, "{language} and {tag}");
    }
}
