//! A start: `init`, `new`, and the commands that show what there is.

use std::fs;

use crate::hulp::{SiteTest, bestanden};

const VANDAAG: &str = "2025-11-22";
const PROFIEL: &str = "content/scholen/voorbeeldschool/2025-2026/profiel.yaml";

fn begonnen() -> SiteTest {
    let site = SiteTest::leeg();
    site.draai(&["init", "--today", VANDAAG]).code(0);
    site
}

#[test]
fn init_gives_a_site_that_builds() {
    let site = SiteTest::leeg();
    let uit = site.draai(&["init", "--today", VANDAAG]);
    uit.code(0);
    insta::assert_snapshot!(uit.uit);
    let gemaakt = bestanden(site.wortel());
    let paden: Vec<&str> = gemaakt.keys().map(String::as_str).collect();
    insta::assert_snapshot!("init-bestanden", paden.join("\n"));
    assert_eq!(site.draai(&["check"]).code(0).fout, "");
    site.bouw(&["--no-pdf"]).bestand("scholen/voorbeeldschool/index.html");
}

#[test]
fn nothing_is_written_over() {
    let site = SiteTest::leeg();
    site.schrijf("content/site.yaml", "titel: Van mij\n");
    site.draai(&["init", "--today", VANDAAG]).code(2).meldt("`./content/site.yaml` bestaat al; er is niets geschreven");
    assert_eq!(bestanden(site.wortel()).len(), 1);

    let site = begonnen();
    let voor = bestanden(site.wortel());
    let weer = ["new", "school", "Voorbeeldschool", "--formaat", "perspectief-vo", "--today", VANDAAG];
    site.draai(&weer).code(2).meldt("bestaat al");
    assert_eq!(voor, bestanden(site.wortel()));
}

#[test]
fn a_new_document_promises_nothing_until_it_is_filled_in() {
    let site = begonnen();
    // Published as it is: only what every document and every school must have is missed.
    site.vervang(PROFIEL, "status: concept ", "#status: concept ");
    let uit = site.draai(&["check", "--report", "short"]);
    for regel in uit.fout.lines().filter(|r| r.contains(".yaml:")) {
        assert!(regel.contains("[sectie-leeg]") || regel.contains("[contact-ontbreekt]"), "{regel}");
    }
    site.vervang(PROFIEL, "    lift:  #", "    lift: ja  #");
    assert_eq!(site.draai(&["check", "--report", "short"]).fout, uit.fout);
    let gebouwd = site.draai(&["export"]);
    gebouwd.code(0);
    let aanbod = fs::read_to_string(site.pad("data/aanbod.csv")).unwrap();
    assert_eq!(aanbod.lines().count(), 2, "{aanbod}");
}

/// Every format, also those of the example region: a document with all its keys and nothing else is read without a
/// word.
#[test]
fn an_empty_document_of_every_format_is_read() {
    let site = SiteTest::voorbeeld();
    let formaten = site.draai(&["formaten"]);
    let ids = formaten.uit.lines().filter(|regel| !regel.starts_with(' '));
    let van_scholen: Vec<&str> = ids.filter(|id| *id != "praktijk").collect();
    assert!(van_scholen.len() >= 4, "{}", formaten.uit);
    let voor = site.draai(&["check", "--report", "short"]).fout;
    for formaat in van_scholen {
        site.draai(&["new", "school", &format!("Nieuw {formaat}"), "--formaat", formaat, "--today", VANDAAG]).code(0);
    }
    // All there is to say of them is that they are concepts.
    let (concepten, rest): (Vec<String>, Vec<String>) = site
        .draai(&["check", "--report", "short"])
        .code(0)
        .fout
        .lines()
        .map(str::to_owned)
        .partition(|regel| regel.contains("opmerking[document-concept]"));
    assert_eq!(rest, voor.lines().collect::<Vec<_>>());
    assert!(concepten.len() >= 4, "{concepten:?}");
}

#[test]
fn what_cannot_be_is_said_with_the_near_name() {
    let site = begonnen();
    for (argumenten, bericht) in [
        (&["new", "school", "X", "--formaat", "perspectief-v"][..], "bedoelde u `perspectief-vo`?"),
        (&["new", "school", "!!!", "--formaat", "perspectief-vo"], "van `!!!` kan geen mapnaam gemaakt worden"),
        (&["new", "school", "X", "--formaat", "perspectief-vo", "--schooljaar", "2025"], "`2025` is geen schooljaar"),
        (&["new", "school", "X"], "bij deze opdracht hoort ook `--formaat`"),
        (&["schema", "perspectief-v"], "bedoelde u `perspectief-vo`?"),
        (&["theme", "eject", "web/hom.html"], "bedoelde u `web/home.html`?"),
        (&["theme", "ejec"], "bedoelde u `eject`?"),
        (&["new", "schol"], "bedoelde u `schooljaar`, `school`?"),
        (&["completions", "fis"], "bedoelde u `fish`?"),
        (&["export", "--content", "weg"], "map `weg` kan niet gelezen worden"),
    ] {
        site.draai(argumenten).code(2).meldt(bericht);
    }
}

#[test]
fn a_name_of_a_school_is_only_a_name() {
    let site = begonnen();
    for naam in ["De \"Linde\": #1", "{x: y}", "'t Hof", "nee", "../../weg"] {
        site.draai(&["new", "school", naam, "--formaat", "perspectief-vo", "--today", VANDAAG]).code(0);
    }
    assert_eq!(site.draai(&["check"]).code(0).fout, "");
    let scholen = site.bouw(&["--no-pdf"]).bestand("scholen/index.html");
    for naam in ["De &quot;Linde&quot;: #1", "De \"Linde\": #1"] {
        if scholen.contains(naam) {
            return;
        }
    }
    panic!("the name is not on the page");
}

#[test]
fn a_file_of_the_theme_can_be_taken_over() {
    let site = begonnen();
    let lijst = site.draai(&["theme", "list"]);
    assert!(lijst.uit.lines().any(|naam| naam == "web/home.html"));
    site.draai(&["theme", "eject", "web/home.html"]).code(0);
    site.vervang("content/thema/web/home.html", "Kies een school", "Zoek uw school");
    assert!(site.bouw(&["--no-pdf"]).bestand("index.html").contains("Zoek uw school"));
    site.draai(&["theme", "eject", "web/home.html"]).code(2).meldt("bestaat al");
}

#[test]
fn the_schema_on_the_screen_is_the_one_of_the_site() {
    let site = begonnen();
    let op_scherm = site.draai(&["schema", "perspectief-vo"]);
    op_scherm.code(0);
    assert_eq!(op_scherm.uit, fs::read_to_string(site.pad("content/.schema/perspectief-vo.json")).unwrap());
    assert_eq!(op_scherm.uit, site.bouw(&["--no-pdf"]).bestand("data/schema/perspectief-vo.json"));
}

#[test]
fn completions_and_a_manual_know_all_commands() {
    let site = SiteTest::leeg();
    let man = site.draai(&["man"]);
    man.code(0);
    for woord in [".SH NAAM", ".SH OPDRACHTEN", "formaten", "completions"] {
        assert!(man.uit.contains(woord), "`{woord}` staat niet in:\n{}", man.uit);
    }
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let uit = site.draai(&["completions", shell]);
        assert!(uit.code(0).uit.contains("formaten"), "{shell}");
    }
}

#[test]
fn github_shows_a_message_at_its_line() {
    let site = begonnen();
    site.vervang(PROFIEL, "    lift:  #", "    lif: ja  #");
    let uit = site.draai(&["check", "--report", "github"]);
    let eerste = uit.code(1).uit.lines().next().unwrap_or_default().to_owned();
    let begin = format!("::error file={PROFIEL},line=");
    assert!(
        eerste.starts_with(&begin) && eerste.contains("title=onbekend-item::") && eerste.contains("%0Ahint: "),
        "{eerste}"
    );
}

#[test]
fn a_new_year_is_a_concept_whose_sections_wait_to_be_checked() {
    let site = SiteTest::klein();
    let map = "content/scholen/de-linde";
    let oud = site.pad(&format!("{map}/2025-2026/profiel.yaml"));
    // A comment and a date of a section, to see what stays and what goes.
    site.vervang(
        &format!("{map}/2025-2026/profiel.yaml"),
        "    voor-ouders: Wij",
        "    gecontroleerd: 2025-09\n    voor-ouders: Wij",
    );
    site.vervang(&format!("{map}/2025-2026/profiel.yaml"), "secties:\n", "secties:\n  # onze antwoorden\n");
    let voor = fs::read_to_string(&oud).unwrap();
    site.draai(&["new", "schooljaar", "de-linde", "2026-2027"]).code(0);
    assert_eq!(fs::read_to_string(&oud).unwrap(), voor);
    let nieuw = fs::read_to_string(site.pad(&format!("{map}/2026-2027/profiel.yaml"))).unwrap();
    insta::assert_snapshot!("schooljaar-kop", nieuw.split("  gegevens:\n    ingevuld").next().unwrap());
    let rest = |tekst: &str| tekst.split_once("    ingevuld").unwrap().1.replace("    gecontroleerd: 2025-09\n", "");
    assert_eq!(rest(&nieuw), rest(&voor));
    assert_eq!(nieuw.matches("gecontroleerd: 2025-09").count(), 0);
    assert!(site.pad(&format!("{map}/2026-2027/visie.md")).exists());

    // A concept is not published, and `check` says what is left to do.
    site.draai(&["check"]).code(0).meldt("overgenomen uit 2025-2026 en nog niet nagekeken");
    assert!(!site.bouw(&["--no-pdf"]).bestand("scholen/de-linde/profiel/index.html").contains("2026-2027"));

    // Without the status it is an error until every section has its date.
    let profiel = format!("{map}/2026-2027/profiel.yaml");
    site.vervang(&profiel, "status: concept  #", "#");
    site.draai(&["check"]).code(1).meldt("fout[niet-gecontroleerd]");
    let nagekeken = fs::read_to_string(site.pad(&profiel)).unwrap();
    let (kop, rest) = nagekeken.split_once("gecontroleerd:").unwrap();
    let (_, rest) = rest.split_once("peildatum:").unwrap();
    site.schrijf(&profiel, format!("{kop}gecontroleerd: 2026-09\npeildatum: 2026-09{rest}"));
    assert_eq!(site.draai(&["check", "--today", "2026-10-01"]).code(0).fout, "");
    assert!(site.bouw(&["--no-pdf"]).bestand("scholen/de-linde/profiel/index.html").contains("2026-2027"));
}

#[test]
fn a_year_that_is_there_is_not_written_over() {
    let site = SiteTest::klein();
    let voor = bestanden(site.wortel());
    site.draai(&["new", "schooljaar", "de-linde", "2025-2026"])
        .code(2)
        .meldt("geen document van een eerder schooljaar");
    site.draai(&["new", "schooljaar", "de-lind", "2026-2027"]).code(2).meldt("bedoelde u `de-linde`?");
    site.draai(&["new", "schooljaar", "de-linde", "2026"]).code(2).meldt("`2026` is geen schooljaar");
    assert_eq!(voor, bestanden(site.wortel()));
    site.schrijf("content/scholen/de-linde/2026-2027/visie.md", "Van mij.");
    site.draai(&["new", "schooljaar", "de-linde", "2026-2027"]).code(2).meldt("bestaat al; er is niets geschreven");
    assert_eq!(fs::read_to_string(site.pad("content/scholen/de-linde/2026-2027/visie.md")).unwrap(), "Van mij.");
    assert!(!site.pad("content/scholen/de-linde/2026-2027/profiel.yaml").exists());
}
