//! The library's passport: who publishes what, how complete it is, and what
//! was wrong with it.

use leptos::prelude::*;

use super::App;
use super::element::{
    Element, code, dd, div, dl, dt, h1, h2, header, li, ol, p, section, span, table, tbody, td, th, thead,
    tr, ul,
};
use super::navigate::PAGE_TITLE;
use super::offline::on_this_device;
use super::parts::share::share;
use super::parts::text::{external_link, link, named_link, plain_text};
use crate::catalog::{CaseField, Completeness};
use crate::route::Route;
use crate::search::facets::FacetKind;
use crate::search::{Query, Refinement, Years};

/// Problems listed; a slip that every case repeats gives thousands.
const N_PROBLEMS: usize = 200;

/// About the library.
pub fn about_page(app: App) -> Element {
    let library = app.library();
    let head = header()
        .child(h1().attr("id", PAGE_TITLE).focusable().child(app.messages.about_title))
        .child(app.of_snapshot(div().class("lead").child(plain_text(&library.catalog.library.description))));
    div()
        .class("about-page")
        .child(head)
        .child(passport(app))
        .child(changes(app))
        .child(completeness(app))
        .child(problems(app))
        .child(part("device", app.messages.device_title).child(on_this_device(app)))
}

fn part(id: &str, heading: &str) -> Element {
    section().attr("aria-labelledby", id).child(h2().attr("id", id).child(heading))
}

/// The address of another place, from here.
fn address(app: App, to: impl FnOnce(Route) -> Route) -> String {
    to(app.route_now().home()).write()
}

fn passport(app: App) -> Element {
    let m = app.messages;
    let library = app.library();
    let catalog = &library.catalog;
    let info = &catalog.library;
    let publisher = &info.publisher;
    let n_values = |kind: FacetKind| {
        let facet = library.facets.iter().find(|facet| facet.kind == kind);
        app.number(facet.map_or(0, |facet| facet.values.len()))
    };
    let statement = if publisher.official { m.official_statement } else { m.not_official };
    let publisher_rows = div()
        .child(named_link(&publisher.name, publisher.url.as_deref()))
        .child(app.of_snapshot(p().child(publisher.statement.as_str())))
        .child(p().child(statement));
    let mut rows = vec![(m.title, span().child(info.title.as_str())), (m.publisher, publisher_rows)];
    if let Some(url) = &publisher.authenticity_url {
        rows.push((m.authenticity, external_link(url, m.check_authenticity)));
    }
    for (label, link) in [(m.source, &info.source), (m.licence, &info.licence)] {
        if let Some(link) = link {
            rows.push((label, named_link(&link.name, link.url.as_deref())));
        }
    }
    let facts = [
        (m.date, catalog.generated.map(|date| app.date(date))),
        (m.language_label, Some(catalog.language.clone())),
        (m.cases, Some(app.number(library.n_cases()))),
        (m.countries, Some(n_values(FacetKind::Country))),
        (m.organisations, Some(n_values(FacetKind::Organisation))),
    ];
    for (label, fact) in facts {
        rows.extend(fact.map(|fact| (label, span().child(fact))));
    }
    if let Some(hash) = app.fingerprint.get_value() {
        rows.push((m.fingerprint, code().child(hash)));
    }
    let list = rows.into_iter().fold(dl().class("passport"), |list, (label, value)| {
        list.child(div().child(dt().child(label)).child(dd().child(value)))
    });
    part("passport", m.passport).child(list)
}

fn changes(app: App) -> Option<Element> {
    let m = app.messages;
    let library = app.library();
    let changes = library.catalog.changes.as_ref()?;
    let mut items = ul();
    for (ids, text) in [(&changes.added, m.changes_added), (&changes.changed, m.changes_changed)] {
        if !ids.is_empty() {
            let query = Query { ids: ids.clone(), ..Query::default() };
            let href = address(app, |home| home.with_query(query));
            items = items.child(li().child(link(&href, &text(&app.count(ids.len())))));
        }
    }
    if !changes.withdrawn.is_empty() {
        // Withdrawn cases stand in no list; each still opens, to say why.
        let mut withdrawn = ul();
        for case in changes.withdrawn.iter().filter_map(|id| library.catalog.case(id)) {
            let href = address(app, |home| home.with_case(&case.id));
            withdrawn = withdrawn.child(li().child(link(&href, &case.title)));
        }
        let text = (m.changes_withdrawn)(&app.count(changes.withdrawn.len()));
        items = items.child(li().child(text).child(withdrawn));
    }
    let since = changes.since.map(|date| p().child((m.changes_since)(&app.date(date))));
    Some(part("changes", m.changes_title).child(since).child(items))
}

fn completeness(app: App) -> Element {
    let m = app.messages;
    let library = app.library();
    let n_cases = library.n_cases();
    let column = |label: &str| th().attr("scope", "col").child(label);
    let mut rows = tbody();
    for Completeness { field, n_cases: n_filled } in library.catalog.completeness() {
        let n_missing = n_cases - n_filled;
        let missing = match without(app, field).filter(|_| n_missing > 0) {
            Some(href) => link(&href, &app.number(n_missing)),
            None => span().child(app.number(n_missing)),
        };
        let bar = span().class("share-bar").share_with(move || share(n_filled, n_cases));
        let percent = span().class("number").child(app.percent(n_filled, n_cases));
        rows = rows.child(
            tr().child(th().attr("scope", "row").child(field_label(app, field)))
                .child(td().class("number").child(app.number(n_filled)))
                .child(td().class("share-cell").child(bar).child(percent))
                .child(td().class("number").child(missing)),
        );
    }
    let head = tr()
        .child(column(m.field))
        .child(column(m.cases).class("number"))
        .child(column(m.share))
        .child(column(m.missing).class("number"));
    part("completeness", m.completeness).child(table().child(thead().child(head)).child(rows))
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
    let facet = match field {
        CaseField::Countries => "country",
        CaseField::Organisations => "organisation",
        CaseField::Facet(facet) => &library.catalog.facets[facet].id,
        CaseField::Year => {
            query.refinements.years = Some(Years::NotStated);
            return Some(address(app, |home| home.with_query(query)));
        }
        _ => return None,
    };
    query.refinements.include(facet, Refinement::NotStated);
    Some(address(app, |home| home.with_query(query)))
}

fn problems(app: App) -> Element {
    let m = app.messages;
    let library = app.library();
    let problems = &library.catalog.problems;
    let part = part("problems", m.problems_title);
    if problems.is_empty() {
        return part.child(p().child(m.no_problems));
    }
    let mut items = ol().class("problems").attr("lang", "en");
    for problem in problems.iter().take(N_PROBLEMS) {
        let consequence =
            p().class("consequence").attr("lang", m.locale).child((m.consequence)(problem.consequence));
        items = items.child(
            li().child(code().child(problem.place.as_str()))
                .child(p().child(problem.message()))
                .child(consequence),
        );
    }
    let n_problems = (m.n_problems)(&app.count(problems.len()));
    let n_left_out = (m.n_left_out)(&app.count(library.catalog.n_left_out()));
    let n_more = problems.len().saturating_sub(N_PROBLEMS);
    let more = (n_more > 0).then(|| p().child((m.more_problems)(&app.count(n_more))));
    part.child(p().child(n_problems).child(": ").child(n_left_out)).child(items).child(more)
}
