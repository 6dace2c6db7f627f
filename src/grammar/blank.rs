//! Shapes as an empty document: every key that is asked, with what it asks in a comment.

use std::fmt::Write as _;

use crate::text::wrap::wrap;

use super::shape::{Key, Shape};

/// How wide a comment may be, in characters.
const WIDE: usize = 100;

/// Writes the keys below an answer, `indent` characters deep. A shape whose short notation is a text or a choice has none: it
/// is filled in behind its own key.
pub fn write(shape: &Shape, indent: usize, out: &mut String) {
    match shape {
        Shape::Map(map) => keys(&map.keys, indent, out),
        Shape::Items(items) => {
            for item in &items.entries {
                if let Some(remark) = &item.blank {
                    line(&item.id, remark, indent, out);
                }
            }
            keys(&items.keys, indent, out);
        }
        Shape::Either(shapes) | Shape::OrNothing(shapes) => {
            if let Some(first) = shapes.first() {
                write(first, indent, out);
            }
        }
        Shape::Part(part) => write(&part.shape, indent, out),
        _ => {}
    }
}

fn keys(keys: &[Key], indent: usize, out: &mut String) {
    for key in keys {
        let Some(remark) = &key.blank else { continue };
        line(&key.id, remark, indent, out);
        for example in &key.example {
            let _ = writeln!(out, "{}# {example}", " ".repeat(indent));
        }
        write(&key.shape, indent + 2, out);
    }
}

fn line(id: &str, remark: &str, indent: usize, out: &mut String) {
    let remark = if remark.is_empty() { String::new() } else { format!("  # {remark}") };
    let _ = writeln!(out, "{}{id}:{remark}", " ".repeat(indent));
}

/// Writes a comment, broken between words over as many lines as it needs; `indent` is in characters.
pub fn comment(text: &str, indent: usize, out: &mut String) {
    let (blank, width) = (" ".repeat(indent), WIDE.saturating_sub(indent + 2));
    for line in wrap(text.split_whitespace(), width, width) {
        let _ = writeln!(out, "{blank}# {line}");
    }
}
