//! What stands for a word of a query: the word itself, longer words that begin
//! with it, its other endings, and where the library knows none of these, the
//! words that it may be a misspelling of.
//!
//! A word that the library knows is no misspelling: who looks for "water"
//! is not helped by every case that says "later".

use super::endings::Endings;
use super::index::{Index, TermId};
use super::query::Typed;

/// How a word was found, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum MatchKind {
    /// As typed.
    Exact,
    /// As the beginning of a longer word.
    Prefix,
    /// With another ending: `policy`, `policies`.
    Ending,
    /// By a term that the snapshot calls equal.
    Synonym,
    /// With a letter or two more, fewer, changed or swapped.
    Typo,
}

impl MatchKind {
    /// All kinds, best first.
    pub const ALL: [Self; 5] = [Self::Exact, Self::Prefix, Self::Ending, Self::Synonym, Self::Typo];
}

/// A word of a query, and all that stands for it in one library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordForms {
    /// The word, folded.
    pub word: String,
    /// Whether longer words that begin with it count too.
    pub as_prefix: bool,
    /// The library's terms that are the word with another ending.
    endings: Terms,
    /// The library's terms that it may be a misspelling of.
    typos: Terms,
}

/// Terms of an index, in its order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Terms {
    ids: Vec<TermId>,
    texts: Vec<String>,
}

impl Terms {
    fn add(&mut self, index: &Index, id: TermId) {
        self.ids.push(id);
        self.texts.push(index.term(id).to_owned());
    }

    fn contains(&self, term: &str) -> bool {
        self.texts.binary_search_by(|known| known.as_str().cmp(term)).is_ok()
    }
}

impl WordForms {
    /// The word as typed, and nothing else.
    pub fn exact(word: String) -> Self {
        Self { word, as_prefix: false, endings: Terms::default(), typos: Terms::default() }
    }

    /// The word, and with other endings: with one of these stems.
    pub fn with_endings(index: &Index, word: String, stems: &[String]) -> Self {
        let mut forms = Self::exact(word);
        for id in index.with_stems(stems) {
            if index.term(id) != forms.word {
                forms.endings.add(index, id);
            }
        }
        forms
    }

    /// All that stands for a word. The last word may still be typed and counts
    /// as a beginning, and so does any other that nowhere stands whole.
    /// A word that stands in pieces, or has equals, is no misspelling.
    pub fn new(
        index: &Index,
        endings: &Endings,
        word: &Typed,
        is_last: bool,
        stands_in_pieces: bool,
        has_equals: bool,
    ) -> Self {
        let known = index.find(&word.folded);
        let mut stems = endings.stems(&word.written, &word.folded);
        // Typed without its accents, it is spelt as the library spells it.
        if let Some(id) = known {
            stems.extend(endings.stems(index.written(id), &word.folded));
        }
        let mut forms = Self::with_endings(index, word.folded.clone(), &stems);
        let stands_whole = stands_in_pieces || known.is_some();
        forms.as_prefix = is_last || !stands_whole;
        if !stands_whole && forms.endings.ids.is_empty() && !has_equals {
            forms.add_typos(index);
        }
        forms
    }

    fn add_typos(&mut self, index: &Index) {
        let n_edits = n_edits(&self.word);
        if n_edits == 0 {
            return;
        }
        index.for_each_near(&self.word, n_edits, |id| {
            // That is a better kind.
            if !index.term(id).starts_with(&self.word) {
                self.typos.add(index, id);
            }
        });
    }

    /// The terms that stand for the word in the index, but for the longer ones
    /// that begin with it, with their kind.
    pub fn terms(&self, index: &Index) -> Vec<(TermId, MatchKind)> {
        let mut terms: Vec<(TermId, MatchKind)> = Vec::new();
        terms.extend(index.find(&self.word).map(|id| (id, MatchKind::Exact)));
        let is_longer = |id: TermId| self.as_prefix && index.term(id).starts_with(&self.word);
        let endings = self.endings.ids.iter().filter(|id| !is_longer(**id));
        terms.extend(endings.map(|id| (*id, MatchKind::Ending)));
        terms.extend(self.typos.ids.iter().map(|id| (*id, MatchKind::Typo)));
        terms
    }

    /// How a word of one of the library's texts stands for this one, if it does.
    pub fn kind(&self, term: &str) -> Option<MatchKind> {
        if term == self.word {
            return Some(MatchKind::Exact);
        }
        if self.as_prefix && term.starts_with(&self.word) {
            return Some(MatchKind::Prefix);
        }
        if self.endings.contains(term) {
            return Some(MatchKind::Ending);
        }
        self.typos.contains(term).then_some(MatchKind::Typo)
    }
}

/// How many edits a word may be away: none of short words and of those with a
/// digit, which would find other numbers; one of 4 letters, two from 8 on.
fn n_edits(word: &str) -> usize {
    if word.chars().any(char::is_numeric) {
        return 0;
    }
    match word.chars().count() {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}
