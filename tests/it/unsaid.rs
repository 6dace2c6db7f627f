//! Nothing vanishes unsaid: what is in the content folder and not on the website is named, and what is not published does
//! not leave the folder.

use std::fs;

use serde_json::Value;

use crate::hulp::{SiteTest, Uitkomst, bestanden, kopieer};

const YEAR: &str = "content/scholen/de-linde/2025-2026";
const PROFILE: &str = "content/scholen/de-linde/2025-2026/profiel.yaml";

/// A site whose only profile is a concept, with a second school that has one too, and a third without any document.
fn concepts() -> SiteTest {
    let site = SiteTest::klein();
    kopieer(&site.pad("content/scholen/de-linde"), &site.pad("content/scholen/de-eik"));
    site.vervang("content/scholen/de-eik/school.yaml", "De Linde", "De Eik");
    for school in ["de-linde", "de-eik"] {
        let path = format!("content/scholen/{school}/2025-2026/profiel.yaml");
        site.vervang(&path, "formaat: klein\n", "formaat: klein\nstatus: concept\n");
    }
    site.schrijf(
        "content/scholen/de-es/school.yaml",
        "naam: De Es\ncontact:\n  - {wie: mentor, telefoon: 070 123 45 67}\n",
    );
    site
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn says(outcome: &Uitkomst, text: &str) {
    assert!(one_line(&outcome.uit).contains(text), "`{text}` is not in:\n{}", outcome.uit);
}

#[test]
fn concepts_and_schools_without_documents_are_named_at_the_end() {
    let site = concepts();
    for command in ["check", "build"] {
        let outcome = site.draai(&[command, "--no-pdf"]);
        outcome.code(0);
        says(
            &outcome,
            "2 documenten zijn nog concept en staan niet op de website: De Eik (profiel 2025-2026) en De Linde (profiel \
             2025-2026).",
        );
        says(&outcome, "1 school heeft nog geen document: De Es.");
        says(&outcome, ": 3 scholen, 0 documenten, ");
        assert_eq!(outcome.fout, "");
    }
}

#[test]
fn a_concept_among_practice_examples_and_an_empty_school_year_are_named_too() {
    let site = SiteTest::klein();
    let format = fs::read_to_string(site.pad("content/formaten/klein.yaml")).unwrap();
    let format = format.replace("formaat: klein", "formaat: voorbeeld\nvan: praktijk").replace("profiel: ja\n", "");
    site.schrijf("content/formaten/voorbeeld.yaml", format);
    site.schrijf("content/praktijk/plein.yaml", "formaat: voorbeeld\ntitel: Het plein\nstatus: concept\nsecties: {}\n");
    fs::create_dir_all(site.pad("content/scholen/de-linde/2026-2027")).unwrap();
    let outcome = site.draai(&["check", "--no-pdf"]);
    outcome.code(0);
    says(&outcome, "1 document is nog concept en staat niet op de website: praktijkvoorbeeld Het plein.");
    says(&outcome, "1 map van een schooljaar heeft geen document: De Linde (2026-2027).");
}

#[test]
fn no_error_comes_of_a_concept_also_not_with_strict() {
    let outcome = concepts().draai(&["build", "--no-pdf", "--strict"]);
    outcome.code(0);
    says(&outcome, "2 documenten zijn nog concept");
    // A site that has everything says nothing of the kind.
    let outcome = SiteTest::klein().draai(&["build", "--no-pdf", "--strict"]);
    assert!(!outcome.uit.contains("concept") && !outcome.uit.contains("geen document"), "{}", outcome.uit);
    says(&outcome, "Gemaakt: 1 school, 1 document, ");
}

#[test]
fn programs_get_a_note_for_each_with_its_place() {
    let site = concepts();
    let json: Value =
        serde_json::from_str(&site.draai(&["check", "--no-pdf", "--report", "json"]).code(0).uit).unwrap();
    assert_eq!((&json["notes"], &json["documents"], &json["warnings"]), (&3.into(), &0.into(), &0.into()));
    let found: Vec<(&str, &str, &str, u64)> = json["messages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|m| {
            let text = |key: &str| m[key].as_str().unwrap();
            (text("severity"), text("code"), text("file"), m["line"].as_u64().unwrap())
        })
        .collect();
    let linde = ("note", "document-concept", PROFILE, 2);
    assert!(found.contains(&linde), "{found:?}");
    assert!(found.contains(&("note", "school-zonder-document", "content/scholen/de-es/school.yaml", 1)), "{found:?}");

    let github = site.draai(&["check", "--no-pdf", "--report", "github"]);
    github.code(0);
    assert!(
        github.uit.contains(&format!("::notice file={PROFILE},line=2,col=9,title=document-concept::")),
        "{}",
        github.uit
    );
    // Named once: the sentences are for people.
    assert!(!github.uit.contains("documenten zijn nog concept"), "{}", github.uit);
}

#[test]
fn what_a_site_need_not_hear_of_can_be_switched_off() {
    let site = SiteTest::klein();
    site.schrijf(&format!("{YEAR}/oud.md"), "Van vorig jaar.\n");
    site.draai(&["check", "--no-pdf", "--strict"]).code(1).meldt("`oud.md` wordt niet gelezen");
    let yaml = fs::read_to_string(site.pad("content/site.yaml")).unwrap();
    site.schrijf("content/site.yaml", format!("{yaml}controles: {{bestand-niet-gelezen: uit}}\n"));
    site.draai(&["check", "--no-pdf", "--strict"]).code(0);
}

#[test]
fn a_school_that_is_a_copy_is_left_out_alone() {
    let site = SiteTest::klein();
    for copy in ["de-linde-kopie", "de-linde - Copy", "Kopie van de-linde"] {
        kopieer(&site.pad("content/scholen/de-linde"), &site.pad("content/scholen").join(copy));
    }
    site.draai(&["check", "--no-pdf"]).code(1).meldt("de map `de-linde-kopie` lijkt een kopie van `de-linde`");
    let outcome = site.draai(&["build", "--no-pdf", "--skip-broken"]);
    outcome.code(0).meldt("school `de-linde-kopie` is overgeslagen");
    says(&outcome, "Gemaakt: 1 school, 1 document, ");
    assert_eq!(outcome.bestand("data/scholen.csv").matches("De Linde").count(), 1);
}

#[test]
fn a_new_school_year_takes_no_left_overs_along() {
    let site = SiteTest::klein();
    for name in ["~$profiel.docx", ".DS_Store", "Thumbs.db", "visie.md~", ".~lock.plan.odt#", "beelden/desktop.ini"] {
        site.schrijf(&format!("{YEAR}/{name}"), "x");
    }
    site.schrijf(&format!("{YEAR}/beelden/plein.txt"), "x");
    site.draai(&["new", "schooljaar", "2026-2027", "--school", "de-linde"]).code(0);
    let copied: Vec<String> = bestanden(&site.pad("content/scholen/de-linde/2026-2027")).into_keys().collect();
    assert_eq!(copied, ["beelden/plein.txt", "profiel.yaml", "visie.md"]);
}

/// An image of one colour.
fn png() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(4, 3).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// De Linde with files that its profile uses, files that only a concept uses, and files that nothing uses.
fn files() -> SiteTest {
    let site = SiteTest::klein();
    let text = |word: &str| format!("![Het plein]({word}.png)\n\n[Het plan](bijlage:{word}.pdf)\n");
    for word in ["open", "geheim", "niets"] {
        site.schrijf(&format!("{YEAR}/{word}.png"), png());
        site.schrijf(&format!("{YEAR}/{word}.pdf"), b"%PDF-1.4 x");
    }
    site.schrijf(&format!("{YEAR}/visie.md"), text("open"));
    site.schrijf(&format!("{YEAR}/straks.md"), text("geheim"));
    site.schrijf(&format!("{YEAR}/straks.yaml"), "formaat: klein\nstatus: concept\nsecties:\n  visie: straks.md\n");
    site
}

#[test]
fn files_of_what_is_not_published_are_not_published() {
    let site = files();
    site.bouw(&["--no-pdf"]).meldt("`niets.png` wordt niet gelezen");
    let published: Vec<String> = bestanden(&site.pad("output/bestanden")).into_keys().collect();
    assert_eq!(published, ["de-linde/2025-2026/open.pdf", "de-linde/2025-2026/open.png"]);
}

#[test]
fn files_of_an_example_that_is_a_concept_are_not_published_either() {
    let site = SiteTest::klein();
    let format = fs::read_to_string(site.pad("content/formaten/klein.yaml")).unwrap();
    let format = format.replace("formaat: klein", "formaat: voorbeeld\nvan: praktijk").replace("profiel: ja\n", "");
    site.schrijf("content/formaten/voorbeeld.yaml", format);
    for (name, status) in [("open", ""), ("straks", "status: concept\n")] {
        site.schrijf(&format!("content/praktijk/{name}.png"), png());
        let yaml =
            format!("formaat: voorbeeld\ntitel: {name}\n{status}secties:\n  visie: '![Het plein]({name}.png)'\n");
        site.schrijf(&format!("content/praktijk/{name}.yaml"), yaml);
    }
    site.bouw(&["--no-pdf"]);
    let published: Vec<String> = bestanden(&site.pad("output/bestanden")).into_keys().collect();
    assert_eq!(published, ["praktijk/open.png"]);
}
