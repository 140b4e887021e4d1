//! English endings: `policies` is found by `policy`, `managing` by `management`.
//!
//! [`stem`] is the Snowball English stemmer (Porter2), written for this library
//! from the description at
//! <https://snowballstem.org/algorithms/english/stemmer.html>. It answers as
//! Snowball 2 does: Snowball 3 keeps a few more words apart (`organ` and
//! `organize`, `universe` and `university`), which is left out so that tests
//! can hold every answer against an independent implementation. Left out too
//! are the steps for apostrophes: words come in without them.
//!
//! A stem is a key to compare by, not a word to show. British and American
//! spellings keep stems of their own, and so do `ran` and `run`.
//!
//! [`is_function_word`] knows the words that hold an English sentence
//! together, so that a whole question can be typed as a search.

use std::cmp::Ordering;

/// Longer words are their own stem: [`Letters`] has a bit for each letter.
const MAX_LETTERS: usize = 60;

/// Whether a folded word may have a stem that is not the word itself.
pub fn has_stem(word: &str) -> bool {
    (3..=MAX_LETTERS).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Writes the stem of a folded word over what `stem` holds.
///
/// A word of fewer than three letters or more than 60, or of anything but
/// `a` to `z`, is its own stem. The stem of a word is never empty, never
/// longer than the word, and differs from its start in the last letters only.
pub fn stem(word: &str, stem: &mut String) {
    stem.clear();
    stem.push_str(word);
    let Some(letters) = Letters::of(word) else { return };
    if let Some((0, exception)) = find(stem, &EXCEPTIONS) {
        exception.replace(stem, 0);
        return;
    }
    plural(stem, &letters);
    participle(stem, &letters);
    // Step 1c: `cry` and `cries` meet; `by` and `say` stay.
    let len = stem.len();
    if len > 2 && ends_with(stem, b'y') && !letters.is_vowel(len - 2) {
        replace(stem, len - 1, "i");
    }
    derived(stem, &DERIVED, letters.r1, &letters);
    derived(stem, &FURTHER_DERIVED, letters.r1, &letters);
    derived(stem, &REMOVED, letters.r2, &letters);
    last_letter(stem, &letters);
}

/// Whether a folded word is an English function word: an article, a pronoun,
/// a preposition, an auxiliary, a question word or a common adverb.
///
/// `us` and `no` are none: they are countries as well.
pub fn is_function_word(word: &str) -> bool {
    let words = FUNCTION_WORDS.as_bytes();
    let is_space = |byte: &u8| *byte == b' ';
    let (mut from, mut to) = (0, words.len());
    // Halves the text rather than a list, which would hold an address for
    // every word.
    while from < to {
        let middle = from.midpoint(to);
        let start = words[from..middle].iter().rposition(is_space).map_or(from, |space| from + space + 1);
        let end = words[middle..to].iter().position(is_space).map_or(to, |space| middle + space);
        match words[start..end].cmp(word.as_bytes()) {
            Ordering::Less => from = end + 1,
            Ordering::Equal => return true,
            Ordering::Greater => to = start.saturating_sub(1),
        }
    }
    false
}

/// What the steps ask about the letters of the whole word.
///
/// The steps change letters, and none asks about one that became a vowel or
/// ceased to be one.
struct Letters {
    /// A bit for each vowel, the first letter's lowest. A `y` is one unless it
    /// starts the word or follows a vowel.
    vowels: u64,
    /// Where the region R1 starts: after the first consonant that follows a
    /// vowel. Past the word's end where there is none.
    r1: usize,
    /// Where R2 starts: the R1 of R1.
    r2: usize,
}

impl Letters {
    /// Nothing for a word that is its own stem.
    fn of(word: &str) -> Option<Self> {
        if !(3..=MAX_LETTERS).contains(&word.len()) {
            return None;
        }
        let mut vowels = 0_u64;
        let mut was_vowel = true;
        for (i, letter) in word.bytes().enumerate() {
            if !letter.is_ascii_lowercase() {
                return None;
            }
            was_vowel = matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u') || (letter == b'y' && !was_vowel);
            vowels |= u64::from(was_vowel) << i;
        }
        // Keeps `generous` and `general`, `communism` and `community`,
        // `arsenic` and `arsenal` apart.
        let prefix = ["gener", "commun", "arsen"].iter().find(|prefix| word.starts_with(**prefix));
        let r1 = prefix.map_or_else(|| region(vowels, 0), |prefix| prefix.len());
        Some(Self { vowels, r1, r2: region(vowels, r1) })
    }

    fn is_vowel(&self, i: usize) -> bool {
        self.vowels >> i & 1 == 1
    }

    fn has_vowel_before(&self, end: usize) -> bool {
        self.vowels & !(u64::MAX << end) != 0
    }

    /// Whether this start of the word ends in a short syllable: `rap`, `trap`
    /// and `ow` do, `uproot` and `bestow` do not.
    fn is_short(&self, start: &str) -> bool {
        match start.len() {
            0 | 1 => false,
            2 => self.vowels & 0b11 == 0b01,
            len => {
                let is_long = matches!(start.as_bytes().last(), Some(b'w' | b'x' | b'y'));
                self.vowels >> (len - 3) & 0b111 == 0b010 && !is_long
            }
        }
    }
}

/// After the first consonant that follows a vowel, both at `from` or later.
fn region(vowels: u64, from: usize) -> usize {
    let later = vowels & u64::MAX.checked_shl(from as u32).unwrap_or(0);
    let consonants = later << 1 & !vowels;
    consonants.trailing_zeros() as usize + 1
}

/// An ending of up to seven letters and what stands in its place: some of its
/// first letters, and one of [`ADDED`].
///
/// Eight bytes, and compared in one step: two texts and their addresses would
/// be thrice the size, and slower. The lower seven bytes are the letters, the
/// last one lowest; above are three bits of the place in [`ADDED`] and three
/// of the number of letters kept.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Ending(u64);

/// What may be added to the letters kept of an ending.
static ADDED: [&str; 8] = ["", "e", "i", "ie", "le", "y", "", ""];

impl Ending {
    const fn new(ending: &str, with: &str) -> Self {
        let (ending, with) = (ending.as_bytes(), with.as_bytes());
        assert!(!ending.is_empty() && ending.len() <= 7);
        let mut kept = 0;
        while kept < with.len() && kept < ending.len() && with[kept] == ending[kept] {
            kept += 1;
        }
        let added = match with.split_at(kept).1 {
            b"" => 0,
            b"e" => 1,
            b"i" => 2,
            b"ie" => 3,
            b"le" => 4,
            b"y" => 5,
            _ => panic!("nothing else is in the list"),
        };
        let mut packed = added << 3 | kept as u64;
        // The letters push what is packed so far to the top.
        let mut i = 0;
        while i < 7 {
            let letter = (i + ending.len()).checked_sub(7);
            packed = packed << 8 | if let Some(letter) = letter { ending[letter] as u64 } else { 0 };
            i += 1;
        }
        Self(packed)
    }

    fn len(self) -> usize {
        8 - (self.0 << 8 >> 8).leading_zeros() as usize / 8
    }

    /// Whether the letters before, packed likewise, end in it.
    fn ends(self, letters: u64) -> bool {
        (self.0 ^ letters) << (64 - 8 * self.len()) == 0
    }

    /// Puts its replacement where it starts.
    fn replace(self, stem: &mut String, start: usize) {
        let top = (self.0 >> 56) as usize;
        replace(stem, start + top % 8, ADDED[top / 8 % 8]);
    }
}

/// Where the first of `endings` that the stem has begins.
fn find(stem: &str, endings: &'static [Ending]) -> Option<(usize, Ending)> {
    // What does not fit is shifted out.
    let letters = stem.bytes().fold(0, |letters, letter| letters << 8 | u64::from(letter));
    let found = endings.iter().copied().find(|ending| ending.ends(letters))?;
    // Before a short stem stand zeros, which no ending has: it fits.
    Some((stem.len() - found.len(), found))
}

fn ends_with(stem: &str, letter: u8) -> bool {
    stem.as_bytes().last() == Some(&letter)
}

fn replace(stem: &mut String, start: usize, with: &str) {
    stem.truncate(start);
    stem.push_str(with);
}

/// Step 1a: the endings of plurals.
fn plural(stem: &mut String, letters: &Letters) {
    let Some((start, ending)) = find(stem, &PLURALS) else { return };
    if ending == S && !letters.has_vowel_before(start - 1) {
        // The s of `gas` and `this`: their only vowel stands before it.
        return;
    }
    if start < 2 && (ending == IES || ending == IED) {
        // `ties` to `tie`, while `cries` is `cri`.
        replace(stem, start + 2, "");
        return;
    }
    ending.replace(stem, start);
}

/// Step 1b: `-ed`, `-ing` and their adverbs.
fn participle(stem: &mut String, letters: &Letters) {
    let Some((start, ending)) = find(stem, &PARTICIPLES) else { return };
    if matches!(find(stem, &NO_PARTICIPLES), Some((0, _))) {
        return;
    }
    if ending == EED || ending == EEDLY {
        if start >= letters.r1 {
            ending.replace(stem, start);
        }
        return;
    }
    if !letters.has_vowel_before(start) {
        return;
    }
    replace(stem, start, "");
    let is_double = |letter: &[u8; 2]| letter[0] == letter[1] && b"bdfgmnprt".contains(&letter[0]);
    if find(stem, &WITHOUT_E).is_some() || (start == letters.r1 && letters.is_short(stem)) {
        replace(stem, start, "e");
    } else if stem.as_bytes().last_chunk().is_some_and(is_double) {
        replace(stem, start - 1, "");
    }
}

/// Steps 2, 3 and 4: the endings of derived words, where they stand in the
/// region that starts at `region`.
fn derived(stem: &mut String, endings: &'static [Ending], region: usize, letters: &Letters) {
    let Some((start, ending)) = find(stem, endings) else { return };
    let follows = |before: &[u8]| stem.as_bytes()[..start].last().is_some_and(|last| before.contains(last));
    let is_ending = match ending {
        LI => follows(b"cdeghkmnrt"),
        OGI => follows(b"l"),
        ION => follows(b"st"),
        ATIVE => start >= letters.r2,
        _ => true,
    };
    if start >= region && is_ending {
        ending.replace(stem, start);
    }
}

/// Step 5: a last `e` or second `l`.
fn last_letter(stem: &mut String, letters: &Letters) {
    let Some((&last, rest)) = stem.as_bytes().split_last() else { return };
    let start = rest.len();
    let is_dropped = match last {
        b'e' => start >= letters.r2 || (start >= letters.r1 && !letters.is_short(&stem[..start])),
        b'l' => start >= letters.r2 && rest.last() == Some(&b'l'),
        _ => false,
    };
    if is_dropped {
        replace(stem, start, "");
    }
}

/// The endings of a list, each with what stands in its place.
const fn list<const N: usize>(texts: [(&str, &str); N]) -> [Ending; N] {
    let mut endings = [S; N];
    let mut i = 0;
    while i < N {
        endings[i] = Ending::new(texts[i].0, texts[i].1);
        i += 1;
    }
    endings
}

/// Whole words with a stem that no step gives.
#[rustfmt::skip]
static EXCEPTIONS: [Ending; 18] = list([
    ("skis", "ski"), ("skies", "sky"), ("dying", "die"), ("lying", "lie"), ("tying", "tie"), ("idly", "idl"),
    ("gently", "gentl"), ("ugly", "ugli"), ("early", "earli"), ("only", "onli"), ("singly", "singl"),
    ("sky", "sky"), ("news", "news"), ("howe", "howe"), ("atlas", "atlas"), ("cosmos", "cosmos"),
    ("bias", "bias"), ("andes", "andes"),
]);

/// Whole words that are no participles, though they end like some.
#[rustfmt::skip]
static NO_PARTICIPLES: [Ending; 8] = list([
    ("inning", ""), ("outing", ""), ("canning", ""), ("herring", ""), ("earring", ""), ("proceed", ""),
    ("exceed", ""), ("succeed", ""),
]);

// In each list an ending stands before any that it ends in, and so the longest
// is found first.

#[rustfmt::skip]
static PLURALS: [Ending; 6] = list([
    ("sses", "ss"), ("ies", "i"), ("ied", "i"), ("us", "us"), ("ss", "ss"), ("s", ""),
]);
const IES: Ending = Ending::new("ies", "i");
const IED: Ending = Ending::new("ied", "i");
const S: Ending = Ending::new("s", "");

#[rustfmt::skip]
static PARTICIPLES: [Ending; 6] =
    list([("eed", "ee"), ("ed", ""), ("ing", ""), ("eedly", "ee"), ("edly", ""), ("ingly", "")]);
const EED: Ending = Ending::new("eed", "ee");
const EEDLY: Ending = Ending::new("eedly", "ee");

/// What a participle leaves of words in `-ate`, `-ble` and `-ize`.
#[rustfmt::skip]
static WITHOUT_E: [Ending; 3] = list([("at", ""), ("bl", ""), ("iz", "")]);

#[rustfmt::skip]
static DERIVED: [Ending; 24] = list([
    ("ational", "ate"), ("tional", "tion"), ("ization", "ize"), ("ation", "ate"), ("ator", "ate"),
    ("izer", "ize"), ("alism", "al"), ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"),
    ("biliti", "ble"), ("iviti", "ive"), ("aliti", "al"), ("abli", "able"), ("bli", "ble"), ("enci", "ence"),
    ("anci", "ance"), ("ogi", "og"), ("entli", "ent"), ("ousli", "ous"), ("lessli", "less"),
    ("fulli", "ful"), ("alli", "al"), ("li", ""),
]);
const LI: Ending = Ending::new("li", "");
const OGI: Ending = Ending::new("ogi", "og");

#[rustfmt::skip]
static FURTHER_DERIVED: [Ending; 9] = list([
    ("ational", "ate"), ("tional", "tion"), ("alize", "al"), ("icate", "ic"), ("iciti", "ic"), ("ical", "ic"),
    ("ative", ""), ("ness", ""), ("ful", ""),
]);
const ATIVE: Ending = Ending::new("ative", "");

#[rustfmt::skip]
static REMOVED: [Ending; 18] = list([
    ("al", ""), ("ance", ""), ("ence", ""), ("er", ""), ("ic", ""), ("able", ""), ("ible", ""), ("ant", ""),
    ("ement", ""), ("ment", ""), ("ent", ""), ("ism", ""), ("ate", ""), ("iti", ""), ("ous", ""),
    ("ive", ""), ("ize", ""), ("ion", ""),
]);
const ION: Ending = Ending::new("ion", "");

/// Sorted. `s` and `t` are what the mark of `what's` and `don't` leaves.
const FUNCTION_WORDS: &str = "\
a about above after again against all also although am among an and any are arent as at be because been \
before being between both but by can cannot cant could did didnt do does doesnt doing done dont during each \
either else ever every few for from had has hasnt have having he her here hers him his how however i if in \
instead into is isnt it its itself just may me might more most much must my neither nor not of off often on \
once only onto or other our ours out over own per quite rather s shall she should since so some such t than \
that the their theirs them themselves then there therefore these they this those though through thus to too \
toward towards under until up upon very via was we were what whats when where whether which while who whom \
whose why will with within without would yet you your yours";

#[cfg(test)]
mod tests {
    use super::*;

    /// Every word has the stem.
    fn check(expected: &str, words: &str) {
        let mut buffer = "left over".to_owned();
        for word in words.split(' ') {
            stem(word, &mut buffer);
            assert_eq!(buffer, expected, "{word}");
        }
    }

    #[test]
    fn words_of_one_family_share_a_stem() {
        check("polici", "policy policies");
        check("manag", "manage manages managed managing management manager");
        check("nation", "nation nations national");
        check("consist", "consist consisted consistency consistent consistently consisting");
        check("hope", "hope hopes hoped hoping");
        check("hop", "hop hops hopped hopping");
        check("respons", "response responses responsive");
        check("govern", "govern governs governed governing government governments");
        check("digit", "digit digital digitize");
    }

    #[test]
    fn look_alikes_stay_apart() {
        check("generous", "generous generously");
        check("general", "general generally generalization");
        check("communism", "communism");
        check("communiti", "community communities");
        check("news", "news");
        check("new", "new");
        check("skill", "skill skills");
    }

    #[test]
    fn exceptions_have_the_stems_of_their_list() {
        check("ski", "ski skis");
        check("sky", "sky skies");
        check("die", "die dies died dying");
        check("tie", "tie ties tied tying");
        check("succeed", "succeed succeeds");
        check("inning", "inning innings");
        check("atlas", "atlas");
        check("bias", "bias");
    }

    #[test]
    fn y_is_a_vowel_after_a_consonant_only() {
        check("cri", "cry cries cried");
        check("say", "say says");
        check("by", "by");
        check("youth", "youth youths");
        check("boy", "boy boys");
        check("enjoy", "enjoy enjoyed enjoying enjoyment");
    }

    #[test]
    fn other_than_english_letters_are_their_own_stem() {
        for word in ["", "s", "as", "21st", "co2s", "Cities", "städtes", "cities'", "市民", "ings ings"] {
            check_own(word);
        }
        check_own(&"y".repeat(MAX_LETTERS + 1));
        check_own(&"stations".repeat(8));
    }

    fn check_own(word: &str) {
        let mut buffer = String::new();
        stem(word, &mut buffer);
        assert_eq!(buffer, word);
    }

    #[test]
    fn an_ending_is_found_before_any_that_it_ends_in() {
        let lists =
            [&EXCEPTIONS[..], &NO_PARTICIPLES, &PLURALS, &PARTICIPLES, &DERIVED, &FURTHER_DERIVED, &REMOVED];
        for list in lists {
            for (i, ending) in list.iter().enumerate() {
                assert!(!list[..i].iter().any(|shorter| shorter.ends(ending.0)), "{i} of {}", list.len());
            }
        }
    }

    #[test]
    fn function_words_are_known_and_others_are_not() {
        let words: Vec<&str> = FUNCTION_WORDS.split(' ').collect();
        assert!(words.is_sorted_by(|one, next| one < next));
        assert!(words.iter().all(|word| is_function_word(word)));
        for word in ["the", "of", "what", "how", "does", "which", "will", "also", "a", "yours"] {
            assert!(is_function_word(word), "{word}");
        }
        for word in
            ["", " ", "the of", "state", "work", "use", "need", "us", "no", "th", "thee", "zoo", "für"]
        {
            assert!(!is_function_word(word), "{word}");
        }
    }
}
