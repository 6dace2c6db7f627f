//! Where bytes go: the one place that writes the site to disk.
//!
//! An [`Output`] collects a whole site in a sibling of the target and swaps it in at the end, so
//! that the target always holds one complete build. For a target `output` these stand beside it
//! while a build runs:
//!
//! | name            | what                                                                    |
//! |-----------------|-------------------------------------------------------------------------|
//! | `.output.slot`  | the lock; held until the end                                            |
//! | `.output.nieuw` | the new tree; right after the swap the previous one, until it is removed |
//! | `.output.oud`   | the previous tree, only where two trees cannot be exchanged in one step |
//!
//! Whatever an interrupted run leaves is cleaned up at the next start. A tree is only ever replaced or
//! removed when it is empty or carries [`MARKER`]. What others put in it is carried over: see [`Foreign`].

mod error;
mod file;
mod foreign;
mod lock;
mod mount;
mod path;
mod swap;
mod target;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_disk;
#[cfg(all(test, target_os = "linux"))]
mod tests_mount;
mod tree;

use std::env;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

pub use error::OutputError;
pub use file::{create_file, replace_file};
pub use foreign::Foreign;
use lock::Lock;
pub use path::PathReason;
use target::Target;

/// Name of the file that marks a folder as made by Steunwijzer.
pub const MARKER: &str = ".steunwijzer";

/// What the marker says: always the same bytes, so that git sees no change after a build.
pub const MARKER_TEXT: &str = "Deze map is gemaakt door Steunwijzer en mag bij elke build worden vervangen.\n";

/// Where pages and files go.
pub trait Sink: Sync {
    /// Takes one file; `path` is relative, with `/`.
    ///
    /// # Errors
    /// When it cannot be written.
    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), OutputError>;

    /// Whether it wants the file at this path; what it does not want need not be made.
    fn wants(&self, _path: &str) -> bool {
        true
    }

    /// Whether it wants any file below this folder (ending in `/`; empty is the root).
    fn wants_below(&self, _dir: &str) -> bool {
        true
    }
}

/// Judges paths as an [`Output`] does, and writes nothing.
#[derive(Debug, Default)]
pub struct DryRun(Mutex<path::TakenNames>);

impl DryRun {
    /// Takes a path.
    ///
    /// # Errors
    /// When it cannot stand in the output.
    pub fn take(&self, path: &str) -> Result<(), OutputError> {
        path::check(path)?;
        let mut names = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        names.take(path, false, |_, _| Ok(false)).map(|_| ())
    }
}

/// What a finished build wrote, in numbers; the marker and the list of files are not counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// Files in the output.
    pub files: usize,
    /// How many of them are byte for byte those of the previous output.
    pub unchanged: usize,
    /// Size of all files together, in bytes.
    pub bytes: u64,
    /// Files that somebody else put in the previous output.
    pub foreign: Foreign,
}

/// A build's output in the making. Dropping it without [`commit`](Self::commit) throws the new
/// tree away and leaves the previous output as it was.
#[derive(Debug)]
pub struct Output {
    target: Target,
    /// Whether there is a previous output to compare with.
    previous: bool,
    names: Mutex<path::TakenNames>,
    failed: AtomicBool,
    files: AtomicUsize,
    unchanged: AtomicUsize,
    bytes: AtomicU64,
    /// Last, so that it is dropped last: after [`Drop`] of the output has cleaned up.
    _lock: Lock,
}

impl Output {
    /// Checks the target folder, locks it, cleans up what an interrupted run left, and starts an empty
    /// new tree beside it. A missing parent folder is made; the target itself is not touched.
    ///
    /// # Errors
    /// When the target cannot or must not be replaced as a whole, or another build has its lock.
    pub fn open(target: &Path) -> Result<Self, OutputError> {
        Self::open_from(target, env::current_dir().ok().as_deref())
    }

    /// [`open`](Self::open), with the current directory passed.
    fn open_from(target: &Path, work_dir: Option<&Path>) -> Result<Self, OutputError> {
        let target = Target::resolve(target, work_dir)?;
        // Before the lock, so that nothing is left beside a folder that is refused anyway.
        target.check(work_dir)?;
        let lock = Lock::take(&target)?;
        target.restore()?;
        let previous = target.check(work_dir)?;
        fs::create_dir(&target.new).map_err(|e| target.io(&target.new, e))?;
        let output = Self {
            target,
            previous,
            names: Mutex::default(),
            failed: AtomicBool::new(false),
            files: AtomicUsize::new(0),
            unchanged: AtomicUsize::new(0),
            bytes: AtomicU64::new(0),
            _lock: lock,
        };
        // First, so that an interrupted run leaves a tree that is known to be ours.
        output.put(MARKER, MARKER_TEXT.as_bytes(), previous)?;
        Ok(output)
    }

    /// Writes one file. The path is relative, with `/`, and must be usable on every system; no two
    /// paths may be equal, nor differ only in case. A file that the previous output has with the
    /// same bytes becomes a hard link to it. May be called from many threads at once.
    ///
    /// # Errors
    /// When the path is refused, or the file cannot be written.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), OutputError> {
        path::check(path)?;
        let equal = self
            .claim_name(path)
            .and_then(|previous| self.put(path, bytes, previous))
            .inspect_err(|err| self.remember(err))?;
        self.files.fetch_add(1, Ordering::Relaxed);
        self.unchanged.fetch_add(usize::from(equal), Ordering::Relaxed);
        self.bytes.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        Ok(())
    }

    /// Puts the new tree in the place of the previous one, which is removed. Refused when a file
    /// could not be written, so that half a site never replaces a whole one.
    ///
    /// # Errors
    /// When the new tree is incomplete or cannot take its place, or when what it replaced cannot be removed.
    pub fn commit(self) -> Result<Written, OutputError> {
        if self.failed.load(Ordering::Relaxed) {
            return Err(OutputError::Incomplete { path: self.target.shown.clone() });
        }
        let previous = self.target.check(None)?;
        let foreign = self.finish_tree(previous)?;
        let previous = swap::swap(&self.target).map_err(|e| self.target.io(&self.target.dir, e))?;
        if let Some(previous) = previous {
            tree::remove(&previous).map_err(|err| OutputError::CleanUp { path: self.target.show(&previous), err })?;
        }
        Ok(Written {
            files: self.files.load(Ordering::Relaxed),
            unchanged: self.unchanged.load(Ordering::Relaxed),
            bytes: self.bytes.load(Ordering::Relaxed),
            foreign,
        })
    }

    /// Adds to the new tree the list of its files, and what others put in the previous one.
    fn finish_tree(&self, previous: bool) -> Result<Foreign, OutputError> {
        let list = foreign::list(self.names.lock().unwrap_or_else(PoisonError::into_inner).files());
        self.put(foreign::LIST, list.as_bytes(), self.previous)?;
        if !previous {
            return Ok(Foreign::default());
        }
        foreign::carry_over(&self.target.dir, &self.target.new)
            .map_err(|(path, err)| OutputError::Foreign { path: self.target.shown.join(path), err })
    }

    /// Reserves a path and makes its folders. Tells whether the previous output has its folder too, as
    /// a real one, in which the same file may stand.
    fn claim_name(&self, path: &str) -> Result<bool, OutputError> {
        let mut names = self.names.lock().unwrap_or_else(PoisonError::into_inner);
        names.take(path, self.previous, |dir, previous| {
            let new = below(&self.target.new, dir);
            fs::create_dir(&new).map_err(|e| self.target.io(&new, e))?;
            Ok(previous && fs::symlink_metadata(below(&self.target.dir, dir)).is_ok_and(|m| m.is_dir()))
        })
    }

    /// Links or writes one file in the new tree; tells whether the previous output has the same.
    fn put(&self, path: &str, bytes: &[u8], previous: bool) -> Result<bool, OutputError> {
        let new = below(&self.target.new, path);
        let old = below(&self.target.dir, path);
        let equal = if previous { equal(&old, bytes) } else { None };
        if equal.is_some() && fs::hard_link(&old, &new).is_ok() {
            return Ok(true);
        }
        file::create_with_time(&new, bytes, equal).map_err(|e| self.target.io(&new, e))?;
        Ok(equal.is_some())
    }

    /// Remembers that a file is missing from the tree. A refused path is the caller's to judge.
    fn remember(&self, err: &OutputError) {
        if !matches!(err, OutputError::Path { .. }) {
            self.failed.store(true, Ordering::Relaxed);
        }
    }
}

impl Drop for Output {
    /// Removes what stands beside the target. What cannot be removed is for the next start.
    fn drop(&mut self) {
        let _ = tree::remove(&self.target.new);
    }
}

/// A checked path below a folder. Segment by segment: long paths on Windows allow no `/`.
fn below(dir: &Path, path: &str) -> PathBuf {
    let mut whole = dir.to_path_buf();
    whole.extend(path.split('/'));
    whole
}

/// When a file was changed, if it is a regular file with exactly these bytes. Sizes first.
fn equal(file: &Path, bytes: &[u8]) -> Option<SystemTime> {
    let meta = fs::symlink_metadata(file).ok()?;
    if !meta.is_file() || meta.len() != bytes.len() as u64 {
        return None;
    }
    let mut input = File::open(file).ok()?;
    let mut buffer = vec![0; bytes.len().min(64 * 1024)];
    for part in bytes.chunks(buffer.len().max(1)) {
        let read = &mut buffer[..part.len()];
        input.read_exact(read).ok()?;
        if read != part {
            return None;
        }
    }
    meta.modified().ok()
}
