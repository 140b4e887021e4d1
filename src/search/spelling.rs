//! British and American spellings as one: `organisation` is found by
//! `organization`, `labour` by `labor`, `licence` by `license`.

use std::borrow::Cow;

/// An English word as Americans spell it, where a rule says how.
///
/// Only a key to compare by: `promise` becomes `promize`, in all its forms, and
/// meets no other word by it.
pub fn american(word: &str) -> Cow<'_, str> {
    // Shorter ones, such as `rise` and `four`, follow no rule.
    const SHORTEST: usize = 6;
    if word.len() < SHORTEST || !word.is_ascii() || !may_be_british(word) {
        return Cow::Borrowed(word);
    }
    for (british, american) in ROOTS {
        if let Some(rest) = word.strip_prefix(british) {
            return format!("{american}{rest}").into();
        }
    }
    for (british, american) in ENDINGS {
        if let Some(start) = word.strip_suffix(british) {
            return format!("{start}{american}").into();
        }
    }
    // `labour`, `neighbourhoods`, `behavioural`.
    if let Some((start, ending)) = word.rsplit_once("our")
        && AFTER_OUR.contains(&ending)
    {
        return format!("{start}or{ending}").into();
    }
    // `travelled`, `modelling`; `sell` and `dwell` have one syllable.
    if let Some((start, ending)) = word.rsplit_once("ell")
        && start.contains(is_vowel)
        && ["ed", "ing", "er", "ers", "or", "ors"].contains(&ending)
    {
        return format!("{start}el{ending}").into();
    }
    Cow::Borrowed(word)
}

/// Whether a word has two letters side by side that some rule is about: most have
/// none, and every word of a library is asked.
fn may_be_british(word: &str) -> bool {
    word.as_bytes().windows(2).any(|pair| {
        matches!(
            pair,
            b"is" | b"ys" | b"tr" | b"br" | b"mm" | b"gu" | b"lm" | b"fi" | b"ou" | b"el" | b"nc" | b"lf"
        )
    })
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// How words begin that have a spelling of their own.
const ROOTS: [(&str, &str); 3] = [("licenc", "licens"), ("defenc", "defens"), ("offenc", "offens")];

#[rustfmt::skip]
const ENDINGS: [(&str, &str); 28] = [
    ("ise", "ize"), ("ises", "izes"), ("ised", "ized"), ("ising", "izing"), ("iser", "izer"), ("isers", "izers"),
    ("isation", "ization"), ("isations", "izations"), ("isational", "izational"),
    ("yse", "yze"), ("yses", "yzes"), ("ysed", "yzed"), ("ysing", "yzing"),
    ("tre", "ter"), ("tres", "ters"), ("tred", "tered"), ("bre", "ber"), ("bres", "bers"),
    ("gramme", "gram"), ("grammes", "grams"),
    ("logue", "log"), ("logues", "logs"),
    ("rolment", "rollment"), ("rolments", "rollments"), ("fulfil", "fulfill"), ("fulfils", "fulfills"),
    ("skilful", "skillful"), ("stalment", "stallment"),
];

/// What may follow `our` where Americans write `or`.
const AFTER_OUR: [&str; 14] =
    ["", "s", "ed", "ing", "er", "ers", "able", "al", "ally", "ful", "hood", "hoods", "ite", "less"];

#[cfg(test)]
mod tests {
    use super::american;

    #[test]
    fn both_spellings_are_one_key() {
        for (british, expected) in [
            ("organisation", "organization"),
            ("organisational", "organizational"),
            ("digitised", "digitized"),
            ("analyse", "analyze"),
            ("labour", "labor"),
            ("neighbourhoods", "neighborhoods"),
            ("behavioural", "behavioral"),
            ("centre", "center"),
            ("theatres", "theaters"),
            ("licence", "license"),
            ("licences", "licenses"),
            ("programmes", "programs"),
            ("dialogue", "dialog"),
            ("travelling", "traveling"),
            ("counsellor", "counselor"),
            ("enrolment", "enrollment"),
        ] {
            assert_eq!(american(british), expected);
            assert_eq!(american(expected), expected);
        }
    }

    #[test]
    fn words_that_only_look_british_stay() {
        for word in [
            "hours",
            "four",
            "sources",
            "journal",
            "encourage",
            "tourism",
            "selling",
            "dwelling",
            "science",
            "rise",
            "programmer",
        ] {
            assert_eq!(american(word), word);
        }
    }
}
