//! Series as small bar charts, one per row, with every value written at its bar.
//!
//! A count on a date says nothing about the days in between, so bars are separate and no line joins them. A gap, a word
//! such as "volgt nog", and 0 look different: a dashed baseline with words, and a solid baseline with its 0. Every
//! scale begins at 0.

use serde::Serialize;

use super::words::part_of;
use super::{as_f64, round, text_width};
use crate::text::sentences;

/// The value of a row in one column.
#[derive(Debug, Clone, PartialEq)]
pub enum ChartPoint {
    /// An amount, or a range, with its words as typed.
    Number {
        /// The amount, or the low end.
        from: f64,
        /// The high end.
        to: f64,
        /// As typed.
        text: String,
    },
    /// Words instead of an amount.
    Word(String),
    /// Nothing.
    Empty,
}

/// A row: its name, and a point for each column.
#[derive(Debug, Clone)]
pub struct ChartRow {
    /// Its name.
    pub name: String,
    /// A point per column.
    pub points: Vec<ChartPoint>,
    /// Whether its amounts all have one unit.
    pub one_unit: bool,
}

/// Charts of the rows that can be drawn.
#[derive(Debug, Clone, Serialize)]
pub struct BarCharts {
    /// `columns` (vertical bars) or `bars` (horizontal bars).
    pub vorm: &'static str,
    /// What all labels begin with and therefore leave out, such as "1 oktober".
    pub each_time: Option<String>,
    /// Whether all charts share one scale.
    pub same_schaal: bool,
    /// How many rows are drawn, and which, in one sentence.
    pub sentence: String,
    /// How many rows are not drawn.
    pub left_out: usize,
    /// The charts.
    pub panels: Vec<Panel>,
}

/// One chart.
#[derive(Debug, Clone, Serialize)]
pub struct Panel {
    /// Name of the row.
    pub name: String,
    /// What it shows, in one sentence.
    pub sentence: String,
    /// Width of the drawing.
    pub width: f64,
    /// Height of the drawing.
    pub height: f64,
    /// `y` of the baseline.
    pub ground: f64,
    /// Width of the slot of one bar.
    pub plaats: f64,
    /// Its bars.
    pub bars: Vec<Bar>,
}

/// One bar, or the slot where it would have been.
#[derive(Debug, Clone, Serialize)]
pub struct Bar {
    /// Label of the column.
    pub label: String,
    /// The value in words.
    pub value: String,
    /// Whether it is an amount.
    pub number: bool,
    /// `x` of the middle of its slot.
    pub middle: f64,
    /// Left side of the bar.
    pub x: f64,
    /// Width of the bar.
    pub width: f64,
    /// Upper side of the bar.
    pub y: f64,
    /// Height of the bar.
    pub height: f64,
    /// Upper side of the range on top of the bar; the same as `y` if it is no range.
    pub y_to: f64,
    /// Its words, line by line.
    pub lines: Vec<LabelLine>,
    /// Length as a horizontal bar, in percent.
    pub length: f64,
    /// The same to the end of its range, in percent.
    pub length_to: f64,
}

/// A line of words.
#[derive(Debug, Clone, Serialize)]
pub struct LabelLine {
    /// `y` of its baseline.
    pub y: f64,
    /// The words.
    pub text: String,
}

/// Width of every drawing; the template lets it shrink to the page.
pub const WIDTH: f64 = 300.0;
/// Size of the values.
pub const LETTER: f64 = 15.0;
/// Size of labels, and of words instead of a value.
pub const SMALL_LETTER: f64 = 13.0;
const MAX_LABELS: usize = 6;
const BAR_ROOM: f64 = 75.0;
const BAR_WIDTH: f64 = 46.0;
const TOP: f64 = 22.0;
const PLOT_HEIGHT: f64 = 82.0;
const GROUND: f64 = TOP + PLOT_HEIGHT;
const HEIGHT: f64 = GROUND + 26.0;
const NO_NUMBER: &str = "geen getal";

/// The charts of the rows with at least two amounts in one unit that are not all 0; `None` if there are none. `time`:
/// the columns follow each other in time; `same_unit`: all rows count the same thing, so that one scale serves them
/// all.
pub fn charts(columns: &[String], rows: &[ChartRow], time: bool, same_unit: bool) -> Option<BarCharts> {
    // A column that no row fills in is left to the table.
    let filled = |k: &usize| rows.iter().any(|r| r.points.get(*k).is_some_and(|p| *p != ChartPoint::Empty));
    let which: Vec<usize> = (0..columns.len()).filter(filled).collect();
    let long: Vec<&str> = which.iter().map(|k| columns[*k].as_str()).collect();
    let (each_time, labels) = if time { without_shared(&long) } else { (None, long.clone()) };
    let drawable: Vec<&ChartRow> = rows.iter().filter(|r| can_draw(r)).collect();
    if drawable.is_empty() {
        return None;
    }
    let highest = |row: &ChartRow| numbers(row).map(|(_, to)| to).fold(0.0, f64::max);
    let all = drawable.iter().map(|r| highest(r)).fold(0.0, f64::max);
    let panels: Vec<Panel> = drawable
        .iter()
        .map(|row| {
            let points: Vec<&ChartPoint> = which.iter().filter_map(|k| row.points.get(*k)).collect();
            let top = if same_unit { all } else { highest(row) };
            Panel {
                name: row.name.clone(),
                sentence: sentence(&row.name, &long, &points, time),
                width: WIDTH,
                height: HEIGHT,
                ground: GROUND,
                plaats: round(plaats(labels.len())),
                bars: bars(&labels, &points, top),
            }
        })
        .collect();
    let standing = time && labels.len() <= MAX_LABELS && panels.iter().all(fits);
    let part = part_of(panels.len(), rows.len(), "onderdeel", "onderdelen");
    let stand_verb = if panels.len() == 1 { "staat" } else { "staan" };
    let left_out = rows.len() - panels.len();
    let reason = if left_out == 0 { String::new() } else { reason(rows) };
    Some(BarCharts {
        vorm: if standing { "columns" } else { "bars" },
        each_time: each_time.map(str::to_owned),
        same_schaal: same_unit || panels.len() == 1,
        sentence: format!("{part} {stand_verb} in een grafiek{reason}."),
        left_out,
        panels,
    })
}

/// Why rows are left out, as far as it applies to these rows.
fn reason(rows: &[ChartRow]) -> String {
    let two = || rows.iter().filter(|r| numbers(r).count() >= 2);
    let unit = if two().any(|r| !r.one_unit) { " met dezelfde eenheid" } else { "" };
    let not_all_zero = if two().any(|r| numbers(r).all(|(_, to)| to == 0.0)) { ", niet allemaal 0" } else { "" };
    format!(": waar twee of meer getallen{unit} staan{not_all_zero}")
}

fn numbers(row: &ChartRow) -> impl Iterator<Item = (f64, f64)> {
    row.points.iter().filter_map(|p| match p {
        ChartPoint::Number { from, to, .. } => Some((*from, *to)),
        ChartPoint::Word(_) | ChartPoint::Empty => None,
    })
}

/// Whether a row has enough for a chart, and nothing that bars cannot show.
fn can_draw(row: &ChartRow) -> bool {
    let mut count = 0;
    let mut something = false;
    for (from, to) in numbers(row) {
        if !to.is_finite() || from < 0.0 || from > to || from.is_nan() {
            return false;
        }
        count += 1;
        something |= to > 0.0;
    }
    row.one_unit && count >= 2 && something
}

/// The words that all labels begin with, and the labels without them.
fn without_shared<'a>(labels: &[&'a str]) -> (Option<&'a str>, Vec<&'a str>) {
    let shared = labels.first().and_then(|l| l.rsplit_once(' ')).map(|(before, _)| before);
    let short: Option<Vec<&str>> =
        shared.and_then(|g| labels.iter().map(|l| l.strip_prefix(g)?.strip_prefix(' ')).collect());
    match (shared, short) {
        (Some(shared), Some(short)) if labels.len() > 1 && short.iter().all(|k| !k.contains(' ')) => {
            (Some(shared), short)
        }
        _ => (None, labels.to_vec()),
    }
}

fn bars(labels: &[&str], points: &[&ChartPoint], top: f64) -> Vec<Bar> {
    let plaats = plaats(labels.len());
    let width = f64::min(BAR_WIDTH, plaats * 0.62);
    // An amount that is not 0 is visible, however small next to the rest.
    let part = |number: f64| if number > 0.0 { f64::max(number / top, 0.015) } else { 0.0 };
    let bar = |(i, (label, point)): (usize, (&&str, &&ChartPoint))| {
        let middle = (as_f64(i) + 0.5) * plaats;
        let (value, number, from, to) = match point {
            ChartPoint::Number { from, to, text } => (text.clone(), true, part(*from), part(*to)),
            ChartPoint::Word(word) => (word.clone(), false, 0.0, 0.0),
            ChartPoint::Empty => (NO_NUMBER.to_owned(), false, 0.0, 0.0),
        };
        let y_to = GROUND - to * PLOT_HEIGHT;
        let lines = if number { vec![value.clone()] } else { into_lines(&value, plaats) };
        let lowest_line = if number { y_to - 6.0 } else { GROUND - 7.0 };
        let count = lines.len();
        Bar {
            label: (*label).to_owned(),
            number,
            middle: round(middle),
            x: round(middle - width / 2.0),
            width: round(width),
            y: round(GROUND - from * PLOT_HEIGHT),
            height: round(from * PLOT_HEIGHT),
            y_to: round(y_to),
            lines: lines
                .into_iter()
                .enumerate()
                .map(|(r, text)| LabelLine {
                    y: round(lowest_line - as_f64(count - 1 - r) * (SMALL_LETTER + 2.0)),
                    text,
                })
                .collect(),
            value,
            length: round(from * 100.0),
            length_to: round(to * 100.0),
        }
    };
    labels.iter().zip(points).enumerate().map(bar).collect()
}

fn plaats(count: usize) -> f64 {
    f64::min(BAR_ROOM, WIDTH / as_f64(count.max(1)))
}

/// Words, wrapped to the width of the slot.
fn into_lines(text: &str, plaats: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if text_width(&format!("{line} {word}")) * SMALL_LETTER <= plaats - 4.0 => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Whether all words of a chart fit if its bars are vertical.
fn fits(panel: &Panel) -> bool {
    let plaats = plaats(panel.bars.len()) - 4.0;
    panel.bars.iter().all(|s| {
        let letter = if s.number { LETTER } else { SMALL_LETTER };
        text_width(&s.label) * SMALL_LETTER <= plaats
            && s.lines.iter().all(|r| text_width(&r.text) * letter <= plaats && r.y - letter >= 0.0)
    })
}

/// "Leerlingen: van 1062 (2014) naar 1067 (2016), het hoogst was 1087 (2015)."
fn sentence(name: &str, labels: &[&str], points: &[&ChartPoint], time: bool) -> String {
    let mut numbers: Vec<(f64, String)> = Vec::new();
    let mut gaps: Vec<String> = Vec::new();
    for (label, point) in labels.iter().zip(points) {
        match point {
            ChartPoint::Number { to, text, .. } => numbers.push((*to, format!("{text} ({label})"))),
            ChartPoint::Word(word) => gaps.push(format!("{label}: {word}")),
            ChartPoint::Empty => gaps.push(format!("{label}: {NO_NUMBER}")),
        }
    }
    let [(first, from), middle @ .., (last, to)] = &numbers[..] else { return sentences::with_full_stop(name) };
    let mut out = if !time {
        let all: Vec<&str> = numbers.iter().map(|(_, g)| g.as_str()).collect();
        format!("{name}: {}", sentences::join_and(&all))
    } else if first.total_cmp(last).is_eq() {
        format!("{name}: {from} en {to}")
    } else {
        format!("{name}: van {from} naar {to}")
    };
    if time {
        let (low, high) = (f64::min(*first, *last), f64::max(*first, *last));
        let highest = middle.iter().max_by(|a, b| a.0.total_cmp(&b.0)).filter(|(g, _)| *g > high);
        let lowest = middle.iter().min_by(|a, b| a.0.total_cmp(&b.0)).filter(|(g, _)| *g < low);
        for (word, point) in [("hoogst", highest), ("laagst", lowest)] {
            if let Some((_, point)) = point {
                out.push_str(&format!(", het {word} was {point}"));
            }
        }
    }
    for gap in &gaps {
        out.push_str("; ");
        out.push_str(gap);
    }
    sentences::with_full_stop(&out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn years(n: usize) -> Vec<String> {
        (0..n).map(|i| format!("1 oktober {}", 2014 + i)).collect()
    }

    fn row(name: &str, points: &[&str]) -> ChartRow {
        let point = |text: &&str| match (*text, text.parse::<f64>()) {
            ("", _) => ChartPoint::Empty,
            (_, Ok(number)) => ChartPoint::Number { from: number, to: number, text: (*text).to_owned() },
            _ => ChartPoint::Word((*text).to_owned()),
        };
        ChartRow { name: name.to_owned(), points: points.iter().map(point).collect(), one_unit: true }
    }

    /// Asserts what must hold for every chart.
    fn assert_sound(drawing: &BarCharts) {
        for panel in &drawing.panels {
            assert!(panel.sentence.ends_with('.'), "{}", panel.sentence);
            let mut end = 0.0;
            for s in &panel.bars {
                assert!(s.x >= end - 0.02 && s.x + s.width <= panel.width + 0.02, "{s:?}");
                end = s.x + s.width;
                assert!(s.y_to >= 0.0 && s.y_to <= s.y && (s.y + s.height - panel.ground).abs() < 0.02, "{s:?}");
                assert!(s.length >= 0.0 && s.length <= s.length_to && s.length_to <= 100.0, "{s:?}");
                if drawing.vorm == "columns" {
                    // Words stay in their own slot and above the baseline.
                    let plaats = plaats(panel.bars.len());
                    for line in &s.lines {
                        let letter = if s.number { LETTER } else { SMALL_LETTER };
                        assert!(text_width(&line.text) * letter < plaats, "{line:?}");
                        assert!(line.y - letter >= 0.0 && line.y < panel.ground, "{line:?}");
                    }
                    assert!(text_width(&s.label) * SMALL_LETTER < plaats, "{}", s.label);
                }
            }
        }
    }

    #[test]
    fn empty_zero_and_words_look_different() {
        let rows = [row("Vso", &["0", "3", "volgt nog", ""])];
        let drawing = charts(&years(4), &rows, true, false).unwrap();
        assert_sound(&drawing);
        // The last column is empty in every row, so it is left to the table.
        let bars = &drawing.panels[0].bars;
        assert_eq!(bars.len(), 3);
        assert!(bars[0].number && bars[0].height == 0.0 && bars[0].value == "0");
        assert!(bars[1].number && (bars[1].height - PLOT_HEIGHT).abs() < 0.01);
        assert!(!bars[2].number && bars[2].value == "volgt nog");
        let rows = [row("Vso", &["0", "3", ""]), row("Pro", &["1", "", "2"])];
        let drawing = charts(&years(3), &rows, true, false).unwrap();
        assert_eq!((drawing.panels[0].bars[2].number, drawing.panels[0].bars[2].value.as_str()), (false, "geen getal"));
    }

    #[test]
    fn sentences_say_where_it_went_and_where_nothing_is_known() {
        let sentence = |points: &[&str]| charts(&years(points.len()), &[row("Pupillen", points)], true, false).unwrap();
        let first = |points: &[&str]| sentence(points).panels[0].sentence.clone();
        assert_eq!(
            first(&["1062", "1087", "1067"]),
            "Pupillen: van 1062 (1 oktober 2014) naar 1067 (1 oktober 2016), het hoogst was 1087 (1 oktober 2015)."
        );
        assert_eq!(first(&["1", "1"]), "Pupillen: 1 (1 oktober 2014) en 1 (1 oktober 2015).");
        assert_eq!(
            first(&["5", "volgt nog", "4"]),
            "Pupillen: van 5 (1 oktober 2014) naar 4 (1 oktober 2016); 1 oktober 2015: volgt nog."
        );
        let groups = ["Onderbouw".to_owned(), "Bovenbouw".to_owned()];
        let drawing = charts(&groups, &[row("Mavo", &["30", "27"])], false, true).unwrap();
        assert_eq!(drawing.panels[0].sentence, "Mavo: 30 (Onderbouw) en 27 (Bovenbouw).");
        assert_eq!(drawing.vorm, "bars");
        assert_eq!(drawing.sentence, "1 onderdeel staat in een grafiek.");
        let both = [row("A", &["1", "2"]), row("B", &["3", "4"])];
        assert_eq!(charts(&years(2), &both, true, false).unwrap().sentence, "Beide onderdelen staan in een grafiek.");
        let one = [row("A", &["1", "2"]), row("B", &["3", ""]), row("C", &["x", ""])];
        assert_eq!(
            charts(&years(2), &one, true, false).unwrap().sentence,
            "1 van de 3 onderdelen staat in een grafiek: waar twee of meer getallen staan."
        );
    }

    #[test]
    fn the_sentence_says_why_rows_are_left_out() {
        let first = row("a", &["1", "2"]);
        let zero = row("b", &["0", "0"]);
        let mixed = ChartRow { one_unit: false, ..row("c", &["1", "2"]) };
        let sentence = |rows: &[ChartRow]| charts(&years(2), rows, true, false).unwrap().sentence;
        assert_eq!(
            sentence(&[first.clone(), zero.clone()]),
            "1 van de 2 onderdelen staat in een grafiek: waar twee of meer getallen staan, niet allemaal 0."
        );
        assert_eq!(
            sentence(&[first, mixed, zero]),
            "1 van de 3 onderdelen staat in een grafiek: waar twee of meer getallen met dezelfde eenheid staan, niet allemaal 0."
        );
    }

    #[test]
    fn labels_leave_out_what_they_share() {
        let drawing = charts(&years(3), &[row("a", &["1", "2", "3"])], true, false).unwrap();
        assert_eq!(drawing.each_time.as_deref(), Some("1 oktober"));
        assert_eq!(drawing.panels[0].bars[2].label, "2016");
        assert_eq!(drawing.vorm, "columns");
        assert_eq!(without_shared(&["1 mei 2014", "1 oktober 2014"]).0, None);
        assert_eq!(without_shared(&["2014", "2015"]), (None, vec!["2014", "2015"]));
    }

    #[test]
    fn rows_with_one_amount_or_only_zeros_or_mixed_units_stay_in_the_table() {
        for points in
            [&["1", ""][..], &["0", "0"], &["volgt nog", "x"], &["", ""], &["-3", "4"], &["inf", "1"], &["NaN", "1"]]
        {
            assert!(charts(&years(2), &[row("a", points)], true, false).is_none(), "{points:?}");
        }
        let mixed = ChartRow { one_unit: false, ..row("a", &["1", "2"]) };
        assert!(charts(&years(2), &[mixed], true, false).is_none());
        assert!(charts(&[], &[], true, false).is_none());
    }

    #[test]
    fn one_scale_where_all_rows_count_the_same() {
        let rows = [row("a", &["10", "20"]), row("b", &["5", "10"])];
        let height = |same| charts(&years(2), &rows, true, same).unwrap().panels[1].bars[1].height;
        assert_eq!(height(false), PLOT_HEIGHT);
        assert_eq!(height(true), PLOT_HEIGHT / 2.0);
    }

    #[test]
    fn a_range_shows_where_it_may_end() {
        let points = vec![
            ChartPoint::Number { from: 6.0, to: 10.0, text: "6-10".to_owned() },
            ChartPoint::Number { from: 5.0, to: 5.0, text: "5".to_owned() },
        ];
        let row = ChartRow { name: "a".to_owned(), points, one_unit: true };
        let drawing = charts(&years(2), &[row], true, false).unwrap();
        assert_sound(&drawing);
        let [range, fixed] = &drawing.panels[0].bars[..] else { panic!("twee staven") };
        assert!(range.y_to < range.y && fixed.y_to == fixed.y);
    }

    #[test]
    fn what_does_not_fit_standing_lies() {
        let long = "x".repeat(300);
        let words = "een heel verhaal dat op geen enkele manier in vijf regels van deze breedte past";
        for (n, points) in [
            (2, vec!["1", "99999999999999999999"]),
            (3, vec!["1", "2", long.as_str()]),
            (3, vec!["1", "2", words]),
            (60, vec!["7"; 60]),
        ] {
            let drawing = charts(&years(n), &[row(&long, &points)], true, false).unwrap();
            assert_eq!(drawing.vorm, "bars", "{points:?}");
            assert_sound(&drawing);
        }
        let large = [row("a", &["0.000001", &format!("1{}", "0".repeat(300))])];
        assert_sound(&charts(&years(2), &large, true, false).unwrap());
        for n in 2..=MAX_LABELS {
            let drawing = charts(&years(n), &[row("a", &vec!["999"; n])], true, false).unwrap();
            assert_eq!(drawing.vorm, "columns", "{n}");
            assert_sound(&drawing);
        }
    }
}
