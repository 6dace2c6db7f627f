//! The words that a site knows: those that it explains, and names that are no persons.

use std::collections::HashSet;
use std::hash::{Hash as _, Hasher};

use crate::model::site::Site;

use crate::text::{word_list, words};

/// Words of a site, for checks that must not take a known word for something else.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    /// Words of names and synonyms of items, in lower case.
    known: HashSet<String>,
    /// Abbreviations that an item, a name or the site explains, or that everybody knows.
    afkortingen: HashSet<String>,
    /// Words of the names of schools, boards, samenwerkingsverbanden, buildings and towns, in lower case.
    names: HashSet<String>,
}

/// Abbreviations that need no explanation on a site about Dutch schools: those that everybody uses, or whose full form
/// nobody does.
const GENERAL: &[&str] = word_list!("bekende-afkortingen.txt");

impl Vocabulary {
    pub(super) fn of(site: &Site) -> Self {
        let mut out = Self::default();
        for lijst in site.catalogus.lijsten.values() {
            for item in &lijst.items {
                let names = [Some(&item.name), item.name_ouders.as_ref()];
                for name in names.into_iter().flatten().chain(&item.synonyms) {
                    out.learn(name);
                }
            }
        }
        for schaal in site.catalogus.schalen.values() {
            schaal.values.iter().for_each(|value| out.learn(&value.name));
        }
        let gegevens = &site.gegevens;
        for instantie in [&gegevens.publisher, &gegevens.contact, &gegevens.steunpunt].into_iter().flatten() {
            out.add_name(&instantie.name);
        }
        for school in &site.scholen {
            out.add_name(&school.name);
            out.add_name(&school.slug);
            for name in school.bestuur.iter().chain(&school.plaats).chain(&school.samenwerkingsverbanden) {
                out.add_name(name);
            }
            for vestiging in &school.vestigingen {
                for name in [&vestiging.name, &vestiging.address, &vestiging.plaats].into_iter().flatten() {
                    out.add_name(name);
                }
            }
        }
        out.afkortingen.extend(GENERAL.iter().map(|short| (*short).to_owned()));
        out.afkortingen.extend(gegevens.known_afkortingen.iter().cloned());
        out
    }

    /// Adds these words to a hash.
    pub(super) fn hash(&self, hasher: &mut impl Hasher) {
        let Self { known, afkortingen, names } = self;
        for words in [known, afkortingen, names] {
            // A set gives its words in any order.
            let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
            words.sort_unstable();
            words.hash(hasher);
        }
    }

    /// Adds the words of a name or synonym of an item.
    fn learn(&mut self, name: &str) {
        for (_, word) in words(name) {
            for part in std::iter::once(word).chain(word.split('-')) {
                if crate::text::is_afkorting(part) {
                    self.afkortingen.insert(part.to_owned());
                }
                let lower = part.to_lowercase();
                if lower.chars().count() > 2 {
                    self.known.insert(lower);
                }
            }
        }
    }

    /// Adds the words of a name.
    fn add_name(&mut self, name: &str) {
        for (_, word) in words(name) {
            for part in std::iter::once(word).chain(word.split('-')) {
                if crate::text::is_afkorting(part) {
                    self.afkortingen.insert(part.to_owned());
                }
                self.names.insert(part.to_lowercase());
            }
        }
    }

    /// Whether a word in lower case is one of the words of items.
    pub(super) fn knows(&self, word: &str) -> bool {
        self.known.contains(word)
    }

    /// Whether a word in lower case is part of the name of a school, a board, a town.
    pub(super) fn is_name(&self, word: &str) -> bool {
        self.names.contains(word)
    }

    /// Whether this abbreviation is explained to the reader, or commonly known.
    pub(super) fn knows_afkorting(&self, short: &str) -> bool {
        self.afkortingen.contains(short)
    }
}

#[cfg(test)]
pub(super) mod test_support {
    use super::Vocabulary;

    /// A vocabulary of some items and names.
    pub(in super::super) fn vocabulary(items: &[&str], names: &[&str]) -> Vocabulary {
        let mut out = Vocabulary::default();
        items.iter().for_each(|item| out.learn(item));
        names.iter().for_each(|name| out.add_name(name));
        out.afkortingen.extend(super::GENERAL.iter().map(|short| (*short).to_owned()));
        out
    }
}
