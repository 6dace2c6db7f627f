//! The only place that reads content files: bounded in size, never outside its own folder.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use include_dir::Dir;

use crate::bron::{Bron, Plek};
use crate::melding::{Code, Melding, Meldingen};

use super::filenames;
use super::near;
use super::spoor::{Namen, Spoor};
use super::tekstbestand::Tekstbestand;

/// Largest text file that is read, in bytes. A long profile is about 100 kB.
pub const MAX_TEKST: u64 = 5_000_000;
/// Largest image that is read, in bytes.
pub const MAX_AFBEELDING: u64 = 10_000_000;

/// A folder that files are read from, and how its paths are shown.
#[derive(Debug, Clone)]
pub struct Bestanden {
    soort: Soort,
    weergave: String,
    /// Remembers what is read.
    spoor: Spoor,
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
    /// A folder on disk; `grens` is the real path of the folder that no file may lie outside of.
    Schijf { wortel: PathBuf, grens: PathBuf, erboven: Arc<Erboven> },
    /// A folder that is part of the program.
    Ingebouwd(&'static Dir<'static>),
}

/// Files that take the place of those on disk, or come beside them: content as it is going to be. By their path as the
/// content folder's own path with theirs behind it.
pub type Erboven = BTreeMap<PathBuf, Vec<u8>>;

/// Why a file could not be read.
#[derive(Debug)]
pub enum LeesFout {
    /// It is not there.
    Ontbreekt,
    /// Its path leads outside the folder.
    Buiten,
    /// It is larger than the limit in bytes.
    TeGroot(u64),
    /// It is a folder or another thing that is not a file.
    GeenBestand,
    /// The system refuses.
    Onleesbaar(io::Error),
}

impl Bestanden {
    /// A folder on disk; files in it may not lie outside it, also not through symbolic links.
    ///
    /// # Errors
    /// When the folder is not there or cannot be entered.
    pub fn schijf(wortel: &Path, weergave: &str) -> io::Result<Self> {
        Self::schijf_met(wortel, weergave, Arc::default())
    }

    /// A folder on disk, with files over it.
    ///
    /// # Errors
    /// When the folder is not there or cannot be entered.
    pub fn schijf_met(wortel: &Path, weergave: &str, erboven: Arc<Erboven>) -> io::Result<Self> {
        let grens = wortel.canonicalize()?;
        if !grens.is_dir() {
            return Err(io::ErrorKind::NotADirectory.into());
        }
        let soort = Soort::Schijf { wortel: wortel.to_owned(), grens, erboven };
        Ok(Self { soort, weergave: weergave.to_owned(), spoor: Spoor::geen(), reads: Reads::default() })
    }

    /// The same folder; what is read from it from now on is remembered.
    #[must_use]
    pub fn met_spoor(&self, spoor: &Spoor) -> Self {
        Self { spoor: spoor.clone(), ..self.clone() }
    }

    /// The same folder, of which nothing was read yet: [`Self::was_read`] tells of what is read from now on.
    #[must_use]
    pub fn unread(&self) -> Self {
        Self { reads: Reads::default(), ..self.clone() }
    }

    /// Whether a file in this folder was read, or was asked for and could not be.
    pub fn was_read(&self, pad: &str) -> bool {
        match &self.soort {
            Soort::Schijf { wortel, .. } => self.reads.has(&wortel.join(pad)),
            Soort::Ingebouwd(_) => true,
        }
    }

    /// A folder that is part of the program.
    pub fn ingebouwd(map: &'static Dir<'static>, weergave: &str) -> Self {
        let (spoor, reads) = (Spoor::geen(), Reads::default());
        Self { soort: Soort::Ingebouwd(map), weergave: weergave.to_owned(), spoor, reads }
    }

    /// A folder without files: for who wants the built-in definitions only.
    pub fn leeg() -> Self {
        Self::ingebouwd(&LEGE_MAP, "")
    }

    /// A folder below this one. Files in it may lie anywhere inside `self`'s bound.
    pub fn onder(&self, naam: &str) -> Self {
        let soort = match &self.soort {
            Soort::Schijf { wortel, grens, erboven } => {
                let (wortel, grens) = (wortel.join(naam), grens.clone());
                Soort::Schijf { wortel, grens, erboven: Arc::clone(erboven) }
            }
            Soort::Ingebouwd(map) => Soort::Ingebouwd(map.get_dir(map.path().join(naam)).unwrap_or(&LEGE_MAP)),
        };
        Self { soort, weergave: self.toon(naam), spoor: self.spoor.clone(), reads: self.reads.clone() }
    }

    /// The path of a file as shown in messages.
    pub fn toon(&self, pad: &str) -> String {
        if self.weergave.is_empty() { pad.to_owned() } else { format!("{}/{pad}", self.weergave) }
    }

    /// The bytes of a file; `pad` is relative, with `/`, without `..`.
    ///
    /// # Errors
    /// [`LeesFout`] says why not.
    pub fn lees(&self, pad: &str, hoogstens: u64) -> Result<Vec<u8>, LeesFout> {
        let netjes = !pad.contains('\\') && Path::new(pad).components().all(|c| matches!(c, Component::Normal(_)));
        if pad.is_empty() || !netjes {
            return Err(LeesFout::Buiten);
        }
        match &self.soort {
            Soort::Schijf { wortel, grens, erboven } => {
                let pad = near::on_disk(wortel, pad);
                match erboven.get(&pad) {
                    Some(bytes) if bytes.len() as u64 > hoogstens => Err(LeesFout::TeGroot(hoogstens)),
                    Some(bytes) => Ok(bytes.clone()),
                    None => {
                        self.reads.add(&pad);
                        let buitenkant = self.spoor.buitenkant(&pad);
                        let gelezen = lees_schijf(&pad, grens, hoogstens);
                        self.spoor.bestand(&pad, buitenkant, gelezen.as_deref().ok());
                        gelezen
                    }
                }
            }
            Soort::Ingebouwd(map) => {
                let bestand = map.get_file(map.path().join(pad)).ok_or(LeesFout::Ontbreekt)?;
                Ok(bestand.contents().to_vec())
            }
        }
    }

    /// A text file as source. A problem is reported at `bij` (the place that names the file), or
    /// else at the file itself.
    pub fn lees_tekst(&self, pad: &str, bij: Option<&Plek>, meldingen: &mut Meldingen) -> Option<Arc<Bron>> {
        self.lees_bestand(pad, bij, meldingen).map(|bestand| Arc::clone(bestand.bron()))
    }

    /// A text file as [`Self::lees_tekst`] reads it, to make something of: the one that was read before, when that is
    /// remembered and still the same.
    pub fn lees_bestand(&self, pad: &str, bij: Option<&Plek>, meldingen: &mut Meldingen) -> Option<Arc<Tekstbestand>> {
        let op_schijf = match &self.soort {
            Soort::Schijf { wortel, erboven, .. } => {
                Some(near::on_disk(wortel, pad)).filter(|pad| !erboven.contains_key(pad))
            }
            Soort::Ingebouwd(_) => None,
        };
        if let Some(bestand) = op_schijf.as_ref().and_then(|pad| self.spoor.zelfde_tekst(pad)) {
            op_schijf.iter().for_each(|pad| self.reads.add(pad));
            return Some(bestand);
        }
        let bytes = self.lees(pad, MAX_TEKST).map_err(|fout| meldingen.meld(self.melding(pad, &fout, bij))).ok()?;
        let bron = crate::yaml::naar_bron(&self.toon(pad), bytes, meldingen)?;
        let bestand = Arc::new(Tekstbestand::nieuw(bron));
        if let Some(pad) = op_schijf {
            self.spoor.tekst(&pad, &bestand);
        }
        Some(bestand)
    }

    /// A text file byte for byte, for who is going to change it; `None` when it cannot be read as UTF-8.
    pub fn lees_letterlijk(&self, pad: &str) -> Option<Arc<Bron>> {
        let bytes = self.lees(pad, MAX_TEKST).ok()?;
        String::from_utf8(bytes).ok().map(|tekst| Bron::nieuw(self.toon(pad), tekst))
    }

    /// The path of a file that was most likely meant by one that is not there.
    fn meant(&self, pad: &str) -> Option<String> {
        let Soort::Schijf { wortel, .. } = &self.soort else { return None };
        let (folder, name) = pad.rsplit_once('/').unwrap_or(("", pad));
        let names = near::names_in(&wortel.join(folder));
        let meant = near::meant(name, &names)?;
        Some(if folder.is_empty() { meant.to_owned() } else { format!("{folder}/{meant}") })
    }

    /// The message for a file that could not be read.
    pub fn melding(&self, pad: &str, fout: &LeesFout, bij: Option<&Plek>) -> Melding {
        let (code, bericht, hint) = match fout {
            LeesFout::Ontbreekt => (
                Code::BestandOntbreekt,
                format!("bestand `{pad}` is er niet"),
                match (bij, self.meant(pad)) {
                    (Some(_), Some(naam)) => {
                        format!("er is wel `{naam}`: geef het bestand of de verwijzing die andere naam")
                    }
                    (Some(_), None) => format!("zet het bestand op `{}`, of verander de naam hier", self.toon(pad)),
                    (None, Some(naam)) if naam.eq_ignore_ascii_case(pad) => {
                        format!("er is wel `{naam}`; hernoem dat naar `{pad}`")
                    }
                    (None, _) => format!("maak het bestand `{}`", self.toon(pad)),
                },
            ),
            LeesFout::Buiten => (
                Code::PadBuitenMap,
                format!("`{pad}` ligt buiten de eigen map"),
                "zet het bestand in de map zelf en noem het met een pad zonder `..` of koppeling".to_owned(),
            ),
            LeesFout::TeGroot(grens) => (
                Code::BestandTeGroot,
                format!("bestand `{pad}` is groter dan {} MB", grens / 1_000_000),
                "maak het bestand kleiner of splits het".to_owned(),
            ),
            LeesFout::GeenBestand => (
                Code::BestandOnleesbaar,
                format!("`{pad}` is geen gewoon bestand, maar bijvoorbeeld een map"),
                "zet hier een gewoon bestand met deze naam".to_owned(),
            ),
            LeesFout::Onleesbaar(fout) => (
                Code::BestandOnleesbaar,
                format!("bestand `{pad}` kan niet gelezen worden ({})", systeemfout(fout)),
                "geef uzelf leesrecht op het bestand".to_owned(),
            ),
        };
        match bij {
            Some(plek) => Melding::op(code, plek, bericht),
            None => Melding::bij_pad(code, self.toon(pad), bericht),
        }
        .hint(hint)
    }

    /// The message for a file or folder that looks like a copy of one beside it. `article` is what stands before its name:
    /// an article and a noun, or nothing.
    pub fn copy_message(&self, name: &str, names: &[String], article: &str) -> Option<Melding> {
        let original = filenames::copied_from(name, names.iter().map(String::as_str))?;
        let said = format!("{article} `{name}` lijkt een kopie van `{original}`");
        let hint = format!("haal de kopie weg; is het iets anders dan `{original}`, geef het dan een eigen naam");
        Some(Melding::bij_pad(Code::LijktKopie, self.toon(name), said.trim_start()).hint(hint))
    }

    /// Names in this folder, sorted; folders and files apart. A folder that is not there is
    /// empty; one that cannot be read is reported. Hidden names, and what programs leave behind, are left out.
    pub fn inhoud(&self, meldingen: &mut Meldingen) -> Inhoud {
        let mut inhoud = Inhoud::default();
        match &self.soort {
            Soort::Ingebouwd(map) => {
                let naam = |pad: &Path| pad.file_name().map(|n| n.to_string_lossy().into_owned());
                inhoud.bestanden = map.files().filter_map(|f| naam(f.path())).collect();
                inhoud.mappen = map.dirs().filter_map(|d| naam(d.path())).collect();
            }
            Soort::Schijf { wortel, .. } => {
                let buitenkant = self.spoor.buitenkant(wortel);
                let gelezen = Namen::lees(wortel);
                self.spoor.map(wortel, buitenkant, &gelezen);
                match gelezen {
                    Ok(Namen { bestanden, mappen, hidden }) => inhoud = Inhoud { bestanden, mappen, hidden },
                    Err(fout) if fout.kind() == io::ErrorKind::NotFound => {}
                    Err(fout) => meldingen.meld(self.map_onleesbaar(&fout)),
                }
            }
        }
        if let Soort::Schijf { wortel, erboven, .. } = &self.soort {
            inhoud.neem_bij(wortel, erboven);
        }
        inhoud.bestanden.sort();
        inhoud.mappen.sort();
        for naam in &inhoud.bestanden {
            let klein = naam.to_lowercase();
            if klein.ends_with(".yml") || (klein.ends_with(".yaml") && !naam.ends_with(".yaml")) {
                let stam = naam.rsplit_once('.').map_or(naam.as_str(), |(stam, _)| stam);
                meldingen.meld(
                    Melding::bij_pad(Code::Bestandssoort, self.toon(naam), format!("`{naam}` wordt niet gelezen"))
                        .hint(format!("noem het bestand `{stam}.yaml`")),
                );
            }
        }
        inhoud
    }

    fn map_onleesbaar(&self, fout: &io::Error) -> Melding {
        let bericht = format!("map `{}` kan niet gelezen worden ({})", self.weergave, systeemfout(fout));
        Melding::bij_pad(Code::BestandOnleesbaar, self.weergave.clone(), bericht).hint("geef uzelf leesrecht op de map")
    }

    /// Makes this folder the bound: files in folders below may not lie outside it.
    ///
    /// # Errors
    /// When the folder is not there, cannot be entered, or lies outside the present bound.
    pub fn begrens(&self) -> Result<Self, LeesFout> {
        match &self.soort {
            Soort::Ingebouwd(_) => Ok(self.clone()),
            // A folder that is not on disk yet lies where it says.
            Soort::Schijf { wortel, erboven, .. } if !wortel.exists() && ligt_er(wortel, erboven) => Ok(self.clone()),
            Soort::Schijf { wortel, grens, erboven } => {
                let echt = wortel.canonicalize().map_err(van_io)?;
                if !echt.starts_with(grens) {
                    return Err(LeesFout::Buiten);
                }
                Ok(Self {
                    soort: Soort::Schijf { wortel: wortel.clone(), grens: echt, erboven: Arc::clone(erboven) },
                    ..self.clone()
                })
            }
        }
    }
}

static LEGE_MAP: Dir<'static> = Dir::new("", &[]);

/// What a folder holds.
#[derive(Debug, Default)]
pub struct Inhoud {
    /// Names of files, sorted.
    pub bestanden: Vec<String>,
    /// Names of folders, sorted.
    pub mappen: Vec<String>,
    /// Names of files that are content, but for the dot before them; sorted. Nothing reads them.
    pub hidden: Vec<String>,
}

impl Inhoud {
    /// Adds the names of files that lie over the folder.
    fn neem_bij(&mut self, map: &Path, erboven: &Erboven) {
        for pad in erboven.range(map.to_owned()..).map(|(pad, _)| pad).take_while(|pad| pad.starts_with(map)) {
            let Ok(rest) = pad.strip_prefix(map) else { continue };
            let mut delen = rest.components();
            let Some(Component::Normal(naam)) = delen.next() else { continue };
            let naam = naam.to_string_lossy().into_owned();
            let namen = if delen.next().is_some() { &mut self.mappen } else { &mut self.bestanden };
            if !naam.starts_with('.') && !namen.contains(&naam) {
                namen.push(naam);
            }
        }
    }
}

fn ligt_er(map: &Path, erboven: &Erboven) -> bool {
    erboven.range(map.to_owned()..).next().is_some_and(|(pad, _)| pad.starts_with(map))
}

fn lees_schijf(pad: &Path, grens: &Path, hoogstens: u64) -> Result<Vec<u8>, LeesFout> {
    use std::io::Read as _;
    let echt = pad.canonicalize().map_err(van_io)?;
    if !echt.starts_with(grens) {
        return Err(LeesFout::Buiten);
    }
    let kenmerken = std::fs::metadata(&echt).map_err(van_io)?;
    if !kenmerken.is_file() {
        return Err(LeesFout::GeenBestand);
    }
    if kenmerken.len() > hoogstens {
        return Err(LeesFout::TeGroot(hoogstens));
    }
    let mut bytes = Vec::new();
    let bestand = std::fs::File::open(&echt).map_err(van_io)?;
    // The file may have grown since it was measured.
    bestand.take(hoogstens + 1).read_to_end(&mut bytes).map_err(van_io)?;
    if bytes.len() as u64 > hoogstens {
        return Err(LeesFout::TeGroot(hoogstens));
    }
    Ok(bytes)
}

fn van_io(fout: io::Error) -> LeesFout {
    match fout.kind() {
        io::ErrorKind::NotFound => LeesFout::Ontbreekt,
        io::ErrorKind::IsADirectory | io::ErrorKind::NotADirectory => LeesFout::GeenBestand,
        _ => LeesFout::Onleesbaar(fout),
    }
}

/// A system error in Dutch, as far as authors meet them.
pub fn systeemfout(fout: &io::Error) -> String {
    match fout.kind() {
        io::ErrorKind::PermissionDenied => "geen toestemming".to_owned(),
        io::ErrorKind::NotFound => "bestaat niet".to_owned(),
        io::ErrorKind::NotADirectory => "dit is geen map".to_owned(),
        io::ErrorKind::StorageFull => "de schijf is vol".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "de schijf is alleen te lezen".to_owned(),
        _ if cfg!(unix) && matches!(fout.raw_os_error(), Some(23 | 24)) => "er staan te veel bestanden open".to_owned(),
        _ if fout.raw_os_error() == Some(40) => "de koppeling wijst naar zichzelf".to_owned(),
        _ => format!("het systeem zegt: {fout}"),
    }
}
