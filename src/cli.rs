//! The command line: the subcommands without a window, each in a few lines over the pure modules.
//!
//! Exit status 0: all read. 1: some inputs refused, each with its reason on standard error, the rest
//! still printed. 2: the call itself is wrong. Output is byte-identical for the same inputs and
//! version, whatever `--jobs` is.

use crate::date::Span;
use crate::export::jsonl;
use crate::extract::Knowledge;
use crate::files::{self, Input};
use crate::gazetteer::{Gazetteer, load};
use crate::project::Reading;
use crate::read::{self, Loaded, Refusal};
use clap::{Args, Parser, Subcommand};
use std::collections::HashMap;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

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
    /// Articles or folders to open in the window; with none, the built-in sample.
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
}

#[derive(Subcommand)]
enum Command {
    /// Print what articles claim, one JSON object a line, one an article.
    Extract(ReadArgs),
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

/// What to read, and what is known about it.
#[derive(Args)]
struct ReadArgs {
    /// When all of it was published, such as 2016-10-02 or 2016-10; beats all dates found.
    #[arg(long, value_name = "DATE", value_parser = date)]
    published: Option<Span>,
    /// Who published all of it; beats all outlets found.
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// More places: a CSV, GeoJSON or GeoNames table; may be given several times.
    #[arg(long, value_name = "FILE")]
    gazetteer: Vec<PathBuf>,
    /// How many threads read; as many as there are cores if not given.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,
    /// Articles and folders, in this order; `-` is standard input (JSON lines).
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
}

/// Runs the program as the command line says; gives the exit status.
pub fn run() -> ExitCode {
    let call = Call::parse();
    let done = match call.command {
        Some(Command::Extract(args)) => extract(&args),
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
    crate::app::run(paths.to_vec()).map(|()| DONE)
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

/// All that could be read, in the order of the inputs.
struct Readings {
    read: Vec<Reading>,
    status: u8,
}

/// Reads all inputs and prints the refusals.
fn readings(args: &ReadArgs) -> Result<Readings, String> {
    let knowledge = Knowledge::new(gazetteer(&args.gazetteer)?);
    let options = read::Options { published: args.published, outlet: args.outlet.clone() };
    let jobs = args.jobs.map_or_else(|| thread::available_parallelism().map_or(1, usize::from), usize::from);
    let inputs = files::inputs(&args.paths);
    let loaded = in_order(&inputs, jobs, |input| load_input(input, &options));
    let (mut articles, mut status) = (Vec::new(), DONE);
    for item in loaded.into_iter().flatten() {
        match item {
            Ok(loaded) => articles.push(loaded),
            Err(refusal) => {
                eprintln!("{refusal}");
                status = REFUSED;
            }
        }
    }
    mark_copies(&mut articles);
    let read = in_order(&articles, jobs, |loaded| reading(loaded, &knowledge));
    Ok(Readings { read, status })
}

fn gazetteer(files: &[PathBuf]) -> Result<Gazetteer, String> {
    let mut gazetteer = Gazetteer::built_in();
    for (name, bytes) in tables(files) {
        let bytes = bytes.map_err(|refusal| refusal.to_string())?;
        for fault in gazetteer.add(load::table(&name, &bytes)).faults {
            eprintln!("{fault}");
        }
    }
    Ok(gazetteer)
}

fn load_input(input: &Input, options: &read::Options) -> Vec<Result<Loaded, Refusal>> {
    match input.bytes() {
        Ok(bytes) => read::articles(input.name(), &bytes, options),
        Err(refusal) => vec![Err(refusal)],
    }
}

/// An article with the very words of an earlier one is its copy.
fn mark_copies(articles: &mut [Loaded]) {
    let mut first: HashMap<String, String> = HashMap::new();
    for Loaded { article, .. } in articles {
        match first.get(&article.sha256) {
            Some(id) => article.copy_of = Some(id.clone()),
            None => drop(first.insert(article.sha256.clone(), article.id.clone())),
        }
    }
}

fn reading(loaded: &Loaded, knowledge: &Knowledge) -> Reading {
    let extracted = crate::extract::extract(&loaded.article, knowledge);
    let notes = loaded.notes.iter().cloned().chain(extracted.notes).collect();
    Reading { article: loaded.article.clone(), claims: extracted.claims, notes }
}

/// Does `work` on every item with `jobs` threads; the results stand in the order of the items.
fn in_order<T: Sync, R: Send>(items: &[T], jobs: usize, work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let (next, done) = (AtomicUsize::new(0), Mutex::new(Vec::with_capacity(items.len())));
    let one = || {
        while let Some((index, item)) = take(items, &next) {
            let result = work(item);
            done.lock().unwrap_or_else(PoisonError::into_inner).push((index, result));
        }
    };
    thread::scope(|scope| {
        for _ in 1..jobs.min(items.len()) {
            scope.spawn(one);
        }
        one();
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_unstable_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}

fn take<'i, T>(items: &'i [T], next: &AtomicUsize) -> Option<(usize, &'i T)> {
    let index = next.fetch_add(1, Ordering::Relaxed);
    items.get(index).map(|item| (index, item))
}

fn date(text: &str) -> Result<Span, String> {
    read::parse_date(text).ok_or_else(|| "expected a date such as 2016-10-02 or 2016-10".to_owned())
}
