//! A region as one table: what the current documents of every school say about every item.
//!
//! Only outcomes (`facts::outcome`) are compared here, so schools on different formats can stand side by side.

pub mod change;
pub mod gaps;
pub mod names;
pub mod norm;
pub mod profielen;
pub mod shown;
pub mod trends;
pub mod years;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::facts::DocumentFacts;
use crate::facts::grenzen::{Grenzen, Matcher};
use crate::model::lijst::Item;
use crate::model::site::{Document, School, Site};
use crate::model::value::ItemKey;

pub use crate::facts::outcome::{Outcome, OwnAanbod, SchoolFacts};
pub use crate::model::catalogus::HULPVRAGEN;

/// The outcomes and limits of all schools of a site.
#[derive(Debug)]
pub struct Regio<'a> {
    /// The site.
    pub site: &'a Site,
    /// Its schools, in the order of the site (by slug).
    pub scholen: Vec<SchoolFacts<'a>>,
    /// What the practice examples state.
    examples: Vec<DocumentFacts<'a>>,
    /// What each cannot offer, by slug.
    limits: BTreeMap<&'a str, Grenzen<'a>>,
    no_limits: Grenzen<'a>,
}

impl<'a> Regio<'a> {
    /// Gathers the facts of the current documents.
    pub fn new(site: &'a Site) -> Self {
        let from = |school: &'a Arc<School>| SchoolFacts::new(school, &site.catalogus);
        let scholen: Vec<SchoolFacts<'a>> = site.scholen.par_iter().map(from).collect();
        let matcher = Matcher::new(&site.catalogus);
        let of_school = |facts: &SchoolFacts<'a>| {
            (facts.school.slug.as_str(), Grenzen::of(&facts.documenten, &site.catalogus, &matcher))
        };
        let limits = scholen.par_iter().map(of_school).collect();
        let examples = site.praktijk.par_iter().map(|document| DocumentFacts::of(document, &site.catalogus)).collect();
        Self { site, scholen, examples, limits, no_limits: Grenzen::default() }
    }

    /// The items that a document of a school, or (without a school) a practice example speaks of anywhere.
    pub fn spoken_of(&self, school: Option<&School>, document: &Document) -> BTreeSet<ItemKey> {
        let Some(school) = school else {
            let example = self.examples.iter().find(|facts| std::ptr::eq(facts.document, document));
            return example.map(DocumentFacts::spoken_of).unwrap_or_default();
        };
        let facts = self.school(&school.slug);
        facts.map(|facts| facts.spoken_of(document, &self.site.catalogus)).unwrap_or_default()
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
    pub fn named(&self) -> BTreeMap<&'a str, Vec<ItemKey>> {
        let mut out = BTreeMap::new();
        for (id, lijst) in &self.site.catalogus.lijsten {
            let key = |item: &String| ItemKey { lijst: id.clone(), item: item.clone() };
            let items = lijst.items.iter().map(|i| key(&i.id));
            let named: Vec<ItemKey> = items.filter(|s| self.scholen.iter().any(|f| f.outcome(s).is_some())).collect();
            // A list that is only mentioned, and nowhere answered, is none to compare schools on.
            if named.iter().any(|s| self.scholen.iter().any(|f| f.outcome(s).is_some_and(Outcome::is_answer))) {
                out.insert(id.as_str(), named);
            }
        }
        out
    }

    /// The items that answer a parents' question in general, or that some school says help with it there; in the order of
    /// lists and items. What each school says of them for the question: [`SchoolFacts::for_question`].
    pub fn for_hulpvraag(&self, hulpvraag: &str) -> Vec<ItemKey> {
        let stated: BTreeSet<&ItemKey> = self.scholen.iter().flat_map(|s| s.stated_for(hulpvraag)).collect();
        let mut out = Vec::new();
        for (id, lijst) in self.site.catalogus.lijsten.iter().filter(|(id, _)| *id != HULPVRAGEN) {
            let keys = lijst.items.iter().map(|i| (i, ItemKey { lijst: id.clone(), item: i.id.clone() }));
            let general = |item: &Item| item.hulpvragen.iter().any(|h| h.text == hulpvraag);
            out.extend(keys.filter(|(i, key)| general(i) || stated.contains(key)).map(|(_, key)| key));
        }
        out
    }

    /// What all schools offer besides the lists, in the order of schools and sections.
    pub fn own_aanbod(&self) -> impl Iterator<Item = OwnAanbod<'a>> + '_ {
        self.scholen.iter().flat_map(SchoolFacts::own_aanbod)
    }
}
