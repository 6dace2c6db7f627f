//! Problems of a returned workbook, and the cells they are about.

/// How many rows of a sheet are read.
pub(super) const MAX_ROWS: u32 = 5_000;

/// How many columns of a sheet are read.
pub(super) const MAX_COLUMNS: u32 = 200;

/// A cell of a workbook.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    /// Name of the sheet.
    pub sheet: String,
    /// Row, from 0.
    pub line: u32,
    /// Column, from 0.
    pub column: u32,
}

impl Cell {
    /// The cell as spreadsheets name it, such as `D12`.
    pub fn name(&self) -> String {
        format!("{}{}", self.column_name(), self.line + 1)
    }

    /// Its column as spreadsheets name it, such as `D`.
    pub(super) fn column_name(&self) -> String {
        rust_xlsxwriter::utility::column_number_to_name(u16::try_from(self.column).unwrap_or(u16::MAX))
    }
}

/// What kind of problem a workbook has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProblemKind {
    /// It cannot be read at all.
    Unreadable,
    /// Its sheets, headings or keys are not those that were made.
    Vorm,
    /// A cell holds something that is no answer.
    Cell,
    /// The answer in the file has changed since the workbook was made.
    Clash,
    /// An answer is hidden from sight.
    Hidden,
    /// Something is left out: it is no answer, or it is struck through. Only a warning.
    LeftOut,
    /// An answer was understood, though not written as asked. Only a warning.
    Understood,
}

/// A problem of a workbook.
#[derive(Debug, Clone)]
pub struct Problem {
    /// What kind.
    pub kind: ProblemKind,
    /// Where.
    pub place: ProblemPlace,
    /// What is wrong: one line in Dutch.
    pub message: String,
    /// How to fix it.
    pub hint: String,
}

/// Where a problem is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProblemPlace {
    /// The whole workbook.
    Workbook,
    /// A sheet.
    Sheet(String),
    /// A cell.
    Cell(Cell),
}

impl ProblemPlace {
    /// The cell, if it is one.
    pub(super) fn cell(&self) -> Option<&Cell> {
        match self {
            Self::Cell(cell) => Some(cell),
            Self::Workbook | Self::Sheet(_) => None,
        }
    }
}

impl Problem {
    pub(super) fn new(
        kind: ProblemKind,
        place: ProblemPlace,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        Self { kind, place, message: message.into(), hint: hint.into() }
    }

    /// Whether it keeps the workbook from being imported.
    pub fn is_error(&self) -> bool {
        !matches!(self.kind, ProblemKind::LeftOut | ProblemKind::Understood)
    }
}

pub(super) fn unreadable(message: &str, hint: &str) -> Problem {
    Problem::new(ProblemKind::Unreadable, ProblemPlace::Workbook, message, hint)
}

/// The problem of a workbook that is damaged.
pub(super) fn broken() -> Problem {
    unreadable("deze spreadsheet is beschadigd", "open het in Excel of LibreOffice en bewaar het opnieuw als xlsx")
}
