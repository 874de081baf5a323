//! The project file: one SQLite file that is a valid OGC GeoPackage, so that QGIS opens its layers,
//! beside the program's own tables. Files end in `.gpkg`, as the standard demands (and as QGIS and file
//! managers know it); which of them are projects is told by their content, whatever they are called.
//!
//! | table | holds |
//! | --- | --- |
//! | `gpkg_*` | what makes it a GeoPackage 1.3: reference systems, contents, geometry columns |
//! | `places`, `areas`, `fronts` | the map of the day last shown, which stands in their column `day` |
//! | `claims` | every claim whose place is known, with its sentence and the rules that read it |
//! | `layer_styles` | how QGIS draws the four layers, in the sides' own colours and names |
//! | `frontlines_meta` | `format` (the version of these tables), `made_by`, `saved`, the ends of both chains |
//! | `frontlines_articles` | `text` unchanged, its `sha256`, `about` (all else, JSON), `chain` |
//! | `frontlines_documents` | the documents that articles were read from (PDF, pages, word documents, e-mails): `bytes` unchanged, by their `sha256` |
//! | `frontlines_originals` | which article (by the SHA-256 of its text) was read from which document, `chain` |
//! | `frontlines_readings` | the claims and notes of each article, JSON, with the version and fingerprint of the `rules` that read them and the `sha256` of both |
//! | `frontlines_log` | the analyst's edits ([`crate::project::log`]): `entry` (JSON) and `hash`, only ever added to |
//! | `frontlines_places` | the user's own places, JSON, in the order in which they were added |
//! | `frontlines_overlays` | the user's own layers, GeoJSON or KML, with their hashes |
//! | `frontlines_settings` | what the user looks at: day, camera, filter, ..., JSON by key |
//!
//! The four layers are made from the own tables and are never read back: whoever edits them in QGIS
//! changes no evidence. Articles and log entries are only ever added; each carries a hash over itself
//! and the one before, so [`verify`] finds any changed byte, and any that was taken out.
//!
//! Every save is one transaction with a rollback journal and full synchronisation: once
//! [`Store::save`] returns, what it wrote outlives the program and a loss of power. A file has one
//! writer at a time (a lock beside it); others may look.

mod export;
mod fault;
mod gpkg;
mod layers;
mod lock;
mod rows;
mod schema;
mod styles;
mod verify;

pub use export::export;
pub use fault::Fault;
pub use layers::Dated;
pub use verify::{Finding, Verified, verify};

use crate::project::log::Broken;
use crate::project::{Content, Reading};
use lock::Lock;
use rusqlite::{Connection, OpenFlags};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// What the user looks at: JSON by key.
pub type Settings = BTreeMap<String, String>;

/// An open project file.
#[derive(Debug)]
pub struct Store {
    db: Connection,
    path: PathBuf,
    /// `None` for one that is only looked at.
    lock: Option<Lock>,
    /// The readings as they stand in the file, as far as this process knows.
    stored: Arc<Vec<Arc<Reading>>>,
    /// Where the log is not as it was written.
    broken: Option<Broken>,
}

impl Store {
    /// Makes a new, empty project file. What is at the path already stays as it is, and is a fault.
    ///
    /// # Errors
    /// Why it cannot be made.
    pub fn create(path: &Path) -> Result<Store, Fault> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|error| Fault::of_io(&error))?;
        }
        let lock = Lock::take(path)?;
        if fs::metadata(path).is_ok_and(|about| about.len() > 0) {
            return Err(Fault::Other(format!("there is a file {} already", path.display())));
        }
        let store = Store {
            db: connect(path, false)?,
            path: path.to_owned(),
            lock: Some(lock),
            stored: Arc::default(),
            broken: None,
        };
        store.in_transaction(schema::create)?;
        Ok(store)
    }

    /// Opens a project file to work on it. A file of an older format becomes one of today's.
    ///
    /// # Errors
    /// Why it cannot be opened; nothing was changed then.
    pub fn open(path: &Path) -> Result<Store, Fault> {
        if !path.is_file() {
            return Err(Fault::Gone);
        }
        // A file that is too new or none of ours is refused before anything is made beside it.
        let before = Store::look(path)?;
        let format = schema::format(&before.db, path)?;
        drop(before);
        if fs::metadata(path).is_ok_and(|about| about.permissions().readonly()) {
            return Err(Fault::ReadOnly);
        }
        let lock = Lock::take(path)?;
        let store = Store {
            db: connect(path, false)?,
            path: path.to_owned(),
            lock: Some(lock),
            stored: Arc::default(),
            broken: None,
        };
        if format < schema::FORMAT {
            store.in_transaction(|tx| schema::upgrade(tx, format))?;
        }
        Ok(store)
    }

    /// Opens a project file to look at it: nothing is written, nobody is kept out.
    ///
    /// # Errors
    /// Why it cannot be opened.
    pub fn look(path: &Path) -> Result<Store, Fault> {
        if !path.is_file() {
            return Err(Fault::Gone);
        }
        let db = connect(path, true)?;
        schema::format(&db, path)?;
        Ok(Store { db, path: path.to_owned(), lock: None, stored: Arc::default(), broken: None })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it is only looked at.
    pub fn is_read_only(&self) -> bool {
        self.lock.is_none()
    }

    /// Everything it keeps. Claims are those that were stored, whatever today's rules would read.
    ///
    /// # Errors
    /// Where the file cannot be read, or what is in it makes no sense.
    pub fn content(&mut self) -> Result<Content, Fault> {
        let (content, broken) = rows::content(&self.db).map_err(|error| self.fault(error))?;
        self.broken = broken;
        self.stored = Arc::clone(&content.readings);
        Ok(content)
    }

    /// Why the log that [`Store::content`] gave ends before that of the file: an entry was changed, is
    /// missing or moved. Nothing can be saved into such a file.
    pub fn log_fault(&self) -> Option<Fault> {
        self.broken.as_ref().map(|broken| Fault::Damaged { path: self.path.clone(), what: broken.to_string() })
    }

    /// What the user looked at: JSON by key.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn settings(&self) -> Result<Settings, Fault> {
        rows::settings(&self.db).map_err(|error| self.fault(error.into()))
    }

    /// The document that an article was read from, by the SHA-256 of the article's text: its name and its bytes.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn original(&self, article: &str) -> Result<Option<(String, Vec<u8>)>, Fault> {
        rows::original(&self.db, article).map_err(|error| self.fault(error.into()))
    }

    /// The versions of the rules that read the stored claims.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn rules(&self) -> Result<BTreeSet<String>, Fault> {
        rows::rules(&self.db).map_err(|error| self.fault(error.into()))
    }

    /// Writes what is new, all of it or nothing.
    ///
    /// # Errors
    /// Why nothing was written; what was saved before stands.
    pub fn save(&mut self, content: &Content, settings: &Settings) -> Result<(), Fault> {
        if self.is_read_only() {
            return Err(Fault::ReadOnly);
        }
        // SQLite would go on writing into a file without a name.
        if !self.path.exists() {
            return Err(Fault::Gone);
        }
        if let Some(fault) = self.log_fault() {
            return Err(fault);
        }
        self.in_transaction(|tx| {
            rows::save(tx, content, &self.stored)?;
            rows::save_settings(tx, settings).map_err(rows::Trouble::from)
        })?;
        self.stored = Arc::clone(&content.readings);
        Ok(())
    }

    /// Draws the layers that other programs read: the map of a day, and all claims.
    ///
    /// # Errors
    /// Why they could not be written; the layers of before stand.
    pub fn draw(&mut self, dated: &[Dated<'_>]) -> Result<(), Fault> {
        if self.is_read_only() {
            return Err(Fault::ReadOnly);
        }
        self.in_transaction(|tx| layers::draw(tx, dated))
    }

    /// Writes a copy and goes on with that: beside its place first, then renamed, so whoever looks
    /// sees the old file or the whole new one. Gives the new file, and the old one still open.
    ///
    /// # Errors
    /// Why there is no copy, with this file still open.
    pub fn save_as(self, path: &Path) -> Result<(Store, Store), (Box<Store>, Fault)> {
        match self.copy_to(path) {
            Ok(copy) => Ok((copy, self)),
            Err(fault) => Err((Box::new(self), fault)),
        }
    }

    /// Closes the file and takes it off the disk: a draft that was saved elsewhere.
    ///
    /// # Errors
    /// Why it is still there.
    pub fn remove(self) -> Result<(), Fault> {
        let path = self.path.clone();
        let lock = self.lock;
        drop(self.db);
        let removed = fs::remove_file(path).map_err(|error| Fault::of_io(&error));
        drop(lock);
        removed
    }

    fn copy_to(&self, path: &Path) -> Result<Store, Fault> {
        let lock = Lock::take(path)?;
        let beside = with_ending(path, ".part");
        let io = |error: std::io::Error| Fault::of_io(&error);
        if beside.exists() {
            fs::remove_file(&beside).map_err(io)?;
        }
        // A file that is only looked at may be copied all the same.
        self.db.pragma_update(None, "query_only", false).map_err(|error| Fault::of(&error, path))?;
        let copied = self
            .db
            .execute("VACUUM INTO ?1", [beside.to_string_lossy().as_ref()])
            .map_err(|error| Fault::of(&error, path))
            .and_then(|_| File::open(&beside).and_then(|file| file.sync_all()).map_err(io))
            .and_then(|()| fs::rename(&beside, path).map_err(io));
        if let Err(fault) = copied {
            // Nothing of a copy that failed is of use.
            drop(fs::remove_file(&beside));
            return Err(fault);
        }
        Ok(Store {
            db: connect(path, false)?,
            path: path.to_owned(),
            lock: Some(lock),
            stored: Arc::clone(&self.stored),
            broken: self.broken.clone(),
        })
    }

    fn in_transaction<E: Into<rows::Trouble>>(
        &self,
        work: impl FnOnce(&rusqlite::Transaction<'_>) -> Result<(), E>,
    ) -> Result<(), Fault> {
        let all = || -> Result<(), rows::Trouble> {
            let tx = rusqlite::Transaction::new_unchecked(&self.db, rusqlite::TransactionBehavior::Immediate)?;
            work(&tx).map_err(Into::into)?;
            tx.commit()?;
            Ok(())
        };
        all().map_err(|error| self.fault(error))
    }

    fn fault(&self, trouble: rows::Trouble) -> Fault {
        match trouble {
            rows::Trouble::Sql(error) => Fault::of(&error, &self.path),
            rows::Trouble::Content(what) => Fault::Damaged { path: self.path.clone(), what },
        }
    }
}

/// Whether a file is a GeoPackage, by its first bytes: a project, or something to be told apart from one.
pub fn is_project(path: &Path) -> bool {
    let mut head = [0; 72];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut head));
    path.is_file() && read.is_ok() && head.starts_with(b"SQLite format 3\0") && head[68..] == *b"GPKG"
}

/// The path with something more at its end.
fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut longer = path.as_os_str().to_owned();
    longer.push(ending);
    PathBuf::from(longer)
}

fn connect(path: &Path, read_only: bool) -> Result<Connection, Fault> {
    let fault = |error: rusqlite::Error| Fault::of(&error, path);
    let flags = match read_only {
        // A save that was cut short is first taken back, which needs a pen.
        true if with_ending(path, "-journal").exists() => OpenFlags::SQLITE_OPEN_READ_WRITE,
        true => OpenFlags::SQLITE_OPEN_READ_ONLY,
        false => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
    };
    let db = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(fault)?;
    db.busy_timeout(Duration::from_secs(5)).map_err(fault)?;
    if read_only {
        db.pragma_update(None, "query_only", true).map_err(fault)?;
    } else {
        // Also the folder is written through, so a commit outlives a loss of power.
        db.pragma_update(None, "synchronous", "EXTRA").map_err(fault)?;
    }
    Ok(db)
}

#[cfg(test)]
mod tests;
