//! `tekst`: running text, or the format's own text.

use serde::Serialize;
use tera::Value;

use crate::grammar::common::{self, running_text, sectie_map};
use crate::grammar::shape::Shape;
use crate::model::antwoord::{AnswerBody, Antwoord};
use crate::model::catalogus::Catalogus;
use crate::model::formaat::Sectie;

use super::{SoortRenderer, Writer};

pub(super) struct Text;

#[derive(Serialize)]
struct TextView {
    text: Value,
}

impl SoortRenderer for Text {
    fn shape(&self, sectie: &Sectie, catalogus: &Catalogus) -> Shape {
        let mut keys = common::about(sectie, catalogus);
        keys.push(running_text());
        let map = sectie_map(keys).bare("tekst").or_otherwise("tekst, de naam van een .md-bestand");
        Shape::Either(vec![Shape::Map(map), Shape::Text])
    }

    fn effect(&self) -> &'static str {
        "Op de pagina en in de PDF staat de tekst onder de titel van de sectie. Onder welke kop ouders er op \
         hun pagina van lezen, bepaalt `onderwerp`; wat bij `voor-ouders` staat, lezen zij het eerst. In een \
         formulier is er een vak voor de tekst en een voor de tekst voor ouders."
    }

    fn how_to(&self, _sectie: &Sectie) -> Option<String> {
        Some("Schrijf tekst, of noem een bestand naast dit document, zoals visie.md.".to_owned())
    }

    fn view(&self, sectie: &Sectie, antwoord: Option<&Antwoord>, writer: &mut Writer<'_>) -> Option<Value> {
        let markdown = match (&sectie.fixed, antwoord.map(|a| &a.content)) {
            (_, Some(AnswerBody::Text(markdown))) => markdown,
            (Some(fixed), _) => fixed,
            _ => return None,
        };
        Some(Value::from_serializable(&TextView { text: writer.in_sectie(markdown) }))
    }
}
