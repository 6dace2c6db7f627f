//! The shape of fields: each key is a field of the format.

use crate::melding::{Code, Melding};
use crate::model::antwoord::Vorminhoud;
use crate::model::formaat::Sectie;
use crate::model::lezer::KaartLezer;
use crate::model::waarde::Gevuld;

use super::{Omgeving, waarde};

/// Reads the fields of a section that stand directly under it.
pub(super) fn velden(sectie: &Sectie, lezer: &mut KaartLezer<'_>, om: &mut Omgeving<'_, '_>) -> Vorminhoud {
    let velden = lees(sectie, lezer, om);
    if velden.is_empty() { Vorminhoud::Niets } else { Vorminhoud::Velden(velden) }
}

/// Values of the section's fields in a map, in the order of the format.
pub(super) fn lees(sectie: &Sectie, lezer: &mut KaartLezer<'_>, om: &mut Omgeving<'_, '_>) -> Vec<(usize, Gevuld)> {
    let mut uit = Vec::new();
    for (index, veld) in sectie.velden.iter().enumerate() {
        // A field that school.yaml fills has no answer of its own.
        if let Some(bron) = veld.uit_school {
            if let Some(paar) = lezer.neem_paar(&veld.id) {
                let bericht = format!("`{}` komt uit `school.yaml`", veld.id);
                let hint = format!("haal deze regel weg; pas zo nodig `{}` aan in `school.yaml`", bron.woord());
                om.meldingen.meld(Melding::op(Code::OnbekendeSleutel, &paar.sleutel_plek, bericht).hint(hint));
            }
            continue;
        }
        if let Some(gevuld) = lezer.neem(&veld.id).and_then(|k| waarde::gevuld(veld, k, om)) {
            uit.push((index, gevuld));
        }
    }
    uit
}
