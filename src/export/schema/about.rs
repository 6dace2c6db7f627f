//! What a limit is about, in sections with `onderwerp: grenzen`, as `vormen::about` reads it.

use serde_json::{Map, Value, json};

use crate::model::formaat::Sectie;
use crate::vormen::about::{HULPVRAGEN, ITEMS, NONE, has_key};

use super::SchemaMaker;
use super::parts::{described, object, one_of, one_or_more, reference};
use super::words::{WordChoice, words};

impl SchemaMaker<'_> {
    /// The keys that a section of limits, its groups and its rows have besides those of the format.
    pub(super) fn about(&mut self, sectie: &Sectie) -> Map<String, Value> {
        let mut keys =
            if has_key(sectie, HULPVRAGEN) || has_key(sectie, ITEMS) { self.about_keys() } else { Map::new() };
        keys.retain(|key, _| has_key(sectie, key));
        keys
    }

    /// With which questions an item helps on this school.
    pub(super) fn narrowed(&mut self) -> Value {
        let questions = self.questions("hulpvragen-item", "Dit helpt bij geen van de vragen van ouders.");
        let help = "Vragen van ouders waar dit op uw school bij helpt. Leeg: de vragen die de lijst noemt.";
        described(questions, "Hulpvragen", help)
    }

    /// The keys `hulpvragen` and `items`.
    pub(super) fn about_keys(&mut self) -> Map<String, Value> {
        let questions = self.questions("hulpvragen-grens", "Deze grens hoort bij geen vraag van ouders.");
        object(json!({
            HULPVRAGEN: described(questions, "Hulpvragen", "Vragen van ouders waar deze grens over gaat, of geen."),
            ITEMS: described(one_or_more(reference()), "Items", "Items die de school niet kan bieden, als lijst/item."),
        }))
    }

    /// Questions of parents, or `geen` with what that says. It is long and stands at many keys, so it is one definition.
    fn questions(&mut self, name: &str, none: &str) -> Value {
        let none: Vec<WordChoice> = vec![(NONE.to_owned(), none.to_owned())];
        let schema = one_of(vec![words(&none, std::iter::empty()), self.of_lijst(HULPVRAGEN)]);
        self.store(name, schema)
    }
}
