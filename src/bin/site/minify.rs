//! Scripts and styles made smaller, by esbuild where it is on the `PATH`; elsewhere
//! they are published as they are written, with their comments.
//!
//! Trunk's own minifier reads neither the script that wasm-bindgen writes nor ours,
//! and pages of others were promised that `embed.js` is small.

use std::io::{ErrorKind, Write};
use std::process::{Command, Stdio};

use crate::folder::{Folder, SiteError};

/// Each script is a module, or a worker by itself.
const OPTIONS: [&str; 4] = ["--minify", "--format=esm", "--target=es2022", "--log-level=error"];

/// Minifies the scripts and styles that lie in the folder itself.
pub fn folder(folder: &Folder) -> Result<(), SiteError> {
    let is_text = |file: &String| file.ends_with(".js") || file.ends_with(".css");
    let files = folder.files()?.into_iter().filter(|file| is_text(file) && !file.contains('/'));
    let done = Command::new("esbuild")
        .args(OPTIONS)
        .args(["--outdir=.", "--allow-overwrite"])
        .args(files)
        .current_dir(folder.path(""))
        .status();
    match done {
        Ok(status) if status.success() => Ok(()),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            eprintln!("No esbuild on the PATH: scripts and styles are larger than they need be.");
            Ok(())
        }
        _ => Err(SiteError::Minify),
    }
}

/// One script that is no file yet; as it is where there is no esbuild.
pub fn script(script: String) -> Result<String, SiteError> {
    let esbuild = Command::new("esbuild").args(OPTIONS).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut esbuild = match esbuild {
        Ok(esbuild) => esbuild,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(script),
        Err(_) => return Err(SiteError::Minify),
    };
    // It reads all before it writes anything. Closed at the end of the statement.
    let written = esbuild.stdin.take().map(|mut input| input.write_all(script.as_bytes()));
    let output = esbuild.wait_with_output();
    match (written, output) {
        (Some(Ok(())), Ok(output)) if output.status.success() => {
            String::from_utf8(output.stdout).map_err(|_| SiteError::Minify)
        }
        _ => Err(SiteError::Minify),
    }
}
