//! What a query gives: hits in order, counts, and what helps where there are
//! few hits or none.

use super::bitset::Bitset;
use super::facets::{FacetCounts, Filters};
use super::forms::MatchKind;
use super::library::Library;
use super::query::{Clause, Pattern, Query, Refinement, Sort, TextQuery, Years, tidy};
use super::ranking::{self, Compiled, Matches};
use super::synonyms::Equal;

/// Hits that are so few that the closest cases help as well.
const FEW: usize = 10;

/// What a query gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchResults {
    /// What was asked for.
    pub query: Query,
    /// Whether the text asks for anything: marks alone do not.
    pub has_words: bool,
    /// All hits, in order.
    pub hits: Vec<usize>,
    /// What of the text was read otherwise, where that gave hits; in the order
    /// of the text.
    pub readings: Vec<Reading>,
    /// Counts for each of [`Library::facets`].
    pub counts: Vec<FacetCounts>,
    /// The wanted clauses of the text, for marks and snippets.
    pub clauses: Vec<Compiled>,
    /// Where there are few hits or none: cases that the filters leave and that
    /// have any of the words, best first. They are not hits.
    pub closest: Vec<usize>,
    /// Where there is no hit: what can be dropped, with what that gives; only
    /// what gives something.
    pub offers: Vec<(DropOffer, usize)>,
}

/// Words of the text that stand for others too, because the publisher calls
/// them equal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The words, as typed: `red tape`.
    pub typed: String,
    /// The terms that gave hits which do not have the words themselves, as the
    /// publisher writes them: `administrative burden`.
    pub read_as: Vec<String>,
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

impl Library {
    /// Everything that a query gives.
    pub fn search(&self, query: &Query) -> SearchResults {
        let text = self.read_text(&query.text);
        let matched = self.matched(&text, query);
        let filters = Filters::new(&self.facets, &query.refinements, self.n_cases());
        let refined = filters.refine(&matched);
        let n_hits = refined.len();
        let is_helped = n_hits < FEW && (n_hits == 0 || text.n_words() > 1);
        let mut allowed = Bitset::empty(0);
        if is_helped {
            allowed = filters.refine(&self.allowed(&text, query));
            allowed.subtract(&refined);
        }
        SearchResults {
            query: query.clone(),
            has_words: !text.clauses.is_empty(),
            hits: self.sort(&refined, query, &text),
            readings: self.readings(&refined, &text),
            counts: filters.count(&matched, &refined),
            closest: if is_helped { self.closest(&text, &allowed) } else { Vec::new() },
            offers: if n_hits == 0 { self.drop_offers(query, &text, &matched, &filters) } else { Vec::new() },
            clauses: text.wanted().map(|clause| clause.compiled.clone()).collect(),
        }
    }

    /// How many hits a query has.
    pub fn count(&self, query: &Query) -> usize {
        let matched = self.matched(&self.read_text(&query.text), query);
        Filters::new(&self.facets, &query.refinements, self.n_cases()).refine(&matched).len()
    }

    /// Takes a text apart.
    fn plan(&self, text: &str) -> Vec<Planned> {
        let clauses = TextQuery::parse(text, |id| self.facet(id).is_some()).clauses;
        // The word that may still be typed: what is refused and conditions
        // narrow down what the words found, and change nothing about them.
        let last = clauses.iter().rposition(|clause| {
            let is_condition = matches!(clause.pattern, Pattern::Condition { .. });
            !clause.negated && !is_condition
        });
        let mut equals = vec![Vec::new(); clauses.len()];
        for (range, equal) in self.synonyms.equals(&clauses, &self.endings) {
            equals[range].iter_mut().for_each(|equals| equals.push(equal.clone()));
        }
        let plan = |(at, (clause, equals)): (usize, (Clause, Vec<Equal>))| Planned {
            is_last: Some(at) == last,
            equals,
            clause,
        };
        clauses.into_iter().zip(equals).enumerate().map(plan).collect()
    }

    /// Finds what a part of a text matches.
    fn read(&self, planned: Planned) -> ReadClause {
        let Planned { clause, is_last, equals } = &planned;
        let compiled = ranking::compile(&self.index, &self.endings, clause, *is_last, equals.clone());
        let mut matches = ranking::evaluate(&self.index, &compiled.sought, self);
        for equal in equals {
            matches.add_equal(&self.synonyms.mentions(equal, &self.index, self), equal.n_clauses);
        }
        ReadClause { planned, compiled, matches }
    }

    /// Takes a text apart and finds what each part of it matches.
    fn read_text(&self, text: &str) -> ReadText {
        let clauses = self.plan(text).into_iter().map(|planned| self.read(planned)).collect();
        let mut text = ReadText { clauses };
        // "How", "can" and "the" are needed like all words, and tell nothing
        // about which case is the better one; unless nothing else is asked.
        if text.wanted().any(|clause| !clause.compiled.is_function_word) {
            for clause in text.clauses.iter_mut().filter(|clause| clause.compiled.is_function_word) {
                clause.matches.silence();
            }
        }
        text
    }

    /// The cases that have every wanted clause and no unwanted one, and are
    /// among the query's ids.
    fn matched(&self, text: &ReadText, query: &Query) -> Bitset {
        let mut matched = self.allowed(text, query);
        for clause in text.wanted() {
            matched.intersect(&clause.matches.cases);
        }
        matched
    }

    /// The cases that have no unwanted clause and are among the query's ids.
    fn allowed(&self, text: &ReadText, query: &Query) -> Bitset {
        let mut allowed = self.listed(query);
        for clause in text.clauses.iter().filter(|clause| clause.planned.clause.negated) {
            allowed.subtract(&clause.matches.cases);
        }
        allowed
    }

    /// The cases that are among the query's ids.
    fn listed(&self, query: &Query) -> Bitset {
        if query.ids.is_empty() {
            return Bitset::full(self.n_cases());
        }
        let mut listed = Bitset::empty(self.n_cases());
        query.ids.iter().filter_map(|id| self.catalog.position(id)).for_each(|case| listed.insert(case));
        listed
    }

    fn sort(&self, hits: &Bitset, query: &Query, text: &ReadText) -> Vec<usize> {
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
            Sort::Relevance => self.best_first(hits, text),
        }
    }

    /// The hits of the best kind and highest score first; among equals the newer
    /// first, then by title.
    fn best_first(&self, hits: &Bitset, text: &ReadText) -> Vec<usize> {
        let wanted: Vec<&Matches> = text.wanted().map(|clause| &clause.matches).collect();
        let ranks = ranking::ranks(hits, &wanted, self.n_cases());
        let mut ranked = Vec::with_capacity(hits.len());
        for case in self.newest.iter().filter(|case| hits.contains(**case)) {
            let (kind, score) = ranks[*case];
            // The bits of a positive number sort like the number.
            let descending = !(score.to_bits() >> 2) << 3 >> 3;
            ranked.push(((kind as u32) << 29 | descending, *case as u32));
        }
        sort_by_number(ranked).into_iter().map(|(_, case)| case as usize).collect()
    }

    /// What the publisher's equal terms added to the hits.
    fn readings(&self, hits: &Bitset, text: &ReadText) -> Vec<Reading> {
        let mut readings: Vec<Reading> = Vec::new();
        for clause in text.wanted() {
            for equal in &clause.planned.equals {
                let mentions = self.synonyms.mentions(equal, &self.index, self);
                let is_needed =
                    |case: usize| hits.contains(case) && clause.matches.kind(case) == MatchKind::Synonym;
                if !mentions.cases().any(is_needed) {
                    continue;
                }
                let Equal { typed, read_as, .. } = equal;
                match readings.iter_mut().find(|reading| reading.typed == *typed) {
                    Some(reading) if reading.read_as.contains(read_as) => {}
                    Some(reading) => reading.read_as.push(read_as.clone()),
                    None => {
                        readings.push(Reading { typed: typed.clone(), read_as: vec![read_as.clone()] });
                    }
                }
            }
        }
        readings
    }

    fn drop_offers(
        &self,
        query: &Query,
        text: &ReadText,
        matched: &Bitset,
        filters: &Filters<'_>,
    ) -> Vec<(DropOffer, usize)> {
        let mut offers = Vec::new();
        let mut offer = |offer: DropOffer, n: usize| {
            if n > 0 {
                offers.push((offer, n));
            }
        };
        // Several clauses may come of one piece of text.
        let mut ranges: Vec<_> = text.clauses.iter().map(|read| read.planned.clause.range.clone()).collect();
        ranges.dedup();
        for range in ranges {
            let rest = tidy(&[&query.text[..range.start], &query.text[range.end..]].concat());
            let n = filters.refine(&self.matched_without(&rest, query, text)).len();
            offer(DropOffer::Text { source: query.text[range].to_owned(), rest }, n);
        }
        let without = |offer: &DropOffer| {
            let refinements = offer.applied_to(query).refinements;
            Filters::new(&self.facets, &refinements, self.n_cases()).refine(matched).len()
        };
        for (facet, chosen) in query.refinements.facets() {
            for value in chosen.included.iter().chain(&chosen.excluded) {
                let dropped = DropOffer::Refinement { facet: facet.to_owned(), value: value.clone() };
                let n = without(&dropped);
                offer(dropped, n);
            }
        }
        if let Some(years) = query.refinements.years {
            let n = without(&DropOffer::Years(years));
            offer(DropOffer::Years(years), n);
        }
        offers
    }

    /// What [`matched`](Self::matched) gives for what is left of a text. What a
    /// clause finds there is found already, but for one that is the last now or
    /// has other neighbours.
    fn matched_without(&self, rest: &str, query: &Query, text: &ReadText) -> Bitset {
        let mut matched = self.listed(query);
        for planned in self.plan(rest) {
            let is_negated = planned.clause.negated;
            let mut keep = |cases: &Bitset| match is_negated {
                true => matched.subtract(cases),
                false => matched.intersect(cases),
            };
            match text.clauses.iter().find(|read| read.planned.finds_the_same(&planned)) {
                Some(read) => keep(&read.matches.cases),
                None => keep(&self.read(planned).matches.cases),
            }
        }
        matched
    }
}

/// A clause with what its place in the text means for it.
#[derive(Debug)]
struct Planned {
    clause: Clause,
    /// Whether it may still be typed.
    is_last: bool,
    /// What stands for it, alone or with its neighbours.
    equals: Vec<Equal>,
}

impl Planned {
    fn finds_the_same(&self, other: &Self) -> bool {
        self.clause.pattern == other.clause.pattern
            && self.clause.negated == other.clause.negated
            && self.is_last == other.is_last
            && self.equals == other.equals
    }
}

/// A clause with what it matches.
#[derive(Debug)]
pub(super) struct ReadClause {
    planned: Planned,
    pub(super) compiled: Compiled,
    pub(super) matches: Matches,
}

/// A text taken apart, with what each part of it matches.
pub(super) struct ReadText {
    clauses: Vec<ReadClause>,
}

impl ReadText {
    /// The clauses that cases must match.
    pub(super) fn wanted(&self) -> impl Iterator<Item = &ReadClause> {
        self.clauses.iter().filter(|read| !read.planned.clause.negated)
    }

    /// How many wanted clauses are more than a value of a facet.
    fn n_words(&self) -> usize {
        self.wanted().filter(|read| read.compiled.is_of_words()).count()
    }
}

/// Sorts items by a number, the smallest first; those with equal numbers stay
/// as they stand. In time that grows with the items alone: a digit of eleven
/// bits at a time, the lowest first.
///
/// The slowest steps over 10,000 cases have thousands of hits, and take half
/// as long again with the standard library's sort.
fn sort_by_number(mut items: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    const BITS: u32 = 11;
    let mut sorted = vec![(0, 0); items.len()];
    for shift in [0, BITS, 2 * BITS] {
        let digit = |number: u32| (number >> shift) as usize & ((1 << BITS) - 1);
        let mut places = [0_u32; 1 << BITS];
        for (number, _) in &items {
            places[digit(*number)] += 1;
        }
        let mut sum = 0;
        for place in &mut places {
            sum += std::mem::replace(place, sum);
        }
        for item in &items {
            let place = &mut places[digit(item.0)];
            sorted[*place as usize] = *item;
            *place += 1;
        }
        std::mem::swap(&mut items, &mut sorted);
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_sorted_by_their_number_and_equal_ones_stay_as_they_stand() {
        for n in 0..70_u32 {
            let items: Vec<(u32, u32)> =
                (0..n).map(|at| ((at * 37 % 11).wrapping_mul(0x1001_0101), at)).collect();
            let mut expected = items.clone();
            expected.sort_by_key(|(number, _)| *number);
            assert_eq!(sort_by_number(items), expected);
        }
    }
}
