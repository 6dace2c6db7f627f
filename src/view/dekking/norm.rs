//! The norm, rule by rule, and what each school lacks by it.

use serde::Serialize;

use crate::model::catalogus::Catalogus;
use crate::model::norm::{NormCount, NormRule, NormTarget};
use crate::model::value::ItemKey;
use crate::pages::Page;
use crate::regio::HULPVRAGEN;
use crate::regio::norm::{NormOutcome, NormResult, Shortage, Verdict};
use crate::text::sentences;
use crate::view::reading::{self, count};

use super::names::join_short;

/// A rule of the norm, with its outcome.
#[derive(Debug, Serialize)]
pub struct NormView {
    /// What must be there.
    pub what: String,
    /// How it must be there: "elke school, op school".
    pub requirement: String,
    /// Why.
    pub toelichting: Option<String>,
    /// `met`, `lacking` or `unknown`.
    pub soort: &'static str,
    /// The outcome in words.
    pub result: &'static str,
    /// How many schools meet it.
    pub present: usize,
    /// How many schools do not meet it.
    pub unmet: usize,
    /// How many schools do not say whether they do, those included that only name it.
    pub unknown: usize,
    /// Names of the schools that name it without saying that it is there, as a sentence part.
    pub scholen_mentioned: String,
    /// Names of the schools that meet it, as a sentence part.
    pub scholen_yes: String,
    /// Names of the schools that do not.
    pub scholen_no: String,
    /// Names of the schools that do not say.
    pub scholen_unknown: String,
}

/// What a school lacks according to the norm.
#[derive(Debug, Serialize)]
pub struct ShortageView {
    /// Its page, from the root.
    pub address: String,
    /// Its name.
    pub name: String,
    /// What it does not meet, with the reason.
    pub unmet: Vec<String>,
    /// What it does not say.
    pub unknown: Vec<String>,
}

/// What is shown of a rule.
pub(super) fn norm_view(outcome: &NormOutcome<'_>, catalogus: &Catalogus) -> NormView {
    let (present, unmet, unknown) = outcome.counts();
    let names = |what: Option<bool>| {
        let from = outcome.scholen.iter().filter(|(_, o)| o.satisfies() == what);
        join_short(&from.map(|(s, _)| s.name.as_str()).collect::<Vec<_>>())
    };
    let (soort, result) = match outcome.result {
        NormResult::Met => ("met", "Gehaald"),
        NormResult::NotMet => ("lacking", "Niet gehaald"),
        NormResult::CannotSay => ("unknown", "Niet te zeggen"),
    };
    NormView {
        what: what(outcome.line, catalogus),
        requirement: requirement(outcome.line, catalogus),
        toelichting: outcome.line.toelichting.as_deref().map(sentences::with_full_stop),
        soort,
        result,
        present,
        unmet,
        unknown,
        scholen_mentioned: {
            let named = outcome.scholen.iter().filter(|(_, o)| *o == Verdict::Mentioned);
            join_short(&named.map(|(s, _)| s.name.as_str()).collect::<Vec<_>>())
        },
        scholen_yes: names(Some(true)),
        scholen_no: names(Some(false)),
        scholen_unknown: names(None),
    }
}

/// What a rule asks for, as a name.
fn what(rule: &NormRule, catalogus: &Catalogus) -> String {
    match &rule.what {
        NormTarget::Item(item) => catalogus.name_for_parents(item),
        NormTarget::Hulpvraag(id) => {
            let question = ItemKey { lijst: HULPVRAGEN.to_owned(), item: id.clone() };
            format!("Hulp bij: {}", reading::with_lower_initial(catalogus.name(&question)))
        }
    }
}

/// How a rule asks for it.
fn requirement(rule: &NormRule, catalogus: &Catalogus) -> String {
    let scholen = match rule.scholen {
        NormCount::All => "elke school".to_owned(),
        NormCount::AtLeast(n) => format!("ten minste {}", count(n, "school", "scholen")),
    };
    if rule.waar.is_empty() {
        return scholen;
    }
    let lijst = catalogus.plaatsen();
    let names = lijst.map(|l| l.items.iter().filter(|i| rule.waar.contains(&i.id)).collect::<Vec<_>>());
    let names: Vec<String> = names.unwrap_or_default().iter().map(|i| reading::with_lower_initial(&i.name)).collect();
    // "Op school, via het bestuur of via anderen".
    let places = match names.split_last() {
        Some((last, first)) if !first.is_empty() => format!("{} of {last}", first.join(", ")),
        _ => names.concat(),
    };
    format!("{scholen}, {places}")
}

/// What is shown of a school that does not meet the norm.
pub(super) fn shortage_view(shortage: &Shortage<'_, '_>, catalogus: &Catalogus) -> ShortageView {
    let words = |rules: &[(&NormRule, &Verdict)]| {
        rules.iter().map(|(rule, verdict)| reason(rule, verdict, catalogus)).collect()
    };
    ShortageView {
        address: Page::School(&shortage.school.slug).address().from_root(),
        name: shortage.school.name.clone(),
        unmet: words(&shortage.unmet),
        unknown: words(&shortage.unknown),
    }
}

/// What a rule asks for, with why a school does not meet it, or what it does not say.
fn reason(rule: &NormRule, verdict: &Verdict, catalogus: &Catalogus) -> String {
    let name = what(rule, catalogus);
    match verdict {
        Verdict::Absent => format!("{name}: is er niet"),
        Verdict::OtherPlaats(waar) => format!("{name}: alleen {}", reading::plaatsen(waar, catalogus)),
        Verdict::PlaatsOfOneUse(uses) => format!("{name}: de plaats, behalve {}", sentences::join_and(uses)),
        Verdict::PlaatsNotMentioned => format!("{name}: de plaats"),
        Verdict::WithGrens if matches!(rule.what, NormTarget::Item(_)) => {
            format!("{name}: is er, en de school noemt ook een grens")
        }
        Verdict::WithGrens => format!("{name}: er is hulp, en ook een grens"),
        Verdict::Mentioned => format!("{name}: wordt genoemd, maar niet of het er is"),
        Verdict::NotStated | Verdict::Satisfies => name,
    }
}
