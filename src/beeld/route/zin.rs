//! What a picture shows, in words.

use crate::tekst::zinnen::opsomming;

use super::schema::{KnoopSoort, Schema};
use super::tekening::{Deel, DeelSoort};

/// "De route heeft 69 stappen, 9 keuzes en 12 eindpunten, in 6 fasen: Signaleren, ... en Starten."
pub fn geheel(schema: &Schema) -> String {
    let knopen = schema.knopen();
    let tel = |soort: KnoopSoort, een: &str, meer: &str| {
        let aantal = knopen.iter().filter(|k| k.soort == soort).count();
        (aantal > 0).then(|| format!("{aantal} {}", if aantal == 1 { een } else { meer }))
    };
    let aantallen: Vec<String> = [
        tel(KnoopSoort::Stap, "stap", "stappen"),
        tel(KnoopSoort::Keuze, "keuze", "keuzes"),
        tel(KnoopSoort::Einde, "eindpunt", "eindpunten"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let fasen: Vec<&str> = schema.fasen.iter().filter_map(|f| f.titel.as_deref()).collect();
    let in_fasen = match fasen.len() {
        0 | 1 => String::new(),
        aantal => format!(", in {aantal} fasen: {}", opsomming(&fasen)),
    };
    format!("De route heeft {}{in_fasen}.", opsomming(&aantallen))
}

/// What one part shows.
pub fn deel(schema: &Schema, deel: &Deel) -> String {
    let bereik = if deel.van == deel.tot {
        format!("stap {}", deel.van)
    } else {
        format!("stap {} tot en met {}", deel.van, deel.tot)
    };
    let titel = schema.fasen.get(deel.fase).and_then(|f| f.titel.as_deref());
    let begin = match (deel.tak, titel) {
        (Some((keuze, index)), _) => {
            let als =
                schema.knopen().iter().find(|k| k.nummer == keuze).and_then(|k| k.takken.get(index)).map(|t| &t.als);
            format!("Antwoord bij keuze {keuze}, {}: ", als.map_or("", |a| a))
        }
        (None, Some(titel)) => format!("Fase {titel}: "),
        (None, None) => String::new(),
    };
    let vervolg = if deel.soort == DeelSoort::Vervolg { " (vervolg)" } else { "" };
    format!("Schema. {begin}{bereik}{vervolg}. Alle stappen staan hierna ook als tekst.")
}
