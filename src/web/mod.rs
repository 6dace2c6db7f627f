//! The website: pages from the theme's templates, made smaller, each written as soon as it is ready.

mod begrippen;
mod compare;
mod data;
mod dekking;
mod explain;
mod general;
mod hulp;
mod hyphens;
mod limits;
mod links;
mod minify;
mod praktijk;
mod school;
mod schoolgids;
mod search;
mod search_engines;
mod support;

use std::fmt::Display;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use rayon::prelude::*;
use serde::Serialize;
use tera::{Context, Value};

use crate::melding::Melding;
use crate::model::site::{Document, Organization, School, Site};
use crate::ouders::words;
use crate::output::{OutputError, Sink};
use crate::pages::{AddressForm, Build, File, Links, Map, Page, Secties};
use crate::regio::trends::trends;
use crate::regio::{Regio, shown};
use crate::text::{ExplainedWords, Explanations};
use crate::theme::{Theme, ThemeMedium};
use crate::view::years::TrendsView;

pub(crate) use school::afkortingen;

/// Why a page could not be made.
#[derive(Debug)]
pub enum PageError {
    /// Content or theme is wrong.
    Melding(Box<Melding>),
    /// The output cannot be written.
    Output(OutputError),
}

impl From<Box<Melding>> for PageError {
    fn from(melding: Box<Melding>) -> Self {
        Self::Melding(melding)
    }
}

impl From<OutputError> for PageError {
    fn from(err: OutputError) -> Self {
        Self::Output(err)
    }
}

/// What all pages of a site are made from, prepared once.
pub struct Shared<'a> {
    site: &'a Site,
    theme: &'a Theme,
    today: Date,
    basis: Context,
    map: Map<'a>,
    regio: Regio<'a>,
    trends: OnceLock<Option<TrendsView>>,
    /// What words mean, on pages about all schools.
    explanations: Explanations,
}

/// How a website is made.
#[derive(Debug, Clone, Copy)]
pub struct WebOptions {
    /// The day by which "out of date" is judged.
    pub today: Date,
    /// What is made besides the pages that every build has.
    pub build: Build,
}

/// Makes the website of a site.
pub struct Web<'a> {
    shared: &'a Shared<'a>,
    sink: &'a dyn Sink,
}

impl<'a> Deref for Web<'a> {
    type Target = Shared<'a>;

    fn deref(&self) -> &Shared<'a> {
        self.shared
    }
}

/// What every page sees of the site.
#[derive(Serialize)]
struct SiteView<'a> {
    title: &'a str,
    subtitle: Option<&'a str>,
    publisher: Option<OrganizationView<'a>>,
    contact: Option<OrganizationView<'a>>,
    steunpunt: Option<OrganizationView<'a>>,
    license: Option<&'a str>,
    basis_url: Option<&'a str>,
    scholen_count: usize,
    praktijk_count: usize,
}

/// An organisation, with links that are safe to use.
#[derive(Serialize)]
struct OrganizationView<'a> {
    name: &'a str,
    sentence: Option<&'a str>,
    phone: Option<&'a str>,
    phone_link: Option<String>,
    mail: Option<&'a str>,
    web: Option<&'a str>,
}

impl<'a> OrganizationView<'a> {
    fn of(instantie: &'a Organization) -> Self {
        let digits = |number: &String| {
            let core: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
            format!("tel:{core}")
        };
        Self {
            name: &instantie.name,
            sentence: instantie.sentence.as_deref(),
            phone: instantie.phone.as_deref(),
            phone_link: instantie.phone.as_ref().map(digits),
            mail: instantie.mail.as_deref(),
            web: instantie.web.as_deref(),
        }
    }
}

/// What is needed to write one page.
struct Draft<'p> {
    /// Which page it is.
    page: Page<'p>,
    /// Template.
    template: &'p str,
    /// Title, without the name of the site.
    title: &'p str,
    /// One sentence about the page.
    description: &'p str,
    /// The page that search engines should show instead, if not this one.
    canonical: Option<Page<'p>>,
}

impl<'a> Shared<'a> {
    /// Prepares the website.
    pub fn new(site: &'a Site, theme: &'a Theme, web_options: WebOptions) -> Self {
        let WebOptions { today, build } = web_options;
        let gegevens = &site.gegevens;
        let instantie = |i: &'a Option<Organization>| i.as_ref().map(OrganizationView::of);
        let regio = Regio::new(site);
        let map = shown::map(&regio, build);
        let mut basis = Context::new();
        basis.insert(
            "site",
            &SiteView {
                title: &gegevens.title,
                subtitle: gegevens.subtitle.as_deref(),
                publisher: instantie(&gegevens.publisher),
                contact: instantie(&gegevens.contact),
                steunpunt: instantie(&gegevens.steunpunt),
                license: gegevens.license.as_deref(),
                basis_url: gegevens.basis_url.as_deref(),
                scholen_count: site.scholen.len(),
                praktijk_count: map.examples().count(),
            },
        );
        basis.insert("reference_date", &crate::model::date::PartialDate::day(today).to_string());
        basis.insert("with_pdf", &build.with_pdf);
        basis.insert("pages", &map.navigation());
        basis.insert("house", &theme.tokens.house());
        basis.insert("own_style", &theme.has_own_style());
        let explanations = words::general(site);
        Self { site, theme, today, basis, map, regio, trends: OnceLock::new(), explanations }
    }

    /// The site.
    pub fn site(&self) -> &'a Site {
        self.site
    }

    /// The facts of all schools side by side.
    pub fn regio(&self) -> &Regio<'a> {
        &self.regio
    }

    /// How the region develops; computed when a page first asks.
    fn trends(&self) -> Option<&TrendsView> {
        self.trends.get_or_init(|| trends(&self.regio).as_ref().map(TrendsView::of)).as_ref()
    }

    /// The map of what is made.
    pub fn map(&self) -> &Map<'a> {
        &self.map
    }

    /// Links for texts of a document on a page at `root`: its sections are on the page of the document.
    fn links<'s>(
        &'s self,
        root: &str,
        school: Option<&'s School>,
        document: &'s Document,
        shows: &'s dyn Fn(&str) -> bool,
    ) -> Links<'s> {
        let (form, secties) = (AddressForm::OnPage(root.to_owned()), Secties::There(shows));
        Links { map: &self.map, form, school, document: Some(document), secties }
    }
}

impl<'a> Web<'a> {
    /// The website, made from what was prepared, for a destination.
    pub fn new(shared: &'a Shared<'a>, sink: &'a dyn Sink) -> Self {
        Self { shared, sink }
    }

    /// Writes all pages and files that the destination wants. Schools are rendered in parallel.
    ///
    /// `done` is called after each school, for a progress bar.
    ///
    /// # Errors
    /// All failures; the output is then not to be used.
    pub fn write(&self, done: &(dyn Fn() + Sync)) -> Result<(), Vec<PageError>> {
        let one = |outcome: Result<(), PageError>| outcome.err().into_iter().collect::<Vec<_>>();
        // No kind of page needs another, so they are made in parallel. Each is asked for by the folder of its page.
        let tasks: [(Page<'_>, &(dyn Fn() -> Vec<PageError> + Sync)); 9] = [
            (Page::Home, &|| one(self.general())),
            (Page::Search, &|| one(self.search_page())),
            (Page::Hulpvragen, &|| self.hulp()),
            (Page::Support, &|| self.support()),
            (Page::Begrippen, &|| one(self.begrippen())),
            // Not by its own page, because its files stand in another folder.
            (Page::Home, &|| one(self.praktijk())),
            (Page::Compare, &|| one(self.compare())),
            (Page::Dekking, &|| one(self.dekking())),
            (Page::Data, &|| one(self.data())),
        ];
        let school = |school: &Arc<School>| {
            let outcome = self.school(school).err();
            done();
            outcome
        };
        let (mut errors, of_regio): (Vec<PageError>, Vec<Vec<PageError>>) = rayon::join(
            || self.site.scholen.par_iter().filter_map(school).collect(),
            || {
                tasks
                    .par_iter()
                    .filter(|(page, _)| self.sink.wants_below(&page.folder()))
                    .map(|(_, task)| task())
                    .collect()
            },
        );
        errors.extend(of_regio.into_iter().flatten());
        for (name, bytes) in &self.theme.fixed {
            errors.extend(self.file(File::Theme(name), bytes).err());
        }
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }

    /// Whether the destination wants a page. Asked early where a page takes much preparation.
    fn wants(&self, page: Page<'_>) -> bool {
        self.sink.wants(page.address().path())
    }

    /// Writes a file as it is.
    fn file(&self, file: File<'_>, bytes: &[u8]) -> Result<(), PageError> {
        let address = file.address();
        if self.sink.wants(address.path()) {
            self.sink.write(address.path(), bytes)?;
        }
        Ok(())
    }

    /// A page for parents, with the words of schools explained where they first stand; another page as it is.
    fn explained(&self, page: Page<'_>, html: &str) -> String {
        let mut told = ExplainedWords::default();
        match page {
            Page::School(slug) | Page::Schoolgids(slug) => match self.site.school(slug) {
                Some(school) => explain::explain(html, &words::explanations(self.site, school), told),
                None => explain::without_marks(html, false),
            },
            Page::Item(lijst, id) => {
                // What the page itself is about.
                let item = self.site.catalogus.lijst(lijst).and_then(|l| Some(l.by_id(id)?.1));
                for form in item.into_iter().flat_map(|i| std::iter::once(&i.name).chain(&i.synonyms)) {
                    self.explanations.is_told(form, &mut told);
                }
                explain::explain(html, &self.explanations, told)
            }
            Page::Home | Page::Hulpvragen | Page::Hulpvraag(_) | Page::Support | Page::Scholen => {
                explain::explain(html, &self.explanations, told)
            }
            _ => explain::without_marks(html, false),
        }
    }

    /// A sentence of the theme.
    fn say(&self, key: &str, holes: &[(&str, &dyn Display)]) -> String {
        self.theme.texts.say(key, holes)
    }

    /// Title and description of a page, from its group of texts.
    fn titled(&self, group: &str) -> (String, String) {
        let say = |what: &str| self.say(&format!("{group}.{what}"), &[]);
        (say("title"), say("description"))
    }

    /// Renders a page, makes it smaller, marks where its long words may break, and writes it.
    fn page(&self, draft: &Draft<'_>, content: Context) -> Result<(), PageError> {
        if !self.wants(draft.page) {
            return Ok(());
        }
        let address = draft.page.address();
        let mut context = self.basis.clone();
        context.insert_value("share_image", Value::none());
        // Where links begin; a page that stands at any address says it itself.
        context.insert("begin", &draft.page.root());
        context.extend(content);
        context.insert("root", &draft.page.root());
        context.insert("path", address.path());
        context.insert("title", draft.title);
        context.insert("description", draft.description);
        context.insert("canonical", &self.map.whole(&draft.canonical.unwrap_or(draft.page).address()));
        let html = self.theme.render(ThemeMedium::Web, draft.template, &context)?;
        let html = minify::minify(&hyphens::soft_hyphens(&self.explained(draft.page, &html)));
        self.sink.write(address.path(), html.as_bytes())?;
        Ok(())
    }
}

/// A value that is already in the medium.
fn safe(html: &str) -> Value {
    Value::safe_string(html)
}
