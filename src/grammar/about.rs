//! When a section may say what its limits are about, and with which questions its items help.

pub use crate::model::catalogus::HULPVRAGEN;
use crate::model::formaat::{Onderwerp, Sectie, Soort};

/// Written instead of questions: about none of them. Empty would mean not answered.
pub const NONE: &str = "geen";
/// The items that a limit is about, as `lijst/item`.
pub const ITEMS: &str = "items";

/// Whether a key of a section says what its limits are about: every format has `hulpvragen` and `items` there without
/// naming them, on the section, on a group and on a row. A field or item of the format with such an id takes precedence.
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
