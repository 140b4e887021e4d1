//! The document: title, focus, scrolling, and what needs the reader's leave.

use js_sys::Reflect;
use leptos::prelude::request_animation_frame;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Clipboard, Document, Event, FocusOptions, HtmlElement, window};

/// The element with this id.
pub fn element(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Removes the element with this id, if there is one.
pub fn remove(id: &str) {
    if let Some(element) = element(id) {
        element.remove();
    }
}

/// Sets the title in the browser's tab.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Sets an attribute of `<html>`, or removes it.
pub fn set_root_attribute(name: &str, value: Option<&str>) {
    let Some(root) = document().and_then(|document| document.document_element()) else { return };
    // Fails only for names that are none.
    let _ = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
}

/// Sets an attribute of the element with this id.
pub fn set_attribute(id: &str, name: &str, value: &str) {
    if let Some(element) = element(id) {
        // Fails only for names that are none.
        let _ = element.set_attribute(name, value);
    }
}

/// Runs `act` when the page shows what has changed until now.
pub fn after_paint(act: impl FnOnce() + 'static) {
    request_animation_frame(act);
}

/// Whether this page is a frame in another one, which scrolling and focus
/// belong to.
pub fn is_framed() -> bool {
    window().is_some_and(|window| window.parent().ok().flatten().as_ref() != Some(&window))
}

/// Whether the reader is at this page, and not at the one around it.
fn has_reader() -> bool {
    !is_framed() || document().is_some_and(|document| document.has_focus().unwrap_or_default())
}

/// Moves the keyboard focus to the element with this id, and says whether it
/// is there. `is_still` leaves the page where it is scrolled to. In a frame the
/// focus is never taken from the page around it, nor that page scrolled.
pub fn focus(id: &str, is_still: bool) -> bool {
    let Some(element) = element(id).filter(|_| has_reader()) else { return false };
    let options = FocusOptions::new();
    options.set_prevent_scroll(is_still || is_framed());
    element.focus_with_options(&options).is_ok()
}

/// Id of the element that has the focus, where it has one.
pub fn focused_id() -> Option<String> {
    document()?.active_element().map(|element| element.id()).filter(|id| !id.is_empty())
}

/// How far the page is scrolled down, in CSS pixels.
pub fn scroll_position() -> i32 {
    window().and_then(|window| window.scroll_y().ok()).unwrap_or_default().round() as i32
}

/// Scrolls the page to a place, at once.
pub fn scroll_to(top: i32) {
    if let Some(window) = window() {
        // No style of ours makes it a slow one.
        window.scroll_to_with_x_and_y(0.0, top.into());
    }
}

/// Scrolls so that the element with this id stands at the top; not in a frame.
pub fn scroll_into_view(id: &str) {
    // Browsers would scroll the page around a frame along with it.
    if let Some(element) = element(id).filter(|_| !is_framed()) {
        element.scroll_into_view();
    }
}

/// Opens the browser's dialog to print the page.
pub fn print() {
    if let Some(window) = window() {
        let _ = window.print();
    }
}

/// Puts a text on the clipboard, and says whether the browser let it.
pub async fn copy(text: &str) -> bool {
    // Missing on pages that did not come over a safe connection.
    let Some(clipboard) = of_navigator("clipboard") else { return false };
    JsFuture::from(clipboard.unchecked_into::<Clipboard>().write_text(text)).await.is_ok()
}

/// Tells the page's scripts in `public/` that something is there.
pub fn tell(event: &str) {
    if let (Some(window), Ok(event)) = (window(), Event::new(event)) {
        // Fails only for events that are under way.
        let _ = window.dispatch_event(&event);
    }
}

/// Whether this page came from the service worker.
pub fn is_from_worker() -> bool {
    of_navigator("serviceWorker").is_some_and(|workers| object(&workers, "controller").is_some())
}

/// What `navigator` has by this name, which not every browser and page does.
fn of_navigator(name: &str) -> Option<JsValue> {
    object(&window()?.navigator(), name)
}

fn object(of: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(of, &name.into()).ok().filter(JsValue::is_object)
}

fn document() -> Option<Document> {
    window()?.document()
}
