//! What the English interface says.

use casebook::catalog::Catalog;
use casebook::language::{Count, ENGLISH, LoadError, Plural, Sentence, SentencePart};
use casebook::search::Years;

fn count(n: usize) -> Count {
    Count { n, text: n.to_string(), plural: if n == 1 { Plural::One } else { Plural::Other } }
}

fn part(is_place: bool, included: &[&str], excluded: &[&str], all: bool) -> SentencePart {
    let owned = |labels: &[&str]| labels.iter().map(ToString::to_string).collect();
    SentencePart { is_place, included: owned(included), excluded: owned(excluded), all }
}

fn check(n: usize, text: &str, facets: Vec<SentencePart>, years: Option<Years>, expected: &str) {
    let n_closest = count(0);
    let sentence =
        Sentence { count: count(n), n_closest, text: text.into(), facets, years, is_selection: false };
    assert_eq!((ENGLISH.result_sentence)(&sentence), expected);
}

#[test]
fn results_are_one_sentence() {
    check(24, "", vec![], None, "24 cases");
    check(1, "", vec![], None, "1 case");
    check(0, "fish", vec![], None, "No cases with “fish”");
    check(
        23,
        "seed",
        vec![part(true, &["South Korea", "Viet Nam"], &[], false), part(false, &[], &["Health"], false)],
        Some(Years::Range(Some(2009), None)),
        "23 cases with “seed” in South Korea or Viet Nam, not Health, since 2009",
    );
    check(
        2,
        "",
        vec![part(false, &["A", "B", "C"], &[], true), part(true, &["Asia"], &["Japan"], false)],
        Some(Years::NotStated),
        "2 cases in Asia, A, B and C, not Japan, without a year",
    );
}

#[test]
fn where_no_case_has_all_the_words_the_sentence_says_what_there_is() {
    let check = |n_closest: usize, expected: &str| {
        let sentence = Sentence {
            count: count(0),
            n_closest: count(n_closest),
            text: "old ferry".into(),
            facets: vec![part(true, &["Norway"], &[], false)],
            years: None,
            is_selection: false,
        };
        assert_eq!((ENGLISH.result_sentence)(&sentence), expected);
    };
    check(12, "12 cases come close to “old ferry” in Norway");
    check(1, "1 case comes close to “old ferry” in Norway");
    check(0, "No cases with “old ferry” in Norway");
}

#[test]
fn years_are_said_as_people_say_them() {
    for (years, said) in [
        (Years::Range(Some(2009), Some(2009)), "in 2009"),
        (Years::Range(Some(2009), Some(2015)), "2009 to 2015"),
        (Years::Range(None, Some(2015)), "until 2015"),
    ] {
        assert_eq!((ENGLISH.years_value)(years), said);
    }
}

/// Each failure says what came, what was expected and what to do.
fn check_failure(error: LoadError, found: &str) {
    let text = (ENGLISH.load_error)(&error);
    assert!(text.found.contains(found), "{}", text.found);
    for part in [&text.title, &text.expected, &text.remedy] {
        assert!(!part.is_empty(), "{error:?}");
    }
}

#[test]
fn a_failure_says_what_came_and_what_to_do() {
    let url = || "data/cases.json".to_owned();
    check_failure(LoadError::NoConnection { url: url() }, "data/cases.json");
    check_failure(LoadError::NoAnswer { url: url(), bytes: 7, seconds: 30 }, "30 seconds");
    check_failure(LoadError::BrokenOff { url: url(), bytes: 7 }, "7 bytes");
    check_failure(LoadError::Status { url: url(), status: 404 }, "404");
    for (bytes, found) in [
        ("", "no content"),
        ("<html>", "web page"),
        ("{\"schema_version\":", "18 bytes"),
        ("{cases}", "line 1, column 2: key must be a string"),
        ("[]", "a list was found"),
        ("{\"schema_version\": 2}", "version 2; this app reads version 1"),
        ("{\"schema_version\": 1}", "Problems found: 4"),
    ] {
        let error = Catalog::read(bytes.as_bytes()).expect_err("it is no snapshot");
        check_failure(LoadError::Snapshot { url: url(), error }, found);
    }
}

#[test]
fn problems_are_listed_up_to_a_screenful() {
    let cases = vec!["{}"; 30].join(",");
    let snapshot = format!("{{\"schema_version\": 1, \"cases\": [{cases}]}}");
    let error = Catalog::read(snapshot.as_bytes()).expect_err("no case is usable");
    let text = (ENGLISH.load_error)(&LoadError::Snapshot { url: "x".into(), error });
    assert_eq!(text.problems.len(), 20);
    assert_eq!(text.problems[0], "generated: is missing: expected a text");
}
