//! What is open while a Markdown text is read, and what was found in it so far.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::Options;

use crate::melding::Meldingen;
use crate::source::Span;

use super::characters;
use super::tree::{Alignment, Block, Inline, LinkTarget};

/// How deep blocks and inlines may be nested; anything deeper is flattened. Typst gives up at
/// about 20 quotes.
pub const MAX_DEPTH: usize = 12;

pub(super) fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH
}

/// What holds blocks.
#[derive(PartialEq, Eq)]
pub(super) enum BlockHolder {
    Root,
    Quote,
    /// An item of a list, with its number as typed.
    Item(Option<Number>),
}

/// A number of a list as typed: `3.` or `3)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) value: u64,
    pub(super) sign: char,
}

/// What holds inlines.
pub(super) enum InlineKind {
    /// A paragraph; `true` when the parser gives no paragraph there (tight lists, flattened blocks).
    Paragraph(bool),
    /// A paragraph with a row of dashes below it.
    Underlined(Range<usize>),
    Heading(u8, Range<usize>),
    Cell,
    /// What an HTML tag marks.
    Markup(Markup),
    Emphasis,
    Strong,
    Strikethrough,
    Link(LinkTarget, Span, String),
    /// An image; without a path when that was refused.
    Picture(Option<String>, Span),
}

/// Something that is open while the events pass.
pub(super) enum Frame {
    Blocks(Vec<Block>, BlockHolder),
    Lijst(Option<u64>, Vec<(Option<Number>, Vec<Block>)>),
    Table(Vec<Alignment>, Vec<Vec<Vec<Inline>>>, Span),
    Row(Vec<Vec<Inline>>),
    Inlines(Vec<Inline>, InlineKind),
    Code(String),
    Html(String, Range<usize>),
}

/// The tree so far.
pub(super) struct TreeBuilder<'a> {
    pub(super) frames: Vec<Frame>,
    /// For every open element: whether it has a frame, and whether it counts towards the depth.
    pub(super) saved: Vec<(bool, bool)>,
    pub(super) depth: usize,
    pub(super) in_heading: bool,
    pub(super) too_deep_reported: bool,
    pub(super) anchors: Anchors,
    /// Headings at the top of the text.
    pub(super) headings: Vec<Heading>,
    /// What was reported about HTML tags: each is reported once per text.
    pub(super) html_seen: BTreeSet<String>,
    /// How far addresses were found in the text, in bytes.
    pub(super) addresses_from: usize,
    pub(super) span: &'a Span,
    /// The text itself.
    pub(super) source_text: &'a str,
    pub(super) exact: bool,
    pub(super) meldingen: &'a mut Meldingen,
}

/// The first line of a place.
pub(super) fn first_line(span: &Span) -> Span {
    span.part(0, span.text().find('\n').unwrap_or(span.text().len()))
}

/// What a tag marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    Strong,
    Emphasis,
    Struck,
    Below,
    Above,
    Link(LinkTarget),
}

/// A tag that is open.
pub(super) struct Markup {
    pub(super) mark: Mark,
    pub(super) span: Span,
}

/// A heading at the top level of a text; without an anchor where it is none in the tree.
#[derive(Debug)]
pub(super) struct Heading {
    pub(super) niveau: u8,
    pub(super) anchor: Option<String>,
    pub(super) range: Range<usize>,
}

/// Gives headings an anchor that no other heading of the text has.
#[derive(Default)]
pub(super) struct Anchors(BTreeMap<String, usize>);

impl Anchors {
    pub(super) fn give(&mut self, words: &str) -> String {
        let slug = characters::slug(words);
        let mut anchor = slug.clone();
        while self.0.contains_key(&anchor) {
            let times = self.0.entry(slug.clone()).or_insert(1);
            *times += 1;
            anchor = format!("{slug}-{times}");
        }
        self.0.insert(anchor.clone(), 1);
        anchor
    }
}
