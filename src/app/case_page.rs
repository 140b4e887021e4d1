//! One case: its template, facts, links, and the way on.

use leptos::prelude::*;

use super::App;
use super::element::{
    Element, a, article, aside, button, dd, div, dl, dt, h1, h2, header, img, li, nav, p, section, span, ul,
};
use super::facets::facet_label;
use super::navigate::PAGE_TITLE;
use super::parts::places::places;
use super::parts::text::{external_link, link, plain_text};
use super::signals::spawn;
use crate::browser::{address, page};
use crate::catalog::Case;
use crate::route::Route;
use crate::search::facets::{Facet, FacetKind};
use crate::search::{Query, Refinement, Years};

/// How many similar cases are shown.
const N_SIMILAR: usize = 6;

/// The case of this id or former id, or that there is none.
pub fn case_page(app: App, id: &str) -> Element {
    let library = app.library();
    let Some(case) = library.catalog.case(id) else { return no_such_case(app) };
    // A case that was withdrawn has no place among the others.
    let position = library.catalog.position(id);
    div()
        .class("case-page")
        .child(case_navigation(app, position))
        .child(case_article(app, case, position))
        .child(position.and_then(|position| similar_cases(app, position)))
}

fn no_such_case(app: App) -> Element {
    let m = app.messages;
    let all = (m.all_cases)(&app.count(app.library().n_cases()));
    div()
        .class("notice-page")
        .child(h1().attr("id", PAGE_TITLE).focusable().child(m.no_such_case_title))
        .child(p().child(m.no_such_case_text))
        .child(p().child(link(&app.address(Route::home), &all)))
}

/// Back to the list, and to the case's neighbours there.
fn case_navigation(app: App, position: Option<usize>) -> Element {
    let m = app.messages;
    let back = move || {
        let n_hits = app.results().hits.len();
        link(&app.address(Route::without_case), &(m.back_to_results)(&app.count(n_hits)))
            .class("back")
            .attr("data-back", "")
    };
    let neighbour = move |hit: Option<usize>, rel: &str, label: &str| match hit {
        Some(hit) => {
            let library = app.library();
            let id = &library.catalog.cases[hit].id;
            link(&app.address(|route| route.with_case(id)), label).attr("rel", rel)
        }
        // Keeps its room, so that the other link stays where it was.
        None => span().class("is-off").attr("aria-hidden", "true").child(label),
    };
    let steps = move || {
        let results = app.results();
        let at = results.hits.iter().position(|hit| Some(*hit) == position)?;
        let place = (m.position)(&app.number(at + 1), &app.number(results.hits.len()));
        (results.hits.len() > 1).then(|| {
            span()
                .class("case-steps")
                .child(neighbour(at.checked_sub(1).map(|before| results.hits[before]), "prev", m.previous))
                .child(span().class("case-place").child(place))
                .child(neighbour(results.hits.get(at + 1).copied(), "next", m.next))
        })
    };
    nav().class("case-navigation").attr("aria-label", m.case_nav_label).child_with(back).child_with(steps)
}

fn case_article(app: App, case: &Case, position: Option<usize>) -> Element {
    let m = app.messages;
    let library = app.library();
    let kinds = &library.catalog.section_kinds;
    let mut contents = ul();
    let mut sections = Vec::new();
    for (at, part) in case.sections.iter().enumerate() {
        let id = format!("section-{}", at + 1);
        let heading = part.heading.as_ref().unwrap_or(&kinds[part.kind].label);
        contents = contents.child(li().child(link(&format!("#{id}"), heading)));
        let heading = h2().attr("id", &id).focusable().child(heading.as_str());
        let text = section().class("case-section").child(heading).child(plain_text(&part.body));
        sections.push(app.of_snapshot(text));
    }
    let contents = (sections.len() > 1).then(|| {
        nav()
            .class("contents")
            .attr("aria-label", m.on_this_page)
            .child(p().attr("aria-hidden", "true").child(m.on_this_page))
            .child(contents)
    });
    let withdrawn = case.withdrawn.as_ref().map(|withdrawal| {
        p().class("notice").child((m.withdrawn)(&app.date(withdrawal.date), &withdrawal.reason))
    });
    let image = case.image.as_ref().map(|image| {
        img()
            .class("case-image")
            .attr("src", image.src.as_str())
            .attr("alt", image.alt.as_str())
            .attr("loading", "lazy")
    });
    let head = header()
        .class("case-head")
        .child(app.of_snapshot(h1().attr("id", PAGE_TITLE).focusable().child(case.title.as_str())))
        .child(withdrawn)
        .child(app.of_snapshot(div().class("lead").child(plain_text(&case.summary))));
    let text = div().class("case-text").child(image).child(contents).child(sections).child(links(app, case));
    article().child(head).child(facts(app, case, position)).child(text)
}

/// What the case shares with others, what to do with it, and where it is from.
fn facts(app: App, case: &Case, position: Option<usize>) -> Element {
    let m = app.messages;
    let source = case.source_url.as_ref().map(|url| p().child(external_link(url, m.source_page)));
    let updated = case.updated.map(|date| p().child((m.updated)(&app.date(date))));
    let generated = app.library().catalog.generated;
    let snapshot = generated.map(|date| p().child((m.snapshot_of)(&app.date(date))));
    aside()
        .class("facts")
        .attr("aria-label", m.facts)
        .child(position.map(|position| shared_facts(app, position)))
        .child(case_tools(app))
        .child(div().class("provenance").child(source).child(updated).child(snapshot))
}

/// Country, year, organisation and the publisher's facets, each value leading
/// to the cases that have it too.
fn shared_facts(app: App, position: usize) -> Element {
    let library = app.library();
    let shared = |change: &dyn Fn(&mut Query)| {
        let mut query = Query::default();
        change(&mut query);
        app.route_now().home().with_query(query).write()
    };
    // Where, when and who first; the region only repeats the country.
    let place = |facet: &Facet| match facet.kind {
        FacetKind::Country => 0,
        FacetKind::Year => 1,
        FacetKind::Organisation => 2,
        FacetKind::Publisher(_) => 3,
        FacetKind::Region => 4,
    };
    let mut facets: Vec<&Facet> = library.facets.iter().collect();
    facets.sort_by_key(|facet| place(facet));
    let mut rows = dl();
    for facet in facets {
        let mut values = ul();
        let mut n_values = 0;
        for value in facet.values_of(position) {
            let value = &facet.values[value];
            let href = shared(&|query| match facet.kind {
                FacetKind::Year => query.refinements.years = Years::parse(&value.id),
                _ => query.refinements.include(&facet.id, Refinement::Value(value.id.clone())),
            });
            values = values.child(li().child(link(&href, &value.label)));
            n_values += 1;
        }
        if n_values == 0 && facet.kind == FacetKind::Country {
            let href = shared(&|query| query.refinements.include(&facet.id, Refinement::NotStated));
            values = values.child(li().child(link(&href, app.messages.international)));
            n_values += 1;
        }
        if n_values > 0 {
            rows = rows.child(div().child(dt().child(facet_label(app, facet))).child(dd().child(values)));
        }
    }
    rows
}

fn case_tools(app: App) -> Element {
    let m = app.messages;
    let said = RwSignal::new(String::new());
    let copy = move |_| {
        spawn(async move {
            let link = address::whole(&app.address_now(Route::in_full));
            let is_copied = page::copy(&link).await;
            said.set(if is_copied { m.link_copied.to_owned() } else { (m.copy_failed)(&link) });
        });
    };
    div()
        .class("case-tools")
        .child(button().attr("type", "button").on("click", copy).child(m.copy_link))
        .child(button().attr("type", "button").on("click", |_| page::print()).child(m.print))
        .child(span().attr("role", "status").child_with(move || said.get()))
}

fn links(app: App, case: &Case) -> Option<Element> {
    let mut items = ul().class("links");
    for link in &case.links {
        let host = host(&link.url).map(|host| span().class("host").child(host));
        items = items.child(li().child(external_link(&link.url, &link.label)).child(" ").child(host));
    }
    let heading = h2().child(app.messages.links);
    (!case.links.is_empty()).then(|| section().class("case-section").child(heading).child(items))
}

/// The host that a link leads to, which tells a reader more than its label.
fn host(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once(':')?;
    let host = rest.strip_prefix("//")?.split(['/', '?', '#']).next()?;
    let host = &host[host.rfind('@').map_or(0, |at| at + 1)..];
    Some(host.strip_prefix("www.").unwrap_or(host)).filter(|host| !host.is_empty())
}

fn similar_cases(app: App, position: usize) -> Option<Element> {
    let library = app.library();
    let similar = library.similar(position, N_SIMILAR);
    let mut items = ul();
    for position in &similar {
        let case = &library.catalog.cases[*position];
        let title = a()
            .attr("id", &format!("similar-{}", case.id))
            .attr("href", &app.address_now(|route| route.with_case(&case.id)))
            .child(case.title.as_str());
        items = items.child(li().child(app.of_snapshot(title)).child(places(app, case, &[])));
    }
    let heading = h2().attr("id", "similar-title").child(app.messages.similar_cases);
    (!similar.is_empty()).then(|| {
        section().class("similar").attr("aria-labelledby", "similar-title").child(heading).child(items)
    })
}
