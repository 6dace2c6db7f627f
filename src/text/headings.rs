//! Headings: anchors, and the part of a text under one heading.

use std::ops::Range;

use crate::melding::Meldingen;
use crate::source::{Source, Span};

use super::frames::Heading;
use super::parsing::build;
use super::text_form::TextForm;

/// The headings of a text: those at its top level, not inside lists and quotes.
#[derive(Debug)]
pub struct Headings {
    headings: Vec<Heading>,
    /// Length of the text, in bytes.
    to: usize,
}

impl Headings {
    /// Finds the headings of a text.
    pub fn of(text: &str) -> Self {
        Self { headings: headings(text), to: text.len() }
    }

    /// The part of the text (in bytes) under the heading with this anchor: from the line after the heading
    /// until the next heading of the same or a higher level. Headings inside lists and quotes do not
    /// count. Link definitions (`[x]: ...`) elsewhere in the text are out of reach of the part.
    pub fn part(&self, anchor: &str) -> Option<Range<usize>> {
        let number = self.headings.iter().position(|heading| heading.anchor.as_deref() == Some(anchor))?;
        let (this, further) = self.headings.get(number..)?.split_first()?;
        let ending =
            further.iter().find(|heading| heading.niveau <= this.niveau).map_or(self.to, |heading| heading.range.start);
        Some(this.range.end..ending)
    }

    /// The anchors that [`Self::part`] knows, in order; they are those of [`super::Block::Heading`].
    pub fn anchors(&self) -> impl Iterator<Item = &str> + Clone {
        self.headings.iter().filter_map(|heading| heading.anchor.as_deref())
    }
}

/// The headings as the tree has them: found by the same reading, so that both always agree.
fn headings(text: &str) -> Vec<Heading> {
    let nowhere = Span::begin(&Source::new("", ""));
    build(text, TextForm::File, &nowhere, false, &mut Meldingen::new()).1
}
