//! Tests: the real documents, with random changes of single values and rows. All other lines stay byte for byte.

use std::path::Path;

use yaml_in_place::patch::apply;
use yaml_in_place::{Edit, MapEdit, Node, Source, Value, diff, read, satisfies};

use crate::random::Random;

fn tree(text: &str) -> Node {
    let mut problems = Vec::new();
    let node = read(&Source::new("a.yaml", text), &mut problems);
    assert!(problems.is_empty(), "{text}\n---\n{problems:#?}");
    node.unwrap()
}

/// A text to put somewhere, with signs that mean something in YAML.
fn new_text(random: &mut Random) -> String {
    const FRAGMENTS: [&str; 24] = [
        "woord", "Één", "🙂", " ", ": ", " #", "'", "\"", "- ", "[", "}", ", ", "|", ">18", "*", "&", "!", "? ", "~",
        "<<", "\n", "\n\n", "\n- ", "5,75",
    ];
    (0..=random.below(6)).map(|_| FRAGMENTS[random.below(FRAGMENTS.len())]).collect()
}

/// A wish for one place in a tree: `edit` says what becomes of the node there.
fn at_path(node: &Node, path: &[usize], edit: Edit) -> Edit {
    let Some((&at, rest)) = path.split_first() else { return edit };
    match &node.value {
        Value::Map(entries) => {
            let mut map = MapEdit::of(Some(node));
            map.set(&entries[at].key, at_path(&entries[at].value, rest, edit));
            map.finish()
        }
        Value::List(items) => {
            let mut all: Vec<_> = (0..items.len()).map(|i| (Some(i), Edit::Keep)).collect();
            all[at].1 = at_path(&items[at], rest, edit);
            Edit::List(all)
        }
        Value::Empty | Value::Text(_) => edit,
    }
}

/// A path from the root, the node there, and whether it hangs in brackets.
fn path<'a>(random: &mut Random, mut node: &'a Node) -> (Vec<usize>, &'a Node, bool) {
    let mut path = Vec::new();
    let mut brackets = false;
    loop {
        brackets |= node.span.text().starts_with(['[', '{']);
        let parts: Vec<&Node> = match &node.value {
            Value::Map(entries) => entries.iter().map(|p| &p.value).collect(),
            Value::List(items) => items.iter().collect(),
            Value::Empty | Value::Text(_) => Vec::new(),
        };
        if parts.is_empty() || (!path.is_empty() && random.below(6) == 0) {
            return (path, node, brackets);
        }
        let i = random.below(parts.len());
        path.push(i);
        node = parts[i];
    }
}

/// A part of a list or group goes, comes or moves.
fn row(random: &mut Random, node: &Node) -> Edit {
    match &node.value {
        Value::Map(entries) => {
            let mut map = MapEdit::of(Some(node));
            let sibling = entries.get(random.below(entries.len())).map_or("", |p| p.key.as_str());
            if random.below(2) == 0 {
                map.remove(sibling);
            } else {
                map.set_after(&[sibling], "nieuw-hier", Edit::Text(new_text(random)));
            }
            map.finish()
        }
        Value::List(items) => {
            let mut all: Vec<_> = (0..items.len()).map(|i| (Some(i), Edit::Keep)).collect();
            let (a, b) = (random.below(items.len()), random.below(items.len()));
            match random.below(3) {
                0 if !all.is_empty() => all.swap(a, b),
                1 if !all.is_empty() => drop(all.remove(a)),
                _ => all.insert(a, (None, Edit::Text(new_text(random)))),
            }
            Edit::List(all)
        }
        Value::Empty | Value::Text(_) => Edit::Empty,
    }
}

/// The lines with something on them, in alphabetical order.
fn lines(text: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = text.split('\n').filter(|line| !line.trim().is_empty()).collect();
    lines.sort_unstable();
    lines
}

#[test]
fn real_documents_change_only_where_they_must() {
    let mut files = Vec::new();
    find(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), &mut files);
    files.sort();
    assert!(files.len() > 20);
    for (number, disk_path) in files.iter().enumerate() {
        let original = std::fs::read_to_string(disk_path).unwrap();
        for (round, text) in [original.clone(), original.replace('\n', "\r\n")].iter().enumerate() {
            let old = tree(text);
            assert!(diff(&old, &Edit::Keep).is_empty());
            let mut random = Random::new(u64::try_from(number * 2 + round + 1).unwrap());
            for _ in 0..15 {
                let (path, node, brackets) = path(&mut random, &old);
                let single = matches!(node.value, Value::Empty | Value::Text(_));
                let edit = if single { Edit::Text(new_text(&mut random)) } else { row(&mut random, node) };
                let edit = at_path(&old, &path, edit.clone());
                let patches = diff(&old, &edit);
                let new = apply(text, patches);
                let place = format!("{} {path:?} {edit:?}\n{new}", disk_path.display());
                assert!(satisfies(&tree(&new), Some(&old), &edit), "{place}");
                if !brackets {
                    only_here(text, node, &new, single, &place);
                }
            }
        }
    }
}

/// Every line that is not of the changed value is still there.
#[track_caller]
fn only_here(text: &str, node: &Node, new: &str, single: bool, place: &str) {
    let begin = text[..node.span.start()].trim_end_matches([' ', '\n', '\r', '|', '>', '-', '+']).len();
    let begin = text[..begin].rfind('\n').map_or(0, |i| i + 1);
    let end = text[node.span.end()..].find('\n').map_or(text.len(), |i| node.span.end() + i);
    assert!(new.starts_with(&text[..begin]), "{place}");
    assert!(new.ends_with(&text[end..]), "{place}");
    if !single {
        // Of a row at most the lines of one part go; what is new is few lines.
        let (old, new) = (lines(text), lines(new));
        let gone = old.iter().filter(|line| new.binary_search(line).is_err()).count();
        let largest = match &node.value {
            Value::Map(entries) => entries.iter().map(|p| p.value.span.text().lines().count()).max(),
            Value::List(items) => items.iter().map(|i| i.span.text().lines().count()).max(),
            Value::Empty | Value::Text(_) => None,
        };
        assert!(gone <= largest.unwrap_or(0) + 2, "{gone} regels weg\n{place}");
    }
}

fn find(dir: &Path, out: &mut Vec<std::path::PathBuf>) {
    for dir_entry in std::fs::read_dir(dir).unwrap() {
        let path = dir_entry.unwrap().path();
        if path.is_dir() {
            find(&path, out);
        } else if path.extension().is_some_and(|e| e == "yaml") {
            out.push(path);
        }
    }
}
