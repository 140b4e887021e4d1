//! How fast the library is, in a real browser, beside two search engines.
//!
//! `make bench` runs it and sets it up; nothing else does, since a speed says
//! as much of the machine as of the code. It measures, for corpora of four
//! sizes, how long the library takes from a snapshot's bytes to the first
//! answer and how long each of sixty steps takes; then, in the app itself, how
//! long a key press takes to be painted. It asks questions about the shipped cases
//! and holds the answers against graded ones. It prints what it measured, and which
//! of the project's bounds hold; with one that does not, it ends with 1.
//!
//! These settings shorten it:
//!
//! - `BENCH_SIZES=1000,10000`: just these numbers of cases
//! - `BENCH_PEERS=0`: without the other engines; a number of cases up to which
//!   they are measured else, 10,000 if not said
//! - `BENCH_SCAN=0`: without the plain scan; as above, 1,000 if not said
//! - `BENCH_APP=0`: without the app
//! - `BENCH_REPEATS=2`: this often instead of five times
//!
//! With the app built and nothing to set up, `make speed` measures at once.
//!
//! - [`site`]: the corpora and the folder that is served
//! - [`steps`]: what a person does
//! - [`page`]: the browser, and the page that is measured in it
//! - [`app`]: the app itself, from key press to paint
//! - [`quality`]: whether questions are answered
//! - [`report`]: tables and bounds

mod app;
#[path = "../journeys/chromedriver.rs"]
mod chromedriver;
#[expect(dead_code, reason = "natively each answer is shown as well")]
#[path = "../judged.rs"]
mod judged;
mod page;
mod quality;
mod report;
#[expect(dead_code, reason = "a host for the benchmark does not fail")]
#[path = "../journeys/server.rs"]
mod server;
mod site;
mod steps;

use std::env;
use std::process::ExitCode;
use std::str::FromStr;
use std::sync::{Mutex, MutexGuard};

use page::{Engine, Page};
use report::{Measured, Report};
use server::Server;
use site::Site;
use steps::Step;

/// Pages may measure exactly, and their whole memory, only where nobody else's
/// content can be in them.
const ISOLATED: &str =
    "Cross-Origin-Opener-Policy: same-origin\r\nCross-Origin-Embedder-Policy: require-corp\r\n";

/// What is measured.
struct Settings {
    sizes: Vec<usize>,
    /// The most cases with which the other engines are measured.
    peers_up_to: usize,
    /// The most cases with which steps are held against a plain scan.
    scan_up_to: usize,
    with_app: bool,
    n_repeats: usize,
}

impl Settings {
    fn read() -> Self {
        let sizes = env::var("BENCH_SIZES").unwrap_or_else(|_| "1000,5000,10000,50000".to_owned());
        let size = |size: &str| {
            let size = size.trim().parse().ok().filter(|size| *size >= site::N_FIRST);
            size.unwrap_or_else(|| {
                panic!("BENCH_SIZES takes numbers from {}, parted by commas", site::N_FIRST)
            })
        };
        Self {
            sizes: sizes.split(',').map(size).collect(),
            peers_up_to: setting("BENCH_PEERS", 10_000),
            scan_up_to: setting("BENCH_SCAN", 1_000),
            with_app: setting("BENCH_APP", 1) > 0,
            n_repeats: setting("BENCH_REPEATS", 5).max(1),
        }
    }
}

fn setting<T: FromStr>(name: &str, otherwise: T) -> T {
    let Ok(value) = env::var(name) else { return otherwise };
    value.parse().unwrap_or_else(|_| panic!("{name} takes a number, but found \"{value}\""))
}

#[tokio::main]
async fn main() -> ExitCode {
    let settings = Settings::read();
    let with_peers = settings.sizes.iter().any(|size| *size <= settings.peers_up_to);
    let site = Site::prepare(&settings.sizes, with_peers);
    let server = Server::start_with(site.folder(), ISOLATED).await;
    let steps = steps::steps(site.first_cases());
    let page = Page::start().await;
    let mut report = Report::default();

    for &n_cases in &settings.sizes {
        let with_peers = n_cases <= settings.peers_up_to;
        let engines: &[Engine] = if with_peers { &Engine::ALL } else { &[Engine::Casebook] };
        for &engine in engines {
            eprintln!("{} cases, {} …", report::thousands(n_cases), engine.name());
            let measured = measure(&settings, &page, &server, &steps, engine, n_cases).await;
            eprintln!("  {}", measured.summary());
            report.measured.push(measured);
        }
    }
    eprintln!("questions about the shipped cases …");
    report.asked = quality::measure(&page, &server, with_peers).await;
    if settings.with_app {
        eprintln!("{} cases, the app …", report::thousands(app::N_CASES));
        report.app = Some(app::measure(&page, &server, &site, settings.n_repeats).await);
    }
    page.close().await;

    let (text, is_met) = report.write(&steps);
    println!("{text}");
    if is_met { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Measures an engine with a corpus.
async fn measure(
    settings: &Settings,
    page: &Page,
    server: &Server,
    steps: &[Step],
    engine: Engine,
    n_cases: usize,
) -> Measured {
    let mut measured = Measured::new(engine, n_cases);
    // Many cases take their time, and the other engines as well.
    let most = match (engine, n_cases) {
        (Engine::Casebook, ..=10_000) => usize::MAX,
        (Engine::Casebook, _) | (_, ..=10_000) => 3,
        _ => 1,
    };
    let n_openings = settings.n_repeats.min(most);
    // The first page is to warm up, unless there is no other.
    let n_to_warm_up = usize::from(n_openings > 1);
    for opening in 0..n_to_warm_up + n_openings {
        page.visit(&server.url("index.html"), 1).await;
        match page.open(engine, n_cases).await {
            Ok(opened) if opening >= n_to_warm_up => measured.openings.push(opened),
            Ok(_) => {}
            Err(error) => {
                measured.failure = Some(error);
                return measured;
            }
        }
    }
    measured.memory = page.memory().await;
    measured.totals = page.totals(steps).await;
    measured.finds = page.finds(steps).await;
    measured.steps = page.run(steps, settings.n_repeats).await;
    if engine == Engine::Casebook {
        let calculation = page.calculate().await;
        page.slow_down(4).await;
        measured.calculation = (calculation, page.calculate().await);
        measured.slowed_steps = page.run(steps, settings.n_repeats).await;
        page.slow_down(1).await;
        if n_cases <= settings.scan_up_to {
            measured.scan = Some(page.check(steps).await);
        }
    }
    measured
}

/// A mutex whose holder panicked is taken as it is: only lists are kept in ours.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}
