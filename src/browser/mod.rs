//! What is outside: the network, the address bar, `Intl`, the document.
//!
//! The one place that calls browser APIs, but for events: elements and links
//! take those themselves. Whatever a browser may refuse is an
//! `Option` or an error here; nothing below panics because of a browser.

pub mod address;
pub mod fetch;
pub mod first_paint;
pub mod intl;
pub mod pace;
pub mod page;
pub mod panic;
