//! The browser, and the page that is measured in it.

use std::collections::BTreeMap;
use std::time::Duration;

use casebook::catalog::Country;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::prelude::*;
use tokio::time::sleep;

use crate::chromedriver::{Chromedriver, Profile};
use crate::site::{SHIPPED_NAME, corpus_name};
use crate::steps::Step;

/// Longer than any engine takes for anything.
const LIMIT: Duration = Duration::from_secs(900);

/// Memory is measured when the browser has collected its garbage: now, and not
/// when it likes to.
const COLLECT_AT_ONCE: &str = "--enable-blink-features=ForceEagerMeasureMemory";

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// The library.
    Casebook,
    /// A full-text search engine in JavaScript that also finds typos.
    MiniSearch,
    /// Another one, made for speed, that finds none.
    FlexSearch,
}

impl Engine {
    /// All engines.
    pub const ALL: [Self; 3] = [Self::Casebook, Self::MiniSearch, Self::FlexSearch];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Casebook => "Casebook",
            Self::MiniSearch => "MiniSearch",
            Self::FlexSearch => "FlexSearch",
        }
    }
}

/// How an engine opened a corpus.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Opening {
    /// From all bytes being there to the first step, in milliseconds.
    pub ready: f64,
    /// The longest task of the page meanwhile, in milliseconds; 0 where none
    /// took more than 50, since browsers tell of no others.
    pub longest_task: f64,
}

/// What a page holds once it has opened a corpus, in bytes.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Memory {
    /// What `performance.measureUserAgentSpecificMemory()` tells of.
    script: u64,
    /// WebAssembly's memory, which it does not tell of.
    wasm: u64,
}

impl Memory {
    /// Bytes in all.
    pub fn bytes(&self) -> u64 {
        self.script + self.wasm
    }
}

/// A browser with one page.
pub struct Page {
    driver: WebDriver,
    // Dropped in this order: the profile can go when nobody writes to it.
    _chromedriver: Chromedriver,
    _profile: Profile,
}

impl Page {
    /// Starts a browser. The page is blank.
    pub async fn start() -> Self {
        let chromedriver = Chromedriver::start().await;
        let profile = Profile::new();
        let driver = chromedriver.open_browser(&profile, &[COLLECT_AT_ONCE], false, LIMIT).await;
        driver.set_script_timeout(LIMIT).await.expect("the browser takes a limit");
        Self { driver, _chromedriver: chromedriver, _profile: profile }
    }

    /// Closes the browser.
    pub async fn close(self) {
        drop(self.driver.quit().await);
    }

    /// The WebDriver session.
    pub fn driver(&self) -> &WebDriver {
        &self.driver
    }

    /// Loads a page anew, with the processor slowed down by a factor.
    pub async fn visit(&self, url: &str, rate: u32) {
        // A blank page between two takes along what the first one held.
        self.driver.goto("about:blank").await.expect("a blank page loads");
        self.slow_down(rate).await;
        self.driver.goto(url).await.unwrap_or_else(|error| panic!("{url}: {error}"));
    }

    /// Slows the processor down by a factor.
    pub async fn slow_down(&self, rate: u32) {
        self.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": rate })).await;
    }

    /// Sends a command of the DevTools protocol.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Value {
        let answer = self.driver.cdp().send_raw(command, parameters).await;
        answer.unwrap_or_else(|error| panic!("{command}: {error}"))
    }

    /// What an expression gives, a promise's value included.
    pub async fn evaluate<T: DeserializeOwned>(&self, expression: &str, arguments: Value) -> T {
        let value = self.attempt(expression, arguments).await;
        value.unwrap_or_else(|error| panic!("{expression}: {error}"))
    }

    /// The same of an expression that may fail.
    ///
    /// # Errors
    /// With what the page says.
    async fn attempt<T: DeserializeOwned>(&self, expression: &str, arguments: Value) -> Result<T, String> {
        let script = format!(
            "const [given, done] = arguments;
            Promise.resolve().then(() => ({expression}))
                .then((value) => done({{ value }}), (error) => done({{ error: String(error?.stack ?? error) }}));"
        );
        let answer = self.driver.execute_async(script, vec![arguments]).await;
        let mut answer = answer.map_err(|error| error.to_string())?.json().clone();
        match answer["error"].as_str() {
            Some(error) => Err(error.to_owned()),
            None => serde_json::from_value(answer["value"].take()).map_err(|error| error.to_string()),
        }
    }

    /// Waits until an expression holds.
    pub async fn wait_until(&self, expression: &str) {
        for _ in 0..600 {
            // While a page loads, there may be none to ask.
            let script = format!("return Boolean({expression})");
            let answer = self.driver.execute(script, vec![]).await;
            if answer.is_ok_and(|answer| *answer.json() == true) {
                return;
            }
            sleep(Duration::from_millis(100)).await;
        }
        panic!("in a minute it did not come to this: {expression}");
    }

    /// Opens a corpus with an engine, in a page that was just loaded.
    ///
    /// # Errors
    /// When the engine cannot, as when it needs more memory than there is.
    pub async fn open(&self, engine: Engine, n_cases: usize) -> Result<Opening, String> {
        self.open_file(engine, &corpus_name(n_cases)).await
    }

    /// Opens the shipped cases with an engine, in a page that was just loaded.
    ///
    /// # Errors
    /// When the engine cannot.
    pub async fn open_shipped(&self, engine: Engine) -> Result<Opening, String> {
        self.open_file(engine, SHIPPED_NAME).await
    }

    async fn open_file(&self, engine: Engine, file: &str) -> Result<Opening, String> {
        self.wait_until("globalThis.bench").await;
        // What no engine for the browser knows, and a developer writes down.
        let regions: BTreeMap<&str, &str> =
            Country::all().map(|country| (country.code(), country.region().id())).collect();
        let name = engine.name().to_lowercase();
        let arguments = json!([name, file, { "regions": regions }]);
        self.attempt("bench.open(...given)", arguments).await
    }

    /// For each step, its milliseconds in each round.
    pub async fn run(&self, steps: &[Step], n_rounds: usize) -> Vec<Vec<f64>> {
        self.evaluate("bench.run(...given)", json!([as_json(steps), n_rounds])).await
    }

    /// Milliseconds of plain calculation, again and again.
    pub async fn calculate(&self) -> Vec<f64> {
        self.evaluate("bench.calculate()", Value::Null).await
    }

    /// For each step, how many hits it has.
    pub async fn totals(&self, steps: &[Step]) -> Vec<usize> {
        self.evaluate("bench.totals(given)", as_json(steps)).await
    }

    /// For each step with a misspelt word, whether its case is found.
    pub async fn finds(&self, steps: &[Step]) -> Vec<bool> {
        let typos: Vec<Step> = steps.iter().filter(|step| step.misspelt_from.is_some()).cloned().collect();
        let positions: Vec<Option<usize>> = typos.iter().map(|step| step.misspelt_from).collect();
        self.evaluate("bench.finds(...given)", json!([as_json(&typos), positions])).await
    }

    /// For each question, the positions of the first cases that a reader sees.
    /// `way` says how the engine is asked, where it can be asked in several ways.
    pub async fn answers(&self, texts: &[&str], way: &str, n: usize) -> Vec<Vec<usize>> {
        self.evaluate("bench.answers(...given)", json!([texts, way, n])).await
    }

    /// What differs from a plain scan, over all steps.
    pub async fn check(&self, steps: &[Step]) -> Vec<String> {
        self.evaluate("bench.check(given)", as_json(steps)).await
    }

    /// What the page holds.
    pub async fn memory(&self) -> Memory {
        self.evaluate("bench.memory()", Value::Null).await
    }
}

fn as_json(steps: &[Step]) -> Value {
    steps.iter().map(Step::to_json).collect()
}
