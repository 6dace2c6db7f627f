//! The target: where it is, what stands beside it, and whether it may be replaced.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{UitvoerFout, boom, koppelpunt};

/// The target folder and its siblings, as absolute paths, so that it does not matter when the
/// current directory moves along with the swap.
#[derive(Debug)]
pub(super) struct Doel {
    /// The target as the user typed it, for messages.
    pub(super) getoond: PathBuf,
    /// The target.
    pub(super) map: PathBuf,
    /// The new tree.
    pub(super) nieuw: PathBuf,
    /// The previous tree, between two renames.
    pub(super) oud: PathBuf,
    /// The lock.
    pub(super) slot: PathBuf,
    /// The folder they stand in.
    ouder: PathBuf,
}

impl Doel {
    /// Finds the place of the target; makes its parent folder when that is missing.
    pub(super) fn bepaal(doel: &Path, werkmap: Option<&Path>) -> Result<Self, UitvoerFout> {
        let Some(naam) = doel.file_name() else {
            return Err(UitvoerFout::GeenNaam { pad: doel.to_path_buf() });
        };
        // Without a trailing slash, which would follow a symbolic link.
        let getoond = doel.with_file_name(naam);
        let ouder = getoond.parent().unwrap_or(Path::new(""));
        let ouder = match werkmap {
            Some(werkmap) => werkmap.join(ouder),
            None if ouder.is_absolute() => ouder.to_path_buf(),
            None => return Err(UitvoerFout::WerkmapWeg { pad: getoond }),
        };
        let bij_ouder = |e: io::Error| match e.kind() {
            io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => {
                UitvoerFout::GeenMap { pad: toon_ouder(&getoond) }
            }
            _ => UitvoerFout::van_io(toon_ouder(&getoond), e),
        };
        fs::create_dir_all(&ouder).map_err(bij_ouder)?;
        let ouder = fs::canonicalize(&ouder).map_err(bij_ouder)?;
        Ok(Self {
            map: ouder.join(naam),
            nieuw: ouder.join(buur(naam, "nieuw")),
            oud: ouder.join(buur(naam, "oud")),
            slot: ouder.join(buur(naam, "slot")),
            getoond,
            ouder,
        })
    }

    /// Refuses a target that must not be replaced; tells whether it exists.
    pub(super) fn controleer(&self, werkmap: Option<&Path>) -> Result<bool, UitvoerFout> {
        let pad = || self.getoond.clone();
        let meta = match fs::symlink_metadata(&self.map) {
            Ok(meta) => meta,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(false),
            Err(e) => return Err(self.io(&self.map, e)),
        };
        if meta.is_symlink() {
            return Err(UitvoerFout::Verwijzing { pad: pad(), naar: fs::canonicalize(&self.map).ok() });
        }
        if !meta.is_dir() {
            return Err(UitvoerFout::GeenMap { pad: pad() });
        }
        if koppelpunt::is_koppelpunt(&self.map).map_err(|e| self.io(&self.map, e))? {
            return Err(UitvoerFout::Koppelpunt { pad: pad() });
        }
        if !boom::is_van_ons(&self.map).map_err(|e| self.io(&self.map, e))? {
            return Err(UitvoerFout::NietVanOns { pad: pad() });
        }
        if let Some(punt) = koppelpunt::eronder(&self.map) {
            return Err(UitvoerFout::KoppelpuntErin { pad: pad(), punt: self.toon(&punt) });
        }
        let echt = fs::canonicalize(&self.map).map_err(|e| self.io(&self.map, e))?;
        let hier = werkmap.and_then(|w| fs::canonicalize(w).ok());
        if hier.is_some_and(|hier| hier.starts_with(echt)) {
            return Err(UitvoerFout::WerkmapErin { pad: pad() });
        }
        Ok(true)
    }

    /// Mends what an interrupted run left. Only under the lock.
    pub(super) fn herstel(&self) -> Result<(), UitvoerFout> {
        if !bestaat(&self.map) && bestaat(&self.oud) {
            // Interrupted between the two renames: the last good output comes back.
            self.controleer_rest(&self.oud)?;
            fs::rename(&self.oud, &self.map).map_err(|e| self.io(&self.oud, e))?;
        }
        for rest in [&self.oud, &self.nieuw] {
            if bestaat(rest) {
                self.controleer_rest(rest)?;
                boom::verwijder(rest).map_err(|fout| UitvoerFout::Restanten { pad: self.toon(rest), fout })?;
            }
        }
        Ok(())
    }

    /// Refuses a sibling that is not a tree of ours.
    fn controleer_rest(&self, rest: &Path) -> Result<(), UitvoerFout> {
        if boom::is_van_ons(rest).map_err(|e| self.io(rest, e))? {
            Ok(())
        } else {
            Err(UitvoerFout::VreemdeBuur { pad: self.toon(rest) })
        }
    }

    /// A path as the user knows it: a file of the new tree as it will stand in the target.
    pub(super) fn toon(&self, pad: &Path) -> PathBuf {
        match (pad.strip_prefix(&self.nieuw), pad.strip_prefix(&self.ouder)) {
            (Ok(rest), _) if rest != Path::new("") => self.getoond.join(rest),
            (_, Ok(rest)) => self.getoond.parent().unwrap_or(Path::new("")).join(rest),
            _ => pad.to_path_buf(),
        }
    }

    /// The error for a failed step on one of our paths.
    pub(super) fn io(&self, pad: &Path, fout: io::Error) -> UitvoerFout {
        UitvoerFout::van_io(self.toon(pad), fout)
    }

    /// The parent folder as the user knows it.
    pub(super) fn getoonde_ouder(&self) -> PathBuf {
        toon_ouder(&self.getoond)
    }
}

/// The parent of a path as typed; `.` where none is typed.
fn toon_ouder(getoond: &Path) -> PathBuf {
    match getoond.parent() {
        Some(ouder) if ouder != Path::new("") => ouder.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

/// The name of a sibling; any bytes that the target's name has.
fn buur(naam: &OsStr, soort: &str) -> OsString {
    let mut buur = OsString::from(".");
    buur.push(naam);
    buur.push(".");
    buur.push(soort);
    buur
}

/// Whether anything stands here, a broken link included.
fn bestaat(pad: &Path) -> bool {
    fs::symlink_metadata(pad).is_ok()
}
