//! A start: `init`, `new`, and the commands that show what there is.

use std::fs;

use crate::harness::{SiteTest, files};

const TODAY: &str = "2025-11-22";
const PROFIEL: &str = "content/scholen/voorbeeldschool/2025-2026/profiel.yaml";

fn started() -> SiteTest {
    let site = SiteTest::empty();
    site.run(&["init", "--today", TODAY]).code(0);
    site
}

#[test]
fn init_gives_a_site_that_builds() {
    let site = SiteTest::empty();
    let out = site.run(&["init", "--today", TODAY]);
    out.code(0);
    insta::assert_snapshot!(out.out);
    let made = files(site.root());
    let paths: Vec<&str> = made.keys().map(String::as_str).collect();
    insta::assert_snapshot!("init-files", paths.join("\n"));
    assert_eq!(site.run(&["check"]).code(0).err, "");
    site.build(&["--no-pdf"]).page("scholen/voorbeeldschool/index.html");
}

#[test]
fn nothing_is_written_over() {
    let site = SiteTest::empty();
    site.write("content/site.yaml", "titel: Van mij\n");
    site.run(&["init", "--today", TODAY]).code(2).reports("`./content/site.yaml` bestaat al; er is niets geschreven");
    assert_eq!(files(site.root()).len(), 1);

    let site = started();
    let before = files(site.root());
    let again = ["new", "school", "Voorbeeldschool", "--formaat", "perspectief-vo", "--today", TODAY];
    site.run(&again).code(2).reports("bestaat al");
    assert_eq!(before, files(site.root()));
}

#[test]
fn a_new_document_promises_nothing_until_it_is_filled_in() {
    let site = started();
    // Published as it is, only what every document and every school must have is missing.
    site.replace(PROFIEL, "status: concept ", "#status: concept ");
    let out = site.run(&["check", "--report", "short"]);
    for line in out.err.lines().filter(|r| r.contains(".yaml:")) {
        assert!(line.contains("[sectie-leeg]") || line.contains("[contact-ontbreekt]"), "{line}");
    }
    site.replace(PROFIEL, "    lift:  #", "    lift: ja  #");
    assert_eq!(site.run(&["check", "--report", "short"]).err, out.err);
    let built = site.run(&["export"]);
    built.code(0);
    let aanbod = fs::read_to_string(site.path("data/aanbod.csv")).unwrap();
    assert_eq!(aanbod.lines().count(), 2, "{aanbod}");
}

/// Every format, including those of the example region: a document with all its keys and nothing else gives no
/// messages.
#[test]
fn an_empty_document_of_every_format_is_read() {
    let site = SiteTest::example();
    let formaten = site.run(&["formaten"]);
    let ids = formaten.out.lines().filter(|line| !line.starts_with(' '));
    let of_scholen: Vec<&str> = ids.filter(|id| *id != "praktijk").collect();
    assert!(of_scholen.len() >= 4, "{}", formaten.out);
    let before = site.run(&["check", "--report", "short"]).err;
    for formaat in of_scholen {
        site.run(&["new", "school", &format!("Nieuw {formaat}"), "--formaat", formaat, "--today", TODAY]).code(0);
    }
    // The only notes are that they are concepts.
    let (concepten, rest): (Vec<String>, Vec<String>) = site
        .run(&["check", "--report", "short"])
        .code(0)
        .err
        .lines()
        .map(str::to_owned)
        .partition(|line| line.contains("opmerking[document-concept]"));
    assert_eq!(rest, before.lines().collect::<Vec<_>>());
    assert!(concepten.len() >= 4, "{concepten:?}");
}

#[test]
fn impossible_requests_are_refused_with_the_nearest_name() {
    let site = started();
    for (arguments, message) in [
        (&["new", "school", "X", "--formaat", "perspectief-v"][..], "bedoelde u `perspectief-vo`?"),
        (&["new", "school", "!!!", "--formaat", "perspectief-vo"], "van `!!!` kan geen mapnaam gemaakt worden"),
        (&["new", "school", "X", "--formaat", "perspectief-vo", "--schooljaar", "2025"], "`2025` is geen schooljaar"),
        (&["new", "school", "X"], "bij deze opdracht hoort ook `--formaat`"),
        (&["schema", "perspectief-v"], "bedoelde u `perspectief-vo`?"),
        (&["theme", "eject", "web/hom.html"], "bedoelde u `web/home.html`?"),
        (&["theme", "ejec"], "bedoelde u `eject`?"),
        (&["new", "schol"], "bedoelde u `school`?"),
        (&["completions", "fis"], "bedoelde u `fish`?"),
        (&["export", "--content", "weg"], "map `weg` kan niet gelezen worden"),
    ] {
        site.run(arguments).code(2).reports(message);
    }
}

#[test]
fn a_name_of_a_school_is_only_a_name() {
    let site = started();
    for name in ["De \"Linde\": #1", "{x: y}", "'t Hof", "nee", "../../weg"] {
        site.run(&["new", "school", name, "--formaat", "perspectief-vo", "--today", TODAY]).code(0);
    }
    assert_eq!(site.run(&["check"]).code(0).err, "");
    site.build(&["--no-pdf"]).page("scholen/index.html").says("De \"Linde\": #1");
}

#[test]
fn a_file_of_the_theme_can_be_taken_over() {
    let site = started();
    let lijst = site.run(&["theme", "list"]);
    assert!(lijst.out.lines().any(|name| name == "web/home.html"));
    let themes = |site: &SiteTest| {
        let out = site.run(&["theme", "list"]).out;
        out.lines().filter_map(|line| line.strip_prefix("  ")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(themes(&site), ["standaard (in het programma)", "minimaal (in het programma)"]);
    site.run(&["theme", "new", "onze-stijl"]).code(0);
    assert_eq!(themes(&site)[2..], ["onze-stijl (in content/themas/)"]);
    site.run(&["theme", "eject", "web/home.html"]).code(0);
    site.replace("content/thema/web/home.html", "{{ t(key=\"home.choose_school\") }}", "Zoek uw school");
    site.build(&["--no-pdf"]).page("index.html").says("Zoek uw school");
    site.run(&["theme", "eject", "web/home.html"]).code(2).reports("bestaat al");
}

#[test]
fn the_schema_on_the_screen_is_the_one_of_the_site() {
    let site = started();
    let on_screen = site.run(&["schema", "perspectief-vo"]);
    on_screen.code(0);
    assert_eq!(on_screen.out, fs::read_to_string(site.path("content/.schema/perspectief-vo.json")).unwrap());
    assert_eq!(on_screen.out, site.build(&["--no-pdf"]).file("data/schema/perspectief-vo.json"));
}

#[test]
fn completions_and_a_manual_know_all_commands() {
    let site = SiteTest::empty();
    let man = site.run(&["man"]);
    man.code(0);
    for word in [".SH NAAM", ".SH OPDRACHTEN", "formaten", "completions"] {
        assert!(man.out.contains(word), "`{word}` is not in:\n{}", man.out);
    }
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let out = site.run(&["completions", shell]);
        assert!(out.code(0).out.contains("formaten"), "{shell}");
    }
}

#[test]
fn github_shows_a_message_at_its_line() {
    let site = started();
    site.replace(PROFIEL, "    lift:  #", "    lif: ja  #");
    let out = site.run(&["check", "--report", "github"]);
    let first = out.code(1).out.lines().next().unwrap_or_default().to_owned();
    let begin = format!("::error file={PROFIEL},line=");
    assert!(
        first.starts_with(&begin) && first.contains("title=onbekend-item::") && first.contains("%0Ahint: "),
        "{first}"
    );
}

#[test]
fn a_new_year_is_a_concept_whose_sections_wait_to_be_checked() {
    let site = SiteTest::small();
    let dir = "content/scholen/de-linde";
    let old = site.path(&format!("{dir}/2025-2026/profiel.yaml"));
    // A comment and a date of a section, to see what is kept and what is dropped.
    site.replace(
        &format!("{dir}/2025-2026/profiel.yaml"),
        "    voor-ouders: Wij",
        "    gecontroleerd: 2025-09\n    voor-ouders: Wij",
    );
    site.replace(&format!("{dir}/2025-2026/profiel.yaml"), "secties:\n", "secties:\n  # onze antwoorden\n");
    let before = fs::read_to_string(&old).unwrap();
    site.run(&["new", "schooljaar", "de-linde", "2026-2027"]).code(0);
    assert_eq!(fs::read_to_string(&old).unwrap(), before);
    let new = fs::read_to_string(site.path(&format!("{dir}/2026-2027/profiel.yaml"))).unwrap();
    insta::assert_snapshot!("schooljaar-head", new.split("  gegevens:\n    ingevuld").next().unwrap());
    let rest = |text: &str| text.split_once("    ingevuld").unwrap().1.replace("    gecontroleerd: 2025-09\n", "");
    assert_eq!(rest(&new), rest(&before));
    assert_eq!(new.matches("gecontroleerd: 2025-09").count(), 0);
    assert!(site.path(&format!("{dir}/2026-2027/visie.md")).exists());

    // A concept is not published, and `check` says what is left to do.
    site.run(&["check"]).code(0).reports("overgenomen uit 2025-2026 en nog niet nagekeken");
    site.build(&["--no-pdf"]).page("scholen/de-linde/profiel/index.html").does_not_say("2026-2027");

    // Without the status it is an error until every section has its date.
    let profiel = format!("{dir}/2026-2027/profiel.yaml");
    site.replace(&profiel, "status: concept  #", "#");
    site.run(&["check"]).code(1).reports("fout[niet-gecontroleerd]");
    let reviewed = fs::read_to_string(site.path(&profiel)).unwrap();
    let (heading, rest) = reviewed.split_once("gecontroleerd:").unwrap();
    let (_, rest) = rest.split_once("peildatum:").unwrap();
    site.write(&profiel, format!("{heading}gecontroleerd: 2026-09\npeildatum: 2026-09{rest}"));
    assert_eq!(site.run(&["check", "--today", "2026-10-01"]).code(0).err, "");
    site.build(&["--no-pdf"]).page("scholen/de-linde/profiel/index.html").says("2026-2027");
}

#[test]
fn a_year_that_is_there_is_not_written_over() {
    let site = SiteTest::small();
    let before = files(site.root());
    site.run(&["new", "schooljaar", "de-linde", "2025-2026"])
        .code(2)
        .reports("geen document van een eerder schooljaar");
    site.run(&["new", "schooljaar", "de-lind", "2026-2027"]).code(2).reports("bedoelde u `de-linde`?");
    site.run(&["new", "schooljaar", "de-linde", "2026"]).code(2).reports("`2026` is geen schooljaar");
    assert_eq!(before, files(site.root()));
    site.write("content/scholen/de-linde/2026-2027/visie.md", "Van mij.");
    site.run(&["new", "schooljaar", "de-linde", "2026-2027"]).code(2).reports("bestaat al; er is niets geschreven");
    assert_eq!(fs::read_to_string(site.path("content/scholen/de-linde/2026-2027/visie.md")).unwrap(), "Van mij.");
    assert!(!site.path("content/scholen/de-linde/2026-2027/profiel.yaml").exists());
}
