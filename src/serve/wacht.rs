//! Waits until something that was read is different on disk.
//!
//! The watcher of the system only says when to look; what is different is found by looking. Where it
//! cannot watch, or says nothing (network drives), files are looked at every so often.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::model::bestanden::systeemfout;
use crate::model::spoor::Spoor;

/// Editors save in several steps: they are done when nothing happens for this long.
const RUST: Duration = Duration::from_millis(15);
/// But nobody waits longer than this.
const GEDULD: Duration = Duration::from_millis(250);
/// A file that is empty or gone may be on its way back.
const TERUGKEER: Duration = Duration::from_millis(80);
/// How often files are looked at when the system tells of changes.
const ZEKERHEID: Duration = Duration::from_secs(3);
/// And when it does not.
const PEIL: Duration = Duration::from_millis(500);

/// Watches the folders of what was read.
pub(super) struct Wachter {
    wachter: Option<RecommendedWatcher>,
    gevolgd: BTreeSet<PathBuf>,
    seinen: Receiver<()>,
    /// Keeps the channel open when there is no watcher.
    _sein: Sender<()>,
    sinds: Instant,
    /// Why there is no watcher, still to be told.
    waarom: Option<String>,
}

impl Wachter {
    pub(super) fn nieuw(peilen: bool) -> Self {
        let (sein, seinen) = channel();
        let mut waarom = None;
        let wachter = if peilen { None } else { wachter(sein.clone()).map_err(|fout| waarom = Some(fout)).ok() };
        Self { wachter, gevolgd: BTreeSet::new(), seinen, _sein: sein, sinds: Instant::now(), waarom }
    }

    /// When the change began that is worked on.
    pub(super) fn sinds(&self) -> Instant {
        self.sinds
    }

    /// Watches what this says was read, and nothing else. Tells why, when the system cannot.
    pub(super) fn volg(&mut self, spoor: &Spoor) -> Option<String> {
        if let Some(wachter) = &mut self.wachter {
            let nieuw = spoor.mappen();
            for weg in self.gevolgd.difference(&nieuw) {
                // It may be gone already.
                let _ = wachter.unwatch(weg);
            }
            // All of them again: a folder may have been replaced by one of the same name.
            let fouten = nieuw.iter().filter_map(|map| wachter.watch(map, RecursiveMode::NonRecursive).err());
            // What is gone by now is seen by looking.
            let fout = fouten.filter(|fout| !matches!(fout.kind, notify::ErrorKind::PathNotFound)).last();
            self.gevolgd = nieuw;
            if let Some(fout) = fout {
                self.wachter = None;
                self.waarom = Some(waarom(&fout));
            }
        }
        self.waarom.take()
    }

    /// Waits until something is different from how it was read; gives what.
    pub(super) fn wacht(&mut self, spoor: &Spoor) -> Vec<PathBuf> {
        loop {
            if let Some(veranderd) = self.wacht_tot(spoor, None) {
                return veranderd;
            }
        }
    }

    /// Waits for as long as is said until something is different from how it was read; gives what.
    pub(super) fn wacht_even(&mut self, spoor: &Spoor, hoelang: Duration) -> Option<Vec<PathBuf>> {
        self.wacht_tot(spoor, Some(Instant::now() + hoelang))
    }

    fn wacht_tot(&mut self, spoor: &Spoor, tot: Option<Instant>) -> Option<Vec<PathBuf>> {
        // What changed while it was read, or before its folder was watched, shows at once.
        let mut kijk = true;
        loop {
            if kijk {
                self.sinds = Instant::now();
                self.rust();
                let mut veranderd = spoor.veranderd();
                if veranderd.iter().any(|pad| is_leeg(pad)) {
                    std::thread::sleep(TERUGKEER);
                    self.rust();
                    veranderd = spoor.veranderd();
                }
                if !veranderd.is_empty() {
                    return Some(veranderd);
                }
            }
            let rest = tot.map(|tot| tot.saturating_duration_since(Instant::now()));
            if rest.is_some_and(|rest| rest.is_zero()) {
                return None;
            }
            let hoelang = if self.wachter.is_some() { ZEKERHEID } else { PEIL };
            let hoelang = rest.map_or(hoelang, |rest| rest.min(hoelang));
            kijk = match self.seinen.recv_timeout(hoelang) {
                Ok(()) => true,
                // Nothing was said; most of the time there is nothing to say.
                Err(RecvTimeoutError::Timeout) => !spoor.is_vers(),
                Err(RecvTimeoutError::Disconnected) => {
                    std::thread::sleep(PEIL);
                    !spoor.is_vers()
                }
            };
        }
    }

    /// Waits until nothing happens any more.
    fn rust(&self) {
        let begin = Instant::now();
        while begin.elapsed() < GEDULD && self.seinen.recv_timeout(RUST).is_ok() {}
    }
}

/// The watcher of the system.
fn wachter(sein: Sender<()>) -> Result<RecommendedWatcher, String> {
    notify::recommended_watcher(move |wat: notify::Result<notify::Event>| {
        // Reading is no change, and we read ourselves.
        let lezen = |soort: &EventKind| {
            matches!(soort, EventKind::Access(soort) if *soort != AccessKind::Close(AccessMode::Write))
        };
        if !wat.is_ok_and(|wat| lezen(&wat.kind)) {
            let _ = sein.send(());
        }
    })
    .map_err(|fout| waarom(&fout))
}

/// Why the system does not tell of changes, in Dutch.
fn waarom(fout: &notify::Error) -> String {
    match &fout.kind {
        notify::ErrorKind::MaxFilesWatch => "het systeem kan zoveel mappen niet volgen".to_owned(),
        notify::ErrorKind::Io(fout) => systeemfout(fout),
        _ => format!("het systeem zegt: {fout}"),
    }
}

/// Whether a file is empty or not there.
fn is_leeg(pad: &Path) -> bool {
    std::fs::metadata(pad).map_or(true, |meta| meta.is_file() && meta.len() == 0)
}
