//! Shapes as tables for people who write the files: every key, what it means, and what may stand there. In Dutch, as Markdown.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::common::join_or;
use super::shape::{Choice, Known, MapShape, Shape};

/// The most words of a closed set that are written out.
const MOST_WORDS: usize = 14;

/// Writes a table of the keys of a map, and below it one for each map inside it.
pub fn write(map: &MapShape, out: &mut String) {
    Reference { out, told: BTreeSet::new() }.keys(map, "");
}

/// Writes what may stand somewhere: in short notation, then the tables of the maps in it.
pub fn write_shape(shape: &Shape, out: &mut String) {
    let mut reference = Reference { out, told: BTreeSet::new() };
    let short = notations(shape).into_iter().filter(|one| !matches!(one, Shape::Map(_) | Shape::Items(_)));
    let short: Vec<String> = short.map(what).collect();
    if !short.is_empty() {
        let _ = writeln!(reference.out, "In het kort: {}. Met meer erbij een kaart:\n", short.join(", of "));
    }
    for one in notations(shape) {
        match one {
            Shape::Map(map) => reference.keys(map, ""),
            Shape::Items(items) => {
                let _ = writeln!(
                    reference.out,
                    "Elke regel is een item, met zijn id, naam of synoniem. Daarachter: {}.\n",
                    what(&items.each)
                );
                reference.below(&items.each, "achter een item");
                let _ = writeln!(reference.out, "Naast de items:\n");
                reference.table(&items.keys);
                for key in &items.keys {
                    reference.below(&key.shape, &format!("onder `{}`", key.id));
                }
            }
            _ => {}
        }
    }
}

struct Reference<'a> {
    out: &'a mut String,
    /// Names of parts that have their table.
    told: BTreeSet<String>,
}

impl Reference<'_> {
    fn keys(&mut self, map: &MapShape, place: &str) {
        if !place.is_empty() {
            let _ = writeln!(self.out, "Een kaart {place}:\n");
        }
        self.table(&map.keys);
        for key in &map.keys {
            let place =
                if place.is_empty() { format!("onder `{}`", key.id) } else { format!("onder `{}`, {place}", key.id) };
            self.below(&key.shape, &place);
        }
    }

    /// Keys with what they mean; of two with the same id the last one counts.
    fn table(&mut self, keys: &[super::shape::Key]) {
        let _ = writeln!(self.out, "| sleutel | wat het is | wat er kan staan |\n|---|---|---|");
        for (number, key) in keys.iter().enumerate() {
            if keys.iter().skip(number + 1).any(|later| later.id == key.id) {
                continue;
            }
            let help = if key.help.is_empty() { &key.title } else { &key.help };
            let must = if key.required { " Moet er staan." } else { "" };
            let _ = writeln!(self.out, "| `{}` | {help}{must} | {} |", key.id, what(&key.shape).replace('|', "\\|"));
        }
        self.out.push('\n');
    }

    /// The tables of the maps in a shape.
    fn below(&mut self, shape: &Shape, place: &str) {
        match shape {
            // A value with a remark is told of in words: it may stand at every field.
            Shape::Map(map) if is_value_with_remark(map) => {}
            Shape::Map(map) => self.keys(map, place),
            Shape::Open(open) => self.below(&open.each, place),
            Shape::List(each) | Shape::Many(each) | Shape::One(each) => self.below(each, place),
            Shape::Either(shapes) | Shape::OrNothing(shapes) => {
                let many = shapes.iter().filter(|one| matches!(one, Shape::Map(_))).count() > 1;
                for one in shapes {
                    match one {
                        // One of several maps is told from the others by the key that it must have.
                        Shape::Map(map) if many => {
                            let must = map.keys.iter().find(|key| key.required);
                            let with = must.map(|key| format!(" met `{}`", key.id)).unwrap_or_default();
                            self.below(one, &format!("{place}{with}"));
                        }
                        one => self.below(one, place),
                    }
                }
            }
            Shape::Part(part) if self.told.insert(part.name.clone()) => self.below(&part.shape, place),
            _ => {}
        }
    }
}

/// The notations of an answer.
fn notations(shape: &Shape) -> Vec<&Shape> {
    match shape {
        Shape::Either(shapes) | Shape::OrNothing(shapes) => shapes.iter().flat_map(notations).collect(),
        Shape::Part(part) => notations(&part.shape),
        one => vec![one],
    }
}

fn is_value_with_remark(map: &MapShape) -> bool {
    map.keys.iter().all(|key| ["waarde", "stand", "noot", "hulpvragen"].contains(&key.id.as_str()))
}

/// What may stand somewhere, in a few words.
fn what(shape: &Shape) -> String {
    match shape {
        Shape::Text => "tekst, of de naam van een .md-bestand".to_owned(),
        Shape::Word => "een woord of een zin".to_owned(),
        Shape::Amount => "hoeveel of hoe vaak, zoals `9 keer per jaar`".to_owned(),
        Shape::Date => "een jaar, een maand of een dag".to_owned(),
        Shape::YesNo => "`ja` of `nee`".to_owned(),
        Shape::Id => "een id: kleine letters, cijfers en streepjes".to_owned(),
        Shape::Stand => "`ja`, `nee`, `onbekend`, `nvt` of `volgt nog`".to_owned(),
        Shape::Score(schaal) => format!("een waarde van de schaal {}", schaal.title),
        Shape::Choice(choice) => words(choice),
        Shape::Typed(typed) => typed.expected.clone(),
        Shape::Name(name) => match &name.known {
            Known::Any => "een naam; ook als `naam: opmerking`".to_owned(),
            Known::Lijsten(lijsten) => {
                let titles = join_or(lijsten.iter().map(|lijst| lijst.title.as_str()));
                format!("een naam uit de lijst {titles}, of een eigen naam; ook als `naam: opmerking`")
            }
            Known::Words(words) => format!("{}; ook als `naam: opmerking`", what(words)),
        },
        Shape::Map(map) if is_value_with_remark(map) => {
            let keys: Vec<String> = map.keys.iter().map(|key| format!("{}: ...", key.id)).collect();
            format!("`{{{}}}`", keys.join(", "))
        }
        Shape::Map(_) => "een kaart".to_owned(),
        Shape::Open(open) => {
            let name = open.names.as_deref().map_or_else(|| "een eigen naam".to_owned(), what);
            format!("per regel {name}, met daarachter {}", what(&open.each))
        }
        Shape::Items(_) => "per regel een item".to_owned(),
        Shape::List(each) => format!("een lijst; elk deel: {}", what(each)),
        Shape::Many(each) => format!("een of meer; elk: {}", what(each)),
        Shape::One(each) => what(each),
        Shape::Anything => "zie daar".to_owned(),
        Shape::Either(_) | Shape::OrNothing(_) => {
            // What is short first, though editors want it last.
            let mut all = notations(shape);
            all.sort_by_key(|one| matches!(one, Shape::Map(_) | Shape::Open(_) | Shape::Items(_)));
            let mut each: Vec<String> = Vec::new();
            for one in all {
                let one = match one {
                    Shape::List(part) if each.contains(&what(part)) => "een lijst daarvan".to_owned(),
                    one => what(one),
                };
                if !each.contains(&one) {
                    each.push(one);
                }
            }
            each.join(", of ")
        }
        Shape::Part(part) => what(&part.shape),
        Shape::Again(_) => "hetzelfde als hierboven".to_owned(),
    }
}

fn words(choice: &Choice) -> String {
    if choice.offered.len() > MOST_WORDS {
        let such_as =
            choice.offered.iter().take(2).map(|(word, _)| format!("`{word}`")).collect::<Vec<_>>().join(" of ");
        return format!("een naam uit de lijst, zoals {such_as}");
    }
    let of_words = |words: Vec<String>| join_or(words.iter().map(String::as_str));
    if let [(word, _)] = &choice.offered[..] {
        return format!("`{word}`");
    }
    let with_help = choice.offered.iter().any(|(_, help)| !help.is_empty() && help.ends_with('.'));
    if with_help {
        let each = choice.offered.iter().map(|(word, help)| format!("`{word}`: {help}"));
        return each.map(|line| line.trim_end_matches([':', ' ']).to_owned()).collect::<Vec<_>>().join("<br>");
    }
    if choice.offered.is_empty() {
        return "de id van een andere definitie".to_owned();
    }
    of_words(choice.offered.iter().map(|(word, _)| format!("`{word}`")).collect())
}
