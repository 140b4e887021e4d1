//! What a reader may be about to type: values to refine by, and titles.
//!
//! Nothing is guessed: what is offered has each typed word at the beginning of
//! one of its own, and at least one case.

use super::facets::{Facet, FacetKind};
use super::library::Library;
use super::tokenize::for_each_word;
use crate::catalog::{Country, FacetValue};

/// Something to choose in place of typing on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suggestion {
    /// A value of a facet, for the last of the typed words.
    Value {
        /// Position of the facet.
        facet: usize,
        /// Position of the value in the facet.
        value: usize,
        /// Bytes of the text before the words that the value stands for.
        rest: usize,
    },
    /// A case, by its title.
    Case(usize),
}

/// Values that are offered at most, and titles.
const N_VALUES: usize = 4;
const N_TITLES: usize = 4;

/// Suggestions at most.
const N_ALL: usize = 7;

/// Hits whose titles are looked at: those with the words in their titles come
/// first.
const N_HITS: usize = 50;

impl Library {
    /// What a text may be the beginning of: first values for as many of the last
    /// words as can be, those with most cases, in the order of the facets; then
    /// titles among `hits`, the hits of the text. Nothing for a
    /// single letter, and where the text has quotes, conditions or unwanted
    /// words.
    pub fn suggest(&self, text: &str, hits: &[usize]) -> Vec<Suggestion> {
        let mut suggestions = Vec::new();
        let mut typed: Vec<(usize, String)> = Vec::new();
        for_each_word(text, |word| typed.push((word.start, word.term.to_owned())));
        // A letter is a byte; a character that is a word by itself is more.
        let is_begun = typed.len() > 1 || typed.iter().any(|(_, word)| word.len() > 1);
        if !is_begun || !is_plain(text) {
            return suggestions;
        }
        let (n_words, values) = self.values_of_last_words(&typed);
        for facet in 0..self.facets.len() {
            for (_, own, value) in &values {
                if *own == facet {
                    let rest = typed[typed.len() - n_words].0;
                    suggestions.push(Suggestion::Value { facet, value: *value, rest });
                }
            }
        }
        let n_most = N_ALL.min(suggestions.len() + N_TITLES);
        for case in hits.iter().take(N_HITS) {
            let title = &self.catalog.cases[*case].title;
            if suggestions.len() < n_most && typed.iter().all(|(_, word)| has_word_with(title, word)) {
                suggestions.push(Suggestion::Case(*case));
            }
        }
        suggestions
    }

    /// The values for as many of the last words as can be, and how many these
    /// are: each with its rank, its facet and its position there, best first.
    fn values_of_last_words(&self, typed: &[(usize, String)]) -> (usize, Vec<(usize, usize, usize)>) {
        let mut values: Vec<(usize, usize, usize)> = Vec::new();
        // "Energy of" is not half of "Ministry of".
        let mut most = if typed.last().is_some_and(|(_, word)| word.len() < 3) { typed.len() } else { 1 };
        for (at, facet) in self.facets.iter().enumerate() {
            for value in &facet.shown_order {
                let begun = typed.iter().rev().take_while(|(_, word)| self.has_word(facet, *value, word));
                let (n_words, n_cases) = (begun.count(), facet.totals[*value]);
                if n_words < most || n_cases == 0 {
                    continue;
                }
                if n_words > most {
                    most = n_words;
                    values.clear();
                }
                // Known by another name, it is less likely to be meant.
                let is_named = typed.iter().any(|(_, word)| has_word_with(&facet.values[*value].label, word));
                let rank = if is_named { n_cases } else { 0 };
                let place = values.partition_point(|(better, ..)| *better >= rank);
                values.insert(place, (rank, at, *value));
                values.truncate(N_VALUES);
            }
        }
        (most, values)
    }

    /// Whether one of the names of a value has a word that begins so.
    fn has_word(&self, facet: &Facet, value: usize, beginning: &str) -> bool {
        let FacetValue { id, label } = &facet.values[value];
        match facet.kind {
            FacetKind::Year => false,
            // There are thousands of them, and an id is the name in folded
            // words; but for scripts in which that takes more.
            FacetKind::Organisation if id.is_ascii() => id.split('-').any(|word| word.starts_with(beginning)),
            FacetKind::Country => {
                let mut found = false;
                if let Some(country) = Country::from_code(id) {
                    self.for_each_name(country, |name| found = found || has_word_with(name, beginning));
                }
                found
            }
            _ => has_word_with(label, beginning),
        }
    }
}

/// Whether a text is nothing but words.
fn is_plain(text: &str) -> bool {
    let mut before = ' ';
    text.chars().all(|c| {
        let is_minus = c == '-' && before == ' ';
        before = c;
        !is_minus && !matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '「' | '」' | ':')
    })
}

/// Whether a word of the text begins so.
fn has_word_with(text: &str, beginning: &str) -> bool {
    let mut found = false;
    for_each_word(text, |word| found = found || word.term.starts_with(beginning));
    found
}
