//! What a document becomes is looked at before it is written: laid out as a form again, and read with the whole content
//! folder. What is wrong is said at the cell it comes from.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::bron::Plek;
use crate::melding::{Code, Ernst, Melding, Meldingen};
use crate::model::bestanden::{Bestanden, Erboven};
use crate::model::site::Site;
use crate::yaml::{self, lap, wens};

use super::basis::Basis;
use super::inlezen::{Cel, Probleem, Soort, Waar};
use super::omgeving::Omgeving;
use super::verwerken::Werk;
use super::verwerken::{Voorstel, plaats};
use super::vragen::{self, Onderwerp};
use super::{Adres, Formulier, Inhoud, Keuze, Kolom, Rijenblad, Vak, Wijzigingen, wording};

/// Lays the new document out again: every answer must be there, and nothing else may have changed.
#[expect(clippy::too_many_arguments, reason = "before and after, both whole")]
pub(super) fn controleer(
    content: &Path,
    site: &Site,
    formaat: &crate::model::formaat::Formaat,
    onderwerp: &Onderwerp<'_>,
    basis: &Basis,
    erboven: &Erboven,
    was: &Formulier,
    wijzigingen: &Wijzigingen,
    cellen: &BTreeMap<Adres, Cel>,
) -> Result<(), Vec<Probleem>> {
    let niet_gelukt = |waar: Waar| {
        let bericht = "dit antwoord past niet in het bestand zoals het daar staat";
        vec![Probleem::nieuw(
            Soort::Cel,
            waar,
            bericht,
            "zet het zelf in het bestand, en meld dit aan de makers van Steunwijzer",
        )]
    };
    let bytes = erboven.get(&basis.pad).cloned().unwrap_or_else(|| basis.bron.tekst().as_bytes().to_vec());
    let mut meldingen = Meldingen::nieuw();
    let bron = yaml::naar_bron("", bytes, &mut meldingen);
    let wortel = bron.and_then(|bron| yaml::lees(&bron, &mut meldingen)).filter(|_| !meldingen.heeft_fouten());
    let map = basis.map(content, Arc::new(erboven.clone())).ok();
    let (Some(wortel), Some(map)) = (wortel, map) else { return Err(niet_gelukt(Waar::Boek)) };
    let om = Omgeving::nieuw(&site.catalogus, &map, &wortel);
    let straks = vragen::formulier(&Onderwerp { formaat, wortel: &wortel, ..*onderwerp }, &om);
    let (oud, nieuw) = (alle_vakken(was), alle_vakken(&straks));
    for (sleutel, vakken) in &oud {
        let nu = nieuw.get(sleutel);
        for (i, vak) in vakken.iter().enumerate() {
            let tekst = nu.and_then(|v| v.get(i)).map(|v| v.tekst.as_str()).unwrap_or_default();
            let goed = match wijzigingen.vak(sleutel, i) {
                None => volgt(sleutel, wijzigingen) || tekst == vak.tekst,
                Some("") => true,
                Some(_) => !tekst.is_empty(),
            };
            if !goed {
                let waar = cellen.get(&Adres::Vraag((*sleutel).to_owned(), i));
                return Err(niet_gelukt(waar.map_or(Waar::Boek, |cel| Waar::Cel(cel.clone()))));
            }
        }
    }
    for (oud, nieuw) in rijbladen(was).zip(rijbladen(&straks)) {
        let verwacht = wijzigingen.rijen.get(&oud.sleutel).map_or(oud.rijen.len(), Vec::len);
        if verwacht != nieuw.rijen.len() {
            return Err(niet_gelukt(Waar::Blad(oud.sleutel.clone())));
        }
    }
    Ok(())
}

/// The document with changes, laid out; `None` when they cannot be put into it.
pub(super) fn try_out(
    content: &Path,
    onderwerp: &Onderwerp<'_>,
    site: &Site,
    basis: &Basis,
    map: &Bestanden,
    changes: &Wijzigingen,
) -> Option<Formulier> {
    let om = Omgeving::nieuw(&site.catalogus, map, onderwerp.wortel);
    let wens = vragen::wens(onderwerp, changes, &om);
    if !om.weigeringen.borrow().is_empty() {
        return None;
    }
    let mut erboven = basis.erbij.clone();
    let tekst = lap::pas_toe(basis.bron.tekst(), wens::verander(&basis.wortel, &wens));
    erboven.insert(basis.pad.clone(), tekst.clone().into_bytes());
    super::verwerken::tekstbestanden(basis, map, om.lappen.take(), &mut erboven).ok()?;
    let mut meldingen = Meldingen::nieuw();
    let bron = yaml::naar_bron("", tekst.into_bytes(), &mut meldingen)?;
    let wortel = yaml::lees(&bron, &mut meldingen).filter(|_| !meldingen.heeft_fouten())?;
    let map = basis.map(content, Arc::new(erboven)).ok()?;
    let om = Omgeving::nieuw(&site.catalogus, &map, &wortel);
    Some(vragen::formulier(&Onderwerp { wortel: &wortel, ..*onderwerp }, &om))
}

/// What stands in the rows of a sheet of a form.
pub(super) fn row_texts<'f>(formulier: &'f Formulier, key: &str) -> Option<Vec<Vec<&'f str>>> {
    let blad = rijbladen(formulier).find(|blad| blad.sleutel == key)?;
    Some(blad.rijen.iter().map(|rij| rij.iter().map(|vak| vak.tekst.as_str()).collect()).collect())
}

/// Whether other cells of the same question were changed: one of them may follow from another.
fn volgt(sleutel: &str, wijzigingen: &Wijzigingen) -> bool {
    wijzigingen.vakken.keys().any(|(anders, _)| anders == sleutel) || sleutel.starts_with("@nagekeken/")
}

pub(super) fn alle_vakken(formulier: &Formulier) -> BTreeMap<&str, &[Vak]> {
    let delen = formulier.bladen.iter().filter_map(|b| match &b.inhoud {
        Inhoud::Vragen(delen) => Some(delen),
        Inhoud::Rijen(_) => None,
    });
    delen.flatten().flat_map(|d| &d.vragen).map(|v| (v.sleutel.as_str(), &v.vakken[..])).collect()
}

fn rijbladen(formulier: &Formulier) -> impl Iterator<Item = &Rijenblad> {
    formulier.bladen.iter().filter_map(|b| match &b.inhoud {
        Inhoud::Rijen(rijen) => Some(rijen),
        Inhoud::Vragen(_) => None,
    })
}

/// Takes over what reading the whole content folder again said about a document.
pub(super) fn toets(content: &Path, site: &Site, erboven: &Arc<Erboven>, nieuw: &[Melding], voorstel: &mut Voorstel) {
    let Some(werk) = &voorstel.werk else { return };
    // Of names in one cell the sheet has told itself, in its own words.
    let eigen: Vec<&Melding> = nieuw
        .iter()
        .filter(|m| werk.erboven.contains_key(Path::new(m.bestand())) && m.code != Code::NamenSamen)
        .collect();
    if eigen.is_empty() {
        return;
    }
    let vakken = vakken_straks(content, site, erboven, werk).unwrap_or_default();
    for melding in eigen {
        let vak = melding.plek.as_ref().and_then(|plek| vak_op(&vakken, plek));
        let cel = vak.and_then(|vak| Some((vak, werk.cellen.get(&vak.adres)?)));
        let overgenomen = match cel {
            Some((vak, cel)) => {
                let (bericht, hint) = wording::for_cell(melding, vak.keuze.as_ref());
                Melding {
                    ernst: melding.ernst,
                    hint,
                    ..Melding::bij_pad(
                        melding.code,
                        voorstel.samenvatting.naam.clone(),
                        format!("{}{bericht}", plaats(&Waar::Cel(cel.clone()))),
                    )
                }
            }
            // What a new document leaves open is said when it is checked.
            None if melding.ernst == Ernst::Waarschuwing => continue,
            None => melding.clone(),
        };
        voorstel.samenvatting.meldingen.push(overgenomen);
    }
}

/// The cell whose answer stands at a place, or else on its line: a message may point at the key before the answer.
fn vak_op<'v>(vakken: &'v [Gevuld], plek: &Plek) -> Option<&'v Gevuld> {
    let zelfde_bestand = |vak: &Plek| vak.bron().tekst() == plek.bron().tekst();
    let regel = plek.regel_kolom().0;
    let op_regel = |vak: &Plek| {
        let laatste = vak.bron().regel_kolom(vak.tot()).0;
        vak.regel_kolom().0 <= regel && regel <= laatste
    };
    let kleinste = |past: &dyn Fn(&Plek) -> bool| {
        let hier = vakken.iter().filter(|vak| zelfde_bestand(&vak.plek) && past(&vak.plek));
        hier.min_by_key(|vak| vak.plek.tot() - vak.plek.van())
    };
    kleinste(&|vak| vak.van() <= plek.van() && plek.van() <= vak.tot()).or_else(|| kleinste(&op_regel))
}

/// A filled-in cell: the place where it will stand, and what may be chosen in it.
struct Gevuld {
    plek: Plek,
    adres: Adres,
    keuze: Option<Keuze>,
}

/// Every filled-in cell.
fn vakken_straks(content: &Path, site: &Site, erboven: &Arc<Erboven>, werk: &Werk) -> Option<Vec<Gevuld>> {
    let formaat = site.catalogus.formaten.get(&werk.formaat)?;
    let bytes = werk.erboven.get(&werk.basis.pad).cloned();
    let bytes = bytes.unwrap_or_else(|| werk.basis.bron.tekst().as_bytes().to_vec());
    let mut meldingen = Meldingen::nieuw();
    let wortel = yaml::naar_bron("", bytes, &mut meldingen).and_then(|bron| yaml::lees(&bron, &mut meldingen))?;
    let map = werk.basis.map(content, Arc::clone(erboven)).ok()?;
    let om = Omgeving::nieuw(&site.catalogus, &map, &wortel);
    let (school, schooljaar) = (Some(werk.school.as_str()), werk.jaar.as_str());
    let straks = vragen::formulier(&Onderwerp { formaat, wortel: &wortel, school, schooljaar }, &om);
    let mut uit = Vec::new();
    let mut neem = |vak: &Vak, kolom: Option<&Kolom>, adres: Adres| {
        let keuze = || vak.keuze.clone().or_else(|| kolom.and_then(|k| k.keuze.clone()));
        uit.extend(vak.plek.clone().map(|plek| Gevuld { plek, adres, keuze: keuze() }));
    };
    for blad in &straks.bladen {
        match &blad.inhoud {
            Inhoud::Vragen(delen) => {
                for (deel, vraag) in delen.iter().flat_map(|deel| deel.vragen.iter().map(move |vraag| (deel, vraag))) {
                    for (i, vak) in vraag.vakken.iter().enumerate() {
                        neem(vak, deel.kolommen.get(i), Adres::Vraag(vraag.sleutel.clone(), i));
                    }
                }
            }
            Inhoud::Rijen(rijen) => {
                for (nummer, rij) in rijen.rijen.iter().enumerate() {
                    for (i, vak) in rij.iter().enumerate() {
                        neem(vak, rijen.kolommen.get(i), Adres::Rij(rijen.sleutel.clone(), nummer, i));
                    }
                }
            }
        }
    }
    Some(uit)
}
