//! Words of a closed set: some are offered and explained, all their names are accepted, in upper or lower case.

use serde_json::{Value, json};

use crate::grammar::common::{SPECIAL, join_or};

use super::parts::{characters, nothing, one_of};

/// The most words that a message lists.
const MOST_NAMED: usize = 14;

/// A word that an editor offers, and its explanation.
pub type WordChoice = (String, String);

/// Words without an explanation.
pub fn bare(words: &[&str]) -> Vec<WordChoice> {
    words.iter().map(|w| ((*w).to_owned(), String::new())).collect()
}

/// The words that say why there is no value.
pub fn special() -> Vec<WordChoice> {
    SPECIAL.iter().map(|(word, help)| ((*word).to_owned(), (*help).to_owned())).collect()
}

/// One of these words. `names` are further texts that mean one of them.
pub fn words<'a>(choices: &'a [WordChoice], names: impl Iterator<Item = &'a str>) -> Value {
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
        let first = join_or(choices.iter().take(3).map(|(word, _)| word.as_str()));
        return format!("Deze naam staat niet in de lijst. Kies een naam die er wel in staat, zoals {first}.");
    }
    match choices {
        [(word, _)] => format!("Hier kan alleen staan: {word}."),
        _ => format!("Kies uit: {}.", join_or(choices.iter().map(|(word, _)| word.as_str()))),
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
pub fn literal(text: &str) -> Vec<Value> {
    std::iter::once(json!(text)).chain(unquoted(text)).collect()
}

/// A regular expression for exactly these texts, in upper or lower case.
pub fn pattern(names: &[&str]) -> String {
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
