//! Putting positions in order.
//!
//! Everything that is sorted goes through here as positions and one
//! comparison: the standard library's sort is compiled anew for each type it
//! meets, and each time costs the reader 2 KB.

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

/// The items, sorted.
pub fn sorted_items<T>(items: Vec<T>, compare: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    let order = sorted(items.len(), &|a, b| compare(&items[a], &items[b]));
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    order.into_iter().filter_map(|position| items[position].take()).collect()
}
