//! Intake by spreadsheet: a document as a workbook that a school fills in, and back.
//!
//! A workbook is derived from the format and the document that is there: [`vragen`] lays every answer out in cells,
//! [`boek`] writes them as XLSX, [`inlezen`] reads a workbook that came back, and [`verwerken`] turns the cells that were
//! changed (`vergelijken`) into wishes for the YAML, and looks at the outcome (`nazien`). Only those cells count: a
//! workbook remembers what it was made with, so a file that was edited meanwhile is not turned back, and its comments and
//! order stay.
//!
//! What people do with a workbook is read as they mean it, or asked: `workbook` reads what a sheet says beside values,
//! `lezen` and `stand` what a cell means by what it asks, `lines` texts; `wording` says of a cell what was found in a file.
//!
//! Both directions of each kind stand in one file, so that they agree: `aanbod`, `keuze`, `beoordeling`, `reeks`,
//! `velden`, `rijen`, `route`, `eigen`.

mod aanbod;
pub mod basis;
mod beoordeling;
pub mod boek;
mod eigen;
pub mod inlezen;
mod keuze;
mod kop;
mod lezen;
mod lines;
pub mod maken;
mod nazien;
mod omgeving;
mod reeks;
mod rijen;
mod route;
mod sectie;
mod stand;
mod velden;
mod vergelijken;
pub mod verwerken;
pub mod vragen;
mod wording;
mod workbook;

use std::collections::BTreeMap;

use crate::bron::Plek;

pub use omgeving::{Bestandslap, Omgeving};

/// What a workbook asks: its sheets, in order.
#[derive(Debug)]
pub struct Formulier {
    /// Its sheets.
    pub bladen: Vec<Blad>,
}

/// One sheet.
#[derive(Debug)]
pub struct Blad {
    /// Its name: at most 31 signs, unique in the workbook regardless of case.
    pub naam: String,
    /// Its title.
    pub titel: String,
    /// What stands on it.
    pub inhoud: Inhoud,
}

/// What stands on a sheet.
#[derive(Debug)]
pub enum Inhoud {
    /// Questions under each other, a block per section.
    Vragen(Vec<Deel>),
    /// Rows that can be added and taken away.
    Rijen(Rijenblad),
}

/// The questions of one section.
#[derive(Debug)]
pub struct Deel {
    /// Title of the section.
    pub titel: String,
    /// What it asks, and how to fill it in.
    pub uitleg: Vec<String>,
    /// Heads of its answers.
    pub kolommen: Vec<Kolom>,
    /// Its questions.
    pub vragen: Vec<Vraag>,
    /// Whether the answers are texts, each in a cell as wide as the sheet.
    pub tekst: bool,
}

/// A column of answers.
#[derive(Debug, Clone)]
pub struct Kolom {
    /// Its head.
    pub titel: String,
    /// Width in signs.
    pub breed: u16,
    /// What may be chosen in it.
    pub keuze: Option<Keuze>,
    /// What its cells ask.
    pub vraagt: Gevraagd,
}

/// What a cell asks, as far as that decides how it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Gevraagd {
    /// Words, as they are typed.
    #[default]
    Woorden,
    /// A number.
    Getal,
    /// A date.
    Datum,
    /// A telephone number.
    Telefoon,
    /// Whether something is there, or holds.
    Stand,
    /// A remark with the row: words that come with a stand go here.
    Opmerking,
}

/// A drop-down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keuze {
    /// What can be chosen.
    pub opties: Vec<String>,
    /// Whether nothing else may be typed.
    pub streng: bool,
}

/// A question: a row on a sheet.
#[derive(Debug)]
pub struct Vraag {
    /// What it is about, unique in the workbook: `sectie/item`, `sectie/@toelichting`.
    pub sleutel: String,
    /// What is asked.
    pub naam: String,
    /// What it means.
    pub uitleg: String,
    /// Its answers; no more than the section has columns.
    pub vakken: Vec<Vak>,
}

/// A cell to fill in.
#[derive(Debug, Clone, Default)]
pub struct Vak {
    /// What stands in it.
    pub tekst: String,
    /// Where that stands in the file.
    pub plek: Option<Plek>,
    /// Whether it can only be read here.
    pub dicht: bool,
    /// What may be chosen in this cell, where that differs from its column.
    pub keuze: Option<Keuze>,
    /// What it asks, where that differs from its column.
    pub vraagt: Option<Gevraagd>,
}

/// A sheet of rows.
#[derive(Debug)]
pub struct Rijenblad {
    /// What the rows are about: the id of the section, or a word of our own with an `@`.
    pub sleutel: String,
    /// How to fill it in.
    pub uitleg: Vec<String>,
    /// Its columns.
    pub kolommen: Vec<Kolom>,
    /// The rows that are there.
    pub rijen: Vec<Vec<Vak>>,
}

/// A row as filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NieuweRij {
    /// Which of the old rows it was, if it was there.
    pub was: Option<usize>,
    /// What stands in its cells.
    pub vakken: Vec<String>,
}

/// What was changed in a workbook.
#[derive(Debug, Default)]
pub struct Wijzigingen {
    /// Cells of questions, by the key of the question and the column.
    pub vakken: BTreeMap<(String, usize), String>,
    /// Sheets of rows, by their key: all rows as they are to be.
    pub rijen: BTreeMap<String, Vec<NieuweRij>>,
}

impl Wijzigingen {
    /// Whether nothing was changed.
    pub fn is_leeg(&self) -> bool {
        self.vakken.is_empty() && self.rijen.is_empty()
    }

    /// The new text of a cell, if it was changed.
    fn vak(&self, sleutel: &str, kolom: usize) -> Option<&str> {
        self.vakken.get(&(sleutel.to_owned(), kolom)).map(String::as_str)
    }

    /// Where each text that was filled in stands first.
    fn places(&self) -> BTreeMap<&str, Adres> {
        let mut out = BTreeMap::new();
        for ((sleutel, kolom), tekst) in &self.vakken {
            out.entry(tekst.as_str()).or_insert_with(|| Adres::Vraag(sleutel.clone(), *kolom));
        }
        for (sleutel, rijen) in &self.rijen {
            for (nummer, rij) in rijen.iter().enumerate() {
                for (kolom, tekst) in rij.vakken.iter().enumerate() {
                    out.entry(tekst.as_str()).or_insert_with(|| Adres::Rij(sleutel.clone(), nummer, kolom));
                }
            }
        }
        out
    }

    /// The texts of all cells of a question; `None` when none of them was changed.
    fn vraag(&self, sleutel: &str, oud: &[Vak]) -> Option<Vec<String>> {
        let nieuw: Vec<Option<&str>> = (0..oud.len()).map(|kolom| self.vak(sleutel, kolom)).collect();
        nieuw
            .iter()
            .any(Option::is_some)
            .then(|| oud.iter().zip(nieuw).map(|(oud, nieuw)| nieuw.unwrap_or(&oud.tekst).to_owned()).collect())
    }
}

/// A cell of a workbook, as the program knows it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Adres {
    /// A cell of a question: its key and column.
    Vraag(String, usize),
    /// A cell of a row: the key of its sheet, the how manieth row that is filled in, and the column.
    Rij(String, usize, usize),
}

/// An answer that cannot be put into the file as it is.
#[derive(Debug)]
pub struct Weigering {
    /// Where it stands.
    pub adres: Adres,
    /// What is wrong, one line in Dutch.
    pub bericht: String,
    /// The way out.
    pub hint: String,
}

impl Kolom {
    fn nieuw(titel: impl Into<String>, breed: u16) -> Self {
        Self { titel: titel.into(), breed, keuze: None, vraagt: Gevraagd::Woorden }
    }

    fn vraagt(mut self, vraagt: Gevraagd) -> Self {
        self.vraagt = vraagt;
        self
    }

    fn met(mut self, keuze: Option<Keuze>) -> Self {
        self.keuze = keuze;
        self
    }
}

impl Keuze {
    /// Only these.
    fn streng(opties: impl IntoIterator<Item = impl Into<String>>) -> Option<Self> {
        Self::van(opties, true)
    }

    /// These, or something else.
    fn vrij(opties: impl IntoIterator<Item = impl Into<String>>) -> Option<Self> {
        Self::van(opties, false)
    }

    fn van(opties: impl IntoIterator<Item = impl Into<String>>, streng: bool) -> Option<Self> {
        let opties: Vec<String> = opties.into_iter().map(Into::into).collect();
        (!opties.is_empty()).then_some(Self { opties, streng })
    }
}

impl Vak {
    fn nieuw(tekst: impl Into<String>, plek: Option<Plek>) -> Self {
        Self { tekst: net(&tekst.into()), plek, ..Self::default() }
    }
}

/// A text as cells hold it: no white space around it, line ends of one sign, and what word processors leave behind mended
/// as in files.
pub fn net(tekst: &str) -> String {
    let mut uit = crate::yaml::schoon(tekst);
    if uit.contains('\u{a0}') {
        uit = uit.replace('\u{a0}', " ");
    }
    uit.trim().to_owned()
}

/// A text on one line.
fn een_regel(tekst: &str) -> String {
    tekst.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The beginning of a text, on one line.
fn kort(tekst: &str) -> String {
    kort_tot(tekst, 60)
}

/// At most so many signs of a text, on one line.
fn kort_tot(tekst: &str, hoogstens: usize) -> String {
    let regel = een_regel(tekst);
    match regel.char_indices().nth(hoogstens) {
        Some((i, _)) => format!("{}...", &regel[..i]),
        None => regel,
    }
}

/// A number as it is written in Dutch.
fn getal_tekst(getal: f64) -> String {
    let afgerond = (getal * 1e9).round() / 1e9;
    format!("{afgerond}").replace('.', ",")
}
