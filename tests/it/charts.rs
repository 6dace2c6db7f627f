//! Charts on pages and in PDFs: what they show, what they say, and that no input breaks them.

use std::path::Path;

use crate::hulp::{Outcome, SiteTest};

const PAGE: &str = "scholen/de-linde/profiel/index.html";
const FORMAAT: &str = "content/formaten/beelden.yaml";
const PROFIEL: &str = "content/scholen/de-linde/2025-2026/profiel.yaml";

/// A site with every picture that a chart can be.
fn pictures() -> SiteTest {
    SiteTest::of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/charts"))
}

/// The part of a page from the heading of a section to the next.
#[track_caller]
fn sectie(outcome: &Outcome, id: &str) -> String {
    let page = outcome.file(PAGE);
    let begin = page.find(&format!("aria-labelledby={id}")).unwrap_or_else(|| panic!("{id} staat er niet"));
    let end = page[begin..].find("</section>").unwrap();
    page[begin..begin + end].to_owned()
}

/// The texts between tags, in order, trimmed.
fn words(html: &str) -> Vec<String> {
    let parts = html.split('<').filter_map(|part| Some(part.split_once('>')?.1.trim().to_owned()));
    parts.filter(|d| !d.is_empty()).collect()
}

#[test]
fn shares_say_how_many_and_show_what_lies_between() {
    let outcome = pictures();
    let outcome = outcome.build(&["--no-pdf"]);
    let plain = sectie(&outcome, "gewoon");
    assert!(plain.contains(
        "1 van de 4 onderdelen staat op “nog niet ontwikkeld”, 1 op “in ontwikkeling”, 1 tussen “in ontwikkeling” en \
         “ontwikkeld” en 1 op “ontwikkeld”; 1 ander onderdeel heeft geen oordeel."
    ));
    let words = words(&plain);
    for word in ["Tussen in ontwikkeling en ontwikkeld", "Niet vermeld", "I–O"] {
        assert!(words.iter().any(|w| w.trim_end_matches(':') == word), "{word}: {words:?}");
    }
    // Each row has its dot; the one without a judgement only has the scale.
    assert_eq!(plain.matches("class=track ").count(), 5);
    assert_eq!(plain.matches("class=track-dot").count(), 4);
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
        assert!(groups.contains(sentence), "{sentence}\n{groups}");
    }
    assert_eq!(groups.matches("<figure").count(), 3);
    assert_eq!(groups.matches("class=track-dot").count(), 6);
}

#[test]
fn between_poles_the_bar_has_its_middle_and_both_names() {
    let site = pictures();
    let outcome = site.build(&["--no-pdf"]);
    let poles = sectie(&outcome, "polen");
    assert!(poles.contains("class=middle") && poles.contains("x1=50.0%"), "{poles}");
    assert!(poles.contains("← Het kind") && poles.contains("De omgeving →"));
    assert!(!sectie(&outcome, "banden").contains("class=middle"));
    assert!(sectie(&outcome, "banden").contains("Zeer hoog (91% tot 100%)"));
}

#[test]
fn a_pyramid_leads_from_each_level_to_its_text() {
    let site = pictures();
    let outcome = site.build(&["--no-pdf"]);
    let pyramid = sectie(&outcome, "piramide");
    assert!(
        pyramid.contains(
            "3 niveaus, van onder naar boven: basis (80% van de leerlingen), extra (10-15%) en zwaar (120%)."
        )
    );
    for id in ["basis", "extra", "zwaar"] {
        assert!(pyramid.contains(&format!("href=#piramide-niveau-{id}")), "{pyramid}");
        assert!(pyramid.contains(&format!("id=piramide-niveau-{id}")), "{pyramid}");
    }
    // The top comes first, as it is seen; 120% cannot be a bar.
    assert!(pyramid.find("-niveau-zwaar") < pyramid.find("-niveau-basis"));
    assert_eq!(pyramid.matches("class=share-bar").count(), 2);
    // Words are no share.
    let without = sectie(&outcome, "zonder");
    assert!(without.contains("op indicatie") && !without.contains("van de leerlingen"), "{without}");
}

#[test]
fn series_write_their_values_out_and_show_gaps() {
    let site = pictures();
    let outcome = site.build(&["--no-pdf"]);
    let days = sectie(&outcome, "dagen");
    assert!(days.contains(
        "3 van de 5 onderdelen staan in een grafiek: waar twee of meer getallen met dezelfde eenheid staan."
    ));
    assert!(days.contains("De getallen zijn van 1 oktober. Elke grafiek heeft een eigen schaal, die bij 0 begint."));
    assert!(days.contains("Samen eten: van 0 (1 oktober 2023) naar 12 (1 oktober 2024); 1 oktober 2025: volgt nog."));
    assert!(
        days.contains("Samen lezen: van 6-10 (1 oktober 2023) naar 8 (1 oktober 2025); 1 oktober 2024: geen getal.")
    );
    assert_eq!(days.matches("class=\"ground hole\"").count(), 2, "{days}");
    assert_eq!(days.matches("class=possible").count(), 1);
    // Bars for many columns are horizontal, and a word replaces a bar.
    let years = sectie(&outcome, "jaren");
    assert!(years.contains("bars-drawing") && years.contains("class=\"bar-place hole\""), "{years}");
    // A row with one number is only in the table.
    let classes = sectie(&outcome, "klassen");
    assert_eq!((classes.matches("class=panel>").count(), classes.matches("op indicatie").count()), (1, 1));
}

#[test]
fn a_matrix_is_a_table_with_words_behind_its_signs() {
    let site = pictures();
    let outcome = site.build(&["--no-pdf"]);
    let meeting = sectie(&outcome, "overleg");
    assert!(meeting.contains("Van de 5 namen staan er 2 bij Klein overleg en 4 bij Groot overleg."));
    let matrix = &meeting[meeting.find("class=matrix>").unwrap()..meeting.find("</table>").unwrap()];
    assert_eq!(matrix.matches("scope=col").count(), 2);
    assert_eq!(matrix.matches("scope=row").count(), 5);
    for word in ["Altijd erbij", "Kan erbij (bij verzuim)"] {
        assert!(words(matrix).iter().any(|w| w == word), "{word}: {matrix}");
    }
    // The table below it keeps the meeting that names nobody.
    assert!(meeting.contains("Rapportvergadering") && !matrix.contains("Rapportvergadering"));
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
