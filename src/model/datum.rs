//! Dates as precise as the author wrote them, and school years.

use std::fmt;

use jiff::civil::Date;

use crate::tekst::MONTHS;

/// A date known to the year, the month or the day. It is never made more precise than it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Datum {
    jaar: i16,
    maand: Option<i8>,
    dag: Option<i8>,
}

/// Why a text is not a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GeenDatum {
    /// Not written as a date at all.
    Vorm,
    /// Written as a date, but there is no such day.
    BestaatNiet,
    /// A date in another notation; holds the text as it should be written.
    Anders(String),
}

impl Datum {
    /// A whole date.
    pub fn dag(datum: Date) -> Self {
        Self { jaar: datum.year(), maand: Some(datum.month()), dag: Some(datum.day()) }
    }

    /// Reads `2024`, `2024-09` or `2024-09-01`.
    ///
    /// # Errors
    /// [`GeenDatum`] says whether the notation or the day is wrong; what people write (`1-9-2024`, `1/9/24`, `1 sept. 2024`,
    /// `september 2024`) is recognised and answered with `2024-09-01`.
    pub fn lees(tekst: &str) -> Result<Self, GeenDatum> {
        match Self::read_stored(tekst) {
            Err(GeenDatum::Vorm) => Err(match as_stored(tekst) {
                Some(good) => Self::read_stored(&good).map_or(GeenDatum::BestaatNiet, |_| GeenDatum::Anders(good)),
                None => GeenDatum::Vorm,
            }),
            read => read,
        }
    }

    /// Reads a date in the notation that is stored.
    fn read_stored(tekst: &str) -> Result<Self, GeenDatum> {
        let delen: Vec<&str> = tekst.trim().split('-').collect();
        if delen.is_empty() || delen.len() > 3 || delen.iter().any(|d| !cijfers(d)) {
            return Err(GeenDatum::Vorm);
        }
        if delen[0].len() != 4 || delen[1..].iter().any(|d| d.len() != 2) {
            return Err(GeenDatum::Vorm);
        }
        let getal = |i: usize| delen.get(i).map(|d| d.parse::<i16>()).transpose().map_err(|_| GeenDatum::Vorm);
        let (jaar, maand, dag) = (getal(0)?.unwrap_or(0), getal(1)?, getal(2)?);
        let klein = |n: Option<i16>| n.map(i8::try_from).transpose().map_err(|_| GeenDatum::BestaatNiet);
        let (maand, dag) = (klein(maand)?, klein(dag)?);
        Date::new(jaar, maand.unwrap_or(1), dag.unwrap_or(1)).map_err(|_| GeenDatum::BestaatNiet)?;
        if jaar < 1900 {
            return Err(GeenDatum::BestaatNiet);
        }
        Ok(Self { jaar, maand, dag })
    }

    /// The first day it can stand for.
    pub fn eerste(self) -> Date {
        Date::new(self.jaar, self.maand.unwrap_or(1), self.dag.unwrap_or(1)).unwrap_or(Date::ZERO)
    }

    /// The last day it can stand for.
    pub fn laatste(self) -> Date {
        match (self.maand, self.dag) {
            (Some(_), Some(_)) => self.eerste(),
            (Some(_), None) => self.eerste().last_of_month(),
            (None, _) => self.eerste().last_of_year(),
        }
    }

    /// As it is stored: `2024-09`.
    pub fn iso(self) -> String {
        match (self.maand, self.dag) {
            (Some(m), Some(d)) => format!("{:04}-{m:02}-{d:02}", self.jaar),
            (Some(m), None) => format!("{:04}-{m:02}", self.jaar),
            (None, _) => format!("{:04}", self.jaar),
        }
    }

    /// As it stands in a sentence: `op 1 september 2024`, `in september 2024`, `in 2024`.
    pub fn with_preposition(self) -> String {
        format!("{} {self}", if self.dag.is_some() { "op" } else { "in" })
    }

    /// Whether even its last possible day lies more than a year before `stand`.
    pub fn ouder_dan_een_jaar(self, stand: Date) -> bool {
        use jiff::ToSpan as _;
        self.laatste().checked_add(1.year()).is_ok_and(|grens| grens < stand)
    }
}

impl fmt::Display for Datum {
    /// As it is read: `september 2024`, `1 september 2024`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(dag) = self.dag {
            write!(f, "{dag} ")?;
        }
        if let Some(naam) = self.maand.and_then(|m| MONTHS.get(usize::try_from(m - 1).unwrap_or(0))) {
            write!(f, "{naam} ")?;
        }
        write!(f, "{}", self.jaar)
    }
}

/// A Dutch school year, from 1 August of its first year to 31 July of the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Schooljaar(i16);

impl Schooljaar {
    /// Reads `2024-2025`; the years must follow each other.
    pub fn lees(tekst: &str) -> Option<Self> {
        let (van, tot) = tekst.split_once('-')?;
        if van.len() != 4 || tot.len() != 4 || !cijfers(van) || !cijfers(tot) {
            return None;
        }
        let (van, tot): (i16, i16) = (van.parse().ok()?, tot.parse().ok()?);
        (tot == van + 1 && van >= 1900).then_some(Self(van))
    }

    /// The school year that a day lies in: it starts on 1 August.
    pub fn op(dag: Date) -> Self {
        Self(if dag.month() >= 8 { dag.year() } else { dag.year() - 1 })
    }

    /// Its first day: 1 August.
    pub fn begin(self) -> Date {
        Date::new(self.0, 8, 1).unwrap_or(Date::ZERO)
    }

    /// Its last day: 31 July.
    pub fn eind(self) -> Date {
        Date::new(self.0 + 1, 7, 31).unwrap_or(Date::ZERO)
    }
}

impl fmt::Display for Schooljaar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.0, self.0 + 1)
    }
}

/// A date as people write one, in the notation that is stored: `1-9-2024`, `1.9.24`, `9/2024`, `2024-9-1`, `1 sept. 2024`,
/// `september 2024`. Whether there is such a day is another question.
fn as_stored(text: &str) -> Option<String> {
    let lower = crate::normal::key(text);
    let parts: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let number =
        |part: &str| Some(part.trim_end_matches('e')).filter(|p| cijfers(p) && p.len() <= 2).map(str::to_owned);
    let month = |part: &str| {
        let named = MONTHS.iter().position(|name| *name == part || (part.len() >= 3 && name.starts_with(part)));
        named.or((part == "mrt").then_some(2)).map(|at| (at + 1).to_string()).or_else(|| number(part))
    };
    let year = |part: &str| match part.len() {
        4 if cijfers(part) => Some(part.to_owned()),
        2 if cijfers(part) => Some(format!("20{part}")),
        _ => None,
    };
    let whole = |year: String, month: String, day: Option<String>| match day {
        Some(day) => format!("{year}-{month:0>2}-{day:0>2}"),
        None => format!("{year}-{month:0>2}"),
    };
    match parts[..] {
        [y, m] if y.len() == 4 => Some(whole(year(y)?, number(m)?, None)),
        [m, y] if y.len() == 4 => Some(whole(year(y)?, month(m)?, None)),
        [y, m, d] if y.len() == 4 => Some(whole(year(y)?, number(m)?, Some(number(d)?))),
        [d, m, y] => Some(whole(year(y)?, month(m)?, Some(number(d)?))),
        _ => None,
    }
}

fn cijfers(tekst: &str) -> bool {
    !tekst.is_empty() && tekst.len() <= 4 && tekst.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_stay_as_precise_as_written() {
        for (tekst, leesbaar) in [("2024", "2024"), ("2024-09", "september 2024"), ("2024-02-29", "29 februari 2024")] {
            let datum = Datum::lees(tekst).unwrap();
            assert_eq!((datum.iso().as_str(), datum.to_string().as_str()), (tekst, leesbaar));
        }
    }

    #[test]
    fn impossible_and_other_notations_are_told_apart() {
        assert_eq!(Datum::lees("2023-02-29"), Err(GeenDatum::BestaatNiet));
        assert_eq!(Datum::lees("2023-13"), Err(GeenDatum::BestaatNiet));
        for (typed, stored) in [
            ("23-5-2024", "2024-05-23"),
            ("23/5/2024", "2024-05-23"),
            ("23.05.24", "2024-05-23"),
            ("2024-5-23", "2024-05-23"),
            ("2024/05/23", "2024-05-23"),
            ("23 mei 2024", "2024-05-23"),
            ("1e sept. 2024", "2024-09-01"),
            ("2 mrt 2024", "2024-03-02"),
            ("Mei 2024", "2024-05"),
            ("5-2024", "2024-05"),
            ("2024-9", "2024-09"),
            ("2024\u{2011}09", "2024-09"),
        ] {
            assert_eq!(Datum::lees(typed), Err(GeenDatum::Anders(stored.into())), "{typed}");
        }
        for typed in
            ["eind 2024", "najaar 2024", "2024-2025", "45931", "ma 2024", "1 mei", "20240523", "1 van 2024", ""]
        {
            assert_eq!(Datum::lees(typed), Err(GeenDatum::Vorm), "{typed}");
        }
        for typed in ["31-2-2024", "31 april 2024", "13-2024", "32/1/24"] {
            assert_eq!(Datum::lees(typed), Err(GeenDatum::BestaatNiet), "{typed}");
        }
    }

    #[test]
    fn a_month_is_old_a_year_after_its_last_day() {
        let datum = Datum::lees("2024-09").unwrap();
        assert!(!datum.ouder_dan_een_jaar(jiff::civil::date(2025, 9, 30)));
        assert!(datum.ouder_dan_een_jaar(jiff::civil::date(2025, 10, 1)));
    }

    #[test]
    fn school_years_follow_each_other() {
        assert!(Schooljaar::lees("2024-2026").is_none());
        assert_eq!(Schooljaar::lees("2024-2025").unwrap().begin(), jiff::civil::date(2024, 8, 1));
    }
}
