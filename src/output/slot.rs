//! The lock: one build at a time for one target.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::UitvoerFout;
use super::doel::Doel;

/// How often a lock file that vanished under our hands is tried anew. Each time means that
/// another build ended just then.
const POGINGEN: usize = 100;

/// A held lock. The system releases it when the process ends, however that happens, so a lock
/// file that was left behind never stands in the way.
#[derive(Debug)]
pub(super) struct Slot {
    pad: PathBuf,
    bestand: File,
}

impl Slot {
    /// Takes the lock of a target, or says that another build has it.
    pub(super) fn neem(doel: &Doel) -> Result<Self, UitvoerFout> {
        let pad = &doel.slot;
        for _ in 0..POGINGEN {
            let bestand = OpenOptions::new()
                .create(true)
                .truncate(false)
                .write(true)
                .open(pad)
                .map_err(|e| bij_openen(doel, e))?;
            match bestand.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => break,
                Err(TryLockError::Error(fout)) => {
                    return Err(UitvoerFout::GeenSlot { pad: doel.toon(pad), fout });
                }
            }
            // The previous holder may have removed the file after we opened it: then we hold a
            // lock that nobody else can see.
            if is_nog(pad, &bestand) {
                return Ok(Self { pad: pad.clone(), bestand });
            }
        }
        Err(UitvoerFout::Bezet { pad: doel.getoond.clone() })
    }
}

impl Drop for Slot {
    /// Removes the file while the lock is still held; closing it releases the lock. Only where
    /// [`is_nog`] can tell one file from the next; elsewhere the empty file stays.
    fn drop(&mut self) {
        if cfg!(unix) && is_nog(&self.pad, &self.bestand) {
            let _ = fs::remove_file(&self.pad);
        }
    }
}

/// Whether the path still leads to this open file.
#[cfg(unix)]
fn is_nog(pad: &Path, bestand: &File) -> bool {
    use std::os::unix::fs::MetadataExt;

    match (fs::metadata(pad), bestand.metadata()) {
        (Ok(nu), Ok(van_ons)) => (nu.dev(), nu.ino()) == (van_ons.dev(), van_ons.ino()),
        _ => false,
    }
}

/// The file is never removed here.
#[cfg(not(unix))]
fn is_nog(_pad: &Path, _bestand: &File) -> bool {
    true
}

/// A lock file that cannot be made is a problem of the folder it stands in.
fn bij_openen(doel: &Doel, fout: io::Error) -> UitvoerFout {
    match UitvoerFout::van_io(doel.getoonde_ouder(), fout) {
        UitvoerFout::Io { fout, .. } => UitvoerFout::Io { pad: doel.toon(&doel.slot), fout },
        anders => anders,
    }
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn verdwenen_bestand_is_geen_slot() {
        let map = tempfile::tempdir().unwrap();
        let pad = map.path().join("slot");
        let eerst = File::create(&pad).unwrap();
        assert!(is_nog(&pad, &eerst));
        fs::remove_file(&pad).unwrap();
        assert!(!is_nog(&pad, &eerst));
        let dan = File::create(&pad).unwrap();
        assert!(!is_nog(&pad, &eerst));
        assert!(is_nog(&pad, &dan));
    }
}
