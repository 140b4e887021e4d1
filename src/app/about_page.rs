//! The library's passport: who publishes what, how complete it is, and what
//! was wrong with it.

use leptos::prelude::*;

use super::navigate::PAGE_TITLE;
use super::parts::share::share;
use super::parts::text::{ExternalLink, PlainText};
use super::{App, use_app};
use crate::catalog::{CaseField, Completeness, NamedLink};
use crate::search::facets::FacetKind;
use crate::search::{Query, Refinement, Years};

/// About the library.
#[component]
pub fn AboutPage() -> impl IntoView {
    let app = use_app();
    let library = app.library();
    let info = &library.catalog.library;
    view! {
        <div class="about-page">
            <header>
                <h1 id=PAGE_TITLE tabindex="-1">{app.messages.about_title}</h1>
                <div class="lead"><PlainText text=info.description.clone() /></div>
            </header>
            {passport(app)}
            {changes(app)}
            {completeness(app)}
            {problems(app)}
        </div>
    }
}

fn passport(app: App) -> impl IntoView {
    let m = app.messages;
    let library = app.library();
    let catalog = &library.catalog;
    let info = &catalog.library;
    let number = |kind: FacetKind| {
        let facet = library.facets.iter().find(|facet| facet.kind == kind);
        app.number(facet.map_or(0, |facet| facet.values.len()))
    };
    let linked = |link: &NamedLink| match &link.url {
        Some(url) => view! { <ExternalLink url=url.clone() label=link.name.clone() /> }.into_any(),
        None => link.name.clone().into_any(),
    };
    let publisher = info.publisher.clone();
    let publisher_name = match publisher.url {
        Some(url) => view! { <ExternalLink url label=publisher.name /> }.into_any(),
        None => publisher.name.into_any(),
    };
    let statement = if info.publisher.official { m.official_statement } else { m.not_official };
    let mut rows = vec![
        (m.title, info.title.clone().into_any()),
        (m.publisher, view! { {publisher_name} <p>{publisher.statement}</p> <p>{statement}</p> }.into_any()),
    ];
    rows.extend(publisher.authenticity_url.map(|url| {
        (m.authenticity, view! { <ExternalLink url label=m.check_authenticity.to_owned() /> }.into_any())
    }));
    rows.extend(info.source.as_ref().map(|source| (m.source, linked(source))));
    rows.extend(info.licence.as_ref().map(|licence| (m.licence, linked(licence))));
    rows.extend(catalog.generated.map(|date| (m.date, app.date(date).into_any())));
    rows.extend([
        (m.language_label, catalog.language.clone().into_any()),
        (m.cases, app.number(library.n_cases()).into_any()),
        (m.countries, number(FacetKind::Country).into_any()),
        (m.organisations, number(FacetKind::Organisation).into_any()),
    ]);
    let fingerprint = app.fingerprint.get_value();
    rows.extend(fingerprint.map(|hash| (m.fingerprint, view! { <code>{hash}</code> }.into_any())));
    let rows = rows
        .into_iter()
        .map(|(label, value)| view! { <div><dt>{label}</dt><dd>{value}</dd></div> })
        .collect_view();
    view! {
        <section aria-labelledby="passport">
            <h2 id="passport">{m.passport}</h2>
            <dl class="passport">{rows}</dl>
        </section>
    }
}

fn changes(app: App) -> impl IntoView {
    let m = app.messages;
    let library = app.library();
    library.catalog.changes.as_ref().map(|changes| {
        let listed = |ids: &[String], text: fn(&crate::language::Count) -> String| {
            let query = Query { ids: ids.to_vec(), ..Query::default() };
            let href = app.route.with_untracked(|route| route.home().with_query(query).write());
            let text = text(&app.count(ids.len()));
            (!ids.is_empty()).then(|| view! { <li><a href=href>{text}</a></li> })
        };
        // Withdrawn cases stand in no list; each still opens, to say why.
        let withdrawn = changes.withdrawn.iter().filter_map(|id| library.catalog.case(id));
        let withdrawn = withdrawn
            .map(|case| {
                let href = app.route.with_untracked(|route| route.home().with_case(&case.id).write());
                view! { <li><a href=href>{case.title.clone()}</a></li> }
            })
            .collect_view();
        let n_withdrawn = changes.withdrawn.len();
        view! {
            <section aria-labelledby="changes">
                <h2 id="changes">{m.changes_title}</h2>
                {changes.since.map(|date| view! { <p>{(m.changes_since)(&app.date(date))}</p> })}
                <ul>
                    {listed(&changes.added, m.changes_added)}
                    {listed(&changes.changed, m.changes_changed)}
                    {(n_withdrawn > 0)
                        .then(|| view! { <li>{(m.changes_withdrawn)(&app.count(n_withdrawn))}<ul>{withdrawn}</ul></li> })}
                </ul>
            </section>
        }
    })
}

fn completeness(app: App) -> impl IntoView {
    let m = app.messages;
    let library = app.library();
    let n_cases = library.n_cases();
    let rows = library
        .catalog
        .completeness()
        .into_iter()
        .map(|Completeness { field, n_cases: n_filled }| {
            let share = share(n_filled, n_cases);
            let missing = n_cases - n_filled;
            let missing = match without(app, field).filter(|_| missing > 0) {
                Some(href) => view! { <a href=href>{app.number(missing)}</a> }.into_any(),
                None => app.number(missing).into_any(),
            };
            view! {
                <tr>
                    <th scope="row">{field_label(app, field)}</th>
                    <td class="number">{app.number(n_filled)}</td>
                    <td class="share-cell">
                        <span class="share-bar" style:--share=share></span>
                        <span class="number">{app.percent(n_filled, n_cases)}</span>
                    </td>
                    <td class="number">{missing}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section aria-labelledby="completeness">
            <h2 id="completeness">{m.completeness}</h2>
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
        </section>
    }
}

fn field_label(app: App, field: CaseField) -> String {
    let m = app.messages;
    let catalog = &app.library().catalog;
    match field {
        CaseField::Summary => m.summary.to_owned(),
        CaseField::Countries => m.countries.to_owned(),
        CaseField::Organisations => m.organisations.to_owned(),
        CaseField::Year => m.facet_year.to_owned(),
        CaseField::Facet(facet) => catalog.facets[facet].label.clone(),
        CaseField::Section(kind) => catalog.section_kinds[kind].label.clone(),
        CaseField::Links => m.links.to_owned(),
        CaseField::Source => m.source.to_owned(),
        CaseField::Image => m.image.to_owned(),
    }
}

/// The list of the cases that do not fill a field, where it can be asked for.
fn without(app: App, field: CaseField) -> Option<String> {
    let mut query = Query::default();
    let facet = match field {
        CaseField::Countries => "country".to_owned(),
        CaseField::Organisations => "organisation".to_owned(),
        CaseField::Facet(facet) => app.library().catalog.facets[facet].id.clone(),
        CaseField::Year => {
            query.refinements.years = Some(Years::NotStated);
            String::new()
        }
        _ => return None,
    };
    if !facet.is_empty() {
        query.refinements.include(&facet, Refinement::NotStated);
    }
    Some(app.route.with_untracked(|route| route.home().with_query(query).write()))
}

fn problems(app: App) -> impl IntoView {
    let m = app.messages;
    let library = app.library();
    let problems = &library.catalog.problems;
    let content = if problems.is_empty() {
        view! { <p>{m.no_problems}</p> }.into_any()
    } else {
        let items = problems
            .iter()
            .map(|problem| {
                view! {
                    <li>
                        <code>{problem.place.clone()}</code>
                        <p>{problem.message()}</p>
                        <p class="consequence">{(m.consequence)(problem.consequence)}</p>
                    </li>
                }
            })
            .collect_view();
        view! {
            <p>{(m.n_problems)(&app.count(problems.len()))}" "{(m.n_left_out)(&app.count(library.catalog.n_left_out()))}</p>
            <ol class="problems" lang="en">{items}</ol>
        }
        .into_any()
    };
    view! {
        <section aria-labelledby="problems">
            <h2 id="problems">{m.problems_title}</h2>
            {content}
        </section>
    }
}
