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

use leptos::prelude::*;
use leptos::web_sys::HtmlElement;

use crate::browser::{fetch, intl::BrowserNames, intl::Formats, page};
use crate::catalog::{Catalog, Date};
use crate::language::{Count, ENGLISH, LoadError, Messages};
use crate::route::Route;
use crate::search::{Library, Query, SearchResults};
use navigate::Navigator;

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
    /// Hexadecimal SHA-256 of the snapshot, where the browser can tell.
    pub fingerprint: StoredValue<Option<String>>,
    library: StoredValue<Arc<Library>>,
    formats: StoredValue<Formats, LocalStorage>,
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

    /// A date, as the reader's language writes it.
    pub fn date(&self, date: Date) -> String {
        self.formats.with_value(|formats| formats.date(date))
    }
}

/// Shows the app in the page's element `app`.
pub fn mount() {
    let parent = page::element("app").expect("index.html has the element");
    leptos::mount::mount_to(parent, Start).forget();
}

/// Shows a library that is already here, for as long as the handle lives.
pub fn mount_library(parent: HtmlElement, library: Library) -> leptos::mount::UnmountHandle<impl Mountable> {
    let opened = Opened { library: Arc::new(library), fingerprint: None };
    leptos::mount::mount_to(parent, move || {
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

async fn open(on_progress: impl Fn(usize, Option<usize>) + 'static) -> Result<Opened, Arc<LoadError>> {
    let fetched = fetch::snapshot(on_progress).await.map_err(Arc::new)?;
    let catalog = Catalog::read(&fetched.bytes)
        .map_err(|error| Arc::new(LoadError::Snapshot { url: fetched.url, error }))?;
    let library = Arc::new(Library::new(catalog, &BrowserNames::new()));
    Ok(Opened { library, fingerprint: fetched.sha256 })
}

/// The whole app.
#[component]
pub fn Start() -> impl IntoView {
    let progress = RwSignal::new((0, None));
    let opened = LocalResource::new(move || open(move |bytes, total| progress.set((bytes, total))));
    let navigator = Navigator::start();
    page::remove("start");
    move || match opened.get() {
        None => view! { <Loading progress /> }.into_any(),
        Some(Err(error)) => view! { <Failed error retry=move || opened.refetch() /> }.into_any(),
        Some(Ok(opened)) => view! { <Ready opened navigator /> }.into_any(),
    }
}

#[component]
fn Loading(
    /// Bytes that came, and how many will.
    progress: RwSignal<(usize, Option<usize>)>,
) -> impl IntoView {
    let share = move || progress.get().1.map(|total| progress.get().0 as f64 / total.max(1) as f64);
    view! {
        <div class="loading" role="status">
            <p>{ENGLISH.loading}</p>
            <progress aria-label=ENGLISH.loading max="1" prop:value=move || share().unwrap_or(0.0)></progress>
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
    view! {
        <main id="content" class="error-page" role="alert">
            <h1>{text.title}</h1>
            <p class="found">{text.found}</p>
            <p class="expected">{text.expected}</p>
            <p class="remedy">{text.remedy}</p>
            <button class="primary" on:click=move |_| retry()>{ENGLISH.try_again}</button>
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
    let results = Memo::new(move |_| {
        query.with(|query: &Query| Arc::new(library.with_value(|library| library.search(query))))
    });
    provide_context(App {
        messages: &ENGLISH,
        route,
        results,
        navigator,
        fingerprint: StoredValue::new(opened.fingerprint),
        library,
        formats: StoredValue::new_local(Formats::new("en")),
    });
    navigator.restore();
    view! { <shell::Shell /> }
}
