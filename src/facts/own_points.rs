//! What a school offers besides the lists, for the questions of parents that it answers.

use std::collections::BTreeMap;

use crate::model::antwoord::{AnswerBody, OwnItem, Row};
use crate::model::catalogus::{Catalogus, HULPVRAGEN};
use crate::model::formaat::{Onderwerp, Sectie};
use crate::model::site::Document;
use crate::model::value::{Content, Filled, ItemKey, RefTarget, Reference, Stand};
use crate::soorten;
use crate::text::{Markdown, sentences};

use super::SchoolFacts;

/// Something that a school offers besides the lists, for a parents' question.
#[derive(Debug, Clone)]
pub struct Point<'a> {
    /// The document that names it.
    pub document: &'a Document,
    /// Id of the section.
    pub sectie: &'a str,
    /// Its name.
    pub name: String,
    /// What it does for a child, where the school says so.
    pub sentence: Option<String>,
    /// A remark.
    pub noot: Option<&'a Markdown>,
    /// Whether a child goes elsewhere for it.
    pub refers: bool,
    /// The items of lists that it is, told in the school's own words.
    pub is: Vec<ItemKey>,
}

/// What a school offers besides the lists, by the id of the parents' question that it answers.
pub fn own_points<'a>(school: &SchoolFacts<'a>, catalogus: &'a Catalogus) -> BTreeMap<&'a str, Vec<Point<'a>>> {
    let mut out: BTreeMap<&str, Vec<Point<'a>>> = BTreeMap::new();
    for own in school.own_aanbod() {
        for hulpvraag in hulpvragen(&own.own.hulpvragen) {
            let point = Point {
                document: own.document,
                sectie: own.sectie,
                name: own.own.name.text.clone(),
                sentence: own_sentence(own.own, catalogus),
                noot: own.own.noot.as_ref(),
                refers: false,
                is: Vec::new(),
            };
            out.entry(hulpvraag).or_default().push(point);
        }
    }
    for document in &school.documenten {
        let aanbod = document.formaat.secties().filter(|s| s.onderwerp == Some(Onderwerp::Aanbod));
        for (sectie, antwoord) in aanbod.filter_map(|s| Some((s, document.antwoorden.get(&s.id)?))) {
            let AnswerBody::Rows(rows) = &antwoord.content else { continue };
            from_rows(school, document, sectie, rows, catalogus, &mut out);
        }
    }
    out
}

/// Whether a row is about items that lead elsewhere, and about no other items in fields for such lists.
/// Other fields name helpers, say, and tell nothing of where the help is.
fn row_refers(sectie: &Sectie, fields: &[(usize, Filled)], catalogus: &Catalogus) -> bool {
    let lists_of = |index: usize| sectie.fields.get(index).map(|v| v.lijsten.as_slice()).unwrap_or_default();
    let places = |index: usize| lists_of(index).iter().any(|l| l.items.iter().any(|item| item.refers));
    let mut items = fields.iter().filter(|(index, _)| places(*index)).filter_map(|(_, filled)| match &filled.content {
        Content::References(references) => Some(references),
        _ => None,
    });
    let leads_away = |v: &Reference| match &v.ref_target {
        RefTarget::Item(key) => catalogus.item(key).is_some_and(|item| item.refers),
        RefTarget::Row { .. } | RefTarget::Free => false,
    };
    items.next().is_some_and(|first| !first.is_empty() && first.iter().all(leads_away))
        && items.all(|others| others.iter().all(leads_away))
}

/// The sentence of an item under `anders` and its places, as far as stated.
fn own_sentence(own: &OwnItem, catalogus: &Catalogus) -> Option<String> {
    let sentence = own.sentence.clone().or_else(|| own.text.as_ref().map(|t| t.first_sentences(2)));
    let mut parts: Vec<String> = sentence.map(|z| sentences::with_full_stop(&z)).into_iter().collect();
    let plaats = |id: &str| catalogus.plaatsen()?.by_id(id).and_then(|(_, p)| p.sentence.clone());
    let places = own.waar.iter().filter(|p| p.stand == Stand::Yes).filter_map(|p| plaats(&p.id));
    parts.extend(sentences::one_after_another(places));
    (!parts.is_empty()).then(|| parts.join(" "))
}

fn from_rows<'a>(
    school: &SchoolFacts<'a>,
    document: &'a Document,
    sectie: &'a Sectie,
    rows: &'a [Row],
    catalogus: &Catalogus,
    out: &mut BTreeMap<&'a str, Vec<Point<'a>>>,
) {
    for row in rows {
        let fields = match row {
            Row::Group { rows, .. } => {
                from_rows(school, document, sectie, rows, catalogus, out);
                continue;
            }
            Row::Row { fields, .. } => fields,
        };
        let Some(name) = row_name(sectie, fields) else { continue };
        let is = soorten::row_is(sectie, fields);
        if school.is_refuted(&is) {
            continue;
        }
        for reference in fields.iter().filter_map(|(_, filled)| match &filled.content {
            Content::References(references) => Some(references),
            _ => None,
        }) {
            for hulpvraag in hulpvragen(reference) {
                let sentence = field(sectie, fields, "zin").map(|t| sentences::with_full_stop(&t.first_sentences(2)));
                let noot = field(sectie, fields, "noot");
                let refers = row_refers(sectie, fields, catalogus);
                let (name, is) = (name.clone(), is.clone());
                let point = Point { document, sectie: &sectie.id, name, sentence, noot, refers, is };
                out.entry(hulpvraag).or_default().push(point);
            }
        }
    }
}

/// The name of a row: its first text. One that continues the title of its column ("die moeilijk
/// plannen") is read together with that title.
fn row_name(sectie: &Sectie, fields: &[(usize, Filled)]) -> Option<String> {
    fields.iter().find_map(|(index, filled)| {
        let Content::Text(text) = &filled.content else { return None };
        let name = sentences::truncate(&text.plain_line(), 160);
        let further = name.starts_with(char::is_lowercase);
        Some(if further { format!("{} {name}", sectie.fields.get(*index)?.title) } else { name })
    })
}

/// A text of a row, by the id of its field.
fn field<'a>(sectie: &Sectie, fields: &'a [(usize, Filled)], id: &str) -> Option<&'a Markdown> {
    let is_it = |index: usize| sectie.fields.get(index).is_some_and(|v| v.id == id);
    fields.iter().filter(|(index, _)| is_it(*index)).find_map(|(_, filled)| match &filled.content {
        Content::Text(text) => Some(text),
        _ => None,
    })
}

/// Ids of the parents' questions among references.
fn hulpvragen(references: &[Reference]) -> impl Iterator<Item = &str> {
    references.iter().filter_map(|v| match &v.ref_target {
        RefTarget::Item(ItemKey { lijst, item }) if lijst == HULPVRAGEN => Some(item.as_str()),
        _ => None,
    })
}
