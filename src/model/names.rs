//! Names of items, found in running text.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::text::words;

use super::lijst::Lijst;
use super::value::ItemKey;

/// The shortest name of one word that is looked for, in letters: shorter ones are ordinary words too often.
const MIN_NAME: usize = 5;
/// The shortest synonym of one word that is looked for, in letters. Synonyms are chosen so that a search finds
/// something, and short ones mean many things.
const MIN_SYNONYM: usize = 8;

/// An index of the names and synonyms of items.
#[derive(Debug, Default)]
pub struct ItemNames {
    /// By the first word in lower case: the words that must follow, and the item.
    by_first: BTreeMap<String, Vec<(Vec<String>, ItemKey)>>,
}

impl ItemNames {
    /// An index of the items of some lists that are still in use.
    pub fn new<'a>(lists: impl Iterator<Item = &'a Lijst>) -> Self {
        let mut index = Self::default();
        for list in lists {
            for item in list.items.iter().filter(|i| i.obsolete.is_none()) {
                let key = ItemKey { lijst: list.id.clone(), item: item.id.clone() };
                index.learn(&item.name, MIN_NAME, &key);
                item.synonyms.iter().for_each(|synonym| index.learn(synonym, MIN_SYNONYM, &key));
            }
        }
        index
    }

    fn learn(&mut self, name: &str, min: usize, key: &ItemKey) {
        let mut all = words(name).map(|(_, word)| normal(word));
        let Some(first) = all.next() else { return };
        let rest: Vec<String> = all.collect();
        if rest.is_empty() && first.chars().count() < min {
            return;
        }
        let known = self.by_first.entry(first).or_default();
        if !known.iter().any(|(r, k)| *r == rest && k == key) {
            known.push((rest, key.clone()));
        }
    }

    /// The items that a text names with whole words, each with where its name stands, in bytes. The last word may
    /// be a plural.
    pub fn find<'s>(&'s self, text: &'s str) -> Vec<(&'s ItemKey, Range<usize>)> {
        let all: Vec<(usize, &str)> = words(text).collect();
        let normalized: Vec<String> = all.iter().map(|(_, word)| normal(word)).collect();
        let mut found = Vec::new();
        for start in 0..all.len() {
            for first in singulars(&normalized[start]) {
                for (rest, key) in self.by_first.get(first).into_iter().flatten() {
                    // A plural is the end of a name.
                    let whole = first.len() == normalized[start].len();
                    let Some(last) = normalized.get(start..=start + rest.len()) else { continue };
                    if rest.is_empty() || (whole && follows(rest, &last[1..])) {
                        let (end, word) = all[start + rest.len()];
                        found.push((key, all[start].0..end + word.len()));
                    }
                }
            }
        }
        found
    }
}

/// Whether the words of a text are these, the last one perhaps as a plural.
fn follows(rest: &[String], text: &[String]) -> bool {
    let Some((last, before)) = rest.split_last() else { return true };
    text[..before.len()] == *before && singulars(&text[before.len()]).any(|s| s == last)
}

/// The word itself, and what it may be the plural of.
fn singulars(word: &str) -> impl Iterator<Item = &str> {
    let endings = ["'s", "en", "s", "n"].into_iter().filter_map(|ending| word.strip_suffix(ending));
    std::iter::once(word).chain(endings.filter(|s| s.chars().count() >= MIN_NAME))
}

/// A word as it is compared: in lower case, without invisible characters.
fn normal(word: &str) -> String {
    let visible = word.chars().filter(|c| !crate::normal::is_unseen(*c));
    visible.flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }).collect()
}
