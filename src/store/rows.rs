//! What a project keeps, to rows and back.

use super::{Settings, schema};
use crate::article::Article;
use crate::claim::{Claim, Note};
use crate::extract;
use crate::files;
use crate::place::Place;
use crate::project::files::{Original, OverlayFile};
use crate::project::log::{Broken, Log, Row};
use crate::project::{Content, Reading};
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The chain before its first link.
pub(super) const START: &str = "";

/// Why rows were not read or written.
#[derive(Debug)]
pub(super) enum Trouble {
    /// The file.
    Sql(rusqlite::Error),
    /// What is in it, in words.
    Content(String),
}

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Trouble {
        Trouble::Sql(error)
    }
}

/// Everything the tables hold, with the log up to the first entry that is wrong.
pub(super) fn content(db: &Connection) -> Result<(Content, Option<Broken>), Trouble> {
    let mut readings = Vec::new();
    let mut query = db.prepare(
        "SELECT seq, text, about, claims, notes, rules FROM frontlines_articles LEFT JOIN frontlines_readings USING (seq) ORDER BY seq",
    )?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let what = |part: &str| format!("article {}: {part}", row.get::<_, i64>(0).unwrap_or_default());
        let mut article: Article = read(&row.get::<_, String>(2)?, || what("what is known about it"))?;
        article.text = row.get(1)?;
        let claims: Option<String> = row.get(3)?;
        let notes: Option<String> = row.get(4)?;
        let empty = || "[]".to_owned();
        let claims: Vec<Claim> = read(&claims.unwrap_or_else(empty), || what("its claims"))?;
        if claims.iter().any(|claim| article.text.get(claim.quote.clone()).is_none()) {
            return Err(Trouble::Content(what("a claim quotes what is not in its text")));
        }
        let notes: Vec<Note> = read(&notes.unwrap_or_else(empty), || what("its notes"))?;
        let version: Option<String> = row.get(5)?;
        let rules = version.filter(|version| version != extract::rules()).map(Arc::from);
        readings.push(Arc::new(Reading { article, claims, notes, rules }));
    }
    let (log, broken) = Log::load(log_rows(db)?);
    let mut places: Vec<Place> = Vec::new();
    for text in texts(db, "SELECT place FROM frontlines_places ORDER BY seq")? {
        places.push(read(&text, || "a place of the user's own".into())?);
    }
    let content = Content {
        readings: Arc::new(readings),
        log: Arc::new(log),
        places: Arc::new(places),
        overlays: Arc::new(overlays(db)?),
        originals: Arc::default(),
    };
    Ok((content, broken))
}

/// The user's own layers. A file that is only looked at may be of a format without them.
fn overlays(db: &Connection) -> rusqlite::Result<Vec<Arc<OverlayFile>>> {
    if !schema::has(db, "frontlines_overlays")? {
        return Ok(Vec::new());
    }
    let mut query = db.prepare("SELECT name, sha256, text FROM frontlines_overlays ORDER BY seq")?;
    let file = |row: &rusqlite::Row<'_>| {
        Ok(Arc::new(OverlayFile { name: text(row, 0)?, sha256: text(row, 1)?, text: text(row, 2)? }))
    };
    query.query_map([], file)?.collect()
}

/// The document that an article was read from: its name and bytes.
pub(super) fn original(db: &Connection, article: &str) -> rusqlite::Result<Option<(String, Vec<u8>)>> {
    if !schema::has(db, "frontlines_originals")? {
        return Ok(None);
    }
    let query =
        "SELECT name, bytes FROM frontlines_originals JOIN frontlines_documents USING (sha256) WHERE article = ?1";
    db.query_row(query, [article], |row| Ok((row.get(0)?, row.get(1)?))).optional()
}

/// The rows of the log as they stand. Bytes that are no longer UTF-8 are a fault of their entry, not of the file.
pub(super) fn log_rows(db: &Connection) -> rusqlite::Result<Vec<Row>> {
    let mut query = db.prepare("SELECT seq, entry, hash FROM frontlines_log ORDER BY seq")?;
    let row = |row: &rusqlite::Row<'_>| {
        let seq = u64::try_from(row.get::<_, i64>(0)?).unwrap_or_default();
        Ok(Row { seq, json: text(row, 1)?, hash: text(row, 2)? })
    };
    query.query_map([], row)?.collect()
}

/// What the user looked at.
pub(super) fn settings(db: &Connection) -> rusqlite::Result<Settings> {
    Ok(pairs(db, "SELECT key, value FROM frontlines_settings ORDER BY key")?.into_iter().collect())
}

/// The versions of the rules that read the stored claims.
pub(super) fn rules(db: &Connection) -> rusqlite::Result<BTreeSet<String>> {
    Ok(texts(db, "SELECT DISTINCT rules FROM frontlines_readings")?.into_iter().collect())
}

/// Writes what the tables do not have yet. `stored` are the readings they have, as far as is known.
pub(super) fn save(tx: &Transaction<'_>, content: &Content, stored: &[Arc<Reading>]) -> Result<(), Trouble> {
    articles(tx, &content.readings)?;
    readings(tx, &content.readings, stored)?;
    log(tx, content.log.rows())?;
    let there = count(tx, "frontlines_places")?;
    for (seq, place) in content.places.iter().enumerate().skip(there) {
        tx.execute("INSERT INTO frontlines_places VALUES (?1, ?2)", params![seq as i64 + 1, json(place)?])?;
    }
    originals(tx, &content.originals)?;
    save_overlays(tx, &content.overlays)?;
    schema::set_meta(tx, "saved", &files::clock().strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())?;
    Ok(())
}

/// Writes what the user looks at.
pub(super) fn save_settings(tx: &Transaction<'_>, settings: &Settings) -> rusqlite::Result<()> {
    let mut set = tx.prepare("INSERT OR REPLACE INTO frontlines_settings VALUES (?1, ?2)")?;
    for (key, value) in settings {
        set.execute([key, value])?;
    }
    Ok(())
}

fn articles(tx: &Transaction<'_>, readings: &[Arc<Reading>]) -> Result<(), Trouble> {
    let there = count(tx, "frontlines_articles")?;
    let last = tx.query_row("SELECT id FROM frontlines_articles ORDER BY seq DESC LIMIT 1", [], |row| row.get(0));
    let last: Option<String> = if there == 0 { None } else { Some(last?) };
    if last.is_some() && readings.get(there - 1).map(|reading| &reading.article.id) != last.as_ref() {
        return Err(Trouble::Content("its articles are not those of this window".into()));
    }
    let mut chain = schema::meta(tx, "articles_end")?.unwrap_or_else(|| START.into());
    let mut add = tx.prepare("INSERT INTO frontlines_articles VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
    for (at, reading) in readings.iter().enumerate().skip(there) {
        let article = &reading.article;
        let about = about(article)?;
        chain = article_link(&chain, &article.id, &article.sha256, &about);
        add.execute(params![at as i64 + 1, article.id, article.sha256, about, article.text, chain])?;
    }
    schema::set_meta(tx, "articles_end", &chain)?;
    Ok(())
}

fn readings(tx: &Transaction<'_>, readings: &[Arc<Reading>], stored: &[Arc<Reading>]) -> Result<(), Trouble> {
    let there = count(tx, "frontlines_readings")?;
    let mut add = tx.prepare("INSERT OR REPLACE INTO frontlines_readings VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for (at, reading) in readings.iter().enumerate() {
        // One pointer, one reading: what was read anew has another.
        if at < there && stored.get(at).is_none_or(|stored| Arc::ptr_eq(stored, reading)) {
            continue;
        }
        let (claims, notes) = (json(&reading.claims)?, json(&reading.notes)?);
        let sum = sha256(&[&claims, &notes]);
        let rules = reading.rules.as_deref().unwrap_or(extract::rules());
        add.execute(params![at as i64 + 1, rules, claims, notes, sum])?;
    }
    Ok(())
}

/// Adds documents that are not there yet; an article keeps its first.
fn originals(tx: &Transaction<'_>, originals: &[Arc<Original>]) -> Result<(), Trouble> {
    let mut chain = schema::meta(tx, "originals_end")?.unwrap_or_else(|| START.into());
    let mut count = count(tx, "frontlines_originals")? as i64;
    for original in originals {
        let Original { article, name, sha256, bytes } = &**original;
        let there = tx.query_row("SELECT 1 FROM frontlines_originals WHERE article = ?1", [article], |_| Ok(()));
        if there.optional()?.is_some() {
            continue;
        }
        tx.execute("INSERT OR IGNORE INTO frontlines_documents VALUES (?1, ?2)", params![sha256, &bytes[..]])?;
        chain = original_link(&chain, article, name, sha256);
        count += 1;
        tx.execute(
            "INSERT INTO frontlines_originals VALUES (?1, ?2, ?3, ?4, ?5)",
            params![count, article, name, sha256, chain],
        )?;
    }
    schema::set_meta(tx, "originals_end", &chain)?;
    Ok(())
}

/// The hash of an original in its chain.
pub(super) fn original_link(before: &str, article: &str, name: &str, sum: &str) -> String {
    sha256(&[before, article, name, sum])
}

/// The layers may change: they are written anew where they did.
fn save_overlays(tx: &Transaction<'_>, wanted: &[Arc<OverlayFile>]) -> rusqlite::Result<()> {
    let mut query = tx.prepare("SELECT name, sha256 FROM frontlines_overlays ORDER BY seq")?;
    let there: Vec<(String, String)> =
        query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    if there.iter().map(|(name, sum)| (name, sum)).eq(wanted.iter().map(|file| (&file.name, &file.sha256))) {
        return Ok(());
    }
    tx.execute("DELETE FROM frontlines_overlays", [])?;
    let mut add = tx.prepare("INSERT INTO frontlines_overlays VALUES (?1, ?2, ?3, ?4)")?;
    for (at, file) in wanted.iter().enumerate() {
        add.execute(params![at as i64 + 1, file.name, file.sha256, file.text])?;
    }
    Ok(())
}

fn log(tx: &Transaction<'_>, log: &[Row]) -> Result<(), Trouble> {
    let there = count(tx, "frontlines_log")?;
    let last = there.checked_sub(1).map(|last| log.get(last).map(|row| row.hash.clone()));
    if last.is_some_and(|last| last.is_none() || last != schema::meta(tx, "log_end").ok().flatten()) {
        return Err(Trouble::Content("its log is not that of this window".into()));
    }
    let mut add = tx.prepare("INSERT INTO frontlines_log VALUES (?1, ?2, ?3)")?;
    for Row { seq, json, hash } in log.iter().skip(there) {
        add.execute(params![*seq as i64, json, hash])?;
    }
    if let Some(end) = log.last().filter(|_| log.len() > there) {
        schema::set_meta(tx, "log_end", &end.hash)?;
    }
    Ok(())
}

/// An article but for its text, as JSON.
fn about(article: &Article) -> Result<String, Trouble> {
    json(&Article { text: String::new(), ..article.clone() })
}

/// The hash of an article in the chain: over the link before it and all that is kept of it.
pub(super) fn article_link(before: &str, id: &str, text_sha256: &str, about: &str) -> String {
    sha256(&[before, id, text_sha256, about])
}

/// SHA-256 over parts, each with its length before it, in lower-case hex.
pub(super) fn sha256(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hex(&hash.finalize())
}

/// Bytes in lower-case hex.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A text, also where its bytes are no longer UTF-8; empty where there is none.
pub(super) fn text(row: &rusqlite::Row<'_>, at: usize) -> rusqlite::Result<String> {
    Ok(String::from_utf8_lossy(row.get_ref(at)?.as_bytes_or_null().ok().flatten().unwrap_or_default()).into_owned())
}

fn json(value: &impl Serialize) -> Result<String, Trouble> {
    serde_json::to_string(value).map_err(|error| Trouble::Content(error.to_string()))
}

fn read<T: DeserializeOwned>(text: &str, what: impl Fn() -> String) -> Result<T, Trouble> {
    serde_json::from_str(text).map_err(|error| Trouble::Content(format!("{}: {error}", what())))
}

fn count(db: &Connection, table: &str) -> rusqlite::Result<usize> {
    db.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get::<_, i64>(0)).map(|count| count as usize)
}

fn texts(db: &Connection, query: &str) -> rusqlite::Result<Vec<String>> {
    db.prepare(query)?.query_map([], |row| row.get(0))?.collect()
}

fn pairs(db: &Connection, query: &str) -> rusqlite::Result<Vec<(String, String)>> {
    db.prepare(query)?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}
