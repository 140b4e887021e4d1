//! Has sites that show what an address leads to (<https://oembed.com>) show the
//! library: a file with the answer, and a link to it in the page.
//!
//! Both hold whole addresses, so a build that is not told its own has neither.

use serde_json::json;

use crate::folder::SiteError;

const WIDTH: u32 = 800;
const HEIGHT: u32 = 600;

/// The whole address of the folder, with a slash at its end. Nothing in it means
/// anything to HTML.
pub struct Address(String);

impl Address {
    pub fn parse(url: &str) -> Result<Self, SiteError> {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "._~:/%-".contains(c);
        let is_whole = ["https://", "http://"].iter().any(|start| url.starts_with(start));
        if !is_whole || !url.chars().all(is_plain) {
            return Err(SiteError::Address(url.to_owned()));
        }
        Ok(Self(format!("{}/", url.trim_end_matches('/'))))
    }

    /// How the page names the answer.
    pub fn link(&self) -> String {
        format!(r#"<link rel="alternate" type="application/json+oembed" href="{}oembed.json">"#, self.0)
    }
}

/// What a site is told that asks.
pub fn answer(Address(url): &Address, title: &str) -> String {
    let label = title.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    let frame =
        format!(r#"<iframe src="{url}?embed=1" title="{label}" width="{WIDTH}" height="{HEIGHT}"></iframe>"#);
    let answer = json!({
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": title,
        "provider_url": url,
        "width": WIDTH,
        "height": HEIGHT,
        "html": frame,
    });
    format!("{answer:#}\n")
}
