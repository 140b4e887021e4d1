//! What is said where the program meets a mistake of its own.
//!
//! A panic ends the program, and nothing answers any more: its message goes to
//! the console, and to `public/start.js`, which tells the reader and has a report
//! ready to send on.

use std::panic;

use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, console, window};

/// The page hears of a panic by this event; its detail is the message.
const STOPPED: &str = "casebook-stopped";

/// From now on panics are reported, with their place in the code.
pub fn report_panics() {
    panic::set_hook(Box::new(|info| report(&info.to_string())));
}

/// Reports the message of a panic.
pub fn report(message: &str) {
    let message = JsValue::from_str(message);
    console::error_1(&message);
    let details = CustomEventInit::new();
    details.set_detail(&message);
    if let (Some(window), Ok(event)) = (window(), CustomEvent::new_with_event_init_dict(STOPPED, &details)) {
        // Fails only for events that are under way.
        let _ = window.dispatch_event(&event);
    }
}
