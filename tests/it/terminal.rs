//! What people see in a terminal: 80 columns, and no colours for who asks for none.

use std::process::Command;

use crate::fouten;
use crate::hulp::SiteTest;

/// No line is wider than 80, but for one that is a single word: a path or an address cannot be broken.
#[track_caller]
fn past(wat: &str, tekst: &str) {
    for regel in tekst.lines() {
        // What stands between backticks is one word too: a path, or what was typed.
        let delen =
            regel.split('`').enumerate().map(|(i, deel)| if i % 2 == 1 { deel.replace(' ', "_") } else { deel.into() });
        let heel = delen.collect::<Vec<_>>().join("`");
        let woorden =
            heel.split_whitespace().filter(|woord| !["fout:", "hint:", "╰", "╭▸", "│"].contains(woord)).count();
        assert!(regel.chars().count() <= 80 || woorden <= 1, "{wat}: {} tekens: {regel}", regel.chars().count());
    }
}

#[test]
fn every_message_of_the_corpus_fits() {
    for (naam, opties, site) in fouten::sites() {
        let mens: Vec<&str> = opties.iter().map(|o| if o == "short" { "human" } else { o.as_str() }).collect();
        let uit = site.draai(&mens);
        past(&naam, &uit.fout);
        past(&naam, &uit.uit);
    }
}

#[test]
fn the_help_of_every_command_fits_and_is_dutch() {
    let site = SiteTest::leeg();
    for opdracht in [
        "",
        "build",
        "check",
        "init",
        "new",
        "new school",
        "new schooljaar",
        "formaten",
        "schema",
        "theme",
        "theme list",
        "theme eject",
        "export",
        "completions",
        "man",
    ] {
        let argumenten: Vec<&str> = opdracht.split_whitespace().chain(["--help"]).collect();
        let uit = site.draai(&argumenten);
        uit.code(0);
        past(opdracht, &uit.uit);
        assert!(uit.uit.contains("Gebruik: steunwijzer"), "{opdracht}: {}", uit.uit);
        for engels in ["Usage", "Options", "Commands", "default", "possible", "Print", "required"] {
            assert!(!uit.uit.contains(engels), "{opdracht}: {engels} in {}", uit.uit);
        }
    }
}

#[test]
fn messages_of_every_command_fit_with_long_names_too() {
    let lang = "een-school-met-een-naam-die-zo-lang-is-dat-zij-op-geen-enkele-regel-van-tachtig-tekens-past";
    let met_spaties = "de school met de lange naam en nog een heel eind verder de straat uit voorbij het plein";
    let klein = SiteTest::klein();
    for naam in [lang, met_spaties] {
        for argumenten in [
            &["schema", naam][..],
            &["schema", naam, "--content", naam],
            &["theme", "eject", naam],
            &["theme", "eject", "web/home.html", "--content", naam],
            &["export", "--markdown", naam],
            &["export", "--content", naam],
            &["new", "school", naam, "--formaat", naam],
            &["new", "school", "!?", "--formaat", "klein"],
            &["new", "schooljaar", naam, "2026-2027"],
            &["new", "schooljaar", "de-linde", naam],
            &["init", "--formaat", naam],
            &["init", ".", "--today", naam],
            &["completions", naam],
            &["check", "--content", naam],
            &["check", "--today", naam],
            &["check", "--theme", naam, "--no-pdf"],
            &["build", "--no-pdf", "--output", "content/site.yaml"],
            &["--snel", naam],
            &[naam],
        ] {
            let uit = klein.draai(argumenten);
            assert!(uit.code > 0, "{argumenten:?}");
            assert!(!uit.fout.is_empty(), "{argumenten:?}");
            past(&format!("{argumenten:?}"), &uit.fout);
        }
    }
    klein.schrijf(
        "content/formaten/klein.yaml",
        "formaat: klein\ntitel: Klein\nsecties: dit hoort hier niet te staan\n",
    );
    for argumenten in
        [&["formaten"][..], &["schema", "klein"], &["export"], &["new", "school", "x", "--formaat", "klein"]]
    {
        let uit = klein.draai(argumenten);
        assert!(uit.code > 0 && uit.fout.contains("fout["), "{argumenten:?}: {}", uit.fout);
        past(&format!("{argumenten:?}"), &uit.fout);
    }
}

/// With a real terminal, which `script` gives.
#[cfg(target_os = "linux")]
#[test]
fn colours_in_a_terminal_only_and_not_when_no_color_is_set() {
    let site = SiteTest::klein();
    site.schrijf(
        "content/scholen/de-linde/2025-2026/profiel.yaml",
        "formaat: klein\nschooljaar: 2025-2026\nsecties:\n  visei: x\n",
    );
    // `\x1b[1m` and the like; moving the cursor is no colour.
    let kleur_in_tekst = regex::Regex::new("\x1b\\[[0-9;]*[1-9][0-9;]*m").unwrap();
    let opdrachten = ["check --no-pdf", "export", "formaten", "--help", "check --snel"];
    for (opdracht, verwacht) in opdrachten.into_iter().zip([true, true, false, false, false]) {
        for (geen, kleur) in [(None, verwacht), (Some("1"), false), (Some(""), verwacht)] {
            let mut script = Command::new("script");
            let regel = format!("{} {opdracht}", env!("CARGO_BIN_EXE_steunwijzer"));
            script
                .args(["-qec", &regel, "/dev/null"])
                .current_dir(site.wortel())
                .env_clear()
                .env("TERM", "xterm-256color");
            script.env("PATH", std::env::var_os("PATH").unwrap_or_default());
            if let Some(geen) = geen {
                script.env("NO_COLOR", geen);
            }
            let uit = String::from_utf8_lossy(&script.output().unwrap().stdout).into_owned();
            assert!(uit.contains("fout") || uit.contains("perspectief-vo"), "{opdracht}: {uit}");
            let gekleurd = kleur_in_tekst.is_match(&uit);
            assert_eq!(gekleurd, kleur, "{opdracht}, NO_COLOR={geen:?}: {uit:?}");
        }
    }
}
