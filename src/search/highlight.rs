//! What of a text matched: ranges to mark, and the piece worth showing.

use std::ops::Range;

use super::order::sort_items;
use super::query::Pattern;
use super::ranking::Compiled;
use super::tokenize::for_each_word;

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
    let mut found: Vec<Range<usize>> = Vec::new();
    for (range, _) in matches(text, clauses) {
        match found.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => found.push(range),
        }
    }
    found
}

/// How many of the clauses a text matches.
pub fn n_matched(text: &str, clauses: &[Compiled]) -> usize {
    let mut seen = vec![false; clauses.len()];
    for (_, clause) in matches(text, clauses) {
        seen[clause] = true;
    }
    seen.into_iter().filter(|seen| *seen).count()
}

/// The piece of a text with most different clauses, of about `longest` bytes
/// and cut between words; `None` where nothing matches.
pub fn snippet(text: &str, clauses: &[Compiled], longest: usize) -> Option<Snippet> {
    let found = matches(text, clauses);
    let n_different = |window: &[(Range<usize>, usize)]| {
        let mut seen = vec![false; clauses.len()];
        window.iter().for_each(|(_, clause)| seen[*clause] = true);
        seen.into_iter().filter(|seen| *seen).count()
    };
    let window = |from: usize| {
        let start = found[from].0.start;
        let inside = found[from..].iter().take_while(|(range, _)| range.end <= start + longest);
        let to = from + inside.count().max(1);
        (n_different(&found[from..to]), from, to)
    };
    // The first of the best windows: its mentions introduce the matter.
    let (_, from, to) = (0..found.len()).map(window).rev().max_by_key(|(n, ..)| *n)?;
    let (first, last) = (found[from].0.start, found[to - 1].0.end);
    let spare = longest.saturating_sub(last - first);
    let start = cut_before(text, first.saturating_sub(spare / 3));
    let end = cut_after(text, (start + longest).max(last));
    // Neighbours are one mark, which may be longer than the piece.
    let marks = marks(text, clauses).into_iter().map(|mark| mark.start.max(start)..mark.end.min(end));
    Some(Snippet { range: start..end, marks: marks.filter(|mark| !mark.is_empty()).collect() })
}

/// Where the clauses match, in order, with the clause's position.
fn matches(text: &str, clauses: &[Compiled]) -> Vec<(Range<usize>, usize)> {
    let words = read_words(text);
    let mut found = Vec::new();
    for (at, clause) in clauses.iter().enumerate() {
        match &clause.pattern {
            Pattern::Word(word) => mark_word(&words, word, clause.as_prefix, at, &mut found),
            Pattern::Joined { whole, parts } => {
                mark_word(&words, whole, clause.as_prefix, at, &mut found);
                mark_phrase(&words, parts, clause.as_prefix, at, &mut found);
            }
            Pattern::Phrase(phrase) => mark_phrase(&words, phrase, false, at, &mut found),
            Pattern::Condition { .. } => {}
        }
    }
    sort_items(&mut found, |(a, clause_a), (b, clause_b)| {
        (a.start, a.end, clause_a).cmp(&(b.start, b.end, clause_b))
    });
    found
}

/// A word of the text being marked.
struct FoundWord {
    term: String,
    range: Range<usize>,
    position: usize,
}

fn read_words(text: &str) -> Vec<FoundWord> {
    let mut words = Vec::new();
    for_each_word(text, |word| {
        words.push(FoundWord { term: word.term.to_owned(), range: word.range(), position: word.position });
    });
    words
}

fn mark_word(
    words: &[FoundWord],
    word: &str,
    as_prefix: bool,
    clause: usize,
    found: &mut Vec<(Range<usize>, usize)>,
) {
    for FoundWord { term, range, .. } in words {
        if term == word || (as_prefix && term.starts_with(word)) {
            found.push((range.clone(), clause));
        }
    }
}

fn mark_phrase(
    words: &[FoundWord],
    phrase: &[String],
    as_prefix: bool,
    clause: usize,
    found: &mut Vec<(Range<usize>, usize)>,
) {
    found.extend(phrase_occurrences(words, phrase, as_prefix).map(|range| (range, clause)));
}

/// Whether the words stand in the text side by side, the last one as a prefix
/// if so asked.
pub fn stand_together(text: &str, phrase: &[String], as_prefix: bool) -> bool {
    let words = read_words(text);
    phrase_occurrences(&words, phrase, as_prefix).next().is_some()
}

fn phrase_occurrences<'a>(
    words: &'a [FoundWord],
    phrase: &'a [String],
    as_prefix: bool,
) -> impl Iterator<Item = Range<usize>> + 'a {
    let matches_at = move |word: &FoundWord, at: usize| {
        let is_last = at + 1 == phrase.len();
        word.term == phrase[at] || (as_prefix && is_last && word.term.starts_with(&phrase[at]))
    };
    words.iter().enumerate().filter_map(move |(first, start)| {
        if phrase.is_empty() || !matches_at(start, 0) {
            return None;
        }
        let mut end = start.range.end;
        for at in 1..phrase.len() {
            // Several words may share a position: a joined word and its first run.
            let position = start.position + at;
            let rest = words[first..].iter().take_while(|word| word.position <= position + 1);
            let next = rest.filter(|word| word.position == position).find(|word| matches_at(word, at))?;
            end = next.range.end;
        }
        Some(start.range.start..end)
    })
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
