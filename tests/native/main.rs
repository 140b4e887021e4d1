//! The pure core: data in, data out.

mod catalog;
mod endings;
mod facets;
mod groups;
#[path = "../judged.rs"]
mod judged;
mod language;
mod laws;
mod layers;
mod library;
mod questions;
mod relevance;
mod route;
mod scan;
mod schema;
mod search;
mod shipped;
mod snapshot;
mod suggest;
mod synonyms;
mod text;
mod tool;
mod typos;
mod why;
