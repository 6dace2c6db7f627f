//! The shape of rows: values for the section's fields, in order, in groups perhaps.

use std::collections::BTreeMap;

use crate::bron::Plek;
use crate::melding::{Code, Melding};
use crate::model::antwoord::{Rij, Vorminhoud};
use crate::model::formaat::{Sectie, Soort, Veld, VeldType};
use crate::model::lezer::{KaartLezer, controleer_id};
use crate::yaml::{Knoop, Waarde};

use super::{Omgeving, velden, waarde};

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
    if sectie.soort == Soort::Begrippen {
        return begrip(knoop, plek, om);
    }
    // A bare text is the first field.
    if let Waarde::Tekst(_) = knoop.waarde {
        let eerste = sectie.velden.first()?;
        let gevuld = waarde::gevuld(eerste, knoop, om)?;
        return Some(Rij::Rij { id: None, velden: vec![(0, gevuld)], plek });
    }
    let mut lezer = KaartLezer::nieuw(knoop, &format!("een rij van `{}`", sectie.id), om.meldingen)?;
    if let Some(groep) = lezer.tekst("groep", om.meldingen) {
        let onder = lees(sectie, lezer.knopen("rijen"), ids, om);
        lezer.klaar(om.meldingen);
        return Some(Rij::Groep { naam: groep.tekst, rijen: onder, plek: groep.plek });
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
    lezer.klaar(om.meldingen);
    (!velden.is_empty()).then(|| Rij::Rij { id: id.map(|w| w.tekst), velden, plek })
}

/// A word with its meaning: the two fields that the kind `begrippen` has of itself.
fn begrip(knoop: &Knoop, plek: Plek, om: &mut Omgeving<'_, '_>) -> Option<Rij> {
    let mut lezer = KaartLezer::nieuw(knoop, "een begrip", om.meldingen)?;
    let mut uit = Vec::new();
    for (index, sleutel) in ["term", "betekenis"].into_iter().enumerate() {
        let veld = Veld {
            id: sleutel.to_owned(),
            titel: String::new(),
            soort: VeldType::Tekst,
            lijsten: Vec::new(),
            uit: None,
            waarden: Vec::new(),
            telt: false,
            uit_school: None,
        };
        if let Some(gevuld) = lezer.moet(sleutel, om.meldingen).and_then(|k| waarde::gevuld(&veld, k, om)) {
            uit.push((index, gevuld));
        }
    }
    lezer.klaar(om.meldingen);
    (!uit.is_empty()).then_some(Rij::Rij { id: None, velden: uit, plek })
}
