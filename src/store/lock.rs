//! One window a project file: a small file beside it, held by a lock of the operating system. The
//! lock goes with its process however that ends, so what a dead process left behind never blocks.

use super::Fault;
use crate::files;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// The lock on a project file; dropping it gives the file free.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
    path: PathBuf,
}

impl Lock {
    /// Takes the lock of a project file.
    ///
    /// # Errors
    /// [`Fault::InUse`] while another window has it; [`Fault::ReadOnly`] where no file can be made beside it.
    pub(super) fn take(project: &Path) -> Result<Lock, Fault> {
        let path = beside(project);
        let fault = |error: std::io::Error| Fault::of_io(&error);
        loop {
            let mut options = OpenOptions::new();
            let mut file = options.read(true).write(true).create(true).truncate(false).open(&path).map_err(fault)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    let mut who = String::new();
                    // A lock that cannot be read is a lock all the same.
                    if file.read_to_string(&mut who).is_err() || who.trim().is_empty() {
                        who = "another process".to_owned();
                    }
                    // The split second keeps two locks apart; nobody wants to read it.
                    let who = who.trim().split('.').next().unwrap_or_default().to_owned();
                    return Err(Fault::InUse { path: project.to_owned(), who });
                }
                Err(TryLockError::Error(error)) => return Err(fault(error)),
            }
            let mine = format!("process {}, since {}\n", std::process::id(), files::clock().strftime("%H:%M:%S%.f"));
            file.set_len(0).and_then(|()| file.write_all(mine.as_bytes())).map_err(fault)?;
            // Whoever had it before may have removed the name between our opening and our locking.
            if fs::read_to_string(&path).is_ok_and(|now| now == mine) {
                return Ok(Lock { file, path });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Left lying about, the file would block nobody: these may fail.
        drop(fs::remove_file(&self.path));
        drop(self.file.unlock());
    }
}

/// `.NAME.lock` beside the file.
fn beside(project: &Path) -> PathBuf {
    let name = project.file_name().unwrap_or_default().to_string_lossy();
    project.with_file_name(format!(".{name}.lock"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_locked_once_and_a_dead_lock_blocks_nobody() {
        let folder = tempfile::tempdir().unwrap();
        let project = folder.path().join("war.gpkg");
        fs::write(beside(&project), "process 1, since yesterday\n").unwrap();
        let lock = Lock::take(&project).unwrap();
        let Err(Fault::InUse { who, .. }) = Lock::take(&project) else { panic!("taken twice") };
        assert!(who.starts_with(&format!("process {}", std::process::id())), "{who}");
        drop(lock);
        assert!(!beside(&project).exists());
        drop(Lock::take(&project).unwrap());
    }
}
