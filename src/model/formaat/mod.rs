//! Formats: what a document is made of. A format is data; nothing here knows any format by name.

mod gereserveerd;
mod lezen;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::bron::Plek;
use crate::tekst::Markdown;

use super::antwoord::Eigen;
use super::lijst::{Lijst, Schaal};

pub use lezen::{Bronnen, lees_eigen_sectie};

/// The definition of a kind of document.
#[derive(Debug, Clone)]
pub struct Formaat {
    /// Its id.
    pub id: String,
    /// Title of every document in this format.
    pub titel: String,
    /// Whether a document in this format can be a school's current profile.
    pub profiel: bool,
    /// What its documents belong to.
    pub van: Van,
    /// The format that this one took the place of.
    pub vorige: Option<String>,
    /// Its chapters, in order.
    pub hoofdstukken: Vec<Hoofdstuk>,
}

/// A chapter of a format.
#[derive(Debug, Clone)]
pub struct Hoofdstuk {
    /// Its id.
    pub id: String,
    /// Its title.
    pub titel: String,
    /// The format's own text above its sections.
    pub inleiding: Option<Markdown>,
    /// Its sections, in order.
    pub secties: Vec<Sectie>,
}

/// One answerable part of a format.
#[derive(Debug, Clone)]
pub struct Sectie {
    /// Its id, unique in the format.
    pub id: String,
    /// Its title.
    pub titel: String,
    /// Its kind.
    pub soort: Soort,
    /// What it is about, to a reader.
    pub onderwerp: Option<Onderwerp>,
    /// The list its items come from.
    pub lijst: Option<Arc<Lijst>>,
    /// The scale its items are judged on.
    pub schaal: Option<Arc<Schaal>>,
    /// The places an item can be at, with this format's label.
    pub waar: Vec<(String, String)>,
    /// What it means when an item is not mentioned.
    pub niet_genoemd: NietGenoemd,
    /// How the answer is drawn beside its text.
    pub beeld: Option<Beeld>,
    /// How rows are shown.
    pub weergave: Weergave,
    /// Whether every document must answer it.
    pub verplicht: bool,
    /// Whether several options may be chosen.
    pub meer: bool,
    /// The format's own text above the answer.
    pub inleiding: Option<Markdown>,
    /// The format's own text in place of an answer.
    pub vast: Option<Markdown>,
    /// Its fields.
    pub velden: Vec<Veld>,
    /// Its options: id and name.
    pub opties: Vec<(String, String)>,
    /// Options below an option, by the id of that option: id and name of each.
    pub onderopties: BTreeMap<String, Vec<(String, String)>>,
    /// What a series runs along.
    pub reeks_as: As,
    /// Columns of a series: id as typed and label. Empty: those that are filled in.
    pub kolommen: Vec<(String, String)>,
    /// Unit of a series.
    pub eenheid: Option<String>,
    /// Levels, from the widest to the narrowest.
    pub niveaus: Vec<Niveau>,
    /// Its id in the format before this one, where that differed.
    pub was: Option<String>,
    /// Where it is defined.
    pub plek: Plek,
}

impl Sectie {
    /// The lists whose items a school is asked for here: ticked, judged, or counted in a field. Places and
    /// parents' questions only say more about something else.
    pub fn asked_lists(&self) -> impl Iterator<Item = &Arc<Lijst>> {
        let own = self.lijst.iter().filter(|_| matches!(self.soort, Soort::Aanbod | Soort::Beoordeling));
        let counted = self.velden.iter().filter(|v| v.telt).flat_map(|v| &v.lijsten);
        own.chain(counted).filter(|l| l.id != "plaatsen" && l.id != "hulpvragen")
    }
}

/// A level of a section of kind `niveaus`.
#[derive(Debug, Clone)]
pub struct Niveau {
    /// Its id.
    pub id: String,
    /// Its name.
    pub naam: String,
    /// Its colour: `groen`, `geel` or `rood`; never the only sign.
    pub kleur: Option<String>,
}

/// A field of a section.
#[derive(Debug, Clone)]
pub struct Veld {
    /// Its id, unique in the section.
    pub id: String,
    /// Its title.
    pub titel: String,
    /// What may be filled in.
    pub soort: VeldType,
    /// Lists that references come from.
    pub lijsten: Vec<Arc<Lijst>>,
    /// Section whose rows are referred to.
    pub uit: Option<String>,
    /// Values of a choice: id and name.
    pub waarden: Vec<(String, String)>,
    /// Whether the values are shown as columns with a mark.
    pub als_kolommen: bool,
    /// What the field is about, where that differs from its section.
    pub onderwerp: Option<Onderwerp>,
    /// Whether a reference counts as an offer.
    pub telt: bool,
    /// Which value of `school.yaml` fills it.
    pub uit_school: Option<UitSchool>,
}

macro_rules! gesloten {
    ($(#[doc = $doc:literal])+ $naam:ident { $($(#[doc = $vdoc:literal])+ $variant:ident = $tekst:literal,)+ }) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $naam { $($(#[doc = $vdoc])+ $variant,)+ }

        impl $naam {
            /// All of them, as written in YAML.
            pub const WOORDEN: &[&str] = &[$($tekst,)+];

            /// Reads the word as written in YAML.
            pub fn lees(tekst: &str) -> Option<Self> {
                match tekst { $($tekst => Some(Self::$variant),)+ _ => None }
            }

            /// The word as written in YAML.
            pub fn woord(self) -> &'static str {
                match self { $(Self::$variant => $tekst,)+ }
            }
        }
    };
}

gesloten! {
    /// The kind of a section. The file of each kind in `soorten/` says what it does.
    Soort {
        /// Running text.
        Tekst = "tekst",
        /// Fields with a label.
        Gegevens = "gegevens",
        /// What is there, item by item.
        Aanbod = "aanbod",
        /// A choice among options.
        Keuze = "keuze",
        /// Items judged on a scale.
        Beoordeling = "beoordeling",
        /// Rows with fields.
        Tabel = "tabel",
        /// A route of steps and choices.
        Stroomschema = "stroomschema",
        /// Words with their meaning.
        Begrippen = "begrippen",
        /// Values along years, dates or groups.
        Reeks = "reeks",
        /// Levels, such as a pyramid of support.
        Niveaus = "niveaus",
        /// Documents that belong to this one.
        Bijlagen = "bijlagen",
    }
}

gesloten! {
    /// What a section is to a reader; it fills the parent page in any format.
    Onderwerp {
        /// Whom the school is for.
        Doelgroep = "doelgroep",
        /// What the school believes in.
        Visie = "visie",
        /// What the school offers.
        Aanbod = "aanbod",
        /// What the school cannot offer.
        Grenzen = "grenzen",
        /// How help is arranged.
        Route = "route",
        /// Whom to turn to.
        Contact = "contact",
        /// What came of it.
        Resultaten = "resultaten",
        /// What the school means to do.
        Plannen = "plannen",
        /// Anything else.
        Overig = "overig",
    }
}

gesloten! {
    /// The type of a field: what may be filled in.
    VeldType {
        /// Markdown text.
        Tekst = "tekst",
        /// A number.
        Getal = "getal",
        /// An amount, a duration or a frequency.
        Hoeveel = "hoeveel",
        /// A percentage.
        Percentage = "percentage",
        /// A date, as precise as it is known.
        Datum = "datum",
        /// A school year.
        Schooljaar = "schooljaar",
        /// Yes or no.
        JaNee = "ja-nee",
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
        Telefoon = "telefoon",
        /// A file of the school.
        Bestand = "bestand",
    }
}

gesloten! {
    /// How rows are shown.
    Weergave {
        /// As a table.
        Tabel = "tabel",
        /// As a list.
        Lijst = "lijst",
        /// As cards, one per row.
        Kaarten = "kaarten",
        /// As a timeline.
        Tijdlijn = "tijdlijn",
    }
}

gesloten! {
    /// How an answer is drawn beside its text; each fits one kind.
    Beeld {
        /// Shares of the values of a scale, as a bar (`beoordeling`).
        Verdeling = "verdeling",
        /// Levels on top of each other (`niveaus`).
        Piramide = "piramide",
        /// Rows and what they name in fields of type `items`, as a grid of signs (`tabel`).
        Matrix = "matrix",
    }
}

gesloten! {
    /// What a series runs along.
    As {
        /// Dates of count.
        Peildatum = "peildatum",
        /// School years.
        Schooljaar = "schooljaar",
        /// Calendar years.
        Jaar = "jaar",
        /// Groups that the format names.
        Groep = "groep",
    }
}

gesloten! {
    /// What a document in a format belongs to.
    Van {
        /// A school.
        School = "school",
        /// Nobody: a practice example.
        Praktijk = "praktijk",
    }
}

gesloten! {
    /// What it means when an item is not mentioned.
    NietGenoemd {
        /// It is not there.
        Nee = "nee",
        /// Nothing is known.
        Onbekend = "onbekend",
    }
}

gesloten! {
    /// A value of `school.yaml` that fills a field of a document.
    UitSchool {
        /// The school's name.
        Naam = "naam",
        /// The kinds of education.
        Onderwijstypen = "onderwijstypen",
        /// The board.
        Bestuur = "bestuur",
        /// The samenwerkingsverbanden.
        Samenwerkingsverbanden = "samenwerkingsverbanden",
    }
}

impl Formaat {
    /// All sections, in order.
    pub fn secties(&self) -> impl Iterator<Item = &Sectie> + Clone {
        self.hoofdstukken.iter().flat_map(|h| &h.secties)
    }

    /// The section with this id.
    pub fn sectie(&self, id: &str) -> Option<&Sectie> {
        self.secties().find(|s| s.id == id)
    }
}

impl Beeld {
    /// The kind that it fits.
    pub fn soort(self) -> Soort {
        match self {
            Self::Verdeling => Soort::Beoordeling,
            Self::Piramide => Soort::Niveaus,
            Self::Matrix => Soort::Tabel,
        }
    }
}

impl Sectie {
    /// Whether what it says is about help that a pupil can get. The subject decides, never how the
    /// answer is drawn: a judgement of something else is compared on its scale, and is no help.
    pub fn is_help(&self) -> bool {
        let limits = self.onderwerp == Some(Onderwerp::Grenzen);
        self.soort == Soort::Aanbod && !limits || self.onderwerp == Some(Onderwerp::Aanbod)
    }

    /// Whether an own row of it is help that a pupil can get: a number or a judgement is not, unless
    /// its author names a question of parents that it answers; a limit never is.
    pub fn offers(&self, eigen: &Eigen) -> bool {
        let says_so = self.is_help() || self.soort == Soort::Keuze;
        self.onderwerp != Some(Onderwerp::Grenzen)
            && (says_so && self.soort != Soort::Reeks || !eigen.hulpvragen.is_empty())
    }

    /// The field with this id.
    pub fn veld(&self, id: &str) -> Option<&Veld> {
        self.velden.iter().find(|v| v.id == id)
    }
}

impl Veld {
    /// A field with nothing but a type.
    pub fn nieuw(id: &str, titel: &str, soort: VeldType) -> Self {
        Self {
            id: id.to_owned(),
            titel: titel.to_owned(),
            soort,
            lijsten: Vec::new(),
            uit: None,
            waarden: Vec::new(),
            als_kolommen: false,
            onderwerp: None,
            telt: false,
            uit_school: None,
        }
    }
}
