//! How cells look, as far as that carries meaning: struck through, hidden, white on white, and how a number is shown.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use quick_xml::events::BytesStart;

use super::super::problem::{MAX_COLUMNS, MAX_ROWS, Problem};
use super::format::{Shown, builtin};
use super::parts::{Node, Parts, attribute, cell, is_on, number, plain, says_yes};

/// How the cells of a sheet look: only what is out of the ordinary.
#[derive(Debug, Default)]
pub(in super::super) struct Look {
    /// Rows that are hidden, by hand or by a filter.
    pub(in super::super) hidden_rows: BTreeSet<u32>,
    /// Columns that are hidden.
    hidden_columns: BTreeSet<u32>,
    /// Cells with text that is struck through.
    pub(in super::super) struck: BTreeMap<(u32, u32), Struck>,
    /// Cells with text that nobody can see.
    pub(in super::super) unseen: BTreeSet<(u32, u32)>,
    /// Numbers and dates that are not shown as a plain number.
    pub(in super::super) shown: BTreeMap<(u32, u32), Shown>,
}

/// Text of a cell that is struck through, wholly or in part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) enum Struck {
    Whole,
    /// What is struck through, and what is left.
    Part {
        gone: String,
        left: String,
    },
}

impl Look {
    /// Whether a column is hidden.
    pub(in super::super) fn is_hidden_column(&self, column: u32) -> bool {
        self.hidden_columns.contains(&column)
    }
}

/// A run of rich text; `struck` is `None` where the font of the cell decides.
#[derive(Debug, Clone, Default)]
struct Run {
    text: String,
    struck: Option<bool>,
}

/// Collects the runs of a rich text from passing XML.
#[derive(Debug, Default)]
struct RunReader {
    runs: Vec<Run>,
    in_text: bool,
    phonetic: bool,
}

impl RunReader {
    fn see(&mut self, node: &Node<'_>) {
        match node {
            Node::Open("r", _) => self.runs.push(Run::default()),
            Node::Open("rPh", _) => self.phonetic = true,
            Node::Close("rPh") => self.phonetic = false,
            Node::Open("rPr", _) => {
                if let Some(run) = self.runs.last_mut() {
                    run.struck.get_or_insert(false);
                }
            }
            Node::Open("strike", tag) => {
                if let Some(run) = self.runs.last_mut() {
                    run.struck = Some(says_yes(tag));
                }
            }
            Node::Open("t", _) => self.in_text = !self.phonetic,
            Node::Close("t") => self.in_text = false,
            Node::Text(text) if self.in_text => {
                if self.runs.is_empty() {
                    self.runs.push(Run::default());
                }
                if let Some(run) = self.runs.last_mut() {
                    run.text.push_str(text);
                }
            }
            _ => {}
        }
    }

    fn take(&mut self) -> Vec<Run> {
        std::mem::take(self).runs
    }
}

/// Shared strings with formatting of their own, by index.
pub(super) struct RichStrings(BTreeMap<usize, Vec<Run>>);

impl RichStrings {
    pub(super) fn read(parts: &mut Parts<'_>) -> Result<Self, Problem> {
        let mut out = BTreeMap::new();
        let (mut count, mut reader) = (0, RunReader::default());
        parts.walk("xl/sharedStrings.xml", &mut |node| {
            match node {
                Node::Open("si", _) => drop(reader.take()),
                Node::Close("si") => {
                    let runs = reader.take();
                    if runs.iter().any(|run| run.struck.is_some()) {
                        out.insert(count, runs);
                    }
                    count += 1;
                }
                node => reader.see(&node),
            }
            ControlFlow::Continue(())
        })?;
        Ok(Self(out))
    }
}

/// What is struck through of a text; `struck` says whether the font of the cell is.
fn struck_of(runs: &[Run], struck: bool) -> Option<Struck> {
    let (mut gone, mut left) = (String::new(), String::new());
    for run in runs {
        if run.struck.unwrap_or(struck) { &mut gone } else { &mut left }.push_str(&run.text);
    }
    match (gone.trim().is_empty(), left.trim().is_empty()) {
        (true, _) => None,
        (false, true) => Some(Struck::Whole),
        (false, false) => Some(Struck::Part { gone: plain(gone.trim()), left: plain(&left) }),
    }
}

/// How light a colour is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tone {
    White,
    Light,
    Other,
}

fn tone(tag: &BytesStart<'_>) -> Option<Tone> {
    if let Some(rgb) = attribute(tag, "rgb") {
        let value = u32::from_str_radix(rgb.trim_start_matches('#'), 16).ok()?;
        let part = |shift: u32| (value >> shift) & 0xFF;
        let least = part(16).min(part(8)).min(part(0));
        return Some(match least {
            0xFF => Tone::White,
            0xD8.. => Tone::Light,
            _ => Tone::Other,
        });
    }
    let tint = number::<f64>(tag, "tint").unwrap_or(0.0);
    match (attribute(tag, "theme").as_deref(), attribute(tag, "indexed").as_deref()) {
        (Some("0"), _) if tint.abs() < f64::EPSILON => Some(Tone::White),
        (_, Some("1" | "9")) => Some(Tone::White),
        (Some(_), _) if tint > 0.7 => Some(Tone::Light),
        (Some(_), _) | (_, Some(_)) => Some(Tone::Other),
        (None, None) => None,
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct Font {
    struck: bool,
    white: bool,
}

/// The cell formats of the workbook (`cellXfs`), in order.
pub(super) struct Styles {
    /// Per format: whether text is struck through, whether it is white on white, its number format code.
    looks: Vec<(bool, bool, String)>,
}

impl Styles {
    pub(super) fn read(parts: &mut Parts<'_>) -> Result<Self, Problem> {
        let mut formats: BTreeMap<u32, String> = BTreeMap::new();
        let (mut fonts, mut fills, mut looks) = (Vec::<Font>::new(), Vec::<bool>::new(), Vec::new());
        let mut inside = String::new();
        parts.walk("xl/styles.xml", &mut |node| {
            match node {
                Node::Open(name @ ("numFmts" | "fonts" | "fills" | "cellXfs" | "cellStyleXfs" | "dxfs"), _) => {
                    inside = name.to_owned();
                }
                Node::Close("numFmts" | "fonts" | "fills" | "cellXfs" | "cellStyleXfs" | "dxfs") => inside.clear(),
                Node::Open(name, tag) => match (inside.as_str(), name) {
                    ("numFmts", "numFmt") => {
                        if let (Some(id), Some(code)) = (number(tag, "numFmtId"), attribute(tag, "formatCode")) {
                            formats.insert(id, code);
                        }
                    }
                    ("fonts", "font") => fonts.push(Font::default()),
                    ("fonts", "strike") => {
                        if let Some(font) = fonts.last_mut() {
                            font.struck = says_yes(tag);
                        }
                    }
                    ("fonts", "color") => {
                        if let Some(font) = fonts.last_mut() {
                            font.white = tone(tag) == Some(Tone::White);
                        }
                    }
                    // A cell without a fill is white.
                    ("fills", "fill") => fills.push(true),
                    ("fills", "patternFill") => {
                        if let Some(light) = fills.last_mut() {
                            *light = matches!(attribute(tag, "patternType").as_deref(), None | Some("none"));
                        }
                    }
                    ("fills", "fgColor") => {
                        if let Some(light) = fills.last_mut() {
                            *light |= tone(tag).is_some_and(|tone| tone != Tone::Other);
                        }
                    }
                    ("cellXfs", "xf") => {
                        let font: Font =
                            number::<usize>(tag, "fontId").and_then(|i| fonts.get(i)).copied().unwrap_or_default();
                        let light = number::<usize>(tag, "fillId").and_then(|i| fills.get(i)).copied().unwrap_or(true);
                        let id = number::<u32>(tag, "numFmtId").unwrap_or(0);
                        let code = formats.get(&id).cloned().unwrap_or_else(|| builtin(id).to_owned());
                        looks.push((font.struck, font.white && light, code));
                    }
                    _ => {}
                },
                Node::Close(_) | Node::Text(_) => {}
            }
            ControlFlow::Continue(())
        })?;
        Ok(Self { looks })
    }
}

/// The cell being read.
#[derive(Default)]
struct Cell {
    place: (u32, u32),
    style: usize,
    kind: String,
    value: String,
    in_value: bool,
    rich: RunReader,
}

impl Look {
    pub(super) fn read(
        parts: &mut Parts<'_>,
        path: &str,
        styles: &Styles,
        strings: &RichStrings,
    ) -> Result<Self, Problem> {
        let mut look = Self::default();
        let (mut row, mut column): (u32, u32) = (0, 0);
        let mut now: Option<Cell> = None;
        parts.walk(path, &mut |node| {
            match node {
                Node::Open("col", tag) if is_on(tag, "hidden") || number::<f64>(tag, "width") == Some(0.0) => {
                    if let (Some(first), Some(last)) = (number::<u32>(tag, "min"), number::<u32>(tag, "max")) {
                        let columns = first.saturating_sub(1)..last.min(MAX_COLUMNS);
                        look.hidden_columns.extend(columns);
                    }
                }
                Node::Open("row", tag) => {
                    row = number::<u32>(tag, "r").map_or(row, |r| r.saturating_sub(1));
                    column = 0;
                    if row >= MAX_ROWS {
                        return ControlFlow::Break(());
                    }
                    if is_on(tag, "hidden") || number::<f64>(tag, "ht") == Some(0.0) {
                        look.hidden_rows.insert(row);
                    }
                }
                Node::Close("row") => row = row.saturating_add(1),
                Node::Open("c", tag) => {
                    let place = attribute(tag, "r").and_then(|r| cell(&r)).unwrap_or((row, column));
                    column = place.1.saturating_add(1);
                    let kind = attribute(tag, "t").unwrap_or_default();
                    let style = number(tag, "s").unwrap_or(0);
                    now = (place.1 < MAX_COLUMNS).then(|| Cell { place, style, kind, ..Cell::default() });
                }
                Node::Close("c") => {
                    if let Some(cell) = now.take() {
                        look.take(cell, styles, strings);
                    }
                }
                Node::Close("sheetData") => return ControlFlow::Break(()),
                node => {
                    if let Some(cell) = &mut now {
                        match &node {
                            Node::Open("v", _) => cell.in_value = true,
                            Node::Close("v") => cell.in_value = false,
                            Node::Text(text) if cell.in_value => cell.value.push_str(text),
                            node => cell.rich.see(node),
                        }
                    }
                }
            }
            ControlFlow::Continue(())
        })?;
        Ok(look)
    }

    fn take(&mut self, mut cell: Cell, styles: &Styles, strings: &RichStrings) {
        let runs = cell.rich.take();
        if cell.value.trim().is_empty() && runs.is_empty() {
            return;
        }
        let plain = (false, false, String::new());
        let (font_struck, white, format) = styles.looks.get(cell.style).unwrap_or(&plain);
        let rich = match cell.kind.as_str() {
            "s" => cell.value.trim().parse().ok().and_then(|i: usize| strings.0.get(&i)),
            _ => None,
        };
        let struck = match rich.or(Some(&runs).filter(|runs| !runs.is_empty())) {
            Some(runs) => struck_of(runs, *font_struck),
            None => font_struck.then_some(Struck::Whole),
        };
        if let Some(struck) = struck {
            self.struck.insert(cell.place, struck);
        }
        if *white || format.split(';').count() > 3 && format.split(';').all(|part| part.trim().is_empty()) {
            self.unseen.insert(cell.place);
        }
        if matches!(cell.kind.as_str(), "" | "n")
            && let Some(shown) = cell.value.trim().parse().ok().and_then(|value| Shown::of(value, format))
        {
            self.shown.insert(cell.place, shown);
        }
    }
}
