//! The only way to change what is shown: going to another address.
//!
//! Links are plain links; one listener follows those that stay in the app.
//! A link goes to a place, so its heading gets the focus. A control changes
//! what is around it, so the focus stays. Back and Forward restore scroll and
//! focus, which each history entry remembers.

use std::time::Duration;

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, MouseEvent};

use crate::browser::address::{self, State};
use crate::browser::page;
use crate::route::Route;

/// Id of the heading of every page.
pub const PAGE_TITLE: &str = "page-title";

/// The reader's address, and the ways to change it.
#[derive(Clone, Copy)]
pub struct Navigator {
    /// The query string.
    pub address: RwSignal<String>,
}

impl Navigator {
    /// Reads the address, follows links and listens for Back and Forward.
    pub fn start() -> Self {
        let navigator = Self { address: RwSignal::new(address::search()) };
        address::set_manual_scroll_restoration();
        address::on_pop(move || navigator.popped());
        window_event_listener(leptos::ev::click, move |event| navigator.clicked(&event));
        // Each entry knows where its reader was, also after a reload.
        let mut remember = debounce(Duration::from_millis(150), move |()| navigator.remember());
        window_event_listener(leptos::ev::scroll, move |_| remember(()));
        let mut remember = debounce(Duration::from_millis(50), move |()| navigator.remember());
        window_event_listener(leptos::ev::focusin, move |_| remember(()));
        navigator
    }

    /// Goes to a place as a deliberate act: Back returns from it. The focus
    /// stays where it is.
    pub fn push(self, route: &Route) {
        let to = route.write();
        if to == self.address.get_untracked() || (to == "." && self.address.read_untracked().is_empty()) {
            return;
        }
        self.remember();
        let steps = address::state().steps_from_list;
        // Counted only while a case lies over the list it was opened from.
        let steps_from_list = if route.case.is_some() { steps + 1 } else { 0 };
        address::push(&to, &State { steps_from_list, ..State::default() });
        self.address.set(address::search());
    }

    /// Corrects the place the reader is in, as while typing.
    pub fn replace(self, route: &Route) {
        address::replace(&route.write(), &address::state());
        self.address.set(address::search());
    }

    /// Goes to a place and puts the focus on its heading.
    pub fn go(self, route: &Route) {
        self.push(route);
        arrive();
    }

    /// Puts scroll and focus where this history entry had them.
    pub fn restore(self) {
        let State { scroll, focus, .. } = address::state();
        page::after_paint(move || {
            if let Some(focus) = focus {
                page::focus_element(&focus, true);
            }
            page::scroll_to(scroll);
        });
    }

    fn remember(self) {
        let mut state = address::state();
        state.scroll = page::scroll_y();
        state.focus = page::active_element_id();
        address::replace(&address::href(), &state);
    }

    fn popped(self) {
        let now = address::search();
        // Following a link to a heading on the page also arrives here.
        if now != self.address.get_untracked() {
            self.address.set(now);
            self.restore();
        }
    }

    fn clicked(self, event: &MouseEvent) {
        let changed = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
        if event.default_prevented() || event.button() != 0 || changed {
            return;
        }
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let link = target.and_then(|target| target.closest("a[href]").ok().flatten());
        let Some(link) = link.filter(|link| !link.has_attribute("target")) else { return };
        let Some(href) = link.get_attribute("href").filter(|href| href == "." || href.starts_with('?')) else {
            return;
        };
        event.prevent_default();
        let steps = address::state().steps_from_list;
        if link.has_attribute("data-back") && steps > 0 {
            // The list is still there behind us, with its scroll and focus.
            address::go(-i32::try_from(steps).unwrap_or(1));
        } else {
            self.go(&Route::read(href.trim_start_matches('.')));
        }
    }
}

/// Shows the top of a new place and puts the focus on its heading.
fn arrive() {
    page::after_paint(|| {
        page::scroll_to(0.0);
        page::focus_element(PAGE_TITLE, true);
    });
}
