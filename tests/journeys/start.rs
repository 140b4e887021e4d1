//! Before the program runs, and where it cannot: what `index.html` itself says.

use crate::{
    journey_unopened,
    reader::{anything, eventually},
    server::Fault,
    words::{EVERYTHING, SEARCH},
};

const CANNOT_START: &str = "The library cannot start in this browser.";

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_does_not_come_is_said() {
    journey_unopened(async |reader| {
        // The error itself stays on the console for whoever looks into it.
        reader.expects("Failed to load resource");
        reader.expects("Failed to load module script");
        reader.expects("WebAssembly");
        reader.expects("failed to fetch Wasm");
        reader.expects("Failed to fetch dynamically imported module");
        for (path, fault) in [
            ("casebook-*.wasm", Fault::Status(404)),
            ("casebook-*.wasm", Fault::Html),
            ("casebook-*.wasm", Fault::Truncate(10_000)),
            ("casebook-*.js", Fault::Status(404)),
            ("casebook-*.js", Fault::Html),
        ] {
            reader.server().fault(path, fault.clone());
            reader.open("").await;
            eventually(async || reader.text().await.contains(CANNOT_START), true).await;
            let alert = reader.text_of("alert", anything()).await;
            let cause = alert.strip_prefix(CANNOT_START).expect("the alert begins so");
            let cause = cause.split("What helps:").next().unwrap_or_default().trim();
            assert_ne!(cause, "", "{path}, {fault:?}: no cause is given");
            // What the library is, and its data, are there all the same.
            assert_eq!(reader.sentence().await, "Public-sector innovation cases");
            reader.within("alert", anything()).sees("link", "all cases as one file of data").await;
            reader.server().heal();
            reader.reload().await;
            reader.reads(EVERYTHING).await;
            assert!(!reader.text().await.contains(CANNOT_START));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_does_not_know_wasm_will_do() {
    journey_unopened(async |reader| {
        // The program starts a little later then, and wasm-bindgen's loader tells the publisher so.
        reader.expects("`WebAssembly.instantiateStreaming` failed");
        for content_type in ["application/octet-stream", "text/plain"] {
            reader.server().fault("casebook-*.wasm", Fault::Type(content_type));
            reader.open("?q=mangrove").await;
            reader.reads("1 case with “mangrove”").await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_folder_is_found_without_its_slash() {
    journey_unopened(async |reader| {
        let folder = reader.server().url("");
        reader.open_elsewhere(folder.trim_end_matches('/')).await;
        reader.reads(EVERYTHING).await;
        reader.is_at("").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn readers_of_other_languages_find_places_by_their_own_names() {
    journey_unopened(async |reader| {
        reader.speaks("fr-FR,fr").await;
        reader.open("?country=KR").await;
        // The interface speaks English, with English names and dates all through.
        reader.reads("8 cases in South Korea").await;
        assert!(reader.text().await.contains("Snapshot of 23 November 2026"));
        for text in ["Corée du Sud", "corea del sur", "كوريا الجنوبية"] {
            reader.fill("combobox", SEARCH, text).await;
            reader.reads(&format!("8 cases with “{text}” in South Korea")).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_javascript_the_page_says_what_it_needs() {
    journey_unopened(async |reader| {
        reader.without_javascript().await;
        reader.open("").await;
        reader.sees("heading", "Public-sector innovation cases").await;
        eventually(async || reader.text().await.contains("This library needs JavaScript"), true).await;
        let text = reader.text().await;
        assert!(text.contains("148 public-sector innovation cases from 60 countries"), "{text}");
        assert!(!text.contains(CANNOT_START));
        reader.sees("link", "all cases as one file of data").await;
    })
    .await;
}
