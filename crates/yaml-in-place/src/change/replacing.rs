//! Another kind of value in the place of an old one: the key or dash and the comment after it stay.

use std::ops::Range;

use super::layout::{self, Layout, Shape, last_line_break, line_break, line_end, rest};
use super::pieces::Pieces;
use super::{Holder, Rewriter};
use crate::writing::{BlockLines, NewValue};

impl Rewriter<'_> {
    /// Writes the first value of a file.
    pub(super) fn in_empty_file(&self, out: &mut Pieces, holder: &Holder, new: NewValue) {
        let after_blank = layout::after_blank(self.text, holder.mark_end);
        out.old(holder.mark_end..after_blank);
        let before = self.text.get(..after_blank).unwrap_or_default();
        let loose = before.trim_start_matches('\u{FEFF}').is_empty() || before.ends_with(['\n', '\r']);
        let lines = match new {
            NewValue::Empty => Vec::new(),
            NewValue::Inline(text) => vec![(0, text)],
            NewValue::Block(block) => {
                block.heading.then(|| (0, "|".to_owned())).into_iter().chain(block.lines).collect()
            }
        };
        let lines = self.write_style.with_lines(&lines);
        out.insert(if loose { rest(&lines, self.write_style.nl.len()) } else { &lines });
        out.insert(self.write_style.nl);
        out.old(after_blank..holder.end);
    }

    /// Writes another value after a key or dash, where the old one starts on the same line or is below it.
    pub(super) fn replace(&self, out: &mut Pieces, holder: &Holder, old: &Layout<'_>, new: NewValue, column: usize) {
        let behind = self.comment_of(holder, old);
        let behind_stays = !self.is_blank(&behind);
        // What is left of the old value on the line: nothing, or the space before it.
        let on_line =
            !matches!(old.shape, Shape::Nothing) && last_line_break(self.text, holder.mark_end, old.from).is_none();
        match new {
            NewValue::Empty => {
                if behind_stays {
                    self.comment(out, behind);
                }
            }
            NewValue::Inline(text) => {
                if on_line && old.from > holder.mark_end {
                    out.old(holder.mark_end..old.from);
                } else {
                    out.insert(" ");
                }
                let open = !text.starts_with(['"', '\'', '[', '{']);
                out.insert(text);
                if behind_stays && open {
                    self.comment(out, behind);
                } else if behind_stays || on_line {
                    out.old(behind);
                }
            }
            NewValue::Block(mut block) if block.heading => {
                match self.header_stays(old) {
                    Some(header_to) => out.old(holder.mark_end..header_to),
                    None => out.insert(" |"),
                }
                if behind_stays {
                    out.old(behind);
                }
                self.depth(&mut block, old, column + 1);
                out.insert(self.write_style.with_lines(&block.lines));
            }
            NewValue::Block(mut block) => {
                block.deeper_than(layout::depth_below(self.text, old.end));
                let lines = self.write_style.with_lines(&block.lines);
                let bare = lines.trim_start();
                if holder.list && !behind_stays && !bare.starts_with('#') {
                    out.insert(format!(" {bare}"));
                } else {
                    if behind_stays {
                        self.comment(out, behind);
                    }
                    out.insert(lines);
                }
            }
        }
        out.old(old.end..holder.end);
    }

    /// Writes another value where the old one starts on a line of its own, below its key or dash or at the root.
    pub(super) fn replace_on_own_line(&self, out: &mut Pieces, holder: &Holder, old: &Layout<'_>, new: NewValue) {
        let behind = match old.shape {
            Shape::Row(_) => old.end..old.end,
            _ => self.comment_of(holder, old),
        };
        let mut below = match new {
            NewValue::Inline(text) => {
                out.old(holder.mark_end..old.from);
                let open = !text.starts_with(['"', '\'', '[', '{']);
                out.insert(text);
                if open {
                    self.comment(out, behind);
                } else {
                    out.old(behind);
                }
                out.old(old.end..holder.end);
                return;
            }
            NewValue::Block(mut block) if block.heading => {
                match self.header_stays(old) {
                    Some(header_to) => out.old(holder.mark_end..header_to),
                    None => {
                        out.old(holder.mark_end..old.from);
                        out.insert("|");
                    }
                }
                out.old(behind);
                self.depth(&mut block, old, holder.column.map_or(1, |column| column + 1));
                out.insert(self.write_style.with_lines(&block.lines));
                out.old(old.end..holder.end);
                return;
            }
            NewValue::Empty => BlockLines::default(),
            NewValue::Block(block) => block,
        };
        below.deeper_than(layout::depth_below(self.text, old.end));
        if !self.is_blank(&behind) {
            let depth = below.lines.first().map_or(0, |line| line.0);
            let comment = self.text.get(behind).unwrap_or_default().trim();
            below.lines.insert(0, (depth, comment.to_owned()));
        }
        let lines = self.write_style.with_lines(&below.lines);
        let after = old.end..holder.end;
        match last_line_break(self.text, holder.mark_end, old.from) {
            Some(line_break) => {
                out.old(holder.mark_end..line_break);
                out.insert(lines);
                out.old(after);
            }
            None if !self.is_file_start(holder) => {
                out.insert(lines);
                out.old(after);
            }
            None if lines.is_empty() => out.old(after.start + line_break(self.text, after.start)..after.end),
            None => {
                out.insert(rest(&lines, self.write_style.nl.len()));
                out.old(after);
            }
        }
    }

    /// Where the `|` of the old text ends, if a new text can be written below it.
    fn header_stays(&self, old: &Layout<'_>) -> Option<usize> {
        let Shape::Block { header_to } = old.shape else { return None };
        matches!(self.text.get(old.from..header_to), Some("|" | "|-" | "|+")).then_some(header_to)
    }

    /// Indents a new text as far as the old one, and further than a comment below it.
    fn depth(&self, block: &mut BlockLines, old: &Layout<'_>, at_least: usize) {
        if let Some(header_to) = self.header_stays(old) {
            let lines = self.text.get(header_to..old.until).unwrap_or_default().split(['\n', '\r']).skip(1);
            let depth = lines.filter(|line| !line.trim().is_empty()).map(|r| r.len() - r.trim_start_matches(' ').len());
            if let Some(depth) = depth.min().filter(|&depth| depth >= at_least) {
                block.at_depth(depth);
            }
        }
        block.deeper_than(layout::depth_below(self.text, old.end));
    }

    /// What comes after an old value on the line, or after its key when it is below.
    fn comment_of(&self, holder: &Holder, old: &Layout<'_>) -> Range<usize> {
        let from = match old.shape {
            Shape::Nothing => holder.mark_end,
            Shape::Word | Shape::Brackets { .. } => old.until,
            Shape::Block { header_to } => header_to,
            Shape::Row(_) if last_line_break(self.text, holder.mark_end, old.from).is_some() => holder.mark_end,
            Shape::Row(_) => return old.end..old.end,
        };
        from..line_end(self.text, from)
    }

    /// Whether nothing comes before the value of a holder.
    fn is_file_start(&self, holder: &Holder) -> bool {
        self.text.get(..holder.mark_end).is_some_and(|before| before.trim_start_matches('\u{FEFF}').is_empty())
    }
}
