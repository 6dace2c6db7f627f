//! Items judged on a scale: a value per item, or per group of the document, possibly with fields.

use crate::model::formaat::Sectie;
use crate::model::lijst::Schaal;
use crate::yaml::{Edit, MapEdit, Node, Value};

use super::asked::{antwoord, items, noot_and_text, questions_per_item, set_item, set_text, value_of};
use super::context::{FormContext, NameRules, copy};
use super::{AskedFor, CellAddress, Changes, FormCell, FormColumn, Keuze, QuestionBlock, fields};

/// How a value is shown: by its name.
fn show(schaal: &Schaal, word: &str) -> String {
    let value = schaal.find(word).and_then(|i| schaal.values.get(i));
    value.map_or_else(|| word.to_owned(), |w| super::one_line(&w.name))
}

/// How a value is written to the file: its short form, else its id.
fn write(schaal: &Schaal, word: &str) -> String {
    let value = schaal.find(word).and_then(|i| schaal.values.get(i));
    value.map_or_else(|| word.to_owned(), |w| w.short.clone().unwrap_or_else(|| w.id.clone()))
}

fn with_schaal<T>(schaal: &Schaal, run: impl FnOnce(&NameRules<'_>) -> T) -> T {
    run(&NameRules {
        show: &|word| show(schaal, word),
        write: &|word| write(schaal, word),
        known: &|word| schaal.find(word).is_some(),
    })
}

/// The cells of an item, in the order of [`part`]: value, groups, fields, remark, text.
fn cells(sectie: &Sectie, node: Option<&Node>, ctx: &FormContext<'_>) -> Vec<FormCell> {
    let map = node.filter(|k| k.as_map().is_some());
    let mut out = Vec::new();
    if let Some(schaal) = &sectie.schaal {
        let value = if map.is_some() { map.and_then(|k| k.find("waarde")) } else { node };
        out.push(with_schaal(schaal, |names| ctx.names_cell(value, names)));
        for (group, _) in &ctx.groups {
            let value = map.and_then(|k| k.find("per")).and_then(|k| k.find(group));
            out.push(with_schaal(schaal, |names| ctx.names_cell(value, names)));
        }
    }
    for (i, field) in fields::to_fill_in(sectie).enumerate() {
        let short = i == 0 && sectie.schaal.is_none() && map.is_none();
        out.push(fields::cell(field, if short { node } else { map.and_then(|k| k.find(&field.id)) }, ctx));
    }
    out.extend(noot_and_text(map, ctx));
    out
}

/// The questions: a value per item.
pub(super) fn part(sectie: &Sectie, node: Option<&Node>, ctx: &FormContext<'_>) -> QuestionBlock {
    let mut columns = Vec::new();
    if let Some(schaal) = &sectie.schaal {
        let keuze = Keuze::free(schaal.values.iter().map(|w| super::one_line(&w.name)));
        columns.push(FormColumn::new("Waarde", 28).with_keuze(keuze.clone()));
        columns.extend(ctx.groups.iter().map(|(_, name)| FormColumn::new(name.clone(), 20).with_keuze(keuze.clone())));
    }
    for field in fields::to_fill_in(sectie) {
        columns.push(fields::column(field));
    }
    columns.extend([FormColumn::new("Opmerking", 32).asks(AskedFor::Note), FormColumn::new("Meer uitleg", 45)]);
    let questions = questions_per_item(sectie, node, |claim| cells(sectie, value_of(claim), ctx));
    let mut help = Vec::new();
    if let Some(schaal) = &sectie.schaal {
        let names: Vec<&str> = schaal.values.iter().map(|w| w.name.as_str()).collect();
        help.push(format!(
            "Kies per regel: {}. Ligt het tussen twee waarden die op elkaar volgen, zet ze dan allebei, met een \
             puntkomma ertussen.",
            names.join(", ")
        ));
    }
    QuestionBlock { title: sectie.title.clone(), help, columns, questions, text: false }
}

/// What the items become.
pub(super) fn apply(sectie: &Sectie, node: Option<&Node>, map: &mut MapEdit, changes: &Changes, ctx: &FormContext<'_>) {
    for item in items(sectie, node) {
        let key = format!("{}/{}", sectie.id, item.id);
        let old = value_of(antwoord(sectie, node, &item.id).map(|(_, b)| b));
        let old_cells = cells(sectie, old, ctx);
        let Some(new) = changes.question(&key, &old_cells) else { continue };
        let edit = if new.iter().all(String::is_empty) { None } else { edit(sectie, old, &old_cells, &new, &key, ctx) };
        set_item(sectie, node, map, &item.id, edit);
    }
}

fn edit(
    sectie: &Sectie,
    old: Option<&Node>,
    old_ones: &[FormCell],
    new: &[String],
    key: &str,
    ctx: &FormContext<'_>,
) -> Option<Edit> {
    let map = old.filter(|k| matches!(k.value, Value::Map(_)));
    let bare = old.filter(|_| map.is_none());
    let cell =
        |i: usize| (new.get(i).map_or("", String::as_str), old_ones.get(i).is_none_or(|o| Some(&o.text) != new.get(i)));
    // Short notation: only a value, or only the first field.
    if map.is_none() && new.iter().skip(1).all(String::is_empty) {
        let (text, _) = cell(0);
        return match &sectie.schaal {
            Some(schaal) => with_schaal(schaal, |names| ctx.names_edit(bare, text, names, true)),
            None => fields::to_fill_in(sectie).next().and_then(|field| fields::edit(field, bare, text, ctx)),
        };
    }
    let mut out = MapEdit::of(map);
    let mut column = 0;
    if let Some(schaal) = &sectie.schaal {
        let (text, differs) = cell(0);
        if differs || map.is_none() {
            let value = if map.is_some() { map.and_then(|k| k.find("waarde")) } else { bare };
            let edit = with_schaal(schaal, |names| ctx.names_edit(value, text, names, true));
            set(&mut out, "waarde", edit.map(|edit| detached(edit, bare)));
        }
        column = 1;
        let per = map.and_then(|k| k.find("per"));
        let mut parts = MapEdit::of(per);
        for (id, name) in &ctx.groups {
            let (text, differs) = cell(column);
            if differs {
                if text.contains([';', '\n']) {
                    let address = CellAddress::Question(key.to_owned(), column);
                    ctx.refuse(address, format!("voor `{name}` kan maar één waarde"), "laat er één staan");
                }
                let old = per.and_then(|k| k.find(id));
                set(&mut parts, id, with_schaal(schaal, |names| ctx.names_edit(old, text, names, true)));
            }
            column += 1;
        }
        if !parts.is_unchanged() {
            let edit = (!parts.is_empty()).then(|| parts.finish());
            set(&mut out, "per", edit);
        }
    }
    for (i, field) in fields::to_fill_in(sectie).enumerate() {
        let (text, differs) = cell(column);
        let short = i == 0 && sectie.schaal.is_none();
        let old = if short && bare.is_some() { bare } else { map.and_then(|k| k.find(&field.id)) };
        if differs || short && bare.is_some() {
            let edit = fields::edit(field, old, text, ctx);
            set(&mut out, &field.id, if short { edit.map(|edit| detached(edit, bare)) } else { edit });
        }
        column += 1;
    }
    set_text(&mut out, map, "noot", cell(column).0, ctx);
    set_text(&mut out, map, "tekst", cell(column + 1).0, ctx);
    Some(out.finish())
}

fn set(map: &mut MapEdit, key: &str, edit: Option<Edit>) {
    match edit {
        Some(edit) => map.set(key, edit),
        None => map.remove(key),
    }
}

/// A value that moves under a key: what stays the same is written out.
fn detached(edit: Edit, bare: Option<&Node>) -> Edit {
    match (edit, bare) {
        (Edit::Keep, Some(bare)) => copy(bare),
        (Edit::List(parts), Some(bare)) => {
            let old = super::context::elements(Some(bare));
            Edit::List(
                parts
                    .into_iter()
                    .map(|(index, part)| (None, index.and_then(|i| old.get(i)).map_or(part, copy)))
                    .collect(),
            )
        }
        (edit, _) => edit,
    }
}
