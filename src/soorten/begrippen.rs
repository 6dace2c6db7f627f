//! `begrippen`: words with their meaning; with a list it fills itself from the list.

use serde::Serialize;
use tera::Value;

use crate::model::antwoord::{Antwoord, Rij, Vorminhoud};
use crate::model::formaat::Sectie;
use crate::model::waarde::Inhoud;
use crate::tekst::slug;

use super::{Schrijver, Soortwerk};

pub(super) struct Begrippen;

#[derive(Serialize)]
struct Zicht {
    begrippen: Vec<Begrip>,
}

#[derive(Serialize)]
struct Begrip {
    /// The words to sort by.
    #[serde(skip)]
    volgorde: String,
    term: Value,
    betekenis: Value,
}

impl Soortwerk for Begrippen {
    fn zicht(&self, sectie: &Sectie, antwoord: Option<&Antwoord>, schrijver: &mut Schrijver<'_>) -> Option<Value> {
        let mut begrippen = Vec::new();
        if let Some(lijst) = &sectie.lijst {
            for item in &lijst.items {
                let Some(betekenis) = &item.betekenis else { continue };
                let term = schrijver.woorden(&item.naam, &item.plek);
                let volgorde = slug(&item.naam);
                begrippen.push(Begrip { volgorde, term, betekenis: schrijver.woorden(betekenis, &item.plek) });
            }
        }
        if let Some(Vorminhoud::Rijen(rijen)) = antwoord.map(|a| &a.inhoud) {
            begrippen.extend(rijen.iter().filter_map(|r| eigen(r, schrijver)));
        }
        begrippen.sort_by(|a, b| a.volgorde.cmp(&b.volgorde));
        (!begrippen.is_empty()).then(|| Value::from_serializable(&Zicht { begrippen }))
    }
}

fn eigen(rij: &Rij, schrijver: &mut Schrijver<'_>) -> Option<Begrip> {
    let Rij::Rij { velden, .. } = rij else { return None };
    let tekst = |index: usize| {
        let (_, gevuld) = velden.iter().find(|(i, _)| *i == index)?;
        let Inhoud::Tekst(markdown) = &gevuld.inhoud else { return None };
        Some(markdown)
    };
    let (term, betekenis) = (tekst(0)?, tekst(1)?);
    Some(Begrip {
        volgorde: slug(&term.platte_tekst()),
        term: schrijver.regel(term),
        betekenis: schrijver.regel(betekenis),
    })
}
