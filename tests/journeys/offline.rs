//! What the browser keeps of the library, and reading without a network.
//!
//! Everywhere: what a reader saved on this device is still there in the end, and the console is as
//! quiet as ever but for what a journey expects.

use std::{fs, path::Path, time::Duration};

use serde_json::{Value, json};
use tokio::time::sleep;

use crate::{
    edition::Edition,
    expected::{self, counted, everything, n_cases, sentence_of_country},
    server::{FOLDER, Fault},
    snapshot,
    visitor::{Visitor, in_chromium, in_chromium_and_firefox},
};

const READY: &str = "Ready to work offline";
const NEW_APP: &str = "A new version of this app is ready.";
const SHOW: &str = "Show it";
const FILE: &str = "data/cases.json";
const NEW_TITLE: &str = "The library a week later";

/// Scripts that do to the store what readers, browsers and disks do.
const REMOVE_ALL: &str = "for (const name of await caches.keys()) await caches.delete(name);";
const FORGET_ALL: &str = "
    for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
    for (const name of await caches.keys()) await caches.delete(name);";
const DAMAGE_ALL: &str = "
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
            const { headers } = await cache.match(request);
            await cache.put(request, new Response('damaged', { headers }));
        }
    }";
const DAMAGE_PROGRAM: &str = "
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        const program = document.getElementById('program').href;
        const stored = await cache.match(program);
        if (stored) await cache.put(program, new Response('damaged', stored));
    }";

/// The browser's own words on the console for a host that does not answer or has no such file.
const FAILED: &str = "Failed to load resource";

in_chromium_and_firefox! {
    the_library_opens_where_an_address_leads
    what_is_stored_outlives_the_browser
    every_view_opens_without_a_host
    an_install_that_breaks_off_leaves_nothing_half
    an_update_that_breaks_off_leaves_the_old_app
    a_bad_snapshot_never_takes_the_place_of_a_good_one
    app_and_snapshot_are_renewed_apart
    a_version_published_while_another_is_stored
    a_version_that_waits_is_never_half
    a_version_that_comes_while_another_is_taken
    an_update_taken_in_one_tab_is_taken_in_all
    what_was_removed_or_damaged_is_mended
    what_is_damaged_after_an_update_is_replaced
    a_sign_in_page_takes_nothing_away
    a_page_left_open_asks_once_an_hour
    a_library_that_is_withdrawn
    without_storage_all_works_online
    another_app_on_the_same_host_is_left_alone
    a_library_that_moves_to_another_folder
}

in_chromium! {
    a_version_that_waits_while_the_browser_closes
    the_app_is_offered_once
    the_network_goes_and_comes_back
    pictures_are_kept_up_to_a_bound
    what_has_not_changed_is_not_sent_again
    a_full_device_is_said
    no_complaint_without_a_network
}

/// Opens the library and waits until it is kept; saves something as a reader would.
async fn keep(visitor: &Visitor) {
    visitor.open("").await;
    visitor.sees(everything()).await;
    visitor.sees(READY).await;
    visitor.run::<()>("localStorage.setItem('casebook saved by a test', 'as it was')").await;
}

/// Fails if what [`keep`] saved is gone.
async fn has_kept(visitor: &Visitor) {
    let saved: Option<String> = visitor.run("return localStorage.getItem('casebook saved by a test')").await;
    assert_eq!(saved.as_deref(), Some("as it was"), "what was saved is lost in {}", visitor.engine());
    let visit = format!("return localStorage.getItem('casebook {FOLDER} 1 visit')");
    let visit: Option<String> = visitor.run(&visit).await;
    assert!(visit.is_some(), "the last visit is lost in {}", visitor.engine());
}

/// From now on a host may break off at any file.
fn expects_what_breaks_off(visitor: &Visitor) {
    visitor.expects(FAILED);
    visitor.expects("service-worker.js");
    // Chromium's words for half a manifest or icon, and for what nothing came to use.
    visitor.expects("Manifest");
    visitor.expects("preloaded");
}

/// Waits until the host, which is about to break off, has done so and is
/// asked no more; or until the page says that all is there.
async fn is_asked(visitor: &Visitor, n_answers: u32, done: &str) {
    let expected = format!("more than {n_answers} requests, or {done:?}");
    visitor
        .wait_until(&expected, async || {
            visitor.server().log().len() > n_answers as usize || visitor.text().await.contains(done)
        })
        .await;
    rests(visitor).await;
}

/// Waits until nothing more is asked of the host.
async fn rests(visitor: &Visitor) {
    let mut n_asked = usize::MAX;
    while visitor.server().log().len() != n_asked {
        n_asked = visitor.server().log().len();
        sleep(Duration::from_millis(700)).await;
    }
}

/// A later snapshot: another title, and one case more.
fn a_week_later(snapshot: &mut Value) {
    snapshot["library"]["title"] = json!(NEW_TITLE);
    snapshot["generated"] = json!("2099-11-30");
    let cases = snapshot["cases"].as_array_mut().expect("a snapshot has a list of cases");
    let mut case = cases[0].clone();
    case["id"] = json!("a-new-case");
    cases.push(case);
}

async fn the_library_opens_where_an_address_leads(visitor: &Visitor) {
    visitor.open("").await;
    visitor.sees(everything()).await;
    let case = snapshot::case(snapshot::TEN[0]);
    visitor.open(&format!("?case={}", snapshot::TEN[0])).await;
    visitor.sees(snapshot::text(&case, "title")).await;
    assert!(visitor.title().await.starts_with(snapshot::text(&case, "title")));
    visitor.click("About").await;
    visitor.sees_no(snapshot::text(&case, "title")).await;
    assert_eq!(visitor.address().await, "?view=about");
}

/// That pages, hosts and tabs are what the other journeys here take them for.
async fn what_is_stored_outlives_the_browser(visitor: &Visitor) {
    let other = Edition::with_snapshot(a_week_later);
    let server = visitor.server();
    server.also_serve("/other/", other.path());
    keep(visitor).await;
    visitor.restart().await;
    visitor.open("../../other/").await;
    visitor.sees(NEW_TITLE).await;
    has_kept(visitor).await;
    visitor.open_tab().await;
    visitor.open("").await;
    visitor.sees(everything()).await;
    visitor.switch_tab(0).await;
    assert!(visitor.address().await.ends_with("/other/"));
}

async fn every_view_opens_without_a_host(visitor: &Visitor) {
    keep(visitor).await;
    visitor.restart().await;
    visitor.server().stop().await;
    visitor.expects(FAILED);
    for (address, text) in [
        ("", everything()),
        ("?country=KR", sentence_of_country("KR").as_str()),
        ("?group=country", "Slovenia"),
        ("?view=about", "On this device"),
    ] {
        visitor.open(address).await;
        visitor.sees(text).await;
    }
    for id in snapshot::TEN {
        let case = snapshot::case(id);
        visitor.open(&format!("?case={id}")).await;
        visitor.sees(snapshot::text(&case, "title")).await;
    }
    visitor.click("Cases").await;
    visitor.sees(everything()).await;
    visitor.reload().await;
    visitor.sees(everything()).await;
    has_kept(visitor).await;
    visitor.server().resume().await;
    visitor.open("").await;
    visitor.sees(READY).await;
}

async fn no_complaint_without_a_network(visitor: &Visitor) {
    keep(visitor).await;
    visitor.restart().await;
    visitor.server().stop().await;
    let offline = json!({ "offline": true, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    visitor.devtools("Network.enable", json!({})).await;
    visitor.devtools("Network.emulateNetworkConditions", offline).await;
    visitor.open("").await;
    visitor.sees(everything()).await;
    visitor.open("?view=about").await;
    visitor.sees("On this device").await;
    sleep(Duration::from_secs(1)).await;
    has_kept(visitor).await;
}

async fn an_install_that_breaks_off_leaves_nothing_half(visitor: &Visitor) {
    let server = visitor.server();
    // What is asked once the worker is, each of which is the one that breaks off.
    visitor.open("").await;
    visitor.sees(READY).await;
    rests(visitor).await;
    let log = server.log();
    let first = log.iter().position(|asked| asked.path.ends_with("service-worker.js"));
    let first = first.unwrap_or_else(|| panic!("no service worker was asked for: {log:?}"));
    expects_what_breaks_off(visitor);
    for n in first..log.len() {
        visitor.run::<()>(FORGET_ALL).await;
        server.forget();
        server.break_off_after(u32::try_from(n).expect("it is a few"));
        visitor.open("").await;
        visitor.sees(everything()).await;
        visitor.run::<()>("localStorage.setItem('casebook saved by a test', 'as it was')").await;
        is_asked(visitor, u32::try_from(n).expect("it is a few"), READY).await;
        server.stop().await;
        visitor.open("?country=KR").await;
        sleep(Duration::from_millis(500)).await;
        // The whole library, or the browser's own page. Or the app whole without its cases.
        let either = format!("all or nothing after {n} answers");
        visitor
            .wait_until(&either, async || {
                let text = visitor.text().await;
                let is_nothing = !text.contains("cases") || text.contains("The library cannot be reached");
                text.contains(&sentence_of_country("KR")) || is_nothing
            })
            .await;
        server.resume().await;
        server.heal();
        visitor.open("").await;
        visitor.sees(READY).await;
        assert_eq!(visitor.edition().await, "");
        has_kept(visitor).await;
    }
}

async fn an_update_that_breaks_off_leaves_the_old_app(visitor: &Visitor) {
    let next = Edition::with_app("second");
    let server = visitor.server();
    keep(visitor).await;
    rests(visitor).await;
    expects_what_breaks_off(visitor);
    server.publish(next.path());
    for n in 0.. {
        server.forget();
        server.break_off_after(n);
        visitor.open("").await;
        visitor.sees(everything()).await;
        is_asked(visitor, n, NEW_APP).await;
        assert_eq!(visitor.edition().await, "", "in {}, after {n} answers", visitor.engine());
        if visitor.text().await.contains(NEW_APP) {
            break;
        }
        assert!(n < 40, "in {}, there is no end of requests: {:?}", visitor.engine(), server.log());
        // Nor is it a mix when the browser comes back, if the host does not.
        visitor.open("?country=KR").await;
        visitor.sees(&sentence_of_country("KR")).await;
        assert_eq!(visitor.edition().await, "", "in {}, after {n} answers", visitor.engine());
    }
    visitor.click(SHOW).await;
    visitor.sees_edition("second").await;
    server.heal();
    rests(visitor).await;
    visitor.restart().await;
    visitor.open("").await;
    visitor.sees_edition("second").await;
    has_kept(visitor).await;
}

async fn a_bad_snapshot_never_takes_the_place_of_a_good_one(visitor: &Visitor) {
    let next = Edition::with_snapshot(a_week_later);
    let json_file = |text: String| Fault::Body(text.into_bytes(), "application/json");
    let empty = snapshot::with_cases(json!([]));
    let server = visitor.server();
    keep(visitor).await;
    visitor.expects(FAILED);
    server.publish(next.path());
    for (fault, told) in [
        (Fault::Truncate(90_000), "The library’s file is cut off"),
        (Fault::CutOff, "The library came only in part"),
        (Fault::Html, "A web page came in place of the library"),
        (Fault::Status(404), "The library is not where it should be"),
        (Fault::Status(500), "The host reports an error"),
        (json_file(r#"{"schema_version":2,"cases":[]}"#.into()), "The library is of another version"),
        (Fault::Body(empty, "application/json"), "The library has no usable case"),
        (json_file("[1, 2]".into()), "The library’s file is of another kind"),
        (Fault::StallAfter(50_000), "The library does not answer"),
    ] {
        server.fault(FILE, fault);
        visitor.open("").await;
        visitor.sees(everything()).await;
        visitor.sees(&format!("No newer snapshot could be taken: {told}")).await;
        visitor.sees(&format!("Snapshot of {}", expected::date())).await;
        assert!(!visitor.text().await.contains(SHOW), "in {}: {told}", visitor.engine());
        server.heal();
    }
    // The next good one is taken, when the reader says so, and stays.
    visitor.open("").await;
    visitor.sees("The snapshot of 30 November 2099 is ready. New cases: 1.").await;
    visitor.sees(everything()).await;
    visitor.click(SHOW).await;
    visitor.sees(NEW_TITLE).await;
    visitor.restart().await;
    server.stop().await;
    visitor.open("").await;
    visitor.sees(NEW_TITLE).await;
    let one_more = everything().replacen(&counted(n_cases()), &counted(n_cases() + 1), 1);
    visitor.sees(&one_more).await;
    has_kept(visitor).await;
}

async fn app_and_snapshot_are_renewed_apart(visitor: &Visitor) {
    let app = Edition::with_app("second");
    let both = Edition::with_app("third").and_snapshot(a_week_later);
    let server = visitor.server();
    keep(visitor).await;

    server.publish(app.path());
    visitor.open("").await;
    visitor.sees(NEW_APP).await;
    visitor.click(SHOW).await;
    visitor.sees_edition("second").await;
    visitor.sees(everything()).await;

    // The snapshot comes before its app.
    for path in ["service-worker.js", "*.wasm"] {
        server.fault(path, Fault::Status(404));
    }
    visitor.expects(FAILED);
    visitor.expects("service-worker.js");
    server.publish(both.path());
    visitor.open("").await;
    visitor.sees("New cases: 1.").await;
    visitor.click(SHOW).await;
    visitor.sees(NEW_TITLE).await;
    assert_eq!(visitor.edition().await, "second");
    server.heal();
    visitor.open("").await;
    visitor.sees(NEW_APP).await;
    visitor.click(SHOW).await;
    visitor.sees_edition("third").await;
    visitor.sees(NEW_TITLE).await;
    visitor.restart().await;
    server.stop().await;
    visitor.expects("third");
    visitor.open("").await;
    visitor.sees_edition("third").await;
    visitor.sees(NEW_TITLE).await;
    has_kept(visitor).await;
}

async fn a_version_published_while_another_is_stored(visitor: &Visitor) {
    let second = Edition::with_app("second");
    let third = Edition::with_app("third").and_snapshot(a_week_later);
    let server = visitor.server();
    keep(visitor).await;
    visitor.expects(FAILED);
    visitor.expects("service-worker.js");
    server.publish(second.path());
    server.fault("*.wasm", Fault::Stall);
    visitor.open("").await;
    visitor.sees(everything()).await;
    visitor
        .wait_until("the second version to be asked for", async || server.asked("casebook-second*.wasm") > 0)
        .await;
    server.publish(third.path());
    server.heal();
    rests(visitor).await;
    assert_eq!(visitor.edition().await, "");
    visitor.open("").await;
    visitor.sees(NEW_APP).await;
    visitor.click(SHOW).await;
    visitor.sees_edition("third").await;
    visitor.sees(READY).await;
    rests(visitor).await;
    visitor.restart().await;
    server.stop().await;
    visitor.open("").await;
    visitor.sees_edition("third").await;
    has_kept(visitor).await;
}

/// A third version comes before the reader has taken the second.
async fn a_version_that_waits_is_never_half(visitor: &Visitor) {
    let second = Edition::with_app("second");
    let third = Edition::with_app("third");
    let server = visitor.server();
    keep(visitor).await;
    server.publish(second.path());
    visitor.open("").await;
    visitor.sees(NEW_APP).await;
    server.publish(third.path());
    visitor.open("").await;
    visitor.sees(NEW_APP).await;
    // Firefox takes a second before it asks for it.
    visitor
        .wait_until("the third version to be asked for", async || server.asked("casebook-third*.wasm") > 0)
        .await;
    rests(visitor).await;
    assert_eq!(visitor.edition().await, "");
    visitor.click(SHOW).await;
    // The second as a whole, where the third is not stored as a whole yet.
    if visitor.sees_either_edition("second", "third").await == "second" {
        visitor.sees(NEW_APP).await;
        visitor.click(SHOW).await;
    }
    visitor.sees_edition("third").await;
    has_kept(visitor).await;
}

/// Firefox sometimes forgets then that there is a worker, until there is a network again.
async fn a_version_that_waits_while_the_browser_closes(visitor: &Visitor) {
    let second = Edition::with_app("second");
    let server = visitor.server();
    keep(visitor).await;
    server.publish(second.path());
    visitor.open("").await;
    visitor.sees(NEW_APP).await;
    visitor.restart().await;
    server.stop().await;
    visitor.expects(FAILED);
    for _ in 0..2 {
        visitor.open("").await;
        visitor.sees(everything()).await;
        let edition = visitor.edition().await;
        assert!(["", "second"].contains(&edition.as_str()), "in {}: {edition}", visitor.engine());
    }
    has_kept(visitor).await;
}

/// The reader takes the second version while the third is on its way: that one is whole, too.
async fn a_version_that_comes_while_another_is_taken(visitor: &Visitor) {
    let (second, third) = (Edition::with_app("second"), Edition::with_app("third"));
    let server = visitor.server();
    keep(visitor).await;
    visitor.expects(FAILED);
    server.publish(second.path());
    visitor.open("").await;
    visitor.sees(NEW_APP).await;
    rests(visitor).await;
    server.publish(third.path());
    server.fault("casebook-third*.wasm", Fault::Stall);
    visitor.open("").await;
    visitor.sees(NEW_APP).await;
    visitor
        .wait_until("the third version to be asked for", async || server.asked("casebook-third*.wasm") > 0)
        .await;
    visitor.click(SHOW).await;
    visitor.sees_edition("second").await;
    server.heal();
    visitor.sees(NEW_APP).await;
    server.stop().await;
    visitor.click(SHOW).await;
    visitor.sees_edition("third").await;
    visitor.sees(everything()).await;
    has_kept(visitor).await;
}

async fn an_update_taken_in_one_tab_is_taken_in_all(visitor: &Visitor) {
    let next = Edition::with_app("second");
    // The first tab is that of the first visit, which the worker came to later.
    keep(visitor).await;
    visitor
        .run::<()>("history.replaceState(null, '', '?q=health'); dispatchEvent(new Event('popstate'));")
        .await;
    visitor.sees("cases with “health”").await;
    visitor.server().publish(next.path());
    visitor.open_tab().await;
    visitor.open("").await;
    visitor.sees(NEW_APP).await;
    // Until the reader says so, both are of the old one.
    assert_eq!(visitor.edition().await, "");
    visitor.switch_tab(0).await;
    assert_eq!(visitor.edition().await, "");
    visitor.switch_tab(1).await;
    visitor.click(SHOW).await;
    visitor.sees_edition("second").await;
    visitor.switch_tab(0).await;
    visitor.sees("cases with “health”").await;
    visitor
        .wait_until("the second edition in the first tab", async || visitor.edition().await == "second")
        .await;
    assert_eq!(visitor.address().await, "?q=health");
    has_kept(visitor).await;
}

async fn what_was_removed_or_damaged_is_mended(visitor: &Visitor) {
    const STORED: &str = "
        const digest = async (response) => Array.from(new Uint8Array(
            await crypto.subtle.digest('SHA-256', await response.arrayBuffer()))).join();
        const stored = [];
        for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const request of await cache.keys()) {
                stored.push(`${name} ${request.url} ${await digest(await cache.match(request))}`);
            }
        }
        return stored.sort();";
    keep(visitor).await;
    let whole: Vec<String> = visitor.run(STORED).await;
    assert!(whole.len() > 6, "in {}: {whole:#?}", visitor.engine());
    visitor.open("?view=about").await;
    visitor.run::<()>(DAMAGE_ALL).await;
    visitor.click("Test what is stored").await;
    visitor.sees(": damaged").await;
    visitor.run::<()>(REMOVE_ALL).await;
    visitor.click("Test what is stored").await;
    visitor.sees(": missing").await;
    for damage in [
        REMOVE_ALL,
        DAMAGE_ALL,
        "for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            await cache.delete((await cache.keys())[0]);
        }",
    ] {
        visitor.run::<()>(damage).await;
        visitor.open("").await;
        visitor.sees(everything()).await;
        assert_eq!(visitor.edition().await, "");
        visitor.sees(READY).await;
        rests(visitor).await;
        let mended: Vec<String> = visitor.run(STORED).await;
        assert_eq!(mended, whole, "in {}, after {damage}", visitor.engine());
        visitor.open("?view=about").await;
        visitor.click("Store it anew").await;
        visitor.sees(READY).await;
        rests(visitor).await;
        let mended: Vec<String> = visitor.run(STORED).await;
        assert_eq!(mended, whole, "in {}, after {damage} and storing anew", visitor.engine());
        visitor.sees(": good").await;
        assert!(!visitor.text().await.contains(": damaged"), "in {}", visitor.engine());
        has_kept(visitor).await;
    }
    visitor.server().stop().await;
    visitor.expects(FAILED);
    visitor.open("?country=KR").await;
    visitor.sees(&sentence_of_country("KR")).await;
    // What cannot be stored anew stays as it was stored.
    visitor.open("?view=about").await;
    visitor.click("Store it anew").await;
    visitor.sees("You are offline").await;
    let left: Vec<String> = visitor.run(STORED).await;
    assert_eq!(left, whole, "in {}, after storing anew without a host", visitor.engine());
}

async fn what_has_not_changed_is_not_sent_again(visitor: &Visitor) {
    let server = visitor.server();
    keep(visitor).await;
    rests(visitor).await;
    for _ in 0..2 {
        server.forget();
        visitor.open("").await;
        visitor.wait_until("a request for the snapshot", async || server.asked(FILE) > 0).await;
        rests(visitor).await;
        let log = server.log();
        let asked: Vec<_> = log.iter().filter(|asked| asked.path.ends_with(FILE)).collect();
        assert_eq!(asked.len(), 1, "{log:?}");
        assert!(asked[0].if_none_match.is_some(), "{log:?}");
    }
}

async fn pictures_are_kept_up_to_a_bound(visitor: &Visitor) {
    const PICTURES: &str = "
        const [name] = (await caches.keys()).filter((name) => name.endsWith(' content'));
        const stored = await (await caches.open(name)).keys();
        return stored.map(({ url }) => url.split('/').pop()).filter((file) => file.endsWith('.png')).sort();";
    let with_pictures = |n: usize| {
        let edition = Edition::with_snapshot(|snapshot| {
            for (case, name) in ["a", "b"].into_iter().take(n).enumerate() {
                snapshot["cases"][case]["image"] = json!({ "src": format!("data/{name}.png"), "alt": "" });
            }
        });
        // The second one alone is more than is kept without being asked to.
        for (name, n_bytes) in [("a", 1_000), ("b", 21_000_000)] {
            let path = edition.path().join(format!("data/{name}.png"));
            fs::write(path, vec![0; n_bytes]).expect("the build folder can be written to");
        }
        edition
    };
    let (one, both) = (with_pictures(1), with_pictures(2));
    let server = visitor.server();
    server.publish(one.path());
    visitor.open("").await;
    visitor.sees(READY).await;
    rests(visitor).await;
    assert_eq!(visitor.run::<Vec<String>>(PICTURES).await, ["a.png"]);

    server.publish(both.path());
    visitor.open("").await;
    visitor.sees("Ready to work offline, without pictures").await;
    assert_eq!(visitor.run::<Vec<String>>(PICTURES).await, [""; 0]);

    visitor.open("?view=about").await;
    visitor.click("Keep all pictures for offline use, also beyond 20 MB").await;
    rests(visitor).await;
    assert_eq!(visitor.run::<Vec<String>>(PICTURES).await, ["a.png", "b.png"]);
    // The wish is kept, and with it the pictures.
    visitor.open("").await;
    visitor.sees(READY).await;
    rests(visitor).await;
    assert_eq!(visitor.run::<Vec<String>>(PICTURES).await, ["a.png", "b.png"]);
    // In another tab too, until the reader thinks otherwise.
    const IS_TICKED: &str = "return document.getElementById('keep-pictures')?.checked ?? false";
    visitor.open("?view=about").await;
    visitor.wait_until("the wish in the first tab", async || visitor.run(IS_TICKED).await).await;
    visitor.open_tab().await;
    visitor.open("?view=about").await;
    visitor.wait_until("the wish in the second tab", async || visitor.run(IS_TICKED).await).await;
    visitor.click("Keep all pictures for offline use, also beyond 20 MB").await;
    visitor.sees("Ready to work offline, without pictures").await;
    assert_eq!(visitor.run::<Vec<String>>(PICTURES).await, [""; 0]);
    visitor.switch_tab(0).await;
    visitor.wait_until("no wish in the first tab", async || !visitor.run::<bool>(IS_TICKED).await).await;
}

async fn the_app_is_offered_once(visitor: &Visitor) {
    const OFFER: &str = "
        const offer = new Event('beforeinstallprompt', { cancelable: true });
        offer.prompt = () => (window.isPrompted = true);
        dispatchEvent(offer);
        return offer.defaultPrevented;";
    const COUNT: &str =
        "navigator.storage.persist = async () => { window.nAsked = 1 + (window.nAsked ?? 0); return true; }";
    const N_ASKED: &str = "return window.nAsked ?? 0";
    visitor.devtools("Page.enable", json!({})).await;
    visitor.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": COUNT })).await;
    keep(visitor).await;
    // The browser has made its offer, which nobody but a reader can take.
    visitor.sees("Install as an app").await;
    assert!(visitor.run::<bool>(OFFER).await, "the browser offers it as well");
    // To stay for good is asked for when the reader has a reason to want it.
    assert_eq!(visitor.run::<u32>(N_ASKED).await, 0);
    visitor.click("Install as an app").await;
    visitor.sees_no("Install as an app").await;
    assert!(visitor.run::<bool>("return window.isPrompted").await);
    visitor.run::<()>("dispatchEvent(new Event('appinstalled'))").await;
    assert_eq!(visitor.run::<u32>(N_ASKED).await, 1);
    visitor.open("").await;
    visitor.sees(READY).await;
    visitor.run::<bool>(OFFER).await;
    visitor.sees_no("Install as an app").await;
    assert_eq!(visitor.run::<u32>(N_ASKED).await, 0);
}

async fn the_network_goes_and_comes_back(visitor: &Visitor) {
    let network = |is_gone: bool| json!({ "offline": is_gone, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    keep(visitor).await;
    visitor.devtools("Network.enable", json!({})).await;
    visitor.devtools("Network.emulateNetworkConditions", network(true)).await;
    visitor.sees("You are offline").await;
    visitor.click("Countries").await;
    visitor.sees("Slovenia").await;
    visitor.devtools("Network.emulateNetworkConditions", network(false)).await;
    visitor.sees(READY).await;
}

/// The host has no file any more that would mend the old app: the new one takes its place.
async fn what_is_damaged_after_an_update_is_replaced(visitor: &Visitor) {
    const ENTRIES: &str = "
        const [app] = (await caches.keys()).filter((name) => name.includes(' app '));
        return (await (await caches.open(app)).keys()).map(({ url }) => url);";
    let next = Edition::with_app("second");
    let server = visitor.server();
    visitor.expects(FAILED);
    visitor.expects("WebAssembly");
    visitor.expects("Wasm");
    visitor.expects("Failed to");
    visitor.expects("rror loading");
    keep(visitor).await;
    let entries: Vec<String> = visitor.run(ENTRIES).await;
    for entry in entries {
        let damage = format!("const url = {};", json!(entry))
            + "for (const name of await caches.keys()) {
                   const cache = await caches.open(name);
                   const stored = await cache.match(url);
                   if (stored) await cache.put(url, new Response('damaged', stored));
               }";
        visitor.run::<()>(&damage).await;
        server.publish(next.path());
        visitor.open("").await;
        // Without one of its parts the first page may not know more; the second one must.
        rests(visitor).await;
        visitor.open("").await;
        let either = format!("the new app, or that it is offered, with {entry} damaged");
        visitor
            .wait_until(&either, async || {
                let text = visitor.text().await;
                text.contains(NEW_APP) || text.contains(READY) && visitor.is_of_edition("second").await
            })
            .await;
        if visitor.text().await.contains(NEW_APP) {
            visitor.click(SHOW).await;
        }
        visitor.sees_edition("second").await;
        visitor.sees(READY).await;
        has_kept(visitor).await;

        server.publish(crate::dist());
        visitor.run::<()>(FORGET_ALL).await;
        keep(visitor).await;
        assert_eq!(visitor.edition().await, "");
    }
}

async fn a_full_device_is_said(visitor: &Visitor) {
    let origin = visitor.server().origin();
    let quota = json!({ "origin": origin, "quotaSize": 200_000 });
    visitor.devtools("Storage.overrideQuotaForOrigin", quota).await;
    visitor.open("").await;
    visitor.sees(everything()).await;
    visitor.sees("No room is left on this device").await;
    visitor.open("?country=KR").await;
    visitor.sees(&sentence_of_country("KR")).await;
    // Room for the app, and none for its cases: that is not to be ready, later neither.
    let quota = json!({ "origin": origin, "quotaSize": 650_000 });
    visitor.devtools("Storage.overrideQuotaForOrigin", quota).await;
    for _ in 0..2 {
        visitor.open("").await;
        visitor.sees(everything()).await;
        visitor.sees("No room is left on this device").await;
        rests(visitor).await;
        assert!(!visitor.text().await.contains(READY));
    }
    visitor.devtools("Storage.overrideQuotaForOrigin", json!({ "origin": origin })).await;
    keep(visitor).await;
}

async fn a_sign_in_page_takes_nothing_away(visitor: &Visitor) {
    const NAMES: &str = "return (await caches.keys()).sort();";
    let server = visitor.server();
    visitor.expects(FAILED);
    visitor.expects("WebAssembly");
    visitor.expects("Wasm");
    visitor.expects("MIME");
    visitor.expects("service-worker.js");
    visitor.expects("ServiceWorker");
    visitor.expects("rror loading");
    keep(visitor).await;
    let names: Vec<String> = visitor.run(NAMES).await;
    visitor.run::<()>(DAMAGE_PROGRAM).await;
    server.fault("*", Fault::Html);
    visitor.open("").await;
    rests(visitor).await;
    assert_eq!(visitor.run::<Vec<String>>(NAMES).await, names);
    server.heal();
    keep(visitor).await;
    server.stop().await;
    visitor.open("?country=KR").await;
    visitor.sees(&sentence_of_country("KR")).await;
    has_kept(visitor).await;
}

async fn a_page_left_open_asks_once_an_hour(visitor: &Visitor) {
    const LOOK_AGAIN: &str = "window.dispatchEvent(new Event('focus'));";
    let next = Edition::with_snapshot(a_week_later);
    let server = visitor.server();
    keep(visitor).await;
    rests(visitor).await;
    server.publish(next.path());
    server.forget();
    visitor.run::<()>(LOOK_AGAIN).await;
    rests(visitor).await;
    assert_eq!(server.log(), [], "in {}, it was asked too early", visitor.engine());
    visitor.run::<()>("const now = Date.now(); window.Date.now = () => now + 61 * 60 * 1000;").await;
    visitor.run::<()>(LOOK_AGAIN).await;
    visitor.run::<()>(LOOK_AGAIN).await;
    visitor.sees("New cases: 1.").await;
    rests(visitor).await;
    // Once to see it, once to keep it.
    assert!((1..=2).contains(&server.asked(FILE)), "in {}: {:?}", visitor.engine(), server.log());
    visitor.click(SHOW).await;
    visitor.sees(NEW_TITLE).await;
    rests(visitor).await;
}

async fn a_library_that_is_withdrawn(visitor: &Visitor) {
    const LEFT: &str = "
        const workers = await navigator.serviceWorker.getRegistrations();
        return workers.map(({ scope }) => scope).concat(await caches.keys());";
    let withdrawn = Edition::new();
    let switch = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/withdraw/service-worker.js");
    fs::copy(switch, withdrawn.path().join("service-worker.js")).expect("both are files");
    let server = visitor.server();
    keep(visitor).await;
    visitor.run::<()>("await caches.open('of another app')").await;
    server.publish(withdrawn.path());
    visitor.open("").await;
    visitor.wait_until("the switch", async || server.asked("service-worker.js") > 1).await;
    rests(visitor).await;
    // Chromium lets the old worker rest for half a minute before another takes over.
    visitor.restart().await;
    visitor.open("").await;
    visitor
        .wait_until("nothing of the library's on the device", async || {
            visitor.run::<Vec<String>>(LEFT).await == ["of another app"]
        })
        .await;
    visitor.sees(everything()).await;
    has_kept(visitor).await;
    // It stays so, and the library works from its host.
    visitor.open("?country=KR").await;
    visitor.sees(&sentence_of_country("KR")).await;
    rests(visitor).await;
    assert_eq!(visitor.run::<Vec<String>>(LEFT).await, ["of another app"], "in {}", visitor.engine());
    server.stop().await;
    visitor.expects(FAILED);
    visitor.open("").await;
    rests(visitor).await;
    assert!(!visitor.text().await.contains("cases"), "in {}, it is still there", visitor.engine());
}

async fn without_storage_all_works_online(visitor: &Visitor) {
    visitor.restart_without_storage().await;
    visitor.open("").await;
    visitor.sees(everything()).await;
    visitor.sees("The library is not kept for offline use").await;
    visitor.open("?country=KR").await;
    visitor.sees(&sentence_of_country("KR")).await;
    visitor.click("About").await;
    visitor.sees("On this device").await;
}

async fn another_app_on_the_same_host_is_left_alone(visitor: &Visitor) {
    const OTHER: &str = "
        const cache = await caches.open('casebook /other/ app 1');
        return [
            (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope).sort().join(' '),
            await (await cache.match('/other/kept'))?.text(),
            localStorage.getItem('other'),
        ].map((text) => text ?? '');";
    let other = Edition::of(&[
        ("index.html", "<!doctype html><title>Other</title><link rel=icon href=data:,><h1>Another app</h1>"),
        (
            "worker.js",
            "addEventListener('fetch', (event) => {
                 if (event.request.mode === 'navigate') {
                     event.respondWith(new Response('<link rel=icon href=data:,><h1>Another app, from its store</h1>',
                         { headers: { 'content-type': 'text/html' } }));
                 }
             });",
        ),
    ]);
    let next = Edition::with_app("second");
    let newer = Edition::with_app("second").and_snapshot(a_week_later);
    let server = visitor.server();
    server.also_serve("/other/", other.path());
    visitor.open("../../other/").await;
    visitor.sees("Another app").await;
    visitor
        .run::<()>(
            "await navigator.serviceWorker.register('worker.js');
             await navigator.serviceWorker.ready;
             // Named as ours would be in that folder.
             const cache = await caches.open('casebook /other/ app 1');
             await cache.put('/other/kept', new Response('kept'));
             localStorage.setItem('other', 'saved');",
        )
        .await;
    keep(visitor).await;
    server.publish(next.path());
    visitor.open("").await;
    visitor.sees(NEW_APP).await;
    visitor.click(SHOW).await;
    visitor.sees_edition("second").await;
    visitor.open("?view=about").await;
    visitor.click("Store it anew").await;
    rests(visitor).await;
    visitor.open("").await;
    visitor.sees(READY).await;
    // Nor is it told what is ours: to show a newer snapshot, above all.
    visitor.open_tab().await;
    visitor.open("../../other/").await;
    visitor
        .run::<()>(
            "navigator.serviceWorker.onmessage = ({ data }) => (document.title = JSON.stringify(data));
             navigator.serviceWorker.startMessages();",
        )
        .await;
    visitor.switch_tab(0).await;
    server.publish(newer.path());
    visitor.open("").await;
    visitor.sees("New cases: 1.").await;
    visitor.click(SHOW).await;
    visitor.sees(NEW_TITLE).await;
    visitor.switch_tab(1).await;
    assert_eq!(visitor.title().await, "", "in {}", visitor.engine());
    visitor.switch_tab(0).await;
    let [scopes, kept, saved]: [String; 3] = visitor.run(OTHER).await;
    let origin = server.origin();
    assert_eq!(scopes, format!("{origin}/other/ {origin}{FOLDER}"), "in {}", visitor.engine());
    assert_eq!([kept, saved], ["kept", "saved"], "in {}", visitor.engine());
    server.stop().await;
    visitor.expects(FAILED);
    visitor.open("../../other/").await;
    visitor.sees("Another app, from its store").await;
    visitor.open("").await;
    visitor.sees_edition("second").await;
    has_kept(visitor).await;
}

async fn a_library_that_moves_to_another_folder(visitor: &Visitor) {
    let server = visitor.server();
    // As hosts do that have never heard of WebAssembly.
    server.fault("*.wasm", Fault::Type("application/octet-stream"));
    visitor.expects("your server does not serve Wasm");
    keep(visitor).await;
    let gone = Edition::of(&[]);
    server.also_serve("/moved/", crate::dist());
    server.publish(gone.path());
    visitor.expects(FAILED);
    visitor.expects("service-worker.js");
    visitor.open("../../moved/").await;
    visitor.sees(everything()).await;
    visitor.sees(READY).await;
    // Who has kept the old place can still read there.
    visitor.open("").await;
    visitor.sees(everything()).await;
    visitor.restart().await;
    server.stop().await;
    for folder in ["../../moved/", ""] {
        visitor.open(&format!("{folder}?country=KR")).await;
        visitor.sees(&sentence_of_country("KR")).await;
        assert_eq!(visitor.edition().await, "");
    }
    has_kept(visitor).await;
}
