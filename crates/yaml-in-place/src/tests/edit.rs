//! Tests: what a file becomes, byte for byte, for each kind of edit.
use super::parse_text;
use crate::change::diff;
use crate::edit::{Edit, MapEdit, satisfies};
use crate::patch::apply;
use crate::{Node, write};

fn tree(text: &str) -> Node {
    let (node, problems) = parse_text(text);
    assert!(problems.is_empty(), "{text}\n---\n{problems:#?}");
    node.expect("a tree")
}

fn t(text: &str) -> Edit {
    Edit::Text(text.to_owned())
}

/// A list of new items.
fn l<const N: usize>(items: [Edit; N]) -> Edit {
    Edit::List(items.map(|edit| (None, edit)).into())
}

/// A list of old items and new ones.
fn lo<const N: usize>(items: [(Option<usize>, Edit); N]) -> Edit {
    Edit::List(items.into())
}

/// A group.
fn k<const N: usize>(entries: [(&str, Edit); N]) -> Edit {
    Edit::Map(entries.map(|(key, edit)| (key.to_owned(), edit)).into())
}

const Z: Edit = Edit::Keep;

#[track_caller]
fn after(old: &str, edit: &Edit, new: &str) {
    let node = tree(old);
    let patches = diff(&node, edit);
    let out = apply(old, patches);
    assert_eq!(out, new, "\n--- out\n{out}\n--- expected\n{new}");
    let after = tree(&out);
    assert!(satisfies(&after, Some(&node), edit), "{after:#?}");
    assert!(diff(&after, &Edit::Keep).is_empty());
}

#[test]
fn a_value_is_replaced_on_its_line() {
    after("a: 1  # een\nb: 2\n", &k([("a", t("3")), ("b", Z)]), "a: 3  # een\nb: 2\n");
    after("a: 'x'\n", &k([("a", t("y: z"))]), "a: 'y: z'\n");
    after("a:   # leeg\nb: 2\n", &k([("a", t("x")), ("b", Z)]), "a: x   # leeg\nb: 2\n");
    after("a: 1 # een\nb: 2", &k([("a", Edit::Empty), ("b", Edit::Empty)]), "a: # een\nb:");
    after("a: ~ # een\n", &k([("a", t("ja"))]), "a: ja # een\n");
    after("a: \"x\" #een\n", &k([("a", t("ja"))]), "a: ja # een\n");
    after("é:    één\n", &k([("é", t("twéé"))]), "é:    twéé\n");
}

#[test]
fn a_text_of_more_lines_becomes_a_block() {
    after("a: # een\nb: 2\n", &k([("a", t("x\ny\n")), ("b", Z)]), "a: | # een\n  x\n  y\nb: 2\n");
    after("a: 1  # een\nb: 2\n", &k([("a", t("x\n\ny")), ("b", Z)]), "a: |  # een\n  x\n\n  y\nb: 2\n");
    after("a: |  # een\n    x\n    y\nb: 2\n", &k([("a", t("z")), ("b", Z)]), "a: z  # een\nb: 2\n");
    after("a: |\n    x\n    y\nb: 2\n", &k([("a", t("x\nz")), ("b", Z)]), "a: |\n    x\n    z\nb: 2\n");
    after("a: >-\n  x\n  y\nb: 2\n", &k([("a", t("x\nz")), ("b", Z)]), "a: |\n  x\n  z\nb: 2\n");
    after("a: x\n  y # c\nb: 2\n", &k([("a", t("z")), ("b", Z)]), "a: z # c\nb: 2\n");
    after("a: 'x\n\n  y' # c\nb: 2\n", &k([("a", t("z\n- z")), ("b", Z)]), "a: | # c\n  z\n  - z\nb: 2\n");
    after("a:\n  x\n  y\nb: 2\n", &k([("a", t("z")), ("b", Z)]), "a:\n  z\nb: 2\n");
    after("a: x\n  # dieper\nb: 2\n", &k([("a", t("y\nz")), ("b", Z)]), "a: |\n    y\n    z\n  # dieper\nb: 2\n");
    after("a: 1\r\nb: 2\r\n", &k([("a", t("x\r\ny")), ("b", Z)]), "a: |\r\n  x\r\n  y\r\nb: 2\r\n");
}

#[test]
fn keys_come_and_go() {
    after("a: 1\nb: # x\n  c: 2\n  d: 3\n# over e\ne: 4\n", &k([("a", Z), ("e", Z)]), "a: 1\n# over e\ne: 4\n");
    after("a: 1\n# over b\nb: 2 # y\nc: 3\n", &k([("a", Z), ("c", Z)]), "a: 1\n# over b\nc: 3\n");
    after("# kop\na: 1\nb: 2\n", &k([("b", Z)]), "# kop\nb: 2\n");
    after("a: 1\nb: 2\n", &k([("b", Z)]), "b: 2\n");
    after("a: 1\nb: 2", &k([("a", Z)]), "a: 1");
    after("a: 1 # x\nb: 2\n", &k([("a", Z), ("c", t("3")), ("b", Z)]), "a: 1 # x\nc: 3\nb: 2\n");
    after("a: 1", &k([("a", Z), ("c", t("3"))]), "a: 1\nc: 3");
    after("# kop\n\n# over a\na: 1\n", &k([("c", t("3")), ("a", Z)]), "# kop\n\nc: 3\n# over a\na: 1\n");
    after("# kop\na: 1\n", &k([("c", t("3")), ("a", Z)]), "# kop\nc: 3\na: 1\n");
    after("a: 1\n", &k([("c", t("3")), ("a", Z)]), "c: 3\na: 1\n");
    after("a:\n  b: 1\n  # over c\n  c: 2\n", &k([("a", k([]))]), "a: {}\n  # over c\n");
}

#[test]
fn new_text_reads_as_what_was_meant() {
    let everything = k([
        ("titel", t("'t Schip")),
        ("uren", t("5,75")),
        ("code", t("08")),
        ("ja", t("ja")),
        ("let op", t("zie: hier")),
        ("a: b", t("group 3 #2 keer")),
        ("leeftijd", t(">18")),
        ("niets", Edit::Empty),
        ("leeg", t("")),
        ("tab", t("a\tb")),
        ("bullet", t("\u{F0B7} x")),
        ("tekst", t("\r\n  \r\neen\r\n   \r\n- twee\r\n\r\n")),
        ("inspringen", t("  een\ntwee")),
        ("list", l([t("- x"), l([t("y"), Edit::Empty]), k([("b", t("y\nz")), ("c", l([]))]), t("p\nq")])),
        ("group", k([("d", k([]))])),
    ]);
    let text = write(&everything, 0);
    assert_eq!(
        text,
        "titel: '''t Schip'\nuren: 5,75\ncode: 08\nja: ja\nlet op: 'zie: hier'\n'a: b': 'group 3 #2 keer'\n\
         leeftijd: '>18'\nniets:\nleeg: ''\ntab: \"a\\tb\"\nbullet: \"\\uF0B7 x\"\ntekst: |\n  een\n\n  - twee\n\
         inspringen: \"  een\\ntwee\"\nlist:\n  - '- x'\n  - - y\n    -\n  - b: |\n      y\n      z\n    c: []\n\
         \u{20} - |\n    p\n    q\ngroup:\n  d: {}\n"
    );
    assert!(satisfies(&tree(&text), None, &everything));
    assert_eq!(write(&l([t("x"), t("y\nz")]), 2), "  - x\n  - |\n    y\n    z\n");
    assert_eq!(write(&t("x\ny"), 0), "|\n  x\n  y\n");
    assert_eq!(write(&t("x: y"), 4), "    'x: y'\n");
    assert_eq!((write(&Edit::Keep, 0), write(&Edit::Empty, 0)), (String::new(), String::new()));
}

#[test]
fn a_value_may_become_another_kind() {
    after("a: x # c\nb: 2\n", &k([("a", l([t("y 1"), t("z")])), ("b", Z)]), "a: # c\n  - y 1\n  - z\nb: 2\n");
    after("a: x # c\nb: 2\n", &k([("a", l([t("y"), t("z")])), ("b", Z)]), "a: [y, z] # c\nb: 2\n");
    after("a: x\nb:\n- 1\n", &k([("a", l([t("y 1")])), ("b", Z)]), "a:\n- y 1\nb:\n- 1\n");
    after("a: # c\n  - y\n  - z\nb: 2\n", &k([("a", t("x")), ("b", Z)]), "a: x # c\nb: 2\n");
    after("a: # c\n  - y\nb: 2\n", &k([("a", Edit::Empty), ("b", Z)]), "a: # c\nb: 2\n");
    after("a:\n  b: 1\n", &k([("a", t("x\ny"))]), "a: |\n  x\n  y\n");
    after("a:\n  b: 1\n", &k([("a", l([]))]), "a: []\n");
    after(
        "- x # c\n- y\n",
        &lo([(Some(0), k([("a", t("1")), ("b", t("2"))])), (Some(1), Z)]),
        "- # c\n  a: 1\n  b: 2\n- y\n",
    );
    after("- x\n", &lo([(Some(0), k([("a", t("1")), ("b", t("2"))]))]), "- a: 1\n  b: 2\n");
    after("- a: 1\n  b: 2\n- c\n", &lo([(Some(0), t("x")), (Some(1), Z)]), "- x\n- c\n");
    after("a: \"x\" #weg\n", &k([("a", Edit::Empty)]), "a: # weg\n");
}

#[test]
fn the_whole_file_may_change_but_for_its_comments() {
    after("", &k([("a", t("1"))]), "a: 1\n");
    after("# kop", &k([("a", t("1"))]), "# kop\na: 1\n");
    after("---\n# kop\n...\n", &t("x"), "---\n# kop\nx\n...\n");
    after("# kop\na: 1\n# slot\n", &Edit::Empty, "# kop\n# slot\n");
    after("a: 1\n", &k([]), "{}\n");
    after("{a: 1} # c\n", &k([("a", Z), ("b", l([t("x")]))]), "{a: 1, b: [x]} # c\n");
    after("{a: 1} # c\n", &k([("a", Z), ("b", t("x\ny"))]), "# c\na: 1\nb: |\n  x\n  y\n");
    after(
        "a: 1\r\nb:\r\n  - 1\r\n",
        &k([("a", Z), ("c", l([t("2 x")])), ("b", Z)]),
        "a: 1\r\nc:\r\n  - 2 x\r\nb:\r\n  - 1\r\n",
    );
}

#[test]
fn items_of_a_list_move_with_their_comments() {
    let a = |items| k([("a", Edit::List(items))]);
    after("a:\n  - x\n  - y\n", &a(vec![(Some(0), Z), (None, t("z")), (Some(1), Z)]), "a:\n  - x\n  - z\n  - y\n");
    after("a:\n- x\n", &a(vec![(Some(0), Z), (None, t("z"))]), "a:\n- x\n- z\n");
    after("a:\n  # over x\n  - x\n", &a(vec![(None, t("z")), (Some(0), Z)]), "a:\n  - z\n  # over x\n  - x\n");
    after("a:\n  # over x\n  - x\n  - y\n", &a(vec![(Some(1), Z)]), "a:\n  # over x\n  - y\n");
    after(
        "a: # list\n  # over x\n  - x # 1\n\n  # over y\n  - b: y # 2\n    c: 3\n",
        &a(vec![(Some(1), k([("b", Z), ("c", t("4"))])), (Some(0), Z)]),
        "a: # list\n\n  # over y\n  - b: y # 2\n    c: 4\n  # over x\n  - x # 1\n",
    );
    after("- - x\n  - y\n", &lo([(Some(0), lo([(Some(1), Z), (Some(0), Z)]))]), "- - y\n  - x\n");
    after("- a: 1\n  b: 2\n", &lo([(Some(0), k([("b", Z)]))]), "- b: 2\n");
    after("- a: 1\n  # over b\n  b: 2\n", &lo([(Some(0), k([("b", Z)]))]), "-\n  # over b\n  b: 2\n");
    // Without indices, items that say the same are the same.
    after(
        "a:\n  - x # 1\n  - y # 2\n",
        &a(vec![(None, t("x")), (None, t("w")), (None, t("y"))]),
        "a:\n  - x # 1\n  - w\n  - y # 2\n",
    );
}

#[test]
fn a_list_between_brackets_stays_between_brackets() {
    let a = |items| k([("a", Edit::List(items))]);
    after("a: [x, y]\n", &a(vec![(Some(0), Z), (Some(1), t("z, w"))]), "a: [x, 'z, w']\n");
    after("a: [x, y, z] # c\n", &a(vec![(Some(0), Z), (Some(2), Z)]), "a: [x, z] # c\n");
    after("a: [x, y, z]\n", &a(vec![(Some(2), Z), (Some(0), Z)]), "a: [z, x]\n");
    after("a: [5,x,75]\n", &a(vec![(Some(0), Z), (Some(2), Z)]), "a: [5, 75]\n");
    after("a: []\n", &a(vec![(None, t("x")), (None, k([("b", t("1"))]))]), "a: [x, {b: 1}]\n");
    after("a: [x]\n", &a(vec![]), "a: []\n");
    after("a: [x, y]\n", &a(vec![(Some(0), Edit::Empty), (Some(1), Z)]), "a: [~, y]\n");
    after("{a: 1, b: 2}\n", &k([("a", Edit::Empty), ("b", t("'x"))]), "{a: , b: '''x'}\n");
    after(
        "a: [\n  x, # 1\n  y # 2\n  ]\n",
        &a(vec![(Some(0), Z), (Some(1), Z), (None, t("z"))]),
        "a: [\n  x, # 1\n  y, # 2\n  z\n  ]\n",
    );
    after("a: [\n  x, # 1\n  y # 2\n]\n", &a(vec![(Some(0), Z)]), "a: [\n  x # 1\n]\n");
    after("a: [b: 1]\n", &a(vec![(Some(0), k([("b", Z), ("c", t("2"))]))]), "a: [{b: 1, c: 2}]\n");
    after(
        "a: [x, {b: '1', c: [y]}] # c\n",
        &a(vec![(Some(0), Z), (Some(1), k([("b", Z), ("d", t("p\nq")), ("c", Z)]))]),
        "a: # c\n  - x\n  - b: '1'\n    d: |\n      p\n      q\n    c: [y]\n",
    );
}

#[test]
fn what_stays_the_same_is_not_written() {
    let text = "a: 'x' # 1\nb: |\n  y\n  z\nc: [1, \"2\"]\nd: ~\ne: >\n  een\n  twee\n";
    let same =
        k([("a", t(" x ")), ("b", t("y\r\nz")), ("c", l([t("1"), t("2")])), ("d", Edit::Empty), ("e", t("een twee"))]);
    assert!(diff(&tree(text), &same).is_empty());
    // `Keep` for keys that are not there, and items that are not there, write nothing.
    after("a:\n  - x\n", &k([("a", lo([(Some(0), Z), (Some(7), Z)])), ("b", Z)]), "a:\n  - x\n");
    after("a: 1\n", &k([("b", Z), ("a", t("2")), ("a", t("3"))]), "a: 2\n");
}

#[test]
fn patches_are_small() {
    let patches = diff(&tree("a: een\nb: twee\nc: drie\n"), &k([("a", t("een!")), ("b", Z), ("c", Edit::Empty)]));
    let what: Vec<_> = patches.iter().map(|patch| (patch.from.clone(), patch.to.as_str())).collect();
    assert_eq!(what, [(6..6, "!"), (17..22, "")]);
}

#[test]
fn a_map_is_built() {
    let old = tree("a: 1\nb: 2\n");
    let mut map = MapEdit::of(Some(&old));
    assert!(map.is_unchanged() && map.has("a") && !map.is_empty());
    map.set_after(&["x", "a"], "c", t("3"));
    map.set_after(&["x"], "d", t("4"));
    map.set_after(&["x"], "b", t("5"));
    after("a: 1\nb: 2\n", &map.clone().finish(), "a: 1\nc: 3\nb: 5\nd: 4\n");
    for key in ["a", "b", "c", "d"] {
        map.remove(key);
    }
    assert!(map.is_empty() && !map.is_unchanged());
    after("a: 1\nb: 2\n", &map.finish(), "{}\n");
    assert_eq!(MapEdit::of(Some(&old)).finish(), Z);
    assert_eq!(MapEdit::of(None).finish(), k([]));
    let mut new = MapEdit::of(Some(&tree("x")));
    new.set("a", Edit::Empty);
    after("x # c\n", &new.finish(), "# c\na:\n");
}
