//! Fields with a value: a question per field, or a column per field where there are rows.

use crate::grammar::Shape;
use crate::grammar::field;
use crate::grammar::fill::{self, Leaf};
use crate::model::formaat::{Field, FieldType, Sectie};
use crate::yaml::{MapEdit, Node};

use super::context::FormContext;
use super::slots::{Slots, set_or_empty};
use super::{AskedFor, CellAddress, Changes, FormCell, FormColumn, Question, QuestionBlock, one_line};

/// What is said of a remark without a value, and what to do.
pub(super) const NO_VALUE: (&str, &str) =
    ("bij een leeg antwoord kan geen opmerking", "vul ook het antwoord in, zoals `onbekend`");

/// The fields that are filled in here, and not by `school.yaml`.
pub(super) fn to_fill_in(sectie: &Sectie) -> impl Iterator<Item = &Field> {
    sectie.fields.iter().filter(|v| v.from_school.is_none())
}

/// What a field asks.
fn leaf(shape: &Shape) -> Leaf<'_> {
    Leaf::of(shape).unwrap_or(Leaf::Word(AskedFor::Words))
}

/// A column for a field.
pub(super) fn column(field: &Field, ctx: &FormContext<'_>) -> FormColumn {
    let shape = field::content(field, ctx.fill.catalogus);
    let leaf = leaf(&shape);
    FormColumn::new(one_line(&field.title), width(field)).with_keuze(leaf.keuze()).asks(leaf.asks())
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

/// The answer to a field, and a remark.
fn slots(shape: &Shape) -> Slots<'_> {
    let mut slots = Slots::of(shape);
    slots.push(&["waarde"]);
    slots.push(&["noot"]);
    slots
}

/// The questions of a section of kind `gegevens`: an answer and a remark per field.
pub(super) fn part(sectie: &Sectie, node: Option<&Node>, ctx: &FormContext<'_>) -> QuestionBlock {
    let shape = ctx.shape(sectie);
    let question = |field: &Field| {
        let slots = slots(fill::behind(&shape, &field.id)?);
        let mut cells = slots.cells(value_of(node, &field.id), &ctx.fill);
        let answer = cells.first_mut()?;
        let leaf = slots.leaf(0)?;
        *answer = FormCell { keuze: leaf.keuze(), asks: Some(leaf.asks()), ..std::mem::take(answer) };
        Some(Question {
            key: format!("{}/{}", sectie.id, field.id),
            name: one_line(&field.title),
            help: help(field),
            cells,
        })
    };
    let questions = to_fill_in(sectie).filter_map(question).collect();
    let columns = vec![FormColumn::new("Antwoord", 45), FormColumn::new("Opmerking", 32).asks(AskedFor::Note)];
    QuestionBlock { title: sectie.title.clone(), help: Vec::new(), columns, questions, text: false }
}

fn value_of<'k>(node: Option<&'k Node>, key: &str) -> Option<&'k Node> {
    node.and_then(|k| k.find(key)).filter(|k| !k.is_empty())
}

/// What the fields of a section of kind `gegevens` become.
pub(super) fn apply(sectie: &Sectie, node: Option<&Node>, map: &mut MapEdit, changes: &Changes, ctx: &FormContext<'_>) {
    let shape = ctx.shape(sectie);
    let earlier: Vec<&str> = sectie.fields.iter().map(|field| field.id.as_str()).collect();
    for (i, field) in sectie.fields.iter().enumerate().filter(|(_, field)| field.from_school.is_none()) {
        let key = format!("{}/{}", sectie.id, field.id);
        let old = value_of(node, &field.id);
        let Some(slots) = fill::behind(&shape, &field.id).map(slots) else { continue };
        let cells = slots.cells(old, &ctx.fill);
        let Some(new) = changes.question(&key, &cells) else { continue };
        if let Some(column) = slots.without_value(&new) {
            ctx.refuse(CellAddress::Question(key, column), NO_VALUE.0, NO_VALUE.1);
            continue;
        }
        set_or_empty(map, &earlier[..i], &field.id, slots.set(old, &cells, &new, &ctx.fill));
    }
}
