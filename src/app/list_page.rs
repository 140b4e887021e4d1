//! The list: the sentence of what is shown, tools, filters, entries.

use leptos::prelude::*;

use super::countries::Countries;
use super::facets::{Filters, facet_label, refinement_label};
use super::navigate::PAGE_TITLE;
use super::parts::case_entry::CaseEntry;
use super::{App, use_app};
use crate::browser::page;
use crate::language::{Sentence, SentencePart};
use crate::route::Route;
use crate::search::facets::FacetKind;
use crate::search::{ClosestCases, DropOffer, Query, Refinement, Sort};

/// Entries on a page.
const PAGE_LENGTH: usize = 24;

/// What is shown, as one sentence: "23 cases in Finland, since 2019".
pub fn sentence(app: App) -> String {
    let library = app.library();
    app.route.with(|Route { query, .. }| {
        if query.is_empty() {
            let n_countries = library.facet("country").map_or(0, |(_, facet)| facet.values.len());
            return (app.messages.everything)(&app.count(library.n_cases()), &app.count(n_countries));
        }
        let label = |facet: &str, values: &[Refinement]| {
            values.iter().map(|value| refinement_label(app, facet, value)).collect()
        };
        let facets = library.facets.iter().filter_map(|facet| {
            let chosen = query.refinements.facet(&facet.id)?;
            Some(SentencePart {
                is_place: matches!(facet.kind, FacetKind::Country | FacetKind::Region),
                included: label(&facet.id, &chosen.included),
                excluded: label(&facet.id, &chosen.excluded),
                all: chosen.all,
            })
        });
        (app.messages.result_sentence)(&Sentence {
            count: app.count(app.results.read().hits.len()),
            text: query.text.clone(),
            facets: facets.collect(),
            years: query.refinements.years,
            is_selection: !query.ids.is_empty(),
        })
    })
}

/// The list of cases, or of countries with theirs.
#[component]
pub fn ListPage() -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let are_filters_open = app.unfolded.filters;
    let n_active = move || app.route.with(|route| route.query.refinements.len());
    let is_grouped = Memo::new(move |_| app.route.with(|route| route.group.is_some()));
    let has_hits = Memo::new(move |_| !app.results.read().hits.is_empty());
    let results = move || match (has_hits.get(), is_grouped.get()) {
        (false, _) => view! { <Nothing /> }.into_any(),
        (true, true) => view! { <Countries /> }.into_any(),
        (true, false) => view! { <Entries /> }.into_any(),
    };
    view! {
        <div class="list-page">
            <div class="list-head">
                <h1 id=PAGE_TITLE class="sentence" tabindex="-1">{move || sentence(app)}</h1>
                <div class="tools">
                    <button
                        id="filters-toggle"
                        class="filters-toggle"
                        aria-expanded=move || are_filters_open.get().to_string()
                        aria-controls="filters"
                        on:click=move |_| are_filters_open.update(|open| *open = !*open)
                    >
                        {m.filters}
                        {move || {
                            (n_active() > 0)
                                .then(|| view! { " "<span class="badge">{(m.n_filters)(&app.count(n_active()))}</span> })
                        }}
                    </button>
                    {move || (!is_grouped.get()).then(|| view! { <SortChoice /> })}
                </div>
                <ChosenRefinements />
            </div>
            <div class="columns">
                <aside id="filters" class="filters" class:is-open=are_filters_open aria-label=m.filters>
                    <Filters />
                </aside>
                <section id="results" aria-labelledby=PAGE_TITLE tabindex="-1">{results}</section>
            </div>
        </div>
    }
}

#[component]
fn SortChoice() -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let chosen = move || app.route.with(|route| route.query.effective_sort().id());
    let has_text = Memo::new(move |_| app.route.with(|route| !route.query.text.is_empty()));
    let choose = move |id: String| {
        let sort = Sort::ALL.into_iter().find(|sort| sort.id() == id);
        let mut query = app.route.with_untracked(|route| route.query.clone());
        query.sort = None;
        // The order that holds anyway needs no word in the address.
        query.sort = sort.filter(|sort| *sort != query.effective_sort());
        app.navigator.push(&app.route.with_untracked(|route| route.with_query(query)));
    };
    let options = move || {
        // Without text every case is as relevant as the next.
        let offered = Sort::ALL.into_iter().filter(|sort| *sort != Sort::Relevance || has_text.get());
        offered
            .map(|sort| {
                view! { <option value=sort.id() selected=move || chosen() == sort.id()>{(m.sort_names)(sort)}</option> }
            })
            .collect_view()
    };
    view! {
        <label class="sort">
            {m.sort_label}" "
            <select id="sort" prop:value=chosen on:change:target=move |event| choose(event.target().value())>
                {options}
            </select>
        </label>
    }
}

/// Everything switched on, each as a button that switches it off.
#[component]
fn ChosenRefinements() -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let drop = move |offer: &DropOffer| {
        let query = app.route.with_untracked(|route| offer.applied_to(&route.query));
        app.navigator.push(&app.route.with_untracked(|route| route.with_query(query)));
        // The button is gone: the focus goes to the sentence that it changed.
        page::after_paint(|| {
            page::focus(PAGE_TITLE, true);
        });
    };
    let chips = move || {
        let query = app.route.with(|route| route.query.clone());
        if query.refinements.is_empty() && query.ids.is_empty() {
            return None;
        }
        let buttons = chosen(&query)
            .into_iter()
            .map(|(offer, is_excluded)| {
                let label = offer_label(app, &offer);
                let label = if is_excluded { (m.not_value)(&label) } else { label };
                view! { <li><button class="chip" on:click=move |_| drop(&offer)>{(m.remove)(&label)}</button></li> }
            })
            .collect_view();
        let clear = app.route.with(|route| {
            route
                .with_query(Query {
                    text: route.query.text.clone(),
                    sort: route.query.sort,
                    ..Query::default()
                })
                .write()
        });
        Some(
            view! { <ul class="refinements">{buttons}<li><a class="clear" href=clear>{m.clear_all}</a></li></ul> },
        )
    };
    chips
}

fn chosen(query: &Query) -> Vec<(DropOffer, bool)> {
    let mut all = Vec::new();
    for (facet, chosen) in query.refinements.facets() {
        let offer =
            |value: &Refinement| DropOffer::Refinement { facet: facet.to_owned(), value: value.clone() };
        all.extend(chosen.included.iter().map(|value| (offer(value), false)));
        all.extend(chosen.excluded.iter().map(|value| (offer(value), true)));
    }
    all.extend(query.refinements.years.map(|years| (DropOffer::Years(years), false)));
    all
}

fn offer_label(app: App, offer: &DropOffer) -> String {
    match offer {
        DropOffer::Text { source, .. } => format!("“{source}”"),
        DropOffer::Refinement { facet, value: Refinement::NotStated } => {
            let label =
                app.library().facet(facet).map(|(_, facet)| facet_label(app, facet)).unwrap_or_default();
            format!("{label}: {}", refinement_label(app, facet, &Refinement::NotStated))
        }
        DropOffer::Refinement { facet, value } => refinement_label(app, facet, value),
        DropOffer::Years(years) => (app.messages.years_value)(*years),
    }
}

/// One page of entries.
#[component]
fn Entries() -> impl IntoView {
    let app = use_app();
    // A page beyond the last one shows the last one.
    let page_now = Memo::new(move |_| {
        let last = app.results.read().hits.len().saturating_sub(1) / PAGE_LENGTH;
        app.route.with(|route| route.page.min(last))
    });
    let entries = move || {
        let results = app.results.get();
        let shown = results.hits.iter().skip(page_now.get() * PAGE_LENGTH).take(PAGE_LENGTH);
        shown.map(|case| view! { <CaseEntry case=*case clauses=results.clauses.clone() /> }).collect_view()
    };
    view! {
        <ol class="cases" start=move || (page_now.get() * PAGE_LENGTH + 1).to_string()>{entries}</ol>
        <Pages page_now />
    }
}

#[component]
fn Pages(
    /// The page shown, from 0.
    page_now: Memo<usize>,
) -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let href = move |page: usize| app.route.with(|route| Route { page, ..route.clone() }.write());
    move || {
        let n_pages = app.results.read().hits.len().div_ceil(PAGE_LENGTH);
        let now = page_now.get();
        (n_pages > 1).then(|| {
            // The ends and the neighbours; a gap says that there are more.
            let is_shown = |page: usize| page == 0 || page + 1 == n_pages || page.abs_diff(now) <= 1;
            let mut items = Vec::new();
            for page in 0..n_pages {
                if is_shown(page) {
                    let number = app.number(page + 1);
                    let label = (m.page)(&number);
                    let current = (page == now).then_some("page");
                    items.push(view! { <li><a href=href(page) aria-label=label aria-current=current>{number}</a></li> }.into_any());
                } else if is_shown(page - 1) {
                    items.push(view! { <li aria-hidden="true">"…"</li> }.into_any());
                }
            }
            view! {
                <nav class="pages" aria-label=m.page_label>
                    <ul>
                        {(now > 0).then(|| view! { <li><a rel="prev" href=href(now - 1)>{m.previous}</a></li> })}
                        {items}
                        {(now + 1 < n_pages).then(|| view! { <li><a rel="next" href=href(now + 1)>{m.next}</a></li> })}
                    </ul>
                </nav>
            }
        })
    }
}

/// What helps when nothing was found: what to drop, and what comes closest.
#[component]
fn Nothing() -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    move || {
        let results = app.results.get();
        let ClosestCases { offers, cases } = results.closest.clone()?;
        let offers = offers
            .into_iter()
            .map(|(offer, n)| {
                let href = app.route.with(|route| route.with_query(offer.applied_to(&route.query)).write());
                let label = (m.without)(&offer_label(app, &offer), &app.count(n));
                view! { <li><a href=href>{label}</a></li> }
            })
            .collect_view();
        let everything = app.route.with(|route| route.home().write());
        let closest = (!cases.is_empty()).then(|| {
            let entries = cases
                .iter()
                .map(|case| view! { <CaseEntry case=*case clauses=results.clauses.clone() /> })
                .collect_view();
            view! {
                <h2>{m.closest_title}</h2>
                <p class="note">{m.closest_note}</p>
                <ol class="cases">{entries}</ol>
            }
        });
        Some(view! {
            <div class="nothing">
                <h2>{m.nothing_found_help}</h2>
                <ul class="offers">{offers}<li><a href=everything>{m.clear_all}</a></li></ul>
                {closest}
            </div>
        })
    }
}
