//! Cells of a table, as its template receives them: what a cell says, and nothing of how that looks.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use serde::Serialize;

use crate::facts::own_points::{Point, own_points};
use crate::model::catalogus::Catalogus;
use crate::model::hoeveel::Hoeveel;
use crate::model::value::{ItemKey, Stand};
use crate::regio::{Outcome, Regio, SchoolFacts};
use crate::text::sentences;
use crate::view::reading::{self, Reading, SILENCE, Says};

/// One cell. Its `kind` tells a template which of these it is.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(super) enum CellView {
    /// What a school says of an item.
    Outcome(OutcomeCell),
    /// The item is there, but not for the question that the table is about.
    NotForThis {
        /// The sign of silence.
        sign: &'static str,
    },
    /// What a school has for a parents' question.
    Help {
        /// How many things.
        count: usize,
        /// Their names, as one text.
        names: String,
        /// Whether it names a limit for the question.
        grens: bool,
        /// Whether it is only what the school tells in its own words.
        own: bool,
        /// The sign of silence, for a school that has nothing.
        sign: &'static str,
    },
    /// How many things a school has, as the first cell of its row.
    Total {
        /// How many.
        count: usize,
        /// Whether it names a limit for the question that the table is about.
        grens: bool,
    },
    /// How often a school has each value of a scale, as the first cell of its row.
    Distribution {
        /// How many scores there are.
        total: usize,
        /// The values that occur, from low to high.
        parts: Vec<SharePart>,
        /// The same in words; those of silence if there are no scores.
        words: String,
        /// The sign of silence.
        sign: &'static str,
    },
    /// When the facts of a school were true.
    Dated {
        /// The date in words; those of silence if it is not known.
        date: String,
        /// Whether that is more than a year ago.
        old: bool,
    },
}

/// What a school says of an item.
#[derive(Serialize)]
pub(super) struct OutcomeCell {
    /// What it says, as the words of [`Says`] with spaces between them. Empty for silence.
    says: String,
    /// The mark: a few characters.
    sign: String,
    /// The same in words.
    words: String,
    /// How much, as typed.
    hoeveel: Option<String>,
    /// Where its amount stands among those of its column, from 0.
    rank: Option<usize>,
    /// Where the school says so, from the root; none where cells are no links.
    page: Option<String>,
}

/// The share of one value of a scale.
#[derive(Serialize)]
pub(super) struct SharePart {
    /// The value, as a word of [`Says`].
    says: &'static str,
    /// How many scores there are below it, and how many of it.
    start: usize,
    count: usize,
}

/// What a cell says, as words with spaces between them.
pub(super) fn in_words(says: &[Says]) -> String {
    let words: Vec<&str> = says.iter().map(|s| s.as_str()).collect();
    words.join(" ")
}

/// Makes the cells of one page.
pub(super) struct MatrixCells<'a> {
    regio: &'a Regio<'a>,
    /// What schools offer besides the lists, by school and parents' question; worked out when first asked for.
    points: OnceCell<BTreeMap<&'a str, BTreeMap<&'a str, Vec<Point<'a>>>>>,
    pub(super) catalogus: &'a Catalogus,
    /// Whether cells are links to where the school says so.
    links: bool,
    /// Whether the shares of a scale name its values by their short marks.
    pub(super) short: bool,
    /// The amounts of each item from small to large, in which each has its rank.
    pub(super) ranks: BTreeMap<&'a ItemKey, Vec<Hoeveel>>,
}

impl<'a> MatrixCells<'a> {
    pub(super) fn new(regio: &'a Regio<'a>, items: &'a [ItemKey], links: bool, short: bool) -> Self {
        let mut ranks: BTreeMap<&ItemKey, Vec<Hoeveel>> = BTreeMap::new();
        for item in items {
            let cells = regio.scholen.iter().filter_map(|s| s.outcome(item));
            let mut all: Vec<Hoeveel> = cells.filter_map(|cell| cell.hoeveel()).cloned().collect();
            all.sort_by(Hoeveel::order);
            all.dedup();
            if !all.is_empty() {
                ranks.insert(item, all);
            }
        }
        Self { regio, points: OnceCell::new(), catalogus: &regio.site.catalogus, links, short, ranks }
    }

    /// What a school says about an item.
    pub(super) fn aanbod(&self, feiten: &SchoolFacts<'_>, item: &ItemKey) -> CellView {
        let cell = feiten.outcome(item);
        let reading = Reading::of(cell, self.catalogus);
        let rank = cell.and_then(Outcome::hoeveel).and_then(|h| self.ranks.get(item)?.iter().position(|a| a == h));
        self.cell(feiten, cell, reading, rank)
    }

    /// What a school says of an item for a parents' question.
    pub(super) fn for_question(&self, feiten: &SchoolFacts<'_>, question: &str, item: &ItemKey) -> CellView {
        match feiten.for_question(item, question, self.catalogus) {
            // It is there, but not for this.
            None if feiten.outcome(item).is_some() => CellView::NotForThis { sign: SILENCE },
            _ => self.aanbod(feiten, item),
        }
    }

    /// How a school scores an item on one scale; values of other scales cannot be compared.
    pub(super) fn score(&self, feiten: &SchoolFacts<'_>, item: &ItemKey, schaal: &str) -> CellView {
        let cell = feiten.outcome(item).map(|cell| {
            let mut cell = cell.clone();
            cell.scores.retain(|s| s.schaal == schaal);
            cell
        });
        let cell = cell.filter(|cell| !cell.scores.is_empty());
        let reading = Reading::of(cell.as_ref(), self.catalogus);
        self.cell(feiten, cell.as_ref(), reading, None)
    }

    fn cell(
        &self,
        feiten: &SchoolFacts<'_>,
        cell: Option<&Outcome<'_>>,
        reading: Reading,
        rank: Option<usize>,
    ) -> CellView {
        let Reading { says, character, words, hoeveel } = reading;
        let says = if says == [Says::Unstated] { String::new() } else { in_words(&says) };
        let page = cell.filter(|_| self.links).map(|cell| cell.address(feiten.school));
        CellView::Outcome(OutcomeCell { says, sign: character, words, hoeveel, rank, page })
    }

    /// How many things a school names for a parents' question, and which.
    pub(super) fn question(&self, feiten: &SchoolFacts<'_>, question: &str, items: &[ItemKey]) -> CellView {
        let names = self.helping_names(feiten, question, items);
        CellView::Help {
            count: names.len(),
            names: names.join(", "),
            grens: self.is_limited(feiten, question),
            own: false,
            sign: SILENCE,
        }
    }

    /// What a school offers in its own words for a parents' question: the same as on the page of that question.
    fn own(&self, feiten: &SchoolFacts<'_>, question: &str) -> Vec<&Point<'a>> {
        let points = self.points.get_or_init(|| {
            let own = |f: &'a SchoolFacts<'a>| (f.school.slug.as_str(), own_points(f, self.catalogus));
            self.regio.scholen.iter().map(own).collect()
        });
        let own = points.get(feiten.school.slug.as_str()).and_then(|by_question| by_question.get(question));
        own.into_iter().flatten().filter(|p| !p.refers).collect()
    }

    fn own_names(&self, feiten: &SchoolFacts<'_>, question: &str) -> Vec<String> {
        self.own(feiten, question).into_iter().map(|p| p.name.clone()).collect()
    }

    /// Whether a school names a limit for a parents' question.
    pub(super) fn is_limited(&self, feiten: &SchoolFacts<'_>, question: &str) -> bool {
        self.regio.grenzen(feiten.school).for_hulpvraag(question).next().is_some()
    }

    /// Names of what helps with a parents' question: items that are there, and what the school offers in its own words.
    pub(super) fn helping_names(&self, feiten: &SchoolFacts<'_>, question: &str, items: &[ItemKey]) -> Vec<String> {
        let own = self.own(feiten, question);
        // What leads elsewhere is no help of the school, and what it tells in its own words counts once, as on the
        // page of the question.
        let is_help = |item: &&ItemKey| {
            feiten
                .for_question(item, question, self.catalogus)
                .is_some_and(|o| o.stand == Stand::Yes && !o.refers_elsewhere(item, self.catalogus))
                && !own.iter().any(|p| p.is.contains(item))
        };
        let mut names: Vec<String> =
            items.iter().filter(is_help).map(|item| self.catalogus.name_for_parents(item)).collect();
        names.extend(own.iter().map(|p| p.name.clone()));
        // Two lists may have the same thing, which is said and counted once.
        sentences::once(names)
    }

    /// What a school offers in its own words for a parents' question, as a cell of names.
    pub(super) fn own_cell(&self, feiten: &SchoolFacts<'_>, question: &str) -> CellView {
        let names = self.own_names(feiten, question);
        CellView::Help { count: names.len(), names: names.join(", "), grens: false, own: true, sign: SILENCE }
    }

    /// How many things a school has for a parents' question, as the first cell of its row, which also tells whether
    /// it names a limit.
    pub(super) fn helps(&self, feiten: &SchoolFacts<'_>, question: &str, count: usize) -> CellView {
        CellView::Total { count, grens: self.is_limited(feiten, question) }
    }

    /// The share of each value of a scale, in numbers and in words, as the first cell of a row.
    pub(super) fn distribution(&self, feiten: &SchoolFacts<'_>, schaal_id: &str, items: &[ItemKey]) -> CellView {
        let values = self.catalogus.schalen.get(schaal_id).map(|schaal| schaal.values.as_slice()).unwrap_or_default();
        let counts = count_values(feiten, schaal_id, items, values.len(), self.catalogus);
        let total: usize = counts.iter().sum();
        let (mut parts, mut words) = (Vec::new(), Vec::new());
        let mut start = 0;
        for ((index, value), count) in values.iter().enumerate().zip(counts).filter(|(_, count)| *count > 0) {
            parts.push(SharePart { says: Says::Value(index).as_str(), start, count });
            start += count;
            let percent = (count * 200 + total) / (total * 2);
            let name = value.short.as_ref().filter(|_| self.short).unwrap_or(&value.name);
            words.push(format!("{name} {count} ({percent}%)"));
        }
        let words = if total == 0 { reading::NOT_STATED.to_owned() } else { words.join(", ") };
        CellView::Distribution { total, parts, words, sign: SILENCE }
    }
}

/// How many items have each value of a scale; a value per group counts for each group.
pub(super) fn count_values(
    feiten: &SchoolFacts<'_>,
    schaal: &str,
    items: &[ItemKey],
    values: usize,
    catalogus: &Catalogus,
) -> Vec<usize> {
    let mut out = vec![0; values];
    let scores = items.iter().filter_map(|i| feiten.outcome(i)).flat_map(|c| &c.scores).filter(|s| s.schaal == schaal);
    for score in scores {
        if let Some(slot) = catalogus.rank(score).and_then(|i| out.get_mut(i)) {
            *slot += 1;
        }
    }
    out
}
