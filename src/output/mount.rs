//! Mount points: a folder that cannot be renamed, or that holds files that are not ours.

use std::io;
use std::path::{Path, PathBuf};

/// Whether a folder is the root of a mount, a bind mount included.
#[cfg(target_os = "linux")]
pub(super) fn is_mount_point(dir: &Path) -> io::Result<bool> {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};

    match statx(CWD, dir, AtFlags::SYMLINK_NOFOLLOW, StatxFlags::BASIC_STATS) {
        Ok(stat) if stat.stx_attributes_mask.contains(StatxAttributes::MOUNT_ROOT) => {
            Ok(stat.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
        }
        // This kernel or sandbox cannot tell.
        _ => is_on_other_device(dir),
    }
}

/// Whether a folder is the root of a mount.
#[cfg(not(target_os = "linux"))]
pub(super) fn is_mount_point(dir: &Path) -> io::Result<bool> {
    is_on_other_device(dir)
}

/// Whether a folder is on another device than its parent.
#[cfg(unix)]
fn is_on_other_device(dir: &Path) -> io::Result<bool> {
    use std::fs;
    use std::os::unix::fs::MetadataExt;

    let parent = dir.parent().unwrap_or(dir);
    Ok(fs::symlink_metadata(dir)?.dev() != fs::symlink_metadata(parent)?.dev())
}

/// Elsewhere a mounted folder shows as a link, which is refused already.
#[cfg(not(unix))]
fn is_on_other_device(_dir: &Path) -> io::Result<bool> {
    Ok(false)
}

/// A mount somewhere below a folder (a path without symbolic links): it would move along with the
/// previous output and be emptied. Of several, the first by name.
#[cfg(target_os = "linux")]
pub(super) fn mount_below(dir: &Path) -> Option<PathBuf> {
    // Without /proc nothing is known, and nothing refused.
    let table = std::fs::read("/proc/self/mountinfo").ok()?;
    let points = table.split(|&b| b == b'\n').filter_map(mount_point);
    points.filter(|mount_point| mount_point != dir && mount_point.starts_with(dir)).min()
}

/// Only Linux can tell.
#[cfg(not(target_os = "linux"))]
pub(super) fn mount_below(_dir: &Path) -> Option<PathBuf> {
    None
}

/// The mount point in a line of mountinfo: the fifth field, with octal escapes for white space
/// and the backslash.
#[cfg(target_os = "linux")]
fn mount_point(line: &[u8]) -> Option<PathBuf> {
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt;

    let mut rest = line.split(|&b| b == b' ').nth(4)?;
    let mut path = Vec::with_capacity(rest.len());
    while let Some((&byte, further)) = rest.split_first() {
        rest = match (byte, further) {
            (b'\\', [a @ b'0'..=b'3', b @ b'0'..=b'7', c @ b'0'..=b'7', further @ ..]) => {
                path.push(((a - b'0') << 6) | ((b - b'0') << 3) | (c - b'0'));
                further
            }
            _ => {
                path.push(byte);
                further
            }
        };
    }
    Some(OsString::from_vec(path).into())
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn mount_points_are_read_from_mountinfo() {
        let line = br"36 35 98:0 /mnt1 /srv/mijn\040site\134x/out rw,noatime master:1 - ext3 /dev/root rw";
        assert_eq!(mount_point(line), Some(PathBuf::from(r"/srv/mijn site\x/out")));
        assert_eq!(mount_point(b""), None);
        assert_eq!(mount_below(Path::new("/bestaat/niet")), None);
    }
}
