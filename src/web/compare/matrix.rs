//! One table of schools and columns, and the pages it takes.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use tera::{Context, Value};

use crate::model::site::School;
use crate::model::value::{ItemKey, Stand};
use crate::pages::{Page, SchoolTable};
use crate::regio::gaps::Counts;
use crate::regio::{SchoolFacts, shown};
use crate::text::sentences;
use crate::texts::Texts;
use crate::view::reading::{self, Reading, Says};

use super::super::{Draft, PageError, Web};
use super::cells::{CellView, MatrixCells, count_values};

/// Up to this many schools stand next to each other as columns, with the items as rows.
const SIDE_BY_SIDE: usize = 6;

/// A table of schools against something.
pub(super) struct Matrix {
    pub(super) title: String,
    /// The list it shows, if it shows one.
    pub(super) lijst: Option<String>,
    pub(super) columns: Vec<Column>,
    pub(super) soort: MatrixKind,
}

/// What a column is about.
#[derive(Serialize)]
pub(super) struct Column {
    pub(super) name: String,
    /// Page that explains it, from the root.
    pub(super) page: Option<String>,
}

/// What the cells say.
pub(super) enum MatrixKind {
    /// What schools have of the items of a list.
    Aanbod(Vec<ItemKey>),
    /// What schools score on one scale.
    Schaal(String, Vec<ItemKey>),
    /// What helps with one parents' question.
    Question(String, Vec<ItemKey>),
    /// How much helps with each question.
    Questions(Vec<(String, Vec<ItemKey>)>),
}

#[derive(Serialize)]
struct RowView<'a> {
    /// Its page, from the root.
    address: String,
    name: &'a str,
    plaats: String,
    /// The date of its facts, and whether they are out of date.
    from: String,
    old: bool,
    /// Its towns, kinds of education and board, as indices in the filters, separated by spaces.
    p: String,
    t: String,
    b: String,
    /// The number to sort by: how many of the things it has, or how many high scores.
    n: usize,
    cells: Vec<CellView>,
}

/// A row of the small table: one thing, with a cell per school.
#[derive(Serialize)]
struct OfferingView {
    name: String,
    page: Option<String>,
    cells: Vec<CellView>,
}

#[derive(Serialize)]
struct LegendEntry {
    /// What the cells say that have it, and how the address of the page calls that.
    says: &'static str,
    in_address: &'static str,
    character: String,
    words: String,
}

#[derive(Serialize)]
struct Link {
    name: String,
    page: String,
}

/// A part of a region that is too large for one page.
struct MatrixPart<'a> {
    title: String,
    number: usize,
    scholen: Vec<&'a SchoolFacts<'a>>,
}

impl Matrix {
    /// "36 onderdelen".
    pub(super) fn size(&self, texts: &Texts) -> String {
        texts.say("common.onderdelen", &[("count", &self.columns.len())])
    }

    fn table(&self) -> SchoolTable<'_> {
        match &self.soort {
            MatrixKind::Aanbod(_) => SchoolTable::Lijst(self.lijst.as_deref().unwrap_or_default()),
            MatrixKind::Schaal(id, _) => SchoolTable::Schaal(id),
            MatrixKind::Question(id, _) => SchoolTable::Hulpvraag(id),
            MatrixKind::Questions(_) => SchoolTable::Hulpvragen,
        }
    }

    /// Its (first) page.
    pub(super) fn page(&self) -> Page<'_> {
        Page::Table(self.table())
    }

    fn items(&self) -> Vec<ItemKey> {
        match &self.soort {
            MatrixKind::Aanbod(items) | MatrixKind::Schaal(_, items) | MatrixKind::Question(_, items) => items.clone(),
            MatrixKind::Questions(questions) => questions.iter().flat_map(|(_, items)| items.clone()).collect(),
        }
    }

    fn template_kind(&self) -> &'static str {
        match self.soort {
            MatrixKind::Aanbod(_) => "aanbod",
            MatrixKind::Schaal(..) => "schaal",
            MatrixKind::Question(..) => "question",
            MatrixKind::Questions(_) => "questions",
        }
    }

    /// The number to sort a school by, and its cells: a summary first, then one per column. None if it says nothing
    /// here.
    fn row(&self, feiten: &SchoolFacts<'_>, cells: &MatrixCells<'_>) -> Option<(usize, Vec<CellView>)> {
        let yes = |items: &[ItemKey]| items.iter().filter(|i| feiten.stand(i) == Stand::Yes).count();
        match &self.soort {
            MatrixKind::Aanbod(items) => {
                items.iter().any(|i| feiten.outcome(i).is_some()).then_some(())?;
                let mut row = vec![CellView::Total { count: yes(items), grens: false }];
                row.extend(items.iter().map(|i| cells.aanbod(feiten, i)));
                Some((yes(items), row))
            }
            MatrixKind::Schaal(schaal, items) => {
                let count = cells.catalogus.schalen.get(schaal)?.values.len();
                let counts = count_values(feiten, schaal, items, count, cells.catalogus);
                (counts.iter().sum::<usize>() > 0).then_some(())?;
                // Sorted by the number of values in the higher half of the scale.
                let high = counts.iter().skip(count.div_ceil(2)).sum();
                let mut row = vec![cells.distribution(feiten, schaal, items)];
                row.extend(items.iter().map(|i| cells.score(feiten, i, schaal)));
                Some((high, row))
            }
            MatrixKind::Question(question, items) => {
                let helping_names = cells.helping_names(feiten, question, items).len();
                let speaks = cells.is_limited(feiten, question)
                    || items.iter().any(|i| feiten.for_question(i, question, cells.catalogus).is_some());
                (helping_names > 0 || speaks).then_some(())?;
                let mut row = vec![cells.helps(feiten, question, helping_names)];
                row.extend(items.iter().map(|i| cells.for_question(feiten, question, i)));
                row.push(cells.own_cell(feiten, question));
                Some((helping_names, row))
            }
            MatrixKind::Questions(questions) => {
                (!feiten.documenten.is_empty()).then_some(())?;
                let answered = questions.iter().filter(|(v, i)| !cells.helping_names(feiten, v, i).is_empty()).count();
                let mut row = vec![CellView::Total { count: answered, grens: false }];
                row.extend(questions.iter().map(|(v, items)| cells.question(feiten, v, items)));
                Some((answered, row))
            }
        }
    }
}

impl Web<'_> {
    /// Writes all pages of a matrix.
    pub(super) fn write_matrix(&self, matrix: &Matrix) -> Result<(), PageError> {
        let scholen = shown::by_name(&self.regio);
        if scholen.len() <= shown::PER_PART {
            return self.part_page(matrix, matrix.page(), &matrix.title, &scholen, &[]);
        }
        let parts = self.parts(&scholen);
        let page = |part: &MatrixPart<'_>| Page::TablePart(matrix.table(), part.number);
        let links: Vec<Link> =
            parts.iter().map(|d| Link { name: d.title.clone(), page: page(d).address().from_root() }).collect();
        for part in &parts {
            let title = format!("{}: {}", matrix.title, part.title);
            self.part_page(matrix, page(part), &title, &part.scholen, &links)?;
        }
        self.overview(matrix, &links)
    }

    /// The first page of a matrix in parts: totals of the whole region, and links to the parts.
    fn overview(&self, matrix: &Matrix, parts: &[Link]) -> Result<(), PageError> {
        if !self.wants(matrix.page()) {
            return Ok(());
        }
        #[derive(Serialize)]
        struct Total {
            name: String,
            present: usize,
            limited: usize,
            absent: usize,
            named: usize,
            unknown: usize,
        }
        let column_totals: Vec<Total> = match &matrix.soort {
            MatrixKind::Aanbod(items) => items
                .iter()
                .zip(&matrix.columns)
                .map(|(item, column)| {
                    let Counts { present, limited, absent, named, unknown } = Counts::of(&self.regio, item);
                    Total { name: column.name.clone(), present, limited, absent, named, unknown }
                })
                .collect(),
            _ => Vec::new(),
        };
        let mut content = Context::new();
        content.insert("parts", parts);
        content.insert("column_totals", &column_totals);
        content.insert("soort", matrix.template_kind());
        let description = self.say("matrix.description", &[("title", &reading::with_lower_initial(&matrix.title))]);
        let draft = Draft {
            page: matrix.page(),
            template: "matrix-parts.html",
            title: &matrix.title,
            description: &description,
            canonical: None,
        };
        self.page(&draft, content)
    }

    fn part_page(
        &self,
        matrix: &Matrix,
        page: Page<'_>,
        title: &str,
        scholen: &[&SchoolFacts<'_>],
        parts: &[Link],
    ) -> Result<(), PageError> {
        if !self.wants(page) {
            return Ok(());
        }
        let items = matrix.items();
        let side_by_side = scholen.len() <= SIDE_BY_SIDE && parts.is_empty();
        let cells = MatrixCells::new(&self.regio, &items, parts.is_empty(), !side_by_side);
        let (mut rows, mut silent) = (Vec::new(), Vec::new());
        for feiten in scholen {
            match matrix.row(feiten, &cells) {
                Some((n, row)) => rows.push((*feiten, n, row)),
                None => silent.push(Link {
                    name: feiten.school.name.clone(),
                    page: Page::School(&feiten.school.slug).address().from_root(),
                }),
            }
        }
        let mut content = Context::new();
        content.insert("soort", matrix.template_kind());
        content.insert("lijst", &matrix.lijst);
        content.insert("columns", &matrix.columns);
        content.insert("own", &matches!(matrix.soort, MatrixKind::Question(..)));
        content.insert("silent", &silent);
        content.insert("parts", parts);
        content.insert("legend", &self.legend(matrix, &rows.iter().map(|(s, ..)| s.school).collect::<Vec<_>>()));
        content.insert(
            "amounts",
            &cells.ranks.keys().filter_map(|i| items.iter().position(|a| a == *i)).collect::<Vec<_>>(),
        );
        // One of these two ways of showing is empty.
        for name in ["scholen", "offerings", "rows"] {
            content.insert(name, &[(); 0]);
        }
        content.insert_value("filters", Value::none());
        // A few schools read best next to each other, with the things in rows.
        if side_by_side {
            let names: Vec<Link> = rows
                .iter()
                .map(|(s, ..)| Link {
                    name: s.school.name.clone(),
                    page: Page::School(&s.school.slug).address().from_root(),
                })
                .collect();
            content.insert("scholen", &names);
            content.insert("offerings", &self.offerings(matrix, rows));
        } else {
            let filters = Filters::of(rows.iter().map(|(s, ..)| s.school));
            content.insert("rows", &rows.into_iter().map(|r| filters.row(r, self)).collect::<Vec<_>>());
            content.insert("filters", &filters);
        }
        let description = self.say("matrix.description", &[("title", &reading::with_lower_initial(&matrix.title))]);
        let draft = Draft { page, template: "matrix.html", title, description: &description, canonical: None };
        self.page(&draft, content)
    }

    /// Rows of the small table: the date of the facts, the summary, then one per column.
    fn offerings(&self, matrix: &Matrix, rows: Vec<(&SchoolFacts<'_>, usize, Vec<CellView>)>) -> Vec<OfferingView> {
        let first = match matrix.soort {
            MatrixKind::Schaal(..) => "matrix.distribution",
            MatrixKind::Questions(_) => "matrix.in_how_many_vragen",
            MatrixKind::Aanbod(_) | MatrixKind::Question(..) => "matrix.how_much_there_is",
        };
        let last = matches!(matrix.soort, MatrixKind::Question(..)).then(|| self.say("matrix.own_aanbod", &[]));
        let names = std::iter::once((self.say(first, &[]), None))
            .chain(matrix.columns.iter().map(|k| (k.name.clone(), k.page.clone())))
            .chain(last.map(|name| (name, None)));
        let from = rows.iter().map(|(feiten, ..)| {
            let (date, old) = self.facts_date(feiten);
            let date = if date.is_empty() { reading::NOT_STATED.to_owned() } else { date };
            CellView::Dated { date, old }
        });
        let from = from.collect();
        let mut out = vec![OfferingView { name: self.say("common.gegevens_from", &[]), page: None, cells: from }];
        // The cells of a school are a column here.
        let mut columns: Vec<_> = rows.into_iter().map(|(_, _, cells)| cells.into_iter()).collect();
        out.extend(names.map(|(name, page)| OfferingView {
            name,
            page,
            cells: columns.iter_mut().filter_map(Iterator::next).collect(),
        }));
        out
    }

    /// The marks that occur in the cells, with what they mean.
    fn legend(&self, matrix: &Matrix, scholen: &[&School]) -> Vec<LegendEntry> {
        let catalogus = &self.site.catalogus;
        let items = matrix.items();
        let (mut plaatsen, mut schalen, mut said): (BTreeSet<String>, BTreeSet<&str>, BTreeSet<Says>) =
            Default::default();
        // Whether no place is stated of some cells, and that of some uses in others.
        let (mut unplaced, mut of_uses) = (false, false);
        if matches!(matrix.soort, MatrixKind::Questions(_)) {
            return Vec::new();
        }
        for feiten in self.regio.scholen.iter().filter(|f| scholen.iter().any(|s| std::ptr::eq(*s, f.school))) {
            for cell in items.iter().map(|i| feiten.outcome(i)) {
                said.extend(Reading::of(cell, catalogus).says);
                let Some(cell) = cell else { continue };
                schalen.extend(cell.scores.iter().map(|s| s.schaal.as_str()));
                if cell.scores.is_empty() {
                    plaatsen.extend(cell.places());
                    unplaced |= cell.stand == Stand::Yes && cell.waar.is_empty();
                    of_uses |= cell.stand == Stand::Yes && !cell.waar.is_empty() && cell.places().is_empty();
                }
            }
        }
        if let MatrixKind::Schaal(schaal, _) = &matrix.soort {
            schalen = BTreeSet::from([schaal.as_str()]);
            plaatsen.clear();
            said.retain(|says| *says == Says::Unstated);
        }
        let mut out = Vec::new();
        let entry = |says: Says, character: &str, words: &str| LegendEntry {
            says: says.as_str(),
            in_address: says.in_address(),
            character: character.to_owned(),
            words: sentences::capitalize(words),
        };
        for plaats in catalogus.plaatsen().iter().flat_map(|l| &l.items).filter(|i| plaatsen.contains(&i.id)) {
            let (says, letter) = reading::plaats_letter(&plaats.id);
            out.push(entry(says, &letter.to_string(), &plaats.name));
        }
        for schaal in schalen.iter().filter_map(|id| catalogus.schalen.get(*id)) {
            for (index, value) in schaal.values.iter().enumerate() {
                let short = value.short.clone().unwrap_or_else(|| (index + 1).to_string());
                out.push(entry(Says::Value(index), &short, &value.name));
            }
        }
        let fixed = [
            (Says::There, "✓", reading::without_letter(unplaced, of_uses)),
            (Says::AsContact, "C", reading::CONTACT),
            (Says::Absent, "✕", reading::NO),
            (Says::Named, "○", reading::MENTIONED),
            (Says::Unstated, reading::SILENCE, reading::NOT_STATED),
        ];
        out.extend(fixed.iter().filter(|(s, ..)| said.contains(s)).map(|(s, t, w)| entry(*s, t, w)));
        out
    }
}

/// What the schools on a page can be filtered by.
#[derive(Serialize)]
struct Filters<'a> {
    plaatsen: Vec<&'a str>,
    types: Vec<&'a str>,
    besturen: Vec<&'a str>,
}

impl<'a> Filters<'a> {
    fn of(scholen: impl Iterator<Item = &'a School> + Clone) -> Self {
        fn unique<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
            let unique: BTreeMap<String, &str> = names.map(|n| (n.to_lowercase(), n)).collect();
            unique.into_values().collect()
        }
        Self {
            plaatsen: unique(scholen.clone().flat_map(|s| s.plaatsen())),
            types: unique(scholen.clone().flat_map(|s| &s.onderwijstypen).map(String::as_str)),
            besturen: unique(scholen.filter_map(|s| s.bestuur.as_deref())),
        }
    }

    fn row(&self, (feiten, n, cells): (&SchoolFacts<'a>, usize, Vec<CellView>), web: &Web<'_>) -> RowView<'a> {
        let school = feiten.school;
        let (from, old) = web.facts_date(feiten);
        let numbers = |all: &[&str], own: &[&str]| {
            let same = |name: &&str| all.iter().position(|a| a.to_lowercase() == name.to_lowercase());
            let numbers: Vec<String> = own.iter().filter_map(same).map(|i| i.to_string()).collect();
            numbers.join(" ")
        };
        let plaatsen: Vec<&str> = school.plaatsen().into_iter().collect();
        let types: Vec<&str> = school.onderwijstypen.iter().map(String::as_str).collect();
        RowView {
            address: Page::School(&school.slug).address().from_root(),
            name: &school.name,
            plaats: sentences::join_and(&plaatsen),
            from,
            old,
            p: numbers(&self.plaatsen, &plaatsen),
            t: numbers(&self.types, &types),
            b: numbers(&self.besturen, &school.bestuur.as_deref().into_iter().collect::<Vec<_>>()),
            n,
            cells,
        }
    }
}

impl Web<'_> {
    /// Parts of a region: schools by town, as many towns together as fit.
    fn parts<'a>(&self, scholen: &[&'a SchoolFacts<'a>]) -> Vec<MatrixPart<'a>> {
        let groups = shown::parts(scholen);
        let name =
            |plaats: &str| if plaats.is_empty() { self.say("matrix.without_plaats", &[]) } else { plaats.to_owned() };
        let titles: Vec<String> = groups
            .iter()
            .map(|(plaatsen, _)| match plaatsen.as_slice() {
                [one] => name(one),
                [first, .., last] => self.say("matrix.from_to", &[("first", &name(first)), ("last", &name(last))]),
                [] => String::new(),
            })
            .collect();
        groups
            .into_iter()
            .enumerate()
            .map(|(i, (_, scholen))| {
                // The pages of a town that takes several are numbered.
                let same = titles.iter().filter(|t| **t == titles[i]).count();
                let earlier = titles[..i].iter().filter(|t| **t == titles[i]).count();
                let title = if same > 1 {
                    self.say("matrix.part_of", &[("title", &titles[i]), ("part", &(earlier + 1)), ("of", &same)])
                } else {
                    titles[i].clone()
                };
                MatrixPart { title, number: i + 1, scholen }
            })
            .collect()
    }
}
