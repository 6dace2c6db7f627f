//! Fields with a value: a question per field, or a column per field where there are rows.

use std::sync::Arc;

use crate::model::formaat::{Field, FieldType, Sectie};
use crate::model::lijst::Lijst;
use crate::yaml::{Edit, MapEdit, Node, Value};

use super::context::{FormContext, NameRules, word};
use super::{AskedFor, Changes, FormCell, FormColumn, Keuze, Question, QuestionBlock, one_line};

/// The most items a drop-down can have and still be of help.
const MAX_KEUZES: usize = 400;

/// The fields that are filled in here, and not by `school.yaml`.
pub(super) fn to_fill_in(sectie: &Sectie) -> impl Iterator<Item = &Field> {
    sectie.fields.iter().filter(|v| v.from_school.is_none())
}

/// What may be chosen for a field.
fn keuze(field: &Field) -> Option<Keuze> {
    match field.soort {
        FieldType::YesNo => Keuze::free(["ja", "nee", "onbekend"]),
        FieldType::Keuze => Keuze::free(field.values.iter().map(|(_, name)| one_line(name))),
        FieldType::Item | FieldType::Items if !field.values.is_empty() => {
            Keuze::free(field.values.iter().map(|(_, name)| one_line(name)))
        }
        FieldType::Item | FieldType::Items => names_of(&field.lijsten),
        _ => None,
    }
}

/// What the cell of a field asks for.
pub(super) fn asks(field: &Field) -> AskedFor {
    match field.soort {
        FieldType::YesNo => AskedFor::Stand,
        FieldType::Date => AskedFor::Date,
        FieldType::Phone => AskedFor::Phone,
        FieldType::Number | FieldType::Percentage => AskedFor::Number,
        _ => AskedFor::Words,
    }
}

/// A column for a field.
pub(super) fn column(field: &Field) -> FormColumn {
    FormColumn::new(one_line(&field.title), width(field)).with_keuze(keuze(field)).asks(asks(field))
}

/// The names of all current items of the lists; `None` when there are too many.
fn names_of(lijsten: &[Arc<Lijst>]) -> Option<Keuze> {
    let names: Vec<String> =
        lijsten.iter().flat_map(|l| &l.items).filter(|i| i.obsolete.is_none()).map(|i| one_line(&i.name)).collect();
    if names.len() > MAX_KEUZES { None } else { Keuze::free(names) }
}

/// How a field is filled in, in a few words.
pub(super) fn help(field: &Field) -> String {
    match field.soort {
        FieldType::Text | FieldType::YesNo | FieldType::Keuze | FieldType::Item => "",
        FieldType::Number => "een getal",
        FieldType::Hoeveel => "hoeveel of hoe vaak, zoals: 9 keer per jaar",
        FieldType::Percentage => "een percentage, zoals: 45%",
        FieldType::Date => "een datum: 2025-09-01, 2025-09 of 2025",
        FieldType::Schooljaar => "een schooljaar, zoals: 2025-2026",
        FieldType::Items => "een of meer namen, elk op een eigen regel; een opmerking na een dubbele punt",
        FieldType::Web => "een webadres, zoals: https://www.school.nl",
        FieldType::Mail => "een e-mailadres",
        FieldType::Phone => "een telefoonnummer",
        FieldType::File => "de naam van een bestand dat naast het document staat",
    }
    .to_owned()
}

/// Width of the column for a field, in characters.
fn width(field: &Field) -> u16 {
    match field.soort {
        FieldType::Text => 45,
        FieldType::Item | FieldType::Items => 32,
        _ => 20,
    }
}

/// The value, also of `{waarde: ..., noot: ...}`, and then that whole map.
fn with_noot(node: Option<&Node>) -> (Option<&Node>, Option<&Node>) {
    match node {
        Some(k) if matches!(k.value, Value::Map(_)) && k.find("waarde").is_some() => (k.find("waarde"), Some(k)),
        otherwise => (otherwise, None),
    }
}

fn with_names<T>(field: &Field, run: impl FnOnce(&NameRules<'_>) -> T) -> T {
    let value = |text: &str| {
        let lower = text.to_lowercase();
        field.values.iter().find(|(id, name)| *id == lower || one_line(name).to_lowercase() == one_line(&lower))
    };
    let item = |text: &str| field.lijsten.iter().find_map(|l| l.find(text)).map(|(_, item)| item);
    let show = |text: &str| match (value(text), item(text)) {
        (Some((_, name)), _) => one_line(name),
        (None, Some(item)) => one_line(&item.name),
        (None, None) => text.to_owned(),
    };
    let write = |text: &str| match (value(text), item(text)) {
        (Some((id, _)), _) => id.clone(),
        (None, Some(item)) => item.id.clone(),
        (None, None) => text.to_owned(),
    };
    let known = |text: &str| value(text).is_some() || item(text).is_some();
    run(&NameRules { show: &show, write: &write, known: &known })
}

/// The cell of a field.
pub(super) fn cell(field: &Field, node: Option<&Node>, ctx: &FormContext<'_>) -> FormCell {
    let (value, _) = with_noot(node);
    match field.soort {
        FieldType::Text => ctx.text_cell(value),
        FieldType::Item | FieldType::Items | FieldType::Keuze => {
            with_names(field, |names| ctx.names_cell(value, names))
        }
        _ => FormCell::new(word(value), value.map(|k| k.span.clone())),
    }
}

/// The edit for the value of a field; `None` when it was cleared.
pub(super) fn edit(field: &Field, node: Option<&Node>, new: &str, ctx: &FormContext<'_>) -> Option<Edit> {
    let (value, whole_edit) = with_noot(node);
    if new.is_empty() {
        return None;
    }
    let edit = match field.soort {
        FieldType::Text => ctx.text_edit(value, new),
        FieldType::Item | FieldType::Keuze => with_names(field, |names| ctx.names_edit(value, new, names, true))?,
        FieldType::Items => with_names(field, |names| ctx.names_edit(value, new, names, false))?,
        _ => Edit::Text(new.to_owned()),
    };
    Some(match whole_edit {
        Some(whole_edit) => {
            let mut map = MapEdit::of(Some(whole_edit));
            map.set("waarde", edit);
            map.finish()
        }
        None => edit,
    })
}

/// The questions of a section of kind `gegevens`: an answer and a remark per field.
pub(super) fn part(sectie: &Sectie, node: Option<&Node>, ctx: &FormContext<'_>) -> QuestionBlock {
    let questions = to_fill_in(sectie)
        .map(|field| {
            let antwoord = FormCell {
                keuze: keuze(field),
                asks: Some(asks(field)),
                ..cell(field, value_of(node, &field.id), ctx)
            };
            Question {
                key: format!("{}/{}", sectie.id, field.id),
                name: one_line(&field.title),
                help: help(field),
                cells: vec![antwoord, ctx.text_cell(noot_of(value_of(node, &field.id)))],
            }
        })
        .collect();
    let columns = vec![FormColumn::new("Antwoord", 45), FormColumn::new("Opmerking", 32).asks(AskedFor::Note)];
    QuestionBlock { title: sectie.title.clone(), help: Vec::new(), columns, questions, text: false }
}

fn value_of<'k>(node: Option<&'k Node>, key: &str) -> Option<&'k Node> {
    node.and_then(|k| k.find(key)).filter(|k| !k.is_empty())
}

fn noot_of(node: Option<&Node>) -> Option<&Node> {
    with_noot(node).1.and_then(|k| k.find("noot"))
}

/// What the fields of a section of kind `gegevens` become.
pub(super) fn apply(sectie: &Sectie, node: Option<&Node>, map: &mut MapEdit, changes: &Changes, ctx: &FormContext<'_>) {
    let earlier: Vec<&str> = sectie.fields.iter().map(|v| v.id.as_str()).collect();
    for (i, field) in sectie.fields.iter().enumerate().filter(|(_, v)| v.from_school.is_none()) {
        let key = format!("{}/{}", sectie.id, field.id);
        let old = value_of(node, &field.id);
        let (value, noot) = (changes.cell(&key, 0), changes.cell(&key, 1));
        if value.is_none() && noot.is_none() {
            continue;
        }
        let old_noot = ctx.text_cell(noot_of(old)).text;
        let text = value.map_or_else(|| cell(field, old, ctx).text, str::to_owned);
        let noot_text = noot.unwrap_or(&old_noot);
        if text.is_empty() && !noot_text.is_empty() {
            let address = super::CellAddress::Question(key, 1);
            ctx.refuse(
                address,
                "bij een leeg antwoord kan geen opmerking",
                "vul ook het antwoord in, zoals `onbekend`",
            );
            continue;
        }
        let new = if noot_text.is_empty() {
            match (with_noot(old), value) {
                // The remark goes, the value is kept as it was typed.
                ((Some(within), Some(_)), None) => Some(super::context::copy(within)),
                ((within, Some(_)), Some(text)) => edit(field, within, text, ctx),
                ((within, None), Some(text)) => edit(field, within, text, ctx),
                ((_, _), None) => Some(Edit::Keep),
            }
        } else {
            let (within, whole_edit) = with_noot(old);
            let mut part = MapEdit::of(whole_edit);
            match (value, whole_edit) {
                (Some(text), _) => match edit(field, within, text, ctx) {
                    Some(Edit::Keep) if whole_edit.is_none() => {
                        part.set("waarde", within.map_or(Edit::Empty, super::context::copy))
                    }
                    Some(edit) => part.set("waarde", edit),
                    None => {}
                },
                (None, None) => part.set("waarde", within.map_or(Edit::Empty, super::context::copy)),
                (None, Some(_)) => {}
            }
            if noot.is_some() {
                part.set("noot", ctx.text_edit(noot_of(old), noot_text));
            }
            Some(part.finish())
        };
        set_or_empty(map, &earlier[..i], &field.id, new);
    }
}

/// Sets a key, or empties it: an existing key is kept, so that its question stays visible in the file.
pub(super) fn set_or_empty(map: &mut MapEdit, after: &[&str], key: &str, edit: Option<Edit>) {
    match edit {
        Some(edit) => map.set_after(after, key, edit),
        None if map.has(key) => map.set(key, Edit::Empty),
        None => {}
    }
}
