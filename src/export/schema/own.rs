//! Sections that a document defines itself, under `eigen`.

use serde_json::{Value, json};

use crate::model::catalogus::Catalogus;
use crate::model::formaat::{Axis, DisplayMode, Drawing, FieldType, Onderwerp, Soort};

use crate::grammar::schema::parts::{
    described, map, nothing, nullable, one_of, one_or_more, open_map, ref_to, text, word,
};

/// A section that the document defines itself. Its answer is left to `check`.
pub(super) fn own_sectie(catalogus: &Catalogus) -> Value {
    let names = open_map(word());
    let columns = one_of(vec![names.clone(), one_or_more(word())]);
    let closed = |names: &[&str]| json!({"enum": names});
    let lijst = one_of(vec![json!({"enum": catalogus.lijsten.keys().collect::<Vec<_>>()}), nothing()]);
    let field = map(
        json!({
            "id": ref_to("id"),
            "titel": word(),
            "type": closed(FieldType::WORDS),
            "lijst": one_or_more(lijst.clone()),
            "uit": word(),
            "waarden": names,
            "weergave": {"enum": ["kolommen", null]},
            "onderwerp": closed(Onderwerp::WORDS),
            "telt": ref_to("ja-nee"),
            "uit-school": word(),
        }),
        &["id", "type"],
    );
    let niveau = map(json!({"naam": word(), "kleur": {"enum": ["groen", "geel", "rood", null]}}), &[]);
    map(
        json!({
            "id": ref_to("id"),
            "titel": word(),
            "kop-ouders": described(word(), "Kop voor ouders", "De kop op de pagina voor ouders, in gewone woorden."),
            "soort": closed(Soort::WORDS),
            "onderwerp": closed(Onderwerp::WORDS),
            "lijst": lijst,
            "schaal": {"enum": catalogus.schalen.keys().collect::<Vec<_>>()},
            "waar": columns,
            "niet-genoemd": {"enum": ["nee", "onbekend", null]},
            "beeld": nullable(vec![closed(Drawing::WORDS)]),
            "weergave": closed(DisplayMode::WORDS),
            "verplicht": ref_to("ja-nee"),
            "meer": ref_to("ja-nee"),
            "inleiding": text(),
            "vast": text(),
            "velden": one_or_more(field),
            "opties": names,
            "as": closed(Axis::WORDS),
            "kolommen": columns,
            "eenheid": word(),
            "niveaus": open_map(nullable(vec![niveau])),
            "was": word(),
            "na": described(word(), "Na", "De sectie waar deze achter komt."),
            "antwoord": {"title": "Antwoord", "description": "Zoals het antwoord op een sectie van deze soort."},
        }),
        &["id", "titel", "soort"],
    )
}
