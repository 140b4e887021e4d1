//! Before the program runs, and where it cannot: what `index.html` itself says.

use std::fs;

use crate::{
    dist,
    expected::{self, country, everything, sentence, sentence_of_country},
    journey, journey_unopened,
    reader::{Reader, anything, eventually},
    server::Fault,
    words::SEARCH,
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
            assert!(reader.text().await.contains(expected::title()));
            assert_eq!(reader.sentence().await, everything());
            reader.within("alert", anything()).sees("link", "all cases as one file of data").await;
            reader.server().heal();
            reader.reload().await;
            reader.reads(everything()).await;
            assert!(!reader.text().await.contains(CANNOT_START));
        }
    })
    .await;
}

/// The report of the notice that the program has stopped: its lines.
async fn report(reader: &Reader) -> Vec<String> {
    reader.sees("alert", anything()).await;
    let alert = reader.text_of("alert", anything()).await;
    assert!(alert.starts_with("This page has stopped: the program made a mistake."), "{alert}");
    reader.click("DisclosureTriangle", "A report for whoever publishes this library").await;
    let report = reader.state_of("textbox", "Report", "value").await;
    report.lines().map(str::to_owned).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mistake_of_the_program_is_reported() {
    journey_unopened(async |reader| {
        reader.expects("panicked at");
        reader.expects("unreachable");
        // The program stops before it asks for the cases.
        reader.expects("was preloaded using link preload");
        // The program takes it for certain that the page has the element that it fills.
        let page = fs::read_to_string(dist().join("index.html")).expect("the page can be read");
        let page = page.replace("id=\"app\"", "id=\"another\"");
        reader.server().fault("", Fault::Body(page.into_bytes(), "text/html"));
        reader.open("?q=mangrove").await;
        let report = report(reader).await;
        assert!(report[0].starts_with("panicked at src/app"), "{report:?}");
        assert_ne!(report[1], "", "the message is missing");
        let [version, address, browser] = &report[report.len() - 3..] else { panic!("{report:?}") };
        let expected = concat!("Casebook ", env!("CARGO_PKG_VERSION"), ", casebook-");
        assert!(version.starts_with(expected) && version.ends_with(".wasm"), "{version}");
        assert_eq!(*address, reader.server().url("?q=mangrove"));
        assert!(browser.starts_with("Mozilla/5.0"), "{browser}");
        // What would help against a browser that is too old does not help here.
        assert!(!reader.text().await.contains(CANNOT_START));
        reader.assert_accessible().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_can_be_copied() {
    journey("?q=mangrove", async |reader| {
        // As the browser says that a program has run out of memory.
        reader.expects("out of bounds");
        let stop = "dispatchEvent(new ErrorEvent('error', { error: new WebAssembly.RuntimeError('out of bounds') }))";
        reader.evaluate::<bool>(&format!("return {stop}")).await;
        let report = report(reader).await;
        assert_eq!(report[0], "RuntimeError: out of bounds");

        reader.permits("clipboard-read", true).await;
        reader.permits("clipboard-write", true).await;
        reader.click("button", "Copy the report").await;
        reader.sees("button", "Copied").await;
        let copied: String = reader.evaluate("return navigator.clipboard.readText()").await;
        assert_eq!(copied.lines().collect::<Vec<_>>(), report);

        // Where the browser does not let the page copy, the report is chosen for the reader to do so.
        reader.permits("clipboard-write", false).await;
        reader.click("button", "Copied").await;
        let chosen = async || {
            let chosen = "const { value, selectionStart, selectionEnd } = document.activeElement;
                return value?.slice(selectionStart, selectionEnd) ?? ''";
            reader.evaluate::<String>(chosen).await
        };
        eventually(chosen, copied).await;
        // A later mistake may follow from the first, which counts.
        reader.evaluate::<bool>(&format!("return {}", stop.replace("bounds", "memory"))).await;
        assert!(reader.state_of("textbox", "Report", "value").await.contains("out of bounds"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_program_says_of_its_end_is_reported() {
    journey("?country=KR&sort=title", async |reader| {
        let say = |detail: &str| {
            format!("return dispatchEvent(new CustomEvent('casebook-stopped', {{ detail: {detail:?} }}))")
        };
        let message = "panicked at src/app/list_page.rs:1:1\nthere is no such entry";
        reader.evaluate::<bool>(&say(message)).await;
        let report = report(reader).await;
        assert_eq!(report[..2].join("\n"), message);
        let [version, address, _] = &report[2..] else { panic!("{report:?}") };
        assert!(version.starts_with(concat!("Casebook ", env!("CARGO_PKG_VERSION"))), "{version}");
        assert_eq!(*address, reader.server().url("?country=KR&sort=title"));
        // The first cause counts, and what is on the page can still be read.
        reader.evaluate::<bool>(&say("another")).await;
        assert!(!reader.state_of("textbox", "Report", "value").await.contains("another"));
        reader.reads(&sentence_of_country("KR")).await;
        reader.assert_accessible().await;
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
            reader.reads(&sentence("?q=mangrove", "with “mangrove”")).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_folder_is_found_without_its_slash() {
    journey_unopened(async |reader| {
        let folder = reader.server().url("");
        reader.open_elsewhere(folder.trim_end_matches('/')).await;
        reader.reads(everything()).await;
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
        reader.reads(&sentence_of_country("KR")).await;
        assert!(reader.text().await.contains(&format!("Snapshot of {}", expected::date())));
        for text in ["Corée du Sud", "corea del sur", "كوريا الجنوبية"] {
            reader.fill("combobox", SEARCH, text).await;
            let rest = format!("with “{text}” in {}", country("KR"));
            reader.reads(&sentence("?country=KR", &rest)).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_javascript_the_page_says_what_it_needs() {
    journey_unopened(async |reader| {
        reader.without_javascript().await;
        reader.open("").await;
        reader.sees("link", expected::title()).await;
        reader.sees("heading", everything()).await;
        eventually(async || reader.text().await.contains("This library needs JavaScript"), true).await;
        assert!(!reader.text().await.contains(CANNOT_START));
        let description: String =
            reader.evaluate("return document.querySelector('meta[name=description]').content").await;
        assert_eq!(description, expected::library().catalog.library.description);
        reader.sees("link", "all cases as one file of data").await;
    })
    .await;
}
