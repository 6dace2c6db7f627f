//! `reeks`: values along dates, years or groups. Empty, 0 and "volgt nog" differ.

use serde::Serialize;
use tera::Value;

use crate::beeld::grafiek::reeks::{self as grafiek, Grafieken, Punt, Rij};
use crate::model::antwoord::{Antwoord, Eigen, ItemAntwoord, Vorminhoud};
use crate::model::datum::Datum;
use crate::model::formaat::{As, Sectie};
use crate::model::hoeveel::Hoeveel;
use crate::model::waarde::Inhoud;

use super::eigen::{EigenZicht, eigen};
use super::velden::{self, VeldZicht};
use super::{Schrijver, Soortwerk, sleutel};

pub(super) struct Reeks;

#[derive(Serialize)]
struct Zicht {
    eenheid: Option<String>,
    /// Labels of the columns.
    kolommen: Vec<String>,
    rijen: Vec<RijZicht>,
    /// What the school has beside the list, as far as it has no values.
    eigen: Vec<EigenZicht>,
    /// The rows with enough amounts, as charts.
    beeld: Option<Grafieken>,
}

#[derive(Serialize)]
struct RijZicht {
    naam: Value,
    /// Its place on the page, if it is a row of the school's own.
    anker: Option<String>,
    /// One cell per column; nothing where the source says nothing.
    cellen: Vec<Option<VeldZicht>>,
    noot: Option<Value>,
    tekst: Option<Value>,
}

impl Soortwerk for Reeks {
    fn zicht(&self, sectie: &Sectie, antwoord: Option<&Antwoord>, schrijver: &mut Schrijver<'_>) -> Option<Value> {
        let antwoord = antwoord?;
        let items = match &antwoord.inhoud {
            Vorminhoud::Items(items) => items.as_slice(),
            _ => &[],
        };
        let own = antwoord.anders.iter().enumerate();
        let own: Vec<(usize, &Eigen, &ItemAntwoord)> =
            own.filter_map(|(nummer, eigen)| Some((nummer, eigen, eigen.antwoord.as_deref()?))).collect();
        let kolommen = kolommen(sectie, items.iter().chain(own.iter().map(|(_, _, item)| *item)));
        let mut rijen = Vec::new();
        let mut getekend = Vec::new();
        for item in items {
            let Some(sleutel) = sleutel(sectie, item.index) else { continue };
            getekend.push(punten(schrijver.catalogus.naam(&sleutel), &kolommen, item));
            rijen.push(RijZicht {
                naam: schrijver.item(&sleutel, &item.plek),
                anker: None,
                cellen: cells(item, &kolommen, schrijver),
                noot: item.noot.as_ref().map(|n| schrijver.regel(n)),
                tekst: item.tekst.as_ref().map(|t| schrijver.bij_item(t)),
            });
        }
        for (nummer, eigen, item) in own {
            getekend.push(punten(&eigen.naam.tekst, &kolommen, item));
            rijen.push(RijZicht {
                naam: schrijver.woorden(&eigen.naam.tekst, &eigen.naam.plek),
                anker: Some(super::eigen_anker(&sectie.id, nummer)),
                cellen: cells(item, &kolommen, schrijver),
                noot: eigen.noot.as_ref().map(|n| schrijver.regel(n)),
                tekst: eigen.tekst.as_ref().map(|t| schrijver.bij_item(t)),
            });
        }
        let eigen = eigen(sectie, antwoord, schrijver);
        let kolommen: Vec<String> = kolommen.into_iter().map(|(_, label)| label).collect();
        let eenheid = sectie.eenheid.clone();
        let beeld = grafiek::grafieken(&kolommen, &getekend, sectie.reeks_as != As::Groep, eenheid.is_some());
        let iets = !rijen.is_empty() || !eigen.is_empty();
        iets.then(|| Value::from_serializable(&Zicht { eenheid, kolommen, rijen, eigen, beeld }))
    }
}

/// The cells of a row: one per column.
fn cells(item: &ItemAntwoord, kolommen: &[(String, String)], schrijver: &mut Schrijver<'_>) -> Vec<Option<VeldZicht>> {
    let mut cell = |(id, label): &(String, String)| {
        let (_, gevuld) = item.reeks.iter().find(|(kolom, _)| kolom == id)?;
        Some(velden::los(label, gevuld, schrijver))
    };
    kolommen.iter().map(&mut cell).collect()
}

/// The columns of the format, else those that any row fills, in order.
fn kolommen<'i>(sectie: &Sectie, items: impl Iterator<Item = &'i ItemAntwoord>) -> Vec<(String, String)> {
    let label = |id: &str| match (sectie.reeks_as, Datum::lees(id)) {
        (As::Peildatum, Ok(datum)) => datum.to_string(),
        _ => id.to_owned(),
    };
    if !sectie.kolommen.is_empty() {
        let met_label = |(id, naam): &(String, String)| (id.clone(), if id == naam { label(id) } else { naam.clone() });
        return sectie.kolommen.iter().map(met_label).collect();
    }
    let gevuld: std::collections::BTreeSet<&String> = items.flat_map(|i| &i.reeks).map(|(k, _)| k).collect();
    gevuld.into_iter().map(|id| (id.clone(), label(id))).collect()
}

/// A row as a chart knows it.
fn punten(naam: &str, kolommen: &[(String, String)], item: &ItemAntwoord) -> Rij {
    let mut eenheden = Vec::new();
    let mut punt = |(id, _): &(String, String)| {
        let Some((_, gevuld)) = item.reeks.iter().find(|(kolom, _)| kolom == id) else { return Punt::Leeg };
        match &gevuld.inhoud {
            Inhoud::Hoeveel(Hoeveel { tekst, maat: Some(maat) }) => {
                eenheden.push(maat.eenheid);
                Punt::Getal { van: maat.van, tot: maat.tot, tekst: tekst.clone() }
            }
            Inhoud::Hoeveel(Hoeveel { tekst, maat: None }) => Punt::Woord(tekst.clone()),
            Inhoud::Woord(woord) => Punt::Woord(woord.leesbaar().to_owned()),
            _ => Punt::Leeg,
        }
    };
    let punten = kolommen.iter().map(&mut punt).collect();
    Rij { naam: naam.to_owned(), punten, een_eenheid: eenheden.windows(2).all(|paar| paar[0] == paar[1]) }
}
