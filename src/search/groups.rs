//! Hits by region and country.

use std::cmp::Ordering;

use super::order::sort_items;
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

/// Groups hits. `country_ranks` and `region_ranks` say, by index, which place
/// each has when all are sorted by name.
pub fn group_by_country(
    hits: &[usize],
    cases: &[Case],
    order: GroupOrder,
    country_ranks: &[usize],
    region_ranks: &[usize],
) -> CountryGroups {
    let mut countries: Vec<CountryGroup> = Country::all()
        .map(|country| CountryGroup { country, cases: Vec::new(), partners: Vec::new() })
        .collect();
    let mut n_by_region = [0; Region::ALL.len()];
    let mut international = Vec::new();
    for &hit in hits {
        let own = &cases[hit].countries;
        if own.is_empty() {
            international.push(hit);
        }
        for region in Region::ALL {
            n_by_region[region.index()] += usize::from(own.iter().any(|country| country.region() == region));
        }
        for &country in own {
            let group = &mut countries[country.index()];
            group.cases.push(hit);
            for &partner in own.iter().filter(|partner| **partner != country) {
                match group.partners.iter_mut().find(|(known, _)| *known == partner) {
                    Some((_, n)) => *n += 1,
                    None => group.partners.push((partner, 1)),
                }
            }
        }
    }

    let by_number = |a: usize, b: usize| match order {
        GroupOrder::Count => b.cmp(&a),
        GroupOrder::Name => Ordering::Equal,
    };
    countries.retain(|group| !group.cases.is_empty());
    for group in &mut countries {
        sort_items(&mut group.partners, |(a, n_a), (b, n_b)| n_b.cmp(n_a).then(a.cmp(b)));
    }
    sort_items(&mut countries, |a, b| {
        let by_name = country_ranks[a.country.index()].cmp(&country_ranks[b.country.index()]);
        by_number(a.cases.len(), b.cases.len()).then(by_name)
    });
    let mut regions: Vec<RegionGroup> = Region::ALL
        .into_iter()
        .map(|region| RegionGroup { region, n_cases: n_by_region[region.index()], countries: Vec::new() })
        .collect();
    for group in countries {
        regions[group.country.region().index()].countries.push(group);
    }
    regions.retain(|region| region.n_cases > 0);
    sort_items(&mut regions, |a, b| {
        let by_name = region_ranks[a.region.index()].cmp(&region_ranks[b.region.index()]);
        by_number(a.n_cases, b.n_cases).then(by_name)
    });
    CountryGroups { regions, international }
}
