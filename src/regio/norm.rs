//! Whether the schools together meet the norm of the samenwerkingsverband.
//!
//! Silence is not "no": a school that does not speak of a thing neither meets a rule nor fails it.

use std::collections::BTreeSet;

use crate::model::catalogus::Catalogus;
use crate::model::norm::{NormAantal, NormDoel, NormRegel};
use crate::model::site::School;
use crate::model::waarde::{ItemSleutel, Stand};
use crate::soorten;

use super::{Outcome, Regio, SchoolFacts};

/// How a school stands to a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Oordeel {
    /// It has what the rule asks, where the rule asks it.
    Voldoet,
    /// It says that it does not have it.
    Niet,
    /// It has it, but at other places (ids of the list `plaatsen`).
    AnderePlaats(BTreeSet<String>),
    /// It has it and does not say where, while the rule asks for a place.
    PlaatsNietVermeld,
    /// It has something for a parents' question, and a limit as well: not for every child.
    MetGrens,
    /// It names it without saying that it is there.
    Genoemd,
    /// It does not speak of it.
    NietVermeld,
}

impl Oordeel {
    /// Whether the school meets the rule; `None`: that cannot be said.
    pub fn voldoet(&self) -> Option<bool> {
        match self {
            Self::Voldoet => Some(true),
            Self::Niet | Self::AnderePlaats(_) => Some(false),
            Self::MetGrens | Self::PlaatsNietVermeld | Self::Genoemd | Self::NietVermeld => None,
        }
    }
}

/// Whether a rule is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Uitslag {
    /// Enough schools meet it.
    Gehaald,
    /// Too few schools meet it, also if all that are silent would.
    NietGehaald,
    /// It depends on schools that do not say.
    NietTeZeggen,
}

/// A rule with how every school stands to it.
#[derive(Debug)]
pub struct NormUitkomst<'a> {
    /// The rule.
    pub regel: &'a NormRegel,
    /// Every school with how it stands to the rule, in the order of the site.
    pub scholen: Vec<(&'a School, Oordeel)>,
    /// Whether the rule is met.
    pub uitslag: Uitslag,
}

impl NormUitkomst<'_> {
    /// Numbers of schools that meet the rule, that do not, and that do not say.
    pub fn aantallen(&self) -> (usize, usize, usize) {
        let tel = |wat| self.scholen.iter().filter(|(_, o)| o.voldoet() == wat).count();
        (tel(Some(true)), tel(Some(false)), tel(None))
    }
}

/// Judges all rules of the site, in their order.
pub fn oordeel<'a>(regio: &Regio<'a>) -> Vec<NormUitkomst<'a>> {
    regio.site.gegevens.norm.iter().map(|regel| uitkomst(regio, regel)).collect()
}

fn uitkomst<'a>(regio: &Regio<'a>, regel: &'a NormRegel) -> NormUitkomst<'a> {
    let catalogus = &regio.site.catalogus;
    let items = match &regel.wat {
        NormDoel::Item(item) => vec![item.clone()],
        NormDoel::Hulpvraag(vraag) => regio.bij_hulpvraag(vraag),
    };
    let limited = |school: &School| match &regel.wat {
        NormDoel::Hulpvraag(vraag) => regio.grenzen(school).for_hulpvraag(vraag).next().is_some(),
        NormDoel::Item(_) => false,
    };
    let scholen: Vec<(&School, Oordeel)> = regio
        .scholen
        .iter()
        .map(|feiten| (feiten.school, school(feiten, regel, &items, catalogus, limited(feiten.school))))
        .collect();
    let tel = |wat| scholen.iter().filter(|(_, o)| o.voldoet() == wat).count();
    let (wel, onbekend) = (tel(Some(true)), tel(None));
    let nodig = match regel.scholen {
        NormAantal::Alle => scholen.len(),
        NormAantal::Minstens(n) => n,
    };
    let uitslag = if scholen.is_empty() {
        Uitslag::NietTeZeggen
    } else if wel >= nodig {
        Uitslag::Gehaald
    } else if wel + onbekend < nodig {
        Uitslag::NietGehaald
    } else {
        Uitslag::NietTeZeggen
    };
    NormUitkomst { regel, scholen, uitslag }
}

/// One thing that meets the rule is enough. A school fails only when it says so of everything that
/// could meet it.
fn school(
    feiten: &SchoolFacts<'_>,
    regel: &NormRegel,
    items: &[ItemSleutel],
    catalogus: &Catalogus,
    limited: bool,
) -> Oordeel {
    let mut oordelen: Vec<Oordeel> =
        items.iter().map(|item| van_cel(feiten.outcome(item), &regel.waar, catalogus)).collect();
    if let NormDoel::Hulpvraag(vraag) = &regel.wat {
        oordelen.extend(eigen(feiten, vraag, &regel.waar, catalogus));
    }
    if limited {
        // Help that the school itself limits is not what a rule for all children asks.
        oordelen.iter_mut().filter(|o| **o == Oordeel::Voldoet).for_each(|o| *o = Oordeel::MetGrens);
    }
    let zoek = |wat: fn(&Oordeel) -> bool| oordelen.iter().find(|o| wat(o)).cloned();
    zoek(|o| *o == Oordeel::Voldoet)
        .or_else(|| zoek(|o| *o == Oordeel::MetGrens))
        .or_else(|| zoek(|o| *o == Oordeel::PlaatsNietVermeld))
        .or_else(|| zoek(|o| *o == Oordeel::Genoemd))
        .or_else(|| zoek(|o| *o == Oordeel::NietVermeld))
        .or_else(|| zoek(|o| matches!(o, Oordeel::AnderePlaats(_))))
        .or_else(|| oordelen.first().cloned())
        .unwrap_or(Oordeel::NietVermeld)
}

fn van_cel(cel: Option<&Outcome<'_>>, eis: &BTreeSet<String>, catalogus: &Catalogus) -> Oordeel {
    match cel.map(|cel| (cel.stand, &cel.waar)) {
        None | Some((Stand::NietVermeld, _)) => Oordeel::NietVermeld,
        Some((Stand::Genoemd, _)) => Oordeel::Genoemd,
        Some((Stand::Nee, _)) => Oordeel::Niet,
        Some((Stand::Ja, waar)) => op_plaats(waar, eis, catalogus),
    }
}

fn op_plaats(waar: &BTreeSet<String>, eis: &BTreeSet<String>, catalogus: &Catalogus) -> Oordeel {
    if eis.is_empty() || waar.iter().any(|plaats| eis.iter().any(|e| ligt_in(plaats, e, catalogus))) {
        Oordeel::Voldoet
    } else if waar.is_empty() {
        Oordeel::PlaatsNietVermeld
    } else {
        Oordeel::AnderePlaats(waar.clone())
    }
}

/// Whether a place is another place or lies below it: `swv` lies in `extern`.
fn ligt_in(plaats: &str, ander: &str, catalogus: &Catalogus) -> bool {
    let Some(lijst) = catalogus.plaatsen() else { return plaats == ander };
    let mut hier = lijst.op_id(plaats).map(|(_, item)| item);
    while let Some(item) = hier {
        if item.id == ander {
            return true;
        }
        hier = item.ouder.and_then(|i| lijst.items.get(i));
    }
    plaats == ander
}

/// Own offers that answer a parents' question.
fn eigen(feiten: &SchoolFacts<'_>, vraag: &str, eis: &BTreeSet<String>, catalogus: &Catalogus) -> Vec<Oordeel> {
    let aanbod = feiten.eigen_aanbod().filter(|aanbod| soorten::helpt_bij(aanbod.eigen, vraag));
    aanbod.map(|aanbod| op_plaats(&soorten::plaatsen_ja(&aanbod.eigen.waar), eis, catalogus)).collect()
}
