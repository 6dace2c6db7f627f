//! The sentences of pages and PDFs: one key a sentence, in `texts/nl.yaml` of a theme.
//!
//! A sentence is plain text with named holes: `{school}` takes a value, and `{link}...{/link}` holds what a template wraps in
//! markup. Where a number decides, a text has two forms, `one:` and `other:`, and the hole `{count}` says which. The built-in
//! theme tells which keys there are and which holes each has; layers above it may say the same in other words.

mod reading;
mod sentence;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Display;
use std::sync::Arc;

use crate::melding::Meldingen;
use crate::source::Source;

pub(crate) use reading::known_holes;
pub use sentence::{Sentence, TextPart};

/// The file of a theme that holds its sentences.
pub const FILE: &str = "texts/nl.yaml";
/// The group of which a theme may make keys of its own.
pub const OWN_GROUP: &str = "own";
/// The hole with the number that decides between `one` and `other`.
pub const COUNT: &str = "count";

/// All sentences of a theme, by key: `school.no_profile`.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    texts: BTreeMap<String, Text>,
}

/// One sentence, or the two forms of one that counts something.
#[derive(Debug, Clone)]
struct Text {
    /// The form for exactly one, where there is one.
    one: Option<Sentence>,
    other: Sentence,
    /// The holes that whoever asks for it fills, as the lowest layer has them.
    holes: Vec<String>,
}

impl Texts {
    /// The sentences of the built-in theme alone: for output that has no theme.
    pub fn builtin() -> Self {
        let source =
            Source::new("themes/standaard/texts/nl.yaml", include_str!("../../themes/standaard/texts/nl.yaml"));
        let mut texts = Self::default();
        texts.add(&source, true, &mut Meldingen::new());
        texts
    }

    /// Adds a layer on top. Only the lowest has new keys, but for those of [`OWN_GROUP`]; what else is new, or asks for a hole
    /// that is not there, is reported.
    pub fn add(&mut self, source: &Arc<Source>, lowest: bool, meldingen: &mut Meldingen) {
        reading::add(self, source, lowest, meldingen);
    }

    /// A sentence, with its holes filled, as plain text. The key stands for a sentence that is not there; a test proves that
    /// there is none such.
    pub fn say(&self, key: &str, holes: &[(&str, &dyn Display)]) -> String {
        let count = holes.iter().find(|(name, _)| *name == COUNT).map(|(_, value)| value.to_string());
        let Some(sentence) = self.sentence(key, count.as_deref()) else { return key.to_owned() };
        let mut out = String::new();
        for part in sentence.parts() {
            match part {
                TextPart::Literal(text) => out.push_str(text),
                TextPart::Hole(name) => {
                    if let Some((_, value)) = holes.iter().find(|(given, _)| given == name) {
                        out.push_str(&value.to_string());
                    }
                }
                TextPart::Open(_) | TextPart::Close(_) => {}
            }
        }
        out
    }

    /// The form of a sentence for a number, or without one.
    pub fn sentence(&self, key: &str, count: Option<&str>) -> Option<&Sentence> {
        let text = self.texts.get(key)?;
        Some(text.one.as_ref().filter(|_| count == Some("1")).unwrap_or(&text.other))
    }

    /// The holes that a sentence has; none if there is no such sentence.
    pub fn holes(&self, key: &str) -> Option<&[String]> {
        self.texts.get(key).map(|text| text.holes.as_slice())
    }

    /// All keys, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> + Clone {
        self.texts.keys().map(String::as_str)
    }
}

/// A hole as it is typed.
pub fn shown_hole(name: &str) -> Cow<'static, str> {
    format!("`{{{name}}}`").into()
}
