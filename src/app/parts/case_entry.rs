//! A case in a list, as an entry of a bibliography.

use super::marked::marked;
use super::places::places;
use crate::app::App;
use crate::app::element::{Element, a, article, h2, h3, li, p, span};
use crate::catalog::Case;
use crate::search::highlight::{marks, n_matched, snippet};
use crate::search::ranking::Compiled;

/// Bytes of a snippet from a section.
const SNIPPET: usize = 200;

/// A case in a list: title, places, year, summary, values. `clauses` say what
/// to mark; `is_below_heading` that the list has a heading of its own.
pub fn case_entry(app: App, position: usize, clauses: &[Compiled], is_below_heading: bool) -> Element {
    let library = app.library();
    let case = &library.catalog.cases[position];
    let values: Vec<&str> = library
        .catalog
        .facets
        .iter()
        .zip(&case.facet_values)
        .flat_map(|(facet, values)| values.iter().map(|value| facet.values[*value].label.as_str()))
        .collect();
    let whole = |text: &str| marked(text, 0..text.len(), &marks(text, clauses));
    let heading = if is_below_heading { h3() } else { h2() };
    let id = case.id.clone();
    let title = a()
        .attr("id", &format!("open-{id}"))
        .attr_with("href", move || Some(app.address(|route| route.with_case(&id))))
        .child(whole(&case.title));
    let snippet = section_snippet(case, clauses).map(|(kind, piece)| {
        let label = library.catalog.section_kinds[kind].label.as_str();
        p().class("snippet").child(span().class("snippet-kind").child(label)).child(piece)
    });
    let values = (!values.is_empty()).then(|| p().class("values-line").child(values.join(" · ")));
    let entry = article()
        .attr("lang", library.catalog.language.as_str())
        .attr("dir", "auto")
        .child(heading.child(title))
        .child(places(app, case))
        .child(p().class("summary").child(whole(&case.summary)))
        .child(snippet)
        .child(values);
    li().class("case-entry").child(entry)
}

/// The best piece of the sections, where title and summary do not already
/// show every word that was looked for.
fn section_snippet(case: &Case, clauses: &[Compiled]) -> Option<(usize, Element)> {
    let shown = format!("{}\n{}", case.title, case.summary);
    if n_matched(&shown, clauses) == clauses.len() {
        return None;
    }
    let sections = case.sections.iter().rev();
    let best = sections.max_by_key(|section| n_matched(&section.body, clauses))?;
    let piece = snippet(&best.body, clauses, SNIPPET)?;
    let before = (piece.range.start > 0).then_some("… ");
    let after = (piece.range.end < best.body.len()).then_some(" …");
    let text = marked(&best.body, piece.range, &piece.marks);
    Some((best.kind, span().child(before).child(text).child(after)))
}
