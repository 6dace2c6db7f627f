//! Words that already mean something where an answer is written. No field, option, level or column of a format may have
//! one as its id, or what is filled in would be read as something else.

use crate::melding::{Code, Melding};
use crate::model::Spanned;
use crate::model::lijst::RESERVED;

use crate::model::formaat::Soort;

/// Keys of a row: the id that others refer to, and the rows of a group. (`groep` may be a field: then only what has
/// `rijen` is a group.)
const ROW: &[&str] = &["id", "rijen"];
/// Keys of a scored item besides its fields; `naam` is for a row that the school adds.
const JUDGED: &[&str] = &["noot", "tekst", "per", "naam"];
/// Keys of a step of a route besides its fields.
const STEP: &[&str] = &[
    "stap",
    "keuze",
    "fase",
    "einde",
    "id",
    "wie",
    "in",
    "is",
    "voorwaarde",
    "hoeveel",
    "noot",
    "tekst",
    "naar",
    "band",
    "stappen",
    "takken",
    "meer",
];
/// Keys of a row of a series besides its columns; `naam` is for a row that the school adds.
const COLUMN: &[&str] = &["noot", "tekst", "naam"];

/// Ids that a field of a section of this kind may not have; `scale`: whether it has a scale.
pub(super) fn of_fields(soort: Option<Soort>, scale: bool) -> Vec<&'static str> {
    match soort {
        Some(Soort::Gegevens) => RESERVED.to_vec(),
        Some(Soort::Table | Soort::Niveaus) => ROW.to_vec(),
        Some(Soort::Beoordeling) if scale => JUDGED.iter().copied().chain(["waarde"]).collect(),
        Some(Soort::Beoordeling) => JUDGED.to_vec(),
        Some(Soort::Stroomschema) => STEP.to_vec(),
        _ => Vec::new(),
    }
}

/// Ids that a column of a series may not have.
pub(super) fn of_columns() -> Vec<&'static str> {
    COLUMN.to_vec()
}

/// Ids that a place may not have: an item at places is a map with these keys, and with one for each place.
pub(super) fn of_places() -> &'static [&'static str] {
    &["stand", "waar", "hoeveel", "tekst", "noot", "hulpvragen"]
}

/// Ids that an option or a level may not have, because they share a map with the keys that every section has.
pub(super) fn of_sections() -> Vec<&'static str> {
    RESERVED.to_vec()
}

/// The message for an id that already means something else; `what` says whose id it is ("een veld").
pub(super) fn message(id: &Spanned, what: &str) -> Melding {
    Melding::at(Code::ReservedId, &id.span, format!("`{}` kan geen id van {what} zijn", id.text)).hint(format!(
        "dit woord betekent daar al iets in een document; kies een ander id, zoals `{}`",
        another(&id.text)
    ))
}

/// Another id for the same thing, to suggest.
fn another(id: &str) -> String {
    let other = match id {
        "noot" => "opmerking",
        "tekst" | "toelichting" => "uitleg",
        "voor-ouders" => "tekst-ouders",
        "anders" => "overig",
        "rijen" => "regels",
        "stappen" | "stap" => "actie",
        "bron" => "herkomst",
        "peildatum" => "datum",
        "gecontroleerd" => "nagekeken",
        "nvt" => "niet-van-toepassing",
        "id" => "nummer",
        "per" => "per-groep",
        "waarde" => "oordeel",
        "wie" => "betrokkenen",
        "in" => "overleg",
        "is" => "soort",
        "hoeveel" => "aantal",
        "naam" => "titel",
        "stand" => "aanwezig",
        "waar" => "plek",
        "voorwaarde" => "vereiste",
        "naar" => "vervolg",
        _ => return format!("eigen-{id}"),
    };
    other.to_owned()
}
