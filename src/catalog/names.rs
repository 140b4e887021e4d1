//! Names in the order in which they first came, each found by hashing.
//!
//! Everything that is looked up by name goes through here: the standard
//! library's map is compiled anew for each pair of types, and its hasher
//! withstands attacks that nobody aims at a publisher's own file.

use std::ops::Range;

/// Different names, numbered from 0.
#[derive(Debug, Default)]
pub struct Names {
    /// All names, one after another.
    text: String,
    /// For each name, where it ends in `text`.
    ends: Vec<u32>,
    /// Each name's hash, and its number counted from 1, at the first free slot
    /// from the one that the hash points to. As many as a power of two, a
    /// quarter of them free.
    slots: Vec<(u32, u32)>,
}

/// A slot that holds no name.
const FREE: (u32, u32) = (0, 0);

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
    #[cfg_attr(hot, optimize(speed))]
    pub fn name(&self, number: usize) -> &str {
        &self.text[self.range(number)]
    }

    /// The same, where nobody needs to know that it is text.
    fn bytes(&self, number: usize) -> &[u8] {
        &self.text.as_bytes()[self.range(number)]
    }

    fn range(&self, number: usize) -> Range<usize> {
        let start = if number == 0 { 0 } else { self.ends[number - 1] as usize };
        start..self.ends[number] as usize
    }

    /// The number of this name.
    pub fn number(&self, name: &str) -> Option<usize> {
        let slot = self.slot(hash(name), name)?;
        (self.slots[slot].1 as usize).checked_sub(1)
    }

    /// The number of this name, and whether it is new.
    #[cfg_attr(hot, optimize(speed))]
    pub fn add(&mut self, name: &str) -> (usize, bool) {
        if self.slots.len() * 3 <= self.len() * 4 {
            self.grow();
        }
        let hash = hash(name);
        let slot = self.slot(hash, name).expect("a quarter of the slots is free");
        if let Some(known) = self.slots[slot].1.checked_sub(1) {
            return (known as usize, false);
        }
        self.text.push_str(name);
        self.ends.push(self.text.len() as u32);
        self.slots[slot] = (hash, self.len() as u32);
        (self.len() - 1, true)
    }

    /// The slot that holds the name, or the free one that would; none only
    /// before the first name.
    #[cfg_attr(hot, optimize(speed))]
    fn slot(&self, hash: u32, name: &str) -> Option<usize> {
        let last = self.slots.len().checked_sub(1)?;
        let mut slot = hash as usize & last;
        loop {
            let (known, number) = self.slots[slot];
            if number == 0 || (known == hash && self.bytes(number as usize - 1) == name.as_bytes()) {
                return Some(slot);
            }
            slot = (slot + 1) & last;
        }
    }

    #[cfg_attr(hot, optimize(speed))]
    fn grow(&mut self) {
        let last = (self.slots.len() * 2).max(16) - 1;
        let old = std::mem::replace(&mut self.slots, vec![FREE; last + 1]);
        for (hash, number) in old.into_iter().filter(|slot| *slot != FREE) {
            let mut slot = hash as usize & last;
            while self.slots[slot] != FREE {
                slot = (slot + 1) & last;
            }
            self.slots[slot] = (hash, number);
        }
    }
}

/// A number that differs between nearly all different names.
///
/// Multiplies and rotates eight bytes at a time, and the last few one by one.
#[cfg_attr(hot, optimize(speed))]
pub fn hash(name: &str) -> u32 {
    const FACTOR: u64 = 0x517C_C1B7_2722_0A95;
    let mix = |hash: u64, word: u64| (hash.rotate_left(5) ^ word).wrapping_mul(FACTOR);
    let (words, rest) = name.as_bytes().as_chunks();
    let whole = words.iter().fold(0, |hash, word| mix(hash, u64::from_le_bytes(*word)));
    let last = rest.iter().fold(rest.len() as u64, |last, byte| last << 8 | u64::from(*byte));
    // The upper half is the better mixed one.
    (mix(whole, last) >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_keeps_the_number_that_it_came_with() {
        let mut names = Names::default();
        assert_eq!(names.number("a"), None);
        let all: Vec<String> = (0..1000).map(|number| format!("{}", number % 500)).collect();
        for (position, name) in all.iter().enumerate() {
            assert_eq!(names.add(name), (position % 500, position < 500));
        }
        assert_eq!(names.add(""), (500, true));
        assert_eq!(names.len(), 501);
        for (number, name) in all.iter().enumerate().take(500) {
            assert_eq!(names.name(number), name);
            assert_eq!(names.number(name), Some(number));
        }
        assert_eq!((names.number(""), names.number("x")), (Some(500), None));
    }
}
