//! Putting positions in order.

use std::cmp::Ordering;

/// Sorts positions; those that compare equal stay as they stand.
///
/// All sorts of the library go through here: one for each kind of item and
/// comparison would take a fiftieth of what the page may weigh (section 11 of
/// the design).
pub fn sort_positions(positions: &mut [usize], compare: &dyn Fn(usize, usize) -> Ordering) {
    positions.sort_by(|a, b| compare(*a, *b));
}

/// The positions below `n`, sorted.
pub fn sorted_positions(n: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut positions: Vec<usize> = (0..n).collect();
    sort_positions(&mut positions, compare);
    positions
}

/// The `n` candidates with the highest scores, highest first; among equals the
/// one that comes earlier. Of thousands a dozen are wanted, so it sorts no more.
pub fn best(candidates: impl Iterator<Item = usize>, scores: &[f32], n: usize) -> Vec<usize> {
    let mut best: Vec<usize> = Vec::with_capacity(n + 1);
    for candidate in candidates {
        let score = scores[candidate];
        if best.len() == n && best.last().is_none_or(|last| scores[*last] >= score) {
            continue;
        }
        let place = best.partition_point(|better| scores[*better] >= score);
        best.insert(place, candidate);
        best.truncate(n);
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_are_those_that_sorting_all_would_give() {
        for n_candidates in 0..40 {
            let scores: Vec<f32> = (0..n_candidates).map(|at| (at * 37 % 11) as f32).collect();
            let all = sorted_positions(n_candidates, &|a, b| scores[b].total_cmp(&scores[a]));
            for n in 0..15 {
                let expected: Vec<usize> = all.iter().copied().take(n).collect();
                assert_eq!(best(0..n_candidates, &scores, n), expected);
            }
        }
    }
}
