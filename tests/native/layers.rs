//! Which layer may name what. Reads the sources; comments and texts may name
//! anything.

use std::fs;
use std::path::{Path, PathBuf};

/// Modules that run natively as well as in a browser.
const PURE: [&str; 5] = ["catalog", "search", "route", "language", "export"];

/// What only the app and the browser module may name.
const OF_THE_BROWSER: [&str; 7] =
    ["leptos", "web_sys", "js_sys", "gloo", "gloo_net", "wasm_bindgen", "wasm_bindgen_futures"];

/// The code of a source: its comments, texts and characters replaced by
/// blanks, so that lines and columns stay.
fn code_of(source: &str) -> String {
    let chars: Vec<char> = source.chars().collect();
    let at = |i: usize| chars.get(i).copied().unwrap_or('\0');
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut code = String::with_capacity(source.len());
    let mut i = 0;
    while i < chars.len() {
        let is_raw = at(i) == 'r' && (i == 0 || !is_word(at(i - 1)) || at(i - 1) == 'b');
        let hashes = (1..).take_while(|n| is_raw && at(i + n) == '#').count();
        let end = if at(i) == '/' && at(i + 1) == '/' {
            (i..chars.len()).find(|end| at(*end) == '\n').unwrap_or(chars.len())
        } else if at(i) == '/' && at(i + 1) == '*' {
            let mut depth = 0;
            let mut end = i;
            loop {
                match (at(end), at(end + 1)) {
                    ('/', '*') => (depth, end) = (depth + 1, end + 2),
                    ('*', '/') => (depth, end) = (depth - 1, end + 2),
                    _ => end += 1,
                }
                if depth == 0 || end >= chars.len() {
                    break end.min(chars.len());
                }
            }
        } else if is_raw && at(i + 1 + hashes) == '"' {
            let closes = |end: usize| at(end) == '"' && (1..=hashes).all(|n| at(end + n) == '#');
            (i + 2 + hashes..chars.len()).find(|end| closes(*end)).map_or(chars.len(), |end| end + 1 + hashes)
        } else if at(i) == '"' || (at(i) == '\'' && (at(i + 1) == '\\' || at(i + 2) == '\'')) {
            let mut end = i + 1;
            while end < chars.len() && at(end) != at(i) {
                end += if at(end) == '\\' { 2 } else { 1 };
            }
            (end + 1).min(chars.len())
        } else {
            code.push(at(i));
            i += 1;
            continue;
        };
        code.extend(chars[i..end].iter().map(|c| if *c == '\n' { '\n' } else { ' ' }));
        i = end;
    }
    code
}

/// Where one of `words` stands in code as a whole: `file:line: word`.
fn named(path: &str, code: &str, words: &[&str]) -> Vec<String> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut found = Vec::new();
    for (line, text) in code.lines().enumerate() {
        let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ").replace(" :: ", "::");
        for word in words {
            let stands = text.match_indices(word).any(|(at, _)| {
                let before = text[..at].chars().next_back().is_some_and(is_word);
                let after = text[at + word.len()..].chars().next().is_some_and(is_word);
                !before && !after
            });
            if stands {
                found.push(format!("{path}:{}: {word}", line + 1));
            }
        }
    }
    found
}

/// All Rust sources, by path below `src`.
fn sources() -> Vec<(String, String)> {
    fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("the folder can be read") {
            let path = entry.expect("the entry can be read").path();
            if path.is_dir() {
                collect(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    collect(&root, &mut paths);
    paths.sort();
    let relative = |path: &Path| {
        let below = path.strip_prefix(&root).expect("it was found there");
        below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
    };
    paths
        .iter()
        .map(|path| (relative(path), code_of(&fs::read_to_string(path).expect("a source is text"))))
        .collect()
}

fn pure_sources() -> Vec<(String, String)> {
    let mut sources = sources();
    sources.retain(|(path, _)| {
        let module = path.split('/').next().unwrap_or_default();
        PURE.contains(&module.trim_end_matches(".rs"))
    });
    sources
}

/// No source names one of `words`.
fn check(sources: &[(String, String)], words: &[&str], rule: &str) {
    assert!(!sources.is_empty(), "no source was read");
    let found: Vec<String> = sources.iter().flat_map(|(path, code)| named(path, code, words)).collect();
    assert!(found.is_empty(), "{rule}:\n  src/{}", found.join("\n  src/"));
}

#[test]
fn the_pure_modules_name_no_framework_and_no_browser() {
    let sources = pure_sources();
    for module in &PURE[..4] {
        assert!(sources.iter().any(|(path, _)| path.starts_with(module)), "src/{module} is missing");
    }
    check(&sources, &OF_THE_BROWSER, "the pure modules run without a browser");
    let upwards = ["crate::app", "crate::browser", "super::app", "super::browser"];
    check(&sources, &upwards, "the pure modules know nothing of the app above them");
}

#[test]
fn only_the_snapshot_knows_serde() {
    let mut sources = pure_sources();
    sources.retain(|(path, _)| !path.starts_with("catalog/snapshot/"));
    check(
        &sources,
        &["serde", "serde_json", "schemars"],
        "JSON is read in src/catalog/snapshot and nowhere else",
    );
}

#[test]
fn no_source_writes_markup_or_steps_out_of_the_language_s_guarantees() {
    check(&sources(), &["inner_html", "set_inner_html", "unsafe"], "text is text, and memory is safe");
}

#[test]
fn comments_and_texts_are_no_code_and_code_is() {
    let source = "// leptos\nlet a = \"leptos // x\"; /* leptos /* leptos */ leptos */ use leptos::x;\n\
                  let c = '\"'; let r = r#\"leptos\"#; fn f<'a>(leptos: &'a str) {} // \"\nmy_leptos; '\\''; leptosx";
    let code = code_of(source);
    assert_eq!(named("f", &code, &["leptos"]), ["f:2: leptos", "f:3: leptos"]);
    assert_eq!(code.lines().count(), source.lines().count());
}
