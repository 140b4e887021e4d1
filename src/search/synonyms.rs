//! Terms that the snapshot calls equal, such as "AI" and "artificial
//! intelligence".

use super::endings;
use super::tokenize::phrase;

/// Groups of equal terms.
#[derive(Debug)]
pub struct Synonyms {
    /// For each group its terms, each as the words that stand side by side.
    groups: Vec<Vec<Vec<String>>>,
}

impl Synonyms {
    /// From the snapshot's groups.
    pub fn new(groups: &[Vec<String>]) -> Self {
        let words = |term: &String| phrase(term);
        let groups =
            groups.iter().map(|group| group.iter().map(words).filter(|words| !words.is_empty()).collect());
        Self { groups: groups.collect() }
    }

    /// The terms that are equal to one that the word is, or is a word of; with a
    /// stem, also to one that has the word with another ending.
    ///
    /// A word of a term of several stands for the others as the whole does:
    /// "artificial" finds "AI". Else typing "intelligence" after it would add
    /// cases, and a further word never does.
    pub fn of(&self, word: &str, stem: Option<&str>) -> Vec<Vec<String>> {
        let mut found: Vec<Vec<String>> = Vec::new();
        for group in &self.groups {
            let is_same = |other: &String| other == word || stem.is_some_and(|stem| has_stem(other, stem));
            // "e-government" is two words and one.
            let is_named = |term: &Vec<String>| term.iter().any(is_same) || term.concat() == word;
            if !group.iter().any(is_named) {
                continue;
            }
            for term in group.iter().filter(|term| !is_named(term)) {
                if !found.contains(term) {
                    found.push(term.clone());
                }
            }
        }
        found
    }
}

fn has_stem(word: &str, stem: &str) -> bool {
    let mut other = String::new();
    endings::stem(word, &mut other);
    other == stem
}
