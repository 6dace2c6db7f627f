//! What is asked of a section, and how the answers that are there are found and set.

use crate::grammar::fill::{elements, name_and_noot};
use crate::model::formaat::{Sectie, Soort};
use crate::model::lijst::RESERVED;
use crate::yaml::{Edit, MapEdit, Node, Value};

use super::context::FormContext;
use super::{FormCell, Question, slots};

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
    slots::set_or_empty(map, &after, key, edit);
}

fn answer_key(sectie: &Sectie, node: Option<&Node>, id: &str) -> Option<String> {
    // An empty key counts too: it is waiting to be filled in.
    let entries = node.and_then(Node::as_map)?;
    entries.iter().find(|p| item_id(sectie, &p.key).as_deref() == Some(id)).map(|p| p.key.clone())
}

/// The cells for a remark and a text that most questions have.
pub(super) fn noot_and_text(node: Option<&Node>, ctx: &FormContext<'_>) -> [FormCell; 2] {
    ["noot", "tekst"].map(|key| ctx.fill.text_cell(node.and_then(|k| k.find(key))))
}

/// Sets a text under a key, or removes the key.
pub(super) fn set_text(map: &mut MapEdit, old: Option<&Node>, key: &str, new: &str, ctx: &FormContext<'_>) {
    let existing = old.and_then(|k| k.find(key)).filter(|k| !k.is_empty());
    if new.is_empty() {
        map.remove(key);
    } else if ctx.fill.text_cell(existing).text != new {
        map.set(key, ctx.fill.text_edit(existing, new));
    }
}
