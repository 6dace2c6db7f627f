//! Cells of a table, as HTML: a page has thousands, so each is as short as it can be.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::facts::own_points::{Point, own_points};
use crate::model::catalogus::Catalogus;
use crate::model::hoeveel::Hoeveel;
use crate::model::value::{ItemKey, Stand};
use crate::regio::{Outcome, Regio, SchoolFacts};
use crate::text::{html::escape, sentences};
use crate::view::reading::Reading;

/// Writes the cells of one page.
pub(super) struct MatrixCells<'a> {
    regio: &'a Regio<'a>,
    /// What schools offer besides the lists, by school and parents' question; worked out when first asked for.
    points: OnceCell<BTreeMap<&'a str, BTreeMap<&'a str, Vec<Point<'a>>>>>,
    pub(super) catalogus: &'a Catalogus,
    /// The way from the page to the root; absent where cells are no links.
    pub(super) root: Option<String>,
    /// Whether the shares of a scale name its values by their short marks.
    pub(super) short: bool,
    /// The amounts of each item from small to large, in which each has its rank.
    pub(super) ranks: BTreeMap<&'a ItemKey, Vec<Hoeveel>>,
}

impl<'a> MatrixCells<'a> {
    pub(super) fn new(regio: &'a Regio<'a>, items: &'a [ItemKey], root: Option<String>, short: bool) -> Self {
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
        Self { regio, points: OnceCell::new(), catalogus: &regio.site.catalogus, root, short, ranks }
    }

    /// What a school says about an item.
    pub(super) fn aanbod(&self, feiten: &SchoolFacts<'_>, item: &ItemKey) -> String {
        let cell = feiten.outcome(item);
        let reading = Reading::of(cell, self.catalogus);
        let rank = cell.and_then(Outcome::hoeveel).and_then(|h| self.ranks.get(item)?.iter().position(|a| a == h));
        self.cell(feiten, cell, &reading, rank)
    }

    /// What a school says of an item for a parents' question.
    pub(super) fn for_question(&self, feiten: &SchoolFacts<'_>, question: &str, item: &ItemKey) -> String {
        match feiten.for_question(item, question, self.catalogus) {
            // It is there, but not for this.
            None if feiten.outcome(item).is_some() => "<td>·<i>niet hierbij genoemd</i></td>".to_owned(),
            _ => self.aanbod(feiten, item),
        }
    }

    /// How a school scores an item on one scale; values of other scales cannot be compared.
    pub(super) fn score(&self, feiten: &SchoolFacts<'_>, item: &ItemKey, schaal: &str) -> String {
        let cell = feiten.outcome(item).map(|cell| {
            let mut cell = cell.clone();
            cell.scores.retain(|s| s.schaal == schaal);
            cell
        });
        let cell = cell.filter(|cell| !cell.scores.is_empty());
        let reading = Reading::of(cell.as_ref(), self.catalogus);
        self.cell(feiten, cell.as_ref(), &reading, None)
    }

    fn cell(
        &self,
        feiten: &SchoolFacts<'_>,
        cell: Option<&Outcome<'_>>,
        reading: &Reading,
        rank: Option<usize>,
    ) -> String {
        let mut out = String::from("<td");
        if reading.soort != "o" {
            let class: Vec<String> = reading.soort.chars().map(class).collect();
            let _ = write!(out, " class=\"{}\"", class.join(" "));
        }
        if let Some(rank) = rank {
            let _ = write!(out, " data-rank=\"{rank}\"");
        }
        out.push('>');
        let mut content = format!("{}<i>{}</i>", escape(&reading.character), escape(&reading.words));
        if let Some(hoeveel) = &reading.hoeveel {
            let _ = write!(content, " <b>{}</b>", escape(hoeveel));
        }
        let target = self.root.as_ref().zip(cell).map(|(root, cell)| format!("{root}{}", cell.address(feiten.school)));
        match target {
            Some(target) => {
                let _ = write!(out, "<a href=\"{}\">{content}</a>", escape(&target));
            }
            None => out.push_str(&content),
        }
        out.push_str("</td>");
        out
    }

    /// How many things a school names for a parents' question, and which.
    pub(super) fn question(&self, feiten: &SchoolFacts<'_>, question: &str, items: &[ItemKey]) -> String {
        let names = self.helping_names(feiten, question, items);
        match names.len() {
            0 if self.is_limited(feiten, question) => "<td>·<i>noemt een</i> <b>grens</b></td>".to_owned(),
            0 => "<td>·<i>niets genoemd</i></td>".to_owned(),
            n => {
                let class = if n < 3 {
                    "light"
                } else if n < 6 {
                    "medium"
                } else {
                    "strong"
                };
                let (words, mark) = if self.is_limited(feiten, question) {
                    ("; deze school noemt ook een", " <b>grens</b>")
                } else {
                    ("", "")
                };
                format!("<td class=\"{class}\">{n}<i>{}{words}</i>{mark}</td>", escape(&names.join(", ")))
            }
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
    pub(super) fn own_cell(&self, feiten: &SchoolFacts<'_>, question: &str) -> String {
        let names = self.own_names(feiten, question);
        match names.len() {
            0 => "<td>·<i>niets genoemd</i></td>".to_owned(),
            n => format!("<td class=\"there\">{n}<i>{}</i></td>", escape(&names.join(", "))),
        }
    }

    /// How many items a school has, as the first cell of its row.
    pub(super) fn count(&self, n: usize) -> String {
        format!("<td class=\"tally\">{n}</td>")
    }

    /// How many things a school has for a parents' question, as the first cell of its row, which also tells whether
    /// it names a limit.
    pub(super) fn helps(&self, feiten: &SchoolFacts<'_>, question: &str, n: usize) -> String {
        match self.is_limited(feiten, question) {
            true => format!("<td class=\"tally\">{n}<i>; deze school noemt een</i> <b>grens</b></td>"),
            false => self.count(n),
        }
    }

    /// The share of each value of a scale, drawn and in words, as the first cell of a row.
    pub(super) fn distribution(&self, feiten: &SchoolFacts<'_>, schaal_id: &str, items: &[ItemKey]) -> String {
        let Some(schaal) = self.catalogus.schalen.get(schaal_id) else { return "<td class=\"tally\"></td>".to_owned() };
        let counts = count_values(feiten, schaal_id, items, schaal.values.len(), self.catalogus);
        let total: usize = counts.iter().sum();
        if total == 0 {
            return "<td class=\"tally\">·<i>niet vermeld</i></td>".to_owned();
        }
        let mut bar = format!("<svg viewBox=\"0 0 {total} 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
        let mut words = Vec::new();
        let mut x = 0;
        for (index, n) in counts.iter().enumerate().filter(|(_, n)| **n > 0) {
            let _ = write!(bar, "<rect class=\"value-{}\" x=\"{x}\" width=\"{n}\" height=\"1\"/>", index.min(6));
            x += n;
            let percent = (n * 200 + total) / (total * 2);
            let value = &schaal.values[index];
            let name = value.short.as_ref().filter(|_| self.short).unwrap_or(&value.name);
            words.push(format!("{name} {n} ({percent}%)"));
        }
        bar.push_str("</svg>");
        format!("<td class=\"tally distributed\">{bar} <span>{}</span></td>", escape(&words.join(", ")))
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

/// The CSS class for a letter of a reading: values of a scale get a letter before their number.
pub(super) fn class(soort: char) -> String {
    let word = match soort {
        's' => "strong",
        'b' => "medium",
        'e' => "light",
        'j' => "there",
        'c' => "as-contact",
        'n' => "absent",
        'g' => "named",
        'o' => "unstated",
        value => return format!("value-{value}"),
    };
    word.to_owned()
}
