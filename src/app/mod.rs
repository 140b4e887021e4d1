//! What the reader sees.
//!
//! ```text
//! start    that the library is opening, why it cannot, or
//!  └ shell    what stands around every page, with one of the pages in it:
//!     ├ list_page    entries (with facets beside them), or countries
//!     ├ case_page
//!     ├ about_page
//!     └ embed_page
//! ```
//!
//! Pages and parts are components. They read one [`context`], and the only way to
//! change what they show is to go to another address ([`navigate`]), which the page
//! follows in [`stages`]. The same components render natively to HTML
//! ([`front_page`]); what is done to the world outside stands in effects and event
//! handlers, which only a browser runs.

pub mod about_page;
pub mod case_page;
pub mod context;
pub mod countries;
pub mod embed_page;
pub mod facets;
pub mod folds;
#[cfg(feature = "ssr")]
pub mod front_page;
pub mod list_page;
pub mod navigate;
pub mod offline;
pub mod opening;
pub mod parts;
pub mod search_bar;
pub mod sentence;
pub mod shell;
pub mod stages;
pub mod start;

pub use context::{App, use_app};
pub use start::{mount, mount_library};
