//! Charts on pages and in PDFs: what they show, what they say, and that no input breaks them.

use std::path::Path;

use crate::harness::{Outcome, SiteTest};
use crate::parsed_page::ParsedPage;

const PAGE: &str = "scholen/de-linde/profiel/index.html";
const FORMAAT: &str = "content/formaten/beelden.yaml";
const PROFIEL: &str = "content/scholen/de-linde/2025-2026/profiel.yaml";

/// A site with every picture that a chart can be.
fn pictures() -> SiteTest {
    SiteTest::of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/charts"))
}

/// A section of the page.
#[track_caller]
fn sectie(outcome: &Outcome, id: &str) -> ParsedPage {
    outcome.page(PAGE).one(&format!("section[aria-labelledby='{id}']"))
}

#[test]
fn shares_say_how_many_and_show_what_lies_between() {
    let outcome = pictures();
    let outcome = outcome.build(&["--no-pdf"]);
    let plain = sectie(&outcome, "gewoon");
    plain.says(
        "1 van de 4 onderdelen staat op “nog niet ontwikkeld”, 1 op “in ontwikkeling”, 1 tussen “in ontwikkeling” en \
         “ontwikkeld” en 1 op “ontwikkeld”; 1 ander onderdeel heeft geen oordeel.",
    );
    let lines = plain.texts("*");
    for line in ["Tussen in ontwikkeling en ontwikkeld", "Niet vermeld", "I–O"] {
        assert!(lines.iter().any(|text| text.trim_end_matches(':') == line), "{line}: {plain:?}");
    }
    // Each row has its dot; the one without a judgement only has the scale.
    assert_eq!(plain.count(".track"), 5);
    assert_eq!(plain.count(".track-dot"), 4);
}

#[test]
fn each_group_has_a_bar_and_dots_of_its_own() {
    let site = pictures();
    let outcome = site.build(&["--no-pdf"]);
    let groups = sectie(&outcome, "groepen");
    for sentence in [
        "Hele school: 1 onderdeel staat op “ontwikkeld”.",
        "Locatie Noord: 2 van de 3 onderdelen staan op “ontwikkeld” en 1 op “ver ontwikkeld”.",
        "Locatie Zuid: 1 van de 2 onderdelen staat op “nog niet ontwikkeld” en 1 op “in ontwikkeling”; 1 ander \
         onderdeel heeft geen oordeel.",
    ] {
        groups.says(sentence);
    }
    assert_eq!(groups.count("figure"), 3);
    assert_eq!(groups.count(".track-dot"), 6);
}

#[test]
fn between_poles_the_bar_has_its_middle_and_both_names() {
    let site = pictures();
    let outcome = site.build(&["--no-pdf"]);
    let poles = sectie(&outcome, "polen");
    assert!(poles.has(".middle[x1='50.0%']"), "{poles:?}");
    poles.says("← Het kind").says("De omgeving →");
    let bands = sectie(&outcome, "banden");
    assert!(!bands.has(".middle"), "{bands:?}");
    bands.says("Zeer hoog (91% tot 100%)");
}

#[test]
fn a_pyramid_leads_from_each_level_to_its_text() {
    let site = pictures();
    let outcome = site.build(&["--no-pdf"]);
    let pyramid = sectie(&outcome, "piramide");
    pyramid.says("3 niveaus, van onder naar boven: basis (80% van de leerlingen), extra (10-15%) en zwaar (120%).");
    for id in ["basis", "extra", "zwaar"] {
        assert!(pyramid.links().contains(&format!("#piramide-niveau-{id}")), "{pyramid:?}");
        assert!(pyramid.has(&format!("#piramide-niveau-{id}")), "{pyramid:?}");
    }
    // The top comes first, as it is seen; 120% cannot be a bar.
    let of_levels =
        |values: Vec<String>| values.into_iter().filter(|v| v.contains("piramide-niveau-")).collect::<Vec<_>>();
    let levels = ["zwaar", "extra", "basis"].map(|id| format!("piramide-niveau-{id}"));
    assert_eq!(of_levels(pyramid.links()), levels.clone().map(|id| format!("#{id}")));
    assert_eq!(pyramid.count(".share-bar"), 2);
    // Words are no share.
    let without = sectie(&outcome, "zonder");
    without.says("op indicatie").does_not_say("van de leerlingen");
}

#[test]
fn series_write_their_values_out_and_show_gaps() {
    let site = pictures();
    let outcome = site.build(&["--no-pdf"]);
    let days = sectie(&outcome, "dagen");
    days.says("3 van de 5 onderdelen staan in een grafiek: waar twee of meer getallen met dezelfde eenheid staan.")
        .says("De getallen zijn van 1 oktober. Elke grafiek heeft een eigen schaal, die bij 0 begint.");
    let told = days.attributes("[aria-label]", "aria-label");
    for sentence in [
        "Samen eten: van 0 (1 oktober 2023) naar 12 (1 oktober 2024); 1 oktober 2025: volgt nog.",
        "Samen lezen: van 6-10 (1 oktober 2023) naar 8 (1 oktober 2025); 1 oktober 2024: geen getal.",
    ] {
        assert!(told.iter().any(|label| label.contains(sentence)), "{sentence}: {told:?}");
    }
    assert_eq!((days.count(".ground.hole"), days.count(".possible")), (2, 1), "{days:?}");
    // Bars for many columns are horizontal, and a word replaces a bar.
    let years = sectie(&outcome, "jaren");
    assert!(years.has(".bars-drawing") && years.has(".bar-place.hole"), "{years:?}");
    // A row with one number is only in the table.
    let classes = sectie(&outcome, "klassen");
    assert_eq!((classes.count(".panel"), classes.times("op indicatie")), (1, 1));
}

#[test]
fn a_matrix_is_a_table_with_words_behind_its_signs() {
    let site = pictures();
    let outcome = site.build(&["--no-pdf"]);
    let meeting = sectie(&outcome, "overleg");
    meeting.says("Van de 5 namen staan er 2 bij Klein overleg en 4 bij Groot overleg.");
    let matrix = meeting.one("table.matrix");
    assert_eq!((matrix.count("[scope=col]"), matrix.count("[scope=row]")), (2, 5));
    for words in ["Altijd erbij", "Kan erbij (bij verzuim)"] {
        assert!(matrix.texts("td *").iter().any(|text| text == words), "{words}: {matrix:?}");
    }
    // The table below it keeps the meeting that names nobody.
    meeting.says("Rapportvergadering");
    matrix.does_not_say("Rapportvergadering");
}

#[test]
fn a_picture_that_does_not_fit_its_kind_is_reported() {
    let site = pictures();
    site.replace(FORMAAT, "schaal: kant, beeld: verdeling", "schaal: kant, beeld: piramide")
        .replace(FORMAAT, "as: jaar}", "as: jaar, beeld: matrix}")
        .replace(FORMAAT, "soort: tabel\n        beeld: matrix", "soort: tabel\n        beeld: matrixx");
    let outcome = site.run(&["check"]);
    outcome
        .code(1)
        .reports("beeld `piramide` hoort bij soort `niveaus`")
        .reports("een sectie van soort `beoordeling` heeft als beeld `verdeling`")
        .reports("beeld `matrix` hoort bij soort `tabel`")
        .reports("haal `beeld` weg: bij soort `reeks` is er niets te kiezen")
        .reports("`matrixx` is niet bekend als een beeld")
        .reports("bedoelde u `matrix`?");
}

#[test]
fn a_matrix_needs_a_field_to_be_made_of() {
    let site = pictures();
    let fields = "          - {id: altijd, titel: Altijd erbij, type: items, lijst: specialisten}\n          - {id: soms, titel: Kan erbij, type: items, lijst: specialisten}\n";
    site.replace(FORMAAT, fields, "").replace(
        PROFIEL,
        "naam: Klein overleg, altijd: [mentor, leerlingbegeleider]",
        "naam: Klein overleg",
    );
    site.run(&["check"]).code(1).reports("sectie `overleg` heeft geen veld waar een matrix van te maken is");
}
