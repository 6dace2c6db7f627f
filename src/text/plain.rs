//! What a text says without its form, and which links and images it has.

use std::sync::Arc;

use crate::source::Span;

use super::tree::{Block, Inline, LinkTarget, Markdown};
use super::{characters, sentences};

impl Markdown {
    /// The words, one line per paragraph, line, item, row or heading. What is struck out stands between `~~`, so that
    /// nobody reads it as if it held.
    pub fn plain_text(&self) -> String {
        self.plain(PlainMode::Words).join("\n")
    }

    /// The words as [`Self::plain_text`] has them, all on one line.
    pub fn plain_line(&self) -> String {
        self.plain_text().replace('\n', " ")
    }

    /// The words as [`Self::plain_text`] has them, with the numbers of items as typed: for data, where nothing that is
    /// said may get lost with the form.
    pub fn data_text(&self) -> String {
        self.plain(PlainMode::Data).join("\n")
    }

    fn plain(&self, mode: PlainMode) -> Vec<String> {
        let mut lines = Vec::new();
        for block in self.blocks.iter() {
            lines_of_block(block, mode, &mut lines);
        }
        lines
    }

    /// Whether it shows nothing.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// Whether it is one paragraph or nothing, so that `write_inline` loses nothing.
    pub fn is_one_paragraph(&self) -> bool {
        matches!(*self.blocks, [] | [Block::Paragraph(_)])
    }

    /// The first `n` sentences of its paragraphs, lists and quotes, as plain text on one line, without what is struck
    /// out.
    pub fn first_sentences(&self, n: usize) -> String {
        let lines = self.plain(PlainMode::Sentences);
        let all = lines.iter().flat_map(|line| sentences::sentences(line));
        all.take(n).collect::<Vec<_>>().join(" ")
    }

    /// Its links, in order.
    pub fn links(&self) -> Vec<(&LinkTarget, &Span)> {
        let mut out = Vec::new();
        self.each_inline(&mut |inline| {
            if let Inline::Link { target, span, .. } = inline {
                out.push((target, span));
            }
        });
        out
    }

    /// The paths of its images, in order.
    pub fn pictures(&self) -> Vec<(&str, &Span)> {
        fn of_blocks<'a>(blocks: &'a [Block], out: &mut Vec<(&'a str, &'a Span)>) {
            for block in blocks {
                if let Block::Figure { file, span, .. } = block {
                    out.push((file, span));
                }
                let mut take = |inline: &'a Inline| {
                    if let Inline::Picture { file, span, .. } = inline {
                        out.push((file, span));
                    }
                };
                own_inlines(block, &mut |inlines| each(inlines, &mut take));
                for part in own_blocks(block) {
                    of_blocks(part, out);
                }
            }
        }
        let mut out = Vec::new();
        of_blocks(&self.blocks, &mut out);
        out
    }

    fn each_inline<'a>(&'a self, visit: &mut dyn FnMut(&'a Inline)) {
        fn of_blocks<'a>(blocks: &'a [Block], visit: &mut dyn FnMut(&'a Inline)) {
            for block in blocks {
                own_inlines(block, &mut |inlines| each(inlines, visit));
                for part in own_blocks(block) {
                    of_blocks(part, visit);
                }
            }
        }
        of_blocks(&self.blocks, visit);
    }

    /// Replaces every piece of text, code and alternative text, for example with what
    /// [`characters::without_missing_glyphs`] makes of it. Links and paths stay.
    pub fn replace_text(&mut self, replace: &mut dyn FnMut(&str) -> String) {
        for block in Arc::make_mut(&mut self.blocks) {
            replace_block(block, replace);
        }
    }
}

/// Which part of a text is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PlainMode {
    /// All words.
    Words,
    /// All words, and the numbers of items.
    Data,
    /// The sentences that hold: no headings and tables, nothing that is struck out.
    Sentences,
}

/// The runs of inlines that stand directly in a block.
fn own_inlines<'a>(block: &'a Block, visit: &mut dyn FnMut(&'a [Inline])) {
    match block {
        Block::Heading { content, .. } | Block::Paragraph(content) => visit(content),
        Block::Table { heading, rows, .. } => heading.iter().chain(rows.iter().flatten()).for_each(|cell| visit(cell)),
        Block::Lijst { .. } | Block::Quote(_) | Block::Code(_) | Block::Rule | Block::Figure { .. } => {}
    }
}

/// The runs of blocks that stand directly in a block.
fn own_blocks(block: &Block) -> impl Iterator<Item = &[Block]> {
    let (items, quotation): (&[Vec<Block>], &[Block]) = match block {
        Block::Lijst { items, .. } => (items, &[]),
        Block::Quote(blocks) => (&[], blocks),
        _ => (&[], &[]),
    };
    items.iter().map(Vec::as_slice).chain(std::iter::once(quotation))
}

fn each<'a>(inlines: &'a [Inline], visit: &mut dyn FnMut(&'a Inline)) {
    for inline in inlines {
        visit(inline);
        match inline {
            Inline::Emphasis(i) | Inline::Strong(i) | Inline::Strikethrough(i) | Inline::Link { content: i, .. } => {
                each(i, visit)
            }
            _ => {}
        }
    }
}

/// The words of inlines, on one line.
pub(super) fn of_inlines(inlines: &[Inline]) -> String {
    let mut out = String::new();
    each(inlines, &mut |inline| match inline {
        Inline::Text(t) | Inline::Code(t) | Inline::Afkorting { short: t, .. } | Inline::Picture { alt: t, .. } => {
            out.push_str(t);
        }
        Inline::LineBreak => out.push(' '),
        Inline::Emphasis(_) | Inline::Strong(_) | Inline::Strikethrough(_) | Inline::Link { .. } => {}
    });
    out
}

/// The words of a run; a line break ends a line.
fn words(inlines: &[Inline], mode: PlainMode) -> String {
    let mut out = String::new();
    for inline in inlines {
        match inline {
            Inline::Strikethrough(_) if mode == PlainMode::Sentences => {}
            Inline::Strikethrough(inside) => out.push_str(&format!("~~{}~~", words(inside, mode).trim())),
            Inline::LineBreak => out.push('\n'),
            Inline::Emphasis(inside) | Inline::Strong(inside) | Inline::Link { content: inside, .. } => {
                out.push_str(&words(inside, mode));
            }
            inline => out.push_str(&of_inlines(std::slice::from_ref(inline))),
        }
    }
    out
}

/// Adds the lines of a run.
fn lines(inlines: &[Inline], mode: PlainMode, out: &mut Vec<String>) {
    let words = words(inlines, mode);
    if mode != PlainMode::Sentences {
        out.push(words);
        return;
    }
    // Where something was left out, one space remains.
    let lines = words.lines().map(|line| line.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "));
    out.extend(lines.filter(|line| !line.is_empty()));
}

fn lines_of_block(block: &Block, mode: PlainMode, out: &mut Vec<String>) {
    match block {
        Block::Paragraph(content) => lines(content, mode, out),
        Block::Lijst { start, items } => {
            for (number, item) in (start.unwrap_or_default()..).zip(items) {
                let from = out.len();
                item.iter().for_each(|block| lines_of_block(block, mode, out));
                if let Some(first) = out.get_mut(from).filter(|_| mode == PlainMode::Data && start.is_some()) {
                    first.insert_str(0, &format!("{number}. "));
                }
            }
        }
        Block::Quote(blocks) => blocks.iter().for_each(|block| lines_of_block(block, mode, out)),
        _ if mode == PlainMode::Sentences => {}
        Block::Heading { content, .. } => lines(content, mode, out),
        Block::Code(code) => out.push(code.trim_end().to_owned()),
        Block::Table { heading, rows, .. } => {
            for row in std::iter::once(heading).chain(rows) {
                let cells = row.iter().map(|cell| words(cell, mode).replace('\n', " "));
                out.push(cells.filter(|cell| characters::is_visible(cell)).collect::<Vec<_>>().join(", "));
            }
        }
        Block::Figure { alt, .. } => out.push(alt.clone()),
        Block::Rule => {}
    }
}

fn replace_block(block: &mut Block, replace: &mut dyn FnMut(&str) -> String) {
    match block {
        Block::Heading { content, .. } | Block::Paragraph(content) => replace_inlines(content, replace),
        Block::Lijst { items, .. } => items.iter_mut().flatten().for_each(|b| replace_block(b, replace)),
        Block::Quote(blocks) => blocks.iter_mut().for_each(|b| replace_block(b, replace)),
        Block::Code(text) | Block::Figure { alt: text, .. } => *text = replace(text),
        Block::Table { heading, rows, .. } => {
            heading.iter_mut().chain(rows.iter_mut().flatten()).for_each(|cell| replace_inlines(cell, replace));
        }
        Block::Rule => {}
    }
}

/// [`Markdown::replace_text`] for inlines that stand alone.
pub fn replace_inlines(inlines: &mut [Inline], replace: &mut dyn FnMut(&str) -> String) {
    for inline in inlines {
        match inline {
            Inline::Text(t) | Inline::Code(t) | Inline::Picture { alt: t, .. } => *t = replace(t),
            Inline::Emphasis(i) | Inline::Strong(i) | Inline::Strikethrough(i) | Inline::Link { content: i, .. } => {
                replace_inlines(i, replace);
            }
            Inline::Afkorting { short, in_full, .. } => {
                *short = replace(short);
                *in_full = replace(in_full);
            }
            Inline::LineBreak => {}
        }
    }
}
