//! Writes texts and names in the medium of a template, so that a kind has one view for all media.

use std::collections::BTreeSet;
use std::sync::Arc;

use tera::Value;

use crate::model::catalogus::Catalogus;
use crate::model::site::{Document, School};
use crate::model::value::{ItemKey, RefTarget, Reference};
use crate::source::Span;
use crate::text::{
    self, Afkortingen, ExplainedWords, Explanations, Inline, LinkResolver, LinkTarget, Markdown, commonmark, html,
    typst,
};

/// Where the text goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Medium {
    /// A page.
    Web,
    /// A PDF.
    Pdf,
    /// Markdown, for pasting elsewhere.
    Markdown,
}

/// Writes the texts of one document into one medium.
pub struct Writer<'a> {
    /// The medium.
    pub medium: Medium,
    /// Finds links and images.
    pub link_resolver: &'a dyn LinkResolver,
    /// Definitions.
    pub catalogus: &'a Catalogus,
    /// The school, if the document is a school's.
    pub school: Option<&'a School>,
    /// Groups of the document: id and name.
    pub groups: &'a [(String, String)],
    /// Abbreviations to explain.
    pub afkortingen: &'a Afkortingen,
    /// Items that the document speaks of anywhere, so that no section says that it does not.
    pub spoken_of: BTreeSet<ItemKey>,
    explained: BTreeSet<String>,
    /// Words to explain to parents.
    explanations: Option<&'a Explanations>,
    /// Those that were explained before.
    told: ExplainedWords,
    /// The places that comments in the Typst text point to by number.
    pub span_map: typst::SpanMap,
}

impl<'a> Writer<'a> {
    /// A writer for a document.
    pub fn new(
        medium: Medium,
        link_resolver: &'a dyn LinkResolver,
        catalogus: &'a Catalogus,
        school: Option<&'a School>,
        document: &'a Document,
        afkortingen: &'a Afkortingen,
    ) -> Self {
        Self {
            medium,
            link_resolver,
            catalogus,
            school,
            groups: &document.groups,
            afkortingen,
            spoken_of: BTreeSet::new(),
            explained: BTreeSet::new(),
            explanations: None,
            told: ExplainedWords::default(),
            span_map: typst::SpanMap::new(),
        }
    }

    /// A writer for what is said about a school outside its documents.
    pub fn without_document(
        medium: Medium,
        link_resolver: &'a dyn LinkResolver,
        catalogus: &'a Catalogus,
        school: &'a School,
        afkortingen: &'a Afkortingen,
    ) -> Self {
        Self {
            medium,
            link_resolver,
            catalogus,
            school: Some(school),
            groups: &[],
            afkortingen,
            spoken_of: BTreeSet::new(),
            explained: BTreeSet::new(),
            explanations: None,
            told: ExplainedWords::default(),
            span_map: typst::SpanMap::new(),
        }
    }

    /// Explains words to parents where they first stand in texts and sentences; not in names.
    #[must_use]
    pub fn explaining(mut self, explanations: &'a Explanations) -> Self {
        self.explanations = Some(explanations);
        self
    }

    /// Whether a word was explained in general, and not by the school.
    pub fn explained_in_general(&self) -> bool {
        self.told.general
    }

    fn explain(&mut self, markdown: &mut Markdown) {
        if let Some(explanations) = self.explanations {
            explanations.explain(markdown, &mut self.told);
        }
    }

    /// Begins a section: abbreviations are explained again where they first stand.
    pub fn start_sectie(&mut self) {
        self.explained.clear();
    }

    /// Blocks of text; `heading` is the level of its top headings.
    pub fn block(&mut self, markdown: &Markdown, heading: u8) -> Value {
        let mut markdown = markdown.clone();
        self.afkortingen.mark_up(&mut markdown, &mut self.explained);
        self.explain(&mut markdown);
        let text = match self.medium {
            Medium::Web => html::write(&markdown, self.link_resolver, heading),
            Medium::Pdf => typst::write(&markdown, self.link_resolver, heading, &mut self.span_map),
            Medium::Markdown => commonmark::write(&markdown, self.link_resolver, heading),
        };
        Value::safe_string(&text)
    }

    /// Blocks of text inside a section, below the heading of that section.
    pub fn in_sectie(&mut self, markdown: &Markdown) -> Value {
        // A page has its title at level 1, chapters at 2, sections at 3, and so has Markdown; a PDF has no such title.
        let heading = match self.medium {
            Medium::Web | Medium::Markdown => 4,
            Medium::Pdf => 3,
        };
        self.block(markdown, heading)
    }

    /// Blocks of text above the sections of a chapter: its headings have the level of those of sections.
    pub fn in_hoofdstuk(&mut self, markdown: &Markdown) -> Value {
        self.start_sectie();
        let heading = match self.medium {
            Medium::Web | Medium::Markdown => 3,
            Medium::Pdf => 2,
        };
        self.block(markdown, heading)
    }

    /// Blocks of text about one item: they may stand in the header of a table row, where headings
    /// may not, so headings become bold paragraphs.
    pub fn at_item(&mut self, markdown: &Markdown) -> Value {
        let mut without = markdown.clone();
        for block in Arc::make_mut(&mut without.blocks) {
            if let text::Block::Heading { content, .. } = block {
                *block = text::Block::Paragraph(vec![Inline::Strong(std::mem::take(content))]);
            }
        }
        self.in_sectie(&without)
    }

    /// Text within a line: paragraphs are joined.
    pub fn line(&mut self, markdown: &Markdown) -> Value {
        let mut markdown = markdown.clone();
        self.afkortingen.mark_up(&mut markdown, &mut self.explained);
        self.explain(&mut markdown);
        self.inline(&markdown)
    }

    /// A remark as a sentence of its own, with the head that it stood under before it.
    pub fn remark(&mut self, head: Option<&str>, markdown: &Markdown) -> Value {
        let head = head.map(|head| self.words(head, &markdown.span));
        let written = self.line(markdown);
        let written = written.as_str().unwrap_or_default();
        let sentence = match head.as_ref().and_then(Value::as_str) {
            Some(head) => format!("{head}: {written}"),
            None => text::sentences::capitalize(written),
        };
        let words = markdown.plain_text();
        let ended = text::sentences::with_full_stop(&words).len() <= words.trim().len();
        Value::safe_string(&if ended || words.is_empty() { sentence } else { format!("{sentence}.") })
    }

    fn inline(&mut self, markdown: &Markdown) -> Value {
        let text = match self.medium {
            Medium::Web => html::write_inline(markdown, self.link_resolver),
            Medium::Pdf => typst::write_inline(markdown, self.link_resolver, &mut self.span_map),
            Medium::Markdown => commonmark::write_inline(markdown, self.link_resolver),
        };
        Value::safe_string(&text)
    }

    /// A remark that stands between brackets, within a line. What the school put between brackets in it follows
    /// after a comma: no bracket stands inside a bracket.
    pub fn bracketed(&mut self, markdown: &Markdown) -> Value {
        let mut markdown = markdown.clone();
        text::commas_for_brackets(&mut markdown);
        self.afkortingen.mark_bracketed(&mut markdown, &mut self.explained);
        self.inline(&markdown)
    }

    /// Plain words, in which abbreviations are explained.
    pub fn words(&mut self, words: &str, span: &Span) -> Value {
        let parts = self.afkortingen.mark_up_text(words, &mut self.explained);
        self.parts(parts, span)
    }

    /// Plain sentences: abbreviations and other words of schools are explained in them.
    pub fn sentence(&mut self, words: &str, span: &Span) -> Value {
        let parts = self.afkortingen.mark_up_text(words, &mut self.explained);
        let mut markdown = Markdown { blocks: vec![text::Block::Paragraph(parts)].into(), span: span.clone() };
        self.explain(&mut markdown);
        self.inline(&markdown)
    }

    /// A paragraph of plain words.
    pub fn paragraph(&mut self, words: &str, span: &Span) -> Value {
        let parts = self.afkortingen.mark_up_text(words, &mut self.explained);
        let mut markdown = Markdown { blocks: vec![text::Block::Paragraph(parts)].into(), span: span.clone() };
        self.explain(&mut markdown);
        let text = match self.medium {
            Medium::Web => html::write(&markdown, self.link_resolver, 6),
            Medium::Pdf => typst::write(&markdown, self.link_resolver, 6, &mut self.span_map),
            Medium::Markdown => commonmark::write(&markdown, self.link_resolver, 6),
        };
        Value::safe_string(&text)
    }

    /// Names in a row: "Mentor, psycholoog en GGZ". With `starts_sentence`, the first gets a capital. The caller has taken the
    /// capital from names that have none inside a sentence.
    pub fn join_and(&mut self, names: &[(String, &Span)], starts_sentence: bool) -> Value {
        let count = names.len();
        let mut out = String::new();
        for (i, (name, span)) in names.iter().enumerate() {
            if i > 0 {
                out.push_str(&self.fixed(if i + 1 == count { " en " } else { ", " }));
            }
            let name = if i == 0 && starts_sentence { text::sentences::capitalize(name) } else { name.clone() };
            out.push_str(self.words(&name, span).as_str().unwrap_or_default());
        }
        Value::safe_string(&out)
    }

    /// Names of references: "Mentor, leerlingbegeleider en COPA", each with a link to what explains it and its remark.
    pub fn names(&mut self, references: &[Reference]) -> Value {
        let count = references.len();
        let mut out = String::new();
        for (i, reference) in references.iter().enumerate() {
            if i > 0 {
                out.push_str(&self.fixed(if i + 1 == count { " en " } else { ", " }));
            }
            out.push_str(self.name(reference, i == 0).as_str().unwrap_or_default());
        }
        Value::safe_string(&out)
    }

    /// The name of one reference. Unless a sentence begins with it (`starts_sentence`), a name of a list loses its capital.
    pub fn name(&mut self, reference: &Reference, starts_sentence: bool) -> Value {
        let name = match (&reference.ref_target, starts_sentence) {
            (_, true) => text::sentences::capitalize(&reference.name),
            // A name that is in no list stays as the school writes it.
            (RefTarget::Free, false) => reference.name.clone(),
            (RefTarget::Item(_) | RefTarget::Row { .. }, false) => text::sentences::lower(&reference.name),
        };
        let parts = self.afkortingen.mark_up_text(&name, &mut self.explained);
        let content = match &reference.ref_target {
            RefTarget::Item(key) if !parts.iter().any(|d| matches!(d, Inline::Afkorting { .. })) => {
                self.to_item(key, parts, &reference.span)
            }
            _ => parts,
        };
        let mut out = self.parts(content, &reference.span).as_str().unwrap_or_default().to_owned();
        let remark = reference.remark.as_ref().map(|remark| self.bracketed(remark));
        let remark = remark.and_then(|remark| remark.as_str().map(str::to_owned));
        let questions = reference.hulpvragen.as_deref().map(|questions| self.helps_with(questions, false));
        let remarks: Vec<String> = remark.into_iter().chain(questions).collect();
        if !remarks.is_empty() {
            out.push_str(&self.fixed(" ("));
            out.push_str(&remarks.join(&self.fixed("; ")));
            out.push_str(&self.fixed(")"));
        }
        Value::safe_string(&out)
    }

    /// "helpt bij pesten en thuis": the questions of parents with which something helps on this school, as the school says.
    pub fn helps_with(&mut self, questions: &[Reference], begin: bool) -> String {
        if questions.is_empty() {
            let words = "niet bedoeld voor de vragen van ouders op deze website";
            return self.fixed(&if begin { text::sentences::capitalize(words) } else { words.to_owned() });
        }
        let mut out = self.fixed(if begin { "Helpt bij: " } else { "helpt bij: " });
        for (i, question) in questions.iter().enumerate() {
            if i > 0 {
                out.push_str(&self.fixed(if i + 1 == questions.len() { " en " } else { ", " }));
            }
            out.push_str(self.name(question, false).as_str().unwrap_or_default());
        }
        out
    }

    /// A link to where an item is explained; the link resolver decides whether there is such a place.
    fn to_item(&self, key: &ItemKey, content: Vec<Inline>, span: &Span) -> Vec<Inline> {
        if self.medium != Medium::Web {
            return content;
        }
        let target = LinkTarget::Item { lijst: key.lijst.clone(), id: key.item.clone() };
        vec![Inline::Link { target, content, span: span.clone() }]
    }

    /// The name of an item of a list, with a link to its meaning.
    pub fn item(&mut self, key: &ItemKey, span: &Span) -> Value {
        let name = self.catalogus.name(key).to_owned();
        let inline = self.to_item(key, vec![Inline::Text(name)], span);
        self.parts(inline, span)
    }

    /// The name of an item as parents read it, with a link to its meaning.
    pub fn item_for_parents(&mut self, key: &ItemKey, span: &Span) -> Value {
        let name = self.catalogus.name_for_parents(key);
        let inline = self.to_item(key, vec![Inline::Text(name)], span);
        self.parts(inline, span)
    }

    /// A link with plain words; an address that may not be a link gives the words alone.
    pub fn link(&mut self, address: &str, words: &str, span: &Span) -> Value {
        let content = vec![Inline::Text(words.to_owned())];
        match text::links::read(address) {
            Ok(target) => self.parts(vec![Inline::Link { target, content, span: span.clone() }], span),
            Err(_) => self.parts(content, span),
        }
    }

    /// Fixed words of the program, in the medium.
    pub fn fixed(&self, words: &str) -> String {
        match self.medium {
            Medium::Web => html::escape(words),
            Medium::Pdf => typst::text(words),
            Medium::Markdown => commonmark::escape(words),
        }
    }

    fn parts(&mut self, parts: Vec<Inline>, span: &Span) -> Value {
        let markdown = Markdown { blocks: vec![text::Block::Paragraph(parts)].into(), span: span.clone() };
        self.inline(&markdown)
    }
}
