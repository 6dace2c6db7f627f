//! Which warnings are news: whoever changes one file of a region does not want to read about all others each time.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::melding::{Code, Melding, Severity};

/// What was told before. Lines are left out of it: they move when something is typed above them.
#[derive(Debug, Default)]
pub(super) struct Told(BTreeSet<(String, Code, String)>);

impl Told {
    /// The warnings among `all` that were not told yet or are about a file that was touched, and how many others there
    /// are. All of them count as told from now on; one that is gone is news when it comes back.
    pub(super) fn news(&mut self, all: Vec<Melding>, touched: Vec<PathBuf>) -> (Vec<Melding>, usize) {
        let key = |m: &Melding| (m.file().to_owned(), m.code, m.message.clone());
        let warnings: Vec<Melding> = all.into_iter().filter(|m| m.severity == Severity::Warning).collect();
        let now = warnings.iter().map(key).collect();
        let earlier = std::mem::replace(&mut self.0, now);
        let count = warnings.len();
        let is_news =
            |m: &Melding| !earlier.contains(&key(m)) || touched.iter().any(|path| path == Path::new(m.file()));
        let news: Vec<Melding> = warnings.into_iter().filter(is_news).collect();
        let rest = count - news.len();
        (news, rest)
    }
}
