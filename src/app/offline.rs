//! The library on this device: what `public/offline.js` says, and what it asks.

use std::collections::HashSet;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::opening::library_of;
use super::{App, use_app};
use crate::browser::fetch::{self, Fetched};
use crate::browser::intl::BrowserNames;
use crate::browser::pace::Slices;
use crate::browser::page;
use crate::language::LoadError;
use crate::search::Library;

/// Id of the element by which program and script tell each other what they know.
const OFFLINE: &str = "offline";

/// What the host has.
enum HostHas {
    /// The snapshot that is shown.
    Same,
    /// A newer one.
    New {
        /// Its SHA-256.
        hash: String,
        /// Its date, in words.
        date: String,
        /// How many of its cases are not in the library that is shown, in words.
        n_new: String,
        /// Paths of its pictures, a line each.
        pictures: String,
    },
    /// Nobody knows: there is no way to the host.
    Unreachable,
    /// One that cannot be used, and why.
    Failed(String),
}

impl HostHas {
    /// As the script reads it, in lines.
    fn to_lines(&self) -> String {
        match self {
            Self::Same => "same".to_owned(),
            Self::New { hash, date, n_new, pictures } => format!("new\n{hash}\n{date}\n{n_new}\n{pictures}"),
            Self::Unreachable => "unreachable".to_owned(),
            Self::Failed(why) => format!("failed\n{why}"),
        }
    }
}

/// Asks the host for its snapshot, and opens it where it is another one.
async fn ask_host(app: App) -> HostHas {
    let m = app.messages;
    match newer(app).await {
        Ok(None) | Err(LoadError::Status { status: 304, .. }) => HostHas::Same,
        Ok(Some((hash, library))) => {
            let shown = app.library();
            let known: HashSet<&str> = shown.catalog.cases.iter().map(|case| case.id.as_str()).collect();
            let n_new = library.catalog.cases.iter().filter(|case| !known.contains(case.id.as_str())).count();
            HostHas::New {
                hash,
                date: library.catalog.generated.map(|date| app.format.date(date)).unwrap_or_default(),
                n_new: app.format.number(n_new),
                pictures: pictures(&library),
            }
        }
        Err(LoadError::NoConnection { .. }) => HostHas::Unreachable,
        Err(error) => HostHas::Failed((m.load_error)(&error).title),
    }
}

/// The host's snapshot with its SHA-256, where it is not the one that is shown.
async fn newer(app: App) -> Result<Option<(String, Library)>, LoadError> {
    let Fetched { bytes, url, .. } = fetch::snapshot(true, app.tag().as_deref(), &|_, _| {}).await?;
    let hash = fetch::sha256(&bytes).await;
    if hash == app.fingerprint() {
        return Ok(None);
    }
    let names = BrowserNames::new(app.messages.locale);
    let library = library_of(bytes, &names, &mut Slices::new(|_| {})).await;
    let library = library.map_err(|error| LoadError::Snapshot { url, error })?;
    Ok(Some((hash.unwrap_or_default(), library)))
}

/// Looks at the host when `public/offline.js` asks, and has it know.
fn look_when_asked(app: App) {
    let look = move |_| {
        spawn_local(async move {
            let found = ask_host(app).await;
            page::set_attribute(OFFLINE, "data-found", &found.to_lines());
            page::tell("casebook-found");
        });
    };
    let listener = window_event_listener_untyped("casebook-look", look);
    on_cleanup(move || listener.remove());
}

/// Paths of the pictures of all cases, each in a line.
fn pictures(library: &Library) -> String {
    let images = library.catalog.cases.iter().filter_map(|case| case.image.as_ref());
    images.map(|image| image.src.as_str()).collect::<Vec<_>>().join("\n")
}

/// How the reader stands without a network, and the offer to install the app.
#[component]
pub fn OfflineStatus() -> impl IntoView {
    let app = use_app();
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
    look_when_asked(app);
    Effect::new(|| page::after_paint(|| page::tell("casebook-open")));
    view! {
        <div
            id=OFFLINE
            data-texts=texts.join("\n")
            data-hash=app.fingerprint().unwrap_or_default()
            data-pictures=pictures(&app.library())
        >
            <p id="offline-status"></p>
            <button data-act="install" id="install" hidden="">{m.install}</button>
        </div>
    }
}

/// Where it is said that something newer is there.
#[component]
pub fn News() -> impl IntoView {
    view! { <div id="news" class="news" role="status"></div> }
}

/// What is kept on this device, a test of it, and a way to set it right.
#[component]
pub fn OnThisDevice() -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    Effect::new(|| page::after_paint(|| page::tell("casebook-about")));
    let keep_pictures = (!pictures(&app.library()).is_empty()).then(|| {
        view! {
            <p>
                <label><input type="checkbox" id="keep-pictures" data-act="pictures"/> " " {m.keep_pictures}</label>
            </p>
        }
    });
    view! {
        {keep_pictures}
        <pre class="report" role="status"><code id="device-report"></code></pre>
        <div class="tools">
            <Act name="test" label=m.test_stored/>
            <Act name="repair" label=m.repair_stored/>
            <Act name="copy" label=m.copy_report/>
        </div>
    }
}

/// A button of which `public/offline.js` knows what it does.
#[component]
pub fn Act(
    /// The script's name for what it does.
    name: &'static str,
    /// What it says.
    label: &'static str,
    /// What it is about, for who hears the button alone.
    #[prop(optional)]
    about: Option<&'static str>,
) -> impl IntoView {
    let spoken = about.map(|about| format!("{label}: {about}"));
    view! { <button data-act=name aria-label=spoken>{label}</button> }
}
