//! Hits by region and country.

use std::cmp::Ordering;

use super::facets::Facet;
use super::order::sort_items;
use crate::catalog::{Country, Region};

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
    /// The other countries of these hits, with how many they share: most
    /// first, then by code.
    pub partners: Vec<(Country, usize)>,
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
    let mut n_by_country = vec![0_usize; n];
    let mut n_by_region = [0_usize; Region::ALL.len()];
    // For each pair of countries, the hits that they share.
    let mut shared = vec![0_u32; n * n];
    let region_bits: Vec<u32> = countries.iter().map(|country| 1 << country.region().index()).collect();
    let mut international = Vec::new();
    for &hit in hits {
        let own = facet.value_numbers(hit);
        let mut regions = 0;
        for &country in own {
            n_by_country[country as usize] += 1;
            regions |= region_bits[country as usize];
            for &partner in own.iter().filter(|partner| **partner != country) {
                shared[country as usize * n + partner as usize] += 1;
            }
        }
        if own.is_empty() {
            international.push(hit);
        }
        while regions != 0 {
            n_by_region[regions.trailing_zeros() as usize] += 1;
            regions &= regions - 1;
        }
    }
    let mut cases: Vec<Vec<usize>> = n_by_country.iter().map(|n| Vec::with_capacity(*n)).collect();
    for &hit in hits {
        for &country in facet.value_numbers(hit) {
            cases[country as usize].push(hit);
        }
    }

    let group = |(at, cases): (usize, Vec<usize>)| {
        let partners = shared[at * n..(at + 1) * n].iter().zip(countries).filter(|(n, _)| **n > 0);
        let mut partners: Vec<(Country, usize)> =
            partners.map(|(n, country)| (*country, *n as usize)).collect();
        sort_items(&mut partners, |(a, n_a), (b, n_b)| n_b.cmp(n_a).then(a.cmp(b)));
        CountryGroup { country: countries[at], cases, partners }
    };
    let used = cases.into_iter().enumerate().filter(|(_, cases)| !cases.is_empty());
    let mut groups: Vec<CountryGroup> = used.map(group).collect();
    let by_number = |a: usize, b: usize| match order {
        GroupOrder::Count => b.cmp(&a),
        GroupOrder::Name => Ordering::Equal,
    };
    sort_items(&mut groups, |a, b| {
        let by_name = country_ranks[a.country.index()].cmp(&country_ranks[b.country.index()]);
        by_number(a.cases.len(), b.cases.len()).then(by_name)
    });
    let mut regions: Vec<RegionGroup> = Region::ALL
        .into_iter()
        .map(|region| RegionGroup { region, n_cases: n_by_region[region.index()], countries: Vec::new() })
        .collect();
    for group in groups {
        regions[group.country.region().index()].countries.push(group);
    }
    regions.retain(|region| region.n_cases > 0);
    sort_items(&mut regions, |a, b| {
        let by_name = region_ranks[a.region.index()].cmp(&region_ranks[b.region.index()]);
        by_number(a.n_cases, b.n_cases).then(by_name)
    });
    CountryGroups { regions, international }
}
