//! The pure core: data in, data out.

mod catalog;
mod library;
mod shipped;
mod snapshot;
mod text;
