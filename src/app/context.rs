//! What every page and part reads.

use std::ops::Deref;
use std::sync::Arc;

use leptos::prelude::*;

use super::folds::Folds;
use super::navigate::Navigator;
use super::opening::Opened;
use super::stages::Stages;
use crate::catalog::Date;
use crate::language::{Count, ENGLISH, Formats, Messages};
use crate::route::Route;
use crate::search::{Library, Query};

/// An open library, and where the reader is in it. Given to all components below
/// [`Ready`](super::start::Ready) as context: see [`use_app`].
///
/// Hundreds of closures hold it: a reference to parts that live as long as the
/// page, and not a copy of each.
#[derive(Clone, Copy)]
pub struct App(&'static Parts);

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        self.0
    }
}

/// The parts of an [`App`].
pub struct Parts {
    /// What the interface says.
    pub messages: &'static Messages,
    /// How numbers and dates are written.
    pub format: Format,
    /// The way to other addresses.
    pub navigator: Navigator,
    /// Where the reader is, as each part of the page follows.
    pub stages: Stages,
    /// What the reader opened or closed on the page.
    pub folds: Folds,
    /// Whether the page is a frame in a host page.
    pub is_embedded: bool,
    opened: StoredValue<Opened>,
}

/// The context of the component that asks.
pub fn use_app() -> App {
    expect_context::<App>()
}

impl App {
    /// A library that was opened, with the reader where the address says.
    pub fn new(
        opened: Opened,
        navigator: Navigator,
        formats: impl Formats + 'static,
        is_embedded: bool,
    ) -> Self {
        Self(Box::leak(Box::new(Parts {
            messages: &ENGLISH,
            format: Format::new(formats),
            navigator,
            stages: Stages::new(navigator, Arc::clone(&opened.library)),
            folds: Folds::new(),
            is_embedded,
            opened: StoredValue::new(opened),
        })))
    }

    /// The library, which never changes.
    pub fn library(&self) -> Arc<Library> {
        self.opened.with_value(|opened| Arc::clone(&opened.library))
    }

    /// Hexadecimal SHA-256 of the snapshot, where the browser can tell.
    pub fn fingerprint(&self) -> Option<String> {
        self.opened.with_value(|opened| opened.fingerprint.clone())
    }

    /// How the host tells this snapshot from others, where it does.
    pub fn tag(&self) -> Option<String> {
        self.opened.with_value(|opened| opened.tag.clone())
    }

    /// The address of a place that is told from where the reader is; reactive, in
    /// the last stage.
    pub fn href(&self, to: impl Fn(&Route) -> Route) -> String {
        to(&self.stages.rest.read().route).write()
    }

    /// The same at this moment, for what is drawn anew when the reader goes on: an
    /// address that follows every change costs time for each link of a long list.
    /// Settings that change meanwhile are kept by who follows the link
    /// ([`navigate`](super::navigate)).
    pub fn href_now(&self, to: impl Fn(&Route) -> Route) -> String {
        to(&self.route_now()).write()
    }

    /// Where the reader is at this moment.
    pub fn route_now(&self) -> Route {
        self.stages.now.read_untracked().route.clone()
    }

    /// The list with a changed query, from its first page.
    pub fn refined(&self, change: impl FnOnce(&mut Query)) -> Route {
        let route = self.route_now();
        let mut query = route.query.clone();
        change(&mut query);
        route.with_query(query)
    }
}

/// How numbers and dates are written, by whichever side renders.
#[derive(Clone, Copy)]
pub struct Format(StoredValue<Box<dyn Formats>, LocalStorage>);

impl Format {
    fn new(formats: impl Formats + 'static) -> Self {
        Self(StoredValue::new_local(Box::new(formats)))
    }

    /// A number of things.
    pub fn count(&self, n: usize) -> Count {
        self.0.with_value(|formats| formats.count(n))
    }

    /// A number.
    pub fn number(&self, n: usize) -> String {
        self.0.with_value(|formats| formats.number(n))
    }

    /// A share, as whole percent.
    pub fn percent(&self, part: usize, of: usize) -> String {
        self.0.with_value(|formats| formats.percent(part, of))
    }

    /// A date in words.
    pub fn date(&self, date: Date) -> String {
        self.0.with_value(|formats| formats.date(date))
    }
}
