//! Cases like a case: its telling words and its facet values decide.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::facets::{Facet, FacetKind};
use super::index::{Field, Index};
use super::ranking::inverse_document_frequency;
use super::tokenize::folded_words;
use crate::catalog::Case;

/// How many of a case's words are compared: the ones that tell most.
const N_WORDS: usize = 20;

/// What one shared value is worth beside one shared word that is as rare.
const VALUE_WEIGHT: f32 = 0.5;

/// Up to `n` cases that share most with `case`, best first.
///
/// Each shared word of title and summary counts by its rarity squared, once
/// for its being in either text (as in the cosine of two tf-idf vectors), and
/// each shared value of a facet by its rarity. Years say nothing here.
pub fn similar_cases(index: &Index, facets: &[Facet], cases: &[Case], case: usize, n: usize) -> Vec<usize> {
    let n_cases = cases.len();
    let mut scores: HashMap<usize, f32> = HashMap::new();
    for (term, weight) in telling_words(index, &cases[case]) {
        let mut last = usize::MAX;
        for posting in index.postings(term) {
            let told = matches!(posting.field(), Field::Title | Field::Summary);
            if told && posting.case() != last {
                last = posting.case();
                *scores.entry(last).or_default() += weight * weight;
            }
        }
    }
    for facet in facets.iter().filter(|facet| facet.kind != FacetKind::Year) {
        for value in facet.values_of(case) {
            let weight = VALUE_WEIGHT * inverse_document_frequency(facet.totals[value], n_cases);
            for other in facet.cases_of(value) {
                *scores.entry(other).or_default() += weight;
            }
        }
    }
    scores.remove(&case);
    let mut scores: Vec<(usize, f32)> = scores.into_iter().collect();
    scores.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    scores.into_iter().take(n).map(|(case, _)| case).collect()
}

/// The rarest words of title and summary that other cases have too, with
/// their rarity from 0 to 1.
fn telling_words(index: &Index, case: &Case) -> Vec<(usize, f32)> {
    let mut words = folded_words(&case.title);
    words.extend(folded_words(&case.summary));
    words.sort_unstable();
    words.dedup();
    let n_cases = index.n_cases();
    let rarest = inverse_document_frequency(1, n_cases);
    let mut telling: Vec<(usize, f32)> = words
        .iter()
        .filter_map(|word| index.find(word))
        .filter_map(|term| {
            let mut with: Vec<usize> = index.postings(term).iter().map(|posting| posting.case()).collect();
            with.dedup();
            let rarity = inverse_document_frequency(with.len(), n_cases) / rarest;
            (with.len() > 1).then_some((term, rarity))
        })
        .collect();
    telling.sort_by_key(|(term, rarity)| (Reverse(rarity.to_bits()), *term));
    telling.truncate(N_WORDS);
    telling
}
