//! The pure core: data in, data out.

mod catalog;
mod endings;
mod facets;
mod groups;
mod language;
mod laws;
mod layers;
mod library;
mod relevance;
mod route;
mod scan;
mod schema;
mod search;
mod shipped;
mod site;
mod snapshot;
mod suggest;
mod text;
mod tool;
mod typos;
mod why;
