//! What machines read: files beside the pages, derived from the same definitions and facts.

pub mod data;
pub mod markdown;
pub mod profiel;
pub mod rijen;
pub mod schema;
pub mod tabel;

use crate::model::catalogus::Catalogus;
use crate::model::site::Site;
use crate::output::{Bestemming, UitvoerFout};
use crate::regio::grenzen::Matcher;

/// Writes the JSON Schema of every format: `data/schema/<formaat>.json`.
///
/// # Errors
/// When a file cannot be written.
pub fn schrijf_schemas(catalogus: &Catalogus, bestemming: &dyn Bestemming) -> Result<(), UitvoerFout> {
    for formaat in catalogus.formaten.values() {
        let pad = format!("data/schema/{}.json", formaat.id);
        if !bestemming.wil(&pad) {
            continue;
        }
        let mut tekst = format!("{:#}", schema::schema(formaat, catalogus));
        tekst.push('\n');
        bestemming.schrijf(&pad, tekst.as_bytes())?;
    }
    Ok(())
}

/// Writes what every school offers for machines: `scholen/<slug>/profiel.json`.
///
/// # Errors
/// When a file cannot be written.
pub fn schrijf_profielen(site: &Site, bestemming: &dyn Bestemming) -> Result<(), UitvoerFout> {
    let matcher = Matcher::new(&site.catalogus);
    for school in &site.scholen {
        let pad = format!("scholen/{}/profiel.json", school.slug);
        if bestemming.wil(&pad) {
            bestemming.schrijf(&pad, &profiel::profiel(site, school, &matcher))?;
        }
    }
    Ok(())
}
