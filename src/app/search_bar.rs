//! The search box, and what it suggests while the reader types.
//!
//! Nothing is chosen by itself: Enter searches for the text as it stands,
//! unless the reader has gone down into the list.

use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::prelude::*;

use super::parts::text::own_language;
use super::sentence::facet_label;
use super::{App, use_app};
use crate::browser::page;
use crate::route::View;
use crate::search::Refinement;
use crate::search::query::tidy;
use crate::search::suggest::Suggestion;

/// Id of the list.
const LIST: &str = "suggestions";

/// Where the reader is in the search box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cursor {
    /// Nowhere: the list is closed.
    Closed,
    /// In the text, with the list open.
    Text,
    /// At a suggestion.
    Suggestion(usize),
}

impl Cursor {
    /// One down in a list of `n`: from the last to the text, and on.
    fn down(self, n: usize) -> Self {
        match self {
            Self::Closed | Self::Text => Self::Suggestion(0),
            Self::Suggestion(at) if at + 1 < n => Self::Suggestion(at + 1),
            Self::Suggestion(_) => Self::Text,
        }
    }

    /// One up in a list of `n`: from the text to the last.
    fn up(self, n: usize) -> Self {
        match self {
            Self::Closed | Self::Text => Self::Suggestion(n - 1),
            Self::Suggestion(0) => Self::Text,
            Self::Suggestion(at) => Self::Suggestion(at - 1),
        }
    }
}

/// What is suggested, and nothing while the list is closed. Hits come first, and
/// suggestions a moment later.
pub fn offered(app: App, cursor: RwSignal<Cursor>) -> Memo<Vec<Suggestion>> {
    let is_closed = Memo::new(move |_| cursor.get() == Cursor::Closed);
    Memo::new(move |_| {
        if is_closed.get() {
            return Vec::new();
        }
        let results = &app.stages.rest.read().results;
        app.library().suggest(&results.query.text, &results.hits)
    })
}

/// The search box. What is typed corrects the address, letter by letter. Enter
/// goes to the results.
#[component]
pub fn SearchBar(
    /// Where the reader is in it.
    cursor: RwSignal<Cursor>,
    /// What is suggested.
    offered: Memo<Vec<Suggestion>>,
) -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let text = Memo::new(move |_| app.stages.now.read().route.query.text.clone());
    let draft = RwSignal::new(text.get_untracked());
    let typed = move || tidy(&draft.read_untracked());
    // Back, Forward and links change the text as well. The draft is the
    // reader's until then: a copy of the text would drop the space just typed.
    Effect::new(move || {
        let text = text.get();
        if typed() != text {
            draft.set(text);
            cursor.set(Cursor::Closed);
        }
    });
    let target = move || app.refined(|query| query.text = typed());
    let search = move || {
        if typed() == *text.read_untracked() {
            return;
        }
        app.stages.set_typed();
        let route = app.route_now();
        let is_begun = !route.query.text.is_empty() && route.case.is_none() && route.view == View::List;
        // The first letter begins a search, to which Back returns.
        if is_begun { app.navigator.replace(&target()) } else { app.navigator.push(&target()) }
    };
    let on_input = move |typed: String| {
        draft.set(typed);
        search();
        cursor.set(Cursor::Text);
    };
    let on_keydown = move |event: KeyboardEvent| {
        // The keys of an input method are its own.
        if event.is_composing() {
            return;
        }
        let key = event.key();
        if key == "ArrowDown" && cursor.get_untracked() == Cursor::Closed {
            cursor.set(Cursor::Text);
        }
        let offered = offered.get_untracked();
        if offered.is_empty() {
            return;
        }
        let next = match (key.as_str(), cursor.get_untracked()) {
            ("ArrowDown", now) => now.down(offered.len()),
            ("ArrowUp", now) => now.up(offered.len()),
            ("Escape", _) => Cursor::Closed,
            ("Enter", Cursor::Suggestion(at)) => {
                take(app, offered[at]);
                Cursor::Closed
            }
            _ => return,
        };
        event.prevent_default();
        cursor.set(next);
        if let Cursor::Suggestion(at) = next {
            page::scroll_into_view(&option_id(at));
        }
    };
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        cursor.set(Cursor::Closed);
        app.navigator.go(&target());
    };
    let active = move || match cursor.get() {
        Cursor::Suggestion(at) => Some(option_id(at)),
        Cursor::Closed | Cursor::Text => None,
    };
    let is_open = Memo::new(move |_| !offered.read().is_empty());
    view! {
        <search class="searchbar">
            <form action="." on:submit=on_submit>
                <label class="visually-hidden" for="q">{m.search_label}</label>
                <input
                    id="q"
                    name="q"
                    type="search"
                    autocomplete="off"
                    spellcheck="false"
                    enterkeyhint="search"
                    placeholder=m.search_hint
                    role="combobox"
                    aria-autocomplete="list"
                    aria-controls=LIST
                    aria-expanded=move || is_open.get().to_string()
                    aria-activedescendant=active
                    prop:value=move || draft.get()
                    on:input:target=move |event| on_input(event.target().value())
                    on:blur=move |_| cursor.set(Cursor::Closed)
                    on:keydown=on_keydown
                />
                <button type="submit"><span>{m.search}</span></button>
                <ul
                    id=LIST
                    class="suggestions"
                    role="listbox"
                    aria-label=m.suggestions
                    hidden=move || !is_open.get()
                    // The focus stays in the text.
                    on:mousedown=|event| event.prevent_default()
                >
                    {move || options(app, cursor, &offered.read())}
                </ul>
            </form>
        </search>
    }
}

/// Id of a suggestion.
fn option_id(at: usize) -> String {
    format!("{LIST}-{at}")
}

fn options(app: App, cursor: RwSignal<Cursor>, offered: &[Suggestion]) -> impl IntoView + use<> {
    let library = app.library();
    let kind = |suggestion: &Suggestion| match suggestion {
        Suggestion::Value { facet, .. } => facet_label(app, &library.facets[*facet]),
        Suggestion::Case(_) => app.messages.case.to_owned(),
    };
    let mut before = None;
    let option = |(at, suggestion): (usize, &Suggestion)| {
        let suggestion = *suggestion;
        let name = match suggestion {
            Suggestion::Value { facet, value, .. } => &library.facets[facet].values[value].label,
            Suggestion::Case(case) => &library.catalog.cases[case].title,
        };
        let kind = kind(&suggestion);
        // Of several of a kind, only the first shows it.
        let class = if before.as_ref() == Some(&kind) { "visually-hidden" } else { "kind" };
        before = Some(kind.clone());
        let choose = move |_| {
            cursor.set(Cursor::Closed);
            take(app, suggestion);
        };
        view! {
            <li
                id=option_id(at)
                role="option"
                aria-selected=move || (cursor.get() == Cursor::Suggestion(at)).to_string()
                on:click=choose
            >
                <span {..own_language(&library.catalog)}>{name.clone()}</span>
                " "
                <span class=class>{kind}</span>
            </li>
        }
    };
    offered.iter().enumerate().map(option).collect_view()
}

/// Takes a suggestion: a value in place of the words that it stands for, or opens
/// a case.
fn take(app: App, suggestion: Suggestion) {
    let library = app.library();
    match suggestion {
        Suggestion::Case(case) => {
            app.navigator.go(&app.route_now().with_case(&library.catalog.cases[case].id));
        }
        Suggestion::Value { facet, value, rest } => {
            let facet = &library.facets[facet];
            // Of the text that the suggestion was made for: the next letter may be
            // there.
            let made_for = app.stages.rest.get_untracked();
            app.navigator.push(&app.refined(|query| {
                query.text = tidy(&made_for.results.query.text[..rest]);
                query.refinements.include(&facet.id, Refinement::Value(facet.values[value].id.clone()));
            }));
        }
    }
}
