//! The library as an app of the reader's device.

use serde_json::{Value, json};

use crate::{dist, expected::everything, journey, reader::Reader, words::SEARCH};

/// Addresses of these parts of the manifest, as the browser has understood them.
fn addresses(parts: &Value) -> Vec<&str> {
    let parts = parts.as_array().expect("a list");
    parts
        .iter()
        .map(|part| part["url"].as_str().or(part["image"]["url"].as_str()).expect("an address"))
        .collect()
}

async fn manifest(reader: &Reader) -> Value {
    let found = reader.devtools("Page.getAppManifest").await;
    assert_eq!(found["errors"], json!([]), "the browser finds fault with the manifest");
    assert_eq!(found["url"], reader.server().url("manifest.webmanifest"));
    found["manifest"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_browser_offers_to_install_the_library() {
    journey("?group=country", async |reader| {
        let found = reader.devtools("Page.getInstallabilityErrors").await;
        assert_eq!(found["installabilityErrors"], json!([]));
        // Another library on the same host is another app.
        assert_eq!(reader.devtools("Page.getAppId").await["appId"], reader.server().url(""));
        let manifest = manifest(reader).await;
        assert_eq!(manifest["scope"], reader.server().url(""));
        assert_eq!(manifest["startUrl"], reader.server().url(""));
        reader.open("").await;
        assert_eq!(reader.title().await, manifest["name"].as_str().expect("a name"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_picture_of_the_app_is_published() {
    journey("", async |reader| {
        let manifest = manifest(reader).await;
        let touch: String =
            reader.evaluate("return document.querySelector('[rel=apple-touch-icon]').href").await;
        let mut pictures = addresses(&manifest["icons"]);
        pictures.extend(addresses(&manifest["screenshots"]));
        pictures.push(&touch);
        for picture in pictures {
            let below = picture.strip_prefix(&reader.server().url("")).expect("it is in the folder");
            assert!(dist().join(below).is_file(), "{below} is not in dist/");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn shortcuts_lead_to_the_search_and_to_the_countries() {
    journey("", async |reader| {
        let manifest = manifest(reader).await;
        let shortcuts = addresses(&manifest["shortcuts"]);
        let [search, countries] = shortcuts[..] else { panic!("there are others: {shortcuts:?}") };
        reader.open_elsewhere(search).await;
        reader.reads(everything()).await;
        reader.has_focus_on("combobox", SEARCH).await;
        reader.open_elsewhere(countries).await;
        reader.is_at("?group=country").await;
        reader.sees("heading", "Africa").await;
    })
    .await;
}
