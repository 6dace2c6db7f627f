//! The only place that reads content files: bounded in size, never outside its own folder.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use include_dir::Dir;

use crate::melding::{Code, Melding, Meldingen};
use crate::source::{Source, Span};

use super::filenames;
use super::near;
use super::read_log::{DirNames, ReadLog};
use super::text_file::TextFile;

/// Largest text file that is read, in bytes. A long profile is about 100 kB.
pub const MAX_TEXT: u64 = 5_000_000;
/// Largest image that is read, in bytes.
pub const MAX_PICTURE: u64 = 10_000_000;

/// A folder that files are read from, and how its paths are shown.
#[derive(Debug, Clone)]
pub struct Files {
    soort: Soort,
    display: String,
    /// Remembers what is read.
    read_log: ReadLog,
    reads: Reads,
}

/// Which files of a folder were read, so that the others can be named. Clones share it.
#[derive(Debug, Clone, Default)]
struct Reads(Arc<Mutex<BTreeSet<PathBuf>>>);

impl Reads {
    fn add(&self, path: &Path) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned());
    }

    fn has(&self, path: &Path) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).contains(path)
    }
}

#[derive(Debug, Clone)]
enum Soort {
    /// A folder on disk; `grens` is the real path of the folder that every file must lie in.
    Disk { root: PathBuf, grens: PathBuf, overlay: Arc<Overlay> },
    /// A folder that is part of the program.
    Builtin(&'static Dir<'static>),
}

/// Files that replace those on disk or are added to them: content as it is going to be. By their full path: that of
/// the content folder, then their own.
pub type Overlay = BTreeMap<PathBuf, Vec<u8>>;

/// Why a file could not be read.
#[derive(Debug)]
pub enum ReadError {
    /// It is not there.
    Missing,
    /// Its path leads outside the folder.
    Outside,
    /// It is larger than the limit in bytes.
    TooBig(u64),
    /// It is a folder, or something else that is not a file.
    NotAFile,
    /// The system refuses.
    Unreadable(io::Error),
}

impl Files {
    /// A folder on disk; files in it may not lie outside it, not even through symbolic links.
    ///
    /// # Errors
    /// When the folder is not there or cannot be entered.
    pub fn disk(root: &Path, display: &str) -> io::Result<Self> {
        Self::disk_with(root, display, Arc::default())
    }

    /// A folder on disk, with an overlay.
    ///
    /// # Errors
    /// When the folder is not there or cannot be entered.
    pub fn disk_with(root: &Path, display: &str, overlay: Arc<Overlay>) -> io::Result<Self> {
        let grens = root.canonicalize()?;
        if !grens.is_dir() {
            return Err(io::ErrorKind::NotADirectory.into());
        }
        let soort = Soort::Disk { root: root.to_owned(), grens, overlay };
        Ok(Self { soort, display: display.to_owned(), read_log: ReadLog::none(), reads: Reads::default() })
    }

    /// The same folder; what is read from it from now on is logged.
    #[must_use]
    pub fn with_read_log(&self, read_log: &ReadLog) -> Self {
        Self { read_log: read_log.clone(), ..self.clone() }
    }

    /// The same folder, as if nothing was read from it yet: [`Self::was_read`] counts from here.
    #[must_use]
    pub fn unread(&self) -> Self {
        Self { reads: Reads::default(), ..self.clone() }
    }

    /// Whether a file in this folder was read, or was asked for and could not be.
    pub fn was_read(&self, path: &str) -> bool {
        match &self.soort {
            Soort::Disk { root, .. } => self.reads.has(&root.join(path)),
            Soort::Builtin(_) => true,
        }
    }

    /// Counts a file as read: it has been reported already.
    pub(crate) fn count_as_read(&self, path: &str) {
        if let Soort::Disk { root, .. } = &self.soort {
            self.reads.add(&root.join(path));
        }
    }

    /// A folder that is part of the program.
    pub fn builtin(dir: &'static Dir<'static>, display: &str) -> Self {
        let (read_log, reads) = (ReadLog::none(), Reads::default());
        Self { soort: Soort::Builtin(dir), display: display.to_owned(), read_log, reads }
    }

    /// A folder without files: for callers that want the built-in definitions only.
    pub fn empty() -> Self {
        Self::builtin(&EMPTY_DIR, "")
    }

    /// A folder below this one. Files in it may lie anywhere inside `self`'s bound.
    pub fn below(&self, name: &str) -> Self {
        let soort = match &self.soort {
            Soort::Disk { root, grens, overlay } => {
                let (root, grens) = (root.join(name), grens.clone());
                Soort::Disk { root, grens, overlay: Arc::clone(overlay) }
            }
            Soort::Builtin(dir) => Soort::Builtin(dir.get_dir(dir.path().join(name)).unwrap_or(&EMPTY_DIR)),
        };
        Self { soort, display: self.show(name), read_log: self.read_log.clone(), reads: self.reads.clone() }
    }

    /// The path of a file as shown in messages.
    pub fn show(&self, path: &str) -> String {
        if self.display.is_empty() { path.to_owned() } else { format!("{}/{path}", self.display) }
    }

    /// The bytes of a file of at most `at_most` bytes; `path` is relative, with `/`, without `..`.
    ///
    /// # Errors
    /// [`ReadError`] says why not.
    pub fn read(&self, path: &str, at_most: u64) -> Result<Vec<u8>, ReadError> {
        let tidy = !path.contains('\\') && Path::new(path).components().all(|c| matches!(c, Component::Normal(_)));
        if path.is_empty() || !tidy {
            return Err(ReadError::Outside);
        }
        match &self.soort {
            Soort::Disk { root, grens, overlay } => {
                let path = near::on_disk(root, path);
                match overlay.get(&path) {
                    Some(bytes) if bytes.len() as u64 > at_most => Err(ReadError::TooBig(at_most)),
                    Some(bytes) => Ok(bytes.clone()),
                    None => {
                        self.reads.add(&path);
                        let stat_only = self.read_log.stat_only(&path);
                        let loaded = read_disk(&path, grens, at_most);
                        self.read_log.file(&path, stat_only, loaded.as_deref().ok());
                        loaded
                    }
                }
            }
            Soort::Builtin(dir) => {
                let file = dir.get_file(dir.path().join(path)).ok_or(ReadError::Missing)?;
                Ok(file.contents().to_vec())
            }
        }
    }

    /// A text file as source. A problem is reported at `at` (the place that names the file), else at the file itself.
    pub fn read_text(&self, path: &str, at: Option<&Span>, meldingen: &mut Meldingen) -> Option<Arc<Source>> {
        self.read_file(path, at, meldingen).map(|file| Arc::clone(file.source()))
    }

    /// A text file as [`Self::read_text`] reads it, to be parsed: the one that was read before, when the read log has
    /// it and it has not changed.
    pub fn read_file(&self, path: &str, at: Option<&Span>, meldingen: &mut Meldingen) -> Option<Arc<TextFile>> {
        let on_disk = match &self.soort {
            Soort::Disk { root, overlay, .. } => {
                Some(near::on_disk(root, path)).filter(|path| !overlay.contains_key(path))
            }
            Soort::Builtin(_) => None,
        };
        if let Some(file) = on_disk.as_ref().and_then(|path| self.read_log.same_text(path)) {
            on_disk.iter().for_each(|path| self.reads.add(path));
            return Some(file);
        }
        let bytes = self.read(path, MAX_TEXT).map_err(|err| meldingen.push(self.melding(path, &err, at))).ok()?;
        let source = crate::yaml::to_source(&self.show(path), bytes, meldingen)?;
        let file = Arc::new(TextFile::new(source));
        if let Some(path) = on_disk {
            self.read_log.text(&path, &file);
        }
        Some(file)
    }

    /// A text file byte for byte, for callers that are about to change it; `None` when it cannot be read as UTF-8.
    pub fn read_verbatim(&self, path: &str) -> Option<Arc<Source>> {
        let bytes = self.read(path, MAX_TEXT).ok()?;
        String::from_utf8(bytes).ok().map(|text| Source::new(self.show(path), text))
    }

    /// The path that was most likely meant by one that is not there.
    fn meant(&self, path: &str) -> Option<String> {
        let Soort::Disk { root, .. } = &self.soort else { return None };
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let names = near::names_in(&root.join(folder));
        let meant = near::meant(name, &names)?;
        Some(if folder.is_empty() { meant.to_owned() } else { format!("{folder}/{meant}") })
    }

    /// The message for a file that could not be read.
    pub fn melding(&self, path: &str, err: &ReadError, at: Option<&Span>) -> Melding {
        let (code, message, hint) = match err {
            ReadError::Missing => (
                Code::FileMissing,
                format!("bestand `{path}` is er niet"),
                match (at, self.meant(path)) {
                    (Some(_), Some(name)) => {
                        format!("er is wel `{name}`: geef het bestand of de verwijzing die andere naam")
                    }
                    (Some(_), None) => format!("zet het bestand op `{}`, of verander de naam hier", self.show(path)),
                    (None, Some(name)) if name.eq_ignore_ascii_case(path) => {
                        format!("er is wel `{name}`; hernoem dat naar `{path}`")
                    }
                    (None, _) => format!("maak het bestand `{}`", self.show(path)),
                },
            ),
            ReadError::Outside => (
                Code::PathOutsideDir,
                format!("`{path}` ligt buiten de eigen map"),
                "zet het bestand in de map zelf en noem het met een pad zonder `..` of koppeling".to_owned(),
            ),
            ReadError::TooBig(grens) => (
                Code::FileTooBig,
                format!("bestand `{path}` is groter dan {} MB", grens / 1_000_000),
                "maak het bestand kleiner of splits het".to_owned(),
            ),
            ReadError::NotAFile => (
                Code::FileUnreadable,
                format!("`{path}` is geen gewoon bestand, maar bijvoorbeeld een map"),
                "zet hier een gewoon bestand met deze naam".to_owned(),
            ),
            ReadError::Unreadable(err) => (
                Code::FileUnreadable,
                format!("bestand `{path}` kan niet gelezen worden ({})", system_error(err)),
                "geef uzelf leesrecht op het bestand".to_owned(),
            ),
        };
        match at {
            Some(span) => Melding::at(code, span, message),
            None => Melding::at_path(code, self.show(path), message),
        }
        .hint(hint)
    }

    /// The message for a file or folder that looks like a copy of one beside it. `article` goes before its name: an
    /// article and a noun, or nothing.
    pub fn copy_message(&self, name: &str, names: &[String], article: &str) -> Option<Melding> {
        let original = filenames::copied_from(name, names.iter().map(String::as_str))?;
        let said = format!("{article} `{name}` lijkt een kopie van `{original}`");
        let hint = format!("haal de kopie weg; is het iets anders dan `{original}`, geef het dan een eigen naam");
        Some(Melding::at_path(Code::LooksLikeCopy, self.show(name), said.trim_start()).hint(hint))
    }

    /// Names in this folder, sorted, files and folders apart. A folder that is not there is empty; one that cannot be
    /// read is reported. Hidden names, and what programs leave behind, are left out.
    pub fn content(&self, meldingen: &mut Meldingen) -> DirContent {
        let mut content = DirContent::default();
        match &self.soort {
            Soort::Builtin(dir) => {
                let name = |path: &Path| path.file_name().map(|n| n.to_string_lossy().into_owned());
                content.files = dir.files().filter_map(|f| name(f.path())).collect();
                content.dirs = dir.dirs().filter_map(|d| name(d.path())).collect();
            }
            Soort::Disk { root, .. } => {
                let stat_only = self.read_log.stat_only(root);
                let loaded = DirNames::read(root);
                self.read_log.dir(root, stat_only, &loaded);
                match loaded {
                    Ok(DirNames { files, dirs, hidden, left_out }) => {
                        content = DirContent { files, dirs, hidden, left_out }
                    }
                    Err(err) if err.kind() == io::ErrorKind::NotFound => {}
                    Err(err) => meldingen.push(self.dir_unreadable(&err)),
                }
            }
        }
        if let Soort::Disk { root, overlay, .. } = &self.soort {
            content.absorb(root, overlay);
        }
        content.files.sort();
        content.dirs.sort();
        for name in &content.files {
            let lower = name.to_lowercase();
            if lower.ends_with(".yml") || (lower.ends_with(".yaml") && !name.ends_with(".yaml")) {
                let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
                meldingen.push(
                    Melding::at_path(Code::FileKind, self.show(name), format!("`{name}` wordt niet gelezen"))
                        .hint(format!("noem het bestand `{stem}.yaml`")),
                );
            }
        }
        content
    }

    fn dir_unreadable(&self, err: &io::Error) -> Melding {
        let message = format!("map `{}` kan niet gelezen worden ({})", self.display, system_error(err));
        Melding::at_path(Code::FileUnreadable, self.display.clone(), message).hint("geef uzelf leesrecht op de map")
    }

    /// Makes this folder the bound: files in folders below may not lie outside it.
    ///
    /// # Errors
    /// When the folder is not there, cannot be entered, or lies outside the current bound.
    pub fn confine(&self) -> Result<Self, ReadError> {
        match &self.soort {
            Soort::Builtin(_) => Ok(self.clone()),
            // A folder that is not on disk yet has no real path: it lies where its path says.
            Soort::Disk { root, overlay, .. } if !root.exists() && is_in_overlay(root, overlay) => Ok(self.clone()),
            Soort::Disk { root, grens, overlay } => {
                let real = root.canonicalize().map_err(from_io)?;
                if !real.starts_with(grens) {
                    return Err(ReadError::Outside);
                }
                Ok(Self {
                    soort: Soort::Disk { root: root.clone(), grens: real, overlay: Arc::clone(overlay) },
                    ..self.clone()
                })
            }
        }
    }
}

static EMPTY_DIR: Dir<'static> = Dir::new("", &[]);

/// What a folder holds.
#[derive(Debug, Default)]
pub struct DirContent {
    /// Names of files, sorted.
    pub files: Vec<String>,
    /// Names of folders, sorted.
    pub dirs: Vec<String>,
    /// Names of files that would be content without the dot before them; sorted. Nothing reads them.
    pub hidden: Vec<String>,
    /// Names of files that are not read because programs leave such files: hidden ones, backups, locks.
    pub left_out: Vec<String>,
}

impl DirContent {
    /// Adds the names of files in the overlay.
    fn absorb(&mut self, dir: &Path, overlay: &Overlay) {
        for path in overlay.range(dir.to_owned()..).map(|(path, _)| path).take_while(|path| path.starts_with(dir)) {
            let Ok(rest) = path.strip_prefix(dir) else { continue };
            let mut parts = rest.components();
            let Some(Component::Normal(name)) = parts.next() else { continue };
            let name = name.to_string_lossy().into_owned();
            let names = if parts.next().is_some() { &mut self.dirs } else { &mut self.files };
            if !name.starts_with('.') && !names.contains(&name) {
                names.push(name);
            }
        }
    }
}

fn is_in_overlay(dir: &Path, overlay: &Overlay) -> bool {
    overlay.range(dir.to_owned()..).next().is_some_and(|(path, _)| path.starts_with(dir))
}

fn read_disk(path: &Path, grens: &Path, at_most: u64) -> Result<Vec<u8>, ReadError> {
    use std::io::Read as _;
    let real = path.canonicalize().map_err(from_io)?;
    if !real.starts_with(grens) {
        return Err(ReadError::Outside);
    }
    let attributes = std::fs::metadata(&real).map_err(from_io)?;
    if !attributes.is_file() {
        return Err(ReadError::NotAFile);
    }
    if attributes.len() > at_most {
        return Err(ReadError::TooBig(at_most));
    }
    let mut bytes = Vec::new();
    let file = std::fs::File::open(&real).map_err(from_io)?;
    // The file may have grown since it was measured.
    file.take(at_most + 1).read_to_end(&mut bytes).map_err(from_io)?;
    if bytes.len() as u64 > at_most {
        return Err(ReadError::TooBig(at_most));
    }
    Ok(bytes)
}

fn from_io(err: io::Error) -> ReadError {
    match err.kind() {
        io::ErrorKind::NotFound => ReadError::Missing,
        io::ErrorKind::IsADirectory | io::ErrorKind::NotADirectory => ReadError::NotAFile,
        _ => ReadError::Unreadable(err),
    }
}

/// A system error in Dutch, for those that authors meet.
pub fn system_error(err: &io::Error) -> String {
    match err.kind() {
        io::ErrorKind::PermissionDenied => "geen toestemming".to_owned(),
        io::ErrorKind::NotFound => "bestaat niet".to_owned(),
        io::ErrorKind::NotADirectory => "dit is geen map".to_owned(),
        io::ErrorKind::StorageFull => "de schijf is vol".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "de schijf is alleen te lezen".to_owned(),
        _ if cfg!(unix) && matches!(err.raw_os_error(), Some(23 | 24)) => "er staan te veel bestanden open".to_owned(),
        _ if err.raw_os_error() == Some(40) => "de koppeling wijst naar zichzelf".to_owned(),
        _ => format!("het systeem zegt: {err}"),
    }
}
