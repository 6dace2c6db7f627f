//! What all parts of a format are read with: definitions by name, words of closed sets, and how many errors a part has.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::files::Files;
use crate::melding::{Code, Melding, Meldingen};
use crate::model::Spanned;
use crate::model::formaat::Formaat;
use crate::model::lijst::{Lijst, Schaal};
use crate::reading::texts::{self, TextDir};
use crate::reading::{MapReader, as_word, did_you_mean, wrong_type};
use crate::source::Span;
use crate::text::Markdown;
use crate::yaml::{Node, Value};

/// What a format may refer to, and where its texts come from.
pub(crate) struct Definitions<'a> {
    /// Finds a list by id.
    pub lijst: &'a dyn Fn(&str) -> Option<Arc<Lijst>>,
    /// Finds a scale by id.
    pub schaal: &'a dyn Fn(&str) -> Option<Arc<Schaal>>,
    /// Finds a format by id.
    pub formaat: &'a dyn Fn(&str) -> Option<Arc<Formaat>>,
    /// The ids of all lists.
    pub lijsten: Vec<String>,
    /// The ids of all scales.
    pub schalen: Vec<String>,
    /// Names of definitions that could not be read.
    pub broken: &'a BTreeSet<String>,
    /// The folder of the format's texts.
    pub files: &'a Files,
}

/// Reads a format, and keeps what is found on the way.
pub(super) struct FormaatReader<'a, 'b> {
    pub(super) definitions: &'a Definitions<'b>,
    pub(super) texts: TextDir<'a>,
    pub(super) meldingen: &'a mut Meldingen,
    /// Where each chapter (`true`) and section stands.
    pub(super) seen: BTreeMap<(bool, String), Span>,
    /// Whether a document defines the section; then it holds its answer and its place as well.
    pub(super) of_document: bool,
    /// Where the YAML of the file is wrong, though it could be read.
    pub(super) problems: &'a [Span],
    /// Whether a section may be missing because of an error.
    pub(super) lacks: bool,
    /// How many of those problems are inside sections.
    pub(super) in_secties: usize,
    /// How many errors there are in fields of the section being read.
    pub(super) in_fields: usize,
    /// Ids of sections that could not be read.
    pub(super) unreadable: BTreeSet<String>,
    /// Ids of sections that stand there twice.
    pub(super) twice: BTreeSet<String>,
}

impl<'a, 'b> FormaatReader<'a, 'b> {
    pub(super) fn new(definitions: &'a Definitions<'b>, meldingen: &'a mut Meldingen) -> Self {
        Self {
            definitions,
            texts: TextDir::new(definitions.files),
            meldingen,
            seen: BTreeMap::new(),
            of_document: false,
            problems: &[],
            lacks: false,
            in_secties: 0,
            in_fields: 0,
            unreadable: BTreeSet::new(),
            twice: BTreeSet::new(),
        }
    }
}

impl FormaatReader<'_, '_> {
    /// Calls `read`, and tells how many errors there are in a node: those that it reported, and those of its YAML.
    pub(super) fn counting<T>(&mut self, node: &Node, read: impl FnOnce(&mut Self) -> T) -> (T, usize) {
        let before = std::mem::take(self.meldingen);
        let out = read(self);
        let found = std::mem::replace(self.meldingen, before);
        let (errors, _) = found.counts();
        self.meldingen.extend(found);
        (out, errors + self.problems_in(node))
    }

    pub(super) fn problems_in(&self, node: &Node) -> usize {
        let within = node.span.start()..node.span.end();
        self.problems.iter().filter(|problem| within.contains(&problem.start())).count()
    }

    pub(super) fn closed_enum<T>(
        &mut self,
        reader: &mut MapReader<'_>,
        key: &str,
        read: impl Fn(&str) -> Option<T>,
        words: &[&str],
    ) -> Option<T> {
        let word = reader.text(key, self.meldingen)?;
        self.word(&word, read, words, &format!("waarde van `{key}`"))
    }

    pub(super) fn word<T>(
        &mut self,
        word: &Spanned,
        read: impl Fn(&str) -> Option<T>,
        words: &[&str],
        what: &str,
    ) -> Option<T> {
        let parsed = read(&word.text);
        if parsed.is_none() {
            self.meldingen.push(
                Melding::at(Code::UnknownValue, &word.span, format!("`{}` is niet bekend als {what}", word.text))
                    .hint(did_you_mean(&word.text, words.iter().copied())),
            );
        }
        parsed
    }

    pub(super) fn lijst(&mut self, word: &Spanned) -> Option<Arc<Lijst>> {
        let found = (self.definitions.lijst)(&word.text);
        if found.is_none() {
            self.unknown(word, "lijst", self.definitions.lijsten.iter().map(String::as_str));
        }
        found
    }

    pub(super) fn schaal(&mut self, word: &Spanned) -> Option<Arc<Schaal>> {
        let found = (self.definitions.schaal)(&word.text);
        if found.is_none() {
            self.unknown(word, "schaal", self.definitions.schalen.iter().map(String::as_str));
        }
        found
    }

    pub(super) fn formaat(&mut self, word: &Spanned) -> Option<Arc<Formaat>> {
        let found = (self.definitions.formaat)(&word.text);
        if found.is_none() && !self.definitions.broken.contains(&word.text) {
            self.meldingen.push(
                Melding::at(Code::UnknownDefinition, &word.span, format!("er is geen formaat `{}`", word.text))
                    .hint("noem een formaat dat er is; formaten kunnen niet op elkaar wachten"),
            );
        }
        found
    }

    pub(super) fn unknown<'c>(&mut self, word: &Spanned, what: &str, known: impl Iterator<Item = &'c str> + Clone) {
        if self.definitions.broken.contains(&word.text) {
            return;
        }
        self.meldingen.push(
            Melding::at(Code::UnknownDefinition, &word.span, format!("er is geen {what} `{}`", word.text))
                .hint(did_you_mean(&word.text, known)),
        );
    }

    /// A map of ids and names.
    pub(super) fn names(&mut self, node: &Node) -> Vec<(String, String)> {
        self.names_with_place(node).into_iter().map(|(id, name)| (id.text, name)).collect()
    }

    /// A map of ids and names, and where each id stands.
    pub(super) fn names_with_place(&mut self, node: &Node) -> Vec<(Spanned, String)> {
        let Value::Map(entries) = &node.value else {
            self.meldingen
                .push(wrong_type(node, "per id een naam").hint("schrijf `{id: Naam, ander-id: Andere naam}`"));
            return Vec::new();
        };
        let mut names = Vec::new();
        for entry in entries {
            let name = as_word(&entry.value, self.meldingen).map_or_else(|| entry.key.clone(), |w| w.text);
            let id = Spanned { text: entry.key.clone(), span: entry.key_span.clone() };
            names.push((id, name));
        }
        names
    }

    pub(super) fn text(&mut self, node: &Node) -> Option<Markdown> {
        texts::markdown(node, &mut self.texts, self.meldingen)
    }
}
