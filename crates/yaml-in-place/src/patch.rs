//! Changing a file in place: only what must change does, so that comments, order and layout stay as their author left
//! them.

use std::ops::Range;

use super::tree::{Entry, Node, Value};

/// A stretch of bytes and the text that replaces it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Patch {
    /// The bytes to remove.
    pub from: Range<usize>,
    /// The text that replaces them.
    pub to: String,
}

/// The text with all patches applied. They may come in any order, and may not overlap; of two that do, the later one is
/// left out.
pub fn apply(text: &str, mut patches: Vec<Patch>) -> String {
    patches.sort_by_key(|patch| patch.from.start);
    let mut out = String::with_capacity(text.len());
    let mut to = 0;
    for patch in patches {
        if patch.from.start < to || patch.from.end < patch.from.start {
            continue;
        }
        let (Some(between), true) = (text.get(to..patch.from.start), text.is_char_boundary(patch.from.end)) else {
            continue;
        };
        out.push_str(between);
        out.push_str(&patch.to);
        to = patch.from.end;
    }
    out.push_str(text.get(to..).unwrap_or_default());
    out
}

/// Whether a group is written in braces.
pub fn is_braces(map: &Node) -> bool {
    matches!(map.value, Value::Map(_)) && map.span.text().starts_with('{')
}

/// Another value for a key, on the line of the key. A comment after it stays.
pub fn replace(entry: &Entry, value: &str) -> Patch {
    let empty = entry.value.is_empty();
    let key_end = entry.key_span.start() + entry.key_span.text().len();
    if empty {
        // The place of an empty value is right after the key, before or after the colon.
        let colon = entry.key_span.source().text().get(key_end..).and_then(|rest| rest.find(':'));
        let at = key_end + colon.map_or(0, |i| i + 1);
        return Patch { from: at..at, to: format!(" {value}") };
    }
    let from = entry.value.span.start();
    let length = entry.value.span.text().trim_end().len();
    Patch { from: from..from + length, to: value.to_owned() }
}

/// Removes a key and its value; in a group that is not in braces, whole lines.
pub fn remove(map: &Node, index: usize) -> Option<Patch> {
    let Value::Map(entries) = &map.value else { return None };
    let entry = entries.get(index)?;
    let begin = entry.key_span.start();
    let end = end(entry);
    let from = if is_braces(map) {
        match (entries.get(index + 1), index.checked_sub(1).and_then(|i| entries.get(i))) {
            (Some(next), _) => begin..next.key_span.start(),
            (None, Some(previous)) => self::end(previous)..end,
            (None, None) => begin..end,
        }
    } else {
        let text = entry.key_span.source().text();
        let end = text.get(end..)?.find('\n').map_or(text.len(), |i| end + i + 1);
        line_start(text, begin)..end
    };
    Some(Patch { from, to: String::new() })
}

/// Adds lines right below a key and its value.
pub fn add_after(entry: &Entry, lines: &str) -> Patch {
    let text = entry.key_span.source().text();
    let end = end(entry);
    match text.get(end..).and_then(|rest| rest.find('\n')) {
        Some(i) => Patch { from: end + i + 1..end + i + 1, to: lines.to_owned() },
        None => Patch { from: text.len()..text.len(), to: format!("\n{lines}") },
    }
}

/// Where an entry ends: after the last byte of its value, or of its key when it has none.
fn end(entry: &Entry) -> usize {
    let key = entry.key_span.start() + entry.key_span.text().len();
    let value = entry.value.span.start() + entry.value.span.text().trim_end().len();
    key.max(value)
}

fn line_start(text: &str, span: usize) -> usize {
    text.get(..span).and_then(|before| before.rfind('\n')).map_or(0, |i| i + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::read;
    use crate::source::Source;

    fn tree(text: &str) -> Node {
        read(&Source::new("a.yaml", text), &mut Vec::new()).unwrap()
    }

    fn after(text: &str, edit: impl Fn(&Node, &[Entry]) -> Patch) -> String {
        let node = tree(text);
        let entries = node.as_map().unwrap().to_vec();
        apply(text, vec![edit(&node, &entries)])
    }

    #[test]
    fn a_value_changes_and_its_comment_stays() {
        assert_eq!(after("a: 1 # one\nb: 2\n", |_, p| replace(&p[0], "3")), "a: 3 # one\nb: 2\n");
        assert_eq!(after("a:   # empty\nb: 2\n", |_, p| replace(&p[0], "3")), "a: 3   # empty\nb: 2\n");
        assert_eq!(after("a: 'x'\n", |_, p| replace(&p[0], "y")), "a: y\n");
    }

    #[test]
    fn a_key_goes_with_its_lines() {
        let removed = |i: usize| move |k: &Node, _: &[Entry]| remove(k, i).unwrap();
        assert_eq!(after("a: 1\nb: # x\n  c: 2\n  d: 3\n# about e\ne: 4\n", removed(1)), "a: 1\n# about e\ne: 4\n");
        assert_eq!(after("{a: 1, b: 2, c: 3}", removed(1)), "{a: 1, c: 3}");
        assert_eq!(after("{a: 1, b: 2}", removed(1)), "{a: 1}");
        assert_eq!(after("{a: 1}", removed(0)), "{}");
    }

    #[test]
    fn lines_come_below_a_key() {
        assert_eq!(after("a: 1 # x\nb: 2\n", |_, p| add_after(&p[0], "c: 3\n")), "a: 1 # x\nc: 3\nb: 2\n");
        assert_eq!(after("a: 1", |_, p| add_after(&p[0], "c: 3\n")), "a: 1\nc: 3\n");
    }
}
