//! What machines read: files beside the pages, derived from the same definitions.

pub mod schema;

use crate::model::catalogus::Catalogus;
use crate::output::UitvoerFout;
use crate::web::Bestemming;

/// Writes the JSON Schema of every format: `data/schema/<formaat>.json`.
///
/// # Errors
/// When a file cannot be written.
pub fn schrijf_schemas(catalogus: &Catalogus, bestemming: &dyn Bestemming) -> Result<(), UitvoerFout> {
    for formaat in catalogus.formaten.values() {
        let mut tekst = format!("{:#}", schema::schema(formaat, catalogus));
        tekst.push('\n');
        bestemming.schrijf(&format!("data/schema/{}.json", formaat.id), tekst.as_bytes())?;
    }
    Ok(())
}
