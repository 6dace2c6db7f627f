//! How the outcome of an item reads in a cell of a table: a short mark, and the same in words.

use std::collections::BTreeSet;

use crate::facts::Outcome;
use crate::model::catalogus::Catalogus;
use crate::model::value::{Score, Stand};
use crate::text::sentences;

use super::statement;

/// A cell as people read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What it is, a letter for each place: `s` at school, `b` through the board, `e` through others; else one letter: `j`
    /// there while nobody says where, `c` there as someone whom parents can turn to, `n` not there, `g` only named, `o`
    /// not stated. Of a value, its place on the scale: `0` to `6`. Tables make CSS classes of these, and filter by them.
    pub soort: String,
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
        let Some(cell) = cell else { return Self::new("o", "·", NOT_STATED) };
        let hoeveel = cell.hoeveel().map(|h| h.text.clone());
        if !cell.scores.is_empty() {
            return Self { hoeveel, ..Self::from_scores(cell, catalogus) };
        }
        let out = match cell.stand {
            Stand::Yes if cell.is_contact() => Self::new("c", "C", CONTACT),
            Stand::Yes if cell.waar.is_empty() => Self::new("j", "✓", PLAATS_NOT_STATED),
            Stand::Yes => Self::of_places(cell, catalogus),
            Stand::No => Self::new("n", "✕", NO),
            Stand::Mentioned => Self::new("g", "○", MENTIONED),
            Stand::NotStated => Self::new("o", "·", NOT_STATED),
        };
        let mut out = Self { hoeveel, ..out };
        // A reader of a table takes it for help with all that its row is about.
        if let Some(names) = statement::question_names(cell, catalogus).filter(|_| cell.stand == Stand::Yes) {
            let names = if names.is_empty() { "iets anders".to_owned() } else { sentences::join_and(&names) };
            out.words = format!("{}; volgens de school voor: {names}", out.words);
        }
        out
    }

    fn new(soort: &str, character: &str, words: &str) -> Self {
        Self { soort: soort.to_owned(), character: character.to_owned(), words: words.to_owned(), hoeveel: None }
    }

    /// The place of one row is told with that row, and gives no letter: the item is in other rows too.
    fn of_places(cell: &Outcome<'_>, catalogus: &Catalogus) -> Self {
        let places = cell.places();
        let mut out = if places.is_empty() { Self::new("j", "✓", YES) } else { Self::at(&places, catalogus) };
        for row in cell.places_of_rows(catalogus) {
            out.words = format!("{}; {row}", out.words);
        }
        out
    }

    fn at(waar: &BTreeSet<String>, catalogus: &Catalogus) -> Self {
        let mut parts: Vec<(&str, char)> = waar.iter().map(|id| plaats_letter(id)).collect();
        // At school comes first, then farther and farther away.
        parts.sort_by_key(|(soort, _)| ["s", "b", "e"].iter().position(|s| s == soort));
        let mut soort = String::new();
        for (letter, _) in &parts {
            if !soort.contains(letter) {
                soort.push_str(letter);
            }
        }
        Self::new(&soort, &parts.iter().map(|(_, character)| character).collect::<String>(), &plaatsen(waar, catalogus))
    }

    fn from_scores(cell: &Outcome<'_>, catalogus: &Catalogus) -> Self {
        // A score of the school as a whole says most; without one, the lowest of its groups gives the colour.
        let whole = cell.scores.iter().find(|s| s.group.is_none());
        let lowest = cell.scores.iter().min_by_key(|s| catalogus.rank(s));
        let Some(score) = whole.or(lowest) else { return Self::new("o", "·", NOT_STATED) };
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
        let soort = catalogus.rank(score).unwrap_or(0).min(6).to_string();
        Self::new(&soort, &distinct.join("/"), &words.join(", "))
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

/// The letter of a place in [`Reading::soort`], and the letter of its mark.
pub fn plaats_letter(id: &str) -> (&'static str, char) {
    match id {
        "school" => ("s", 'S'),
        "bestuur" => ("b", 'B'),
        "swv" => ("e", 'W'),
        "derden" => ("e", 'A'),
        _ => ("e", 'E'),
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
