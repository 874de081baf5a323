//! What to read, read with as many threads as wanted: the same result with any number of them.

use super::{DONE, REFUSED, tables};
use crate::article::{Article, DateBasis, Ids, Published};
use crate::control;
use crate::date::Span;
use crate::extract::{self, Extracted, Knowledge};
use crate::files::{self, Input, guarded};
use crate::gazetteer::load::Table;
use crate::gazetteer::{Gazetteer, load};
use crate::project::edit::Reliability;
use crate::project::review::Review;
use crate::project::{Content, Project, Reading};
use crate::read::{self, Loaded, Refusal};
use crate::scene::Overlay;
use crate::store::{self, Store};
use clap::Args;
use std::collections::BTreeMap;
use std::mem;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// What to read, and what is known about it.
#[derive(Args)]
pub(super) struct ReadArgs {
    /// When all of it was published, such as 2016-10-02 or 2016-10; beats all dates found.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) published: Option<Span>,
    /// Who published all of it; beats all outlets found.
    #[arg(long, value_name = "NAME")]
    pub(super) outlet: Option<String>,
    /// More places: a CSV, GeoJSON or GeoNames table; may be given several times.
    #[arg(long, value_name = "FILE")]
    pub(super) gazetteer: Vec<PathBuf>,
    /// How many threads read; as many as there are cores if not given.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(super) jobs: Option<u16>,
    /// Articles and folders, in this order; `-` is standard input (JSON lines).
    #[arg(value_name = "PATH", required = true)]
    pub(super) paths: Vec<PathBuf>,
}

/// All that could be read, in the order of the inputs.
pub(super) struct Readings {
    /// The articles, each with what it says.
    pub(super) read: Vec<Arc<Reading>>,
    /// What it was read with: the user's own places are among its places.
    pub(super) knowledge: Knowledge,
    /// How the analysts of the projects among the inputs rated sources.
    pub(super) ratings: BTreeMap<String, Reliability>,
    /// What the analysts of those projects decided; that of the first alone where there are several.
    pub(super) review: Review,
    /// The layers of the projects among the inputs.
    pub(super) overlays: Vec<Arc<Overlay>>,
    /// The exit status so far.
    pub(super) status: u8,
}

/// Reads all inputs and prints the refusals.
pub(super) fn readings(args: &ReadArgs) -> Result<Readings, String> {
    let mut status = DONE;
    let (projects, paths): (Vec<_>, Vec<_>) = args.paths.iter().cloned().partition(|path| store::is_project(path));
    let kept = stored(&projects)?;
    let mut gazetteer = gazetteer(&args.gazetteer, &mut status)?;
    for project in &kept {
        gazetteer.add(Table::of(project.places.to_vec()));
        gazetteer.add_named(Review::new(project.log.edits()).placed());
    }
    let knowledge = Knowledge::new(gazetteer);
    let options = read::Options { published: args.published, outlet: args.outlet.clone() };
    let jobs = args.jobs.map_or_else(|| thread::available_parallelism().map_or(1, usize::from), usize::from);
    let inputs = files::inputs(&paths);
    let loaded = in_order(&inputs, jobs, |input| {
        guarded(input.name(), || load_input(input, &options)).unwrap_or_else(|refusal| vec![Err(refusal)])
    });
    let mut articles = accepted(loaded.into_iter().flatten(), &mut status);
    let mut ids = Ids::default();
    let reader = |article: &Article| {
        let read = extract::extract(article, &knowledge);
        Some((read.claims, read.notes))
    };
    let reviews: Vec<Review> = kept.iter().map(|project| Review::new(project.log.edits())).collect();
    let ratings = reviews.iter().flat_map(|review| review.ratings().clone()).collect();
    let layers = kept.iter().flat_map(|project| project.overlays.iter().cloned());
    let overlays = layers.filter_map(|file| Overlay::of_file(file).ok()).map(Arc::new).collect();
    let edited = kept.into_iter().flat_map(|project| Project::of(project, &reader).readings().to_vec());
    let mut stored: Vec<Arc<Reading>> = edited.collect();
    if args.published.is_some() || args.outlet.is_some() || !args.gazetteer.is_empty() {
        // What is given beats what was stored: these articles are read anew with it.
        articles.splice(0..0, stored.drain(..).map(|reading| given(&reading, &options)));
    }
    for reading in &mut stored {
        let id = ids.take(reading.article.id.clone());
        if id != reading.article.id {
            Arc::make_mut(reading).article.id = id;
        }
    }
    for Loaded { article, .. } in &mut articles {
        article.id = ids.take(mem::take(&mut article.id));
    }
    mark_copies(&mut articles);
    let together: Vec<&[Loaded]> = extract::batches(&articles, |loaded| &loaded.article).collect();
    let read = in_order(&together, jobs, |loaded| readings_of(loaded, &knowledge)).into_iter().flatten();
    let read = stored.into_iter().chain(accepted(read, &mut status).into_iter().map(Arc::new)).collect();
    Ok(Readings { read, knowledge, ratings, review: reviews.into_iter().next().unwrap_or_default(), overlays, status })
}

/// What project files keep. Their claims are those that were stored, not read again, but where an edit asks for it.
fn stored(projects: &[PathBuf]) -> Result<Vec<Content>, String> {
    let content = |path: &PathBuf| {
        let mut store = Store::look(path)?;
        let content = store.content()?;
        store.log_fault().map_or(Ok(content), Err)
    };
    let named = |path: &PathBuf| content(path).map_err(|fault| format!("{}: {fault}", path.display()));
    projects.iter().map(named).collect()
}

/// A stored article as if it were read just now with these options.
fn given(reading: &Reading, options: &read::Options) -> Loaded {
    let mut article = reading.article.clone();
    if let Some(span) = options.published {
        article.published = Published { span: Some(span), basis: DateBasis::Given };
    }
    article.outlet = options.outlet.clone().or(article.outlet);
    let notes = reading.notes.iter().filter(|note| !note.kind.is_of_claims()).cloned().collect();
    Loaded { article, notes }
}

/// What was read; the refusals are printed and change the exit status.
fn accepted<T>(results: impl IntoIterator<Item = Result<T, Refusal>>, status: &mut u8) -> Vec<T> {
    let mut told = |refusal: Refusal| {
        eprintln!("{refusal}");
        *status = REFUSED;
    };
    results.into_iter().filter_map(|result| result.map_err(&mut told).ok()).collect()
}

fn gazetteer(files: &[PathBuf], status: &mut u8) -> Result<Gazetteer, String> {
    let mut gazetteer = Gazetteer::built_in();
    for (name, bytes) in tables(files) {
        let bytes = bytes.map_err(|refusal| refusal.to_string())?;
        for fault in gazetteer.add(load::table(&name, &bytes)).faults {
            eprintln!("{fault}");
            *status = REFUSED;
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

/// An article with nearly the words of another is a copy of the first published.
fn mark_copies(articles: &mut [Loaded]) {
    let originals = control::originals(articles.iter().map(|loaded| &loaded.article));
    let ids: Vec<String> = articles.iter().map(|loaded| loaded.article.id.clone()).collect();
    for (at, original) in originals.into_iter().enumerate().filter(|(at, original)| *at != *original as usize) {
        articles[at].article.copy_of = Some(ids[original as usize].clone());
    }
}

/// What articles say that are read together.
fn readings_of(loaded: &[Loaded], knowledge: &Knowledge) -> Vec<Result<Reading, Refusal>> {
    let articles: Vec<&Article> = loaded.iter().map(|loaded| &loaded.article).collect();
    let reading = |(loaded, extracted): (&Loaded, Extracted)| {
        let notes = loaded.notes.iter().cloned().chain(extracted.notes).collect();
        Reading::new(loaded.article.clone(), extracted.claims, notes)
    };
    let extracted = files::extracted(&articles, knowledge).into_iter();
    loaded
        .iter()
        .zip(extracted)
        .map(|(loaded, extracted)| extracted.map(|extracted| reading((loaded, extracted))))
        .collect()
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
    read::parse_given_date(text).ok_or_else(|| "expected a date such as 2016-10-02, 2016-10 or 2016".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_at_one_input_leaves_the_others() {
        let mut status = DONE;
        let results = in_order(&["a.txt", "b.txt", "c.txt"], 2, |&name| {
            guarded(name, || {
                assert_ne!(name, "b.txt", "a fault on purpose");
                name
            })
        });
        let said: Vec<_> = results.iter().map(|result| result.as_ref().map_err(Refusal::to_string)).collect();
        assert_eq!(said, [Ok(&"a.txt"), Err("b.txt: could not be read: internal fault".to_owned()), Ok(&"c.txt")]);
        assert_eq!((accepted(results, &mut status).len(), status), (2, REFUSED));
    }
}
