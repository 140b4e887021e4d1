//! Journeys: what a reader does with the built library, in a real browser.
//!
//! Each test is one journey from an address to what the reader then sees. The library in `dist/` is
//! served from a sub-folder by a small host inside the test, which can also fail in every way that
//! hosts do; the reader finds things by role and name, as assistive technology does. Whatever a
//! journey is about, it also checks the standing promises: nothing on the console, no request to
//! another origin, none outside of the folder.
//!
//! They need `dist/`, Chromium with chromedriver, Firefox with geckodriver, WebKitGTK with its
//! driver, Xvfb and axe-core; `make test` sees to all of it. One journey by itself, with `dist/` as
//! it is:
//!
//! ```text
//! cargo test --test journeys nothing_outside
//! ```
//!
//! `AXE` is the path of axe-core's `axe.min.js`, for the journeys that ask it; `REACT` is that of
//! React as one script, without which no page made with it is tested; `CHROMEDRIVER`,
//! `GECKODRIVER` and `WEBKITDRIVER` are the paths of the drivers where they are not on the `PATH`. A
//! journey that fails says what the reader did, what is on the page, and where its screenshot is.
//!
//! - [`server`]: the host
//! - [`chromedriver`]: what starts Chromium
//! - [`browser`]: Chromium and what it tells about a page
//! - [`reader`]: what a person does and sees
//! - [`geckodriver`]: what starts Firefox
//! - [`webkitdriver`]: what starts WebKit
//! - [`visitor`]: a person who comes back, in any of the three
//! - [`edition`]: what a publisher puts on the host later
//! - [`axe`]: what a program can tell about accessibility
//! - [`words`]: what the pages call things
//! - [`snapshot`]: what is in the shipped file, read without the app
//! - [`expected`]: the figures and names that its pages show
//!
//! The journeys themselves, by subject:
//!
//! - [`search`]: finding, nothing found, pages and orders of the list
//! - [`suggestions`]: what is offered while typing, and why a case was found
//! - [`filters`]: refining, and what the numbers promise
//! - [`countries`]: reading by country
//! - [`cases`]: opening, leaving, leading on, sharing
//! - [`about`]: the passport, and snapshots with mistakes
//! - [`failures`]: hosts that fail
//! - [`offline`]: what the browser keeps, in Chromium and in Firefox
//! - [`start`]: what the page says where its program cannot run
//! - [`first_paint`]: the front page that is there before its program
//! - [`install`]: as an app of one's device
//! - [`safety`]: what the page's policy keeps out
//! - [`widget`]: inside of other pages, in all three browsers
//! - [`keyboard`], [`phone`], [`accessibility`]: for everybody

use std::{
    any::type_name,
    future::poll_fn,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    path::Path,
    pin::pin,
    sync::{Mutex, MutexGuard},
    task::Poll,
    thread,
    time::Duration,
};

use tokio::{
    sync::Semaphore,
    time::{error::Elapsed, timeout},
};

use crate::{reader::Reader, server::Server};

mod about;
mod accessibility;
mod axe;
mod browser;
mod cases;
mod chromedriver;
mod countries;
mod edition;
mod expected;
mod failures;
mod filters;
mod first_paint;
mod geckodriver;
mod install;
mod keyboard;
mod offline;
mod phone;
mod reader;
mod safety;
mod search;
mod server;
mod snapshot;
mod start;
mod suggestions;
mod visitor;
mod webkitdriver;
mod widget;
mod words;

#[tokio::test(flavor = "multi_thread")]
async fn nothing_outside_its_folder_is_asked_for() {
    journey("", async |reader| {
        assert_ne!(reader.title().await, "");
        assert_ne!(reader.server().asked(""), 0);
        assert_eq!(reader.server().asked_outside(), []);
        assert_eq!(reader.requests_elsewhere().await, [""; 0]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_front_page_is_for_everybody() {
    journey("", async |reader| {
        reader.assert_accessible().await;
        reader.prefers(&[("prefers-color-scheme", "dark")]).await;
        reader.assert_accessible().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_front_page_fits_a_small_phone() {
    journey_unopened(async |reader| {
        reader.window(320, 640).await;
        reader.open("").await;
        assert!(!reader.scrolls_sideways().await);
        reader.assert_accessible().await;
    })
    .await;
}

/// More browsers at once than this only wait for each other.
static BROWSERS: Semaphore = Semaphore::const_new(2);

/// Far longer than any journey takes: one that gets here hangs.
const JOURNEY_LIMIT: Duration = Duration::from_secs(240);

/// A journey that starts at an address of the library, such as `?q=health`.
async fn journey(address: &str, body: impl AsyncFnOnce(&Reader)) {
    let name = name_of(&body);
    run(&name, async |reader| {
        reader.open(address).await;
        body(reader).await;
    })
    .await;
}

/// A journey whose reader has not opened the library yet: for settings, and for a host that is ill
/// from the first visit on.
async fn journey_unopened(body: impl AsyncFnOnce(&Reader)) {
    run(&name_of(&body), body).await;
}

/// Runs a journey with its own host and browser, then checks the standing promises.
///
/// The browser is closed before a failure is passed on, so that none is left behind.
async fn run(name: &str, body: impl AsyncFnOnce(&Reader)) {
    let _turn = BROWSERS.acquire().await.expect("the semaphore is never closed");
    let server = Server::start(dist()).await;
    let reader = Reader::start(server).await;

    let outcome = outcome(timeout(JOURNEY_LIMIT, body(&reader))).await;
    let complaints = reader.complaints().await;
    let is_well = matches!(outcome, Ok(Ok(()))) && complaints.is_empty();
    if !is_well {
        eprintln!("\n{}", reader.report(name).await);
    }
    reader.close().await;

    pass_on(outcome, &complaints);
}

/// Ends a test as its journey did; one that went well fails by the promises that it broke.
fn pass_on(outcome: thread::Result<Result<(), Elapsed>>, complaints: &[String]) {
    match outcome {
        Err(panic) => {
            if !complaints.is_empty() {
                eprintln!("Besides:\n{}", complaints.join("\n"));
            }
            resume_unwind(panic);
        }
        Ok(Err(_)) => panic!("the journey had not ended after {JOURNEY_LIMIT:?}"),
        Ok(Ok(())) => assert!(complaints.is_empty(), "promises broken:\n{}", complaints.join("\n")),
    }
}

/// The value of a future, or what it panicked with.
async fn outcome<T>(future: impl Future<Output = T>) -> thread::Result<T> {
    let mut future = pin!(future);
    // Unwind safe: after a panic the future is only dropped, and a reader is whole after each act.
    poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context))) {
        Ok(poll) => poll.map(Ok),
        Err(panic) => Poll::Ready(Err(panic)),
    })
    .await
}

/// The name of the test that a closure is written in, for its screenshot.
fn name_of<Body>(_: &Body) -> String {
    let path = type_name::<Body>();
    let names = path.split("::").filter(|name| !name.contains('{'));
    names.last().unwrap_or("journey").to_owned()
}

/// The folder of the built library.
fn dist() -> &'static Path {
    let dist = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/dist"));
    assert!(dist.join("index.html").is_file(), "there is no dist/index.html: build the app first");
    dist
}

/// A mutex whose holder panicked is taken as it is: only lists are kept in ours.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}
