//! The library's front page as HTML, by the same views as in the browser.

use casebook::app::front_page::front_page;
use casebook::catalog::Catalog;
use casebook::search::{EnglishNames, Library};

/// What the reader sees first.
pub fn html(catalog: Catalog) -> String {
    front_page(Library::new(catalog, &EnglishNames))
}
