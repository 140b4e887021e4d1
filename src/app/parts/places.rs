//! Where and when a case is.

use std::sync::Arc;

use leptos::prelude::*;

use super::marked::marked_whole;
use crate::app::use_app;
use crate::search::SearchResults;

/// A line with the countries of a case, the lead first, and its year.
#[component]
pub fn Places(
    /// Position of the case.
    case: usize,
    /// What is looked for, and marked.
    #[prop(optional)]
    results: Option<Arc<SearchResults>>,
) -> impl IntoView {
    let app = use_app();
    let library = app.library();
    let case = &library.catalog.cases[case];
    let names: Vec<&str> = match case.countries.as_slice() {
        [] => vec![app.messages.international],
        countries => countries.iter().map(|country| library.country_name(*country)).collect(),
    };
    let clauses = results.as_ref().map(|results| results.clauses.as_slice()).unwrap_or_default();
    let names = marked_whole(&names.join(" · "), clauses);
    let year = case.year.map(|year| view! { <span class="year">{year}</span> });
    view! { <p class="where"><span class="places">{names}</span>{year}</p> }
}
