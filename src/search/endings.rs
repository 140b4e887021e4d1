//! Endings, by the language of the library's texts: `policies` is found by
//! `policy`, `financée` by `financer`, `Städte` by `Stadt`.
//!
//! Stems are those of Snowball (<https://snowballstem.org>). Its rules read
//! accents, and readers leave them out: so a word is known by the stem of what
//! is written and by that of its plain letters, both folded after that. Two
//! words are of one family where they share either.
//!
//! In English, British and American spellings share a stem.
//!
//! A stem is a key to compare by, not a word to show. Languages without rules
//! here, and those that have no endings, are searched as typed.

use std::borrow::Cow;
use std::fmt;

use rust_stemmers::{Algorithm, Stemmer};

use super::function_words::function_words;
use super::spelling::american;
use super::tokenize::{Word, WordKind, fold};

/// Longer words are addresses and the like.
const MAX_LETTERS: usize = 60;

/// The endings and function words of one language.
pub struct Endings {
    stemmer: Option<Stemmer>,
    is_english: bool,
    /// Folded, parted by spaces.
    function_words: &'static str,
}

impl Endings {
    /// By a BCP 47 tag, of which the first part decides.
    pub fn of(tag: &str) -> Self {
        let language = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        Self {
            stemmer: stemmer(&language),
            is_english: language == "en",
            function_words: function_words(&language),
        }
    }

    /// Whether a folded word holds sentences together and says nothing by
    /// itself: an article, a pronoun, a preposition, an auxiliary, a question
    /// word or a common adverb.
    pub fn is_function_word(&self, word: &str) -> bool {
        self.function_words.split_whitespace().any(|known| known == word)
    }

    /// The stems that a word is known by, folded: one or two that differ, none
    /// where its language has none or it is no word of two letters or more.
    ///
    /// `written` is the word in small letters with its accents, as [`written`]
    /// gives it, and `folded` the same without.
    pub fn stems(&self, written: &str, folded: &str) -> Vec<String> {
        let Some(stemmer) = self.stemmer.as_ref().filter(|_| has_stem(folded)) else { return Vec::new() };
        let mut stems: Vec<String> = Vec::new();
        // Mostly they are one.
        let plain = Some(folded).filter(|folded| *folded != written);
        for word in [written].into_iter().chain(plain) {
            let word = if self.is_english { american(word) } else { Cow::Borrowed(word) };
            let stem = fold(&stemmer.stem(&word));
            if !stem.is_empty() && !stems.contains(&stem) {
                stems.push(stem);
            }
        }
        stems
    }
}

impl fmt::Debug for Endings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Endings").field("is_known", &self.stemmer.is_some()).finish_non_exhaustive()
    }
}

/// A word of a text in small letters, with its accents; without them where they
/// are marks of their own, which no stemmer reads, as those of joined words. Of several that are known
/// by their first letters, such as `NGOs`, one.
pub fn written(text: &str, word: &Word<'_>) -> String {
    let written = &text[word.range()];
    if word.kind == WordKind::Joined {
        return word.term.to_owned();
    }
    if let Some(one) = written.strip_suffix('s')
        && one.len() > 1
        && one.bytes().all(|letter| letter.is_ascii_uppercase())
    {
        return one.to_ascii_lowercase();
    }
    if written.is_ascii() {
        return word.term.to_owned();
    }
    let is_composed = written.chars().all(char::is_alphanumeric);
    if is_composed { written.to_lowercase() } else { word.term.to_owned() }
}

fn has_stem(folded: &str) -> bool {
    (2..=MAX_LETTERS).contains(&folded.chars().count()) && folded.chars().all(char::is_alphabetic)
}

/// Without Greek, whose rules panic on some words in this implementation
/// (rust-stemmers 1.2: `byte index out of bounds`).
fn stemmer(language: &str) -> Option<Stemmer> {
    // Created arm by arm, so that no rules come along that are for no language here:
    // those of all languages together would be a tenth of the page.
    Some(match language {
        "ar" => Stemmer::create(Algorithm::Arabic),
        "da" => Stemmer::create(Algorithm::Danish),
        "de" => Stemmer::create(Algorithm::German),
        "en" => Stemmer::create(Algorithm::English),
        "es" => Stemmer::create(Algorithm::Spanish),
        "fi" => Stemmer::create(Algorithm::Finnish),
        "fr" => Stemmer::create(Algorithm::French),
        "it" => Stemmer::create(Algorithm::Italian),
        "nl" => Stemmer::create(Algorithm::Dutch),
        "nb" | "nn" | "no" => Stemmer::create(Algorithm::Norwegian),
        "pt" => Stemmer::create(Algorithm::Portuguese),
        "ru" => Stemmer::create(Algorithm::Russian),
        "sv" => Stemmer::create(Algorithm::Swedish),
        _ => return None,
    })
}
