//! Documents against the JSON Schema of their format, with a full validator: it accepts what the program accepts, and
//! refuses what the program calls a wrong shape.

use std::fs;

use serde_json::{Map, Value as Json};
use steunwijzer::export::schema::schema;
use steunwijzer::files::Files;
use steunwijzer::load;
use steunwijzer::melding::{Meldingen, Severity};
use steunwijzer::model::catalogus::Catalogus;
use steunwijzer::source::Source;
use steunwijzer::yaml::{self, Node, Scalar, TextStyle, Value};

use crate::hulp::{SiteTest, files};

/// The errors of a document; empty when it fits its schema.
#[track_caller]
pub(crate) fn errors(schema: &Json, document: &Json) -> Vec<String> {
    jsonschema::meta::validate(schema).unwrap_or_else(|err| panic!("{}: {err}", err.instance_path()));
    let test = jsonschema::validator_for(schema).unwrap();
    test.iter_errors(document).map(|err| format!("{}: {err}", err.instance_path())).collect()
}

/// A document as an editor reads it, with the types of YAML's core schema.
pub(crate) fn as_json(text: &str) -> Json {
    let source = Source::new("document.yaml", text);
    of_node(&yaml::read(&source, &mut Meldingen::new()).unwrap())
}

fn of_node(node: &Node) -> Json {
    match &node.value {
        Value::Empty => Json::Null,
        Value::Text(scalar) => of_scalar(scalar),
        Value::List(items) => Json::Array(items.iter().map(of_node).collect()),
        Value::Map(entries) => {
            let entries = entries.iter().map(|p| (p.key.clone(), of_node(&p.value)));
            Json::Object(entries.collect::<Map<_, _>>())
        }
    }
}

fn of_scalar(scalar: &Scalar) -> Json {
    let text = scalar.text.as_str();
    let number = || text.parse::<i64>().map(Json::from).or_else(|_| text.parse::<f64>().map(Json::from)).ok();
    match (scalar.style, text) {
        (TextStyle::Bare, "true" | "True" | "TRUE") => Json::Bool(true),
        (TextStyle::Bare, "false" | "False" | "FALSE") => Json::Bool(false),
        (TextStyle::Bare, _) if text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c)) => {
            number().unwrap_or_else(|| text.into())
        }
        _ => text.into(),
    }
}

/// The schema of a format of a site.
fn schema_of(site: &SiteTest, formaat: &str) -> Json {
    let files = Files::disk(&site.path("content"), "content").unwrap();
    let catalogus = Catalogus::read(&files, &mut Meldingen::new());
    schema(&catalogus.formaten[formaat], &catalogus)
}

#[test]
fn every_document_of_the_examples_fits_the_schema_of_its_format() {
    for (site, at_least) in [(SiteTest::example(), 13), (SiteTest::small(), 1)] {
        let documenten: Vec<(String, String)> = files(&site.path("content"))
            .into_iter()
            .filter(|(path, _)| {
                path.ends_with(".yaml") && (path.matches('/').count() == 3 || path.starts_with("praktijk/"))
            })
            .map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap()))
            .collect();
        assert!(documenten.len() >= at_least, "{}", documenten.len());
        for (path, text) in documenten {
            let document = as_json(&text);
            let schema = schema_of(&site, document["formaat"].as_str().unwrap());
            assert_eq!(errors(&schema, &document), Vec::<String>::new(), "{path}");
        }
    }
}

const PROFIEL: &str = "content/scholen/de-linde/2025-2026/profiel.yaml";

/// The profile of the small site with another answer to one section, given as YAML on one line; and whether the program
/// accepts it, and whether the schema does.
fn both(schema: &Json, sectie: &str, antwoord: &str) -> (String, bool, bool) {
    both_of(&SiteTest::small(), schema, sectie, antwoord)
}

/// The same for a small site with another format.
fn both_of(site: &SiteTest, schema: &Json, sectie: &str, antwoord: &str) -> (String, bool, bool) {
    let good = fs::read_to_string(site.path(PROFIEL)).unwrap();
    let heading = format!("\n  {sectie}:");
    let begin = good.find(&heading).unwrap_or_else(|| panic!("no sectie {sectie}")) + 1;
    let ending = good[begin..]
        .match_indices('\n')
        .map(|(i, _)| begin + i + 1)
        .find(|&i| !good[i..].starts_with("   ") && !good[i..].starts_with('\n'))
        .unwrap_or(good.len());
    let text = format!("{}  {sectie}: {antwoord}\n{}", &good[..begin], &good[ending..]);
    site.write(PROFIEL, &text);
    let (_, meldingen) = load::load(&site.path("content")).unwrap_or_else(|_| panic!("{text}"));
    let reported: Vec<_> = meldingen.sorted().into_iter().filter(|m| m.severity == Severity::Error).collect();
    (format!("{sectie}: {antwoord} {reported:?}"), reported.is_empty(), errors(schema, &as_json(&text)).is_empty())
}

#[test]
fn what_the_program_calls_a_mistake_of_shape_does_not_fit() {
    let schema = schema_of(&SiteTest::small(), "klein");
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
        let (case, program, schema) = both(&schema, sectie, antwoord);
        assert!(!program, "the program takes {case}");
        assert!(!schema, "the schema takes {case}");
    }
}

#[test]
fn short_forms_of_answers_fit_the_schema() {
    let schema = schema_of(&SiteTest::small(), "klein");
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
        let (case, program, schema) = both(&schema, sectie, antwoord);
        assert!(program, "the program refuses {case}");
        assert!(schema, "the schema refuses {case}");
    }
}

#[test]
fn an_address_with_a_sign_behind_it_does_not_fit_and_is_no_address() {
    for (soort, good, bad) in [
        (
            "web",
            ["https://linde.example", "http://linde.example/a,b?c=1", "https://linde.example/(a)"],
            [
                "https://linde.example,",
                "https://linde.example/a.",
                "https://linde.example;",
                "https://,",
                "https://a.nl|",
            ],
        ),
        (
            "mail",
            ["info@linde.example", "a.b+c@linde.example", "i@a-b.example"],
            ["info@linde.example,", "info@linde.example.", "info@linde.example;", "info@linde.", "info@linde.example'"],
        ),
    ] {
        let site = SiteTest::small();
        site.replace("content/formaten/klein.yaml", "type: web", &format!("type: {soort}"));
        let schema = schema_of(&site, "klein");
        for (address, fits) in
            good.map(|address| (address, true)).into_iter().chain(bad.map(|address| (address, false)))
        {
            let (case, program, schema) = both_of(&site, &schema, "gegevens", &format!("{{web: \"{address}\"}}"));
            assert_eq!((program, schema), (fits, fits), "{soort}: {case}");
            site.write(PROFIEL, fs::read(SiteTest::small().path(PROFIEL)).unwrap());
        }
    }
}

#[test]
fn an_address_with_a_sign_behind_it_is_refused_wherever_an_address_stands() {
    let school = "naam: De Linde\ncontact:\n  - {wie: mentor, KEY: \"VALUE\"}\n";
    for (key, typed, hint) in [
        ("web", "https://linde.example,", "`https://linde.example`"),
        ("web", "https://linde.example.", "`https://linde.example`"),
        ("mail", "info@linde.example,", "`info@linde.example`"),
        ("mail", "info@linde.example;", "`info@linde.example`"),
    ] {
        let site = SiteTest::small();
        site.write("content/scholen/de-linde/school.yaml", school.replace("KEY", key).replace("VALUE", typed));
        let check = site.run(&["check", "--no-pdf", "--report", "short"]);
        check.code(1).reports(&format!("`{typed}` is geen ")).reports(&format!("(schrijf {hint})"));
    }
    let site = SiteTest::small();
    site.write("content/site.yaml", "titel: Steun\nbasis-url: \"https://steun.example,\"\n");
    site.run(&["check", "--no-pdf", "--report", "short"]).code(1).reports("`https://steun.example,` is geen webadres");
}
