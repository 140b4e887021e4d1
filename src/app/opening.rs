//! From a snapshot's bytes to a library, while the page stays usable.

use crate::browser::intl::BrowserNames;
use crate::browser::pace::Slices;
use crate::catalog::Catalog;
use crate::catalog::pace::Part;
use crate::catalog::snapshot::SnapshotError;
use crate::route::Route;
use crate::search::Library;

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
const REHEARSAL: &str = r#"{
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
pub async fn rehearse(names: &BrowserNames) {
    let mut pace = Slices::new(|_| {});
    if let Ok(library) = library_of(REHEARSAL.into(), names, &mut pace).await {
        for address in ["", "?q=finds+lib+libary&f=v"] {
            library.search(&Route::read(address).query);
        }
    }
}
