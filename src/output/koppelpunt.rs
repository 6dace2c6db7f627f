//! Mount points: a folder that cannot be renamed, or that holds files that are not ours.

use std::io;
use std::path::{Path, PathBuf};

/// Whether a folder is the root of a mount, a bind mount included.
#[cfg(target_os = "linux")]
pub(super) fn is_koppelpunt(map: &Path) -> io::Result<bool> {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};

    match statx(CWD, map, AtFlags::SYMLINK_NOFOLLOW, StatxFlags::BASIC_STATS) {
        Ok(stat) if stat.stx_attributes_mask.contains(StatxAttributes::MOUNT_ROOT) => {
            Ok(stat.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
        }
        // A kernel or sandbox that cannot tell.
        _ => op_ander_apparaat(map),
    }
}

/// Whether a folder is the root of a mount.
#[cfg(not(target_os = "linux"))]
pub(super) fn is_koppelpunt(map: &Path) -> io::Result<bool> {
    op_ander_apparaat(map)
}

/// Whether a folder is on another device than its parent.
#[cfg(unix)]
fn op_ander_apparaat(map: &Path) -> io::Result<bool> {
    use std::fs;
    use std::os::unix::fs::MetadataExt;

    let ouder = map.parent().unwrap_or(map);
    Ok(fs::symlink_metadata(map)?.dev() != fs::symlink_metadata(ouder)?.dev())
}

/// Elsewhere a mounted folder shows as a link, which is refused already.
#[cfg(not(unix))]
fn op_ander_apparaat(_map: &Path) -> io::Result<bool> {
    Ok(false)
}

/// A mount somewhere below a folder, given without symbolic links: it would move along with the
/// previous output and be emptied. Of more than one, the first by name.
#[cfg(target_os = "linux")]
pub(super) fn eronder(map: &Path) -> Option<PathBuf> {
    // Without /proc nothing is known, and nothing refused.
    let tabel = std::fs::read("/proc/self/mountinfo").ok()?;
    let punten = tabel.split(|&b| b == b'\n').filter_map(punt);
    punten.filter(|punt| punt != map && punt.starts_with(map)).min()
}

/// Only Linux tells.
#[cfg(not(target_os = "linux"))]
pub(super) fn eronder(_map: &Path) -> Option<PathBuf> {
    None
}

/// The mount point in a line of mountinfo: the fifth field, with octal escapes for white space
/// and the backslash.
#[cfg(target_os = "linux")]
fn punt(regel: &[u8]) -> Option<PathBuf> {
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt;

    let mut rest = regel.split(|&b| b == b' ').nth(4)?;
    let mut pad = Vec::with_capacity(rest.len());
    while let Some((&byte, verder)) = rest.split_first() {
        rest = match (byte, verder) {
            (b'\\', [a @ b'0'..=b'3', b @ b'0'..=b'7', c @ b'0'..=b'7', verder @ ..]) => {
                pad.push(((a - b'0') << 6) | ((b - b'0') << 3) | (c - b'0'));
                verder
            }
            _ => {
                pad.push(byte);
                verder
            }
        };
    }
    Some(OsString::from_vec(pad).into())
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn mountinfo_wordt_gelezen() {
        let regel = br"36 35 98:0 /mnt1 /srv/mijn\040site\134x/out rw,noatime master:1 - ext3 /dev/root rw";
        assert_eq!(punt(regel), Some(PathBuf::from(r"/srv/mijn site\x/out")));
        assert_eq!(punt(b""), None);
        assert_eq!(eronder(Path::new("/bestaat/niet")), None);
    }
}
