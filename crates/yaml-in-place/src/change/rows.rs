//! Lists and groups with their parts below each other: parts come, go and change places with the lines that are theirs.

use std::ops::Range;

use super::layout::{Layout, LayoutPart, column, last_line_break, line_break, rest};
use super::pieces::Pieces;
use super::{Holder, Rewriter, distribute, stays};
use crate::edit::{Wanted, new_member};
use crate::writing::{BlockLines, empty};

/// What comes before the first part of a list or group.
#[derive(Clone, Copy, PartialEq)]
enum Start {
    /// A line end, here.
    Line(usize),
    /// The start of the file.
    File,
    /// A dash on the same line.
    Behind,
}

impl Rewriter<'_> {
    /// A list or group with its parts below each other, with other parts.
    pub(super) fn row(
        &self,
        out: &mut Pieces,
        holder: &Holder,
        old: &Layout<'_>,
        parts: &[LayoutPart<'_>],
        members: &[Wanted<'_>],
    ) {
        let Some(first) = parts.first().map(|part| part.from) else { return };
        let depth = column(self.text, first);
        let begin = match last_line_break(self.text, holder.mark_end, first) {
            Some(line_break) => Start::Line(line_break),
            None if holder.column.is_none() => Start::File,
            None => Start::Behind,
        };
        let header_to = match begin {
            Start::Line(line_break) => self.own_comment(holder, line_break, depth),
            Start::File | Start::Behind => holder.mark_end,
        };
        // The line end and spaces before each part, and what is between it and the part before it.
        let lead: Vec<Option<usize>> = std::iter::once(match begin {
            Start::Line(line_break) => Some(line_break),
            Start::File | Start::Behind => None,
        })
        .chain(parts.windows(2).map(|pair| match pair {
            [before, after] => last_line_break(self.text, before.end, after.from),
            _ => None,
        }))
        .collect();
        let between = |i: usize| {
            let from = i.checked_sub(1).map_or(header_to, |i| parts.get(i).map_or(header_to, |part| part.end));
            from..lead.get(i).copied().flatten().unwrap_or(from)
        };
        let (mut above, loose) = distribute(&stays(members, parts.len()), |i, stays| {
            let at = between(i);
            // A blank line goes with the part below it, unless that leaves none.
            let duplicate = !stays && self.is_blank(&at) && (i + 1 == parts.len() || !between(i + 1).is_empty());
            if at.is_empty() || duplicate { Vec::new() } else { vec![at] }
        });
        if members.is_empty() {
            self.without_parts(out, holder, begin, header_to, old);
        } else if begin != Start::Behind {
            out.old(holder.mark_end..header_to);
        }
        for (index, member) in members.iter().enumerate() {
            let first_on_line = index == 0 && matches!(begin, Start::Behind | Start::File);
            let old_part = member.old.and_then(|i| Some((i, parts.get(i)?)));
            let Some((i, part)) = old_part else {
                let mut lines = BlockLines::default();
                self.write_style.member(&new_member(member), depth, &mut lines);
                let lines = self.write_style.with_lines(&lines.lines);
                if first_on_line {
                    out.old(holder.mark_end..first);
                    out.insert(rest(&lines, self.write_style.nl.len() + depth));
                } else {
                    out.insert(lines);
                }
                continue;
            };
            let mut before: Vec<Range<usize>> = above.get_mut(i).map(std::mem::take).unwrap_or_default();
            let lead = lead.get(i).copied().flatten();
            if first_on_line && before.iter().all(|range| self.is_blank(range)) {
                out.old(holder.mark_end..first);
            } else {
                before.extend(lead.map(|lead| lead..part.from));
                if first_on_line
                    && begin == Start::File
                    && let Some(first) = before.first_mut()
                {
                    first.start += line_break(self.text, first.start);
                }
                before.into_iter().for_each(|range| out.old(range));
                if lead.is_none() {
                    out.insert(format!("{}{}", self.write_style.nl, " ".repeat(depth)));
                }
            }
            out.old(part.from..part.mark_end);
            let in_list = member.key.is_none();
            let holder = Holder { mark_end: part.mark_end, end: part.end, column: Some(depth), list: in_list };
            self.value(out, &holder, &part.value, member.edit);
        }
        loose.into_iter().for_each(|range| out.old(range));
        out.old(old.end..holder.end);
    }

    /// `[]` or `{}`, and the comments above the first part.
    fn without_parts(&self, out: &mut Pieces, holder: &Holder, begin: Start, header_to: usize, old: &Layout<'_>) {
        let empty = empty(old.node.as_list().is_some());
        match begin {
            Start::Line(_) if holder.column.is_some() => {
                out.insert(format!(" {empty}"));
                out.old(holder.mark_end..header_to);
            }
            Start::Line(_) => {
                out.old(holder.mark_end..header_to);
                out.insert(format!("{}{empty}", self.write_style.nl));
            }
            Start::File | Start::Behind => {
                out.old(holder.mark_end..old.from);
                out.insert(empty);
            }
        }
    }

    /// Where the comment lines right above the first part start. A comment at the top of a file is about the file.
    fn own_comment(&self, holder: &Holder, lead: usize, depth: usize) -> usize {
        let mut at = lead;
        loop {
            let Some(before) = last_line_break(self.text, holder.mark_end, at) else {
                return if holder.column.is_none() { lead } else { at };
            };
            let begin = before + line_break(self.text, before);
            let line = self.text.get(begin..at).unwrap_or_default();
            let bare = line.trim_start_matches([' ', '\t']);
            if !bare.starts_with('#') || line.len() - bare.len() > depth {
                return at;
            }
            at = before;
        }
    }
}
