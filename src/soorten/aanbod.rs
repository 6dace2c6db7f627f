//! `aanbod`: what is there, item by item, at which place.

use serde::Serialize;
use tera::Value;

use crate::melding::{Code, Melding, Meldingen};
use crate::model::antwoord::{Antwoord, ItemAntwoord, Plaats, Vorminhoud};
use crate::model::catalogus::Catalogus;
use crate::model::formaat::{NietGenoemd, Sectie};
use crate::model::lijst::Lijst;
use crate::model::waarde::{Bijzonder, Feit, ItemSleutel, Stand};
use crate::tekst::zinnen;

use super::eigen::{EigenZicht, eigen};
use super::{Schrijver, Soortwerk, plaatsen_ja, sleutel};

pub(super) struct Aanbod;

#[derive(Serialize)]
struct Zicht {
    /// Places, if any item states one: those of the section, then others that were named.
    kolommen: Vec<String>,
    /// Whether the section has places but some item that is there states none.
    plaats_niet_vermeld: bool,
    rijen: Vec<RijZicht>,
    eigen: Vec<EigenZicht>,
    /// Names of items that the section does not answer, but the document names elsewhere.
    elders_genoemd: Vec<String>,
    /// Names of items that nothing in the document speaks of.
    niet_genoemd: Vec<String>,
    /// Whether not mentioned means not there.
    niet_genoemd_is_nee: bool,
}

#[derive(Serialize)]
struct RijZicht {
    /// Name of the item that it belongs to, where the list is nested.
    onder: Option<Value>,
    naam: Value,
    /// What it does, when it is there to do so.
    zin: Option<String>,
    /// `ja`, `nee` or `onbekend`.
    stand: &'static str,
    /// What was said instead of whether it is there, such as "volgt nog".
    zegt: Option<&'static str>,
    /// Whether it is there while no place is stated, in a section that has places.
    zonder_plaats: bool,
    cellen: Vec<Cel>,
    hoeveel: Option<Value>,
    noot: Option<Value>,
    tekst: Option<Value>,
}

#[derive(Serialize)]
struct Cel {
    plaats: String,
    /// `ja`, `nee`, `onbekend`, or `leeg` where nothing is said of this place.
    stand: &'static str,
    /// What was said instead of whether it is there.
    zegt: Option<&'static str>,
    /// Which of the places it stands for is meant, and remarks.
    noot: Option<Value>,
}

impl Soortwerk for Aanbod {
    fn zicht(&self, sectie: &Sectie, antwoord: Option<&Antwoord>, schrijver: &mut Schrijver<'_>) -> Option<Value> {
        let antwoord = antwoord?;
        let lijst = sectie.lijst.as_ref()?;
        let items = items(antwoord);
        let kolommen = if items.iter().any(|i| !i.waar.is_empty()) {
            place_columns(sectie, items, schrijver.catalogus)
        } else {
            Vec::new()
        };
        let rijen: Vec<RijZicht> = items.iter().filter_map(|i| rij(sectie, i, &kolommen, schrijver)).collect();
        let eigen = eigen(sectie, antwoord, schrijver);
        if rijen.is_empty() && eigen.is_empty() {
            return None;
        }
        let genoemd = |index: usize| items.iter().any(|i| i.index == index);
        let is_eigen = |id: &str| {
            use crate::model::waarde::Doelwit;
            antwoord.anders.iter().flat_map(|e| &e.is).any(
                |v| matches!(&v.doelwit, Doelwit::Item(sleutel) if sleutel.lijst == lijst.id && sleutel.item == id),
            )
        };
        let open = lijst.items.iter().enumerate();
        let open = open.filter(|(index, item)| !genoemd(*index) && item.vervallen.is_none() && !is_eigen(&item.id));
        let (elders_genoemd, niet_genoemd): (Vec<_>, Vec<_>) = open
            .map(|(_, item)| (ItemSleutel { lijst: lijst.id.clone(), item: item.id.clone() }, item.naam.clone()))
            .partition(|(key, _)| schrijver.spoken_of.contains(key));
        let names = |all: Vec<(ItemSleutel, String)>| all.into_iter().map(|(_, naam)| naam).collect();
        Some(Value::from_serializable(&Zicht {
            kolommen: kolommen.into_iter().map(|(_, label)| label).collect(),
            plaats_niet_vermeld: rijen.iter().any(|r| r.zonder_plaats),
            rijen,
            eigen,
            elders_genoemd: names(elders_genoemd),
            niet_genoemd: names(niet_genoemd),
            niet_genoemd_is_nee: sectie.niet_genoemd == NietGenoemd::Nee,
        }))
    }

    fn feiten(&self, sectie: &Sectie, antwoord: &Antwoord) -> Vec<Feit> {
        let feit = |item: &ItemAntwoord| {
            let noted = item.waar.iter().filter_map(|p| Some((p.id.clone(), p.noot.clone()?)));
            Some(Feit {
                waar: plaatsen_ja(&item.waar),
                niet_waar: item.waar.iter().filter(|p| p.stand == Stand::Nee).map(|p| p.id.clone()).collect(),
                plaatsnoten: noted.collect(),
                hoeveel: item.hoeveel.clone(),
                noot: item.noot.clone(),
                ..Feit::answer(&sectie.id, sleutel(sectie, item.index)?, item.stand, &item.plek)
            })
        };
        items(antwoord).iter().filter_map(feit).collect()
    }

    /// One warning for the section, not one per item.
    fn controleer(&self, sectie: &Sectie, antwoord: &Antwoord, meldingen: &mut Meldingen) {
        let zonder = items(antwoord).iter().filter(|i| i.stand == Stand::Ja && i.waar.is_empty());
        let Some(eerste) = zonder.clone().min_by_key(|i| i.plek.van()).filter(|_| !sectie.waar.is_empty()) else {
            return;
        };
        let plaatsen: Vec<&str> = sectie.waar.iter().map(|(id, _)| id.as_str()).collect();
        let bericht = match zonder.count() {
            1 => format!("bij `{}` staat niet waar het is", eerste.plek.tekst()),
            aantal => format!("bij `{}` en nog {} staat niet waar ze zijn", eerste.plek.tekst(), aantal - 1),
        };
        meldingen.meld(
            Melding::op(Code::PlaatsNietVermeld, &eerste.plek, bericht).hint(format!(
                "noem de plaats, bijvoorbeeld `[{}]`; `ja` zegt alleen dat het er is",
                plaatsen.join(", ")
            )),
        );
    }
}

fn items(antwoord: &Antwoord) -> &[ItemAntwoord] {
    match &antwoord.inhoud {
        Vorminhoud::Items(items) => items,
        _ => &[],
    }
}

fn rij(
    sectie: &Sectie,
    item: &ItemAntwoord,
    kolommen: &[(String, String)],
    schrijver: &mut Schrijver<'_>,
) -> Option<RijZicht> {
    let sleutel = sleutel(sectie, item.index)?;
    let bekend = sectie.lijst.as_ref()?.items.get(item.index)?;
    let naam = schrijver.item(&sleutel, &item.plek);
    let zonder_plaats = item.stand == Stand::Ja && item.waar.is_empty() && !sectie.waar.is_empty();
    let cellen = if item.stand == Stand::Ja && item.waar.is_empty() {
        Vec::new()
    } else {
        kolommen.iter().map(|(id, label)| cel(id, label, item, schrijver)).collect()
    };
    let ouder = bekend.ouder.and_then(|o| sectie.lijst.as_ref()?.items.get(o));
    Some(RijZicht {
        onder: ouder.map(|o| schrijver.woorden(&o.naam, &item.plek)),
        naam,
        // The sentence of an item says what it does for a child; it has to be there to do so.
        zin: bekend.zin.clone().filter(|_| item.stand == Stand::Ja),
        stand: woord(item.stand),
        zegt: says(item.woord),
        zonder_plaats,
        cellen,
        hoeveel: item.hoeveel.as_ref().map(|h| schrijver.woorden(&h.tekst, &item.plek)),
        noot: item.noot.as_ref().map(|n| schrijver.regel(n)),
        tekst: item.tekst.as_ref().map(|t| schrijver.bij_item(t)),
    })
}

/// Whether a place is this one, or lies below it (`swv` below `extern`).
fn falls_under(plaats: &str, id: &str, plaatsen: Option<&Lijst>) -> bool {
    let above = |plaats: &str| {
        let lijst = plaatsen?;
        lijst.op_id(plaats).and_then(|(_, item)| item.ouder).map(|ouder| lijst.items[ouder].id.as_str())
    };
    plaats == id || above(plaats) == Some(id)
}

/// The places of the section with its labels, and behind them those that an answer names besides.
fn place_columns(sectie: &Sectie, items: &[ItemAntwoord], catalogus: &Catalogus) -> Vec<(String, String)> {
    let plaatsen = catalogus.plaatsen().map(AsRef::as_ref);
    let mut uit = sectie.waar.clone();
    for plaats in plaatsen.into_iter().flat_map(|lijst: &Lijst| &lijst.items) {
        let named = items.iter().flat_map(|i| &i.waar).any(|p| p.id == plaats.id);
        if named && !uit.iter().any(|(id, _)| falls_under(&plaats.id, id, plaatsen)) {
            uit.push((plaats.id.clone(), plaats.naam.clone()));
        }
    }
    uit
}

/// The cell of a place; a place below it counts for it, and is named.
fn cel(id: &str, label: &str, item: &ItemAntwoord, schrijver: &mut Schrijver<'_>) -> Cel {
    let plaatsen = schrijver.catalogus.plaatsen().map(AsRef::as_ref);
    let hier: Vec<&Plaats> = item.waar.iter().filter(|p| falls_under(&p.id, id, plaatsen)).collect();
    let Some(eerste) = hier.iter().min_by_key(|p| p.stand) else {
        // Where some place is stated, a place that is not stated stays empty.
        let stand = if item.waar.is_empty() { woord(item.stand) } else { "leeg" };
        return Cel { plaats: label.to_owned(), stand, zegt: None, noot: None };
    };
    let mut noten: Vec<String> = Vec::new();
    for plaats in &hier {
        let mut delen: Vec<String> = Vec::new();
        if plaats.id != id {
            let naam = plaatsen.and_then(|l| l.op_id(&plaats.id)).map_or(plaats.id.as_str(), |(_, i)| i.naam.as_str());
            delen.push(schrijver.vast(&zinnen::klein(naam)));
        }
        if hier.len() > 1 && plaats.stand != eerste.stand {
            delen.push(schrijver.vast(says(plaats.woord).unwrap_or(STANDEN[woord_index(plaats.stand)])));
        }
        if let Some(noot) = &plaats.noot {
            delen.push(schrijver.regel(noot).as_str().unwrap_or_default().to_owned());
        }
        if !delen.is_empty() {
            noten.push(delen.join(&schrijver.vast(": ")));
        }
    }
    let noot = (!noten.is_empty()).then(|| Value::safe_string(&noten.join(&schrijver.vast("; "))));
    Cel { plaats: label.to_owned(), stand: woord(eerste.stand), zegt: says(eerste.woord), noot }
}

/// Whether something is there, in a word.
const STANDEN: [&str; 3] = ["ja", "nee", "niet vermeld"];

fn woord_index(stand: Stand) -> usize {
    match stand {
        Stand::Ja => 0,
        Stand::Nee => 1,
        Stand::Genoemd | Stand::NietVermeld => 2,
    }
}

/// What was said instead of whether something is there. That it is not known says no more than
/// that nothing is said.
pub(super) fn says(woord: Option<Bijzonder>) -> Option<&'static str> {
    woord.filter(|woord| *woord != Bijzonder::Onbekend).map(Bijzonder::leesbaar)
}

fn woord(stand: Stand) -> &'static str {
    match stand {
        Stand::Ja => "ja",
        Stand::Nee => "nee",
        Stand::Genoemd | Stand::NietVermeld => "onbekend",
    }
}
