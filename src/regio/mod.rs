//! A region as one table: what the current documents of every school say about every item.
//!
//! Outcomes (`facts::outcome`) are the only thing that is compared here, so schools on different formats stand
//! side by side.

pub mod dekking;
pub mod grenzen;
pub mod jaren;
pub mod lezing;
pub mod namen;
pub mod norm;
pub mod uitspraak;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::model::site::{School, Site};
use crate::model::waarde::ItemSleutel;

pub use crate::facts::outcome::{EigenAanbod, Outcome, SchoolFacts};
pub use crate::model::catalogus::HULPVRAGEN;
use grenzen::{Grenzen, Matcher};

/// The facts of all schools of a site.
#[derive(Debug)]
pub struct Regio<'a> {
    /// The site.
    pub site: &'a Site,
    /// Its schools, in the order of the site (by slug).
    pub scholen: Vec<SchoolFacts<'a>>,
    /// What each cannot offer, by slug.
    limits: BTreeMap<&'a str, Grenzen<'a>>,
    no_limits: Grenzen<'a>,
}

impl<'a> Regio<'a> {
    /// Gathers the facts of the current documents.
    pub fn nieuw(site: &'a Site) -> Self {
        let van = |school: &'a Arc<School>| SchoolFacts::new(school, school.actuele_documenten(), &site.catalogus);
        let scholen: Vec<SchoolFacts<'a>> = site.scholen.par_iter().map(van).collect();
        let matcher = Matcher::new(&site.catalogus);
        let of_school = |facts: &SchoolFacts<'a>| {
            (facts.school.slug.as_str(), Grenzen::of(&facts.documenten, &site.catalogus, &matcher))
        };
        let limits = scholen.par_iter().map(of_school).collect();
        Self { site, scholen, limits, no_limits: Grenzen::default() }
    }

    /// What a school says it cannot offer, in its current documents.
    pub fn grenzen(&self, school: &School) -> &Grenzen<'a> {
        self.limits.get(school.slug.as_str()).unwrap_or(&self.no_limits)
    }

    /// The facts of one school.
    pub fn school(&self, slug: &str) -> Option<&SchoolFacts<'a>> {
        self.scholen.iter().find(|s| s.school.slug == slug)
    }

    /// The items that some school speaks of, by list; items in the order of their list.
    pub fn genoemd(&self) -> BTreeMap<&'a str, Vec<ItemSleutel>> {
        let mut uit = BTreeMap::new();
        for (id, lijst) in &self.site.catalogus.lijsten {
            let sleutel = |item: &String| ItemSleutel { lijst: id.clone(), item: item.clone() };
            let items = lijst.items.iter().map(|i| sleutel(&i.id));
            let genoemd: Vec<ItemSleutel> =
                items.filter(|s| self.scholen.iter().any(|f| f.outcome(s).is_some())).collect();
            // A list that nobody answers is no list to compare schools on.
            if genoemd.iter().any(|s| self.scholen.iter().any(|f| f.outcome(s).is_some_and(Outcome::is_answer))) {
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
        self.scholen.iter().flat_map(SchoolFacts::eigen_aanbod)
    }
}
