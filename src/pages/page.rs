//! What can have an address, and which it is.

use crate::model::site::{Document, School};
use crate::text::slug;

use super::address::{Address, root};

/// The folder of the search page and the search index.
pub const SEARCH_DIR: &str = "zoek";
/// The folder below `bestanden/` of the files of practice examples.
pub const PRAKTIJK_DIR: &str = "praktijk";

/// A page, whether it exists in this build or not.
#[derive(Debug, Clone, Copy)]
pub enum Page<'a> {
    /// The front page.
    Home,
    /// What a server shows for an address that it does not know.
    NotFound,
    /// How accessible the website is.
    Accessibility,
    /// The search page.
    Search,
    /// The questions of parents.
    Hulpvragen,
    /// One of them, by id.
    Hulpvraag(&'a str),
    /// All items that have a page.
    Support,
    /// One of them: ids of list and item.
    Item(&'a str, &'a str),
    /// What items and abbreviations mean.
    Begrippen,
    /// All schools.
    Scholen,
    /// The page for parents of a school, by slug; at a slug that it had before, a page that leads on to it.
    School(&'a str),
    /// A document of a school. The current profile has an address that stays the same over the years.
    Document(&'a School, &'a Document),
    /// A document at the address of its year, where the current profile stands a second time.
    Year(&'a School, &'a Document),
    /// The paragraph for the schoolgids of a school, by slug.
    Schoolgids(&'a str),
    /// The practice examples.
    Praktijk,
    /// One of them, by name.
    Example(&'a str),
    /// The ways in which schools can be compared.
    Compare,
    /// A few schools side by side.
    SideBySide,
    /// What changes over the years.
    Years,
    /// A table of schools.
    Table(SchoolTable<'a>),
    /// A part of it, from 1, in a region that is too large for one page.
    TablePart(SchoolTable<'a>, usize),
    /// What the schools of the region offer together.
    Dekking,
    /// Names that are in no list.
    Names,
    /// The open data.
    Data,
}

/// A table that sets all schools side by side.
#[derive(Debug, Clone, Copy)]
pub enum SchoolTable<'a> {
    /// On the items of a list, by id.
    Lijst(&'a str),
    /// On a scale, by id.
    Schaal(&'a str),
    /// On all questions of parents.
    Hulpvragen,
    /// On one of them, by id.
    Hulpvraag(&'a str),
}

/// A file beside the pages.
#[derive(Debug, Clone, Copy)]
pub enum File<'a> {
    /// The PDF of a document.
    Document(&'a School, &'a Document),
    /// The summary for parents of a school, by slug.
    Ouders(&'a str),
    /// The paragraph for its schoolgids.
    Schoolgids(&'a str),
    /// All practice examples.
    Praktijk,
    /// Coverage of the region.
    Dekking,
    /// What a school offers, for machines; by slug.
    Profiel(&'a str),
    /// A file of the open data, by name.
    Data(&'a str),
    /// The JSON Schema of a format, by id.
    Schema(&'a str),
    /// An image or attachment: slug of the school or folder of the examples, and its path there.
    Own(&'a str, &'a str),
    /// A file of the theme, by name.
    Theme(&'a str),
    /// The sitemap.
    Sitemap,
    /// What search engines may read.
    Robots,
}

impl Page<'_> {
    /// Its address.
    pub fn address(self) -> Address {
        Address::new(match self {
            Self::Home => "index.html".to_owned(),
            Self::NotFound => "404.html".to_owned(),
            Self::Accessibility => "toegankelijkheid/index.html".to_owned(),
            Self::Search => format!("{SEARCH_DIR}/index.html"),
            Self::Hulpvragen => "hulp/index.html".to_owned(),
            Self::Hulpvraag(id) => format!("hulp/{id}/index.html"),
            Self::Support => "ondersteuning/index.html".to_owned(),
            Self::Item(lijst, item) => format!("ondersteuning/{lijst}/{item}/index.html"),
            Self::Begrippen => "begrippen/index.html".to_owned(),
            Self::Scholen => "scholen/index.html".to_owned(),
            Self::School(slug) => format!("scholen/{slug}/index.html"),
            Self::Document(school, document) if school.is_current(document) => {
                format!("scholen/{}/profiel/index.html", school.slug)
            }
            Self::Document(school, document) | Self::Year(school, document) => {
                format!("scholen/{}/index.html", year_path(school, document))
            }
            Self::Schoolgids(slug) => format!("scholen/{slug}/schoolgids.html"),
            Self::Praktijk => "praktijk/index.html".to_owned(),
            Self::Example(name) => format!("praktijk/{name}/index.html"),
            Self::Compare => "vergelijken/index.html".to_owned(),
            Self::SideBySide => "vergelijken/scholen/index.html".to_owned(),
            Self::Years => "vergelijken/jaren/index.html".to_owned(),
            Self::Table(table) => format!("{}index.html", table.folder()),
            Self::TablePart(table, number) => format!("{}deel-{number}/index.html", table.folder()),
            Self::Dekking => "dekking/index.html".to_owned(),
            Self::Names => "dekking/namen/index.html".to_owned(),
            Self::Data => "data/index.html".to_owned(),
        })
    }

    /// The way from it to the root of the output: `../` for each folder.
    pub fn root(self) -> String {
        root(self.address().path())
    }
}

impl<'a> SchoolTable<'a> {
    /// The table on a list, by id; none for a list whose id is the folder of another page.
    pub fn of_lijst(id: &'a str) -> Option<Self> {
        (!matches!(id, "hulp" | "scholen" | "schalen" | "jaren")).then_some(Self::Lijst(id))
    }

    fn folder(self) -> String {
        match self {
            Self::Lijst(id) => format!("vergelijken/{id}/"),
            Self::Schaal(id) => format!("vergelijken/schalen/{id}/"),
            Self::Hulpvragen => "vergelijken/hulp/".to_owned(),
            Self::Hulpvraag(id) => format!("vergelijken/hulp/{id}/"),
        }
    }
}

impl<'a> File<'a> {
    /// Its address.
    pub fn address(self) -> Address {
        Address::new(match self {
            Self::Document(school, document) if school.is_current(document) => {
                format!("scholen/{}/sop.pdf", school.slug)
            }
            Self::Document(school, document) => format!("scholen/{}.pdf", year_path(school, document)),
            Self::Ouders(slug) => format!("scholen/{slug}/ouders.pdf"),
            Self::Schoolgids(slug) => format!("scholen/{slug}/schoolgids.pdf"),
            Self::Praktijk => "praktijk.pdf".to_owned(),
            Self::Dekking => "dekking.pdf".to_owned(),
            Self::Profiel(slug) => format!("scholen/{slug}/profiel.json"),
            Self::Data(name) => format!("data/{name}"),
            Self::Schema(id) => format!("data/schema/{id}.json"),
            Self::Own(dir, path) => format!("bestanden/{dir}/{path}"),
            Self::Theme(name) => format!("thema/{name}"),
            Self::Sitemap => "sitemap.xml".to_owned(),
            Self::Robots => "robots.txt".to_owned(),
        })
    }

    /// The image or attachment that stands at a path of the output; none if that is something else.
    pub fn own(path: &'a str) -> Option<Self> {
        path.strip_prefix("bestanden/")?.split_once('/').map(|(dir, path)| Self::Own(dir, path))
    }
}

/// Folders of the output that are made as a whole: the output is asked whether it wants them before anything in them is
/// prepared.
impl Page<'_> {
    /// The folder of which it is the index, with `/` at its end; empty at the root.
    pub fn folder(self) -> String {
        let address = self.address();
        address.path().rsplit_once('/').map_or_else(String::new, |(folder, _)| format!("{folder}/"))
    }
}

/// School, year and name of a document: how it is told from all other documents of a site.
pub fn year_path(school: &School, document: &Document) -> String {
    let year = document.schooljaar.map(|j| j.to_string()).unwrap_or_default();
    format!("{}/{year}/{}", school.slug, document.name)
}

/// The place of an item in the glossary.
pub(super) fn word(lijst: &str, item: &str) -> Address {
    Page::Begrippen.address().at(format!("{lijst}-{item}"))
}

/// The place of an abbreviation in the glossary. Spellings of one abbreviation share it.
pub(super) fn afkorting(short: &str) -> Address {
    Page::Begrippen.address().at(format!("afkorting-{}", slug(short)))
}

/// The folder of the files of a school or, without one, of practice examples.
pub(super) fn dir(school: Option<&School>) -> &str {
    school.map_or(PRAKTIJK_DIR, |school| &school.slug)
}
