//! What the browser keeps of the library, and reading without a network.

use serde_json::json;

use crate::{
    edition::Edition,
    snapshot,
    visitor::{Visitor, in_chromium_and_firefox},
    words::EVERYTHING,
};

in_chromium_and_firefox! {
    the_library_opens_where_an_address_leads
    what_is_stored_outlives_the_browser
}

async fn the_library_opens_where_an_address_leads(visitor: &Visitor) {
    visitor.open("").await;
    visitor.sees(EVERYTHING).await;
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
    let other = Edition::with_snapshot(|snapshot| snapshot["library"]["title"] = json!("Another library"));
    let server = visitor.server();
    server.also_serve("/other/", other.path());
    visitor.open("").await;
    visitor.sees(EVERYTHING).await;
    visitor
        .run::<()>(
            "localStorage.setItem('casebook test', 'kept');
             const kept = await caches.open('test');
             await kept.put('page', new Response('kept too'));",
        )
        .await;
    visitor.restart().await;

    // Half a page at first, then none at all.
    visitor.expects("net::ERR");
    for _ in 0..2 {
        server.break_off_after(0);
        visitor.open("").await;
        assert!(!visitor.text().await.contains(EVERYTHING));
    }
    server.heal();

    visitor.open("../../other/").await;
    visitor.sees("Another library").await;
    let stored: (String, String) = visitor
        .run(
            "const kept = await caches.match('/some/folder/page');
             return [localStorage.getItem('casebook test'), await kept.text()];",
        )
        .await;
    assert_eq!(stored, ("kept".into(), "kept too".into()), "in {}", visitor.engine());

    visitor.open_tab().await;
    visitor.open("").await;
    visitor.sees("Public-sector innovation cases").await;
    server.publish(other.path());
    visitor.reload().await;
    visitor.sees("Another library").await;
    visitor.switch_tab(0).await;
    assert!(visitor.address().await.ends_with("/other/"));
}
