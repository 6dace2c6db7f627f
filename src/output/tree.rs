//! Whole trees: whether one is ours, swapping two, removing one.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::MARKER;
use super::target::Target;

/// Whether this is a real folder that is empty or carries our marker.
pub(super) fn is_ours(dir: &Path) -> io::Result<bool> {
    if !fs::symlink_metadata(dir)?.is_dir() {
        return Ok(false);
    }
    if fs::symlink_metadata(dir.join(MARKER)).is_ok_and(|m| m.is_file()) {
        return Ok(true);
    }
    Ok(fs::read_dir(dir)?.next().transpose()?.is_none())
}

/// Puts the new tree in the place of the target. Returns where the previous one stands now.
pub(super) fn swap(target: &Target) -> io::Result<Option<PathBuf>> {
    match exchange(&target.new, &target.dir) {
        Ok(()) => Ok(Some(target.new.clone())),
        Err(e) if e.kind() == io::ErrorKind::NotFound => {
            fs::rename(&target.new, &target.dir)?;
            Ok(None)
        }
        // EINVAL, ENOSYS, EOPNOTSUPP: this kernel or file system has no exchange.
        Err(e) if matches!(e.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => in_two_steps(target),
        Err(e) => Err(e),
    }
}

/// Exchanges two folders in one step.
#[cfg(target_os = "linux")]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};

    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

/// Not on this system.
#[cfg(not(target_os = "linux"))]
fn exchange(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Two renames. Between them there is no target for a moment; a run that ends just there is
/// mended by [`Target::restore`].
pub(super) fn in_two_steps(target: &Target) -> io::Result<Option<PathBuf>> {
    let previous = match fs::rename(&target.dir, &target.old) {
        Ok(()) => Some(target.old.clone()),
        Err(e) if e.kind() == io::ErrorKind::NotFound => None,
        Err(e) => return Err(e),
    };
    if let Err(err) = fs::rename(&target.new, &target.dir) {
        if previous.is_some() {
            let _ = fs::rename(&target.old, &target.dir);
        }
        return Err(err);
    }
    Ok(previous)
}

/// Removes a tree of ours; nothing happens when it is not there. The marker goes last, so that
/// what an interruption leaves is still known to be ours. Links are removed, never followed.
pub(super) fn remove(dir: &Path) -> io::Result<()> {
    // The whole list is read before anything is removed: some file systems skip names when others vanish.
    let content = match fs::read_dir(dir) {
        Ok(content) => content.collect::<io::Result<Vec<_>>>()?,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(e) => return Err(e),
    };
    for part in content {
        if part.file_name() == MARKER {
            continue;
        }
        let kind = part.file_type()?;
        if kind.is_dir() {
            fs::remove_dir_all(part.path())?;
        } else if kind.is_symlink() && cfg!(windows) {
            fs::remove_file(part.path()).or_else(|_| fs::remove_dir(part.path()))?;
        } else {
            fs::remove_file(part.path())?;
        }
    }
    match fs::remove_file(dir.join(MARKER)) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
        _ => {}
    }
    fs::remove_dir(dir)
}
