//! Sections that a document defines itself.

use serde_json::{Value, json};

use crate::model::formaat::{As, Beeld, Onderwerp, Soort, VeldType, Weergave};

use super::Maker;
use super::delen::{beschreven, een_of_meer, een_van, kaart, leeg_mag, niets, open_kaart, tekst, verwijs, woord};

impl Maker<'_> {
    /// A section that the document defines itself. Its answer is left to `check`.
    pub(super) fn eigen_sectie(&self) -> Value {
        let namen = open_kaart(woord());
        let kolommen = een_van(vec![namen.clone(), een_of_meer(woord())]);
        let gesloten = |namen: &[&str]| json!({"enum": namen});
        let lijst = een_van(vec![json!({"enum": self.catalogus.lijsten.keys().collect::<Vec<_>>()}), niets()]);
        let veld = kaart(
            json!({
                "id": verwijs("id"),
                "titel": woord(),
                "type": gesloten(VeldType::WOORDEN),
                "lijst": een_of_meer(lijst.clone()),
                "uit": woord(),
                "waarden": namen,
                "weergave": {"enum": ["kolommen", null]},
                "onderwerp": gesloten(Onderwerp::WOORDEN),
                "telt": verwijs("ja-nee"),
                "uit-school": woord(),
            }),
            &["id", "type"],
        );
        let niveau = kaart(json!({"naam": woord(), "kleur": {"enum": ["groen", "geel", "rood", null]}}), &[]);
        kaart(
            json!({
                "id": verwijs("id"),
                "titel": woord(),
                "soort": gesloten(Soort::WOORDEN),
                "onderwerp": gesloten(Onderwerp::WOORDEN),
                "lijst": lijst,
                "schaal": {"enum": self.catalogus.schalen.keys().collect::<Vec<_>>()},
                "waar": kolommen,
                "niet-genoemd": {"enum": ["nee", "onbekend", null]},
                "beeld": leeg_mag(vec![gesloten(Beeld::WOORDEN)]),
                "weergave": gesloten(Weergave::WOORDEN),
                "verplicht": verwijs("ja-nee"),
                "meer": verwijs("ja-nee"),
                "inleiding": tekst(),
                "vast": tekst(),
                "velden": een_of_meer(veld),
                "opties": namen,
                "as": gesloten(As::WOORDEN),
                "kolommen": kolommen,
                "eenheid": woord(),
                "niveaus": open_kaart(leeg_mag(vec![niveau])),
                "was": woord(),
                "na": beschreven(woord(), "Na", "De sectie waar deze achter komt."),
                "antwoord": {"title": "Antwoord", "description": "Zoals het antwoord op een sectie van deze soort."},
            }),
            &["id", "titel", "soort"],
        )
    }
}
