//! Words of a closed set: some are offered and explained, all their names are accepted, in upper or lower case.

use serde_json::{Value, json};

use crate::model::lijst::{Item, Lijst, Schaal};

use super::parts::{characters, nothing, one_of};

/// Words that say why there is no value.
pub(super) const SPECIAL: [(&str, &str); 3] = [
    ("onbekend", "De school weet dit niet."),
    ("nvt", "Dit is voor de school niet van toepassing."),
    ("volgt nog", "Het antwoord komt later."),
];

/// The most words that a message lists.
const MOST_NAMED: usize = 14;

/// A word that an editor offers, and its explanation.
pub(super) type WordChoice = (String, String);

/// Words without an explanation.
pub(super) fn bare(words: &[&str]) -> Vec<WordChoice> {
    words.iter().map(|w| ((*w).to_owned(), String::new())).collect()
}

/// Ids with their names.
pub(super) fn pairs(pairs: &[(String, String)]) -> Vec<WordChoice> {
    pairs.to_vec()
}

/// The words that say why there is no value.
pub(super) fn special() -> Vec<WordChoice> {
    SPECIAL.iter().map(|(word, help)| ((*word).to_owned(), (*help).to_owned())).collect()
}

/// The items of a list that are in use, by id.
pub(super) fn items(lijst: &Lijst) -> Vec<WordChoice> {
    let current = lijst.items.iter().filter(|i| i.obsolete.is_none());
    current.map(|i| (i.id.clone(), format!("{}: {}", i.name, help(i)))).map(without_tail).collect()
}

/// The values of a scale: by their short form where they have one.
pub(super) fn values(schaal: &Schaal) -> Vec<WordChoice> {
    let choice = |w: &crate::model::lijst::SchaalWaarde| {
        let word = w.short.as_ref().unwrap_or(&w.id).clone();
        (word, format!("{}: {}", w.name, w.sentence.as_deref().unwrap_or_default()))
    };
    schaal.values.iter().map(choice).map(without_tail).collect()
}

fn without_tail((word, help): WordChoice) -> WordChoice {
    (word, help.trim_end_matches([':', ' ']).to_owned())
}

/// What an item is, and what it does for a child.
pub(super) fn help(item: &Item) -> String {
    let parts: Vec<&str> = [&item.meaning, &item.sentence].into_iter().flatten().map(String::as_str).collect();
    parts.join(" ")
}

/// One of these words. `names` are further texts that mean one of them.
pub(super) fn words<'a>(choices: &'a [WordChoice], names: impl Iterator<Item = &'a str>) -> Value {
    let mut all: Vec<&str> = Vec::new();
    for name in choices.iter().map(|(word, _)| word.as_str()).chain(names) {
        if !all.contains(&name) {
            all.push(name);
        }
    }
    // The pattern comes first, because its message is shown when nothing fits. It excludes what is offered, so that a
    // word fits one shape only.
    let offered: Vec<String> = choices.iter().map(|(word, _)| word.chars().map(escaped).collect()).collect();
    let except = format!("^(?!({})$)", offered.join("|"));
    let mut parts = vec![characters(&pattern(&all).replacen('^', &except, 1), &pick(choices))];
    if choices.len() > MOST_NAMED {
        parts.extend(choices.iter().map(|(word, help)| json!({"const": word, "description": help})));
    } else if !choices.is_empty() {
        // Editors explain each of them below the meaning of the key.
        let (words, help): (Vec<_>, Vec<_>) = choices.iter().cloned().unzip();
        parts.push(json!({"enum": words, "enumDescriptions": help}));
    }
    let others: Vec<Value> = all.iter().filter_map(|name| unquoted(name)).collect();
    if !others.is_empty() {
        parts.push(json!({ "enum": others }));
    }
    parts.push(nothing());
    one_of(parts)
}

/// The message for any other word.
fn pick(choices: &[WordChoice]) -> String {
    if choices.len() > MOST_NAMED {
        let first = join_and(choices.iter().take(3).map(|(word, _)| word.as_str()));
        return format!("Deze naam staat niet in de lijst. Kies een naam die er wel in staat, zoals {first}.");
    }
    match choices {
        [(word, _)] => format!("Hier kan alleen staan: {word}."),
        _ => format!("Kies uit: {}.", join_and(choices.iter().map(|(word, _)| word.as_str()))),
    }
}

/// "a, b of c".
pub(super) fn join_and<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let words: Vec<&str> = words.collect();
    match words.split_last() {
        None => String::new(),
        Some((one, [])) => (*one).to_owned(),
        Some((last, rest)) => format!("{} of {last}", rest.join(", ")),
    }
}

/// What YAML reads an unquoted text as, where that is no text: `08` as a number, `true` as a boolean.
fn unquoted(text: &str) -> Option<Value> {
    let lower = text.to_ascii_lowercase();
    match lower.as_str() {
        "true" | "false" => Some(json!(lower == "true")),
        _ => {
            let number = text.parse::<i64>().map(Value::from).ok();
            number.or_else(|| text.parse::<f64>().ok().filter(|g| g.is_finite()).map(Value::from))
        }
    }
}

/// The values that a text may have to an editor: itself, and what YAML reads it as.
pub(super) fn literal(text: &str) -> Vec<Value> {
    std::iter::once(json!(text)).chain(unquoted(text)).collect()
}

/// A regular expression for exactly these texts, in upper or lower case.
pub(super) fn pattern(names: &[&str]) -> String {
    let mut parts: Vec<String> = Vec::new();
    for name in names {
        let part: String = name.trim().chars().map(character).collect();
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    format!(r"^\s*({})\s*$", parts.join("|"))
}

fn character(character: char) -> String {
    let (lower, large) = (character.to_lowercase().to_string(), character.to_uppercase().to_string());
    if lower != large && lower.chars().count() == 1 && large.chars().count() == 1 {
        format!("[{lower}{large}]")
    } else {
        escaped(character)
    }
}

/// A character that means itself in a regular expression.
fn escaped(character: char) -> String {
    if r"\^$.*+?()[]{}|/".contains(character) { format!("\\{character}") } else { character.to_string() }
}
