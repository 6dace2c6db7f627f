//! `beoordeling`: items judged on a scale, with the share of each value.

use serde::Serialize;
use tera::Value;

use crate::model::antwoord::{Antwoord, ItemAntwoord, Vorminhoud};
use crate::model::formaat::Sectie;
use crate::model::lijst::{Item, Schaal};
use crate::model::waarde::{Feit, Score};
use crate::tekst::zinnen;

use super::aanbod::{EigenZicht, eigen};
use super::velden::{self, VeldZicht};
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
    /// What the two ends of the scale stand for, when it runs between two poles.
    polen: Vec<String>,
}

#[derive(Serialize)]
struct WaardeZicht {
    id: String,
    kort: String,
    naam: String,
    aantal: usize,
    /// Its band, such as "76% tot 100%".
    band: Option<String>,
    /// Share in whole percents.
    procent: usize,
}

#[derive(Serialize)]
struct RijZicht {
    /// Name of the item that the following items belong to; then there is nothing else.
    groep: Option<Value>,
    naam: Value,
    betekenis: Option<Value>,
    /// Index of the value in `waarden`; absent when not judged.
    waarde: Option<usize>,
    /// Name of the value, or of the two values it lies between; empty without a scale.
    waarde_naam: String,
    kort: String,
    /// Values per group of the document.
    per: Vec<PerZicht>,
    velden: Vec<VeldZicht>,
    noot: Option<Value>,
    tekst: Option<Value>,
}

#[derive(Serialize)]
struct PerZicht {
    groep: String,
    waarde: usize,
    naam: String,
}

impl Soortwerk for Beoordeling {
    fn zicht(&self, sectie: &Sectie, antwoord: Option<&Antwoord>, schrijver: &mut Schrijver<'_>) -> Option<Value> {
        let antwoord = antwoord?;
        let items = items(antwoord);
        let rijen = rijen(sectie, items, schrijver);
        let eigen = eigen(sectie, antwoord, schrijver);
        if rijen.is_empty() && eigen.is_empty() {
            return None;
        }
        let waarden = sectie.schaal.as_ref().map(|s| verdeling(s, items)).unwrap_or_default();
        let totaal = waarden.iter().map(|w| w.aantal).sum();
        let polen = sectie.schaal.as_ref().and_then(|s| s.polen.clone());
        Some(Value::from_serializable(&Zicht {
            zin: if waarden.is_empty() { String::new() } else { zin(&waarden, totaal) },
            waarden,
            rijen,
            eigen,
            beeld: sectie.beeld.clone(),
            totaal,
            polen: polen.map(|(van, tot)| vec![van, tot]).unwrap_or_default(),
        }))
    }

    fn feiten(&self, sectie: &Sectie, antwoord: &Antwoord) -> Vec<Feit> {
        let van_velden = items(antwoord).iter().flat_map(|i| velden::feiten(sectie, &i.velden));
        let Some(schaal) = &sectie.schaal else { return van_velden.collect() };
        let score = |waarde: usize, tot: Option<usize>, groep: Option<&String>| Score {
            schaal: schaal.id.clone(),
            waarde: schaal.waarden[waarde].id.clone(),
            tot: tot.map(|t| schaal.waarden[t].id.clone()),
            groep: groep.cloned(),
        };
        let feiten = |item: &ItemAntwoord| {
            let Some(sleutel) = sleutel(sectie, item.index) else { return Vec::new() };
            let mut scores: Vec<Option<Score>> =
                item.per.iter().map(|(groep, waarde)| Some(score(*waarde, None, Some(groep)))).collect();
            // A school that scores per group says nothing of the school as a whole, unless it does.
            if item.waarde.is_some() || scores.is_empty() {
                scores.push(item.waarde.map(|w| score(w, item.tot, None)));
            }
            let feit = |waarde| Feit {
                sectie: sectie.id.clone(),
                item: sleutel.clone(),
                stand: item.stand,
                waar: std::collections::BTreeSet::new(),
                waarde,
                hoeveel: None,
                noot: item.noot.clone(),
                peildatum: None,
                plek: item.plek.clone(),
            };
            scores.into_iter().map(feit).collect::<Vec<_>>()
        };
        items(antwoord).iter().flat_map(feiten).chain(van_velden).collect()
    }
}

fn items(antwoord: &Antwoord) -> &[ItemAntwoord] {
    match &antwoord.inhoud {
        Vorminhoud::Items(items) => items,
        _ => &[],
    }
}

/// Rows in the order of the list; nested items stand under the name of the item they belong to.
fn rijen(sectie: &Sectie, items: &[ItemAntwoord], schrijver: &mut Schrijver<'_>) -> Vec<RijZicht> {
    let Some(lijst) = &sectie.lijst else { return Vec::new() };
    let mut uit = Vec::new();
    let mut onder: Option<usize> = None;
    for item in items {
        let Some(bekend) = lijst.items.get(item.index) else { continue };
        if bekend.ouder != onder {
            if let Some(ouder) = bekend.ouder.and_then(|o| lijst.items.get(o)) {
                uit.push(groep(schrijver.woorden(&ouder.naam, &item.plek)));
            }
            onder = bekend.ouder;
        }
        uit.push(rij(sectie, bekend, item, schrijver));
    }
    uit
}

fn groep(naam: Value) -> RijZicht {
    RijZicht {
        groep: Some(naam),
        naam: Value::none(),
        betekenis: None,
        waarde: None,
        waarde_naam: String::new(),
        kort: String::new(),
        per: Vec::new(),
        velden: Vec::new(),
        noot: None,
        tekst: None,
    }
}

fn rij(sectie: &Sectie, bekend: &Item, item: &ItemAntwoord, schrijver: &mut Schrijver<'_>) -> RijZicht {
    let naam_van = |w: usize| sectie.schaal.as_ref().and_then(|s| s.waarden.get(w));
    let waarde = item.waarde.and_then(naam_van);
    let waarde_naam = match (waarde, item.tot.and_then(naam_van)) {
        (Some(van), Some(tot)) => format!("tussen {} en {}", van.naam.to_lowercase(), tot.naam.to_lowercase()),
        (Some(waarde), None) => waarde.naam.clone(),
        (None, _) if sectie.schaal.is_none() || !item.per.is_empty() => String::new(),
        (None, _) => "niet vermeld".to_owned(),
    };
    let per = item.per.iter().filter_map(|(id, w)| {
        let groep = schrijver.groepen.iter().find(|(g, _)| g == id).map(|(_, naam)| naam.clone())?;
        Some(PerZicht { groep, waarde: *w, naam: naam_van(*w)?.naam.clone() })
    });
    RijZicht {
        groep: None,
        per: per.collect(),
        naam: schrijver.woorden(&bekend.naam, &item.plek),
        betekenis: bekend.betekenis.as_ref().map(|b| schrijver.woorden(b, &item.plek)),
        waarde: item.waarde,
        waarde_naam,
        kort: waarde.and_then(|w| w.kort.clone()).unwrap_or_default(),
        velden: item.velden.iter().map(|(i, g)| velden::zicht(&sectie.velden[*i], g, schrijver)).collect(),
        noot: item.noot.as_ref().map(|n| schrijver.regel(n)),
        tekst: item.tekst.as_ref().map(|t| schrijver.bij_item(t)),
    }
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
            band: waarde.band.as_ref().map(|(van, tot)| format!("{van} tot {tot}")),
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
