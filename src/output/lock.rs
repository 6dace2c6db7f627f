//! The lock: one build at a time for one target.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::OutputError;
use super::target::Target;

/// How often a lock file that vanished while we took it is tried again. Each time means that
/// another build ended just then.
const ATTEMPTS: usize = 100;

/// A held lock. The system releases it when the process ends, however that happens, so a lock
/// file that was left behind never stands in the way.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    file: File,
}

impl Lock {
    /// Takes the lock of a target, or says that another build has it.
    pub(super) fn take(target: &Target) -> Result<Self, OutputError> {
        let path = &target.lock;
        for _ in 0..ATTEMPTS {
            let file = OpenOptions::new()
                .create(true)
                .truncate(false)
                .write(true)
                .open(path)
                .map_err(|e| on_open(target, e))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => break,
                Err(TryLockError::Error(err)) => {
                    return Err(OutputError::NoLock { path: target.show(path), err });
                }
            }
            // The previous holder may have removed the file after we opened it: then we hold a
            // lock that nobody else can see.
            if is_still(path, &file) {
                return Ok(Self { path: path.clone(), file });
            }
        }
        Err(OutputError::Busy { path: target.shown.clone() })
    }
}

impl Drop for Lock {
    /// Removes the file while the lock is still held; closing it releases the lock. Only where
    /// [`is_still`] can tell one file from the next; elsewhere the empty file stays.
    fn drop(&mut self) {
        if cfg!(unix) && is_still(&self.path, &self.file) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Whether the path still leads to this open file.
#[cfg(unix)]
fn is_still(path: &Path, file: &File) -> bool {
    use std::os::unix::fs::MetadataExt;

    match (fs::metadata(path), file.metadata()) {
        (Ok(now), Ok(ours)) => (now.dev(), now.ino()) == (ours.dev(), ours.ino()),
        _ => false,
    }
}

/// On such a system the file is never removed.
#[cfg(not(unix))]
fn is_still(_path: &Path, _file: &File) -> bool {
    true
}

/// A lock file that cannot be made is a problem of the folder it stands in.
fn on_open(target: &Target, err: io::Error) -> OutputError {
    match OutputError::from_io(target.shown_parent(), err) {
        OutputError::Io { err, .. } => OutputError::Io { path: target.show(&target.lock), err },
        other_error => other_error,
    }
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_vanished_file_is_no_lock() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("slot");
        let first_of_all = File::create(&path).unwrap();
        assert!(is_still(&path, &first_of_all));
        fs::remove_file(&path).unwrap();
        assert!(!is_still(&path, &first_of_all));
        let later = File::create(&path).unwrap();
        assert!(!is_still(&path, &first_of_all));
        assert!(is_still(&path, &later));
    }
}
