//! The hits by region and country: an atlas in words.

use leptos::prelude::*;

use super::folds::Fold;
use super::parts::share::share;
use super::parts::show_all::ShowAll;
use super::parts::text::own_language;
use super::{App, use_app};
use crate::catalog::Country;
use crate::route::{Route, View};
use crate::search::groups::{CountryGroup, CountryGroups, GroupOrder, RegionGroup};
use crate::search::order::sort_positions;
use crate::search::{Query, Refinement};

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
    let order = Memo::new(move |_| app.stages.now.read().route.group.unwrap_or_default());
    let groups = move || {
        let groups = app.library().groups(&app.stages.now.read().results.hits, order.get());
        let countries = groups.regions.iter().flat_map(|region| &region.countries);
        let countries: Vec<Country> = countries.map(|group| group.country).collect();
        let jump_list = jump_list(app, &groups);
        let CountryGroups { regions, international } = groups;
        let regions = regions.into_iter().map(|group| view! { <Region group/> }).collect_view();
        let international =
            (!international.is_empty()).then(|| view! { <International cases=international/> });
        view! { <GroupTools countries/> {jump_list} {regions} {international} }
    };
    view! { <div class="countries">{groups}</div> }
}

/// The order of the groups, and a button that opens or closes all of them.
#[component]
fn GroupTools(
    /// The countries that have a group.
    countries: Vec<Country>,
) -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let folds: Vec<Fold> = countries.into_iter().map(Fold::Country).collect();
    let are_all_closed = Memo::new({
        let folds = folds.clone();
        move |_| folds.iter().all(|fold| app.folds.is_toggled(fold))
    });
    let toggle_all = move |_| app.folds.set_all(folds.clone(), !are_all_closed.get_untracked());
    view! {
        <div class="group-tools">
            <nav aria-label=m.group_order_label>
                <ul>
                    <OrderLink order=GroupOrder::Name label=m.group_by_name/>
                    <OrderLink order=GroupOrder::Count label=m.group_by_count/>
                </ul>
            </nav>
            <button type="button" id="fold-all" class="quiet" on:click=toggle_all>
                {move || if are_all_closed.get() { m.open_all } else { m.close_all }}
            </button>
        </div>
    }
}

/// The same groups in an order.
#[component]
fn OrderLink(
    /// The order.
    order: GroupOrder,
    /// Its name.
    label: &'static str,
) -> impl IntoView {
    let app = use_app();
    let to = move |route: &Route| Route { group: Some(order), page: 0, view: View::List, ..route.clone() };
    let current = move || (app.stages.now.read().route.group == Some(order)).then_some("true");
    view! { <li><a href=move || app.href(to) aria-current=current>{label}</a></li> }
}

/// Every region and country by name, leading to its group.
fn jump_list(app: App, groups: &CountryGroups) -> impl IntoView + use<> {
    let library = app.library();
    let regions = groups.regions.iter().map(|RegionGroup { region, countries, .. }| {
        let countries = countries.iter().map(|CountryGroup { country, .. }| {
            let name = library.country_name(*country).to_owned();
            view! { <li><a href=format!("#{}", country_id(*country))>{name}</a></li> }
        });
        let countries = countries.collect_view();
        let name = library.region_name(*region).to_owned();
        view! {
            <li data-region=region.id()>
                <a class="jump-region" href=format!("#{}", region.id())>{name}</a>
                <ul>{countries}</ul>
            </li>
        }
    });
    let regions = regions.collect_view();
    view! { <nav class="jump-list" aria-label=app.messages.jump_to><ul>{regions}</ul></nav> }
}

fn country_id(country: Country) -> String {
    format!("country-{}", country.code().to_ascii_lowercase())
}

#[component]
fn Region(
    /// The region's hits.
    group: RegionGroup,
) -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let RegionGroup { region, n_cases, countries } = group;
    let n_cases = (m.n_cases)(&app.format.count(n_cases));
    let n_countries = (m.n_countries)(&app.format.count(countries.len()));
    let name = app.library().region_name(region).to_owned();
    let countries = countries.into_iter().map(|group| view! { <CountrySection group/> }).collect_view();
    view! {
        <RegionFrame id=region.id() name numbers=format!("{n_cases} · {n_countries}")>{countries}</RegionFrame>
    }
}

#[component]
fn International(
    /// The hits that name no country.
    cases: Vec<usize>,
) -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let numbers = (m.n_cases)(&app.format.count(cases.len()));
    view! {
        <RegionFrame id="international" name=m.international numbers>
            <div class="country-group">
                <GroupCases id="international-cases" country=None name=m.international cases/>
            </div>
        </RegionFrame>
    }
}

/// What stands around a region's groups.
#[component]
fn RegionFrame(
    /// Id of the heading, and name of the region's colour.
    id: &'static str,
    /// Its name.
    #[prop(into)]
    name: String,
    /// How much is in it, in words.
    numbers: String,
    /// The groups.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="region" data-region=id>
            <header>
                <h2 id=id tabindex="-1">{name}</h2>
                <p>{numbers}</p>
            </header>
            {children()}
        </section>
    }
    .into_any()
}

/// A country with its cases, which open and close.
#[component]
fn CountrySection(
    /// The country's hits.
    group: CountryGroup,
) -> impl IntoView {
    let app = use_app();
    let m = app.messages;
    let country = group.country;
    let name = app.library().country_name(country).to_owned();
    let id = country_id(country);
    let list_id = format!("{id}-cases");
    let heading_id = id.clone();
    let is_open = Memo::new(move |_| !app.folds.is_toggled(&Fold::Country(country)));
    let fold_label = {
        let name = name.clone();
        move || if is_open.get() { (m.close_group)(&name) } else { (m.open_group)(&name) }
    };
    let n_cases = (m.n_cases)(&app.format.count(group.cases.len()));
    let (topics, partners) = (topics(app, &group.cases), partners(app, &group));
    let cases = {
        let (list_id, name) = (list_id.clone(), name.clone());
        move || {
            is_open.get().then(|| {
                let cases = group.cases.clone();
                view! { <GroupCases id=list_id.clone() country=Some(country) name=name.clone() cases/> }
            })
        }
    };
    view! {
        <section class="country-group" aria-labelledby=heading_id>
            <header>
                <button
                    type="button"
                    id=format!("fold-{id}")
                    class="fold"
                    aria-controls=list_id
                    aria-expanded=move || is_open.get().to_string()
                    aria-label=fold_label
                    on:click=move |_| app.folds.toggle(&Fold::Country(country))
                >
                    <span class="fold-mark" aria-hidden="true"></span>
                </button>
                <h3 id=id tabindex="-1"><a href=app.href_now(|route| alone(route, country))>{name}</a></h3>
                <p class="group-count">{n_cases}</p>
                {topics}
                {partners}
            </header>
            {cases}
        </section>
    }
    .into_any()
}

/// This country alone, whatever else is asked.
fn alone(route: &Route, country: Country) -> Route {
    let mut query: Query = route.query.clone();
    query.refinements.retain(|facet, _| facet != "country");
    query.refinements.include("country", Refinement::Value(country.code().to_owned()));
    Route { group: None, ..route.with_query(query) }
}

fn partners(app: App, group: &CountryGroup) -> Option<impl IntoView + use<>> {
    let library = app.library();
    let partners = group.partners(&library.catalog.cases);
    let n_more = partners.len().saturating_sub(N_PARTNERS);
    let named: Vec<(String, String)> = partners
        .iter()
        .take(N_PARTNERS)
        .map(|(partner, n)| (library.country_name(*partner).to_owned(), app.format.number(*n)))
        .collect();
    let text = (app.messages.with_partners)(&named, &app.format.count(n_more));
    (!named.is_empty()).then(|| view! { <p class="partners">{text}</p> })
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
    let mut values: Vec<usize> = (0..numbers.len()).filter(|value| numbers[*value] > 0).collect();
    sort_positions(&mut values, &|a, b| numbers[b].cmp(&numbers[a]));
    let topic = |value: usize| {
        let bar = share(numbers[value], cases.len());
        let label = facet.values[value].label.clone();
        let n = app.format.number(numbers[value]);
        view! {
            <li>
                <span class="topic-bar" style=("--share", bar)></span>
                {label}
                " "
                <span class="topic-count">{n}</span>
            </li>
        }
    };
    let topics = values.into_iter().take(N_TOPICS).map(topic).collect_view();
    Some(view! { <ul class="topics" aria-label=facet.label.clone()>{topics}</ul> })
}

/// The cases of one group, a line each.
#[component]
fn GroupCases(
    /// Id of the list.
    #[prop(into)]
    id: String,
    /// The country; none of international cases.
    country: Option<Country>,
    /// The group's name.
    #[prop(into)]
    name: String,
    /// Positions of the cases.
    cases: Vec<usize>,
) -> impl IntoView {
    let app = use_app();
    let n_cases = cases.len();
    let fold = Fold::MoreCases(country);
    let more = (n_cases > N_CASES)
        .then(|| view! { <ShowAll id=id.clone() fold=fold.clone() about=name n_items=n_cases/> });
    let n_shown =
        Memo::new(move |_| if app.folds.is_toggled(&fold) { n_cases } else { n_cases.min(N_CASES) });
    let prefix = id.clone();
    let lines = move || {
        let shown = cases.iter().take(n_shown.get());
        shown.map(|case| case_line(app, &prefix, *case)).collect_view()
    };
    view! { <div id=id><ul class="group-cases">{lines}</ul>{more}</div> }
}

fn case_line(app: App, prefix: &str, position: usize) -> impl IntoView + use<> {
    let library = app.library();
    let case = &library.catalog.cases[position];
    // A case of several countries stands here several times.
    let id = format!("{prefix}-{}", case.id);
    let href = app.href_now(|route| route.with_case(&case.id));
    view! {
        <li>
            <a {..own_language(&library.catalog)} id=id href=href>{case.title.clone()}</a>
            <span class="year">{case.year}</span>
        </li>
    }
}
