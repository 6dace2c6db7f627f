//! `gegevens`: fields with a label.

use serde::Serialize;
use tera::Value;

use crate::model::antwoord::{Antwoord, Vorminhoud};
use crate::model::formaat::Sectie;
use crate::model::waarde::Feit;

use super::velden::{self, VeldZicht};
use super::{Schrijver, Soortwerk};

pub(super) struct Gegevens;

#[derive(Serialize)]
struct Zicht {
    velden: Vec<VeldZicht>,
}

impl Soortwerk for Gegevens {
    fn zicht(&self, sectie: &Sectie, antwoord: Option<&Antwoord>, schrijver: &mut Schrijver<'_>) -> Option<Value> {
        let gevuld = match antwoord.map(|a| &a.inhoud) {
            Some(Vorminhoud::Velden(velden)) => velden.as_slice(),
            _ => &[],
        };
        let velden = velden::alle(sectie, gevuld, schrijver);
        (!velden.is_empty()).then(|| Value::from_serializable(&Zicht { velden }))
    }

    fn feiten(&self, sectie: &Sectie, antwoord: &Antwoord) -> Vec<Feit> {
        match &antwoord.inhoud {
            Vorminhoud::Velden(velden) => velden::feiten(sectie, velden),
            _ => Vec::new(),
        }
    }
}
