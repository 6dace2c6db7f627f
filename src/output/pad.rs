//! Paths inside the output: which are allowed, and which are taken.

use std::collections::HashMap;

use crate::model::filenames;
pub use crate::model::filenames::PadReden;

use super::UitvoerFout;

/// Refuses a path that leaves the output or does not work on every system.
pub(super) fn controleer(pad: &str) -> Result<(), UitvoerFout> {
    match filenames::objection(pad) {
        None => Ok(()),
        Some(reden) => Err(UitvoerFout::Pad { pad: pad.to_owned(), reden }),
    }
}

/// A name that is taken.
#[derive(Debug)]
struct Naam {
    /// As it was written.
    spelling: Box<str>,
    soort: Soort,
}

/// What it stands for.
#[derive(Debug, Clone, Copy)]
enum Soort {
    Bestand,
    Map {
        /// Whether the previous output has a real folder here too.
        vorige: bool,
    },
}

/// The files and folders of the new tree, by their path without regard to case.
#[derive(Debug, Default)]
pub(super) struct Namen(HashMap<String, Naam>);

impl Namen {
    /// Takes a path for a file, and its folders. For each new folder `maak` is called, parents
    /// first, with its path and whether the previous output has its parent; it tells whether the
    /// previous output has the folder itself. The result is that of the innermost folder.
    pub(super) fn neem(
        &mut self,
        pad: &str,
        vorige: bool,
        mut maak: impl FnMut(&str, bool) -> Result<bool, UitvoerFout>,
    ) -> Result<bool, UitvoerFout> {
        let mut bruikbaar = vorige;
        for (eind, _) in pad.match_indices('/') {
            let map = &pad[..eind];
            bruikbaar = match self.soort(map)? {
                Some(Soort::Map { vorige }) => vorige,
                Some(Soort::Bestand) => return fout(map, PadReden::BestandEnMap),
                None => {
                    let vorige = maak(map, bruikbaar)?;
                    self.zet(map, Soort::Map { vorige });
                    vorige
                }
            };
        }
        match self.soort(pad)? {
            Some(Soort::Bestand) => fout(pad, PadReden::Dubbel),
            Some(Soort::Map { .. }) => fout(pad, PadReden::BestandEnMap),
            None => {
                self.zet(pad, Soort::Bestand);
                Ok(bruikbaar)
            }
        }
    }

    /// The paths of all files.
    pub(super) fn files(&self) -> impl Iterator<Item = String> {
        self.0.values().filter(|naam| matches!(naam.soort, Soort::Bestand)).map(|naam| naam.spelling.to_string())
    }

    /// What a path stands for, if it is taken. Another spelling is an error; which of the two
    /// comes first in the message does not depend on which was written first.
    fn soort(&self, pad: &str) -> Result<Option<Soort>, UitvoerFout> {
        match self.0.get(&pad.to_lowercase()) {
            Some(naam) if *naam.spelling == *pad => Ok(Some(naam.soort)),
            Some(naam) => {
                let (een, ander) = (pad.min(&naam.spelling), pad.max(&naam.spelling));
                fout(een, PadReden::Hoofdletters(ander.to_owned()))
            }
            None => Ok(None),
        }
    }

    fn zet(&mut self, pad: &str, soort: Soort) {
        self.0.insert(pad.to_lowercase(), Naam { spelling: pad.into(), soort });
    }
}

fn fout<T>(pad: &str, reden: PadReden) -> Result<T, UitvoerFout> {
    Err(UitvoerFout::Pad { pad: pad.to_owned(), reden })
}
