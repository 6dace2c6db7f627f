//! A workbook in the hands of somebody with a spreadsheet program: opened, changed, saved. Formats and protection are
//! lost, as can happen with such programs; what somebody does besides values (strike through, hide, add notes) is kept.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;

use calamine::{Data, Reader as _, Xlsx};
use rust_xlsxwriter::{Color, ExcelDateTime, Format, Formula, Image, Note, Shape, Workbook};

/// What somebody puts in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    Text(String),
    Number(f64),
    /// A number that is shown as a percentage.
    Percent(f64),
    Bool(bool),
    Date(u16, u8, u8),
    DateTime,
    Formula(&'static str),
    /// A number with a format of its own.
    NumberAs(f64, &'static str),
    /// A date with a format of its own.
    DateAs(u16, u8, u8, &'static str),
    /// Text that is struck through as a whole.
    Struck(&'static str),
    /// Runs of text, some of them struck through.
    Partly(&'static [(&'static str, bool)]),
    /// Text in white letters.
    Blank(&'static str),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// A sheet: its name and its cells, by row and column.
#[derive(Default)]
pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) cells: BTreeMap<(u32, u16), Cell>,
    /// Merged cells: first and last.
    pub(crate) merged: Vec<((u32, u16), (u32, u16))>,
    /// Rows and columns that are hidden.
    pub(crate) hidden_rows: Vec<u32>,
    pub(crate) hidden_columns: Vec<u16>,
    /// Whether the sheet itself is hidden.
    pub(crate) hidden: bool,
    /// Notes at cells: author and text.
    pub(crate) notes: Vec<((u32, u16), &'static str, &'static str)>,
    /// Pictures, and text boxes with their text.
    pub(crate) pictures: Vec<(u32, u16)>,
    pub(crate) text_boxes: Vec<((u32, u16), &'static str)>,
}

/// A workbook.
pub(crate) struct Spreadsheet {
    pub(crate) sheets: Vec<Sheet>,
}

impl Spreadsheet {
    pub(crate) fn open(path: &Path) -> Self {
        let bytes = std::fs::read(path).unwrap_or_else(|err| panic!("{}: {err}", path.display()));
        let mut workbook = Xlsx::new(Cursor::new(bytes)).unwrap();
        let names = workbook.sheet_names();
        let sheets = names
            .into_iter()
            .map(|name| {
                let range = workbook.worksheet_range(&name).unwrap();
                let (line, column) = range.start().unwrap_or_default();
                let cells = range
                    .used_cells()
                    .filter_map(|(r, k, cell)| {
                        let Data::String(text) = cell else { return None };
                        let position = (line + u32::try_from(r).unwrap(), u16::try_from(column as usize + k).unwrap());
                        Some((position, Cell::from(text.as_str())))
                    })
                    .collect();
                Sheet { name, cells, ..Sheet::default() }
            })
            .collect();
        Self { sheets }
    }

    /// The sheet with this name.
    #[track_caller]
    pub(crate) fn sheet(&mut self, name: &str) -> &mut Sheet {
        self.sheets.iter_mut().find(|sheet| sheet.name == name).unwrap_or_else(|| panic!("no sheet {name}"))
    }

    /// Where the answer to a question is: sheet, row and column.
    #[track_caller]
    pub(crate) fn position(&self, question: &str, column: u16) -> (usize, (u32, u16)) {
        for (i, sheet) in self.sheets.iter().enumerate().filter(|(_, sheet)| !sheet.name.starts_with('_')) {
            let line = sheet.cells.iter().find(|((_, k), cell)| *k == 0 && **cell == Cell::from(question));
            if let Some(((line, _), _)) = line {
                return (i, (*line, 3 + column));
            }
        }
        panic!("no question {question}");
    }

    /// The sheet of a question, and the cell of its answer.
    #[track_caller]
    pub(crate) fn at(&mut self, question: &str, column: u16) -> (&mut Sheet, (u32, u16)) {
        let (sheet, position) = self.position(question, column);
        (&mut self.sheets[sheet], position)
    }

    /// Fills in an answer; an empty text clears the cell.
    #[track_caller]
    pub(crate) fn set(&mut self, question: &str, column: u16, cell: impl Into<Cell>) -> &mut Self {
        let (sheet, position) = self.position(question, column);
        self.sheets[sheet].set(position, cell.into());
        self
    }

    /// The text of an answer.
    #[track_caller]
    pub(crate) fn shown(&self, question: &str, column: u16) -> String {
        let (sheet, position) = self.position(question, column);
        match self.sheets[sheet].cells.get(&position) {
            None => String::new(),
            Some(Cell::Text(text)) => text.clone(),
            Some(other) => panic!("{other:?}"),
        }
    }

    /// Saves it.
    pub(crate) fn save(&self, path: &Path) {
        let mut workbook = Workbook::new();
        let (date, percent) = (Format::new().set_num_format("d-m-yyyy"), Format::new().set_num_format("0%"));
        let time = Format::new().set_num_format("d-m-yyyy hh:mm");
        let (dash, blank) = (Format::new().set_font_strikethrough(), Format::new().set_font_color(Color::White));
        for own in &self.sheets {
            let sheet = workbook.add_worksheet();
            sheet.set_name(&own.name).unwrap();
            for (&((r, k), (r2, k2)), what) in
                own.merged.iter().zip(own.merged.iter().map(|(from, _)| own.cells.get(from)))
            {
                let text = match what {
                    Some(Cell::Text(text)) => text.as_str(),
                    _ => "",
                };
                sheet.merge_range(r, k, r2, k2, text, &Format::new()).unwrap();
            }
            for (&(line, column), cell) in &own.cells {
                match cell {
                    Cell::Text(text) => sheet.write_string(line, column, text),
                    Cell::Number(number) => sheet.write_number(line, column, *number),
                    Cell::Percent(number) => sheet.write_number_with_format(line, column, *number, &percent),
                    Cell::Bool(waar) => sheet.write_boolean(line, column, *waar),
                    Cell::Date(year, month, day) => {
                        let day = ExcelDateTime::from_ymd(*year, *month, *day).unwrap();
                        sheet.write_datetime_with_format(line, column, &day, &date)
                    }
                    Cell::DateTime => {
                        let moment = ExcelDateTime::from_ymd(2025, 9, 1).unwrap().and_hms(14, 30, 0).unwrap();
                        sheet.write_datetime_with_format(line, column, &moment, &time)
                    }
                    Cell::NumberAs(number, vorm) => {
                        sheet.write_number_with_format(line, column, *number, &Format::new().set_num_format(*vorm))
                    }
                    Cell::DateAs(year, month, day, vorm) => {
                        let day = ExcelDateTime::from_ymd(*year, *month, *day).unwrap();
                        sheet.write_datetime_with_format(line, column, &day, &Format::new().set_num_format(*vorm))
                    }
                    Cell::Struck(text) => sheet.write_string_with_format(line, column, *text, &dash),
                    Cell::Partly(pieces) => {
                        let plain = Format::default();
                        let pieces: Vec<(&Format, &str)> =
                            pieces.iter().map(|(text, gone)| (if *gone { &dash } else { &plain }, *text)).collect();
                        sheet.write_rich_string(line, column, &pieces)
                    }
                    Cell::Blank(text) => sheet.write_string_with_format(line, column, *text, &blank),
                    Cell::Formula(formula) => {
                        sheet.write_formula(line, column, Formula::new(*formula).set_result("42"))
                    }
                }
                .unwrap();
            }
            for line in &own.hidden_rows {
                sheet.set_row_hidden(*line).unwrap();
            }
            for column in &own.hidden_columns {
                sheet.set_column_hidden(*column).unwrap();
            }
            for ((line, column), who, text) in &own.notes {
                sheet.insert_note(*line, *column, &Note::new(*text).set_author(*who)).unwrap();
            }
            for (line, column) in &own.pictures {
                let mut picture = Cursor::new(Vec::new());
                image::RgbImage::new(8, 8).write_to(&mut picture, image::ImageFormat::Png).unwrap();
                let picture = Image::new_from_buffer(picture.get_ref()).unwrap();
                sheet.insert_image(*line, *column, &picture).unwrap();
            }
            for ((line, column), text) in &own.text_boxes {
                sheet.insert_shape(*line, *column, &Shape::textbox().set_text(*text)).unwrap();
            }
            sheet.set_hidden(own.hidden);
        }
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        workbook.save(path).unwrap();
    }
}

impl Sheet {
    pub(crate) fn set(&mut self, position: (u32, u16), cell: Cell) {
        if cell == Cell::from("") {
            self.cells.remove(&position);
        } else {
            self.cells.insert(position, cell);
        }
    }

    /// Row of the first cell with this text in a column.
    #[track_caller]
    pub(crate) fn line(&self, column: u16, text: &str) -> u32 {
        let found = self.cells.iter().find(|((_, k), cell)| *k == column && **cell == Cell::from(text));
        found.map(|((line, _), _)| *line).unwrap_or_else(|| panic!("no `{text}` in column {column}"))
    }

    /// The row below the last one that is filled in.
    pub(crate) fn at_bottom(&self) -> u32 {
        self.cells.keys().map(|(line, _)| line + 1).max().unwrap_or(0)
    }

    /// Makes room for a row.
    pub(crate) fn insert(&mut self, line: u32) {
        let old = std::mem::take(&mut self.cells);
        self.cells = old.into_iter().map(|((r, k), cell)| ((if r >= line { r + 1 } else { r }, k), cell)).collect();
    }

    /// Empties a row, but for its hidden first cell.
    pub(crate) fn make_empty(&mut self, line: u32) {
        self.cells.retain(|(r, k), _| *r != line || *k == 0);
    }
}

/// Adds or replaces a file in a workbook.
pub(crate) fn with_file(path: &Path, name: &str, content: &mut dyn Iterator<Item = Vec<u8>>) {
    let bytes = std::fs::read(path).unwrap();
    let mut old = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for i in 0..old.len() {
        let mut part = old.by_index(i).unwrap();
        if part.name().is_ok_and(|own| own == name) {
            continue;
        }
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        new.start_file(part.name().unwrap().to_string(), options).unwrap();
        new.write_all(&content).unwrap();
    }
    new.start_file(name, options).unwrap();
    for piece in content {
        new.write_all(&piece).unwrap();
    }
    std::fs::write(path, new.finish().unwrap().into_inner()).unwrap();
}
