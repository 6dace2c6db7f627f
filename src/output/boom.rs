//! Whole trees: whether one is ours, swapping two, removing one.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::MERKBESTAND;
use super::doel::Doel;

/// Whether this is a real folder that is empty or carries our marker.
pub(super) fn is_van_ons(map: &Path) -> io::Result<bool> {
    if !fs::symlink_metadata(map)?.is_dir() {
        return Ok(false);
    }
    if fs::symlink_metadata(map.join(MERKBESTAND)).is_ok_and(|m| m.is_file()) {
        return Ok(true);
    }
    Ok(fs::read_dir(map)?.next().transpose()?.is_none())
}

/// Puts the new tree in the place of the target. Gives where the previous one stands now.
pub(super) fn wissel(doel: &Doel) -> io::Result<Option<PathBuf>> {
    match verwissel(&doel.nieuw, &doel.map) {
        Ok(()) => Ok(Some(doel.nieuw.clone())),
        Err(e) if e.kind() == io::ErrorKind::NotFound => {
            fs::rename(&doel.nieuw, &doel.map)?;
            Ok(None)
        }
        // EINVAL, ENOSYS, EOPNOTSUPP: this kernel or file system has no exchange.
        Err(e) if matches!(e.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => in_twee_stappen(doel),
        Err(e) => Err(e),
    }
}

/// Exchanges two folders in one step.
#[cfg(target_os = "linux")]
fn verwissel(een: &Path, ander: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};

    Ok(renameat_with(CWD, een, CWD, ander, RenameFlags::EXCHANGE)?)
}

/// Not on this system.
#[cfg(not(target_os = "linux"))]
fn verwissel(_een: &Path, _ander: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Two renames. Between them there is no target for a moment; a run that ends just there is
/// mended by [`Doel::herstel`].
pub(super) fn in_twee_stappen(doel: &Doel) -> io::Result<Option<PathBuf>> {
    let vorige = match fs::rename(&doel.map, &doel.oud) {
        Ok(()) => Some(doel.oud.clone()),
        Err(e) if e.kind() == io::ErrorKind::NotFound => None,
        Err(e) => return Err(e),
    };
    if let Err(fout) = fs::rename(&doel.nieuw, &doel.map) {
        if vorige.is_some() {
            let _ = fs::rename(&doel.oud, &doel.map);
        }
        return Err(fout);
    }
    Ok(vorige)
}

/// Removes a tree of ours; nothing happens when it is not there. The marker goes last, so that
/// what an interruption leaves is still known to be ours. Links are removed, never followed.
pub(super) fn verwijder(map: &Path) -> io::Result<()> {
    // Read whole before anything goes: some file systems skip names when others vanish.
    let inhoud = match fs::read_dir(map) {
        Ok(inhoud) => inhoud.collect::<io::Result<Vec<_>>>()?,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(e) => return Err(e),
    };
    for deel in inhoud {
        if deel.file_name() == MERKBESTAND {
            continue;
        }
        let soort = deel.file_type()?;
        if soort.is_dir() {
            fs::remove_dir_all(deel.path())?;
        } else if soort.is_symlink() && cfg!(windows) {
            fs::remove_file(deel.path()).or_else(|_| fs::remove_dir(deel.path()))?;
        } else {
            fs::remove_file(deel.path())?;
        }
    }
    match fs::remove_file(map.join(MERKBESTAND)) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
        _ => {}
    }
    fs::remove_dir(map)
}
