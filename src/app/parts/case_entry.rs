//! A case in a list, as an entry of a bibliography.

use super::marked::{marked, marked_whole};
use super::places::places;
use crate::app::App;
use crate::app::element::{Element, a, article, h2, h3, li, p, span};
use crate::catalog::Case;
use crate::search::highlight::{n_matched, snippet};
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
    let heading = if is_below_heading { h3() } else { h2() };
    let title = a()
        .attr("id", &format!("open-{}", case.id))
        .attr("href", &app.address_now(|route| route.with_case(&case.id)))
        .child(marked_whole(&case.title, clauses));
    let values = values.join(" · ");
    let snippet = snippet_beyond(app, case, clauses, &values).map(|(label, piece)| {
        let label = span().class("snippet-kind").child(label.as_str());
        app.of_snapshot(p().class("snippet").child(label).child(piece))
    });
    let values = (!values.is_empty())
        .then(|| app.of_snapshot(p().class("values-line").child(marked_whole(&values, clauses))));
    let entry = article()
        .child(app.of_snapshot(heading.child(title)))
        .child(places(app, case, clauses))
        .child(app.of_snapshot(p().class("summary").child(marked_whole(&case.summary, clauses))))
        .child(snippet)
        .child(values);
    li().class("case-entry").child(entry)
}

/// The best piece of what an entry does not show, where what it shows does not
/// have every word that was looked for: organisations, or a section. With the
/// name of the field.
fn snippet_beyond(app: App, case: &Case, clauses: &[Compiled], values: &str) -> Option<(String, Element)> {
    let library = app.library();
    let places: Vec<&str> = case.countries.iter().map(|country| library.country_name(*country)).collect();
    let shown = [&case.title, &case.summary, &places.join("\n"), values].join("\n");
    let is_word = |clause: &&Compiled| !matches!(clause, Compiled::Condition { .. });
    if n_matched(&shown, clauses) == clauses.iter().filter(is_word).count() {
        return None;
    }
    let organisations = case.organisations.join(" · ");
    let kinds = &library.catalog.section_kinds;
    let fields =
        case.sections.iter().rev().map(|section| (kinds[section.kind].label.as_str(), &section.body));
    // Of several that match alike the last one counts: organisations, then the
    // sections from the first.
    let fields = fields.chain([(app.messages.facet_organisation, &organisations)]);
    let (label, text) = fields.max_by_key(|(_, text)| n_matched(text, clauses))?;
    let piece = snippet(text, clauses, SNIPPET)?;
    let before = (piece.range.start > 0).then_some("… ");
    let after = (piece.range.end < text.len()).then_some(" …");
    let text = marked(text, piece.range, &piece.marks);
    Some((label.to_owned(), span().child(before).child(text).child(after)))
}
