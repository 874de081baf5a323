//! How fast articles are read: `cargo bench --bench reading`.
//!
//! Machines are noisy, so the figure to watch is the ratio, in one run, between the whole reading and a
//! plain multi-pattern search for the same names. With paths as arguments their text is used, else the
//! built-in sample; it is repeated to about 50 MB.

use aho_corasick::{AhoCorasick, MatchKind};
use frontlines::article::Article;
use frontlines::extract::{self, Knowledge};
use frontlines::read::{self, Options};
use frontlines::sample;
use std::hint::black_box;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const BYTES: usize = 50_000_000;

fn main() {
    let started = Instant::now();
    let knowledge = Knowledge::built_in();
    println!("start of the reader: {:.1} ms", 1e3 * started.elapsed().as_secs_f64());

    let articles = articles();
    let size: usize = articles.iter().map(|article| article.text.len()).sum();
    let rounds = (BYTES / size).max(1);
    let names: Vec<&str> = knowledge.gazetteer.spellings().map(|spelling| spelling.text).collect();
    let search = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&names);
    let search = search.expect("names make a search");

    let plain = timed(rounds, || articles.iter().map(|a| search.find_iter(&a.text).count()).sum());
    let repeated: Vec<&Article> = articles.iter().cycle().take(rounds * articles.len()).collect();
    let batches: Vec<&[&Article]> = extract::batches(&repeated, |article| article).collect();
    // Each thread takes the next run, as the program does.
    let read_by = |threads: usize| {
        let next = AtomicUsize::new(0);
        let runs = || std::iter::from_fn(|| batches.get(next.fetch_add(1, Ordering::Relaxed)));
        let claims = |run: &&[&Article]| -> usize {
            extract::extract_all(run, &knowledge).iter().map(|read| read.claims.len()).sum()
        };
        std::thread::scope(|scope| {
            let jobs: Vec<_> = (0..threads).map(|_| scope.spawn(|| -> usize { runs().map(claims).sum() })).collect();
            jobs.into_iter().map(|job| job.join().unwrap_or(0)).sum()
        })
    };
    let whole = timed(1, || read_by(1));
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let shared = timed(1, || read_by(threads));
    let rate = |time: Duration| (rounds * size) as f64 / 1e6 / time.as_secs_f64();
    println!("{} articles, {size} bytes, {rounds} times", articles.len());
    println!("plain search for {} names: {:.0} MB/s", names.len(), rate(plain));
    println!("whole reading, one thread: {:.1} MB/s", rate(whole));
    println!("whole reading, {threads} threads: {:.1} MB/s", rate(shared));
    println!("ratio: {:.1}", whole.as_secs_f64() / plain.as_secs_f64());
}

fn articles() -> Vec<Article> {
    let paths: Vec<_> = std::env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect();
    if paths.is_empty() {
        return loaded(sample::NAME, sample::bytes());
    }
    let read = |path: &String| {
        let bytes = std::fs::read(path).unwrap_or_else(|fault| panic!("{path}: {fault}"));
        loaded(path, &bytes)
    };
    paths.iter().flat_map(read).collect()
}

fn loaded(name: &str, bytes: &[u8]) -> Vec<Article> {
    read::articles(name, bytes, &Options::default()).into_iter().flatten().map(|loaded| loaded.article).collect()
}

fn timed(rounds: usize, mut run: impl FnMut() -> usize) -> Duration {
    let started = Instant::now();
    for _ in 0..rounds {
        black_box(run());
    }
    started.elapsed()
}
