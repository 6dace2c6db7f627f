//! Shapes as JSON Schema, with which an editor helps to write answers.
//!
//! Two things make a schema wider than one usually is: empty means not answered, so nearly every value may be empty; and where
//! we read raw text, an editor reads YAML's types: `2024`, `2.30` and `true` are numbers and booleans to it. It never refuses
//! what the program reads.

pub mod parts;
pub mod words;

use serde_json::{Map, Value, json};

use crate::model::formaat::{Axis, FieldType};
use crate::model::lijst::{Lijst, Schaal};
use crate::text::addresses::BEHIND;

use super::common::{SPECIAL, join_or};
use super::items::{offered_items, without_tail};
use super::shape::{
    Choice, Entry, ItemsShape, Key, Known, MapShape, NameShape, OpenShape, Part, Refusal, Shape, Typed,
};
use parts::{
    any_scalar, characters, described, list_of, name_with_remark, nullable, object, one_of, one_or_more, open_map,
    or_otherwise, ref_to, shared_defs, text, with_error, word,
};
use words::{WordChoice, bare, pattern, special, words};

/// A date as [`PartialDate::read`](crate::model::date::PartialDate::read) reads it; of a month in words its first three
/// letters are looked at.
pub const DATE: &str = concat!(
    r"^\s*((19\d\d|[2-9]\d{3})(\s*[-/.‐‑–−]\s*(0?[1-9]|1[0-2])(\s*[-/.‐‑–−]\s*(0?[1-9]|[12]\d|3[01])e?)?)?",
    r"|((0?[1-9]|[12]\d|3[01])e?\s*[-/.‐‑–−]\s*)?(0?[1-9]|1[0-2])\s*[-/.‐‑–−]\s*(19\d\d|[2-9]\d{3})",
    r"|((0?[1-9]|[12]\d|3[01])e?[-/.‐‑–−\s]+)?",
    "([jJ][aA][nN]|[fF][eE][bB]|[mM][aA][aA]|[mM][rR][tT]|[aA][pP][rR]|[mM][eE][iI]|[jJ][uU][nN]|[jJ][uU][lL]|[aA][uU][gG]",
    r"|[sS][eE][pP]|[oO][kK][tT]|[nN][oO][vV]|[dD][eE][cC])[a-zA-Z]{0,6}[-/.‐‑–−\s]+(19\d\d|[2-9]\d{3}))\s*$"
);
/// A school year.
pub const SCHOOLJAAR: &str = r"^\s*['’‘ʼ´`]?(19\d\d|[2-9]\d{3})\s*[-/‐‑–−]\s*['’‘ʼ´`]?(19\d\d|[2-9]\d{3}|\d\d)\s*$";
const YEAR: &str = r"^\s*(19\d\d|[2-9]\d{3})\s*$";
const ID: &str = r"^\s*[a-z0-9]([a-z0-9-]{0,78}[a-z0-9])?\s*$";

/// Writes shapes as schemas, and keeps the definitions that they refer to.
#[derive(Debug)]
pub struct SchemaWriter {
    defs: Map<String, Value>,
}

impl Default for SchemaWriter {
    fn default() -> Self {
        Self::new()
    }
}

impl SchemaWriter {
    /// A writer with the definitions that every schema has.
    pub fn new() -> Self {
        let id = "Verwacht: een id van kleine letters, cijfers en streepjes, zoals klein-overleg.";
        let mut defs = object(json!({
            "datum": nullable(dates(DATE)),
            "ja-nee": words(&bare(&["ja", "nee"]), std::iter::empty()),
            "id": nullable(vec![characters(ID, id), json!({"type": "integer", "minimum": 0})]),
        }));
        defs.extend(shared_defs().map(|(name, schema)| (name.to_owned(), schema)));
        Self { defs }
    }

    /// The definitions.
    pub fn into_defs(self) -> Map<String, Value> {
        self.defs
    }

    /// Adds a definition.
    pub fn define(&mut self, name: &str, schema: Value) {
        self.defs.insert(name.to_owned(), schema);
    }

    /// The schema of a shape.
    pub fn schema(&mut self, shape: &Shape) -> Value {
        match shape {
            Shape::Text => text(),
            Shape::Word | Shape::Amount => word(),
            Shape::Date => ref_to("datum"),
            Shape::YesNo => ref_to("ja-nee"),
            Shape::Id => ref_to("id"),
            Shape::Stand => stand(),
            Shape::Score(schaal) => score(schaal),
            Shape::Choice(choice) => self::choice(choice),
            Shape::Typed(typed) => self::typed(typed),
            Shape::Name(name) => self.name(name),
            Shape::Map(map) => self.map(map),
            Shape::Open(open) => self.open(open),
            Shape::Items(items) => self.items(items),
            Shape::List(each) => list_of(self.schema(each)),
            Shape::Many(each) => one_or_more(self.schema(each)),
            Shape::One(each) => {
                let one = self.schema(each);
                one_of(vec![one.clone(), json!({"type": "array", "items": one, "maxItems": 1})])
            }
            Shape::Anything => json!({}),
            Shape::Either(shapes) => one_of(self.schemas(shapes)),
            Shape::OrNothing(shapes) => nullable(self.schemas(shapes)),
            Shape::Part(part) => self.part(part),
            Shape::Again(name) => ref_to(name),
        }
    }

    fn schemas(&mut self, shapes: &[Shape]) -> Vec<Value> {
        shapes.iter().map(|shape| self.schema(shape)).collect()
    }

    fn part(&mut self, part: &Part) -> Value {
        let schema = self.schema(&part.shape);
        let schema = described(schema, "", &part.help);
        if part.shared
            && let Some((known, _)) = self.defs.iter().find(|(_, def)| **def == schema)
        {
            return ref_to(known);
        }
        self.defs.insert(part.name.clone(), schema);
        ref_to(&part.name)
    }

    /// Keys with what stands behind them.
    pub fn keys(&mut self, keys: &[Key]) -> Map<String, Value> {
        let described = |key: &Key| (key.id.clone(), described(self.schema(&key.shape), &key.title, &key.help));
        keys.iter().map(described).collect()
    }

    /// A map with these keys and no others; the required ones must be there.
    pub fn map(&mut self, map: &MapShape) -> Value {
        let required: Vec<&str> = map.keys.iter().filter(|key| key.required).map(|key| key.id.as_str()).collect();
        let keys = self.keys(&map.keys);
        let mut schema = parts::map(Value::Object(keys), &required);
        schema = match &map.refusal {
            Refusal::Keys => schema,
            Refusal::Otherwise(otherwise) => or_otherwise(schema, otherwise),
            Refusal::Said(message) => with_error(schema, message),
        };
        if let Some((axis, shape)) = &map.columns
            && let Some(fields) = schema.as_object_mut()
        {
            let value = self.schema(shape);
            fields.insert("patternProperties".to_owned(), json!({column(*axis): value}));
        }
        schema
    }

    fn open(&mut self, open: &OpenShape) -> Value {
        let each = self.schema(&open.each);
        match &open.names {
            None => open_map(each),
            Some(names) => {
                json!({"type": "object", "propertyNames": self.schema(names), "additionalProperties": each})
            }
        }
    }

    /// Items or options, each with what may be said about it. Names and synonyms are valid keys too, not only ids.
    fn items(&mut self, items: &ItemsShape) -> Value {
        let mut keys = self.keys(&items.keys);
        let each = self.schema(&items.each);
        keys.extend(items.entries.iter().map(|item| (item.id.clone(), entry(each.clone(), item))));
        let names: Vec<&str> = items.names.iter().map(String::as_str).collect();
        json!({"type": ["object"], "properties": keys, "additionalProperties": false,
            "patternProperties": {pattern(&names): each}, "errorMessage": items.refusal})
    }

    fn name(&mut self, name: &NameShape) -> Value {
        let said = self.schema(&name.said);
        match &name.known {
            Known::Any => one_of(vec![word(), name_with_remark(None, said)]),
            Known::Lijsten(lijsten) => {
                let mut possible: Vec<Value> = lijsten.iter().map(|lijst| self.lijst(lijst)).collect();
                possible.push(name_with_remark(None, said));
                one_of(possible)
            }
            Known::Words(words) => {
                let words = self.schema(words);
                one_of(vec![words.clone(), name_with_remark(Some(&words), said)])
            }
        }
    }

    /// A name that may refer to an item: any text, though an editor offers the names of the list.
    fn lijst(&mut self, lijst: &Lijst) -> Value {
        let name = format!("lijst-{}", lijst.id);
        self.defs.entry(name.clone()).or_insert_with(|| {
            let known = offered_items(lijst.items.iter()).into_iter();
            let mut parts: Vec<Value> = known.map(|(id, help)| json!({"const": id, "description": help})).collect();
            let free = any_scalar("Hier hoort een naam: geen lijst en geen kaart.");
            let help = format!("Een eigen naam: deze staat niet in de lijst {}.", lijst.title);
            parts.push(described(free, "", &help));
            json!({"title": lijst.title, "anyOf": parts})
        });
        ref_to(&name)
    }
}

fn entry(schema: Value, item: &Entry) -> Value {
    let mut schema = described(schema, &item.title, &item.help);
    if let (Some(fields), true) = (schema.as_object_mut(), item.obsolete) {
        fields.insert("deprecated".to_owned(), json!(true));
        fields.insert("doNotSuggest".to_owned(), json!(true));
    }
    schema
}

fn choice(choice: &Choice) -> Value {
    let mut offered = choice.offered.clone();
    if choice.special {
        offered.extend(special());
    }
    words(&offered, choice.names.iter().map(String::as_str))
}

/// Whether something is there.
fn stand() -> Value {
    let standen = [("ja", "Het is er."), ("nee", "Het is er niet.")].into_iter().chain(SPECIAL);
    let standen: Vec<WordChoice> = standen.map(|(word, help)| (word.to_owned(), help.to_owned())).collect();
    words(&standen, std::iter::empty())
}

/// A value of a scale: by id, name or short form.
fn score(schaal: &Schaal) -> Value {
    let mut offered = scores(schaal);
    offered.extend(special());
    words(&offered, schaal.names())
}

/// The values of a scale that are offered: by their short form where they have one.
fn scores(schaal: &Schaal) -> Vec<WordChoice> {
    let choice = |value: &crate::model::lijst::SchaalWaarde| {
        let word = value.short.as_ref().unwrap_or(&value.id).clone();
        (word, without_tail(&format!("{}: {}", value.name, value.sentence.as_deref().unwrap_or_default())))
    };
    schaal.values.iter().map(choice).collect()
}

/// A value that is told by its looks, or a word that says why there is none.
fn typed(typed: &Typed) -> Value {
    let one = |pattern: &str| vec![characters(pattern, &format!("Verwacht: {}.", typed.expected))];
    let mut possible = match typed.soort {
        FieldType::Number | FieldType::Percentage => {
            let mut possible = one(r"[0-9½]");
            possible.push(json!({"type": "number"}));
            possible
        }
        FieldType::Date => dates(DATE),
        FieldType::Schooljaar => one(SCHOOLJAAR),
        FieldType::Web => one(&format!(r"^\s*https?://(\S*[^\s{BEHIND}])?\s*$")),
        FieldType::Mail => one(&format!(r#"^\s*[^@ <>"?&]+@[^@ <>"?&]*\.[^@ <>"?&]*[^@ <>"?&{BEHIND}]\s*$"#)),
        FieldType::Phone => {
            let mut possible = one(r"^\s*[0-9 ()+-]{3,}\s*$");
            possible.push(json!({"type": "integer"}));
            possible
        }
        FieldType::File => one(
            r"\.([pP][dD][fF]|[dD][oO][cC][xX]|[xX][lL][sS][xX]|[oO][dD][tT]|[pP][nN][gG]|[jJ][pP][eE]?[gG]|[wW][eE][bB][pP])\s*$",
        ),
        // These are shapes of their own.
        FieldType::Text
        | FieldType::Hoeveel
        | FieldType::YesNo
        | FieldType::Keuze
        | FieldType::Item
        | FieldType::Items => vec![word()],
    };
    possible.push(words(&special(), std::iter::empty()));
    nullable(possible)
}

/// A date, typed as text or, as a year, as a number.
pub fn dates(pattern: &str) -> Vec<Value> {
    let expected = "Verwacht: een jaar, een maand of een dag, zoals 2024, 2024-09 of 2024-09-01.";
    vec![characters(pattern, expected), json!({"type": "integer", "minimum": 1900, "maximum": 9999})]
}

/// What the columns of a series look like that no format names.
fn column(axis: Axis) -> &'static str {
    match axis {
        Axis::Peildatum => DATE,
        Axis::Year => YEAR,
        Axis::Schooljaar => SCHOOLJAAR,
        Axis::Group => "",
    }
}

/// The values of a scale, as a message names them: "V, O, S".
pub fn short_values(schaal: &Schaal) -> String {
    join_or(scores(schaal).iter().map(|(word, _)| word.as_str())).replace(" of ", ", ")
}
