//! Pages of the site as a whole: home, schools, accessibility, 404; and the files `sitemap.xml` and `robots.txt`.

use std::fmt::Write as _;

use serde::Serialize;
use tera::Context;

use super::school::SchoolView;
use crate::pages::{AddressForm, File, Links, Page, Secties};
use crate::text::html;

use super::{Draft, PageError, Web, safe};

/// A school in a list, with the date of its profile.
#[derive(Serialize)]
struct ListedSchool<'a> {
    school: SchoolView<'a>,
    schooljaar: Option<String>,
    peildatum: Option<String>,
    old: bool,
}

impl Web<'_> {
    pub(super) fn general(&self) -> Result<(), PageError> {
        if self.wants(Page::Home) {
            self.home_page()?;
        }
        if self.wants(Page::Scholen) {
            let mut content = Context::new();
            content.insert("scholen", &self.scholen(&Page::Scholen.root()));
            let (title, description) = self.titled("scholen");
            self.standalone(Page::Scholen, "scholen.html", &title, &description, content)?;
        }
        let (title, description) = self.titled("accessibility");
        self.standalone(Page::Accessibility, "accessibility.html", &title, &description, Context::new())?;
        self.not_found()?;
        self.sitemap()
    }

    fn home_page(&self) -> Result<(), PageError> {
        let gegevens = &self.site.gegevens;
        let mut content = Context::new();
        let form = AddressForm::OnPage(String::new());
        let links = Links { map: &self.map, form, school: None, document: None, secties: Secties::None };
        content.insert("introduction", &gegevens.introduction.as_ref().map(|t| safe(&html::write(t, &links, 2))));
        content.insert("hulpvragen", &self.question_groups());
        content.insert("scholen", &self.scholen(""));
        let description = gegevens.introduction.as_ref().map(|t| t.first_sentences(1));
        let description = description.unwrap_or_else(|| self.say("home.description", &[]));
        self.standalone(Page::Home, "home.html", &gegevens.title, &description, content)
    }

    fn scholen(&self, root: &str) -> Vec<ListedSchool<'_>> {
        let mut out: Vec<ListedSchool<'_>> = self
            .site
            .scholen
            .iter()
            .map(|school| {
                let profiel = school.profiel();
                ListedSchool {
                    school: self.school_view(school, root),
                    schooljaar: profiel.map(|d| d.period_label()),
                    peildatum: profiel.and_then(|d| d.facts_date()).map(|d| d.to_string()),
                    old: profiel.is_some_and(|d| d.is_old(self.today)),
                }
            })
            .collect();
        out.sort_by_cached_key(|s| s.school.name().to_lowercase());
        out
    }

    fn standalone(
        &self,
        page: Page<'_>,
        template: &str,
        title: &str,
        description: &str,
        content: Context,
    ) -> Result<(), PageError> {
        self.page(&Draft { page, template, title, description, canonical: None }, content)
    }

    /// A server shows this page at any address, so its links start at the root of the site.
    fn not_found(&self) -> Result<(), PageError> {
        let mut content = Context::new();
        content.insert("begin", &self.map.folder_on_server());
        let (title, description) = self.titled("not_found");
        self.standalone(Page::NotFound, "404.html", &title, &description, content)
    }

    /// Addresses in a sitemap must be whole, so without `basis-url` there is none.
    fn sitemap(&self) -> Result<(), PageError> {
        let mut robots = String::from("User-agent: *\nAllow: /\n");
        if let Some(sitemap) = self.map.file(File::Sitemap).and_then(|address| self.map.whole(&address)) {
            let mut xml = String::from(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
            );
            for address in self.map.listed().iter().filter_map(|address| self.map.whole(address)) {
                let _ = writeln!(xml, "<url><loc>{}</loc></url>", html::escape(&address));
            }
            xml.push_str("</urlset>\n");
            self.file(File::Sitemap, xml.as_bytes())?;
            let _ = writeln!(robots, "Sitemap: {sitemap}");
        }
        self.file(File::Robots, robots.as_bytes())
    }
}
