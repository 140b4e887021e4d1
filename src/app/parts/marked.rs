//! A text with its matches marked.

use std::ops::Range;

use leptos::prelude::*;

use crate::search::highlight::marks;
use crate::search::ranking::Compiled;

/// A whole text, with what the clauses match in `<mark>`.
pub fn marked_whole(text: &str, clauses: &[Compiled]) -> impl IntoView + use<> {
    marked(text, 0..text.len(), &marks(text, clauses))
}

/// The piece `shown` of a text, with `marks` in `<mark>`; both in bytes of
/// the whole text, as the search gives them.
pub fn marked(text: &str, shown: Range<usize>, marks: &[Range<usize>]) -> impl IntoView + use<> {
    let marks = joined(text, marks);
    let mut at = shown.start;
    let mut parts = Vec::with_capacity(marks.len());
    for range in marks {
        let before = text[at..range.start].to_owned();
        let found = text[range.clone()].to_owned();
        parts.push(view! { {before}<mark>{found}</mark> });
        at = range.end;
    }
    let rest = text[at..shown.end].to_owned();
    view! { <span>{parts}{rest}</span> }
}

/// Marks with no more than a blank between them as one. Chromium passes over a
/// blank that stands alone between two elements, and would call a case
/// "MangroveForests".
fn joined(text: &str, marks: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(marks.len());
    for mark in marks {
        match joined.last_mut() {
            Some(last) if text[last.end..mark.start].trim().is_empty() => last.end = mark.end,
            _ => joined.push(mark.clone()),
        }
    }
    joined
}
