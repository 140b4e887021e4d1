//! Casebook: a case-study library that runs entirely in the reader's browser.
//!
//! ```text
//! snapshot bytes -> RawSnapshot -> Catalog -> Index    (once; then an immutable Library)
//! address -> Route -> Query -> SearchResults -> page
//! event -> Route -> address                            (the only way back)
//! ```
//!
//! - [`catalog`]: what a library holds; reads and checks a snapshot.
//! - [`search`]: how cases are found, counted, grouped and marked.
//! - [`route`]: where the reader is: the address, read and written.
//! - [`language`]: what the interface says.
//! - `browser`: what is outside: fetch, address bar, `Intl`, the document.
//! - `app`: what the reader sees.
//!
//! The first four are plain Rust: they name no framework and no browser, and
//! are tested natively. The last two exist on `wasm32` and, with the feature `ssr`,
//! natively: the pages are then rendered to HTML, and nothing calls the browser.
//!
//! Deliberately absent: a server, a router crate, a global store, tracking,
//! web fonts, raw HTML from the snapshot.

// The type of a page is as deep as its elements.
#![recursion_limit = "256"]

pub mod catalog;
pub mod language;
pub mod route;
pub mod search;

#[cfg(any(target_arch = "wasm32", feature = "ssr"))]
pub mod app;
#[cfg(any(target_arch = "wasm32", feature = "ssr"))]
pub mod browser;
