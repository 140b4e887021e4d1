//! Whether everybody can use the page, as far as a program can tell: axe-core, run in the page.
//!
//! axe finds about half of what stands in a reader's way; the journeys by keyboard and by accessible
//! name are for the rest.

use std::{env, fmt, fs, sync::OnceLock};

use serde::Deserialize;
use serde_json::Value;

use crate::reader::Reader;

/// The levels of WCAG that the library promises.
const LEVELS: [&str; 5] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/// A rule that the page breaks.
#[derive(Clone, Debug, Deserialize)]
pub struct Violation {
    /// The rule's name in axe, such as `color-contrast`.
    #[serde(rename = "id")]
    pub rule: String,
    /// `minor`, `moderate`, `serious` or `critical`.
    pub impact: Option<String>,
    /// What the rule asks for.
    pub help: String,
    /// Each place where it is broken.
    pub nodes: Vec<Place>,
}

/// An element that breaks a rule.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Place {
    /// The element's markup, shortened by axe.
    pub html: String,
    /// What is wrong with it and what would help.
    #[serde(default)]
    pub failure_summary: String,
}

impl Reader {
    /// Every rule of WCAG 2.2, levels A and AA, that the page breaks as it is now, in this window
    /// and with these preferences. A frame is looked at by a reader [within](Self::within) it.
    pub async fn violations(&self) -> Vec<Violation> {
        let has_axe: bool = self.evaluate("return 'axe' in window").await;
        if !has_axe {
            // As a script of WebDriver's, which no Content-Security-Policy is asked about.
            self.run(axe_source()).await;
        }
        let levels = Value::from(LEVELS.as_slice());
        let script = format!(
            "// A colour on its way to another is nobody's choice.
            const moving = document.getAnimations().filter((animation) =>
                animation.effect.getComputedTiming().endTime !== Infinity);
            const rest = Promise.allSettled(moving.map((animation) => animation.finished));
            return rest.then(() => axe.run(document, {{
                runOnly: {{ type: 'tag', values: {levels} }},
                // Off in axe unless asked for.
                rules: {{ 'target-size': {{ enabled: true }} }},
                resultTypes: ['violations'],
                iframes: false,
            }})).then(({{ violations }}) => violations)"
        );
        self.evaluate(&script).await
    }

    /// Fails with one paragraph for each rule that the page breaks.
    pub async fn assert_accessible(&self) {
        let violations = self.violations().await;
        let paragraphs: Vec<String> = violations.iter().map(Violation::to_string).collect();
        assert!(violations.is_empty(), "axe says:\n\n{}", paragraphs.join("\n\n"));
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let impact = self.impact.as_deref().unwrap_or("unknown impact");
        write!(f, "{} ({impact}): {}", self.rule, self.help)?;
        for place in &self.nodes {
            write!(f, "\n  {}", place.html)?;
            for line in place.failure_summary.lines() {
                write!(f, "\n    {line}")?;
            }
        }
        Ok(())
    }
}

/// The text of axe-core, from the file that `AXE` names.
fn axe_source() -> &'static str {
    static SOURCE: OnceLock<String> = OnceLock::new();
    SOURCE.get_or_init(|| {
        let path = env::var("AXE").expect(
            "AXE names no file: it should be the path of `axe.min.js` from the npm package \
             axe-core, which `make` installs and names",
        );
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("AXE={path}: {error}"))
    })
}
