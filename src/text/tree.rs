//! The tree of a Markdown text, and what a writer must know of the world around it.

use std::sync::Arc;

use crate::source::Span;

use super::characters;

/// One Markdown text.
#[derive(Debug, Clone)]
pub struct Markdown {
    /// Its blocks, in order.
    pub blocks: Arc<[Block]>,
    /// Where it stands.
    pub span: Span,
}

/// A block.
#[derive(Debug, Clone)]
pub enum Block {
    /// A heading; only at the top level of the tree, never empty.
    Heading {
        /// Level as typed, 1 to 6; writers shift it and close gaps.
        niveau: u8,
        /// Slug of its text, unique in this text; may be empty.
        anchor: String,
        /// What it says; contains no images.
        content: Vec<Inline>,
    },
    /// A paragraph, never empty.
    Paragraph(Vec<Inline>),
    /// A list.
    Lijst {
        /// First number of a numbered list.
        start: Option<u64>,
        /// Its items.
        items: Vec<Vec<Block>>,
    },
    /// A block quote.
    Quote(Vec<Block>),
    /// A code block; lines end in `\n`.
    Code(String),
    /// A table.
    Table {
        /// The cells of the head; as many as there are columns.
        heading: Vec<Vec<Inline>>,
        /// Alignment per column.
        alignment: Vec<Alignment>,
        /// The rows, each with as many cells as there are columns.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// A thematic break.
    Rule,
    /// An image that stands alone.
    Figure {
        /// Path beside the text, with `/`.
        file: String,
        /// What it shows, never empty.
        alt: String,
        /// Where it stands.
        span: Span,
    },
}

/// Alignment of a table column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alignment {
    /// Not stated.
    Unset,
    /// Left.
    Left,
    /// Centred.
    Center,
    /// Right.
    Right,
}

/// A piece of a paragraph.
#[derive(Debug, Clone)]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// Struck out.
    Strikethrough(Vec<Inline>),
    /// Code.
    Code(String),
    /// A link, with content that can be seen.
    Link {
        /// Where it leads.
        target: LinkTarget,
        /// What it says.
        content: Vec<Inline>,
        /// Where it stands.
        span: Span,
    },
    /// An image among text.
    Picture {
        /// Path beside the text, with `/`.
        file: String,
        /// What it shows, never empty.
        alt: String,
        /// Where it stands.
        span: Span,
    },
    /// A line break.
    LineBreak,
    /// An abbreviation; see [`super::Afkortingen`].
    Afkorting {
        /// As it stands in the text, with a plural ending if it has one.
        short: String,
        /// What it stands for.
        in_full: String,
        /// Whether the long form is to be shown after it.
        first: bool,
    },
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum LinkTarget {
    /// `item:lijst/id`
    Item {
        /// The list.
        lijst: String,
        /// The item.
        id: String,
    },
    /// `sectie:id`
    Sectie(String),
    /// `school:slug`
    School(String),
    /// `hulp:id`
    Hulp(String),
    /// `bijlage:bestand`: a relative path that stays in its folder.
    Bijlage(String),
    /// An http or https address in ASCII.
    Web(String),
    /// A mail address in ASCII, perhaps with `?subject=...`.
    Mail(String),
    /// A telephone number: digits, perhaps after a `+`.
    Tel(String),
}

impl LinkTarget {
    /// The address, for the targets that have one of their own: web, mail, telephone.
    pub fn address(&self) -> Option<String> {
        match self {
            Self::Web(address) => Some(address.clone()),
            Self::Mail(address) => Some(format!("mailto:{address}")),
            Self::Tel(number) => Some(format!("tel:{number}")),
            Self::Item { .. } | Self::Sectie(_) | Self::School(_) | Self::Hulp(_) | Self::Bijlage(_) => None,
        }
    }
}

impl std::fmt::Display for LinkTarget {
    /// As an author writes it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Item { lijst, id } => write!(f, "item:{lijst}/{id}"),
            Self::Sectie(id) => write!(f, "sectie:{id}"),
            Self::School(slug) => write!(f, "school:{slug}"),
            Self::Hulp(id) => write!(f, "hulp:{id}"),
            Self::Bijlage(file) => write!(f, "bijlage:{file}"),
            Self::Web(_) | Self::Mail(_) | Self::Tel(_) => f.write_str(&self.address().unwrap_or_default()),
        }
    }
}

/// An image as a writer needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// HTML: the relative address; Typst: the virtual path.
    pub address: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// What a writer asks of the page or the document it writes for.
pub trait LinkResolver {
    /// The address of a link, or none to write its text alone. In Typst an address that starts
    /// with `#` is the name of a label that exists in the document.
    fn link(&self, target: &LinkTarget) -> Option<String>;

    /// An image, or none to write its alternative text.
    fn picture(&self, file: &str) -> Option<Picture>;

    /// The `id` for a heading in HTML, given its anchor; none (the default) to give it none,
    /// since several texts on one page may have the same headings.
    fn heading_id(&self, anchor: &str) -> Option<String> {
        let _ = anchor;
        None
    }
}

/// A [`LinkResolver`] where there is no site: only links with an address of their own (web, mail,
/// telephone), no images.
#[derive(Debug, Clone, Copy, Default)]
pub struct WithoutLinks;

impl LinkResolver for WithoutLinks {
    fn link(&self, target: &LinkTarget) -> Option<String> {
        target.address()
    }

    fn picture(&self, _file: &str) -> Option<Picture> {
        None
    }
}

/// Gives headings their level in the output: the top headings of the text get the level that is
/// asked for, and no level is ever skipped.
pub(super) struct Niveaus {
    basis: usize,
    open: Vec<u8>,
}

impl Niveaus {
    pub(super) fn starting_at(heading_level: u8) -> Self {
        Self { basis: usize::from(heading_level.clamp(1, 6)), open: Vec::new() }
    }

    pub(super) fn next(&mut self, niveau: u8) -> usize {
        while self.open.last().is_some_and(|&open| open >= niveau) {
            self.open.pop();
        }
        self.open.push(niveau);
        (self.basis + self.open.len() - 1).min(6)
    }
}

/// What stands before an item where a list is written as one run; `number` counts from 0.
pub(super) fn item_marker(start: Option<u64>, number: usize) -> String {
    start.map_or_else(|| "– ".to_owned(), |start| format!("{}. ", start.saturating_add(number as u64)))
}

/// Whether inlines show anything.
pub(super) fn shows_something(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| match inline {
        Inline::Text(t) | Inline::Code(t) | Inline::Afkorting { short: t, .. } => characters::is_visible(t),
        Inline::Emphasis(i) | Inline::Strong(i) | Inline::Strikethrough(i) | Inline::Link { content: i, .. } => {
            shows_something(i)
        }
        Inline::Picture { .. } => true,
        Inline::LineBreak => false,
    })
}
