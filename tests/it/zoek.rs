//! The search index: short records, of pages that exist, the same bytes every time.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use steunwijzer::laden;
use steunwijzer::model::site::Site;
use steunwijzer::zoek::{self, Record};

use crate::hulp::{SiteTest, bestanden};

fn site(content: &Path) -> Site {
    let (site, _) = laden::laad(content).unwrap();
    site.unwrap()
}

/// Builds in a number of threads; gives the files of the output below `zoek/`.
fn index(site: &SiteTest, draden: &str, uit: &str) -> BTreeMap<String, Vec<u8>> {
    let uitvoer = Command::new(env!("CARGO_BIN_EXE_steunwijzer"))
        .args(["build", "--no-pdf", "--output", uit])
        .current_dir(site.wortel())
        .env_clear()
        .env("SOURCE_DATE_EPOCH", "1767225600")
        .env("RAYON_NUM_THREADS", draden)
        .output()
        .unwrap();
    assert!(uitvoer.status.success(), "{}", String::from_utf8_lossy(&uitvoer.stderr));
    bestanden(&site.pad(uit).join("zoek"))
}

#[test]
fn de_index_is_bij_elk_aantal_draden_gelijk() {
    let site = SiteTest::voorbeeld();
    let een = index(&site, "1", "een");
    assert!(een.keys().any(|p| p.starts_with("index/") && p.ends_with(".pf_index")), "{:?}", een.keys());
    assert!(een.keys().any(|p| p.starts_with("fragment/")), "{:?}", een.keys());
    assert!(een == index(&site, "4", "vier"), "de index verschilt");
}

#[test]
fn alleen_wat_de_zoekpagina_gebruikt_staat_in_de_uitvoer() {
    let site = SiteTest::klein();
    let een = index(&site, "2", "uit");
    let vreemd: Vec<&String> = een
        .keys()
        .filter(|p| !["fragment/", "index/", "filter/"].iter().any(|map| p.starts_with(map)))
        .filter(|p| !p.ends_with(".pf_meta"))
        .collect();
    assert_eq!(vreemd, ["index.html", "pagefind-entry.json", "pagefind.js", "wasm.nl.pagefind"]);
}

/// Both ways: a record leads to a place that is there, and every page about help can be found.
#[test]
fn elk_record_leidt_naar_een_plek_en_elke_bladzijde_over_hulp_is_te_vinden() {
    for test in [SiteTest::voorbeeld(), SiteTest::klein()] {
        test.bouw(&["--no-pdf"]);
        let uitvoer = test.pad("output");
        let paginas: BTreeMap<String, String> = bestanden(&uitvoer)
            .into_iter()
            .filter(|(pad, _)| pad.ends_with(".html"))
            .map(|(pad, bytes)| (pad, String::from_utf8(bytes).unwrap()))
            .collect();
        let site = site(&test.pad("content"));
        let records: Vec<Record> = zoek::records(&site, &|pad| paginas.contains_key(pad)).collect();
        for record in &records {
            let (pad, plek) = record.adres.split_once('#').unwrap_or((&record.adres, ""));
            let plekken = [format!("id={plek} "), format!("id={plek}>"), format!("id=\"{plek}\"")];
            assert!(plek.is_empty() || plekken.iter().any(|p| paginas[pad].contains(p)), "{} is er niet", record.adres);
        }
        let adressen: BTreeSet<&str> = records.iter().map(|r| r.adres.as_str()).collect();
        let scholen = site.scholen.iter().map(|s| format!("scholen/{}/index.html", s.slug));
        let hulp = paginas.keys().filter(|pad| {
            let diepte = pad.matches('/').count();
            ["hulp/", "praktijk/"].iter().any(|map| pad.starts_with(map)) && diepte == 2
                || pad.starts_with("ondersteuning/") && diepte == 3
        });
        for pad in hulp.cloned().chain(scholen) {
            assert!(adressen.contains(pad.as_str()), "{pad} is niet te vinden");
        }
        assert!(records.iter().any(|r| r.soort == zoek::Soort::School));
    }
}

#[test]
fn zonder_bladzijde_is_er_geen_record() {
    let test = SiteTest::klein();
    let site = site(&test.pad("content"));
    let alleen = |pad: &str| pad == "scholen/index.html" || pad.starts_with("hulp/");
    let adressen: Vec<String> = zoek::records(&site, &alleen).map(|r| r.adres).collect();
    assert!(adressen.len() > 20, "{adressen:?}");
    assert!(adressen.iter().all(|a| alleen(a)), "{adressen:?}");
}

#[test]
fn een_record_is_kort_en_zijn_adres_is_van_hem_alleen() {
    let test = SiteTest::voorbeeld();
    let site = site(&test.pad("content"));
    let alle: Vec<Record> = zoek::records(&site, &|_| true).collect();
    let adressen: BTreeSet<&str> = alle.iter().map(|r| r.adres.as_str()).collect();
    assert_eq!(adressen.len(), alle.len());
    for record in &alle {
        assert!(!record.titel.trim().is_empty(), "{record:?}");
        let grens = match record.soort {
            zoek::Soort::School => 4000,
            // Each limit of a school must be found.
            zoek::Soort::Grens => 6001,
            _ => 1000,
        };
        assert!(record.inhoud.chars().count() < grens, "{}: {}", record.adres, record.inhoud);
    }
}

#[test]
fn wie_een_ander_woord_gebruikt_vindt_de_vraag() {
    let test = SiteTest::klein();
    let site = site(&test.pad("content"));
    let lezen = zoek::records(&site, &|_| true).find(|r| r.adres == zoek::pagina_hulpvraag("lezen")).unwrap();
    assert!(lezen.ook.contains(&"leesblind".to_owned()), "{lezen:?}");
}

#[test]
fn het_eigen_aanbod_van_een_school_is_een_record_met_haar_filters() {
    let test = SiteTest::voorbeeld();
    let site = site(&test.pad("content"));
    let groep = zoek::records(&site, &|_| true).find(|r| r.titel == "Rouwgroep").unwrap();
    assert_eq!(groep.soort, zoek::Soort::Eigen);
    assert_eq!(
        (&groep.school[..], &groep.plaats[..]),
        (&["Segbroek College".to_owned()][..], &["Den Haag".to_owned()][..])
    );
    assert!(groep.inhoud.contains("Past bij: Rouw en verlies"), "{groep:?}");
}

#[test]
fn scholen_met_dezelfde_naam_zijn_uit_elkaar_te_houden() {
    let test = SiteTest::klein();
    let school = std::fs::read_dir(test.pad("content/scholen")).unwrap().next().unwrap().unwrap().file_name();
    let yaml = std::fs::read_to_string(test.pad("content/scholen").join(&school).join("school.yaml")).unwrap();
    for slug in ["a-twee", "a-drie"] {
        test.schrijf(&format!("content/scholen/{slug}/school.yaml"), &yaml);
    }
    let site = site(&test.pad("content"));
    let namen: BTreeSet<String> = zoek::records(&site, &|_| true).flat_map(|r| r.school).collect();
    assert_eq!(namen.len(), 3, "{namen:?}");
}

#[test]
fn een_mislukte_bouw_laat_de_vorige_index_staan() {
    let test = SiteTest::klein();
    test.bouw(&["--no-pdf"]);
    let eerst = bestanden(&test.pad("output/zoek"));
    test.schrijf("content/scholen/kapot/school.yaml", "plaats: [\n");
    test.draai(&["build", "--no-pdf"]).code(1);
    assert!(eerst == bestanden(&test.pad("output/zoek")), "de vorige index is veranderd");
    let leeg = SiteTest::klein();
    leeg.schrijf("content/scholen/kapot/school.yaml", "plaats: [\n").draai(&["build", "--no-pdf"]).code(1);
    assert!(!leeg.pad("output/zoek").exists());
}
