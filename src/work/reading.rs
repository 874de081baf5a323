//! Reading inputs on all cores: tables of places first, then articles, told of in the order of the inputs.

use super::{AddedTable, Ground, News, Post, ReadInput, Source};
use crate::article::Article;
use crate::claim::Note;
use crate::extract::{self, Extracted, Knowledge};
use crate::files::{self, Input, guarded};
use crate::gazetteer::{Added, load};
use crate::project::Reading;
use crate::project::files::{Original, fingerprint};
use crate::read::{self, Loaded, Reason, Refusal};
use crate::store::is_project;
use crate::tiles;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// Reads all inputs; false if it was cancelled before the end.
pub(super) fn all(source: Source, ground: Arc<Ground>, readings: &[Arc<Reading>], post: &Post) -> bool {
    let are_places = matches!(source, Source::Places(_));
    let inputs = match source {
        Source::Paths(paths) | Source::Places(paths) => files::inputs(&paths),
        Source::Text(text) => files::pasted(text),
        Source::Sample => vec![Input::sample()],
    };
    if let [project] = &inputs[..]
        && let Some(path) = project.file().filter(|path| is_project(path))
    {
        return post.send(News::Projects(vec![path.to_owned()]));
    }
    let (maps, inputs): (Vec<_>, Vec<_>) = inputs.into_iter().partition(|input| !are_places && is_map(input));
    if !draw_maps(&maps, post) {
        return false;
    }
    let (tables, inputs): (Vec<_>, Vec<_>) = inputs.into_iter().partition(is_table);
    if !post.send(News::Counted(inputs.len())) {
        return false;
    }
    let ground = match add_tables(&tables, &ground) {
        Some((more, added)) => {
            let more = Arc::new(more);
            let anew = readings.iter().map(|old| Arc::new(read_anew(old, &more))).collect();
            if !post.send(News::Places(Arc::clone(&more), added)) || !post.send(News::Anew(anew)) {
                return false;
            }
            more
        }
        None => ground,
    };
    let ground = &*ground;
    let (next, done) = (AtomicUsize::new(0), Mutex::new(BTreeMap::new()));
    let (tell, told) = sync_channel::<()>(1024);
    let threads = thread::available_parallelism().map_or(2, usize::from).min(8);
    thread::scope(|scope| {
        for _ in 0..threads {
            let (next, done, inputs, tell) = (&next, &done, &inputs, tell.clone());
            scope.spawn(move || {
                while !post.stopped() {
                    let opened = open_some(inputs, next);
                    if opened.is_empty() {
                        break;
                    }
                    for (at, read) in read_together(opened, ground) {
                        done.lock().unwrap_or_else(PoisonError::into_inner).insert(at, read);
                        if tell.send(()).is_err() {
                            return;
                        }
                    }
                }
            });
        }
        drop(tell);
        let mut sent = 0;
        while told.recv().is_ok() {
            loop {
                let ready = done.lock().unwrap_or_else(PoisonError::into_inner).remove(&sent);
                let Some(read) = ready else { break };
                if !post.send(News::Read(read)) {
                    return false;
                }
                sent += 1;
            }
        }
        sent == inputs.len()
    })
}

/// Reads articles with other dates, for the ground to remember; false if it was cancelled.
pub(super) fn redated(ground: &Ground, articles: &[Article], post: &Post) -> bool {
    let counted = post.send(News::Counted(articles.len()));
    let read = |article: &Article| {
        // A fault at an article is met again by its edit, which leaves its claims as they are.
        drop(guarded(&article.path, || drop(ground.read(article))));
        post.send(News::Redated)
    };
    counted && articles.iter().all(|article| !post.stopped() && read(article))
}

/// Reads the articles at hand anew; false if it was cancelled, and then all stay as they were.
pub(super) fn anew(ground: &Ground, readings: &[Arc<Reading>], post: &Post) -> bool {
    let mut all = Vec::with_capacity(readings.len());
    for reading in readings {
        if post.stopped() {
            return false;
        }
        all.push(Arc::new(read_anew(reading, ground)));
    }
    post.send(News::Anew(all))
}

/// An input with its articles.
struct Opened {
    name: String,
    bytes: Vec<u8>,
    articles: Vec<Result<Loaded, Refusal>>,
}

/// Opens the next inputs, as many as are read together, each with its place among all.
fn open_some(inputs: &[Input], next: &AtomicUsize) -> Vec<(usize, Opened)> {
    let (mut opened, mut size) = (Vec::new(), 0);
    while size < extract::TOGETHER {
        let at = next.fetch_add(1, Ordering::Relaxed);
        let Some(input) = inputs.get(at) else { break };
        let input = open(input);
        size += input.articles.iter().flatten().map(|loaded| loaded.article.text.len()).sum::<usize>();
        opened.push((at, input));
    }
    opened
}

fn open(input: &Input) -> Opened {
    let refused = |refusal| (Vec::new(), vec![Err(refusal)]);
    let opened = guarded(input.name(), || match input.bytes() {
        Err(refusal) => refused(refusal),
        Ok(_) if input.file().is_some_and(is_project) => {
            refused(Refusal { input: input.name().to_owned(), reason: Reason::Project })
        }
        Ok(bytes) => {
            let articles = read::articles(input.name(), &bytes, &read::Options::default());
            (bytes, articles)
        }
    });
    let (bytes, articles) = opened.unwrap_or_else(refused);
    Opened { name: input.name().to_owned(), bytes, articles }
}

/// What inputs say, with their places among all.
fn read_together(opened: Vec<(usize, Opened)>, ground: &Ground) -> Vec<(usize, ReadInput)> {
    let articles: Vec<&Article> = opened
        .iter()
        .flat_map(|(_, input)| &input.articles)
        .filter_map(|article| article.as_ref().ok())
        .map(|loaded| &loaded.article)
        .collect();
    let mut extracted = files::extracted(&articles, &ground.knowledge).into_iter();
    let mut reading = |article: Result<Loaded, Refusal>| {
        let Loaded { article, notes } = article?;
        let extracted = extracted.next().expect("one for each article")?;
        Ok(reading_of(article, notes, extracted))
    };
    let mut read = Vec::with_capacity(opened.len());
    for (at, Opened { name, bytes, articles }) in opened {
        let articles: Vec<_> = articles.into_iter().map(&mut reading).collect();
        let originals = originals_of(&name, bytes, &articles);
        read.push((at, ReadInput { name, articles, originals }));
    }
    read
}

/// The document that these articles were read from, where it is one and is not just their text.
fn originals_of(input: &str, bytes: Vec<u8>, articles: &[Result<Reading, Refusal>]) -> Vec<Arc<Original>> {
    if !read::is_document(input, &bytes) {
        return Vec::new();
    }
    let (sha256, name) = (fingerprint(&bytes), input.rsplit(['/', '\\']).next().unwrap_or(input));
    let bytes: Arc<[u8]> = bytes.into();
    let differ = articles.iter().flatten().filter(|reading| reading.article.text.as_bytes() != &*bytes);
    let original = |reading: &Reading| Original {
        article: reading.article.sha256.clone(),
        name: name.to_owned(),
        sha256: sha256.clone(),
        bytes: Arc::clone(&bytes),
    };
    differ.map(|reading| Arc::new(original(reading))).collect()
}

/// What an article says with more places known; what it said before, where the program fails at it.
fn read_anew(old: &Reading, ground: &Ground) -> Reading {
    let kept = old.notes.iter().filter(|note| !note.kind.is_of_claims()).cloned().collect();
    let anew = guarded(&old.article.path, || extract::extract(&old.article, &ground.knowledge));
    anew.map_or_else(|_| old.clone(), |anew| reading_of(old.article.clone(), kept, anew))
}

/// What an article says. `notes` are those of the reader of its format.
fn reading_of(article: Article, notes: Vec<Note>, extracted: Extracted) -> Reading {
    let notes = notes.into_iter().chain(extracted.notes).collect();
    Reading::new(article, extracted.claims, notes)
}

/// Whether an input is something to be drawn: KML, map tiles, or a GeoJSON that is no table of places.
fn is_map(input: &Input) -> bool {
    let Some(path) = input.file() else { return false };
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let is_overlay = || input.bytes().is_ok_and(|bytes| load::holds_places(&bytes) != Some(true));
    tiles::is_archive(path) || ending == "kml" || (ending == "geojson" && is_overlay())
}

/// Reads what is to be drawn and tells of it; false if nobody listens any more. A GeoJSON that may as well be a
/// table of places is asked about.
fn draw_maps(maps: &[Input], post: &Post) -> bool {
    maps.iter().filter_map(Input::file).all(|path| {
        if tiles::is_archive(path) {
            return post.send(News::Tiles(path.to_owned(), tiles::Source::open(path), true));
        }
        let bytes = files::table(path).unwrap_or_default();
        let is_clear = load::holds_places(&bytes) == Some(false);
        post.send(News::Overlay(path.to_owned(), files::overlay(path).map(Arc::new), is_clear))
    })
}

/// Whether an input is a table of places rather than articles: GeoJSON, a GeoNames table by its usual
/// name (`SY.txt`), or a CSV or TSV with a column for the latitude and none for the text.
fn is_table(input: &Input) -> bool {
    let path = Path::new(input.name());
    let part = |part: Option<&OsStr>| part.map(|part| part.to_string_lossy().to_lowercase()).unwrap_or_default();
    let (stem, ending) = (part(path.file_stem()), part(path.extension()));
    match ending.as_str() {
        "geojson" => true,
        "txt" => stem == "allcountries" || (stem.len() == 2 && stem.chars().all(|c| c.is_ascii_lowercase())),
        "csv" | "tsv" => input.bytes().is_ok_and(|bytes| {
            let head = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
            let head = String::from_utf8_lossy(head).to_lowercase();
            let names = head.split([',', ';', '\t']).map(|name| name.trim_matches(['"', ' ', '\r', '\u{feff}']));
            let columns: Vec<&str> = names.collect();
            columns.iter().any(|column| column.starts_with("lat")) && !read::is_table_of_articles(&columns)
        }),
        _ => false,
    }
}

/// The ground with the places of these tables; `None` if there are no tables.
fn add_tables(tables: &[Input], ground: &Ground) -> Option<(Ground, Vec<AddedTable>)> {
    if tables.is_empty() {
        return None;
    }
    let mut gazetteer = ground.knowledge.gazetteer.clone();
    let mut add = |input: &Input| {
        let mut places = Vec::new();
        let added = match input.bytes() {
            Ok(bytes) => {
                let table = load::table(input.name(), &bytes);
                places.clone_from(&table.places);
                gazetteer.add(table)
            }
            Err(refusal) => Added {
                faults: vec![load::Fault {
                    file: refusal.input,
                    line: 0,
                    expected: "a table of places".into(),
                    found: refusal.reason.to_string(),
                    hint: "check the file",
                }],
                ..Added::default()
            },
        };
        AddedTable { name: input.name().to_owned(), added, places }
    };
    let added = tables.iter().map(&mut add).collect();
    Some((Ground::of(Knowledge::new(gazetteer)), added))
}
