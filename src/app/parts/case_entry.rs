//! A case in a list, as an entry of a bibliography.

use std::sync::Arc;

use leptos::either::Either;
use leptos::prelude::*;

use super::links::ExternalLink;
use super::marked::{marked, marked_whole};
use super::places::Places;
use super::text::own_language;
use crate::app::{App, use_app};
use crate::catalog::Case;
use crate::search::SearchResults;
use crate::search::highlight::{n_matched, snippet};
use crate::search::index::Field;
use crate::search::ranking::Compiled;
use crate::search::why::Reason;

/// Bytes of a snippet from a section.
const SNIPPET: usize = 200;

/// A case in a list: title, places, year, summary, values.
#[component]
pub fn CaseEntry(
    /// Position of the case.
    case: usize,
    /// What it is an entry of: says what to mark.
    results: Arc<SearchResults>,
    /// Whether the list has a heading of its own.
    #[prop(optional)]
    is_below_heading: bool,
) -> impl IntoView {
    let app = use_app();
    let library = app.library();
    let catalog = &library.catalog;
    let position = case;
    let case = &catalog.cases[position];
    // Of a case that has only some of the words, those are marked that say something.
    let telling: Vec<Compiled>;
    let clauses = if is_below_heading {
        telling = results.clauses.iter().filter(|clause| !clause.is_function_word).cloned().collect();
        telling.as_slice()
    } else {
        results.clauses.as_slice()
    };

    let href = app.href_now(|route| route.with_case(&case.id));
    let title =
        view! { <a id=format!("open-{}", case.id) href=href>{marked_whole(&case.title, clauses)}</a> };
    let heading = match is_below_heading {
        false => Either::Left(view! { <h2 {..own_language(catalog)}>{title}</h2> }),
        true => Either::Right(view! { <h3 {..own_language(catalog)}>{title}</h3> }),
    };
    let summary = marked_whole(&case.summary, clauses);
    let values = values_of(&library.catalog, case);
    let snippet = beyond_what_is_shown(app, case, clauses, &values).map(|(label, piece)| {
        view! { <p {..own_language(catalog)} class="snippet"><span class="snippet-kind">{label}</span>{piece}</p> }
    });
    let values = (!values.is_empty()).then(|| {
        view! { <p {..own_language(catalog)} class="values-line">{marked_whole(&values, clauses)}</p> }
    });
    // Where no program comes, the title leads nowhere; the page that the case was
    // taken from does.
    let source = case.source_url.clone().filter(|_| cfg!(feature = "ssr")).map(|url| {
        view! { <noscript><p class="where"><ExternalLink url label=app.messages.source_page/></p></noscript> }
    });
    let is_asked = clauses.iter().any(Compiled::is_of_words);
    let why = is_asked.then(|| view! { <Why case=position results=Arc::clone(&results)/> });
    view! {
        <li class="case-entry">
            <article>
                {heading}
                <Places case=position results/>
                <p {..own_language(catalog)} class="summary">{summary}</p>
                {snippet}
                {values}
                {source}
                {why}
            </article>
        </li>
    }
    .into_any()
}

/// The labels of a case's values, in a line.
fn values_of(catalog: &crate::catalog::Catalog, case: &Case) -> String {
    let values = catalog.facets.iter().zip(&case.facet_values);
    let labels =
        values.flat_map(|(facet, values)| values.iter().map(|value| facet.values[*value].label.as_str()));
    labels.collect::<Vec<_>>().join(" · ")
}

/// How each word that was asked for stands in the case, looked up when the
/// reader asks.
#[component]
fn Why(
    /// Position of the case.
    case: usize,
    /// What it is a hit of.
    results: Arc<SearchResults>,
) -> impl IntoView {
    let app = use_app();
    let id = format!("why-{}", app.library().catalog.cases[case].id);
    let reasons = RwSignal::new(Vec::new());
    // Held here and not by the element alone, which is taken for the entry of
    // another case when another text is typed.
    let is_open = RwSignal::new(false);
    let look = move |opened: bool| {
        is_open.set(opened);
        if opened {
            reasons.set(app.library().why(case, &results.clauses));
        }
    };
    let lines = move || {
        let line = |reason: &Reason| view! { <li>{in_words(app, reason)}</li> };
        reasons.read().iter().map(line).collect_view()
    };
    view! {
        <details
            class="why"
            prop:open=move || is_open.get()
            on:toggle:target=move |event| look(event.target().open())
        >
            <summary id=id>{app.messages.why}</summary>
            <ul>{lines}</ul>
        </details>
    }
}

/// A reason as a line.
fn in_words(app: App, reason: &Reason) -> String {
    let m = app.messages;
    let library = app.library();
    let place = match reason.field {
        Field::Title => m.title,
        Field::Organisation => m.facet_organisation,
        Field::Country => m.facet_country,
        // Of the facets, only the regions are named by the interface.
        Field::Facet => library.facets[reason.within].label.as_deref().unwrap_or(m.facet_region),
        Field::Summary => m.summary,
        Field::Section => &library.catalog.section_kinds[reason.within].label,
    };
    (m.reason)(reason, place)
}

/// The best piece of what an entry does not show, where what it shows does not
/// have every word that was looked for: organisations, or a section. With the
/// name of the field.
fn beyond_what_is_shown(
    app: App,
    case: &Case,
    clauses: &[Compiled],
    values: &str,
) -> Option<(String, impl IntoView + use<>)> {
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
    Some((label.to_owned(), view! { <span>{before}{text}{after}</span> }))
}
