//! Numbers, rows and lines as typed: a list, a table or a row of dashes must not make something else of a text than
//! what stands there.

use std::ops::Range;

use crate::melding::{Code, Melding};

use super::frames::{Frame, Number, TreeBuilder, first_line};
use super::tree::{Block, Inline};
use super::{lines, plain, sentences};

/// Splits a numbered list into lists that keep its numbers.
///
/// A number that does not follow from the one before it begins a new list; the same number before every item, such as
/// `1.`, means "go on counting". A single item is a paragraph that begins with a number: "3. Ouders", "5. dan dat".
pub(super) fn lists(items: Vec<(Option<Number>, Vec<Block>)>) -> Vec<Block> {
    let mut items = items.into_iter().peekable();
    let first = items.peek().and_then(|(number, _)| *number);
    if items.len() == 1
        && let Some((Some(number), blocks)) = items.peek_mut()
        && let [Block::Paragraph(words)] = blocks.as_mut_slice()
    {
        let mut words = std::mem::take(words);
        let typed = format!("{}{} ", number.value, number.sign);
        match words.first_mut() {
            Some(Inline::Text(text)) => text.insert_str(0, &typed),
            _ => words.insert(0, Inline::Text(typed)),
        }
        return vec![Block::Paragraph(words)];
    }
    let items: Vec<_> = items.collect();
    let goes_on = items.len() > 1 && items.iter().all(|(number, _)| number.map(|n| n.value) == first.map(|n| n.value));
    let mut lists: Vec<Block> = Vec::new();
    let mut next = None;
    for (number, blocks) in items {
        let typed = number.map(|n| n.value);
        match lists.last_mut() {
            Some(Block::Lijst { items, .. }) if goes_on || typed.is_none() || typed == next => items.push(blocks),
            _ => {
                lists.push(Block::Lijst { start: Some(typed.unwrap_or(1)), items: vec![blocks] });
                next = typed;
            }
        }
        next = next.map(|n: u64| n.saturating_add(1));
    }
    lists
}

impl TreeBuilder<'_> {
    /// The number of an item as typed, where a list has numbers.
    pub(super) fn number_at(&self, at: usize) -> Option<Number> {
        let rest = self.source_text.get(at..)?.trim_start();
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let sign = rest[digits..].chars().next()?;
        rest[..digits].parse().ok().map(|value| Number { value, sign })
    }

    /// Whether what the parser takes for a heading is a paragraph with dashes below it, which authors mean as a line
    /// across the page.
    pub(super) fn is_underlined(&self, at: &Range<usize>) -> bool {
        let text = self.source_text.get(at.clone()).unwrap_or_default().trim_end();
        let last = text.rsplit('\n').next().unwrap_or_default().trim_start_matches(['>', ' ', '\t']);
        text.contains('\n') && !last.is_empty() && last.bytes().all(|b| b == b'-')
    }

    /// A paragraph with dashes below it. If it may have been meant as a heading, the author is told.
    pub(super) fn underlined(&mut self, words: Vec<Inline>, at: Range<usize>) {
        let title = plain::of_inlines(&words);
        let title = title.trim();
        let sentence = title.ends_with(['.', '!', '?', ',', ';', ':']) || title.chars().count() > 80;
        self.paragraph(words);
        self.block(Block::Rule);
        if !sentence {
            let short = sentences::truncate(title, 40);
            let message = format!("de streepjes onder `{short}` zijn een lijn, geen kop");
            self.doubt(at, &message, &format!("schrijf voor een kop `## {short}`; zet anders een lege regel ertussen"));
        }
    }

    /// Reports a row with more cells than its table has columns: Markdown would drop them.
    pub(super) fn check_row(&mut self, at: &Range<usize>) {
        let Some(Frame::Table(alignment, ..)) = self.frames.last() else { return };
        let columns = alignment.len();
        let row = self.source_text.get(at.clone()).unwrap_or_default().trim_end();
        let row = row.split('\n').next().unwrap_or_default();
        let cells = lines::cells(row);
        if cells <= columns {
            return;
        }
        let place = first_line(&self.span_of(at.clone()));
        let message = format!("deze rij heeft {cells} cellen, en de tabel heeft {columns} kolommen");
        let hint = "geef de kop er een kolom bij; een `|` die in een cel hoort, schrijft u als `\\|`";
        self.meldingen.push(Melding::at(Code::TableCells, &place, message).hint(hint));
    }
}
