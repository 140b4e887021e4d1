//! Texts of the snapshot: shown as text, whatever stands in them.

use crate::app::element::{Element, a, li, p, span, ul};
use crate::catalog::case::{Block, blocks, safe_url};

/// A plain text of several paragraphs and lists.
pub fn plain_text(text: &str) -> Vec<Element> {
    let block = |block: Block<'_>| match block {
        Block::Paragraph(text) => p().child(text),
        Block::List(items) => items.into_iter().fold(ul(), |list, item| list.child(li().child(item))),
    };
    blocks(text).into_iter().map(block).collect()
}

/// A link within the library.
#[inline(never)]
pub fn link(href: &str, label: &str) -> Element {
    a().attr("href", href).child(label)
}

/// A link that leaves the library; only text, with the address, where the
/// address is none that may be linked.
pub fn external_link(url: &str, label: &str) -> Element {
    match safe_url(url) {
        Some(url) => link(url, label).class("external").attr("rel", "noopener noreferrer"),
        None => span().child(label).child(" ").child(span().class("unlinked").child(url)),
    }
}

/// A name, linked where there is an address.
pub fn named_link(name: &str, url: Option<&str>) -> Element {
    match url {
        Some(url) => external_link(url, name),
        None => span().child(name),
    }
}
