//! Lighthouse, from npm, as it looks at a page on a phone.

use std::env;

use serde_json::Value;
use tokio::process::Command;

/// What it looks at.
const CATEGORIES: &str = "--only-categories=performance,accessibility,best-practices,seo";

/// What one look at a page gave. Scores are of a hundred, times in milliseconds.
pub struct Measured {
    pub performance: f64,
    pub accessibility: f64,
    pub best_practices: f64,
    pub seo: f64,
    pub largest_paint: f64,
    pub layout_shift: f64,
    pub blocked: f64,
    /// What keeps a score from being full, in Lighthouse's words.
    pub findings: Vec<String>,
}

/// Opens a page in a new browser, as on a phone with a slow network.
///
/// `LIGHTHOUSE` is the path of its command, and `CHROME_PATH` that of the browser
/// where it does not find one.
pub async fn look_at(url: &str) -> Measured {
    let command = env::var("LIGHTHOUSE").unwrap_or_else(|_| "lighthouse".to_owned());
    let output = Command::new(&command)
        .args([url, "--output=json", "--quiet", "--no-enable-error-reporting", CATEGORIES])
        .arg("--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage")
        .output()
        .await
        .unwrap_or_else(|error| panic!("{command} cannot be run: {error}; run `make audit`"));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "Lighthouse cannot look at {url}: {said}");
    let report: Value = serde_json::from_slice(&output.stdout).expect("Lighthouse writes JSON");
    if let Some(error) = report["runtimeError"]["message"].as_str() {
        panic!("Lighthouse cannot look at {url}: {error}");
    }
    Measured::read(&report)
}

impl Measured {
    fn read(report: &Value) -> Self {
        let number = |value: &Value| value.as_f64().unwrap_or(f64::NAN);
        let score = |category: &str| (number(&report["categories"][category]["score"]) * 100.0).round();
        let metric = |audit: &str| number(&report["audits"][audit]["numericValue"]);
        Self {
            performance: score("performance"),
            accessibility: score("accessibility"),
            best_practices: score("best-practices"),
            seo: score("seo"),
            largest_paint: metric("largest-contentful-paint"),
            layout_shift: metric("cumulative-layout-shift"),
            blocked: metric("total-blocking-time"),
            findings: findings(report),
        }
    }
}

/// The audits that count and are not fully passed.
fn findings(report: &Value) -> Vec<String> {
    let categories = report["categories"].as_object().into_iter().flat_map(|categories| categories.values());
    let counting = categories
        .flat_map(|category| category["auditRefs"].as_array().into_iter().flatten())
        .filter(|audit| audit["weight"].as_f64().is_some_and(|weight| weight > 0.0));
    let audits = counting.filter_map(|audit| report["audits"].get(audit["id"].as_str()?));
    audits
        .filter_map(|audit| {
            let score = audit["score"].as_f64().filter(|score| *score < 1.0)?;
            let value = audit["displayValue"].as_str().unwrap_or_default();
            Some(format!("{} {value} (scored {:.0})", audit["title"].as_str()?, score * 100.0))
        })
        .collect()
}
