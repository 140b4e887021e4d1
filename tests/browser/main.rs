//! What needs a real page: focus kept, Back followed, refusals borne, hostile text shown as text.
//!
//! Run by `make browser`, in a headless browser, without a server. Markup is looked at here, since
//! some of it is the promise: that there is none but our own.
#![cfg(target_arch = "wasm32")]

use std::{cell::RefCell, rc::Rc};

use casebook::app::mount_library;
use casebook::catalog::Catalog;
use casebook::search::{EnglishNames, Library};
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Document, Element, History, HtmlElement, HtmlInputElement, Window};

wasm_bindgen_test_configure!(run_in_browser);

/// Two cases, one topic, and texts that would be markup if they could.
const SNAPSHOT: &str = r#"{
  "schema_version": 1, "generated": "2026-11-23", "language": "en",
  "library": {"title": "<b>Library</b>", "description": "<b>All</b> there is",
    "publisher": {"name": "<i>P</i>", "statement": "<script>window.hit = 1</script>", "url": "javascript:window.hit=1"},
    "licence": {"name": "<u>Free</u>", "url": "data:text/html,<script>window.hit=1</script>"}},
  "facets": [{"id": "topic", "label": "<u>Topic</u>", "values": [{"id": "sea", "label": "Sea <img src=x onerror='window.hit=1'>"}, {"id": "land", "label": "Land"}]}],
  "sections": [{"id": "results", "label": "<b>Results</b>"}],
  "cases": [
    {"id": "one", "title": "<img src=x onerror='window.hit=1'> harbour", "summary": "<script>window.hit = 1</script> boats",
     "countries": ["NO"], "organisations": ["<b>Port</b>"], "year": 2019, "facets": {"topic": ["sea"]},
     "sections": [{"kind": "results", "heading": "<b>More</b>", "body": "- <b>one</b>\n- <i>two</i> quays"}],
     "links": [
       {"label": "script", "url": "javascript:window.hit=1"}, {"label": "capitals", "url": "JaVaScRiPt:window.hit=1"},
       {"label": "spaces", "url": " \tjavascript:window.hit=1"}, {"label": "data", "url": "data:text/html,hit"},
       {"label": "relative", "url": "//example.org/"}, {"label": "file", "url": "file:///etc/passwd"},
       {"label": "good", "url": "https://example.org/"}, {"label": "mail", "url": "mailto:port@example.org"}],
     "source_url": "vbscript:hit"},
    {"id": "two", "title": "A field", "summary": "Barley", "countries": ["SE"], "facets": {"topic": ["land"]}}
  ]
}"#;

fn window() -> Window {
    web_sys::window().expect("tests run in a page")
}

fn document() -> Document {
    window().document().expect("a window has a document")
}

fn history() -> History {
    window().history().expect("a page has a history")
}

/// Waits for the next frame.
async fn frame() {
    let frame = Promise::new(&mut |resolve, _| {
        window().request_animation_frame(&resolve).expect("a frame can be asked for");
    });
    JsFuture::from(frame).await.expect("a frame comes");
}

/// Waits until effects have run and the browser has painted, also what the page
/// leaves for a moment later.
async fn settle() {
    for _ in 0..8 {
        frame().await;
    }
}

/// Waits for something to become true, for about two seconds.
async fn eventually(what: &str, is_so: impl Fn() -> bool) {
    for _ in 0..120 {
        if is_so() {
            return;
        }
        frame().await;
    }
    panic!("it did not happen: {what}");
}

/// Errors that nothing in the page caught, for as long as this lives.
struct Uncaught {
    errors: Rc<RefCell<Vec<String>>>,
    listener: Closure<dyn Fn(JsValue)>,
}

impl Uncaught {
    const EVENTS: [&str; 2] = ["error", "unhandledrejection"];

    fn listen() -> Self {
        let errors: Rc<RefCell<Vec<String>>> = Rc::default();
        let listener = Closure::<dyn Fn(JsValue)>::new({
            let errors = Rc::clone(&errors);
            move |event: JsValue| {
                let said = ["message", "reason"].map(|name| Reflect::get(&event, &name.into()));
                let said = said.into_iter().flatten().find(|said| !said.is_undefined());
                RefCell::borrow_mut(&errors).push(format!("{said:?}"));
            }
        });
        for event in Self::EVENTS {
            let function = listener.as_ref().unchecked_ref();
            window().add_event_listener_with_callback(event, function).expect("a window has events");
        }
        Self { errors, listener }
    }
}

impl Drop for Uncaught {
    fn drop(&mut self) {
        for event in Self::EVENTS {
            let function = self.listener.as_ref().unchecked_ref();
            window().remove_event_listener_with_callback(event, function).expect("it was added");
        }
    }
}

/// Opens the library in an element of its own, at an address, for one test. No error may be left
/// to the page.
async fn with_library(address: &str, test: impl AsyncFnOnce(&Element)) {
    let uncaught = Uncaught::listen();
    let before = window().location().href().expect("a page has an address");
    history().replace_state_with_url(&JsValue::NULL, "", Some(address)).expect("same origin");
    let parent: HtmlElement = document().create_element("div").expect("a div").unchecked_into();
    document().body().expect("a body").append_child(&parent).expect("appended");
    let catalog = Catalog::read(SNAPSHOT.as_bytes()).expect("the snapshot is sound");
    let shown = mount_library(parent.clone(), Library::new(catalog, &EnglishNames));
    settle().await;
    test(&parent).await;
    drop(shown);
    parent.remove();
    history().replace_state_with_url(&JsValue::NULL, "", Some(&before)).expect("same origin");
    assert_eq!(*uncaught.errors.borrow(), [""; 0], "{address}: errors nobody caught");
}

/// The one element of a selector.
fn find<T: JsCast>(page: &Element, selector: &str) -> T {
    let found = page.query_selector(selector).expect("the selector is valid");
    found.unwrap_or_else(|| panic!("there is no {selector}")).unchecked_into()
}

fn n_entries(page: &Element) -> u32 {
    page.query_selector_all(".case-entry").expect("the selector is valid").length()
}

fn text_of(page: &Element) -> String {
    page.text_content().unwrap_or_default()
}

/// Types into the search box, as far as the page can tell.
fn type_text(page: &Element, text: &str) {
    let field: HtmlInputElement = find(page, "#q");
    field.focus().expect("focusable");
    field.set_value(text);
    let event = web_sys::Event::new("input").expect("a known event");
    field.dispatch_event(&event).expect("dispatched");
}

fn address() -> String {
    window().location().search().expect("a page has an address")
}

#[wasm_bindgen_test]
async fn a_new_count_keeps_the_focused_checkbox() {
    with_library("?", async |page| {
        let checkbox: HtmlElement = find(page, "#topic-sea");
        checkbox.focus().expect("focusable");
        checkbox.click();
        settle().await;
        let focused = document().active_element().expect("something has the focus");
        assert_eq!(focused.id(), "topic-sea");
        assert!(focused.is_same_node(Some(&checkbox)), "the box was replaced by another");
        assert_eq!(n_entries(page), 1);
    })
    .await;
}

#[wasm_bindgen_test]
async fn typing_keeps_the_field_and_its_text() {
    with_library("?", async |page| {
        let field: HtmlInputElement = find(page, "#q");
        type_text(page, "barley ");
        eventually("the list is narrowed", || n_entries(page) == 1).await;
        assert_eq!(address(), "?q=barley");
        let focused = document().active_element().expect("something has the focus");
        assert!(focused.is_same_node(Some(&field)), "the field was replaced by another");
        assert_eq!(field.value(), "barley ", "the space just typed is gone");
    })
    .await;
}

#[wasm_bindgen_test]
async fn hostile_text_stays_text() {
    let pages = ["?", "?case=one", "?case=none", "?q=harbour", "?q=quays", "?q=%3Cb%3Ezebra%3C%2Fb%3E"];
    let views = ["?view=about", "?group=country", "?topic=sea&organisation=-none&year=2019"];
    for address in pages.into_iter().chain(views) {
        with_library(address, async |page| {
            let hostile = page
                .query_selector("script, b, i, u, img, [onerror], a[href^='javascript' i], a[href^='data' i]")
                .expect("valid");
            assert!(hostile.is_none(), "{address}: {:?}", hostile.map(|element| element.outer_html()));
            assert!(text_of(page).contains("<b>Library</b>"), "{address}: the text is not shown as it is");
        })
        .await;
    }
    let hit = Reflect::has(&js_sys::global(), &"hit".into()).expect("an object");
    assert!(!hit, "a text of the snapshot ran as a script");
}

#[wasm_bindgen_test]
async fn links_of_other_schemes_are_shown_and_not_linked() {
    with_library("?case=one", async |page| {
        let links = page.query_selector_all("a[rel~='noopener']").expect("valid");
        let links: Vec<String> = (0..links.length())
            .filter_map(|at| links.get(at)?.dyn_into::<Element>().ok()?.get_attribute("href"))
            .collect();
        assert_eq!(links, ["https://example.org/", "mailto:port@example.org"]);
        let text = text_of(page);
        for (label, url) in [
            ("script", "javascript:window.hit=1"),
            ("capitals", "JaVaScRiPt:window.hit=1"),
            ("data", "data:text/html,hit"),
            ("relative", "//example.org/"),
            ("file", "file:///etc/passwd"),
            ("Page that this case was taken from", "vbscript:hit"),
            ("Free", "data:text/html,<script>"),
        ] {
            assert!(text.contains(label) && text.contains(url), "{label}: {url} is not shown");
        }
    })
    .await;
}

#[wasm_bindgen_test]
async fn back_brings_list_and_text_back() {
    with_library("?q=barley", async |page| {
        let field: HtmlInputElement = find(page, "#q");
        assert_eq!((n_entries(page), field.value()), (1, "barley".to_owned()));
        find::<HtmlElement>(page, "#open-two").click();
        settle().await;
        assert_eq!((n_entries(page), address()), (0, "?q=barley&case=two".to_owned()));
        history().back().expect("there is an entry before");
        eventually("the list is back", || n_entries(page) == 1).await;
        assert_eq!((field.value(), address()), ("barley".to_owned(), "?q=barley".to_owned()));

        let land: HtmlInputElement = find(page, "#not-topic-land");
        land.click();
        eventually("nothing is found", || n_entries(page) == 0).await;
        history().back().expect("there is an entry before");
        eventually("the list is back again", || n_entries(page) == 1).await;
        history().forward().expect("there is an entry after");
        eventually("nothing is found again", || n_entries(page) == 0).await;
        assert_eq!(field.value(), "barley");
    })
    .await;
}

#[wasm_bindgen_test]
async fn the_document_title_follows() {
    with_library("?", async |page| {
        assert_eq!(document().title(), "<b>Library</b>");
        find::<HtmlElement>(page, "#open-two").click();
        settle().await;
        assert_eq!(document().title(), "A field – <b>Library</b>");
        find::<HtmlElement>(page, "[data-back]").click();
        eventually("the title is the list's", || document().title() == "<b>Library</b>").await;
        find::<HtmlElement>(page, "#topic-land").click();
        settle().await;
        assert_eq!(document().title(), "1 case, Land – <b>Library</b>");
        type_text(page, "zebra");
        eventually("the title has the text", || {
            document().title() == "No cases with “zebra”, Land – <b>Library</b>"
        })
        .await;
    })
    .await;
}

/// A property of an object that is another one until this is dropped.
struct Replaced {
    object: Object,
    name: &'static str,
    before: JsValue,
}

impl Replaced {
    /// A property that gives what `getter`, a function's body, returns.
    fn new(object: &JsValue, name: &'static str, getter: &str) -> Self {
        let object: Object = object.clone().unchecked_into();
        let before = Object::get_own_property_descriptor(&object, &name.into());
        let descriptor = Object::new();
        let getter = Function::new_no_args(getter);
        for (name, value) in [("get", getter.into()), ("configurable", JsValue::TRUE)] {
            Reflect::set(&descriptor, &name.into(), &value).expect("a plain object takes any property");
        }
        Object::define_property(&object, &name.into(), &descriptor);
        Self { object, name, before }
    }
}

impl Drop for Replaced {
    fn drop(&mut self) {
        match self.before.dyn_ref::<Object>() {
            Some(before) => drop(Object::define_property(&self.object, &self.name.into(), before)),
            // It was the prototype's, which shows again.
            None => drop(Reflect::delete_property(&self.object, &self.name.into())),
        }
    }
}

#[wasm_bindgen_test]
async fn a_clipboard_that_refuses_is_said_and_not_thrown() {
    const REFUSED: &str = "The browser refused to copy http";
    for clipboard in [
        "return undefined",
        "return null",
        "return { writeText: () => Promise.reject(new DOMException('no', 'NotAllowedError')) }",
    ] {
        with_library("?case=two", async |page| {
            let _clipboard = Replaced::new(&window().navigator(), "clipboard", clipboard);
            find::<HtmlElement>(page, ".case-tools button").click();
            eventually(clipboard, || text_of(page).contains(REFUSED)).await;
        })
        .await;
    }
}

#[wasm_bindgen_test]
async fn a_storage_that_refuses_is_borne() {
    let refuse = "throw new DOMException('no', 'SecurityError')";
    let _storages = ["localStorage", "sessionStorage", "indexedDB", "caches"]
        .map(|storage| Replaced::new(&window(), storage, refuse));
    for address in ["?", "?case=two", "?view=about", "?group=country"] {
        with_library(address, async |page| {
            assert!(text_of(page).contains("<b>Library</b>"), "{address}: nothing is shown");
        })
        .await;
    }
}

#[wasm_bindgen_test]
async fn a_history_that_refuses_is_borne() {
    with_library("?", async |page| {
        // As browsers do when entries come by the hundred within seconds.
        let refuse = "return () => { throw new DOMException('too many', 'SecurityError') }";
        let refused = ["pushState", "replaceState"].map(|name| Replaced::new(&history(), name, refuse));
        find::<HtmlElement>(page, "#topic-land").click();
        settle().await;
        assert_eq!((n_entries(page), address()), (1, String::new()), "the filter holds all the same");
        drop(refused);
        type_text(page, "barle");
        eventually("the address catches up", || address() == "?q=barle&topic=land").await;
        assert_eq!(n_entries(page), 1);
    })
    .await;
}

#[wasm_bindgen_test]
async fn a_library_that_is_closed_answers_no_more() {
    with_library("?", async |_| {}).await;
    with_library("?", async |page| {
        find::<HtmlElement>(page, "#open-two").click();
        settle().await;
        assert_eq!((n_entries(page), address()), (0, "?case=two".to_owned()));
    })
    .await;
}
