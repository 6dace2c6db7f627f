//! Typed values, references and statements: what a field can hold, and what follows from it.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::Span;
use crate::text::Markdown;

use super::date::{PartialDate, Schooljaar};
use super::hoeveel::Hoeveel;

/// Whether something is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stand {
    /// It is there.
    Yes,
    /// It is not there.
    No,
    /// It is named, but nothing says that it is there for a child of this school.
    Mentioned,
    /// The document does not say.
    NotStated,
}

impl Stand {
    /// Its word in the open data.
    pub fn word(self) -> &'static str {
        match self {
            Self::Yes => "ja",
            Self::No => "nee",
            Self::Mentioned => "genoemd",
            Self::NotStated => "niet vermeld",
        }
    }

    /// Whether the school answers the question: it is there, or it is not.
    pub fn is_answer(self) -> bool {
        matches!(self, Self::Yes | Self::No)
    }
}

/// What a statement about an item rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// An answer: an item that is ticked, scored or counted, or something under `anders` that is the item.
    Answer,
    /// Someone parents can turn to, in `school.yaml`.
    Contact,
    /// A row of a table or a value of a field.
    Row,
    /// A step, choice or branch of a route: who acts in it, or what it is.
    Step,
    /// An attachment that belongs to it.
    Appendix,
    /// An abbreviation that is short for it.
    Abbreviation,
    /// A running text that links to it or uses its name.
    Text,
}

/// An item of a list, by ids.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ItemKey {
    /// Id of the list.
    pub lijst: String,
    /// Id of the item.
    pub item: String,
}

/// What a reference points to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RefTarget {
    /// An item of a list.
    Item(ItemKey),
    /// A row of a section of the same document.
    Row {
        /// Id of the section.
        sectie: String,
        /// Id of the row.
        row: String,
    },
    /// A name that is in no list.
    Free,
}

/// A reference, as typed and as understood.
#[derive(Debug, Clone)]
pub struct Reference {
    /// What it points to.
    pub ref_target: RefTarget,
    /// How it is shown: the abbreviation as typed, else the name of what it points to.
    pub name: String,
    /// A remark (`[jes: indien nodig]`).
    pub remark: Option<Markdown>,
    /// Parents' questions that it helps with on this school, where the school says so and the field counts; nothing for
    /// `geen`.
    pub hulpvragen: Option<Vec<Self>>,
    /// Where it stands.
    pub span: Span,
}

/// What was filled in.
#[derive(Debug, Clone)]
pub enum Content {
    /// Markdown text.
    Text(Markdown),
    /// An amount, also numbers and percentages.
    Hoeveel(Hoeveel),
    /// A date.
    Date(PartialDate),
    /// A school year.
    Schooljaar(Schooljaar),
    /// Yes or no.
    YesNo(bool),
    /// One of the field's own values, by its name.
    Keuze(String),
    /// References.
    References(Vec<Reference>),
    /// A web address, as typed.
    Web(String),
    /// An e-mail address.
    Mail(String),
    /// A telephone number.
    Phone(String),
    /// A file in the school's folder.
    File(String),
    /// One of the words that say why there is no value: `onbekend`, `nvt`, `volgt nog`.
    Word(Special),
}

/// Words that stand in place of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Special {
    /// Not known.
    Unknown,
    /// Does not apply.
    NotApplicable,
    /// Will follow.
    ToFollow,
}

impl Special {
    /// Reads the word as written in YAML.
    pub fn read(text: &str) -> Option<Self> {
        match text.to_lowercase().as_str() {
            "onbekend" => Some(Self::Unknown),
            "nvt" => Some(Self::NotApplicable),
            "volgt nog" => Some(Self::ToFollow),
            _ => None,
        }
    }

    /// As a reader sees it.
    pub fn readable(self) -> &'static str {
        match self {
            Self::Unknown => "onbekend",
            Self::NotApplicable => "niet van toepassing",
            Self::ToFollow => "volgt nog",
        }
    }
}

/// A value with its remark.
#[derive(Debug, Clone)]
pub struct Filled {
    /// What was filled in.
    pub content: Content,
    /// A remark on it.
    pub noot: Option<Markdown>,
    /// Where it stands.
    pub span: Span,
}

/// A value of a scale, by ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    /// Id of the scale.
    pub schaal: String,
    /// Id of the value; the lower one, when it lies between two.
    pub value: String,
    /// Id of the higher value, when it lies between two.
    pub to: Option<String>,
    /// Id of the group of the document that it is about; absent for the school as a whole.
    pub group: Option<String>,
}

/// One comparable statement: only facts are compared, counted and put into sentences.
#[derive(Debug, Clone)]
pub struct Feit {
    /// Section that says so; empty when it stands in none (an abbreviation, a contact).
    pub sectie: String,
    /// What it is about.
    pub item: ItemKey,
    /// Whether it is there.
    pub stand: Stand,
    /// What the statement rests on.
    pub evidence: Evidence,
    /// The words of the document that it is under: the title of a step, the first text of a row. An answer needs none.
    pub context: Option<String>,
    /// Places where it is (ids of the list `plaatsen`); empty means not stated.
    pub waar: BTreeSet<String>,
    /// Places where it expressly is not.
    pub not_waar: BTreeSet<String>,
    /// Remarks at one place, by the id of the place.
    pub plaats_noten: BTreeMap<String, Markdown>,
    /// Ids of the parents' questions that it helps with on this school, where the school says so.
    pub hulpvragen: Option<BTreeSet<String>>,
    /// What it scores.
    pub value: Option<Score>,
    /// How much.
    pub hoeveel: Option<Hoeveel>,
    /// A remark.
    pub noot: Option<Markdown>,
    /// When it was checked.
    pub peildatum: Option<PartialDate>,
    /// Where it stands.
    pub span: Span,
}

impl Feit {
    /// An answer that says nothing more than whether it is there.
    pub fn answer(sectie: &str, item: ItemKey, stand: Stand, span: &Span) -> Self {
        Self {
            sectie: sectie.to_owned(),
            item,
            stand,
            evidence: Evidence::Answer,
            context: None,
            waar: BTreeSet::new(),
            not_waar: BTreeSet::new(),
            plaats_noten: BTreeMap::new(),
            hulpvragen: None,
            value: None,
            hoeveel: None,
            noot: None,
            peildatum: None,
            span: span.clone(),
        }
    }

    /// A place that names the item without saying that it is there.
    pub fn mention(sectie: &str, item: ItemKey, evidence: Evidence, context: Option<String>, span: &Span) -> Self {
        Self { evidence, context, ..Self::answer(sectie, item, Stand::Mentioned, span) }
    }
}
