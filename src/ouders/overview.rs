//! The offer of a profile at a glance: facts united per item, grouped by list and by place.
//!
//! What a profile says in several sections stands here once. Nothing is written in a medium yet:
//! the summary for parents, the paragraph for the schoolgids and `profiel.json` each write it
//! their own way.

use std::collections::{BTreeMap, BTreeSet};

use crate::facts;
use crate::facts::outcome::{Outcome, outcomes};
use crate::model::antwoord::{AnswerBody, Antwoord, OwnItem, Row};
use crate::model::catalogus::Catalogus;
use crate::model::formaat::{Onderwerp, Sectie, Soort};
use crate::model::site::Document;
use crate::model::value::{Content, Feit, Filled, ItemKey, RefTarget, Score, Stand};
use crate::soorten;
use crate::source::Span;
use crate::text::{Markdown, sentences};

/// Heading above what a school has that no list has.
const OWN_HEADING: &str = "Meer hulp van deze school";

/// Heading above what the school refers to, in place of a list; no id of a list can be this.
const REFERS_HEADING: &str = "De school verwijst door naar";
const REFERS: &str = "_verwijst";

/// The offer of one profile.
#[derive(Debug, Default)]
pub struct Overview {
    /// What is there, a group per list, in the order of the profile.
    pub groups: Vec<Group>,
    /// What is expressly not there, or not yet.
    pub not_: Vec<Offering>,
}

/// What stands under one heading.
#[derive(Debug)]
pub struct Group {
    /// Id of the list; none for the school's own offer.
    pub lijst: Option<String>,
    /// Heading in words of parents.
    pub heading: String,
    /// Its things, those at the same place together.
    pub parts: Vec<OverviewPart>,
}

/// Things of one group at the same place, or with the same value.
#[derive(Debug)]
pub struct OverviewPart {
    /// Ids of the places; empty when not stated or not asked.
    pub waar: Vec<String>,
    /// What is said of all of them: the names of the places, or the sentence of the value.
    pub label: Option<String>,
    /// The things.
    pub offerings: Vec<Offering>,
}

/// One thing that a school has or has not.
#[derive(Debug, Clone)]
pub struct Offering {
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
    /// Whether it answers a question that parents have.
    pub requested: bool,
    /// Whether its place is not stated, where the section asks for one.
    pub without_plaats: bool,
    /// The item, if it is one of a list.
    pub item: Option<ItemKey>,
    /// Where it stands.
    pub span: Span,
}

impl Group {
    /// Whether the place of some of its things is stated.
    pub fn with_plaatsen(&self) -> bool {
        self.parts.iter().any(|part| !part.waar.is_empty())
    }
}

impl Overview {
    /// Everything that is there, in order.
    pub fn offerings(&self) -> impl Iterator<Item = &Offering> {
        self.groups.iter().flat_map(|g| &g.parts).flat_map(|d| &d.offerings)
    }
}

/// What all facts about one item say together.
struct Merged<'a> {
    feit: Feit,
    sectie: &'a Sectie,
}

/// A thing with what it is grouped by.
struct LooseOffering {
    lijst: Option<String>,
    waar: BTreeSet<String>,
    value: Option<Score>,
    offering: Offering,
}

/// Reads the offer of a document.
pub fn overview(document: &Document, catalogus: &Catalogus) -> Overview {
    let own_offer = own_aanbod(document, catalogus);
    let already_said: BTreeSet<ItemKey> = own_offer.iter().flat_map(|(_, items)| items.iter().cloned()).collect();
    let sentences: BTreeSet<&str> =
        own_offer.iter().filter_map(|(loose, _)| loose.offering.sentence.as_deref()).collect();
    let mut out = Overview::default();
    let mut all: Vec<LooseOffering> = Vec::new();
    let outcomes = outcomes(&[document], Vec::new(), catalogus);
    for merged in merged(document, catalogus, &outcomes) {
        let Merged { feit, sectie } = merged;
        let noten = remarks(&outcomes, &feit.item, catalogus);
        let Some(item) = catalogus.item(&feit.item).filter(|_| !already_said.contains(&feit.item)) else { continue };
        let sentence = item.sentence.as_deref().map(sentences::with_full_stop);
        if sentence.as_deref().is_some_and(|z| sentences.contains(z)) && feit.stand == Stand::Yes {
            continue;
        }
        let offering = Offering {
            name: item.for_ouders().to_owned(),
            in_sentence: catalogus.lijst(&feit.item.lijst).map_or_else(String::new, |l| l.in_sentence(item)),
            general: sentence.is_some(),
            sentence,
            noten,
            requested: !item.hulpvragen.is_empty(),
            without_plaats: feit.stand == Stand::Yes && feit.waar.is_empty() && !sectie.waar.is_empty(),
            item: Some(feit.item.clone()),
            span: feit.span.clone(),
        };
        if feit.stand == Stand::No {
            // The sentence of a thing says what it does; it is not there to do so.
            let sentence = feit.value.as_ref().and_then(|w| value_sentence(w, catalogus));
            out.not_.push(Offering { sentence, general: false, ..offering });
        } else {
            // Where a child gets its place or its help elsewhere, the school refers and does not offer.
            let refers = item.refers && !feit.waar.contains("school");
            let lijst = Some(if refers { REFERS.to_owned() } else { feit.item.lijst.clone() });
            all.push(LooseOffering { lijst, waar: feit.waar, value: feit.value, offering });
        }
    }
    // Own offer stands behind the list of its section, or else in a group of its own at the end.
    let lijsten: BTreeSet<Option<String>> = all.iter().map(|loose| loose.lijst.clone()).collect();
    for (loose, _) in own_offer {
        let lijst = loose.lijst.clone().filter(|_| lijsten.contains(&loose.lijst));
        all.push(LooseOffering { lijst, ..loose });
    }
    out.groups = group_offerings(all, catalogus);
    out
}

/// Whether what a section says is about what the school offers.
fn is_about_aanbod(sectie: &Sectie) -> bool {
    matches!(sectie.onderwerp, Some(Onderwerp::Aanbod | Onderwerp::Route | Onderwerp::Contact))
}

/// Facts united per item: those of lists first, then what tables mention besides.
fn merged<'a>(
    document: &'a Document,
    catalogus: &Catalogus,
    outcomes: &BTreeMap<ItemKey, Outcome<'_>>,
) -> Vec<Merged<'a>> {
    let outcome = |feit: &Feit| outcomes.get(&feit.item).map_or(Stand::NotStated, |o| o.stand);
    let mut feiten: Vec<(Feit, &Sectie)> = Vec::new();
    for feit in facts::statements(document, catalogus) {
        let sectie = document.formaat.secties().find(|s| s.id == feit.sectie && is_about_aanbod(s));
        // What another section overrules is no answer, and what is only named is no offer.
        if let Some(sectie) = sectie.filter(|_| feit.stand.is_answer() && feit.stand == outcome(&feit)) {
            feiten.push((feit, sectie));
        }
    }
    feiten.sort_by_key(|(_, sectie)| !matches!(sectie.soort, Soort::Aanbod | Soort::Beoordeling));
    let mut ranks: BTreeMap<ItemKey, usize> = BTreeMap::new();
    let mut out: Vec<Merged<'a>> = Vec::new();
    for (feit, sectie) in feiten {
        match ranks.get(&feit.item).and_then(|i| out.get_mut(*i)) {
            None => {
                ranks.insert(feit.item.clone(), out.len());
                out.push(Merged { feit, sectie });
            }
            Some(earlier) if earlier.feit.stand == feit.stand => earlier.feit.waar.extend(feit.waar),
            Some(_) => {}
        }
    }
    // In the order of the list, not of the sections that mention an item.
    let plaats = |feit: &Feit| {
        let lijst = catalogus.lijst(&feit.item.lijst);
        lijst.and_then(|l| l.by_id(&feit.item.item)).map_or(usize::MAX, |(i, _)| i)
    };
    let mut order: Vec<String> = Vec::new();
    for v in &out {
        if !order.contains(&v.feit.item.lijst) {
            order.push(v.feit.item.lijst.clone());
        }
    }
    out.sort_by_cached_key(|v| (order.iter().position(|l| *l == v.feit.item.lijst), plaats(&v.feit)));
    out
}

/// What the school has in its own words: under `anders`, and rows that have a sentence. With the
/// items that each is, which then need not be told again.
fn own_aanbod(document: &Document, catalogus: &Catalogus) -> Vec<(LooseOffering, Vec<ItemKey>)> {
    let mut out = Vec::new();
    for sectie in document.formaat.secties().filter(|s| is_about_aanbod(s)) {
        let Some(antwoord) = document.antwoorden.get(&sectie.id) else { continue };
        out.extend(antwoord.others.iter().map(|own_offer| from_own_items(sectie, own_offer, catalogus)));
        if sectie.onderwerp == Some(Onderwerp::Aanbod) {
            from_rows(sectie, antwoord, &mut out);
        }
    }
    out
}

fn from_own_items(sectie: &Sectie, own_offer: &OwnItem, catalogus: &Catalogus) -> (LooseOffering, Vec<ItemKey>) {
    let own = own_offer
        .sentence
        .clone()
        .or_else(|| own_offer.text.as_ref().map(|t| t.first_sentences(1)).filter(|z| !z.is_empty()));
    let general = own.is_none();
    let sentence = own.or_else(|| soorten::general_sentence(own_offer, catalogus));
    let items: Vec<ItemKey> = own_offer.is.iter().filter_map(|v| item_of(&v.ref_target)).collect();
    let requested = !own_offer.hulpvragen.is_empty()
        || items.iter().any(|i| catalogus.item(i).is_some_and(|i| !i.hulpvragen.is_empty()));
    let waar: BTreeSet<String> =
        own_offer.waar.iter().filter(|p| p.stand == Stand::Yes).map(|p| p.id.clone()).collect();
    let loose = LooseOffering {
        lijst: sectie.lijst.as_ref().map(|l| l.id.clone()),
        value: None,
        offering: Offering {
            name: sentences::capitalize(&own_offer.name.text),
            in_sentence: own_offer.name.text.clone(),
            general: general && sentence.is_some(),
            noten: own_offer
                .noot
                .iter()
                .map(|n| sentences::with_full_stop(&sentences::capitalize(&plain(n))))
                .collect(),
            sentence: sentence.as_deref().map(sentences::with_full_stop),
            requested,
            without_plaats: waar.is_empty() && !sectie.waar.is_empty(),
            item: None,
            span: own_offer.name.span.clone(),
        },
        waar,
    };
    (loose, items)
}

/// The remarks of an outcome in plain words, as sentences.
fn remarks(outcomes: &BTreeMap<ItemKey, Outcome<'_>>, item: &ItemKey, catalogus: &Catalogus) -> Vec<String> {
    let all = outcomes.get(item).map(Outcome::remarks).unwrap_or_default();
    all.iter().map(|remark| remark.sentence(catalogus)).collect()
}

fn plain(text: &Markdown) -> String {
    text.plain_text().replace('\n', " ")
}

fn item_of(ref_target: &RefTarget) -> Option<ItemKey> {
    match ref_target {
        RefTarget::Item(key) => Some(key.clone()),
        RefTarget::Row { .. } | RefTarget::Free => None,
    }
}

/// Rows of a table of offers that tell parents in a field `zin` what they are. Where the format
/// asks for parents' questions, a row without any is a measure or a rule and no help.
fn from_rows(sectie: &Sectie, antwoord: &Antwoord, out: &mut Vec<(LooseOffering, Vec<ItemKey>)>) {
    fn every<'a>(rows: &'a [Row], visit: &mut dyn FnMut(&'a [(usize, Filled)], &'a Span)) {
        for row in rows {
            match row {
                Row::Group { rows, .. } => every(rows, visit),
                Row::Row { fields, span, .. } => visit(fields, span),
            }
        }
    }
    let field = |id: &str| sectie.fields.iter().position(|v| v.id == id);
    let (Some(sentence_field), AnswerBody::Rows(rows)) = (field("zin"), &antwoord.content) else { return };
    let (questions, waar) = (field("hulpvragen"), field("waar"));
    every(rows, &mut |fields, span| {
        let text = |index: usize| {
            fields.iter().find(|(i, _)| *i == index).and_then(|(_, filled)| match &filled.content {
                Content::Text(text) => Some(text.plain_text().replace('\n', " ")),
                _ => None,
            })
        };
        let references = |index: usize| {
            let filled = fields.iter().find(|(i, _)| *i == index).map(|(_, filled)| &filled.content);
            if let Some(Content::References(v)) = filled { v.as_slice() } else { &[] }
        };
        let requested = questions.is_none_or(|index| !references(index).is_empty());
        let name = (0..sectie.fields.len()).filter(|i| *i != sentence_field).find_map(text);
        let (Some(name), Some(sentence), true) = (name, text(sentence_field), requested) else { return };
        let plaatsen = waar.map(references).unwrap_or_default().iter().filter_map(|v| item_of(&v.ref_target));
        let offering = Offering {
            name: sentences::capitalize(&name),
            in_sentence: name.clone(),
            general: false,
            noten: Vec::new(),
            sentence: Some(sentences::with_full_stop(&sentence)),
            requested: true,
            without_plaats: false,
            item: None,
            span: span.clone(),
        };
        let waar: BTreeSet<String> = plaatsen.filter(|s| s.lijst == "plaatsen").map(|s| s.item).collect();
        out.push((LooseOffering { lijst: None, waar, value: None, offering }, soorten::row_is(sectie, fields)));
    });
}

/// Groups by list in order of appearance; within a list by place, the places nearest by first.
fn group_offerings(all: Vec<LooseOffering>, catalogus: &Catalogus) -> Vec<Group> {
    let mut out: Vec<Group> = Vec::new();
    let mut own_offer: Vec<Group> = Vec::new();
    for loose in all {
        let target = if loose.lijst.is_some() { &mut out } else { &mut own_offer };
        let existing = target.iter().position(|g| g.lijst == loose.lijst);
        let index = existing.unwrap_or_else(|| {
            let lijst = loose.lijst.as_deref().and_then(|id| catalogus.lijst(id));
            let refers = loose.lijst.as_deref() == Some(REFERS);
            let lijst = lijst.filter(|_| !refers);
            let heading = refers.then(|| REFERS_HEADING.to_owned());
            let heading = heading.or_else(|| lijst.map(|l| l.heading_for_parents().to_owned()));
            let heading = heading.unwrap_or_else(|| OWN_HEADING.to_owned());
            target.push(Group { lijst: loose.lijst.clone(), heading, parts: Vec::new() });
            target.len() - 1
        });
        let parts = &mut target[index].parts;
        let waar = in_catalogus_order(&loose.waar, catalogus);
        let sentence = loose.value.as_ref().and_then(|w| value_sentence(w, catalogus));
        let label = if waar.is_empty() { sentence } else { Some(plaats_names(&waar, catalogus)) };
        match parts.iter_mut().find(|d| d.waar == waar && d.label == label) {
            Some(part) => part.offerings.push(loose.offering),
            None => parts.push(OverviewPart { waar, label, offerings: vec![loose.offering] }),
        }
    }
    out.extend(own_offer);
    let rank = |part: &OverviewPart| part.waar.first().map_or(usize::MAX, |id| plaats_rank(id, catalogus));
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

/// "Op school", or "Op school en via het bestuur".
fn plaats_names(waar: &[String], catalogus: &Catalogus) -> String {
    let name = |id: &String| {
        let plaats = catalogus.plaatsen().and_then(|l| l.by_id(id));
        plaats.map_or_else(|| id.clone(), |(_, plaats)| plaats.name.clone())
    };
    let mut names: Vec<String> = waar.iter().map(name).collect();
    for name in names.iter_mut().skip(1) {
        *name = sentences::lower(name);
    }
    sentences::join_and(&names)
}

/// The sentence of a value of a scale; none for a score that is only part of the answer.
fn value_sentence(score: &Score, catalogus: &Catalogus) -> Option<String> {
    if score.to.is_some() || score.group.is_some() {
        return None;
    }
    let value = catalogus.schalen.get(&score.schaal)?.values.iter().find(|w| w.id == score.value)?;
    value.sentence.as_deref().map(sentences::with_full_stop)
}
