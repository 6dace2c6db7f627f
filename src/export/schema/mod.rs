//! The JSON Schema of a format, with which an editor helps to write documents in it.
//!
//! It follows what `vormen` and `load` read, short notation included. Two things make it wider than a schema usually
//! is: empty means not answered, so nearly every value may be empty; and where we read raw text, an editor reads YAML's
//! types: `2024`, `2.30` and `true` are numbers and booleans to it.
//!
//! It never refuses what the program reads. What needs the whole document or its folder (references, files,
//! repeated ids, the groups of a judgement) is left to `check`.
//!
//! Besides the keywords of JSON Schema it has ones that editors know and validators ignore: `errorMessage`, so that a
//! message is Dutch and says what to write, `enumDescriptions`, and `doNotSuggest` for obsolete items.

mod about;
mod fields;
pub mod help;
mod items;
mod own;
mod parts;
mod rows;
mod words;

use serde_json::{Map, Value, json};

use crate::model::catalogus::Catalogus;
use crate::model::formaat::{Formaat, Sectie, Soort};
use crate::vormen::{Vorm, vorm};

use fields::dates;
use parts::{
    characters, described, map, noot, nothing, nullable, object, one_of, one_or_more, open_map, or_otherwise, ref_to,
    running_text, shared_defs, text, word,
};
use words::{SPECIAL, WordChoice, bare, join_and, literal, words};

const DATE: &str = r"^\s*(19\d\d|[2-9]\d{3})(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?\s*$";
const YEAR: &str = r"^\s*(19\d\d|[2-9]\d{3})\s*$";
const SCHOOLJAAR: &str = r"^\s*(19\d\d|[2-9]\d{3})-(19\d\d|[2-9]\d{3})\s*$";
const ID: &str = r"^\s*[a-z0-9]([a-z0-9-]{0,78}[a-z0-9])?\s*$";

/// The JSON Schema (draft 2020-12) of documents in a format.
pub fn schema(formaat: &Formaat, catalogus: &Catalogus) -> Value {
    let mut maker = SchemaMaker { catalogus, defs: common_defs() };
    let mut secties = Map::new();
    for hoofdstuk in &formaat.hoofdstukken {
        for sectie in &hoofdstuk.secties {
            let schema = maker.sectie(sectie);
            maker.defs.insert(format!("sectie-{}", sectie.id), schema);
            let help = help::sectie(sectie, hoofdstuk);
            let schema = described(ref_to(&format!("sectie-{}", sectie.id)), &sectie.title, &help);
            secties.insert(sectie.id.clone(), schema);
        }
    }
    let properties = properties(formaat, secties, &mut maker);
    let err = format!(
        "Dit past hier niet. Een document heeft formaat en secties; verder kan: {}.",
        join_and(properties.keys().map(String::as_str).filter(|k| !["formaat", "secties"].contains(k)))
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
        "$defs": maker.defs,
    })
}

/// The top-level keys of a document.
fn properties(formaat: &Formaat, secties: Map<String, Value>, maker: &mut SchemaMaker<'_>) -> Map<String, Value> {
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
            "noot": noot(),
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
        "eigen": described(one_or_more(maker.own_sectie()), "Eigen secties",
            "Secties die het formaat niet heeft, met hun antwoord."),
    }))
}

/// Definitions that every format shares.
fn common_defs() -> Map<String, Value> {
    let shared_defs = shared_defs().map(|(name, schema)| (name.to_owned(), schema));
    let id = "Verwacht: een id van kleine letters, cijfers en streepjes, zoals klein-overleg.";
    let with_noot = map(json!({"stand": stand(), "noot": noot()}), &[]);
    let mut defs = object(json!({
        "datum": nullable(dates(DATE)),
        "ja-nee": words(&bare(&["ja", "nee"]), std::iter::empty()),
        "id": nullable(vec![characters(ID, id), json!({"type": "integer", "minimum": 0})]),
        // Whether something is at a place: a stand, or a stand with a remark.
        "cel": one_of(vec![or_otherwise(with_noot, "ja, nee"), stand()]),
    }));
    defs.extend(shared_defs);
    defs
}

/// Whether something is there.
fn stand() -> Value {
    let standen: Vec<WordChoice> = [("ja", "Het is er."), ("nee", "Het is er niet.")]
        .into_iter()
        .chain(SPECIAL)
        .map(|(word, help)| (word.to_owned(), help.to_owned()))
        .collect();
    words(&standen, std::iter::empty())
}

struct SchemaMaker<'a> {
    catalogus: &'a Catalogus,
    defs: Map<String, Value>,
}

impl SchemaMaker<'_> {
    /// The answer to a section.
    fn sectie(&mut self, sectie: &Sectie) -> Value {
        match vorm(sectie.soort) {
            Vorm::Text => {
                let mut keys = self.about(sectie);
                keys.insert("tekst".to_owned(), running_text());
                let map = sectie_map(Value::Object(keys));
                one_of(vec![or_otherwise(map, "tekst, de naam van een .md-bestand"), text()])
            }
            Vorm::Fields => {
                let mut keys = self.about(sectie);
                keys.extend(self.fields(sectie));
                nullable(vec![sectie_map(Value::Object(keys))])
            }
            Vorm::Items => self.items(sectie),
            Vorm::Rows if sectie.soort == Soort::Niveaus => self.niveaus(sectie),
            Vorm::Rows => self.table(sectie),
            Vorm::Graaf => self.route(sectie),
        }
    }

    /// Stores a definition and returns a reference to it; an equal definition is reused.
    fn store(&mut self, name: &str, schema: Value) -> Value {
        if let Some((known, _)) = self.defs.iter().find(|(_, def)| **def == schema) {
            return ref_to(known);
        }
        self.defs.insert(name.to_owned(), schema);
        ref_to(name)
    }
}

/// The keys that every section has.
fn reserved() -> Map<String, Value> {
    object(json!({
        "toelichting": described(text(), "Toelichting", "Uitleg in de woorden van de school."),
        "voor-ouders": described(text(), "Voor ouders", "Tekst voor ouders, in eenvoudige taal."),
        "bron": described(text(), "Bron", "Waar het antwoord vandaan komt."),
        "peildatum": described(ref_to("datum"), "Peildatum", "Alleen als die anders is dan die van het document."),
        "gecontroleerd": described(ref_to("datum"), "Gecontroleerd", "Wanneer dit het laatst is nagekeken."),
        "nvt": described(ref_to("ja-nee"), "Niet van toepassing", "Schrijf ja als dit voor de school niet geldt."),
    }))
}

/// A section as a map: its own keys and the reserved ones.
fn sectie_map(own: Value) -> Value {
    let mut keys = object(own);
    for (key, schema) in reserved() {
        keys.entry(key).or_insert(schema);
    }
    map(Value::Object(keys), &[])
}
