//! The kinds: what each does with an answer.
//!
//! A kind stands on one of the five shapes of `vormen`, which reads its answers. What is left to
//! the kind is its view (what templates get), its facts and its own checks.
//!
//! # Adding a kind
//!
//! 1. One line in [`Soort`], with its word in YAML, and the shape it
//!    stands on in [`vorm`](crate::vormen::vorm).
//! 2. One file here with a type that implements [`Soortwerk`], and its line in [`werk`]. The
//!    compiler names every place that is still missing.
//! 3. One template per medium: `themes/standaard/web/secties/<soort>.html` and
//!    `themes/standaard/pdf/secties/<soort>.typ`. A test checks that each kind has both.
//!
//! If the kind cannot do without a key of the section (a list, fields), say so in `eisen` of
//! `model/formaat.rs`.

mod aanbod;
mod begrippen;
mod beoordeling;
mod eigen;
mod gegevens;
mod keuze;
mod niveaus;
mod reeks;
pub mod schrijver;
mod stroombeeld;
mod stroomschema;
mod tabel;
mod tekst;
mod velden;

use std::collections::BTreeSet;

use tera::Value;

use crate::melding::Meldingen;
use crate::model::antwoord::{Antwoord, Eigen, Plaats};
use crate::model::catalogus::Catalogus;
use crate::model::formaat::{Sectie, Soort};
use crate::model::site::Document;
use crate::model::waarde::{Doelwit, Feit, ItemSleutel, Stand, Verwijzing};

pub(crate) use beoordeling::scores;
pub use schrijver::{Medium, Schrijver};
pub(crate) use velden::{row_head, row_is};

/// What a kind does with an answer.
pub trait Soortwerk: Sync {
    /// The view that the kind's template gets. `None` as answer: the section was not answered,
    /// but the kind may still have something to show.
    fn zicht(&self, sectie: &Sectie, antwoord: Option<&Antwoord>, schrijver: &mut Schrijver<'_>) -> Option<Value>;

    /// The facts that the answer states.
    fn feiten(&self, _sectie: &Sectie, _antwoord: &Antwoord) -> Vec<Feit> {
        Vec::new()
    }

    /// Reports what only this kind can see.
    fn controleer(&self, _sectie: &Sectie, _antwoord: &Antwoord, _meldingen: &mut Meldingen) {}
}

/// The implementation of a kind.
pub fn werk(soort: Soort) -> &'static dyn Soortwerk {
    match soort {
        Soort::Tekst => &tekst::Tekst,
        Soort::Gegevens => &gegevens::Gegevens,
        Soort::Aanbod => &aanbod::Aanbod,
        Soort::Keuze => &keuze::Keuze,
        Soort::Beoordeling => &beoordeling::Beoordeling,
        Soort::Tabel => &tabel::Tabel,
        Soort::Stroomschema => &stroomschema::Stroomschema,
        Soort::Begrippen => &begrippen::Begrippen,
        Soort::Reeks => &reeks::Reeks,
        Soort::Niveaus => &niveaus::Niveaus,
        Soort::Bijlagen => &tabel::Tabel,
    }
}

/// What the answers of a document state, in the order of its format; `facts` adds what it only names.
pub fn feiten(document: &Document, catalogus: &Catalogus) -> Vec<Feit> {
    let mut uit = Vec::new();
    for sectie in document.formaat.secties() {
        let Some(antwoord) = document.antwoorden.get(&sectie.id) else { continue };
        let peildatum = antwoord.gecontroleerd.or(antwoord.peildatum).or(document.stand());
        let mut gevonden = werk(sectie.soort).feiten(sectie, antwoord);
        gevonden.extend(eigen_feiten(sectie, antwoord));
        uit.extend(gevonden.into_iter().map(|f| Feit { peildatum, ..f }));
    }
    uit.retain(|f| catalogus.item(&f.item).is_some());
    uit
}

/// Own offers that are the same thing as a list's item count as that item. A row of a series is a
/// number, and what is judged says how it stands by its value.
fn eigen_feiten(sectie: &Sectie, antwoord: &Antwoord) -> Vec<Feit> {
    let mut uit = Vec::new();
    if sectie.soort == Soort::Reeks {
        return uit;
    }
    for eigen in &antwoord.anders {
        let judged = eigen.antwoord.as_deref().filter(|_| sectie.schaal.is_some());
        for verwijzing in &eigen.is {
            let Doelwit::Item(item) = &verwijzing.doelwit else { continue };
            let mut scores =
                judged.map(|item| beoordeling::scores(sectie, item, eigen.noot.as_ref())).unwrap_or_default();
            if scores.is_empty() {
                scores.push((None, eigen.noot.as_ref()));
            }
            uit.extend(scores.into_iter().map(|(waarde, noot)| Feit {
                waar: plaatsen_ja(&eigen.waar),
                niet_waar: eigen.waar.iter().filter(|p| p.stand == Stand::Nee).map(|p| p.id.clone()).collect(),
                plaatsnoten: eigen.waar.iter().filter_map(|p| Some((p.id.clone(), p.noot.clone()?))).collect(),
                waarde,
                hoeveel: eigen.hoeveel.clone(),
                noot: noot.cloned(),
                ..Feit::answer(&sectie.id, item.clone(), judged.map_or(Stand::Ja, |item| item.stand), &eigen.naam.plek)
            }));
        }
    }
    uit
}

/// What an own offer does in general: the sentence of the first item that it is. The school did not say it.
pub fn general_sentence(eigen: &Eigen, catalogus: &Catalogus) -> Option<String> {
    eigen.is.iter().find_map(|v| match &v.doelwit {
        Doelwit::Item(sleutel) => catalogus.item(sleutel)?.zin.clone(),
        _ => None,
    })
}

/// The place on a page of the `nummer`th thing (from 0) that a school has beside the list. No id
/// of a section has an underscore, so it cannot be taken.
pub fn eigen_anker(sectie: &str, nummer: usize) -> String {
    format!("{sectie}_eigen_{}", nummer + 1)
}

/// The place on a page of a row: named after its id, else after its number (from 0) in its section.
pub fn row_anchor(sectie: &str, id: Option<&str>, number: usize) -> String {
    id.map_or_else(|| format!("{sectie}_rij_{}", number + 1), |id| format!("{sectie}-{id}"))
}

/// Whether an own offer answers a parents' question.
pub fn helpt_bij(eigen: &Eigen, hulpvraag: &str) -> bool {
    eigen.hulpvragen.iter().any(|v| match &v.doelwit {
        Doelwit::Item(item) => item.lijst == "hulpvragen" && item.item == hulpvraag,
        Doelwit::Rij { .. } | Doelwit::Vrij => false,
    })
}

/// The places where something is.
pub fn plaatsen_ja(waar: &[Plaats]) -> BTreeSet<String> {
    waar.iter().filter(|p| p.stand == Stand::Ja).map(|p| p.id.clone()).collect()
}

/// A fact that a reference states: what it points to is there, place not stated.
fn feit_van_verwijzing(sectie: &Sectie, verwijzing: &Verwijzing) -> Option<Feit> {
    let Doelwit::Item(item) = &verwijzing.doelwit else { return None };
    Some(Feit {
        noot: verwijzing.opmerking.clone(),
        ..Feit::answer(&sectie.id, item.clone(), Stand::Ja, &verwijzing.plek)
    })
}

/// The key of an item of the section's list.
pub(crate) fn sleutel(sectie: &Sectie, index: usize) -> Option<ItemSleutel> {
    let lijst = sectie.lijst.as_ref()?;
    let item = lijst.items.get(index)?;
    Some(ItemSleutel { lijst: lijst.id.clone(), item: item.id.clone() })
}
