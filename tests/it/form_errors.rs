//! Workbooks that cannot be imported: a message with sheet and cell, and nothing is written.

use std::path::Path;

use crate::harness::{SiteTest, files};
use crate::random::Random;
use crate::spreadsheet::{Cell, Spreadsheet, with_file};

const SCHOOL: &str = "perspectief-vo";
const WORKBOOK: &str = "f/segbroek-college-2024-2025.xlsx";
const AANBOD: &str = "Ondersteuningsmogelijkheden";
const GRENZEN: &str = "Grenzen aan onze ondersteuning";

/// The example region with a form of one school.
fn form() -> SiteTest {
    let site = SiteTest::example();
    site.run(&["form", SCHOOL, "--school", "segbroek-college", "--output", "f"]).code(0);
    site
}

fn change(site: &SiteTest, change: impl Fn(&mut Spreadsheet)) {
    let mut workbook = Spreadsheet::open(&site.path(WORKBOOK));
    change(&mut workbook);
    workbook.save(&site.path(WORKBOOK));
}

/// A case: what somebody did with the form.
type Case = (&'static str, fn(&SiteTest));

const CASES: &[Case] = &[
    ("een pdf", |site| _ = site.write(WORKBOOK, "%PDF-1.7 en zo verder")),
    ("een leeg bestand", |site| _ = site.write(WORKBOOK, "")),
    ("een oude spreadsheet of een wachtwoord", |site| {
        site.write(WORKBOOK, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
    }),
    ("een zip die geen spreadsheet is", |site| {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        zip.start_file("foto.jpg", zip::write::SimpleFileOptions::default()).unwrap();
        site.write(WORKBOOK, zip.finish().unwrap().into_inner());
    }),
    ("een OpenDocument-spreadsheet", |site| {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        zip.start_file("content.xml", zip::write::SimpleFileOptions::default()).unwrap();
        site.write(WORKBOOK, zip.finish().unwrap().into_inner());
    }),
    ("een half bestand", |site| {
        let bytes = std::fs::read(site.path(WORKBOOK)).unwrap();
        site.write(WORKBOOK, &bytes[..bytes.len() / 2]);
    }),
    ("een andere spreadsheet", |site| {
        let mut workbook = Spreadsheet::open(&site.path(WORKBOOK));
        workbook.sheets.retain(|sheet| !sheet.name.starts_with('_'));
        workbook.save(&site.path(WORKBOOK));
    }),
    ("macro's", |site| with_file(&site.path(WORKBOOK), "xl/vbaProject.bin", &mut std::iter::once(vec![0; 64]))),
    ("een zipbom", |site| {
        let zeros = vec![b' '; 1 << 20];
        with_file(&site.path(WORKBOOK), "xl/worksheets/sheet1.xml", &mut std::iter::repeat_n(zeros, 400));
    }),
    ("honderdduizend rijen", |site| {
        change(site, |workbook| {
            let sheet = workbook.sheet(GRENZEN);
            for line in 0..100_000 {
                sheet.set((200 + line, 2), Cell::from("leerlingen die veel hulp nodig hebben"));
            }
        });
    }),
    ("een antwoord heel ver weg", |site| {
        change(site, |workbook| workbook.sheet(AANBOD).set((1_000_000, 16_000), Cell::from("ja")));
    }),
    ("een blad met een andere naam", |site| {
        change(site, |workbook| workbook.sheet(GRENZEN).name = "Onze grenzen".to_owned());
    }),
    ("een blad weg", |site| change(site, |workbook| workbook.sheets.retain(|sheet| sheet.name != GRENZEN))),
    ("een blad erbij", |site| {
        change(site, |workbook| {
            let cells = [((0, 0), Cell::from("Notities"))].into();
            workbook.sheets.push(crate::spreadsheet::Sheet {
                name: "Blad1".to_owned(),
                cells,
                ..crate::spreadsheet::Sheet::default()
            });
        });
    }),
    ("samengevoegde cellen", |site| {
        change(site, |workbook| {
            let line = workbook.sheet(AANBOD).line(0, "specialisten/mentor");
            workbook.sheet(AANBOD).merged.push(((line, 4), (line + 1, 5)));
        });
    }),
    ("formules", |site| {
        change(site, |workbook| {
            workbook.set("specialisten/mentor", 0, Cell::Formula("=A1")).set(
                "team/bijeenkomsten",
                0,
                Cell::Formula("=6*7"),
            );
        });
    }),
    ("verkeerde soorten", |site| {
        change(site, |workbook| {
            workbook
                .set("specialisten/mentor", 0, "misschien")
                .set("specialisten/decaan", 1, Cell::DateTime)
                .set("hgw/planmatig", 0, "heel goed")
                .set("team/leden", 0, "Mentro")
                .set("algemeen/onderbouw", 0, "havo\nmaivo");
        });
    }),
    ("datums als tekst", |site| {
        change(site, |workbook| {
            workbook.set("@document/vastgesteld", 0, "1-9-25").set("@nagekeken/visie", 0, "vorige week");
            workbook.set("algemeen/invuldatum", 0, "2025-02-30");
        });
    }),
    ("een opmerking zonder antwoord", |site| {
        change(site, |workbook| {
            _ = workbook.set("team/bijeenkomsten", 0, "").set("team/bijeenkomsten", 1, "Zo vaak het kan.")
        });
    }),
    ("een rij met koppen veranderd", |site| {
        change(site, |workbook| {
            let sheet = workbook.sheet(GRENZEN);
            let heading = sheet.line(0, "#grenzen");
            sheet.set((heading, 1), Cell::from("Onderwerp"));
        });
    }),
    ("een antwoord naast de vakken", |site| {
        change(site, |workbook| _ = workbook.set("specialisten/mentor", 9, "ja"));
    }),
    ("een rij tussen de vragen", |site| {
        change(site, |workbook| {
            let sheet = workbook.sheet(AANBOD);
            let line = sheet.line(0, "specialisten/mentor");
            sheet.insert(line);
            sheet.set((line, 3), Cell::from("ja"));
        });
    }),
    ("een vraag twee keer", |site| {
        change(site, |workbook| {
            let sheet = workbook.sheet(AANBOD);
            let line = sheet.at_bottom();
            sheet.set((line, 0), Cell::from("specialisten/mentor"));
        });
    }),
    ("een andere school en een ander jaar", |site| {
        change(site, |workbook| {
            _ = workbook.set("@school/naam", 0, "Een andere school").set("@school/schooljaar", 0, "2030-2031")
        });
    }),
    ("het verborgen blad veranderd", |site| {
        change(site, |workbook| {
            let sheet = workbook.sheet("_steunwijzer");
            let line = sheet.line(0, "rij");
            sheet.set((line, 1), Cell::from("900 grenzen"));
        });
    }),
    ("een formulier van later", |site| {
        change(site, |workbook| workbook.sheet("_steunwijzer").set((0, 1), Cell::from("99")));
    }),
    ("een school die er niet meer is", |site| {
        std::fs::remove_dir_all(site.path("content/scholen/segbroek-college")).unwrap();
    }),
    ("een school met een pad als naam", |site| {
        change(site, |workbook| workbook.sheet("_steunwijzer").set((2, 1), Cell::from("../../etc")));
    }),
    ("het bestand is intussen veranderd", |site| {
        change(site, |workbook| {
            workbook.set("team/bijeenkomsten", 0, "12 keer per jaar");
            let sheet = workbook.sheet(GRENZEN);
            let line = sheet.at_bottom();
            sheet.set((line, 2), Cell::from("leerlingen die iets nieuws nodig hebben"));
        });
        let profiel = "content/scholen/segbroek-college/2024-2025/profiel.yaml";
        site.replace(profiel, "bijeenkomsten: minimaal 9 keer", "bijeenkomsten: minimaal 8 keer");
        site.replace(profiel, "punt: leerlingen die doof zijn,", "punt: leerlingen die niet kunnen horen,");
    }),
    ("twee formulieren over hetzelfde", |site| {
        change(site, |workbook| _ = workbook.set("team/bijeenkomsten", 0, "12 keer per jaar"));
        std::fs::copy(site.path(WORKBOOK), site.path("f/kopie.xlsx")).unwrap();
    }),
    ("een route die niet klopt", |site| {
        change(site, |workbook| {
            let sheet = workbook.sheet("Ondersteuningsroute");
            let line = sheet.line(3, "Gesprek met de leerling");
            sheet.set((line, 1), Cell::from("tak"));
            sheet.set((line + 1, 2), Cell::from("7"));
            sheet.set((line + 2, 2), Cell::from("veel"));
            let line = sheet.line(3, "Zorg gaat door");
            sheet.set((line, 9), Cell::from("evaluatie"));
        });
    }),
    ("doorgestreept, verborgen, een notitie en een antwoord in andere woorden", |site| {
        change(site, |workbook| {
            workbook.set("specialisten/decaan", 0, "Ja, op aanvraag").set("specialisten/decaan", 1, "x");
            workbook.set("team/bijeenkomsten", 0, Cell::Partly(&[("9 keer", true), (" 12 keer per jaar", false)]));
            let (sheet, at) = workbook.at("team/leden", 0);
            sheet.notes.push((at, "x", "Vanaf januari ook de leerplichtambtenaar."));
            let sheet = workbook.sheet(GRENZEN);
            let line = sheet.at_bottom();
            sheet.set((line, 2), Cell::from("leerlingen die niemand ziet"));
            sheet.hidden_rows.push(line);
        });
    }),
    ("een datum, een getal en een rij namen", |site| {
        change(site, |workbook| {
            workbook.set("team/bijeenkomsten", 0, Cell::DateAs(2026, 2, 1, "d-mmm"));
            workbook.set("team/leden", 0, "mentor, de voorlezer en decaan");
        });
    }),
    ("rijen die niet af zijn", |site| {
        change(site, |workbook| {
            let sheet = workbook.sheet("Afkortingen");
            let line = sheet.at_bottom();
            sheet.set((line, 2), Cell::from("zonder afkorting"));
            let sheet = workbook.sheet("Eigen aanbod");
            let line = sheet.at_bottom();
            sheet.set((line, 2), Cell::from("Moestuin"));
            sheet.set((line + 1, 1), Cell::from("Tuinen"));
            sheet.set((line + 1, 2), Cell::from("Kas"));
        });
    }),
];

#[test]
fn a_bad_workbook_gives_sheet_and_cell_and_writes_nothing() {
    let mut everything = String::new();
    for (name, change) in CASES {
        let site = form();
        change(&site);
        let first_of_all = files(&site.path("content"));
        let out = site.run(&["import", "f"]);
        assert_eq!(out.code, 1, "{name}:\n{}{}", out.out, out.err);
        assert!(files(&site.path("content")) == first_of_all, "{name}: something was written");
        everything.push_str(&format!("==== {name}\n{}{}\n", out.out, out.err));
    }
    insta::assert_snapshot!(everything);
}

#[test]
fn every_code_of_forms_is_met() {
    let seen = std::fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/it/snapshots/it__form_errors__a_bad_workbook_gives_sheet_and_cell_and_writes_nothing.snap"),
    )
    .unwrap();
    for code in steunwijzer::melding::Code::ALL.iter().map(|c| c.text()).filter(|c| c.starts_with("formulier-")) {
        assert!(seen.contains(&format!("[{code}]")), "{code}");
    }
}

#[test]
fn a_workbook_that_is_not_there_is_usage() {
    let site = SiteTest::example();
    site.run(&["import", "weg.xlsx"]).code(2).reports("`weg.xlsx` kan niet gelezen worden (bestaat niet)");
    std::fs::create_dir(site.path("leeg")).unwrap();
    site.run(&["import", "leeg"]).code(2).reports("in `leeg` staat geen formulier (xlsx)");
    site.run(&["form", "perspectief-v"]).code(2).reports("bedoelde u `perspectief-vo`?");
    site.run(&["form", "perspectief-vo", "--school", "segbroek-colege"])
        .code(2)
        .reports("bedoelde u `segbroek-college`?");
    site.run(&["form", "praktijk"]).code(2).reports("er is geen formaat `praktijk` voor scholen");
}

#[test]
fn no_bytes_make_the_reader_stop() {
    let site = form();
    let whole = std::fs::read(site.path(WORKBOOK)).unwrap();
    let mut t = Random::new(7);
    for _ in 0..200 {
        let mut bytes = whole.clone();
        for _ in 0..1 + t.below(4) {
            let at = t.below(bytes.len());
            bytes[at] = u8::try_from(t.below(256)).unwrap();
        }
        if t.percent(20) {
            bytes.truncate(t.below(bytes.len()));
        }
        // Whatever the result, it returns.
        let _ = steunwijzer::form::reading::read(&bytes);
    }
}

#[test]
fn programs_read_what_came_of_each_form() {
    let site = form();
    change(&site, |workbook| _ = workbook.set("team/bijeenkomsten", 0, "12 keer per jaar"));
    site.write("f/kapot.xlsx", "geen spreadsheet");
    let out = site.run(&["import", "f", "--report", "json"]);
    out.code(1);
    assert_eq!(out.err, "");
    let report: serde_json::Value = serde_json::from_str(&out.out).unwrap();
    assert_eq!((&report["ok"], &report["written"]), (&false.into(), &false.into()));
    let [broken, good] = report["forms"].as_array().unwrap().as_slice() else { panic!("{report}") };
    assert_eq!(
        (&broken["form"], &broken["ok"], &broken["school"]),
        (&"f/kapot.xlsx".into(), &false.into(), &().into())
    );
    assert_eq!(broken["messages"][0]["severity"], "error");
    let profiel = "content/scholen/segbroek-college/2024-2025/profiel.yaml";
    assert_eq!((&good["ok"], &good["answers"], &good["document"]), (&true.into(), &1.into(), &profiel.into()));
    assert_eq!(good["files"], serde_json::json!([profiel]));
    let out = site.run(&["import", "nergens.xlsx", "--report", "json"]);
    out.code(2);
    let report: serde_json::Value = serde_json::from_str(&out.out).unwrap();
    assert_eq!(report["messages"][0]["code"], "omgeving");
}

#[test]
fn what_is_wrong_in_one_school_keeps_no_other_from_its_form() {
    let site = SiteTest::small();
    site.write("content/scholen/de-beuk/school.yaml", "naam: De Beuk\ntelefon: 1\n");
    site.run(&["form", "klein", "--school", "de-linde", "--output", "a"]).code(0);
    site.run(&["form", "klein", "--output", "b"]).code(0);
    for own in [&["form", "klein", "--school", "de-beuk"][..], &["form", "klein", "--alle"]] {
        site.run(own).code(1).reports("content/scholen/de-beuk/school.yaml:2:1").reports("Er is niets geschreven.");
    }
    site.run(&["new", "schooljaar", "de-beuk", "2026-2027"]).code(1).reports("telefon");
    site.run(&["new", "schooljaar", "de-linde", "2026-2027"]).code(0);
}

#[test]
fn one_bad_workbook_can_be_left_out() {
    let site = form();
    change(&site, |workbook| _ = workbook.set("team/bijeenkomsten", 0, "12 keer per jaar"));
    site.write("f/kapot.xlsx", "geen spreadsheet");
    let first_of_all = files(&site.path("content"));
    site.run(&["import", "f"]).code(1).reports("Er is niets geschreven. Met --skip-broken");
    assert!(files(&site.path("content")) == first_of_all);
    let out = site.run(&["import", "f", "--skip-broken"]);
    out.code(1).reports("1 formulier met fouten overgeslagen.");
    let profiel =
        std::fs::read_to_string(site.path("content/scholen/segbroek-college/2024-2025/profiel.yaml")).unwrap();
    assert!(profiel.contains("bijeenkomsten: 12 keer per jaar\n"));
}
