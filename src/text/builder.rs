//! Builds the tree while the parser's events pass: what is open, and what it becomes when it closes.

use std::ops::Range;

use crate::melding::{Code, Melding};
use crate::source::Span;

use super::frames::{BlockHolder, Frame, Heading, InlineKind, MAX_DEPTH, TreeBuilder, first_line};
use super::tree::{Alignment, Block, Inline, shows_something};
use super::{characters, links, numbers, plain, sentences};

/// A heading of more bytes is a paragraph: most often `---` below a text without a blank line between.
pub(super) const MAX_HEADING: usize = 500;
/// Alternative text of more characters is cut off; PDF/A limits it.
const MAX_ALT: usize = 2000;
/// A table has at most this many columns ...
const MAX_COLUMNS: usize = 24;
/// ... and this many cells; Typst lays out about 10,000 a second.
const MAX_CELLS: usize = 6000;

impl TreeBuilder<'_> {
    /// The place of a stretch of the text. A text below `|` or in quotes is not byte for byte that of
    /// the file, but the words of one line are, so those are looked up.
    pub(super) fn span_of(&self, range: Range<usize>) -> Span {
        if self.exact {
            return self.span.part(range.start, range.end);
        }
        let words = self.source_text.get(range).filter(|words| !words.is_empty());
        let begin = words.and_then(|words| self.span.text().find(words).map(|i| (i, i + words.len())));
        begin.map_or_else(|| self.span.clone(), |(from, to)| self.span.part(from, to))
    }

    pub(super) fn report_refusal(&mut self, refusal: links::LinkRefusal, span: &Span) {
        self.meldingen.push(Melding::at(refusal.code, span, refusal.message).hint(refusal.hint));
    }

    pub(super) fn report_too_deep(&mut self, range: Range<usize>) {
        if !std::mem::replace(&mut self.too_deep_reported, true) {
            let message = format!("de tekst is dieper genest dan {MAX_DEPTH} lagen");
            let hint = "haal lijsten, citaten of opmaak uit elkaar, bijvoorbeeld met een kop ertussen";
            self.meldingen.push(Melding::at(Code::TooDeep, &self.span_of(range), message).hint(hint));
        }
    }

    /// Reports what can be read in two ways.
    pub(super) fn doubt(&mut self, at: Range<usize>, message: &str, hint: &str) {
        let melding = Melding::at(Code::MarkupDoubt, &first_line(&self.span_of(at)), message);
        self.meldingen.push(melding.hint(hint));
    }

    /// Ends a paragraph for which the parser gives no event.
    pub(super) fn close_loose(&mut self) {
        self.close_markup();
        if matches!(self.frames.last(), Some(Frame::Inlines(_, InlineKind::Paragraph(true))))
            && let Some(frame) = self.frames.pop()
        {
            self.complete(frame);
        }
    }

    pub(super) fn complete(&mut self, frame: Frame) {
        match frame {
            Frame::Blocks(blocks, BlockHolder::Item(number)) => {
                if let Some(Frame::Lijst(_, items)) = self.frames.last_mut() {
                    items.push((number, blocks));
                }
            }
            Frame::Blocks(blocks, _) if blocks.is_empty() => {}
            Frame::Blocks(blocks, _) => self.block(Block::Quote(blocks)),
            Frame::Lijst(_, items) if items.iter().all(|(_, blocks)| blocks.is_empty()) => {}
            Frame::Lijst(None, items) => {
                let items = items.into_iter().map(|(_, blocks)| blocks).collect();
                self.block(Block::Lijst { start: None, items });
            }
            Frame::Lijst(Some(_), items) => numbers::lists(items).into_iter().for_each(|block| self.block(block)),
            Frame::Table(alignment, rows, span) => self.table(alignment, rows, &span),
            Frame::Row(row) => {
                if let Some(Frame::Table(_, rows, _)) = self.frames.last_mut() {
                    rows.push(row);
                }
            }
            Frame::Code(code) if !characters::is_visible(&code) => {}
            Frame::Code(code) => self.block(Block::Code(characters::clean_lines(&code))),
            Frame::Html(html, range) => self.html_block(&html, &range),
            Frame::Inlines(content, kind) => self.complete_inlines(content, kind),
        }
    }

    fn complete_inlines(&mut self, mut content: Vec<Inline>, kind: InlineKind) {
        match kind {
            InlineKind::Paragraph(_) => self.paragraph(content),
            InlineKind::Underlined(range) => self.underlined(content, range),
            InlineKind::Heading(niveau, range) => self.heading(niveau, content, range),
            InlineKind::Markup(markup) => self.markup(markup, content, false),
            InlineKind::Cell => {
                self.addresses(&mut content);
                trim_inlines(&mut content);
                if let Some(Frame::Row(row)) = self.frames.last_mut() {
                    row.push(content);
                }
            }
            InlineKind::Emphasis | InlineKind::Strong | InlineKind::Strikethrough if content.is_empty() => {}
            InlineKind::Emphasis => self.inline(Inline::Emphasis(content)),
            InlineKind::Strong => self.inline(Inline::Strong(content)),
            InlineKind::Strikethrough => self.inline(Inline::Strikethrough(content)),
            InlineKind::Link(target, span, address) => {
                if !shows_something(&content) {
                    content = vec![Inline::Text(address)];
                }
                self.inline(Inline::Link { target, content, span });
            }
            InlineKind::Picture(file, span) => self.picture(file, &span, &plain::of_inlines(&content)),
        }
    }

    fn picture(&mut self, file: Option<String>, span: &Span, alt: &str) {
        let alt = sentences::truncate(alt, MAX_ALT);
        if !characters::is_visible(&alt) {
            let message = "de afbeelding heeft geen beschrijving";
            let hint = "schrijf tussen `![` en `]` wat er te zien is, voor wie het niet kan zien";
            self.meldingen.push(Melding::at(Code::MissingAlt, span, message).hint(hint));
            return;
        }
        match file {
            Some(file) if !self.in_heading => {
                self.inline(Inline::Picture { file, alt, span: span.clone() });
            }
            _ => self.text(&alt),
        }
    }

    fn heading(&mut self, niveau: u8, mut content: Vec<Inline>, range: Range<usize>) {
        self.addresses(&mut content);
        trim_inlines(&mut content);
        let at_top = matches!(self.frames.last(), Some(Frame::Blocks(_, BlockHolder::Root)));
        if !shows_something(&content) {
            if at_top {
                self.headings.push(Heading { niveau, anchor: None, range });
            }
            return;
        }
        let words = plain::of_inlines(&content);
        match self.frames.last() {
            Some(Frame::Blocks(_, BlockHolder::Root)) if words.len() > MAX_HEADING => {
                self.headings.push(Heading { niveau, anchor: None, range });
                self.paragraph(content);
            }
            Some(Frame::Blocks(_, BlockHolder::Root)) => {
                let anchor = self.anchors.give(&words);
                self.headings.push(Heading { niveau, anchor: Some(anchor.clone()), range });
                self.block(Block::Heading { niveau, anchor, content });
            }
            // In a list or a quote a heading is no part of the outline.
            _ => self.block(Block::Paragraph(vec![Inline::Strong(content)])),
        }
    }

    pub(super) fn paragraph(&mut self, mut content: Vec<Inline>) {
        self.addresses(&mut content);
        trim_inlines(&mut content);
        let empty = |i: &Inline| match i {
            Inline::Text(t) => !characters::is_visible(t),
            i => matches!(i, Inline::LineBreak),
        };
        if content.iter().all(|i| empty(i) || matches!(i, Inline::Picture { .. })) {
            for inline in content {
                if let Inline::Picture { file, alt, span } = inline {
                    self.block(Block::Figure { file, alt, span });
                }
            }
        } else if shows_something(&content) {
            self.block(Block::Paragraph(content));
        }
    }

    fn table(&mut self, mut alignment: Vec<Alignment>, mut rows: Vec<Vec<Vec<Inline>>>, span: &Span) {
        let (columns, height) = (alignment.len().min(MAX_COLUMNS), rows.len());
        rows.truncate(MAX_CELLS / columns.max(1));
        if columns < alignment.len() || rows.len() < height {
            let message = format!("de tabel is te groot: {} kolommen, {height} rijen", alignment.len());
            let hint = format!("ten hoogste {MAX_COLUMNS} kolommen en {MAX_CELLS} cellen; splits de tabel");
            self.meldingen.push(Melding::at(Code::FileTooBig, span, message).hint(hint));
        }
        alignment.truncate(columns);
        for row in &mut rows {
            row.resize(columns, Vec::new());
        }
        if rows.iter().flatten().any(|cell| shows_something(cell)) {
            let heading = rows.remove(0);
            self.block(Block::Table { heading, alignment, rows });
        }
    }

    /// Adds a block to what is open.
    pub(super) fn block(&mut self, block: Block) {
        self.close_loose();
        if let Some(Frame::Blocks(blocks, _)) = self.frames.last_mut() {
            blocks.push(block);
        }
    }

    /// Adds an inline to what is open, in a new paragraph where there is none.
    pub(super) fn inline(&mut self, inline: Inline) {
        self.open_loose();
        if let Some(Frame::Inlines(content, _)) = self.frames.last_mut() {
            content.push(inline);
        }
    }

    /// Adds text to what is open.
    pub(super) fn text(&mut self, text: &str) {
        if let Some(Frame::Code(t) | Frame::Html(t, _)) = self.frames.last_mut() {
            t.push_str(text);
            return;
        }
        self.open_loose();
        if let Some(Frame::Inlines(content, _)) = self.frames.last_mut() {
            if let Some(Inline::Text(last)) = content.last_mut() {
                characters::add(last, text);
                return;
            }
            let mut new = String::new();
            characters::add(&mut new, text);
            if matches!(content.last(), Some(Inline::LineBreak)) {
                new = new.trim_start_matches(' ').to_owned();
            }
            if !new.is_empty() {
                content.push(Inline::Text(new));
            }
        }
    }

    /// Starts a paragraph for which the parser gives no event, where blocks are expected.
    pub(super) fn open_loose(&mut self) {
        if matches!(self.frames.last(), Some(Frame::Blocks(..))) {
            self.frames.push(Frame::Inlines(Vec::new(), InlineKind::Paragraph(true)));
        }
    }
}

/// Drops spaces and line breaks at both ends.
fn trim_inlines(content: &mut Vec<Inline>) {
    while let Some(last) = content.last_mut() {
        match last {
            Inline::Text(t) => t.truncate(t.trim_end_matches(' ').len()),
            Inline::LineBreak => {}
            _ => break,
        }
        if matches!(last, Inline::Text(t) if !t.is_empty()) {
            break;
        }
        content.pop();
    }
    let empty = |i: &Inline| match i {
        Inline::Text(t) => t.trim_matches(' ').is_empty(),
        i => matches!(i, Inline::LineBreak),
    };
    let begin = content.iter().position(|i| !empty(i)).unwrap_or(content.len());
    content.drain(..begin);
    if let Some(Inline::Text(t)) = content.first_mut() {
        t.drain(..t.len() - t.trim_start_matches(' ').len());
    }
}
