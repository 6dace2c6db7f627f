//! What a document becomes is looked at before it is written: laid out as a form again, and read with the whole content
//! folder. What is wrong is said at the cell it comes from.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::bron::Plek;
use crate::melding::{Ernst, Melding, Meldingen};
use crate::model::bestanden::Erboven;
use crate::model::site::Site;
use crate::yaml;

use super::basis::Basis;
use super::inlezen::{Cel, Probleem, Soort, Waar};
use super::omgeving::Omgeving;
use super::verwerken::Werk;
use super::verwerken::{Voorstel, plaats};
use super::vragen::{self, Onderwerp};
use super::{Adres, Formulier, Inhoud, Rijenblad, Vak, Wijzigingen};

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

/// Whether other cells of the same question were changed: one of them may follow from another.
fn volgt(sleutel: &str, wijzigingen: &Wijzigingen) -> bool {
    wijzigingen.vakken.keys().any(|(anders, _)| anders == sleutel) || sleutel.starts_with("@nagekeken/")
}

fn alle_vakken(formulier: &Formulier) -> BTreeMap<&str, &[Vak]> {
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
    let eigen: Vec<&Melding> = nieuw.iter().filter(|m| werk.erboven.contains_key(Path::new(m.bestand()))).collect();
    if eigen.is_empty() {
        return;
    }
    let vakken = vakken_straks(content, site, erboven, werk).unwrap_or_default();
    for melding in eigen {
        let cel = melding.plek.as_ref().and_then(|plek| vak_op(&vakken, plek)).and_then(|adres| werk.cellen.get(adres));
        let overgenomen = match cel {
            Some(cel) => Melding {
                ernst: melding.ernst,
                hint: melding.hint.clone(),
                ..Melding::bij_pad(
                    melding.code,
                    voorstel.samenvatting.naam.clone(),
                    format!("{}{}", plaats(&Waar::Cel(cel.clone())), melding.bericht),
                )
            },
            // What a new document leaves open is said when it is checked.
            None if melding.ernst == Ernst::Waarschuwing => continue,
            None => melding.clone(),
        };
        voorstel.samenvatting.meldingen.push(overgenomen);
    }
}

/// The cell whose answer stands at a place, or else on its line: a message may point at the key before the answer.
fn vak_op<'v>(vakken: &'v [(Plek, Adres)], plek: &Plek) -> Option<&'v Adres> {
    let zelfde_bestand = |vak: &Plek| vak.bron().tekst() == plek.bron().tekst();
    let regel = plek.regel_kolom().0;
    let op_regel = |vak: &Plek| {
        let laatste = vak.bron().regel_kolom(vak.tot()).0;
        vak.regel_kolom().0 <= regel && regel <= laatste
    };
    let kleinste = |past: &dyn Fn(&Plek) -> bool| {
        let hier = vakken.iter().filter(|(vak, _)| zelfde_bestand(vak) && past(vak));
        hier.min_by_key(|(vak, _)| vak.tot() - vak.van()).map(|(_, adres)| adres)
    };
    kleinste(&|vak| vak.van() <= plek.van() && plek.van() <= vak.tot()).or_else(|| kleinste(&op_regel))
}

/// Every filled-in cell with the place where it will stand.
fn vakken_straks(content: &Path, site: &Site, erboven: &Arc<Erboven>, werk: &Werk) -> Option<Vec<(Plek, Adres)>> {
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
    for (sleutel, vakken) in alle_vakken(&straks) {
        for (i, vak) in vakken.iter().enumerate() {
            uit.extend(vak.plek.clone().map(|plek| (plek, Adres::Vraag(sleutel.to_owned(), i))));
        }
    }
    for blad in rijbladen(&straks) {
        for (nummer, rij) in blad.rijen.iter().enumerate() {
            for (i, vak) in rij.iter().enumerate() {
                uit.extend(vak.plek.clone().map(|plek| (plek, Adres::Rij(blad.sleutel.clone(), nummer, i))));
            }
        }
    }
    Some(uit)
}
