//! What templates see of a document: its chapters and sections.

use std::collections::BTreeSet;

use serde::Serialize;
use tera::{Context, Value};

use crate::melding::Melding;
use crate::model::antwoord::{AnswerBody, Antwoord};
use crate::model::catalogus::Catalogus;
use crate::model::formaat::{Onderwerp, Sectie, Soort};
use crate::model::site::{Document, School};
use crate::model::value::ItemKey;
use crate::soorten::{self, Medium, Writer};
use crate::text::{Afkortingen, WithoutLinks};

/// Renders the template of a kind.
pub type RenderSectie<'a> = dyn Fn(Soort, &Context) -> Result<String, Box<Melding>> + 'a;

/// A chapter with its sections.
#[derive(Debug, Serialize)]
pub struct HoofdstukView {
    /// Its id.
    pub id: String,
    /// Its number, from 1.
    pub number: usize,
    /// Its title.
    pub title: String,
    /// The format's own text.
    pub introduction: Option<Value>,
    /// Its sections that have something to show.
    pub secties: Vec<SectieView>,
}

/// A section.
#[derive(Debug, Serialize)]
pub struct SectieView {
    /// Its id, also its anchor.
    pub id: String,
    /// Its number, such as `3.1`.
    pub number: String,
    /// Its title.
    pub title: String,
    /// Its kind.
    pub soort: &'static str,
    /// What it is about.
    pub onderwerp: Option<&'static str>,
    /// The format's own text.
    pub introduction: Option<Value>,
    /// Text for parents.
    pub for_ouders: Option<Value>,
    /// The answer, written by the kind's template; absent when not answered.
    pub content: Option<Value>,
    /// Explanation in the school's words.
    pub toelichting: Option<Value>,
    /// Where the answer comes from.
    pub source: Option<Value>,
    /// The day that the answer is about, if that differs from the document's.
    pub peildatum: Option<String>,
    /// When it was checked, if that differs from the document's.
    pub checked_on: Option<String>,
    /// Whether it does not apply to this school.
    pub not_applicable: bool,
}

/// The first sentences of the first text of a document: what it is about.
pub fn first_sentences(document: &Document, count: usize) -> String {
    let texts = document.formaat.secties().filter_map(|s| document.antwoorden.get(&s.id));
    let mut texts = texts.filter_map(|a| match &a.content {
        AnswerBody::Text(text) => Some(text.first_sentences(count)),
        _ => None,
    });
    texts.next().unwrap_or_default()
}

/// Views of all chapters that have something to show.
///
/// # Errors
/// When a template of a kind cannot be rendered.
pub fn hoofdstukken(
    document: &Document,
    spoken_of: BTreeSet<ItemKey>,
    writer: &mut Writer<'_>,
    render: &RenderSectie<'_>,
) -> Result<Vec<HoofdstukView>, Box<Melding>> {
    writer.spoken_of = spoken_of;
    let mut out: Vec<HoofdstukView> = Vec::new();
    for hoofdstuk in &document.formaat.hoofdstukken {
        let number = out.len() + 1;
        let mut secties: Vec<SectieView> = Vec::new();
        for sectie in &hoofdstuk.secties {
            let antwoord = document.antwoorden.get(&sectie.id);
            let sectie_number = format!("{number}.{}", secties.len() + 1);
            secties.extend(sectie_view(sectie, sectie_number, antwoord, writer, render)?);
        }
        if !secties.is_empty() {
            let introduction = hoofdstuk.introduction.as_ref().map(|t| writer.in_hoofdstuk(t));
            let (id, title) = (hoofdstuk.id.clone(), hoofdstuk.title.clone());
            out.push(HoofdstukView { id, number, title, introduction, secties });
        }
    }
    Ok(out)
}

/// Whether a document shows a section, so that a link can lead to it.
pub fn shows(document: &Document, school: Option<&School>, catalogus: &Catalogus, id: &str) -> bool {
    let Some(sectie) = document.formaat.sectie(id) else { return false };
    let none = Afkortingen::new(Vec::new());
    let mut writer = Writer::new(Medium::Web, &WithoutLinks, catalogus, school, document, &none);
    let nothing = |_: Soort, _: &Context| Ok(String::new());
    let view = sectie_view(sectie, String::new(), document.antwoorden.get(id), &mut writer, &nothing);
    view.is_ok_and(|view| view.is_some())
}

/// The view of one section; none when there is nothing to show and no answer is mandatory.
fn sectie_view(
    sectie: &Sectie,
    number: String,
    antwoord: Option<&Antwoord>,
    writer: &mut Writer<'_>,
    render: &RenderSectie<'_>,
) -> Result<Option<SectieView>, Box<Melding>> {
    writer.start_sectie();
    let mut text = |markdown: Option<&crate::text::Markdown>| markdown.map(|t| writer.in_sectie(t));
    let introduction = text(sectie.introduction.as_ref());
    let for_ouders = text(antwoord.and_then(|a| a.for_ouders.as_ref()));
    let view = soorten::renderer(sectie.soort).view(sectie, antwoord, writer);
    let not_applicable = antwoord.is_some_and(|a| a.not_applicable);
    let mut text = |markdown: Option<&crate::text::Markdown>| markdown.map(|t| writer.in_sectie(t));
    let toelichting = text(antwoord.and_then(|a| a.toelichting.as_ref()));
    let source = text(antwoord.and_then(|a| a.source.as_ref()));
    let peildatum = antwoord.and_then(|a| a.peildatum).map(|d| d.to_string());
    let checked_on = antwoord.and_then(|a| a.checked_on).map(|d| d.to_string());
    let said = [&toelichting, &for_ouders, &source].iter().any(|text| text.is_some());
    let dated = peildatum.is_some() || checked_on.is_some();
    if view.is_none() && !said && !dated && !not_applicable && !sectie.mandatory {
        return Ok(None);
    }
    let content = match view {
        None => None,
        Some(view) => {
            let mut context = Context::new();
            context.insert("title", &sectie.title);
            context.insert("id", &sectie.id);
            context.insert_value("view", view);
            Some(Value::safe_string(&render(sectie.soort, &context)?))
        }
    };
    Ok(Some(SectieView {
        id: sectie.id.clone(),
        number,
        title: sectie.title.clone(),
        soort: sectie.soort.word(),
        onderwerp: sectie.onderwerp.map(Onderwerp::word),
        introduction,
        for_ouders,
        content,
        toelichting,
        source,
        peildatum,
        checked_on,
        not_applicable,
    }))
}
