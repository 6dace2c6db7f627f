//! `--skip-broken`: schools with errors are left out, and the others are published.

use std::fs;

use crate::hulp::{SiteTest, bestanden, kopieer};

const LINDE: &str = "content/scholen/de-linde/2025-2026/profiel.yaml";
const EIK: &str = "content/scholen/de-eik/2025-2026/profiel.yaml";

/// Two schools; the text of the second leads to the first, which has two errors.
fn twee_scholen() -> SiteTest {
    let site = SiteTest::klein();
    kopieer(&site.pad("content/scholen/de-linde"), &site.pad("content/scholen/de-eik"));
    site.vervang("content/scholen/de-eik/school.yaml", "De Linde", "De Eik");
    site.schrijf("content/scholen/de-eik/2025-2026/visie.md", "Wij werken samen met [de Linde](school:de-linde).\n");
    site.vervang(LINDE, "  concept: regulier\n", "  concept: regulir\n  visei: x\n");
    site
}

#[test]
fn a_school_with_errors_is_left_out_and_named() {
    let site = twee_scholen();
    site.draai(&["build", "--no-pdf"]).code(1);
    assert!(!site.pad("output").exists());
    let uit = site.draai(&["build", "--no-pdf", "--skip-broken"]);
    uit.code(0)
        .meldt("waarschuwing[school-overgeslagen]: school `de-linde` is overgeslagen, want er zijn 2 fouten")
        .meldt("waarschuwing[onbekende-sectie]")
        .meldt("3 waarschuwingen in 2 bestanden.");
    assert!(uit.uit.contains("Gemaakt: 1 school, "), "{}", uit.uit);
    let profiel = uit.bestand("scholen/de-eik/profiel/index.html");
    assert!(profiel.contains("Wij werken samen met de Linde."), "{profiel}");
    for (pad, bytes) in bestanden(&site.pad("output")) {
        assert!(!pad.contains("de-linde"), "{pad}");
        let tekst = String::from_utf8_lossy(&bytes);
        assert!(!tekst.contains("scholen/de-linde"), "{pad}");
    }
}

#[test]
fn what_is_found_only_when_schools_stand_together_counts_too() {
    let site = twee_scholen();
    site.vervang(LINDE, "  concept: regulir\n  visei: x\n", "  concept: regulier\n");
    // No error of reading: two profiles for one year are found by the checks.
    fs::copy(site.pad(LINDE), site.pad("content/scholen/de-linde/2025-2026/nog-een.yaml")).unwrap();
    site.draai(&["check", "--no-pdf"]).code(1);
    site.draai(&["check", "--no-pdf", "--skip-broken"]).code(0).meldt("want er is een fout in haar bestanden");
}

#[test]
fn what_belongs_to_no_school_still_fails() {
    let site = twee_scholen();
    site.schrijf("content/lijsten/stuk.yaml", "lijst: stuk\nitms: {}\n");
    let uit = site.draai(&["build", "--no-pdf", "--skip-broken"]);
    uit.code(1).meldt("fout[onbekende-sleutel]").meldt("waarschuwing[school-overgeslagen]");
    assert!(!site.pad("output").exists());
}

#[test]
fn a_site_is_not_emptied() {
    let site = twee_scholen();
    site.vervang(EIK, "  concept: regulier\n", "  visei: x\n");
    let uit = site.draai(&["build", "--no-pdf", "--skip-broken"]);
    uit.code(1).meldt("fout[onbekende-sectie]");
    assert!(!uit.fout.contains("overgeslagen") && !site.pad("output").exists(), "{}", uit.fout);
}

#[test]
fn strict_lets_no_school_be_left_out() {
    let site = twee_scholen();
    site.draai(&["check", "--no-pdf", "--skip-broken", "--strict"]).code(1).meldt("met --strict tellen waarschuwingen");
    let goed = SiteTest::klein();
    assert_eq!(goed.draai(&["check", "--no-pdf", "--skip-broken", "--strict"]).code(0).fout, "");
}
