//! Addresses: read, repaired, written.

use casebook::route::{Route, Theme, View};
use casebook::search::groups::GroupOrder;
use casebook::search::{Query, Refinement, Sort, Years};

/// An address reads as a route that is written as `written`.
fn check(address: &str, written: &str) {
    assert_eq!(Route::read(address).write(), written, "for {address:?}");
}

/// An address is already as it would be written.
fn check_kept(address: &str) {
    check(address, address);
}

#[test]
fn the_front_page_has_the_shortest_address() {
    assert_eq!(Route::read(""), Route::default());
    check("", ".");
    check("?", ".");
    check(".", ".");
    check("#results", ".");
}

#[test]
fn every_parameter_is_kept_in_one_order() {
    check_kept(
        "?q=fish+farm&country=KR&country=-VN&topic=health&topic=water&year=2009..2015&match=topic:all&ids=a,b\
         &sort=title&group=country:count&page=3&view=about&case=kopia&theme=dark&embed=1\
         &hide=search,facets&accent=%23a03&font=sans",
    );
    check(
        "?embed=1&case=a&theme=dark&page=2&group=country&sort=oldest&ids=b,a&match=topic:all&year=2009&topic=b\
         &topic=a&country=-VN&country=KR&q=x&view=about",
        "?q=x&country=KR&country=-VN&topic=a&topic=b&year=2009&match=topic:all&ids=b,a&sort=oldest&group=country\
         &page=2&view=about&case=a&theme=dark&embed=1",
    );
}

#[test]
fn a_route_is_what_its_address_says() {
    let mut query = Query { text: "fish".into(), sort: Some(Sort::Newest), ..Query::default() };
    query.refinements.include("country", Refinement::Value("KR".into()));
    query.refinements.exclude("topic", Refinement::NotStated);
    query.refinements.years = Some(Years::Range(None, Some(2015)));
    let route = Route {
        query,
        group: Some(GroupOrder::Name),
        page: 1,
        view: View::About,
        case: Some("a-1".into()),
        theme: Some(Theme::Contrast),
        is_embedded: true,
        looks: ["search,header".into(), "rgb(1 2 3)".into(), String::new()],
    };
    let address = "?q=fish&country=KR&topic=-none&year=..2015&sort=newest&group=country&page=2&view=about&case=a-1\
         &theme=contrast&embed=1&hide=search,header&accent=rgb%281+2+3%29";
    assert_eq!(Route::read(address), route);
    assert_eq!(route.write(), address);
}

#[test]
fn empty_parameters_are_dropped() {
    check(
        "?q=&country=&year=&match=&sort=&group=&page=&view=&case=&theme=&embed=&ids=&hide=&accent=&font=",
        ".",
    );
    check("?&&=&=x&country&q=+", ".");
    check("?country=-&topic=--", ".");
}

#[test]
fn broken_values_are_repaired() {
    check("?page=0&sort=best&group=city&view=nothing&case=Not+An+Id&theme=pink&embed=yes", ".");
    check("?page=-1", ".");
    check("?page=1", ".");
    check("?page=99999999999999999999999", ".");
    check("?ids=a,,B,a,-x,c", "?ids=a,c");
    check("?match=topic:all", ".");
    check("?topic=a&match=topic:all", "?topic=a");
    check("?topic=a&topic=b&match=topic:some&match=", "?topic=a&topic=b");
    check("?country=KR&country=-KR", "?country=-KR");
    check("?country=-KR&country=KR", "?country=KR");
    check("?country=--KR", "?country=-KR");
    check("?country=-+-KR", "?country=-KR");
    check("?q=a%20%20b%0A", "?q=a+b");
}

#[test]
fn years_are_one_or_a_range_or_none() {
    for kept in ["?year=2009", "?year=2009..2015", "?year=..2015", "?year=2016..", "?year=none"] {
        check_kept(kept);
    }
    check("?year=2015..2009", "?year=2009..2015");
    check("?year=2009..2009", "?year=2009");
    for broken in ["..", "x", "0", "99999", "-5", "x..y", "2009-2015"] {
        check(&format!("?year={broken}"), ".");
    }
    check("?year=2009..x", "?year=2009..");
}

#[test]
fn of_a_parameter_that_can_stand_once_the_first_counts() {
    check("?q=a&q=b&page=2&page=3&case=x&case=y", "?q=a&page=2&case=x");
}

#[test]
fn unknown_parameters_are_passed_over_and_facets_are_not() {
    check("?utm_source=x&Topic=a&__proto__=1&%00=x", ".");
    check("?funding=eu&sdg-goal=6", "?funding=eu&sdg-goal=6");
    // Words of the address that no facet can have as its id.
    check("?lang=fr&rows=a&cols=b&section=c&height=300&loading=lazy&none=1", ".");
}

#[test]
fn text_of_any_script_and_any_mark_survives() {
    for text in
        ["santé & soins", "東京", "a+b=c?", "100% #1", "\"fish farm\" -milk", "c++;d", "%zz %4", "<b>'"]
    {
        let route = Route { query: Query { text: text.into(), ..Query::default() }, ..Route::default() };
        let address = route.write();
        assert!(address.bytes().all(|byte| byte.is_ascii_graphic()), "{address}");
        assert!(!address.contains(['"', '<', '>', '\'', '#', '(', ')']), "{address}");
        assert_eq!(Route::read(&address), route, "for {address}");
    }
    check("?q=%zz%4", "?q=%25zz%254");
    check("?q=%FF", "?q=%EF%BF%BD");
    check("?q=%2B", "?q=%2B");
    check("?q=%+1", "?q=%25+1");
}

#[test]
fn other_places_keep_what_they_should() {
    let route =
        Route::read("?q=fish&country=KR&page=3&view=about&case=a&theme=dark&embed=1&group=country&font=sans");
    assert_eq!(route.home().write(), "?theme=dark&embed=1&font=sans");
    assert_eq!(route.in_full().write(), "?q=fish&country=KR&group=country&page=3&view=about&case=a");
    assert_eq!(
        route.without_case().write(),
        "?q=fish&country=KR&group=country&page=3&view=about&theme=dark&embed=1&font=sans"
    );
    assert_eq!(route.with_case("b").case.as_deref(), Some("b"));
    assert_eq!(route.with_query(Query::default()).write(), "?group=country&theme=dark&embed=1&font=sans");
}
