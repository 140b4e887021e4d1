//! Editions: what a publisher puts on a host after the library in `dist/`.
//!
//! Each is a copy of `dist/` in which something has changed.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process,
    sync::atomic::{AtomicUsize, Ordering},
};

use serde_json::Value;

use crate::dist;

/// A folder to publish, removed when dropped.
pub struct Edition {
    path: PathBuf,
}

impl Edition {
    /// The library as it was built.
    pub fn new() -> Self {
        static N_EDITIONS: AtomicUsize = AtomicUsize::new(0);
        let number = N_EDITIONS.fetch_add(1, Ordering::Relaxed);
        let name = format!("edition-{}-{number}", process::id());
        let edition = Self { path: Path::new(env!("CARGO_TARGET_TMPDIR")).join(name) };
        copy(dist(), &edition.path).expect("the build folder can be written to");
        edition
    }

    /// The same app with other cases.
    pub fn with_snapshot(change: impl FnOnce(&mut Value)) -> Self {
        let edition = Self::new();
        edition.edit("data/cases.json", |text| {
            let mut snapshot = serde_json::from_str(text).expect("the snapshot is JSON");
            change(&mut snapshot);
            *text = snapshot.to_string();
        });
        edition
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Changes a text in the folder.
    fn edit(&self, file: &str, change: impl FnOnce(&mut String)) {
        let path = self.path.join(file);
        let mut text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
        change(&mut text);
        fs::write(path, text).unwrap_or_else(|error| panic!("{file}: {error}"));
    }
}

impl Drop for Edition {
    fn drop(&mut self) {
        // What cannot be removed lies in the build folder and harms nobody.
        drop(fs::remove_dir_all(&self.path));
    }
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &to)?;
        } else {
            fs::copy(entry.path(), to)?;
        }
    }
    Ok(())
}
