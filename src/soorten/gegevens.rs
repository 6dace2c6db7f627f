//! `gegevens`: fields with a label.

use serde::Serialize;
use tera::Value;

use crate::model::antwoord::{AnswerBody, Antwoord};
use crate::model::formaat::Sectie;
use crate::model::value::Feit;

use super::fields::{self, FieldView};
use super::{SoortRenderer, Writer};

pub(super) struct Gegevens;

#[derive(Serialize)]
struct GegevensView {
    fields: Vec<FieldView>,
}

impl SoortRenderer for Gegevens {
    fn view(&self, sectie: &Sectie, antwoord: Option<&Antwoord>, writer: &mut Writer<'_>) -> Option<Value> {
        let filled = match antwoord.map(|a| &a.content) {
            Some(AnswerBody::Fields(fields)) => fields.as_slice(),
            _ => &[],
        };
        let fields = fields::all(sectie, filled, writer);
        (!fields.is_empty()).then(|| Value::from_serializable(&GegevensView { fields }))
    }

    fn feiten(&self, sectie: &Sectie, antwoord: &Antwoord) -> Vec<Feit> {
        match &antwoord.content {
            AnswerBody::Fields(fields) => fields::feiten_by_title(sectie, fields),
            _ => Vec::new(),
        }
    }
}
