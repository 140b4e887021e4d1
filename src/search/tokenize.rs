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
/// Latin, Greek and Cyrillic fold as in Unicode's compatibility decomposition
/// (UAX #15) without its combining marks, and letters such as `ø` and `ß` to
/// what people type for them. Arabic loses vowel signs and the variants of
/// alef, yeh and teh marbuta; Arabic-Indic digits become ASCII ones.
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
    let step = match rest.peek() {
        Some((_, 'ﾞ' | '\u{3099}')) => 1,
        Some((_, 'ﾟ' | '\u{309A}')) => 2,
        _ => return c,
    };
    let plain = base(c);
    let composed = match (plain, step) {
        ('ウ', 1) => Some('ヴ'),
        ('か'..='ぢ' | 'カ'..='ヂ', 1) if u32::from(plain) % 2 == u32::from('か') % 2 => after(plain, 1),
        ('つ' | 'て' | 'と' | 'ツ' | 'テ' | 'ト', 1) => after(plain, 1),
        ('は' | 'ひ' | 'ふ' | 'へ' | 'ほ' | 'ハ' | 'ヒ' | 'フ' | 'ヘ' | 'ホ', _) => {
            after(plain, step)
        }
        _ => None,
    };
    if composed.is_some() {
        rest.next();
    }
    composed.unwrap_or(c)
}

fn after(c: char, step: u32) -> Option<char> {
    char::from_u32(u32::from(c) + step)
}

fn is_combining(c: char) -> bool {
    matches!(u32::from(c),
        0x0300..=0x036F | 0x0483..=0x0487 | 0x0591..=0x05BD | 0x05BF | 0x05C1..=0x05C2 | 0x05C4..=0x05C5
        | 0x05C7 | 0x0610..=0x061A | 0x064B..=0x065F | 0x0670 | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF
        | 0x20D0..=0x20FF | 0xFE20..=0xFE2F)
}

// The tables below are those of Unicode's decomposition for the scripts that are
// searched, and a native test holds them against `unicode-normalization`. That
// crate's own are for all of Unicode, and would take a fifth of what the page may
// weigh (section 11 of the design).

/// Letters from U+00C0 on, without their accents; `.` where a letter stands
/// for itself or for several (see [`special`]).
const LATIN: &str = "\
aaaaaa.ceeeeiiii.nooooo..uuuuy..aaaaaa.ceeeeiiii.nooooo..uuuuy.yaaaaaaccccccccdd..eeeeeeeeeegggg\
gggghh..iiiiiiiii...jjkk.llllll....nnnnnn...oooooo..rrrrrrsssssssstttt..uuuuuuuuuuuuwwyyyzzzzzzs";

/// U+1E00 to U+1EFF, likewise.
const LATIN_ADDITIONAL: &str = "\
aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrr\
ssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy.s....aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee\
eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";

/// Adds a character, folded.
fn fold_char(c: char, folded: &mut String) {
    if c.is_ascii() {
        folded.push(c.to_ascii_lowercase());
        return;
    }
    if is_combining(c) || matches!(c, '\u{0640}' | '\u{AD}' | '\u{200C}' | '\u{200D}') {
        return;
    }
    if let Some(text) = special(c) {
        folded.push_str(text);
        return;
    }
    // `İ` is an i and a mark.
    for letter in c.to_lowercase().filter(|letter| !is_combining(*letter)) {
        match special(letter) {
            Some(text) => folded.push_str(text),
            None => folded.push(base(letter)),
        }
    }
}

/// Letters that people type as several, or as another one.
fn special(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' | 'ǽ' | 'ǣ' => "ae",
        'œ' | 'Œ' => "oe",
        'þ' | 'Þ' => "th",
        'ĳ' | 'Ĳ' => "ij",
        'ǆ' | 'ǳ' => "dz",
        'ǉ' => "lj",
        'ǌ' => "nj",
        // Catalan writes it before another l; with a dot of its own it joins.
        'ŀ' => "l",
        'ẚ' => "a",
        'ŉ' => "n",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        '№' => "no",
        '™' => "tm",
        _ => return None,
    })
}

/// The letter without its accents, in lower case where `c` is.
fn base(c: char) -> char {
    let at = |table: &str, from: u32| {
        let base = table.as_bytes()[(u32::from(c) - from) as usize];
        if base == b'.' { c } else { char::from(base) }
    };
    match c {
        'ø' => 'o',
        'đ' | 'ð' => 'd',
        'ł' => 'l',
        'ı' => 'i',
        'ħ' => 'h',
        'ŧ' => 't',
        'ŋ' => 'n',
        'ə' => 'e',
        'ơ' | 'ǒ' | 'ǫ' | 'ǭ' | 'ȍ' | 'ȏ' | 'ȫ' | 'ȭ' | 'ȯ' | 'ȱ' | 'ǿ' => 'o',
        'ư' | 'ǔ' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' | 'ȕ' | 'ȗ' => 'u',
        'ǎ' | 'ǟ' | 'ǡ' | 'ǻ' | 'ȁ' | 'ȃ' | 'ȧ' => 'a',
        'ǐ' | 'ȉ' | 'ȋ' => 'i',
        'ȅ' | 'ȇ' | 'ȩ' => 'e',
        'ǧ' | 'ǵ' => 'g',
        'ǩ' => 'k',
        'ǰ' => 'j',
        'ǹ' => 'n',
        'ȑ' | 'ȓ' => 'r',
        'ș' => 's',
        'ț' => 't',
        'ȟ' => 'h',
        'ȳ' => 'y',
        'ǯ' => 'ʒ',
        'À'..='ſ' => at(LATIN, 0xC0),
        'Ḁ'..='ỿ' => at(LATIN_ADDITIONAL, 0x1E00),
        // Greek with tonos and dialytika; the final sigma is a sigma.
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' | 'ϊ' | 'ΐ' => 'ι',
        'ό' => 'ο',
        'ύ' | 'ϋ' | 'ΰ' => 'υ',
        'ώ' => 'ω',
        'ς' | 'ϲ' => 'σ',
        'ϐ' => 'β',
        'ϵ' => 'ε',
        'ϑ' => 'θ',
        'ϰ' => 'κ',
        'ϖ' => 'π',
        'ϱ' => 'ρ',
        'ϒ' | 'ϓ' | 'ϔ' => 'υ',
        'ϕ' => 'φ',
        'ἀ'..='῿' => polytonic(c),
        // Cyrillic letters that Unicode composes of a letter and a mark.
        'й' | 'ѝ' | 'ӣ' | 'ӥ' => 'и',
        'ё' | 'ѐ' | 'ӗ' => 'е',
        'ї' => 'і',
        'ѓ' => 'г',
        'ќ' => 'к',
        'ў' | 'ӯ' | 'ӱ' | 'ӳ' => 'у',
        'ӑ' | 'ӓ' => 'а',
        'ӂ' | 'ӝ' => 'ж',
        'ӟ' => 'з',
        'ӧ' => 'о',
        'ӛ' => 'ә',
        'ӫ' => 'ө',
        'ӭ' => 'э',
        'ӵ' => 'ч',
        'ӹ' => 'ы',
        'ѷ' => 'ѵ',
        // Arabic: what writers use for one another.
        'آ' | 'أ' | 'إ' | 'ٱ' => 'ا',
        'ى' | 'ی' | 'ئ' => 'ي',
        'ؤ' => 'و',
        'ة' => 'ه',
        'ک' => 'ك',
        '٠'..='٩' => digit(c, 0x660),
        '۰'..='۹' => digit(c, 0x6F0),
        '０'..='９' => digit(c, 0xFF10),
        'ａ'..='ｚ' => ascii(u32::from(c) - 0xFF41 + 0x61),
        'ｦ'..='ﾝ' => {
            const KANA: &str = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";
            // Each is three bytes long.
            let rest = KANA.get(3 * (u32::from(c) - 0xFF66) as usize..);
            rest.and_then(|rest| rest.chars().next()).unwrap_or(c)
        }
        '⁰' | '₀' => '0',
        '¹' | '₁' => '1',
        '²' | '₂' => '2',
        '³' | '₃' => '3',
        '⁴'..='⁹' => digit(c, 0x2070),
        '₄'..='₉' => digit(c, 0x2080),
        'ª' => 'a',
        'º' => 'o',
        'µ' => 'μ',
        _ => c,
    }
}

fn digit(c: char, zero: u32) -> char {
    ascii(u32::from(c) - zero + 0x30)
}

fn ascii(code: u32) -> char {
    char::from_u32(code).expect("callers pass ASCII")
}

/// The plain letter of ancient Greek spelling, U+1F00 to U+1FFF in lower case.
fn polytonic(c: char) -> char {
    match u32::from(c) {
        0x1F00..=0x1F0F | 0x1F70..=0x1F71 | 0x1F80..=0x1F8F | 0x1FB0..=0x1FB7 => 'α',
        0x1F10..=0x1F1F | 0x1F72..=0x1F73 => 'ε',
        0x1F20..=0x1F2F | 0x1F74..=0x1F75 | 0x1F90..=0x1F9F | 0x1FC2..=0x1FC7 => 'η',
        0x1F30..=0x1F3F | 0x1F76..=0x1F77 | 0x1FD0..=0x1FD7 | 0x1FBE => 'ι',
        0x1F40..=0x1F4F | 0x1F78..=0x1F79 => 'ο',
        0x1F50..=0x1F5F | 0x1F7A..=0x1F7B | 0x1FE0..=0x1FE3 | 0x1FE6..=0x1FE7 => 'υ',
        0x1F60..=0x1F6F | 0x1F7C..=0x1F7D | 0x1FA0..=0x1FAF | 0x1FF2..=0x1FF7 => 'ω',
        0x1FE4..=0x1FE5 => 'ρ',
        _ => c,
    }
}
