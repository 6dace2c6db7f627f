//! The order of the rooms: `src/lib.rs` lists them from the ground up, and none uses one that stands below it there.

use std::collections::{BTreeMap, BTreeSet};

use crate::lexer::{self, Token};
use crate::source::{self, Source};

/// The rooms, from the ground up, as the table in `src/lib.rs` lists them.
fn rooms() -> Vec<String> {
    let text = source::read("src/lib.rs");
    let rows = text.lines().filter_map(|l| l.strip_prefix("//! | `"));
    rows.filter_map(|l| l.split_once('`')).map(|(room, _)| room.to_owned()).collect()
}

/// The names of `crate::...` paths in a file, with their lines.
fn paths(tokens: &[Token]) -> Vec<(usize, Vec<String>)> {
    let mut found = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        if token.text == "crate" && is_path(tokens, i + 1) {
            follow(tokens, i + 3, &[], &mut found);
        }
    }
    found
}

fn is_path(tokens: &[Token], at: usize) -> bool {
    [at, at + 1].iter().all(|&i| tokens.get(i).is_some_and(|t| t.text == ":"))
}

/// Follows a path, or each of the paths in braces; returns where it ends.
fn follow(tokens: &[Token], at: usize, before: &[String], found: &mut Vec<(usize, Vec<String>)>) -> usize {
    let Some(token) = tokens.get(at) else { return at };
    if token.text == "{" {
        let mut at = at + 1;
        while let Some(token) = tokens.get(at).filter(|t| t.text != "}") {
            at = if token.text == "," { at + 1 } else { follow(tokens, at, before, found) };
        }
        return at + 1;
    }
    let path: Vec<String> = before.iter().cloned().chain([token.text.clone()]).collect();
    if is_path(tokens, at + 1) {
        return follow(tokens, at + 3, &path, found);
    }
    found.push((token.line, path));
    // Past another name for it.
    if tokens.get(at + 1).is_some_and(|t| t.text == "as") { at + 3 } else { at + 1 }
}

/// The modules that lead to a file: `src/web/compare/cells.rs` is `web`, `compare`, `cells`.
fn module(path: &str) -> Vec<String> {
    let path = path.trim_start_matches("src/").trim_end_matches(".rs");
    path.split('/').filter(|part| !matches!(*part, "mod" | "lib")).map(str::to_owned).collect()
}

fn sources() -> Vec<Source> {
    source::files(&["src"], &[".rs"])
        .into_iter()
        .filter(|f| !matches!(f.path.as_str(), "src/lib.rs" | "src/main.rs"))
        .collect()
}

/// What files use of rooms that stand below their own.
fn against_the_order(rooms: &[String], files: &[Source]) -> Vec<String> {
    let rank = |room: &str| rooms.iter().position(|r| r == room);
    let mut wrong = Vec::new();
    for file in files {
        let own = module(&file.path).first().and_then(|room| rank(room));
        for (line, path) in paths(&lexer::rust(&file.text)) {
            let used = path.first().and_then(|room| rank(room));
            if own.zip(used).is_some_and(|(own, used)| used > own) {
                wrong.push(format!("{}:{line}: `crate::{}`", file.path, path.join("::")));
            }
        }
    }
    wrong
}

#[test]
fn no_room_uses_one_below_it() {
    let wrong = against_the_order(&rooms(), &sources());
    assert!(wrong.is_empty(), "these use a room that stands below their own in src/lib.rs:\n{}", wrong.join("\n"));
}

#[test]
fn the_table_lists_each_room_once() {
    let rooms = rooms();
    let known: BTreeSet<&str> = rooms.iter().map(String::as_str).collect();
    assert_eq!(known.len(), rooms.len(), "{rooms:?}");
    let text = source::read("src/lib.rs");
    let declared: BTreeSet<&str> =
        text.lines().filter_map(|l| l.strip_prefix("pub mod ")).map(|l| l.trim_end_matches(';')).collect();
    assert_eq!(known, declared, "the table of src/lib.rs and its `pub mod` lines differ");
}

#[test]
fn a_path_against_the_order_is_found_wherever_it_stands() {
    let rooms = ["ground", "middle", "top"].map(str::to_owned);
    let file = |path: &str, text: &str| Source { path: path.to_owned(), text: text.to_owned() };
    let wrong = |path: &str, text: &str| against_the_order(&rooms, &[file(path, text)]);
    assert_eq!(
        wrong("src/middle/a.rs", "// crate::top\nuse crate::{ground::{A, b::C}, top as t};"),
        ["src/middle/a.rs:2: `crate::top`"]
    );
    assert_eq!(wrong("src/ground.rs", "fn f() { crate::middle::g(); }"), ["src/ground.rs:1: `crate::middle::g`"]);
    assert_eq!(wrong("src/top/mod.rs", "use crate::middle::{self, x::{Y}};\nuse crate::top::z;"), [""; 0]);
    assert_eq!(
        wrong("src/ground/a.rs", "pub(crate) fn top() {} pub(in crate::ground) fn x() { println!(\"crate::top\") }"),
        [""; 0]
    );
}

/// The files of each room (its direct parts), and which of them use each other.
fn uses_inside(files: &[Source]) -> BTreeMap<String, BTreeMap<String, BTreeSet<String>>> {
    let parts: BTreeSet<(String, String)> =
        files.iter().map(|f| module(&f.path)).filter_map(|m| Some((m.first()?.clone(), m.get(1)?.clone()))).collect();
    let mut uses: BTreeMap<String, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    for file in files {
        let names = module(&file.path);
        let (Some(room), Some(own)) = (names.first(), names.get(1)) else { continue };
        let tokens = lexer::rust(&file.text);
        let of_room =
            paths(&tokens).into_iter().filter(|(_, p)| p.first() == Some(room)).filter_map(|(_, p)| p.get(1).cloned());
        let beside: Vec<String> = if names.len() == 2 { beside(&tokens) } else { Vec::new() };
        let used = of_room.chain(beside).filter(|part| part != own && parts.contains(&(room.clone(), part.clone())));
        uses.entry(room.clone()).or_default().entry(own.clone()).or_default().extend(used);
    }
    uses
}

/// The files to which `super::` leads.
fn beside(tokens: &[Token]) -> Vec<String> {
    let mut found = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        if token.text == "super" && is_path(tokens, i + 1) {
            follow(tokens, i + 3, &[], &mut found);
        }
    }
    found.into_iter().filter_map(|(_, path)| path.into_iter().next()).collect()
}

/// Groups of files that all use each other, directly or through others.
fn circles(uses: &BTreeMap<String, BTreeSet<String>>) -> Vec<BTreeSet<String>> {
    let reached = |from: &String| {
        let mut seen = BTreeSet::new();
        let mut open: Vec<&String> = uses.get(from).into_iter().flatten().collect();
        while let Some(part) = open.pop() {
            if seen.insert(part.clone()) {
                open.extend(uses.get(part).into_iter().flatten());
            }
        }
        seen
    };
    let reach: BTreeMap<&String, BTreeSet<String>> = uses.keys().map(|part| (part, reached(part))).collect();
    let mut found: Vec<BTreeSet<String>> = Vec::new();
    for (part, far) in &reach {
        let circle: BTreeSet<String> =
            far.iter().filter(|other| reach.get(other).is_some_and(|back| back.contains(*part))).cloned().collect();
        if circle.len() > 1 && !found.contains(&circle) {
            found.push(circle);
        }
    }
    found
}

#[test]
fn no_files_of_a_room_use_each_other_in_a_circle() {
    let all: Vec<String> = uses_inside(&sources())
        .iter()
        .flat_map(|(room, uses)| {
            circles(uses).into_iter().map(move |c| format!("{room}: {}", c.into_iter().collect::<Vec<_>>().join(", ")))
        })
        .collect();
    assert!(all.is_empty(), "files of a room that use each other in a circle:\n{}", all.join("\n"));
}

#[test]
fn a_circle_of_files_is_found_and_a_line_is_not() {
    let file = |path: &str, text: &str| Source { path: path.to_owned(), text: text.to_owned() };
    let found = |last: &str| {
        let files = [
            file("src/r/a.rs", "use super::b::X;"),
            file("src/r/b.rs", "use crate::r::c;"),
            file("src/r/c/mod.rs", last),
            file("src/r/mod.rs", ""),
        ];
        uses_inside(&files).values().flat_map(circles).count()
    };
    assert_eq!(found("use super::a;"), 1);
    assert_eq!(found("use super::{a::{Y, Z}, other};"), 1);
    assert_eq!(found("use crate::other::a; use std::fmt;"), 0);
}

/// The rooms that say what is and what follows, for any medium.
const WITHOUT_VIEWS: [&str; 3] = ["facts", "regio", "ouders"];

/// Where files of those rooms use what only types for templates need.
fn views_among_facts(files: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for file in files.iter().filter(|f| module(&f.path).first().is_some_and(|r| WITHOUT_VIEWS.contains(&r.as_str()))) {
        let tokens = lexer::rust(&file.text);
        let used = tokens.iter().filter(|t| matches!(t.text.as_str(), "serde" | "tera" | "Serialize"));
        found.extend(used.map(|t| format!("{}:{}: `{}`", file.path, t.line, t.text)));
    }
    found
}

#[test]
fn facts_and_judgement_hold_no_type_for_templates() {
    let found = views_among_facts(&sources());
    assert!(found.is_empty(), "what a template sees stands in `view` or below it:\n{}", found.join("\n"));
    let file = |path: &str, text: &str| Source { path: path.to_owned(), text: text.to_owned() };
    let derived = "use serde::Serialize;\n#[derive(Serialize)]\nstruct X;";
    assert_eq!(views_among_facts(&[file("src/regio/norm.rs", derived)]).len(), 3);
    assert_eq!(
        views_among_facts(&[file("src/ouders/mod.rs", "fn f(x: tera::Value) {}")]),
        ["src/ouders/mod.rs:1: `tera`"]
    );
    assert_eq!(views_among_facts(&[file("src/facts/a.rs", "// serde and tera are for views\nstruct X;")]), [""; 0]);
    assert_eq!(views_among_facts(&[file("src/view/dekking/mod.rs", derived)]), [""; 0]);
}

/// Public types that share their name on purpose, with the reason.
const SHARED_NAMES: [(&str, &str); 0] = [];

#[test]
fn a_public_type_has_a_name_of_its_own() {
    let mut places: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in sources() {
        let tokens = lexer::rust(&file.text);
        for three in tokens.windows(3) {
            if three[0].text == "pub" && matches!(three[1].text.as_str(), "struct" | "enum" | "trait" | "type") {
                places.entry(three[2].text.clone()).or_default().insert(file.path.clone());
            }
        }
    }
    let twice: Vec<_> =
        places.iter().filter(|(name, at)| at.len() > 1 && !SHARED_NAMES.iter().any(|(n, _)| n == name)).collect();
    assert!(twice.is_empty(), "public types with one name, so that searching for it finds the wrong one: {twice:#?}");
    for (name, reason) in SHARED_NAMES {
        assert!(
            places.get(name).is_some_and(|at| at.len() > 1),
            "`{name}` ({reason}) is no longer the name of two types"
        );
    }
}
