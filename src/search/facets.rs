//! Facets: which values a case has, what refinements leave, and how many
//! cases each value would give.

use std::collections::HashMap;

use super::bitset::Bitset;
use super::order::sort_positions;
use super::query::{Refinement, Refinements, Years, read_year};
use super::tokenize::fold;
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
    positions: HashMap<String, usize>,
    cases_by_value: Vec<Vec<u32>>,
    /// For each value, its cases as a set where they are so many that testing
    /// each would take longer than going through all.
    sets: Vec<Option<Bitset>>,
    values_by_case: Lists,
    not_stated: Bitset,
    /// What counting value by value costs, in cases that are tested.
    cost_by_value: usize,
}

/// One in so many cases is as quick to test as all of them are in a set: a word
/// holds 64, and is counted in the time that two tests take.
const DENSE: usize = 32;

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
        values_by_case: Lists,
    ) -> Self {
        let n_cases = values_by_case.len();
        let mut cases_by_value = vec![Vec::new(); values.len()];
        let mut not_stated = Bitset::empty(n_cases);
        let mut is_multi_valued = false;
        for case in 0..n_cases {
            let values = values_by_case.get(case);
            is_multi_valued |= values.len() > 1;
            if values.is_empty() {
                not_stated.insert(case);
            }
            for value in values {
                cases_by_value[*value as usize].push(case as u32);
            }
        }
        let positions = values.iter().enumerate().map(|(at, value)| (value.id.clone(), at)).collect();
        let totals: Vec<usize> = cases_by_value.iter().map(Vec::len).collect();
        let set_of = |cases: &Vec<u32>| {
            (cases.len() > n_cases / DENSE).then(|| {
                let mut set = Bitset::empty(n_cases);
                cases.iter().for_each(|case| set.insert(*case as usize));
                set
            })
        };
        let cost_by_value = totals.iter().map(|n| (*n).min(n_cases / DENSE + 1)).sum();
        let mut shown_order: Vec<usize> = (0..values.len()).collect();
        if value_order == ValueOrder::Count {
            let folded: Vec<String> = values.iter().map(|value| fold(&value.label)).collect();
            sort_positions(&mut shown_order, &|a, b| {
                totals[b].cmp(&totals[a]).then_with(|| folded[a].cmp(&folded[b]))
            });
        }
        Self {
            id,
            kind,
            label,
            shown_order,
            is_multi_valued,
            totals,
            positions,
            values,
            sets: cases_by_value.iter().map(set_of).collect(),
            cost_by_value,
            cases_by_value,
            values_by_case,
            not_stated,
        }
    }

    /// Position of the value with this id.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.positions.get(id).copied()
    }

    /// Positions of a case's values.
    pub fn values_of(&self, case: usize) -> impl Iterator<Item = usize> + '_ {
        self.values_by_case.get(case).iter().map(|value| *value as usize)
    }

    /// The same, as they are kept.
    #[inline(always)]
    pub(super) fn value_numbers(&self, case: usize) -> &[u32] {
        self.values_by_case.get(case)
    }

    /// The cases that have a value.
    pub fn cases_of(&self, value: usize) -> impl Iterator<Item = usize> + '_ {
        self.cases_by_value[value].iter().map(|case| *case as usize)
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
                    self.add_cases(value, &mut cases);
                }
                cases
            }
        }
    }

    /// Adds the cases that have a value.
    fn add_cases(&self, value: usize, cases: &mut Bitset) {
        match &self.sets[value] {
            Some(set) => cases.unite(set),
            None => self.cases_of(value).for_each(|case| cases.insert(case)),
        }
    }

    /// How many of `base` have each value.
    fn count(&self, base: &Bitset) -> FacetCounts {
        let not_stated = self.not_stated.len_shared(base);
        let n_cases = self.values_by_case.len();
        let n_base = base.len();
        if n_base == n_cases {
            return FacetCounts { values: self.totals.clone(), not_stated };
        }
        // Each case has about two values.
        if n_base * 2 < self.cost_by_value {
            let mut values = vec![0; self.values.len()];
            for case in base.iter() {
                for value in self.values_by_case.get(case) {
                    values[*value as usize] += 1;
                }
            }
            return FacetCounts { values, not_stated };
        }
        let of_value = |value: usize| match &self.sets[value] {
            Some(set) => set.len_shared(base),
            None => self.cases_of(value).filter(|case| base.contains(*case)).count(),
        };
        FacetCounts { values: (0..self.values.len()).map(of_value).collect(), not_stated }
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
        if years.contains(read_year(&value.id)) {
            facet.add_cases(position, &mut cases);
        }
    }
    cases
}

fn unite(sets: impl Iterator<Item = Bitset>, n_cases: usize) -> Bitset {
    sets.fold(Bitset::empty(n_cases), |mut united, set| {
        united.unite(&set);
        united
    })
}

/// What refinements do to a library's cases.
pub struct Filters<'a> {
    facets: &'a [Facet],
    refinements: &'a Refinements,
    /// For each facet.
    filters: Vec<Filter>,
}

impl<'a> Filters<'a> {
    /// Reads the refinements once, for all that is asked of them.
    pub fn new(facets: &'a [Facet], refinements: &'a Refinements, n_cases: usize) -> Self {
        let filters = facets.iter().map(|facet| Filter::new(facet, refinements, n_cases)).collect();
        Self { facets, refinements, filters }
    }

    /// The cases of `matched` that all refinements leave.
    pub fn refine(&self, matched: &Bitset) -> Bitset {
        let mut cases = matched.clone();
        self.filters.iter().for_each(|filter| filter.apply(&mut cases));
        cases
    }

    /// Counts, for every value of every facet, the cases that have it and that
    /// all refinements of the other facets leave.
    ///
    /// The facet's own wanted values are ignored while any of them will do, so
    /// that a reader who chose Norway still sees how many cases Sweden has; with
    /// "all of" they apply. Its own unwanted values always apply, except that an
    /// unwanted value counts what it would give if it were wanted instead.
    ///
    /// `refined` are the cases that [`refine`](Self::refine) leaves.
    pub fn count(&self, matched: &Bitset, refined: &Bitset) -> Vec<FacetCounts> {
        let count_facet = |(own, facet): (usize, &Facet)| {
            let filter = &self.filters[own];
            if filter.is_open() {
                return facet.count(refined);
            }
            let mut base = matched.clone();
            for (_, other) in self.filters.iter().enumerate().filter(|(at, _)| *at != own) {
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
            let chosen = self.refinements.facet(&facet.id);
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
        self.facets.iter().enumerate().map(count_facet).collect()
    }
}

/// Lists of numbers, one list for each case.
#[derive(Debug, Default)]
pub struct Lists {
    ends: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    /// Adds a number to the list of the case being read, where it is not yet.
    pub fn add(&mut self, item: usize) {
        let start = self.ends.last().map_or(0, |end| *end as usize);
        let item = item as u32;
        if !self.items[start..].contains(&item) {
            self.items.push(item);
        }
    }

    /// Goes on to the next case.
    pub fn end_case(&mut self) {
        self.ends.push(self.items.len() as u32);
    }

    fn len(&self) -> usize {
        self.ends.len()
    }

    #[inline(always)]
    fn get(&self, at: usize) -> &[u32] {
        let start = if at == 0 { 0 } else { self.ends[at - 1] as usize };
        &self.items[start..self.ends[at] as usize]
    }
}
