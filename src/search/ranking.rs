//! Which cases match a clause, how well, and in which order they come.
//!
//! Of hits, exact beats prefix beats ending beats synonym beats typo, always. Among
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
use super::forms::{MatchKind, WordForms};
use super::index::{Field, Index, Posting};
use super::query::{Clause, Pattern, Typed};
use super::synonyms::Equal;

/// How fast further mentions of a word stop to count: less fast than where a
/// mention weighs one, since here one in a title weighs six.
const K1: f32 = 4.0;

/// What a mention in a field is worth, and how much a long field lessens it.
///
/// A title names the case: one mention there counts like several in the sections.
/// Names of places and values are lists, whose length says nothing.
fn weight(field: Field) -> (f32, f32) {
    match field {
        Field::Title => (6.0, 0.4),
        Field::Organisation => (3.0, 0.3),
        Field::Country | Field::Facet => (3.0, 0.0),
        Field::Summary => (3.0, 0.5),
        Field::Section => (1.0, 0.5),
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
        MatchKind::Prefix | MatchKind::Synonym | MatchKind::Typo => 1,
    }
}

/// What a term that the publisher calls equal is worth beside what was typed.
const EQUAL: f32 = 0.6;

/// A clause of a query, settled against one library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compiled {
    /// What is looked for.
    pub sought: Sought,
    /// What stands for it, alone or with its neighbours, because the publisher
    /// says so.
    pub equals: Vec<Equal>,
    /// Whether it is a word that sentences need and that says nothing.
    pub is_function_word: bool,
}

/// What a clause looks for in one library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sought {
    /// A word.
    Word(WordForms),
    /// Runs that stand side by side, the last as a beginning where the whole
    /// may be one, or in one.
    Joined {
        /// The runs in one word.
        whole: WordForms,
        /// The runs.
        parts: Vec<WordForms>,
    },
    /// Words side by side, as typed.
    Phrase(Vec<WordForms>),
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
        !matches!(self.sought, Sought::Condition { .. })
    }
}

/// Settles what a clause finds. `is_last` says that it may still be typed.
/// What is not wanted is meant as typed.
pub fn compile(
    index: &Index,
    endings: &Endings,
    clause: &Clause,
    is_last: bool,
    equals: Vec<Equal>,
) -> Compiled {
    let has_equals = !equals.is_empty();
    let forms = |word: &Typed, stands_in_pieces: bool| match clause.negated {
        true => WordForms::exact(word.folded.clone()),
        false => WordForms::new(index, endings, word, is_last, stands_in_pieces, has_equals),
    };
    let exact = |words: &[Typed]| -> Vec<WordForms> {
        words.iter().map(|word| WordForms::exact(word.folded.clone())).collect()
    };
    let sought = match &clause.pattern {
        Pattern::Word(word) => Sought::Word(forms(word, false)),
        Pattern::Joined { whole, parts } => {
            let are_known = parts.iter().all(|part| index.find(&part.folded).is_some());
            let whole = forms(&Typed { folded: whole.clone(), written: whole.clone() }, are_known);
            let mut parts = exact(parts);
            if let Some(last) = parts.last_mut() {
                last.as_prefix = whole.as_prefix;
            }
            Sought::Joined { whole, parts }
        }
        Pattern::Phrase(words) => Sought::Phrase(exact(words)),
        Pattern::Condition { facet, value } => {
            Sought::Condition { facet: facet.clone(), value: value.clone() }
        }
    };
    let is_function_word =
        matches!(&clause.pattern, Pattern::Word(word) if endings.is_function_word(&word.folded));
    Compiled { sought, equals, is_function_word }
}

/// The cases that match a clause, and how well.
#[derive(Debug, Clone)]
pub struct Matches {
    /// Which cases.
    pub cases: Bitset,
    /// For each case, nothing or its kind and what its mentions add up to.
    found: Vec<Found>,
    idf: f32,
    /// For each case, what its equals are worth; empty where there are none.
    by_equals: Vec<f32>,
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
        let found = vec![Found::NOTHING; n_cases];
        Self { cases: Bitset::empty(n_cases), found, idf: 0.0, by_equals: Vec::new() }
    }

    /// These cases, all alike.
    fn of(cases: Bitset, n_cases: usize) -> Self {
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

    /// How a matching case was found.
    #[inline(always)]
    pub fn kind(&self, case: usize) -> MatchKind {
        self.found[case].kind()
    }

    /// The score of a case: nothing where it does not match.
    #[inline(always)]
    pub fn score(&self, case: usize) -> f32 {
        let tf = self.found[case].mentions() as f32 * Found::UNITS;
        let own = self.idf * tf / (K1 + tf);
        self.by_equals.get(case).map_or(own, |equal| own.max(*equal))
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
    /// of the two counts.
    fn unite(&mut self, other: &Self) {
        for case in other.cases.iter() {
            let (own, found) = (&mut self.found[case], other.found[case]);
            let is_better = found.kind() < own.kind()
                || (found.kind() == own.kind() && found.mentions() > own.mentions());
            if *own == Found::NOTHING || is_better {
                *own = found;
            }
            self.cases.insert(case);
        }
    }

    /// Adds the cases of a term that stands for `n_clauses` clauses, of which
    /// this is one.
    pub fn add_equal(&mut self, mentions: &Mentions, n_clauses: usize) {
        let n_cases = self.found.len();
        self.by_equals.resize(n_cases, 0.0);
        // All its clauses together count it once.
        let idf = EQUAL * inverse_document_frequency(mentions.0.len(), n_cases) / n_clauses as f32;
        for (case, mentions) in &mentions.0 {
            let case = *case as usize;
            let tf = *mentions as f32 * Found::UNITS;
            let score = &mut self.by_equals[case];
            *score = score.max(idf * tf / (K1 + tf));
            if self.found[case] == Found::NOTHING {
                self.found[case] = Found::new(MatchKind::Synonym, 0);
                self.cases.insert(case);
            }
        }
    }

    /// Lets it say nothing about how well a case matches.
    pub fn silence(&mut self) {
        self.idf = 0.0;
        self.by_equals.clear();
    }

    /// Weighs what was found by its rarity, as of `n_with` cases.
    fn weighed(mut self, n_with: usize) -> Self {
        self.idf = inverse_document_frequency(n_with, self.found.len());
        self
    }
}

/// Where a term stands: cases, each with what the mentions there add up to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mentions(Vec<(u32, u32)>);

impl Mentions {
    /// Which cases.
    pub fn cases(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().map(|(case, _)| *case as usize)
    }
}

/// Where words stand side by side.
pub fn mentions(index: &Index, words: &[WordForms], texts: &impl Texts) -> Mentions {
    let matches = match_side_by_side(index, words, texts);
    let mentions = matches.cases.iter().map(|case| (case as u32, matches.found[case].mentions()));
    Mentions(mentions.collect())
}

/// What a clause is evaluated against beside the index.
pub trait Texts {
    /// Whether words stand side by side in one of a case's texts.
    fn stand_together(&self, case: usize, words: &[WordForms]) -> bool;
    /// The cases of a facet's value, both as typed.
    fn cases_of_condition(&self, facet: &str, value: &str) -> Bitset;
}

/// The cases that match what a clause looks for, without its equals.
pub fn evaluate(index: &Index, sought: &Sought, texts: &impl Texts) -> Matches {
    match sought {
        Sought::Word(forms) => {
            let (matches, n_with) = match_forms(index, forms);
            matches.weighed(n_with)
        }
        Sought::Joined { whole, parts } => {
            let (mut matches, _) = match_forms(index, whole);
            matches.unite(&match_side_by_side(index, parts, texts));
            let n_with = matches.cases.len();
            matches.weighed(n_with)
        }
        Sought::Phrase(words) => {
            let matches = match_side_by_side(index, words, texts);
            let n_with = matches.cases.len();
            matches.weighed(n_with)
        }
        Sought::Condition { facet, value } => {
            Matches::of(texts.cases_of_condition(facet, value), index.n_cases())
        }
    }
}

/// The cases that have a word, or what stands for it, and how many have the
/// word itself, with whatever ending: as a beginning of longer ones it would
/// seem more common than it is.
fn match_forms(index: &Index, forms: &WordForms) -> (Matches, usize) {
    let mut matches = Matches::none(index.n_cases());
    let mut own = Bitset::empty(index.n_cases());
    let terms = forms.terms(index);
    let mut add = |matches: &mut Matches, kind: MatchKind| {
        for (id, _) in terms.iter().filter(|(_, own)| *own == kind) {
            let postings = index.postings(*id);
            matches.add(postings, kind);
            if kind != MatchKind::Typo {
                postings.iter().for_each(|posting| own.insert(posting.case()));
            }
        }
    };
    add(&mut matches, MatchKind::Exact);
    if forms.as_prefix {
        index.for_each_longer(&forms.word, |postings| matches.add(postings, MatchKind::Prefix));
    }
    add(&mut matches, MatchKind::Ending);
    add(&mut matches, MatchKind::Typo);
    let n_with = if own.is_empty() { matches.cases.len() } else { own.len() };
    (matches, n_with)
}

/// The cases where words stand side by side: as the least alike of them, and
/// as often as the rarest of them.
fn match_side_by_side(index: &Index, words: &[WordForms], texts: &impl Texts) -> Matches {
    let n_cases = index.n_cases();
    let each: Vec<Matches> = words.iter().map(|word| match_forms(index, word).0).collect();
    let Some((first, rest)) = each.split_first() else { return Matches::none(n_cases) };
    let mut cases = first.cases.clone();
    rest.iter().for_each(|other| cases.intersect(&other.cases));
    let mut matches = Matches::none(n_cases);
    for case in cases.iter().filter(|case| rest.is_empty() || texts.stand_together(*case, words)) {
        let found = each.iter().map(|word| word.found[case]);
        let least = found.reduce(|a, b| Found::new(a.kind().max(b.kind()), a.mentions().min(b.mentions())));
        matches.found[case] = least.unwrap_or(Found::NOTHING);
        matches.cases.insert(case);
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
            let (worst, sum) = &mut ranks[case];
            *worst = matches.kind(case).max(*worst);
            *sum += matches.score(case);
        }
    }
    ranks
}

/// For each case, the sum of its scores for the clauses that it matches, of
/// whatever kind.
pub fn any_of(clauses: &[&Matches], n_cases: usize) -> Vec<f32> {
    let mut scores = vec![0.0; n_cases];
    for matches in clauses.iter().filter(|matches| matches.tells_something()) {
        for case in matches.cases.iter() {
            scores[case] += matches.score(case);
        }
    }
    scores
}
