//! Documents against the JSON Schema of their format, with a full validator: it takes what the program takes, and
//! refuses what the program calls a mistake of shape.

use std::fs;

use serde_json::{Map, Value};
use steunwijzer::bron::Bron;
use steunwijzer::export::schema::schema;
use steunwijzer::laden;
use steunwijzer::melding::{Ernst, Meldingen};
use steunwijzer::model::bestanden::Bestanden;
use steunwijzer::model::catalogus::Catalogus;
use steunwijzer::yaml::{self, Knoop, Scalar, Stijl, Waarde};

use crate::hulp::{SiteTest, bestanden};

/// What does not fit; empty when the document fits its schema.
#[track_caller]
pub(crate) fn fouten(schema: &Value, document: &Value) -> Vec<String> {
    jsonschema::meta::validate(schema).unwrap_or_else(|fout| panic!("{}: {fout}", fout.instance_path()));
    let toets = jsonschema::validator_for(schema).unwrap();
    toets.iter_errors(document).map(|fout| format!("{}: {fout}", fout.instance_path())).collect()
}

/// A document as an editor reads it: with the types of YAML's core schema.
pub(crate) fn als_json(tekst: &str) -> Value {
    let bron = Bron::nieuw("document.yaml", tekst);
    van_knoop(&yaml::lees(&bron, &mut Meldingen::nieuw()).unwrap())
}

fn van_knoop(knoop: &Knoop) -> Value {
    match &knoop.waarde {
        Waarde::Leeg => Value::Null,
        Waarde::Tekst(scalar) => van_scalar(scalar),
        Waarde::Lijst(items) => Value::Array(items.iter().map(van_knoop).collect()),
        Waarde::Kaart(paren) => {
            let paren = paren.iter().map(|p| (p.sleutel.clone(), van_knoop(&p.waarde)));
            Value::Object(paren.collect::<Map<_, _>>())
        }
    }
}

fn van_scalar(scalar: &Scalar) -> Value {
    let tekst = scalar.tekst.as_str();
    let getal = || tekst.parse::<i64>().map(Value::from).or_else(|_| tekst.parse::<f64>().map(Value::from)).ok();
    match (scalar.stijl, tekst) {
        (Stijl::Kaal, "true" | "True" | "TRUE") => Value::Bool(true),
        (Stijl::Kaal, "false" | "False" | "FALSE") => Value::Bool(false),
        (Stijl::Kaal, _) if tekst.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c)) => {
            getal().unwrap_or_else(|| tekst.into())
        }
        _ => tekst.into(),
    }
}

/// The schema of a format of a site.
fn schema_van(site: &SiteTest, formaat: &str) -> Value {
    let bestanden = Bestanden::schijf(&site.pad("content"), "content").unwrap();
    let catalogus = Catalogus::lees(&bestanden, &mut Meldingen::nieuw());
    schema(&catalogus.formaten[formaat], &catalogus)
}

#[test]
fn every_document_of_the_examples_fits_the_schema_of_its_format() {
    for (site, minstens) in [(SiteTest::voorbeeld(), 13), (SiteTest::klein(), 1)] {
        let documenten: Vec<(String, String)> = bestanden(&site.pad("content"))
            .into_iter()
            .filter(|(pad, _)| {
                pad.ends_with(".yaml") && (pad.matches('/').count() == 3 || pad.starts_with("praktijk/"))
            })
            .map(|(pad, bytes)| (pad, String::from_utf8(bytes).unwrap()))
            .collect();
        assert!(documenten.len() >= minstens, "{}", documenten.len());
        for (pad, tekst) in documenten {
            let document = als_json(&tekst);
            let schema = schema_van(&site, document["formaat"].as_str().unwrap());
            assert_eq!(fouten(&schema, &document), Vec::<String>::new(), "{pad}");
        }
    }
}

const PROFIEL: &str = "content/scholen/de-linde/2025-2026/profiel.yaml";

/// The profile of the small site with one section answered otherwise, given in YAML on one line; and whether the
/// program takes it, and whether the schema does.
fn beide(schema: &Value, sectie: &str, antwoord: &str) -> (String, bool, bool) {
    let site = SiteTest::klein();
    let goed = fs::read_to_string(site.pad(PROFIEL)).unwrap();
    let kop = format!("\n  {sectie}:");
    let begin = goed.find(&kop).unwrap_or_else(|| panic!("geen sectie {sectie}")) + 1;
    let einde = goed[begin..]
        .match_indices('\n')
        .map(|(i, _)| begin + i + 1)
        .find(|&i| !goed[i..].starts_with("   ") && !goed[i..].starts_with('\n'))
        .unwrap_or(goed.len());
    let tekst = format!("{}  {sectie}: {antwoord}\n{}", &goed[..begin], &goed[einde..]);
    site.schrijf(PROFIEL, &tekst);
    let (_, meldingen) = laden::laad(&site.pad("content")).unwrap_or_else(|_| panic!("{tekst}"));
    let gemeld: Vec<_> = meldingen.gesorteerd().into_iter().filter(|m| m.ernst == Ernst::Fout).collect();
    (format!("{sectie}: {antwoord} {gemeld:?}"), gemeld.is_empty(), fouten(schema, &als_json(&tekst)).is_empty())
}

#[test]
fn what_the_program_calls_a_mistake_of_shape_does_not_fit() {
    let schema = schema_van(&SiteTest::klein(), "klein");
    for (sectie, antwoord) in [
        ("gegevens", "{leerlinge: 3}"),
        ("gegevens", "{naam: uit school.yaml}"),
        ("gegevens", "{open: misschien}"),
        ("gegevens", "{ingevuld: mei 2024}"),
        ("gegevens", "{leerlingen: veel}"),
        ("gegevens", "{niveau: midden}"),
        ("gegevens", "{web: linde.example}"),
        ("gegevens", "{leerlingen: [5, 75]}"),
        ("gegevens", "[een lijst]"),
        ("concept", "montesori"),
        ("concept", "{regulier: [a]}"),
        ("hulp", "{orthopedagog: ja}"),
        ("hulp", "{orthopedagoog: [thuis]}"),
        ("hulp", "{mentor: {waarr: school}}"),
        ("hulp", "{mentor: {school: soms}}"),
        ("hulp", "{anders: [{zin: zonder naam}]}"),
        ("ruimten", "[zwembad-xl]"),
        ("hgw", "{planmatig: X}"),
        ("hgw", "{planmatig: {waarden: O}}"),
        ("hgw", "{per: {a: O}}"),
        ("hgw", "[planmatig]"),
        ("overleg", "{rijen: [{name: Klein}]}"),
        ("overleg", "{rij: [a]}"),
        ("overleg", "{rijen: [{groep: a, naam: b}]}"),
        ("overleg", "{rijen: [{id: Klein Overleg, naam: b}]}"),
        ("route", "{stappen: [{stp: a}]}"),
        ("route", "{stappen: [{keuze: a}]}"),
        ("route", "tekst"),
        ("route", "{stappen: [{fase: a, stappen: [{stap: b, takken: [c]}]}]}"),
        ("woorden", "{rijen: [a]}"),
        ("visie", "[a, b]"),
        ("visie", "{text: a}"),
        ("visie", "{nvt: misschien}"),
    ] {
        let (geval, programma, schema) = beide(&schema, sectie, antwoord);
        assert!(!programma, "het programma neemt {geval}");
        assert!(!schema, "het schema neemt {geval}");
    }
}

#[test]
fn short_forms_fit() {
    let schema = schema_van(&SiteTest::klein(), "klein");
    for (sectie, antwoord) in [
        ("visie", "Kort."),
        ("visie", ""),
        ("visie", "2024"),
        ("concept", "[Regulier]"),
        ("concept", "{JENAPLAN: met een eigen draai}"),
        ("hulp", "mentor"),
        ("hulp", "[mentor, Orthopedagoog: op dinsdag]"),
        ("hulp", "{Orthopedagoog: Op school}"),
        ("hulp", "{orthopedagoog: {school: nee, extern: {stand: ja, noot: soms}}}"),
        ("hulp", "{mentor: {waar: {swv: }}}"),
        ("hgw", "{planmatig: [o, v]}"),
        ("hgw", "{planmatig: volgt nog}"),
        ("gegevens", "{leerlingen: {waarde: 300, noot: ongeveer}}"),
        ("gegevens", "{leden: {mentor: soms}}"),
        ("gegevens", "{ingevuld: 2024}"),
        ("gegevens", "{open: volgt nog}"),
        ("overleg", "[Klein, naam: 2]"),
        ("overleg", "{rijen: {naam: een}}"),
        ("route", "[Praten, einde: Klaar]"),
    ] {
        let (geval, programma, schema) = beide(&schema, sectie, antwoord);
        assert!(programma, "het programma weigert {geval}");
        assert!(schema, "het schema weigert {geval}");
    }
}
