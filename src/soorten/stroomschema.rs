//! `stroomschema`: the support route as phases, steps, choices and endings.

use std::collections::BTreeSet;

use serde::Serialize;
use tera::Value;

use crate::beeld::route::Schema;
use crate::melding::{Code, Melding, Meldingen};
use crate::model::antwoord::{Antwoord, Graaf, Stap, StapSoort, Tak, Vorminhoud};
use crate::model::formaat::Sectie;
use crate::model::lezer::{Woord, bedoelde};

use super::stroombeeld::{self, BeeldZicht};
use super::velden::{self, VeldZicht};
use super::{Schrijver, Soortwerk};

pub(super) struct Stroomschema;

#[derive(Serialize)]
struct Zicht {
    fasen: Vec<FaseZicht>,
    /// Number of steps, choices and endings.
    aantal: usize,
    /// The picture.
    beeld: Option<BeeldZicht>,
}

#[derive(Serialize)]
struct FaseZicht {
    /// Absent for steps that stand in no phase.
    titel: Option<Value>,
    band: Option<String>,
    /// What is said of the phase as of a step; absent for steps that stand in no phase.
    zelf: Option<StapZicht>,
    stappen: Vec<StapZicht>,
}

#[derive(Serialize)]
struct StapZicht {
    nummer: usize,
    /// `stap`, `keuze`, `einde` or `fase`.
    soort: &'static str,
    titel: Value,
    wie: Option<Value>,
    voorwaarde: Option<Value>,
    hoeveel: Option<Value>,
    noot: Option<Value>,
    overleg: Option<Value>,
    is: Option<Value>,
    tekst: Option<Value>,
    velden: Vec<VeldZicht>,
    /// Whether several branches may apply at once.
    meer: bool,
    takken: Vec<TakZicht>,
    naar: Option<Naar>,
}

#[derive(Serialize)]
struct TakZicht {
    als: Value,
    is: Option<Value>,
    noot: Option<Value>,
    stappen: Vec<StapZicht>,
    /// Where it jumps to.
    naar: Option<Naar>,
    /// Where it goes on by itself.
    daarna: Option<Naar>,
}

#[derive(Serialize, Clone)]
struct Naar {
    nummer: usize,
    titel: String,
}

impl Soortwerk for Stroomschema {
    fn zicht(&self, sectie: &Sectie, antwoord: Option<&Antwoord>, schrijver: &mut Schrijver<'_>) -> Option<Value> {
        let Vorminhoud::Graaf(graaf) = &antwoord?.inhoud else { return None };
        let mut maker = Maker { sectie, graaf, schrijver };
        let mut fasen: Vec<FaseZicht> = Vec::new();
        for (i, stap) in graaf.stappen.iter().enumerate() {
            let na = eerste(&graaf.stappen[i + 1..]);
            if let StapSoort::Fase { band, stappen } = &stap.soort {
                fasen.push(FaseZicht {
                    titel: Some(maker.schrijver.woorden(&stap.titel, &stap.plek)),
                    band: band.clone(),
                    zelf: Some(maker.stap("fase", stap, false, Vec::new())),
                    stappen: maker.stappen(stappen, na),
                });
            } else {
                // Steps outside phases stay together.
                let mut los = maker.stappen(std::slice::from_ref(stap), na);
                match fasen.last_mut() {
                    Some(fase) if fase.titel.is_none() => fase.stappen.append(&mut los),
                    _ => fasen.push(FaseZicht { titel: None, band: None, zelf: None, stappen: los }),
                }
            }
        }
        let aantal = graaf.alle().iter().filter(|s| s.nummer > 0).count();
        let beeld = stroombeeld::beeld(graaf, schrijver);
        Some(Value::from_serializable(&Zicht { fasen, aantal, beeld }))
    }

    fn controleer(&self, _sectie: &Sectie, antwoord: &Antwoord, meldingen: &mut Meldingen) {
        let Vorminhoud::Graaf(graaf) = &antwoord.inhoud else { return };
        let doelen_goed = controleer_doelen(graaf, meldingen);
        if doelen_goed && controleer_bereik(graaf, meldingen) {
            controleer_uitweg(graaf, meldingen);
        }
    }
}

struct Maker<'a, 'b, 'c> {
    sectie: &'a Sectie,
    graaf: &'a Graaf,
    schrijver: &'b mut Schrijver<'c>,
}

impl Maker<'_, '_, '_> {
    /// Views of steps; `na` is the step that follows the last of them.
    fn stappen(&mut self, stappen: &[Stap], na: Option<&Stap>) -> Vec<StapZicht> {
        let mut uit = Vec::new();
        for (i, stap) in stappen.iter().enumerate() {
            let volgende = eerste(&stappen[i + 1..]).or(na);
            match &stap.soort {
                // A phase inside a phase is an error; its steps are what is left of it.
                StapSoort::Fase { stappen, .. } => uit.extend(self.stappen(stappen, volgende)),
                StapSoort::Stap => uit.push(self.stap("stap", stap, false, Vec::new())),
                StapSoort::Einde => uit.push(self.stap("einde", stap, false, Vec::new())),
                StapSoort::Keuze { meer, takken } => {
                    let takken = takken.iter().map(|t| self.tak(t, volgende)).collect();
                    uit.push(self.stap("keuze", stap, *meer, takken));
                }
            }
        }
        uit
    }

    fn stap(&mut self, soort: &'static str, stap: &Stap, meer: bool, takken: Vec<TakZicht>) -> StapZicht {
        let naar = stap.naar.as_ref().and_then(|w| self.naar(w));
        let sectie = self.sectie;
        let schrijver = &mut *self.schrijver;
        StapZicht {
            nummer: stap.nummer,
            soort,
            titel: schrijver.woorden(&stap.titel, &stap.plek),
            wie: (!stap.wie.is_empty()).then(|| schrijver.namen(&stap.wie)),
            voorwaarde: stap.voorwaarde.as_ref().map(|v| schrijver.regel(v)),
            hoeveel: stap.hoeveel.as_ref().map(|h| schrijver.woorden(&h.tekst, &stap.plek)),
            noot: stap.noot.as_ref().map(|n| schrijver.regel(n)),
            overleg: (!stap.overleg.is_empty()).then(|| schrijver.namen(&stap.overleg)),
            is: (!stap.is.is_empty()).then(|| schrijver.namen(&stap.is)),
            tekst: stap.tekst.as_ref().map(|t| schrijver.in_sectie(t)),
            velden: velden::filled(sectie, &stap.velden, schrijver),
            meer,
            takken,
            naar,
        }
    }

    fn tak(&mut self, tak: &Tak, na: Option<&Stap>) -> TakZicht {
        let door = tak.naar.is_none() && loopt_door(&tak.stappen);
        TakZicht {
            als: self.schrijver.woorden(&tak.als, &tak.plek),
            is: (!tak.is.is_empty()).then(|| self.schrijver.namen(&tak.is)),
            noot: tak.noot.as_ref().map(|n| self.schrijver.regel(n)),
            stappen: self.stappen(&tak.stappen, na),
            naar: tak.naar.as_ref().and_then(|w| self.naar(w)),
            daarna: na.filter(|_| door).map(|s| Naar { nummer: s.nummer, titel: s.titel.clone() }),
        }
    }

    /// A jump to a phase leads to its first step.
    fn naar(&self, woord: &Woord) -> Option<Naar> {
        let doel = self.graaf.op_id(&woord.tekst)?;
        let stap = eerste(std::slice::from_ref(doel))?;
        Some(Naar { nummer: stap.nummer, titel: stap.titel.clone() })
    }
}

/// The first step, choice or ending among elements.
fn eerste(stappen: &[Stap]) -> Option<&Stap> {
    stappen.iter().find_map(|s| match &s.soort {
        StapSoort::Fase { stappen, .. } => eerste(stappen),
        _ => Some(s),
    })
}

/// Whether the flow comes out at the end of these elements.
fn loopt_door(stappen: &[Stap]) -> bool {
    stappen.last().is_none_or(|stap| match &stap.soort {
        StapSoort::Fase { stappen, .. } => loopt_door(stappen),
        StapSoort::Stap => stap.naar.is_none(),
        StapSoort::Einde => false,
        StapSoort::Keuze { takken, .. } => {
            takken.is_empty() || takken.iter().any(|t| t.naar.is_none() && loopt_door(&t.stappen))
        }
    })
}

/// Every `naar`, those of branches too.
fn doelen(graaf: &Graaf) -> Vec<&Woord> {
    graaf
        .alle()
        .into_iter()
        .flat_map(|stap| {
            let takken: &[Tak] = match &stap.soort {
                StapSoort::Keuze { takken, .. } => takken,
                _ => &[],
            };
            stap.naar.iter().chain(takken.iter().filter_map(|t| t.naar.as_ref()))
        })
        .collect()
}

fn controleer_doelen(graaf: &Graaf, meldingen: &mut Meldingen) -> bool {
    let alle = graaf.alle();
    let ids: Vec<&str> = alle.iter().filter_map(|s| s.id.as_deref()).collect();
    let mut goed = true;
    for woord in doelen(graaf) {
        if !ids.contains(&woord.tekst.as_str()) {
            goed = false;
            meldingen.meld(
                Melding::op(Code::StapZonderDoel, &woord.plek, format!("geen stap heeft het id `{}`", woord.tekst))
                    .hint(if ids.is_empty() {
                        format!("geef de stap waar dit heen gaat een regel `id: {}`", woord.tekst)
                    } else {
                        bedoelde(&woord.tekst, ids.iter().copied())
                    }),
            );
        }
    }
    goed
}

/// Follows the flow from the first step until nothing new is reached; reports the first step of
/// every stretch that stays unreached, and says whether there is none.
fn controleer_bereik(graaf: &Graaf, meldingen: &mut Meldingen) -> bool {
    let mut geraakt: BTreeSet<&str> = BTreeSet::new();
    loop {
        let eerder = geraakt.len();
        let mut onbereikt = Vec::new();
        volg(&graaf.stappen, true, &mut geraakt, &mut onbereikt);
        if geraakt.len() == eerder {
            let goed = onbereikt.is_empty();
            for stap in onbereikt {
                meldingen.meld(
                    Melding::op(
                        Code::StapOnbereikbaar,
                        &stap.plek,
                        format!("stap `{}` wordt nooit bereikt", stap.titel),
                    )
                    .hint("alles ervoor eindigt of springt weg; laat een tak doorlopen, of spring hierheen met `naar`"),
                );
            }
            return goed;
        }
    }
}

/// Reports the first step from which the route goes round for ever.
fn controleer_uitweg(graaf: &Graaf, meldingen: &mut Meldingen) {
    let zonder = Schema::van(graaf).zonder_uitweg();
    let eerste = zonder.first().and_then(|nummer| graaf.alle().into_iter().find(|s| s.nummer == *nummer));
    if let Some(stap) = eerste {
        let bericht = format!("na stap `{}` komt de route nooit bij een einde", stap.titel);
        meldingen.meld(
            Melding::op(Code::RouteZonderUitweg, &stap.plek, bericht)
                .hint("maak van een stap een keuze met een tak die doorloopt of eindigt met `einde`"),
        );
    }
}

/// Walks elements in order; returns whether the flow comes out at the end.
fn volg<'a>(
    stappen: &'a [Stap],
    mut stroom: bool,
    geraakt: &mut BTreeSet<&'a str>,
    onbereikt: &mut Vec<&'a Stap>,
) -> bool {
    let mut gemeld = false;
    for stap in stappen {
        let hier = stroom || stap.id.as_deref().is_some_and(|id| geraakt.contains(id));
        // Inside a phase something may be jumped to, so the phase itself is never reported.
        if !hier && !matches!(stap.soort, StapSoort::Fase { .. }) {
            if !gemeld {
                onbereikt.push(stap);
                gemeld = true;
            }
            // What is inside an unreached choice is not reported again, but may be jumped to.
            let mut stil = Vec::new();
            if let StapSoort::Keuze { takken, .. } = &stap.soort {
                for tak in takken {
                    let uit = volg(&tak.stappen, false, geraakt, &mut stil);
                    stroom |= vervolg(uit, tak.naar.as_ref(), geraakt);
                }
            }
            continue;
        }
        gemeld = false;
        stroom = match &stap.soort {
            StapSoort::Fase { stappen, .. } => volg(stappen, hier, geraakt, onbereikt),
            StapSoort::Stap => vervolg(true, stap.naar.as_ref(), geraakt),
            StapSoort::Einde => false,
            StapSoort::Keuze { takken, .. } => {
                let mut door = takken.is_empty();
                for tak in takken {
                    let uit = volg(&tak.stappen, true, geraakt, onbereikt);
                    door |= vervolg(uit, tak.naar.as_ref(), geraakt);
                }
                door
            }
        };
    }
    stroom
}

/// A flow that jumps reaches its target and does not go on.
fn vervolg<'a>(stroom: bool, naar: Option<&'a Woord>, geraakt: &mut BTreeSet<&'a str>) -> bool {
    match naar {
        Some(woord) if stroom => {
            geraakt.insert(&woord.tekst);
            false
        }
        Some(_) => false,
        None => stroom,
    }
}
