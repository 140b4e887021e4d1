//! The list: the sentence of what is shown, tools, filters, entries.

use std::sync::Arc;

use leptos::prelude::*;

use super::countries::Countries;
use super::facets::Filters;
use super::folds::Fold;
use super::navigate::PAGE_TITLE;
use super::parts::case_entry::CaseEntry;
use super::parts::choice::ChoiceList;
use super::sentence::{offer_label, sentence};
use super::{App, use_app};
use crate::route::Route;
use crate::search::{DropOffer, Query, Reading, SearchResults, Sort};

/// Entries on a page.
const PAGE_LENGTH: usize = 24;
/// Entries that are drawn at once while the reader types: those that a screen
/// shows.
const N_FIRST: usize = 4;
/// Entries of the page that is rendered natively: the others come with the program,
/// below what a reader sees until then.
const N_RENDERED: usize = 6;

/// What stands below the sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Entries,
    Countries,
    NothingFound,
}

/// The list of cases, or of countries with theirs.
#[component]
pub fn ListPage() -> impl IntoView {
    let app = use_app();
    let shown = Memo::new(move |_| {
        let place = app.stages.entries.read();
        match (place.results.hits.is_empty(), place.route.group) {
            (true, _) => Shown::NothingFound,
            (false, Some(_)) => Shown::Countries,
            (false, None) => Shown::Entries,
        }
    });
    let results = move || match shown.get() {
        Shown::Entries => view! { <Entries/> }.into_any(),
        Shown::Countries => view! { <Countries/> }.into_any(),
        Shown::NothingFound => view! { <NothingFound/> }.into_any(),
    };
    view! {
        <div class="list-page">
            <div class="list-head">
                <h1 id=PAGE_TITLE class="sentence" tabindex="-1">
                    {move || sentence(app, &app.stages.now.read().results)}
                </h1>
                <div class="tools">
                    <FiltersToggle/>
                    <Show when=move || shown.get() == Shown::Entries>
                        <SortChoice/>
                    </Show>
                </div>
                <ChosenRefinements/>
                <Readings/>
            </div>
            <div class="columns">
                <aside
                    id="filters"
                    class="filters"
                    data-open=move || app.folds.is_toggled(&Fold::Filters)
                    aria-label=app.messages.filters
                >
                    <Filters/>
                </aside>
                <section id="results" aria-labelledby=PAGE_TITLE tabindex="-1">
                    {results}
                </section>
            </div>
        </div>
    }
    .into_any()
}

/// The button that opens the filters, where there is no room for them.
#[component]
fn FiltersToggle() -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let active = move || {
        let n = app.stages.rest.read().results.query.refinements.len();
        (n > 0).then(|| view! { <span class="badge">{(m.n_filters)(&app.format.count(n))}</span> })
    };
    view! {
        <button
            id="filters-toggle"
            class="filters-toggle"
            aria-controls="filters"
            aria-expanded=move || app.folds.is_toggled(&Fold::Filters).to_string()
            on:click=move |_| app.folds.toggle(&Fold::Filters)
        >
            {m.filters}
            " "
            {active}
        </button>
    }
}

#[component]
fn SortChoice() -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    // Changes only with what is offered.
    let offered = Memo::new(move |_| {
        let place = app.stages.now.read();
        Sort::ALL.into_iter().filter(|sort| place.route.query.has_sort(*sort)).collect::<Vec<_>>()
    });
    let choices = Signal::derive(move || {
        offered
            .get()
            .into_iter()
            .map(|sort| (sort.id().to_owned(), (m.sort_names)(sort).to_owned()))
            .collect()
    });
    let value = Memo::new(move |_| app.stages.now.read().route.query.effective_sort().id().to_owned());
    let choose = move |id: String| {
        let sort = Sort::ALL.into_iter().find(|sort| sort.id() == id);
        app.navigator.push(&app.refined(|query| query.choose_sort(sort)));
    };
    view! {
        <label class="sort">{m.sort_label} " " <ChoiceList id="sort" choices value on_choose=choose/></label>
    }
}

/// Everything switched on, each as a button that switches it off.
#[component]
fn ChosenRefinements() -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let drop = move |offer: &DropOffer| {
        // As by a link: the button is gone, and the focus goes to the sentence
        // that it changed. The page stays where it is.
        app.navigator.go_here(&app.refined(|query| *query = offer.applied_to(query)));
    };
    let chip = move |Chosen { offer, is_excluded }| {
        let label = offer_label(app, &offer);
        let label = if is_excluded { (m.not_value)(&label) } else { label };
        view! { <li><button class="chip" on:click=move |_| drop(&offer)>{(m.remove)(&label)}</button></li> }
    };
    move || {
        let query = app.stages.rest.read().results.query.clone();
        if query.refinements.is_empty() && query.ids.is_empty() {
            return None;
        }
        let chips = chosen(&query).into_iter().map(chip).collect_view();
        let without = Query { text: query.text, sort: query.sort, ..Query::default() };
        let clear = app.href(|route| route.with_query(without.clone()));
        Some(view! {
            <ul class="refinements">
                {chips}
                <li><a class="clear" href=clear>{m.clear_all}</a></li>
            </ul>
        })
    }
}

/// Which words of the text also stand for others, where that gave a hit.
#[component]
fn Readings() -> impl IntoView {
    let app = use_app();
    let line = move |reading: &Reading| view! { <li>{(app.messages.read_as)(reading)}</li> };
    move || {
        let place = app.stages.rest.get();
        let readings = &place.results.readings;
        (!readings.is_empty())
            .then(|| view! { <ul class="readings">{readings.iter().map(line).collect_view()}</ul> })
    }
}

/// A refinement that is on.
struct Chosen {
    offer: DropOffer,
    is_excluded: bool,
}

fn chosen(query: &Query) -> Vec<Chosen> {
    let mut all = Vec::new();
    for (facet, chosen) in query.refinements.facets() {
        for (values, is_excluded) in [(&chosen.included, false), (&chosen.excluded, true)] {
            for value in values {
                let offer = DropOffer::Refinement { facet: facet.to_owned(), value: value.clone() };
                all.push(Chosen { offer, is_excluded });
            }
        }
    }
    let years = query.refinements.years.map(DropOffer::Years);
    all.extend(years.map(|offer| Chosen { offer, is_excluded: false }));
    all
}

/// One page of entries.
#[component]
fn Entries() -> impl IntoView {
    let app = use_app();
    let page_wanted = Memo::new(move |_| app.stages.entries.read().route.page);
    // A page beyond the last one shows the last one.
    let page_of = move |results: &SearchResults| {
        let last = results.hits.len().saturating_sub(1) / PAGE_LENGTH;
        page_wanted.get().min(last)
    };
    let n_entries = if cfg!(feature = "ssr") { N_RENDERED } else { PAGE_LENGTH };
    let drawn = move |results: &Arc<SearchResults>, from: usize, n: usize| {
        let shown = results.hits.iter().skip(page_of(results) * PAGE_LENGTH + from).take(n);
        shown.map(|case| view! { <CaseEntry case=*case results=Arc::clone(results)/> }).collect_view()
    };
    let first = move || drawn(&app.stages.entries.read().results, 0, N_FIRST);
    let others = move || drawn(&app.stages.rest.read().results, N_FIRST, n_entries - N_FIRST);
    let page = move || page_of(&app.stages.rest.read().results);
    view! {
        <div>
            <ol class="cases" start=move || (page() * PAGE_LENGTH + 1).to_string()>
                {first}
                {others}
            </ol>
            <Pages page=Signal::derive(page)/>
            <ClosestCases/>
        </div>
    }
}

/// The numbered pages, where there are several.
#[component]
fn Pages(
    /// The page that is shown, from 0.
    #[prop(into)]
    page: Signal<usize>,
) -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let href = move |page: usize| app.href(|route| Route { page, ..route.clone() });
    let step = move |page: usize, rel: &'static str, label: &'static str| {
        view! { <li><a href=href(page) rel=rel>{label}</a></li> }
    };
    move || {
        let n_pages = app.stages.rest.read().results.hits.len().div_ceil(PAGE_LENGTH);
        if n_pages < 2 {
            return None;
        }
        let now = page.get();
        // The ends and the neighbours; a gap says that there are more.
        let is_shown = |page: usize| page == 0 || page + 1 == n_pages || page.abs_diff(now) <= 1;
        let numbers = (0..n_pages).map(|page| {
            if is_shown(page) {
                let number = app.format.number(page + 1);
                let current = (page == now).then_some("page");
                let label = (m.page)(&number);
                view! { <li><a href=href(page) aria-label=label aria-current=current>{number}</a></li> }
                    .into_any()
            } else if is_shown(page - 1) {
                view! { <li aria-hidden="true">"…"</li> }.into_any()
            } else {
                ().into_any()
            }
        });
        Some(view! {
            <nav class="pages" aria-label=m.page_label>
                <ul>
                    {(now > 0).then(|| step(now - 1, "prev", m.previous))}
                    {numbers.collect_view()}
                    {(now + 1 < n_pages).then(|| step(now + 1, "next", m.next))}
                </ul>
            </nav>
        })
    }
}

/// What helps when nothing was found: what to drop, and what comes closest.
#[component]
fn NothingFound() -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let offer = move |(offer, n): &(DropOffer, usize)| {
        let label = (m.without)(&offer_label(app, offer), &app.format.count(*n));
        let href = app.href(|route| route.with_query(offer.applied_to(&route.query)));
        view! { <li><a href=href>{label}</a></li> }
    };
    let offers = move || app.stages.entries.read().results.offers.iter().map(offer).collect_view();
    let everything = (m.all_cases)(&app.format.count(app.library().n_cases()));
    // Where cases come close, they are the answer, and the rest is a line above them.
    let has_closest = Memo::new(move |_| !app.stages.entries.read().results.closest.is_empty());
    view! {
        <div class="nothing">
            <h2 class:visually-hidden=move || has_closest.get()>{m.nothing_found_help}</h2>
            <ul class="offers" data-brief=move || has_closest.get()>
                {offers}
                <li><a href=move || app.href(Route::home)>{everything}</a></li>
            </ul>
            <ClosestCases/>
        </div>
    }
}

/// The cases that come closest, where there are few hits or none.
#[component]
fn ClosestCases() -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    move || {
        let results = Arc::clone(&app.stages.rest.read().results);
        if results.closest.is_empty() {
            return None;
        }
        let entry = |case: &usize| {
            view! { <CaseEntry case=*case results=Arc::clone(&results) is_below_heading=true/> }
        };
        let entries = results.closest.iter().map(entry).collect_view();
        Some(view! {
            <section class="closest" aria-labelledby="closest">
                <h2 id="closest">{m.closest_title}</h2>
                <p class="note">{m.closest_note}</p>
                <ol class="cases">{entries}</ol>
            </section>
        })
    }
}

/// The name of the app's list page, told from what it shows, where it is not the
/// front page.
pub fn list_title(app: App) -> Option<String> {
    let place = app.stages.rest.read();
    let is_front = place.route.query.is_empty() && place.route.group.is_none();
    (!is_front).then(|| sentence(app, &place.results))
}
