//! Items of a list and options of a format: which there are, where they are, and what a school has besides.

use crate::model::catalogus::{Catalogus, HULPVRAGEN};
use crate::model::formaat::{Onderwerp, Sectie};
use crate::model::lijst::{Item, Lijst};
use crate::text::one_line;

use super::about::may_narrow;
use super::common::{
    about, about_keys, any_name, hoeveel, join_or, name, name_with_questions, noot, of_every_sectie, of_lijst,
    running_text,
};
use super::shape::{Choice, Entry, ItemsShape, Key, Known, MapShape, OpenShape, Shape};

/// Whether something is at one place: a stand, or a stand with a remark.
pub fn stand_cell() -> Shape {
    let keys = vec![Key::new("stand", "", "", Shape::Stand), noot()];
    let map = MapShape::new(keys).bare("stand").or_otherwise("ja, nee");
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
    Shape::Choice(Choice { offered, names, lijst: lijst.cloned(), special: false })
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
        Key::new("id", "Id", "Een korte naam, waarmee het document ernaar verwijst.", Shape::Word),
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
    let row = MapShape { keys, columns: more.columns, ..MapShape::new(Vec::new()) };
    let row = row.sometimes_bare("naam").or_otherwise("een naam");
    let rows = Shape::Either(vec![Shape::Map(row), Shape::Word]).many();
    Key::new("anders", "Anders", "Wat niet in de lijst staat.", rows)
}

/// A section that answers item by item: the items of its list or its options, each with `each` behind it, and what the school
/// has besides.
pub fn answers(sectie: &Sectie, each: Shape, others: Key, catalogus: &Catalogus) -> ItemsShape {
    let mut keys = of_every_sectie();
    keys.extend(about(sectie, catalogus));
    keys.push(others);
    ItemsShape {
        keys,
        entries: entries(sectie),
        names: entry_names(sectie),
        each: Box::new(each.part(format!("sectie-{}-item", sectie.id))),
        refusal: sectie.lijst.as_deref().map_or_else(|| not_an_option(sectie), not_in_list),
    }
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
fn entry_names(sectie: &Sectie) -> Vec<String> {
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
    let word = Shape::Choice(Choice { offered, names: entry_names(sectie), lijst: None, special: false })
        .shared(format!("sectie-{}-naam", sectie.id), "Een naam uit de lijst.");
    let known = Known::Words(Box::new(word.clone()));
    let one = if may_narrow(sectie) { name_with_questions(known, catalogus) } else { name(known) };
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
fn not_an_option(sectie: &Sectie) -> String {
    let options = join_or(sectie.options.iter().map(|(id, _)| id.as_str()));
    format!("Dit past hier niet. Kies uit: {options}.")
}
