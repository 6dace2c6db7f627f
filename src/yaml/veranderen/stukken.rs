//! A new text as pieces of the old one with new text between, and the patches that make it.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::yaml::lap::Lap;

/// The pieces of a new text, in order.
#[derive(Debug, Default)]
pub(super) struct Stukken(Vec<Stuk>);

#[derive(Debug)]
enum Stuk {
    Oud(Range<usize>),
    Nieuw(String),
}

impl Stukken {
    /// A piece of the old text.
    pub(super) fn oud(&mut self, bereik: Range<usize>) {
        if bereik.start >= bereik.end {
            return;
        }
        match self.0.last_mut() {
            Some(Stuk::Oud(vorig)) if vorig.end == bereik.start => vorig.end = bereik.end,
            _ => self.0.push(Stuk::Oud(bereik)),
        }
    }

    /// A piece of new text.
    pub(super) fn nieuw(&mut self, tekst: impl Into<String>) {
        let tekst = tekst.into();
        if !tekst.is_empty() {
            self.0.push(Stuk::Nieuw(tekst));
        }
    }

    /// Other pieces behind these.
    pub(super) fn volg(&mut self, andere: Self) {
        for stuk in andere.0 {
            match stuk {
                Stuk::Oud(bereik) => self.oud(bereik),
                Stuk::Nieuw(tekst) => self.nieuw(tekst),
            }
        }
    }

    /// The first and the last character.
    pub(super) fn randen(&self, tekst: &str) -> (Option<char>, Option<char>) {
        let van = |stuk: &Stuk, einde: bool| {
            let tekst = match stuk {
                Stuk::Oud(bereik) => tekst.get(bereik.clone()).unwrap_or_default(),
                Stuk::Nieuw(tekst) => tekst,
            };
            if einde { tekst.chars().next_back() } else { tekst.chars().next() }
        };
        (self.0.first().and_then(|s| van(s, false)), self.0.last().and_then(|s| van(s, true)))
    }

    /// The patches that turn the old text into these pieces. Of pieces that changed places as many bytes as possible
    /// stay where they are; the others are written anew.
    pub(super) fn lappen(self, tekst: &str) -> Vec<Lap> {
        let blijft = self.blijft();
        let mut uit = Vec::new();
        let mut tot = 0;
        let mut nieuw = String::new();
        for (stuk, blijft) in self.0.into_iter().zip(blijft) {
            match stuk {
                Stuk::Oud(bereik) if blijft => {
                    uit.extend(lap(tekst, tot..bereik.start, &nieuw));
                    tot = bereik.end;
                    nieuw.clear();
                }
                Stuk::Oud(bereik) => nieuw.push_str(tekst.get(bereik).unwrap_or_default()),
                Stuk::Nieuw(deel) => nieuw.push_str(&deel),
            }
        }
        uit.extend(lap(tekst, tot..tekst.len(), &nieuw));
        uit
    }

    /// Which pieces stay: the old ones that are in order and have the most bytes together.
    fn blijft(&self) -> Vec<bool> {
        // By where the last piece of a row ends: the bytes of the best row, and its last piece. Rows that end later have
        // more bytes.
        let mut rijen: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        let mut vorige: Vec<Option<usize>> = Vec::with_capacity(self.0.len());
        for (i, stuk) in self.0.iter().enumerate() {
            let Stuk::Oud(bereik) = stuk else {
                vorige.push(None);
                continue;
            };
            let voor = rijen.range(..=bereik.start).next_back().map(|(_, rij)| *rij);
            vorige.push(voor.map(|(_, stuk)| stuk));
            let bytes = voor.map_or(0, |(bytes, _)| bytes) + bereik.len();
            if rijen.range(..=bereik.end).next_back().is_some_and(|(_, (al, _))| *al >= bytes) {
                continue;
            }
            let minder: Vec<usize> =
                rijen.range(bereik.end..).take_while(|(_, (al, _))| *al <= bytes).map(|(eind, _)| *eind).collect();
            for eind in minder {
                rijen.remove(&eind);
            }
            rijen.insert(bereik.end, (bytes, i));
        }
        let mut blijft = vec![false; self.0.len()];
        let mut hier = rijen.last_key_value().map(|(_, (_, stuk))| *stuk);
        while let Some(i) = hier {
            if let Some(blijft) = blijft.get_mut(i) {
                *blijft = true;
            }
            hier = vorige.get(i).copied().flatten();
        }
        blijft
    }
}

/// A patch without what is the same at its ends; none when nothing is left.
fn lap(tekst: &str, van: Range<usize>, naar: &str) -> Option<Lap> {
    let oud = tekst.get(van.clone())?;
    let voor: usize = oud.chars().zip(naar.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (oud, naar) = (oud.get(voor..)?, naar.get(voor..)?);
    let na: usize =
        oud.chars().rev().zip(naar.chars().rev()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let naar = naar.get(..naar.len() - na)?;
    let van = van.start + voor..van.end - na;
    (!van.is_empty() || !naar.is_empty()).then(|| Lap { van, naar: naar.to_owned() })
}
