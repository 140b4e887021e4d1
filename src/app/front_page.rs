//! The library's front page as HTML: what `index.html` shows before the program
//! has come, and where it never comes.

use std::sync::Arc;

use leptos::prelude::*;

use super::App;
use super::navigate::Navigator;
use super::opening::Opened;
use super::shell::Shell;
use crate::language::EnglishFormats;
use crate::search::Library;

/// The page frame with the list of all cases in it, as the app draws it first.
pub fn front_page(library: Library) -> String {
    let opened = Opened { library: Arc::new(library), fingerprint: None, tag: None };
    let owner = Owner::new();
    owner.with(|| {
        provide_context(App::new(opened, Navigator::at(String::new()), EnglishFormats, false));
        view! { <Shell/> }.to_html()
    })
}
