//! What stands around every page: skip links, publisher, search, footer.

use std::time::Duration;

use leptos::prelude::*;

use super::about_page::AboutPage;
use super::case_page::CasePage;
use super::list_page::{self, ListPage};
use super::parts::text::ExternalLink;
use super::{App, use_app};
use crate::browser::page;
use crate::route::{Route, Theme, View};
use crate::search::groups::GroupOrder;

/// How long a pause in typing is.
const PAUSE: Duration = Duration::from_millis(120);

/// The page frame with the page in it.
#[component]
pub fn Shell() -> impl IntoView {
    let app = use_app();
    Effect::new(move |_| page::set_title(&title(app)));
    Effect::new(move |_| {
        let theme = app.route.with(|route| route.theme);
        page::set_root_attribute("data-theme", theme.map(Theme::id));
    });
    let case = Memo::new(move |_| app.route.with(|route| route.case.clone()));
    let view = Memo::new(move |_| app.route.with(|route| route.view));
    let main = move || match (case.get(), view.get()) {
        (Some(id), _) => view! { <CasePage id /> }.into_any(),
        (None, View::List) => view! { <ListPage /> }.into_any(),
        (None, View::About) => view! { <AboutPage /> }.into_any(),
    };
    let is_list = move || case.read().is_none() && view.get() == View::List;
    let m = app.messages;
    view! {
        <a class="skip" href="#content">{m.skip_to_content}</a>
        {move || is_list().then(|| view! { <a class="skip" href="#results">{m.skip_to_results}</a> })}
        <PublisherBanner />
        <Masthead />
        <SearchBar />
        <main id="content" tabindex="-1">{main}</main>
        <Colophon />
        <Announcement />
    }
}

/// What the reader looks at, then the library's title.
fn title(app: App) -> String {
    let library = app.library();
    let here = app.route.with(|route| match (&route.case, route.view) {
        (Some(id), _) => Some(
            library
                .catalog
                .case(id)
                .map_or_else(|| app.messages.no_such_case_title.to_owned(), |case| case.title.clone()),
        ),
        (None, View::About) => Some(app.messages.about_title.to_owned()),
        (None, View::List) if route.query.is_empty() && route.group.is_none() => None,
        (None, View::List) => Some(list_page::sentence(app)),
    });
    let title = &library.catalog.library.title;
    here.map_or_else(|| title.clone(), |here| format!("{here} – {title}"))
}

#[component]
fn PublisherBanner() -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let library = app.library();
    let publisher = library.catalog.library.publisher.clone();
    let official = if publisher.official { m.official_statement } else { m.not_official };
    view! {
        <aside class="publisher" aria-label=m.publisher>
            <details>
                <summary>{(m.published_by)(&publisher.name)}" · "<span>{m.how_to_check}</span></summary>
                <div class="publisher-statement">
                    <p>{publisher.statement}</p>
                    <p>{official}</p>
                    {publisher.url.map(|url| view! { <p><ExternalLink url label=m.publisher_site.to_owned() /></p> })}
                    {publisher
                        .authenticity_url
                        .map(|url| view! { <p><ExternalLink url label=m.check_authenticity.to_owned() /></p> })}
                </div>
            </details>
        </aside>
    }
}

#[component]
fn Masthead() -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let title = app.library().catalog.library.title.clone();
    let home = move || app.route.with(|route| route.home().write());
    let is_cases = move |route: &Route| route.view == View::List && route.group.is_none();
    let is_countries = move |route: &Route| route.view == View::List && route.group.is_some();
    let is_about = move |route: &Route| route.view == View::About;
    // The list and the countries show the same hits in two ways.
    let cases =
        move |route: &Route| Route { group: None, page: 0, view: View::List, case: None, ..route.clone() };
    let countries = move |route: &Route| Route { group: Some(GroupOrder::Name), ..cases(route) };
    let about = move |route: &Route| Route { view: View::About, case: None, ..route.clone() };
    view! {
        <header class="masthead">
            <a class="masthead-title" href=home>{title}</a>
            <nav aria-label=m.nav_label>
                <ul>
                    <li>{nav_link(app, m.cases, cases, is_cases)}</li>
                    <li>{nav_link(app, m.countries, countries, is_countries)}</li>
                    <li>{nav_link(app, m.about, about, is_about)}</li>
                </ul>
            </nav>
            <ThemeChoice />
        </header>
    }
}

fn nav_link(
    app: App,
    label: &'static str,
    to: impl Fn(&Route) -> Route + Send + Sync + 'static,
    is_here: impl Fn(&Route) -> bool + Send + Sync + 'static,
) -> AnyView {
    let current = move || app.route.with(|route| is_here(route).then_some("page"));
    view! { <a href=move || app.route.with(|route| to(route).write()) aria-current=current>{label}</a> }
        .into_any()
}

#[component]
fn ThemeChoice() -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let chosen = move || app.route.with(|route| route.theme.map_or("", Theme::id));
    let choose = move |id: String| {
        let theme = Theme::ALL.into_iter().find(|theme| theme.id() == id);
        app.navigator.replace(&Route { theme, ..app.route.get_untracked() });
    };
    view! {
        <label class="theme">
            <span>{m.theme_label}</span>
            <select id="theme" prop:value=chosen on:change:target=move |event| choose(event.target().value())>
                <option value="">{m.theme_auto}</option>
                {Theme::ALL.map(|theme| view! { <option value=theme.id()>{(m.theme_names)(theme)}</option> }).collect_view()}
            </select>
        </label>
    }
}

/// The search box. What is typed is a draft until the reader pauses; then it
/// corrects the address. Enter goes to the results.
#[component]
fn SearchBar() -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let text = Memo::new(move |_| app.route.with(|route| route.query.text.clone()));
    let draft = RwSignal::new(text.get_untracked());
    let typed = move || draft.read_untracked().split_whitespace().collect::<Vec<_>>().join(" ");
    // Back, Forward and links change the text as well. The draft is the
    // reader's until then: a copy of the text would drop the space just typed.
    Effect::new(move |_| {
        let text = text.get();
        if typed() != text {
            draft.set(text);
        }
    });
    let target = move || {
        let mut query = app.route.with_untracked(|route| route.query.clone());
        query.text = typed();
        app.route.with_untracked(|route| route.with_query(query))
    };
    let mut settle = debounce(PAUSE, move |()| {
        if typed() == *text.read_untracked() {
            return;
        }
        let is_begun = app.route.with_untracked(|route| {
            !route.query.text.is_empty() && route.case.is_none() && route.view == View::List
        });
        // The first letters begin a search, to which Back returns.
        if is_begun { app.navigator.replace(&target()) } else { app.navigator.push(&target()) }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        app.navigator.go(&target());
    };
    view! {
        <search class="searchbar">
            <form action="." on:submit=submit>
                <label class="visually-hidden" for="q">{m.search_label}</label>
                <input
                    id="q"
                    name="q"
                    type="search"
                    autocomplete="off"
                    spellcheck="false"
                    enterkeyhint="search"
                    placeholder=m.search_label
                    prop:value=draft
                    on:input:target=move |event| {
                        draft.set(event.target().value());
                        settle(());
                    }
                />
                <button type="submit">
                    <svg aria-hidden="true" viewBox="0 0 20 20"><circle cx="8.5" cy="8.5" r="5.5" /><path d="m13 13 4.5 4.5" /></svg>
                    <span>{m.search}</span>
                </button>
            </form>
        </search>
    }
}

#[component]
fn Colophon() -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let library = app.library();
    let info = library.catalog.library.clone();
    let named = |label: &'static str, link: crate::catalog::NamedLink| {
        let name = match link.url {
            Some(url) => view! { <ExternalLink url label=link.name /> }.into_any(),
            None => link.name.into_any(),
        };
        view! { <p>{label}": "{name}</p> }
    };
    let n_left_out = library.catalog.n_left_out();
    let left_out = (n_left_out > 0).then(|| {
        let about = move || app.route.with(|route| Route { view: View::About, ..route.home() }.write());
        view! { <p class="notice"><a href=about>{(m.problems_note)(&app.count(n_left_out))}</a></p> }
    });
    view! {
        <footer class="colophon">
            {left_out}
            {info.source.map(|source| named(m.source, source))}
            {info.licence.map(|licence| named(m.licence, licence))}
            {library.catalog.generated.map(|date| view! { <p>{(m.snapshot_of)(&app.date(date))}</p> })}
        </footer>
    }
}

/// Says once what a change of the results came to.
#[component]
fn Announcement() -> impl IntoView {
    let app = use_app();
    let sentence = Memo::new(move |_| list_page::sentence(app));
    // The first state of a page, and what a link leads to, is read out as the
    // heading that has the focus.
    let said = Memo::new(move |before: Option<&String>| {
        let sentence = sentence.get();
        let is_read = before.is_none() || app.navigator.by_link.get_value();
        if is_read { String::new() } else { sentence }
    });
    view! { <div class="visually-hidden" role="status">{said}</div> }
}
