//! The web app manifest: `public/manifest.webmanifest`, with title, description
//! and language of the library.
//!
//! What the manifest cannot say itself, since JSON has no comments:
//!
//! - No `id`: it would count from the host's root, and two libraries on one host
//!   would be one app. Without it the app is known by its folder.
//! - `minimal-ui` first: a window with Back and Reload, as every state of the app
//!   is an address.

use casebook::catalog::Catalog;
use serde_json::{Map, Value};

use crate::page::one_line;

/// The manifest of this library; what the snapshot leaves open stays as it is.
pub fn fill(json: &str, catalog: &Catalog) -> Result<String, String> {
    let mut manifest: Map<String, Value> = serde_json::from_str(json).map_err(|error| error.to_string())?;
    let library = &catalog.library;
    let texts =
        [("name", &library.title), ("description", &library.description), ("lang", &catalog.language)];
    for (name, text) in texts {
        let text = one_line(text);
        if !text.is_empty() {
            manifest.insert(name.to_owned(), text.into());
        }
    }
    let json = serde_json::to_string_pretty(&manifest).map_err(|error| error.to_string())?;
    Ok(json + "\n")
}
