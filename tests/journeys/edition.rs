//! Editions: what a publisher puts on a host after the library in `dist/`.
//!
//! Each is a copy of `dist/` in which something has changed.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::{self, Command},
    sync::atomic::{AtomicUsize, Ordering},
};

use serde_json::Value;

use crate::dist;

/// A script that gives the names of the editions that all parts of a page are of, which are empty
/// for the one in `dist/`: of the page, its styles, its three scripts and its program.
pub const EDITION: &str = "
    const program = await fetch(document.getElementById('program').href);
    const end = new TextDecoder().decode((await program.arrayBuffer()).slice(-40));
    return [
        document.querySelector('meta[name=edition]')?.content,
        getComputedStyle(document.documentElement).getPropertyValue('--edition'),
        ...['start', 'offline', 'casebook'].map((script) => window.edition?.[script]),
        end.match(/edition:(\\w+)$/)?.[1],
    ].map((name) => name ?? '');";

/// A folder to publish, removed when dropped.
pub struct Edition {
    path: PathBuf,
}

impl Edition {
    /// The library as it was built.
    pub fn new() -> Self {
        let edition = Self::of(&[]);
        copy(dist(), &edition.path).expect("the build folder can be written to");
        edition
    }

    /// Something else than the library: these files and no others.
    pub fn of(files: &[(&str, &str)]) -> Self {
        static N_EDITIONS: AtomicUsize = AtomicUsize::new(0);
        let number = N_EDITIONS.fetch_add(1, Ordering::Relaxed);
        let name = format!("edition-{}-{number}", process::id());
        let edition = Self { path: Path::new(env!("CARGO_TARGET_TMPDIR")).join(name) };
        fs::create_dir_all(&edition.path).expect("the build folder can be written to");
        for (name, text) in files {
            fs::write(edition.path.join(name), text).expect("the build folder can be written to");
        }
        edition
    }

    /// A newer app with the same cases. Everything that it consists of carries the name, and has
    /// another file name, as after a build; [`EDITION`] reads the names from a page.
    pub fn with_app(name: &str) -> Self {
        let edition = Self::new();
        let mut renamed = Vec::new();
        for entry in fs::read_dir(&edition.path).expect("it was copied") {
            let old = entry.expect("it was copied").file_name().into_string().expect("built names are ASCII");
            let (start, end) = match old.rsplit_once('.') {
                Some((part, "js")) if part.contains('-') => (mark_script(part, name), vec![]),
                Some((_, "css")) => (String::new(), format!(":root{{--edition:{name}}}").into_bytes()),
                Some((_, "wasm")) => (String::new(), mark_program(name)),
                _ => continue,
            };
            let path = edition.path.join(&old);
            let content = fs::read(&path).expect("it was copied");
            let content = [start.into_bytes(), content, end].concat();
            let new = old.replacen('-', &format!("-{name}"), 1);
            fs::write(edition.path.join(&new), content).expect("the copy can be written to");
            fs::remove_file(path).expect("the copy can be written to");
            renamed.push((old, new));
        }
        edition.edit("index.html", |page| {
            for (old, new) in &renamed {
                *page = page.replace(old, new);
            }
            *page = page.replace("<title", &format!("<meta name=edition content={name}><title"));
        });
        edition.list_files();
        edition
    }

    /// The same app with other cases.
    pub fn with_snapshot(change: impl FnOnce(&mut Value)) -> Self {
        Self::new().and_snapshot(change)
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Changes the cases too.
    pub fn and_snapshot(self, change: impl FnOnce(&mut Value)) -> Self {
        self.edit("data/cases.json", |text| {
            let mut snapshot = serde_json::from_str(text).expect("the snapshot is JSON");
            change(&mut snapshot);
            *text = snapshot.to_string();
        });
        self
    }

    /// Writes the service worker anew, as the last step of a build does.
    fn list_files(&self) {
        let done = Command::new(env!("CARGO_BIN_EXE_site")).arg(&self.path).status();
        assert!(done.is_ok_and(|status| status.success()), "the service worker cannot be written");
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

/// `file` is the name of the script's file, which is the script's own up to its first hyphen.
fn mark_script(file: &str, name: &str) -> String {
    let (part, _) = file.split_once('-').expect("built names have a hash");
    format!("window.edition={{...window.edition,{part}:\"{name}\"}};\n")
}

/// A custom section, which every engine passes over.
fn mark_program(name: &str) -> Vec<u8> {
    let mark = format!("edition:{name}");
    let length = |n: usize| u8::try_from(n).expect("names of editions are short");
    // The number of the section's kind, its length, then the length of its name, which is all of it.
    [&[0, length(mark.len() + 1), length(mark.len())], mark.as_bytes()].concat()
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
