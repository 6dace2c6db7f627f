//! Who types a remark where it cannot stand is shown how it is written; what the hint says is read as it was meant.

use super::harness::SiteTest;

const PROFIEL: &str = "content/scholen/de-linde/2025-2026/profiel.yaml";

/// A small site with one section; `lines` stand below it.
fn site(lines: &str) -> SiteTest {
    let site = SiteTest::small();
    std::fs::remove_file(site.path("content/scholen/de-linde/2025-2026/visie.md")).unwrap();
    site.write(PROFIEL, format!("formaat: klein\nschooljaar: 2025-2026\nsecties:\n{lines}\n"));
    site
}

#[test]
fn the_line_of_the_hint_is_read_and_shows_the_remark() {
    for (before, key, typed) in [
        ("  hulp:\n", "mentor", "ja, maar alleen op dinsdag"),
        ("  hulp:\n", "mentor", "ja (alleen op dinsdag)"),
        ("  hulp:\n", "mentor", "nee; alleen op dinsdag"),
        ("  hulp:\n", "mentor", "\"ja, let op: alleen op dinsdag\""),
        ("  ruimten:\n", "lift", "ja alleen op dinsdag"),
        ("  ruimten:\n", "lift", "ja\n      alleen op dinsdag"),
        ("  hgw:\n", "planmatig", "O, alleen op dinsdag"),
        ("  hgw:\n", "planmatig", "in ontwikkeling (alleen op dinsdag)"),
        ("  gegevens:\n", "open", "ja, alleen op dinsdag"),
        ("  gegevens:\n", "niveau", "hoog: alleen op dinsdag"),
        ("  gegevens:\n", "leerlingen", "312, alleen op dinsdag"),
        ("  gegevens:\n", "ingevuld", "1 oktober 2025, alleen op dinsdag"),
    ] {
        let typed = if typed.contains(": ") && !typed.starts_with('"') { format!("\"{typed}\"") } else { typed.into() };
        let out = site(&format!("{before}    {key}: {typed}")).run(&["check", "--no-pdf", "--report", "short"]);
        out.code(1);
        let line = out.err.lines().find(|line| line.contains(": fout[")).unwrap();
        let good = line.split("schrijf een opmerking zo: `").nth(1).and_then(|rest| rest.split("`)").next());
        let good = good.unwrap_or_else(|| panic!("{line}"));
        assert!(good.starts_with(&format!("{key}: {{")), "{good}");
        let site = site(&format!("{before}    {good}"));
        site.build(&["--no-pdf"]).page("scholen/de-linde/profiel/index.html").says("alleen op dinsdag");
    }
}

#[test]
fn the_hint_at_a_place_is_read_and_shows_the_remark() {
    for (typed, good) in [
        ("school, alleen op dinsdag", "[school: alleen op dinsdag]"),
        ("Van buiten - alleen op dinsdag", "[extern: alleen op dinsdag]"),
        ("[school, \"extern, alleen op dinsdag\"]", "[extern: alleen op dinsdag]"),
    ] {
        let out = site(&format!("  hulp:\n    mentor: {typed}")).run(&["check", "--no-pdf", "--report", "short"]);
        out.code(1).reports(&format!("`{good}`"));
        site(&format!("  hulp:\n    mentor: {good}"))
            .build(&["--no-pdf"])
            .page("scholen/de-linde/profiel/index.html")
            .says("alleen op dinsdag");
    }
}

#[test]
fn a_no_with_more_behind_it_is_never_read_as_a_choice() {
    for typed in ["nee, want dat past niet", "nee want dat past niet", "NEE (nog niet)", "onbekend: vraag het na"] {
        let site = site(&format!("  concept: {{regulier: \"{typed}\"}}"));
        let out = site.run(&["check", "--no-pdf", "--report", "short"]);
        out.code(1).reports("en zet de uitleg bij `toelichting`");
    }
    let chosen = site("  concept: {regulier: ja maar anders}");
    chosen.build(&["--no-pdf"]).page("scholen/de-linde/profiel/index.html").says("ja maar anders");
}

#[test]
fn a_new_document_of_every_format_says_how_a_remark_is_written() {
    let site = SiteTest::example();
    for formaat in ["perspectief-vo", "mhr-vo", "school2care", "monitor-delflanden"] {
        let slug = format!("nieuw-{formaat}");
        site.run(&["new", "school", &slug, "--formaat", formaat, "--schooljaar", "2025-2026"]).code(0);
        let text = std::fs::read_to_string(site.path(&format!("content/scholen/{slug}/2025-2026/profiel.yaml")));
        let text = text.unwrap();
        for example in
            ["`{stand: ja, noot: alleen op dinsdag}`", "`{waarde: ..., noot: ...}`", "`[mentor: op dinsdag]`"]
        {
            assert!(text.contains(example), "{formaat}: {example}");
        }
    }
}
