//! How the outcome of an item reads in a cell of a table: a short mark, and the same in words.

use std::collections::BTreeSet;

use crate::facts::Outcome;
use crate::model::catalogus::Catalogus;
use crate::model::value::{Score, Stand};
use crate::text::sentences;

use super::statement;

/// What a cell says, apart from its words: a theme gives each its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Says {
    /// It is there, at school.
    AtSchool,
    /// It is there, through the board.
    ViaBestuur,
    /// It is there, through the samenwerkingsverband or others.
    ViaOthers,
    /// It is there, and nobody says where.
    There,
    /// It is there, as someone whom parents can turn to.
    AsContact,
    /// It is named, without a statement that it is there.
    Named,
    /// It is not there.
    Absent,
    /// A score: its place on the scale, from 0.
    Value(usize),
    /// The school says nothing.
    Unstated,
}

/// Words of values, up to the last that a theme can tell from the one before.
const VALUES: [&str; 7] = ["value-0", "value-1", "value-2", "value-3", "value-4", "value-5", "value-6"];

impl Says {
    /// As templates, styles and scripts call it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AtSchool => "at-school",
            Self::ViaBestuur => "via-bestuur",
            Self::ViaOthers => "via-others",
            Self::There => "there",
            Self::AsContact => "as-contact",
            Self::Named => "named",
            Self::Absent => "absent",
            Self::Value(index) => VALUES[index.min(VALUES.len() - 1)],
            Self::Unstated => "unstated",
        }
    }

    /// As the address of a table calls it, when it shows only the schools that say so.
    pub fn in_address(self) -> &'static str {
        match self {
            Self::AtSchool => "s",
            Self::ViaBestuur => "b",
            Self::ViaOthers => "e",
            Self::There => "j",
            Self::AsContact => "c",
            Self::Named => "g",
            Self::Absent => "n",
            Self::Value(index) => ["w0", "w1", "w2", "w3", "w4", "w5", "w6"][index.min(VALUES.len() - 1)],
            Self::Unstated => "o",
        }
    }
}

/// The sign of silence.
pub const SILENCE: &str = "·";

/// A cell as people read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What it says: one per kind of place, nearest first; of everything else just one.
    pub says: Vec<Says>,
    /// The mark: a few characters.
    pub character: String,
    /// The same in words, without a capital.
    pub words: String,
    /// How much, as typed.
    pub hoeveel: Option<String>,
}

/// What the mark of something without a letter for its place means, in a table in which the school says no place of
/// some cells, and that of some uses in others.
pub fn without_letter(none: bool, of_some: bool) -> &'static str {
    match (none, of_some) {
        (_, false) => PLAATS_NOT_STATED,
        (false, true) => PLAATS_OF_SOME,
        (true, true) => PLAATS_NOT_OR_OF_SOME,
    }
}

/// Words for what is there, where its rows say the places.
const YES: &str = "ja";
/// Words for what is there, of which the school says the place for some uses alone.
const PLAATS_OF_SOME: &str = "ja, plaats alleen bij een deel vermeld";
/// Words for both of these together.
const PLAATS_NOT_OR_OF_SOME: &str = "ja, plaats niet of alleen bij een deel vermeld";
/// Words for what is there while the school does not say where.
pub const PLAATS_NOT_STATED: &str = "ja, plaats niet vermeld";
/// Words for someone whom parents can turn to.
pub const CONTACT: &str = "ja, als contact genoemd";
/// Words for what is named without a statement that it is there.
pub const MENTIONED: &str = "genoemd, maar niet of het er is";
/// Words for what is not there.
pub const NO: &str = "nee";
/// Words for silence.
pub const NOT_STATED: &str = "niet vermeld";

impl Reading {
    /// Reads a cell; `None` is silence.
    pub fn of(cell: Option<&Outcome<'_>>, catalogus: &Catalogus) -> Self {
        let Some(cell) = cell else { return Self::silence() };
        let hoeveel = cell.hoeveel().map(|h| h.text.clone());
        if !cell.scores.is_empty() {
            return Self { hoeveel, ..Self::from_scores(cell, catalogus) };
        }
        let out = match cell.stand {
            Stand::Yes if cell.is_contact() => Self::new(Says::AsContact, "C", CONTACT),
            Stand::Yes if cell.waar.is_empty() => Self::new(Says::There, "✓", PLAATS_NOT_STATED),
            Stand::Yes => Self::of_places(cell, catalogus),
            Stand::No => Self::new(Says::Absent, "✕", NO),
            Stand::Mentioned => Self::new(Says::Named, "○", MENTIONED),
            Stand::NotStated => Self::silence(),
        };
        let mut out = Self { hoeveel, ..out };
        // A reader of a table takes it for help with all that its row is about.
        if let Some(names) = statement::question_names(cell, catalogus).filter(|_| cell.stand == Stand::Yes) {
            let names = if names.is_empty() { "iets anders".to_owned() } else { sentences::join_and(&names) };
            out.words = format!("{}; volgens de school voor: {names}", out.words);
        }
        out
    }

    fn new(says: Says, character: &str, words: &str) -> Self {
        Self { says: vec![says], character: character.to_owned(), words: words.to_owned(), hoeveel: None }
    }

    fn silence() -> Self {
        Self::new(Says::Unstated, SILENCE, NOT_STATED)
    }

    /// The place of one row is told with that row, and gives no letter: the item is in other rows too.
    fn of_places(cell: &Outcome<'_>, catalogus: &Catalogus) -> Self {
        let places = cell.places();
        let mut out = if places.is_empty() { Self::new(Says::There, "✓", YES) } else { Self::at(&places, catalogus) };
        for row in cell.places_of_rows(catalogus) {
            out.words = format!("{}; {row}", out.words);
        }
        out
    }

    fn at(waar: &BTreeSet<String>, catalogus: &Catalogus) -> Self {
        let mut parts: Vec<(Says, char)> = waar.iter().map(|id| plaats_letter(id)).collect();
        // At school comes first, then farther and farther away.
        parts.sort_by_key(|(says, _)| *says);
        let character = parts.iter().map(|(_, character)| character).collect();
        let mut says: Vec<Says> = parts.into_iter().map(|(says, _)| says).collect();
        says.dedup();
        Self { says, character, words: plaatsen(waar, catalogus), hoeveel: None }
    }

    fn from_scores(cell: &Outcome<'_>, catalogus: &Catalogus) -> Self {
        // A score of the school as a whole says most; without one, the lowest of its groups gives the colour.
        let whole = cell.scores.iter().find(|s| s.group.is_none());
        let lowest = cell.scores.iter().min_by_key(|s| catalogus.rank(s));
        let Some(score) = whole.or(lowest) else { return Self::silence() };
        let characters: Vec<String> = match whole {
            Some(score) => vec![short(score, catalogus)],
            None => cell.scores.iter().map(|s| short(s, catalogus)).collect(),
        };
        let mut distinct: Vec<String> = Vec::new();
        for character in characters {
            if !distinct.contains(&character) {
                distinct.push(character);
            }
        }
        let per = |s: &Score| match &s.group {
            None => name(s, catalogus),
            Some(group) => {
                let title = cell.document.map_or(group.as_str(), |d| d.group_name(group));
                format!("{title}: {}", name(s, catalogus))
            }
        };
        let words: Vec<String> = cell.scores.iter().map(per).collect();
        Self::new(Says::Value(catalogus.rank(score).unwrap_or(0)), &distinct.join("/"), &words.join(", "))
    }
}

/// The name of a score, in lower case.
fn name(score: &Score, catalogus: &Catalogus) -> String {
    let from = |id: &String| {
        let schaal = catalogus.schalen.get(&score.schaal);
        let value = schaal.and_then(|s| s.values.iter().find(|w| w.id == *id));
        value.map_or_else(|| id.clone(), |w| w.name.to_lowercase())
    };
    match &score.to {
        Some(to) => format!("tussen {} en {}", from(&score.value), from(to)),
        None => from(&score.value),
    }
}

/// The short mark of a score; where its scale has none, its number on the scale, from 1.
fn short(score: &Score, catalogus: &Catalogus) -> String {
    let schaal = catalogus.schalen.get(&score.schaal);
    let from = |id: &String| {
        let index = schaal.and_then(|s| s.values.iter().position(|w| w.id == *id));
        let character = schaal.zip(index).and_then(|(s, i)| s.values[i].short.clone());
        character.unwrap_or_else(|| index.map_or_else(|| "?".to_owned(), |i| (i + 1).to_string()))
    };
    match &score.to {
        Some(to) => format!("{}–{}", from(&score.value), from(to)),
        None => from(&score.value),
    }
}

/// What a cell says of a place, and the letter of its mark.
pub fn plaats_letter(id: &str) -> (Says, char) {
    match id {
        "school" => (Says::AtSchool, 'S'),
        "bestuur" => (Says::ViaBestuur, 'B'),
        "swv" => (Says::ViaOthers, 'W'),
        "derden" => (Says::ViaOthers, 'A'),
        _ => (Says::ViaOthers, 'E'),
    }
}

/// Places as a sentence part: "op school en via het bestuur".
pub fn plaatsen(waar: &BTreeSet<String>, catalogus: &Catalogus) -> String {
    let Some(lijst) = catalogus.plaatsen() else { return String::new() };
    let in_order = lijst.items.iter().filter(|item| waar.contains(&item.id));
    let names: Vec<String> = in_order.map(|item| with_lower_initial(&item.name)).collect();
    sentences::join_and(&names)
}

/// The text with its first letter in lower case, unless it begins with an abbreviation.
pub fn with_lower_initial(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => first.to_lowercase().chain(letters).collect(),
        _ => text.to_owned(),
    }
}

/// "één school", "3 scholen".
pub fn count(n: usize, singular: &str, plural: &str) -> String {
    match n {
        0 => format!("geen {singular}"),
        1 => format!("één {singular}"),
        n => format!("{n} {plural}"),
    }
}
