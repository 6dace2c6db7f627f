//! `niveaus`: levels of support, such as a pyramid, each with its share and what is done there.

use serde::Serialize;
use tera::Value;

use crate::beeld::grafiek::piramide::{self, Plak};
use crate::model::antwoord::{Antwoord, Rij, Vorminhoud};
use crate::model::formaat::{Beeld, Niveau, Sectie};
use crate::model::hoeveel::{Eenheid, Hoeveel};
use crate::model::waarde::Feit;

use super::tabel::{self, RijZicht};
use super::{Schrijver, Soortwerk, velden};

pub(super) struct Niveaus;

#[derive(Serialize)]
struct Zicht {
    /// The levels as a pyramid, if the format asks for it, from the top down.
    piramide: Option<PiramideZicht>,
    niveaus: Vec<NiveauZicht>,
}

#[derive(Serialize)]
struct PiramideZicht {
    /// What it shows, in one sentence.
    zin: String,
    lagen: Vec<LaagZicht>,
}

#[derive(Serialize)]
struct LaagZicht {
    id: String,
    naam: String,
    kleur: Option<String>,
    /// Its share in words, as typed.
    aandeel: Option<String>,
    /// What stands behind the share, such as " van de leerlingen".
    van_de: &'static str,
    plak: Plak,
}

#[derive(Serialize)]
struct NiveauZicht {
    id: String,
    naam: String,
    kleur: Option<String>,
    aandeel: Option<Value>,
    /// What stands behind the share.
    van_de: &'static str,
    wie: Option<Value>,
    tekst: Option<Value>,
    noot: Option<Value>,
    kop: Vec<String>,
    rijen: Vec<RijZicht>,
}

impl Soortwerk for Niveaus {
    fn zicht(&self, sectie: &Sectie, antwoord: Option<&Antwoord>, schrijver: &mut Schrijver<'_>) -> Option<Value> {
        let Vorminhoud::Rijen(groepen) = &antwoord?.inhoud else { return None };
        let mut niveaus = Vec::new();
        let mut lagen = Vec::new();
        let mut number = 0;
        for groep in groepen {
            let Rij::Groep { rijen, niveau: Some(deel), plek, .. } = groep else { continue };
            let niveau = sectie.niveaus.get(deel.index)?;
            let kolommen = tabel::kolommen(sectie, rijen, false);
            let mut uit = Vec::new();
            tabel::plat(sectie, rijen, &kolommen, (0, &mut number), schrijver, &mut uit);
            let bekend = bekend(niveau, deel.aandeel.as_ref());
            niveaus.push(NiveauZicht {
                id: niveau.id.clone(),
                naam: niveau.naam.clone(),
                kleur: niveau.kleur.clone(),
                aandeel: deel.aandeel.as_ref().map(|a| schrijver.woorden(&a.tekst, plek)),
                van_de: bekend.van_de(),
                wie: (!deel.wie.is_empty()).then(|| schrijver.namen(&deel.wie)),
                tekst: deel.tekst.as_ref().map(|t| schrijver.in_sectie(t)),
                noot: deel.noot.as_ref().map(|n| schrijver.regel(n)),
                kop: kolommen.iter().map(|k| k.titel(sectie)).collect(),
                rijen: uit,
            });
            lagen.push((niveau, bekend));
        }
        let piramide = (sectie.beeld == Some(Beeld::Piramide)).then(|| piramide(lagen));
        (!niveaus.is_empty()).then(|| Value::from_serializable(&Zicht { piramide, niveaus }))
    }

    fn feiten(&self, sectie: &Sectie, antwoord: &Antwoord) -> Vec<Feit> {
        let Vorminhoud::Rijen(rijen) = &antwoord.inhoud else { return Vec::new() };
        tabel::alle(rijen).into_iter().flat_map(|v| velden::feiten(sectie, v)).collect()
    }
}

/// A level as a picture knows it.
fn bekend(niveau: &Niveau, aandeel: Option<&Hoeveel>) -> piramide::Niveau {
    let maat = aandeel.and_then(|a| a.maat).filter(|m| m.eenheid == Eenheid::Procent);
    piramide::Niveau {
        naam: niveau.naam.clone(),
        aandeel: aandeel.map(|a| a.tekst.clone()),
        procent: maat.map(|m| (m.van, m.tot)),
    }
}

/// The pyramid; the first level is its base, so it is drawn last.
fn piramide(niveaus: Vec<(&Niveau, piramide::Niveau)>) -> PiramideZicht {
    let (definities, bekend): (Vec<&Niveau>, Vec<piramide::Niveau>) = niveaus.into_iter().unzip();
    let zin = piramide::zin(&bekend);
    let plakken = piramide::plakken(&bekend);
    let laag = |((definitie, bekend), plak): ((&Niveau, piramide::Niveau), Plak)| LaagZicht {
        id: definitie.id.clone(),
        kleur: definitie.kleur.clone(),
        van_de: bekend.van_de(),
        naam: bekend.naam,
        aandeel: bekend.aandeel,
        plak,
    };
    let lagen = definities.into_iter().zip(bekend).zip(plakken).map(laag).rev().collect();
    PiramideZicht { zin, lagen }
}
