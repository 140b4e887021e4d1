//! What stands around every page: skip links, publisher, search, footer.

use std::cell::RefCell;
use std::time::Duration;

use leptos::either::Either;
use leptos::prelude::*;

use super::about_page::AboutPage;
use super::case_page::{CasePage, case_title};
use super::embed_page::EmbedPage;
use super::list_page::{ListPage, list_title};
use super::offline::{News, OfflineStatus};
use super::parts::choice::ChoiceList;
use super::parts::links::{ExternalLink, NamedLink};
use super::parts::text::own_language;
use super::search_bar::{Cursor, SearchBar, offered};
use super::sentence::sentence;
use super::{App, use_app};
use crate::browser::page;
use crate::route::{Route, Theme, View};
use crate::search::groups::GroupOrder;
use crate::search::suggest::Suggestion;

/// How long nothing changes before it is said aloud: who types hears one
/// sentence, not one for each letter.
const PAUSE: Duration = Duration::from_millis(400);

/// Which page it is; what changes within a page is the page's affair.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Page {
    List,
    Case(String),
    About,
    Embed,
}

impl Page {
    fn of(route: &Route) -> Self {
        match (&route.case, route.view) {
            (_, View::Embed) => Self::Embed,
            (Some(id), _) => Self::Case(id.clone()),
            (None, View::List) => Self::List,
            (None, View::About) => Self::About,
        }
    }
}

/// The page frame with the page in it. Inside a host page it is a small one:
/// who publishes this stands below, and what is the reader's own affair, such as
/// colours and the app on their device, in the full library.
#[component]
pub fn Shell() -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    Effect::new(move || page::set_title(&title(app)));
    Effect::new(move || {
        page::set_root_attribute("data-theme", app.stages.rest.read().route.theme.map(Theme::id));
    });
    let page = Memo::new(move |_| Page::of(&app.stages.now.read().route));
    let main = move || match page.get() {
        Page::List => view! { <ListPage/> }.into_any(),
        Page::Case(id) => view! { <CasePage id/> }.into_any(),
        Page::About => view! { <AboutPage/> }.into_any(),
        Page::Embed => view! { <EmbedPage/> }.into_any(),
    };
    let is_full = !app.is_embedded;
    let cursor = RwSignal::new(Cursor::Closed);
    let offered = offered(app, cursor);
    view! {
        <div class="shell">
            {is_full.then(|| view! { <a href="#content" class="skip">{m.skip_to_content}</a> })}
            <Show when=move || is_full && *page.read() == Page::List>
                <a href="#results" class="skip">{m.skip_to_results}</a>
            </Show>
            {is_full.then(|| view! { <PublisherBanner/> })}
            <Masthead/>
            <SearchBar cursor offered/>
            <main id="content" tabindex="-1">{main}</main>
            <Colophon/>
            <News/>
            <Announcement offered/>
        </div>
    }
}

/// What the reader looks at, then the library's title.
fn title(app: App) -> String {
    let library = app.library();
    let here = match Page::of(&app.stages.rest.read().route) {
        Page::List => list_title(app),
        Page::Case(id) => Some(case_title(app, &id)),
        Page::About => Some(app.messages.about_title.to_owned()),
        Page::Embed => Some(app.messages.embed_title.to_owned()),
    };
    let title = &library.catalog.library.title;
    here.map_or_else(|| title.clone(), |here| format!("{here} – {title}"))
}

/// Who publishes this, and how to check it.
#[component]
fn PublisherBanner() -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let library = app.library();
    let publisher = library.catalog.library.publisher.clone();
    let official = if publisher.official { m.official_statement } else { m.not_official };
    let linked =
        |url: Option<String>, label: &'static str| url.map(|url| view! { <p><ExternalLink url label/></p> });
    view! {
        <aside class="publisher" aria-label=m.publisher>
            <details>
                <summary id="publisher">
                    {(m.published_by)(&publisher.name)} " · " <span>{m.how_to_check}</span>
                </summary>
                <div class="publisher-statement">
                    <p {..own_language(&library.catalog)}>{publisher.statement}</p>
                    <p>{official}</p>
                    {linked(publisher.url, m.publisher_site)}
                    {linked(publisher.authenticity_url, m.check_authenticity)}
                </div>
            </details>
        </aside>
    }
}

/// The library's name and its pages.
#[component]
fn Masthead() -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let library = app.library();
    let catalog = &library.catalog;
    let about = (!app.is_embedded).then(|| {
        view! {
            <PageLink
                label=m.about
                to=|route| Route { view: View::About, case: None, ..route.clone() }
                is_here=|route| route.view == View::About && route.case.is_none()
            />
        }
    });
    let corner = match app.is_embedded {
        true => Either::Left(view! { <FullLibrary/> }),
        false => Either::Right(view! { <ThemeChoice/> }),
    };
    view! {
        <header class="masthead">
            <a {..own_language(catalog)} class="masthead-title" href=move || app.href(Route::home)>
                {catalog.library.title.clone()}
            </a>
            <nav aria-label=m.nav_label>
                <ul>
                    <PageLink
                        label=m.cases
                        to=|route| listed(route, None)
                        is_here=|route| is_list(route) && route.group.is_none()
                    />
                    <PageLink
                        label=m.countries
                        to=|route| listed(route, Some(GroupOrder::Name))
                        is_here=|route| is_list(route) && route.group.is_some()
                    />
                    {about}
                </ul>
            </nav>
            {corner}
        </header>
    }
}

/// The way to a page.
#[component]
fn PageLink(
    /// Its name.
    label: &'static str,
    /// Where it is, from where the reader is.
    to: fn(&Route) -> Route,
    /// Whether the reader is there.
    is_here: fn(&Route) -> bool,
) -> impl IntoView {
    let app = use_app();
    let current = move || is_here(&app.stages.rest.read().route).then_some("page");
    view! { <li><a href=move || app.href(to) aria-current=current>{label}</a></li> }
}

/// The way out of a host page, to the same place.
#[component]
fn FullLibrary() -> impl IntoView {
    let app = use_app();
    view! {
        <a class="full" href=move || app.href(Route::in_full) target="_blank" rel="noopener">
            {app.messages.open_full}
        </a>
    }
}

fn is_list(route: &Route) -> bool {
    route.view == View::List && route.case.is_none()
}

/// The hits as a list, or by country: two ways to see the same.
fn listed(route: &Route, group: Option<GroupOrder>) -> Route {
    Route { group, page: 0, view: View::List, case: None, ..route.clone() }
}

#[component]
fn ThemeChoice() -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let named = Theme::ALL.map(|theme| (theme.id().to_owned(), (m.theme_names)(theme).to_owned()));
    let choices: Vec<_> = [(String::new(), m.theme_auto.to_owned())].into_iter().chain(named).collect();
    let value = Memo::new(move |_| app.stages.rest.read().route.theme.map_or("", Theme::id).to_owned());
    let choose = move |id: String| {
        let theme = Theme::ALL.into_iter().find(|theme| theme.id() == id);
        app.navigator.replace(&Route { theme, ..app.route_now() });
    };
    view! {
        <label class="theme">
            <span class="visually-hidden">{m.theme_label}</span>
            " "
            <ChoiceList id="theme" choices value on_choose=choose/>
        </label>
    }
}

/// Where it all comes from.
#[component]
fn Colophon() -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let library = app.library();
    let info = &library.catalog.library;
    let n_left_out = library.catalog.n_left_out();
    let left_out = (n_left_out > 0).then(|| {
        let about = move || app.href(|route| Route { view: View::About, ..route.home() });
        let note = (m.problems_note)(&app.format.count(n_left_out));
        view! { <p class="notice"><a href=about>{note}</a></p> }
    });
    let publisher = app.is_embedded.then(|| view! { <p>{(m.published_by)(&info.publisher.name)}</p> });
    let named = [(m.source, &info.source), (m.licence, &info.licence)].map(|(label, link)| {
        let link = link.clone();
        link.map(|link| view! { <p>{label} ": " <NamedLink name=link.name url=link.url/></p> })
    });
    let date = library.catalog.generated;
    let date = date.map(|date| view! { <p>{(m.snapshot_of)(&app.format.date(date))}</p> });
    let embed = (!app.is_embedded).then(|| {
        let builder = move || app.href(|route| route.view(View::Embed));
        view! { <p><a href=builder>{m.embed_title}</a></p> }
    });
    // The scripts of the page take its element for a library that is open.
    let status = cfg!(target_arch = "wasm32").then(|| view! { <OfflineStatus/> });
    view! {
        <footer class="colophon">
            {left_out}
            {publisher}
            {named.collect_view()}
            {date}
            {embed}
            {status}
        </footer>
    }
}

/// Says once what a change of the results came to, when nothing more changes,
/// and how many suggestions there are.
#[component]
fn Announcement(
    /// What is suggested.
    offered: Memo<Vec<Suggestion>>,
) -> impl IntoView {
    let app = use_app();
    let said = RwSignal::new(String::new());
    let say = RefCell::new(debounce(PAUSE, move |sentence: String| {
        let n_offered = offered.read_untracked().len();
        said.set(match n_offered {
            _ if app.navigator.is_heading_read.get_value() => String::new(),
            0 => sentence,
            n => format!("{sentence}. {}", (app.messages.n_suggestions)(&app.format.count(n))),
        });
    }));
    Effect::new(move || say.borrow_mut()(sentence(app, &app.stages.rest.read().results)));
    view! { <div class="visually-hidden" role="status">{move || said.get()}</div> }
}
