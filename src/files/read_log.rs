//! What was read and looked for, so that a preview knows when to read again.
//!
//! A [`ReadLog`] remembers every file and folder with what was in it at that moment. Asking it what changed looks at
//! the disk again; an event of a watcher only says when to ask. So no change is missed when events are lost, and
//! nothing is built again for a file that was saved with the same bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use rayon::prelude::*;

use super::filenames;
use super::text_file::TextFile;

/// A file that changed so shortly before it was read may change again without a new time or length: some file systems
/// count in steps of two seconds.
const TOO_FRESH: Duration = Duration::from_secs(2);

/// What was read and looked for; a build remembers nothing. Clones share what they remember.
#[derive(Debug, Clone, Default)]
pub struct ReadLog(Option<Arc<Ledger>>);

/// What a [`ReadLog`] remembers.
#[derive(Debug, Default)]
struct Ledger {
    paths: Mutex<BTreeMap<PathBuf, Observation>>,
    /// What was made of text files.
    texts: Mutex<BTreeMap<PathBuf, Arc<TextFile>>>,
    /// What was made of them the previous time, and how they were found then.
    earlier: Mutex<BTreeMap<PathBuf, (Observation, Arc<TextFile>)>>,
}

/// How a path was found.
#[derive(Debug, Clone)]
struct Observation {
    stat: Option<Stat>,
    what: What,
    too_fresh: bool,
}

/// What was at a path.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum What {
    /// A file with bytes of this hash.
    File(u64),
    /// A folder with names of this hash.
    Dir(u64),
    /// Nothing but its metadata: nothing is there, or it could not be read.
    StatOnly,
}

/// The metadata of a file or folder, in which most changes show without reading it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stat {
    modified: Option<SystemTime>,
    length: u64,
    dir: bool,
    file: bool,
    read_only: bool,
    #[cfg(unix)]
    mode: u32,
}

impl Stat {
    fn of(path: &Path) -> Option<Self> {
        let meta = fs::metadata(path).ok()?;
        Some(Self {
            modified: meta.modified().ok(),
            length: meta.len(),
            dir: meta.is_dir(),
            file: meta.is_file(),
            read_only: meta.permissions().readonly(),
            #[cfg(unix)]
            mode: std::os::unix::fs::PermissionsExt::mode(&meta.permissions()),
        })
    }

    /// Without what changes when something in the folder changes.
    fn without_content(self) -> Self {
        Self { modified: None, length: 0, ..self }
    }

    fn too_fresh(&self) -> bool {
        // A time in the future counts too.
        self.modified.is_none_or(|time| time.elapsed().map_or(true, |old| old < TOO_FRESH))
    }
}

impl ReadLog {
    /// Remembers nothing.
    pub fn none() -> Self {
        Self::default()
    }

    /// Remembers from now on.
    pub fn new() -> Self {
        Self(Some(Arc::default()))
    }

    /// Remembers from now on, and reuses what was made of text files that are still as `earlier` remembers them. That
    /// is for one round of reading: [`Self::finish`] ends it.
    pub fn after(earlier: &Self) -> Self {
        let (Some(paths), Some(ledger)) = (earlier.paths(), &earlier.0) else { return Self::new() };
        let texts = ledger.texts.lock().unwrap_or_else(PoisonError::into_inner);
        let known = texts.iter().filter_map(|(path, file)| {
            let observation = paths.get(path)?.clone();
            Some((path.clone(), (observation, Arc::clone(file))))
        });
        Self(Some(Arc::new(Ledger { earlier: Mutex::new(known.collect()), ..Ledger::default() })))
    }

    /// Everything was read: what is left from the previous time is not needed any more.
    pub fn finish(&self) {
        if let Some(ledger) = &self.0 {
            ledger.earlier.lock().unwrap_or_else(PoisonError::into_inner).clear();
        }
    }

    /// A text file of the previous time, if it is still the same.
    pub(super) fn same_text(&self, path: &Path) -> Option<Arc<TextFile>> {
        let ledger = self.0.as_ref()?;
        let (observation, file) = ledger.earlier.lock().unwrap_or_else(PoisonError::into_inner).get(path)?.clone();
        if observation.is_different(path) {
            return None;
        }
        self.paths()?.insert(path.to_owned(), observation);
        self.text(path, &file);
        Some(file)
    }

    /// Remembers a text file that was read.
    pub(super) fn text(&self, path: &Path, file: &Arc<TextFile>) {
        if let Some(ledger) = &self.0 {
            let mut texts = ledger.texts.lock().unwrap_or_else(PoisonError::into_inner);
            texts.insert(path.to_owned(), Arc::clone(file));
        }
    }

    /// The metadata of a path, to be taken before it is read; none when nothing is remembered.
    pub(super) fn stat_only(&self, path: &Path) -> Option<Stat> {
        self.0.as_ref().and_then(|_| Stat::of(path))
    }

    /// Remembers a file that was read, or that could not be.
    pub(super) fn file(&self, path: &Path, stat: Option<Stat>, bytes: Option<&[u8]>) {
        self.remember(path, stat, || bytes.map_or(What::StatOnly, |bytes| What::File(sum(bytes))));
    }

    /// Remembers a folder that was listed, or that could not be.
    pub(super) fn dir(&self, path: &Path, stat: Option<Stat>, content: &io::Result<DirNames>) {
        self.remember(path, stat, || content.as_ref().map_or(What::StatOnly, |names| What::Dir(sum(names))));
    }

    /// Whether a folder is there. From now on a change of that counts as a change.
    pub fn is_dir(&self, path: &Path) -> bool {
        let stat = Stat::of(path);
        let is_dir = stat.as_ref().is_some_and(|k| k.dir);
        // What is in it matters only to whoever lists it; here only that it is there.
        let stat_only = stat.map(Stat::without_content);
        if let Some(mut paths) = self.paths() {
            paths.entry(path.to_owned()).or_insert(Observation {
                stat: stat_only,
                what: What::StatOnly,
                too_fresh: false,
            });
        }
        is_dir
    }

    fn remember(&self, path: &Path, stat: Option<Stat>, what: impl FnOnce() -> What) {
        if let Some(mut paths) = self.paths() {
            let too_fresh = stat.as_ref().is_some_and(Stat::too_fresh);
            let observation = Observation { stat, what: what(), too_fresh };
            paths.insert(path.to_owned(), observation);
        }
    }

    fn paths(&self) -> Option<MutexGuard<'_, BTreeMap<PathBuf, Observation>>> {
        self.0.as_ref().map(|ledger| ledger.paths.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Remembers what another log remembers too.
    pub fn extend(&self, other: &Self) {
        if let (Some(mut here), Some(there)) = (self.paths(), other.paths()) {
            here.extend(there.iter().map(|(path, observation)| (path.clone(), observation.clone())));
        }
    }

    /// The paths that are no longer as they were found, in order.
    pub fn changed(&self) -> Vec<PathBuf> {
        let Some(paths) = self.paths() else { return Vec::new() };
        let paths: Vec<(&PathBuf, &Observation)> = paths.iter().collect();
        let changed = paths.into_par_iter().filter(|(path, observation)| observation.is_different(path));
        changed.map(|(path, _)| path.clone()).collect()
    }

    /// A hash of what was found at the paths that fit. Two hashes differ when anything there does.
    pub fn sum(&self, fits: impl Fn(&Path) -> bool) -> u64 {
        let Some(paths) = self.paths() else { return 0 };
        let mut sum = DefaultHasher::new();
        for (path, observation) in paths.iter().filter(|(path, _)| fits(path)) {
            (path, &observation.what).hash(&mut sum);
        }
        sum.finish()
    }

    /// Whether everything is still as it was found.
    pub fn is_fresh(&self) -> bool {
        let Some(paths) = self.paths() else { return false };
        !paths.iter().any(|(path, observation)| observation.is_different(path))
    }

    /// The folders to watch for a change of anything remembered: those of files, folders that were listed, and the
    /// nearest that is there for what is not. Links are followed too.
    pub fn dirs(&self) -> BTreeSet<PathBuf> {
        let mut out = BTreeSet::new();
        let Some(paths) = self.paths() else { return out };
        for (path, observation) in paths.iter() {
            let ouder = path.parent().map_or(Path::new("."), |o| if o == Path::new("") { Path::new(".") } else { o });
            let dir = match &observation.stat {
                Some(stat) if stat.dir => path,
                _ => ouder,
            };
            if let Some(dir) = dir.ancestors().find(|m| m.is_dir()) {
                out.insert(dir.to_owned());
            } else {
                out.insert(PathBuf::from("."));
            }
            if fs::symlink_metadata(path).is_ok_and(|m| m.is_symlink())
                && let Ok(real) = path.canonicalize()
            {
                out.extend(real.parent().map(Path::to_owned));
                out.extend(Some(ouder.to_owned()).filter(|o| o.is_dir()));
            }
        }
        out
    }
}

impl Observation {
    /// Whether a path is no longer as it was found.
    fn is_different(&self, path: &Path) -> bool {
        let now = Stat::of(path);
        match (&self.what, now) {
            (What::StatOnly, Some(now)) if self.stat.as_ref().is_some_and(|k| k.modified.is_none()) => {
                self.stat != Some(now.without_content())
            }
            (What::StatOnly, now) => now != self.stat,
            (_, None) => true,
            (_, now) if now == self.stat && !self.too_fresh => false,
            // Reading a pipe would wait for ever.
            (What::File(_), Some(now)) if !now.file => true,
            (What::File(then), Some(_)) => read(path).map_or(true, |bytes| sum(&bytes[..]) != *then),
            (What::Dir(then), Some(_)) => DirNames::read(path).map_or(true, |names| sum(&names) != *then),
        }
    }
}

/// Whether a path leads to the folder it is in, or to one above that.
fn leads_up(dir: &Path, path: &Path) -> bool {
    dir.canonicalize().is_ok_and(|here| path.canonicalize().is_ok_and(|to| here.starts_with(to)))
}

/// The names in a folder, sorted, without what programs leave behind; content whose name hides it apart.
#[derive(Debug, Default)]
pub(super) struct DirNames {
    pub(super) files: Vec<String>,
    pub(super) dirs: Vec<String>,
    pub(super) hidden: Vec<String>,
    /// Names that are left out: hidden ones of programs, backups, locks.
    pub(super) left_out: Vec<String>,
}

impl std::hash::Hash for DirNames {
    /// What programs leave behind comes and goes, and changes nothing.
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (&self.files, &self.dirs, &self.hidden).hash(state);
    }
}

impl DirNames {
    pub(super) fn read(dir: &Path) -> io::Result<Self> {
        let mut out = Self::default();
        for dir_entry in fs::read_dir(dir)? {
            let dir_entry = dir_entry?;
            let name = dir_entry.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') {
                if !dir_entry.path().is_dir() {
                    let hidden = filenames::is_hidden_work(&name);
                    if hidden { &mut out.hidden } else { &mut out.left_out }.push(name);
                }
                continue;
            }
            // A link counts as what it leads to.
            let soort = dir_entry.file_type();
            let is_dir = soort.map_or_else(
                |_| dir_entry.path().is_dir(),
                |s| s.is_dir() || s.is_symlink() && dir_entry.path().is_dir(),
            );
            if is_dir {
                // A link to a folder above holds nothing that was not seen there, and following it would never end.
                let linked = dir_entry.file_type().is_ok_and(|soort| soort.is_symlink());
                if linked && leads_up(dir, &dir_entry.path()) {
                    continue;
                }
                out.dirs.push(name);
            } else if filenames::is_by_product(&name) {
                out.left_out.push(name);
            } else {
                out.files.push(name);
            }
        }
        out.files.sort();
        out.dirs.sort();
        out.hidden.sort();
        out.left_out.sort();
        Ok(out)
    }
}

/// The bytes of a file, up to the largest that is ever read.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(64 << 20).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn sum(what: &(impl std::hash::Hash + ?Sized)) -> u64 {
    let mut sum = DefaultHasher::new();
    what.hash(&mut sum);
    sum.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Files;
    use crate::melding::Meldingen;

    /// A folder with one text, of which everything was read and looked for.
    fn loaded() -> (tempfile::TempDir, ReadLog) {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("teksten")).unwrap();
        fs::write(dir.path().join("teksten/a.md"), "een").unwrap();
        let read_log = ReadLog::new();
        read_all(dir.path(), &read_log);
        (dir, read_log)
    }

    fn read_all(dir: &Path, read_log: &ReadLog) {
        let files = Files::disk(dir, "content").unwrap().with_read_log(read_log);
        let texts = files.below("teksten");
        texts.content(&mut Meldingen::new());
        assert!(texts.read("a.md", 100).is_ok());
        assert!(texts.read("b.md", 100).is_err());
        assert!(!read_log.is_dir(&dir.join("thema")));
    }

    fn changed(dir: &tempfile::TempDir, read_log: &ReadLog) -> Vec<String> {
        assert_eq!(read_log.is_fresh(), read_log.changed().is_empty());
        let short = |path: PathBuf| path.strip_prefix(dir.path()).unwrap().to_string_lossy().into_owned();
        read_log.changed().into_iter().map(short).collect()
    }

    #[test]
    fn what_stayed_the_same_has_not_changed() {
        let (dir, read_log) = loaded();
        fs::write(dir.path().join("teksten/a.md"), "een").unwrap();
        fs::write(dir.path().join("teksten/.a.md.swp"), "x").unwrap();
        fs::write(dir.path().join("elders.md"), "x").unwrap();
        assert_eq!(changed(&dir, &read_log), [""; 0]);
    }

    #[test]
    fn another_word_of_the_same_length_is_a_change() {
        let (dir, read_log) = loaded();
        let path = dir.path().join("teksten/a.md");
        let time = fs::metadata(&path).unwrap().modified().unwrap();
        fs::write(&path, "elf").unwrap();
        fs::File::options().write(true).open(&path).unwrap().set_modified(time).unwrap();
        assert_eq!(changed(&dir, &read_log), ["teksten/a.md"]);
        read_all(dir.path(), &read_log);
        assert_eq!(changed(&dir, &read_log), [""; 0]);
    }

    #[test]
    fn what_was_looked_for_and_appears_is_a_change() {
        let (dir, read_log) = loaded();
        fs::create_dir(dir.path().join("thema")).unwrap();
        assert_eq!(changed(&dir, &read_log), ["thema"]);
        fs::write(dir.path().join("teksten/b.md"), "x").unwrap();
        assert_eq!(changed(&dir, &read_log), ["teksten", "teksten/b.md", "thema"]);
    }

    #[test]
    fn what_is_gone_is_a_change_and_a_replaced_dir_is_not() {
        let (dir, read_log) = loaded();
        fs::rename(dir.path().join("teksten"), dir.path().join("oud")).unwrap();
        assert_eq!(changed(&dir, &read_log), ["teksten", "teksten/a.md"]);
        fs::create_dir(dir.path().join("teksten")).unwrap();
        fs::write(dir.path().join("teksten/a.md"), "een").unwrap();
        assert_eq!(changed(&dir, &read_log), [""; 0]);
    }

    #[test]
    fn the_dirs_of_what_was_read_are_watched() {
        let (dir, read_log) = loaded();
        fs::create_dir_all(dir.path().join("output/diep")).unwrap();
        let dirs: Vec<PathBuf> = read_log.dirs().into_iter().collect();
        assert_eq!(dirs, [dir.path().to_owned(), dir.path().join("teksten")]);
    }

    #[test]
    fn a_build_remembers_nothing() {
        let (dir, _) = loaded();
        let none = ReadLog::none();
        read_all(dir.path(), &none);
        assert_eq!((none.changed().len(), none.dirs().len(), none.is_fresh()), (0, 0, false));
    }
}
