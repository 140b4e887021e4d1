//! Which cases match a clause, how well, and in which order they come.
//!
//! Exact beats prefix, always. Among equals the score decides: BM25F
//! (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and
//! Beyond", 2009, section 3.4), which adds up a word's weighted counts over
//! the fields before it saturates them:
//!
//! ```text
//! tf(w, d)    = Σ over fields f:  weight_f · count(w, d, f) / (1 − b_f + b_f · length / mean length)
//! score(w, d) = idf(w) · tf / (k1 + tf)
//! idf(w)      = ln(1 + (N − n + 0.5) / (n + 0.5))     N cases, n of them with w
//! ```

use super::bitset::Bitset;
use super::index::{Field, Index, Posting, TermId};
use super::query::Pattern;

/// How fast further mentions of a word stop to count. The usual value.
const K1: f32 = 1.2;

/// What a mention in a field is worth, and how much a long field lessens it.
///
/// A title names the case: one mention there counts like eight in the sections.
/// Names of places and values are lists, whose length says nothing.
fn weight(field: Field) -> (f32, f32) {
    match field {
        Field::Title => (8.0, 0.4),
        Field::Organisation => (4.0, 0.3),
        Field::Country | Field::Facet => (4.0, 0.0),
        Field::Summary => (2.0, 0.5),
        Field::Section => (1.0, 0.7),
    }
}

/// How a word was found, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MatchKind {
    /// As typed.
    Exact,
    /// As the beginning of a longer word.
    Prefix,
}

/// A clause of a query, settled against one index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compiled {
    /// What the clause looks for.
    pub pattern: Pattern,
    /// Whether words that only begin like it count too.
    pub as_prefix: bool,
}

/// The cases that match a clause, and how well.
#[derive(Debug, Clone)]
pub struct Matches {
    /// Which cases.
    pub cases: Bitset,
    /// For each case, matching or not, its kind and score.
    rank: Vec<(MatchKind, f32)>,
}

impl Matches {
    /// No case, of `n_cases`.
    pub fn none(n_cases: usize) -> Self {
        Self { cases: Bitset::empty(n_cases), rank: vec![(MatchKind::Exact, 0.0); n_cases] }
    }

    /// These cases, all alike.
    pub fn of(cases: Bitset, n_cases: usize) -> Self {
        Self { cases, ..Self::none(n_cases) }
    }

    /// How a matching case was found, and its score.
    pub fn rank(&self, case: usize) -> (MatchKind, f32) {
        self.rank[case]
    }

    /// Adds the cases of another set of matches; the better kind counts.
    fn unite(&mut self, other: &Self) {
        for case in other.cases.iter() {
            let (kind, score) = other.rank[case];
            let known = self.cases.contains(case);
            let (own_kind, own_score) = self.rank[case];
            if !known || kind < own_kind || (kind == own_kind && score > own_score) {
                self.rank[case] = (kind, score);
            }
            self.cases.insert(case);
        }
    }
}

/// Settles whether a pattern also matches as a prefix: the last word does, and
/// so does any other that finds nothing whole.
pub fn compile(index: &Index, pattern: Pattern, is_last: bool) -> Compiled {
    let found_whole = match &pattern {
        Pattern::Word(word) => index.find(word).is_some(),
        Pattern::Joined { whole, parts } => {
            index.find(whole).is_some() || parts.iter().all(|part| index.find(part).is_some())
        }
        Pattern::Phrase(_) | Pattern::Condition { .. } => true,
    };
    let can = matches!(pattern, Pattern::Word(_) | Pattern::Joined { .. });
    Compiled { pattern, as_prefix: can && (is_last || !found_whole) }
}

/// The cases that match a compiled clause.
///
/// `stand_together` reads a case's texts and says whether words stand there
/// side by side, the last one as a prefix if so asked. `condition` gives the
/// cases of a facet's value.
pub fn evaluate(
    index: &Index,
    clause: &Compiled,
    stand_together: &dyn Fn(usize, &[String], bool) -> bool,
    condition: &dyn Fn(&str, &str) -> Bitset,
) -> Matches {
    let n_cases = index.n_cases();
    let side_by_side = |words: &[String], as_prefix: bool| {
        let Some((last, before)) = words.split_last() else { return Matches::none(n_cases) };
        let mut matches = match_word(index, last, as_prefix);
        for word in before {
            let other = match_word(index, word, false);
            matches.cases.intersect(&other.cases);
            for case in matches.cases.iter() {
                matches.rank[case].1 += other.rank[case].1;
            }
        }
        if !before.is_empty() {
            let candidates: Vec<usize> = matches.cases.iter().collect();
            let mut kept = Bitset::empty(n_cases);
            for case in candidates {
                if stand_together(case, words, as_prefix) {
                    kept.insert(case);
                }
            }
            matches.cases = kept;
        }
        matches
    };
    match &clause.pattern {
        Pattern::Word(word) => match_word(index, word, clause.as_prefix),
        Pattern::Joined { whole, parts } => {
            let mut matches = match_word(index, whole, clause.as_prefix);
            matches.unite(&side_by_side(parts, clause.as_prefix));
            matches
        }
        Pattern::Phrase(words) => side_by_side(words, false),
        Pattern::Condition { facet, value } => Matches::of(condition(facet, value), n_cases),
    }
}

/// The cases that have a word.
fn match_word(index: &Index, word: &str, as_prefix: bool) -> Matches {
    let mut matches = Matches::none(index.n_cases());
    let exact = index.find(word);
    if let Some(term) = exact {
        add_term(index, term, MatchKind::Exact, &mut matches);
    }
    if as_prefix {
        for term in index.with_prefix(word).filter(|term| Some(*term) != exact) {
            add_term(index, term, MatchKind::Prefix, &mut matches);
        }
    }
    let idf = inverse_document_frequency(matches.cases.len(), index.n_cases());
    for case in matches.cases.iter() {
        let (_, score) = &mut matches.rank[case];
        *score = idf * *score / (K1 + *score);
    }
    matches
}

/// Adds a term's weighted counts. Terms come best kind first: a case keeps
/// the kind that it was first found by, and only mentions of that kind count.
fn add_term(index: &Index, term: TermId, kind: MatchKind, matches: &mut Matches) {
    for posting in index.postings(term) {
        let case = posting.case();
        let (known_kind, frequency) = &mut matches.rank[case];
        if !matches.cases.contains(case) {
            matches.cases.insert(case);
            *known_kind = kind;
        }
        if *known_kind == kind {
            *frequency += weighted_count(index, *posting);
        }
    }
}

fn weighted_count(index: &Index, posting: Posting) -> f32 {
    let field = posting.field();
    let (weight, b) = weight(field);
    weight * posting.count() as f32 / (1.0 - b + b * index.relative_length(posting.case(), field))
}

/// How much a word tells that `n_with` of `n_cases` cases have.
pub fn inverse_document_frequency(n_with: usize, n_cases: usize) -> f32 {
    let (with, all) = (n_with as f32, n_cases as f32);
    (1.0 + (all - with + 0.5) / (with + 0.5)).ln()
}

/// A case's place among the hits: by its worst kind, then by the sum of its
/// scores, higher first.
pub fn overall<'a>(case: usize, clauses: impl Iterator<Item = &'a Matches>) -> (MatchKind, f32) {
    clauses
        .map(|matches| matches.rank(case))
        .fold((MatchKind::Exact, 0.0), |(worst, sum), (kind, score)| (worst.max(kind), sum + score))
}

/// For each case that has any of the clauses, the sum of its scores.
pub fn any_of<'a>(within: &Bitset, clauses: impl Iterator<Item = &'a Matches>) -> Vec<(usize, f32)> {
    let mut sums: Vec<(usize, f32)> = within.iter().map(|case| (case, 0.0)).collect();
    for matches in clauses {
        for (case, sum) in sums.iter_mut().filter(|(case, _)| matches.cases.contains(*case)) {
            *sum += matches.rank(*case).1;
        }
    }
    sums.retain(|(_, sum)| *sum > 0.0);
    sums
}
