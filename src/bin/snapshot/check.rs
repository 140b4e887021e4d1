//! `snapshot check`: every problem of a snapshot, one a line.

use std::io::{self, Write};

use casebook::catalog::{Catalog, Consequence, SnapshotError};

/// Checks the file and prints what is wrong with it. Gives the code to end
/// with: 0 clean, 1 problems, 2 cannot be used.
pub fn check(path: &str, out: &mut impl Write) -> io::Result<u8> {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            writeln!(out, "{path} cannot be read: {error}")?;
            return Ok(2);
        }
    };
    let catalog = match Catalog::read(&bytes) {
        Ok(catalog) => catalog,
        Err(error) => {
            explain(path, &error, out)?;
            return Ok(2);
        }
    };
    for problem in &catalog.problems {
        let consequence = match problem.consequence {
            Consequence::CaseLeftOut => "the case is left out",
            Consequence::FieldIgnored => "the field is passed over",
            Consequence::NotLinked => "shown, not linked",
        };
        writeln!(out, "{problem} ({consequence})")?;
    }
    let n_problems = catalog.problems.len();
    writeln!(
        out,
        "{path}: {} to find, {} withdrawn, {}",
        counted(catalog.cases.len(), "case"),
        catalog.withdrawn.len(),
        counted(n_problems, "problem")
    )?;
    Ok(u8::from(n_problems > 0))
}

/// Says what came, what was expected and what to do.
fn explain(path: &str, error: &SnapshotError, out: &mut impl Write) -> io::Result<()> {
    const WHOLE: &str = "a snapshot: a JSON object with \"schema_version\", \"library\" and \"cases\"";
    let (came, expected, remedy) = match error {
        SnapshotError::Empty => {
            ("an empty file".to_owned(), WHOLE.to_owned(), "write the snapshot anew".to_owned())
        }
        SnapshotError::Html => (
            "a web page".to_owned(),
            WHOLE.to_owned(),
            "look whether the address that the file was fetched from needs a sign-in".to_owned(),
        ),
        SnapshotError::Truncated { bytes } => (
            format!("a file that ends in the middle, after {bytes} bytes"),
            WHOLE.to_owned(),
            "transfer or write the file again, whole".to_owned(),
        ),
        SnapshotError::NotJson { line, column, reason } => (
            format!("text that is not JSON: line {line}, column {column}: {reason}"),
            WHOLE.to_owned(),
            "mend this place; a program that writes JSON makes no such mistake".to_owned(),
        ),
        SnapshotError::OtherJson { found } => (
            format!("JSON of another kind: {found}"),
            WHOLE.to_owned(),
            "see \"snapshot schema\" for every field".to_owned(),
        ),
        SnapshotError::Version { supported, found } => (
            format!("a snapshot whose \"schema_version\" is {found}"),
            format!("\"schema_version\": {supported}"),
            "write that version, or use the tool of a Casebook that reads the other".to_owned(),
        ),
        SnapshotError::NoUsableCase { problems } => {
            for problem in problems {
                writeln!(out, "{problem}")?;
            }
            (
                format!("a snapshot without a usable case, with {}", counted(problems.len(), "problem")),
                "at least one case without a problem".to_owned(),
                "mend what stands above; a withdrawn case does not count".to_owned(),
            )
        }
    };
    writeln!(out, "{path} cannot be used\n  found:    {came}\n  expected: {expected}\n  remedy:   {remedy}")
}

fn counted(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}
