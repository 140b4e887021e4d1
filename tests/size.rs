//! The size of what a reader's browser fetches, against its budget: each file
//! of `dist/` with its bytes, raw and as brotli.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// HTML, CSS, JS and WASM of the first visit together, in bytes of brotli: so that
/// they cannot run away, never so tightly that types, idiom or a well-kept library
/// are given up.
const BUDGET: usize = 320 * KB;

/// The service worker alone: it is asked for at each visit.
const WORKER_BUDGET: usize = 3 * KB;

/// As the budget is written: 1,000 bytes.
const KB: usize = 1_000;

/// As hosts compress what they serve many times.
const BROTLI_QUALITY: u32 = 11;
const BROTLI_WINDOW: u32 = 22;

#[test]
fn the_app_stays_inside_its_budget() {
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("dist");
    let files = files_of(&dist);
    assert!(!files.is_empty(), "there is nothing to measure in dist/: run `make build` first");
    println!("{:>10} {:>10}  file", "raw", "brotli");
    let mut sum = 0;
    for path in files {
        let bytes = fs::read(&path).expect("a built file can be read");
        let compressed = brotli_size(&bytes);
        let name = path.strip_prefix(&dist).expect("it was found there").display().to_string();
        let counts = is_of_the_app(&path);
        sum += if counts { compressed } else { 0 };
        assert!(
            name != "service-worker.js" || compressed <= WORKER_BUDGET,
            "the service worker is {} as brotli and may be {}",
            kilobytes(compressed),
            kilobytes(WORKER_BUDGET)
        );
        let note = if counts { "" } else { "  (not in the sum)" };
        println!("{:>10} {:>10}  {name}{note}", bytes.len(), compressed);
    }
    println!("\nHTML, CSS, JS and WASM: {} of {} as brotli", kilobytes(sum), kilobytes(BUDGET));
    assert!(
        sum <= BUDGET,
        "the app is {} as brotli and may be {}: {} too much",
        kilobytes(sum),
        kilobytes(BUDGET),
        kilobytes(sum - BUDGET)
    );
}

/// Data, schema and pictures are the library's own, and their size its matter. What
/// other pages load, or a frame in one, is of no first visit to the library.
fn is_of_the_app(path: &Path) -> bool {
    if path.ends_with("embed.js") || path.ends_with("frame.js") {
        return false;
    }
    let extension = path.extension().and_then(|extension| extension.to_str());
    matches!(extension, Some("html" | "css" | "js" | "mjs" | "wasm"))
}

/// All files below a folder, sorted; none where there is no such folder.
fn files_of(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.expect("a built folder can be read").path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    files
}

fn brotli_size(bytes: &[u8]) -> usize {
    let mut compressed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut compressed, 1 << 16, BROTLI_QUALITY, BROTLI_WINDOW);
    writer.write_all(bytes).expect("memory can be written");
    drop(writer);
    compressed.len()
}

fn kilobytes(bytes: usize) -> String {
    format!("{}.{} KB", bytes / KB, bytes % KB / (KB / 10))
}
