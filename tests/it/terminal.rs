//! What people see in a terminal: 80 columns, and no colours for those who want none.

use crate::errors;
use crate::harness::SiteTest;

/// No line is wider than 80 characters, except a single word: a path or an address cannot be broken.
#[track_caller]
fn assert_fits(what: &str, text: &str) {
    for line in text.lines() {
        // Text between backticks counts as one word: a path, or what was typed.
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
    for command in [
        "",
        "build",
        "check",
        "init",
        "new",
        "new school",
        "new schooljaar",
        "new formaat",
        "formaten",
        "formaten eject",
        "schema",
        "theme",
        "theme list",
        "theme eject",
        "form",
        "import",
        "controles",
        "serve",
        "export",
        "completions",
        "man",
    ] {
        let arguments: Vec<&str> = command.split_whitespace().chain(["--help"]).collect();
        let out = site.run(&arguments);
        out.code(0);
        assert_fits(command, &out.out);
        assert!(out.out.contains("Gebruik: steunwijzer"), "{command}: {}", out.out);
        for english in ["Usage", "Options", "Commands", "default", "possible", "Print", "required"] {
            assert!(!out.out.contains(english), "{command}: {english} in {}", out.out);
        }
    }
}

#[test]
fn messages_of_every_command_fit_with_long_names_too() {
    let long = "een-school-met-een-naam-die-zo-lang-is-dat-zij-op-geen-enkele-regel-van-tachtig-tekens-past";
    let with_spaces = "de school met de lange naam en nog een heel eind verder de straat uit voorbij het plein";
    let lower = SiteTest::small();
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
