//! One section: its questions, and the edit of its answer.

use crate::model::formaat::{Sectie, Soort};
use crate::model::lijst::RESERVED;
use crate::vormen::{Vorm, vorm};
use crate::yaml::{Edit, MapEdit, Node, Value};

use super::context::{FormContext, copy, elements, name_and_noot};
use super::{
    Changes, FormCell, FormColumn, Question, QuestionBlock, aanbod, beoordeling, fields, heading, keuze, own, reeks,
    route, rows,
};

/// Whether a section has something to fill in: not when the format or the school fills it.
pub(super) fn asks_something(sectie: &Sectie) -> bool {
    crate::scaffold::document::asks_something(sectie)
}

/// The key of the rows of a section.
pub(super) fn row_key(sectie: &Sectie) -> &'static str {
    match sectie.soort {
        Soort::Begrippen => "begrippen",
        Soort::Bijlagen => "bestanden",
        Soort::Stroomschema => "stappen",
        _ => "rijen",
    }
}

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
        cells: vec![ctx.text_cell(node)],
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
                    Some(new) => ctx.text_edit(existing, new),
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
            ("", _) => fields::set_or_empty(&mut map, &[], key, None),
            (new, Some(loose)) => match ctx.text_edit(Some(loose), new) {
                Edit::Keep => {}
                edit => map.set(key, edit),
            },
            (new, None) => {
                let edit = ctx.text_edit(below(key), new);
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
        fields::set_or_empty(&mut map, &[], "gecontroleerd", (!new.is_empty()).then(|| Edit::Text(new.to_owned())));
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

/// The id of the item or option that a word refers to.
pub(super) fn item_id(sectie: &Sectie, word: &str) -> Option<String> {
    match &sectie.lijst {
        Some(lijst) => lijst.find(word).map(|(_, item)| item.id.clone()),
        None => {
            let lower = word.to_lowercase();
            let option = sectie.options.iter().find(|(id, name)| *id == lower || name.to_lowercase() == lower);
            option.map(|(id, _)| id.clone())
        }
    }
}

/// An item or option to be answered: its id, its name, and what it means.
pub(super) struct AskedItem {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) help: String,
}

/// The items or options of a section; obsolete ones only where they are answered.
pub(super) fn items(sectie: &Sectie, node: Option<&Node>) -> Vec<AskedItem> {
    let Some(lijst) = &sectie.lijst else {
        let item =
            |(id, name): &(String, String)| AskedItem { id: id.clone(), name: name.clone(), help: String::new() };
        return sectie.options.iter().map(item).collect();
    };
    let answered = |id: &str| antwoord(sectie, node, id).is_some();
    let sentence = |item: &crate::model::lijst::Item| item.sentence.clone().or_else(|| item.meaning.clone());
    lijst
        .items
        .iter()
        .filter(|item| item.obsolete.is_none() || answered(&item.id))
        .map(|item| AskedItem {
            id: item.id.clone(),
            name: super::one_line(&item.name),
            help: sentence(item).map(|sentence| super::one_line(&sentence)).unwrap_or_default(),
        })
        .collect()
}

/// A question per item, with the cells that `cells` lays its answer out in.
pub(super) fn questions_per_item<'k>(
    sectie: &Sectie,
    node: Option<&'k Node>,
    cells: impl Fn(Option<Claim<'k>>) -> Vec<FormCell>,
) -> Vec<Question> {
    let question = |item: AskedItem| Question {
        key: format!("{}/{}", sectie.id, item.id),
        cells: cells(antwoord(sectie, node, &item.id).map(|(_, claim)| claim)),
        name: item.name,
        help: item.help,
    };
    items(sectie, node).into_iter().map(question).collect()
}

/// The answer about an item: its key as written, and the value; in a checklist, the name as written and the element.
pub(super) fn antwoord<'k>(sectie: &Sectie, node: Option<&'k Node>, id: &str) -> Option<(&'k str, Claim<'k>)> {
    let node = node?;
    match &node.value {
        Value::Map(entries) => entries
            .iter()
            .find(|p| !RESERVED.contains(&p.key.as_str()) && item_id(sectie, &p.key).as_deref() == Some(id))
            .map(|p| (p.key.as_str(), Claim::Value(&p.value))),
        _ => elements(Some(node)).iter().find_map(|element| {
            let (name, noot) = name_and_noot(element)?;
            (item_id(sectie, name)? == id).then_some((name, Claim::Mentioned(element, noot)))
        }),
    }
}

/// How an item is answered.
#[derive(Debug, Clone, Copy)]
pub(super) enum Claim<'k> {
    /// `item: waarde`.
    Value(&'k Node),
    /// In a checklist: the element, and its remark.
    Mentioned(&'k Node, Option<&'k Node>),
}

/// The value of an item, if it was answered with one.
pub(super) fn value_of(claim: Option<Claim<'_>>) -> Option<&Node> {
    match claim {
        Some(Claim::Value(node)) => Some(node).filter(|k| !k.is_empty()),
        Some(Claim::Mentioned(..)) | None => None,
    }
}

/// Sets the answer about an item: under the key it has already, else under its id, after the items before it in the
/// list.
pub(super) fn set_item(sectie: &Sectie, node: Option<&Node>, map: &mut MapEdit, id: &str, edit: Option<Edit>) {
    let keys: Vec<(String, String)> = items(sectie, node)
        .into_iter()
        .map(|item| {
            let own = answer_key(sectie, node, &item.id).unwrap_or_else(|| item.id.clone());
            (item.id, own)
        })
        .collect();
    let Some(index) = keys.iter().position(|(own, _)| own == id) else { return };
    let (before, from_here) = keys.split_at(index);
    let Some((_, key)) = from_here.first() else { return };
    let mut after: Vec<&str> = vec!["voor-ouders", "toelichting"];
    after.extend(before.iter().map(|(_, key)| key.as_str()));
    fields::set_or_empty(map, &after, key, edit);
}

fn answer_key(sectie: &Sectie, node: Option<&Node>, id: &str) -> Option<String> {
    // An empty key counts too: it is waiting to be filled in.
    let entries = node.and_then(Node::as_map)?;
    entries.iter().find(|p| item_id(sectie, &p.key).as_deref() == Some(id)).map(|p| p.key.clone())
}

/// The cells for a remark and a text that most questions have.
pub(super) fn noot_and_text(node: Option<&Node>, ctx: &FormContext<'_>) -> [FormCell; 2] {
    ["noot", "tekst"].map(|key| ctx.text_cell(node.and_then(|k| k.find(key))))
}

/// Sets a text under a key, or removes the key.
pub(super) fn set_text(map: &mut MapEdit, old: Option<&Node>, key: &str, new: &str, ctx: &FormContext<'_>) {
    let existing = old.and_then(|k| k.find(key)).filter(|k| !k.is_empty());
    if new.is_empty() {
        map.remove(key);
    } else if ctx.text_cell(existing).text != new {
        map.set(key, ctx.text_edit(existing, new));
    }
}
