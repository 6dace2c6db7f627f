//! `reeks`: values along dates, years or groups. Empty, 0 and "volgt nog" differ.

use serde::Serialize;
use tera::Value;

use crate::model::antwoord::{Antwoord, ItemAntwoord, Vorminhoud};
use crate::model::datum::Datum;
use crate::model::formaat::{As, Sectie};

use super::velden::{self, VeldZicht};
use super::{Schrijver, Soortwerk, sleutel};

pub(super) struct Reeks;

#[derive(Serialize)]
struct Zicht {
    eenheid: Option<String>,
    /// Labels of the columns.
    kolommen: Vec<String>,
    rijen: Vec<RijZicht>,
}

#[derive(Serialize)]
struct RijZicht {
    naam: Value,
    /// One cell per column; nothing where the source says nothing.
    cellen: Vec<Option<VeldZicht>>,
    noot: Option<Value>,
    tekst: Option<Value>,
}

impl Soortwerk for Reeks {
    fn zicht(&self, sectie: &Sectie, antwoord: Option<&Antwoord>, schrijver: &mut Schrijver<'_>) -> Option<Value> {
        let Vorminhoud::Items(items) = &antwoord?.inhoud else { return None };
        let kolommen = kolommen(sectie, items);
        let mut rijen = Vec::new();
        for item in items {
            let Some(sleutel) = sleutel(sectie, item.index) else { continue };
            let cellen = kolommen
                .iter()
                .map(|(id, label)| {
                    let (_, gevuld) = item.reeks.iter().find(|(kolom, _)| kolom == id)?;
                    Some(velden::los(label, gevuld, schrijver))
                })
                .collect();
            rijen.push(RijZicht {
                naam: schrijver.item(&sleutel, &item.plek),
                cellen,
                noot: item.noot.as_ref().map(|n| schrijver.regel(n)),
                tekst: item.tekst.as_ref().map(|t| schrijver.bij_item(t)),
            });
        }
        let kolommen = kolommen.into_iter().map(|(_, label)| label).collect();
        let eenheid = sectie.eenheid.clone();
        (!rijen.is_empty()).then(|| Value::from_serializable(&Zicht { eenheid, kolommen, rijen }))
    }
}

/// The columns of the format, else those that any item fills, in order.
fn kolommen(sectie: &Sectie, items: &[ItemAntwoord]) -> Vec<(String, String)> {
    let label = |id: &str| match (sectie.reeks_as, Datum::lees(id)) {
        (As::Peildatum, Ok(datum)) => datum.to_string(),
        _ => id.to_owned(),
    };
    if !sectie.kolommen.is_empty() {
        let met_label = |(id, naam): &(String, String)| (id.clone(), if id == naam { label(id) } else { naam.clone() });
        return sectie.kolommen.iter().map(met_label).collect();
    }
    let gevuld: std::collections::BTreeSet<&String> = items.iter().flat_map(|i| &i.reeks).map(|(k, _)| k).collect();
    gevuld.into_iter().map(|id| (id.clone(), label(id))).collect()
}
