//! What stands for a word of a query: the word itself, longer words that begin
//! with it, its other endings, terms that the publisher calls equal, and where
//! the library knows none of these, the words that it may be a misspelling of.
//!
//! A word that the library knows is no misspelling: who looks for "water"
//! is not helped by every case that says "later".

use super::endings;
use super::index::{Index, TermId};
use super::synonyms::Synonyms;

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
    /// What its other endings have in common, where the library's language
    /// has endings that we know.
    stem: Option<String>,
    /// Words that are equal to it, with their other endings.
    pub equals: Vec<WordForms>,
    /// Terms of several words that are equal to it, folded.
    pub equal_phrases: Vec<Vec<String>>,
    /// Terms that it may be a misspelling of, in order.
    typos: Vec<String>,
    /// Positions of the terms with other endings, and of `typos`.
    ending_ids: Vec<TermId>,
    typo_ids: Vec<TermId>,
}

/// What a library knows about words beside its texts.
#[derive(Debug)]
pub struct Words {
    /// Whether its texts are in English, whose endings we know.
    pub is_english: bool,
    /// Terms that are equal.
    pub synonyms: Synonyms,
}

impl WordForms {
    /// The word as typed, and nothing else.
    pub fn exact(word: String) -> Self {
        Self {
            word,
            as_prefix: false,
            stem: None,
            equals: Vec::new(),
            equal_phrases: Vec::new(),
            typos: Vec::new(),
            ending_ids: Vec::new(),
            typo_ids: Vec::new(),
        }
    }

    /// All that stands for a word. The last word may still be typed and counts
    /// as a beginning, and so does any other that nowhere stands whole.
    /// `is_known_otherwise` says that it does in pieces.
    pub fn new(index: &Index, words: &Words, word: String, is_last: bool, is_known_otherwise: bool) -> Self {
        let with_endings = |word: String| {
            let mut forms = Self::exact(word);
            if words.is_english {
                forms.add_endings(index);
            }
            forms
        };
        let mut forms = with_endings(word);
        for mut term in words.synonyms.of(&forms.word, forms.stem.as_deref()) {
            match term.pop() {
                Some(word) if term.is_empty() => forms.equals.push(with_endings(word)),
                last => forms.equal_phrases.push(term.into_iter().chain(last).collect()),
            }
        }
        let has_equals = !forms.equals.is_empty() || !forms.equal_phrases.is_empty();
        let stands_whole = is_known_otherwise || index.find(&forms.word).is_some();
        forms.as_prefix = is_last || !stands_whole;
        if !stands_whole && forms.ending_ids.is_empty() && !has_equals {
            forms.add_typos(index);
        }
        forms
    }

    fn add_endings(&mut self, index: &Index) {
        if endings::has_stem(&self.word) {
            let mut stem = String::new();
            endings::stem(&self.word, &mut stem);
            self.ending_ids = index.with_stem(&stem);
            self.ending_ids.retain(|id| index.term(*id) != self.word);
            self.stem = Some(stem);
        }
    }

    fn add_typos(&mut self, index: &Index) {
        let n_edits = n_edits(&self.word);
        if n_edits == 0 {
            return;
        }
        index.for_each_near(&self.word, n_edits, &mut |id| {
            // That is a better kind.
            if !index.term(id).starts_with(&self.word) {
                self.typos.push(index.term(id).to_owned());
                self.typo_ids.push(id);
            }
        });
    }

    /// The terms that stand for the word in the index, but for the longer ones
    /// that begin with it, with their kind.
    pub fn terms(&self, index: &Index) -> Vec<(TermId, MatchKind)> {
        let mut terms: Vec<(TermId, MatchKind)> = Vec::new();
        terms.extend(index.find(&self.word).map(|id| (id, MatchKind::Exact)));
        let is_longer = |id: TermId| self.as_prefix && index.term(id).starts_with(&self.word);
        let endings = self.ending_ids.iter().filter(|id| !is_longer(**id));
        terms.extend(endings.map(|id| (*id, MatchKind::Ending)));
        terms.extend(self.typo_ids.iter().map(|id| (*id, MatchKind::Typo)));
        terms
    }

    /// How a word of a text stands for this one, if it does. Synonyms of several
    /// words are not looked at.
    pub fn kind(&self, term: &str) -> Option<MatchKind> {
        if term == self.word {
            return Some(MatchKind::Exact);
        }
        if self.as_prefix && term.starts_with(&self.word) {
            return Some(MatchKind::Prefix);
        }
        if self.has_ending(term) {
            return Some(MatchKind::Ending);
        }
        if self.equals.iter().any(|equal| equal.kind(term).is_some()) {
            return Some(MatchKind::Synonym);
        }
        let is_typo = self.typos.binary_search_by(|typo| typo.as_str().cmp(term)).is_ok();
        is_typo.then_some(MatchKind::Typo)
    }

    fn has_ending(&self, term: &str) -> bool {
        // Stemming is left for words that may well have the stem: the first
        // letter is never changed.
        let may_have = |stem: &&str| stem.as_bytes()[0] == term.as_bytes()[0] && endings::has_stem(term);
        let Some(stem) = self.stem.as_deref().filter(may_have) else { return false };
        let mut other = String::new();
        endings::stem(term, &mut other);
        other == stem
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
