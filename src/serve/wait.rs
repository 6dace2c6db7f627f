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

use crate::files::read_log::ReadLog;
use crate::files::system_error;

/// Editors save in several steps: they are done when nothing happens for this long.
const QUIET: Duration = Duration::from_millis(15);
/// But nobody waits for them longer than this.
const PATIENCE: Duration = Duration::from_millis(250);
/// A file that is empty or gone may be on its way back.
const REAPPEAR: Duration = Duration::from_millis(80);
/// How often files are looked at when the system tells of changes.
const RECHECK_INTERVAL: Duration = Duration::from_secs(3);
/// And when it does not.
const POLL_INTERVAL: Duration = Duration::from_millis(500);

/// Watches the folders of what was read.
pub(super) struct Watcher {
    watcher: Option<RecommendedWatcher>,
    watched: BTreeSet<PathBuf>,
    signals: Receiver<()>,
    /// Keeps the channel open when there is no watcher.
    _signal: Sender<()>,
    since: Instant,
    /// Why there is no watcher, until it is told.
    reason: Option<String>,
}

impl Watcher {
    pub(super) fn new(poll: bool) -> Self {
        let (signal, signals) = channel();
        let mut reason = None;
        let watcher = if poll { None } else { watcher(signal.clone()).map_err(|err| reason = Some(err)).ok() };
        Self { watcher, watched: BTreeSet::new(), signals, _signal: signal, since: Instant::now(), reason }
    }

    /// When we noticed the change that is worked on.
    pub(super) fn since(&self) -> Instant {
        self.since
    }

    /// Watches the folders of what was read, and nothing else. Tells once why the system cannot, if so.
    pub(super) fn follow(&mut self, read_log: &ReadLog) -> Option<String> {
        if let Some(watcher) = &mut self.watcher {
            let new = read_log.dirs();
            for gone in self.watched.difference(&new) {
                // It may be gone already.
                let _ = watcher.unwatch(gone);
            }
            // All of them again: a folder may have been replaced by one of the same name.
            let errors = new.iter().filter_map(|dir| watcher.watch(dir, RecursiveMode::NonRecursive).err());
            // What is gone by now will be seen by looking.
            let err = errors.filter(|err| !matches!(err.kind, notify::ErrorKind::PathNotFound)).last();
            self.watched = new;
            if let Some(err) = err {
                self.watcher = None;
                self.reason = Some(reason(&err));
            }
        }
        self.reason.take()
    }

    /// Waits until something is different from how it was read, and returns what.
    pub(super) fn wait(&mut self, read_log: &ReadLog) -> Vec<PathBuf> {
        loop {
            if let Some(changed) = self.wait_until(read_log, None) {
                return changed;
            }
        }
    }

    /// Waits at most this long until something is different from how it was read, and returns what.
    pub(super) fn wait_briefly(&mut self, read_log: &ReadLog, how_long: Duration) -> Option<Vec<PathBuf>> {
        self.wait_until(read_log, Some(Instant::now() + how_long))
    }

    fn wait_until(&mut self, read_log: &ReadLog, until: Option<Instant>) -> Option<Vec<PathBuf>> {
        // The first look finds what changed while it was read, or before its folder was watched.
        let mut look = true;
        loop {
            if look {
                self.since = Instant::now();
                self.settle();
                let mut changed = read_log.changed();
                if changed.iter().any(|path| is_empty(path)) {
                    std::thread::sleep(REAPPEAR);
                    self.settle();
                    changed = read_log.changed();
                }
                if !changed.is_empty() {
                    return Some(changed);
                }
            }
            let rest = until.map(|until| until.saturating_duration_since(Instant::now()));
            if rest.is_some_and(|rest| rest.is_zero()) {
                return None;
            }
            let how_long = if self.watcher.is_some() { RECHECK_INTERVAL } else { POLL_INTERVAL };
            let how_long = rest.map_or(how_long, |rest| rest.min(how_long));
            look = match self.signals.recv_timeout(how_long) {
                Ok(()) => true,
                // Nothing was told; most of the time nothing happened, which is cheap to see.
                Err(RecvTimeoutError::Timeout) => !read_log.is_fresh(),
                Err(RecvTimeoutError::Disconnected) => {
                    std::thread::sleep(POLL_INTERVAL);
                    !read_log.is_fresh()
                }
            };
        }
    }

    /// Waits until nothing happens any more.
    fn settle(&self) {
        let begin = Instant::now();
        while begin.elapsed() < PATIENCE && self.signals.recv_timeout(QUIET).is_ok() {}
    }
}

/// The watcher of the system.
fn watcher(signal: Sender<()>) -> Result<RecommendedWatcher, String> {
    notify::recommended_watcher(move |what: notify::Result<notify::Event>| {
        // Reading is no change, and we read ourselves.
        let to_read =
            |kind: &EventKind| matches!(kind, EventKind::Access(kind) if *kind != AccessKind::Close(AccessMode::Write));
        if !what.is_ok_and(|what| to_read(&what.kind)) {
            let _ = signal.send(());
        }
    })
    .map_err(|err| reason(&err))
}

/// Why the system does not tell of changes, in Dutch.
fn reason(err: &notify::Error) -> String {
    match &err.kind {
        notify::ErrorKind::MaxFilesWatch => "het systeem kan zoveel mappen niet volgen".to_owned(),
        notify::ErrorKind::Io(err) => system_error(err),
        _ => format!("het systeem zegt: {err}"),
    }
}

/// Whether a file is empty or not there.
fn is_empty(path: &Path) -> bool {
    std::fs::metadata(path).map_or(true, |meta| meta.is_file() && meta.len() == 0)
}
