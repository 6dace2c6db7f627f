//! What people type in cells, and what it means.

use crate::harness::{Outcome, SiteTest};
use crate::spreadsheet::{Cell, Spreadsheet};

const PROFIEL: &str = "content/scholen/de-linde/2025-2026/profiel.yaml";
const FORM: &str = "f/de-linde-2025-2026.xlsx";

/// The small site, with its form filled in by `fill` and imported: the site, what the program said, and the document.
fn filled(fill: impl Fn(&mut Spreadsheet)) -> (SiteTest, Outcome, String) {
    let site = SiteTest::small();
    let (out, profiel) = filled_in(&site, fill);
    (site, out, profiel)
}

fn filled_in(site: &SiteTest, fill: impl Fn(&mut Spreadsheet)) -> (Outcome, String) {
    site.run(&["form", "klein", "--school", "de-linde", "--output", "f"]).code(0);
    let mut workbook = Spreadsheet::open(&site.path(FORM));
    fill(&mut workbook);
    workbook.save(&site.path(FORM));
    again(site)
}

fn again(site: &SiteTest) -> (Outcome, String) {
    let out = site.run(&["import", "f", "--report", "short"]);
    (out, std::fs::read_to_string(site.path(PROFIEL)).unwrap())
}

// --------------------------------------------------------------------- dates

#[test]
fn a_date_that_a_spreadsheet_made_is_refused_where_none_is_asked() {
    type Fill = fn(&mut Spreadsheet);
    let ways: [(Fill, &str); 6] = [
        (|workbook| _ = workbook.set("gegevens/tijd", 0, Cell::DateAs(2026, 2, 1, "d-mmm")), "'1-2`"),
        (|workbook| _ = workbook.set("gegevens/leden", 0, Cell::DateAs(2026, 5, 23, "d-mmm")), "'23-5`"),
        (|workbook| _ = workbook.set("hulp/mentor", 4, Cell::DateAs(2012, 10, 1, "mmm-yy")), "'10-2012`"),
        (|workbook| _ = workbook.set("visie/@tekst", 0, Cell::Date(2025, 9, 1)), "'1-9-2025`"),
        (|workbook| _ = workbook.set("gegevens/leerlingen", 0, Cell::DateAs(2026, 3, 1, "d-mmm")), "'1-3`"),
        (
            |workbook| {
                let sheet = workbook.sheet("Overleg");
                let line = sheet.line(2, "Klein overleg");
                sheet.set((line, 4), Cell::DateAs(2026, 2, 1, "d-mmm"));
            },
            "blad `Overleg`, cel E",
        ),
    ];
    for (fill, way_out) in ways {
        let (_, out, profiel) = filled(fill);
        out.code(1).reports("hier staat een datum").reports("typ het antwoord opnieuw als tekst: zet er een ' voor");
        out.reports(way_out);
        assert!(!profiel.contains("2026-0") && !profiel.contains("2012"), "{profiel}");
    }
}

#[test]
fn a_date_is_as_precise_as_the_cell_shows_it() {
    let (_, out, profiel) = filled(|workbook| {
        workbook.set("@document/vastgesteld", 0, Cell::DateAs(2025, 10, 1, "mmmm yyyy"));
        workbook.set("@document/geldig-tot", 0, Cell::Date(2027, 7, 31));
        workbook.set("gegevens/ingevuld", 0, Cell::DateAs(2025, 1, 1, "yyyy"));
    });
    out.code(0);
    for line in ["vastgesteld: 2025-10\n", "geldig-tot: 2027-07-31\n", "ingevuld: 2025\n"] {
        assert!(profiel.contains(line), "{line} {profiel}");
    }
}

#[test]
fn a_year_that_the_spreadsheet_made_up_is_asked_for() {
    let (_, out, _) = filled(|workbook| _ = workbook.set("gegevens/ingevuld", 0, Cell::DateAs(2026, 10, 1, "d-mmm")));
    out.code(1).reports("hier staat een datum zonder jaar (`1-10`)");
}

// ----------------------------------------------------------------- telephone

/// The small site with a field for a telephone number.
fn with_telephone() -> SiteTest {
    let site = SiteTest::small();
    site.replace(
        "content/formaten/klein.yaml",
        "          - {id: web, titel: Website, type: web}\n",
        "          - {id: web, titel: Website, type: web}\n          - {id: tel, titel: Telefoon, type: telefoon}\n",
    );
    site
}

#[test]
fn a_telephone_number_that_lost_its_zero_is_asked_for() {
    for (cell, seen, type_this) in [
        (Cell::Number(701_234_567.0), "`701234567`", "`'0701234567`"),
        (Cell::Number(612_345_678.0), "`612345678`", "`'0612345678`"),
        (Cell::Number(31_701_234_567.0), "`31701234567`", "`'+31701234567`"),
        (Cell::Number(616_055.0), "`616055`", "`'070 123 45 67`"),
        (Cell::NumberAs(701_234_567.0, "000\\-000000"), "`701-234567`", "`'0701234567`"),
    ] {
        let site = with_telephone();
        let (out, profiel) = filled_in(&site, |workbook| _ = workbook.set("gegevens/tel", 0, cell.clone()));
        out.code(1).reports("blad `Eerste hoofdstuk`, cel D").reports(seen).reports("de 0 vooraan").reports(type_this);
        assert!(!profiel.contains("tel:"), "{profiel}");
    }
    // The same number as text is queried too.
    let site = with_telephone();
    let (out, _) = filled_in(&site, |workbook| _ = workbook.set("gegevens/tel", 0, "701234567"));
    out.code(1).reports("cel D").reports("`701234567` is geen heel telefoonnummer").reports("is het `0701234567`?");
}

#[test]
fn a_telephone_number_counts_as_the_cell_shows_it() {
    for (cell, number) in [
        (Cell::NumberAs(701_234_567.0, "0000000000"), "0701234567"),
        (Cell::NumberAs(701_234_567.0, "000\\-0000000"), "070-1234567"),
        (Cell::NumberAs(31_701_234_567.0, "\\+0"), "+31701234567"),
        (Cell::from("070 123 45 67"), "070 123 45 67"),
    ] {
        let site = with_telephone();
        let (out, profiel) = filled_in(&site, |workbook| _ = workbook.set("gegevens/tel", 0, cell.clone()));
        out.code(0);
        assert!(
            profiel.contains(&format!("tel: {number}\n")) || profiel.contains(&format!("tel: \"{number}\"\n")),
            "{profiel}"
        );
    }
}

#[test]
fn zeros_and_words_of_a_format_count_as_shown() {
    let (_, out, profiel) = filled(|workbook| {
        workbook.set("gegevens/tijd", 0, Cell::NumberAs(9.0, "0\" keer per jaar\""));
        workbook.set("gegevens/leerlingen", 0, Cell::NumberAs(298.0, "0\" leerlingen\""));
        workbook.set("hulp/mentor", 4, Cell::NumberAs(8.0, "00"));
    });
    out.code(0);
    assert!(profiel.contains("tijd: 9 keer per jaar\n") && profiel.contains("leerlingen: 298\n"), "{profiel}");
    assert!(profiel.contains("noot: 08\n") || profiel.contains("noot: \"08\"\n"), "{profiel}");
}

// ----------------------------------------------------------------- yes and no

#[test]
fn crosses_and_ticks_are_yes() {
    let (_, out, profiel) = filled(|workbook| {
        workbook.set("hulp/logopedist", 0, "x").set("hulp/logopedist", 1, "X");
        workbook.set("hulp/decaan", 0, "\u{2713}").set("hulp/jeugdarts", 0, "n.v.t.");
        workbook.set("hulp/remedial-teacher", 0, "J").set("gegevens/open", 0, "N");
        workbook.set("concept/regulier", 0, "").set("concept/jenaplan", 0, "v");
    });
    out.code(0);
    assert!(!out.err.contains("formulier-"), "{}", out.err);
    for line in ["logopedist: [school]\n", "decaan: ja\n", "jeugdarts: nvt\n", "remedial-teacher: ja\n", "open: nee\n"]
    {
        assert!(profiel.contains(line), "{line} {profiel}");
    }
}

#[test]
fn words_that_come_with_a_yes_go_to_the_remark() {
    let (site, out, profiel) = filled(|workbook| {
        workbook.set("hulp/logopedist", 0, "Ja, alleen op donderdag");
        workbook.set("hulp/decaan", 0, "op aanvraag").set("hulp/decaan", 4, "Bel eerst.");
        workbook.set("hulp/jeugdarts", 0, "ja").set("hulp/jeugdarts", 2, "ja (in Gouda)");
        workbook.set("hulp/vertrouwenspersoon", 0, "-");
        workbook.set("gegevens/open", 0, "ja, op 3 maart");
    });
    out.code(0)
        .reports("`Ja, alleen op donderdag` is gelezen als ja, met de opmerking `alleen op donderdag`")
        .reports("`-` is gelezen als nee")
        .reports("`op aanvraag` is gelezen als ja");
    for line in [
        "logopedist:\n      noot: alleen op donderdag\n",
        "noot: Bel eerst. op aanvraag",
        "jeugdarts:\n      - extern: in Gouda\n",
        "vertrouwenspersoon: nee",
        "open:\n      waarde: ja\n      noot: op 3 maart\n",
    ] {
        assert!(profiel.contains(line), "{line} {profiel}");
    }
    // Importing the same workbook again changes nothing.
    let (out, later) = again(&site);
    out.code(0);
    assert!(out.out.contains("De Linde: niets veranderd"), "{}{}", out.out, out.err);
    assert_eq!(profiel, later);
}

#[test]
fn what_is_unclear_is_asked_at_its_own_cell() {
    let (_, out, profiel) = filled(|workbook| {
        workbook.set("hulp/logopedist", 0, "ja").set("hulp/logopedist", 2, "soms");
        workbook.set("hulp/decaan", 1, "ja/nee");
        workbook.set("gegevens/open", 0, "1");
    });
    out.code(1);
    let cells: Vec<&str> = out.err.lines().filter(|line| line.contains("zegt niet of het er is")).collect();
    assert_eq!(cells.len(), 3, "{}", out.err);
    for (column, words) in [("cel F", "`soms`"), ("cel E", "`ja/nee`"), ("cel D", "`1`")] {
        assert!(cells.iter().any(|line| line.contains(column) && line.contains(words)), "{column} {words} {}", out.err);
    }
    assert!(!profiel.contains("soms"));
}

// ------------------------------------------------- the same in other words

#[test]
fn the_same_workbook_twice_changes_nothing_whatever_way_it_was_typed() {
    let (site, out, profiel) = filled(|workbook| {
        workbook.set("hulp/logopedist", 0, "JA").set("hulp/logopedist", 1, "Ja");
        workbook.set("hgw/planmatig", 0, "in ontwikkeling").set("gegevens/niveau", 0, "laag");
        workbook.set("gegevens/leden", 0, "mentor;Remedial teacher");
        let sheet = workbook.sheet("Overleg");
        let line = sheet.at_bottom();
        sheet.set((line, 2), Cell::from("Groot overleg"));
        sheet.set((line, 3), Cell::from("mentor; COPA"));
    });
    out.code(0);
    assert!(out.out.contains("1 blad met rijen"), "{}{}", out.out, out.err);
    let (out, later) = again(&site);
    assert_eq!((out.code, out.err.as_str()), (0, ""));
    assert!(out.out.contains("De Linde: niets veranderd\n"), "{}", out.out);
    assert_eq!(profiel, later);
}

#[test]
fn an_answer_that_means_something_else_than_the_file_still_clashes() {
    let (site, _, _) = filled(|workbook| _ = workbook.set("hgw/planmatig", 0, "in ontwikkeling"));
    site.replace(PROFIEL, "planmatig: I", "planmatig: N");
    let (out, _) = again(&site);
    out.code(1).reports("[formulier-botsing]");
}

// ------------------------------------------------------------ lists of names

#[test]
fn names_in_a_cell_are_known_however_they_are_listed() {
    for typed in [
        "\u{2022} decaan\n\u{2022} Remedial teacher",
        "- decaan\n- remedial teacher",
        "1. decaan\n2. RT",
        "decaan, RT",
        "decaan/RT",
        "decaan en RT",
        "decaan; RT",
        "\u{f0b7} decaan\n\u{f0b7} RT",
    ] {
        let (site, out, profiel) = filled(|workbook| _ = workbook.set("gegevens/leden", 0, typed));
        out.code(0);
        let members = profiel.split("    leden:").nth(1).unwrap_or_default();
        let members: String = members.split("    web:").next().unwrap_or_default().split_whitespace().collect();
        assert!(
            matches!(members.as_str(), "-decaan-remedial-teacher" | "[decaan,remedial-teacher]"),
            "{typed}: {members}"
        );
        let (out, _) = again(&site);
        assert!(out.out.contains("De Linde: niets veranderd\n"), "{typed}: {}{}", out.out, out.err);
    }
}

#[test]
fn a_remark_between_brackets_goes_with_its_name() {
    let (_, out, profiel) = filled(|workbook| _ = workbook.set("gegevens/leden", 0, "decaan (op donderdag)\nCOPA"));
    out.code(0);
    assert!(profiel.contains("leden: [{decaan: op donderdag}, COPA]\n"), "{profiel}");
}

#[test]
fn known_names_among_other_words_are_asked_for_in_the_words_of_the_sheet() {
    let (_, out, profiel) = filled(|workbook| {
        workbook.set("gegevens/leden", 0, "decaan, de voorlezer en RT");
        let sheet = workbook.sheet("Overleg");
        let line = sheet.at_bottom();
        sheet.set((line, 2), Cell::from("Groot overleg"));
        sheet.set((line, 3), Cell::from("mentor / iemand van het bestuur"));
    });
    out.code(1)
        .reports("blad `Eerste hoofdstuk`, cel D15: hier staan meer namen achter elkaar: `decaan, de voorlezer en RT`")
        .reports("blad `Overleg`, cel D")
        .reports("zet elke naam op een eigen regel in dit vak (Alt+Enter)");
    assert!(!profiel.contains("voorlezer"), "{profiel}");
}

#[test]
fn a_name_of_ones_own_with_commas_is_told() {
    let (_, out, profiel) = filled(|workbook| _ = workbook.set("gegevens/leden", 0, "rust, ritme en regelmaat"));
    out.code(0).reports("`rust, ritme en regelmaat` telt als één naam");
    assert!(profiel.contains("rust, ritme en regelmaat"), "{profiel}");
}

// ---------------------------------------------------------------- the words

#[test]
fn messages_speak_of_the_sheet_and_not_of_files() {
    let (_, out, _) = filled(|workbook| {
        workbook.set("hulp/decaan", 0, "ja").set("hgw/planmatig", 0, "heel goed").set("gegevens/niveau", 0, "midden");
        workbook.set("hulp/logopedist", 0, "ja").set("hulp/logopedist", 1, "ja");
        workbook.set("hulp/logopedist", 5, "Zij werkt met de XYZQ van de regio.");
        workbook.set("gegevens/leden", 0, "Decan");
    });
    out.code(1)
        .reports("`heel goed` staat niet in het lijstje van dit vak (kies een van: `Nog niet ontwikkeld`, ")
        .reports("`midden` staat niet in het lijstje van dit vak (kies een van: `Laag`, `Hoog`)")
        .reports("bedoelde u `decaan`?");
    for yaml in ["nog-niet", "[school", "`afkortingen`", "sleutel", "stand:", "veld `"] {
        assert!(!out.err.contains(yaml), "{yaml}: {}", out.err);
    }
}

// --------------------------------------------------------------------- texts

#[test]
fn lines_and_bullets_of_a_cell_reach_the_page() {
    let (site, out, profiel) = filled(|workbook| {
        workbook.set(
            "gegevens/@toelichting",
            0,
            "Maandag: rekenen in kleine groepjes, met de remedial teacher erbij\nDinsdag: taal",
        );
        workbook.set("hulp/@toelichting", 0, "Wij bieden:\n\u{2022} rust\n\u{2022} ritme\n\u{2022} regels");
        workbook.set(
            "visie/@tekst",
            0,
            "Eerst dit, en dat is een zin die lang genoeg is om een hele regel te vullen.\nDan dat.",
        );
        workbook.set("hulp/mentor", 4, "bel eerst\nof mail");
    });
    out.code(0);
    site.build(&["--no-pdf"]);
    let lines = site.page("scholen/de-linde/profiel/index.html").lines();
    for pair in [["remedial teacher erbij", "Dinsdag: taal"], ["te vullen.", "Dan dat."], ["bel eerst", "of mail"]] {
        let is_pair = |found: &[String]| found[0].ends_with(pair[0]) && found[1].starts_with(pair[1]);
        assert!(lines.windows(2).any(is_pair), "{pair:?}\n{profiel}\n{lines:?}");
    }
    let items = site.page("scholen/de-linde/profiel/index.html").texts("li");
    assert!(items.windows(3).any(|three| three == ["rust", "ritme", "regels"]), "{profiel}\n{items:?}");
    let (out, later) = again(&site);
    assert!(out.out.contains("De Linde: niets veranderd"), "{}{}", out.out, out.err);
    assert_eq!(profiel, later);
}

#[test]
fn a_word_in_a_text_of_full_lines_changes_no_line_end() {
    let site = SiteTest::small();
    let old = "Wij helpen elk kind dat bij ons op school zit,\nen dat doen wij samen met u.\n\nZo gaat het goed.\n";
    site.write("content/scholen/de-linde/2025-2026/visie.md", old);
    let (out, _) = filled_in(&site, |workbook| {
        let text = workbook.shown("visie/@tekst", 0).replace("samen met u", "samen met ouders");
        workbook.set("visie/@tekst", 0, text.as_str());
    });
    out.code(0);
    let new = std::fs::read_to_string(site.path("content/scholen/de-linde/2025-2026/visie.md")).unwrap();
    assert_eq!(new, old.replace("samen met u", "samen met ouders"));
}
