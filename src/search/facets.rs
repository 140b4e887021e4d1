//! Facets: which values a case has, what refinements leave, and how many
//! cases each value would give.

use super::bitset::Bitset;
use super::order;
use super::query::{Refinement, Refinements, Years};
use super::tokenize::fold;
use crate::catalog::names::Names;
use crate::catalog::{FacetValue, ValueOrder};

/// What a facet is about, as far as the interface treats it differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FacetKind {
    /// Countries; not stated means international.
    Country,
    /// UN M49 regions of the countries.
    Region,
    /// Organisations.
    Organisation,
    /// Years, refined by a range.
    Year,
    /// The publisher's own, with its position among these.
    Publisher(usize),
}

/// A dimension to filter by.
#[derive(Debug)]
pub struct Facet {
    /// Name in addresses.
    pub id: String,
    /// What it is about.
    pub kind: FacetKind,
    /// The publisher's name for it; the built-in ones are named by the
    /// interface's language.
    pub label: Option<String>,
    /// All values that a case can have.
    pub values: Vec<FacetValue>,
    /// Positions of the values in the order shown, which no query changes: a
    /// list that moves under the reader's finger cannot be used.
    pub shown_order: Vec<usize>,
    /// Whether a case can have several values, so that "all of" makes sense.
    pub is_multi_valued: bool,
    /// For each value, how many cases of the library have it.
    pub totals: Vec<usize>,
    ids: Names,
    cases_by_value: Lists,
    values_by_case: Lists,
    not_stated: Bitset,
}

/// How many cases each value of a facet would give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetCounts {
    /// For each value.
    pub values: Vec<usize>,
    /// For the cases that state none.
    pub not_stated: usize,
}

impl Facet {
    /// A facet from each case's values.
    pub fn new(
        id: String,
        kind: FacetKind,
        label: Option<String>,
        values: Vec<FacetValue>,
        value_order: ValueOrder,
        values_by_case: &[Vec<usize>],
    ) -> Self {
        let n_cases = values_by_case.len();
        let mut cases_by_value = vec![Vec::new(); values.len()];
        let mut not_stated = Bitset::empty(n_cases);
        for (case, values) in values_by_case.iter().enumerate() {
            if values.is_empty() {
                not_stated.insert(case);
            }
            for value in values {
                cases_by_value[*value].push(case);
            }
        }
        let mut ids = Names::default();
        for value in &values {
            ids.add(&value.id);
        }
        let totals: Vec<usize> = cases_by_value.iter().map(Vec::len).collect();
        let mut shown_order: Vec<usize> = (0..values.len()).collect();
        if value_order == ValueOrder::Count {
            let folded: Vec<String> = values.iter().map(|value| fold(&value.label)).collect();
            order::sort(&mut shown_order, &|a, b| {
                totals[b].cmp(&totals[a]).then_with(|| folded[a].cmp(&folded[b]))
            });
        }
        Self {
            id,
            kind,
            label,
            shown_order,
            is_multi_valued: values_by_case.iter().any(|values| values.len() > 1),
            totals,
            ids,
            values,
            cases_by_value: Lists::new(&cases_by_value),
            values_by_case: Lists::new(values_by_case),
            not_stated,
        }
    }

    /// Position of the value with this id.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.ids.number(id)
    }

    /// Positions of a case's values.
    pub fn values_of(&self, case: usize) -> impl Iterator<Item = usize> + '_ {
        self.values_by_case.get(case).iter().map(|value| *value as usize)
    }

    /// The cases that have a value.
    pub fn cases_of(&self, value: usize) -> impl Iterator<Item = usize> + '_ {
        self.cases_by_value.get(value).iter().map(|case| *case as usize)
    }

    /// How many cases of the library state no value.
    pub fn n_not_stated(&self) -> usize {
        self.not_stated.len()
    }

    /// The cases that a refinement names.
    pub fn cases_with(&self, refinement: &Refinement) -> Bitset {
        match refinement {
            Refinement::NotStated => self.not_stated.clone(),
            Refinement::Value(id) => {
                let mut cases = Bitset::empty(self.values_by_case.len());
                if let Some(value) = self.position(id) {
                    for case in self.cases_of(value) {
                        cases.insert(case);
                    }
                }
                cases
            }
        }
    }

    /// How many of `base` have each value.
    fn count(&self, base: &Bitset) -> FacetCounts {
        let mut values = vec![0; self.values.len()];
        for case in base.iter() {
            for value in self.values_by_case.get(case) {
                values[*value as usize] += 1;
            }
        }
        let mut not_stated = self.not_stated.clone();
        not_stated.intersect(base);
        FacetCounts { values, not_stated: not_stated.len() }
    }
}

/// What the refinements of one facet do.
struct Filter {
    /// The cases that have any or all of the wanted values; `None` when no
    /// value is wanted.
    included: Option<Bitset>,
    /// The cases that have an unwanted value.
    excluded: Option<Bitset>,
    /// Whether all wanted values are needed.
    all: bool,
}

impl Filter {
    fn new(facet: &Facet, refinements: &Refinements, n_cases: usize) -> Self {
        if facet.kind == FacetKind::Year {
            let included = refinements.years.map(|years| cases_in_years(facet, years, n_cases));
            return Self { included, excluded: None, all: false };
        }
        let chosen = refinements.facet(&facet.id);
        let all = chosen.is_some_and(|chosen| chosen.all);
        let included = chosen.filter(|chosen| !chosen.included.is_empty()).map(|chosen| {
            let sets = chosen.included.iter().map(|value| facet.cases_with(value));
            if all {
                sets.fold(Bitset::full(n_cases), |mut cases, set| {
                    cases.intersect(&set);
                    cases
                })
            } else {
                unite(sets, n_cases)
            }
        });
        let excluded = chosen.filter(|chosen| !chosen.excluded.is_empty());
        let excluded = excluded
            .map(|chosen| unite(chosen.excluded.iter().map(|value| facet.cases_with(value)), n_cases));
        Self { included, excluded, all }
    }

    fn apply(&self, cases: &mut Bitset) {
        if let Some(included) = &self.included {
            cases.intersect(included);
        }
        if let Some(excluded) = &self.excluded {
            cases.subtract(excluded);
        }
    }

    fn is_open(&self) -> bool {
        self.included.is_none() && self.excluded.is_none()
    }
}

/// The cases of the years wanted; `facet` is that of the years.
pub fn cases_in_years(facet: &Facet, years: Years, n_cases: usize) -> Bitset {
    if years == Years::NotStated {
        return facet.not_stated.clone();
    }
    let mut cases = Bitset::empty(n_cases);
    for (position, value) in facet.values.iter().enumerate() {
        if years.contains(value.id.parse().ok()) {
            for case in facet.cases_of(position) {
                cases.insert(case);
            }
        }
    }
    cases
}

fn unite(sets: impl Iterator<Item = Bitset>, n_cases: usize) -> Bitset {
    sets.fold(Bitset::empty(n_cases), |mut united, set| {
        for case in set.iter() {
            united.insert(case);
        }
        united
    })
}

/// The cases of `matched` that all refinements leave.
pub fn refine(facets: &[Facet], refinements: &Refinements, matched: &Bitset, n_cases: usize) -> Bitset {
    let mut cases = matched.clone();
    for facet in facets {
        Filter::new(facet, refinements, n_cases).apply(&mut cases);
    }
    cases
}

/// Counts, for every value of every facet, the cases that have it and that
/// all refinements of the other facets leave.
///
/// The facet's own wanted values are ignored while any of them will do, so
/// that a reader who chose Norway still sees how many cases Sweden has; with
/// "all of" they apply. Its own unwanted values always apply, except that an
/// unwanted value counts what it would give if it were wanted instead.
pub fn count(
    facets: &[Facet],
    refinements: &Refinements,
    matched: &Bitset,
    n_cases: usize,
) -> Vec<FacetCounts> {
    let filters: Vec<Filter> = facets.iter().map(|facet| Filter::new(facet, refinements, n_cases)).collect();
    let mut all = matched.clone();
    filters.iter().for_each(|filter| filter.apply(&mut all));

    let count_facet = |(own, facet): (usize, &Facet)| {
        let filter = &filters[own];
        if filter.is_open() {
            return facet.count(&all);
        }
        let mut base = matched.clone();
        for (_, other) in filters.iter().enumerate().filter(|(at, _)| *at != own) {
            other.apply(&mut base);
        }
        if let Some(included) = filter.included.as_ref().filter(|_| filter.all) {
            base.intersect(included);
        }
        let unexcluded = base.clone();
        if let Some(excluded) = &filter.excluded {
            base.subtract(excluded);
        }
        let mut counts = facet.count(&base);
        let chosen = refinements.facet(&facet.id);
        let excluded = chosen.into_iter().flat_map(|chosen| chosen.excluded.iter());
        for value in excluded {
            let mut cases = facet.cases_with(value);
            cases.intersect(&unexcluded);
            let others = chosen.into_iter().flat_map(|chosen| chosen.excluded.iter());
            for other in others.filter(|other| *other != value) {
                cases.subtract(&facet.cases_with(other));
            }
            match value {
                Refinement::NotStated => counts.not_stated = cases.len(),
                Refinement::Value(id) => {
                    if let Some(position) = facet.position(id) {
                        counts.values[position] = cases.len();
                    }
                }
            }
        }
        counts
    };
    facets.iter().enumerate().map(count_facet).collect()
}

/// Lists of numbers one after another.
#[derive(Debug)]
struct Lists {
    ends: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    fn new(lists: &[Vec<usize>]) -> Self {
        let mut ends = Vec::with_capacity(lists.len());
        let mut items = Vec::with_capacity(lists.iter().map(Vec::len).sum());
        for list in lists {
            items.extend(list.iter().map(|item| *item as u32));
            ends.push(items.len() as u32);
        }
        Self { ends, items }
    }

    fn len(&self) -> usize {
        self.ends.len()
    }

    fn get(&self, at: usize) -> &[u32] {
        let start = if at == 0 { 0 } else { self.ends[at - 1] as usize };
        &self.items[start..self.ends[at] as usize]
    }
}
