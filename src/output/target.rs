//! The target: where it is, what stands beside it, and whether it may be replaced.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{OutputError, mount, tree};

/// The target folder and its siblings, as absolute paths, so that it does not matter if the
/// current directory moves with the swap.
#[derive(Debug)]
pub(super) struct Target {
    /// The target as the user typed it, for messages.
    pub(super) shown: PathBuf,
    /// The target.
    pub(super) dir: PathBuf,
    /// The new tree.
    pub(super) new: PathBuf,
    /// The previous tree, between two renames.
    pub(super) old: PathBuf,
    /// The lock.
    pub(super) lock: PathBuf,
    /// The folder they stand in.
    parent: PathBuf,
}

impl Target {
    /// Finds the place of the target; makes its parent folder when that is missing.
    pub(super) fn resolve(target: &Path, work_dir: Option<&Path>) -> Result<Self, OutputError> {
        let Some(name) = target.file_name() else {
            return Err(OutputError::NoName { path: target.to_path_buf() });
        };
        // Without a trailing slash, which would follow a symbolic link.
        let shown = target.with_file_name(name);
        let parent = shown.parent().unwrap_or(Path::new(""));
        let parent = match work_dir {
            Some(work_dir) => work_dir.join(parent),
            None if parent.is_absolute() => parent.to_path_buf(),
            None => return Err(OutputError::WorkDirGone { path: shown }),
        };
        let at_parent = |e: io::Error| match e.kind() {
            io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => {
                OutputError::NotADir { path: show_parent(&shown) }
            }
            _ => OutputError::from_io(show_parent(&shown), e),
        };
        fs::create_dir_all(&parent).map_err(at_parent)?;
        let parent = fs::canonicalize(&parent).map_err(at_parent)?;
        Ok(Self {
            dir: parent.join(name),
            new: parent.join(sibling(name, "nieuw")),
            old: parent.join(sibling(name, "oud")),
            lock: parent.join(sibling(name, "slot")),
            shown,
            parent,
        })
    }

    /// Refuses a target that must not be replaced; tells whether it exists.
    pub(super) fn check(&self, work_dir: Option<&Path>) -> Result<bool, OutputError> {
        let path = || self.shown.clone();
        let meta = match fs::symlink_metadata(&self.dir) {
            Ok(meta) => meta,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(false),
            Err(e) => return Err(self.io(&self.dir, e)),
        };
        if meta.is_symlink() {
            return Err(OutputError::Reference { path: path(), to: fs::canonicalize(&self.dir).ok() });
        }
        if !meta.is_dir() {
            return Err(OutputError::NotADir { path: path() });
        }
        if mount::is_mount_point(&self.dir).map_err(|e| self.io(&self.dir, e))? {
            return Err(OutputError::MountPoint { path: path() });
        }
        if !tree::is_ours(&self.dir).map_err(|e| self.io(&self.dir, e))? {
            return Err(OutputError::NotOurs { path: path() });
        }
        if let Some(mount_point) = mount::mount_below(&self.dir) {
            return Err(OutputError::MountPointInside { path: path(), mount_point: self.show(&mount_point) });
        }
        let real = fs::canonicalize(&self.dir).map_err(|e| self.io(&self.dir, e))?;
        let here = work_dir.and_then(|w| fs::canonicalize(w).ok());
        if here.is_some_and(|here| here.starts_with(real)) {
            return Err(OutputError::WorkDirInside { path: path() });
        }
        Ok(true)
    }

    /// Cleans up what an interrupted run left. Only under the lock.
    pub(super) fn restore(&self) -> Result<(), OutputError> {
        if !exists(&self.dir) && exists(&self.old) {
            // Interrupted between the two renames: the last good output comes back.
            self.check_leftover(&self.old)?;
            fs::rename(&self.old, &self.dir).map_err(|e| self.io(&self.old, e))?;
        }
        for rest in [&self.old, &self.new] {
            if exists(rest) {
                self.check_leftover(rest)?;
                tree::remove(rest).map_err(|err| OutputError::Leftovers { path: self.show(rest), err })?;
            }
        }
        Ok(())
    }

    /// Refuses a sibling that is not a tree of ours.
    fn check_leftover(&self, rest: &Path) -> Result<(), OutputError> {
        if tree::is_ours(rest).map_err(|e| self.io(rest, e))? {
            Ok(())
        } else {
            Err(OutputError::ForeignSibling { path: self.show(rest) })
        }
    }

    /// A path as the user knows it: a file of the new tree as it will stand in the target.
    pub(super) fn show(&self, path: &Path) -> PathBuf {
        match (path.strip_prefix(&self.new), path.strip_prefix(&self.parent)) {
            (Ok(rest), _) if rest != Path::new("") => self.shown.join(rest),
            (_, Ok(rest)) => self.shown.parent().unwrap_or(Path::new("")).join(rest),
            _ => path.to_path_buf(),
        }
    }

    /// The error for a failed step on one of our paths.
    pub(super) fn io(&self, path: &Path, err: io::Error) -> OutputError {
        OutputError::from_io(self.show(path), err)
    }

    /// The parent folder as the user knows it.
    pub(super) fn shown_parent(&self) -> PathBuf {
        show_parent(&self.shown)
    }
}

/// The parent of a path as typed; `.` where none is typed.
fn show_parent(shown: &Path) -> PathBuf {
    match shown.parent() {
        Some(parent) if parent != Path::new("") => parent.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

/// The name of a sibling. Bytes, because the target's name need not be Unicode.
fn sibling(name: &OsStr, suffix: &str) -> OsString {
    let mut sibling = OsString::from(".");
    sibling.push(name);
    sibling.push(".");
    sibling.push(suffix);
    sibling
}

/// Whether anything stands here, a broken link included.
fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}
