//! From the answer to the plain graph.

use std::collections::BTreeMap;

use crate::model::antwoord::{Graaf, Stap, StapSoort};
use crate::model::lezer::Woord;
use crate::model::waarde::Verwijzing;
use crate::tekst::{tekens, zinnen};

use super::schema::{Fase, Knoop, KnoopSoort, Schema, Tak};

impl Schema {
    /// The graph of a route. A jump to nothing is left out; a phase inside a phase or a branch counts
    /// as its steps.
    pub fn van(graaf: &Graaf) -> Self {
        let mut doelen = BTreeMap::new();
        for stap in graaf.alle() {
            if let (Some(id), Some(eerste)) = (&stap.id, eerste(std::slice::from_ref(stap))) {
                doelen.entry(id.as_str()).or_insert(eerste);
            }
        }
        let mut fasen: Vec<Fase> = Vec::new();
        for stap in &graaf.stappen {
            if let StapSoort::Fase { band, stappen } = &stap.soort {
                fasen.push(Fase {
                    titel: Some(tekens::schoon(&stap.titel).into_owned()),
                    band: band.clone(),
                    stappen: knopen(stappen, &doelen),
                });
            } else {
                let los = knopen(std::slice::from_ref(stap), &doelen);
                match fasen.last_mut() {
                    Some(fase) if fase.titel.is_none() => fase.stappen.extend(los),
                    _ => fasen.push(Fase { titel: None, band: None, stappen: los }),
                }
            }
        }
        Self { fasen }
    }
}

/// Number of the first step among elements.
fn eerste(stappen: &[Stap]) -> Option<usize> {
    stappen.iter().find_map(|s| match &s.soort {
        StapSoort::Fase { stappen, .. } => eerste(stappen),
        _ => Some(s.nummer),
    })
}

fn knopen(stappen: &[Stap], doelen: &BTreeMap<&str, usize>) -> Vec<Knoop> {
    let naar = |woord: Option<&Woord>| woord.and_then(|w| doelen.get(w.tekst.as_str()).copied());
    let mut uit = Vec::new();
    for stap in stappen {
        let (soort, meer, takken) = match &stap.soort {
            StapSoort::Fase { stappen, .. } => {
                uit.extend(knopen(stappen, doelen));
                continue;
            }
            StapSoort::Stap => (KnoopSoort::Stap, false, Vec::new()),
            StapSoort::Einde => (KnoopSoort::Einde, false, Vec::new()),
            StapSoort::Keuze { meer, takken } => {
                let tak = |tak: &crate::model::antwoord::Tak| Tak {
                    als: tekens::schoon(&tak.als).into_owned(),
                    stappen: knopen(&tak.stappen, doelen),
                    naar: naar(tak.naar.as_ref()),
                };
                (KnoopSoort::Keuze, *meer, takken.iter().map(tak).collect())
            }
        };
        uit.push(Knoop {
            nummer: stap.nummer,
            soort,
            titel: tekens::schoon(&stap.titel).into_owned(),
            wie: namen(&stap.wie),
            meer,
            takken,
            naar: naar(stap.naar.as_ref()),
        });
    }
    uit
}

/// "Mentor, leerlingbegeleider en COPA", without remarks.
fn namen(wie: &[Verwijzing]) -> String {
    let naam = |(i, v): (usize, &Verwijzing)| {
        let naam = tekens::schoon(&v.naam);
        if i == 0 { zinnen::hoofdletter(&naam) } else { zinnen::klein(&naam) }
    };
    zinnen::opsomming(&wie.iter().enumerate().map(naam).collect::<Vec<_>>())
}
