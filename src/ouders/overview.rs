//! What a school offers, at a glance: its outcomes, grouped by list and by place.
//!
//! What its current documents say in several sections stands here once. Nothing is written in a medium yet:
//! the summary for parents, the paragraph for the schoolgids and `profiel.json` each write it in
//! their own way.

mod own;

use std::collections::{BTreeMap, BTreeSet};

use crate::facts::{Outcome, SchoolFacts};
use crate::model::catalogus::Catalogus;
use crate::model::formaat::{Onderwerp, Sectie, Soort};
use crate::model::site::Document;
use crate::model::value::{Feit, ItemKey, Score, Stand};
use crate::source::Span;
use crate::text::sentences;

use own::own_aanbod;

/// What one school offers.
#[derive(Debug, Default)]
pub struct Overview<'a> {
    /// What is there, a group per list, in the order of the profile.
    pub groups: Vec<Group<'a>>,
    /// What is there according to a section about something else, such as whom the school works with: no offer, and
    /// told with the list that it is of.
    pub beside: Vec<Offering<'a>>,
    /// What is expressly not there, or not yet.
    pub absent: Vec<Offering<'a>>,
}

/// What things of a group have in common. The school's own come last.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum GroupOf {
    /// They are of one list, or the school's own beside it; its id.
    Lijst(String),
    /// The school refers to them, and does not offer them itself.
    Refers,
    /// They are the school's own, and beside no list.
    Own,
}

/// What stands under one heading.
#[derive(Debug)]
pub struct Group<'a> {
    /// What it is a group of.
    pub of: GroupOf,
    /// The heading for parents that the sections of a list have in common which tell its things.
    pub heading: Option<String>,
    /// Its things, those at the same place together.
    pub parts: Vec<OverviewPart<'a>>,
}

/// Things of one group at the same place, or with the same value.
#[derive(Debug)]
pub struct OverviewPart<'a> {
    /// Ids of the places; empty when not stated or not asked.
    pub waar: Vec<String>,
    /// The sentence of the value that they have, where no place is stated.
    pub value: Option<String>,
    /// The things.
    pub offerings: Vec<Offering<'a>>,
}

/// One thing that a school has or has not.
#[derive(Debug, Clone)]
pub struct Offering<'a> {
    /// The document that says so.
    pub document: &'a Document,
    /// Its name, in words of parents.
    pub name: String,
    /// Its name as it stands inside a sentence among others: "afspraken over dyslexie".
    pub in_sentence: String,
    /// What it does for a child, in a whole sentence.
    pub sentence: Option<String>,
    /// Whether that sentence is general, from the list, and not the school's own.
    pub general: bool,
    /// The school's remarks on it, in plain words, with the place or the row that each is about.
    pub noten: Vec<String>,
    /// How much of it there is or how often, as typed; of a row, behind the title of its column.
    pub hoeveel: Vec<String>,
    /// Whether it answers a question that parents have.
    pub requested: bool,
    /// Whether its place is not stated, where the section asks for one.
    pub without_plaats: bool,
    /// The item, if it is one of a list.
    pub item: Option<ItemKey>,
    /// Where it stands.
    pub span: Span,
}

impl Offering<'_> {
    /// How much of it there is, in sentences.
    pub fn hoeveel_sentences(&self) -> impl Iterator<Item = String> {
        self.hoeveel.iter().map(|hoeveel| sentences::with_full_stop(&sentences::capitalize(hoeveel)))
    }
}

impl GroupOf {
    /// Its id in the open data; none for the school's own. No id of a list begins with an underscore.
    pub fn id(&self) -> Option<&str> {
        match self {
            Self::Lijst(id) => Some(id),
            Self::Refers => Some("_verwijst"),
            Self::Own => None,
        }
    }
}

impl Group<'_> {
    /// Whether the place of some of its things is stated.
    pub fn with_plaatsen(&self) -> bool {
        self.parts.iter().any(|part| !part.waar.is_empty())
    }
}

impl<'a> Overview<'a> {
    /// Everything that is there, in order.
    pub fn offerings(&self) -> impl Iterator<Item = &Offering<'a>> {
        self.groups.iter().flat_map(|g| &g.parts).flat_map(|d| &d.offerings)
    }
}

/// A thing that is not in a group yet, with what decides in which it will be.
struct LooseOffering<'a> {
    of: GroupOf,
    /// The heading for parents of the section that tells it, if that is one of items.
    heading: Option<String>,
    waar: BTreeSet<String>,
    value: Option<Score>,
    offering: Offering<'a>,
}

/// What a school offers, by the outcomes of all its current documents.
pub fn overview<'a>(facts: &SchoolFacts<'a>, catalogus: &Catalogus) -> Overview<'a> {
    let own_offer = own_aanbod(facts, catalogus);
    let already_said: BTreeSet<ItemKey> = own_offer.iter().flat_map(|(_, items)| items.iter().cloned()).collect();
    let sentences: BTreeSet<&str> =
        own_offer.iter().filter_map(|(loose, _)| loose.offering.sentence.as_deref()).collect();
    let mut out = Overview::default();
    let mut all: Vec<LooseOffering<'a>> = Vec::new();
    for Answered { document, outcome, feit, sectie, offered, .. } in answered(facts, catalogus) {
        let Some(item) = catalogus.item(&feit.item).filter(|_| !already_said.contains(&feit.item)) else { continue };
        let sentence = item.sentence.as_deref().map(sentences::with_full_stop);
        if sentence.as_deref().is_some_and(|z| sentences.contains(z)) && feit.stand == Stand::Yes {
            continue;
        }
        let waar = outcome.places();
        let offering = Offering {
            document,
            name: item.for_ouders().to_owned(),
            in_sentence: catalogus.lijst(&feit.item.lijst).map_or_else(String::new, |l| l.in_sentence(item)),
            general: sentence.is_some(),
            sentence,
            noten: remarks(outcome, catalogus),
            hoeveel: hoeveel(outcome),
            requested: outcome.hulpvragen.as_ref().map_or(!item.hulpvragen.is_empty(), |stated| !stated.is_empty()),
            without_plaats: feit.stand == Stand::Yes && outcome.waar.is_empty() && !sectie.waar.is_empty(),
            item: Some(feit.item.clone()),
            span: feit.span.clone(),
        };
        if !offered {
            if feit.stand == Stand::Yes {
                out.beside.push(offering);
            }
        } else if feit.stand == Stand::No {
            // The sentence of an item says what it does, and this one is not there to do it.
            let sentence = feit.value.as_ref().and_then(|w| value_sentence(w, catalogus));
            out.absent.push(Offering { sentence, general: false, ..offering });
        } else {
            // Where a child gets a place or help elsewhere, the school refers and does not offer.
            let refers = outcome.refers_elsewhere(&feit.item, catalogus);
            let of = if refers { GroupOf::Refers } else { GroupOf::Lijst(feit.item.lijst.clone()) };
            let heading = sectie.heading_ouders.clone().filter(|_| sectie.has_items());
            all.push(LooseOffering { of, heading, waar, value: feit.value.clone(), offering });
        }
    }
    // The school's own items come after the list of their section, or else in a group of their own at the end.
    let groups: BTreeSet<GroupOf> = all.iter().map(|loose| loose.of.clone()).collect();
    for (loose, _) in own_offer {
        let of = if groups.contains(&loose.of) { loose.of.clone() } else { GroupOf::Own };
        all.push(LooseOffering { of, ..loose });
    }
    out.groups = group_offerings(all, catalogus);
    out
}

/// Whether a section is about what the school offers.
fn is_about_aanbod(sectie: &Sectie) -> bool {
    matches!(sectie.onderwerp, Some(Onderwerp::Aanbod | Onderwerp::Route | Onderwerp::Contact))
}

/// The lists with which some format asks schools what they offer.
fn lists_of_help(catalogus: &Catalogus) -> BTreeSet<&str> {
    let secties = catalogus.formaten.values().flat_map(|formaat| formaat.secties());
    let asked = secties.filter(|s| s.soort == Soort::Aanbod && is_about_aanbod(s)).filter_map(|s| s.lijst.as_ref());
    asked.map(|lijst| lijst.id.as_str()).collect()
}

/// An item that a school answers, with the first statement that its outcome rests on.
struct Answered<'f, 'a> {
    document: &'a Document,
    outcome: &'f Outcome<'a>,
    feit: &'f Feit,
    sectie: &'a Sectie,
    /// Whether that is what the school offers.
    offered: bool,
    /// Where that statement stands: sections of a list come first, then whatever names items besides; then by document,
    /// section and place.
    rank: (bool, usize, usize, usize),
}

/// What is there and what is not, by the outcome of each item: by list, in the order in which the documents first
/// speak of one, and within a list in its own order.
fn answered<'f, 'a>(facts: &'f SchoolFacts<'a>, catalogus: &Catalogus) -> Vec<Answered<'f, 'a>> {
    let (documenten, help) = (facts.profile_first(), lists_of_help(catalogus));
    // In a section about something else, scores and items of a list are not offered; whoever a table or text names is,
    // if from a list of help.
    let offers = |sectie: &Sectie, feit: &Feit| {
        let own = sectie.has_items();
        is_about_aanbod(sectie) || !own && help.contains(feit.item.lijst.as_str())
    };
    let counts = |sectie: &Sectie| {
        let about_else = sectie.soort == Soort::Beoordeling && !is_about_aanbod(sectie);
        sectie.onderwerp != Some(Onderwerp::Grenzen) && !about_else
    };
    let mut out: Vec<Answered<'f, 'a>> = Vec::new();
    for (_, outcome) in facts.outcomes().filter(|(_, outcome)| outcome.stand.is_answer()) {
        let Some(document) = outcome.document else { continue };
        let number = documenten.iter().position(|d| std::ptr::eq(*d, document)).unwrap_or(usize::MAX);
        let statements = outcome.feiten.iter().filter(|feit| feit.stand == outcome.stand).filter_map(|feit| {
            let (index, sectie) = document.formaat.secties().enumerate().find(|(_, s)| s.id == feit.sectie)?;
            let beside = !sectie.has_items();
            let rank = (beside, number, index, feit.span.start());
            let offered = offers(sectie, feit);
            counts(sectie).then_some(Answered { document, outcome, feit, sectie, offered, rank })
        });
        out.extend(statements.min_by_key(|a| (!a.offered, a.rank)));
    }
    let mut lists: BTreeMap<&str, (bool, usize, usize, usize)> = BTreeMap::new();
    for answered in &out {
        let first = lists.entry(&answered.feit.item.lijst).or_insert(answered.rank);
        *first = answered.rank.min(*first);
    }
    let in_list = |feit: &Feit| {
        let lijst = catalogus.lijst(&feit.item.lijst);
        lijst.and_then(|l| l.by_id(&feit.item.item)).map_or(usize::MAX, |(i, _)| i)
    };
    out.sort_by_key(|a| (lists.get(a.feit.item.lijst.as_str()).copied(), in_list(a.feit)));
    out
}

/// How much there is of an item, by all that the school says of it; nothing where it is not there.
fn hoeveel(outcome: &Outcome<'_>) -> Vec<String> {
    let stated = outcome.feiten.iter().filter_map(|f| f.hoeveel.as_ref()).filter(|_| outcome.stand == Stand::Yes);
    sentences::once(stated.map(|h| h.text.clone()))
}

/// Where the uses of an item are that have a place of their own, and the remarks on it, in plain sentences.
fn remarks(outcome: &Outcome<'_>, catalogus: &Catalogus) -> Vec<String> {
    let there = outcome.stand == Stand::Yes;
    let rows = outcome.places_of_rows(catalogus).into_iter().filter(|_| there);
    let rows = rows.map(|row| sentences::with_full_stop(&sentences::capitalize(&row)));
    rows.chain(outcome.remarks().iter().map(|remark| remark.sentence(catalogus))).collect()
}

/// The headings for parents that all sections have in common that tell things of a list.
fn headings_of_secties(all: &[LooseOffering<'_>]) -> BTreeMap<GroupOf, String> {
    let mut out: BTreeMap<GroupOf, Option<String>> = BTreeMap::new();
    for loose in all.iter().filter(|loose| matches!(loose.of, GroupOf::Lijst(_))) {
        let common = out.entry(loose.of.clone()).or_insert_with(|| loose.heading.clone());
        if *common != loose.heading {
            *common = None;
        }
    }
    out.into_iter().filter_map(|(of, heading)| Some((of, heading?))).collect()
}

/// Groups by list in order of appearance; within a list by place, the nearest first.
fn group_offerings<'a>(all: Vec<LooseOffering<'a>>, catalogus: &Catalogus) -> Vec<Group<'a>> {
    let mut out: Vec<Group<'a>> = Vec::new();
    let mut own_offer: Vec<Group<'a>> = Vec::new();
    let mut headings = headings_of_secties(&all);
    for loose in all {
        let target = if loose.of == GroupOf::Own { &mut own_offer } else { &mut out };
        let index = target.iter().position(|g| g.of == loose.of).unwrap_or_else(|| {
            let heading = headings.remove(&loose.of);
            target.push(Group { of: loose.of.clone(), heading, parts: Vec::new() });
            target.len() - 1
        });
        let parts = &mut target[index].parts;
        let waar = in_catalogus_order(&loose.waar, catalogus);
        let value = loose.value.as_ref().filter(|_| waar.is_empty()).and_then(|w| value_sentence(w, catalogus));
        match parts.iter_mut().find(|d| d.waar == waar && d.value == value) {
            Some(part) => part.offerings.push(loose.offering),
            None => parts.push(OverviewPart { waar, value, offerings: vec![loose.offering] }),
        }
    }
    out.extend(own_offer);
    let rank = |part: &OverviewPart<'_>| part.waar.first().map_or(usize::MAX, |id| plaats_rank(id, catalogus));
    for group in &mut out {
        group.parts.sort_by_key(|part| (rank(part), part.waar.len()));
    }
    out
}

fn plaats_rank(id: &str, catalogus: &Catalogus) -> usize {
    catalogus.plaatsen().and_then(|l| l.by_id(id)).map_or(usize::MAX - 1, |(i, _)| i)
}

fn in_catalogus_order(waar: &BTreeSet<String>, catalogus: &Catalogus) -> Vec<String> {
    let mut out: Vec<String> = waar.iter().cloned().collect();
    out.sort_by_key(|id| plaats_rank(id, catalogus));
    out
}

/// The sentence of a value of a scale; none for a score that is only part of the answer.
fn value_sentence(score: &Score, catalogus: &Catalogus) -> Option<String> {
    if score.to.is_some() || score.group.is_some() {
        return None;
    }
    let value = catalogus.schalen.get(&score.schaal)?.values.iter().find(|w| w.id == score.value)?;
    value.sentence.as_deref().map(sentences::with_full_stop)
}
