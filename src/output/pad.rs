//! Paths inside the output: which are allowed, and which are taken.

use std::collections::HashMap;
use std::fmt;

use super::UitvoerFout;

/// Longest name, in bytes, that common file systems take.
const LANGSTE_NAAM: usize = 255;

/// Why a path inside the output is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PadReden {
    /// Nothing, or nothing between two slashes, or a slash at the start or the end.
    LeegDeel,
    /// A segment `.` or `..`, or another that starts with a dot.
    Punt,
    /// A character that does not work everywhere.
    Teken(char),
    /// A segment that ends in a dot or a space.
    Einde,
    /// A name that is reserved on Windows.
    Gereserveerd,
    /// A segment that is too long.
    TeLang,
    /// Written before.
    Dubbel,
    /// Another path differs from it only in case.
    Hoofdletters(String),
    /// Both a file and a folder.
    BestandEnMap,
}

impl fmt::Display for PadReden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LeegDeel => write!(f, "er staat niets voor, na of tussen de schuine strepen"),
            Self::Punt => write!(f, "een naam begint met een punt"),
            Self::Teken(teken) if teken.is_control() => {
                write!(f, "er staat een onzichtbaar stuurteken in (U+{:04X})", u32::from(*teken))
            }
            Self::Teken(teken) => write!(f, "het teken `{teken}` kan niet overal in een naam staan"),
            Self::Einde => write!(f, "een naam eindigt op een punt of een spatie"),
            Self::Gereserveerd => write!(f, "deze naam is op Windows gereserveerd"),
            Self::TeLang => write!(f, "een naam is langer dan {LANGSTE_NAAM} bytes"),
            Self::Dubbel => write!(f, "dit pad is al geschreven"),
            Self::Hoofdletters(ander) => write!(f, "het verschilt alleen in hoofdletters van `{ander}`"),
            Self::BestandEnMap => write!(f, "het is een bestand en ook een map"),
        }
    }
}

/// Refuses a path that leaves the output or does not work on every system.
pub(super) fn controleer(pad: &str) -> Result<(), UitvoerFout> {
    match pad.split('/').find_map(bezwaar) {
        None => Ok(()),
        Some(reden) => Err(UitvoerFout::Pad { pad: pad.to_owned(), reden }),
    }
}

/// What is wrong with one segment.
fn bezwaar(deel: &str) -> Option<PadReden> {
    if deel.is_empty() {
        return Some(PadReden::LeegDeel);
    }
    if deel.starts_with('.') {
        return Some(PadReden::Punt);
    }
    let fout_teken = |c: char| c.is_control() || matches!(c, '\\' | '<' | '>' | ':' | '"' | '|' | '?' | '*');
    if let Some(teken) = deel.chars().find(|&c| fout_teken(c)) {
        return Some(PadReden::Teken(teken));
    }
    if deel.ends_with(['.', ' ']) {
        return Some(PadReden::Einde);
    }
    if is_gereserveerd(deel) {
        return Some(PadReden::Gereserveerd);
    }
    (deel.len() > LANGSTE_NAAM).then_some(PadReden::TeLang)
}

/// Names of devices on Windows, also with an extension or trailing spaces before it.
fn is_gereserveerd(deel: &str) -> bool {
    let stam = deel.split('.').next().unwrap_or(deel).trim_end().to_uppercase();
    if matches!(stam.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$") {
        return true;
    }
    stam.strip_prefix("COM").or_else(|| stam.strip_prefix("LPT")).is_some_and(|rest| {
        let mut tekens = rest.chars();
        let poort = matches!(tekens.next(), Some('0'..='9' | '¹' | '²' | '³'));
        poort && tekens.next().is_none()
    })
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
