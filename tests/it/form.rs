//! Intake by spreadsheet: a form that comes back changes what was filled in, and nothing else.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;
use steunwijzer::files::Overlay;
use steunwijzer::form::basis::{self, BasisRequest, FormBasis};
use steunwijzer::form::questions::{self, Onderwerp};
use steunwijzer::form::{Changes, Form, FormContext, NewRow, RowSheet, SheetContent};
use steunwijzer::melding::Meldingen;
use steunwijzer::model::site::Site;
use steunwijzer::yaml::patch;
use steunwijzer::yaml::{Edit, diff};

use crate::harness::{SiteTest, files};
use crate::random_sites::{SiteDice, test_site};
use crate::spreadsheet::{Cell, Spreadsheet};

// ------------------------------------------------------------ nothing changed

#[test]
fn a_form_that_comes_back_untouched_changes_nothing() {
    let site = SiteTest::example();
    let first_of_all = files(&site.path("content"));
    for formaat in ["perspectief-vo", "mhr-vo", "school2care", "monitor-delflanden", "projectverslag"] {
        site.run(&["form", formaat, "--alle", "--output", "formulieren"]).code(0);
    }
    let out = site.run(&["import", "formulieren"]);
    out.code(0);
    assert_eq!(out.out.matches(": niets veranderd\n").count(), 5, "{}", out.out);
    assert_eq!(files(&site.path("content")), first_of_all);
}

#[test]
fn random_documents_come_back_untouched() {
    for seed in 200..212 {
        let (site, _) = blocks(seed, 4);
        let first_of_all = files(&site.path("content"));
        site.run(&["form", "proef", "--alle", "--output", "f"]).code(0);
        let out = site.run(&["import", "f"]);
        out.code(0);
        assert_eq!(out.out.matches(": niets veranderd\n").count(), 4, "seed {seed}: {}", out.out);
        assert!(files(&site.path("content")) == first_of_all, "seed {seed}");
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let make = || {
        let site = SiteTest::example();
        site.run(&["form", "mhr-vo", "--alle", "--output", "f"]).code(0);
        files(&site.path("f"))
    };
    assert!(make() == make());
}

/// A site with a random format; half of its documents are written in block style, as people do.
pub(crate) fn blocks(seed: u64, scholen: usize) -> (SiteTest, Vec<(String, Value)>) {
    let (site, documenten) = test_site(seed, scholen);
    for (slug, document) in documenten.iter().skip(1).step_by(2) {
        let text = steunwijzer::yaml::write(&as_edit(document), 0);
        site.write(&format!("content/scholen/{slug}/2025-2026/profiel.yaml"), text);
    }
    (site, documenten)
}

fn as_edit(value: &Value) -> Edit {
    match value {
        Value::Null => Edit::Empty,
        Value::String(text) => Edit::Text(text.clone()),
        Value::Array(lijst) => Edit::List(lijst.iter().map(|w| (None, as_edit(w))).collect()),
        Value::Object(dir) => Edit::Map(dir.iter().map(|(s, w)| (s.clone(), as_edit(w))).collect()),
        other => Edit::Text(other.to_string()),
    }
}

// ------------------------------------------------- any document into any other

/// A document of a site, laid out as a form.
pub(crate) struct LaidOut {
    pub(crate) basis: FormBasis,
    form: Form,
}

pub(crate) fn lay_out(site: &Site, content: &Path, slug: &str, overlay: &Overlay) -> LaidOut {
    let school = site.school(slug).unwrap();
    let formaat = &site.catalogus.formaten["proef"];
    let document = school.documenten.first().unwrap();
    let request = BasisRequest {
        content,
        catalogus: &site.catalogus,
        formaat,
        school: Some(school),
        name: "",
        year: document.schooljaar.unwrap(),
        document: &document.name,
    };
    let mut basis = basis::find(&request).unwrap();
    if let Some(bytes) = overlay.get(&basis.path) {
        let mut meldingen = Meldingen::new();
        basis.source = steunwijzer::yaml::to_source("straks", bytes.clone(), &mut meldingen).unwrap();
        basis.root = steunwijzer::yaml::read(&basis.source, &mut meldingen).unwrap();
        assert!(!meldingen.has_errors(), "{:#?}\n{}", meldingen.sorted(), basis.source.text());
    }
    let dir = basis.dir(content, Arc::new(overlay.clone())).unwrap();
    let ctx = FormContext::new(&site.catalogus, &dir, &basis.root);
    let form = questions::form(&Onderwerp { formaat, root: &basis.root, school: Some("x"), schooljaar: "" }, &ctx);
    LaidOut { basis, form }
}

/// Cells of questions by key, and the headings above them.
fn cells(form: &Form) -> BTreeMap<String, (Vec<String>, Vec<String>)> {
    let mut out = BTreeMap::new();
    for sheet in &form.sheets {
        let SheetContent::Questions(parts) = &sheet.content else { continue };
        for part in parts {
            for question in &part.questions {
                let headings = part.columns.iter().map(|k| k.title.clone()).collect();
                let texts = question.cells.iter().map(|v| v.text.clone()).collect();
                out.insert(question.key.clone(), (headings, texts));
            }
        }
    }
    out
}

fn row_sheets(form: &Form) -> BTreeMap<&str, &RowSheet> {
    let sheets = form.sheets.iter().filter_map(|b| match &b.content {
        SheetContent::Rows(rows) => Some((rows.key.as_str(), rows)),
        SheetContent::Questions(_) => None,
    });
    sheets.collect()
}

fn texts(row: &[steunwijzer::form::FormCell]) -> Vec<String> {
    row.iter().map(|v| v.text.clone()).collect()
}

/// What a form must say: the cells of each question, and the rows of each sheet.
type Expected = (BTreeMap<String, Vec<String>>, BTreeMap<String, Vec<Vec<String>>>);

/// Fills in one document's form with the answers of another; returns the new files, and what the form must say then.
fn fill_in(site: &Site, content: &Path, from: &LaidOut, to: &LaidOut, t: &mut SiteDice) -> (Overlay, Expected) {
    let mut changes = Changes::default();
    let mut expected = BTreeMap::new();
    let target = cells(&from.form);
    for (key, (headings, old)) in cells(&to.form) {
        let new = match target.get(&key) {
            // With other dates the columns differ, so these answers do not fit.
            Some((other_heads, new)) if *other_heads == headings && !key.contains('@') || key.contains("/@") => {
                new.clone()
            }
            _ => old.clone(),
        };
        if key.ends_with("/@kolommen") {
            continue;
        }
        for (i, (old, new)) in old.iter().zip(&new).enumerate().filter(|(_, (old, new))| old != new) {
            let _ = old;
            changes.cells.insert((key.clone(), i), new.clone());
        }
        expected.insert(key, new);
    }
    let mut expected_rows = BTreeMap::new();
    let target = row_sheets(&from.form);
    for (key, old) in row_sheets(&to.form) {
        let headings = |sheet: &RowSheet| sheet.columns.iter().map(|column| column.title.clone()).collect::<Vec<_>>();
        // With remarks on other fields the columns differ, so these rows do not fit.
        let from_sheet = if headings(target[key]) == headings(old) { target[key] } else { old };
        let new: Vec<Vec<String>> = from_sheet.rows.iter().map(|r| texts(r)).collect();
        // Rows come from any old row, or from none; each old row at most once.
        let mut unused: Vec<usize> = (0..old.rows.len()).collect();
        let rows: Vec<NewRow> = new
            .iter()
            .map(|cells| {
                let was = if unused.is_empty() || t.percent(30) {
                    None
                } else {
                    Some(unused.remove(t.below(unused.len().min(2))))
                };
                NewRow { was, cells: cells.clone() }
            })
            .collect();
        let same = old.rows.iter().map(|r| texts(r)).eq(new.iter().cloned());
        if !same {
            changes.rows.insert(key.to_owned(), rows);
        }
        expected_rows.insert(key.to_owned(), new);
    }
    let formaat = &site.catalogus.formaten["proef"];
    let dir = to.basis.dir(content, Arc::default()).unwrap();
    let ctx = FormContext::new(&site.catalogus, &dir, &to.basis.root);
    let onderwerp = Onderwerp { formaat, root: &to.basis.root, school: Some("x"), schooljaar: "" };
    let edit = questions::edit(&onderwerp, &changes, &ctx);
    let refusals = ctx.refusals.borrow();
    assert!(refusals.is_empty(), "{refusals:#?}");
    let mut overlay = Overlay::new();
    let text = patch::apply(to.basis.source.text(), diff(&to.basis.root, &edit));
    overlay.insert(to.basis.path.clone(), text.into_bytes());
    (overlay, (expected, expected_rows))
}

#[test]
fn what_is_filled_in_is_what_stands_there_afterwards() {
    let mut changed = 0;
    for seed in 300..330 {
        let (dir, mut documenten) = blocks(seed, 16);
        // And one without any answers.
        let empty = "formaat: proef\nschooljaar: 2025-2026\nsecties:\n";
        dir.write("content/scholen/leeg/school.yaml", "naam: Leeg\n");
        dir.write("content/scholen/leeg/2025-2026/profiel.yaml", empty);
        documenten.push(("leeg".to_owned(), Value::Null));
        let content: PathBuf = dir.path("content");
        let (site, meldingen) = steunwijzer::load::load(&content).unwrap();
        assert!(!meldingen.has_errors());
        let site = site.unwrap();
        let mut t = SiteDice::new(seed);
        for (from, to) in [(0, 15), (0, 14), (15, 0), (14, 1), (15, 1), (0, 16), (1, 16), (16, 0), (16, 1)] {
            let laid_out = |i: usize| lay_out(&site, &content, &documenten[i].0, &Overlay::new());
            let (from, to_out) = (laid_out(from), laid_out(to));
            let (overlay, (expected, expected_rows)) = fill_in(&site, &content, &from, &to_out, &mut t);
            changed += usize::from(overlay[&to_out.basis.path] != to_out.basis.source.text().as_bytes());
            let text = String::from_utf8_lossy(&overlay[&to_out.basis.path]).into_owned();
            let upcoming = lay_out(&site, &content, &documenten[to].0, &overlay);
            let shown = cells(&upcoming.form);
            for (key, new) in &expected {
                assert_eq!(&shown[key].1, new, "seed {seed}, {key}:\n{}\n=>\n{text}", to_out.basis.source.text());
            }
            let shown = row_sheets(&upcoming.form);
            for (key, new) in &expected_rows {
                let rows: Vec<Vec<String>> = shown[key.as_str()].rows.iter().map(|r| texts(r)).collect();
                assert_eq!(&rows, new, "seed {seed}, sheet {key}:\n{}\n=>\n{text}", to_out.basis.source.text());
            }
        }
    }
    assert!(changed > 200, "{changed}");
}

// ------------------------------------------------------ as a school fills it in

const PROFIEL: &str = "content/scholen/de-linde/2025-2026/profiel.yaml";
const FORM: &str = "f/de-linde-2025-2026.xlsx";

/// The small site, with its form changed by hand and imported.
fn filled_in(site: &SiteTest, change: impl Fn(&mut Spreadsheet)) -> crate::harness::Outcome {
    site.run(&["form", "klein", "--school", "de-linde", "--output", "f"]).code(0);
    let mut workbook = Spreadsheet::open(&site.path(FORM));
    change(&mut workbook);
    workbook.save(&site.path(FORM));
    site.run(&["import", "f"])
}

/// Adds lines to the end of the document.
fn add(site: &SiteTest, lines: &str) {
    let text = std::fs::read_to_string(site.path(PROFIEL)).unwrap();
    site.write(PROFIEL, text + lines);
}

/// The lines of a file that changed: `-` removed, `+` added.
fn changed_lines(site: &SiteTest, path: &str, change: impl FnOnce()) -> String {
    let read = || std::fs::read_to_string(site.path(path)).unwrap();
    let first_of_all = read();
    change();
    let upcoming = read();
    let (old, new): (Vec<&str>, Vec<&str>) = (first_of_all.lines().collect(), upcoming.lines().collect());
    let gone = old.iter().filter(|r| !new.contains(r)).map(|r| format!("-{r}\n"));
    let added = new.iter().filter(|r| !old.contains(r)).map(|r| format!("+{r}\n"));
    gone.chain(added).collect()
}

#[test]
fn only_what_was_filled_in_changes_in_the_file() {
    let site = SiteTest::small();
    // Comments, order and layout are the author's.
    site.replace(PROFIEL, "secties:\n", "# De antwoorden.\nsecties:\n");
    site.replace(PROFIEL, "    psycholoog: nee\n", "    # Vorig jaar nog wel.\n    psycholoog: nee # sinds 2024\n");
    let out = changed_lines(&site, PROFIEL, || {
        let out = filled_in(&site, |workbook| {
            workbook.set("hulp/psycholoog", 2, "ja").set("hulp/psycholoog", 0, "ja");
            workbook.set("hulp/logopedist", 0, "ja");
            workbook.set("gegevens/leerlingen", 0, Cell::Number(298.0)).set(
                "gegevens/leden",
                0,
                "Mentor\nDecaan: alleen in klas 3",
            );
            workbook.set("gegevens/open", 0, Cell::Bool(false)).set("gegevens/ingevuld", 0, Cell::Date(2025, 11, 3));
            workbook.set("hgw/planmatig", 0, "In ontwikkeling");
            workbook.set("visie/@voor-ouders", 0, "Wij helpen elk kind.\n\nSamen met u: altijd.");
            let sheet = workbook.sheet("Grenzen");
            let line = sheet.at_bottom();
            sheet.set((line, 1), Cell::from("Gedrag"));
            sheet.set((line, 2), Cell::from("geen gezag aanvaarden"));
        });
        out.code(0);
        assert!(out.out.contains("De Linde: 9 antwoorden, 1 blad met rijen"), "{}", out.out);
    });
    insta::assert_snapshot!(out);
    let text = std::fs::read_to_string(site.path(PROFIEL)).unwrap();
    assert!(text.contains("# De antwoorden.\nsecties:\n"));
    assert!(text.contains("    # Vorig jaar nog wel.\n    psycholoog:"));
    site.run(&["check"]).code(0);
}

#[test]
fn the_questions_with_which_an_item_helps_are_shown_in_its_row_and_can_be_changed_there() {
    const QUESTIONS: u16 = 6;
    let site = SiteTest::small();
    let start = "formaat: klein\nschooljaar: 2025-2026\npeildatum: 2025-10-01\nsecties:\n  visie: visie.md\n  hulp:\n";
    let items = "    mentor: {waar: [school], hulpvragen: [pesten, rouw]}\n    buddy: {waar: [school], hulpvragen: geen}\n    decaan: [school]\n    docent: {waar: [school], hulpvragen: [pesten]}\n";
    site.write(PROFIEL, format!("{start}{items}"));
    let out = changed_lines(&site, PROFIEL, || {
        let out = filled_in(&site, |workbook| {
            let shown =
                ["mentor", "buddy", "decaan", "docent"].map(|item| workbook.shown(&format!("hulp/{item}"), QUESTIONS));
            assert_eq!(shown, ["Pesten\nRouw en verlies", "geen", "", "Pesten"]);
            workbook.set("hulp/mentor", QUESTIONS, "Pesten\nAngst en faalangst").set("hulp/decaan", QUESTIONS, "geen");
            workbook.set("hulp/docent", QUESTIONS, "").set("hulp/psycholoog", 0, "ja");
            workbook.set("hulp/psycholoog", QUESTIONS, "Rouw en verlies");
        });
        out.code(0);
    });
    insta::assert_snapshot!(out);
    site.run(&["check"]).code(0);
}

#[test]
fn a_remark_at_one_place_stands_behind_it_and_can_be_changed_there() {
    let site = SiteTest::small();
    let places: Vec<u16> = vec![1, 2];
    let start = "formaat: klein\nschooljaar: 2025-2026\npeildatum: 2025-10-01\nsecties:\n  visie: visie.md\n  hulp:\n";
    let items = "    mentor: [school: op dinsdag]\n    buddy: {school: {stand: nee, noot: nog niet}, extern: ja}\n    docent: [school]\n    decaan: {waar: [{school: alleen klas 3}], hoeveel: 2 uur}\n";
    site.write(PROFIEL, format!("{start}{items}"));
    let out = changed_lines(&site, PROFIEL, || {
        let out = filled_in(&site, |workbook| {
            let shown = ["mentor", "buddy", "docent", "decaan"].map(|item| {
                places.iter().map(|column| workbook.shown(&format!("hulp/{item}"), *column)).collect::<Vec<_>>()
            });
            assert_eq!(shown, [["ja: op dinsdag", ""], ["nee: nog niet", "ja"], ["ja", ""], ["ja: alleen klas 3", ""]]);
            workbook.set("hulp/mentor", 1, "ja: op dinsdag en vrijdag").set("hulp/buddy", 1, "nee: pas in mei");
            workbook.set("hulp/docent", 2, "Ja, op aanvraag").set("hulp/decaan", 1, "ja");
            workbook.set("hulp/psycholoog", 1, "nee: hij is ziek");
        });
        out.code(0).reports("`Ja, op aanvraag` is gelezen als ja op deze plaats, met de opmerking `op aanvraag`");
    });
    insta::assert_snapshot!(out);
    site.run(&["check"]).code(0);
}

#[test]
fn a_remark_on_a_field_of_a_row_has_a_column_where_there_is_one() {
    let site = SiteTest::small();
    site.replace(PROFIEL, "wanneer: 1 keer per week}", "wanneer: {waarde: 1 keer per week, noot: behalve in mei}}\n      - {id: groot, naam: Groot overleg, wanneer: 2 keer per jaar}");
    let out = changed_lines(&site, PROFIEL, || {
        let out = filled_in(&site, |workbook| {
            let sheet = workbook.sheet("Overleg");
            let line = sheet.line(2, "Klein overleg");
            assert_eq!(sheet.cells[&(line, 5)], Cell::from("behalve in mei"));
            sheet.set((line, 5), Cell::from("niet in de vakantie"));
            let line = sheet.line(2, "Groot overleg");
            sheet.set((line, 5), Cell::from("in de aula"));
        });
        out.code(0);
    });
    insta::assert_snapshot!(out);
    site.run(&["check"]).code(0);
    // A remark cannot stay behind without its value.
    std::fs::remove_dir_all(site.path("f")).unwrap();
    let out = filled_in(&site, |workbook| {
        let sheet = workbook.sheet("Overleg");
        let line = sheet.line(2, "Groot overleg");
        sheet.set((line, 4), Cell::from(""));
    });
    out.code(1).reports("bij een leeg antwoord kan geen opmerking");
}

#[test]
fn the_sections_that_a_document_defines_itself_are_in_its_form() {
    let site = SiteTest::small();
    add(
        &site,
        "eigen:\n  # Alleen bij ons.\n  - {id: tuin, titel: Schooltuin, soort: tekst, antwoord: Wij tuinieren samen.}\n  - id: bus\n    titel: Schoolbus\n    soort: gegevens\n    na: hulp\n    velden: [{id: plaatsen, type: getal}, {id: begeleid, type: ja-nee}]\n    antwoord:\n      plaatsen: 8\n  - id: dieren\n    titel: Dieren op school\n    soort: tabel\n    velden: [{id: dier, type: tekst}, {id: dag, type: tekst}]\n    antwoord:\n      - {dier: hond, dag: maandag}\n",
    );
    site.run(&["check"]).code(0);
    let out = changed_lines(&site, PROFIEL, || {
        let out = filled_in(&site, |workbook| {
            assert_eq!(workbook.shown("tuin/@tekst", 0), "Wij tuinieren samen.");
            assert_eq!(workbook.shown("bus/plaatsen", 0), "8");
            workbook.set("tuin/@tekst", 0, "Elke klas heeft een tuin.");
            workbook.set("bus/begeleid", 0, "ja").set("bus/begeleid", 1, "de chauffeur en een ouder");
            let sheet = workbook.sheet("Dieren op school");
            let line = sheet.at_bottom();
            sheet.set((line, 2), Cell::from("geit"));
            sheet.set((line, 3), Cell::from("vrijdag"));
        });
        out.code(0);
    });
    insta::assert_snapshot!(out);
    assert!(std::fs::read_to_string(site.path(PROFIEL)).unwrap().contains("  # Alleen bij ons.\n"));
    site.run(&["check"]).code(0);
}

#[test]
fn an_own_section_with_an_error_is_left_as_it_is() {
    let site = SiteTest::small();
    add(&site, "eigen:\n  - {id: tuin, titel: Schooltuin, soort: teskt, antwoord: Samen.}\n");
    site.run(&["form", "klein", "--school", "de-linde", "--output", "f"]);
    assert!(std::fs::read_to_string(site.path(PROFIEL)).unwrap().contains("soort: teskt, antwoord: Samen."));
}

#[test]
fn a_text_in_a_file_changes_in_the_file() {
    let site = SiteTest::small();
    site.write("content/scholen/de-linde/2025-2026/delen.md", "# Alles\n\n## Een\n\nEerst.\n\n## Twee\n\nDan.\n");
    site.replace(PROFIEL, "    tijd: 2 uur\n", "    tijd: {waarde: 2 uur, noot: delen.md#een}\n");
    let first_of_all = std::fs::read_to_string(site.path(PROFIEL)).unwrap();
    let out = filled_in(&site, |workbook| {
        assert_eq!(workbook.shown("gegevens/tijd", 1), "Eerst.");
        workbook.set("gegevens/tijd", 1, "Eerst dit.\n\nDaarna dat.").set("visie/@tekst", 0, "Een nieuwe visie.");
    });
    out.code(0);
    assert_eq!(std::fs::read_to_string(site.path(PROFIEL)).unwrap(), first_of_all, "the document itself stays");
    let dir = "content/scholen/de-linde/2025-2026";
    let read = |name: &str| std::fs::read_to_string(site.path(&format!("{dir}/{name}"))).unwrap();
    assert_eq!(read("delen.md"), "# Alles\n\n## Een\n\nEerst dit.\n\nDaarna dat.\n\n## Twee\n\nDan.\n");
    assert_eq!(read("visie.md"), "Een nieuwe visie.\n");
}

#[test]
fn line_ends_and_a_byte_order_mark_stay() {
    let site = SiteTest::small();
    for path in [PROFIEL, "content/scholen/de-linde/2025-2026/visie.md"] {
        let text = std::fs::read_to_string(site.path(path)).unwrap().replace('\n', "\r\n");
        site.write(path, format!("\u{feff}{text}"));
    }
    let first_of_all = files(&site.path("content"));
    site.run(&["form", "klein", "--school", "de-linde", "--output", "ongewijzigd"]).code(0);
    site.run(&["import", "ongewijzigd"]).code(0);
    assert!(files(&site.path("content")) == first_of_all);
    filled_in(&site, |workbook| {
        workbook.set("gegevens/leerlingen", 0, "300").set("visie/@tekst", 0, "Een.\n\nTwee.");
        workbook.set("hulp/mentor", 4, "\u{f0b7} Met een bolletje uit Word.");
    })
    .code(0);
    let read = |path: &str| std::fs::read_to_string(site.path(path)).unwrap();
    let profiel = read(PROFIEL);
    assert!(profiel.starts_with("\u{feff}formaat: klein\r\n") && profiel.contains("leerlingen: 300\r\n"), "{profiel}");
    assert!(profiel.contains("noot: • Met een bolletje") && !profiel.replace("\r\n", "").contains('\n'), "{profiel}");
    assert_eq!(read("content/scholen/de-linde/2025-2026/visie.md"), "\u{feff}Een.\r\n\r\nTwee.\r\n");
}

#[test]
fn numbers_are_read_as_a_spreadsheet_shows_them() {
    let site = SiteTest::small();
    let out = filled_in(&site, |workbook| {
        workbook.set("gegevens/leerlingen", 0, Cell::Number(5.75)).set("gegevens/tijd", 0, Cell::Percent(0.125));
    });
    out.code(0);
    let text = std::fs::read_to_string(site.path(PROFIEL)).unwrap();
    assert!(text.contains("leerlingen: 5,75\n") && text.contains("tijd: 12,5%\n"), "{text}");
}

#[test]
fn rows_may_be_moved_taken_away_and_put_between() {
    let site = SiteTest::small();
    let own =
        "\n      - {naam: Tweede, wanneer: 2 keer per jaar}\n      - naam: Derde # blijft\n        wanneer: soms\n";
    site.replace(PROFIEL, "wanneer: 1 keer per week}\n", &format!("wanneer: 1 keer per week}}{own}"));
    let out = filled_in(&site, |workbook| {
        let sheet = workbook.sheet("Overleg");
        let second = sheet.line(2, "Tweede");
        sheet.make_empty(second);
        sheet.insert(second);
        sheet.set((second, 2), Cell::from("Nieuw overleg"));
        sheet.set((second, 3), Cell::from("Mentor; orthopedagoog"));
        let route = workbook.sheet("Route");
        let plan = route.line(3, "Plan maken");
        route.insert(plan);
        route.set((plan, 1), Cell::from("stap"));
        route.set((plan, 2), Cell::from("2"));
        route.set((plan, 3), Cell::from("Ouders bellen"));
    });
    out.code(0);
    let text = std::fs::read_to_string(site.path(PROFIEL)).unwrap();
    let meeting = text.split("  overleg:\n").nth(1).and_then(|t| t.split("  grenzen:\n").next()).unwrap();
    insta::assert_snapshot!(meeting);
    assert!(text.contains("stap: Ouders bellen\n"), "{text}");
    site.run(&["check"]).code(0);
}

#[test]
fn last_year_goes_forward_as_a_concept() {
    let site = SiteTest::small();
    site.run(&["form", "klein", "--school", "de-linde", "--schooljaar", "2026-2027", "--output", "f"]).code(0);
    let path = site.path("f/de-linde-2026-2027.xlsx");
    let mut workbook = Spreadsheet::open(&path);
    assert_eq!(workbook.shown("@document/peildatum", 0), "", "an old day is no answer for a new year");
    assert_eq!(workbook.shown("gegevens/leerlingen", 0), "312");
    workbook.set("gegevens/leerlingen", 0, "320").set("@nagekeken/gegevens", 0, "2026-09");
    workbook.save(&path);
    let out = site.run(&["import", "f"]);
    out.code(0);
    assert!(out.out.contains("De Linde: overgenomen uit 2025-2026, 2 antwoorden"), "{}", out.out);
    let text = std::fs::read_to_string(site.path("content/scholen/de-linde/2026-2027/profiel.yaml")).unwrap();
    assert!(text.contains("status: concept") && text.contains("overgenomen-uit: 2025-2026"), "{text}");
    assert!(text.contains("  gegevens: 2026-09\n") && text.contains("leerlingen: 320\n"), "{text}");
    assert!(site.path("content/scholen/de-linde/2026-2027/visie.md").exists());
    site.build(&["--no-pdf"]);
    assert!(!site.path("output/scholen/de-linde/2026-2027").exists(), "a concept is not published");
}

#[test]
fn five_hundred_empty_forms_make_five_hundred_schools() {
    let site = SiteTest::small();
    site.run(&["form", "klein", "--output", "leeg.xlsx"]).code(0);
    let mut workbook = Spreadsheet::open(&site.path("leeg.xlsx"));
    workbook.set("@school/schooljaar", 0, "2025-2026").set("hulp/mentor", 0, "ja").set("hulp/mentor", 1, "ja");
    for number in 1..=500 {
        workbook.set("@school/naam", 0, format!("School nummer {number}").as_str());
        workbook.set("gegevens/leerlingen", 0, number.to_string().as_str());
        workbook.save(&site.path(&format!("f/{number}.xlsx")));
    }
    let out = site.run(&["import", "f"]);
    out.code(0);
    assert_eq!(out.out.matches(": nieuw document, 3 antwoorden\n").count(), 500, "{}", out.out);
    let text = std::fs::read_to_string(site.path("content/scholen/school-nummer-500/2025-2026/profiel.yaml")).unwrap();
    assert!(text.contains("    leerlingen: 500  # Leerlingen: een getal\n"), "{text}");
    assert!(text.contains("status: concept"), "{text}");
    site.run(&["check"]).code(0);
    // A second time nothing is new, and nothing gets in the way.
    let out = site.run(&["import", "f"]);
    assert_eq!(out.out.matches(": niets veranderd\n").count(), 500, "{}", out.out);
}

#[test]
fn a_dry_run_writes_nothing() {
    let site = SiteTest::small();
    site.run(&["form", "klein", "--school", "de-linde", "--output", "f"]).code(0);
    let mut workbook = Spreadsheet::open(&site.path(FORM));
    workbook.set("gegevens/leerlingen", 0, "300");
    workbook.save(&site.path(FORM));
    let first_of_all = files(&site.path("content"));
    let out = site.run(&["import", "f", "--dry-run"]);
    out.code(0);
    assert!(out.out.contains("De Linde: 1 antwoord\n") && out.out.contains("Dit was een proef"), "{}", out.out);
    assert!(files(&site.path("content")) == first_of_all);
}

#[test]
fn what_the_file_changed_meanwhile_stays() {
    let site = SiteTest::small();
    site.run(&["form", "klein", "--school", "de-linde", "--output", "f"]).code(0);
    let mut workbook = Spreadsheet::open(&site.path(FORM));
    workbook.set("gegevens/leerlingen", 0, "300");
    workbook.save(&site.path(FORM));
    site.replace(PROFIEL, "tijd: 2 uur", "tijd: 3 uur");
    site.replace(PROFIEL, "[lift, stilteruimte]", "[lift]");
    site.run(&["import", "f"]).code(0);
    let text = std::fs::read_to_string(site.path(PROFIEL)).unwrap();
    assert!(text.contains("leerlingen: 300") && text.contains("tijd: 3 uur") && text.contains("ruimten: [lift]"));
}

#[test]
fn a_form_that_is_there_is_not_written_over() {
    let site = SiteTest::small();
    site.run(&["form", "klein", "--school", "de-linde", "--output", "f"]).code(0);
    site.run(&["form", "klein", "--school", "de-linde", "--output", "f"]).code(2).reports("bestaat al");
}

// ------------------------------------------------------ the document is gone

/// A site with a form of its only profile, of which the content changed meanwhile.
fn changed_after_the_form(change: impl Fn(&SiteTest)) -> crate::harness::Outcome {
    let site = SiteTest::small();
    site.run(&["form", "klein", "--alle", "--output", "f"]).code(0);
    change(&site);
    let first_of_all = files(&site.path("content"));
    let out = site.run(&["import", "f"]);
    assert!(files(&site.path("content")) == first_of_all, "{}", out.out);
    out
}

const YEAR: &str = "content/scholen/de-linde/2025-2026";
const GONE: &str =
    "dit formulier is gemaakt van `content/scholen/de-linde/2025-2026/profiel.yaml`, en dat bestand is er niet meer";

#[test]
fn a_form_of_a_document_that_is_gone_is_never_untouched() {
    for gone in [YEAR, PROFIEL] {
        let out = changed_after_the_form(|site| {
            let path = site.path(gone);
            if path.is_dir() { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) }.unwrap();
        });
        out.code(1).reports(GONE).reports("zet het terug, bijvoorbeeld uit een reservekopie");
        assert!(!out.out.contains("niets veranderd"), "{}", out.out);
    }
    let out = changed_after_the_form(|site| std::fs::remove_dir_all(site.path("content/scholen/de-linde")).unwrap());
    out.code(1).reports("dit formulier is van een school die er niet is: `de-linde`");
}

#[test]
fn a_form_of_a_document_that_moved_names_where_it_may_be() {
    for (from, to, now) in [
        (YEAR, "content/scholen/de-linde/2026-2027", "content/scholen/de-linde/2026-2027/profiel.yaml"),
        (YEAR, "content/scholen/de-linde/2024-2025", "content/scholen/de-linde/2024-2025/profiel.yaml"),
        (PROFIEL, "content/scholen/de-linde/2025-2026/sop.yaml", "content/scholen/de-linde/2025-2026/sop.yaml"),
    ] {
        let out = changed_after_the_form(|site| {
            std::fs::rename(site.path(from), site.path(to)).unwrap();
            let moved = std::fs::read_to_string(site.path(now)).unwrap();
            let year = now.split('/').nth(3).unwrap();
            site.write(now, moved.replace("schooljaar: 2025-2026", &format!("schooljaar: {year}")));
        });
        out.code(1).reports(GONE).reports(&format!("zet het terug; is het nu `{now}`, maak dan een nieuw formulier"));
    }
}

#[test]
fn one_answer_in_a_form_of_a_document_that_is_gone_makes_no_document_without_the_others() {
    let out = changed_after_the_form(|site| {
        let mut workbook = Spreadsheet::open(&site.path(FORM));
        workbook.set("gegevens/leerlingen", 0, "300");
        workbook.save(&site.path(FORM));
        std::fs::remove_dir_all(site.path(YEAR)).unwrap();
    });
    out.code(1).reports(GONE);
}

#[test]
fn a_form_for_a_new_year_needs_the_year_that_it_began_with() {
    let site = SiteTest::small();
    site.run(&["form", "klein", "--school", "de-linde", "--schooljaar", "2026-2027", "--output", "f"]).code(0);
    let other = site.path(YEAR);
    std::fs::rename(&other, site.path("elders")).unwrap();
    site.run(&["import", "f"]).code(1).reports("dit formulier begon met de antwoorden van een ander jaar");
    // Back again, and written on meanwhile: the form holds.
    std::fs::rename(site.path("elders"), &other).unwrap();
    site.replace(PROFIEL, "tijd: 2 uur", "tijd: 3 uur");
    site.run(&["import", "f"]).code(0);
    // An empty form for a school without documents holds too.
    let empty = SiteTest::small();
    std::fs::remove_dir_all(empty.path(YEAR)).unwrap();
    empty.run(&["form", "klein", "--school", "de-linde", "--schooljaar", "2025-2026", "--output", "f"]).code(0);
    empty.run(&["import", "f"]).code(0);
}
