//! The checks of an adviser: what they say of the example region, how they are switched, where they are explained.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use steunwijzer::model::controles::CONTROLES;

use super::hulp::SiteTest;

fn handleiding() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/controles.md")).unwrap()
}

/// The cells of the rows of a table, given how many it has.
fn rijen(tekst: &str, cellen: usize) -> Vec<Vec<String>> {
    tekst
        .lines()
        .filter_map(|regel| regel.strip_prefix("| ")?.strip_suffix(" |"))
        .map(|regel| regel.split(" | ").map(str::to_owned).collect::<Vec<_>>())
        .filter(|rij| rij.len() == cellen)
        .skip(1)
        .collect()
}

fn kaal(cel: &str) -> String {
    cel.trim_matches('`').to_owned()
}

/// Severity, file, code and message of everything that is said of the example region.
fn meldingen(site: &SiteTest) -> Vec<(String, String, String)> {
    let uit = site.draai(&["check", "--no-pdf", "--report", "json"]);
    let verslag: serde_json::Value = serde_json::from_str(&uit.uit).unwrap();
    let tekst = |melding: &serde_json::Value, sleutel: &str| melding[sleutel].as_str().unwrap().to_owned();
    let meldingen = verslag["messages"].as_array().unwrap().iter();
    meldingen.map(|m| (tekst(m, "file").replacen("content/", "", 1), tekst(m, "code"), tekst(m, "message"))).collect()
}

#[test]
fn op_de_voorbeeldregio_is_er_geen_melding_zonder_uitleg() {
    let echt: BTreeSet<_> = meldingen(&SiteTest::voorbeeld()).into_iter().collect();
    let beschreven: BTreeSet<_> = rijen(&handleiding(), 4)
        .into_iter()
        .map(|rij| {
            assert!(rij[3].ends_with('.') && rij[3].len() > 20, "{rij:?}");
            (kaal(&rij[0]), kaal(&rij[1]), rij[2].clone())
        })
        .collect();
    let te_veel: Vec<_> = echt.difference(&beschreven).collect();
    let niet_meer: Vec<_> = beschreven.difference(&echt).collect();
    assert!(te_veel.is_empty() && niet_meer.is_empty(), "niet in docs/controles.md: {te_veel:#?}\nweg: {niet_meer:#?}");
    assert!(echt.len() > 10, "{}", echt.len());
}

#[test]
fn de_handleiding_noemt_elke_controle_zoals_het_programma() {
    let beschreven = rijen(&handleiding(), 5);
    assert_eq!(beschreven.len(), CONTROLES.len());
    for (rij, controle) in beschreven.iter().zip(CONTROLES) {
        let schakelaar = if controle.vast { "staat vast" } else { "`uit`, `waarschuwing`, `fout`" };
        let verwacht = [
            &format!("`{}`", controle.code.tekst()),
            controle.ernst.woord(),
            controle.wat,
            controle.waarom,
            schakelaar,
        ];
        assert_eq!(rij, &verwacht, "{}", controle.code.tekst());
    }
}

#[test]
fn elke_controle_is_uit_te_zetten_behalve_de_vaste() {
    let site = SiteTest::voorbeeld();
    let uit: String = CONTROLES.iter().filter(|c| !c.vast).map(|c| format!("  {}: uit\n", c.code.tekst())).collect();
    let yaml = fs::read_to_string(site.pad("content/site.yaml")).unwrap();
    let alle = meldingen(&site);
    let herleidbaar = alle.iter().filter(|(_, code, _)| code == "herleidbaar").count();
    assert!(herleidbaar > 1 && alle.len() > herleidbaar + 1);
    site.schrijf("content/site.yaml", format!("{yaml}\ncontroles:\n{uit}"));
    assert_eq!(meldingen(&site), []);

    // An error stops the build, and says how many.
    site.schrijf("content/site.yaml", format!("{yaml}\ncontroles: {{herleidbaar: fout}}\n"));
    site.draai(&["check", "--no-pdf"])
        .code(1)
        .meldt(&format!("{herleidbaar} fouten en {} waarschuwingen", alle.len() - herleidbaar));

    for controle in CONTROLES.iter().filter(|c| c.vast) {
        let code = controle.code.tekst();
        site.schrijf("content/site.yaml", format!("{yaml}\ncontroles: {{{code}: uit}}\n"));
        site.draai(&["check", "--no-pdf"]).code(1).meldt(&format!("controle `{code}` staat vast"));
    }
}

#[test]
fn een_schakelaar_maakt_een_fout_in_een_antwoord_niet_goed() {
    let site = SiteTest::klein();
    site.vervang("content/site.yaml", "titel:", "controles: {ja-en-nee: uit}\ntitel:");
    let profiel = "content/scholen/de-linde/2025-2026/profiel.yaml";
    site.vervang(profiel, "orthopedagoog: [school, extern]", "orthopedagoog: {stand: nee, waar: [school]}");
    site.draai(&["check", "--no-pdf"]).code(1).meldt("fout[ja-en-nee]");
}

#[test]
fn de_opdracht_controles_legt_uit_op_regels_die_passen() {
    let site = SiteTest::leeg();
    let alle = site.draai(&["controles"]);
    alle.code(0);
    for controle in CONTROLES {
        let code = controle.code.tekst();
        assert!(alle.uit.lines().any(|regel| regel.starts_with(&format!("{code} ("))), "{code}");
        let een = site.draai(&["controles", code]);
        een.code(0);
        let heel = een.uit.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(heel.contains(controle.waarom), "{heel}");
        assert!(een.uit.lines().all(|regel| regel.chars().count() <= 80), "{}", een.uit);
    }
    site.draai(&["controles", "leesnivau"]).code(2).meldt("bedoelde u `leesniveau`?");
    site.draai(&["controles", "yaml-tab"]).code(2).meldt("de melding zelf zegt wat er niet klopt");
}

#[test]
fn het_verslag_wijst_de_weg_naar_de_uitleg() {
    let site = SiteTest::klein();
    site.schrijf("content/scholen/de-linde/2025-2026/visie.md", "Bel mevrouw Bakker.\n");
    site.draai(&["check", "--no-pdf"]).code(0).meldt("steunwijzer controles persoonsnaam");
    let kort = site.draai(&["check", "--no-pdf", "--report", "short"]);
    assert!(!kort.fout.contains("steunwijzer controles"), "{}", kort.fout);
}

/// The day by which is judged is the one that was asked for.
#[test]
fn de_dag_bepaalt_of_een_profiel_oud_is() {
    let site = SiteTest::klein();
    site.draai(&["check", "--no-pdf", "--strict", "--today", "2026-07-31"]).code(0);
    site.draai(&["check", "--no-pdf", "--strict", "--today", "2026-08-01"]).code(1).meldt("schooljaar-voorbij");
    site.vervang("content/scholen/de-linde/2025-2026/profiel.yaml", "peildatum:", "geldig-tot: 2028-07\npeildatum:");
    site.draai(&["check", "--no-pdf", "--strict", "--today", "2028-07-31"]).code(0);
    site.draai(&["check", "--no-pdf", "--strict", "--today", "2028-08-01"]).code(1).meldt("geldigheid-voorbij");
}
