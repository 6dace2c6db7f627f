//! `begrippen`: words with their meaning; with a list it fills itself from the list.

use serde::Serialize;
use tera::Value;

use crate::model::antwoord::{Antwoord, Rij, Vorminhoud};
use crate::model::formaat::Sectie;
use crate::model::waarde::Inhoud;

use super::{Schrijver, Soortwerk};

pub(super) struct Begrippen;

#[derive(Serialize)]
struct Zicht {
    begrippen: Vec<Begrip>,
}

#[derive(Serialize)]
struct Begrip {
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
                begrippen.push(Begrip { term, betekenis: schrijver.woorden(betekenis, &item.plek) });
            }
        }
        if let Some(Vorminhoud::Rijen(rijen)) = antwoord.map(|a| &a.inhoud) {
            begrippen.extend(rijen.iter().filter_map(|r| eigen(r, schrijver)));
        }
        begrippen.sort_by_cached_key(|b| b.term.as_str().unwrap_or_default().to_lowercase());
        (!begrippen.is_empty()).then(|| Value::from_serializable(&Zicht { begrippen }))
    }
}

fn eigen(rij: &Rij, schrijver: &mut Schrijver<'_>) -> Option<Begrip> {
    let Rij::Rij { velden, .. } = rij else { return None };
    let mut tekst = |index: usize| {
        let (_, gevuld) = velden.iter().find(|(i, _)| *i == index)?;
        let Inhoud::Tekst(markdown) = &gevuld.inhoud else { return None };
        Some(schrijver.regel(markdown))
    };
    Some(Begrip { term: tekst(0)?, betekenis: tekst(1)? })
}
