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
                        let range = all[start].0..end + word.len();
                        if !ends_other_name(text, &all[..start], &range) {
                            found.push((key, range));
                        }
                    }
                }
            }
        }
        // "Voortgezet speciaal onderwijs" names no "speciaal onderwijs".
        let ranges: Vec<Range<usize>> = found.iter().map(|(_, range)| range.clone()).collect();
        found.retain(|(_, range)| {
            !ranges
                .iter()
                .any(|other| other.len() > range.len() && other.start <= range.start && range.end <= other.end)
        });
        found
    }
}

/// Whether a name is the end of a longer name of something else, such as "Jouw Ingebrachte Mentor": it begins with a
/// capital, and so does the word before it, which begins no sentence.
fn ends_other_name(text: &str, before: &[(usize, &str)], range: &Range<usize>) -> bool {
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let small = |word: &str| word.chars().any(char::is_lowercase);
    let [.., (from_first, first), (from_last, last)] = before else { return false };
    let between = |from: usize, to: usize| text.get(from..to).is_some_and(|gap| gap == " ");
    capital(&text[range.clone()])
        && capital(last)
        && small(last)
        && between(from_last + last.len(), range.start)
        && between(from_first + first.len(), *from_last)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn index(names: &[&str]) -> ItemNames {
        let mut index = ItemNames::default();
        for name in names {
            let key = ItemKey { lijst: "lijst".to_owned(), item: (*name).to_owned() };
            index.learn(name, MIN_NAME, &key);
        }
        index
    }

    #[track_caller]
    fn names(text: &str, found: &[&str]) {
        let index = index(&["mentor", "decaan", "speciaal onderwijs", "voortgezet speciaal onderwijs", "time-out"]);
        let all: Vec<&str> = index.find(text).into_iter().map(|(key, _)| key.item.as_str()).collect();
        assert_eq!(all, found, "{text}");
    }

    #[test]
    fn a_name_that_ends_the_name_of_something_else_is_no_mention() {
        names("JIM (Jouw Ingebrachte Mentor) is iemand uit de buurt.", &[]);
        names("Wij doen mee met De Goede Mentor en Op Naar Decaan.", &[]);
        for text in
            ["Onze Mentor helpt.", "Zij vraagt de Mentor.", "Gesprek: Mentor", "Mentor", "In Delft. De Mentor belt."]
        {
            names(text, &["mentor"]);
        }
        names("De VO Mentor en de heer DECAAN", &["mentor", "decaan"]);
    }

    #[test]
    fn a_name_inside_a_longer_known_name_is_no_mention_of_its_own() {
        names("Hij gaat naar het voortgezet speciaal onderwijs.", &["voortgezet speciaal onderwijs"]);
        names(
            "Van voortgezet speciaal onderwijs of speciaal onderwijs",
            &["voortgezet speciaal onderwijs", "speciaal onderwijs"],
        );
    }
}
