//! A folder of returned forms, with whatever else people send.

use crate::harness::SiteTest;
use crate::spreadsheet::Spreadsheet;

/// The small site, with one filled-in form in a folder.
fn folder() -> SiteTest {
    let site = SiteTest::small();
    site.run(&["form", "klein", "--school", "de-linde", "--output", "terug"]).code(0);
    let path = site.path("terug/de-linde-2025-2026.xlsx");
    let mut workbook = Spreadsheet::open(&path);
    workbook.set("gegevens/leerlingen", 0, "298");
    workbook.save(&path);
    site
}

#[test]
fn what_is_no_form_is_named_with_why() {
    let site = folder();
    for name in [
        "brief.docx",
        "Getekend.PDF",
        "oud.xls",
        "~$de-linde.xlsx",
        "plattegrond.jpg",
        "mail.msg",
        "notitie",
        ".DS_Store",
    ] {
        site.write(&format!("terug/{name}"), "x");
    }
    site.write("terug/vorig jaar/school.xlsx", "x");
    site.write("terug/vorig jaar/andere school.xlsx", "x");
    std::fs::create_dir(site.path("terug/leeg")).unwrap();
    let out = site.run(&["import", "terug"]);
    out.code(0);
    assert!(out.out.contains("De Linde: 1 antwoord\n"), "{}", out.out);
    let lijst = out.out.split("9 bestanden niet gelezen:\n").nth(1).unwrap_or_else(|| panic!("{}", out.out));
    for line in [
        "  terug/Getekend.PDF: een pdf, geen formulier (xlsx)\n",
        "  terug/brief.docx: een tekstdocument, geen formulier (xlsx)\n",
        "  terug/oud.xls: een spreadsheet van een andere soort; bewaar het als xlsx\n",
        "  terug/~$de-linde.xlsx: een formulier dat nog openstaat in een ander programma; bewaar en sluit het\n",
        "  terug/plattegrond.jpg: een plaatje, geen formulier (xlsx)\n",
        "  terug/mail.msg: een mailbericht; haal het formulier eruit\n",
        "  terug/notitie: geen formulier (xlsx)\n",
        "  terug/vorig jaar: een map met 2 formulieren; noem haar erbij als die mee moeten\n",
        "  terug/leeg: een map\n",
    ] {
        assert!(lijst.contains(line), "{line}{lijst}");
    }
    assert!(!lijst.contains("DS_Store"));
}

#[test]
fn programs_are_told_too() {
    let site = folder();
    site.write("terug/brief.docx", "x");
    let out = site.run(&["import", "terug", "--report", "json"]);
    out.code(0);
    let report: serde_json::Value = serde_json::from_str(&out.out).unwrap();
    assert_eq!(report["not_read"][0]["file"], "terug/brief.docx");
    assert_eq!(report["not_read"][0]["reason"], "een tekstdocument, geen formulier (xlsx)");
}

#[test]
fn a_folder_without_forms_says_what_is_there() {
    let site = SiteTest::small();
    site.write("terug/brief.docx", "x");
    let out = site.run(&["import", "terug"]);
    out.code(2).reports("in `terug` staat geen formulier (xlsx)").reports("`terug/brief.docx`");
}

#[test]
fn a_folder_with_nothing_but_forms_names_none() {
    let site = folder();
    let out = site.run(&["import", "terug"]);
    out.code(0);
    assert!(!out.out.contains("niet gelezen"), "{}", out.out);
}
