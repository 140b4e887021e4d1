//! The service worker: which files the app consists of, with a hash of each,
//! then `public/service-worker.js`, which stores and checks them.

use std::fmt::Write;

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::folder::{Folder, SiteError};
use crate::minify;

/// What the worker does with the list.
const WORKER: &str = include_str!("../../../public/service-worker.js");

/// The name of its file.
const FILE: &str = "service-worker.js";

/// Writes the worker of a folder in which all else is in place.
pub fn write(folder: &Folder) -> Result<(), SiteError> {
    let mut files = Map::new();
    for file in folder.files()?.iter().filter(|file| is_of_the_app(file)) {
        let hash = hash(&folder.read(file)?);
        // The page is asked for as its folder.
        let path = if file == "index.html" { "./" } else { file };
        files.insert(path.to_owned(), hash.into());
    }
    let files = Value::from(files).to_string();
    let version = hash(files.as_bytes());
    let worker = format!("const VERSION=\"{version}\";\nconst FILES={files};\n{WORKER}");
    folder.write(FILE, minify::script(worker)?)
}

/// What the publisher changes without the app is no part of it, nor what no page
/// shows, nor what other pages load: they ask the host, not the worker. Nor what is
/// there for the host alone, as `_headers`, `CNAME`, `.htaccess` and compressed files.
fn is_of_the_app(file: &str) -> bool {
    let name = file.rsplit('/').next().unwrap_or(file);
    let is_for_the_host = file.split('/').any(|part| part.starts_with(['.', '_']))
        || !name.contains('.')
        || name.ends_with(".br")
        || name.ends_with(".gz");
    let is_apart = ["data/", "schema/", "screenshots/"].iter().any(|folder| file.starts_with(folder))
        || file.starts_with("icons/") && file.ends_with(".png");
    !is_for_the_host && !is_apart && ![FILE, "embed.js", "oembed.json"].contains(&name)
}

/// The first quarter of the SHA-256, in hexadecimal: as good as a whole one
/// against accidents, and random digits compress badly.
fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).fold(String::new(), |mut hash, byte| {
        // A text takes whatever it is given.
        let _ = write!(hash, "{byte:02x}");
        hash
    })
}
