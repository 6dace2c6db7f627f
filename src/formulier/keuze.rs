//! A choice among options: a mark per option, with a supplement.

use crate::model::formaat::Sectie;
use crate::vormen::is_stand;
use crate::yaml::wens::{Kaartwens, Wens};
use crate::yaml::{Knoop, Waarde};

use super::omgeving::{Omgeving, ZOALS_GETYPT, woord};
use super::sectie::{Bewering, antwoord, noot_en_tekst, punten, vragen_per_punt, zet_item, zet_tekst};
use super::{Adres, Deel, Gevraagd, Keuze, Kolom, Vak, Wijzigingen};

/// The mark, the remark, the sub-options, more text.
fn vakken(bewering: Option<Bewering<'_>>, om: &Omgeving<'_>) -> Vec<Vak> {
    let (mark, noot, opties, tekst) = match bewering {
        None => (Vak::default(), Vak::default(), Vak::default(), Vak::default()),
        Some(Bewering::Genoemd(element, noot)) => {
            (Vak::nieuw("ja", Some(element.plek.clone())), om.tekstvak(noot), Vak::default(), Vak::default())
        }
        Some(Bewering::Waarde(knoop)) => {
            let plek = Some(knoop.plek.clone());
            match &knoop.waarde {
                Waarde::Leeg => (Vak::default(), Vak::default(), Vak::default(), Vak::default()),
                Waarde::Tekst(s) if is_stand(s.tekst.trim()) => {
                    (Vak::nieuw(s.tekst.trim().to_lowercase(), plek), Vak::default(), Vak::default(), Vak::default())
                }
                Waarde::Tekst(_) => (Vak::nieuw("ja", plek), om.tekstvak(Some(knoop)), Vak::default(), Vak::default()),
                Waarde::Lijst(_) | Waarde::Kaart(_) => {
                    let [noot, tekst] = noot_en_tekst(Some(knoop), om);
                    (Vak::nieuw("ja", plek), noot, om.namenvak(knoop.zoek("opties"), &ZOALS_GETYPT), tekst)
                }
            }
        }
    };
    vec![mark, noot, opties, tekst]
}

/// The questions of a choice.
pub(super) fn deel(sectie: &Sectie, knoop: Option<&Knoop>, om: &Omgeving<'_>) -> Deel {
    let kolommen = vec![
        Kolom::nieuw("Kies", 14).met(Keuze::streng(["ja", "nee", "onbekend"])).vraagt(Gevraagd::Stand),
        Kolom::nieuw("Opmerking", 32).vraagt(Gevraagd::Opmerking),
        Kolom::nieuw("Onderdelen, elk op een regel", 32),
        Kolom::nieuw("Meer uitleg", 45),
    ];
    let vragen = vragen_per_punt(sectie, knoop, |bewering| vakken(bewering, om));
    let uitleg = if sectie.meer { "Zet ja bij wat past." } else { "Zet bij één regel ja." };
    Deel { titel: sectie.titel.clone(), uitleg: vec![uitleg.to_owned()], kolommen, vragen, tekst: false }
}

/// What the options become.
pub(super) fn pas_aan(
    sectie: &Sectie,
    knoop: Option<&Knoop>,
    kaart: &mut Kaartwens,
    wijzigingen: &Wijzigingen,
    om: &Omgeving<'_>,
) {
    for punt in punten(sectie, knoop) {
        let sleutel = format!("{}/{}", sectie.id, punt.id);
        let bewering = antwoord(sectie, knoop, &punt.id).map(|(_, b)| b);
        let oud = vakken(bewering, om);
        let Some(nieuw) = wijzigingen.vraag(&sleutel, &oud) else { continue };
        let [mark, noot, opties, tekst] = &nieuw[..] else { continue };
        let meer = !(noot.is_empty() && opties.is_empty() && tekst.is_empty());
        let bestaand = match bewering {
            Some(Bewering::Waarde(k)) => Some(k),
            Some(Bewering::Genoemd(..)) | None => None,
        };
        let wens = match (mark.to_lowercase().as_str(), meer) {
            ("", false) => None,
            ("ja" | "", true) => {
                let vrij = bestaand.filter(|k| matches!(&k.waarde, Waarde::Tekst(s) if !is_stand(s.tekst.trim())));
                if let (Some(vrij), true, false) = (vrij, opties.is_empty() && tekst.is_empty(), is_stand(noot.trim()))
                {
                    Some(om.tekstwens(Some(vrij), noot))
                } else {
                    let groep = bestaand.filter(|k| k.als_kaart().is_some());
                    let mut deel = Kaartwens::van(groep);
                    match om.namenwens(groep.and_then(|k| k.zoek("opties")), opties, &ZOALS_GETYPT, false) {
                        Some(wens) => deel.zet("opties", wens),
                        None => deel.weg("opties"),
                    }
                    zet_tekst(&mut deel, groep, "noot", noot, om);
                    zet_tekst(&mut deel, groep, "tekst", tekst, om);
                    Some(deel.klaar())
                }
            }
            (_, true) => {
                let bericht = format!("bij `{mark}` kan hier geen opmerking of uitleg");
                om.weiger(Adres::Vraag(sleutel, 0), bericht, "maak de andere vakken van deze regel leeg, of kies `ja`");
                continue;
            }
            (woord_, false) => {
                let zelfde = bestaand.is_some_and(|k| woord(Some(k)).eq_ignore_ascii_case(woord_));
                Some(if zelfde { Wens::Zelfde } else { Wens::Tekst(woord_.to_owned()) })
            }
        };
        zet_item(sectie, knoop, kaart, &punt.id, wens);
    }
}
