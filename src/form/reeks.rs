//! Values by date, year or group: a row per item, a column per date.

use crate::grammar::Shape;
use crate::grammar::fill;
use crate::model::formaat::{Axis, Sectie};
use crate::yaml::{MapEdit, Node};

use super::asked::{antwoord, items, questions_per_item, set_item, value_of};
use super::context::FormContext;
use super::slots::Slots;
use super::{AskedFor, CellAddress, Changes, FormCell, FormColumn, Question, QuestionBlock};

/// How many empty columns there are for new dates.
const NEW_COLUMNS: usize = 2;

/// What is asked above a new column.
const COLUMN_QUESTION: &str = "Waarover gaat de kolom?";

/// The columns, id and title: those of the format, else those that are filled in.
fn columns(sectie: &Sectie, node: Option<&Node>) -> Vec<(String, String)> {
    if !sectie.columns.is_empty() {
        return sectie.columns.clone();
    }
    let mut out: Vec<String> = Vec::new();
    for item in items(sectie, node) {
        let entries = value(sectie, node, &item.id).and_then(Node::as_map).unwrap_or_default();
        for entry in entries.iter().filter(|p| !is_text(&p.key)) {
            if !out.contains(&entry.key) {
                out.push(entry.key.clone());
            }
        }
    }
    out.sort();
    out.into_iter().map(|id| (id.clone(), id)).collect()
}

fn is_text(key: &str) -> bool {
    key == "noot" || key == "tekst"
}

fn value<'k>(sectie: &Sectie, node: Option<&'k Node>, id: &str) -> Option<&'k Node> {
    value_of(antwoord(sectie, node, id).map(|(_, claim)| claim))
}

fn extra(sectie: &Sectie) -> usize {
    if sectie.columns.is_empty() { NEW_COLUMNS } else { 0 }
}

/// The places of an item in the order of their columns: the values of columns with these ids, remark, text.
fn slots<'s>(ids: &[String], shape: &'s Shape) -> Option<Slots<'s>> {
    let mut slots = Slots::of(fill::each_item(shape)?);
    for id in ids {
        slots.push(&[id, "waarde"]);
    }
    slots.push(&["noot"]);
    slots.push(&["tekst"]);
    Some(slots)
}

/// The ids of all columns; a new one has what was filled in above it, and none before that.
fn ids(sectie: &Sectie, known: &[(String, String)], changes: Option<&Changes>) -> Vec<String> {
    let mut ids: Vec<String> = known.iter().map(|(id, _)| id.clone()).collect();
    let key = column_key(sectie);
    for column in known.len()..known.len() + extra(sectie) {
        ids.push(changes.and_then(|changes| changes.cell(&key, column)).unwrap_or_default().to_owned());
    }
    ids
}

fn column_key(sectie: &Sectie) -> String {
    format!("{}/@kolommen", sectie.id)
}

/// The cells of an item; those of new columns are empty.
fn cells(slots: &Slots<'_>, known: usize, ids: usize, node: Option<&Node>, ctx: &FormContext<'_>) -> Vec<FormCell> {
    let mut cells = slots.cells(node, &ctx.fill);
    cells.iter_mut().take(ids).skip(known).for_each(|cell| *cell = FormCell::default());
    cells
}

/// The questions: values per item; the first row names the new columns.
pub(super) fn part(sectie: &Sectie, node: Option<&Node>, ctx: &FormContext<'_>) -> QuestionBlock {
    let names = columns(sectie, node);
    let number = |title: String| FormColumn::new(title, 16).asks(AskedFor::Number);
    let mut headings: Vec<FormColumn> = names.iter().map(|(_, name)| number(super::one_line(name))).collect();
    headings.extend((0..extra(sectie)).map(|_| number("Nieuw".to_owned())));
    headings.extend([FormColumn::new("Opmerking", 32), FormColumn::new("Meer uitleg", 45)]);
    let mut questions = Vec::new();
    if extra(sectie) > 0 {
        let closed = |text: &str| FormCell { closed: true, ..FormCell::new(text, None) };
        let mut cells: Vec<FormCell> = names.iter().map(|(id, _)| closed(id)).collect();
        let asks = matches!(sectie.reeks_axis, Axis::Peildatum).then_some(AskedFor::Date);
        cells.extend((0..extra(sectie)).map(|_| FormCell { asks, ..FormCell::default() }));
        let help = match sectie.reeks_axis {
            Axis::Peildatum => "Nieuwe datums: 2025-10-01",
            Axis::Schooljaar => "Nieuwe schooljaren: 2025-2026",
            Axis::Year => "Nieuwe jaren: 2025",
            Axis::Group => "Nieuwe groepen",
        };
        questions.push(Question {
            key: column_key(sectie),
            name: COLUMN_QUESTION.to_owned(),
            help: help.to_owned(),
            cells,
        });
    }
    let (shape, ids) = (ctx.shape(sectie), ids(sectie, &names, None));
    if let Some(slots) = slots(&ids, &shape) {
        let cells = |node: Option<&Node>| cells(&slots, names.len(), ids.len(), node, ctx);
        questions.extend(questions_per_item(sectie, node, |claim| cells(value_of(claim))));
    }
    let help = vec!["Vul in wat u weet. Leeg betekent: niet beantwoord. Nul is ook een getal.".to_owned()];
    QuestionBlock { title: sectie.title.clone(), help, columns: headings, questions, text: false }
}

/// Edits the series.
pub(super) fn apply(sectie: &Sectie, node: Option<&Node>, map: &mut MapEdit, changes: &Changes, ctx: &FormContext<'_>) {
    let known = columns(sectie, node);
    let (shape, ids) = (ctx.shape(sectie), ids(sectie, &known, Some(changes)));
    let Some(slots) = slots(&ids, &shape) else { return };
    for item in items(sectie, node) {
        let key = format!("{}/{}", sectie.id, item.id);
        let old = value(sectie, node, &item.id);
        let old_cells = cells(&slots, known.len(), ids.len(), old, ctx);
        let Some(mut new) = changes.question(&key, &old_cells) else { continue };
        for (column, (id, (text, old_cell))) in ids.iter().zip(new.iter_mut().zip(&old_cells)).enumerate() {
            if *text == old_cell.text {
                continue;
            }
            if id.is_empty() {
                let hint = format!("vul bij `{COLUMN_QUESTION}` boven deze kolom in waar zij over gaat");
                ctx.refuse(CellAddress::Question(key.clone(), column), "deze kolom heeft nog geen kop", hint);
            } else if ids.iter().take(column).any(|earlier| earlier == id) {
                let address = CellAddress::Question(column_key(sectie), column);
                ctx.refuse(address, format!("kolom `{id}` is er al"), "gebruik die kolom");
            } else {
                continue;
            }
            text.clone_from(&old_cell.text);
        }
        set_item(sectie, node, map, &item.id, slots.set(old, &old_cells, &new, &ctx.fill));
    }
}
