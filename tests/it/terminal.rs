//! What people see in a terminal: 80 columns, and no colours for who asks for none.

use std::process::Command;

use crate::errors;
use crate::hulp::SiteTest;

/// No line is wider than 80, but for one that is a single word: a path or an address cannot be broken.
#[track_caller]
fn assert_fits(what: &str, text: &str) {
    for line in text.lines() {
        // What stands between backticks is one word too: a path, or what was typed.
        let parts =
            line.split('`').enumerate().map(|(i, part)| if i % 2 == 1 { part.replace(' ', "_") } else { part.into() });
        let whole = parts.collect::<Vec<_>>().join("`");
        let words = whole.split_whitespace().filter(|word| !["fout:", "hint:", "╰", "╭▸", "│"].contains(word)).count();
        assert!(line.chars().count() <= 80 || words <= 1, "{what}: {} tekens: {line}", line.chars().count());
    }
}

#[test]
fn every_message_of_the_corpus_fits() {
    for (name, options, site) in errors::sites() {
        let person: Vec<&str> = options.iter().map(|o| if o == "short" { "human" } else { o.as_str() }).collect();
        let out = site.run(&person);
        assert_fits(&name, &out.err);
        assert_fits(&name, &out.out);
    }
}

#[test]
fn the_help_of_every_command_fits_and_is_dutch() {
    let site = SiteTest::empty();
    for build_options in [
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
        let arguments: Vec<&str> = build_options.split_whitespace().chain(["--help"]).collect();
        let out = site.run(&arguments);
        out.code(0);
        assert_fits(build_options, &out.out);
        assert!(out.out.contains("Gebruik: steunwijzer"), "{build_options}: {}", out.out);
        for english in ["Usage", "Options", "Commands", "default", "possible", "Print", "required"] {
            assert!(!out.out.contains(english), "{build_options}: {english} in {}", out.out);
        }
    }
}

#[test]
fn messages_of_every_command_fit_with_long_names_too() {
    let long = "een-school-met-een-naam-die-zo-lang-is-dat-zij-op-geen-enkele-regel-van-tachtig-tekens-past";
    let with_spaces = "de school met de lange naam en nog een heel eind verder de straat uit voorbij het plein";
    let lower = SiteTest::lower();
    for name in [long, with_spaces] {
        for arguments in [
            &["schema", name][..],
            &["schema", name, "--content", name],
            &["theme", "eject", name],
            &["theme", "eject", "web/home.html", "--content", name],
            &["export", "--markdown", name],
            &["export", "--content", name],
            &["new", "school", name, "--formaat", name],
            &["new", "school", "!?", "--formaat", "klein"],
            &["new", "schooljaar", name, "2026-2027"],
            &["new", "schooljaar", "de-linde", name],
            &["init", "--formaat", name],
            &["init", ".", "--today", name],
            &["completions", name],
            &["check", "--content", name],
            &["check", "--today", name],
            &["check", "--theme", name, "--no-pdf"],
            &["build", "--no-pdf", "--output", "content/site.yaml"],
            &["--snel", name],
            &[name],
        ] {
            let out = lower.run(arguments);
            assert!(out.code > 0, "{arguments:?}");
            assert!(!out.err.is_empty(), "{arguments:?}");
            assert_fits(&format!("{arguments:?}"), &out.err);
        }
    }
    lower.write("content/formaten/klein.yaml", "formaat: klein\ntitel: Klein\nsecties: dit hoort hier niet te staan\n");
    for arguments in
        [&["formaten"][..], &["schema", "klein"], &["export"], &["new", "school", "x", "--formaat", "klein"]]
    {
        let out = lower.run(arguments);
        assert!(out.code > 0 && out.err.contains("fout["), "{arguments:?}: {}", out.err);
        assert_fits(&format!("{arguments:?}"), &out.err);
    }
}

/// With a real terminal, which `script` gives.
#[cfg(target_os = "linux")]
#[test]
fn colours_in_a_terminal_only_and_not_when_no_color_is_set() {
    let site = SiteTest::lower();
    site.write(
        "content/scholen/de-linde/2025-2026/profiel.yaml",
        "formaat: klein\nschooljaar: 2025-2026\nsecties:\n  visei: x\n",
    );
    // `\x1b[1m` and the like; moving the cursor is no colour.
    let color_in_text = regex::Regex::new("\x1b\\[[0-9;]*[1-9][0-9;]*m").unwrap();
    let commands = ["check --no-pdf", "export", "formaten", "--help", "check --snel"];
    for (build_options, expected) in commands.into_iter().zip([true, true, false, false, false]) {
        for (none, color) in [(None, expected), (Some("1"), false), (Some(""), expected)] {
            let mut script = Command::new("script");
            let line = format!("{} {build_options}", env!("CARGO_BIN_EXE_steunwijzer"));
            script
                .args(["-qec", &line, "/dev/null"])
                .current_dir(site.root())
                .env_clear()
                .env("TERM", "xterm-256color");
            script.env("PATH", std::env::var_os("PATH").unwrap_or_default());
            if let Some(none) = none {
                script.env("NO_COLOR", none);
            }
            let out = String::from_utf8_lossy(&script.output().unwrap().stdout).into_owned();
            assert!(out.contains("fout") || out.contains("perspectief-vo"), "{build_options}: {out}");
            let colored = color_in_text.is_match(&out);
            assert_eq!(colored, color, "{build_options}, NO_COLOR={none:?}: {out:?}");
        }
    }
}
