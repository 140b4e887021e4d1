//! What the reader sees.
//!
//! [`Start`] fetches the snapshot and shows one of three things: that it is
//! opening, why it cannot, or the [`shell`] with one of the pages. All pages
//! read the [`App`]; the only way to change what they show is to go to another
//! address ([`navigate`]).

pub mod about_page;
pub mod case_page;
pub mod countries;
pub mod facets;
pub mod list_page;
pub mod navigate;
pub mod parts;
pub mod shell;

use std::sync::Arc;

use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::HtmlElement;

use crate::browser::intl::{BrowserNames, Formats};
use crate::browser::{fetch, page};
use crate::catalog::{Catalog, Country, Date};
use crate::language::{Count, ENGLISH, LoadError, Messages};
use crate::route::Route;
use crate::search::{Library, SearchResults};
use navigate::Navigator;
use parts::share::share;

/// What every page reads. The library never changes; route and results do.
#[derive(Clone, Copy)]
pub struct App {
    /// What the interface says.
    pub messages: &'static Messages,
    /// Where the reader is, checked against the library.
    pub route: Memo<Route>,
    /// What the route's query gives.
    pub results: Memo<Arc<SearchResults>>,
    /// The way to other addresses.
    pub navigator: Navigator,
    /// What the reader opened and closed on the list.
    pub unfolded: Unfolded,
    /// Hexadecimal SHA-256 of the snapshot, where the browser can tell.
    pub fingerprint: StoredValue<Option<String>>,
    library: StoredValue<Arc<Library>>,
    formats: StoredValue<Formats, LocalStorage>,
}

/// What the reader opened and closed on the list: too small for the address,
/// and still to be found as it was after a look at a case.
#[derive(Clone, Copy, Default)]
pub struct Unfolded {
    /// Whether the filters are open where they do not stand beside the list.
    pub filters: RwSignal<bool>,
    /// Ids of the facets that show all their values.
    pub facets: RwSignal<Vec<String>>,
    /// Countries whose cases are hidden.
    pub closed_countries: RwSignal<Vec<Country>>,
}

/// Puts an item into a list that it is not in, and takes it out of one that it
/// is in.
fn toggle<T: PartialEq + Send + Sync + 'static>(list: RwSignal<Vec<T>>, item: T) {
    list.update(|list| match list.iter().position(|other| *other == item) {
        Some(position) => drop(list.remove(position)),
        None => list.push(item),
    });
}

/// The app, from inside any page.
pub fn use_app() -> App {
    expect_context()
}

impl App {
    /// The library.
    pub fn library(&self) -> Arc<Library> {
        self.library.get_value()
    }

    /// A number of things, as the reader's language writes it.
    pub fn count(&self, n: usize) -> Count {
        self.formats.with_value(|formats| formats.count(n))
    }

    /// A number, as the reader's language writes it.
    pub fn number(&self, n: usize) -> String {
        self.formats.with_value(|formats| formats.number(n))
    }

    /// A share, as the reader's language writes it.
    pub fn percent(&self, part: usize, of: usize) -> String {
        self.formats.with_value(|formats| formats.percent(part, of))
    }

    /// A date, as the reader's language writes it.
    pub fn date(&self, date: Date) -> String {
        self.formats.with_value(|formats| formats.date(date))
    }
}

/// Id of the element of `index.html` that the app fills.
const APP: &str = "app";
/// Id of what `index.html` says until there is something to show.
const START: &str = "start";

/// Shows the app in the page.
pub fn mount() {
    let parent = page::element(APP).expect("index.html has the element");
    mount_to(parent, Start).forget();
}

/// Shows a library that is already here, for as long as the handle lives.
pub fn mount_library(parent: HtmlElement, library: Library) -> UnmountHandle<impl Mountable> {
    let opened = Opened { library: Arc::new(library), fingerprint: None };
    mount_to(parent, move || {
        let navigator = Navigator::start();
        view! { <Ready opened navigator /> }
    })
}

/// A library as it came.
#[derive(Clone)]
struct Opened {
    library: Arc<Library>,
    fingerprint: Option<String>,
}

async fn open(is_retry: bool, on_progress: impl Fn(usize, Option<usize>)) -> Result<Opened, Arc<LoadError>> {
    let file = fetch::snapshot(is_retry, on_progress).await.map_err(Arc::new)?;
    let fingerprint = fetch::sha256(&file.bytes);
    let catalog =
        Catalog::read(&file.bytes).map_err(|error| Arc::new(LoadError::Snapshot { url: file.url, error }))?;
    let library = Arc::new(Library::new(catalog, &BrowserNames::new(ENGLISH.locale)));
    Ok(Opened { library, fingerprint: fingerprint.await })
}

/// The whole app.
#[component]
pub fn Start() -> impl IntoView {
    let progress = RwSignal::new((0, None));
    // A plain signal: what a resource adds, waiting in several places for a
    // value that may change, is not needed here, and costs the reader 5 KB.
    let opened = RwSignal::new_local(None);
    let ask = move |is_retry: bool| {
        progress.set((0, None));
        opened.set(None);
        spawn_local(async move {
            opened.set(Some(open(is_retry, move |bytes, total| progress.set((bytes, total))).await));
        });
    };
    ask(false);
    let navigator = Navigator::start();
    move || {
        let opened = opened.get();
        if opened.is_some() {
            page::remove(START);
        }
        match opened {
            None => view! { <Loading progress /> }.into_any(),
            Some(Err(error)) => view! { <Failed error retry=move || ask(true) /> }.into_any(),
            Some(Ok(opened)) => view! { <Ready opened navigator /> }.into_any(),
        }
    }
}

#[component]
fn Loading(
    /// Bytes that came, and how many will.
    progress: RwSignal<(usize, Option<usize>)>,
) -> impl IntoView {
    // Without a value the bar says only that something is going on.
    let share = move || {
        let (bytes, total) = progress.get();
        total.map(|total| share(bytes.min(total), total))
    };
    view! {
        <div class="loading" aria-busy="true">
            <p role="status">{ENGLISH.loading}</p>
            <progress aria-label=ENGLISH.loading max="1" value=share></progress>
        </div>
    }
}

#[component]
fn Failed(
    /// Why the library cannot be opened.
    error: Arc<LoadError>,
    /// Asks again.
    retry: impl Fn() + 'static,
) -> impl IntoView {
    let text = (ENGLISH.load_error)(&error);
    page::set_title(&text.title);
    let problems = text.problems.into_iter().map(|problem| view! { <li>{problem}</li> }).collect_view();
    view! {
        <main id="content" class="error-page">
            <div role="alert">
                <h1>{text.title}</h1>
                <dl>
                    <dt>{ENGLISH.error_found}</dt>
                    <dd>{text.found}</dd>
                    <dt>{ENGLISH.error_expected}</dt>
                    <dd>{text.expected}</dd>
                    <dt>{ENGLISH.error_remedy}</dt>
                    <dd>{text.remedy}</dd>
                </dl>
            </div>
            <button class="primary" on:click=move |_| retry()>{ENGLISH.try_again}</button>
            <ul class="problems">{problems}</ul>
        </main>
    }
}

#[component]
fn Ready(
    /// The library.
    opened: Opened,
    /// The way to other addresses.
    navigator: Navigator,
) -> impl IntoView {
    let library = StoredValue::new(opened.library);
    let route = Memo::new(move |_| {
        let mut route = Route::read(&navigator.address.read());
        library.with_value(|library| library.repair(&mut route.query));
        route
    });
    let query = Memo::new(move |_| route.with(|route| route.query.clone()));
    let results =
        Memo::new(move |_| query.with(|query| Arc::new(library.with_value(|library| library.search(query)))));
    provide_context(App {
        messages: &ENGLISH,
        route,
        results,
        navigator,
        unfolded: Unfolded::default(),
        fingerprint: StoredValue::new(opened.fingerprint),
        library,
        formats: StoredValue::new_local(Formats::new(ENGLISH.locale)),
    });
    navigator.restore();
    view! { <shell::Shell /> }
}
