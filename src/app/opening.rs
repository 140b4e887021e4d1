//! From the address of a snapshot to an open library, while the page stays usable.

use std::sync::Arc;

use crate::browser::fetch::{self, Fetched};
use crate::browser::intl::BrowserNames;
use crate::browser::pace::Slices;
use crate::browser::page;
use crate::catalog::Catalog;
use crate::catalog::pace::Part;
use crate::catalog::snapshot::SnapshotError;
use crate::language::{ENGLISH, LoadError};
use crate::route::Route;
use crate::search::Library;

/// A library as it came.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The library.
    pub library: Arc<Library>,
    /// Hexadecimal SHA-256 of the snapshot, where the browser can tell.
    pub fingerprint: Option<String>,
    /// How the host tells this snapshot from others, where it does.
    pub tag: Option<String>,
}

/// Fetches, reads and indexes the snapshot. `is_retry` asks the host alone; else
/// what is kept on this device will do, unless this program can make nothing of
/// it. `on_progress` is told the share that is done, from 0 to 1.
///
/// # Errors
/// Shared, since they are shown more than once.
pub async fn open(
    is_retry: bool,
    on_progress: impl Fn(f32) + Clone + 'static,
) -> Result<Opened, Arc<LoadError>> {
    let opened = open_once(is_retry, on_progress.clone()).await;
    // What an older app has kept may be nothing to this one.
    if opened.is_err() && !is_retry && page::is_from_worker() {
        return open_once(true, on_progress).await;
    }
    opened
}

async fn open_once(
    is_from_host: bool,
    on_progress: impl Fn(f32) + Clone + 'static,
) -> Result<Opened, Arc<LoadError>> {
    // The share after which the file is there.
    const FETCHED: f32 = 0.4;
    // While the file is on its way: index.html asks for it before this. Browsers
    // take their time for the first names too.
    let names = BrowserNames::new(ENGLISH.locale);
    if !is_from_host {
        warm_up(&names).await;
    }
    let on_bytes = |bytes: usize, total: Option<usize>| {
        if let Some(total) = total {
            on_progress(FETCHED * bytes.min(total) as f32 / total.max(1) as f32);
        }
    };
    let Fetched { bytes, url, tag } =
        fetch::snapshot(is_from_host, None, &on_bytes).await.map_err(Arc::new)?;
    // Begun before the hash, which has the file copied at once: that is a slice.
    let mut pace = Slices::new(move |done| on_progress(FETCHED + (1.0 - FETCHED) * done));
    let fingerprint = fetch::sha256(&bytes);
    let library = library_of(bytes, &names, &mut pace).await;
    let library = library.map_err(|error| Arc::new(LoadError::Snapshot { url, error }))?;
    Ok(Opened { library: Arc::new(library), fingerprint: fingerprint.await, tag })
}

/// Reads and indexes a snapshot.
///
/// # Errors
/// When it cannot be used.
pub async fn library_of(
    bytes: Vec<u8>,
    names: &BrowserNames,
    pace: &mut Slices,
) -> Result<Library, SnapshotError> {
    // Asks the browser once for the memory that the library takes beside its
    // file, and not a thousand times for 64 KB.
    drop(Vec::<u8>::with_capacity(bytes.len() + bytes.len() / 5));
    // The share after which the cases are read.
    const READ: f32 = 0.3;
    let catalog = Catalog::read_paced(&bytes, &mut Part { whole: pace, from: 0.0, to: READ }).await?;
    // The index is built where the file was: memory that a page has taken
    // never gets smaller again.
    drop(bytes);
    Ok(Library::build(catalog, names, &mut Part { whole: pace, from: READ, to: 1.0 }).await)
}

/// Some of everything that most snapshots have.
const SAMPLE: &str = r#"{
"schema_version": 1, "generated": "2026-01-31", "language": "en",
"library": {"title": "T", "publisher": {"name": "N", "statement": "S"}},
"facets": [{"id": "f", "label": "F", "values": [{"id": "v", "label": "V"}]}],
"sections": [{"id": "s", "label": "S"}],
"cases": [{
  "id": "c", "title": "Opening the Library", "summary": "It reads, indexes and finds.",
  "countries": ["FR"], "organisations": ["O"], "year": 2026, "facets": {"f": ["v"]},
  "sections": [{"kind": "s", "body": "Some words, and O\u2019Higgins’ libraries.\nMore."}],
  "links": [{"label": "L", "url": "https://example.org/"}], "source_url": "https://example.org/",
  "updated": "2026-01-31"
}]}"#;

/// Opens a library of one case and searches it, while the real one is on its
/// way: browsers compile each function of WebAssembly when it is called first,
/// and this has them do it while the reader waits anyway.
pub async fn warm_up(names: &BrowserNames) {
    let mut pace = Slices::new(|_| {});
    if let Ok(library) = library_of(SAMPLE.into(), names, &mut pace).await {
        for address in ["", "?q=finds+lib+libary&f=v"] {
            library.search(&Route::read(address).query);
        }
    }
}
