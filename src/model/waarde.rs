//! Typed values, references and amounts: what stands in a field.

use std::collections::{BTreeMap, BTreeSet};

use crate::bron::Plek;
use crate::tekst::Markdown;

use super::datum::{Datum, Schooljaar};
use super::hoeveel::Hoeveel;

/// Whether something is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stand {
    /// It is there.
    Ja,
    /// It is not there.
    Nee,
    /// It is named, but nothing says that it is there for a child of this school.
    Genoemd,
    /// The document does not say.
    NietVermeld,
}

impl Stand {
    /// Its word in the open data.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::Nee => "nee",
            Self::Genoemd => "genoemd",
            Self::NietVermeld => "niet vermeld",
        }
    }

    /// Whether the school answers the question: it is there, or it is not.
    pub fn is_answer(self) -> bool {
        matches!(self, Self::Ja | Self::Nee)
    }
}

/// What a statement about an item rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// An answer: an item that is ticked, scored or counted, or an own offer that is the item.
    Answer,
    /// Someone whom parents can turn to, in `school.yaml`.
    Contact,
    /// A row of a table or a value of a field.
    Row,
    /// A step, choice or branch of a route: who acts in it, or what it is.
    Step,
    /// An appendix that belongs to it.
    Appendix,
    /// An abbreviation that is short for it.
    Abbreviation,
    /// A running text that links to it or uses its name.
    Text,
}

/// An item of a list, by ids.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ItemSleutel {
    /// Id of the list.
    pub lijst: String,
    /// Id of the item.
    pub item: String,
}

/// What a reference points to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doelwit {
    /// An item of a list.
    Item(ItemSleutel),
    /// A row of a section of the same document.
    Rij {
        /// Id of the section.
        sectie: String,
        /// Id of the row.
        rij: String,
    },
    /// A name that no list has.
    Vrij,
}

/// A reference, as typed and as understood.
#[derive(Debug, Clone)]
pub struct Verwijzing {
    /// What it points to.
    pub doelwit: Doelwit,
    /// How it is shown: the abbreviation as typed, else the name of what it points to.
    pub naam: String,
    /// A remark (`[jes: indien nodig]`).
    pub opmerking: Option<Markdown>,
    /// Where it stands.
    pub plek: Plek,
}

/// What was filled in.
#[derive(Debug, Clone)]
pub enum Inhoud {
    /// Markdown text.
    Tekst(Markdown),
    /// An amount, also numbers and percentages.
    Hoeveel(Hoeveel),
    /// A date.
    Datum(Datum),
    /// A school year.
    Schooljaar(Schooljaar),
    /// Yes or no.
    JaNee(bool),
    /// One of the field's own values, by its name.
    Keuze(String),
    /// References.
    Verwijzingen(Vec<Verwijzing>),
    /// A web address, as typed.
    Web(String),
    /// An e-mail address.
    Mail(String),
    /// A telephone number.
    Telefoon(String),
    /// A file in the school's folder.
    Bestand(String),
    /// One of the words that say why there is no value: `onbekend`, `nvt`, `volgt nog`.
    Woord(Bijzonder),
}

/// Words that stand in place of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bijzonder {
    /// Not known.
    Onbekend,
    /// Does not apply.
    NietVanToepassing,
    /// Will follow.
    VolgtNog,
}

impl Bijzonder {
    /// Reads the word as written in YAML.
    pub fn lees(tekst: &str) -> Option<Self> {
        match tekst.to_lowercase().as_str() {
            "onbekend" => Some(Self::Onbekend),
            "nvt" => Some(Self::NietVanToepassing),
            "volgt nog" => Some(Self::VolgtNog),
            _ => None,
        }
    }

    /// As a reader sees it.
    pub fn leesbaar(self) -> &'static str {
        match self {
            Self::Onbekend => "onbekend",
            Self::NietVanToepassing => "niet van toepassing",
            Self::VolgtNog => "volgt nog",
        }
    }
}

/// A value with its remark.
#[derive(Debug, Clone)]
pub struct Gevuld {
    /// What was filled in.
    pub inhoud: Inhoud,
    /// A remark on it.
    pub noot: Option<Markdown>,
    /// Where it stands.
    pub plek: Plek,
}

/// A value of a scale, by ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    /// Id of the scale.
    pub schaal: String,
    /// Id of the value; the lower one, when it lies between two.
    pub waarde: String,
    /// Id of the higher value, when it lies between two.
    pub tot: Option<String>,
    /// Id of the group of the document that it is about; absent for the school as a whole.
    pub groep: Option<String>,
}

/// One comparable statement: only facts are compared, counted and put into sentences.
#[derive(Debug, Clone)]
pub struct Feit {
    /// Section that says so; empty when it stands in none (an abbreviation, a contact).
    pub sectie: String,
    /// What it is about.
    pub item: ItemSleutel,
    /// Whether it is there.
    pub stand: Stand,
    /// What the statement rests on.
    pub evidence: Evidence,
    /// The words of the document that it stands under: the title of a step, the first text of a row.
    /// An answer needs none.
    pub context: Option<String>,
    /// Places where it is (ids of the list `plaatsen`); empty means not stated.
    pub waar: BTreeSet<String>,
    /// Places where it expressly is not.
    pub niet_waar: BTreeSet<String>,
    /// Remarks at one place, by the id of the place.
    pub plaatsnoten: BTreeMap<String, Markdown>,
    /// What it scores.
    pub waarde: Option<Score>,
    /// How much.
    pub hoeveel: Option<Hoeveel>,
    /// A remark.
    pub noot: Option<Markdown>,
    /// When it was checked.
    pub peildatum: Option<Datum>,
    /// Where it stands.
    pub plek: Plek,
}

impl Feit {
    /// An answer that says nothing more than the stand.
    pub fn answer(sectie: &str, item: ItemSleutel, stand: Stand, plek: &Plek) -> Self {
        Self {
            sectie: sectie.to_owned(),
            item,
            stand,
            evidence: Evidence::Answer,
            context: None,
            waar: BTreeSet::new(),
            niet_waar: BTreeSet::new(),
            plaatsnoten: BTreeMap::new(),
            waarde: None,
            hoeveel: None,
            noot: None,
            peildatum: None,
            plek: plek.clone(),
        }
    }

    /// A place that names the item without saying that it is there.
    pub fn mention(sectie: &str, item: ItemSleutel, evidence: Evidence, context: Option<String>, plek: &Plek) -> Self {
        Self { evidence, context, ..Self::answer(sectie, item, Stand::Genoemd, plek) }
    }
}
