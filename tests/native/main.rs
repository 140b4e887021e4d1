//! The pure core: data in, data out.

mod catalog;
mod facets;
mod groups;
mod language;
mod library;
mod route;
mod search;
mod shipped;
mod snapshot;
mod text;
