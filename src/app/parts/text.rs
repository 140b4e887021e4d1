//! Texts of the snapshot: shown as text, whatever stands in them.

use leptos::attr::{Attribute, dir, lang};
use leptos::prelude::*;

use crate::catalog::Catalog;
use crate::catalog::case::{Block, blocks};

/// Says of an element that its text is the snapshot's, in the snapshot's
/// language; what stands around it is the interface's.
pub fn own_language(catalog: &Catalog) -> impl Attribute + use<> {
    (lang(catalog.language.clone()), dir("auto"))
}

/// A plain text of several paragraphs and lists.
pub fn plain_text(text: &str) -> impl IntoView + use<> {
    let block = |block: Block<'_>| match block {
        Block::Paragraph(text) => view! { <p>{text.to_owned()}</p> }.into_any(),
        Block::List(items) => {
            let items = items.into_iter().map(|item| view! { <li>{item.to_owned()}</li> }).collect_view();
            view! { <ul>{items}</ul> }.into_any()
        }
    };
    blocks(text).into_iter().map(block).collect_view()
}
