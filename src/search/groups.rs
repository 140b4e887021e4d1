//! Hits by region and country.

use std::cmp::Ordering;

use super::facets::Facet;
use super::order::sorted_positions;
use crate::catalog::{Case, Country, Region};

/// Hits by region and country. A case of several countries stands in each of
/// their groups and counts once in every total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountryGroups {
    /// Regions with hits.
    pub regions: Vec<RegionGroup>,
    /// Hits that name no country.
    pub international: Vec<usize>,
}

/// The hits of one region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegionGroup {
    /// Which region.
    pub region: Region,
    /// How many hits have a country here.
    pub n_cases: usize,
    /// Its countries with hits.
    pub countries: Vec<CountryGroup>,
}

/// The hits of one country.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountryGroup {
    /// Which country.
    pub country: Country,
    /// Its hits, in the order of the results.
    pub cases: Vec<usize>,
}

impl CountryGroup {
    /// The other countries of these hits, with how many they share: most first,
    /// then by code. `cases` are the library's.
    pub fn partners(&self, cases: &[Case]) -> Vec<(Country, usize)> {
        let mut shared = [0_usize; Country::N];
        for country in self.cases.iter().flat_map(|case| &cases[*case].countries) {
            shared[country.index()] += 1;
        }
        shared[self.country.index()] = 0;
        let partners = Country::all().filter(|country| shared[country.index()] > 0);
        let partners: Vec<Country> = partners.collect();
        let n_shared = |at: usize| shared[partners[at].index()];
        let order = sorted_positions(partners.len(), &|a, b| n_shared(b).cmp(&n_shared(a)));
        order.into_iter().map(|at| (partners[at], n_shared(at))).collect()
    }
}

/// The order of groups.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum GroupOrder {
    /// By name.
    #[default]
    Name,
    /// Most cases first, then by name.
    Count,
}

/// Groups hits by the values of the facet of countries, which are `countries`
/// in order. `country_ranks` and `region_ranks` say, by index, which place each
/// has when all are sorted by name.
pub fn group_by_country(
    hits: &[usize],
    facet: &Facet,
    countries: &[Country],
    order: GroupOrder,
    country_ranks: &[usize],
    region_ranks: &[usize],
) -> CountryGroups {
    let n = countries.len();
    let mut n_by_region = [0_usize; Region::ALL.len()];
    let region_bits: Vec<u32> = countries.iter().map(|country| 1 << country.region().index()).collect();
    // For each country, at first how many hits it has, then where its next one
    // goes, and in the end where its hits end.
    let mut places = vec![0_usize; n];
    let mut n_all = 0;
    for &hit in hits {
        let mut regions = 0;
        for &country in facet.value_numbers(hit) {
            places[country as usize] += 1;
            regions |= region_bits[country as usize];
            n_all += 1;
        }
        while regions != 0 {
            n_by_region[regions.trailing_zeros() as usize] += 1;
            regions &= regions - 1;
        }
    }
    let mut start = 0;
    for place in &mut places {
        start += std::mem::replace(place, start);
    }
    let mut cases = vec![0; n_all];
    let mut international = Vec::new();
    for &hit in hits {
        let own = facet.value_numbers(hit);
        for &country in own {
            let place = &mut places[country as usize];
            cases[*place] = hit;
            *place += 1;
        }
        if own.is_empty() {
            international.push(hit);
        }
    }
    let start = |country: usize| country.checked_sub(1).map_or(0, |before| places[before]);
    let n_of = |country: usize| places[country] - start(country);
    let by_number = |a: usize, b: usize| match order {
        GroupOrder::Count => b.cmp(&a),
        GroupOrder::Name => Ordering::Equal,
    };
    let rank = |at: usize| country_ranks[countries[at].index()];
    let in_order = sorted_positions(n, &|a, b| by_number(n_of(a), n_of(b)).then(rank(a).cmp(&rank(b))));
    let group =
        |at: usize| CountryGroup { country: countries[at], cases: cases[start(at)..places[at]].to_vec() };
    let n_in = |region: usize| n_by_region[Region::ALL[region].index()];
    let rank = |region: usize| region_ranks[Region::ALL[region].index()];
    let regions =
        sorted_positions(Region::ALL.len(), &|a, b| by_number(n_in(a), n_in(b)).then(rank(a).cmp(&rank(b))));
    let regions = regions.into_iter().filter(|at| n_in(*at) > 0).map(|at| {
        let region = Region::ALL[at];
        let own = in_order.iter().copied().filter(|at| n_of(*at) > 0 && countries[*at].region() == region);
        RegionGroup { region, n_cases: n_in(at), countries: own.map(group).collect() }
    });
    CountryGroups { regions: regions.collect(), international }
}
