//! Words of schools: explained to parents where they first stand, and named as parents know them.

use crate::harness::{Outcome, SiteTest, records};
use crate::parsed_page::ParsedPage;

const SCHOOL: &str = "content/scholen/de-linde/school.yaml";
const PROFIEL: &str = "content/scholen/de-linde/2025-2026/profiel.yaml";

/// The words of the main part of a page, with each explanation right behind its word.
#[track_caller]
fn words(outcome: &Outcome, page: &str) -> String {
    outcome.page(page).one("main").text().replace(" (", "(")
}

/// A school that describes itself in these words.
fn described(words: &str) -> SiteTest {
    let site = SiteTest::small();
    site.replace(SCHOOL, "De Linde is een kleine school.", words);
    site
}

#[test]
fn a_word_of_schools_is_explained_once_on_the_page_of_a_school() {
    let site = described("Met een TLV of met cluster 4 gaat het om VSO. De TLV vraagt het SWV aan.");
    let outcome = site.build(&["--no-pdf"]);
    let page = words(&outcome, "scholen/de-linde/index.html");
    for part in [
        "Met een TLV(toelaatbaarheidsverklaring: ",
        "met cluster 4(leerlingen met ernstige problemen met gedrag of gevoelens)",
        "om VSO(voortgezet speciaal onderwijs: ",
        "De TLV vraagt het SWV(samenwerkingsverband: ",
        "schuin tussen haakjes",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert_eq!(page.matches("TLV(").count(), 1, "{page}");
    let has_data = |element: &ParsedPage| element.tag().1.iter().any(|(key, _)| key.starts_with("data-"));
    assert!(!outcome.page("scholen/de-linde/index.html").all("*").iter().any(has_data), "{page}");
}

#[test]
fn a_page_without_such_words_says_nothing_of_explanations() {
    let site = SiteTest::small();
    site.replace(PROFIEL, "orthopedagoog: [school, extern]", "orthopedagoog: [school]");
    let outcome = site.build(&["--no-pdf"]);
    let page = words(&outcome, "scholen/de-linde/index.html");
    assert!(!page.contains("schuin tussen haakjes"), "{page}");
}

#[test]
fn what_the_school_says_a_word_means_goes_before_the_lists() {
    let site = described("Er is een arrangement en warme overdracht, en een TLV.");
    let row = "      - {term: arrangement, betekenis: Zes weken hulp.}\n";
    site.replace(PROFIEL, "    begrippen:\n", &format!("    begrippen:\n{row}"));
    site.replace(PROFIEL, "afkortingen:\n", "afkortingen:\n  TLV: toelating\n");
    let outcome = site.build(&["--no-pdf"]);
    let page = words(&outcome, "scholen/de-linde/index.html");
    assert!(page.contains("een arrangement(zes weken hulp)"), "{page}");
    assert!(page.contains("warme overdracht(de oude school vertelt wat een kind nodig heeft)"), "{page}");
    assert!(page.contains("TLV(toelating)"), "{page}");
}

#[test]
fn a_list_of_the_site_explains_its_own_words() {
    let site = described("Elke klas heeft een stempelkaart en een arrangement.");
    site.write(
        "content/lijsten/woorden.yaml",
        "breidt-uit: vaktaal\nitems:\n  stempelkaart: {naam: Stempelkaart, uitleg: kaart met beloningen}\n  \
         arrangement: {naam: Arrangement, uitleg: afspraak met ons}\n",
    );
    let page = words(&site.build(&["--no-pdf"]), "scholen/de-linde/index.html");
    assert!(page.contains("een stempelkaart(kaart met beloningen) en een arrangement(afspraak met ons)."), "{page}");
}

#[test]
fn the_profile_and_the_page_of_the_word_itself_have_no_explanation() {
    let site = SiteTest::small();
    site.write("content/scholen/de-linde/2025-2026/visie.md", "Wij werken met een arrangement.\n");
    let outcome = site.build(&["--no-pdf"]);
    let profile = words(&outcome, "scholen/de-linde/profiel/index.html");
    assert!(profile.contains("met een arrangement."), "{profile}");
    let page = words(&outcome, "ondersteuning/specialisten/orthopedagoog/index.html");
    assert!(!page.contains("rthopedagoog("), "{page}");
}

#[test]
fn a_search_finds_an_item_by_the_name_that_parents_read_and_by_that_of_the_field() {
    let example = SiteTest::example();
    let (site, _) = steunwijzer::load::load(&example.path("content")).unwrap();
    let all = records(&site.unwrap());
    for (parents, field) in [
        ("Rekenspecialist", "Reken-/wiskunde-specialist"),
        ("Tijdelijk les op een andere plek", "Bovenschoolse voorziening (OPDC / rebound)"),
        ("Decaan", "Decaan / loopbaanbegeleider"),
        ("Afspraken over pesten", "Protocol anti-pesten"),
    ] {
        assert!(all.iter().all(|r| r.title != field), "{field}");
        let found = all.iter().find(|r| r.title == parents);
        assert!(found.is_some_and(|r| r.also.iter().any(|a| a == field)), "{parents}: {found:?}");
    }
}

#[test]
fn tables_of_schools_have_the_names_that_parents_read() {
    let site = SiteTest::example();
    let outcome = site.build(&["--no-pdf"]);
    for page in ["vergelijken/specialisten/index.html", "vergelijken/hulp/index.html", "dekking/index.html"] {
        let text = words(&outcome, page);
        for field in ["Reken-/wiskunde-specialist", "Decaan / loopbaanbegeleider", "Trainer faalangstreductie"] {
            assert!(!text.contains(field), "{field} on {page}");
        }
    }
    let table = words(&outcome, "vergelijken/specialisten/index.html");
    assert!(table.contains("Wie uw kind kan helpen") && table.contains("Rekenspecialist"), "{table}");
}

#[test]
fn what_is_elsewhere_is_not_said_to_be_had() {
    let site = SiteTest::example();
    let outcome = site.build(&["--no-pdf"]);
    for page in ["onderwijssectoren/vso", "voorzieningen/opdc"] {
        let text = words(&outcome, &format!("ondersteuning/{page}/index.html"));
        let (_, rest) = text.split_once("Verwijst hiernaar door").unwrap();
        let group = rest.split("De school noemt dit").next().unwrap();
        assert!(group.contains("Segbroek College") && !group.contains("De school heeft dit."), "{text}");
    }
}

#[test]
fn a_remark_in_a_field_stands_under_the_title_of_its_section_elsewhere() {
    let format = "content/formaten/klein.yaml";
    let counts = "{id: leden, titel: Leden, type: items, lijst: specialisten, telt: ja}";
    let several = format!(
        "{counts}\n          - {{id: hoofd, titel: Wie het leidt, type: items, lijst: specialisten, telt: ja}}"
    );
    for (fields, head) in
        [(counts, "Gegevens: twee keer per week."), (&*several, "Gegevens, leden: twee keer per week.")]
    {
        let site = SiteTest::small();
        site.replace(format, "{id: leden, titel: Leden, type: items, lijst: specialisten}", fields);
        site.replace(PROFIEL, "leden: [mentor, COPA]", "leden: [mentor, {buddy: twee keer per week}]");
        let outcome = site.build(&["--no-pdf"]);
        let page = words(&outcome, "scholen/de-linde/index.html");
        assert!(page.contains(head), "{head}: {page}");
    }
}
