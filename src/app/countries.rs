//! The hits by region and country: an atlas in words.

use std::sync::Arc;

use leptos::prelude::*;

use super::App;
use super::element::{Element, a, button, div, h2, h3, header, li, nav, p, section, span, ul};
use super::parts::share::share;
use super::parts::show_all::{show_all, unfolded_name};
use super::parts::text::link;
use super::signals::memo;
use crate::catalog::Country;
use crate::route::{Route, View};
use crate::search::Refinement;
use crate::search::groups::{CountryGroup, CountryGroups, GroupOrder, RegionGroup};

/// Cases shown in a group before "show all": a country of a large library can
/// have thousands.
const N_CASES: usize = 30;
/// Values of the first facet that a group names.
const N_TOPICS: usize = 3;
/// Partner countries that a group names.
const N_PARTNERS: usize = 5;

/// All groups, with a list to jump to them.
pub fn countries(app: App) -> Element {
    let is_by_count = memo(move || usize::from(app.route().group == Some(GroupOrder::Count)));
    div().class("countries").child_with(move || {
        let order = if is_by_count.get() > 0 { GroupOrder::Count } else { GroupOrder::Name };
        let groups = app.library().groups(&app.results().hits, order);
        let mut parts = vec![group_tools(app, &groups), jump_list(app, &groups)];
        parts.extend(groups.regions.iter().map(|region| region_group(app, region)));
        if !groups.international.is_empty() {
            parts.push(international(app, &groups.international));
        }
        parts
    })
}

/// The order of the groups, and a button that opens or closes all of them.
fn group_tools(app: App, groups: &CountryGroups) -> Element {
    let m = app.messages;
    let countries = groups.regions.iter().flat_map(|region| &region.countries);
    let ids: Arc<Vec<String>> = Arc::new(countries.map(|group| country_id(group.country)).collect());
    let are_all_closed = {
        let ids = Arc::clone(&ids);
        move || ids.iter().all(|id| app.is_toggled(id))
    };
    let are_closed_now = are_all_closed.clone();
    let on_toggle = move |_| {
        let are_closed = untrack(&are_closed_now);
        for id in ids.iter().filter(|id| untrack(|| app.is_toggled(id)) == are_closed) {
            app.toggle(id);
        }
    };
    let order = |order: GroupOrder, label: &str| {
        let to =
            move |route: &Route| Route { group: Some(order), page: 0, view: View::List, ..route.clone() };
        let is_here = move || app.route().group == Some(order);
        li().child(
            a().attr_with("href", move || Some(app.address(to)))
                .attr_with("aria-current", move || is_here().then(|| "true".to_owned()))
                .child(label),
        )
    };
    let orders = ul()
        .child(order(GroupOrder::Name, m.group_by_name))
        .child(order(GroupOrder::Count, m.group_by_count));
    div().class("group-tools").child(nav().attr("aria-label", m.group_order_label).child(orders)).child(
        button()
            .attr("type", "button")
            .attr("id", "fold-all")
            .class("quiet")
            .on("click", on_toggle)
            .child_with(move || if are_all_closed() { m.open_all } else { m.close_all }),
    )
}

/// Every region and country by name, leading to its group.
fn jump_list(app: App, groups: &CountryGroups) -> Element {
    let library = app.library();
    let mut regions = ul();
    for region in &groups.regions {
        let mut countries = ul();
        for group in &region.countries {
            let href = format!("#{}", country_id(group.country));
            countries = countries.child(li().child(link(&href, library.country_name(group.country))));
        }
        let name = link(&format!("#{}", region.region.id()), library.region_name(region.region));
        regions = regions.child(
            li().attr("data-region", region.region.id()).child(name.class("jump-region")).child(countries),
        );
    }
    nav().class("jump-list").attr("aria-label", app.messages.jump_to).child(regions)
}

fn country_id(country: Country) -> String {
    format!("country-{}", country.code().to_ascii_lowercase())
}

fn region_group(app: App, region: &RegionGroup) -> Element {
    let m = app.messages;
    let library = app.library();
    let numbers =
        [(m.n_cases)(&app.count(region.n_cases)), (m.n_countries)(&app.count(region.countries.len()))];
    let name = library.region_name(region.region);
    let countries: Vec<Element> = region.countries.iter().map(|group| country_group(app, group)).collect();
    region_frame(region.region.id(), name, &numbers.join(" · ")).child(countries)
}

fn region_frame(id: &str, name: &str, numbers: &str) -> Element {
    let heading = h2().attr("id", id).focusable().child(name);
    section().class("region").attr("data-region", id).child(header().child(heading).child(p().child(numbers)))
}

fn international(app: App, cases: &[usize]) -> Element {
    let m = app.messages;
    let numbers = (m.n_cases)(&app.count(cases.len()));
    let cases = group_cases(app, "international-cases", m.international, cases.to_vec());
    region_frame("international", m.international, &numbers).child(div().class("country-group").child(cases))
}

fn country_group(app: App, group: &CountryGroup) -> Element {
    let m = app.messages;
    let library = app.library();
    let country = group.country;
    let name = library.country_name(country);
    // This country alone, whatever else is asked.
    let alone = move |route: &Route| {
        let mut query = route.query.clone();
        query.refinements.retain(|facet, _| facet != "country");
        query.refinements.include("country", Refinement::Value(country.code().to_owned()));
        Route { group: None, ..route.with_query(query) }
    };
    let id = country_id(country);
    // A number, as in all memos of this app: 1 while the group is open.
    let n_open = {
        let id = id.clone();
        memo(move || usize::from(!app.is_toggled(&id)))
    };
    let is_open = move || n_open.get() > 0;
    let (list_id, toggled) = (format!("{id}-cases"), id.clone());
    let label = name.to_owned();
    let fold_label = {
        let name = name.to_owned();
        move || Some(if is_open() { (m.close_group)(&name) } else { (m.open_group)(&name) })
    };
    let fold = button()
        .attr("type", "button")
        .attr("id", &format!("fold-{id}"))
        .class("fold")
        .attr("aria-controls", list_id.as_str())
        .attr_with("aria-expanded", move || Some(is_open().to_string()))
        .attr_with("aria-label", fold_label)
        .on("click", move |_| app.toggle(&toggled))
        .child(span().class("fold-mark").attr("aria-hidden", "true"));
    let heading = h3().attr("id", id.as_str()).focusable().child(link(&app.address_now(alone), name));
    let head = header()
        .child(fold)
        .child(heading)
        .child(p().class("group-count").child((m.n_cases)(&app.count(group.cases.len()))))
        .child(topics(app, &group.cases))
        .child(partners(app, group));
    let cases = group.cases.clone();
    section()
        .class("country-group")
        .attr("aria-labelledby", &id)
        .child(head)
        .child_with(move || is_open().then(|| group_cases(app, &list_id, &label, cases.clone())))
}

fn partners(app: App, group: &CountryGroup) -> Option<Element> {
    let library = app.library();
    let partners = group.partners(&library.catalog.cases);
    let n_more = partners.len().saturating_sub(N_PARTNERS);
    let named: Vec<(String, String)> = partners
        .iter()
        .take(N_PARTNERS)
        .map(|(partner, n)| (library.country_name(*partner).to_owned(), app.number(*n)))
        .collect();
    let text = (app.messages.with_partners)(&named, &app.count(n_more));
    (!named.is_empty()).then(|| p().class("partners").child(text))
}

/// The values of the publisher's first facet that the cases share most, as
/// words with a bar each.
fn topics(app: App, cases: &[usize]) -> Option<Element> {
    let library = app.library();
    let facet = library.facets.iter().find(|facet| facet.label.is_some())?;
    let mut numbers = vec![0_usize; facet.values.len()];
    for case in cases {
        facet.values_of(*case).for_each(|value| numbers[value] += 1);
    }
    let mut values: Vec<usize> = (0..numbers.len()).collect();
    values.sort_by_key(|value| std::cmp::Reverse(numbers[*value]));
    let mut items = ul().class("topics").attr_maybe("aria-label", facet.label.as_deref());
    for value in values.into_iter().take(N_TOPICS).filter(|value| numbers[*value] > 0) {
        let (n, n_cases) = (numbers[value], cases.len());
        let bar = span().class("topic-bar").share_with(move || share(n, n_cases));
        let count = span().class("topic-count").child(app.number(n));
        items =
            items.child(li().child(bar).child(facet.values[value].label.as_str()).child(" ").child(count));
    }
    Some(items)
}

/// The cases of one group, a line each.
fn group_cases(app: App, id: &str, name: &str, cases: Vec<usize>) -> Element {
    let n_cases = cases.len();
    let (prefix, unfolded) = (id.to_owned(), unfolded_name(id));
    let n_shown = memo(move || if app.is_toggled(&unfolded) { n_cases } else { n_cases.min(N_CASES) });
    let more = (n_cases > N_CASES).then(|| show_all(app, id, name, n_cases));
    let lines = move || {
        let lines: Vec<Element> =
            cases.iter().take(n_shown.get()).map(|case| case_line(app, &prefix, *case)).collect();
        lines
    };
    div().attr("id", id).child(ul().class("group-cases").child_with(lines)).child(more)
}

fn case_line(app: App, prefix: &str, position: usize) -> Element {
    let library = app.library();
    let case = &library.catalog.cases[position];
    let title = a()
        // A case of several countries stands here several times.
        .attr("id", &format!("{prefix}-{}", case.id))
        .attr("href", &app.address_now(|route| route.with_case(&case.id)))
        .child(case.title.as_str());
    let year = case.year.map(|year| year.to_string());
    li().child(app.of_snapshot(title)).child(span().class("year").child(year))
}
