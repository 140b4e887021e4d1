//! The library on this device: what `public/offline.js` says, and what it asks.

use std::collections::HashSet;

use leptos::prelude::{GetValue, WindowListenerHandle, on_cleanup, window_event_listener_untyped};

use super::App;
use super::element::{Element, button, code, div, element, input, label, p};
use super::opening::library_of;
use super::signals::spawn;
use crate::browser::fetch::{self, Fetched};
use crate::browser::intl::BrowserNames;
use crate::browser::pace::Slices;
use crate::browser::page;
use crate::language::LoadError;
use crate::search::Library;

/// Id of the element by which program and script tell each other what they know.
const OFFLINE: &str = "offline";

/// What the host has, in lines: `same`, `unreachable`, `failed` with the cause
/// in words, or `new` with a snapshot's SHA-256, its date in words, how many
/// cases of it are not in the library that is shown, and the paths of its
/// pictures.
async fn found(app: App) -> String {
    let m = app.messages;
    let hash = app.fingerprint.get_value();
    let newer = async {
        let tag = app.tag.get_value();
        let Fetched { bytes, url, .. } = fetch::snapshot(true, tag.as_deref(), &|_, _| {}).await?;
        let newer = fetch::sha256(&bytes).await;
        if newer == hash {
            return Ok(None);
        }
        let names = BrowserNames::new(m.locale);
        match library_of(bytes, &names, &mut Slices::new(|_| {})).await {
            Ok(library) => Ok(Some((newer.unwrap_or_default(), library))),
            Err(error) => Err(LoadError::Snapshot { url, error }),
        }
    };
    let (newer, library) = match newer.await {
        Ok(Some(newer)) => newer,
        Ok(None) | Err(LoadError::Status { status: 304, .. }) => return "same".to_owned(),
        Err(LoadError::NoConnection { .. }) => return "unreachable".to_owned(),
        Err(error) => return format!("failed\n{}", (m.load_error)(&error).title),
    };
    let shown = app.library();
    let known: HashSet<&str> = shown.catalog.cases.iter().map(|case| case.id.as_str()).collect();
    let n_new = library.catalog.cases.iter().filter(|case| !known.contains(case.id.as_str())).count();
    let date = library.catalog.generated.map(|date| app.date(date)).unwrap_or_default();
    format!("new\n{newer}\n{date}\n{}\n{}", app.number(n_new), pictures(&library))
}

/// Looks at the host when `public/offline.js` asks, and has it know.
fn look_when_asked(app: App) {
    let look = move |_| {
        spawn(async move {
            let found = found(app).await;
            page::set_attribute(OFFLINE, "data-found", &found);
            page::tell("casebook-found");
        });
    };
    let listener = window_event_listener_untyped("casebook-look", look);
    on_cleanup(move || WindowListenerHandle::remove(listener));
}

/// Paths of the pictures of all cases, each in a line.
fn pictures(library: &Library) -> String {
    let images = library.catalog.cases.iter().filter_map(|case| case.image.as_ref());
    images.map(|image| image.src.as_str()).collect::<Vec<_>>().join("\n")
}

/// How the reader stands without a network, and the offer to install the app.
pub fn status(app: App) -> Element {
    let m = app.messages;
    // In the order in which the script reads them.
    let texts = [
        m.offline_ready,
        m.offline_without_pictures,
        m.offline,
        m.offline_full,
        m.offline_refused,
        m.no_news,
        m.new_app,
        m.new_snapshot,
        m.show_news,
        m.not_now,
        m.last_visit,
        m.copied,
    ];
    let library = app.library();
    let hash = app.fingerprint.get_value().unwrap_or_default();
    look_when_asked(app);
    page::after_paint(|| page::tell("casebook-open"));
    div()
        .attr("id", OFFLINE)
        .attr("data-texts", &texts.join("\n"))
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
pub fn act(name: &'static str, label: &str) -> Element {
    button().attr("data-act", name).child(label)
}
