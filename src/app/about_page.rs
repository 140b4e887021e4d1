//! The library's passport: who publishes what, how complete it is, and what
//! was wrong with it.

use leptos::prelude::*;

use super::navigate::PAGE_TITLE;
use super::offline::OnThisDevice;
use super::parts::links::{ExternalLink, NamedLink};
use super::parts::share::share;
use super::parts::text::{own_language, plain_text};
use super::{App, use_app};
use crate::catalog::{CaseField, Completeness, Problem};
use crate::route::Route;
use crate::search::facets::FacetKind;
use crate::search::{Query, Refinement, Years};

/// Problems listed; a slip that every case repeats gives thousands.
const N_PROBLEMS: usize = 200;

/// About the library.
#[component]
pub fn AboutPage() -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let library = app.library();
    let description = plain_text(&library.catalog.library.description);
    view! {
        <div class="about-page">
            <header>
                <h1 id=PAGE_TITLE tabindex="-1">{m.about_title}</h1>
                <div {..own_language(&library.catalog)} class="lead">{description}</div>
            </header>
            <Part id="passport" heading=m.passport><Passport/></Part>
            <Changes/>
            <Part id="completeness" heading=m.completeness><CompletenessTable/></Part>
            <Part id="problems" heading=m.problems_title><Problems/></Part>
            <Part id="device" heading=m.device_title><OnThisDevice/></Part>
        </div>
    }
    .into_any()
}

/// A part of the page, named by its heading.
#[component]
fn Part(
    /// Id of the heading.
    id: &'static str,
    /// The heading.
    heading: &'static str,
    /// What stands below it.
    children: Children,
) -> impl IntoView {
    view! { <section aria-labelledby=id><h2 id=id>{heading}</h2>{children()}</section> }.into_any()
}

/// The address of another place, from here.
fn address(app: App, to: impl Fn(Route) -> Route) -> String {
    app.href_now(|route| to(route.home()))
}

/// The snapshot as a publication.
#[component]
fn Passport() -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let library = app.library();
    let catalog = &library.catalog;
    let info = &catalog.library;
    let title = info.title.clone();
    let publisher = info.publisher.clone();
    let n_values = |kind: FacetKind| {
        let facet = library.facets.iter().find(|facet| facet.kind == kind);
        app.format.number(facet.map_or(0, |facet| facet.values.len()))
    };
    let official = if publisher.official { m.official_statement } else { m.not_official };
    let published_by = view! {
        <div>
            <NamedLink name=publisher.name url=publisher.url/>
            <p {..own_language(catalog)}>{publisher.statement}</p>
            <p>{official}</p>
        </div>
    };
    let authenticity = publisher.authenticity_url.map(|url| {
        view! { <Fact name=m.authenticity><ExternalLink url label=m.check_authenticity/></Fact> }
    });
    let named = [(m.source, &info.source), (m.licence, &info.licence)].map(|(name, link)| {
        let link = link.clone();
        link.map(|link| view! { <Fact name><NamedLink name=link.name url=link.url/></Fact> })
    });
    let facts = [
        (m.date, catalog.generated.map(|date| app.format.date(date))),
        (m.language_label, Some(catalog.language.clone())),
        (m.cases, Some(app.format.number(library.n_cases()))),
        (m.countries, Some(n_values(FacetKind::Country))),
        (m.organisations, Some(n_values(FacetKind::Organisation))),
    ];
    let facts = facts.map(|(name, fact)| fact.map(|fact| view! { <Fact name><span>{fact}</span></Fact> }));
    let fingerprint =
        app.fingerprint().map(|hash| view! { <Fact name=m.fingerprint><code>{hash}</code></Fact> });
    view! {
        <dl class="passport">
            <Fact name=m.title><span>{title}</span></Fact>
            <Fact name=m.publisher>{published_by}</Fact>
            {authenticity}
            {named.collect_view()}
            {facts.collect_view()}
            {fingerprint}
        </dl>
    }
}

/// A line of the passport.
#[component]
fn Fact(
    /// What it is about.
    name: &'static str,
    /// What it says.
    children: Children,
) -> impl IntoView {
    view! { <div><dt>{name}</dt><dd>{children()}</dd></div> }.into_any()
}

/// What is new since the snapshot before, where the snapshot says so.
#[component]
fn Changes() -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let library = app.library();
    let changes = library.catalog.changes.as_ref()?;
    let listed = [(&changes.added, m.changes_added), (&changes.changed, m.changes_changed)];
    let listed = listed.map(|(ids, text)| {
        (!ids.is_empty()).then(|| {
            let query = Query { ids: ids.clone(), ..Query::default() };
            let href = address(app, |home| home.with_query(query.clone()));
            view! { <li><a href=href>{text(&app.format.count(ids.len()))}</a></li> }
        })
    });
    let listed = listed.collect_view();
    let withdrawn = (!changes.withdrawn.is_empty()).then(|| {
        // They stand in no list; the address of each still opens, to say why. Of
        // those that are not in the snapshot any more, it is all that is left.
        let case = |id: &String| {
            let href = address(app, |home| home.with_case(id));
            let title = library.catalog.case(id).map_or(id, |case| &case.title).clone();
            view! { <li><a href=href>{title}</a></li> }
        };
        let cases = changes.withdrawn.iter().map(case).collect_view();
        view! { <li>{(m.changes_withdrawn)(&app.format.count(changes.withdrawn.len()))}<ul>{cases}</ul></li> }
    });
    let since = changes.since.map(|date| view! { <p>{(m.changes_since)(&app.format.date(date))}</p> });
    Some(view! { <Part id="changes" heading=m.changes_title>{since}<ul>{listed}{withdrawn}</ul></Part> })
}

/// For each field of a case, how many fill it.
#[component]
fn CompletenessTable() -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let library = app.library();
    let n_cases = library.n_cases();
    let rows = library.catalog.completeness().into_iter().map(|Completeness { field, n_cases: n_filled }| {
        let n_missing = app.format.number(n_cases - n_filled);
        let missing = match without(app, field).filter(|_| n_filled < n_cases) {
            Some(href) => view! { <a href=href>{n_missing}</a> }.into_any(),
            None => view! { <span>{n_missing}</span> }.into_any(),
        };
        view! {
            <tr>
                <th scope="row">{field_label(app, field)}</th>
                <td class="number">{app.format.number(n_filled)}</td>
                <td class="share-cell">
                    <span class="share-bar" style=("--share", share(n_filled, n_cases))></span>
                    <span class="number">{app.format.percent(n_filled, n_cases)}</span>
                </td>
                <td class="number">{missing}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <table>
            <thead>
                <tr>
                    <th scope="col">{m.field}</th>
                    <th scope="col" class="number">{m.cases}</th>
                    <th scope="col">{m.share}</th>
                    <th scope="col" class="number">{m.missing}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn field_label(app: App, field: CaseField) -> String {
    let m = app.messages;
    let library = app.library();
    match field {
        CaseField::Summary => m.summary,
        CaseField::Countries => m.countries,
        CaseField::Organisations => m.organisations,
        CaseField::Year => m.facet_year,
        CaseField::Facet(facet) => &library.catalog.facets[facet].label,
        CaseField::Section(kind) => &library.catalog.section_kinds[kind].label,
        CaseField::Links => m.links,
        CaseField::Source => m.source,
        CaseField::Image => m.image,
    }
    .to_owned()
}

/// The list of the cases that do not fill a field, where it can be asked for.
fn without(app: App, field: CaseField) -> Option<String> {
    let library = app.library();
    let mut query = Query::default();
    match field {
        CaseField::Countries => query.refinements.include("country", Refinement::NotStated),
        CaseField::Organisations => query.refinements.include("organisation", Refinement::NotStated),
        CaseField::Facet(facet) => {
            query.refinements.include(&library.catalog.facets[facet].id, Refinement::NotStated);
        }
        CaseField::Year => query.refinements.years = Some(Years::NotStated),
        _ => return None,
    }
    Some(address(app, |home| home.with_query(query.clone())))
}

/// What is wrong with the snapshot.
#[component]
fn Problems() -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let library = app.library();
    let problems = &library.catalog.problems;
    if problems.is_empty() {
        return view! { <p>{m.no_problems}</p> }.into_any();
    }
    let item = |problem: &Problem| {
        view! {
            <li>
                <code>{problem.place.clone()}</code>
                <p>{problem.message()}</p>
                <p class="consequence" lang=m.locale>{(m.consequence)(problem.consequence)}</p>
            </li>
        }
    };
    let items = problems.iter().take(N_PROBLEMS).map(item).collect_view();
    let n_problems = (m.n_problems)(&app.format.count(problems.len()));
    let n_left_out = (m.n_left_out)(&app.format.count(library.catalog.n_left_out()));
    let n_more = problems.len().saturating_sub(N_PROBLEMS);
    let more = (n_more > 0).then(|| view! { <p>{(m.more_problems)(&app.format.count(n_more))}</p> });
    view! {
        <p>{n_problems}": "{n_left_out}</p>
        <ol class="problems" lang="en">{items}</ol>
        {more}
    }
    .into_any()
}
