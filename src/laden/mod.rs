//! From a content folder to a [`Site`]: every file is read, every problem is collected.

mod controles;
mod document;
mod norm;
mod school;
mod site;
mod unread;

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::bron::Plek;
use crate::melding::{Code, Ernst, Melding, Meldingen};
use crate::model::bestanden::{Bestanden, Erboven};
use crate::model::catalogus::Catalogus;
use crate::model::filenames;
use crate::model::lezer::{id_hint, is_id};
use crate::model::site::{Document, School, Site};
use crate::model::spoor::Spoor;
use crate::model::teksten;
use crate::normal;
use crate::tekst::{Doel, Markdown};

/// Folder of the practice examples, and of their files in the output.
const PRAKTIJK: &str = "praktijk";

/// A content folder that cannot be read at all.
#[derive(Debug)]
pub struct GeenInhoud(pub String);

/// Reads a content folder; `None` when even `site.yaml` cannot be used.
///
/// # Errors
/// When the folder is not there or cannot be entered.
pub fn laad(content: &Path) -> Result<(Option<Site>, Meldingen), GeenInhoud> {
    laad_met(content, Arc::default())
}

/// The folder of all schools as messages show it, with a `/` behind it.
pub fn map_van_scholen(content: &Path) -> String {
    format!("{}/scholen/", weergave(content))
}

/// The folder of the school that a message is about; `map` is that of [`map_van_scholen`].
pub fn school_van<'a>(melding: &'a Melding, map: &str) -> Option<&'a str> {
    let rest = melding.bestand().strip_prefix(map)?;
    rest.split('/').next().filter(|slug| !slug.is_empty())
}

/// The content folder as messages show it.
fn weergave(content: &Path) -> String {
    content.to_string_lossy().trim_end_matches('/').replace('\\', "/")
}

/// Reads a content folder as it will be once some files are written.
///
/// # Errors
/// When the folder is not there or cannot be entered.
pub fn laad_met(content: &Path, erboven: Arc<Erboven>) -> Result<(Option<Site>, Meldingen), GeenInhoud> {
    Lader { volgen: false, erboven, ..Lader::nieuw(content) }.laad()
}

/// Reads a content folder again and again. What did not change on disk since the last time is taken
/// over: the definitions, and each school. The outcome is that of [`laad`].
#[derive(Debug)]
pub struct Lader {
    content: PathBuf,
    /// Files that take the place of those on disk.
    erboven: Arc<Erboven>,
    /// Whether what is read is remembered.
    volgen: bool,
    catalogus: Option<Deel<Catalogus>>,
    scholen: BTreeMap<String, Deel<Option<Arc<School>>>>,
    /// What was read beside these.
    overig: Spoor,
}

/// A part that was read, with what was wrong in it and what it was made of.
#[derive(Debug, Clone)]
struct Deel<T> {
    wat: T,
    meldingen: Meldingen,
    spoor: Spoor,
}

impl<T> Deel<T> {
    /// `spoor` remembers what is read; see [`Spoor::na`].
    fn lees(spoor: Spoor, lees: impl FnOnce(&Spoor, &mut Meldingen) -> T) -> Self {
        let mut meldingen = Meldingen::nieuw();
        let wat = lees(&spoor, &mut meldingen);
        spoor.klaar();
        Self { wat, meldingen, spoor }
    }
}

impl Lader {
    /// Nothing was read yet.
    pub fn nieuw(content: &Path) -> Self {
        Self {
            content: content.to_owned(),
            erboven: Arc::default(),
            volgen: true,
            catalogus: None,
            scholen: BTreeMap::new(),
            overig: Spoor::geen(),
        }
    }

    /// What was read and looked for the last time.
    pub fn spoor(&self) -> Spoor {
        let alle = Spoor::nieuw();
        alle.neem_over(&self.overig);
        self.catalogus.iter().for_each(|deel| alle.neem_over(&deel.spoor));
        self.scholen.values().for_each(|deel| alle.neem_over(&deel.spoor));
        alle
    }

    /// A sum of what stands around each school of the site that was read last: the definitions, the practice examples,
    /// what the other schools are called and where they are, and of `site.yaml` what checks of schools look at: names,
    /// known abbreviations and switches.
    pub fn omgeving(&self, site: &Site) -> u64 {
        let mut som = DefaultHasher::new();
        self.overig.som(|pad| !pad.ends_with("site.yaml")).hash(&mut som);
        let gegevens = &site.gegevens;
        for instantie in [&gegevens.uitgever, &gegevens.contact, &gegevens.steunpunt] {
            instantie.as_ref().map(|i| &i.naam).hash(&mut som);
        }
        (&gegevens.bekende_afkortingen, &gegevens.controles).hash(&mut som);
        self.catalogus.iter().for_each(|deel| deel.spoor.som(|_| true).hash(&mut som));
        site.kapotte_scholen.hash(&mut som);
        for school in &site.scholen {
            (&school.slug, &school.naam, &school.bestuur, &school.plaats).hash(&mut som);
            school.samenwerkingsverbanden.hash(&mut som);
            for vestiging in &school.vestigingen {
                (&vestiging.naam, &vestiging.adres, &vestiging.plaats).hash(&mut som);
            }
        }
        som.finish()
    }

    /// Reads what is new or changed; `None` when even `site.yaml` cannot be used.
    ///
    /// # Errors
    /// When the folder is not there or cannot be entered.
    pub fn laad(&mut self) -> Result<(Option<Site>, Meldingen), GeenInhoud> {
        self.overig = self.spoor_na(Some(&self.overig));
        self.overig.is_map(&self.content);
        let weergave = weergave(&self.content);
        let bestanden = Bestanden::schijf_met(&self.content, &weergave, Arc::clone(&self.erboven)).map_err(|fout| {
            (self.catalogus, self.scholen) = (None, BTreeMap::new());
            let reden = crate::model::bestanden::systeemfout(&fout);
            GeenInhoud(format!("map `{weergave}` kan niet gelezen worden ({reden})"))
        })?;
        let mut meldingen = Meldingen::nieuw();
        let (catalogus, nieuw) = self.catalogus(&bestanden, &mut meldingen);
        let bestanden = bestanden.met_spoor(&self.overig).unread();
        let gegevens = site::lees(&bestanden, &catalogus, &mut meldingen);
        let (scholen, kapotte_scholen) = self.scholen(&bestanden, &catalogus, nieuw, &mut meldingen);
        let map = bestanden.onder(PRAKTIJK);
        let mut van_praktijk = Meldingen::nieuw();
        let (praktijk, broken) = laad_praktijk(&map, &catalogus, &mut van_praktijk);
        let published: Vec<_> = praktijk.iter().flat_map(|document| document.published.iter().cloned()).collect();
        teksten::report_capitals(&published, &mut van_praktijk);
        let (praktijk_inleiding, links) = praktijk_inleiding(&map, &mut van_praktijk);
        unread::report(
            &map,
            "een voorbeeld staat in `praktijk/` zelf, niet in een map daarin",
            broken,
            &mut van_praktijk,
        );
        meldingen.neem_over(van_praktijk);
        unread::report_top(&bestanden, &mut meldingen);
        self.overig.klaar();
        let site = gegevens.map(|mut gegevens| {
            gegevens.links.extend(links);
            Site { gegevens, catalogus, scholen, kapotte_scholen, praktijk, praktijk_inleiding }
        });
        Ok((site, meldingen))
    }

    /// What is read from now on is remembered, if anything is, on top of what was read before.
    fn spoor_na(&self, eerder: Option<&Spoor>) -> Spoor {
        if self.volgen { eerder.map_or_else(Spoor::nieuw, Spoor::na) } else { Spoor::geen() }
    }

    /// The definitions, and whether they are other ones than before: all schools are read against them.
    fn catalogus(&mut self, bestanden: &Bestanden, meldingen: &mut Meldingen) -> (Catalogus, bool) {
        let vers = self.catalogus.take().filter(|deel| deel.spoor.is_vers());
        let nieuw = vers.is_none();
        let deel = vers.unwrap_or_else(|| {
            Deel::lees(self.spoor_na(None), |spoor, meldingen| {
                let bestanden = bestanden.met_spoor(spoor).unread();
                let catalogus = Catalogus::lees(&bestanden, meldingen);
                for map in ["lijsten", "schalen", "formaten"] {
                    let advies = format!("dit wordt alleen gelezen in `{map}/` zelf, niet in een map daarin");
                    unread::report(&bestanden.onder(map), &advies, false, meldingen);
                }
                catalogus
            })
        });
        meldingen.neem_over(deel.meldingen.clone());
        let catalogus = deel.wat.clone();
        self.catalogus = Some(deel);
        (catalogus, nieuw)
    }

    /// The schools, and the slugs of those that could not be read.
    fn scholen(
        &mut self,
        bestanden: &Bestanden,
        catalogus: &Catalogus,
        opnieuw: bool,
        meldingen: &mut Meldingen,
    ) -> (Vec<Arc<School>>, BTreeSet<String>) {
        let map = bestanden.onder("scholen");
        let namen = map.inhoud(meldingen).mappen;
        unread::report_flat(
            &map,
            "elke school heeft een eigen map, met `school.yaml` en een map per schooljaar",
            meldingen,
        );
        let is_goed = |naam: &&String| {
            !is_copy(naam, &namen, "de map", &map, meldingen)
                && controleer_slug(naam, "de map", "een school", &map, meldingen)
                && !is_folder_of_examples(naam, &map, meldingen)
        };
        let goed: Vec<String> = namen.iter().filter(is_goed).cloned().collect();
        let lees = |naam: &String| {
            let eerder = self.scholen.get(naam);
            if let Some(deel) = eerder.filter(|deel| !opnieuw && deel.spoor.is_vers()) {
                return deel.clone();
            }
            Deel::lees(self.spoor_na(eerder.map(|deel| &deel.spoor)), |spoor, meldingen| {
                school::lees(naam, &map.onder(naam).met_spoor(spoor).unread(), catalogus, meldingen).map(Arc::new)
            })
        };
        let gelezen: Vec<Deel<Option<Arc<School>>>> = goed.par_iter().map(lees).collect();
        let mut scholen = Vec::new();
        let mut kapot = BTreeSet::new();
        self.scholen.clear();
        for (naam, deel) in goed.into_iter().zip(gelezen) {
            meldingen.neem_over(deel.meldingen.clone());
            match &deel.wat {
                Some(school) => scholen.push(Arc::clone(school)),
                None => drop(kapot.insert(naam.clone())),
            }
            if self.volgen {
                self.scholen.insert(naam, deel);
            }
        }
        controleer_oude_slugs(&scholen, meldingen);
        report_same_schools(&scholen, &map, meldingen);
        scholen.iter().for_each(|school| report_same_titles(school, meldingen));
        (scholen, kapot)
    }
}

/// Practice examples: documents that belong to no school. Also whether any could not be read.
fn laad_praktijk(map: &Bestanden, catalogus: &Catalogus, meldingen: &mut Meldingen) -> (Vec<Document>, bool) {
    let mut uit = Vec::new();
    let mut broken = false;
    let namen = map.inhoud(meldingen).bestanden;
    for naam in &namen {
        let Some(stam) = naam.strip_suffix(".yaml") else { continue };
        if is_copy(naam, &namen, "", map, meldingen) {
            continue;
        }
        if controleer_slug(stam, "het bestand", "een voorbeeld", map, meldingen) {
            let invoer = document::Invoer { naam: stam, map, jaarmap: "", schooljaar: None, catalogus };
            let gelezen = document::lees(&invoer, meldingen);
            broken |= gelezen.is_none();
            let nieuw = gelezen.filter(|document| !is_same(document, &uit, map, meldingen));
            uit.extend(nieuw);
        }
    }
    (uit, broken)
}

/// The text `inleiding.md` beside the practice examples, and the links it makes.
fn praktijk_inleiding(map: &Bestanden, meldingen: &mut Meldingen) -> (Option<Markdown>, Vec<(Doel, Plek)>) {
    if !map.inhoud(meldingen).bestanden.iter().any(|naam| naam == "inleiding.md") {
        return (None, Vec::new());
    }
    let Some(bestand) = map.lees_bestand("inleiding.md", None, meldingen) else { return (None, Vec::new()) };
    let tekst = bestand.markdown(0..bestand.bron().tekst().len(), meldingen);
    teksten::report_not_shown(&tekst, meldingen);
    let links = tekst.links().into_iter().map(|(doel, plek)| (doel.clone(), plek.clone())).collect();
    (Some(tekst), links)
}

fn controleer_slug(naam: &str, wat: &str, van: &str, map: &Bestanden, meldingen: &mut Meldingen) -> bool {
    if is_id(naam) {
        return true;
    }
    let bericht = format!("{wat} `{naam}` kan geen naam van {van} zijn");
    let hint = id_hint(filenames::original_stem(naam).unwrap_or(naam));
    meldingen.meld(Melding::bij_pad(Code::OngeldigeId, map.toon(naam), bericht).hint(hint));
    false
}

/// Whether a school has the name under which the files of practice examples are published; then it is reported.
fn is_folder_of_examples(naam: &str, map: &Bestanden, meldingen: &mut Meldingen) -> bool {
    let is_it = naam == PRAKTIJK;
    if is_it {
        let bericht = format!("de map `{naam}` kan geen naam van een school zijn");
        let hint =
            "onder deze naam staan de bestanden van praktijkvoorbeelden; noem de map naar de hele naam van de school";
        meldingen.meld(Melding::bij_pad(Code::GereserveerdId, map.toon(naam), bericht).hint(hint));
    }
    is_it
}

/// Whether a file or folder looks like a copy of one beside it; then it is reported, and not to be read.
fn is_copy(naam: &str, namen: &[String], article: &str, map: &Bestanden, meldingen: &mut Meldingen) -> bool {
    let melding = map.copy_message(naam, namen, article);
    let is_copy = melding.is_some();
    melding.into_iter().for_each(|melding| meldingen.meld(melding));
    is_copy
}

/// Whether a document says letter for letter what one beside it says: a copy may have any name. Then it is reported.
fn is_same(document: &Document, others: &[Document], map: &Bestanden, meldingen: &mut Meldingen) -> bool {
    let tekst = document.plek.bron().tekst();
    let Some(ander) = others.iter().find(|ander| ander.plek.bron().tekst() == tekst) else { return false };
    let naam = format!("{}.yaml", document.naam);
    let bericht = format!("`{naam}` is precies gelijk aan `{}.yaml`", ander.naam);
    meldingen.meld(Melding::bij_pad(Code::LijktKopie, map.toon(&naam), bericht).hint("haal een van de twee weg"));
    true
}

/// Documents of one school and year that follow one format and have one title: readers see the same thing twice, and one of
/// the two is probably an older version. A profile is single anyway.
fn report_same_titles(school: &School, meldingen: &mut Meldingen) {
    let mut gezien: BTreeMap<_, &Document> = BTreeMap::new();
    for document in school.documenten.iter().filter(|document| !document.concept && !document.formaat.profiel) {
        let sleutel = (document.schooljaar, document.periode, &document.formaat.id, normal::key(document.titel()));
        let Some(ander) = gezien.get(&sleutel) else {
            gezien.insert(sleutel, document);
            continue;
        };
        let bericht = format!("dit document heet net als `{}.yaml`: {}", ander.naam, document.titel());
        let hint = "is het een oudere versie, zet er dan `status: concept` bij of haal het weg; geef het anders een `titel` \
                    van zichzelf";
        let melding = Melding::op(Code::LijktKopie, &document.plek, bericht);
        let melding = melding.ook(&ander.plek, "dit document heet ook zo").hint(hint);
        meldingen.meld(Melding { ernst: Ernst::Waarschuwing, ..melding });
    }
}

/// Schools that are one: the same `school.yaml` in two folders, or the same name in one town.
fn report_same_schools(scholen: &[Arc<School>], map: &Bestanden, meldingen: &mut Meldingen) {
    let mut gezien: BTreeMap<(String, Option<String>), &Arc<School>> = BTreeMap::new();
    for school in scholen {
        let sleutel = (school.naam.to_lowercase(), school.plaats.as_ref().map(|plaats| plaats.to_lowercase()));
        let Some(ander) = gezien.get(&sleutel) else {
            gezien.insert(sleutel, school);
            continue;
        };
        let gelijk = school.plek.bron().tekst() == ander.plek.bron().tekst();
        let (bericht, ernst) = if gelijk {
            (format!("`school.yaml` is precies die van school `{}`", ander.slug), Ernst::Fout)
        } else {
            (
                format!("school `{}` heet net als school `{}`: {}", school.slug, ander.slug, school.naam),
                Ernst::Waarschuwing,
            )
        };
        let melding = Melding::op(Code::LijktKopie, &school.plek, bericht)
            .ook(&ander.plek, "deze school heet ook zo")
            .hint(format!(
                "is `{}` een kopie, haal de map dan weg; geef anders elke school een naam van zichzelf",
                map.toon(&school.slug)
            ));
        meldingen.meld(Melding { ernst, ..melding });
    }
}

/// Old slugs lead to one school, and never away from a school that exists.
fn controleer_oude_slugs(scholen: &[Arc<School>], meldingen: &mut Meldingen) {
    let mut gezien: BTreeMap<&str, &Arc<School>> = scholen.iter().map(|s| (s.slug.as_str(), s)).collect();
    for school in scholen {
        for oud in &school.oude_slugs {
            if let Some(ander) = gezien.insert(&oud.tekst, school) {
                meldingen.meld(
                    Melding::op(Code::DubbelId, &oud.plek, format!("`{}` is al in gebruik", oud.tekst))
                        .ook(&ander.plek, "deze school heeft die naam")
                        .hint("een oude naam van een pagina kan naar één school leiden"),
                );
            }
        }
    }
}
