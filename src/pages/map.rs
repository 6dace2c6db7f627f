//! What exists in one build.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::model::catalogus::HULPVRAGEN;
use crate::model::site::{Document, School, Site};
use crate::model::value::ItemKey;

use super::address::Address;
use super::page::{self, File, Page, SchoolTable};

/// What a build makes besides the pages that every build has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Build {
    /// Whether PDFs are made.
    pub with_pdf: bool,
    /// Whether concepts have pages: in a preview, never on a website.
    pub concepten: bool,
}

impl Build {
    /// Whether a document is there to be read.
    fn makes(self, document: &Document) -> bool {
        self.concepten || !document.concept
    }
}

/// The items and tables that have a page, which depends on what schools say.
#[derive(Debug, Clone, Default)]
pub struct Shown {
    /// Lists with the ids of their items that have a page, in the order in which they are shown.
    pub items: Vec<(String, Vec<String>)>,
    /// Lists on which schools are set side by side.
    pub lijsten: Vec<String>,
    /// Scales on which they are set side by side.
    pub schalen: Vec<String>,
    /// Questions of parents on which they are set side by side.
    pub hulpvragen: Vec<String>,
    /// Whether each question has a table of its own; in a large region they share one.
    pub per_hulpvraag: bool,
    /// In how many parts a table comes; 0 for a region that fits on one page.
    pub parts: usize,
    /// Whether there are documents to be compared over the years.
    pub years: bool,
}

impl Shown {
    /// All tables of schools side by side, in the order in which they are shown.
    pub fn tables(&self) -> Vec<SchoolTable<'_>> {
        let mut out: Vec<SchoolTable<'_>> = self.lijsten.iter().filter_map(|id| SchoolTable::of_lijst(id)).collect();
        out.extend(self.schalen.iter().map(|id| SchoolTable::Schaal(id)));
        out.extend((!self.hulpvragen.is_empty()).then_some(SchoolTable::Hulpvragen));
        out.extend(self.hulpvragen.iter().filter(|_| self.per_hulpvraag).map(|id| SchoolTable::Hulpvraag(id)));
        out
    }
}

/// Every page and file of one build, with its address.
#[derive(Debug)]
pub struct Map<'a> {
    site: &'a Site,
    build: Build,
    shown: Shown,
    items: BTreeSet<ItemKey>,
    /// Items that the glossary explains.
    words: BTreeSet<ItemKey>,
    /// Paths of all pages.
    pages: BTreeSet<String>,
    /// The pages that search engines are told of, in order.
    listed: Vec<Address>,
    /// Paths of all images and attachments.
    files: BTreeSet<String>,
}

impl<'a> Map<'a> {
    /// The map of a build of a site.
    pub fn new(site: &'a Site, build: Build, shown: Shown) -> Self {
        let mut words = BTreeSet::new();
        for lijst in site.lijsten_in_use() {
            let explained = lijst.items.iter().filter(|item| item.meaning.is_some());
            words.extend(explained.map(|item| ItemKey { lijst: lijst.id.clone(), item: item.id.clone() }));
        }
        let key = |lijst: &str, item: &str| ItemKey { lijst: lijst.to_owned(), item: item.to_owned() };
        let items =
            shown.items.iter().flat_map(|(lijst, items)| items.iter().map(move |item| key(lijst, item))).collect();
        let (pages, listed, files) = (BTreeSet::new(), Vec::new(), BTreeSet::new());
        let mut map = Self { site, build, shown, items, words, pages, listed, files };
        map.add_pages();
        map.add_files();
        map
    }

    /// The site.
    pub fn site(&self) -> &'a Site {
        self.site
    }

    /// What is made.
    pub fn build(&self) -> Build {
        self.build
    }

    /// The items and tables that have a page.
    pub fn shown(&self) -> &Shown {
        &self.shown
    }

    /// The documents of a school that have pages.
    pub fn documenten<'s>(&self, school: &'s School) -> impl Iterator<Item = &'s Document> + use<'s> {
        let build = self.build;
        school.documenten.iter().filter(move |d| build.makes(d))
    }

    /// The practice examples that have pages.
    pub fn examples(&self) -> impl Iterator<Item = &'a Document> + use<'a> {
        let build = self.build;
        self.site.praktijk.iter().filter(move |d| build.makes(d))
    }

    /// The address of a page, if it is made.
    pub fn page(&self, page: Page<'_>) -> Option<Address> {
        Some(page.address()).filter(|address| self.pages.contains(address.path()))
    }

    /// Whether a page is made.
    pub fn has(&self, page: Page<'_>) -> bool {
        self.page(page).is_some()
    }

    /// Paths of all pages.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.pages.iter().map(String::as_str)
    }

    /// The pages that search engines are told of.
    pub fn listed(&self) -> &[Address] {
        &self.listed
    }

    /// The page of a question of parents or of an item.
    pub fn page_of_item(&self, lijst: &str, item: &str) -> Option<Address> {
        self.page(if lijst == HULPVRAGEN { Page::Hulpvraag(item) } else { Page::Item(lijst, item) })
    }

    /// Where an item is explained: on its own page, else among the words of the glossary.
    pub fn item(&self, lijst: &str, item: &str) -> Option<Address> {
        self.page_of_item(lijst, item).or_else(|| self.word(lijst, item))
    }

    /// The place of an item in the glossary.
    pub fn word(&self, lijst: &str, item: &str) -> Option<Address> {
        let key = ItemKey { lijst: lijst.to_owned(), item: item.to_owned() };
        self.words.contains(&key).then(|| page::word(lijst, item))
    }

    /// The place of an abbreviation in the glossary. Spellings of one abbreviation share it.
    pub fn afkorting(&self, short: &str) -> Address {
        page::afkorting(short)
    }

    /// Where a document of a school or, without one, a practice example is read.
    pub fn document(&self, school: Option<&School>, document: &Document) -> Option<Address> {
        self.page(match school {
            Some(school) => Page::Document(school, document),
            None => Page::Example(&document.name),
        })
    }

    /// The address of a file, if it is made.
    pub fn file(&self, file: File<'_>) -> Option<Address> {
        let address = file.address();
        let made = match file {
            File::Document(_, document) => self.build.with_pdf && self.build.makes(document),
            File::Ouders(slug) => self.build.with_pdf && self.site.school(slug).is_some(),
            File::Schoolgids(slug) => self.build.with_pdf && self.has(Page::Schoolgids(slug)),
            // Concepts have pages in a preview, but never stand in this PDF.
            File::Praktijk => self.build.with_pdf && self.site.examples().next().is_some(),
            // One school is no region.
            File::Dekking => self.build.with_pdf && self.site.scholen.len() > 1,
            File::Profiel(slug) => self.site.school(slug).is_some(),
            File::Schema(id) => self.site.catalogus.formaten.contains_key(id),
            File::Own(..) => self.files.contains(address.path()),
            File::Sitemap => self.site.gegevens.basis_url.is_some(),
            File::Data(_) | File::Theme(_) | File::Robots => true,
        };
        made.then_some(address)
    }

    /// The address of an image or attachment, if it is there: by slug of the school or folder of the examples, and its
    /// path in that.
    pub fn own_file(&self, dir: &str, path: &str) -> Option<Address> {
        self.file(File::Own(dir, path))
    }

    /// An address as it is written outside the website, where the site says where it stands.
    pub fn whole(&self, address: &Address) -> Option<String> {
        self.site.gegevens.basis_url.as_ref().map(|basis| address.whole(basis))
    }

    /// What the links begin with of a page that may be shown at any address (the one for addresses that a server does not
    /// know): the folder of the website on its server. A preview stands at the root, whatever the address of the website.
    pub fn folder_on_server(&self) -> String {
        let basis = self.site.gegevens.basis_url.as_deref().filter(|_| !self.build.concepten);
        let path = basis.and_then(|address| address.split_once("://")?.1.split_once('/'));
        path.map_or_else(|| "/".to_owned(), |(_, path)| format!("/{}/", path.trim_matches('/')))
    }

    /// The addresses that every page may show, from the root.
    pub fn navigation(&self) -> Navigation {
        let page = |page| self.page(page).map(|address| address.from_root());
        Navigation {
            home: page(Page::Home),
            hulp: page(Page::Hulpvragen),
            support: page(Page::Support),
            search: page(Page::Search),
            scholen: page(Page::Scholen),
            compare: page(Page::Compare),
            side_by_side: page(Page::SideBySide),
            years: page(Page::Years),
            per_hulpvraag: page(Page::Table(SchoolTable::Hulpvragen)),
            praktijk: page(Page::Praktijk),
            begrippen: page(Page::Begrippen),
            dekking: page(Page::Dekking),
            names: page(Page::Names),
            accessibility: page(Page::Accessibility),
            data: page(Page::Data),
            theme: File::Theme("").address().from_root(),
            praktijk_pdf: self.file(File::Praktijk).map(|address| address.from_root()),
            dekking_pdf: self.file(File::Dekking).map(|address| address.from_root()),
        }
    }

    fn add(&mut self, page: Page<'_>) {
        self.pages.insert(page.address().path().to_owned());
    }

    fn list(&mut self, page: Page<'_>) {
        self.add(page);
        self.listed.push(page.address());
    }

    /// Search engines are never told of a concept.
    fn list_published(&mut self, page: Page<'_>, document: &Document) {
        if document.concept { self.add(page) } else { self.list(page) }
    }

    fn add_pages(&mut self) {
        let site = self.site;
        for page in [
            Page::Home,
            Page::Hulpvragen,
            Page::Scholen,
            Page::Search,
            Page::Begrippen,
            Page::Dekking,
            Page::Data,
            Page::Accessibility,
            Page::Names,
        ] {
            self.list(page);
        }
        self.add(Page::NotFound);
        self.add_tables();
        for id in site.catalogus.lijst(HULPVRAGEN).into_iter().flat_map(|lijst| lijst.ids()) {
            self.list(Page::Hulpvraag(id));
        }
        if !self.items.is_empty() {
            self.list(Page::Support);
        }
        for ItemKey { lijst, item } in self.items.clone() {
            self.list(Page::Item(&lijst, &item));
        }
        if site.examples().next().is_some() {
            self.list(Page::Praktijk);
        }
        for document in self.examples() {
            self.add(Page::Praktijk);
            self.list_published(Page::Example(&document.name), document);
        }
        for school in &site.scholen {
            self.list(Page::School(&school.slug));
            for document in self.documenten(school) {
                self.list_published(Page::Document(school, document), document);
                self.add(Page::Year(school, document));
            }
            if school.profiel().is_some() {
                self.add(Page::Schoolgids(&school.slug));
            }
            for old in &school.old_slugs {
                self.add(Page::School(&old.text));
            }
        }
    }

    /// The pages that compare schools. One school has nothing to be compared with: then there are none.
    fn add_tables(&mut self) {
        if self.site.scholen.len() < 2 {
            return;
        }
        self.list(Page::Compare);
        self.list(Page::SideBySide);
        let shown = self.shown.clone();
        for table in shown.tables() {
            self.list(Page::Table(table));
            for number in 1..=shown.parts {
                self.add(Page::TablePart(table, number));
            }
        }
        if self.shown.years {
            self.list(Page::Years);
        }
    }

    fn add_files(&mut self) {
        let mut add = |dir: &str, path: &str| self.files.insert(File::Own(dir, path).address().path().to_owned());
        let build = self.build;
        let of_scholen = self.site.scholen.iter().map(|school| (Some(school.as_ref()), &school.documenten));
        for (school, documenten) in of_scholen.chain([(None, &self.site.praktijk)]) {
            let dir = page::dir(school);
            for picture in school.into_iter().flat_map(|s| [&s.logo, &s.photo]).flatten() {
                add(dir, &picture.picture.path);
            }
            for document in documenten.iter().filter(|d| build.makes(d)) {
                for picture in document.pictures.values() {
                    add(dir, &picture.path);
                }
                for (path, _) in document.bijlagen.values() {
                    add(dir, path);
                }
            }
        }
    }
}

/// The addresses that every page may show, from the root; none for what is not made. A template puts `root` before each.
#[derive(Debug, Clone, Serialize)]
pub struct Navigation {
    home: Option<String>,
    hulp: Option<String>,
    support: Option<String>,
    search: Option<String>,
    scholen: Option<String>,
    compare: Option<String>,
    side_by_side: Option<String>,
    years: Option<String>,
    per_hulpvraag: Option<String>,
    praktijk: Option<String>,
    begrippen: Option<String>,
    dekking: Option<String>,
    names: Option<String>,
    accessibility: Option<String>,
    data: Option<String>,
    /// The folder of the theme's files, with `/` at its end.
    theme: String,
    praktijk_pdf: Option<String>,
    dekking_pdf: Option<String>,
}
