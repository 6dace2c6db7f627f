//! A folder of forms that came back, with what else people send.

use crate::hulp::SiteTest;
use crate::rekenblad::Rekenblad;

/// The small site, with one form that was filled in, in a folder.
fn folder() -> SiteTest {
    let site = SiteTest::klein();
    site.draai(&["form", "klein", "--school", "de-linde", "--output", "terug"]).code(0);
    let pad = site.pad("terug/de-linde-2025-2026.xlsx");
    let mut boek = Rekenblad::open(&pad);
    boek.zet("gegevens/leerlingen", 0, "298");
    boek.bewaar(&pad);
    site
}

#[test]
fn what_is_no_form_is_named_with_why() {
    let site = folder();
    for naam in [
        "brief.docx",
        "Getekend.PDF",
        "oud.xls",
        "~$de-linde.xlsx",
        "plattegrond.jpg",
        "mail.msg",
        "notitie",
        ".DS_Store",
    ] {
        site.schrijf(&format!("terug/{naam}"), "x");
    }
    site.schrijf("terug/vorig jaar/school.xlsx", "x");
    site.schrijf("terug/vorig jaar/andere school.xlsx", "x");
    std::fs::create_dir(site.pad("terug/leeg")).unwrap();
    let uit = site.draai(&["import", "terug"]);
    uit.code(0);
    assert!(uit.uit.contains("De Linde: 1 antwoord\n"), "{}", uit.uit);
    let lijst = uit.uit.split("9 bestanden niet gelezen:\n").nth(1).unwrap_or_else(|| panic!("{}", uit.uit));
    for regel in [
        "  terug/Getekend.PDF: een pdf, geen formulier (xlsx)\n",
        "  terug/brief.docx: een tekstdocument, geen formulier (xlsx)\n",
        "  terug/oud.xls: een rekenblad van een andere soort; bewaar het als xlsx\n",
        "  terug/~$de-linde.xlsx: een formulier dat nog openstaat in een rekenprogramma; bewaar en sluit het\n",
        "  terug/plattegrond.jpg: een plaatje, geen formulier (xlsx)\n",
        "  terug/mail.msg: een mailbericht; haal het formulier eruit\n",
        "  terug/notitie: geen formulier (xlsx)\n",
        "  terug/vorig jaar: een map met 2 formulieren; noem haar erbij als die mee moeten\n",
        "  terug/leeg: een map\n",
    ] {
        assert!(lijst.contains(regel), "{regel}{lijst}");
    }
    assert!(!lijst.contains("DS_Store"));
}

#[test]
fn programs_are_told_too() {
    let site = folder();
    site.schrijf("terug/brief.docx", "x");
    let uit = site.draai(&["import", "terug", "--report", "json"]);
    uit.code(0);
    let verslag: serde_json::Value = serde_json::from_str(&uit.uit).unwrap();
    assert_eq!(verslag["not_read"][0]["file"], "terug/brief.docx");
    assert_eq!(verslag["not_read"][0]["reason"], "een tekstdocument, geen formulier (xlsx)");
}

#[test]
fn a_folder_without_forms_says_what_is_there() {
    let site = SiteTest::klein();
    site.schrijf("terug/brief.docx", "x");
    let uit = site.draai(&["import", "terug"]);
    uit.code(2).meldt("in `terug` staat geen formulier (xlsx)").meldt("`terug/brief.docx`");
}

#[test]
fn a_folder_with_nothing_but_forms_names_none() {
    let site = folder();
    let uit = site.draai(&["import", "terug"]);
    uit.code(0);
    assert!(!uit.uit.contains("niet gelezen"), "{}", uit.uit);
}
