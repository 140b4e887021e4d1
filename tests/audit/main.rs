//! What Lighthouse says of the built library on a phone: speed, accessibility,
//! best practices, search engines.
//!
//! `make audit` runs it and sets it up; nothing else does, since a speed says as
//! much of the machine as of the code. Each page is looked at five times, and the
//! median counts. It ends with 1 where one of the project's bounds is missed.
//! `AUDIT_REPEATS=1` looks at each page that often instead of five times.
//!
//! - [`host`]: the host that the library is served from
//! - [`lighthouse`]: Lighthouse, and what it measures

mod host;
mod lighthouse;
#[expect(dead_code, reason = "the host of the journeys can do much more")]
#[path = "../journeys/server.rs"]
mod server;

use std::env;
use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::sync::{Mutex, MutexGuard};

use casebook::catalog::Catalog;

use lighthouse::{Measured, look_at};

/// A page of the library.
struct Page {
    name: &'static str,
    /// Its address in the folder.
    address: String,
    /// The most milliseconds until its largest part is painted, where that is bounded.
    largest_paint: Option<f64>,
}

/// What was measured, with its bound where there is one.
struct Figure {
    name: &'static str,
    measured: String,
    bound: String,
    is_met: bool,
}

/// The least of a hundred for speed; all else is to have all hundred.
const PERFORMANCE: f64 = 98.0;
/// The most milliseconds that the page may be deaf to its reader while it opens.
const BLOCKED: f64 = 150.0;
/// Of the layout: none that Lighthouse would write.
const SHIFT: f64 = 0.000_49;

#[tokio::main]
async fn main() -> ExitCode {
    let n_repeats: usize = env::var("AUDIT_REPEATS").map_or(5, |n| n.parse().expect("it takes a number"));
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("dist");
    assert!(dist.join("index.html").is_file(), "there is no dist/index.html: run `make audit`");
    let host = host::serve(&dist).await;

    let mut is_all_met = true;
    for page in pages(&dist) {
        let mut measured: Vec<Measured> = Vec::new();
        for turn in 1..=n_repeats.max(1) {
            eprintln!("{}, {turn} of {n_repeats} …", page.name);
            measured.push(look_at(&format!("http://{host}/{}", page.address)).await);
        }
        println!("\n{}", page.name);
        for Figure { name, measured, bound, is_met } in figures(&page, &measured) {
            let verdict = if bound.is_empty() {
                ""
            } else if is_met {
                "holds"
            } else {
                "MISSED"
            };
            println!("  {name:<26} {measured:<10} {bound:<18} {verdict}");
            is_all_met &= is_met;
        }
        for finding in measured.last().into_iter().flat_map(|measured| &measured.findings) {
            println!("    {finding}");
        }
    }
    if is_all_met { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn pages(dist: &Path) -> [Page; 3] {
    let snapshot = fs::read(dist.join("data/cases.json")).expect("a build has a snapshot");
    let catalog = Catalog::read(&snapshot).expect("the build has looked at it");
    let case = catalog.cases.first().expect("a library has a case");
    [
        Page { name: "The list", address: String::new(), largest_paint: Some(1500.0) },
        Page { name: "Countries", address: "?group=country".to_owned(), largest_paint: None },
        Page { name: "A case", address: format!("?case={}", case.id), largest_paint: None },
    ]
}

/// The medians of what was measured of a page.
fn figures(page: &Page, measured: &[Measured]) -> Vec<Figure> {
    let median = |figure: fn(&Measured) -> f64| {
        let mut values: Vec<f64> = measured.iter().map(figure).collect();
        values.sort_by(f64::total_cmp);
        values[values.len() / 2]
    };
    let score = |name, figure: fn(&Measured) -> f64, least: f64| {
        let value = median(figure);
        Figure {
            name,
            measured: format!("{value:.0}"),
            bound: format!("at least {least}"),
            is_met: value >= least,
        }
    };
    let most = |name, figure: fn(&Measured) -> f64, most: Option<f64>, write: fn(f64) -> String| {
        let value = median(figure);
        let bound = most.map_or_else(String::new, |most| format!("at most {}", write(most)));
        Figure { name, measured: write(value), bound, is_met: most.is_none_or(|most| value <= most) }
    };
    vec![
        score("Performance", |m| m.performance, PERFORMANCE),
        score("Accessibility", |m| m.accessibility, 100.0),
        score("Best practices", |m| m.best_practices, 100.0),
        score("SEO", |m| m.seo, 100.0),
        most("Largest contentful paint", |m| m.largest_paint, page.largest_paint, in_seconds),
        most("Cumulative layout shift", |m| m.layout_shift, Some(SHIFT), as_share),
        most("Total blocking time", |m| m.blocked, Some(BLOCKED), in_milliseconds),
    ]
}

fn in_seconds(milliseconds: f64) -> String {
    format!("{:.2} s", milliseconds / 1000.0)
}

fn in_milliseconds(milliseconds: f64) -> String {
    format!("{milliseconds:.0} ms")
}

fn as_share(share: f64) -> String {
    format!("{share:.3}")
}

/// A mutex whose holder panicked is taken as it is: only lists are kept in ours.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}
