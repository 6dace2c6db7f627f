//! Every text of a document, a school or a site, with its place and whom it is for.
//!
//! Whatever looks at words (checks, names of items in running text) goes over these, so that it need not know the
//! shapes of answers.

use std::borrow::Cow;
use std::path::Path;

use crate::model::antwoord::{AnswerBody, Antwoord, Graaf, ItemAntwoord, OwnItem, Plaats, Row, Stap, StapSoort};
use crate::model::catalogus::{BUILTIN_FOLDER, Catalogus};
use crate::model::formaat::Sectie;
use crate::model::hoeveel::Hoeveel;
use crate::model::site::{Document, Organization, School};
use crate::model::value::{Content, Filled, RefTarget, Reference};
use crate::reading::first_line;
use crate::source::Span;
use crate::text::{Block, Inline, Markdown};

/// One text.
#[derive(Debug)]
pub(crate) struct Text<'a> {
    /// Its words, one line per paragraph, item or cell.
    pub(crate) words: Cow<'a, str>,
    /// Its place, or that of what contains it.
    pub(crate) span: Cow<'a, Span>,
    /// Whether it is written for parents (B1).
    pub(crate) for_ouders: bool,
    /// The text itself, where it is Markdown.
    pub(crate) markdown: Option<&'a Markdown>,
}

impl Text<'_> {
    /// The place of some of its words: exact if the file has them literally, else the line where the text begins.
    pub(crate) fn span_of(&self, words: &str) -> Span {
        locate(&self.span, words)
    }
}

/// The place of words within a span.
pub(crate) fn locate(span: &Span, words: &str) -> Span {
    let raw = span.text();
    // In the file the words may be folded over lines; then the first ones that are together are marked.
    let mut piece = words.trim();
    while !piece.is_empty() {
        if let Some(from) = raw.find(piece) {
            return span.part(from, from + piece.len());
        }
        // Angle brackets may be written as HTML entities.
        let coded = piece.replace('<', "&lt;").replace('>', "&gt;");
        if let Some(from) = raw.find(&coded) {
            return span.part(from, from + coded.len());
        }
        piece = piece.rsplit_once(char::is_whitespace).map_or("", |(before, _)| before.trim_end());
    }
    first_line(span)
}

/// The texts of a document, in the order of its format.
pub(crate) fn of_document(document: &Document) -> Vec<Text<'_>> {
    let mut reader = Reader(Vec::new());
    reader.loose(document.title.as_deref(), &document.span);
    for sectie in document.formaat.secties() {
        if let Some(antwoord) = document.antwoorden.get(&sectie.id) {
            reader.antwoord(sectie, antwoord);
        }
    }
    for afkorting in &document.afkortingen {
        reader.loose(Some(&afkorting.in_full), &afkorting.span);
        reader.loose(afkorting.noot.as_deref(), &afkorting.span);
    }
    reader.0
}

/// The texts of one answer.
pub(crate) fn of_section<'a>(sectie: &'a Sectie, antwoord: &'a Antwoord) -> Vec<Text<'a>> {
    let mut reader = Reader(Vec::new());
    reader.antwoord(sectie, antwoord);
    reader.0
}

/// The texts of `school.yaml`.
pub(crate) fn of_school(school: &School) -> Vec<Text<'_>> {
    let mut reader = Reader(Vec::new());
    reader.markdown_for_ouders(school.description.as_ref());
    for contact in &school.contact {
        reader.references(std::slice::from_ref(&contact.who));
        reader.bereik(&contact.bereik);
    }
    for vestiging in &school.vestigingen {
        reader.loose(vestiging.phone.as_deref(), &vestiging.span);
    }
    reader.0
}

/// The texts of an organisation in `site.yaml`.
pub(crate) fn of_organization(instantie: &Organization) -> Vec<Text<'_>> {
    let mut reader = Reader(Vec::new());
    if let Some(span) = &instantie.span {
        reader.loose(Some(&instantie.name), span);
    }
    reader.bereik(instantie);
    reader.0
}

/// The sentences of items that the site defines itself, in its lists and `hulpvragen.yaml`.
pub(crate) fn of_own_items(catalogus: &Catalogus) -> Vec<Text<'_>> {
    let items = catalogus.lijsten.values().flat_map(|lijst| &lijst.items);
    let own = items.filter(|item| !Path::new(item.span.path()).starts_with(BUILTIN_FOLDER));
    own.filter_map(|item| {
        // The span of an item is that of its id; its sentence follows after that.
        let span = item.span.part(0, MAX_BYTES);
        item.sentence.as_deref().map(|sentence| Text {
            words: Cow::Borrowed(sentence),
            span: Cow::Owned(span),
            for_ouders: true,
            markdown: None,
        })
    })
    .collect()
}

/// How far below its id the sentence of an item is looked for, in bytes.
const MAX_BYTES: usize = 2_000;

/// A single text.
pub(crate) fn of_markdown(markdown: &Markdown, for_ouders: bool) -> Text<'_> {
    // Most texts are one paragraph without markup: those need no copy.
    let words = match &markdown.blocks[..] {
        [Block::Paragraph(content)] => match &content[..] {
            [Inline::Text(text)] => Cow::Borrowed(text.as_str()),
            _ => Cow::Owned(markdown.plain_text()),
        },
        _ => Cow::Owned(markdown.plain_text()),
    };
    Text { words, span: Cow::Borrowed(&markdown.span), for_ouders, markdown: Some(markdown) }
}

struct Reader<'a>(Vec<Text<'a>>);

impl<'a> Reader<'a> {
    fn loose(&mut self, words: Option<&'a str>, span: &'a Span) {
        self.0.extend(words.map(|w| Text {
            words: Cow::Borrowed(w),
            span: Cow::Borrowed(span),
            for_ouders: false,
            markdown: None,
        }));
    }

    fn sentence(&mut self, words: Option<&'a str>, span: &'a Span) {
        self.0.extend(words.map(|w| Text {
            words: Cow::Borrowed(w),
            span: Cow::Borrowed(span),
            for_ouders: true,
            markdown: None,
        }));
    }

    fn markdown(&mut self, markdown: Option<&'a Markdown>) {
        self.0.extend(markdown.map(|m| of_markdown(m, false)));
    }

    fn markdown_for_ouders(&mut self, markdown: Option<&'a Markdown>) {
        self.0.extend(markdown.map(|m| of_markdown(m, true)));
    }

    fn hoeveel(&mut self, hoeveel: Option<&'a Hoeveel>, span: &'a Span) {
        // What was read as an amount holds no other words.
        self.loose(hoeveel.filter(|h| h.size.is_none()).map(|h| h.text.as_str()), span);
    }

    fn bereik(&mut self, instantie: &'a Organization) {
        let Some(span) = &instantie.span else { return };
        self.sentence(instantie.sentence.as_deref(), span);
        self.loose(instantie.phone.as_deref(), span);
        self.loose(instantie.mail.as_deref(), span);
    }

    /// Names that are in no list, and remarks; the names of items are not the document's own words.
    fn references(&mut self, references: &'a [Reference]) {
        for reference in references {
            if reference.ref_target == RefTarget::Free {
                self.loose(Some(&reference.name), &reference.span);
            }
            self.markdown(reference.remark.as_ref());
        }
    }

    fn antwoord(&mut self, sectie: &'a Sectie, antwoord: &'a Antwoord) {
        self.markdown_for_ouders(antwoord.for_ouders.as_ref());
        self.markdown(antwoord.toelichting.as_ref());
        self.markdown(antwoord.source.as_ref());
        match &antwoord.content {
            AnswerBody::Nothing => {}
            AnswerBody::Text(text) => self.markdown(Some(text)),
            AnswerBody::Fields(fields) => self.fields(sectie, fields),
            AnswerBody::Items(items) => items.iter().for_each(|item| self.item(sectie, item)),
            AnswerBody::Rows(rows) => self.rows(sectie, rows),
            AnswerBody::Graaf(graaf) => self.graaf(sectie, graaf),
        }
        antwoord.others.iter().for_each(|own| self.own(sectie, own));
    }

    fn fields(&mut self, sectie: &'a Sectie, fields: &'a [(usize, Filled)]) {
        for (index, filled) in fields {
            let sentence = sectie.fields.get(*index).is_some_and(|field| field.id == "zin");
            self.filled(filled, sentence);
        }
    }

    fn filled(&mut self, filled: &'a Filled, sentence: bool) {
        match &filled.content {
            Content::Text(text) if sentence => self.markdown_for_ouders(Some(text)),
            Content::Text(text) => self.markdown(Some(text)),
            Content::Hoeveel(hoeveel) => self.hoeveel(Some(hoeveel), &filled.span),
            Content::References(references) => self.references(references),
            Content::Mail(text) | Content::Phone(text) => self.loose(Some(text), &filled.span),
            Content::Date(_)
            | Content::Schooljaar(_)
            | Content::YesNo(_)
            | Content::Keuze(_)
            | Content::Web(_)
            | Content::File(_)
            | Content::Word(_) => {}
        }
        self.markdown(filled.noot.as_ref());
    }

    fn plaatsen(&mut self, plaatsen: &'a [Plaats]) {
        plaatsen.iter().for_each(|plaats| self.markdown(plaats.noot.as_ref()));
    }

    fn item(&mut self, sectie: &'a Sectie, item: &'a ItemAntwoord) {
        self.plaatsen(&item.waar);
        self.hoeveel(item.hoeveel.as_ref(), &item.span);
        self.markdown(item.text.as_ref());
        self.markdown(item.noot.as_ref());
        self.as_item(sectie, item);
        item.options.iter().for_each(|option| self.loose(Some(option), &item.span));
    }

    /// What an item and an own row have in common: fields, groups, columns.
    fn as_item(&mut self, sectie: &'a Sectie, item: &'a ItemAntwoord) {
        self.fields(sectie, &item.fields);
        for per in &item.per {
            self.fields(sectie, &per.fields);
            self.markdown(per.noot.as_ref());
        }
        item.reeks.iter().for_each(|(_, filled)| self.filled(filled, false));
    }

    fn own(&mut self, sectie: &'a Sectie, own: &'a OwnItem) {
        own.antwoord.iter().for_each(|item| self.as_item(sectie, item));
        self.loose(Some(&own.name.text), &own.name.span);
        self.sentence(own.sentence.as_deref(), own.sentence_span.as_ref().unwrap_or(&own.name.span));
        self.plaatsen(&own.waar);
        self.hoeveel(own.hoeveel.as_ref(), &own.name.span);
        self.markdown(own.text.as_ref());
        self.markdown(own.noot.as_ref());
        self.references(&own.is);
        self.references(&own.beside);
    }

    fn rows(&mut self, sectie: &'a Sectie, rows: &'a [Row]) {
        for row in rows {
            match row {
                Row::Group { name, rows, niveau, span, .. } => {
                    self.loose(Some(name), span);
                    if let Some(niveau) = niveau {
                        self.hoeveel(niveau.share.as_ref(), span);
                        self.references(&niveau.who);
                        self.markdown(niveau.text.as_ref());
                        self.markdown(niveau.noot.as_ref());
                    }
                    self.rows(sectie, rows);
                }
                Row::Row { fields, .. } => self.fields(sectie, fields),
            }
        }
    }

    fn graaf(&mut self, sectie: &'a Sectie, graaf: &'a Graaf) {
        self.stappen(sectie, &graaf.stappen);
    }

    fn stappen(&mut self, sectie: &'a Sectie, stappen: &'a [Stap]) {
        for stap in stappen {
            self.loose(Some(&stap.title), &stap.span);
            self.references(&stap.who);
            self.references(&stap.meeting);
            self.references(&stap.is);
            self.markdown(stap.condition.as_ref());
            self.hoeveel(stap.hoeveel.as_ref(), &stap.span);
            self.markdown(stap.noot.as_ref());
            self.markdown(stap.text.as_ref());
            self.fields(sectie, &stap.fields);
            match &stap.soort {
                StapSoort::Fase { stappen, .. } => self.stappen(sectie, stappen),
                StapSoort::Keuze { takken, .. } => {
                    for tak in takken {
                        self.loose(Some(&tak.when), &tak.span);
                        self.references(&tak.is);
                        self.markdown(tak.noot.as_ref());
                        self.stappen(sectie, &tak.stappen);
                    }
                }
                StapSoort::Stap | StapSoort::End => {}
            }
        }
    }
}
