//! Names that schools use and that are in no list. A name that several schools use may deserve to
//! become an item, on which schools can then be compared.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::formaat::Field;
use crate::model::site::{Document, School, Site};
use crate::model::value::RefTarget;
use crate::text::sentences;

/// A name with the schools that use it.
#[derive(Debug)]
pub struct FreeName<'a> {
    /// The name as it was first written, with a capital.
    pub name: String,
    /// Names of the schools that use it, by name.
    pub scholen: Vec<&'a str>,
}

/// Names in references and items under `anders` that are no item of a list; most used first.
#[derive(Debug)]
pub struct RegioNames<'a> {
    /// Names in references that are in no list.
    pub free: Vec<FreeName<'a>>,
    /// What schools name under `anders`, if they do not say which item it is.
    pub own: Vec<FreeName<'a>>,
}

/// By a name in lower case: the name as first written, and the names of the schools that use it.
type Found<'a> = BTreeMap<String, (String, BTreeSet<&'a str>)>;

/// Gathers them from all published documents.
pub fn gather(site: &Site) -> RegioNames<'_> {
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
fn by_use<'a>(found: Found<'a>) -> Vec<FreeName<'a>> {
    let free_name =
        |(name, scholen): (String, BTreeSet<&'a str>)| FreeName { name, scholen: scholen.into_iter().collect() };
    let mut out: Vec<FreeName<'a>> = found.into_values().map(free_name).collect();
    out.sort_by(|a, b| {
        b.scholen.len().cmp(&a.scholen.len()).then_with(|| a.name.to_lowercase().cmp(&b.name.to_lowercase()))
    });
    out
}
