//! Years: what changed in a school's document since the one before, and how a region develops.
//!
//! Documents compare on facts, so a school may change its format in between. What only one of the
//! two formats asks for is then neither new nor gone: nobody asked. `vorige` of a format and `was`
//! of its sections lead from a section to the one it was before.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::facts::{Outcome, SchoolFacts};
use crate::model::antwoord::{AnswerBody, Antwoord, Row};
use crate::model::catalogus::Catalogus;
use crate::model::date::Schooljaar;
use crate::model::formaat::Formaat;
use crate::model::site::Document;
use crate::model::value::{Content, Filled, ItemKey, Stand};
use crate::pages::Page;
use crate::regio::Regio;
use crate::regio::years::{has_earlier, old_sectie, previous};

use super::reading::{Reading, rank};

/// What changed since an older document of the same school.
#[derive(Debug, Serialize)]
pub struct Change {
    /// School year or period of the older document.
    pub since: String,
    /// Path of its page, from the root of the output.
    pub page: String,
    /// There now; before, it was not there, or the school did not speak of it.
    pub new: Vec<YearRow>,
    /// No longer there, or the school no longer speaks of it.
    pub gone: Vec<YearRow>,
    /// At another place.
    pub plaats: Vec<YearRow>,
    /// Another value on the same scale.
    pub value: Vec<YearRow>,
    /// Another amount.
    pub hoeveel: Vec<YearRow>,
    /// Names under `anders` that are new.
    pub own_new: Vec<String>,
    /// Names under `anders` that are gone.
    pub own_gone: Vec<String>,
    /// Sections whose words changed: id and title.
    pub texts: Vec<SectieReference>,
    /// How many items only one of the two formats asks for.
    pub unasked: usize,
    /// How many changes there are.
    pub total: usize,
}

/// One thing that changed.
#[derive(Debug, Serialize, PartialEq, Eq)]
pub struct YearRow {
    /// The item.
    pub name: String,
    /// Section of the newer document that speaks of it; empty where it is silent.
    pub sectie: String,
    /// How it was.
    pub from: String,
    /// How it is.
    pub to: String,
}

/// A section of the newer document.
#[derive(Debug, Serialize, PartialEq, Eq)]
pub struct SectieReference {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
}

/// What changed in a document since the one before; `None` when there is none before it.
pub fn change<'a>(facts: &SchoolFacts<'a>, document: &'a Document, catalogus: &Catalogus) -> Option<Change> {
    let school = facts.school;
    let old = previous(school, document, catalogus)?;
    let [now, then] = [document, old].map(|document| facts.of_documents(vec![document]));
    let mut out = Change {
        since: old.period_label(),
        page: Page::Document(school, old).address().from_root(),
        new: Vec::new(),
        gone: Vec::new(),
        plaats: Vec::new(),
        value: Vec::new(),
        hoeveel: Vec::new(),
        own_new: Vec::new(),
        own_gone: Vec::new(),
        texts: texts(document, old, catalogus),
        unasked: 0,
        total: 0,
    };
    let keys: BTreeSet<&ItemKey> = now.outcomes().chain(then.outcomes()).map(|(key, _)| key).collect();
    let (asks_now, asked_then) = (requested(&document.formaat), requested(&old.formaat));
    for key in in_order(keys, catalogus) {
        let (cell_now, cell_then) = (now.outcome(key), then.outcome(key));
        // What neither year answers did not change.
        if ![cell_now, cell_then].into_iter().flatten().any(Outcome::is_answer) {
            continue;
        }
        let known =
            |cell: Option<&Outcome<'_>>, asks: &BTreeSet<&str>| cell.is_some() || asks.contains(key.lijst.as_str());
        if !known(cell_now, &asks_now) || !known(cell_then, &asked_then) {
            out.unasked += 1;
            continue;
        }
        compare(key, cell_then, cell_now, catalogus, &mut out);
    }
    own(&now, &then, &mut out);
    out.total = [&out.new, &out.gone, &out.plaats, &out.value, &out.hoeveel].map(Vec::len).iter().sum::<usize>()
        + out.own_new.len()
        + out.own_gone.len()
        + out.texts.len();
    Some(out)
}

/// Items in the order of their lists.
fn in_order<'a>(keys: BTreeSet<&'a ItemKey>, catalogus: &Catalogus) -> Vec<&'a ItemKey> {
    let mut out: Vec<&ItemKey> = keys.into_iter().collect();
    out.sort_by_cached_key(|s| {
        let index = catalogus.lijst(&s.lijst).and_then(|l| l.by_id(&s.item)).map(|(i, _)| i);
        (s.lijst.clone(), index)
    });
    out
}

/// The lists that a format asks for.
fn requested(formaat: &Formaat) -> BTreeSet<&str> {
    let of_sectie = formaat.secties().filter_map(|s| s.lijst.as_ref());
    let of_field = formaat.secties().flat_map(|s| &s.fields).filter(|v| v.counts).flat_map(|v| &v.lijsten);
    of_sectie.chain(of_field).map(|lijst| lijst.id.as_str()).collect()
}

fn compare(
    key: &ItemKey,
    then: Option<&Outcome<'_>>,
    now: Option<&Outcome<'_>>,
    catalogus: &Catalogus,
    out: &mut Change,
) {
    let (reading_then, reading_now) = (Reading::of(then, catalogus), Reading::of(now, catalogus));
    let sectie = now.and_then(|c| c.feiten.first()).map(|f| f.sectie.clone()).unwrap_or_default();
    let name = catalogus.name_for_parents(key);
    let row = |from: &str, to: &str| YearRow {
        name: name.clone(),
        sectie: sectie.clone(),
        from: from.to_owned(),
        to: to.to_owned(),
    };
    let schaal = |cell: Option<&Outcome<'_>>| cell.and_then(|c| c.scores.first()).map(|s| s.schaal.clone());
    if schaal(then).is_some() || schaal(now).is_some() {
        // Values of two scales cannot be compared; then what they say about being there is, below.
        if schaal(then) == schaal(now) || schaal(then).is_none() || schaal(now).is_none() {
            if reading_then.words != reading_now.words {
                out.value.push(row(&reading_then.words, &reading_now.words));
            }
            return;
        }
    }
    let stand = |cell: Option<&Outcome<'_>>| cell.map_or(Stand::NotStated, |c| c.stand);
    match (stand(then), stand(now)) {
        (Stand::Yes, Stand::Yes) => {
            let (Some(then), Some(now)) = (then, now) else { return };
            if then.waar != now.waar && then.scores.is_empty() {
                out.plaats.push(row(&reading_then.words, &reading_now.words));
            }
            if let (Some(from), Some(to)) = (&reading_then.hoeveel, &reading_now.hoeveel)
                && from != to
            {
                out.hoeveel.push(row(from, to));
            }
        }
        // What is still named is not gone, and what was named before is not new.
        (Stand::Yes, Stand::Mentioned) | (Stand::Mentioned, Stand::Yes) => {
            out.value.push(row(&reading_then.words, &reading_now.words));
        }
        (_, Stand::Yes) => out.new.push(row(&reading_then.words, &reading_now.words)),
        (Stand::Yes, _) => out.gone.push(row(&reading_then.words, &reading_now.words)),
        _ => {}
    }
}

/// Items under `anders` match by name, regardless of case, punctuation and spaces.
fn own(now: &SchoolFacts<'_>, then: &SchoolFacts<'_>, out: &mut Change) {
    let names = |feiten: &SchoolFacts<'_>| -> BTreeMap<String, String> {
        let all = feiten.own_aanbod().map(|a| a.own.name.text.clone());
        all.map(|name| (normalized(&name), name)).collect()
    };
    let (now, then) = (names(now), names(then));
    let without = |a: &BTreeMap<String, String>, b: &BTreeMap<String, String>| -> Vec<String> {
        a.iter().filter(|(key, _)| !b.contains_key(*key)).map(|(_, name)| name.clone()).collect()
    };
    out.own_new = without(&now, &then);
    out.own_gone = without(&then, &now);
}

/// A name without differences of spelling that may arise from year to year.
fn normalized(name: &str) -> String {
    crate::text::slug(name).replace('-', "")
}

/// Sections whose words are not those of the section that they were before.
fn texts(document: &Document, old: &Document, catalogus: &Catalogus) -> Vec<SectieReference> {
    let mut out = Vec::new();
    for sectie in document.formaat.secties() {
        let Some(was) = old_sectie(&sectie.id, document, old, catalogus) else { continue };
        let words = |d: &Document, id: &str| d.antwoorden.get(id).map(words).unwrap_or_default();
        let (now, then) = (words(document, &sectie.id), words(old, &was));
        if now != then {
            out.push(SectieReference { id: sectie.id.clone(), title: sectie.title.clone() });
        }
    }
    out
}

/// The words of an answer that are in no statement about an item.
fn words(antwoord: &Antwoord) -> String {
    let mut out = String::new();
    for text in [&antwoord.toelichting, &antwoord.for_ouders].into_iter().flatten() {
        out.push_str(&text.plain_text());
        out.push('\n');
    }
    match &antwoord.content {
        AnswerBody::Text(text) => out.push_str(&text.plain_text()),
        AnswerBody::Fields(fields) => from_fields(fields, &mut out),
        AnswerBody::Rows(rows) => from_rows(rows, &mut out),
        AnswerBody::Graaf(graaf) => {
            for stap in graaf.all() {
                out.push_str(&stap.title);
                out.push('\n');
            }
        }
        AnswerBody::Nothing | AnswerBody::Items(_) => {}
    }
    out
}

fn from_rows(rows: &[Row], out: &mut String) {
    for row in rows {
        match row {
            Row::Group { name, rows, .. } => {
                out.push_str(name);
                out.push('\n');
                from_rows(rows, out);
            }
            Row::Row { fields, .. } => from_fields(fields, out),
        }
    }
}

fn from_fields(fields: &[(usize, Filled)], out: &mut String) {
    for (index, filled) in fields {
        out.push_str(&index.to_string());
        out.push(' ');
        match &filled.content {
            Content::Text(text) => out.push_str(&text.plain_text()),
            Content::Hoeveel(hoeveel) => out.push_str(&hoeveel.text),
            Content::Date(date) => out.push_str(&date.iso()),
            Content::Schooljaar(year) => out.push_str(&year.to_string()),
            Content::YesNo(yes) => out.push_str(if *yes { "ja" } else { "nee" }),
            Content::References(names) => names.iter().for_each(|v| out.push_str(&v.name)),
            Content::Keuze(t) | Content::Web(t) | Content::Mail(t) | Content::Phone(t) | Content::File(t) => {
                out.push_str(t);
            }
            Content::Word(word) => out.push_str(word.readable()),
        }
        out.push('\n');
    }
}

/// How a region develops over school years.
#[derive(Debug, Serialize)]
pub struct Trends {
    /// The school years, oldest first.
    pub years: Vec<Year>,
    /// Items per list.
    pub lijsten: Vec<TrendLijst>,
    /// Shares per value of a scale.
    pub schalen: Vec<TrendSchaal>,
}

/// A school year.
#[derive(Debug, Serialize)]
pub struct Year {
    /// As written: `2024-2025`.
    pub name: String,
    /// How many schools have a published document of that year, of those with several years.
    pub scholen: usize,
}

/// The items of one list over the years.
#[derive(Debug, Serialize)]
pub struct TrendLijst {
    /// Id of the list.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its items.
    pub items: Vec<TrendItem>,
}

/// An item over the years.
#[derive(Debug, Serialize)]
pub struct TrendItem {
    /// Its name.
    pub name: String,
    /// Per year the number of schools that have it; none where no school speaks of it.
    pub counts: Vec<Option<usize>>,
}

/// A scale over the years.
#[derive(Debug, Serialize)]
pub struct TrendSchaal {
    /// Its title.
    pub title: String,
    /// Its values, with their scores per year.
    pub values: Vec<TrendValue>,
}

/// A value of a scale over the years.
#[derive(Debug, Serialize)]
pub struct TrendValue {
    /// Its name.
    pub name: String,
    /// Place on the scale, from 0.
    pub index: usize,
    /// Per year the number of scores with this value, and its share in whole percents; none where nothing was
    /// scored.
    pub parts: Vec<Option<(usize, usize)>>,
}

/// The trends of a region; `None` when no school has documents that can be compared over years.
pub fn trends(regio: &Regio<'_>) -> Option<Trends> {
    let catalogus = &regio.site.catalogus;
    // Schools with a single year say nothing about a trend.
    let scholen: Vec<&SchoolFacts<'_>> = regio.scholen.iter().filter(|s| has_earlier(s.school, catalogus)).collect();
    if scholen.is_empty() {
        return None;
    }
    let mut per_year: BTreeMap<Schooljaar, Vec<SchoolFacts<'_>>> = BTreeMap::new();
    for facts in scholen {
        let mut documenten: BTreeMap<Schooljaar, Vec<&Document>> = BTreeMap::new();
        for document in facts.school.published() {
            if let Some(year) = document.schooljaar {
                documenten.entry(year).or_default().push(document);
            }
        }
        for (year, documenten) in documenten {
            per_year.entry(year).or_default().push(facts.of_documents(documenten));
        }
    }
    let years: Vec<(Schooljaar, Vec<SchoolFacts<'_>>)> = per_year.into_iter().collect();
    Some(Trends {
        years: years.iter().map(|(j, s)| Year { name: j.to_string(), scholen: s.len() }).collect(),
        lijsten: trend_lijsten(&years, catalogus),
        schalen: trend_schalen(&years, catalogus),
    })
}

fn trend_lijsten(years: &[(Schooljaar, Vec<SchoolFacts<'_>>)], catalogus: &Catalogus) -> Vec<TrendLijst> {
    // Per item and year: how many schools have it, among those that speak of it.
    let mut counts_by_item: BTreeMap<&ItemKey, Vec<Option<usize>>> = BTreeMap::new();
    for (year, (_, scholen)) in years.iter().enumerate() {
        for (key, cell) in scholen.iter().flat_map(SchoolFacts::outcomes) {
            let row = counts_by_item.entry(key).or_insert_with(|| vec![None; years.len()]);
            *row[year].get_or_insert(0) += usize::from(cell.stand == Stand::Yes);
        }
    }
    let mut out: Vec<TrendLijst> = Vec::new();
    for (id, lijst) in &catalogus.lijsten {
        let items = lijst.items.iter().filter_map(|item| {
            let key = ItemKey { lijst: id.clone(), item: item.id.clone() };
            let counts = counts_by_item.get(&key)?.clone();
            (counts.iter().flatten().count() > 1).then(|| TrendItem { name: item.for_ouders().to_owned(), counts })
        });
        let items: Vec<TrendItem> = items.collect();
        if !items.is_empty() {
            out.push(TrendLijst { id: id.clone(), title: lijst.heading_for_parents().to_owned(), items });
        }
    }
    out
}

fn trend_schalen(years: &[(Schooljaar, Vec<SchoolFacts<'_>>)], catalogus: &Catalogus) -> Vec<TrendSchaal> {
    let mut out = Vec::new();
    for (id, schaal) in &catalogus.schalen {
        let per_year: Vec<Vec<usize>> = years
            .iter()
            .map(|(_, scholen)| {
                let mut numbers = vec![0; schaal.values.len()];
                let scores = scholen.iter().flat_map(SchoolFacts::outcomes).flat_map(|(_, cell)| &cell.scores);
                for score in scores.filter(|s| s.schaal == *id) {
                    if let Some(slot) = rank(score, catalogus).and_then(|i| numbers.get_mut(i)) {
                        *slot += 1;
                    }
                }
                numbers
            })
            .collect();
        if per_year.iter().filter(|t| t.iter().sum::<usize>() > 0).count() < 2 {
            continue;
        }
        let part = |numbers: &Vec<usize>, index: usize| {
            let total: usize = numbers.iter().sum();
            (total > 0).then(|| (numbers[index], (numbers[index] * 200 + total) / (total * 2)))
        };
        let values = schaal.values.iter().enumerate().map(|(index, value)| TrendValue {
            name: value.name.clone(),
            index,
            parts: per_year.iter().map(|t| part(t, index)).collect(),
        });
        out.push(TrendSchaal { title: schaal.title.clone(), values: values.collect() });
    }
    out
}
