//! The web app manifest, as the build writes it: what the page says of itself,
//! and pictures that are what it takes them for.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

const PAGE: &str = include_str!("../../index.html");
const TOKENS: &str = include_str!("../../style/tokens.css");

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The manifest of a library with this page. A folder of its own for each test.
fn manifest(test: &str, page: &str) -> Value {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
    for part in [".make", "public", "dist"] {
        fs::create_dir_all(folder.join(part)).expect("the target folder can be written");
    }
    for file in [".make/manifest.sh", "public/manifest.webmanifest"] {
        fs::copy(root().join(file), folder.join(file)).expect("the target folder can be written");
    }
    fs::write(folder.join("index.html"), page).expect("the target folder can be written");
    let script = Command::new("sh").arg(".make/manifest.sh").arg("dist").current_dir(&folder).status();
    assert!(script.expect("there is a shell").success());
    let text = fs::read_to_string(folder.join("dist/manifest.webmanifest")).expect("it was written");
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error} in {text}"))
}

/// A page with this title, as its HTML writes it, has that name.
fn check_name(test: &str, title: &str, name: &str) {
    let page =
        format!("<html lang=\"nn\">\n<title>{title}</title>\n<meta name=\"description\" content=\"Fish\">");
    let manifest = manifest(test, &page);
    assert_eq!(manifest["name"], name);
    assert_eq!(manifest["description"], "Fish");
    assert_eq!(manifest["lang"], "nn");
}

/// What `.make/oembed.sh` makes of an app with this manifest and page, published
/// at `url`: the page, and the answer where there is one.
fn oembed(test: &str, url: &str, name: &str) -> (String, Option<Value>) {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder).expect("the target folder can be written");
    let manifest = format!("{{\n  \"name\": {},\n  \"short_name\": \"S\"\n}}\n", Value::from(name));
    fs::write(folder.join("manifest.webmanifest"), manifest).expect("the target folder can be written");
    fs::write(folder.join("index.html"), "<title>Cases</title><p>")
        .expect("the target folder can be written");
    let script = Command::new("sh")
        .arg(root().join(".make/oembed.sh"))
        .arg(&folder)
        .env("CASEBOOK_URL", url)
        .status()
        .expect("there is a shell");
    let page = fs::read_to_string(folder.join("index.html")).expect("it was there before");
    let answer = fs::read_to_string(folder.join("oembed.json")).ok();
    assert_eq!(script.success(), url.is_empty() || answer.is_some(), "for {url:?}");
    (page, answer.map(|text| serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error} in {text}"))))
}

#[test]
fn other_sites_learn_how_to_show_the_library() {
    let (page, answer) = oembed("oembed-url", "https://example.org/cases", r#"The "best" cases & <more>"#);
    let link = r#"<link rel="alternate" type="application/json+oembed" href="https://example.org/cases/oembed.json">"#;
    assert_eq!(page, format!("<title>Cases</title>{link}<p>"));
    let answer = answer.expect("it is written");
    assert_eq!(answer["version"], "1.0");
    assert_eq!(answer["type"], "rich");
    assert_eq!(answer["title"], r#"The "best" cases & <more>"#);
    assert_eq!(
        answer["html"],
        r#"<iframe src="https://example.org/cases/?embed=1" title="The &quot;best&quot; cases &amp; &lt;more>" width="800" height="600"></iframe>"#
    );
    assert!(answer["width"].is_u64() && answer["height"].is_u64());
}

#[test]
fn an_app_that_knows_no_address_says_nothing_to_other_sites() {
    for url in ["", "example.org", "https://example.org/\"><script>"] {
        let (page, answer) = oembed("oembed-none", url, "Cases");
        assert_eq!(page, "<title>Cases</title><p>");
        assert_eq!(answer, None);
    }
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
fn the_app_is_called_what_the_page_is_called() {
    let between = |start: &str, end: &str| {
        let html = PAGE.split_once(start).and_then(|(_, rest)| rest.split_once(end)).expect("it is there").0;
        let text = html.split_whitespace().collect::<Vec<_>>().join(" ");
        text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
    };
    let manifest = manifest("manifest-shipped", PAGE);
    assert_eq!(manifest["name"], between("<title>", "</title>"));
    assert_eq!(manifest["description"], between("<meta name=\"description\" content=\"", "\""));
    assert_eq!(manifest["lang"], between("<html lang=\"", "\""));
    let paper = TOKENS.split_once("--paper: light-dark(").expect("the tokens name it").1;
    let paper = paper.split(',').next().expect("a pair");
    assert_eq!(manifest["background_color"], paper);
    assert_eq!(manifest["theme_color"], paper);
}

#[test]
fn any_title_is_a_name() {
    check_name("manifest-quotes", r#"The "C:\temp" cases \1 &amp; \n"#, r#"The "C:\temp" cases \1 & \n"#);
    check_name("manifest-html", "a &lt;b&gt; &amp;amp; &quot;c&quot; it&#39;s", "a <b> &amp; \"c\" it's");
    check_name("manifest-lines", "\r\n  Cases of\r\n\tall {title}\r\n", "Cases of all {title}");
    check_name("manifest-scripts", "Öğrenme مكتبة 案例 🐟", "Öğrenme مكتبة 案例 🐟");
}

/// Chromium takes a picture of another size than claimed for none.
#[test]
fn every_picture_is_there_and_of_its_size() {
    let manifest = manifest("manifest-pictures", PAGE);
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
    let manifest = manifest("manifest-addresses", PAGE);
    // It would be one for the whole host: `.make/manifest.sh` says more.
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
