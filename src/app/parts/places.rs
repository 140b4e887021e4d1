//! Where and when a case is.

use super::marked::marked_whole;
use crate::app::App;
use crate::app::element::{Element, p, span};
use crate::catalog::Case;
use crate::search::ranking::Compiled;

/// A line with the countries of a case, the lead first, and its year.
/// `clauses` say what to mark.
pub fn places(app: App, case: &Case, clauses: &[Compiled]) -> Element {
    let library = app.library();
    let names: Vec<&str> = match case.countries.as_slice() {
        [] => vec![app.messages.international],
        countries => countries.iter().map(|country| library.country_name(*country)).collect(),
    };
    let year = case.year.map(|year| span().class("year").child(&*year.to_string()));
    p().class("where").child(marked_whole(&names.join(" · "), clauses).class("places")).child(year)
}
