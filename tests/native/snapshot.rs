//! Snapshots as a whole: what can be read, and what is said of the rest.

use casebook::catalog::json::{Json, Misread, Reader};
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
        "sections": [{"kind": "results", "body": "More \"fish\"."}]}]));
    let whole = whole.to_string();
    for bytes in 1..whole.len() {
        check_error(&whole[..bytes], &format!("Truncated {{ bytes: {bytes} }}"));
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
    check_error("3e17", r#"OtherJson { found: "the number 300000000000000e3" }"#);
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

/// What serde_json reads in `text`.
fn read_by_serde(text: &str) -> Result<Value, serde_json::Error> {
    serde_json::from_str(text)
}

/// The same value in serde_json's type; of a field that stands twice the last
/// counts there.
fn as_serde(json: Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(value) => value.into(),
        Json::Number(number) => json!(number),
        Json::Text(text) => text.into_owned().into(),
        Json::List(items) => items.into_iter().map(as_serde).collect(),
        Json::Object(fields) => Value::Object(
            fields.into_iter().map(|(name, value)| (name.into_owned(), as_serde(value))).collect(),
        ),
    }
}

/// Numbers as they are to a program that counts in `f64`.
fn in_floats(value: Value) -> Value {
    match value {
        Value::Number(number) => json!(number.as_f64()),
        Value::Array(items) => items.into_iter().map(in_floats).collect(),
        Value::Object(fields) => {
            Value::Object(fields.into_iter().map(|(name, value)| (name, in_floats(value))).collect())
        }
        other => other,
    }
}

fn read_by_us(text: &str) -> Result<Value, Misread> {
    let mut reader = Reader::new(text.as_bytes());
    let json = reader.value()?;
    reader.end()?;
    Ok(as_serde(json))
}

/// Both readers agree about a text, up to the place of an error.
fn check_reading(text: &str) {
    match (read_by_us(text), read_by_serde(text)) {
        (Ok(ours), Ok(theirs)) => assert_eq!(ours, in_floats(theirs), "for {text:?}"),
        (Err(ours), Err(theirs)) => {
            assert_eq!(ours.at == text.len(), theirs.is_eof(), "for {text:?}: {ours:?}, {theirs}");
        }
        (ours, theirs) => panic!("for {text:?}: {ours:?}, {theirs:?}"),
    }
}

#[test]
fn json_is_read_as_serde_json_reads_it() {
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
        check_reading(text);
    }
    assert_eq!(read_by_us(r#""\ud83d x \udc00 \ud83d\u0041""#), Ok(json!("\u{FFFD} x \u{FFFD} \u{FFFD}A")));
    assert_eq!(read_by_us("1e999"), Ok(json!(f64::MAX)));
    assert_eq!(read_by_us(&"[".repeat(201)).map_err(|error| error.at), Err(200));
    assert!(read_by_us(&["[".repeat(200), "]".repeat(200)].concat()).is_ok());
}

#[test]
fn any_change_to_a_byte_is_judged_as_serde_json_judges_it() {
    let whole = r#"{"a":[1,-2.5,"x\n\u00e9",true,null],"b":{"c":false,"d":[]}}"#;
    for at in 0..whole.len() {
        check_reading(&whole[..at]);
        for other in [
            "", " ", "\"", "\\", ",", ":", "[", "]", "{", "}", "0", "7", "-", ".", "e", "u", "n", "\u{1}",
            "é",
        ] {
            check_reading(&[&whole[..at], other, &whole[at + 1..]].concat());
            check_reading(&[&whole[..at], other, &whole[at..]].concat());
        }
    }
}
