//! The files of the repository.

use std::path::{Path, PathBuf};
use std::{env, fs};

/// A file of the repository, with its path from the root.
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from("."), PathBuf::from)
}

pub(crate) fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// All files below the folders whose name ends in one of these, in the order of their paths.
pub(crate) fn files(folders: &[&str], ends: &[&str]) -> Vec<Source> {
    let mut paths = Vec::new();
    for folder in folders {
        walk(&root().join(folder), ends, &mut paths);
    }
    sources(paths)
}

/// All scripts below the folders: files whose name ends so, and files without an ending whose first line names the interpreter.
pub(crate) fn scripts(folders: &[&str], interpreter: &str, end: &str) -> Vec<Source> {
    let mut paths = Vec::new();
    for folder in folders {
        walk(&root().join(folder), &[""], &mut paths);
    }
    paths.retain(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.ends_with(end) || !name.contains('.') && is_run_by(path, interpreter)
    });
    assert!(!paths.is_empty(), "there are no scripts for {interpreter} in {folders:?}");
    sources(paths)
}

fn is_run_by(path: &Path, interpreter: &str) -> bool {
    let bytes = fs::read(path).unwrap_or_default();
    let first = bytes.split(|b| *b == b'\n').next().unwrap_or_default();
    first.starts_with(b"#!") && first.ends_with(interpreter.as_bytes())
}

fn sources(mut paths: Vec<PathBuf>) -> Vec<Source> {
    paths.sort();
    let named = |path: &PathBuf| path.strip_prefix(root()).unwrap_or(path).to_string_lossy().replace('\\', "/");
    paths.iter().map(named).map(|path| Source { text: read(&path), path }).collect()
}

fn walk(folder: &Path, ends: &[&str], found: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    for entry in entries {
        let path = entry.unwrap_or_else(|e| panic!("{}: {e}", folder.display())).path();
        let name = path.to_string_lossy().into_owned();
        if path.is_dir() && !name.ends_with("node_modules") {
            walk(&path, ends, found);
        } else if ends.iter().any(|end| name.ends_with(end)) {
            found.push(path);
        }
    }
}
