//! The only way to change what is shown: going to another address.
//!
//! Links are plain links; one listener follows those that stay in the app.
//! A link goes to a place, so its heading gets the focus. A control changes
//! what is around it, so the focus stays. Back and Forward restore scroll and
//! focus, which each history entry remembers.
//!
//! [`Navigator::address`] is where the reader is, at once. The history entry
//! follows after a pause: browsers refuse to be told of every letter.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, MouseEvent};

use crate::browser::address::{self, State};
use crate::browser::page;
use crate::route::{Route, View};

/// Id of the heading of every page.
pub const PAGE_TITLE: &str = "page-title";

/// How long address, scroll and focus rest before they are remembered.
const PAUSE: Duration = Duration::from_millis(120);

/// The reader's address, and the ways to change it.
#[derive(Clone, Copy)]
pub struct Navigator {
    /// The query string.
    pub address: RwSignal<String>,
    /// Whether the reader has had the page's heading read out, as on arriving
    /// by a link or by loading the page.
    pub is_heading_read: StoredValue<bool>,
    /// Whether the reader has come back, and scroll and focus are not yet where
    /// they were: nothing of that moment is worth remembering.
    is_restoring: StoredValue<bool>,
}

impl Navigator {
    /// At an address, which nothing changes.
    pub fn at(address: String) -> Self {
        Self {
            address: RwSignal::new(address),
            is_heading_read: StoredValue::new(true),
            is_restoring: StoredValue::new(false),
        }
    }

    /// Reads the address, follows links and listens for Back and Forward.
    pub fn start() -> Self {
        let navigator = Self::at(address::search());
        let mut listeners = vec![
            window_event_listener_untyped("popstate", move |_| navigator.popped()),
            window_event_listener(leptos::ev::click, move |event| navigator.clicked(&event)),
        ];
        // Each entry knows where its reader was, also after a reload.
        let remember = RefCell::new(debounce(PAUSE, move |()| navigator.remember()));
        let remember = Rc::new(move || remember.borrow_mut()(()));
        for event in ["focusin", "scroll"] {
            let remember = Rc::clone(&remember);
            listeners.push(window_event_listener_untyped(event, move |_| remember()));
        }
        Effect::new(move || {
            navigator.address.track();
            if !navigator.is_noted() {
                remember();
            }
        });
        // The last moments in which a page is sure to be asked.
        for event in ["pagehide", "visibilitychange"] {
            let listener = move |_| {
                if !navigator.is_noted() {
                    navigator.remember();
                }
            };
            listeners.push(window_event_listener_untyped(event, listener));
        }
        // A library that is no longer shown must not answer in place of another.
        on_cleanup(move || listeners.into_iter().for_each(WindowListenerHandle::remove));
        navigator
    }

    /// Goes to a place as a deliberate act: Back returns from it. The focus
    /// stays where it is.
    pub fn push(self, route: &Route) {
        self.leave_for(route, page::scroll_position(), page::focused_id());
        self.arrive(route, false);
    }

    /// Corrects the place the reader is in, as while typing. The history entry
    /// follows in a moment.
    pub fn replace(self, route: &Route) {
        self.arrive(route, false);
    }

    /// Goes to a place, shows its top and puts the focus on its heading.
    pub fn go(self, route: &Route) {
        self.leave_for(route, 0, Some(PAGE_TITLE.to_owned()));
        self.arrive(route, true);
        page::after_paint(|| {
            page::scroll_to(0);
            page::focus(PAGE_TITLE, true);
        });
    }

    /// Goes to a place that differs only a little, and puts the focus on its
    /// heading; the page stays where it is scrolled to.
    pub fn go_here(self, route: &Route) {
        self.leave_for(route, page::scroll_position(), Some(PAGE_TITLE.to_owned()));
        self.arrive(route, true);
        page::after_paint(|| {
            page::focus(PAGE_TITLE, true);
        });
    }

    /// Puts scroll and focus where this history entry had them; a new entry
    /// shows what its fragment names.
    pub fn restore(self) {
        let state = address::state();
        self.is_restoring.set_value(true);
        page::after_paint(move || {
            match (state, address::fragment()) {
                (Some(State { scroll, focus, .. }), _) => {
                    if let Some(focus) = focus {
                        page::focus(&focus, true);
                    }
                    page::scroll_to(scroll);
                }
                (None, Some(fragment)) => {
                    page::focus(&fragment, false);
                }
                (None, None) => {}
            }
            // Of a library that was closed meanwhile there is nothing to set.
            let _ = self.is_restoring.try_set_value(false);
        });
    }

    /// Adds an entry with the scroll and focus that it begins with: the reader
    /// may leave it before they have rested there.
    fn leave_for(self, route: &Route, scroll: i32, focus: Option<String>) {
        self.remember();
        let here = self.route();
        if *route == here {
            return;
        }
        let steps = address::state().unwrap_or_default().steps_from_list;
        let steps_from_list = match (route.case.is_some(), here.case.is_some(), steps) {
            (false, ..) => 0,
            (true, false, _) => u32::from(here.view == View::List),
            // The reader came to a case from elsewhere: no list lies behind.
            (true, true, 0) => 0,
            (true, true, steps) => steps + 1,
        };
        address::push(&route.write(), &State { scroll, focus, steps_from_list });
    }

    /// Goes to a place on the page.
    fn jump(self, id: &str) {
        self.remember();
        let steps = address::state().unwrap_or_default().steps_from_list;
        let steps_from_list = if steps > 0 { steps + 1 } else { 0 };
        let focus = Some(id.to_owned());
        address::push(&format!("#{id}"), &State { scroll: page::scroll_position(), focus, steps_from_list });
        page::focus(id, false);
        page::scroll_into_view(id);
        self.remember();
    }

    /// Shows a place, whether or not the browser put it into the address bar.
    fn arrive(self, route: &Route, is_heading_read: bool) {
        self.is_heading_read.set_value(is_heading_read);
        self.address.set(route.write().trim_start_matches('.').to_owned());
    }

    /// Where the reader is, as the address says.
    pub fn route(self) -> Route {
        Route::read(&self.address.read_untracked())
    }

    /// Notes in the history entry where the reader is, and where on the page.
    fn remember(self) {
        // Nor is there anything to remember of a library that was closed.
        if self.is_restoring.try_get_value() != Some(false) {
            return;
        }
        let noted = address::state();
        let steps_from_list = noted.as_ref().map_or(0, |state| state.steps_from_list);
        let state = State { scroll: page::scroll_position(), focus: page::focused_id(), steps_from_list };
        let is_noted = self.is_noted();
        // Browsers refuse when this is done too often.
        if !is_noted || noted.as_ref() != Some(&state) {
            let address = if is_noted { address::href() } else { self.route().write() };
            address::replace(&address, &state);
        }
    }

    /// Whether the history entry has the address.
    fn is_noted(self) -> bool {
        address::search() == *self.address.read_untracked()
    }

    fn popped(self) {
        if !self.is_noted() {
            self.is_heading_read.set_value(false);
            self.address.set(address::search());
        }
        self.restore();
    }

    fn clicked(self, event: &MouseEvent) {
        let changed = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
        if event.default_prevented() || event.button() != 0 || changed {
            return;
        }
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let link = target.and_then(|target| target.closest("a[href]").ok().flatten());
        let Some(link) = link.filter(|link| !link.has_attribute("target")) else { return };
        let href = link.get_attribute("href").unwrap_or_default();
        if let Some(id) = href.strip_prefix('#') {
            event.prevent_default();
            self.jump(id);
            return;
        }
        if href != "." && !href.starts_with('?') {
            return;
        }
        event.prevent_default();
        let steps = address::state().unwrap_or_default().steps_from_list;
        if link.has_attribute("data-back") && steps > 0 {
            // The list is still there behind us, with its scroll and focus.
            address::go(-i32::try_from(steps).unwrap_or(1));
        } else {
            // The settings are the reader's; a link may be older than they are.
            let to = Route::read(href.trim_start_matches('.'));
            self.go(&to.set_like(&self.route()));
        }
    }
}
