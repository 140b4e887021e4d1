//! A case in a list, as an entry of a bibliography.

use leptos::prelude::*;

use super::marked::marked;
use super::places::places;
use crate::app::use_app;
use crate::catalog::Case;
use crate::search::highlight::{marks, n_matched, snippet};
use crate::search::ranking::Compiled;

/// Bytes of a snippet from a section.
const SNIPPET: usize = 200;

/// A case in a list: title, places, year, summary, values.
#[component]
pub fn CaseEntry(
    /// Position of the case.
    case: usize,
    /// What to mark.
    clauses: Vec<Compiled>,
) -> impl IntoView {
    let app = use_app();
    let library = app.library();
    let case = &library.catalog.cases[case];
    let language = library.catalog.language.clone();
    let values: Vec<String> = library
        .catalog
        .facets
        .iter()
        .zip(&case.facet_values)
        .flat_map(|(facet, values)| values.iter().map(|value| facet.values[*value].label.clone()))
        .collect();
    let id = case.id.clone();
    let href = move || app.route.with(|route| route.with_case(&id).write());
    let whole = |text: &str| marked(text, 0..text.len(), &marks(text, &clauses));
    let snippet = section_snippet(case, &clauses).map(|(kind, piece)| {
        let label = library.catalog.section_kinds[kind].label.clone();
        view! { <p class="snippet"><span class="snippet-kind">{label}</span>" "{piece}</p> }
    });
    view! {
        <li class="case-entry">
            <article lang=language dir="auto">
                <h2><a id=format!("open-{}", case.id) href=href>{whole(&case.title)}</a></h2>
                {places(app, case)}
                <p class="summary">{whole(&case.summary)}</p>
                {snippet}
                {(!values.is_empty()).then(|| view! { <p class="values-line">{values.join(" · ")}</p> })}
            </article>
        </li>
    }
}

/// The best piece of the sections, where title and summary do not already
/// show every word that was looked for.
fn section_snippet(case: &Case, clauses: &[Compiled]) -> Option<(usize, AnyView)> {
    let shown = format!("{}\n{}", case.title, case.summary);
    if n_matched(&shown, clauses) == clauses.len() {
        return None;
    }
    let sections = case.sections.iter().rev();
    let best = sections.max_by_key(|section| n_matched(&section.body, clauses))?;
    let piece = snippet(&best.body, clauses, SNIPPET)?;
    let before = if piece.range.start > 0 { "… " } else { "" };
    let after = if piece.range.end < best.body.len() { " …" } else { "" };
    let text = marked(&best.body, piece.range, &piece.marks);
    Some((best.kind, view! { {before}{text}{after} }.into_any()))
}
