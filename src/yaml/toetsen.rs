//! Tests: every trap with its code and place, mended lines that really read, and places in text
//! that is not ASCII.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::{Knoop, Stijl, Waarde, lees};
use crate::bron::Bron;
use crate::melding::{Code, Ernst, Melding, Meldingen};

pub(super) fn lees_tekst(tekst: &str) -> (Option<Knoop>, Vec<Melding>) {
    let mut meldingen = Meldingen::nieuw();
    let knoop = lees(&Bron::nieuw("a.yaml", tekst), &mut meldingen);
    (knoop, meldingen.gesorteerd())
}

#[track_caller]
pub(super) fn goed(tekst: &str) -> Knoop {
    let (knoop, meldingen) = lees_tekst(tekst);
    assert!(meldingen.is_empty(), "{tekst}\n{meldingen:#?}");
    knoop.expect("een boom")
}

/// Codes with line and column.
pub(super) fn wat(tekst: &str) -> Vec<(Code, usize, usize)> {
    let (knoop, meldingen) = lees_tekst(tekst);
    assert!(knoop.is_some() || !meldingen.is_empty(), "stil mislukt: {tekst}");
    meldingen
        .iter()
        .map(|m| {
            let (regel, kolom) = m.regel_kolom().expect("een plek");
            (m.code, regel, kolom)
        })
        .collect()
}

#[track_caller]
fn fout(tekst: &str, code: Code, regel: usize, kolom: usize) -> Melding {
    assert_eq!(wat(tekst), [(code, regel, kolom)], "{tekst}\n{:#?}", lees_tekst(tekst).1);
    lees_tekst(tekst).1.remove(0)
}

/// A trap on one line, whose hint shows a line that reads as the text that was meant.
#[track_caller]
fn val(tekst: &str, code: Code, regel: usize, kolom: usize, hersteld: &str) {
    let melding = fout(tekst, code, regel, kolom);
    let hint = melding.hint.expect("een hint");
    assert!(hint.contains(&format!("`{hersteld}`")), "{hint}");
    goed(hersteld);
}

#[track_caller]
fn tekst_van<'a>(knoop: &'a Knoop, sleutel: &str) -> &'a str {
    knoop.zoek(sleutel).and_then(Knoop::als_tekst).expect("een tekst")
}

#[test]
fn tekst_blijft_zoals_getypt() {
    for waarde in [
        "N",
        "Y",
        "no",
        "on",
        "ja",
        "nee",
        "O",
        "08",
        "08E1",
        "0182616055",
        "2.30",
        "12:30",
        "5½",
        "5,75",
        "10%",
        "2014-2015",
        "23-5-2024",
        "1-10-2014",
        "2024-09",
        "null",
        "true",
        ".inf",
        "0x1F",
        "1_000",
        "een, twee",
        "http://a.nl/#kop",
        "C:\\data",
        "a#b",
        "“Ja”, zei hij",
        "scho(o)l [x]",
        "06 - 12",
        "-5",
    ] {
        let knoop = goed(&format!("a: {waarde}\nb: 1\n"));
        assert_eq!(tekst_van(&knoop, "a"), waarde);
        let Waarde::Tekst(scalar) = &knoop.zoek("a").unwrap().waarde else { panic!() };
        assert_eq!(scalar.stijl, Stijl::Kaal);
        assert_eq!(tekst_van(&goed(&format!("- x\n- a: {waarde}")).als_lijst().unwrap()[1], "a"), waarde);
    }
}

#[test]
fn leeg_is_niet_beantwoord() {
    let knoop = goed("a:\nb: ~\nc: # uitleg\nd: |\ne: >-\n\nf: \"\"\ng: []\nh: {}\ni:\n  -\n  - x\n");
    for sleutel in ["a", "b", "c", "d", "e"] {
        assert!(matches!(knoop.zoek(sleutel).unwrap().waarde, Waarde::Leeg), "{sleutel}");
    }
    assert!(knoop.zoek("f").unwrap().is_leeg());
    assert_eq!(knoop.zoek("f").unwrap().als_tekst(), Some(""));
    assert!(knoop.zoek("g").unwrap().als_lijst().unwrap().is_empty());
    assert!(knoop.zoek("h").unwrap().als_kaart().unwrap().is_empty());
    assert!(!knoop.zoek("g").unwrap().is_leeg());
    assert!(knoop.zoek("i").unwrap().als_lijst().unwrap()[0].is_leeg());
    assert_eq!(format!("{:?}", knoop.zoek("e").unwrap().plek), "a.yaml:5:4");
    for leeg in ["", "\n\n", "# alleen uitleg\n", "---\n", "~"] {
        assert!(goed(leeg).is_leeg(), "{leeg:?}");
    }
}

#[test]
fn boom_met_plekken() {
    let knoop = goed("één:\n  - é: \"ü\" # c\n    lijst: [ë, {k: ï}]\n  - |\n    tekst\n    meer\n\nlaatste: x\n");
    assert_eq!(knoop.soort_naam(), "een groep met sleutels");
    let lijst = knoop.zoek("één").unwrap();
    assert_eq!((lijst.soort_naam(), lijst.plek.regel_kolom()), ("een lijst", (2, 3)));
    let items = lijst.als_lijst().unwrap();
    let u = items[0].zoek("é").unwrap();
    assert_eq!((u.plek.tekst(), u.plek.regel_kolom(), u.als_tekst()), ("\"ü\"", (2, 8), Some("ü")));
    let flow = items[0].zoek("lijst").unwrap();
    assert_eq!((flow.plek.tekst(), flow.plek.regel_kolom()), ("[ë, {k: ï}]", (3, 12)));
    assert_eq!(flow.als_lijst().unwrap()[1].plek.tekst(), "{k: ï}");
    assert_eq!(items[0].plek.tekst(), "é: \"ü\" # c\n    lijst: [ë, {k: ï}]");
    assert_eq!(items[1].als_tekst(), Some("tekst\nmeer\n"));
    assert_eq!(items[1].plek.regel_kolom(), (5, 5));
    assert_eq!(items[1].plek.tekst(), "tekst\n    meer");
    let paar = &knoop.als_kaart().unwrap()[1];
    assert_eq!((paar.sleutel_plek.regel_kolom(), paar.waarde.plek.regel_kolom()), ((8, 1), (8, 10)));
}

#[test]
fn apostrof_en_aanhaling() {
    val("titel: 't Schip\nb: 2", Code::YamlAanhaling, 1, 8, "titel: \"'t Schip\"");
    val("é: 's ochtends om 8 uur", Code::YamlAanhaling, 1, 4, "é: \"'s ochtends om 8 uur\"");
    val("- {naam: 't Schip, uren: 5}", Code::YamlAanhaling, 1, 10, "- {naam: \"'t Schip\", uren: 5}");
    val("a: [Zee, 't Zand]", Code::YamlAanhaling, 1, 10, "a: [Zee, \"'t Zand\"]");
    val("x:\n  - 's avonds # later\n  - b", Code::YamlAanhaling, 2, 5, "- \"'s avonds\" # later");
    val("x: \"Ja\", zei hij", Code::YamlAanhaling, 1, 4, "x: '\"Ja\", zei hij'");
    val("x: [\"Ja\" zei hij, b]", Code::YamlAanhaling, 1, 5, "x: ['\"Ja\" zei hij', b]");
    val("x: \"open\ny: 2", Code::YamlAanhaling, 1, 4, "x: \"open\"");
    val("x: \"C:\\data\"", Code::YamlAanhaling, 1, 4, "x: 'C:\\data'");
    // The second apostrophe closes the first, lines later.
    val("- naam: 't Schip\n  plaats: 't Zand", Code::YamlAanhaling, 1, 9, "- naam: \"'t Schip\"");
}

#[test]
fn tekens_aan_het_begin() {
    for waarde in [
        "%tien",
        "@jan",
        "`code`",
        "*let op*",
        "**vet**",
        "* een",
        "& co",
        "? wat",
        "| tekst",
        "> 18 jaar",
        ">18",
        "- een",
        ",x",
    ] {
        val(&format!("x: 1\né: {waarde}\n"), Code::YamlTeken, 2, 4, &format!("é: \"{waarde}\""));
    }
    val("leeftijd: >8\nx: 1", Code::YamlTeken, 1, 11, "leeftijd: \">8\"");
    val("a: -\nb: 1", Code::YamlTeken, 1, 4, "a: \"-\"");
    val("a: [x, @y, z]", Code::YamlTeken, 1, 8, "a: [x, \"@y\", z]");
    val("- ? wat doen we\n- b", Code::YamlTeken, 1, 3, "- \"? wat doen we\"");
    val("a:\n  * een\n  * twee", Code::YamlTeken, 2, 3, "- een");
    val("%tien", Code::YamlTeken, 1, 1, "\"%tien\"");
    fout("%YAML 1.2\n---\na: 1", Code::YamlTeken, 1, 1);
    fout("a: 1\n%b: 2", Code::YamlTeken, 2, 1);
}

#[test]
fn haken() {
    val("x: [x] y", Code::YamlHaken, 1, 4, "x: \"[x] y\"");
    val("x: {school} heeft", Code::YamlHaken, 1, 4, "x: \"{school} heeft\"");
    val("- [ ] taak\n- b", Code::YamlHaken, 1, 3, "- \"[ ] taak\"");
    val("a: {b: [x] y}", Code::YamlHaken, 1, 8, "a: {b: \"[x] y\"}");
    val("x: [a], b", Code::YamlHaken, 1, 4, "x: \"[a], b\"");
    val("x: ]", Code::YamlHaken, 1, 4, "x: \"]\"");
    val("[a, b]: c", Code::YamlHaken, 1, 1, "\"[a, b]\": c");
    val("a: {{ x }}", Code::YamlHaken, 1, 4, "a: \"{{ x }}\"");
    fout("a: {b, c}", Code::YamlHaken, 1, 5);
}

#[test]
fn dubbele_punt() {
    val("x: Let op: dit geldt", Code::YamlDubbelePunt, 1, 10, "x: \"Let op: dit geldt\"");
    val("- é: Let op: dit", Code::YamlDubbelePunt, 1, 12, "- é: \"Let op: dit\"");
    val("- een huis: groot: ja", Code::YamlDubbelePunt, 1, 18, "- een huis: \"groot: ja\"");
    val("a: {b: Let op: dit, c: 1}", Code::YamlDubbelePunt, 1, 14, "a: {b: \"Let op: dit\", c: 1}");
    val("x: zie:", Code::YamlDubbelePunt, 1, 7, "x: \"zie:\"");
    fout("a: tekst over\n  hulp. Let op: dit\nb: 1", Code::YamlDubbelePunt, 2, 15);
}

#[test]
fn komma() {
    val(
        "a: {noot: alleen in Boskoop, met traplift}",
        Code::YamlKomma,
        1,
        30,
        "a: {noot: \"alleen in Boskoop, met traplift\"}",
    );
    val("a: {b: x, c, d, e: 1}", Code::YamlKomma, 1, 11, "a: {b: \"x, c, d\", e: 1}");
    val("- {uren: 5,75}", Code::YamlKomma, 1, 12, "- {uren: \"5,75\"}");
    let (knoop, _) = lees_tekst("{a: 1, b: x, c,\n d, e: 2}");
    let knoop = knoop.unwrap();
    assert_eq!(knoop.als_kaart().unwrap().len(), 3);
    assert_eq!(tekst_van(&knoop, "e"), "2");
    val("a: [5,75]", Code::YamlKomma, 1, 5, "a: [\"5,75\"]");
    val("a: [5,75]", Code::YamlKomma, 1, 5, "a: [5, 75]");
    val("a: [ergo: 5,75 uur]", Code::YamlKomma, 1, 11, "a: [ergo: \"5,75 uur\"]");
    assert_eq!(wat("a: [5,75, 6,5]"), [(Code::YamlKomma, 1, 5), (Code::YamlKomma, 1, 11)]);
    for stil in
        ["[1, 2]", "[1,2,3]", "[2014,2015]", "[a,b]", "[groep 1, 2]", "[BPO: cluster 2, vanuit Auris]", "{a: , b: }"]
    {
        goed(&format!("a: {stil}"));
    }
}

#[test]
fn hekje() {
    val("groep: groep 3 #2 keer\nb: 1", Code::YamlHekje, 1, 16, "groep: \"groep 3 #2 keer\"");
    val("- lift #alleen Boskoop", Code::YamlHekje, 1, 8, "- \"lift #alleen Boskoop\"");
    val("é: #0a5", Code::YamlHekje, 1, 4, "é: \"#0a5\"");
    assert_eq!(fout("a: x #y", Code::YamlHekje, 1, 6).ernst, Ernst::Waarschuwing);
    val("a: [lift #alleen Boskoop]\nb: 1", Code::YamlHekje, 1, 10, "a: [\"lift #alleen Boskoop\"]");
    let melding = fout("b: x #twee\n  vervolg", Code::YamlHekje, 1, 6);
    assert_eq!(melding.ernst, Ernst::Fout);
    for stil in [
        "a: x # uitleg",
        "#uitleg\na: x",
        "a: \"x\" #y",
        "a: [1] #y",
        "a: x ##",
        "a: x#y",
        "a:\n  #y\n  - x",
        "- a: 1\n  #b: 2",
    ] {
        goed(stil);
    }
}

#[test]
fn vouw() {
    val("a: >\n  - een\n  - twee", Code::YamlVouw, 1, 4, "a: |");
    val("é: >-\n  Wij doen:\n  - een\n", Code::YamlVouw, 1, 4, "é: |-");
    fout("- |\n  a\n- > # let op\n  1. a\n  2. b", Code::YamlVouw, 3, 3);
    fout("a: tekst\n  - een\n  - twee", Code::YamlVouw, 2, 3);
    fout("- een\n - twee\n- drie", Code::YamlVouw, 2, 2);
    for stil in [
        "a: |\n  - een\n  - twee",
        "a: >\n  - een",
        "a: >\n  een\n\n  - b\n\n  - c\n",
        "a: >\n  een\n\n    - b\n    - c\n",
        "a: >\n  van 2023 tot\n  2024. Daarna\n  niet",
        "a: tekst\n  - zo is het - en meer",
    ] {
        goed(stil);
    }
}

#[test]
fn geweigerd() {
    fout("é: &x waarde", Code::YamlAnker, 1, 4);
    val("a: &x", Code::YamlAnker, 1, 4, "a: \"&x\"");
    val("a: *naam\nb: 1", Code::YamlAnker, 1, 4, "a: \"*naam\"");
    val("é: !belangrijk dit moet", Code::YamlTag, 1, 4, "é: \"!belangrijk dit moet\"");
    val("a: !belangrijk", Code::YamlTag, 1, 4, "a: \"!belangrijk\"");
    val("a: [!x y, z]", Code::YamlTag, 1, 5, "a: [\"!x y\", z]");
    fout("a: !!str 08", Code::YamlTag, 1, 4);
    fout("a: 1\nb:\n  <<: *x\n", Code::YamlSamenvoegen, 3, 3);
    fout("<<: {a: 1}\n", Code::YamlSamenvoegen, 1, 1);
    goed("\"<<\": x");
    fout("a: 1\n---\nb: 2", Code::YamlMeerDocumenten, 2, 1);
    fout("a: 1\n...\nb: 2", Code::YamlMeerDocumenten, 3, 1);
    fout("---\na: 1\n---\n", Code::YamlMeerDocumenten, 3, 1);
    goed("---\na: 1\n...\n");
    assert!(lees_tekst("a: 1\n---\nb: 2").0.is_none());
}

#[test]
fn dubbele_sleutels_allemaal() {
    let tekst = "a: 1\nb: {c: 1, c: 2}\na: 2\n'a': 3\n";
    let (knoop, meldingen) = lees_tekst(tekst);
    let gevonden: Vec<_> =
        meldingen.iter().map(|m| (m.code, m.regel_kolom().unwrap(), m.ook[0].0.regel_kolom())).collect();
    let dubbel = Code::DubbeleSleutel;
    assert_eq!(gevonden, [(dubbel, (2, 11), (2, 5)), (dubbel, (3, 1), (1, 1)), (dubbel, (4, 1), (1, 1))]);
    assert_eq!(tekst_van(&knoop.unwrap(), "a"), "1");
}

#[test]
fn inspringing_en_opbouw() {
    let s = Code::YamlSyntaxis;
    fout("a:\n\tb: 1", Code::YamlTab, 2, 1);
    fout("a:\n  b: 1\n  \tc: 1", Code::YamlTab, 3, 3);
    fout("a: x\n\t\tb: c", Code::YamlTab, 2, 1);
    fout("a: |\n\tx", Code::YamlTab, 2, 1);
    fout("a: x\n  b: c", s, 2, 3);
    fout("a: één\n é: x", s, 2, 2);
    fout("  a: 1\nb: 2", s, 2, 1);
    fout("x:\n  - a\n - b", s, 3, 2);
    fout("x:\n  - a\n  b: c", s, 3, 3);
    fout("a: 1\nb\nc: 2", s, 2, 1);
    fout("a: |\ntekst\nb: c", s, 2, 1);
    val("a:b\nc: d", s, 1, 2, "a: b");
    val("- tel:06\n  c: d", s, 1, 6, "- tel: 06");
    val("a: [1, 2\nb: 3", s, 1, 4, "a: [1, 2]");
    val("a: {b: c\nd: e", s, 1, 4, "a: {b: c}");
    val("a: [\"x #y\", b", s, 1, 4, "a: [\"x #y\", b]");
    fout("a: [1,2}", s, 1, 4);
    fout(": x", s, 1, 1);
    // Never English alone.
    for m in lees_tekst("a: \u{1}").1 {
        assert!(m.hint.is_some() && !m.bericht.contains("unexpected"), "{m:?}");
    }
}
