//! The root of the page: that the library is opening, why it cannot, or the
//! library.

use std::sync::Arc;

use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::HtmlElement;

use super::context::App;
use super::navigate::{Navigator, PAGE_TITLE};
use super::opening::{Opened, open};
use super::shell::Shell;
use crate::browser::first_paint::FirstPaint;
use crate::browser::intl::IntlFormats;
use crate::browser::page;
use crate::language::{ENGLISH, ErrorText, LoadError};
use crate::search::Library;

/// Id of the element of `index.html` that the app fills.
const APP: &str = "app";

/// Shows the app in the page.
pub fn mount() {
    let parent = page::element(APP).expect("index.html has the element");
    mount_to(parent, || view! { <Start/> }).forget();
}

/// Shows a library that is already here, for as long as the handle lives.
pub fn mount_library(parent: HtmlElement, library: Library) -> UnmountHandle<impl Mountable> {
    let opened = Opened { library: Arc::new(library), fingerprint: None, tag: None };
    mount_to(parent, move || view! { <Ready opened navigator=Navigator::start()/> })
}

/// The whole app.
#[component]
fn Start() -> impl IntoView {
    let navigator = Navigator::start();
    let n_retries = RwSignal::new(0);
    let on_retry = move |()| n_retries.update(|n| *n += 1);
    let attempt = move || {
        let is_retry = n_retries.get() > 0;
        view! { <Attempt navigator is_retry on_retry/> }
    };
    view! { <div class="app">{attempt}</div> }
}

/// One try to open the library.
#[component]
fn Attempt(
    /// The way to other addresses.
    navigator: Navigator,
    /// Whether the reader has asked for another try.
    is_retry: bool,
    /// The reader asks for another try.
    #[prop(into)]
    on_retry: Callback<()>,
) -> impl IntoView {
    let progress = RwSignal::new(None);
    // A plain signal and not a resource: nothing waits in several places for a value
    // that may change, and what that takes would be a sixteenth of the program.
    let opened = RwSignal::new(None);
    spawn_local(async move {
        let percent = move |done: f32| progress.set(Some((done * 100.0) as u8));
        opened.set(Some(open(is_retry, percent).await));
        if is_retry {
            // The button that asked is gone.
            page::after_paint(|| {
                page::focus(PAGE_TITLE, true);
            });
        }
    });
    move || match opened.get() {
        None => view! { <Loading progress/> }.into_any(),
        Some(Err(error)) => view! { <Failed error on_retry/> }.into_any(),
        Some(Ok(opened)) => view! { <Ready opened navigator/> }.into_any(),
    }
}

/// That the library is opening, and how far that is.
#[component]
fn Loading(
    /// How much is done, in percent; none while nobody knows.
    #[prop(into)]
    progress: Signal<Option<u8>>,
) -> impl IntoView {
    // Without a value the bar says only that something is going on.
    view! {
        <div class="loading" aria-busy="true">
            <progress aria-label=ENGLISH.loading max="100" value=move || progress.get()></progress>
            <p role="status">{ENGLISH.loading}</p>
        </div>
    }
}

/// Why the library cannot be opened, and a button that asks again.
#[component]
fn Failed(
    /// What went wrong.
    error: Arc<LoadError>,
    /// The reader asks for another try.
    on_retry: Callback<()>,
) -> impl IntoView {
    let ErrorText { title, found, expected, remedy, problems } = (ENGLISH.load_error)(&error);
    drop(FirstPaint::take());
    page::set_title(&title);
    page::tell("casebook-failed");
    let problems = (!problems.is_empty()).then(|| {
        let problems = problems.into_iter().map(|problem| view! { <li>{problem}</li> }).collect_view();
        view! { <ul class="problems">{problems}</ul> }
    });
    view! {
        <main id="content" class="error-page">
            <div role="alert">
                <h1 id=PAGE_TITLE tabindex="-1">{title}</h1>
                <dl>
                    <dt>{ENGLISH.error_found}</dt>
                    <dd>{found}</dd>
                    <dt>{ENGLISH.error_expected}</dt>
                    <dd>{expected}</dd>
                    <dt>{ENGLISH.error_remedy}</dt>
                    <dd>{remedy}</dd>
                </dl>
            </div>
            <button class="primary" on:click=move |_| on_retry.run(())>{ENGLISH.try_again}</button>
            {problems}
        </main>
    }
}

/// The library, open. It stands in the frame in which what `index.html` showed
/// until then is gone, and with what the reader had begun there.
#[component]
pub fn Ready(
    /// The library.
    opened: Opened,
    /// The way to other addresses.
    navigator: Navigator,
) -> impl IntoView {
    let first_paint = FirstPaint::take();
    let is_embedded = navigator.route().is_embedded && page::is_framed();
    provide_context(App::new(opened, navigator, IntlFormats::new(ENGLISH.locale), is_embedded));
    navigator.restore();
    // After the page is there, and its fields hold what they begin with: Leptos sets
    // the value of a field a moment later, which would undo what the reader has typed.
    Effect::new(move || {
        let first_paint = first_paint.clone();
        queue_microtask(move || first_paint.replay());
    });
    view! { <Shell/> }
}
