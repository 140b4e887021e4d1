//! One case: its template, facts, links, and the way on.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::facets::facet_label;
use super::navigate::PAGE_TITLE;
use super::parts::places::places;
use super::parts::text::{ExternalLink, PlainText};
use super::{App, use_app};
use crate::browser::{address, page};
use crate::catalog::{Case, Link};
use crate::route::Route;
use crate::search::{Query, Refinement, Years};

/// How many similar cases are shown.
const N_SIMILAR: usize = 5;

/// One case, or that there is none of this id.
#[component]
pub fn CasePage(
    /// Id or former id of the case.
    id: String,
) -> impl IntoView {
    let app = use_app();
    let library = app.library();
    match library.catalog.case(&id) {
        None => view! { <NoSuchCase /> }.into_any(),
        // A case that was withdrawn has no place among the others.
        Some(case) => {
            let position = library.catalog.position(&id);
            view! {
                <div class="case-page">
                    <CaseNavigation position />
                    {article(app, case)}
                    {position.map(|position| similar_cases(app, position))}
                </div>
            }
            .into_any()
        }
    }
}

#[component]
fn NoSuchCase() -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let n_cases = app.library().n_cases();
    view! {
        <div class="notice-page">
            <h1 id=PAGE_TITLE tabindex="-1">{m.no_such_case_title}</h1>
            <p>{m.no_such_case_text}</p>
            <p><a href=move || app.route.with(|route| route.home().write())>{(m.all_cases)(&app.count(n_cases))}</a></p>
        </div>
    }
}

/// Back to the list, and to its neighbours there.
#[component]
fn CaseNavigation(
    /// Position of the case in the library.
    position: Option<usize>,
) -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let list = move || app.route.with(|route| route.without_case().write());
    let n_hits = move || app.results.read().hits.len();
    let neighbour = move |hit: Option<usize>, rel: &'static str, label: &'static str| {
        let href = hit.map(|case| {
            app.route.with(|route| route.with_case(&app.library().catalog.cases[case].id).write())
        });
        match href {
            Some(href) => view! { <a rel=rel href=href>{label}</a> }.into_any(),
            // Keeps its room, so that the other link stays where it was.
            None => view! { <span class="is-off" aria-hidden="true">{label}</span> }.into_any(),
        }
    };
    let steps = move || {
        let results = app.results.get();
        let at = results.hits.iter().position(|hit| Some(*hit) == position)?;
        (results.hits.len() > 1).then(|| {
            let before = at.checked_sub(1).map(|before| results.hits[before]);
            let after = results.hits.get(at + 1).copied();
            view! {
                <span class="case-steps">
                    {neighbour(before, "prev", m.previous)}
                    <span class="case-place">
                        {(m.position)(&app.number(at + 1), &app.number(results.hits.len()))}
                    </span>
                    {neighbour(after, "next", m.next)}
                </span>
            }
        })
    };
    view! {
        <nav class="case-navigation" aria-label=m.case_nav_label>
            <a class="back" data-back="" href=list>{move || (m.back_to_results)(&app.count(n_hits()))}</a>
            {steps}
        </nav>
    }
}

fn article(app: App, case: &Case) -> impl IntoView + use<> {
    let m = app.messages;
    let library = app.library();
    let language = library.catalog.language.clone();
    let kinds = &library.catalog.section_kinds;
    let heading = |position: usize| {
        let section = &case.sections[position];
        section.heading.clone().unwrap_or_else(|| kinds[section.kind].label.clone())
    };
    let contents = (case.sections.len() > 1).then(|| {
        let links = (0..case.sections.len())
            .map(|at| view! { <li><a href=format!("#{}", section_id(at))>{heading(at)}</a></li> })
            .collect_view();
        view! {
            <nav class="contents" aria-label=m.on_this_page>
                <p aria-hidden="true">{m.on_this_page}</p>
                <ul>{links}</ul>
            </nav>
        }
    });
    let sections = case
        .sections
        .iter()
        .enumerate()
        .map(|(at, section)| {
            view! {
                <section class="case-section">
                    <h2 id=section_id(at) tabindex="-1">{heading(at)}</h2>
                    <PlainText text=section.body.clone() />
                </section>
            }
        })
        .collect_view();
    let withdrawn = case.withdrawn.as_ref().map(|withdrawal| {
        let text = (m.withdrawn)(&app.date(withdrawal.date), &withdrawal.reason);
        view! { <p class="notice">{text}</p> }
    });
    let image = case.image.clone().map(|image| {
        view! { <img class="case-image" src=image.src alt=image.alt loading="lazy" /> }
    });
    view! {
        <article lang=language dir="auto">
            <header class="case-head">
                <h1 id=PAGE_TITLE tabindex="-1">{case.title.clone()}</h1>
                {withdrawn}
                <div class="lead"><PlainText text=case.summary.clone() /></div>
            </header>
            {facts(app, case)}
            <div class="case-text">
                {image}
                {contents}
                {sections}
                {links(app, &case.links)}
            </div>
        </article>
    }
}

fn section_id(at: usize) -> String {
    format!("section-{}", at + 1)
}

fn facts(app: App, case: &Case) -> impl IntoView + use<> {
    let m = app.messages;
    let library = app.library();
    // Each fact leads to the other cases that share it.
    let shared = move |facet: &str, value: Refinement| {
        let mut query = Query::default();
        query.refinements.include(facet, value);
        app.route.with_untracked(|route| route.home().with_query(query).write())
    };
    let position = library.catalog.position(&case.id);
    let listed = library.facets.iter().filter_map(|facet| {
        let position = position?;
        let values: Vec<_> = facet
            .values_of(position)
            .map(|value| {
                let value = &facet.values[value];
                let href = match value.id.parse() {
                    Ok(year) if facet.id == "year" => year_address(app, year),
                    _ => shared(&facet.id, Refinement::Value(value.id.clone())),
                };
                view! { <li><a href=href>{value.label.clone()}</a></li> }
            })
            .collect();
        (!values.is_empty()).then(|| {
            let label = facet_label(app, facet);
            view! { <div><dt>{label}</dt><dd><ul>{values}</ul></dd></div> }
        })
    });
    let listed = listed.collect_view();
    let international = (position.is_some() && case.countries.is_empty()).then(|| {
        let href = shared("country", Refinement::NotStated);
        view! { <div><dt>{m.facet_country}</dt><dd><a href=href>{m.international}</a></dd></div> }
    });
    let updated = case.updated.map(|date| view! { <p>{(m.updated)(&app.date(date))}</p> });
    let snapshot = library.catalog.generated.map(|date| view! { <p>{(m.snapshot_of)(&app.date(date))}</p> });
    let source = case.source_url.clone().map(|url| {
        view! { <p><ExternalLink url label=m.source_page.to_owned() /></p> }
    });
    view! {
        <aside class="facts" aria-label=m.facts>
            <dl>{international}{listed}</dl>
            <CaseTools />
            <div class="provenance">{source}{updated}{snapshot}</div>
        </aside>
    }
}

fn year_address(app: App, year: u16) -> String {
    let mut query = Query::default();
    query.refinements.years = Years::range(Some(year), Some(year));
    app.route.with_untracked(|route: &Route| route.home().with_query(query).write())
}

#[component]
fn CaseTools() -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let said = RwSignal::new("");
    let copy = move |_| {
        spawn_local(async move {
            let is_copied = page::copy(&address::href()).await;
            said.set(if is_copied { m.link_copied } else { m.copy_failed });
        });
    };
    view! {
        <div class="case-tools">
            <button type="button" on:click=copy>{m.copy_link}</button>
            <button type="button" on:click=move |_| page::print()>{m.print}</button>
            <span role="status">{said}</span>
        </div>
    }
}

fn links(app: App, links: &[Link]) -> impl IntoView + use<> {
    let items = links
        .iter()
        .map(|link| {
            let host = host(&link.url);
            view! {
                <li>
                    <ExternalLink url=link.url.clone() label=link.label.clone() />
                    {host.map(|host| view! { " "<span class="host">{host}</span> })}
                </li>
            }
        })
        .collect_view();
    (!links.is_empty()).then(|| {
        view! {
            <section class="case-section">
                <h2>{app.messages.links}</h2>
                <ul class="links">{items}</ul>
            </section>
        }
    })
}

/// The host that a link leads to, which tells a reader more than its label.
fn host(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    Some(host.rsplit('@').next()?.trim_start_matches("www.").to_owned()).filter(|host| !host.is_empty())
}

fn similar_cases(app: App, position: usize) -> impl IntoView {
    let library = app.library();
    let similar = library.similar(position, N_SIMILAR);
    (!similar.is_empty()).then(|| {
        let items = similar
            .into_iter()
            .map(|similar| {
                let case = &library.catalog.cases[similar];
                let id = case.id.clone();
                let href = move || app.route.with(|route| route.with_case(&id).write());
                view! {
                    <li>
                        <a id=format!("similar-{}", case.id) href=href dir="auto">{case.title.clone()}</a>
                        {places(app, case)}
                    </li>
                }
            })
            .collect_view();
        view! {
            <section class="similar" aria-labelledby="similar-title">
                <h2 id="similar-title">{app.messages.similar_cases}</h2>
                <ul lang=library.catalog.language.clone()>{items}</ul>
            </section>
        }
    })
}
