//! A date that is typed as people type dates says the same everywhere as the date it is.

use super::harness::{SiteTest, files};

const FORMAAT: &str = "content/formaten/klein.yaml";
const PROFIEL: &str = "content/scholen/de-linde/2025-2026/profiel.yaml";

/// A small site with a date wherever one may stand: the dates of the document, a field, a section, a series, a school
/// year; in the order of `SLOTS`.
const SLOTS: [&str; 8] = ["YEAR", "STAND", "ADOPTED", "UNTIL", "FIELD", "SECTION", "COLUMN", "CHECKED"];

fn site(typed: [&str; 8]) -> SiteTest {
    let site = SiteTest::small();
    let series = "      - {id: cijfers, titel: Cijfers, soort: reeks, lijst: ruimten, as: peildatum}\n";
    site.write(FORMAAT, std::fs::read_to_string(site.path(FORMAAT)).unwrap() + series);
    site.replace(PROFIEL, "schooljaar: 2025-2026", "schooljaar: YEAR\nvastgesteld: ADOPTED\ngeldig-tot: UNTIL")
        .replace(PROFIEL, "peildatum: 2025-10-01", "peildatum: STAND\ngecontroleerd: {ruimten: CHECKED}")
        .replace(PROFIEL, "    ingevuld: 2025-10\n", "    peildatum: SECTION\n    ingevuld: FIELD\n");
    let series = "  cijfers: {lift: {COLUMN: 3, 2024-10-01: 2}, gang: {2023-10-01: 1}}\n";
    site.write(PROFIEL, std::fs::read_to_string(site.path(PROFIEL)).unwrap() + &series.replace("gang", "stilteruimte"));
    for (slot, text) in SLOTS.iter().zip(typed) {
        site.replace(PROFIEL, slot, text);
    }
    site
}

/// All that a build writes.
fn output(site: &SiteTest) -> std::collections::BTreeMap<String, Vec<u8>> {
    site.build(&[]);
    files(&site.path("output"))
}

const STORED: [&str; 8] =
    ["2025-2026", "2025-10-01", "2025-09-30", "2027-07-31", "2025-10", "2025-09-01", "2025-10-01", "2025-11"];

#[test]
fn page_pdf_and_data_are_those_of_the_stored_form() {
    let good = output(&site(STORED));
    let typed = [
        [
            "2025/2026",
            "1-10-2025",
            "30 sept. 2025",
            "31 juli 2027",
            "okt 2025",
            "2025-9-1",
            "1 oktober 2025",
            "11/2025",
        ],
        [
            "2025-26",
            "1e okt. 2025",
            "30/9/2025",
            "31.07.2027",
            "10-2025",
            "1 september 2025",
            "1/10/2025",
            "November 2025",
        ],
    ];
    for typed in typed {
        let made = output(&site(typed));
        let differs: Vec<_> = made.iter().filter(|(path, bytes)| good.get(*path) != Some(*bytes)).collect();
        let differs: Vec<&String> = differs.into_iter().map(|(path, _)| path).collect();
        assert!(differs.is_empty(), "{typed:?}: {differs:?}");
        assert!(made.len() > 30, "{}", made.len());
    }
}

#[test]
fn one_day_in_two_notations_is_one_column_that_stands_there_twice() {
    let mut typed = STORED;
    typed[6] = "1 oktober 2024";
    let said = site(typed).run(&["check", "--no-pdf", "--report", "short"]);
    said.code(1).reports("`2024-10-01` is hetzelfde als `1 oktober 2024`, en dat staat er al");
}

#[test]
fn a_column_of_the_format_in_another_notation_is_named_in_the_hint() {
    let site = SiteTest::small();
    let series =
        "      - {id: cijfers, titel: Cijfers, soort: reeks, lijst: ruimten, as: AXIS, kolommen: [GOOD, OTHER]}\n";
    let formaat = std::fs::read_to_string(site.path(FORMAAT)).unwrap();
    let profiel = std::fs::read_to_string(site.path(PROFIEL)).unwrap();
    for (axis, good, other, typed) in [
        ("peildatum", "2024-10-01", "2025-10-01", "1-10-2024"),
        ("peildatum", "2025-10", "2024-10", "oktober 2025"),
        ("schooljaar", "2024-2025", "2025-2026", "2024/2025"),
    ] {
        let series = series.replace("AXIS", axis).replace("GOOD", good).replace("OTHER", other);
        site.write(FORMAAT, format!("{formaat}{series}"));
        site.write(PROFIEL, format!("{profiel}  cijfers: {{lift: {{{typed}: 3}}}}\n"));
        let said = site.run(&["check", "--no-pdf", "--report", "short"]);
        said.code(1).reports(&format!("(bedoelde u `{good}`? Ook mogelijk: `{other}`, `noot`, `tekst`)"));
    }
}

#[test]
fn a_form_leaves_a_date_as_it_was_typed_until_somebody_changes_it() {
    let typed = [
        "2025/2026",
        "1-10-2025",
        "30 sept. 2025",
        "31 juli 2027",
        "okt 2025",
        "2025-9-1",
        "1 oktober 2025",
        "11/2025",
    ];
    let site = site(typed);
    site.run(&["check", "--no-pdf"]).code(0);
    let before = std::fs::read_to_string(site.path(PROFIEL)).unwrap();
    site.run(&["form", "klein", "--school", "de-linde", "--output", "form.xlsx"]).code(0);
    site.run(&["import", "form.xlsx"]).code(0);
    assert_eq!(std::fs::read_to_string(site.path(PROFIEL)).unwrap(), before);
}

#[test]
fn a_command_reads_a_school_year_as_people_type_it() {
    for typed in ["2026/2027", "2026-27"] {
        let site = SiteTest::small();
        site.run(&["new", "schooljaar", "de-linde", typed]).code(0);
        assert!(site.path("content/scholen/de-linde/2026-2027/profiel.yaml").exists(), "{typed}");
    }
}
