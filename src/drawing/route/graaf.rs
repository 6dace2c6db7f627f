//! From the answer to the graph that is drawn.

use std::collections::BTreeMap;

use crate::model::Spanned;
use crate::model::antwoord::{Graaf, Stap, StapSoort};
use crate::model::value::Reference;
use crate::text::{characters, sentences};

use super::schema::{NodeKind, RouteFase, RouteNode, RouteTak, Schema};

impl Schema {
    /// The graph of a route. A jump without a target is left out; a phase inside a phase or a branch is replaced by its
    /// steps.
    pub fn of(graaf: &Graaf) -> Self {
        let mut targets = BTreeMap::new();
        for stap in graaf.all() {
            if let (Some(id), Some(first)) = (&stap.id, first(std::slice::from_ref(stap))) {
                targets.entry(id.as_str()).or_insert(first);
            }
        }
        let mut fasen: Vec<RouteFase> = Vec::new();
        for stap in &graaf.stappen {
            if let StapSoort::Fase { band, stappen } = &stap.soort {
                fasen.push(RouteFase {
                    title: Some(characters::clean(&stap.title).into_owned()),
                    band: band.clone(),
                    stappen: nodes(stappen, &targets),
                });
            } else {
                let loose = nodes(std::slice::from_ref(stap), &targets);
                match fasen.last_mut() {
                    Some(fase) if fase.title.is_none() => fase.stappen.extend(loose),
                    _ => fasen.push(RouteFase { title: None, band: None, stappen: loose }),
                }
            }
        }
        Self { fasen }
    }
}

/// Number of the first step among elements.
fn first(stappen: &[Stap]) -> Option<usize> {
    stappen.iter().find_map(|s| match &s.soort {
        StapSoort::Fase { stappen, .. } => first(stappen),
        _ => Some(s.number),
    })
}

fn nodes(stappen: &[Stap], targets: &BTreeMap<&str, usize>) -> Vec<RouteNode> {
    let to = |word: Option<&Spanned>| word.and_then(|w| targets.get(w.text.as_str()).copied());
    let mut out = Vec::new();
    for stap in stappen {
        let (soort, more, takken) = match &stap.soort {
            StapSoort::Fase { stappen, .. } => {
                out.extend(nodes(stappen, targets));
                continue;
            }
            StapSoort::Stap => (NodeKind::Stap, false, Vec::new()),
            StapSoort::End => (NodeKind::End, false, Vec::new()),
            StapSoort::Keuze { more, takken } => {
                let tak = |tak: &crate::model::antwoord::Tak| RouteTak {
                    when: characters::clean(&tak.when).into_owned(),
                    stappen: nodes(&tak.stappen, targets),
                    to: to(tak.to.as_ref()),
                };
                (NodeKind::Keuze, *more, takken.iter().map(tak).collect())
            }
        };
        out.push(RouteNode {
            number: stap.number,
            soort,
            title: characters::clean(&stap.title).into_owned(),
            who: names(&stap.who),
            more,
            takken,
            to: to(stap.to.as_ref()),
        });
    }
    out
}

/// "Mentor, leerlingbegeleider en COPA", without remarks.
fn names(who: &[Reference]) -> String {
    let name = |(i, v): (usize, &Reference)| {
        let name = characters::clean(&v.name);
        if i == 0 { sentences::capitalize(&name) } else { sentences::lower(&name) }
    };
    sentences::join_and(&who.iter().enumerate().map(name).collect::<Vec<_>>())
}
