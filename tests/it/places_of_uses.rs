//! The place of one use of an item is only the place of that use: the norm reads the outcome of an item.

use std::path::Path;

use steunwijzer::load;
use steunwijzer::regio::Regio;
use steunwijzer::regio::norm::{self, Verdict};
use steunwijzer::view::dekking::DekkingView;
use steunwijzer::view::reading::{Reading, Says};

use crate::harness::SiteTest;

const PROFIEL: &str = "content/scholen/eik/2024-2025/profiel.yaml";
const ROWS: &str = "      - {id: rijen, titel: Rijen, soort: tabel, onderwerp: aanbod, velden: [{id: naam, titel: Wat, type: tekst}, \
                    {id: wie, titel: Wie, type: items, lijst: specialisten, telt: ja}, {id: waar, titel: Waar, type: items, lijst: plaatsen}]}\n      \
                    - {id: route, titel: Route, soort: stroomschema, onderwerp: route}\n";

/// The test region, whose De Eik says this.
fn region(sections: &str, contact: &str) -> SiteTest {
    let site = SiteTest::of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/regio"));
    let formaat = std::fs::read_to_string(site.path("content/formaten/oud.yaml")).unwrap();
    site.write("content/formaten/oud.yaml", format!("{}\n{ROWS}", formaat.trim_end()));
    site.write(PROFIEL, format!("formaat: oud\nschooljaar: 2024-2025\npeildatum: 2025-02\nsecties:\n{sections}"));
    site.write("content/scholen/eik/school.yaml", format!("naam: De Eik\nplaats: Arnhem\n{contact}"));
    site.replace(
        "content/site.yaml",
        "{item: specialisten/psycholoog, scholen: alle}",
        "{item: specialisten/buddy, scholen: alle, waar: [school]}",
    );
    site
}

/// What a school says about its buddy, and how that is judged by the rule "buddy, at school".
fn judged(sections: &str, contact: &str) -> (Verdict, Vec<Says>, String) {
    let site = region(sections, contact);
    let (model, meldingen) = load::load(&site.path("content")).unwrap();
    assert_eq!(meldingen.counts().0, 0, "{:?}", meldingen.sorted());
    let model = model.unwrap();
    let regio = Regio::new(&model);
    let verdict = norm::verdict(&regio)[1].scholen.iter().find(|(s, _)| s.slug == "eik").unwrap().1.clone();
    let buddy = steunwijzer::model::value::ItemKey { lijst: "specialisten".into(), item: "buddy".into() };
    let outcome = regio.school("eik").unwrap().outcome(&buddy);
    let told = DekkingView::of(&regio, jiff::civil::date(2026, 1, 1));
    let told = told.shortages.iter().find(|s| s.name == "De Eik");
    let told = told.and_then(|s| s.unmet.iter().chain(&s.unknown).find(|t| t.starts_with("Buddy"))).cloned();
    (verdict, Reading::of(outcome, &model.catalogus).says, told.unwrap_or_default())
}

fn rows(rows: &[&str]) -> String {
    let rows: Vec<String> = rows.iter().map(|row| format!("      - {row}\n")).collect();
    format!("  rijen:\n    rijen:\n{}", rows.concat())
}

#[test]
fn a_place_of_one_row_is_neither_the_place_of_the_item_nor_the_lack_of_one() {
    let (verdict, says, told) =
        judged(&rows(&["{naam: Pauze, wie: [buddy], waar: [school]}", "{naam: Examens, wie: [buddy]}"]), "");
    assert_eq!(verdict, Verdict::PlaatsOfOneUse(vec!["bij “Pauze” (op school)".to_owned()]));
    assert_eq!((verdict.satisfies(), says.as_slice()), (None, [Says::There].as_slice()));
    assert_eq!(told, "Buddy: de plaats, behalve bij “Pauze” (op school)");
    // Next to an answer for the item as a whole that names no place, or another one.
    for answer in ["ja", "[extern]"] {
        let row = rows(&["{naam: Pauze, wie: [buddy], waar: [school]}"]);
        let (verdict, says, _) = judged(&format!("  mensen: {{buddy: {answer}}}\n{row}"), "");
        assert!(matches!(verdict, Verdict::PlaatsOfOneUse(_)), "{answer}: {verdict:?}");
        assert!(!says.contains(&Says::AtSchool), "{answer}: {says:?}");
    }
    // If one use is elsewhere, nothing is known about the others.
    let away = rows(&["{naam: Pauze, wie: [buddy], waar: [bestuur]}", "{naam: Examens, wie: [buddy]}"]);
    assert_eq!(judged(&away, "").0, Verdict::PlaatsNotMentioned);
}

#[test]
fn what_is_said_of_all_uses_or_of_the_item_itself_is_said_of_the_item() {
    for meets in [
        rows(&["{naam: Pauze, wie: [buddy], waar: [school]}"]),
        rows(&["{naam: Pauze, wie: [buddy], waar: [school]}", "{naam: Examens, wie: [buddy], waar: [school, extern]}"]),
        format!("  mensen: {{buddy: [school]}}\n{}", rows(&["{naam: Pauze, wie: [buddy], waar: [extern]}"])),
    ] {
        let (verdict, _, told) = judged(&meets, "");
        assert_eq!((verdict, told.as_str()), (Verdict::Satisfies, ""), "{meets}");
    }
    let away = rows(&["{naam: Pauze, wie: [buddy], waar: [bestuur]}", "{naam: Examens, wie: [buddy], waar: [extern]}"]);
    let (verdict, _, told) = judged(&away, "");
    assert!(matches!(&verdict, Verdict::OtherPlaats(waar) if waar.len() == 2), "{verdict:?}");
    assert_eq!(told, "Buddy: alleen via het bestuur en via het samenwerkingsverband of anderen");
}

#[test]
fn a_step_of_the_route_and_a_contact_say_of_no_place_that_the_item_is_there() {
    let step = "  route:\n    stappen:\n      - {stap: Gesprek op school, wie: [buddy]}\n";
    assert_eq!(judged(step, "").0, Verdict::Mentioned);
    let contact = "contact:\n  - {wie: buddy, telefoon: 026 123 4567}\n";
    assert_eq!(judged("  visie: Kort.\n", contact).0, Verdict::PlaatsNotMentioned);
    // A row with a place for one use gives no place to the contact or the step.
    let row = rows(&["{naam: Pauze, wie: [buddy], waar: [extern]}"]);
    assert!(matches!(judged(&format!("{step}{row}"), contact).0, Verdict::OtherPlaats(_)));
}

#[test]
fn the_legend_says_what_a_tick_means_in_its_own_table() {
    let legend = |sections: &str| {
        let site = region(sections, "");
        let all = site.build(&["--no-pdf"]).page("vergelijken/specialisten/index.html").texts("details li");
        all.into_iter().filter(|entry| entry.starts_with('✓')).collect::<Vec<_>>()
    };
    let [none, some, both] = [
        "Ja, plaats niet vermeld",
        "Ja, plaats alleen bij een deel vermeld",
        "Ja, plaats niet of alleen bij een deel vermeld",
    ]
    .map(|words| vec![format!("✓ {words}")]);
    let of_one_use = rows(&["{naam: Pauze, wie: [buddy], waar: [school]}", "{naam: Examens, wie: [buddy]}"]);
    assert_eq!(legend("  mensen: {buddy: ja}\n"), none);
    assert_eq!(legend(&of_one_use), some);
    assert_eq!(legend(&format!("  mensen: {{mentor: ja}}\n{of_one_use}")), both);
    // Where every place is known there is no tick.
    assert_eq!(legend("  mensen: {buddy: [school]}\n"), Vec::<String>::new());
}
