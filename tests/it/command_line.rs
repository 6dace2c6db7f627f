//! The command line: help, usage messages, exit codes, and the formats of the report.

use std::process::Command;

use super::harness::{Outcome, SiteTest};

const PROFIEL: &str = "content/scholen/de-linde/2025-2026/profiel.yaml";
const HEADING: &str = "formaat: klein\nschooljaar: 2025-2026\nsecties:\n";

/// A site with one error and one warning.
fn with_error() -> SiteTest {
    let site = SiteTest::small();
    site.write(PROFIEL, format!("{HEADING}  visei: x\n  gegevens:\n    tijd: 2.30 uur\n"));
    site
}

/// A site with one warning.
fn with_warning() -> SiteTest {
    let site = SiteTest::small();
    site.write(PROFIEL, format!("{HEADING}  gegevens:\n    tijd: 2.30 uur\n"));
    site
}

/// Everything a run says, for a snapshot.
fn everything(out: &Outcome) -> String {
    format!("exit code {}\n--- out\n{}--- err\n{}", out.code, out.out, out.err)
}

/// Lines of at most 80 characters, and no word of clap's English.
#[track_caller]
fn assert_fits_and_is_dutch(text: &str) {
    for line in text.lines() {
        assert!(line.chars().count() <= 80, "{} tekens: {line}", line.chars().count());
    }
    let lower = text.to_lowercase();
    for english in [
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
        "[options]",
        "[command]",
        "error:",
        "similar",
        "try ",
        "cannot",
        "value",
    ] {
        assert!(!lower.contains(english), "`{english}` in:\n{text}");
    }
}

#[test]
fn help_and_version_are_told() {
    let site = SiteTest::empty();
    for (name, arguments) in [
        ("help", &["--help"][..]),
        ("help-short", &["-h"]),
        ("help-build", &["build", "--help"]),
        ("help-check", &["check", "--help"]),
        ("help-serve", &["serve", "--help"]),
        ("help-init", &["init", "--help"]),
        ("help-new", &["new", "--help"]),
        ("help-new-school", &["new", "school", "--help"]),
        ("help-new-schooljaar", &["new", "schooljaar", "--help"]),
        ("help-formaten", &["formaten", "--help"]),
        ("help-schema", &["schema", "--help"]),
        ("help-form", &["form", "--help"]),
        ("help-import", &["import", "--help"]),
        ("help-controles", &["controles", "--help"]),
        ("help-theme", &["theme", "--help"]),
        ("help-theme-new", &["theme", "new", "--help"]),
        ("help-theme-check", &["theme", "check", "--help"]),
        ("help-theme-list", &["theme", "list", "--help"]),
        ("help-theme-eject", &["theme", "eject", "--help"]),
        ("help-export", &["export", "--help"]),
        ("help-completions", &["completions", "--help"]),
        ("help-man", &["man", "--help"]),
        ("version", &["--version"]),
        ("version-short", &["-V"]),
    ] {
        let out = site.run(arguments);
        out.code(0);
        assert_eq!(out.err, "");
        assert_fits_and_is_dutch(&out.out);
        // The version itself is not tested.
        insta::assert_snapshot!(name, out.out.replace(env!("CARGO_PKG_VERSION"), "[VERSION]"));
    }
}

#[test]
fn wrong_use_is_told_in_dutch() {
    let site = SiteTest::small();
    let mut text = String::new();
    for arguments in [
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
        &["chekc"],
        &["help"],
        &["build", "help"],
        &[""],
        &["build", "--", "x"],
        &["check", "--content="],
        &["check", "--today"],
        &["serve", "--port", "abc"],
        &["serve", "--port", "99999"],
        &["serve", "--port"],
        &["serve", "--poort", "80"],
        &["init", "a", "b"],
        &["new", "klas"],
        &["new", "schol"],
        &["new", "school"],
        &["new", "school", "De Linde"],
        &["new", "school", "De", "Linde", "--formaat", "klein"],
        &["new", "schooljaar"],
        &["new", "schooljaar", "de-linde"],
        &["formaten", "klein"],
        &["schema"],
        &["schema", "klein", "groot"],
        &["form"],
        &["form", "klein", "--school", "de-linde", "--alle"],
        &["form", "klein", "--alle", "--alle"],
        &["form", "klein", "--school"],
        &["import"],
        &["import", "a.xlsx", "--report", "xml"],
        &["import", "a.xlsx", "--dry-run=ja"],
        &["controles", "a", "b"],
        &["theme", "weg"],
        &["theme", "list", "x"],
        &["theme", "eject"],
        &["export", "de-linde"],
        &["export", "--markdown"],
        &["completions"],
        &["completions", "klingon"],
        &["man", "build"],
    ] {
        let out = site.run(arguments);
        out.code(2);
        assert_eq!(out.out, "", "{arguments:?}");
        assert_fits_and_is_dutch(&out.err);
        assert!(out.err.starts_with("fout: "), "{}", out.err);
        text.push_str(&format!("$ steunwijzer {}\n{}\n", arguments.join(" "), out.err));
    }
    insta::assert_snapshot!(text);
}

#[test]
fn a_command_line_that_is_no_text_is_refused() {
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt as _;

        let strange = std::ffi::OsStr::from_bytes(b"--th\xff");
        let out = Command::new(env!("CARGO_BIN_EXE_steunwijzer")).arg(strange).env_clear().output().unwrap();
        assert_eq!(out.status.code(), Some(2));
        assert_fits_and_is_dutch(&String::from_utf8_lossy(&out.stderr));
    }
}

#[test]
fn exit_codes_tell_how_it_went() {
    let good = SiteTest::small();
    good.run(&["check", "--no-pdf"]).code(0);
    good.run(&["check", "--no-pdf", "--strict"]).code(0);
    with_error().run(&["check", "--no-pdf"]).code(1);
    with_warning().run(&["check", "--no-pdf"]).code(0);
    let strict = with_warning();
    strict.run(&["check", "--no-pdf", "--strict"]).code(1).reports("met --strict tellen waarschuwingen als fouten");
    strict.run(&["build", "--no-pdf", "--strict"]).code(1);
    assert!(!strict.path("output").exists());
    SiteTest::empty().run(&["check"]).code(2);
}

#[test]
fn without_a_command_it_builds() {
    let site = SiteTest::small();
    let first_of_all = site.run(&["--no-pdf"]);
    first_of_all.code(0);
    assert!(site.path("output/index.html").is_file());
    let other = SiteTest::small();
    let with_name = other.run(&["build", "--no-pdf"]);
    assert_eq!((first_of_all.out, first_of_all.err), (with_name.out, with_name.err));
}

#[test]
fn the_command_check_writes_nothing() {
    let site = SiteTest::small();
    let out = site.run(&["check", "--no-pdf"]);
    out.code(0);
    let names: Vec<_> = std::fs::read_dir(site.root()).unwrap().map(|i| i.unwrap().file_name()).collect();
    assert_eq!(names, ["content"]);
    insta::assert_snapshot!(everything(&out));
}

#[test]
fn a_build_tells_what_it_made() {
    let site = SiteTest::small();
    let first = site.run(&["build", "--no-pdf"]);
    insta::assert_snapshot!("build", without_page_count(&everything(&first)));
    let second = site.run(&["build", "--no-pdf"]);
    second.code(0);
    assert!(second.out.contains("Onveranderd gebleven: "), "{}", second.out);
    let warning = with_warning().run(&["build", "--no-pdf"]);
    insta::assert_snapshot!("build-warning", without_page_count(&everything(&warning)));
    let err = with_error().run(&["build", "--no-pdf"]);
    insta::assert_snapshot!("build-error", everything(&err));
}

/// Leaves out the number of pages, which says nothing about the command line.
fn without_page_count(text: &str) -> String {
    let Some(end) = text.find(" pagina's") else { return text.to_owned() };
    let begin = text[..end].rfind(' ').map_or(0, |i| i + 1);
    format!("{}[COUNT]{}", &text[..begin], &text[end..])
}

#[test]
fn a_failed_build_leaves_the_previous_one() {
    let site = SiteTest::small();
    site.build(&["--no-pdf"]);
    let first_of_all = super::harness::files(&site.path("output"));
    site.write(PROFIEL, "formaat: klien\nsecties: {}\n");
    site.run(&["build", "--no-pdf"]).code(1).reports("`output` is gebleven zoals het was");
    assert_eq!(super::harness::files(&site.path("output")), first_of_all);
}

#[test]
fn the_report_has_several_formats() {
    for form in ["human", "short", "json"] {
        let out = with_error().run(&["check", "--no-pdf", "--report", form]);
        out.code(1);
        insta::assert_snapshot!(format!("report-{form}"), everything(&out));
    }
}

#[test]
fn a_report_of_two_places_points_at_both() {
    let site = SiteTest::small();
    site.write(
        PROFIEL,
        format!(
            "{HEADING}  overleg:\n    rijen:\n      - {{id: klein, naam: Eén}}\n      - {{id: klein, naam: Twee}}\n"
        ),
    );
    site.write("content/scholen/de-linde/2025-2026/extra.yaml", HEADING.replace("secties:", "secties: {visie: x}"));
    let out = site.run(&["check", "--no-pdf"]);
    out.code(1);
    insta::assert_snapshot!(everything(&out));
}

/// The names that programs rely on.
#[test]
fn json_has_fixed_names() {
    let fields = |value: &serde_json::Value| -> Vec<String> {
        let mut names: Vec<String> = value.as_object().unwrap().keys().cloned().collect();
        names.sort();
        names
    };
    let outside = [
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
    let within = ["code", "column", "file", "hint", "line", "message", "severity"];
    let good = SiteTest::small();
    let without_school = SiteTest::small();
    std::fs::remove_file(without_school.path("content/scholen/de-linde/school.yaml")).unwrap();
    for (site, arguments, code) in [
        (&good, &["check", "--no-pdf"][..], 0),
        (&good, &["build", "--no-pdf"], 0),
        (&with_error(), &["check", "--no-pdf"], 1),
        (&without_school, &["check", "--no-pdf"], 1),
        (&good, &["check", "--content", "nergens"], 2),
        (&good, &["check", "--today", "ooit"], 2),
        (&good, &["build", "--no-pdf", "--output", "content/site"], 2),
        (&good, &["build", "--no-pdf", "--output", "."], 2),
    ] {
        let out = site.run(&[arguments, &["--report", "json"]].concat());
        out.code(code);
        let json: serde_json::Value = serde_json::from_str(&out.out).unwrap_or_else(|f| panic!("{f}: {}", out.out));
        assert_eq!(fields(&json), outside);
        assert_eq!(json["ok"], code == 0, "{json}");
        assert_eq!(json["version"], 1);
        let meldingen = json["messages"].as_array().unwrap();
        assert_eq!(json["errors"].as_u64().unwrap() > 0, code > 0);
        assert_eq!(meldingen.is_empty(), code == 0);
        for melding in meldingen {
            assert_eq!(fields(melding), within);
            assert!(["error", "warning"].contains(&melding["severity"].as_str().unwrap()));
            assert_eq!(melding["line"].is_null(), melding["column"].is_null());
        }
    }
}

#[test]
fn wrong_use_gives_json_too() {
    for arguments in [&["check", "--snel", "--report", "json"][..], &["bild", "--report=json"]] {
        let out = SiteTest::small().run(arguments);
        out.code(2);
        let json: serde_json::Value = serde_json::from_str(&out.out).unwrap();
        assert_eq!(json["ok"], false);
    }
}

#[test]
fn who_asks_for_json_reads_in_words_too_why_the_program_could_not_begin() {
    for arguments in [
        &["check", "--content", "nergens"][..],
        &["build", "--no-pdf", "--output", "content/site"],
        &["import", "nergens.xlsx"],
        &["import", "nergens.xlsx", "--content", "nergens"],
        &["bild"],
    ] {
        let site = SiteTest::small();
        let json = site.run(&[arguments, &["--report", "json"]].concat());
        let json_report: serde_json::Value = serde_json::from_str(&json.code(2).out).unwrap();
        json.reports(json_report["messages"][0]["message"].as_str().unwrap());
        json.reports(json_report["messages"][0]["hint"].as_str().unwrap());
        assert_eq!(json.err, site.run(arguments).code(2).err, "{arguments:?}");
    }
}

#[test]
fn in_a_pipe_it_is_silent() {
    let site = with_error();
    for form in ["human", "short"] {
        let out = site.run(&["check", "--no-pdf", "--report", form]);
        assert!(!out.err.contains(['\u{1b}', '\r']), "{:?}", out.err);
        assert!(!out.err.contains("nakijken"), "{}", out.err);
        assert_eq!(out.out, "");
    }
    let out = SiteTest::small().run(&["build", "--no-pdf", "--report", "json"]);
    assert_eq!(out.err, "");
    assert!(out.out.starts_with('{') && out.out.ends_with("}\n"));
}

/// The excerpt in a message may be as wide as the author's line, the closing lines may not.
#[test]
fn closing_lines_fit_their_outcome() {
    for arguments in [&["check", "--no-pdf"][..], &["check", "--no-pdf", "--strict"]] {
        for site in [with_error(), with_warning(), SiteTest::small()] {
            let out = site.run(arguments);
            let closing: Vec<&str> = out.err.lines().rev().take(2).chain(out.out.lines()).collect();
            for line in closing {
                assert!(line.chars().count() <= 100, "{line}");
            }
        }
    }
}

#[test]
fn the_day_comes_from_today_or_from_source_date_epoch() {
    let site = SiteTest::small();
    let run = |epoch: Option<&str>, arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_steunwijzer"));
        command.args(arguments).current_dir(site.root()).env_clear();
        if let Some(epoch) = epoch {
            command.env("SOURCE_DATE_EPOCH", epoch);
        }
        let out = command.output().unwrap();
        (out.status.code(), String::from_utf8_lossy(&out.stderr).into_owned())
    };
    let check = ["check", "--no-pdf"];
    assert_eq!(run(None, &check).0, Some(0));
    assert_eq!(run(Some("0"), &check).0, Some(0));
    let (code, err) = run(Some("morgen"), &check);
    assert_eq!(code, Some(2));
    assert!(err.contains("SOURCE_DATE_EPOCH is geen aantal seconden: `morgen`"), "{err}");
    assert_eq!(run(Some("99999999999999"), &check).0, Some(2));
    // `--today` takes precedence.
    assert_eq!(run(Some("morgen"), &["check", "--no-pdf", "--today", "2026-11-22"]).0, Some(0));
}

#[test]
fn content_elsewhere_has_its_paths_in_messages() {
    let site = with_error();
    std::fs::rename(site.path("content"), site.path("onze inhoud")).unwrap();
    let out = site.run(&["check", "--no-pdf", "--report", "short", "--content", "onze inhoud/"]);
    out.code(1).reports("onze inhoud/scholen/de-linde/2025-2026/profiel.yaml:4:3: fout[onbekende-sectie]");
    let whole = site.path("onze inhoud").to_string_lossy().into_owned();
    let out = site.run(&["check", "--no-pdf", "--report", "short", "--content", &whole]);
    out.code(1).reports("[MAP]/onze inhoud/scholen/de-linde/2025-2026/profiel.yaml:4:3: fout[onbekende-sectie]");
}

/// A closed pipe (`steunwijzer | head`) is no reason to panic.
#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_panic() {
    use std::process::Stdio;

    let site = with_error();
    let mut kind = Command::new(env!("CARGO_BIN_EXE_steunwijzer"))
        .args(["check", "--no-pdf"])
        .current_dir(site.root())
        .env_clear()
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop((kind.stdout.take(), kind.stderr.take()));
    assert_eq!(kind.wait().unwrap().code(), Some(1));
}
