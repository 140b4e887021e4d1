//! The library's front page as HTML, by the same views as in the browser.

use casebook::catalog::Catalog;

/// What the reader sees first, for `#app`; none as long as the views are for the
/// browser alone.
pub fn html(_: &Catalog) -> Option<String> {
    None
}
