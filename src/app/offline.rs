//! The library on this device: what `public/offline.js` says, and what it asks.

use std::cell::RefCell;

use leptos::prelude::GetValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::App;
use super::element::{Element, button, code, div, element, input, label, p};
use super::opening::library_of;
use crate::browser::intl::BrowserNames;
use crate::browser::pace::Slices;
use crate::browser::{fetch, page};
use crate::catalog::names::Names;
use crate::language::{ENGLISH, LoadError};
use crate::search::Library;

thread_local! {
    /// What the page shows; there is one page, and one library on it.
    static SHOWN: RefCell<Option<App>> = const { RefCell::new(None) };
}

/// Opens a snapshot to see that it can be. Gives its date in words, how many
/// cases of it are not in the library that is shown, and the paths of its
/// pictures, each in a line.
///
/// # Errors
/// What is wrong with it, in words.
#[wasm_bindgen]
pub async fn examine(bytes: Vec<u8>) -> Result<String, String> {
    let names = BrowserNames::new(ENGLISH.locale);
    let newer = library_of(bytes, &names, &mut Slices::new(|_| {})).await;
    let newer = newer.map_err(|error| {
        (ENGLISH.load_error)(&LoadError::Snapshot { url: fetch::snapshot_url(), error }).title
    })?;
    let Some(app) = SHOWN.with_borrow(|shown| *shown) else { return Ok(String::new()) };
    let mut known = Names::default();
    for case in &app.library().catalog.cases {
        known.add(&case.id);
    }
    let n_new = newer.catalog.cases.iter().filter(|case| known.number(&case.id).is_none()).count();
    let date = newer.catalog.generated.map(|date| app.date(date)).unwrap_or_default();
    Ok(format!("{date}\n{}\n{}", app.number(n_new), pictures(&newer)))
}

/// Paths of the pictures of all cases, each in a line.
fn pictures(library: &Library) -> String {
    let images = library.catalog.cases.iter().filter_map(|case| case.image.as_ref());
    images.map(|image| image.src.as_str()).collect::<Vec<_>>().join("\n")
}

/// How the reader stands without a network, and the offer to install the app.
pub fn status(app: App) -> Element {
    let m = app.messages;
    SHOWN.set(Some(app));
    let said = [
        ("data-ready", m.offline_ready),
        ("data-ready-without-pictures", m.offline_without_pictures),
        ("data-offline", m.offline),
        ("data-full", m.offline_full),
        ("data-refused", m.offline_refused),
        ("data-no-news", m.no_news),
        ("data-silent", m.silent),
        ("data-broken-off", m.broken_off),
        ("data-new-app", m.new_app),
        ("data-new-snapshot", m.new_snapshot),
        ("data-show", m.show_news),
        ("data-later", m.not_now),
        ("data-visit", m.last_visit),
        ("data-copied", m.report_copied),
    ];
    let data = said.into_iter().fold(div(), |data, (name, text)| data.attr(name, text));
    let library = app.library();
    let hash = app.fingerprint.get_value().unwrap_or_default();
    page::after_paint(|| page::tell("casebook-open"));
    data.attr("id", "offline")
        .attr("data-hash", &hash)
        .attr("data-pictures", &pictures(&library))
        .child(p().attr("id", "offline-status"))
        .child(act("install", m.install).attr("id", "install").attr("hidden", ""))
}

/// Where it is said that something newer is there.
pub fn news() -> Element {
    div().attr("id", "news").class("news").attr("role", "status")
}

/// What is kept on this device, a test of it, and a way to set it right.
pub fn on_this_device(app: App) -> Vec<Element> {
    let m = app.messages;
    page::after_paint(|| page::tell("casebook-about"));
    let keep_pictures = (!pictures(&app.library()).is_empty()).then(|| {
        let all = input().attr("type", "checkbox").attr("id", "keep-pictures").attr("data-act", "pictures");
        p().child(label().child(all).child(" ").child(m.keep_pictures))
    });
    let report =
        element("pre").class("report").attr("role", "status").child(code().attr("id", "device-report"));
    let buttons = div()
        .class("tools")
        .child(act("test", m.test_stored))
        .child(act("repair", m.repair_stored))
        .child(act("copy", m.copy_report));
    keep_pictures.into_iter().chain([report, buttons]).collect()
}

/// A button of which `public/offline.js` knows what it does.
fn act(name: &'static str, label: &str) -> Element {
    button().attr("data-act", name).child(label)
}
