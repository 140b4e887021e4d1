//! The folder to publish, and what can go wrong with it.

use std::fmt;
use std::fs;
use std::io;
use std::path::PathBuf;

/// The folder to publish. Files are named by their path in it, with `/`.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new(path: PathBuf) -> Self {
        Self(path)
    }

    /// Where a file of the folder lies; `""` is the folder itself.
    pub fn path(&self, file: &str) -> PathBuf {
        self.0.join(file)
    }

    pub fn read(&self, file: &str) -> Result<Vec<u8>, SiteError> {
        fs::read(self.path(file)).map_err(|error| SiteError::Read(self.path(file), error))
    }

    pub fn write(&self, file: &str, content: impl AsRef<[u8]>) -> Result<(), SiteError> {
        fs::write(self.path(file), content).map_err(|error| SiteError::Write(self.path(file), error))
    }

    /// Changes a text file.
    ///
    /// `change` gives the new text, or says what it did not understand.
    pub fn edit(
        &self,
        file: &str,
        change: impl FnOnce(&str) -> Result<String, String>,
    ) -> Result<(), SiteError> {
        let path = self.path(file);
        let text = fs::read_to_string(&path).map_err(|error| SiteError::Read(path.clone(), error))?;
        let changed = change(&text).map_err(|reason| SiteError::Content(path, reason))?;
        // Hosts and browsers tell by the time of a file whether it is another one.
        if changed == text { Ok(()) } else { self.write(file, changed) }
    }

    /// All files below the folder, by path, in order.
    pub fn files(&self) -> Result<Vec<String>, SiteError> {
        let mut found = Vec::new();
        let mut folders = vec![String::new()];
        while let Some(folder) = folders.pop() {
            let failed = |error| SiteError::Read(self.path(&folder), error);
            for entry in fs::read_dir(self.path(&folder)).map_err(failed)? {
                let entry = entry.map_err(failed)?;
                let path = format!("{folder}{}", entry.file_name().to_string_lossy());
                if entry.file_type().map_err(failed)?.is_dir() {
                    folders.push(format!("{path}/"));
                } else {
                    found.push(path);
                }
            }
        }
        found.sort();
        Ok(found)
    }
}

/// Why a folder is not as it should be, and what helps.
#[derive(Debug)]
pub enum SiteError {
    /// No folder is named, or several.
    NoFolder,
    /// A file or folder that is not there, or not to be read.
    Read(PathBuf, io::Error),
    /// A file that cannot be written.
    Write(PathBuf, io::Error),
    /// A snapshot that no app can open.
    Snapshot(PathBuf),
    /// A file of the app that is not what it should be, and why.
    Content(PathBuf, String),
    /// `CASEBOOK_URL` is not the address of a folder.
    Address(String),
    /// esbuild is there and failed; it has said why.
    Minify,
}

impl fmt::Display for SiteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFolder => write!(f, "it takes one folder, or is run by Trunk: site --help"),
            Self::Read(path, error) => write!(f, "{} cannot be read: {error}", path.display()),
            Self::Write(path, error) => write!(f, "{} cannot be written: {error}", path.display()),
            Self::Snapshot(path) => write!(
                f,
                "{0} is nothing that a library could show; what helps says: \
                 cargo run --bin snapshot -- check {0}",
                path.display()
            ),
            Self::Content(path, reason) => write!(f, "{}: {reason}", path.display()),
            Self::Address(url) => {
                write!(f, "CASEBOOK_URL is not the address of a folder, https://host/folder/: {url}")
            }
            Self::Minify => write!(f, "esbuild could not make scripts and styles smaller"),
        }
    }
}
