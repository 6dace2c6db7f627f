//! The places of one answer that a sheet asks for, in the order of its columns.

use crate::grammar::Shape;
use crate::grammar::fill::{self, CellChange, FillContext, FormCell, Leaf};
use crate::yaml::{Edit, MapEdit, Node};

/// Places below an answer of this shape.
pub(super) struct Slots<'s> {
    shape: &'s Shape,
    slots: Vec<Slot>,
}

struct Slot {
    path: Vec<String>,
    /// Whether one name of several that may stand there is written without a list around it.
    bare: bool,
}

impl<'s> Slots<'s> {
    /// No places yet.
    pub(super) fn of(shape: &'s Shape) -> Self {
        Self { shape, slots: Vec::new() }
    }

    /// Adds a place.
    pub(super) fn push(&mut self, path: &[&str]) {
        self.add(path, false);
    }

    /// Adds a place for names, of which a single one stands without a list around it.
    pub(super) fn push_bare(&mut self, path: &[&str]) {
        self.add(path, true);
    }

    fn add(&mut self, path: &[&str], bare: bool) {
        self.slots.push(Slot { path: path.iter().map(|key| (*key).to_owned()).collect(), bare });
    }

    /// The path of a place.
    pub(super) fn path(&self, index: usize) -> &[String] {
        self.slots.get(index).map(|slot| slot.path.as_slice()).unwrap_or_default()
    }

    /// The first place that is filled in while the value that it stands beside is empty.
    pub(super) fn without_value(&self, new: &[String]) -> Option<usize> {
        let text = |index: usize| new.get(index).map_or("", String::as_str);
        (0..self.slots.len()).find(|index| {
            let path = self.path(*index);
            let Some((_, above)) = path.split_last().filter(|_| !text(*index).is_empty()) else { return false };
            let Some(must) = fill::needs(self.shape, path) else { return false };
            let beside = |own: &Slot| own.path.split_last().is_some_and(|(last, own)| last == must && own == above);
            self.slots.iter().position(beside).is_some_and(|value| text(value).is_empty())
        })
    }

    /// What a place asks.
    pub(super) fn leaf(&self, index: usize) -> Option<Leaf<'s>> {
        Leaf::of(fill::at(self.shape, None, self.path(index))?.0)
    }

    /// The cells of an answer.
    pub(super) fn cells(&self, node: Option<&Node>, ctx: &FillContext<'_>) -> Vec<FormCell> {
        self.slots.iter().map(|slot| fill::cell(self.shape, node, &slot.path, ctx)).collect()
    }

    /// What an answer becomes: `None` when nothing is left of it.
    pub(super) fn set(
        &self,
        node: Option<&Node>,
        old: &[FormCell],
        new: &[String],
        ctx: &FillContext<'_>,
    ) -> Option<Edit> {
        self.set_as(node, old, new, false, ctx)
    }

    /// The same; `short`: a new answer is in the short notation if that can hold it.
    pub(super) fn set_as(
        &self,
        node: Option<&Node>,
        old: &[FormCell],
        new: &[String],
        short: bool,
        ctx: &FillContext<'_>,
    ) -> Option<Edit> {
        let mut changes = Vec::new();
        for (index, slot) in self.slots.iter().enumerate() {
            let text = new.get(index).map_or("", String::as_str);
            let same = old.get(index).is_some_and(|cell| cell.text == text);
            changes.push(CellChange { path: &slot.path, new: (!same).then_some(text), bare: slot.bare });
        }
        fill::set(self.shape, node, &changes, short, ctx)
    }

    /// The keys that changed, where other keys of the map are set by the caller: each with what is behind it now, and its edit.
    pub(super) fn changed_keys<'k>(
        &self,
        node: Option<&'k Node>,
        old: &[FormCell],
        new: &[String],
        ctx: &FillContext<'_>,
    ) -> Vec<(&str, Option<&'k Node>, Option<Edit>)> {
        let mut out = Vec::new();
        for (slot, text) in
            self.slots.iter().zip(new).zip(old).filter(|((_, text), cell)| cell.text != **text).map(|(s, _)| s)
        {
            let Some(key) = slot.path.first() else { continue };
            let Some((shape, below)) = fill::at(self.shape, node, std::slice::from_ref(key)) else { continue };
            let path = slot.path.get(1..).unwrap_or_default();
            let change = CellChange { path, new: Some(text), bare: slot.bare };
            out.push((key.as_str(), below, fill::set(shape, below, &[change], false, ctx)));
        }
        out
    }

    /// The keys of the places before this one.
    pub(super) fn keys_before(&self, key: &str) -> Vec<&str> {
        self.slots
            .iter()
            .filter_map(|slot| slot.path.first())
            .map(String::as_str)
            .take_while(|own| *own != key)
            .collect()
    }
}

/// Sets a key, or empties it: an existing key is kept, so that its question stays visible in the file.
pub(super) fn set_or_empty(map: &mut MapEdit, after: &[&str], key: &str, edit: Option<Edit>) {
    match edit {
        Some(edit) => map.set_after(after, key, edit),
        None if map.has(key) => map.set(key, Edit::Empty),
        None => {}
    }
}
