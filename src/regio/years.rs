//! Years: which document came before another of the same school.
//!
//! `vorige` of a format and `was` of its sections lead from a section to the one it was before.

use crate::model::catalogus::Catalogus;
use crate::model::formaat::Formaat;
use crate::model::site::{Document, School, Site};

/// The document that came before another of the same school: the newest of an earlier school year
/// that is a profile too, or that has the same format or one that its format replaced.
pub fn previous<'a>(school: &'a School, document: &Document, catalogus: &Catalogus) -> Option<&'a Document> {
    let year = document.schooljaar?;
    let matches = |other: &Document| {
        let chain = in_chain(&document.formaat, &other.formaat.id, catalogus);
        chain || (document.formaat.profiel && other.formaat.profiel)
    };
    let earlier = school.published().filter(|d| d.schooljaar.is_some_and(|j| j < year) && matches(d));
    earlier.max_by_key(|d| (d.schooljaar, in_chain(&document.formaat, &d.formaat.id, catalogus)))
}

/// Whether a format is the other, or replaced it (perhaps in steps).
fn in_chain(formaat: &Formaat, other: &str, catalogus: &Catalogus) -> bool {
    chain(formaat, catalogus).any(|f| f.id == other)
}

/// A format and those it replaced, newest first. A circle of formats is refused on reading, so this
/// ends.
fn chain<'a>(formaat: &'a Formaat, catalogus: &'a Catalogus) -> impl Iterator<Item = &'a Formaat> {
    std::iter::successors(Some(formaat), |f| catalogus.formaten.get(f.previous.as_ref()?).map(|f| &**f))
}

/// Whether a school has documents that can be compared over years.
pub fn has_earlier(school: &School, catalogus: &Catalogus) -> bool {
    school.published().any(|d| previous(school, d, catalogus).is_some())
}

/// Whether a school of the site has documents that can be compared over years.
pub fn any(site: &Site) -> bool {
    site.scholen.iter().any(|school| has_earlier(school, &site.catalogus))
}

/// The id that a section had in the format of an older document.
pub fn old_sectie(id: &str, document: &Document, old: &Document, catalogus: &Catalogus) -> Option<String> {
    let mut id = id.to_owned();
    for formaat in chain(&document.formaat, catalogus) {
        if formaat.id == old.formaat.id {
            return Some(id);
        }
        if let Some(was) = formaat.sectie(&id).and_then(|s| s.was.clone()) {
            id = was;
        }
    }
    None
}
