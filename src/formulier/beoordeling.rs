//! Items judged on a scale: a value per item, or per group of the document, with fields perhaps.

use crate::model::formaat::Sectie;
use crate::model::lijst::Schaal;
use crate::yaml::wens::{Kaartwens, Wens};
use crate::yaml::{Knoop, Waarde};

use super::omgeving::{Namen, Omgeving, kopie};
use super::sectie::{antwoord, noot_en_tekst, punten, vragen_per_punt, waarde_van, zet_item, zet_tekst};
use super::{Adres, Deel, Gevraagd, Keuze, Kolom, Vak, Wijzigingen, velden};

/// How a value is shown: its name, with its short sign where it has one.
fn toon(schaal: &Schaal, woord: &str) -> String {
    let waarde = schaal.zoek(woord).and_then(|i| schaal.waarden.get(i));
    waarde.map_or_else(|| woord.to_owned(), |w| super::een_regel(&w.naam))
}

/// How a value is written: as short as the scale allows.
fn schrijf(schaal: &Schaal, woord: &str) -> String {
    let waarde = schaal.zoek(woord).and_then(|i| schaal.waarden.get(i));
    waarde.map_or_else(|| woord.to_owned(), |w| w.kort.clone().unwrap_or_else(|| w.id.clone()))
}

fn met_schaal<T>(schaal: &Schaal, doe: impl FnOnce(&Namen<'_>) -> T) -> T {
    doe(&Namen {
        toon: &|woord| toon(schaal, woord),
        schrijf: &|woord| schrijf(schaal, woord),
        known: &|woord| schaal.zoek(woord).is_some(),
    })
}

/// The cells of an item, in the order of [`deel`]: value, groups, fields, remark, text.
fn vakken(sectie: &Sectie, knoop: Option<&Knoop>, om: &Omgeving<'_>) -> Vec<Vak> {
    let kaart = knoop.filter(|k| k.als_kaart().is_some());
    let mut uit = Vec::new();
    if let Some(schaal) = &sectie.schaal {
        let waarde = if kaart.is_some() { kaart.and_then(|k| k.zoek("waarde")) } else { knoop };
        uit.push(met_schaal(schaal, |namen| om.namenvak(waarde, namen)));
        for (groep, _) in &om.groepen {
            let waarde = kaart.and_then(|k| k.zoek("per")).and_then(|k| k.zoek(groep));
            uit.push(met_schaal(schaal, |namen| om.namenvak(waarde, namen)));
        }
    }
    for (i, veld) in velden::in_te_vullen(sectie).enumerate() {
        let kort = i == 0 && sectie.schaal.is_none() && kaart.is_none();
        uit.push(velden::vak(veld, if kort { knoop } else { kaart.and_then(|k| k.zoek(&veld.id)) }, om));
    }
    uit.extend(noot_en_tekst(kaart, om));
    uit
}

/// The questions: a value per item.
pub(super) fn deel(sectie: &Sectie, knoop: Option<&Knoop>, om: &Omgeving<'_>) -> Deel {
    let mut kolommen = Vec::new();
    if let Some(schaal) = &sectie.schaal {
        let keuze = Keuze::vrij(schaal.waarden.iter().map(|w| super::een_regel(&w.naam)));
        kolommen.push(Kolom::nieuw("Waarde", 28).met(keuze.clone()));
        kolommen.extend(om.groepen.iter().map(|(_, naam)| Kolom::nieuw(naam.clone(), 20).met(keuze.clone())));
    }
    for veld in velden::in_te_vullen(sectie) {
        kolommen.push(velden::kolom(veld));
    }
    kolommen.extend([Kolom::nieuw("Opmerking", 32).vraagt(Gevraagd::Opmerking), Kolom::nieuw("Meer uitleg", 45)]);
    let vragen = vragen_per_punt(sectie, knoop, |bewering| vakken(sectie, waarde_van(bewering), om));
    let mut uitleg = Vec::new();
    if let Some(schaal) = &sectie.schaal {
        let namen: Vec<&str> = schaal.waarden.iter().map(|w| w.naam.as_str()).collect();
        uitleg.push(format!(
            "Kies per regel: {}. Ligt het tussen twee waarden die op elkaar volgen, zet ze dan allebei, met een \
             puntkomma ertussen.",
            namen.join(", ")
        ));
    }
    Deel { titel: sectie.titel.clone(), uitleg, kolommen, vragen, tekst: false }
}

/// What the items become.
pub(super) fn pas_aan(
    sectie: &Sectie,
    knoop: Option<&Knoop>,
    kaart: &mut Kaartwens,
    wijzigingen: &Wijzigingen,
    om: &Omgeving<'_>,
) {
    for punt in punten(sectie, knoop) {
        let sleutel = format!("{}/{}", sectie.id, punt.id);
        let oud = waarde_van(antwoord(sectie, knoop, &punt.id).map(|(_, b)| b));
        let oude_vakken = vakken(sectie, oud, om);
        let Some(nieuw) = wijzigingen.vraag(&sleutel, &oude_vakken) else { continue };
        let wens = if nieuw.iter().all(String::is_empty) {
            None
        } else {
            wens(sectie, oud, &oude_vakken, &nieuw, &sleutel, om)
        };
        zet_item(sectie, knoop, kaart, &punt.id, wens);
    }
}

fn wens(
    sectie: &Sectie,
    oud: Option<&Knoop>,
    oude: &[Vak],
    nieuw: &[String],
    sleutel: &str,
    om: &Omgeving<'_>,
) -> Option<Wens> {
    let groep = oud.filter(|k| matches!(k.waarde, Waarde::Kaart(_)));
    let los = oud.filter(|_| groep.is_none());
    let cel = |i: usize| {
        (nieuw.get(i).map_or("", String::as_str), oude.get(i).is_none_or(|o| Some(&o.tekst) != nieuw.get(i)))
    };
    // The short form: only a value, or only the first field.
    if groep.is_none() && nieuw.iter().skip(1).all(String::is_empty) {
        let (tekst, _) = cel(0);
        return match &sectie.schaal {
            Some(schaal) => met_schaal(schaal, |namen| om.namenwens(los, tekst, namen, true)),
            None => velden::in_te_vullen(sectie).next().and_then(|veld| velden::wens(veld, los, tekst, om)),
        };
    }
    let mut uit = Kaartwens::van(groep);
    let mut kolom = 0;
    if let Some(schaal) = &sectie.schaal {
        let (tekst, anders) = cel(0);
        if anders || groep.is_none() {
            let waarde = if groep.is_some() { groep.and_then(|k| k.zoek("waarde")) } else { los };
            let wens = met_schaal(schaal, |namen| om.namenwens(waarde, tekst, namen, true));
            zet(&mut uit, "waarde", wens.map(|wens| zelfstandig(wens, los)));
        }
        kolom = 1;
        let per = groep.and_then(|k| k.zoek("per"));
        let mut delen = Kaartwens::van(per);
        for (id, naam) in &om.groepen {
            let (tekst, anders) = cel(kolom);
            if anders {
                if tekst.contains([';', '\n']) {
                    let adres = Adres::Vraag(sleutel.to_owned(), kolom);
                    om.weiger(adres, format!("voor `{naam}` kan maar één waarde"), "laat er één staan");
                }
                let oud = per.and_then(|k| k.zoek(id));
                zet(&mut delen, id, met_schaal(schaal, |namen| om.namenwens(oud, tekst, namen, true)));
            }
            kolom += 1;
        }
        if !delen.is_ongewijzigd() {
            let wens = (!delen.is_leeg()).then(|| delen.klaar());
            zet(&mut uit, "per", wens);
        }
    }
    for (i, veld) in velden::in_te_vullen(sectie).enumerate() {
        let (tekst, anders) = cel(kolom);
        let kort = i == 0 && sectie.schaal.is_none();
        let oud = if kort && los.is_some() { los } else { groep.and_then(|k| k.zoek(&veld.id)) };
        if anders || kort && los.is_some() {
            let wens = velden::wens(veld, oud, tekst, om);
            zet(&mut uit, &veld.id, if kort { wens.map(|wens| zelfstandig(wens, los)) } else { wens });
        }
        kolom += 1;
    }
    zet_tekst(&mut uit, groep, "noot", cel(kolom).0, om);
    zet_tekst(&mut uit, groep, "tekst", cel(kolom + 1).0, om);
    Some(uit.klaar())
}

fn zet(kaart: &mut Kaartwens, sleutel: &str, wens: Option<Wens>) {
    match wens {
        Some(wens) => kaart.zet(sleutel, wens),
        None => kaart.weg(sleutel),
    }
}

/// A value that moves under a key: what stayed the same is written out.
fn zelfstandig(wens: Wens, los: Option<&Knoop>) -> Wens {
    match (wens, los) {
        (Wens::Zelfde, Some(los)) => kopie(los),
        (Wens::Lijst(delen), Some(los)) => {
            let oud = super::omgeving::elementen(Some(los));
            Wens::Lijst(
                delen
                    .into_iter()
                    .map(|(index, deel)| (None, index.and_then(|i| oud.get(i)).map_or(deel, kopie)))
                    .collect(),
            )
        }
        (wens, _) => wens,
    }
}
