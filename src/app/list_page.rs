//! The list: the sentence of what is shown, tools, filters, entries.

use leptos::prelude::*;

use super::App;
use super::countries::countries;
use super::element::{
    Element, aside, button, div, element, h1, h2, label, li, nav, ol, p, section, select, span, ul,
};
use super::facets::{facet_label, filters, refinement_label};
use super::navigate::PAGE_TITLE;
use super::parts::case_entry::case_entry;
use super::parts::text::link;
use super::signals::memo;
use crate::language::{Sentence, SentencePart};
use crate::route::Route;
use crate::search::facets::FacetKind;
use crate::search::{DropOffer, Query, Refinement, SearchResults, Sort};

/// Entries on a page.
const PAGE_LENGTH: usize = 24;
/// Entries that are drawn at once while the reader types: those that a screen
/// shows.
const N_FIRST: usize = 4;

/// What is shown, as one sentence: "23 cases in Finland, since 2019".
pub fn sentence(app: App, results: &SearchResults) -> String {
    let library = app.library();
    let query = &results.query;
    if query.is_empty() {
        let n_countries = library.facet("country").map_or(0, |(_, facet)| facet.values.len());
        return (app.messages.everything)(&app.count(library.n_cases()), &app.count(n_countries));
    }
    let label = |facet: &str, values: &[Refinement]| {
        values.iter().map(|value| refinement_label(app, facet, value)).collect()
    };
    let mut facets = Vec::new();
    for facet in &library.facets {
        if let Some(chosen) = query.refinements.facet(&facet.id) {
            facets.push(SentencePart {
                is_place: matches!(facet.kind, FacetKind::Country | FacetKind::Region),
                included: label(&facet.id, &chosen.included),
                excluded: label(&facet.id, &chosen.excluded),
                all: chosen.all,
            });
        }
    }
    (app.messages.result_sentence)(&Sentence {
        count: app.count(results.hits.len()),
        text: if results.has_words { query.text.clone() } else { String::new() },
        facets,
        years: query.refinements.years,
        is_selection: !query.ids.is_empty(),
    })
}

/// The list of cases, or of countries with theirs.
pub fn list_page(app: App) -> Element {
    let m = app.messages;
    let shown = memo(move || {
        let shown = match (app.entries_results().hits.is_empty(), app.entries_route().group) {
            (true, _) => "nothing",
            (false, Some(_)) => "countries",
            (false, None) => "entries",
        };
        shown.to_owned()
    });
    let results = move || match shown.get().as_str() {
        "nothing" => nothing_found(app),
        "countries" => countries(app),
        _ => entries(app),
    };
    let head = div()
        .class("list-head")
        .child(
            h1().attr("id", PAGE_TITLE)
                .class("sentence")
                .focusable()
                .child_with(move || sentence(app, &app.results())),
        )
        .child(
            div()
                .class("tools")
                .child(filters_toggle(app))
                .child_with(move || (shown.get() == "entries").then(|| sort_choice(app))),
        )
        .child_with(move || chosen_refinements(app));
    // A number, as in all memos of this app: 1 once there is more to draw than
    // what the reader looks at first.
    let is_settled = memo(move || usize::from(app.has_settled()));
    let filters = aside()
        .attr("id", "filters")
        .class("filters")
        .flag_with("data-open", move || app.is_toggled("filters"))
        .attr("aria-label", m.filters)
        .child_with(move || if is_settled.get() > 0 { filters(app) } else { Vec::new() });
    let results =
        section().attr("id", "results").attr("aria-labelledby", PAGE_TITLE).focusable().child_with(results);
    div().class("list-page").child(head).child(div().class("columns").child(filters).child(results))
}

fn filters_toggle(app: App) -> Element {
    let m = app.messages;
    let active = move || {
        let n = app.settled_results().query.refinements.len();
        (n > 0).then(|| span().class("badge").child((m.n_filters)(&app.count(n))))
    };
    button()
        .attr("id", "filters-toggle")
        .class("filters-toggle")
        .attr("aria-controls", "filters")
        .attr_with("aria-expanded", move || Some(app.is_toggled("filters").to_string()))
        .on("click", move |_| app.toggle("filters"))
        .child(m.filters)
        .child(" ")
        .child_with(active)
}

fn sort_choice(app: App) -> Element {
    let m = app.messages;
    // Changes only with what is offered: a list that is drawn anew at each
    // choice would lose the focus.
    let offered = memo(move || {
        let query = &app.route().query;
        (0..Sort::ALL.len()).filter(|at| query.has_sort(Sort::ALL[*at])).collect::<Vec<usize>>()
    });
    let choose = move |id: String| {
        let sort = Sort::ALL.into_iter().find(|sort| sort.id() == id);
        app.navigator.push(&app.route_changed(|query| query.choose_sort(sort)));
    };
    let list = move || {
        let offered = offered.get().into_iter().map(|at| Sort::ALL[at]);
        let options = offered
            .map(|sort| element("option").attr("value", sort.id()).child((m.sort_names)(sort)))
            .collect::<Vec<_>>();
        select()
            .attr("id", "sort")
            .child(options)
            .value_with(move || app.route().query.effective_sort().id().to_owned())
            .on_value("change", choose)
    };
    label().class("sort").child(m.sort_label).child(" ").child_with(list)
}

/// Everything switched on, each as a button that switches it off.
fn chosen_refinements(app: App) -> Option<Element> {
    let m = app.messages;
    let query = app.settled_results().query.clone();
    if query.refinements.is_empty() && query.ids.is_empty() {
        return None;
    }
    let drop = move |offer: &DropOffer| {
        // As by a link: the button is gone, and the focus goes to the sentence
        // that it changed. The page stays where it is.
        app.navigator.go_here(&app.route_changed(|query| *query = offer.applied_to(query)));
    };
    let mut items = Vec::new();
    for (offer, is_excluded) in chosen(&query) {
        let label = offer_label(app, &offer);
        let label = if is_excluded { (m.not_value)(&label) } else { label };
        let remove = button().class("chip").on("click", move |_| drop(&offer)).child((m.remove)(&label));
        items.push(li().child(remove));
    }
    let clear = Query { text: query.text.clone(), sort: query.sort, ..Query::default() };
    let clear = app.address(|route| route.with_query(clear.clone()));
    items.push(li().child(link(&clear, m.clear_all).class("clear")));
    Some(ul().class("refinements").child(items))
}

fn chosen(query: &Query) -> Vec<(DropOffer, bool)> {
    let mut all = Vec::new();
    for (facet, chosen) in query.refinements.facets() {
        for (values, is_excluded) in [(&chosen.included, false), (&chosen.excluded, true)] {
            for value in values {
                let offer = DropOffer::Refinement { facet: facet.to_owned(), value: value.clone() };
                all.push((offer, is_excluded));
            }
        }
    }
    all.extend(query.refinements.years.map(|years| (DropOffer::Years(years), false)));
    all
}

fn offer_label(app: App, offer: &DropOffer) -> String {
    match offer {
        DropOffer::Text { source, .. } => format!("“{source}”"),
        DropOffer::Refinement { facet, value: Refinement::NotStated } => {
            let library = app.library();
            let label = library.facet(facet).map(|(_, facet)| facet_label(app, facet)).unwrap_or_default();
            format!("{label}: {}", refinement_label(app, facet, &Refinement::NotStated))
        }
        DropOffer::Refinement { facet, value } => refinement_label(app, facet, value),
        DropOffer::Years(years) => (app.messages.years_value)(*years),
    }
}

/// One page of entries.
fn entries(app: App) -> Element {
    let page_wanted = memo(move || app.entries_route().page);
    // A page beyond the last one shows the last one.
    let page_of = move |results: &SearchResults| {
        let last = results.hits.len().saturating_sub(1) / PAGE_LENGTH;
        page_wanted.get().min(last)
    };
    let drawn = move |results: &SearchResults, from: usize, n: usize| {
        let shown = results.hits.iter().skip(page_of(results) * PAGE_LENGTH + from).take(n);
        shown.map(|case| case_entry(app, *case, &results.clauses, false)).collect::<Vec<_>>()
    };
    let first = move || drawn(&app.entries_results(), 0, N_FIRST);
    let others = move || {
        let n = if app.has_settled() { PAGE_LENGTH - N_FIRST } else { 0 };
        drawn(&app.settled_results(), N_FIRST, n)
    };
    let start = move || page_of(&app.settled_results()) * PAGE_LENGTH + 1;
    let list = ol()
        .class("cases")
        .attr_with("start", move || Some(start().to_string()))
        .child_with(first)
        .child_with(others);
    div()
        .child(list)
        .child_with(move || pages(app, page_of(&app.settled_results())))
        .child_with(move || closest(app))
}

/// The numbered pages, where there are several; `now` counts from 0.
fn pages(app: App, now: usize) -> Option<Element> {
    let m = app.messages;
    let n_pages = app.settled_results().hits.len().div_ceil(PAGE_LENGTH);
    if n_pages < 2 {
        return None;
    }
    let to = |page: usize, label: &str| link(&app.address(|route| Route { page, ..route.clone() }), label);
    let step = |page: usize, rel: &str, label: &str| li().child(to(page, label).attr("rel", rel));
    let mut items = Vec::new();
    if now > 0 {
        items.push(step(now - 1, "prev", m.previous));
    }
    // The ends and the neighbours; a gap says that there are more.
    let is_shown = |page: usize| page == 0 || page + 1 == n_pages || page.abs_diff(now) <= 1;
    for page in 0..n_pages {
        if is_shown(page) {
            let number = app.number(page + 1);
            let link = to(page, &number)
                .attr("aria-label", &(m.page)(&number))
                .attr_maybe("aria-current", (page == now).then_some("page"));
            items.push(li().child(link));
        } else if is_shown(page - 1) {
            items.push(li().attr("aria-hidden", "true").child("…"));
        }
    }
    if now + 1 < n_pages {
        items.push(step(now + 1, "next", m.next));
    }
    Some(nav().class("pages").attr("aria-label", m.page_label).child(ul().child(items)))
}

/// What helps when nothing was found: what to drop, and what comes closest.
fn nothing_found(app: App) -> Element {
    let m = app.messages;
    let help = move || {
        let mut offers = Vec::new();
        for (offer, n) in &app.entries_results().offers {
            let label = (m.without)(&offer_label(app, offer), &app.count(*n));
            let href = app.address(|route| route.with_query(offer.applied_to(&route.query)));
            offers.push(li().child(link(&href, &label)));
        }
        let everything = (m.all_cases)(&app.count(app.library().n_cases()));
        offers.push(li().child(link(&app.address(Route::home), &everything)));
        [h2().child(m.nothing_found_help), ul().class("offers").child(offers)]
    };
    div().class("nothing").child_with(help).child_with(move || closest(app))
}

/// The cases that come closest, where there are few hits or none.
fn closest(app: App) -> Option<Element> {
    let m = app.messages;
    let results = app.settled_results();
    let entries: Vec<Element> =
        results.closest.iter().map(|case| case_entry(app, *case, &results.clauses, true)).collect();
    (!entries.is_empty()).then(|| {
        section()
            .class("closest")
            .attr("aria-labelledby", "closest")
            .child(h2().attr("id", "closest").child(m.closest_title))
            .child(p().class("note").child(m.closest_note))
            .child(ol().class("cases").child(entries))
    })
}
