//! Words that were misspelt: the terms that a few edits away from a word.
//!
//! An edit inserts, drops or changes a letter, or swaps two neighbours
//! (Damerau-Levenshtein distance in which no letter is edited twice). The
//! terms are kept as a tree of their letters, and the word as an automaton
//! that reads a term letter by letter and knows after each how many edits it
//! took so far. One walk through the tree visits every beginning once, and
//! turns back where no ending could help: of 50,000 terms it looks at some
//! hundred letters for one edit and some thousand for two.
//!
//! How many edits a word may have is no affair of this module.

use super::index::TermId;

/// More edits than the automaton can count.
const MOST_EDITS: usize = 2;

/// Words that are longer are looked for as typed: the automaton keeps a bit a
/// letter, and one more.
const LONGEST_WORD: usize = 63;

/// Terms that are longer are nobody's misspelling.
const LONGEST_TERM: usize = 100;

/// The beginnings of all terms, as a tree of letters.
///
/// A node is a beginning that several terms share, or the first letter by
/// which a term differs from all others: what follows there stands in the
/// dictionary. Nodes come in the order of the terms, each before its
/// continuations.
#[derive(Debug, Default)]
pub struct Tree {
    nodes: Vec<Node>,
}

/// One letter after a beginning.
#[derive(Debug, Clone, Copy)]
struct Node {
    letter: char,
    /// The first term that begins so.
    first: u32,
    /// Where the nodes go on that do not begin so.
    end: u32,
    /// Letters up to here, this one included.
    depth: u8,
    /// Whether `first` ends here.
    is_term: bool,
}

/// Builds a [`Tree`] from terms in order.
#[derive(Default)]
pub struct TreeBuilder {
    nodes: Vec<Node>,
    /// The nodes of the beginnings of the term placed last, by depth.
    open: Vec<usize>,
    /// The term that waits for the one after it, which says how much they share.
    waiting: Option<Waiting>,
    letters: Vec<char>,
    /// The letters of the next term; kept for its room.
    next_letters: Vec<char>,
}

struct Waiting {
    id: TermId,
    /// Letters that it shares with the one before.
    n_shared: usize,
}

impl TreeBuilder {
    /// Adds the next term.
    pub fn add(&mut self, id: TermId, term: &str) {
        self.next_letters.clear();
        self.next_letters.extend(term.chars().take(LONGEST_TERM + 1));
        if self.next_letters.len() > LONGEST_TERM {
            return;
        }
        let both = self.next_letters.iter().zip(&self.letters);
        let n_shared = both.take_while(|(a, b)| a == b).count();
        self.place_waiting(n_shared);
        self.waiting = Some(Waiting { id, n_shared });
        std::mem::swap(&mut self.letters, &mut self.next_letters);
    }

    /// The finished tree.
    pub fn finish(mut self) -> Tree {
        self.place_waiting(0);
        self.close(0);
        Tree { nodes: self.nodes }
    }

    /// Makes the nodes of the term that waits, which shares this many letters
    /// with the one after it.
    fn place_waiting(&mut self, n_shared_after: usize) {
        let Some(Waiting { id, n_shared }) = self.waiting.take() else { return };
        self.close(n_shared);
        let n_letters = self.letters.len();
        for at in n_shared..n_letters.min(n_shared.max(n_shared_after) + 1) {
            self.open.push(self.nodes.len());
            let (first, depth, is_term) = (id as u32, at as u8 + 1, at + 1 == n_letters);
            self.nodes.push(Node { letter: self.letters[at], first, end: 0, depth, is_term });
        }
    }

    /// Ends the nodes that are deeper than this.
    fn close(&mut self, depth: usize) {
        for node in self.open.drain(depth.min(self.open.len())..) {
            self.nodes[node].end = self.nodes.len() as u32;
        }
    }
}

/// Where a word and what was read of a term can stand beside one another: in
/// number `e`, bit `i` says that the first `i` letters of the word became what
/// was read by `e` edits at most.
///
/// Wu and Manber, "Fast Text Searching Allowing Errors", 1992, with swaps.
type States = [u64; MOST_EDITS + 1];

/// A word that is read with edits.
struct Automaton {
    /// For each of its letters, a bit for every place where it stands.
    places: Vec<(char, u64)>,
    n_letters: usize,
    n_edits: usize,
}

impl Automaton {
    fn new(word: &str, n_edits: usize) -> Self {
        let mut places: Vec<(char, u64)> = Vec::new();
        let mut n_letters = 0;
        for letter in word.chars() {
            let place = 1 << n_letters;
            match places.iter_mut().find(|(known, _)| *known == letter) {
                Some((_, bits)) => *bits |= place,
                None => places.push((letter, place)),
            }
            n_letters += 1;
        }
        Self { places, n_letters, n_edits }
    }

    /// Where the word has this letter.
    #[inline(always)]
    fn places(&self, letter: char) -> u64 {
        self.places.iter().find(|(known, _)| *known == letter).map_or(0, |(_, bits)| *bits)
    }

    /// Before anything is read: letters of the word may be left out.
    fn start(&self) -> States {
        [0b1, 0b11, 0b111]
    }

    /// After one more letter. `before` is where things stood a letter earlier,
    /// with the places of that letter.
    #[inline(always)]
    fn read(&self, now: &States, letter: u64, before: Option<(&States, u64)>) -> States {
        let mut next = [0; MOST_EDITS + 1];
        next[0] = (now[0] & letter) << 1;
        for edits in 1..=self.n_edits {
            let fewer = edits - 1;
            let changed_or_inserted = now[fewer] << 1 | now[fewer];
            let dropped = next[fewer] << 1;
            let swapped = before.map_or(0, |(states, last)| (states[fewer] & letter & last >> 1) << 2);
            next[edits] = (now[edits] & letter) << 1 | changed_or_inserted | dropped | swapped;
        }
        let used = u64::MAX >> (LONGEST_WORD - self.n_letters);
        next.map(|bits| bits & used)
    }

    #[inline(always)]
    fn is_hopeless(&self, states: &States) -> bool {
        states[self.n_edits] == 0
    }

    #[inline(always)]
    fn is_read(&self, states: &States) -> bool {
        states[self.n_edits] >> self.n_letters & 1 != 0
    }
}

impl Tree {
    /// Calls `each` with every term that is `n_edits` (two at most) or fewer
    /// away from `word`, the word itself included, in order.
    ///
    /// `text` gives the letters of a term that the tree was made of.
    pub fn for_each_near<'a>(
        &self,
        word: &str,
        n_edits: usize,
        text: impl Fn(TermId) -> &'a str,
        mut each: impl FnMut(TermId),
    ) {
        let automaton = Automaton::new(word, n_edits.min(MOST_EDITS));
        if automaton.n_letters > LONGEST_WORD {
            return;
        }
        // By depth: how things stand after a beginning, and its last letter.
        let mut path: Vec<(States, u64)> = vec![(automaton.start(), 0)];
        let mut at = 0;
        while let Some(node) = self.nodes.get(at) {
            path.truncate(node.depth.into());
            read_on(&automaton, &mut path, node.letter);
            let states = &path[usize::from(node.depth)].0;
            if automaton.is_hopeless(states) {
                at = node.end as usize;
                continue;
            }
            let id = node.first as TermId;
            at += 1;
            if at < node.end as usize {
                if node.is_term && automaton.is_read(states) {
                    each(id);
                }
                continue;
            }
            for letter in text(id).chars().skip(node.depth.into()) {
                read_on(&automaton, &mut path, letter);
                if automaton.is_hopeless(&path[path.len() - 1].0) {
                    break;
                }
            }
            if automaton.is_read(&path[path.len() - 1].0) {
                each(id);
            }
        }
    }
}

fn read_on(automaton: &Automaton, path: &mut Vec<(States, u64)>, letter: char) {
    let letter = automaton.places(letter);
    let (now, last) = path[path.len() - 1];
    let before = path.len().checked_sub(2).map(|before| (&path[before].0, last));
    let next = automaton.read(&now, letter, before);
    path.push((next, letter));
}
