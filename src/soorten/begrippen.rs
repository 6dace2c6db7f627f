//! `begrippen`: words with their meaning; with a list it fills itself from the list.

use serde::Serialize;
use tera::Value;

use crate::model::antwoord::{Antwoord, Rij, Vorminhoud};
use crate::model::formaat::Sectie;
use crate::model::waarde::Inhoud;
use crate::tekst::{Markdown, slug};

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
    /// What it means, if that was filled in.
    betekenis: Option<Value>,
}

impl Soortwerk for Begrippen {
    fn zicht(&self, sectie: &Sectie, antwoord: Option<&Antwoord>, schrijver: &mut Schrijver<'_>) -> Option<Value> {
        let mut begrippen = Vec::new();
        if let Some(lijst) = &sectie.lijst {
            for item in &lijst.items {
                let Some(betekenis) = &item.betekenis else { continue };
                let term = schrijver.woorden(&item.naam, &item.plek);
                let volgorde = slug(&item.naam);
                let betekenis = Some(schrijver.woorden(betekenis, &item.plek));
                begrippen.push(Begrip { volgorde, term, betekenis });
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
    let veld = |index: usize| {
        let (_, gevuld) = velden.iter().find(|(i, _)| *i == index)?;
        let Inhoud::Tekst(markdown) = &gevuld.inhoud else { return None };
        Some((markdown, gevuld.noot.as_ref()))
    };
    let term = veld(0)?;
    let volgorde = slug(&term.0.platte_tekst());
    let mut met_noot = |(tekst, noot): (&Markdown, Option<&Markdown>)| {
        let mut uit = schrijver.regel(tekst).as_str().unwrap_or_default().to_owned();
        if let Some(noot) = noot {
            let noot = schrijver.regel(noot);
            uit.push_str(&format!(
                "{}{}{}",
                schrijver.vast(" ("),
                noot.as_str().unwrap_or_default(),
                schrijver.vast(")")
            ));
        }
        Value::safe_string(&uit)
    };
    Some(Begrip { volgorde, term: met_noot(term), betekenis: veld(1).map(met_noot) })
}
