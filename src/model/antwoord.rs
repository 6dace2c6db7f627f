//! Answers: what a document says in each section, in the five shapes that all kinds build on.

use crate::source::Span;
use crate::text::Markdown;

use super::date::PartialDate;
use super::hoeveel::Hoeveel;
use super::value::{Content, Filled, ItemKey, RefTarget, Reference, Special, Stand};
use crate::model::Spanned;

/// The answer to one section.
#[derive(Debug, Clone)]
pub struct Antwoord {
    /// Id of the section.
    pub sectie: String,
    /// What was answered.
    pub content: AnswerBody,
    /// Explanation in the school's words.
    pub toelichting: Option<Markdown>,
    /// Text for parents (B1).
    pub for_ouders: Option<Markdown>,
    /// What the school has that is not in the list.
    pub others: Vec<OwnItem>,
    /// Where the answer comes from.
    pub source: Option<Markdown>,
    /// The day its facts were true, when it differs from the document's.
    pub peildatum: Option<PartialDate>,
    /// When it was last checked.
    pub checked_on: Option<PartialDate>,
    /// Whether the section does not apply to this school.
    pub not_applicable: bool,
    /// What the limits in it are about, in a section with `onderwerp: grenzen`.
    pub about: About,
    /// Where it stands.
    pub span: Span,
}

/// What a limit is about, as its author says: the keys `hulpvragen` and `items` of a section with
/// `onderwerp: grenzen`, of its rows and of groups of rows. The nearest one counts.
#[derive(Debug, Clone, Default)]
pub struct About {
    /// Parents' questions. `None`: not stated, so that the words decide. An empty list: the author wrote `geen`, it is
    /// about none of them.
    pub hulpvragen: Option<Vec<Reference>>,
    /// Items that the school says it cannot offer.
    pub items: Vec<Reference>,
}

impl About {
    /// Whether nothing was stated.
    pub fn is_empty(&self) -> bool {
        self.hulpvragen.is_none() && self.items.is_empty()
    }
}

/// The content of an answer, by shape.
#[derive(Debug, Clone)]
pub enum AnswerBody {
    /// Nothing was filled in.
    Nothing,
    /// Running text.
    Text(Markdown),
    /// Fields: index of the field in the section, and its value.
    Fields(Vec<(usize, Filled)>),
    /// Items, in the order of the list.
    Items(Vec<ItemAntwoord>),
    /// Rows, grouped and nested.
    Rows(Vec<Row>),
    /// A route.
    Graaf(Graaf),
}

/// What is said about one item or option.
#[derive(Debug, Clone)]
pub struct ItemAntwoord {
    /// Index: of the item in the section's list, of the option in its options, or of the row under `anders`.
    pub index: usize,
    /// Whether it is there.
    pub stand: Stand,
    /// The word that says why there is no answer (`nvt`, `volgt nog`), if that was the answer.
    pub word: Option<Special>,
    /// Places, each with whether it is there and a remark.
    pub waar: Vec<Plaats>,
    /// Index of the value in the section's scale.
    pub value: Option<usize>,
    /// How much.
    pub hoeveel: Option<Hoeveel>,
    /// More about it.
    pub text: Option<Markdown>,
    /// A short remark.
    pub noot: Option<Markdown>,
    /// The value it lies towards, when it lies between two values of the scale.
    pub to: Option<usize>,
    /// What is said about groups of the document, in their order.
    pub per: Vec<PerGroup>,
    /// Values of fields: index of the field in the section, and the value.
    pub fields: Vec<(usize, Filled)>,
    /// Parents' questions that it helps with on this school, where the school says so: they go before those of the list.
    /// `Some` of nothing: the author wrote `geen`, it helps with none of them.
    pub hulpvragen: Option<Vec<Reference>>,
    /// Sub-options of a choice, as typed.
    pub options: Vec<String>,
    /// Values of a series: column as typed, and the value.
    pub reeks: Vec<(String, Filled)>,
    /// Where it stands.
    pub span: Span,
}

impl ItemAntwoord {
    /// An answer that says only whether the item is there.
    pub fn new(index: usize, stand: Stand, span: &Span) -> Self {
        Self {
            index,
            stand,
            word: None,
            waar: Vec::new(),
            value: None,
            hoeveel: None,
            text: None,
            noot: None,
            to: None,
            per: Vec::new(),
            fields: Vec::new(),
            reeks: Vec::new(),
            hulpvragen: None,
            options: Vec::new(),
            span: span.clone(),
        }
    }
}

/// What is said about one group of the document, such as a location or a class.
#[derive(Debug, Clone)]
pub struct PerGroup {
    /// Id of the group.
    pub group: String,
    /// Index of the value in the section's scale.
    pub value: Option<usize>,
    /// The word that says why there is no value.
    pub word: Option<Special>,
    /// Values of fields: index of the field in the section, and the value.
    pub fields: Vec<(usize, Filled)>,
    /// A short remark.
    pub noot: Option<Markdown>,
}

/// A place where an item is or is not.
#[derive(Debug, Clone)]
pub struct Plaats {
    /// Id in the list `plaatsen`.
    pub id: String,
    /// Whether it is there.
    pub stand: Stand,
    /// The word that says why that is not known (`volgt nog`), if that was the answer.
    pub word: Option<Special>,
    /// A remark.
    pub noot: Option<Markdown>,
}

/// Something a school has that the list does not: "anders, namelijk".
#[derive(Debug, Clone)]
pub struct OwnItem {
    /// Its name.
    pub name: Spanned,
    /// Its id, if something refers to it.
    pub id: Option<String>,
    /// Items that it is the same as; these count.
    pub is: Vec<Reference>,
    /// Items that it is related to; these do not count.
    pub beside: Vec<Reference>,
    /// Places.
    pub waar: Vec<Plaats>,
    /// How much.
    pub hoeveel: Option<Hoeveel>,
    /// A whole sentence for parents (B1).
    pub sentence: Option<String>,
    /// Where that sentence stands.
    pub sentence_span: Option<Span>,
    /// More about it.
    pub text: Option<Markdown>,
    /// A short remark.
    pub noot: Option<Markdown>,
    /// Parents' questions that it is an answer to.
    pub hulpvragen: Vec<Reference>,
    /// What it is about, where it is a limit.
    pub about: About,
    /// In a section that scores or counts: what is said about it as about an item of the list. Its remark and text are
    /// here, not there.
    pub antwoord: Option<Box<ItemAntwoord>>,
}

impl OwnItem {
    /// The items of lists that it is the same as.
    pub fn is_items(&self) -> impl Iterator<Item = &ItemKey> {
        self.is.iter().filter_map(|reference| match &reference.ref_target {
            RefTarget::Item(key) => Some(key),
            RefTarget::Row { .. } | RefTarget::Free => None,
        })
    }
}

/// A row, or a group of rows.
#[derive(Debug, Clone)]
pub enum Row {
    /// Rows under a heading.
    Group {
        /// The heading.
        name: String,
        /// What stands under it.
        rows: Vec<Self>,
        /// What else is said about a level, in a section of kind `niveaus`.
        niveau: Option<Box<NiveauPart>>,
        /// What the limits under it are about.
        about: About,
        /// Where it stands.
        span: Span,
    },
    /// A row.
    Row {
        /// Its id, if something refers to it.
        id: Option<String>,
        /// Values: index of the field in the section, and the value.
        fields: Vec<(usize, Filled)>,
        /// What it is about, where it is a limit.
        about: About,
        /// Where it stands.
        span: Span,
    },
}

/// What is said about a level besides its rows.
#[derive(Debug, Clone)]
pub struct NiveauPart {
    /// Index of the level in the section.
    pub index: usize,
    /// Share of the pupils.
    pub share: Option<Hoeveel>,
    /// Who helps at this level.
    pub who: Vec<Reference>,
    /// More about it.
    pub text: Option<Markdown>,
    /// A short remark.
    pub noot: Option<Markdown>,
}

/// A route: phases with steps, choices and endings. It is followed in the order of the elements.
#[derive(Debug, Clone, Default)]
pub struct Graaf {
    /// Phases and steps at the top.
    pub stappen: Vec<Stap>,
}

/// One element of a route.
#[derive(Debug, Clone)]
pub struct Stap {
    /// Number, counted through the whole route from 1; phases have none (0).
    pub number: usize,
    /// Its id, if something leads to it.
    pub id: Option<String>,
    /// What happens, or the question of a choice, or the name of a phase.
    pub title: String,
    /// What kind of element it is.
    pub soort: StapSoort,
    /// Who does it.
    pub who: Vec<Reference>,
    /// Condition.
    pub condition: Option<Markdown>,
    /// How much.
    pub hoeveel: Option<Hoeveel>,
    /// Remark.
    pub noot: Option<Markdown>,
    /// The meeting in which it happens.
    pub meeting: Vec<Reference>,
    /// The item that it is.
    pub is: Vec<Reference>,
    /// More about it.
    pub text: Option<Markdown>,
    /// The format's own fields.
    pub fields: Vec<(usize, Filled)>,
    /// Where it leads instead of to the next step.
    pub to: Option<Spanned>,
    /// Where it stands.
    pub span: Span,
}

/// What kind of element of a route.
#[derive(Debug, Clone)]
pub enum StapSoort {
    /// A phase.
    Fase {
        /// `basis` or `extra`, if the format tells them apart.
        band: Option<String>,
        /// What happens in it.
        stappen: Vec<Stap>,
    },
    /// A step.
    Stap,
    /// A choice.
    Keuze {
        /// Whether several branches may apply at once.
        more: bool,
        /// The branches.
        takken: Vec<Tak>,
    },
    /// An ending.
    End,
}

/// A branch of a choice.
#[derive(Debug, Clone)]
pub struct Tak {
    /// When it applies.
    pub when: String,
    /// The item that it is.
    pub is: Vec<Reference>,
    /// Remark.
    pub noot: Option<Markdown>,
    /// What happens in it.
    pub stappen: Vec<Stap>,
    /// Where it leads instead of past the choice.
    pub to: Option<Spanned>,
    /// Where it stands.
    pub span: Span,
}

impl Graaf {
    /// All elements, phases too, in reading order.
    pub fn all(&self) -> Vec<&Stap> {
        fn gather<'a>(stappen: &'a [Stap], out: &mut Vec<&'a Stap>) {
            for stap in stappen {
                out.push(stap);
                match &stap.soort {
                    StapSoort::Fase { stappen, .. } => gather(stappen, out),
                    StapSoort::Keuze { takken, .. } => takken.iter().for_each(|t| gather(&t.stappen, out)),
                    StapSoort::Stap | StapSoort::End => {}
                }
            }
        }
        let mut out = Vec::new();
        gather(&self.stappen, &mut out);
        out
    }

    /// The element with this id.
    pub fn by_id(&self, id: &str) -> Option<&Stap> {
        self.all().into_iter().find(|s| s.id.as_deref() == Some(id))
    }
}

impl Antwoord {
    /// Whether it says anything besides a text for parents.
    pub fn has_content(&self) -> bool {
        !matches!(self.content, AnswerBody::Nothing) || !self.others.is_empty() || self.toelichting.is_some()
    }

    /// The fields that are filled in directly under the section or in its rows: index and value.
    pub fn fields(&self) -> Vec<(usize, &Filled)> {
        fn of_rows<'a>(rows: &'a [Row], out: &mut Vec<(usize, &'a Filled)>) {
            for row in rows {
                match row {
                    Row::Group { rows, .. } => of_rows(rows, out),
                    Row::Row { fields, .. } => out.extend(fields.iter().map(|(i, g)| (*i, g))),
                }
            }
        }
        let mut out = Vec::new();
        match &self.content {
            AnswerBody::Fields(fields) => out.extend(fields.iter().map(|(i, g)| (*i, g))),
            AnswerBody::Rows(rows) => of_rows(rows, &mut out),
            AnswerBody::Items(items) => {
                out.extend(items.iter().flat_map(|item| &item.fields).map(|(i, g)| (*i, g)));
            }
            AnswerBody::Nothing | AnswerBody::Text(_) | AnswerBody::Graaf(_) => {}
        }
        out
    }

    /// Every reference in it, wherever it is; those under `anders` come first.
    pub fn references(&self) -> Vec<&Reference> {
        let mut out: Vec<&Reference> = Vec::new();
        for own in &self.others {
            out.extend(own.is.iter().chain(&own.beside));
        }
        for antwoord in self.others.iter().filter_map(|own| own.antwoord.as_deref()) {
            from_item(antwoord, &mut out);
        }
        match &self.content {
            AnswerBody::Nothing | AnswerBody::Text(_) => {}
            AnswerBody::Fields(fields) => from_fields(fields, &mut out),
            AnswerBody::Items(items) => items.iter().for_each(|i| from_item(i, &mut out)),
            AnswerBody::Rows(rows) => from_rows(rows, &mut out),
            AnswerBody::Graaf(graaf) => {
                for stap in graaf.all() {
                    out.extend(stap.who.iter().chain(&stap.meeting).chain(&stap.is));
                    if let StapSoort::Keuze { takken, .. } = &stap.soort {
                        out.extend(takken.iter().flat_map(|tak| &tak.is));
                    }
                    from_fields(&stap.fields, &mut out);
                }
            }
        }
        out
    }
}

fn from_item<'a>(item: &'a ItemAntwoord, out: &mut Vec<&'a Reference>) {
    from_fields(&item.fields, out);
    item.per.iter().for_each(|per| from_fields(&per.fields, out));
}

fn from_fields<'a>(fields: &'a [(usize, Filled)], out: &mut Vec<&'a Reference>) {
    for (_, filled) in fields {
        if let Content::References(references) = &filled.content {
            out.extend(references);
        }
    }
}

fn from_rows<'a>(rows: &'a [Row], out: &mut Vec<&'a Reference>) {
    for row in rows {
        match row {
            Row::Group { rows, niveau, .. } => {
                out.extend(niveau.iter().flat_map(|n| &n.who));
                from_rows(rows, out);
            }
            Row::Row { fields, .. } => from_fields(fields, out),
        }
    }
}
