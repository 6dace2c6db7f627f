//! Reads the files of lists and scales.

use std::collections::BTreeMap;

use crate::melding::{Code, Melding, Meldingen};
use crate::model::Spanned;
use crate::model::lijst::{HOLE, Item, Lijst, RESERVED, Schaal, SchaalWaarde};
use crate::normal::key;
use crate::reading::{MapReader, as_word, as_words, check_id, wrong_type};
use crate::yaml::{Entry, Node, Value};

use super::reserved;

/// The list of places.
const PLAATSEN: &str = "plaatsen";

impl Lijst {
    /// Reads the node of a list file. `basis` is the list it extends, if any.
    pub fn read(node: &Node, basis: Option<&Self>, meldingen: &mut Meldingen) -> Option<Self> {
        let (read, errors) = meldingen.counting(|meldingen| Self::read_parts(node, basis, meldingen));
        let flawed = errors > 0 || basis.is_some_and(|basis| basis.flawed);
        read.map(|lijst| Self { flawed, ..lijst })
    }

    fn read_parts(node: &Node, basis: Option<&Self>, meldingen: &mut Meldingen) -> Option<Self> {
        let mut reader = MapReader::new(node, "een lijst", meldingen)?;
        let id = match basis {
            Some(basis) => {
                reader.take("breidt-uit");
                basis.id.clone()
            }
            None => {
                let word = reader.require_or("lijst", "breidt-uit", meldingen).and_then(|k| as_word(k, meldingen))?;
                check_id(&word, "lijst-id", meldingen).then_some(word.text)?
            }
        };
        let title = reader.text("titel", meldingen).map(|w| w.text);
        let heading_ouders = reader.text("kop-ouders", meldingen).map(|w| w.text);
        let in_sentence = reader.text("in-zin", meldingen);
        if let Some(sentence) = in_sentence.as_ref().filter(|sentence| !sentence.text.contains(HOLE)) {
            let message = format!("in `in-zin` ontbreekt `{HOLE}`");
            let hint = format!("zet `{HOLE}` waar de naam van het item komt, zoals `afspraken over {HOLE}`");
            meldingen.push(Melding::at(Code::WrongType, &sentence.span, message).hint(hint));
        }
        let in_sentence = in_sentence.map(|w| w.text);
        let mut items = basis.map(|b| b.items.clone()).unwrap_or_default();
        if let Some(node) = reader.require("items", meldingen) {
            read_items(&id, node, None, &mut items, meldingen);
        }
        reader.finish(meldingen);
        let title = title.or_else(|| basis.map(|b| b.title.clone())).unwrap_or_else(|| id.clone());
        let heading_ouders = heading_ouders.or_else(|| basis.and_then(|b| b.heading_ouders.clone()));
        let index = build_index(&items, meldingen);
        let in_sentence = in_sentence.or_else(|| basis.and_then(|b| b.in_sentence.clone()));
        Some(Self { id, title, heading_ouders, in_sentence, items, flawed: false, index })
    }
}

impl Schaal {
    /// Reads the node of a scale file.
    pub fn read(node: &Node, meldingen: &mut Meldingen) -> Option<Self> {
        let (read, errors) = meldingen.counting(|meldingen| Self::read_parts(node, meldingen));
        read.map(|schaal| Self { flawed: errors > 0, ..schaal })
    }

    fn read_parts(node: &Node, meldingen: &mut Meldingen) -> Option<Self> {
        let mut reader = MapReader::new(node, "een schaal", meldingen)?;
        let id = reader.require_text("schaal", meldingen)?;
        if !check_id(&id, "schaal-id", meldingen) {
            return None;
        }
        let title = reader.text("titel", meldingen).map_or_else(|| id.text.clone(), |w| w.text);
        let poles = poles(&mut reader, meldingen);
        let mut values: Vec<SchaalWaarde> = Vec::new();
        reader.require("waarden", meldingen);
        for node in reader.nodes("waarden") {
            let Some(mut part) = MapReader::new(node, "een waarde van een schaal", meldingen) else { continue };
            let Some(value_id) = part.require_text("id", meldingen) else { continue };
            let value = SchaalWaarde {
                name: part.text("naam", meldingen).map_or_else(|| value_id.text.clone(), |w| w.text),
                short: part.text("kort", meldingen).map(|w| w.text),
                sentence: part.text("zin", meldingen).map(|w| w.text),
                counts: part.yes_no("telt", meldingen),
                band: band(&mut part, meldingen),
                id: value_id.text.clone(),
            };
            part.finish(meldingen);
            if values.iter().any(|w| w.id == value.id) {
                let message = format!("waarde `{}` staat twee keer in deze schaal", value.id);
                meldingen.push(
                    Melding::at(Code::DuplicateId, &value_id.span, message).hint("geef een van de twee een ander id"),
                );
            } else if check_id(&value_id, "waarde-id", meldingen) {
                values.push(value);
            }
        }
        reader.finish(meldingen);
        Some(Self { id: id.text, title, values, poles, flawed: false })
    }
}

fn read_items(lijst: &str, node: &Node, ouder: Option<usize>, items: &mut Vec<Item>, meldingen: &mut Meldingen) {
    let Value::Map(entries) = &node.value else {
        let hint = "schrijf per item een regel als `lift: {naam: Lift}`, zonder streepjes";
        meldingen.push(wrong_type(node, "per item een id met een naam").hint(hint));
        return;
    };
    for entry in entries {
        let word = Spanned { text: entry.key.clone(), span: entry.key_span.clone() };
        if !check_id(&word, "item-id", meldingen) {
            continue;
        }
        if RESERVED.contains(&word.text.as_str()) {
            meldingen.push(
                Melding::at(Code::ReservedId, &word.span, format!("`{}` kan geen item zijn", word.text))
                    .hint("dit woord betekent in elke sectie al iets; kies een ander id"),
            );
            continue;
        }
        // A place shares a map with what else is said of an item.
        if lijst == PLAATSEN && reserved::of_places().contains(&word.text.as_str()) {
            meldingen.push(reserved::message(&word, "een plaats"));
            continue;
        }
        read_item(lijst, entry, word, ouder, items, meldingen);
    }
}

fn read_item(
    lijst: &str,
    entry: &Entry,
    id: Spanned,
    ouder: Option<usize>,
    items: &mut Vec<Item>,
    meldingen: &mut Meldingen,
) {
    let Some(mut reader) = MapReader::new(&entry.value, "een item", meldingen) else { return };
    // Only questions are shown under headings by name.
    if let Some(group) = reader.take_entry("groep").filter(|group| lijst != "hulpvragen" && !group.value.is_empty()) {
        meldingen.push(
            Melding::at(Code::UnknownKey, &group.key_span, "`groep` werkt alleen in de lijst `hulpvragen`")
                .hint("maak van de groep een item, en zet onder haar `items:` wat erbij hoort"),
        );
    }
    let name = reader.require_text("naam", meldingen).unwrap_or_else(|| id.clone());
    let item = fields(&mut reader, id, name, ouder, meldingen);
    let below = reader.take("items");
    reader.finish(meldingen);
    let Some(index) = add(item, items, meldingen) else { return };
    if let Some(below) = below {
        read_items(lijst, below, Some(index), items, meldingen);
    }
}

/// What is said about an item, apart from its name and the items below it.
pub(super) fn fields(
    reader: &mut MapReader<'_>,
    id: Spanned,
    name: Spanned,
    ouder: Option<usize>,
    meldingen: &mut Meldingen,
) -> Item {
    let mut word = |key| reader.text(key, meldingen).map(|w| w.text);
    let (meaning, sentence, group, obsolete) = (word("betekenis"), word("zin"), word("groep"), word("vervallen"));
    let (name_ouders, explanation) = (word("naam-ouders"), word("uitleg"));
    let mut synonyms = reader.texts("synoniemen", meldingen);
    let afkortingen = reader.texts("afkortingen", meldingen);
    synonyms.extend(afkortingen.iter().cloned());
    Item {
        spans: std::iter::once(&name).chain(&synonyms).map(|w| w.span.clone()).collect(),
        id: id.text,
        name: name.text,
        name_ouders,
        meaning,
        explanation,
        sentence,
        afkortingen: afkortingen.into_iter().map(|w| w.text).collect(),
        synonyms: synonyms.into_iter().map(|w| w.text).collect(),
        hulpvragen: reader.texts("hulpvragen", meldingen),
        refers: reader.yes_no("verwijst", meldingen).unwrap_or(false),
        group,
        obsolete,
        replaced_by: reader.text("vervangen-door", meldingen),
        ouder,
        span: id.span,
    }
}

/// Adds an item and returns its index. An extension may define an item again; that replaces the old one. The same id
/// twice in one file is reported.
pub(super) fn add(item: Item, items: &mut Vec<Item>, meldingen: &mut Meldingen) -> Option<usize> {
    let Some(old) = items.iter().position(|i| i.id == item.id) else {
        items.push(item);
        return Some(items.len() - 1);
    };
    if items[old].span.path() == item.span.path() {
        meldingen.push(
            Melding::at(Code::DuplicateId, &item.span, format!("item `{}` staat twee keer in deze lijst", item.id))
                .also(&items[old].span, "hier staat het ook")
                .hint("geef een van de twee een ander id"),
        );
        return None;
    }
    items[old] = item;
    Some(old)
}

pub(super) fn build_index(items: &[Item], meldingen: &mut Meldingen) -> BTreeMap<String, usize> {
    let mut index: BTreeMap<String, usize> = BTreeMap::new();
    for (i, item) in items.iter().enumerate() {
        index.insert(key(&item.id), i);
    }
    for (i, item) in items.iter().enumerate() {
        for (name, span) in std::iter::once(&item.name).chain(&item.synonyms).zip(&item.spans) {
            let previous = *index.entry(key(name)).or_insert(i);
            if previous != i {
                let other = &items[previous];
                meldingen.push(
                    Melding::at(Code::DuplicateId, span, format!("`{name}` hoort al bij item `{}`", other.id))
                        .hint("een naam of synoniem hoort in een lijst bij één item")
                        .also(&other.span, "dit item heeft de naam al"),
                );
            }
        }
    }
    index
}

/// The two poles of a scale.
fn poles(reader: &mut MapReader<'_>, meldingen: &mut Meldingen) -> Option<(String, String)> {
    let node = reader.take("polen")?;
    match &as_words(node, meldingen)[..] {
        [from, to] => Some((from.text.clone(), to.text.clone())),
        _ => {
            meldingen.push(wrong_type(node, "een lijst van twee namen").hint("schrijf `polen: [eerste, tweede]`"));
            None
        }
    }
}

/// The ends of a band.
fn band(reader: &mut MapReader<'_>, meldingen: &mut Meldingen) -> Option<(String, String)> {
    let [from, to] = ["van", "tot"].map(|key| reader.text(key, meldingen).map(|w| w.text));
    Some((from?, to?))
}
