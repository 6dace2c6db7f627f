//! Limits: what a school says it cannot offer, and which parents' questions and items that is about.
//!
//! A limit is a statement of the school in a section with `onderwerp: grenzen` (a row, a sentence, a
//! text field, what stands under `anders`), or in a field with that subject. Its author says what it
//! is about; where the author says nothing, its words are compared with those of the questions, so that
//! no page promises what the school refuses. The author is told of each such guess (`checks::grenzen`).

mod matching;
mod reading;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::model::catalogus::Catalogus;
use crate::model::formaat::{Onderwerp, Sectie};
use crate::model::site::Document;
use crate::model::value::ItemKey;
use crate::source::Span;

pub use matching::{Matched, Matcher};

/// One thing that a school says it cannot offer.
#[derive(Debug, Clone)]
pub struct Grens<'a> {
    /// The document that says so.
    pub document: &'a Document,
    /// The section.
    pub sectie: &'a Sectie,
    /// Where it stands on the page of the document: its row or item under `anders`, else the section.
    pub anchor: String,
    /// The heading above it, such as "Gedrag", or the thing whose limit it is.
    pub heading: Option<String>,
    /// What the school wrote, as plain text.
    pub text: String,
    /// The words of its column that begin its sentence: "Wij hebben geen passende plek voor".
    pub start: Option<String>,
    /// The same as a whole sentence: `start` included, where there is one.
    pub sentence: String,
    /// The questions that it is about, by id, and how that is known.
    pub hulpvragen: BTreeMap<String, Basis>,
    /// The items that it is about.
    pub items: Vec<ItemKey>,
    /// What the section's text for parents says about it.
    pub told: GrensTold,
    /// Where it stands.
    pub span: Span,
}

/// What a section's text for parents says about a limit in that section. Whoever shows that text as a
/// whole has told the limits in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GrensTold {
    /// It stands in that text.
    Here,
    /// That text has limits about the same questions and items.
    Alike,
    /// There is no such text, or it says nothing of what the limit is about.
    No,
}

/// How it is known what a limit is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Basis {
    /// The author says so.
    Stated,
    /// The limit has these words of the question.
    Matched(String),
}

/// The limits of a school or a document.
#[derive(Debug, Clone, Default)]
pub struct Grenzen<'a> {
    /// All of them, in the order of documents and sections.
    pub all: Vec<Grens<'a>>,
    /// The sections about limits that were answered.
    pub secties: Vec<(&'a Document, &'a Sectie)>,
    /// What stands among them and is none.
    pub pointers: Vec<Pointer>,
}

/// What stands where a limit should, and only leads the reader elsewhere: "Lees ook meer over de mentor." It stays in the
/// profile, but no page tells it as a limit.
#[derive(Debug, Clone)]
pub struct Pointer {
    /// What the school wrote.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

impl Grens<'_> {
    /// What it says, with the heading that it stands under: "Gedrag: Geen grenzen aanvaarden."
    pub fn in_words(&self) -> String {
        match &self.heading {
            Some(heading) => format!("{heading}: {}", self.sentence),
            None => self.sentence.clone(),
        }
    }
}

impl<'a> Grenzen<'a> {
    /// The limits that these documents state.
    pub fn of(documenten: &[&'a Document], catalogus: &Catalogus, matcher: &Matcher) -> Self {
        let mut out = Self::default();
        for document in documenten {
            for sectie in document.formaat.secties() {
                let Some(antwoord) = document.antwoorden.get(&sectie.id).filter(|a| !a.not_applicable) else {
                    continue;
                };
                if sectie.onderwerp == Some(Onderwerp::Grenzen) {
                    out.secties.push((document, sectie));
                }
                let (limits, pointers) = reading::sectie(document, sectie, antwoord, catalogus, matcher);
                out.all.extend(limits);
                out.pointers.extend(pointers);
            }
        }
        out
    }

    /// Those about a question.
    pub fn for_hulpvraag<'g>(&'g self, hulpvraag: &'g str) -> impl Iterator<Item = &'g Grens<'a>> {
        self.all.iter().filter(move |g| g.hulpvragen.contains_key(hulpvraag))
    }

    /// Those about an item.
    pub fn for_item<'g>(&'g self, item: &'g ItemKey) -> impl Iterator<Item = &'g Grens<'a>> {
        self.all.iter().filter(move |g| g.items.contains(item))
    }
}
