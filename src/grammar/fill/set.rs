//! What is filled in, as the smallest edit: a short notation stays one as long as it can hold what is said, and what did not
//! change is not rewritten.

use crate::grammar::shape::Shape;
use crate::yaml::{Edit, MapEdit, Node, Value};

use super::context::FillContext;
use super::leaf::Leaf;
use super::leaves::{Keys, View};
use super::tree::copy_of;

/// A place that is asked, and what it becomes.
#[derive(Debug, Clone, Copy)]
pub struct CellChange<'c> {
    /// Its path below the answer, in the long notation.
    pub path: &'c [String],
    /// Its new text; `None` when it did not change.
    pub new: Option<&'c str>,
    /// Whether one name of several that may stand there is written without a list around it.
    pub bare: bool,
}

impl CellChange<'_> {
    fn below(self) -> Self {
        Self { path: self.path.get(1..).unwrap_or_default(), ..self }
    }

    fn says_something(&self) -> bool {
        self.new.is_some_and(|new| !new.is_empty())
    }
}

/// The edit of an answer; `None` when nothing is left of it. New keys come in the order of `changes`, which names all places
/// that are asked, also those that did not change. `short`: an answer that is new is in the short notation if that can hold
/// it; where the shape says so, it is anyway.
pub fn set(
    shape: &Shape,
    node: Option<&Node>,
    changes: &[CellChange<'_>],
    short: bool,
    ctx: &FillContext<'_>,
) -> Option<Edit> {
    if let [change] = changes
        && change.path.is_empty()
    {
        return match change.new {
            None => node.map(|_| Edit::Keep),
            Some(new) => Leaf::of(shape)?.edit(node, new, change.bare, ctx),
        };
    }
    let view = View::of(shape, node)?;
    let mut keys: Vec<&str> = Vec::new();
    for key in changes.iter().filter_map(|change| change.path.first()) {
        if !keys.contains(&key.as_str()) {
            keys.push(key);
        }
    }
    let of_key = |key: &str| -> Vec<CellChange<'_>> {
        changes.iter().filter(|change| begins(change, key)).map(|change| change.below()).collect()
    };
    let child = |key: &str| set(view.shape(key)?, view.node(key), &of_key(key), false, ctx);
    let changed = |key: &str| of_key(key).iter().any(|change| change.new.is_some());
    if let (Some(bare), Some(node)) = (view.bare, view.node) {
        let others = changes.iter().any(|change| !begins(change, bare) && change.says_something());
        let own = if keys.contains(&bare) { child(bare) } else { Some(Edit::Keep) };
        // A list is no short notation of a row.
        let becomes_list = matches!(own, Some(Edit::List(_))) && !matches!(node.value, Value::List(_)) && !view.first();
        if !others && !becomes_list {
            return own;
        }
        let mut map = MapEdit::of(None);
        if !keys.contains(&bare) {
            map.set(bare, copy_of(Edit::Keep, Some(node)));
        }
        for key in &keys {
            let edit = if *key == bare { own.clone().map(|edit| copy_of(edit, Some(node))) } else { child(key) };
            if let Some(edit) = edit {
                map.set(key, edit);
            }
        }
        return Some(map.finish());
    }
    let mut map = MapEdit::of(view.node);
    let mut after: Vec<&str> = Vec::new();
    for key in &keys {
        if changed(key) {
            match child(key) {
                Some(edit) => map.set_after(&after, key, edit),
                None => map.remove(key),
            }
        }
        after.push(key);
    }
    // Without the key that it cannot do without, what is left goes too, unless that is asked as well: then reading tells of it.
    let lacks = keys.iter().any(|key| view.requires(key) && changed(key) && !map.has(key));
    if map.is_empty() || lacks && !keys.iter().any(|key| map.has(key)) {
        return None;
    }
    Some(shortened(&view, map, short))
}

fn begins(change: &CellChange<'_>, key: &str) -> bool {
    change.path.first().is_some_and(|first| first == key)
}

/// The short notation of a map that holds no more than that can hold. One that is there stays a map, unless what it was for is
/// gone: `{waarde: x, noot: y}` without its remark is `x`.
fn shortened(view: &View<'_, '_>, map: MapEdit, short: bool) -> Edit {
    let Keys::Map(shape) = view.keys else { return map.finish() };
    let Some(bare) = &shape.bare else { return map.finish() };
    let edit = map.finish();
    let Edit::Map(entries) = &edit else { return edit };
    let [(key, value)] = &entries[..] else { return edit };
    let new = view.node.is_none() && (bare.first || short && matches!(value, Edit::Text(_)));
    let left = view.node.is_some() && view.requires(key);
    if *key == bare.key && (new || left) { copy_of(value.clone(), view.node(key)) } else { edit }
}
