//! Fields: what each type may hold.

use crate::model::catalogus::Catalogus;
use crate::model::formaat::{Field, FieldType, Sectie};
use crate::text::one_line;

use super::common::{self, join_or, name, name_with_questions, noot};
use super::shape::{Choice, Key, Known, MapShape, Shape, Typed};

/// The fields of a section as keys. What `school.yaml` fills is not asked.
pub fn keys(sectie: &Sectie, catalogus: &Catalogus) -> Vec<Key> {
    let own = sectie.fields.iter().filter(|field| field.from_school.is_none());
    own.map(|field| key(field, catalogus)).collect()
}

fn key(field: &Field, catalogus: &Catalogus) -> Key {
    let possible = help(field);
    let what = if possible.is_empty() { field.title.clone() } else { format!("{}: {possible}.", field.title) };
    Key::new(&field.id, &field.title, &what, filled(field, catalogus)).offered(remark(field))
}

/// What stands behind a field in a new document: its title, and what may be filled in.
pub fn remark(field: &Field) -> String {
    let (title, possible) = (one_line(&field.title), help(field));
    if possible.is_empty() { title } else { format!("{title}: {possible}") }
}

/// A value, or `{waarde: ..., noot: ...}`.
fn filled(field: &Field, catalogus: &Catalogus) -> Shape {
    let content = content(field, catalogus);
    let value = Key::new("waarde", "", "", content.clone()).required();
    let map = MapShape::new(vec![value, noot()]).bare("waarde").or_otherwise(expected(field));
    Shape::Either(vec![Shape::Map(map), content])
}

/// The value itself.
pub fn content(field: &Field, catalogus: &Catalogus) -> Shape {
    match field.soort {
        FieldType::Text => Shape::Text,
        FieldType::Hoeveel => Shape::Amount,
        FieldType::Item => Shape::One(Box::new(reference(field, catalogus))),
        FieldType::Items => reference(field, catalogus).many(),
        FieldType::YesNo => keuze(field, ["ja", "nee"].map(|word| (word.to_owned(), String::new())).into()),
        FieldType::Keuze => keuze(field, field.values.clone()),
        FieldType::Number
        | FieldType::Percentage
        | FieldType::Date
        | FieldType::Schooljaar
        | FieldType::Web
        | FieldType::Mail
        | FieldType::Phone
        | FieldType::File => Shape::Typed(Typed { soort: field.soort, expected: expected(field) }),
    }
}

fn keuze(field: &Field, offered: Vec<(String, String)>) -> Shape {
    Shape::Choice(Choice { offered, names: value_names(field), lijst: None, special: true })
}

fn value_names(field: &Field) -> Vec<String> {
    field.values.iter().flat_map(|(id, name)| [id.clone(), name.clone()]).collect()
}

/// The field's own values, as words.
fn own_values(field: &Field) -> Shape {
    Shape::Choice(Choice { offered: field.values.clone(), names: value_names(field), lijst: None, special: false })
}

/// One reference: to a value of the field, else to an item of its lists, else to anything.
fn reference(field: &Field, catalogus: &Catalogus) -> Shape {
    if !field.values.is_empty() {
        return name(Known::Words(Box::new(own_values(field))));
    }
    if field.lijsten.is_empty() {
        return common::any_name();
    }
    let known = Known::Lijsten(field.lijsten.clone());
    if field.counts { name_with_questions(known, catalogus) } else { name(known) }
}

/// The first field, where a row or a section is a bare text.
pub fn first(sectie: &Sectie, catalogus: &Catalogus) -> Shape {
    match sectie.fields.first() {
        // References can be lists and maps too; in short notation they are one word.
        Some(field) if matches!(field.soort, FieldType::Item | FieldType::Items) => {
            if field.values.is_empty() {
                Shape::Word
            } else {
                own_values(field)
            }
        }
        Some(field) => content(field, catalogus),
        None => Shape::Word,
    }
}

/// What was expected, for a message.
fn expected(field: &Field) -> String {
    match field.soort {
        FieldType::Text => "tekst, of de naam van een .md-bestand".to_owned(),
        FieldType::Keuze => join_or(field.values.iter().map(|(id, _)| id.as_str())),
        FieldType::Web => "een webadres dat met https:// begint".to_owned(),
        FieldType::File => "de naam van een bestand naast dit document, zoals protocol.pdf".to_owned(),
        _ => help(field),
    }
}

/// What may be filled in for a field, in a few words; empty for running text.
pub fn help(field: &Field) -> String {
    let possible = match field.soort {
        FieldType::Text => "",
        FieldType::Number => "een getal",
        FieldType::Hoeveel => "hoeveel of hoe vaak, zoals `9 keer per jaar` of `circa 6 weken`",
        FieldType::Percentage => "een percentage",
        FieldType::Date => "een datum, zoals 2025-09 of 2025-09-01",
        FieldType::Schooljaar => "een schooljaar, zoals 2025-2026",
        FieldType::YesNo => "ja of nee",
        FieldType::Keuze => "kies",
        FieldType::Item => "een naam",
        FieldType::Items => "een of meer namen",
        FieldType::Web => "een webadres",
        FieldType::Mail => "een e-mailadres",
        FieldType::Phone => "een telefoonnummer",
        FieldType::File => "de naam van een bestand naast dit document",
    };
    let values: Vec<&str> = field.values.iter().map(|(id, _)| id.as_str()).collect();
    let names: Vec<&str> = field.lijsten.iter().flat_map(|l| l.ids()).take(2).collect();
    match (field.soort, &names[..]) {
        (FieldType::Keuze, _) => format!("kies: {}", values.join(", ")),
        (FieldType::Item, [first, ..]) => format!("{possible}, zoals {first}"),
        (FieldType::Items, [_, ..]) => format!("{possible}, zoals [{}]", names.join(", ")),
        _ => possible.to_owned(),
    }
}
