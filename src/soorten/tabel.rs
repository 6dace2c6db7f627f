//! `tabel`: rows with fields, shown as a table or as a list, in groups perhaps.

use serde::Serialize;
use tera::Value;

use crate::model::antwoord::{Antwoord, Rij, Vorminhoud};
use crate::model::formaat::{Sectie, Weergave};
use crate::model::waarde::{Feit, Gevuld};

use super::velden::{self, VeldZicht};
use super::{Schrijver, Soortwerk};

pub(super) struct Tabel;

#[derive(Serialize)]
struct Zicht {
    /// `tabel` or `lijst`.
    weergave: &'static str,
    /// Titles of the columns that any row fills.
    kop: Vec<String>,
    rijen: Vec<RijZicht>,
}

#[derive(Serialize)]
struct RijZicht {
    /// Heading of a group; then there are no cells.
    groep: Option<Value>,
    /// Depth of the group, from 0.
    niveau: usize,
    /// Id of the row, as anchor.
    id: Option<String>,
    /// One cell per column; a field that the row does not fill is empty.
    cellen: Vec<Option<VeldZicht>>,
}

impl Soortwerk for Tabel {
    fn zicht(&self, sectie: &Sectie, antwoord: Option<&Antwoord>, schrijver: &mut Schrijver<'_>) -> Option<Value> {
        let Vorminhoud::Rijen(rijen) = &antwoord?.inhoud else { return None };
        let kolommen: Vec<usize> = (0..sectie.velden.len()).filter(|k| gebruikt(rijen, *k)).collect();
        if kolommen.is_empty() {
            return None;
        }
        let mut uit = Vec::new();
        plat(sectie, rijen, &kolommen, 0, schrijver, &mut uit);
        Some(Value::from_serializable(&Zicht {
            weergave: match sectie.weergave {
                Weergave::Tabel => "tabel",
                Weergave::Lijst => "lijst",
            },
            kop: kolommen.iter().map(|k| sectie.velden[*k].titel.clone()).collect(),
            rijen: uit,
        }))
    }

    fn feiten(&self, sectie: &Sectie, antwoord: &Antwoord) -> Vec<Feit> {
        let Vorminhoud::Rijen(rijen) = &antwoord.inhoud else { return Vec::new() };
        alle(rijen).into_iter().flat_map(|velden| velden::feiten(sectie, velden)).collect()
    }
}

/// The values of all rows, without the groups.
fn alle(rijen: &[Rij]) -> Vec<&[(usize, Gevuld)]> {
    rijen
        .iter()
        .flat_map(|rij| match rij {
            Rij::Groep { rijen, .. } => alle(rijen),
            Rij::Rij { velden, .. } => vec![velden.as_slice()],
        })
        .collect()
}

fn gebruikt(rijen: &[Rij], kolom: usize) -> bool {
    alle(rijen).iter().any(|velden| velden.iter().any(|(k, _)| *k == kolom))
}

fn plat(
    sectie: &Sectie,
    rijen: &[Rij],
    kolommen: &[usize],
    niveau: usize,
    schrijver: &mut Schrijver<'_>,
    uit: &mut Vec<RijZicht>,
) {
    for rij in rijen {
        match rij {
            Rij::Groep { naam, rijen, plek } => {
                // A group without rows would be a heading above nothing.
                if alle(rijen).is_empty() {
                    continue;
                }
                let groep = Some(schrijver.woorden(naam, plek));
                uit.push(RijZicht { groep, niveau, id: None, cellen: Vec::new() });
                plat(sectie, rijen, kolommen, niveau + 1, schrijver, uit);
            }
            Rij::Rij { id, velden, .. } => {
                let mut cel = |kolom: &usize| {
                    let (_, gevuld) = velden.iter().find(|(k, _)| k == kolom)?;
                    Some(velden::zicht(&sectie.velden[*kolom], gevuld, schrijver))
                };
                let cellen = kolommen.iter().map(&mut cel).collect();
                uit.push(RijZicht { groep: None, niveau, id: id.clone(), cellen });
            }
        }
    }
}
