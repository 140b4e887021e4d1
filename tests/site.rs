//! The last steps of a build, run as Trunk and publishers run them: the page and
//! the web app manifest say what the snapshot says, and pictures are what the
//! manifest takes them for.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

const PAGE: &str = include_str!("../index.html");
const MANIFEST: &str = include_str!("../public/manifest.webmanifest");
const TOKENS: &str = include_str!("../style/tokens.css");

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder to publish, one for each test.
struct Folder(PathBuf);

impl Folder {
    /// With the page, the manifest and this snapshot.
    fn new(test: &str, snapshot: &Value) -> Self {
        let folder = Self(Path::new(env!("CARGO_TARGET_TMPDIR")).join("site").join(test));
        drop(fs::remove_dir_all(&folder.0));
        folder.write("index.html", PAGE);
        folder.write("manifest.webmanifest", MANIFEST);
        folder.write("data/cases.json", &snapshot.to_string());
        folder
    }

    /// With the cases that are shipped.
    fn shipped(test: &str) -> Self {
        let snapshot = include_str!("../data/cases.json");
        Self::new(test, &serde_json::from_str(snapshot).expect("the snapshot is JSON"))
    }

    fn write(&self, file: &str, content: &str) {
        let path = self.0.join(file);
        let folder = path.parent().expect("a file lies in a folder");
        fs::create_dir_all(folder).expect("the target folder can be written");
        fs::write(path, content).expect("the target folder can be written");
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.0.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    fn json(&self, file: &str) -> Value {
        let text = self.read(file);
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error} in {text}"))
    }

    fn site(&self, url: &str) -> Output {
        let mut site = Command::new(env!("CARGO_BIN_EXE_site"));
        // Without esbuild, so that what it writes can be read.
        site.arg(&self.0).env("CASEBOOK_URL", url).env("PATH", "").output().expect("the tool starts")
    }

    /// The folder when the tool is done with it.
    fn finished(self, url: &str) -> Self {
        let output = self.site(url);
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        assert!(output.status.success());
        self
    }

    /// The tool says why it cannot do it.
    fn refused(&self, url: &str, reason: &str) {
        let output = self.site(url);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains(reason), "{reason:?} is not said, but {said:?}");
        assert_eq!(output.status.code(), Some(1));
    }

    /// The addresses of the files that the service worker stores.
    fn stored(&self) -> Vec<String> {
        let worker = self.read("service-worker.js");
        let list = worker.split_once("FILES=").expect("it has a list").1;
        let list = &list[..=list.find('}').expect("the list ends")];
        let files: Value = serde_json::from_str(list).unwrap_or_else(|error| panic!("{error} in {list}"));
        files.as_object().expect("it is an object").keys().cloned().collect()
    }
}

/// A snapshot with this title, description and language.
fn snapshot(title: &str, description: &str, language: &str) -> Value {
    json!({
        "schema_version": 1,
        "language": language,
        "library": {
            "title": title,
            "description": description,
            "publisher": { "name": "Harbour Office", "statement": "Fish & chips." },
        },
        "cases": [{ "id": "a", "title": "A", "summary": "A", "countries": ["NO"] }],
    })
}

#[test]
fn page_and_manifest_say_what_the_snapshot_says() {
    let folder = Folder::new("texts", &snapshot("Cases", "All of\nthem.", "nn")).finished("");
    let page = folder.read("index.html");
    for part in [
        r#"<html lang="nn">"#,
        ">Cases</title>",
        r#"content="All of them.""#,
        r#"<h1 id="page-title""#,
        ">1 case from 1 country</h1>",
        ">Published by Harbour Office",
        ">Fish &amp; chips.</p>",
        r#"href="?case=a""#,
        concat!(r#"name="generator" content="Casebook "#, env!("CARGO_PKG_VERSION"), "\""),
    ] {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
    let manifest = folder.json("manifest.webmanifest");
    assert_eq!(manifest["name"], "Cases");
    assert_eq!(manifest["description"], "All of them.");
    assert_eq!(manifest["lang"], "nn");
}

#[test]
fn the_front_page_stands_in_the_page_as_its_policy_allows() {
    let page = Folder::shipped("front-page").finished("").read("index.html");
    let front_page = page.split_once(r#"id="front-page""#).expect("it has a place").1;
    let snapshot: Value = serde_json::from_str(include_str!("../data/cases.json")).expect("it is JSON");
    let n_cases = snapshot["cases"].as_array().expect("a list").len();
    assert!(front_page.contains(&format!(">{n_cases} cases from ")));
    let n_entries = front_page.matches(r#"class="case-entry""#).count();
    assert!((6..=n_cases).contains(&n_entries), "{n_entries} entries");
    // Each leads somewhere without a program: to the page that it was taken from.
    assert!(front_page.matches("<noscript>").count() > n_entries / 2);
    for facet in snapshot["facets"].as_array().expect("a list") {
        let label = facet["label"].as_str().expect("a text");
        assert!(front_page.contains(&format!("<legend>{label} ")), "{label} is no filter");
    }
    for refused in [" style=", "<script>", "<!"] {
        assert!(!front_page.contains(refused), "{refused}");
    }
}

#[test]
fn any_title_is_a_name() {
    for title in [r#"The "C:\temp" cases \1 & <b> \n &amp; it's"#, "Öğrenme مكتبة 案例 🐟", "{title}</title>"]
    {
        let folder = Folder::new("titles", &snapshot(title, title, "en")).finished("");
        assert_eq!(folder.json("manifest.webmanifest")["name"], title);
        let escaped = title.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let page = folder.read("index.html");
        assert!(page.contains(&format!(">{escaped}</title>")), "{title}: {page}");
        let attribute = format!(r#"data-library="description" content="{}">"#, title.replace('"', "&quot;"));
        assert!(page.contains(&attribute), "{attribute}: {page}");
    }
}

#[test]
fn what_the_snapshot_leaves_open_stays_as_it_is() {
    let folder = Folder::new("open", &snapshot("", "", "en")).finished("");
    assert!(folder.read("index.html").contains(">Case library</title>"));
    let manifest = folder.json("manifest.webmanifest");
    let neutral: Value = serde_json::from_str(MANIFEST).expect("it is JSON");
    assert_eq!(manifest["name"], neutral["name"]);
    assert_eq!(manifest["description"], neutral["description"]);
}

#[test]
fn a_finished_folder_stays_as_it_is_and_a_changed_one_is_brought_in_line() {
    let all = |folder: &Folder| {
        ["index.html", "manifest.webmanifest", "oembed.json", "service-worker.js"]
            .map(|file| folder.read(file))
    };
    let folder = Folder::shipped("twice").finished("https://example.org/cases/");
    let once = all(&folder);
    let folder = folder.finished("https://example.org/cases/");
    assert_eq!(all(&folder), once);
    folder.write("data/cases.json", &snapshot("Other cases", "Others", "nb").to_string());
    // Where the folder lies is known from the build.
    let folder = folder.finished("");
    assert!(folder.read("index.html").contains(">Other cases</title><link rel=\"alternate\""));
    assert_ne!(folder.read("service-worker.js"), once[3]);
}

#[test]
fn the_service_worker_stores_what_pages_are_made_of() {
    let folder = Folder::shipped("worker");
    let of_the_app = ["frame.js", "icons/icon.svg", "start-0a1b.js", "style.css"];
    let others = [
        "_headers",
        "_redirects.txt",
        ".htaccess",
        ".well-known/a.txt",
        "CNAME",
        "data/pictures/a.png",
        "embed.js",
        "icons/icon-192.png",
        "schema/snapshot-v1.json",
        "screenshots/list.png",
        "start-0a1b.js.br",
        "style.css.gz",
    ];
    for file in of_the_app.iter().chain(&others) {
        folder.write(file, "");
    }
    let folder = folder.finished("https://example.org/");
    let page = ["./", "frame.js", "icons/icon.svg", "manifest.webmanifest", "start-0a1b.js", "style.css"];
    let mut stored = folder.stored();
    stored.sort();
    assert_eq!(stored, page);
}

#[test]
fn a_folder_that_no_app_could_show_is_refused() {
    let folder = Folder::new("broken", &json!({ "schema_version": 1, "cases": [] }));
    folder.refused("", "cargo run --bin snapshot -- check");
    fs::remove_file(folder.0.join("data/cases.json")).expect("it was written");
    folder.refused("", "cases.json cannot be read");
}

#[test]
fn other_sites_learn_how_to_show_the_library() {
    let title = r#"The "best" cases & <more>"#;
    let folder = Folder::new("oembed", &snapshot(title, "", "en")).finished("https://example.org/cases");
    let link = r#"</title><link rel="alternate" type="application/json+oembed" href="https://example.org/cases/oembed.json">"#;
    assert!(folder.read("index.html").contains(link));
    let answer = folder.json("oembed.json");
    assert_eq!(answer["version"], "1.0");
    assert_eq!(answer["type"], "rich");
    assert_eq!(answer["title"], title);
    assert_eq!(
        answer["html"],
        r#"<iframe src="https://example.org/cases/?embed=1" title="The &quot;best&quot; cases &amp; &lt;more>" width="800" height="600"></iframe>"#
    );
    assert!(answer["width"].is_u64() && answer["height"].is_u64());
}

#[test]
fn an_app_that_knows_no_address_says_nothing_to_other_sites() {
    let folder = Folder::shipped("no-oembed");
    for url in ["example.org", "https://example.org/\"><script>"] {
        folder.refused(url, "CASEBOOK_URL is not the address of a folder");
        assert_eq!(folder.read("index.html"), PAGE);
    }
    let folder = folder.finished("");
    assert!(!folder.read("index.html").contains("oembed"));
    assert!(!folder.0.join("oembed.json").exists());
}

/// Width and height, from the header that every PNG begins with.
fn size_of_png(path: &Path) -> String {
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    assert_eq!(&bytes[..8], b"\x89PNG\r\n\x1a\n", "{} is no PNG", path.display());
    assert_eq!(&bytes[12..16], b"IHDR");
    let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().expect("four bytes"));
    format!("{}x{}", number(16), number(20))
}

/// Below some object, all values of this name.
fn all<'a>(value: &'a Value, name: &str, found: &mut Vec<&'a Value>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| all(value, name, found)),
        Value::Object(members) => {
            found.extend(members.get(name));
            members.values().for_each(|value| all(value, name, found));
        }
        _ => {}
    }
}

#[test]
fn the_manifest_has_the_colours_of_the_page() {
    let manifest: Value = serde_json::from_str(MANIFEST).expect("it is JSON");
    let paper = TOKENS.split_once("--paper: light-dark(").expect("the tokens name it").1;
    let paper = paper.split(',').next().expect("a pair");
    assert_eq!(manifest["background_color"], paper);
    assert_eq!(manifest["theme_color"], paper);
}

/// Chromium takes a picture of another size than claimed for none.
#[test]
fn every_picture_is_there_and_of_its_size() {
    let manifest: Value = serde_json::from_str(MANIFEST).expect("it is JSON");
    let (mut sources, mut sizes) = (Vec::new(), Vec::new());
    all(&manifest, "src", &mut sources);
    all(&manifest, "sizes", &mut sizes);
    assert!(sources.len() >= 6 && sources.len() == sizes.len());
    for (source, size) in sources.iter().zip(sizes) {
        let source = source.as_str().expect("an address");
        let path = root().join("public").join(source);
        if source.ends_with(".svg") {
            assert_eq!(size, "any");
            assert!(path.is_file(), "{source} is missing");
        } else {
            assert_eq!(size_of_png(&path), *size, "{source}");
        }
    }
    let touch = root().join("public/icons/apple-touch-180.png");
    assert_eq!(size_of_png(&touch), "180x180");
}

#[test]
fn every_address_is_in_the_folder_wherever_that_is() {
    let manifest = Folder::shipped("addresses").finished("").json("manifest.webmanifest");
    // It would be one for the whole host: `src/bin/site/manifest.rs` says more.
    assert_eq!(manifest.get("id"), None);
    let mut addresses = vec![&manifest["start_url"], &manifest["scope"]];
    all(&manifest, "src", &mut addresses);
    all(&manifest, "url", &mut addresses);
    for address in addresses {
        let address = address.as_str().expect("an address");
        let is_relative = !address.starts_with('/') && !address.contains("..") && !address.contains(':');
        assert!(is_relative, "{address}");
    }
}
