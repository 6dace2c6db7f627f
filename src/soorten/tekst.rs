//! `tekst`: running text, or the format's own text.

use serde::Serialize;
use tera::Value;

use crate::model::antwoord::{Antwoord, Vorminhoud};
use crate::model::formaat::Sectie;

use super::{Schrijver, Soortwerk};

pub(super) struct Tekst;

#[derive(Serialize)]
struct Zicht {
    tekst: Value,
}

impl Soortwerk for Tekst {
    fn zicht(&self, sectie: &Sectie, antwoord: Option<&Antwoord>, schrijver: &mut Schrijver<'_>) -> Option<Value> {
        let markdown = match (&sectie.vast, antwoord.map(|a| &a.inhoud)) {
            (_, Some(Vorminhoud::Tekst(markdown))) => markdown,
            (Some(vast), _) => vast,
            _ => return None,
        };
        Some(Value::from_serializable(&Zicht { tekst: schrijver.in_sectie(markdown) }))
    }
}
