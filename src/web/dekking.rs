//! What the lists do not have: free names and own offers that schools use, for whoever keeps the
//! lists. A name that several schools use may deserve to become an item.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use tera::Context;

use crate::model::formaat::Veld;
use crate::model::site::{Document, School};
use crate::model::waarde::Doelwit;
use crate::tekst::zinnen;

use super::{Mislukt, Pagina, Web};

#[derive(Serialize)]
struct VrijeNaam {
    naam: String,
    /// Names of the schools that use it.
    scholen: String,
    aantal: usize,
}

type Gevonden<'a> = BTreeMap<String, (String, BTreeSet<&'a str>)>;

impl Web<'_> {
    pub(super) fn dekking(&self) -> Result<(), Mislukt> {
        let (mut namen, mut eigen): (Gevonden<'_>, Gevonden<'_>) = Default::default();
        for school in &self.site.scholen {
            for document in school.gepubliceerd() {
                verzamel(school, document, &mut namen, &mut eigen);
            }
        }
        let mut inhoud = Context::new();
        inhoud.insert("vrije_namen", &lijst(namen));
        inhoud.insert("eigen_aanbod", &lijst(eigen));
        let pagina = Pagina {
            pad: "dekking/index.html",
            sjabloon: "dekking.html",
            titel: "Namen die in geen lijst staan",
            omschrijving: "Namen en eigen aanbod die scholen gebruiken en die nog in geen lijst staan.",
            canoniek: None,
        };
        self.pagina(&pagina, inhoud)
    }
}

fn verzamel<'a>(school: &'a School, document: &Document, namen: &mut Gevonden<'a>, eigen: &mut Gevonden<'a>) {
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
            VrijeNaam { naam, aantal: namen.len(), scholen: zinnen::opsomming(&namen) }
        })
        .collect();
    uit.sort_by(|a, b| b.aantal.cmp(&a.aantal).then_with(|| a.naam.to_lowercase().cmp(&b.naam.to_lowercase())));
    uit
}
