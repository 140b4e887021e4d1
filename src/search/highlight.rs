//! What of a text matched: ranges to mark, and the piece worth showing.

use std::ops::Range;

use super::forms::{MatchKind, WordForms};
use super::order::sorted_positions;
use super::ranking::{Compiled, Sought};
use super::tokenize::for_each_word;

/// A place in a text where a clause matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// Where, in bytes.
    pub range: Range<usize>,
    /// Position of the clause.
    pub clause: usize,
    /// How the text stands for the clause.
    pub kind: MatchKind,
}

/// A piece of a text, with what to mark in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// Where the piece stands in the text, in bytes.
    pub range: Range<usize>,
    /// What to mark, in bytes of the whole text; in order, apart, and inside
    /// the piece.
    pub marks: Vec<Range<usize>>,
}

/// The parts of a text that a query's clauses match, in order and apart.
pub fn marks(text: &str, clauses: &[Compiled]) -> Vec<Range<usize>> {
    joined(&matches(text, clauses))
}

/// Neighbours as one.
fn joined(found: &[Match]) -> Vec<Range<usize>> {
    let mut marks: Vec<Range<usize>> = Vec::new();
    for Match { range, .. } in found {
        match marks.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => marks.push(range.clone()),
        }
    }
    marks
}

/// How many of the clauses a text matches.
pub fn n_matched(text: &str, clauses: &[Compiled]) -> usize {
    let mut seen = vec![false; clauses.len()];
    for Match { clause, .. } in matches(text, clauses) {
        seen[clause] = true;
    }
    seen.into_iter().filter(|seen| *seen).count()
}

/// The piece of a text with most different clauses, of about `longest` bytes
/// and cut between words; `None` where nothing matches.
pub fn snippet(text: &str, clauses: &[Compiled], longest: usize) -> Option<Snippet> {
    let found = matches(text, clauses);
    let n_different = |window: &[Match]| {
        let mut seen = vec![false; clauses.len()];
        window.iter().for_each(|found| seen[found.clause] = true);
        seen.into_iter().filter(|seen| *seen).count()
    };
    let window = |from: usize| {
        let start = found[from].range.start;
        let inside = found[from..].iter().take_while(|found| found.range.end <= start + longest);
        let to = from + inside.count().max(1);
        (n_different(&found[from..to]), from, to)
    };
    // The first of the best windows: its mentions introduce the matter.
    let (_, from, to) = (0..found.len()).map(window).rev().max_by_key(|(n, ..)| *n)?;
    let (first, last) = (found[from].range.start, found[to - 1].range.end);
    let spare = longest.saturating_sub(last - first);
    let start = cut_before(text, first.saturating_sub(spare / 3));
    let end = cut_after(text, (start + longest).max(last));
    // A mark of several neighbours may be longer than the piece.
    let marks = joined(&found).into_iter().map(|mark| mark.start.max(start)..mark.end.min(end));
    Some(Snippet { range: start..end, marks: marks.filter(|mark| !mark.is_empty()).collect() })
}

/// Where the clauses match, in the order of the text.
pub fn matches(text: &str, clauses: &[Compiled]) -> Vec<Match> {
    let words = ReadWords::new(text);
    let mut found = Vec::new();
    for (clause, compiled) in clauses.iter().enumerate() {
        let mut add = |range: Range<usize>, kind: MatchKind| found.push(Match { range, clause, kind });
        match &compiled.sought {
            Sought::Word(forms) => words.find(forms, &mut add),
            Sought::Joined { whole, parts } => {
                words.find(whole, &mut add);
                words.find_side_by_side(parts, |range| add(range, MatchKind::Exact));
            }
            Sought::Phrase(phrase) => {
                words.find_side_by_side(phrase, |range| add(range, MatchKind::Exact));
            }
            Sought::Condition { .. } => {}
        }
        for equal in &compiled.equals {
            words.find_side_by_side(&equal.words, |range| add(range, MatchKind::Synonym));
        }
    }
    let place = |at: usize| (found[at].range.start, found[at].range.end, found[at].clause);
    let order = sorted_positions(found.len(), &|a, b| place(a).cmp(&place(b)));
    order.into_iter().map(|at| found[at].clone()).collect()
}

/// How often the words stand in the text side by side.
pub fn n_side_by_side(text: &str, words: &[WordForms]) -> usize {
    let mut n = 0;
    ReadWords::new(text).find_side_by_side(words, |_| n += 1);
    n
}

/// The words of a text.
struct ReadWords {
    /// Folded, one after another.
    folded: String,
    words: Vec<ReadWord>,
}

struct ReadWord {
    /// In the folded words.
    term: Range<usize>,
    /// In the text.
    range: Range<usize>,
    position: usize,
}

impl ReadWords {
    fn new(text: &str) -> Self {
        let mut folded = String::with_capacity(text.len());
        let mut words = Vec::new();
        for_each_word(text, |word| {
            let start = folded.len();
            folded.push_str(word.term);
            words.push(ReadWord { term: start..folded.len(), range: word.range(), position: word.position });
        });
        Self { folded, words }
    }

    fn term(&self, word: &ReadWord) -> &str {
        &self.folded[word.term.clone()]
    }

    /// Calls `each` with what stands for a word, and how.
    fn find(&self, forms: &WordForms, mut each: impl FnMut(Range<usize>, MatchKind)) {
        for word in &self.words {
            if let Some(kind) = forms.kind(self.term(word)) {
                each(word.range.clone(), kind);
            }
        }
    }

    /// Calls `each` where words stand side by side.
    fn find_side_by_side(&self, sought: &[WordForms], mut each: impl FnMut(Range<usize>)) {
        let Some((first, rest)) = sought.split_first() else { return };
        for (at, start) in self.words.iter().enumerate() {
            if first.kind(self.term(start)).is_none() {
                continue;
            }
            let next = |position: usize, forms: &WordForms| {
                // Several words may share a position: a joined word and its first run.
                let near = self.words[at..].iter().take_while(|word| word.position <= position + 1);
                let mut there = near.filter(|word| word.position == position);
                there.find(|word| forms.kind(self.term(word)).is_some())
            };
            let mut positions = rest.iter().zip(start.position + 1..);
            let end = positions.try_fold(start.range.end, |_, (forms, position)| {
                next(position, forms).map(|word| word.range.end)
            });
            if let Some(end) = end {
                each(start.range.start..end);
            }
        }
    }
}

/// The nearest start of a word at or before a place.
fn cut_before(text: &str, at: usize) -> usize {
    let at = (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    // Scripts without spaces are cut where it falls.
    let nearby = text[..at].rfind(char::is_whitespace).filter(|space| at - space < 40);
    match nearby {
        Some(space) => space + text[space..].chars().next().map_or(1, char::len_utf8),
        None if at < 40 => 0,
        None => at,
    }
}

/// The nearest end of a word at or after a place.
fn cut_after(text: &str, at: usize) -> usize {
    let at = (at..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    let nearby = text[at..].find(char::is_whitespace).unwrap_or(text.len() - at);
    if nearby < 40 { at + nearby } else { at }
}
