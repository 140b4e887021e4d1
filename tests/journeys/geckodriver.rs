//! geckodriver, and the Firefox that it opens: with a profile of its own, for machines without a
//! screen.

use std::{
    env, fs,
    process::Stdio,
    sync::{Arc, Mutex},
    time::Duration,
};

use serde_json::json;
use thirtyfour::prelude::*;
use tokio::{
    io::{AsyncBufRead, AsyncBufReadExt, BufReader, Lines},
    process::{Child, Command},
};

use crate::{chromedriver::Profile, locked};

/// A geckodriver, ended when dropped. It opens one browser at a time.
pub struct Geckodriver {
    url: String,
    _process: Child,
    console: Arc<Mutex<Vec<String>>>,
}

impl Geckodriver {
    /// Starts the program that `GECKODRIVER` names, or else the one on the `PATH`.
    pub async fn start() -> Self {
        let program = env::var("GECKODRIVER").unwrap_or_else(|_| "geckodriver".to_owned());
        let mut process = Command::new(&program)
            .args(["--port=0", "--websocket-port=0"])
            // Tests expect English, whatever the machine speaks.
            .env("LANGUAGE", "en-US")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap_or_else(|error| {
                panic!(
                    "cannot start `{program}`: {error}. What runs in Firefox needs geckodriver; \
                     GECKODRIVER may say where it is"
                )
            });
        let console = Arc::default();
        let stderr = process.stderr.take().expect("it was piped");
        note_complaints(BufReader::new(stderr).lines(), &console);
        let stdout = process.stdout.take().expect("it was piped");
        let mut says = BufReader::new(stdout).lines();
        while let Ok(Some(line)) = says.next_line().await {
            if let Some((_, address)) = line.rsplit_once("Listening on ") {
                let url = format!("http://{}", address.trim());
                note_complaints(says, &console);
                return Self { url, _process: process, console };
            }
        }
        panic!("`{program}` ended without naming its port: is it geckodriver?");
    }

    /// Opens a browser on a profile. A single command may take as long as `limit`.
    pub async fn open_browser(&self, profile: &Profile, limit: Duration) -> WebDriver {
        // Firefox, unlike Chromium, takes no folder that is not there.
        fs::create_dir_all(profile.path()).expect("the build folder can be written to");
        let capabilities = json!({
            "browserName": "firefox",
            // As in Chromium: a reader looks at a page while it loads, and some never finish.
            "pageLoadStrategy": "none",
            "moz:firefoxOptions": {
                "args": ["-headless", "-profile", profile.path()],
                "prefs": {
                    "intl.accept_languages": "en-US,en",
                    // For `Self::console`.
                    "devtools.console.stdout.content": true,
                },
            },
        });
        let capabilities: Capabilities =
            serde_json::from_value(capabilities).expect("capabilities are an object");
        WebDriver::builder(&self.url, capabilities)
            .request_timeout(limit)
            .await
            .unwrap_or_else(|error| panic!("geckodriver cannot open a browser: {error}"))
    }

    /// Errors and warnings that pages wrote to the console, and exceptions that nobody caught. Not
    /// what Firefox itself says there, as of files that do not load: no program is told that.
    pub fn console(&self) -> Vec<String> {
        locked(&self.console).clone()
    }
}

/// Reads to the end, because a full pipe would make the browser wait for ever.
fn note_complaints<R>(mut says: Lines<R>, console: &Arc<Mutex<Vec<String>>>)
where
    R: AsyncBufRead + Unpin + Send + 'static,
{
    let console = Arc::clone(console);
    tokio::spawn(async move {
        while let Ok(Some(line)) = says.next_line().await {
            if is_complaint(&line) {
                locked(&console).push(line);
            }
        }
    });
}

/// Whether a line is about a page: Firefox writes those between others about itself, which come from
/// addresses of its own and have no quotes around what they say.
fn is_complaint(line: &str) -> bool {
    let says = ["console.error: ", "console.warn: "].iter().find_map(|start| line.strip_prefix(start));
    let is_of_page = says.is_some_and(|text| text.starts_with(['"', '(']));
    let is_exception = line.starts_with("JavaScript error: http");
    (is_of_page || is_exception) && !["resource://", "chrome://"].iter().any(|own| line.contains(own))
}
