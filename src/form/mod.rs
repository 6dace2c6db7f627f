//! Intake by spreadsheet: a document as a workbook that a school fills in, and back.
//!
//! A workbook is derived from the format and the document that is there: [`questions`] lays every answer out in cells,
//! `workbook` writes them as XLSX, [`reading`] reads a workbook that came back, and [`processing`] turns the cells that were
//! changed (`comparing`) into edits of the YAML, and looks at the outcome (`review`). Only those cells count: a
//! workbook remembers what it was made with, so a file that was edited meanwhile is not turned back, and its comments and
//! order stay.
//!
//! What people do with a workbook is read as they mean it, or asked: `workbook` reads what a sheet says beside values,
//! `read_cells` and `stand` what a cell means by what it asks, `lines` texts; `wording` says of a cell what was found in a file.
//!
//! Both directions of each kind stand in one file, so that they agree: `aanbod`, `keuze`, `beoordeling`, `reeks`,
//! `fields`, `rows`, `route`, `own`.

mod aanbod;
pub mod basis;
mod beoordeling;
mod comparing;
mod context;
mod fields;
mod heading;
mod keuze;
mod lines;
pub mod making;
mod own;
pub mod processing;
pub mod questions;
mod read_cells;
pub mod reading;
mod reeks;
mod review;
mod route;
mod rows;
mod sectie;
mod stand;
mod wording;
mod workbook;
pub mod workbook_writer;

use std::collections::BTreeMap;

use crate::source::Span;
use crate::text::one_line;

pub use context::{FilePatch, FormContext};

/// What a workbook asks: its sheets, in order.
#[derive(Debug)]
pub struct Form {
    /// Its sheets.
    pub sheets: Vec<Sheet>,
}

/// One sheet.
#[derive(Debug)]
pub struct Sheet {
    /// Its name: at most 31 signs, unique in the workbook regardless of case.
    pub name: String,
    /// Its title.
    pub title: String,
    /// What stands on it.
    pub content: SheetContent,
}

/// What stands on a sheet.
#[derive(Debug)]
pub enum SheetContent {
    /// Questions under each other, a block per section.
    Questions(Vec<QuestionBlock>),
    /// Rows that can be added and taken away.
    Rows(RowSheet),
}

/// The questions of one section.
#[derive(Debug)]
pub struct QuestionBlock {
    /// Title of the section.
    pub title: String,
    /// What it asks, and how to fill it in.
    pub help: Vec<String>,
    /// Heads of its answers.
    pub columns: Vec<FormColumn>,
    /// Its questions.
    pub questions: Vec<Question>,
    /// Whether the answers are texts, each in a cell as wide as the sheet.
    pub text: bool,
}

/// A column of answers.
#[derive(Debug, Clone)]
pub struct FormColumn {
    /// Its head.
    pub title: String,
    /// Width in signs.
    pub wide: u16,
    /// What may be chosen in it.
    pub keuze: Option<Keuze>,
    /// What its cells ask.
    pub asks: AskedFor,
}

/// What a cell asks, as far as that decides how it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AskedFor {
    /// Words, as they are typed.
    #[default]
    Words,
    /// A number.
    Number,
    /// A date.
    Date,
    /// A telephone number.
    Phone,
    /// Whether something is there, or holds.
    Stand,
    /// A remark with the row: words that come with a stand go here.
    Note,
}

/// A drop-down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keuze {
    /// What can be chosen.
    pub options: Vec<String>,
    /// Whether nothing else may be typed.
    pub strict: bool,
}

/// A question: a row on a sheet.
#[derive(Debug)]
pub struct Question {
    /// What it is about, unique in the workbook: `sectie/item`, `sectie/@toelichting`.
    pub key: String,
    /// What is asked.
    pub name: String,
    /// What it means.
    pub help: String,
    /// Its answers; no more than the section has columns.
    pub cells: Vec<FormCell>,
}

/// A cell to fill in.
#[derive(Debug, Clone, Default)]
pub struct FormCell {
    /// What stands in it.
    pub text: String,
    /// Where that stands in the file.
    pub span: Option<Span>,
    /// Whether it can only be read here.
    pub closed: bool,
    /// What may be chosen in this cell, where that differs from its column.
    pub keuze: Option<Keuze>,
    /// What it asks, where that differs from its column.
    pub asks: Option<AskedFor>,
}

/// A sheet of rows.
#[derive(Debug)]
pub struct RowSheet {
    /// What the rows are about: the id of the section, or a word of our own with an `@`.
    pub key: String,
    /// How to fill it in.
    pub help: Vec<String>,
    /// Its columns.
    pub columns: Vec<FormColumn>,
    /// The rows that are there.
    pub rows: Vec<Vec<FormCell>>,
}

/// A row as filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRow {
    /// Which of the old rows it was, if it was there.
    pub was: Option<usize>,
    /// What stands in its cells.
    pub cells: Vec<String>,
}

/// What was changed in a workbook.
#[derive(Debug, Default)]
pub struct Changes {
    /// Cells of questions, by the key of the question and the column.
    pub cells: BTreeMap<(String, usize), String>,
    /// Sheets of rows, by their key: all rows as they are to be.
    pub rows: BTreeMap<String, Vec<NewRow>>,
}

impl Changes {
    /// Whether nothing was changed.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty() && self.rows.is_empty()
    }

    /// The new text of a cell, if it was changed.
    fn cell(&self, key: &str, column: usize) -> Option<&str> {
        self.cells.get(&(key.to_owned(), column)).map(String::as_str)
    }

    /// Where each text that was filled in stands first.
    fn places(&self) -> BTreeMap<&str, CellAddress> {
        let mut out = BTreeMap::new();
        for ((key, column), text) in &self.cells {
            out.entry(text.as_str()).or_insert_with(|| CellAddress::Question(key.clone(), *column));
        }
        for (key, rows) in &self.rows {
            for (number, row) in rows.iter().enumerate() {
                for (column, text) in row.cells.iter().enumerate() {
                    out.entry(text.as_str()).or_insert_with(|| CellAddress::Row(key.clone(), number, column));
                }
            }
        }
        out
    }

    /// The texts of all cells of a question; `None` when none of them was changed.
    fn question(&self, key: &str, old: &[FormCell]) -> Option<Vec<String>> {
        let new: Vec<Option<&str>> = (0..old.len()).map(|column| self.cell(key, column)).collect();
        new.iter()
            .any(Option::is_some)
            .then(|| old.iter().zip(new).map(|(old, new)| new.unwrap_or(&old.text).to_owned()).collect())
    }
}

/// A cell of a workbook, as the program knows it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum CellAddress {
    /// A cell of a question: its key and column.
    Question(String, usize),
    /// A cell of a row: the key of its sheet, the how manieth row that is filled in, and the column.
    Row(String, usize, usize),
}

/// An answer that cannot be put into the file as it is.
#[derive(Debug)]
pub struct AnswerRefusal {
    /// Where it stands.
    pub address: CellAddress,
    /// What is wrong, one line in Dutch.
    pub message: String,
    /// How to mend it.
    pub hint: String,
}

impl FormColumn {
    fn new(title: impl Into<String>, wide: u16) -> Self {
        Self { title: title.into(), wide, keuze: None, asks: AskedFor::Words }
    }

    fn asks(mut self, asks: AskedFor) -> Self {
        self.asks = asks;
        self
    }

    fn with(mut self, keuze: Option<Keuze>) -> Self {
        self.keuze = keuze;
        self
    }
}

impl Keuze {
    /// Only these.
    fn strict(options: impl IntoIterator<Item = impl Into<String>>) -> Option<Self> {
        Self::of(options, true)
    }

    /// These, or something else.
    fn free(options: impl IntoIterator<Item = impl Into<String>>) -> Option<Self> {
        Self::of(options, false)
    }

    fn of(options: impl IntoIterator<Item = impl Into<String>>, strict: bool) -> Option<Self> {
        let options: Vec<String> = options.into_iter().map(Into::into).collect();
        (!options.is_empty()).then_some(Self { options, strict })
    }
}

impl FormCell {
    fn new(text: impl Into<String>, span: Option<Span>) -> Self {
        Self { text: tidy(&text.into()), span, ..Self::default() }
    }
}

/// A text as cells hold it: no white space around it, line ends of one sign, and what word processors leave behind mended
/// as in files.
pub fn tidy(text: &str) -> String {
    let mut out = crate::yaml::clean(text);
    if out.contains('\u{a0}') {
        out = out.replace('\u{a0}', " ");
    }
    out.trim().to_owned()
}

/// The beginning of a text, on one line.
fn short(text: &str) -> String {
    shorten_to(text, 60)
}

/// At most so many signs of a text, on one line.
fn shorten_to(text: &str, at_most: usize) -> String {
    let line = one_line(text);
    match line.char_indices().nth(at_most) {
        Some((i, _)) => format!("{}...", &line[..i]),
        None => line,
    }
}

/// A number as it is written in Dutch.
fn number_text(number: f64) -> String {
    let rounded = (number * 1e9).round() / 1e9;
    format!("{rounded}").replace('.', ",")
}
