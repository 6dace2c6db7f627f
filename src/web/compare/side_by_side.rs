//! Two to four schools side by side, chosen by a parent. A page for every pair would make thousands,
//! so the choice is part of the address, and a script makes the tables from data in the page. Without
//! the script the page links to the tables of all schools, which hold the same.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::Context;

use crate::facts::grenzen::{Grens, Grenzen};
use crate::model::lijst::Item;
use crate::model::value::{ItemKey, Stand};
use crate::pages::Page;
use crate::regio::{HULPVRAGEN, SchoolFacts};
use crate::soorten;
use crate::text::{html, sentences};
use crate::view::reading::Reading;

use super::super::{Draft, PageError, Web, safe};
use super::TableLink;
use super::cells::in_words;
use super::matrix::{Matrix, MatrixKind};

/// The data of the page. Names are short, because there may be a thousand schools in it.
#[derive(Serialize)]
struct PageData {
    /// Schools.
    s: Vec<SchoolRow>,
    /// Lists: title and names of items.
    l: Vec<(String, Vec<String>)>,
    /// Readings of cells: what they say, mark, words, and whether the thing is there. The first is silence.
    w: Vec<ReadingRow>,
    /// Parents' questions: name, and the items that help (index of the list, index of the item).
    v: Vec<(String, Vec<(usize, usize)>)>,
}

/// What it says, mark, words; 1 when the thing is there.
type ReadingRow = (String, String, String, u8);

#[derive(Serialize)]
struct SchoolRow {
    /// Slug, name, town, kind of education, board, date of the facts, path of the profile, path of the page for parents.
    g: [String; 8],
    /// Per list the index of the reading of each item; empty if the school says nothing of the list.
    c: Vec<Vec<usize>>,
    /// What it offers besides the lists: name, and indices of the questions that it answers.
    e: Vec<(String, Vec<usize>)>,
    /// What it has but not for a question: index of the question, of the list and of the item.
    x: Vec<(usize, usize, usize)>,
    /// Limits: what the school says, and indices of the questions that it is about.
    b: Vec<(String, Vec<usize>)>,
    /// Path of the section in which it names its limits.
    bp: Option<String>,
    /// 1 when only the child's own school can bring it in.
    #[serde(rename = "vs")]
    via_school: u8,
}

impl Web<'_> {
    pub(super) fn side_by_side(&self, lijsten: &[Matrix]) -> Result<(), PageError> {
        if self.regio.scholen.len() < 2 || !self.wants(Page::SideBySide) {
            return Ok(());
        }
        let page_data = self.page_data(lijsten);
        let json = html::json_in_script(&serde_json::to_string(&page_data).unwrap_or_else(|_| "{}".to_owned()));
        let mut content = Context::new();
        let keuze = |m: &Matrix| TableLink {
            title: m.title.clone(),
            page: m.page().address().from_root(),
            about: m.size(&self.theme.texts),
        };
        content.insert("lijsten", &lijsten.iter().map(keuze).collect::<Vec<_>>());
        content.insert_value("gegevens", safe(&json));
        let (title, description) = self.titled("side_by_side");
        let draft = Draft {
            page: Page::SideBySide,
            template: "side-by-side.html",
            title: &title,
            description: &description,
            canonical: None,
        };
        self.page(&draft, content)
    }

    fn page_data(&self, lijsten: &[Matrix]) -> PageData {
        let catalogus = &self.site.catalogus;
        let items: Vec<&[ItemKey]> = lijsten
            .iter()
            .map(|m| match &m.soort {
                MatrixKind::Aanbod(items) => items.as_slice(),
                _ => &[],
            })
            .collect();
        let questions: Vec<_> = catalogus.lijst(HULPVRAGEN).iter().flat_map(|l| &l.items).collect();
        let position =
            |key: &ItemKey| items.iter().enumerate().find_map(|(l, all)| Some((l, all.iter().position(|i| i == key)?)));
        let mut readings: Readings = Readings::default();
        readings.number(&Reading::of(None, catalogus), Stand::NotStated);
        let mut scholen: Vec<&SchoolFacts<'_>> = self.regio.scholen.iter().collect();
        scholen.sort_by_cached_key(|s| s.school.name.to_lowercase());
        let s = scholen
            .iter()
            .map(|feiten| {
                let school = feiten.school;
                let profiel = school.profiel().or_else(|| feiten.documenten.first().copied());
                let plaatsen: Vec<&str> = school.plaatsen().into_iter().collect();
                let row = |all: &&[ItemKey]| {
                    if !all.iter().any(|i| feiten.outcome(i).is_some()) {
                        return Vec::new();
                    }
                    all.iter()
                        .map(|i| readings.number(&Reading::of(feiten.outcome(i), catalogus), feiten.stand(i)))
                        .collect()
                };
                let c = items.iter().map(row).collect();
                let own = feiten.own_aanbod().map(|a| {
                    let fits = questions.iter().enumerate().filter(|(_, v)| soorten::helps_with(a.own, &v.id));
                    let numbers = fits.map(|(i, _)| i).collect();
                    (a.own.name.text.clone(), numbers)
                });
                let not_for = questions.iter().enumerate().flat_map(|(number, question)| {
                    let items = self.regio.for_hulpvraag(&question.id).into_iter();
                    let items = items.filter(|item| {
                        let there = feiten.outcome(item).is_some();
                        there && feiten.for_question(item, &question.id, catalogus).is_none()
                    });
                    items.filter_map(|item| position(&item)).map(move |(l, i)| (number, l, i)).collect::<Vec<_>>()
                });
                SchoolRow {
                    g: [
                        school.slug.clone(),
                        school.name.clone(),
                        sentences::join_and(&plaatsen),
                        sentences::join_and(&school.onderwijstypen),
                        school.bestuur.clone().unwrap_or_default(),
                        match self.facts_date(feiten) {
                            (day, true) if !day.is_empty() => {
                                self.say("side_by_side.older_than_a_year", &[("day", &day)])
                            }
                            (_, true) => self.say("matrix.long_ago", &[]),
                            (day, false) => day,
                        },
                        profiel.map(|d| Page::Document(school, d).address().from_root()).unwrap_or_default(),
                        Page::School(&school.slug).address().from_root(),
                    ],
                    c,
                    e: own.collect(),
                    x: not_for.collect(),
                    b: limits(self.regio.grenzen(school), &questions),
                    bp: self.section_of_limits(school).map(|link| link.address),
                    via_school: u8::from(school.only_via_school()),
                }
            })
            .collect();
        let v = questions
            .iter()
            .map(|question| {
                // Where a school sends a child is not what it has for the question.
                let helps = |s: &&ItemKey| catalogus.item(s).is_some_and(|item| !item.refers);
                let items = self.regio.for_hulpvraag(&question.id);
                (question.name.clone(), items.iter().filter(helps).filter_map(position).collect())
            })
            .collect();
        let l = lijsten.iter().map(|m| (m.title.clone(), m.columns.iter().map(|k| k.name.clone()).collect())).collect();
        PageData { s, l, w: readings.all, v }
    }
}

/// The limits of a school: what each says, with its heading, and the questions that it is about. Those
/// about none come last.
fn limits(grenzen: &Grenzen<'_>, questions: &[&Item]) -> Vec<(String, Vec<usize>)> {
    let numbers = |grens: &Grens<'_>| {
        let about = questions.iter().enumerate().filter(|(_, v)| grens.hulpvragen.contains_key(&v.id));
        about.map(|(number, _)| number).collect::<Vec<_>>()
    };
    let mut out: Vec<_> = grenzen.all.iter().map(|grens| (grens.in_words(), numbers(grens))).collect();
    out.sort_by_key(|(_, numbers)| numbers.is_empty());
    out
}

/// All different readings, each once.
#[derive(Default)]
struct Readings {
    all: Vec<ReadingRow>,
    numbers: BTreeMap<ReadingRow, usize>,
}

impl Readings {
    fn number(&mut self, reading: &Reading, stand: Stand) -> usize {
        let words = match &reading.hoeveel {
            Some(hoeveel) => format!("{}, {hoeveel}", reading.words),
            None => reading.words.clone(),
        };
        let line = (in_words(&reading.says), reading.character.clone(), words, u8::from(stand == Stand::Yes));
        *self.numbers.entry(line.clone()).or_insert_with(|| {
            self.all.push(line);
            self.all.len() - 1
        })
    }
}
