//! Charts in PDFs: each is a figure that says what it shows, however many, long or empty its parts are.

use std::fmt::Write as _;
use std::path::Path;

use crate::harness::SiteTest;
use crate::parsed_page::ParsedPage;
use crate::pdf::{conform, figures, pdftotext};

const PAGE: &str = "scholen/de-linde/profiel/index.html";
const PDF: &str = "output/scholen/de-linde/sop.pdf";
const FORMAAT: &str = "content/formaten/beelden.yaml";
const PROFIEL: &str = "content/scholen/de-linde/2025-2026/profiel.yaml";

/// A site with every picture that a chart can be.
fn pictures() -> SiteTest {
    SiteTest::of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/charts"))
}

#[test]
fn every_chart_in_a_pdf_is_a_figure_with_its_sentence() {
    let site = pictures();
    let outcome = site.build(&[]);
    assert!(!outcome.err.contains("fout["), "{}", outcome.err);
    let pdf = site.path(PDF);
    conform(&pdf);
    insta::assert_snapshot!("charts-pdf", figures(&pdf).join("\n"));
    let text = pdftotext(&pdf);
    for word in ["1.062", "volgt nog", "120%", "Groot overleg", "Locatie Noord"] {
        assert!(text.contains(word), "{word} is not in:\n{text}");
    }
}

/// A site with `count` of everything, all with the same long name and value.
fn extreme(count: usize, name: &str, value: &str) -> SiteTest {
    let site = pictures();
    let repeat = |line: &dyn Fn(usize) -> String| (0..count).fold(String::new(), |out, i| out + &line(i));
    site.write(
        "content/lijsten/punten.yaml",
        format!("lijst: punten\ntitel: Punten\nitems:\n{}", repeat(&|i| format!("  p{i}: {{naam: \"{name} {i}\"}}\n"))),
    );
    site.write(
        "content/schalen/kant.yaml",
        format!(
            "schaal: kant\ntitel: \"{name}\"\npolen: [\"{name}\", \"{name}\"]\nwaarden:\n{}",
            repeat(&|i| format!("  - {{id: w{i}, naam: \"{name} {i}\"}}\n"))
        ),
    );
    let niveaus = repeat(&|i| format!("n{i}: {{naam: \"{name} {i}\"}}, "));
    let secties = format!(
        "      - {{id: polen, titel: \"{name}\", soort: beoordeling, lijst: punten, schaal: kant, beeld: verdeling}}\n      \
         - {{id: lagen, titel: Lagen, soort: niveaus, beeld: piramide, niveaus: {{{niveaus}}}, velden: [{{id: naam, type: tekst}}]}}\n      \
         - {{id: jaren, titel: Jaren, soort: reeks, lijst: punten, as: jaar}}\n      \
         - {{id: overleg, titel: Overleg, soort: tabel, beeld: matrix, velden: [{{id: naam, type: tekst}}, {{id: wie, titel: \"{name}\", type: items, lijst: punten}}]}}\n"
    );
    site.write(FORMAAT, format!("formaat: beelden\ntitel: Extreem\nprofiel: ja\nhoofdstukken:\n  - id: een\n    titel: Een\n    secties:\n{secties}"));
    let mut profiel =
        "formaat: beelden\nschooljaar: 2025-2026\ngroepen: {noord: Noord, zuid: Zuid}\nsecties:\n  polen:\n".to_owned();
    for i in 0..count {
        let _ = writeln!(
            profiel,
            "    p{i}: {{waarde: w{}, per: {{noord: w{i}, zuid: w0}}, noot: \"{name}\"}}",
            (i * 7) % count
        );
    }
    profiel.push_str("  lagen:\n");
    for i in 0..count {
        let _ = writeln!(profiel, "    n{i}: {{aandeel: \"{value}\", rijen: [\"{name}\"]}}");
    }
    profiel.push_str("  jaren:\n");
    for i in 0..count {
        let years = repeat(&|j| format!("{}: \"{}\", ", 1950 + j, if j == i { "volgt nog" } else { value }));
        let _ = writeln!(profiel, "    p{i}: {{{years}}}");
    }
    profiel.push_str("  overleg:\n    rijen:\n");
    for i in 0..count {
        let _ = writeln!(profiel, "      - {{naam: \"{name} {i}\", wie: [p{i}, \"p{}: {name}\"]}}", count - 1 - i);
    }
    site.write(PROFIEL, profiel);
    site
}

#[test]
fn one_sixty_and_endless_names_give_a_page_and_a_pdf() {
    let long = "Meerjarenondersteuningsstructuur <b>&amp; {{ x }} #strong[y] ".repeat(5);
    let word = "Ĳ".repeat(300);
    let large = "9".repeat(60);
    for (count, name, value) in [
        (1, "Een", "5"),
        (2, long.as_str(), "100%"),
        (13, word.as_str(), large.as_str()),
        (60, "Naam", "1.062"),
        (5, "😀", "op indicatie"),
        (4, "Nul", "0"),
    ] {
        let site = extreme(count, name, value);
        let outcome = site.run(&["build"]);
        assert!(outcome.code == 0 || outcome.err.contains("teken-zonder-vorm"), "{count}: {}", outcome.err);
        let page = outcome.page(PAGE);
        page.does_not_say("NaN");
        for (tag, attributes) in page.all("*").iter().map(ParsedPage::tag) {
            let wrong = |(key, value): &&(String, String)| {
                value.contains("NaN") || value.starts_with("inf") || key.ends_with("width") && value.starts_with('-')
            };
            assert_eq!(attributes.iter().find(wrong), None, "{count}: {tag}");
        }
        conform(&site.path(PDF));
    }
}

#[test]
fn nothing_judged_or_counted_draws_nothing() {
    let site = pictures();
    site.write(
        PROFIEL,
        "formaat: beelden\nschooljaar: 2025-2026\nsecties:\n  gewoon: {een: {noot: later}, twee: onbekend}\n  dagen: {een: {2024-10-01: volgt nog}, twee: {2024-10-01: 3}}\n  overleg: {rijen: [Teamoverleg]}\n  piramide:\n",
    );
    let outcome = site.build(&[]);
    assert_eq!(outcome.page(PAGE).count("figure"), 0);
    conform(&site.path(PDF));
    assert!(figures(&site.path(PDF)).is_empty());
}
