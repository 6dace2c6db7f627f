//! Fields with a value: a question per field, or a column per field where there are rows.

use std::sync::Arc;

use crate::model::formaat::{Sectie, Veld, VeldType};
use crate::model::lijst::Lijst;
use crate::yaml::wens::{Kaartwens, Wens};
use crate::yaml::{Knoop, Waarde};

use super::omgeving::{Namen, Omgeving, woord};
use super::{Deel, Gevraagd, Keuze, Kolom, Vak, Vraag, Wijzigingen, een_regel};

/// How many items fit in a drop-down before it is no help any more.
const MAX_KEUZES: usize = 400;

/// The fields that are filled in here, and not by `school.yaml`.
pub(super) fn in_te_vullen(sectie: &Sectie) -> impl Iterator<Item = &Veld> {
    sectie.velden.iter().filter(|v| v.uit_school.is_none())
}

/// What may be chosen for a field.
fn keuze(veld: &Veld) -> Option<Keuze> {
    match veld.soort {
        VeldType::JaNee => Keuze::vrij(["ja", "nee", "onbekend"]),
        VeldType::Keuze => Keuze::vrij(veld.waarden.iter().map(|(_, naam)| een_regel(naam))),
        VeldType::Item | VeldType::Items if !veld.waarden.is_empty() => {
            Keuze::vrij(veld.waarden.iter().map(|(_, naam)| een_regel(naam)))
        }
        VeldType::Item | VeldType::Items => namen_van(&veld.lijsten),
        _ => None,
    }
}

/// What the cell of a field asks.
pub(super) fn vraagt(veld: &Veld) -> Gevraagd {
    match veld.soort {
        VeldType::JaNee => Gevraagd::Stand,
        VeldType::Datum => Gevraagd::Datum,
        VeldType::Telefoon => Gevraagd::Telefoon,
        VeldType::Getal | VeldType::Percentage => Gevraagd::Getal,
        _ => Gevraagd::Woorden,
    }
}

/// A column for a field.
pub(super) fn kolom(veld: &Veld) -> Kolom {
    Kolom::nieuw(een_regel(&veld.titel), breedte(veld)).met(keuze(veld)).vraagt(vraagt(veld))
}

/// The names of the items of lists.
fn namen_van(lijsten: &[Arc<Lijst>]) -> Option<Keuze> {
    let namen: Vec<String> =
        lijsten.iter().flat_map(|l| &l.items).filter(|i| i.vervallen.is_none()).map(|i| een_regel(&i.naam)).collect();
    if namen.len() > MAX_KEUZES { None } else { Keuze::vrij(namen) }
}

/// How a field is filled in, in a few words.
pub(super) fn uitleg(veld: &Veld) -> String {
    match veld.soort {
        VeldType::Tekst | VeldType::JaNee | VeldType::Keuze | VeldType::Item => "",
        VeldType::Getal => "een getal",
        VeldType::Hoeveel => "hoeveel of hoe vaak, zoals: 9 keer per jaar",
        VeldType::Percentage => "een percentage, zoals: 45%",
        VeldType::Datum => "een datum: 2025-09-01, 2025-09 of 2025",
        VeldType::Schooljaar => "een schooljaar, zoals: 2025-2026",
        VeldType::Items => "een of meer namen, elk op een eigen regel; een opmerking na een dubbele punt",
        VeldType::Web => "een webadres, zoals: https://www.school.nl",
        VeldType::Mail => "een e-mailadres",
        VeldType::Telefoon => "een telefoonnummer",
        VeldType::Bestand => "de naam van een bestand dat naast het document staat",
    }
    .to_owned()
}

/// How wide a column for a field is.
fn breedte(veld: &Veld) -> u16 {
    match veld.soort {
        VeldType::Tekst => 45,
        VeldType::Item | VeldType::Items => 32,
        _ => 20,
    }
}

/// The value in `{waarde: ..., noot: ...}`, and the whole when it is written so.
fn met_noot(knoop: Option<&Knoop>) -> (Option<&Knoop>, Option<&Knoop>) {
    match knoop {
        Some(k) if matches!(k.waarde, Waarde::Kaart(_)) && k.zoek("waarde").is_some() => (k.zoek("waarde"), Some(k)),
        anders => (anders, None),
    }
}

fn met_namen<T>(veld: &Veld, doe: impl FnOnce(&Namen<'_>) -> T) -> T {
    let waarde = |tekst: &str| {
        let klein = tekst.to_lowercase();
        veld.waarden.iter().find(|(id, naam)| *id == klein || een_regel(naam).to_lowercase() == een_regel(&klein))
    };
    let item = |tekst: &str| veld.lijsten.iter().find_map(|l| l.zoek(tekst)).map(|(_, item)| item);
    let toon = |tekst: &str| match (waarde(tekst), item(tekst)) {
        (Some((_, naam)), _) => een_regel(naam),
        (None, Some(item)) => een_regel(&item.naam),
        (None, None) => tekst.to_owned(),
    };
    let schrijf = |tekst: &str| match (waarde(tekst), item(tekst)) {
        (Some((id, _)), _) => id.clone(),
        (None, Some(item)) => item.id.clone(),
        (None, None) => tekst.to_owned(),
    };
    let known = |tekst: &str| waarde(tekst).is_some() || item(tekst).is_some();
    doe(&Namen { toon: &toon, schrijf: &schrijf, known: &known })
}

/// The cell of a field.
pub(super) fn vak(veld: &Veld, knoop: Option<&Knoop>, om: &Omgeving<'_>) -> Vak {
    let (waarde, _) = met_noot(knoop);
    match veld.soort {
        VeldType::Tekst => om.tekstvak(waarde),
        VeldType::Item | VeldType::Items | VeldType::Keuze => met_namen(veld, |namen| om.namenvak(waarde, namen)),
        _ => Vak::nieuw(woord(waarde), waarde.map(|k| k.plek.clone())),
    }
}

/// What the value of a field becomes; `None` when nothing is left of it.
pub(super) fn wens(veld: &Veld, knoop: Option<&Knoop>, nieuw: &str, om: &Omgeving<'_>) -> Option<Wens> {
    let (waarde, geheel) = met_noot(knoop);
    if nieuw.is_empty() {
        return None;
    }
    let wens = match veld.soort {
        VeldType::Tekst => om.tekstwens(waarde, nieuw),
        VeldType::Item | VeldType::Keuze => met_namen(veld, |namen| om.namenwens(waarde, nieuw, namen, true))?,
        VeldType::Items => met_namen(veld, |namen| om.namenwens(waarde, nieuw, namen, false))?,
        _ => Wens::Tekst(nieuw.to_owned()),
    };
    Some(match geheel {
        Some(geheel) => {
            let mut kaart = Kaartwens::van(Some(geheel));
            kaart.zet("waarde", wens);
            kaart.klaar()
        }
        None => wens,
    })
}

/// The questions of a section of kind `gegevens`: an answer and a remark per field.
pub(super) fn deel(sectie: &Sectie, knoop: Option<&Knoop>, om: &Omgeving<'_>) -> Deel {
    let vragen = in_te_vullen(sectie)
        .map(|veld| {
            let antwoord =
                Vak { keuze: keuze(veld), vraagt: Some(vraagt(veld)), ..vak(veld, waarde_van(knoop, &veld.id), om) };
            Vraag {
                sleutel: format!("{}/{}", sectie.id, veld.id),
                naam: een_regel(&veld.titel),
                uitleg: uitleg(veld),
                vakken: vec![antwoord, om.tekstvak(noot_van(waarde_van(knoop, &veld.id)))],
            }
        })
        .collect();
    let kolommen = vec![Kolom::nieuw("Antwoord", 45), Kolom::nieuw("Opmerking", 32).vraagt(Gevraagd::Opmerking)];
    Deel { titel: sectie.titel.clone(), uitleg: Vec::new(), kolommen, vragen, tekst: false }
}

fn waarde_van<'k>(knoop: Option<&'k Knoop>, sleutel: &str) -> Option<&'k Knoop> {
    knoop.and_then(|k| k.zoek(sleutel)).filter(|k| !k.is_leeg())
}

fn noot_van(knoop: Option<&Knoop>) -> Option<&Knoop> {
    met_noot(knoop).1.and_then(|k| k.zoek("noot"))
}

/// What the fields of a section of kind `gegevens` become.
pub(super) fn pas_aan(
    sectie: &Sectie,
    knoop: Option<&Knoop>,
    kaart: &mut Kaartwens,
    wijzigingen: &Wijzigingen,
    om: &Omgeving<'_>,
) {
    let eerder: Vec<&str> = sectie.velden.iter().map(|v| v.id.as_str()).collect();
    for (i, veld) in sectie.velden.iter().enumerate().filter(|(_, v)| v.uit_school.is_none()) {
        let sleutel = format!("{}/{}", sectie.id, veld.id);
        let oud = waarde_van(knoop, &veld.id);
        let (waarde, noot) = (wijzigingen.vak(&sleutel, 0), wijzigingen.vak(&sleutel, 1));
        if waarde.is_none() && noot.is_none() {
            continue;
        }
        let oude_noot = om.tekstvak(noot_van(oud)).tekst;
        let tekst = waarde.map_or_else(|| vak(veld, oud, om).tekst, str::to_owned);
        let noot_tekst = noot.unwrap_or(&oude_noot);
        if tekst.is_empty() && !noot_tekst.is_empty() {
            let adres = super::Adres::Vraag(sleutel, 1);
            om.weiger(adres, "bij een leeg antwoord kan geen opmerking", "vul ook het antwoord in, zoals `onbekend`");
            continue;
        }
        let nieuw = if noot_tekst.is_empty() {
            match (met_noot(oud), waarde) {
                // The remark goes, the value stays as it was typed.
                ((Some(binnen), Some(_)), None) => Some(super::omgeving::kopie(binnen)),
                ((binnen, Some(_)), Some(tekst)) => wens(veld, binnen, tekst, om),
                ((binnen, None), Some(tekst)) => wens(veld, binnen, tekst, om),
                ((_, _), None) => Some(Wens::Zelfde),
            }
        } else {
            let (binnen, geheel) = met_noot(oud);
            let mut deel = Kaartwens::van(geheel);
            match (waarde, geheel) {
                (Some(tekst), _) => match wens(veld, binnen, tekst, om) {
                    Some(Wens::Zelfde) if geheel.is_none() => {
                        deel.zet("waarde", binnen.map_or(Wens::Leeg, super::omgeving::kopie))
                    }
                    Some(wens) => deel.zet("waarde", wens),
                    None => {}
                },
                (None, None) => deel.zet("waarde", binnen.map_or(Wens::Leeg, super::omgeving::kopie)),
                (None, Some(_)) => {}
            }
            if noot.is_some() {
                deel.zet("noot", om.tekstwens(noot_van(oud), noot_tekst));
            }
            Some(deel.klaar())
        };
        zet_of_leeg(kaart, &eerder[..i], &veld.id, nieuw);
    }
}

/// Sets a key, or empties it: a key that is there stays, so that what it asks stays in sight.
pub(super) fn zet_of_leeg(kaart: &mut Kaartwens, na: &[&str], sleutel: &str, wens: Option<Wens>) {
    match wens {
        Some(wens) => kaart.zet_na(na, sleutel, wens),
        None if kaart.heeft(sleutel) => kaart.zet(sleutel, Wens::Leeg),
        None => {}
    }
}
