//! Values of fields as a template sees them; shared by the kinds that have fields.

use std::collections::BTreeSet;

use serde::Serialize;
use tera::Value;

use crate::files::filenames::in_address;
use crate::model::formaat::{Field, FieldType, FromSchool, Sectie};
use crate::model::site::School;
use crate::model::value::{Content, Feit, Filled, ItemKey, RefTarget, Reference};
use crate::text::{Block, Inline, Markdown, sentences};

use super::Writer;

/// One value with its label.
#[derive(Serialize)]
pub(super) struct FieldView {
    pub(super) id: String,
    pub(super) title: String,
    /// The value, in the medium.
    pub(super) value: Value,
    /// Whether the value holds blocks (paragraphs, lists) and not a line.
    pub(super) block: bool,
    /// Whether it is a text, which is understood without its label.
    pub(super) bare: bool,
    /// Whether it is a mark under the name of a value, which says nothing without that name.
    pub(super) mark: bool,
    pub(super) noot: Option<Value>,
}

/// The view of a value.
pub(super) fn view(field: &Field, filled: &Filled, writer: &mut Writer<'_>) -> FieldView {
    let block = matches!(&filled.content, Content::Text(text) if !text.is_one_paragraph());
    FieldView {
        id: field.id.clone(),
        title: field.title.clone(),
        value: value(filled, block, writer),
        block,
        bare: field.soort == FieldType::Text,
        mark: false,
        noot: filled.noot.as_ref().map(|n| writer.bracketed(n)),
    }
}

/// The view of a value that has a label of its own.
pub(super) fn loose(label: &str, filled: &Filled, writer: &mut Writer<'_>) -> FieldView {
    FieldView {
        id: String::new(),
        title: label.to_owned(),
        value: value(filled, false, writer),
        block: false,
        bare: false,
        mark: false,
        noot: filled.noot.as_ref().map(|n| writer.bracketed(n)),
    }
}

fn value(filled: &Filled, block: bool, writer: &mut Writer<'_>) -> Value {
    let span = &filled.span;
    match &filled.content {
        Content::Text(markdown) if block => writer.in_sectie(markdown),
        Content::Text(markdown) => writer.line(markdown),
        Content::Hoeveel(hoeveel) => writer.words(&hoeveel.text, span),
        Content::Date(date) => Value::from(date.to_string()),
        Content::Schooljaar(year) => Value::from(year.to_string()),
        Content::YesNo(yes) => Value::from(if *yes { "ja" } else { "nee" }),
        Content::Keuze(name) => writer.words(name, span),
        Content::References(references) => writer.names(references),
        Content::Web(address) => writer.link(address, address, span),
        Content::Mail(address) => writer.link(&format!("mailto:{address}"), address, span),
        Content::Phone(number) => writer.link(&format!("tel:{number}"), number, span),
        Content::File(file) => writer.link(&format!("bijlage:{}", in_address(file)), file, span),
        Content::Word(word) => Value::from(word.readable()),
    }
}

/// A value in plain words on one line, for use in a picture.
pub(super) fn plain(filled: &Filled) -> String {
    match &filled.content {
        Content::Text(markdown) => markdown.plain_line(),
        Content::Hoeveel(hoeveel) => hoeveel.text.clone(),
        Content::Date(date) => date.to_string(),
        Content::Schooljaar(year) => year.to_string(),
        Content::YesNo(yes) => if *yes { "ja" } else { "nee" }.to_owned(),
        Content::References(references) => {
            let names: Vec<&str> = references.iter().map(|v| v.name.as_str()).collect();
            sentences::capitalize(&sentences::join_and(&names))
        }
        Content::Keuze(text)
        | Content::Web(text)
        | Content::Mail(text)
        | Content::Phone(text)
        | Content::File(text) => text.clone(),
        Content::Word(word) => word.readable().to_owned(),
    }
}

/// What a field gets from `school.yaml`; none where that does not say.
pub(super) fn from_school(what: FromSchool, school: &School) -> Option<String> {
    let text = match what {
        FromSchool::Name => school.name.clone(),
        FromSchool::Bestuur => school.bestuur.clone().unwrap_or_default(),
        FromSchool::EducationTypes => sentences::join_and(&school.onderwijstypen),
        FromSchool::Samenwerkingsverbanden => sentences::join_and(&school.samenwerkingsverbanden),
    };
    (!text.is_empty()).then_some(text)
}

/// The views of the fields that were filled in.
pub(super) fn filled(sectie: &Sectie, fields: &[(usize, Filled)], writer: &mut Writer<'_>) -> Vec<FieldView> {
    fields.iter().filter_map(|(i, filled)| Some(view(sectie.fields.get(*i)?, filled, writer))).collect()
}

/// The views of a section's fields in the order of the format, with those that `school.yaml` fills.
pub(super) fn all(sectie: &Sectie, fields: &[(usize, Filled)], writer: &mut Writer<'_>) -> Vec<FieldView> {
    let mut out = Vec::new();
    for (index, field) in sectie.fields.iter().enumerate() {
        if let Some(what) = field.from_school {
            let Some(text) = writer.school.and_then(|s| from_school(what, s)) else { continue };
            out.push(FieldView {
                id: field.id.clone(),
                title: field.title.clone(),
                value: Value::from(text),
                block: false,
                bare: false,
                mark: false,
                noot: None,
            });
        } else if let Some((_, filled)) = fields.iter().find(|(i, _)| *i == index) {
            out.push(view(field, filled, writer));
        }
    }
    out
}

/// The statements of references in the fields that count. They have a place only if the row has a field `waar`.
pub(super) fn feiten(sectie: &Sectie, fields: &[(usize, Filled)]) -> Vec<Feit> {
    let head = text_head(fields);
    feiten_under(sectie, fields, |_| head.clone())
}

/// The same of fields that are no row. Away from its section the title of a field says little ("Leden", "Wie het doet"): what
/// it says stands under the title of the section, with its own where several fields of the section name somebody.
pub(super) fn feiten_by_title(sectie: &Sectie, fields: &[(usize, Filled)]) -> Vec<Feit> {
    let several = sectie.fields.iter().filter(|field| field.counts).count() > 1;
    feiten_under(sectie, fields, |field| match several {
        true => Some(format!("{}, {}", sectie.title, sentences::lower(&field.title))),
        false => Some(sectie.title.clone()),
    })
}

fn feiten_under(sectie: &Sectie, fields: &[(usize, Filled)], head: impl Fn(&Field) -> Option<String>) -> Vec<Feit> {
    let waar: BTreeSet<String> = references(sectie, fields, |field| field.id == "waar")
        .filter_map(|(_, v, _)| match &v.ref_target {
            RefTarget::Item(key) if key.lijst == "plaatsen" => Some(key.item.clone()),
            _ => None,
        })
        .collect();
    references(sectie, fields, |field| field.counts)
        .filter_map(|(field, v, whole)| Some((field, super::feit_of_reference(sectie, v)?, remark_of(v, whole))))
        .map(|(field, feit, noot)| {
            // Away from its row a remark or a place needs the head that it stood under.
            let said = noot.is_some() || !waar.is_empty();
            let context = head(field).filter(|_| said).map(|h| sentences::short_heading(&h, MAX_HEAD));
            Feit { waar: waar.clone(), context, noot, ..feit }
        })
        .collect()
}

/// What is remarked on a reference: on itself, and on everything that its field names (`whole`).
pub(crate) fn remark_of(reference: &Reference, whole: Option<&Markdown>) -> Option<Markdown> {
    let (Some(own), Some(whole)) = (&reference.remark, whole) else {
        return reference.remark.as_ref().or(whole).cloned();
    };
    if sentences::once([own.plain_line(), whole.plain_line()]).len() == 1 {
        return Some(own.clone());
    }
    let blocks: Vec<Block> = match (&*own.blocks, &*whole.blocks) {
        ([Block::Paragraph(own)], [Block::Paragraph(whole)]) => {
            let between = [Inline::Text("; ".to_owned())];
            vec![Block::Paragraph(own.iter().chain(&between).chain(whole).cloned().collect())]
        }
        (own, whole) => own.iter().chain(whole).cloned().collect(),
    };
    Some(Markdown { blocks: blocks.into(), span: own.span.clone() })
}

/// The longest head of a row that is put before a remark, in characters.
const MAX_HEAD: usize = 80;

/// What a row is about: the text that it begins with. One that begins with references is about each of those, so it
/// has no head.
fn text_head(fields: &[(usize, Filled)]) -> Option<String> {
    match &fields.first()?.1.content {
        Content::Text(text) => Some(text.plain_line()),
        _ => None,
    }
}

/// What a row is about: its first text or, if a reference comes earlier, its first reference.
pub(crate) fn row_head(fields: &[(usize, Filled)]) -> Option<String> {
    fields.iter().find_map(|(_, filled)| match &filled.content {
        Content::Text(text) => Some(text.plain_line()),
        Content::References(references) => references.first().map(|v| v.name.clone()),
        _ => None,
    })
}

/// The items that a row is, in other words: those that stand alone in a field that counts. Several in one field say
/// what belongs to the row, and who helps (`wie`) is a part of it.
pub(crate) fn row_is(sectie: &Sectie, fields: &[(usize, Filled)]) -> Vec<ItemKey> {
    let counts = |index: usize| sectie.fields.get(index).is_some_and(|field| field.counts && field.id != "wie");
    let alone = fields.iter().filter(|(index, _)| counts(*index)).filter_map(|(_, filled)| match &filled.content {
        Content::References(references) => match references.as_slice() {
            [one] => Some(&one.ref_target),
            _ => None,
        },
        _ => None,
    });
    let item = |ref_target: &RefTarget| match ref_target {
        RefTarget::Item(item) => Some(item.clone()),
        RefTarget::Row { .. } | RefTarget::Free => None,
    };
    alone.filter_map(item).collect()
}

/// The references in the fields that are asked for, each with its field and the remark on that field as a whole.
fn references<'a>(
    sectie: &'a Sectie,
    fields: &'a [(usize, Filled)],
    which: impl Fn(&Field) -> bool + 'a,
) -> impl Iterator<Item = (&'a Field, &'a Reference, Option<&'a Markdown>)> {
    let fields = fields.iter().filter_map(|(index, filled)| Some((sectie.fields.get(*index)?, filled)));
    let fields = fields.filter(move |(field, _)| which(field));
    let fields = fields.filter_map(|(field, filled)| match &filled.content {
        Content::References(references) => Some((field, references, filled.noot.as_ref())),
        _ => None,
    });
    fields.flat_map(|(field, references, whole)| references.iter().map(move |reference| (field, reference, whole)))
}
