//! Cases like a case: its telling words and its facet values decide.

use super::facets::{Facet, FacetKind};
use super::index::Index;
use super::order::best;
use super::ranking::inverse_document_frequency;
use super::tokenize::folded_words;
use crate::catalog::Case;

/// How many of a case's words are compared: the ones that tell most.
const N_WORDS: usize = 20;

/// What one shared value is worth beside one shared word that is as rare.
const VALUE_WEIGHT: f32 = 0.5;

/// Up to `n` cases that share most with `case`, best first.
///
/// Each word of title and summary that the other has anywhere counts by its
/// rarity squared (as in the cosine of two tf-idf vectors), and each shared
/// value of a facet by its rarity. Years say nothing here.
pub fn similar_cases(index: &Index, facets: &[Facet], cases: &[Case], case: usize, n: usize) -> Vec<usize> {
    let n_cases = cases.len();
    let mut scores = vec![0.0_f32; n_cases];
    for (term, weight) in telling_words(index, &cases[case]) {
        for posting in index.postings(term) {
            scores[posting.case()] += weight * weight;
        }
    }
    for facet in facets.iter().filter(|facet| facet.kind != FacetKind::Year) {
        for value in facet.values_of(case) {
            let weight = VALUE_WEIGHT * inverse_document_frequency(facet.totals[value], n_cases);
            for other in facet.cases_of(value) {
                scores[other] += weight;
            }
        }
    }
    scores[case] = 0.0;
    best((0..n_cases).filter(|other| scores[*other] > 0.0), &scores, n)
}

/// The rarest words of title and summary that other cases have too, with
/// their rarity from 0 to 1.
fn telling_words(index: &Index, case: &Case) -> Vec<(usize, f32)> {
    let mut words = folded_words(&case.title);
    words.extend(folded_words(&case.summary));
    let mut terms: Vec<usize> = words.iter().filter_map(|word| index.find(word)).collect();
    terms.sort_unstable();
    terms.dedup();
    let n_cases = index.n_cases();
    let rarest = inverse_document_frequency(1, n_cases);
    terms.retain(|term| index.postings(*term).len() > 1);
    let rarity = |term: &usize| inverse_document_frequency(index.postings(*term).len(), n_cases) / rarest;
    let rarities: Vec<f32> = terms.iter().map(rarity).collect();
    let telling = best(0..terms.len(), &rarities, N_WORDS);
    telling.into_iter().map(|at| (terms[at], rarities[at])).collect()
}
