//! The filters: a fieldset a facet, a line a value.

use leptos::prelude::*;

use super::parts::share::share;
use super::{App, toggle, use_app};
use crate::search::facets::{Facet, FacetKind};
use crate::search::tokenize::fold;
use crate::search::{Query, Refinement, Years};

/// Values shown before "show all".
const N_SHOWN: usize = 7;
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
#[component]
pub fn Filters() -> impl IntoView {
    let app = use_app();
    let library = app.library();
    let facets = library.facets.iter().enumerate();
    facets
        .filter(|(_, facet)| !facet.values.is_empty())
        .map(|(at, facet)| match facet.kind {
            FacetKind::Year => view! { <YearFacet facet=at /> }.into_any(),
            _ => view! { <ValueFacet facet=at /> }.into_any(),
        })
        .collect_view()
}

/// Changes the query and goes to the first page of what it gives.
fn change(app: App, change: impl FnOnce(&mut Query)) {
    let mut query = app.route.with_untracked(|route| route.query.clone());
    change(&mut query);
    app.navigator.push(&app.route.with_untracked(|route| route.with_query(query)));
}

/// One line of a facet.
#[derive(Clone, PartialEq)]
struct Line {
    /// Position of the value; none for "not stated".
    value: Option<usize>,
    refinement: Refinement,
    label: String,
}

#[component]
fn ValueFacet(
    /// Position of the facet.
    facet: usize,
) -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let library = app.library();
    let this = &library.facets[facet];
    let id = this.id.clone();
    let label = facet_label(app, this);
    let lines: Vec<Line> = lines(app, this);
    let n_lines = lines.len();
    let is_multi_valued = this.is_multi_valued;
    let unfolded = app.unfolded.facets;
    let is_all_shown = {
        let id = id.clone();
        Memo::new(move |_| unfolded.read().contains(&id))
    };
    let show_all = {
        let id = id.clone();
        move |_| toggle(unfolded, id.clone())
    };
    let sought = RwSignal::new(String::new());

    let chosen = {
        let id = id.clone();
        Memo::new(move |_| {
            app.route.with(|route| route.query.refinements.facet(&id).cloned().unwrap_or_default())
        })
    };
    let n_chosen = move || chosen.with(|chosen| chosen.included.len() + chosen.excluded.len());
    let shown = Memo::new(move |_| {
        let sought = fold(sought.read().trim());
        let chosen = chosen.read();
        let is_chosen = |line: &Line| {
            chosen.included.contains(&line.refinement) || chosen.excluded.contains(&line.refinement)
        };
        let is_listed = |at: usize| is_all_shown.get() || at < N_SHOWN || n_lines <= N_SHOWN + 2;
        let lines = lines.iter().enumerate();
        lines
            .filter(|(at, line)| {
                is_chosen(line)
                    || if sought.is_empty() { is_listed(*at) } else { fold(&line.label).contains(&sought) }
            })
            .map(|(_, line)| line.clone())
            .collect::<Vec<_>>()
    });

    let find = (n_lines > N_SEARCHED).then(|| {
        let label = (m.find_in)(&label);
        view! {
            <input
                class="facet-find"
                type="search"
                aria-label=label.clone()
                placeholder=label
                on:input:target=move |event| sought.set(event.target().value())
            />
        }
    });
    let more = (n_lines > N_SHOWN + 2).then(|| {
        let text = move || {
            if is_all_shown.get() { m.show_fewer.to_owned() } else { (m.show_all)(&app.count(n_lines)) }
        };
        view! {
            <button
                class="more"
                type="button"
                aria-expanded=move || is_all_shown.get().to_string()
                on:click=show_all
            >
                {text}
                <span class="visually-hidden">" – "{label.clone()}</span>
            </button>
        }
    });
    let match_choice = {
        let id = id.clone();
        move || {
            let id = id.clone();
            let offered = is_multi_valued && chosen.with(|chosen| chosen.included.len() > 1);
            offered.then(|| view! { <MatchChoice facet=id /> })
        }
    };
    view! {
        <fieldset class="facet">
            <legend>
                {facet_label(app, this)}
                {move || (n_chosen() > 0).then(|| view! { " "<span class="chosen">{(m.n_chosen)(&app.count(n_chosen()))}</span> })}
            </legend>
            {match_choice}
            {find}
            <ul class="values">
                {move || shown.get().into_iter().map(|line| value_line(app, facet, id.clone(), line)).collect_view()}
            </ul>
            {more}
        </fieldset>
    }
}

fn lines(app: App, facet: &Facet) -> Vec<Line> {
    let mut lines: Vec<Line> = facet
        .shown_order
        .iter()
        .map(|at| Line {
            value: Some(*at),
            refinement: Refinement::Value(facet.values[*at].id.clone()),
            label: facet.values[*at].label.clone(),
        })
        .collect();
    if facet.n_not_stated() > 0 {
        let label = not_stated_label(app, facet.kind).to_owned();
        let not_stated = Line { value: None, refinement: Refinement::NotStated, label };
        // Among the first, so that it is seen without "show all".
        lines.insert(lines.len().min(N_SHOWN - 1), not_stated);
    }
    lines
}

#[component]
fn MatchChoice(
    /// Id of the facet.
    facet: String,
) -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let id = facet.clone();
    let is_all =
        move || app.route.with(|route| route.query.refinements.facet(&id).is_some_and(|chosen| chosen.all));
    let choose = move |all: bool| change(app, |query| query.refinements.set_all(&facet, all));
    view! {
        <label class="match">
            {m.match_label}" "
            <select
                prop:value=move || if is_all() { "all" } else { "any" }
                on:change:target=move |event| choose(event.target().value() == "all")
            >
                <option value="any">{m.match_any}</option>
                <option value="all">{m.match_all}</option>
            </select>
        </label>
    }
}

/// A value: its box, name, count and share, and a button that refuses it.
fn value_line(app: App, facet: usize, facet_id: String, line: Line) -> AnyView {
    let m = app.messages;
    let Line { value, refinement, label } = line;
    let id = StoredValue::new(facet_id);
    let refinement = StoredValue::new(refinement);
    // What changes inside the line is read reactively: a new count must not
    // replace the line that the keyboard focus is on.
    let n = Memo::new(move |_| {
        let results = app.results.read();
        let counts = &results.counts[facet];
        value.map_or(counts.not_stated, |value| counts.values[value])
    });
    let share = move || share(n.get(), app.library().n_cases());
    let is_in = move |excluded: bool| {
        app.route.with(|route| {
            let chosen = id.with_value(|id| route.query.refinements.facet(id));
            chosen.is_some_and(|chosen| {
                let set = if excluded { &chosen.excluded } else { &chosen.included };
                refinement.with_value(|refinement| set.contains(refinement))
            })
        })
    };
    let is_included = Memo::new(move |_| is_in(false));
    let is_excluded = Memo::new(move |_| is_in(true));
    let toggle = move |excluded: bool, on: bool| {
        let (id, refinement) = (id.get_value(), refinement.get_value());
        change(app, |query| match (on, excluded) {
            (true, false) => query.refinements.include(&id, refinement),
            (true, true) => query.refinements.exclude(&id, refinement),
            (false, _) => query.refinements.remove(&id, &refinement),
        });
    };
    let name = refinement.with_value(|refinement| match refinement {
        Refinement::Value(value) => value.clone(),
        Refinement::NotStated => "none".to_owned(),
    });
    let element = id.with_value(|id| format!("{id}-{name}"));
    view! {
        <li class="value" class:is-zero=move || n.get() == 0 class:is-excluded=is_excluded>
            <label>
                <input
                    id=element.clone()
                    type="checkbox"
                    prop:checked=is_included
                    on:change:target=move |event| toggle(false, event.target().checked())
                />
                <span class="value-label">{label.clone()}</span>
                <span class="value-count">{move || app.number(n.get())}</span>
                <span class="value-bar" style:--share=share></span>
            </label>
            <button
                id=format!("not-{element}")
                type="button"
                class="exclude"
                aria-label=(m.exclude)(&label)
                title=(m.exclude)(&label)
                aria-pressed=move || is_excluded.get().to_string()
                on:click=move |_| toggle(true, !is_excluded.get_untracked())
            >
                <span aria-hidden="true">"−"</span>
            </button>
        </li>
    }
    .into_any()
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
    let this = &library.facets[facet];
    let listed: Vec<u16> = this.values.iter().filter_map(|value| value.id.parse().ok()).collect();
    let (first, last) = (listed.first().copied().unwrap_or(0), listed.last().copied().unwrap_or(0));
    let highest = this.totals.iter().copied().max().unwrap_or(1).max(1);
    let has_not_stated = this.n_not_stated() > 0;
    let chosen = Memo::new(move |_| app.route.with(|route| route.query.refinements.years));
    let set = move |years: Option<Years>| change(app, |query| query.refinements.years = years);

    // Long histories are drawn by the years that have cases.
    let drawn: Vec<u16> = if last - first < 60 { (first..=last).collect() } else { listed.clone() };
    let bars = drawn
        .into_iter()
        .map(|year| {
            let at = listed.binary_search(&year).ok();
            let n = move || at.map_or(0, |at| app.results.read().counts[facet].values[at]);
            let share = move || share(n(), highest);
            let is_chosen = move || chosen.get().is_none_or(|years| years.contains(Some(year)));
            let title = move || (m.years_of_cases)(&year.to_string(), &app.count(n()));
            // A first click chooses a year, a second one on another year the
            // range between them, one on a range begins anew.
            let choose = move |_| {
                set(match chosen.get_untracked() {
                    Some(Years::Range(Some(from), Some(to))) if from == to && from == year => None,
                    Some(Years::Range(Some(from), Some(to))) if from == to => Years::range(Some(from), Some(year)),
                    _ => Years::range(Some(year), Some(year)),
                });
            };
            view! { <span class="bar" class:is-chosen=is_chosen style:--share=share title=title on:click=choose></span> }
        })
        .collect_view();
    let ends = move || match chosen.get() {
        Some(Years::Range(from, to)) => (from, to),
        _ => (None, None),
    };
    let year_choice = move |is_from: bool, years: &[u16]| {
        let options = years
            .iter()
            .map(|year| view! { <option value=year.to_string()>{year.to_string()}</option> })
            .collect_view();
        let value = move || {
            let end = if is_from { ends().0 } else { ends().1 };
            end.map(|year| year.to_string()).unwrap_or_default()
        };
        let choose = move |text: String| {
            let (from, to) = untrack(ends);
            let end = text.parse().ok();
            set(if is_from { Years::range(end, to) } else { Years::range(from, end) });
        };
        let (label, element) = if is_from { (m.year_from, "year-from") } else { (m.year_to, "year-to") };
        view! {
            <label>
                {label}" "
                <select id=element prop:value=value on:change:target=move |event| choose(event.target().value())>
                    <option value="">{m.year_any}</option>
                    {options}
                </select>
            </label>
        }
    };
    let not_stated = has_not_stated.then(|| {
        let n = move || app.results.read().counts[facet].not_stated;
        let is_on = move || chosen.get() == Some(Years::NotStated);
        view! {
            <ul class="values">
                <li class="value" class:is-zero=move || n() == 0>
                    <label>
                        <input
                            id="year-none"
                            type="checkbox"
                            prop:checked=is_on
                            on:change:target=move |event| set(event.target().checked().then_some(Years::NotStated))
                        />
                        <span class="value-label">{m.not_stated}</span>
                        <span class="value-count">{move || app.number(n())}</span>
                    </label>
                </li>
            </ul>
        }
    });
    view! {
        <fieldset class="facet years">
            <legend>
                {m.facet_year}
                {move || chosen.get().map(|_| view! { " "<span class="chosen">{(m.n_chosen)(&app.count(1))}</span> })}
            </legend>
            <div class="histogram" aria-hidden="true">{bars}</div>
            <div class="year-range">{year_choice(true, &listed)} {year_choice(false, &listed)}</div>
            {not_stated}
        </fieldset>
    }
}
