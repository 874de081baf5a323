//! The tables of a project file, its version, and how older versions become this one.

use super::{Fault, gpkg};
use rusqlite::{Connection, OptionalExtension, Transaction};
use std::path::Path;

/// The version of the program's own tables. GeoPackage has `user_version` for itself, so this one is
/// kept in `frontlines_meta`.
pub(super) const FORMAT: u32 = 2;

/// Steps from one version to the next: step `n` makes format `n + 1` of format `n`; format 0 is a bare GeoPackage.
const STEPS: [&str; FORMAT as usize] = [
    "
    CREATE TABLE frontlines_meta (
        key TEXT PRIMARY KEY NOT NULL,
        value TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE frontlines_articles (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        sha256 TEXT NOT NULL,
        about TEXT NOT NULL,
        text TEXT NOT NULL,
        chain TEXT NOT NULL
    );
    CREATE TABLE frontlines_readings (
        seq INTEGER PRIMARY KEY REFERENCES frontlines_articles (seq),
        rules TEXT NOT NULL,
        claims TEXT NOT NULL,
        notes TEXT NOT NULL,
        sha256 TEXT NOT NULL
    );
    CREATE TABLE frontlines_log (
        seq INTEGER PRIMARY KEY,
        entry TEXT NOT NULL,
        hash TEXT NOT NULL
    );
    CREATE TABLE frontlines_places (
        seq INTEGER PRIMARY KEY,
        place TEXT NOT NULL
    );
    CREATE TABLE frontlines_settings (
        key TEXT PRIMARY KEY NOT NULL,
        value TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TRIGGER frontlines_articles_stay BEFORE UPDATE ON frontlines_articles
        BEGIN SELECT RAISE(ABORT, 'an article is never changed'); END;
    CREATE TRIGGER frontlines_articles_are_kept BEFORE DELETE ON frontlines_articles
        BEGIN SELECT RAISE(ABORT, 'an article is never taken out'); END;
    CREATE TRIGGER frontlines_log_stays BEFORE UPDATE ON frontlines_log
        BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
    CREATE TRIGGER frontlines_log_is_kept BEFORE DELETE ON frontlines_log
        BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
",
    "
    CREATE TABLE frontlines_documents (
        sha256 TEXT PRIMARY KEY NOT NULL,
        bytes BLOB NOT NULL
    );
    CREATE TABLE frontlines_originals (
        seq INTEGER PRIMARY KEY,
        article TEXT NOT NULL,
        name TEXT NOT NULL,
        sha256 TEXT NOT NULL REFERENCES frontlines_documents (sha256),
        chain TEXT NOT NULL
    );
    CREATE TABLE frontlines_overlays (
        seq INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        text TEXT NOT NULL
    );
    CREATE TRIGGER frontlines_documents_stay BEFORE UPDATE ON frontlines_documents
        BEGIN SELECT RAISE(ABORT, 'a document is never changed'); END;
    CREATE TRIGGER frontlines_documents_are_kept BEFORE DELETE ON frontlines_documents
        BEGIN SELECT RAISE(ABORT, 'a document is never taken out'); END;
    CREATE TRIGGER frontlines_originals_stay BEFORE UPDATE ON frontlines_originals
        BEGIN SELECT RAISE(ABORT, 'an original is never changed'); END;
    CREATE TRIGGER frontlines_originals_are_kept BEFORE DELETE ON frontlines_originals
        BEGIN SELECT RAISE(ABORT, 'an original is never taken out'); END;
",
];

/// Makes an empty project of an empty file.
pub(super) fn create(tx: &Transaction<'_>) -> rusqlite::Result<()> {
    gpkg::create(tx)?;
    upgrade(tx, 0)?;
    tx.execute(
        "INSERT INTO frontlines_meta VALUES ('made_by', ?1)",
        [concat!("Frontlines ", env!("CARGO_PKG_VERSION"))],
    )?;
    Ok(())
}

/// Brings a file of an older format to this one; all in the transaction, so it is old or new, never between.
pub(super) fn upgrade(tx: &Transaction<'_>, format: u32) -> rusqlite::Result<()> {
    // The layer has a column more: what came of a person's look.
    if format == 1 && has(tx, "claims")? {
        tx.execute_batch("ALTER TABLE claims ADD COLUMN reviewed TEXT NOT NULL DEFAULT ''")?;
    }
    for step in STEPS.iter().skip(format as usize) {
        tx.execute_batch(step)?;
    }
    set_meta(tx, "format", &FORMAT.to_string())
}

/// The format of a file.
///
/// # Errors
/// [`Fault::NotAProject`], or [`Fault::Newer`] if it is beyond [`FORMAT`].
pub(super) fn format(db: &Connection, path: &Path) -> Result<u32, Fault> {
    let fault = |error: rusqlite::Error| Fault::of(&error, path);
    let application: i64 = db.pragma_query_value(None, "application_id", |row| row.get(0)).map_err(fault)?;
    let ours = has(db, "frontlines_meta").map_err(fault)?;
    if application != i64::from(gpkg::APPLICATION_ID) || !ours {
        let found = if application == i64::from(gpkg::APPLICATION_ID) {
            "a GeoPackage without it"
        } else {
            "another SQLite file"
        };
        return Err(Fault::NotAProject { path: path.to_owned(), found });
    }
    let format = meta(db, "format").map_err(fault)?;
    let Some(format) = format.as_deref().and_then(|format| format.parse().ok()) else {
        return Err(Fault::Damaged { path: path.to_owned(), what: "its format is not named".into() });
    };
    if format > FORMAT {
        return Err(Fault::Newer { path: path.to_owned(), format, known: FORMAT });
    }
    Ok(format)
}

/// Whether there is such a table: a file that is only looked at is not brought to today's format.
pub(super) fn has(db: &Connection, table: &str) -> rusqlite::Result<bool> {
    let query = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?1";
    Ok(db.query_row(query, [table], |_| Ok(())).optional()?.is_some())
}

/// A value the file says of itself.
pub(super) fn meta(db: &Connection, key: &str) -> rusqlite::Result<Option<String>> {
    db.query_row("SELECT value FROM frontlines_meta WHERE key = ?1", [key], |row| row.get(0)).optional()
}

/// Sets what the file says of itself.
pub(super) fn set_meta(db: &Connection, key: &str, value: &str) -> rusqlite::Result<()> {
    db.execute("INSERT OR REPLACE INTO frontlines_meta VALUES (?1, ?2)", [key, value]).map(drop)
}
