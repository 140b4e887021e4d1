//! From bytes to raw types: what came, before anything is believed.
//!
//! The JSON is serde_json's to read, case by case with a rest after each: the
//! list of cases is by far the longest part of a snapshot, and a page that
//! read it at one go would stand still for as long.

mod field;
mod raw;
mod schema;

use serde::de::{Deserialize, IgnoredAny};
use serde_json::Deserializer;

use super::Problem;
use super::pace::Pace;
pub use field::{Entries, Field, FromJson, Text};
pub(super) use field::{decimal, excerpt};
pub use raw::*;
pub use schema::json_schema;

/// The major version of the format that this code reads.
pub const SUPPORTED_VERSION: u64 = 1;

/// Why a snapshot as a whole cannot be used.
#[derive(Debug)]
pub enum SnapshotError {
    /// No byte came, or only white space.
    Empty,
    /// A web page came in place of JSON, as from a sign-in page or a host
    /// that answers every address with its front page.
    Html,
    /// The text ends in the middle: the transfer or the file was cut off.
    Truncated {
        /// Bytes that came.
        bytes: usize,
    },
    /// The text is not JSON.
    NotJson {
        /// Line of the first error, from 1.
        line: usize,
        /// Column of the first error, from 1.
        column: usize,
        /// What the JSON reader says.
        reason: String,
    },
    /// JSON, but nothing that looks like a snapshot.
    OtherJson {
        /// What came instead.
        found: String,
    },
    /// A snapshot of a version that this code does not read.
    Version {
        /// The version that this code reads.
        supported: u64,
        /// The version that the snapshot names.
        found: String,
    },
    /// Every case is wrong, or there is none.
    NoUsableCase {
        /// Why, case by case.
        problems: Vec<Problem>,
    },
}

/// Reads JSON into raw types and checks the version.
///
/// `frame` is room for a copy of what stands around the cases, which is read as
/// one text; its content does not matter.
///
/// # Errors
/// All variants of [`SnapshotError`] but `NoUsableCase`.
pub async fn read<'a>(
    bytes: &'a [u8],
    frame: &'a mut Vec<u8>,
    pace: &mut impl Pace,
) -> Result<RawSnapshot<'a>, SnapshotError> {
    let n_bytes = bytes.len();
    let file = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_end();
    match file.trim_ascii_start().first() {
        None => return Err(SnapshotError::Empty),
        Some(b'<') => return Err(SnapshotError::Html),
        Some(_) => {}
    }
    let root = read_file(file, frame, pace).await.map_err(|Misread { at, reason }| {
        if at == file.len() {
            return SnapshotError::Truncated { bytes: n_bytes };
        }
        let (line, column) = line_and_column(file, at);
        SnapshotError::NotJson { line, column, reason }
    })?;
    let snapshot = match root {
        Field::Is(snapshot) => snapshot,
        Field::Absent => return Err(SnapshotError::OtherJson { found: "null".into() }),
        Field::Mismatch(found) => return Err(SnapshotError::OtherJson { found }),
    };
    let version = |found: String| Err(SnapshotError::Version { supported: SUPPORTED_VERSION, found });
    match &snapshot.schema_version {
        // `1.2` adds to version 1 and is read as such.
        Field::Is(number) if number.floor() == SUPPORTED_VERSION as f64 => Ok(snapshot),
        Field::Is(number) => version(decimal(*number)),
        Field::Mismatch(found) => version(found.clone()),
        Field::Absent => Err(SnapshotError::OtherJson { found: "an object without `schema_version`".into() }),
    }
}

/// What serde_json says of a line end inside a text, and of its like.
const CONTROL: &str = "control character (\\u0000-\\u001F) found while parsing a string";

/// Where reading stopped, and why.
struct Misread {
    /// Byte of the text, from 0; the length of the text where it ends too
    /// early.
    at: usize,
    /// What is wrong there.
    reason: String,
}

impl Misread {
    /// What serde_json says of a text that it was given from its start.
    fn new(text: &[u8], error: &serde_json::Error) -> Self {
        let said = error.to_string();
        let reason = said.split(" at line ").next().unwrap_or_default().to_owned();
        let lines = text.split_inclusive(|byte| *byte == b'\n');
        let line_start: usize = lines.take(error.line().saturating_sub(1)).map(<[u8]>::len).sum();
        // The last byte that was read.
        let last = (line_start + error.column()).saturating_sub(1);
        let at = match reason.as_str() {
            _ if error.is_eof() => text.len(),
            // Of a text it says where the text ends.
            "invalid unicode code point" => {
                std::str::from_utf8(text).map_or_else(|error| error.valid_up_to(), str::len)
            }
            // In what is passed over it stops before such a character, and
            // takes half a number for a wrong one.
            CONTROL if text.get(last).is_some_and(|byte| *byte >= b' ') => last + 1,
            "invalid number"
                if last + 1 == text.len() && text.last().is_some_and(|byte| b"+-.eE".contains(byte)) =>
            {
                text.len()
            }
            _ => last,
        };
        Self { at, reason }
    }
}

/// Line and column of a byte, from 1.
fn line_and_column(file: &[u8], at: usize) -> (usize, usize) {
    let before = &file[..at];
    let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    (before.iter().filter(|byte| **byte == b'\n').count() + 1, at - line_start + 1)
}

/// Reads a whole file, its cases one by one.
///
/// Of several errors the first in the file is found, as by a reader that takes
/// all at one go.
async fn read_file<'a>(
    file: &'a [u8],
    frame: &'a mut Vec<u8>,
    pace: &mut impl Pace,
) -> Result<Field<RawSnapshot<'a>>, Misread> {
    let Some(start) = start_of_cases(file) else {
        return serde_json::from_slice(file).map_err(|error| Misread::new(file, &error));
    };
    // Nothing is wrong with the part before the cases but that it ends.
    let head = &file[..start];
    match serde_json::from_slice::<Field<RawSnapshot>>(head) {
        Err(error) if !error.is_eof() => return Err(Misread::new(head, &error)),
        _ => {}
    }
    let (cases, end) = read_cases(file, start, pace).await?;

    // The rest is read as if the list were empty.
    let tail = &file[end..];
    frame.clear();
    frame.extend_from_slice(head);
    frame.extend_from_slice(tail);
    let mut root: Field<RawSnapshot> = serde_json::from_slice(frame).map_err(|error| {
        let mut misread = Misread::new(frame, &error);
        if misread.at >= head.len() {
            misread.at += end - start;
        }
        misread
    })?;
    if let Field::Is(snapshot) = &mut root {
        snapshot.cases = Field::Is(cases);
    }
    Ok(root)
}

/// Where the items of the list of cases begin. Knows brackets and texts only:
/// up to the first error it sees what a reader of JSON sees.
fn start_of_cases(file: &[u8]) -> Option<usize> {
    let mut depth = 0_u32;
    let mut at = 0;
    loop {
        match file.get(at)? {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            b'"' => {
                let start = at;
                at = end_of_text(file, start)?;
                if depth == 1 && file[start..=at] == *br#""cases""# {
                    let value = file[at + 1..].trim_ascii_start().strip_prefix(b":");
                    if let Some(items) = value.and_then(|value| value.trim_ascii_start().strip_prefix(b"[")) {
                        return Some(file.len() - items.len());
                    }
                }
            }
            _ => {}
        }
        at += 1;
    }
}

/// Where the text that begins at `start` has its closing quote.
fn end_of_text(file: &[u8], start: usize) -> Option<usize> {
    let mut at = start + 1;
    loop {
        match file.get(at)? {
            b'"' => return Some(at),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

/// Reads the items of a list, the first of which begins at `start`, with a rest
/// after each; and says where the list is closed.
async fn read_cases<'a>(
    file: &'a [u8],
    start: usize,
    pace: &mut impl Pace,
) -> Result<(Vec<Field<RawCase<'a>>>, usize), Misread> {
    let mut cases = Vec::new();
    let mut at = skip_space(file, start);
    if file.get(at) == Some(&b']') {
        return Ok((cases, at));
    }
    loop {
        let (case, end) = read_case(file, at)?;
        cases.push(case);
        pace.rest(end as f32 / file.len() as f32).await;
        at = skip_space(file, end);
        match file.get(at) {
            Some(b',') => at = skip_space(file, at + 1),
            Some(b']') => return Ok((cases, at)),
            _ => return Err(Misread { at, reason: "expected `,` or `]`".to_owned() }),
        }
        if file.get(at) == Some(&b']') {
            return Err(Misread { at, reason: "trailing comma".to_owned() });
        }
    }
}

/// Reads the case that begins at `at`, and says where it ends.
///
/// One that is JSON and still cannot be read, as with half a character in a
/// text, spoils no other.
fn read_case(file: &[u8], at: usize) -> Result<(Field<RawCase<'_>>, usize), Misread> {
    let text = &file[at..];
    let error = match read_first(text) {
        Ok((case, length)) => return Ok((case, at + length)),
        Err(error) => error,
    };
    let Misread { at: in_text, reason } = Misread::new(text, &error);
    match read_first::<IgnoredAny>(text) {
        Ok((_, length)) => {
            // Lines are not counted: in a file of another encoding many cases
            // are so, and for each it would be read from its start.
            let found = format!("one that cannot be read: {reason} after {in_text} bytes");
            Ok((Field::Mismatch(found), at + length))
        }
        Err(error) if error.is_eof() => Err(Misread { at: file.len(), reason }),
        Err(_) => Err(Misread { at: at + in_text, reason }),
    }
}

/// Reads the value that a text begins with, and says how long it is.
fn read_first<'a, T: Deserialize<'a>>(text: &'a [u8]) -> serde_json::Result<(T, usize)> {
    let mut values = Deserializer::from_slice(text).into_iter();
    match values.next() {
        Some(value) => Ok((value?, values.byte_offset())),
        // Nothing comes of nothing: says that the text ends too early.
        None => serde_json::from_slice(text).map(|value| (value, 0)),
    }
}

fn skip_space(file: &[u8], at: usize) -> usize {
    let is_space = |byte: &&u8| matches!(byte, b' ' | b'\n' | b'\r' | b'\t');
    at + file[at..].iter().take_while(is_space).count()
}
