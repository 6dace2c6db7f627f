//! Trees as they are filled in: words, elements, names with a remark; and edits that stand by themselves.

use crate::yaml::{Edit, MapEdit, Node, Value};

/// The trimmed text of a value; empty when it is no text.
pub fn word(node: Option<&Node>) -> String {
    node.and_then(Node::as_text).map(|t| t.trim().to_owned()).unwrap_or_default()
}

/// A tree as a self-contained edit: what was typed, without comments.
pub fn copy(node: &Node) -> Edit {
    match &node.value {
        Value::Empty => Edit::Empty,
        Value::Text(scalar) => Edit::Text(scalar.text.clone()),
        Value::List(nodes) => Edit::List(nodes.iter().map(|k| (None, copy(k))).collect()),
        Value::Map(entries) => Edit::Map(entries.iter().map(|p| (p.key.clone(), copy(&p.value))).collect()),
    }
}

/// The elements of a value: those of a list, or the value itself.
pub fn elements(node: Option<&Node>) -> &[Node] {
    node.map(crate::reading::as_nodes).unwrap_or_default()
}

/// A name with its remark: `mentor`, or `mentor: op dinsdag`.
pub fn name_and_noot(node: &Node) -> Option<(&str, Option<&Node>)> {
    match &node.value {
        Value::Text(scalar) => Some((scalar.text.trim(), None)),
        Value::Map(entries) => match &entries[..] {
            [entry] => Some((entry.key.trim(), Some(&entry.value))),
            _ => None,
        },
        Value::Empty | Value::List(_) => None,
    }
}

/// The map that an edit starts from: the old one in place, or a copy of it.
pub fn basis(old: Option<&Node>, in_place: bool) -> MapEdit {
    if in_place {
        return MapEdit::of(old);
    }
    let mut map = MapEdit::of(None);
    for entry in old.and_then(Node::as_map).unwrap_or_default() {
        map.set(&entry.key, copy(&entry.value));
    }
    map
}

/// A self-contained edit: what stays the same is written out.
pub fn copy_of(edit: Edit, old: Option<&Node>) -> Edit {
    match (edit, old) {
        (Edit::Keep, Some(old)) => copy(old),
        (Edit::Keep, None) => Edit::Empty,
        (Edit::List(parts), old) => {
            let from = |index: Option<usize>| index.and_then(|i| elements(old).get(i));
            Edit::List(parts.into_iter().map(|(index, part)| (None, copy_of(part, from(index)))).collect())
        }
        (Edit::Map(entries), old) => Edit::Map(
            entries
                .into_iter()
                .map(|(key, part)| {
                    let below = old.and_then(|k| k.find(&key));
                    (key, copy_of(part, below))
                })
                .collect(),
        ),
        (edit, _) => edit,
    }
}
