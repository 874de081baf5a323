//! What can go wrong with a project file, in words that say what happened, what is safe and what to do.

use rusqlite::ErrorCode;
use std::io;
use std::path::{Path, PathBuf};

/// Why a project file cannot be opened, read or written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// No room is left.
    #[error("the disk is full. Free some space, then Retry.")]
    DiskFull,
    /// The file or its folder may not be written.
    #[error("it can only be read. Choose another place with Save as.")]
    ReadOnly,
    /// Another program holds it just now.
    #[error("another program is writing to it. Close it there, then Retry.")]
    Busy,
    /// It is gone.
    #[error("it is not there any more. Choose another place with Save as.")]
    Gone,
    /// A window of this program has it open.
    #[error("{} is open in another window ({who}).", name(.path))]
    InUse {
        /// The file.
        path: PathBuf,
        /// Which one, as its lock says.
        who: String,
    },
    /// Written by a newer version of the program.
    #[error(
        "{} was written by a newer Frontlines (file format {format}; this version reads up to {known}). \
         Nothing was changed. Install the newer version to open it.", name(.path)
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its format.
        format: u32,
        /// The newest format known here.
        known: u32,
    },
    /// Some other file.
    #[error("{} is not a Frontlines project. Expected a GeoPackage with the table frontlines_meta, found {found}.", name(.path))]
    NotAProject {
        /// The file.
        path: PathBuf,
        /// What it is instead.
        found: &'static str,
    },
    /// Its bytes are broken.
    #[error("{} is damaged: {what}. Open a copy of it; `frontlines verify` says which article is affected.", name(.path))]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What was found.
        what: String,
    },
    /// Anything else.
    #[error("{0}.")]
    Other(String),
}

impl Fault {
    /// The fault behind an error of SQLite at this file.
    pub(super) fn of(error: &rusqlite::Error, path: &Path) -> Fault {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Fault::DiskFull,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Fault::ReadOnly,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Fault::Busy,
            Some(ErrorCode::CannotOpen) if !path.exists() => Fault::Gone,
            Some(ErrorCode::CannotOpen) => Fault::ReadOnly,
            Some(ErrorCode::NotADatabase) => Fault::NotAProject { path: path.to_owned(), found: "another format" },
            Some(ErrorCode::DatabaseCorrupt) => {
                Fault::Damaged { path: path.to_owned(), what: "its pages do not fit together".into() }
            }
            _ => Fault::Other(error.to_string()),
        }
    }

    /// The fault behind an error of the system at this file.
    pub(super) fn of_io(error: &io::Error) -> Fault {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Fault::DiskFull,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Fault::ReadOnly,
            io::ErrorKind::NotFound => Fault::Gone,
            _ => Fault::Other(error.to_string()),
        }
    }

    /// What to say when saving failed; `saved` is the time up to which everything is saved, if it ever was.
    pub fn cannot_save(&self, saved: Option<&str>) -> String {
        let (what, then) = self.parts();
        let safe = match saved {
            Some(time) => format!("Everything up to {time} is saved."),
            None => "What you see is kept in this window.".to_owned(),
        };
        format!("Cannot save: {what}. {safe} {then}")
    }

    /// What happened, without the full stop, and what to do about it.
    fn parts(&self) -> (String, String) {
        let words = self.to_string();
        match words.split_once(". ") {
            Some((what, then)) => (what.to_owned(), then.to_owned()),
            None => (words.trim_end_matches('.').to_owned(), "Save as another file, or Retry.".to_owned()),
        }
    }
}

/// The end of a path, as a user knows it.
fn name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_save_says_what_is_safe_and_what_to_do() {
        assert_eq!(
            Fault::DiskFull.cannot_save(Some("14:06")),
            "Cannot save: the disk is full. Everything up to 14:06 is saved. Free some space, then Retry."
        );
        assert_eq!(
            Fault::Other("the cable was pulled".into()).cannot_save(None),
            "Cannot save: the cable was pulled. What you see is kept in this window. Save as another file, or Retry."
        );
    }
}
