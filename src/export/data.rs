//! The open data in three forms, from one pass over the schools: CSV for programs, XLSX for people, JSON with its
//! schema for both.

use std::fmt;

use rayon::prelude::*;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use serde_json::{Map, Value, json};

use crate::model::site::{Document, Site};

use super::rijen::{Rijen, van_school};
use super::tabel::{Rij, SCHEIDING, TABELLEN, Tabel};

/// Version of the tables: it changes when a column changes its meaning or goes away.
///
/// 2: `stand` can be `genoemd`, a column `vindplaats` came at the end of `aanbod`, and its columns `formaat`,
/// `document` and `sectie` can be empty; `beoordelingen` has the own rows of a school, with `lijst` and `item` empty.
pub const VERSIE: u32 = 2;

/// What the version means, in the schema and on the page that explains the data.
pub const VERSION_NOTE: &str = "Verandert als een kolom iets anders gaat betekenen of verdwijnt. Versie 2: in aanbod kan \
                            stand ook genoemd zijn, is vindplaats erbij gekomen, en kunnen formaat, document en sectie \
                            leeg zijn; in beoordelingen staan ook eigen onderdelen van een school, met lijst en item leeg.";

/// A file of the open data.
#[derive(Debug)]
pub struct Gegevensbestand {
    /// Name, without folder.
    pub naam: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Why the data cannot be written in some form.
#[derive(Debug)]
pub struct DataFout(String);

impl fmt::Display for DataFout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<XlsxError> for DataFout {
    fn from(fout: XlsxError) -> Self {
        Self(format!("het rekenblad kan niet gemaakt worden ({fout})"))
    }
}

impl From<csv::Error> for DataFout {
    fn from(fout: csv::Error) -> Self {
        Self(format!("de CSV kan niet gemaakt worden ({fout})"))
    }
}

impl From<serde_json::Error> for DataFout {
    fn from(fout: serde_json::Error) -> Self {
        Self(format!("de JSON kan niet gemaakt worden ({fout})"))
    }
}

/// All files of the open data: `scholen.csv`, `aanbod.csv`, `beoordelingen.csv`, `steunwijzer.xlsx`,
/// `steunwijzer.json` and `steunwijzer.schema.json`.
///
/// # Errors
/// When there are more rows than a spreadsheet can hold.
pub fn bestanden(site: &Site) -> Result<Vec<Gegevensbestand>, DataFout> {
    let rijen: Vec<Rijen> = site.scholen.par_iter().map(|school| van_school(site, school)).collect();
    // The spreadsheet takes as long as the rest together.
    let (tekst, xlsx) = rayon::join(|| tekstbestanden(site, &rijen), || xlsx_bytes(site, &rijen));
    let mut uit = tekst?;
    uit.push(Gegevensbestand { naam: "steunwijzer.xlsx".to_owned(), bytes: xlsx? });
    Ok(uit)
}

fn tekstbestanden(site: &Site, rijen: &[Rijen]) -> Result<Vec<Gegevensbestand>, DataFout> {
    let mut uit = Vec::new();
    for (i, tabel) in TABELLEN.iter().enumerate() {
        let eigen = rijen.iter().flat_map(|r| r.per_tabel()[i]);
        uit.push(Gegevensbestand { naam: format!("{}.csv", tabel.id), bytes: csv_bytes(tabel, eigen)? });
    }
    uit.push(Gegevensbestand { naam: "steunwijzer.json".to_owned(), bytes: json_bytes(site, rijen)? });
    let schema = format!("{:#}\n", schema());
    uit.push(Gegevensbestand { naam: "steunwijzer.schema.json".to_owned(), bytes: schema.into_bytes() });
    Ok(uit)
}

/// CSV as RFC 4180 has it: commas, CRLF. A byte order mark tells spreadsheets that it is UTF-8.
fn csv_bytes<'r>(tabel: &Tabel, rijen: impl Iterator<Item = &'r Rij>) -> Result<Vec<u8>, DataFout> {
    let begin = "\u{feff}".as_bytes().to_vec();
    let mut schrijver = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(begin);
    schrijver.write_record(tabel.kolommen.iter().map(|k| k.id))?;
    for rij in rijen {
        schrijver.write_record(rij.iter().map(|cel| onschadelijk(cel).into_owned()))?;
    }
    schrijver.into_inner().map_err(|fout| DataFout(format!("de CSV kan niet gemaakt worden ({fout})")))
}

/// A spreadsheet takes a cell that begins with one of these signs for a formula; an apostrophe before it makes it
/// text.
fn onschadelijk(cel: &str) -> std::borrow::Cow<'_, str> {
    let begin = cel.trim_start_matches([' ', '\u{a0}']);
    if begin.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { format!("'{cel}").into() } else { cel.into() }
}

fn json_bytes(site: &Site, rijen: &[Rijen]) -> Result<Vec<u8>, DataFout> {
    let gegevens = &site.gegevens;
    let kop = json!({
        "$schema": "steunwijzer.schema.json",
        "versie": VERSIE,
        "titel": gegevens.titel,
        "licentie": gegevens.licentie,
    });
    let mut uit = String::from("{\n");
    for (sleutel, waarde) in kop.as_object().into_iter().flatten() {
        uit.push_str(&format!("{}: {waarde},\n", json!(sleutel)));
    }
    for (i, tabel) in TABELLEN.iter().enumerate() {
        uit.push_str(&format!("{}: [\n", json!(tabel.id)));
        let mut eerste = true;
        for rij in rijen.iter().flat_map(|r| r.per_tabel()[i]) {
            uit.push_str(if eerste { "" } else { ",\n" });
            eerste = false;
            uit.push_str(&serde_json::to_string(&json_rij(tabel, rij))?);
        }
        uit.push_str(if i + 1 == TABELLEN.len() { "\n]\n" } else { "\n],\n" });
    }
    uit.push_str("}\n");
    Ok(uit.into_bytes())
}

fn json_rij(tabel: &Tabel, rij: &Rij) -> Map<String, Value> {
    let waarde = |meer: bool, cel: &String| match (meer, cel.is_empty()) {
        (true, true) => json!([]),
        (true, false) => json!(cel.split(SCHEIDING).collect::<Vec<_>>()),
        (false, true) => Value::Null,
        (false, false) => json!(cel),
    };
    tabel.kolommen.iter().zip(rij).map(|(kolom, cel)| (kolom.id.to_owned(), waarde(kolom.meer, cel))).collect()
}

/// The JSON Schema of `steunwijzer.json`.
pub fn schema() -> Value {
    let mut eigenschappen = json!({
        "$schema": {"type": "string"},
        "versie": {"enum": [VERSIE], "description": VERSION_NOTE},
        "titel": {"type": "string", "description": "Titel van de website."},
        "licentie": {"type": ["string", "null"], "description": "Licentie van de gegevens."},
    });
    for tabel in TABELLEN {
        eigenschappen[tabel.id] = json!({
            "type": "array",
            "title": tabel.titel,
            "description": tabel.uitleg,
            "items": {
                "type": "object",
                "properties": tabel.kolommen.iter().map(|k| (k.id.to_owned(), kolom_schema(k))).collect::<Map<_, _>>(),
                "required": tabel.kolommen.iter().map(|k| k.id).collect::<Vec<_>>(),
                "additionalProperties": false,
            },
        });
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Open gegevens van Steunwijzer",
        "type": "object",
        "properties": eigenschappen,
        "required": ["versie", "titel", "licentie", "scholen", "aanbod", "beoordelingen"],
        "additionalProperties": false,
    })
}

fn kolom_schema(kolom: &super::tabel::Kolom) -> Value {
    let mut schema = if kolom.meer {
        json!({"type": "array", "items": {"type": "string"}})
    } else if kolom.altijd {
        json!({"type": "string"})
    } else {
        json!({"type": ["string", "null"]})
    };
    if !kolom.waarden.is_empty() {
        schema["enum"] = json!(kolom.waarden);
    }
    schema["description"] = json!(kolom.uitleg);
    schema
}

/// A sheet per table, with a filter on every column and a header that stays in view; and a sheet that explains the
/// columns.
fn xlsx_bytes(site: &Site, rijen: &[Rijen]) -> Result<Vec<u8>, DataFout> {
    let mut boek = Workbook::new();
    let datum = datum(site);
    let gemaakt =
        ExcelDateTime::from_ymd(datum.year().unsigned_abs(), datum.month().unsigned_abs(), datum.day().unsigned_abs())?;
    let gegevens = &site.gegevens;
    let mut eigenschappen = DocProperties::new().set_title(&gegevens.titel).set_creation_datetime(&gemaakt);
    if let Some(licentie) = &gegevens.licentie {
        eigenschappen = eigenschappen.set_comment(format!("Licentie: {licentie}"));
    }
    boek.set_properties(&eigenschappen);
    let vet = Format::new().set_bold();
    for (i, tabel) in TABELLEN.iter().enumerate() {
        let blad = boek.add_worksheet();
        let eigen: Vec<&Rij> = rijen.iter().flat_map(|r| r.per_tabel()[i]).collect();
        vul_blad(blad, tabel, &eigen, &vet)?;
    }
    uitlegblad(boek.add_worksheet(), gegevens.licentie.as_deref(), &vet)?;
    Ok(boek.save_to_buffer()?)
}

/// The most signs that a cell can hold.
const MAX_CEL: usize = 32_767;
/// The most rows below the header; a sheet ends there, and the explanation says so.
const MAX_RIJEN: u32 = 1_048_575;
/// Widths of columns, in signs.
const BREEDTE: (usize, usize) = (9, 48);

fn vul_blad(blad: &mut Worksheet, tabel: &Tabel, rijen: &[&Rij], vet: &Format) -> Result<(), DataFout> {
    blad.set_name(tabel.titel)?;
    let mut breedtes: Vec<usize> = tabel.kolommen.iter().map(|k| k.id.chars().count() + 4).collect();
    for (kolom, breedte) in (0u16..).zip(tabel.kolommen) {
        blad.write_string_with_format(0, kolom, breedte.id, vet)?;
    }
    for (nummer, rij) in (1..=MAX_RIJEN).zip(rijen) {
        for ((kolom, cel), breedte) in (0u16..).zip(*rij).zip(&mut breedtes) {
            *breedte = (*breedte).max(cel.chars().count() + 1);
            if !cel.is_empty() {
                blad.write_string(nummer, kolom, cel.chars().take(MAX_CEL).collect::<String>())?;
            }
        }
    }
    for (kolom, breedte) in (0u16..).zip(breedtes) {
        #[expect(clippy::cast_precision_loss, reason = "clamped to two digits")]
        blad.set_column_width(kolom, breedte.clamp(BREEDTE.0, BREEDTE.1) as f64)?;
    }
    let laatste = u32::try_from(rijen.len()).map_or(MAX_RIJEN, |n| n.min(MAX_RIJEN));
    if let (1.., Ok(kolommen)) = (laatste, u16::try_from(tabel.kolommen.len())) {
        blad.autofilter(0, 0, laatste, kolommen.saturating_sub(1))?;
    }
    blad.set_freeze_panes(1, 0)?;
    Ok(())
}

fn uitlegblad(blad: &mut Worksheet, licentie: Option<&str>, vet: &Format) -> Result<(), DataFout> {
    blad.set_name("Uitleg")?;
    for (kolom, kop) in (0u16..).zip(["blad", "kolom", "uitleg"]) {
        blad.write_string_with_format(0, kolom, kop, vet)?;
    }
    let mut rij = 0;
    for tabel in TABELLEN {
        rij += 1;
        blad.write_string(rij, 0, tabel.titel)?;
        blad.write_string(rij, 2, tabel.uitleg)?;
        for kolom in tabel.kolommen {
            rij += 1;
            blad.write_string(rij, 0, tabel.titel)?;
            blad.write_string(rij, 1, kolom.id)?;
            blad.write_string(rij, 2, kolom.uitleg)?;
        }
    }
    rij += 1;
    blad.write_string(rij, 2, "Een blad houdt op na 1.048.575 rijen. De CSV-bestanden zijn altijd volledig.")?;
    if let Some(licentie) = licentie {
        blad.write_string(rij + 1, 2, format!("Licentie van de gegevens: {licentie}"))?;
    }
    blad.set_column_width(0, 16)?;
    blad.set_column_width(1, 24)?;
    blad.set_column_width(2, 100)?;
    blad.set_freeze_panes(1, 0)?;
    Ok(())
}

/// The date of the spreadsheet: the newest day by which a document is dated. Nothing is taken from the clock.
fn datum(site: &Site) -> jiff::civil::Date {
    let documenten = site.scholen.iter().flat_map(|s| s.gepubliceerd());
    documenten.map(Document::pdf_datum).max().unwrap_or(jiff::civil::date(2000, 1, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_a_spreadsheet_would_run_becomes_text() {
        for gevaar in ["=1+1", "+31 70", "-1", "@som", "\t=1", " =1", "\u{a0}=1", "\r=1"] {
            assert_eq!(onschadelijk(gevaar), format!("'{gevaar}"));
        }
        for gewoon in ["", "circa 75%", "a=b", "80 - 120 minuten", "'s ochtends"] {
            assert_eq!(onschadelijk(gewoon), gewoon);
        }
    }

    #[test]
    fn every_table_has_its_own_columns() {
        for tabel in TABELLEN {
            let mut ids: Vec<&str> = tabel.kolommen.iter().map(|k| k.id).collect();
            ids.sort_unstable();
            ids.dedup();
            assert_eq!(ids.len(), tabel.kolommen.len(), "{}", tabel.id);
        }
    }
}
