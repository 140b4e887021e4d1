//! What the reader has saved on this device: small texts by name, which stay
//! until the reader removes the site's data.
//!
//! Kept in `localStorage`, since it answers at once and all tabs see the same.
//! A key names the app, its folder and the version of the format, so that other
//! apps of the host are not touched and a later format can read this one.

use web_sys::{Storage, window};

use super::page;

/// Version of what the values mean.
const VERSION: u32 = 1;

/// The saved value of this name, if there is one and the browser shows it.
pub fn saved(name: &str) -> Option<String> {
    storage()?.get_item(&key(name)).ok()?
}

/// Saves a value, and says whether the browser did.
pub fn save(name: &str, value: &str) -> bool {
    let set = || storage()?.set_item(&key(name), value).ok();
    set().is_some()
}

fn storage() -> Option<Storage> {
    // An error where the reader or the page around this one forbids it.
    window()?.local_storage().ok()?
}

fn key(name: &str) -> String {
    format!("casebook {} {VERSION} {name}", page::absolute("."))
}
