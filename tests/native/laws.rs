//! Laws: what holds for every address, snapshot, library and query.

use std::collections::BTreeSet;

use casebook::catalog::Catalog;
use casebook::route::{Route, Theme, View};
use casebook::search::facets::FacetKind;
use casebook::search::forms::MatchKind;
use casebook::search::groups::GroupOrder;
use casebook::search::highlight::{marks, matches, n_matched, snippet};
use casebook::search::ranking::Compiled;
use casebook::search::suggest::Suggestion;
use casebook::search::tokenize::{fold, for_each_word};
use casebook::search::{EnglishNames, Library, Query, Refinement, Refinements, SearchResults, Sort, Years};
use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Value, json};

use crate::library::{library, snapshot};
use crate::scan::{clicked, keeps};

// Addresses.

fn facet_id() -> impl Strategy<Value = String> {
    let free = "[a-z0-9][a-z0-9-]{0,5}".prop_filter("a word of the address", |id| {
        !casebook::catalog::validate::RESERVED_IDS.contains(&id.as_str())
    });
    prop_oneof![select(vec!["country", "region", "organisation"]).prop_map(str::to_owned), free]
}

fn value() -> impl Strategy<Value = Refinement> {
    let id = prop_oneof!["[A-Za-z0-9.é&=%+#-]{1,6}", any::<String>()];
    let id = id.prop_map(|id| id.trim_start_matches('-').trim().trim_start_matches('-').to_owned());
    let id = id.prop_filter("no value's id", |id| {
        !id.is_empty() && id != "none" && !id.starts_with(|c: char| c == '-' || c.is_whitespace())
    });
    prop_oneof![1 => Just(Refinement::NotStated), 6 => id.prop_map(Refinement::Value)]
}

fn years() -> impl Strategy<Value = Option<Years>> {
    let end = || option::of(1..=9999_u16);
    prop_oneof![
        1 => Just(Some(Years::NotStated)),
        4 => (end(), end()).prop_map(|(from, to)| Years::range(from, to)),
    ]
}

fn refinements() -> impl Strategy<Value = Refinements> {
    let chosen = vec((facet_id(), vec((value(), any::<bool>()), 0..4), any::<bool>()), 0..4);
    (chosen, years()).prop_map(|(facets, years)| {
        let mut refinements = Refinements::default();
        refinements.years = years;
        for (facet, values, all) in facets {
            for (value, is_wanted) in values {
                if is_wanted {
                    refinements.include(&facet, value);
                } else {
                    refinements.exclude(&facet, value);
                }
            }
            refinements.set_all(&facet, all);
        }
        refinements
    })
}

fn route() -> impl Strategy<Value = Route> {
    let id = "[a-z0-9][a-z0-9-]{0,5}";
    let text = any::<String>().prop_map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    let query = (text, refinements(), option::of(select(Sort::ALL.to_vec())), btree_set(id, 0..4)).prop_map(
        |(text, refinements, sort, ids)| Query {
            text,
            refinements,
            sort,
            ids: ids.into_iter().rev().collect(),
        },
    );
    let group = option::of(select(vec![GroupOrder::Name, GroupOrder::Count]));
    let view = select(vec![View::List, View::About, View::Embed]);
    let theme = option::of(select(Theme::ALL.to_vec()));
    let looks = proptest::array::uniform3("([a-z(#%,][ a-z0-9#%.,]{0,7}[a-z0-9)])?");
    (query, group, 0..1000_usize, view, option::of(id), theme, any::<bool>(), looks).prop_map(
        |(query, group, page, view, case, theme, is_embedded, looks)| Route {
            query,
            group,
            page,
            view,
            case,
            theme,
            is_embedded,
            looks,
        },
    )
}

/// Texts that look like addresses more often than chance would have it.
fn address() -> impl Strategy<Value = String> {
    let name = prop_oneof![
        4 => select(casebook::catalog::validate::RESERVED_IDS.to_vec()).prop_map(str::to_owned),
        2 => Just("topic".to_owned()),
        1 => any::<String>(),
    ];
    let value = prop_oneof![
        select(vec![
            "KR",
            "-KR",
            "none",
            "-none",
            "2009..",
            "..",
            "topic:all",
            "a,b,,a",
            "1",
            "2",
            "--+-x",
            "%",
            "country"
        ])
        .prop_map(str::to_owned),
        "[-+% .a-z0-9]{0,6}",
        any::<String>(),
    ];
    let pairs = vec((name, value).prop_map(|(name, value)| format!("{name}={value}")), 0..6);
    prop_oneof![3 => pairs.prop_map(|pairs| pairs.join("&")), 1 => any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_route_survives_writing_and_reading(route in route()) {
        prop_assert_eq!(Route::read(&route.write()), route);
    }

    #[test]
    fn any_text_reads_as_some_route_and_writing_it_again_changes_nothing(address in address()) {
        let written = Route::read(&address).write();
        prop_assert_eq!(Route::read(&written).write(), written);
    }

    #[test]
    fn the_same_state_has_one_address(route in route(), order in any::<u64>()) {
        // The parameters in another order say the same, but for repeated ones
        // and for values that are wanted first and refused then.
        let written = route.write();
        let mut pairs: Vec<&str> = written.trim_start_matches(['?', '.']).split('&').collect();
        let n = pairs.len();
        pairs.rotate_left(order as usize % n);
        prop_assert_eq!(Route::read(&pairs.join("&")).write(), written);
    }
}

// Snapshots.

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        select(vec!["", "a", "KR", "none", "2026-11-23", "health", "results", "-", "https://example.org"])
            .prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        let name = select(vec![
            "id",
            "title",
            "cases",
            "schema_version",
            "facets",
            "topic",
            "label",
            "values",
            "url",
        ]);
        prop_oneof![
            vec(inner.clone(), 0..5).prop_map(Value::from),
            vec((name, inner), 0..5).prop_map(|entries| {
                Value::Object(entries.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
            }),
        ]
    })
}

fn whole_snapshot() -> Value {
    snapshot(json!([
        {"title": "Fish farm", "countries": ["NO", "SE"], "organisations": ["Sea Agency"], "year": 2010,
            "facets": {"topic": ["health"]}, "sections": [{"kind": "results", "heading": "H", "body": "- a\n- b"}],
            "links": [{"label": "L", "url": "https://example.org"}], "source_url": "https://example.org",
            "image": {"src": "a.png", "alt": ""}, "updated": "2026-01-01", "aliases": ["old"]},
        {"title": "Nets", "withdrawn": {"date": "2026-01-01", "reason": "R"}},
        {"title": "Boats"},
    ]))
}

/// Every place in a JSON value.
fn pointers(value: &Value, here: &str, all: &mut Vec<String>) {
    all.push(here.to_owned());
    match value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, item)| pointers(item, &format!("{here}/{at}"), all));
        }
        Value::Object(fields) => {
            fields.iter().for_each(|(name, field)| pointers(field, &format!("{here}/{name}"), all));
        }
        _ => {}
    }
}

/// Reads bytes and uses what comes of it, without a panic.
fn read_and_use(bytes: &[u8]) -> bool {
    let Ok(catalog) = Catalog::read(bytes) else { return false };
    assert!(!catalog.cases.is_empty());
    let library = Library::new(catalog, &EnglishNames);
    let results = library.search(&Query { text: "fish a".into(), ..Query::default() });
    library.groups(&results.hits, GroupOrder::Count);
    library.search(&Query::default()).hits.len() == library.n_cases()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_json_is_a_snapshot_or_an_error(value in any_json()) {
        read_and_use(value.to_string().as_bytes());
    }

    #[test]
    fn any_bytes_are_a_snapshot_or_an_error(bytes in vec(any::<u8>(), 0..64)) {
        read_and_use(&bytes);
    }

    #[test]
    fn a_snapshot_with_anything_in_any_place_is_a_snapshot_or_an_error(at in any::<prop::sample::Index>(), value in any_json()) {
        let mut snapshot = whole_snapshot();
        let mut places = Vec::new();
        pointers(&snapshot, "", &mut places);
        *snapshot.pointer_mut(&places[at.index(places.len())]).expect("the place is there") = value;
        read_and_use(snapshot.to_string().as_bytes());
    }

    #[test]
    fn a_snapshot_with_a_changed_byte_is_a_snapshot_or_an_error(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = whole_snapshot().to_string().into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        read_and_use(&bytes);
    }
}

// Libraries and queries.

const WORDS: [&str; 14] = [
    "fi",
    "fish",
    "fishing",
    "far",
    "farm",
    "farms",
    "covid-19",
    "COVID",
    "19",
    "東京都",
    "水",
    "R&D",
    "and",
    "Ålesund",
];

fn some_case() -> impl Strategy<Value = Value> {
    let words = || vec(select(WORDS.to_vec()), 0..5).prop_map(|words| words.join(" "));
    let some = |of: &[&'static str]| subsequence(of.to_vec(), 0..=of.len().min(3));
    (
        words(),
        words(),
        some(&["NO", "SE", "KR", "VN", "EU"]),
        some(&["health", "water", "farming"]),
        some(&["idea", "pilot"]),
        some(&["Sea Agency", "Ministry", "None", "!"]),
        option::of(2009..2013_u16),
    )
        .prop_map(|(title, summary, countries, topic, stage, organisations, year)| {
            json!({"title": format!("t {title}"), "summary": summary, "countries": countries, "organisations": organisations,
                "facets": {"topic": topic, "stage": stage}, "year": year})
        })
}

fn some_library() -> impl Strategy<Value = Library> {
    vec(some_case(), 1..12).prop_map(|cases| library(json!(cases)))
}

/// Pieces of a text that stand on their own.
fn pieces() -> impl Strategy<Value = Vec<&'static str>> {
    const OTHERS: [&str; 14] = [
        "\"fish farm\"",
        "-fish",
        "-fi",
        "-\"fish farm\"",
        "country:NO",
        "-country:SE",
        "topic:none",
        "&",
        "r&d",
        "-r&d",
        "covid19",
        "京都",
        "country:\"South Korea\"",
        "zzz",
    ];
    vec(prop_oneof![select(WORDS.to_vec()), select(OTHERS.to_vec())], 0..5)
}

fn some_refinements() -> impl Strategy<Value = Refinements> {
    // Often several of one facet, wanted and refused, since they meet there.
    let of = |facet: &'static str, ids: &'static [&'static str]| {
        let state = prop_oneof![4 => Just(None), 3 => Just(Some(true)), 2 => Just(Some(false))];
        (vec(state, ids.len()), any::<bool>(), prop::bool::weighted(0.6)).prop_map(
            move |(states, all, is_used)| {
                let mut refinements = Vec::new();
                for (id, state) in ids.iter().zip(states) {
                    let Some(is_wanted) = state.filter(|_| is_used) else { continue };
                    let value = if *id == "none" {
                        Refinement::NotStated
                    } else {
                        Refinement::Value((*id).to_owned())
                    };
                    refinements.push((facet, value, is_wanted));
                }
                (facet, refinements, all)
            },
        )
    };
    let facets = (
        of("topic", &["health", "water", "farming", "none"]),
        of("country", &["NO", "SE", "KR", "none"]),
        of("region", &["europe", "asia"]),
        of("organisation", &["ministry", ".none"]),
    );
    let end = || option::of(2008..2014_u16);
    let years = prop_oneof![
        3 => Just(None),
        1 => Just(Some(Years::NotStated)),
        3 => (end(), end()).prop_map(|(from, to)| Years::range(from, to)),
    ];
    (facets, years).prop_map(|((a, b, c, d), years)| {
        let mut refinements = Refinements::default();
        refinements.years = years;
        for (facet, values, all) in [a, b, c, d] {
            for (facet, value, is_wanted) in values {
                if is_wanted {
                    refinements.include(facet, value);
                } else {
                    refinements.exclude(facet, value);
                }
            }
            refinements.set_all(facet, all);
        }
        refinements
    })
}

fn some_query() -> impl Strategy<Value = Query> {
    (
        pieces(),
        some_refinements(),
        option::of(select(Sort::ALL.to_vec())),
        vec(select(vec!["a", "b", "c", "d"]), 0..3),
    )
        .prop_map(|(pieces, refinements, sort, ids)| Query {
            text: pieces.join(" "),
            refinements,
            sort,
            // Mostly without chosen cases, as readers search.
            ids: if ids.len() > 1 { ids.into_iter().map(str::to_owned).collect() } else { Vec::new() },
        })
}

/// The hits of a query by its text and ids alone.
fn by_text(library: &Library, query: &Query) -> Vec<usize> {
    library.search(&Query { refinements: Refinements::default(), ..query.clone() }).hits
}

/// What refinements keep of cases, asked case by case.
fn scan(library: &Library, cases: &[usize], refinements: &Refinements) -> BTreeSet<usize> {
    let cases = cases.iter().copied();
    cases.filter(|case| keeps(library, refinements, &library.catalog.cases[*case])).collect()
}

fn as_set(hits: &[usize]) -> BTreeSet<usize> {
    hits.iter().copied().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn refinements_keep_what_a_scan_keeps(library in some_library(), query in some_query()) {
        let hits = library.search(&query).hits;
        prop_assert_eq!(as_set(&hits), scan(&library, &by_text(&library, &query), &query.refinements));
        prop_assert_eq!(library.count(&query), hits.len());
    }

    #[test]
    fn a_count_is_what_a_click_gives(library in some_library(), query in some_query()) {
        let results = library.search(&query);
        let by_text = by_text(&library, &query);
        for (facet, counts) in library.facets.iter().zip(&results.counts) {
            let values = facet.values.iter().map(|value| Refinement::Value(value.id.clone()));
            let numbers = counts.values.iter().chain([&counts.not_stated]);
            for (value, n) in values.chain([Refinement::NotStated]).zip(numbers) {
                let clicked = clicked(&query, facet, &value);
                let scanned = scan(&library, &by_text, &clicked.refinements).len();
                prop_assert_eq!(scanned, *n, "scanned, {} {:?}", &facet.id, &value);
                prop_assert_eq!(library.count(&clicked), *n, "clicked, {} {:?}", &facet.id, &value);
            }
        }
    }

    #[test]
    fn groups_hold_every_hit_and_count_each_case_once(library in some_library(), query in some_query()) {
        let hits = library.search(&query).hits;
        for order in [GroupOrder::Name, GroupOrder::Count] {
            let groups = library.groups(&hits, order);
            let mut united = as_set(&groups.international);
            for region in &groups.regions {
                let in_region: BTreeSet<usize> = region.countries.iter().flat_map(|country| country.cases.clone()).collect();
                prop_assert_eq!(in_region.len(), region.n_cases);
                prop_assert!(in_region.is_disjoint(&as_set(&groups.international)));
                united.extend(in_region);
                for country in &region.countries {
                    prop_assert_eq!(country.country.region(), region.region);
                    let expected: Vec<usize> = hits.iter().copied()
                        .filter(|hit| library.catalog.cases[*hit].countries.contains(&country.country)).collect();
                    prop_assert_eq!(&country.cases, &expected);
                    for (partner, n) in country.partners(&library.catalog.cases) {
                        let shared = expected.iter().filter(|hit| library.catalog.cases[**hit].countries.contains(&partner));
                        prop_assert_eq!(shared.count(), n);
                        prop_assert!(n > 0 && partner != country.country);
                    }
                }
            }
            prop_assert_eq!(united, as_set(&hits));
        }
    }

    #[test]
    fn a_further_word_adds_no_hit_and_one_less_removes_none(library in some_library(), pieces in pieces()) {
        let hits = |pieces: &[&str]| as_set(&library.search(&Query { text: pieces.join(" "), ..Query::default() }).hits);
        let with_all = hits(&pieces);
        for without in 0..pieces.len() {
            let mut fewer = pieces.clone();
            fewer.remove(without);
            prop_assert!(with_all.is_subset(&hits(&fewer)), "{:?} without {}", &pieces, without);
        }
    }

    #[test]
    fn every_order_holds_the_same_hits_and_is_the_same_each_time(library in some_library(), query in some_query()) {
        let hits = library.search(&query).hits;
        for sort in Sort::ALL {
            let sorted = library.search(&Query { sort: Some(sort), ..query.clone() }).hits;
            prop_assert_eq!(as_set(&sorted), as_set(&hits));
            prop_assert_eq!(sorted.len(), hits.len(), "a hit stands twice");
            prop_assert_eq!(&sorted, &library.search(&Query { sort: Some(sort), ..query.clone() }).hits);
        }
    }

    #[test]
    fn a_refinement_leaves_the_order_of_the_rest_as_it_was(library in some_library(), query in some_query()) {
        let open = Query { refinements: Refinements::default(), ..query.clone() };
        let mut expected = library.search(&open).hits;
        let kept = as_set(&library.search(&query).hits);
        expected.retain(|hit| kept.contains(hit));
        prop_assert_eq!(library.search(&query).hits, expected);
    }

    #[test]
    fn offers_and_closest_cases_are_true(library in some_library(), query in some_query()) {
        let results = library.search(&query);
        prop_assert!(results.offers.is_empty() || results.hits.is_empty());
        for (offer, n) in &results.offers {
            prop_assert!(*n > 0);
            prop_assert_eq!(library.search(&offer.applied_to(&query)).hits.len(), *n, "{:?}", offer);
        }
        for case in &results.closest {
            prop_assert!(keeps(&library, &query.refinements, &library.catalog.cases[*case]));
            prop_assert!(!results.hits.contains(case));
        }
    }

    #[test]
    fn a_repaired_query_stays_as_it_is(library in some_library(), mut query in some_query(), more in refinements()) {
        query.refinements = more;
        library.repair(&mut query);
        let once = query.clone();
        library.repair(&mut query);
        prop_assert_eq!(&query, &once);
        library.search(&query);
    }
}

/// Any text, more often one with marks that mean something.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        select(vec![
            "\"", "-", "“", "”", "'", "’", ":", "&", ".", " ", "country:", "topic:\"", "fish", "東京", "ｶﾞ",
            "ﬁ", "İ", "ß", "\u{301}", "\u{AD}", "\u{200D}", "ไท", "19", "-\"", "\u{3099}"
        ])
        .prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
    ];
    prop_oneof![3 => vec(piece, 0..12).prop_map(|pieces| pieces.concat()), 1 => any::<String>()]
}

fn is_inside(text: &str, range: &std::ops::Range<usize>) -> bool {
    text.get(range.clone()).is_some_and(|marked| !marked.is_empty())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_some_query_and_marks_lie_inside_what_they_mark(typed in any_text(), text in any_text(), longest in 1..60_usize) {
        let library = library(json!([{"title": format!("t {text}"), "summary": text}, {"title": "t fish 東京"}]));
        let results = library.search(&Query { text: typed, ..Query::default() });
        let found = marks(&text, &results.clauses);
        prop_assert!(found.iter().all(|mark| is_inside(&text, mark)));
        prop_assert!(found.windows(2).all(|two| two[0].end < two[1].start));
        prop_assert!(n_matched(&text, &results.clauses) <= results.clauses.len());
        let piece = snippet(&text, &results.clauses, longest);
        prop_assert_eq!(piece.is_some(), !found.is_empty());
        if let Some(piece) = piece {
            prop_assert!(is_inside(&text, &piece.range));
            prop_assert!(!piece.marks.is_empty());
            for mark in &piece.marks {
                prop_assert!(is_inside(&text, mark));
                prop_assert!(piece.range.start <= mark.start && mark.end <= piece.range.end);
            }
        }
    }

    #[test]
    fn words_are_folded_and_lie_in_order_inside_their_text(text in any_text()) {
        let mut last_position = 0;
        for_each_word(&text, |word| {
            assert!(is_inside(&text, &word.range()), "{word:?}");
            assert!(!word.term.is_empty());
            assert_eq!(fold(word.term), word.term, "folding again changes nothing");
            assert!(word.position <= last_position + 1);
            last_position = last_position.max(word.position);
        });
    }

    #[test]
    fn what_is_typed_as_it_stands_is_found(text in any_text()) {
        // Marks that mean something to a query are not what this is about.
        let text = text.replace(['"', '“', '”', '„', '«', '»', '-', ':'], " ");
        let library = library(json!([{"title": format!("t {text}")}, {"title": "t"}]));
        let hits = library.search(&Query { text: text.clone(), ..Query::default() }).hits;
        prop_assert!(hits.contains(&0), "{:?}", text);
    }

    #[test]
    fn every_beginning_of_every_word_of_a_title_finds_it(title in "t[-.'&abé1東京 ]{1,12}", other in "t[-.'&abé1東京 ]{1,12}") {
        let library = library(json!([{"title": title}, {"title": other}]));
        for word in title.split_whitespace().map(|word| word.trim_start_matches('-')) {
            for end in word.char_indices().map(|(at, c)| at + c.len_utf8()) {
                let hits = library.search(&Query { text: word[..end].to_owned(), ..Query::default() }).hits;
                prop_assert!(hits.contains(&0), "{:?} does not find {:?}", &word[..end], &title);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_hit_has_a_reason_for_each_word_and_phrase(library in some_library(), pieces in pieces()) {
        let results = library.search(&Query { text: pieces.join(" "), ..Query::default() });
        let is_word = |clause: &&Compiled| clause.is_of_words();
        let n_words = results.clauses.iter().filter(is_word).count();
        for hit in results.hits {
            prop_assert_eq!(library.why(hit, &results.clauses).len(), n_words);
        }
        for case in results.closest {
            prop_assert!(!library.why(case, &results.clauses).is_empty());
        }
    }

    #[test]
    fn every_suggestion_leads_to_cases(library in some_library(), pieces in pieces(), n in 0..20_usize) {
        let typed: String = pieces.join(" ").chars().take(n).collect();
        let text = typed.trim().to_owned();
        let hits = library.search(&Query { text: text.clone(), ..Query::default() }).hits;
        for suggestion in library.suggest(&text, &hits) {
            match suggestion {
                Suggestion::Case(case) => prop_assert!(hits.contains(&case)),
                Suggestion::Value { facet, value, rest } => {
                    prop_assert!(text.is_char_boundary(rest));
                    let facet = &library.facets[facet];
                    let mut query = Query::default();
                    query.refinements.include(&facet.id, Refinement::Value(facet.values[value].id.clone()));
                    prop_assert_ne!(library.count(&query), 0);
                }
            }
        }
    }

    #[test]
    fn a_whole_word_comes_before_a_beginning(library in some_library(), word in select(vec!["fi", "fish", "far", "farm", "covid"])) {
        let hits = library.search(&Query { text: word.to_owned(), ..Query::default() }).hits;
        let is_whole = |hit: &usize| {
            let case = &library.catalog.cases[*hit];
            let mut found = false;
            for_each_word(&format!("{} {}", case.title, case.summary), |own| found |= own.term == word);
            found
        };
        prop_assert!(hits.is_sorted_by_key(|hit| !is_whole(hit)), "{:?}", hits);
    }
}

/// How each clause is found best in a case's texts, read one by one; nothing of
/// a clause that is not found.
fn scanned_kinds(library: &Library, case: usize, results: &SearchResults) -> Vec<Option<MatchKind>> {
    let texts = texts_of(library, case);
    let best = |clause: &Compiled| {
        let found = texts.iter().flat_map(|text| matches(text, std::slice::from_ref(clause)));
        found.map(|found| found.kind).min()
    };
    results.clauses.iter().map(best).collect()
}

/// Every text that a case of [`some_library`] is found by.
fn texts_of(library: &Library, case: usize) -> Vec<String> {
    let of_case = &library.catalog.cases[case];
    let mut texts = vec![of_case.title.clone(), of_case.summary.clone()];
    texts.extend(of_case.organisations.iter().cloned());
    texts.extend(of_case.sections.iter().map(|section| section.body.clone()));
    for country in &of_case.countries {
        texts.push(country.english_name().to_owned());
        texts.extend(country.other_names().map(str::to_owned));
    }
    for facet in &library.facets {
        if matches!(facet.kind, FacetKind::Region | FacetKind::Publisher(_)) {
            texts.extend(facet.values_of(case).map(|value| facet.values[value].label.clone()));
        }
    }
    texts
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_index_finds_what_reading_every_text_finds_and_the_better_kind_comes_first(
        library in some_library(), words in vec("(fis|fish|fishing|fishery|wat|water|watr|farming|farm|famring|norway|salmn|e-fish|2019)", 1..4)
    ) {
        let results = library.search(&Query { text: words.join(" "), ..Query::default() });
        let kinds = |case: usize| scanned_kinds(&library, case, &results).into_iter().collect::<Option<Vec<_>>>();
        let scanned: BTreeSet<usize> = (0..library.n_cases()).filter(|case| kinds(*case).is_some()).collect();
        prop_assert_eq!(as_set(&results.hits), scanned, "for {:?}", &words);
        let worst = |hit: &usize| kinds(*hit).and_then(|kinds| kinds.into_iter().max());
        prop_assert!(results.hits.is_sorted_by_key(worst), "{:?} for {:?}", &results.hits, &words);
    }
}
