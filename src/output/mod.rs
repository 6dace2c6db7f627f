//! Where bytes go: the one place that writes the site to disk.
//!
//! An [`Uitvoer`] collects a whole site in a sibling of the target and swaps it in at the end, so
//! that the target always holds one complete build. For a target `output` these stand beside it
//! while a build runs:
//!
//! | name            | what                                                                    |
//! |-----------------|-------------------------------------------------------------------------|
//! | `.output.slot`  | the lock; held until the end                                            |
//! | `.output.nieuw` | the new tree; right after the swap the previous one, until it is removed |
//! | `.output.oud`   | the previous tree, only where two trees cannot be exchanged in one step |
//!
//! Whatever an interrupted run leaves is mended at the next start. A tree is only ever replaced or
//! removed when it is empty or carries [`MERKBESTAND`]. What others put in it goes along: see [`Foreign`].

mod boom;
mod doel;
mod foreign;
mod fout;
mod koppelpunt;
mod pad;
mod slot;
#[cfg(test)]
mod tests;
#[cfg(all(test, target_os = "linux"))]
mod tests_mount;
#[cfg(test)]
mod tests_schijf;

use std::env;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use doel::Doel;
pub use foreign::Foreign;
pub use fout::UitvoerFout;
pub use pad::PadReden;
use slot::Slot;

/// Name of the file that marks a folder as made by Steunwijzer.
pub const MERKBESTAND: &str = ".steunwijzer";

/// What the marker says: always the same bytes, so that git sees no change after a build.
pub const MERKTEKST: &str = "Deze map is gemaakt door Steunwijzer en mag bij elke build worden vervangen.\n";

/// Where pages and files go.
pub trait Bestemming: Sync {
    /// Takes one file; `pad` is relative, with `/`.
    ///
    /// # Errors
    /// When it cannot be written.
    fn schrijf(&self, pad: &str, bytes: &[u8]) -> Result<(), UitvoerFout>;

    /// Whether it wants the file at this path; what it does not want need not be made.
    fn wil(&self, _pad: &str) -> bool {
        true
    }

    /// Whether it wants any file below this folder (ending in `/`; empty is the root).
    fn wil_onder(&self, _map: &str) -> bool {
        true
    }
}

/// Judges paths as an [`Uitvoer`] does, and writes nothing.
#[derive(Debug, Default)]
pub struct Proef(Mutex<pad::Namen>);

impl Proef {
    /// Takes a path.
    ///
    /// # Errors
    /// When it cannot stand in the output.
    pub fn neem(&self, pad: &str) -> Result<(), UitvoerFout> {
        pad::controleer(pad)?;
        let mut namen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        namen.neem(pad, false, |_, _| Ok(false)).map(|_| ())
    }
}

/// What a finished build wrote; the marker and the list of files are not counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Telling {
    /// Files in the output.
    pub bestanden: usize,
    /// How many of them are byte for byte those of the previous output.
    pub ongewijzigd: usize,
    /// Size of all files together.
    pub bytes: u64,
    /// Files that somebody else put in the previous output.
    pub foreign: Foreign,
}

/// A build's output in the making. Dropping it without [`rond_af`](Self::rond_af) throws the new
/// tree away and leaves the previous output as it was.
#[derive(Debug)]
pub struct Uitvoer {
    doel: Doel,
    /// Whether there is a previous output to compare with.
    vorige: bool,
    namen: Mutex<pad::Namen>,
    mislukt: AtomicBool,
    bestanden: AtomicUsize,
    ongewijzigd: AtomicUsize,
    bytes: AtomicU64,
    /// Last: the lock goes only after the rest is cleaned up.
    _slot: Slot,
}

impl Uitvoer {
    /// Checks the target folder, locks it, mends what an interrupted run left, and starts an empty
    /// new tree beside it. A missing parent folder is made; the target itself is not touched.
    pub fn open(doel: &Path) -> Result<Self, UitvoerFout> {
        Self::open_vanuit(doel, env::current_dir().ok().as_deref())
    }

    /// [`open`](Self::open), with the current directory stated.
    fn open_vanuit(doel: &Path, werkmap: Option<&Path>) -> Result<Self, UitvoerFout> {
        let doel = Doel::bepaal(doel, werkmap)?;
        // Before the lock, so that nothing is left beside a folder that is refused anyway.
        doel.controleer(werkmap)?;
        let slot = Slot::neem(&doel)?;
        doel.herstel()?;
        let vorige = doel.controleer(werkmap)?;
        fs::create_dir(&doel.nieuw).map_err(|e| doel.io(&doel.nieuw, e))?;
        let uitvoer = Self {
            doel,
            vorige,
            namen: Mutex::default(),
            mislukt: AtomicBool::new(false),
            bestanden: AtomicUsize::new(0),
            ongewijzigd: AtomicUsize::new(0),
            bytes: AtomicU64::new(0),
            _slot: slot,
        };
        // First, so that an interrupted run leaves a tree that is known to be ours.
        uitvoer.plaats(MERKBESTAND, MERKTEKST.as_bytes(), vorige)?;
        Ok(uitvoer)
    }

    /// Writes one file. The path is relative, with `/`, and must be usable on every system; no two
    /// paths may be equal, nor differ only in case. A file that the previous output has with the
    /// same bytes becomes a hard link to it. May be called from many threads at once.
    pub fn schrijf(&self, pad: &str, bytes: &[u8]) -> Result<(), UitvoerFout> {
        pad::controleer(pad)?;
        let gelijk = self
            .neem_naam(pad)
            .and_then(|vorige| self.plaats(pad, bytes, vorige))
            .inspect_err(|fout| self.onthoud(fout))?;
        self.bestanden.fetch_add(1, Ordering::Relaxed);
        self.ongewijzigd.fetch_add(usize::from(gelijk), Ordering::Relaxed);
        self.bytes.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        Ok(())
    }

    /// Puts the new tree in the place of the previous one and removes that. Refused when a file
    /// could not be written, so that a half site never replaces a whole one.
    pub fn rond_af(self) -> Result<Telling, UitvoerFout> {
        if self.mislukt.load(Ordering::Relaxed) {
            return Err(UitvoerFout::Onvolledig { pad: self.doel.getoond.clone() });
        }
        let vorige = self.doel.controleer(None)?;
        let foreign = self.finish_tree(vorige)?;
        let vorige = boom::wissel(&self.doel).map_err(|e| self.doel.io(&self.doel.map, e))?;
        if let Some(vorige) = vorige {
            boom::verwijder(&vorige).map_err(|fout| UitvoerFout::Opruimen { pad: self.doel.toon(&vorige), fout })?;
        }
        Ok(Telling {
            bestanden: self.bestanden.load(Ordering::Relaxed),
            ongewijzigd: self.ongewijzigd.load(Ordering::Relaxed),
            bytes: self.bytes.load(Ordering::Relaxed),
            foreign,
        })
    }

    /// Adds to the new tree the list of its files, and what others put in the previous one.
    fn finish_tree(&self, previous: bool) -> Result<Foreign, UitvoerFout> {
        let list = foreign::list(self.namen.lock().unwrap_or_else(PoisonError::into_inner).files());
        self.plaats(foreign::LIST, list.as_bytes(), self.vorige)?;
        if !previous {
            return Ok(Foreign::default());
        }
        foreign::carry_over(&self.doel.map, &self.doel.nieuw)
            .map_err(|(path, fout)| UitvoerFout::Foreign { pad: self.doel.getoond.join(path), fout })
    }

    /// Reserves a path and makes its folders. Tells whether the previous output has a real folder
    /// in the same place, in which the same file may stand.
    fn neem_naam(&self, pad: &str) -> Result<bool, UitvoerFout> {
        let mut namen = self.namen.lock().unwrap_or_else(PoisonError::into_inner);
        namen.neem(pad, self.vorige, |map, vorige| {
            let nieuw = onder(&self.doel.nieuw, map);
            fs::create_dir(&nieuw).map_err(|e| self.doel.io(&nieuw, e))?;
            Ok(vorige && fs::symlink_metadata(onder(&self.doel.map, map)).is_ok_and(|m| m.is_dir()))
        })
    }

    /// Links or writes one file in the new tree; tells whether the previous output has the same.
    fn plaats(&self, pad: &str, bytes: &[u8], vorige: bool) -> Result<bool, UitvoerFout> {
        let nieuw = onder(&self.doel.nieuw, pad);
        let oud = onder(&self.doel.map, pad);
        let gelijk = if vorige { gelijk(&oud, bytes) } else { None };
        if gelijk.is_some() && fs::hard_link(&oud, &nieuw).is_ok() {
            return Ok(true);
        }
        schrijf_bestand(&nieuw, bytes, gelijk).map_err(|e| self.doel.io(&nieuw, e))?;
        Ok(gelijk.is_some())
    }

    /// Remembers that a file is missing from the tree. A refused path is the caller's to judge.
    fn onthoud(&self, fout: &UitvoerFout) {
        if !matches!(fout, UitvoerFout::Pad { .. }) {
            self.mislukt.store(true, Ordering::Relaxed);
        }
    }
}

impl Drop for Uitvoer {
    /// Removes what stands beside the target. What cannot be removed is for the next start.
    fn drop(&mut self) {
        let _ = boom::verwijder(&self.doel.nieuw);
    }
}

/// A checked path below a folder. Segment by segment: Windows' long paths know no `/`.
fn onder(map: &Path, pad: &str) -> PathBuf {
    let mut heel = map.to_path_buf();
    heel.extend(pad.split('/'));
    heel
}

/// When a file was changed, if it is a regular file with exactly these bytes. Sizes first.
fn gelijk(bestand: &Path, bytes: &[u8]) -> Option<SystemTime> {
    let meta = fs::symlink_metadata(bestand).ok()?;
    if !meta.is_file() || meta.len() != bytes.len() as u64 {
        return None;
    }
    let mut invoer = File::open(bestand).ok()?;
    let mut buffer = vec![0; bytes.len().min(64 * 1024)];
    for deel in bytes.chunks(buffer.len().max(1)) {
        let gelezen = &mut buffer[..deel.len()];
        invoer.read_exact(gelezen).ok()?;
        if gelezen != deel {
            return None;
        }
    }
    meta.modified().ok()
}

/// Writes a new file; a half one does not stay. `tijd` is the moment of change to keep, where the
/// same bytes stood already but could not be linked.
fn schrijf_bestand(pad: &Path, bytes: &[u8], tijd: Option<SystemTime>) -> io::Result<()> {
    let mut bestand = File::create_new(pad)?;
    if let Err(fout) = bestand.write_all(bytes) {
        drop(bestand);
        let _ = fs::remove_file(pad);
        return Err(fout);
    }
    if let Some(tijd) = tijd {
        let _ = bestand.set_modified(tijd);
    }
    Ok(())
}
