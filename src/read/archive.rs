//! ZIP archives: what lies in them, by name, and the bytes of each, with limits. An archive is data of
//! strangers: names that lead out of it are only names here (nothing is ever unpacked to disk), parts
//! that overlap or that unpack to more than the limits are refused with their sizes.

use super::format::Format;
use super::{MAX_COLLECTION, Reason};
use std::io::{Cursor, Read};
use std::sync::Arc;
use zip::ZipArchive;
use zip::result::ZipError;

/// The most bytes that all files of an archive may have together.
const MAX_UNPACKED: u64 = 4 * MAX_COLLECTION;

/// The most files in an archive.
const MAX_MEMBERS: usize = 200_000;

/// An archive in memory. Copies share the bytes, so several threads can read from it.
#[derive(Clone, Debug)]
pub struct Archive(ZipArchive<Cursor<Arc<[u8]>>>);

/// A file in an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    index: usize,
    /// Its name with its folders, apart by `/`.
    path: String,
}

impl Member {
    /// Its name after the archive's: `news.zip/2016/a.txt`.
    pub fn name_in(&self, archive: &str) -> String {
        format!("{archive}/{}", self.path)
    }
}

impl Archive {
    /// Opens an archive.
    ///
    /// # Errors
    /// Why not: damaged, overlapping, or unpacking to more than the limit.
    pub fn open(bytes: Arc<[u8]>) -> Result<Archive, Reason> {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| reason(&error))?;
        if zip.len() > MAX_MEMBERS {
            return Err(Reason::Damaged("more files in it than an archive of articles has"));
        }
        let unpacked = zip.decompressed_size().unwrap_or(0);
        if unpacked > u128::from(MAX_UNPACKED) {
            let bytes = u64::try_from(unpacked).unwrap_or(u64::MAX);
            return Err(Reason::TooLarge { bytes, limit: MAX_UNPACKED });
        }
        if zip.has_overlapping_entries().map_err(|error| reason(&error))? {
            return Err(Reason::Damaged("its parts lie over one another"));
        }
        Ok(Archive(zip))
    }

    /// Its files in name order, without hidden ones and those that systems add.
    pub fn members(&self) -> Vec<Member> {
        let named = (0..self.0.len()).filter_map(|index| {
            let path =
                self.0.name_for_index(index)?.map_or_else(|_| format!("file {}", index + 1), |name| plain(&name));
            Some(Member { index, path })
        });
        let hidden = |path: &str| path.split('/').any(|part| part.starts_with('.') || part == "__MACOSX");
        let mut members: Vec<Member> = named
            .filter(|member| !member.path.is_empty() && !member.path.ends_with('/') && !hidden(&member.path))
            .collect();
        members.sort_by(|a, b| a.path.split('/').cmp(b.path.split('/')).then(a.index.cmp(&b.index)));
        members
    }

    /// The bytes of a file, not more than its format's limit.
    ///
    /// # Errors
    /// Why not: too large, locked or damaged.
    pub fn bytes(&self, member: &Member) -> Result<Vec<u8>, Reason> {
        self.read(member.index, Format::of_name(&member.path).limit())
    }

    /// The bytes of the file with exactly this name, if there is one.
    pub(super) fn named(&self, path: &str, limit: u64) -> Option<Result<Vec<u8>, Reason>> {
        Some(self.read(self.0.index_for_name(path)?, limit))
    }

    fn read(&self, index: usize, limit: u64) -> Result<Vec<u8>, Reason> {
        // A copy is cheap, and reading moves only its own place.
        let mut zip = self.0.clone();
        let file = zip.by_index(index).map_err(|error| reason(&error))?;
        if file.is_symlink() {
            return Err(Reason::NotAFile);
        }
        if file.size() > limit {
            return Err(Reason::TooLarge { bytes: file.size(), limit });
        }
        let mut bytes = Vec::new();
        // The size that an archive states may be a lie.
        let read = file.take(limit + 1).read_to_end(&mut bytes);
        let size = bytes.len() as u64;
        match read {
            Ok(_) if size > limit => Err(Reason::TooLarge { bytes: size, limit }),
            Ok(_) => Ok(bytes),
            Err(_) => Err(Reason::Damaged("the archive is broken at this file")),
        }
    }
}

/// Whether an archive is a word document.
pub(super) fn is_word_document(bytes: &[u8]) -> bool {
    let zip = ZipArchive::new(Cursor::new(bytes));
    zip.is_ok_and(|zip| zip.index_for_name("word/document.xml").is_some())
}

/// A name without drive, empty parts and parts that lead upwards.
fn plain(name: &str) -> String {
    let folder = name.ends_with(['/', '\\']);
    let parts: Vec<&str> =
        name.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | "..") && !part.ends_with(':')).collect();
    parts.join("/") + if folder { "/" } else { "" }
}

fn reason(error: &ZipError) -> Reason {
    match error {
        ZipError::UnsupportedArchive(what) if what.to_lowercase().contains("password") => Reason::Locked,
        ZipError::UnsupportedArchive(_) => Reason::Damaged("packed in a way that is not read"),
        _ => Reason::Damaged("expected a ZIP archive that can be unpacked"),
    }
}
