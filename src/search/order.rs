//! Putting positions in order.
//!
//! Everything that is sorted goes through here as positions and one
//! comparison: the standard library's sort is compiled anew for each type it
//! meets, at 5 KB the first time and 2 KB each further time.

use std::cmp::Ordering;

/// Sorts positions; those that compare equal stay as they stand.
pub fn sort(positions: &mut [usize], compare: &dyn Fn(usize, usize) -> Ordering) {
    let mut copy = positions.to_vec();
    merge_sort(positions, &mut copy, compare);
}

/// Sorts `positions`, of which `copy` is one.
fn merge_sort(positions: &mut [usize], copy: &mut [usize], compare: &dyn Fn(usize, usize) -> Ordering) {
    let middle = positions.len() / 2;
    if middle == 0 {
        return;
    }
    let (left, right) = copy.split_at_mut(middle);
    merge_sort(left, &mut positions[..middle], compare);
    merge_sort(right, &mut positions[middle..], compare);
    if compare(left[middle - 1], right[0]).is_le() {
        positions[..middle].copy_from_slice(left);
        positions[middle..].copy_from_slice(right);
        return;
    }
    let (mut n_left, mut n_right) = (0, 0);
    for position in positions {
        let is_left =
            n_right == right.len() || (n_left < left.len() && compare(left[n_left], right[n_right]).is_le());
        if is_left {
            *position = left[n_left];
            n_left += 1;
        } else {
            *position = right[n_right];
            n_right += 1;
        }
    }
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
