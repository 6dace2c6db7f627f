//! Pages that set schools side by side: per list, per parents' question, per scale, a few schools
//! chosen by a parent, and over the years.
//!
//! Everything stands in plain tables; a script only hides, sorts and picks. A region that fits on one
//! page has one table per list, in which each cell leads to the section that says so. A larger one
//! is cut into parts by town, and only names of schools are links there, so that pages stay small.

mod cells;
mod matrix;
mod side_by_side;
mod years;

use rayon::prelude::*;
use serde::Serialize;
use tera::Context;

use crate::model::lijst::Lijst;
use crate::model::value::ItemKey;
use crate::pages::{Page, SchoolTable};
use crate::regio::{HULPVRAGEN, SchoolFacts, shown};

use super::{Draft, PageError, Web};
use matrix::{Column, Matrix, MatrixKind};

/// A page to choose from.
#[derive(Serialize)]
struct TableLink {
    title: String,
    /// Path from the root.
    page: String,
    /// How much is in it, as a sentence part.
    about: String,
}

impl Web<'_> {
    /// Writes all these pages. One school has nothing to be compared with: then there are none.
    pub(super) fn compare(&self) -> Result<(), PageError> {
        if self.regio.scholen.len() < 2 {
            return Ok(());
        }
        let lijsten = self.lijst_matrices();
        let schalen = self.schaal_matrices();
        let questions = self.question_matrices();
        let all: Vec<&Matrix> = lijsten.iter().chain(&schalen).chain(&questions.1).chain(&questions.0).collect();
        all.par_iter().try_for_each(|matrix| self.write_matrix(matrix))?;
        self.side_by_side(&lijsten)?;
        self.years()?;
        let keuze = |m: &Matrix| TableLink {
            title: m.title.clone(),
            page: m.page().address().from_root(),
            about: m.size(&self.theme.texts),
        };
        let mut content = Context::new();
        content.insert("lijsten", &lijsten.iter().map(keuze).collect::<Vec<_>>());
        content.insert("schalen", &schalen.iter().map(keuze).collect::<Vec<_>>());
        content.insert("questions", &questions.0.is_some());
        content.insert("side_by_side", &(self.regio.scholen.len() > 1));
        let (title, description) = self.titled("compare");
        let draft = Draft {
            page: Page::Compare,
            template: "compare.html",
            title: &title,
            description: &description,
            canonical: None,
        };
        self.page(&draft, content)
    }

    /// A matrix per list that some school speaks of.
    fn lijst_matrices(&self) -> Vec<Matrix> {
        let named = self.regio.named();
        let matrix = |(id, items): (&str, Vec<ItemKey>)| {
            let lijst = self.site.catalogus.lijst(id)?;
            Some(Matrix {
                title: lijst.heading_for_parents().to_owned(),
                lijst: Some(id.to_owned()),
                columns: items.iter().map(|item| self.column(item, Some(lijst))).collect(),
                soort: MatrixKind::Aanbod(items),
            })
        };
        let has_table = |id: &str| self.map.shown().lijsten.iter().any(|shown| shown == id);
        named.into_iter().filter(|(id, _)| has_table(id)).filter_map(matrix).collect()
    }

    /// A matrix per scale on which some school was scored: all items that have a value on it.
    fn schaal_matrices(&self) -> Vec<Matrix> {
        let mut out = Vec::new();
        for (id, schaal) in &self.site.catalogus.schalen {
            let has = |feiten: &SchoolFacts<'_>, item: &ItemKey| {
                feiten.outcome(item).is_some_and(|cell| cell.scores.iter().any(|s| s.schaal == *id))
            };
            let named = self.regio.named().into_values().flatten();
            let items: Vec<ItemKey> = named.filter(|item| self.regio.scholen.iter().any(|f| has(f, item))).collect();
            if !items.is_empty() {
                out.push(Matrix {
                    title: schaal.title.clone(),
                    lijst: None,
                    columns: items.iter().map(|item| self.column(item, None)).collect(),
                    soort: MatrixKind::Schaal(id.clone(), items),
                });
            }
        }
        out
    }

    /// The matrix of all parents' questions, and one per question. A large region has only the first.
    fn question_matrices(&self) -> (Option<Matrix>, Vec<Matrix>) {
        let Some(questions) = self.site.catalogus.lijst(HULPVRAGEN) else { return (None, Vec::new()) };
        let mut per_question = Vec::new();
        let mut columns = Vec::new();
        let mut groups = Vec::new();
        for question in &questions.items {
            if !self.map.shown().hulpvragen.contains(&question.id) {
                continue;
            }
            let items = shown::for_hulpvraag(&self.regio, &question.id);
            let page = self.map.page(Page::Table(SchoolTable::Hulpvraag(&question.id)));
            let has_page = page.is_some();
            columns.push(Column { name: question.name.clone(), page: page.map(|address| address.from_root()) });
            groups.push((question.id.clone(), items.clone()));
            if has_page {
                per_question.push(Matrix {
                    title: question.name.clone(),
                    lijst: None,
                    columns: items.iter().map(|item| self.column(item, None)).collect(),
                    soort: MatrixKind::Question(question.id.clone(), items),
                });
            }
        }
        let whole = (!columns.is_empty()).then(|| Matrix {
            title: self.say("common.hulp_title", &[]),
            lijst: None,
            columns,
            soort: MatrixKind::Questions(groups),
        });
        (whole, per_question)
    }

    /// A column for an item.
    fn column(&self, item: &ItemKey, lijst: Option<&Lijst>) -> Column {
        let catalogus = &self.site.catalogus;
        // Below the heading of its list a name is short; by itself it says what it is: "Afspraken over pesten".
        let name = match lijst.and_then(|l| l.by_id(&item.item)) {
            Some((_, item)) => item.for_ouders().to_owned(),
            None => catalogus.name_for_parents(item),
        };
        // A nested item is only clear with the name of the item that it belongs to.
        let ouder = catalogus.lijst(&item.lijst).and_then(|l| {
            let (_, itself) = l.by_id(&item.item)?;
            Some(l.items.get(itself.ouder?)?.for_ouders())
        });
        let name = ouder.map_or_else(|| name.clone(), |ouder| format!("{ouder}: {name}"));
        Column { name, page: self.map.item(&item.lijst, &item.item).map(|address| address.from_root()) }
    }

    /// The date of what a school says, and whether that is out of date.
    fn facts_date(&self, feiten: &SchoolFacts<'_>) -> (String, bool) {
        let Some(document) = feiten.documenten.first() else { return (String::new(), false) };
        (document.facts_date().map(|d| d.to_string()).unwrap_or_default(), document.is_old(self.today))
    }
}
