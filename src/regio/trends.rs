//! How a region develops over school years.

use std::collections::BTreeMap;

use crate::facts::SchoolFacts;
use crate::model::catalogus::Catalogus;
use crate::model::date::Schooljaar;
use crate::model::lijst::{Item, Lijst, Schaal, SchaalWaarde};
use crate::model::site::Document;
use crate::model::value::{ItemKey, Stand};

use super::Regio;
use super::years::has_earlier;

/// How a region develops over school years.
#[derive(Debug)]
pub struct Trends<'a> {
    /// The school years, oldest first, with how many schools have a published document of that year, of those with
    /// several years.
    pub years: Vec<(Schooljaar, usize)>,
    /// Items per list.
    pub lijsten: Vec<TrendLijst<'a>>,
    /// Shares per value of a scale.
    pub schalen: Vec<TrendSchaal<'a>>,
}

/// The items of one list over the years.
#[derive(Debug)]
pub struct TrendLijst<'a> {
    /// The list.
    pub lijst: &'a Lijst,
    /// Its items.
    pub items: Vec<TrendItem<'a>>,
}

/// An item over the years.
#[derive(Debug)]
pub struct TrendItem<'a> {
    /// The item.
    pub item: &'a Item,
    /// Per year the number of schools that have it; none where no school speaks of it.
    pub counts: Vec<Option<usize>>,
}

/// A number of scores, and its share in whole percents; none where nothing was scored.
pub type ScoreShare = Option<(usize, usize)>;

/// A scale over the years.
#[derive(Debug)]
pub struct TrendSchaal<'a> {
    /// The scale.
    pub schaal: &'a Schaal,
    /// Its values, each with the scores that have it, per year.
    pub values: Vec<(&'a SchaalWaarde, Vec<ScoreShare>)>,
}

/// The trends of a region; `None` when no school has documents that can be compared over years.
pub fn trends<'a>(regio: &Regio<'a>) -> Option<Trends<'a>> {
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
        years: years.iter().map(|(year, scholen)| (*year, scholen.len())).collect(),
        lijsten: trend_lijsten(&years, catalogus),
        schalen: trend_schalen(&years, catalogus),
    })
}

fn trend_lijsten<'a>(years: &[(Schooljaar, Vec<SchoolFacts<'a>>)], catalogus: &'a Catalogus) -> Vec<TrendLijst<'a>> {
    // Per item and year: how many schools have it, among those that speak of it.
    let mut counts_by_item: BTreeMap<&ItemKey, Vec<Option<usize>>> = BTreeMap::new();
    for (year, (_, scholen)) in years.iter().enumerate() {
        for (key, cell) in scholen.iter().flat_map(SchoolFacts::outcomes) {
            let row = counts_by_item.entry(key).or_insert_with(|| vec![None; years.len()]);
            *row[year].get_or_insert(0) += usize::from(cell.stand == Stand::Yes);
        }
    }
    let mut out: Vec<TrendLijst<'a>> = Vec::new();
    for (id, lijst) in &catalogus.lijsten {
        let items = lijst.items.iter().filter_map(|item| {
            let key = ItemKey { lijst: id.clone(), item: item.id.clone() };
            let counts = counts_by_item.get(&key)?.clone();
            (counts.iter().flatten().count() > 1).then_some(TrendItem { item, counts })
        });
        let items: Vec<TrendItem<'a>> = items.collect();
        if !items.is_empty() {
            out.push(TrendLijst { lijst, items });
        }
    }
    out
}

fn trend_schalen<'a>(years: &[(Schooljaar, Vec<SchoolFacts<'a>>)], catalogus: &'a Catalogus) -> Vec<TrendSchaal<'a>> {
    let mut out = Vec::new();
    for (id, schaal) in &catalogus.schalen {
        let per_year: Vec<Vec<usize>> = years
            .iter()
            .map(|(_, scholen)| {
                let mut numbers = vec![0; schaal.values.len()];
                let scores = scholen.iter().flat_map(SchoolFacts::outcomes).flat_map(|(_, cell)| &cell.scores);
                for score in scores.filter(|s| s.schaal == *id) {
                    if let Some(slot) = catalogus.rank(score).and_then(|i| numbers.get_mut(i)) {
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
        let shares = |index: usize| per_year.iter().map(|numbers| part(numbers, index)).collect();
        let values = schaal.values.iter().enumerate().map(|(index, value)| (value, shares(index)));
        out.push(TrendSchaal { schaal, values: values.collect() });
    }
    out
}
