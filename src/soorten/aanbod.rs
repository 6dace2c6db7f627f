//! `aanbod`: what is there, item by item, at which place.

use serde::Serialize;
use tera::Value;

use crate::melding::{Code, Melding, Meldingen};
use crate::model::antwoord::{Antwoord, ItemAntwoord, Plaats, Vorminhoud};
use crate::model::formaat::{NietGenoemd, Sectie};
use crate::model::waarde::{Feit, ItemSleutel, Stand};

use super::{Schrijver, Soortwerk, plaatsen_ja, sleutel};

pub(super) struct Aanbod;

#[derive(Serialize)]
struct Zicht {
    /// Places, if any item states one; else there is only "aanwezig".
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
    /// Name of the item that it belongs to, where the list is nested and that item has no row.
    onder: Option<Value>,
    naam: Value,
    zin: Option<String>,
    /// `ja`, `nee` or `onbekend`.
    stand: &'static str,
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
    stand: &'static str,
    noot: Option<Value>,
}

/// Something a school has beside the list.
#[derive(Serialize)]
pub(super) struct EigenZicht {
    /// Its place on the page.
    anker: String,
    naam: Value,
    zin: Option<Value>,
    /// What it is in general, where the school says nothing of its own.
    algemeen: Option<Value>,
    /// Names of the items that it is.
    is: Option<Value>,
    /// Labels of the places.
    waar: Vec<String>,
    hoeveel: Option<Value>,
    noot: Option<Value>,
    tekst: Option<Value>,
}

impl Soortwerk for Aanbod {
    fn zicht(&self, sectie: &Sectie, antwoord: Option<&Antwoord>, schrijver: &mut Schrijver<'_>) -> Option<Value> {
        let antwoord = antwoord?;
        let lijst = sectie.lijst.as_ref()?;
        let items = items(antwoord);
        let met_plaats = !sectie.waar.is_empty() && items.iter().any(|i| !i.waar.is_empty());
        let rijen: Vec<RijZicht> = items.iter().filter_map(|i| rij(sectie, i, met_plaats, schrijver)).collect();
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
            kolommen: if met_plaats {
                sectie.waar.iter().map(|(_, label)| label.clone()).collect()
            } else {
                Vec::new()
            },
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

fn rij(sectie: &Sectie, item: &ItemAntwoord, met_plaats: bool, schrijver: &mut Schrijver<'_>) -> Option<RijZicht> {
    let sleutel = sleutel(sectie, item.index)?;
    let bekend = sectie.lijst.as_ref()?.items.get(item.index)?;
    let naam = schrijver.item(&sleutel, &item.plek);
    let zonder_plaats = item.stand == Stand::Ja && item.waar.is_empty() && !sectie.waar.is_empty();
    let cellen = if met_plaats && !zonder_plaats {
        sectie.waar.iter().map(|(id, label)| cel(id, label, item, schrijver)).collect()
    } else {
        Vec::new()
    };
    let ouder = bekend.ouder.and_then(|o| sectie.lijst.as_ref()?.items.get(o));
    Some(RijZicht {
        onder: ouder.map(|o| schrijver.woorden(&o.naam, &item.plek)),
        naam,
        zin: bekend.zin.clone(),
        stand: woord(item.stand),
        zonder_plaats,
        cellen,
        hoeveel: item.hoeveel.as_ref().map(|h| schrijver.woorden(&h.tekst, &item.plek)),
        noot: item.noot.as_ref().map(|n| schrijver.regel(n)),
        tekst: item.tekst.as_ref().map(|t| schrijver.bij_item(t)),
    })
}

/// The cell of a place; a place below it (`swv` below `extern`) counts for it.
fn cel(id: &str, label: &str, item: &ItemAntwoord, schrijver: &mut Schrijver<'_>) -> Cel {
    let plaatsen = schrijver.catalogus.plaatsen().cloned();
    let valt_onder = |plaats: &Plaats| {
        plaats.id == id
            || plaatsen.as_ref().is_some_and(|l| {
                l.op_id(&plaats.id).and_then(|(_, i)| i.ouder).is_some_and(|ouder| l.items[ouder].id == id)
            })
    };
    let hier: Vec<&Plaats> = item.waar.iter().filter(|p| valt_onder(p)).collect();
    let stand = hier.iter().map(|p| p.stand).min().unwrap_or(match item.stand {
        Stand::Ja | Stand::Genoemd | Stand::NietVermeld => Stand::NietVermeld,
        Stand::Nee => Stand::Nee,
    });
    let noot = hier.iter().find_map(|p| p.noot.as_ref()).map(|n| schrijver.regel(n));
    // Where some place is stated, a place that is not stated stays empty.
    let stand = if hier.is_empty() && item.stand == Stand::Ja { "leeg" } else { woord(stand) };
    Cel { plaats: label.to_owned(), stand, noot }
}

fn woord(stand: Stand) -> &'static str {
    match stand {
        Stand::Ja => "ja",
        Stand::Nee => "nee",
        Stand::Genoemd | Stand::NietVermeld => "onbekend",
    }
}

/// The views of what stands under `anders`.
pub(super) fn eigen(sectie: &Sectie, antwoord: &Antwoord, schrijver: &mut Schrijver<'_>) -> Vec<EigenZicht> {
    let mut uit = Vec::new();
    for (nummer, eigen) in antwoord.anders.iter().enumerate() {
        let waar = eigen.waar.iter().filter(|p| p.stand == Stand::Ja).map(|p| {
            let label = sectie.waar.iter().find(|(id, _)| *id == p.id).map(|(_, label)| label.clone());
            let naam = || schrijver.catalogus.plaatsen().and_then(|l| l.op_id(&p.id)).map(|(_, i)| i.naam.clone());
            label.or_else(naam).unwrap_or_else(|| p.id.clone())
        });
        let waar = waar.collect();
        let plek = &eigen.naam.plek;
        uit.push(EigenZicht {
            anker: super::eigen_anker(&sectie.id, nummer),
            naam: schrijver.woorden(&eigen.naam.tekst, plek),
            zin: eigen.zin.as_ref().map(|z| schrijver.woorden(z, plek)),
            algemeen: if eigen.zin.is_some() || eigen.tekst.is_some() {
                None
            } else {
                super::general_sentence(eigen, schrijver.catalogus).map(|z| schrijver.woorden(&z, plek))
            },
            is: (!eigen.is.is_empty()).then(|| schrijver.namen(&eigen.is)),
            waar,
            hoeveel: eigen.hoeveel.as_ref().map(|h| schrijver.woorden(&h.tekst, plek)),
            noot: eigen.noot.as_ref().map(|n| schrijver.regel(n)),
            tekst: eigen.tekst.as_ref().map(|t| schrijver.bij_item(t)),
        });
    }
    uit
}
