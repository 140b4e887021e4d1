//! The inverted index: which term stands in which case, and how much it says
//! there.
//!
//! Terms are kept sorted, one after another in a single text, so that all
//! terms with a beginning are neighbours, and once more as a [`Tree`] for the
//! misspelt ones. A posting is four bytes. The index holds no text of the
//! cases: positions are read again from the few texts that a phrase asks about.

use std::collections::HashMap;
use std::ops::Range;

use super::endings::{Endings, written};
use super::names::Names;
use super::order::sort_positions;
use super::tokenize::{Tokenizer, Word, for_each_word};
use super::typos::{Tree, TreeBuilder};
use crate::catalog::pace::Pace;

/// A part of a case that is searched, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Field {
    /// The title.
    Title,
    /// The organisations' names.
    Organisation,
    /// The countries' names, in every language and by common other names.
    Country,
    /// The labels of facet values and of the regions.
    Facet,
    /// The summary.
    Summary,
    /// Headings and texts of the sections.
    Section,
}

impl Field {
    /// All fields.
    pub const ALL: [Self; 6] =
        [Self::Title, Self::Organisation, Self::Country, Self::Facet, Self::Summary, Self::Section];
}

/// How much a term says in one case.
///
/// Packed: 22 bits of case, so four million of them at most, and 10 of weight.
/// While the index is built they name the term instead, and there are no more
/// of these either.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting(u32);

const WEIGHT_BITS: u32 = 10;
const MOST_WEIGHT: u32 = (1 << WEIGHT_BITS) - 1;

impl Posting {
    /// Weights are kept in steps of this; what is above 16 reads as 16, where
    /// one mention more or less has long stopped to matter.
    pub const STEP: f32 = 1.0 / 64.0;

    #[inline(always)]
    fn new(case: usize, weight: f32) -> Self {
        let steps = (weight / Self::STEP + 0.5) as u32;
        Self((case as u32) << WEIGHT_BITS | steps.clamp(1, MOST_WEIGHT))
    }

    /// The same weight in a case.
    #[inline(always)]
    fn in_case(self, case: usize) -> Self {
        Self((case as u32) << WEIGHT_BITS | self.weight())
    }

    /// Position of the case.
    #[inline(always)]
    pub fn case(self) -> usize {
        (self.0 >> WEIGHT_BITS) as usize
    }

    /// The weight in steps, at least one.
    #[inline(always)]
    pub fn weight(self) -> u32 {
        self.0 & MOST_WEIGHT
    }
}

/// Position of a term in the sorted dictionary.
pub type TermId = usize;

/// The inverted index of a library.
#[derive(Debug)]
pub struct Index {
    n_cases: usize,
    term_text: String,
    /// For each term, where it ends in `term_text`.
    term_ends: Vec<u32>,
    tree: Tree,
    /// By term, then by case.
    postings: Vec<Posting>,
    /// For each term, where its postings end.
    posting_ends: Vec<u32>,
    beginnings: Vec<Beginning>,
    /// The stems, each by its number.
    stems: Names,
    /// By stem, the terms that have it, in order.
    stem_terms: Vec<u32>,
    /// For each stem, where its terms end.
    stem_ends: Vec<u32>,
    /// Of the terms that were first written with accents, how.
    written: HashMap<TermId, String>,
}

/// A beginning of so many words that its postings are kept as one list.
#[derive(Debug)]
struct Beginning {
    letters: String,
    /// Of all longer terms that begin so, by case, their weights added up.
    postings: Vec<Posting>,
}

/// A beginning has a list of its own when its terms have more postings than
/// this many times the number of cases: adding them up for each letter that is
/// typed would take longer than all else.
const MANY: usize = 3;

impl Index {
    /// How many cases are indexed.
    pub fn n_cases(&self) -> usize {
        self.n_cases
    }

    /// How many different terms there are.
    pub fn n_terms(&self) -> usize {
        self.term_ends.len()
    }

    /// The term at a position.
    pub fn term(&self, id: TermId) -> &str {
        &self.term_text[range(&self.term_ends, id)]
    }

    /// How the term at a position is written, in small letters.
    pub fn written(&self, id: TermId) -> &str {
        self.written.get(&id).map_or_else(|| self.term(id), String::as_str)
    }

    /// The position of a term.
    pub fn find(&self, term: &str) -> Option<TermId> {
        let id = self.first_from(term);
        (id < self.n_terms() && self.term(id) == term).then_some(id)
    }

    /// The positions of all terms that start with `prefix`, the prefix itself
    /// included.
    pub fn with_prefix(&self, prefix: &str) -> Range<TermId> {
        let start = self.first_from(prefix);
        start..partition(start, self.n_terms(), |id| self.term(id).starts_with(prefix))
    }

    /// Calls `each` with every term that is `n_edits` or fewer away from `word`,
    /// in order.
    pub fn for_each_near(&self, word: &str, n_edits: usize, each: impl FnMut(TermId)) {
        self.tree.for_each_near(word, n_edits, |id| self.term(id), each);
    }

    /// The positions of all terms with one of these stems, in order.
    pub fn with_stems(&self, stems: &[String]) -> Vec<TermId> {
        let known = stems.iter().filter_map(|stem| self.stems.number(stem));
        let of_stem = |stem: usize| &self.stem_terms[range(&self.stem_ends, stem)];
        let mut terms: Vec<TermId> = known.flat_map(of_stem).map(|id| *id as TermId).collect();
        terms.sort_unstable();
        terms.dedup();
        terms
    }

    /// Where a term stands, by case.
    pub fn postings(&self, id: TermId) -> &[Posting] {
        &self.postings[range(&self.posting_ends, id)]
    }

    /// Calls `each` with lists of postings that together are those of all terms
    /// that are longer than `prefix` and begin with it.
    pub fn for_each_longer(&self, prefix: &str, mut each: impl FnMut(&[Posting])) {
        if let Ok(known) = self.beginnings.binary_search_by(|known| known.letters.as_str().cmp(prefix)) {
            each(&self.beginnings[known].postings);
            return;
        }
        for id in self.with_prefix(prefix) {
            if self.term(id).len() > prefix.len() {
                each(self.postings(id));
            }
        }
    }

    /// The first term that is not before `term`.
    fn first_from(&self, term: &str) -> TermId {
        partition(0, self.n_terms(), |id| self.term(id) < term)
    }
}

/// The first of `from..to` for which `holds` is false; it holds for all before.
fn partition(mut from: usize, mut to: usize, holds: impl Fn(usize) -> bool) -> usize {
    while from < to {
        let middle = from.midpoint(to);
        if holds(middle) { from = middle + 1 } else { to = middle }
    }
    from
}

#[inline(always)]
fn range(ends: &[u32], id: usize) -> Range<usize> {
    let start = if id == 0 { 0 } else { ends[id - 1] as usize };
    start..ends[id] as usize
}

/// Builds an [`Index`], case by case.
pub struct IndexBuilder {
    tokenizer: Tokenizer,
    terms: Terms,
    /// The terms of the case begun last.
    touched: Vec<u32>,
    /// By case, its terms and what they weigh there; packed like a posting.
    noted: Vec<Posting>,
    /// For each case, where its notes end.
    note_ends: Vec<u32>,
}

impl IndexBuilder {
    /// Begins an index of texts of so many bytes in all, more or less.
    pub fn new(n_bytes: usize) -> Self {
        // A term in a case takes some nine bytes of text. Room that is made at
        // once is not copied as it grows.
        const BYTES_A_TERM: usize = 9;
        Self {
            tokenizer: Tokenizer::default(),
            terms: Terms::default(),
            touched: Vec::new(),
            noted: Vec::with_capacity(n_bytes / BYTES_A_TERM),
            note_ends: Vec::new(),
        }
    }

    /// Adds a text to the case being read, in which each mention of a word
    /// weighs this much, and more than nothing.
    pub fn add(&mut self, text: &str, weight: f32) {
        let Self { tokenizer, terms, touched, .. } = self;
        tokenizer.run(text, |word| {
            let id = terms.number(text, &word);
            terms.add_mention(id, weight, touched);
        });
    }

    /// The words of a text that is added to many cases.
    pub fn words(&mut self, text: &str) -> Vec<u32> {
        let mut words = Vec::new();
        for_each_word(text, |word| words.push(self.terms.number(text, &word) as u32));
        words
    }

    /// Adds the words of a text as [`add`](Self::add) does.
    pub fn add_words(&mut self, words: &[u32], weight: f32) {
        for id in words {
            self.terms.add_mention(*id as usize, weight, &mut self.touched);
        }
    }

    /// Goes on to the next case.
    pub fn end_case(&mut self) {
        for id in self.touched.drain(..) {
            let term = &mut self.terms.terms[id as usize];
            self.noted.push(Posting::new(id as usize, term.sum));
            term.n_cases += 1;
            term.sum = 0.0;
        }
        self.note_ends.push(self.noted.len() as u32);
    }

    /// The finished index, which knows terms by their stems too.
    pub async fn finish(mut self, endings: &Endings, pace: &mut impl Pace) -> Index {
        const SORTED: f32 = 0.3;
        const PLACED: f32 = 0.6;
        const STEMMED: f32 = 0.8;
        let n_terms = self.terms.terms.len();
        let n_cases = self.note_ends.len();
        let mut term_text = String::with_capacity(self.terms.names.text_len());
        let mut term_ends = Vec::with_capacity(n_terms);
        let mut tree = TreeBuilder::default();
        // For each term as it came, where its next posting goes; in the end,
        // where its postings end.
        let mut places = vec![0; n_terms];
        let mut order = Vec::with_capacity(n_terms);
        let mut n_postings = 0;
        for bucket in self.buckets() {
            for id in self.sorted(bucket) {
                let term = self.terms.names.name(id);
                tree.add(term_ends.len(), term);
                term_text.push_str(term);
                term_ends.push(term_text.len() as u32);
                order.push(id);
                places[id] = n_postings;
                n_postings += self.terms.terms[id].n_cases;
            }
            pace.rest(SORTED * order.len() as f32 / n_terms as f32).await;
        }
        let mut written = std::mem::take(&mut self.terms.written);
        self.terms = Terms::default();
        let mut postings = vec![Posting(0); self.noted.len()];
        for case in 0..n_cases {
            for note in &self.noted[range(&self.note_ends, case)] {
                let place = &mut places[note.case()];
                postings[*place as usize] = note.in_case(case);
                *place += 1;
            }
            pace.rest(SORTED + (PLACED - SORTED) * case as f32 / n_cases as f32).await;
        }
        let posting_ends = order.iter().map(|id| places[*id]).collect();
        drop(self);
        let mut index = Index {
            n_cases,
            term_text,
            term_ends,
            tree: tree.finish(),
            postings,
            posting_ends,
            beginnings: Vec::new(),
            stems: Names::default(),
            stem_terms: Vec::new(),
            stem_ends: Vec::new(),
            written: HashMap::new(),
        };
        // One list of pairs, put in order by counting: lists of their own for tens of
        // thousands of stems take a tenth of the time that a library opens in.
        let mut stemmed: Vec<(u32, u32)> = Vec::with_capacity(n_terms);
        for (id, as_added) in order.into_iter().enumerate() {
            if id % 64 == 0 {
                pace.rest(PLACED + (STEMMED - PLACED) * id as f32 / n_terms as f32).await;
            }
            if let Some(written) = written.remove(&as_added) {
                index.written.insert(id, written);
            }
            for stem in endings.stems(index.written(id), index.term(id)) {
                stemmed.push((index.stems.add(&stem).0 as u32, id as u32));
            }
        }
        pace.rest(STEMMED).await;
        (index.stem_terms, index.stem_ends) = by_stem(&stemmed, index.stems.len());
        pace.rest(STEMMED).await;
        let mut beginnings = Vec::new();
        for letters in index.frequent_beginnings() {
            let postings = index.merged(&letters);
            beginnings.push(Beginning { letters, postings });
            pace.rest(STEMMED).await;
        }
        index.beginnings = beginnings;
        index
    }

    /// The terms by their first byte, so that no step of sorting is long.
    fn buckets(&self) -> Vec<Vec<usize>> {
        let mut buckets = vec![Vec::new(); 256];
        // A label that no case has is no term.
        for id in (0..self.terms.terms.len()).filter(|id| self.terms.terms[*id].n_cases > 0) {
            buckets[usize::from(self.terms.names.name(id).as_bytes()[0])].push(id);
        }
        buckets
    }

    fn sorted(&self, mut ids: Vec<usize>) -> Vec<usize> {
        let name = |id: usize| self.terms.names.name(id);
        sort_positions(&mut ids, &|a, b| name(a).cmp(name(b)));
        ids
    }
}

/// Of pairs of a stem and a term, all terms by stem, and where those of each stem
/// end; the terms of one in the order of the pairs.
fn by_stem(pairs: &[(u32, u32)], n_stems: usize) -> (Vec<u32>, Vec<u32>) {
    let mut places = vec![0_u32; n_stems];
    for (stem, _) in pairs {
        places[*stem as usize] += 1;
    }
    let mut sum = 0;
    for place in &mut places {
        sum += std::mem::replace(place, sum);
    }
    let mut terms = vec![0; pairs.len()];
    for (stem, term) in pairs {
        let place = &mut places[*stem as usize];
        terms[*place as usize] = *term;
        *place += 1;
    }
    (terms, places)
}

/// The terms as they come.
#[derive(Default)]
struct Terms {
    names: Names,
    /// For each of the names.
    terms: Vec<Term>,
    /// Of the terms that were first written with accents, how.
    written: HashMap<usize, String>,
}

/// A term while the index is built.
#[derive(Clone, Copy, Default)]
struct Term {
    /// In how many cases it stands.
    n_cases: u32,
    /// What its mentions in the case begun last add up to.
    sum: f32,
}

impl Terms {
    /// The number of a word of `text`, which is noted where it is new.
    #[inline(always)]
    fn number(&mut self, text: &str, word: &Word<'_>) -> usize {
        let (id, is_new) = self.names.add(word.term);
        if is_new {
            self.terms.push(Term::default());
            let written = written(text, word);
            if written != word.term {
                self.written.insert(id, written);
            }
        }
        id
    }

    #[inline(always)]
    fn add_mention(&mut self, id: usize, weight: f32, touched: &mut Vec<u32>) {
        let term = &mut self.terms[id];
        if term.sum == 0.0 {
            touched.push(id as u32);
        }
        term.sum += weight;
    }
}

impl Index {
    /// The beginnings that deserve a list of their own, in order.
    fn frequent_beginnings(&self) -> Vec<String> {
        let many = MANY * self.n_cases;
        let mut found = Vec::new();
        let mut id = 0;
        let mut before = "";
        while id < self.n_terms() {
            let term = self.term(id);
            // What both begin with was looked at there, and is frequent.
            let n_known = term.chars().zip(before.chars()).take_while(|(a, b)| a == b).count();
            before = term;
            id += 1;
            for (at, letter) in term.char_indices().skip(n_known) {
                let beginning = &term[..at + letter.len_utf8()];
                let range = self.with_prefix(beginning);
                let n_postings = self.end(range.end) - self.end(range.start);
                if range.len() == 1 || n_postings <= many {
                    // Nor is any that goes on from here.
                    id = range.end;
                    break;
                }
                found.push(beginning.to_owned());
            }
        }
        found
    }

    /// Where the postings of all terms before this one end.
    fn end(&self, id: TermId) -> usize {
        id.checked_sub(1).map_or(0, |before| self.posting_ends[before] as usize)
    }

    /// One list of all terms that are longer than a beginning.
    fn merged(&self, beginning: &str) -> Vec<Posting> {
        let mut sums = vec![0_u32; self.n_cases];
        self.for_each_longer(beginning, |postings| {
            for posting in postings {
                sums[posting.case()] += posting.weight();
            }
        });
        let with = sums.iter().enumerate().filter(|(_, sum)| **sum > 0);
        with.map(|(case, sum)| Posting::new(case, *sum as f32 * Posting::STEP)).collect()
    }
}
