//! Documents against the JSON Schema of their format, with a full validator: it accepts what the program accepts, and
//! refuses what the program calls a wrong shape.

use std::fs;

use serde_json::{Map, Value as Json};
use steunwijzer::export::schema::schema;
use steunwijzer::files::Files;
use steunwijzer::load;
use steunwijzer::melding::{Meldingen, Severity};
use steunwijzer::model::catalogus::Catalogus;
use steunwijzer::model::date::{PartialDate, Schooljaar};
use steunwijzer::source::Source;
use steunwijzer::yaml::{self, Node, Scalar, TextStyle, Value};

use crate::harness::{SiteTest, files};

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
        ("gegevens", "{ingevuld: mei 24}"),
        ("gegevens", "{ingevuld: 3-4-26}"),
        ("gegevens", "{ingevuld: 13-2024}"),
        ("gegevens", "{ingevuld: 1 sap 2024}"),
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
fn dates_and_school_years_as_people_type_them_fit_the_schema_where_the_program_reads_them() {
    let site = SiteTest::small();
    let formaat = "content/formaten/klein.yaml";
    site.replace(formaat, "{id: web, titel: Website, type: web}", "{id: jaar, titel: Jaar, type: schooljaar}");
    let series = "      - {id: cijfers, titel: Cijfers, soort: reeks, lijst: ruimten, as: peildatum}\n";
    site.write(formaat, fs::read_to_string(site.path(formaat)).unwrap() + series);
    let profiel = fs::read_to_string(site.path(PROFIEL)).unwrap();
    let profiel = profiel.replace("    web: https://linde.example\n", "") + "  cijfers:\n";
    let schema = schema_of(&site, "klein");
    let days = ["2024-9-1", "1-9-2024", "01/09/2024", "1.9.2024", "1 sept. 2024", "1e september 2024", "1-SEP-2024"];
    let months = ["2024-9", "2024/09", "9-2024", "09/2024", "sept 2024", "September 2024", "Mrt. 2024", "mei 2024"];
    let years = ["2024-2025", "2024/2025", "2024-25", "2024/25", "\"2024-'25\"", "2024 \u{2013} 2025"];
    let reads = |sectie: &str, antwoord: String| {
        site.write(PROFIEL, &profiel);
        let (case, program, fits) = both_of(&site, &schema, sectie, &antwoord);
        assert!(program, "{case}");
        assert!(fits, "the schema refuses {case}");
    };
    for date in days.iter().chain(&months) {
        reads("gegevens", format!("{{ingevuld: {date}}}"));
        reads("gegevens", format!("{{peildatum: {date}}}"));
        reads("cijfers", format!("{{lift: {{{date}: 3}}}}"));
    }
    for year in years {
        reads("gegevens", format!("{{jaar: {year}}}"));
    }
}

#[test]
fn whatever_the_program_reads_as_a_date_or_a_school_year_fits_the_schema() {
    let schema = schema_of(&SiteTest::small(), "klein");
    let part = |pointer: &str| {
        let part = schema.pointer(pointer).unwrap().clone();
        jsonschema::validator_for(&serde_json::json!({"$defs": schema["$defs"], "allOf": [part]})).unwrap()
    };
    let (dates, years) = (part("/$defs/datum"), part("/properties/schooljaar"));
    let parts =
        ["1", "01", "31", "9", "12", "sept", "mei", "Mrt", "jan", "2024", "24", "25", "1e", "2025", "1899", "'25"];
    let between = ["-", "/", ".", " ", " - ", "- ", "\u{2013}", ". ", "  "];
    let mut random = crate::random::Random::new(7);
    let (mut read, mut refused) = (0, 0);
    for _ in 0..20_000 {
        let mut text = parts[random.below(parts.len())].to_owned();
        for _ in 0..=random.below(2) {
            text += between[random.below(between.len())];
            text += parts[random.below(parts.len())];
        }
        let typed = Json::from(text.as_str());
        for (program, fits) in [
            (PartialDate::read(&text).is_ok(), dates.is_valid(&typed)),
            (Schooljaar::typed(&text).is_ok(), years.is_valid(&typed)),
        ] {
            assert!(fits || !program, "the schema refuses {text}");
            (read, refused) = (read + usize::from(program), refused + usize::from(!fits));
        }
    }
    assert!(read > 500 && refused > 10_000, "{read} {refused}");
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
