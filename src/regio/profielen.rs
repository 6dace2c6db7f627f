//! How the profile of each school stands on a day: of this school year, out of date, or missing.

use jiff::civil::Date;

use crate::model::date::Schooljaar;
use crate::model::site::{Document, School};

use super::Regio;

/// The profile of a school, judged on a day.
#[derive(Debug)]
pub struct ProfielState<'a> {
    /// The school.
    pub school: &'a School,
    /// Its profile; `None` when it has none.
    pub document: Option<&'a Document>,
    /// Whether the profile is about another school year, or a period that the day does not fall in.
    pub other_year: bool,
    /// Whether the day until which it holds is over.
    pub expired: bool,
    /// Whether it does not say when its facts were checked.
    pub undated: bool,
    /// Whether its facts are out of date (see [`Document::is_old`]).
    pub old: bool,
}

/// How much a profile needs work, from least to most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProfielNeed {
    /// All is well.
    Nothing,
    /// It is to be looked at again.
    Review,
    /// There is none for this school year.
    ThisYear,
    /// There is none at all.
    Profiel,
}

impl<'a> ProfielState<'a> {
    /// That of a school.
    pub fn new(school: &'a School, day: Date) -> Self {
        let document = school.profiel();
        let is = |what: &dyn Fn(&Document) -> bool| document.is_some_and(what);
        Self {
            school,
            document,
            other_year: is(&|d| !applies_on(d, day)),
            expired: is(&|d| d.valid_until.is_some_and(|to| to.last() < day)),
            undated: is(&|d| d.facts_date().is_none()),
            old: is(&|d| d.is_old(day)),
        }
    }

    /// What it needs most.
    pub fn need(&self) -> ProfielNeed {
        match self.document {
            None => ProfielNeed::Profiel,
            Some(_) if self.other_year => ProfielNeed::ThisYear,
            Some(_) if self.expired || self.undated || self.old => ProfielNeed::Review,
            Some(_) => ProfielNeed::Nothing,
        }
    }
}

/// The profiles of all schools; those that need most work first, then by name.
pub fn profielen<'a>(regio: &Regio<'a>, day: Date) -> Vec<ProfielState<'a>> {
    let mut out: Vec<ProfielState<'a>> = regio.scholen.iter().map(|s| ProfielState::new(s.school, day)).collect();
    out.sort_by_cached_key(|p| (std::cmp::Reverse(p.need()), p.school.name.to_lowercase()));
    out
}

/// Whether a document is about the school year, or a period, that a day falls in.
fn applies_on(document: &Document, day: Date) -> bool {
    match (&document.period, document.schooljaar) {
        (Some((from, to)), _) => from.first() <= day && to.is_none_or(|to| day <= to.last()),
        (None, Some(year)) => year >= Schooljaar::at(day),
        (None, None) => false,
    }
}
