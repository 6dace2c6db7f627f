//! The open data in three formats, from one pass over the schools: CSV for programs, XLSX for people, JSON with its
//! schema for both.

use std::fmt;

use rayon::prelude::*;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use serde_json::{Map, Value, json};

use crate::model::site::{Document, Site};

use crate::regio::Regio;

use super::rows::{Rows, of_school};
use super::table::{SEPARATOR, TABLES, Table, TableRow};

/// Version of the tables: raised when a column changes its meaning or is removed. [`VERSION_NOTE`] tells what changed.
pub const VERSION: u32 = 2;

/// What the version means, in the schema and on the page that explains the data.
pub const VERSION_NOTE: &str = "Verandert als een kolom iets anders gaat betekenen of verdwijnt. Versie 2: in aanbod kan \
                            stand ook genoemd zijn, is vindplaats erbij gekomen, en kunnen formaat, document en sectie \
                            leeg zijn; in beoordelingen staan ook eigen onderdelen van een school, met lijst en item leeg.";

/// A file of the open data.
#[derive(Debug)]
pub struct DataFile {
    /// Name, without folder.
    pub name: String,
    /// Its contents.
    pub bytes: Vec<u8>,
}

/// Why the data cannot be written in one of the formats.
#[derive(Debug)]
pub struct DataError(String);

impl fmt::Display for DataError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<XlsxError> for DataError {
    fn from(err: XlsxError) -> Self {
        Self(format!("de spreadsheet kan niet gemaakt worden ({err})"))
    }
}

impl From<csv::Error> for DataError {
    fn from(err: csv::Error) -> Self {
        Self(format!("de CSV kan niet gemaakt worden ({err})"))
    }
}

impl From<serde_json::Error> for DataError {
    fn from(err: serde_json::Error) -> Self {
        Self(format!("de JSON kan niet gemaakt worden ({err})"))
    }
}

/// The workbook with all tables.
pub const XLSX: &str = "steunwijzer.xlsx";
/// All tables as JSON.
pub const JSON: &str = "steunwijzer.json";
/// The JSON Schema of [`JSON`].
pub const JSON_SCHEMA: &str = "steunwijzer.schema.json";

/// All files of the open data: `scholen.csv`, `aanbod.csv`, `beoordelingen.csv`, `steunwijzer.xlsx`,
/// `steunwijzer.json` and `steunwijzer.schema.json`.
///
/// # Errors
/// When one of the formats cannot be made.
pub fn files(regio: &Regio<'_>) -> Result<Vec<DataFile>, DataError> {
    let site = regio.site;
    let rows: Vec<Rows> = regio.scholen.par_iter().map(|facts| of_school(site, facts)).collect();
    // The spreadsheet takes as long as all the rest.
    let (text, xlsx) = rayon::join(|| text_files(site, &rows), || xlsx_bytes(site, &rows));
    let mut out = text?;
    out.push(DataFile { name: XLSX.to_owned(), bytes: xlsx? });
    Ok(out)
}

fn text_files(site: &Site, rows: &[Rows]) -> Result<Vec<DataFile>, DataError> {
    let mut out = Vec::new();
    for (i, table) in TABLES.iter().enumerate() {
        let table_rows = rows.iter().flat_map(|r| r.per_table()[i]);
        out.push(DataFile { name: format!("{}.csv", table.id), bytes: csv_bytes(table, table_rows)? });
    }
    out.push(DataFile { name: JSON.to_owned(), bytes: json_bytes(site, rows)? });
    let schema = format!("{:#}\n", schema());
    out.push(DataFile { name: JSON_SCHEMA.to_owned(), bytes: schema.into_bytes() });
    Ok(out)
}

/// CSV by RFC 4180: commas, CRLF. A byte order mark tells spreadsheets that it is UTF-8.
fn csv_bytes<'r>(table: &Table, rows: impl Iterator<Item = &'r TableRow>) -> Result<Vec<u8>, DataError> {
    let bom = "\u{feff}".as_bytes().to_vec();
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(bom);
    writer.write_record(table.columns.iter().map(|k| k.id))?;
    for row in rows {
        writer.write_record(row.texts().iter().map(|cell| escape_formula(cell).into_owned()))?;
    }
    writer.into_inner().map_err(|err| DataError(format!("de CSV kan niet gemaakt worden ({err})")))
}

/// A spreadsheet takes a cell that begins with one of these characters for a formula; an apostrophe before it makes it
/// text.
fn escape_formula(cell: &str) -> std::borrow::Cow<'_, str> {
    let begin = cell.trim_start_matches([' ', '\u{a0}']);
    if begin.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { format!("'{cell}").into() } else { cell.into() }
}

fn json_bytes(site: &Site, rows: &[Rows]) -> Result<Vec<u8>, DataError> {
    let gegevens = &site.gegevens;
    let heading = json!({
        "$schema": JSON_SCHEMA,
        "versie": VERSION,
        "titel": gegevens.title,
        "licentie": gegevens.license,
    });
    let mut out = String::from("{\n");
    for (key, value) in heading.as_object().into_iter().flatten() {
        out.push_str(&format!("{}: {value},\n", json!(key)));
    }
    for (i, table) in TABLES.iter().enumerate() {
        out.push_str(&format!("{}: [\n", json!(table.id)));
        let mut first = true;
        for row in rows.iter().flat_map(|r| r.per_table()[i]) {
            out.push_str(if first { "" } else { ",\n" });
            first = false;
            out.push_str(&serde_json::to_string(&json_row(table, row))?);
        }
        out.push_str(if i + 1 == TABLES.len() { "\n]\n" } else { "\n],\n" });
    }
    out.push_str("}\n");
    Ok(out.into_bytes())
}

fn json_row(table: &Table, row: &TableRow) -> Map<String, Value> {
    let value = |is_list: bool, cell: &String| match (is_list, cell.is_empty()) {
        (true, true) => json!([]),
        (true, false) => json!(cell.split(SEPARATOR).collect::<Vec<_>>()),
        (false, true) => Value::Null,
        (false, false) => json!(cell),
    };
    table
        .columns
        .iter()
        .zip(row.texts())
        .map(|(column, cell)| (column.id.to_owned(), value(column.is_list, cell)))
        .collect()
}

/// The JSON Schema of `steunwijzer.json`.
pub fn schema() -> Value {
    let mut properties = json!({
        "$schema": {"type": "string"},
        "versie": {"enum": [VERSION], "description": VERSION_NOTE},
        "titel": {"type": "string", "description": "Titel van de website."},
        "licentie": {"type": ["string", "null"], "description": "Licentie van de gegevens."},
    });
    for table in TABLES {
        properties[table.id] = json!({
            "type": "array",
            "title": table.title,
            "description": table.help,
            "items": {
                "type": "object",
                "properties": table.columns.iter().map(|k| (k.id.to_owned(), column_schema(k))).collect::<Map<_, _>>(),
                "required": table.columns.iter().map(|k| k.id).collect::<Vec<_>>(),
                "additionalProperties": false,
            },
        });
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Open gegevens van Steunwijzer",
        "type": "object",
        "properties": properties,
        "required": ["versie", "titel", "licentie", "scholen", "aanbod", "beoordelingen"],
        "additionalProperties": false,
    })
}

fn column_schema(column: &super::table::Column) -> Value {
    let mut schema = if column.is_list {
        json!({"type": "array", "items": {"type": "string"}})
    } else if column.always {
        json!({"type": "string"})
    } else {
        json!({"type": ["string", "null"]})
    };
    if !column.values.is_empty() {
        schema["enum"] = json!(column.values);
    }
    schema["description"] = json!(column.help);
    schema
}

/// A sheet per table, with a filter on every column and a header that stays in view; and a sheet that explains the
/// columns.
fn xlsx_bytes(site: &Site, rows: &[Rows]) -> Result<Vec<u8>, DataError> {
    let mut workbook = Workbook::new();
    let date = date(site);
    let made =
        ExcelDateTime::from_ymd(date.year().unsigned_abs(), date.month().unsigned_abs(), date.day().unsigned_abs())?;
    let gegevens = &site.gegevens;
    let mut properties = DocProperties::new().set_title(&gegevens.title).set_creation_datetime(&made);
    if let Some(license) = &gegevens.license {
        properties = properties.set_comment(format!("Licentie: {license}"));
    }
    workbook.set_properties(&properties);
    let bold = Format::new().set_bold();
    for (i, table) in TABLES.iter().enumerate() {
        let sheet = workbook.add_worksheet();
        let table_rows: Vec<&TableRow> = rows.iter().flat_map(|r| r.per_table()[i]).collect();
        fill_sheet(sheet, table, &table_rows, &bold)?;
    }
    help_sheet(workbook.add_worksheet(), gegevens.license.as_deref(), &bold)?;
    Ok(workbook.save_to_buffer()?)
}

/// The most characters that a cell can hold.
const MAX_CELL: usize = 32_767;
/// The most rows below the header; a sheet ends there, and the explanation says so.
const MAX_ROWS: u32 = 1_048_575;
/// Least and greatest width of a column, in characters.
const COLUMN_WIDTH: (usize, usize) = (9, 48);

fn fill_sheet(sheet: &mut Worksheet, table: &Table, rows: &[&TableRow], bold: &Format) -> Result<(), DataError> {
    sheet.set_name(table.title)?;
    let mut widths: Vec<usize> = table.columns.iter().map(|k| k.id.chars().count() + 4).collect();
    for (number, column) in (0u16..).zip(table.columns) {
        sheet.write_string_with_format(0, number, column.id, bold)?;
    }
    for (number, row) in (1..=MAX_ROWS).zip(rows) {
        for ((column, cell), width) in (0u16..).zip(row.texts()).zip(&mut widths) {
            *width = (*width).max(cell.chars().count() + 1);
            if !cell.is_empty() {
                sheet.write_string(number, column, cell.chars().take(MAX_CELL).collect::<String>())?;
            }
        }
    }
    for (column, width) in (0u16..).zip(widths) {
        #[expect(clippy::cast_precision_loss, reason = "clamped to two digits")]
        sheet.set_column_width(column, width.clamp(COLUMN_WIDTH.0, COLUMN_WIDTH.1) as f64)?;
    }
    let last = u32::try_from(rows.len()).map_or(MAX_ROWS, |n| n.min(MAX_ROWS));
    if let (1.., Ok(columns)) = (last, u16::try_from(table.columns.len())) {
        sheet.autofilter(0, 0, last, columns.saturating_sub(1))?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

fn help_sheet(sheet: &mut Worksheet, license: Option<&str>, bold: &Format) -> Result<(), DataError> {
    sheet.set_name("Uitleg")?;
    for (column, heading) in (0u16..).zip(["blad", "kolom", "uitleg"]) {
        sheet.write_string_with_format(0, column, heading, bold)?;
    }
    let mut row = 0;
    for table in TABLES {
        row += 1;
        sheet.write_string(row, 0, table.title)?;
        sheet.write_string(row, 2, table.help)?;
        for column in table.columns {
            row += 1;
            sheet.write_string(row, 0, table.title)?;
            sheet.write_string(row, 1, column.id)?;
            sheet.write_string(row, 2, column.help)?;
        }
    }
    row += 1;
    sheet.write_string(row, 2, "Een blad houdt op na 1.048.575 rijen. De CSV-bestanden zijn altijd volledig.")?;
    if let Some(license) = license {
        sheet.write_string(row + 1, 2, format!("Licentie van de gegevens: {license}"))?;
    }
    sheet.set_column_width(0, 16)?;
    sheet.set_column_width(1, 24)?;
    sheet.set_column_width(2, 100)?;
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

/// The date of the spreadsheet: that of the newest document. The clock is not used, so that the same input gives the
/// same bytes.
fn date(site: &Site) -> jiff::civil::Date {
    let documenten = site.scholen.iter().flat_map(|s| s.published());
    documenten.map(Document::pdf_date).max().unwrap_or(jiff::civil::date(2000, 1, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_a_spreadsheet_would_run_becomes_text() {
        for danger in ["=1+1", "+31 70", "-1", "@som", "\t=1", " =1", "\u{a0}=1", "\r=1"] {
            assert_eq!(escape_formula(danger), format!("'{danger}"));
        }
        for plain in ["", "circa 75%", "a=b", "80 - 120 minuten", "'s ochtends"] {
            assert_eq!(escape_formula(plain), plain);
        }
    }

    #[test]
    fn every_table_has_its_own_columns() {
        for table in TABLES {
            let mut ids: Vec<&str> = table.columns.iter().map(|k| k.id).collect();
            ids.sort_unstable();
            ids.dedup();
            assert_eq!(ids.len(), table.columns.len(), "{}", table.id);
        }
    }
}
