//! What is there, item by item: whether, where, how much.

use crate::bron::Plek;
use crate::model::formaat::Sectie;
use crate::vormen::is_stand;
use crate::yaml::wens::{Kaartwens, Wens};
use crate::yaml::{Knoop, Waarde};

use super::omgeving::{Omgeving, elementen, kopie, naam_en_noot, woord};
use super::sectie::{Bewering, antwoord, noot_en_tekst, punten, vragen_per_punt, zet_item, zet_tekst};
use super::{Deel, Gevraagd, Keuze, Kolom, Vak, Wijzigingen};

/// What is said of an item.
#[derive(Debug, Clone, Default, PartialEq)]
struct Cellen {
    stand: String,
    plaatsen: Vec<String>,
    hoeveel: String,
    noot: String,
    tekst: String,
}

impl Cellen {
    fn is_leeg(&self) -> bool {
        let Self { stand, plaatsen, hoeveel, noot, tekst } = self;
        stand.is_empty()
            && plaatsen.iter().all(String::is_empty)
            && [hoeveel, noot, tekst].into_iter().all(String::is_empty)
    }

    fn van(vakken: Vec<String>, aantal: usize) -> Self {
        let mut rest = vakken.into_iter();
        let mut volgende = || rest.next().unwrap_or_default();
        let stand = volgende();
        let plaatsen = (0..aantal).map(|_| volgende()).collect();
        Self { stand, plaatsen, hoeveel: volgende(), noot: volgende(), tekst: volgende() }
    }

    /// The stand that follows from the rest.
    fn volgt(&self) -> &'static str {
        let genoemd: Vec<&str> = self.plaatsen.iter().map(String::as_str).filter(|p| !p.is_empty()).collect();
        if genoemd.is_empty() || genoemd.iter().any(|p| is(p, "ja")) {
            "ja"
        } else if genoemd.iter().all(|p| is(p, "nee") || is(p, "nvt")) {
            "nee"
        } else {
            "onbekend"
        }
    }
}

fn is(tekst: &str, woord: &str) -> bool {
    tekst.eq_ignore_ascii_case(woord)
}

/// The places that have a column: those of the section, and those below them that are in use.
fn plaatsen(sectie: &Sectie, knoop: Option<&Knoop>, om: &Omgeving<'_>) -> Vec<String> {
    let mut uit: Vec<String> = sectie.waar.iter().map(|(id, _)| id.clone()).collect();
    let Some(lijst) = om.catalogus.plaatsen().filter(|_| !uit.is_empty()) else { return uit };
    for punt in punten(sectie, knoop) {
        for (id, ..) in genoemde_plaatsen(sectie, antwoord(sectie, knoop, &punt.id).map(|(_, b)| b), om) {
            if !uit.contains(&id) && lijst.op_id(&id).is_some() {
                uit.push(id);
            }
        }
    }
    uit
}

/// The places that are said of an item, with a stand, and where that stands.
fn genoemde_plaatsen(
    sectie: &Sectie,
    bewering: Option<Bewering<'_>>,
    om: &Omgeving<'_>,
) -> Vec<(String, String, Plek)> {
    let Some(Bewering::Waarde(knoop)) = bewering else { return Vec::new() };
    let cel = |knoop: &Knoop| match &knoop.waarde {
        Waarde::Kaart(_) => knoop.zoek("stand").map_or_else(|| "ja".to_owned(), |k| woord(Some(k)).to_lowercase()),
        _ => woord(Some(knoop)).to_lowercase(),
    };
    let uit_kaart = |knoop: &Knoop, ook: &[&str]| -> Vec<(String, String, Plek)> {
        let paren = knoop.als_kaart().unwrap_or_default();
        let eigen = paren.iter().filter(|p| !ook.contains(&p.sleutel.as_str()) && !p.waarde.is_leeg());
        eigen
            .filter_map(|p| Some((om.plaats(&sectie.waar, &p.sleutel)?, cel(&p.waarde), p.waarde.plek.clone())))
            .collect()
    };
    let uit_lijst = |knoop: &Knoop| -> Vec<(String, String, Plek)> {
        let namen = elementen(Some(knoop)).iter().filter_map(|k| Some((naam_en_noot(k)?.0, k.plek.clone())));
        namen.filter_map(|(naam, plek)| Some((om.plaats(&sectie.waar, naam)?, "ja".to_owned(), plek))).collect()
    };
    match &knoop.waarde {
        Waarde::Leeg => Vec::new(),
        Waarde::Tekst(scalar) if is_stand(scalar.tekst.trim()) => Vec::new(),
        Waarde::Tekst(_) | Waarde::Lijst(_) => uit_lijst(knoop),
        Waarde::Kaart(_) => {
            let mut uit = uit_kaart(knoop, &["stand", "waar", "hoeveel", "noot", "tekst"]);
            match knoop.zoek("waar") {
                Some(waar) if waar.als_kaart().is_some() => uit.extend(uit_kaart(waar, &[])),
                Some(waar) => uit.extend(uit_lijst(waar)),
                None => {}
            }
            uit
        }
    }
}

fn cellen(
    sectie: &Sectie,
    bewering: Option<Bewering<'_>>,
    plaatsen: &[String],
    om: &Omgeving<'_>,
) -> (Cellen, Vec<Vak>) {
    let mut uit = Cellen { plaatsen: vec![String::new(); plaatsen.len()], ..Cellen::default() };
    let mut teksten = [Vak::default(), Vak::default()];
    // What is wrong at a place is said at its own cell.
    let mut plaatsplekken: Vec<Option<Plek>> = vec![None; plaatsen.len()];
    let mut plek = None;
    let mut hoeveel_plek = None;
    let mut stand_plek = None;
    match bewering {
        None => {}
        Some(Bewering::Genoemd(element, noot)) => {
            plek = Some(element.plek.clone());
            uit.stand = "ja".to_owned();
            teksten[0] = om.tekstvak(noot);
        }
        Some(Bewering::Waarde(knoop)) => {
            plek = Some(knoop.plek.clone());
            for (id, stand, plek) in genoemde_plaatsen(sectie, bewering, om) {
                let Some(i) = plaatsen.iter().position(|p| *p == id) else { continue };
                if let (Some(vak), Some(eigen)) = (uit.plaatsen.get_mut(i), plaatsplekken.get_mut(i)) {
                    *vak = stand;
                    *eigen = Some(plek);
                }
            }
            teksten = noot_en_tekst(Some(knoop), om);
            let hoeveel = knoop.zoek("hoeveel");
            uit.hoeveel = woord(hoeveel);
            hoeveel_plek = hoeveel.map(|k| k.plek.clone());
            let kaart = knoop.als_kaart().is_some_and(|paren| !paren.is_empty());
            stand_plek = knoop.zoek("stand").map(|k| k.plek.clone());
            uit.stand = match &knoop.waarde {
                Waarde::Tekst(s) if is_stand(s.tekst.trim()) => s.tekst.trim().to_lowercase(),
                _ if knoop.is_leeg() || knoop.als_kaart().is_some() && !kaart => String::new(),
                _ => match knoop.zoek("stand").filter(|k| !k.is_leeg()) {
                    Some(stand) => woord(Some(stand)).to_lowercase(),
                    None => uit.volgt().to_owned(),
                },
            };
        }
    }
    uit.noot = teksten[0].tekst.clone();
    uit.tekst = teksten[1].tekst.clone();
    let mut vakken = vec![Vak::nieuw(uit.stand.clone(), stand_plek.or_else(|| plek.clone()))];
    vakken.extend(uit.plaatsen.iter().zip(plaatsplekken).map(|(p, eigen)| Vak::nieuw(p.clone(), eigen)));
    vakken.push(Vak::nieuw(uit.hoeveel.clone(), hoeveel_plek));
    vakken.extend(teksten);
    (uit, vakken)
}

/// The questions: is it there, at each place, how much, with what remark.
pub(super) fn deel(sectie: &Sectie, knoop: Option<&Knoop>, om: &Omgeving<'_>) -> Deel {
    let plaatsen = plaatsen(sectie, knoop, om);
    let stand = Keuze::streng(["ja", "nee", "onbekend"]);
    let is_er = |titel: String| Kolom::nieuw(titel, 14).met(stand.clone()).vraagt(Gevraagd::Stand);
    let mut kolommen = vec![is_er("Is dit er?".to_owned())];
    kolommen.extend(plaatsen.iter().map(|id| is_er(om.plaatsnaam(&sectie.waar, id))));
    kolommen.extend([
        Kolom::nieuw("Hoeveel", 20),
        Kolom::nieuw("Opmerking", 32).vraagt(Gevraagd::Opmerking),
        Kolom::nieuw("Meer uitleg", 45),
    ]);
    let vragen = vragen_per_punt(sectie, knoop, |bewering| cellen(sectie, bewering, &plaatsen, om).1);
    let uitleg = if plaatsen.is_empty() {
        "Kies per regel: ja, nee of onbekend. Leeg betekent: niet beantwoord."
    } else {
        "Kies per regel of het er is, en waar. Leeg betekent: niet beantwoord."
    };
    Deel { titel: sectie.titel.clone(), uitleg: vec![uitleg.to_owned()], kolommen, vragen, tekst: false }
}

/// What the items become.
pub(super) fn pas_aan(
    sectie: &Sectie,
    knoop: Option<&Knoop>,
    kaart: &mut Kaartwens,
    wijzigingen: &Wijzigingen,
    om: &Omgeving<'_>,
) {
    let plaatsen = plaatsen(sectie, knoop, om);
    for punt in punten(sectie, knoop) {
        let bewering = antwoord(sectie, knoop, &punt.id).map(|(_, b)| b);
        let (oud, vakken) = cellen(sectie, bewering, &plaatsen, om);
        let Some(nieuw) = wijzigingen.vraag(&format!("{}/{}", sectie.id, punt.id), &vakken) else { continue };
        let nieuw = Cellen::van(nieuw, plaatsen.len());
        if nieuw == oud {
            continue;
        }
        let wens = (!nieuw.is_leeg()).then(|| wens(bewering, &oud, &nieuw, &plaatsen, sectie, om));
        zet_item(sectie, knoop, kaart, &punt.id, wens);
    }
}

fn wens(
    bewering: Option<Bewering<'_>>,
    oud: &Cellen,
    nieuw: &Cellen,
    plaatsen: &[String],
    sectie: &Sectie,
    om: &Omgeving<'_>,
) -> Wens {
    let knoop = match bewering {
        Some(Bewering::Waarde(knoop)) => Some(knoop),
        Some(Bewering::Genoemd(..)) | None => None,
    };
    let genoemd = nieuw.plaatsen.iter().any(|p| !p.is_empty());
    let alle_ja = nieuw.plaatsen.iter().all(|p| p.is_empty() || is(p, "ja"));
    // A stand that is taken away says that nothing is known, unless places say more.
    let stand = match (nieuw.stand.as_str(), genoemd) {
        ("", true) => None,
        ("", false) => Some("onbekend".to_owned()),
        (stand, _) => Some(stand.to_owned()),
    };
    let uit_zichzelf = stand.as_deref().is_none_or(|stand| is(stand, nieuw.volgt()));
    let kaart = knoop.filter(|k| k.als_kaart().is_some());
    let kort = nieuw.hoeveel.is_empty() && nieuw.noot.is_empty() && nieuw.tekst.is_empty();
    if kaart.is_none() && kort {
        if !genoemd {
            return Wens::Tekst(stand.unwrap_or_else(|| "onbekend".to_owned()));
        }
        if alle_ja && uit_zichzelf {
            return plaatslijst(knoop, nieuw, plaatsen, sectie, om);
        }
    }
    let mut uit = Kaartwens::van(kaart);
    if uit_zichzelf {
        if !kaart.is_some_and(|k| k.zoek("stand").is_some_and(|s| is(&woord(Some(s)), &nieuw.stand))) {
            uit.weg("stand");
        }
    } else if let Some(stand) = &stand
        && (kaart.is_none() || oud.stand != *stand || !uit.heeft("stand"))
    {
        uit.zet_na(&[], "stand", Wens::Tekst(stand.clone()));
    }
    if kaart.is_none() || oud.plaatsen != nieuw.plaatsen {
        zet_plaatsen(&mut uit, knoop, nieuw, plaatsen, sectie, om);
    }
    if nieuw.hoeveel.is_empty() {
        uit.weg("hoeveel");
    } else if kaart.is_none() || nieuw.hoeveel != oud.hoeveel {
        uit.zet("hoeveel", Wens::Tekst(nieuw.hoeveel.clone()));
    }
    zet_tekst(&mut uit, kaart, "noot", &nieuw.noot, om);
    zet_tekst(&mut uit, kaart, "tekst", &nieuw.tekst, om);
    if uit.is_leeg() {
        // Nothing but "it is there".
        return Wens::Tekst(stand.unwrap_or_else(|| "ja".to_owned()));
    }
    uit.klaar()
}

/// Places as a list; what was said of one of them stays.
fn plaatslijst(oud: Option<&Knoop>, nieuw: &Cellen, plaatsen: &[String], sectie: &Sectie, om: &Omgeving<'_>) -> Wens {
    let lijst = oud.is_some_and(|k| matches!(k.waarde, Waarde::Lijst(_)));
    let mut uit = Vec::new();
    let mut gedaan: Vec<String> = Vec::new();
    let blijft = |id: &str| plaatsen.iter().zip(&nieuw.plaatsen).any(|(p, cel)| p == id && !cel.is_empty());
    for (i, element) in elementen(oud).iter().enumerate() {
        let id = naam_en_noot(element).and_then(|(naam, _)| om.plaats(&sectie.waar, naam));
        if let Some(id) = id.filter(|id| blijft(id) && !gedaan.contains(id)) {
            uit.push(if lijst { (Some(i), Wens::Zelfde) } else { (None, kopie(element)) });
            gedaan.push(id);
        }
    }
    for (id, _) in plaatsen.iter().zip(&nieuw.plaatsen).filter(|(_, cel)| !cel.is_empty()) {
        if !gedaan.contains(id) {
            uit.push((None, Wens::Tekst(id.clone())));
        }
    }
    Wens::Lijst(uit)
}

fn zet_plaatsen(
    uit: &mut Kaartwens,
    oud: Option<&Knoop>,
    nieuw: &Cellen,
    plaatsen: &[String],
    sectie: &Sectie,
    om: &Omgeving<'_>,
) {
    let waar = oud.and_then(|k| k.zoek("waar"));
    let los = oud.filter(|k| matches!(k.waarde, Waarde::Lijst(_) | Waarde::Tekst(_)));
    let als_lijst = nieuw.plaatsen.iter().all(|p| p.is_empty() || is(p, "ja"));
    let eigen_sleutels = plaatsen.iter().any(|id| uit.heeft(id));
    if als_lijst && !eigen_sleutels && waar.is_none_or(|w| w.als_kaart().is_none()) {
        if nieuw.plaatsen.iter().all(String::is_empty) {
            uit.weg("waar");
        } else {
            uit.zet_na(
                &["stand"],
                "waar",
                match waar {
                    Some(waar) => plaatslijst(Some(waar), nieuw, plaatsen, sectie, om),
                    None => verzelfstandig(plaatslijst(los, nieuw, plaatsen, sectie, om), los),
                },
            );
        }
        return;
    }
    // A place as a key of its own; a remark of it stays.
    let van = |id: &str| {
        let direct = oud.and_then(|k| k.zoek(id));
        let onder_waar = waar.and_then(Knoop::als_kaart).unwrap_or_default();
        let elders = onder_waar.iter().find(|p| om.plaats(&sectie.waar, &p.sleutel).as_deref() == Some(id));
        let noot = elementen(waar.or(los))
            .iter()
            .filter_map(naam_en_noot)
            .find_map(|(naam, noot)| (om.plaats(&sectie.waar, naam).as_deref() == Some(id)).then_some(noot).flatten());
        (direct, elders.map(|p| &p.waarde), noot)
    };
    uit.weg("waar");
    let mut na: Vec<&str> = vec!["stand"];
    for (id, cel) in plaatsen.iter().zip(&nieuw.plaatsen) {
        let (direct, elders, noot) = van(id);
        if cel.is_empty() {
            uit.weg(id);
        } else {
            let wens = match (direct, elders, noot) {
                (Some(k), ..) if is(&woord(Some(k)), cel) => Wens::Zelfde,
                (Some(k), ..) if k.als_kaart().is_some() => {
                    let mut deel = Kaartwens::van(Some(k));
                    deel.zet_na(&[], "stand", Wens::Tekst(cel.clone()));
                    deel.klaar()
                }
                (None, Some(k), _) if k.zoek("noot").is_some() => {
                    let noot = k.zoek("noot").map_or(Wens::Leeg, kopie);
                    Wens::Kaart(vec![("stand".to_owned(), Wens::Tekst(cel.clone())), ("noot".to_owned(), noot)])
                }
                (None, _, Some(noot)) => {
                    Wens::Kaart(vec![("stand".to_owned(), Wens::Tekst(cel.clone())), ("noot".to_owned(), kopie(noot))])
                }
                _ => Wens::Tekst(cel.clone()),
            };
            uit.zet_na(&na, id, wens);
        }
        na.push(id);
    }
}

/// A list that goes to another place: elements that stayed are written out.
fn verzelfstandig(wens: Wens, oud: Option<&Knoop>) -> Wens {
    let Wens::Lijst(delen) = wens else { return wens };
    let deel = |(index, deel): (Option<usize>, Wens)| match index.and_then(|i| elementen(oud).get(i)) {
        Some(knoop) => (None, kopie(knoop)),
        None => (None, deel),
    };
    Wens::Lijst(delen.into_iter().map(deel).collect())
}
