//! What people type in cells, and what it means.

use crate::hulp::{SiteTest, Uitkomst};
use crate::rekenblad::{Cel, Rekenblad};

const PROFIEL: &str = "content/scholen/de-linde/2025-2026/profiel.yaml";
const FORMULIER: &str = "f/de-linde-2025-2026.xlsx";

/// The small site, its form filled in by `fill` and taken over: what the program said, and the document.
fn filled(fill: impl Fn(&mut Rekenblad)) -> (SiteTest, Uitkomst, String) {
    let site = SiteTest::klein();
    let (uit, profiel) = filled_in(&site, fill);
    (site, uit, profiel)
}

fn filled_in(site: &SiteTest, fill: impl Fn(&mut Rekenblad)) -> (Uitkomst, String) {
    site.draai(&["form", "klein", "--school", "de-linde", "--output", "f"]).code(0);
    let mut boek = Rekenblad::open(&site.pad(FORMULIER));
    fill(&mut boek);
    boek.bewaar(&site.pad(FORMULIER));
    again(site)
}

fn again(site: &SiteTest) -> (Uitkomst, String) {
    let uit = site.draai(&["import", "f", "--report", "short"]);
    (uit, std::fs::read_to_string(site.pad(PROFIEL)).unwrap())
}

// --------------------------------------------------------------------- dates

#[test]
fn a_date_that_a_spreadsheet_made_is_refused_where_none_is_asked() {
    type Fill = fn(&mut Rekenblad);
    let ways: [(Fill, &str); 6] = [
        (|boek| _ = boek.zet("gegevens/tijd", 0, Cel::DatumAls(2026, 2, 1, "d-mmm")), "'1-2`"),
        (|boek| _ = boek.zet("gegevens/leden", 0, Cel::DatumAls(2026, 5, 23, "d-mmm")), "'23-5`"),
        (|boek| _ = boek.zet("hulp/mentor", 4, Cel::DatumAls(2012, 10, 1, "mmm-yy")), "'10-2012`"),
        (|boek| _ = boek.zet("visie/@tekst", 0, Cel::Datum(2025, 9, 1)), "'1-9-2025`"),
        (|boek| _ = boek.zet("gegevens/leerlingen", 0, Cel::DatumAls(2026, 3, 1, "d-mmm")), "'1-3`"),
        (
            |boek| {
                let blad = boek.blad("Overleg");
                let regel = blad.regel(2, "Klein overleg");
                blad.zet((regel, 4), Cel::DatumAls(2026, 2, 1, "d-mmm"));
            },
            "blad `Overleg`, cel E",
        ),
    ];
    for (fill, way_out) in ways {
        let (_, uit, profiel) = filled(fill);
        uit.code(1).meldt("hier staat een datum").meldt("typ het antwoord opnieuw als tekst: zet er een ' voor");
        uit.meldt(way_out);
        assert!(!profiel.contains("2026-0") && !profiel.contains("2012"), "{profiel}");
    }
}

#[test]
fn a_date_is_as_precise_as_the_cell_shows_it() {
    let (_, uit, profiel) = filled(|boek| {
        boek.zet("@document/vastgesteld", 0, Cel::DatumAls(2025, 10, 1, "mmmm yyyy"));
        boek.zet("@document/geldig-tot", 0, Cel::Datum(2027, 7, 31));
        boek.zet("gegevens/ingevuld", 0, Cel::DatumAls(2025, 1, 1, "yyyy"));
    });
    uit.code(0);
    for line in ["vastgesteld: 2025-10\n", "geldig-tot: 2027-07-31\n", "ingevuld: 2025\n"] {
        assert!(profiel.contains(line), "{line} {profiel}");
    }
}

#[test]
fn a_year_that_the_spreadsheet_made_up_is_asked_for() {
    let (_, uit, _) = filled(|boek| _ = boek.zet("gegevens/ingevuld", 0, Cel::DatumAls(2026, 10, 1, "d-mmm")));
    uit.code(1).meldt("hier staat een datum zonder jaar (`1-10`)");
}

// ----------------------------------------------------------------- telephone

/// The small site with a field for a telephone number.
fn with_telephone() -> SiteTest {
    let site = SiteTest::klein();
    site.vervang(
        "content/formaten/klein.yaml",
        "          - {id: web, titel: Website, type: web}\n",
        "          - {id: web, titel: Website, type: web}\n          - {id: tel, titel: Telefoon, type: telefoon}\n",
    );
    site
}

#[test]
fn a_telephone_number_that_lost_its_zero_is_asked_for() {
    for (cel, seen, type_this) in [
        (Cel::Getal(701_234_567.0), "`701234567`", "`'0701234567`"),
        (Cel::Getal(612_345_678.0), "`612345678`", "`'0612345678`"),
        (Cel::Getal(31_701_234_567.0), "`31701234567`", "`'+31701234567`"),
        (Cel::Getal(616_055.0), "`616055`", "`'070 123 45 67`"),
        (Cel::GetalAls(701_234_567.0, "000\\-000000"), "`701-234567`", "`'0701234567`"),
    ] {
        let site = with_telephone();
        let (uit, profiel) = filled_in(&site, |boek| _ = boek.zet("gegevens/tel", 0, cel.clone()));
        uit.code(1).meldt("blad `Eerste hoofdstuk`, cel D").meldt(seen).meldt("de 0 vooraan").meldt(type_this);
        assert!(!profiel.contains("tel:"), "{profiel}");
    }
    // The same as text is asked for too.
    let site = with_telephone();
    let (uit, _) = filled_in(&site, |boek| _ = boek.zet("gegevens/tel", 0, "701234567"));
    uit.code(1).meldt("cel D").meldt("`701234567` is geen heel telefoonnummer").meldt("is het `0701234567`?");
}

#[test]
fn a_telephone_number_counts_as_the_cell_shows_it() {
    for (cel, number) in [
        (Cel::GetalAls(701_234_567.0, "0000000000"), "0701234567"),
        (Cel::GetalAls(701_234_567.0, "000\\-0000000"), "070-1234567"),
        (Cel::GetalAls(31_701_234_567.0, "\\+0"), "+31701234567"),
        (Cel::from("070 123 45 67"), "070 123 45 67"),
    ] {
        let site = with_telephone();
        let (uit, profiel) = filled_in(&site, |boek| _ = boek.zet("gegevens/tel", 0, cel.clone()));
        uit.code(0);
        assert!(
            profiel.contains(&format!("tel: {number}\n")) || profiel.contains(&format!("tel: \"{number}\"\n")),
            "{profiel}"
        );
    }
}

#[test]
fn zeros_and_words_of_a_format_count_as_shown() {
    let (_, uit, profiel) = filled(|boek| {
        boek.zet("gegevens/tijd", 0, Cel::GetalAls(9.0, "0\" keer per jaar\""));
        boek.zet("gegevens/leerlingen", 0, Cel::GetalAls(298.0, "0\" leerlingen\""));
        boek.zet("hulp/mentor", 4, Cel::GetalAls(8.0, "00"));
    });
    uit.code(0);
    assert!(profiel.contains("tijd: 9 keer per jaar\n") && profiel.contains("leerlingen: 298\n"), "{profiel}");
    assert!(profiel.contains("noot: 08\n") || profiel.contains("noot: \"08\"\n"), "{profiel}");
}

// ----------------------------------------------------------------- yes and no

#[test]
fn crosses_and_ticks_are_yes() {
    let (_, uit, profiel) = filled(|boek| {
        boek.zet("hulp/logopedist", 0, "x").zet("hulp/logopedist", 1, "X");
        boek.zet("hulp/decaan", 0, "\u{2713}").zet("hulp/jeugdarts", 0, "n.v.t.");
        boek.zet("hulp/remedial-teacher", 0, "J").zet("gegevens/open", 0, "N");
        boek.zet("concept/regulier", 0, "").zet("concept/jenaplan", 0, "v");
    });
    uit.code(0);
    assert!(!uit.fout.contains("formulier-"), "{}", uit.fout);
    for line in ["logopedist: [school]\n", "decaan: ja\n", "jeugdarts: nvt\n", "remedial-teacher: ja\n", "open: nee\n"]
    {
        assert!(profiel.contains(line), "{line} {profiel}");
    }
}

#[test]
fn words_that_come_with_a_yes_go_to_the_remark() {
    let (site, uit, profiel) = filled(|boek| {
        boek.zet("hulp/logopedist", 0, "Ja, alleen op donderdag");
        boek.zet("hulp/decaan", 0, "op aanvraag").zet("hulp/decaan", 4, "Bel eerst.");
        boek.zet("hulp/jeugdarts", 0, "ja").zet("hulp/jeugdarts", 2, "ja (in Gouda)");
        boek.zet("hulp/vertrouwenspersoon", 0, "-");
        boek.zet("gegevens/open", 0, "ja, op 3 maart");
    });
    uit.code(0)
        .meldt("`Ja, alleen op donderdag` is gelezen als ja, met de opmerking `alleen op donderdag`")
        .meldt("`-` is gelezen als nee")
        .meldt("`op aanvraag` is gelezen als ja");
    for line in [
        "logopedist:\n      noot: alleen op donderdag\n",
        "noot: Bel eerst. op aanvraag",
        "Van buiten: in Gouda",
        "vertrouwenspersoon: nee",
        "open:\n      waarde: ja\n      noot: op 3 maart\n",
    ] {
        assert!(profiel.contains(line), "{line} {profiel}");
    }
    // The same workbook once more says nothing new.
    let (uit, later) = again(&site);
    uit.code(0);
    assert!(uit.uit.contains("De Linde: niets veranderd"), "{}{}", uit.uit, uit.fout);
    assert_eq!(profiel, later);
}

#[test]
fn what_is_unclear_is_asked_at_its_own_cell() {
    let (_, uit, profiel) = filled(|boek| {
        boek.zet("hulp/logopedist", 0, "ja").zet("hulp/logopedist", 2, "soms");
        boek.zet("hulp/decaan", 1, "ja/nee");
        boek.zet("gegevens/open", 0, "1");
    });
    uit.code(1);
    let cells: Vec<&str> = uit.fout.lines().filter(|line| line.contains("zegt niet of het er is")).collect();
    assert_eq!(cells.len(), 3, "{}", uit.fout);
    for (column, words) in [("cel F", "`soms`"), ("cel E", "`ja/nee`"), ("cel D", "`1`")] {
        assert!(
            cells.iter().any(|line| line.contains(column) && line.contains(words)),
            "{column} {words} {}",
            uit.fout
        );
    }
    assert!(!profiel.contains("soms"));
}

// ------------------------------------------------- the same in other words

#[test]
fn the_same_workbook_twice_changes_nothing_whatever_way_it_was_typed() {
    let (site, uit, profiel) = filled(|boek| {
        boek.zet("hulp/logopedist", 0, "JA").zet("hulp/logopedist", 1, "Ja");
        boek.zet("hgw/planmatig", 0, "in ontwikkeling").zet("gegevens/niveau", 0, "laag");
        boek.zet("gegevens/leden", 0, "mentor;Remedial teacher");
        let blad = boek.blad("Overleg");
        let regel = blad.onderaan();
        blad.zet((regel, 2), Cel::from("Groot overleg"));
        blad.zet((regel, 3), Cel::from("mentor; COPA"));
    });
    uit.code(0);
    assert!(uit.uit.contains("1 blad met rijen"), "{}{}", uit.uit, uit.fout);
    let (uit, later) = again(&site);
    assert_eq!((uit.code, uit.fout.as_str()), (0, ""));
    assert!(uit.uit.contains("De Linde: niets veranderd\n"), "{}", uit.uit);
    assert_eq!(profiel, later);
}

#[test]
fn an_answer_that_means_something_else_than_the_file_still_clashes() {
    let (site, _, _) = filled(|boek| _ = boek.zet("hgw/planmatig", 0, "in ontwikkeling"));
    site.vervang(PROFIEL, "planmatig: I", "planmatig: N");
    let (uit, _) = again(&site);
    uit.code(1).meldt("[formulier-botsing]");
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
        let (site, uit, profiel) = filled(|boek| _ = boek.zet("gegevens/leden", 0, typed));
        uit.code(0);
        let leden = profiel.split("    leden:").nth(1).unwrap_or_default();
        let leden: String = leden.split("    web:").next().unwrap_or_default().split_whitespace().collect();
        assert!(matches!(leden.as_str(), "-decaan-remedial-teacher" | "[decaan,remedial-teacher]"), "{typed}: {leden}");
        let (uit, _) = again(&site);
        assert!(uit.uit.contains("De Linde: niets veranderd\n"), "{typed}: {}{}", uit.uit, uit.fout);
    }
}

#[test]
fn a_remark_between_brackets_goes_with_its_name() {
    let (_, uit, profiel) = filled(|boek| _ = boek.zet("gegevens/leden", 0, "decaan (op donderdag)\nCOPA"));
    uit.code(0);
    assert!(profiel.contains("leden: [{decaan: op donderdag}, COPA]\n"), "{profiel}");
}

#[test]
fn known_names_among_other_words_are_asked_for_in_the_words_of_the_sheet() {
    let (_, uit, profiel) = filled(|boek| {
        boek.zet("gegevens/leden", 0, "decaan, de conrector en RT");
        let blad = boek.blad("Overleg");
        let regel = blad.onderaan();
        blad.zet((regel, 2), Cel::from("Groot overleg"));
        blad.zet((regel, 3), Cel::from("mentor / iemand van het bestuur"));
    });
    uit.code(1)
        .meldt("blad `Eerste hoofdstuk`, cel D15: hier staan meer namen achter elkaar: `decaan, de conrector en RT`")
        .meldt("blad `Overleg`, cel D")
        .meldt("zet elke naam op een eigen regel in dit vak (Alt+Enter)");
    assert!(!profiel.contains("conrector"), "{profiel}");
}

#[test]
fn a_name_of_ones_own_with_commas_is_told() {
    let (_, uit, profiel) = filled(|boek| _ = boek.zet("gegevens/leden", 0, "rust, ritme en regelmaat"));
    uit.code(0).meldt("`rust, ritme en regelmaat` telt als één naam");
    assert!(profiel.contains("rust, ritme en regelmaat"), "{profiel}");
}

// ---------------------------------------------------------------- the words

#[test]
fn messages_speak_of_the_sheet_and_not_of_files() {
    let (_, uit, _) = filled(|boek| {
        boek.zet("hulp/decaan", 0, "ja").zet("hgw/planmatig", 0, "heel goed").zet("gegevens/niveau", 0, "midden");
        boek.zet("hulp/logopedist", 0, "ja").zet("hulp/logopedist", 1, "ja");
        boek.zet("hulp/logopedist", 5, "Zij werkt met de XYZQ van de regio.");
        boek.zet("gegevens/leden", 0, "Decan");
    });
    uit.code(1)
        .meldt("`heel goed` staat niet in het lijstje van dit vak (kies een van: `Nog niet ontwikkeld`, ")
        .meldt("`midden` staat niet in het lijstje van dit vak (kies een van: `Laag`, `Hoog`)")
        .meldt("bedoelde u `decaan`?");
    for yaml in ["nog-niet", "[school", "`afkortingen`", "sleutel", "stand:", "veld `"] {
        assert!(!uit.fout.contains(yaml), "{yaml}: {}", uit.fout);
    }
}

// --------------------------------------------------------------------- texts

#[test]
fn lines_and_bullets_of_a_cell_reach_the_page() {
    let (site, uit, profiel) = filled(|boek| {
        boek.zet(
            "gegevens/@toelichting",
            0,
            "Maandag: rekenen in kleine groepjes, met de remedial teacher erbij\nDinsdag: taal",
        );
        boek.zet("hulp/@toelichting", 0, "Wij bieden:\n\u{2022} rust\n\u{2022} ritme\n\u{2022} regels");
        boek.zet(
            "visie/@tekst",
            0,
            "Eerst dit, en dat is een zin die lang genoeg is om een hele regel te vullen.\nDan dat.",
        );
        boek.zet("hulp/mentor", 4, "bel eerst\nof mail");
    });
    uit.code(0);
    site.bouw(&["--no-pdf"]);
    let page = std::fs::read_to_string(site.pad("output/scholen/de-linde/profiel/index.html")).unwrap();
    let tight: String = page.split_whitespace().collect::<Vec<_>>().join(" ").replace("> <", "><");
    for part in [
        "remedial teacher erbij<br>Dinsdag: taal",
        "<li>rust</li><li>ritme</li><li>regels</li>",
        "te vullen.<br>Dan dat.",
        "bel eerst<br>of mail",
    ] {
        let close = tight.replace("<br> ", "<br>").replace("<li> ", "<li>").replace("</li> ", "</li>");
        assert!(close.contains(part), "{part}\n{profiel}\n{close}");
    }
    let (uit, later) = again(&site);
    assert!(uit.uit.contains("De Linde: niets veranderd"), "{}{}", uit.uit, uit.fout);
    assert_eq!(profiel, later);
}

#[test]
fn a_word_in_a_text_of_full_lines_changes_no_line_end() {
    let site = SiteTest::klein();
    let old = "Wij helpen elk kind dat bij ons op school zit,\nen dat doen wij samen met u.\n\nZo gaat het goed.\n";
    site.schrijf("content/scholen/de-linde/2025-2026/visie.md", old);
    let (uit, _) = filled_in(&site, |boek| {
        let text = boek.staat("visie/@tekst", 0).replace("samen met u", "samen met ouders");
        boek.zet("visie/@tekst", 0, text.as_str());
    });
    uit.code(0);
    let new = std::fs::read_to_string(site.pad("content/scholen/de-linde/2025-2026/visie.md")).unwrap();
    assert_eq!(new, old.replace("samen met u", "samen met ouders"));
}
