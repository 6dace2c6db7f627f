//! Abbreviations: found in running text, and written in full the first time.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::plain;
use super::tree::{Block, Inline, Markdown};

/// The abbreviations of a document.
#[derive(Debug, Clone, Default)]
pub struct Afkortingen {
    /// Short and long forms, by the first character of the short form; the longest first.
    per_letter: BTreeMap<char, Vec<(String, String)>>,
    /// Those first characters, as text: they are few, so most of a text is passed over quickly.
    letters: String,
}

/// How far around an abbreviation its long form is looked for, in bytes: hardly any sentence is longer.
const NEAR: usize = 1000;

/// An abbreviation in a text.
struct Match<'a> {
    from: usize,
    to: usize,
    short: &'a str,
    in_full: &'a str,
    /// Whether the long form may be put after it: not inside a compound such as `COPA-overleg`.
    loose: bool,
}

impl Afkortingen {
    /// From pairs of a short and a long form; the first of two with the same short form counts.
    pub fn new(pairs: Vec<(String, String)>) -> Self {
        let mut per_letter: BTreeMap<char, Vec<(String, String)>> = BTreeMap::new();
        for (short, in_full) in pairs {
            let (short, in_full) = (short.trim().to_owned(), in_full.trim().to_owned());
            let Some(letter) = short.chars().next() else { continue };
            let group = per_letter.entry(letter).or_default();
            if !in_full.is_empty() && short != in_full && group.iter().all(|(k, _)| *k != short) {
                group.push((short, in_full));
            }
        }
        for group in per_letter.values_mut() {
            group.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
        }
        let letters = per_letter.keys().collect();
        Self { per_letter, letters }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.per_letter.values().all(Vec::is_empty)
    }

    /// Marks the abbreviations in a text; headings and code stay as they are. `seen` holds the short
    /// forms that were written in full before, in the same section.
    pub fn mark_up(&self, markdown: &mut Markdown, seen: &mut BTreeSet<String>) {
        if !self.is_empty() {
            self.blocks(Arc::make_mut(&mut markdown.blocks), seen);
        }
    }

    /// Marks the abbreviations in a text that will stand between brackets: long forms follow after a comma.
    pub fn mark_bracketed(&self, markdown: &mut Markdown, seen: &mut BTreeSet<String>) {
        if !self.is_empty() {
            for block in Arc::make_mut(&mut markdown.blocks) {
                if let Block::Paragraph(content) = block {
                    let plain = plain::of_inlines(content);
                    // With the bracket that will be open already.
                    let plain = format!("({plain}");
                    self.inlines(content, &plain, &mut 1, seen);
                }
            }
        }
    }

    /// Marks the abbreviations in a text without markup.
    pub fn mark_up_text(&self, text: &str, seen: &mut BTreeSet<String>) -> Vec<Inline> {
        let mut inlines = vec![Inline::Text(text.to_owned())];
        self.run(&mut inlines, seen);
        inlines
    }

    fn blocks(&self, blocks: &mut [Block], seen: &mut BTreeSet<String>) {
        for block in blocks {
            match block {
                Block::Paragraph(content) => self.run(content, seen),
                Block::Lijst { items, .. } => items.iter_mut().for_each(|item| self.blocks(item, seen)),
                Block::Quote(blocks) => self.blocks(blocks, seen),
                Block::Table { heading, rows, .. } => {
                    for cell in heading.iter_mut().chain(rows.iter_mut().flatten()) {
                        self.run(cell, seen);
                    }
                }
                Block::Heading { .. } | Block::Code(_) | Block::Rule | Block::Figure { .. } => {}
            }
        }
    }

    fn run(&self, inlines: &mut Vec<Inline>, seen: &mut BTreeSet<String>) {
        let plain = plain::of_inlines(inlines);
        self.inlines(inlines, &plain, &mut 0, seen);
    }

    /// Splits texts at abbreviations. `plain` is the whole paragraph and `position` how far in it we are
    /// (in bytes), so that what stands around an abbreviation is seen across bold and links.
    fn inlines(&self, inlines: &mut Vec<Inline>, plain: &str, position: &mut usize, seen: &mut BTreeSet<String>) {
        for mut inline in std::mem::take(inlines) {
            match &mut inline {
                Inline::Text(text) => {
                    let from = *position;
                    *position += text.len();
                    self.split(plain, from, *position, seen, inlines);
                    continue;
                }
                Inline::Emphasis(i)
                | Inline::Strong(i)
                | Inline::Strikethrough(i)
                | Inline::Link { content: i, .. } => {
                    self.inlines(i, plain, position, seen);
                }
                _ => *position += plain::of_inlines(std::slice::from_ref(&inline)).len(),
            }
            inlines.push(inline);
        }
    }

    /// Adds the text `from..to` of a paragraph, with its abbreviations marked.
    fn split(&self, plain: &str, from: usize, to: usize, seen: &mut BTreeSet<String>, out: &mut Vec<Inline>) {
        let mut copied_to = from;
        let mut i = from;
        // Only where a short form may begin we look closer.
        let begin = |c: char| self.letters.contains(c);
        while let Some((further, letter)) = plain.get(i..to).and_then(|t| t.char_indices().find(|(_, c)| begin(*c))) {
            i += further;
            let Some(found) = self.locate(plain, i, to, letter) else {
                i += letter.len_utf8();
                continue;
            };
            if found.from > copied_to {
                out.push(Inline::Text(plain[copied_to..found.from].to_owned()));
            }
            let (before, after) = (&plain[..found.from], &plain[found.to..]);
            // Around one that was explained before we need not look: a text may name it thousands of times.
            let known = seen.contains(found.short);
            let is_there = !known && stands_beside(before, after, found.in_full);
            let new = !known && (found.loose || is_there) && seen.insert(found.short.to_owned());
            let bracketed = new && inside_brackets(before);
            out.push(Inline::Afkorting {
                short: plain[found.from..found.to].to_owned(),
                in_full: found.in_full.to_owned(),
                first: new && !is_there && !bracketed && !found.in_full.contains('('),
            });
            // No bracket inside a bracket: there the long form follows after a comma.
            if new && !is_there && bracketed {
                out.push(Inline::Text(format!(", {}", square_brackets(found.in_full))));
            } else if new && !is_there && found.in_full.contains('(') {
                out.push(Inline::Text(format!(", {}", found.in_full)));
            }
            copied_to = found.to;
            i = found.to;
        }
        if copied_to < to {
            out.push(Inline::Text(plain[copied_to..to].to_owned()));
        }
    }

    /// The abbreviation that starts at `from`.
    fn locate(&self, plain: &str, from: usize, to: usize, letter: char) -> Option<Match<'_>> {
        let group = self.per_letter.get(&letter)?;
        if !starts_word(&plain[..from]) {
            return None;
        }
        group.iter().find_map(|(short, in_full)| {
            let after = plain.get(from..to)?.strip_prefix(short.as_str())?;
            let rest = &plain[from + short.len()..];
            let plural = ["'s", "’s", "s"].into_iter().find(|m| after.starts_with(m) && ends_word(&rest[m.len()..]));
            let length = match plural {
                Some(plural) => plural.len(),
                None if ends_word(rest) => 0,
                None => return None,
            };
            // Nothing is put inside a word: `COPA-overleg`, `RT'er`, `VO/VSO`.
            let loose = splits_no_word(&plain[..from], &rest[length..]);
            Some(Match { from, to: from + short.len() + length, short, in_full, loose })
        })
    }
}

/// Whether something may be put between these two without standing in the middle of a word.
pub(super) fn splits_no_word(before: &str, after: &str) -> bool {
    !after.starts_with(['-', '\'', '’', '/']) && !before.ends_with(['-', '/'])
}

/// Whether a word may start after this text; not inside an address such as `a@swv.nl`.
pub(super) fn starts_word(before: &str) -> bool {
    let mut backwards = before.chars().rev();
    match backwards.next() {
        None => true,
        Some('.' | '/') => !backwards.next().is_some_and(|c| c.is_alphanumeric() && before.ends_with('.') || c == '/'),
        Some(c) => !(c.is_alphanumeric() || matches!(c, '@' | '_' | '#')),
    }
}

/// Whether a word may end before this text.
pub(super) fn ends_word(after: &str) -> bool {
    let mut further = after.chars();
    match further.next() {
        None => true,
        Some('.') => !further.next().is_some_and(char::is_alphanumeric),
        Some(c) => !(c.is_alphanumeric() || matches!(c, '@' | '_')),
    }
}

/// Whether the long form stands next to the short one (`COPA (coördinator ...)`, `coördinator ... (COPA)`), or
/// elsewhere in the same sentence: `JES betekent jeugd en school`.
pub(super) fn stands_beside(before: &str, after: &str, long: &str) -> bool {
    let end = |c: char| matches!(c, '.' | '!' | '?' | '\n');
    let before = before.get(before.ceil_char_boundary(before.len().saturating_sub(NEAR))..).unwrap_or_default();
    let after = after.get(..after.floor_char_boundary(NEAR)).unwrap_or_default();
    let before = before.rsplit(end).next().unwrap_or_default();
    let after = after.split(end).next().unwrap_or_default();
    let long = long.to_lowercase();
    before.to_lowercase().contains(&long) || after.to_lowercase().contains(&long)
}

/// Whether a bracket is open at the end of this text.
pub(super) fn inside_brackets(before: &str) -> bool {
    let depth = before.chars().fold(0_usize, |depth, c| match c {
        '(' => depth + 1,
        ')' => depth.saturating_sub(1),
        _ => depth,
    });
    depth > 0
}

/// `aandachtstekort (met drukte)` as it can stand inside brackets: `aandachtstekort [met drukte]`.
fn square_brackets(long: &str) -> String {
    long.replace('(', "[").replace(')', "]")
}

/// Whether a word is written as an abbreviation: two to six capitals, digits and `&`, at least two of them capitals.
pub fn is_afkorting(word: &str) -> bool {
    let length = word.chars().count();
    (2..=6).contains(&length)
        && word.chars().filter(|c| c.is_uppercase()).count() >= 2
        && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || c == '&')
        && word.starts_with(char::is_uppercase)
        && !is_roman(word)
}

/// Roman numerals, as far as chapters are numbered with them.
fn is_roman(word: &str) -> bool {
    matches!(word, "II" | "III" | "IV" | "VI" | "VII" | "VIII" | "IX" | "XI" | "XII" | "XIII" | "XIV" | "XV")
}
