//! Where something may be filled in: places below an answer, by their path in the long notation.

use std::collections::BTreeSet;

use crate::grammar::shape::{MapShape, Shape};
use crate::yaml::{Node, Value};

use super::cell::FormCell;
use super::context::FillContext;
use super::leaf::Leaf;

/// What stands at one place: a shape that allows a map, over a node that may be in a short notation of it.
pub(super) struct View<'s, 'k> {
    pub(super) keys: Keys<'s>,
    /// The node, unless it is empty.
    pub(super) node: Option<&'k Node>,
    /// The key that the node is the value of, where it is in the short notation.
    pub(super) bare: Option<&'s str>,
}

/// The keys of a map.
#[derive(Clone, Copy)]
pub(super) enum Keys<'s> {
    /// Known beforehand.
    Map(&'s MapShape),
    /// The author's own.
    Open(&'s Shape),
}

impl<'s, 'k> View<'s, 'k> {
    /// A shape over a node; `None` where the shape allows no map.
    pub(super) fn of(shape: &'s Shape, node: Option<&'k Node>) -> Option<Self> {
        let keys = keys(shape)?;
        let node = node.filter(|k| !k.is_empty());
        let bare = match keys {
            Keys::Map(map) => {
                map.bare.as_ref().map(|bare| bare.key.as_str()).filter(|key| node.is_some_and(|k| is_bare(map, key, k)))
            }
            Keys::Open(_) => None,
        };
        Some(Self { keys, node, bare })
    }

    /// What may stand behind a key.
    pub(super) fn shape(&self, key: &str) -> Option<&'s Shape> {
        match self.keys {
            Keys::Map(map) => map.behind(key),
            Keys::Open(each) => Some(each),
        }
    }

    /// What stands behind a key.
    pub(super) fn node(&self, key: &str) -> Option<&'k Node> {
        let node = match self.bare {
            Some(bare) => self.node.filter(|_| bare == key),
            None => self.node.and_then(|k| k.find(key)),
        };
        node.filter(|k| !k.is_empty())
    }

    /// Whether answers that can be are in the short notation.
    pub(super) fn first(&self) -> bool {
        match self.keys {
            Keys::Map(map) => map.bare.as_ref().is_some_and(|bare| bare.first),
            Keys::Open(_) => false,
        }
    }

    /// Whether the map means nothing without this key.
    pub(super) fn requires(&self, key: &str) -> bool {
        match self.keys {
            Keys::Map(map) => map.keys.iter().any(|own| own.id == key && own.required),
            Keys::Open(_) => false,
        }
    }
}

fn keys(shape: &Shape) -> Option<Keys<'_>> {
    match shape {
        Shape::Map(map) => Some(Keys::Map(map)),
        Shape::Open(open) => Some(Keys::Open(&open.each)),
        Shape::Part(part) => keys(&part.shape),
        Shape::Either(possible) | Shape::OrNothing(possible) => keys(possible.first()?),
        _ => None,
    }
}

/// Whether a node is the value of a key, without the map around it. A map is one only where it lacks a key that the long
/// notation must have, and names may have a map: `{mentor: op dinsdag}`.
fn is_bare(map: &MapShape, key: &str, node: &Node) -> bool {
    if !matches!(node.value, Value::Map(_)) {
        return true;
    }
    let named = map.behind(key).and_then(Leaf::of).is_some_and(|leaf| matches!(leaf, Leaf::Names { .. }));
    let must = map.keys.iter().any(|own| own.id == key && own.required);
    named && must && node.find(key).is_none()
}

/// What may stand at a path below an answer, and what does.
pub fn at<'s, 'k>(
    shape: &'s Shape,
    node: Option<&'k Node>,
    path: &[impl AsRef<str>],
) -> Option<(&'s Shape, Option<&'k Node>)> {
    let Some((key, rest)) = path.split_first() else { return Some((shape, node)) };
    let key = key.as_ref();
    let view = View::of(shape, node)?;
    at(view.shape(key)?, view.node(key), rest)
}

/// What may stand behind a key of a map, or of a section that answers item by item.
pub fn behind<'s>(shape: &'s Shape, key: &str) -> Option<&'s Shape> {
    match shape {
        Shape::Items(items) => items.keys.iter().rev().find(|own| own.id == key).map(|own| &own.shape),
        Shape::Map(map) => map.behind(key),
        Shape::Open(open) => Some(&open.each),
        Shape::Part(part) => behind(&part.shape, key),
        Shape::Either(possible) | Shape::OrNothing(possible) => possible.iter().find_map(|shape| behind(shape, key)),
        _ => None,
    }
}

/// What stands behind each item of a section that answers item by item.
pub fn each_item(shape: &Shape) -> Option<&Shape> {
    match shape {
        Shape::Items(items) => Some(&items.each),
        Shape::Part(part) => each_item(&part.shape),
        Shape::Either(possible) | Shape::OrNothing(possible) => possible.iter().find_map(each_item),
        _ => None,
    }
}

/// What an element of a list is.
pub fn element(shape: &Shape) -> Option<&Shape> {
    match shape {
        Shape::Many(each) | Shape::List(each) | Shape::One(each) => Some(each),
        Shape::Part(part) => element(&part.shape),
        _ => None,
    }
}

/// The key beside the last one of a path that must be filled in before that can be: a remark stands beside a value.
pub fn needs<'s>(shape: &'s Shape, path: &[impl AsRef<str>]) -> Option<&'s str> {
    let (last, above) = path.split_last()?;
    let (shape, _) = at(shape, None, above)?;
    match keys(shape)? {
        Keys::Map(map) => {
            let must = map.keys.iter().find(|key| key.required && key.id != last.as_ref());
            must.map(|key| key.id.as_str())
        }
        Keys::Open(_) => None,
    }
}

/// The places below an answer where something may be filled in, each by its path in the long notation. Rows and steps are no
/// single places: whoever lays them out goes into each.
pub fn leaves(shape: &Shape, node: Option<&Node>) -> Vec<Vec<String>> {
    fn gather(shape: &Shape, node: Option<&Node>, path: &mut Vec<String>, out: &mut Vec<Vec<String>>) {
        let Some(view) = View::of(shape, node) else {
            if Leaf::of(shape).is_some() {
                out.push(path.clone());
            }
            return;
        };
        let mut keys: Vec<&str> = Vec::new();
        if let Keys::Map(map) = view.keys {
            keys.extend(map.keys.iter().map(|key| key.id.as_str()));
        }
        // Keys of the author's own, such as columns of a series: those that are there.
        if view.bare.is_none() {
            keys.extend(view.node.and_then(Node::as_map).unwrap_or_default().iter().map(|entry| entry.key.as_str()));
        }
        let mut seen = BTreeSet::new();
        for key in keys.into_iter().filter(|key| seen.insert(*key)) {
            if let Some(shape) = view.shape(key) {
                path.push(key.to_owned());
                gather(shape, view.node(key), path, out);
                path.pop();
            }
        }
    }
    let mut out = Vec::new();
    gather(shape, node, &mut Vec::new(), &mut out);
    out
}

/// The cell of a place; empty and read-only where there is none.
pub fn cell(shape: &Shape, node: Option<&Node>, path: &[impl AsRef<str>], ctx: &FillContext<'_>) -> FormCell {
    let place = at(shape, node, path).and_then(|(shape, node)| Some((Leaf::of(shape)?, node)));
    match place {
        Some((leaf, node)) => leaf.cell(node, ctx),
        None => FormCell { closed: true, ..FormCell::default() },
    }
}
