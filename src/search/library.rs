//! A catalog made ready to search, and what a search gives.

use std::cmp::Ordering;

use super::bitset::Bitset;
use super::facets::{self, Facet, FacetCounts, FacetKind};
use super::groups::{CountryGroups, GroupOrder, group_by_country};
use super::highlight;
use super::index::{Field, Index, IndexBuilder};
use super::order;
use super::query::{Pattern, Query, Refinement, Sort, TextQuery, Years};
use super::ranking::{self, Compiled, Matches};
use super::similar::similar_cases;
use super::tokenize::fold;
use crate::catalog::names::Names;
use crate::catalog::{Case, Catalog, Country, FacetDefinition, FacetValue, Region, ValueOrder};

/// How many of the closest cases are shown when no case has all the words.
const N_CLOSEST: usize = 8;

/// Names of places in the reader's language, and in others for the search.
///
/// English names and common other names are known without it.
pub trait PlaceNames {
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
    index: Index,
    /// By [`Country::index`].
    country_names: Vec<String>,
    more_country_names: Vec<Vec<String>>,
    /// For each country, its place when all are sorted by name.
    country_ranks: Vec<usize>,
    /// By [`Region::index`].
    region_names: [String; Region::ALL.len()],
    region_ranks: Vec<usize>,
    /// For each case, its place when all are sorted by title.
    title_rank: Vec<usize>,
    /// All cases in the order of [`Sort::Newest`], and so on.
    newest: Vec<usize>,
    oldest: Vec<usize>,
    by_title: Vec<usize>,
    by_country: Vec<usize>,
}

/// What a query gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchResults {
    /// What was asked for.
    pub query: Query,
    /// Whether the text asks for anything: marks alone do not.
    pub has_words: bool,
    /// All hits, in order.
    pub hits: Vec<usize>,
    /// Counts for each of [`Library::facets`].
    pub counts: Vec<FacetCounts>,
    /// The wanted clauses of the text, for marks and snippets.
    pub clauses: Vec<Compiled>,
    /// What helps when there is no hit.
    pub closest: Option<ClosestCases>,
}

/// What helps a reader whose query has no hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosestCases {
    /// What can be dropped, with what that gives; only what gives something.
    pub offers: Vec<(DropOffer, usize)>,
    /// Cases with any of the words, best first. They are not hits.
    pub cases: Vec<usize>,
}

/// A part of a query that can be dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DropOffer {
    /// A word, phrase or condition of the text, as typed, and the text
    /// without it.
    Text {
        /// What would go.
        source: String,
        /// What would stay.
        rest: String,
    },
    /// A value of a facet.
    Refinement {
        /// The facet's id.
        facet: String,
        /// The value.
        value: Refinement,
    },
    /// The range of years.
    Years(Years),
}

impl Library {
    /// Builds the index and the facets.
    pub fn new(catalog: Catalog, names: &dyn PlaceNames) -> Self {
        let cases = &catalog.cases;
        let country_names: Vec<String> = Country::all().map(|country| names.country(country)).collect();
        let countries: Vec<Country> = Country::all()
            .filter(|country| cases.iter().any(|case| case.countries.contains(country)))
            .collect();
        // Only of countries that a case names: a browser takes its time for each.
        let mut more_country_names = vec![Vec::new(); Country::N];
        for country in &countries {
            more_country_names[country.index()] = names.more_country_names(*country);
        }
        let region_names = Region::ALL.map(|region| names.region(region));
        let facets = build_facets(&catalog, &countries, &country_names, &region_names);

        let mut index = IndexBuilder::default();
        for (position, case) in cases.iter().enumerate() {
            index.start_case();
            for_each_own_text(case, &mut |field, text| index.add(field, text));
            for country in &case.countries {
                index.add(Field::Country, &country_names[country.index()]);
                index.add(Field::Country, country.english_name());
                country.other_names().for_each(|name| index.add(Field::Country, name));
                more_country_names[country.index()].iter().for_each(|name| index.add(Field::Country, name));
            }
            for_each_label(&facets, position, &mut |label| index.add(Field::Facet, label));
        }

        let titles: Vec<String> = cases.iter().map(|case| fold(&case.title)).collect();
        let by_title = order::sorted(cases.len(), &|a, b| {
            titles[a].cmp(&titles[b]).then_with(|| cases[a].id.cmp(&cases[b].id))
        });
        let mut title_rank = vec![0; cases.len()];
        for (rank, case) in by_title.iter().enumerate() {
            title_rank[*case] = rank;
        }
        // Sorting keeps the order of titles where years or countries are equal.
        let by_title_then = |compare: &dyn Fn(&Case, &Case) -> Ordering| {
            let mut order = by_title.clone();
            order::sort(&mut order, &|a, b| compare(&cases[a], &cases[b]));
            order
        };
        let newest = by_title_then(&|a, b| b.year.cmp(&a.year));
        let oldest = by_title_then(&|a, b| a.year.unwrap_or(u16::MAX).cmp(&b.year.unwrap_or(u16::MAX)));
        let country_ranks = ranks(&country_names);
        // International cases come last.
        let lead =
            |case: &Case| case.countries.first().map_or(usize::MAX, |lead| country_ranks[lead.index()]);
        let by_country = by_title_then(&|a, b| lead(a).cmp(&lead(b)));
        Self {
            index: index.finish(),
            facets,
            region_ranks: ranks(&region_names),
            country_names,
            country_ranks,
            more_country_names,
            region_names,
            title_rank,
            newest,
            oldest,
            by_title,
            by_country,
            catalog,
        }
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
        &self.country_names[country.index()]
    }

    /// A region's name for the reader.
    pub fn region_name(&self, region: Region) -> &str {
        &self.region_names[region.index()]
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

    /// Everything that a query gives.
    pub fn search(&self, query: &Query) -> SearchResults {
        let text = self.parse(&query.text);
        let clauses = self.compile(&text);
        let matches: Vec<Matches> = clauses.iter().map(|clause| self.evaluate(clause)).collect();
        let matched = self.matched(&text, &matches, query);
        let hits = facets::refine(&self.facets, &query.refinements, &matched, self.n_cases());
        let counts = facets::count(&self.facets, &query.refinements, &matched, self.n_cases());
        let closest = hits.is_empty().then(|| self.closest(query, &text, &clauses, &matches));
        let hits = self.sort(&hits, query, &text, &matches);
        let wanted: Vec<usize> = text.wanted().map(|(at, _)| at).collect();
        let clauses = wanted.into_iter().map(|at| clauses[at].clone()).collect();
        SearchResults {
            query: query.clone(),
            has_words: !text.clauses.is_empty(),
            hits,
            counts,
            clauses,
            closest,
        }
    }

    /// How many hits a query has.
    pub fn count(&self, query: &Query) -> usize {
        let text = self.parse(&query.text);
        let matches: Vec<Matches> = self.compile(&text).iter().map(|clause| self.evaluate(clause)).collect();
        let matched = self.matched(&text, &matches, query);
        facets::refine(&self.facets, &query.refinements, &matched, self.n_cases()).len()
    }

    /// The hits by region and country.
    pub fn groups(&self, hits: &[usize], order: GroupOrder) -> CountryGroups {
        group_by_country(hits, &self.catalog.cases, order, &self.country_ranks, &self.region_ranks)
    }

    /// Up to `n` cases that share most with a case, best first.
    pub fn similar(&self, case: usize, n: usize) -> Vec<usize> {
        similar_cases(&self.index, &self.facets, &self.catalog.cases, case, n)
    }

    fn parse(&self, text: &str) -> TextQuery {
        TextQuery::parse(text, &|id| self.facet(id).is_some())
    }

    fn compile(&self, text: &TextQuery) -> Vec<Compiled> {
        // The word that may still be typed: what is refused and conditions
        // narrow down what the words found, and change nothing about them.
        let last = text.clauses.iter().rposition(|clause| {
            let is_condition = matches!(clause.pattern, Pattern::Condition { .. });
            !clause.negated && !is_condition
        });
        let clauses = text.clauses.iter().enumerate();
        clauses
            .map(|(at, clause)| {
                // What is not wanted is meant as typed.
                let is_last = Some(at) == last;
                let mut compiled = ranking::compile(&self.index, clause.pattern.clone(), is_last);
                compiled.as_prefix &= !clause.negated;
                compiled
            })
            .collect()
    }

    fn evaluate(&self, clause: &Compiled) -> Matches {
        let stand_together = |case: usize, words: &[String], as_prefix: bool| {
            let mut found = false;
            self.for_each_text(case, &mut |text| {
                found = found || highlight::stand_together(text, words, as_prefix);
            });
            found
        };
        let condition = |facet: &str, value: &str| self.cases_of_condition(facet, value);
        ranking::evaluate(&self.index, clause, &stand_together, &condition)
    }

    /// The cases that have every wanted clause and no unwanted one, and are
    /// among the query's ids.
    fn matched(&self, text: &TextQuery, matches: &[Matches], query: &Query) -> Bitset {
        let n_cases = self.n_cases();
        let mut matched = Bitset::full(n_cases);
        if !query.ids.is_empty() {
            let mut listed = Bitset::empty(n_cases);
            query.ids.iter().filter_map(|id| self.catalog.position(id)).for_each(|case| listed.insert(case));
            matched.intersect(&listed);
        }
        for (clause, matches) in text.clauses.iter().zip(matches) {
            if clause.negated {
                matched.subtract(&matches.cases);
            } else {
                matched.intersect(&matches.cases);
            }
        }
        matched
    }

    fn sort(&self, hits: &Bitset, query: &Query, text: &TextQuery, matches: &[Matches]) -> Vec<usize> {
        let in_order = |order: &[usize]| order.iter().copied().filter(|case| hits.contains(*case)).collect();
        match query.effective_sort() {
            Sort::Listed => {
                let mut listed = Vec::new();
                for case in query.ids.iter().filter_map(|id| self.catalog.position(id)) {
                    if hits.contains(case) && !listed.contains(&case) {
                        listed.push(case);
                    }
                }
                listed
            }
            Sort::Newest => in_order(&self.newest),
            Sort::Oldest => in_order(&self.oldest),
            Sort::Title => in_order(&self.by_title),
            Sort::Country => in_order(&self.by_country),
            Sort::Relevance => {
                let rank = |case| ranking::overall(case, text.wanted().map(|(at, _)| &matches[at]));
                let ranked: Vec<_> = hits.iter().map(|case| (rank(case), case)).collect();
                let order = order::sorted(ranked.len(), &|a, b| {
                    let (((kind_a, score_a), a), ((kind_b, score_b), b)) = (&ranked[a], &ranked[b]);
                    let newer = self.catalog.cases[*b].year.cmp(&self.catalog.cases[*a].year);
                    let title = self.title_rank[*a].cmp(&self.title_rank[*b]);
                    kind_a.cmp(kind_b).then(score_b.total_cmp(score_a)).then(newer).then(title)
                });
                order.into_iter().map(|position| ranked[position].1).collect()
            }
        }
    }

    fn closest(
        &self,
        query: &Query,
        text: &TextQuery,
        clauses: &[Compiled],
        matches: &[Matches],
    ) -> ClosestCases {
        let unwanted =
            TextQuery { clauses: text.clauses.iter().filter(|clause| clause.negated).cloned().collect() };
        let refused: Vec<Matches> = text
            .clauses
            .iter()
            .zip(matches)
            .filter(|(clause, _)| clause.negated)
            .map(|(_, matches)| matches.clone())
            .collect();
        let within = self.matched(&unwanted, &refused, query);
        let within = facets::refine(&self.facets, &query.refinements, &within, self.n_cases());
        let wanted =
            text.wanted().filter(|(at, _)| !matches!(clauses[*at].pattern, Pattern::Condition { .. }));
        let closest = ranking::any_of(&within, wanted.map(|(at, _)| &matches[at]));
        let order = order::sorted(closest.len(), &|a, b| {
            let ((a, score_a), (b, score_b)) = (closest[a], closest[b]);
            score_b.total_cmp(&score_a).then(self.title_rank[a].cmp(&self.title_rank[b]))
        });
        let cases = order.into_iter().take(N_CLOSEST).map(|position| closest[position].0).collect();
        ClosestCases { offers: self.drop_offers(query, text), cases }
    }

    fn drop_offers(&self, query: &Query, text: &TextQuery) -> Vec<(DropOffer, usize)> {
        let mut offers = Vec::new();
        let mut offer = |offer: DropOffer| {
            let n = self.count(&offer.applied_to(query));
            if n > 0 {
                offers.push((offer, n));
            }
        };
        // Several clauses may come of one piece of text.
        let mut ranges: Vec<_> = text.clauses.iter().map(|clause| clause.range.clone()).collect();
        ranges.dedup();
        for range in ranges {
            let rest = [&query.text[..range.start], &query.text[range.end..]].concat();
            let rest = rest.split_whitespace().collect::<Vec<_>>().join(" ");
            offer(DropOffer::Text { source: query.text[range].to_owned(), rest });
        }
        for (facet, chosen) in query.refinements.facets() {
            for value in chosen.included.iter().chain(&chosen.excluded) {
                offer(DropOffer::Refinement { facet: facet.to_owned(), value: value.clone() });
            }
        }
        if let Some(years) = query.refinements.years {
            offer(DropOffer::Years(years));
        }
        offers
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

    fn for_each_text(&self, case: usize, each: &mut dyn FnMut(&str)) {
        for_each_own_text(&self.catalog.cases[case], &mut |_, text| each(text));
        for country in &self.catalog.cases[case].countries {
            each(self.country_name(*country));
            each(country.english_name());
            country.other_names().for_each(&mut *each);
            self.more_country_names[country.index()].iter().for_each(|name| each(name));
        }
        for_each_label(&self.facets, case, each);
    }
}

impl DropOffer {
    /// The query without what is dropped.
    pub fn applied_to(&self, query: &Query) -> Query {
        let mut query = query.clone();
        match self {
            Self::Text { rest, .. } => query.text.clone_from(rest),
            Self::Refinement { facet, value } => query.refinements.remove(facet, value),
            Self::Years(_) => query.refinements.years = None,
        }
        query
    }
}

fn condition_key(value: &str) -> String {
    fold(value).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The texts that stand in the case itself, field by field.
fn for_each_own_text(case: &Case, each: &mut dyn FnMut(Field, &str)) {
    each(Field::Title, &case.title);
    for organisation in &case.organisations {
        each(Field::Organisation, organisation);
    }
    each(Field::Summary, &case.summary);
    for section in &case.sections {
        if let Some(heading) = &section.heading {
            each(Field::Section, heading);
        }
        each(Field::Section, &section.body);
    }
}

/// The labels of a case's regions and publisher's facet values.
fn for_each_label(facets: &[Facet], case: usize, each: &mut dyn FnMut(&str)) {
    let labelled =
        facets.iter().filter(|facet| matches!(facet.kind, FacetKind::Region | FacetKind::Publisher(_)));
    for facet in labelled {
        facet.values_of(case).for_each(|value| each(&facet.values[value].label));
    }
}

/// For each name, its place when all are sorted.
fn ranks(names: &[String]) -> Vec<usize> {
    let folded: Vec<String> = names.iter().map(|name| fold(name)).collect();
    let mut ranks = vec![0; names.len()];
    for (rank, position) in
        order::sorted(names.len(), &|a, b| folded[a].cmp(&folded[b])).into_iter().enumerate()
    {
        ranks[position] = rank;
    }
    ranks
}

fn build_facets(
    catalog: &Catalog,
    countries: &[Country],
    country_names: &[String],
    region_names: &[String],
) -> Vec<Facet> {
    let cases = &catalog.cases;
    let mut facets = Vec::new();
    for (position, definition) in catalog.facets.iter().enumerate() {
        let values: Vec<Vec<usize>> = cases.iter().map(|case| case.facet_values[position].clone()).collect();
        let FacetDefinition { id, label, values: labels, order } = definition.clone();
        facets.push(Facet::new(id, FacetKind::Publisher(position), Some(label), labels, order, &values));
    }

    let values = countries.iter().map(|country| FacetValue {
        id: country.code().to_owned(),
        label: country_names[country.index()].clone(),
    });
    let of_case = |case: &Case| {
        let position = |country: &Country| countries.binary_search(country).expect("every country is listed");
        case.countries.iter().map(position).collect()
    };
    let by_case: Vec<Vec<usize>> = cases.iter().map(of_case).collect();
    let country = Facet::new(
        "country".to_owned(),
        FacetKind::Country,
        None,
        values.collect(),
        ValueOrder::Count,
        &by_case,
    );

    let regions: Vec<Region> = Region::ALL
        .into_iter()
        .filter(|region| countries.iter().any(|country| country.region() == *region))
        .collect();
    let values = regions
        .iter()
        .map(|region| FacetValue { id: region.id().to_owned(), label: region_names[region.index()].clone() });
    let of_case = |case: &Case| {
        let is_own = |region: &Region| case.countries.iter().any(|country| country.region() == *region);
        (0..regions.len()).filter(|position| is_own(&regions[*position])).collect()
    };
    let by_case: Vec<Vec<usize>> = cases.iter().map(of_case).collect();
    let region = Facet::new(
        "region".to_owned(),
        FacetKind::Region,
        None,
        values.collect(),
        ValueOrder::Count,
        &by_case,
    );

    facets.push(region);
    facets.push(country);
    facets.push(organisation_facet(cases));
    facets.push(year_facet(cases));
    facets
}

/// Organisations are one when their names differ only in case, accents or
/// marks; the first spelling is shown.
fn organisation_facet(cases: &[Case]) -> Facet {
    let mut values: Vec<FacetValue> = Vec::new();
    let mut ids = Names::default();
    let by_case: Vec<Vec<usize>> = cases
        .iter()
        .map(|case| {
            let mut own = Vec::new();
            for name in &case.organisations {
                let id = organisation_id(name);
                let (position, is_new) = ids.add(&id);
                if is_new {
                    values.push(FacetValue { id, label: name.clone() });
                }
                if !own.contains(&position) {
                    own.push(position);
                }
            }
            own
        })
        .collect();
    Facet::new("organisation".to_owned(), FacetKind::Organisation, None, values, ValueOrder::Count, &by_case)
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
    let values = years.iter().map(|year| FacetValue { id: year.to_string(), label: year.to_string() });
    let by_case: Vec<Vec<usize>> = cases
        .iter()
        .map(|case| case.year.and_then(|year| years.binary_search(&year).ok()).into_iter().collect())
        .collect();
    Facet::new("year".to_owned(), FacetKind::Year, None, values.collect(), ValueOrder::Listed, &by_case)
}
