//! Names that schools use and no list has. A name that several schools use may deserve to become
//! an item; then schools compare on it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::model::formaat::Veld;
use crate::model::site::{Document, School, Site};
use crate::model::waarde::Doelwit;
use crate::tekst::zinnen;

/// A name with the schools that use it.
#[derive(Debug, Serialize)]
pub struct VrijeNaam {
    /// The name, as first written.
    pub naam: String,
    /// Names of the schools that use it, as a sentence part.
    pub scholen: String,
    /// How many they are.
    pub aantal: usize,
}

/// Free names in references, and own offers that are no item of a list; most used first.
#[derive(Debug, Serialize)]
pub struct Namen {
    /// Names in references that no list has.
    pub vrij: Vec<VrijeNaam>,
    /// Own offers.
    pub eigen: Vec<VrijeNaam>,
}

type Gevonden<'a> = BTreeMap<String, (String, BTreeSet<&'a str>)>;

/// Gathers them from all published documents.
pub fn verzamel(site: &Site) -> Namen {
    let (mut namen, mut eigen): (Gevonden<'_>, Gevonden<'_>) = Default::default();
    for school in &site.scholen {
        for document in school.gepubliceerd() {
            van_document(school, document, &mut namen, &mut eigen);
        }
    }
    Namen { vrij: lijst(namen), eigen: lijst(eigen) }
}

fn van_document<'a>(school: &'a School, document: &Document, namen: &mut Gevonden<'a>, eigen: &mut Gevonden<'a>) {
    let noteer = |waar: &mut Gevonden<'a>, naam: &str| {
        let (_, scholen) =
            waar.entry(naam.to_lowercase()).or_insert_with(|| (zinnen::hoofdletter(naam), BTreeSet::new()));
        scholen.insert(&school.naam);
    };
    // Values of a field are no names; neither are abbreviations of the document.
    let waarden: BTreeSet<&str> = document
        .formaat
        .secties()
        .flat_map(|s| &s.velden)
        .flat_map(|v: &Veld| &v.waarden)
        .map(|(_, naam)| naam.as_str())
        .collect();
    for antwoord in document.antwoorden.values() {
        for verwijzing in antwoord.verwijzingen() {
            let afkorting = document.afkortingen.iter().any(|a| a.kort == verwijzing.naam);
            if verwijzing.doelwit == Doelwit::Vrij && !afkorting && !waarden.contains(verwijzing.naam.as_str()) {
                noteer(namen, &verwijzing.naam);
            }
        }
        for ding in antwoord.anders.iter().filter(|e| e.is.is_empty()) {
            noteer(eigen, &ding.naam.tekst);
        }
    }
}

/// Most used first, then by name.
fn lijst(gevonden: Gevonden<'_>) -> Vec<VrijeNaam> {
    let mut uit: Vec<VrijeNaam> = gevonden
        .into_values()
        .map(|(naam, scholen)| {
            let namen: Vec<&str> = scholen.into_iter().collect();
            VrijeNaam { naam, aantal: namen.len(), scholen: opsomming_kort(&namen) }
        })
        .collect();
    uit.sort_by(|a, b| b.aantal.cmp(&a.aantal).then_with(|| a.naam.to_lowercase().cmp(&b.naam.to_lowercase())));
    uit
}

/// Names of schools in one sentence part; of many only the first are named.
pub fn opsomming_kort(namen: &[&str]) -> String {
    const GENOEG: usize = 8;
    if namen.len() <= GENOEG + 1 {
        return zinnen::opsomming(namen);
    }
    format!("{} en nog {} scholen", namen[..GENOEG].join(", "), namen.len() - GENOEG)
}
