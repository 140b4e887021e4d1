//! The address bar and the history behind it.

use wasm_bindgen::JsValue;
use web_sys::{History, window};

use super::page;

/// What a history entry remembers beside its address.
///
/// Kept as a text, `SCROLL STEPS FOCUS`: browsers store and clone any.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct State {
    /// How far the page was scrolled down, in CSS pixels.
    pub scroll: i32,
    /// Id of the element that had the focus.
    pub focus: Option<String>,
    /// How many entries lie between this one and the list that the reader
    /// came from; 0 where there is no such list.
    pub steps_from_list: u32,
}

/// The query string, with its `?` where there is one.
pub fn search() -> String {
    let href = href();
    let whole = href.split('#').next().unwrap_or_default();
    whole.find('?').map_or("", |start| &whole[start..]).to_owned()
}

/// The whole address.
pub fn href() -> String {
    window().and_then(|window| window.location().href().ok()).unwrap_or_default()
}

/// The address of the folder that the page is in, however the page is called.
pub fn folder() -> String {
    let mut folder = href();
    let path = folder.split(['?', '#']).next().unwrap_or_default();
    folder.truncate(path.rfind('/').map_or(0, |at| at + 1));
    folder
}

/// The whole address of a place that [`Route::write`](crate::route::Route::write) gave.
pub fn whole(place: &str) -> String {
    folder() + place.trim_start_matches('.')
}

/// The name of the place on the page that the address leads to, if any.
pub fn fragment() -> Option<String> {
    let href = href();
    href.split_once('#').map(|(_, name)| name.to_owned()).filter(|name| !name.is_empty())
}

/// What the current history entry remembers; nothing of a new one.
pub fn state() -> Option<State> {
    let state = history()?.state().ok()?.as_string()?;
    // What cannot be read is another app's.
    let (scroll, rest) = state.split_once(' ')?;
    let (steps, focus) = rest.split_once(' ')?;
    Some(State {
        scroll: i32::try_from(scroll.parse::<usize>().ok()?).ok()?,
        steps_from_list: u32::try_from(steps.parse::<usize>().ok()?).ok()?,
        focus: Some(focus.to_owned()).filter(|focus| !focus.is_empty()),
    })
}

/// Adds a history entry. In a frame it takes the place of the one before: the
/// browser has one Back for the whole page, and that is the host's.
pub fn push(address: &str, state: &State) {
    if page::is_framed() {
        replace(address, &State { steps_from_list: 0, ..state.clone() });
    } else if let Some(history) = history() {
        // Browsers refuse when entries come by the hundred within seconds;
        // then the page changes under its old address.
        let _ = history.push_state_with_url(&written(state), "", Some(address));
    }
}

/// Changes the current history entry.
pub fn replace(address: &str, state: &State) {
    if let Some(history) = history() {
        let _ = history.replace_state_with_url(&written(state), "", Some(address));
    }
    page::tell("casebook-address");
}

/// Goes through the history: -1 is back once.
pub fn go(steps: i32) {
    if let Some(history) = history() {
        let _ = history.go_with_delta(steps);
    }
}

fn written(state: &State) -> JsValue {
    let State { scroll, steps_from_list, focus } = state;
    format!("{scroll} {steps_from_list} {}", focus.as_deref().unwrap_or_default()).into()
}

fn history() -> Option<History> {
    window().and_then(|window| window.history().ok())
}
