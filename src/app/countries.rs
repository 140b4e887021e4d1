//! The hits by region and country: an atlas in words.

use std::sync::Arc;

use leptos::prelude::*;

use super::parts::share::share;
use super::{App, toggle, use_app};
use crate::catalog::Country;
use crate::route::{Route, View};
use crate::search::groups::{CountryGroup, CountryGroups, GroupOrder, RegionGroup};
use crate::search::{Refinement, order};

/// Cases shown in a group before "show all": a country of a large library can
/// have thousands.
const N_CASES: usize = 30;
/// Values of the first facet that a group names.
const N_TOPICS: usize = 3;
/// Partner countries that a group names.
const N_PARTNERS: usize = 5;

/// All groups, with a list to jump to them.
#[component]
pub fn Countries() -> impl IntoView {
    let app = use_app();
    let groups = Memo::new(move |_| {
        let order = app.route.with(|route| route.group.unwrap_or_default());
        Arc::new(app.library().groups(&app.results.read().hits, order))
    });
    view! {
        <div class="countries">
            <Tools groups />
            <JumpList groups />
            {move || {
                let groups = groups.get();
                let international = (!groups.international.is_empty()).then(|| international(app, &groups.international));
                let regions = groups.regions.iter().map(|region| region_group(app, region)).collect_view();
                view! { {regions} {international} }
            }}
        </div>
    }
}

/// The order of the groups, and a button that opens or closes all of them.
#[component]
fn Tools(
    /// The groups.
    groups: Memo<Arc<CountryGroups>>,
) -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let closed = app.unfolded.closed_countries;
    let are_all_closed = move || {
        let (groups, closed) = (groups.read(), closed.read());
        let mut shown = groups.regions.iter().flat_map(|region| &region.countries);
        shown.all(|group| closed.contains(&group.country))
    };
    let toggle = move |_| {
        let all = if untrack(are_all_closed) { Vec::new() } else { Country::all().collect() };
        closed.set(all);
    };
    let order = move |order: GroupOrder, label: &'static str| {
        let href = move || {
            app.route.with(|route| {
                Route { group: Some(order), page: 0, view: View::List, ..route.clone() }.write()
            })
        };
        let current = move || (app.route.with(|route| route.group) == Some(order)).then_some("true");
        view! { <li><a href=href aria-current=current>{label}</a></li> }
    };
    view! {
        <div class="group-tools">
            <nav aria-label=m.group_order_label>
                <ul>{order(GroupOrder::Name, m.group_by_name)}{order(GroupOrder::Count, m.group_by_count)}</ul>
            </nav>
            <button type="button" class="quiet" on:click=toggle>
                {move || if are_all_closed() { m.open_all } else { m.close_all }}
            </button>
        </div>
    }
}

/// Every region and country by name, leading to its group.
#[component]
fn JumpList(
    /// The groups.
    groups: Memo<Arc<CountryGroups>>,
) -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let region = move |region: &RegionGroup| {
        let library = app.library();
        let countries = region
            .countries
            .iter()
            .map(|group| {
                let href = format!("#{}", country_id(group.country));
                view! { <li><a href=href>{library.country_name(group.country).to_owned()}</a></li> }
            })
            .collect_view();
        let name = library.region_name(region.region).to_owned();
        view! {
            <li data-region=region.region.id()>
                <a class="jump-region" href=format!("#{}", region.region.id())>{name}</a>
                <ul>{countries}</ul>
            </li>
        }
    };
    view! {
        <nav class="jump-list" aria-label=m.jump_to>
            <ul>{move || groups.read().regions.iter().map(region).collect_view()}</ul>
        </nav>
    }
}

fn country_id(country: Country) -> String {
    format!("country-{}", country.code().to_lowercase())
}

fn region_group(app: App, region: &RegionGroup) -> impl IntoView + use<> {
    let m = app.messages;
    let library = app.library();
    let countries = region.countries.iter().map(|group| country_group(app, group)).collect_view();
    view! {
        <section class="region" data-region=region.region.id()>
            <header>
                <h2 id=region.region.id() tabindex="-1">{library.region_name(region.region).to_owned()}</h2>
                <p>
                    {(m.n_cases)(&app.count(region.n_cases))}" · "
                    {(m.n_countries)(&app.count(region.countries.len()))}
                </p>
            </header>
            {countries}
        </section>
    }
}

fn country_group(app: App, group: &CountryGroup) -> impl IntoView + use<> {
    let m = app.messages;
    let library = app.library();
    let country = group.country;
    let name = library.country_name(country).to_owned();
    let href = move || {
        let mut query = app.route.with(|route| route.query.clone());
        query.refinements.retain(|facet, _| facet != "country");
        query.refinements.include("country", Refinement::Value(country.code().to_owned()));
        app.route.with(|route| Route { group: None, ..route.with_query(query) }.write())
    };
    let closed = app.unfolded.closed_countries;
    let is_open = Memo::new(move |_| !closed.read().contains(&country));
    let on_toggle = move |_| toggle(closed, country);
    let partners = (!group.partners.is_empty()).then(|| {
        let more = group.partners.len().saturating_sub(N_PARTNERS);
        let named: Vec<(String, String)> = group
            .partners
            .iter()
            .take(N_PARTNERS)
            .map(|(partner, n)| (library.country_name(*partner).to_owned(), app.number(*n)))
            .collect();
        view! { <p class="partners">{(m.with_partners)(&named, &app.count(more))}</p> }
    });
    let id = country_id(country);
    let list_id = format!("{id}-cases");
    let cases = group.cases.clone();
    let list = {
        let list_id = list_id.clone();
        move || is_open.get().then(|| view! { <GroupCases id=list_id.clone() cases=cases.clone() /> })
    };
    let (label, label_id) = (name.clone(), id.clone());
    view! {
        <section class="country-group" aria-labelledby=label_id>
            <header>
                <button
                    type="button"
                    class="fold"
                    aria-expanded=move || is_open.get().to_string()
                    aria-controls=list_id
                    aria-label=move || if is_open.get() { (m.close_group)(&label) } else { (m.open_group)(&label) }
                    on:click=on_toggle
                >
                    <span class="fold-mark" aria-hidden="true"></span>
                </button>
                <h3 id=id tabindex="-1"><a href=href>{name}</a></h3>
                <p class="group-count">{(m.n_cases)(&app.count(group.cases.len()))}</p>
                {topics(app, &group.cases)}
                {partners}
            </header>
            {list}
        </section>
    }
}

/// The values of the publisher's first facet that the cases share most, as
/// words with a bar each.
fn topics(app: App, cases: &[usize]) -> Option<impl IntoView + use<>> {
    let library = app.library();
    let facet = library.facets.iter().find(|facet| facet.label.is_some())?;
    let mut numbers = vec![0_usize; facet.values.len()];
    for case in cases {
        facet.values_of(*case).for_each(|value| numbers[value] += 1);
    }
    let mut values = order::sorted(numbers.len(), &|a, b| numbers[b].cmp(&numbers[a]));
    values.truncate(N_TOPICS);
    values.retain(|value| numbers[*value] > 0);
    let items = values
        .into_iter()
        .map(|value| {
            let share = share(numbers[value], cases.len());
            view! {
                <li>
                    <span class="topic-bar" style:--share=share></span>
                    {facet.values[value].label.clone()}" "
                    <span class="topic-count">{app.number(numbers[value])}</span>
                </li>
            }
        })
        .collect_view();
    Some(view! { <ul class="topics" aria-label=facet.label.clone()>{items}</ul> })
}

fn international(app: App, cases: &[usize]) -> impl IntoView + use<> {
    let m = app.messages;
    view! {
        <section class="region" data-region="international">
            <header>
                <h2 id="international" tabindex="-1">{m.international}</h2>
                <p>{(m.n_cases)(&app.count(cases.len()))}</p>
            </header>
            <section class="country-group"><GroupCases id="international-cases".to_owned() cases=cases.to_vec() /></section>
        </section>
    }
}

/// The cases of one group, a line each.
#[component]
fn GroupCases(
    /// Id of the list.
    id: String,
    /// Positions of the cases.
    cases: Vec<usize>,
) -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let n_cases = cases.len();
    let is_all_shown = RwSignal::new(n_cases <= N_CASES);
    let prefix = id.clone();
    let lines = move || {
        let n_shown = if is_all_shown.get() { n_cases } else { N_CASES };
        let library = app.library();
        let shown = cases.iter().take(n_shown);
        shown
            .map(|case| {
                let case = &library.catalog.cases[*case];
                let id = case.id.clone();
                let href = move || app.route.with(|route| route.with_case(&id).write());
                // A case of several countries stands here several times.
                let element = format!("{prefix}-{}", case.id);
                view! {
                    <li>
                        <a id=element href=href dir="auto">{case.title.clone()}</a>
                        <span class="year">{case.year.map(|year| year.to_string())}</span>
                    </li>
                }
            })
            .collect_view()
    };
    let language = app.library().catalog.language.clone();
    view! {
        <ul class="group-cases" id=id lang=language>{lines}</ul>
        {move || {
            (!is_all_shown.get()).then(|| {
                view! {
                    <button type="button" class="more" on:click=move |_| is_all_shown.set(true)>
                        {(m.show_all)(&app.count(n_cases))}
                    </button>
                }
            })
        }}
    }
}
