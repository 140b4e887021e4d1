//! The closest cases: where few cases have all the words of a question or none
//! has, those that have any of them and are about the same.

use super::answer::ReadText;
use super::bitset::Bitset;
use super::facets::{Facet, FacetKind};
use super::library::Library;
use super::order::best;
use super::ranking::{self, Matches, inverse_document_frequency};

/// How many are shown.
const N_SHOWN: usize = 12;

/// The best by their words alone, whose subjects tell what the question is about.
const N_TELLING: usize = 10;

/// What a case that has all their subjects and no word gains, beside the best
/// by words.
const SUBJECTS: f32 = 0.6;

/// A facet of so many values says what cases are about; one of a few says how
/// far they are or who runs them.
const N_SUBJECTS: usize = 10;

impl Library {
    /// The cases of `allowed` that have any of the words, best first.
    ///
    /// A sentence shares common words with cases about something else. So the
    /// best by words say which subjects are meant, and cases of these
    /// subjects gain by it: relevance feedback, in which the first answers are
    /// taken for good ones (Manning, Raghavan and Schütze, "Introduction to
    /// Information Retrieval", 2008, section 9.1.6).
    pub(super) fn closest(&self, text: &ReadText, allowed: &Bitset) -> Vec<usize> {
        let words: Vec<&Matches> =
            text.wanted().filter(|read| read.compiled.is_of_words()).map(|read| &read.matches).collect();
        let mut cases = Bitset::empty(self.n_cases());
        for matches in words.iter().filter(|matches| matches.tells_something()) {
            cases.unite(&matches.cases);
        }
        cases.intersect(allowed);
        let mut scores = ranking::any_of(&words, self.n_cases());
        let telling = self.best(&cases, &scores, N_TELLING);
        let Some(highest) = telling.first().map(|case| scores[*case]) else { return telling };
        let subjects = self.subjects_shared(&telling, &scores);
        let most = subjects.iter().copied().fold(0.0, f32::max);
        if most > 0.0 {
            for case in cases.iter() {
                scores[case] += SUBJECTS * highest * subjects[case] / most;
            }
        }
        self.best(&cases, &scores, N_SHOWN)
    }

    /// For each case, how much its subjects are those of `telling`: each counts
    /// by its rarity and by the scores of the cases there that have it.
    fn subjects_shared(&self, telling: &[usize], scores: &[f32]) -> Vec<f32> {
        let mut shared = vec![0.0; self.n_cases()];
        let is_of_subjects = |facet: &&Facet| {
            matches!(facet.kind, FacetKind::Publisher(_)) && facet.values.len() >= N_SUBJECTS
        };
        for facet in self.facets.iter().filter(is_of_subjects) {
            let mut weights = vec![0.0; facet.values.len()];
            for case in telling {
                facet.values_of(*case).for_each(|value| weights[value] += scores[*case]);
            }
            for (value, weight) in weights.into_iter().enumerate().filter(|(_, weight)| *weight > 0.0) {
                let weight = weight * inverse_document_frequency(facet.totals[value], self.n_cases());
                facet.cases_of(value).for_each(|case| shared[case] += weight);
            }
        }
        shared
    }

    /// The `n` cases with the highest scores, highest first; among equals the
    /// newer first, then by title.
    fn best(&self, cases: &Bitset, scores: &[f32], n: usize) -> Vec<usize> {
        best(self.newest.iter().copied().filter(|case| cases.contains(*case)), scores, n)
    }
}
