//! Where the reader is, and the three stages in which the page follows.
//!
//! ```text
//!  key press
//!     │
//!     ▼  in the same frame                  `now`      the letter, the sentence about its results
//!  ─ painted ─
//!     │
//!     ▼  in the next frame                  `entries`  the first entries of the list
//!  ─ painted ─
//!     │
//!     ▼  40 ms later, if nothing is typed   `rest`     filters and counts, further entries,
//!                                                      suggestions, closest cases, links
//! ```
//!
//! The next letter may come at any of these points, and then begins at the top:
//! what nobody looks at while typing is not drawn for a letter that is followed by
//! another. All that is not typed, as a filter, a link or Back, takes the three
//! stages at once.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use super::navigate::Navigator;
use crate::browser::page;
use crate::route::Route;
use crate::search::{Library, SearchResults};

/// How long after the first entries nothing is typed before the rest follows.
const PAUSE: Duration = Duration::from_millis(40);

/// Where the reader is, and what is there.
#[derive(Debug)]
pub struct Place {
    /// The address, checked against the library.
    pub route: Route,
    /// What the route's query gives.
    pub results: Arc<SearchResults>,
}

// What a route gives never changes while the page is open.
impl PartialEq for Place {
    fn eq(&self, other: &Self) -> bool {
        self.route == other.route
    }
}

/// The place in its three stages.
#[derive(Clone, Copy)]
pub struct Stages {
    /// At once.
    pub now: Memo<Arc<Place>>,
    /// For the entries that a screen shows first.
    pub entries: ReadSignal<Arc<Place>>,
    /// For all else.
    pub rest: ReadSignal<Arc<Place>>,
    is_typed: StoredValue<bool>,
}

impl Stages {
    /// Follows the address.
    pub fn new(navigator: Navigator, library: Arc<Library>) -> Self {
        let now = Memo::new(move |before: Option<&Arc<Place>>| {
            let mut route = Route::read(&navigator.address.read());
            library.repair(&mut route.query);
            let results = match before {
                Some(before) if before.results.query == route.query => Arc::clone(&before.results),
                _ => Arc::new(library.search(&route.query)),
            };
            Arc::new(Place { route, results })
        });
        let first = now.get_untracked();
        let (entries, set_entries) = signal(Arc::clone(&first));
        let (rest, set_rest) = signal(first);
        let stages = Self { now, entries, rest, is_typed: StoredValue::new(false) };
        Effect::new(move || stages.follow(now.get(), set_entries, set_rest));
        stages
    }

    /// Says that the next change is typed.
    pub fn set_typed(&self) {
        self.is_typed.set_value(true);
    }

    fn follow(
        self,
        latest: Arc<Place>,
        set_entries: WriteSignal<Arc<Place>>,
        set_rest: WriteSignal<Arc<Place>>,
    ) {
        let show = |shown: ReadSignal<Arc<Place>>, set: WriteSignal<Arc<Place>>, latest: &Arc<Place>| {
            if !Arc::ptr_eq(&shown.read_untracked(), latest) {
                set.set(Arc::clone(latest));
            }
        };
        // False of a letter that was followed by another, and of a library that
        // was closed meanwhile.
        let is_latest = move |latest: &Arc<Place>| {
            self.now.try_get_untracked().is_some_and(|now| Arc::ptr_eq(latest, &now))
        };
        let was_typed = self.is_typed.get_value();
        self.is_typed.set_value(false);
        if !was_typed {
            show(self.entries, set_entries, &latest);
            show(self.rest, set_rest, &latest);
            return;
        }
        let show_rest = {
            let latest = Arc::clone(&latest);
            move || {
                if is_latest(&latest) {
                    show(self.rest, set_rest, &latest);
                }
            }
        };
        let show_entries = move || {
            if is_latest(&latest) {
                show(self.entries, set_entries, &latest);
                page::after_paint(move || set_timeout(show_rest, PAUSE));
            }
        };
        page::after_paint(move || set_timeout(show_entries, Duration::ZERO));
    }
}
