//! The document that a form starts from: the one that is there, last year's copied forward, or an empty one.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::bron::Bron;
use crate::melding::Meldingen;
use crate::model::bestanden::{Bestanden, Erboven};
use crate::model::catalogus::Catalogus;
use crate::model::datum::Schooljaar;
use crate::model::formaat::Formaat;
use crate::model::site::{Document, School};
use crate::nieuw::{self, NieuwFout, Plan};
use crate::yaml::{self, Knoop};

/// The name of a document that has none yet.
pub const PROFIEL: &str = "profiel";

/// A document to start from.
#[derive(Debug)]
pub struct Basis {
    /// Its file.
    pub pad: PathBuf,
    /// Its text, with the tree.
    pub bron: Arc<Bron>,
    /// Its tree.
    pub wortel: Knoop,
    /// Files that have to be written with it, because they are not there yet.
    pub erbij: Erboven,
    /// Files of ours that are made anew with it.
    pub schemas: Vec<(PathBuf, String)>,
    /// Where it comes from.
    pub herkomst: Herkomst,
}

/// Where a document to start from comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Herkomst {
    /// It is there.
    Bestaand,
    /// Copied forward from another school year.
    Vooruit(Schooljaar),
    /// It is new.
    Nieuw,
}

/// Why there is nothing to start from.
#[derive(Debug)]
pub enum GeenBasis {
    /// The document cannot be read as YAML, or as text.
    Onleesbaar(PathBuf),
    /// It follows another format.
    AnderFormaat(PathBuf, String),
    /// A new one cannot be planned.
    Nieuw(NieuwFout),
}

impl GeenBasis {
    /// What is wrong, and the way out.
    pub fn bericht_en_hint(&self) -> (String, String) {
        let nakijken = "kijk na met: steunwijzer check".to_owned();
        match self {
            Self::Onleesbaar(pad) => (format!("`{}` kan niet gelezen worden", pad.display()), nakijken),
            Self::AnderFormaat(pad, ander) => (
                format!("`{}` volgt een ander formaat: `{ander}`", pad.display()),
                format!("maak een formulier van dat formaat: steunwijzer form {ander}"),
            ),
            Self::Nieuw(fout) => (fout.to_string(), nakijken),
        }
    }
}

/// Which document is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Vraag<'a> {
    /// The content folder.
    pub content: &'a Path,
    /// Definitions.
    pub catalogus: &'a Catalogus,
    /// The format.
    pub formaat: &'a Formaat,
    /// The school, if it is there.
    pub school: Option<&'a School>,
    /// Name for a school that is not there yet.
    pub naam: &'a str,
    /// The school year.
    pub jaar: Schooljaar,
    /// Name of the document, without `.yaml`.
    pub document: &'a str,
}

/// The document of a school that a form is about when nobody says which: the newest in the format.
pub fn nieuwste<'s>(school: &'s School, formaat: &str) -> Option<&'s Document> {
    school.documenten.iter().filter(|d| d.formaat.id == formaat && d.schooljaar.is_some()).max_by_key(|d| d.schooljaar)
}

/// The document to start from.
///
/// # Errors
/// When it cannot be read, or no new one can be made.
pub fn zoek(vraag: &Vraag<'_>) -> Result<Basis, GeenBasis> {
    let Vraag { content, school, jaar, document, .. } = vraag;
    let Some(school) = school else { return nieuw(vraag) };
    let map = content.join("scholen").join(&school.slug);
    let pad = map.join(jaar.to_string()).join(format!("{document}.yaml"));
    if pad.exists() {
        return bestaand(vraag, pad);
    }
    let eerder = |d: &&Document| d.naam == *document && d.formaat.id == vraag.formaat.id;
    let jaarmap_vrij = !map.join(jaar.to_string()).exists();
    if jaarmap_vrij
        && school.documenten.iter().filter(eerder).any(|d| d.schooljaar < Some(*jaar) && d.schooljaar.is_some())
    {
        let (plan, van) = nieuw::schooljaar::plan(content, school, *jaar).map_err(GeenBasis::Nieuw)?;
        if plan.nieuw.iter().any(|(eigen, _)| *eigen == pad) {
            return uit_plan(plan, pad, Herkomst::Vooruit(van));
        }
    }
    nieuw(vraag)
}

fn bestaand(vraag: &Vraag<'_>, pad: PathBuf) -> Result<Basis, GeenBasis> {
    let onleesbaar = || GeenBasis::Onleesbaar(pad.clone());
    let (map, naam) = (pad.parent().ok_or_else(onleesbaar)?, pad.file_name().ok_or_else(onleesbaar)?);
    let bestanden = Bestanden::schijf(vraag.content, "").map_err(|_| onleesbaar())?;
    let onder = map.strip_prefix(vraag.content).map_err(|_| onleesbaar())?.to_string_lossy().replace('\\', "/");
    let bestanden = bestanden.onder(&onder).begrens().map_err(|_| onleesbaar())?;
    // Line ends and a byte order mark stay as they are.
    let bron = bestanden.lees_letterlijk(&naam.to_string_lossy()).ok_or_else(onleesbaar)?;
    let wortel = yaml::lees(&bron, &mut Meldingen::nieuw()).ok_or_else(onleesbaar)?;
    let formaat = wortel.zoek("formaat").and_then(Knoop::als_tekst).unwrap_or_default().trim();
    if formaat != vraag.formaat.id {
        return Err(GeenBasis::AnderFormaat(pad, formaat.to_owned()));
    }
    Ok(Basis { pad, bron, wortel, erbij: Erboven::new(), schemas: Vec::new(), herkomst: Herkomst::Bestaand })
}

fn nieuw(vraag: &Vraag<'_>) -> Result<Basis, GeenBasis> {
    let Vraag { content, catalogus, formaat, school, naam, jaar, document } = vraag;
    let naam = school.map_or(*naam, |s| &s.naam);
    let mut plan = nieuw::school(content, naam, formaat, catalogus, *jaar).map_err(GeenBasis::Nieuw)?;
    let map = match school {
        Some(school) => content.join("scholen").join(&school.slug),
        None => content.join("scholen").join(crate::tekst::slug(naam)),
    };
    let pad = map.join(jaar.to_string()).join(format!("{document}.yaml"));
    // Of the plan for a new school an existing one needs the document only.
    if school.is_some() {
        plan.nieuw.retain(|(eigen, _)| eigen.file_name().is_some_and(|naam| naam != "school.yaml"));
    }
    for (eigen, _) in plan.nieuw.iter_mut().filter(|(eigen, _)| eigen.ends_with("profiel.yaml")) {
        *eigen = pad.clone();
    }
    uit_plan(plan, pad, Herkomst::Nieuw)
}

fn uit_plan(plan: Plan, pad: PathBuf, herkomst: Herkomst) -> Result<Basis, GeenBasis> {
    let onleesbaar = || GeenBasis::Onleesbaar(pad.clone());
    let Plan { nieuw, opnieuw } = plan;
    let erbij: Erboven = nieuw.into_iter().collect();
    let bytes = erbij.get(&pad).ok_or_else(onleesbaar)?.clone();
    let mut meldingen = Meldingen::nieuw();
    let weergave = pad.to_string_lossy().replace('\\', "/");
    let bron = yaml::naar_bron(&weergave, bytes, &mut meldingen).ok_or_else(onleesbaar)?;
    let wortel = yaml::lees(&bron, &mut meldingen).ok_or_else(onleesbaar)?;
    Ok(Basis { pad, bron, wortel, erbij, schemas: opnieuw, herkomst })
}

impl Basis {
    /// The folder of the document, with the files that come with it and others.
    ///
    /// # Errors
    /// When the content folder cannot be entered.
    pub fn map(&self, content: &Path, erboven: Arc<Erboven>) -> std::io::Result<Bestanden> {
        let map = self.pad.parent().unwrap_or(content);
        let onder = map.strip_prefix(content).unwrap_or(Path::new("")).to_string_lossy().replace('\\', "/");
        let bestanden = Bestanden::schijf_met(content, "", erboven)?.onder(&onder);
        Ok(bestanden.begrens().unwrap_or(bestanden))
    }
}
