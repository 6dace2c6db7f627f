//! Fields: what each type may hold, and names that refer to items.

use serde_json::{Map, Value, json};

use crate::model::formaat::{Field, FieldType, Sectie};
use crate::model::lijst::Lijst;
use crate::text::addresses::BEHIND;

use super::parts::{
    any_scalar, characters, described, map, name_with_remark, noot, nullable, one_of, one_or_more, or_otherwise,
    ref_to, reference, text, word,
};
use super::words::{WordChoice, bare, items, join_and, pairs, special, words};
use super::{DATE, SCHOOLJAAR, SchemaMaker, help};

impl SchemaMaker<'_> {
    pub(super) fn fields(&mut self, sectie: &Sectie) -> Map<String, Value> {
        let own = sectie.fields.iter().filter(|v| v.from_school.is_none());
        own.map(|v| (v.id.clone(), described(self.filled(v), &v.title, &of_field(v)))).collect()
    }

    /// A value, or `{waarde: ..., noot: ...}`.
    fn filled(&mut self, field: &Field) -> Value {
        let content = self.content(field);
        let map = map(json!({"waarde": content, "noot": noot()}), &["waarde"]);
        one_of(vec![or_otherwise(map, &expected(field)), content])
    }

    pub(super) fn content(&mut self, field: &Field) -> Value {
        let one = |pattern: &str| vec![characters(pattern, &format!("Verwacht: {}.", expected(field)))];
        match field.soort {
            FieldType::Text => text(),
            FieldType::Hoeveel => word(),
            FieldType::Item => {
                let one = self.reference(field);
                one_of(vec![one.clone(), json!({"type": "array", "items": one, "maxItems": 1})])
            }
            FieldType::Items => one_or_more(self.reference(field)),
            FieldType::YesNo => keuze(bare(&["ja", "nee"]), field),
            FieldType::Keuze => keuze(pairs(&field.values), field),
            FieldType::Number | FieldType::Percentage => {
                let mut possible = one(r"[0-9½]");
                possible.push(json!({"type": "number"}));
                or_special(possible)
            }
            FieldType::Date => or_special(dates(DATE)),
            FieldType::Schooljaar => or_special(one(SCHOOLJAAR)),
            FieldType::Web => or_special(one(&format!(r"^\s*https?://(\S*[^\s{BEHIND}])?\s*$"))),
            FieldType::Mail => {
                or_special(one(&format!(r#"^\s*[^@ <>"?&]+@[^@ <>"?&]*\.[^@ <>"?&]*[^@ <>"?&{BEHIND}]\s*$"#)))
            }
            FieldType::Phone => {
                let mut possible = one(r"^\s*[0-9 ()+-]{3,}\s*$");
                possible.push(json!({"type": "integer"}));
                or_special(possible)
            }
            FieldType::File => or_special(one(
                r"\.([pP][dD][fF]|[dD][oO][cC][xX]|[xX][lL][sS][xX]|[oO][dD][tT]|[pP][nN][gG]|[jJ][pP][eE]?[gG]|[wW][eE][bB][pP])\s*$",
            )),
        }
    }

    /// One reference of a field, with the names it may have where the field says so.
    fn reference(&mut self, field: &Field) -> Value {
        if !field.values.is_empty() {
            let keuzes = pairs(&field.values);
            let names = words(&keuzes, names(field));
            return one_of(vec![names.clone(), name_with_remark(Some(&names))]);
        }
        if field.lijsten.is_empty() {
            return reference();
        }
        let mut lijsten: Vec<Value> = field.lijsten.iter().map(|l| self.lijst(l)).collect();
        lijsten.push(if field.counts { self.name_with_questions(None) } else { name_with_remark(None) });
        one_of(lijsten)
    }

    /// A name with a remark, or with the questions of parents with which it helps on this school.
    pub(super) fn name_with_questions(&mut self, names: Option<&Value>) -> Value {
        let mut schema = name_with_remark(names);
        let more = map(json!({"noot": noot(), "hulpvragen": self.narrowed()}), &[]);
        let said = one_of(vec![or_otherwise(more, "een opmerking"), text()]);
        if let Some(schema) = schema.as_object_mut() {
            schema.insert("additionalProperties".to_owned(), said);
        }
        schema
    }

    /// A name that may refer to an item: any text, though an editor offers the names of the list.
    fn lijst(&mut self, lijst: &Lijst) -> Value {
        let name = format!("lijst-{}", lijst.id);
        self.defs.entry(name.clone()).or_insert_with(|| {
            let known = items(lijst).into_iter().map(|(id, help)| json!({"const": id, "description": help}));
            let mut parts: Vec<Value> = known.collect();
            let free = any_scalar("Hier hoort een naam: geen lijst en geen kaart.");
            let help = format!("Een eigen naam: deze staat niet in de lijst {}.", lijst.title);
            parts.push(described(free, "", &help));
            json!({"title": lijst.title, "anyOf": parts})
        });
        ref_to(&name)
    }

    /// References to items of a list by its id.
    pub(super) fn of_lijst(&mut self, id: &str) -> Value {
        let Some(lijst) = self.catalogus.lijst(id) else { return one_or_more(reference()) };
        one_or_more(one_of(vec![self.lijst(lijst), name_with_remark(None)]))
    }

    /// The first field, where a row or a section is a bare text.
    pub(super) fn first_field(&mut self, sectie: &Sectie) -> Value {
        match sectie.fields.first() {
            // References can be lists and maps too; in short notation they are one word.
            Some(field) if matches!(field.soort, FieldType::Item | FieldType::Items) => {
                let keuzes = pairs(&field.values);
                if keuzes.is_empty() { word() } else { words(&keuzes, names(field)) }
            }
            Some(field) => self.content(field),
            None => word(),
        }
    }
}

/// What an editor says about a field.
fn of_field(field: &Field) -> String {
    let possible = help::field(field);
    if possible.is_empty() { field.title.clone() } else { format!("{}: {possible}.", field.title) }
}

/// What was expected, for a message.
fn expected(field: &Field) -> String {
    match field.soort {
        FieldType::Text => "tekst, of de naam van een .md-bestand".to_owned(),
        FieldType::Keuze => join_and(field.values.iter().map(|(id, _)| id.as_str())),
        FieldType::Web => "een webadres dat met https:// begint".to_owned(),
        FieldType::File => "de naam van een bestand naast dit document, zoals protocol.pdf".to_owned(),
        _ => help::field(field),
    }
}

fn keuze(mut keuzes: Vec<WordChoice>, field: &Field) -> Value {
    keuzes.extend(special());
    words(&keuzes, names(field))
}

fn names(field: &Field) -> impl Iterator<Item = &str> {
    field.values.iter().flat_map(|(id, name)| [id.as_str(), name])
}

/// A date, typed as text or, as a year, as a number.
pub(super) fn dates(pattern: &str) -> Vec<Value> {
    let expected = "Verwacht: een jaar, een maand of een dag, zoals 2024, 2024-09 of 2024-09-01.";
    vec![characters(pattern, expected), json!({"type": "integer", "minimum": 1900, "maximum": 9999})]
}

/// These, or one of the words that say why there is no value, or nothing.
fn or_special(mut possible: Vec<Value>) -> Value {
    possible.push(words(&special(), std::iter::empty()));
    nullable(possible)
}
