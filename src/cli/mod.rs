//! The command line: the subcommands without a window, each in a few lines over the pure modules.
//!
//! Exit status 0: all read. 1: some inputs refused, each with its reason on standard error, the rest
//! still printed. 2: the call itself is wrong. Output is byte-identical for the same inputs and
//! version, whatever `--jobs` is.

mod drawing;
mod evaluating;
mod exporting;
mod reading;

use crate::app;
use crate::export::jsonl;
use crate::files;
use crate::gazetteer::{Gazetteer, load};
use crate::read::Refusal;
use crate::store;
use clap::{Parser, Subcommand};
use drawing::{RenderArgs, SituationArgs};
use evaluating::EvaluateArgs;
use exporting::ExportArgs;
use reading::{ReadArgs, readings};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// All was read.
const DONE: u8 = 0;
/// Some inputs were refused.
const REFUSED: u8 = 1;
/// The call itself is wrong.
const WRONG_CALL: u8 = 2;

#[derive(Parser)]
#[command(name = "frontlines", version, about, args_conflicts_with_subcommands = true)]
struct Call {
    #[command(subcommand)]
    command: Option<Command>,
    /// Articles, folders or a project file to open in the window; with none, the built-in sample.
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
}

#[derive(Subcommand)]
enum Command {
    /// Print what articles claim, one JSON object a line, one an article.
    Extract(ReadArgs),
    /// Print who is reported to hold what on a day, as one GeoJSON FeatureCollection.
    Situation(SituationArgs),
    /// Draw the map sheet of a day into a PNG file.
    Render(RenderArgs),
    /// Write some days of what was read as a file for others: map data, a table, a picture, a film, a page.
    Export(ExportArgs),
    /// Compare what is read with a gold file of your own: precision, recall and F1, misses and extras.
    Evaluate(EvaluateArgs),
    /// Check a project file: articles against their hashes, the log against its chain.
    Verify {
        /// The project file.
        #[arg(value_name = "PROJECT")]
        project: PathBuf,
    },
    /// Work on tables of places.
    #[command(subcommand)]
    Gazetteer(GazetteerCommand),
}

#[derive(Subcommand)]
enum GazetteerCommand {
    /// Read tables of places (CSV, GeoJSON, GeoNames) and print each fault with its line.
    Check {
        /// The tables.
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
    },
}

/// Runs the program as the command line says; gives the exit status.
pub fn run() -> ExitCode {
    let call = Call::parse();
    let done = match call.command {
        Some(Command::Extract(args)) => extract(&args),
        Some(Command::Situation(args)) => drawing::situation(&args),
        Some(Command::Render(args)) => drawing::render(&args),
        Some(Command::Export(args)) => exporting::export(&args),
        Some(Command::Evaluate(args)) => evaluating::evaluate(&args),
        Some(Command::Verify { project }) => verify(&project),
        Some(Command::Gazetteer(GazetteerCommand::Check { files })) => check_gazetteers(&files),
        None => window(&call.paths),
    };
    ExitCode::from(done.unwrap_or_else(|fault| {
        eprintln!("{fault}");
        WRONG_CALL
    }))
}

/// The exit status, or what is wrong with the call.
type Done = Result<u8, String>;

fn window(paths: &[PathBuf]) -> Done {
    for path in paths.iter().filter(|path| !path.exists()) {
        eprintln!("{}: no such file or folder, and no command (`frontlines --help` lists them)", path.display());
    }
    app::run(paths.to_vec()).map(|()| DONE)
}

fn extract(args: &ReadArgs) -> Done {
    let all = readings(args)?;
    let mut out = BufWriter::new(io::stdout().lock());
    for reading in all.read {
        let line = jsonl::line(&reading).map_err(|error| error.to_string())?;
        if let Err(error) = writeln!(out, "{line}") {
            return stopped(&error);
        }
    }
    match out.flush() {
        Ok(()) => Ok(all.status),
        Err(error) => stopped(&error),
    }
}

/// Prints what is not as it was written; exit status 1 if anything is.
fn verify(project: &Path) -> Done {
    let name = project.display();
    let verified = match store::verify(project) {
        Ok(verified) => verified,
        Err(store::Fault::Gone) => {
            eprintln!("{name}: no such file; expected a project that was saved from the window (.gpkg)");
            return Ok(REFUSED);
        }
        Err(fault) => {
            eprintln!("{name}: {fault}");
            return Ok(REFUSED);
        }
    };
    let mut words = String::new();
    for finding in &verified.findings {
        words.push_str(&format!("{name}: {finding}\n"));
    }
    let (articles, entries) = (verified.articles, verified.entries);
    let originals = match verified.originals {
        0 => String::new(),
        1 => ", 1 original document".to_owned(),
        n => format!(", {n} original documents"),
    };
    let end = match verified.findings.len() {
        0 => "all as they were written".to_owned(),
        n => format!("{n} not as written"),
    };
    words.push_str(&format!("{name}: {articles} articles{originals}, {entries} log entries: {end}\n"));
    let mut out = io::stdout().lock();
    match out.write_all(words.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) if verified.findings.is_empty() => Ok(DONE),
        Ok(()) => Ok(REFUSED),
        Err(error) => stopped(&error),
    }
}

/// A reader that has seen enough (`| head`) is no fault.
fn stopped(error: &io::Error) -> Done {
    if error.kind() == ErrorKind::BrokenPipe { Ok(DONE) } else { Err(format!("standard output: {error}")) }
}

fn check_gazetteers(files: &[PathBuf]) -> Done {
    let known = Gazetteer::built_in();
    let mut out = io::stdout().lock();
    let mut status = DONE;
    for (name, bytes) in tables(files) {
        match bytes {
            Ok(bytes) => {
                if !load::table(&name, &bytes).faults.is_empty() {
                    status = REFUSED;
                }
                for line in load::check(&name, &bytes, &known) {
                    if let Err(error) = writeln!(out, "{line}") {
                        return stopped(&error);
                    }
                }
            }
            Err(refusal) => {
                eprintln!("{refusal}");
                status = REFUSED;
            }
        }
    }
    Ok(status)
}

/// The bytes of tables of places, each with its name.
fn tables(files: &[PathBuf]) -> impl Iterator<Item = (String, Result<Vec<u8>, Refusal>)> {
    files.iter().map(|path| {
        let table = files::table(path);
        (path.to_string_lossy().into_owned(), table)
    })
}
