//! Keys and shapes that more than one kind has.

use crate::model::catalogus::{Catalogus, HULPVRAGEN};
use crate::model::formaat::Sectie;

use super::about::{ITEMS, NONE, has_key};
use super::shape::{Choice, Key, Known, MapShape, NameShape, Shape};

/// Words that say why there is no value, each with what it means.
pub const SPECIAL: [(&str, &str); 3] = [
    ("onbekend", "De school weet dit niet."),
    ("nvt", "Dit is voor de school niet van toepassing."),
    ("volgt nog", "Het antwoord komt later."),
];

/// A remark.
pub fn noot() -> Key {
    Key::new("noot", "Noot", "Een korte opmerking die erbij wordt getoond.", Shape::Text)
}

/// Running text.
pub fn running_text() -> Key {
    let help = "Tekst in Markdown, of de naam van een .md-bestand, met of zonder #kop.";
    Key::new("tekst", "Tekst", help, Shape::Text)
}

/// An amount.
pub fn hoeveel() -> Key {
    Key::new("hoeveel", "Hoeveel", "Hoeveel of hoe vaak, zoals 9 keer per jaar of circa 6 weken.", Shape::Amount)
}

/// The keys that every section has.
pub fn of_every_sectie() -> Vec<Key> {
    vec![
        Key::new("toelichting", "Toelichting", "Uitleg in de woorden van de school.", Shape::Text),
        Key::new("voor-ouders", "Voor ouders", "Tekst voor ouders, in eenvoudige taal.", Shape::Text),
        Key::new("bron", "Bron", "Waar het antwoord vandaan komt.", Shape::Text),
        Key::new("peildatum", "Peildatum", "Alleen als die anders is dan die van het document.", Shape::Date),
        Key::new("gecontroleerd", "Gecontroleerd", "Wanneer dit het laatst is nagekeken.", Shape::Date),
        Key::new("nvt", "Niet van toepassing", "Schrijf ja als dit voor de school niet geldt.", Shape::YesNo),
    ]
}

/// A section as a map: its own keys, and those that every section has. An own key takes precedence.
pub fn sectie_map(own: Vec<Key>) -> MapShape {
    let mut keys = of_every_sectie();
    keys.extend(own);
    MapShape::new(keys)
}

/// The keys that a section of limits, its groups and its rows have besides those of the format.
pub fn about(sectie: &Sectie, catalogus: &Catalogus) -> Vec<Key> {
    let mut keys = about_keys(catalogus);
    keys.retain(|key| has_key(sectie, &key.id));
    keys
}

/// What a limit is about: the keys `hulpvragen` and `items`.
pub fn about_keys(catalogus: &Catalogus) -> Vec<Key> {
    let questions = questions("hulpvragen-grens", "Deze grens hoort bij geen vraag van ouders.", catalogus);
    vec![
        Key::new(HULPVRAGEN, "Hulpvragen", "Vragen van ouders waar deze grens over gaat, of geen.", questions),
        Key::new(ITEMS, "Items", "Items die de school niet kan bieden, als lijst/item.", any_name().many()),
    ]
}

/// With which questions of parents an item helps on this school.
pub fn narrowed(catalogus: &Catalogus) -> Key {
    let questions = questions("hulpvragen-item", "Dit helpt bij geen van de vragen van ouders.", catalogus);
    let help = "Vragen van ouders waar dit op uw school bij helpt. Leeg: de vragen die de lijst noemt.";
    Key::new(HULPVRAGEN, "Hulpvragen", help, questions)
}

/// Questions of parents, or `geen` with what that says. It is long and stands at many keys, so it is one part.
fn questions(name: &str, none: &str, catalogus: &Catalogus) -> Shape {
    let none = Shape::Choice(Choice::new(vec![(NONE.to_owned(), none.to_owned())]));
    Shape::Either(vec![none, of_lijst(HULPVRAGEN, catalogus)]).shared(name, "")
}

/// One or more items of a list, by its id.
pub fn of_lijst(id: &str, catalogus: &Catalogus) -> Shape {
    match catalogus.lijst(id) {
        Some(lijst) => name(Known::Lijsten(vec![lijst.clone()])).many(),
        None => any_name().many(),
    }
}

/// A name, or a name with one remark.
pub fn name(known: Known) -> Shape {
    Shape::Name(NameShape { known, said: Box::new(Shape::Text) })
}

/// The same of anything.
pub fn any_name() -> Shape {
    name(Known::Any)
}

/// A name with a remark, or with the questions of parents with which it helps on this school.
pub fn name_with_questions(known: Known, catalogus: &Catalogus) -> Shape {
    let more = MapShape::new(vec![noot(), narrowed(catalogus)]).or_otherwise("een opmerking");
    let said = Shape::Either(vec![Shape::Map(more), Shape::Text]);
    Shape::Name(NameShape { known, said: Box::new(said) })
}

/// "a, b of c".
pub fn join_or<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let words: Vec<&str> = words.collect();
    match words.split_last() {
        None => String::new(),
        Some((one, [])) => (*one).to_owned(),
        Some((last, rest)) => format!("{} of {last}", rest.join(", ")),
    }
}
