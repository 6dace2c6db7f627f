//! Every message as an author gets it, and what no input may cause.
//!
//! A case is a folder `tests/invalid/<case>/`: its files are laid over `tests/small`, after the files that its
//! `removed.txt` names are removed, and also the text next to the profile if the profile of the case does not name it.
//! `options.txt` holds the arguments, one per line, if they are not those of [`OPTIONS`]. `expected.txt` is the exit
//! code and what the program says on standard error. `UPDATE=1` updates it; read the difference before you keep it.
//!
//! The name of a case starts with a code that it gives, or with `samen-` (several problems in one
//! run), `goed-` (looks odd, is accepted), or `nog-` (is accepted, but should not be).

#![allow(clippy::print_stderr, reason = "a skipped test says so")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rayon::prelude::*;
use steunwijzer::build::{BuildOptions, BuildReport, Silent, build};
use steunwijzer::cli::report;
use steunwijzer::melding::{Code, Melding, Severity};

use super::harness::{SiteTest, files};
use crate::random::Random;

const OPTIONS: [&str; 4] = ["check", "--report", "short", "--no-pdf"];
const PROFIEL: &str = "content/scholen/de-linde/2025-2026/profiel.yaml";
const VISION: &str = "content/scholen/de-linde/2025-2026/visie.md";
const SCHOOL: &str = "content/scholen/de-linde/school.yaml";
const HEADING: &str = "formaat: klein\nschooljaar: 2025-2026\nsecties:\n";
/// What a case folder holds besides its overlay.
const OWN: [&str; 3] = ["expected.txt", "removed.txt", "options.txt"];
/// Codes that no case can show.
const WITHOUT_CASE: [&str; 0] = [];

fn cases() -> Vec<PathBuf> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/invalid");
    let mut cases: Vec<PathBuf> = fs::read_dir(dir).unwrap().map(|dir_entry| dir_entry.unwrap().path()).collect();
    cases.sort();
    cases
}

fn name(case: &Path) -> String {
    case.file_name().unwrap().to_string_lossy().into_owned()
}

fn text(case: &Path, file: &str) -> Option<String> {
    fs::read_to_string(case.join(file)).ok()
}

/// What the program says about a case.
fn outcome(case: &Path) -> String {
    let (options, site) = set_up(case);
    let options: Vec<&str> = options.iter().map(String::as_str).collect();
    let out = site.run(&options);
    format!("{}exit code {}\n", out.err, out.code)
}

/// The site of every case, with its name and the arguments it is run with.
pub(crate) fn sites() -> impl Iterator<Item = (String, Vec<String>, SiteTest)> {
    cases().into_iter().map(|case| {
        let (options, site) = set_up(&case);
        (name(&case), options, site)
    })
}

/// The arguments of a case and its site.
fn set_up(case: &Path) -> (Vec<String>, SiteTest) {
    let site = SiteTest::small();
    for path in text(case, "removed.txt").unwrap_or_default().lines() {
        let path = site.path(path);
        if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }.unwrap();
    }
    for (path, bytes) in files(case) {
        if !OWN.contains(&path.as_str()) {
            site.write(&path, bytes);
        }
    }
    // Otherwise every case whose profile does not name that text would warn of it.
    let profiel = fs::read_to_string(site.path(PROFIEL)).unwrap_or_default();
    if case.join(PROFIEL).exists() && !case.join(VISION).exists() && !profiel.to_lowercase().contains("visie.md") {
        fs::remove_file(site.path(VISION)).unwrap();
    }
    let options = text(case, "options.txt");
    let options: Vec<&str> = options.as_deref().map_or_else(|| OPTIONS.to_vec(), |o| o.lines().collect());
    (options.into_iter().map(str::to_owned).collect(), site)
}

#[test]
fn a_case_has_content_and_its_own_files_alone() {
    for case in cases() {
        for entry in fs::read_dir(&case).unwrap() {
            let file = entry.unwrap().file_name().to_string_lossy().into_owned();
            let known = file == "content" || OWN.contains(&file.as_str());
            assert!(known, "{}: {file} means nothing there; beside content/ there may be {OWN:?}", name(&case));
        }
    }
}

#[test]
fn every_case_says_what_is_expected() {
    let update = std::env::var_os("UPDATE").is_some();
    let differences: Vec<String> = cases()
        .par_iter()
        .filter_map(|case| {
            let out = outcome(case);
            if update {
                fs::write(case.join("expected.txt"), out).unwrap();
                return None;
            }
            let expected = text(case, "expected.txt");
            let expected = expected.as_deref().unwrap_or("(there is no expected.txt)\n");
            (expected != out).then(|| format!("== {}\nexpected:\n{expected}found:\n{out}", name(case)))
        })
        .collect();
    assert!(differences.is_empty(), "{}\nUPDATE=1 writes them anew\n", differences.join("\n"));
}

#[test]
fn every_code_has_a_case() {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for case in cases() {
        let expected = text(&case, "expected.txt").unwrap_or_default();
        let codes: Vec<&str> = Code::ALL.iter().map(|code| code.text()).collect();
        let here = codes.into_iter().filter(|code| expected.contains(&format!("[{code}]: ")));
        let here: BTreeSet<&str> = here.collect();
        let name = name(&case);
        let of_code = here.iter().any(|code| name == *code || name.starts_with(&format!("{code}-")));
        let free = ["samen-", "goed-", "nog-"].iter().any(|begin| name.starts_with(begin));
        assert!(of_code || free, "{name}: the name does not begin with a code that the case gives");
        let good = name.starts_with("goed-") || name.starts_with("nog-");
        assert_eq!(expected == "exit code 0\n", good, "{name}: {expected}");
        seen.extend(here);
    }
    // Workbooks have a corpus of their own: `form_errors`.
    let codes = Code::ALL.iter().map(|code| code.text()).filter(|code| !code.starts_with("formulier-"));
    let without: Vec<&str> = codes.filter(|code| !seen.contains(code)).collect();
    assert_eq!(without, WITHOUT_CASE);
}

/// The place is right if its line contains the word that the message quotes first. Codes whose first quoted word is not
/// the one at the place are left out.
#[test]
fn the_place_is_that_of_the_word() {
    let codes = [
        Code::UnknownKey,
        Code::UnknownValue,
        Code::UnknownItem,
        Code::AlmostReference,
        Code::DateNonexistent,
        Code::HoeveelAmbiguous,
        Code::InvalidId,
        Code::ReservedId,
        Code::DuplicateKey,
        Code::YamlHash,
        Code::YamlTag,
        Code::YamlAnchor,
    ];
    let mut checked = 0;
    for case in cases() {
        let expected = text(&case, "expected.txt").unwrap_or_default();
        for line in expected.lines() {
            let Some((span, message)) = line.split_once("]: ") else { continue };
            let Some(code) = codes.iter().find(|code| span.ends_with(&format!("[{}", code.text()))) else {
                continue;
            };
            let span = span.split(": ").next().unwrap();
            let parts: Vec<&str> = span.rsplitn(3, ':').collect();
            let [column, number, path] = parts[..] else { continue };
            let (Ok(column), Ok(number)) = (column.parse::<usize>(), number.parse::<usize>()) else { continue };
            let Ok(file) = fs::read_to_string(case.join(path)) else { continue };
            let file = file.trim_start_matches('\u{feff}');
            let rest: String = file.lines().nth(number - 1).unwrap().chars().skip(column - 1).collect();
            let words: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
            assert!(
                words
                    .iter()
                    .any(|word| rest.starts_with(word) || rest.trim_start_matches(['"', '\'']).starts_with(word)),
                "{} [{}]: at that place stands `{rest}`",
                line,
                code.text()
            );
            checked += 1;
        }
    }
    assert!(checked > 50, "{checked}");
}

// Things that cannot be in git.

/// Checks; expects exit code 1.
#[track_caller]
fn reports(site: &SiteTest, line: &str) {
    site.run(&OPTIONS).code(1).reports(line);
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let site = SiteTest::small();
    let file = fs::File::create(site.path(PROFIEL)).unwrap();
    file.set_len(50_000_000).unwrap();
    reports(&site, &format!("{PROFIEL}: fout[bestand-te-groot]: bestand `profiel.yaml` is groter dan 5 MB"));

    let site = SiteTest::small();
    site.write(VISION, "![Het plein](plein.png)\n");
    let picture = site.path("content/scholen/de-linde/2025-2026/plein.png");
    fs::File::create(picture).unwrap().set_len(10_000_001).unwrap();
    reports(&site, &format!("{VISION}:1:1: fout[bestand-te-groot]: bestand `plein.png` is groter dan 10 MB"));

    let site = SiteTest::small();
    site.write(PROFIEL, "- a\n".repeat(1_000_001));
    reports(&site, &format!("{PROFIEL}:1000001:3: fout[bestand-te-groot]: dit bestand heeft meer dan 1000000 waarden"));
}

#[test]
fn a_bomb_of_aliases_and_deep_nests_end_quickly() {
    let bomb: String = (1..100).fold("a0: &a0 [x, x]\n".to_owned(), |bomb, i| {
        let previous = i - 1;
        format!("{bomb}a{i}: &a{i} [*a{previous}, *a{previous}, *a{previous}]\n")
    });
    for (content, code) in [
        (bomb, "1:5: fout[yaml-anker]"),
        (format!("{HEADING}  ruimten: {}", "[".repeat(100_000)), "profiel.yaml:4:72: fout[te-diep]"),
        (format!("{HEADING}  ruimten: {}", "{a: ".repeat(100_000)), "fout[te-diep]"),
        (format!("{HEADING}  ruimten:\n    {}", "- ".repeat(100_000)), "fout[te-diep]"),
    ] {
        let begin = Instant::now();
        let site = SiteTest::small();
        site.write(PROFIEL, content);
        reports(&site, code);
        assert!(begin.elapsed() < Duration::from_secs(60), "{code}: {:?}", begin.elapsed());
    }
    let site = SiteTest::small();
    site.write(VISION, format!("{}diep\n", "> ".repeat(100_000)));
    reports(&site, &format!("{VISION}:1:25: fout[te-diep]"));
}

#[test]
fn thousands_of_errors_in_one_file_do_not_print_thousands_of_lines_of_yaml() {
    let site = SiteTest::small();
    site.write(PROFIEL, format!("{HEADING}  ruimten: [{}]\n", "!x lift, ".repeat(5_000)));
    let out = site.run(&OPTIONS);
    let lines = out.err.lines().filter(|line| line.contains("[yaml-tag]")).count();
    assert_eq!(lines, 1_000);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    #[test]
    fn a_link_to_outside_is_refused() {
        let secret = SiteTest::empty();
        secret.write("visie.md", "Dit hoort hier niet.\n").write("school/school.yaml", "naam: Een andere school\n");

        let site = SiteTest::small();
        fs::remove_file(site.path(VISION)).unwrap();
        symlink(secret.path("visie.md"), site.path(VISION)).unwrap();
        reports(&site, &format!("{PROFIEL}:8:12: fout[pad-buiten-map]: `visie.md` ligt buiten de eigen map"));

        let site = SiteTest::small();
        symlink(secret.path("school"), site.path("content/scholen/de-beuk")).unwrap();
        reports(&site, "content/scholen/de-beuk/: fout[pad-buiten-map]: `de-beuk` ligt buiten de eigen map");

        // Another school's folder is outside too.
        let site = SiteTest::small();
        site.write("content/scholen/de-beuk/school.yaml", "naam: De Beuk\n");
        site.write("content/scholen/de-beuk/visie.md", "De visie van De Beuk.\n");
        fs::remove_file(site.path(VISION)).unwrap();
        symlink("../../de-beuk/visie.md", site.path(VISION)).unwrap();
        reports(&site, &format!("{PROFIEL}:8:12: fout[pad-buiten-map]"));

        // Inside the school's own folder a link is fine.
        let site = SiteTest::small();
        fs::rename(site.path(VISION), site.path("content/scholen/de-linde/visie.md")).unwrap();
        symlink("../visie.md", site.path(VISION)).unwrap();
        site.run(&OPTIONS).code(0);
    }

    #[test]
    fn a_circle_of_links_is_unreadable() {
        let site = SiteTest::small();
        fs::remove_file(site.path(SCHOOL)).unwrap();
        symlink("school.yaml", site.path(SCHOOL)).unwrap();
        reports(&site, &format!("{SCHOOL}: fout[bestand-onleesbaar]: bestand `school.yaml` kan niet gelezen worden"));
    }

    #[test]
    fn a_file_without_read_permission_is_unreadable() {
        let site = SiteTest::small();
        fs::set_permissions(site.path(SCHOOL), fs::Permissions::from_mode(0o000)).unwrap();
        if fs::read(site.path(SCHOOL)).is_ok() {
            eprintln!("SKIPPED: this user reads everything (root)");
            return;
        }
        reports(
            &site,
            &format!(
                "{SCHOOL}: fout[bestand-onleesbaar]: bestand `school.yaml` kan niet gelezen worden (geen toestemming)"
            ),
        );
    }

    #[test]
    fn a_pipe_does_not_keep_the_build_waiting() {
        let site = SiteTest::small();
        fs::remove_file(site.path(VISION)).unwrap();
        let made = std::process::Command::new("mkfifo").arg(site.path(VISION)).status();
        if !made.is_ok_and(|status| status.success()) {
            eprintln!("SKIPPED: there is no mkfifo");
            return;
        }
        reports(&site, &format!("{PROFIEL}:8:12: fout[bestand-onleesbaar]"));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_folder_name_that_is_no_text_is_reported() {
        use std::os::unix::ffi::OsStrExt as _;

        let site = SiteTest::small();
        let name = std::ffi::OsStr::from_bytes(b"de-b\xfcrcht");
        if fs::create_dir(site.path("content/scholen").join(name)).is_err() {
            eprintln!("SKIPPED: this file system refuses such names");
            return;
        }
        reports(&site, "fout[ongeldige-id]: de map `de-b\u{fffd}rcht` kan geen naam van een school zijn");
    }
}

// Whatever is typed: a message, never a panic.

pub(crate) const FRAGMENTS: [&str; 48] = [
    "[",
    "]",
    "{",
    "}",
    ":",
    ": ",
    "- ",
    "'",
    "\"",
    "\n",
    "\n\n",
    "\n  ",
    " #",
    "#",
    "&a",
    "*a",
    "!",
    "|",
    ">",
    "%",
    "@",
    "?",
    ",",
    "\t",
    "é",
    "\u{F0B7}",
    "\r",
    "~",
    "\\",
    "\u{85}",
    "😀",
    "\u{feff}",
    "\u{202e}",
    "<<: ",
    "ja",
    "nee",
    "2025-13-01",
    "rijen",
    "stappen",
    "anders",
    "id",
    "naar: plan",
    "![](x.png)",
    "[x](javascript:x)",
    "../",
    "<div>",
    "{{ x }}",
    "$",
];

/// One to three changes of the kind that slips of the hand make.
fn mutate(text: &str, random: &mut Random) -> String {
    let mut text = text.to_owned();
    for _ in 0..=random.below(3) {
        let mut lines: Vec<&str> = text.split('\n').collect();
        let (a, b) = (random.below(lines.len()), random.below(lines.len()));
        match random.below(9) {
            0 => drop(lines.remove(a)),
            1 => lines.insert(b, lines[a]),
            2 => lines.swap(a, b),
            3 => lines.truncate(a),
            _ => {
                let mut characters: Vec<char> = text.chars().collect();
                let span = random.below(characters.len() + 1);
                match random.below(4) {
                    0 => characters.truncate(span),
                    1 if span < characters.len() => drop(characters.remove(span)),
                    _ => drop(characters.splice(span..span, random.pick(&FRAGMENTS).chars()).count()),
                }
                text = characters.into_iter().collect();
                continue;
            }
        }
        text = lines.join("\n");
    }
    text
}

fn run_checks(site: &SiteTest) -> BuildReport {
    let build_options = BuildOptions {
        content: site.path("content"),
        output: None,
        theme: None,
        pdf: false,
        strict: false,
        skip_broken: false,
        today: "2026-01-01".parse().unwrap(),
    };
    build(&build_options, &Silent).unwrap_or_else(|err| panic!("{err:?}"))
}

/// What holds for every message.
pub(crate) fn assert_well_formed(melding: &Melding, content: &str) {
    let good = !melding.message.is_empty()
        && !melding.message.contains('\n')
        && !melding.message.ends_with('.')
        && !melding.file().is_empty()
        && melding.hint.as_ref().is_none_or(|hint| !hint.is_empty() && !hint.contains('\n') && !hint.ends_with('.'));
    assert!(good, "{melding:?}\n{content}");
    let Some(span) = &melding.span else { return };
    let (line, column) = span.line_column();
    assert!(line <= span.source().text().split('\n').count(), "{melding:?}");
    assert!(column <= span.source().line(line).chars().count() + 1, "{melding:?}");
}

/// Whatever place a message has, it can be rendered.
pub(crate) fn assert_renders(meldingen: &[Melding], content: &str) {
    for color in [false, true] {
        let drawn = std::panic::catch_unwind(|| report::human(meldingen, color));
        let Ok(drawn) = drawn else { panic!("panic while drawing {meldingen:?}\n{content}") };
        assert!(meldingen.iter().all(|melding| drawn.contains(melding.code.text())), "{drawn}");
    }
}

#[test]
fn whatever_is_typed_there_is_no_panic() {
    const ROUNDS: usize = 150;
    let begin = Instant::now();
    let example = SiteTest::small();
    let paths: Vec<String> = files(example.root()).into_keys().collect();
    let errors: usize = paths
        .par_iter()
        .enumerate()
        .map(|(number, path)| {
            let mut random = Random::new(number as u64 + 1);
            let site = SiteTest::small();
            let good = fs::read_to_string(site.path(path)).unwrap();
            let mut errors = 0;
            for round in 0..ROUNDS {
                let content = mutate(&good, &mut random);
                site.write(path, &content);
                let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| run_checks(&site)));
                let Ok(report) = outcome else { panic!("panic in round {round} of {path}:\n{content}") };
                report.meldingen.iter().for_each(|melding| assert_well_formed(melding, &content));
                assert_renders(&report.meldingen, &content);
                let err = report.meldingen.iter().any(|melding| melding.severity == Severity::Error);
                assert_eq!(err, !report.succeeded, "round {round} of {path}:\n{content}");
                errors += usize::from(err);
            }
            errors
        })
        .sum();
    // If hardly anything goes wrong the changes are too mild to test anything.
    assert!(errors * 2 > paths.len() * ROUNDS, "{errors}");
    // Nothing hangs; minutes, since the machine may be busy.
    assert!(begin.elapsed() < Duration::from_secs(600), "{:?}", begin.elapsed());
}
