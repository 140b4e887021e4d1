//! The filters: a fieldset a facet, a line a value.

use std::sync::Arc;

use leptos::prelude::*;

use super::folds::Fold;
use super::parts::choice::ChoiceList;
use super::parts::share::share;
use super::parts::show_all::ShowAll;
use super::sentence::{facet_label, not_stated_label};
use super::{App, use_app};
use crate::search::facets::{Facet, FacetCounts, FacetKind};
use crate::search::query::{FacetRefinements, read_year};
use crate::search::tokenize::fold;
use crate::search::{Query, Refinement, Refinements, Years};

/// Values shown before "show all".
const N_SHOWN: usize = 7;
/// Values shown at the most: who looks for one of thousands types its name.
const N_DRAWN: usize = 100;
/// A list of more values can be searched.
const N_SEARCHED: usize = 12;
/// Years from first to last that are drawn one by one.
const N_YEARS: u16 = 60;

/// All filters.
#[component]
pub fn Filters() -> impl IntoView {
    let library = use_app().library();
    let facets = library.facets.iter().enumerate().filter(|(_, facet)| !facet.values.is_empty());
    facets
        .map(|(facet, Facet { kind, .. })| match kind {
            FacetKind::Year => view! { <YearFacet facet/> }.into_any(),
            _ => view! { <ValueFacet facet/> }.into_any(),
        })
        .collect_view()
}

/// Changes the query and goes to the first page of what it gives.
fn change(app: App, change: impl FnOnce(&mut Query)) {
    app.navigator.push(&app.refined(change));
}

/// The counts of a facet; reactive.
fn counts<T>(app: App, facet: usize, read: impl FnOnce(&FacetCounts) -> T) -> T {
    read(&app.stages.rest.read().results.counts[facet])
}

/// The facet's name, with how many of its values are switched on.
#[component]
fn Legend(
    /// The facet's name.
    label: String,
    /// How many values are on.
    #[prop(into)]
    n_chosen: Signal<usize>,
) -> impl IntoView {
    let app = use_app();
    let chosen = move || {
        let n = n_chosen.get();
        (n > 0).then(|| view! { <span class="chosen">{(app.messages.n_chosen)(&app.format.count(n))}</span> })
    };
    view! { <legend>{label} " " {chosen}</legend> }
}

/// A value of a facet, or that none is stated.
#[derive(Clone)]
struct Line {
    /// Position of the value; none for "not stated".
    value: Option<usize>,
    refinement: Refinement,
    label: String,
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

/// A facet whose values are listed.
#[component]
fn ValueFacet(
    /// Position of the facet.
    facet: usize,
) -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let library = app.library();
    let Facet { id, is_multi_valued, .. } = &library.facets[facet];
    let (id, is_multi_valued) = (id.clone(), *is_multi_valued);
    let label = facet_label(app, &library.facets[facet]);
    let lines = Arc::new(lines(app, &library.facets[facet]));
    let n_lines = lines.len();
    let is_long = n_lines > N_SHOWN + 2;
    let more = Fold::MoreValues(id.clone());

    let sought = RwSignal::new(String::new());
    let is_sought = Memo::new(move |_| !sought.read().trim().is_empty());
    let chosen = Memo::new({
        let id = id.clone();
        move |_| app.stages.rest.read().results.query.refinements.facet(&id).cloned().unwrap_or_default()
    });
    let n_chosen =
        Signal::derive(move || chosen.with(|chosen| chosen.included.len() + chosen.excluded.len()));
    // Lines that the reader has switched: they stay, also where they stood here
    // only for being chosen, and the keyboard focus with them.
    let switched = StoredValue::new(Vec::new());
    // Positions of the lines. Changes only with what is listed, not with the
    // counts.
    let shown = Memo::new({
        let (lines, more) = (Arc::clone(&lines), more.clone());
        move |_| {
            let sought = fold(sought.read().trim());
            let chosen = chosen.read();
            let is_all_shown = !is_long || app.folds.is_toggled(&more);
            let is_shown = |at: &usize| {
                let Line { refinement, label, .. } = &lines[*at];
                let is_chosen = chosen.included.contains(refinement) || chosen.excluded.contains(refinement);
                let is_listed = match sought.is_empty() {
                    true => is_all_shown || *at < N_SHOWN,
                    false => fold(label).contains(&sought),
                };
                is_chosen || is_listed || switched.with_value(|switched: &Vec<usize>| switched.contains(at))
            };
            (0..n_lines).filter(is_shown).take(N_DRAWN).collect::<Vec<usize>>()
        }
    });

    let find = (n_lines > N_SEARCHED).then(|| {
        let name = (m.find_in)(&label);
        view! {
            <input
                class="facet-find"
                type="search"
                id=format!("find-{id}")
                aria-label=name.clone()
                placeholder=name
                on:input:target=move |event| sought.set(event.target().value())
            />
        }
    });
    let none_found = move || {
        let is_none = shown.read().is_empty() && is_sought.get();
        is_none.then(|| view! { <p class="note">{m.no_value_found}</p> })
    };
    // Changes only with whether there is a choice: choosing does not draw the
    // list under the reader's hand anew.
    let has_match_choice = Memo::new(move |_| is_multi_valued && chosen.read().included.len() > 1);
    let match_choice = {
        let id = id.clone();
        move || has_match_choice.get().then(|| view! { <MatchChoice facet_id=id.clone() chosen/> })
    };
    let show_all = {
        let (id, label) = (id.clone(), label.clone());
        move || {
            (is_long && !is_sought.get()).then(|| {
                view! { <ShowAll id=id.clone() fold=more.clone() about=label.clone() n_items=n_lines/> }
            })
        }
    };
    let line = move |at: usize| {
        let on_switch = move |()| switched.update_value(|switched| switched.push(at));
        view! { <ValueLine facet facet_id=id.clone() line=lines[at].clone() chosen on_switch/> }
    };
    view! {
        <fieldset class="facet">
            <Legend label n_chosen/>
            <div>
                {match_choice}
                {find}
                <ul class="values">
                    // Keyed by position alone: a new count must not replace the row
                    // that the reader's keyboard focus is on.
                    <For each=move || shown.get() key=|at| *at children=line/>
                </ul>
                <div role="status">{none_found}</div>
                {show_all}
            </div>
        </fieldset>
    }
}

/// Whether any of the chosen values will do, or all are needed.
#[component]
fn MatchChoice(
    /// Id of the facet.
    facet_id: String,
    /// What is on in it.
    #[prop(into)]
    chosen: Signal<FacetRefinements>,
) -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let id = format!("match-{facet_id}");
    let choices = [("any", m.match_any), ("all", m.match_all)];
    let choices = choices.map(|(name, label)| (name.to_owned(), label.to_owned())).to_vec();
    let value = Signal::derive(move || if chosen.read().all { "all" } else { "any" }.to_owned());
    let choose =
        move |value: String| change(app, |query| query.refinements.set_all(&facet_id, value == "all"));
    view! { <label class="match">{m.match_label} " " <ChoiceList id choices value on_choose=choose/></label> }
}

/// A value: its box, name, count and share, and a button that refuses it.
#[component]
fn ValueLine(
    /// Position of the facet.
    facet: usize,
    /// Its id.
    facet_id: String,
    /// The value.
    line: Line,
    /// What is on in the facet.
    #[prop(into)]
    chosen: Signal<FacetRefinements>,
    /// The reader wants or refuses it, or takes that back.
    #[prop(into)]
    on_switch: Callback<()>,
) -> impl IntoView {
    let app = use_app();
    let Line { value, refinement, label } = line;
    let id = match &refinement {
        Refinement::Value(value) => format!("{facet_id}-{value}"),
        Refinement::NotStated => format!("{facet_id}-none"),
    };
    let n = Signal::derive(move || {
        counts(app, facet, |counts| value.map_or(counts.not_stated, |value| counts.values[value]))
    });
    let is_included = Memo::new({
        let refinement = refinement.clone();
        move |_| chosen.read().included.contains(&refinement)
    });
    let is_excluded = Memo::new({
        let refinement = refinement.clone();
        move |_| chosen.read().excluded.contains(&refinement)
    });
    let switch = move |is_on: bool, to: fn(&mut Refinements, &str, Refinement)| {
        on_switch.run(());
        change(app, |query| match is_on {
            true => to(&mut query.refinements, &facet_id, refinement.clone()),
            false => query.refinements.remove(&facet_id, &refinement),
        });
    };
    let include = {
        let switch = switch.clone();
        move |is_on| switch(is_on, Refinements::include)
    };
    let refuse = (app.messages.exclude)(&label);
    view! {
        <CountedLine id=id.clone() label n is_ticked=is_included on_tick=include is_excluded>
            <button
                id=format!("not-{id}")
                type="button"
                class="exclude"
                aria-label=refuse.clone()
                title=refuse
                aria-pressed=move || is_excluded.get().to_string()
                on:click=move |_| switch(!is_excluded.get_untracked(), Refinements::exclude)
            >
                <span aria-hidden="true">"−"</span>
            </button>
        </CountedLine>
    }
    .into_any()
}

/// A box with its name, count and share. What changes inside is read reactively.
#[component]
fn CountedLine(
    /// Id of the box.
    #[prop(into)]
    id: String,
    /// Its name.
    #[prop(into)]
    label: String,
    /// How many cases it would give.
    n: Signal<usize>,
    /// Whether it is ticked.
    #[prop(into)]
    is_ticked: Signal<bool>,
    /// The reader ticks it, or takes the tick back.
    #[prop(into)]
    on_tick: Callback<bool>,
    /// Whether it is refused.
    #[prop(optional, into)]
    is_excluded: Signal<bool>,
    /// What stands behind it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let app = use_app();
    // All of them where a value would give more than there are.
    let share_of_hits = move || {
        let n_hits = app.stages.rest.read().results.hits.len();
        share(n.get().min(n_hits), n_hits)
    };
    view! {
        <li class="value" data-zero=move || n.get() == 0 data-excluded=move || is_excluded.get()>
            <label>
                <input
                    id=id
                    type="checkbox"
                    prop:checked=move || is_ticked.get()
                    on:change:target=move |event| on_tick.run(event.target().checked())
                />
                <span class="value-label">{label}</span>
                <span class="value-count">{move || app.format.number(n.get())}</span>
                <span class="value-bar" style=("--share", share_of_hits)></span>
            </label>
            {children.map(|children| children())}
        </li>
    }
}

/// Years: a histogram to look at and click, and two lists for the range.
#[component]
fn YearFacet(
    /// Position of the facet.
    facet: usize,
) -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let library = app.library();
    let years = &library.facets[facet];
    let listed: Arc<[u16]> = years.values.iter().filter_map(|value| read_year(&value.id)).collect();
    let (first, last) = (listed.first().copied().unwrap_or(0), listed.last().copied().unwrap_or(0));
    let chosen = Memo::new(move |_| app.stages.rest.read().results.query.refinements.years);
    let n_chosen = Signal::derive(move || usize::from(chosen.get().is_some()));
    let highest =
        Memo::new(move |_| counts(app, facet, |counts| counts.values.iter().copied().max().unwrap_or(0)));

    // Long histories are drawn by the years that have cases.
    let drawn: Vec<u16> = if last - first < N_YEARS { (first..=last).collect() } else { listed.to_vec() };
    let bars = drawn.into_iter().map(|year| {
        let value = listed.binary_search(&year).ok();
        let n = Signal::derive(move || {
            value.map_or(0, |value| counts(app, facet, |counts| counts.values[value]))
        });
        view! { <YearBar year n highest chosen/> }
    });
    let bars = bars.collect_view();
    let not_stated = (years.n_not_stated() > 0).then(|| {
        let n = Signal::derive(move || counts(app, facet, |counts| counts.not_stated));
        let is_ticked = Signal::derive(move || chosen.get() == Some(Years::NotStated));
        let tick = move |is_on: bool| set_years(app, is_on.then_some(Years::NotStated));
        view! {
            <ul class="values">
                <CountedLine id="year-none" label=m.not_stated n is_ticked on_tick=tick/>
            </ul>
        }
    });
    view! {
        <fieldset class="facet years">
            <Legend label=m.facet_year.to_owned() n_chosen/>
            <div>
                <div class="histogram" aria-hidden="true">{bars}</div>
                <div class="histogram-ends" aria-hidden="true"><span>{first}</span><span>{last}</span></div>
                <div class="year-range">
                    <YearChoice end=RangeEnd::From years=Arc::clone(&listed) chosen/>
                    <YearChoice end=RangeEnd::To years=listed chosen/>
                </div>
                {not_stated}
            </div>
        </fieldset>
    }
}

fn set_years(app: App, years: Option<Years>) {
    change(app, |query| query.refinements.years = years);
}

/// A year of the histogram. For who has a mouse; the lists below do the same.
#[component]
fn YearBar(
    /// The year.
    year: u16,
    /// How many cases it would give.
    n: Signal<usize>,
    /// The most that any year would give.
    #[prop(into)]
    highest: Signal<usize>,
    /// The years that are on.
    #[prop(into)]
    chosen: Signal<Option<Years>>,
) -> impl IntoView {
    let app = use_app();
    // A first click chooses a year, a second one on another year the range
    // between them, one on a range begins anew.
    let choose = move |_| {
        let years = match chosen.get_untracked() {
            Some(Years::Range(Some(from), Some(to))) if from == to && from == year => None,
            Some(Years::Range(Some(from), Some(to))) if from == to => Years::range(Some(from), Some(year)),
            _ => Years::range(Some(year), Some(year)),
        };
        set_years(app, years);
    };
    view! {
        <span
            class="bar"
            data-chosen=move || chosen.get().is_none_or(|years| years.contains(Some(year)))
            style=("--share", move || share(n.get(), highest.get()))
            title=move || (app.messages.years_of_cases)(&year.to_string(), &app.format.count(n.get()))
            on:click=choose
        ></span>
    }
}

/// An end of the range of years.
#[derive(Clone, Copy, PartialEq, Eq)]
enum RangeEnd {
    From,
    To,
}

/// One end of the range of years, to choose.
#[component]
fn YearChoice(
    /// Which end.
    end: RangeEnd,
    /// The years that there are.
    years: Arc<[u16]>,
    /// The years that are on.
    #[prop(into)]
    chosen: Signal<Option<Years>>,
) -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let ends = move |chosen: Option<Years>| match chosen {
        Some(Years::Range(from, to)) => (from, to),
        _ => (None, None),
    };
    let value = Signal::derive(move || {
        let (from, to) = ends(chosen.get());
        let year = if end == RangeEnd::From { from } else { to };
        year.map(|year| year.to_string()).unwrap_or_default()
    });
    let choose = move |text: String| {
        let ((from, to), year) = (ends(chosen.get_untracked()), read_year(&text));
        let years = match end {
            RangeEnd::From => Years::range(year, to),
            RangeEnd::To => Years::range(from, year),
        };
        let was_ranged = (from, to) != (None, None);
        let route = app.refined(|query| query.refinements.years = years);
        // With the arrow keys each year on the way is a choice of its own, and
        // one step back leads to before all of them.
        if was_ranged { app.navigator.replace(&route) } else { app.navigator.push(&route) }
    };
    let years = years.iter().map(|year| (year.to_string(), year.to_string()));
    let choices: Vec<_> = [(String::new(), m.year_any.to_owned())].into_iter().chain(years).collect();
    let (name, id) = match end {
        RangeEnd::From => (m.year_from, "year-from"),
        RangeEnd::To => (m.year_to, "year-to"),
    };
    view! { <label>{name} " " <ChoiceList id choices value on_choose=choose/></label> }
}
