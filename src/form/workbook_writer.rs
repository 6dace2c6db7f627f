//! Writes a form as a workbook. Cells to fill in are unlocked, the rest is protected; the options of long drop-downs
//! are on a hidden sheet, and another hidden sheet holds what the workbook was made with.

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder,
    Formula, ProtectionOptions, Workbook, Worksheet, XlsxError,
};

use crate::text::wrap::wrap;

use super::{Form, FormCell, FormColumn, Keuze, QuestionBlock, RowSheet, Sheet, SheetContent};

/// Version of the layout: raised when older workbooks can no longer be read.
pub const VERSION: u32 = 1;
/// The hidden sheet that says what the workbook is about, and what it was made with.
pub const MEMORY_SHEET: &str = "_steunwijzer";
/// The first cell of the memory's rows that hold hashes of the form's own texts.
pub(super) const FIXED: &str = "vast";
/// The hidden sheet of drop-downs.
pub const OPTIONS_SHEET: &str = "_lijsten";
/// The first character of the hidden cell of a heading row, before the key of what is below it.
pub const HEADING_SIGN: char = '#';
/// How many empty rows to fill in are below the existing ones.
const EMPTY_ROWS: u32 = 40;
/// The longest text of a cell, in bytes: safely below the 32,767 characters that XLSX allows.
const MAX_CELL: usize = 32_000;
/// What a cell shows whose text does not fit.
pub const TOO_LONG: &str = "(Deze tekst is te lang voor een vak. Verander de tekst in het bestand zelf.)";
/// The longest line of explanation, in characters.
const MAX_LINE: usize = 118;
/// The longest list of options that XLSX can hold in the cell itself, in UTF-16 units with separators.
const MAX_INLINE_LIST: usize = 250;

/// The line of the memory that says whether the document was there.
pub(super) const OF_DOCUMENT: &str = "bestond";

/// What a workbook is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkbookStamp {
    /// Id of the format.
    pub formaat: String,
    /// Slug of the school; empty when the school is to name itself.
    pub school: String,
    /// The school year; empty when the school is to name it.
    pub schooljaar: String,
    /// Name of the document, without `.yaml`.
    pub document: String,
    /// Whether the workbook was made from a document that was there.
    pub of_document: bool,
}

/// Writes a workbook; the same form gives the same bytes. `day` is its creation date: year, month, day.
///
/// # Errors
/// When a sheet cannot hold it.
pub fn write(form: &Form, stamp: &WorkbookStamp, title: &str, day: (u16, u8, u8)) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(day.0, day.1, day.2)?;
    workbook.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&made));
    let style = SheetStyle::new();
    let mut lijsten = OptionLists::default();
    for sheet in &form.sheets {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(&sheet.name)?;
        match &sheet.content {
            SheetContent::Questions(parts) => questions(worksheet, sheet, parts, &style, &mut lijsten)?,
            SheetContent::Rows(rows) => row_sheet(worksheet, sheet, rows, &style, &mut lijsten)?,
        }
        set_up(worksheet);
    }
    lijsten.write(workbook.add_worksheet())?;
    memory(workbook.add_worksheet(), form, stamp)?;
    workbook.save_to_buffer()
}

/// How cells look.
struct SheetStyle {
    title: Format,
    heading: Format,
    help: Format,
    column: Format,
    question: Format,
    meaning: Format,
    open: Format,
    closed: Format,
    below_rows: Format,
    key: Format,
}

impl SheetStyle {
    fn new() -> Self {
        let text = || Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let border = Color::RGB(0x00BF_C5CC);
        // Cells are text: what somebody types stays as typed, even `80%` and `08`.
        let cell = || text().set_num_format("@").set_border(FormatBorder::Thin).set_border_color(border);
        Self {
            title: Format::new().set_bold().set_font_size(18),
            heading: Format::new().set_bold().set_font_size(14),
            help: Format::new().set_font_color(Color::RGB(0x0040_4A54)),
            column: text()
                .set_bold()
                .set_font_color(Color::White)
                .set_background_color(Color::RGB(0x0015_4273))
                .set_border(FormatBorder::Thin)
                .set_border_color(border),
            question: text(),
            meaning: text().set_font_color(Color::RGB(0x0040_4A54)),
            open: cell().set_background_color(Color::RGB(0x00FF_FBE6)).set_unlocked(),
            closed: cell().set_background_color(Color::RGB(0x00EE_F0F2)),
            below_rows: text().set_num_format("@").set_unlocked(),
            key: Format::new().set_unlocked(),
        }
    }

    fn cell(&self, cell: &FormCell) -> &Format {
        if cell.closed || cell.text.len() > MAX_CELL { &self.closed } else { &self.open }
    }
}

/// The text of a cell as it is written to the sheet.
pub fn cell_text(cell: &FormCell) -> &str {
    if cell.text.len() > MAX_CELL { TOO_LONG } else { &cell.text }
}

fn set_up(sheet: &mut Worksheet) {
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.set_screen_gridlines(false);
    let options = ProtectionOptions {
        insert_rows: true,
        delete_rows: true,
        format_columns: true,
        format_rows: true,
        ..ProtectionOptions::default()
    };
    sheet.protect_with_options(&options);
}

/// Column of the first answer, after the key, the question and its explanation.
pub const FIRST_ANSWER: u16 = 3;

fn questions(
    sheet: &mut Worksheet,
    form_sheet: &Sheet,
    parts: &[QuestionBlock],
    style: &SheetStyle,
    lijsten: &mut OptionLists,
) -> Result<(), XlsxError> {
    let widths = widths(parts);
    sheet.set_column_width(1, QUESTION_WIDTH)?.set_column_width(2, HELP_WIDTH)?;
    for (column, width) in (FIRST_ANSWER..).zip(&widths) {
        sheet.set_column_width(column, *width)?;
    }
    sheet.set_column_hidden(0)?;
    sheet.write_string_with_format(0, 1, &form_sheet.title, &style.title)?;
    let mut line = 1;
    let mut first_cell = None;
    for part in parts.iter().filter(|d| !d.questions.is_empty()) {
        line += 1;
        if !part.title.is_empty() {
            sheet.write_string_with_format(line, 1, &part.title, &style.heading)?;
            line += 1;
        }
        line = help(sheet, line, &part.help, style)?;
        let to = if part.text { last_text_column(&widths) } else { FIRST_ANSWER };
        headings(sheet, line, part, to, style)?;
        let begin = line + 1;
        for question in &part.questions {
            line += 1;
            sheet.write_string(line, 0, &question.key)?;
            sheet.write_string_with_format(line, 1, &question.name, &style.question)?;
            sheet.write_string_with_format(line, 2, &question.help, &style.meaning)?;
            let mut lines = lines_in(&question.name, QUESTION_WIDTH).max(lines_in(&question.help, HELP_WIDTH));
            for (column, cell) in (FIRST_ANSWER..).zip(&question.cells) {
                if part.text && to > column {
                    sheet.merge_range(line, column, line, to, cell_text(cell), style.cell(cell))?;
                } else {
                    write_cell(sheet, line, column, cell, style)?;
                }
                let width = if part.text { text_width(&widths) } else { width_of(&widths, column) };
                lines = lines.max(lines_in(cell_text(cell), width));
                if let Some(keuze) = &cell.keuze {
                    lijsten.keuze(sheet, line, column, line, keuze)?;
                }
                if !cell.closed && first_cell.is_none() {
                    first_cell = Some((line, column));
                }
            }
            height(sheet, line, if part.text { lines.max(MIN_TEXT_LINES) } else { lines })?;
        }
        for (column, k) in (FIRST_ANSWER..).zip(&part.columns) {
            if let Some(keuze) = &k.keuze {
                lijsten.keuze(sheet, begin, column, line, keuze)?;
            }
        }
        line += 1;
    }
    if let Some((line, column)) = first_cell {
        sheet.set_selection(line, column, line, column)?;
    }
    Ok(())
}

/// Widths of the columns of questions and of explanations, in characters.
const QUESTION_WIDTH: u16 = 36;
const HELP_WIDTH: u16 = 44;
/// The least width of the cell of a text, in characters.
const TEXT_WIDTH: u16 = 80;
/// The least number of lines that the cell of a text shows.
const MIN_TEXT_LINES: usize = 4;

/// Widths of the columns of answers. The cell of a text spans several columns, so it does not widen them.
fn widths(parts: &[QuestionBlock]) -> Vec<u16> {
    let mut out: Vec<u16> = Vec::new();
    for part in parts.iter().filter(|d| !d.text) {
        for (i, column) in part.columns.iter().enumerate() {
            match out.get_mut(i) {
                Some(width) => *width = (*width).max(column.width),
                None => out.push(column.width),
            }
        }
    }
    if out.is_empty() { vec![TEXT_WIDTH] } else { out }
}

/// The last column that the cell of a text spans.
fn last_text_column(widths: &[u16]) -> u16 {
    let mut width = 0;
    for (column, own) in (FIRST_ANSWER..).zip(widths) {
        width += own;
        if width >= TEXT_WIDTH {
            return column;
        }
    }
    FIRST_ANSWER + u16::try_from(widths.len().saturating_sub(1)).unwrap_or(0)
}

fn text_width(widths: &[u16]) -> u16 {
    let count = usize::from(last_text_column(widths) - FIRST_ANSWER) + 1;
    widths.iter().take(count).sum()
}

fn width_of(widths: &[u16], column: u16) -> u16 {
    widths.get(usize::from(column.saturating_sub(FIRST_ANSWER))).copied().unwrap_or(20)
}

/// Roughly how many lines a text takes in a column.
fn lines_in(text: &str, width: u16) -> usize {
    let width = usize::from(width.max(2)) - 1;
    text.lines().map(|line| line.chars().count().div_ceil(width).max(1)).sum::<usize>().max(1)
}

/// Gives a row the height of its text: spreadsheets do not fit row heights of a file that they did not write.
fn height(sheet: &mut Worksheet, line: u32, lines: usize) -> Result<(), XlsxError> {
    if lines > 1 {
        let points = f64::from(u32::try_from(lines).unwrap_or(u32::MAX)).mul_add(15.0, 2.0);
        sheet.set_row_height(line, points.min(405.0))?;
    }
    Ok(())
}

/// The row of headings; its hidden cell identifies the questions below it.
fn headings(
    sheet: &mut Worksheet,
    line: u32,
    part: &QuestionBlock,
    to: u16,
    style: &SheetStyle,
) -> Result<(), XlsxError> {
    let first = part.questions.first().map(|v| v.key.as_str()).unwrap_or_default();
    sheet.write_string(line, 0, format!("{HEADING_SIGN}{first}"))?;
    sheet.write_string_with_format(line, 1, QUESTION_TITLE, &style.column)?;
    sheet.write_string_with_format(line, 2, HELP_TITLE, &style.column)?;
    let mut lines = 1;
    for (column, k) in (FIRST_ANSWER..).zip(&part.columns) {
        if to > column {
            sheet.merge_range(line, column, line, to, &k.title, &style.column)?;
        } else {
            sheet.write_string_with_format(line, column, &k.title, &style.column)?;
            lines = lines.max(lines_in(&k.title, k.width));
        }
    }
    height(sheet, line, lines)
}

fn write_cell(
    sheet: &mut Worksheet,
    line: u32,
    column: u16,
    cell: &FormCell,
    style: &SheetStyle,
) -> Result<(), XlsxError> {
    match cell_text(cell) {
        "" => sheet.write_blank(line, column, style.cell(cell))?,
        text => sheet.write_string_with_format(line, column, text, style.cell(cell))?,
    };
    Ok(())
}

/// Lines of explanation; returns the line after them.
fn help(sheet: &mut Worksheet, line: u32, paragraphs: &[String], style: &SheetStyle) -> Result<u32, XlsxError> {
    let mut line = line;
    for piece in paragraphs.iter().flat_map(|text| break_lines(text)) {
        sheet.write_string_with_format(line, 1, piece, &style.help)?;
        line += 1;
    }
    Ok(line)
}

/// A text in lines of whole words.
fn break_lines(text: &str) -> Vec<String> {
    wrap(text.split_whitespace(), MAX_LINE, MAX_LINE)
}

/// Column of the first cell of a row.
pub const FIRST_CELL: u16 = 1;

fn row_sheet(
    sheet: &mut Worksheet,
    form_sheet: &Sheet,
    rows: &RowSheet,
    style: &SheetStyle,
    lijsten: &mut OptionLists,
) -> Result<(), XlsxError> {
    // The keys of rows are unlocked, or no row could be deleted from a protected sheet.
    sheet.set_column_format(0, &style.key)?;
    for (column, k) in (FIRST_CELL..).zip(&rows.columns) {
        // Rows below the prepared ones are text as well, so that `1-2` does not become a date there either.
        sheet.set_column_width(column, k.width)?.set_column_format(column, &style.below_rows)?;
    }
    sheet.set_column_hidden(0)?;
    sheet.write_string_with_format(0, 1, &form_sheet.title, &style.title)?;
    let mut line = help(sheet, 1, &rows.help, style)? + 1;
    sheet.write_string(line, 0, format!("{HEADING_SIGN}{}", rows.key))?;
    let mut lines = 1;
    for (column, k) in (FIRST_CELL..).zip(&rows.columns) {
        sheet.write_string_with_format(line, column, &k.title, &style.column)?;
        lines = lines.max(lines_in(&k.title, k.width));
    }
    height(sheet, line, lines)?;
    sheet.set_freeze_panes(line + 1, 0)?;
    let begin = line + 1;
    for (number, row) in rows.rows.iter().enumerate() {
        line += 1;
        sheet.write_string_with_format(line, 0, row_key(number), &style.key)?;
        let mut lines = 1;
        for (column, (cell, k)) in (FIRST_CELL..).zip(row.iter().zip(&rows.columns)) {
            write_cell(sheet, line, column, cell, style)?;
            lines = lines.max(lines_in(cell_text(cell), k.width));
        }
        height(sheet, line, lines)?;
    }
    for _ in 0..EMPTY_ROWS {
        line += 1;
        for (column, _) in (FIRST_CELL..).zip(&rows.columns) {
            sheet.write_blank(line, column, &style.open)?;
        }
    }
    for (column, k) in (FIRST_CELL..).zip(&rows.columns) {
        if let Some(keuze) = &k.keuze {
            lijsten.keuze(sheet, begin, column, line, keuze)?;
        }
    }
    sheet.set_selection(begin, FIRST_CELL, begin, FIRST_CELL)?;
    Ok(())
}

/// The key of an existing row, by its index.
pub fn row_key(number: usize) -> String {
    format!("rij {}", number + 1)
}

/// The index of the row that a key means.
pub fn row_number(key: &str) -> Option<usize> {
    key.strip_prefix("rij ")?.parse::<usize>().ok()?.checked_sub(1)
}

/// Options of drop-downs that are too long for a cell: each list once, in a column of the hidden sheet.
#[derive(Default)]
struct OptionLists(Vec<Vec<String>>);

impl OptionLists {
    fn keuze(
        &mut self,
        sheet: &mut Worksheet,
        from: u32,
        column: u16,
        to: u32,
        keuze: &Keuze,
    ) -> Result<(), XlsxError> {
        let length: usize = keuze.options.iter().map(|o| o.encode_utf16().count() + 1).sum();
        let short = length < MAX_INLINE_LIST && !keuze.options.iter().any(|o| o.contains([',', '"']));
        let line = if short {
            DataValidation::new().allow_list_strings(&keuze.options)?
        } else {
            let index = self.0.iter().position(|lijst| *lijst == keuze.options).unwrap_or_else(|| {
                self.0.push(keuze.options.clone());
                self.0.len() - 1
            });
            let name = rust_xlsxwriter::utility::column_number_to_name(u16::try_from(index).unwrap_or(u16::MAX));
            let range = format!("={OPTIONS_SHEET}!${name}$1:${name}${}", keuze.options.len());
            DataValidation::new().allow_list_formula(Formula::new(range))
        };
        let line = if keuze.strict {
            line.set_error_style(DataValidationErrorStyle::Stop)
                .set_error_title("Dit kan hier niet")?
                .set_error_message("Kies een van de antwoorden uit het lijstje, of laat het vak leeg.")?
        } else {
            line.show_error_message(false)
        };
        sheet.add_data_validation(from, column, to, column, &line)?;
        Ok(())
    }

    fn write(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.set_name(OPTIONS_SHEET)?.set_hidden(true);
        for (column, lijst) in (0_u16..).zip(&self.0) {
            for (line, option) in (0_u32..).zip(lijst) {
                sheet.write_string(line, column, option)?;
            }
        }
        sheet.protect();
        Ok(())
    }
}

/// Writes what the workbook is about, and what each filled-in cell held.
fn memory(sheet: &mut Worksheet, form: &Form, stamp: &WorkbookStamp) -> Result<(), XlsxError> {
    sheet.set_name(MEMORY_SHEET)?.set_very_hidden(true);
    let version = VERSION.to_string();
    let heading = [
        ("versie", version.as_str()),
        ("formaat", &stamp.formaat),
        ("school", &stamp.school),
        ("schooljaar", &stamp.schooljaar),
        ("document", &stamp.document),
        (OF_DOCUMENT, if stamp.of_document { "ja" } else { "nee" }),
    ];
    let mut line = 0;
    for (name, value) in heading {
        sheet.write_string(line, 0, name)?;
        sheet.write_string(line, 1, value)?;
        line += 1;
    }
    let mut remember = |kind: &str, key: &str, column: usize, text: &str| -> Result<(), XlsxError> {
        sheet.write_string(line, 0, kind)?;
        sheet.write_string(line, 1, key)?;
        sheet.write_string(line, 2, column.to_string())?;
        sheet.write_string(line, 3, text)?;
        line += 1;
        Ok(())
    };
    for sheet in &form.sheets {
        let sums: Vec<String> = fixed_texts(sheet).iter().map(|text| format!("{:x}", sum(text))).collect();
        for (number, piece) in sums.chunks(HASHES_PER_ROW).enumerate() {
            remember(FIXED, &sheet.name, number, &piece.join(" "))?;
        }
        match &sheet.content {
            SheetContent::Questions(parts) => {
                for question in parts.iter().flat_map(|d| &d.questions) {
                    for (i, cell) in question.cells.iter().enumerate().filter(|(_, v)| !v.text.is_empty()) {
                        remember("vraag", &question.key, i, cell_text(cell))?;
                    }
                }
            }
            SheetContent::Rows(rows) => {
                for (number, row) in rows.rows.iter().enumerate() {
                    remember("rij", &format!("{} {}", number, rows.key), 0, "")?;
                    for (i, cell) in row.iter().enumerate().filter(|(_, v)| !v.text.is_empty()) {
                        remember("cel", &format!("{} {}", number, rows.key), i, cell_text(cell))?;
                    }
                }
            }
        }
    }
    sheet.protect();
    Ok(())
}

/// The most hashes that go in a cell.
const HASHES_PER_ROW: usize = 1_500;

/// The texts that the form itself writes in cells that are no answers.
pub(super) fn fixed_texts(sheet: &Sheet) -> Vec<String> {
    let mut out = vec![sheet.title.clone()];
    match &sheet.content {
        SheetContent::Questions(parts) => {
            out.extend([QUESTION_TITLE, HELP_TITLE].map(str::to_owned));
            for part in parts {
                out.push(part.title.clone());
                out.extend(part.help.iter().flat_map(|text| break_lines(text)));
                out.extend(part.questions.iter().flat_map(|question| [question.name.clone(), question.help.clone()]));
            }
        }
        SheetContent::Rows(rows) => out.extend(rows.help.iter().flat_map(|text| break_lines(text))),
    }
    out.retain(|text| !text.trim().is_empty());
    out
}

/// A hash to recognise a text by (FNV-1a), whatever its white space.
pub(super) fn sum(text: &str) -> u64 {
    let fold = |sum: u64, byte: u8| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    super::one_line(&super::tidy(text)).bytes().fold(0xcbf2_9ce4_8422_2325, fold)
}

/// Headings of the two columns before the answers.
const QUESTION_TITLE: &str = "Vraag";
const HELP_TITLE: &str = "Uitleg";

/// Headings of columns, for reading a workbook back.
pub fn heading_titles(columns: &[FormColumn]) -> impl Iterator<Item = &str> {
    columns.iter().map(|k| k.title.as_str())
}
