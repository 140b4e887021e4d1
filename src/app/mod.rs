//! What the reader sees.
//!
//! [`start`] fetches the snapshot and shows one of three things: that it is
//! opening, why it cannot, or the [`shell`] with one of the pages. A page is a
//! function of the [`App`] that gives an [`element`]; the only way to change
//! what it shows is to go to another address ([`navigate`]).

pub mod about_page;
pub mod case_page;
pub mod countries;
pub mod element;
pub mod embed_page;
mod facets;
pub mod list_page;
pub mod navigate;
pub mod offline;
pub mod opening;
pub mod parts;
pub mod search_bar;
pub mod shell;
pub mod signals;

use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use leptos::web_sys::HtmlElement;

use crate::browser::fetch::{self, Fetched};
use crate::browser::intl::{BrowserNames, Formats};
use crate::browser::pace::Slices;
use crate::browser::{address, page};
use crate::catalog::Date;
use crate::language::{Count, ENGLISH, LoadError, Messages};
use crate::route::Route;
use crate::search::{Library, Query, SearchResults};
use element::{Element, button, dd, div, dl, dt, element, h1, li, p, progress, ul};
use navigate::{Navigator, PAGE_TITLE};
use opening::{library_of, rehearse};
use parts::share::share;
use signals::{effect, spawn};

/// What every page reads. The library never changes; route and results do.
#[derive(Clone, Copy)]
pub struct App {
    /// What the interface says.
    pub messages: &'static Messages,
    /// The way to other addresses.
    pub navigator: Navigator,
    /// Hexadecimal SHA-256 of the snapshot, where the browser can tell.
    pub fingerprint: StoredValue<Option<String>>,
    /// How the host tells this snapshot from others, where it does.
    tag: StoredValue<Option<String>>,
    library: StoredValue<Arc<Library>>,
    place: Memo<Arc<Place>>,
    entries: Follower,
    settled: Follower,
    /// Whether the next change is typed.
    is_typed: StoredValue<bool>,
    formats: StoredValue<Formats, LocalStorage>,
    toggled: RwSignal<Vec<String>>,
}

// Compiled once and called: what looks a signal up is longer than most of what
// the pages do with it.
impl App {
    /// The library.
    #[inline(never)]
    pub fn library(&self) -> Arc<Library> {
        self.library.get_value()
    }

    /// Where the reader is, checked against the library. Who asks inside of
    /// something reactive is asked again when the reader goes on.
    #[inline(never)]
    pub fn route(&self) -> Arc<Route> {
        Arc::clone(&self.place.read().route)
    }

    /// Where the reader is at this moment.
    #[inline(never)]
    pub fn route_now(&self) -> Arc<Route> {
        Arc::clone(&self.place.read_untracked().route)
    }

    /// What the route's query gives; reactive like the route.
    #[inline(never)]
    pub fn results(&self) -> Arc<SearchResults> {
        Arc::clone(&self.place.read().results)
    }

    /// The same for the entries: while the reader types, they follow in the
    /// frame after the letter.
    pub fn entries_results(&self) -> Arc<SearchResults> {
        Arc::clone(&self.entries.place().results)
    }

    /// Where the reader is, for the entries.
    pub fn entries_route(&self) -> Arc<Route> {
        Arc::clone(&self.entries.place().route)
    }

    /// What the query gives, for what nobody looks at while typing.
    pub fn settled_results(&self) -> Arc<SearchResults> {
        Arc::clone(&self.settled.place().results)
    }

    /// Where the reader is, for what nobody looks at while typing.
    pub fn settled_route(&self) -> Arc<Route> {
        Arc::clone(&self.settled.place().route)
    }

    /// Whether more is to be drawn than what the reader looks at first; reactive.
    pub fn has_settled(&self) -> bool {
        self.settled.version.get() > 0
    }

    /// Says that what changes next is typed.
    pub fn is_typing(&self) {
        self.is_typed.set_value(true);
    }

    /// The list with a changed query, from its first page.
    pub fn route_changed(&self, change: impl FnOnce(&mut Query)) -> Route {
        let route = self.route_now();
        let mut query = route.query.clone();
        change(&mut query);
        route.with_query(query)
    }

    /// The address of a place that is told from where the reader is; reactive
    /// like the settled route.
    pub fn address(&self, to: impl Fn(&Route) -> Route) -> String {
        to(&self.settled_route()).write()
    }

    /// The same for what is drawn anew when the reader goes on: an address that
    /// follows every change costs time for each link of a long list. Settings
    /// that change meanwhile are kept by who follows the link ([`navigate`]).
    pub fn address_now(&self, to: impl Fn(&Route) -> Route) -> String {
        to(&self.route_now()).write()
    }

    /// Whether the reader opened what is closed at first, or closed what is
    /// open, by a name for it. Too small a matter for the address, and still to
    /// be found as it was after a look at a case. Reactive.
    #[inline(never)]
    pub fn is_toggled(&self, name: &str) -> bool {
        self.toggled.read().iter().any(|toggled| toggled == name)
    }

    /// Opens what is closed, and the other way round.
    #[inline(never)]
    pub fn toggle(&self, name: &str) {
        let is_toggled = untrack(|| self.is_toggled(name));
        self.toggled.update(|toggled| match is_toggled {
            true => toggled.retain(|other| other != name),
            false => toggled.push(name.to_owned()),
        });
    }

    /// Says of an element that its text is the snapshot's, in the snapshot's
    /// language; what stands around it is the interface's.
    pub fn of_snapshot(&self, element: Element) -> Element {
        element.attr("lang", &self.library().catalog.language).attr("dir", "auto")
    }

    /// A number of things, as the reader's language writes it.
    #[inline(never)]
    pub fn count(&self, n: usize) -> Count {
        self.formats.with_value(|formats| formats.count(n))
    }

    /// A number, as the reader's language writes it.
    #[inline(never)]
    pub fn number(&self, n: usize) -> String {
        self.formats.with_value(|formats| formats.number(n))
    }

    /// A share, as the reader's language writes it.
    pub fn percent(&self, part: usize, of: usize) -> String {
        self.formats.with_value(|formats| formats.percent(part, of))
    }

    /// A date, as the reader's language writes it.
    #[inline(never)]
    pub fn date(&self, date: Date) -> String {
        self.formats.with_value(|formats| formats.date(date))
    }
}

/// How long after its first entries what is typed settles: the next letter may
/// be on its way, and is not to wait for what nobody looks at.
const BREATH: Duration = Duration::from_millis(40);

/// Where the reader is, and what is there.
struct Place {
    route: Arc<Route>,
    /// What the route's query gives.
    results: Arc<SearchResults>,
}

impl PartialEq for Place {
    fn eq(&self, other: &Self) -> bool {
        self.route == other.route
    }
}

/// The place as a part of the page shows it, which may lag behind.
#[derive(Clone, Copy)]
struct Follower {
    place: StoredValue<Arc<Place>>,
    /// Changes with the place; 0 until it is shown for the first time.
    version: RwSignal<usize>,
}

impl Follower {
    fn new(place: &Arc<Place>) -> Self {
        Self { place: StoredValue::new(Arc::clone(place)), version: RwSignal::new(0) }
    }

    /// What is shown; reactive.
    #[inline(never)]
    fn place(&self) -> Arc<Place> {
        self.version.track();
        self.place.get_value()
    }

    fn show(&self, place: &Arc<Place>) {
        self.place.set_value(Arc::clone(place));
        self.version.update(|version| *version += 1);
    }
}

/// Lets the page follow the place at once, but for what is typed: the letter
/// and the sentence about its results are painted first, the entries next, all
/// else when nothing more is typed.
fn follow(place: Memo<Arc<Place>>, entries: Follower, settled: Follower, is_typed: StoredValue<bool>) {
    effect(move || {
        let latest = place.get();
        // Of letters that come faster than they are drawn the last counts, and
        // none of a library that was closed meanwhile.
        let is_latest =
            move |latest: &Arc<Place>| place.try_get_untracked().is_some_and(|now| Arc::ptr_eq(latest, &now));
        if !is_typed.get_value() {
            entries.show(&latest);
            settled.show(&latest);
            return;
        }
        is_typed.set_value(false);
        let show_entries = move || {
            if is_latest(&latest) && !entries.place.with_value(|shown| Arc::ptr_eq(shown, &latest)) {
                entries.show(&latest);
            }
            let settle = move || {
                if is_latest(&latest) {
                    settled.show(&latest);
                }
            };
            page::after_paint(move || set_timeout(settle, BREATH));
        };
        page::after_paint(move || set_timeout(show_entries, Duration::ZERO));
    });
}

/// Id of the element of `index.html` that the app fills.
const APP: &str = "app";
/// Id of what `index.html` says until there is something to show.
const START: &str = "start";

/// Shows the app in the page.
pub fn mount() {
    let parent = page::element(APP).expect("index.html has the element");
    mount_to(parent, || start().into_view()).forget();
}

/// Shows a library that is already here, for as long as the handle lives.
pub fn mount_library(parent: HtmlElement, library: Library) -> UnmountHandle<impl Mountable> {
    let opened = Opened { library: Arc::new(library), fingerprint: None, tag: None };
    mount_to(parent, move || ready(opened, Navigator::start()).into_view())
}

/// A library as it came.
#[derive(Clone)]
struct Opened {
    library: Arc<Library>,
    fingerprint: Option<String>,
    tag: Option<String>,
}

/// Fetches, reads and indexes the snapshot: that of the host, or whatever is
/// nearest. `on_progress` is told the share that is done, from 0 to 1.
async fn open(is_from_host: bool, on_progress: Rc<dyn Fn(f32)>) -> Result<Opened, Arc<LoadError>> {
    // The share after which the file is there.
    const FETCHED: f32 = 0.4;
    // While the file is on its way: index.html asks for it before this. Browsers
    // take their time for the first names too.
    let names = BrowserNames::new(ENGLISH.locale);
    if !is_from_host {
        rehearse(&names).await;
    }
    let on_bytes = |bytes: usize, total: Option<usize>| {
        if let Some(total) = total {
            on_progress(FETCHED * bytes.min(total) as f32 / total.max(1) as f32);
        }
    };
    let Fetched { bytes, url, tag } =
        fetch::snapshot(is_from_host, None, &on_bytes).await.map_err(Arc::new)?;
    // Begun before the hash, which has the file copied at once: that is a slice.
    let mut pace = Slices::new(move |done| on_progress(FETCHED + (1.0 - FETCHED) * done));
    let fingerprint = fetch::sha256(&bytes);
    let library = library_of(bytes, &names, &mut pace).await;
    let library = library.map_err(|error| Arc::new(LoadError::Snapshot { url, error }))?;
    Ok(Opened { library: Arc::new(library), fingerprint: fingerprint.await, tag })
}

/// The whole app.
fn start() -> Element {
    // The share that is done; empty while nobody knows.
    let progress = RwSignal::new(String::new());
    // A plain signal: what a resource adds, waiting in several places for a
    // value that may change, is not needed here.
    let opened = RwSignal::new(None);
    let ask = move |is_retry: bool| {
        progress.set(String::new());
        opened.set(None);
        spawn(async move {
            let on_progress: Rc<dyn Fn(f32)> =
                Rc::new(move |done| progress.set(share((done * 1000.0) as usize, 1000)));
            let mut found = open(is_retry, Rc::clone(&on_progress)).await;
            // What an older app has kept may be nothing to this one.
            if found.is_err() && !is_retry && page::is_from_worker() {
                found = open(true, on_progress).await;
            }
            opened.set(Some(found));
            if is_retry {
                // The button that asked is gone.
                page::after_paint(|| {
                    page::focus(PAGE_TITLE, true);
                });
            }
        });
    };
    ask(false);
    let navigator = Navigator::start();
    div().class("app").child_with(move || {
        let opened = opened.get();
        if opened.is_some() {
            page::remove(START);
        }
        match opened {
            None => loading(progress),
            Some(Err(error)) => failed(&error, move || ask(true)),
            Some(Ok(opened)) => ready(opened, navigator),
        }
    })
}

/// That the library is opening, and how far that is.
fn loading(progress_made: RwSignal<String>) -> Element {
    // Without a value the bar says only that something is going on.
    let share = move || Some(progress_made.get()).filter(|share| !share.is_empty());
    div()
        .class("loading")
        .attr("aria-busy", "true")
        .child(progress().attr("aria-label", ENGLISH.loading).attr("max", "1").attr_with("value", share))
        .child(p().attr("role", "status").child(ENGLISH.loading))
}

/// Why the library cannot be opened, and a button that asks again.
fn failed(error: &LoadError, retry: impl Fn() + 'static) -> Element {
    let text = (ENGLISH.load_error)(error);
    page::set_title(&text.title);
    page::tell("casebook-failed");
    let rows = [
        (ENGLISH.error_found, text.found),
        (ENGLISH.error_expected, text.expected),
        (ENGLISH.error_remedy, text.remedy),
    ];
    let rows = rows.map(|(label, text)| [dt().child(label), dd().child(text)]);
    let problems: Vec<Element> = text.problems.into_iter().map(|problem| li().child(problem)).collect();
    element("main")
        .attr("id", "content")
        .class("error-page")
        .child(
            div()
                .attr("role", "alert")
                .child(h1().attr("id", PAGE_TITLE).focusable().child(text.title))
                .child(dl().child(rows)),
        )
        .child(button().class("primary").on("click", move |_| retry()).child(ENGLISH.try_again))
        .child((!problems.is_empty()).then(|| ul().class("problems").child(problems)))
}

/// The library, open.
fn ready(opened: Opened, navigator: Navigator) -> Element {
    let library = StoredValue::new(opened.library);
    let place = Memo::new(move |before: Option<&Arc<Place>>| {
        let mut route = Route::read(&navigator.address.read());
        let library = library.get_value();
        library.repair(&mut route.query);
        let known = before.filter(|before| before.results.query == route.query);
        let results = known.map(|before| Arc::clone(&before.results));
        let results = results.unwrap_or_else(|| Arc::new(library.search(&route.query)));
        Arc::new(Place { route: Arc::new(route), results })
    });
    // Who comes back finds the page as long as it was, and scrolled.
    let is_new_here = address::state().is_none() && address::fragment().is_none();
    let first = place.get_untracked();
    let (entries, settled) = (Follower::new(&first), Follower::new(&first));
    // The first page is painted like a letter's: first what is looked at first.
    let is_typed = StoredValue::new(is_new_here);
    follow(place, entries, settled, is_typed);
    let app = App {
        messages: &ENGLISH,
        place,
        entries,
        settled,
        is_typed,
        navigator,
        fingerprint: StoredValue::new(opened.fingerprint),
        tag: StoredValue::new(opened.tag),
        library,
        formats: StoredValue::new_local(Formats::new(ENGLISH.locale)),
        toggled: RwSignal::new(Vec::new()),
    };
    navigator.restore();
    shell::shell(app)
}
