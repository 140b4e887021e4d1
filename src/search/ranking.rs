//! Which cases match a clause, how well, and in which order they come.
//!
//! Exact beats prefix beats ending beats synonym beats typo, always. Among
//! equals the score decides: BM25F (Robertson and Zaragoza, "The Probabilistic
//! Relevance Framework: BM25 and Beyond", 2009, section 3.4), which adds up a
//! word's weighted mentions over the fields before it saturates them:
//!
//! ```text
//! tf(w, d)    = Σ over fields f:  weight_f · mentions(w, d, f) / (1 − b_f + b_f · length / mean length)
//! score(w, d) = idf(w) · tf / (k1 + tf)
//! idf(w)      = ln(1 + (N − n + 0.5) / (n + 0.5))     N cases, n of them with w
//! ```
//!
//! `tf` is added up when the library opens and kept with the postings, so that
//! a search adds whole numbers; lengths are in bytes, which need no counting.
//! All that stands for a word adds to its `tf`, what is less alike less.

use super::bitset::Bitset;
use super::endings::Endings;
use super::forms::{MatchKind, WordForms, Words};
use super::index::{Field, Index, Posting};
use super::query::{Pattern, Typed};

/// How fast further mentions of a word stop to count.
const K1: f32 = 1.2;

/// What a mention in a field is worth, and how much a long field lessens it.
///
/// A title names the case: one mention there counts like several in the sections.
/// Names of places and values are lists, whose length says nothing.
fn weight(field: Field) -> (f32, f32) {
    match field {
        Field::Title => (6.0, 0.4),
        Field::Organisation => (3.0, 0.3),
        Field::Country | Field::Facet => (3.0, 0.0),
        Field::Summary => (2.0, 0.5),
        Field::Section => (1.0, 0.7),
    }
}

/// What a mention weighs in a field of this length.
pub fn mention_weight(field: Field, length: usize, mean_length: f32) -> f32 {
    let (weight, b) = weight(field);
    weight / (1.0 - b + b * length as f32 / mean_length.max(1.0))
}

/// What a mention counts for that is not as typed, in quarters.
fn quarters(kind: MatchKind) -> u32 {
    match kind {
        MatchKind::Exact => 4,
        MatchKind::Ending => 3,
        MatchKind::Prefix | MatchKind::Synonym => 2,
        MatchKind::Typo => 1,
    }
}

/// A clause of a query, settled against one library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Compiled {
    /// A word.
    Word(WordForms),
    /// Runs that stand side by side, the last as a beginning where the whole
    /// may be one, or in one.
    Joined {
        /// The runs in one word.
        whole: WordForms,
        /// The runs.
        parts: Vec<String>,
    },
    /// Words side by side, as typed.
    Phrase(Vec<String>),
    /// A value of a facet, both as typed.
    Condition {
        /// Facet id.
        facet: String,
        /// Value: an id or a name.
        value: String,
    },
}

impl Compiled {
    /// Whether it looks for words, and not for a value of a facet.
    pub fn is_of_words(&self) -> bool {
        !matches!(self, Self::Condition { .. })
    }

    /// Whether it is a word that sentences need and that says nothing.
    pub fn is_function_word(&self, endings: &Endings) -> bool {
        matches!(self, Self::Word(forms) if endings.is_function_word(&forms.word))
    }
}

/// Settles what a pattern finds. `is_last` says that it may still be typed.
/// What is not wanted is meant as typed.
pub fn compile(index: &Index, words: &Words, pattern: &Pattern, is_last: bool, is_negated: bool) -> Compiled {
    let forms = |word: &Typed, is_known_otherwise: bool| match is_negated {
        true => WordForms::exact(word.folded.clone()),
        false => WordForms::new(index, words, word, is_last, is_known_otherwise),
    };
    match pattern {
        Pattern::Word(word) => Compiled::Word(forms(word, false)),
        Pattern::Joined { whole, parts } => {
            let are_known = parts.iter().all(|part| index.find(part).is_some());
            let whole = Typed { folded: whole.clone(), written: whole.clone() };
            Compiled::Joined { whole: forms(&whole, are_known), parts: parts.clone() }
        }
        Pattern::Phrase(words) => Compiled::Phrase(words.clone()),
        Pattern::Condition { facet, value } => {
            Compiled::Condition { facet: facet.clone(), value: value.clone() }
        }
    }
}

/// The cases that match a clause, and how well.
#[derive(Debug, Clone)]
pub struct Matches {
    /// Which cases.
    pub cases: Bitset,
    /// For each case, nothing or its kind and what its mentions add up to.
    found: Vec<Found>,
    idf: f32,
}

/// A kind, counted from 1, above the mentions in quarters of
/// [`Posting::STEP`]; 0 is nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Found(u32);

impl Found {
    const NOTHING: Self = Self(0);
    const KIND_SHIFT: u32 = 28;
    const UNITS: f32 = Posting::STEP / 4.0;

    fn new(kind: MatchKind, mentions: u32) -> Self {
        Self((kind as u32 + 1) << Self::KIND_SHIFT | mentions)
    }

    #[inline(always)]
    fn kind(self) -> MatchKind {
        let kind = (self.0 >> Self::KIND_SHIFT).saturating_sub(1) as usize;
        MatchKind::ALL[kind.min(MatchKind::ALL.len() - 1)]
    }

    #[inline(always)]
    fn mentions(self) -> u32 {
        self.0 & ((1 << Self::KIND_SHIFT) - 1)
    }
}

impl Matches {
    /// No case, of `n_cases`.
    fn none(n_cases: usize) -> Self {
        Self { cases: Bitset::empty(n_cases), found: vec![Found::NOTHING; n_cases], idf: 0.0 }
    }

    /// These cases, all alike.
    pub fn of(cases: Bitset, n_cases: usize) -> Self {
        let mut matches = Self::none(n_cases);
        for case in cases.iter() {
            matches.found[case] = Found::new(MatchKind::Exact, 0);
        }
        Self { cases, ..matches }
    }

    /// Whether a case that matches nothing else is close to what was asked.
    pub fn tells_something(&self) -> bool {
        self.idf > 0.0
    }

    /// How a matching case was found, and its score.
    #[inline(always)]
    fn rank(&self, case: usize) -> (MatchKind, f32) {
        let found = self.found[case];
        let tf = found.mentions() as f32 * Found::UNITS;
        (found.kind(), self.idf * tf / (K1 + tf))
    }

    /// Adds mentions. They come best kind first: a case keeps the kind that it
    /// was first found by.
    fn add(&mut self, postings: &[Posting], kind: MatchKind) {
        let quarters = quarters(kind);
        for posting in postings {
            let case = posting.case();
            let mentions = posting.weight() * quarters;
            let found = &mut self.found[case];
            if *found == Found::NOTHING {
                *found = Found::new(kind, mentions);
                self.cases.insert(case);
            } else {
                found.0 += mentions;
            }
        }
    }

    /// Adds the cases of another set of matches; of a case in both, the better
    /// of the two counts. `kind` is the best that a case of the other can be.
    fn unite(&mut self, other: &Self, kind: MatchKind) {
        for case in other.cases.iter() {
            let found = other.found[case];
            let found = Found::new(found.kind().max(kind), found.mentions());
            let own = &mut self.found[case];
            let is_better = found.kind() < own.kind()
                || (found.kind() == own.kind() && found.mentions() > own.mentions());
            if *own == Found::NOTHING || is_better {
                *own = found;
            }
            self.cases.insert(case);
        }
    }

    /// Lets it say nothing about how well a case matches.
    pub fn silence(&mut self) {
        self.idf = 0.0;
    }

    /// Weighs what was found by its rarity.
    fn weighed(mut self) -> Self {
        self.idf = inverse_document_frequency(self.cases.len(), self.found.len());
        self
    }
}

/// What a clause is evaluated against beside the index.
pub trait Texts {
    /// Whether words stand side by side in one of a case's texts, the last one
    /// as a beginning if so asked.
    fn stand_together(&self, case: usize, words: &[String], as_prefix: bool) -> bool;
    /// The cases of a facet's value, both as typed.
    fn cases_of_condition(&self, facet: &str, value: &str) -> Bitset;
}

/// The cases that match a clause.
pub fn evaluate(index: &Index, clause: &Compiled, texts: &impl Texts) -> Matches {
    match clause {
        Compiled::Word(forms) => match_forms(index, forms, texts).weighed(),
        Compiled::Joined { whole, parts } => {
            let mut matches = match_forms(index, whole, texts);
            let side_by_side = match_phrase(index, parts, whole.as_prefix, texts);
            matches.unite(&side_by_side, MatchKind::Exact);
            matches.weighed()
        }
        Compiled::Phrase(words) => match_phrase(index, words, false, texts).weighed(),
        Compiled::Condition { facet, value } => {
            Matches::of(texts.cases_of_condition(facet, value), index.n_cases())
        }
    }
}

/// The cases that have a word, or what stands for it.
fn match_forms(index: &Index, forms: &WordForms, texts: &impl Texts) -> Matches {
    let mut matches = Matches::none(index.n_cases());
    let terms = forms.terms(index);
    let add = |matches: &mut Matches, kind: MatchKind| {
        for (id, _) in terms.iter().filter(|(_, own)| *own == kind) {
            matches.add(index.postings(*id), kind);
        }
    };
    add(&mut matches, MatchKind::Exact);
    if forms.as_prefix {
        index.for_each_longer(&forms.word, |postings| matches.add(postings, MatchKind::Prefix));
    }
    add(&mut matches, MatchKind::Ending);
    for equal in &forms.equals {
        matches.unite(&match_forms(index, equal, texts), MatchKind::Synonym);
    }
    for phrase in &forms.equal_phrases {
        matches.unite(&match_phrase(index, phrase, false, texts), MatchKind::Synonym);
    }
    add(&mut matches, MatchKind::Typo);
    matches
}

/// The cases where words stand side by side, the last one as a beginning if so
/// asked: as the least alike of them, and as often as the rarest of them.
fn match_phrase(index: &Index, words: &[String], as_prefix: bool, texts: &impl Texts) -> Matches {
    let Some((last, before)) = words.split_last() else { return Matches::none(index.n_cases()) };
    let match_word = |word: &String, as_prefix: bool| {
        let mut forms = WordForms::exact(word.clone());
        forms.as_prefix = as_prefix;
        match_forms(index, &forms, texts)
    };
    let mut matches = match_word(last, as_prefix);
    for word in before {
        let other = match_word(word, false);
        matches.cases.intersect(&other.cases);
        for case in matches.cases.iter() {
            let (a, b) = (matches.found[case], other.found[case]);
            matches.found[case] = Found::new(a.kind().max(b.kind()), a.mentions().min(b.mentions()));
        }
    }
    if !before.is_empty() {
        let mut kept = Bitset::empty(index.n_cases());
        for case in matches.cases.iter().filter(|case| texts.stand_together(*case, words, as_prefix)) {
            kept.insert(case);
        }
        matches.cases = kept;
    }
    matches
}

/// How much a word tells that `n_with` of `n_cases` cases have.
pub fn inverse_document_frequency(n_with: usize, n_cases: usize) -> f32 {
    let (with, all) = (n_with as f32, n_cases as f32);
    (1.0 + (all - with + 0.5) / (with + 0.5)).ln()
}

/// For each case of `within`, its place among the hits: by its worst kind, then
/// by the sum of its scores, higher first. Of the others it says nothing.
pub fn ranks(within: &Bitset, clauses: &[&Matches], n_cases: usize) -> Vec<(MatchKind, f32)> {
    let mut ranks = vec![(MatchKind::Exact, 0.0); n_cases];
    for matches in clauses {
        for case in within.iter() {
            let (kind, score) = matches.rank(case);
            let (worst, sum) = &mut ranks[case];
            *worst = kind.max(*worst);
            *sum += score;
        }
    }
    ranks
}

/// For each case, the sum of its scores for the clauses that it matches, of
/// whatever kind.
pub fn any_of(clauses: &[&Matches], n_cases: usize) -> Vec<(MatchKind, f32)> {
    let mut ranks = vec![(MatchKind::Exact, 0.0); n_cases];
    for matches in clauses {
        for case in matches.cases.iter() {
            ranks[case].1 += matches.rank(case).1;
        }
    }
    ranks
}
