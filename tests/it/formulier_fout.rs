//! Workbooks that cannot be taken over: a message with sheet and cell, and nothing written.

use std::path::Path;

use crate::hulp::{SiteTest, bestanden};
use crate::rekenblad::{Cel, Rekenblad, met_bestand};
use crate::willekeur::Toeval;

const SCHOOL: &str = "perspectief-vo";
const BOEK: &str = "f/segbroek-college-2024-2025.xlsx";
const AANBOD: &str = "Ondersteuningsmogelijkheden";
const GRENZEN: &str = "Grenzen aan onze ondersteuning";

/// The example region with a form of one school.
fn formulier() -> SiteTest {
    let site = SiteTest::voorbeeld();
    site.draai(&["form", SCHOOL, "--school", "segbroek-college", "--output", "f"]).code(0);
    site
}

fn verander(site: &SiteTest, doe: impl Fn(&mut Rekenblad)) {
    let mut boek = Rekenblad::open(&site.pad(BOEK));
    doe(&mut boek);
    boek.bewaar(&site.pad(BOEK));
}

/// Each case: what somebody did with the form.
type Geval = (&'static str, fn(&SiteTest));

const GEVALLEN: &[Geval] = &[
    ("een pdf", |site| _ = site.schrijf(BOEK, "%PDF-1.7 en zo verder")),
    ("een leeg bestand", |site| _ = site.schrijf(BOEK, "")),
    ("een oud rekenblad of een wachtwoord", |site| {
        site.schrijf(BOEK, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
    }),
    ("een zip die geen rekenblad is", |site| {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        zip.start_file("foto.jpg", zip::write::SimpleFileOptions::default()).unwrap();
        site.schrijf(BOEK, zip.finish().unwrap().into_inner());
    }),
    ("een OpenDocument-rekenblad", |site| {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        zip.start_file("content.xml", zip::write::SimpleFileOptions::default()).unwrap();
        site.schrijf(BOEK, zip.finish().unwrap().into_inner());
    }),
    ("een half bestand", |site| {
        let bytes = std::fs::read(site.pad(BOEK)).unwrap();
        site.schrijf(BOEK, &bytes[..bytes.len() / 2]);
    }),
    ("een ander rekenblad", |site| {
        let mut boek = Rekenblad::open(&site.pad(BOEK));
        boek.bladen.retain(|blad| !blad.naam.starts_with('_'));
        boek.bewaar(&site.pad(BOEK));
    }),
    ("macro's", |site| met_bestand(&site.pad(BOEK), "xl/vbaProject.bin", &mut std::iter::once(vec![0; 64]))),
    ("een zipbom", |site| {
        let nullen = vec![b' '; 1 << 20];
        met_bestand(&site.pad(BOEK), "xl/worksheets/sheet1.xml", &mut std::iter::repeat_n(nullen, 400));
    }),
    ("honderdduizend rijen", |site| {
        verander(site, |boek| {
            let blad = boek.blad(GRENZEN);
            for regel in 0..100_000 {
                blad.zet((200 + regel, 2), Cel::from("leerlingen die veel hulp nodig hebben"));
            }
        });
    }),
    ("een antwoord heel ver weg", |site| {
        verander(site, |boek| boek.blad(AANBOD).zet((1_000_000, 16_000), Cel::from("ja")));
    }),
    ("een blad met een andere naam", |site| {
        verander(site, |boek| boek.blad(GRENZEN).naam = "Onze grenzen".to_owned());
    }),
    ("een blad weg", |site| verander(site, |boek| boek.bladen.retain(|blad| blad.naam != GRENZEN))),
    ("een blad erbij", |site| {
        verander(site, |boek| {
            let cellen = [((0, 0), Cel::from("Notities"))].into();
            boek.bladen.push(crate::rekenblad::Blad {
                naam: "Blad1".to_owned(),
                cellen,
                ..crate::rekenblad::Blad::default()
            });
        });
    }),
    ("samengevoegde cellen", |site| {
        verander(site, |boek| {
            let regel = boek.blad(AANBOD).regel(0, "specialisten/mentor");
            boek.blad(AANBOD).samen.push(((regel, 4), (regel + 1, 5)));
        });
    }),
    ("formules", |site| {
        verander(site, |boek| {
            boek.zet("specialisten/mentor", 0, Cel::Formule("=A1")).zet("team/bijeenkomsten", 0, Cel::Formule("=6*7"));
        });
    }),
    ("verkeerde soorten", |site| {
        verander(site, |boek| {
            boek.zet("specialisten/mentor", 0, "misschien")
                .zet("specialisten/decaan", 1, Cel::Tijdstip)
                .zet("hgw/planmatig", 0, "heel goed")
                .zet("team/leden", 0, "Mentro")
                .zet("algemeen/onderbouw", 0, "havo\nmaivo");
        });
    }),
    ("datums als tekst", |site| {
        verander(site, |boek| {
            boek.zet("@document/vastgesteld", 0, "1-9-2025").zet("@nagekeken/visie", 0, "vorige week");
            boek.zet("algemeen/invuldatum", 0, "2025-02-30");
        });
    }),
    ("een opmerking zonder antwoord", |site| {
        verander(site, |boek| {
            _ = boek.zet("team/bijeenkomsten", 0, "").zet("team/bijeenkomsten", 1, "Zo vaak het kan.")
        });
    }),
    ("een rij met koppen veranderd", |site| {
        verander(site, |boek| {
            let blad = boek.blad(GRENZEN);
            let kop = blad.regel(0, "#grenzen");
            blad.zet((kop, 1), Cel::from("Onderwerp"));
        });
    }),
    ("een antwoord naast de vakken", |site| {
        verander(site, |boek| _ = boek.zet("specialisten/mentor", 9, "ja"));
    }),
    ("een rij tussen de vragen", |site| {
        verander(site, |boek| {
            let blad = boek.blad(AANBOD);
            let regel = blad.regel(0, "specialisten/mentor");
            blad.voeg_in(regel);
            blad.zet((regel, 3), Cel::from("ja"));
        });
    }),
    ("een vraag twee keer", |site| {
        verander(site, |boek| {
            let blad = boek.blad(AANBOD);
            let regel = blad.onderaan();
            blad.zet((regel, 0), Cel::from("specialisten/mentor"));
        });
    }),
    ("een andere school en een ander jaar", |site| {
        verander(site, |boek| {
            _ = boek.zet("@school/naam", 0, "Een andere school").zet("@school/schooljaar", 0, "2030-2031")
        });
    }),
    ("het verborgen blad veranderd", |site| {
        verander(site, |boek| {
            let blad = boek.blad("_steunwijzer");
            let regel = blad.regel(0, "rij");
            blad.zet((regel, 1), Cel::from("900 grenzen"));
        });
    }),
    ("een formulier van later", |site| {
        verander(site, |boek| boek.blad("_steunwijzer").zet((0, 1), Cel::from("99")));
    }),
    ("een school die er niet meer is", |site| {
        std::fs::remove_dir_all(site.pad("content/scholen/segbroek-college")).unwrap();
    }),
    ("een school met een pad als naam", |site| {
        verander(site, |boek| boek.blad("_steunwijzer").zet((2, 1), Cel::from("../../etc")));
    }),
    ("het bestand is intussen veranderd", |site| {
        verander(site, |boek| {
            boek.zet("team/bijeenkomsten", 0, "12 keer per jaar");
            let blad = boek.blad(GRENZEN);
            let regel = blad.onderaan();
            blad.zet((regel, 2), Cel::from("leerlingen die iets nieuws nodig hebben"));
        });
        let profiel = "content/scholen/segbroek-college/2024-2025/profiel.yaml";
        site.vervang(profiel, "bijeenkomsten: minimaal 9 keer", "bijeenkomsten: minimaal 8 keer");
        site.vervang(profiel, "punt: leerlingen die doof zijn,", "punt: leerlingen die niet kunnen horen,");
    }),
    ("twee formulieren over hetzelfde", |site| {
        verander(site, |boek| _ = boek.zet("team/bijeenkomsten", 0, "12 keer per jaar"));
        std::fs::copy(site.pad(BOEK), site.pad("f/kopie.xlsx")).unwrap();
    }),
    ("een route die niet klopt", |site| {
        verander(site, |boek| {
            let blad = boek.blad("Ondersteuningsroute");
            let regel = blad.regel(3, "Gesprek met de leerling");
            blad.zet((regel, 1), Cel::from("tak"));
            blad.zet((regel + 1, 2), Cel::from("7"));
            blad.zet((regel + 2, 2), Cel::from("veel"));
            let regel = blad.regel(3, "Zorg gaat door");
            blad.zet((regel, 9), Cel::from("evaluatie"));
        });
    }),
    ("doorgestreept, verborgen, een notitie en een antwoord in andere woorden", |site| {
        verander(site, |boek| {
            boek.zet("specialisten/decaan", 0, "Ja, op aanvraag").zet("specialisten/decaan", 1, "x");
            boek.zet("team/bijeenkomsten", 0, Cel::Deels(&[("9 keer", true), (" 12 keer per jaar", false)]));
            let (blad, plek) = boek.bij("team/leden", 0);
            blad.notities.push((plek, "x", "Vanaf januari ook de leerplichtambtenaar."));
            let blad = boek.blad(GRENZEN);
            let regel = blad.onderaan();
            blad.zet((regel, 2), Cel::from("leerlingen die niemand ziet"));
            blad.verborgen_rijen.push(regel);
        });
    }),
    ("een datum, een getal en een rij namen", |site| {
        verander(site, |boek| {
            boek.zet("team/bijeenkomsten", 0, Cel::DatumAls(2026, 2, 1, "d-mmm"));
            boek.zet("team/leden", 0, "mentor, de conrector en decaan");
        });
    }),
    ("rijen die niet af zijn", |site| {
        verander(site, |boek| {
            let blad = boek.blad("Afkortingen");
            let regel = blad.onderaan();
            blad.zet((regel, 2), Cel::from("zonder afkorting"));
            let blad = boek.blad("Eigen aanbod");
            let regel = blad.onderaan();
            blad.zet((regel, 2), Cel::from("Moestuin"));
            blad.zet((regel + 1, 1), Cel::from("Tuinen"));
            blad.zet((regel + 1, 2), Cel::from("Kas"));
        });
    }),
];

#[test]
fn a_bad_workbook_gives_sheet_and_cell_and_writes_nothing() {
    let mut alles = String::new();
    for (naam, doe) in GEVALLEN {
        let site = formulier();
        doe(&site);
        let eerst = bestanden(&site.pad("content"));
        let uit = site.draai(&["import", "f"]);
        assert_eq!(uit.code, 1, "{naam}:\n{}{}", uit.uit, uit.fout);
        assert!(bestanden(&site.pad("content")) == eerst, "{naam}: er is iets geschreven");
        alles.push_str(&format!("==== {naam}\n{}{}\n", uit.uit, uit.fout));
    }
    insta::assert_snapshot!(alles);
}

#[test]
fn every_code_of_forms_is_met() {
    let gezien = std::fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/it/snapshots/it__formulier_fout__a_bad_workbook_gives_sheet_and_cell_and_writes_nothing.snap"),
    )
    .unwrap();
    for code in steunwijzer::melding::Code::ALLE.iter().map(|c| c.tekst()).filter(|c| c.starts_with("formulier-")) {
        assert!(gezien.contains(&format!("[{code}]")), "{code}");
    }
}

#[test]
fn a_workbook_that_is_not_there_is_usage() {
    let site = SiteTest::voorbeeld();
    site.draai(&["import", "weg.xlsx"]).code(2).meldt("`weg.xlsx` kan niet gelezen worden (bestaat niet)");
    std::fs::create_dir(site.pad("leeg")).unwrap();
    site.draai(&["import", "leeg"]).code(2).meldt("in `leeg` staat geen formulier (xlsx)");
    site.draai(&["form", "perspectief-v"]).code(2).meldt("bedoelde u `perspectief-vo`?");
    site.draai(&["form", "perspectief-vo", "--school", "segbroek-colege"])
        .code(2)
        .meldt("bedoelde u `segbroek-college`?");
    site.draai(&["form", "praktijk"]).code(2).meldt("er is geen formaat `praktijk` voor scholen");
}

#[test]
fn no_bytes_make_the_reader_stop() {
    let site = formulier();
    let heel = std::fs::read(site.pad(BOEK)).unwrap();
    let mut t = Toeval::nieuw(7);
    for _ in 0..200 {
        let mut bytes = heel.clone();
        for _ in 0..1 + t.onder(4) {
            let plek = t.onder(bytes.len());
            bytes[plek] = u8::try_from(t.onder(256)).unwrap();
        }
        if t.kans(20) {
            bytes.truncate(t.onder(bytes.len()));
        }
        // Whatever comes of it, it comes back.
        let _ = steunwijzer::formulier::inlezen::lees(&bytes);
    }
}

#[test]
fn programs_read_what_came_of_each_form() {
    let site = formulier();
    verander(&site, |boek| _ = boek.zet("team/bijeenkomsten", 0, "12 keer per jaar"));
    site.schrijf("f/kapot.xlsx", "geen rekenblad");
    let uit = site.draai(&["import", "f", "--report", "json"]);
    uit.code(1);
    assert_eq!(uit.fout, "");
    let verslag: serde_json::Value = serde_json::from_str(&uit.uit).unwrap();
    assert_eq!((&verslag["ok"], &verslag["written"]), (&false.into(), &false.into()));
    let [kapot, goed] = verslag["forms"].as_array().unwrap().as_slice() else { panic!("{verslag}") };
    assert_eq!((&kapot["form"], &kapot["ok"], &kapot["school"]), (&"f/kapot.xlsx".into(), &false.into(), &().into()));
    assert_eq!(kapot["messages"][0]["severity"], "error");
    let profiel = "content/scholen/segbroek-college/2024-2025/profiel.yaml";
    assert_eq!((&goed["ok"], &goed["answers"], &goed["document"]), (&true.into(), &1.into(), &profiel.into()));
    assert_eq!(goed["files"], serde_json::json!([profiel]));
    let uit = site.draai(&["import", "nergens.xlsx", "--report", "json"]);
    uit.code(2);
    let verslag: serde_json::Value = serde_json::from_str(&uit.uit).unwrap();
    assert_eq!(verslag["messages"][0]["code"], "omgeving");
}

#[test]
fn what_is_wrong_in_one_school_keeps_no_other_from_its_form() {
    let site = SiteTest::klein();
    site.schrijf("content/scholen/de-beuk/school.yaml", "naam: De Beuk\ntelefon: 1\n");
    site.draai(&["form", "klein", "--school", "de-linde", "--output", "a"]).code(0);
    site.draai(&["form", "klein", "--output", "b"]).code(0);
    for eigen in [&["form", "klein", "--school", "de-beuk"][..], &["form", "klein", "--alle"]] {
        site.draai(eigen).code(1).meldt("content/scholen/de-beuk/school.yaml:2:1").meldt("Er is niets geschreven.");
    }
    site.draai(&["new", "schooljaar", "de-beuk", "2026-2027"]).code(1).meldt("telefon");
    site.draai(&["new", "schooljaar", "de-linde", "2026-2027"]).code(0);
}

#[test]
fn one_bad_workbook_can_be_left_out() {
    let site = formulier();
    verander(&site, |boek| _ = boek.zet("team/bijeenkomsten", 0, "12 keer per jaar"));
    site.schrijf("f/kapot.xlsx", "geen rekenblad");
    let eerst = bestanden(&site.pad("content"));
    site.draai(&["import", "f"]).code(1).meldt("Er is niets geschreven. Met --skip-broken");
    assert!(bestanden(&site.pad("content")) == eerst);
    let uit = site.draai(&["import", "f", "--skip-broken"]);
    uit.code(1).meldt("1 formulier met fouten overgeslagen.");
    let profiel = std::fs::read_to_string(site.pad("content/scholen/segbroek-college/2024-2025/profiel.yaml")).unwrap();
    assert!(profiel.contains("bijeenkomsten: 12 keer per jaar\n"));
}
