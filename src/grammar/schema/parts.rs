//! What schemas are built from: maps, lists, choices between shapes.
//!
//! Editors show one message for a value that fits none of several shapes: that of the shape that fits best, else that
//! of the first. So a map comes first, and its `errorMessage` (which editors know, and validators ignore) names the
//! alternatives.
//!
//! At a value they show the innermost title and description that they find, so shapes have none, or the meaning of the
//! key would never be seen. The YAML language server tells the shapes of one choice apart by these (and by
//! `properties`): where a value fits one that has none of them, another must have one, and no two may fit. The empty
//! `properties` of a condition are there for that, and demand nothing.

use serde_json::{Map, Value, json};

use crate::grammar::common::join_or;

/// Refers to a definition by name.
pub fn ref_to(name: &str) -> Value {
    json!({"$ref": format!("#/$defs/{name}")})
}

/// Nothing: not answered. Expressed as what it is not, or editors would offer the word `null`.
pub fn nothing() -> Value {
    let something = json!({"type": ["string", "number", "boolean", "object", "array"], "properties": {}});
    json!({"description": "Niet ingevuld.", "if": something, "then": false})
}

/// Any single value, with the message for a list or a map. Expressed as what it is not, or editors would offer
/// `true`, `false` and `null`.
pub fn any_scalar(expected: &str) -> Value {
    let composite = json!({"type": ["object", "array"], "properties": {}});
    // A choice of one: with a schema without a type, editors do not know that a value follows its key.
    json!({"anyOf": [{"if": composite, "then": {"type": ["string"], "errorMessage": expected}}]})
}

/// A text with this pattern, with the message for one that differs.
pub fn characters(pattern: &str, expected: &str) -> Value {
    json!({"type": ["string"], "pattern": pattern, "errorMessage": expected})
}

/// A map with these keys and no others; the required ones must be there.
pub fn map(keys: Value, required: &[&str]) -> Value {
    let keys = object(keys);
    let err = format!("Dit past hier niet. Verwacht: {}.", join_or(keys.keys().map(String::as_str)));
    let mut schema = object(json!({"type": ["object"], "properties": keys, "additionalProperties": false,
        "errorMessage": err}));
    if !required.is_empty() {
        schema.insert("required".to_owned(), json!(required));
    }
    Value::Object(schema)
}

/// The same map where something else is allowed too: `otherwise` says what, for the message.
pub fn or_otherwise(map: Value, otherwise: &str) -> Value {
    let keys: Vec<&str> =
        map.get("properties").and_then(Value::as_object).into_iter().flat_map(Map::keys).map(String::as_str).collect();
    let err = format!("Dit past hier niet. Verwacht: {otherwise}, of een kaart met {}.", join_or(keys.into_iter()));
    with_error(map, &err)
}

const WORD: &str = "Hier hoort een woord of een zin: geen lijst en geen kaart.";
const TEXT: &str = "Hier hoort tekst, of de naam van een .md-bestand: geen lijst en geen kaart.";

/// The definitions behind [`word`] and [`text`].
pub fn shared_defs() -> [(&'static str, Value); 2] {
    [("woord", any_scalar(WORD)), ("tekst", any_scalar(TEXT))]
}

/// A word or a sentence.
pub fn word() -> Value {
    ref_to("woord")
}

/// Running text.
pub fn text() -> Value {
    ref_to("tekst")
}

/// A map with keys of the author's own, or nothing.
pub fn open_map(value: Value) -> Value {
    let err = "Hier hoort per regel een naam, een dubbele punt en een waarde.";
    nullable(vec![json!({"type": ["object"], "additionalProperties": value, "errorMessage": err})])
}

/// Sets the message that an editor shows where the schema does not fit.
pub fn with_error(mut schema: Value, err: &str) -> Value {
    if let Some(fields) = schema.as_object_mut() {
        fields.insert("errorMessage".to_owned(), json!(err));
    }
    schema
}

/// A map of one name with what is said of it; any name when none are given. (The type is in a list, or editors would offer
/// every name a second time, as a key.)
pub fn name_with_remark(names: Option<&Value>, said: Value) -> Value {
    let mut schema = object(
        json!({"description": "Een naam met een opmerking.", "type": ["object"], "minProperties": 1, "maxProperties": 1,
        "additionalProperties": said}),
    );
    if let Some(names) = names {
        schema.insert("propertyNames".to_owned(), names.clone());
    }
    Value::Object(schema)
}

/// One of these, a list of them, or nothing.
pub fn one_or_more(schema: Value) -> Value {
    let lijst = list_of(nullable(vec![schema.clone()]));
    nullable(vec![schema, lijst])
}

/// A list of these.
pub fn list_of(schema: Value) -> Value {
    json!({"type": "array", "items": schema})
}

/// These, or nothing: not answered.
pub fn nullable(mut possible: Vec<Value>) -> Value {
    possible.push(nothing());
    one_of(possible)
}

/// Any of these. Nested choices are flattened, and duplicates removed.
pub fn one_of(possible: Vec<Value>) -> Value {
    let mut parts: Vec<Value> = Vec::new();
    for schema in possible {
        let schema =
            shared_defs().into_iter().find(|(name, _)| schema == ref_to(name)).map_or(schema, |(_, shared)| shared);
        let nested = match &schema {
            Value::Object(o) if o.len() == 1 => o.get("anyOf").and_then(Value::as_array).cloned(),
            _ => None,
        };
        for part in nested.unwrap_or_else(|| vec![schema]) {
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
    }
    json!({ "anyOf": parts })
}

/// Adds a title and a description for the editor, where they are not empty.
pub fn described(mut schema: Value, title: &str, help: &str) -> Value {
    if let Some(fields) = schema.as_object_mut() {
        if !title.is_empty() {
            fields.insert("title".to_owned(), json!(title));
        }
        if !help.is_empty() {
            fields.insert("description".to_owned(), json!(help));
        }
    }
    schema
}

/// The keys of a value that is written as an object.
pub fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}
