//! A text with its matches marked.

use std::ops::Range;

use leptos::prelude::*;

/// The piece `shown` of a text, with `marks` in `<mark>`; both in bytes of
/// the whole text, as the search gives them.
pub fn marked(text: &str, shown: Range<usize>, marks: &[Range<usize>]) -> AnyView {
    let mut parts: Vec<AnyView> = Vec::new();
    let mut at = shown.start;
    for mark in marks {
        parts.push(text[at..mark.start].to_owned().into_any());
        parts.push(view! { <mark>{text[mark.clone()].to_owned()}</mark> }.into_any());
        at = mark.end;
    }
    parts.push(text[at..shown.end].to_owned().into_any());
    parts.into_any()
}
