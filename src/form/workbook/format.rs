//! How a spreadsheet shows a number: number format codes, as far as they change what a reader sees.

use super::super::number_text;

/// How a number is shown, where that is not the plain number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) enum Shown {
    /// As a percentage: what the cell shows.
    Percent(String),
    /// With zeros or characters around its digits: what the cell shows.
    Digits(String),
    /// As a date, with the parts that are visible.
    Date { day: bool, month: bool, year: bool },
}

/// The codes of the predefined number formats (ECMA-376, 18.8.30) that show something other than the number.
pub(super) fn builtin(id: u32) -> &'static str {
    match id {
        9 => "0%",
        10 => "0.00%",
        14 | 22 => "d-m-yyyy",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        _ => "General",
    }
}

/// A piece of a format code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    /// A place for a digit: without a digit, `0` shows a zero, `#` nothing, `?` a space.
    Digit(char),
    /// A character that is shown as it is.
    Literal(char),
    /// Anything else: a letter of a date, a comma, a percent sign.
    Other(char),
}

/// The pieces of the first section of a format code: how positive numbers look. `None` when it has a condition.
fn pieces(format: &str) -> Option<Vec<Piece>> {
    let mut out = Vec::new();
    let mut characters = format.chars();
    while let Some(character) = characters.next() {
        match character {
            ';' => break,
            '"' => out.extend(characters.by_ref().take_while(|c| *c != '"').map(Piece::Literal)),
            '\\' => out.extend(characters.next().map(Piece::Literal)),
            // The width of a character as a space, and a character that fills the cell: nothing to read.
            '_' | '*' => drop(characters.next()),
            '[' => {
                let inside: String = characters.by_ref().take_while(|c| *c != ']').collect();
                if inside.contains(['<', '>', '=']) {
                    return None;
                }
            }
            '0' | '#' | '?' => out.push(Piece::Digit(character)),
            ' ' | '-' | '+' | '(' | ')' => out.push(Piece::Literal(character)),
            other => out.push(Piece::Other(other.to_ascii_lowercase())),
        }
    }
    Some(out)
}

impl Shown {
    /// How a number is shown with a format code; `None` when as the plain number.
    pub(super) fn of(value: f64, format: &str) -> Option<Self> {
        if format.is_empty() || format.eq_ignore_ascii_case("general") || format == "@" {
            return None;
        }
        let pieces = pieces(format)?;
        let has = |character: char| pieces.contains(&Piece::Other(character));
        if has('%') {
            return Some(Self::Percent(format!("{}%", number_text(value * 100.0))));
        }
        let clock = has('h') || has('s');
        if has('d') || has('y') || has('m') && !clock {
            return Some(Self::Date { day: has('d'), month: has('m') && (!clock || has('d')), year: has('y') });
        }
        if pieces.iter().any(|piece| matches!(piece, Piece::Other(_))) {
            return None;
        }
        let shown = digits(value, &pieces)?;
        (shown != number_text(value)).then_some(Self::Digits(shown))
    }
}

/// A whole number in its places, filled from the right; the first place takes all remaining digits.
fn digits(value: f64, pieces: &[Piece]) -> Option<String> {
    if !(0.0..=1e15).contains(&value) || value.fract().abs() > f64::EPSILON {
        return None;
    }
    let first = pieces.iter().position(|piece| matches!(piece, Piece::Digit(_)))?;
    let plain = format!("{value:.0}");
    let mut left: Vec<char> = if plain == "0" { Vec::new() } else { plain.chars().collect() };
    let mut out: Vec<char> = Vec::new();
    for (i, piece) in pieces.iter().enumerate().rev() {
        match piece {
            Piece::Digit(place) => {
                match (left.pop(), place) {
                    (Some(digit), _) => out.push(digit),
                    (None, '0') => out.push('0'),
                    (None, '?') => out.push(' '),
                    (None, _) => {}
                }
                if i == first {
                    out.extend(left.drain(..).rev());
                }
            }
            Piece::Literal(character) => out.push(*character),
            Piece::Other(_) => {}
        }
    }
    let shown: String = out.into_iter().rev().collect();
    Some(shown.trim().to_owned())
}

/// A date (`2026-02-01`) as it was most likely typed in a cell that shows only some of its parts: `1-2`, `2-2026`.
pub(in super::super) fn date_as_typed(date: &str, shown: &Shown) -> String {
    let mut parts = date.split('-').map(|part| part.trim_start_matches('0'));
    let (Some(year), Some(month), Some(day), Shown::Date { day: has_day, year: has_year, .. }) =
        (parts.next(), parts.next(), parts.next(), shown)
    else {
        return date.to_owned();
    };
    match (has_day, has_year) {
        (true, false) => format!("{day}-{month}"),
        (false, true) => format!("{month}-{year}"),
        _ => format!("{day}-{month}-{year}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(value: f64, format: &str) -> Option<String> {
        match Shown::of(value, format)? {
            Shown::Percent(text) | Shown::Digits(text) => Some(text),
            Shown::Date { .. } => None,
        }
    }

    #[test]
    fn zeros_and_signs_of_a_format_are_shown() {
        assert_eq!(text(701_234_567.0, "0000000000").as_deref(), Some("0701234567"));
        assert_eq!(text(701_234_567.0, "000\\-0000000").as_deref(), Some("070-1234567"));
        assert_eq!(text(701_234_567.0, "0##\" - \"#######").as_deref(), Some("070 - 1234567"));
        assert_eq!(text(31_701_234_567.0, "+0").as_deref(), Some("+31701234567"));
        assert_eq!(text(8.0, "00").as_deref(), Some("08"));
        assert_eq!(text(9.0, "0\" keer\"").as_deref(), Some("9 keer"));
        assert_eq!(text(0.125, "0.00%").as_deref(), Some("12,5%"));
        assert_eq!(text(123.0, "[Red]00000;-0").as_deref(), Some("00123"));
    }

    #[test]
    fn a_number_that_shows_as_itself_is_no_news() {
        for format in ["General", "@", "0", "#", "#,##0", "0.00", "", "[<=9999999]###\\-####;0", "# ?/?"] {
            assert_eq!(Shown::of(701_234_567.0, format), None, "{format}");
        }
        assert_eq!(Shown::of(5.5, "0000"), None);
        assert_eq!(Shown::of(-3.0, "0000"), None);
    }

    #[test]
    fn a_date_is_given_back_as_it_was_typed() {
        let typed = |format: &str| date_as_typed("2026-02-01", &Shown::of(46054.0, format).unwrap());
        assert_eq!(typed("d-mmm"), "1-2");
        assert_eq!(typed("[$-413]d/mmm;@"), "1-2");
        assert_eq!(typed("mmm-yy"), "2-2026");
        assert_eq!(typed("d-m-yyyy"), "1-2-2026");
        assert_eq!(typed("yyyy\\-mm\\-dd"), "1-2-2026");
        assert_eq!(Shown::of(0.5, "hh:mm"), None);
    }
}
