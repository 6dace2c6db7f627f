//! Whether the schools together meet the norm of the samenwerkingsverband.
//!
//! Silence is not "no": a school that does not speak of a thing neither meets a rule nor fails it.

use std::collections::BTreeSet;

use crate::model::catalogus::Catalogus;
use crate::model::norm::{NormCount, NormRule, NormTarget};
use crate::model::site::School;
use crate::model::value::{ItemKey, Stand};
use crate::soorten;
use crate::text::sentences;

use super::{Outcome, Regio, SchoolFacts};

/// Whether a school meets a rule, and if not, why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It has what the rule asks, where the rule asks it.
    Satisfies,
    /// It says that it does not have it.
    Absent,
    /// It has it, but at other places (ids of the list `plaatsen`).
    OtherPlaats(BTreeSet<String>),
    /// It has it at such a place for one of its uses (a row of several), and does not say so of the others: the
    /// places of single uses in words, "bij “Dagelijkse begeleiding” (op school)".
    PlaatsOfOneUse(Vec<String>),
    /// It has it and does not say where, while the rule asks for a place.
    PlaatsNotMentioned,
    /// It has the item, or something for a parents' question, and names a limit about it as well, so not for every child.
    WithGrens,
    /// It names it without saying that it is there.
    Mentioned,
    /// It does not speak of it.
    NotStated,
}

impl Verdict {
    /// Whether the school meets the rule; `None`: that cannot be said.
    pub fn satisfies(&self) -> Option<bool> {
        match self {
            Self::Satisfies => Some(true),
            Self::Absent | Self::OtherPlaats(_) => Some(false),
            Self::WithGrens
            | Self::PlaatsOfOneUse(_)
            | Self::PlaatsNotMentioned
            | Self::Mentioned
            | Self::NotStated => None,
        }
    }
}

/// Whether a rule is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NormResult {
    /// Enough schools meet it.
    Met,
    /// Too few schools meet it, even if all that are silent did.
    NotMet,
    /// It depends on schools that do not say.
    CannotSay,
}

/// A rule with the verdict on every school.
#[derive(Debug)]
pub struct NormOutcome<'a> {
    /// The rule.
    pub line: &'a NormRule,
    /// Every school with its verdict, in the order of the site.
    pub scholen: Vec<(&'a School, Verdict)>,
    /// Whether the rule is met.
    pub result: NormResult,
}

impl NormOutcome<'_> {
    /// Numbers of schools that meet the rule, that do not, and that do not say.
    pub fn counts(&self) -> (usize, usize, usize) {
        let count = |what| self.scholen.iter().filter(|(_, o)| o.satisfies() == what).count();
        (count(Some(true)), count(Some(false)), count(None))
    }
}

/// Judges all rules of the site, in their order.
pub fn verdict<'a>(regio: &Regio<'a>) -> Vec<NormOutcome<'a>> {
    regio.site.gegevens.norm.iter().map(|line| outcome(regio, line)).collect()
}

/// A school that does not meet, or does not say that it meets, rules that bind every school.
#[derive(Debug)]
pub struct Shortage<'o, 'a> {
    /// The school.
    pub school: &'a School,
    /// The rules that it does not meet.
    pub unmet: Vec<(&'a NormRule, &'o Verdict)>,
    /// The rules of which it does not say whether it meets them.
    pub unknown: Vec<(&'a NormRule, &'o Verdict)>,
}

/// What each school lacks and what it does not say, those that lack most first; schools that meet everything are left out.
pub fn shortages<'o, 'a>(regio: &Regio<'a>, outcomes: &'o [NormOutcome<'a>]) -> Vec<Shortage<'o, 'a>> {
    let mut out = Vec::new();
    for (number, feiten) in regio.scholen.iter().enumerate() {
        let mut shortage = Shortage { school: feiten.school, unmet: Vec::new(), unknown: Vec::new() };
        // A rule for some schools binds the region: no single school lacks anything by it.
        for outcome in outcomes.iter().filter(|outcome| outcome.line.scholen == NormCount::All) {
            let Some((_, verdict)) = outcome.scholen.get(number) else { continue };
            match verdict.satisfies() {
                Some(true) => {}
                Some(false) => shortage.unmet.push((outcome.line, verdict)),
                None => shortage.unknown.push((outcome.line, verdict)),
            }
        }
        if !shortage.unmet.is_empty() || !shortage.unknown.is_empty() {
            out.push(shortage);
        }
    }
    out.sort_by_cached_key(|t| (std::cmp::Reverse(t.unmet.len()), t.school.name.to_lowercase()));
    out
}

fn outcome<'a>(regio: &Regio<'a>, line: &'a NormRule) -> NormOutcome<'a> {
    let catalogus = &regio.site.catalogus;
    let items = match &line.what {
        NormTarget::Item(item) => vec![item.clone()],
        NormTarget::Hulpvraag(question) => regio.for_hulpvraag(question),
    };
    let limited = |school: &School| match &line.what {
        NormTarget::Hulpvraag(question) => regio.grenzen(school).for_hulpvraag(question).next().is_some(),
        NormTarget::Item(item) => regio.grenzen(school).for_item(item).next().is_some(),
    };
    let scholen: Vec<(&School, Verdict)> = regio
        .scholen
        .iter()
        .map(|feiten| (feiten.school, school(feiten, line, &items, catalogus, limited(feiten.school))))
        .collect();
    let count = |what| scholen.iter().filter(|(_, o)| o.satisfies() == what).count();
    let (present, unknown) = (count(Some(true)), count(None));
    let needed = match line.scholen {
        NormCount::All => scholen.len(),
        NormCount::AtLeast(n) => n,
    };
    let result = if scholen.is_empty() {
        NormResult::CannotSay
    } else if present >= needed {
        NormResult::Met
    } else if present + unknown < needed {
        NormResult::NotMet
    } else {
        NormResult::CannotSay
    };
    NormOutcome { line, scholen, result }
}

/// The verdict on a school. One thing that meets the rule is enough; a school fails it only when it rules out
/// everything that could meet it.
fn school(
    feiten: &SchoolFacts<'_>,
    line: &NormRule,
    items: &[ItemKey],
    catalogus: &Catalogus,
    limited: bool,
) -> Verdict {
    let says = |item: &ItemKey| match &line.what {
        NormTarget::Hulpvraag(question) => feiten.for_question(item, question, catalogus),
        NormTarget::Item(_) => feiten.outcome(item),
    };
    let mut judgements: Vec<Verdict> = items.iter().map(|item| from_cell(says(item), &line.waar, catalogus)).collect();
    if let NormTarget::Hulpvraag(question) = &line.what {
        judgements.extend(own(feiten, question, &line.waar, catalogus));
    }
    if limited {
        // Help that the school itself limits is not what a rule for all children asks.
        judgements.iter_mut().filter(|o| **o == Verdict::Satisfies).for_each(|o| *o = Verdict::WithGrens);
    }
    let find = |what: fn(&Verdict) -> bool| judgements.iter().find(|o| what(o)).cloned();
    find(|o| *o == Verdict::Satisfies)
        .or_else(|| find(|o| *o == Verdict::WithGrens))
        .or_else(|| find(|o| matches!(o, Verdict::PlaatsOfOneUse(_))))
        .or_else(|| find(|o| *o == Verdict::PlaatsNotMentioned))
        .or_else(|| find(|o| *o == Verdict::Mentioned))
        .or_else(|| find(|o| *o == Verdict::NotStated))
        .or_else(|| find(|o| matches!(o, Verdict::OtherPlaats(_))))
        .or_else(|| judgements.first().cloned())
        .unwrap_or(Verdict::NotStated)
}

/// How an outcome stands to a rule.
///
/// A rule is about the item, so it is met by what the outcome says about the item: where each of its uses is at a place
/// that is asked for, or where a place counts for the item as a whole. The place of one use is that of that use alone
/// (decision 010). If that would do, a school that has someone over for one meeting a year would meet "op school",
/// while the tables beside it give no letter for the same school. Nor does such a place fail a rule: of its other
/// uses the school did not say where they are. Only where all of them are elsewhere it is at other places.
fn from_cell(cell: Option<&Outcome<'_>>, requirement: &BTreeSet<String>, catalogus: &Catalogus) -> Verdict {
    let Some(cell) = cell else { return Verdict::NotStated };
    match cell.stand {
        Stand::NotStated => Verdict::NotStated,
        Stand::Mentioned => Verdict::Mentioned,
        Stand::No => Verdict::Absent,
        Stand::Yes => places_of(cell, requirement, catalogus),
    }
}

fn places_of(cell: &Outcome<'_>, requirement: &BTreeSet<String>, catalogus: &Catalogus) -> Verdict {
    let (whole, asked) = (cell.places(), |waar: &BTreeSet<String>| meets(waar, requirement, catalogus));
    if asked(&whole) || cell.feiten.iter().all(|one| asked(&one.waar)) {
        return Verdict::Satisfies;
    }
    if asked(&cell.waar) {
        let of_rows = cell.rows_by_place(catalogus).into_iter();
        let words = of_rows.map(|(place, rows)| format!("{rows} ({})", sentences::lower(&place.name)));
        return Verdict::PlaatsOfOneUse(words.collect());
    }
    let unsaid = whole.is_empty() && cell.feiten.iter().any(|one| one.waar.is_empty());
    if unsaid { Verdict::PlaatsNotMentioned } else { Verdict::OtherPlaats(cell.waar.clone()) }
}

fn at_plaats(waar: &BTreeSet<String>, requirement: &BTreeSet<String>, catalogus: &Catalogus) -> Verdict {
    if meets(waar, requirement, catalogus) {
        Verdict::Satisfies
    } else if waar.is_empty() {
        Verdict::PlaatsNotMentioned
    } else {
        Verdict::OtherPlaats(waar.clone())
    }
}

/// Whether one of some places is among those that a rule asks for, or below one; a rule may ask for none.
fn meets(waar: &BTreeSet<String>, requirement: &BTreeSet<String>, catalogus: &Catalogus) -> bool {
    requirement.is_empty() || waar.iter().any(|plaats| requirement.iter().any(|e| lies_in(plaats, e, catalogus)))
}

/// Whether a place is the other place or lies below it in the list: `swv` lies in `extern`.
fn lies_in(plaats: &str, other: &str, catalogus: &Catalogus) -> bool {
    let Some(lijst) = catalogus.plaatsen() else { return plaats == other };
    let mut here = lijst.by_id(plaats).map(|(_, item)| item);
    while let Some(item) = here {
        if item.id == other {
            return true;
        }
        here = item.ouder.and_then(|i| lijst.items.get(i));
    }
    plaats == other
}

/// The verdicts on what a school offers besides the lists for a parents' question.
fn own(
    feiten: &SchoolFacts<'_>,
    question: &str,
    requirement: &BTreeSet<String>,
    catalogus: &Catalogus,
) -> Vec<Verdict> {
    let aanbod = feiten.own_aanbod().filter(|aanbod| soorten::helps_with(aanbod.own, question));
    aanbod.map(|aanbod| at_plaats(&soorten::plaatsen_yes(&aanbod.own.waar), requirement, catalogus)).collect()
}
