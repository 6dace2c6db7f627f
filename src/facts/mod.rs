//! What documents say about items of lists, wherever they say it, and the one outcome of that.
//!
//! Every place where a document speaks of an item is a statement ([`Feit`]) with what it rests on
//! ([`Evidence`]): an answer, a row, a step of the route, an appendix, an
//! abbreviation, a running text; and in `school.yaml` someone whom parents can turn to. [`outcome`] makes one
//! outcome per school and item of them. Page, PDF, tables, open data and search all read that outcome, so that
//! they cannot contradict each other.

mod mentions;
pub mod outcome;
mod remarks;
pub mod texts;

use std::collections::BTreeSet;

use crate::model::catalogus::Catalogus;
use crate::model::datum::Datum;
use crate::model::formaat::{NietGenoemd, Onderwerp, Sectie};
use crate::model::site::{Document, School};
use crate::model::waarde::{Doelwit, Evidence, Feit, ItemSleutel, Score, Stand, Verwijzing};
use crate::soorten;
use crate::tekst::Markdown;

pub use outcome::{Outcome, SchoolFacts};
pub use remarks::Remark;

/// All statements of a document about items of lists: its answers in the order of its format, then the places
/// that only name an item.
///
/// Where a section says that what it does not mention is not there (`niet-genoemd: nee`), those items are
/// answered with "no", unless the document names them elsewhere.
pub fn statements(document: &Document, catalogus: &Catalogus) -> Vec<Feit> {
    let mut statements = soorten::feiten(document, catalogus);
    // What is ticked under "what we cannot offer" is a limit (`regio::grenzen`), and no offer.
    let is_limit =
        |f: &Feit| document.formaat.sectie(&f.sectie).is_some_and(|s| s.onderwerp == Some(Onderwerp::Grenzen));
    statements.retain(|f| f.stand != Stand::Ja || !is_limit(f));
    // Who is named in a limit ("leerlingen die agressief zijn tegen docenten") is no help that the school names.
    let mut mentions = mentions::mentions(document, catalogus);
    let limit = |f: &Feit| document.formaat.sectie(&f.sectie).is_some_and(|s| s.onderwerp == Some(Onderwerp::Grenzen));
    mentions.retain(|f| f.evidence != Evidence::Text || !limit(f));
    statements.extend(mentions);
    let unmentioned = unmentioned(document, &statements);
    statements.extend(unmentioned);
    statements
}

/// The items that a school names as someone whom parents can turn to. Who can be asked is there.
pub fn contacts(school: &School, catalogus: &Catalogus) -> Vec<Feit> {
    let mut uit = Vec::new();
    for contact in &school.contact {
        let Doelwit::Item(item) = &contact.wie.doelwit else { continue };
        if catalogus.item(item).is_some() {
            let answer = Feit::answer("", item.clone(), Stand::Ja, &contact.wie.plek);
            uit.push(Feit { evidence: Evidence::Contact, context: Some("contact".to_owned()), ..answer });
        }
    }
    uit
}

/// The items that a document speaks of anywhere, or that its school names as a contact: all that may not be
/// said to be unmentioned.
pub fn spoken_of(document: &Document, school: Option<&School>, catalogus: &Catalogus) -> BTreeSet<ItemSleutel> {
    let contacts = school.map(|s| contacts(s, catalogus)).unwrap_or_default();
    let mentions = mentions::mentions(document, catalogus);
    statements(document, catalogus).into_iter().chain(contacts).chain(mentions).map(|f| f.item).collect()
}

/// A score of an own row that is no item of any list.
#[derive(Debug)]
pub struct OwnScore<'a> {
    /// The section that it stands in.
    pub sectie: &'a Sectie,
    /// What the row is called.
    pub naam: &'a str,
    /// What it scores, for the school as a whole or for a group.
    pub score: Score,
    /// A remark.
    pub noot: Option<&'a Markdown>,
    /// When it was checked.
    pub peildatum: Option<Datum>,
}

/// The scores of own rows that are no item of any list; those that are, stand among the statements.
pub fn own_scores(document: &Document) -> Vec<OwnScore<'_>> {
    let mut uit = Vec::new();
    for sectie in document.formaat.secties() {
        let Some(antwoord) = document.antwoorden.get(&sectie.id) else { continue };
        let peildatum = antwoord.gecontroleerd.or(antwoord.peildatum).or(document.stand());
        let is_item = |v: &Verwijzing| matches!(v.doelwit, Doelwit::Item(_));
        for eigen in antwoord.anders.iter().filter(|e| !e.is.iter().any(is_item)) {
            let Some(item) = eigen.antwoord.as_deref() else { continue };
            let scores = soorten::scores(sectie, item, eigen.noot.as_ref()).into_iter();
            uit.extend(scores.filter_map(|(score, noot)| {
                Some(OwnScore { sectie, naam: &eigen.naam.tekst, score: score?, noot, peildatum })
            }));
        }
    }
    uit
}

/// "No" for what a section does not mention, where that is what silence means there. A section without any
/// answer says nothing.
fn unmentioned(document: &Document, statements: &[Feit]) -> Vec<Feit> {
    let mut uit = Vec::new();
    let mut known: Option<BTreeSet<&ItemSleutel>> = None;
    for sectie in document.formaat.secties().filter(|s| s.niet_genoemd == NietGenoemd::Nee) {
        let (Some(lijst), Some(antwoord)) = (&sectie.lijst, document.antwoorden.get(&sectie.id)) else { continue };
        if antwoord.nvt || !statements.iter().any(|f| f.sectie == sectie.id && f.evidence == Evidence::Answer) {
            continue;
        }
        let known = known.get_or_insert_with(|| statements.iter().map(|f| &f.item).collect());
        let peildatum = antwoord.gecontroleerd.or(antwoord.peildatum).or(document.stand());
        for item in lijst.items.iter().filter(|i| i.vervallen.is_none()) {
            let key = ItemSleutel { lijst: lijst.id.clone(), item: item.id.clone() };
            if !known.contains(&key) {
                uit.push(Feit { peildatum, ..Feit::answer(&sectie.id, key, Stand::Nee, &antwoord.plek) });
            }
        }
    }
    uit
}
