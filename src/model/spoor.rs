//! What was read and looked for, so that a preview knows when to read again.
//!
//! A [`Spoor`] remembers every file and folder with what stood in it at that moment. Asking it again
//! looks at the disk: an event of a watcher only says when to ask. So nothing is lost when events are,
//! and nothing is made anew for a file that was written with the same bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use rayon::prelude::*;

use super::filenames;
use super::tekstbestand::Tekstbestand;

/// A file that changed so shortly before it was read may change again without another time or
/// length: some file systems count in steps of two seconds.
const TE_VERS: Duration = Duration::from_secs(2);

/// What was read and looked for; a build keeps none. Clones share what they remember.
#[derive(Debug, Clone, Default)]
pub struct Spoor(Option<Arc<Boek>>);

/// What a [`Spoor`] remembers.
#[derive(Debug, Default)]
struct Boek {
    paden: Mutex<BTreeMap<PathBuf, Waarneming>>,
    /// What was made of text files.
    teksten: Mutex<BTreeMap<PathBuf, Arc<Tekstbestand>>>,
    /// What was made of them the time before, and how they were found then.
    eerder: Mutex<BTreeMap<PathBuf, (Waarneming, Arc<Tekstbestand>)>>,
}

/// How a path was found.
#[derive(Debug, Clone)]
struct Waarneming {
    kenmerk: Option<Kenmerk>,
    wat: Wat,
    te_vers: bool,
}

/// What stood at a path.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Wat {
    /// A file with bytes of this hash.
    Bestand(u64),
    /// A folder with names of this hash.
    Map(u64),
    /// Only what its outside says: nothing is there, or it could not be read.
    Buitenkant,
}

/// The outside of a file or folder, from which most changes show without reading it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Kenmerk {
    gewijzigd: Option<SystemTime>,
    lengte: u64,
    map: bool,
    bestand: bool,
    alleen_lezen: bool,
    #[cfg(unix)]
    rechten: u32,
}

impl Kenmerk {
    fn van(pad: &Path) -> Option<Self> {
        let meta = fs::metadata(pad).ok()?;
        Some(Self {
            gewijzigd: meta.modified().ok(),
            lengte: meta.len(),
            map: meta.is_dir(),
            bestand: meta.is_file(),
            alleen_lezen: meta.permissions().readonly(),
            #[cfg(unix)]
            rechten: std::os::unix::fs::PermissionsExt::mode(&meta.permissions()),
        })
    }

    /// Without what changes when something changes in a folder.
    fn zonder_inhoud(self) -> Self {
        Self { gewijzigd: None, lengte: 0, ..self }
    }

    fn te_vers(&self) -> bool {
        // A time in the future counts as well.
        self.gewijzigd.is_none_or(|tijd| tijd.elapsed().map_or(true, |oud| oud < TE_VERS))
    }
}

impl Spoor {
    /// Remembers nothing.
    pub fn geen() -> Self {
        Self::default()
    }

    /// Remembers from now on.
    pub fn nieuw() -> Self {
        Self(Some(Arc::default()))
    }

    /// Remembers from now on, and uses again what was made of text files that are still as `eerder` remembers them. That
    /// is for one time of reading: [`Self::klaar`] ends it.
    pub fn na(eerder: &Self) -> Self {
        let (Some(paden), Some(boek)) = (eerder.paden(), &eerder.0) else { return Self::nieuw() };
        let teksten = boek.teksten.lock().unwrap_or_else(PoisonError::into_inner);
        let bekend = teksten.iter().filter_map(|(pad, bestand)| {
            let waarneming = paden.get(pad)?.clone();
            Some((pad.clone(), (waarneming, Arc::clone(bestand))))
        });
        Self(Some(Arc::new(Boek { eerder: Mutex::new(bekend.collect()), ..Boek::default() })))
    }

    /// Everything was read: what is left from the time before is not needed any more.
    pub fn klaar(&self) {
        if let Some(boek) = &self.0 {
            boek.eerder.lock().unwrap_or_else(PoisonError::into_inner).clear();
        }
    }

    /// A text file of the time before, if it is still the same.
    pub(super) fn zelfde_tekst(&self, pad: &Path) -> Option<Arc<Tekstbestand>> {
        let boek = self.0.as_ref()?;
        let (waarneming, bestand) = boek.eerder.lock().unwrap_or_else(PoisonError::into_inner).get(pad)?.clone();
        if waarneming.is_anders(pad) {
            return None;
        }
        self.paden()?.insert(pad.to_owned(), waarneming);
        self.tekst(pad, &bestand);
        Some(bestand)
    }

    /// A text file that was read.
    pub(super) fn tekst(&self, pad: &Path, bestand: &Arc<Tekstbestand>) {
        if let Some(boek) = &self.0 {
            let mut teksten = boek.teksten.lock().unwrap_or_else(PoisonError::into_inner);
            teksten.insert(pad.to_owned(), Arc::clone(bestand));
        }
    }

    /// The outside of a path, to be taken before it is read; none when nothing is remembered.
    pub(super) fn buitenkant(&self, pad: &Path) -> Option<Kenmerk> {
        self.0.as_ref().and_then(|_| Kenmerk::van(pad))
    }

    /// A file was read, or could not be.
    pub(super) fn bestand(&self, pad: &Path, kenmerk: Option<Kenmerk>, bytes: Option<&[u8]>) {
        self.onthoud(pad, kenmerk, || bytes.map_or(Wat::Buitenkant, |bytes| Wat::Bestand(som(bytes))));
    }

    /// A folder was listed, or could not be.
    pub(super) fn map(&self, pad: &Path, kenmerk: Option<Kenmerk>, inhoud: &io::Result<Namen>) {
        self.onthoud(pad, kenmerk, || inhoud.as_ref().map_or(Wat::Buitenkant, |namen| Wat::Map(som(namen))));
    }

    /// Whether a folder is there; from when on that matters.
    pub fn is_map(&self, pad: &Path) -> bool {
        let kenmerk = Kenmerk::van(pad);
        let is_map = kenmerk.as_ref().is_some_and(|k| k.map);
        // What stands in it is for who lists it: only whether it is there counts.
        let buitenkant = kenmerk.map(Kenmerk::zonder_inhoud);
        if let Some(mut paden) = self.paden() {
            paden.entry(pad.to_owned()).or_insert(Waarneming {
                kenmerk: buitenkant,
                wat: Wat::Buitenkant,
                te_vers: false,
            });
        }
        is_map
    }

    fn onthoud(&self, pad: &Path, kenmerk: Option<Kenmerk>, wat: impl FnOnce() -> Wat) {
        if let Some(mut paden) = self.paden() {
            let te_vers = kenmerk.as_ref().is_some_and(Kenmerk::te_vers);
            let waarneming = Waarneming { kenmerk, wat: wat(), te_vers };
            paden.insert(pad.to_owned(), waarneming);
        }
    }

    fn paden(&self) -> Option<MutexGuard<'_, BTreeMap<PathBuf, Waarneming>>> {
        self.0.as_ref().map(|boek| boek.paden.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Remembers what another remembers too.
    pub fn neem_over(&self, ander: &Self) {
        if let (Some(mut hier), Some(daar)) = (self.paden(), ander.paden()) {
            hier.extend(daar.iter().map(|(pad, waarneming)| (pad.clone(), waarneming.clone())));
        }
    }

    /// The paths that are not as they were found, in order.
    pub fn veranderd(&self) -> Vec<PathBuf> {
        let Some(paden) = self.paden() else { return Vec::new() };
        let paden: Vec<(&PathBuf, &Waarneming)> = paden.iter().collect();
        let anders = paden.into_par_iter().filter(|(pad, waarneming)| waarneming.is_anders(pad));
        anders.map(|(pad, _)| pad.clone()).collect()
    }

    /// A sum of what was found at the paths that fit. Two sums differ when anything there does.
    pub fn som(&self, past: impl Fn(&Path) -> bool) -> u64 {
        let Some(paden) = self.paden() else { return 0 };
        let mut som = DefaultHasher::new();
        for (pad, waarneming) in paden.iter().filter(|(pad, _)| past(pad)) {
            (pad, &waarneming.wat).hash(&mut som);
        }
        som.finish()
    }

    /// Whether everything is as it was found.
    pub fn is_vers(&self) -> bool {
        let Some(paden) = self.paden() else { return false };
        !paden.iter().any(|(pad, waarneming)| waarneming.is_anders(pad))
    }

    /// The folders in which a change of anything remembered shows: those of files, folders that were
    /// listed, and the nearest that is there for what is not. Links are followed too.
    pub fn mappen(&self) -> BTreeSet<PathBuf> {
        let mut uit = BTreeSet::new();
        let Some(paden) = self.paden() else { return uit };
        for (pad, waarneming) in paden.iter() {
            let ouder = pad.parent().map_or(Path::new("."), |o| if o == Path::new("") { Path::new(".") } else { o });
            let map = match &waarneming.kenmerk {
                Some(kenmerk) if kenmerk.map => pad,
                _ => ouder,
            };
            if let Some(map) = map.ancestors().find(|m| m.is_dir()) {
                uit.insert(map.to_owned());
            } else {
                uit.insert(PathBuf::from("."));
            }
            if fs::symlink_metadata(pad).is_ok_and(|m| m.is_symlink())
                && let Ok(echt) = pad.canonicalize()
            {
                uit.extend(echt.parent().map(Path::to_owned));
                uit.extend(Some(ouder.to_owned()).filter(|o| o.is_dir()));
            }
        }
        uit
    }
}

impl Waarneming {
    /// Whether a path is not as it was found.
    fn is_anders(&self, pad: &Path) -> bool {
        let nu = Kenmerk::van(pad);
        match (&self.wat, nu) {
            (Wat::Buitenkant, Some(nu)) if self.kenmerk.as_ref().is_some_and(|k| k.gewijzigd.is_none()) => {
                self.kenmerk != Some(nu.zonder_inhoud())
            }
            (Wat::Buitenkant, nu) => nu != self.kenmerk,
            (_, None) => true,
            (_, nu) if nu == self.kenmerk && !self.te_vers => false,
            // A pipe would be waited for.
            (Wat::Bestand(_), Some(nu)) if !nu.bestand => true,
            (Wat::Bestand(toen), Some(_)) => lees(pad).map_or(true, |bytes| som(&bytes[..]) != *toen),
            (Wat::Map(toen), Some(_)) => Namen::lees(pad).map_or(true, |namen| som(&namen) != *toen),
        }
    }
}

/// The names in a folder, sorted, without what programs leave behind; content whose name hides it apart.
#[derive(Debug, Default, Hash)]
pub(super) struct Namen {
    pub(super) bestanden: Vec<String>,
    pub(super) mappen: Vec<String>,
    pub(super) hidden: Vec<String>,
}

impl Namen {
    pub(super) fn lees(map: &Path) -> io::Result<Self> {
        let mut uit = Self::default();
        for ingang in fs::read_dir(map)? {
            let ingang = ingang?;
            let naam = ingang.file_name().to_string_lossy().into_owned();
            if naam.starts_with('.') {
                if filenames::is_hidden_work(&naam) && !ingang.path().is_dir() {
                    uit.hidden.push(naam);
                }
                continue;
            }
            // A link counts as what it leads to.
            let soort = ingang.file_type();
            let is_map = soort
                .map_or_else(|_| ingang.path().is_dir(), |s| s.is_dir() || s.is_symlink() && ingang.path().is_dir());
            if is_map {
                uit.mappen.push(naam);
            } else if !filenames::is_by_product(&naam) {
                uit.bestanden.push(naam);
            }
        }
        uit.bestanden.sort();
        uit.mappen.sort();
        uit.hidden.sort();
        Ok(uit)
    }
}

/// The bytes of a file; nothing that is read is larger than this.
fn lees(pad: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    fs::File::open(pad)?.take(64 << 20).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn som(wat: &(impl std::hash::Hash + ?Sized)) -> u64 {
    let mut som = DefaultHasher::new();
    wat.hash(&mut som);
    som.finish()
}

#[cfg(test)]
mod toetsen {
    use super::super::bestanden::Bestanden;
    use super::*;
    use crate::melding::Meldingen;

    /// A folder with one text, of which everything is read and looked for.
    fn gelezen() -> (tempfile::TempDir, Spoor) {
        let map = tempfile::tempdir().unwrap();
        fs::create_dir(map.path().join("teksten")).unwrap();
        fs::write(map.path().join("teksten/a.md"), "een").unwrap();
        let spoor = Spoor::nieuw();
        lees_alles(map.path(), &spoor);
        (map, spoor)
    }

    fn lees_alles(map: &Path, spoor: &Spoor) {
        let bestanden = Bestanden::schijf(map, "content").unwrap().met_spoor(spoor);
        let teksten = bestanden.onder("teksten");
        teksten.inhoud(&mut Meldingen::nieuw());
        assert!(teksten.lees("a.md", 100).is_ok());
        assert!(teksten.lees("b.md", 100).is_err());
        assert!(!spoor.is_map(&map.join("thema")));
    }

    fn veranderd(map: &tempfile::TempDir, spoor: &Spoor) -> Vec<String> {
        assert_eq!(spoor.is_vers(), spoor.veranderd().is_empty());
        let kort = |pad: PathBuf| pad.strip_prefix(map.path()).unwrap().to_string_lossy().into_owned();
        spoor.veranderd().into_iter().map(kort).collect()
    }

    #[test]
    fn wat_gelijk_bleef_is_niet_veranderd() {
        let (map, spoor) = gelezen();
        fs::write(map.path().join("teksten/a.md"), "een").unwrap();
        fs::write(map.path().join("teksten/.a.md.swp"), "x").unwrap();
        fs::write(map.path().join("elders.md"), "x").unwrap();
        assert_eq!(veranderd(&map, &spoor), [""; 0]);
    }

    #[test]
    fn een_ander_woord_van_dezelfde_lengte_is_een_verandering() {
        let (map, spoor) = gelezen();
        let pad = map.path().join("teksten/a.md");
        let tijd = fs::metadata(&pad).unwrap().modified().unwrap();
        fs::write(&pad, "elf").unwrap();
        fs::File::options().write(true).open(&pad).unwrap().set_modified(tijd).unwrap();
        assert_eq!(veranderd(&map, &spoor), ["teksten/a.md"]);
        lees_alles(map.path(), &spoor);
        assert_eq!(veranderd(&map, &spoor), [""; 0]);
    }

    #[test]
    fn wat_gezocht_werd_en_er_komt_is_een_verandering() {
        let (map, spoor) = gelezen();
        fs::create_dir(map.path().join("thema")).unwrap();
        assert_eq!(veranderd(&map, &spoor), ["thema"]);
        fs::write(map.path().join("teksten/b.md"), "x").unwrap();
        assert_eq!(veranderd(&map, &spoor), ["teksten", "teksten/b.md", "thema"]);
    }

    #[test]
    fn wat_weg_is_is_een_verandering_en_een_map_die_vervangen_is_niet() {
        let (map, spoor) = gelezen();
        fs::rename(map.path().join("teksten"), map.path().join("oud")).unwrap();
        assert_eq!(veranderd(&map, &spoor), ["teksten", "teksten/a.md"]);
        fs::create_dir(map.path().join("teksten")).unwrap();
        fs::write(map.path().join("teksten/a.md"), "een").unwrap();
        assert_eq!(veranderd(&map, &spoor), [""; 0]);
    }

    #[test]
    fn gekeken_wordt_in_de_mappen_van_wat_gelezen_is() {
        let (map, spoor) = gelezen();
        fs::create_dir_all(map.path().join("output/diep")).unwrap();
        let mappen: Vec<PathBuf> = spoor.mappen().into_iter().collect();
        assert_eq!(mappen, [map.path().to_owned(), map.path().join("teksten")]);
    }

    #[test]
    fn een_build_onthoudt_niets() {
        let (map, _) = gelezen();
        let geen = Spoor::geen();
        lees_alles(map.path(), &geen);
        assert_eq!((geen.veranderd().len(), geen.mappen().len(), geen.is_vers()), (0, 0, false));
    }
}
