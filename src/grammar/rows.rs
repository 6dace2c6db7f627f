//! Rows, perhaps in groups, with the fields of a section.

use std::collections::BTreeSet;

use crate::model::catalogus::Catalogus;
use crate::model::formaat::Sectie;

use super::common::{about, join_or, sectie_map};
use super::field;
use super::shape::{Key, MapShape, Shape};

/// A section of rows under this key; in short notation a bare list, or its only row.
pub fn rows_under(key: &str, row: Shape, example: Vec<String>, sectie: &Sectie, catalogus: &Catalogus) -> Shape {
    let help = "De rijen, onder elkaar, elk met een streepje.";
    let mut keys = about(sectie, catalogus);
    keys.push(Key::new(key, &sectie.title, help, row.clone().many()).offered("").with_example(example));
    let map = sectie_map(keys).or_otherwise("een lijst van rijen");
    Shape::Either(vec![Shape::Map(map), row.list(), field::first(sectie, catalogus)])
}

/// A row, or a group of rows.
pub fn row(sectie: &Sectie, catalogus: &Catalogus) -> Shape {
    rows(sectie, true, &[], catalogus)
}

/// A row; `groups`: or a group of rows. The keys in `required` must be there.
pub fn rows(sectie: &Sectie, groups: bool, required: &[&str], catalogus: &Catalogus) -> Shape {
    let name = format!("sectie-{}-rij", sectie.id);
    let help = "Een korte naam, waarmee het document naar deze rij verwijst.";
    let mut keys = vec![Key::new("id", "Id", help, Shape::Id)];
    keys.extend(field::keys(sectie, catalogus));
    keys.extend(about(sectie, catalogus));
    for key in &mut keys {
        key.required = required.contains(&key.id.as_str());
    }
    let of_groups = if groups { "; een groep van rijen heeft groep en rijen" } else { "" };
    let message = format!("Dit past hier niet. Een rij heeft {}{of_groups}.", join_keys(&keys));
    let field = keys.iter().any(|key| key.id == "groep");
    let map = MapShape::new(keys).said(message.clone());
    let mut possible = vec![Shape::Map(match sectie.fields.first() {
        Some(first) => map.sometimes_bare(&first.id),
        None => map,
    })];
    if groups {
        let mut keys = about(sectie, catalogus);
        let below = Key::new("rijen", "Rijen", "De rijen van deze groep.", Shape::Again(name.clone()).many());
        keys.push(Key::new("groep", "Groep", "De naam van een groep van rijen.", Shape::Word).required());
        // Where `groep` is also a field, only something with rows is a group.
        keys.push(if field { below.required() } else { below });
        possible.push(Shape::Map(MapShape::new(keys).said(message)));
    }
    possible.push(field::first(sectie, catalogus));
    let shape = Shape::OrNothing(possible);
    shape.explained_part(name, "Een rij, of een groep van rijen.")
}

/// Keys in the order in which a message names them: "groep, id of rijen".
fn join_keys(keys: &[Key]) -> String {
    let ids: BTreeSet<&str> = keys.iter().map(|key| key.id.as_str()).collect();
    join_or(ids.into_iter())
}
