//! Checks a project file: every article, document and layer against its hash, the chains from end to end.

use super::rows::{self, text};
use super::{Fault, Store, schema};
use crate::project::log::{Broken, Log};
use rusqlite::Connection;
use sha2::{Digest, Sha256};
use std::fmt;
use std::path::Path;

/// What a check of a project file found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// How many articles were checked.
    pub articles: usize,
    /// How many documents that articles were read from were checked.
    pub originals: usize,
    /// How many entries of the log were checked.
    pub entries: usize,
    /// What is not as it was written, in the order of the file; empty: all is.
    pub findings: Vec<Finding>,
}

/// One thing that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The article's id, the log entry's number, or the part of the file.
    pub at: String,
    /// What was expected and what was found.
    pub says: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.at, self.says)
    }
}

/// Checks a project file.
///
/// # Errors
/// Where the file cannot be read as a project at all.
pub fn verify(path: &Path) -> Result<Verified, Fault> {
    let store = Store::look(path)?;
    let mut verified = Verified::default();
    let checked = check(&store.db, &mut verified);
    if let Err(error) = checked {
        verified.find("file", format!("could not be read to its end: {error}"));
    }
    Ok(verified)
}

impl Verified {
    fn find(&mut self, at: impl Into<String>, says: impl Into<String>) {
        self.findings.push(Finding { at: at.into(), says: says.into() });
    }
}

fn check(db: &Connection, verified: &mut Verified) -> rusqlite::Result<()> {
    let whole: String = db.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if whole != "ok" {
        verified.find("file", format!("its pages do not fit together ({whole})"));
    }
    articles(db, verified)?;
    originals(db, verified)?;
    overlays(db, verified)?;
    readings(db, verified)?;
    let rows = rows::log_rows(db)?;
    verified.entries = rows.len();
    let end = rows.last().map(|row| row.hash.clone());
    if let (_, Some(Broken { seq, fault })) = Log::load(rows) {
        verified.find(format!("log entry {seq}"), fault);
    }
    if schema::meta(db, "log_end")? != end {
        verified.find("log", "its last entry is not the one that was written last");
    }
    Ok(())
}

fn articles(db: &Connection, verified: &mut Verified) -> rusqlite::Result<()> {
    let mut chain = rows::START.to_owned();
    let mut query = db.prepare("SELECT id, sha256, about, text, chain FROM frontlines_articles ORDER BY seq")?;
    let mut found = query.query([])?;
    while let Some(row) = found.next()? {
        let [id, sum, about, stored] = [text(row, 0)?, text(row, 1)?, text(row, 2)?, text(row, 4)?];
        verified.articles += 1;
        let words = row.get_ref(3)?.as_bytes().unwrap_or_default();
        let now = rows::hex(&Sha256::digest(words));
        if now != sum {
            verified.find(&id, format!("its text was changed: SHA-256 {sum} expected, {now} found"));
        }
        if rows::article_link(&chain, &id, &sum, &about) != stored {
            verified.find(&id, "what is known about it was changed, or an article before it was taken out");
        }
        chain = stored;
    }
    if schema::meta(db, "articles_end")?.unwrap_or_default() != chain {
        verified.find("articles", "the last one is not the one that was added last");
    }
    Ok(())
}

fn originals(db: &Connection, verified: &mut Verified) -> rusqlite::Result<()> {
    if !schema::has(db, "frontlines_originals")? {
        return Ok(());
    }
    let mut chain = rows::START.to_owned();
    let mut query = db.prepare(
        "SELECT o.article, o.name, o.sha256, o.chain, d.bytes, a.id FROM frontlines_originals o
         LEFT JOIN frontlines_documents d USING (sha256) LEFT JOIN frontlines_articles a ON a.sha256 = o.article
         ORDER BY o.seq",
    )?;
    let mut found = query.query([])?;
    while let Some(row) = found.next()? {
        let [article, name, sum, stored, id] =
            [text(row, 0)?, text(row, 1)?, text(row, 2)?, text(row, 3)?, text(row, 5)?];
        let at = format!("{} ({name})", if id.is_empty() { &article } else { &id });
        verified.originals += 1;
        match row.get_ref(4)?.as_bytes_or_null().ok().flatten() {
            None => verified.find(&at, "the document it was read from is missing"),
            Some(bytes) => {
                let now = rows::hex(&Sha256::digest(bytes));
                if now != sum {
                    verified.find(
                        &at,
                        format!("the document it was read from was changed: SHA-256 {sum} expected, {now} found"),
                    );
                }
            }
        }
        if rows::original_link(&chain, &article, &name, &sum) != stored {
            verified.find(&at, "which document it was read from was changed, or one before it was taken out");
        }
        chain = stored;
    }
    if schema::meta(db, "originals_end")?.unwrap_or_default() != chain {
        verified.find("documents", "the last one is not the one that was added last");
    }
    Ok(())
}

fn overlays(db: &Connection, verified: &mut Verified) -> rusqlite::Result<()> {
    if !schema::has(db, "frontlines_overlays")? {
        return Ok(());
    }
    let mut query = db.prepare("SELECT name, sha256, text FROM frontlines_overlays ORDER BY seq")?;
    let mut found = query.query([])?;
    while let Some(row) = found.next()? {
        let (name, sum) = (text(row, 0)?, text(row, 1)?);
        if rows::hex(&Sha256::digest(row.get_ref(2)?.as_bytes().unwrap_or_default())) != sum {
            verified.find(format!("layer {name}"), "it was changed outside the program");
        }
    }
    Ok(())
}

fn readings(db: &Connection, verified: &mut Verified) -> rusqlite::Result<()> {
    let mut query = db.prepare(
        "SELECT a.id, r.claims, r.notes, r.sha256 FROM frontlines_articles a
         LEFT JOIN frontlines_readings r USING (seq) ORDER BY a.seq",
    )?;
    let mut found = query.query([])?;
    while let Some(row) = found.next()? {
        let [id, claims, notes, sum] = [text(row, 0)?, text(row, 1)?, text(row, 2)?, text(row, 3)?];
        if rows::sha256(&[&claims, &notes]) != sum {
            verified.find(id, "its claims were changed outside the program");
        }
    }
    Ok(())
}
