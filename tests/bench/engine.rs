//! The library as the benchmark's page loads it: compiled as the app is, with
//! nothing around it.
//!
//! How a library is made and asked is said here and nowhere else in the
//! benchmark. For wasm32 alone: elsewhere it is empty.
#![cfg(target_arch = "wasm32")]

#[path = "../native/scan.rs"]
mod scan;

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeSet;
use std::hint::black_box;

use casebook::app::opening::{library_of, warm_up};
use casebook::browser::intl::BrowserNames;
use casebook::browser::pace::Slices;
use casebook::catalog::Case;
use casebook::language::ENGLISH;
use casebook::route::Route;
use casebook::search::facets::{Facet, FacetCounts, FacetKind};
use casebook::search::highlight::n_matched;
use casebook::search::ranking::Compiled;
use casebook::search::{Library, PlaceNames, Query, Refinement, SearchResults};
use js_sys::Uint8Array;
use wasm_bindgen::prelude::wasm_bindgen;

/// Entries on a page of the list.
const PAGE_LENGTH: usize = 24;

thread_local! {
    /// As in the app, there before the snapshot is.
    static NAMES: BrowserNames = BrowserNames::new(ENGLISH.locale);
    static LIBRARY: RefCell<Option<Library>> = const { RefCell::new(None) };
    /// For each case, every text that it is found by; read for the first scan.
    static TEXTS: OnceCell<Vec<Vec<String>>> = const { OnceCell::new() };
}

/// Does what the app does while its snapshot is on its way.
#[wasm_bindgen]
pub async fn prepare() {
    let names = NAMES.with(BrowserNames::clone);
    warm_up(&names).await;
}

/// Makes the library of a snapshot's bytes.
///
/// # Errors
/// When the snapshot cannot be used.
#[wasm_bindgen]
pub async fn open(bytes: Uint8Array) -> Result<(), String> {
    let names = NAMES.with(BrowserNames::clone);
    let library = library_of(bytes.to_vec(), &names, &mut Slices::new(|_| {})).await;
    LIBRARY.set(Some(library.map_err(|_| "the snapshot cannot be used".to_owned())?));
    Ok(())
}

/// A step: everything that the list shows at an address, as numbers one after
/// another: how many hits, those of the page, all counts of all facets, how
/// many hits each region and country has.
#[wasm_bindgen]
pub fn step(address: &str) -> Vec<u32> {
    with_library(|library| {
        let (page, results) = ask(library, address);
        let groups = black_box(library.groups(&results.hits, Default::default()));
        let mut numbers = vec![results.hits.len() as u32];
        numbers.extend(page_of(&results, page).iter().map(|hit| *hit as u32));
        for counts in &results.counts {
            numbers.extend(counts.values.iter().chain([&counts.not_stated]).map(|n| *n as u32));
        }
        numbers.push(groups.international.len() as u32);
        for region in &groups.regions {
            numbers.push(region.n_cases as u32);
            numbers.extend(region.countries.iter().map(|country| country.cases.len() as u32));
        }
        numbers
    })
}

/// What a reader sees of a text: the hits, then the closest cases.
#[wasm_bindgen]
pub fn seen(text: &str) -> Vec<u32> {
    with_library(|library| {
        let results = library.search(&Query { text: text.to_owned(), ..Query::default() });
        results.hits.iter().chain(&results.closest).map(|case| *case as u32).collect()
    })
}

/// Whether a case is among the hits.
#[wasm_bindgen]
pub fn finds(address: &str, case: usize) -> bool {
    with_library(|library| ask(library, address).1.hits.contains(&case))
}

/// Holds a step against a plain scan, case by case and without any index;
/// says what differs, nothing when all is equal.
#[wasm_bindgen]
pub fn check(address: &str) -> String {
    with_library(|library| {
        let (_, results) = ask(library, address);
        let by_text = with_text(library, &results.clauses);
        let refinements = &results.query.refinements;
        let kept = |case: &usize| scan::keeps(library, refinements, &library.catalog.cases[*case]);
        let hits: BTreeSet<usize> = by_text.iter().copied().filter(kept).collect();
        let found: BTreeSet<usize> = results.hits.iter().copied().collect();
        if found != hits || found.len() != results.hits.len() {
            return format!("{address}: {} hits, a scan finds {}", results.hits.len(), hits.len());
        }
        let scanned = count(library, &by_text, &results.query);
        for ((facet, counts), scanned) in library.facets.iter().zip(&results.counts).zip(scanned) {
            if *counts != scanned {
                return format!("{address}: the counts of {} are not those of a scan", facet.id);
            }
        }
        String::new()
    })
}

fn with_library<T>(ask: impl FnOnce(&Library) -> T) -> T {
    LIBRARY.with_borrow(|library| ask(library.as_ref().expect("the page opens it first")))
}

/// As the app does at an address: the page of the list, and what is found.
fn ask(library: &Library, address: &str) -> (usize, SearchResults) {
    let mut route = Route::read(address);
    library.repair(&mut route.query);
    (route.page, library.search(&route.query))
}

fn page_of(results: &SearchResults, page: usize) -> &[usize] {
    let start = (page * PAGE_LENGTH).min(results.hits.len());
    &results.hits[start..(start + PAGE_LENGTH).min(results.hits.len())]
}

/// The cases in which every clause matches some text. The steps refuse no word
/// and name no value in their text, which would need more than this.
fn with_text(library: &Library, clauses: &[Compiled]) -> Vec<usize> {
    let matches = |texts: &[String], clause: &Compiled| {
        texts.iter().any(|text| n_matched(text, std::slice::from_ref(clause)) > 0)
    };
    let has_all = |texts: &[String]| clauses.iter().all(|clause| matches(texts, clause));
    TEXTS.with(|texts| {
        let texts = texts.get_or_init(|| {
            let names = BrowserNames::new(ENGLISH.locale);
            library.catalog.cases.iter().map(|case| texts_of(library, &names, case)).collect()
        });
        (0..library.n_cases()).filter(|case| has_all(&texts[*case])).collect()
    })
}

/// Every text that a case is found by.
fn texts_of(library: &Library, names: &BrowserNames, case: &Case) -> Vec<String> {
    let mut texts = vec![case.title.clone(), case.summary.clone()];
    texts.extend(case.organisations.iter().cloned());
    for section in &case.sections {
        texts.extend(section.heading.clone());
        texts.push(section.body.clone());
    }
    for country in &case.countries {
        texts.push(library.country_name(*country).to_owned());
        texts.push(country.english_name().to_owned());
        texts.extend(country.other_names().map(str::to_owned));
        texts.extend(names.more_country_names(*country));
    }
    for facet in &library.facets {
        if matches!(facet.kind, FacetKind::Region | FacetKind::Publisher(_)) {
            let own = scan::values_of(library, facet, case);
            let labels = facet.values.iter().filter(|value| own.contains(&value.id));
            texts.extend(labels.map(|value| value.label.clone()));
        }
    }
    texts
}

/// For each facet, how many cases a click on each value would give: all that
/// have it and that the query would keep then.
fn count(library: &Library, by_text: &[usize], query: &Query) -> Vec<FacetCounts> {
    let count_facet = |facet: &Facet| {
        let mut counts = FacetCounts { values: vec![0; facet.values.len()], not_stated: 0 };
        for case in by_text {
            let case = &library.catalog.cases[*case];
            let would_keep = |value: &Refinement| {
                scan::keeps(library, &scan::clicked(query, facet, value).refinements, case)
            };
            let own = scan::values_of(library, facet, case);
            if own.is_empty() {
                counts.not_stated += usize::from(would_keep(&Refinement::NotStated));
            }
            for id in own {
                let position = facet.position(&id).expect("a case's values are the facet's");
                counts.values[position] += usize::from(would_keep(&Refinement::Value(id)));
            }
        }
        counts
    };
    library.facets.iter().map(count_facet).collect()
}
