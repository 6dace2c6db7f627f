//! A region as one table: what the current documents of every school say about every item.
//!
//! Facts are the only thing that is compared here, so schools on different formats stand side by
//! side. Places of one item unite; when two documents of a school speak of one item, the newest
//! wins and the cell remembers the older one.

pub mod dekking;
pub mod jaren;
pub mod lezing;
pub mod namen;
pub mod norm;
pub mod uitspraak;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::model::antwoord::Eigen;
use crate::model::catalogus::Catalogus;
use crate::model::datum::Datum;
use crate::model::site::{Document, School, Site};
use crate::model::waarde::{Doelwit, Feit, ItemSleutel, Score, Stand};
use crate::soorten;

pub use crate::model::catalogus::HULPVRAGEN;

/// The facts of all schools of a site.
#[derive(Debug)]
pub struct Regio<'a> {
    /// The site.
    pub site: &'a Site,
    /// Its schools, in the order of the site (by slug).
    pub scholen: Vec<SchoolFeiten<'a>>,
}

/// What the current documents of a school say.
#[derive(Debug)]
pub struct SchoolFeiten<'a> {
    /// The school.
    pub school: &'a School,
    /// Its current documents, newest first.
    pub documenten: Vec<&'a Document>,
    cellen: BTreeMap<ItemSleutel, Cel<'a>>,
    feiten: Vec<(&'a Document, Feit)>,
}

/// What a school says about one item.
#[derive(Debug, Clone)]
pub struct Cel<'a> {
    /// Whether it is there.
    pub stand: Stand,
    /// Places where it is (ids of the list `plaatsen`); empty means not stated.
    pub waar: BTreeSet<String>,
    /// What it scores, for the school as a whole and per group.
    pub scores: Vec<Score>,
    /// The facts it was made of, in the order of the document.
    pub feiten: Vec<Feit>,
    /// When the newest of them was checked.
    pub peildatum: Option<Datum>,
    /// The document that says so.
    pub document: &'a Document,
    /// An older document that speaks of the same item too.
    pub ook: Option<&'a Document>,
}

/// An own offer of a school, with where it stands.
#[derive(Debug, Clone, Copy)]
pub struct EigenAanbod<'a> {
    /// The school.
    pub school: &'a School,
    /// The document.
    pub document: &'a Document,
    /// Id of the section.
    pub sectie: &'a str,
    /// The offer.
    pub eigen: &'a Eigen,
}

impl<'a> Regio<'a> {
    /// Gathers the facts of the current documents.
    pub fn nieuw(site: &'a Site) -> Self {
        let van = |school: &'a Arc<School>| SchoolFeiten::nieuw(school, school.actuele_documenten(), &site.catalogus);
        Self { site, scholen: site.scholen.par_iter().map(van).collect() }
    }

    /// The facts of one school.
    pub fn school(&self, slug: &str) -> Option<&SchoolFeiten<'a>> {
        self.scholen.iter().find(|s| s.school.slug == slug)
    }

    /// The items that some school speaks of, by list; items in the order of their list.
    pub fn genoemd(&self) -> BTreeMap<&'a str, Vec<ItemSleutel>> {
        let mut uit = BTreeMap::new();
        for (id, lijst) in &self.site.catalogus.lijsten {
            let sleutel = |item: &String| ItemSleutel { lijst: id.clone(), item: item.clone() };
            let items = lijst.items.iter().map(|i| sleutel(&i.id));
            let genoemd: Vec<ItemSleutel> = items.filter(|s| self.scholen.iter().any(|f| f.cel(s).is_some())).collect();
            if !genoemd.is_empty() {
                uit.insert(id.as_str(), genoemd);
            }
        }
        uit
    }

    /// The items that answer a parents' question, in the order of lists and items.
    pub fn bij_hulpvraag(&self, hulpvraag: &str) -> Vec<ItemSleutel> {
        let mut uit = Vec::new();
        for (id, lijst) in self.site.catalogus.lijsten.iter().filter(|(id, _)| *id != HULPVRAGEN) {
            let past = lijst.items.iter().filter(|i| i.hulpvragen.iter().any(|h| h.tekst == hulpvraag));
            uit.extend(past.map(|i| ItemSleutel { lijst: id.clone(), item: i.id.clone() }));
        }
        uit
    }

    /// The own offers of all schools, in the order of schools and sections.
    pub fn eigen_aanbod(&self) -> impl Iterator<Item = EigenAanbod<'a>> + '_ {
        self.scholen.iter().flat_map(SchoolFeiten::eigen_aanbod)
    }
}

impl<'a> SchoolFeiten<'a> {
    /// Gathers the facts of some documents of a school, newest first.
    pub fn nieuw(school: &'a School, documenten: Vec<&'a Document>, catalogus: &Catalogus) -> Self {
        let feiten: Vec<(&Document, Feit)> =
            documenten.iter().flat_map(|d| soorten::feiten(d, catalogus).into_iter().map(|f| (*d, f))).collect();
        let mut cellen: BTreeMap<ItemSleutel, Cel<'a>> = BTreeMap::new();
        for (document, feit) in &feiten {
            match cellen.get_mut(&feit.item) {
                None => drop(cellen.insert(feit.item.clone(), Cel::nieuw(document, feit))),
                Some(cel) if std::ptr::eq(cel.document, *document) => cel.neem_bij(feit),
                Some(cel) => cel.ook = cel.ook.or(Some(document)),
            }
        }
        Self { school, documenten, cellen, feiten }
    }

    /// What it says about an item; `None`: none of its documents speaks of it.
    pub fn cel(&self, item: &ItemSleutel) -> Option<&Cel<'a>> {
        self.cellen.get(item)
    }

    /// All its cells, by list and item id.
    pub fn cellen(&self) -> impl Iterator<Item = (&ItemSleutel, &Cel<'a>)> {
        self.cellen.iter()
    }

    /// All its facts with the document they stand in, newest document first.
    pub fn feiten(&self) -> &[(&'a Document, Feit)] {
        &self.feiten
    }

    /// Whether an item is there; not stated when no document speaks of it.
    pub fn stand(&self, item: &ItemSleutel) -> Stand {
        self.cel(item).map_or(Stand::NietVermeld, |cel| cel.stand)
    }

    /// Its own offers that are not the same thing as an item of a list.
    pub fn eigen_aanbod(&self) -> impl Iterator<Item = EigenAanbod<'a>> + use<'a> {
        let school = self.school;
        self.documenten.clone().into_iter().flat_map(move |document| {
            let secties = document.formaat.secties().filter_map(|s| document.antwoorden.get(&s.id));
            let alle = secties.flat_map(|a| a.anders.iter().map(move |e| (a.sectie.as_str(), e)));
            let los = alle.filter(|(_, e)| !e.is.iter().any(|v| matches!(v.doelwit, Doelwit::Item(_))));
            los.map(move |(sectie, eigen)| EigenAanbod { school, document, sectie, eigen }).collect::<Vec<_>>()
        })
    }
}

impl<'a> Cel<'a> {
    fn nieuw(document: &'a Document, feit: &Feit) -> Self {
        let mut cel = Self {
            stand: Stand::NietVermeld,
            waar: BTreeSet::new(),
            scores: Vec::new(),
            feiten: Vec::new(),
            peildatum: None,
            document,
            ook: None,
        };
        cel.neem_bij(feit);
        cel
    }

    /// "There" weighs more than "not there" (which `check` warns of), and both more than silence.
    fn neem_bij(&mut self, feit: &Feit) {
        self.stand = match (self.stand, feit.stand) {
            (Stand::Ja, _) | (_, Stand::Ja) => Stand::Ja,
            (Stand::Nee, _) | (_, Stand::Nee) => Stand::Nee,
            _ => Stand::NietVermeld,
        };
        self.waar.extend(feit.waar.iter().cloned());
        self.scores.extend(feit.waarde.clone());
        self.peildatum = self.peildatum.max(feit.peildatum);
        self.feiten.push(feit.clone());
    }
}
