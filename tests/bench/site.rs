//! The corpora, and the folder that the benchmark's pages are served from.

use std::fs::{self, File};
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use serde_json::Value;

/// The generator, as `snapshot generate` runs it.
#[path = "../../src/bin/snapshot/corpus.rs"]
mod corpus;

/// The corpora's seed.
const SEED: u64 = 1;

/// Cases that every corpus begins with. The steps are made of them.
pub const N_FIRST: usize = 1_000;

/// The shipped cases, which questions are asked about, and their file's name.
pub const SHIPPED: &[u8] = include_bytes!("../../data/cases.json");
pub const SHIPPED_NAME: &str = "shipped.json";

/// What a corpus begins its cases with.
const CASES: &[u8] = br#""cases":["#;

/// The folder `target/bench`, in which the engine lies already.
pub struct Site {
    folder: PathBuf,
    first_cases: Vec<Value>,
}

impl Site {
    /// Writes what is missing: corpora of these sizes, the page, the peers.
    pub fn prepare(sizes: &[usize], with_peers: bool) -> Self {
        let project = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folder = project.join("target/bench");
        let mut first = Vec::new();
        corpus::write(N_FIRST, SEED, &mut first).expect("memory can be written");
        for &n_cases in sizes {
            write_corpus(&folder.join(corpus_name(n_cases)), n_cases, &first);
        }
        fs::write(folder.join(SHIPPED_NAME), SHIPPED).expect("the build folder can be written");
        for name in ["index.html", "page.js", "casebook.js", "peers.js"] {
            copy(&project.join("tests/bench").join(name), &folder.join(name));
        }
        if with_peers {
            fs::create_dir_all(folder.join("peers")).expect("the build folder can be written");
            for (variable, name) in [("MINISEARCH", "minisearch.js"), ("FLEXSEARCH", "flexsearch.js")] {
                let path = std::env::var(variable)
                    .unwrap_or_else(|_| panic!("{variable} says where the peer lies: run `make bench`"));
                copy(Path::new(&path), &folder.join("peers").join(name));
            }
        }
        let mut first: Value = serde_json::from_slice(&first).expect("the generator writes JSON");
        let Value::Array(first_cases) = first["cases"].take() else { panic!("a snapshot has cases") };
        Self { folder, first_cases }
    }

    /// What is served.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The cases that all corpora begin with.
    pub fn first_cases(&self) -> &[Value] {
        &self.first_cases
    }

    /// Puts the built app into the folder `app`, with a corpus as its data, and a
    /// page with a widget beside it.
    pub fn add_app(&self, n_cases: usize) {
        let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("dist");
        assert!(dist.join("index.html").is_file(), "there is no dist/index.html: run `make bench`");
        let app = self.folder.join("app");
        // An older build has files of other names.
        drop(fs::remove_dir_all(&app));
        copy_folder(&dist, &app);
        let corpus = self.folder.join(corpus_name(n_cases));
        if !corpus.is_file() {
            write_corpus(&corpus, n_cases, &[]);
        }
        copy(&corpus, &app.join("data/cases.json"));
        let page = "<!doctype html><title>A page</title><script type=module src=app/embed.js></script>\
                    <case-library><a href=app/>Cases</a></case-library>";
        fs::write(self.folder.join(WIDGET), page).expect("the build folder can be written");
    }
}

/// The page with a widget.
pub const WIDGET: &str = "widget.html";

/// The name of a corpus's file.
pub fn corpus_name(n_cases: usize) -> String {
    format!("cases-{n_cases}.json")
}

/// Writes a corpus, unless it is there and begins as the generator writes it.
fn write_corpus(path: &Path, n_cases: usize, first: &[u8]) {
    if is_current(path, first) {
        return;
    }
    // Whole or not at all.
    let part = path.with_extension("part");
    let mut out = BufWriter::new(File::create(&part).expect("the build folder can be written"));
    corpus::write(n_cases, SEED, &mut out).expect("the disk has room for a corpus");
    out.flush().expect("the disk has room for a corpus");
    fs::rename(&part, path).expect("the build folder can be written");
}

fn is_current(path: &Path, first: &[u8]) -> bool {
    let Ok(mut file) = File::open(path) else { return false };
    // The heads differ by their number of cases, which is up to a few digits.
    let mut start = vec![0; first.len() + 16];
    let mut n_read = 0;
    while let Ok(n @ 1..) = file.read(&mut start[n_read..]) {
        n_read += n;
    }
    let cases = |bytes: &[u8]| {
        let at = bytes.windows(CASES.len()).position(|window| window == CASES);
        at.map(|at| bytes[at..].to_vec()).unwrap_or_default()
    };
    let first = cases(first);
    // Without the end of the list.
    first.strip_suffix(b"\n]}\n").is_some_and(|first| cases(&start[..n_read]).starts_with(first))
}

fn copy(from: &Path, to: &Path) {
    fs::copy(from, to).unwrap_or_else(|error| panic!("cannot copy {}: {error}", from.display()));
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the build folder can be written");
    for entry in fs::read_dir(from).expect("a built folder can be read") {
        let path = entry.expect("a built folder can be read").path();
        let to = to.join(path.file_name().expect("an entry has a name"));
        if path.is_dir() { copy_folder(&path, &to) } else { copy(&path, &to) }
    }
}
