//! The reader: what a person does with the library, and what that person can tell afterwards.
//!
//! Things on the page have a role and a name, the ones that assistive technology is told, never a
//! selector: a journey survives every change of the markup that a reader would not notice, and
//! fails on those that only a screen reader's user would.
//!
//! Whoever looks for something waits up to [`PATIENCE`] for it, and each act returns when the page
//! has come to rest, so journeys need no pauses. When something is not found, the message says what
//! is there instead.

use std::{
    error::Error,
    fmt::{self, Debug, Display, Write},
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::{action_chain::ActionChain, prelude::*};
use tokio::{fs, time::sleep};

use crate::{
    browser::{Browser, Node, NodeId},
    locked,
    server::Server,
};

/// How long a reader waits for something to appear.
pub const PATIENCE: Duration = Duration::from_secs(5);

/// How often a reader looks whether it has.
const GLANCE: Duration = Duration::from_millis(50);

/// The page is at rest when it has not changed for this long. Longer than a few frames, shorter than
/// the pause after which the app takes typing as finished: see [`eventually`] for that.
const REST: Duration = Duration::from_millis(50);

/// How long an act waits for rest. A page that loads for ever is then looked at as it is.
const REST_LIMIT: Duration = Duration::from_secs(3);

/// A person at a browser, looking at the whole page or [within](Self::within) a part of it.
#[derive(Clone)]
pub struct Reader {
    visit: Arc<Visit>,
    /// The parts to look into, outermost first.
    within: Vec<(String, Name)>,
    /// How long to wait for something to appear.
    patience: Duration,
}

/// What all parts of the page have in common.
struct Visit {
    browser: Browser,
    server: Server,
    /// What the reader did, for the report of a failure.
    story: Mutex<Vec<String>>,
    expected: Mutex<Vec<String>>,
    has_javascript: AtomicBool,
    /// Whether a page is at rest only when its program has started, or says why not.
    waits_for_program: AtomicBool,
}

/// The accessible names that a test means. A plain `&str` is the whole name.
#[derive(Clone, Debug)]
pub struct Name {
    kind: NameKind,
    /// Which of several, from 0. Without it there must be only one.
    nth: Option<usize>,
}

#[derive(Clone, Debug)]
enum NameKind {
    Exactly(String),
    Starting(String),
    Containing(String),
    Any,
}

/// The whole name. Only needed for [`Name::nth`]; elsewhere the text alone says the same.
pub fn exactly(text: &str) -> Name {
    Name::new(NameKind::Exactly(text.to_owned()))
}

/// Names that start so, for names that end with a count.
pub fn starting(text: &str) -> Name {
    Name::new(NameKind::Starting(text.to_owned()))
}

/// Names with this in them.
pub fn containing(text: &str) -> Name {
    Name::new(NameKind::Containing(text.to_owned()))
}

/// Whatever the name, and also none.
pub fn anything() -> Name {
    Name::new(NameKind::Any)
}

/// Asks until the answer is the expected one, and fails with both when patience is at an end.
///
/// For what comes a moment after an act, such as the address after typing.
pub async fn eventually<T, E>(ask: impl AsyncFn() -> T, expected: E)
where
    T: PartialEq<E> + Debug,
    E: Debug,
{
    let deadline = Instant::now() + PATIENCE;
    loop {
        let answer = ask().await;
        if answer == expected {
            return;
        }
        assert!(
            Instant::now() < deadline,
            "after {PATIENCE:?} the answer is still {answer:?}, not {expected:?}"
        );
        sleep(GLANCE).await;
    }
}

/// Going places.
impl Reader {
    /// A reader with a new browser in front of this host, looking at a blank page in a window of
    /// 1280 by 800.
    pub async fn start(server: Server) -> Self {
        let visit = Visit {
            browser: Browser::start().await,
            server,
            story: Mutex::default(),
            expected: Mutex::default(),
            has_javascript: AtomicBool::new(true),
            waits_for_program: AtomicBool::new(true),
        };
        // What is stored on the device is the affair of the journeys of [`crate::visitor`]; all
        // others are about what the host has now.
        visit.browser.emulate("Network.enable", json!({})).await;
        visit.browser.emulate("Network.setBypassServiceWorker", json!({ "bypass": true })).await;
        let reader = Self { visit: Arc::new(visit), within: Vec::new(), patience: PATIENCE };
        reader.window(1280, 800).await;
        reader
    }

    /// Opens an address of the library, such as `?q=health`.
    pub async fn open(&self, address: &str) {
        self.note(format!("opens {address:?}"));
        self.travel_to(&self.server().url(address)).await;
    }

    /// Opens an address anywhere, such as a host page's.
    pub async fn open_elsewhere(&self, url: &str) {
        self.note(format!("opens {url}"));
        self.travel_to(url).await;
    }

    /// The browser's button to load the page again.
    pub async fn reload(&self) {
        self.note("reloads");
        self.travel("location.reload()").await;
    }

    /// The browser's button back.
    pub async fn back(&self) {
        self.note("goes back");
        self.travel("history.back()").await;
    }

    /// The browser's button forward.
    pub async fn forward(&self) {
        self.note("goes forward");
        self.travel("history.forward()").await;
    }

    /// Closes the browser and comes back another day: what was stored is there, no page is open.
    pub async fn restart(&self) {
        self.note("closes the browser and opens it again");
        self.visit.browser.restart().await;
    }

    /// Nothing can be reached any more, and the browser knows.
    pub async fn go_offline(&self) {
        self.note("goes offline");
        self.server().stop().await;
        self.network(false).await;
    }

    /// Everything can be reached again.
    pub async fn go_online(&self) {
        self.note("goes online");
        self.server().resume().await;
        self.network(true).await;
    }
}

/// The reader's own settings. They hold until changed, also on the next page.
impl Reader {
    /// The size of the window's inside, in CSS pixels. 320 wide is a small phone, and a window of
    /// 1280 enlarged four times.
    pub async fn window(&self, width: u32, height: u32) {
        self.note(format!("makes the window {width} by {height}"));
        self.resize(width, height).await;
        self.settle().await;
    }

    /// Preferences by their CSS names: `[("prefers-color-scheme", "dark")]`. Those not named are the
    /// browser's own again.
    pub async fn prefers(&self, preferences: &[(&str, &str)]) {
        self.note(format!("sets {preferences:?}"));
        let features: Vec<Value> =
            preferences.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        let parameters = json!({ "features": features });
        self.visit.browser.emulate("Emulation.setEmulatedMedia", parameters).await;
        self.settle().await;
    }

    /// Looks at the page as it would be printed, or at the screen again.
    pub async fn on_paper(&self, is_printed: bool) {
        self.note(if is_printed { "looks at the page on paper" } else { "looks at the screen" });
        let parameters = json!({ "media": if is_printed { "print" } else { "" } });
        self.visit.browser.emulate("Emulation.setEmulatedMedia", parameters).await;
        self.settle().await;
    }

    /// Grants or refuses something to the library, such as `clipboard-write`.
    pub async fn permits(&self, permission: &str, is_granted: bool) {
        let setting = if is_granted { "granted" } else { "denied" };
        self.note(format!("lets {permission} be {setting}"));
        let parameters = json!({
            "permission": { "name": permission },
            "setting": setting,
            "origin": self.server().origin(),
        });
        let done = self.visit.browser.devtools("Browser.setPermission", parameters).await;
        done.unwrap_or_else(|error| panic!("{permission}: {error}"));
    }

    /// Switches JavaScript off for the pages that are opened from now on. The page itself is then at
    /// rest at once; this reader's own scripts still run.
    pub async fn without_javascript(&self) {
        self.note("switches JavaScript off");
        self.visit.has_javascript.store(false, Ordering::Relaxed);
        self.visit.browser.emulate("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
    }

    /// Whether the reader waits for the page's program after each act, or acts before it is there.
    pub fn waits_for_program(&self, waits: bool) {
        self.note(if waits { "waits for the program" } else { "does not wait for the program" });
        self.visit.waits_for_program.store(waits, Ordering::Relaxed);
    }

    /// The same reader, who waits for longer than [`PATIENCE`].
    pub fn patient(&self, patience: Duration) -> Self {
        Self { patience, ..self.clone() }
    }

    /// The browser's size of text, in pixels; 16 without this.
    pub async fn text_size(&self, pixels: u32) {
        self.note(format!("sets text to {pixels} pixels"));
        let parameters = json!({ "fontSizes": { "standard": pixels, "fixed": pixels } });
        self.visit.browser.emulate("Page.setFontSizes", parameters).await;
        self.settle().await;
    }

    /// The languages that the browser asks for, as in `fr-CA,fr,en`. Pages that are open already
    /// are told when they ask.
    pub async fn speaks(&self, languages: &str) {
        self.note(format!("speaks {languages}"));
        let agent: String = self.evaluate("return navigator.userAgent").await;
        let parameters = json!({ "userAgent": agent, "acceptLanguage": languages });
        self.visit.browser.emulate("Emulation.setUserAgentOverride", parameters).await;
    }
}

/// Acting. Each waits for its thing to be there and ready, and then for the page to come to rest.
impl Reader {
    /// Clicks in the middle of a thing, as the mouse would: what covers it is an error.
    pub async fn click(&self, role: &str, name: impl Into<Name>) {
        let name = name.into();
        self.note(format!("clicks {role} {name}"));
        self.patiently(async || Ok(self.element(role, &name).await?.click().await?)).await;
        self.settle().await;
    }

    /// Clicks what shows a tooltip that starts so: for pictures, which assistive technology is not
    /// told of.
    pub async fn click_tooltip(&self, start: &str) {
        self.note(format!("clicks what says {start:?}"));
        let found = By::Css(format!("[title^={}]", json!(start)));
        self.patiently(async || {
            self.place().await?;
            Ok(self.visit.browser.driver().find(found.clone()).await?.click().await?)
        })
        .await;
        self.settle().await;
    }

    /// Types into a field, in place of what it holds.
    pub async fn fill(&self, role: &str, name: impl Into<Name>, text: &str) {
        let name = name.into();
        self.note(format!("fills {role} {name} with {text:?}"));
        self.patiently(async || {
            let field = self.element(role, &name).await?;
            field.click().await?;
            field.send_keys(Key::Control + "a").await?;
            if text.is_empty() {
                field.send_keys(Key::Delete + "").await?;
            } else {
                field.send_keys(text).await?;
            }
            Ok(())
        })
        .await;
        self.settle().await;
    }

    /// Chooses an option of a drop-down list.
    pub async fn choose(&self, list: impl Into<Name>, option: impl Into<Name>) {
        self.within("combobox", list).click("option", option).await;
    }

    /// Types where the focus is.
    pub async fn type_text(&self, text: &str) {
        self.note(format!("types {text:?}"));
        self.perform(async |keyboard| keyboard.send_keys(text)).await;
    }

    /// Presses a key where the focus is, with others held: `Tab`, `Shift+Tab`, `Control+k`,
    /// `ArrowDown`.
    pub async fn press(&self, keys: &str) {
        self.note(format!("presses {keys}"));
        let mut held: Vec<char> = keys.split('+').map(key).collect();
        let last = held.pop().expect("splitting leaves at least one piece");
        self.perform(async |mut keyboard| {
            for key in &held {
                keyboard = keyboard.key_down(*key);
            }
            keyboard = keyboard.key_down(last).key_up(last);
            for key in held.iter().rev() {
                keyboard = keyboard.key_up(*key);
            }
            keyboard
        })
        .await;
    }

    /// Does nothing until the page has come to rest.
    pub async fn rests(&self) {
        self.settle().await;
    }

    /// Scrolls the page to this many pixels from its top.
    pub async fn scroll_to(&self, top: u32) {
        self.note(format!("scrolls to {top}"));
        self.run(&format!("scrollTo({{ top: {top}, behavior: 'instant' }})")).await;
        self.settle().await;
    }
}

/// Looking. What waits says so; the rest tells how things are now.
impl Reader {
    /// The same reader with eyes for one part of the page only: a region, a group, a row. An
    /// `Iframe` is looked into.
    pub fn within(&self, role: &str, name: impl Into<Name>) -> Self {
        let mut reader = self.clone();
        reader.within.push((role.to_owned(), name.into()));
        reader
    }

    /// Waits until something is there.
    pub async fn sees(&self, role: &str, name: impl Into<Name>) {
        let name = name.into();
        self.note(format!("looks for {role} {name}"));
        self.patiently(async || self.find(role, &name).await).await;
    }

    /// Waits until something is gone.
    pub async fn sees_no(&self, role: &str, name: impl Into<Name>) {
        let name = name.into();
        self.note(format!("looks whether {role} {name} is gone"));
        self.patiently(async || match self.find_all(role, &name).await?.len() {
            0 => Ok(()),
            _ => Err(format!("{role} {name} is still there").into()),
        })
        .await;
    }

    /// Whether something is there.
    pub async fn exists(&self, role: &str, name: impl Into<Name>) -> bool {
        self.count(role, name).await > 0
    }

    /// How many there are.
    pub async fn count(&self, role: &str, name: impl Into<Name>) -> usize {
        self.names(role, name).await.len()
    }

    /// The names of all there are, in the order of the document.
    pub async fn names(&self, role: &str, name: impl Into<Name>) -> Vec<String> {
        let name = name.into();
        let found = self.patiently(async || self.find_all(role, &name).await).await;
        found.into_iter().map(|node| node.name).collect()
    }

    /// Waits for something and reads the text in it.
    pub async fn text_of(&self, role: &str, name: impl Into<Name>) -> String {
        let name = name.into();
        self.note(format!("reads {role} {name}"));
        self.patiently(async || Ok(self.element(role, &name).await?.text().await?)).await
    }

    /// Waits for something and tells a state of it in ARIA's words: `checked`, `expanded`,
    /// `pressed`, `disabled`, `value`, … Empty if it has no such state.
    pub async fn state_of(&self, role: &str, name: impl Into<Name>, state: &str) -> String {
        let name = name.into();
        self.note(format!("looks whether {role} {name} is {state}"));
        let node = self.patiently(async || self.find(role, &name).await).await;
        node.state(state).unwrap_or_default().to_owned()
    }

    /// Where in the page something stands: pixels from the left and from the top.
    pub async fn place_of(&self, role: &str, name: impl Into<Name>) -> (f64, f64) {
        let name = name.into();
        self.note(format!("looks where {role} {name} is"));
        self.patiently(async || {
            let rectangle = self.element(role, &name).await?.rect().await?;
            Ok((rectangle.x, rectangle.y))
        })
        .await
    }

    /// Waits for a heading of this level and tells the first one's text.
    pub async fn heading(&self, level: u8) -> String {
        self.note(format!("reads the heading of level {level}"));
        let level = level.to_string();
        self.patiently(async || {
            let headings = self.find_all("heading", &anything()).await?;
            let mut headings = headings.into_iter();
            let found = headings.find(|heading| heading.state("level") == Some(&level));
            found.map(|heading| heading.name).ok_or_else(|| "there is no such heading".into())
        })
        .await
    }

    /// Role and name of what the keyboard acts on; `RootWebArea` and the title if nothing was chosen.
    pub async fn focused(&self) -> (String, String) {
        let node = self
            .patiently(async || {
                let root = self.place().await?;
                Ok(self.visit.browser.focused(root).await?)
            })
            .await;
        (node.role, node.name)
    }

    /// The page's title, as in the browser's tab.
    pub async fn title(&self) -> String {
        self.evaluate("return document.title").await
    }

    /// The address below the library's folder, such as `?q=health`; a whole one if it is elsewhere.
    pub async fn address(&self) -> String {
        let url: String = self.evaluate("return location.href").await;
        let below = url.strip_prefix(&self.server().url(""));
        below.map_or(url.clone(), str::to_owned)
    }

    /// All visible text of the page.
    pub async fn text(&self) -> String {
        self.evaluate("return document.body.innerText").await
    }

    /// How many pixels the page is scrolled down.
    pub async fn scroll_position(&self) -> u32 {
        self.evaluate("return Math.round(scrollY)").await
    }

    /// Whether the page is wider than its window, so that lines can only be read by scrolling.
    pub async fn scrolls_sideways(&self) -> bool {
        self.evaluate("const page = document.scrollingElement; return page.scrollWidth > page.clientWidth")
            .await
    }

    /// Waits for a file that the page saves, and reads it.
    #[expect(dead_code, reason = "for the journeys that take cases away")]
    pub async fn downloaded(&self, file_name: &str) -> Vec<u8> {
        self.note(format!("opens the saved file {file_name}"));
        // Chromium writes under another name until the file is whole.
        let path = self.visit.browser.downloaded_file(file_name);
        self.patiently(async || Ok(fs::read(&path).await?)).await
    }
}

/// For what a reader cannot tell.
impl Reader {
    /// The host of the library, to see what was asked of it and to make it fail.
    pub fn server(&self) -> &Server {
        &self.visit.server
    }

    /// What the browser answers to a question of the DevTools protocol about the page.
    pub async fn devtools(&self, question: &str) -> Value {
        let answer = self.visit.browser.devtools(question, json!({})).await;
        answer.unwrap_or_else(|error| panic!("{question}: {error}"))
    }

    /// The value of a script's `return`, in the page or the frame looked into.
    pub async fn evaluate<T: DeserializeOwned>(&self, script: &str) -> T {
        let value = self
            .patiently(async || {
                self.place().await?;
                Ok(self.visit.browser.driver().execute(script, []).await?.json().clone())
            })
            .await;
        serde_json::from_value(value).unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Runs a script for what it does.
    pub async fn run(&self, script: &str) {
        let _: Value = self.evaluate(&format!("{script}; return null")).await;
    }

    /// Saves a picture of the whole page, also of what one would scroll to, as
    /// `screenshots/NAME.png` in the build folder.
    #[expect(dead_code, reason = "for whoever writes a journey and wants to see where it is")]
    pub async fn screenshot(&self, name: &str) -> PathBuf {
        self.try_screenshot(name).await.unwrap_or_else(|error| panic!("no screenshot: {error}"))
    }

    /// Errors and warnings on the console.
    pub async fn console(&self) -> Vec<String> {
        self.visit.browser.console().await
    }

    /// Addresses that pages asked for on other origins than the library's.
    pub async fn requests_elsewhere(&self) -> Vec<String> {
        let here = format!("{}/", self.server().origin());
        let mut requests = self.visit.browser.requests().await;
        requests.retain(|url| {
            let is_network = ["http:", "https:", "ws:", "wss:"].iter().any(|s| url.starts_with(s));
            is_network && !url.starts_with(&here)
        });
        requests
    }

    /// From now on [`Self::complaints`] does not name what contains this text: the test means it to
    /// happen.
    pub fn expects(&self, text: &str) {
        locked(&self.visit.expected).push(text.to_owned());
    }

    /// What broke the standing promises of every journey: nothing on the console, no request to
    /// another origin, none outside the library's folder.
    pub async fn complaints(&self) -> Vec<String> {
        let elsewhere = self.requests_elsewhere().await;
        let outside = self.server().asked_outside();
        let mut complaints = self.console().await;
        complaints.extend(elsewhere.iter().map(|url| format!("asked another origin: {url}")));
        complaints.extend(
            outside
                .iter()
                .map(|asked| format!("asked outside of its folder: {} {}", asked.method, asked.path)),
        );
        let expected = locked(&self.visit.expected);
        complaints.retain(|complaint| !expected.iter().any(|text| complaint.contains(text)));
        complaints
    }

    /// What happened so far and how it looks now, for the report of a failure. Saves a screenshot.
    pub async fn report(&self, name: &str) -> String {
        let story = locked(&self.visit.story).join("\n  ");
        let screenshot = match self.try_screenshot(name).await {
            Ok(path) => path.display().to_string(),
            Err(error) => format!("none: {error}"),
        };
        let page = self.driver_script("return `${location.href}\n\n${document.body.innerText}`").await;
        let page = match &page {
            Ok(page) => page.as_str().unwrap_or_default().to_owned(),
            Err(error) => format!("unreadable: {error}"),
        };
        format!("The reader\n  {story}\n\nScreenshot: {screenshot}\n\nThe page: {page}\n")
    }

    /// Closes the browser. To drop it does the same, but blocks.
    pub async fn close(&self) {
        self.visit.browser.close().await;
    }
}

/// An attempt may fail for any reason; the next one may succeed.
type Attempt<T> = Result<T, Box<dyn Error>>;

impl Reader {
    fn note(&self, act: impl Into<String>) {
        let mut act = act.into();
        for (role, name) in self.within.iter().rev() {
            // Writing to a string cannot fail.
            let _ = write!(act, ", within {role} {name}");
        }
        locked(&self.visit.story).push(act);
    }

    /// Makes attempts until one succeeds. At the end of patience, panics with the reason of the last
    /// one and with all that is there.
    async fn patiently<T>(&self, attempt: impl AsyncFn() -> Attempt<T>) -> T {
        let deadline = Instant::now() + self.patience;
        loop {
            match attempt().await {
                Ok(value) => return value,
                Err(_) if Instant::now() < deadline => sleep(GLANCE).await,
                Err(reason) => {
                    let act = locked(&self.visit.story).last().cloned().unwrap_or_default();
                    let outline = self.outline().await;
                    panic!("the reader {act}\nbut after {:?} {reason}\nThere is:\n{outline}", self.patience);
                }
            }
        }
    }

    /// Where this reader looks. WebDriver's scripts and elements are of the same frame afterwards.
    async fn place(&self) -> Attempt<NodeId> {
        let browser = &self.visit.browser;
        browser.driver().enter_default_frame().await?;
        let mut place = browser.root().await?;
        for (role, name) in &self.within {
            let part = only(role, name, self.matching(place, role, name).await?)?;
            place = part.id();
            if part.role == "Iframe" {
                browser.element(place).await?.enter_frame().await?;
                place = browser.root_of_frame(place).await?;
            }
        }
        Ok(place)
    }

    async fn matching(&self, place: NodeId, role: &str, name: &Name) -> Attempt<Vec<Node>> {
        let mut nodes = self.visit.browser.nodes(place, Some(role)).await?;
        nodes.retain(|node| name.is_match(&node.name));
        if let Some(nth) = name.nth {
            nodes = nodes.into_iter().skip(nth).take(1).collect();
        }
        Ok(nodes)
    }

    async fn find_all(&self, role: &str, name: &Name) -> Attempt<Vec<Node>> {
        self.matching(self.place().await?, role, name).await
    }

    async fn find(&self, role: &str, name: &Name) -> Attempt<Node> {
        only(role, name, self.find_all(role, name).await?)
    }

    async fn element(&self, role: &str, name: &Name) -> Attempt<WebElement> {
        let node = self.find(role, name).await?;
        Ok(self.visit.browser.element(node.id()).await?)
    }

    /// Roles and names of all that is there, one a line.
    async fn outline(&self) -> String {
        let nodes = async { Ok(self.visit.browser.nodes(self.place().await?, None).await?) };
        let nodes: Attempt<Vec<Node>> = nodes.await;
        let nodes = nodes.unwrap_or_default();
        let lines: Vec<String> = nodes
            .iter()
            .filter(|node| {
                !node.name.is_empty()
                    && !["StaticText", "InlineTextBox", "ListMarker"].contains(&node.role.as_str())
            })
            .map(|node| format!("  {} {:?}", node.role, node.name))
            .collect();
        lines.join("\n")
    }

    async fn perform(&self, act: impl AsyncFnOnce(ActionChain) -> ActionChain) {
        let driver = self.visit.browser.driver();
        let keyboard = driver.action_chain_with_delay(None, Some(Duration::ZERO));
        let done = act(keyboard).await.perform().await;
        done.unwrap_or_else(|error| panic!("the keyboard fails: {error}"));
        self.settle().await;
    }

    async fn travel_to(&self, url: &str) {
        self.travel(&format!("location.assign({})", json!(url))).await;
    }

    /// Goes, and waits for the place: another document, or the same in another state.
    ///
    /// By script, as if the reader had clicked: WebDriver's own commands return when the host has
    /// answered, and some of ours never do.
    async fn travel(&self, go: &str) {
        self.run(
            "window.hasMoved = false; \
             addEventListener('popstate', () => { window.hasMoved = true }, { once: true })",
        )
        .await;
        let browser = &self.visit.browser;
        let start = browser.document().await.unwrap_or_default();
        let parameters = json!({ "expression": go, "userGesture": true });
        browser
            .devtools("Runtime.evaluate", parameters)
            .await
            .unwrap_or_else(|error| panic!("{go}: {error}"));
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            let has_loaded = browser.document().await.is_ok_and(|document| document != start);
            let has_moved = self.driver_script("return window.hasMoved === true").await;
            if has_loaded || has_moved.is_ok_and(|moved| moved == true) {
                break;
            }
            sleep(GLANCE / 5).await;
        }
        self.settle().await;
    }

    /// Waits until the page has loaded, has started or says why not, says that it is not busy
    /// (`aria-busy`), and rests.
    async fn settle(&self) {
        const SETTLE: &str = "
            const [rest, limit, waitsForProgram, done] = arguments;
            const start = performance.now();
            let lastChange = start;
            const observer = new MutationObserver(() => { lastChange = performance.now() });
            observer.observe(document, {
                subtree: true, childList: true, attributes: true, characterData: true,
            });
            const look = () => {
                const now = performance.now();
                const isBusy = !waitsForProgram ? document.readyState === 'loading'
                    : document.readyState !== 'complete' || document.querySelector('[aria-busy=true], #stopped[hidden] ~ #start:has(#start-failed[hidden])');
                const isAtRest = !isBusy && now - lastChange >= rest;
                if (isAtRest || now - start >= limit) {
                    observer.disconnect();
                    done();
                } else {
                    setTimeout(look, 10);
                }
            };
            look();";
        if !self.visit.has_javascript.load(Ordering::Relaxed) {
            return;
        }
        let waits_for_program = self.visit.waits_for_program.load(Ordering::Relaxed);
        let times = vec![json!(REST.as_millis()), json!(REST_LIMIT.as_millis()), json!(waits_for_program)];
        let deadline = Instant::now() + REST_LIMIT;
        let driver = self.visit.browser.driver();
        // The script dies with its page; then the next page is to come to rest.
        while driver.execute_async(SETTLE, times.clone()).await.is_err() && Instant::now() < deadline {
            sleep(GLANCE).await;
        }
    }

    async fn driver_script(&self, script: &str) -> WebDriverResult<Value> {
        let returned = self.visit.browser.driver().execute(script, []).await?;
        Ok(returned.json().clone())
    }

    async fn resize(&self, width: u32, height: u32) {
        let parameters = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.visit.browser.emulate("Emulation.setDeviceMetricsOverride", parameters).await;
    }

    async fn network(&self, is_on: bool) {
        let parameters = json!({
            "offline": !is_on, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1,
        });
        self.visit.browser.emulate("Network.emulateNetworkConditions", parameters).await;
        self.settle().await;
    }

    async fn try_screenshot(&self, name: &str) -> Attempt<PathBuf> {
        let build = Path::new(env!("CARGO_TARGET_TMPDIR")).parent();
        let folder = build.expect("cargo's tmp is a folder in the build folder").join("screenshots");
        fs::create_dir_all(&folder).await?;
        let path = folder.join(format!("{name}.png"));

        let driver = self.visit.browser.driver();
        driver.enter_default_frame().await?;
        let sizes = "return [innerWidth, innerHeight, document.documentElement.scrollHeight]";
        let [width, height, whole] = driver.execute(sizes, []).await?.convert()?;
        self.resize(width, whole.max(height)).await;
        let taken = driver.screenshot(&path).await;
        self.resize(width, height).await;
        taken?;
        Ok(path)
    }
}

/// The only one found, or what is wrong.
fn only(role: &str, name: &Name, mut found: Vec<Node>) -> Attempt<Node> {
    match found.len() {
        0 => Err(format!("there is no {role} {name}").into()),
        1 => Ok(found.remove(0)),
        n => Err(format!("there are {n} times {role} {name}: say which, with `nth` or `within`").into()),
    }
}

/// A key by its name in the DOM, or the character it types.
fn key(name: &str) -> char {
    let key = match name {
        "Shift" => Key::Shift,
        "Control" => Key::Control,
        "Alt" => Key::Alt,
        "Tab" => Key::Tab,
        "Enter" => Key::Enter,
        "Space" => Key::Space,
        "Escape" => Key::Escape,
        "Backspace" => Key::Backspace,
        "Delete" => Key::Delete,
        "Home" => Key::Home,
        "End" => Key::End,
        "PageUp" => Key::PageUp,
        "PageDown" => Key::PageDown,
        "ArrowLeft" => Key::Left,
        "ArrowRight" => Key::Right,
        "ArrowUp" => Key::Up,
        "ArrowDown" => Key::Down,
        character if character.chars().count() == 1 => return character.chars().next().unwrap_or(' '),
        unknown => panic!("the keyboard has no key {unknown:?}"),
    };
    key.into()
}

impl Name {
    fn new(kind: NameKind) -> Self {
        Self { kind, nth: None }
    }

    /// One of several with such a name, from 0, in the order of the document.
    pub fn nth(mut self, position: usize) -> Self {
        self.nth = Some(position);
        self
    }

    fn is_match(&self, name: &str) -> bool {
        match &self.kind {
            NameKind::Exactly(text) => name == text,
            NameKind::Starting(text) => name.starts_with(text),
            NameKind::Containing(text) => name.contains(text),
            NameKind::Any => true,
        }
    }
}

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        exactly(text)
    }
}

impl From<String> for Name {
    fn from(text: String) -> Self {
        exactly(&text)
    }
}

impl Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            NameKind::Exactly(text) => write!(f, "{text:?}")?,
            NameKind::Starting(text) => write!(f, "{text:?}…")?,
            NameKind::Containing(text) => write!(f, "…{text:?}…")?,
            NameKind::Any => f.write_str("of any name")?,
        }
        match self.nth {
            Some(nth) => write!(f, " (number {nth})"),
            None => Ok(()),
        }
    }
}
