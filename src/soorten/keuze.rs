//! `keuze`: one or more options of the format, each with a free supplement perhaps.

use serde::Serialize;
use tera::Value;

use crate::model::antwoord::{Antwoord, Vorminhoud};
use crate::model::formaat::Sectie;
use crate::model::waarde::Stand;
use crate::tekst::zinnen;

use super::aanbod::{EigenZicht, eigen};
use super::{Schrijver, Soortwerk};

pub(super) struct Keuze;

#[derive(Serialize)]
struct Zicht {
    gekozen: Vec<Optie>,
    eigen: Vec<EigenZicht>,
}

#[derive(Serialize)]
struct Optie {
    naam: Value,
    /// Sub-options, as a sentence part.
    opties: Option<Value>,
    tekst: Option<Value>,
    noot: Option<Value>,
}

impl Soortwerk for Keuze {
    fn zicht(&self, sectie: &Sectie, antwoord: Option<&Antwoord>, schrijver: &mut Schrijver<'_>) -> Option<Value> {
        let antwoord = antwoord?;
        let items = match &antwoord.inhoud {
            Vorminhoud::Items(items) => items.as_slice(),
            _ => &[],
        };
        let mut gekozen = Vec::new();
        for item in items.iter().filter(|i| i.stand == Stand::Ja) {
            let Some((_, naam)) = sectie.opties.get(item.index) else { continue };
            let naam = schrijver.woorden(naam, &item.plek);
            let opties =
                (!item.opties.is_empty()).then(|| schrijver.woorden(&zinnen::opsomming(&item.opties), &item.plek));
            gekozen.push(Optie {
                naam,
                opties,
                tekst: item.tekst.as_ref().map(|t| schrijver.in_sectie(t)),
                noot: item.noot.as_ref().map(|n| schrijver.regel(n)),
            });
        }
        let eigen = eigen(sectie, antwoord, schrijver);
        (!gekozen.is_empty() || !eigen.is_empty()).then(|| Value::from_serializable(&Zicht { gekozen, eigen }))
    }
}
