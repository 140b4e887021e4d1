//! Snapshots as a whole: what can be read, and what is said of the rest.

use casebook::catalog::pace::{Pace, at_once};
use casebook::catalog::{Catalog, SnapshotError};
use serde_json::{Value, json};

use crate::library::{read, snapshot};

/// The error of a snapshot that cannot be used, as `{:?}` but for the problems.
fn check_error(bytes: impl AsRef<[u8]>, expected: &str) {
    let error = Catalog::read(bytes.as_ref()).expect_err("the snapshot cannot be used");
    let said = match error {
        SnapshotError::NoUsableCase { problems } => {
            let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
            format!("NoUsableCase {problems:?}")
        }
        other => format!("{other:?}"),
    };
    assert_eq!(said, expected);
}

#[test]
fn nothing_at_all_is_told_apart_from_broken_json() {
    check_error("", "Empty");
    check_error(" \n\t", "Empty");
    check_error("\u{FEFF}\n", "Empty");
}

#[test]
fn a_web_page_is_recognised() {
    check_error("<!DOCTYPE html><title>Sign in</title>", "Html");
    check_error("\n  <html>", "Html");
    check_error("\u{FEFF}<html>", "Html");
}

#[test]
fn a_file_that_ends_in_the_middle_is_cut_off_wherever_the_cut_is() {
    let whole = snapshot(json!([{"title": "Fish", "countries": ["NO"], "facets": {"topic": ["water"]},
        "sections": [{"kind": "results", "body": "More \"fish\" in Ålesund."}]}]));
    let whole = whole.to_string();
    for bytes in 1..whole.len() {
        check_error(&whole.as_bytes()[..bytes], &format!("Truncated {{ bytes: {bytes} }}"));
    }
}

#[test]
fn what_is_not_json_is_refused_with_its_line_and_column() {
    check_error("hello", r#"NotJson { line: 1, column: 1, reason: "expected value" }"#);
    check_error(
        "{\n  \"schema_version\": 1,\n  cases: []\n}",
        r#"NotJson { line: 3, column: 3, reason: "key must be a string" }"#,
    );
    check_error(
        "{\"schema_version\": 1, \"cases\": [{\"id\": \"a\",}]}",
        r#"NotJson { line: 1, column: 44, reason: "trailing comma" }"#,
    );
    check_error("{} {}", r#"NotJson { line: 1, column: 4, reason: "trailing characters" }"#);
    check_error(
        b"{\"schema_version\": \"\xFF\"}",
        r#"NotJson { line: 1, column: 21, reason: "invalid unicode code point" }"#,
    );
}

#[test]
fn json_of_another_kind_is_named() {
    check_error("null", r#"OtherJson { found: "null" }"#);
    check_error("17", r#"OtherJson { found: "the number 17" }"#);
    check_error("-2.050", r#"OtherJson { found: "the number -2.05" }"#);
    check_error("3e17", r#"OtherJson { found: "the number 3e+17" }"#);
    check_error("true", r#"OtherJson { found: "true" }"#);
    check_error("\"cases\"", r#"OtherJson { found: "the text \"cases\"" }"#);
    check_error("[{\"id\": \"a\"}]", r#"OtherJson { found: "a list" }"#);
    check_error("{\"cases\": []}", r#"OtherJson { found: "an object without `schema_version`" }"#);
    check_error("{\"schema_version\": null}", r#"OtherJson { found: "an object without `schema_version`" }"#);
}

#[test]
fn another_version_is_refused_and_both_are_named() {
    for (version, found) in [
        (json!(2), "2"),
        (json!(0), "0"),
        (json!(0.9), "0.9"),
        (json!(-1), "-1"),
        (json!("1"), "the text \\\"1\\\""),
        (json!([1]), "a list"),
    ] {
        let mut snapshot = snapshot(json!([{}]));
        snapshot["schema_version"] = version;
        check_error(snapshot.to_string(), &format!(r#"Version {{ supported: 1, found: "{found}" }}"#));
    }
}

#[test]
fn a_minor_version_is_read() {
    for version in [json!(1), json!(1.0), json!(1.2)] {
        let mut snapshot = snapshot(json!([{}]));
        snapshot["schema_version"] = version;
        assert_eq!(read(&snapshot).cases.len(), 1);
    }
}

#[test]
fn no_usable_case_is_an_error_that_keeps_the_reasons() {
    check_error(snapshot(json!([])).to_string(), "NoUsableCase []");
    let mut without = snapshot(json!([]));
    without["cases"] = json!(null);
    check_error(without.to_string(), r#"NoUsableCase ["cases: is missing: expected a list"]"#);
    check_error(
        snapshot(json!([{"title": ""}, "b"])).to_string(),
        r#"NoUsableCase ["cases[0].title: is empty: expected a text", "cases[1]: expected an object, found the text \"b\""]"#,
    );
    let withdrawn = json!([{"withdrawn": {"date": "2026-01-01", "reason": "It was wrong."}}]);
    check_error(snapshot(withdrawn).to_string(), "NoUsableCase []");
}

#[test]
fn a_byte_order_mark_and_outer_white_space_are_passed_over() {
    let text = format!("\u{FEFF}\r\n {} \n", snapshot(json!([{"title": "Fish"}])));
    let catalog = Catalog::read(text.as_bytes()).expect("it is a snapshot");
    assert_eq!(catalog.cases[0].title, "Fish");
    assert_eq!(catalog.problems, []);
}

#[test]
fn unknown_fields_are_ignored_everywhere() {
    let mut snapshot = snapshot(json!([{
        "title": "Fish", "colour": {"deep": [1, null]},
        "sections": [{"kind": "results", "body": "More.", "author": 7}],
        "links": [{"label": "L", "url": "https://example.org", "rel": "me"}],
    }]));
    snapshot["vendor"] = json!([[[]]]);
    snapshot["library"]["founded"] = json!(1999);
    snapshot["facets"][0]["values"][0]["icon"] = json!("x");
    let catalog = read(&snapshot);
    assert_eq!(catalog.problems, []);
    assert_eq!(catalog.cases[0].sections[0].body, "More.");
}

#[test]
fn a_field_that_stands_twice_spoils_its_object_and_not_the_rest() {
    let sound = r#"{"id":"b","title":"B","summary":"","countries":[]}"#;
    let twice = r#"{"id":"a","title":"A","id":"c","summary":{"x":[1]},"countries":[]}"#;
    let text =
        snapshot(json!([])).to_string().replace(r#""cases":[]"#, &format!(r#""cases":[{twice},{sound}]"#));
    let catalog = Catalog::read(text.as_bytes()).expect("one case is left");
    assert_eq!(catalog.cases.len(), 1);
    let problems: Vec<String> = catalog.problems.iter().map(ToString::to_string).collect();
    assert_eq!(problems, [r#"cases[0]: expected an object, found one that holds "id" twice"#]);
    check_error(
        r#"{"schema_version":1,"schema_version":1}"#,
        r#"OtherJson { found: "one that holds \"schema_version\" twice" }"#,
    );
    check_error(r#"{"schema_version":1,"schema_version":"#, "Truncated { bytes: 37 }");
}

#[test]
fn null_is_the_same_as_missing_where_a_field_is_optional() {
    let catalog = read(&snapshot(json!([{
        "organisations": null, "year": null, "facets": null, "sections": null, "links": null,
        "source_url": null, "image": null, "updated": null, "aliases": null, "withdrawn": null,
    }])));
    assert_eq!(catalog.problems, []);
}

/// A snapshot read case by case is judged as serde_json judges the whole text,
/// to the byte.
fn check_judgement(text: &str) {
    let line_start = |line: usize| text.split_inclusive('\n').take(line - 1).map(str::len).sum::<usize>();
    let expected = match serde_json::from_str::<Value>(text) {
        Ok(_) => None,
        Err(error) if error.is_eof() => Some(text.len()),
        // A line end is the last byte of its line here, and there none of the next.
        Err(error) => Some(line_start(error.line()) + error.column() - 1),
    };
    let found = match Catalog::read(text.as_bytes()) {
        Err(SnapshotError::Truncated { bytes }) => Some(bytes),
        Err(SnapshotError::NotJson { line, column, .. }) => Some(line_start(line) + column - 1),
        // No text at all is too early an end, and has words of its own.
        Err(SnapshotError::Empty) => Some(text.len()),
        _ => None,
    };
    assert_eq!(found, expected, "for {text}");
}

#[test]
fn json_is_judged_as_serde_json_judges_it() {
    for text in [
        " { \"a\" : [ 1 , 2.5 , -3e2 , 0 , -0 , 0.25e+1, 1E2 ] , \"b\":{}, \"c\":[], \"\":null } ",
        r#""\" \\ \/ \b \f \n \r \t \u00e9 \u0041x \ud83d\ude00""#,
        "\"é 東京 😀\"",
        "\"a\nb\"",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"\\u12",
        "\"\\",
        "\"",
        "01",
        "-",
        "1.",
        ".5",
        "1e",
        "1e+",
        "+1",
        "- 1",
        "1x",
        "1 2",
        "tru",
        "truth",
        "nul",
        "falsey",
        "nan",
        "[",
        "[1",
        "[1,",
        "[1,]",
        "[,1]",
        "[1 2]",
        "{",
        "{1",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,",
        "{\"a\":1,}",
        "{\"a\" 1}",
        "{a:1}",
        "{\"a\":1 \"b\":2}",
        "]",
        "}",
        "",
        " ",
        "\u{a0}1",
        "é",
        "1,",
        "9007199254740991",
        "123456789012345",
        "0.001",
        "[[[[[[]]]]]]",
    ] {
        check_judgement(text);
        // And where a case stands, and a field of one.
        check_judgement(&format!("{{\"schema_version\":1,\n\"cases\": [{text}]}}"));
        check_judgement(&format!("{{\"cases\": [{{}},\n{text}],\"schema_version\":1}}"));
        check_judgement(&format!("{{\"cases\": [{{\"id\":\n {text}}}]}}"));
    }
}

#[test]
fn any_change_to_a_byte_is_judged_as_serde_json_judges_it() {
    for whole in [
        r#"{"a":[1,-2.5,"x\n\u00e9",true,null],"b":{"c":false,"d":[]}}"#,
        "{\"schema_version\":1,\"x\":[{\"cases\":[]}],\n\"cases\":[{\"id\":\"a\\\"]\",\"year\":7,\n\"facets\":{\"b\":[]}} , {}\n,null],\n\
         \"language\":\"é\",\"synonyms\":[[\"a\",\n\"b\"]]}",
    ] {
        let boundaries = (0..whole.len()).filter(|at| whole.is_char_boundary(*at));
        for at in boundaries {
            check_judgement(&whole[..at]);
            let after = at + whole[at..].chars().next().map_or(0, char::len_utf8);
            for other in [
                "", " ", "\n", "\"", "\\", ",", ":", "[", "]", "{", "}", "0", "7", "-", ".", "e", "u", "n",
                "\u{1}", "é",
            ] {
                check_judgement(&[&whole[..at], other, &whole[after..]].concat());
                check_judgement(&[&whole[..at], other, &whole[at..]].concat());
            }
        }
    }
}

#[test]
fn what_a_text_writes_by_backslashes_is_what_it_says() {
    let escaped = r#"\" \\ \/ \b \f \n \r \t \u00e9 \u0041x \ud83d\ude00"#;
    let text = snapshot(json!([{"title": "TITLE", "id": "a"}])).to_string().replace("TITLE", escaped);
    let catalog = Catalog::read(text.as_bytes()).expect("it is a snapshot");
    assert_eq!(catalog.cases[0].title, "\" \\ / \u{8} \u{C} \n \r \t é Ax 😀");
}

#[test]
fn half_a_character_spoils_its_case_and_not_the_rest() {
    let cases = json!([{}, {"title": "HERE", "id": "b"}, {"summary": "Sound."}]);
    let whole = snapshot(cases).to_string();
    let (before, after) = whole.split_once("HERE").expect("it is there");
    let start = before.len() - before.rfind("{\"").expect("the case begins there");
    let check = |title: &[u8], reason: &str, length: usize| {
        let bytes = [before.as_bytes(), title, after.as_bytes()].concat();
        let catalog = Catalog::read(&bytes).expect("two cases are left");
        assert_eq!(catalog.cases.len(), 2);
        let problems: Vec<String> = catalog.problems.iter().map(ToString::to_string).collect();
        let found = format!("one that cannot be read: {reason} after {} bytes", start + length);
        assert_eq!(problems, [format!("cases[1]: expected an object, found {found}")]);
    };
    // Cut by a program that counts halves, or in another encoding than UTF-8.
    check(br"cut: \ud83d", "unexpected end of hex escape", 11);
    check(br"\udc00 rest", "lone leading surrogate in hex escape", 5);
    check(b"caf\xE9", "invalid unicode code point", 3);
    // And so does a number beyond all numbers.
    let year = br#"A","year":1e999,"x":""#;
    check(year, "number out of range", 14);
}

#[test]
fn nesting_of_any_depth_is_passed_over() {
    let deep = ["[".repeat(100_000), "]".repeat(100_000)].concat();
    let text = snapshot(json!([{"unknown": "DEEP"}, {"summary": "DEEP"}])).to_string();
    let catalog = Catalog::read(text.replace("\"DEEP\"", &deep).as_bytes()).expect("one case is left");
    let problems: Vec<String> = catalog.problems.iter().map(ToString::to_string).collect();
    assert_eq!(problems, ["cases[1].summary: expected a text, found a list"]);
}

#[test]
fn a_rest_is_offered_after_each_case() {
    struct Rests(Vec<f32>);
    impl Pace for Rests {
        async fn rest(&mut self, done: f32) {
            self.0.push(done);
        }
    }
    let cases: Vec<Value> = (0..100).map(|n| json!({"id": format!("case-{n}")})).collect();
    let mut rests = Rests(Vec::new());
    let text = snapshot(json!(cases)).to_string();
    at_once(casebook::catalog::snapshot::read(text.as_bytes(), &mut Vec::new(), &mut rests))
        .expect("it is a snapshot");
    assert_eq!(rests.0.len(), cases.len());
    assert!(rests.0.is_sorted());
}
