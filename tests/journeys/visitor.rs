//! The visitor: somebody at a browser of either engine, who comes back.
//!
//! What a browser keeps between two visits is a matter of the engine, and so is what a frame may do,
//! so these journeys are made in Chromium, Firefox and WebKit, by what they have in common: WebDriver. It knows no roles and names, so
//! a visitor reads the page's text and clicks on what carries a text; who looks closer is
//! [`crate::reader`].
//!
//! A browser keeps its profile from start to [`Visitor::restart`], with all that pages store in it.
//! The network is that of the machine: offline is a host that is stopped.

use std::{
    fmt::{self, Debug, Display},
    fs,
    sync::Mutex,
    time::{Duration, Instant},
};

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::prelude::*;
use tokio::time::{sleep, timeout};

use crate::{
    BROWSERS, JOURNEY_LIMIT,
    chromedriver::{Chromedriver, Profile},
    dist,
    edition::EDITION,
    geckodriver::Geckodriver,
    locked, pass_on, server,
    server::Server,
    webkitdriver::Webkitdriver,
};

/// How long a visitor waits for something. The app itself waits 15 seconds for a host that is silent.
const PATIENCE: Duration = Duration::from_secs(25);

/// How often a visitor looks whether it is there.
const GLANCE: Duration = Duration::from_millis(50);

/// Longer than any single command takes, even on a busy machine.
const COMMAND_LIMIT: Duration = Duration::from_secs(60);

/// What kind of browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

impl Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Debug::fmt(self, f)
    }
}

/// Makes tests of a journey, which is a function `async fn(&Visitor)`: a module of its name with a
/// test for each engine.
macro_rules! journey_in {
    ($journey:ident: $($name:ident $engine:ident)*) => {
        mod $journey {
            use crate::visitor::{Engine, visit};

            $(
                #[tokio::test(flavor = "multi_thread")]
                async fn $name() {
                    visit(Engine::$engine, super::$journey).await;
                }
            )*
        }
    };
}
pub(crate) use journey_in;

/// Tests of journeys in Chromium and in Firefox.
macro_rules! in_chromium_and_firefox {
    ($($journey:ident)*) => {
        $( $crate::visitor::journey_in! { $journey: in_chromium Chromium in_firefox Firefox } )*
    };
}
pub(crate) use in_chromium_and_firefox;

/// The same in WebKit as well.
macro_rules! in_three_browsers {
    ($($journey:ident)*) => {
        $( $crate::visitor::journey_in! {
            $journey: in_chromium Chromium in_firefox Firefox in_webkit WebKit
        } )*
    };
}
pub(crate) use in_three_browsers;

/// The same for journeys that need something of Chromium alone.
macro_rules! in_chromium {
    ($($journey:ident)*) => {
        $( $crate::visitor::journey_in! { $journey: in_chromium Chromium } )*
    };
}
pub(crate) use in_chromium;

/// Runs a journey with a host and a browser of its own, then checks what every journey promises:
/// nothing on the console but what it [expects](Visitor::expects), no request outside the folder.
///
/// The browser is closed before a failure is passed on, so that none is left behind.
pub async fn visit(engine: Engine, journey: impl AsyncFnOnce(&Visitor)) {
    let _turn = BROWSERS.acquire().await.expect("the semaphore is never closed");
    let visitor = Visitor::start(engine, Server::start(dist()).await).await;

    let outcome = crate::outcome(timeout(JOURNEY_LIMIT, journey(&visitor))).await;
    let complaints = visitor.complaints().await;
    if !matches!(outcome, Ok(Ok(()))) || !complaints.is_empty() {
        eprintln!("\n{}", visitor.report().await);
    }
    visitor.close().await;
    pass_on(outcome, &complaints);
}

/// Somebody at a browser. To drop one closes the browser, but blocks.
pub struct Visitor {
    // Fields are dropped in this order: the profile can go when nobody writes to it any more.
    session: Mutex<Option<WebDriver>>,
    opener: Opener,
    profile: Profile,
    server: Server,
    /// What the visitor did, for the report of a failure.
    story: Mutex<Vec<String>>,
    console: Mutex<Vec<String>>,
    expected: Mutex<Vec<String>>,
}

/// What starts a browser of each kind.
enum Opener {
    Chromium(Chromedriver),
    Firefox(Geckodriver),
    WebKit(Webkitdriver),
}

/// Coming and going.
impl Visitor {
    /// A visitor with a new browser in front of this host, looking at a blank page.
    pub async fn start(engine: Engine, server: Server) -> Self {
        let opener = match engine {
            Engine::Chromium => Opener::Chromium(Chromedriver::start().await),
            Engine::Firefox => Opener::Firefox(Geckodriver::start().await),
            Engine::WebKit => Opener::WebKit(Webkitdriver::start().await),
        };
        let visitor = Self {
            session: Mutex::default(),
            opener,
            profile: Profile::new(),
            server,
            story: Mutex::default(),
            console: Mutex::default(),
            expected: Mutex::default(),
        };
        visitor.open_browser(&[]).await;
        visitor
    }

    /// Which kind of browser it is.
    pub fn engine(&self) -> Engine {
        match self.opener {
            Opener::Chromium(_) => Engine::Chromium,
            Opener::Firefox(_) => Engine::Firefox,
            Opener::WebKit(_) => Engine::WebKit,
        }
    }

    /// The host.
    pub fn server(&self) -> &Server {
        &self.server
    }

    /// Opens an address of the library, such as `?q=health`, and waits for another document: the
    /// library's, or the browser's own about what went wrong.
    pub async fn open(&self, address: &str) {
        self.open_elsewhere(&self.server.url(address)).await;
    }

    /// The same for a whole address.
    pub async fn open_elsewhere(&self, url: &str) {
        self.note(format!("opens {url:?}"));
        let go = format!("location.assign({})", json!(url));
        self.travel(&go).await;
        // The blank page that Firefox starts with may have come only now, and in between.
        while self.address().await == "about:blank" {
            self.travel(&go).await;
        }
    }

    /// Looks into the frame that a script gives, until [`Self::leave_frame`]: what is asked and done
    /// meanwhile is asked of it.
    pub async fn enter_frame(&self, find: &str) {
        self.note(format!("looks into the frame of {find}"));
        self.wait_until(&format!("the frame of {find}"), async || {
            let found = self.driver().execute(find, []).await;
            match found.and_then(|found| found.element()) {
                Ok(frame) => frame.enter_frame().await.is_ok(),
                Err(_) => false,
            }
        })
        .await;
    }

    /// Looks at the page around the frames again.
    pub async fn leave_frame(&self) {
        let left = self.driver().enter_default_frame().await;
        left.unwrap_or_else(|error| self.fail("the page around the frame", &error));
    }

    /// The browser's button to load the page again.
    pub async fn reload(&self) {
        self.note("reloads");
        self.travel("location.reload()").await;
    }

    /// Closes the browser and comes back another day: what was stored is there, no page is open.
    pub async fn restart(&self) {
        self.note("closes the browser and opens it again");
        self.close().await;
        self.open_browser(&[]).await;
    }

    /// Comes back with a browser that lets no page store anything.
    pub async fn restart_without_storage(&self) {
        self.note("forbids pages to store anything");
        self.close().await;
        let (file, setting) = match self.engine() {
            Engine::WebKit => return self.open_browser(&["--features=-LocalStorage,-ServiceWorkers"]).await,
            Engine::Chromium => {
                let setting = json!({ "profile": { "default_content_setting_values": { "cookies": 2 } } });
                ("Default/Preferences", setting.to_string())
            }
            Engine::Firefox => ("user.js", r#"user_pref("network.cookie.cookieBehavior", 2);"#.to_owned()),
        };
        let file = self.profile.path().join(file);
        // What the browser had written there is of no use to a journey.
        fs::create_dir_all(file.parent().expect("it is in the profile")).expect("the profile can be changed");
        fs::write(file, setting).expect("the profile can be changed");
        self.open_browser(&[]).await;
    }

    /// Opens a blank page in a further tab, and looks at it. Tabs are counted from 0, by age.
    pub async fn open_tab(&self) {
        self.note("opens another tab");
        let driver = self.driver();
        let tab = driver.new_tab().await.unwrap_or_else(|error| self.fail("a new tab", &error));
        let looked = driver.switch_to_window(tab).await;
        looked.unwrap_or_else(|error| self.fail("the new tab", &error));
    }

    /// Waits until there are so many tabs.
    pub async fn has_tabs(&self, number: usize) {
        self.wait_until(&format!("{number} tabs"), async || {
            self.driver().windows().await.is_ok_and(|tabs| tabs.len() == number)
        })
        .await;
    }

    /// Looks at another tab.
    pub async fn switch_tab(&self, number: usize) {
        self.note(format!("looks at tab {number}"));
        let driver = self.driver();
        let tabs = driver.windows().await.unwrap_or_else(|error| self.fail("tabs", &error));
        let tab = tabs.into_iter().nth(number).unwrap_or_else(|| self.fail("a tab", &"there are fewer"));
        driver.switch_to_window(tab).await.unwrap_or_else(|error| self.fail("the tab", &error));
    }

    /// Closes the browser.
    pub async fn close(&self) {
        self.read_console().await;
        let session = locked(&self.session).take();
        if let Some(session) = session {
            // A browser that has crashed is closed as well.
            drop(session.quit().await);
        }
    }
}

/// Looking and acting.
impl Visitor {
    /// All text that is shown.
    pub async fn text(&self) -> String {
        self.look("return document.body ? document.body.innerText : ''").await.unwrap_or_default()
    }

    /// Waits until a text is shown.
    pub async fn sees(&self, text: &str) {
        self.note(format!("looks for {text:?}"));
        self.wait_until(&format!("{text:?}"), async || self.text().await.contains(text)).await;
    }

    /// Waits until a text is shown no more.
    pub async fn sees_no(&self, text: &str) {
        self.note(format!("looks whether {text:?} is gone"));
        self.wait_until(&format!("no {text:?}"), async || !self.text().await.contains(text)).await;
    }

    /// Clicks the only link or button whose text is this one, as the mouse would.
    pub async fn click(&self, text: &str) {
        const FIND: &str = "
            const found = [...document.querySelectorAll('a[href], button, summary, label')].filter(
                (thing) => thing.innerText.trim() === arguments[0] && thing.getClientRects().length);
            if (found.length === 1) return found[0];
            throw new Error(`${found.length} times`);";
        self.note(format!("clicks {text:?}"));
        self.wait_until(&format!("a link, button or label {text:?} that can be clicked"), async || {
            let found = self.driver().execute(FIND, vec![json!(text)]).await;
            match found.and_then(|found| found.element()) {
                Ok(thing) => thing.click().await.is_ok(),
                Err(_) => false,
            }
        })
        .await;
    }

    /// Where the visitor is, below the library's folder; elsewhere the whole address.
    pub async fn address(&self) -> String {
        let whole: String = self.look("return location.href").await.unwrap_or_default();
        whole.strip_prefix(&self.server.url("")).unwrap_or(&whole).to_owned()
    }

    /// The title of the page.
    pub async fn title(&self) -> String {
        self.look("return document.title").await.unwrap_or_default()
    }

    /// Runs a script in the page, which may `await`, and gives what it returns. Where the page is
    /// left before the end, as at an update, it runs again in the next one.
    pub async fn run<T: DeserializeOwned>(&self, script: &str) -> T {
        self.note(format!("runs {script}"));
        let start_or_look = format!(
            "if (!window.hasBegun) {{
                 window.hasBegun = true;
                 (async () => {{ {script} }})().then(
                     (value) => {{ window.end = [value ?? null, null]; }},
                     (error) => {{ window.end = [null, String(error)]; }});
             }}
             const {{ end }} = window;
             if (end) {{ delete window.hasBegun; delete window.end; }}
             return end;"
        );
        let ended = Mutex::new(None);
        self.wait_until(&format!("the end of {script}"), async || {
            let end = self.look::<Option<(Value, Option<String>)>>(&start_or_look).await;
            *locked(&ended) = end.ok().flatten();
            locked(&ended).is_some()
        })
        .await;
        let (value, error) = locked(&ended).take().expect("it was waited for");
        if let Some(error) = error {
            self.fail(&format!("a value of {script}"), &error);
        }
        serde_json::from_value(value)
            .unwrap_or_else(|error| self.fail(&format!("another value of {script}"), &error))
    }

    /// Asks until the answer is yes. At the end of patience, fails with what was `expected` and all
    /// that is shown.
    pub async fn wait_until(&self, expected: &str, ask: impl AsyncFn() -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !ask().await {
            if Instant::now() >= deadline {
                let page = self.page().await;
                self.fail(expected, &format!("after {PATIENCE:?} this is shown:\n{page}"));
            }
            sleep(GLANCE).await;
        }
    }

    /// The edition of the page, which must be the same in all of its parts.
    pub async fn edition(&self) -> String {
        let mut names: Vec<String> = self.run(EDITION).await;
        if names.iter().any(|name| *name != names[0]) {
            self.fail("one edition", &format!("the page is a mix: {names:?}"));
        }
        names.swap_remove(0)
    }

    /// Whether the page, whatever its parts, is of an edition.
    pub async fn is_of_edition(&self, name: &str) -> bool {
        let page = "return document.querySelector('meta[name=edition]')?.content ?? ''";
        self.look::<String>(page).await.is_ok_and(|shown| shown == name)
    }

    /// Waits until the page is of an edition.
    pub async fn sees_edition(&self, name: &str) {
        self.wait_until(&format!("edition {name:?}"), async || {
            self.is_of_edition(name).await && self.text().await.contains(" cases from ")
        })
        .await;
        assert_eq!(self.edition().await, name, "in {}", self.engine());
    }

    /// Waits until the page is of one of two editions, and gives which.
    pub async fn sees_either_edition<'a>(&self, one: &'a str, other: &'a str) -> &'a str {
        self.wait_until(&format!("edition {one:?} or {other:?}"), async || {
            (self.is_of_edition(one).await || self.is_of_edition(other).await)
                && self.text().await.contains(" cases from ")
        })
        .await;
        if self.is_of_edition(one).await { one } else { other }
    }

    /// From now on a complaint on the console that contains this text is no failure: the test means
    /// it to happen.
    pub fn expects(&self, text: &str) {
        locked(&self.expected).push(text.to_owned());
    }

    /// Errors and warnings on the console since the start, but for those that were meant.
    pub async fn console(&self) -> Vec<String> {
        self.read_console().await;
        let mut console = locked(&self.console).clone();
        if let Opener::Firefox(geckodriver) = &self.opener {
            console = geckodriver.console();
        }
        let expected = locked(&self.expected);
        console.retain(|complaint| !expected.iter().any(|text| complaint.contains(text)));
        console
    }
}

/// What only Chromium can do.
impl Visitor {
    /// A command of the DevTools protocol.
    pub async fn devtools(&self, command: &str, parameters: Value) {
        self.note(format!("{command} {parameters}"));
        let done = self.driver().cdp().send_raw(command, parameters).await;
        done.unwrap_or_else(|error| self.fail(command, &error));
    }
}

impl Visitor {
    fn driver(&self) -> WebDriver {
        locked(&self.session).clone().expect("the browser is open until `close`")
    }

    fn note(&self, act: impl Into<String>) {
        locked(&self.story).push(act.into());
    }

    fn fail(&self, expected: &str, instead: &dyn Display) -> ! {
        panic!("in {}, expected {expected}; but {instead}", self.engine());
    }

    /// `arguments` are for the browser of WebKitGTK, which has no profile to set them in.
    async fn open_browser(&self, arguments: &[&str]) {
        let session = match &self.opener {
            Opener::Chromium(driver) => driver.open_browser(&self.profile, &[], true, COMMAND_LIMIT).await,
            Opener::Firefox(driver) => driver.open_browser(&self.profile, COMMAND_LIMIT).await,
            Opener::WebKit(driver) => driver.open_browser(arguments, COMMAND_LIMIT).await,
        };
        *locked(&self.session) = Some(session);
        // Chromium starts with a page of its own, which may still be on its way.
        let blank = self.driver().goto("about:blank").await;
        blank.unwrap_or_else(|error| self.fail("a blank page", &error));
        self.wait_until("a blank page", async || self.address().await == "about:blank").await;
    }

    /// Goes by a script, and waits for another document. By script, because WebDriver's own command
    /// returns when the host has answered, and some of ours never do.
    async fn travel(&self, go: &str) {
        // After the script, which would else have nobody to answer to.
        let left = self.look::<Value>(&format!("window.isLeft = true; setTimeout(() => {go})")).await;
        left.unwrap_or_else(|error| self.fail("to leave", &error));
        self.wait_until("another document", async || {
            self.look("return !window.isLeft").await.unwrap_or_default()
        })
        .await;
    }

    /// Looks at the page with a script that takes no time. One that waits would wait for ever in a
    /// page that is about to be left.
    async fn look<T: DeserializeOwned>(&self, script: &str) -> Result<T, String> {
        let returned = self.driver().execute(script, []).await.map_err(|error| error.to_string())?;
        serde_json::from_value(returned.json().clone()).map_err(|error| error.to_string())
    }

    /// Moves what is new from chromedriver's log, which forgets what has been read, to ours.
    async fn read_console(&self) {
        let session = locked(&self.session).clone();
        let (Some(driver), Opener::Chromium(_)) = (session, &self.opener) else {
            return;
        };
        // A browser that has crashed says nothing more.
        for entry in driver.get_log("browser").await.unwrap_or_default() {
            if ["SEVERE", "WARNING"].contains(&entry.level.as_str()) {
                locked(&self.console).push(format!("{}: {}", entry.level, entry.message));
            }
        }
    }

    async fn complaints(&self) -> Vec<String> {
        let mut complaints = self.console().await;
        let outside = self.server.asked_outside();
        complaints.extend(
            outside
                .iter()
                .map(|asked| format!("asked outside of {}: {} {}", server::FOLDER, asked.method, asked.path)),
        );
        complaints
    }

    /// Where the visitor is and all that is shown.
    async fn page(&self) -> String {
        format!("{}\n{}", self.address().await, self.text().await)
    }

    async fn report(&self) -> String {
        // Workers and caches, which are seen nowhere else; a page that was left has none.
        const KEPT: &str = "
            const done = arguments[0];
            (async () => {
                const registrations = await navigator.serviceWorker.getRegistrations();
                const workers = registrations.map(({ installing, waiting, active }) =>
                    [installing, waiting, active].map((worker) => worker?.state ?? '-').join(' '));
                return [...workers, ...await caches.keys()].join(', ');
            })().then(done, (error) => done(String(error)));";
        let story = locked(&self.story).join("\n  ");
        let kept = timeout(GLANCE * 100, self.driver().execute_async(KEPT, [])).await;
        let kept = kept.ok().and_then(Result::ok).map(|kept| kept.json().to_string());
        let page = self.page().await;
        let kept = kept.unwrap_or_default();
        format!("The visitor, in {},\n  {story}\n\nKept: {kept}\nThe page: {page}\n", self.engine())
    }
}
