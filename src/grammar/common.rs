//! Keys and shapes that more than one kind has.

use crate::model::catalogus::{Catalogus, HULPVRAGEN};
use crate::model::formaat::{Onderwerp, Sectie};
use crate::model::lijst::{Item, Lijst};
use crate::text::one_line;

use super::about::{self, ITEMS, NONE, has_key};
use super::field;
use super::shape::{Choice, Entry, Key, Known, MapShape, NameShape, OpenShape, Shape};

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

/// Whether something is at one place: a stand, or a stand with a remark.
pub fn stand_cell() -> Shape {
    let map = MapShape::new(vec![Key::new("stand", "", "", Shape::Stand), noot()]).or_otherwise("ja, nee");
    Shape::Either(vec![Shape::Map(map), Shape::Stand]).shared("cel", "")
}

/// A place, as a single word: by id, label or name. Those of the section are offered, else all.
pub fn plaats(sectie: &Sectie, catalogus: &Catalogus) -> Shape {
    let lijst = catalogus.plaatsen();
    let offered = match lijst {
        Some(lijst) if sectie.waar.is_empty() => offered_items(lijst.items.iter()),
        _ => sectie.waar.clone(),
    };
    let labels = sectie.waar.iter().map(|(_, label)| label.clone());
    let names = labels.chain(lijst.into_iter().flat_map(|l| l.names()).map(str::to_owned)).collect();
    Shape::Choice(Choice { offered, names, special: false })
}

/// A place, perhaps with a remark.
pub fn plaats_with_remark(sectie: &Sectie, catalogus: &Catalogus) -> Shape {
    name(Known::Words(Box::new(plaats(sectie, catalogus))))
}

/// Places: one, a list (perhaps with remarks), or a map with a stand for each.
pub fn plaatsen(sectie: &Sectie, catalogus: &Catalogus) -> Shape {
    let plaats = plaats(sectie, catalogus);
    let by_place = OpenShape { names: Some(Box::new(plaats.clone())), each: Box::new(stand_cell()) };
    Shape::Either(vec![plaats, plaats_with_remark(sectie, catalogus).list(), Shape::Open(by_place)])
        .shared(format!("sectie-{}-plaatsen", sectie.id), "")
}

/// What stands under `anders`: what the school has besides the list. `more`: what such a row may say as an item does.
pub fn others(sectie: &Sectie, more: MapShape, catalogus: &Catalogus) -> Key {
    let own = match &sectie.lijst {
        Some(lijst) => of_lijst(&lijst.id, catalogus),
        None => any_name().many(),
    };
    let help = "Vragen van ouders waar dit bij helpt.";
    let mut keys = vec![
        Key::new("naam", "Naam", "Hoe het op deze school heet.", Shape::Word).required(),
        Key::new("id", "", "", Shape::Word),
        Key::new("is", "Is", "Hetzelfde als dit item; telt mee.", own.clone()),
        Key::new("bij", "Bij", "Hoort bij dit item; telt niet mee.", own),
        Key::new("waar", "Waar", "Op welke plaats het is.", plaatsen(sectie, catalogus)),
        hoeveel(),
        Key::new("zin", "Zin", "Een hele zin voor ouders.", Shape::Word),
        running_text(),
        noot(),
        Key::new(HULPVRAGEN, "Hulpvragen", help, of_lijst(HULPVRAGEN, catalogus)),
    ];
    if sectie.onderwerp == Some(Onderwerp::Grenzen) {
        keys.extend(about_keys(catalogus));
    }
    keys.extend(more.keys);
    let row = MapShape { keys, columns: more.columns, ..MapShape::new(Vec::new()) }.or_otherwise("een naam");
    let rows = Shape::Either(vec![Shape::Map(row), Shape::Word]).many();
    Key::new("anders", "Anders", "Wat niet in de lijst staat.", rows)
}

/// The keys of a section that answers item by item, besides its items.
pub fn beside_items(sectie: &Sectie, others: Key, catalogus: &Catalogus) -> Vec<Key> {
    let mut keys = of_every_sectie();
    keys.extend(about(sectie, catalogus));
    keys.push(others);
    keys
}

/// The items of the section's list, else its options.
pub fn entries(sectie: &Sectie) -> Vec<Entry> {
    let of_item = |item: &Item| {
        let help = item_help(item);
        let old = if item.obsolete.is_some() { "Niet meer in gebruik. " } else { "" };
        Entry {
            id: item.id.clone(),
            title: item.name.clone(),
            help: format!("{old}{}", if help.is_empty() { &item.name } else { &help }),
            obsolete: item.obsolete.is_some(),
            blank: item
                .obsolete
                .is_none()
                .then(|| one_line(item.sentence.as_ref().or(item.meaning.as_ref()).unwrap_or(&item.name))),
        }
    };
    let of_option = |(id, title): &(String, String)| Entry {
        id: id.clone(),
        title: title.clone(),
        help: title.clone(),
        obsolete: false,
        blank: Some(one_line(title)),
    };
    match &sectie.lijst {
        Some(lijst) => lijst.items.iter().map(of_item).collect(),
        None => sectie.options.iter().map(of_option).collect(),
    }
}

/// Every text that means an item or an option of a section.
pub fn entry_names(sectie: &Sectie) -> Vec<String> {
    match &sectie.lijst {
        Some(lijst) => lijst.names().map(str::to_owned).collect(),
        None => sectie.options.iter().flat_map(|(id, name)| [id.clone(), name.clone()]).collect(),
    }
}

/// The short notations of a section that is a checklist: the name of an item, or a list of names.
pub fn checklist(sectie: &Sectie, catalogus: &Catalogus) -> [Shape; 2] {
    let offered = match &sectie.lijst {
        Some(lijst) => offered_items(lijst.items.iter()),
        None => sectie.options.clone(),
    };
    let word = Shape::Choice(Choice { offered, names: entry_names(sectie), special: false })
        .shared(format!("sectie-{}-naam", sectie.id), "Een naam uit de lijst.");
    let known = Known::Words(Box::new(word.clone()));
    let one = if about::may_narrow(sectie) { name_with_questions(known, catalogus) } else { name(known) };
    [word, one.list()]
}

/// The items that are in use, by id, each with its name and what it is.
pub(super) fn offered_items<'a>(items: impl Iterator<Item = &'a Item>) -> Vec<(String, String)> {
    let current = items.filter(|item| item.obsolete.is_none());
    current.map(|item| (item.id.clone(), without_tail(&format!("{}: {}", item.name, item_help(item))))).collect()
}

/// A name with what it means, where it means anything.
pub(super) fn without_tail(help: &str) -> String {
    help.trim_end_matches([':', ' ']).to_owned()
}

/// What an item is, and what it does for a child.
fn item_help(item: &Item) -> String {
    let parts: Vec<&str> = [&item.meaning, &item.sentence].into_iter().flatten().map(String::as_str).collect();
    parts.join(" ")
}

/// The message for a key that is no item of a list.
pub fn not_in_list(lijst: &Lijst) -> String {
    format!("Dit staat niet in de lijst {}. Kies een naam die er wel in staat.", lijst.title)
}

/// The message for a key that is none of a section's options.
pub fn not_an_option(sectie: &Sectie) -> String {
    let options = join_or(sectie.options.iter().map(|(id, _)| id.as_str()));
    format!("Dit past hier niet. Kies uit: {options}.")
}

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
    let mut possible = vec![Shape::Map(MapShape::new(keys).said(message.clone()))];
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
    let ids: std::collections::BTreeSet<&str> = keys.iter().map(|key| key.id.as_str()).collect();
    join_or(ids.into_iter())
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
