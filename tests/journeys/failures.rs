//! A host that fails: each failure has its own page, and a way on.

use std::time::Duration;

use serde_json::json;

use crate::{
    expected::{self, everything, sentence, sentence_of_country},
    journey, journey_unopened,
    reader::{Reader, anything, starting},
    server::Fault,
    snapshot,
};

const FILE: &str = "data/cases.json";

/// Checks the page that tells of a failure, heals the host and tries again.
async fn fails_and_recovers(reader: &Reader, title: &str, found: &str) {
    reader.sees("button", "Try again").await;
    assert_eq!(reader.sentence().await, title);
    assert_eq!(reader.title().await, title);
    // The words are an alert, so that nobody waits in vain.
    let alert = reader.text_of("alert", anything()).await;
    for part in [title, found, "What came", "What was expected", "What you can do"] {
        assert!(alert.contains(part), "{title}: {part:?} is missing in {alert}");
    }
    // Trying again while nothing has changed gives the same.
    reader.click("button", "Try again").await;
    reader.sees("button", "Try again").await;
    assert_eq!(reader.sentence().await, title);
    reader.server().heal();
    reader.click("button", "Try again").await;
    reader.reads(everything()).await;
    assert_eq!(reader.title().await, expected::title());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_refuses_or_gives_half() {
    journey_unopened(async |reader| {
        // The browser's own words for a status, and for a transfer that broke off.
        reader.expects("Failed to load resource");
        let path = "/some/folder/data/cases.json";
        for (fault, title, found) in [
            (Fault::Status(404), "The library is not where it should be", "with status 404"),
            (Fault::Status(500), "The host reports an error", "with status 500"),
            (Fault::CutOff, "The library came only in part", "broke off after"),
            (Fault::Truncate(90_000), "The library’s file is cut off", "after 90000 bytes"),
            (Fault::Truncate(0), "The library’s file is empty", "has no content"),
        ] {
            reader.server().fault(FILE, fault);
            reader.open("").await;
            fails_and_recovers(reader, title, found).await;
            assert!(reader.server().asked(FILE) >= 3, "{title}: the button did not ask again");
            reader.server().forget();
        }
        // The address is kept through the failure.
        reader.server().fault(FILE, Fault::Status(503));
        reader.open("?q=mangrove").await;
        reader.sees("button", "Try again").await;
        assert!(reader.text().await.contains(path));
        reader.server().heal();
        reader.click("button", "Try again").await;
        reader.reads(&sentence("?q=mangrove", "with “mangrove”")).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_gives_something_else() {
    let json_file = |text: String| Fault::Body(text.into_bytes(), "application/json");
    journey_unopened(async |reader| {
        let no_case = json!([{ "id": "a", "title": "A", "summary": "A", "countries": ["UK"] }]);
        let no_case = Fault::Body(snapshot::with_cases(no_case), "application/json");
        let version_2 = json_file(json!({ "schema_version": 2, "cases": [] }).to_string());
        for (fault, title, found) in [
            (Fault::Html, "A web page came in place of the library", "answered with a web page"),
            (
                json_file("[1, 2]".into()),
                "The library’s file is of another kind",
                "is JSON, but not a snapshot",
            ),
            (json_file("{".repeat(3) + "}"), "The library’s file cannot be read", "line 1, column"),
            (
                version_2,
                "The library is of another version",
                "a snapshot of version 2; this app reads version 1",
            ),
            (no_case, "The library has no usable case", "Problems found: 1"),
        ] {
            reader.server().fault(FILE, fault);
            reader.open("").await;
            fails_and_recovers(reader, title, found).await;
        }
        // Each problem of a file without any usable case is named.
        let no_case = json!([{ "id": "a", "title": "A", "summary": "A", "countries": ["UK"] }]);
        reader.server().fault(FILE, Fault::Body(snapshot::with_cases(no_case), "application/json"));
        reader.open("").await;
        reader.sees("listitem", starting("")).await;
        assert!(reader.text().await.contains("cases[0].countries[0]"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_goes_away() {
    journey_unopened(async |reader| {
        reader.expects("Failed to load resource");
        reader.server().fault(FILE, Fault::Stall);
        reader.open("").await;
        reader.sees("progressbar", "Opening the library …").await;
        reader.server().stop().await;
        reader.sees("button", "Try again").await;
        fails_and_recovers_when_back(reader, "The library cannot be reached", "there is no connection").await;

        // Once open, a library needs its host no more.
        reader.go_offline().await;
        reader.within("navigation", "Sections").click("link", "Countries").await;
        reader.sees("heading", "Slovenia").await;
        reader.within("region", "Slovenia").click("link", "Slovenia").await;
        reader.reads(&sentence_of_country("SI")).await;
        reader.go_online().await;
    })
    .await;
}

async fn fails_and_recovers_when_back(reader: &Reader, title: &str, found: &str) {
    assert_eq!(reader.sentence().await, title);
    assert!(reader.text().await.contains(found));
    reader.server().heal();
    reader.server().resume().await;
    reader.click("button", "Try again").await;
    reader.reads(everything()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_does_not_answer() {
    journey_unopened(async |reader| {
        reader.expects("Failed to load resource");
        reader.server().fault(FILE, Fault::Stall);
        reader.open("").await;
        // The page says that it waits, and after 15 seconds that it has waited enough.
        reader.sees("progressbar", "Opening the library …").await;
        reader.patient(Duration::from_secs(25)).sees("button", "Try again").await;
        assert_eq!(reader.sentence().await, "The library does not answer");
        assert!(reader.text().await.contains("sent nothing for 15 seconds, after 0 bytes"));

        reader.server().heal();
        reader.server().fault(FILE, Fault::StallAfter(50_000));
        reader.click("button", "Try again").await;
        reader.patient(Duration::from_secs(25)).sees("button", "Try again").await;
        assert_eq!(reader.sentence().await, "The library does not answer");
        assert!(reader.text().await.contains("after 50000 bytes"));
        reader.server().heal();
        reader.click("button", "Try again").await;
        reader.reads(everything()).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_names_another_snapshot_is_not_followed() {
    journey("?snapshot=other.json&data=other.json&url=other.json#snapshot", async |reader| {
        reader.reads(everything()).await;
        assert_eq!(reader.server().asked("other.json"), 0);
        assert_eq!(reader.server().asked(FILE), 1);
    })
    .await;
}
