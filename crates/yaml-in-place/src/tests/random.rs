//! Tests: random files in every style, with random edits. What comes out reads without a problem and is what was
//! wanted, and what no edit removed is still there.
#![allow(clippy::indexing_slicing)]

use super::maker::{Branch, Random, Stub, file};
use super::parse_text;
use crate::change::diff;
use crate::edit::{Edit, satisfies};
use crate::patch::apply;
use crate::{Node, Value, read, to_source};

/// A value that was not there.
fn new_edit(random: &mut Random, depth: usize) -> Edit {
    match random.below(if depth > 2 { 5 } else { 8 }) {
        0 => Edit::Empty,
        1..=4 => Edit::Text(random.text()),
        5 => Edit::List((0..random.below(4)).map(|_| (None, new_edit(random, depth + 1))).collect()),
        _ => Edit::Map(
            (0..random.below(4))
                .map(|i| (format!("{}{i}", random.text().replace(['\r', '\n'], "")), new_edit(random, depth + 1)))
                .collect(),
        ),
    }
}

/// An edit of a value.
fn edit(random: &mut Random, node: &Node, depth: usize) -> Edit {
    let effort = random.below(10);
    if effort < 3 && depth > 0 {
        return Edit::Keep;
    }
    if effort < 5 {
        return new_edit(random, depth);
    }
    match &node.value {
        Value::Map(entries) => {
            let mut out = Vec::new();
            let mut number = 0;
            for entry in entries {
                if random.one_in(6) {
                    number += 1;
                    out.push((format!("n{number}"), new_edit(random, depth + 1)));
                }
                if !random.one_in(6) {
                    let edit = if random.one_in(2) { Edit::Keep } else { edit(random, &entry.value, depth + 1) };
                    out.push((entry.key.clone(), edit));
                }
            }
            if random.one_in(4) {
                out.push((format!("n{}", number + 1), new_edit(random, depth + 1)));
            }
            if random.one_in(8) && !out.is_empty() {
                let (a, b) = (random.below(out.len()), random.below(out.len()));
                out.swap(a, b);
            }
            Edit::Map(out)
        }
        Value::List(items) => {
            let mut out = Vec::new();
            for (i, item) in items.iter().enumerate() {
                if random.one_in(6) {
                    out.push((None, new_edit(random, depth + 1)));
                }
                if !random.one_in(6) {
                    let edit = if random.one_in(2) { Edit::Keep } else { edit(random, item, depth + 1) };
                    out.push((Some(i), edit));
                }
            }
            if random.one_in(4) {
                out.push((None, new_edit(random, depth + 1)));
            }
            if random.one_in(3) && !out.is_empty() {
                for _ in 0..3 {
                    let (a, b) = (random.below(out.len()), random.below(out.len()));
                    out.swap(a, b);
                }
            }
            Edit::List(out)
        }
        Value::Empty | Value::Text(_) => new_edit(random, depth),
    }
}

/// What a tree says, as an edit without old nodes.
fn in_full(node: &Node) -> Edit {
    match &node.value {
        Value::Empty => Edit::Empty,
        Value::Text(scalar) => Edit::Text(scalar.text.clone()),
        Value::List(items) => Edit::List(items.iter().map(|item| (None, in_full(item))).collect()),
        Value::Map(entries) => Edit::Map(entries.iter().map(|p| (p.key.clone(), in_full(&p.value))).collect()),
    }
}

/// The comments that may go: those of parts that go or change.
fn may_go(stub: &Stub, edit: &Edit, out: &mut Vec<usize>) {
    match (stub, edit) {
        (_, Edit::Keep) => {}
        (Stub::Row { list: true, members }, Edit::List(items)) => {
            for (i, branch) in members.iter().enumerate() {
                match items.iter().find(|(old, _)| *old == Some(i)) {
                    Some((_, edit)) => may_go(&branch.value, edit, out),
                    None => collect_removed(branch, out),
                }
            }
        }
        (Stub::Row { list: false, members }, Edit::Map(entries)) => {
            for branch in members {
                match entries.iter().find(|(key, _)| *key == branch.key) {
                    Some((_, edit)) => may_go(&branch.value, edit, out),
                    None => collect_removed(branch, out),
                }
            }
        }
        _ => everything(stub, out),
    }
}

fn collect_removed(branch: &Branch, out: &mut Vec<usize>) {
    out.extend(branch.behind);
    everything(&branch.value, out);
}

fn everything(stub: &Stub, out: &mut Vec<usize>) {
    if let Stub::Row { members, .. } = stub {
        for branch in members {
            out.extend(branch.above);
            collect_removed(branch, out);
        }
    }
}

/// Whether the source of everything that stays is still in the new text; not looked at in brackets.
fn untouched(node: &Node, edit: &Edit, new: &str) -> bool {
    let is_there = |old: &Node, edit: &Edit| match edit {
        Edit::Keep => new.contains(old.span.text().trim_end()),
        _ => untouched(old, edit, new),
    };
    let block = !node.span.text().starts_with(['[', '{']);
    match (&node.value, edit) {
        (Value::List(old), Edit::List(items)) if block => {
            items.iter().all(|(i, edit)| i.is_none_or(|i| is_there(&old[i], edit)))
        }
        (Value::Map(_), Edit::Map(entries)) if block => {
            entries.iter().all(|(key, edit)| node.find(key).is_none_or(|old| is_there(old, edit)))
        }
        _ => true,
    }
}

#[test]
fn random_files_become_what_was_wanted() {
    let rounds: u64 = std::env::var("ROUNDS").ok().and_then(|r| r.parse().ok()).unwrap_or(20_000);
    // The first seed; another run may start elsewhere.
    let begin: u64 = std::env::var("BEGIN").ok().and_then(|r| r.parse().ok()).unwrap_or(1);
    let (mut succeeded, mut err) = (0, 0);
    for round in begin..begin + rounds {
        let (text, stub, mut random) = file(round);
        let (node, problems) = parse_text(&text);
        let Some(node) = node.filter(|_| problems.is_empty()) else { continue };
        succeeded += 1;
        let edit = edit(&mut random, &node, 0);
        if let Err(reason) = is_done(&text, &node, &stub, &edit) {
            err += 1;
            if err <= 5 {
                println!("=== round {round}\n{text}\n=== edit\n{edit:?}\n=== {reason}\n");
            }
        }
    }
    assert!(err == 0, "{err} of {succeeded} go wrong");
    assert!(succeeded * 10 > rounds * 8, "only {succeeded} of {rounds} files are good YAML");
}

/// Files with mistakes: whatever the reader makes of them, there is no panic, and where it reports nothing the result
/// is what was wanted.
#[test]
fn random_garbage_never_panics() {
    let rounds: u64 = std::env::var("ROUNDS").ok().and_then(|r| r.parse().ok()).unwrap_or(10_000);
    let begin: u64 = std::env::var("BEGIN").ok().and_then(|r| r.parse().ok()).unwrap_or(1);
    let (mut err, mut strange) = (0, 0);
    for round in begin..begin + rounds {
        let (text, _, mut random) = file(round);
        let mut characters: Vec<char> = text.chars().collect();
        for _ in 0..=random.below(4) {
            let span = random.below(characters.len() + 1);
            if random.one_in(3) && span < characters.len() {
                characters.remove(span);
            } else {
                let snippet = random.text();
                characters.splice(span..span, snippet.chars().take(3));
            }
        }
        let text: String = characters.into_iter().collect();
        let (Some(node), problems) = parse_text(&text) else { continue };
        let edit = edit(&mut random, &node, 0);
        let patches = diff(&node, &edit);
        let none = patches.is_empty();
        let new = apply(&text, patches);
        // No file is read with characters that `to_source` removes.
        let clean = to_source("a.yaml", text.clone().into_bytes(), &mut Vec::new()).unwrap();
        if !problems.is_empty() || clean.text() != text.replace("\r\n", "\n") {
            continue;
        }
        let (after, problems) = parse_text(&new);
        if !problems.is_empty() || !after.is_some_and(|after| satisfies(&after, Some(&node), &edit)) {
            // With marks of YAML that nothing here writes, such as `?`, it may leave the file as it is.
            if none {
                strange += 1;
                continue;
            }
            err += 1;
            if err <= 5 {
                println!("=== round {round}\n{text}\n===\n{text:?}\n=== edit\n{edit:?}\n===\n{new}\n{problems:#?}\n");
            }
        }
    }
    assert!(err == 0, "{err} go wrong");
    assert!(strange * 1000 <= rounds, "{strange} do nothing");
}

fn is_done(text: &str, node: &Node, stub: &Stub, edit: &Edit) -> Result<(), String> {
    for same in [&Edit::Keep, &in_full(node)] {
        if let patches @ [_, ..] = diff(node, same).as_slice() {
            return Err(format!("nothing asked, but {patches:?}"));
        }
    }
    let new = apply(text, diff(node, edit));
    let (after, problems) = parse_text(&new);
    let Some(after) = after.filter(|_| problems.is_empty()) else {
        return Err(format!("problems in\n{new}\n{problems:#?}"));
    };
    if !satisfies(&after, Some(node), edit) {
        return Err(format!("not as wanted:\n{new}"));
    }
    let mut problems = Vec::new();
    let clean = to_source("a.yaml", new.clone().into_bytes(), &mut problems).and_then(|b| read(&b, &mut problems));
    if !clean.is_some_and(|after| satisfies(&after, Some(node), edit)) {
        return Err(format!("not as wanted when read as a file:\n{new}"));
    }
    let mut may = Vec::new();
    may_go(stub, edit, &mut may);
    let numbers = text.match_indices('c').filter_map(|(i, _)| {
        let (number, _) = text[i + 1..].split_once('.')?;
        number.parse::<usize>().ok()
    });
    for number in numbers.filter(|number| !may.contains(number)) {
        if new.matches(&format!("c{number}.")).count() != 1 {
            return Err(format!("comment c{number} is gone:\n{new}"));
        }
    }
    if !diff(&after, &in_full(&after)).is_empty() {
        return Err(format!("the same once more changes:\n{new}"));
    }
    if !untouched(node, edit, &new) {
        return Err(format!("what stayed the same is other:\n{new}"));
    }
    let loose = |character: &str| new.matches(character).count();
    if text.contains("\r\n") && loose("\n") != loose("\r\n") {
        return Err(format!("mixed line ends:\n{new:?}"));
    }
    Ok(())
}
