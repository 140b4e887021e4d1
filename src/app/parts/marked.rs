//! A text with its matches marked.

use std::ops::Range;

use crate::app::element::{Element, mark, span};
use crate::search::highlight::marks;
use crate::search::ranking::Compiled;

/// A whole text, with what the clauses match in `<mark>`.
pub fn marked_whole(text: &str, clauses: &[Compiled]) -> Element {
    marked(text, 0..text.len(), &marks(text, clauses))
}

/// The piece `shown` of a text, with `marks` in `<mark>`; both in bytes of
/// the whole text, as the search gives them.
pub fn marked(text: &str, shown: Range<usize>, marks: &[Range<usize>]) -> Element {
    let mut parts = span();
    let mut at = shown.start;
    for range in marks {
        parts = parts.child(&text[at..range.start]).child(mark().child(&text[range.clone()]));
        at = range.end;
    }
    parts.child(&text[at..shown.end])
}
