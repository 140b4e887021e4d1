//! What is shown, as one sentence, and the names in it.

use leptos::prelude::Read;

use crate::language::{Sentence, SentencePart};
use crate::search::facets::{Facet, FacetKind};
use crate::search::{DropOffer, Refinement, SearchResults};

use super::App;

/// What is shown, as one sentence: "23 cases in Finland, since 2019".
pub fn sentence(app: App, results: &SearchResults) -> String {
    let library = app.library();
    let query = &results.query;
    if query.is_empty() {
        let n_countries = library.facet("country").map_or(0, |(_, facet)| facet.values.len());
        return (app.messages.everything)(
            &app.format.count(library.n_cases()),
            &app.format.count(n_countries),
        );
    }
    let label = |facet: &str, values: &[Refinement]| {
        values.iter().map(|value| refinement_label(app, facet, value)).collect()
    };
    let mut facets = Vec::new();
    for facet in &library.facets {
        if let Some(chosen) = query.refinements.facet(&facet.id) {
            facets.push(SentencePart {
                is_place: matches!(facet.kind, FacetKind::Country | FacetKind::Region),
                included: label(&facet.id, &chosen.included),
                excluded: label(&facet.id, &chosen.excluded),
                all: chosen.all,
            });
        }
    }
    (app.messages.result_sentence)(&Sentence {
        count: app.format.count(results.hits.len()),
        n_closest: app.format.count(if results.hits.is_empty() { results.closest.len() } else { 0 }),
        text: if results.has_words { query.text.clone() } else { String::new() },
        facets,
        years: query.refinements.years,
        is_selection: !query.ids.is_empty(),
    })
}

/// The name of a facet.
pub fn facet_label(app: App, facet: &Facet) -> String {
    let m = app.messages;
    match facet.kind {
        FacetKind::Country => m.facet_country.to_owned(),
        FacetKind::Region => m.facet_region.to_owned(),
        FacetKind::Organisation => m.facet_organisation.to_owned(),
        FacetKind::Year => m.facet_year.to_owned(),
        FacetKind::Publisher(_) => facet.label.clone().unwrap_or_default(),
    }
}

/// The name of a value, or that none is stated.
pub fn refinement_label(app: App, facet_id: &str, value: &Refinement) -> String {
    let library = app.library();
    let facet = library.facet(facet_id).map(|(_, facet)| facet);
    match (value, facet) {
        (Refinement::NotStated, Some(facet)) => not_stated_label(app, facet.kind).to_owned(),
        (Refinement::Value(id), Some(facet)) => {
            facet.position(id).map(|at| facet.values[at].label.clone()).unwrap_or_default()
        }
        (_, None) => String::new(),
    }
}

/// A case without a country or region is international.
pub fn not_stated_label(app: App, kind: FacetKind) -> &'static str {
    match kind {
        FacetKind::Country | FacetKind::Region => app.messages.international,
        _ => app.messages.not_stated,
    }
}

/// The name of a part of a query that can be dropped.
pub fn offer_label(app: App, offer: &DropOffer) -> String {
    match offer {
        DropOffer::Text { source, .. } => format!("“{source}”"),
        DropOffer::Refinement { facet, value: Refinement::NotStated } => {
            let library = app.library();
            let label = library.facet(facet).map(|(_, facet)| facet_label(app, facet)).unwrap_or_default();
            format!("{label}: {}", refinement_label(app, facet, &Refinement::NotStated))
        }
        DropOffer::Refinement { facet, value } => refinement_label(app, facet, value),
        DropOffer::Years(years) => (app.messages.years_value)(*years),
    }
}

/// What the address shows, in a line: the open case, or the results; reactive.
pub fn shown_here(app: App) -> String {
    let place = app.stages.rest.read();
    let library = app.library();
    let case = place.route.case.as_ref().and_then(|id| library.catalog.case(id));
    case.map_or_else(|| sentence(app, &place.results), |case| case.title.clone())
}
