//! A text file that was read, with what was made of it. A preview reads a folder again and again; a file that did not
//! change is parsed once.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::melding::Meldingen;
use crate::source::{Source, Span};
use crate::text::{Headings, Markdown, TextForm};
use crate::yaml::{self, Node};

/// A text file, and what was made of it so far.
#[derive(Debug)]
pub struct TextFile {
    source: Arc<Source>,
    tree: OnceLock<(Option<Node>, Meldingen)>,
    headings: OnceLock<Headings>,
    /// By range, in bytes.
    texts: Mutex<BTreeMap<(usize, usize), (Markdown, Meldingen)>>,
}

impl TextFile {
    /// A file of which nothing was made yet.
    pub fn new(source: Arc<Source>) -> Self {
        Self { source, tree: OnceLock::new(), headings: OnceLock::new(), texts: Mutex::default() }
    }

    /// The file as source.
    pub fn source(&self) -> &Arc<Source> {
        &self.source
    }

    /// The file as YAML: see [`yaml::read`].
    pub fn tree(&self, meldingen: &mut Meldingen) -> Option<&Node> {
        let (node, reported) = self.tree.get_or_init(|| {
            let mut reported = Meldingen::new();
            (yaml::read(&self.source, &mut reported), reported)
        });
        meldingen.extend(reported.clone());
        node.as_ref()
    }

    /// The headings of the file as Markdown.
    pub fn headings(&self) -> &Headings {
        self.headings.get_or_init(|| Headings::of(self.source.text()))
    }

    /// A part of the file as Markdown.
    pub fn markdown(&self, range: Range<usize>, meldingen: &mut Meldingen) -> Markdown {
        let span = Span::new(&self.source, range.start, range.end);
        self.text(&span, meldingen, |reported| crate::text::parse(span.text(), TextForm::File, &span, true, reported))
    }

    /// The Markdown at a place in the file: parsed once for each place.
    pub fn text(
        &self,
        span: &Span,
        meldingen: &mut Meldingen,
        parse: impl FnOnce(&mut Meldingen) -> Markdown,
    ) -> Markdown {
        let key = (span.start(), span.end());
        let texts = || self.texts.lock().unwrap_or_else(PoisonError::into_inner);
        let known = texts().get(&key).cloned();
        let (markdown, reported) = known.unwrap_or_else(|| {
            let mut reported = Meldingen::new();
            let new = (parse(&mut reported), reported);
            texts().insert(key, new.clone());
            new
        });
        meldingen.extend(reported);
        markdown
    }
}
