//! `beoordeling`: items judged on a scale, with the share of each value.

use serde::Serialize;
use tera::Value;

use crate::model::antwoord::{Antwoord, ItemAntwoord, Vorminhoud};
use crate::model::formaat::Sectie;
use crate::model::lijst::Schaal;
use crate::model::waarde::Feit;
use crate::tekst::zinnen;

use super::aanbod::{EigenZicht, eigen};
use super::{Schrijver, Soortwerk, sleutel};

pub(super) struct Beoordeling;

#[derive(Serialize)]
struct Zicht {
    waarden: Vec<WaardeZicht>,
    rijen: Vec<RijZicht>,
    eigen: Vec<EigenZicht>,
    /// How the shares are drawn (`verdeling`), if at all.
    beeld: Option<String>,
    /// One sentence that says what the picture shows.
    zin: String,
    /// Number of items with a value.
    totaal: usize,
}

#[derive(Serialize)]
struct WaardeZicht {
    id: String,
    kort: String,
    naam: String,
    aantal: usize,
    /// Share in whole percents.
    procent: usize,
}

#[derive(Serialize)]
struct RijZicht {
    naam: Value,
    betekenis: Option<Value>,
    /// Index of the value in `waarden`; absent when not judged.
    waarde: Option<usize>,
    waarde_naam: String,
    kort: String,
    noot: Option<Value>,
    tekst: Option<Value>,
}

impl Soortwerk for Beoordeling {
    fn zicht(&self, sectie: &Sectie, antwoord: Option<&Antwoord>, schrijver: &mut Schrijver<'_>) -> Option<Value> {
        let antwoord = antwoord?;
        let schaal = sectie.schaal.as_ref()?;
        let items = items(antwoord);
        let rijen: Vec<RijZicht> = items.iter().filter_map(|i| rij(sectie, schaal, i, schrijver)).collect();
        let eigen = eigen(sectie, antwoord, schrijver);
        if rijen.is_empty() && eigen.is_empty() {
            return None;
        }
        let waarden = verdeling(schaal, items);
        let totaal = waarden.iter().map(|w| w.aantal).sum();
        Some(Value::from_serializable(&Zicht {
            zin: zin(&waarden, totaal),
            waarden,
            rijen,
            eigen,
            beeld: sectie.beeld.clone(),
            totaal,
        }))
    }

    fn feiten(&self, sectie: &Sectie, antwoord: &Antwoord) -> Vec<Feit> {
        let Some(schaal) = &sectie.schaal else { return Vec::new() };
        let feit = |item: &ItemAntwoord| {
            Some(Feit {
                sectie: sectie.id.clone(),
                item: sleutel(sectie, item.index)?,
                stand: item.stand,
                waar: std::collections::BTreeSet::new(),
                waarde: item.waarde.map(|w| (schaal.id.clone(), schaal.waarden[w].id.clone())),
                hoeveel: None,
                noot: item.noot.clone(),
                peildatum: None,
                plek: item.plek.clone(),
            })
        };
        items(antwoord).iter().filter_map(feit).collect()
    }
}

fn items(antwoord: &Antwoord) -> &[ItemAntwoord] {
    match &antwoord.inhoud {
        Vorminhoud::Items(items) => items,
        _ => &[],
    }
}

fn rij(sectie: &Sectie, schaal: &Schaal, item: &ItemAntwoord, schrijver: &mut Schrijver<'_>) -> Option<RijZicht> {
    let lijst = sectie.lijst.as_ref()?;
    let bekend = lijst.items.get(item.index)?;
    let waarde = item.waarde.and_then(|w| schaal.waarden.get(w));
    Some(RijZicht {
        naam: schrijver.woorden(&bekend.naam, &item.plek),
        betekenis: bekend.betekenis.as_ref().map(|b| schrijver.woorden(b, &item.plek)),
        waarde: item.waarde,
        waarde_naam: waarde.map_or_else(|| "niet vermeld".to_owned(), |w| w.naam.clone()),
        kort: waarde.and_then(|w| w.kort.clone()).unwrap_or_default(),
        noot: item.noot.as_ref().map(|n| schrijver.regel(n)),
        tekst: item.tekst.as_ref().map(|t| schrijver.in_sectie(t)),
    })
}

/// How many items have each value. Shares are rounded each for itself, as in the printed forms.
fn verdeling(schaal: &Schaal, items: &[ItemAntwoord]) -> Vec<WaardeZicht> {
    let totaal = items.iter().filter(|i| i.waarde.is_some()).count();
    let waarde = |(index, waarde): (usize, &crate::model::lijst::SchaalWaarde)| {
        let aantal = items.iter().filter(|i| i.waarde == Some(index)).count();
        WaardeZicht {
            id: waarde.id.clone(),
            kort: waarde.kort.clone().unwrap_or_default(),
            naam: waarde.naam.clone(),
            aantal,
            procent: (aantal * 200 + totaal).checked_div(totaal * 2).unwrap_or(0),
        }
    };
    schaal.waarden.iter().enumerate().map(waarde).collect()
}

/// "Van de 14 onderdelen zijn er 8 ontwikkeld en 6 in ontwikkeling."
fn zin(waarden: &[WaardeZicht], totaal: usize) -> String {
    let mut delen: Vec<&WaardeZicht> = waarden.iter().filter(|w| w.aantal > 0).collect();
    delen.sort_by_key(|w| std::cmp::Reverse(w.aantal));
    let delen: Vec<String> = delen.iter().map(|w| format!("{} {}", w.aantal, w.naam.to_lowercase())).collect();
    match totaal {
        0 => "Geen onderdeel is beoordeeld.".to_owned(),
        1 => format!("Eén onderdeel is beoordeeld: {}.", zinnen::opsomming(&delen)),
        _ => format!("Van de {totaal} onderdelen zijn er {}.", zinnen::opsomming(&delen)),
    }
}
