//! The filters: a fieldset a facet, a line a value.

use std::sync::Arc;

use leptos::prelude::*;

use super::App;
use super::element::{Element, button, div, element, fieldset, input, label, li, p, select, span, ul};
use super::parts::share::share;
use super::parts::show_all::{show_all, unfolded_name};
use super::signals::memo;
use crate::search::facets::{Facet, FacetKind};
use crate::search::query::{FacetRefinements, read_year};
use crate::search::tokenize::fold;
use crate::search::{Query, Refinement, Refinements, Years};

/// Values shown before "show all".
const N_SHOWN: usize = 7;
/// Values shown at the most: who looks for one of thousands types its name.
const N_DRAWN: usize = 100;
/// A list of more values can be searched.
const N_SEARCHED: usize = 12;

/// The name of a facet.
pub fn facet_label(app: App, facet: &Facet) -> String {
    let m = app.messages;
    match facet.kind {
        FacetKind::Country => m.facet_country.to_owned(),
        FacetKind::Region => m.facet_region.to_owned(),
        FacetKind::Organisation => m.facet_organisation.to_owned(),
        FacetKind::Year => m.facet_year.to_owned(),
        FacetKind::Publisher(_) => facet.label.clone().unwrap_or_default(),
    }
}

/// The name of a value, or that none is stated.
pub fn refinement_label(app: App, facet_id: &str, value: &Refinement) -> String {
    let library = app.library();
    let facet = library.facet(facet_id).map(|(_, facet)| facet);
    match (value, facet) {
        (Refinement::NotStated, Some(facet)) => not_stated_label(app, facet.kind).to_owned(),
        (Refinement::Value(id), Some(facet)) => {
            facet.position(id).map(|at| facet.values[at].label.clone()).unwrap_or_default()
        }
        (_, None) => String::new(),
    }
}

/// A case without a country or region is international.
fn not_stated_label(app: App, kind: FacetKind) -> &'static str {
    match kind {
        FacetKind::Country | FacetKind::Region => app.messages.international,
        _ => app.messages.not_stated,
    }
}

/// All filters.
pub fn filters(app: App) -> Vec<Element> {
    let library = app.library();
    let facets = library.facets.iter().enumerate().filter(|(_, facet)| !facet.values.is_empty());
    facets
        .map(|(at, facet)| match facet.kind {
            FacetKind::Year => year_facet(app, at, facet),
            _ => value_facet(app, at, facet),
        })
        .collect()
}

/// Changes the query and goes to the first page of what it gives.
fn change(app: App, change: impl FnOnce(&mut Query)) {
    app.navigator.push(&app.route_changed(change));
}

/// The facet's name, with how many of its values are switched on.
fn legend(app: App, facet: &Facet, n_chosen: impl Fn() -> usize + Send + Sync + 'static) -> Element {
    let chosen = move || {
        let n = n_chosen();
        (n > 0).then(|| span().class("chosen").child((app.messages.n_chosen)(&app.count(n))))
    };
    element("legend").child(facet_label(app, facet)).child(" ").child_with(chosen)
}

/// One line of a facet.
#[derive(Clone)]
struct Line {
    /// Position of the value; none for "not stated".
    value: Option<usize>,
    refinement: Refinement,
    label: String,
}

fn value_facet(app: App, at: usize, facet: &Facet) -> Element {
    let m = app.messages;
    let label = facet_label(app, facet);
    let lines = Arc::new(lines(app, facet));
    let n_lines = lines.len();
    let sought = RwSignal::new(String::new());

    let id = facet.id.clone();
    let unfolded = unfolded_name(&id);
    let chosen = {
        let id = id.clone();
        move || app.settled_results().query.refinements.facet(&id).cloned().unwrap_or_default()
    };
    // Lines that the reader has switched: they stay, also where they stood here
    // only for being chosen, and the keyboard focus with them.
    let switched = StoredValue::new(Vec::new());
    // Positions of the lines. Changes only with what is listed, not with the
    // counts.
    let shown = {
        let (lines, chosen, unfolded) = (Arc::clone(&lines), chosen.clone(), unfolded.clone());
        memo(move || {
            let sought = fold(sought.read().trim());
            let (chosen, is_all_shown) = (chosen(), app.is_toggled(&unfolded));
            let is_shown = |at: usize| {
                let Line { refinement, label, .. } = &lines[at];
                let is_chosen = chosen.included.contains(refinement) || chosen.excluded.contains(refinement);
                let is_listed = is_all_shown || at < N_SHOWN || n_lines <= N_SHOWN + 2;
                // Byte by byte: the standard library's way to find a text is 1.5 KB.
                let is_in = |label: String| {
                    label.as_bytes().windows(sought.len()).any(|part| part == sought.as_bytes())
                };
                let is_found = if sought.is_empty() { is_listed } else { is_in(fold(label)) };
                is_chosen || is_found || switched.with_value(|switched: &Vec<usize>| switched.contains(&at))
            };
            (0..n_lines).filter(|at| is_shown(*at)).take(N_DRAWN).collect::<Vec<usize>>()
        })
    };

    let find = (n_lines > N_SEARCHED).then(|| {
        let name = (m.find_in)(&label);
        input()
            .class("facet-find")
            .attr("type", "search")
            .attr("id", &format!("find-{id}"))
            .attr("aria-label", name.as_str())
            .attr("placeholder", &name)
            .on_value("input", move |text| sought.set(text))
    });
    let more = {
        let (id, label) = (id.clone(), label.clone());
        let is_sought = memo(move || usize::from(!sought.read().trim().is_empty()));
        move || {
            let is_offered = n_lines > N_SHOWN + 2 && is_sought.get() == 0;
            is_offered.then(|| show_all(app, &id, &label, n_lines))
        }
    };
    let none_found = move || {
        let is_none = shown.read().is_empty() && !sought.read().trim().is_empty();
        is_none.then(|| p().class("note").child(m.no_value_found))
    };
    let match_choice = {
        let (id, chosen, is_multi_valued) = (id.clone(), chosen.clone(), facet.is_multi_valued);
        // A number, so that choosing does not draw the list under the reader's
        // hand anew.
        let n_offered = memo(move || usize::from(is_multi_valued && chosen().included.len() > 1));
        move || (n_offered.get() > 0).then(|| match_choice(app, &id))
    };
    let n_chosen = move || {
        let chosen = chosen();
        chosen.included.len() + chosen.excluded.len()
    };
    let lines = move || {
        let on_switch = move |line| switched.update_value(|switched| switched.push(line));
        let line = |line: usize| value_line(app, at, &id, lines[line].clone(), move || on_switch(line));
        shown.get().into_iter().map(line).collect::<Vec<_>>()
    };
    fieldset().class("facet").child(legend(app, facet, n_chosen)).child(
        div()
            .child_with(match_choice)
            .child(find)
            .child(ul().class("values").child_with(lines))
            .child(div().attr("role", "status").child_with(none_found))
            .child_with(more),
    )
}

fn lines(app: App, facet: &Facet) -> Vec<Line> {
    let line = |at: &usize| Line {
        value: Some(*at),
        refinement: Refinement::Value(facet.values[*at].id.clone()),
        label: facet.values[*at].label.clone(),
    };
    let mut lines: Vec<Line> = facet.shown_order.iter().map(line).collect();
    if facet.n_not_stated() > 0 {
        let label = not_stated_label(app, facet.kind).to_owned();
        let not_stated = Line { value: None, refinement: Refinement::NotStated, label };
        // Among the first, so that it is seen without "show all".
        lines.insert(lines.len().min(N_SHOWN - 1), not_stated);
    }
    lines
}

/// Whether any of the chosen values will do, or all are needed.
fn match_choice(app: App, facet_id: &str) -> Element {
    let m = app.messages;
    let (id, read_id) = (facet_id.to_owned(), facet_id.to_owned());
    let is_all =
        move || app.settled_results().query.refinements.facet(&read_id).is_some_and(|chosen| chosen.all);
    let list = select()
        .attr("id", &format!("match-{facet_id}"))
        .child(element("option").attr("value", "any").child(m.match_any))
        .child(element("option").attr("value", "all").child(m.match_all))
        .value_with(move || if is_all() { "all" } else { "any" }.to_owned())
        .on_value("change", move |value| change(app, |query| query.refinements.set_all(&id, value == "all")));
    label().class("match").child(m.match_label).child(" ").child(list)
}

/// A value: its box, name, count and share, and a button that refuses it.
///
/// What changes inside the line is read reactively: a new count must not
/// replace the line that the keyboard focus is on.
fn value_line(
    app: App,
    facet: usize,
    facet_id: &str,
    line: Line,
    on_switch: impl Fn() + Copy + 'static,
) -> Element {
    let Line { value, refinement, label } = line;
    let name = match &refinement {
        Refinement::Value(value) => format!("{facet_id}-{value}"),
        Refinement::NotStated => format!("{facet_id}-none"),
    };
    let n = move || {
        let results = app.settled_results();
        let counts = &results.counts[facet];
        value.map_or(counts.not_stated, |value| counts.values[value])
    };
    let id = StoredValue::new(facet_id.to_owned());
    let refinement = StoredValue::new(refinement);
    let is_in = move |set: fn(&FacetRefinements) -> &Vec<Refinement>| {
        let results = app.settled_results();
        let chosen = id.with_value(|id| results.query.refinements.facet(id));
        chosen.is_some_and(|chosen| refinement.with_value(|refinement| set(chosen).contains(refinement)))
    };
    let is_included = move || is_in(|chosen| &chosen.included);
    let is_excluded = move || is_in(|chosen| &chosen.excluded);
    let switch = move |is_on: bool, to: fn(&mut Refinements, &str, Refinement)| {
        on_switch();
        let (id, refinement) = (id.get_value(), refinement.get_value());
        change(app, |query| match is_on {
            true => to(&mut query.refinements, &id, refinement),
            false => query.refinements.remove(&id, &refinement),
        });
    };
    let exclude = (app.messages.exclude)(&label);
    let tick = input()
        .attr("id", name.as_str())
        .attr("type", "checkbox")
        .checked_with(is_included)
        .on_tick(move |is_on| switch(is_on, Refinements::include));
    let exclude = button()
        .attr("id", &format!("not-{name}"))
        .attr("type", "button")
        .class("exclude")
        .attr("aria-label", exclude.as_str())
        .attr("title", &exclude)
        .attr_with("aria-pressed", move || Some(is_excluded().to_string()))
        .on("click", move |_| switch(!untrack(is_excluded), Refinements::exclude))
        .child(span().attr("aria-hidden", "true").child("−"));
    counted_line(app, tick, &label, n).flag_with("data-excluded", is_excluded).child(exclude)
}

/// A box with its name, count and share.
fn counted_line(
    app: App,
    tick: Element,
    name: &str,
    n: impl Fn() -> usize + Copy + Send + Sync + 'static,
) -> Element {
    let line = label()
        .child(tick)
        .child(span().class("value-label").child(name))
        .child(span().class("value-count").child_with(move || app.number(n())))
        .child(span().class("value-bar").share_with(move || share_of_hits(app, n())));
    li().class("value").flag_with("data-zero", move || n() == 0).child(line)
}

/// The share of the hits; all of them where a value would give more than there
/// are.
fn share_of_hits(app: App, n: usize) -> String {
    let n_hits = app.settled_results().hits.len();
    share(n.min(n_hits), n_hits)
}

/// Years: a histogram to look at and click, and two lists for the range.
fn year_facet(app: App, at: usize, facet: &Facet) -> Element {
    let m = app.messages;
    let listed: Vec<u16> = facet.values.iter().filter_map(|value| read_year(&value.id)).collect();
    let (first, last) = (listed.first().copied().unwrap_or(0), listed.last().copied().unwrap_or(0));
    let highest = move || app.settled_results().counts[at].values.iter().copied().max().unwrap_or_default();
    let chosen = move || app.settled_results().query.refinements.years;
    let set = move |years: Option<Years>| change(app, |query| query.refinements.years = years);

    let bar = |year: u16| {
        let value = listed.binary_search(&year).ok();
        let n = move || value.map_or(0, |value| app.settled_results().counts[at].values[value]);
        // A first click chooses a year, a second one on another year the range
        // between them, one on a range begins anew.
        let choose = move |_| {
            set(match untrack(chosen) {
                Some(Years::Range(Some(from), Some(to))) if from == to && from == year => None,
                Some(Years::Range(Some(from), Some(to))) if from == to => {
                    Years::range(Some(from), Some(year))
                }
                _ => Years::range(Some(year), Some(year)),
            });
        };
        span()
            .class("bar")
            .flag_with("data-chosen", move || chosen().is_none_or(|years| years.contains(Some(year))))
            .share_with(move || share(n(), highest()))
            .attr_with("title", move || Some((m.years_of_cases)(&year.to_string(), &app.count(n()))))
            .on("click", choose)
    };
    // Long histories are drawn by the years that have cases.
    let drawn: Vec<u16> = if last - first < 60 { (first..=last).collect() } else { listed.clone() };
    let bars: Vec<Element> = drawn.into_iter().map(bar).collect();
    let ends = [first, last].map(|year| span().child(year.to_string()));

    let not_stated = (facet.n_not_stated() > 0).then(|| {
        let n = move || app.settled_results().counts[at].not_stated;
        let tick = input()
            .attr("id", "year-none")
            .attr("type", "checkbox")
            .checked_with(move || chosen() == Some(Years::NotStated))
            .on_tick(move |is_on| set(is_on.then_some(Years::NotStated)));
        ul().class("values").child(counted_line(app, tick, m.not_stated, n))
    });
    let range = div()
        .class("year-range")
        .child(year_choice(app, true, &listed))
        .child(year_choice(app, false, &listed));
    fieldset().class("facet years").child(legend(app, facet, move || usize::from(chosen().is_some()))).child(
        div()
            .child(div().class("histogram").attr("aria-hidden", "true").child(bars))
            .child(div().class("histogram-ends").attr("aria-hidden", "true").child(ends))
            .child(range)
            .child(not_stated),
    )
}

/// One end of the range of years.
fn year_choice(app: App, is_from: bool, years: &[u16]) -> Element {
    let m = app.messages;
    let ends = move || match app.settled_results().query.refinements.years {
        Some(Years::Range(from, to)) => (from, to),
        _ => (None, None),
    };
    let value = move || {
        let (from, to) = ends();
        let end = if is_from { from } else { to };
        end.map(|year| year.to_string()).unwrap_or_default()
    };
    let choose = move |text: String| {
        let ((from, to), end) = (untrack(ends), read_year(&text));
        let years = if is_from { Years::range(end, to) } else { Years::range(from, end) };
        let was_ranged = (from, to) != (None, None);
        let route = app.route_changed(|query| query.refinements.years = years);
        // With the arrow keys each year on the way is a choice of its own, and
        // one step back leads to before all of them.
        if was_ranged { app.navigator.replace(&route) } else { app.navigator.push(&route) }
    };
    let options: Vec<Element> = years
        .iter()
        .map(|year| element("option").attr("value", &year.to_string()).child(year.to_string()))
        .collect();
    let (name, id) = if is_from { (m.year_from, "year-from") } else { (m.year_to, "year-to") };
    let list = select()
        .attr("id", id)
        .child(element("option").attr("value", "").child(m.year_any))
        .child(options)
        .value_with(value)
        .on_value("change", choose);
    label().child(name).child(" ").child(list)
}
