//! Line ends of a text in a cell, and of the Markdown it becomes.
//!
//! In a cell a new line takes Alt+Enter, so a line end is always meant; in Markdown a line end is a space, unless there
//! is a `\` before it. A text that is hard-wrapped in a file shows its line ends in the cell too; those that were there
//! keep their meaning. Bullets as word processors write them become those of Markdown.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser};

use crate::text::names::BULLETS;

/// A line end inside a paragraph: where, and whether the reader sees it.
struct Break {
    at: Range<usize>,
    hard: bool,
}

fn breaks(text: &str) -> Vec<Break> {
    if !text.contains('\n') {
        return Vec::new();
    }
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let events = Parser::new_ext(text, options).into_offset_iter();
    let found = events.filter_map(|(event, at)| match event {
        Event::SoftBreak => Some(Break { at, hard: false }),
        Event::HardBreak => Some(Break { at, hard: true }),
        _ => None,
    });
    found.collect()
}

/// Markdown as a cell shows it: without the `\` that keeps a line end.
pub(super) fn to_cell(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut from = 0;
    for end in breaks(markdown).into_iter().filter(|end| end.hard) {
        if markdown.get(end.at.start..).is_some_and(|rest| rest.starts_with("\\\n")) {
            out.push_str(markdown.get(from..end.at.start).unwrap_or_default());
            from = end.at.start + 1;
        }
    }
    out.push_str(markdown.get(from..).unwrap_or_default());
    out
}

/// The Markdown of a cell; `old` is the Markdown it had before.
pub(super) fn to_markdown(cell: &str, old: &str) -> String {
    if !cell.contains('\n') {
        return cell.to_owned();
    }
    let text = with_bullets(cell);
    let was = Wrapped::of(old);
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for end in breaks(&text).into_iter().filter(|end| !end.hard) {
        let Some(at) = text.get(end.at.start..).and_then(|rest| rest.find('\n')).map(|i| end.at.start + i) else {
            continue;
        };
        let before = text.get(..at).unwrap_or_default();
        let before = before.rsplit('\n').next().unwrap_or_default();
        let after = text.get(at + 1..).unwrap_or_default();
        let after = after.split('\n').next().unwrap_or_default();
        if !was.is_soft(before, after) {
            out.push_str(text.get(from..at).unwrap_or_default());
            out.push('\\');
            from = at;
        }
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

/// The line ends in paragraphs of the old text, by the lines around them.
struct Wrapped<'t> {
    /// Whether the line end after a line is soft; `before`: the same by the line that follows.
    after: BTreeMap<&'t str, bool>,
    before: BTreeMap<&'t str, bool>,
}

impl<'t> Wrapped<'t> {
    fn of(old: &'t str) -> Self {
        let (mut after, mut before) = (BTreeMap::new(), BTreeMap::new());
        for end in breaks(old) {
            let Some(at) = old.get(end.at.start..).and_then(|rest| rest.find('\n')).map(|i| end.at.start + i) else {
                continue;
            };
            let above = old.get(..at).unwrap_or_default().rsplit('\n').next().unwrap_or_default();
            let below = old.get(at + 1..).unwrap_or_default().split('\n').next().unwrap_or_default();
            let above = if end.hard { above.strip_suffix('\\').unwrap_or(above) } else { above };
            after.insert(above.trim(), !end.hard);
            before.insert(below.trim().trim_end_matches('\\'), !end.hard);
        }
        Self { after, before }
    }

    fn is_soft(&self, above: &str, below: &str) -> bool {
        let known = self.after.get(above.trim()).or_else(|| self.before.get(below.trim()));
        known.copied().unwrap_or(false)
    }
}

/// The text after the bullet of a line, if Markdown does not know that bullet or there is no space after it.
fn behind_bullet(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let rest = line.strip_prefix(|c: char| BULLETS.contains(c));
    let rest = rest.or_else(|| line.strip_prefix('-').filter(|rest| rest.starts_with(char::is_alphabetic)))?;
    let rest = rest.trim_start();
    (!rest.is_empty()).then_some(rest)
}

/// Two lines or more with bullets become a list; what follows it is no part of its last item.
fn with_bullets(text: &str) -> String {
    let lines: Vec<&str> = text.split('\n').collect();
    let bullet = |i: usize| lines.get(i).copied().and_then(behind_bullet);
    let in_list =
        |i: usize| bullet(i).is_some() && (bullet(i + 1).is_some() || i.checked_sub(1).and_then(bullet).is_some());
    let mut out: Vec<String> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        match bullet(i).filter(|_| in_list(i)) {
            Some(rest) => out.push(format!("- {rest}")),
            None => {
                let after_list = i.checked_sub(1).is_some_and(in_list);
                if after_list && !line.trim().is_empty() {
                    out.push(String::new());
                }
                out.push((*line).to_owned());
            }
        }
    }
    out.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_end_in_a_cell_is_a_line_end() {
        for (cell, markdown) in [
            ("Maandag: rekenen\nDinsdag: taal", "Maandag: rekenen\\\nDinsdag: taal"),
            ("een\ntwee\ndrie", "een\\\ntwee\\\ndrie"),
            ("een\n\ntwee", "een\n\ntwee"),
            ("- een\n- twee", "- een\n- twee"),
            ("1. een\n2. twee", "1. een\n2. twee"),
            ("- een\n  en meer", "- een\\\n  en meer"),
            ("een", "een"),
        ] {
            assert_eq!(to_markdown(cell, ""), markdown, "{cell}");
            assert_eq!(to_cell(markdown), cell, "{markdown}");
            assert_eq!(to_cell(&to_markdown(cell, markdown)), cell);
            assert_eq!(to_markdown(cell, markdown), markdown, "once more");
        }
    }

    #[test]
    fn bullets_become_a_list() {
        for cell in [
            "• rust\n• ritme\n• regels",
            "– rust\n– ritme\n– regels",
            "-rust\n-ritme\n-regels",
            "▪rust\n▪ritme\n▪regels",
        ] {
            assert_eq!(to_markdown(cell, ""), "- rust\n- ritme\n- regels", "{cell}");
        }
        assert_eq!(
            to_markdown("Wij bieden:\n• rust\n• ritme\nMeer weten?", ""),
            "Wij bieden:\n- rust\n- ritme\n\nMeer weten?"
        );
        assert_eq!(to_markdown("• alleen dit", ""), "• alleen dit");
        assert_eq!(to_markdown("– zei zij\nen toen", ""), "– zei zij\\\nen toen");
    }

    #[test]
    fn a_text_that_was_broken_off_at_full_lines_stays_so() {
        let old = "Wij helpen elk kind dat hier\nop school zit en wij doen\ndat samen.\n\nBel ons.\\\nOf mail.";
        assert_eq!(
            to_cell(old),
            "Wij helpen elk kind dat hier\nop school zit en wij doen\ndat samen.\n\nBel ons.\nOf mail."
        );
        let new =
            "Wij helpen elk kind dat hier\nop school zit en wij doen\ndit samen.\n\nBel ons.\nOf mail.\nOf kom langs.";
        assert_eq!(
            to_markdown(new, old),
            "Wij helpen elk kind dat hier\nop school zit en wij doen\ndit samen.\n\nBel ons.\\\nOf mail.\\\nOf kom langs."
        );
    }
}
