//! Coverage: what the schools together offer, held against the norm of the samenwerkingsverband; gaps
//! ("witte vlekken"); and profiles that are out of date. The page and the PDF for the board show the same.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Serialize;

use crate::model::catalogus::Catalogus;
use crate::model::date::{PartialDate, Schooljaar};
use crate::model::norm::{NormCount, NormRule, NormTarget};
use crate::model::site::{Document, School};
use crate::model::value::{ItemKey, Stand};
use crate::pages::Page;
use crate::regio::norm::{self, NormOutcome, NormResult, Verdict};
use crate::regio::{HULPVRAGEN, Regio};
use crate::text::sentences;

use super::names::{self, RegioNames, join_short};
use super::reading::{self, count};

/// Everything that the coverage page and its PDF say.
#[derive(Debug, Serialize)]
pub struct Dekking {
    /// The reference date.
    #[serde(skip)]
    pub day: Date,
    /// The reference date, in words.
    pub stand: String,
    /// The school year it falls in.
    pub schooljaar: String,
    /// The summary: sentences, each with what it is about.
    pub sentences: Vec<(&'static str, String)>,
    /// The norm, rule by rule.
    pub norm: Vec<NormView>,
    /// Schools that lack something, or do not say something.
    pub shortages: Vec<Shortage>,
    /// The profiles of all schools; those that need work first.
    pub profielen: Vec<ProfielView>,
    /// Numbers of schools with a profile for this school year, with an older one, and without one.
    pub profiel_counts: (usize, usize, usize),
    /// Towns, for the columns of the gaps.
    pub plaatsen: Vec<String>,
    /// Names of schools of which no town is known, as a sentence part.
    pub without_plaats: String,
    /// Gaps, per list.
    pub gaps: Vec<GapList>,
    /// Per town, what no school there has and some school elsewhere in the region has or names.
    pub per_plaats: Vec<PlaatsGap>,
    /// Names that are in no list.
    pub names: RegioNames,
}

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
    pub not_: usize,
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
pub struct Shortage {
    /// Its page, from the root.
    pub address: String,
    /// Its name.
    pub name: String,
    /// What it does not meet, with the reason.
    pub not_: Vec<String>,
    /// What it does not say.
    pub unknown: Vec<String>,
}

/// The profile of a school.
#[derive(Debug, Serialize)]
pub struct ProfielView {
    /// Page of the school, from the root.
    pub address: String,
    /// Its name.
    pub name: String,
    /// Page of the profile, from the root; empty when there is none.
    pub page: String,
    /// School year or period of the profile.
    pub period_label: Option<String>,
    /// When its facts were checked.
    pub stand: Option<String>,
    /// What is to be done, as sentences; empty when all is well.
    pub remarks: Vec<String>,
    /// How bad: 0 all is well, 1 something to check, 2 none for this school year, 3 none at all.
    pub severity: u8,
}

/// The items of one list, with how many schools have each.
#[derive(Debug, Serialize)]
pub struct GapList {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its items.
    pub items: Vec<GapItem>,
    /// Names of items that some school says it lacks, and no school has.
    pub lacking: Vec<String>,
    /// Names of items that no school speaks of.
    pub unmentioned: Vec<String>,
    /// Whether all its items are scored on a scale: then "has" means that the value counts as being there.
    pub assessed: bool,
}

/// How many schools have an item.
#[derive(Debug, Serialize)]
pub struct GapItem {
    /// Its name.
    pub name: String,
    /// Schools that have it.
    pub present: usize,
    /// Schools that say they do not.
    pub not_: usize,
    /// Schools that only name it.
    pub named: usize,
    /// Schools that do not speak of it.
    pub unknown: usize,
    /// The same per town, in the order of [`Dekking::plaatsen`].
    pub plaatsen: Vec<Gap>,
}

/// An item in a town.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Gap {
    /// Schools that have it.
    pub present: usize,
    /// `present`, `lacking` (all schools there say no), `named` (some school there names it) or `unknown`.
    pub soort: &'static str,
}

/// What no school in a town has.
#[derive(Debug, Serialize)]
pub struct PlaatsGap {
    /// The town.
    pub plaats: String,
    /// Number of schools there.
    pub scholen: usize,
    /// Items that some school elsewhere has or names, and that every school here says it lacks.
    pub not_: Vec<String>,
    /// Items that some school elsewhere has or names, and that no school here names.
    pub unknown: Vec<String>,
}

/// Judges the coverage of a region on a reference date.
pub fn assess(regio: &Regio<'_>, stand: Date) -> Dekking {
    let catalogus = &regio.site.catalogus;
    let outcomes = norm::verdict(regio);
    let (profielen, profiel_counts) = profielen(regio, stand);
    let (plaatsen, gaps, per_plaats) = find_gaps(regio);
    let without: Vec<&str> =
        regio.scholen.iter().filter(|s| s.school.plaatsen().is_empty()).map(|s| s.school.name.as_str()).collect();
    let names = names::gather(regio.site);
    let mut dekking = Dekking {
        day: stand,
        stand: PartialDate::day(stand).to_string(),
        schooljaar: Schooljaar::at(stand).to_string(),
        sentences: Vec::new(),
        norm: outcomes.iter().map(|u| norm_view(u, catalogus)).collect(),
        shortages: shortages(&outcomes, regio),
        profielen,
        profiel_counts,
        plaatsen,
        without_plaats: join_short(&without),
        gaps,
        per_plaats,
        names,
    };
    dekking.sentences = summary(&dekking, &outcomes);
    dekking
}

// ---------------------------------------------------------------- the norm

fn norm_view(outcome: &NormOutcome<'_>, catalogus: &Catalogus) -> NormView {
    let (present, not_, unknown) = outcome.counts();
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
        not_,
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

/// Per school what it lacks and what it does not say; schools that meet everything are left out.
fn shortages(outcomes: &[NormOutcome<'_>], regio: &Regio<'_>) -> Vec<Shortage> {
    let catalogus = &regio.site.catalogus;
    let mut out = Vec::new();
    for (number, feiten) in regio.scholen.iter().enumerate() {
        let (mut not_, mut unknown) = (Vec::new(), Vec::new());
        for outcome in outcomes {
            // A rule for some schools binds the region: no single school lacks anything by it.
            let enough = matches!(outcome.line.scholen, NormCount::AtLeast(_));
            let Some((_, verdict)) = outcome.scholen.get(number) else { continue };
            let name = what(outcome.line, catalogus);
            match verdict {
                _ if enough => {}
                Verdict::Satisfies => {}
                Verdict::Absent => not_.push(format!("{name}: is er niet")),
                Verdict::OtherPlaats(waar) => {
                    not_.push(format!("{name}: alleen {}", reading::plaatsen(waar, catalogus)));
                }
                Verdict::PlaatsOfOneUse(uses) => {
                    unknown.push(format!("{name}: de plaats, behalve {}", sentences::join_and(uses)));
                }
                Verdict::PlaatsNotMentioned => unknown.push(format!("{name}: de plaats")),
                Verdict::WithGrens if matches!(outcome.line.what, NormTarget::Item(_)) => {
                    unknown.push(format!("{name}: is er, en de school noemt ook een grens"));
                }
                Verdict::WithGrens => unknown.push(format!("{name}: er is hulp, en ook een grens")),
                Verdict::Mentioned => unknown.push(format!("{name}: wordt genoemd, maar niet of het er is")),
                Verdict::NotStated => unknown.push(name),
            }
        }
        if !not_.is_empty() || !unknown.is_empty() {
            out.push(Shortage {
                address: Page::School(&feiten.school.slug).address().from_root(),
                name: feiten.school.name.clone(),
                not_,
                unknown,
            });
        }
    }
    out.sort_by_cached_key(|t| (std::cmp::Reverse(t.not_.len()), t.name.to_lowercase()));
    out
}

// ---------------------------------------------------------------- profiles

fn profielen(regio: &Regio<'_>, stand: Date) -> (Vec<ProfielView>, (usize, usize, usize)) {
    let mut out: Vec<ProfielView> = regio.scholen.iter().map(|s| profiel(s.school, stand)).collect();
    let count_of = |matches: fn(u8) -> bool| out.iter().filter(|p| matches(p.severity)).count();
    let counts = (count_of(|e| e < 2), count_of(|e| e == 2), count_of(|e| e == 3));
    out.sort_by_cached_key(|p| (std::cmp::Reverse(p.severity), p.name.to_lowercase()));
    (out, counts)
}

fn profiel(school: &School, stand: Date) -> ProfielView {
    let mut out = ProfielView {
        address: Page::School(&school.slug).address().from_root(),
        name: school.name.clone(),
        page: String::new(),
        period_label: None,
        stand: None,
        remarks: Vec::new(),
        severity: 0,
    };
    let Some(document) = school.profiel() else {
        out.severity = 3;
        out.remarks.push("Er is geen profiel.".to_owned());
        return out;
    };
    out.page = Page::Document(school, document).address().from_root();
    out.period_label = Some(document.period_label());
    out.stand = document.stand().map(|d| d.to_string());
    if !applies_on(document, stand) {
        out.severity = 2;
        out.remarks.push(format!("Er is geen profiel voor {}.", Schooljaar::at(stand)));
    }
    if document.valid_until.is_some_and(|to| to.last() < stand) {
        out.severity = out.severity.max(1);
        out.remarks.push("De geldigheid is voorbij.".to_owned());
    }
    if document.stand().is_none() {
        out.severity = out.severity.max(1);
        out.remarks.push("Er staat niet bij wanneer de gegevens zijn nagekeken.".to_owned());
    }
    if document.is_old(stand) {
        out.severity = out.severity.max(1);
        out.remarks.push("De gegevens zijn ouder dan een jaar.".to_owned());
    }
    out
}

/// Whether a document is about the school year, or a period, that a day falls in.
fn applies_on(document: &Document, day: Date) -> bool {
    match (&document.period, document.schooljaar) {
        (Some((from, to)), _) => from.first() <= day && to.is_none_or(|to| day <= to.last()),
        (None, Some(year)) => year >= Schooljaar::at(day),
        (None, None) => false,
    }
}

// ---------------------------------------------------------------- gaps

fn find_gaps(regio: &Regio<'_>) -> (Vec<String>, Vec<GapList>, Vec<PlaatsGap>) {
    let catalogus = &regio.site.catalogus;
    let mut per_plaats: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, feiten) in regio.scholen.iter().enumerate() {
        for plaats in feiten.school.plaatsen() {
            per_plaats.entry(plaats).or_default().push(number);
        }
    }
    let mut gaps_by_plaats: Vec<PlaatsGap> = per_plaats
        .iter()
        .map(|(plaats, scholen)| PlaatsGap {
            plaats: (*plaats).to_owned(),
            scholen: scholen.len(),
            not_: Vec::new(),
            unknown: Vec::new(),
        })
        .collect();
    let mut out = Vec::new();
    for (lijst_id, items) in regio.named() {
        let mut lijst = GapList {
            id: lijst_id.to_owned(),
            title: catalogus.lijst(lijst_id).map_or(lijst_id, |l| l.heading_for_parents()).to_owned(),
            items: Vec::new(),
            lacking: Vec::new(),
            unmentioned: unmentioned(lijst_id, &items, catalogus),
            assessed: items.iter().all(|i| {
                let cells = regio.scholen.iter().filter_map(|s| s.outcome(i));
                cells.into_iter().all(|cell| !cell.scores.is_empty())
            }),
        };
        for key in &items {
            let standen: Vec<Stand> = regio.scholen.iter().map(|s| s.stand(key)).collect();
            let count_of = |what| standen.iter().filter(|s| **s == what).count();
            // Below the heading of its list a name is short.
            let name = catalogus.item(key).map_or(key.item.as_str(), |item| item.for_ouders()).to_owned();
            let (present, not_, named) = (count_of(Stand::Yes), count_of(Stand::No), count_of(Stand::Mentioned));
            let unknown = count_of(Stand::NotStated);
            if present + not_ + named == 0 {
                continue;
            }
            let plaatsen: Vec<Gap> = per_plaats.values().map(|scholen| gap(scholen, &standen)).collect();
            if present + named == 0 {
                lijst.lacking.push(name.clone());
            } else if !lijst.assessed {
                for (slot, gap) in gaps_by_plaats.iter_mut().zip(&plaatsen) {
                    match gap.soort {
                        "lacking" => slot.not_.push(name.clone()),
                        "unknown" => slot.unknown.push(name.clone()),
                        _ => {}
                    }
                }
            }
            lijst.items.push(GapItem { name, present, not_, named, unknown, plaatsen });
        }
        if !lijst.items.is_empty() {
            out.push(lijst);
        }
    }
    (per_plaats.keys().map(|p| (*p).to_owned()).collect(), out, gaps_by_plaats)
}

/// Items of a list that no school speaks of; not those that are obsolete, and not those that only
/// group others.
fn unmentioned(lijst: &str, named: &[ItemKey], catalogus: &Catalogus) -> Vec<String> {
    let Some(lijst) = catalogus.lijst(lijst) else { return Vec::new() };
    let ouders: BTreeSet<usize> = lijst.items.iter().filter_map(|i| i.ouder).collect();
    let left_over =
        lijst.items.iter().enumerate().filter(|(i, item)| {
            item.obsolete.is_none() && !ouders.contains(i) && !named.iter().any(|g| g.item == item.id)
        });
    left_over.map(|(_, item)| item.for_ouders().to_owned()).collect()
}

fn gap(scholen: &[usize], standen: &[Stand]) -> Gap {
    let standen_here: BTreeSet<Stand> = scholen.iter().map(|i| standen[*i]).collect();
    let present = scholen.iter().filter(|i| standen[**i] == Stand::Yes).count();
    let soort = if present > 0 {
        "present"
    } else if standen_here.contains(&Stand::Mentioned) {
        "named"
    } else if standen_here.contains(&Stand::NotStated) {
        "unknown"
    } else {
        "lacking"
    };
    Gap { present, soort }
}

// ---------------------------------------------------------------- the summary

fn summary(dekking: &Dekking, outcomes: &[NormOutcome<'_>]) -> Vec<(&'static str, String)> {
    let mut out = Vec::new();
    if !outcomes.is_empty() {
        let count_of = |what| outcomes.iter().filter(|u| u.result == what).count();
        let (present, not_, open) =
            (count_of(NormResult::Met), count_of(NormResult::NotMet), count_of(NormResult::CannotSay));
        let mut parts = Vec::new();
        if present > 0 {
            parts.push(rules_are(present, "gehaald"));
        }
        if not_ > 0 {
            parts.push(rules_are(not_, "niet gehaald"));
        }
        if open > 0 {
            let number = if open == 1 { "één".to_owned() } else { open.to_string() };
            parts.push(format!("bij {number} is het niet te zeggen, omdat scholen er te weinig over vermelden"));
        }
        let lines = count(outcomes.len(), "regel", "regels");
        out.push(("Norm", format!("De norm heeft {lines}: {}.", sentences::join_and(&parts))));
    }
    let (now, older, lacking) = dekking.profiel_counts;
    let total = now + older + lacking;
    if total > 0 {
        let mut sentence = format!(
            "Van de {} {} een profiel voor schooljaar {}.",
            count(total, "school", "scholen").replace("één ", ""),
            match now {
                0 => "heeft geen enkele school".to_owned(),
                1 => "heeft één school".to_owned(),
                n => format!("hebben {n} scholen"),
            },
            dekking.schooljaar
        );
        let mut rest = Vec::new();
        if older > 0 {
            rest.push(format!("{} een ouder profiel", have(older)));
        }
        if lacking > 0 {
            rest.push(format!("{} geen profiel", have(lacking)));
        }
        if !rest.is_empty() {
            sentence.push_str(&format!(" {}.", sentences::capitalize(&sentences::join_and(&rest))));
        }
        out.push(("Profielen", sentence));
    }
    let gaps = dekking.gaps.iter().filter(|l| !l.assessed).map(|l| (&l.title, l.lacking.len() + l.unmentioned.len()));
    let gaps: Vec<_> = gaps.filter(|(_, n)| *n > 0).collect();
    let lacking: usize = gaps.iter().map(|(_, n)| n).sum();
    if lacking > 0 {
        // Which lists they are of says what they are: people, rooms, kinds of help.
        let of_lists: Vec<String> = gaps.iter().map(|(title, n)| format!("{n} uit “{title}”")).collect();
        let sentence = match &gaps[..] {
            [(title, 1)] => {
                format!("Er is één onderdeel van de lijst “{title}” dat geen enkele school heeft of noemt.")
            }
            [(title, n)] => {
                format!("Er zijn {n} onderdelen van de lijst “{title}” die geen enkele school heeft of noemt.")
            }
            _ => format!(
                "Er zijn {lacking} onderdelen van de lijsten die geen enkele school heeft of noemt: {}.",
                sentences::join_and(&of_lists)
            ),
        };
        out.push(("Witte vlekken", sentence));
    }
    let free = dekking.names.free.len() + dekking.names.own.len();
    if free > 0 {
        let verb = if free == 1 { "staat" } else { "staan" };
        let sentence = format!("Scholen gebruiken {} die in geen lijst {verb}.", count(free, "naam", "namen"));
        out.push(("Namen", sentence));
    }
    out
}

/// "één is gehaald", "3 zijn gehaald".
fn rules_are(n: usize, what: &str) -> String {
    if n == 1 { format!("één is {what}") } else { format!("{n} zijn {what}") }
}

/// "één school heeft", "3 scholen hebben".
fn have(n: usize) -> String {
    format!("{} {}", count(n, "school", "scholen"), if n == 1 { "heeft" } else { "hebben" })
}
