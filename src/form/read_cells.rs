//! What a cell means given what it asks for: a date where a date is asked for, a number as the sheet shows it, a cross
//! as yes. Answers that nobody can see on the sheet are not imported silently.

use super::problem::{Cell, Problem, ProblemKind, ProblemPlace};
use super::reading::Workbook;
use super::stand::{self, Meant};
use super::workbook::{SheetExtras, Shown, date_as_typed};
use super::{AskedFor, short};
use crate::text::{one_line, phone};

/// Reads the cells of one sheet, and collects what to report about them.
pub(super) struct Reader<'b> {
    sheet: &'b str,
    extras: Option<&'b SheetExtras>,
    hidden: bool,
    problems: Vec<Problem>,
    /// Hidden rows and columns with unchanged answers.
    hidden_rows: Vec<u32>,
    hidden_columns: Vec<u32>,
    still_hidden: bool,
    /// The last hidden row that was reported, so that it is reported once.
    said_row: Option<u32>,
}

const AS_TEXT_HINT: &str = "typ het antwoord opnieuw als tekst: zet er een ' voor, zoals ";

impl<'b> Reader<'b> {
    pub(super) fn new(book: &'b Workbook, sheet: &'b str) -> Self {
        Self {
            sheet,
            extras: book.extras.get(sheet),
            hidden: book.hidden.contains(sheet),
            problems: Vec::new(),
            hidden_rows: Vec::new(),
            hidden_columns: Vec::new(),
            still_hidden: false,
            said_row: None,
        }
    }

    fn cell(&self, row: u32, column: u32) -> ProblemPlace {
        ProblemPlace::Cell(Cell { sheet: self.sheet.to_owned(), line: row, column })
    }

    fn report(&mut self, kind: ProblemKind, place: ProblemPlace, message: String, hint: String) {
        self.problems.push(Problem::new(kind, place, message, hint));
    }

    /// Reads the changed cells of a row, in place. Returns which cells can be imported.
    pub(super) fn row(
        &mut self,
        row: u32,
        first: u32,
        texts: &mut [String],
        changed: &[bool],
        asks: &[AskedFor],
    ) -> Vec<bool> {
        let mut valid = vec![true; texts.len()];
        let remark = asks.iter().position(|asked| *asked == AskedFor::Note).filter(|i| *i < texts.len());
        for i in 0..texts.len() {
            let (true, Some(&asked)) = (changed[i], asks.get(i)) else { continue };
            let column = first + u32::try_from(i).unwrap_or(0);
            if texts[i].is_empty() {
                continue;
            }
            match self.value(row, column, &texts[i], asked) {
                Ok(text) => texts[i] = text,
                Err((message, hint)) => {
                    valid[i] = false;
                    let place = self.cell(row, column);
                    self.report(ProblemKind::Cell, place, message, hint);
                    continue;
                }
            }
            match asked {
                AskedFor::Stand => valid[i] = self.stand(row, column, i, texts, remark),
                AskedFor::Place => valid[i] = self.place(row, column, &mut texts[i]),
                _ => {}
            }
        }
        valid
    }

    /// A date or a number as the cell asks for it; text as it is.
    fn value(&self, row: u32, column: u32, text: &str, asked: AskedFor) -> Result<String, (String, String)> {
        let Some(extras) = self.extras else { return Ok(text.to_owned()) };
        let shown = extras.look.shown.get(&(row, column));
        if extras.dates.contains(&(row, column)) {
            return date(text, shown, asked);
        }
        if !extras.numbers.contains(&(row, column)) {
            return Ok(text.to_owned());
        }
        let as_shown = match shown {
            Some(Shown::Digits(digits)) => digits.as_str(),
            _ => text,
        };
        match asked {
            AskedFor::Number => Ok(text.to_owned()),
            AskedFor::Phone if !phone::is_complete(as_shown) => {
                let example = phone::with_zero(as_shown).unwrap_or_else(|| "070 123 45 67".to_owned());
                Err((
                    format!(
                        "hier staat `{as_shown}` als getal: een spreadsheet laat van een telefoonnummer de 0 vooraan weg"
                    ),
                    format!("typ het hele nummer als tekst: zet er een ' voor, zoals `'{example}`, als dat klopt"),
                ))
            }
            _ => Ok(as_shown.to_owned()),
        }
    }

    /// Reads yes or no as people write it; words next to it go to the remark. Returns whether it can be imported.
    fn stand(&mut self, row: u32, column: u32, i: usize, texts: &mut [String], remark: Option<usize>) -> bool {
        let typed = short(&texts[i]);
        let place = self.cell(row, column);
        match (stand::read(&texts[i]), remark) {
            (Meant::Plain(stand), _) => {
                texts[i] = stand.to_owned();
                true
            }
            (Meant::Read(stand, words), _) if words.is_empty() => {
                texts[i] = stand.to_owned();
                let message = format!("`{typed}` is gelezen als {stand}");
                self.report(ProblemKind::Understood, place, message, "kies het anders zelf uit het lijstje".to_owned());
                true
            }
            (Meant::Read(stand, words), Some(remark)) => {
                texts[i] = stand.to_owned();
                add(&mut texts[remark], &words);
                let message = format!("`{typed}` is gelezen als {stand}, met de opmerking `{}`", short(&words));
                self.report(
                    ProblemKind::Understood,
                    place,
                    message,
                    "klopt dat niet, kies dan ja of nee en zet de rest zelf in het vak Opmerking".to_owned(),
                );
                true
            }
            (Meant::Read(stand, _), None) => {
                let hint = format!("zet in dit vak alleen {stand}, en de rest in een ander vak van deze rij");
                self.report(ProblemKind::Cell, place, format!("in dit vak kan alleen ja of nee: `{typed}`"), hint);
                false
            }
            (Meant::Unclear, remark) => {
                let rest = if remark.is_some() { "; de rest kan in het vak Opmerking" } else { "" };
                let hint = format!("kies ja, nee of onbekend{rest}");
                self.report(ProblemKind::Cell, place, format!("`{typed}` zegt niet of het er is"), hint);
                false
            }
        }
    }

    /// Reads whether something is at a place, with the remark on it. Returns whether it can be imported.
    fn place(&mut self, row: u32, column: u32, text: &mut String) -> bool {
        let typed = short(text);
        // As the form writes it.
        let known = text.split_once(": ").filter(|(stand, _)| ["ja", "nee", "onbekend", "nvt"].contains(stand));
        if known.is_some_and(|(_, words)| !words.trim().is_empty()) {
            *text = one_line(text);
            return true;
        }
        let (stand, words) = match stand::read(text) {
            Meant::Plain(stand) => (stand, String::new()),
            Meant::Read(stand, words) => {
                let with =
                    if words.is_empty() { String::new() } else { format!(", met de opmerking `{}`", short(&words)) };
                let message = format!("`{typed}` is gelezen als {stand} op deze plaats{with}");
                let hint =
                    "klopt dat niet, schrijf dan ja of nee, en een opmerking achter een dubbele punt: `ja: op dinsdag`";
                self.report(ProblemKind::Understood, self.cell(row, column), message, hint.to_owned());
                (stand, words)
            }
            Meant::Unclear => {
                let hint = "schrijf ja, nee of onbekend; een opmerking kan achter een dubbele punt: `ja: op dinsdag`";
                let message = format!("`{typed}` zegt niet of het er is");
                self.report(ProblemKind::Cell, self.cell(row, column), message, hint.to_owned());
                return false;
            }
        };
        *text = if words.is_empty() { stand.to_owned() } else { format!("{stand}: {}", one_line(&words)) };
        true
    }

    /// Refuses a changed answer that is hidden from sight; returns whether it did.
    pub(super) fn refuses_unseen(&mut self, cell: &Cell, text: &str) -> bool {
        let Some(look) = self.extras.map(|e| &e.look) else { return false };
        let row_hidden = look.hidden_rows.contains(&cell.line);
        let show = "zichtbaar en kijk na of het antwoord mee moet; maak het vak leeg als dat niet zo is";
        let (what, hint) = if self.hidden {
            (format!("blad `{}` is verborgen", cell.sheet), format!("maak het blad {show}"))
        } else if row_hidden {
            let hint = format!("maak de rij (haal een filter weg) {show}");
            (format!("rij {} is verborgen", cell.line + 1), hint)
        } else if look.is_hidden_column(cell.column) {
            (format!("kolom {} is verborgen", cell.column_name()), format!("maak de kolom {show}"))
        } else if look.unseen.contains(&(cell.line, cell.column)) {
            ("de letters in dit vak zijn niet te zien".to_owned(), format!("maak de letters {show}"))
        } else {
            return false;
        };
        if row_hidden && self.said_row.replace(cell.line) == Some(cell.line) {
            return true;
        }
        let message = match text {
            "" => format!("{what}, en hier is een antwoord weggehaald"),
            text => format!("{what}, en hier staat een antwoord dat niet in het formulier stond: `{}`", short(text)),
        };
        self.report(ProblemKind::Hidden, ProblemPlace::Cell(cell.clone()), message, hint);
        true
    }

    /// Remembers where unchanged answers are hidden.
    pub(super) fn unchanged(&mut self, row: u32, first: u32, texts: &[String]) {
        let Some(look) = self.extras.map(|e| &e.look) else { return };
        let filled = (first..).zip(texts).filter(|(_, text)| !text.is_empty());
        let filled: Vec<u32> = filled.map(|(column, _)| column).collect();
        if filled.is_empty() {
            return;
        }
        self.still_hidden |= self.hidden;
        if look.hidden_rows.contains(&row) {
            self.hidden_rows.push(row);
        }
        let columns = filled.into_iter().filter(|column| look.is_hidden_column(*column));
        for column in columns {
            if !self.hidden_columns.contains(&column) {
                self.hidden_columns.push(column);
            }
        }
    }

    /// All problems of this sheet.
    pub(super) fn finish(mut self) -> Vec<Problem> {
        let stays = "wat daar staat, blijft zoals het was";
        let hint = "maak het zichtbaar en kijk het na; maak de vakken leeg als het weg moet";
        let mut said = Vec::new();
        if self.still_hidden {
            said.push(format!("dit blad is verborgen; {stays}"));
        } else {
            if !self.hidden_rows.is_empty() {
                said.push(format!(
                    "{}; {stays}",
                    ranges("rij", "rijen", &self.hidden_rows, |row| (row + 1).to_string())
                ));
            }
            if !self.hidden_columns.is_empty() {
                self.hidden_columns.sort_unstable();
                let name = |column| Cell { sheet: String::new(), line: 0, column }.column_name();
                said.push(format!("{}; {stays}", ranges("kolom", "kolommen", &self.hidden_columns, name)));
            }
        }
        for message in said {
            let place = ProblemPlace::Sheet(self.sheet.to_owned());
            self.report(ProblemKind::LeftOut, place, message, hint.to_owned());
        }
        self.problems
    }
}

/// `rij 4 is verborgen`, `rijen 4 tot en met 9 en 12 zijn verborgen`.
fn ranges(one: &str, more: &str, numbers: &[u32], name: impl Fn(u32) -> String) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            Some((_, last)) if *last == *number => {}
            _ => runs.push((*number, *number)),
        }
    }
    if let [(first, last)] = &runs[..]
        && first == last
    {
        return format!("{one} {} is verborgen", name(*first));
    }
    let parts: Vec<String> = runs
        .into_iter()
        .map(
            |(first, last)| {
                if first == last { name(first) } else { format!("{} tot en met {}", name(first), name(last)) }
            },
        )
        .collect();
    format!("{more} {} zijn verborgen", crate::text::sentences::join_and(&parts))
}

/// Appends words to a remark, unless it has them already.
fn add(remark: &mut String, words: &str) {
    if remark.is_empty() {
        words.clone_into(remark);
    } else if !remark.contains(words) {
        remark.push_str(if remark.ends_with(['.', '!', '?']) { " " } else { "; " });
        remark.push_str(words);
    }
}

/// A date, as precise as the cell shows it; refused where no date is asked for.
fn date(text: &str, shown: Option<&Shown>, asked: AskedFor) -> Result<String, (String, String)> {
    let whole = Shown::Date { day: true, month: true, year: true };
    let shown = shown.unwrap_or(&whole);
    let typed = date_as_typed(text, shown);
    if asked != AskedFor::Date {
        return Err((
            format!(
                "hier staat een datum ({text}), en dit vak vraagt geen datum: de spreadsheet heeft die ervan gemaakt"
            ),
            format!("{AS_TEXT_HINT}`'{typed}`"),
        ));
    }
    match shown {
        Shown::Date { year: false, .. } => Err((
            format!(
                "hier staat een datum zonder jaar (`{typed}`); de spreadsheet heeft er {} bij bedacht",
                text.chars().take(4).collect::<String>()
            ),
            format!("{AS_TEXT_HINT}`'{text}`"),
        )),
        Shown::Date { day: false, month: false, .. } => Ok(text.chars().take(4).collect()),
        Shown::Date { day: false, .. } => Ok(text.chars().take(7).collect()),
        _ => Ok(text.to_owned()),
    }
}
