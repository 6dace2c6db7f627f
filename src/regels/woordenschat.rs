//! What a site knows of words: those that it explains, and the names that are no persons.

use std::collections::HashSet;

use crate::model::site::Site;

use crate::tekst::words as woorden;

/// Words of a site, for checks that must not take a known word for something else.
#[derive(Debug, Default)]
pub(super) struct Woordenschat {
    /// Words of names and synonyms of items, in small letters.
    bekend: HashSet<String>,
    /// Words in capitals that an item, a name or the site explains or that everybody knows.
    afkortingen: HashSet<String>,
    /// Words of the names of schools, boards, samenwerkingsverbanden, buildings and towns, in small letters.
    namen: HashSet<String>,
}

/// Abbreviations that need no explanation on a site about Dutch schools: what everybody says, or what has no longer
/// form that anybody uses.
const ALGEMEEN: &[&str] = &[
    "A4", "AVG", "BHV", "BIC", "BRIN", "BSN", "BV", "CAO", "CD", "DNA", "DVD", "EHBO", "EK", "EU", "FAQ", "FC", "FM",
    "GGD", "GPS", "HAVO", "HBO", "HIV", "IBAN", "ICT", "ID", "IQ", "IT", "KVK", "LOL", "LTS", "MAVO", "MBO", "NAVO",
    "NB", "NL", "NOS", "NS", "NV", "OK", "OV", "PC", "PDF", "PO", "PS", "QR", "ROC", "SMS", "SO", "SBO", "TL", "TV",
    "UK", "URL", "USA", "USB", "VMBO", "VN", "VO", "VSO", "VVE", "VWO", "WA", "WC", "WIFI", "WO", "XL", "ZZP",
];

impl Woordenschat {
    pub(super) fn van(site: &Site) -> Self {
        let mut uit = Self::default();
        for lijst in site.catalogus.lijsten.values() {
            for item in &lijst.items {
                let namen = [Some(&item.naam), item.naam_ouders.as_ref()];
                for naam in namen.into_iter().flatten().chain(&item.synoniemen) {
                    uit.leer(naam);
                }
            }
        }
        for schaal in site.catalogus.schalen.values() {
            schaal.waarden.iter().for_each(|waarde| uit.leer(&waarde.naam));
        }
        let gegevens = &site.gegevens;
        for instantie in [&gegevens.uitgever, &gegevens.contact, &gegevens.steunpunt].into_iter().flatten() {
            uit.noem(&instantie.naam);
        }
        for school in &site.scholen {
            uit.noem(&school.naam);
            uit.noem(&school.slug);
            for naam in school.bestuur.iter().chain(&school.plaats).chain(&school.samenwerkingsverbanden) {
                uit.noem(naam);
            }
            for vestiging in &school.vestigingen {
                for naam in [&vestiging.naam, &vestiging.adres, &vestiging.plaats].into_iter().flatten() {
                    uit.noem(naam);
                }
            }
        }
        uit.afkortingen.extend(ALGEMEEN.iter().map(|kort| (*kort).to_owned()));
        uit.afkortingen.extend(gegevens.bekende_afkortingen.iter().cloned());
        uit
    }

    /// Takes in the words of an item.
    fn leer(&mut self, naam: &str) {
        for (_, woord) in woorden(naam) {
            for deel in std::iter::once(woord).chain(woord.split('-')) {
                if super::afkortingen::is_afkorting(deel) {
                    self.afkortingen.insert(deel.to_owned());
                }
                let klein = deel.to_lowercase();
                if klein.chars().count() > 2 {
                    self.bekend.insert(klein);
                }
            }
        }
    }

    /// Takes in the words of a name.
    fn noem(&mut self, naam: &str) {
        for (_, woord) in woorden(naam) {
            for deel in std::iter::once(woord).chain(woord.split('-')) {
                if super::afkortingen::is_afkorting(deel) {
                    self.afkortingen.insert(deel.to_owned());
                }
                self.namen.insert(deel.to_lowercase());
            }
        }
    }

    /// Whether a word in small letters is one of the words of items.
    pub(super) fn kent(&self, woord: &str) -> bool {
        self.bekend.contains(woord)
    }

    /// Whether a word in small letters is part of the name of a school, a board, a town.
    pub(super) fn is_naam(&self, woord: &str) -> bool {
        self.namen.contains(woord)
    }

    /// Whether the reader gets this abbreviation explained, or knows it.
    pub(super) fn kent_afkorting(&self, kort: &str) -> bool {
        self.afkortingen.contains(kort)
    }
}

#[cfg(test)]
pub(super) mod proef {
    use super::Woordenschat;

    /// A vocabulary of some items and names.
    pub(in super::super) fn woordenschat(items: &[&str], namen: &[&str]) -> Woordenschat {
        let mut uit = Woordenschat::default();
        items.iter().for_each(|item| uit.leer(item));
        namen.iter().for_each(|naam| uit.noem(naam));
        uit.afkortingen.extend(super::ALGEMEEN.iter().map(|kort| (*kort).to_owned()));
        uit
    }
}
