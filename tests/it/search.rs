//! The search index: short records, of pages that exist, the same bytes every time.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use steunwijzer::load;
use steunwijzer::model::site::Site;
use steunwijzer::search;

use crate::harness::{SiteTest, files, map, records};
use crate::links::ids_and_links;

fn site(content: &Path) -> Site {
    let (site, _) = load::load(content).unwrap();
    site.unwrap()
}

/// Builds with this many threads; returns the files of the output below `zoek/`.
fn index(site: &SiteTest, threads: &str, out: &str) -> BTreeMap<String, Vec<u8>> {
    let output = Command::new(env!("CARGO_BIN_EXE_steunwijzer"))
        .args(["build", "--no-pdf", "--output", out])
        .current_dir(site.root())
        .env_clear()
        .env("SOURCE_DATE_EPOCH", "1767225600")
        .env("RAYON_NUM_THREADS", threads)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    files(&site.path(out).join("zoek"))
}

#[test]
fn the_index_is_the_same_with_any_number_of_threads() {
    let site = SiteTest::example();
    let one = index(&site, "1", "een");
    assert!(one.keys().any(|p| p.starts_with("index/") && p.ends_with(".pf_index")), "{:?}", one.keys());
    assert!(one.keys().any(|p| p.starts_with("fragment/")), "{:?}", one.keys());
    assert!(one == index(&site, "4", "vier"), "the index differs");
}

#[test]
fn only_what_the_search_page_uses_is_in_the_output() {
    let site = SiteTest::small();
    let one = index(&site, "2", "uit");
    let strange: Vec<&String> = one
        .keys()
        .filter(|p| !["fragment/", "index/", "filter/"].iter().any(|dir| p.starts_with(dir)))
        .filter(|p| !p.ends_with(".pf_meta"))
        .collect();
    assert_eq!(strange, ["index.html", "pagefind-entry.json", "pagefind.js", "wasm.nl.pagefind"]);
}

/// Both ways: a record leads to an existing place, and every page about help can be found.
#[test]
fn every_record_leads_to_a_place_and_every_page_about_hulp_is_found() {
    for test in [SiteTest::example(), SiteTest::small()] {
        test.build(&["--no-pdf"]);
        let output = test.path("output");
        let pages: BTreeMap<String, BTreeSet<String>> = files(&output)
            .into_iter()
            .filter(|(path, _)| path.ends_with(".html"))
            .map(|(path, bytes)| {
                let ids = ids_and_links(&path, std::str::from_utf8(&bytes).unwrap()).0;
                (path, ids)
            })
            .collect();
        let site = site(&test.path("content"));
        let records = records(&site);
        for record in &records {
            let (path, anchor) = record.address.split_once('#').unwrap_or((&record.address, ""));
            assert!(anchor.is_empty() || pages[path].contains(anchor), "{} is not there", record.address);
        }
        let addresses: BTreeSet<&str> = records.iter().map(|r| r.address.as_str()).collect();
        let scholen = site.scholen.iter().map(|s| format!("scholen/{}/index.html", s.slug));
        let hulp = pages.keys().filter(|path| {
            let depth = path.matches('/').count();
            ["hulp/", "praktijk/"].iter().any(|dir| path.starts_with(dir)) && depth == 2
                || path.starts_with("ondersteuning/") && depth == 3
        });
        for path in hulp.cloned().chain(scholen) {
            assert!(addresses.contains(path.as_str()), "{path} cannot be found");
        }
        assert!(records.iter().any(|r| r.soort == search::RecordKind::School));
    }
}

#[test]
fn without_a_page_there_is_no_record() {
    let test = SiteTest::small();
    let site = site(&test.path("content"));
    let map = map(&site);
    let pages: BTreeSet<&str> = map.paths().collect();
    let addresses: Vec<String> = records(&site).into_iter().map(|r| r.address).collect();
    assert!(addresses.len() > 20, "{addresses:?}");
    let nowhere = addresses.iter().find(|a| !pages.contains(a.split('#').next().unwrap()));
    assert!(nowhere.is_none(), "{nowhere:?}");
    // Most items have no page here, as no school mentions them.
    let items = site.lijsten_in_use().iter().map(|l| l.items.len()).sum::<usize>();
    assert!(addresses.iter().filter(|a| a.starts_with("ondersteuning/")).count() < items);
}

#[test]
fn a_record_is_short_and_its_address_its_own() {
    let test = SiteTest::example();
    let site = site(&test.path("content"));
    let all = records(&site);
    let addresses: BTreeSet<&str> = all.iter().map(|r| r.address.as_str()).collect();
    assert_eq!(addresses.len(), all.len());
    for record in &all {
        assert!(!record.title.trim().is_empty(), "{record:?}");
        let grens = match record.soort {
            search::RecordKind::School => 4000,
            // Each limit of a school must be found.
            search::RecordKind::Grens => 6001,
            _ => 1000,
        };
        assert!(record.content.chars().count() < grens, "{}: {}", record.address, record.content);
    }
}

#[test]
fn synonyms_find_the_question() {
    let test = SiteTest::small();
    let site = site(&test.path("content"));
    let to_read = records(&site).into_iter().find(|r| r.address == "hulp/lezen/index.html").unwrap();
    assert!(to_read.also.contains(&"leesblind".to_owned()), "{to_read:?}");
}

#[test]
fn the_own_aanbod_of_a_school_is_a_record_with_its_filters() {
    let test = SiteTest::example();
    let site = site(&test.path("content"));
    let group = records(&site).into_iter().find(|r| r.title == "Rouwgroep").unwrap();
    assert_eq!(group.soort, search::RecordKind::Own);
    assert_eq!(
        (&group.school[..], &group.plaats[..]),
        (&["Segbroek College".to_owned()][..], &["Den Haag".to_owned()][..])
    );
    assert!(group.content.contains("Past bij: Rouw en verlies"), "{group:?}");
}

#[test]
fn schools_of_the_same_name_can_be_told_apart() {
    let test = SiteTest::small();
    let school = std::fs::read_dir(test.path("content/scholen")).unwrap().next().unwrap().unwrap().file_name();
    let yaml = std::fs::read_to_string(test.path("content/scholen").join(&school).join("school.yaml")).unwrap();
    for slug in ["a-twee", "a-drie"] {
        test.write(&format!("content/scholen/{slug}/school.yaml"), &yaml);
    }
    let site = site(&test.path("content"));
    let names: BTreeSet<String> = records(&site).into_iter().flat_map(|r| r.school).collect();
    assert_eq!(names.len(), 3, "{names:?}");
}

#[test]
fn a_failed_build_leaves_the_previous_index() {
    let test = SiteTest::small();
    test.build(&["--no-pdf"]);
    let first_of_all = files(&test.path("output/zoek"));
    test.write("content/scholen/kapot/school.yaml", "plaats: [\n");
    test.run(&["build", "--no-pdf"]).code(1);
    assert!(first_of_all == files(&test.path("output/zoek")), "the previous index has changed");
    let empty = SiteTest::small();
    empty.write("content/scholen/kapot/school.yaml", "plaats: [\n").run(&["build", "--no-pdf"]).code(1);
    assert!(!empty.path("output/zoek").exists());
}
