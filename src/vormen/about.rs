//! What a limit is about: `hulpvragen` and `items` in a section with `onderwerp: grenzen`.
//!
//! Every format has these keys there without naming them, on the section, on a group and on a row.
//! A field or item of the format with such an id takes precedence: then the key is that field's.

use crate::model::antwoord::About;
use crate::model::formaat::{Onderwerp, Sectie, Soort};
use crate::reading::MapReader;

pub use super::reference::NONE;
use super::{ReadContext, reference};

/// The questions that a limit is about.
pub const HULPVRAGEN: &str = "hulpvragen";
/// The items that it is about, as `lijst/item`.
pub const ITEMS: &str = "items";

/// Whether a key of a section says what its limits are about.
pub fn has_key(sectie: &Sectie, key: &str) -> bool {
    let of_format = sectie.field(key).is_some()
        || sectie.niveaus.iter().any(|n| n.id == key)
        || sectie.options.iter().any(|(id, _)| id == key)
        || sectie.lijst.as_ref().is_some_and(|l| l.find(key).is_some());
    sectie.onderwerp == Some(Onderwerp::Grenzen) && !of_format
}

/// Whether an answer about an item may say with which questions that item helps on this school: where it is an offer and no
/// limit, and the items are no questions themselves.
pub fn may_narrow(sectie: &Sectie) -> bool {
    let questions = sectie.lijst.as_ref().is_some_and(|lijst| lijst.id == HULPVRAGEN);
    sectie.soort == Soort::Aanbod && sectie.onderwerp != Some(Onderwerp::Grenzen) && !questions
}

/// Reads both keys; a section about anything else has neither.
pub(super) fn read(sectie: &Sectie, reader: &mut MapReader<'_>, ctx: &mut ReadContext<'_, '_>) -> About {
    let mut about = About::default();
    if has_key(sectie, HULPVRAGEN) {
        about.hulpvragen = reader.take(HULPVRAGEN).and_then(|node| reference::hulpvragen(node, ctx));
    }
    if has_key(sectie, ITEMS) {
        about.items = reference::strict(reader.nodes(ITEMS), &[], ctx);
    }
    about
}
