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
    let read = |articles: &[Article]| {
        let articles: Vec<&Article> = articles.iter().collect();
        extract::extract_all(&articles, &knowledge).iter().map(|read| read.claims.len()).sum()
    };
    let whole = timed(rounds, || read(&articles));
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(articles.len());
    let share = articles.len().div_ceil(threads);
    let shared = timed(rounds, || {
        std::thread::scope(|scope| {
            let jobs: Vec<_> =
                articles.chunks(share).map(|articles| scope.spawn(move || -> usize { read(articles) })).collect();
            jobs.into_iter().map(|job| job.join().unwrap_or(0)).sum()
        })
    });
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
