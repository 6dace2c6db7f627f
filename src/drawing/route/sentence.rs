//! What the picture of a route shows, in words.

use crate::text::sentences::join_and;

use super::drawing::{RoutePart, RoutePartKind};
use super::schema::{NodeKind, Schema};

/// "De route heeft 69 stappen, 9 keuzes en 12 eindpunten, in 6 fasen: Signaleren, ... en Starten."
pub fn overall(schema: &Schema) -> String {
    let nodes = schema.nodes();
    let count_of = |soort: NodeKind, singular: &str, plural: &str| {
        let count = nodes.iter().filter(|k| k.soort == soort).count();
        (count > 0).then(|| format!("{count} {}", if count == 1 { singular } else { plural }))
    };
    let counts: Vec<String> = [
        count_of(NodeKind::Stap, "stap", "stappen"),
        count_of(NodeKind::Keuze, "keuze", "keuzes"),
        count_of(NodeKind::End, "eindpunt", "eindpunten"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let fasen: Vec<&str> = schema.fasen.iter().filter_map(|f| f.title.as_deref()).collect();
    let in_fasen = match fasen.len() {
        0 | 1 => String::new(),
        count => format!(", in {count} fasen: {}", join_and(&fasen)),
    };
    format!("De route heeft {}{in_fasen}.", join_and(&counts))
}

/// What one part shows.
pub fn part(schema: &Schema, part: &RoutePart) -> String {
    let range = if part.from == part.until {
        format!("stap {}", part.from)
    } else {
        format!("stap {} tot en met {}", part.from, part.until)
    };
    let title = schema.fasen.get(part.fase).and_then(|f| f.title.as_deref());
    let begin = match (part.tak, title) {
        (Some((keuze, index)), _) => {
            let when =
                schema.nodes().iter().find(|k| k.number == keuze).and_then(|k| k.takken.get(index)).map(|t| &t.when);
            format!("Antwoord bij keuze {keuze}, {}: ", when.map_or("", |a| a))
        }
        (None, Some(title)) => format!("Fase {title}: "),
        (None, None) => String::new(),
    };
    let continuation = if part.soort == RoutePartKind::Continued { " (vervolg)" } else { "" };
    format!("Schema. {begin}{range}{continuation}. Alle stappen staan hierna ook als tekst.")
}
