//! A small validator of JSON Schema: only what our schemas use, and an unknown keyword fails. The
//! browser tests hold the schemas against a full validator; this one is fast enough for many documents.

use std::cell::RefCell;
use std::collections::BTreeMap;

use regex::Regex;
use serde_json::{Map, Value};
use steunwijzer::bron::Bron;
use steunwijzer::melding::Meldingen;
use steunwijzer::yaml::{self, Knoop, Scalar, Stijl, Waarde};

/// What does not fit; empty when the document fits its schema.
pub(crate) fn fouten(schema: &Value, document: &Value) -> Vec<String> {
    let mut uit = Vec::new();
    past(schema, schema, document, "", &mut uit);
    uit
}

/// A document as an editor reads it: with the types of YAML's core schema.
pub(crate) fn als_json(tekst: &str) -> Value {
    let bron = Bron::nieuw("document.yaml", tekst);
    van_knoop(&yaml::lees(&bron, &mut Meldingen::nieuw()).unwrap())
}

fn van_knoop(knoop: &Knoop) -> Value {
    match &knoop.waarde {
        Waarde::Leeg => Value::Null,
        Waarde::Tekst(scalar) => van_scalar(scalar),
        Waarde::Lijst(items) => Value::Array(items.iter().map(van_knoop).collect()),
        Waarde::Kaart(paren) => {
            let paren = paren.iter().map(|p| (p.sleutel.clone(), van_knoop(&p.waarde)));
            Value::Object(paren.collect::<Map<_, _>>())
        }
    }
}

fn van_scalar(scalar: &Scalar) -> Value {
    let tekst = scalar.tekst.as_str();
    let getal = || tekst.parse::<i64>().map(Value::from).or_else(|_| tekst.parse::<f64>().map(Value::from)).ok();
    match (scalar.stijl, tekst) {
        (Stijl::Kaal, "true" | "True" | "TRUE") => Value::Bool(true),
        (Stijl::Kaal, "false" | "False" | "FALSE") => Value::Bool(false),
        (Stijl::Kaal, _) if tekst.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c)) => {
            getal().unwrap_or_else(|| tekst.into())
        }
        _ => tekst.into(),
    }
}

fn past(wortel: &Value, schema: &Value, waarde: &Value, pad: &str, uit: &mut Vec<String>) {
    let schema = match schema {
        Value::Bool(true) => return,
        Value::Bool(false) => return uit.push(format!("{pad}: mag hier niet")),
        Value::Object(schema) => schema,
        ander => panic!("{ander} is geen schema"),
    };
    for (woord, eis) in schema {
        let goed = match woord.as_str() {
            "$schema" | "$defs" | "title" | "description" | "examples" => true,
            "$ref" => {
                let doel = wortel.pointer(eis.as_str().unwrap().strip_prefix('#').unwrap());
                past(wortel, doel.unwrap_or_else(|| panic!("{eis} is er niet")), waarde, pad, uit);
                true
            }
            "anyOf" => eis.as_array().unwrap().iter().any(|deel| {
                let mut hier = Vec::new();
                past(wortel, deel, waarde, pad, &mut hier);
                hier.is_empty()
            }),
            "enum" => eis.as_array().unwrap().contains(waarde),
            "type" => match eis {
                Value::Array(typen) => typen.iter().any(|t| is_type(t, waarde)),
                een => is_type(een, waarde),
            },
            "pattern" => waarde.as_str().is_none_or(|tekst| lijkt(eis.as_str().unwrap(), tekst)),
            "minimum" => waarde.as_f64().is_none_or(|getal| getal >= eis.as_f64().unwrap()),
            "maximum" => waarde.as_f64().is_none_or(|getal| getal <= eis.as_f64().unwrap()),
            "minProperties" => waarde.as_object().is_none_or(|o| o.len() as u64 >= eis.as_u64().unwrap()),
            "maxProperties" => waarde.as_object().is_none_or(|o| o.len() as u64 <= eis.as_u64().unwrap()),
            "maxItems" => waarde.as_array().is_none_or(|a| a.len() as u64 <= eis.as_u64().unwrap()),
            "required" => waarde.as_object().is_none_or(|o| {
                eis.as_array().unwrap().iter().all(|sleutel| o.contains_key(sleutel.as_str().unwrap()))
            }),
            "items" => {
                for (nummer, deel) in waarde.as_array().into_iter().flatten().enumerate() {
                    past(wortel, eis, deel, &format!("{pad}/{nummer}"), uit);
                }
                true
            }
            "propertyNames" => {
                for sleutel in waarde.as_object().into_iter().flat_map(Map::keys) {
                    past(wortel, eis, &sleutel.as_str().into(), pad, uit);
                }
                true
            }
            "properties" | "patternProperties" | "additionalProperties" => true,
            ander => panic!("sleutelwoord {ander} is onbekend"),
        };
        if !goed {
            uit.push(format!("{pad}: {woord} past niet bij {waarde}"));
        }
    }
    for (sleutel, deel) in waarde.as_object().into_iter().flatten() {
        let pad = format!("{pad}/{sleutel}");
        let bekend = schema.get("properties").and_then(|p| p.get(sleutel));
        let patronen = schema.get("patternProperties").and_then(Value::as_object).into_iter().flatten();
        let mut passend: Vec<&Value> = patronen.filter(|(p, _)| lijkt(p, sleutel)).map(|(_, s)| s).collect();
        passend.extend(bekend);
        if passend.is_empty() {
            passend.extend(schema.get("additionalProperties"));
        }
        for eis in passend {
            past(wortel, eis, deel, &pad, uit);
        }
    }
}

fn is_type(naam: &Value, waarde: &Value) -> bool {
    match naam.as_str().unwrap() {
        "string" => waarde.is_string(),
        "number" => waarde.is_number(),
        "integer" => waarde.as_f64().is_some_and(|g| g.fract() == 0.0),
        "boolean" => waarde.is_boolean(),
        "null" => waarde.is_null(),
        "array" => waarde.is_array(),
        "object" => waarde.is_object(),
        ander => panic!("type {ander} is onbekend"),
    }
}

/// Whether a text matches; a pattern is compiled once.
fn lijkt(patroon: &str, tekst: &str) -> bool {
    thread_local!(static BEKEND: RefCell<BTreeMap<String, Regex>> = const { RefCell::new(BTreeMap::new()) });
    BEKEND.with_borrow_mut(|bekend| {
        bekend.entry(patroon.to_owned()).or_insert_with(|| Regex::new(patroon).unwrap()).is_match(tekst)
    })
}
