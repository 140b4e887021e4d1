//! Terms that the snapshot calls equal, such as "AI" and "artificial
//! intelligence".

use super::endings::{Endings, written};
use super::tokenize::{WordKind, for_each_word};

/// Groups of equal terms.
#[derive(Debug)]
pub struct Synonyms {
    /// For each group its terms.
    groups: Vec<Vec<Term>>,
}

/// A term, as the words that stand side by side.
type Term = Vec<TermWord>;

/// A word of a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermWord {
    /// The word, folded.
    pub folded: String,
    /// What it has in common with its other endings.
    pub stems: Vec<String>,
}

impl Synonyms {
    /// From the snapshot's groups.
    pub fn new(groups: &[Vec<String>], endings: &Endings) -> Self {
        let words = |term: &String| words(term, endings);
        let groups =
            groups.iter().map(|group| group.iter().map(words).filter(|words| !words.is_empty()).collect());
        Self { groups: groups.collect() }
    }

    /// The terms that are equal to one that the word is, or is a word of; with
    /// stems, also to one that has the word with another ending.
    ///
    /// A word of a term of several stands for the others as the whole does:
    /// "artificial" finds "AI". Else typing "intelligence" after it would add
    /// cases, and a further word never does.
    pub fn of(&self, word: &str, stems: &[String]) -> Vec<&[TermWord]> {
        let mut found: Vec<&[TermWord]> = Vec::new();
        for group in &self.groups {
            let is_same = |other: &TermWord| {
                other.folded == word || other.stems.iter().any(|stem| stems.contains(stem))
            };
            // "e-government" is two words and one.
            let is_whole =
                |term: &Term| term.iter().map(|word| word.folded.as_str()).collect::<String>() == word;
            let is_named = |term: &Term| term.iter().any(is_same) || is_whole(term);
            if !group.iter().any(is_named) {
                continue;
            }
            for term in group.iter().filter(|term| !is_named(term)) {
                if !found.contains(&term.as_slice()) {
                    found.push(term);
                }
            }
        }
        found
    }
}

/// The words of a term, one for each position.
fn words(term: &str, endings: &Endings) -> Term {
    let mut words = Vec::new();
    for_each_word(term, |word| {
        match word.kind {
            WordKind::Joined => return,
            // Says more than its first character, which came just before.
            WordKind::Pair => drop(words.pop()),
            WordKind::Whole | WordKind::Part | WordKind::Character => {}
        }
        let stems = endings.stems(&written(term, &word), word.term);
        words.push(TermWord { folded: word.term.to_owned(), stems });
    });
    words
}
