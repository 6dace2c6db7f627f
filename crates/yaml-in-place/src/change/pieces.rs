//! A new text as pieces of the old one with new text in between, and the patches that make it.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::patch::Patch;

/// The pieces of a new text, in order.
#[derive(Debug, Default)]
pub(super) struct Pieces(Vec<Piece>);

#[derive(Debug)]
enum Piece {
    Old(Range<usize>),
    New(String),
}

impl Pieces {
    /// A piece of the old text.
    pub(super) fn old(&mut self, range: Range<usize>) {
        if range.start >= range.end {
            return;
        }
        match self.0.last_mut() {
            Some(Piece::Old(previous)) if previous.end == range.start => previous.end = range.end,
            _ => self.0.push(Piece::Old(range)),
        }
    }

    /// A piece of new text.
    pub(super) fn insert(&mut self, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.0.push(Piece::New(text));
        }
    }

    /// Adds other pieces after these.
    pub(super) fn append(&mut self, other: Self) {
        for piece in other.0 {
            match piece {
                Piece::Old(range) => self.old(range),
                Piece::New(text) => self.insert(text),
            }
        }
    }

    /// The first and the last character.
    pub(super) fn edges(&self, text: &str) -> (Option<char>, Option<char>) {
        let from = |piece: &Piece, ending: bool| {
            let text = match piece {
                Piece::Old(range) => text.get(range.clone()).unwrap_or_default(),
                Piece::New(text) => text,
            };
            if ending { text.chars().next_back() } else { text.chars().next() }
        };
        (self.0.first().and_then(|s| from(s, false)), self.0.last().and_then(|s| from(s, true)))
    }

    /// The patches that turn the old text into these pieces. Of pieces that changed places as many bytes as possible
    /// stay where they are; the others are written again.
    pub(super) fn patches(self, text: &str) -> Vec<Patch> {
        let stays = self.stays();
        let mut out = Vec::new();
        let mut until = 0;
        let mut new = String::new();
        for (piece, stays) in self.0.into_iter().zip(stays) {
            match piece {
                Piece::Old(range) if stays => {
                    out.extend(patch(text, until..range.start, &new));
                    until = range.end;
                    new.clear();
                }
                Piece::Old(range) => new.push_str(text.get(range).unwrap_or_default()),
                Piece::New(part) => new.push_str(&part),
            }
        }
        out.extend(patch(text, until..text.len(), &new));
        out
    }

    /// Which pieces stay: the old ones that are in order and together have the most bytes.
    fn stays(&self) -> Vec<bool> {
        // By where the last piece of a row ends: the bytes of the best row, and its last piece. Rows that end later
        // have more bytes.
        let mut rows: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        let mut previous: Vec<Option<usize>> = Vec::with_capacity(self.0.len());
        for (i, piece) in self.0.iter().enumerate() {
            let Piece::Old(range) = piece else {
                previous.push(None);
                continue;
            };
            let before = rows.range(..=range.start).next_back().map(|(_, row)| *row);
            previous.push(before.map(|(_, piece)| piece));
            let bytes = before.map_or(0, |(bytes, _)| bytes) + range.len();
            if rows.range(..=range.end).next_back().is_some_and(|(_, (already, _))| *already >= bytes) {
                continue;
            }
            let shallower: Vec<usize> = rows
                .range(range.end..)
                .take_while(|(_, (already, _))| *already <= bytes)
                .map(|(end, _)| *end)
                .collect();
            for end in shallower {
                rows.remove(&end);
            }
            rows.insert(range.end, (bytes, i));
        }
        let mut stays = vec![false; self.0.len()];
        let mut at = rows.last_key_value().map(|(_, (_, piece))| *piece);
        while let Some(i) = at {
            if let Some(stays) = stays.get_mut(i) {
                *stays = true;
            }
            at = previous.get(i).copied().flatten();
        }
        stays
    }
}

/// A patch without what is the same at both ends; none when nothing is left.
fn patch(text: &str, from: Range<usize>, to: &str) -> Option<Patch> {
    let old = text.get(from.clone())?;
    let before: usize = old.chars().zip(to.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (old, to) = (old.get(before..)?, to.get(before..)?);
    let after: usize =
        old.chars().rev().zip(to.chars().rev()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let to = to.get(..to.len() - after)?;
    let from = from.start + before..from.end - after;
    (!from.is_empty() || !to.is_empty()).then(|| Patch { from, to: to.to_owned() })
}
