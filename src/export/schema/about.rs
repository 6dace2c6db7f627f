//! What a limit is about, in sections with `onderwerp: grenzen`; as `vormen::about` reads it.

use serde_json::{Map, Value, json};

use crate::model::formaat::Sectie;
use crate::vormen::about::{GEEN, HULPVRAGEN, ITEMS, has_key};

use super::Maker;
use super::delen::{beschreven, een_of_meer, een_van, object, verwijzing};
use super::woorden::{Keus, woorden};

impl Maker<'_> {
    /// The keys that a section of limits, its groups and its rows have beside those of the format.
    pub(super) fn about(&mut self, sectie: &Sectie) -> Map<String, Value> {
        let mut keys =
            if has_key(sectie, HULPVRAGEN) || has_key(sectie, ITEMS) { self.about_keys() } else { Map::new() };
        keys.retain(|key, _| has_key(sectie, key));
        keys
    }

    /// Both keys.
    pub(super) fn about_keys(&mut self) -> Map<String, Value> {
        let none: Vec<Keus> = vec![(GEEN.to_owned(), "Deze grens hoort bij geen vraag van ouders.".to_owned())];
        let questions = een_van(vec![woorden(&none, std::iter::empty()), self.uit_lijst(HULPVRAGEN)]);
        object(json!({
            HULPVRAGEN: beschreven(questions, "Hulpvragen", "Vragen van ouders waar deze grens over gaat, of geen."),
            ITEMS: beschreven(een_of_meer(verwijzing()), "Items", "Items die de school niet kan bieden, als lijst/item."),
        }))
    }
}
