//! Intake by spreadsheet: a document as a workbook that a school fills in, and back.
//!
//! A workbook is derived from the format and the existing document: [`questions`] lays every answer out in cells,
//! [`workbook_writer`] writes them as XLSX, [`reading`] reads a returned workbook, and [`processing`] turns the cells
//! that were changed (`comparing`) into edits of the YAML and checks the outcome (`review`). Only those cells count: a
//! workbook remembers what it was made with, so edits made to the file in the meantime are not undone, and its comments
//! and order are kept.
//!
//! What people do in a workbook is read as they mean it, or queried: `workbook` reads what a sheet says besides values,
//! `read_cells` and `stand` what a cell means given what it asks, `lines` texts; `wording` rephrases a message about a
//! file as one about a cell.
//!
//! Which places a sheet has columns for, and in which order, is said once for both directions (`slots`), in a file for each
//! layout: `beoordeling`, `reeks`, `fields`, `rows`, `route`, `own`. What a place holds and how it is written is told by the
//! grammar (`grammar::fill`). `aanbod` and `keuze` decide by hand what follows from several cells together.

mod aanbod;
mod answers;
mod asked;
pub mod basis;
mod beoordeling;
mod comparing;
mod context;
mod fields;
mod gone;
mod heading;
mod keuze;
pub mod making;
mod own;
mod problem;
pub mod processing;
pub mod proposal;
pub mod questions;
mod read_cells;
pub mod reading;
mod reeks;
mod review;
mod route;
mod rows;
mod sectie;
mod slots;
mod stand;
mod wording;
mod workbook;
pub mod workbook_writer;

use std::collections::BTreeMap;

use crate::text::one_line;

pub use crate::grammar::fill::{AskedFor, FilePatch, FormCell, Keuze, tidy};
use crate::grammar::fill::{short, shorten_to};
pub use context::FormContext;

/// What a workbook asks: its sheets, in order.
#[derive(Debug)]
pub struct Form {
    /// Its sheets.
    pub sheets: Vec<Sheet>,
}

/// One sheet.
#[derive(Debug)]
pub struct Sheet {
    /// Its name: at most 31 UTF-16 units, unique in the workbook regardless of case.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Its contents.
    pub content: SheetContent,
}

/// The contents of a sheet.
#[derive(Debug)]
pub enum SheetContent {
    /// Questions one below the other, a block per section.
    Questions(Vec<QuestionBlock>),
    /// Rows that can be added and removed.
    Rows(RowSheet),
}

/// The questions of one section.
#[derive(Debug)]
pub struct QuestionBlock {
    /// Title of the section.
    pub title: String,
    /// What is asked, and how to fill it in.
    pub help: Vec<String>,
    /// The columns its answers go in.
    pub columns: Vec<FormColumn>,
    /// Its questions.
    pub questions: Vec<Question>,
    /// Whether the answers are texts, each in a cell as wide as the sheet.
    pub text: bool,
}

/// A column of cells to fill in.
#[derive(Debug, Clone)]
pub struct FormColumn {
    /// Its heading.
    pub title: String,
    /// Width in characters.
    pub width: u16,
    /// What may be chosen in it.
    pub keuze: Option<Keuze>,
    /// What its cells ask for.
    pub asks: AskedFor,
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
    /// Its answers: at most one per column of the section.
    pub cells: Vec<FormCell>,
}

/// A sheet of rows.
#[derive(Debug)]
pub struct RowSheet {
    /// What the rows are about: the id of the section, or a name of our own that begins with `@`.
    pub key: String,
    /// How to fill it in.
    pub help: Vec<String>,
    /// Its columns.
    pub columns: Vec<FormColumn>,
    /// The rows the document has already.
    pub rows: Vec<Vec<FormCell>>,
}

/// A row as it was filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRow {
    /// The index of the row it was, if it is not new.
    pub was: Option<usize>,
    /// The texts of its cells.
    pub cells: Vec<String>,
}

/// What was changed in a workbook.
#[derive(Debug, Default)]
pub struct Changes {
    /// Cells of questions, by the key of the question and the column.
    pub cells: BTreeMap<(String, usize), String>,
    /// Sheets of rows, by their key: all rows as they should become.
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

    /// The first cell that each filled-in text appears in.
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

    /// The texts of all cells of a question, changed or not; `None` when none was changed.
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
    /// A cell of a row: the key of its sheet, the index of the row among those filled in, and the column.
    Row(String, usize, usize),
}

/// An answer that cannot be written to the file as given.
#[derive(Debug)]
pub struct AnswerRefusal {
    /// The cell it was given in.
    pub address: CellAddress,
    /// What is wrong, one line in Dutch.
    pub message: String,
    /// How to fix it.
    pub hint: String,
}

impl FormColumn {
    fn new(title: impl Into<String>, width: u16) -> Self {
        Self { title: title.into(), width, keuze: None, asks: AskedFor::Words }
    }

    fn asks(mut self, asks: AskedFor) -> Self {
        self.asks = asks;
        self
    }

    fn with_keuze(mut self, keuze: Option<Keuze>) -> Self {
        self.keuze = keuze;
        self
    }
}

/// A number in Dutch notation, with a decimal comma.
fn number_text(number: f64) -> String {
    let rounded = (number * 1e9).round() / 1e9;
    format!("{rounded}").replace('.', ",")
}
