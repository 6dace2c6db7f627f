//! One section: its questions, and the edit of its answer.

use crate::grammar::fill::{copy, elements, name_and_noot};
use crate::model::formaat::{Sectie, Soort};
use crate::vormen::{Vorm, vorm};
use crate::yaml::{Edit, MapEdit, Node, Value};

use super::asked::{item_id, row_key};
use super::context::FormContext;
use super::{
    Changes, FormColumn, Question, QuestionBlock, aanbod, beoordeling, fields, heading, keuze, own, reeks, route, rows,
    slots,
};

/// The blocks of questions of a section: its items or fields, and its texts.
pub(super) fn parts(sectie: &Sectie, node: Option<&Node>, ctx: &FormContext<'_>) -> Vec<QuestionBlock> {
    let mut help = Vec::new();
    if sectie.mandatory {
        help.push("Dit hoort in elk document.".to_owned());
    }
    help.extend(sectie.introduction.as_ref().map(crate::text::Markdown::plain_text));
    let mut parts = match sectie.soort {
        Soort::Text | Soort::Table | Soort::Begrippen | Soort::Bijlagen | Soort::Stroomschema => Vec::new(),
        Soort::Gegevens => vec![fields::part(sectie, node, ctx)],
        Soort::Aanbod => vec![aanbod::part(sectie, node, ctx)],
        Soort::Keuze => vec![keuze::part(sectie, node, ctx)],
        Soort::Beoordeling => vec![beoordeling::part(sectie, node, ctx)],
        Soort::Reeks => vec![reeks::part(sectie, node, ctx)],
        Soort::Niveaus => vec![rows::niveaus(sectie, node, ctx)],
    };
    parts.push(texts(sectie, node, ctx));
    if let Some(first) = parts.first_mut() {
        help.append(&mut first.help);
        first.help = help;
    }
    parts
}

/// The texts of a section.
fn texts(sectie: &Sectie, node: Option<&Node>, ctx: &FormContext<'_>) -> QuestionBlock {
    let question = |key: &str, name: &str, help: &str, node: Option<&Node>| Question {
        key: format!("{}/@{key}", sectie.id),
        name: name.to_owned(),
        help: help.to_owned(),
        cells: vec![ctx.fill.text_cell(node)],
    };
    let below = |key: &str| node.and_then(|k| k.find(key));
    let mut questions = Vec::new();
    if sectie.soort == Soort::Text {
        let text = below("tekst").or(node.filter(|k| k.as_text().is_some()));
        questions.push(question("tekst", "Tekst", "Een lege regel begint een nieuwe alinea.", text));
    } else {
        questions.push(question(
            "toelichting",
            "Toelichting",
            "Wat u er nog bij wilt vertellen.",
            below("toelichting"),
        ));
    }
    let help = "In gewone woorden en korte zinnen. Dit lezen ouders het eerst.";
    questions.push(question("voor-ouders", "Voor ouders", help, below("voor-ouders")));
    let title = if sectie.soort == Soort::Text || row_sheet(sectie) { sectie.title.clone() } else { String::new() };
    QuestionBlock { title, help: Vec::new(), columns: vec![FormColumn::new("Tekst", 45)], questions, text: true }
}

/// Whether all of a section but its texts is on a sheet of rows.
fn row_sheet(sectie: &Sectie) -> bool {
    matches!(sectie.soort, Soort::Table | Soort::Begrippen | Soort::Bijlagen | Soort::Stroomschema)
}

/// The edit of the answer to a section.
pub(super) fn edit(
    sectie: &Sectie,
    node: Option<&Node>,
    changes: &Changes,
    own_aanbod: Option<&[super::NewRow]>,
    ctx: &FormContext<'_>,
) -> Edit {
    let text = |name: &str| changes.cell(&format!("{}/@{name}", sectie.id), 0);
    let (toelichting, ouders, content) = (text("toelichting"), text("voor-ouders"), text("tekst"));
    let existing = node.filter(|k| !k.is_empty());
    let reviewed = heading::own_date(&sectie.id, existing, changes);
    let together = toelichting.is_some() || ouders.is_some() || own_aanbod.is_some();
    if !together && !existing.is_some_and(|k| matches!(k.value, Value::Map(_))) {
        // Short notation is kept where possible.
        match vorm(sectie.soort) {
            Vorm::Text => {
                return match content {
                    None => Edit::Keep,
                    Some("") => Edit::Empty,
                    Some(new) => ctx.fill.text_edit(existing, new),
                };
            }
            Vorm::Items => {
                if let Some(edit) = edit_checklist(sectie, existing, changes) {
                    return edit;
                }
            }
            Vorm::Rows if sectie.soort != Soort::Niveaus && existing.is_some() => {
                let new = changes.rows.get(&sectie.id);
                return new.map_or(Edit::Keep, |new| rows::edit(sectie, existing, new, ctx));
            }
            Vorm::Graaf if existing.is_some() => {
                let new = changes.rows.get(&sectie.id);
                return new.map_or(Edit::Keep, |new| route::edit(sectie, existing, new, ctx));
            }
            Vorm::Rows | Vorm::Graaf | Vorm::Fields => {}
        }
    }
    let mut map = as_map(sectie, existing);
    let below = |key: &str| existing.and_then(|k| k.find(key)).filter(|k| !k.is_empty());
    for (key, new) in [("tekst", content), ("voor-ouders", ouders), ("toelichting", toelichting)] {
        let Some(new) = new else { continue };
        // A text section whose answer is just the text.
        let loose = (key == "tekst").then_some(existing).flatten().filter(|k| k.as_text().is_some());
        match (new, loose) {
            ("", _) if key == "tekst" => map.remove(key),
            ("", _) => slots::set_or_empty(&mut map, &[], key, None),
            (new, Some(loose)) => match ctx.fill.text_edit(Some(loose), new) {
                Edit::Keep => {}
                edit => map.set(key, edit),
            },
            (new, None) => {
                let edit = ctx.fill.text_edit(below(key), new);
                let after: &[&str] = if key == "toelichting" { &["voor-ouders"] } else { &["tekst"] };
                map.set_after(after, key, edit);
            }
        }
    }
    match sectie.soort {
        Soort::Text => {}
        Soort::Gegevens => fields::apply(sectie, existing, &mut map, changes, ctx),
        Soort::Aanbod => aanbod::apply(sectie, existing, &mut map, changes, ctx),
        Soort::Keuze => keuze::apply(sectie, existing, &mut map, changes, ctx),
        Soort::Beoordeling => beoordeling::apply(sectie, existing, &mut map, changes, ctx),
        Soort::Reeks => reeks::apply(sectie, existing, &mut map, changes, ctx),
        Soort::Niveaus => rows::apply_niveaus(sectie, existing, &mut map, changes, ctx),
        Soort::Table | Soort::Begrippen | Soort::Bijlagen | Soort::Stroomschema => {
            if let Some(new) = changes.rows.get(&sectie.id) {
                let key = row_key(sectie);
                let old = below(key);
                let edit = if sectie.soort == Soort::Stroomschema {
                    route::edit(sectie, old, new, ctx)
                } else {
                    rows::edit(sectie, old, new, ctx)
                };
                map.set(key, edit);
            }
        }
    }
    if let Some(new) = reviewed {
        slots::set_or_empty(&mut map, &[], "gecontroleerd", (!new.is_empty()).then(|| Edit::Text(new.to_owned())));
    }
    if let Some(new) = own_aanbod {
        own::apply_aanbod(sectie, below("anders"), &mut map, new, ctx);
    }
    if map.is_empty() && existing.is_none() { Edit::Keep } else { map.finish() }
}

/// An answer as a map: short notation is written out.
fn as_map(sectie: &Sectie, node: Option<&Node>) -> MapEdit {
    let Some(node) = node else { return MapEdit::of(None) };
    if matches!(node.value, Value::Map(_)) {
        return MapEdit::of(Some(node));
    }
    let mut map = MapEdit::of(None);
    match vorm(sectie.soort) {
        Vorm::Text => map.set("tekst", copy(node)),
        Vorm::Items => {
            for element in elements(Some(node)) {
                let Some((name, noot)) = name_and_noot(element) else { continue };
                let value = match noot {
                    None => Edit::Text("ja".to_owned()),
                    Some(noot) => Edit::Map(vec![("noot".to_owned(), copy(noot))]),
                };
                map.set(name, value);
            }
        }
        Vorm::Rows | Vorm::Graaf => map.set(row_key(sectie), copy(node)),
        Vorm::Fields => {}
    }
    map
}

/// A checklist that stays one: items only come and go. `None` when that cannot hold what was filled in.
fn edit_checklist(sectie: &Sectie, node: Option<&Node>, changes: &Changes) -> Option<Edit> {
    if !matches!(sectie.soort, Soort::Aanbod | Soort::Keuze) {
        return None;
    }
    let begin = format!("{}/", sectie.id);
    let own = |key: &str| key.strip_prefix(&begin).map(str::to_owned);
    let changed: Vec<(String, usize, &str)> = changes
        .cells
        .iter()
        .filter_map(|((key, column), text)| own(key).map(|item| (item, *column, text.as_str())))
        .collect();
    if changed.is_empty() {
        return Some(Edit::Keep);
    }
    // Without an answer so far, answers are written out in full.
    let node = node?;
    if changed.iter().any(|(_, column, text)| *column != 0 || !(text.is_empty() || text.eq_ignore_ascii_case("ja"))) {
        return None;
    }
    let id = |element: &Node| name_and_noot(element).and_then(|(name, _)| item_id(sectie, name));
    let gone: Vec<&String> = changed.iter().filter(|(_, _, text)| text.is_empty()).map(|(item, ..)| item).collect();
    let is_lijst = matches!(node.value, Value::List(_));
    let mut out: Vec<(Option<usize>, Edit)> = elements(Some(node))
        .iter()
        .enumerate()
        .filter(|(_, element)| id(element).is_none_or(|id| !gone.contains(&&id)))
        .map(|(i, element)| if is_lijst { (Some(i), Edit::Keep) } else { (None, copy(element)) })
        .collect();
    out.extend(
        changed.iter().filter(|(_, _, text)| !text.is_empty()).map(|(item, ..)| (None, Edit::Text(item.clone()))),
    );
    Some(if out.is_empty() { Edit::Empty } else { Edit::List(out) })
}
