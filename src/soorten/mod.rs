//! The kinds: what each does with an answer.
//!
//! A kind tells what an answer may look like ([`SoortRenderer::shape`]), its view (what templates get), its facts and its own
//! checks. Answers are read by `vormen`.
//!
//! # Adding a kind
//!
//! 1. One line in [`Soort`], with its word in YAML, and the shape it
//!    stands on in [`vorm`](crate::vormen::vorm).
//! 2. One file here with a type that implements [`SoortRenderer`], and its line in [`renderer`]. The
//!    compiler names every place that is still missing.
//! 3. One template per medium: `themes/standaard/web/secties/<soort>.html` and
//!    `themes/standaard/pdf/secties/<soort>.typ`. A test checks that each kind has both.
//!
//! If the kind cannot do without a key of the section (a list, fields), say so in `check_required`,
//! where formats are read.

mod aanbod;
mod begrippen;
mod beoordeling;
mod fields;
mod flow_drawing;
mod gegevens;
mod keuze;
mod niveaus;
mod own;
mod reeks;
mod stroomschema;
mod table;
mod text;
pub mod writer;

use std::collections::BTreeSet;

use tera::Value;

use crate::grammar::shape::Shape;
use crate::melding::Meldingen;
use crate::model::antwoord::{Antwoord, OwnItem, Plaats};
use crate::model::catalogus::{Catalogus, HULPVRAGEN};
use crate::model::formaat::{Sectie, Soort};
use crate::model::site::Document;
use crate::model::value::{Feit, ItemKey, RefTarget, Reference, Special, Stand};
use crate::text::sentences;

pub(crate) use beoordeling::scores;
pub(crate) use fields::{remark_of, row_head, row_is};
pub use writer::{Medium, Writer};

/// What a kind does with the answer to a section.
pub trait SoortRenderer: Sync {
    /// What an answer to a section of this kind may look like.
    fn shape(&self, sectie: &Sectie, catalogus: &Catalogus) -> Shape;

    /// How it is filled in, as a sentence for an author: what stands above it in a new document, unless a kind says it otherwise.
    /// None where the format lacks what it needs.
    fn how_to(&self, sectie: &Sectie) -> Option<String> {
        self.above_blank(sectie).map(|line| sentences::capitalize(&format!("{line}.")))
    }

    /// What stands above the answer in a new document, besides what the format says.
    fn above_blank(&self, _sectie: &Sectie) -> Option<String> {
        None
    }

    /// What it does on page, PDF, the page for parents, in the data and in a form: a sentence or two for each, in Dutch.
    fn effect(&self) -> &'static str;

    /// Whether there is nothing to fill in, because a list or `school.yaml` fills it.
    fn fills_itself(&self, _sectie: &Sectie) -> bool {
        false
    }

    /// The view that the kind's template gets; none if there is nothing to show. Without an answer
    /// a kind may still have something, such as what its format or `school.yaml` says.
    fn view(&self, sectie: &Sectie, antwoord: Option<&Antwoord>, writer: &mut Writer<'_>) -> Option<Value>;

    /// The facts that the answer states.
    fn feiten(&self, _sectie: &Sectie, _antwoord: &Antwoord) -> Vec<Feit> {
        Vec::new()
    }

    /// Reports what only this kind can see.
    fn check(&self, _sectie: &Sectie, _antwoord: &Antwoord, _meldingen: &mut Meldingen) {}
}

/// The implementation of a kind.
pub fn renderer(soort: Soort) -> &'static dyn SoortRenderer {
    match soort {
        Soort::Text => &text::Text,
        Soort::Gegevens => &gegevens::Gegevens,
        Soort::Aanbod => &aanbod::Aanbod,
        Soort::Keuze => &keuze::Keuze,
        Soort::Beoordeling => &beoordeling::Beoordeling,
        Soort::Table => &table::Table,
        Soort::Stroomschema => &stroomschema::Stroomschema,
        Soort::Begrippen => &begrippen::Begrippen,
        Soort::Reeks => &reeks::Reeks,
        Soort::Niveaus => &niveaus::Niveaus,
        Soort::Bijlagen => &table::Table,
    }
}

/// What the answers of a document state, in the order of its format; `facts` adds what it only names.
pub fn feiten(document: &Document, catalogus: &Catalogus) -> Vec<Feit> {
    let mut out = Vec::new();
    for sectie in document.formaat.secties() {
        let Some(antwoord) = document.antwoorden.get(&sectie.id) else { continue };
        let peildatum = antwoord.checked_on.or(antwoord.peildatum).or(document.facts_date());
        let mut found = renderer(sectie.soort).feiten(sectie, antwoord);
        found.extend(own_feiten(sectie, antwoord));
        out.extend(found.into_iter().map(|f| Feit { peildatum, ..f }));
    }
    out.retain(|f| catalogus.item(&f.item).is_some());
    out
}

/// What stands under `anders` and is the same thing as an item of a list counts as that item. Not in a
/// series, whose rows are numbers; on a scale its value says whether it is there.
fn own_feiten(sectie: &Sectie, antwoord: &Antwoord) -> Vec<Feit> {
    let mut out = Vec::new();
    if sectie.soort == Soort::Reeks {
        return out;
    }
    for own in &antwoord.others {
        let judged = own.antwoord.as_deref().filter(|_| sectie.schaal.is_some());
        for reference in &own.is {
            let RefTarget::Item(item) = &reference.ref_target else { continue };
            let mut scores =
                judged.map(|item| beoordeling::scores(sectie, item, own.noot.as_ref())).unwrap_or_default();
            if scores.is_empty() {
                scores.push((None, own.noot.as_ref()));
            }
            out.extend(scores.into_iter().map(|(value, noot)| Feit {
                waar: plaatsen_yes(&own.waar),
                not_waar: own.waar.iter().filter(|p| p.stand == Stand::No).map(|p| p.id.clone()).collect(),
                plaats_noten: own.waar.iter().filter_map(|p| Some((p.id.clone(), p.noot.clone()?))).collect(),
                hulpvragen: (!own.hulpvragen.is_empty()).then(|| question_ids(&own.hulpvragen)),
                value,
                hoeveel: own.hoeveel.clone(),
                noot: noot.cloned(),
                ..Feit::answer(&sectie.id, item.clone(), judged.map_or(Stand::Yes, |item| item.stand), &own.name.span)
            }));
        }
    }
    out
}

/// What an item under `anders` does in general: the sentence of the first item of a list that it is. The school did
/// not say it.
pub fn general_sentence(own: &OwnItem, catalogus: &Catalogus) -> Option<String> {
    own.is.iter().find_map(|v| match &v.ref_target {
        RefTarget::Item(key) => catalogus.item(key)?.sentence.clone(),
        _ => None,
    })
}

/// The anchor of what stands under `anders`, by its number (from 0) there. No id of a section has an
/// underscore, so it cannot be taken.
pub fn own_anchor(sectie: &str, number: usize) -> String {
    format!("{sectie}_eigen_{}", number + 1)
}

/// The anchor of a row: named after its id, else after its number (from 0) in its section.
pub fn row_anchor(sectie: &str, id: Option<&str>, number: usize) -> String {
    id.map_or_else(|| format!("{sectie}_rij_{}", number + 1), |id| format!("{sectie}-{id}"))
}

/// Ids of the parents' questions that references point to.
pub(crate) fn question_ids(references: &[Reference]) -> BTreeSet<String> {
    let id = |reference: &Reference| match &reference.ref_target {
        RefTarget::Item(key) if key.lijst == HULPVRAGEN => Some(key.item.clone()),
        RefTarget::Item(_) | RefTarget::Row { .. } | RefTarget::Free => None,
    };
    references.iter().filter_map(id).collect()
}

/// Whether an item under `anders` answers a parents' question.
pub fn helps_with(own: &OwnItem, hulpvraag: &str) -> bool {
    own.hulpvragen.iter().any(|v| match &v.ref_target {
        RefTarget::Item(item) => item.lijst == "hulpvragen" && item.item == hulpvraag,
        RefTarget::Row { .. } | RefTarget::Free => false,
    })
}

/// The places where something is.
pub fn plaatsen_yes(waar: &[Plaats]) -> BTreeSet<String> {
    waar.iter().filter(|p| p.stand == Stand::Yes).map(|p| p.id.clone()).collect()
}

/// The statement that a reference makes: what it points to is there, place not stated.
fn feit_of_reference(sectie: &Sectie, reference: &Reference) -> Option<Feit> {
    let RefTarget::Item(item) = &reference.ref_target else { return None };
    let hulpvragen = reference.hulpvragen.as_deref().map(question_ids);
    Some(Feit {
        noot: reference.remark.clone(),
        hulpvragen,
        ..Feit::answer(&sectie.id, item.clone(), Stand::Yes, &reference.span)
    })
}

/// The key of an item of the section's list.
pub(crate) fn key(sectie: &Sectie, index: usize) -> Option<ItemKey> {
    let lijst = sectie.lijst.as_ref()?;
    let item = lijst.items.get(index)?;
    Some(ItemKey { lijst: lijst.id.clone(), item: item.id.clone() })
}

/// What was said instead of whether something is there. "Unknown" says no more than silence, so that
/// is none.
fn says(word: Option<Special>) -> Option<&'static str> {
    word.filter(|word| *word != Special::Unknown).map(Special::readable)
}
