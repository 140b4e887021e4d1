//! The search box, and what it suggests while the reader types.
//!
//! Nothing is chosen by itself: Enter searches for the text as it stands,
//! unless the reader has gone down into the list.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::KeyboardEvent;

use super::App;
use super::element::{Element, button, element, form, input, label, li, span, ul};
use super::facets::facet_label;
use super::signals::{effect, memo};
use crate::browser::page;
use crate::route::View;
use crate::search::Refinement;
use crate::search::query::tidy;
use crate::search::suggest::Suggestion;

/// Id of the list.
const LIST: &str = "suggestions";

// `KeyboardEvent.keyCode`: 229 for every key that belongs to an input method.
const ENTER: u32 = 13;
const ESCAPE: u32 = 27;
const UP: u32 = 38;
const DOWN: u32 = 40;

/// What is suggested, and nothing while the list is closed: each as three
/// numbers, of the facet, the value and what stays of the text. A case is a
/// value of no facet. `place` is where the reader is: nowhere while the list is
/// closed, in the text at 1, and beyond that in the list. Hits come first, and
/// suggestions a moment later.
pub fn offered(app: App, place: RwSignal<String>) -> Memo<Vec<usize>> {
    memo(move || {
        if place.read().is_empty() {
            return Vec::new();
        }
        let results = app.settled_results();
        let suggestions = app.library().suggest(&results.query.text, &results.hits);
        let numbers = suggestions.into_iter().flat_map(|suggestion| match suggestion {
            Suggestion::Value { facet, value, rest } => [facet, value, rest],
            Suggestion::Case(case) => [usize::MAX, case, 0],
        });
        numbers.collect()
    })
}

/// The search box. What is typed corrects the address, letter by letter. Enter
/// goes to the results.
pub fn search_bar(app: App, place: RwSignal<String>, offered: Memo<Vec<usize>>) -> Element {
    let m = app.messages;
    let text = memo(move || app.route().query.text.clone());
    let draft = RwSignal::new(text.get_untracked());
    let typed = move || tidy(&draft.read_untracked());
    // Back, Forward and links change the text as well. The draft is the
    // reader's until then: a copy of the text would drop the space just typed.
    effect(move || {
        let text = text.get();
        if typed() != text {
            draft.set(text);
            place.set(String::new());
        }
    });
    let target = move || app.route_changed(|query| query.text = typed());
    let search = move || {
        if typed() == *text.read_untracked() {
            return;
        }
        app.is_typing();
        let route = app.route_now();
        let is_begun = !route.query.text.is_empty() && route.case.is_none() && route.view == View::List;
        // The first letter begins a search, to which Back returns.
        if is_begun { app.navigator.replace(&target()) } else { app.navigator.push(&target()) }
    };
    let active = move || Some(id(&place.read())).filter(|_| number(place) > 1);
    let field = input()
        .attr("id", "q")
        .attr("name", "q")
        .attr("type", "search")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("enterkeyhint", "search")
        .attr("placeholder", m.search_hint)
        .attr("role", "combobox")
        .attr("aria-autocomplete", "list")
        .attr("aria-controls", LIST)
        .attr_with("aria-expanded", move || Some((!offered.get().is_empty()).to_string()))
        .attr_with("aria-activedescendant", active)
        .value_with(move || draft.get())
        .on_value("input", move |typed| {
            draft.set(typed);
            search();
            place.set("1".to_owned());
        })
        .on("blur", move |_| place.set(String::new()))
        .on("keydown", move |event| {
            let key = event.unchecked_ref::<KeyboardEvent>().key_code();
            let now = number(place);
            if now == 0 && key == DOWN {
                place.set("1".to_owned());
            }
            let n_places = untrack(|| offered.get()).len() / 3 + 1;
            if n_places == 1 {
                return;
            }
            let next = match key {
                DOWN => now.max(1) % n_places + 1,
                UP => (now + n_places - 2) % n_places + 1,
                ESCAPE => 0,
                ENTER if now > 1 => {
                    take(app, place, offered, now);
                    0
                }
                _ => return,
            };
            event.prevent_default();
            place.set(if next == 0 { String::new() } else { next.to_string() });
            page::scroll_into_view(&id(&place.read_untracked()));
        });
    let options = move || options(app, place, offered);
    let list = ul()
        .attr("id", LIST)
        .class("suggestions")
        .attr("role", "listbox")
        .attr("aria-label", m.suggestions)
        .flag_with("hidden", move || offered.get().is_empty())
        // The focus stays in the text.
        .on("mousedown", |event| event.prevent_default())
        .child_with(options);
    let form = form()
        .attr("action", ".")
        .child(label().class("visually-hidden").attr("for", "q").child(m.search_label))
        .child(field)
        .child(button().attr("type", "submit").child(span().child(m.search)))
        .child(list)
        .on("submit", move |event| {
            event.prevent_default();
            place.set(String::new());
            app.navigator.go(&target());
        });
    element("search").class("searchbar").child(form)
}

/// Id of the suggestion at a place.
fn id(place: &str) -> String {
    format!("{LIST}-{place}")
}

/// A place as a number; 0 is none.
fn number(place: RwSignal<String>) -> usize {
    place.read_untracked().parse().unwrap_or_default()
}

fn options(app: App, place: RwSignal<String>, offered: Memo<Vec<usize>>) -> Vec<Element> {
    let library = app.library();
    let mut before = None;
    let mut options = Vec::new();
    for (at, offer) in offered.get().chunks(3).enumerate() {
        let own = (at + 2).to_string();
        let (kind, name) = match library.facets.get(offer[0]) {
            Some(facet) => (facet_label(app, facet), &facet.values[offer[1]].label),
            None => (app.messages.case.to_owned(), &library.catalog.cases[offer[1]].title),
        };
        // Of several of a kind, only the first shows it.
        let class = if before == Some(offer[0]) { "visually-hidden" } else { "kind" };
        before = Some(offer[0]);
        let option = li()
            .attr("id", &id(&own))
            .attr("role", "option")
            .attr_with("aria-selected", move || Some((*place.read() == own).to_string()))
            .on("click", move |_| take(app, place, offered, at + 2))
            .child(app.of_snapshot(span().child(name.as_str())))
            .child(" ")
            .child(span().class(class).child(kind));
        options.push(option);
    }
    options
}

/// Takes the suggestion at a place: a value in place of the words that it
/// stands for, or opens a case.
fn take(app: App, place: RwSignal<String>, offered: Memo<Vec<usize>>, own: usize) {
    let library = app.library();
    let offered = untrack(|| offered.get());
    let [facet, value, rest] = [0, 1, 2].map(|at| offered[(own - 2) * 3 + at]);
    place.set(String::new());
    let Some(facet) = library.facets.get(facet) else {
        app.navigator.go(&app.route_now().with_case(&library.catalog.cases[value].id));
        return;
    };
    // Of the text that the suggestion was made for: the next letter may be there.
    let text = untrack(|| app.settled_results()).query.text.clone();
    app.navigator.push(&app.route_changed(|query| {
        query.text = tidy(&text[..rest]);
        query.refinements.include(&facet.id, Refinement::Value(facet.values[value].id.clone()));
    }));
}
