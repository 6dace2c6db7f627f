//! Headings: anchors, and the part of a text under one heading.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use super::bouwer::LANGSTE_KOP;
use super::ontleden::opties;
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
struct Kop {
    niveau: HeadingLevel,
    anker: Option<String>,
    bereik: Range<usize>,
}

fn koppen(tekst: &str) -> Vec<Kop> {
    let mut ankers = Ankers::default();
    let mut diepte = 0_usize;
    let mut open: Option<String> = None;
    let mut uit = Vec::new();
    for (gebeurtenis, bereik) in Parser::new_ext(tekst, opties()).into_offset_iter() {
        match gebeurtenis {
            Event::Start(Tag::BlockQuote(_) | Tag::Item) => diepte += 1,
            Event::End(TagEnd::BlockQuote(_) | TagEnd::Item) => diepte = diepte.saturating_sub(1),
            Event::Start(Tag::Heading { .. }) if diepte == 0 => open = Some(String::new()),
            Event::End(TagEnd::Heading(niveau)) => {
                if let Some(woorden) = open.take() {
                    let telt = tekens::zichtbaar(&woorden) && woorden.len() <= LANGSTE_KOP;
                    uit.push(Kop { niveau, anker: telt.then(|| ankers.geef(&woorden)), bereik });
                }
            }
            Event::Text(t) | Event::Code(t) | Event::InlineHtml(t) => {
                open.iter_mut().for_each(|woorden| woorden.push_str(&t));
            }
            Event::SoftBreak | Event::HardBreak => open.iter_mut().for_each(|woorden| woorden.push(' ')),
            _ => {}
        }
    }
    uit
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
