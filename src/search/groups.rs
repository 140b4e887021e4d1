//! Hits by region and country.

use std::collections::BTreeMap;

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

/// Groups hits. `country_name` and `region_name` give the names to sort by.
pub fn group_by_country(
    hits: &[usize],
    cases: &[Case],
    order: GroupOrder,
    country_name: impl Fn(Country) -> String,
    region_name: impl Fn(Region) -> String,
) -> CountryGroups {
    let mut by_country: BTreeMap<Country, CountryGroup> = BTreeMap::new();
    let mut by_region: BTreeMap<Region, usize> = BTreeMap::new();
    let mut international = Vec::new();
    for &hit in hits {
        let countries = &cases[hit].countries;
        if countries.is_empty() {
            international.push(hit);
        }
        let mut regions: Vec<Region> = countries.iter().map(|country| country.region()).collect();
        regions.sort_unstable();
        regions.dedup();
        for region in regions {
            *by_region.entry(region).or_default() += 1;
        }
        for &country in countries {
            let group = by_country.entry(country).or_insert_with(|| CountryGroup {
                country,
                cases: Vec::new(),
                partners: Vec::new(),
            });
            group.cases.push(hit);
            for &partner in countries.iter().filter(|partner| **partner != country) {
                match group.partners.iter_mut().find(|(known, _)| *known == partner) {
                    Some((_, n)) => *n += 1,
                    None => group.partners.push((partner, 1)),
                }
            }
        }
    }
    let mut regions: Vec<RegionGroup> = by_region
        .into_iter()
        .map(|(region, n_cases)| RegionGroup { region, n_cases, countries: Vec::new() })
        .collect();
    for (country, mut group) in by_country {
        group.partners.sort_by_key(|(partner, n)| (std::cmp::Reverse(*n), *partner));
        let region = regions.iter_mut().find(|region| region.region == country.region());
        region.expect("a country's hits count in its region").countries.push(group);
    }
    let rank = |n: usize| if order == GroupOrder::Count { usize::MAX - n } else { 0 };
    regions.sort_by_cached_key(|group| (rank(group.n_cases), region_name(group.region)));
    for region in &mut regions {
        region.countries.sort_by_cached_key(|group| (rank(group.cases.len()), country_name(group.country)));
    }
    CountryGroups { regions, international }
}
