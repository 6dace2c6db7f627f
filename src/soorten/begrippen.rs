//! `begrippen`: words with their meaning, of a list if the format names one, and of the school.

use serde::Serialize;
use tera::Value;

use crate::grammar::rows::{self, rows};
use crate::grammar::shape::Shape;
use crate::model::antwoord::{AnswerBody, Antwoord, Row};
use crate::model::catalogus::Catalogus;
use crate::model::formaat::Sectie;
use crate::model::value::Content;
use crate::text::{Markdown, slug};

use super::{SoortRenderer, Writer};

pub(super) struct Begrippen;

#[derive(Serialize)]
struct BegrippenView {
    begrippen: Vec<Begrip>,
}

#[derive(Serialize)]
struct Begrip {
    /// The term in the form to sort by.
    #[serde(skip)]
    order: String,
    term: Value,
    /// What it means, if that was filled in.
    meaning: Option<Value>,
}

impl SoortRenderer for Begrippen {
    fn shape(&self, sectie: &Sectie, catalogus: &Catalogus) -> Shape {
        let example = vec!["- {term: warme overdracht, betekenis: Wat het woord betekent.}".to_owned()];
        let row = rows(sectie, false, &["term"], catalogus);
        rows::rows_under("begrippen", row, example, sectie, catalogus)
    }

    fn effect(&self) -> &'static str {
        "Op de pagina en in de PDF staan de woorden op alfabet met hun betekenis. In een formulier heeft de \
         sectie een eigen blad."
    }

    fn how_to(&self, sectie: &Sectie) -> Option<String> {
        Some(match sectie.lijst {
            Some(_) => "De lijst vult deze sectie; eigen woorden kunnen erbij.".to_owned(),
            None => "De woorden staan onder elkaar onder `begrippen:`.".to_owned(),
        })
    }

    fn fills_itself(&self, sectie: &Sectie) -> bool {
        sectie.lijst.is_some()
    }

    fn view(&self, sectie: &Sectie, antwoord: Option<&Antwoord>, writer: &mut Writer<'_>) -> Option<Value> {
        let mut begrippen = Vec::new();
        if let Some(lijst) = &sectie.lijst {
            for item in &lijst.items {
                let Some(meaning) = &item.meaning else { continue };
                let term = writer.words(&item.name, &item.span);
                let order = slug(&item.name);
                let meaning = Some(writer.words(meaning, &item.span));
                begrippen.push(Begrip { order, term, meaning });
            }
        }
        if let Some(AnswerBody::Rows(rows)) = antwoord.map(|a| &a.content) {
            begrippen.extend(rows.iter().filter_map(|r| own(r, writer)));
        }
        begrippen.sort_by(|a, b| a.order.cmp(&b.order));
        (!begrippen.is_empty()).then(|| Value::from_serializable(&BegrippenView { begrippen }))
    }
}

fn own(row: &Row, writer: &mut Writer<'_>) -> Option<Begrip> {
    let Row::Row { fields, .. } = row else { return None };
    let field = |index: usize| {
        let (_, filled) = fields.iter().find(|(i, _)| *i == index)?;
        let Content::Text(markdown) = &filled.content else { return None };
        Some((markdown, filled.noot.as_ref()))
    };
    let term = field(0)?;
    let order = slug(&term.0.plain_text());
    let mut with_noot = |(text, noot): (&Markdown, Option<&Markdown>)| {
        let mut out = writer.line(text).as_str().unwrap_or_default().to_owned();
        if let Some(noot) = noot {
            let noot = writer.bracketed(noot);
            out.push_str(&format!("{}{}{}", writer.fixed(" ("), noot.as_str().unwrap_or_default(), writer.fixed(")")));
        }
        Value::safe_string(&out)
    };
    Some(Begrip { order, term: with_noot(term), meaning: field(1).map(with_noot) })
}
