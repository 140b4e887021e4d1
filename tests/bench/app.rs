//! The app itself: how it opens, and how long a key press takes to be painted.

use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};
use thirtyfour::prelude::*;
use tokio::time::sleep;

use crate::page::{Memory, Page};
use crate::server::Server;
use crate::site::{Site, WIDGET};
use crate::steps::words_to_type;

/// How many cases it is measured with.
pub const N_CASES: usize = 10_000;

/// Words that are typed and removed again, letter by letter.
const N_WORDS: usize = 4;
const WORD_LENGTH: usize = 7;

/// How many times slower the processor is while keys are pressed.
const SLOWED: u32 = 4;

/// Pixels of the window, across and down: those of a laptop.
const WINDOW: (u32, u32) = (1280, 800);

/// What the app did.
#[derive(Debug, Clone)]
pub struct AppMeasured {
    /// From navigating to results on the screen, again and again.
    pub openings: Vec<AppOpening>,
    /// The same with a slow processor.
    pub slowed_openings: Vec<AppOpening>,
    /// Milliseconds from navigating to a page with a widget until that has
    /// painted results, again and again.
    pub widgets: Vec<f64>,
    /// What its page holds once it has opened.
    pub memory: Memory,
    /// Milliseconds from each key press until its result was painted.
    pub keys: Vec<f64>,
}

/// How the app opened.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AppOpening {
    /// Milliseconds from navigating until results were painted.
    pub shown: f64,
    /// The longest task until a little later, in milliseconds; 0 where none
    /// took more than 50.
    pub longest_task: f64,
}

/// Measures the app in `dist/`.
pub async fn measure(page: &Page, server: &Server, site: &Site, n_repeats: usize) -> AppMeasured {
    site.add_app(N_CASES);
    page.devtools("Page.enable", json!({})).await;
    let watch = json!({ "source": include_str!("watch.js") });
    let watching = page.devtools("Page.addScriptToEvaluateOnNewDocument", watch).await;
    let url = server.url("app/index.html");
    let (width, height) = WINDOW;
    page.driver().set_window_rect(0, 0, width, height).await.expect("a window can be made larger");

    // The first visit is to warm up.
    open(page, &url, 1).await;
    let mut openings = Vec::new();
    for _ in 0..n_repeats {
        openings.push(open(page, &url, 1).await);
    }
    let memory = page.evaluate("watch.memory()", Value::Null).await;
    let mut slowed_openings = Vec::new();
    for _ in 0..n_repeats {
        slowed_openings.push(open(page, &url, SLOWED).await);
    }
    let keys = press_keys(page, site).await;
    let mut widgets = Vec::new();
    for _ in 0..n_repeats {
        widgets.push(open_widget(page, &server.url(WIDGET)).await);
    }

    page.slow_down(1).await;
    page.devtools("Page.removeScriptToEvaluateOnNewDocument", watching).await;
    AppMeasured { openings, slowed_openings, widgets, memory, keys }
}

async fn open(page: &Page, url: &str, rate: u32) -> AppOpening {
    page.visit(url, rate).await;
    page.wait_until("globalThis.watch?.painted.length").await;
    // What follows the first results belongs to opening too.
    sleep(Duration::from_secs(1)).await;
    page.evaluate("watch.opening()", Value::Null).await
}

async fn open_widget(page: &Page, url: &str) -> f64 {
    // A frame that is looked into while it is empty keeps its window, and with it
    // a `watch` of nothing. Its clock starts later than that of the page around it.
    const SHOWN: &str = "(() => {
        const widget = document.querySelector('case-library');
        if (!widget?.isReady) return 0;
        const frame = widget.shadowRoot.querySelector('iframe').contentWindow;
        const shown = frame.watch.painted[0];
        return shown && shown + frame.performance.timeOrigin - performance.timeOrigin;
    })()";
    page.visit(url, 1).await;
    page.wait_until(SHOWN).await;
    page.evaluate(SHOWN, Value::Null).await
}

/// Types words and removes them, each key when the one before is done with.
async fn press_keys(page: &Page, site: &Site) -> Vec<f64> {
    let field = page.driver().find(By::Id("q")).await.expect("the app has a search field");
    field.focus().await.expect("a field takes the focus");
    let mut keys = Vec::new();
    for word in words_to_type(site.first_cases(), N_WORDS, WORD_LENGTH) {
        let letters = word.chars().map(String::from);
        let removals = (0..WORD_LENGTH).map(|_| char::from(Key::Backspace).to_string());
        for key in letters.chain(removals) {
            let before: usize = page.evaluate("watch.painted.length", Value::Null).await;
            field.send_keys(key).await.expect("a key can be pressed");
            // Not to be asked anything while it works.
            sleep(Duration::from_millis(300)).await;
            page.wait_until(&format!("watch.painted.length > {before}")).await;
            keys.push(page.evaluate("watch.painted.at(-1)", Value::Null).await);
        }
    }
    keys
}
