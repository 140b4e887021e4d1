//! The library on this device: what is kept, whether something newer is there,
//! and what the reader is told of it.

use std::rc::Rc;

use leptos::leptos_dom::helpers::window_event_listener_untyped;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::element::{Element, button, code, div, input, label, p};
use super::signals::spawn;
use super::{App, Opened, open};
use crate::browser::worker::{Refusal, Worker, property};
use crate::browser::{fetch, page, store};
use crate::catalog::names::Names;
use crate::language::LoadError;
use crate::search::Library;

/// Minutes after which a page that is looked at again asks the host for news.
const PAUSE: usize = 60;

/// Bytes of pictures that are kept without being asked to.
const MOST_PICTURES: f64 = 20_000_000.0;

/// Name of the saved day of the last visit.
const VISIT: &str = "visit";

/// Name of the saved answer to the offer to install.
const INSTALL: &str = "install";

/// Name of the saved wish to keep pictures, however many.
const PICTURES: &str = "pictures";

/// What is kept on this device.
#[derive(Clone, Copy)]
pub struct Offline {
    /// How the reader stands without a network, in words; empty while nobody
    /// knows.
    status: RwSignal<String>,
    /// What is newer than this page, in words; empty while nothing is.
    news: RwSignal<String>,
    /// What the worker says of what is stored, in lines.
    report: RwSignal<String>,
    /// The offer to install the app, while it stands.
    offer: RwSignal<String>,
    /// The minute in which the host was asked last.
    asked: RwSignal<usize>,
}

impl Offline {
    /// Nothing is known yet.
    pub fn new() -> Self {
        let text = || RwSignal::new(String::new());
        Self { status: text(), news: text(), report: text(), offer: text(), asked: RwSignal::new(0) }
    }
}

/// Keeps the library of a page on this device, and looks for news now and then.
/// `is_from_store` says that the page shows what was kept.
pub fn keep(app: App, is_from_store: bool) {
    if !is_from_store {
        app.offline.asked.set(minute());
    }
    spawn(async move {
        let refuse = move |refusal: Refusal| app.offline.status.set(refused(app, &refusal));
        match Worker::start(refuse, page::reload).await {
            Err(refusal) => refuse(refusal),
            Ok(worker) => {
                keep_content(app, &worker, app.fingerprint.get_value()).await;
                worker.on_update(move || app.offline.news.set(app.messages.new_app.to_owned()));
                look_for_news(app).await;
            }
        }
        store::save(VISIT, &page::today());
    });
    listen("focus", move || spawn(look_for_news(app)));
    listen("online", move || spawn(look_for_news(app)));
    listen("offline", move || app.offline.status.set(app.messages.offline.to_owned()));
    listen("appinstalled", page::persist);
    let offer = move || {
        if page::can_install() && store::saved(INSTALL).is_none() {
            app.offline.offer.set(app.messages.install.to_owned());
        }
    };
    offer();
    listen("beforeinstallprompt", offer);
}

fn listen(event: &str, act: impl Fn() + 'static) {
    fn boxed(event: &str, act: Box<dyn Fn()>) {
        window_event_listener_untyped(event, move |_| act());
    }
    boxed(event, Box::new(act));
}

fn minute() -> usize {
    (js_sys::Date::now() / 60_000.0) as usize
}

/// Stores a snapshot that this page could open, and its pictures.
async fn keep_content(app: App, worker: &Worker, hash: Option<String>) -> bool {
    let snapshot = JsValue::from_str(&fetch::snapshot_url());
    let mut kept = worker.order("keep", &[("snapshot", snapshot.clone()), ("hash", hash.into())]).await;
    let pictures = js_sys::Array::new();
    for image in app.library().catalog.cases.iter().filter_map(|case| case.image.as_ref()) {
        pictures.push(&page::absolute(&image.src).into());
    }
    if kept.is_ok() && pictures.length() > 0 {
        let most = if wants_pictures() { f64::MAX } else { MOST_PICTURES };
        let details = [("pictures", pictures.into()), ("most", most.into()), ("snapshot", snapshot)];
        kept = worker.order("keepPictures", &details).await;
    }
    let is_kept = kept.is_ok();
    app.offline.status.set(match kept {
        Ok(_) => app.messages.offline_ready.to_owned(),
        Err(refusal) => refused(app, &refusal),
    });
    is_kept
}

fn wants_pictures() -> bool {
    store::saved(PICTURES).is_some_and(|wish| !wish.is_empty())
}

fn refused(app: App, refusal: &Refusal) -> String {
    if refusal.is_full() {
        return app.messages.offline_full.to_owned();
    }
    (app.messages.offline_refused)(&refusal.reason)
}

/// Asks the host for a newer app and a newer snapshot, if the last time is not
/// just over. What cannot be used changes nothing but what the reader is told.
async fn look_for_news(app: App) {
    if minute() < app.offline.asked.get_untracked() + PAUSE {
        return;
    }
    let Ok(worker) = Worker::find().await else { return };
    app.offline.asked.set(minute());
    worker.update().await;
    // Opened as a whole, to see that it can be.
    let status = match open(true, app.fingerprint.get_value(), Rc::new(|_| {})).await {
        Ok(None) => app.messages.offline_ready.to_owned(),
        Ok(Some(Opened { library, fingerprint, .. })) => {
            if keep_content(app, &worker, fingerprint).await && !worker.has_update() {
                app.offline.news.set(new_snapshot(app, &library));
            }
            return;
        }
        Err(error) => {
            // To be asked again as soon as the reader comes back.
            app.offline.asked.set(0);
            match error {
                LoadError::NoConnection { .. } => app.messages.offline.to_owned(),
                _ => (app.messages.no_news)(&(app.messages.load_error)(&error).title),
            }
        }
    };
    app.offline.status.set(status);
}

/// That there is a newer snapshot, of which date and with how many new cases.
fn new_snapshot(app: App, newer: &Library) -> String {
    let mut known = Names::default();
    for case in &app.library().catalog.cases {
        known.add(&case.id);
    }
    let n_new = newer.catalog.cases.iter().filter(|case| known.number(&case.id).is_none()).count();
    let date = newer.catalog.generated.map(|date| app.date(date)).unwrap_or_default();
    (app.messages.new_snapshot)(&date, &app.count(n_new))
}

/// How the reader stands without a network.
pub fn status(app: App) -> Element {
    p().attr("id", "offline-status").child_with(move || app.offline.status.get())
}

/// The browser's offer to install the app: made once, whatever the answer.
pub fn install(app: App) -> Element {
    let accept = move |_| {
        page::install();
        app.offline.offer.set(String::new());
        store::save(INSTALL, "asked");
    };
    p().child_with(move || {
        let offer = app.offline.offer.get();
        (!offer.is_empty()).then(|| button().on("click", accept).child(offer))
    })
}

/// What is newer than this page, and the button that shows it.
pub fn news(app: App) -> Element {
    let show = move |_| {
        spawn(async move {
            let Ok(worker) = Worker::find().await else { return };
            if worker.has_update() {
                worker.take_over().await;
            } else {
                // This tab like the others.
                let _ = worker.order("reload", &[]).await;
            }
        });
    };
    let notice = move || {
        let news = app.offline.news.get();
        let later = move |_| app.offline.news.set(String::new());
        (!news.is_empty()).then(|| {
            div()
                .class("news")
                .child(p().child(news))
                .child(button().class("primary").on("click", show).child(app.messages.show_news))
                .child(button().on("click", later).child(app.messages.not_now))
        })
    };
    div().attr("role", "status").child_with(notice)
}

/// What is kept on this device, a test of it, and a way to set it right.
pub fn on_this_device(app: App) -> Vec<Element> {
    let m = app.messages;
    let report = app.offline.report;
    let order = move |name: &'static str| {
        spawn(async move {
            let mut lines = vec![app.offline.status.get_untracked()];
            let answer = match Worker::find().await {
                Ok(worker) => worker.order(name, &[]).await,
                Err(refusal) => Err(refusal),
            };
            match answer {
                Ok(_) if name == "repair" => page::reload(),
                Ok(answer) => lines.push(property(&answer, "report")),
                Err(refusal) => lines.push(refused(app, &refusal)),
            }
            lines.extend(store::saved(VISIT).map(|day| (m.last_visit)(&day)));
            report.set(lines.join("\n"));
        });
    };
    let keep_pictures = app.library().catalog.cases.iter().any(|case| case.image.is_some()).then(|| {
        let keep = move |is_kept: bool| {
            store::save(PICTURES, if is_kept { "all" } else { "" });
            page::persist();
            spawn(async move {
                if let Ok(worker) = Worker::find().await {
                    keep_content(app, &worker, app.fingerprint.get_value()).await;
                }
            });
        };
        let all = input().attr("type", "checkbox").checked_with(wants_pictures).on_tick(keep);
        label().child(all).child(" ").child(m.keep_pictures)
    });
    order("test");
    let copy = move |_| {
        spawn(async move {
            page::copy(&report.get_untracked()).await;
        });
    };
    let lines =
        move || report.get().split('\n').map(|line| p().child(code().child(line))).collect::<Vec<_>>();
    let buttons = div()
        .class("tools")
        .child(button().on("click", move |_| order("test")).child(m.test_stored))
        .child(button().on("click", move |_| order("repair")).child(m.repair_stored))
        .child(button().on("click", copy).child(m.copy_report));
    vec![div().attr("role", "status").class("report").child_with(lines), p().child(keep_pictures), buttons]
}
