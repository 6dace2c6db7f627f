//! What parents and the schoolgids get: the page, the paragraph, and the same for machines.

use crate::hulp::SiteTest;
use crate::parsed_page::ParsedPage;

const PROFIEL: &str = "content/scholen/de-linde/2025-2026/profiel.yaml";

/// The text is meant to be copied into another document: it has no classes, ids or scripts, and links that work
/// elsewhere.
#[test]
fn the_text_for_the_schoolgids_is_bare() {
    let site = SiteTest::small();
    let outcome = site.build(&["--no-pdf"]);
    let text = outcome.page("scholen/de-linde/schoolgids.html").one("article").without("h2");
    for element in ["[class]", "[id]", "div", "script", "a[href^='.']"] {
        assert!(!text.has(element), "{element}: {text:?}");
    }
    assert!(text.has("h3") && text.has("h4"), "{text:?}");
    let ouder_page = outcome.page("scholen/de-linde/index.html");
    assert!(ouder_page.has("a[href$='scholen/de-linde/schoolgids.html']"), "{ouder_page:?}");
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
        site.page("scholen/de-linde/index.html")
    };
    let links =
        |page: &ParsedPage, item: &str| page.count(&format!("a[href$='ondersteuning/specialisten/{item}/index.html']"));
    let profile = |answers: &str| format!("formaat: klein\nschooljaar: 2025-2026\nsecties:\n{answers}");
    let table = "  overleg:\n    rijen:\n      - {naam: Overleg, wie: [buddy, decaan]}\n";
    let some = page(&profile(&format!("  hulp: {{orthopedagoog: [school]}}\n{table}")));
    assert_eq!(["orthopedagoog", "buddy", "decaan"].map(|item| links(&some, item)), [1, 1, 1], "{some:?}");
    some.does_not_say("De school noemt ook");
    // What the list itself says is there once.
    let some = page(&profile(&format!("  hulp: {{orthopedagoog: [school], buddy: [school]}}\n{table}")));
    assert_eq!(["buddy", "decaan"].map(|item| links(&some, item)), [1, 1], "{some:?}");
    // Someone who is only a contact is under contact.
    assert_eq!(links(&some, "mentor"), 0, "{some:?}");
}
