//! How cases are found, counted, grouped and marked.
//!
//! ```text
//! Catalog ── tokenize ──> Index            once, when the library opens
//! Query ── query, index, ranking ──> Hits ── facets, groups ──> SearchResults
//! hits on the page ── highlight, why ──> marks, snippets and reasons
//! text being typed ── suggest ──> values and titles to choose
//! ```
//!
//! A case is its position in [`Catalog::cases`](crate::catalog::Catalog::cases)
//! everywhere below. Nothing here knows a browser; names of countries in other
//! languages are handed in by who builds the [`Library`].

mod answer;
mod areas;
pub mod bitset;
mod closest;
pub mod endings;
pub mod facets;
pub mod forms;
mod function_words;
pub mod groups;
pub mod highlight;
pub mod index;
mod library;
mod names;
pub mod order;
pub mod query;
pub mod ranking;
pub mod similar;
mod spelling;
pub mod suggest;
pub mod synonyms;
pub mod tokenize;
pub mod typos;
pub mod why;

pub use answer::{DropOffer, Reading, SearchResults};
pub use library::{EnglishNames, Library, PlaceNames};
pub use query::{Query, Refinement, Refinements, Sort, Years};
