//! The shape of rows: values for the section's fields, in order, in groups perhaps.

use std::collections::BTreeMap;

use crate::bron::Plek;
use crate::melding::{Code, Melding};
use crate::model::antwoord::{About, NiveauDeel, Rij, Vorminhoud};
use crate::model::formaat::{Sectie, Soort};
use crate::model::lezer::{KaartLezer, controleer_id};
use crate::yaml::{Knoop, Waarde};

use super::{Omgeving, about, velden, verwijzing, waarde};

/// Reads rows and groups of rows.
pub(super) fn rijen(sectie: &Sectie, knopen: &[Knoop], om: &mut Omgeving<'_, '_>) -> Vorminhoud {
    let mut ids = BTreeMap::new();
    let rijen = lees(sectie, knopen, &mut ids, om);
    if rijen.is_empty() { Vorminhoud::Niets } else { Vorminhoud::Rijen(rijen) }
}

fn lees(sectie: &Sectie, knopen: &[Knoop], ids: &mut BTreeMap<String, Plek>, om: &mut Omgeving<'_, '_>) -> Vec<Rij> {
    knopen.iter().filter_map(|k| rij(sectie, k, ids, om)).collect()
}

fn rij(sectie: &Sectie, knoop: &Knoop, ids: &mut BTreeMap<String, Plek>, om: &mut Omgeving<'_, '_>) -> Option<Rij> {
    if knoop.is_leeg() {
        return None;
    }
    let plek = super::kop_van(&knoop.plek);
    // A bare text is the first field.
    if let Waarde::Tekst(_) = knoop.waarde {
        let eerste = sectie.velden.first()?;
        let gevuld = waarde::gevuld(eerste, knoop, om)?;
        return Some(Rij::Rij { id: None, velden: vec![(0, gevuld)], about: About::default(), plek });
    }
    let mut lezer = KaartLezer::nieuw(knoop, &format!("een rij van `{}`", sectie.id), om.meldingen)?;
    if is_group(sectie, knoop)
        && let Some(groep) = lezer.tekst("groep", om.meldingen)
    {
        let onder = lees(sectie, lezer.knopen("rijen"), ids, om);
        let about = about::read(sectie, &mut lezer, om);
        if onder.is_empty() {
            om.meldingen.meld(
                Melding::op(Code::OntbrekendeSleutel, &groep.plek, format!("groep `{}` heeft geen rijen", groep.tekst))
                    .hint("zet onder `rijen:` wat erbij hoort, of haal deze groep weg"),
            );
        }
        lezer.klaar(om.meldingen);
        return Some(Rij::Groep { naam: groep.tekst, rijen: onder, niveau: None, about, plek: groep.plek });
    }
    let id = lezer.tekst("id", om.meldingen).filter(|w| controleer_id(w, "rij-id", om.meldingen));
    if let Some(id) = &id
        && let Some(eerder) = ids.insert(id.tekst.clone(), id.plek.clone())
    {
        om.meldingen.meld(
            Melding::op(Code::DubbelId, &id.plek, format!("rij `{}` staat er twee keer", id.tekst))
                .ook(&eerder, "hier staat hetzelfde id")
                .hint("geef een van de twee een ander id"),
        );
    }
    let velden = velden::lees(sectie, &mut lezer, om);
    let about = about::read(sectie, &mut lezer, om);
    if sectie.soort == Soort::Begrippen && !velden.is_empty() {
        lezer.moet("term", om.meldingen);
    }
    lezer.klaar(om.meldingen);
    (!velden.is_empty()).then(|| Rij::Rij { id: id.map(|w| w.tekst), velden, about, plek })
}

/// Whether `groep` names a heading above rows. Where the format has a field `groep`, as a table of
/// the groups of a school does, only what also has `rijen` is one; words with their meaning stand
/// in the order of the alphabet, so they have no headings.
pub(crate) fn is_group(sectie: &Sectie, knoop: &Knoop) -> bool {
    sectie.soort != Soort::Begrippen && (sectie.veld("groep").is_none() || knoop.zoek("rijen").is_some())
}

/// Reads the levels of a section: each key is a level of the format.
pub(super) fn niveaus(sectie: &Sectie, mut lezer: KaartLezer<'_>, om: &mut Omgeving<'_, '_>) -> Vorminhoud {
    let rollen: Vec<_> = om.catalogus.lijst("specialisten").into_iter().cloned().collect();
    let mut ids = BTreeMap::new();
    let mut uit = Vec::new();
    for (index, niveau) in sectie.niveaus.iter().enumerate() {
        let Some(knoop) = lezer.neem(&niveau.id) else { continue };
        let Some(mut deel) = KaartLezer::nieuw(knoop, &format!("niveau `{}`", niveau.id), om.meldingen) else {
            continue;
        };
        let aandeel = deel.tekst("aandeel", om.meldingen).map(|w| waarde::hoeveel(&w, om.meldingen));
        let gegevens = NiveauDeel {
            index,
            aandeel,
            wie: verwijzing::vrij(deel.knopen("wie"), &rollen, None, om),
            tekst: om.markdown_onder(&mut deel, "tekst"),
            noot: om.markdown_onder(&mut deel, "noot"),
        };
        let rijen = lees(sectie, deel.knopen("rijen"), &mut ids, om);
        let about = about::read(sectie, &mut deel, om);
        deel.klaar(om.meldingen);
        let plek = super::kop_van(&knoop.plek);
        uit.push(Rij::Groep { naam: niveau.naam.clone(), rijen, niveau: Some(Box::new(gegevens)), about, plek });
    }
    lezer.klaar(om.meldingen);
    if uit.is_empty() { Vorminhoud::Niets } else { Vorminhoud::Rijen(uit) }
}
