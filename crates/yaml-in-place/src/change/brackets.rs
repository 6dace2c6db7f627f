//! Lists and groups in brackets.

use std::ops::Range;

use super::layout::{Layout, LayoutPart, Shape, column, last_line_break, line_end, rest};
use super::pieces::Pieces;
use super::{Rewriter, distribute, members, same_kind, stays};
use crate::edit::{Edit, Wanted, is_done, new_member, without_old};
use crate::tree::Value;
use crate::writing::{FullValue, Member, in_brackets, member_in_brackets};

impl Rewriter<'_> {
    /// A list or group in brackets, with other parts; none when a part needs several lines.
    pub(super) fn brackets(
        &self,
        old: &Layout<'_>,
        parts: &[LayoutPart<'_>],
        loose: bool,
        edit: &Edit,
    ) -> Option<Pieces> {
        let members = members(old.node, edit);
        let mut out = Pieces::default();
        if loose {
            if let ([Wanted { old: Some(0), edit, .. }], [part]) = (members.as_slice(), parts) {
                self.part_in_brackets(&mut out, part, edit)?;
            } else {
                out.insert(in_brackets(&self.full(old, edit), true)?);
            }
            return Some(out);
        }
        let bracketed = Bracketed {
            work: self,
            parts,
            begin: old.from + 1,
            close: old.until.saturating_sub(1),
            own_line: format!("{}{}", self.write_style.nl, " ".repeat(column(self.text, old.from) + 1)),
        };
        out.old(old.from..bracketed.begin);
        bracketed.write(&mut out, &members)?;
        out.old(bracketed.close..old.until);
        Some(out)
    }

    /// Where a part in brackets ends, with its comma and the comment after it.
    fn end_with_comma(&self, part: &LayoutPart<'_>) -> usize {
        let end = part.comma.map_or(part.end, |comma| comma + 1);
        let behind = rest(self.text, end).trim_start_matches([' ', '\t']);
        if behind.starts_with('#') { line_end(self.text, end) } else { end }
    }

    /// A part in brackets without its comma.
    fn part_in_brackets(&self, out: &mut Pieces, part: &LayoutPart<'_>, edit: &Edit) -> Option<()> {
        out.old(part.from..part.mark_end);
        let old = &part.value;
        if is_done(old.node, edit) {
            out.old(part.mark_end..part.end);
            return Some(());
        }
        if same_kind(old.node, edit)
            && let Shape::Brackets { parts, loose } = &old.shape
        {
            out.old(part.mark_end..old.from);
            out.append(self.brackets(old, parts, *loose, edit)?);
            return Some(());
        }
        let in_list = part.from == part.mark_end;
        let text = in_brackets(&without_old(edit), in_list)?;
        if part.mark_end < old.from {
            out.old(part.mark_end..old.from);
        } else if !in_list && !text.is_empty() {
            out.insert(" ");
        }
        out.insert(text);
        Some(())
    }

    /// The whole of a wanted value, with what stays the same taken from the old one.
    pub(super) fn full(&self, old: &Layout<'_>, edit: &Edit) -> FullValue {
        let same = is_done(old.node, edit);
        let Shape::Brackets { parts, loose } = &old.shape else {
            return if same { self.raw(old) } else { without_old(edit) };
        };
        let line = last_line_break(self.text, old.from, old.until).is_none();
        if same && line && !loose {
            return self.raw(old);
        }
        if !same && !same_kind(old.node, edit) {
            return without_old(edit);
        }
        let keys = old.node.as_map();
        let all = || {
            let member = |i| Wanted {
                old: Some(i),
                key: keys.and_then(|entries| entries.get(i)).map(|entry| entry.key.as_str()),
                edit: &Edit::Keep,
            };
            (0..parts.len()).map(member).collect()
        };
        let requested: Vec<Wanted<'_>> = if same { all() } else { members(old.node, edit) };
        let before = |i: usize| {
            let previous = i.checked_sub(1).and_then(|i| parts.get(i));
            previous.map_or(old.from + 1, |part| self.end_with_comma(part).min(old.until))
        };
        // There is no room after a part: a comment there goes above it.
        let (mut above, mut below) = distribute(&stays(&requested, parts.len()), |i, stays| {
            let Some(part) = parts.get(i) else { return Vec::new() };
            let mut out = self.comments(before(i)..part.from);
            if stays {
                out.extend(self.comments(part.mark_end..part.value.from));
                out.extend(self.comments(part.end..before(i + 1)));
            }
            out
        });
        below.extend(self.comments(before(parts.len())..old.until));
        let members = requested.iter().map(|member| {
            let old_part = member.old.and_then(|i| Some((i, parts.get(i)?)));
            let Some((i, part)) = old_part else { return new_member(member) };
            let above = above.get_mut(i).map(std::mem::take).unwrap_or_default();
            Member { above, key: member.key.map(str::to_owned), value: self.full(&part.value, member.edit) }
        });
        FullValue::Row { list: old.node.as_list().is_some(), members: members.collect(), below }
    }

    /// A text, or nothing, as it is in the source; when it has several lines, what it says.
    fn raw(&self, old: &Layout<'_>) -> FullValue {
        let raw = self.text.get(old.from..old.until).unwrap_or_default();
        match &old.node.value {
            _ if raw.is_empty() => FullValue::Empty,
            Value::Text(scalar) if raw.contains(['\n', '\r']) => FullValue::Text(scalar.text.clone()),
            _ => FullValue::Raw(raw.to_owned()),
        }
    }

    /// The comments in a stretch of white space and commas.
    fn comments(&self, range: Range<usize>) -> Vec<String> {
        let lines = self.text.get(range).unwrap_or_default().split(['\n', '\r']);
        lines.filter_map(|line| Some(rest(line, line.find('#')?).trim_end().to_owned())).collect()
    }
}

/// The parts in brackets, with what is between them.
struct Bracketed<'a> {
    work: &'a Rewriter<'a>,
    parts: &'a [LayoutPart<'a>],
    /// After the opening bracket, and before the closing one.
    begin: usize,
    close: usize,
    /// A line end, and spaces up to the column after the opening bracket.
    own_line: String,
}

impl Bracketed<'_> {
    /// Everything between the brackets.
    fn write(&self, out: &mut Pieces, members: &[Wanted<'_>]) -> Option<()> {
        let (mut above, loose) = distribute(&stays(members, self.parts.len()), |i, _| {
            let comment = self.before(i)..self.lead(i).start;
            if comment.is_empty() { Vec::new() } else { vec![comment] }
        });
        let trailing_comma = self.parts.last().is_some_and(|part| part.comma.is_some());
        // Whether the line ends here with a comment, the last character so far, and whether the last part had no value.
        let mut after_comment = false;
        let mut previous = None;
        let mut was_empty = false;
        for (index, member) in members.iter().enumerate() {
            let comma = index + 1 < members.len() || trailing_comma;
            let old_part = member.old.and_then(|i| Some((i, self.parts.get(i)?)));
            let mut body = Pieces::default();
            match old_part {
                Some((_, part)) => self.work.part_in_brackets(&mut body, part, member.edit)?,
                None => body.insert(member_in_brackets(&new_member(member))?),
            }
            for range in old_part.and_then(|(i, _)| above.get_mut(i)).map(std::mem::take).unwrap_or_default() {
                out.old(range);
                after_comment = true;
            }
            let (first_char, last_char) = body.edges(self.work.text);
            // `5,75` looks like one number.
            let figures = |character: Option<char>| character.is_some_and(|c| c.is_ascii_digit());
            self.blank(out, index, member.old, after_comment, figures(previous) && figures(first_char));
            out.append(body);
            previous = last_char;
            (after_comment, was_empty) = match old_part {
                Some((i, part)) => {
                    let changed = !is_done(part.value.node, member.edit);
                    let was_empty = changed && matches!(part.value.shape, Shape::Nothing);
                    (self.behind(out, i, part, changed, comma), was_empty)
                }
                None => {
                    out.insert(if comma { "," } else { "" });
                    (false, false)
                }
            };
        }
        after_comment |= !loose.is_empty();
        loose.into_iter().for_each(|range| out.old(range));
        let Some(last) = self.parts.len().checked_sub(1) else { return Some(()) };
        let tail = self.end(last)..self.close;
        if after_comment && !self.has_line_break(&tail) {
            out.old(tail);
            out.insert(self.own_line.as_str());
        } else if after_comment || !(was_empty || members.is_empty()) || !self.work.is_blank(&tail) {
            out.old(tail);
        }
        Some(())
    }

    /// The white space before a part, at a place among the others.
    fn blank(&self, out: &mut Pieces, index: usize, old: Option<usize>, after_comment: bool, figures: bool) {
        let own = match old {
            Some(i) if (i > 0) == (index > 0) || (index == 0 && after_comment) => Some(self.lead(i)),
            _ if index == 0 && !self.parts.is_empty() => Some(self.lead(0)),
            _ => None,
        };
        let plain = self.plain();
        match own {
            Some(blank) if after_comment && !self.has_line_break(&blank) => out.insert(self.own_line.as_str()),
            Some(blank) if blank.is_empty() && index > 0 && figures => out.insert(" "),
            Some(blank) => out.old(blank),
            None if after_comment && !plain.contains(['\n', '\r']) => out.insert(self.own_line.as_str()),
            None if index > 0 => out.insert(plain),
            None if !self.work.is_blank(&(self.begin..self.close)) => out.old(self.begin..self.close),
            None => {}
        }
    }

    /// Writes what comes after an old part, with or without its comma. Returns whether a comment ends the line.
    fn behind(&self, out: &mut Pieces, i: usize, part: &LayoutPart<'_>, changed: bool, comma: bool) -> bool {
        let until = part.comma.unwrap_or(part.end);
        if part.comma.is_none() && comma {
            out.insert(",");
        }
        let was_empty = changed && matches!(part.value.shape, Shape::Nothing);
        if !was_empty || !self.work.is_blank(&(part.end..until)) {
            self.comment(out, part.end..until, changed);
        }
        let behind = match part.comma {
            Some(at) if comma => at..self.end(i),
            Some(at) => at + 1..self.end(i),
            None => until..self.end(i),
        };
        self.comment(out, behind, changed || part.comma.is_some() != comma);
        self.work.text.get(part.end..self.end(i)).is_some_and(|behind| behind.contains('#'))
    }

    fn comment(&self, out: &mut Pieces, range: Range<usize>, changed: bool) {
        if changed { self.work.comment(out, range) } else { out.old(range) }
    }

    /// Where a part ends, with its comma and the comment after it.
    fn end(&self, i: usize) -> usize {
        self.parts.get(i).map_or(self.begin, |part| self.work.end_with_comma(part))
    }

    /// Where what comes before a part starts.
    fn before(&self, i: usize) -> usize {
        i.checked_sub(1).map_or(self.begin, |i| self.end(i))
    }

    /// The white space before a part, after the comments above it.
    fn lead(&self, i: usize) -> Range<usize> {
        let from = self.before(i);
        let until = self.parts.get(i).map_or(self.close, |part| part.from);
        let comment = self.work.text.get(from..until).is_some_and(|between| between.contains('#'));
        let line_break = if comment { last_line_break(self.work.text, from, until) } else { None };
        line_break.unwrap_or(from)..until
    }

    /// The white space before a new part.
    fn plain(&self) -> &str {
        let text = |range: Range<usize>| self.work.text.get(range).filter(|blank| !blank.is_empty());
        let blank = match self.parts.len() {
            0 => None,
            1 => Some(self.lead(0)).filter(|blank| self.has_line_break(blank)).and_then(text),
            _ => text(self.lead(1)),
        };
        blank.unwrap_or(" ")
    }

    fn has_line_break(&self, range: &Range<usize>) -> bool {
        last_line_break(self.work.text, range.start, range.end).is_some()
    }
}
