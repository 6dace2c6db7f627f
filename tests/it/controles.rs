//! The checks of an adviser: what they say about the example region, how they are switched, where they are explained.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use steunwijzer::model::controles::CONTROLES;

use super::harness::SiteTest;

fn manual() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/controles.md")).unwrap()
}

/// The cells of the rows of tables with this many columns.
fn rows(text: &str, cells: usize) -> Vec<Vec<String>> {
    text.lines()
        .filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"))
        .map(|line| line.split(" | ").map(str::to_owned).collect::<Vec<_>>())
        .filter(|row| row.len() == cells)
        .skip(1)
        .collect()
}

fn bare(cell: &str) -> String {
    cell.trim_matches('`').to_owned()
}

/// File, code and message of everything that `check` says about a site.
fn meldingen(site: &SiteTest) -> Vec<(String, String, String)> {
    let out = site.run(&["check", "--no-pdf", "--report", "json"]);
    let report: serde_json::Value = serde_json::from_str(&out.out).unwrap();
    let text = |melding: &serde_json::Value, key: &str| melding[key].as_str().unwrap().to_owned();
    let meldingen = report["messages"].as_array().unwrap().iter();
    meldingen.map(|m| (text(m, "file").replacen("content/", "", 1), text(m, "code"), text(m, "message"))).collect()
}

#[test]
fn in_the_example_region_no_message_is_without_explanation() {
    let real: BTreeSet<_> = meldingen(&SiteTest::example()).into_iter().collect();
    let described: BTreeSet<_> = rows(&manual(), 4)
        .into_iter()
        .map(|row| {
            assert!(row[3].ends_with('.') && row[3].len() > 20, "{row:?}");
            (bare(&row[0]), bare(&row[1]), row[2].clone())
        })
        .collect();
    let too_many: Vec<_> = real.difference(&described).collect();
    let no_more: Vec<_> = described.difference(&real).collect();
    assert!(too_many.is_empty() && no_more.is_empty(), "not in docs/controles.md: {too_many:#?}\ngone: {no_more:#?}");
    assert!(real.len() > 10, "{}", real.len());
}

#[test]
fn the_manual_names_every_check_as_the_program_does() {
    let described = rows(&manual(), 5);
    assert_eq!(described.len(), CONTROLES.len());
    for (row, controle) in described.iter().zip(CONTROLES) {
        let switch = if controle.fixed { "staat vast" } else { "`uit`, `waarschuwing`, `fout`" };
        let expected =
            [&format!("`{}`", controle.code.text()), controle.severity.word(), controle.what, controle.reason, switch];
        assert_eq!(row, &expected, "{}", controle.code.text());
    }
}

#[test]
fn every_check_can_be_switched_off_but_the_fixed_ones() {
    let site = SiteTest::example();
    let out: String = CONTROLES.iter().filter(|c| !c.fixed).map(|c| format!("  {}: uit\n", c.code.text())).collect();
    let yaml = fs::read_to_string(site.path("content/site.yaml")).unwrap();
    let all = meldingen(&site);
    let identifiable = all.iter().filter(|(_, code, _)| code == "herleidbaar").count();
    assert!(identifiable > 1 && all.len() > identifiable + 1);
    site.write("content/site.yaml", format!("{yaml}\ncontroles:\n{out}"));
    assert_eq!(meldingen(&site), []);

    // Errors stop the build, which says how many there are.
    site.write("content/site.yaml", format!("{yaml}\ncontroles: {{herleidbaar: fout}}\n"));
    site.run(&["check", "--no-pdf"])
        .code(1)
        .reports(&format!("{identifiable} fouten en {} waarschuwingen", all.len() - identifiable));

    for controle in CONTROLES.iter().filter(|c| c.fixed) {
        let code = controle.code.text();
        site.write("content/site.yaml", format!("{yaml}\ncontroles: {{{code}: uit}}\n"));
        site.run(&["check", "--no-pdf"]).code(1).reports(&format!("controle `{code}` staat vast"));
    }
}

#[test]
fn a_switch_does_not_forgive_an_error_in_an_answer() {
    let site = SiteTest::small();
    site.replace("content/site.yaml", "titel:", "controles: {ja-en-nee: uit}\ntitel:");
    let profiel = "content/scholen/de-linde/2025-2026/profiel.yaml";
    site.replace(profiel, "orthopedagoog: [school, extern]", "orthopedagoog: {stand: nee, waar: [school]}");
    site.run(&["check", "--no-pdf"]).code(1).reports("fout[ja-en-nee]");
}

#[test]
fn the_command_controles_explains_in_lines_that_fit() {
    let site = SiteTest::empty();
    let all = site.run(&["controles"]);
    all.code(0);
    for controle in CONTROLES {
        let code = controle.code.text();
        assert!(all.out.lines().any(|line| line.starts_with(&format!("{code} ("))), "{code}");
        let one = site.run(&["controles", code]);
        one.code(0);
        let whole = one.out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(whole.contains(controle.reason), "{whole}");
        assert!(one.out.lines().all(|line| line.chars().count() <= 80), "{}", one.out);
    }
    site.run(&["controles", "leesnivau"]).code(2).reports("bedoelde u `leesniveau`?");
    site.run(&["controles", "yaml-tab"]).code(2).reports("de melding zelf zegt wat er niet klopt");
}

#[test]
fn the_report_leads_to_the_explanation() {
    let site = SiteTest::small();
    site.write("content/scholen/de-linde/2025-2026/visie.md", "Bel mevrouw Bakker.\n");
    site.run(&["check", "--no-pdf"]).code(0).reports("steunwijzer controles persoonsnaam");
    let short = site.run(&["check", "--no-pdf", "--report", "short"]);
    assert!(!short.err.contains("steunwijzer controles"), "{}", short.err);
}

/// The reference date is the one that was asked for.
#[test]
fn the_day_decides_whether_a_profiel_is_old() {
    let site = SiteTest::small();
    site.run(&["check", "--no-pdf", "--strict", "--today", "2026-07-31"]).code(0);
    site.run(&["check", "--no-pdf", "--strict", "--today", "2026-08-01"]).code(1).reports("schooljaar-voorbij");
    site.replace("content/scholen/de-linde/2025-2026/profiel.yaml", "peildatum:", "geldig-tot: 2028-07\npeildatum:");
    site.run(&["check", "--no-pdf", "--strict", "--today", "2028-07-31"]).code(0);
    site.run(&["check", "--no-pdf", "--strict", "--today", "2028-08-01"]).code(1).reports("geldigheid-voorbij");
}
