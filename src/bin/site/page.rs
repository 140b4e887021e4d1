//! `index.html`: what the library says of itself, so that it is there before the
//! program is, and where no program runs.

use casebook::catalog::LibraryInfo;
use lol_html::html_content::ContentType;
use lol_html::{RewriteStrSettings, element, rewrite_str};

use crate::oembed::Address;

/// What the page is to say.
pub struct Page<'a> {
    /// Language of the library's texts.
    pub language: &'a str,
    pub library: &'a LibraryInfo,
    /// Where other sites ask how to show the library, if that is not in the page
    /// already.
    pub oembed: Option<&'a Address>,
    /// What stands there until the program takes it over, as HTML.
    pub front_page: &'a str,
}

impl Page<'_> {
    /// The page with all that in place; what the snapshot leaves open stays as it is.
    ///
    /// An element with `data-library` says that text of the library.
    pub fn fill(&self, html: &str) -> Result<String, String> {
        let library = self.library;
        let title = one_line(&library.title);
        let description = one_line(&library.description);
        let texts = element!("[data-library]", |element| {
            let text = match element.get_attribute("data-library").as_deref() {
                Some("title") => &title,
                Some("description") => &description,
                other => return Err(format!("the library has no {}", other.unwrap_or_default()).into()),
            };
            if text.is_empty() {
                return Ok(());
            }
            if element.tag_name() == "meta" {
                element.set_attribute("content", text)?;
            } else {
                element.set_inner_content(text, ContentType::Text);
            }
            Ok(())
        });
        let language = element!("html", |html| Ok(html.set_attribute("lang", self.language)?));
        let version = element!("meta[name=generator]", |meta| {
            Ok(meta.set_attribute("content", concat!("Casebook ", env!("CARGO_PKG_VERSION")))?)
        });
        let front_page = element!("#front-page", |page| {
            page.set_inner_content(self.front_page, ContentType::Html);
            Ok(())
        });
        let old_oembed = element!("link[type='application/json+oembed']", |link| {
            if self.oembed.is_some() {
                link.remove();
            }
            Ok(())
        });
        let oembed = element!("title", |title| {
            if let Some(address) = self.oembed {
                title.after(&address.link(), ContentType::Html);
            }
            Ok(())
        });
        let settings = [texts, language, version, front_page, old_oembed, oembed]
            .into_iter()
            .fold(RewriteStrSettings::new(), RewriteStrSettings::append_element_content_handler);
        rewrite_str(html, settings).map_err(|error| error.to_string())
    }
}

/// A text as a title or an attribute has it.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
