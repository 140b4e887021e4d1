//! From text to terms: what counts as a word, and when two words are equal.
//!
//! - Case, accents and width do not matter: [`fold`].
//! - A word is a run of letters and digits. Runs joined by one mark (`COVID-19`,
//!   `O'Higgins`, `Noddr.de`) are words each and one word together.
//! - `&` is the word "and".
//! - Scripts without spaces (Han, kana, Thai, …) give every character and
//!   every pair of neighbours, so that any piece of a text can be found. A
//!   character that stands alone is a word.
//!
//! Endings and typos are no affair of this module.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{compose, decompose_compatible};

/// A word of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<'a> {
    /// The folded word.
    pub term: &'a str,
    /// Where it stands in the text, in bytes.
    pub start: usize,
    /// Where it ends in the text, in bytes.
    pub end: usize,
    /// Its place in the order of words. Runs of a joined word count one each;
    /// the joined word itself stands at its first run.
    pub position: usize,
    /// What kind of word it is.
    pub kind: WordKind,
}

impl Word<'_> {
    /// Where the word stands in the text, in bytes.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// How a word came out of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordKind {
    /// A run of letters and digits that stands alone, or one such character
    /// of a script without spaces.
    Whole,
    /// One run of a joined word.
    Part,
    /// Several runs taken together, without the marks between them.
    Joined,
    /// One character of a script without spaces.
    Character,
    /// Two neighbours of a script without spaces.
    Pair,
}

/// Calls `each` with every word of the text, in order; a joined word follows
/// its runs.
pub fn for_each_word(text: &str, each: impl FnMut(Word<'_>)) {
    Tokenizer::default().run(text, each);
}

/// The words of a text that stand for all of it: whole and joined words, and
/// the pairs that cover a run of a script without spaces.
pub fn folded_words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for_each_word(text, |word| {
        if matches!(word.kind, WordKind::Whole | WordKind::Joined | WordKind::Pair) {
            words.push(word.term.to_owned());
        }
    });
    words
}

/// Folds a text to what the search compares: lower case, without accents, of
/// normal width.
///
/// Letters fold as in Unicode's compatibility decomposition (UAX #15) without
/// its combining marks, and those such as `ø` and `ß` to what people type for
/// them. Arabic loses vowel signs and the variants of alef, yeh and teh
/// marbuta; Arabic-Indic digits become ASCII ones.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    let mut chars = text.char_indices().peekable();
    while let Some((_, c)) = chars.next() {
        fold_char(voiced(c, &mut chars), &mut folded);
    }
    folded
}

/// Whether the character belongs to a script written without spaces.
fn is_spaceless(c: char) -> bool {
    matches!(u32::from(c),
        0x0E00..=0x0EFF          // Thai, Lao
        | 0x1000..=0x109F        // Myanmar
        | 0x1780..=0x17FF        // Khmer
        | 0x3005..=0x3007        // Han iteration mark and zero
        | 0x3040..=0x30FA        // kana, without the dot between words
        | 0x30FC..=0x30FF
        | 0x31F0..=0x31FF
        | 0x3400..=0x4DBF        // Han
        | 0x4E00..=0x9FFF
        | 0xF900..=0xFAFF
        | 0xFF66..=0xFF9F        // kana of half width
        | 0x20000..=0x3FFFF)
}

/// Whether the character is part of a word: letters, digits and the marks
/// that combine with them.
fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || is_combining(c) || matches!(c, '\u{0640}')
}

/// Marks that join two runs to one word.
fn is_joiner(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '.' | '-' | '‐' | '‑' | '_' | '·' | '\u{AD}' | '\u{200C}' | '\u{200D}')
}

/// One piece of text: a run of word characters.
#[derive(Clone, Copy)]
struct Run {
    /// In the text.
    start: usize,
    end: usize,
    /// In the folded word.
    folded_end: usize,
}

/// Cuts texts into words, one text after another in the same room.
#[derive(Default)]
pub struct Tokenizer {
    /// The folded runs of the joined word being read.
    folded: String,
    runs: Vec<Run>,
    position: usize,
}

impl Tokenizer {
    /// Calls `each` with every word of a text, as [`for_each_word`] does.
    #[inline(always)]
    pub fn run(&mut self, text: &str, mut each: impl FnMut(Word<'_>)) {
        self.position = 0;
        let mut at = 0;
        while let Some(byte) = text.as_bytes().get(at) {
            // What is no word is mostly a space or a mark after one.
            if self.runs.is_empty() && byte.is_ascii() && !byte.is_ascii_alphanumeric() && *byte != b'&' {
                at += 1;
                continue;
            }
            at = self.plain_word(text, at, &mut each).unwrap_or_else(|| self.piece(text, at, &mut each));
        }
        self.finish(&mut each);
    }

    /// Hands over the word that starts here, and gives its end, if it is one of
    /// ASCII letters and digits that joins nothing, as nearly all words are.
    ///
    /// The library of 10,000 cases takes 1.8 times as long to build without it.
    #[inline(always)]
    fn plain_word(&mut self, text: &str, start: usize, each: &mut impl FnMut(Word<'_>)) -> Option<usize> {
        let bytes = text.as_bytes();
        let length = bytes[start..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let end = start + length;
        // Whether a word goes on there: what is not ASCII needs a closer look.
        let goes_on =
            |at: usize| bytes.get(at).is_some_and(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii());
        let joins = matches!(bytes.get(end), Some(b'\'' | b'.' | b'-' | b'_')) && goes_on(end + 1);
        if length == 0 || joins || goes_on(end) || !self.runs.is_empty() {
            return None;
        }
        let mut term = &text[start..end];
        if term.bytes().any(|byte| byte.is_ascii_uppercase()) {
            self.folded.push_str(term);
            self.folded.make_ascii_lowercase();
            term = &self.folded;
        }
        let position = self.position;
        self.position += 1;
        each(Word { term, start, end, position, kind: WordKind::Whole });
        self.folded.clear();
        Some(end)
    }

    /// Reads a run or a mark, and gives its end.
    fn piece(&mut self, text: &str, start: usize, each: &mut impl FnMut(Word<'_>)) -> usize {
        let mut chars = text[start..].char_indices().peekable();
        let Some((_, c)) = chars.next() else { return text.len() };
        let mut end = start + c.len_utf8();
        if is_spaceless(c) && (is_word_char(c) || c == '々') {
            let mut run = vec![(start, voiced(c, &mut chars))];
            while let Some((at, c)) = chars.next_if(|(_, c)| is_spaceless(*c)) {
                run.push((start + at, voiced(c, &mut chars)));
            }
            end = chars.peek().map_or(text.len(), |(next, _)| start + next);
            self.finish(each);
            self.spaceless(&run, end, each);
        } else if is_word_char(c) {
            fold_char(c, &mut self.folded);
            while let Some((_, c)) = chars.next_if(|(_, c)| is_word_char(*c) && !is_spaceless(*c)) {
                end += c.len_utf8();
                fold_char(c, &mut self.folded);
            }
            // A run of marks alone folds to nothing.
            if self.folded.len() > self.runs.last().map_or(0, |run| run.folded_end) {
                self.runs.push(Run { start, end, folded_end: self.folded.len() });
            }
        } else if c == '&' {
            self.finish(each);
            let position = self.position;
            self.position += 1;
            each(Word { term: "and", start, end, position, kind: WordKind::Whole });
        } else if !(is_joiner(c)
            && chars.peek().is_some_and(|(_, next)| is_word_char(*next) && !is_spaceless(*next))
            && self.runs.last().is_some_and(|run| run.end == start))
        {
            self.finish(each);
        }
        end
    }

    /// Hands over the runs read so far.
    fn finish(&mut self, each: &mut impl FnMut(Word<'_>)) {
        let kind = if self.runs.len() > 1 { WordKind::Part } else { WordKind::Whole };
        let first = self.position;
        let mut from = 0;
        for run in &self.runs {
            let term = &self.folded[from..run.folded_end];
            each(Word { term, start: run.start, end: run.end, position: self.position, kind });
            self.position += 1;
            from = run.folded_end;
        }
        if let (WordKind::Part, Some(start), Some(end)) = (kind, self.runs.first(), self.runs.last()) {
            let (start, end) = (start.start, end.end);
            each(Word { term: &self.folded, start, end, position: first, kind: WordKind::Joined });
        }
        self.runs.clear();
        self.folded.clear();
    }

    /// Hands over a run that ends at `end`.
    fn spaceless(&mut self, run: &[(usize, char)], end: usize, each: &mut impl FnMut(Word<'_>)) {
        let kind = if run.len() > 1 { WordKind::Character } else { WordKind::Whole };
        let end_of = |i: usize| run.get(i + 1).map_or(end, |(next, _)| *next);
        let mut term = String::new();
        for (i, &(start, c)) in run.iter().enumerate() {
            let position = self.position;
            self.position += 1;
            term.clear();
            fold_char(c, &mut term);
            each(Word { term: &term, start, end: end_of(i), position, kind });
            if let Some(&(_, next)) = run.get(i + 1) {
                fold_char(next, &mut term);
                each(Word { term: &term, start, end: end_of(i + 1), position, kind: WordKind::Pair });
            }
        }
    }
}

type Chars<'a> = std::iter::Peekable<std::str::CharIndices<'a>>;

/// The character with the sound mark that follows, for kana: half-width ones
/// have it apart, and some systems write all of them so.
fn voiced(c: char, rest: &mut Chars<'_>) -> char {
    let mark = match rest.peek() {
        Some((_, 'ﾞ' | '\u{3099}')) => '\u{3099}',
        Some((_, 'ﾟ' | '\u{309A}')) => '\u{309A}',
        _ => return c,
    };
    let composed = c.nfkc().next().and_then(|plain| compose(plain, mark));
    if composed.is_some() {
        rest.next();
    }
    composed.unwrap_or(c)
}

/// Marks that fold to nothing. In other scripts marks tell words apart.
fn is_combining(c: char) -> bool {
    matches!(u32::from(c),
        0x0300..=0x036F | 0x0483..=0x0487 | 0x0591..=0x05BD | 0x05BF | 0x05C1..=0x05C2 | 0x05C4..=0x05C5
        | 0x05C7 | 0x0610..=0x061A | 0x064B..=0x065F | 0x0670 | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF
        | 0x20D0..=0x20FF | 0xFE20..=0xFE2F)
}

/// Adds a character, folded.
fn fold_char(c: char, folded: &mut String) {
    if c.is_ascii() {
        folded.push(c.to_ascii_lowercase());
        return;
    }
    // Syllables of Hangul and voiced kana are letters of their own.
    if matches!(c, '\u{3040}'..='\u{30FF}' | '\u{AC00}'..='\u{D7A3}') {
        folded.push(c);
        return;
    }
    if let Some(text) = typed_as(c) {
        folded.push_str(text);
        return;
    }
    decompose_compatible(c, |part| {
        for letter in part.to_lowercase() {
            match typed_as(letter) {
                Some(text) => folded.push_str(text),
                None if is_combining(letter) => {}
                None => folded.push(letter),
            }
        }
    });
}

/// What people type for a letter that Unicode does not take apart, or takes
/// apart otherwise.
fn typed_as(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' | 'ǽ' | 'Ǽ' | 'ǣ' | 'Ǣ' => "ae",
        'œ' | 'Œ' => "oe",
        'þ' | 'Þ' => "th",
        'ø' | 'Ø' | 'ǿ' | 'Ǿ' => "o",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ł' | 'Ł' => "l",
        'ı' => "i",
        'ħ' | 'Ħ' => "h",
        'ŧ' | 'Ŧ' => "t",
        'ŋ' | 'Ŋ' => "n",
        'ə' | 'Ə' => "e",
        // Catalan writes it before another l; with a dot of its own it joins.
        'ŀ' | 'Ŀ' => "l",
        'ẚ' => "a",
        'ŉ' => "n",
        'ς' => "σ",
        // Arabic: what writers use for one another, and the stretching mark.
        'ٱ' => "ا",
        'ى' | 'ی' | 'ئ' => "ي",
        'ة' => "ه",
        'ک' => "ك",
        '\u{0640}' | '\u{AD}' | '\u{200C}' | '\u{200D}' => "",
        '٠' | '۰' => "0",
        '١' | '۱' => "1",
        '٢' | '۲' => "2",
        '٣' | '۳' => "3",
        '٤' | '۴' => "4",
        '٥' | '۵' => "5",
        '٦' | '۶' => "6",
        '٧' | '۷' => "7",
        '٨' | '۸' => "8",
        '٩' | '۹' => "9",
        _ => return None,
    })
}
