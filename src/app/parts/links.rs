//! Links that leave the library.

use leptos::prelude::*;

use crate::catalog::case::safe_url;

/// A link that leaves the library; only text, with the address, where the
/// address is none that may be linked.
#[component]
pub fn ExternalLink(
    /// Where it leads, as the snapshot says.
    url: String,
    /// What the reader sees.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    match safe_url(&url) {
        Some(_) => view! { <a href=url class="external" rel="noopener noreferrer">{label}</a> }.into_any(),
        None => view! { <span>{label}" "<span class="unlinked">{url}</span></span> }.into_any(),
    }
}

/// A name, linked where there is an address.
#[component]
pub fn NamedLink(
    /// The name.
    name: String,
    /// The address, where there is one.
    url: Option<String>,
) -> impl IntoView {
    match url {
        Some(url) => view! { <ExternalLink url label=name/> }.into_any(),
        None => view! { <span>{name}</span> }.into_any(),
    }
}
