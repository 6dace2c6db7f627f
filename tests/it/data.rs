//! The open data: the same facts in CSV, XLSX and JSON.

use std::collections::BTreeMap;
use std::fs;

use calamine::{Data, Reader as _, Xlsx, open_workbook};
use serde_json::Value;

use crate::hulp::{SiteTest, bestanden};
use crate::schema;

const TABELLEN: [&str; 3] = ["scholen", "aanbod", "beoordelingen"];

/// A table as its header and rows of text.
pub(crate) type Tabel = (Vec<String>, Vec<Vec<String>>);

pub(crate) fn csv(site: &SiteTest, tabel: &str) -> Tabel {
    let tekst = fs::read_to_string(site.pad("output/data").join(format!("{tabel}.csv"))).unwrap();
    let tekst = tekst.strip_prefix('\u{feff}').expect("a byte order mark");
    let mut lezer = csv::Reader::from_reader(tekst.as_bytes());
    let kop = lezer.headers().unwrap().iter().map(str::to_owned).collect();
    (kop, lezer.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect())
}

pub(crate) fn xlsx(site: &SiteTest, blad: &str) -> Tabel {
    let mut boek: Xlsx<_> = open_workbook(site.pad("output/data/steunwijzer.xlsx")).unwrap();
    let cel = |cel: &Data| match cel {
        Data::Empty => String::new(),
        Data::String(tekst) => tekst.clone(),
        ander => panic!("{ander:?} is no text"),
    };
    let bereik = boek.worksheet_range(blad).unwrap();
    let mut rijen = bereik.rows().map(|rij| rij.iter().map(cel).collect::<Vec<_>>());
    (rijen.next().unwrap(), rijen.collect())
}

pub(crate) fn json(site: &SiteTest) -> Value {
    serde_json::from_str(&fs::read_to_string(site.pad("output/data/steunwijzer.json")).unwrap()).unwrap()
}

/// Rows of JSON as text, in the order of the columns of the CSV.
pub(crate) fn json_rijen(json: &Value, tabel: &str, kop: &[String]) -> Vec<Vec<String>> {
    let cel = |waarde: &Value| match waarde {
        Value::Null => String::new(),
        Value::String(tekst) => tekst.clone(),
        Value::Array(delen) => delen.iter().map(|d| d.as_str().unwrap()).collect::<Vec<_>>().join("; "),
        ander => panic!("{ander}"),
    };
    let rijen = json[tabel].as_array().unwrap();
    rijen.iter().map(|rij| kop.iter().map(|kolom| cel(&rij[kolom])).collect()).collect()
}

#[test]
fn three_forms_say_the_same() {
    let site = SiteTest::voorbeeld();
    site.bouw(&["--no-pdf"]);
    let json = json(&site);
    let bladen = BTreeMap::from([("scholen", "Scholen"), ("aanbod", "Aanbod"), ("beoordelingen", "Beoordelingen")]);
    for tabel in TABELLEN {
        let (kop, rijen) = csv(&site, tabel);
        assert!(rijen.len() >= 4, "{tabel}");
        assert_eq!((kop.clone(), rijen.clone()), xlsx(&site, bladen[tabel]), "{tabel}");
        assert_eq!(rijen, json_rijen(&json, tabel, &kop), "{tabel}");
    }
}

#[test]
fn json_fits_its_schema() {
    let site = SiteTest::voorbeeld();
    site.bouw(&["--no-pdf"]);
    let schema: Value =
        serde_json::from_str(&fs::read_to_string(site.pad("output/data/steunwijzer.schema.json")).unwrap()).unwrap();
    let mut json = json(&site);
    assert_eq!(schema::fouten(&schema, &json), Vec::<String>::new());
    json["aanbod"][0]["stand"] = Value::from("misschien");
    assert_ne!(schema::fouten(&schema, &json), Vec::<String>::new());
}

#[test]
fn a_place_is_a_row_and_silence_is_none() {
    let site = SiteTest::klein();
    site.bouw(&["--no-pdf"]);
    let (kop, rijen) = csv(&site, "aanbod");
    let [item, stand, plaats] = ["item", "stand", "plaats"].map(|k| kop.iter().position(|naam| naam == k).unwrap());
    let kort: Vec<String> =
        rijen.iter().map(|r| format!("{} {} {}", r[item], r[stand], r[plaats]).trim().to_owned()).collect();
    insta::assert_snapshot!(kort.join("\n"));
}

#[test]
fn a_name_that_looks_like_a_formula_is_text() {
    let site = SiteTest::klein();
    site.vervang(
        "content/scholen/de-linde/school.yaml",
        "naam: De Linde",
        "naam: '=HYPERLINK(\"https://kwaad.example\")'",
    );
    site.bouw(&["--no-pdf"]);
    let (kop, rijen) = csv(&site, "scholen");
    let naam = kop.iter().position(|k| k == "schoolnaam").unwrap();
    assert_eq!(rijen[0][naam], "'=HYPERLINK(\"https://kwaad.example\")");
    // A cell of text in a spreadsheet is never run, and JSON has no formulas.
    assert_eq!(xlsx(&site, "Scholen").1[0][naam], "=HYPERLINK(\"https://kwaad.example\")");
    assert_eq!(json(&site)["scholen"][0]["schoolnaam"], "=HYPERLINK(\"https://kwaad.example\")");
}

#[test]
fn an_older_document_is_in_the_data_but_not_current() {
    let site = SiteTest::klein();
    let map = "content/scholen/de-linde";
    let profiel = fs::read_to_string(site.pad(&format!("{map}/2025-2026/profiel.yaml"))).unwrap();
    site.schrijf(&format!("{map}/2024-2025/profiel.yaml"), profiel.replace("2025-2026", "2024-2025"));
    site.schrijf(&format!("{map}/2024-2025/visie.md"), "Wij helpen.");
    site.bouw(&["--no-pdf"]);
    let (kop, rijen) = csv(&site, "aanbod");
    let [jaar, actueel] = ["schooljaar", "actueel"].map(|k| kop.iter().position(|naam| naam == k).unwrap());
    for rij in &rijen {
        assert_eq!(rij[actueel], if rij[jaar] == "2025-2026" { "ja" } else { "nee" });
    }
    assert!(rijen.iter().any(|r| r[actueel] == "nee"));
}

#[test]
fn the_same_bytes_every_time() {
    let site = SiteTest::voorbeeld();
    site.bouw(&["--no-pdf"]);
    let eerst = bestanden(&site.pad("output/data"));
    site.bouw(&["--no-pdf", "--output", "weer", "--today", "2031-05-06"]);
    let weer = bestanden(&site.pad("weer/data"));
    let zonder_pagina = |mut map: BTreeMap<String, Vec<u8>>| {
        map.remove("index.html");
        map
    };
    assert_eq!(zonder_pagina(eerst), zonder_pagina(weer));
}
