//! The JSON Schema of a format, with which an editor helps to write documents in it.
//!
//! It follows what `vormen` and `laden` read, short forms too. Two things make it wider than a
//! schema usually is. Empty means not answered, so nothing may stand nearly everywhere. And where we read raw
//! text, an editor reads YAML's types: `2024`, `2.30` and `true` are numbers and booleans to it.
//!
//! It never refuses what the program reads. What needs the whole document or its folder (references, files,
//! repeated ids, the groups of a judgement) is left to `check`.
//!
//! Beside the keywords of JSON Schema it has two that editors know and validators ignore: `errorMessage`, so that a
//! message is Dutch and says what to write, and `doNotSuggest` for items that went out of use.

mod about;
mod delen;
mod eigen;
mod items;
mod rijen;
pub mod uitleg;
mod velden;
mod woorden;

use serde_json::{Map, Value, json};

use crate::model::catalogus::Catalogus;
use crate::model::formaat::{Formaat, Sectie, Soort};
use crate::vormen::{Vorm, vorm};

use delen::{
    beschreven, een_of_meer, een_van, kaart, leeg_mag, lopende_tekst, losse, niets, noot, object, of_anders,
    open_kaart, tekens, tekst, verwijs, woord,
};
use velden::datums;
use woorden::{BIJZONDER, Keus, kaal, letterlijk, opsomming, woorden};

const DATUM: &str = r"^\s*(19\d\d|[2-9]\d{3})(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?\s*$";
const JAAR: &str = r"^\s*(19\d\d|[2-9]\d{3})\s*$";
const SCHOOLJAAR: &str = r"^\s*(19\d\d|[2-9]\d{3})-(19\d\d|[2-9]\d{3})\s*$";
const ID: &str = r"^\s*[a-z0-9]([a-z0-9-]{0,78}[a-z0-9])?\s*$";

/// The JSON Schema (draft 2020-12) of documents in a format.
pub fn schema(formaat: &Formaat, catalogus: &Catalogus) -> Value {
    let mut maker = Maker { catalogus, defs: basis_defs() };
    let mut secties = Map::new();
    for hoofdstuk in &formaat.hoofdstukken {
        for sectie in &hoofdstuk.secties {
            let schema = maker.sectie(sectie);
            maker.defs.insert(format!("sectie-{}", sectie.id), schema);
            let uitleg = uitleg::sectie(sectie, hoofdstuk);
            let schema = beschreven(verwijs(&format!("sectie-{}", sectie.id)), &sectie.titel, &uitleg);
            secties.insert(sectie.id.clone(), schema);
        }
    }
    let eigenschappen = eigenschappen(formaat, secties, &mut maker);
    let fout = format!(
        "Dit past hier niet. Een document heeft formaat en secties; verder kan: {}.",
        opsomming(eigenschappen.keys().map(String::as_str).filter(|k| !["formaat", "secties"].contains(k)))
    );
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": formaat.titel,
        "description": format!("Een document in het formaat `{}`.", formaat.id),
        "type": "object",
        "properties": eigenschappen,
        "required": ["formaat", "secties"],
        "additionalProperties": false,
        "errorMessage": fout,
        "$defs": maker.defs,
    })
}

/// What stands at the left margin of a document.
fn eigenschappen(formaat: &Formaat, secties: Map<String, Value>, maker: &mut Maker<'_>) -> Map<String, Value> {
    let datum = verwijs("datum");
    let jaar = || leeg_mag(vec![tekens(SCHOOLJAAR, "Verwacht: twee jaren die op elkaar volgen, zoals 2024-2025.")]);
    let concept: Vec<Keus> = vec![("concept".to_owned(), "Nog niet openbaar.".to_owned())];
    let secties_fout =
        "Deze sectie heeft het formaat niet. Ctrl+spatie toont welke er zijn; een eigen sectie staat onder eigen.";
    let per_sectie = json!({"type": "object", "additionalProperties": datum});
    let afkorting = kaart(
        json!({
            "voluit": beschreven(woord(), "Voluit", "De woorden waar de afkorting voor staat."),
            "is": beschreven(woord(), "Is", "Het item dat het is, zoals specialisten/mentor."),
            "noot": noot(),
        }),
        &["voluit"],
    );
    object(json!({
        "formaat": {"title": "Formaat", "description": "Het formaat van dit document.", "enum": letterlijk(&formaat.id),
            "errorMessage": format!("Dit schema hoort bij het formaat {}.", formaat.id)},
        "schooljaar": beschreven(jaar(), "Schooljaar", "Twee jaren die op elkaar volgen, zoals 2024-2025."),
        "titel": beschreven(woord(), "Titel", "Een eigen titel in plaats van die van het formaat."),
        "status": beschreven(woorden(&concept, std::iter::empty()), "Status",
            "Schrijf concept zolang het document niet gepubliceerd mag worden."),
        "overgenomen-uit": beschreven(jaar(), "Overgenomen uit",
            "Het schooljaar waaruit dit document is overgenomen. Elke sectie moet dan nagekeken worden."),
        "gecontroleerd": beschreven(een_van(datums(DATUM).into_iter().chain([niets(), per_sectie]).collect()), "Gecontroleerd",
            "Wanneer de secties zijn nagekeken: een datum voor alles, of een datum per sectie."),
        "peildatum": beschreven(datum.clone(), "Peildatum", "De dag, maand of het jaar waar het document over vertelt."),
        "vastgesteld": beschreven(datum.clone(), "Vastgesteld", "Wanneer het document is vastgesteld."),
        "geldig-tot": beschreven(datum.clone(), "Geldig tot", "Tot wanneer het document geldt."),
        "periode": beschreven(leeg_mag(vec![kaart(json!({"van": datum, "tot": datum}), &["van"])]), "Periode",
            "In plaats van een schooljaar."),
        "groepen": beschreven(open_kaart(woord()), "Groepen", "Per groep of locatie een id met een naam."),
        "afkortingen": beschreven(
            open_kaart(een_van(vec![of_anders(afkorting, "de woorden voluit"), woord()])), "Afkortingen",
            "Per afkorting de woorden waar zij voor staat."),
        "secties": {"title": "Secties", "description": "De antwoorden, per sectie van het formaat.",
            "type": ["object", "null"], "properties": secties, "additionalProperties": false,
            "errorMessage": secties_fout},
        "eigen": beschreven(een_of_meer(maker.eigen_sectie()), "Eigen secties",
            "Secties die het formaat niet heeft, met hun antwoord."),
    }))
}

/// What every format shares.
fn basis_defs() -> Map<String, Value> {
    let losse = losse().map(|(naam, schema)| (naam.to_owned(), schema));
    let id = "Verwacht: een id van kleine letters, cijfers en streepjes, zoals klein-overleg.";
    let met_noot = kaart(json!({"stand": stand(), "noot": noot()}), &[]);
    let mut defs = object(json!({
        "datum": leeg_mag(datums(DATUM)),
        "ja-nee": woorden(&kaal(&["ja", "nee"]), std::iter::empty()),
        "id": leeg_mag(vec![tekens(ID, id), json!({"type": "integer", "minimum": 0})]),
        // Whether something is at a place: a stand, or a stand with a remark.
        "cel": een_van(vec![of_anders(met_noot, "ja, nee"), stand()]),
    }));
    defs.extend(losse);
    defs
}

/// Whether something is there.
fn stand() -> Value {
    let standen: Vec<Keus> = [("ja", "Het is er."), ("nee", "Het is er niet.")]
        .into_iter()
        .chain(BIJZONDER)
        .map(|(woord, uitleg)| (woord.to_owned(), uitleg.to_owned()))
        .collect();
    woorden(&standen, std::iter::empty())
}

struct Maker<'a> {
    catalogus: &'a Catalogus,
    defs: Map<String, Value>,
}

impl Maker<'_> {
    /// The answer to a section.
    fn sectie(&mut self, sectie: &Sectie) -> Value {
        match vorm(sectie.soort) {
            Vorm::Tekst => {
                let mut sleutels = self.about(sectie);
                sleutels.insert("tekst".to_owned(), lopende_tekst());
                let kaart = sectie_kaart(Value::Object(sleutels));
                een_van(vec![of_anders(kaart, "tekst, de naam van een .md-bestand"), tekst()])
            }
            Vorm::Velden => {
                let mut sleutels = self.about(sectie);
                sleutels.extend(self.velden(sectie));
                leeg_mag(vec![sectie_kaart(Value::Object(sleutels))])
            }
            Vorm::Items => self.items(sectie),
            Vorm::Rijen if sectie.soort == Soort::Niveaus => self.niveaus(sectie),
            Vorm::Rijen => self.tabel(sectie),
            Vorm::Graaf => self.route(sectie),
        }
    }

    /// Keeps a definition, and gives how to refer to it. What is there already is not kept twice.
    fn bewaar(&mut self, naam: &str, schema: Value) -> Value {
        if let Some((bekend, _)) = self.defs.iter().find(|(_, def)| **def == schema) {
            return verwijs(bekend);
        }
        self.defs.insert(naam.to_owned(), schema);
        verwijs(naam)
    }
}

/// The keys that every section has.
fn gereserveerd() -> Map<String, Value> {
    object(json!({
        "toelichting": beschreven(tekst(), "Toelichting", "Uitleg in de woorden van de school."),
        "voor-ouders": beschreven(tekst(), "Voor ouders", "Tekst voor ouders, in eenvoudige taal."),
        "bron": beschreven(tekst(), "Bron", "Waar het antwoord vandaan komt."),
        "peildatum": beschreven(verwijs("datum"), "Peildatum", "Alleen als die anders is dan die van het document."),
        "gecontroleerd": beschreven(verwijs("datum"), "Gecontroleerd", "Wanneer dit het laatst is nagekeken."),
        "nvt": beschreven(verwijs("ja-nee"), "Niet van toepassing", "Schrijf ja als dit voor de school niet geldt."),
    }))
}

/// A section as a map: its own keys and the reserved ones.
fn sectie_kaart(eigen: Value) -> Value {
    let mut sleutels = object(eigen);
    for (sleutel, schema) in gereserveerd() {
        sleutels.entry(sleutel).or_insert(schema);
    }
    kaart(Value::Object(sleutels), &[])
}
