//! What parents and the schoolgids get: the page, the paragraph, and the same for machines.

use crate::harness::SiteTest;
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

/// The headings of what the school offers, on its page for parents.
fn headings(page: &ParsedPage) -> Vec<String> {
    page.texts("h3[id^='aanbod-']")
}

#[test]
fn a_section_has_a_heading_for_parents_and_keeps_its_title_in_the_profile() {
    let format =
        "formaat: klein\ntitel: Klein profiel\nprofiel: ja\nhoofdstukken:\n  - id: een\n    titel: Een\n    secties:\n";
    let secties = [
        "{id: hulp, titel: Interne specialismen, kop-ouders: Wie er hier helpt, soort: aanbod, lijst: specialisten, onderwerp: aanbod}",
        "{id: lokalen, titel: Faciliteiten, soort: aanbod, lijst: ruimten, onderwerp: aanbod}",
        "{id: ingrepen, titel: Preventieve interventies, kop-ouders: Kleine hulp op tijd, soort: tekst, onderwerp: aanbod}",
        "{id: route, titel: Ondersteuningsroute, kop-ouders: Zo begint hulp, soort: tekst, onderwerp: route}",
        "{id: kring, titel: Consultatiekring, soort: tekst, onderwerp: route}",
    ];
    let secties: String = secties.iter().map(|sectie| format!("      - {sectie}\n")).collect();
    let site = SiteTest::small();
    site.write("content/formaten/klein.yaml", format!("{format}{secties}"));
    let text = |id: &str| format!("  {id}: {{voor-ouders: Wij helpen op tijd., tekst: Wij helpen.}}\n");
    let answers = format!(
        "  hulp: {{orthopedagoog: ja, buddy: ja, voor-ouders: Vraag het ons.}}\n  lokalen: [lift]\n{}{}{}",
        text("ingrepen"),
        text("route"),
        text("kring")
    );
    site.write(PROFIEL, format!("formaat: klein\nschooljaar: 2025-2026\nsecties:\n{answers}"));
    let outcome = site.build(&["--no-pdf"]);
    let page = outcome.page("scholen/de-linde/index.html");
    // A section that says nothing has the heading of its list, else its title.
    assert_eq!(headings(&page), ["Wie er hier helpt", "In het gebouw", "Kleine hulp op tijd"]);
    assert_eq!(page.texts("h3[id^='route-']"), ["Zo begint hulp", "Consultatiekring"]);
    assert!(page.text().contains("Lees verder: Ondersteuningsroute"), "{}", page.text());
    let profiel = outcome.page("scholen/de-linde/profiel/index.html").text();
    for (title, heading) in
        [("Interne specialismen", "Wie er hier helpt"), ("Preventieve interventies", "Kleine hulp op tijd")]
    {
        assert!(profiel.contains(title) && !profiel.contains(heading), "{profiel}");
    }
    let guide = outcome.page("scholen/de-linde/schoolgids.html");
    assert_eq!(guide.texts("h4")[..2], ["Wie er hier helpt", "In het gebouw"]);
    assert!(outcome.file("scholen/de-linde/profiel.json").contains(r#""kop": "Wie er hier helpt""#));
}
