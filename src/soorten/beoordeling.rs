//! `beoordeling`: items judged on a scale, each as a dot on it, with the share of each value.

use serde::Serialize;
use tera::Value;

use crate::beeld::grafiek::schaal::{self, Spoor, Stip};
use crate::beeld::grafiek::verdeling::{self, Oordeel, Trede, Verdeling};
use crate::model::antwoord::{Antwoord, ItemAntwoord, Vorminhoud};
use crate::model::formaat::{Beeld, Sectie};
use crate::model::lijst::{Item, Schaal, SchaalWaarde};
use crate::model::waarde::{Feit, Score};

use super::aanbod::{EigenZicht, eigen};
use super::velden::{self, VeldZicht};
use super::{Schrijver, Soortwerk, sleutel};

pub(super) struct Beoordeling;

#[derive(Serialize)]
struct Zicht {
    /// Title of the scale; absent without one.
    schaal: Option<String>,
    rijen: Vec<RijZicht>,
    eigen: Vec<EigenZicht>,
    /// Bars of shares, if the format asks for them: one for the school, one per group that scored.
    balken: Vec<BalkZicht>,
    /// The scale that the dots of all rows stand on.
    spoor: Option<Spoor>,
    /// One sentence that says what the first bar shows.
    zin: String,
    /// What the two ends of the scale stand for, when it runs between two poles.
    polen: Vec<String>,
}

#[derive(Serialize)]
struct BalkZicht {
    /// Name of the group; absent for the school as a whole.
    groep: Option<String>,
    #[serde(flatten)]
    verdeling: Verdeling,
}

#[derive(Serialize)]
struct RijZicht {
    /// Name of the item that the following items belong to; then there is nothing else.
    groep: Option<Value>,
    naam: Value,
    betekenis: Option<Value>,
    /// Its judgements: one, or one per group; none without a scale.
    oordelen: Vec<OordeelZicht>,
    velden: Vec<VeldZicht>,
    noot: Option<Value>,
    tekst: Option<Value>,
}

#[derive(Serialize)]
struct OordeelZicht {
    /// Name of the group; absent for the school as a whole.
    groep: Option<String>,
    /// Name of the value, or of the two values it lies between.
    naam: String,
    /// Where it stands on the scale; absent when not judged.
    stip: Option<Stip>,
}

impl Soortwerk for Beoordeling {
    fn zicht(&self, sectie: &Sectie, antwoord: Option<&Antwoord>, schrijver: &mut Schrijver<'_>) -> Option<Value> {
        let antwoord = antwoord?;
        let items = items(antwoord);
        let eigen = eigen(sectie, antwoord, schrijver);
        if (items.is_empty() || sectie.lijst.is_none()) && eigen.is_empty() {
            return None;
        }
        let (balken, spoor, zin) = match &sectie.schaal {
            Some(schaal) => {
                let balken = balken(schaal, items, schrijver.groepen);
                let zin = balken
                    .first()
                    .map_or_else(|| "Geen onderdeel is beoordeeld.".to_owned(), |b| b.verdeling.zin.clone());
                (balken, schaal::spoor(schaal.waarden.len(), schaal.polen.is_some()), zin)
            }
            None => (Vec::new(), None, String::new()),
        };
        let rijen = rijen(sectie, items, spoor.as_ref(), schrijver);
        let polen = sectie.schaal.as_ref().and_then(|s| s.polen.clone());
        Some(Value::from_serializable(&Zicht {
            schaal: sectie.schaal.as_ref().map(|s| s.titel.clone()),
            rijen,
            eigen,
            balken: if sectie.beeld == Some(Beeld::Verdeling) { balken } else { Vec::new() },
            spoor,
            zin,
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
                waarde,
                noot: item.noot.clone(),
                ..Feit::answer(&sectie.id, sleutel.clone(), item.stand, &item.plek)
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

/// What the school as a whole is called beside its groups.
const HEEL: &str = "Hele school";

/// The scale as charts know it.
fn treden(schaal: &Schaal) -> Vec<Trede> {
    let trede = |waarde: &SchaalWaarde| Trede {
        naam: waarde.naam.clone(),
        kort: waarde.kort.clone().unwrap_or_default(),
        band: waarde.band.as_ref().map(|(van, tot)| format!("{van} tot {tot}")),
    };
    schaal.waarden.iter().map(trede).collect()
}

/// The judgement of the school as a whole.
fn oordeel(item: &ItemAntwoord) -> Option<Oordeel> {
    item.waarde.map(|waarde| Oordeel { waarde, tot: item.tot })
}

/// A bar for the school as a whole, and one per group of the document that scored by itself.
fn balken(schaal: &Schaal, items: &[ItemAntwoord], groepen: &[(String, String)]) -> Vec<BalkZicht> {
    let (treden, polen) = (treden(schaal), schaal.polen.is_some());
    let heel: Vec<Oordeel> = items.iter().filter_map(oordeel).collect();
    let niet = items.iter().filter(|i| i.waarde.is_none() && i.per.is_empty()).count();
    let mut uit = Vec::new();
    for (id, naam) in groepen {
        let van_groep = |item: &ItemAntwoord| item.per.iter().find(|(groep, _)| groep == id).map(|(_, waarde)| *waarde);
        let oordelen: Vec<Oordeel> =
            items.iter().filter_map(van_groep).map(|waarde| Oordeel { waarde, tot: None }).collect();
        // What holds for the whole school is not missing in a group.
        let niet = items.iter().filter(|i| i.waarde.is_none() && van_groep(i).is_none()).count();
        let balk = verdeling::verdeling(&treden, &oordelen, niet, polen);
        uit.extend(balk.map(|verdeling| BalkZicht { groep: Some(naam.clone()), verdeling }));
    }
    if let Some(verdeling) = verdeling::verdeling(&treden, &heel, niet, polen) {
        let groep = (!uit.is_empty()).then(|| HEEL.to_owned());
        uit.insert(0, BalkZicht { groep, verdeling });
    }
    uit
}

/// Rows in the order of the list; nested items stand under the name of the item they belong to.
fn rijen(
    sectie: &Sectie,
    items: &[ItemAntwoord],
    spoor: Option<&Spoor>,
    schrijver: &mut Schrijver<'_>,
) -> Vec<RijZicht> {
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
        uit.push(rij(sectie, bekend, item, spoor, schrijver));
    }
    uit
}

fn groep(naam: Value) -> RijZicht {
    RijZicht {
        groep: Some(naam),
        naam: Value::none(),
        betekenis: None,
        oordelen: Vec::new(),
        velden: Vec::new(),
        noot: None,
        tekst: None,
    }
}

fn rij(
    sectie: &Sectie,
    bekend: &Item,
    item: &ItemAntwoord,
    spoor: Option<&Spoor>,
    schrijver: &mut Schrijver<'_>,
) -> RijZicht {
    RijZicht {
        groep: None,
        naam: schrijver.woorden(&bekend.naam, &item.plek),
        betekenis: bekend.betekenis.as_ref().map(|b| schrijver.woorden(b, &item.plek)),
        oordelen: sectie.schaal.as_ref().map(|s| oordelen(s, item, spoor, schrijver.groepen)).unwrap_or_default(),
        velden: item.velden.iter().map(|(i, g)| velden::zicht(&sectie.velden[*i], g, schrijver)).collect(),
        noot: item.noot.as_ref().map(|n| schrijver.regel(n)),
        tekst: item.tekst.as_ref().map(|t| schrijver.bij_item(t)),
    }
}

/// What an item scored: as a whole if that was said, then per group.
fn oordelen(
    schaal: &Schaal,
    item: &ItemAntwoord,
    spoor: Option<&Spoor>,
    groepen: &[(String, String)],
) -> Vec<OordeelZicht> {
    let treden = treden(schaal);
    let zicht = |groep: Option<String>, oordeel: Oordeel| OordeelZicht {
        groep,
        naam: verdeling::naam(&treden, oordeel),
        stip: spoor.and_then(|s| s.stip(oordeel)),
    };
    let heel = (!item.per.is_empty()).then(|| HEEL.to_owned());
    let mut uit: Vec<OordeelZicht> = oordeel(item).map(|o| zicht(heel, o)).into_iter().collect();
    for (id, waarde) in &item.per {
        let Some((_, naam)) = groepen.iter().find(|(groep, _)| groep == id) else { continue };
        uit.push(zicht(Some(naam.clone()), Oordeel { waarde: *waarde, tot: None }));
    }
    if uit.is_empty() {
        uit.push(OordeelZicht { groep: None, naam: "Niet vermeld".to_owned(), stip: None });
    }
    uit
}
