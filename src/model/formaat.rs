//! Formats: what a document is made of. A format is data; nothing here knows any format by name.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::source::Span;
use crate::text::Markdown;

use super::antwoord::OwnItem;
use super::lijst::{Lijst, Schaal};

/// The definition of a kind of document.
#[derive(Debug, Clone)]
pub struct Formaat {
    /// Its id.
    pub id: String,
    /// Title of every document in this format.
    pub title: String,
    /// Whether a document in this format can be a school's current profile.
    pub profiel: bool,
    /// What its documents belong to.
    pub from: BelongsTo,
    /// The format that this one replaced.
    pub previous: Option<String>,
    /// Its chapters, in order.
    pub hoofdstukken: Vec<Hoofdstuk>,
    /// Whether something is wrong with its definition, so that it may lack sections. What a document says under a
    /// section that is not there is not judged then.
    pub flawed: bool,
    /// Ids of sections whose definition could not be read.
    pub unreadable: BTreeSet<String>,
}

/// A chapter of a format.
#[derive(Debug, Clone)]
pub struct Hoofdstuk {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The format's own text above its sections.
    pub introduction: Option<Markdown>,
    /// Its sections, in order.
    pub secties: Vec<Sectie>,
}

/// One answerable part of a format.
#[derive(Debug, Clone)]
pub struct Sectie {
    /// Its id, unique in the format.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Heading in words of parents, where that differs from the title.
    pub heading_ouders: Option<String>,
    /// Its kind.
    pub soort: Soort,
    /// What it is about, to a reader.
    pub onderwerp: Option<Onderwerp>,
    /// The list its items come from.
    pub lijst: Option<Arc<Lijst>>,
    /// The scale its items are scored on.
    pub schaal: Option<Arc<Schaal>>,
    /// The places an item can be at, with this format's label.
    pub waar: Vec<(String, String)>,
    /// What it means when an item is not mentioned.
    pub not_mentioned: NotMentioned,
    /// How the answer is drawn, besides its text.
    pub drawing: Option<Drawing>,
    /// How rows are shown.
    pub display: DisplayMode,
    /// Whether every document must answer it.
    pub mandatory: bool,
    /// Whether several options may be chosen.
    pub more: bool,
    /// The format's own text above the answer.
    pub introduction: Option<Markdown>,
    /// The format's own text in place of an answer.
    pub fixed: Option<Markdown>,
    /// Its fields.
    pub fields: Vec<Field>,
    /// Its options: id and name.
    pub options: Vec<(String, String)>,
    /// Options below an option, by the id of that option: id and name of each.
    pub sub_options: BTreeMap<String, Vec<(String, String)>>,
    /// What a series runs along.
    pub reeks_axis: Axis,
    /// Columns of a series: id as typed and label. Empty: those that are filled in.
    pub columns: Vec<(String, String)>,
    /// Unit of a series.
    pub unit: Option<String>,
    /// Levels, from the widest to the narrowest.
    pub niveaus: Vec<Niveau>,
    /// Its id in the format before this one, where that differed.
    pub was: Option<String>,
    /// Whether something is wrong with its definition, apart from that of its fields. Answers are not judged against
    /// it then: one slip in a format would be an error in every document.
    pub flawed: bool,
    /// Where it is defined.
    pub span: Span,
}

impl Sectie {
    /// The lists whose items a school is asked for here: ticked, scored, or counted in a field. Places and
    /// parents' questions only say more about something else.
    pub fn asked_lists(&self) -> impl Iterator<Item = &Arc<Lijst>> {
        let own = self.lijst.iter().filter(|_| self.has_items());
        let counted = self.fields.iter().filter(|v| v.counts).flat_map(|v| &v.lijsten);
        own.chain(counted).filter(|l| l.id != "plaatsen" && l.id != "hulpvragen")
    }
}

/// A level of a section of kind `niveaus`.
#[derive(Debug, Clone)]
pub struct Niveau {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its colour: `groen`, `geel` or `rood`. Colour alone never carries the meaning.
    pub color: Option<String>,
}

/// A field of a section.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its id, unique in the section.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What may be filled in.
    pub soort: FieldType,
    /// Lists that references come from.
    pub lijsten: Vec<Arc<Lijst>>,
    /// Section whose rows references may point to.
    pub out: Option<String>,
    /// Values of a choice: id and name.
    pub values: Vec<(String, String)>,
    /// Whether the values are shown as columns with a mark.
    pub as_columns: bool,
    /// What the field is about, where that differs from its section.
    pub onderwerp: Option<Onderwerp>,
    /// Whether what it refers to counts as offered.
    pub counts: bool,
    /// Which value of `school.yaml` fills it.
    pub from_school: Option<FromSchool>,
    /// Whether something is wrong with its definition; then what is filled in is not judged.
    pub flawed: bool,
}

macro_rules! closed_enum {
    ($(#[doc = $doc:literal])+ $name:ident { $($(#[doc = $vdoc:literal])+ $variant:ident = $text:literal,)+ }) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[doc = $vdoc])+ $variant,)+ }

        impl $name {
            /// All of them, as written in YAML.
            pub const WORDS: &[&str] = &[$($text,)+];

            /// Reads the word as written in YAML.
            pub fn read(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)+ _ => None }
            }

            /// The word as written in YAML.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }
        }
    };
}

closed_enum! {
    /// The kind of a section. The file of each kind in `soorten/` says what it does.
    Soort {
        /// Running text.
        Text = "tekst",
        /// Fields with a label.
        Gegevens = "gegevens",
        /// What is there, item by item.
        Aanbod = "aanbod",
        /// A choice among options.
        Keuze = "keuze",
        /// Items scored on a scale.
        Beoordeling = "beoordeling",
        /// Rows with fields.
        Table = "tabel",
        /// A route of steps and choices.
        Stroomschema = "stroomschema",
        /// Words with their meaning.
        Begrippen = "begrippen",
        /// Values over years, dates or groups.
        Reeks = "reeks",
        /// Levels, such as a pyramid of support.
        Niveaus = "niveaus",
        /// Documents that belong to this one.
        Bijlagen = "bijlagen",
    }
}

closed_enum! {
    /// What a section is to a reader: this decides where it appears on the parent page, whatever the format.
    Onderwerp {
        /// Whom the school is for.
        TargetGroup = "doelgroep",
        /// What the school believes in.
        Vision = "visie",
        /// What the school offers.
        Aanbod = "aanbod",
        /// What the school cannot offer.
        Grenzen = "grenzen",
        /// How help is arranged.
        Route = "route",
        /// Whom to turn to.
        Contact = "contact",
        /// What the help achieved.
        Results = "resultaten",
        /// What the school intends to do.
        Plans = "plannen",
        /// Anything else.
        Other = "overig",
    }
}

closed_enum! {
    /// The type of a field: what may be filled in.
    FieldType {
        /// Markdown text.
        Text = "tekst",
        /// A number.
        Number = "getal",
        /// An amount, a duration or a frequency.
        Hoeveel = "hoeveel",
        /// A percentage.
        Percentage = "percentage",
        /// A date, as precise as it is known.
        Date = "datum",
        /// A school year.
        Schooljaar = "schooljaar",
        /// Yes or no.
        YesNo = "ja-nee",
        /// One of the field's own values.
        Keuze = "keuze",
        /// One reference.
        Item = "item",
        /// References.
        Items = "items",
        /// A web address.
        Web = "web",
        /// An e-mail address.
        Mail = "mail",
        /// A telephone number.
        Phone = "telefoon",
        /// A file of the school.
        File = "bestand",
    }
}

closed_enum! {
    /// How rows are shown.
    DisplayMode {
        /// As a table.
        Table = "tabel",
        /// As a list.
        Lijst = "lijst",
        /// As cards, one per row.
        Cards = "kaarten",
        /// As a timeline.
        Timeline = "tijdlijn",
    }
}

closed_enum! {
    /// How an answer is drawn, besides its text; each drawing fits one kind.
    Drawing {
        /// Shares of the values of a scale, as a bar (`beoordeling`).
        Distribution = "verdeling",
        /// Levels on top of each other (`niveaus`).
        Pyramid = "piramide",
        /// Rows and what they name in fields of type `items`, as a grid of marks (`tabel`).
        Matrix = "matrix",
    }
}

closed_enum! {
    /// What a series runs along.
    Axis {
        /// Dates of count.
        Peildatum = "peildatum",
        /// School years.
        Schooljaar = "schooljaar",
        /// Calendar years.
        Year = "jaar",
        /// Groups that the format names.
        Group = "groep",
    }
}

closed_enum! {
    /// What a document in a format belongs to.
    BelongsTo {
        /// A school.
        School = "school",
        /// Nobody: a practice example.
        Praktijk = "praktijk",
    }
}

closed_enum! {
    /// What it means when an item is not mentioned.
    NotMentioned {
        /// It is not there.
        No = "nee",
        /// Nothing is known.
        Unknown = "onbekend",
    }
}

closed_enum! {
    /// A value of `school.yaml` that fills a field of a document.
    FromSchool {
        /// The school's name.
        Name = "naam",
        /// The kinds of education.
        EducationTypes = "onderwijstypen",
        /// The board.
        Bestuur = "bestuur",
        /// The samenwerkingsverbanden.
        Samenwerkingsverbanden = "samenwerkingsverbanden",
    }
}

impl Formaat {
    /// Adds a section that a document defines itself: after the section it names, else at the end.
    pub fn insert(&mut self, sectie: Sectie, after: Option<&str>) {
        let span = after.and_then(|after| {
            self.hoofdstukken
                .iter()
                .enumerate()
                .find_map(|(h, hoofdstuk)| Some((h, hoofdstuk.secties.iter().position(|s| s.id == after)?)))
        });
        match (span, self.hoofdstukken.last_mut()) {
            (Some((h, s)), _) => self.hoofdstukken[h].secties.insert(s + 1, sectie),
            (None, Some(last)) => last.secties.push(sectie),
            (None, None) => {}
        }
    }

    /// All sections, in order.
    pub fn secties(&self) -> impl Iterator<Item = &Sectie> + Clone {
        self.hoofdstukken.iter().flat_map(|h| &h.secties)
    }

    /// Whether a section may be missing because of an error in the format, which was reported there.
    pub fn may_lack(&self, id: &str) -> bool {
        self.flawed || self.unreadable.contains(id)
    }

    /// The section with this id.
    pub fn sectie(&self, id: &str) -> Option<&Sectie> {
        self.secties().find(|s| s.id == id)
    }
}

impl Drawing {
    /// The kind that it fits.
    pub fn soort(self) -> Soort {
        match self {
            Self::Distribution => Soort::Beoordeling,
            Self::Pyramid => Soort::Niveaus,
            Self::Matrix => Soort::Table,
        }
    }
}

impl Sectie {
    /// Whether what it says is about help that a pupil can get. The subject decides, never how the answer is drawn:
    /// scores for something else are compared on their scale, and are not help.
    pub fn is_help(&self) -> bool {
        let limits = self.onderwerp == Some(Onderwerp::Grenzen);
        self.soort == Soort::Aanbod && !limits || self.onderwerp == Some(Onderwerp::Aanbod)
    }

    /// Its heading as parents read it: its own, else that of the list of help that it is about, else its title.
    pub fn heading_for_parents(&self) -> &str {
        let of_lijst = || self.lijst.as_ref().filter(|_| self.is_help())?.heading_ouders.as_deref();
        self.heading_ouders.as_deref().or_else(of_lijst).unwrap_or(&self.title)
    }

    /// Whether its answers are about the items of a list, one by one: whether they are there, or how far they are.
    pub fn has_items(&self) -> bool {
        matches!(self.soort, Soort::Aanbod | Soort::Beoordeling)
    }

    /// Whether a row that the school added to it is help that a pupil can get: a number or a score is not, unless its
    /// author names a parents' question that it answers; a limit never is.
    pub fn offers(&self, own: &OwnItem) -> bool {
        let says_so = self.is_help() || self.soort == Soort::Keuze;
        self.onderwerp != Some(Onderwerp::Grenzen)
            && (says_so && self.soort != Soort::Reeks || !own.hulpvragen.is_empty())
    }

    /// The field with this id.
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.fields.iter().find(|v| v.id == id)
    }
}

impl Field {
    /// A field with nothing but a type.
    pub fn new(id: &str, title: &str, soort: FieldType) -> Self {
        Self {
            id: id.to_owned(),
            title: title.to_owned(),
            soort,
            lijsten: Vec::new(),
            out: None,
            values: Vec::new(),
            as_columns: false,
            onderwerp: None,
            counts: false,
            from_school: None,
            flawed: false,
        }
    }
}
