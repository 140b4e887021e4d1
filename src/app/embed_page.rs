//! The embed builder: what the address shows as a part of another page, with
//! what to paste there. Its choices are the address's own looks.

use leptos::prelude::*;

use super::App;
use super::element::{
    Element, code, div, element, fieldset, h1, h2, header, input, label, legend, p, section, select, span,
};
use super::list_page::sentence;
use super::navigate::PAGE_TITLE;
use super::offline::act;
use super::parts::text::link;
use super::signals::memo;
use crate::browser::address;
use crate::route::{Route, View};

/// Places in [`Route::looks`].
const HIDE: usize = 0;
const ACCENT: usize = 1;
const FONT: usize = 2;

/// The choices, and what follows from them.
pub fn embed_page(app: App) -> Element {
    let m = app.messages;
    let shown = move || {
        let route = app.settled_route();
        let library = app.library();
        let case = route.case.as_ref().and_then(|id| library.catalog.case(id));
        case.map_or_else(|| sentence(app, &app.settled_results()), |case| case.title.clone())
    };
    // With the looks, which mean nothing there, for who comes back.
    let back = move || Some(app.address(|route| route.view(View::List)));
    let change = link("", m.change_shown).attr_with("href", back);
    let head = header()
        .child(h1().attr("id", PAGE_TITLE).focusable().child(m.embed_title))
        .child(p().class("lead").child_with(shown).child(" · ").child(change));
    // A frame is not to begin anew where its address stays the same: WebKit may
    // hang when one is removed while it compiles the program.
    let place = memo(move || app.settled_route().view(View::List).write());
    let outcome = move || outcome(app, &Route::read(&place.get()));
    div().class("about-page embed-page").child(head).child(choices(app)).child_with(outcome)
}

fn look(app: App, at: usize) -> String {
    app.settled_route().looks[at].clone()
}

fn set_look(app: App, at: usize, value: String) {
    let mut route = (*app.route_now()).clone();
    route.looks[at] = value;
    app.navigator.replace(&route);
}

fn choices(app: App) -> Element {
    let m = app.messages;
    let hidden = [("search", m.search), ("facets", m.filters), ("header", m.header)].map(|(part, name)| {
        let is_hidden = move |hide: &str| hide.split(',').any(|hidden| hidden == part);
        let hide = move |is_on: bool| {
            let now = app.route_now();
            let others = now.looks[HIDE].split(',').filter(|other| !other.is_empty() && *other != part);
            let all: Vec<&str> = others.chain(is_on.then_some(part)).collect();
            set_look(app, HIDE, all.join(","));
        };
        let tick = input().attr("type", "checkbox").on_tick(hide);
        label().child(tick.checked_with(move || is_hidden(&look(app, HIDE)))).child(" ").child(name)
    });
    let fonts = [("", m.font_both), ("serif", m.font_serif), ("sans", m.font_sans)];
    let font = select()
        .child(fonts.map(|(id, name)| element("option").attr("value", id).child(name)))
        .value_with(move || look(app, FONT))
        .on_value("change", move |font| set_look(app, FONT, font));
    let accent = input()
        .attr("type", "text")
        .value_with(move || look(app, ACCENT))
        .on_value("change", move |accent| set_look(app, ACCENT, accent.trim().to_owned()));
    div()
        .class("embed-choices")
        .child(fieldset().child(legend().child(m.leave_out)).child(hidden))
        .child(label().child(span().child(m.font)).child(font))
        .child(label().child(span().child(m.accent)).child(accent))
}

/// The widget itself, and the texts to copy.
fn outcome(app: App, place: &Route) -> Vec<Element> {
    let m = app.messages;
    let library = app.library();
    let title = escaped(&library.catalog.library.title);
    let folder = address::folder();
    let full = escaped(&address::whole(&place.in_full().write()));
    let framed = Route { is_embedded: true, ..place.clone() }.write();
    let frame = element("iframe").attr("title", m.preview).attr("src", &framed);
    let link = format!("<a href=\"{full}\">{title}</a>");
    let texts = [
        (
            m.as_element,
            format!(
                "<script type=\"module\" src=\"{folder}embed.js\"></script>\n\
                 <case-library{}>\n  {link}\n</case-library>",
                attributes(place)
            ),
        ),
        (
            m.as_frame,
            format!(
                "<iframe src=\"{}\" title=\"{title}\" width=\"100%\" height=\"600\"></iframe>",
                escaped(&format!("{folder}{framed}"))
            ),
        ),
        (m.as_link, link),
        (m.needs_policy, format!("script-src {folder}embed.js; frame-src {folder}")),
    ];
    let is_unsafe = folder.starts_with("http:");
    let preview = section().child(is_unsafe.then(|| p().class("notice").child(m.embed_unsafe))).child(frame);
    let texts = texts.map(|(name, text)| to_copy(app, name, &text));
    [preview].into_iter().chain(texts).chain([p().child(m.embed_host)]).collect()
}

fn to_copy(app: App, name: &str, text: &str) -> Element {
    let copy = app.messages.copy;
    section()
        .child(h2().child(name))
        .child(element("pre").class("report").child(code().child(text)))
        .child(act("copy", copy).attr("aria-label", &format!("{copy}: {name}")))
}

/// A place as attributes of `case-library`.
fn attributes(place: &Route) -> String {
    let mut attributes = String::new();
    let mut last = String::new();
    place.each_parameter(&mut |name, value| {
        let value = escaped(value);
        if name == last {
            attributes.insert_str(attributes.len() - 1, &format!(" {value}"));
        } else {
            attributes.push_str(&format!(" {name}=\"{value}\""));
        }
        name.clone_into(&mut last);
    });
    attributes
}

/// A text as HTML has it, also between quotation marks.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
