//! Which warnings are news: whoever changes one file of a region does not want to read of all others each time.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::melding::{Code, Ernst, Melding};

/// What was told before. Lines are left out of it: they move when something is typed above them.
#[derive(Debug, Default)]
pub(super) struct Verteld(BTreeSet<(String, Code, String)>);

impl Verteld {
    /// The warnings among `alle` that were not told yet or stand in a file that was touched, and how many others there
    /// are. All of them count as told from now on; what is gone is news when it comes back.
    pub(super) fn nieuws(&mut self, alle: Vec<Melding>, aangeraakt: Vec<PathBuf>) -> (Vec<Melding>, usize) {
        let sleutel = |m: &Melding| (m.bestand().to_owned(), m.code, m.bericht.clone());
        let waarschuwingen: Vec<Melding> = alle.into_iter().filter(|m| m.ernst == Ernst::Waarschuwing).collect();
        let nu = waarschuwingen.iter().map(sleutel).collect();
        let eerder = std::mem::replace(&mut self.0, nu);
        let hoeveel = waarschuwingen.len();
        let is_nieuws =
            |m: &Melding| !eerder.contains(&sleutel(m)) || aangeraakt.iter().any(|pad| pad == Path::new(m.bestand()));
        let nieuws: Vec<Melding> = waarschuwingen.into_iter().filter(is_nieuws).collect();
        let rest = hoeveel - nieuws.len();
        (nieuws, rest)
    }
}
