//! The shape of items: each key is an item of the list, or an option of the format.

use std::collections::BTreeMap;

use crate::bron::Plek;
use crate::melding::{Code, Melding, naaste};
use crate::model::antwoord::{ItemAntwoord, Plaats, Vorminhoud};
use crate::model::catalogus::Catalogus;
use crate::model::formaat::{Sectie, Soort};
use crate::model::lezer::{KaartLezer, Woord, als_knopen, als_woord, bedoelde, verkeerd_type};
use crate::model::lijst::Lijst;
use crate::model::waarde::{Bijzonder, Stand};
use crate::normal::key;
use crate::tekst::names::{self, Names};
use crate::yaml::{Knoop, Waarde};

use super::{Omgeving, beoordeling, reeks, verwijzing};

/// A checklist: a bare list of items, or a single one; each is there.
pub(super) fn lijstje(sectie: &Sectie, knoop: &Knoop, om: &mut Omgeving<'_, '_>) -> Vorminhoud {
    if zonder_lijst(sectie) {
        return Vorminhoud::Niets;
    }
    let mut gezien = BTreeMap::new();
    let mut uit = Vec::new();
    let verwacht = match sectie.soort {
        Soort::Beoordeling => Some("per item een waarde, zoals `structuur: O`"),
        Soort::Reeks => Some("per item waarden, zoals `leerlingen: {2024: 812}`"),
        _ => None,
    };
    if let Some(verwacht) = verwacht {
        om.meldingen
            .meld(verkeerd_type(knoop, verwacht).hint("schrijf onder elkaar per item een regel met zijn waarde"));
        return Vorminhoud::Niets;
    }
    for knoop in als_knopen(knoop) {
        let Some((woord, noot)) = verwijzing::woord_en_opmerking(knoop, om) else { continue };
        for (woord, eigen) in apart(woord, |naam| index_op_naam(sectie, naam).is_some(), om) {
            if let Some(index) = index_van(sectie, &woord, &mut gezien, om) {
                let noot = eigen.or_else(|| noot.clone());
                uit.push(ItemAntwoord { noot, ..leeg(index, Stand::Ja, &woord.plek) });
            }
        }
    }
    klaar(sectie, uit, om)
}

/// A map of items with their answers.
pub(super) fn kaart(sectie: &Sectie, lezer: &mut KaartLezer<'_>, om: &mut Omgeving<'_, '_>) -> Vorminhoud {
    let mut gezien = BTreeMap::new();
    let mut uit = Vec::new();
    let overige = lezer.overige();
    if zonder_lijst(sectie) {
        return Vorminhoud::Niets;
    }
    for paar in overige {
        let woord = Woord { tekst: paar.sleutel.clone(), plek: paar.sleutel_plek.clone() };
        let Some(index) = index_van(sectie, &woord, &mut gezien, om) else { continue };
        if paar.waarde.is_leeg() {
            continue;
        }
        let antwoord = match sectie.soort {
            Soort::Beoordeling => beoordeling::item(sectie, index, &paar.waarde, &woord.plek, om),
            Soort::Keuze => optie(sectie, index, &paar.waarde, &woord.plek, om),
            Soort::Reeks => reeks::item(sectie, index, &paar.waarde, &woord.plek, om),
            _ => aanbod(sectie, index, &paar.waarde, &woord.plek, om),
        };
        uit.extend(antwoord);
    }
    klaar(sectie, uit, om)
}

/// Whether the format failed to name what the answers are about; that was reported there.
fn zonder_lijst(sectie: &Sectie) -> bool {
    sectie.lijst.is_none() && sectie.opties.is_empty()
}

fn klaar(sectie: &Sectie, mut uit: Vec<ItemAntwoord>, om: &mut Omgeving<'_, '_>) -> Vorminhoud {
    if sectie.soort == Soort::Keuze && !sectie.meer && uit.iter().filter(|i| i.stand == Stand::Ja).count() > 1 {
        om.meldingen.meld(
            Melding::op(Code::VerkeerdType, &uit[1].plek, format!("bij `{}` kan maar één antwoord", sectie.id))
                .ook(&uit[0].plek, "dit is al gekozen")
                .hint("laat er één staan"),
        );
    }
    uit.sort_by_key(|i| i.index);
    if uit.is_empty() { Vorminhoud::Niets } else { Vorminhoud::Items(uit) }
}

pub(super) fn leeg(index: usize, stand: Stand, plek: &Plek) -> ItemAntwoord {
    ItemAntwoord {
        index,
        stand,
        woord: None,
        waar: Vec::new(),
        waarde: None,
        hoeveel: None,
        tekst: None,
        noot: None,
        tot: None,
        per: Vec::new(),
        velden: Vec::new(),
        reeks: Vec::new(),
        opties: Vec::new(),
        plek: plek.clone(),
    }
}

/// The names in a value, with the remark behind each: more than one where all are known; see [`names`].
fn apart(
    woord: Woord,
    bekend: impl Fn(&str) -> bool,
    om: &mut Omgeving<'_, '_>,
) -> Vec<(Woord, Option<crate::tekst::Markdown>)> {
    if bekend(&woord.tekst) {
        return vec![(woord, None)];
    }
    match names::read(&woord.tekst, bekend) {
        Names::Known(delen) => delen
            .into_iter()
            .map(|deel| {
                let noot = deel.remark.and_then(|remark| om.remark(&remark, &woord.plek));
                (Woord { tekst: deel.text, plek: woord.plek.clone() }, noot)
            })
            .collect(),
        Names::One | Names::Suspect(_) => vec![(woord, None)],
    }
}

/// The near name, else the ids: names and synonyms together would be too many to read.
fn hint_uit_lijst(lijst: &Lijst, getypt: &str) -> String {
    match naaste(getypt, lijst.namen()) {
        Some(naam) => format!("bedoelde u `{naam}`?"),
        None => bedoelde(getypt, lijst.ids()),
    }
}

/// The item or option that a name means.
fn index_op_naam(sectie: &Sectie, naam: &str) -> Option<usize> {
    match &sectie.lijst {
        Some(lijst) => lijst.zoek(naam).map(|(i, _)| i),
        None => {
            let typed = key(naam);
            sectie.opties.iter().position(|(id, naam)| *id == typed || key(naam) == typed)
        }
    }
}

/// The item or option that a key means; an unknown or repeated one is reported.
fn index_van(
    sectie: &Sectie,
    woord: &Woord,
    gezien: &mut BTreeMap<usize, Plek>,
    om: &mut Omgeving<'_, '_>,
) -> Option<usize> {
    let Some(index) = index_op_naam(sectie, &woord.tekst) else {
        let waar = sectie.lijst.as_ref().map_or_else(
            || format!("sectie `{}` heeft geen keuze `{}`", sectie.id, woord.tekst),
            |l| format!("lijst `{}` heeft geen item `{}`", l.id, woord.tekst),
        );
        let hint = match &sectie.lijst {
            Some(lijst) => hint_uit_lijst(lijst, &woord.tekst),
            None => bedoelde(&woord.tekst, sectie.opties.iter().map(|(id, _)| id.as_str())),
        };
        om.meldingen.meld(Melding::op(Code::OnbekendItem, &woord.plek, waar).hint(hint));
        return None;
    };
    if let Some(eerder) = gezien.insert(index, woord.plek.clone()) {
        let eerst = eerder.tekst().trim_matches(['"', '\'']);
        let bericht = if eerst == woord.tekst {
            format!("`{eerst}` staat er twee keer")
        } else {
            format!("`{}` is hetzelfde als `{eerst}`, en dat is hier al beantwoord", woord.tekst)
        };
        om.meldingen.meld(
            Melding::op(Code::DubbelId, &woord.plek, bericht)
                .ook(&eerder, "hier staat hetzelfde item")
                .hint("laat er één staan"),
        );
        return None;
    }
    Some(index)
}

/// Whether a text is a word that says whether something is there.
pub(crate) fn is_stand(tekst: &str) -> bool {
    stand(tekst).is_some()
}

/// A stand: `ja`, `nee`, `onbekend` (and `nvt`, which says as much as `nee`).
fn stand(tekst: &str) -> Option<Stand> {
    match tekst.to_lowercase().as_str() {
        "ja" => Some(Stand::Ja),
        "nee" | "nvt" => Some(Stand::Nee),
        "onbekend" | "volgt nog" => Some(Stand::NietVermeld),
        _ => None,
    }
}

fn aanbod(
    sectie: &Sectie,
    index: usize,
    knoop: &Knoop,
    plek: &Plek,
    om: &mut Omgeving<'_, '_>,
) -> Option<ItemAntwoord> {
    match &knoop.waarde {
        Waarde::Tekst(_) => {
            let woord = als_woord(knoop, om.meldingen)?;
            if let Some(stand) = stand(&woord.tekst) {
                return Some(ItemAntwoord { woord: Bijzonder::lees(&woord.tekst), ..leeg(index, stand, plek) });
            }
            // Places without brackets.
            let waar = plaatsen(sectie, knoop, om);
            (!waar.is_empty()).then(|| ItemAntwoord { waar, ..leeg(index, Stand::Ja, plek) })
        }
        Waarde::Lijst(_) => {
            let waar = plaatsen(sectie, knoop, om);
            Some(ItemAntwoord { waar, ..leeg(index, Stand::Ja, plek) })
        }
        Waarde::Kaart(_) => aanbod_kaart(sectie, index, knoop, plek, om),
        Waarde::Leeg => None,
    }
}

fn aanbod_kaart(
    sectie: &Sectie,
    index: usize,
    knoop: &Knoop,
    plek: &Plek,
    om: &mut Omgeving<'_, '_>,
) -> Option<ItemAntwoord> {
    let mut lezer = KaartLezer::nieuw(knoop, "een item van het aanbod", om.meldingen)?;
    if lezer.is_leeg() {
        return None;
    }
    let gegeven = lezer.tekst("stand", om.meldingen);
    let waar_knoop = lezer.neem("waar");
    let mut antwoord = leeg(index, Stand::Ja, plek);
    antwoord.hoeveel = om.hoeveel_onder(&mut lezer);
    antwoord.tekst = om.markdown_onder(&mut lezer, "tekst");
    antwoord.noot = om.markdown_onder(&mut lezer, "noot");
    antwoord.waar = waar_knoop.map(|k| plaatsen(sectie, k, om)).unwrap_or_default();
    for id in plaats_ids(sectie, om) {
        if let Some(knoop) = lezer.neem(&id) {
            antwoord.waar.extend(cel(&id, knoop, om));
        }
    }
    lezer.klaar(om.meldingen);
    // A half-filled map promises nothing.
    let meer = antwoord.hoeveel.is_some() || antwoord.tekst.is_some() || antwoord.noot.is_some();
    if gegeven.is_none() && antwoord.waar.is_empty() && !meer {
        return None;
    }
    antwoord.woord = gegeven.as_ref().and_then(|woord| Bijzonder::lees(&woord.tekst));
    antwoord.stand = match gegeven {
        None if antwoord.waar.is_empty() => Stand::Ja,
        None => samen(&antwoord.waar),
        Some(woord) => match stand(&woord.tekst) {
            Some(stand) => {
                if stand == Stand::Nee && antwoord.waar.iter().any(|p| p.stand == Stand::Ja) {
                    om.meldingen.meld(
                        Melding::op(Code::JaEnNee, &woord.plek, "dit item is er volgens deze regels wel en niet")
                            .hint("haal `stand: nee` weg, of de plaats waar het er wel is"),
                    );
                }
                stand
            }
            None => {
                om.meldingen.meld(onbekende_stand(&woord));
                Stand::NietVermeld
            }
        },
    };
    Some(antwoord)
}

/// The places of a section, and those below them (`swv` below `extern`).
fn plaats_ids(sectie: &Sectie, om: &Omgeving<'_, '_>) -> Vec<String> {
    let Some(plaatsen) = om.catalogus.plaatsen() else { return Vec::new() };
    let hoort = |id: &str| sectie.waar.iter().any(|(plaats, _)| plaats == id);
    let van_sectie = |item: &&crate::model::lijst::Item| {
        hoort(&item.id) || item.ouder.is_some_and(|ouder| hoort(&plaatsen.items[ouder].id))
    };
    plaatsen.items.iter().filter(van_sectie).map(|item| item.id.clone()).collect()
}

fn onbekende_stand(woord: &Woord) -> Melding {
    Melding::op(Code::OnbekendeWaarde, &woord.plek, format!("`{}` zegt niet of het er is", woord.tekst))
        .hint("schrijf `ja`, `nee` of `onbekend`")
}

/// There when it is at any place; not there when every place says so.
fn samen(waar: &[Plaats]) -> Stand {
    if waar.iter().any(|p| p.stand == Stand::Ja) {
        Stand::Ja
    } else if waar.iter().all(|p| p.stand == Stand::Nee) {
        Stand::Nee
    } else {
        Stand::NietVermeld
    }
}

/// One cell: a stand, or `{stand: ja, noot: ...}`.
fn cel(id: &str, knoop: &Knoop, om: &mut Omgeving<'_, '_>) -> Option<Plaats> {
    let (woord, noot) = if let Waarde::Kaart(_) = knoop.waarde {
        let mut lezer = KaartLezer::nieuw(knoop, "een plaats", om.meldingen)?;
        let woord = lezer.tekst("stand", om.meldingen);
        let noot = om.markdown_onder(&mut lezer, "noot");
        lezer.klaar(om.meldingen);
        (woord, noot)
    } else {
        (als_woord(knoop, om.meldingen), None)
    };
    let gelezen = match &woord {
        None => Some(Stand::Ja),
        Some(woord) => stand(&woord.tekst),
    };
    match (gelezen, woord) {
        (Some(stand), woord) => {
            let woord = woord.and_then(|w| Bijzonder::lees(&w.tekst));
            Some(Plaats { id: id.to_owned(), stand, woord, noot })
        }
        (None, Some(woord)) => {
            om.meldingen.meld(onbekende_stand(&woord));
            None
        }
        (None, None) => None,
    }
}

/// Places as a list of ids, each with a remark perhaps, or as a map of ids with a stand.
pub(super) fn plaatsen(sectie: &Sectie, knoop: &Knoop, om: &mut Omgeving<'_, '_>) -> Vec<Plaats> {
    if let Waarde::Kaart(paren) = &knoop.waarde {
        let mut uit = Vec::new();
        for paar in paren {
            let woord = Woord { tekst: paar.sleutel.clone(), plek: paar.sleutel_plek.clone() };
            if let Some(bekend) = plaats(sectie, &woord, Stand::Ja, om) {
                uit.extend(cel(&bekend.id, &paar.waarde, om));
            }
        }
        return uit;
    }
    let mut uit: Vec<Plaats> = Vec::new();
    for knoop in als_knopen(knoop) {
        let Some((woord, noot)) = verwijzing::woord_en_opmerking(knoop, om) else { continue };
        let catalogus = om.catalogus;
        for (woord, eigen) in apart(woord, |naam| plaats_op_naam(sectie, naam, catalogus).is_some(), om) {
            if let Some(plaats) = plaats(sectie, &woord, Stand::Ja, om) {
                uit.push(Plaats { noot: eigen.or_else(|| noot.clone()), ..plaats });
            }
        }
    }
    uit
}

/// The id of a place that a name means: an id, or a label in this format.
fn plaats_op_naam(sectie: &Sectie, naam: &str, catalogus: &Catalogus) -> Option<String> {
    let typed = key(naam);
    let label = sectie.waar.iter().find(|(id, label)| *id == typed || key(label) == typed);
    let in_lijst = || catalogus.plaatsen().and_then(|l| l.zoek(naam)).map(|(_, item)| item.id.clone());
    label.map(|(id, _)| id.clone()).or_else(in_lijst)
}

/// A place by its id, or by its label in this format.
fn plaats(sectie: &Sectie, woord: &Woord, stand: Stand, om: &mut Omgeving<'_, '_>) -> Option<Plaats> {
    let id = plaats_op_naam(sectie, &woord.tekst, om.catalogus);
    if id.is_none() {
        let bekend: Vec<String> =
            om.catalogus.plaatsen().map(|l| l.ids().map(str::to_owned).collect()).unwrap_or_default();
        om.meldingen.meld(
            Melding::op(
                Code::OnbekendeWaarde,
                &woord.plek,
                format!("`{}` is geen plaats en geen `ja` of `nee`", woord.tekst),
            )
            .hint(bedoelde(&woord.tekst, bekend.iter().map(String::as_str).chain(["ja", "nee"]))),
        );
    }
    id.map(|id| Plaats { id, stand, woord: None, noot: None })
}

/// An option: `ja`, `nee`, or a free supplement, which means `ja`.
fn optie(sectie: &Sectie, index: usize, knoop: &Knoop, plek: &Plek, om: &mut Omgeving<'_, '_>) -> Option<ItemAntwoord> {
    if let Waarde::Tekst(scalar) = &knoop.waarde
        && let Some(stand) = stand(scalar.tekst.trim())
    {
        return Some(ItemAntwoord { woord: Bijzonder::lees(scalar.tekst.trim()), ..leeg(index, stand, plek) });
    }
    if let Waarde::Kaart(_) = knoop.waarde {
        let mut lezer = KaartLezer::nieuw(knoop, "een keuze", om.meldingen)?;
        let opties = lezer.teksten("opties", om.meldingen);
        let noot = om.markdown_onder(&mut lezer, "noot");
        let tekst = om.markdown_onder(&mut lezer, "tekst");
        lezer.klaar(om.meldingen);
        if opties.is_empty() && noot.is_none() && tekst.is_none() {
            return None;
        }
        let opties = opties.into_iter().filter_map(|w| suboption(sectie, index, w, om)).collect();
        return Some(ItemAntwoord { noot, tekst, opties, ..leeg(index, Stand::Ja, plek) });
    }
    let tekst = om.markdown(knoop)?;
    Some(ItemAntwoord { noot: Some(tekst), ..leeg(index, Stand::Ja, plek) })
}

/// An option below an option: by id or name where the format names them, else as typed.
fn suboption(sectie: &Sectie, index: usize, woord: Woord, om: &mut Omgeving<'_, '_>) -> Option<String> {
    let namen = sectie.opties.get(index).and_then(|(id, _)| sectie.onderopties.get(id));
    let Some(namen) = namen else { return Some(woord.tekst) };
    let klein = woord.tekst.to_lowercase();
    let gevonden = namen.iter().find(|(id, naam)| *id == klein || naam.to_lowercase() == klein);
    if gevonden.is_none() {
        let bericht = format!("`{}` is hier geen keuze", woord.tekst);
        let hint = bedoelde(&woord.tekst, namen.iter().map(|(id, _)| id.as_str()));
        om.meldingen.meld(Melding::op(Code::OnbekendeWaarde, &woord.plek, bericht).hint(hint));
    }
    gevonden.map(|(_, naam)| naam.clone())
}
