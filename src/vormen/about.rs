//! What a limit is about: `hulpvragen` and `items` in a section with `onderwerp: grenzen`.
//!
//! Every format has these keys there without naming them, on the section, on a group and on a row.
//! A field or item of the format with such an id goes before: then the key is that field's.

use crate::melding::{Code, Melding};
use crate::model::antwoord::About;
use crate::model::formaat::{Onderwerp, Sectie};
use crate::model::lezer::{KaartLezer, als_knopen};
use crate::model::waarde::{Doelwit, Verwijzing};
use crate::yaml::Knoop;

use super::{Omgeving, verwijzing};

/// The questions that a limit is about.
pub const HULPVRAGEN: &str = "hulpvragen";
/// The items that it is about, as `lijst/item`.
pub const ITEMS: &str = "items";
/// Written in place of questions: this limit is about none of them. Empty would mean not answered.
pub const GEEN: &str = "geen";

/// Whether a key of a section says what its limits are about.
pub fn has_key(sectie: &Sectie, key: &str) -> bool {
    let of_format = sectie.veld(key).is_some()
        || sectie.niveaus.iter().any(|n| n.id == key)
        || sectie.opties.iter().any(|(id, _)| id == key)
        || sectie.lijst.as_ref().is_some_and(|l| l.zoek(key).is_some());
    sectie.onderwerp == Some(Onderwerp::Grenzen) && !of_format
}

/// Reads both keys; a section about anything else has neither.
pub(super) fn read(sectie: &Sectie, lezer: &mut KaartLezer<'_>, om: &mut Omgeving<'_, '_>) -> About {
    let mut about = About::default();
    if has_key(sectie, HULPVRAGEN) {
        about.hulpvragen = lezer.neem(HULPVRAGEN).and_then(|node| hulpvragen(node, om));
    }
    if has_key(sectie, ITEMS) {
        about.items = verwijzing::streng(lezer.knopen(ITEMS), &[], om);
    }
    about
}

/// Questions by id, name or synonym; `geen` for none of them.
pub(super) fn hulpvragen(node: &Knoop, om: &mut Omgeving<'_, '_>) -> Option<Vec<Verwijzing>> {
    let nodes = als_knopen(node);
    if let [one] = nodes
        && one.als_tekst().is_some_and(|text| text.trim().eq_ignore_ascii_case(GEEN))
    {
        return Some(Vec::new());
    }
    let lijsten: Vec<_> = om.catalogus.lijst(HULPVRAGEN).into_iter().cloned().collect();
    let mut read = verwijzing::streng(nodes, &lijsten, om);
    read.retain(|v| {
        let is_hulpvraag = matches!(&v.doelwit, Doelwit::Item(item) if item.lijst == HULPVRAGEN);
        if !is_hulpvraag {
            let hint = "noem een hulpvraag, of schrijf het item onder `items`";
            let message =
                Melding::op(Code::OnbekendItem, &v.plek, format!("`{}` is geen hulpvraag", v.plek.tekst().trim()));
            om.meldingen.meld(message.hint(hint));
        }
        is_hulpvraag
    });
    // What cannot be read was reported; it is not taken for `geen`.
    (!read.is_empty()).then_some(read)
}
