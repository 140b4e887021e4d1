//! Where and when a case is.

use leptos::prelude::*;

use crate::app::App;
use crate::catalog::Case;

/// A line with the countries of a case, the lead first, and its year.
pub fn places(app: App, case: &Case) -> impl IntoView + use<> {
    let library = app.library();
    let names: Vec<String> = match case.countries.as_slice() {
        [] => vec![app.messages.international.to_owned()],
        countries => countries.iter().map(|country| library.country_name(*country).to_owned()).collect(),
    };
    view! {
        <p class="where">
            <span class="places">{names.join(" · ")}</span>
            {case.year.map(|year| view! { <span class="year">{year.to_string()}</span> })}
        </p>
    }
}
