//! Items judged on a scale: a value per item, or per group of the document, possibly with fields.

use crate::grammar::Shape;
use crate::grammar::fill;
use crate::model::formaat::Sectie;
use crate::text::one_line;
use crate::yaml::{MapEdit, Node};

use super::asked::{antwoord, items, questions_per_item, set_item, value_of};
use super::context::FormContext;
use super::slots::Slots;
use super::{AskedFor, CellAddress, Changes, FormColumn, Keuze, QuestionBlock, fields};

/// The places of an item in the order of their columns: value, groups, fields, remark, text.
fn slots<'s>(sectie: &Sectie, shape: &'s Shape, ctx: &FormContext<'_>) -> Option<Slots<'s>> {
    let mut slots = Slots::of(fill::each_item(shape)?);
    if sectie.schaal.is_some() {
        slots.push(&["waarde"]);
        for (group, _) in &ctx.fill.groups {
            slots.push(&["per", group, "waarde"]);
        }
    }
    for field in fields::to_fill_in(sectie) {
        slots.push(&[&field.id, "waarde"]);
    }
    slots.push(&["noot"]);
    slots.push(&["tekst"]);
    Some(slots)
}

/// The questions: a value per item.
pub(super) fn part(sectie: &Sectie, node: Option<&Node>, ctx: &FormContext<'_>) -> QuestionBlock {
    let shape = ctx.shape(sectie);
    let mut columns = Vec::new();
    let mut help = Vec::new();
    if let Some(schaal) = &sectie.schaal {
        let names: Vec<String> = schaal.values.iter().map(|value| one_line(&value.name)).collect();
        let keuze = Keuze::free(&names);
        columns.push(FormColumn::new("Waarde", 28).with_keuze(keuze.clone()));
        let groups = ctx.fill.groups.iter();
        columns.extend(groups.map(|(_, name)| FormColumn::new(name.clone(), 20).with_keuze(keuze.clone())));
        help.push(format!(
            "Kies per regel: {}. Ligt het tussen twee waarden die op elkaar volgen, zet ze dan allebei, met een \
             puntkomma ertussen.",
            names.join(", ")
        ));
    }
    columns.extend(fields::to_fill_in(sectie).map(|field| fields::column(field, ctx)));
    columns.extend([FormColumn::new("Opmerking", 32).asks(AskedFor::Note), FormColumn::new("Meer uitleg", 45)]);
    let slots = slots(sectie, &shape, ctx);
    let cells = |node: Option<&Node>| slots.as_ref().map(|slots| slots.cells(node, &ctx.fill)).unwrap_or_default();
    let questions = questions_per_item(sectie, node, |claim| cells(value_of(claim)));
    QuestionBlock { title: sectie.title.clone(), help, columns, questions, text: false }
}

/// What the items become.
pub(super) fn apply(sectie: &Sectie, node: Option<&Node>, map: &mut MapEdit, changes: &Changes, ctx: &FormContext<'_>) {
    let shape = ctx.shape(sectie);
    let Some(slots) = slots(sectie, &shape, ctx) else { return };
    for item in items(sectie, node) {
        let key = format!("{}/{}", sectie.id, item.id);
        let old = value_of(antwoord(sectie, node, &item.id).map(|(_, claim)| claim));
        let cells = slots.cells(old, &ctx.fill);
        let Some(new) = changes.question(&key, &cells) else { continue };
        refuse_several(&slots, &key, &new, ctx);
        set_item(sectie, node, map, &item.id, slots.set(old, &cells, &new, &ctx.fill));
    }
}

/// For a group there is one value; only an item as a whole may lie between two.
fn refuse_several(slots: &Slots<'_>, key: &str, new: &[String], ctx: &FormContext<'_>) {
    for (column, text) in new.iter().enumerate() {
        let group = slots.path(column).strip_prefix(&["per".to_owned()]).and_then(|rest| rest.first());
        if let Some(group) = group.filter(|_| text.contains([';', '\n'])) {
            let name = ctx.fill.groups.iter().find(|(id, _)| id == group).map_or(group, |(_, name)| name);
            let address = CellAddress::Question(key.to_owned(), column);
            ctx.refuse(address, format!("voor `{name}` kan maar één waarde"), "laat er één staan");
        }
    }
}
