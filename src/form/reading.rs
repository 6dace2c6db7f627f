//! A returned workbook: what its cells hold, and where. Nothing in it is trusted: its size, its sheets and its cells
//! are bounded, and whatever is no plain answer is refused, naming the cell.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Reader as _, SheetVisible, Xlsx};

use super::problem::{Cell, MAX_COLUMNS, MAX_ROWS, Problem, ProblemKind, ProblemPlace, broken, unreadable};
use super::workbook::{self, SheetExtra, SheetExtras, Shown, Struck};
use super::workbook_writer::{
    FIRST_ANSWER, FIRST_CELL, FIXED, HEADING_SIGN, MEMORY_SHEET, OF_DOCUMENT, OPTIONS_SHEET, VERSION, WorkbookStamp,
    row_number,
};
use super::{number_text, one_line, short, shorten_to, tidy};

/// The most sheets in a workbook.
const MAX_SHEETS: usize = 300;

/// A row that was filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilledRow {
    /// The index of the row it was, if it is not new.
    pub was: Option<usize>,
    /// Its row on the sheet, from 0.
    pub line: u32,
    /// The texts of its cells, up to the last that is filled in.
    pub cells: Vec<String>,
}

/// A sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadSheet {
    /// Questions: headings by the key of the first question below them, and answers by key.
    Questions {
        /// Row and titles of each row of headings.
        headings: BTreeMap<String, (u32, Vec<String>)>,
        /// Row and answers of each question.
        antwoorden: BTreeMap<String, (u32, Vec<String>)>,
    },
    /// Rows below one row of headings.
    Rows {
        /// The key of the sheet.
        key: String,
        /// Row and titles of the headings.
        heading: (u32, Vec<String>),
        /// The rows that are filled in.
        rows: Vec<FilledRow>,
    },
}

/// A workbook, read.
#[derive(Debug)]
pub struct Workbook {
    /// What it is about.
    pub stamp: WorkbookStamp,
    /// Its sheets by name, without our own hidden ones.
    pub sheets: BTreeMap<String, ReadSheet>,
    /// What the cells of questions held when it was made, by key and column.
    pub was: BTreeMap<(String, usize), String>,
    /// What the rows held when it was made, by the key of the sheet.
    pub was_rows: BTreeMap<String, Vec<Vec<String>>>,
    /// Problems found while reading it.
    pub problems: Vec<Problem>,
    /// Sheets that are hidden.
    pub(super) hidden: BTreeSet<String>,
    /// What sheets say besides values.
    pub(super) extras: BTreeMap<String, SheetExtras>,
    /// Hashes of the form's own texts, in cells that are no answers.
    pub(super) fixed: BTreeSet<u64>,
    /// Texts in cells that are no answers.
    pub(super) loose: Vec<(Cell, String)>,
}

/// Reads a workbook.
///
/// # Errors
/// When it is not one of our workbooks, or cannot be read at all.
pub fn read(bytes: &[u8]) -> Result<Workbook, Problem> {
    workbook::admit(bytes)?;
    // `calamine` meets whatever a file can hold; should it panic, that becomes a message about the file.
    let parsed = catch_unwind(AssertUnwindSafe(|| read_workbook(bytes)));
    parsed.unwrap_or_else(|_| Err(broken()))
}

/// Texts by row and column, before it is known what they are for.
type SheetCells = BTreeMap<u32, BTreeMap<u32, String>>;

fn read_workbook(bytes: &[u8]) -> Result<Workbook, Problem> {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|_| broken())?;
    let names = workbook.sheet_names();
    if names.len() > MAX_SHEETS {
        return Err(unreadable("deze spreadsheet heeft te veel bladen", "geef het formulier zoals u het kreeg"));
    }
    let mut problems = Vec::new();
    let memory = names.iter().find(|name| *name == MEMORY_SHEET).cloned().ok_or_else(|| {
        unreadable("deze spreadsheet is geen formulier van Steunwijzer", "maak een formulier met: steunwijzer form")
    })?;
    // The memory has a row per cell, so more rows than a sheet that people fill in.
    let mut own = Vec::new();
    let lines = cells(&mut workbook, &memory, u32::MAX, &mut Kinds::default(), &mut own)?;
    if !own.is_empty() {
        return Err(memory_changed());
    }
    let WorkbookMemory { stamp, was, was_rows, fixed } = remembered(&lines)?;
    let hidden = workbook.sheets_metadata().iter().filter(|sheet| sheet.visible != SheetVisible::Visible);
    let hidden: BTreeSet<String> = hidden.map(|sheet| sheet.name.clone()).collect();
    let wanted: Vec<String> = names.into_iter().filter(|name| name != MEMORY_SHEET && name != OPTIONS_SHEET).collect();
    let mut extras = workbook::read(bytes, &wanted)?;
    let mut sheets = BTreeMap::new();
    let mut loose = Vec::new();
    for name in wanted {
        let merged = workbook.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let mut kinds = Kinds::default();
        let mut content = cells(&mut workbook, &name, MAX_ROWS, &mut kinds, &mut problems)?;
        for piece in merged.into_iter().filter(|piece| !is_text_cell(piece, &content)) {
            let cell = Cell { sheet: name.clone(), line: piece.start.0, column: piece.start.1 };
            problems.push(Problem::new(
                ProblemKind::Vorm,
                ProblemPlace::Cell(cell),
                "hier zijn cellen samengevoegd",
                "maak de samenvoeging ongedaan en zet elk antwoord in zijn eigen cel",
            ));
        }
        let extra = extras.entry(name.clone()).or_default();
        extra.dates = kinds.dates;
        extra.numbers = kinds.numbers;
        for ((line, column), shown) in &extra.look.shown {
            if let (Shown::Percent(text), Some(cell)) = (shown, content.get_mut(line).and_then(|l| l.get_mut(column))) {
                text.clone_into(cell);
            }
        }
        left_out(&name, &extra.beside, &mut problems);
        sheets.insert(name.clone(), sheet(&name, content, extra, &mut problems, &mut loose));
    }
    Ok(Workbook { stamp, sheets, was, was_rows, problems, hidden, extras, fixed, loose })
}

/// How many characters of a note a message quotes: the note may be the whole answer.
const MAX_REMARK: usize = 500;

/// Reports notes and drawings: they are no answers.
fn left_out(name: &str, beside: &[SheetExtra], problems: &mut Vec<Problem>) {
    for what in beside {
        let (line, column, message, hint) = match what {
            SheetExtra::Note { row, column, text } => (
                row,
                column,
                format!("de notitie bij dit vak wordt niet overgenomen: `{}`", shorten_to(text, MAX_REMARK)),
                "hoort zij bij het antwoord, zet haar dan in een geel vak van deze rij",
            ),
            SheetExtra::Drawing { row, column, text } if text.is_empty() => (
                row,
                column,
                "hier ligt een plaatje op het blad; het wordt niet overgenomen".to_owned(),
                "moet het in het document, stuur het dan als los bestand mee",
            ),
            SheetExtra::Drawing { row, column, text } => (
                row,
                column,
                format!(
                    "hier ligt een tekstvak op het blad; het wordt niet overgenomen: `{}`",
                    shorten_to(text, MAX_REMARK)
                ),
                "hoort de tekst bij een antwoord, zet haar dan in een geel vak",
            ),
        };
        let cell = Cell { sheet: name.to_owned(), line: *line, column: *column };
        problems.push(Problem::new(ProblemKind::LeftOut, ProblemPlace::Cell(cell), message, hint));
    }
}

/// Whether merged cells are the wide cell of a text, or its heading, as the form itself has them.
fn is_text_cell(piece: &calamine::Dimensions, content: &SheetCells) -> bool {
    let key = content.get(&piece.start.0).and_then(|line| line.get(&0));
    piece.start.0 == piece.end.0
        && piece.start.1 == u32::from(FIRST_ANSWER)
        && key.is_some_and(|s| TEXT_QUESTIONS.iter().any(|name| s.ends_with(name)))
}

/// The endings of the keys of questions that are answered with a text.
const TEXT_QUESTIONS: [&str; 3] = ["/@tekst", "/@toelichting", "/@voor-ouders"];

fn memory_changed() -> Problem {
    unreadable(
        "het verborgen blad van dit formulier is veranderd",
        "maak een nieuw formulier met `steunwijzer form` en neem uw antwoorden daarin over",
    )
}

/// Cells that hold something other than text.
#[derive(Debug, Default)]
struct Kinds {
    dates: BTreeSet<(u32, u32)>,
    numbers: BTreeSet<(u32, u32)>,
}

/// All cells of a sheet that are not empty; what is refused goes to `problems`.
fn cells(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    sheet: &str,
    at_most: u32,
    kinds: &mut Kinds,
    problems: &mut Vec<Problem>,
) -> Result<SheetCells, Problem> {
    let mut out = SheetCells::new();
    let mut reader = workbook.worksheet_cells_reader(sheet).map_err(|_| broken())?;
    while let Some(record) = reader.next_cell_with_formula_metadata().map_err(|_| broken())? {
        let (line, column) = record.pos;
        let cell = Cell { sheet: sheet.to_owned(), line, column };
        if line >= at_most || column >= MAX_COLUMNS {
            if record.formula.is_none() && text(&record.value).is_ok_and(|t| t.is_empty()) {
                continue;
            }
            problems.push(Problem::new(
                ProblemKind::Vorm,
                ProblemPlace::Cell(cell),
                "dit staat ver buiten het formulier",
                format!("haal weg wat onder rij {at_most} of rechts van kolom {MAX_COLUMNS} staat"),
            ));
            return Ok(out);
        }
        if record.formula.is_some() {
            problems.push(Problem::new(
                ProblemKind::Cell,
                ProblemPlace::Cell(cell),
                "hier staat een formule",
                "zet er de uitkomst zelf neer, als gewone tekst",
            ));
            continue;
        }
        match record.value {
            DataRef::Float(_) | DataRef::Int(_) => drop(kinds.numbers.insert(record.pos)),
            DataRef::DateTime(_) | DataRef::DateTimeIso(_) => drop(kinds.dates.insert(record.pos)),
            _ => {}
        }
        match text(&record.value) {
            Ok(text) if text.is_empty() => {}
            Ok(text) => drop(out.entry(line).or_default().insert(column, text)),
            Err((message, hint)) => {
                problems.push(Problem::new(ProblemKind::Cell, ProblemPlace::Cell(cell), message, hint))
            }
        }
    }
    Ok(out)
}

/// The text of a value; the error is message and hint, for what is no text, number or date.
fn text(value: &DataRef<'_>) -> Result<String, (String, String)> {
    match value {
        DataRef::Empty => Ok(String::new()),
        DataRef::String(text) => Ok(tidy(text).replace('\t', " ")),
        DataRef::SharedString(text) => Ok(tidy(text).replace('\t', " ")),
        DataRef::Int(number) => Ok(number.to_string()),
        DataRef::Float(number) => Ok(number_text(*number)),
        DataRef::Bool(waar) => Ok(if *waar { "ja" } else { "nee" }.to_owned()),
        DataRef::DateTime(date) if date.is_datetime() => {
            let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
            if (hour, minute, second) == (0, 0, 0) {
                Ok(format!("{year:04}-{month:02}-{day:02}"))
            } else {
                Err(("hier staat een tijd".to_owned(), "schrijf de tijd als gewone tekst, zoals 14.00 uur".to_owned()))
            }
        }
        DataRef::DateTimeIso(text) => Ok(text.split('T').next().unwrap_or_default().to_owned()),
        DataRef::DateTime(_) | DataRef::DurationIso(_) => {
            Err(("hier staat een tijdsduur".to_owned(), "schrijf hem als gewone tekst, zoals 45 minuten".to_owned()))
        }
        DataRef::Error(_) => {
            Err(("hier staat een foutwaarde van de spreadsheet".to_owned(), "zet er het antwoord zelf neer".to_owned()))
        }
    }
}

struct WorkbookMemory {
    stamp: WorkbookStamp,
    was: BTreeMap<(String, usize), String>,
    was_rows: BTreeMap<String, Vec<Vec<String>>>,
    fixed: BTreeSet<u64>,
}

/// Reads the hidden sheet: what the workbook is about and was made with.
fn remembered(lines: &SheetCells) -> Result<WorkbookMemory, Problem> {
    let mut heading: BTreeMap<&str, &str> = BTreeMap::new();
    let mut was = BTreeMap::new();
    let mut was_rows: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
    let mut fixed = BTreeSet::new();
    for line in lines.values() {
        let cell = |column: u32| line.get(&column).map_or("", String::as_str);
        let number = |text: &str| text.parse::<usize>().ok().filter(|n| *n < MAX_ROWS as usize);
        match cell(0) {
            "vraag" => {
                let column = number(cell(2)).ok_or_else(memory_changed)?;
                was.insert((cell(1).to_owned(), column), cell(3).to_owned());
            }
            "rij" | "cel" => {
                let (row, key) = cell(1).split_once(' ').ok_or_else(memory_changed)?;
                let (row, column) =
                    (number(row).ok_or_else(memory_changed)?, number(cell(2)).ok_or_else(memory_changed)?);
                let rows = was_rows.entry(key.to_owned()).or_default();
                if row > rows.len() || column >= MAX_COLUMNS as usize {
                    return Err(memory_changed());
                }
                if row == rows.len() {
                    rows.push(Vec::new());
                }
                if cell(0) == "cel"
                    && let Some(cells) = rows.get_mut(row)
                {
                    cells.resize(cells.len().max(column + 1), String::new());
                    cells[column] = cell(3).to_owned();
                }
            }
            FIXED => fixed.extend(cell(3).split(' ').filter_map(|sum| u64::from_str_radix(sum, 16).ok())),
            name => drop(heading.insert(name, cell(1))),
        }
    }
    let version = heading.get("versie").and_then(|v| v.parse::<u32>().ok()).ok_or_else(memory_changed)?;
    if version != VERSION {
        return Err(unreadable(
            &format!("dit formulier is gemaakt met een andere versie van Steunwijzer ({version})"),
            "maak een nieuw formulier met `steunwijzer form` en neem uw antwoorden daarin over",
        ));
    }
    let field = |name: &str| heading.get(name).map_or_else(String::new, |t| (*t).to_owned());
    let stamp = WorkbookStamp {
        formaat: field("formaat"),
        school: field("school"),
        schooljaar: field("schooljaar"),
        document: field("document"),
        of_document: field(OF_DOCUMENT) == "ja",
    };
    Ok(WorkbookMemory { stamp, was, was_rows, fixed })
}

/// What a sheet holds, by the keys in its hidden column.
fn sheet(
    name: &str,
    mut cells: SheetCells,
    extra: &SheetExtras,
    problems: &mut Vec<Problem>,
    loose: &mut Vec<(Cell, String)>,
) -> ReadSheet {
    let row_sheet = cells.iter().find_map(|(line, cells)| {
        let key = cells.get(&0)?.strip_prefix(HEADING_SIGN)?;
        (!key.contains('/')).then(|| (*line, key.to_owned()))
    });
    // Whether a cell is there to be filled in.
    let heading = row_sheet.as_ref().map(|(heading, _)| *heading);
    let is_answer = |line: u32, column: u32, key: Option<&String>| match heading {
        Some(heading) => line > heading && column >= u32::from(FIRST_CELL),
        None => column >= u32::from(FIRST_ANSWER) && key.is_some_and(|s| !s.starts_with(HEADING_SIGN)),
    };
    for (line, row_cells) in &mut cells {
        let key = row_cells.get(&0).cloned();
        row_cells.retain(|column, text| {
            if !is_answer(*line, *column, key.as_ref()) {
                if *column > 0 && heading.map_or(*column < u32::from(FIRST_ANSWER), |heading| *line < heading) {
                    loose.push((Cell { sheet: name.to_owned(), line: *line, column: *column }, text.clone()));
                }
                return true;
            }
            let Some(struck) = extra.look.struck.get(&(*line, *column)) else { return true };
            let (message, stays) = match struck {
                Struck::Whole => (format!("dit is doorgestreept en telt niet mee: `{}`", short(text)), None),
                Struck::Part { gone, left } => (
                    format!("een deel is doorgestreept en telt niet mee: `{}`", short(gone)),
                    Some(tidy(left).replace('\t', " ")),
                ),
            };
            let cell = Cell { sheet: name.to_owned(), line: *line, column: *column };
            let hint = "haal de streep weg als het toch bij het antwoord hoort";
            problems.push(Problem::new(ProblemKind::LeftOut, ProblemPlace::Cell(cell), message, hint));
            stays.map(|stays| *text = stays).is_some()
        });
    }
    match row_sheet {
        Some((heading, key)) => rows(key, heading, &cells),
        None => questions(name, &cells, problems),
    }
}

/// The cells of a row from a column on, without empty ones at the end.
fn starting_at(cells: &BTreeMap<u32, String>, first: u16) -> Vec<String> {
    let first = u32::from(first);
    let count = cells.keys().next_back().map_or(0, |last| (last + 1).saturating_sub(first));
    (first..first + count).map(|column| cells.get(&column).cloned().unwrap_or_default()).collect()
}

fn rows(key: String, heading: u32, cells: &SheetCells) -> ReadSheet {
    let mut seen = BTreeSet::new();
    let mut rows = Vec::new();
    for (line, row_cells) in cells.range(heading + 1..) {
        let content = starting_at(row_cells, FIRST_CELL);
        if content.iter().all(String::is_empty) {
            continue;
        }
        // A copied row has the same key: the copy is a new row.
        let was = row_cells.get(&0).and_then(|s| row_number(s)).filter(|n| seen.insert(*n));
        rows.push(FilledRow { was, line: *line, cells: content });
    }
    let titles = cells.get(&heading).map(|row_cells| starting_at(row_cells, FIRST_CELL)).unwrap_or_default();
    ReadSheet::Rows { key, heading: (heading, titles), rows }
}

fn questions(name: &str, cells: &SheetCells, problems: &mut Vec<Problem>) -> ReadSheet {
    let mut headings = BTreeMap::new();
    let mut antwoorden: BTreeMap<String, (u32, Vec<String>)> = BTreeMap::new();
    for (line, row_cells) in cells {
        let Some(key) = row_cells.get(&0) else {
            // Titles and explanations have no key; an answer next to them belongs to nothing.
            if let Some((column, _)) = row_cells.range(u32::from(FIRST_ANSWER)..).next() {
                let cell = Cell { sheet: name.to_owned(), line: *line, column: *column };
                problems.push(Problem::new(
                    ProblemKind::Vorm,
                    ProblemPlace::Cell(cell),
                    "dit staat naast een rij zonder vraag",
                    "zet het antwoord in het gele vak van een vraag, en voeg hier geen rijen in",
                ));
            }
            continue;
        };
        let content = starting_at(row_cells, FIRST_ANSWER);
        match key.strip_prefix(HEADING_SIGN) {
            Some(key) => drop(headings.insert(key.to_owned(), (*line, content))),
            None => {
                if let Some((earlier, _)) = antwoorden.get(key) {
                    let cell = Cell { sheet: name.to_owned(), line: *line, column: 1 };
                    problems.push(Problem::new(
                        ProblemKind::Vorm,
                        ProblemPlace::Cell(cell),
                        format!("deze vraag staat er twee keer, ook op rij {}", earlier + 1),
                        "haal een van de twee rijen weg",
                    ));
                } else {
                    antwoorden.insert(key.clone(), (*line, content));
                }
            }
        }
    }
    ReadSheet::Questions { headings, antwoorden }
}

impl ReadSheet {
    /// The keys in the headings of a sheet, to recognise a renamed sheet.
    pub fn keys(&self) -> BTreeSet<&str> {
        match self {
            Self::Questions { headings, .. } => headings.keys().map(String::as_str).collect(),
            Self::Rows { key, .. } => std::iter::once(key.as_str()).collect(),
        }
    }
}

/// Whether the headings of a sheet are the expected ones.
pub fn same_headings<'a>(parsed: &[String], expected: impl Iterator<Item = &'a str>) -> bool {
    let expected: Vec<String> = expected.map(one_line).collect();
    let parsed: Vec<String> = parsed.iter().map(|t| one_line(t)).collect();
    let filled = parsed.iter().rposition(|t| !t.is_empty()).map_or(0, |i| i + 1);
    parsed.get(..filled) == Some(&expected[..])
}
