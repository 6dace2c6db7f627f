//! Formats are data: formats that nobody has seen before, from YAML to page, PDF and schema.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::civil::date;
use serde_json::{Value, json};
use steunwijzer::build::{BuildOptions, BuildReport, Silent, build};
use steunwijzer::model::value::Stand;

use crate::harbour::{ANTWOORDEN, DOCUMENT, harbour};
use crate::harness::{SiteTest, without_breaks};
use crate::parsed_page::ParsedPage;
use crate::random_sites::test_site;
use crate::schema::errors;

// ------------------------------------------------------- all kinds at once

#[test]
fn a_new_format_with_every_kind_needs_no_rust() {
    let site = harbour();
    let outcome = site.build(&["--no-pdf"]);
    let page = without_breaks(&outcome.page("scholen/de-haven/profiel/index.html").text()).to_lowercase();
    let lacks = ANTWOORDEN.iter().filter(|a| !page.contains(&without_breaks(a).to_lowercase()));
    assert_eq!(lacks.collect::<Vec<_>>(), Vec::<&&str>::new(), "not on the page");
    // What the extension replaced is gone.
    assert!(!page.contains("oudetitel"));
}

#[test]
fn a_new_format_has_a_schema_that_fits_its_document() {
    let site = harbour();
    let outcome = site.build(&["--no-pdf"]);
    let schema: Value = serde_json::from_str(&outcome.file("data/schema/haven.json")).unwrap();
    let document = crate::schema::as_json(DOCUMENT);
    assert_eq!(errors(&schema, &document), Vec::<String>::new());
    for (path, value) in [
        ("/secties/oordeel/zwaan", json!("X")),
        ("/secties/oordeel/anker/redenen", json!("x")),
        ("/secties/bod/anker/waar", json!("op zee")),
        ("/secties/cijfers/zwaan/2022", json!(3)),
        ("/secties/lagen/midden", json!({})),
        ("/secties/route/stappen", json!([{"stap": "a", "takken": []}])),
        ("/secties/stukken/bestanden", json!([{"bestand": "kaart.svg"}])),
        ("/secties/vink", json!(["zwembad van goud"])),
        ("/secties/gegevens/jaar", json!("2019")),
        ("/eigen", json!([{"id": "x", "titel": "X", "soort": "gedicht"}])),
    ] {
        let mut broken = document.clone();
        set(&mut broken, path, value);
        assert!(!errors(&schema, &broken).is_empty(), "{path} is not refused");
    }
}

/// Sets a value at a path, whose parent must be there.
fn set(document: &mut Value, path: &str, value: Value) {
    let (parent, key) = path.rsplit_once('/').unwrap();
    document.pointer_mut(parent).unwrap().as_object_mut().unwrap().insert(key.to_owned(), value);
}

#[test]
fn own_sections_are_read_where_the_format_has_no_answers() {
    let site = SiteTest::small();
    site.write(
        "content/scholen/de-linde/2025-2026/profiel.yaml",
        "formaat: klein\nsecties:\neigen:\n  - {id: tuin, titel: Schooltuin, soort: tekst, antwoord: Wij tuinieren samen.}\n",
    );
    site.build(&["--no-pdf"]).page("scholen/de-linde/profiel/index.html").says("Schooltuin Wij tuinieren samen.");
}

#[test]
fn check_finds_an_error_in_a_new_format() {
    let site = harbour();
    site.run(&["check"]).code(0);
    site.replace("content/scholen/de-haven/2025-2026/profiel.yaml", "zwaan: Z\n", "zwaan: Zonovergote\n");
    site.run(&["check"]).code(1).reports("schaal `weer`").reports("bedoelde u `Zonovergoten`?");
}

// ---------------------------------------------------------- random formats

fn build_in_process(site: &SiteTest, pdf: bool) -> BuildReport {
    let build_options = BuildOptions {
        content: site.path("content"),
        output: Some(site.path("output")),
        theme: None,
        pdf,
        strict: false,
        skip_broken: false,
        today: date(2026, 1, 1),
    };
    build(&build_options, &Silent).unwrap_or_else(|err| panic!("{err:?}"))
}

/// What a page must not have: elements without content, and leftovers of what was not answered.
fn empty_elements(page: &ParsedPage) -> Vec<String> {
    let content = "h1, h2, h3, h4, h5, h6, table, thead, tbody, tr, th, ul, ol, dl, dt, dd, li, p, figure, figcaption, summary, details";
    let is_empty = |element: &ParsedPage| element.text().is_empty() && !element.has("img, svg, input, button");
    let mut out: Vec<String> = page.all(content).iter().filter(|e| is_empty(e)).map(|e| format!("{e:?}")).collect();
    let text = page.text();
    for rest in [", ,", ",,", "( )", "()", "(,", ", )", ": ,", " ."] {
        out.extend(text.find(rest).map(|span| format!("`{rest}` in {}", context(&text, span))));
    }
    out
}

fn context(text: &str, span: usize) -> String {
    let from = text.floor_char_boundary(span.saturating_sub(120));
    let to = text.ceil_char_boundary((span + 120).min(text.len()));
    text[from..to].to_owned()
}

#[track_caller]
fn no_errors(report: &BuildReport, seed: u64) {
    let errors: Vec<_> =
        report.meldingen.iter().filter(|m| m.severity == steunwijzer::melding::Severity::Error).collect();
    assert!(
        errors.is_empty() && report.succeeded,
        "seed {seed}: {:#?}",
        errors.iter().map(|m| (&m.message, m.span.as_ref().map(|p| p.text()))).collect::<Vec<_>>()
    );
}

#[test]
fn random_formats_give_whole_pages_whatever_is_left_out() {
    for seed in 10..=34 {
        let (site, scholen) = test_site(seed, 6);
        let report = build_in_process(&site, false);
        no_errors(&report, seed);
        // `tests/run` lets the Nu HTML checker read these pages.
        if let Some(dir) = std::env::var_os("STEUNWIJZER_RANDOM") {
            crate::harness::copy_dir(&site.path("output/scholen"), &std::path::Path::new(&dir).join(seed.to_string()));
        }
        let schema = std::fs::read_to_string(site.path("output/data/schema/proef.json")).unwrap();
        let schema: Value = serde_json::from_str(&schema).unwrap();
        for (slug, document) in &scholen {
            let dir = site.path(&format!("output/scholen/{slug}"));
            for path in ["index.html", "profiel/index.html"] {
                let empty = empty_elements(&ParsedPage::of(&std::fs::read_to_string(dir.join(path)).unwrap()));
                assert!(empty.is_empty(), "seed {seed}, {slug}/{path}: {empty:#?}");
            }
            let err = errors(&schema, document);
            assert!(err.is_empty(), "seed {seed}, {slug}: {err:#?}");
        }
    }
}

#[test]
fn random_formats_compile_as_accessible_pdfs() {
    // Seeds that once failed: headings above a chapter, groups directly in groups, headings in a text for parents.
    for seed in [101, 111, 116, 121] {
        let (site, scholen) = test_site(seed, 3);
        let report = build_in_process(&site, true);
        no_errors(&report, seed);
        // Per school the profile, the summary for parents and the paragraph for the schoolgids; one for the region.
        assert_eq!(report.pdfs, 3 * (scholen.len() + 1) + 1, "seed {seed}");
    }
}

// ------------------------------------------------------------- shared lists

#[test]
fn schools_with_different_formats_share_items() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let (site, _) = steunwijzer::load::load(&content).unwrap();
    let site = site.unwrap();
    let items = |slug: &str| -> BTreeSet<(String, String)> {
        let school = site.school(slug).unwrap();
        // What a document names counts too: a school may name a partner without saying that it is there.
        let feiten = school.published().flat_map(|d| steunwijzer::facts::DocumentFacts::of(d, &site.catalogus).feiten);
        feiten
            .filter(|f| matches!(f.stand, Stand::Yes | Stand::Mentioned))
            .map(|f| (f.item.lijst.clone(), f.item.item.clone()))
            .collect()
    };
    let scholen = ["segbroek-college", "coenecoop-college", "school2care", "pro-grotius-college"];
    let mut shared = Vec::new();
    for (number, one) in scholen.iter().enumerate() {
        for other in &scholen[number + 1..] {
            let common: Vec<_> = items(one).intersection(&items(other)).cloned().collect();
            shared.push((*one, *other, common));
        }
    }
    for (one, other, common) in &shared {
        println!("{one} en {other}: {}", common.len());
        let grotius = *other == "pro-grotius-college";
        assert!(grotius || !common.is_empty(), "{one} en {other} delen niets");
        for role in ["leerplichtambtenaar", "jeugdarts"] {
            let key = ("specialisten".to_owned(), role.to_owned());
            assert!(grotius || common.contains(&key), "{one} and {other} do not share {role}: {common:?}");
        }
    }
}
