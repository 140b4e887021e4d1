//! Misspelt words: which terms are near, and when they are asked for.

use casebook::search::highlight::marks;
use casebook::search::typos::TreeBuilder;
use casebook::search::{Library, Query};
use proptest::collection::btree_set;
use proptest::prelude::*;
use serde_json::json;

use crate::library::{ids, library};

/// The terms, which are in order, that are so many edits away from a word.
fn near(terms: &[&str], word: &str, n_edits: usize) -> Vec<usize> {
    let mut tree = TreeBuilder::default();
    for (id, term) in terms.iter().enumerate() {
        tree.add(id, term);
    }
    let mut found = Vec::new();
    tree.finish().for_each_near(word, n_edits, |id| terms[id], |id| found.push(id));
    found
}

/// Edits between two words, by the table of Damerau and Levenshtein in which no
/// letter is edited twice.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            table[i][j] = match (i, j) {
                (0, j) => j,
                (i, 0) => i,
                (i, j) => {
                    let changed = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                    let mut least = changed.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                    if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                        least = least.min(table[i - 2][j - 2] + 1);
                    }
                    least
                }
            };
        }
    }
    table[a.len()][b.len()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_tree_finds_what_a_table_for_each_term_finds(
        terms in btree_set("[abcé]{1,7}", 1..40), word in "[abcé]{1,7}", n_edits in 0..3_usize
    ) {
        let terms: Vec<&str> = terms.iter().map(String::as_str).collect();
        let expected: Vec<usize> = (0..terms.len()).filter(|id| distance(terms[*id], &word) <= n_edits).collect();
        prop_assert_eq!(near(&terms, &word, n_edits), expected);
    }
}

#[test]
fn long_words_are_no_misspellings_and_do_no_harm() {
    let long = "a".repeat(200);
    let terms = ["a", &long[..63], &long[..64], &long[..101], &long];
    assert_eq!(near(&terms, &long[..62], 1), [1]);
    assert_eq!(near(&terms, &long[..64], 1), [0_usize; 0], "the automaton has a bit a letter");
    assert_eq!(near(&[], "a", 1), [0_usize; 0]);
}

fn hits<'a>(library: &'a Library, text: &str) -> Vec<&'a str> {
    ids(library, &library.search(&Query { text: text.to_owned(), ..Query::default() }).hits)
}

#[test]
fn four_letters_allow_one_edit_and_eight_allow_two() {
    let library = library(json!([
        {"title": "Water supply"}, {"title": "Correction"}, {"title": "Government"}, {"title": "Tax 2019"},
    ]));
    for text in ["watr", "wter", "wateer", "wayer", "wtaer"] {
        assert_eq!(hits(&library, text), ["a"], "{text}");
    }
    for text in ["corection", "corecton", "corretcion", "correctiion"] {
        assert_eq!(hits(&library, text), ["b"], "{text}");
    }
    for text in ["goverment", "govermnet"] {
        assert_eq!(hits(&library, text), ["c"], "{text}");
    }
    for text in ["wtr", "tx", "taxx2019", "2018", "2109", "watter9", "corecshun", "goermnet"] {
        assert_eq!(hits(&library, text), [""; 0], "{text}");
    }
}

#[test]
fn a_word_that_the_library_knows_is_no_misspelling() {
    let library = library(json!([
        {"title": "Water"}, {"title": "Later"}, {"title": "Policies"}, {"title": "Police"},
    ]));
    assert_eq!(hits(&library, "water"), ["a"]);
    assert_eq!(hits(&library, "policy"), ["c"], "another ending is known as well");
    assert_eq!(hits(&library, "mater"), ["b", "a"]);
    assert_eq!(hits(&library, "-mater"), ["b", "d", "c", "a"], "what is refused is meant as typed");
    assert_eq!(hits(&library, "\"mater\""), [""; 0], "and so is a phrase");
}

#[test]
fn a_misspelt_word_is_marked_where_its_right_spelling_stands() {
    let library = library(json!([{"title": "Correction"}]));
    let results = library.search(&Query { text: "corection".into(), ..Query::default() });
    assert_eq!(marks("A Correction, corrected", &results.clauses).first(), Some(&(2..12)));
}
