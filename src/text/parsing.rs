//! From Markdown to the tree: CommonMark with tables and strikethrough, read as people mean it who do not know
//! Markdown; see [`super::prepare`].

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Alignment as CmAlignment, Event, LinkType, Parser, Tag, TagEnd};

use crate::melding::Meldingen;
use crate::source::Span;

use super::frames::{Anchors, BlockHolder, Frame, Heading, InlineKind, MAX_DEPTH, TreeBuilder, options};
use super::prepare::prepare;
use super::signs::shown;
use super::text_form::TextForm;
use super::tree::{Alignment, Block, Inline, Markdown};
use super::{characters, links};

/// Parses a text. `span` covers it; `exact` says that the text stands there byte for byte, so
/// that links and images get places of their own.
///
/// Links that are refused become their text, images without alternative text are left out, and
/// images with a refused path become their alternative text; all are reported. So is HTML that has no meaning here, and
/// what can be read in two ways.
pub fn parse(text: &str, form: TextForm, span: &Span, exact: bool, meldingen: &mut Meldingen) -> Markdown {
    let (blocks, _) = build(text, form, span, exact, meldingen);
    Markdown { blocks: blocks.into(), span: span.clone() }
}

/// The blocks of a text, and its headings with where they stand.
pub(super) fn build(
    text: &str,
    form: TextForm,
    span: &Span,
    exact: bool,
    meldingen: &mut Meldingen,
) -> (Vec<Block>, Vec<Heading>) {
    let prepared = prepare(text, form);
    let mut builder = TreeBuilder {
        frames: vec![Frame::Blocks(Vec::new(), BlockHolder::Root)],
        saved: Vec::new(),
        depth: 0,
        in_heading: false,
        too_deep_reported: false,
        anchors: Anchors::default(),
        headings: Vec::new(),
        html_seen: BTreeSet::new(),
        addresses_from: 0,
        span,
        source_text: text,
        exact: exact && span.text() == text,
        meldingen,
    };
    for doubt in &prepared.doubts {
        builder.doubt(doubt.at.clone(), &doubt.message, &doubt.hint);
    }
    for (event, range) in Parser::new_ext(&prepared.text, options()).into_offset_iter() {
        match event {
            Event::SoftBreak if prepared.is_break(&range) => builder.take(Event::HardBreak, range),
            event => builder.take(event, range),
        }
    }
    builder.close_loose();
    let blocks = match builder.frames.into_iter().next() {
        Some(Frame::Blocks(blocks, _)) => blocks,
        _ => Vec::new(),
    };
    (blocks, builder.headings)
}

impl TreeBuilder<'_> {
    pub(super) fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.open(tag, range),
            Event::End(tag) => self.close_frame(tag),
            Event::Text(t) | Event::Html(t) => self.text(&shown(&t)),
            Event::InlineHtml(t) => self.html(&shown(&t), &range),
            Event::Code(t) => {
                let code = characters::clean(&shown(&t)).into_owned();
                if characters::is_visible(&code) {
                    self.inline(Inline::Code(code));
                }
            }
            Event::SoftBreak => self.text(" "),
            Event::HardBreak if self.in_heading => self.text(" "),
            Event::HardBreak => self.inline(Inline::LineBreak),
            Event::Rule => self.block(Block::Rule),
            // Not enabled; their words are shown should they ever come.
            Event::InlineMath(t) | Event::DisplayMath(t) | Event::FootnoteReference(t) => self.text(&shown(&t)),
            Event::TaskListMarker(_) => {}
        }
    }

    fn open(&mut self, tag: Tag<'_>, range: Range<usize>) {
        let in_block =
            !matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. });
        if in_block {
            self.close_loose();
        }
        let counts = !in_block || matches!(tag, Tag::BlockQuote(_) | Tag::List(_) | Tag::Table(_));
        if counts && self.depth >= MAX_DEPTH {
            self.report_too_deep(range);
            self.saved.push((false, false));
            return;
        }
        if !in_block {
            self.open_loose();
        }
        let frame = self.frame(tag, range);
        let (has, counts) = (frame.is_some(), counts && frame.is_some());
        self.depth += usize::from(counts);
        self.saved.push((has, counts));
        self.frames.extend(frame);
    }

    fn frame(&mut self, tag: Tag<'_>, range: Range<usize>) -> Option<Frame> {
        let inlines = |kind| Some(Frame::Inlines(Vec::new(), kind));
        match tag {
            Tag::Paragraph => inlines(InlineKind::Paragraph(false)),
            Tag::Heading { .. } if self.is_underlined(&range) => inlines(InlineKind::Underlined(range)),
            Tag::Heading { level, .. } => {
                self.in_heading = true;
                inlines(InlineKind::Heading(level as u8, range))
            }
            Tag::BlockQuote(_) => Some(Frame::Blocks(Vec::new(), BlockHolder::Quote)),
            Tag::CodeBlock(_) => Some(Frame::Code(String::new())),
            Tag::HtmlBlock => Some(Frame::Html(String::new(), range)),
            Tag::List(start) => Some(Frame::Lijst(start, Vec::new())),
            Tag::Item if matches!(self.frames.last(), Some(Frame::Lijst(..))) => {
                Some(Frame::Blocks(Vec::new(), BlockHolder::Item(self.number_at(range.start))))
            }
            Tag::Table(columns) => {
                let span = self.span_of(range);
                Some(Frame::Table(columns.into_iter().map(alignment).collect(), Vec::new(), span))
            }
            Tag::TableHead | Tag::TableRow if matches!(self.frames.last(), Some(Frame::Table(..))) => {
                self.check_row(&range);
                Some(Frame::Row(Vec::new()))
            }
            Tag::TableCell if matches!(self.frames.last(), Some(Frame::Row(_))) => inlines(InlineKind::Cell),
            Tag::Emphasis => inlines(InlineKind::Emphasis),
            Tag::Strong => inlines(InlineKind::Strong),
            Tag::Strikethrough => inlines(InlineKind::Strikethrough),
            Tag::Link { link_type, dest_url, .. } => self.link(link_type, &shown(&dest_url), range),
            Tag::Image { dest_url, .. } => {
                let span = self.span_of(range);
                let file =
                    links::parse_path(&shown(&dest_url)).map_err(|refusal| self.report_refusal(refusal, &span)).ok();
                inlines(InlineKind::Picture(file, span))
            }
            _ => None,
        }
    }

    fn link(&mut self, kind: LinkType, address: &str, range: Range<usize>) -> Option<Frame> {
        let span = self.span_of(range);
        let whole = if kind == LinkType::Email && !address.to_ascii_lowercase().starts_with("mailto:") {
            format!("mailto:{address}")
        } else {
            address.to_owned()
        };
        let target = links::read(&whole).map_err(|refusal| self.report_refusal(refusal, &span)).ok()?;
        Some(Frame::Inlines(Vec::new(), InlineKind::Link(target, span, characters::clean(address).into_owned())))
    }

    fn close_frame(&mut self, tag: TagEnd) {
        let in_inline =
            matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image);
        if in_inline {
            self.close_markup();
        } else {
            self.close_loose();
        }
        if matches!(tag, TagEnd::Heading(_)) {
            self.in_heading = false;
        }
        let (has, counts) = self.saved.pop().unwrap_or_default();
        self.depth -= usize::from(counts);
        if has
            && self.frames.len() > 1
            && let Some(frame) = self.frames.pop()
        {
            self.complete(frame);
        }
    }
}

fn alignment(from: CmAlignment) -> Alignment {
    match from {
        CmAlignment::None => Alignment::Unset,
        CmAlignment::Left => Alignment::Left,
        CmAlignment::Center => Alignment::Center,
        CmAlignment::Right => Alignment::Right,
    }
}
