//! `--skip-broken`: schools with errors are left out, and the others are published.

use std::fs;

use crate::harness::{SiteTest, copy_dir, files};

const LINDE: &str = "content/scholen/de-linde/2025-2026/profiel.yaml";
const EIK: &str = "content/scholen/de-eik/2025-2026/profiel.yaml";

/// Two schools; the text of the second links to the first, which has two errors.
fn two_schools() -> SiteTest {
    let site = SiteTest::small();
    copy_dir(&site.path("content/scholen/de-linde"), &site.path("content/scholen/de-eik"));
    site.replace("content/scholen/de-eik/school.yaml", "De Linde", "De Eik");
    site.write("content/scholen/de-eik/2025-2026/visie.md", "Wij werken samen met [de Linde](school:de-linde).\n");
    site.replace(LINDE, "  concept: regulier\n", "  concept: regulir\n  visei: x\n");
    site
}

#[test]
fn a_school_with_errors_is_left_out_and_named() {
    let site = two_schools();
    site.run(&["build", "--no-pdf"]).code(1);
    assert!(!site.path("output").exists());
    let out = site.run(&["build", "--no-pdf", "--skip-broken"]);
    out.code(0)
        .reports("waarschuwing[school-overgeslagen]: school `de-linde` is overgeslagen, want er zijn 2 fouten")
        .reports("waarschuwing[onbekende-sectie]")
        .reports("3 waarschuwingen in 2 bestanden.");
    assert!(out.out.contains("Gemaakt: 1 school, "), "{}", out.out);
    out.page("scholen/de-eik/profiel/index.html").says("Wij werken samen met de Linde.");
    for (path, bytes) in files(&site.path("output")) {
        assert!(!path.contains("de-linde"), "{path}");
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("scholen/de-linde"), "{path}");
    }
}

#[test]
fn what_is_found_only_when_schools_stand_together_counts_too() {
    let site = two_schools();
    site.replace(LINDE, "  concept: regulir\n  visei: x\n", "  concept: regulier\n");
    // Not an error in reading: the checks find two profiles for one year.
    fs::copy(site.path(LINDE), site.path("content/scholen/de-linde/2025-2026/nog-een.yaml")).unwrap();
    site.run(&["check", "--no-pdf"]).code(1);
    site.run(&["check", "--no-pdf", "--skip-broken"]).code(0).reports("want er is een fout in haar bestanden");
}

#[test]
fn what_belongs_to_no_school_still_fails() {
    let site = two_schools();
    site.write("content/lijsten/stuk.yaml", "lijst: stuk\nitms: {}\n");
    let out = site.run(&["build", "--no-pdf", "--skip-broken"]);
    out.code(1).reports("fout[onbekende-sleutel]").reports("waarschuwing[school-overgeslagen]");
    assert!(!site.path("output").exists());
}

#[test]
fn a_site_is_not_emptied() {
    let site = two_schools();
    site.replace(EIK, "  concept: regulier\n", "  visei: x\n");
    let out = site.run(&["build", "--no-pdf", "--skip-broken"]);
    out.code(1).reports("fout[onbekende-sectie]");
    assert!(!out.err.contains("overgeslagen") && !site.path("output").exists(), "{}", out.err);
}

#[test]
fn strict_lets_no_school_be_left_out() {
    let site = two_schools();
    site.run(&["check", "--no-pdf", "--skip-broken", "--strict"]).code(1).reports("met --strict tellen waarschuwingen");
    let good = SiteTest::small();
    assert_eq!(good.run(&["check", "--no-pdf", "--skip-broken", "--strict"]).code(0).err, "");
}
