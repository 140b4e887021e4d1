//! What needs a real page: focus kept, hostile text shown as text.
//!
//! Run by `make browser`, in a headless browser, without a server.
#![cfg(target_arch = "wasm32")]

use casebook::app::mount_library;
use casebook::catalog::Catalog;
use casebook::search::{EnglishNames, Library};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Document, Element, HtmlElement};

wasm_bindgen_test_configure!(run_in_browser);

/// Two cases, one topic, and texts that would be markup if they could.
const SNAPSHOT: &str = r#"{
  "schema_version": 1, "generated": "2026-11-23", "language": "en",
  "library": {"title": "<b>Library</b>", "publisher": {"name": "<i>P</i>", "statement": "<script>window.hit = 1</script>"}},
  "facets": [{"id": "topic", "label": "<u>Topic</u>", "values": [{"id": "sea", "label": "Sea <img src=x onerror='window.hit=1'>"}, {"id": "land", "label": "Land"}]}],
  "sections": [],
  "cases": [
    {"id": "one", "title": "<img src=x onerror='window.hit=1'> harbour", "summary": "<script>window.hit = 1</script> boats",
     "countries": ["NO"], "facets": {"topic": ["sea"]}, "links": [{"label": "bad", "url": "javascript:window.hit=1"}]},
    {"id": "two", "title": "A field", "summary": "Barley", "countries": ["SE"], "facets": {"topic": ["land"]}}
  ]
}"#;

fn document() -> Document {
    web_sys::window().and_then(|window| window.document()).expect("tests run in a page")
}

/// Waits until effects have run and the browser has painted.
async fn settle() {
    for _ in 0..3 {
        let frame = js_sys::Promise::new(&mut |resolve, _| {
            let window = web_sys::window().expect("tests run in a page");
            window.request_animation_frame(&resolve).expect("a frame can be asked for");
        });
        wasm_bindgen_futures::JsFuture::from(frame).await.expect("a frame comes");
    }
}

/// Opens the library in an element of its own, at an address, for one test.
async fn with_library(address: &str, test: impl AsyncFnOnce(&Element)) {
    let document = document();
    let window = web_sys::window().expect("tests run in a page");
    let before = window.location().href().expect("a page has an address");
    let history = window.history().expect("a page has a history");
    let null = wasm_bindgen::JsValue::NULL;
    history.replace_state_with_url(&null, "", Some(address)).expect("same origin");
    let parent: HtmlElement = document.create_element("div").expect("a div").unchecked_into();
    document.body().expect("a body").append_child(&parent).expect("appended");
    let catalog = Catalog::read(SNAPSHOT.as_bytes()).expect("the snapshot is sound");
    let shown = mount_library(parent.clone(), Library::new(catalog, &EnglishNames));
    settle().await;
    test(&parent).await;
    drop(shown);
    parent.remove();
    history.replace_state_with_url(&null, "", Some(&before)).expect("same origin");
}

#[wasm_bindgen_test]
async fn a_new_count_keeps_the_focused_checkbox() {
    with_library("?", async |page| {
        let checkbox: HtmlElement =
            page.query_selector("#topic-sea").expect("valid").expect("there is a box").unchecked_into();
        checkbox.focus().expect("focusable");
        checkbox.click();
        settle().await;
        let focused = document().active_element().expect("something has the focus");
        assert_eq!(focused.id(), "topic-sea");
        assert!(focused.is_same_node(Some(&checkbox)), "the box was replaced by another");
        let entries = page.query_selector_all(".case-entry").expect("valid");
        assert_eq!(entries.length(), 1);
    })
    .await;
}

#[wasm_bindgen_test]
async fn hostile_text_stays_text() {
    for address in ["?", "?case=one", "?q=harbour", "?view=about", "?group=country"] {
        with_library(address, async |page| {
            let hostile =
                page.query_selector("script, b, i, u, img, [onerror], a[href^='javascript']").expect("valid");
            assert!(hostile.is_none(), "{address}: {:?}", hostile.map(|element| element.outer_html()));
            let text = page.text_content().unwrap_or_default();
            assert!(text.contains("<b>Library</b>"), "{address}: the text is not shown as it is");
        })
        .await;
    }
    let hit = js_sys::Reflect::has(&js_sys::global(), &"hit".into()).expect("an object");
    assert!(!hit, "a text of the snapshot ran as a script");
}
