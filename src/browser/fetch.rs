//! Fetching the snapshot, and telling apart the ways in which that fails.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use gloo_net::http::{Headers, Request};
use js_sys::{Reflect, Uint8Array};
use leptos::prelude::{TimeoutHandle, set_timeout_with_handle};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, HtmlLinkElement, ReadableStreamDefaultReader, RequestCache, window};

use super::pace::Slices;
use super::page;
use crate::catalog::pace::Pace;
use crate::language::LoadError;

/// How long the host may be silent.
const TIME_LIMIT: Duration = Duration::from_secs(15);

/// Id of the link in `index.html` that names the snapshot. An address can
/// never name another one.
const SNAPSHOT_LINK: &str = "snapshot";

/// A header that the service worker knows: it answers such requests from the
/// host alone.
const FROM_HOST: &str = "casebook-from-host";

/// A file as it came.
pub struct Fetched {
    /// The file.
    pub bytes: Vec<u8>,
    /// Where it came from, as a path on the host.
    pub url: String,
    /// How the host tells this version from others: its `ETag`.
    pub tag: Option<String>,
}

/// Fetches the snapshot that `index.html` names.
///
/// `on_progress` is told how many bytes have come, and how many there will be
/// where the host says so. `is_from_host` passes by what is kept on this device.
///
/// # Errors
/// Everything that [`LoadError`] names but `Snapshot`. Status 304 says that the
/// host has nothing but the version that `known` is the tag of.
pub async fn snapshot(
    is_from_host: bool,
    known: Option<&str>,
    on_progress: &dyn Fn(usize, Option<usize>),
) -> Result<Fetched, LoadError> {
    let url = snapshot_url();
    let patience = Patience::new();
    let n_bytes = Cell::new(0);
    let on_bytes = |bytes: usize, total: Option<usize>| {
        n_bytes.set(bytes);
        on_progress(bytes, total);
    };
    let fetched = read(&url, is_from_host, known, &patience, &on_bytes).await;
    patience.end();
    let (url, bytes) = (path(&url), n_bytes.get());
    match fetched {
        Ok((bytes, tag)) => Ok(Fetched { bytes, url, tag }),
        Err(Failure::Status(status)) => Err(LoadError::Status { url, status }),
        Err(_) if patience.is_over() => {
            Err(LoadError::NoAnswer { url, bytes, seconds: TIME_LIMIT.as_secs() as u32 })
        }
        Err(Failure::Unreachable) => Err(LoadError::NoConnection { url }),
        Err(Failure::BrokenOff) => Err(LoadError::BrokenOff { url, bytes }),
    }
}

/// The whole address of the snapshot that `index.html` names.
pub fn snapshot_url() -> String {
    let link = page::element(SNAPSHOT_LINK).and_then(|link| link.dyn_into::<HtmlLinkElement>().ok());
    link.map_or_else(|| "data/cases.json".to_owned(), |link| link.href())
}

/// Hexadecimal SHA-256 of a file. The browser works on it from the call on,
/// also before the future is asked; `None` on pages that came over a
/// connection that is not safe, where browsers do not calculate it.
pub fn sha256(bytes: &[u8]) -> impl Future<Output = Option<String>> + use<> {
    let subtle = window().and_then(|window| window.crypto().ok()).map(|crypto| crypto.subtle());
    let subtle = subtle.filter(|subtle| !subtle.is_undefined());
    let digest = subtle.and_then(|subtle| subtle.digest_with_str_and_u8_array("SHA-256", bytes).ok());
    async move {
        let digest = JsFuture::from(digest?).await.ok()?;
        Some(Uint8Array::new(&digest).to_vec().iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

enum Failure {
    Unreachable,
    Status(u16),
    BrokenOff,
}

async fn read(
    url: &str,
    is_from_host: bool,
    known: Option<&str>,
    patience: &Patience,
    on_bytes: &dyn Fn(usize, Option<usize>),
) -> Result<(Vec<u8>, Option<String>), Failure> {
    patience.renew();
    let mut request = Request::get(url).abort_signal(patience.signal().as_ref());
    if is_from_host {
        // Only then: the preload in index.html answers requests like itself.
        request = request.cache(RequestCache::NoCache).header(FROM_HOST, "1");
    }
    if let Some(tag) = known {
        request = request.header("if-none-match", tag);
    }
    let response = request.send().await.map_err(|_| Failure::Unreachable)?;
    // What the service worker says where there is no host.
    if response.status() == 204 {
        return Err(Failure::Unreachable);
    }
    if !response.ok() {
        return Err(Failure::Status(response.status()));
    }
    let headers = response.headers();
    let tag = headers.get("etag");
    let total = n_bytes_announced(&headers);
    // Outside of the program's memory, which never gets smaller again and would
    // grow to twice the file, until it is known how long that is.
    let mut chunks = Vec::<Uint8Array>::new();
    let mut n_bytes = 0;
    let Some(body) = response.body() else { return Ok((Vec::new(), tag)) };
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    loop {
        patience.renew();
        let read = JsFuture::from(reader.read()).await.map_err(|_| Failure::BrokenOff)?;
        let Ok(chunk) = Reflect::get(&read, &"value".into()).and_then(JsCast::dyn_into::<Uint8Array>) else {
            let mut bytes = Vec::with_capacity(n_bytes);
            let mut pace = Slices::new(|_| {});
            for chunk in chunks {
                let start = bytes.len();
                bytes.resize(start + chunk.length() as usize, 0);
                chunk.copy_to(&mut bytes[start..]);
                pace.rest(1.0).await;
            }
            // Who asks for the hash has the browser copy the file at once, which
            // is a slice by itself.
            pace.next_task().await;
            return Ok((bytes, tag));
        };
        n_bytes += chunk.length() as usize;
        chunks.push(chunk);
        on_bytes(n_bytes, total);
    }
}

/// The length that the host announces. Of a compressed answer it is that of
/// the compressed bytes, which nobody here ever sees.
fn n_bytes_announced(headers: &Headers) -> Option<usize> {
    if headers.get("content-encoding").is_some() {
        return None;
    }
    headers.get("content-length")?.parse().ok()
}

/// The part of an address that a publisher can act on.
fn path(url: &str) -> String {
    // The third slash is the first one after the host.
    let slash = url.bytes().enumerate().filter(|(_, byte)| *byte == b'/').nth(2);
    url[slash.map_or(0, |(at, _)| at)..].to_owned()
}

/// Breaks a request off when its host has been silent for too long.
struct Patience {
    controller: Option<AbortController>,
    timer: RefCell<Option<TimeoutHandle>>,
    is_over: Rc<Cell<bool>>,
}

impl Patience {
    fn new() -> Self {
        Self { controller: AbortController::new().ok(), timer: RefCell::default(), is_over: Rc::default() }
    }

    fn signal(&self) -> Option<web_sys::AbortSignal> {
        self.controller.as_ref().map(AbortController::signal)
    }

    fn renew(&self) {
        self.end();
        let (controller, is_over) = (self.controller.clone(), Rc::clone(&self.is_over));
        let give_up = move || {
            is_over.set(true);
            if let Some(controller) = &controller {
                controller.abort();
            }
        };
        *self.timer.borrow_mut() = set_timeout_with_handle(give_up, TIME_LIMIT).ok();
    }

    fn end(&self) {
        if let Some(timer) = self.timer.take() {
            timer.clear();
        }
    }

    fn is_over(&self) -> bool {
        self.is_over.get()
    }
}
