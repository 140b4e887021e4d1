//! WebKitWebDriver, and the small browser of WebKitGTK that it opens, on a screen that nobody sees.
//!
//! It keeps nothing from one session to the next, and no program is told what stands on its console:
//! a page that wants to be watched writes down its own errors.

use std::{env, net::TcpListener, path::Path, process::Stdio, time::Duration};

use serde_json::json;
use thirtyfour::prelude::*;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    net::TcpStream,
    process::{Child, Command},
    time::sleep,
};

/// Where Debian, Ubuntu and Fedora keep the browser; newest first.
const BROWSERS: [&str; 4] = [
    "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
    "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
    "/usr/libexec/webkit2gtk-4.1/MiniBrowser",
    "/usr/lib/webkit2gtk-4.1/MiniBrowser",
];

/// A WebKitWebDriver and its screen, ended when dropped.
pub struct Webkitdriver {
    url: String,
    _process: Child,
    _screen: Child,
}

impl Webkitdriver {
    /// Starts the program that `WEBKITDRIVER` names, or else the one on the `PATH`.
    pub async fn start() -> Self {
        let (screen, display) = start_screen().await;
        let program = env::var("WEBKITDRIVER").unwrap_or_else(|_| "WebKitWebDriver".to_owned());
        // It takes a port, and picks none itself.
        let port = TcpListener::bind(("127.0.0.1", 0)).and_then(|listener| listener.local_addr());
        let port = port.expect("this machine has a free port").port();
        let process = Command::new(&program)
            .arg(format!("--port={port}"))
            .env("DISPLAY", display)
            .env("LANGUAGE", "en-US")
            // For machines without a graphics card.
            .env("WEBKIT_DISABLE_COMPOSITING_MODE", "1")
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .unwrap_or_else(|error| {
                panic!(
                    "cannot start `{program}`: {error}. What runs in WebKit needs WebKitGTK's driver; \
                     WEBKITDRIVER may say where it is"
                )
            });
        for _ in 0..200 {
            if TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
                return Self { url: format!("http://127.0.0.1:{port}"), _process: process, _screen: screen };
            }
            sleep(Duration::from_millis(50)).await;
        }
        panic!("`{program}` does not listen on its port: is it WebKitWebDriver?");
    }

    /// Opens a browser, with further arguments. A single command may take as long as `limit`.
    pub async fn open_browser(&self, arguments: &[&str], limit: Duration) -> WebDriver {
        let known = BROWSERS.into_iter().find(|path| Path::new(path).is_file());
        let browser = env::var("MINIBROWSER").ok().or(known.map(str::to_owned));
        let browser = browser.expect("WebKitGTK's MiniBrowser is in no known place: MINIBROWSER may name it");
        let arguments = [&["--automation"], arguments].concat();
        let capabilities = json!({
            "browserName": "MiniBrowser",
            // As in the others: a reader looks at a page while it loads, and some never finish.
            "pageLoadStrategy": "none",
            "webkitgtk:browserOptions": { "binary": browser, "args": arguments },
        });
        let capabilities: Capabilities =
            serde_json::from_value(capabilities).expect("capabilities are an object");
        WebDriver::builder(&self.url, capabilities)
            .request_timeout(limit)
            .await
            .unwrap_or_else(|error| panic!("WebKitWebDriver cannot open a browser: {error}"))
    }
}

/// A screen in memory, and the name of it.
async fn start_screen() -> (Child, String) {
    let mut screen = Command::new("Xvfb")
        .args(["-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .unwrap_or_else(|error| panic!("cannot start `Xvfb`: {error}. WebKit opens its window on it"));
    let stdout = screen.stdout.take().expect("it was piped");
    let number = BufReader::new(stdout).lines().next_line().await;
    let number = number.ok().flatten().expect("Xvfb says which screen it is");
    (screen, format!(":{}", number.trim()))
}
