//! What `index.html` shows until the library is open: its front page without a
//! program behind it, or why there is none.
//!
//! The reader may have begun to use it. `public/head.js` notes what they clicked
//! and chose; the library that takes its place is told, as if it had been asked
//! itself.

use wasm_bindgen::JsCast;
use web_sys::{Event, EventInit, EventTarget, HtmlInputElement, HtmlSelectElement, Node};

use super::page;

/// Id of the element that goes.
const START: &str = "start";
/// Id of the search box.
const SEARCH: &str = "q";

/// What the reader did before the library was open.
#[derive(Debug, Clone, Default)]
pub struct FirstPaint {
    /// Lines of `click ID`, `change ID VALUE` and `input ID VALUE`, in their order.
    acts: String,
    /// What stands in the search box.
    text: String,
    /// Id of the element that has the focus.
    focus: Option<String>,
    /// What is marked in the search box, from and to.
    selection: Option<(u32, u32)>,
    scroll: i32,
}

impl FirstPaint {
    /// Takes it from the page, for what comes in its place.
    pub fn take() -> Self {
        let Some(start) = page::element(START) else { return Self::default() };
        let field = search_box();
        let selection = field
            .as_ref()
            .and_then(|field| Some((field.selection_start().ok()??, field.selection_end().ok()??)));
        let taken = Self {
            acts: start.dataset().get("acts").unwrap_or_default(),
            text: field.map(|field| field.value()).unwrap_or_default(),
            focus: page::focused_id().filter(|id| start.contains(page::element(id).map(Node::from).as_ref())),
            selection,
            scroll: page::scroll_position(),
        };
        start.remove();
        taken
    }

    /// Does it again.
    pub fn replay(&self) {
        for act in self.acts.lines() {
            let mut words = act.splitn(3, ' ');
            let (kind, id, value) = (words.next(), words.next(), words.next());
            let Some(control) = id.and_then(page::element) else { continue };
            match (kind, value) {
                (Some("click"), _) => control.click(),
                (Some(kind), Some(value)) => {
                    if let Some(list) = control.dyn_ref::<HtmlSelectElement>() {
                        list.set_value(value);
                    } else if let Some(field) = control.dyn_ref::<HtmlInputElement>() {
                        field.set_value(value);
                    }
                    tell(&control, kind);
                }
                _ => {}
            }
        }
        let field = search_box();
        if let Some(field) =
            field.as_ref().filter(|field| !self.text.is_empty() && self.text != field.value())
        {
            field.set_value(&self.text);
            tell(field, "input");
        }
        let Some(focus) = &self.focus else { return };
        page::focus(focus, true);
        page::scroll_to(self.scroll);
        if let (Some(field), Some((from, to)), SEARCH) = (field, self.selection, focus.as_str()) {
            // Refused only by fields of other types.
            let _ = field.set_selection_range(from, to);
        }
    }
}

fn search_box() -> Option<HtmlInputElement> {
    page::element(SEARCH)?.dyn_into().ok()
}

fn tell(control: &EventTarget, event: &str) {
    let bubbling = EventInit::new();
    bubbling.set_bubbles(true);
    if let Ok(event) = Event::new_with_event_init_dict(event, &bubbling) {
        // Fails only for events that are under way.
        let _ = control.dispatch_event(&event);
    }
}
