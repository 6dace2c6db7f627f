//! What others process further: open data, JSON Schemas, `profiel.json` and Markdown, from the same definitions and
//! facts as the pages.

pub mod data;
pub mod markdown;
pub mod profiel;
mod record;
pub mod reference;
pub mod rows;
pub mod schema;
pub mod table;

use crate::model::catalogus::Catalogus;
use crate::output::{OutputError, Sink};
use crate::pages::File;
use crate::regio::Regio;

/// Writes the JSON Schema of every format: `data/schema/<formaat>.json`.
///
/// # Errors
/// When a file cannot be written.
pub fn write_schemas(catalogus: &Catalogus, sink: &dyn Sink) -> Result<(), OutputError> {
    for formaat in catalogus.formaten.values() {
        let address = File::Schema(&formaat.id).address();
        if !sink.wants(address.path()) {
            continue;
        }
        let mut text = format!("{:#}", schema::schema(formaat, catalogus));
        text.push('\n');
        sink.write(address.path(), text.as_bytes())?;
    }
    Ok(())
}

/// Writes what every school offers, for machines: `scholen/<slug>/profiel.json`.
///
/// # Errors
/// When a file cannot be written.
pub fn write_profielen(regio: &Regio<'_>, sink: &dyn Sink) -> Result<(), OutputError> {
    for facts in &regio.scholen {
        let address = File::Profiel(&facts.school.slug).address();
        if sink.wants(address.path()) {
            sink.write(address.path(), &profiel::profiel(regio, facts))?;
        }
    }
    Ok(())
}
