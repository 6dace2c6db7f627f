//! What changed since a year before, and how a region develops, in words and numbers.

use serde::Serialize;

use crate::facts::{Outcome, SchoolFacts};
use crate::model::catalogus::Catalogus;
use crate::model::site::Document;
use crate::model::value::ItemKey;
use crate::pages::Page;
use crate::regio::change::{Change, change};
use crate::regio::trends::{TrendItem, TrendLijst, TrendSchaal, Trends};

use super::reading::{Reading, Says};

/// What changed since an older document of the same school.
#[derive(Debug, Serialize)]
pub struct ChangeView {
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
    /// Whether something was said of it.
    pub was_stated: bool,
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

impl ChangeView {
    /// What changed in a document since the one before; `None` when there is none before it.
    pub fn of<'a>(facts: &SchoolFacts<'a>, document: &'a Document, catalogus: &Catalogus) -> Option<Self> {
        let change = change(facts, document, catalogus)?;
        let in_words = |keys: &[ItemKey]| keys.iter().map(|key| year_row(&change, key, catalogus)).collect::<Vec<_>>();
        let amounts = |keys: &[ItemKey]| keys.iter().map(|key| row_of_amounts(&change, key, catalogus)).collect();
        let texts = change.texts.iter().map(|s| SectieReference { id: s.id.clone(), title: s.title.clone() });
        let mut view = Self {
            since: change.since.period_label(),
            page: Page::Document(facts.school, change.since).address().from_root(),
            new: in_words(&change.new),
            gone: in_words(&change.gone),
            plaats: in_words(&change.plaats),
            value: in_words(&change.value),
            hoeveel: amounts(&change.hoeveel),
            texts: texts.collect(),
            unasked: change.unasked,
            total: 0,
            own_new: change.own_new,
            own_gone: change.own_gone,
        };
        // Two values may have the same name; then nothing changed for who reads it.
        view.value.retain(|row| row.from != row.to);
        view.total =
            [&view.new, &view.gone, &view.plaats, &view.value, &view.hoeveel].map(Vec::len).iter().sum::<usize>()
                + view.own_new.len()
                + view.own_gone.len()
                + view.texts.len();
        Some(view)
    }
}

fn year_row(change: &Change<'_>, key: &ItemKey, catalogus: &Catalogus) -> YearRow {
    let now = change.now.outcome(key);
    let then = Reading::of(change.then.outcome(key), catalogus);
    YearRow {
        name: catalogus.name_for_parents(key),
        sectie: now.and_then(|c| c.feiten.first()).map(|f| f.sectie.clone()).unwrap_or_default(),
        was_stated: then.says != [Says::Unstated],
        from: then.words,
        to: Reading::of(now, catalogus).words,
    }
}

fn row_of_amounts(change: &Change<'_>, key: &ItemKey, catalogus: &Catalogus) -> YearRow {
    let amount =
        |cell: Option<&Outcome<'_>>| cell.and_then(Outcome::hoeveel).map(|h| h.text.clone()).unwrap_or_default();
    let (from, to) = (amount(change.then.outcome(key)), amount(change.now.outcome(key)));
    YearRow { from, to, ..year_row(change, key, catalogus) }
}

/// How a region develops over school years.
#[derive(Debug, Serialize)]
pub struct TrendsView {
    /// The school years, oldest first.
    pub years: Vec<YearView>,
    /// Items per list.
    pub lijsten: Vec<TrendLijstView>,
    /// Shares per value of a scale.
    pub schalen: Vec<TrendSchaalView>,
}

/// A school year.
#[derive(Debug, Serialize)]
pub struct YearView {
    /// As written: `2024-2025`.
    pub name: String,
    /// How many schools have a published document of that year, of those with several years.
    pub scholen: usize,
}

/// The items of one list over the years.
#[derive(Debug, Serialize)]
pub struct TrendLijstView {
    /// Id of the list.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its items.
    pub items: Vec<TrendItemView>,
}

/// An item over the years.
#[derive(Debug, Serialize)]
pub struct TrendItemView {
    /// Its name.
    pub name: String,
    /// Per year the number of schools that have it; none where no school speaks of it.
    pub counts: Vec<Option<usize>>,
}

/// A scale over the years.
#[derive(Debug, Serialize)]
pub struct TrendSchaalView {
    /// Its title.
    pub title: String,
    /// Its values, with their scores per year.
    pub values: Vec<TrendValueView>,
}

/// A value of a scale over the years.
#[derive(Debug, Serialize)]
pub struct TrendValueView {
    /// Its name.
    pub name: String,
    /// Place on the scale, from 0.
    pub index: usize,
    /// Per year the number of scores with this value, and its share in whole percents; none where nothing was
    /// scored.
    pub parts: Vec<Option<(usize, usize)>>,
}

impl TrendsView {
    /// What is shown of the trends of a region.
    pub fn of(trends: &Trends<'_>) -> Self {
        Self {
            years: trends
                .years
                .iter()
                .map(|(j, scholen)| YearView { name: j.to_string(), scholen: *scholen })
                .collect(),
            lijsten: trends.lijsten.iter().map(trend_lijst).collect(),
            schalen: trends.schalen.iter().map(trend_schaal).collect(),
        }
    }
}

fn trend_lijst(trend: &TrendLijst<'_>) -> TrendLijstView {
    let item = |t: &TrendItem<'_>| TrendItemView { name: t.item.for_ouders().to_owned(), counts: t.counts.clone() };
    TrendLijstView {
        id: trend.lijst.id.clone(),
        title: trend.lijst.heading_for_parents().to_owned(),
        items: trend.items.iter().map(item).collect(),
    }
}

fn trend_schaal(trend: &TrendSchaal<'_>) -> TrendSchaalView {
    let values = trend.values.iter().enumerate().map(|(index, (value, parts))| TrendValueView {
        name: value.name.clone(),
        index,
        parts: parts.clone(),
    });
    TrendSchaalView { title: trend.schaal.title.clone(), values: values.collect() }
}
