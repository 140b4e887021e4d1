//! Names in the order in which they first came, each found by hashing.
//!
//! For the index alone, which looks up every word of every case, and few long
//! ones. Measured in WebAssembly on the 4.05 million words of 10,000 cases:
//! 91 ms here, 135 with `rustc_hash`, 158 with `indexmap` (both over names in
//! boxes), 260 with the standard library's map. Nearly all words are compared
//! where they are found, without a look at their text.

use std::ops::Range;

/// Different names, numbered from 0.
#[derive(Debug, Default)]
pub struct Names {
    /// All names, one after another.
    text: String,
    /// For each name, where it ends in `text`.
    ends: Vec<u32>,
    /// Each name's key, and its number counted from 1, at the first free slot
    /// from the one that the key points to. As many as a power of two, a
    /// quarter of them free.
    slots: Vec<(u64, u32)>,
}

/// A slot that holds no name.
const FREE: (u64, u32) = (0, 0);

impl Names {
    /// How many names there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no name.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Bytes of all names together.
    pub fn text_len(&self) -> usize {
        self.text.len()
    }

    /// The name of this number.
    pub fn name(&self, number: usize) -> &str {
        &self.text[self.range(number)]
    }

    /// The number of this name.
    pub fn number(&self, name: &str) -> Option<usize> {
        if self.is_empty() {
            return None;
        }
        let (_, number) = self.slots[self.slot(key(name), name)];
        (number as usize).checked_sub(1)
    }

    #[inline(always)]
    fn range(&self, number: usize) -> Range<usize> {
        let start = if number == 0 { 0 } else { self.ends[number - 1] as usize };
        start..self.ends[number] as usize
    }

    /// The number of this name, and whether it is new.
    #[inline(always)]
    pub fn add(&mut self, name: &str) -> (usize, bool) {
        if self.slots.len() * 3 <= self.len() * 4 {
            self.grow();
        }
        let key = key(name);
        let slot = self.slot(key, name);
        if let Some(known) = self.slots[slot].1.checked_sub(1) {
            return (known as usize, false);
        }
        self.text.push_str(name);
        self.ends.push(self.text.len() as u32);
        self.slots[slot] = (key, self.len() as u32);
        (self.len() - 1, true)
    }

    /// The slot that holds the name, or the free one that would.
    #[inline(always)]
    fn slot(&self, key: u64, name: &str) -> usize {
        let last = self.slots.len() - 1;
        let mut slot = spread(key) & last;
        loop {
            let (known, number) = self.slots[slot];
            let is_same = || {
                known == key
                    && (is_whole(key)
                        || self.text.as_bytes()[self.range(number as usize - 1)] == *name.as_bytes())
            };
            if number == 0 || is_same() {
                return slot;
            }
            slot = (slot + 1) & last;
        }
    }

    fn grow(&mut self) {
        let last = (self.slots.len() * 2).max(16) - 1;
        let old = std::mem::replace(&mut self.slots, vec![FREE; last + 1]);
        for (key, number) in old.into_iter().filter(|slot| *slot != FREE) {
            let mut slot = spread(key) & last;
            while self.slots[slot] != FREE {
                slot = (slot + 1) & last;
            }
            self.slots[slot] = (key, number);
        }
    }
}

const FACTOR: u64 = 0x517C_C1B7_2722_0A95;

/// A name of up to seven bytes, as nearly all words are, is its own key: its
/// bytes with their number above them. The key of a longer one is made of all
/// its bytes, with a number above that no short one has.
#[inline(always)]
fn key(name: &str) -> u64 {
    let bytes = name.as_bytes();
    let n = bytes.len();
    let at = |at: usize| u64::from(bytes[at]) << (8 * at);
    let bits = match bytes {
        [] => 0,
        // The places overlap, and hold the same byte where they do.
        [_, ..] if n < 4 => at(0) | at(n / 2) | at(n - 1),
        [a, b, c, d, ..] if n < WHOLE => {
            let [.., w, x, y, z] = bytes else { return 0 };
            let start = u32::from_le_bytes([*a, *b, *c, *d]);
            let end = u32::from_le_bytes([*w, *x, *y, *z]);
            u64::from(start) | u64::from(end) << (8 * (n - 4))
        }
        _ => {
            let (words, rest) = bytes.as_chunks();
            let mix = |key: u64, word: u64| (key.rotate_left(5) ^ word).wrapping_mul(FACTOR);
            let whole = words.iter().fold(0, |key, word| mix(key, u64::from_le_bytes(*word)));
            mix(whole, rest.iter().fold(0, |last, byte| last << 8 | u64::from(*byte))) >> 8
        }
    };
    bits | (n.min(WHOLE) as u64) << 56
}

/// Names of so many bytes or more do not fit into a key.
const WHOLE: usize = 8;

/// Whether no other name has this key.
#[inline(always)]
fn is_whole(key: u64) -> bool {
    key >> 56 < WHOLE as u64
}

/// Mixes a key, so that alike ones point to different slots.
#[inline(always)]
fn spread(key: u64) -> usize {
    // The upper half is the better mixed one.
    (key.wrapping_mul(FACTOR) >> 32) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_keeps_the_number_that_it_came_with() {
        let mut names = Names::default();
        let all: Vec<String> = (0..1000).map(|number| format!("{}", number % 500)).collect();
        for (position, name) in all.iter().enumerate() {
            assert_eq!(names.add(name), (position % 500, position < 500));
        }
        // As long as fits into a key, and longer.
        for (number, name) in ["", "x", "1234567", "12345678", "a longer name"].into_iter().enumerate() {
            assert_eq!(names.add(name), (500 + number, true));
            assert_eq!(names.add(name), (500 + number, false));
            assert_eq!(names.name(500 + number), name);
        }
        assert_eq!(names.len(), 505);
    }
}
