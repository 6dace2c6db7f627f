//! Names that schools use and that are in no list. A name that several schools use may deserve to
//! become an item, on which schools can then be compared.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::model::formaat::Field;
use crate::model::site::{Document, School, Site};
use crate::model::value::RefTarget;
use crate::text::sentences;

/// A name with the schools that use it.
#[derive(Debug, Serialize)]
pub struct FreeName {
    /// The name as it was first written, with a capital.
    pub name: String,
    /// Names of the schools that use it, as a sentence part.
    pub scholen: String,
    /// How many they are.
    pub count: usize,
}

/// Names in references and items under `anders` that are no item of a list; most used first.
#[derive(Debug, Serialize)]
pub struct RegioNames {
    /// Names in references that are in no list.
    pub free: Vec<FreeName>,
    /// What schools name under `anders`, if they do not say which item it is.
    pub own: Vec<FreeName>,
}

/// By a name in lower case: the name as first written, and the names of the schools that use it.
type Found<'a> = BTreeMap<String, (String, BTreeSet<&'a str>)>;

/// Gathers them from all published documents.
pub fn gather(site: &Site) -> RegioNames {
    let (mut names, mut own): (Found<'_>, Found<'_>) = Default::default();
    for school in &site.scholen {
        for document in school.published() {
            of_document(school, document, &mut names, &mut own);
        }
    }
    RegioNames { free: by_use(names), own: by_use(own) }
}

fn of_document<'a>(school: &'a School, document: &Document, names: &mut Found<'a>, own: &mut Found<'a>) {
    let record = |found: &mut Found<'a>, name: &str| {
        let (_, scholen) =
            found.entry(name.to_lowercase()).or_insert_with(|| (sentences::capitalize(name), BTreeSet::new()));
        scholen.insert(&school.name);
    };
    // Values of a field are no such names; neither are abbreviations that the document explains.
    let values: BTreeSet<&str> = document
        .formaat
        .secties()
        .flat_map(|s| &s.fields)
        .flat_map(|v: &Field| &v.values)
        .map(|(_, name)| name.as_str())
        .collect();
    for antwoord in document.antwoorden.values() {
        for reference in antwoord.references() {
            let afkorting = document.afkortingen.iter().any(|a| a.short == reference.name);
            if reference.ref_target == RefTarget::Free && !afkorting && !values.contains(reference.name.as_str()) {
                record(names, &reference.name);
            }
        }
        for offering in antwoord.others.iter().filter(|e| e.is.is_empty()) {
            record(own, &offering.name.text);
        }
    }
}

/// Most used first, then by name.
fn by_use(found: Found<'_>) -> Vec<FreeName> {
    let mut out: Vec<FreeName> = found
        .into_values()
        .map(|(name, scholen)| {
            let names: Vec<&str> = scholen.into_iter().collect();
            FreeName { name, count: names.len(), scholen: join_short(&names) }
        })
        .collect();
    out.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.to_lowercase().cmp(&b.name.to_lowercase())));
    out
}

/// Names of schools as one sentence part; of many, only the first are named.
pub fn join_short(names: &[&str]) -> String {
    const ENOUGH: usize = 8;
    if names.len() <= ENOUGH + 1 {
        return sentences::join_and(names);
    }
    format!("{} en nog {} scholen", names[..ENOUGH].join(", "), names.len() - ENOUGH)
}
