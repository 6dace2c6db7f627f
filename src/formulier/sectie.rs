//! One section: its questions, and what its answer becomes.

use crate::model::formaat::{Sectie, Soort};
use crate::model::lijst::GERESERVEERD;
use crate::vormen::{Vorm, vorm};
use crate::yaml::wens::{Kaartwens, Wens};
use crate::yaml::{Knoop, Waarde};

use super::omgeving::{Omgeving, elementen, kopie, naam_en_noot};
use super::{
    Deel, Kolom, Vak, Vraag, Wijzigingen, aanbod, beoordeling, eigen, keuze, kop, reeks, rijen, route, velden,
};

/// Whether a section has something to fill in: not when the format or the school fills it.
pub(super) fn vraagt_iets(sectie: &Sectie) -> bool {
    crate::nieuw::document::vraagt_iets(sectie)
}

/// The key of the rows of a section.
pub(super) fn rijsleutel(sectie: &Sectie) -> &'static str {
    match sectie.soort {
        Soort::Begrippen => "begrippen",
        Soort::Bijlagen => "bestanden",
        Soort::Stroomschema => "stappen",
        _ => "rijen",
    }
}

/// The blocks of questions of a section: its items or fields, and its texts.
pub(super) fn delen(sectie: &Sectie, knoop: Option<&Knoop>, om: &Omgeving<'_>) -> Vec<Deel> {
    let mut uitleg = Vec::new();
    if sectie.verplicht {
        uitleg.push("Dit hoort in elk document.".to_owned());
    }
    uitleg.extend(sectie.inleiding.as_ref().map(crate::tekst::Markdown::platte_tekst));
    let mut delen = match sectie.soort {
        Soort::Tekst | Soort::Tabel | Soort::Begrippen | Soort::Bijlagen | Soort::Stroomschema => Vec::new(),
        Soort::Gegevens => vec![velden::deel(sectie, knoop, om)],
        Soort::Aanbod => vec![aanbod::deel(sectie, knoop, om)],
        Soort::Keuze => vec![keuze::deel(sectie, knoop, om)],
        Soort::Beoordeling => vec![beoordeling::deel(sectie, knoop, om)],
        Soort::Reeks => vec![reeks::deel(sectie, knoop, om)],
        Soort::Niveaus => vec![rijen::niveaus(sectie, knoop, om)],
    };
    delen.push(teksten(sectie, knoop, om));
    if let Some(eerste) = delen.first_mut() {
        uitleg.append(&mut eerste.uitleg);
        eerste.uitleg = uitleg;
    }
    delen
}

/// The texts of a section.
fn teksten(sectie: &Sectie, knoop: Option<&Knoop>, om: &Omgeving<'_>) -> Deel {
    let vraag = |sleutel: &str, naam: &str, uitleg: &str, knoop: Option<&Knoop>| Vraag {
        sleutel: format!("{}/@{sleutel}", sectie.id),
        naam: naam.to_owned(),
        uitleg: uitleg.to_owned(),
        vakken: vec![om.tekstvak(knoop)],
    };
    let onder = |sleutel: &str| knoop.and_then(|k| k.zoek(sleutel));
    let mut vragen = Vec::new();
    if sectie.soort == Soort::Tekst {
        let tekst = onder("tekst").or(knoop.filter(|k| k.als_tekst().is_some()));
        vragen.push(vraag("tekst", "Tekst", "Een lege regel begint een nieuwe alinea.", tekst));
    } else {
        vragen.push(vraag("toelichting", "Toelichting", "Wat u er nog bij wilt vertellen.", onder("toelichting")));
    }
    let uitleg = "In gewone woorden en korte zinnen. Dit lezen ouders het eerst.";
    vragen.push(vraag("voor-ouders", "Voor ouders", uitleg, onder("voor-ouders")));
    let titel = if sectie.soort == Soort::Tekst || rijblad(sectie) { sectie.titel.clone() } else { String::new() };
    Deel { titel, uitleg: Vec::new(), kolommen: vec![Kolom::nieuw("Tekst", 45)], vragen, tekst: true }
}

/// Whether all of a section but its texts stands on a sheet of rows.
fn rijblad(sectie: &Sectie) -> bool {
    matches!(sectie.soort, Soort::Tabel | Soort::Begrippen | Soort::Bijlagen | Soort::Stroomschema)
}

/// What the answer to a section becomes.
pub(super) fn wens(
    sectie: &Sectie,
    knoop: Option<&Knoop>,
    wijzigingen: &Wijzigingen,
    eigen_aanbod: Option<&[super::NieuweRij]>,
    om: &Omgeving<'_>,
) -> Wens {
    let tekst = |naam: &str| wijzigingen.vak(&format!("{}/@{naam}", sectie.id), 0);
    let (toelichting, ouders, inhoud) = (tekst("toelichting"), tekst("voor-ouders"), tekst("tekst"));
    let bestaand = knoop.filter(|k| !k.is_leeg());
    let nagekeken = kop::eigen_datum(&sectie.id, bestaand, wijzigingen);
    let bij_elkaar = toelichting.is_some() || ouders.is_some() || eigen_aanbod.is_some();
    if !bij_elkaar && !bestaand.is_some_and(|k| matches!(k.waarde, Waarde::Kaart(_))) {
        // The short forms stay short where that is possible.
        match vorm(sectie.soort) {
            Vorm::Tekst => {
                return match inhoud {
                    None => Wens::Zelfde,
                    Some("") => Wens::Leeg,
                    Some(nieuw) => om.tekstwens(bestaand, nieuw),
                };
            }
            Vorm::Items => {
                if let Some(wens) = lijstje(sectie, bestaand, wijzigingen) {
                    return wens;
                }
            }
            Vorm::Rijen if sectie.soort != Soort::Niveaus && bestaand.is_some() => {
                let nieuw = wijzigingen.rijen.get(&sectie.id);
                return nieuw.map_or(Wens::Zelfde, |nieuw| rijen::wens(sectie, bestaand, nieuw, om));
            }
            Vorm::Graaf if bestaand.is_some() => {
                let nieuw = wijzigingen.rijen.get(&sectie.id);
                return nieuw.map_or(Wens::Zelfde, |nieuw| route::wens(sectie, bestaand, nieuw, om));
            }
            Vorm::Rijen | Vorm::Graaf | Vorm::Velden => {}
        }
    }
    let mut kaart = als_kaart(sectie, bestaand);
    let onder = |sleutel: &str| bestaand.and_then(|k| k.zoek(sleutel)).filter(|k| !k.is_leeg());
    for (sleutel, nieuw) in [("tekst", inhoud), ("voor-ouders", ouders), ("toelichting", toelichting)] {
        let Some(nieuw) = nieuw else { continue };
        // A text section of which the text stands by itself.
        let los = (sleutel == "tekst").then_some(bestaand).flatten().filter(|k| k.als_tekst().is_some());
        match (nieuw, los) {
            ("", _) if sleutel == "tekst" => kaart.weg(sleutel),
            ("", _) => velden::zet_of_leeg(&mut kaart, &[], sleutel, None),
            (nieuw, Some(los)) => match om.tekstwens(Some(los), nieuw) {
                Wens::Zelfde => {}
                wens => kaart.zet(sleutel, wens),
            },
            (nieuw, None) => {
                let wens = om.tekstwens(onder(sleutel), nieuw);
                let na: &[&str] = if sleutel == "toelichting" { &["voor-ouders"] } else { &["tekst"] };
                kaart.zet_na(na, sleutel, wens);
            }
        }
    }
    match sectie.soort {
        Soort::Tekst => {}
        Soort::Gegevens => velden::pas_aan(sectie, bestaand, &mut kaart, wijzigingen, om),
        Soort::Aanbod => aanbod::pas_aan(sectie, bestaand, &mut kaart, wijzigingen, om),
        Soort::Keuze => keuze::pas_aan(sectie, bestaand, &mut kaart, wijzigingen, om),
        Soort::Beoordeling => beoordeling::pas_aan(sectie, bestaand, &mut kaart, wijzigingen, om),
        Soort::Reeks => reeks::pas_aan(sectie, bestaand, &mut kaart, wijzigingen, om),
        Soort::Niveaus => rijen::niveaus_aan(sectie, bestaand, &mut kaart, wijzigingen, om),
        Soort::Tabel | Soort::Begrippen | Soort::Bijlagen | Soort::Stroomschema => {
            if let Some(nieuw) = wijzigingen.rijen.get(&sectie.id) {
                let sleutel = rijsleutel(sectie);
                let oud = onder(sleutel);
                let wens = if sectie.soort == Soort::Stroomschema {
                    route::wens(sectie, oud, nieuw, om)
                } else {
                    rijen::wens(sectie, oud, nieuw, om)
                };
                kaart.zet(sleutel, wens);
            }
        }
    }
    if let Some(nieuw) = nagekeken {
        velden::zet_of_leeg(
            &mut kaart,
            &[],
            "gecontroleerd",
            (!nieuw.is_empty()).then(|| Wens::Tekst(nieuw.to_owned())),
        );
    }
    if let Some(nieuw) = eigen_aanbod {
        eigen::aanbod_aan(sectie, onder("anders"), &mut kaart, nieuw, om);
    }
    if kaart.is_leeg() && bestaand.is_none() { Wens::Zelfde } else { kaart.klaar() }
}

/// An answer as a map: a short form is written out.
fn als_kaart(sectie: &Sectie, knoop: Option<&Knoop>) -> Kaartwens {
    let Some(knoop) = knoop else { return Kaartwens::van(None) };
    if matches!(knoop.waarde, Waarde::Kaart(_)) {
        return Kaartwens::van(Some(knoop));
    }
    let mut kaart = Kaartwens::van(None);
    match vorm(sectie.soort) {
        Vorm::Tekst => kaart.zet("tekst", kopie(knoop)),
        Vorm::Items => {
            for element in elementen(Some(knoop)) {
                let Some((naam, noot)) = naam_en_noot(element) else { continue };
                let waarde = match noot {
                    None => Wens::Tekst("ja".to_owned()),
                    Some(noot) => Wens::Kaart(vec![("noot".to_owned(), kopie(noot))]),
                };
                kaart.zet(naam, waarde);
            }
        }
        Vorm::Rijen | Vorm::Graaf => kaart.zet(rijsleutel(sectie), kopie(knoop)),
        Vorm::Velden => {}
    }
    kaart
}

/// A checklist that stays one: only items that come and go. `None` when that does not hold what was filled in.
fn lijstje(sectie: &Sectie, knoop: Option<&Knoop>, wijzigingen: &Wijzigingen) -> Option<Wens> {
    if !matches!(sectie.soort, Soort::Aanbod | Soort::Keuze) {
        return None;
    }
    let begin = format!("{}/", sectie.id);
    let eigen = |sleutel: &str| sleutel.strip_prefix(&begin).map(str::to_owned);
    let gewijzigd: Vec<(String, usize, &str)> = wijzigingen
        .vakken
        .iter()
        .filter_map(|((sleutel, kolom), tekst)| eigen(sleutel).map(|item| (item, *kolom, tekst.as_str())))
        .collect();
    if gewijzigd.is_empty() {
        return Some(Wens::Zelfde);
    }
    // Nothing is there yet: then answers are written out.
    let knoop = knoop?;
    if gewijzigd.iter().any(|(_, kolom, tekst)| *kolom != 0 || !(tekst.is_empty() || tekst.eq_ignore_ascii_case("ja")))
    {
        return None;
    }
    let id = |element: &Knoop| naam_en_noot(element).and_then(|(naam, _)| item_id(sectie, naam));
    let weg: Vec<&String> = gewijzigd.iter().filter(|(_, _, tekst)| tekst.is_empty()).map(|(item, ..)| item).collect();
    let is_lijst = matches!(knoop.waarde, Waarde::Lijst(_));
    let mut uit: Vec<(Option<usize>, Wens)> = elementen(Some(knoop))
        .iter()
        .enumerate()
        .filter(|(_, element)| id(element).is_none_or(|id| !weg.contains(&&id)))
        .map(|(i, element)| if is_lijst { (Some(i), Wens::Zelfde) } else { (None, kopie(element)) })
        .collect();
    uit.extend(
        gewijzigd.iter().filter(|(_, _, tekst)| !tekst.is_empty()).map(|(item, ..)| (None, Wens::Tekst(item.clone()))),
    );
    Some(if uit.is_empty() { Wens::Leeg } else { Wens::Lijst(uit) })
}

/// The id of the item or option that a word means.
pub(super) fn item_id(sectie: &Sectie, woord: &str) -> Option<String> {
    match &sectie.lijst {
        Some(lijst) => lijst.zoek(woord).map(|(_, item)| item.id.clone()),
        None => {
            let klein = woord.to_lowercase();
            let optie = sectie.opties.iter().find(|(id, naam)| *id == klein || naam.to_lowercase() == klein);
            optie.map(|(id, _)| id.clone())
        }
    }
}

/// Something that can be answered in a section of items: its id, its name, and what it means.
pub(super) struct Punt {
    pub(super) id: String,
    pub(super) naam: String,
    pub(super) uitleg: String,
}

/// The items or options of a section; those that went out of use only where they are answered.
pub(super) fn punten(sectie: &Sectie, knoop: Option<&Knoop>) -> Vec<Punt> {
    let Some(lijst) = &sectie.lijst else {
        let punt = |(id, naam): &(String, String)| Punt { id: id.clone(), naam: naam.clone(), uitleg: String::new() };
        return sectie.opties.iter().map(punt).collect();
    };
    let beantwoord = |id: &str| antwoord(sectie, knoop, id).is_some();
    let zin = |item: &crate::model::lijst::Item| item.zin.clone().or_else(|| item.betekenis.clone());
    lijst
        .items
        .iter()
        .filter(|item| item.vervallen.is_none() || beantwoord(&item.id))
        .map(|item| Punt {
            id: item.id.clone(),
            naam: super::een_regel(&item.naam),
            uitleg: zin(item).map(|zin| super::een_regel(&zin)).unwrap_or_default(),
        })
        .collect()
}

/// A question per item, with the cells that `vakken` lays its answer out in.
pub(super) fn vragen_per_punt<'k>(
    sectie: &Sectie,
    knoop: Option<&'k Knoop>,
    vakken: impl Fn(Option<Bewering<'k>>) -> Vec<Vak>,
) -> Vec<Vraag> {
    let vraag = |punt: Punt| Vraag {
        sleutel: format!("{}/{}", sectie.id, punt.id),
        vakken: vakken(antwoord(sectie, knoop, &punt.id).map(|(_, bewering)| bewering)),
        naam: punt.naam,
        uitleg: punt.uitleg,
    };
    punten(sectie, knoop).into_iter().map(vraag).collect()
}

/// What is answered about an item: the key as it stands there, and the value. In a checklist the element itself.
pub(super) fn antwoord<'k>(sectie: &Sectie, knoop: Option<&'k Knoop>, id: &str) -> Option<(&'k str, Bewering<'k>)> {
    let knoop = knoop?;
    match &knoop.waarde {
        Waarde::Kaart(paren) => paren
            .iter()
            .find(|p| !GERESERVEERD.contains(&p.sleutel.as_str()) && item_id(sectie, &p.sleutel).as_deref() == Some(id))
            .map(|p| (p.sleutel.as_str(), Bewering::Waarde(&p.waarde))),
        _ => elementen(Some(knoop)).iter().find_map(|element| {
            let (naam, noot) = naam_en_noot(element)?;
            (item_id(sectie, naam)? == id).then_some((naam, Bewering::Genoemd(element, noot)))
        }),
    }
}

/// How something is said of an item.
#[derive(Debug, Clone, Copy)]
pub(super) enum Bewering<'k> {
    /// `item: waarde`.
    Waarde(&'k Knoop),
    /// In a checklist: the element, and its remark.
    Genoemd(&'k Knoop, Option<&'k Knoop>),
}

/// The value behind an item, when it is answered as one.
pub(super) fn waarde_van(bewering: Option<Bewering<'_>>) -> Option<&Knoop> {
    match bewering {
        Some(Bewering::Waarde(knoop)) => Some(knoop).filter(|k| !k.is_leeg()),
        Some(Bewering::Genoemd(..)) | None => None,
    }
}

/// Sets what is said of an item, under the key that it has already, else after the items before it in the list.
pub(super) fn zet_item(sectie: &Sectie, knoop: Option<&Knoop>, kaart: &mut Kaartwens, id: &str, wens: Option<Wens>) {
    let sleutels: Vec<(String, String)> = punten(sectie, knoop)
        .into_iter()
        .map(|punt| {
            let eigen = antwoord_sleutel(sectie, knoop, &punt.id).unwrap_or_else(|| punt.id.clone());
            (punt.id, eigen)
        })
        .collect();
    let Some(plaats) = sleutels.iter().position(|(eigen, _)| eigen == id) else { return };
    let (voor, vanaf) = sleutels.split_at(plaats);
    let Some((_, sleutel)) = vanaf.first() else { return };
    let mut na: Vec<&str> = vec!["voor-ouders", "toelichting"];
    na.extend(voor.iter().map(|(_, sleutel)| sleutel.as_str()));
    velden::zet_of_leeg(kaart, &na, sleutel, wens);
}

fn antwoord_sleutel(sectie: &Sectie, knoop: Option<&Knoop>, id: &str) -> Option<String> {
    // An empty key counts too: it is there to be filled in.
    let paren = knoop.and_then(Knoop::als_kaart)?;
    paren.iter().find(|p| item_id(sectie, &p.sleutel).as_deref() == Some(id)).map(|p| p.sleutel.clone())
}

/// The remark cells that most questions have.
pub(super) fn noot_en_tekst(knoop: Option<&Knoop>, om: &Omgeving<'_>) -> [Vak; 2] {
    ["noot", "tekst"].map(|sleutel| om.tekstvak(knoop.and_then(|k| k.zoek(sleutel))))
}

/// Sets a text under a key, or takes the key away.
pub(super) fn zet_tekst(kaart: &mut Kaartwens, oud: Option<&Knoop>, sleutel: &str, nieuw: &str, om: &Omgeving<'_>) {
    let bestaand = oud.and_then(|k| k.zoek(sleutel)).filter(|k| !k.is_leeg());
    if nieuw.is_empty() {
        kaart.weg(sleutel);
    } else if om.tekstvak(bestaand).tekst != nieuw {
        kaart.zet(sleutel, om.tekstwens(bestaand, nieuw));
    }
}
