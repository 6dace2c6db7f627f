//! The tree of a Markdown text, and what a writer must know of the world around it.

use std::sync::Arc;

use crate::bron::Plek;

use super::tekens;

/// One Markdown text.
#[derive(Debug, Clone)]
pub struct Markdown {
    /// Its blocks, in order.
    pub blokken: Arc<[Blok]>,
    /// Where it stands.
    pub plek: Plek,
}

/// A block.
#[derive(Debug, Clone)]
pub enum Blok {
    /// A heading; only at the top of the tree, never empty.
    Kop {
        /// Level as typed, 1 to 6; writers shift it and close gaps.
        niveau: u8,
        /// Slug of its text, unique in this text; may be empty.
        anker: String,
        /// What it says; contains no images.
        inhoud: Vec<Inline>,
    },
    /// A paragraph, never empty.
    Alinea(Vec<Inline>),
    /// A list.
    Lijst {
        /// First number of a numbered list.
        start: Option<u64>,
        /// Its items.
        items: Vec<Vec<Blok>>,
    },
    /// A block quote.
    Citaat(Vec<Blok>),
    /// A code block; lines end in `\n`.
    Code(String),
    /// A table.
    Tabel {
        /// The cells of the head; as many as there are columns.
        kop: Vec<Vec<Inline>>,
        /// Alignment per column.
        uitlijning: Vec<Uitlijning>,
        /// The rows, each with as many cells as there are columns.
        rijen: Vec<Vec<Vec<Inline>>>,
    },
    /// A thematic break.
    Lijn,
    /// An image that stands alone.
    Figuur {
        /// Path beside the text, with `/`.
        bestand: String,
        /// What it shows, never empty.
        alt: String,
        /// Where it stands.
        plek: Plek,
    },
}

/// Alignment of a table column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Uitlijning {
    /// Not stated.
    Geen,
    /// Left.
    Links,
    /// Centred.
    Midden,
    /// Right.
    Rechts,
}

/// A piece of a paragraph.
#[derive(Debug, Clone)]
pub enum Inline {
    /// Plain text.
    Tekst(String),
    /// Emphasis.
    Nadruk(Vec<Inline>),
    /// Strong emphasis.
    Sterk(Vec<Inline>),
    /// Struck out.
    Door(Vec<Inline>),
    /// Code.
    Code(String),
    /// A link, with content that can be seen.
    Link {
        /// Where it leads.
        doel: Doel,
        /// What it says.
        inhoud: Vec<Inline>,
        /// Where it stands.
        plek: Plek,
    },
    /// An image among text.
    Afbeelding {
        /// Path beside the text, with `/`.
        bestand: String,
        /// What it shows, never empty.
        alt: String,
        /// Where it stands.
        plek: Plek,
    },
    /// A line break.
    Regeleinde,
    /// An abbreviation; see [`super::Afkortingen`].
    Afkorting {
        /// As it stands in the text, so with a plural ending.
        kort: String,
        /// What it stands for.
        voluit: String,
        /// Whether the long form is to be shown beside it.
        eerste: bool,
    },
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doel {
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

impl Doel {
    /// The address, for the targets that have one of their own: web, mail, telephone.
    pub fn adres(&self) -> Option<String> {
        match self {
            Self::Web(adres) => Some(adres.clone()),
            Self::Mail(adres) => Some(format!("mailto:{adres}")),
            Self::Tel(nummer) => Some(format!("tel:{nummer}")),
            Self::Item { .. } | Self::Sectie(_) | Self::School(_) | Self::Hulp(_) | Self::Bijlage(_) => None,
        }
    }
}

impl std::fmt::Display for Doel {
    /// As an author writes it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Item { lijst, id } => write!(f, "item:{lijst}/{id}"),
            Self::Sectie(id) => write!(f, "sectie:{id}"),
            Self::School(slug) => write!(f, "school:{slug}"),
            Self::Hulp(id) => write!(f, "hulp:{id}"),
            Self::Bijlage(bestand) => write!(f, "bijlage:{bestand}"),
            Self::Web(_) | Self::Mail(_) | Self::Tel(_) => f.write_str(&self.adres().unwrap_or_default()),
        }
    }
}

/// An image as a writer needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Afbeelding {
    /// HTML: the relative address; Typst: the virtual path.
    pub adres: String,
    /// Width in pixels.
    pub breedte: u32,
    /// Height in pixels.
    pub hoogte: u32,
}

/// What a writer asks of the page or the document it writes for.
pub trait Oplosser {
    /// The address of a link, or none to write its text only. In Typst an address that starts
    /// with `#` is the name of a label that exists in the document.
    fn link(&self, doel: &Doel) -> Option<String>;

    /// An image, or none to write its alternative text.
    fn afbeelding(&self, bestand: &str) -> Option<Afbeelding>;

    /// The `id` for a heading in HTML, given its `anker`; none (the default) to give it none,
    /// since several texts on one page may have the same headings.
    fn kop_id(&self, anker: &str) -> Option<String> {
        let _ = anker;
        None
    }
}

/// An [`Oplosser`] for places without a site around them: only links with an address of their
/// own (web, mail, telephone), no images.
#[derive(Debug, Clone, Copy, Default)]
pub struct ZonderLinks;

impl Oplosser for ZonderLinks {
    fn link(&self, doel: &Doel) -> Option<String> {
        doel.adres()
    }

    fn afbeelding(&self, _bestand: &str) -> Option<Afbeelding> {
        None
    }
}

/// Gives headings their level in the output: the top headings of the text get the level that is
/// asked, and no level is ever skipped.
pub(super) struct Niveaus {
    basis: usize,
    open: Vec<u8>,
}

impl Niveaus {
    pub(super) fn vanaf(kopniveau: u8) -> Self {
        Self { basis: usize::from(kopniveau.clamp(1, 6)), open: Vec::new() }
    }

    pub(super) fn volgende(&mut self, niveau: u8) -> usize {
        while self.open.last().is_some_and(|&open| open >= niveau) {
            self.open.pop();
        }
        self.open.push(niveau);
        (self.basis + self.open.len() - 1).min(6)
    }
}

/// What stands before an item where a list is written as a run.
pub(super) fn voor_item(start: Option<u64>, nummer: usize) -> String {
    start.map_or_else(|| "– ".to_owned(), |start| format!("{}. ", start.saturating_add(nummer as u64)))
}

/// Whether the content of a heading or link shows anything.
pub(super) fn toont_iets(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| match inline {
        Inline::Tekst(t) | Inline::Code(t) | Inline::Afkorting { kort: t, .. } => tekens::zichtbaar(t),
        Inline::Nadruk(i) | Inline::Sterk(i) | Inline::Door(i) | Inline::Link { inhoud: i, .. } => toont_iets(i),
        Inline::Afbeelding { .. } => true,
        Inline::Regeleinde => false,
    })
}
