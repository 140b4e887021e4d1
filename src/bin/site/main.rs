//! The last steps of a build: what Trunk has made becomes the folder to publish.
//!
//! Trunk runs it as its `post_build` hook. Each step is a file: what the library
//! says of itself goes into the page and into the web app manifest, scripts and
//! styles are minified, and last of all the service worker lists what is there.
//!
//! Native only. For wasm32 it is empty: cargo builds every program along with
//! the tests in the browser.
#![cfg_attr(target_arch = "wasm32", no_main)]
#![cfg(not(target_arch = "wasm32"))]

mod folder;
mod front_page;
mod manifest;
mod minify;
mod oembed;
mod page;
mod service_worker;

use std::env;
use std::path::PathBuf;
use std::process::ExitCode;

use casebook::catalog::Catalog;

use folder::{Folder, SiteError};
use oembed::Address;
use page::Page;

const HELP: &str = "\
Brings a built Casebook in line with what lies in its folder.

Usage: site [FOLDER]

  FOLDER   a folder to publish, as dist, in which something was changed by hand:
           title, description and language are taken from its data/cases.json,
           and the service worker's list is written anew

Without FOLDER it is the last step of a build, in the folder that Trunk names in
TRUNK_STAGING_DIR. Where CASEBOOK_URL says where the folder will lie,
https://host/folder/, other sites learn how to show it (https://oembed.com).
";

/// Where the snapshot lies in the folder.
const SNAPSHOT: &str = "data/cases.json";

/// What the tool is asked to do.
enum Command {
    Help,
    /// The last step of a build.
    Build {
        folder: PathBuf,
        /// Whether it is one for readers, which is as small as can be.
        is_release: bool,
    },
    /// A finished folder, in which something was changed by hand.
    Refresh {
        folder: PathBuf,
    },
}

fn main() -> ExitCode {
    let done = parse().and_then(|command| match command {
        Command::Help => {
            print!("{HELP}");
            Ok(())
        }
        Command::Build { folder, is_release } => {
            let folder = Folder::new(folder);
            if is_release {
                minify::folder(&folder)?;
            }
            finish(&folder)
        }
        // Names with a hash never change their content, so scripts and styles stay.
        Command::Refresh { folder } => finish(&Folder::new(folder)),
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("site: {error}");
            ExitCode::FAILURE
        }
    }
}

fn parse() -> Result<Command, SiteError> {
    let mut arguments = env::args_os().skip(1);
    match (arguments.next(), arguments.next()) {
        (Some(argument), None) if argument == "--help" || argument == "-h" => Ok(Command::Help),
        (Some(folder), None) => Ok(Command::Refresh { folder: folder.into() }),
        (None, _) => {
            let folder = env::var_os("TRUNK_STAGING_DIR").ok_or(SiteError::NoFolder)?;
            let is_release = env::var_os("TRUNK_PROFILE").is_some_and(|profile| profile == "release");
            Ok(Command::Build { folder: folder.into(), is_release })
        }
        (Some(_), Some(_)) => Err(SiteError::NoFolder),
    }
}

/// Everything that follows from what lies in the folder. Doing it twice is doing
/// it once.
fn finish(folder: &Folder) -> Result<(), SiteError> {
    let snapshot = folder.read(SNAPSHOT)?;
    let catalog = Catalog::read(&snapshot).map_err(|_| SiteError::Snapshot(folder.path(SNAPSHOT)))?;
    let address = env::var("CASEBOOK_URL").ok().filter(|url| !url.is_empty());
    let address = address.map(|url| Address::parse(&url)).transpose()?;

    if let Some(address) = &address {
        folder.write("oembed.json", oembed::answer(address, &catalog.library.title))?;
    }
    folder.edit("manifest.webmanifest", |json| manifest::fill(json, &catalog))?;
    let (language, library) = (catalog.language.clone(), catalog.library.clone());
    let front_page =
        front_page::html(catalog).map_err(|reason| SiteError::Content(folder.path("index.html"), reason))?;
    let page =
        Page { language: &language, library: &library, oembed: address.as_ref(), front_page: &front_page };
    folder.edit("index.html", |html| page.fill(html))?;
    // Last, since it names what the others wrote.
    service_worker::write(folder)
}
