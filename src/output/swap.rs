//! Puts a new tree in the place of the target.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::target::Target;

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
