//! Tests: every trap with its topic and place, mended lines that can really be read, and places in text that is not
//! ASCII.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod edit;
mod limits;
mod maker;
mod random;

use crate::problem::{Problem, Topic};
use crate::source::Source;
use crate::tree::Kind;
use crate::{Node, TextStyle, Value, read};

/// The tree of a text, and its problems in the order of their places.
fn parse_text(text: &str) -> (Option<Node>, Vec<Problem>) {
    let mut problems = Vec::new();
    let node = read(&Source::new("a.yaml", text), &mut problems);
    problems.sort_by_key(|problem| problem.span.start());
    (node, problems)
}

#[track_caller]
fn good(text: &str) -> Node {
    let (node, problems) = parse_text(text);
    assert!(problems.is_empty(), "{text}\n{problems:#?}");
    node.expect("a tree")
}

/// Topics with line and column.
fn what(text: &str) -> Vec<(Topic, usize, usize)> {
    let (node, problems) = parse_text(text);
    assert!(node.is_some() || !problems.is_empty(), "fails in silence: {text}");
    problems
        .iter()
        .map(|m| {
            let (line, column) = m.span.line_column();
            (m.topic(), line, column)
        })
        .collect()
}

#[track_caller]
fn told(text: &str, topic: Topic, line: usize, column: usize) -> Problem {
    assert_eq!(what(text), [(topic, line, column)], "{text}\n{:#?}", parse_text(text).1);
    parse_text(text).1.remove(0)
}

/// A trap on one line, whose hint shows a line that reads as the text that was meant.
#[track_caller]
fn mends(text: &str, topic: Topic, line: usize, column: usize, mended: &str) {
    let problem = told(text, topic, line, column);
    let hint = problem.hint();
    assert!(hint.contains(&format!("`{mended}`")), "{hint}");
    good(mended);
}

#[track_caller]
fn text_of<'a>(node: &'a Node, key: &str) -> &'a str {
    node.find(key).and_then(Node::as_text).expect("a text")
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
    let node = good("één:\n  - é: \"ü\" # c\n    list: [ë, {k: ï}]\n  - |\n    tekst\n    meer\n\nlaatste: x\n");
    assert_eq!(node.kind(), Kind::Map);
    let list = node.find("één").unwrap();
    assert_eq!((list.kind(), list.span.line_column()), (Kind::List, (2, 3)));
    let items = list.as_list().unwrap();
    let u = items[0].find("é").unwrap();
    assert_eq!((u.span.text(), u.span.line_column(), u.as_text()), ("\"ü\"", (2, 8), Some("ü")));
    let flow = items[0].find("list").unwrap();
    assert_eq!((flow.span.text(), flow.span.line_column()), ("[ë, {k: ï}]", (3, 11)));
    assert_eq!(flow.as_list().unwrap()[1].span.text(), "{k: ï}");
    assert_eq!(items[0].span.text(), "é: \"ü\" # c\n    list: [ë, {k: ï}]");
    assert_eq!(items[1].as_text(), Some("tekst\nmeer\n"));
    assert_eq!(items[1].span.line_column(), (5, 5));
    assert_eq!(items[1].span.text(), "tekst\n    meer");
    let entry = &node.as_map().unwrap()[1];
    assert_eq!((entry.key_span.line_column(), entry.value.span.line_column()), ((8, 1), (8, 10)));
}

#[test]
fn an_apostrophe_in_quotes_is_told() {
    mends("titel: 't Schip\nb: 2", Topic::Quote, 1, 8, "titel: \"'t Schip\"");
    mends("é: 's ochtends om 8 uur", Topic::Quote, 1, 4, "é: \"'s ochtends om 8 uur\"");
    mends("- {naam: 't Schip, uren: 5}", Topic::Quote, 1, 10, "- {naam: \"'t Schip\", uren: 5}");
    mends("a: [Zee, 't Zand]", Topic::Quote, 1, 10, "a: [Zee, \"'t Zand\"]");
    mends("x:\n  - 's avonds # later\n  - b", Topic::Quote, 2, 5, "- \"'s avonds\" # later");
    mends("x: \"Ja\", zei hij", Topic::Quote, 1, 4, "x: '\"Ja\", zei hij'");
    mends("x: [\"Ja\" zei hij, b]", Topic::Quote, 1, 5, "x: ['\"Ja\" zei hij', b]");
    mends("x: \"open\ny: 2", Topic::Quote, 1, 4, "x: \"open\"");
    mends("x: \"C:\\data\"", Topic::Quote, 1, 4, "x: 'C:\\data'");
    // The second apostrophe closes the first, lines later.
    mends("- naam: 't Schip\n  plaats: 't Zand", Topic::Quote, 1, 9, "- naam: \"'t Schip\"");
}

#[test]
fn signs_at_the_start_are_told() {
    for value in [
        "%tien",
        "@jan",
        "`topic`",
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
        mends(&format!("x: 1\né: {value}\n"), Topic::Character, 2, 4, &format!("é: \"{value}\""));
    }
    mends("leeftijd: >8\nx: 1", Topic::Character, 1, 11, "leeftijd: \">8\"");
    mends("a: -\nb: 1", Topic::Character, 1, 4, "a: \"-\"");
    mends("a: [x, @y, z]", Topic::Character, 1, 8, "a: [x, \"@y\", z]");
    mends("- ? wat doen we\n- b", Topic::Character, 1, 3, "- \"? wat doen we\"");
    mends("a:\n  * een\n  * twee", Topic::Character, 2, 3, "- een");
    mends("%tien", Topic::Character, 1, 1, "\"%tien\"");
    told("%YAML 1.2\n---\na: 1", Topic::Character, 1, 1);
    told("a: 1\n%b: 2", Topic::Character, 2, 1);
}

#[test]
fn words_between_brackets_that_are_no_list_are_quoted() {
    mends("x: [x] y", Topic::Brackets, 1, 4, "x: \"[x] y\"");
    mends("x: {garden} heeft", Topic::Brackets, 1, 4, "x: \"{garden} heeft\"");
    mends("- [ ] taak\n- b", Topic::Brackets, 1, 3, "- \"[ ] taak\"");
    mends("a: {b: [x] y}", Topic::Brackets, 1, 8, "a: {b: \"[x] y\"}");
    mends("x: [a], b", Topic::Brackets, 1, 4, "x: \"[a], b\"");
    mends("x: ]", Topic::Brackets, 1, 4, "x: \"]\"");
    mends("[a, b]: c", Topic::Brackets, 1, 1, "\"[a, b]\": c");
    mends("a: {{ x }}", Topic::Brackets, 1, 4, "a: \"{{ x }}\"");
    told("a: {b, c}", Topic::Brackets, 1, 5);
}

#[test]
fn a_colon_is_told() {
    mends("x: Let op: dit geldt", Topic::Colon, 1, 10, "x: \"Let op: dit geldt\"");
    mends("- é: Let op: dit", Topic::Colon, 1, 12, "- é: \"Let op: dit\"");
    mends("- een huis: groot: ja", Topic::Colon, 1, 18, "- een huis: \"groot: ja\"");
    mends("a: {b: Let op: dit, c: 1}", Topic::Colon, 1, 14, "a: {b: \"Let op: dit\", c: 1}");
    mends("x: zie:", Topic::Colon, 1, 7, "x: \"zie:\"");
    told("a: tekst over\n  hulp. Let op: dit\nb: 1", Topic::Colon, 2, 15);
}

#[test]
fn a_comma_in_a_value_between_brackets_is_quoted() {
    mends(
        "a: {noot: alleen in Boskoop, met traplift}",
        Topic::Comma,
        1,
        30,
        "a: {noot: \"alleen in Boskoop, met traplift\"}",
    );
    mends("a: {b: x, c, d, e: 1}", Topic::Comma, 1, 11, "a: {b: \"x, c, d\", e: 1}");
    mends("- {uren: 5,75}", Topic::Comma, 1, 12, "- {uren: \"5,75\"}");
    let (node, _) = parse_text("{a: 1, b: x, c,\n d, e: 2}");
    let node = node.unwrap();
    assert_eq!(node.as_map().unwrap().len(), 3);
    assert_eq!(text_of(&node, "e"), "2");
    mends("a: [5,75]", Topic::Comma, 1, 5, "a: [\"5,75\"]");
    mends("a: [5,75]", Topic::Comma, 1, 5, "a: [5, 75]");
    mends("a: [ergo: 5,75 uur]", Topic::Comma, 1, 11, "a: [ergo: \"5,75 uur\"]");
    assert_eq!(what("a: [5,75, 6,5]"), [(Topic::Comma, 1, 5), (Topic::Comma, 1, 11)]);
    for silent in
        ["[1, 2]", "[1,2,3]", "[2014,2015]", "[a,b]", "[group 1, 2]", "[BPO: cluster 2, vanuit Auris]", "{a: , b: }"]
    {
        good(&format!("a: {silent}"));
    }
}

#[test]
fn a_hash_sign_is_told() {
    mends("group: group 3 #2 keer\nb: 1", Topic::Hash, 1, 16, "group: \"group 3 #2 keer\"");
    mends("- lift #alleen Boskoop", Topic::Hash, 1, 8, "- \"lift #alleen Boskoop\"");
    mends("é: #0a5", Topic::Hash, 1, 4, "é: \"#0a5\"");
    assert!(told("a: x #y", Topic::Hash, 1, 6).is_doubt());
    mends("a: [lift #alleen Boskoop]\nb: 1", Topic::Hash, 1, 10, "a: [\"lift #alleen Boskoop\"]");
    let problem = told("b: x #twee\n  vervolg", Topic::Hash, 1, 6);
    assert!(!problem.is_doubt());
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
fn lists_in_a_folded_text_are_found() {
    mends("a: >\n  - een\n  - twee", Topic::Fold, 1, 4, "a: |");
    mends("é: >-\n  Wij doen:\n  - een\n", Topic::Fold, 1, 4, "é: |-");
    told("- |\n  a\n- > # let op\n  1. a\n  2. b", Topic::Fold, 3, 3);
    told("a: tekst\n  - een\n  - twee", Topic::Fold, 2, 3);
    told("- een\n - twee\n- drie", Topic::Fold, 2, 2);
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
fn anchors_and_tags_are_refused() {
    told("é: &x waarde", Topic::Anchor, 1, 4);
    mends("a: &x", Topic::Anchor, 1, 4, "a: \"&x\"");
    mends("a: *naam\nb: 1", Topic::Anchor, 1, 4, "a: \"*naam\"");
    mends("é: !belangrijk dit moet", Topic::Tag, 1, 4, "é: \"!belangrijk dit moet\"");
    mends("a: !belangrijk", Topic::Tag, 1, 4, "a: \"!belangrijk\"");
    mends("a: [!x y, z]", Topic::Tag, 1, 5, "a: [\"!x y\", z]");
    told("a: !!str 08", Topic::Tag, 1, 4);
    told("a: 1\nb:\n  <<: *x\n", Topic::Merge, 3, 3);
    told("<<: {a: 1}\n", Topic::Merge, 1, 1);
    good("\"<<\": x");
    told("a: 1\n---\nb: 2", Topic::Documents, 2, 1);
    told("a: 1\n...\nb: 2", Topic::Documents, 3, 1);
    told("---\na: 1\n---\n", Topic::Documents, 3, 1);
    good("---\na: 1\n...\n");
    assert!(parse_text("a: 1\n---\nb: 2").0.is_none());
}

#[test]
fn all_duplicate_keys_are_told() {
    let text = "a: 1\nb: {c: 1, c: 2}\na: 2\n'a': 3\n";
    let (node, problems) = parse_text(text);
    let found: Vec<_> =
        problems.iter().map(|m| (m.topic(), m.span.line_column(), m.also.as_ref().unwrap().line_column())).collect();
    let duplicate = Topic::DuplicateKey;
    assert_eq!(found, [(duplicate, (2, 11), (2, 5)), (duplicate, (3, 1), (1, 1)), (duplicate, (4, 1), (1, 1))]);
    assert_eq!(text_of(&node.unwrap(), "a"), "1");
}

#[test]
fn indentation_and_structure_are_told() {
    let s = Topic::Syntax;
    told("a:\n\tb: 1", Topic::Tab, 2, 1);
    told("a:\n  b: 1\n  \tc: 1", Topic::Tab, 3, 3);
    told("a: x\n\t\tb: c", Topic::Tab, 2, 1);
    told("a: |\n\tx", Topic::Tab, 2, 1);
    told("a: x\n  b: c", s, 2, 3);
    told("a: één\n é: x", s, 2, 2);
    told("  a: 1\nb: 2", s, 2, 1);
    told("x:\n  - a\n - b", s, 3, 2);
    told("x:\n  - a\n  b: c", s, 3, 3);
    told("a: 1\nb\nc: 2", s, 2, 1);
    told("a: |\ntekst\nb: c", s, 2, 1);
    mends("a:b\nc: d", s, 1, 2, "a: b");
    mends("- tel:06\n  c: d", s, 1, 6, "- tel: 06");
    mends("a: [1, 2\nb: 3", s, 1, 4, "a: [1, 2]");
    mends("a: {b: c\nd: e", s, 1, 4, "a: {b: c}");
    mends("a: [\"x #y\", b", s, 1, 4, "a: [\"x #y\", b]");
    told("a: [1,2}", s, 1, 4);
    told(": x", s, 1, 1);
}
