//! The five shapes that all kinds stand on: text, fields, items, rows and graph.
//!
//! Each shape has one interpreter, which turns the node of an answer into typed values and
//! reports what does not fit. A kind (see `soorten`) only says which shape it stands on.

mod about;
mod beoordeling;
mod fields;
mod graaf;
mod items;
mod own;
mod reeks;
pub mod reference;
mod remark;
mod rows;
mod value;

use crate::melding::{Code, Meldingen};
use crate::model::antwoord::{About, AnswerBody, Antwoord};
use crate::model::catalogus::Catalogus;
use crate::model::date::PartialDate;
use crate::model::formaat::{Sectie, Soort};
use crate::model::hoeveel::Hoeveel;
use crate::model::site::Afkorting;
use crate::reading::texts::{self, TextDir};
use crate::reading::{MapReader, as_nodes};
use crate::source::Span;
use crate::text::{self, Markdown, TextForm};
use crate::yaml::{Node, Value};

/// The shape a kind stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vorm {
    /// Running text.
    Text,
    /// Fields with values.
    Fields,
    /// Items of a list, or options.
    Items,
    /// Rows with fields.
    Rows,
    /// Steps and choices.
    Graaf,
}

/// The shape of a kind.
pub fn vorm(soort: Soort) -> Vorm {
    match soort {
        Soort::Text => Vorm::Text,
        Soort::Gegevens => Vorm::Fields,
        Soort::Aanbod | Soort::Beoordeling | Soort::Keuze | Soort::Reeks => Vorm::Items,
        Soort::Table | Soort::Begrippen | Soort::Bijlagen | Soort::Niveaus => Vorm::Rows,
        Soort::Stroomschema => Vorm::Graaf,
    }
}

/// Rows of a document that references can point to.
#[derive(Debug, Clone)]
pub struct RowName {
    /// Section the row is in.
    pub sectie: String,
    /// Id of the row.
    pub id: String,
    /// What it is called: the text of its first field.
    pub name: String,
}

/// What answers are read against.
pub struct ReadContext<'a, 'b> {
    /// Definitions.
    pub catalogus: &'a Catalogus,
    /// Abbreviations of the document.
    pub afkortingen: &'a [Afkorting],
    /// Groups of the document: id and name.
    pub groups: &'a [(String, String)],
    /// Rows of the document that have an id.
    pub rows: &'a [RowName],
    /// Texts and images beside the document.
    pub texts: &'a mut TextDir<'b>,
    /// Where problems go.
    pub meldingen: &'a mut Meldingen,
    /// Problems that are sure in an answer to a section whose definition is flawed.
    pub sure: Meldingen,
}

impl ReadContext<'_, '_> {
    /// Markdown typed in place or in a file.
    pub fn markdown(&mut self, node: &Node) -> Option<Markdown> {
        texts::markdown(node, self.texts, self.meldingen)
    }

    /// A remark that was typed in the same value as what it is about.
    fn remark(&mut self, text: &str, span: &Span) -> Option<Markdown> {
        let markdown = text::parse(text, TextForm::Line, span, false, self.meldingen);
        (!markdown.is_empty()).then_some(markdown)
    }

    fn markdown_below(&mut self, reader: &mut MapReader<'_>, key: &str) -> Option<Markdown> {
        reader.take(key).and_then(|k| self.markdown(k))
    }

    fn hoeveel_below(&mut self, reader: &mut MapReader<'_>) -> Option<Hoeveel> {
        let word = reader.text("hoeveel", self.meldingen)?;
        Some(value::hoeveel(&word, self.meldingen))
    }

    fn text_below(&mut self, reader: &mut MapReader<'_>, key: &str) -> Option<String> {
        reader.text(key, self.meldingen).map(|w| w.text)
    }

    /// A date under a key.
    pub fn date_below(&mut self, reader: &mut MapReader<'_>, key: &str) -> Option<PartialDate> {
        let word = reader.text(key, self.meldingen)?;
        value::date(&word, self.meldingen)
    }
}

pub(crate) use items::is_stand;
pub(crate) use rows::is_group;
pub use value::date as read_date;
pub(crate) use value::schooljaar as read_schooljaar;

/// Reads the answer to a section. Empty means not answered.
pub fn read_antwoord(sectie: &Sectie, node: &Node, ctx: &mut ReadContext<'_, '_>) -> Option<Antwoord> {
    if node.is_empty() {
        return None;
    }
    let mut antwoord = Antwoord {
        sectie: sectie.id.clone(),
        content: AnswerBody::Nothing,
        toelichting: None,
        for_ouders: None,
        others: Vec::new(),
        source: None,
        peildatum: None,
        checked_on: None,
        not_applicable: false,
        about: About::default(),
        span: node.span.clone(),
    };
    let vorm = vorm(sectie.soort);
    // The short forms: a text, a bare list, a single word.
    if !matches!(node.value, Value::Map(_)) {
        let content = |ctx: &mut ReadContext<'_, '_>| match vorm {
            Vorm::Text => ctx.markdown(node).map_or(AnswerBody::Nothing, AnswerBody::Text),
            Vorm::Items => items::short_list(sectie, node, ctx),
            Vorm::Rows if sectie.soort != Soort::Niveaus => rows::rows(sectie, as_nodes(node), ctx),
            Vorm::Graaf if matches!(node.value, Value::List(_)) => graaf::graaf(sectie, as_nodes(node), ctx),
            Vorm::Fields | Vorm::Graaf | Vorm::Rows => {
                MapReader::new(node, &format!("sectie `{}`", sectie.id), ctx.meldingen);
                AnswerBody::Nothing
            }
        };
        antwoord.content = unless_flawed(sectie.flawed, ctx, content);
        ctx.meldingen.extend(std::mem::take(&mut ctx.sure));
        return Some(antwoord);
    }
    let mut reader = MapReader::new(node, &format!("sectie `{}`", sectie.id), ctx.meldingen)?;
    antwoord.toelichting = ctx.markdown_below(&mut reader, "toelichting");
    antwoord.for_ouders = ctx.markdown_below(&mut reader, "voor-ouders");
    antwoord.source = ctx.markdown_below(&mut reader, "bron");
    antwoord.peildatum = ctx.date_below(&mut reader, "peildatum");
    antwoord.checked_on = ctx.date_below(&mut reader, "gecontroleerd");
    antwoord.not_applicable = reader.yes_no("nvt", ctx.meldingen).unwrap_or(false);
    antwoord.about = about::read(sectie, &mut reader, ctx);
    let content = |ctx: &mut ReadContext<'_, '_>| read_content(sectie, antwoord, reader, ctx);
    let antwoord = unless_flawed(sectie.flawed, ctx, content);
    ctx.meldingen.extend(std::mem::take(&mut ctx.sure));
    Some(antwoord)
}

/// Reads what is said in the keys of a section's own.
fn read_content(
    sectie: &Sectie,
    mut antwoord: Antwoord,
    mut reader: MapReader<'_>,
    ctx: &mut ReadContext<'_, '_>,
) -> Antwoord {
    let vorm = vorm(sectie.soort);
    if vorm == Vorm::Items {
        antwoord.others = own::read_all(sectie, reader.nodes("anders"), ctx);
    }
    antwoord.content = match vorm {
        Vorm::Text => ctx.markdown_below(&mut reader, "tekst").map_or(AnswerBody::Nothing, AnswerBody::Text),
        Vorm::Fields => fields::fields(sectie, &mut reader, ctx),
        Vorm::Items => items::map(sectie, &mut reader, ctx),
        Vorm::Rows => {
            let key = match sectie.soort {
                Soort::Niveaus => return Antwoord { content: rows::niveaus(sectie, reader, ctx), ..antwoord },
                Soort::Begrippen => "begrippen",
                Soort::Bijlagen => "bestanden",
                _ => "rijen",
            };
            rows::rows(sectie, reader.nodes(key), ctx)
        }
        Vorm::Graaf => graaf::graaf(sectie, reader.nodes("stappen"), ctx),
    };
    reader.finish(ctx.meldingen);
    antwoord
}

/// Reads what is answered to a definition. Where that is flawed, what is judged by it is left out: its error was
/// reported where it was made, and would come back in every document.
fn unless_flawed<'a, 'b, T>(
    flawed: bool,
    ctx: &mut ReadContext<'a, 'b>,
    read: impl FnOnce(&mut ReadContext<'a, 'b>) -> T,
) -> T {
    if !flawed {
        return read(ctx);
    }
    let before = std::mem::take(ctx.meldingen);
    let out = read(ctx);
    let found = std::mem::replace(ctx.meldingen, before);
    ctx.meldingen.extend(found.filter_map(|melding| Some(melding).filter(|m| !BY_DEFINITION.contains(&m.code))));
    out
}

/// Codes of messages that say that an answer is not what its definition asks.
const BY_DEFINITION: &[Code] = &[
    Code::UnknownKey,
    Code::MissingKey,
    Code::WrongType,
    Code::UnknownValue,
    Code::UnknownItem,
    Code::UnknownDefinition,
    Code::AlmostReference,
    Code::InvalidId,
    Code::DateNonexistent,
    Code::HoeveelAmbiguous,
    Code::NamesTogether,
    Code::FileKind,
];

/// Where a message about an answer as a whole points: to its first line.
pub fn heading_of(span: &Span) -> Span {
    crate::reading::first_line(span)
}
