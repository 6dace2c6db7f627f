//! Headings: anchors, and the part of a text under one heading.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::bron::{Bron, Plek};
use crate::melding::Meldingen;

use super::ontleden::build;
use super::prepare::TextForm;
use super::tekens;

/// The headings at the top of a text.
#[derive(Debug)]
pub struct Koppen {
    koppen: Vec<Kop>,
    /// Length of the text.
    tot: usize,
}

impl Koppen {
    /// Finds the headings of a text.
    pub fn van(tekst: &str) -> Self {
        Self { koppen: koppen(tekst), tot: tekst.len() }
    }

    /// The part of the text under the heading whose anchor is `anker`: from the line after the heading
    /// until the next heading of the same or a higher level. Headings inside lists and quotes do not
    /// count. Link definitions (`[x]: ...`) elsewhere in the text are out of reach of the part.
    pub fn deel(&self, anker: &str) -> Option<Range<usize>> {
        let nummer = self.koppen.iter().position(|kop| kop.anker.as_deref() == Some(anker))?;
        let (deze, verder) = self.koppen.get(nummer..)?.split_first()?;
        let einde = verder.iter().find(|kop| kop.niveau <= deze.niveau).map_or(self.tot, |kop| kop.bereik.start);
        Some(deze.bereik.end..einde)
    }

    /// The anchors that [`Self::deel`] knows, in order; they are those of [`super::Blok::Kop`].
    pub fn ankers(&self) -> impl Iterator<Item = &str> + Clone {
        self.koppen.iter().filter_map(|kop| kop.anker.as_deref())
    }
}

/// A heading at the top of a text; without an anchor where the tree has no heading.
#[derive(Debug)]
pub(super) struct Kop {
    pub(super) niveau: u8,
    pub(super) anker: Option<String>,
    pub(super) bereik: Range<usize>,
}

/// The headings as the tree has them: one reading, so that both always agree.
fn koppen(tekst: &str) -> Vec<Kop> {
    let nowhere = Plek::begin(&Bron::nieuw("", ""));
    build(tekst, TextForm::File, &nowhere, false, &mut Meldingen::nieuw()).1
}

/// Gives headings an anchor that no other heading of the text has.
#[derive(Default)]
pub(super) struct Ankers(BTreeMap<String, usize>);

impl Ankers {
    pub(super) fn geef(&mut self, woorden: &str) -> String {
        let slug = tekens::slug(woorden);
        let mut anker = slug.clone();
        while self.0.contains_key(&anker) {
            let keer = self.0.entry(slug.clone()).or_insert(1);
            *keer += 1;
            anker = format!("{slug}-{keer}");
        }
        self.0.insert(anker.clone(), 1);
        anker
    }
}
