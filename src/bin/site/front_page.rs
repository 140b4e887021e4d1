//! The library's front page as HTML, by the same views as in the browser.

use casebook::app::front_page::front_page;
use casebook::catalog::Catalog;
use casebook::search::{EnglishNames, Library};
use lol_html::{RewriteStrSettings, element, rewrite_str};

/// What the reader sees first.
///
/// The page's policy refuses styles in the markup, such as the length of a bar:
/// they go to `data-style`, from where `public/head.js` takes them.
pub fn html(catalog: Catalog) -> Result<String, String> {
    let html = front_page(Library::new(catalog, &EnglishNames));
    let styles = element!("[style]", |element| {
        let style = element.get_attribute("style").unwrap_or_default();
        element.remove_attribute("style");
        Ok(element.set_attribute("data-style", &style)?)
    });
    let settings = RewriteStrSettings::new().append_element_content_handler(styles);
    rewrite_str(&html, settings).map_err(|error| error.to_string())
}
