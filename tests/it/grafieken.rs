//! Charts on pages and in PDFs: what they show, what they say, and that no input breaks them.

use std::fmt::Write as _;
use std::path::Path;

use crate::hulp::{SiteTest, Uitkomst};
use crate::pdf::{conform, figuren, pdftotext};

const PAGINA: &str = "scholen/de-linde/profiel/index.html";
const PDF: &str = "output/scholen/de-linde/sop.pdf";
const FORMAAT: &str = "content/formaten/beelden.yaml";
const PROFIEL: &str = "content/scholen/de-linde/2025-2026/profiel.yaml";

/// A site with every picture that a chart can be.
fn beelden() -> SiteTest {
    SiteTest::van(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/grafieken"))
}

/// The part of a page from the heading of a section to the next.
#[track_caller]
fn sectie(uitkomst: &Uitkomst, id: &str) -> String {
    let pagina = uitkomst.bestand(PAGINA);
    let begin = pagina.find(&format!("aria-labelledby={id}")).unwrap_or_else(|| panic!("{id} staat er niet"));
    let eind = pagina[begin..].find("</section>").unwrap();
    pagina[begin..begin + eind].to_owned()
}

/// What stands between tags, in order, without white space around it.
fn woorden(html: &str) -> Vec<String> {
    let delen = html.split('<').filter_map(|deel| Some(deel.split_once('>')?.1.trim().to_owned()));
    delen.filter(|d| !d.is_empty()).collect()
}

#[test]
fn shares_say_how_many_and_show_what_lies_between() {
    let uitkomst = beelden();
    let uitkomst = uitkomst.bouw(&["--no-pdf"]);
    let gewoon = sectie(&uitkomst, "gewoon");
    assert!(gewoon.contains(
        "1 van de 4 onderdelen staat op “nog niet ontwikkeld”, 1 op “in ontwikkeling”, 1 tussen “in ontwikkeling” en \
         “ontwikkeld” en 1 op “ontwikkeld”; 1 ander onderdeel heeft geen oordeel."
    ));
    let woorden = woorden(&gewoon);
    for woord in ["Tussen in ontwikkeling en ontwikkeld", "Niet vermeld", "I–O"] {
        assert!(woorden.iter().any(|w| w.trim_end_matches(':') == woord), "{woord}: {woorden:?}");
    }
    // Each row has its dot, the one without a judgement has the scale alone.
    assert_eq!(gewoon.matches("class=spoor").count(), 5);
    assert_eq!(gewoon.matches("class=s-stip").count(), 4);
}

#[test]
fn each_group_has_a_bar_and_dots_of_its_own() {
    let site = beelden();
    let uitkomst = site.bouw(&["--no-pdf"]);
    let groepen = sectie(&uitkomst, "groepen");
    for zin in [
        "Hele school: 1 onderdeel staat op “ontwikkeld”.",
        "Locatie Noord: 2 van de 3 onderdelen staan op “ontwikkeld” en 1 op “ver ontwikkeld”.",
        "Locatie Zuid: 1 van de 2 onderdelen staat op “nog niet ontwikkeld” en 1 op “in ontwikkeling”; 1 ander \
         onderdeel heeft geen oordeel.",
    ] {
        assert!(groepen.contains(zin), "{zin}\n{groepen}");
    }
    assert_eq!(groepen.matches("<figure").count(), 3);
    assert_eq!(groepen.matches("class=s-stip").count(), 6);
}

#[test]
fn between_poles_the_bar_has_its_middle_and_both_names() {
    let site = beelden();
    let uitkomst = site.bouw(&["--no-pdf"]);
    let polen = sectie(&uitkomst, "polen");
    assert!(polen.contains("class=midden") && polen.contains("x1=50.0%"), "{polen}");
    assert!(polen.contains("← Het kind") && polen.contains("De omgeving →"));
    assert!(!sectie(&uitkomst, "banden").contains("class=midden"));
    assert!(sectie(&uitkomst, "banden").contains("Zeer hoog (91% tot 100%)"));
}

#[test]
fn a_pyramid_leads_from_each_level_to_its_text() {
    let site = beelden();
    let uitkomst = site.bouw(&["--no-pdf"]);
    let piramide = sectie(&uitkomst, "piramide");
    assert!(
        piramide.contains(
            "3 niveaus, van onder naar boven: basis (80% van de leerlingen), extra (10-15%) en zwaar (120%)."
        )
    );
    for id in ["basis", "extra", "zwaar"] {
        assert!(piramide.contains(&format!("href=#piramide-niveau-{id}")), "{piramide}");
        assert!(piramide.contains(&format!("id=piramide-niveau-{id}")), "{piramide}");
    }
    // The top stands first, as it is seen; 120% is no part of a bar.
    assert!(piramide.find("-niveau-zwaar") < piramide.find("-niveau-basis"));
    assert_eq!(piramide.matches("class=aandeelbalk").count(), 2);
    // Words are no share of anything.
    let zonder = sectie(&uitkomst, "zonder");
    assert!(zonder.contains("op indicatie") && !zonder.contains("van de leerlingen"), "{zonder}");
}

#[test]
fn series_write_their_values_out_and_show_gaps() {
    let site = beelden();
    let uitkomst = site.bouw(&["--no-pdf"]);
    let dagen = sectie(&uitkomst, "dagen");
    assert!(dagen.contains(
        "3 van de 5 onderdelen staan in een grafiek: waar twee of meer getallen met dezelfde eenheid staan."
    ));
    assert!(dagen.contains("De getallen zijn van 1 oktober. Elke grafiek heeft een eigen schaal, die bij 0 begint."));
    assert!(dagen.contains("Samen eten: van 0 (1 oktober 2023) naar 12 (1 oktober 2024); 1 oktober 2025: volgt nog."));
    assert!(
        dagen.contains("Samen lezen: van 6-10 (1 oktober 2023) naar 8 (1 oktober 2025); 1 oktober 2024: geen getal.")
    );
    assert_eq!(dagen.matches("class=\"grond gat\"").count(), 2, "{dagen}");
    assert_eq!(dagen.matches("class=mogelijk").count(), 1);
    // Many columns lie, and a word takes the place of a bar.
    let jaren = sectie(&uitkomst, "jaren");
    assert!(jaren.contains("staven-beeld") && jaren.contains("class=\"staafplek gat\""), "{jaren}");
    // A row with one number stays in the table alone.
    let klassen = sectie(&uitkomst, "klassen");
    assert_eq!((klassen.matches("class=paneel").count(), klassen.matches("op indicatie").count()), (1, 1));
}

#[test]
fn a_matrix_is_a_table_with_words_behind_its_signs() {
    let site = beelden();
    let uitkomst = site.bouw(&["--no-pdf"]);
    let overleg = sectie(&uitkomst, "overleg");
    assert!(overleg.contains("Van de 5 namen staan er 2 bij Klein overleg en 4 bij Groot overleg."));
    let matrix = &overleg[overleg.find("class=matrix>").unwrap()..overleg.find("</table>").unwrap()];
    assert_eq!(matrix.matches("scope=col").count(), 2);
    assert_eq!(matrix.matches("scope=row").count(), 5);
    for woord in ["Altijd erbij", "Kan erbij (bij verzuim)"] {
        assert!(woorden(matrix).iter().any(|w| w == woord), "{woord}: {matrix}");
    }
    // The table behind it stays, with the meeting that names nobody.
    assert!(overleg.contains("Rapportvergadering") && !matrix.contains("Rapportvergadering"));
}

#[test]
fn every_chart_in_a_pdf_is_a_figure_with_its_sentence() {
    let site = beelden();
    let uitkomst = site.bouw(&[]);
    assert!(!uitkomst.fout.contains("fout["), "{}", uitkomst.fout);
    let pdf = site.pad(PDF);
    conform(&pdf);
    insta::assert_snapshot!("grafieken-pdf", figuren(&pdf).join("\n"));
    let tekst = pdftotext(&pdf);
    for woord in ["1.062", "volgt nog", "120%", "Groot overleg", "Locatie Noord"] {
        assert!(tekst.contains(woord), "{woord} staat niet in:\n{tekst}");
    }
}

#[test]
fn a_picture_that_does_not_fit_its_kind_is_reported() {
    let site = beelden();
    site.vervang(FORMAAT, "schaal: kant, beeld: verdeling", "schaal: kant, beeld: piramide")
        .vervang(FORMAAT, "as: jaar}", "as: jaar, beeld: matrix}")
        .vervang(FORMAAT, "soort: tabel\n        beeld: matrix", "soort: tabel\n        beeld: matrixx");
    let uitkomst = site.draai(&["check"]);
    uitkomst
        .code(1)
        .meldt("beeld `piramide` hoort bij soort `niveaus`")
        .meldt("een sectie van soort `beoordeling` heeft als beeld `verdeling`")
        .meldt("beeld `matrix` hoort bij soort `tabel`")
        .meldt("haal `beeld` weg: bij soort `reeks` is er niets te kiezen")
        .meldt("`matrixx` is niet bekend als een beeld")
        .meldt("bedoelde u `matrix`?");
}

#[test]
fn a_matrix_needs_a_field_to_be_made_of() {
    let site = beelden();
    let velden = "          - {id: altijd, titel: Altijd erbij, type: items, lijst: specialisten}\n          - {id: soms, titel: Kan erbij, type: items, lijst: specialisten}\n";
    site.vervang(FORMAAT, velden, "").vervang(
        PROFIEL,
        "naam: Klein overleg, altijd: [mentor, leerlingbegeleider]",
        "naam: Klein overleg",
    );
    site.draai(&["check"]).code(1).meldt("sectie `overleg` heeft geen veld waar een matrix van te maken is");
}

/// A site with as many of everything, all names as long.
fn extreem(aantal: usize, naam: &str, waarde: &str) -> SiteTest {
    let site = beelden();
    let herhaal = |regel: &dyn Fn(usize) -> String| (0..aantal).fold(String::new(), |uit, i| uit + &regel(i));
    site.schrijf(
        "content/lijsten/punten.yaml",
        format!(
            "lijst: punten\ntitel: Punten\nitems:\n{}",
            herhaal(&|i| format!("  p{i}: {{naam: \"{naam} {i}\"}}\n"))
        ),
    );
    site.schrijf(
        "content/schalen/kant.yaml",
        format!(
            "schaal: kant\ntitel: \"{naam}\"\npolen: [\"{naam}\", \"{naam}\"]\nwaarden:\n{}",
            herhaal(&|i| format!("  - {{id: w{i}, naam: \"{naam} {i}\"}}\n"))
        ),
    );
    let niveaus = herhaal(&|i| format!("n{i}: {{naam: \"{naam} {i}\"}}, "));
    let secties = format!(
        "      - {{id: polen, titel: \"{naam}\", soort: beoordeling, lijst: punten, schaal: kant, beeld: verdeling}}\n      \
         - {{id: lagen, titel: Lagen, soort: niveaus, beeld: piramide, niveaus: {{{niveaus}}}, velden: [{{id: naam, type: tekst}}]}}\n      \
         - {{id: jaren, titel: Jaren, soort: reeks, lijst: punten, as: jaar}}\n      \
         - {{id: overleg, titel: Overleg, soort: tabel, beeld: matrix, velden: [{{id: naam, type: tekst}}, {{id: wie, titel: \"{naam}\", type: items, lijst: punten}}]}}\n"
    );
    site.schrijf(FORMAAT, format!("formaat: beelden\ntitel: Extreem\nprofiel: ja\nhoofdstukken:\n  - id: een\n    titel: Een\n    secties:\n{secties}"));
    let mut profiel =
        "formaat: beelden\nschooljaar: 2025-2026\ngroepen: {noord: Noord, zuid: Zuid}\nsecties:\n  polen:\n".to_owned();
    for i in 0..aantal {
        let _ = writeln!(
            profiel,
            "    p{i}: {{waarde: w{}, per: {{noord: w{i}, zuid: w0}}, noot: \"{naam}\"}}",
            (i * 7) % aantal
        );
    }
    profiel.push_str("  lagen:\n");
    for i in 0..aantal {
        let _ = writeln!(profiel, "    n{i}: {{aandeel: \"{waarde}\", rijen: [\"{naam}\"]}}");
    }
    profiel.push_str("  jaren:\n");
    for i in 0..aantal {
        let jaren = herhaal(&|j| format!("{}: \"{}\", ", 1950 + j, if j == i { "volgt nog" } else { waarde }));
        let _ = writeln!(profiel, "    p{i}: {{{jaren}}}");
    }
    profiel.push_str("  overleg:\n    rijen:\n");
    for i in 0..aantal {
        let _ = writeln!(profiel, "      - {{naam: \"{naam} {i}\", wie: [p{i}, \"p{}: {naam}\"]}}", aantal - 1 - i);
    }
    site.schrijf(PROFIEL, profiel);
    site
}

#[test]
fn one_sixty_and_endless_names_give_a_page_and_a_pdf() {
    let lang = "Meerjarenondersteuningsstructuur <b>&amp; {{ x }} #strong[y] ".repeat(5);
    let woord = "Ĳ".repeat(300);
    let groot = "9".repeat(60);
    for (aantal, naam, waarde) in [
        (1, "Een", "5"),
        (2, lang.as_str(), "100%"),
        (13, woord.as_str(), groot.as_str()),
        (60, "Naam", "1.062"),
        (5, "😀", "op indicatie"),
        (4, "Nul", "0"),
    ] {
        let site = extreem(aantal, naam, waarde);
        let uitkomst = site.draai(&["build"]);
        assert!(uitkomst.code == 0 || uitkomst.fout.contains("teken-zonder-vorm"), "{aantal}: {}", uitkomst.fout);
        let pagina = uitkomst.bestand(PAGINA);
        for fout in ["NaN", "=inf", "=\"inf", "width=-", "width=\"-"] {
            let plek = pagina.find(fout).map(|i| pagina[i.saturating_sub(200)..].chars().take(300).collect::<String>());
            assert_eq!(plek, None, "{aantal}: {fout}");
        }
        conform(&site.pad(PDF));
    }
}

#[test]
fn nothing_judged_or_counted_draws_nothing() {
    let site = beelden();
    site.schrijf(
        PROFIEL,
        "formaat: beelden\nschooljaar: 2025-2026\nsecties:\n  gewoon: {een: {noot: later}, twee: onbekend}\n  dagen: {een: {2024-10-01: volgt nog}, twee: {2024-10-01: 3}}\n  overleg: {rijen: [Teamoverleg]}\n  piramide:\n",
    );
    let uitkomst = site.bouw(&[]);
    let pagina = uitkomst.bestand(PAGINA);
    assert!(!pagina.contains("<figure"), "{pagina}");
    conform(&site.pad(PDF));
    assert!(figuren(&site.pad(PDF)).is_empty());
}
