//! The elements of a page, as functions: `p().class("where").child("Norway")`.
//!
//! This is Leptos' builder syntax with one type for every element, attribute
//! and child, where Leptos has a type of its own for each combination. When the
//! pages changed over from `view!` (with `--cfg erase_components`), the program
//! went from 232 KB to 195 KB with brotli; every reader on a phone pays for it.
//!
//! Methods that end in `_with` take a closure and follow the signals it reads.

use std::borrow::Cow;

use leptos::attr::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::attr::custom::custom_attribute;
use leptos::ev;
use leptos::html::{ElementChild, custom};
use leptos::prelude::*;
use leptos::tachys::html::event::on;
use leptos::tachys::html::property::prop;
use leptos::tachys::html::style::style;
use leptos::web_sys::{Event, HtmlInputElement, HtmlSelectElement};
use wasm_bindgen::JsCast;

use super::signals::followed;

/// An element in the making. Behind a pointer, and its methods compiled once
/// and called: a chain of them is then hardly more than its texts.
pub struct Element(Box<Parts>);

struct Parts {
    tag: &'static str,
    attributes: Vec<AnyAttribute>,
    children: Vec<AnyView>,
}

macro_rules! elements {
    ($($tag:ident)*) => {
        $(
            #[doc = concat!("`<", stringify!($tag), ">`")]
            pub fn $tag() -> Element {
                element(stringify!($tag))
            }
        )*
    };
}

elements! {
    a article aside button code dd details div dl dt fieldset footer form h1 h2 h3 header img input label legend
    li mark nav ol p progress section select span summary table tbody td th thead tr ul
}

/// An element of a name that is no function above.
#[inline(never)]
pub fn element(tag: &'static str) -> Element {
    Element(Box::new(Parts { tag, attributes: Vec::new(), children: Vec::new() }))
}

impl Element {
    /// Sets the class, or several parted by spaces.
    pub fn class(self, class: &'static str) -> Self {
        self.attr("class", class)
    }

    /// Sets an attribute.
    #[inline(never)]
    pub fn attr(self, name: &'static str, value: &str) -> Self {
        self.attribute(custom_attribute(name, value.to_owned()).into_any_attr())
    }

    /// Sets an attribute, if there is a value.
    pub fn attr_maybe(self, name: &'static str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// Sets an attribute while there is a value.
    pub fn attr_with(
        self,
        name: &'static str,
        value: impl Fn() -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        self.attribute(custom_attribute(name, followed(Box::new(value))).into_any_attr())
    }

    /// Sets an attribute without a value for as long as `is_on`: `data-open`.
    pub fn flag_with(self, name: &'static str, is_on: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        self.attr_with(name, move || is_on().then(String::new))
    }

    /// Makes the element a place for the focus that the keyboard passes by.
    pub fn focusable(self) -> Self {
        self.attr("tabindex", "-1")
    }

    /// Sets what a form control holds.
    pub fn value_with(self, value: impl Fn() -> String + Send + Sync + 'static) -> Self {
        self.property("value", Box::new(move || Some(value())))
    }

    /// Sets whether a box is ticked.
    pub fn checked_with(self, is_checked: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        // A text is true and nothing is false to the browser.
        self.property("checked", Box::new(move || is_checked().then(|| "true".to_owned())))
    }

    /// Sets the length of a bar, as a share: the style sheet's `--share`.
    pub fn share_with(self, share: impl Fn() -> String + Send + Sync + 'static) -> Self {
        self.attribute(style(("--share", followed(Box::new(move || Some(share()))))).into_any_attr())
    }

    /// Calls `handler` with each event of this name.
    pub fn on(self, event: &'static str, handler: impl FnMut(Event) + 'static) -> Self {
        let handler: Box<dyn FnMut(Event)> = Box::new(handler);
        self.attribute(on(ev::Custom::<Event>::new(Cow::Borrowed(event)), handler).into_any_attr())
    }

    /// Calls `handler` with what a text field or list holds, after each change
    /// of this name: `input` at every key, `change` when it is final.
    pub fn on_value(self, event: &'static str, mut handler: impl FnMut(String) + 'static) -> Self {
        self.on(event, move |event| {
            let Some(target) = event.target() else { return };
            let value = match target.dyn_ref::<HtmlSelectElement>() {
                Some(list) => list.value(),
                None => target.unchecked_ref::<HtmlInputElement>().value(),
            };
            handler(value);
        })
    }

    /// Calls `handler` with whether a box is ticked, after each change.
    pub fn on_tick(self, mut handler: impl FnMut(bool) + 'static) -> Self {
        self.on("change", move |event| {
            if let Some(target) = event.target() {
                handler(target.unchecked_ref::<HtmlInputElement>().checked());
            }
        })
    }

    /// Adds a text, an element, or several of them.
    pub fn child(mut self, child: impl IntoChildren) -> Self {
        child.add_to(&mut self.0.children);
        self
    }

    /// Adds what `child` gives, anew whenever the signals that it reads change.
    pub fn child_with<T: IntoChildren>(mut self, child: impl Fn() -> T + Send + 'static) -> Self {
        self.0.children.push(dynamic(Box::new(move || {
            let mut children = Vec::new();
            child().add_to(&mut children);
            children
        })));
        self
    }

    /// The element as Leptos shows it.
    #[inline(never)]
    pub fn into_view(self) -> AnyView {
        let Parts { tag, attributes, children } = *self.0;
        custom(tag).add_any_attr(attributes).child(children).into_any()
    }

    fn property(self, name: &'static str, value: Box<dyn Fn() -> Option<String> + Send + Sync>) -> Self {
        self.attribute(prop(name, followed(value)).into_any_attr())
    }

    #[inline(never)]
    fn attribute(mut self, attribute: AnyAttribute) -> Self {
        self.0.attributes.push(attribute);
        self
    }
}

#[inline(never)]
fn dynamic(mut children: Box<dyn FnMut() -> Vec<AnyView> + Send>) -> AnyView {
    (move || children().into_any()).into_any()
}

/// What can stand in an element.
pub trait IntoChildren {
    /// Adds it to the children of an element.
    fn add_to(self, children: &mut Vec<AnyView>);
}

impl IntoChildren for Element {
    #[inline(never)]
    fn add_to(self, children: &mut Vec<AnyView>) {
        children.push(self.into_view());
    }
}

impl IntoChildren for AnyView {
    fn add_to(self, children: &mut Vec<AnyView>) {
        children.push(self);
    }
}

impl IntoChildren for String {
    #[inline(never)]
    fn add_to(self, children: &mut Vec<AnyView>) {
        children.push(self.into_any());
    }
}

impl IntoChildren for &str {
    #[inline(never)]
    fn add_to(self, children: &mut Vec<AnyView>) {
        self.to_owned().add_to(children);
    }
}

impl<T: IntoChildren> IntoChildren for Option<T> {
    fn add_to(self, children: &mut Vec<AnyView>) {
        if let Some(child) = self {
            child.add_to(children);
        }
    }
}

impl<T: IntoChildren> IntoChildren for Vec<T> {
    fn add_to(self, children: &mut Vec<AnyView>) {
        for child in self {
            child.add_to(children);
        }
    }
}

impl<T: IntoChildren, const N: usize> IntoChildren for [T; N] {
    fn add_to(self, children: &mut Vec<AnyView>) {
        for child in self {
            child.add_to(children);
        }
    }
}
