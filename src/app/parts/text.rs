//! Texts of the snapshot: shown as text, whatever stands in them.

use leptos::prelude::*;

use crate::catalog::case::{Block, blocks, safe_url};

/// A plain text of several paragraphs and lists.
#[component]
pub fn PlainText(
    /// The text.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    let block = |block: Block<'_>| match block {
        Block::Paragraph(text) => view! { <p>{text.to_owned()}</p> }.into_any(),
        Block::List(items) => {
            let items = items.into_iter().map(|item| view! { <li>{item.to_owned()}</li> }).collect_view();
            view! { <ul>{items}</ul> }.into_any()
        }
    };
    blocks(&text).into_iter().map(block).collect_view()
}

/// A link that leaves the library; only text, with the address, where the
/// address is none that may be linked.
#[component]
pub fn ExternalLink(
    /// The address.
    url: String,
    /// What the reader sees.
    label: String,
) -> impl IntoView {
    match safe_url(&url) {
        Some(_) => view! { <a class="external" rel="noopener noreferrer" href=url>{label}</a> }.into_any(),
        None => view! { <span>{label}" "<span class="unlinked">{url}</span></span> }.into_any(),
    }
}
