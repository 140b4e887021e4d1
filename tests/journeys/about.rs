//! The library's passport: what it says of itself, and what it says of a snapshot that has mistakes.

use casebook::{
    catalog::Date,
    language::{EnglishFormats, Formats},
};
use serde_json::json;

use crate::{
    expected::{self, counted, everything, n_cases, n_values},
    journey, journey_unopened,
    reader::{anything, containing, eventually, starting},
    server::Fault,
    snapshot,
};

#[tokio::test(flavor = "multi_thread")]
async fn the_passport_says_what_the_file_says() {
    journey("?view=about", async |reader| {
        reader.reads("About this library").await;
        assert_eq!(reader.title().await, "About this library – Public-sector innovation cases");
        let file = snapshot::json();
        let date = expected::date();
        let passport = reader.within("region", "The snapshot");
        let rows = passport.names("term", anything()).await;
        for row in ["Title", "Publisher", "Source", "Date", "Cases", "Countries", "Fingerprint (SHA-256)"] {
            assert!(rows.iter().any(|shown| shown == row), "{row} is missing in {rows:?}");
        }
        let text = reader.text_of("region", "The snapshot").await;
        // By the browser's own arithmetic, on the file as a reader would download it.
        let hash: String = reader
            .evaluate(
                "return fetch('data/cases.json').then((file) => file.arrayBuffer())
                    .then((bytes) => crypto.subtle.digest('SHA-256', bytes))
                    .then((hash) => Array.from(new Uint8Array(hash), (byte) =>
                        byte.toString(16).padStart(2, '0')).join(''))",
            )
            .await;
        assert_eq!(hash.len(), 64);
        let info = &file["library"];
        let words = [&info["title"], &info["publisher"]["name"], &info["publisher"]["statement"]];
        let words = words.map(|word| word.as_str().expect("the snapshot has it"));
        for word in words.into_iter().chain([
            hash.as_str(),
            date.as_str(),
            &n_cases().to_string(),
            &n_values("country").to_string(),
            &n_values("organisation").to_string(),
        ]) {
            assert!(text.contains(word), "{word:?} is missing in {text}");
        }

        // How complete each field is, counted in the file; what is missing leads to its cases.
        let table = reader.within("region", "How complete it is");
        let cells = table.names("cell", anything()).await;
        let years = snapshot::cases(&file).iter().filter(|case| !case["year"].is_null()).count();
        let missing = n_cases() - years;
        let at = table.names("rowheader", anything()).await;
        let at = at.iter().position(|row| row == "Year").expect("years are counted");
        assert_eq!(
            cells[at * 3..][..3],
            [years.to_string(), EnglishFormats.percent(years, n_cases()), missing.to_string()]
        );
        table.click("link", missing.to_string()).await;
        reader.reads(&format!("{}, without a year", counted(missing))).await;
        reader.back().await;
        reader.reads("About this library").await;
        assert!(reader.text().await.contains("None: every case of the snapshot is here."));
        assert!(!reader.text().await.contains("left out"));
        // From the list and back to it.
        reader.within("navigation", "Sections").click("link", "Cases").await;
        reader.reads(everything()).await;
        reader.within("navigation", "Sections").click("link", "About").await;
        reader.has_focus_on("heading", "About this library").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_changed_since_the_last_edition_is_listed() {
    journey("?view=about", async |reader| {
        let file = snapshot::json();
        let changes = reader.within("region", "What changed");
        let ids = |list: &str| -> Vec<String> {
            let ids = file["changes"][list].as_array().expect("the edition has all three lists");
            ids.iter().map(|id| id.as_str().expect("an id is a text").to_owned()).collect()
        };
        let date = file["changes"]["since"].as_str().and_then(Date::parse).expect("a date");
        let since = format!("Since the snapshot of {}:", EnglishFormats.date(date));
        assert!(reader.text_of("region", "What changed").await.contains(&since));
        for (list, verb) in [("added", "added"), ("changed", "edited")] {
            let n = ids(list).len();
            assert!(n > 0, "nothing was {verb}");
            changes.click("link", format!("{} {verb}", counted(n))).await;
            eventually(async || reader.sentence().await, format!("{n} chosen cases")).await;
            let title = reader.titles().await.swap_remove(0);
            let case = snapshot::cases(&file).iter().find(|case| case["title"] == title.as_str());
            let id = snapshot::text(case.expect("it is a case"), "id").to_owned();
            assert!(ids(list).contains(&id), "{id} was not {verb}");
            reader.back().await;
            reader.reads("About this library").await;
        }
        let gone = ids("withdrawn");
        let text = reader.text_of("region", "What changed").await;
        assert!(text.contains(&format!("{} taken out", counted(gone.len()))), "{text}");
        for id in &gone {
            changes.click("link", id.as_str()).await;
            reader.is_at(&format!("?case={id}")).await;
            reader.reads("This case is no longer in the library").await;
            reader.back().await;
            reader.reads("About this library").await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn cases_with_mistakes_are_left_out_and_named() {
    journey_unopened(async |reader| {
        let file = snapshot::with_cases(json!([
            { "id": "sound", "title": "A sound case", "summary": "Boats", "countries": ["NO"], "year": 2020 },
            { "id": "wrong-country", "title": "A wrong country", "summary": "Boats", "countries": ["UK"] },
            { "id": "sound", "title": "A second of that name", "summary": "Boats", "countries": ["SE"] },
            { "title": "No name at all", "summary": "Boats", "countries": [] },
            { "id": "strange-link", "title": "A strange link", "summary": "Boats", "countries": ["FI"],
              "links": [{ "label": "Press me", "url": "javascript:alert(1)" }] },
        ]));
        reader.server().fault("data/cases.json", Fault::Body(file, "application/json"));
        reader.open("").await;
        reader.reads("2 cases from 2 countries").await;
        reader.click("link", "3 cases are left out of this library: see why").await;
        reader.reads("About this library").await;
        let problems = reader.text_of("region", "Problems found").await;
        assert!(problems.contains("3 cases left out."), "{problems}");
        for place in ["cases[1].countries[0]", "cases[2].id", "cases[3].id", "cases[4].links[0].url"] {
            assert!(problems.contains(place), "{place} is missing in {problems}");
        }
        assert!(problems.contains("\"UK\" is not an ISO 3166-1 code; did you mean \"GB\"?"), "{problems}");

        // What is left works, and the address of what was left out says so.
        reader.open("?case=strange-link").await;
        reader.reads("A strange link").await;
        let text = reader.text().await;
        assert!(text.contains("Press me") && text.contains("javascript:alert(1)"));
        assert!(!reader.exists("link", containing("Press me")).await);
        reader.open("?case=wrong-country").await;
        reader.reads("There is no such case").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_banner_tells_who_publishes() {
    journey("", async |reader| {
        let banner = reader.within("complementary", "Publisher");
        let statement =
            "This is a demonstration. It is not a website of the OECD, and the OECD has not reviewed it.";
        assert!(!reader.text().await.contains(statement));
        banner.click("DisclosureTriangle", starting("Published by Casebook demonstration library")).await;
        eventually(async || reader.text().await.contains(statement), true).await;
        let text = reader.text().await;
        assert!(text.contains("This library does not claim to be an official publication."));
        assert!(text.contains(&format!("Snapshot of {}", expected::date())));
        reader.sees("link", "OECD Observatory of Public Sector Innovation, Case Study Library").await;
    })
    .await;
}
