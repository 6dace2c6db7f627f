//! What a document has of its own: offers under `anders`, and abbreviations. Each on one sheet of rows.

use std::collections::BTreeMap;

use crate::model::formaat::{Formaat, Sectie};
use crate::vormen::{Vorm, vorm};
use crate::yaml::wens::{Kaartwens, Wens};
use crate::yaml::{Knoop, Waarde};

use super::omgeving::{Namen, Omgeving, elementen, kopie, woord};
use super::rijen::{basis, kopie_van};
use super::{Adres, Keuze, Kolom, NieuweRij, Rijenblad, Vak};

/// Key of the sheet with own offers.
pub(super) const EIGEN_AANBOD: &str = "@eigen-aanbod";
/// Key of the sheet with abbreviations.
pub(super) const AFKORTINGEN: &str = "@afkortingen";

/// How a cell is read and written.
#[derive(Debug, Clone, Copy)]
enum Aard {
    Woord,
    Tekst,
    Plaatsen,
    Items,
    Hulpvragen,
}

const VELDEN: [(&str, &str, u16, Aard); 10] = [
    ("naam", "Naam", 30, Aard::Woord),
    ("zin", "Zin voor ouders", 45, Aard::Woord),
    ("waar", "Waar, elk op een regel", 22, Aard::Plaatsen),
    ("hoeveel", "Hoeveel", 18, Aard::Woord),
    ("noot", "Opmerking", 32, Aard::Tekst),
    ("tekst", "Meer uitleg", 45, Aard::Tekst),
    ("is", "Is hetzelfde als", 26, Aard::Items),
    ("bij", "Hoort bij", 26, Aard::Items),
    ("hulpvragen", "Vragen van ouders", 24, Aard::Hulpvragen),
    ("id", "Kenmerk", 14, Aard::Woord),
];

/// Sections that can have offers of their own.
fn secties(formaat: &Formaat) -> impl Iterator<Item = &Sectie> {
    formaat.secties().filter(|s| vorm(s.soort) == Vorm::Items && super::sectie::vraagt_iets(s))
}

fn anders<'k>(antwoorden: Option<&'k Knoop>, sectie: &Sectie) -> Option<&'k Knoop> {
    antwoorden.and_then(|k| k.zoek(&sectie.id)).and_then(|k| k.zoek("anders")).filter(|k| !k.is_leeg())
}

/// The own offers that are there: section, its list of them, index.
fn bestaand<'f, 'k>(
    formaat: &'f Formaat,
    antwoorden: Option<&'k Knoop>,
) -> Vec<(&'f Sectie, Option<&'k Knoop>, usize, &'k Knoop)> {
    let mut uit = Vec::new();
    for sectie in secties(formaat) {
        let lijst = anders(antwoorden, sectie);
        let echt = lijst.filter(|k| matches!(k.waarde, Waarde::Lijst(_)));
        for (i, knoop) in elementen(lijst).iter().enumerate().filter(|(_, k)| !k.is_leeg()) {
            uit.push((sectie, echt, i, knoop));
        }
    }
    uit
}

/// The sheet of own offers; `None` when the format has no section for them.
pub(super) fn aanbodblad(formaat: &Formaat, antwoorden: Option<&Knoop>, om: &Omgeving<'_>) -> Option<Rijenblad> {
    let titels: Vec<String> = secties(formaat).map(|s| super::een_regel(&s.titel)).collect();
    let mut kolommen = vec![Kolom::nieuw("Onderdeel", 26).met(Keuze::streng(titels))];
    kolommen[0].keuze.as_ref()?;
    for (sleutel, titel, breed, _) in VELDEN {
        let keuze = match sleutel {
            "hulpvragen" => om
                .catalogus
                .lijst("hulpvragen")
                .and_then(|l| Keuze::vrij(l.items.iter().map(|i| super::een_regel(&i.naam)))),
            _ => None,
        };
        kolommen.push(Kolom::nieuw(titel, breed).met(keuze));
    }
    let rijen = bestaand(formaat, antwoorden).into_iter().map(|(s, _, _, knoop)| vakken(s, knoop, om)).collect();
    let uitleg = [
        "Wat uw school heeft en wat in geen lijst staat. Kies bij welk onderdeel het hoort.",
        "Zin voor ouders: wat een kind eraan heeft, in één gewone zin.",
        "Is hetzelfde als: een naam uit de lijst, als het daar onder een andere naam in staat. Hoort bij: een naam waar \
         het mee te maken heeft.",
        "Maak een rij leeg om haar weg te halen.",
    ];
    let uitleg = uitleg.map(str::to_owned).to_vec();
    Some(Rijenblad { sleutel: EIGEN_AANBOD.to_owned(), uitleg, kolommen, rijen })
}

fn met_namen<T>(sectie: &Sectie, aard: Aard, om: &Omgeving<'_>, doe: impl FnOnce(&Namen<'_>) -> T) -> T {
    let vragen = om.catalogus.lijst("hulpvragen");
    let item = |tekst: &str| {
        let lijst = match aard {
            Aard::Hulpvragen => vragen,
            _ => sectie.lijst.as_ref(),
        };
        lijst.and_then(|l| l.zoek(tekst)).map(|(_, item)| item)
    };
    let toon = |tekst: &str| match aard {
        Aard::Plaatsen => om.plaats(&sectie.waar, tekst).map(|id| om.plaatsnaam(&sectie.waar, &id)),
        _ => item(tekst).map(|i| super::een_regel(&i.naam)),
    };
    let schrijf = |tekst: &str| match aard {
        Aard::Plaatsen => om.plaats(&sectie.waar, tekst),
        _ => item(tekst).map(|i| i.id.clone()),
    };
    let known = |tekst: &str| schrijf(tekst).is_some();
    let toon = |tekst: &str| toon(tekst).unwrap_or_else(|| tekst.to_owned());
    let schrijf = |tekst: &str| schrijf(tekst).unwrap_or_else(|| tekst.to_owned());
    doe(&Namen { toon: &toon, schrijf: &schrijf, known: &known })
}

fn vakken(sectie: &Sectie, knoop: &Knoop, om: &Omgeving<'_>) -> Vec<Vak> {
    let mut uit = vec![Vak::nieuw(super::een_regel(&sectie.titel), Some(knoop.plek.clone()))];
    for (i, (sleutel, _, _, aard)) in VELDEN.into_iter().enumerate() {
        let bare = i == 0 && knoop.als_kaart().is_none();
        let waarde = if bare { Some(knoop) } else { knoop.zoek(sleutel).filter(|k| !k.is_leeg()) };
        uit.push(match aard {
            Aard::Woord => Vak::nieuw(woord(waarde), waarde.map(|k| k.plek.clone())),
            Aard::Tekst => om.tekstvak(waarde),
            Aard::Plaatsen => match waarde.filter(|k| k.als_kaart().is_some()) {
                // Places with a stand each: too much for one cell, so it is only shown.
                Some(kaart) => {
                    Vak { dicht: true, ..Vak::nieuw(super::een_regel(kaart.plek.tekst()), Some(kaart.plek.clone())) }
                }
                None => met_namen(sectie, aard, om, |namen| om.namenvak(waarde, namen)),
            },
            _ => met_namen(sectie, aard, om, |namen| om.namenvak(waarde, namen)),
        });
    }
    uit
}

/// The rows of the sheet per section: which rows each section is to have.
pub(super) fn per_sectie<'f>(
    formaat: &'f Formaat,
    antwoorden: Option<&Knoop>,
    nieuw: &[NieuweRij],
    om: &Omgeving<'_>,
) -> BTreeMap<&'f str, Vec<NieuweRij>> {
    let oud = bestaand(formaat, antwoorden);
    // A section whose own offers do not change is left alone.
    let mut uit: BTreeMap<&'f str, Vec<NieuweRij>> = BTreeMap::new();
    for (nummer, rij) in nieuw.iter().enumerate() {
        let titel = rij.vakken.first().map_or("", String::as_str);
        let sectie = secties(formaat)
            .find(|s| super::een_regel(&s.titel).eq_ignore_ascii_case(titel))
            .or_else(|| rij.was.filter(|_| titel.is_empty()).and_then(|i| oud.get(i)).map(|(s, ..)| *s));
        match sectie {
            Some(sectie) => uit.entry(&sectie.id).or_default().push(rij.clone()),
            None => {
                let bericht = match titel {
                    "" => "deze rij heeft geen onderdeel".to_owned(),
                    titel => format!("er is geen onderdeel `{titel}` voor eigen aanbod"),
                };
                let namen: Vec<String> = secties(formaat).map(|s| format!("`{}`", s.titel)).collect();
                let hint = format!("kies een van: {}", namen.join(", "));
                om.weiger(Adres::Rij(EIGEN_AANBOD.to_owned(), nummer, 0), bericht, hint);
            }
        }
    }
    for (sectie, ..) in &oud {
        uit.entry(&sectie.id).or_default();
    }
    let blijft = |sectie: &str, rijen: &[NieuweRij]| {
        let eigen: Vec<usize> = oud.iter().enumerate().filter(|(_, o)| o.0.id == sectie).map(|(i, _)| i).collect();
        eigen.len() == rijen.len()
            && eigen.iter().zip(rijen).all(|(i, rij)| {
                rij.was == Some(*i)
                    && oud.get(*i).is_some_and(|(s, _, _, knoop)| {
                        vakken(s, knoop, om).iter().map(|v| &v.tekst).eq(rij.vakken.iter())
                    })
            })
    };
    uit.retain(|sectie, rijen| !blijft(sectie, rijen));
    // The wish of a section counts its own offers from 0.
    for (sectie, rijen) in &mut uit {
        let eerste = oud.iter().position(|o| o.0.id == *sectie);
        let aantal = oud.iter().filter(|o| o.0.id == *sectie).count();
        for rij in rijen {
            rij.was = rij.was.zip(eerste).and_then(|(was, eerste)| was.checked_sub(eerste)).filter(|i| *i < aantal);
        }
    }
    uit
}

/// What the own offers of a section become.
pub(super) fn aanbod_aan(
    sectie: &Sectie,
    lijst: Option<&Knoop>,
    kaart: &mut Kaartwens,
    nieuw: &[NieuweRij],
    om: &Omgeving<'_>,
) {
    if nieuw.is_empty() {
        super::velden::zet_of_leeg(kaart, &[], "anders", None);
        return;
    }
    let echt = lijst.filter(|k| matches!(k.waarde, Waarde::Lijst(_)));
    let oude: Vec<(usize, &Knoop)> = elementen(lijst).iter().enumerate().filter(|(_, k)| !k.is_leeg()).collect();
    let mut gebruikt: Vec<usize> = Vec::new();
    let mut uit = Vec::new();
    for rij in nieuw {
        let oud = rij.was.and_then(|i| oude.get(i)).filter(|(i, _)| !gebruikt.contains(i));
        gebruikt.extend(oud.map(|(i, _)| *i));
        let index = oud.map(|(i, _)| *i).filter(|_| echt.is_some());
        uit.push((index, een(sectie, oud.map(|(_, k)| *k), rij, index.is_some(), om)));
    }
    kaart.zet("anders", Wens::Lijst(uit));
}

fn een(sectie: &Sectie, oud: Option<&Knoop>, rij: &NieuweRij, ter_plaatse: bool, om: &Omgeving<'_>) -> Wens {
    let oude = oud.map(|k| vakken(sectie, k, om)).unwrap_or_default();
    let cel = |i: usize| rij.vakken.get(i + 1).map_or("", String::as_str);
    let is_anders = |i: usize| oude.get(i + 1).is_none_or(|o| o.tekst != cel(i));
    let los = oud.filter(|k| k.als_kaart().is_none());
    if (oud.is_none() || los.is_some()) && (1..VELDEN.len()).all(|i| cel(i).is_empty()) && oud.is_some() {
        return if is_anders(0) || !ter_plaatse { Wens::Tekst(cel(0).to_owned()) } else { Wens::Zelfde };
    }
    let mut kaart = basis(oud.filter(|_| los.is_none()), ter_plaatse);
    let mut na: Vec<&str> = Vec::new();
    for (i, (sleutel, _, _, aard)) in VELDEN.into_iter().enumerate() {
        if is_anders(i) || i == 0 && los.is_some() {
            let waarde = oud.and_then(|k| k.zoek(sleutel)).filter(|k| !k.is_leeg());
            let tekst = cel(i);
            let wens = match (tekst, aard) {
                ("", _) => None,
                (tekst, Aard::Woord) => Some(Wens::Tekst(super::een_regel(tekst))),
                (tekst, Aard::Tekst) => Some(om.tekstwens(waarde, tekst)),
                (tekst, aard) => met_namen(sectie, aard, om, |namen| {
                    om.namenwens(waarde, tekst, namen, !matches!(aard, Aard::Plaatsen))
                }),
            };
            match wens {
                Some(wens) if !ter_plaatse => kaart.zet_na(&na, sleutel, kopie_van(wens, waarde)),
                Some(wens) => kaart.zet_na(&na, sleutel, wens),
                None => kaart.weg(sleutel),
            }
        }
        na.push(sleutel);
    }
    match (kaart.klaar(), ter_plaatse, oud) {
        (Wens::Zelfde, false, Some(oud)) => kopie(oud),
        (wens, ..) => wens,
    }
}

const AFKORTINGVELDEN: [(&str, &str, u16); 4] =
    [("", "Afkorting", 18), ("voluit", "Voluit", 45), ("is", "Is (lijst/item)", 36), ("noot", "Opmerking", 32)];

/// The sheet of abbreviations.
pub(super) fn afkortingenblad(wortel: &Knoop) -> Rijenblad {
    let kolommen = AFKORTINGVELDEN.map(|(_, titel, breed)| Kolom::nieuw(titel, breed)).to_vec();
    let paren = wortel.zoek("afkortingen").and_then(Knoop::als_kaart).unwrap_or_default();
    let rijen = paren
        .iter()
        .filter(|p| !p.waarde.is_leeg())
        .map(|p| afkorting(&p.sleutel, &p.sleutel_plek, &p.waarde))
        .collect();
    let uitleg = ["Afkortingen die u gebruikt, met wat zij betekenen.", "Maak een rij leeg om haar weg te halen."];
    let uitleg = uitleg.map(str::to_owned).to_vec();
    Rijenblad { sleutel: AFKORTINGEN.to_owned(), uitleg, kolommen, rijen }
}

fn afkorting(kort: &str, plek: &crate::bron::Plek, waarde: &Knoop) -> Vec<Vak> {
    let mut uit = vec![Vak::nieuw(kort, Some(plek.clone()))];
    for (i, (sleutel, ..)) in AFKORTINGVELDEN.into_iter().enumerate().skip(1) {
        let knoop = if i == 1 && waarde.als_kaart().is_none() { Some(waarde) } else { waarde.zoek(sleutel) };
        uit.push(Vak::nieuw(super::een_regel(&woord(knoop)), knoop.map(|k| k.plek.clone())));
    }
    uit
}

/// What the abbreviations become.
pub(super) fn afkortingen(wortel: &Knoop, nieuw: &[NieuweRij], om: &Omgeving<'_>) -> Option<Wens> {
    let oud = wortel.zoek("afkortingen").filter(|k| !k.is_leeg());
    let paren: Vec<_> =
        oud.and_then(Knoop::als_kaart).unwrap_or_default().iter().filter(|p| !p.waarde.is_leeg()).collect();
    let mut kaart = Kaartwens::van(oud);
    let korten: Vec<&str> = nieuw.iter().filter_map(|r| r.vakken.first()).map(String::as_str).collect();
    for paar in &paren {
        if !korten.contains(&paar.sleutel.as_str()) {
            kaart.weg(&paar.sleutel);
        }
    }
    for (nummer, rij) in nieuw.iter().enumerate() {
        let cel = |i: usize| super::een_regel(rij.vakken.get(i).map_or("", String::as_str));
        let kort = cel(0);
        let weiger = |kolom: usize, bericht: &str, hint: &str| {
            om.weiger(Adres::Rij(AFKORTINGEN.to_owned(), nummer, kolom), bericht, hint);
        };
        if kort.is_empty() || cel(1).is_empty() {
            let kolom = usize::from(!kort.is_empty());
            weiger(kolom, "hier ontbreekt de afkorting of wat zij betekent", "vul beide in, of maak de hele rij leeg");
            continue;
        }
        if korten.iter().take(nummer).any(|eerder| *eerder == kort) {
            weiger(0, "deze afkorting staat er twee keer", "laat er één staan");
            continue;
        }
        let oude_waarde = paren.iter().find(|p| p.sleutel == kort).map(|p| &p.waarde);
        let los = oude_waarde.is_some_and(|k| k.als_kaart().is_none());
        let alleen_voluit = cel(2).is_empty() && cel(3).is_empty();
        let wens = if alleen_voluit && (los || oude_waarde.is_none()) {
            if woord(oude_waarde) == cel(1) { Wens::Zelfde } else { Wens::Tekst(cel(1)) }
        } else {
            let mut deel = Kaartwens::van(oude_waarde.filter(|_| !los));
            for (i, (sleutel, ..)) in AFKORTINGVELDEN.into_iter().enumerate().skip(1) {
                let oude_tekst = oude_waarde.filter(|_| !los).map(|k| super::een_regel(&woord(k.zoek(sleutel))));
                match cel(i) {
                    tekst if Some(&tekst) == oude_tekst.as_ref() => {}
                    tekst if tekst.is_empty() => deel.weg(sleutel),
                    tekst => deel.zet(sleutel, Wens::Tekst(tekst)),
                }
            }
            deel.klaar()
        };
        kaart.zet(&kort, wens);
    }
    if kaart.is_leeg() && oud.is_none() {
        return None;
    }
    Some(if kaart.is_leeg() { Wens::Leeg } else { kaart.klaar() })
}
