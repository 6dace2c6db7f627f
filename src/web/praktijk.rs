//! Practice examples: a page each, and one that lists them.

use jiff::civil::Date;
use serde::Serialize;
use tera::{Context, Value};

use crate::model::site::Document;
use crate::pages::{AddressForm, File, Links, PRAKTIJK_DIR, Page, Secties};
use crate::soorten::{Medium, Writer};
use crate::text::Afkortingen;
use crate::view;

use super::{Draft, PageError, Web};

#[derive(Serialize)]
pub(super) struct Example<'a> {
    /// Where it is read, from the root.
    address: String,
    title: &'a str,
    /// What it is about, in one sentence.
    sentence: String,
    /// The day that its facts are of.
    peildatum: Option<String>,
    /// Whether they are out of date on the reference date.
    old: bool,
    concept: bool,
}

impl<'a> Example<'a> {
    pub(super) fn of(document: &'a Document, day: Date) -> Self {
        Self {
            address: Page::Example(&document.name).address().from_root(),
            title: document.title(),
            sentence: view::first_sentences(document, 1),
            peildatum: document.facts_date().map(|day| day.to_string()),
            old: document.is_old(day),
            concept: document.concept,
        }
    }
}

impl Web<'_> {
    pub(super) fn praktijk(&self) -> Result<(), PageError> {
        let shown: Vec<&Document> = self.map.examples().collect();
        let Some(first) = shown.first() else { return Ok(()) };
        let examples: Vec<Example<'_>> = shown.iter().map(|d| Example::of(d, self.today)).collect();
        let mut content = Context::new();
        content.insert("examples", &examples);
        let page = Page::Praktijk;
        let form = AddressForm::OnPage(page.root());
        let links = Links { map: &self.map, form, school: None, document: None, secties: Secties::None };
        let none = Afkortingen::new(Vec::new());
        let mut writer = Writer::new(Medium::Web, &links, &self.site.catalogus, None, first, &none);
        content.insert("introduction", &self.site.praktijk_intro.as_ref().map(|t| writer.block(t, 2)));
        let (title, description) = self.titled("praktijk");
        let draft =
            Draft { page, template: "praktijk.html", title: &title, description: &description, canonical: None };
        self.page(&draft, content)?;
        for document in shown {
            self.example(document)?;
        }
        Ok(())
    }

    fn example(&self, document: &Document) -> Result<(), PageError> {
        self.example_page(document)?;
        for picture in document.pictures.values() {
            self.file(File::Own(PRAKTIJK_DIR, &picture.path), &picture.bytes)?;
        }
        for (path, bytes) in document.bijlagen.values() {
            self.file(File::Own(PRAKTIJK_DIR, path), bytes)?;
        }
        Ok(())
    }

    fn example_page(&self, document: &Document) -> Result<(), PageError> {
        let page = Page::Example(&document.name);
        if !self.wants(page) {
            return Ok(());
        }
        let mut content = Context::new();
        content.insert("hoofdstukken", &self.hoofdstukken(None, document, page)?);
        content
            .insert_value("peildatum", document.facts_date().map_or_else(Value::none, |d| Value::from(d.to_string())));
        content.insert("period_label", &document.period_label());
        content.insert("old", &document.is_old(self.today));
        content.insert("concept", &document.concept);
        let description = view::first_sentences(document, 1);
        let title = format!("{}{}", self.concept_prefix(document), document.title());
        let draft = Draft {
            page,
            template: "praktijk-example.html",
            title: &title,
            description: &description,
            canonical: None,
        };
        self.page(&draft, content)
    }
}
