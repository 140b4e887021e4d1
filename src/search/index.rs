//! The inverted index: which term stands in which field of which case.
//!
//! Terms are kept sorted, one after another in a single text, so that all
//! terms with a prefix are neighbours. A posting is four bytes. The index
//! holds no text of the cases: positions are read again from the few texts
//! that a phrase asks about.

use std::ops::Range;

use super::order;
use super::tokenize::for_each_word;
use crate::catalog::names::Names;

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

/// How often a term stands in one field of one case.
///
/// Packed: 22 bits of case, 3 of field, 7 of count, so four million cases at
/// most, and counts above 127 read as 127.
#[derive(Debug, Clone, Copy)]
pub struct Posting(u32);

const COUNT_BITS: u32 = 7;
const FIELD_BITS: u32 = 3;
const MOST: u32 = (1 << COUNT_BITS) - 1;

impl Posting {
    fn first(case: usize, field: Field) -> Self {
        debug_assert!(case < 1 << (32 - COUNT_BITS - FIELD_BITS), "more cases than a posting can name");
        Self((case as u32) << (COUNT_BITS + FIELD_BITS) | (field as u32) << COUNT_BITS | 1)
    }

    fn count_one_more(&mut self) {
        if self.0 & MOST < MOST {
            self.0 += 1;
        }
    }

    fn is_of(self, case: usize, field: Field) -> bool {
        self.0 >> COUNT_BITS == (case as u32) << FIELD_BITS | field as u32
    }

    /// Position of the case.
    pub fn case(self) -> usize {
        (self.0 >> (COUNT_BITS + FIELD_BITS)) as usize
    }

    /// The field.
    pub fn field(self) -> Field {
        Field::ALL[(self.0 >> COUNT_BITS) as usize & ((1 << FIELD_BITS) - 1)]
    }

    /// How often the term stands there, 127 at most.
    pub fn count(self) -> u32 {
        self.0 & MOST
    }
}

/// Position of a term in the sorted dictionary.
pub type TermId = usize;

/// The inverted index of a library.
#[derive(Debug)]
pub struct Index {
    term_text: String,
    /// For each term, where it ends in `term_text`.
    term_ends: Vec<u32>,
    /// By term, then by case, then in the order in which fields were added.
    postings: Vec<Posting>,
    /// For each term, where its postings end.
    posting_ends: Vec<u32>,
    /// For each case, words in each field; more than 65,535 read as that.
    lengths: Vec<[u16; Field::ALL.len()]>,
    mean_lengths: [f32; Field::ALL.len()],
}

impl Index {
    /// How many cases are indexed.
    pub fn n_cases(&self) -> usize {
        self.lengths.len()
    }

    /// How many different terms there are.
    pub fn n_terms(&self) -> usize {
        self.term_ends.len()
    }

    /// The term at a position.
    pub fn term(&self, id: TermId) -> &str {
        &self.term_text[range(&self.term_ends, id)]
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
        let n = partition(start, self.n_terms(), |id| self.term(id).starts_with(prefix));
        start..n
    }

    /// Where a term stands, by case.
    pub fn postings(&self, id: TermId) -> &[Posting] {
        &self.postings[range(&self.posting_ends, id)]
    }

    /// Length of a case's field over the mean length of that field.
    pub fn relative_length(&self, case: usize, field: Field) -> f32 {
        f32::from(self.lengths[case][field as usize]) / self.mean_lengths[field as usize]
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

fn range(ends: &[u32], id: usize) -> Range<usize> {
    let start = if id == 0 { 0 } else { ends[id - 1] as usize };
    start..ends[id] as usize
}

/// Builds an [`Index`], case by case.
#[derive(Default)]
pub struct IndexBuilder {
    terms: Names,
    /// For each term as numbered above, its postings so far.
    postings: Vec<Vec<Posting>>,
    lengths: Vec<[u16; Field::ALL.len()]>,
}

impl IndexBuilder {
    /// Begins the next case.
    pub fn start_case(&mut self) {
        self.lengths.push([0; Field::ALL.len()]);
    }

    /// Adds a text to the case begun last. All texts of one field come one
    /// after another.
    pub fn add(&mut self, field: Field, text: &str) {
        let case = self.lengths.len() - 1;
        let mut length = 0_usize;
        for_each_word(text, |word| {
            length += 1;
            let (id, is_new) = self.terms.add(word.term);
            if is_new {
                self.postings.push(Vec::new());
            }
            match self.postings[id].last_mut() {
                Some(last) if last.is_of(case, field) => last.count_one_more(),
                _ => self.postings[id].push(Posting::first(case, field)),
            }
        });
        let total = &mut self.lengths[case][field as usize];
        *total = u16::try_from(usize::from(*total) + length).unwrap_or(u16::MAX);
    }

    /// The finished index.
    pub fn finish(self) -> Index {
        let terms = self.terms;
        let order = order::sorted(terms.len(), &|a, b| terms.name(a).cmp(terms.name(b)));
        let mut term_text = String::new();
        let mut term_ends = Vec::with_capacity(terms.len());
        let mut postings = Vec::with_capacity(self.postings.iter().map(Vec::len).sum());
        let mut posting_ends = Vec::with_capacity(terms.len());
        for id in order {
            term_text.push_str(terms.name(id));
            term_ends.push(term_text.len() as u32);
            postings.extend_from_slice(&self.postings[id]);
            posting_ends.push(postings.len() as u32);
        }
        let n_cases = self.lengths.len().max(1) as f32;
        let mean_lengths = Field::ALL.map(|field| {
            let total: f32 = self.lengths.iter().map(|lengths| f32::from(lengths[field as usize])).sum();
            (total / n_cases).max(1.0)
        });
        Index { term_text, term_ends, postings, posting_ends, lengths: self.lengths, mean_lengths }
    }
}
