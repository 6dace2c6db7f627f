//! Values by date, year or group: a row per item, a column per date.

use crate::model::formaat::{Axis, Sectie};
use crate::yaml::{Edit, MapEdit, Node};

use super::asked::{antwoord, items, noot_and_text, questions_per_item, set_item, set_text, value_of};
use super::context::{FormContext, word};
use super::{AskedFor, CellAddress, Changes, FormCell, FormColumn, Question, QuestionBlock};

/// How many empty columns there are for new dates.
const NEW_COLUMNS: usize = 2;

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

/// The value in a column, without its remark.
fn cell(node: Option<&Node>, column: &str) -> FormCell {
    let cell = node.and_then(|k| k.find(column));
    let cell = cell.and_then(|k| k.find("waarde")).or(cell);
    FormCell::new(word(cell), cell.map(|k| k.span.clone()))
}

fn extra(sectie: &Sectie) -> usize {
    if sectie.columns.is_empty() { NEW_COLUMNS } else { 0 }
}

fn cells(sectie: &Sectie, node: Option<&Node>, columns: &[(String, String)], ctx: &FormContext<'_>) -> Vec<FormCell> {
    let mut out: Vec<FormCell> = columns.iter().map(|(id, _)| cell(node, id)).collect();
    out.extend((0..extra(sectie)).map(|_| FormCell::default()));
    out.extend(noot_and_text(node, ctx));
    out
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
            key: format!("{}/@kolommen", sectie.id),
            name: "Waarover gaat de kolom?".to_owned(),
            help: help.to_owned(),
            cells,
        });
    }
    questions.extend(questions_per_item(sectie, node, |claim| cells(sectie, value_of(claim), &names, ctx)));
    let help = vec!["Vul in wat u weet. Leeg betekent: niet beantwoord. Nul is ook een getal.".to_owned()];
    QuestionBlock { title: sectie.title.clone(), help, columns: headings, questions, text: false }
}

/// Edits the series.
pub(super) fn apply(sectie: &Sectie, node: Option<&Node>, map: &mut MapEdit, changes: &Changes, ctx: &FormContext<'_>) {
    let known = columns(sectie, node);
    let mut ids: Vec<String> = known.iter().map(|(id, _)| id.clone()).collect();
    let column_key = format!("{}/@kolommen", sectie.id);
    for i in known.len()..known.len() + extra(sectie) {
        ids.push(changes.cell(&column_key, i).unwrap_or_default().to_owned());
    }
    for item in items(sectie, node) {
        let key = format!("{}/{}", sectie.id, item.id);
        let old = value(sectie, node, &item.id);
        let old_cells = cells(sectie, old, &known, ctx);
        let Some(new) = changes.question(&key, &old_cells) else { continue };
        if new.iter().all(String::is_empty) {
            set_item(sectie, node, map, &item.id, None);
            continue;
        }
        let mut out = MapEdit::of(old);
        for (i, (id, (text, old_cell))) in ids.iter().zip(new.iter().zip(&old_cells)).enumerate() {
            if *text == old_cell.text {
                continue;
            }
            if id.is_empty() {
                let hint = format!("vul bij `{}` boven deze kolom in waar zij over gaat", "Waarover gaat de kolom?");
                ctx.refuse(CellAddress::Question(key.clone(), i), "deze kolom heeft nog geen kop", hint);
            } else if ids.iter().take(i).any(|earlier| earlier == id) {
                ctx.refuse(
                    CellAddress::Question(column_key.clone(), i),
                    format!("kolom `{id}` is er al"),
                    "gebruik die kolom",
                );
            } else if text.is_empty() {
                out.remove(id);
            } else {
                let cell = old.and_then(|k| k.find(id)).filter(|k| k.find("waarde").is_some());
                let edit = match cell {
                    Some(cell) => {
                        let mut part = MapEdit::of(Some(cell));
                        part.set("waarde", Edit::Text(text.clone()));
                        part.finish()
                    }
                    None => Edit::Text(text.clone()),
                };
                let after: Vec<&str> = ids.iter().take(i).map(String::as_str).collect();
                out.set_after(&after, id, edit);
            }
        }
        let rest = ids.len();
        set_text(&mut out, old, "noot", new.get(rest).map_or("", String::as_str), ctx);
        set_text(&mut out, old, "tekst", new.get(rest + 1).map_or("", String::as_str), ctx);
        let edit = if out.is_empty() { None } else { Some(out.finish()) };
        set_item(sectie, node, map, &item.id, edit);
    }
}
