//! Schools side by side: cells, the norm, white spots, and years. The fixture `tests/regio` has three schools, three
//! formats (one replaced another) and up to three years.

use std::path::Path;

use jiff::civil::date;
use steunwijzer::load;
use steunwijzer::model::site::Site;
use steunwijzer::model::value::{ItemKey, Stand};
use steunwijzer::regio::norm::{self, NormResult, Verdict};
use steunwijzer::regio::trends::trends;
use steunwijzer::regio::{Regio, SchoolFacts};
use steunwijzer::view::dekking::DekkingView;
use steunwijzer::view::reading::Reading;
use steunwijzer::view::years::{ChangeView, TrendsView, YearRow};

use super::harness::SiteTest;

const DAY: jiff::civil::Date = date(2026, 1, 1);

fn read(dir: &Path) -> Site {
    let (site, meldingen) = load::load(dir).unwrap();
    assert_eq!(meldingen.counts().0, 0, "{:?}", meldingen.sorted());
    site.unwrap()
}

fn regio_site() -> SiteTest {
    SiteTest::of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/regio"))
}

fn example_regio() -> Site {
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/regio/content"))
}

fn specialist(item: &str) -> ItemKey {
    ItemKey { lijst: "specialisten".into(), item: item.into() }
}

fn words(feiten: &SchoolFacts<'_>, item: &str, site: &Site) -> String {
    Reading::of(feiten.outcome(&specialist(item)), &site.catalogus).words
}

#[test]
fn places_of_one_item_unite_and_own_offers_that_are_an_item_count() {
    let site = example_regio();
    let regio = Regio::new(&site);
    let eik = regio.school("eik").unwrap();
    assert_eq!(words(eik, "orthopedagoog", &site), "op school en via het samenwerkingsverband of anderen");
    assert_eq!(words(eik, "psycholoog", &site), "ja, plaats niet vermeld");
    assert_eq!(eik.stand(&specialist("ggz")), Stand::Yes, "`anders` with `is` is that item");
    assert_eq!(words(eik, "buddy", &site), "niet vermeld");
}

#[test]
fn the_newest_document_wins_and_remembers_the_older_one() {
    let site = example_regio();
    let regio = Regio::new(&site);
    let eik = regio.school("eik").unwrap();
    // The monitor of the year before says no; the profile says where.
    let cell = eik.outcome(&specialist("orthopedagoog")).unwrap();
    assert_eq!(cell.stand, Stand::Yes);
    assert_eq!(cell.also.unwrap().name, "monitor");
    // What only the monitor says still holds.
    assert_eq!(eik.stand(&specialist("logopedist")), Stand::Yes);
}

#[test]
fn schools_on_two_formats_stand_in_one_table() {
    let site = regio_site();
    let out = site.build(&["--no-pdf"]);
    let page = out.page("vergelijken/specialisten/index.html");
    let rows = page.rows();
    assert_eq!(rows[0], ["Onderdeel", "De Eik", "De Linde"]);
    let both = "SE op school en via het samenwerkingsverband of anderen";
    assert!(rows.iter().any(|row| *row == ["Orthopedagoog", both, "S op school"]), "{rows:?}");
    page.says("Eén school zegt hier niets over");
}

#[test]
fn a_cell_leads_to_the_section_that_says_so() {
    let site = regio_site();
    let out = site.build(&["--no-pdf"]);
    let links = out.page("vergelijken/specialisten/index.html").one("table").links();
    for section in ["linde/profiel/index.html#specialisten", "eik/2023-2024/monitor/index.html#wie"] {
        assert!(links.contains(&format!("../../scholen/{section}")), "{section}: {links:?}");
    }
}

#[test]
fn values_compare_on_one_scale_with_the_share_of_each() {
    let site = regio_site();
    let out = site.build(&["--no-pdf"]);
    let page = out.page("vergelijken/schalen/ontwikkeling/index.html");
    page.says("Verdeling Ver ontwikkeld 1 (100%) Ontwikkeld 2 (100%)");
    let row = ["Planmatig en cyclisch werken", "V ver ontwikkeld", "O ontwikkeld"];
    assert!(page.rows().iter().any(|cells| *cells == row), "{:?}", page.rows());
}

#[test]
fn silence_neither_meets_nor_fails_the_norm() {
    let site = example_regio();
    let regio = Regio::new(&site);
    let outcomes = norm::verdict(&regio);
    let verdict = |i: usize, slug: &str| {
        let (_, verdict) = outcomes[i].scholen.iter().find(|(s, _)| s.slug == slug).unwrap();
        verdict.clone()
    };
    // The rule: at least two schools, at school or through others.
    assert_eq!((verdict(0, "eik"), verdict(0, "linde")), (Verdict::Satisfies, Verdict::Satisfies));
    assert_eq!((verdict(0, "es"), outcomes[0].result), (Verdict::NotStated, NormResult::Met));
    // The rule: every school. One is silent, so it cannot be decided.
    assert_eq!((outcomes[1].counts(), outcomes[1].result), ((2, 0, 1), NormResult::CannotSay));
    // A rule about a question: nobody has it now; last year's own offer does not count.
    assert_eq!((outcomes[3].counts(), outcomes[3].result), ((0, 0, 3), NormResult::CannotSay));
}

#[test]
fn a_norm_is_not_met_when_even_the_silent_would_not_be_enough() {
    let dir = regio_site();
    dir.replace(
        "content/site.yaml",
        "{item: specialisten/orthopedagoog, scholen: 2, waar: [school, extern]}",
        "{item: specialisten/buddy, scholen: 3}",
    );
    dir.replace(
        "content/site.yaml",
        "{item: specialisten/psycholoog, scholen: alle}",
        "{item: specialisten/psycholoog, scholen: alle, waar: [school]}",
    );
    let site = read(&dir.path("content"));
    let regio = Regio::new(&site);
    let outcomes = norm::verdict(&regio);
    assert_eq!(outcomes[0].result, NormResult::NotMet, "de Linde has no buddy, two may have one");
    assert_eq!(outcomes[1].result, NormResult::NotMet);
    let judgements: Vec<&Verdict> = outcomes[1].scholen.iter().map(|(_, o)| o).collect();
    assert_eq!(judgements[0], &Verdict::PlaatsNotMentioned, "de Eik does not say where");
    assert!(matches!(judgements[2], Verdict::OtherPlaats(waar) if waar.contains("bestuur")), "{judgements:?}");
}

#[test]
fn a_place_below_another_counts_as_that_place() {
    let dir = regio_site();
    dir.replace("content/formaten/oud.yaml", "extern: Buiten", "extern: Buiten, swv: SWV");
    dir.replace(
        "content/scholen/eik/2024-2025/profiel.yaml",
        "orthopedagoog: [school, extern]",
        "orthopedagoog: [swv]",
    );
    let site = read(&dir.path("content"));
    let regio = Regio::new(&site);
    let (_, verdict) = &norm::verdict(&regio)[0].scholen[0];
    assert_eq!(verdict, &Verdict::Satisfies);
}

fn dekking_of(site: &Site) -> DekkingView {
    DekkingView::of(&Regio::new(site), DAY)
}

#[test]
fn profiles_that_are_old_late_or_missing_are_told_apart() {
    let dir = regio_site();
    dir.write("content/scholen/iep/school.yaml", "naam: De Iep\nplaats: Elst\n");
    dir.write(
        "content/scholen/iep/2025-2026/profiel.yaml",
        "formaat: oud\nschooljaar: 2025-2026\npeildatum: 2025-10\ngeldig-tot: 2025-12-01\nsecties: {visie: Kort.}\n",
    );
    let site = read(&dir.path("content"));
    let dekking = dekking_of(&site);
    assert_eq!(dekking.profiel_counts, (1, 2, 1), "now, older, none");
    let remark = |slug: &str| {
        dekking.profielen.iter().find(|p| p.address == format!("scholen/{slug}/index.html")).unwrap().remarks.join(" ")
    };
    assert_eq!(remark("es"), "Er is geen profiel.");
    assert_eq!(remark("linde"), "Er is geen profiel voor 2025-2026. De gegevens zijn ouder dan een jaar.");
    assert_eq!(remark("iep"), "De geldigheid is voorbij.");
    // On 31 July the old school year has not ended yet.
    assert_eq!(DekkingView::of(&Regio::new(&site), date(2025, 7, 31)).schooljaar, "2024-2025");
}

#[test]
fn a_white_spot_says_whether_a_town_lacks_something_or_is_silent() {
    let site = example_regio();
    let dekking = dekking_of(&site);
    let specialisten = dekking.gaps.iter().find(|l| l.id == "specialisten").unwrap();
    assert_eq!(dekking.plaatsen, ["Arnhem", "Elst"]);
    let item = |name: &str| specialisten.items.iter().find(|i| i.name == name).unwrap();
    assert_eq!(item("Psycholoog").plaatsen.iter().map(|v| v.present).collect::<Vec<_>>(), [1, 1]);
    assert_eq!(item("Buddy").present, 0);
    assert!(specialisten.lacking.contains(&"Buddy".to_owned()));
    assert!(specialisten.unmentioned.contains(&"Decaan".to_owned()), "{:?}", specialisten.unmentioned);
    // In Elst the Es is silent about what the Linde lacks; in Arnhem there is only the Eik.
    let answers = |name: &str| item(name).plaatsen.iter().map(|v| v.soort).collect::<Vec<_>>();
    assert_eq!(answers("Remedial teacher"), ["unknown", "present"]);
}

#[test]
fn what_changed_since_last_year_is_told_on_the_profile() {
    let site = example_regio();
    let linde = site.school("linde").unwrap();
    let (now, regio) = (linde.profiel().unwrap(), Regio::new(&site));
    let difference = ChangeView::of(regio.school("linde").unwrap(), now, &site.catalogus).unwrap();
    let names = |lines: &[YearRow]| -> Vec<String> {
        lines.iter().map(|r| format!("{}: {} → {}", r.name, r.from, r.to)).collect()
    };
    assert_eq!(difference.since, "2023-2024");
    assert_eq!(names(&difference.new), ["Psycholoog: nee → via het bestuur"]);
    assert_eq!(names(&difference.gone), ["Buddy: op school → nee", "Logopedist: op school → niet vermeld"]);
    assert_eq!(names(&difference.plaats), ["Orthopedagoog: via het samenwerkingsverband of anderen → op school"]);
    assert_eq!(names(&difference.value), ["Planmatig en cyclisch werken: in ontwikkeling → ontwikkeld"]);
    assert_eq!(names(&difference.hoeveel), ["Remedial teacher: 2 uur → 4 uur"]);
    // "Huiswerk-klas" and "huiswerkklas" are the same.
    assert_eq!(
        (difference.own_new, difference.own_gone),
        (vec!["Wandelcoach".to_owned()], vec!["Gamegroep".to_owned()])
    );
    // `was: visie` leads to last year's words.
    assert_eq!(difference.texts.iter().map(|s| s.id.as_str()).collect::<Vec<_>>(), ["kijk"]);
    // Only the new format asks for rooms: the lift is not new.
    assert_eq!(difference.unasked, 1);
}

#[test]
fn without_an_earlier_year_nothing_is_said_of_change() {
    let site = regio_site();
    let out = site.build(&["--no-pdf"]);
    out.page("scholen/linde/profiel/index.html").says("Wat is er veranderd sinds 2023-2024");
    out.page("scholen/linde/2023-2024/profiel/index.html").says("Wat is er veranderd sinds 2022-2023");
    out.page("scholen/linde/2022-2023/profiel/index.html").does_not_say("veranderd sinds");
    // The monitor of the year before is no profile.
    out.page("scholen/eik/profiel/index.html").does_not_say("veranderd sinds");
    assert!(out.page("scholen/linde/index.html").has("a[href$='profiel/index.html#veranderd']"));
    let small = SiteTest::small();
    let out = small.build(&["--no-pdf"]);
    out.page("scholen/de-linde/profiel/index.html").does_not_say("veranderd sinds");
    assert!(!small.path("output/vergelijken").exists(), "one school can be compared with nothing");
}

#[test]
fn trends_count_schools_with_more_than_one_year() {
    let site = example_regio();
    let trends = TrendsView::of(&trends(&Regio::new(&site)).unwrap());
    let years: Vec<(&str, usize)> = trends.years.iter().map(|j| (j.name.as_str(), j.scholen)).collect();
    assert_eq!(years, [("2022-2023", 1), ("2023-2024", 1), ("2024-2025", 1)]);
    let specialisten = trends.lijsten.iter().find(|l| l.id == "specialisten").unwrap();
    let psychologist = specialisten.items.iter().find(|i| i.name == "Psycholoog").unwrap();
    assert_eq!(psychologist.counts, [Some(0), Some(0), Some(1)]);
    let values = &trends.schalen[0].values;
    assert_eq!(values[2].parts, [Some((0, 0)), Some((1, 50)), Some((2, 100))]);
}

#[test]
fn data_in_the_page_cannot_end_its_script() {
    let site = regio_site();
    let name = "</script><script>alert(1)</script>";
    site.replace("content/scholen/eik/school.yaml", "De Eik", &format!("\"{name}\""));
    let out = site.build(&["--no-pdf"]);
    for page in ["vergelijken/scholen/index.html", "vergelijken/specialisten/index.html"] {
        let page = out.page(page);
        assert!(page.texts("script").iter().all(|code| !code.contains("alert(1)") || code.contains("u003cscript")));
    }
    out.page("vergelijken/specialisten/index.html").says(name);
    // It is a name among the data.
    let data: serde_json::Value =
        serde_json::from_str(&out.page("vergelijken/scholen/index.html").one("script#gegevens").text()).unwrap();
    assert!(data["s"].as_array().unwrap().iter().any(|school| school["g"][1] == name), "{data}");
}

#[test]
fn a_region_too_large_for_one_page_is_cut_by_town() {
    let site = regio_site();
    for number in 0..130 {
        let plaats = if number < 70 { "Arnhem" } else { "Zetten" };
        site.write(
            &format!("content/scholen/s{number}/school.yaml"),
            format!("naam: School {number}\nplaats: {plaats}\n"),
        );
        site.write(
            &format!("content/scholen/s{number}/2025-2026/profiel.yaml"),
            "formaat: oud\nschooljaar: 2025-2026\nsecties: {mensen: {buddy: [school]}}\n",
        );
    }
    let out = site.build(&["--no-pdf"]);
    let before = out.page("vergelijken/specialisten/index.html");
    before.says("Kies een plaats Arnhem tot en met Elst Zetten");
    assert!(before.rows().iter().any(|row| *row == ["Buddy", "130", "1", "0", "2"]), "{:?}", before.rows());
    let part = out.page("vergelijken/specialisten/deel-2/index.html");
    assert_eq!(part.count("tbody tr"), 60);
    assert!(!part.has("a[href*='#mensen']"), "cells in parts are no links");
}
