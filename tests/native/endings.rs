//! English endings, held against another implementation of the same algorithm.

use std::collections::BTreeSet;

use casebook::search::endings::stem;
use casebook::search::tokenize::for_each_word;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use rust_stemmers::{Algorithm, Stemmer};

fn stem_of(word: &str) -> String {
    let mut buffer = String::new();
    stem(word, &mut buffer);
    buffer
}

/// The stem, which is also the other implementation's.
fn check(word: &str) {
    assert_eq!(stem_of(word), Stemmer::create(Algorithm::English).stem(word), "{word}");
}

#[test]
fn the_words_of_the_shipped_cases_have_the_stems_of_snowball() {
    let mut words = BTreeSet::new();
    for_each_word(include_str!("../../data/cases.json"), |word| {
        words.insert(word.term.to_owned());
    });
    // Joined words of addresses may be longer than what has a stem.
    let has_stem = |word: &&String| word.len() <= 60 && word.bytes().all(|b| b.is_ascii_lowercase());
    let words: Vec<&String> = words.iter().filter(has_stem).collect();
    assert!(words.len() > 3000, "{}", words.len());
    words.iter().for_each(|word| check(word));
}

#[test]
fn exceptions_with_every_ending_have_the_stems_of_snowball() {
    let words = "skis skies dying lying tying idly gently ugly early only singly sky news howe atlas cosmos bias \
        andes inning outing canning herring earring proceed exceed succeed gener commun arsen past organ inter \
        universe later emerge even egg add off sky pay cry use agree see bed hop hope rate able size ow owe eye";
    for word in words.split_whitespace() {
        check(word);
        for ending in ENDINGS {
            check(&format!("{word}{ending}"));
            check(&format!("re{word}{ending}"));
        }
    }
}

const STEMS: [&str; 40] = [
    "polic", "manag", "nation", "gener", "commun", "arsen", "hop", "hopp", "fail", "fill", "ow", "say",
    "enjo", "tr", "th", "cr", "lux", "row", "snow", "plan", "plann", "digit", "vis", "relat", "vietnam",
    "oper", "feud", "hope", "electr", "adjust", "activ", "bowdler", "controll", "roll", "y", "yy", "ay",
    "sens", "analog", "trouble",
];

const ENDINGS: [&str; 72] = [
    "", "s", "es", "ies", "ied", "us", "ss", "sses", "ed", "edly", "ing", "ingly", "eed", "eedly", "y",
    "ying", "e", "ly", "li", "tional", "ational", "ency", "enci", "ancy", "ably", "abli", "ently", "izer",
    "ization", "ation", "ator", "alism", "ality", "ally", "fulness", "ously", "ousness", "iveness", "ivity",
    "ility", "bility", "bly", "logy", "ogi", "fully", "lessly", "alize", "icate", "icity", "ical", "ful",
    "ness", "ative", "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ism",
    "ate", "ity", "ous", "ive", "ize", "ion", "ll",
];

fn word() -> impl Strategy<Value = String> {
    let built = (select(&STEMS[..]), vec(select(&ENDINGS[..]), 0..4))
        .prop_map(|(stem, endings)| format!("{stem}{}", endings.concat()));
    // Few letters, and those that the rules turn on, so that rules meet.
    prop_oneof![3 => built, 1 => "[a-z]{1,14}", 1 => "[aeiouybltswxdn]{1,9}", 1 => "y{0,3}[aeybg]{0,6}(ed|ing|s|e|y)"]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn any_letters_have_the_stem_of_snowball(word in word()) {
        check(&word);
    }

    #[test]
    fn a_stem_keeps_the_start_of_its_word(word in word()) {
        let stem = stem_of(&word);
        prop_assert!(!stem.is_empty() && stem.len() <= word.len(), "{word:?} {stem:?}");
        // What a step writes in the place of an ending differs from it by
        // its last two letters at most.
        let kept = stem.len().saturating_sub(2);
        prop_assert_eq!(&word[..kept], &stem[..kept]);
    }

    #[test]
    fn any_text_has_a_stem(text in any::<String>()) {
        prop_assert_eq!(stem_of(&text).is_empty(), text.is_empty());
    }
}
