//! The catalogue: all lists, scales and formats, built in or the site's own.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use crate::text::Word;

use super::formaat::Formaat;
use super::lijst::{Item, Lijst, Schaal};
use super::names::ItemNames;
use super::value::{ItemKey, Score};

/// What messages call the folder of the built-in definitions.
pub(crate) const BUILTIN_FOLDER: &str = "ingebouwd";

/// Id of the list of parents' questions.
pub const HULPVRAGEN: &str = "hulpvragen";

/// All definitions, by id.
#[derive(Debug, Clone, Default)]
pub struct Catalogus {
    /// Lists.
    pub lijsten: BTreeMap<String, Arc<Lijst>>,
    /// Scales.
    pub schalen: BTreeMap<String, Arc<Schaal>>,
    /// Formats.
    pub formaten: BTreeMap<String, Arc<Formaat>>,
    /// Ids of the lists that schools are asked for: those that some format ticks or scores, or that count in a field.
    /// Only their items can be offered; places, years and the like say more about something else.
    pub(crate) asked: BTreeSet<String>,
    /// Names of the items of those lists, to be found in running text.
    pub(crate) names: Arc<ItemNames>,
    /// Names of files that could not be read: a reference to one of these is not reported as wrong.
    pub(crate) broken: BTreeSet<String>,
}

impl Catalogus {
    /// Finds names of items that schools are asked for in running text.
    pub fn item_names(&self) -> &ItemNames {
        &self.names
    }

    /// Whether some format asks schools for the items of a list.
    pub fn is_asked(&self, lijst: &str) -> bool {
        self.asked.contains(lijst)
    }

    /// The list with this id.
    pub fn lijst(&self, id: &str) -> Option<&Arc<Lijst>> {
        self.lijsten.get(id)
    }

    /// Whether a definition has this name, but could not be read.
    pub fn is_broken(&self, name: &str) -> bool {
        self.broken.contains(name)
    }

    /// The places an item can be at.
    pub fn plaatsen(&self) -> Option<&Arc<Lijst>> {
        self.lijst("plaatsen")
    }

    /// The name of an item, or its id where the list is gone.
    pub fn name<'a>(&'a self, key: &'a ItemKey) -> &'a str {
        self.item(key).map_or(&key.item, |i| &i.name)
    }

    /// The name of an item as parents read it, or its id where the list is gone.
    pub fn name_for_parents(&self, key: &ItemKey) -> String {
        let known = self.lijst(&key.lijst).and_then(|l| Some((l, l.by_id(&key.item)?.1)));
        known.map_or_else(|| key.item.clone(), |(lijst, item)| lijst.for_parents(item))
    }

    /// An item by its key.
    pub fn item(&self, key: &ItemKey) -> Option<&Item> {
        self.lijst(&key.lijst)?.by_id(&key.item).map(|(_, item)| item)
    }

    /// Where a score stands on its scale, from 0.
    pub fn rank(&self, score: &Score) -> Option<usize> {
        self.schalen.get(&score.schaal)?.values.iter().position(|w| w.id == score.value)
    }

    /// The words that are explained to parents where they first stand: those of the site's own lists first.
    pub fn explained_words(&self) -> Vec<Word> {
        let items = self.lijsten.values().flat_map(|l| &l.items).filter(|i| i.obsolete.is_none());
        let (own, built_in): (Vec<&Item>, Vec<&Item>) =
            items.partition(|i| !Path::new(i.span.path()).starts_with(BUILTIN_FOLDER));
        let word = |item: &Item| {
            let long = item.synonyms.iter().filter(|s| !item.afkortingen.contains(s));
            Some(Word {
                name: item.name.clone(),
                others: long.cloned().collect(),
                afkortingen: item.afkortingen.clone(),
                meaning: item.explanation.as_deref()?.trim_end_matches('.').to_owned(),
                general: true,
            })
        };
        own.into_iter().chain(built_in).filter_map(word).collect()
    }
}
