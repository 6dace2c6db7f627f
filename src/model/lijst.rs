//! Shared vocabulary: lists of items, and scales of values.

mod hulpvragen;

use std::collections::BTreeMap;

use crate::melding::{Code, Melding, Meldingen};
use crate::normal::key;
use crate::source::Span;
use crate::text::sentences;
use crate::yaml::{Entry, Node, Value};

use crate::model::Spanned;
use crate::reading::{MapReader, as_words, check_id, wrong_type};

pub use hulpvragen::HulpvraagLink;

/// Keys that every section may have; no item may have one as its id.
pub const RESERVED: [&str; 9] =
    ["toelichting", "voor-ouders", "anders", "rijen", "stappen", "bron", "peildatum", "gecontroleerd", "nvt"];

/// Stands for the name of the item in `in-zin`.
const HOLE: &str = "{naam}";

/// A list of items, such as the specialists a school may have.
#[derive(Debug, Clone)]
pub struct Lijst {
    /// Its id.
    pub id: String,
    /// Its title, as shown.
    pub title: String,
    /// What parents read above its items instead of the title.
    pub heading_ouders: Option<String>,
    /// How an item reads inside a sentence, where its name alone says too little: "afspraken over {naam}".
    pub in_sentence: Option<String>,
    /// Its items in order; nested items follow the item they belong to.
    pub items: Vec<Item>,
    index: BTreeMap<String, usize>,
}

/// One thing that a school can have, do or score.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its id, unique within the list.
    pub id: String,
    /// Its name, as shown.
    pub name: String,
    /// Its name in words of parents (B1), where the name of the field is jargon.
    pub name_ouders: Option<String>,
    /// What it is, for the glossary.
    pub meaning: Option<String>,
    /// A whole sentence for parents (B1).
    pub sentence: Option<String>,
    /// Other words for the same thing.
    pub synonyms: Vec<String>,
    /// Where the name and each synonym stand.
    spans: Vec<Span>,
    /// Parents' questions that it answers.
    pub hulpvragen: Vec<Spanned>,
    /// Whether a child goes elsewhere for it: to another school or institute. A school then refers to it, and does not
    /// offer it itself.
    pub refers: bool,
    /// The heading it is grouped under, such as parents' questions about learning.
    pub group: Option<String>,
    /// The year it went out of use.
    pub obsolete: Option<String>,
    /// The item that replaced it.
    pub replaced_by: Option<Spanned>,
    /// Index of the item it belongs to.
    pub ouder: Option<usize>,
    /// Where it is defined.
    pub span: Span,
}

impl Lijst {
    /// Reads the node of a list file. `basis` is the list it extends, if any.
    pub fn read(node: &Node, basis: Option<&Self>, meldingen: &mut Meldingen) -> Option<Self> {
        let mut reader = MapReader::new(node, "een lijst", meldingen)?;
        let id = match basis {
            Some(basis) => {
                reader.take("breidt-uit");
                basis.id.clone()
            }
            None => {
                let word = reader.require_text("lijst", meldingen)?;
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
        Some(Self { id, title, heading_ouders, in_sentence, items, index })
    }

    /// The name of one of its items as parents read it inside a sentence.
    pub fn in_sentence(&self, item: &Item) -> String {
        let name = sentences::lower(item.for_ouders());
        self.in_sentence.as_ref().map_or(name.clone(), |sentence| sentence.replace(HOLE, &name))
    }

    /// The item with this id.
    pub fn by_id(&self, id: &str) -> Option<(usize, &Item)> {
        self.items.iter().enumerate().find(|(_, i)| i.id == id)
    }

    /// The item that a text means: by id, name or synonym, regardless of case and of what looks the same.
    pub fn find(&self, text: &str) -> Option<(usize, &Item)> {
        let index = *self.index.get(&key(text))?;
        self.items.get(index).map(|item| (index, item))
    }

    /// Every text that means an item: ids first, then names and synonyms.
    pub fn names(&self) -> impl Iterator<Item = &str> + Clone {
        let ids = self.items.iter().map(|i| i.id.as_str());
        let names = self
            .items
            .iter()
            .flat_map(|i| std::iter::once(i.name.as_str()).chain(i.synonyms.iter().map(String::as_str)));
        ids.chain(names)
    }

    /// The ids, in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> + Clone {
        self.items.iter().map(|i| i.id.as_str())
    }
}

impl Lijst {
    /// The name of an item as parents read it where it stands by itself: "Afspraken over pesten", and not "Pesten".
    pub fn for_parents(&self, item: &Item) -> String {
        match self.in_sentence {
            Some(_) => crate::text::sentences::capitalize(&self.in_sentence(item)),
            None => item.for_ouders().to_owned(),
        }
    }

    /// Its title as parents read it.
    pub fn heading_for_parents(&self) -> &str {
        self.heading_ouders.as_deref().unwrap_or(&self.title)
    }
}

impl Item {
    /// Its name as parents read it.
    pub fn for_ouders(&self) -> &str {
        self.name_ouders.as_deref().unwrap_or(&self.name)
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
fn fields(
    reader: &mut MapReader<'_>,
    id: Spanned,
    name: Spanned,
    ouder: Option<usize>,
    meldingen: &mut Meldingen,
) -> Item {
    let mut word = |key| reader.text(key, meldingen).map(|w| w.text);
    let (meaning, sentence, group, obsolete) = (word("betekenis"), word("zin"), word("groep"), word("vervallen"));
    let name_ouders = word("naam-ouders");
    let synonyms = reader.texts("synoniemen", meldingen);
    Item {
        spans: std::iter::once(&name).chain(&synonyms).map(|w| w.span.clone()).collect(),
        id: id.text,
        name: name.text,
        name_ouders,
        meaning,
        sentence,
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
fn add(item: Item, items: &mut Vec<Item>, meldingen: &mut Meldingen) -> Option<usize> {
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

fn build_index(items: &[Item], meldingen: &mut Meldingen) -> BTreeMap<String, usize> {
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

/// An ordered set of values.
#[derive(Debug, Clone)]
pub struct Schaal {
    /// Its id.
    pub id: String,
    /// Its title, as shown.
    pub title: String,
    /// Its values, from low to high.
    pub values: Vec<SchaalWaarde>,
    /// What its two ends mean, when it runs between two poles.
    pub poles: Option<(String, String)>,
}

/// One value of a scale.
#[derive(Debug, Clone)]
pub struct SchaalWaarde {
    /// Its id, unique within the scale.
    pub id: String,
    /// Its name, as shown.
    pub name: String,
    /// A short mark, such as `O`.
    pub short: Option<String>,
    /// A whole sentence for parents (B1).
    pub sentence: Option<String>,
    /// Whether it counts as being there.
    pub counts: Option<bool>,
    /// The ends of its band, for a scale of bands ("76%" to "100%").
    pub band: Option<(String, String)>,
}

impl Schaal {
    /// Reads the node of a scale file.
    pub fn read(node: &Node, meldingen: &mut Meldingen) -> Option<Self> {
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
        Some(Self { id: id.text, title, values, poles })
    }

    /// The value that a text means: by id, name or short mark, regardless of case.
    pub fn find(&self, text: &str) -> Option<usize> {
        let typed = key(text);
        self.values.iter().position(|w| {
            w.id == typed || key(&w.name) == typed || w.short.as_ref().is_some_and(|short| key(short) == typed)
        })
    }

    /// Every text that means a value.
    pub fn names(&self) -> impl Iterator<Item = &str> + Clone {
        self.values
            .iter()
            .flat_map(|w| [Some(w.id.as_str()), Some(w.name.as_str()), w.short.as_deref()].into_iter().flatten())
    }
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
