//! The library's front page as HTML, by the same views as in the browser.

use casebook::app::front_page::front_page;
use casebook::catalog::Catalog;
use casebook::search::{EnglishNames, Library};
use lol_html::{RewriteStrSettings, doc_comments, element, rewrite_str};

/// What the reader sees first.
///
/// # Errors
/// When it is no HTML.
pub fn html(catalog: Catalog) -> Result<String, String> {
    let html = front_page(Library::new(catalog, &EnglishNames));
    // The page's Content-Security-Policy allows no style in an attribute;
    // `public/start.js` puts it in place.
    let styles = element!("[style]", |element| {
        if let Some(style) = element.get_attribute("style") {
            element.remove_attribute("style");
            element.set_attribute("data-style", &style)?;
        }
        Ok(())
    });
    // What Leptos leaves for a program that would take over the very elements.
    let comments = doc_comments!(|comment| {
        comment.remove();
        Ok(())
    });
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(styles)
        .append_document_content_handler(comments);
    rewrite_str(&html, settings).map_err(|error| error.to_string())
}
