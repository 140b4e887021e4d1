//! One case: its template, facts, links, and the way on.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::navigate::PAGE_TITLE;
use super::parts::links::ExternalLink;
use super::parts::places::Places;
use super::parts::text::{own_language, plain_text};
use super::sentence::facet_label;
use super::{App, use_app};
use crate::browser::{address, page};
use crate::catalog::{Case, Date, Found, Link, Section};
use crate::route::Route;
use crate::search::facets::{Facet, FacetKind};
use crate::search::order::sorted_positions;
use crate::search::query::tidy;
use crate::search::{Query, Refinement, Years};

/// How many similar cases are shown.
const N_SIMILAR: usize = 6;

/// The case of this id or former id, or what became of it.
#[component]
pub fn CasePage(
    /// Its id in the address.
    id: String,
) -> impl IntoView {
    let library = use_app().library();
    let case = match library.catalog.find(&id) {
        Found::Case(case) | Found::Withdrawn(case, _) => case.clone(),
        Found::TakenOut { since } => return view! { <TakenOut id since/> }.into_any(),
        Found::Unknown => return view! { <NoSuchCase id/> }.into_any(),
    };
    // A case that was withdrawn has no place among the others.
    let position = library.catalog.position(&id);
    view! {
        <div class="case-page">
            <CaseNavigation position/>
            <CaseArticle case position/>
            {position.map(|position| view! { <SimilarCases position/> })}
        </div>
    }
    .into_any()
}

/// The title of the page of a case, if any, of this id.
pub fn case_title(app: App, id: &str) -> String {
    let m = app.messages;
    match app.library().catalog.find(id) {
        Found::Case(case) | Found::Withdrawn(case, _) => case.title.clone(),
        Found::TakenOut { .. } => m.taken_out_title.to_owned(),
        Found::Unknown => m.no_such_case_title.to_owned(),
    }
}

/// That the library held a case of this name, and does no more.
#[component]
fn TakenOut(
    /// Its id in the address.
    id: String,
    /// The edition that is the first without it.
    since: Option<Date>,
) -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let text = match since {
        Some(date) => (m.taken_out_since)(&app.format.date(date)),
        None => m.taken_out_text.to_owned(),
    };
    view! { <Missing id title=m.taken_out_title text/> }
}

/// That no case of this name is known.
#[component]
fn NoSuchCase(
    /// What the address says.
    id: String,
) -> impl IntoView {
    let m = use_app().messages;
    view! { <Missing id title=m.no_such_case_title text=m.no_such_case_text/> }
}

/// In place of a case: why it is not here, what comes closest, and the way home.
#[component]
fn Missing(
    /// What the address says.
    id: String,
    /// What is the matter.
    title: &'static str,
    /// Why.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let all = (m.all_cases)(&app.format.count(app.library().n_cases()));
    view! {
        <div class="notice-page">
            <h1 id=PAGE_TITLE tabindex="-1">{title}</h1>
            <p>{text}</p>
            <p><a href=app.href_now(Route::home)>{all}</a></p>
        </div>
        <CaseList heading=m.closest_by_name cases=closest_by_name(app, &id)/>
    }
}

/// The cases that have most of the words of an id: `citizens-assembly-2`.
fn closest_by_name(app: App, id: &str) -> Vec<usize> {
    let query = Query { text: tidy(&id.replace('-', " ")), ..Query::default() };
    let results = app.library().search(&query);
    results.hits.into_iter().chain(results.closest).take(N_SIMILAR).collect()
}

/// Back to the list, and to the case's neighbours there.
#[component]
fn CaseNavigation(
    /// Position of the case, if it has one among the others.
    position: Option<usize>,
) -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let n_hits = Memo::new(move |_| app.stages.now.read().results.hits.len());
    let back = move || (m.back_to_results)(&app.format.count(n_hits.get()));
    let neighbour = move |hit: Option<usize>, rel: &'static str, label: &'static str| match hit {
        Some(hit) => {
            let library = app.library();
            let href = app.href(|route| route.with_case(&library.catalog.cases[hit].id));
            view! { <a href=href rel=rel>{label}</a> }.into_any()
        }
        // Keeps its room, so that the other link stays where it was.
        None => view! { <span class="is-off" aria-hidden="true">{label}</span> }.into_any(),
    };
    let steps = move || {
        let place = app.stages.now.get();
        let hits = &place.results.hits;
        let at = hits.iter().position(|hit| Some(*hit) == position).filter(|_| hits.len() > 1)?;
        let here = (m.position)(&app.format.number(at + 1), &app.format.number(hits.len()));
        let before = at.checked_sub(1).map(|before| hits[before]);
        let after = hits.get(at + 1).copied();
        Some(view! {
            <span class="case-steps">
                {neighbour(before, "prev", m.previous)}
                <span class="case-place">{here}</span>
                {neighbour(after, "next", m.next)}
            </span>
        })
    };
    view! {
        <nav class="case-navigation" aria-label=m.case_nav_label>
            <a class="back" data-back="" href=move || app.href(Route::without_case)>{back}</a>
            {steps}
        </nav>
    }
}

/// What the case says.
#[component]
fn CaseArticle(
    /// The case.
    case: Case,
    /// Its position, if it has one among the others.
    position: Option<usize>,
) -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let library = app.library();
    let catalog = &library.catalog;
    let mut sections = case.sections;
    for Section { kind, heading, .. } in &mut sections {
        // One that only repeats the part's name is none of the case's own.
        heading.take_if(|heading| *heading == catalog.section_kinds[*kind].label);
    }
    let contents = (sections.len() > 1).then(|| view! { <Contents sections=sections.clone()/> });
    let mut number = 1;
    let parts = sections.chunk_by(|a, b| a.kind == b.kind).map(|sections| {
        let first = number;
        number += sections.len();
        view! { <CasePart sections=sections.to_vec() first/> }
    });
    let parts = parts.collect_view();
    let withdrawn = case.withdrawn.map(|withdrawal| {
        let text = (m.withdrawn)(&app.format.date(withdrawal.date), &withdrawal.reason);
        view! { <p class="notice">{text}</p> }
    });
    let image = case.image.map(|image| {
        view! { <img class="case-image" src=image.src alt=image.alt loading="lazy"/> }
    });
    view! {
        <article>
            <header class="case-head">
                <h1 {..own_language(catalog)} id=PAGE_TITLE tabindex="-1">{case.title.clone()}</h1>
                {withdrawn}
                <div {..own_language(catalog)} class="lead">{plain_text(&case.summary)}</div>
            </header>
            <Facts source_url=case.source_url updated=case.updated position/>
            <div class="case-text">
                {image}
                {contents}
                {parts}
                <Links links=case.links/>
            </div>
        </article>
    }
    .into_any()
}

/// Id of a section of the case, counted from 1.
fn section_id(number: usize) -> String {
    format!("section-{number}")
}

/// The sections of the case, to jump to: each by its own heading, where it has
/// one, and the first of a kind by that as well.
#[component]
fn Contents(
    /// All sections of the case.
    sections: Vec<Section>,
) -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let library = app.library();
    let catalog = &library.catalog;
    let mut before = None;
    let item = |(at, Section { kind, heading, .. }): (usize, &Section)| {
        let is_first = before.replace(*kind) != Some(*kind);
        let label = catalog.section_kinds[*kind].label.clone();
        let name = match heading {
            None => label.into_any(),
            Some(heading) if is_first => {
                view! { <span class="kind">{label}</span> " " {heading.clone()} }.into_any()
            }
            Some(heading) => heading.clone().into_any(),
        };
        view! { <li><a {..own_language(catalog)} href=format!("#{}", section_id(at + 1))>{name}</a></li> }
    };
    let items = sections.iter().enumerate().map(item).collect_view();
    view! {
        <nav class="contents" aria-label=m.on_this_page>
            <p aria-hidden="true">{m.on_this_page}</p>
            <ul>{items}</ul>
        </nav>
    }
}

/// A part of the template as the case fills it. Headings of the case's own stand
/// below the part's name, so that who looks for the results finds them whatever
/// they are called.
#[component]
fn CasePart(
    /// The sections of one kind.
    sections: Vec<Section>,
    /// The number of the first, from 1.
    first: usize,
) -> impl IntoView {
    let app = use_app();
    let library = app.library();
    let catalog = &library.catalog;
    let label = sections.first().map(|section| catalog.section_kinds[section.kind].label.clone());
    let has_own_heading = sections.iter().any(|section| section.heading.is_some());
    // A section without a heading of its own begins where the part does.
    let is_unnamed = sections.first().is_some_and(|section| section.heading.is_none());
    let name_id = is_unnamed.then(|| section_id(first));
    let texts = sections.iter().enumerate().map(|(at, section)| {
        let heading = section.heading.clone().map(|heading| {
            view! { <h3 id=section_id(first + at) tabindex="-1">{heading}</h3> }
        });
        let anchor = (section.heading.is_none() && at > 0)
            .then(|| view! { <span id=section_id(first + at) tabindex="-1"></span> });
        view! { {heading} {anchor} {plain_text(&section.body)} }
    });
    let texts = texts.collect_view();
    view! {
        <section {..own_language(catalog)} class="case-section">
            <h2 id=name_id tabindex="-1" class:kind=has_own_heading>{label}</h2>
            {texts}
        </section>
    }
}

/// What the case shares with others, what to do with it, and where it is from.
#[component]
fn Facts(
    /// The page that the case was taken from.
    source_url: Option<String>,
    /// When the case was last edited.
    updated: Option<Date>,
    /// Its position, if it has one among the others.
    position: Option<usize>,
) -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let source = source_url.map(|url| view! { <p><ExternalLink url label=m.source_page/></p> });
    let updated = updated.map(|date| view! { <p>{(m.updated)(&app.format.date(date))}</p> });
    let generated = app.library().catalog.generated;
    let snapshot = generated.map(|date| view! { <p>{(m.snapshot_of)(&app.format.date(date))}</p> });
    view! {
        <aside class="facts" aria-label=m.facts>
            {position.map(|position| view! { <SharedFacts position/> })}
            <CaseTools/>
            <div class="provenance">{source}{updated}{snapshot}</div>
        </aside>
    }
}

/// Country, year, organisation and the publisher's facets, each value leading
/// to the cases that have it too.
#[component]
fn SharedFacts(
    /// Position of the case.
    position: usize,
) -> impl IntoView {
    let app = use_app();
    let library = app.library();
    // Where, when and who first; the region only repeats the country.
    let place = |facet: usize| match library.facets[facet].kind {
        FacetKind::Country => 0,
        FacetKind::Year => 1,
        FacetKind::Organisation => 2,
        FacetKind::Publisher(_) => 3,
        FacetKind::Region => 4,
    };
    let facets = sorted_positions(library.facets.len(), &|a, b| place(a).cmp(&place(b)));
    let rows = facets.into_iter().map(|facet| {
        let facet = &library.facets[facet];
        let values = values_of(app, facet, position);
        (!values.is_empty()).then(|| {
            let value = |(href, label)| view! { <li><a href=href>{label}</a></li> };
            let values = values.into_iter().map(value).collect_view();
            view! { <div><dt>{facet_label(app, facet)}</dt><dd><ul>{values}</ul></dd></div> }
        })
    });
    let rows = rows.collect_view();
    view! { <dl>{rows}</dl> }
}

/// A case's values of a facet: for each the address of all cases that have it,
/// and its name.
fn values_of(app: App, facet: &Facet, position: usize) -> Vec<(String, String)> {
    let shared = |change: &dyn Fn(&mut Query)| {
        let mut query = Query::default();
        change(&mut query);
        app.href_now(|route| route.home().with_query(query.clone()))
    };
    let values = facet.values_of(position).map(|value| {
        let value = &facet.values[value];
        let href = shared(&|query| match facet.kind {
            FacetKind::Year => query.refinements.years = Years::parse(&value.id),
            _ => query.refinements.include(&facet.id, Refinement::Value(value.id.clone())),
        });
        (href, value.label.clone())
    });
    let values: Vec<_> = values.collect();
    if values.is_empty() && facet.kind == FacetKind::Country {
        let href = shared(&|query| query.refinements.include(&facet.id, Refinement::NotStated));
        return vec![(href, app.messages.international.to_owned())];
    }
    values
}

/// What to do with the case.
#[component]
fn CaseTools() -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let said = RwSignal::new(String::new());
    let copy = move |_| {
        spawn_local(async move {
            let link = address::whole(&app.href_now(Route::in_full));
            let is_copied = page::copy(&link).await;
            said.set(if is_copied { m.link_copied.to_owned() } else { (m.copy_failed)(&link) });
        });
    };
    view! {
        <div class="case-tools">
            <button type="button" on:click=copy>{m.copy_link}</button>
            <button type="button" on:click=|_| page::print()>{m.print}</button>
            <span role="status">{move || said.get()}</span>
        </div>
    }
}

/// Further reading, where there is some.
#[component]
fn Links(
    /// Links of the case.
    links: Vec<Link>,
) -> impl IntoView {
    let heading = use_app().messages.links;
    (!links.is_empty()).then(|| {
        let item = |Link { url, label }: Link| {
            let host = host(&url).map(|host| view! { <span class="host">{host.to_owned()}</span> });
            view! { <li><ExternalLink url label/> " " {host}</li> }
        };
        let items = links.into_iter().map(item).collect_view();
        view! { <section class="case-section"><h2>{heading}</h2><ul class="links">{items}</ul></section> }
    })
}

/// The host that a link leads to, which tells a reader more than its label.
fn host(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once(':')?;
    let host = rest.strip_prefix("//")?.split(['/', '?', '#']).next()?;
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    Some(host.strip_prefix("www.").unwrap_or(host)).filter(|host| !host.is_empty())
}

/// The cases that share most with this one, where there are any.
#[component]
fn SimilarCases(
    /// Position of the case.
    position: usize,
) -> impl IntoView {
    let app = use_app();
    let cases = app.library().similar(position, N_SIMILAR);
    view! { <CaseList heading=app.messages.similar_cases cases/> }
}

/// Further cases below a page, where there are any.
#[component]
fn CaseList(
    /// What they are.
    heading: &'static str,
    /// Their positions.
    cases: Vec<usize>,
) -> impl IntoView {
    let app = use_app();
    let library = app.library();
    (!cases.is_empty()).then(|| {
        let item = |position: usize| {
            let case = &library.catalog.cases[position];
            let href = app.href_now(|route| route.with_case(&case.id));
            view! {
                <li>
                    <a {..own_language(&library.catalog)} id=format!("similar-{}", case.id) href=href>
                        {case.title.clone()}
                    </a>
                    <Places case=position/>
                </li>
            }
        };
        let items = cases.into_iter().map(item).collect_view();
        view! {
            <section class="similar" aria-labelledby="similar-title">
                <h2 id="similar-title">{heading}</h2>
                <ul>{items}</ul>
            </section>
        }
    })
}
