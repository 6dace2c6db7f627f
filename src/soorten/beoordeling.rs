//! `beoordeling`: items judged on a scale, each as a dot on it, with the share of each value.

use serde::Serialize;
use tera::Value;

use crate::beeld::grafiek::schaal::{self, Spoor, Stip};
use crate::beeld::grafiek::verdeling::{self, Oordeel, Trede, Verdeling};
use crate::model::antwoord::{Antwoord, ItemAntwoord, Vorminhoud};
use crate::model::formaat::{Beeld, Sectie, Weergave};
use crate::model::lijst::{Item, Schaal, SchaalWaarde};
use crate::model::waarde::{Bijzonder, Feit, Score};
use crate::tekst::{Markdown, zinnen};

use super::eigen::{EigenZicht, eigen};
use super::velden::{self, VeldZicht};
use super::{Schrijver, Soortwerk, sleutel, tabel};

pub(super) struct Beoordeling;

#[derive(Serialize)]
struct Zicht {
    /// Title of the scale; absent without one.
    schaal: Option<String>,
    rijen: Vec<RijZicht>,
    /// Items with fields as a table, if the format asks for that; then there are no `rijen`.
    tabel: Option<TabelZicht>,
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
struct TabelZicht {
    kop: Vec<String>,
    rijen: Vec<tabel::RijZicht>,
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
    /// Its place on the page, if it is a row of the school's own.
    anker: Option<String>,
    /// Its judgements: one, or one per group; without a scale those of groups alone.
    oordelen: Vec<OordeelZicht>,
    velden: Vec<VeldZicht>,
    noot: Option<Value>,
    tekst: Option<Value>,
}

#[derive(Serialize)]
struct OordeelZicht {
    /// Name of the group; absent for the school as a whole.
    groep: Option<String>,
    /// Name of the value, or of the two values it lies between; absent without a scale.
    naam: Option<String>,
    /// Where it stands on the scale; absent when not judged.
    stip: Option<Stip>,
    /// What fields say of the group.
    velden: Vec<VeldZicht>,
    noot: Option<Value>,
}

impl Soortwerk for Beoordeling {
    fn zicht(&self, sectie: &Sectie, antwoord: Option<&Antwoord>, schrijver: &mut Schrijver<'_>) -> Option<Value> {
        let antwoord = antwoord?;
        let items = items(antwoord);
        let eigen = eigen(sectie, antwoord, schrijver);
        if (items.is_empty() || sectie.lijst.is_none()) && antwoord.anders.is_empty() {
            return None;
        }
        let (balken, spoor, zin) = match &sectie.schaal {
            Some(schaal) => {
                let balken = balken(schaal, items, schrijver.groepen);
                let zin = match balken.first() {
                    Some(balk) => balk.verdeling.zin.clone(),
                    None if items.is_empty() => String::new(),
                    None => "Geen onderdeel is beoordeeld.".to_owned(),
                };
                (balken, schaal::spoor(schaal.waarden.len(), schaal.polen.is_some()), zin)
            }
            None => (Vec::new(), None, String::new()),
        };
        let mut rijen = rijen(sectie, items, spoor.as_ref(), schrijver);
        rijen.extend(own_rows(sectie, antwoord, spoor.as_ref(), schrijver));
        let polen = sectie.schaal.as_ref().and_then(|s| s.polen.clone());
        let as_table = sectie.schaal.is_none() && sectie.weergave == Weergave::Tabel && !rijen.is_empty();
        let tabel = as_table.then(|| table(sectie, std::mem::take(&mut rijen)));
        Some(Value::from_serializable(&Zicht {
            schaal: sectie.schaal.as_ref().map(|s| s.titel.clone()),
            rijen,
            tabel,
            eigen,
            balken: if sectie.beeld == Some(Beeld::Verdeling) { balken } else { Vec::new() },
            spoor,
            zin,
            polen: polen.map(|(van, tot)| vec![van, tot]).unwrap_or_default(),
        }))
    }

    fn feiten(&self, sectie: &Sectie, antwoord: &Antwoord) -> Vec<Feit> {
        let own = antwoord.anders.iter().filter_map(|eigen| eigen.antwoord.as_deref());
        let van_velden = items(antwoord).iter().chain(own).flat_map(|item| {
            let per = item.per.iter().flat_map(|per| velden::feiten(sectie, &per.velden));
            velden::feiten(sectie, &item.velden).into_iter().chain(per).collect::<Vec<_>>()
        });
        if sectie.schaal.is_none() {
            return van_velden.collect();
        }
        let feiten = |item: &ItemAntwoord| {
            let Some(sleutel) = sleutel(sectie, item.index) else { return Vec::new() };
            let mut scores: Vec<_> = scores(sectie, item, item.noot.as_ref());
            if scores.is_empty() {
                scores.push((None, item.noot.as_ref()));
            }
            let feit = |(waarde, noot): (Option<Score>, Option<&Markdown>)| Feit {
                waarde,
                noot: noot.cloned(),
                ..Feit::answer(&sectie.id, sleutel.clone(), item.stand, &item.plek)
            };
            scores.into_iter().map(feit).collect::<Vec<_>>()
        };
        items(antwoord).iter().flat_map(feiten).chain(van_velden).collect()
    }
}

fn score(schaal: &Schaal, waarde: usize, tot: Option<usize>, groep: Option<&String>) -> Score {
    Score {
        schaal: schaal.id.clone(),
        waarde: schaal.waarden[waarde].id.clone(),
        tot: tot.map(|t| schaal.waarden[t].id.clone()),
        groep: groep.cloned(),
    }
}

/// The scores of an item or of an own row, each with its remark: those of groups, and that of the school as a whole. A
/// school that scores per group says nothing of the school as a whole, unless it does.
pub(crate) fn scores<'a>(
    sectie: &Sectie,
    item: &'a ItemAntwoord,
    noot: Option<&'a Markdown>,
) -> Vec<(Option<Score>, Option<&'a Markdown>)> {
    let Some(schaal) = &sectie.schaal else { return Vec::new() };
    let per = item.per.iter().filter_map(|per| {
        let waarde = score(schaal, per.waarde?, None, Some(&per.groep));
        Some((Some(waarde), per.noot.as_ref().or(noot)))
    });
    let whole = item.waarde.map(|waarde| (Some(score(schaal, waarde, item.tot, None)), noot));
    per.chain(whole).collect()
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
        let van_groep = |item: &ItemAntwoord| item.per.iter().find(|per| per.groep == *id).and_then(|per| per.waarde);
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
        anker: None,
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
        anker: None,
        oordelen: oordelen(sectie, item, spoor, schrijver),
        velden: velden::filled(sectie, &item.velden, schrijver),
        noot: item.noot.as_ref().map(|n| schrijver.regel(n)),
        tekst: item.tekst.as_ref().map(|t| schrijver.bij_item(t)),
    }
}

/// What the school judged beside the list, under a heading of its own.
fn own_rows(
    sectie: &Sectie,
    antwoord: &Antwoord,
    spoor: Option<&Spoor>,
    schrijver: &mut Schrijver<'_>,
) -> Vec<RijZicht> {
    let mut uit = Vec::new();
    for (nummer, eigen) in antwoord.anders.iter().enumerate() {
        let Some(item) = &eigen.antwoord else { continue };
        if uit.is_empty() {
            uit.push(groep(Value::safe_string(&schrijver.vast("Eigen onderdelen"))));
        }
        uit.push(RijZicht {
            groep: None,
            naam: schrijver.woorden(&eigen.naam.tekst, &eigen.naam.plek),
            betekenis: None,
            anker: Some(super::eigen_anker(&sectie.id, nummer)),
            oordelen: oordelen(sectie, item, spoor, schrijver),
            velden: velden::filled(sectie, &item.velden, schrijver),
            noot: eigen.noot.as_ref().map(|n| schrijver.regel(n)),
            tekst: eigen.tekst.as_ref().map(|t| schrijver.bij_item(t)),
        });
    }
    uit
}

/// What is said of an item: as a whole if that was said, then per group.
fn oordelen(
    sectie: &Sectie,
    item: &ItemAntwoord,
    spoor: Option<&Spoor>,
    schrijver: &mut Schrijver<'_>,
) -> Vec<OordeelZicht> {
    let treden = sectie.schaal.as_ref().map(|schaal| treden(schaal));
    let named = |oordeel: Option<Oordeel>, woord: Option<Bijzonder>| {
        let naam = oordeel.and_then(|o| treden.as_ref().map(|treden| verdeling::naam(treden, o)));
        naam.or_else(|| woord.map(|woord| zinnen::hoofdletter(woord.leesbaar())))
    };
    let stip = |oordeel: Option<Oordeel>| oordeel.and_then(|o| spoor.and_then(|s| s.stip(o)));
    let mut uit = Vec::new();
    if item.waarde.is_some() || item.woord.is_some() {
        let groep = (!item.per.is_empty()).then(|| HEEL.to_owned());
        let (naam, stip) = (named(oordeel(item), item.woord), stip(oordeel(item)));
        uit.push(OordeelZicht { groep, naam, stip, velden: Vec::new(), noot: None });
    }
    for per in &item.per {
        let Some((_, groep)) = schrijver.groepen.iter().find(|(groep, _)| *groep == per.groep) else { continue };
        let oordeel = per.waarde.map(|waarde| Oordeel { waarde, tot: None });
        uit.push(OordeelZicht {
            groep: Some(groep.clone()),
            naam: named(oordeel, per.woord),
            stip: stip(oordeel),
            velden: velden::filled(sectie, &per.velden, schrijver),
            noot: per.noot.as_ref().map(|n| schrijver.regel(n)),
        });
    }
    if uit.is_empty() && treden.is_some() {
        let naam = Some("Niet vermeld".to_owned());
        uit.push(OordeelZicht { groep: None, naam, stip: None, velden: Vec::new(), noot: None });
    }
    uit
}

/// Items with fields as rows of a table: a column per field that is filled in, a row per group of the document.
fn table(sectie: &Sectie, rijen: Vec<RijZicht>) -> TabelZicht {
    let text = rijen.iter().any(|rij| rij.tekst.is_some());
    let in_use = |id: &str| {
        let of_row = |rij: &RijZicht| {
            let groups = rij.oordelen.iter().flat_map(|o| &o.velden);
            rij.velden.iter().chain(groups).any(|v| v.id == id)
        };
        rijen.iter().any(of_row)
    };
    let columns: Vec<(String, String)> =
        sectie.velden.iter().filter(|v| in_use(&v.id)).map(|v| (v.id.clone(), v.titel.clone())).collect();
    let mut kop = vec!["Onderdeel".to_owned()];
    kop.extend(columns.iter().map(|(_, titel)| titel.clone()));
    kop.extend(text.then(|| "Meer uitleg".to_owned()));
    let cell = |waarde: Value, titel: &str, blok: bool, noot: Option<Value>| {
        Some(VeldZicht { id: String::new(), titel: titel.to_owned(), waarde, blok, kaal: true, merk: false, noot })
    };
    let row = |anker: Option<String>, name: Option<VeldZicht>, mut velden: Vec<VeldZicht>, tekst: Option<Value>| {
        let mut cellen = vec![name];
        for (id, _) in &columns {
            let here = velden.iter().position(|v| v.id == *id);
            cellen.push(here.map(|i| velden.remove(i)));
        }
        if text {
            cellen.push(tekst.and_then(|tekst| cell(tekst, "Meer uitleg", true, None)));
        }
        tabel::RijZicht { groep: None, niveau: 0, anker, cellen }
    };
    let mut uit = Vec::new();
    for rij in rijen {
        if rij.groep.is_some() {
            uit.push(tabel::RijZicht { groep: rij.groep, niveau: 0, anker: None, cellen: Vec::new() });
            continue;
        }
        let name = cell(rij.naam, "Onderdeel", false, rij.noot);
        uit.push(row(rij.anker, name, rij.velden, rij.tekst));
        for oordeel in rij.oordelen {
            let name = oordeel.groep.map(Value::from).and_then(|groep| cell(groep, "Onderdeel", false, oordeel.noot));
            uit.push(row(None, name, oordeel.velden, None));
        }
    }
    TabelZicht { kop, rijen: uit }
}
