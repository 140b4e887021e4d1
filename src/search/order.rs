//! Putting positions in order.
//!
//! Everything that is sorted goes through here as positions and one
//! comparison: the standard library's sort is compiled anew for each type it
//! meets, and the page carries each.

use std::cmp::Ordering;

/// Sorts positions; those that compare equal stay as they stand.
pub fn sort(positions: &mut [usize], compare: &dyn Fn(usize, usize) -> Ordering) {
    positions.sort_by(|a, b| compare(*a, *b));
}

/// The positions below `n`, sorted.
pub fn sorted(n: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut positions: Vec<usize> = (0..n).collect();
    sort(&mut positions, compare);
    positions
}

/// Sorts items; those that compare equal stay as they stand.
pub fn sort_items<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let order = sorted(items.len(), &|a, b| compare(&items[a], &items[b]));
    for at in 0..items.len() {
        // What stood at a place that is filled was swapped to where its
        // filling came from.
        let mut from = order[at];
        while from < at {
            from = order[from];
        }
        items.swap(at, from);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_positions_stay_as_they_stand() {
        for n in 0..70 {
            for seed in [1, 3, 7, 31] {
                let keys: Vec<usize> = (0..n).map(|at| at * seed * 37 % 11).collect();
                let mut expected: Vec<usize> = (0..n).collect();
                expected.sort_by_key(|at| keys[*at]);
                assert_eq!(sorted(n, &|a, b| keys[a].cmp(&keys[b])), expected);
                let mut items: Vec<usize> = (0..n).collect();
                sort_items(&mut items, |a, b| keys[*a].cmp(&keys[*b]));
                assert_eq!(items, expected);
            }
        }
    }
}
