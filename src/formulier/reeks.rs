//! Values along dates, years or groups: a row per item, a column per date.

use crate::model::formaat::{As, Sectie};
use crate::yaml::Knoop;
use crate::yaml::wens::{Kaartwens, Wens};

use super::omgeving::{Omgeving, woord};
use super::sectie::{antwoord, noot_en_tekst, punten, vragen_per_punt, waarde_van, zet_item, zet_tekst};
use super::{Adres, Deel, Gevraagd, Kolom, Vak, Vraag, Wijzigingen};

/// Columns for dates that are not there yet.
const NIEUWE_KOLOMMEN: usize = 2;

/// The columns that are there: those of the format, else those that are filled in.
fn kolommen(sectie: &Sectie, knoop: Option<&Knoop>) -> Vec<(String, String)> {
    if !sectie.kolommen.is_empty() {
        return sectie.kolommen.clone();
    }
    let mut uit: Vec<String> = Vec::new();
    for punt in punten(sectie, knoop) {
        let paren = waarde(sectie, knoop, &punt.id).and_then(Knoop::als_kaart).unwrap_or_default();
        for paar in paren.iter().filter(|p| !is_tekst(&p.sleutel)) {
            if !uit.contains(&paar.sleutel) {
                uit.push(paar.sleutel.clone());
            }
        }
    }
    uit.sort();
    uit.into_iter().map(|id| (id.clone(), id)).collect()
}

fn is_tekst(sleutel: &str) -> bool {
    sleutel == "noot" || sleutel == "tekst"
}

fn waarde<'k>(sectie: &Sectie, knoop: Option<&'k Knoop>, id: &str) -> Option<&'k Knoop> {
    waarde_van(antwoord(sectie, knoop, id).map(|(_, bewering)| bewering))
}

/// The value in a column, without its remark.
fn cel(knoop: Option<&Knoop>, kolom: &str) -> Vak {
    let cel = knoop.and_then(|k| k.zoek(kolom));
    let cel = cel.and_then(|k| k.zoek("waarde")).or(cel);
    Vak::nieuw(woord(cel), cel.map(|k| k.plek.clone()))
}

fn extra(sectie: &Sectie) -> usize {
    if sectie.kolommen.is_empty() { NIEUWE_KOLOMMEN } else { 0 }
}

fn vakken(sectie: &Sectie, knoop: Option<&Knoop>, kolommen: &[(String, String)], om: &Omgeving<'_>) -> Vec<Vak> {
    let mut uit: Vec<Vak> = kolommen.iter().map(|(id, _)| cel(knoop, id)).collect();
    uit.extend((0..extra(sectie)).map(|_| Vak::default()));
    uit.extend(noot_en_tekst(knoop, om));
    uit
}

/// The questions: values per item; the first row names the new columns.
pub(super) fn deel(sectie: &Sectie, knoop: Option<&Knoop>, om: &Omgeving<'_>) -> Deel {
    let namen = kolommen(sectie, knoop);
    let getal = |titel: String| Kolom::nieuw(titel, 16).vraagt(Gevraagd::Getal);
    let mut koppen: Vec<Kolom> = namen.iter().map(|(_, naam)| getal(super::een_regel(naam))).collect();
    koppen.extend((0..extra(sectie)).map(|_| getal("Nieuw".to_owned())));
    koppen.extend([Kolom::nieuw("Opmerking", 32), Kolom::nieuw("Meer uitleg", 45)]);
    let mut vragen = Vec::new();
    if extra(sectie) > 0 {
        let dicht = |tekst: &str| Vak { dicht: true, ..Vak::nieuw(tekst, None) };
        let mut vakken: Vec<Vak> = namen.iter().map(|(id, _)| dicht(id)).collect();
        let vraagt = matches!(sectie.reeks_as, As::Peildatum).then_some(Gevraagd::Datum);
        vakken.extend((0..extra(sectie)).map(|_| Vak { vraagt, ..Vak::default() }));
        let uitleg = match sectie.reeks_as {
            As::Peildatum => "Nieuwe datums: 2025-10-01",
            As::Schooljaar => "Nieuwe schooljaren: 2025-2026",
            As::Jaar => "Nieuwe jaren: 2025",
            As::Groep => "Nieuwe groepen",
        };
        vragen.push(Vraag {
            sleutel: format!("{}/@kolommen", sectie.id),
            naam: "Waarover gaat de kolom?".to_owned(),
            uitleg: uitleg.to_owned(),
            vakken,
        });
    }
    vragen.extend(vragen_per_punt(sectie, knoop, |bewering| vakken(sectie, waarde_van(bewering), &namen, om)));
    let uitleg = vec!["Vul in wat u weet. Leeg betekent: niet beantwoord. Nul is ook een getal.".to_owned()];
    Deel { titel: sectie.titel.clone(), uitleg, kolommen: koppen, vragen, tekst: false }
}

/// What the series become.
pub(super) fn pas_aan(
    sectie: &Sectie,
    knoop: Option<&Knoop>,
    kaart: &mut Kaartwens,
    wijzigingen: &Wijzigingen,
    om: &Omgeving<'_>,
) {
    let bekend = kolommen(sectie, knoop);
    let mut ids: Vec<String> = bekend.iter().map(|(id, _)| id.clone()).collect();
    let kolomsleutel = format!("{}/@kolommen", sectie.id);
    for i in bekend.len()..bekend.len() + extra(sectie) {
        ids.push(wijzigingen.vak(&kolomsleutel, i).unwrap_or_default().to_owned());
    }
    for punt in punten(sectie, knoop) {
        let sleutel = format!("{}/{}", sectie.id, punt.id);
        let oud = waarde(sectie, knoop, &punt.id);
        let oude_vakken = vakken(sectie, oud, &bekend, om);
        let Some(nieuw) = wijzigingen.vraag(&sleutel, &oude_vakken) else { continue };
        if nieuw.iter().all(String::is_empty) {
            zet_item(sectie, knoop, kaart, &punt.id, None);
            continue;
        }
        let mut uit = Kaartwens::van(oud);
        for (i, (id, (tekst, oude_vak))) in ids.iter().zip(nieuw.iter().zip(&oude_vakken)).enumerate() {
            if *tekst == oude_vak.tekst {
                continue;
            }
            if id.is_empty() {
                let hint = format!("vul bij `{}` boven deze kolom in waar zij over gaat", "Waarover gaat de kolom?");
                om.weiger(Adres::Vraag(sleutel.clone(), i), "deze kolom heeft nog geen kop", hint);
            } else if ids.iter().take(i).any(|eerder| eerder == id) {
                om.weiger(Adres::Vraag(kolomsleutel.clone(), i), format!("kolom `{id}` is er al"), "gebruik die kolom");
            } else if tekst.is_empty() {
                uit.weg(id);
            } else {
                let cel = oud.and_then(|k| k.zoek(id)).filter(|k| k.zoek("waarde").is_some());
                let wens = match cel {
                    Some(cel) => {
                        let mut deel = Kaartwens::van(Some(cel));
                        deel.zet("waarde", Wens::Tekst(tekst.clone()));
                        deel.klaar()
                    }
                    None => Wens::Tekst(tekst.clone()),
                };
                let na: Vec<&str> = ids.iter().take(i).map(String::as_str).collect();
                uit.zet_na(&na, id, wens);
            }
        }
        let rest = ids.len();
        zet_tekst(&mut uit, oud, "noot", nieuw.get(rest).map_or("", String::as_str), om);
        zet_tekst(&mut uit, oud, "tekst", nieuw.get(rest + 1).map_or("", String::as_str), om);
        let wens = if uit.is_leeg() { None } else { Some(uit.klaar()) };
        zet_item(sectie, knoop, kaart, &punt.id, wens);
    }
}
