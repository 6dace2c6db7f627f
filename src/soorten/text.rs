//! `tekst`: running text, or the format's own text.

use serde::Serialize;
use tera::Value;

use crate::model::antwoord::{AnswerBody, Antwoord};
use crate::model::formaat::Sectie;

use super::{SoortRenderer, Writer};

pub(super) struct Text;

#[derive(Serialize)]
struct TextView {
    text: Value,
}

impl SoortRenderer for Text {
    fn view(&self, sectie: &Sectie, antwoord: Option<&Antwoord>, writer: &mut Writer<'_>) -> Option<Value> {
        let markdown = match (&sectie.fixed, antwoord.map(|a| &a.content)) {
            (_, Some(AnswerBody::Text(markdown))) => markdown,
            (Some(fixed), _) => fixed,
            _ => return None,
        };
        Some(Value::from_serializable(&TextView { text: writer.in_sectie(markdown) }))
    }
}
