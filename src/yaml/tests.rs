//! Tests: every trap with its code and place, mended lines that really read, and places in text
//! that is not ASCII.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::{Node, TextStyle, Value, read};
use crate::melding::{Code, Melding, Meldingen, Severity};
use crate::source::Source;

pub(super) fn parse_text(text: &str) -> (Option<Node>, Vec<Melding>) {
    let mut meldingen = Meldingen::new();
    let node = read(&Source::new("a.yaml", text), &mut meldingen);
    (node, meldingen.sorted())
}

#[track_caller]
pub(super) fn good(text: &str) -> Node {
    let (node, meldingen) = parse_text(text);
    assert!(meldingen.is_empty(), "{text}\n{meldingen:#?}");
    node.expect("een boom")
}

/// Codes with line and column.
pub(super) fn what(text: &str) -> Vec<(Code, usize, usize)> {
    let (node, meldingen) = parse_text(text);
    assert!(node.is_some() || !meldingen.is_empty(), "stil mislukt: {text}");
    meldingen
        .iter()
        .map(|m| {
            let (line, column) = m.line_column().expect("een plek");
            (m.code, line, column)
        })
        .collect()
}

#[track_caller]
fn err(text: &str, code: Code, line: usize, column: usize) -> Melding {
    assert_eq!(what(text), [(code, line, column)], "{text}\n{:#?}", parse_text(text).1);
    parse_text(text).1.remove(0)
}

/// A trap on one line, whose hint shows a line that reads as the text that was meant.
#[track_caller]
fn val(text: &str, code: Code, line: usize, column: usize, mended: &str) {
    let melding = err(text, code, line, column);
    let hint = melding.hint.expect("een hint");
    assert!(hint.contains(&format!("`{mended}`")), "{hint}");
    good(mended);
}

#[track_caller]
fn text_of<'a>(node: &'a Node, key: &str) -> &'a str {
    node.find(key).and_then(Node::as_text).expect("een tekst")
}

#[test]
fn text_stays_as_typed() {
    for value in [
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
        let node = good(&format!("a: {value}\nb: 1\n"));
        assert_eq!(text_of(&node, "a"), value);
        let Value::Text(scalar) = &node.find("a").unwrap().value else { panic!() };
        assert_eq!(scalar.style, TextStyle::Bare);
        assert_eq!(text_of(&good(&format!("- x\n- a: {value}")).as_list().unwrap()[1], "a"), value);
    }
}

#[test]
fn empty_is_not_answered() {
    let node = good("a:\nb: ~\nc: # uitleg\nd: |\ne: >-\n\nf: \"\"\ng: []\nh: {}\ni:\n  -\n  - x\n");
    for key in ["a", "b", "c", "d", "e"] {
        assert!(matches!(node.find(key).unwrap().value, Value::Empty), "{key}");
    }
    assert!(node.find("f").unwrap().is_empty());
    assert_eq!(node.find("f").unwrap().as_text(), Some(""));
    assert!(node.find("g").unwrap().as_list().unwrap().is_empty());
    assert!(node.find("h").unwrap().as_map().unwrap().is_empty());
    assert!(!node.find("g").unwrap().is_empty());
    assert!(node.find("i").unwrap().as_list().unwrap()[0].is_empty());
    assert_eq!(format!("{:?}", node.find("e").unwrap().span), "a.yaml:5:4");
    for empty in ["", "\n\n", "# alleen uitleg\n", "---\n", "~"] {
        assert!(good(empty).is_empty(), "{empty:?}");
    }
}

#[test]
fn the_tree_has_spans() {
    let node = good("één:\n  - é: \"ü\" # c\n    lijst: [ë, {k: ï}]\n  - |\n    tekst\n    meer\n\nlaatste: x\n");
    assert_eq!(node.kind_name(), "een groep met sleutels");
    let lijst = node.find("één").unwrap();
    assert_eq!((lijst.kind_name(), lijst.span.line_column()), ("een lijst", (2, 3)));
    let items = lijst.as_list().unwrap();
    let u = items[0].find("é").unwrap();
    assert_eq!((u.span.text(), u.span.line_column(), u.as_text()), ("\"ü\"", (2, 8), Some("ü")));
    let flow = items[0].find("lijst").unwrap();
    assert_eq!((flow.span.text(), flow.span.line_column()), ("[ë, {k: ï}]", (3, 12)));
    assert_eq!(flow.as_list().unwrap()[1].span.text(), "{k: ï}");
    assert_eq!(items[0].span.text(), "é: \"ü\" # c\n    lijst: [ë, {k: ï}]");
    assert_eq!(items[1].as_text(), Some("tekst\nmeer\n"));
    assert_eq!(items[1].span.line_column(), (5, 5));
    assert_eq!(items[1].span.text(), "tekst\n    meer");
    let entry = &node.as_map().unwrap()[1];
    assert_eq!((entry.key_span.line_column(), entry.value.span.line_column()), ((8, 1), (8, 10)));
}

#[test]
fn an_apostrophe_in_quotes_is_told() {
    val("titel: 't Schip\nb: 2", Code::YamlQuote, 1, 8, "titel: \"'t Schip\"");
    val("é: 's ochtends om 8 uur", Code::YamlQuote, 1, 4, "é: \"'s ochtends om 8 uur\"");
    val("- {naam: 't Schip, uren: 5}", Code::YamlQuote, 1, 10, "- {naam: \"'t Schip\", uren: 5}");
    val("a: [Zee, 't Zand]", Code::YamlQuote, 1, 10, "a: [Zee, \"'t Zand\"]");
    val("x:\n  - 's avonds # later\n  - b", Code::YamlQuote, 2, 5, "- \"'s avonds\" # later");
    val("x: \"Ja\", zei hij", Code::YamlQuote, 1, 4, "x: '\"Ja\", zei hij'");
    val("x: [\"Ja\" zei hij, b]", Code::YamlQuote, 1, 5, "x: ['\"Ja\" zei hij', b]");
    val("x: \"open\ny: 2", Code::YamlQuote, 1, 4, "x: \"open\"");
    val("x: \"C:\\data\"", Code::YamlQuote, 1, 4, "x: 'C:\\data'");
    // The second apostrophe closes the first, lines later.
    val("- naam: 't Schip\n  plaats: 't Zand", Code::YamlQuote, 1, 9, "- naam: \"'t Schip\"");
}

#[test]
fn signs_at_the_start_are_told() {
    for value in [
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
        val(&format!("x: 1\né: {value}\n"), Code::YamlChar, 2, 4, &format!("é: \"{value}\""));
    }
    val("leeftijd: >8\nx: 1", Code::YamlChar, 1, 11, "leeftijd: \">8\"");
    val("a: -\nb: 1", Code::YamlChar, 1, 4, "a: \"-\"");
    val("a: [x, @y, z]", Code::YamlChar, 1, 8, "a: [x, \"@y\", z]");
    val("- ? wat doen we\n- b", Code::YamlChar, 1, 3, "- \"? wat doen we\"");
    val("a:\n  * een\n  * twee", Code::YamlChar, 2, 3, "- een");
    val("%tien", Code::YamlChar, 1, 1, "\"%tien\"");
    err("%YAML 1.2\n---\na: 1", Code::YamlChar, 1, 1);
    err("a: 1\n%b: 2", Code::YamlChar, 2, 1);
}

#[test]
fn brackets() {
    val("x: [x] y", Code::YamlBrackets, 1, 4, "x: \"[x] y\"");
    val("x: {school} heeft", Code::YamlBrackets, 1, 4, "x: \"{school} heeft\"");
    val("- [ ] taak\n- b", Code::YamlBrackets, 1, 3, "- \"[ ] taak\"");
    val("a: {b: [x] y}", Code::YamlBrackets, 1, 8, "a: {b: \"[x] y\"}");
    val("x: [a], b", Code::YamlBrackets, 1, 4, "x: \"[a], b\"");
    val("x: ]", Code::YamlBrackets, 1, 4, "x: \"]\"");
    val("[a, b]: c", Code::YamlBrackets, 1, 1, "\"[a, b]\": c");
    val("a: {{ x }}", Code::YamlBrackets, 1, 4, "a: \"{{ x }}\"");
    err("a: {b, c}", Code::YamlBrackets, 1, 5);
}

#[test]
fn a_colon_is_told() {
    val("x: Let op: dit geldt", Code::YamlColon, 1, 10, "x: \"Let op: dit geldt\"");
    val("- é: Let op: dit", Code::YamlColon, 1, 12, "- é: \"Let op: dit\"");
    val("- een huis: groot: ja", Code::YamlColon, 1, 18, "- een huis: \"groot: ja\"");
    val("a: {b: Let op: dit, c: 1}", Code::YamlColon, 1, 14, "a: {b: \"Let op: dit\", c: 1}");
    val("x: zie:", Code::YamlColon, 1, 7, "x: \"zie:\"");
    err("a: tekst over\n  hulp. Let op: dit\nb: 1", Code::YamlColon, 2, 15);
}

#[test]
fn comma() {
    val(
        "a: {noot: alleen in Boskoop, met traplift}",
        Code::YamlComma,
        1,
        30,
        "a: {noot: \"alleen in Boskoop, met traplift\"}",
    );
    val("a: {b: x, c, d, e: 1}", Code::YamlComma, 1, 11, "a: {b: \"x, c, d\", e: 1}");
    val("- {uren: 5,75}", Code::YamlComma, 1, 12, "- {uren: \"5,75\"}");
    let (node, _) = parse_text("{a: 1, b: x, c,\n d, e: 2}");
    let node = node.unwrap();
    assert_eq!(node.as_map().unwrap().len(), 3);
    assert_eq!(text_of(&node, "e"), "2");
    val("a: [5,75]", Code::YamlComma, 1, 5, "a: [\"5,75\"]");
    val("a: [5,75]", Code::YamlComma, 1, 5, "a: [5, 75]");
    val("a: [ergo: 5,75 uur]", Code::YamlComma, 1, 11, "a: [ergo: \"5,75 uur\"]");
    assert_eq!(what("a: [5,75, 6,5]"), [(Code::YamlComma, 1, 5), (Code::YamlComma, 1, 11)]);
    for silent in
        ["[1, 2]", "[1,2,3]", "[2014,2015]", "[a,b]", "[groep 1, 2]", "[BPO: cluster 2, vanuit Auris]", "{a: , b: }"]
    {
        good(&format!("a: {silent}"));
    }
}

#[test]
fn a_hash_sign_is_told() {
    val("groep: groep 3 #2 keer\nb: 1", Code::YamlHash, 1, 16, "groep: \"groep 3 #2 keer\"");
    val("- lift #alleen Boskoop", Code::YamlHash, 1, 8, "- \"lift #alleen Boskoop\"");
    val("é: #0a5", Code::YamlHash, 1, 4, "é: \"#0a5\"");
    assert_eq!(err("a: x #y", Code::YamlHash, 1, 6).severity, Severity::Warning);
    val("a: [lift #alleen Boskoop]\nb: 1", Code::YamlHash, 1, 10, "a: [\"lift #alleen Boskoop\"]");
    let melding = err("b: x #twee\n  vervolg", Code::YamlHash, 1, 6);
    assert_eq!(melding.severity, Severity::Error);
    for silent in [
        "a: x # uitleg",
        "#uitleg\na: x",
        "a: \"x\" #y",
        "a: [1] #y",
        "a: x ##",
        "a: x#y",
        "a:\n  #y\n  - x",
        "- a: 1\n  #b: 2",
    ] {
        good(silent);
    }
}

#[test]
fn folding() {
    val("a: >\n  - een\n  - twee", Code::YamlFold, 1, 4, "a: |");
    val("é: >-\n  Wij doen:\n  - een\n", Code::YamlFold, 1, 4, "é: |-");
    err("- |\n  a\n- > # let op\n  1. a\n  2. b", Code::YamlFold, 3, 3);
    err("a: tekst\n  - een\n  - twee", Code::YamlFold, 2, 3);
    err("- een\n - twee\n- drie", Code::YamlFold, 2, 2);
    for silent in [
        "a: |\n  - een\n  - twee",
        "a: >\n  - een",
        "a: >\n  een\n\n  - b\n\n  - c\n",
        "a: >\n  een\n\n    - b\n    - c\n",
        "a: >\n  van 2023 tot\n  2024. Daarna\n  niet",
        "a: tekst\n  - zo is het - en meer",
    ] {
        good(silent);
    }
}

#[test]
fn refused() {
    err("é: &x waarde", Code::YamlAnchor, 1, 4);
    val("a: &x", Code::YamlAnchor, 1, 4, "a: \"&x\"");
    val("a: *naam\nb: 1", Code::YamlAnchor, 1, 4, "a: \"*naam\"");
    val("é: !belangrijk dit moet", Code::YamlTag, 1, 4, "é: \"!belangrijk dit moet\"");
    val("a: !belangrijk", Code::YamlTag, 1, 4, "a: \"!belangrijk\"");
    val("a: [!x y, z]", Code::YamlTag, 1, 5, "a: [\"!x y\", z]");
    err("a: !!str 08", Code::YamlTag, 1, 4);
    err("a: 1\nb:\n  <<: *x\n", Code::YamlMerge, 3, 3);
    err("<<: {a: 1}\n", Code::YamlMerge, 1, 1);
    good("\"<<\": x");
    err("a: 1\n---\nb: 2", Code::YamlMultipleDocuments, 2, 1);
    err("a: 1\n...\nb: 2", Code::YamlMultipleDocuments, 3, 1);
    err("---\na: 1\n---\n", Code::YamlMultipleDocuments, 3, 1);
    good("---\na: 1\n...\n");
    assert!(parse_text("a: 1\n---\nb: 2").0.is_none());
}

#[test]
fn all_duplicate_keys_are_told() {
    let text = "a: 1\nb: {c: 1, c: 2}\na: 2\n'a': 3\n";
    let (node, meldingen) = parse_text(text);
    let found: Vec<_> =
        meldingen.iter().map(|m| (m.code, m.line_column().unwrap(), m.also[0].0.line_column())).collect();
    let duplicate = Code::DuplicateKey;
    assert_eq!(found, [(duplicate, (2, 11), (2, 5)), (duplicate, (3, 1), (1, 1)), (duplicate, (4, 1), (1, 1))]);
    assert_eq!(text_of(&node.unwrap(), "a"), "1");
}

#[test]
fn indentation_and_structure_are_told() {
    let s = Code::YamlSyntax;
    err("a:\n\tb: 1", Code::YamlTab, 2, 1);
    err("a:\n  b: 1\n  \tc: 1", Code::YamlTab, 3, 3);
    err("a: x\n\t\tb: c", Code::YamlTab, 2, 1);
    err("a: |\n\tx", Code::YamlTab, 2, 1);
    err("a: x\n  b: c", s, 2, 3);
    err("a: één\n é: x", s, 2, 2);
    err("  a: 1\nb: 2", s, 2, 1);
    err("x:\n  - a\n - b", s, 3, 2);
    err("x:\n  - a\n  b: c", s, 3, 3);
    err("a: 1\nb\nc: 2", s, 2, 1);
    err("a: |\ntekst\nb: c", s, 2, 1);
    val("a:b\nc: d", s, 1, 2, "a: b");
    val("- tel:06\n  c: d", s, 1, 6, "- tel: 06");
    val("a: [1, 2\nb: 3", s, 1, 4, "a: [1, 2]");
    val("a: {b: c\nd: e", s, 1, 4, "a: {b: c}");
    val("a: [\"x #y\", b", s, 1, 4, "a: [\"x #y\", b]");
    err("a: [1,2}", s, 1, 4);
    err(": x", s, 1, 1);
    // Never English alone.
    for m in parse_text("a: \u{1}").1 {
        assert!(m.hint.is_some() && !m.message.contains("unexpected"), "{m:?}");
    }
}
