//! What others put in the output folder: the settings of a host (`CNAME`, `web.config`), a repository (`.git`), a proof of who
//! owns the site (`.well-known`). It is carried over into the new tree.
//!
//! A tree knows its own files: their paths stand in [`LIST`], in the tree itself. Everything else is foreign. Of a tree
//! without that list only what a build never writes is foreign: names that begin with a dot, and files in the root without
//! an ending that pages, data and PDFs have.
//!
//! Foreign files are linked into the new tree before the swap, and their first links go with the old tree after it. So
//! the target holds them at every moment, and an interrupted run loses nothing.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use super::{MARKER, below};

/// Name of the file that lists the files of a tree.
pub(super) const LIST: &str = ".steunwijzer-bestanden";

/// What the list says before its paths: always the same bytes.
const HEAD: &str = "Deze bestanden zijn door Steunwijzer gemaakt; andere in deze map blijven bij elke build staan.\n\n";

/// Endings of files in the root that an older build wrote.
const OWN_ENDINGS: [&str; 5] = [".html", ".pdf", ".xml", ".txt", ".json"];

/// What became of the foreign files of a tree: sorted paths; those of folders end in a slash.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Foreign {
    /// They stand in the new tree too.
    pub kept: Vec<String>,
    /// A file of the new tree took their place.
    pub replaced: Vec<String>,
}

/// The list of files of a tree, as it stands in it.
pub(super) fn list(paths: impl Iterator<Item = String>) -> String {
    let mut paths: Vec<String> = paths.collect();
    paths.sort();
    paths.iter().fold(HEAD.to_owned(), |list, path| list + path + "\n")
}

/// Carries what is foreign in `old` over to `new`. Nothing in `old` changes. On an error, gives the path that it is about.
pub(super) fn carry_over(old: &Path, new: &Path) -> Result<Foreign, (String, io::Error)> {
    let own = Own::of(old).map_err(|error| (LIST.to_owned(), error))?;
    let mut foreign = Foreign::default();
    walk(old, new, "", &own, &mut foreign)?;
    foreign.kept.sort();
    foreign.replaced.sort();
    Ok(foreign)
}

/// The files of a tree that are its own, and the folders they stand in; none where the tree has no list of them.
struct Own(Option<(BTreeSet<String>, BTreeSet<String>)>);

impl Own {
    fn of(tree: &Path) -> io::Result<Self> {
        let list = match fs::read_to_string(tree.join(LIST)) {
            Ok(list) => list,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self(None)),
            Err(error) => return Err(error),
        };
        let files: BTreeSet<String> = list.lines().skip_while(|line| !line.is_empty()).map(str::to_owned).collect();
        let folder = |path: &String| path.match_indices('/').map(|(at, _)| path[..at].to_owned()).collect::<Vec<_>>();
        let folders = files.iter().flat_map(folder).collect();
        Ok(Self(Some((files, folders))))
    }

    fn has_file(&self, path: &str) -> bool {
        if [MARKER, LIST].contains(&path) {
            return true;
        }
        let name = path.rsplit('/').next().unwrap_or(path);
        match &self.0 {
            Some((files, _)) => files.contains(path),
            None => !name.starts_with('.') && (path.contains('/') || OWN_ENDINGS.iter().any(|end| name.ends_with(end))),
        }
    }

    fn has_folder(&self, path: &str) -> bool {
        match &self.0 {
            Some((_, folders)) => folders.contains(path),
            None => !path.rsplit('/').next().unwrap_or(path).starts_with('.'),
        }
    }
}

fn walk(old: &Path, new: &Path, at: &str, own: &Own, foreign: &mut Foreign) -> Result<(), (String, io::Error)> {
    let folder = if at.is_empty() { old.to_owned() } else { below(old, at) };
    let here = |error| (at.to_owned(), error);
    for entry in fs::read_dir(&folder).map_err(here)? {
        let entry = entry.map_err(here)?;
        let kind = entry.file_type().map_err(here)?;
        let Some(name) = entry.file_name().to_str().map(str::to_owned) else {
            // A name that is not Unicode cannot be one of ours, nor be shown exactly; it is carried over all the same.
            let name = entry.file_name();
            let target = if at.is_empty() { new.join(&name) } else { below(new, at).join(&name) };
            let shown = format!("{at}/{}", name.to_string_lossy());
            parents(new, at).and_then(|()| link(&entry.path(), &target)).map_err(|error| (shown.clone(), error))?;
            foreign.kept.push(shown.trim_start_matches('/').to_owned());
            continue;
        };
        let path = if at.is_empty() { name } else { format!("{at}/{name}") };
        if kind.is_dir() {
            let target = below(new, &path);
            if own.has_folder(&path) || fs::symlink_metadata(&target).is_ok_and(|meta| meta.is_dir()) {
                walk(old, new, &path, own, foreign)?;
                continue;
            }
        } else if own.has_file(&path) {
            continue;
        }
        let shown = if kind.is_dir() { format!("{path}/") } else { path.clone() };
        let target = below(new, &path);
        if fs::symlink_metadata(&target).is_ok() || blocked(new, at) {
            foreign.replaced.push(shown);
            continue;
        }
        parents(new, at).and_then(|()| link(&entry.path(), &target)).map_err(|error| (path, error))?;
        foreign.kept.push(shown);
    }
    Ok(())
}

/// Whether a file of the new tree stands where a folder would be needed.
fn blocked(new: &Path, folder: &str) -> bool {
    let ends = folder.match_indices('/').map(|(at, _)| at).chain([folder.len()]);
    let mut parts = ends.filter_map(|end| folder.get(..end)).filter(|part| !part.is_empty());
    parts.any(|part| fs::symlink_metadata(below(new, part)).is_ok_and(|meta| !meta.is_dir()))
}

fn parents(new: &Path, folder: &str) -> io::Result<()> {
    if folder.is_empty() { Ok(()) } else { fs::create_dir_all(below(new, folder)) }
}

/// The same file or folder in a second place: files as hard links where that can be, else as copies.
fn link(from: &Path, to: &Path) -> io::Result<()> {
    let meta = fs::symlink_metadata(from)?;
    if meta.is_dir() {
        fs::create_dir(to)?;
        for entry in fs::read_dir(from)? {
            let entry = entry?;
            link(&entry.path(), &to.join(entry.file_name()))?;
        }
        // Last, because a read-only folder could not be filled.
        return fs::set_permissions(to, meta.permissions());
    }
    if meta.is_symlink() {
        return same_link(from, to);
    }
    // A pipe or a socket has nothing to copy: only a link will do.
    match fs::hard_link(from, to) {
        Err(_) if meta.is_file() => fs::copy(from, to).map(|_| ()),
        linked => linked,
    }
}

/// A symbolic link with the same target.
#[cfg(unix)]
fn same_link(from: &Path, to: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(fs::read_link(from)?, to)
}

/// A symbolic link with the same target.
#[cfg(windows)]
fn same_link(from: &Path, to: &Path) -> io::Result<()> {
    use std::os::windows::fs::{symlink_dir, symlink_file};

    let target = fs::read_link(from)?;
    if from.is_dir() { symlink_dir(target, to) } else { symlink_file(target, to) }
}

/// A symbolic link cannot be made here.
#[cfg(not(any(unix, windows)))]
fn same_link(_from: &Path, _to: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
