//! `gegevens`: fields with a label.

use serde::Serialize;
use tera::Value;

use crate::grammar::common::{self, sectie_map};
use crate::grammar::field;
use crate::grammar::shape::Shape;
use crate::model::antwoord::{AnswerBody, Antwoord};
use crate::model::catalogus::Catalogus;
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
    fn shape(&self, sectie: &Sectie, catalogus: &Catalogus) -> Shape {
        let mut keys = common::about(sectie, catalogus);
        keys.extend(field::keys(sectie, catalogus));
        Shape::OrNothing(vec![Shape::Map(sectie_map(keys))])
    }

    fn effect(&self) -> &'static str {
        "Op de pagina en in de PDF staat een lijst van velden met hun waarde. Een veld van type `item` of \
         `items` met `telt: ja` zegt dat er is wat het noemt: dat staat dan ook op de pagina voor ouders, bij \
         de hulpvragen, in de vergelijking en in de open data. In een formulier is elk veld een regel."
    }

    fn how_to(&self, _sectie: &Sectie) -> Option<String> {
        Some("Vul in wat u weet.".to_owned())
    }

    fn fills_itself(&self, sectie: &Sectie) -> bool {
        sectie.fields.iter().all(|field| field.from_school.is_some())
    }

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
