//! Amounts as people write them: numbers, ranges, durations, frequencies. The words stay as
//! typed; what can be read is read, what is ambiguous stays text.

use std::cmp::Ordering;

use crate::text::word_list;

/// The unit of an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// A bare number.
    Count,
    /// Percent.
    Percent,
    /// Minutes.
    Minutes,
    /// Hours.
    Hours,
    /// Half days (`dagdelen`).
    HalfDays,
    /// Days.
    Days,
    /// Weeks.
    Weeks,
    /// Months.
    Months,
    /// Full-time equivalents.
    Fte,
    /// Times a year.
    TimesPerYear,
}

/// What was read from the words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Amount {
    /// The number, or the low end of a range.
    pub from: f64,
    /// The high end.
    pub to: f64,
    /// The unit.
    pub unit: Unit,
}

/// An amount.
#[derive(Debug, Clone, PartialEq)]
pub struct Hoeveel {
    /// As typed.
    pub text: String,
    /// As read; `None` where it is words only (`op indicatie`, `variabel`).
    pub size: Option<Amount>,
}

/// Why a text is doubtful as an amount.
#[derive(Debug, PartialEq, Eq)]
pub struct Ambiguous(pub String);

/// Words that leave the size of an amount as it is.
const APPROXIMATION: &[&str] = word_list!("ongeveer.txt");

impl Hoeveel {
    /// Reads an amount. The second part says what is ambiguous, and what to write instead.
    pub fn read(text: &str) -> (Self, Option<Ambiguous>) {
        let text = text.trim().to_owned();
        let lower = text.to_lowercase();
        let words: Vec<&str> =
            lower.split_whitespace().filter(|w| !APPROXIMATION.contains(w)).flat_map(split_percent).collect();
        if let Some(doubt) = ambiguous(&words) {
            return (Self { text, size: None }, Some(doubt));
        }
        let size = parse_amount(&words);
        (Self { text, size }, None)
    }

    /// The order of amounts: those with a measure first, by unit and then by size, words after them. Units are never
    /// converted into one another: nobody said how long a day of help is.
    pub fn order(&self, other: &Self) -> Ordering {
        match (self.size, other.size) {
            (Some(a), Some(b)) => {
                a.unit.cmp(&b.unit).then_with(|| a.from.total_cmp(&b.from)).then_with(|| a.to.total_cmp(&b.to))
            }
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => self.text.to_lowercase().cmp(&other.text.to_lowercase()),
        }
    }
}

/// "15%" as the two words "15" and "%".
fn split_percent(word: &str) -> impl Iterator<Item = &str> {
    let number = word.strip_suffix('%').filter(|number| !number.is_empty());
    let (one, two) = number.map_or((word, None), |number| (number, Some("%")));
    std::iter::once(one).chain(two)
}

/// `2.30 uur` may be two and a half hours or two hours and eighteen minutes.
fn ambiguous(words: &[&str]) -> Option<Ambiguous> {
    let [number, unit, ..] = words else { return None };
    if !unit.starts_with("uur") && !unit.starts_with("uren") {
        return None;
    }
    let (hours, minutes) = number.split_once('.')?;
    let figures = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    (figures(hours) && figures(minutes)).then(|| {
        Ambiguous(format!("schrijf `{hours},{minutes} uur` of het aantal minuten, zodat ieder hetzelfde leest"))
    })
}

fn parse_amount(words: &[&str]) -> Option<Amount> {
    let (from, to, rest) = parse_numbers(words)?;
    let unit = match rest {
        [] => Unit::Count,
        ["%"] | ["procent"] => Unit::Percent,
        ["minuut" | "minuten" | "min"] => Unit::Minutes,
        ["uur" | "uren"] => Unit::Hours,
        ["dagdeel" | "dagdelen"] => Unit::HalfDays,
        ["dag" | "dagen"] => Unit::Days,
        ["week" | "weken"] => Unit::Weeks,
        ["maand" | "maanden"] => Unit::Months,
        ["fte"] => Unit::Fte,
        ["keer" | "x" | "maal", "per", period @ ..] => {
            let factor = times_per_year(period)?;
            // "1 keer per 3 tot 4 weken": the longest wait is the lowest frequency.
            return Some(Amount { from: from * factor.0, to: to * factor.1, unit: Unit::TimesPerYear });
        }
        _ => return None,
    };
    Some(Amount { from, to, unit })
}

/// A number or a range, and the words after it.
fn parse_numbers<'a>(words: &'a [&'a str]) -> Option<(f64, f64, &'a [&'a str])> {
    let (first, rest) = words.split_first()?;
    if let Some((from, to)) = first.split_once(['-', '–'])
        && let (Some(from), Some(to)) = (number(from), number(to))
    {
        return (from <= to).then_some((from, to, rest));
    }
    let from = number(first)?;
    match rest {
        ["tot" | "à" | "a", to, rest @ ..] => {
            let to = number(to)?;
            (from <= to).then_some((from, to, rest))
        }
        _ => Some((from, from, rest)),
    }
}

/// How often a year: for the long and for the short end of a period, such as `week` or `3 tot 4 weken`.
fn times_per_year(period: &[&str]) -> Option<(f64, f64)> {
    let per_year = |unit: &str| match unit {
        "dag" | "dagen" => Some(365.0),
        "week" | "weken" => Some(52.0),
        "maand" | "maanden" => Some(12.0),
        "jaar" | "schooljaar" => Some(1.0),
        _ => None,
    };
    match period {
        [unit] => per_year(unit).map(|f| (f, f)),
        _ => {
            let (from, to, rest) = parse_numbers(period)?;
            let [unit] = rest else { return None };
            let f = per_year(unit)?;
            (from > 0.0).then_some((f / to, f / from))
        }
    }
}

/// A Dutch number: `5`, `5,75`, `1.062`, `5½`.
fn number(text: &str) -> Option<f64> {
    let (text, half) = match text.strip_suffix('½') {
        Some(rest) => (if rest.is_empty() { "0" } else { rest }, 0.5),
        None => (text, 0.0),
    };
    let (whole, part) = text.split_once(',').unwrap_or((text, ""));
    let figures = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    let groups: Vec<&str> = whole.split('.').collect();
    let grouped = groups.len() > 1 && (1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|g| g.len() == 3);
    if groups[0].is_empty() || !groups.iter().all(|g| figures(g)) || !(groups.len() == 1 || grouped) {
        return None;
    }
    if !figures(part) || (text.contains(',') && part.is_empty()) {
        return None;
    }
    let number: f64 = format!("{}.{}", groups.concat(), if part.is_empty() { "0" } else { part }).parse().ok()?;
    Some(number + half)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(text: &str) -> Option<(f64, f64, Unit)> {
        Hoeveel::read(text).0.size.map(|m| (m.from, m.to, m.unit))
    }

    #[test]
    fn amounts_are_read_as_people_write_them() {
        assert_eq!(size("6 weken"), Some((6.0, 6.0, Unit::Weeks)));
        assert_eq!(size("minimaal 9 keer per jaar"), Some((9.0, 9.0, Unit::TimesPerYear)));
        assert_eq!(size("1 keer per 3 tot 4 weken"), Some((13.0, 52.0 / 3.0, Unit::TimesPerYear)));
        assert_eq!(size("circa 75%"), Some((75.0, 75.0, Unit::Percent)));
        assert_eq!(size("10-15%"), Some((10.0, 15.0, Unit::Percent)));
        assert_eq!(size("10 tot 15 %"), size("10 tot 15%"));
        assert_eq!(size("6-10"), Some((6.0, 10.0, Unit::Count)));
        assert_eq!(size("1.062"), Some((1062.0, 1062.0, Unit::Count)));
        assert_eq!(size("5½ uur"), Some((5.5, 5.5, Unit::Hours)));
    }

    #[test]
    fn amounts_sort_by_what_they_say() {
        let mut all: Vec<Hoeveel> = ["variabel", "10 weken", "2 uur", "circa 6 weken", "6-8 weken", "op indicatie"]
            .map(|text| Hoeveel::read(text).0)
            .into();
        all.sort_by(Hoeveel::order);
        let texts: Vec<&str> = all.iter().map(|h| h.text.as_str()).collect();
        assert_eq!(texts, ["2 uur", "circa 6 weken", "6-8 weken", "10 weken", "op indicatie", "variabel"]);
    }

    #[test]
    fn words_stay_words() {
        for text in [
            "op indicatie",
            "variabel",
            "6 tot 10 leerlingen per jaar",
            "10 tot 6 weken",
            "%",
            "5%%",
            "5% uur",
            "-",
            "",
        ] {
            assert_eq!(size(text), None, "{text}");
        }
    }

    #[test]
    fn two_point_thirty_hours_is_not_guessed() {
        let (parsed, doubt) = Hoeveel::read("2.30 uur");
        assert_eq!((parsed.text.as_str(), parsed.size), ("2.30 uur", None));
        assert!(doubt.is_some_and(|t| t.0.contains("`2,30 uur`")));
    }
}
