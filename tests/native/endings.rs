//! Endings by the language of the texts, and the law that no beginning of a word
//! is a dead zone, in every language.

use casebook::search::endings::{Endings, written};
use casebook::search::tokenize::{fold, for_each_word};
use casebook::search::{EnglishNames, Library, Query};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use crate::library::{ids, read, snapshot};

/// The languages with endings, and some that have none.
const LANGUAGES: [&str; 21] = [
    "ar", "da", "de", "el", "en", "es", "fi", "fr", "hu", "it", "nl", "nb", "nn", "no", "pt", "ro", "ru",
    "sv", "ta", "tr", "ja",
];

fn library_in(language: &str, cases: Value) -> Library {
    let mut snapshot = snapshot(cases);
    snapshot["language"] = json!(language);
    Library::new(read(&snapshot), &EnglishNames)
}

fn stems_of(endings: &Endings, text: &str) -> Vec<String> {
    let mut stems = Vec::new();
    for_each_word(text, |word| stems.extend(endings.stems(&written(text, &word), word.term)));
    stems
}

/// In a library of this language, each of the words finds a case with any other,
/// with its accents and without.
fn check(language: &str, words: &str) {
    let words: Vec<&str> = words.split(' ').collect();
    for written in &words {
        // How a word is spelt is learnt from the texts.
        let cases = json!([{"title": format!("X {written} x")}, {"title": words.join(" ")}]);
        let library = library_in(language, cases);
        for word in &words {
            for typed in [(*word).to_owned(), fold(word), word.to_uppercase()] {
                let text = format!("{typed} x");
                let hits = library.search(&Query { text, ..Query::default() }).hits;
                assert_eq!(hits, [0], "{language}: {typed} does not find {written}");
            }
        }
    }
}

/// In a library of this language, neither of two words finds the other.
fn check_apart(language: &str, one: &str, other: &str) {
    let library =
        library_in(language, json!([{"title": format!("X {one} x")}, {"title": format!("X {other} x")}]));
    for (word, expected) in [(one, 0), (other, 1)] {
        let hits = library.search(&Query { text: format!("{word} x"), ..Query::default() }).hits;
        assert_eq!(hits, [expected], "{language}: {word}");
    }
}

#[test]
fn words_of_one_family_find_one_another() {
    check("en", "policy policies");
    check("en-GB", "manage manages managing managed");
    check("en", "government governments governing");
    check("fr", "région régions");
    check("fr", "régional régionale régionales");
    check("fr-CA", "financer financée financé finances");
    check("fr", "santé");
    check("de", "Stadt Städte Städten");
    check("de-AT", "Häuser Haus Häusern");
    check("de", "Maßnahme Maßnahmen");
    check("es", "educación educaciones");
    check("es", "niño niños niñas");
    check("pt-BR", "cidadão cidadãos");
    check("pt", "inovação inovações");
    check("it", "città");
    check("it", "pubblico pubblica pubblici pubbliche");
    check("nl", "gemeente gemeenten");
    check("nl", "burger burgers");
    check("da", "kommune kommuner kommunerne");
    check("nb", "kommune kommuner kommunene");
    check("nn", "kommune kommunar");
    check("sv", "medborgare medborgaren medborgarna");
    check("fi", "kaupunki kaupunkia");
    check("ru", "город города городов");
    check("ar", "كتاب الكتاب");
}

#[test]
fn words_that_look_alike_stay_apart() {
    check_apart("en", "new", "news");
    check_apart("en", "general", "generous");
    check_apart("de", "Bild", "Bildung");
    // As typed, where a language has no endings that we know.
    check_apart("sw", "policies", "policy");
    check_apart("el", "πόλη", "πόλεις");
    check_apart("tr", "şehir", "şehirler");
    check_apart("hu", "város", "városok");
}

#[test]
fn a_word_with_accents_and_one_without_are_known_by_both_their_stems() {
    let french = Endings::of("fr");
    assert_eq!(stems_of(&french, "Financée"), ["financ", "finance"]);
    assert_eq!(stems_of(&french, "Finance\u{301}e"), ["finance"]);
    assert_eq!(stems_of(&french, "finances"), ["financ"]);
    assert_eq!(stems_of(&Endings::of("de"), "Städte"), ["stadt"]);
}

#[test]
fn what_is_no_word_of_letters_has_no_stem() {
    let english = Endings::of("en");
    for text in ["", "a", "21st", "co2s", &"y".repeat(61)] {
        assert_eq!(stems_of(&english, text), [""; 0], "{text}");
    }
    assert_eq!(stems_of(&Endings::of(""), "policies"), [""; 0]);
}

#[test]
fn function_words_are_known_by_language_and_others_are_not() {
    let is = |language: &str, word: &str| Endings::of(language).is_function_word(&fold(word));
    for (language, words) in [
        ("en", "the of what how does which will also a yours"),
        ("fr", "le la les des que quel comment où à pourquoi est"),
        ("es", "el la los qué cómo cuál dónde por"),
        ("de", "der die das wie was welche für über wird können"),
        ("pt", "o a os como qual que não são"),
        ("it", "il la che come quali perché è"),
        ("nl", "de het een hoe welke waarom"),
        ("sv", "och hur vilka för"),
        ("nb", "og hvordan hvilke på"),
        ("da", "og hvordan hvilke på"),
        ("fi", "ja miten mitä"),
        ("ru", "и как что какие"),
        ("ar", "في كيف ما على إلى"),
    ] {
        for word in words.split(' ') {
            assert!(is(language, word), "{language}: {word}");
        }
    }
    for word in ["state", "work", "use", "need", "us", "no", "th", "thee", "zoo", "für", "", " ", "the of"] {
        assert!(!is("en", word), "{word}");
    }
    assert!(!is("ja", "the"));
}

#[test]
fn a_question_is_answered_by_its_telling_words_in_other_languages_too() {
    let library = library_in(
        "fr",
        json!([
            {"title": "Comment les et que", "summary": "comment est-ce que nous et pourquoi"},
            {"title": "Budget d'une ville", "summary": "Les habitants décident."},
            {"title": "Des villes"},
        ]),
    );
    let results = library.search(&Query {
        text: "Comment les habitants d'une ville décident-ils ?".into(),
        ..Query::default()
    });
    assert_eq!(ids(&library, &results.closest)[..2], ["b", "c"]);
}

fn title() -> impl Strategy<Value = String> {
    select(vec![
        "Les réalités régionales",
        "Städte und Häuser",
        "Niños y educación",
        "Inovações públicas",
        "Le città pubbliche",
        "Kommunernes börn",
        "Города и сёла",
        "المدارس الحكومية",
        "Şehirler için",
        "Miasta żyją",
        "Πόλεις και χωριά",
        "東京都の水",
    ])
    .prop_map(str::to_owned)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_beginning_of_every_word_of_a_title_finds_it_in_every_language(
        language in select(&LANGUAGES[..]), title in prop_oneof![title(), "t[aeéèäñßсаья']{0,9} [a-zàéß]{1,9}"]
    ) {
        let library = library_in(language, json!([{"title": title}, {"title": "Other"}]));
        for word in title.split_whitespace() {
            for end in word.char_indices().map(|(at, c)| at + c.len_utf8()) {
                let hits = library.search(&Query { text: word[..end].to_owned(), ..Query::default() }).hits;
                prop_assert!(hits.contains(&0), "{}: {:?} does not find {:?}", language, &word[..end], &title);
            }
        }
    }

    #[test]
    fn any_text_has_stems_in_every_language(language in select(&LANGUAGES[..]), text in any::<String>(), word in "[a-zéèäöüßñçşğıаеиоястив]{1,14}") {
        let endings = Endings::of(language);
        for text in [&text, &word] {
            prop_assert!(stems_of(&endings, text).iter().all(|stem| !stem.is_empty()));
        }
    }
}
