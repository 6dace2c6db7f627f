//! `keuze`: one or more options of the format, each with a free supplement perhaps.

use serde::Serialize;
use tera::Value;

use crate::model::antwoord::{Antwoord, ItemAntwoord, Vorminhoud};
use crate::model::formaat::Sectie;
use crate::model::waarde::{Bijzonder, Stand};
use crate::tekst::zinnen;

use super::eigen::{EigenZicht, eigen};
use super::{Schrijver, Soortwerk};

pub(super) struct Keuze;

#[derive(Serialize)]
struct Zicht {
    gekozen: Vec<Optie>,
    /// Options of which something else is said than that they were chosen: that word, and their names.
    overig: Vec<NietGekozen>,
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

#[derive(Serialize)]
struct NietGekozen {
    /// "Niet gekozen", "Volgt nog" or the like.
    kop: String,
    namen: Vec<Value>,
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
        let overig = not_chosen(sectie, items, schrijver);
        let eigen = eigen(sectie, antwoord, schrijver);
        let iets = !gekozen.is_empty() || !overig.is_empty() || !eigen.is_empty();
        iets.then(|| Value::from_serializable(&Zicht { gekozen, overig, eigen }))
    }
}

/// The options that were answered but not chosen, by what was said of them.
fn not_chosen(sectie: &Sectie, items: &[ItemAntwoord], schrijver: &mut Schrijver<'_>) -> Vec<NietGekozen> {
    let mut uit: Vec<NietGekozen> = Vec::new();
    for item in items.iter().filter(|i| i.stand != Stand::Ja) {
        let Some((_, naam)) = sectie.opties.get(item.index) else { continue };
        let kop = item.woord.map_or("niet gekozen", Bijzonder::leesbaar);
        let (kop, naam) = (zinnen::hoofdletter(kop), schrijver.woorden(naam, &item.plek));
        match uit.iter_mut().find(|o| o.kop == kop) {
            Some(bekend) => bekend.namen.push(naam),
            None => uit.push(NietGekozen { kop, namen: vec![naam] }),
        }
    }
    uit
}
