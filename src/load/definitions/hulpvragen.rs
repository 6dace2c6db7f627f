//! A site's own parents' questions, over the built-in ones.

use std::collections::BTreeMap;

use crate::melding::{Code, Melding, Meldingen, nearest_name};
use crate::model::Spanned;
use crate::reading::{MapReader, check_id, wrong_type};
use crate::source::Span;
use crate::yaml::{Entry, Node, Value};

use crate::model::lijst::{Item, Lijst, RESERVED};

use super::lijst::{add, build_index, fields};

/// An item that answers a question, as the file of questions states it.
#[derive(Debug, Clone)]
pub struct HulpvraagLink {
    /// Id of the question.
    pub hulpvraag: Spanned,
    /// `lijst/item`, as typed.
    pub reference: Spanned,
}

impl Lijst {
    /// Reads the node of `hulpvragen.yaml` over this list of questions. A known id without `naam` adds words and items
    /// to that question; with `naam` it replaces it.
    pub fn with_hulpvragen(&self, node: &Node, meldingen: &mut Meldingen) -> Option<(Self, Vec<HulpvraagLink>)> {
        let mut reader = MapReader::new(node, "`hulpvragen.yaml`", meldingen)?;
        let questions = reader.require("hulpvragen", meldingen);
        reader.finish(meldingen);
        let Value::Map(entries) = &questions?.value else {
            let hint = "schrijf per hulpvraag een regel als `lezen: {bij: [voorzieningen/leesclub]}`, zonder streepjes";
            meldingen.push(wrong_type(questions?, "per hulpvraag een id").hint(hint));
            return None;
        };
        let mut items = self.items.clone();
        let mut links = Vec::new();
        for entry in entries {
            read_hulpvraag(entry, &mut items, &mut links, meldingen);
        }
        let index = build_index(&items, meldingen);
        Some((Self { items, index, ..self.clone() }, links))
    }

    /// Removes the questions that went out of use, and returns for each what replaced it, if anything did.
    pub fn without_dropped(&mut self) -> BTreeMap<String, Option<Spanned>> {
        let (gone, stays): (Vec<Item>, Vec<Item>) =
            std::mem::take(&mut self.items).into_iter().partition(|item| item.obsolete.is_some());
        self.items = stays;
        if !gone.is_empty() {
            self.index = build_index(&self.items, &mut Meldingen::new());
        }
        gone.into_iter().map(|item| (item.id, item.replaced_by)).collect()
    }

    /// Makes items that answered a question that went out of use answer what replaced it, if anything did.
    pub fn answers_without(&mut self, gone: &BTreeMap<String, Option<Spanned>>) {
        for item in &mut self.items {
            let questions = std::mem::take(&mut item.hulpvragen);
            for question in questions {
                let question = match gone.get(&question.text) {
                    None => Some(question),
                    Some(other_value) => other_value.clone(),
                };
                if let Some(question) = question.filter(|v| !item.hulpvragen.iter().any(|h| h.text == v.text)) {
                    item.hulpvragen.push(question);
                }
            }
        }
    }

    /// Makes the item at this index answer a question, if it does not already.
    pub fn answers(&mut self, index: usize, hulpvraag: &Spanned) {
        if let Some(item) = self.items.get_mut(index)
            && !item.hulpvragen.iter().any(|h| h.text == hulpvraag.text)
        {
            item.hulpvragen.push(hulpvraag.clone());
        }
    }
}

fn read_hulpvraag(entry: &Entry, items: &mut Vec<Item>, links: &mut Vec<HulpvraagLink>, meldingen: &mut Meldingen) {
    let id = Spanned { text: entry.key.clone(), span: entry.key_span.clone() };
    if !check_id(&id, "hulpvraag-id", meldingen) {
        return;
    }
    if RESERVED.contains(&id.text.as_str()) {
        meldingen.push(
            Melding::at(Code::ReservedId, &id.span, format!("`{}` kan geen hulpvraag zijn", id.text))
                .hint("dit woord betekent in elke sectie al iets; kies een ander id"),
        );
        return;
    }
    let Some(mut reader) = MapReader::new(&entry.value, "een hulpvraag", meldingen) else { return };
    let known = items.iter().position(|i| i.id == id.text);
    let name = reader.text("naam", meldingen);
    let references = reader.texts("bij", meldingen);
    if name.is_none() && known.is_none() {
        meldingen.push(unknown(&id, items));
        return;
    }
    links.extend(references.into_iter().map(|reference| HulpvraagLink { hulpvraag: id.clone(), reference }));
    let new = name.is_some();
    let name = name.unwrap_or_else(|| id.clone());
    let mut parsed = fields(&mut reader, id, name, None, meldingen);
    reader.finish(meldingen);
    match known {
        Some(index) if !new => complete(&mut items[index], parsed),
        Some(index) => {
            parsed.group = parsed.group.or(items[index].group.take());
            let _ = add(parsed, items, meldingen);
        }
        None => drop(add(parsed, items, meldingen)),
    }
}

/// Completes a known question: words are added, sentences replaced.
fn complete(item: &mut Item, added: Item) {
    let spans: Vec<Span> = added.spans.into_iter().skip(1).collect();
    for (word, span) in added.synonyms.into_iter().zip(spans) {
        if !item.synonyms.contains(&word) {
            item.synonyms.push(word);
            item.spans.push(span);
        }
    }
    item.meaning = added.meaning.or(item.meaning.take());
    item.sentence = added.sentence.or(item.sentence.take());
    item.group = added.group.or(item.group.take());
    item.obsolete = added.obsolete.or(item.obsolete.take());
    item.replaced_by = added.replaced_by.or(item.replaced_by.take());
}

/// The message for a question that is not known and has no name of its own.
fn unknown(id: &Spanned, items: &[Item]) -> Melding {
    let hint = match nearest_name(&id.text, items.iter().map(|i| i.id.as_str())) {
        Some(near_miss) => format!("bedoelde u `{near_miss}`?"),
        None => "geef een nieuwe hulpvraag een `naam`".to_owned(),
    };
    Melding::at(Code::UnknownItem, &id.span, format!("er is geen hulpvraag `{}`", id.text)).hint(hint)
}
