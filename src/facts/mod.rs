//! What documents say about items of lists, wherever they say it, and the one outcome of all that.
//!
//! Every place where a document speaks of an item is a statement ([`Feit`]) with its [`Evidence`]: an answer, a row, a
//! step of the route, an appendix, an abbreviation, a running text; and in `school.yaml` someone whom parents can turn
//! to. [`outcome`] combines them into one outcome per school and item. Page, PDF, tables, open data and search all read
//! that outcome, so that they cannot contradict each other.

pub mod grenzen;
mod mentions;
pub mod outcome;
pub mod own_points;
mod remarks;
pub mod texts;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::catalogus::Catalogus;
use crate::model::date::PartialDate;
use crate::model::formaat::{NotMentioned, Onderwerp, Sectie};
use crate::model::site::{Document, School};
use crate::model::value::{Evidence, Feit, ItemKey, RefTarget, Reference, Score, Stand};
use crate::soorten;
use crate::text::Markdown;

pub use outcome::{Outcome, SchoolFacts};
pub use remarks::Remark;
pub(crate) use remarks::of_own;

/// What a document states of items of lists. It is worked out once per document and handed to all that reads it.
#[derive(Debug)]
pub struct DocumentFacts<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its statements: its answers in the order of its format, then the places that only name an item.
    ///
    /// Where a section says that what it does not mention is not there (`niet-genoemd: nee`), those items are answered
    /// with "no", unless the document names them elsewhere.
    pub feiten: Vec<Arc<Feit>>,
    /// Items that it names in its limits: no help that it offers, but not unmentioned either.
    in_limits: Vec<ItemKey>,
}

impl<'a> DocumentFacts<'a> {
    /// Reads the statements of a document.
    pub fn of(document: &'a Document, catalogus: &Catalogus) -> Self {
        let mut statements = soorten::feiten(document, catalogus);
        let is_limit =
            |f: &Feit| document.formaat.sectie(&f.sectie).is_some_and(|s| s.onderwerp == Some(Onderwerp::Grenzen));
        // What is ticked under "what we cannot offer" is a limit ([`grenzen`]), not an offer.
        statements.retain(|f| f.stand != Stand::Yes || !is_limit(f));
        // Who is named in a limit ("leerlingen die agressief zijn tegen docenten") is not help that the school offers, but
        // is not left unmentioned either.
        let (in_limits, mentions): (Vec<Feit>, Vec<Feit>) = mentions::mentions(document, catalogus)
            .into_iter()
            .partition(|f| f.evidence == Evidence::Text && is_limit(f));
        statements.extend(mentions);
        let unmentioned = unmentioned(document, &statements, &in_limits);
        statements.extend(unmentioned);
        Self {
            document,
            feiten: statements.into_iter().map(Arc::new).collect(),
            in_limits: in_limits.into_iter().map(|f| f.item).collect(),
        }
    }

    /// The items that it speaks of anywhere: none of these may be reported as unmentioned.
    pub fn spoken_of(&self) -> BTreeSet<ItemKey> {
        self.feiten.iter().map(|f| &f.item).chain(&self.in_limits).cloned().collect()
    }
}

/// The items that a school names as someone whom parents can turn to: whoever can be asked, is there.
pub fn contacts(school: &School, catalogus: &Catalogus) -> Vec<Feit> {
    let mut out = Vec::new();
    for contact in &school.contact {
        let RefTarget::Item(item) = &contact.who.ref_target else { continue };
        if catalogus.item(item).is_some() {
            let answer = Feit::answer("", item.clone(), Stand::Yes, &contact.who.span);
            out.push(Feit { evidence: Evidence::Contact, context: Some("contact".to_owned()), ..answer });
        }
    }
    out
}

/// A score of a row that the school added and that is not an item of any list.
#[derive(Debug)]
pub struct OwnScore<'a> {
    /// The section it is in.
    pub sectie: &'a Sectie,
    /// What the row is called.
    pub name: &'a str,
    /// What it scores, for the school as a whole or for a group.
    pub score: Score,
    /// A remark.
    pub noot: Option<&'a Markdown>,
    /// When it was checked.
    pub peildatum: Option<PartialDate>,
}

/// The scores of added rows that are not items of a list; those that are items are among the statements.
pub fn own_scores(document: &Document) -> Vec<OwnScore<'_>> {
    let mut out = Vec::new();
    for sectie in document.formaat.secties() {
        let Some(antwoord) = document.antwoorden.get(&sectie.id) else { continue };
        let peildatum = antwoord.checked_on.or(antwoord.peildatum).or(document.facts_date());
        let is_item = |v: &Reference| matches!(v.ref_target, RefTarget::Item(_));
        for own in antwoord.others.iter().filter(|e| !e.is.iter().any(is_item)) {
            let Some(item) = own.antwoord.as_deref() else { continue };
            let scores = soorten::scores(sectie, item, own.noot.as_ref()).into_iter();
            out.extend(scores.filter_map(|(score, noot)| {
                Some(OwnScore { sectie, name: &own.name.text, score: score?, noot, peildatum })
            }));
        }
    }
    out
}

/// "No" for what a section does not mention, where the format says that silence means that: for items that the document
/// speaks of nowhere. A section without any answer says nothing.
fn unmentioned(document: &Document, statements: &[Feit], in_limits: &[Feit]) -> Vec<Feit> {
    let mut out = Vec::new();
    let mut spoken_of: Option<BTreeSet<&ItemKey>> = None;
    for sectie in document.formaat.secties().filter(|s| s.not_mentioned == NotMentioned::No) {
        let (Some(lijst), Some(antwoord)) = (&sectie.lijst, document.antwoorden.get(&sectie.id)) else { continue };
        if antwoord.not_applicable
            || !statements.iter().any(|f| f.sectie == sectie.id && f.evidence == Evidence::Answer)
        {
            continue;
        }
        let spoken_of = spoken_of.get_or_insert_with(|| statements.iter().chain(in_limits).map(|f| &f.item).collect());
        let peildatum = antwoord.checked_on.or(antwoord.peildatum).or(document.facts_date());
        for item in lijst.items.iter().filter(|i| i.obsolete.is_none()) {
            let key = ItemKey { lijst: lijst.id.clone(), item: item.id.clone() };
            if !spoken_of.contains(&key) {
                out.push(Feit { peildatum, ..Feit::answer(&sectie.id, key, Stand::No, &antwoord.span) });
            }
        }
    }
    out
}
