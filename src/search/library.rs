//! A catalog made ready to search.

use std::collections::HashMap;

use super::areas::areas;
use super::bitset::Bitset;
use super::endings::Endings;
use super::facets::{self, Facet, FacetKind, Lists};
use super::forms::WordForms;
use super::groups::{CountryGroups, GroupOrder, group_by_country};
use super::highlight;
use super::index::{Field, Index, IndexBuilder};
use super::order::{sort_positions, sorted_positions};
use super::query::{Query, Refinement, Years};
use super::ranking::{Texts, mention_weight};
use super::similar::similar_cases;
use super::synonyms::Synonyms;
use super::tokenize::fold;
use crate::catalog::pace::{AtOnce, Pace, Part, at_once};
use crate::catalog::{Case, Catalog, Country, FacetDefinition, FacetValue, Region, ValueOrder};

/// Names of places in the reader's language, and in others for the search.
///
/// English names and common other names are known without it.
pub trait PlaceNames {
    /// BCP 47 tag of the reader's language.
    fn language(&self) -> &str;
    /// The country's name for the reader.
    fn country(&self, country: Country) -> String;
    /// The region's name for the reader.
    fn region(&self, region: Region) -> String;
    /// The country's names in further languages that readers may type.
    fn more_country_names(&self, country: Country) -> Vec<String>;
}

/// English names, for where no browser tells others.
pub struct EnglishNames;

impl PlaceNames for EnglishNames {
    fn language(&self) -> &str {
        "en"
    }

    fn country(&self, country: Country) -> String {
        country.english_name().to_owned()
    }

    fn region(&self, region: Region) -> String {
        region.english_name().to_owned()
    }

    fn more_country_names(&self, _: Country) -> Vec<String> {
        Vec::new()
    }
}

/// A catalog made ready to search. Immutable once built.
#[derive(Debug)]
pub struct Library {
    /// What the library holds.
    pub catalog: Catalog,
    /// The publisher's facets, then region, country, organisation and year: in
    /// the order shown.
    pub facets: Vec<Facet>,
    pub(super) index: Index,
    pub(super) endings: Endings,
    pub(super) synonyms: Synonyms,
    places: Places,
    /// All cases in the order of [`Sort::Newest`], and so on.
    pub(super) newest: Vec<usize>,
    pub(super) oldest: Vec<usize>,
    pub(super) by_title: Vec<usize>,
    pub(super) by_country: Vec<usize>,
}

impl Library {
    /// Builds the index and the facets.
    pub fn new(catalog: Catalog, names: &dyn PlaceNames) -> Self {
        at_once(Self::build(catalog, names, &mut AtOnce))
    }

    /// The same in small steps.
    pub async fn build(catalog: Catalog, names: &dyn PlaceNames, pace: &mut impl Pace) -> Self {
        // Shares of the whole work after which a part is done.
        const FACETS: f32 = 0.1;
        const TEXTS: f32 = 0.8;
        const INDEX: f32 = 0.95;

        let endings = Endings::of(&catalog.language);
        let cases = &catalog.cases;
        let places = Places::new(&catalog, names);
        pace.rest(0.0).await;
        let mut facets = publisher_facets(&catalog);
        pace.rest(FACETS / 2.0).await;
        facets.push(region_facet(cases, &places));
        facets.push(country_facet(cases, &places));
        pace.rest(FACETS * 0.7).await;
        facets.push(organisation_facet(cases));
        facets.push(year_facet(cases));

        let mean_lengths = mean_lengths(cases);
        let mean_length: f32 = mean_lengths.iter().sum();
        let mut index = IndexBuilder::new((mean_length * cases.len() as f32) as usize);
        // Names of places and values stand in thousands of cases: read once.
        let mut place_words = vec![Vec::new(); Country::N];
        for country in &places.used {
            let words = &mut place_words[country.index()];
            places.for_each_searched(*country, |name| words.extend(index.words(name)));
        }
        let labelled: Vec<(&Facet, Vec<Vec<u32>>)> = labelled(&facets)
            .map(|(_, facet)| (facet, facet.values.iter().map(|value| index.words(&value.label)).collect()))
            .collect();
        for (position, case) in cases.iter().enumerate() {
            pace.rest(FACETS + (TEXTS - FACETS) * position as f32 / cases.len() as f32).await;
            let lengths = lengths(case);
            let weight =
                |field: Field| mention_weight(field, lengths[field as usize], mean_lengths[field as usize]);
            for_each_own_text(case, |field, _, text| index.add(text, weight(field)));
            for country in &case.countries {
                index.add_words(&place_words[country.index()], weight(Field::Country));
            }
            for (facet, words) in &labelled {
                for value in facet.values_of(position) {
                    index.add_words(&words[value], weight(Field::Facet));
                }
            }
            index.end_case();
        }
        let index = index.finish(&endings, &mut Part { whole: pace, from: TEXTS, to: INDEX }).await;

        let mut titles = Vec::with_capacity(cases.len());
        for case in cases {
            titles.push(fold(&case.title));
            pace.rest(INDEX).await;
        }
        let by_title = sorted_positions(cases.len(), &|a, b| {
            titles[a].cmp(&titles[b]).then_with(|| cases[a].id.cmp(&cases[b].id))
        });
        drop(titles);
        pace.rest(INDEX).await;
        // Sorting keeps the order of titles where years or countries are equal.
        let mut newest = by_title.clone();
        sort_positions(&mut newest, &|a, b| cases[b].year.cmp(&cases[a].year));
        let mut oldest = by_title.clone();
        let year = |case: usize| cases[case].year.unwrap_or(u16::MAX);
        sort_positions(&mut oldest, &|a, b| year(a).cmp(&year(b)));
        pace.rest(INDEX).await;
        // International cases come last.
        let mut by_country = by_title.clone();
        let lead = |case: usize| {
            cases[case].countries.first().map_or(usize::MAX, |lead| places.country_ranks[lead.index()])
        };
        sort_positions(&mut by_country, &|a, b| lead(a).cmp(&lead(b)));
        let synonyms = Synonyms::new(&catalog.synonyms, &endings, &index);
        Self { index, endings, synonyms, facets, places, newest, oldest, by_title, by_country, catalog }
    }

    /// How many cases there are to find.
    pub fn n_cases(&self) -> usize {
        self.catalog.cases.len()
    }

    /// The facet with this id, and its position.
    pub fn facet(&self, id: &str) -> Option<(usize, &Facet)> {
        self.facets.iter().enumerate().find(|(_, facet)| facet.id == id)
    }

    /// A country's name for the reader.
    pub fn country_name(&self, country: Country) -> &str {
        &self.places.country_names[country.index()]
    }

    /// A region's name for the reader.
    pub fn region_name(&self, region: Region) -> &str {
        &self.places.region_names[region.index()]
    }

    /// Drops what the library does not know: facets, values, case ids. Codes of
    /// countries are known in lower case too.
    pub fn repair(&self, query: &mut Query) {
        let countries = query.refinements.facet("country").cloned().unwrap_or_default();
        for (values, is_wanted) in [(&countries.included, true), (&countries.excluded, false)] {
            for value in values {
                let Refinement::Value(code) = value else { continue };
                let upper = Refinement::Value(code.to_ascii_uppercase());
                if upper == *value {
                    continue;
                }
                query.refinements.remove("country", value);
                match is_wanted {
                    true => query.refinements.include("country", upper),
                    false => query.refinements.exclude("country", upper),
                }
            }
        }
        // Each exchange left one value fewer for a moment.
        query.refinements.set_all("country", countries.all);
        query.refinements.retain(|facet, value| match (self.facet(facet), value) {
            (None, _) => false,
            (Some((_, facet)), _) if facet.kind == FacetKind::Year => false,
            (Some(_), Refinement::NotStated) => true,
            (Some((_, facet)), Refinement::Value(id)) => facet.position(id).is_some(),
        });
        query.ids.retain(|id| self.catalog.position(id).is_some());
        query.choose_sort(query.sort);
    }

    /// The hits by region and country.
    pub fn groups(&self, hits: &[usize], order: GroupOrder) -> CountryGroups {
        let Places { used, country_ranks, region_ranks, .. } = &self.places;
        let (_, facet) = self.facet("country").expect("every library has it");
        group_by_country(hits, facet, used, order, country_ranks, region_ranks)
    }

    /// Up to `n` cases that share most with a case, best first.
    pub fn similar(&self, case: usize, n: usize) -> Vec<usize> {
        similar_cases(&self.index, &self.facets, &self.catalog.cases, case, n)
    }

    fn cases_of_condition(&self, facet_id: &str, value: &str) -> Bitset {
        let Some((_, facet)) = self.facet(facet_id) else { return Bitset::empty(self.n_cases()) };
        if value == "none" {
            return facet.cases_with(&Refinement::NotStated);
        }
        if facet.kind == FacetKind::Year {
            let n_cases = self.n_cases();
            let cases = |years| facets::cases_in_years(facet, years, n_cases);
            return Years::parse(value).map_or_else(|| Bitset::empty(n_cases), cases);
        }
        let wanted = condition_key(value);
        let country = Country::suggest(value).filter(|_| facet.kind == FacetKind::Country);
        let mut cases = Bitset::empty(self.n_cases());
        for (position, known) in facet.values.iter().enumerate() {
            let same = condition_key(&known.id) == wanted
                || condition_key(&known.label) == wanted
                || country.is_some_and(|country| country.code() == known.id);
            if same {
                facet.cases_of(position).for_each(|case| cases.insert(case));
            }
        }
        cases
    }

    /// Calls `each` with every name of a country.
    pub(super) fn for_each_name(&self, country: Country, each: impl FnMut(&str)) {
        self.places.for_each_name(country, each);
    }

    /// Calls `each` with every text of a case that is searched, and with the
    /// position of the facet that a label is of, or of the section's kind.
    pub(super) fn for_each_text(&self, case: usize, mut each: impl FnMut(Field, usize, &str)) {
        let of_case = &self.catalog.cases[case];
        for_each_own_text(of_case, &mut each);
        for country in &of_case.countries {
            self.places.for_each_searched(*country, |name| each(Field::Country, 0, name));
        }
        for (at, facet) in labelled(&self.facets) {
            facet.values_of(case).for_each(|value| each(Field::Facet, at, &facet.values[value].label));
        }
    }
}

impl Texts for Library {
    fn stand_together(&self, case: usize, words: &[WordForms]) -> bool {
        let mut found = false;
        self.for_each_text(case, |_, _, text| {
            found = found || highlight::n_side_by_side(text, words) > 0;
        });
        found
    }

    fn cases_of_condition(&self, facet: &str, value: &str) -> Bitset {
        self.cases_of_condition(facet, value)
    }
}

/// Names of places in the reader's language, and others that are searched.
#[derive(Debug)]
struct Places {
    /// The countries that a case names, as the facet's values are.
    used: Vec<Country>,
    /// By [`Country::index`].
    country_names: Vec<String>,
    more_country_names: Vec<Vec<String>>,
    /// For each country, its place when all are sorted by name.
    country_ranks: Vec<usize>,
    /// By [`Region::index`].
    region_names: [String; Region::ALL.len()],
    region_ranks: Vec<usize>,
}

impl Places {
    fn new(catalog: &Catalog, names: &dyn PlaceNames) -> Self {
        let mut is_used = [false; Country::N];
        for country in catalog.cases.iter().flat_map(|case| &case.countries) {
            is_used[country.index()] = true;
        }
        let used: Vec<Country> = Country::all().filter(|country| is_used[country.index()]).collect();
        // The publisher's names are in the language of the texts.
        let own_names = &catalog.country_names;
        let is_own_language = catalog.is_in_language(names.language());
        let name = |country: Country| match own_names.get(&country) {
            Some(own) if is_own_language => own.clone(),
            _ => names.country(country),
        };
        let country_names: Vec<String> = Country::all().map(name).collect();
        // Only of countries that a case names: a browser takes its time for each.
        let mut more_country_names = vec![Vec::new(); Country::N];
        for country in &used {
            let more = &mut more_country_names[country.index()];
            *more = names.more_country_names(*country);
            if let Some(own) = own_names.get(country) {
                // Whichever of the two is shown, both are found.
                more.extend([own.clone(), names.country(*country)]);
                more.retain(|name| *name != country_names[country.index()]);
            }
        }
        let region_names = Region::ALL.map(|region| names.region(region));
        Self {
            used,
            country_ranks: ranks(&country_names),
            country_names,
            more_country_names,
            region_ranks: ranks(&region_names),
            region_names,
        }
    }

    /// Calls `each` with every name that a country is found by: its own, and
    /// those of areas that it is part of.
    fn for_each_searched(&self, country: Country, mut each: impl FnMut(&str)) {
        self.for_each_name(country, &mut each);
        areas(country).for_each(each);
    }

    /// Calls `each` with every name of a country.
    fn for_each_name(&self, country: Country, mut each: impl FnMut(&str)) {
        each(&self.country_names[country.index()]);
        each(country.english_name());
        country.other_names().for_each(&mut each);
        self.more_country_names[country.index()].iter().for_each(|name| each(name));
    }
}

fn condition_key(value: &str) -> String {
    fold(value).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The texts that stand in the case itself, field by field; of a section, with
/// its kind.
fn for_each_own_text(case: &Case, mut each: impl FnMut(Field, usize, &str)) {
    each(Field::Title, 0, &case.title);
    for organisation in &case.organisations {
        each(Field::Organisation, 0, organisation);
    }
    each(Field::Summary, 0, &case.summary);
    for section in &case.sections {
        if let Some(heading) = &section.heading {
            each(Field::Section, section.kind, heading);
        }
        each(Field::Section, section.kind, &section.body);
    }
}

/// The facets whose labels are searched, with their positions: countries and
/// organisations are by their names, and a year is not looked for.
fn labelled(facets: &[Facet]) -> impl Iterator<Item = (usize, &Facet)> {
    let is_labelled = |facet: &Facet| matches!(facet.kind, FacetKind::Region | FacetKind::Publisher(_));
    facets.iter().enumerate().filter(move |(_, facet)| is_labelled(facet))
}

/// For each name, its place when all are sorted.
fn ranks(names: &[String]) -> Vec<usize> {
    let folded: Vec<String> = names.iter().map(|name| fold(name)).collect();
    let mut ranks = vec![0; names.len()];
    let in_order = sorted_positions(names.len(), &|a, b| folded[a].cmp(&folded[b]));
    for (rank, position) in in_order.into_iter().enumerate() {
        ranks[position] = rank;
    }
    ranks
}

/// Bytes of a case's texts, by field; nothing where length does not matter.
fn lengths(case: &Case) -> [usize; Field::ALL.len()] {
    let mut lengths = [0; Field::ALL.len()];
    for_each_own_text(case, |field, _, text| lengths[field as usize] += text.len());
    lengths
}

fn mean_lengths(cases: &[Case]) -> [f32; Field::ALL.len()] {
    let mut sums = [0.0; Field::ALL.len()];
    for case in cases {
        for (sum, length) in sums.iter_mut().zip(lengths(case)) {
            *sum += length as f32;
        }
    }
    sums.map(|sum| sum / cases.len().max(1) as f32)
}

fn publisher_facets(catalog: &Catalog) -> Vec<Facet> {
    let facets = catalog.facets.iter().enumerate();
    facets
        .map(|(at, definition)| {
            let values = by_case(&catalog.cases, |case, values| {
                case.facet_values[at].iter().for_each(|value| values.add(*value));
            });
            let FacetDefinition { id, label, values: labels, order } = definition.clone();
            Facet::new(id, FacetKind::Publisher(at), Some(label), labels, order, values)
        })
        .collect()
}

/// Lists of values, case by case.
fn by_case(cases: &[Case], mut add: impl FnMut(&Case, &mut Lists)) -> Lists {
    let mut values = Lists::default();
    for case in cases {
        add(case, &mut values);
        values.end_case();
    }
    values
}

/// A facet that every library has.
fn built_in(id: &str, kind: FacetKind, order: ValueOrder, values: Vec<FacetValue>, by_case: Lists) -> Facet {
    Facet::new(id.to_owned(), kind, None, values, order, by_case)
}

fn country_facet(cases: &[Case], places: &Places) -> Facet {
    let countries = &places.used;
    let value = |country: &Country| FacetValue {
        id: country.code().to_owned(),
        label: places.country_names[country.index()].clone(),
    };
    let by_case = by_case(cases, |case, values| {
        for country in &case.countries {
            values.add(countries.binary_search(country).expect("every country is listed"));
        }
    });
    let values = countries.iter().map(value).collect();
    built_in("country", FacetKind::Country, ValueOrder::Count, values, by_case)
}

fn region_facet(cases: &[Case], places: &Places) -> Facet {
    let is_used = |region: &Region| places.used.iter().any(|country| country.region() == *region);
    let regions: Vec<Region> = Region::ALL.into_iter().filter(is_used).collect();
    let value = |region: &Region| FacetValue {
        id: region.id().to_owned(),
        label: places.region_names[region.index()].clone(),
    };
    let by_case = by_case(cases, |case, values| {
        for (at, region) in regions.iter().enumerate() {
            if case.countries.iter().any(|country| country.region() == *region) {
                values.add(at);
            }
        }
    });
    let values = regions.iter().map(value).collect();
    built_in("region", FacetKind::Region, ValueOrder::Count, values, by_case)
}

/// Organisations are one when their names differ only in case, accents or
/// marks; the first spelling is shown.
fn organisation_facet(cases: &[Case]) -> Facet {
    let mut values: Vec<FacetValue> = Vec::new();
    let mut positions: HashMap<String, usize> = HashMap::new();
    let by_case = by_case(cases, |case, own| {
        for name in &case.organisations {
            let id = organisation_id(name);
            let position = *positions.entry(id).or_insert_with_key(|id| {
                values.push(FacetValue { id: id.clone(), label: name.clone() });
                values.len() - 1
            });
            own.add(position);
        }
    });
    built_in("organisation", FacetKind::Organisation, ValueOrder::Count, values, by_case)
}

fn organisation_id(name: &str) -> String {
    let folded = fold(name).replace('&', " and ");
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    match words.collect::<Vec<_>>().join("-").as_str() {
        // A name of marks alone, or one that an address reads otherwise.
        "" | "none" => format!(".{}", folded.split_whitespace().collect::<String>()),
        id => id.to_owned(),
    }
}

fn year_facet(cases: &[Case]) -> Facet {
    let mut years: Vec<u16> = Vec::new();
    for year in cases.iter().filter_map(|case| case.year) {
        if let Err(position) = years.binary_search(&year) {
            years.insert(position, year);
        }
    }
    let by_case = by_case(cases, |case, values| {
        if let Some(position) = case.year.and_then(|year| years.binary_search(&year).ok()) {
            values.add(position);
        }
    });
    let values = years.iter().map(|year| FacetValue { id: year.to_string(), label: year.to_string() });
    built_in("year", FacetKind::Year, ValueOrder::Listed, values.collect(), by_case)
}
