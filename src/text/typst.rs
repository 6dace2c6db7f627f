//! Writes the tree as Typst.
//!
//! Structure is written as calls of functions (`#list`, `#strong`, `#link`), every word of
//! content as a string expression (`#"...";`): nothing that an author types is ever markup. The
//! semicolon ends the expression, so that whatever follows, such as `(`, `.` or `[`, is not part
//! of it. A comment `/*@N*/` before each block, link and image leads an error of Typst back to a
//! place; see [`SpanMap`].

use std::borrow::Cow;

use crate::source::Span;

use super::characters;
use super::tree::{
    Alignment, Block, Inline, LinkResolver, LinkTarget, Markdown, Niveaus, item_marker, shows_something,
};

pub use super::characters::without_missing_glyphs;

/// After this many characters a word may be broken: PDF/A refuses what Typst makes of one of 16,384.
const MAX_WORD: usize = 1000;
/// The longest address that Typst takes, in bytes.
const MAX_ADDRESS: usize = 8000;

/// The places that numbered comments in a document stand for.
#[derive(Debug, Clone, Default)]
pub struct SpanMap(Vec<Span>);

impl SpanMap {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The number of a place, from 0; the same place twice in a row has one number.
    pub fn number(&mut self, span: &Span) -> usize {
        let same = |p: &Span| {
            std::sync::Arc::ptr_eq(p.source(), span.source()) && p.start() == span.start() && p.end() == span.end()
        };
        if !self.0.last().is_some_and(same) {
            self.0.push(span.clone());
        }
        self.0.len() - 1
    }

    /// The comment that stands for a place.
    pub fn comment(&mut self, span: &Span) -> String {
        format!("/*@{}*/", self.number(span))
    }

    /// The place that has a number.
    pub fn span(&self, number: usize) -> Option<&Span> {
        self.0.get(number)
    }

    /// The place of the last comment before an offset in Typst text that was written with these
    /// places: where the author must look when Typst reports an error at that offset.
    pub fn at(&self, typst: &str, offset: usize) -> Option<&Span> {
        let before = typst.get(..offset)?;
        before
            .rmatch_indices("/*@")
            .map(|(i, _)| &before[i + 3..])
            .filter_map(|rest| rest.split_once("*/"))
            .find_map(|(number, _)| number.parse().ok().and_then(|number: usize| self.span(number)))
    }
}

/// The escape for Typst markup: a string expression with its semicolon.
pub fn text(text: &str) -> String {
    format!("#{};", code(&breakable(&characters::clean(text))))
}

/// Lets endless words be broken.
fn breakable(text: &str) -> Cow<'_, str> {
    if text.len() < MAX_WORD {
        return Cow::Borrowed(text);
    }
    let mut length = 0;
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        length = if matches!(c, ' ' | '\n') { 0 } else { length + 1 };
        if length > MAX_WORD {
            out.push('\u{200b}');
            length = 1;
        }
        out.push(c);
    }
    Cow::Owned(out)
}

/// The escape for Typst code: a string literal. Line ends stay (as `\n`), other control
/// characters are left out. `/*` and `*/` are written with escapes, so that content can neither
/// imitate a place comment nor end a comment that a theme has put around it.
pub fn code(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    let mut previous = ' ';
    for c in characters::clean_lines(text).chars() {
        match c {
            '*' if previous == '/' => out.push_str("\\u{2a}"),
            '/' if previous == '*' => out.push_str("\\u{2f}"),
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            _ => out.push(c),
        }
        previous = c;
    }
    out.push('"');
    out
}

/// A text as blocks, separated by blank lines; put blank lines around it. `heading_level` is the level of
/// its top headings; no level is skipped.
pub fn write(
    markdown: &Markdown,
    link_resolver: &dyn LinkResolver,
    heading_level: u8,
    span_map: &mut SpanMap,
) -> String {
    let comment = span_map.comment(&markdown.span);
    let mut writer = Writer::new(link_resolver, heading_level, span_map);
    for (number, block) in markdown.blocks.iter().enumerate() {
        writer.raw(if number > 0 { "\n\n" } else { "" });
        writer.raw(&comment);
        writer.block(block);
    }
    writer.out
}

/// A text as one run, without blocks: paragraphs, items and rows are separated by line breaks.
pub fn write_inline(markdown: &Markdown, link_resolver: &dyn LinkResolver, span_map: &mut SpanMap) -> String {
    let mut writer = Writer::new(link_resolver, 1, span_map);
    writer.span(&markdown.span);
    writer.flat(&markdown.blocks, "");
    writer.out
}

/// Inlines that stand alone, such as those of [`super::Afkortingen::mark_up_text`].
pub fn inlines(inlines: &[Inline], link_resolver: &dyn LinkResolver, span_map: &mut SpanMap) -> String {
    let mut writer = Writer::new(link_resolver, 1, span_map);
    writer.inlines(inlines);
    writer.out
}

struct Writer<'a> {
    out: String,
    link_resolver: &'a dyn LinkResolver,
    niveaus: Niveaus,
    span_map: &'a mut SpanMap,
    lines: usize,
}

impl<'a> Writer<'a> {
    fn new(link_resolver: &'a dyn LinkResolver, heading_level: u8, span_map: &'a mut SpanMap) -> Self {
        Self { out: String::new(), link_resolver, niveaus: Niveaus::starting_at(heading_level), span_map, lines: 0 }
    }

    fn raw(&mut self, typst: &str) {
        self.out.push_str(typst);
    }

    fn text(&mut self, content: &str) {
        self.out.push_str(&text(content));
    }

    fn span(&mut self, span: &Span) {
        let comment = self.span_map.comment(span);
        self.raw(&comment);
    }

    fn blocks(&mut self, blocks: &[Block]) {
        let mut previous: Option<&Block> = None;
        for block in blocks {
            self.raw(match (previous, block) {
                (None, _) => "",
                // A list below the text of an item follows it without a blank line.
                (Some(Block::Paragraph(_)), Block::Lijst { .. }) => "\n",
                _ => "\n\n",
            });
            self.block(block);
            previous = Some(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { niveau, content, .. } => {
                if shows_something(content) {
                    let niveau = self.niveaus.next(*niveau);
                    self.function(&format!("heading(level: {niveau})"), content);
                }
            }
            Block::Paragraph(content) => self.inlines(content),
            Block::Lijst { start, items } => {
                match start {
                    None => self.raw("#list("),
                    Some(start) => self.raw(&format!("#enum(start: {start}, ")),
                }
                let roomy = |b: &[Block]| b.iter().skip(1).any(|b| !matches!(b, Block::Lijst { .. }));
                if items.iter().any(|item| roomy(item)) {
                    self.raw("tight: false, ");
                }
                for item in items {
                    self.raw("[");
                    self.blocks(item);
                    self.raw("], ");
                }
                self.raw(");");
            }
            Block::Quote(blocks) => {
                self.raw("#quote(block: true)[");
                self.blocks(blocks);
                self.raw("];");
            }
            Block::Code(content) => {
                let content = code(&breakable(content.trim_end_matches('\n')));
                self.raw(&format!("#raw({content}, block: true);"));
            }
            Block::Table { heading, alignment, rows } => self.table(heading, alignment, rows),
            Block::Rule => self.raw("#line(length: 100%);"),
            Block::Figure { file, alt, span } => self.picture(file, alt, span, false),
        }
    }

    fn function(&mut self, name: &str, content: &[Inline]) {
        self.raw(&format!("#{name}["));
        self.inlines(content);
        self.raw("];");
    }

    fn table(&mut self, heading: &[Vec<Inline>], alignment: &[Alignment], rows: &[Vec<Vec<Inline>>]) {
        self.raw(&format!("#table(columns: {}, ", heading.len()));
        if alignment.iter().any(|u| *u != Alignment::Unset) {
            let names = alignment.iter().map(|u| match u {
                Alignment::Unset => "auto, ",
                Alignment::Left => "left, ",
                Alignment::Center => "center, ",
                Alignment::Right => "right, ",
            });
            self.raw(&format!("align: ({}), ", names.collect::<String>()));
        }
        if heading.iter().any(|cell| shows_something(cell)) {
            self.raw("table.header(");
            self.cells(heading);
            self.raw("),\n");
        }
        for row in rows {
            self.cells(row);
            self.raw("\n");
        }
        self.raw(");");
    }

    fn cells(&mut self, cells: &[Vec<Inline>]) {
        for cell in cells {
            self.raw("[");
            self.inlines(cell);
            self.raw("], ");
        }
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => self.text(text),
                Inline::Emphasis(content) => self.function("emph", content),
                Inline::Strong(content) => self.function("strong", content),
                Inline::Strikethrough(content) => self.function("strike", content),
                Inline::Code(content) => {
                    let content = code(&breakable(&characters::clean(content)));
                    self.raw(&format!("#raw({content});"));
                }
                Inline::Link { target, content, span } => self.link(target, content, span),
                Inline::Picture { file, alt, span } => self.picture(file, alt, span, true),
                Inline::LineBreak => self.raw("#linebreak();"),
                Inline::Afkorting { short, in_full, first: true } => self.text(&format!("{short} ({in_full})")),
                Inline::Afkorting { short, .. } => self.text(short),
            }
        }
    }

    fn link(&mut self, target: &LinkTarget, content: &[Inline], span: &Span) {
        let address = self.link_resolver.link(target).filter(|a| a.len() > 1 && a.len() <= MAX_ADDRESS);
        let Some(address) = address else { return self.inlines(content) };
        self.span(span);
        match address.strip_prefix('#') {
            Some(label) => self.function(&format!("link(label({}))", code(label)), content),
            None => self.function(&format!("link({})", code(&address)), content),
        }
    }

    fn picture(&mut self, file: &str, alt: &str, span: &Span, in_text: bool) {
        let Some(picture) = self.link_resolver.picture(file) else { return self.text(alt) };
        self.span(span);
        let (path, alt) = (code(&picture.address), code(&characters::clean(alt)));
        let picture_call =
            format!("sw-image({path}, alt: {alt}, width: {}, height: {})", picture.width, picture.height);
        self.raw(&if in_text { format!("#box({picture_call});") } else { format!("#{picture_call};") });
    }

    /// Blocks as runs of text, separated by line breaks.
    fn flat(&mut self, blocks: &[Block], before: &str) {
        for block in blocks {
            match block {
                Block::Heading { content, .. } => {
                    self.start_line(before);
                    self.function("strong", content);
                }
                Block::Paragraph(content) => {
                    self.start_line(before);
                    self.inlines(content);
                }
                Block::Lijst { start, items } => {
                    for (number, item) in items.iter().enumerate() {
                        self.flat(item, &item_marker(*start, number));
                    }
                }
                Block::Quote(blocks) => self.flat(blocks, before),
                Block::Code(content) => {
                    self.start_line(before);
                    let content = code(&breakable(&characters::clean(content.trim())));
                    self.raw(&format!("#raw({content});"));
                }
                Block::Table { heading, rows, .. } => {
                    for row in std::iter::once(heading).chain(rows) {
                        self.start_line(before);
                        for (number, cell) in row.iter().filter(|cell| shows_something(cell)).enumerate() {
                            self.raw(if number > 0 { "#\", \";" } else { "" });
                            self.inlines(cell);
                        }
                    }
                }
                Block::Rule => {}
                Block::Figure { file, alt, span } => {
                    self.start_line(before);
                    self.picture(file, alt, span, true);
                }
            }
        }
    }

    fn start_line(&mut self, before: &str) {
        if self.lines > 0 {
            self.raw("#linebreak();");
        }
        self.lines += 1;
        if !before.is_empty() {
            self.text(before);
        }
    }
}
