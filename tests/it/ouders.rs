//! What parents and the schoolgids get: the page, the paragraph, and the same for machines.

use crate::hulp::SiteTest;

const PROFIEL: &str = "content/scholen/de-linde/2025-2026/profiel.yaml";

/// The text is meant to be copied into another document: it has no classes, ids or scripts, and links that work
/// elsewhere.
#[test]
fn the_text_for_the_schoolgids_is_bare() {
    let site = SiteTest::small();
    let outcome = site.build(&["--no-pdf"]);
    let page = outcome.file("scholen/de-linde/schoolgids.html");
    let text = page.split("<article").nth(1).unwrap().split("</article>").next().unwrap();
    let text = text.split_once("<h3").unwrap().1;
    for not_ in ["class=", "id=", "<div", "<script", "href=\"..", "href=.."] {
        assert!(!text.contains(not_), "{not_}: {text}");
    }
    assert!(text.contains("<h4>"), "{text}");
    let ouder_page = outcome.file("scholen/de-linde/index.html");
    assert!(ouder_page.contains("scholen/de-linde/schoolgids.html"), "{ouder_page}");
}

#[test]
fn profiel_json_has_fixed_fields() {
    let site = SiteTest::small();
    let outcome = site.build(&["--no-pdf"]);
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("small-profiel-json", outcome.file("scholen/de-linde/profiel.json"));
    });
}

#[test]
fn what_the_school_has_by_another_part_of_its_profile_stands_under_its_list_for_parents() {
    let site = SiteTest::small();
    let page = |profile: &str| {
        site.write(PROFIEL, profile);
        site.build(&["--no-pdf"]);
        std::fs::read_to_string(site.path("output/scholen/de-linde/index.html")).unwrap()
    };
    let has = |page: &str, item: &str| page.contains(&format!("ondersteuning/specialisten/{item}/index.html"));
    let profile = |answers: &str| format!("formaat: klein\nschooljaar: 2025-2026\nsecties:\n{answers}");
    let table = "  overleg:\n    rijen:\n      - {naam: Overleg, wie: [buddy, decaan]}\n";
    let some = page(&profile(&format!("  hulp: {{orthopedagoog: [school]}}\n{table}")));
    assert!(has(&some, "orthopedagoog") && has(&some, "buddy") && has(&some, "decaan"), "{some}");
    assert!(!some.contains("De school noemt ook"), "{some}");
    // What the list itself says is there once.
    let some = page(&profile(&format!("  hulp: {{orthopedagoog: [school], buddy: [school]}}\n{table}")));
    assert_eq!(some.matches("ondersteuning/specialisten/buddy/index.html").count(), 1, "{some}");
    assert_eq!(some.matches("ondersteuning/specialisten/decaan/index.html").count(), 1, "{some}");
    // Someone who is only a contact is under contact.
    assert!(!has(&some, "mentor"), "{some}");
}
