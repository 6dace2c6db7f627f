//! Practice examples: a page each, and one that lists them.

use jiff::civil::Date;
use serde::Serialize;
use tera::{Context, Value};

use crate::model::formaat::Soort;
use crate::model::site::Document;
use crate::soorten::{Medium, Writer};
use crate::text::Afkortingen;
use crate::theme::ThemeMedium;
use crate::view;

use super::links::PageLinks;
use super::school::concept;
use super::{Page, PageError, Web, afkortingen, root};

/// Folder in `bestanden/` of the examples' files.
const DIR: &str = "praktijk";

#[derive(Serialize)]
pub(super) struct Example<'a> {
    name: &'a str,
    title: &'a str,
    /// What it is about, in one sentence.
    sentence: String,
    /// From when its facts are.
    peildatum: Option<String>,
    /// Out of date on the reference date.
    old: bool,
    concept: bool,
}

impl<'a> Example<'a> {
    pub(super) fn of(document: &'a Document, stand: Date) -> Self {
        Self {
            name: &document.name,
            title: document.title(),
            sentence: view::first_sentences(document, 1),
            peildatum: document.stand().map(|day| day.to_string()),
            old: document.is_old(stand),
            concept: document.concept,
        }
    }
}

impl Web<'_> {
    pub(super) fn praktijk(&self) -> Result<(), PageError> {
        let shown: Vec<&Document> = self.examples().collect();
        let Some(first) = shown.first() else { return Ok(()) };
        let examples: Vec<Example<'_>> = shown.iter().map(|d| Example::of(d, self.stand)).collect();
        let mut content = Context::new();
        content.insert("examples", &examples);
        // Concepts have pages in a preview, but never stand in this PDF.
        content.insert("with_pdf", &(self.with_pdf && self.site.examples().next().is_some()));
        let links = self.links("../", None);
        let none = Afkortingen::new(Vec::new());
        let mut writer = Writer::new(Medium::Web, &links, &self.site.catalogus, None, first, &none);
        content.insert("introduction", &self.site.praktijk_intro.as_ref().map(|t| writer.block(t, 2)));
        let page = Page {
            path: "praktijk/index.html",
            template: "praktijk.html",
            title: "Praktijkvoorbeelden",
            description: "Voorbeelden van hulp aan leerlingen, uit de praktijk.",
            canonical: None,
        };
        self.page(&page, content)?;
        for document in shown {
            self.example(document)?;
        }
        Ok(())
    }

    fn example(&self, document: &Document) -> Result<(), PageError> {
        let path = format!("praktijk/{}/index.html", document.name);
        if self.wants(&path) {
            self.example_page(document, &path)?;
        }
        for picture in document.pictures.values() {
            self.file(&format!("bestanden/{DIR}/{}", picture.path), &picture.bytes)?;
        }
        for (path, bytes) in document.bijlagen.values() {
            self.file(&format!("bestanden/{DIR}/{path}"), bytes)?;
        }
        Ok(())
    }

    fn example_page(&self, document: &Document, path: &str) -> Result<(), PageError> {
        let links = self.links(&root(path), Some(document));
        let afkortingen = afkortingen(document);
        let mut writer = Writer::new(Medium::Web, &links, &self.site.catalogus, None, document, &afkortingen);
        let render = |soort: Soort, context: &Context| self.theme.render_sectie(ThemeMedium::Web, soort, context);
        let mut content = Context::new();
        content.insert("hoofdstukken", &view::hoofdstukken(document, &mut writer, &render)?);
        content.insert_value("peildatum", document.stand().map_or_else(Value::none, |d| Value::from(d.to_string())));
        content.insert("period_label", &document.period_label());
        content.insert("old", &document.is_old(self.stand));
        content.insert("concept", &document.concept);
        let description = view::first_sentences(document, 1);
        let title = format!("{}{}", concept(document), document.title());
        let page = Page { path, template: "voorbeeld.html", title: &title, description: &description, canonical: None };
        self.page(&page, content)
    }

    fn links<'s>(&'s self, root: &str, document: Option<&'s Document>) -> PageLinks<'s> {
        PageLinks { root: root.to_owned(), words: &self.words, dir: DIR, document, secties: String::new() }
    }
}
