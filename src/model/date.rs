//! Dates as precise as the author wrote them, and school years.

use std::fmt;

use jiff::civil::Date;

use crate::text::MONTHS;

/// A date known to the year, the month or the day. It is never made more precise than what was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

/// Why a text is not a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotADate {
    /// Not written as a date at all.
    Vorm,
    /// Written as a date, but there is no such day.
    DoesNotExist,
    /// A year of two figures, so that it may be more than one date; holds the likeliest, as it should be written.
    ShortYear(String),
    /// A date in a notation that leaves doubt; holds the text as it should be written.
    Otherwise(String),
}

impl PartialDate {
    /// A whole date.
    pub fn day(date: Date) -> Self {
        Self { year: date.year(), month: Some(date.month()), day: Some(date.day()) }
    }

    /// Reads `2024`, `2024-09` or `2024-09-01`, and what people type for those where it can mean one thing: `1-9-2024`,
    /// `1/9/2024`, `9-2024`, `1 sept. 2024`, `september 2024`.
    ///
    /// # Errors
    /// [`NotADate`] says whether the notation or the day is wrong; `1-9-24` is recognised, and answered with the date
    /// that it may be.
    pub fn read(text: &str) -> Result<Self, NotADate> {
        match Self::read_stored(text) {
            Err(NotADate::Vorm) => {
                let typed = as_typed(text).ok_or(NotADate::Vorm)?;
                let date = Self::read_stored(&typed.stored).map_err(|_| NotADate::DoesNotExist)?;
                match typed {
                    Typed { short_year: true, stored, .. } => Err(NotADate::ShortYear(stored)),
                    Typed { plain: false, stored, .. } => Err(NotADate::Otherwise(stored)),
                    Typed { .. } => Ok(date),
                }
            }
            read => read,
        }
    }

    /// Reads a date in the notation that is stored, as ids of columns are.
    ///
    /// # Errors
    /// Any other text, as [`read`](Self::read) tells.
    pub fn read_stored(text: &str) -> Result<Self, NotADate> {
        let parts: Vec<&str> = text.trim().split('-').collect();
        if parts.is_empty() || parts.len() > 3 || parts.iter().any(|d| !figures(d)) {
            return Err(NotADate::Vorm);
        }
        if parts[0].len() != 4 || parts[1..].iter().any(|d| d.len() != 2) {
            return Err(NotADate::Vorm);
        }
        let number = |i: usize| parts.get(i).map(|d| d.parse::<i16>()).transpose().map_err(|_| NotADate::Vorm);
        let (year, month, day) = (number(0)?.unwrap_or(0), number(1)?, number(2)?);
        let lower = |n: Option<i16>| n.map(i8::try_from).transpose().map_err(|_| NotADate::DoesNotExist);
        let (month, day) = (lower(month)?, lower(day)?);
        Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).map_err(|_| NotADate::DoesNotExist)?;
        if year < 1900 {
            return Err(NotADate::DoesNotExist);
        }
        Ok(Self { year, month, day })
    }

    /// The first day it can mean.
    pub fn first(self) -> Date {
        Date::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1)).unwrap_or(Date::ZERO)
    }

    /// The last day it can mean.
    pub fn last(self) -> Date {
        match (self.month, self.day) {
            (Some(_), Some(_)) => self.first(),
            (Some(_), None) => self.first().last_of_month(),
            (None, _) => self.first().last_of_year(),
        }
    }

    /// As it is stored: `2024-09`.
    pub fn iso(self) -> String {
        match (self.month, self.day) {
            (Some(m), Some(d)) => format!("{:04}-{m:02}-{d:02}", self.year),
            (Some(m), None) => format!("{:04}-{m:02}", self.year),
            (None, _) => format!("{:04}", self.year),
        }
    }

    /// As it reads in a sentence: `op 1 september 2024`, `in september 2024`, `in 2024`.
    pub fn with_preposition(self) -> String {
        format!("{} {self}", if self.day.is_some() { "op" } else { "in" })
    }

    /// Whether even its last possible day lies more than a year before a day.
    pub fn older_than_a_year(self, day: Date) -> bool {
        use jiff::ToSpan as _;
        self.last().checked_add(1.year()).is_ok_and(|grens| grens < day)
    }
}

impl fmt::Display for PartialDate {
    /// As it is read: `september 2024`, `1 september 2024`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(day) = self.day {
            write!(f, "{day} ")?;
        }
        if let Some(name) = self.month.and_then(|m| MONTHS.get(usize::try_from(m - 1).unwrap_or(0))) {
            write!(f, "{name} ")?;
        }
        write!(f, "{}", self.year)
    }
}

/// A Dutch school year, from 1 August of its first year to 31 July of the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Schooljaar(i16);

impl Schooljaar {
    /// Reads a school year as people type it: `2024-2025`, `2024/2025`, `2024-25`.
    ///
    /// # Errors
    /// Any other text; with the year that it may be for `'24-'25`, where nothing says of which century.
    pub fn typed(text: &str) -> Result<Self, Option<Self>> {
        let key = crate::normal::key(text);
        let Some((from, to)) = key.split_once(['-', '/']) else { return Err(None) };
        let bare = |part: &str| part.trim().strip_prefix('\'').unwrap_or(part.trim()).to_owned();
        let (from, to) = (bare(from), bare(to));
        let whole = match (from.len(), to.len()) {
            (4, 4) => (from.clone(), to),
            (4, 2) => (from.clone(), format!("{}{to}", from.get(..2).unwrap_or_default())),
            (2, 2) => (format!("20{from}"), format!("20{to}")),
            _ => return Err(None),
        };
        let year = Self::read(&format!("{}-{}", whole.0, whole.1));
        match from.len() {
            4 => year.ok_or(None),
            _ => Err(year),
        }
    }

    /// Reads `2024-2025`, as years are stored and folders are named; the years must follow each other.
    pub fn read(text: &str) -> Option<Self> {
        let (from, to) = text.split_once('-')?;
        if from.len() != 4 || to.len() != 4 || !figures(from) || !figures(to) {
            return None;
        }
        let (from, to): (i16, i16) = (from.parse().ok()?, to.parse().ok()?);
        (to == from + 1 && from >= 1900).then_some(Self(from))
    }

    /// The school year that a day lies in: it starts on 1 August.
    pub fn at(day: Date) -> Self {
        Self(if day.month() >= 8 { day.year() } else { day.year() - 1 })
    }

    /// Its first day: 1 August.
    pub fn begin(self) -> Date {
        Date::new(self.0, 8, 1).unwrap_or(Date::ZERO)
    }

    /// Its last day: 31 July.
    pub fn end(self) -> Date {
        Date::new(self.0 + 1, 7, 31).unwrap_or(Date::ZERO)
    }
}

impl fmt::Display for Schooljaar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.0, self.0 + 1)
    }
}

/// What people type as a date: its parts, and what stands between them.
struct Typed {
    /// As it is stored. Whether there is such a day is another question.
    stored: String,
    /// Whether the year has two figures: then `3-4-26` may be three dates.
    short_year: bool,
    /// Whether it is written in one of the ways that leave no doubt.
    plain: bool,
}

/// Reads a date as people write one: `1-9-2024`, `1.9.24`, `9/2024`, `2024-9-1`, `1 sept. 2024`, `september 2024`. In
/// Dutch the day stands before the month. Only dashes, slashes, dots and spaces between the parts leave no doubt; a dot
/// in `9.2024` does, since it may be a number.
fn as_typed(text: &str) -> Option<Typed> {
    let lower = crate::normal::key(text);
    let parts: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let between: Vec<&str> = lower.split(char::is_alphanumeric).map(str::trim).collect();
    let number = |part: &str| Some(part.to_owned()).filter(|p| figures(p) && p.len() <= 2);
    let day = |part: &str| number(part.strip_suffix('e').unwrap_or(part));
    let named = |part: &str| {
        let named = MONTHS.iter().position(|name| part.len() >= 3 && name.starts_with(part));
        named.or((part == "mrt").then_some(2)).map(|at| (at + 1).to_string())
    };
    let month = |part: &str| named(part).or_else(|| number(part));
    let year = |part: &str| match part.len() {
        4 if figures(part) => Some(part.to_owned()),
        2 if figures(part) => Some(format!("20{part}")),
        _ => None,
    };
    let (y, m, d) = match parts[..] {
        [y, m] if y.len() == 4 && figures(y) => (year(y)?, number(m)?, None),
        [m, y] if y.len() == 4 => (year(y)?, month(m)?, None),
        [m, y] if named(m).is_some() => (year(y)?, month(m)?, None),
        [y, m, d] if y.len() == 4 && figures(y) => (year(y)?, number(m)?, Some(day(d)?)),
        [d, m, y] => (year(y)?, month(m)?, Some(day(d)?)),
        _ => return None,
    };
    let in_words = parts.iter().any(|part| named(part).is_some());
    let signs: Vec<&str> = between.iter().copied().filter(|sign| !sign.is_empty()).collect();
    let ends = [between.first(), between.last()].into_iter().flatten().all(|end| end.is_empty());
    let plain = ends
        && if in_words {
            signs.iter().all(|sign| ["-", "/", "."].contains(sign))
        } else {
            let dot = parts.len() == 3;
            signs.len() + 1 == parts.len()
                && signs.windows(2).all(|pair| pair[0] == pair[1])
                && signs.iter().all(|sign| ["-", "/"].contains(sign) || dot && *sign == ".")
        };
    let stored = match d {
        Some(d) => format!("{y}-{m:0>2}-{d:0>2}"),
        None => format!("{y}-{m:0>2}"),
    };
    Some(Typed { stored, short_year: parts.iter().all(|part| part.len() != 4 || !figures(part)), plain })
}

fn figures(text: &str) -> bool {
    !text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_stay_as_precise_as_written() {
        for (text, readable) in [("2024", "2024"), ("2024-09", "september 2024"), ("2024-02-29", "29 februari 2024")] {
            let date = PartialDate::read(text).unwrap();
            assert_eq!((date.iso().as_str(), date.to_string().as_str()), (text, readable));
        }
    }

    #[test]
    fn impossible_and_other_notations_are_told_apart() {
        assert_eq!(PartialDate::read("2023-02-29"), Err(NotADate::DoesNotExist));
        assert_eq!(PartialDate::read("2023-13"), Err(NotADate::DoesNotExist));
        for (typed, stored) in [("23.05.24", "2024-05-23"), ("1 sep '26", "2026-09-01"), ("3-4-26", "2026-04-03")] {
            assert_eq!(PartialDate::read(typed), Err(NotADate::ShortYear(stored.into())), "{typed}");
        }
        for (typed, stored) in [
            ("9.2024", "2024-09"),
            ("(1-9-2024)", "2024-09-01"),
            ("1-9-2024?", "2024-09-01"),
            ("1-9/2024", "2024-09-01"),
            ("sept 2024?", "2024-09"),
            ("1, sept. 2024", "2024-09-01"),
        ] {
            assert_eq!(PartialDate::read(typed), Err(NotADate::Otherwise(stored.into())), "{typed}");
        }
        for typed in
            ["eind 2024", "najaar 2024", "2024-2025", "45931", "ma 2024", "1 mei", "20240523", "1 van 2024", ""]
        {
            assert_eq!(PartialDate::read(typed), Err(NotADate::Vorm), "{typed}");
        }
        for typed in ["31-2-2024", "31 april 2024", "13-2024", "32/1/24"] {
            assert_eq!(PartialDate::read(typed), Err(NotADate::DoesNotExist), "{typed}");
        }
    }

    #[test]
    fn dates_are_read_as_people_type_them() {
        for (typed, stored) in [
            ("23-5-2024", "2024-05-23"),
            ("30-11-2026", "2026-11-30"),
            ("23/5/2024", "2024-05-23"),
            ("23.05.2024", "2024-05-23"),
            ("23 - 05 - 2024", "2024-05-23"),
            ("2024-5-23", "2024-05-23"),
            ("2024/05/23", "2024-05-23"),
            ("23 mei 2024", "2024-05-23"),
            ("31 juli 2027", "2027-07-31"),
            ("31 jul. 2027", "2027-07-31"),
            ("31-jul-2027", "2027-07-31"),
            ("1e sept. 2024", "2024-09-01"),
            ("2 mrt 2024", "2024-03-02"),
            ("sept 2026", "2026-09"),
            ("September 2026", "2026-09"),
            ("Mei 2024", "2024-05"),
            ("5-2024", "2024-05"),
            ("9/2026", "2026-09"),
            ("2024-9", "2024-09"),
            ("2024\u{2011}09", "2024-09"),
        ] {
            let date = PartialDate::read(typed).map(PartialDate::iso);
            assert_eq!(date, Ok(stored.to_owned()), "{typed}");
        }
    }

    #[test]
    fn a_month_is_old_a_year_after_its_last_day() {
        let date = PartialDate::read("2024-09").unwrap();
        assert!(!date.older_than_a_year(jiff::civil::date(2025, 9, 30)));
        assert!(date.older_than_a_year(jiff::civil::date(2025, 10, 1)));
    }

    #[test]
    fn school_years_are_read_as_people_type_them() {
        for typed in ["2026-2027", "2026/2027", "2026-27", "2026/27", "2026 - 2027", "2026\u{2013}2027", "2026-'27"] {
            assert_eq!(Schooljaar::typed(typed), Ok(Schooljaar(2026)), "{typed}");
        }
        for typed in ["'26-'27", "26-27", "26/27"] {
            assert_eq!(Schooljaar::typed(typed), Err(Some(Schooljaar(2026))), "{typed}");
        }
        for typed in
            ["2026-2028", "2026-26", "2026", "26-28", "2026-2027-2028", "2026-7", "é6-27", "jaar 2026-2027", ""]
        {
            assert_eq!(Schooljaar::typed(typed), Err(None), "{typed}");
        }
    }

    #[test]
    fn school_years_follow_each_other() {
        assert!(Schooljaar::read("2024-2026").is_none());
        assert_eq!(Schooljaar::read("2024-2025").unwrap().begin(), jiff::civil::date(2024, 8, 1));
    }
}
