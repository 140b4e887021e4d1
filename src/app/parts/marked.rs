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
