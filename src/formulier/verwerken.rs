//! From workbooks that came back to files: what was changed, whether that can be, and what each file becomes.
//!
//! A cell counts as changed when it differs from what the workbook was made with. What the school did not touch is left
//! as the file says, also when that changed meanwhile; what both changed is a clash, and nobody is overruled. The
//! outcome is read back twice: as a form again, and as the whole content folder, so that every rule for a file holds for
//! a workbook too. Nothing is written here.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::laden::{self, GeenInhoud};
use crate::melding::{Code, Ernst, Melding, Meldingen};
use crate::model::bestanden::Erboven;
use crate::model::datum::Schooljaar;
use crate::model::formaat::Van;
use crate::model::lezer::is_id;
use crate::model::site::Site;
use crate::regels;
use crate::tekst::slug;
use crate::yaml::lap::{self, Lap};
use crate::yaml::wens;

use super::basis::{self, Basis, GeenBasis, Herkomst};
use super::inlezen::{self, Cel, Gelezen, Probleem, Soort, Waar, Werkboek};
use super::nazien::{self, controleer, toets};
use super::omgeving::{Bestandslap, Omgeving};
use super::vergelijken::{Clash, Vergelijking, vergelijk};
use super::vragen::{self, Onderwerp};
use super::{Adres, Formulier, Vak, Wijzigingen, kop};

/// A workbook to read.
#[derive(Debug)]
pub struct Invoer {
    /// Its path, as shown.
    pub naam: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// What came of one workbook.
#[derive(Debug)]
pub struct Samenvatting {
    /// The workbook.
    pub naam: String,
    /// The school it is about, if that is known.
    pub school: Option<String>,
    /// The document, as shown.
    pub document: Option<String>,
    /// Where the document comes from.
    pub herkomst: Option<Herkomst>,
    /// Answers that were changed.
    pub antwoorden: usize,
    /// Sheets of rows that were changed.
    pub rijbladen: usize,
    /// Problems, in the order of the workbook.
    pub meldingen: Vec<Melding>,
    /// Files to be written.
    pub bestanden: Vec<(PathBuf, Vec<u8>)>,
}

impl Samenvatting {
    /// Whether it cannot be taken over.
    pub fn is_fout(&self) -> bool {
        self.meldingen.iter().any(|m| m.ernst == Ernst::Fout)
    }
}

/// A document that is to change.
pub(super) struct Voorstel {
    pub(super) samenvatting: Samenvatting,
    pub(super) werk: Option<Werk>,
}

/// What a workbook makes of a document.
pub(super) struct Werk {
    pub(super) formaat: String,
    pub(super) basis: Basis,
    pub(super) school: String,
    pub(super) jaar: String,
    /// All files that are new or another text.
    pub(super) erboven: Erboven,
    /// Where each filled-in cell stands in the workbook.
    pub(super) cellen: BTreeMap<Adres, Cel>,
}

/// Reads workbooks and says what each would change.
///
/// # Errors
/// When the content folder cannot be read at all.
pub fn verwerk(content: &Path, invoer: &[Invoer]) -> Result<Vec<Samenvatting>, GeenInhoud> {
    let (site, eerst) = laden::laad(content)?;
    let Some(site) = site else {
        return Err(GeenInhoud(format!(
            "`{}` heeft geen bruikbare site.yaml; kijk na met: steunwijzer check",
            content.display()
        )));
    };
    let mut voorstellen: Vec<Voorstel> = invoer.par_iter().map(|boek| een(content, &site, &eerst, boek)).collect();
    dubbel(&mut voorstellen);
    let mut eerst = eerst;
    regels::controleer(&site, None, &mut eerst);
    let mut erboven = Erboven::new();
    for werk in voorstellen.iter().filter_map(|v| v.werk.as_ref()) {
        erboven.extend(werk.erboven.clone());
    }
    if !erboven.is_empty() {
        let erboven = Arc::new(erboven);
        let (straks, mut meldingen) = laden::laad_met(content, Arc::clone(&erboven))?;
        if let Some(straks) = &straks {
            regels::controleer(straks, None, &mut meldingen);
            let nieuw = nieuwe_meldingen(eerst, meldingen);
            voorstellen.par_iter_mut().for_each(|voorstel| toets(content, straks, &erboven, &nieuw, voorstel));
        }
    }
    Ok(voorstellen.into_iter().map(Voorstel::af).collect())
}

impl Voorstel {
    fn af(self) -> Samenvatting {
        let Self { mut samenvatting, werk } = self;
        if let Some(werk) = werk
            && !samenvatting.is_fout()
        {
            samenvatting.bestanden = werk.erboven.into_iter().collect();
            let schemas = werk.basis.schemas.into_iter().filter(|_| werk.basis.herkomst == Herkomst::Nieuw);
            let bytes = |(pad, tekst): (PathBuf, String)| (pad, tekst.into_bytes());
            if !samenvatting.bestanden.is_empty() {
                samenvatting.bestanden.extend(schemas.map(bytes));
            }
        }
        samenvatting
    }
}

/// Two workbooks for one document: nobody knows which is right.
fn dubbel(voorstellen: &mut [Voorstel]) {
    let mut per_pad: BTreeMap<PathBuf, Vec<usize>> = BTreeMap::new();
    for (i, voorstel) in voorstellen.iter().enumerate() {
        if let Some(werk) = &voorstel.werk {
            per_pad.entry(werk.basis.pad.clone()).or_default().push(i);
        }
    }
    for indexen in per_pad.values().filter(|i| i.len() > 1) {
        let namen: Vec<String> =
            indexen.iter().filter_map(|i| voorstellen.get(*i)).map(|v| v.samenvatting.naam.clone()).collect();
        for (nummer, i) in indexen.iter().enumerate() {
            let ander = namen.iter().enumerate().find(|(ander, _)| *ander != nummer).map_or("", |(_, naam)| naam);
            if let Some(voorstel) = voorstellen.get_mut(*i) {
                let melding = Melding::bij_pad(
                    Code::FormulierDubbel,
                    voorstel.samenvatting.naam.clone(),
                    format!("`{ander}` gaat over hetzelfde document"),
                );
                voorstel.samenvatting.meldingen.push(melding.hint("geef er één van de twee"));
            }
        }
    }
}

/// Messages that were not there before.
fn nieuwe_meldingen(eerst: Meldingen, straks: Meldingen) -> Vec<Melding> {
    let sleutel = |m: &Melding| (m.bestand().to_owned(), m.code, m.bericht.clone());
    let mut er: BTreeMap<_, usize> = BTreeMap::new();
    for melding in eerst.gesorteerd() {
        *er.entry(sleutel(&melding)).or_default() += 1;
    }
    let mut uit = straks.gesorteerd();
    uit.retain(|melding| match er.get_mut(&sleutel(melding)) {
        Some(aantal) if *aantal > 0 => {
            *aantal -= 1;
            false
        }
        _ => true,
    });
    uit
}

/// A problem of a workbook as a message.
fn melding(naam: &str, probleem: &Probleem) -> Melding {
    let code = match probleem.soort {
        Soort::Onleesbaar => Code::FormulierOnleesbaar,
        Soort::Vorm => Code::FormulierVeranderd,
        Soort::Cel => Code::FormulierCel,
        Soort::Botsing => Code::FormulierBotsing,
        Soort::Verborgen => Code::FormulierVerborgen,
        Soort::Weggelaten => Code::FormulierWeggelaten,
        Soort::Opgevat => Code::FormulierOpgevat,
    };
    let waar = plaats(&probleem.waar);
    Melding::bij_pad(code, naam, format!("{waar}{}", probleem.bericht)).hint(probleem.hint.clone())
}

pub(super) fn plaats(waar: &Waar) -> String {
    match waar {
        Waar::Boek => String::new(),
        Waar::Blad(blad) => format!("blad `{blad}`: "),
        Waar::Cel(cel) => format!("blad `{}`, cel {}: ", cel.blad, cel.naam()),
    }
}

fn een(content: &Path, site: &Site, eerst: &Meldingen, invoer: &Invoer) -> Voorstel {
    let mut samenvatting = Samenvatting {
        naam: invoer.naam.clone(),
        school: None,
        document: None,
        herkomst: None,
        antwoorden: 0,
        rijbladen: 0,
        meldingen: Vec::new(),
        bestanden: Vec::new(),
    };
    let mut problemen = Vec::new();
    let werk = match inlezen::lees(&invoer.bytes) {
        Ok(boek) => stel_voor(content, site, eerst, &boek, &mut samenvatting, &mut problemen),
        Err(probleem) => Err(vec![probleem]),
    };
    let werk = werk.unwrap_or_else(|meer| {
        problemen.extend(meer);
        None
    });
    problemen.sort_by(|a, b| a.waar.cmp(&b.waar));
    samenvatting.meldingen.extend(problemen.iter().map(|p| melding(&invoer.naam, p)));
    Voorstel { samenvatting, werk }
}

/// Which school and year a workbook is about.
struct Doel<'s> {
    school: Option<&'s crate::model::site::School>,
    naam: String,
    jaar: Schooljaar,
    document: String,
}

fn doel<'s>(content: &Path, site: &'s Site, boek: &Werkboek) -> Result<Doel<'s>, Vec<Probleem>> {
    let kenmerk = &boek.kenmerk;
    let antwoord = |sleutel: &str| {
        boek.bladen.iter().find_map(|(blad, gelezen)| match gelezen {
            Gelezen::Vragen { antwoorden, .. } => antwoorden.get(sleutel).map(|(regel, cellen)| {
                let kolom = u32::from(super::boek::EERSTE_ANTWOORD);
                let cel = Cel { blad: blad.clone(), regel: *regel, kolom };
                (cel, cellen.first().cloned().unwrap_or_default())
            }),
            Gelezen::Rijen { .. } => None,
        })
    };
    let document = if is_id(&kenmerk.document) { kenmerk.document.clone() } else { basis::PROFIEL.to_owned() };
    let mut problemen = Vec::new();
    let mut ontbreekt = |sleutel: &str, wat: &str, hint: &str| {
        let waar = antwoord(sleutel).map_or(Waar::Boek, |(cel, _)| Waar::Cel(cel));
        problemen.push(Probleem::nieuw(Soort::Cel, waar, wat, hint));
    };
    if !kenmerk.school.is_empty() {
        let school = site.school(&kenmerk.school);
        let jaar = Schooljaar::lees(&kenmerk.schooljaar);
        if let (Some(school), Some(jaar)) = (school, jaar) {
            return Ok(Doel { school: Some(school), naam: school.naam.clone(), jaar, document });
        }
        let bericht = format!("dit formulier is van een school die er niet is: `{}`", kenmerk.school);
        let hint = format!(
            "kijk of de map `{}` er is, en of zij foutloos is",
            content.join("scholen").join(slug(&kenmerk.school)).display()
        );
        return Err(vec![Probleem::nieuw(Soort::Vorm, Waar::Boek, bericht, hint)]);
    }
    let naam = antwoord(kop::SCHOOL).map(|(_, tekst)| super::een_regel(&tekst)).unwrap_or_default();
    let jaar = antwoord(kop::SCHOOLJAAR).map(|(_, tekst)| tekst).unwrap_or_default();
    if slug(&naam).is_empty() || !is_id(&slug(&naam)) {
        ontbreekt(kop::SCHOOL, "de naam van de school ontbreekt, of is geen naam", "vul hier de naam van de school in");
    }
    let gelezen = Schooljaar::lees(jaar.trim());
    if gelezen.is_none() {
        let bericht = if jaar.is_empty() {
            "het schooljaar ontbreekt".to_owned()
        } else {
            format!("`{jaar}` is geen schooljaar")
        };
        ontbreekt(kop::SCHOOLJAAR, &bericht, "schrijf twee jaren die op elkaar volgen, zoals 2025-2026");
    }
    let Some(jaar) = gelezen.filter(|_| problemen.is_empty()) else { return Err(problemen) };
    let klein = naam.to_lowercase();
    let school =
        site.scholen.iter().map(AsRef::as_ref).find(|s| s.naam.to_lowercase() == klein || s.slug == slug(&naam));
    Ok(Doel { school, naam, jaar, document })
}

fn stel_voor(
    content: &Path,
    site: &Site,
    eerst: &Meldingen,
    boek: &Werkboek,
    samenvatting: &mut Samenvatting,
    problemen: &mut Vec<Probleem>,
) -> Result<Option<Werk>, Vec<Probleem>> {
    let formaten = &site.catalogus.formaten;
    let formaat = formaten.get(&boek.kenmerk.formaat).filter(|f| f.van == Van::School).ok_or_else(|| {
        let bericht = format!("dit formulier is van een formaat dat er niet is: `{}`", boek.kenmerk.formaat);
        vec![Probleem::nieuw(Soort::Vorm, Waar::Boek, bericht, "zie de formaten met: steunwijzer formaten")]
    })?;
    let doel = doel(content, site, boek)?;
    samenvatting.school = Some(doel.naam.clone());
    let vraag = basis::Vraag {
        content,
        catalogus: &site.catalogus,
        formaat,
        school: doel.school,
        naam: &doel.naam,
        jaar: doel.jaar,
        document: &doel.document,
    };
    let basis = basis::zoek(&vraag).map_err(|fout| vec![geen_basis(&fout)])?;
    samenvatting.document = Some(basis.pad.to_string_lossy().replace('\\', "/"));
    samenvatting.herkomst = Some(basis.herkomst);
    if basis.herkomst == Herkomst::Nieuw && doel.school.is_none() && basis.erbij.keys().any(|pad| pad.exists()) {
        let bericht = format!("de map van `{}` is er al, maar is niet te lezen", doel.naam);
        return Err(vec![Probleem::nieuw(Soort::Vorm, Waar::Boek, bericht, "kijk na met: steunwijzer check")]);
    }
    let kapot = eerst.iter().find(|m| m.ernst == Ernst::Fout && Path::new(m.bestand()) == basis.pad);
    if let Some(fout) = kapot {
        let bericht = format!("in `{}` staat een fout: {}", basis.pad.display(), fout.bericht);
        return Err(vec![Probleem::nieuw(
            Soort::Vorm,
            Waar::Boek,
            bericht,
            "verbeter die eerst; kijk na met: steunwijzer check",
        )]);
    }
    let onleesbaar = |_| vec![geen_basis(&GeenBasis::Onleesbaar(basis.pad.clone()))];
    let map = basis.map(content, Arc::new(basis.erbij.clone())).map_err(onleesbaar)?;
    let om = Omgeving::nieuw(&site.catalogus, &map, &basis.wortel);
    let jaar = doel.jaar.to_string();
    let school = doel.school.filter(|_| !boek.kenmerk.school.is_empty()).map(|s| s.naam.as_str());
    let onderwerp =
        Onderwerp { formaat, wortel: &basis.wortel, school, schooljaar: if school.is_some() { &jaar } else { "" } };
    let formulier = vragen::formulier(&onderwerp, &om);
    let Vergelijking { wijzigingen, clashes, clash_messages, cellen, problemen: gevonden } =
        vergelijk(&formulier, boek);
    problemen.extend(gevonden);
    problemen.extend(boek.problemen.iter().cloned());
    if !clash_messages.is_empty() {
        let trial = |changes: &Wijzigingen| nazien::try_out(content, &onderwerp, site, &basis, &map, changes);
        problemen.extend(real_clashes(&formulier, clash_messages, trial(&clashes)));
    }
    samenvatting.antwoorden = wijzigingen.vakken.len();
    samenvatting.rijbladen = wijzigingen.rijen.len();
    if wijzigingen.is_leeg() {
        return Ok(None);
    }
    let wens = vragen::wens(&onderwerp, &wijzigingen, &om);
    for weigering in om.weigeringen.borrow().iter() {
        let waar = cellen.get(&weigering.adres).map_or(Waar::Boek, |cel| Waar::Cel(cel.clone()));
        problemen.push(Probleem::nieuw(Soort::Cel, waar, weigering.bericht.clone(), weigering.hint.clone()));
    }
    let remarks = om.remarks.take();
    let places = if remarks.is_empty() { BTreeMap::new() } else { wijzigingen.places() };
    for remark in remarks {
        let cel = places.get(remark.text.as_str()).and_then(|adres| cellen.get(adres));
        let waar = cel.map_or(Waar::Boek, |cel| Waar::Cel(cel.clone()));
        let soort = if remark.refused { Soort::Cel } else { Soort::Opgevat };
        problemen.push(Probleem::nieuw(soort, waar, remark.message, remark.hint));
    }
    // What is right is looked at further, so that all that is wrong is said at once.
    let mut erboven = basis.erbij.clone();
    let tekst = lap::pas_toe(basis.bron.tekst(), wens::verander(&basis.wortel, &wens));
    if tekst != basis.bron.tekst() || basis.herkomst != Herkomst::Bestaand {
        erboven.insert(basis.pad.clone(), tekst.into_bytes());
    }
    let lappen = om.lappen.take();
    tekstbestanden(&basis, &map, lappen, &mut erboven).map_err(|botst| {
        let bericht = format!("twee antwoorden veranderen dezelfde tekst in `{botst}`, elk op een andere manier");
        vec![Probleem::nieuw(
            Soort::Botsing,
            Waar::Boek,
            bericht,
            "maak de twee gelijk, of verander de tekst in het bestand zelf",
        )]
    })?;
    if !problemen.iter().any(Probleem::is_fout) {
        controleer(content, site, formaat, &onderwerp, &basis, &erboven, &formulier, &wijzigingen, &cellen)?;
    }
    Ok(Some(Werk { formaat: formaat.id.clone(), basis, school: doel.naam, jaar, erboven, cellen }))
}

/// The clashes in which the workbook means something else than the file: what was written another way means the same
/// when the file stays as it is with it.
fn real_clashes(now: &Formulier, messages: BTreeMap<Clash, Probleem>, tried: Option<Formulier>) -> Vec<Probleem> {
    let Some(tried) = tried else { return messages.into_values().collect() };
    let (tried_cells, cells) = (nazien::alle_vakken(&tried), nazien::alle_vakken(now));
    let same = |clash: &Clash| match clash {
        Clash::Cell(key, column) => {
            let text = |cells: &BTreeMap<&str, &[Vak]>| {
                cells.get(key.as_str()).and_then(|vakken| vakken.get(*column)).map(|vak| vak.tekst.clone())
            };
            text(&tried_cells) == text(&cells)
        }
        Clash::Rows(key) => nazien::row_texts(&tried, key) == nazien::row_texts(now, key),
    };
    messages.into_iter().filter(|(clash, _)| !same(clash)).map(|(_, message)| message).collect()
}

fn geen_basis(fout: &GeenBasis) -> Probleem {
    let (bericht, hint) = fout.bericht_en_hint();
    Probleem::nieuw(Soort::Vorm, Waar::Boek, bericht, hint)
}

/// Texts beside the document, with their changes.
pub(super) fn tekstbestanden(
    basis: &Basis,
    map: &crate::model::bestanden::Bestanden,
    lappen: Vec<Bestandslap>,
    erboven: &mut Erboven,
) -> Result<(), String> {
    let mut per_pad: BTreeMap<String, Vec<Lap>> = BTreeMap::new();
    for lap in lappen {
        let eerder = per_pad.entry(lap.pad.clone()).or_default();
        let lap = (lap.pad, Lap { van: lap.van, naar: lap.naar });
        if eerder.contains(&lap.1) {
            continue;
        }
        let raakt =
            |ander: &Lap| ander.van.start < lap.1.van.end && lap.1.van.start < ander.van.end || ander.van == lap.1.van;
        if eerder.iter().any(raakt) {
            return Err(lap.0);
        }
        eerder.push(lap.1);
    }
    for (pad, lappen) in per_pad {
        let bron = map.lees_letterlijk(&pad);
        if let (Some(bron), Some(map)) = (bron, basis.pad.parent()) {
            erboven.insert(map.join(&pad), lap::pas_toe(bron.tekst(), lappen).into_bytes());
        }
    }
    Ok(())
}
