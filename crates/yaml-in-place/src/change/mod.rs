//! Patches that turn a tree into the wanted one. Walks the old text and the edit together and lists which stretches
//! stay, and what comes between.

mod brackets;
mod layout;
mod pieces;
mod replacing;
mod rows;

use std::ops::Range;

use self::layout::{Layout, Shape, column, last_line_break, line_end, rest};
use self::pieces::Pieces;
use super::edit::{Edit, Wanted, is_done, satisfies, wanted};
use super::patch::Patch;
use super::tree::Node;
use super::writing::WriteStyle;

/// How many old items are compared with a new one.
const LOOK_AHEAD: usize = 200;

/// Patches that turn the tree of a whole source into the wanted one (see [`apply`](super::patch::apply)), as small as
/// possible. For a tree that was read with errors, and so does not hold all of its source, there may be none.
pub fn diff(old: &Node, edit: &Edit) -> Vec<Patch> {
    if is_done(old, edit) {
        return Vec::new();
    }
    let text = old.span.source().text();
    let Some((begin, root)) = layout::of_root(text, old) else { return Vec::new() };
    let nl = match rest(text, line_end(text, 0)) {
        rest if rest.starts_with("\r\n") => "\r\n",
        rest if rest.starts_with('\r') => "\r",
        _ => "\n",
    };
    let work = Rewriter { text, write_style: WriteStyle { nl, list_indent: list_indent(text, &root).unwrap_or(2) } };
    let mut out = Pieces::default();
    out.old(0..begin);
    let holder = Holder { mark_end: begin, end: text.len(), column: None, list: false };
    work.value(&mut out, &holder, &root, edit);
    out.patches(text)
}

/// How much deeper than its key the first list below a key is indented.
fn list_indent(text: &str, layout: &Layout<'_>) -> Option<usize> {
    let Shape::Row(parts) = &layout.shape else { return None };
    parts.iter().find_map(|part| {
        if layout.node.as_map().is_some()
            && part.value.node.as_list().is_some()
            && let Shape::Row(_) = part.value.shape
        {
            return column(text, part.value.from).checked_sub(column(text, part.from));
        }
        list_indent(text, &part.value)
    })
}

/// What a value hangs from: a key, a dash, or the source itself.
struct Holder {
    /// Where its colon or dash ends.
    mark_end: usize,
    /// Where the last line of it and its value ends.
    end: usize,
    /// Its column; none for the source itself.
    column: Option<usize>,
    /// Whether it is a dash.
    list: bool,
}

struct Rewriter<'a> {
    text: &'a str,
    write_style: WriteStyle,
}

impl Rewriter<'_> {
    /// Writes everything from the colon or dash of a holder to its end.
    fn value(&self, out: &mut Pieces, holder: &Holder, old: &Layout<'_>, edit: &Edit) {
        if is_done(old.node, edit) {
            out.old(holder.mark_end..holder.end);
            return;
        }
        if same_kind(old.node, edit) {
            match &old.shape {
                Shape::Row(parts) => {
                    self.row(out, holder, old, parts, &members(old.node, edit));
                    return;
                }
                Shape::Brackets { parts, loose } => {
                    if let Some(pieces) = self.brackets(old, parts, *loose, edit) {
                        out.old(holder.mark_end..old.from);
                        out.append(pieces);
                        out.old(old.until..holder.end);
                        return;
                    }
                }
                Shape::Nothing | Shape::Word | Shape::Block { .. } => {}
            }
        }
        let new = self.write_style.new_value(&self.full(old, edit), holder.column, holder.list);
        let own_line =
            last_line_break(self.text, holder.mark_end, old.from).is_some() && !matches!(old.shape, Shape::Row(_));
        match holder.column {
            None if matches!(old.shape, Shape::Nothing) => self.in_empty_file(out, holder, new),
            Some(column) if !own_line => self.replace(out, holder, old, new, column),
            _ => self.replace_on_own_line(out, holder, old, new),
        }
    }

    /// A comment after something without quotes: `#woord` would look like a part of it, and gets a space.
    fn comment(&self, out: &mut Pieces, range: Range<usize>) {
        let text = self.text.get(range.clone()).unwrap_or_default();
        match text.find('#') {
            Some(i) if rest(text, i + 1).starts_with(char::is_alphanumeric) => {
                out.old(range.start..range.start + i + 1);
                out.insert(" ");
                out.old(range.start + i + 1..range.end);
            }
            _ => out.old(range),
        }
    }

    fn is_blank(&self, range: &Range<usize>) -> bool {
        self.text.get(range.clone()).is_none_or(|text| text.trim().is_empty())
    }
}

fn same_kind(node: &Node, edit: &Edit) -> bool {
    match edit {
        Edit::List(_) => node.as_list().is_some(),
        Edit::Map(_) => node.as_map().is_some(),
        Edit::Keep | Edit::Empty | Edit::Text(_) => false,
    }
}

/// The parts of a wanted list or map. A new item that says the same as an old one, in the same place among the others,
/// is that item.
fn members<'w>(node: &Node, edit: &'w Edit) -> Vec<Wanted<'w>> {
    let mut members = wanted(Some(node), edit);
    let Some(items) = node.as_list() else { return members };
    let used = stays(&members, items.len());
    // From the back: up to which old item each new one may go.
    let mut boundaries = Vec::with_capacity(members.len());
    let mut until = items.len();
    for member in members.iter().rev() {
        boundaries.push(until);
        until = member.old.unwrap_or(until);
    }
    let mut starting_at = 0;
    for (member, until) in members.iter_mut().zip(boundaries.into_iter().rev()) {
        if let Some(old) = member.old {
            starting_at = old + 1;
            continue;
        }
        let equal =
            |&i: &usize| used.get(i) == Some(&false) && items.get(i).is_some_and(|i| satisfies(i, None, member.edit));
        if let Some(i) = (starting_at..until).take(LOOK_AHEAD).find(equal) {
            *member = Wanted { old: Some(i), key: None, edit: &Edit::Keep };
            starting_at = i + 1;
        }
    }
    members
}

/// Which of the old parts stay.
fn stays(members: &[Wanted<'_>], count: usize) -> Vec<bool> {
    let mut out = vec![false; count];
    for i in members.iter().filter_map(|member| member.old) {
        if let Some(stays) = out.get_mut(i) {
            *stays = true;
        }
    }
    out
}

/// The comments above each old part, and those left over below the last: a comment above a part that goes moves to the
/// next one that stays.
fn distribute<T>(stays: &[bool], above: impl Fn(usize, bool) -> Vec<T>) -> (Vec<Vec<T>>, Vec<T>) {
    let mut pending = Vec::new();
    let mut out = Vec::with_capacity(stays.len());
    for (i, &stays) in stays.iter().enumerate() {
        pending.extend(above(i, stays));
        out.push(if stays { std::mem::take(&mut pending) } else { Vec::new() });
    }
    (out, pending)
}
