//! What somebody changed in a workbook: each cell compared with what it was made with, and with what the file says now.

use std::collections::{BTreeMap, BTreeSet};

use super::problem::{Cell, Problem, ProblemKind, ProblemPlace};
use super::read_cells;
use super::reading::{self, ReadSheet, Workbook};
use super::workbook_writer::{self, FIRST_ANSWER, FIRST_CELL, cell_text};
use super::{
    AskedFor, CellAddress, Changes, Form, FormCell, NewRow, Question, QuestionBlock, RowSheet, Sheet, SheetContent,
    short,
};

/// What was changed in a workbook, and where each cell is.
#[derive(Default)]
pub(super) struct Comparison {
    pub(super) changes: Changes,
    /// Answers to questions whose answer in the file has changed too; `clash_messages` has what to report if the two
    /// differ in meaning.
    pub(super) clashes: Changes,
    pub(super) clash_messages: BTreeMap<Clash, Problem>,
    pub(super) cells: BTreeMap<CellAddress, Cell>,
    pub(super) problems: Vec<Problem>,
}

/// What clashes: a cell, or all rows of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Clash {
    Cell(String, usize),
    Rows(String),
}

const NEW_FORM: &str = "maak een nieuw formulier met `steunwijzer form` en neem uw antwoorden daarin over";

/// Compares what was filled in with what the workbook was made with, and with what the file says now.
pub(super) fn compare(form: &Form, workbook: &Workbook) -> Comparison {
    let mut out = Comparison::default();
    let expected: BTreeSet<&str> = form.sheets.iter().map(|b| b.name.as_str()).collect();
    for (name, parsed) in &workbook.sheets {
        if expected.contains(name.as_str()) {
            continue;
        }
        let own = parsed.keys();
        let was = form
            .sheets
            .iter()
            .find(|b| !workbook.sheets.contains_key(&b.name) && sheet_keys(b).iter().any(|s| own.contains(s.as_str())));
        let (message, hint) = match was {
            Some(sheet) => {
                ("dit blad heeft een andere naam gekregen".to_owned(), format!("noem het weer `{}`", sheet.name))
            }
            None if workbook.hidden.contains(name) => (
                "dit blad is verborgen en hoort niet in het formulier".to_owned(),
                "maak het zichtbaar (klik met rechts op de naam van een blad), kijk wat erop staat, en haal het weg"
                    .to_owned(),
            ),
            None => ("dit blad hoort niet in het formulier".to_owned(), "haal het blad weg".to_owned()),
        };
        out.problems.push(Problem::new(ProblemKind::Vorm, ProblemPlace::Sheet(name.clone()), message, hint));
    }
    let refused: BTreeSet<&Cell> =
        workbook.problems.iter().filter(|p| p.is_error()).filter_map(|p| p.place.cell()).collect();
    for sheet in &form.sheets {
        let Some(parsed) = workbook.sheets.get(&sheet.name) else {
            out.problems.push(Problem::new(
                ProblemKind::Vorm,
                ProblemPlace::Sheet(sheet.name.clone()),
                "dit blad ontbreekt",
                NEW_FORM,
            ));
            continue;
        };
        let mut reader = read_cells::Reader::new(workbook, &sheet.name);
        match (&sheet.content, parsed) {
            (SheetContent::Questions(parts), ReadSheet::Questions { headings, antwoorden }) => {
                out.questions(&sheet.name, parts, headings, antwoorden, workbook, &refused, &mut reader);
            }
            (SheetContent::Rows(rows), ReadSheet::Rows { key, heading, rows: filled_in }) if *key == rows.key => {
                out.rows(&sheet.name, rows, heading, filled_in, workbook, &mut reader);
            }
            _ => {
                let message = "de verborgen eerste kolom van dit blad is veranderd";
                out.problems.push(Problem::new(
                    ProblemKind::Vorm,
                    ProblemPlace::Sheet(sheet.name.clone()),
                    message,
                    NEW_FORM,
                ));
            }
        }
        out.problems.append(&mut reader.finish());
    }
    out.report_loose_texts(form, workbook);
    out
}

/// The keys in the heading rows of a sheet.
fn sheet_keys(sheet: &Sheet) -> Vec<String> {
    match &sheet.content {
        SheetContent::Questions(parts) => {
            parts.iter().filter_map(|d| d.questions.first()).map(|v| v.key.clone()).collect()
        }
        SheetContent::Rows(rows) => vec![rows.key.clone()],
    }
}

type Line = (u32, Vec<String>);

impl Comparison {
    /// Reports texts written next to the questions: nothing reads them.
    fn report_loose_texts(&mut self, form: &Form, workbook: &Workbook) {
        let mut fixed: Option<BTreeSet<u64>> = None;
        for (cell_place, text) in &workbook.loose {
            let sum = workbook_writer::sum(text);
            let Some(sheet) = form.sheets.iter().find(|b| b.name == cell_place.sheet) else { continue };
            if matches!(
                (&sheet.content, workbook.sheets.get(&cell_place.sheet)),
                (SheetContent::Rows(_), Some(ReadSheet::Questions { .. }))
            ) {
                continue;
            }
            if workbook.fixed.contains(&sum) {
                continue;
            }
            let fixed = fixed.get_or_insert_with(|| {
                form.sheets
                    .iter()
                    .flat_map(workbook_writer::fixed_texts)
                    .map(|text| workbook_writer::sum(&text))
                    .collect()
            });
            if !fixed.contains(&sum) {
                self.problems.push(Problem::new(
                    ProblemKind::LeftOut,
                    ProblemPlace::Cell(cell_place.clone()),
                    format!("dit staat niet in een geel vak en wordt niet overgenomen: `{}`", short(text)),
                    "hoort het bij een antwoord, zet het dan in een geel vak; zet anders terug wat er stond",
                ));
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "a sheet as it is to be, beside what it is")]
    fn questions(
        &mut self,
        sheet: &str,
        parts: &[QuestionBlock],
        headings: &BTreeMap<String, Line>,
        antwoorden: &BTreeMap<String, Line>,
        workbook: &Workbook,
        refused: &BTreeSet<&Cell>,
        reader: &mut read_cells::Reader<'_>,
    ) {
        let first = u32::from(FIRST_ANSWER);
        let mut known: BTreeSet<&str> = BTreeSet::new();
        for part in parts.iter().filter(|d| !d.questions.is_empty()) {
            known.extend(part.questions.iter().map(|v| v.key.as_str()));
            let Some((line, titles)) = part.questions.first().and_then(|v| headings.get(&v.key)) else {
                // Questions may have been added to the format since, but then there are no answers to them.
                if part.questions.iter().any(|v| antwoorden.contains_key(&v.key)) {
                    let message = format!("de rij met koppen van `{}` ontbreekt", part.title);
                    self.problems.push(Problem::new(
                        ProblemKind::Vorm,
                        ProblemPlace::Sheet(sheet.to_owned()),
                        message,
                        NEW_FORM,
                    ));
                }
                continue;
            };
            if !reading::same_headings(titles, part.columns.iter().map(|k| k.title.as_str())) {
                let cell_place = Cell { sheet: sheet.to_owned(), line: *line, column: first };
                let message = "de koppen boven deze vragen zijn anders dan in het formulier dat nu past";
                self.problems.push(Problem::new(ProblemKind::Vorm, ProblemPlace::Cell(cell_place), message, NEW_FORM));
                continue;
            }
            for question in &part.questions {
                let Some((line, cells)) = antwoorden.get(&question.key) else { continue };
                self.question(sheet, part, question, *line, cells, workbook, refused, reader);
                if let Some((i, _)) = cells.iter().enumerate().skip(question.cells.len()).find(|(_, t)| !t.is_empty()) {
                    let cell_place =
                        Cell { sheet: sheet.to_owned(), line: *line, column: first + u32::try_from(i).unwrap_or(0) };
                    self.problems.push(Problem::new(
                        ProblemKind::Vorm,
                        ProblemPlace::Cell(cell_place),
                        "dit staat naast de vakken van deze vraag",
                        "zet het in een geel vak, of haal het weg",
                    ));
                }
            }
        }
        for (key, (line, cells)) in antwoorden {
            if !known.contains(key.as_str()) && cells.iter().any(|t| !t.is_empty()) {
                let cell_place = Cell { sheet: sheet.to_owned(), line: *line, column: first };
                self.problems.push(Problem::new(
                    ProblemKind::Vorm,
                    ProblemPlace::Cell(cell_place),
                    "deze vraag hoort niet meer bij het formaat",
                    NEW_FORM,
                ));
            }
        }
    }

    /// The answers to one question.
    #[expect(clippy::too_many_arguments, reason = "a question as it is to be, beside what it is")]
    fn question(
        &mut self,
        sheet: &str,
        part: &QuestionBlock,
        question: &Question,
        line: u32,
        cells: &[String],
        workbook: &Workbook,
        refused: &BTreeSet<&Cell>,
        reader: &mut read_cells::Reader<'_>,
    ) {
        let first = u32::from(FIRST_ANSWER);
        let count = question.cells.len();
        let was: Vec<&str> =
            (0..count).map(|i| workbook.was.get(&(question.key.clone(), i)).map_or("", String::as_str)).collect();
        let now: Vec<&str> = question.cells.iter().map(cell_text).collect();
        let mut filled_in: Vec<String> = (0..count).map(|i| cells.get(i).cloned().unwrap_or_default()).collect();
        let place_of = |i: usize| Cell { sheet: sheet.to_owned(), line, column: first + u32::try_from(i).unwrap_or(0) };
        for i in 0..count {
            self.cells.insert(CellAddress::Question(question.key.clone(), i), place_of(i));
        }
        // School and year are read separately; a form that asks for them has those cells open.
        let is_school_question =
            |i: usize| question.key.starts_with("@school/") && question.cells.get(i).is_some_and(|v| !v.closed);
        let open: Vec<bool> = (0..count).map(|i| !refused.contains(&place_of(i)) && !is_school_question(i)).collect();
        let changed: Vec<bool> =
            (0..count).map(|i| open[i] && filled_in[i] != was[i] && filled_in[i] != now[i]).collect();
        let column = |i: usize| part.columns.get(i);
        let asks: Vec<AskedFor> =
            (0..count).map(|i| question.cells[i].asks.or(column(i).map(|k| k.asks)).unwrap_or_default()).collect();
        let valid = reader.row(line, first, &mut filled_in, &changed, &asks);
        let mut moved = false;
        for (i, cell) in question.cells.iter().enumerate() {
            if !open[i] || !valid[i] {
                continue;
            }
            moved |= self.cell(&question.key, i, cell, &filled_in[i], was[i], now[i], &place_of(i), reader);
        }
        if !moved {
            reader.unchanged(line, first, &filled_in);
        }
    }

    /// Compares one answer; returns whether it differs from the one in the form.
    #[expect(clippy::too_many_arguments, reason = "a cell three times: before, in the file, filled in")]
    fn cell(
        &mut self,
        key: &str,
        i: usize,
        cell: &FormCell,
        filled_in: &str,
        was: &str,
        now: &str,
        cell_place: &Cell,
        reader: &mut read_cells::Reader<'_>,
    ) -> bool {
        if filled_in == was || filled_in == now {
            return false;
        }
        if reader.refuses_unseen(cell_place, filled_in) {
            return true;
        }
        if cell.closed || now != cell.text {
            let message = "dit vak kan in het formulier niet veranderd worden";
            self.problems.push(Problem::new(
                ProblemKind::Vorm,
                ProblemPlace::Cell(cell_place.clone()),
                message,
                format!("zet er weer neer: `{}`", short(was)),
            ));
        } else if was != now {
            let message =
                format!("het antwoord in het bestand is veranderd nadat het formulier was gemaakt: `{}`", short(now));
            let hint = "kies wat het moet worden: zet dat in dit vak en in het bestand, of maak een nieuw formulier";
            let problem = Problem::new(ProblemKind::Clash, ProblemPlace::Cell(cell_place.clone()), message, hint);
            self.clashes.cells.insert((key.to_owned(), i), filled_in.to_owned());
            self.clash_messages.insert(Clash::Cell(key.to_owned(), i), problem);
        } else {
            self.changes.cells.insert((key.to_owned(), i), filled_in.to_owned());
        }
        true
    }

    fn rows(
        &mut self,
        sheet: &str,
        rows: &RowSheet,
        heading: &Line,
        filled_in: &[reading::FilledRow],
        workbook: &Workbook,
        reader: &mut read_cells::Reader<'_>,
    ) {
        let first = u32::from(FIRST_CELL);
        let count = rows.columns.len();
        if !reading::same_headings(&heading.1, workbook_writer::heading_titles(&rows.columns)) {
            let cell_place = Cell { sheet: sheet.to_owned(), line: heading.0, column: first };
            let message = "de koppen boven deze rijen zijn anders dan in het formulier dat nu past";
            self.problems.push(Problem::new(ProblemKind::Vorm, ProblemPlace::Cell(cell_place), message, NEW_FORM));
            return;
        }
        let padded = |cells: &[String]| {
            let mut cells = cells.to_vec();
            cells.resize(count, String::new());
            cells
        };
        let none = Vec::new();
        let was: Vec<Vec<String>> =
            workbook.was_rows.get(&rows.key).unwrap_or(&none).iter().map(|r| padded(r)).collect();
        let now: Vec<Vec<String>> =
            rows.rows.iter().map(|r| r.iter().map(|v| cell_text(v).to_owned()).collect()).collect();
        let asks: Vec<AskedFor> = rows.columns.iter().map(|column| column.asks).collect();
        let mut new = Vec::new();
        let mut valid = true;
        for (number, row) in filled_in.iter().enumerate() {
            for i in 0..count {
                let cell_place =
                    Cell { sheet: sheet.to_owned(), line: row.line, column: first + u32::try_from(i).unwrap_or(0) };
                self.cells.insert(CellAddress::Row(rows.key.clone(), number, i), cell_place);
            }
            if let Some(i) = row.cells.iter().skip(count).position(|t| !t.is_empty()) {
                let column = first + u32::try_from(count + i).unwrap_or(0);
                let cell_place = Cell { sheet: sheet.to_owned(), line: row.line, column };
                self.problems.push(Problem::new(
                    ProblemKind::Vorm,
                    ProblemPlace::Cell(cell_place),
                    "dit staat naast de kolommen van dit blad",
                    "zet het in een geel vak, of haal het weg",
                ));
            }
            let mut cells = padded(&row.cells);
            let before = row.was.and_then(|i| was.get(i));
            let changed: Vec<bool> = (0..count).map(|i| before.map_or("", |b| b[i].as_str()) != cells[i]).collect();
            valid &= reader.row(row.line, first, &mut cells, &changed, &asks).iter().all(|good| *good);
            if before.is_some_and(|before| *before == cells) {
                reader.unchanged(row.line, first, &cells);
            } else {
                for (i, text) in cells.iter().enumerate() {
                    if before.map_or("", |b| b[i].as_str()) != text {
                        let column = first + u32::try_from(i).unwrap_or(0);
                        valid &=
                            !reader.refuses_unseen(&Cell { sheet: sheet.to_owned(), line: row.line, column }, text);
                    }
                }
            }
            new.push(NewRow { was: row.was, cells });
        }
        let same = new.len() == was.len()
            && new.iter().zip(&was).enumerate().all(|(i, (row, was))| row.was == Some(i) && row.cells == *was);
        let texts: Vec<&Vec<String>> = new.iter().map(|r| &r.cells).collect();
        let on_this_sheet = |p: &Problem| {
            p.is_error()
                && match &p.place {
                    ProblemPlace::Workbook => false,
                    ProblemPlace::Sheet(name) => name == sheet,
                    ProblemPlace::Cell(cell_place) => cell_place.sheet == sheet,
                }
        };
        if same || texts.iter().copied().eq(now.iter()) || !valid || workbook.problems.iter().any(on_this_sheet) {
            return;
        }
        for (number, row) in new.iter().enumerate() {
            let old = row.was.and_then(|i| rows.rows.get(i));
            for (i, (cell, text)) in old.into_iter().flatten().zip(&row.cells).enumerate() {
                if (cell.closed || cell_text(cell) != cell.text) && cell_text(cell) != text {
                    let waar = self.cells.get(&CellAddress::Row(rows.key.clone(), number, i));
                    let waar = waar.map_or(ProblemPlace::Workbook, |cell_place| ProblemPlace::Cell(cell_place.clone()));
                    let message = "dit vak kan in het formulier niet veranderd worden";
                    self.problems.push(Problem::new(
                        ProblemKind::Vorm,
                        waar,
                        message,
                        "verander het in het bestand zelf",
                    ));
                }
            }
        }
        if was != now {
            let message = "de rijen in het bestand zijn veranderd nadat het formulier was gemaakt, en hier ook";
            let problem = Problem::new(ProblemKind::Clash, ProblemPlace::Sheet(sheet.to_owned()), message, NEW_FORM);
            self.clash_messages.insert(Clash::Rows(rows.key.clone()), problem);
            self.clashes.rows.insert(rows.key.clone(), new);
            return;
        }
        self.changes.rows.insert(rows.key.clone(), new);
    }
}
