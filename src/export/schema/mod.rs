//! The JSON Schema of a format, with which an editor helps to write documents in it.
//!
//! Answers are told by the shapes of their kinds (see [`crate::grammar`]), short notation included. Two things make it wider than a schema usually
//! is: empty means not answered, so nearly every value may be empty; and where we read raw text, an editor reads YAML's
//! types: `2024`, `2.30` and `true` are numbers and booleans to it.
//!
//! It never refuses what the program reads. What needs the whole document or its folder (references, files,
//! repeated ids, the groups of a judgement) is left to `check`.
//!
//! Besides the keywords of JSON Schema it has ones that editors know and validators ignore: `errorMessage`, so that a
//! message is Dutch and says what to write, `enumDescriptions`, and `doNotSuggest` for obsolete items.

pub mod help;

use serde_json::{Map, Value, json};

use crate::grammar::common::{join_or, noot};
use crate::grammar::definitions::{self, Definition};
use crate::grammar::items;
use crate::grammar::schema::parts::{
    characters, described, map, nothing, nullable, object, one_of, one_or_more, open_map, or_otherwise, ref_to, word,
};
use crate::grammar::schema::words::{WordChoice, literal, words};
use crate::grammar::schema::{DATE, SCHOOLJAAR, SchemaWriter, dates};
use crate::model::catalogus::Catalogus;
use crate::model::formaat::Formaat;
use crate::soorten::renderer;

/// The JSON Schema (draft 2020-12) of documents in a format.
pub fn schema(formaat: &Formaat, catalogus: &Catalogus) -> Value {
    let mut writer = SchemaWriter::new();
    writer.schema(&items::stand_cell());
    let mut secties = Map::new();
    for hoofdstuk in &formaat.hoofdstukken {
        for sectie in &hoofdstuk.secties {
            let shape = renderer(sectie.soort).shape(sectie, catalogus);
            let answer = writer.schema(&shape.part(format!("sectie-{}", sectie.id)));
            secties.insert(sectie.id.clone(), described(answer, &sectie.title, &help::sectie(sectie, hoofdstuk)));
        }
    }
    let properties = properties(formaat, secties, catalogus, &mut writer);
    let err = format!(
        "Dit past hier niet. Een document heeft formaat en secties; verder kan: {}.",
        join_or(properties.keys().map(String::as_str).filter(|k| !["formaat", "secties"].contains(k)))
    );
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": formaat.title,
        "description": format!("Een document in het formaat `{}`.", formaat.id),
        "type": "object",
        "properties": properties,
        "required": ["formaat", "secties"],
        "additionalProperties": false,
        "errorMessage": err,
        "$defs": writer.into_defs(),
    })
}

/// The JSON Schema (draft 2020-12) of a file that defines something, such as `site.yaml`.
pub fn of_definition(definition: Definition, catalogus: &Catalogus) -> Value {
    let mut writer = SchemaWriter::new();
    let mut schema = object(writer.map(&definition.shape(catalogus)));
    let (place, help) = definition.place();
    schema.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    schema.insert("title".to_owned(), json!(place));
    schema.insert("description".to_owned(), json!(help));
    schema.insert("$defs".to_owned(), Value::Object(writer.into_defs()));
    Value::Object(schema)
}

/// The top-level keys of a document.
fn properties(
    formaat: &Formaat,
    secties: Map<String, Value>,
    catalogus: &Catalogus,
    writer: &mut SchemaWriter,
) -> Map<String, Value> {
    let date = ref_to("datum");
    let year = || nullable(vec![characters(SCHOOLJAAR, "Verwacht: twee jaren die op elkaar volgen, zoals 2024-2025.")]);
    let concept: Vec<WordChoice> = vec![("concept".to_owned(), "Nog niet openbaar.".to_owned())];
    let secties_error =
        "Deze sectie heeft het formaat niet. Ctrl+spatie toont welke er zijn; een eigen sectie staat onder eigen.";
    let per_sectie = json!({"type": "object", "additionalProperties": date});
    let afkorting = map(
        json!({
            "voluit": described(word(), "Voluit", "De woorden waar de afkorting voor staat."),
            "is": described(word(), "Is", "Het item dat het is, zoals specialisten/mentor."),
            "noot": described(writer.schema(&noot().shape), &noot().title, &noot().help),
        }),
        &["voluit"],
    );
    object(json!({
        "formaat": {"title": "Formaat", "description": "Het formaat van dit document.", "enum": literal(&formaat.id),
            "errorMessage": format!("Dit schema hoort bij het formaat {}.", formaat.id)},
        "schooljaar": described(year(), "Schooljaar", "Twee jaren die op elkaar volgen, zoals 2024-2025."),
        "titel": described(word(), "Titel", "Een eigen titel in plaats van die van het formaat."),
        "status": described(words(&concept, std::iter::empty()), "Status",
            "Schrijf concept zolang het document niet gepubliceerd mag worden."),
        "overgenomen-uit": described(year(), "Overgenomen uit",
            "Het schooljaar waaruit dit document is overgenomen. Elke sectie moet dan nagekeken worden."),
        "gecontroleerd": described(one_of(dates(DATE).into_iter().chain([nothing(), per_sectie]).collect()), "Gecontroleerd",
            "Wanneer de secties zijn nagekeken: een datum voor alles, of een datum per sectie."),
        "peildatum": described(date.clone(), "Peildatum", "De dag, maand of het jaar waar het document over vertelt."),
        "vastgesteld": described(date.clone(), "Vastgesteld", "Wanneer het document is vastgesteld."),
        "geldig-tot": described(date.clone(), "Geldig tot", "Tot wanneer het document geldt."),
        "periode": described(nullable(vec![map(json!({"van": date, "tot": date}), &["van"])]), "Periode",
            "In plaats van een schooljaar."),
        "groepen": described(open_map(word()), "Groepen", "Per groep of locatie een id met een naam."),
        "afkortingen": described(
            open_map(one_of(vec![or_otherwise(afkorting, "de woorden voluit"), word()])), "Afkortingen",
            "Per afkorting de woorden waar zij voor staat."),
        "secties": {"title": "Secties", "description": "De antwoorden, per sectie van het formaat.",
            "type": ["object", "null"], "properties": secties, "additionalProperties": false,
            "errorMessage": secties_error},
        "eigen": described(one_or_more(writer.schema(&definitions::own_sectie(catalogus))), "Eigen secties",
            "Secties die het formaat niet heeft, met hun antwoord."),
    }))
}
