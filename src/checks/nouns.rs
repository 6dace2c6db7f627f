//! Words that tell whether a run of capitalised words is a person.

use crate::text::word_list;

/// Words that make a name one of an institution, a place or a way of working.
pub(super) const NO_PERSON: &[&str] = word_list!("geen-persoon.txt");

/// Endings of such words: Maria Montessorischool, Kannerhuis, Vlugtlaan.
pub(super) const NO_PERSON_ENDING: &[&str] = word_list!("geen-persoon-einde.txt");

/// People after whom schools, theories and ways of teaching are named.
pub(super) const KNOWN: &[&str] = word_list!("naamgevers.txt");

/// Words that begin sentences: after an abbreviation or a letter they are no surname.
pub(super) const FUNCTION_WORDS: &[&str] = word_list!("begin-van-een-zin.txt");

/// Roles that a name may follow.
pub(super) const ROLES: &[&str] = word_list!("rollen.txt");

/// Letters with full stops that are no initials: kinds of schools, and common abbreviations.
pub(super) const NO_NAME: &[&str] = word_list!("geen-voorletters.txt");

/// Words that a letter may follow without being an initial: "klas B. Daarna".
pub(super) const BEFORE_LETTER: &[&str] = word_list!("voor-een-letter.txt");
