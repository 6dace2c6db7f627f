//! A format of one's own: begun with an example of everything, or with a built-in one; and an editor that knows it.

use std::fs;

use steunwijzer::grammar::definitions::Definition;
use steunwijzer::grammar::shape::{MapShape, Shape};
use steunwijzer::model::catalogus::Catalogus;
use steunwijzer::model::formaat::Soort;

use crate::harness::SiteTest;

fn started() -> SiteTest {
    let site = SiteTest::empty();
    site.run(&["init", "."]).code(0);
    site
}

/// Every key of a map, and of the maps in it.
fn keys(map: &MapShape, out: &mut Vec<String>) {
    for key in &map.keys {
        out.push(key.id.clone());
        below(&key.shape, out);
    }
}

fn below(shape: &Shape, out: &mut Vec<String>) {
    match shape {
        Shape::Map(map) => keys(map, out),
        Shape::Many(each) | Shape::List(each) => below(each, out),
        Shape::Either(shapes) | Shape::OrNothing(shapes) => shapes.iter().for_each(|one| below(one, out)),
        Shape::Part(part) => below(&part.shape, out),
        Shape::Open(open) => below(&open.each, out),
        _ => {}
    }
}

#[test]
fn a_new_format_shows_every_kind_and_every_key_and_has_no_slip() {
    let site = started();
    site.run(&["new", "formaat", "Profiel: van Noord"]).code(0);
    let text = fs::read_to_string(site.path("content/formaten/profiel-van-noord.yaml")).unwrap();
    for soort in Soort::WORDS {
        assert!(text.contains(&format!("soort: {soort}\n")), "{soort}");
    }
    let mut all = Vec::new();
    keys(&Definition::Formaat.shape(&Catalogus::default()), &mut all);
    for key in all {
        assert!(text.contains(&format!("{key}:")), "{key}");
    }
    assert_eq!(site.run(&["check"]).code(0).err, "");
}

#[test]
fn a_school_can_fill_in_a_new_format_at_once() {
    let site = started();
    site.run(&["new", "formaat", "Ons profiel"]).code(0);
    site.run(&["new", "school", "De Linde", "--formaat", "ons-profiel", "--today", "2025-11-22"]).code(0);
    let profiel = "content/scholen/de-linde/2025-2026/profiel.yaml";
    site.replace(profiel, "status: concept ", "").replace(profiel, "  visie:\n", "  visie: Ieder kind telt mee.\n");
    site.replace(profiel, "    mentor:", "    mentor: [school]");
    let site = site.build(&["--no-pdf"]);
    site.code(0);
    site.page("scholen/de-linde/profiel/index.html").says("Ieder kind telt mee.");
}

#[test]
fn a_format_is_not_begun_twice_nor_in_place_of_a_built_in_one() {
    let site = started();
    site.run(&["new", "formaat", "Ons profiel"]).code(0);
    for title in ["Ons profiel", "ons  profiel!", "perspectief-vo"] {
        site.run(&["new", "formaat", title]).code(2).reports("bestaat al");
    }
    site.run(&["new", "formaat", "???"]).code(2);
}

#[test]
fn a_built_in_format_is_taken_over_with_the_texts_that_it_names() {
    let site = started();
    let made = site.run(&["formaten", "eject", "perspectief-vo"]);
    made.code(0);
    assert!(made.out.contains("formaten/teksten/rollen.md"), "{}", made.out);
    assert_eq!(site.run(&["check"]).code(0).err, "");
    site.replace(
        "content/formaten/perspectief-vo.yaml",
        "titel: Onze visie op passend onderwijs",
        "titel: Waar wij voor staan",
    );
    assert!(site.run(&["schema", "perspectief-vo"]).out.contains("Waar wij voor staan"));
    site.run(&["formaten", "eject", "perspectief-vo"]).code(2).reports("bestaat al");
    site.run(&["formaten", "eject", "perspectief-v"]).code(2).reports("bedoelde u `perspectief-vo`?");
    site.run(&["formaten", "eject", "../../weg"]).code(2).reports("er is geen ingebouwd formaat");
}

#[test]
fn schemas_follow_the_definitions_whenever_a_site_is_checked_or_built() {
    let site = started();
    let schema = |name: &str| fs::read_to_string(site.path(&format!("content/.schema/{name}"))).unwrap();
    site.run(&["new", "formaat", "Ons profiel"]).code(0);
    assert!(!schema("ons-profiel.json").contains("Wie wij zijn"));
    site.replace("content/formaten/ons-profiel.yaml", "titel: Onze visie", "titel: Wie wij zijn");
    site.run(&["check"]).code(0);
    assert!(schema("ons-profiel.json").contains("Wie wij zijn"));
    site.write("content/lijsten/klussen.yaml", "lijst: klussen\ntitel: Klussen\nitems: {stoep: {naam: Stoep vegen}}\n");
    site.build(&["--no-pdf"]).code(0);
    assert!(schema("formaat.yaml.json").contains("klussen"));
    assert_eq!(schema("formaat.yaml.json"), site.run(&["schema", "--voor", "formaat"]).out);
}

#[test]
fn a_site_without_schemas_gets_none_and_a_link_is_not_followed() {
    let site = SiteTest::small();
    site.run(&["check"]).code(0);
    assert!(!site.path("content/.schema").exists());
    #[cfg(unix)]
    {
        let elsewhere = site.path("elders");
        fs::create_dir(&elsewhere).unwrap();
        std::os::unix::fs::symlink(&elsewhere, site.path("content/.schema")).unwrap();
        site.run(&["check"]).code(0);
        assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 0);
    }
}
