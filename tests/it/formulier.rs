//! Intake by spreadsheet: a form that comes back changes what was filled in, and nothing else.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;
use steunwijzer::formulier::basis::{self, Basis, Vraag};
use steunwijzer::formulier::vragen::{self, Onderwerp};
use steunwijzer::formulier::{Formulier, Inhoud, NieuweRij, Omgeving, Rijenblad, Wijzigingen};
use steunwijzer::melding::Meldingen;
use steunwijzer::model::bestanden::Erboven;
use steunwijzer::model::site::Site;
use steunwijzer::yaml::lap;
use steunwijzer::yaml::wens::{Wens, verander};

use crate::hulp::{SiteTest, bestanden};
use crate::rekenblad::{Cel, Rekenblad};
use crate::willekeur::{Toeval, proefsite};

// ------------------------------------------------------------ nothing changed

#[test]
fn a_form_that_comes_back_untouched_changes_nothing() {
    let site = SiteTest::voorbeeld();
    let eerst = bestanden(&site.pad("content"));
    for formaat in ["perspectief-vo", "mhr-vo", "school2care", "monitor-delflanden", "projectverslag"] {
        site.draai(&["form", formaat, "--alle", "--output", "formulieren"]).code(0);
    }
    let uit = site.draai(&["import", "formulieren"]);
    uit.code(0);
    assert_eq!(uit.uit.matches(": niets veranderd\n").count(), 5, "{}", uit.uit);
    assert_eq!(bestanden(&site.pad("content")), eerst);
}

#[test]
fn random_documents_come_back_untouched() {
    for zaad in 200..212 {
        let (site, _) = blokken(zaad, 4);
        let eerst = bestanden(&site.pad("content"));
        site.draai(&["form", "proef", "--alle", "--output", "f"]).code(0);
        let uit = site.draai(&["import", "f"]);
        uit.code(0);
        assert_eq!(uit.uit.matches(": niets veranderd\n").count(), 4, "zaad {zaad}: {}", uit.uit);
        assert!(bestanden(&site.pad("content")) == eerst, "zaad {zaad}");
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let maak = || {
        let site = SiteTest::voorbeeld();
        site.draai(&["form", "mhr-vo", "--alle", "--output", "f"]).code(0);
        bestanden(&site.pad("f"))
    };
    assert!(maak() == maak());
}

/// A site with a random format; half of its documents written as people do, below each other.
fn blokken(zaad: u64, scholen: usize) -> (SiteTest, Vec<(String, Value)>) {
    let (site, documenten) = proefsite(zaad, scholen);
    for (slug, document) in documenten.iter().skip(1).step_by(2) {
        let tekst = steunwijzer::yaml::schrijf(&als_wens(document), 0);
        site.schrijf(&format!("content/scholen/{slug}/2025-2026/profiel.yaml"), tekst);
    }
    (site, documenten)
}

fn als_wens(waarde: &Value) -> Wens {
    match waarde {
        Value::Null => Wens::Leeg,
        Value::String(tekst) => Wens::Tekst(tekst.clone()),
        Value::Array(lijst) => Wens::Lijst(lijst.iter().map(|w| (None, als_wens(w))).collect()),
        Value::Object(kaart) => Wens::Kaart(kaart.iter().map(|(s, w)| (s.clone(), als_wens(w))).collect()),
        ander => Wens::Tekst(ander.to_string()),
    }
}

// ------------------------------------------------- any document into any other

/// A document of a site, laid out as a form.
struct Uitgelegd {
    basis: Basis,
    formulier: Formulier,
}

fn leg_uit(site: &Site, content: &Path, slug: &str, erboven: &Erboven) -> Uitgelegd {
    let school = site.school(slug).unwrap();
    let formaat = &site.catalogus.formaten["proef"];
    let document = school.documenten.first().unwrap();
    let vraag = Vraag {
        content,
        catalogus: &site.catalogus,
        formaat,
        school: Some(school),
        naam: "",
        jaar: document.schooljaar.unwrap(),
        document: &document.naam,
    };
    let mut basis = basis::zoek(&vraag).unwrap();
    if let Some(bytes) = erboven.get(&basis.pad) {
        let mut meldingen = Meldingen::nieuw();
        basis.bron = steunwijzer::yaml::naar_bron("straks", bytes.clone(), &mut meldingen).unwrap();
        basis.wortel = steunwijzer::yaml::lees(&basis.bron, &mut meldingen).unwrap();
        assert!(!meldingen.heeft_fouten(), "{:#?}\n{}", meldingen.gesorteerd(), basis.bron.tekst());
    }
    let map = basis.map(content, Arc::new(erboven.clone())).unwrap();
    let om = Omgeving::nieuw(&site.catalogus, &map, &basis.wortel);
    let formulier =
        vragen::formulier(&Onderwerp { formaat, wortel: &basis.wortel, school: Some("x"), schooljaar: "" }, &om);
    Uitgelegd { basis, formulier }
}

/// Cells of questions by key, and the heads above them.
fn vakken(formulier: &Formulier) -> BTreeMap<String, (Vec<String>, Vec<String>)> {
    let mut uit = BTreeMap::new();
    for blad in &formulier.bladen {
        let Inhoud::Vragen(delen) = &blad.inhoud else { continue };
        for deel in delen {
            for vraag in &deel.vragen {
                let koppen = deel.kolommen.iter().map(|k| k.titel.clone()).collect();
                let teksten = vraag.vakken.iter().map(|v| v.tekst.clone()).collect();
                uit.insert(vraag.sleutel.clone(), (koppen, teksten));
            }
        }
    }
    uit
}

fn rijbladen(formulier: &Formulier) -> BTreeMap<&str, &Rijenblad> {
    let bladen = formulier.bladen.iter().filter_map(|b| match &b.inhoud {
        Inhoud::Rijen(rijen) => Some((rijen.sleutel.as_str(), rijen)),
        Inhoud::Vragen(_) => None,
    });
    bladen.collect()
}

fn teksten(rij: &[steunwijzer::formulier::Vak]) -> Vec<String> {
    rij.iter().map(|v| v.tekst.clone()).collect()
}

/// What a form must say: the cells of each question, and the rows of each sheet.
type Verwacht = (BTreeMap<String, Vec<String>>, BTreeMap<String, Vec<Vec<String>>>);

/// Fills in one document's form with the answers of another; gives the new files, and what the form must say then.
fn neem_over(site: &Site, content: &Path, van: &Uitgelegd, naar: &Uitgelegd, t: &mut Toeval) -> (Erboven, Verwacht) {
    let mut wijzigingen = Wijzigingen::default();
    let mut verwacht = BTreeMap::new();
    let doel = vakken(&van.formulier);
    for (sleutel, (koppen, oud)) in vakken(&naar.formulier) {
        let nieuw = match doel.get(&sleutel) {
            // Other dates are other columns: not these answers.
            Some((anders, nieuw)) if *anders == koppen && !sleutel.contains('@') || sleutel.contains("/@") => {
                nieuw.clone()
            }
            _ => oud.clone(),
        };
        if sleutel.ends_with("/@kolommen") {
            continue;
        }
        for (i, (oud, nieuw)) in oud.iter().zip(&nieuw).enumerate().filter(|(_, (oud, nieuw))| oud != nieuw) {
            let _ = oud;
            wijzigingen.vakken.insert((sleutel.clone(), i), nieuw.clone());
        }
        verwacht.insert(sleutel, nieuw);
    }
    let mut verwachte_rijen = BTreeMap::new();
    let doel = rijbladen(&van.formulier);
    for (sleutel, oud) in rijbladen(&naar.formulier) {
        let nieuw: Vec<Vec<String>> = doel[sleutel].rijen.iter().map(|r| teksten(r)).collect();
        // Rows come from any old row, or from none; each old row at most once.
        let mut oude: Vec<usize> = (0..oud.rijen.len()).collect();
        let rijen: Vec<NieuweRij> = nieuw
            .iter()
            .map(|vakken| {
                let was =
                    if oude.is_empty() || t.kans(30) { None } else { Some(oude.remove(t.onder(oude.len().min(2)))) };
                NieuweRij { was, vakken: vakken.clone() }
            })
            .collect();
        let zelfde = oud.rijen.iter().map(|r| teksten(r)).eq(nieuw.iter().cloned());
        if !zelfde {
            wijzigingen.rijen.insert(sleutel.to_owned(), rijen);
        }
        verwachte_rijen.insert(sleutel.to_owned(), nieuw);
    }
    let formaat = &site.catalogus.formaten["proef"];
    let map = naar.basis.map(content, Arc::default()).unwrap();
    let om = Omgeving::nieuw(&site.catalogus, &map, &naar.basis.wortel);
    let onderwerp = Onderwerp { formaat, wortel: &naar.basis.wortel, school: Some("x"), schooljaar: "" };
    let wens = vragen::wens(&onderwerp, &wijzigingen, &om);
    let weigeringen = om.weigeringen.borrow();
    assert!(weigeringen.is_empty(), "{weigeringen:#?}");
    let mut erboven = Erboven::new();
    let tekst = lap::pas_toe(naar.basis.bron.tekst(), verander(&naar.basis.wortel, &wens));
    erboven.insert(naar.basis.pad.clone(), tekst.into_bytes());
    (erboven, (verwacht, verwachte_rijen))
}

#[test]
fn what_is_filled_in_is_what_stands_there_afterwards() {
    let mut gewijzigd = 0;
    for zaad in 300..330 {
        let (map, mut documenten) = blokken(zaad, 16);
        // And one in which nothing is answered yet.
        let leeg = "formaat: proef\nschooljaar: 2025-2026\nsecties:\n";
        map.schrijf("content/scholen/leeg/school.yaml", "naam: Leeg\n");
        map.schrijf("content/scholen/leeg/2025-2026/profiel.yaml", leeg);
        documenten.push(("leeg".to_owned(), Value::Null));
        let content: PathBuf = map.pad("content");
        let (site, meldingen) = steunwijzer::laden::laad(&content).unwrap();
        assert!(!meldingen.heeft_fouten());
        let site = site.unwrap();
        let mut t = Toeval::nieuw(zaad);
        for (van, naar) in [(0, 15), (0, 14), (15, 0), (14, 1), (15, 1), (0, 16), (1, 16), (16, 0), (16, 1)] {
            let uitgelegd = |i: usize| leg_uit(&site, &content, &documenten[i].0, &Erboven::new());
            let (van, naar_uit) = (uitgelegd(van), uitgelegd(naar));
            let (erboven, (verwacht, verwachte_rijen)) = neem_over(&site, &content, &van, &naar_uit, &mut t);
            gewijzigd += usize::from(erboven[&naar_uit.basis.pad] != naar_uit.basis.bron.tekst().as_bytes());
            let tekst = String::from_utf8_lossy(&erboven[&naar_uit.basis.pad]).into_owned();
            let straks = leg_uit(&site, &content, &documenten[naar].0, &erboven);
            let staat = vakken(&straks.formulier);
            for (sleutel, nieuw) in &verwacht {
                assert_eq!(
                    &staat[sleutel].1,
                    nieuw,
                    "zaad {zaad}, {sleutel}:\n{}\n=>\n{tekst}",
                    naar_uit.basis.bron.tekst()
                );
            }
            let staat = rijbladen(&straks.formulier);
            for (sleutel, nieuw) in &verwachte_rijen {
                let rijen: Vec<Vec<String>> = staat[sleutel.as_str()].rijen.iter().map(|r| teksten(r)).collect();
                assert_eq!(&rijen, nieuw, "zaad {zaad}, blad {sleutel}:\n{}\n=>\n{tekst}", naar_uit.basis.bron.tekst());
            }
        }
    }
    assert!(gewijzigd > 200, "{gewijzigd}");
}

// ------------------------------------------------------ as a school fills it in

const PROFIEL: &str = "content/scholen/de-linde/2025-2026/profiel.yaml";
const FORMULIER: &str = "f/de-linde-2025-2026.xlsx";

/// The small site, its form changed by hand and taken over.
fn ingevuld(site: &SiteTest, doe: impl Fn(&mut Rekenblad)) -> crate::hulp::Uitkomst {
    site.draai(&["form", "klein", "--school", "de-linde", "--output", "f"]).code(0);
    let mut boek = Rekenblad::open(&site.pad(FORMULIER));
    doe(&mut boek);
    boek.bewaar(&site.pad(FORMULIER));
    site.draai(&["import", "f"])
}

/// The lines of a file that changed: `-` what went, `+` what came.
fn verschil(site: &SiteTest, pad: &str, doe: impl FnOnce()) -> String {
    let lees = || std::fs::read_to_string(site.pad(pad)).unwrap();
    let eerst = lees();
    doe();
    let straks = lees();
    let (oud, nieuw): (Vec<&str>, Vec<&str>) = (eerst.lines().collect(), straks.lines().collect());
    let weg = oud.iter().filter(|r| !nieuw.contains(r)).map(|r| format!("-{r}\n"));
    let erbij = nieuw.iter().filter(|r| !oud.contains(r)).map(|r| format!("+{r}\n"));
    weg.chain(erbij).collect()
}

#[test]
fn only_what_was_filled_in_changes_in_the_file() {
    let site = SiteTest::klein();
    // Comments, order and layout are the author's.
    site.vervang(PROFIEL, "secties:\n", "# De antwoorden.\nsecties:\n");
    site.vervang(PROFIEL, "    psycholoog: nee\n", "    # Vorig jaar nog wel.\n    psycholoog: nee # sinds 2024\n");
    let uit = verschil(&site, PROFIEL, || {
        let uit = ingevuld(&site, |boek| {
            boek.zet("hulp/psycholoog", 2, "ja").zet("hulp/psycholoog", 0, "ja");
            boek.zet("hulp/logopedist", 0, "ja");
            boek.zet("gegevens/leerlingen", 0, Cel::Getal(298.0)).zet(
                "gegevens/leden",
                0,
                "Mentor\nDecaan: alleen in klas 3",
            );
            boek.zet("gegevens/open", 0, Cel::Waar(false)).zet("gegevens/ingevuld", 0, Cel::Datum(2025, 11, 3));
            boek.zet("hgw/planmatig", 0, "In ontwikkeling");
            boek.zet("visie/@voor-ouders", 0, "Wij helpen elk kind.\n\nSamen met u: altijd.");
            let blad = boek.blad("Grenzen");
            let regel = blad.onderaan();
            blad.zet((regel, 1), Cel::from("Gedrag"));
            blad.zet((regel, 2), Cel::from("geen gezag aanvaarden"));
        });
        uit.code(0);
        assert!(uit.uit.contains("De Linde: 9 antwoorden, 1 blad met rijen"), "{}", uit.uit);
    });
    insta::assert_snapshot!(uit);
    let tekst = std::fs::read_to_string(site.pad(PROFIEL)).unwrap();
    assert!(tekst.contains("# De antwoorden.\nsecties:\n"));
    assert!(tekst.contains("    # Vorig jaar nog wel.\n    psycholoog:"));
    site.draai(&["check"]).code(0);
}

#[test]
fn a_text_in_a_file_changes_in_the_file() {
    let site = SiteTest::klein();
    site.schrijf("content/scholen/de-linde/2025-2026/delen.md", "# Alles\n\n## Een\n\nEerst.\n\n## Twee\n\nDan.\n");
    site.vervang(PROFIEL, "    tijd: 2 uur\n", "    tijd: {waarde: 2 uur, noot: delen.md#een}\n");
    let eerst = std::fs::read_to_string(site.pad(PROFIEL)).unwrap();
    let uit = ingevuld(&site, |boek| {
        assert_eq!(boek.staat("gegevens/tijd", 1), "Eerst.");
        boek.zet("gegevens/tijd", 1, "Eerst dit.\n\nDaarna dat.").zet("visie/@tekst", 0, "Een nieuwe visie.");
    });
    uit.code(0);
    assert_eq!(std::fs::read_to_string(site.pad(PROFIEL)).unwrap(), eerst, "the document itself stays");
    let map = "content/scholen/de-linde/2025-2026";
    let lees = |naam: &str| std::fs::read_to_string(site.pad(&format!("{map}/{naam}"))).unwrap();
    assert_eq!(lees("delen.md"), "# Alles\n\n## Een\n\nEerst dit.\n\nDaarna dat.\n\n## Twee\n\nDan.\n");
    assert_eq!(lees("visie.md"), "Een nieuwe visie.\n");
}

#[test]
fn line_ends_and_a_byte_order_mark_stay() {
    let site = SiteTest::klein();
    for pad in [PROFIEL, "content/scholen/de-linde/2025-2026/visie.md"] {
        let tekst = std::fs::read_to_string(site.pad(pad)).unwrap().replace('\n', "\r\n");
        site.schrijf(pad, format!("\u{feff}{tekst}"));
    }
    let eerst = bestanden(&site.pad("content"));
    site.draai(&["form", "klein", "--school", "de-linde", "--output", "ongewijzigd"]).code(0);
    site.draai(&["import", "ongewijzigd"]).code(0);
    assert!(bestanden(&site.pad("content")) == eerst);
    ingevuld(&site, |boek| {
        boek.zet("gegevens/leerlingen", 0, "300").zet("visie/@tekst", 0, "Een.\n\nTwee.");
        boek.zet("hulp/mentor", 4, "\u{f0b7} Met een bolletje uit Word.");
    })
    .code(0);
    let lees = |pad: &str| std::fs::read_to_string(site.pad(pad)).unwrap();
    let profiel = lees(PROFIEL);
    assert!(profiel.starts_with("\u{feff}formaat: klein\r\n") && profiel.contains("leerlingen: 300\r\n"), "{profiel}");
    assert!(profiel.contains("noot: • Met een bolletje") && !profiel.replace("\r\n", "").contains('\n'), "{profiel}");
    assert_eq!(lees("content/scholen/de-linde/2025-2026/visie.md"), "\u{feff}Een.\r\n\r\nTwee.\r\n");
}

#[test]
fn numbers_are_read_as_a_spreadsheet_shows_them() {
    let site = SiteTest::klein();
    let uit = ingevuld(&site, |boek| {
        boek.zet("gegevens/leerlingen", 0, Cel::Getal(5.75)).zet("gegevens/tijd", 0, Cel::Procent(0.125));
    });
    uit.code(0);
    let tekst = std::fs::read_to_string(site.pad(PROFIEL)).unwrap();
    assert!(tekst.contains("leerlingen: 5,75\n") && tekst.contains("tijd: 12,5%\n"), "{tekst}");
}

#[test]
fn rows_may_be_moved_taken_away_and_put_between() {
    let site = SiteTest::klein();
    let eigen =
        "\n      - {naam: Tweede, wanneer: 2 keer per jaar}\n      - naam: Derde # blijft\n        wanneer: soms\n";
    site.vervang(PROFIEL, "wanneer: 1 keer per week}\n", &format!("wanneer: 1 keer per week}}{eigen}"));
    let uit = ingevuld(&site, |boek| {
        let blad = boek.blad("Overleg");
        let tweede = blad.regel(2, "Tweede");
        blad.maak_leeg(tweede);
        blad.voeg_in(tweede);
        blad.zet((tweede, 2), Cel::from("Nieuw overleg"));
        blad.zet((tweede, 3), Cel::from("Mentor; orthopedagoog"));
        let route = boek.blad("Route");
        let plan = route.regel(3, "Plan maken");
        route.voeg_in(plan);
        route.zet((plan, 1), Cel::from("stap"));
        route.zet((plan, 2), Cel::from("2"));
        route.zet((plan, 3), Cel::from("Ouders bellen"));
    });
    uit.code(0);
    let tekst = std::fs::read_to_string(site.pad(PROFIEL)).unwrap();
    let overleg = tekst.split("  overleg:\n").nth(1).and_then(|t| t.split("  grenzen:\n").next()).unwrap();
    insta::assert_snapshot!(overleg);
    assert!(tekst.contains("stap: Ouders bellen\n"), "{tekst}");
    site.draai(&["check"]).code(0);
}

#[test]
fn last_year_goes_forward_as_a_concept() {
    let site = SiteTest::klein();
    site.draai(&["form", "klein", "--school", "de-linde", "--schooljaar", "2026-2027", "--output", "f"]).code(0);
    let pad = site.pad("f/de-linde-2026-2027.xlsx");
    let mut boek = Rekenblad::open(&pad);
    assert_eq!(boek.staat("@document/peildatum", 0), "", "an old day is no answer for a new year");
    assert_eq!(boek.staat("gegevens/leerlingen", 0), "312");
    boek.zet("gegevens/leerlingen", 0, "320").zet("@nagekeken/gegevens", 0, "2026-09");
    boek.bewaar(&pad);
    let uit = site.draai(&["import", "f"]);
    uit.code(0);
    assert!(uit.uit.contains("De Linde: overgenomen uit 2025-2026, 2 antwoorden"), "{}", uit.uit);
    let tekst = std::fs::read_to_string(site.pad("content/scholen/de-linde/2026-2027/profiel.yaml")).unwrap();
    assert!(tekst.contains("status: concept") && tekst.contains("overgenomen-uit: 2025-2026"), "{tekst}");
    assert!(tekst.contains("  gegevens: 2026-09\n") && tekst.contains("leerlingen: 320\n"), "{tekst}");
    assert!(site.pad("content/scholen/de-linde/2026-2027/visie.md").exists());
    site.bouw(&["--no-pdf"]);
    assert!(!site.pad("output/scholen/de-linde/2026-2027").exists(), "a concept is not published");
}

#[test]
fn five_hundred_empty_forms_make_five_hundred_schools() {
    let site = SiteTest::klein();
    site.draai(&["form", "klein", "--output", "leeg.xlsx"]).code(0);
    let mut boek = Rekenblad::open(&site.pad("leeg.xlsx"));
    boek.zet("@school/schooljaar", 0, "2025-2026").zet("hulp/mentor", 0, "ja").zet("hulp/mentor", 1, "ja");
    for nummer in 1..=500 {
        boek.zet("@school/naam", 0, format!("School nummer {nummer}").as_str());
        boek.zet("gegevens/leerlingen", 0, nummer.to_string().as_str());
        boek.bewaar(&site.pad(&format!("f/{nummer}.xlsx")));
    }
    let uit = site.draai(&["import", "f"]);
    uit.code(0);
    assert_eq!(uit.uit.matches(": nieuw document, 3 antwoorden\n").count(), 500, "{}", uit.uit);
    let tekst = std::fs::read_to_string(site.pad("content/scholen/school-nummer-500/2025-2026/profiel.yaml")).unwrap();
    assert!(tekst.contains("    leerlingen: 500  # Leerlingen: een getal\n"), "{tekst}");
    assert!(tekst.contains("status: concept"), "{tekst}");
    site.draai(&["check"]).code(0);
    // A second time nothing is new, and nothing is in the way.
    let uit = site.draai(&["import", "f"]);
    assert_eq!(uit.uit.matches(": niets veranderd\n").count(), 500, "{}", uit.uit);
}

#[test]
fn a_dry_run_writes_nothing() {
    let site = SiteTest::klein();
    site.draai(&["form", "klein", "--school", "de-linde", "--output", "f"]).code(0);
    let mut boek = Rekenblad::open(&site.pad(FORMULIER));
    boek.zet("gegevens/leerlingen", 0, "300");
    boek.bewaar(&site.pad(FORMULIER));
    let eerst = bestanden(&site.pad("content"));
    let uit = site.draai(&["import", "f", "--dry-run"]);
    uit.code(0);
    assert!(uit.uit.contains("De Linde: 1 antwoord\n") && uit.uit.contains("Dit was een proef"), "{}", uit.uit);
    assert!(bestanden(&site.pad("content")) == eerst);
}

#[test]
fn what_the_file_changed_meanwhile_stays() {
    let site = SiteTest::klein();
    site.draai(&["form", "klein", "--school", "de-linde", "--output", "f"]).code(0);
    let mut boek = Rekenblad::open(&site.pad(FORMULIER));
    boek.zet("gegevens/leerlingen", 0, "300");
    boek.bewaar(&site.pad(FORMULIER));
    site.vervang(PROFIEL, "tijd: 2 uur", "tijd: 3 uur");
    site.vervang(PROFIEL, "[lift, stilteruimte]", "[lift]");
    site.draai(&["import", "f"]).code(0);
    let tekst = std::fs::read_to_string(site.pad(PROFIEL)).unwrap();
    assert!(tekst.contains("leerlingen: 300") && tekst.contains("tijd: 3 uur") && tekst.contains("ruimten: [lift]"));
}

#[test]
fn a_form_that_is_there_is_not_written_over() {
    let site = SiteTest::klein();
    site.draai(&["form", "klein", "--school", "de-linde", "--output", "f"]).code(0);
    site.draai(&["form", "klein", "--school", "de-linde", "--output", "f"]).code(2).meldt("bestaat al");
}
