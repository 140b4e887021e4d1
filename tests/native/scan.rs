//! What refinements keep, read from the cases themselves: no index, no sets.
//!
//! The tests hold the library against it, and so does the benchmark, which
//! includes this file by its path.

use std::collections::BTreeSet;

use casebook::catalog::Case;
use casebook::search::facets::{Facet, FacetKind};
use casebook::search::{Library, Query, Refinement, Refinements, Years};

/// The ids of a case's values in a facet, read from the case itself.
pub fn values_of(library: &Library, facet: &Facet, case: &Case) -> BTreeSet<String> {
    match facet.kind {
        FacetKind::Country => case.countries.iter().map(|country| country.code().to_owned()).collect(),
        FacetKind::Region => case.countries.iter().map(|country| country.region().id().to_owned()).collect(),
        FacetKind::Year => case.year.iter().map(ToString::to_string).collect(),
        FacetKind::Organisation => {
            let value = |name: &String| facet.values.iter().find(|value| value.label == *name);
            case.organisations.iter().filter_map(value).map(|value| value.id.clone()).collect()
        }
        FacetKind::Publisher(at) => {
            let values = &library.catalog.facets[at].values;
            case.facet_values[at].iter().map(|value| values[*value].id.clone()).collect()
        }
    }
}

/// Whether refinements keep a case, asked case by case.
pub fn keeps(library: &Library, refinements: &Refinements, case: &Case) -> bool {
    let in_years = refinements.years.is_none_or(|years| years.contains(case.year));
    in_years
        && refinements.facets().all(|(id, chosen)| {
            let (_, facet) = library.facet(id).expect("only facets of the library are chosen");
            let own = values_of(library, facet, case);
            let has = |value: &Refinement| match value {
                Refinement::NotStated => own.is_empty(),
                Refinement::Value(id) => own.contains(id),
            };
            let wanted = chosen.included.is_empty()
                || if chosen.all { chosen.included.iter().all(has) } else { chosen.included.iter().any(has) };
            wanted && !chosen.excluded.iter().any(has)
        })
}

/// The query after a click on a value: it joins the wanted ones where all are
/// needed, and stands alone where any will do.
pub fn clicked(query: &Query, facet: &Facet, value: &Refinement) -> Query {
    let mut query = query.clone();
    if facet.kind == FacetKind::Year {
        query.refinements.years = match value {
            Refinement::NotStated => Some(Years::NotStated),
            Refinement::Value(id) => id.parse().ok().and_then(|year| Years::range(Some(year), Some(year))),
        };
        return query;
    }
    let chosen = query.refinements.facet(&facet.id).cloned().unwrap_or_default();
    if !chosen.all {
        chosen.included.iter().for_each(|wanted| query.refinements.remove(&facet.id, wanted));
    }
    query.refinements.include(&facet.id, value.clone());
    query
}
