//! The button below a list that shows only its first items.

use crate::app::App;
use crate::app::element::{Element, button, span};

/// The name under which the app remembers that all items of a list are shown.
pub fn unfolded_name(list_id: &str) -> String {
    format!("all-{list_id}")
}

/// Shows all items of a list, or the first ones again. `about` says of what,
/// for who hears the button alone.
pub fn show_all(app: App, list_id: &str, about: &str, n_items: usize) -> Element {
    let m = app.messages;
    let unfolded = unfolded_name(list_id);
    let [for_label, for_state] = [unfolded.clone(), unfolded.clone()];
    let text = move || match app.is_toggled(&for_label) {
        true => m.show_fewer.to_owned(),
        false => (m.show_all)(&app.count(n_items)),
    };
    button()
        .class("more")
        .attr("type", "button")
        .attr("id", &format!("more-{list_id}"))
        .attr_with("aria-expanded", move || Some(app.is_toggled(&for_state).to_string()))
        .on("click", move |_| app.toggle(&unfolded))
        .child_with(text)
        .child(span().class("visually-hidden").child(" – ").child(about))
}
