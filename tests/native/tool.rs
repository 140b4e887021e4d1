//! The publisher's tool, run as a publisher runs it, and its corpus.

#[path = "../../src/bin/snapshot/corpus.rs"]
pub mod corpus;

use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use casebook::catalog::{Case, Catalog};

use crate::shipped::shipped;

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_snapshot")).args(arguments).output().expect("the tool starts")
}

/// The tool ends with `code` and prints `out` and `err`.
fn check(arguments: &[&str], code: i32, out: &str, err: &str) {
    let output = run(arguments);
    assert_eq!(String::from_utf8_lossy(&output.stdout), out, "for {arguments:?}");
    assert_eq!(String::from_utf8_lossy(&output.stderr), err, "for {arguments:?}");
    assert_eq!(output.status.code(), Some(code), "for {arguments:?}");
}

/// A file of its own for each test.
fn file(name: &str, content: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, content).expect("the target folder can be written");
    path
}

/// What `snapshot check` says of a file, with FILE for its path.
fn check_file(name: &str, content: &str, code: i32, expected: &str) {
    let path = file(name, content);
    let path = path.to_str().expect("the target folder has a plain name");
    check(&["check", path], code, &expected.replace("FILE", path), "");
}

#[test]
fn a_clean_snapshot_ends_with_0() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/cases.json");
    let shipped = shipped();
    let (to_find, withdrawn) = (shipped.cases.len(), shipped.withdrawn.len());
    let said = format!("{path}: {to_find} cases to find, {withdrawn} withdrawn, 0 problems\n");
    check(&["check", path], 0, &said, "");
}

#[test]
fn problems_are_listed_one_a_line_and_end_with_1() {
    check_file(
        "problems.json",
        r#"{"schema_version":1,"generated":"2026-11-23","language":"en",
            "library":{"title":"T","publisher":{"name":"P","statement":"S","url":"example.org"}},
            "cases":[{"id":"a","title":"A","summary":"s","countries":["UK"]},
                {"id":"b","title":"B","summary":"s","countries":[]}]}"#,
        1,
        "library.publisher.url: \"example.org\" is not an https:, http: or mailto: address (shown, not linked)\n\
         cases[0].countries[0]: \"UK\" is not an ISO 3166-1 code; did you mean \"GB\"? (the case is left out)\n\
         FILE: 1 case to find, 0 withdrawn, 2 problems\n",
    );
}

#[test]
fn what_cannot_be_used_is_explained_and_ends_with_2() {
    let whole = "a snapshot: a JSON object with \"schema_version\", \"library\" and \"cases\"";
    for (name, content, found, expected, remedy) in [
        ("empty.json", "", "an empty file", whole, "write the snapshot anew"),
        (
            "page.json",
            "<html>",
            "a web page",
            whole,
            "look whether the address that the file was fetched from needs a sign-in",
        ),
        (
            "cut.json",
            "{\"cases\": [",
            "a file that ends in the middle, after 11 bytes",
            whole,
            "transfer or write the file again, whole",
        ),
        (
            "text.json",
            "{\n  cases",
            "text that is not JSON: line 2, column 3: key must be a string",
            whole,
            "mend this place; a program that writes JSON makes no such mistake",
        ),
        ("list.json", "[]", "JSON of another kind: a list", whole, "see \"snapshot schema\" for every field"),
        (
            "version.json",
            "{\"schema_version\": 2}",
            "a snapshot whose \"schema_version\" is 2",
            "\"schema_version\": 1",
            "write that version, or use the tool of a Casebook that reads the other",
        ),
    ] {
        let said = format!(
            "FILE cannot be used\n  found:    {found}\n  expected: {expected}\n  remedy:   {remedy}\n"
        );
        check_file(name, content, 2, &said);
    }
    let path = file("no-case.json", r#"{"schema_version":1,"cases":[{},{}]}"#);
    let output = run(&["check", path.to_str().expect("a plain name")]);
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(2));
    assert!(said.contains("\ncases[1].title: is missing: expected a text\n"), "{said}");
    assert!(said.contains("found:    a snapshot without a usable case, with 11 problems\n"), "{said}");
}

#[test]
fn a_missing_file_is_said_without_a_panic() {
    let output = run(&["check", "no/such/file.json"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stdout).starts_with("no/such/file.json cannot be read: "));
}

#[test]
fn arguments_that_make_no_sense_are_explained() {
    for (arguments, message) in [
        (&[][..], "a command is missing: check, schema or generate"),
        (&["chekc"], "no such command: \"chekc\"; there are check, schema and generate"),
        (&["check"], "check needs the file to check"),
        (&["check", "a", "b"], "check takes one file"),
        (&["schema", "2"], "schema takes nothing more, but found \"2\""),
        (&["generate"], "generate needs --cases N"),
        (&["generate", "--cases"], "--cases needs a number"),
        (&["generate", "--cases", "many"], "--cases needs a whole number, but found \"many\""),
        (&["generate", "--cases=0"], "--cases needs at least 1: a snapshot without a case cannot be used"),
        (&["generate", "--size", "3"], "generate does not know \"--size\"; it takes --cases N and --seed S"),
    ] {
        check(arguments, 2, "", &format!("snapshot: {message}\nTry: snapshot --help\n"));
    }
    for arguments in [&["--help"][..], &["help"], &["-h"], &["generate", "--help"]] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(0));
        assert!(String::from_utf8_lossy(&output.stdout).contains("generate --cases N [--seed S]"));
    }
}

#[test]
fn a_reader_who_stops_reading_is_no_error() {
    let mut tool = Command::new(env!("CARGO_BIN_EXE_snapshot"))
        .args(["generate", "--cases", "500"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the tool starts");
    drop(tool.stdout.take());
    let output = tool.wait_with_output().expect("the tool ends");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}

fn generate(n_cases: usize, seed: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    corpus::write(n_cases, seed, &mut bytes).expect("memory can be written");
    bytes
}

#[test]
fn the_tool_writes_the_corpus() {
    assert_eq!(run(&["generate", "--cases", "3", "--seed=7"]).stdout, generate(3, 7));
    assert_eq!(run(&["generate", "--cases", "2"]).stdout, generate(2, 0));
}

#[test]
fn a_seed_gives_the_same_corpus_everywhere() {
    // FNV-1a, so that a change on any platform is seen.
    let hash = |bytes: &[u8]| {
        bytes.iter().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3)
        })
    };
    assert_eq!(hash(&generate(100, 0)), CORPUS_OF_100);
    assert_ne!(generate(3, 1), generate(3, 2));
    let case =
        |corpus: Vec<u8>| String::from_utf8(corpus).expect("it is text").lines().nth(2).map(str::to_owned);
    assert_eq!(case(generate(3, 1)), case(generate(30, 1)), "a larger corpus begins with the smaller one");
}

/// Changes only when the corpus is meant to change, and figures with it.
const CORPUS_OF_100: u64 = 187_289_626_409_407_947;

#[test]
fn a_corpus_is_a_snapshot_without_a_problem_and_within_bounds() {
    let n_cases = 400;
    let bytes = generate(n_cases, 42);
    let per_case = bytes.len() / n_cases;
    assert!((2_750..3_050).contains(&per_case), "{per_case} bytes a case");
    let catalog = Catalog::read(&bytes).expect("it is a snapshot");
    assert_eq!(catalog.problems, []);
    assert_eq!(catalog.cases.len(), n_cases);
    for case in &catalog.cases {
        assert!((150..=450).contains(&case.summary.len()), "{}: summary of {}", case.id, case.summary.len());
        assert!((2..=5).contains(&case.sections.len()), "{}", case.id);
        for section in &case.sections {
            assert!(
                (200..=900).contains(&section.body.len()),
                "{}: section of {}",
                case.id,
                section.body.len()
            );
        }
        assert!((1..=4).contains(&case.countries.len()), "{}", case.id);
        assert!(case.organisations.len() <= 2, "{}", case.id);
        assert!(!case.facet_values[0].is_empty(), "{}", case.id);
    }
    let some = |has: fn(&Case) -> bool| catalog.cases.iter().filter(|case| has(case)).count();
    assert!(some(|case| case.countries.len() > 1) > n_cases / 10);
    assert!(some(|case| case.year.is_none()) > 0);
    assert!(some(|case| case.organisations.is_empty()) > 0);
    let topics: usize =
        (0..30).filter(|topic| catalog.cases.iter().any(|case| case.facet_values[0].contains(topic))).count();
    assert!(topics > 25, "{topics} topics are used");
}

#[test]
fn the_words_of_a_corpus_are_spread_as_in_a_language() {
    let catalog = Catalog::read(&generate(200, 0)).expect("it is a snapshot");
    let mut counts = std::collections::HashMap::<String, usize>::new();
    let mut n_words = 0;
    for case in &catalog.cases {
        for section in &case.sections {
            for word in section.body.split_whitespace() {
                *counts.entry(word.trim_end_matches('.').to_lowercase()).or_default() += 1;
                n_words += 1;
            }
        }
    }
    let mut counts: Vec<usize> = counts.into_values().collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    // The first word about once in 20, and half of the words in the first 300.
    assert!((n_words / 35..n_words / 10).contains(&counts[0]), "{} of {n_words}", counts[0]);
    let frequent: usize = counts[..300].iter().sum();
    assert!((n_words * 4 / 10..n_words * 7 / 10).contains(&frequent), "{frequent} of {n_words}");
    assert!(counts.len() > 5_000, "{} different words", counts.len());
}
