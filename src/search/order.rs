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

/// Sorts items by a number, the smallest first; those with equal numbers stay
/// as they stand. In time that grows with the items alone: a digit of eleven
/// bits at a time, the lowest first.
pub fn sort_by_number(mut items: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    const BITS: u32 = 11;
    let mut sorted = vec![(0, 0); items.len()];
    for shift in [0, BITS, 2 * BITS] {
        let digit = |number: u32| (number >> shift) as usize & ((1 << BITS) - 1);
        let mut places = [0_u32; 1 << BITS];
        for (number, _) in &items {
            places[digit(*number)] += 1;
        }
        let mut sum = 0;
        for place in &mut places {
            sum += std::mem::replace(place, sum);
        }
        for item in &items {
            let place = &mut places[digit(item.0)];
            sorted[*place as usize] = *item;
            *place += 1;
        }
        std::mem::swap(&mut items, &mut sorted);
    }
    items
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
                let numbers = |at: usize| (keys[at] as u32 * 0x1001_0101, at as u32);
                let by_number = sort_by_number((0..n).map(numbers).collect());
                let expected_by_number: Vec<u32> = expected.iter().map(|at| *at as u32).collect();
                assert_eq!(by_number.iter().map(|(_, at)| *at).collect::<Vec<_>>(), expected_by_number);
                let mut items: Vec<usize> = (0..n).collect();
                sort_items(&mut items, |a, b| keys[*a].cmp(&keys[*b]));
                assert_eq!(items, expected);
            }
        }
    }
}
