//! A text with its matches marked.

use std::ops::Range;

use crate::app::element::{Element, mark, span};

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
