//! What a tree should become, and whether it did. [`diff`](super::diff) makes the patches for it.

use crate::normal::plain;

use super::tree::{Node, Value, recognised};
use super::writing::{FullValue, Member, escape_lines};

/// What a node should become.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// As it is.
    Keep,
    /// Not answered: the key stays with nothing after it (a comment after the key stays).
    Empty,
    /// A text.
    Text(String),
    /// A list: each element with the index of the old element it comes from, if any (each index at most once; any
    /// order). An element with an index and `Keep` keeps its text and the comments above and after it.
    List(Vec<(Option<usize>, Edit)>),
    /// A map: all its keys in order. Keys of the old map that are not here go; keys that are new come after the key
    /// before them in this order (at the front: before the first key). Old keys keep their relative order.
    Map(Vec<(String, Edit)>),
}

/// Builder of an [`Edit::Map`]: starts as the old map with all keys `Keep`, or empty where the node is no map.
#[derive(Debug, Clone)]
pub struct MapEdit {
    old: Option<Vec<String>>,
    entries: Vec<(String, Edit)>,
}

impl MapEdit {
    /// The map as it is.
    pub fn of(old: Option<&Node>) -> Self {
        let entries = old.and_then(Node::as_map);
        let old = entries.map(|entries| entries.iter().map(|entry| entry.key.clone()).collect::<Vec<_>>());
        let entries = old.iter().flatten().map(|key| (key.clone(), Edit::Keep)).collect();
        Self { old, entries }
    }

    /// Sets what a key becomes; a new key comes at the end.
    pub fn set(&mut self, key: &str, edit: Edit) {
        self.set_after(&[], key, edit);
    }

    /// Sets what a key becomes; a new key comes after the last of `after` that is there, else at the end.
    pub fn set_after(&mut self, after: &[&str], key: &str, edit: Edit) {
        if let Some((_, old)) = self.entries.iter_mut().find(|(own, _)| own == key) {
            *old = edit;
            return;
        }
        let index = self.entries.iter().rposition(|(own, _)| after.contains(&own.as_str()));
        self.entries.insert(index.map_or(self.entries.len(), |i| i + 1), (key.to_owned(), edit));
    }

    /// Removes a key.
    pub fn remove(&mut self, key: &str) {
        self.entries.retain(|(own, _)| own != key);
    }

    /// Whether a key is there.
    pub fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|(own, _)| own == key)
    }

    /// Whether there are no keys.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Whether all keys are `Keep` and none is removed or new.
    pub fn is_unchanged(&self) -> bool {
        let old = self.old.as_deref().unwrap_or_default();
        let now = self.entries.iter().map(|(key, edit)| (key, *edit == Edit::Keep));
        now.eq(old.iter().map(|key| (key, true)))
    }

    /// The edit; `Keep` when nothing of an old map changes.
    pub fn finish(self) -> Edit {
        if self.old.is_some() && self.is_unchanged() { Edit::Keep } else { Edit::Map(self.entries) }
    }
}

/// Whether a tree is what was wanted, with `Keep` compared to the old tree (texts trimmed, styles ignored).
pub fn satisfies(new: &Node, old: Option<&Node>, edit: &Edit) -> bool {
    is_fit(new, old, edit, false)
}

/// Whether an old node already is what is wanted, with its items in their places.
pub(super) fn is_done(old: &Node, edit: &Edit) -> bool {
    is_fit(old, Some(old), edit, true)
}

fn is_fit(new: &Node, old: Option<&Node>, edit: &Edit, in_place: bool) -> bool {
    match edit {
        Edit::Keep => old.map_or(new.is_empty(), |old| std::ptr::eq(old, new) || equal(new, old)),
        Edit::Empty => new.is_empty(),
        Edit::Text(text) => is_text(new, text),
        Edit::List(_) | Edit::Map(_) => {
            let is_list = matches!(edit, Edit::List(_));
            if is_list != new.as_list().is_some() || is_list == new.as_map().is_some() {
                return false;
            }
            let members = wanted(old, edit);
            members.len() == count(new)
                && members.iter().enumerate().all(|(i, member)| {
                    let old = member.old.and_then(|i| part(old?, i));
                    member.key.map(recognised).as_deref() == key(new, i)
                        && (!in_place || member.old.is_none_or(|old| old == i))
                        && part(new, i).is_some_and(|new| is_fit(new, old, member.edit, in_place))
                })
        }
    }
}

/// Whether two nodes say the same.
fn equal(a: &Node, b: &Node) -> bool {
    match (&a.value, &b.value) {
        (Value::List(a), Value::List(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| equal(a, b)),
        (Value::Map(a), Value::Map(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.key == b.key && equal(&a.value, &b.value))
        }
        (Value::Text(_) | Value::Empty, Value::Text(text)) => is_text(a, &text.text),
        (Value::Text(_) | Value::Empty, Value::Empty) => a.is_empty(),
        _ => false,
    }
}

/// Whether a node holds a text, or one that looks the same; a node without a value holds the empty text.
fn is_text(node: &Node, text: &str) -> bool {
    match &node.value {
        Value::Empty => text.trim().is_empty(),
        Value::Text(scalar) if scalar.text == text => true,
        Value::Text(scalar) if scalar.text.contains('\n') || text.contains(['\n', '\r']) => {
            plain(&escape_lines(&scalar.text)).trim() == plain(&escape_lines(text)).trim()
        }
        Value::Text(scalar) => plain(&scalar.text).trim() == plain(text).trim(),
        Value::List(_) | Value::Map(_) => false,
    }
}

/// An item of a wanted list, or a key of a wanted map.
#[derive(Debug)]
pub(super) struct Wanted<'w> {
    /// The index of the old item or key.
    pub(super) old: Option<usize>,
    /// None in a list.
    pub(super) key: Option<&'w str>,
    pub(super) edit: &'w Edit,
}

/// The parts of a wanted list or map: each key once, each old index once and only if it exists, and no `Keep` for what
/// does not exist.
pub(super) fn wanted<'w>(old: Option<&Node>, edit: &'w Edit) -> Vec<Wanted<'w>> {
    let mut out: Vec<Wanted<'w>> = Vec::new();
    match edit {
        Edit::List(items) => {
            let mut free = vec![true; old.and_then(Node::as_list).map_or(0, <[_]>::len)];
            for (old, edit) in items {
                let old = old.filter(|&i| free.get_mut(i).is_some_and(std::mem::take));
                out.push(Wanted { old, key: None, edit });
            }
        }
        Edit::Map(entries) => {
            let old = old.and_then(Node::as_map).unwrap_or_default();
            let old: std::collections::HashMap<&str, usize> =
                old.iter().enumerate().map(|(i, entry)| (entry.key.as_str(), i)).collect();
            let mut seen = std::collections::HashSet::new();
            for (key, edit) in entries {
                let wanted = recognised(key);
                let old = old.get(wanted.as_str()).copied();
                if seen.insert(wanted) {
                    out.push(Wanted { old, key: Some(key), edit });
                }
            }
        }
        Edit::Keep | Edit::Empty | Edit::Text(_) => {}
    }
    out.retain(|member| member.old.is_some() || *member.edit != Edit::Keep);
    out
}

/// The value of an edit of which nothing can stay the same.
pub(super) fn without_old(edit: &Edit) -> FullValue {
    match edit {
        Edit::Keep | Edit::Empty => FullValue::Empty,
        Edit::Text(text) => FullValue::Text(text.clone()),
        Edit::List(_) | Edit::Map(_) => {
            let members = wanted(None, edit).iter().map(new_member).collect();
            FullValue::Row { list: matches!(edit, Edit::List(_)), members, below: Vec::new() }
        }
    }
}

/// A part that is new.
pub(super) fn new_member(member: &Wanted<'_>) -> Member {
    Member { above: Vec::new(), key: member.key.map(str::to_owned), value: without_old(member.edit) }
}

fn count(node: &Node) -> usize {
    match &node.value {
        Value::List(items) => items.len(),
        Value::Map(entries) => entries.len(),
        Value::Empty | Value::Text(_) => 0,
    }
}

/// An item, or the value of a key, by index.
fn part(node: &Node, index: usize) -> Option<&Node> {
    match &node.value {
        Value::List(items) => items.get(index),
        Value::Map(entries) => entries.get(index).map(|entry| &entry.value),
        Value::Empty | Value::Text(_) => None,
    }
}

fn key(node: &Node, index: usize) -> Option<&str> {
    Some(&node.as_map()?.get(index)?.key)
}
