//! Reading `texts/nl.yaml` of a layer.

use std::sync::Arc;

use crate::melding::{Code, Melding, Meldingen};
use crate::reading::{as_word, did_you_mean, possible_keys, wrong_type};
use crate::source::{Source, Span};
use crate::yaml::{self, Entry, Node, Value};

use super::sentence::{Sentence, SentenceError};
use super::{COUNT, OWN_GROUP, Text, Texts, shown_hole};

/// Adds what a file says.
pub(super) fn add(texts: &mut Texts, source: &Arc<Source>, lowest: bool, meldingen: &mut Meldingen) {
    let Some(node) = yaml::read(source, meldingen) else { return };
    let groups = match &node.value {
        Value::Map(groups) => groups,
        Value::Empty => return,
        Value::Text(_) | Value::List(_) => return meldingen.push(wrong_type(&node, "groepen van teksten")),
    };
    for group in groups {
        let known = lowest || group.key == OWN_GROUP || texts.keys().any(|key| in_group(key, &group.key));
        if !known {
            let names = texts.keys().filter_map(|key| Some(key.split_once('.')?.0)).collect::<Vec<_>>();
            meldingen.push(
                Melding::at(Code::UnknownKey, &group.key_span, format!("er is geen groep teksten `{}`", group.key))
                    .hint(did_you_mean(&group.key, names.iter().copied())),
            );
            continue;
        }
        match &group.value.value {
            Value::Map(entries) => {
                for entry in entries {
                    one(texts, &group.key, entry, lowest, meldingen);
                }
            }
            Value::Empty => {}
            Value::Text(_) | Value::List(_) => meldingen.push(wrong_type(&group.value, "teksten, elk met een naam")),
        }
    }
}

fn in_group(key: &str, group: &str) -> bool {
    key.split_once('.').is_some_and(|(of, _)| of == group)
}

/// Adds one text, if it can be used.
fn one(texts: &mut Texts, group: &str, entry: &Entry, lowest: bool, meldingen: &mut Meldingen) {
    let key = format!("{group}.{}", entry.key);
    let below = texts.texts.get(&key).map(|text| text.holes.clone());
    if below.is_none() && !lowest && group != OWN_GROUP {
        let names = texts.keys().filter(|key| in_group(key, group)).filter_map(|key| Some(key.split_once('.')?.1));
        meldingen.push(
            Melding::at(Code::UnknownKey, &entry.key_span, format!("groep `{group}` heeft geen tekst `{}`", entry.key))
                .hint(did_you_mean(&entry.key, names.collect::<Vec<_>>().into_iter())),
        );
        return;
    }
    let Some((one, other)) = forms(&entry.value, meldingen) else { return };
    let said: Vec<(&Node, &Sentence)> = one.iter().chain([&other]).map(|(node, sentence)| (*node, sentence)).collect();
    let holes = match below {
        Some(holes) => holes,
        None => {
            let mut holes: Vec<String> = said.iter().flat_map(|(_, s)| s.holes()).map(str::to_owned).collect();
            holes.extend(one.is_some().then(|| COUNT.to_owned()));
            holes.sort();
            holes.dedup();
            holes
        }
    };
    let mut good = true;
    for (node, sentence) in &said {
        for name in sentence.holes().filter(|name| !holes.iter().any(|hole| hole == name)) {
            good = false;
            let place = part_of(&node.span, &format!("{{{name}}}"));
            let message = format!("de tekst `{key}` kent {} niet", shown_hole(name));
            meldingen.push(Melding::at(Code::ThemaError, &place, message).hint(known_holes(name, &holes)));
        }
    }
    if one.is_some() && !holes.iter().any(|hole| hole == COUNT) {
        good = false;
        let message = format!("de tekst `{key}` telt niets, en heeft dus geen enkelvoud en meervoud");
        meldingen.push(
            Melding::at(Code::ThemaError, &entry.value.span, message)
                .hint("schrijf één tekst, zonder `one` en `other`"),
        );
    }
    if good {
        let one = one.map(|(_, sentence)| sentence);
        texts.texts.insert(key, Text { one, other: other.1, holes });
    }
}

/// The forms of a text: for exactly one, if it has that, and for every other number.
#[expect(clippy::type_complexity, reason = "each form with its place")]
fn forms<'a>(
    node: &'a Node,
    meldingen: &mut Meldingen,
) -> Option<(Option<(&'a Node, Sentence)>, (&'a Node, Sentence))> {
    let Value::Map(entries) = &node.value else {
        return Some((None, (node, sentence(node, meldingen)?)));
    };
    let mut forms = [None, None];
    for entry in entries {
        match ["one", "other"].iter().position(|form| *form == entry.key) {
            Some(at) => forms[at] = Some((&entry.value, sentence(&entry.value, meldingen)?)),
            None => {
                let message = format!("een tekst heeft geen vorm `{}`", entry.key);
                let hint = possible_keys(&entry.key, ["one", "other"].into_iter());
                meldingen.push(Melding::at(Code::UnknownKey, &entry.key_span, message).hint(hint));
            }
        }
    }
    let [one, other] = forms;
    if other.is_none() {
        let melding = Melding::at(Code::MissingKey, &node.span, "`other` ontbreekt in een tekst met meer vormen");
        meldingen.push(melding.hint("voeg een regel `other: ...` toe: zo luidt de tekst bij elk ander aantal dan één"));
    }
    Some((one, other?))
}

fn sentence(node: &Node, meldingen: &mut Meldingen) -> Option<Sentence> {
    if node.is_empty() {
        let message = "deze tekst is leeg";
        meldingen.push(
            Melding::at(Code::MissingKey, &node.span, message)
                .hint("schrijf een tekst, of haal de regel weg om die van het thema eronder te houden"),
        );
        return None;
    }
    let word = as_word(node, meldingen)?;
    Sentence::read(&word.text)
        .map_err(|error| {
            let (message, piece) = match &error {
                SentenceError::Brace => ("`{` en `}` horen bij elkaar".to_owned(), "{".to_owned()),
                SentenceError::NoName(name) => (format!("`{{{name}}}` is geen naam"), format!("{{{name}}}")),
                SentenceError::NotOpen(name) => {
                    (format!("`{{{name}}}` en `{{/{name}}}` sluiten hier niet op elkaar aan"), format!("{name}}}"))
                }
            };
            let hint = "schrijf wat ingevuld wordt als `{naam}`, en wat om woorden heen staat als `{link}...{/link}`";
            meldingen.push(Melding::at(Code::ThemaError, &part_of(&node.span, &piece), message).hint(hint));
        })
        .ok()
}

/// Which holes a text has, for the hint of a message about another one.
pub(crate) fn known_holes(typed: &str, holes: &[String]) -> String {
    if let Some(near) = crate::melding::nearest_name(typed, holes.iter().map(String::as_str)) {
        return format!("bedoelde u {}?", shown_hole(near));
    }
    let shown: Vec<_> = holes.iter().map(|hole| shown_hole(hole)).collect();
    if shown.is_empty() {
        "in deze tekst wordt niets ingevuld".to_owned()
    } else {
        format!("ingevuld wordt: {}", shown.join(", "))
    }
}

/// The place of a piece of a value, or of the whole value.
fn part_of(span: &Span, piece: &str) -> Span {
    match span.text().find(piece) {
        Some(at) => span.part(at, at + piece.len()),
        None => span.clone(),
    }
}
