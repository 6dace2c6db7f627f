//! Whole trees: whether one is ours, removing one.

use std::fs;
use std::io;
use std::path::Path;

use super::MARKER;

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
