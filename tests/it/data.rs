//! The open data: the same facts in CSV, XLSX and JSON.

use std::collections::BTreeMap;
use std::fs;

use calamine::{Data, Reader as _, Xlsx, open_workbook};
use serde_json::Value;

use crate::harness::{SiteTest, files};
use crate::schema;

const TABLES: [&str; 3] = ["scholen", "aanbod", "beoordelingen"];

/// A table as its header and rows of text.
pub(crate) type Table = (Vec<String>, Vec<Vec<String>>);

pub(crate) fn csv(site: &SiteTest, table: &str) -> Table {
    let text = fs::read_to_string(site.path("output/data").join(format!("{table}.csv"))).unwrap();
    let text = text.strip_prefix('\u{feff}').expect("a byte order mark");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let heading = reader.headers().unwrap().iter().map(str::to_owned).collect();
    (heading, reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect())
}

pub(crate) fn xlsx(site: &SiteTest, sheet: &str) -> Table {
    let mut workbook: Xlsx<_> = open_workbook(site.path("output/data/steunwijzer.xlsx")).unwrap();
    let cell = |cell: &Data| match cell {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        other => panic!("{other:?} is no text"),
    };
    let range = workbook.worksheet_range(sheet).unwrap();
    let mut rows = range.rows().map(|row| row.iter().map(cell).collect::<Vec<_>>());
    (rows.next().unwrap(), rows.collect())
}

pub(crate) fn json(site: &SiteTest) -> Value {
    serde_json::from_str(&fs::read_to_string(site.path("output/data/steunwijzer.json")).unwrap()).unwrap()
}

/// Rows of JSON as text, in the order of the columns of the CSV.
pub(crate) fn json_rows(json: &Value, table: &str, heading: &[String]) -> Vec<Vec<String>> {
    let cell = |value: &Value| match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(parts) => parts.iter().map(|d| d.as_str().unwrap()).collect::<Vec<_>>().join("; "),
        other => panic!("{other}"),
    };
    let rows = json[table].as_array().unwrap();
    rows.iter().map(|row| heading.iter().map(|column| cell(&row[column])).collect()).collect()
}

#[test]
fn three_formats_say_the_same() {
    let site = SiteTest::example();
    site.build(&["--no-pdf"]);
    let json = json(&site);
    let sheets = BTreeMap::from([("scholen", "Scholen"), ("aanbod", "Aanbod"), ("beoordelingen", "Beoordelingen")]);
    for table in TABLES {
        let (heading, rows) = csv(&site, table);
        assert!(rows.len() >= 4, "{table}");
        assert_eq!((heading.clone(), rows.clone()), xlsx(&site, sheets[table]), "{table}");
        assert_eq!(rows, json_rows(&json, table, &heading), "{table}");
    }
}

#[test]
fn json_fits_its_schema() {
    let site = SiteTest::example();
    site.build(&["--no-pdf"]);
    let schema: Value =
        serde_json::from_str(&fs::read_to_string(site.path("output/data/steunwijzer.schema.json")).unwrap()).unwrap();
    let mut json = json(&site);
    assert_eq!(schema::errors(&schema, &json), Vec::<String>::new());
    json["aanbod"][0]["stand"] = Value::from("misschien");
    assert_ne!(schema::errors(&schema, &json), Vec::<String>::new());
}

#[test]
fn a_place_is_a_row_and_silence_is_none() {
    let site = SiteTest::small();
    site.build(&["--no-pdf"]);
    let (heading, rows) = csv(&site, "aanbod");
    let [item, stand, plaats] = ["item", "stand", "plaats"].map(|k| heading.iter().position(|name| name == k).unwrap());
    let short: Vec<String> =
        rows.iter().map(|r| format!("{} {} {}", r[item], r[stand], r[plaats]).trim().to_owned()).collect();
    insta::assert_snapshot!(short.join("\n"));
}

#[test]
fn a_school_has_each_of_its_brin_numbers_once_in_the_order_of_its_buildings() {
    for (numbers, expected) in [
        (["02CD 00", "01AB 00", "02CD 00"], "02CD 00; 01AB 00"),
        (["01AB 00", "01AB 00", "02CD 00"], "01AB 00; 02CD 00"),
        (["02CD 01", "02CD 00", "01AB 00"], "02CD 01; 02CD 00; 01AB 00"),
    ] {
        let site = SiteTest::small();
        let buildings = numbers.map(|brin| format!("  - {{naam: Gebouw, brin: {brin}}}\n")).concat();
        let school = "content/scholen/de-linde/school.yaml";
        let yaml = fs::read_to_string(site.path(school)).unwrap();
        site.write(school, format!("{yaml}vestigingen:\n{buildings}"));
        site.build(&["--no-pdf"]);
        for table in ["scholen", "aanbod"] {
            let (heading, rows) = csv(&site, table);
            let brin = heading.iter().position(|name| name == "brin").unwrap();
            assert!(rows.iter().all(|row| row[brin] == expected), "{table}: {rows:?}");
        }
    }
}

#[test]
fn a_name_that_looks_like_a_formula_is_text() {
    let site = SiteTest::small();
    site.replace(
        "content/scholen/de-linde/school.yaml",
        "naam: De Linde",
        "naam: '=HYPERLINK(\"https://kwaad.example\")'",
    );
    site.build(&["--no-pdf"]);
    let (heading, rows) = csv(&site, "scholen");
    let name = heading.iter().position(|k| k == "schoolnaam").unwrap();
    assert_eq!(rows[0][name], "'=HYPERLINK(\"https://kwaad.example\")");
    // A cell of text in a spreadsheet is never run, and JSON has no formulas.
    assert_eq!(xlsx(&site, "Scholen").1[0][name], "=HYPERLINK(\"https://kwaad.example\")");
    assert_eq!(json(&site)["scholen"][0]["schoolnaam"], "=HYPERLINK(\"https://kwaad.example\")");
}

#[test]
fn an_older_document_is_in_the_data_but_not_current() {
    let site = SiteTest::small();
    let map = "content/scholen/de-linde";
    let profiel = fs::read_to_string(site.path(&format!("{map}/2025-2026/profiel.yaml"))).unwrap();
    site.write(&format!("{map}/2024-2025/profiel.yaml"), profiel.replace("2025-2026", "2024-2025"));
    site.write(&format!("{map}/2024-2025/visie.md"), "Wij helpen.");
    site.build(&["--no-pdf"]);
    let (heading, rows) = csv(&site, "aanbod");
    let [year, current] = ["schooljaar", "actueel"].map(|k| heading.iter().position(|name| name == k).unwrap());
    for row in &rows {
        assert_eq!(row[current], if row[year] == "2025-2026" { "ja" } else { "nee" });
    }
    assert!(rows.iter().any(|r| r[current] == "nee"));
}

#[test]
fn the_data_are_the_same_bytes_every_time() {
    let site = SiteTest::example();
    site.build(&["--no-pdf"]);
    let first_of_all = files(&site.path("output/data"));
    site.build(&["--no-pdf", "--output", "weer", "--today", "2031-05-06"]);
    let again = files(&site.path("weer/data"));
    let without_page = |mut map: BTreeMap<String, Vec<u8>>| {
        map.remove("index.html");
        map
    };
    assert_eq!(without_page(first_of_all), without_page(again));
}
