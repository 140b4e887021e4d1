//! What the reader sees if the program meets a mistake of its own.

use std::panic::{self, PanicHookInfo};

use wasm_bindgen::JsValue;
use web_sys::{console, window};

/// The element that the message gets; it is styled as an error.
const ID: &str = "program-error";

/// Shows a message above the page when the program stops for a mistake, with
/// what a developer needs to find it. The page below stays readable.
pub fn show_panics() {
    panic::set_hook(Box::new(show));
}

fn show(info: &PanicHookInfo<'_>) {
    let report = info.to_string();
    console::error_1(&JsValue::from_str(&report));
    let Some(document) = window().and_then(|window| window.document()) else { return };
    if document.get_element_by_id(ID).is_some() {
        return;
    }
    // Written by hand, not by the framework: that may be what broke.
    let show = || -> Result<(), JsValue> {
        let message = document.create_element("div")?;
        message.set_id(ID);
        message.set_attribute("role", "alert")?;
        for text in
            ["This page has stopped: the program made a mistake. Load the page again to go on.", &report]
        {
            let paragraph = document.create_element("p")?;
            paragraph.set_text_content(Some(text));
            message.append_child(&paragraph)?;
        }
        if let Some(body) = document.body() {
            body.prepend_with_node_1(&message)?;
        }
        Ok(())
    };
    // There is nothing left to tell a failure to.
    let _ = show();
}
