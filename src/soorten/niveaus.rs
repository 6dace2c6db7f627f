//! `niveaus`: levels of support, such as a pyramid, each with its share and what is done there.

use serde::Serialize;
use tera::Value;

use crate::model::antwoord::{Antwoord, Rij, Vorminhoud};
use crate::model::formaat::Sectie;
use crate::model::waarde::Feit;

use super::tabel::{self, RijZicht};
use super::{Schrijver, Soortwerk, velden};

pub(super) struct Niveaus;

#[derive(Serialize)]
struct Zicht {
    /// How the levels are drawn (`piramide`), if at all.
    beeld: Option<String>,
    niveaus: Vec<NiveauZicht>,
}

#[derive(Serialize)]
struct NiveauZicht {
    id: String,
    naam: String,
    kleur: Option<String>,
    aandeel: Option<Value>,
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
        for groep in groepen {
            let Rij::Groep { rijen, niveau: Some(deel), plek, .. } = groep else { continue };
            let niveau = sectie.niveaus.get(deel.index)?;
            let kolommen = tabel::kolommen(sectie, rijen);
            let mut uit = Vec::new();
            tabel::plat(sectie, rijen, &kolommen, 0, schrijver, &mut uit);
            niveaus.push(NiveauZicht {
                id: niveau.id.clone(),
                naam: niveau.naam.clone(),
                kleur: niveau.kleur.clone(),
                aandeel: deel.aandeel.as_ref().map(|a| schrijver.woorden(&a.tekst, plek)),
                wie: (!deel.wie.is_empty()).then(|| schrijver.namen(&deel.wie)),
                tekst: deel.tekst.as_ref().map(|t| schrijver.in_sectie(t)),
                noot: deel.noot.as_ref().map(|n| schrijver.regel(n)),
                kop: kolommen.iter().map(|k| k.titel(sectie)).collect(),
                rijen: uit,
            });
        }
        (!niveaus.is_empty()).then(|| Value::from_serializable(&Zicht { beeld: sectie.beeld.clone(), niveaus }))
    }

    fn feiten(&self, sectie: &Sectie, antwoord: &Antwoord) -> Vec<Feit> {
        let Vorminhoud::Rijen(rijen) = &antwoord.inhoud else { return Vec::new() };
        tabel::alle(rijen).into_iter().flat_map(|v| velden::feiten(sectie, v)).collect()
    }
}
