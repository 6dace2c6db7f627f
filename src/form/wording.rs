//! Rephrases messages about a file as messages about a cell: in the words of the sheet, without keys and brackets that
//! nobody sees there.

use crate::melding::{Code, Melding, nearest_name};

use super::Keuze;

/// The most options that a hint lists in full.
const MOST_OPTIONS: usize = 10;

/// Words of files, and what a sheet calls them.
const WORDS: [(&str, &str); 15] = [
    ("in een `noot`", "in het vak Opmerking"),
    ("de `noot`", "het vak Opmerking"),
    ("`noot`", "Opmerking"),
    (
        "haal `stand: nee` weg, of de plaats waar het er wel is",
        "maak van nee ja, of maak de plaats leeg waar het er wel is",
    ),
    ("zeg dan bij het item waar, zoals `[extern]`", "zeg dan in de rij van het item op welke plaats"),
    ("`stand: ", "`"),
    ("geef een van de twee een ander id", "geef een van de twee een ander kenmerk"),
    ("of spring hierheen met `naar`", "of laat een andere rij hierheen gaan (kolom Gaat naar)"),
    ("eindigt met `einde`", "eindigt met een rij einde"),
    ("zet het bestand naast het document en noem het bij `bestand`", "stuur het bestand mee en vul de naam ervan in"),
    ("onder `anders`", "bij Eigen aanbod"),
    ("bij `anders`", "bij Eigen aanbod"),
    ("`hoeveel`", "het vak Hoeveel"),
    ("`zin`", "Zin voor ouders"),
    ("`zin:`", "Zin voor ouders"),
];

/// Message and hint for a cell; `choice` is what may be chosen in it.
pub(super) fn for_cell(melding: &Melding, choice: Option<&Keuze>) -> (String, Option<String>) {
    let message = melding.message.clone();
    let typed = message.split('`').nth(1).unwrap_or_default().to_owned();
    match (melding.code, choice) {
        (Code::UnknownValue | Code::UnknownItem, Some(choice)) => {
            (format!("`{typed}` staat niet in het lijstje van dit vak"), Some(from_list(&typed, choice)))
        }
        (Code::AlmostReference, Some(choice)) => {
            let near = nearest_name(&typed, choice.options.iter().map(String::as_str));
            let hint = match near {
                Some(near) => format!("bedoelde u `{near}`? Een eigen naam moet er minder op lijken"),
                None => sheet_words(melding.hint.as_deref().unwrap_or_default()),
            };
            (message, Some(hint))
        }
        (Code::UnknownValue | Code::UnknownItem, None) if !typed.is_empty() => {
            let hint = melding.hint.as_deref().map(sheet_words).filter(|hint| !speaks_yaml(hint));
            (format!("`{typed}` kan hier niet"), Some(hint.unwrap_or_else(|| CHANGE.to_owned())))
        }
        (Code::PlaatsNotMentioned, _) => (
            message,
            Some(
                "zet in deze rij ja bij de plaats waar het is; zonder plaats staat er alleen dat het er is".to_owned(),
            ),
        ),
        (Code::UnknownAfkorting, _) => (
            message,
            Some("zet haar op het blad Afkortingen met wat zij betekent, of schrijf haar hier voluit".to_owned()),
        ),
        (Code::IsInList, _) => (
            message,
            Some(
                "is het hetzelfde, antwoord dan bij dat item zelf; zo niet, vul dan in de kolom Hoort bij in waar het bij hoort"
                    .to_owned(),
            ),
        ),
        (Code::WrongType, _) if message.contains("geen lijst") || message.contains("kan maar één") => {
            ("in dit vak kan één antwoord".to_owned(), Some("laat er één staan".to_owned()))
        }
        _ => {
            let hint = melding.hint.as_deref().map(sheet_words);
            let hint = hint.map(|hint| if speaks_yaml(&hint) { CHANGE.to_owned() } else { hint });
            (sheet_words(&message), hint)
        }
    }
}

/// The hint that always applies.
const CHANGE: &str = "verander het antwoord in dit vak";

fn from_list(typed: &str, choice: &Keuze) -> String {
    match nearest_name(typed, choice.options.iter().map(String::as_str)) {
        Some(near) => format!("bedoelde u `{near}`?"),
        None if choice.options.len() <= MOST_OPTIONS => {
            format!("kies een van: {}", choice.options.iter().map(|o| format!("`{o}`")).collect::<Vec<_>>().join(", "))
        }
        None => "kies een antwoord uit het lijstje van dit vak".to_owned(),
    }
}

fn sheet_words(text: &str) -> String {
    WORDS.iter().fold(text.to_owned(), |text, (file, sheet)| text.replace(file, sheet))
}

/// Whether a hint shows how something is written in a file.
fn speaks_yaml(hint: &str) -> bool {
    let quoted = hint.split('`').skip(1).step_by(2);
    let yaml = |part: &str| {
        part.starts_with(['[', '{', '"'])
            || part.starts_with("- ")
            || part.ends_with(".yaml")
            || part.ends_with(':')
            || part
                .split_once(": ")
                .is_some_and(|(key, _)| !key.is_empty() && key.chars().all(|c| c.is_ascii_lowercase() || c == '-'))
    };
    quoted.into_iter().any(yaml) || ["sleutel", "inspring", "YAML", "aanhalingstekens"].iter().any(|w| hint.contains(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_file_would_look_like_is_not_said_of_a_cell() {
        for hint in [
            "noem de plaats, bijvoorbeeld `[school, extern]`",
            "zet bij `afkortingen:` een regel",
            "schrijf `lift: {stand: ja}`",
            "zet elke verwijzing op een eigen regel: `- naam: opmerking`",
            "zeg in `school.yaml` wie",
            "zet aanhalingstekens om de waarde",
        ] {
            assert!(speaks_yaml(hint), "{hint}");
        }
        for hint in [
            "schrijf `2025-09-01`",
            "bedoelde u `mavo`?",
            "kies `ja` of `nee`",
            "begin met `https://`",
            "`RT: remedial`",
        ] {
            assert!(!speaks_yaml(hint), "{hint}");
        }
    }
}
