//! Words of a closed set: some are offered and explained, all their names are accepted, in any case.

use serde_json::{Value, json};

use crate::model::lijst::{Item, Lijst, Schaal};

use super::delen::{een_van, niets, tekens};

/// Words that say why there is no value.
pub(super) const BIJZONDER: [(&str, &str); 3] = [
    ("onbekend", "De school weet dit niet."),
    ("nvt", "Dit is voor de school niet van toepassing."),
    ("volgt nog", "Het antwoord komt later."),
];

/// How many words a message still lists.
const NOEM: usize = 14;

/// A word that an editor offers, and what it tells of it.
pub(super) type Keus = (String, String);

/// Words without an explanation.
pub(super) fn kaal(woorden: &[&str]) -> Vec<Keus> {
    woorden.iter().map(|w| ((*w).to_owned(), String::new())).collect()
}

/// Ids with their names.
pub(super) fn paren(paren: &[(String, String)]) -> Vec<Keus> {
    paren.to_vec()
}

/// The words that say why there is no value.
pub(super) fn bijzonder() -> Vec<Keus> {
    BIJZONDER.iter().map(|(woord, uitleg)| ((*woord).to_owned(), (*uitleg).to_owned())).collect()
}

/// The items of a list that are in use, by id.
pub(super) fn items(lijst: &Lijst) -> Vec<Keus> {
    let gangbaar = lijst.items.iter().filter(|i| i.vervallen.is_none());
    gangbaar.map(|i| (i.id.clone(), format!("{}: {}", i.naam, uitleg(i)))).map(zonder_staart).collect()
}

/// The values of a scale: by their short sign where they have one.
pub(super) fn waarden(schaal: &Schaal) -> Vec<Keus> {
    let keus = |w: &crate::model::lijst::SchaalWaarde| {
        let woord = w.kort.as_ref().unwrap_or(&w.id).clone();
        (woord, format!("{}: {}", w.naam, w.zin.as_deref().unwrap_or_default()))
    };
    schaal.waarden.iter().map(keus).map(zonder_staart).collect()
}

fn zonder_staart((woord, uitleg): Keus) -> Keus {
    (woord, uitleg.trim_end_matches([':', ' ']).to_owned())
}

/// What an item is, and what it does for a child.
pub(super) fn uitleg(item: &Item) -> String {
    let delen: Vec<&str> = [&item.betekenis, &item.zin].into_iter().flatten().map(String::as_str).collect();
    delen.join(" ")
}

/// One of these words. `namen` are further texts that mean one of them.
pub(super) fn woorden<'a>(keuzes: &'a [Keus], namen: impl Iterator<Item = &'a str>) -> Value {
    let mut alle: Vec<&str> = Vec::new();
    for naam in keuzes.iter().map(|(woord, _)| woord.as_str()).chain(namen) {
        if !alle.contains(&naam) {
            alle.push(naam);
        }
    }
    // The pattern stands first, because its message is shown when nothing fits. It leaves out what is offered, so that a
    // word fits one shape only.
    let aangeboden: Vec<String> = keuzes.iter().map(|(woord, _)| woord.chars().map(precies).collect()).collect();
    let behalve = format!("^(?!({})$)", aangeboden.join("|"));
    let mut delen = vec![tekens(&patroon(&alle).replacen('^', &behalve, 1), &kies(keuzes))];
    if keuzes.len() > NOEM {
        delen.extend(keuzes.iter().map(|(woord, uitleg)| json!({"const": woord, "description": uitleg})));
    } else if !keuzes.is_empty() {
        // Editors explain each of them below the meaning of the key.
        let (woorden, uitleg): (Vec<_>, Vec<_>) = keuzes.iter().cloned().unzip();
        delen.push(json!({"enum": woorden, "enumDescriptions": uitleg}));
    }
    let anders: Vec<Value> = alle.iter().filter_map(|naam| zonder_aanhaling(naam)).collect();
    if !anders.is_empty() {
        delen.push(json!({ "enum": anders }));
    }
    delen.push(niets());
    een_van(delen)
}

/// What to say to somebody who wrote another word.
fn kies(keuzes: &[Keus]) -> String {
    if keuzes.len() > NOEM {
        let eerste = opsomming(keuzes.iter().take(3).map(|(woord, _)| woord.as_str()));
        return format!("Deze naam staat niet in de lijst. Kies een naam die er wel in staat, zoals {eerste}.");
    }
    match keuzes {
        [(woord, _)] => format!("Hier kan alleen staan: {woord}."),
        _ => format!("Kies uit: {}.", opsomming(keuzes.iter().map(|(woord, _)| woord.as_str()))),
    }
}

/// "a, b of c".
pub(super) fn opsomming<'a>(woorden: impl Iterator<Item = &'a str>) -> String {
    let woorden: Vec<&str> = woorden.collect();
    match woorden.split_last() {
        None => String::new(),
        Some((een, [])) => (*een).to_owned(),
        Some((laatste, rest)) => format!("{} of {laatste}", rest.join(", ")),
    }
}

/// What YAML reads a bare text as, where that is no text: `08` as a number, `true` as a boolean.
fn zonder_aanhaling(tekst: &str) -> Option<Value> {
    let klein = tekst.to_ascii_lowercase();
    match klein.as_str() {
        "true" | "false" => Some(json!(klein == "true")),
        _ => {
            let getal = tekst.parse::<i64>().map(Value::from).ok();
            getal.or_else(|| tekst.parse::<f64>().ok().filter(|g| g.is_finite()).map(Value::from))
        }
    }
}

/// A text as it may stand in a schema: itself, and what YAML reads it as.
pub(super) fn letterlijk(tekst: &str) -> Vec<Value> {
    std::iter::once(json!(tekst)).chain(zonder_aanhaling(tekst)).collect()
}

/// A regular expression for exactly these texts, in small and capital letters.
pub(super) fn patroon(namen: &[&str]) -> String {
    let mut delen: Vec<String> = Vec::new();
    for naam in namen {
        let deel: String = naam.trim().chars().map(teken).collect();
        if !delen.contains(&deel) {
            delen.push(deel);
        }
    }
    format!(r"^\s*({})\s*$", delen.join("|"))
}

fn teken(teken: char) -> String {
    let (klein, groot) = (teken.to_lowercase().to_string(), teken.to_uppercase().to_string());
    if klein != groot && klein.chars().count() == 1 && groot.chars().count() == 1 {
        format!("[{klein}{groot}]")
    } else {
        precies(teken)
    }
}

/// A character that means itself in a regular expression.
fn precies(teken: char) -> String {
    if r"\^$.*+?()[]{}|/".contains(teken) { format!("\\{teken}") } else { teken.to_string() }
}
