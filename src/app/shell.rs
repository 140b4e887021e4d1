//! What stands around every page: skip links, publisher, search, footer.

use std::cell::RefCell;
use std::time::Duration;

use leptos::prelude::*;

use super::App;
use super::about_page::about_page;
use super::case_page::case_page;
use super::element::{
    Element, a, aside, details, div, element, footer, header, label, li, nav, p, select, span, summary, ul,
};
use super::embed_page::embed_page;
use super::list_page::{self, list_page};
use super::offline;
use super::parts::text::{external_link, link, named_link};
use super::search_bar::{offered, search_bar};
use super::signals::{effect, memo};
use crate::browser::page;
use crate::route::{Route, Theme, View};
use crate::search::groups::GroupOrder;

/// How long nothing changes before it is said aloud: who types hears one
/// sentence, not one for each letter.
const PAUSE: Duration = Duration::from_millis(400);

/// The page frame with the page in it. Inside a host page it is a small one:
/// who publishes this stands below, and what is the reader's own affair, such as
/// colours and the app on their device, in the full library.
pub fn shell(app: App) -> Element {
    let m = app.messages;
    let is_embedded = app.route_now().is_embedded && page::is_framed();
    effect(move || page::set_title(&title(app)));
    effect(move || {
        page::set_root_attribute("data-theme", app.settled_route().theme.map(Theme::id));
    });
    // Which page it is; what changes within a page is the page's affair.
    let page = memo(move || {
        let route = app.route();
        let view = match route.view {
            View::List => "list",
            View::About => "about",
            View::Embed => return "view=embed".to_owned(),
        };
        route.case.clone().unwrap_or_else(|| format!("view={view}"))
    });
    let main = move || {
        // Read, not only tracked: a memo that nobody has read follows nothing.
        page.get();
        let route = app.route_now();
        match (&route.case, route.view) {
            (_, View::Embed) => embed_page(app),
            (Some(id), _) => case_page(app, id),
            (None, View::List) => list_page(app),
            (None, View::About) => about_page(app),
        }
    };
    let skip_to_results = move || {
        let is_list = !is_embedded && page.get() == "view=list";
        is_list.then(|| link("#results", m.skip_to_results).class("skip"))
    };
    let place = RwSignal::new(String::new());
    let offered = offered(app, place);
    div()
        .class("shell")
        .child((!is_embedded).then(|| link("#content", m.skip_to_content).class("skip")))
        .child_with(skip_to_results)
        .child((!is_embedded).then(|| publisher_banner(app)))
        .child(masthead(app, is_embedded))
        .child(search_bar(app, place, offered))
        .child(element("main").attr("id", "content").focusable().child_with(main))
        .child(colophon(app, is_embedded))
        .child(offline::news())
        .child(announcement(app, offered))
}

/// What the reader looks at, then the library's title.
fn title(app: App) -> String {
    let library = app.library();
    let route = app.settled_route();
    let here = match (&route.case, route.view) {
        (_, View::Embed) => Some(app.messages.embed_title.to_owned()),
        (Some(id), _) => {
            let case = library.catalog.case(id);
            Some(case.map_or(app.messages.no_such_case_title, |case| &case.title).to_owned())
        }
        (None, View::About) => Some(app.messages.about_title.to_owned()),
        (None, View::List) if route.query.is_empty() && route.group.is_none() => None,
        (None, View::List) => Some(list_page::sentence(app, &app.settled_results())),
    };
    let title = &library.catalog.library.title;
    here.map_or_else(|| title.clone(), |here| format!("{here} – {title}"))
}

fn publisher_banner(app: App) -> Element {
    let m = app.messages;
    let library = app.library();
    let publisher = &library.catalog.library.publisher;
    let official = if publisher.official { m.official_statement } else { m.not_official };
    let linked = |url: &Option<String>, label| url.as_ref().map(|url| p().child(external_link(url, label)));
    let statement = div()
        .class("publisher-statement")
        .child(app.of_snapshot(p().child(publisher.statement.as_str())))
        .child(p().child(official))
        .child(linked(&publisher.url, m.publisher_site))
        .child(linked(&publisher.authenticity_url, m.check_authenticity));
    let summary =
        summary().child((m.published_by)(&publisher.name)).child(" · ").child(span().child(m.how_to_check));
    aside()
        .class("publisher")
        .attr("aria-label", m.publisher)
        .child(details().child(summary).child(statement))
}

fn masthead(app: App, is_embedded: bool) -> Element {
    let m = app.messages;
    let library = app.library();
    let page = |label: &str, to: fn(&Route) -> Route, is_here: fn(&Route) -> bool| {
        li().child(
            a().attr_with("href", move || Some(app.address(to)))
                .attr_with("aria-current", move || is_here(&app.settled_route()).then(|| "page".to_owned()))
                .child(label),
        )
    };
    let pages = [
        page(m.cases, |route| listed(route, None), |route| is_list(route) && route.group.is_none()),
        page(
            m.countries,
            |route| listed(route, Some(GroupOrder::Name)),
            |route| is_list(route) && route.group.is_some(),
        ),
        page(
            m.about,
            |route| Route { view: View::About, case: None, ..route.clone() },
            |route| route.view == View::About && route.case.is_none(),
        ),
    ];
    let n_pages = if is_embedded { 2 } else { 3 };
    let pages: Vec<Element> = pages.into_iter().take(n_pages).collect();
    let title = a()
        .class("masthead-title")
        .attr_with("href", move || Some(app.address(Route::home)))
        .child(library.catalog.library.title.as_str());
    header()
        .class("masthead")
        .child(app.of_snapshot(title))
        .child(nav().attr("aria-label", m.nav_label).child(ul().child(pages)))
        .child(if is_embedded { full_library(app) } else { theme_choice(app) })
}

/// The way out of a host page, to the same place.
fn full_library(app: App) -> Element {
    a().class("full")
        .attr_with("href", move || Some(app.address(Route::in_full)))
        .attr("target", "_blank")
        .attr("rel", "noopener")
        .child(app.messages.open_full)
}

fn is_list(route: &Route) -> bool {
    route.view == View::List && route.case.is_none()
}

/// The hits as a list, or by country: two ways to see the same.
fn listed(route: &Route, group: Option<GroupOrder>) -> Route {
    Route { group, page: 0, view: View::List, case: None, ..route.clone() }
}

fn theme_choice(app: App) -> Element {
    let m = app.messages;
    let option = |id: &str, name: &str| element("option").attr("value", id).child(name);
    let choose = move |id: String| {
        let theme = Theme::ALL.into_iter().find(|theme| theme.id() == id);
        app.navigator.replace(&Route { theme, ..(*app.route_now()).clone() });
    };
    let list = select()
        .attr("id", "theme")
        .child(option("", m.theme_auto))
        .child(Theme::ALL.map(|theme| option(theme.id(), (m.theme_names)(theme))))
        .value_with(move || app.settled_route().theme.map_or("", Theme::id).to_owned())
        .on_value("change", choose);
    label().class("theme").child(span().class("visually-hidden").child(m.theme_label)).child(" ").child(list)
}

fn colophon(app: App, is_embedded: bool) -> Element {
    let m = app.messages;
    let library = app.library();
    let info = &library.catalog.library;
    let n_left_out = library.catalog.n_left_out();
    let left_out = (n_left_out > 0).then(|| {
        let about = a()
            .attr_with("href", move || Some(app.address(|route| Route { view: View::About, ..route.home() })))
            .child((m.problems_note)(&app.count(n_left_out)));
        p().class("notice").child(about)
    });
    let mut named = Vec::new();
    for (label, link) in [(m.source, &info.source), (m.licence, &info.licence)] {
        if let Some(link) = link {
            named.push(p().child(label).child(": ").child(named_link(&link.name, link.url.as_deref())));
        }
    }
    let date = library.catalog.generated.map(|date| p().child((m.snapshot_of)(&app.date(date))));
    let embed = (!is_embedded).then(|| {
        let builder = move || Some(app.address(|route| route.view(View::Embed)));
        p().child(a().attr_with("href", builder).child(app.messages.embed_title))
    });
    let publisher = is_embedded.then(|| p().child((m.published_by)(&info.publisher.name)));
    footer()
        .class("colophon")
        .child(left_out)
        .child(publisher)
        .child(named)
        .child(date)
        .child(embed)
        .child(offline::status(app))
}

/// Says once what a change of the results came to, when nothing more changes,
/// and how many suggestions there are.
fn announcement(app: App, offered: Memo<Vec<usize>>) -> Element {
    let said = RwSignal::new(String::new());
    let say = RefCell::new(debounce(PAUSE, move |sentence: String| {
        let n_offered = untrack(|| offered.get()).len() / 3;
        said.set(match n_offered {
            _ if app.navigator.is_heading_read.get_value() => String::new(),
            0 => sentence,
            n => format!("{sentence}. {}", (app.messages.n_suggestions)(&app.count(n))),
        });
    }));
    effect(move || say.borrow_mut()(list_page::sentence(app, &app.settled_results())));
    div().class("visually-hidden").attr("role", "status").child_with(move || said.get())
}
