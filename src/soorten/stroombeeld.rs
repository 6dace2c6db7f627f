//! The picture of a route, as templates see it.

use serde::Serialize;
use tera::Value;

use crate::beeld::letters::Letters;
use crate::beeld::route::tekening::{Deel, VakSoort};
use crate::beeld::route::{self, BREED, PAPIER, SMAL, Schema, Tekening, zin};
use crate::bron::Plek;
use crate::model::antwoord::{Graaf, Stap, StapSoort};

use super::{Medium, Schrijver};

/// The picture in the widths of a medium.
#[derive(Serialize)]
pub(super) struct BeeldZicht {
    /// What it shows, in a sentence.
    zin: String,
    /// For a page: each width, with its name.
    tekeningen: Vec<TekeningZicht>,
    /// For paper: each part.
    delen: Vec<DeelZicht>,
    schuin: f64,
    letter: f64,
    naad: f64,
}

#[derive(Serialize)]
struct TekeningZicht {
    naam: &'static str,
    tekening: Tekening,
}

#[derive(Serialize)]
struct DeelZicht {
    /// What it shows, in words.
    alt: String,
    breedte: f64,
    deel: Deel,
    /// The comment that leads an error back to its place: of each box, and of the title.
    plekken: Vec<Value>,
    kop_plek: Value,
}

/// The picture of a route; none when it has no steps, or the medium has no pictures.
pub(super) fn beeld(graaf: &Graaf, schrijver: &mut Schrijver<'_>) -> Option<BeeldZicht> {
    let schema = Schema::van(graaf);
    if schema.knopen().is_empty() || schrijver.medium == Medium::Markdown {
        return None;
    }
    let letters = Letters::nieuw();
    let zin = zin::geheel(&schema);
    if schrijver.medium == Medium::Web {
        let tekening = |naam, maten| TekeningZicht { naam, tekening: route::teken(&schema, maten, &letters) };
        let tekeningen = vec![tekening("smal", SMAL), tekening("breed", BREED)];
        return Some(BeeldZicht { zin, tekeningen, delen: Vec::new(), schuin: 0.0, letter: 0.0, naad: 0.0 });
    }
    let tekening = route::teken(&schema, PAPIER, &letters);
    let (schuin, letter, naad, breedte) = (tekening.schuin, tekening.letter, tekening.naad, tekening.breedte);
    let alle = graaf.alle();
    let delen = tekening.delen.into_iter().map(|deel| {
        let mut opmerking =
            |plek: Option<&Plek>| Value::safe_string(&plek.map(|p| schrijver.plekken.opmerking(p)).unwrap_or_default());
        let kop_plek = opmerking(match deel.tak {
            Some((keuze, tak)) => plek(&alle, keuze, Some(tak)),
            None => fase_plek(graaf, deel.van),
        });
        let plekken = deel.vakken.iter().map(|vak| {
            opmerking(match (vak.soort, vak.bij) {
                (VakSoort::Als, Some((keuze, tak))) => plek(&alle, keuze, tak),
                _ => plek(&alle, vak.nummer, None),
            })
        });
        let plekken = plekken.collect();
        DeelZicht { alt: zin::deel(&schema, &deel), breedte, deel, plekken, kop_plek }
    });
    Some(BeeldZicht { zin, tekeningen: Vec::new(), delen: delen.collect(), schuin, letter, naad })
}

/// Where a step, or a branch of a choice, stands in the source.
fn plek<'a>(alle: &[&'a Stap], nummer: usize, tak: Option<usize>) -> Option<&'a Plek> {
    let stap = alle.iter().find(|s| s.nummer == nummer)?;
    match (&stap.soort, tak) {
        (StapSoort::Keuze { takken, .. }, Some(tak)) => takken.get(tak).map(|t| &t.plek),
        _ => Some(&stap.plek),
    }
}

/// Where the phase of a step stands in the source.
fn fase_plek(graaf: &Graaf, nummer: usize) -> Option<&Plek> {
    graaf.stappen.iter().rev().find(|s| begin(s).is_some_and(|b| b <= nummer)).map(|s| &s.plek)
}

/// The number of the first step of an element.
fn begin(stap: &Stap) -> Option<usize> {
    match &stap.soort {
        StapSoort::Fase { stappen, .. } => stappen.iter().find_map(begin),
        _ => Some(stap.nummer),
    }
}
