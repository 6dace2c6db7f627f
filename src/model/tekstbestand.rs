//! A text file that was read, with what was made of it. A preview reads a folder again and again: what was made of a file
//! that did not change is made once.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::bron::{Bron, Plek};
use crate::melding::Meldingen;
use crate::tekst::{Koppen, Markdown, TextForm};
use crate::yaml::{self, Knoop};

/// A text file, and what was asked of it so far.
#[derive(Debug)]
pub struct Tekstbestand {
    bron: Arc<Bron>,
    boom: OnceLock<(Option<Knoop>, Meldingen)>,
    koppen: OnceLock<Koppen>,
    /// By first and last byte.
    teksten: Mutex<BTreeMap<(usize, usize), (Markdown, Meldingen)>>,
}

impl Tekstbestand {
    /// Nothing was asked yet.
    pub fn nieuw(bron: Arc<Bron>) -> Self {
        Self { bron, boom: OnceLock::new(), koppen: OnceLock::new(), teksten: Mutex::default() }
    }

    /// The file as source.
    pub fn bron(&self) -> &Arc<Bron> {
        &self.bron
    }

    /// The file as YAML: see [`yaml::lees`].
    pub fn boom(&self, meldingen: &mut Meldingen) -> Option<&Knoop> {
        let (knoop, gemeld) = self.boom.get_or_init(|| {
            let mut gemeld = Meldingen::nieuw();
            (yaml::lees(&self.bron, &mut gemeld), gemeld)
        });
        meldingen.neem_over(gemeld.clone());
        knoop.as_ref()
    }

    /// The headings of the file as Markdown.
    pub fn koppen(&self) -> &Koppen {
        self.koppen.get_or_init(|| Koppen::van(self.bron.tekst()))
    }

    /// A part of the file as Markdown.
    pub fn markdown(&self, bereik: Range<usize>, meldingen: &mut Meldingen) -> Markdown {
        let plek = Plek::nieuw(&self.bron, bereik.start, bereik.end);
        self.tekst(&plek, meldingen, |gemeld| crate::tekst::ontleed(plek.tekst(), TextForm::File, &plek, true, gemeld))
    }

    /// The Markdown that stands at a place in the file: what `ontleed` makes of it, once per place.
    pub fn tekst(
        &self,
        plek: &Plek,
        meldingen: &mut Meldingen,
        ontleed: impl FnOnce(&mut Meldingen) -> Markdown,
    ) -> Markdown {
        let sleutel = (plek.van(), plek.tot());
        let teksten = || self.teksten.lock().unwrap_or_else(PoisonError::into_inner);
        let bekend = teksten().get(&sleutel).cloned();
        let (markdown, gemeld) = bekend.unwrap_or_else(|| {
            let mut gemeld = Meldingen::nieuw();
            let nieuw = (ontleed(&mut gemeld), gemeld);
            teksten().insert(sleutel, nieuw.clone());
            nieuw
        });
        meldingen.neem_over(gemeld);
        markdown
    }
}
