//! The command line: help, usage messages, exit codes, and the forms of the report.

use std::process::Command;

use super::hulp::{SiteTest, Uitkomst};

const PROFIEL: &str = "content/scholen/de-linde/2025-2026/profiel.yaml";
const KOP: &str = "formaat: klein\nschooljaar: 2025-2026\nsecties:\n";

/// A site with one error and one warning.
fn met_fout() -> SiteTest {
    let site = SiteTest::klein();
    site.schrijf(PROFIEL, format!("{KOP}  visei: x\n  gegevens:\n    tijd: 2.30 uur\n"));
    site
}

/// A site with one warning.
fn met_waarschuwing() -> SiteTest {
    let site = SiteTest::klein();
    site.schrijf(PROFIEL, format!("{KOP}  gegevens:\n    tijd: 2.30 uur\n"));
    site
}

/// Everything a run says, for a snapshot.
fn alles(uit: &Uitkomst) -> String {
    format!("afsluitcode {}\n--- uit\n{}--- fout\n{}", uit.code, uit.uit, uit.fout)
}

/// Lines of at most 80 characters, and no word of clap's English.
#[track_caller]
fn keur(tekst: &str) {
    for regel in tekst.lines() {
        assert!(regel.chars().count() <= 80, "{} tekens: {regel}", regel.chars().count());
    }
    let klein = tekst.to_lowercase();
    for engels in [
        "error",
        "usage",
        "options:",
        "commands:",
        "for more information",
        "unexpected",
        "argument",
        "subcommand",
        "possible values",
        "default",
        "print",
        "version information",
        "tip:",
        "required",
        "warning",
        "found",
        "invalid",
    ] {
        assert!(!klein.contains(engels), "`{engels}` in:\n{tekst}");
    }
}

#[test]
fn hulp_en_versie() {
    let site = SiteTest::leeg();
    for (naam, argumenten) in [
        ("hulp", &["--help"][..]),
        ("hulp-kort", &["-h"]),
        ("hulp-build", &["build", "--help"]),
        ("hulp-check", &["check", "--help"]),
        ("hulp-serve", &["serve", "--help"]),
        ("versie", &["--version"]),
        ("versie-kort", &["-V"]),
    ] {
        let uit = site.draai(argumenten);
        uit.code(0);
        assert_eq!(uit.fout, "");
        keur(&uit.uit);
        // The number itself is not what is tested.
        insta::assert_snapshot!(naam, uit.uit.replace(env!("CARGO_PKG_VERSION"), "[VERSIE]"));
    }
}

#[test]
fn verkeerd_gebruik_zegt_in_het_nederlands_wat_er_mis_is() {
    let site = SiteTest::klein();
    let mut tekst = String::new();
    for argumenten in [
        &["bild"][..],
        &["publiceer"],
        &["--repport", "json"],
        &["--snel"],
        &["-q"],
        &["build", "extra"],
        &["check", "--report", "jsn"],
        &["check", "--report", "xml"],
        &["check", "--report"],
        &["check", "--content"],
        &["check", "--strict=ja"],
        &["check", "--strict", "--strict"],
        &["--strict", "check"],
        &["check", "--today", "gisteren"],
        &["check", "--today", "2026-02-30"],
        &["check", "--today", "22-11-2026"],
        &["check", "--today", ""],
        &["check", "--content", "nergens"],
        &["check", "--content", ""],
        &["build", "--output", "content/site"],
        &["build", "--output", "content"],
        &["build", "--output", "."],
        &["build", "--output", "content/site.yaml"],
    ] {
        let uit = site.draai(argumenten);
        uit.code(2);
        assert_eq!(uit.uit, "", "{argumenten:?}");
        keur(&uit.fout);
        assert!(uit.fout.starts_with("fout: "), "{}", uit.fout);
        tekst.push_str(&format!("$ steunwijzer {}\n{}\n", argumenten.join(" "), uit.fout));
    }
    insta::assert_snapshot!(tekst);
}

#[test]
fn een_opdrachtregel_die_geen_tekst_is() {
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt as _;

        let vreemd = std::ffi::OsStr::from_bytes(b"--th\xff");
        let uit = Command::new(env!("CARGO_BIN_EXE_steunwijzer")).arg(vreemd).env_clear().output().unwrap();
        assert_eq!(uit.status.code(), Some(2));
        keur(&String::from_utf8_lossy(&uit.stderr));
    }
}

#[test]
fn afsluitcodes() {
    let goed = SiteTest::klein();
    goed.draai(&["check", "--no-pdf"]).code(0);
    goed.draai(&["check", "--no-pdf", "--strict"]).code(0);
    met_fout().draai(&["check", "--no-pdf"]).code(1);
    met_waarschuwing().draai(&["check", "--no-pdf"]).code(0);
    let streng = met_waarschuwing();
    streng.draai(&["check", "--no-pdf", "--strict"]).code(1).meldt("met --strict tellen waarschuwingen als fouten");
    streng.draai(&["build", "--no-pdf", "--strict"]).code(1);
    assert!(!streng.pad("output").exists());
    SiteTest::leeg().draai(&["check"]).code(2);
}

#[test]
fn zonder_opdracht_is_build() {
    let site = SiteTest::klein();
    let eerst = site.draai(&["--no-pdf"]);
    eerst.code(0);
    assert!(site.pad("output/index.html").is_file());
    let ander = SiteTest::klein();
    let met_naam = ander.draai(&["build", "--no-pdf"]);
    assert_eq!((eerst.uit, eerst.fout), (met_naam.uit, met_naam.fout));
}

#[test]
fn check_schrijft_niets() {
    let site = SiteTest::klein();
    let uit = site.draai(&["check", "--no-pdf"]);
    uit.code(0);
    let namen: Vec<_> = std::fs::read_dir(site.wortel()).unwrap().map(|i| i.unwrap().file_name()).collect();
    assert_eq!(namen, ["content"]);
    insta::assert_snapshot!(alles(&uit));
}

#[test]
fn wat_een_build_zegt() {
    let site = SiteTest::klein();
    let eerste = site.draai(&["build", "--no-pdf"]);
    insta::assert_snapshot!("build", sjabloon(&alles(&eerste)));
    let tweede = site.draai(&["build", "--no-pdf"]);
    tweede.code(0);
    assert!(tweede.uit.contains("Onveranderd gebleven: "), "{}", tweede.uit);
    let waarschuwing = met_waarschuwing().draai(&["build", "--no-pdf"]);
    insta::assert_snapshot!("build-waarschuwing", sjabloon(&alles(&waarschuwing)));
    let fout = met_fout().draai(&["build", "--no-pdf"]);
    insta::assert_snapshot!("build-fout", alles(&fout));
}

/// The number of pages says nothing about the command line.
fn sjabloon(tekst: &str) -> String {
    let Some(eind) = tekst.find(" pagina's") else { return tekst.to_owned() };
    let begin = tekst[..eind].rfind(' ').map_or(0, |i| i + 1);
    format!("{}[AANTAL]{}", &tekst[..begin], &tekst[eind..])
}

#[test]
fn een_mislukte_build_laat_de_vorige_staan() {
    let site = SiteTest::klein();
    site.bouw(&["--no-pdf"]);
    let eerst = super::hulp::bestanden(&site.pad("output"));
    site.schrijf(PROFIEL, "formaat: klien\nsecties: {}\n");
    site.draai(&["build", "--no-pdf"]).code(1).meldt("`output` is gebleven zoals het was");
    assert_eq!(super::hulp::bestanden(&site.pad("output")), eerst);
}

#[test]
fn vormen_van_het_verslag() {
    for vorm in ["human", "short", "json"] {
        let uit = met_fout().draai(&["check", "--no-pdf", "--report", vorm]);
        uit.code(1);
        insta::assert_snapshot!(format!("verslag-{vorm}"), alles(&uit));
    }
}

#[test]
fn een_verslag_met_twee_plekken_wijst_ze_allebei_aan() {
    let site = SiteTest::klein();
    site.schrijf(
        PROFIEL,
        format!("{KOP}  overleg:\n    rijen:\n      - {{id: klein, naam: Eén}}\n      - {{id: klein, naam: Twee}}\n"),
    );
    site.schrijf("content/scholen/de-linde/2025-2026/extra.yaml", KOP.replace("secties:", "secties: {visie: x}"));
    let uit = site.draai(&["check", "--no-pdf"]);
    uit.code(1);
    insta::assert_snapshot!(alles(&uit));
}

/// The names that programs rely on.
#[test]
fn json_heeft_vaste_namen() {
    let velden = |waarde: &serde_json::Value| -> Vec<String> {
        let mut namen: Vec<String> = waarde.as_object().unwrap().keys().cloned().collect();
        namen.sort();
        namen
    };
    let buiten = [
        "documents",
        "errors",
        "kept",
        "messages",
        "notes",
        "ok",
        "pages",
        "pdfs",
        "replaced",
        "schools",
        "version",
        "warnings",
    ];
    let binnen = ["code", "column", "file", "hint", "line", "message", "severity"];
    let goed = SiteTest::klein();
    let zonder_school = SiteTest::klein();
    std::fs::remove_file(zonder_school.pad("content/scholen/de-linde/school.yaml")).unwrap();
    for (site, argumenten, code) in [
        (&goed, &["check", "--no-pdf"][..], 0),
        (&goed, &["build", "--no-pdf"], 0),
        (&met_fout(), &["check", "--no-pdf"], 1),
        (&zonder_school, &["check", "--no-pdf"], 1),
        (&goed, &["check", "--content", "nergens"], 2),
        (&goed, &["check", "--today", "ooit"], 2),
        (&goed, &["build", "--no-pdf", "--output", "content/site"], 2),
        (&goed, &["build", "--no-pdf", "--output", "."], 2),
    ] {
        let uit = site.draai(&[argumenten, &["--report", "json"]].concat());
        uit.code(code);
        let json: serde_json::Value = serde_json::from_str(&uit.uit).unwrap_or_else(|f| panic!("{f}: {}", uit.uit));
        assert_eq!(velden(&json), buiten);
        assert_eq!(json["ok"], code == 0, "{json}");
        assert_eq!(json["version"], 1);
        let meldingen = json["messages"].as_array().unwrap();
        assert_eq!(json["errors"].as_u64().unwrap() > 0, code > 0);
        assert_eq!(meldingen.is_empty(), code == 0);
        for melding in meldingen {
            assert_eq!(velden(melding), binnen);
            assert!(["error", "warning"].contains(&melding["severity"].as_str().unwrap()));
            assert_eq!(melding["line"].is_null(), melding["column"].is_null());
        }
    }
}

#[test]
fn verkeerd_gebruik_geeft_ook_json() {
    for argumenten in [&["check", "--snel", "--report", "json"][..], &["bild", "--report=json"]] {
        let uit = SiteTest::klein().draai(argumenten);
        uit.code(2);
        let json: serde_json::Value = serde_json::from_str(&uit.uit).unwrap();
        assert_eq!(json["ok"], false);
    }
}

#[test]
fn in_een_pijp_is_het_stil() {
    let site = met_fout();
    for vorm in ["human", "short"] {
        let uit = site.draai(&["check", "--no-pdf", "--report", vorm]);
        assert!(!uit.fout.contains(['\u{1b}', '\r']), "{:?}", uit.fout);
        assert!(!uit.fout.contains("nakijken"), "{}", uit.fout);
        assert_eq!(uit.uit, "");
    }
    let uit = SiteTest::klein().draai(&["build", "--no-pdf", "--report", "json"]);
    assert_eq!(uit.fout, "");
    assert!(uit.uit.starts_with('{') && uit.uit.ends_with("}\n"));
}

/// Messages of a build keep within the width where they can: the excerpt may be as wide as the
/// author's line, the closing lines may not.
#[test]
fn slotregels_passen() {
    for argumenten in [&["check", "--no-pdf"][..], &["check", "--no-pdf", "--strict"]] {
        for site in [met_fout(), met_waarschuwing(), SiteTest::klein()] {
            let uit = site.draai(argumenten);
            let slot: Vec<&str> = uit.fout.lines().rev().take(2).chain(uit.uit.lines()).collect();
            for regel in slot {
                assert!(regel.chars().count() <= 100, "{regel}");
            }
        }
    }
}

#[test]
fn de_dag_komt_van_today_en_anders_van_source_date_epoch() {
    let site = SiteTest::klein();
    let draai = |epoch: Option<&str>, argumenten: &[&str]| {
        let mut opdracht = Command::new(env!("CARGO_BIN_EXE_steunwijzer"));
        opdracht.args(argumenten).current_dir(site.wortel()).env_clear();
        if let Some(epoch) = epoch {
            opdracht.env("SOURCE_DATE_EPOCH", epoch);
        }
        let uit = opdracht.output().unwrap();
        (uit.status.code(), String::from_utf8_lossy(&uit.stderr).into_owned())
    };
    let check = ["check", "--no-pdf"];
    assert_eq!(draai(None, &check).0, Some(0));
    assert_eq!(draai(Some("0"), &check).0, Some(0));
    let (code, fout) = draai(Some("morgen"), &check);
    assert_eq!(code, Some(2));
    assert!(fout.contains("SOURCE_DATE_EPOCH is geen aantal seconden: `morgen`"), "{fout}");
    assert_eq!(draai(Some("99999999999999"), &check).0, Some(2));
    // --today goes first.
    assert_eq!(draai(Some("morgen"), &["check", "--no-pdf", "--today", "2026-11-22"]).0, Some(0));
}

#[test]
fn inhoud_elders_en_paden_in_meldingen() {
    let site = met_fout();
    std::fs::rename(site.pad("content"), site.pad("onze inhoud")).unwrap();
    let uit = site.draai(&["check", "--no-pdf", "--report", "short", "--content", "onze inhoud/"]);
    uit.code(1).meldt("onze inhoud/scholen/de-linde/2025-2026/profiel.yaml:4:3: fout[onbekende-sectie]");
    let heel = site.pad("onze inhoud").to_string_lossy().into_owned();
    let uit = site.draai(&["check", "--no-pdf", "--report", "short", "--content", &heel]);
    uit.code(1).meldt("[MAP]/onze inhoud/scholen/de-linde/2025-2026/profiel.yaml:4:3: fout[onbekende-sectie]");
}

/// A closed pipe (`steunwijzer | head`) is no reason to panic.
#[cfg(unix)]
#[test]
fn een_gesloten_pijp_is_geen_paniek() {
    use std::process::Stdio;

    let site = met_fout();
    let mut kind = Command::new(env!("CARGO_BIN_EXE_steunwijzer"))
        .args(["check", "--no-pdf"])
        .current_dir(site.wortel())
        .env_clear()
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop((kind.stdout.take(), kind.stderr.take()));
    assert_eq!(kind.wait().unwrap().code(), Some(1));
}
