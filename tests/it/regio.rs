//! Schools side by side: cells, the norm, white spots, and years. The fixture `tests/regio` has
//! three schools, three formats (one took the place of another) and up to three years.

use std::path::Path;

use jiff::civil::date;
use steunwijzer::laden;
use steunwijzer::model::site::Site;
use steunwijzer::model::waarde::{ItemSleutel, Stand};
use steunwijzer::regio::dekking::{self, Dekking};
use steunwijzer::regio::jaren;
use steunwijzer::regio::lezing::Lezing;
use steunwijzer::regio::norm::{self, Oordeel, Uitslag};
use steunwijzer::regio::{Regio, SchoolFacts};

use super::hulp::SiteTest;

const DAG: jiff::civil::Date = date(2026, 1, 1);

fn lees(map: &Path) -> Site {
    let (site, meldingen) = laden::laad(map).unwrap();
    assert_eq!(meldingen.aantallen().0, 0, "{:?}", meldingen.gesorteerd());
    site.unwrap()
}

fn regio_site() -> SiteTest {
    SiteTest::van(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/regio"))
}

fn vast() -> Site {
    lees(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/regio/content"))
}

fn specialist(item: &str) -> ItemSleutel {
    ItemSleutel { lijst: "specialisten".into(), item: item.into() }
}

fn woorden(feiten: &SchoolFacts<'_>, item: &str, site: &Site) -> String {
    Lezing::van(feiten.outcome(&specialist(item)), &site.catalogus).woorden
}

/// The text of a page between tags, with single spaces.
fn tekst(html: &str) -> String {
    let mut uit = String::new();
    let mut in_merk = false;
    for c in html.chars() {
        match c {
            '<' => in_merk = true,
            '>' => {
                in_merk = false;
                uit.push(' ');
            }
            c if !in_merk => uit.push(c),
            _ => {}
        }
    }
    uit.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn places_of_one_item_unite_and_own_offers_that_are_an_item_count() {
    let site = vast();
    let regio = Regio::nieuw(&site);
    let eik = regio.school("eik").unwrap();
    assert_eq!(woorden(eik, "orthopedagoog", &site), "op school en via het samenwerkingsverband of anderen");
    assert_eq!(woorden(eik, "psycholoog", &site), "ja, plaats niet vermeld");
    assert_eq!(eik.stand(&specialist("ggz")), Stand::Ja, "`anders` met `is` is dat item");
    assert_eq!(woorden(eik, "buddy", &site), "niet vermeld");
}

#[test]
fn the_newest_document_wins_and_remembers_the_older_one() {
    let site = vast();
    let regio = Regio::nieuw(&site);
    let eik = regio.school("eik").unwrap();
    // The monitor of the year before says no; the profile says where.
    let cel = eik.outcome(&specialist("orthopedagoog")).unwrap();
    assert_eq!(cel.stand, Stand::Ja);
    assert_eq!(cel.ook.unwrap().naam, "monitor");
    // What only the monitor says still holds.
    assert_eq!(eik.stand(&specialist("logopedist")), Stand::Ja);
}

#[test]
fn schools_on_two_formats_stand_in_one_table() {
    let site = regio_site();
    let uit = site.bouw(&["--no-pdf"]);
    let bladzijde = tekst(&uit.bestand("vergelijken/specialisten/index.html"));
    assert!(bladzijde.contains("Onderdeel De Eik De Linde"), "{bladzijde}");
    assert!(
        bladzijde.contains("Orthopedagoog SE op school en via het samenwerkingsverband of anderen S op school"),
        "{bladzijde}"
    );
    assert!(bladzijde.contains("Eén school zegt hier niets over"), "{bladzijde}");
}

#[test]
fn a_cell_leads_to_the_section_that_says_so() {
    let site = regio_site();
    let uit = site.bouw(&["--no-pdf"]);
    let bladzijde = uit.bestand("vergelijken/specialisten/index.html");
    assert!(bladzijde.contains("../../scholen/linde/profiel/index.html#specialisten"));
    assert!(bladzijde.contains("../../scholen/eik/2023-2024/monitor/index.html#wie"));
}

#[test]
fn values_compare_on_one_scale_with_the_share_of_each() {
    let site = regio_site();
    let uit = site.bouw(&["--no-pdf"]);
    let bladzijde = tekst(&uit.bestand("vergelijken/schalen/ontwikkeling/index.html"));
    assert!(bladzijde.contains("Verdeling Ver ontwikkeld 1 (100%) Ontwikkeld 2 (100%)"), "{bladzijde}");
    assert!(bladzijde.contains("Planmatig en cyclisch werken V ver ontwikkeld O ontwikkeld"), "{bladzijde}");
}

#[test]
fn silence_neither_meets_nor_fails_the_norm() {
    let site = vast();
    let regio = Regio::nieuw(&site);
    let uitkomsten = norm::oordeel(&regio);
    let van = |i: usize, slug: &str| {
        let (_, oordeel) = uitkomsten[i].scholen.iter().find(|(s, _)| s.slug == slug).unwrap();
        oordeel.clone()
    };
    // At least two schools, at school or through others.
    assert_eq!((van(0, "eik"), van(0, "linde")), (Oordeel::Voldoet, Oordeel::Voldoet));
    assert_eq!((van(0, "es"), uitkomsten[0].uitslag), (Oordeel::NietVermeld, Uitslag::Gehaald));
    // Every school: one is silent, so nobody can say.
    assert_eq!((uitkomsten[1].aantallen(), uitkomsten[1].uitslag), ((2, 0, 1), Uitslag::NietTeZeggen));
    // A question: nobody has it now; last year's own offer does not count.
    assert_eq!((uitkomsten[3].aantallen(), uitkomsten[3].uitslag), ((0, 0, 3), Uitslag::NietTeZeggen));
}

#[test]
fn a_norm_is_not_met_when_even_the_silent_would_not_be_enough() {
    let map = regio_site();
    map.vervang(
        "content/site.yaml",
        "{item: specialisten/orthopedagoog, scholen: 2, waar: [school, extern]}",
        "{item: specialisten/buddy, scholen: 3}",
    );
    map.vervang(
        "content/site.yaml",
        "{item: specialisten/psycholoog, scholen: alle}",
        "{item: specialisten/psycholoog, scholen: alle, waar: [school]}",
    );
    let site = lees(&map.pad("content"));
    let regio = Regio::nieuw(&site);
    let uitkomsten = norm::oordeel(&regio);
    assert_eq!(uitkomsten[0].uitslag, Uitslag::NietGehaald, "de Linde heeft geen buddy, twee kunnen het hebben");
    assert_eq!(uitkomsten[1].uitslag, Uitslag::NietGehaald);
    let oordelen: Vec<&Oordeel> = uitkomsten[1].scholen.iter().map(|(_, o)| o).collect();
    assert_eq!(oordelen[0], &Oordeel::PlaatsNietVermeld, "de Eik zegt niet waar");
    assert!(matches!(oordelen[2], Oordeel::AnderePlaats(waar) if waar.contains("bestuur")), "{oordelen:?}");
}

#[test]
fn a_place_below_another_counts_as_that_place() {
    let map = regio_site();
    map.vervang("content/formaten/oud.yaml", "extern: Buiten", "extern: Buiten, swv: SWV");
    map.vervang(
        "content/scholen/eik/2024-2025/profiel.yaml",
        "orthopedagoog: [school, extern]",
        "orthopedagoog: [swv]",
    );
    let site = lees(&map.pad("content"));
    let regio = Regio::nieuw(&site);
    let (_, oordeel) = &norm::oordeel(&regio)[0].scholen[0];
    assert_eq!(oordeel, &Oordeel::Voldoet);
}

fn dekking_van(site: &Site) -> Dekking {
    dekking::beoordeel(&Regio::nieuw(site), DAG)
}

#[test]
fn profiles_that_are_old_late_or_missing_are_told_apart() {
    let map = regio_site();
    map.schrijf("content/scholen/iep/school.yaml", "naam: De Iep\nplaats: Elst\n");
    map.schrijf(
        "content/scholen/iep/2025-2026/profiel.yaml",
        "formaat: oud\nschooljaar: 2025-2026\npeildatum: 2025-10\ngeldig-tot: 2025-12-01\nsecties: {visie: Kort.}\n",
    );
    let site = lees(&map.pad("content"));
    let dekking = dekking_van(&site);
    assert_eq!(dekking.profiel_aantallen, (1, 2, 1), "nu, ouder, geen");
    let van = |slug: &str| dekking.profielen.iter().find(|p| p.slug == slug).unwrap().opmerkingen.join(" ");
    assert_eq!(van("es"), "Er is geen profiel.");
    assert_eq!(van("linde"), "Er is geen profiel voor 2025-2026. De gegevens zijn ouder dan een jaar.");
    assert_eq!(van("iep"), "De geldigheid is voorbij.");
    // On 31 July the old school year still runs.
    assert_eq!(dekking::beoordeel(&Regio::nieuw(&site), date(2025, 7, 31)).schooljaar, "2024-2025");
}

#[test]
fn a_white_spot_says_whether_a_town_lacks_something_or_is_silent() {
    let site = vast();
    let dekking = dekking_van(&site);
    let specialisten = dekking.vlekken.iter().find(|l| l.id == "specialisten").unwrap();
    assert_eq!(dekking.plaatsen, ["Arnhem", "Elst"]);
    let item = |naam: &str| specialisten.items.iter().find(|i| i.naam == naam).unwrap();
    assert_eq!(item("Psycholoog").plaatsen.iter().map(|v| v.wel).collect::<Vec<_>>(), [1, 1]);
    assert_eq!(item("Buddy").wel, 0);
    assert!(specialisten.geen.contains(&"Buddy".to_owned()));
    assert!(specialisten.ongenoemd.contains(&"Decaan / loopbaanbegeleider".to_owned()), "{:?}", specialisten.ongenoemd);
    // In Elst the Es is silent on what the Linde lacks; in Arnhem only the Eik speaks.
    let soorten = |naam: &str| item(naam).plaatsen.iter().map(|v| v.soort).collect::<Vec<_>>();
    assert_eq!(soorten("Remedial teacher"), ["onbekend", "wel"]);
}

#[test]
fn what_changed_since_last_year_is_told_on_the_profile() {
    let site = vast();
    let linde = site.school("linde").unwrap();
    let nu = linde.profiel().unwrap();
    let verschil = jaren::verandering(linde, nu, &site.catalogus).unwrap();
    let namen = |regels: &[jaren::Regel]| -> Vec<String> {
        regels.iter().map(|r| format!("{}: {} → {}", r.naam, r.van, r.naar)).collect()
    };
    assert_eq!(verschil.sinds, "2023-2024");
    assert_eq!(namen(&verschil.nieuw), ["Psycholoog: nee → via het bestuur"]);
    assert_eq!(namen(&verschil.weg), ["Buddy: op school → nee", "Logopedist: op school → niet vermeld"]);
    assert_eq!(namen(&verschil.plaats), ["Orthopedagoog: via het samenwerkingsverband of anderen → op school"]);
    assert_eq!(namen(&verschil.waarde), ["Planmatig en cyclisch werken: in ontwikkeling → ontwikkeld"]);
    assert_eq!(namen(&verschil.hoeveel), ["Remedial teacher: 2 uur → 4 uur"]);
    // "Huiswerk-klas" and "huiswerkklas" are one.
    assert_eq!(
        (verschil.eigen_nieuw, verschil.eigen_weg),
        (vec!["Wandelcoach".to_owned()], vec!["Gamegroep".to_owned()])
    );
    // `was: visie` leads to last year's words.
    assert_eq!(verschil.teksten.iter().map(|s| s.id.as_str()).collect::<Vec<_>>(), ["kijk"]);
    // Only the new format asks for rooms: the lift is not new.
    assert_eq!(verschil.ongevraagd, 1);
}

#[test]
fn without_an_earlier_year_nothing_is_said_of_change() {
    let site = regio_site();
    let uit = site.bouw(&["--no-pdf"]);
    assert!(uit.bestand("scholen/linde/profiel/index.html").contains("Wat is er veranderd sinds 2023-2024"));
    assert!(uit.bestand("scholen/linde/2023-2024/profiel/index.html").contains("Wat is er veranderd sinds 2022-2023"));
    assert!(!uit.bestand("scholen/linde/2022-2023/profiel/index.html").contains("veranderd sinds"));
    // The monitor of the year before is no profile.
    assert!(!uit.bestand("scholen/eik/profiel/index.html").contains("veranderd sinds"));
    assert!(uit.bestand("scholen/linde/index.html").contains("profiel/index.html#veranderd"));
    let klein = SiteTest::klein();
    let uit = klein.bouw(&["--no-pdf"]);
    assert!(!uit.bestand("scholen/de-linde/profiel/index.html").contains("veranderd sinds"));
    assert!(!klein.pad("output/vergelijken").exists(), "één school is met niets te vergelijken");
}

#[test]
fn trends_count_schools_with_more_than_one_year() {
    let site = vast();
    let trends = jaren::trends(&site).unwrap();
    let jaren: Vec<(&str, usize)> = trends.jaren.iter().map(|j| (j.naam.as_str(), j.scholen)).collect();
    assert_eq!(jaren, [("2022-2023", 1), ("2023-2024", 1), ("2024-2025", 1)]);
    let specialisten = trends.lijsten.iter().find(|l| l.id == "specialisten").unwrap();
    let psycholoog = specialisten.items.iter().find(|i| i.naam == "Psycholoog").unwrap();
    assert_eq!(psycholoog.aantallen, [Some(0), Some(0), Some(1)]);
    let waarden = &trends.schalen[0].waarden;
    assert_eq!(waarden[2].delen, [Some((0, 0)), Some((1, 50)), Some((2, 100))]);
}

#[test]
fn data_in_the_page_cannot_end_its_script() {
    let site = regio_site();
    site.vervang("content/scholen/eik/school.yaml", "De Eik", "\"</script><script>alert(1)</script>\"");
    let uit = site.bouw(&["--no-pdf"]);
    let bladzijde = uit.bestand("vergelijken/scholen/index.html");
    assert!(!bladzijde.contains("<script>alert"));
    assert!(bladzijde.contains("\\u003c/script\\u003e"));
    // In a quoted attribute it is only text.
    let tabel = uit.bestand("vergelijken/specialisten/index.html");
    assert!(!tabel.replace("data-label=\"</script><script>alert(1)</script>\"", "").contains("<script>alert"));
}

#[test]
fn a_region_too_large_for_one_page_is_cut_by_town() {
    let site = regio_site();
    for nummer in 0..130 {
        let plaats = if nummer < 70 { "Arnhem" } else { "Zetten" };
        site.schrijf(
            &format!("content/scholen/s{nummer}/school.yaml"),
            format!("naam: School {nummer}\nplaats: {plaats}\n"),
        );
        site.schrijf(
            &format!("content/scholen/s{nummer}/2025-2026/profiel.yaml"),
            "formaat: oud\nschooljaar: 2025-2026\nsecties: {mensen: {buddy: [school]}}\n",
        );
    }
    let uit = site.bouw(&["--no-pdf"]);
    let voor = tekst(&uit.bestand("vergelijken/specialisten/index.html"));
    assert!(voor.contains("Kies een plaats Arnhem tot en met Elst Zetten"), "{voor}");
    assert!(voor.contains("Buddy 130 1 0 2"), "{voor}");
    let deel = uit.bestand("vergelijken/specialisten/deel-2/index.html");
    assert_eq!(deel.matches("<tr ").count(), 60);
    assert!(!deel.contains("#mensen"), "cellen in delen zijn geen links");
}
