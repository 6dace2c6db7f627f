//! What schemas are put together from: maps, lists, choices between shapes.
//!
//! Editors show one message for what fits none of several shapes: that of the shape that fits best, else that of
//! the first. So a map stands first, and says in `errorMessage` (which editors know, and validators ignore) what else
//! may stand there.
//!
//! At a value they show the first title and description that they find from the inside out, so shapes have none, or the
//! meaning of the key would never be seen. The YAML language server tells the shapes of one choice apart by these (and by
//! `properties`): where a value fits one that has none of them, another must have one, and no two may fit. The empty
//! `properties` of a condition are for that, and demand nothing.

use serde_json::{Map, Value, json};

use super::woorden::opsomming;

/// Refers to a definition by name.
pub(super) fn verwijs(naam: &str) -> Value {
    json!({"$ref": format!("#/$defs/{naam}")})
}

/// Nothing: not answered. Stated as what it is not, or editors would offer the word `null`.
pub(super) fn niets() -> Value {
    let iets = json!({"type": ["string", "number", "boolean", "object", "array"], "properties": {}});
    json!({"description": "Niet ingevuld.", "if": iets, "then": false})
}

/// Any single value, with what to write instead of a list or a map. Stated as what it is not, or editors would offer
/// `true`, `false` and `null`.
pub(super) fn los(verwacht: &str) -> Value {
    let samengesteld = json!({"type": ["object", "array"], "properties": {}});
    // In a choice of one: of a schema without a type editors do not know that a value follows its key.
    json!({"anyOf": [{"if": samengesteld, "then": {"type": ["string"], "errorMessage": verwacht}}]})
}

/// A text of this pattern, with what to write instead of one that differs.
pub(super) fn tekens(patroon: &str, verwacht: &str) -> Value {
    json!({"type": ["string"], "pattern": patroon, "errorMessage": verwacht})
}

/// A map with these keys and no others, some of which must be there.
pub(super) fn kaart(sleutels: Value, moet: &[&str]) -> Value {
    let sleutels = object(sleutels);
    let fout = format!("Dit past hier niet. Verwacht: {}.", opsomming(sleutels.keys().map(String::as_str)));
    let mut schema = object(json!({"type": ["object"], "properties": sleutels, "additionalProperties": false,
        "errorMessage": fout}));
    if !moet.is_empty() {
        schema.insert("required".to_owned(), json!(moet));
    }
    Value::Object(schema)
}

/// The same map, where something else may stand too: `anders` says what.
pub(super) fn of_anders(kaart: Value, anders: &str) -> Value {
    let sleutels: Vec<&str> = kaart
        .get("properties")
        .and_then(Value::as_object)
        .into_iter()
        .flat_map(Map::keys)
        .map(String::as_str)
        .collect();
    let fout = format!("Dit past hier niet. Verwacht: {anders}, of een kaart met {}.", opsomming(sleutels.into_iter()));
    met_fout(kaart, &fout)
}

const WOORD: &str = "Hier hoort een woord of een zin: geen lijst en geen kaart.";
const TEKST: &str = "Hier hoort tekst, of de naam van een .md-bestand: geen lijst en geen kaart.";

/// The definitions behind [`woord`] and [`tekst`].
pub(super) fn losse() -> [(&'static str, Value); 2] {
    [("woord", los(WOORD)), ("tekst", los(TEKST))]
}

/// A word or a sentence.
pub(super) fn woord() -> Value {
    verwijs("woord")
}

/// Running text.
pub(super) fn tekst() -> Value {
    verwijs("tekst")
}

/// Running text, explained.
pub(super) fn lopende_tekst() -> Value {
    beschreven(tekst(), "Tekst", "Tekst in Markdown, of de naam van een .md-bestand, met of zonder #kop.")
}

/// A remark, explained.
pub(super) fn noot() -> Value {
    beschreven(tekst(), "Noot", "Een korte opmerking die erbij wordt getoond.")
}

/// An amount, explained.
pub(super) fn hoeveel() -> Value {
    beschreven(woord(), "Hoeveel", "Hoeveel of hoe vaak, zoals 9 keer per jaar of circa 6 weken.")
}

/// A name, or a name with one remark.
pub(super) fn verwijzing() -> Value {
    een_van(vec![woord(), paar(None)])
}

/// A map with keys of the author's own, or nothing.
pub(super) fn open_kaart(waarde: Value) -> Value {
    let fout = "Hier hoort per regel een naam, een dubbele punt en een waarde.";
    leeg_mag(vec![json!({"type": ["object"], "additionalProperties": waarde, "errorMessage": fout})])
}

/// With what an editor says where it does not fit.
pub(super) fn met_fout(mut schema: Value, fout: &str) -> Value {
    if let Some(velden) = schema.as_object_mut() {
        velden.insert("errorMessage".to_owned(), json!(fout));
    }
    schema
}

/// A map of one name with a remark; any name when none are given. (The type stands in a list, or editors would offer
/// every name a second time, as a key.)
pub(super) fn paar(namen: Option<&Value>) -> Value {
    let mut schema = object(
        json!({"description": "Een naam met een opmerking.", "type": ["object"], "minProperties": 1, "maxProperties": 1,
        "additionalProperties": tekst()}),
    );
    if let Some(namen) = namen {
        schema.insert("propertyNames".to_owned(), namen.clone());
    }
    Value::Object(schema)
}

/// A list, or a single one.
pub(super) fn een_of_meer(schema: Value) -> Value {
    let lijst = lijst_van(leeg_mag(vec![schema.clone()]));
    leeg_mag(vec![schema, lijst])
}

/// A list of these.
pub(super) fn lijst_van(schema: Value) -> Value {
    json!({"type": "array", "items": schema})
}

/// These, or nothing: not answered.
pub(super) fn leeg_mag(mut mogelijk: Vec<Value>) -> Value {
    mogelijk.push(niets());
    een_van(mogelijk)
}

/// Any of these; what is itself only a choice is taken apart, and nothing stands twice.
pub(super) fn een_van(mogelijk: Vec<Value>) -> Value {
    let mut delen: Vec<Value> = Vec::new();
    for schema in mogelijk {
        let schema = losse().into_iter().find(|(naam, _)| schema == verwijs(naam)).map_or(schema, |(_, los)| los);
        let genest = match &schema {
            Value::Object(o) if o.len() == 1 => o.get("anyOf").and_then(Value::as_array).cloned(),
            _ => None,
        };
        for deel in genest.unwrap_or_else(|| vec![schema]) {
            if !delen.contains(&deel) {
                delen.push(deel);
            }
        }
    }
    json!({ "anyOf": delen })
}

/// With a title and a description for the editor, where they are not empty.
pub(super) fn beschreven(mut schema: Value, titel: &str, uitleg: &str) -> Value {
    if let Some(velden) = schema.as_object_mut() {
        if !titel.is_empty() {
            velden.insert("title".to_owned(), json!(titel));
        }
        if !uitleg.is_empty() {
            velden.insert("description".to_owned(), json!(uitleg));
        }
    }
    schema
}

pub(super) fn object(waarde: Value) -> Map<String, Value> {
    match waarde {
        Value::Object(velden) => velden,
        _ => Map::new(),
    }
}
