//! Sections that answer item by item: offers, choices, judgements and series.

use serde_json::{Map, Value, json};

use crate::model::formaat::{Axis, Onderwerp, Sectie, Soort};
use crate::model::lijst::{Item, Schaal};
use crate::vormen::about::{HULPVRAGEN, may_narrow};

use super::parts::{
    described, hoeveel, list_of, map, name_with_remark, noot, nullable, object, one_of, one_or_more, open_map,
    or_otherwise, ref_to, reference, running_text, text, word,
};
use super::words::{WordChoice, help, items, join_and, pairs, pattern, special, values, words};
use super::{DATE, SCHOOLJAAR, SchemaMaker, YEAR, reserved, stand};

impl SchemaMaker<'_> {
    /// Items or options, each with what may be said about it.
    pub(super) fn items(&mut self, sectie: &Sectie) -> Value {
        let mut keys = reserved();
        keys.extend(self.about(sectie));
        keys.insert(
            "anders".to_owned(),
            described(one_or_more(self.others(sectie)), "Anders", "Wat niet in de lijst staat."),
        );
        let name = format!("sectie-{}-item", sectie.id);
        let item = match sectie.soort {
            Soort::Beoordeling => self.beoordeling(sectie),
            Soort::Keuze => {
                // If every option lists its sub-options, an editor offers the names of all of those.
                let names: Vec<WordChoice> = sectie.sub_options.values().flat_map(|o| pairs(o)).collect();
                let every = sectie.options.iter().all(|(id, _)| sectie.sub_options.contains_key(id));
                let below = match (names.is_empty(), every) {
                    (true, _) | (_, false) => word(),
                    _ => words(&names, sectie.sub_options.values().flatten().map(|(_, name)| name.as_str())),
                };
                let fields = json!({"opties": one_or_more(below), "noot": noot(), "tekst": running_text()});
                one_of(vec![or_otherwise(map(fields, &[]), "ja, tekst"), text()])
            }
            Soort::Reeks => reeks(sectie),
            _ => self.aanbod(sectie),
        };
        self.defs.insert(name.clone(), item);
        for item in sectie.lijst.iter().flat_map(|lijst| &lijst.items) {
            keys.insert(item.id.clone(), with_item(ref_to(&name), item));
        }
        if sectie.lijst.is_none() {
            for (id, title) in &sectie.options {
                keys.insert(id.clone(), described(ref_to(&name), title, title));
            }
        }
        // Names and synonyms are valid keys too, not only ids.
        let names = names(sectie);
        let map = json!({"type": ["object"], "properties": keys, "additionalProperties": false,
            "patternProperties": {pattern(&names): ref_to(&name)}, "errorMessage": unknown(sectie)});
        if matches!(sectie.soort, Soort::Beoordeling | Soort::Reeks) {
            return nullable(vec![map]);
        }
        let word = described(words(&keuzes(sectie), names.iter().copied()), "", "Een naam uit de lijst.");
        let word = self.store(&format!("sectie-{}-naam", sectie.id), word);
        let named = match may_narrow(sectie) {
            true => self.name_with_questions(Some(&word)),
            false => name_with_remark(Some(&word)),
        };
        let one = one_of(vec![word.clone(), named]);
        one_of(vec![map, word, list_of(one)])
    }

    fn others(&mut self, sectie: &Sectie) -> Value {
        let own = match &sectie.lijst {
            Some(lijst) => self.of_lijst(&lijst.id),
            None => one_or_more(reference()),
        };
        let mut fields = object(json!({
            "naam": described(word(), "Naam", "Hoe het op deze school heet."),
            "id": word(),
            "is": described(own.clone(), "Is", "Hetzelfde als dit item; telt mee."),
            "bij": described(own, "Bij", "Hoort bij dit item; telt niet mee."),
            "waar": described(self.plaatsen(sectie), "Waar", "Op welke plaats het is."),
            "hoeveel": hoeveel(),
            "zin": described(word(), "Zin", "Een hele zin voor ouders."),
            "tekst": running_text(),
            "noot": noot(),
            "hulpvragen": described(self.of_lijst("hulpvragen"), "Hulpvragen", "Vragen van ouders waar dit bij helpt."),
        }));
        if sectie.onderwerp == Some(Onderwerp::Grenzen) {
            fields.extend(self.about_keys());
        }
        let schema = match sectie.soort {
            Soort::Beoordeling => {
                fields.extend(self.judged(sectie));
                map(Value::Object(fields), &["naam"])
            }
            Soort::Reeks => {
                let (columns, pattern, _) = columns(sectie);
                fields.extend(columns);
                let mut schema = object(map(Value::Object(fields), &["naam"]));
                if let Some((pattern, value)) = pattern {
                    schema.insert("patternProperties".to_owned(), json!({pattern: value}));
                }
                Value::Object(schema)
            }
            _ => map(Value::Object(fields), &["naam"]),
        };
        one_of(vec![or_otherwise(schema, "een naam"), word()])
    }

    /// What may be said about a judged item besides a remark and a text: its value, its groups, its fields.
    fn judged(&mut self, sectie: &Sectie) -> Map<String, Value> {
        let fields = self.fields(sectie);
        let mut of_group = fields.clone();
        of_group.insert("noot".to_owned(), noot());
        let mut keys = fields;
        let group = match &sectie.schaal {
            None => {
                let map = map(Value::Object(of_group), &[]);
                match sectie.fields.first() {
                    Some(first) => one_of(vec![map, self.content(first)]),
                    None => nullable(vec![map]),
                }
            }
            Some(schaal) => {
                let value = value(schaal);
                let together = one_of(vec![value.clone(), list_of(value.clone())]);
                keys.insert("waarde".to_owned(), described(together, &schaal.title, "De waarde."));
                of_group.insert("waarde".to_owned(), described(value.clone(), &schaal.title, "De waarde."));
                one_of(vec![or_otherwise(map(Value::Object(of_group), &[]), &short_values(schaal)), value])
            }
        };
        let group = described(open_map(group), "Per groep", "Per groep van het document een waarde.");
        keys.insert("per".to_owned(), group);
        keys
    }

    /// A place, as a single word: by id, label or name, those of the section first.
    fn plaats(&self, sectie: &Sectie) -> Value {
        let keuzes = self.plaats_names(sectie);
        let all = self.catalogus.plaatsen().into_iter().flat_map(|l| l.names());
        words(&keuzes, sectie.waar.iter().map(|(_, label)| label.as_str()).chain(all))
    }

    /// The places that are offered: those of the section, else all.
    fn plaats_names(&self, sectie: &Sectie) -> Vec<WordChoice> {
        match self.catalogus.plaatsen() {
            Some(lijst) if sectie.waar.is_empty() => items(lijst),
            _ => pairs(&sectie.waar),
        }
    }

    /// Places: one, a list (possibly with remarks), or a map with a stand for each.
    fn plaatsen(&mut self, sectie: &Sectie) -> Value {
        let plaats = self.plaats(sectie);
        let one = one_of(vec![plaats.clone(), name_with_remark(Some(&plaats))]);
        let map = json!({"type": "object", "propertyNames": plaats,
            "additionalProperties": ref_to("cel")});
        let schema = one_of(vec![plaats, list_of(one), map]);
        self.store(&format!("sectie-{}-plaatsen", sectie.id), schema)
    }

    fn aanbod(&mut self, sectie: &Sectie) -> Value {
        let plaats = self.plaats(sectie);
        let one = one_of(vec![plaats.clone(), name_with_remark(Some(&plaats))]);
        let mut keys = object(json!({
            "stand": described(stand(), "Stand", "Of het er is."),
            "waar": described(self.plaatsen(sectie), "Waar", "Op welke plaats het is."),
            "hoeveel": hoeveel(),
            "tekst": running_text(),
            "noot": noot(),
        }));
        if may_narrow(sectie) {
            keys.insert(HULPVRAGEN.to_owned(), self.narrowed());
        }
        let items = self.catalogus.plaatsen().map(|l| l.items.as_slice()).unwrap_or_default();
        let belongs = |id: &str| sectie.waar.iter().find(|(plaats, _)| plaats == id);
        for item in items {
            let above = item.ouder.and_then(|ouder| belongs(&items[ouder].id));
            if let Some((id, label)) = belongs(&item.id).or(above) {
                let title = if *id == item.id { label } else { &item.name };
                let help = format!("{title}: of het daar is.");
                keys.insert(item.id.clone(), described(ref_to("cel"), title, &help));
            }
        }
        let plaatsen = self.plaats_names(sectie);
        let others = if sectie.waar.is_empty() {
            "ja, nee".to_owned()
        } else {
            let plaatsen = join_and(plaatsen.iter().map(|(id, _)| id.as_str()));
            format!("ja, nee, een plaats ({plaatsen}), een lijst van plaatsen")
        };
        one_of(vec![or_otherwise(map(Value::Object(keys), &[]), &others), stand(), plaats, list_of(one)])
    }

    /// A value of the scale, two consecutive ones, or a map that says more.
    fn beoordeling(&mut self, sectie: &Sectie) -> Value {
        let mut keys = self.judged(sectie);
        keys.insert("noot".to_owned(), noot());
        keys.insert("tekst".to_owned(), running_text());
        let Some(schaal) = &sectie.schaal else {
            let map = map(Value::Object(keys), &[]);
            let Some(first) = sectie.fields.first() else { return nullable(vec![map]) };
            return one_of(vec![map, self.content(first)]);
        };
        let value = value(schaal);
        let together = list_of(value.clone());
        one_of(vec![or_otherwise(map(Value::Object(keys), &[]), &short_values(schaal)), value, together])
    }
}

/// The values of a scale, as a message names them.
fn short_values(schaal: &Schaal) -> String {
    let short: Vec<WordChoice> = values(schaal);
    join_and(short.iter().map(|(word, _)| word.as_str())).replace(" of ", ", ")
}

/// A value of a scale: by id, name or short form.
fn value(schaal: &Schaal) -> Value {
    let mut keuzes = values(schaal);
    keuzes.extend(special());
    words(&keuzes, schaal.names())
}

/// The columns of a series: those of the format, else a pattern for their keys; and an example for messages.
fn columns(sectie: &Sectie) -> (Map<String, Value>, Option<(&'static str, Value)>, String) {
    let map = map(json!({"waarde": word(), "noot": noot()}), &["waarde"]);
    let value = one_of(vec![or_otherwise(map, "een getal"), word()]);
    let mut keys = Map::new();
    for (id, title) in &sectie.columns {
        keys.insert(id.clone(), described(value.clone(), title, title));
    }
    let (pattern, example) = match sectie.reeks_axis {
        _ if !sectie.columns.is_empty() => (None, join_and(sectie.columns.iter().map(|(id, _)| id.as_str()))),
        Axis::Peildatum => (Some(DATE), "een datum, zoals 2025-10-01: 312".to_owned()),
        Axis::Year => (Some(YEAR), "een jaar, zoals 2025: 312".to_owned()),
        Axis::Schooljaar => (Some(SCHOOLJAAR), "een schooljaar, zoals 2024-2025: 312".to_owned()),
        Axis::Group => (Some(""), "een groep, zoals onderbouw: 312".to_owned()),
    };
    (keys, pattern.map(|pattern| (pattern, value)), example)
}

/// The values of one item, per column of a series.
fn reeks(sectie: &Sectie) -> Value {
    let (columns, pattern, example) = columns(sectie);
    let mut keys = object(json!({"noot": noot(), "tekst": running_text()}));
    keys.extend(columns);
    let err = format!("Dit past hier niet. Verwacht per regel: {example}.");
    let mut schema = object(json!({"type": ["object"], "properties": keys, "additionalProperties": false,
        "errorMessage": err}));
    if let Some((pattern, value)) = pattern {
        schema.insert("patternProperties".to_owned(), json!({pattern: value}));
    }
    nullable(vec![Value::Object(schema)])
}

/// What an editor offers as a name on its own.
fn keuzes(sectie: &Sectie) -> Vec<WordChoice> {
    match &sectie.lijst {
        Some(lijst) => items(lijst),
        None => pairs(&sectie.options),
    }
}

/// Every text that refers to an item or an option of a section.
fn names(sectie: &Sectie) -> Vec<&str> {
    match &sectie.lijst {
        Some(lijst) => lijst.names().collect(),
        None => sectie.options.iter().flat_map(|(id, name)| [id.as_str(), name]).collect(),
    }
}

/// The message for a key that is no item.
fn unknown(sectie: &Sectie) -> String {
    match (&sectie.lijst, sectie.soort) {
        (Some(lijst), Soort::Aanbod) => {
            format!(
                "Dit staat niet in de lijst {}. Kies een naam die er wel in staat, of zet het onder anders.",
                lijst.title
            )
        }
        (Some(lijst), _) => format!("Dit staat niet in de lijst {}. Kies een naam die er wel in staat.", lijst.title),
        (None, _) => {
            let options = join_and(sectie.options.iter().map(|(id, _)| id.as_str()));
            format!("Dit past hier niet. Kies uit: {options}.")
        }
    }
}

fn with_item(schema: Value, item: &Item) -> Value {
    let old = if item.obsolete.is_some() { "Niet meer in gebruik. " } else { "" };
    let help = match help(item) {
        help if help.is_empty() => item.name.clone(),
        help => help,
    };
    let mut schema = described(schema, &item.name, &format!("{old}{help}"));
    if let (Some(fields), true) = (schema.as_object_mut(), item.obsolete.is_some()) {
        fields.insert("deprecated".to_owned(), json!(true));
        fields.insert("doNotSuggest".to_owned(), json!(true));
    }
    schema
}
