//! A case in a list, as an entry of a bibliography.

use leptos::prelude::*;

use super::marked::{marked, marked_whole};
use super::places::places;
use crate::app::App;
use crate::app::element::{Element, a, article, details, h2, h3, li, p, span, summary, ul};
use crate::catalog::Case;
use crate::search::highlight::{n_matched, snippet};
use crate::search::index::Field;
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
    let is_asked = clauses.iter().any(Compiled::is_of_words);
    let entry = article()
        .child(app.of_snapshot(heading.child(title)))
        .child(places(app, case, clauses))
        .child(app.of_snapshot(p().class("summary").child(marked_whole(&case.summary, clauses))))
        .child(snippet)
        .child(values)
        .child(is_asked.then(|| why(app, position)));
    li().class("case-entry").child(entry)
}

/// How each word that was asked for stands in the case, looked up when the
/// reader asks.
fn why(app: App, position: usize) -> Element {
    let reasons = RwSignal::new(String::new());
    let look = move |_| reasons.set(reasons_of(app, position));
    let list = move || reasons.get().split('\n').map(|reason| li().child(reason)).collect::<Vec<_>>();
    let id = format!("why-{}", app.library().catalog.cases[position].id);
    details()
        .class("why")
        .on("toggle", look)
        .child(summary().attr("id", &id).child(app.messages.why))
        .child(ul().child_with(list))
}

/// How each word that was asked for stands in the case, a line for each.
fn reasons_of(app: App, position: usize) -> String {
    let m = app.messages;
    let library = app.library();
    let mut lines = Vec::new();
    for reason in library.why(position, &untrack(|| app.results()).clauses) {
        let place = match reason.field {
            Field::Title => m.title,
            Field::Organisation => m.facet_organisation,
            Field::Country => m.facet_country,
            // Of the facets, only the regions are named by the interface.
            Field::Facet => library.facets[reason.within].label.as_deref().unwrap_or(m.facet_region),
            Field::Summary => m.summary,
            Field::Section => &library.catalog.section_kinds[reason.within].label,
        };
        lines.push((m.reason)(&reason, place));
    }
    lines.join("\n")
}

/// The best piece of what an entry does not show, where what it shows does not
/// have every word that was looked for: organisations, or a section. With the
/// name of the field.
fn snippet_beyond(app: App, case: &Case, clauses: &[Compiled], values: &str) -> Option<(String, Element)> {
    let library = app.library();
    let places: Vec<&str> = case.countries.iter().map(|country| library.country_name(*country)).collect();
    let shown = [&case.title, &case.summary, &places.join("\n"), values].join("\n");
    if n_matched(&shown, clauses) == clauses.iter().filter(|clause| clause.is_of_words()).count() {
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
