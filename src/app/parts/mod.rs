//! Small pieces that several pages show.

pub mod case_entry;
pub mod choice;
pub mod links;
pub mod marked;
pub mod places;
pub mod share;
pub mod show_all;
pub mod text;
