//! Paths inside the output: which are allowed, and which are taken.

use std::collections::HashMap;

use crate::files::filenames;
pub use crate::files::filenames::PathReason;

use super::OutputError;

/// Refuses a path that leaves the output or does not work on every system.
pub(super) fn check(path: &str) -> Result<(), OutputError> {
    match filenames::objection(path) {
        None => Ok(()),
        Some(reason) => Err(OutputError::Path { path: path.to_owned(), reason }),
    }
}

/// A name that is taken.
#[derive(Debug)]
struct Name {
    /// As it was written.
    spelling: Box<str>,
    taken: Taken,
}

/// What it stands for.
#[derive(Debug, Clone, Copy)]
enum Taken {
    File,
    Dir {
        /// Whether the previous output has a real folder here too.
        previous: bool,
    },
}

/// The files and folders of the new tree, by their path without regard to case.
#[derive(Debug, Default)]
pub(super) struct TakenNames(HashMap<String, Name>);

impl TakenNames {
    /// Takes a path for a file, and those of its folders. For each new folder `make` is called,
    /// parents first, with its path and whether the previous output has its parent; it tells whether
    /// the previous output has the folder itself. The result is what it told of the innermost folder.
    pub(super) fn take(
        &mut self,
        path: &str,
        previous: bool,
        mut make: impl FnMut(&str, bool) -> Result<bool, OutputError>,
    ) -> Result<bool, OutputError> {
        let mut usable = previous;
        for (end, _) in path.match_indices('/') {
            let dir = &path[..end];
            usable = match self.taken(dir)? {
                Some(Taken::Dir { previous }) => previous,
                Some(Taken::File) => return err(dir, PathReason::FileAndDir),
                None => {
                    let previous = make(dir, usable)?;
                    self.put(dir, Taken::Dir { previous });
                    previous
                }
            };
        }
        match self.taken(path)? {
            Some(Taken::File) => err(path, PathReason::Duplicate),
            Some(Taken::Dir { .. }) => err(path, PathReason::FileAndDir),
            None => {
                self.put(path, Taken::File);
                Ok(usable)
            }
        }
    }

    /// The paths of all files.
    pub(super) fn files(&self) -> impl Iterator<Item = String> {
        self.0.values().filter(|name| matches!(name.taken, Taken::File)).map(|name| name.spelling.to_string())
    }

    /// What a path stands for, if it is taken. Another spelling of a taken path is an error, whose
    /// message names the two in an order that does not depend on which was written first.
    fn taken(&self, path: &str) -> Result<Option<Taken>, OutputError> {
        match self.0.get(&path.to_lowercase()) {
            Some(name) if *name.spelling == *path => Ok(Some(name.taken)),
            Some(name) => {
                let (one, other) = (path.min(&name.spelling), path.max(&name.spelling));
                err(one, PathReason::DiffersInCase(other.to_owned()))
            }
            None => Ok(None),
        }
    }

    fn put(&mut self, path: &str, taken: Taken) {
        self.0.insert(path.to_lowercase(), Name { spelling: path.into(), taken });
    }
}

fn err<T>(path: &str, reason: PathReason) -> Result<T, OutputError> {
    Err(OutputError::Path { path: path.to_owned(), reason })
}
