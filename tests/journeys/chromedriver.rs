//! chromedriver, and browsers that it opens: each with a profile of its own, for machines without a
//! screen.

use std::{
    env,
    path::{Path, PathBuf},
    process::Stdio,
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use serde_json::json;
use thirtyfour::prelude::*;
use tokio::{
    io::{AsyncBufReadExt, BufReader, Lines},
    process::{Child, ChildStdout, Command},
};

/// A chromedriver, ended when dropped.
pub struct Chromedriver {
    url: String,
    _process: Child,
    // Held, because chromedriver would die of a closed pipe the next time it says something.
    _says: Lines<BufReader<ChildStdout>>,
}

impl Chromedriver {
    /// Starts the program that `CHROMEDRIVER` names, or else the one on the `PATH`.
    pub async fn start() -> Self {
        let program = env::var("CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".to_owned());
        // It ends at once when the port that it found free for IPv4 is taken for IPv6.
        for _ in 0..5 {
            if let Some(started) = Self::start_once(&program).await {
                return started;
            }
        }
        panic!("`{program}` ended without naming its port: is it chromedriver?");
    }

    async fn start_once(program: &str) -> Option<Self> {
        let mut process = Command::new(program)
            .arg("--port=0")
            // The interface language follows the browser's; tests expect English.
            .env("LANGUAGE", "en-US")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .unwrap_or_else(|error| {
                panic!(
                    "cannot start `{program}`: {error}. What runs in a browser needs Chromium and \
                     its chromedriver; CHROMEDRIVER may say where the latter is"
                )
            });
        let stdout = process.stdout.take().expect("it was piped");
        let mut says = BufReader::new(stdout).lines();
        while let Ok(Some(line)) = says.next_line().await {
            if let Some((_, port)) = line.rsplit_once("successfully on port ") {
                let url = format!("http://127.0.0.1:{}", port.trim_end_matches('.'));
                return Some(Self { url, _process: process, _says: says });
            }
        }
        None
    }

    /// Opens a browser on a profile, with further `arguments`. A single command may take as long as
    /// `limit`.
    ///
    /// With `with_logs` the browser notes down its console and every request; who measures it
    /// wants it to have nothing else to do.
    pub async fn open_browser(
        &self,
        profile: &Profile,
        arguments: &[&str],
        with_logs: bool,
        limit: Duration,
    ) -> WebDriver {
        let mut capabilities = json!({
            "browserName": "chrome",
            // A reader looks at a page while it loads, and some of ours never finish.
            "pageLoadStrategy": "none",
            "goog:chromeOptions": {
                "args": [
                    "--headless",
                    "--lang=en-US",
                    format!("--user-data-dir={}", profile.path().display()),
                    // The browser ends with chromedriver, even when that was killed.
                    "--remote-debugging-pipe",
                    // Frames of other origins stay within reach of the DevTools commands. What such
                    // frames may do is not changed by it.
                    "--disable-site-isolation-trials",
                    // For containers: no sandbox of their own, no GPU, little shared memory.
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-dev-shm-usage",
                    // No other machine is reached, and little is asked of any but by the page. A
                    // request that fails for it is logged like every other.
                    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                ],
                "prefs": {
                    "download.default_directory": profile.downloads(),
                    "download.prompt_for_download": false,
                },
            },
        });
        let given = capabilities["goog:chromeOptions"]["args"].as_array_mut().expect("they are above");
        given.extend(arguments.iter().map(|argument| json!(argument)));
        if with_logs {
            capabilities["goog:loggingPrefs"] = json!({ "browser": "ALL", "performance": "ALL" });
            capabilities["goog:chromeOptions"]["perfLoggingPrefs"] =
                json!({ "enableNetwork": true, "enablePage": false });
        }
        let capabilities: Capabilities =
            serde_json::from_value(capabilities).expect("capabilities are an object");
        WebDriver::builder(&self.url, capabilities)
            .request_timeout(limit)
            .await
            .unwrap_or_else(|error| panic!("chromedriver cannot open a browser: {error}"))
    }
}

/// A folder for what one browser stores, removed when dropped.
pub struct Profile {
    path: PathBuf,
}

impl Profile {
    /// An empty one.
    pub fn new() -> Self {
        static N_PROFILES: AtomicUsize = AtomicUsize::new(0);
        let number = N_PROFILES.fetch_add(1, Ordering::Relaxed);
        let name = format!("profile-{}-{number}", std::process::id());
        Self { path: Path::new(env!("CARGO_TARGET_TMPDIR")).join(name) }
    }

    /// The folder. The first browser that uses it makes it.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Where files go that a page lets the reader save.
    pub fn downloads(&self) -> PathBuf {
        self.path.join("downloads")
    }
}

impl Drop for Profile {
    fn drop(&mut self) {
        // What cannot be removed lies in the build folder and harms nobody.
        drop(std::fs::remove_dir_all(&self.path));
    }
}
