//! What a developer sees if the program meets a mistake of its own.
//!
//! In a release build a panic is a trap without a text; `public/start.js` then
//! tells the reader.

use std::panic;

use wasm_bindgen::JsValue;
use web_sys::console;

/// Writes panics to the console, with their place.
pub fn log_panics() {
    panic::set_hook(Box::new(|info| console::error_1(&JsValue::from_str(&info.to_string()))));
}
