//! The publisher's tool: checks a snapshot with the code that the app reads it
//! with, prints its JSON Schema, and writes corpora to measure with.
//!
//! Native only. For wasm32 it is empty: cargo builds every program along with
//! the tests in the browser.
#![cfg_attr(target_arch = "wasm32", no_main)]
#![cfg(not(target_arch = "wasm32"))]

mod check;
mod corpus;

use std::io::{self, BufWriter, ErrorKind, Write};
use std::process::ExitCode;

const HELP: &str = "\
Checks and makes snapshots for Casebook.

Usage: snapshot <COMMAND>

  check FILE                      list every problem of a snapshot
  schema                          print the JSON Schema of a snapshot, version 1
  generate --cases N [--seed S]   write a made-up snapshot of N cases

check ends with 0 when there is no problem, 1 when there are problems and the
rest can be used, 2 when the snapshot cannot be used at all.

generate gives the same cases for the same seed (0 without one) everywhere, and
the first cases of a larger corpus are those of a smaller one.
";

/// What the tool is asked to do.
enum Command {
    Help,
    Check { path: String },
    Schema,
    Generate { n_cases: usize, seed: u64 },
}

fn main() -> ExitCode {
    // A file name that is not Unicode is said with what could be read of it.
    let arguments = std::env::args_os().skip(1).map(|argument| argument.to_string_lossy().into_owned());
    let command = match parse(arguments) {
        Ok(command) => command,
        Err(message) => {
            eprintln!("snapshot: {message}\nTry: snapshot --help");
            return ExitCode::from(2);
        }
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let done = run(command, &mut out).and_then(|code| out.flush().map(|()| code));
    match done {
        Ok(code) => ExitCode::from(code),
        // Who reads has read enough, as `head` does.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("snapshot: the output cannot be written: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(command: Command, out: &mut impl Write) -> io::Result<u8> {
    match command {
        Command::Help => out.write_all(HELP.as_bytes())?,
        Command::Check { path } => return check::check(&path, out),
        Command::Schema => out.write_all(casebook::catalog::snapshot::json_schema().as_bytes())?,
        Command::Generate { n_cases, seed } => corpus::write(n_cases, seed, out)?,
    }
    Ok(0)
}

fn parse(arguments: impl Iterator<Item = String>) -> Result<Command, String> {
    let arguments: Vec<String> = arguments.collect();
    if arguments.iter().any(|argument| argument == "--help" || argument == "-h") {
        return Ok(Command::Help);
    }
    let Some((command, rest)) = arguments.split_first() else {
        return Err("a command is missing: check, schema or generate".into());
    };
    match (command.as_str(), rest) {
        ("help", []) => Ok(Command::Help),
        ("check", [path]) => Ok(Command::Check { path: path.clone() }),
        ("check", []) => Err("check needs the file to check".into()),
        ("check", _) => Err("check takes one file".into()),
        ("schema", []) => Ok(Command::Schema),
        ("schema", [first, ..]) => Err(format!("schema takes nothing more, but found \"{first}\"")),
        ("generate", options) => parse_generate(options),
        (other, _) => Err(format!("no such command: \"{other}\"; there are check, schema and generate")),
    }
}

fn parse_generate(options: &[String]) -> Result<Command, String> {
    let (mut n_cases, mut seed) = (None, 0);
    let mut options = options.iter();
    while let Some(option) = options.next() {
        let (name, value) = match option.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (option.as_str(), None),
        };
        if name != "--cases" && name != "--seed" {
            return Err(format!("generate does not know \"{name}\"; it takes --cases N and --seed S"));
        }
        let value = value.or_else(|| options.next().map(String::as_str));
        let value = value.ok_or_else(|| format!("{name} needs a number"))?;
        let not_a_number = |_| format!("{name} needs a whole number, but found \"{value}\"");
        match name {
            "--cases" => n_cases = Some(value.parse().map_err(not_a_number)?),
            _ => seed = value.parse().map_err(not_a_number)?,
        }
    }
    match n_cases {
        Some(0) => Err("--cases needs at least 1: a snapshot without a case cannot be used".into()),
        Some(n_cases) => Ok(Command::Generate { n_cases, seed }),
        None => Err("generate needs --cases N".into()),
    }
}
