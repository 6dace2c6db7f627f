//! Pages of the whole site: home, schools, accessibility, 404, sitemap and robots.

use std::fmt::Write as _;

use serde::Serialize;
use tera::Context;

use crate::text::{WithoutLinks, html};

use super::school::SchoolView;
use super::{Page, PageError, Web, safe};

/// A school in a list, with what its profile is.
#[derive(Serialize)]
struct LijstSchool<'a> {
    school: SchoolView<'a>,
    schooljaar: Option<String>,
    peildatum: Option<String>,
    old: bool,
}

impl Web<'_> {
    pub(super) fn general(&self) -> Result<(), PageError> {
        if self.wants("index.html") {
            self.home_page()?;
        }
        if self.wants("scholen/index.html") {
            let mut content = Context::new();
            content.insert("scholen", &self.scholen("../"));
            self.standalone(
                "scholen/index.html",
                "scholen.html",
                "Alle scholen",
                "Alle scholen op deze website.",
                content,
            )?;
        }
        let sentence = "Hoe toegankelijk deze website is, en wat u kunt doen als iets niet lukt.";
        self.standalone(
            "toegankelijkheid/index.html",
            "toegankelijkheid.html",
            "Toegankelijkheid",
            sentence,
            Context::new(),
        )?;
        self.not_found()?;
        if self.wants("sitemap.xml") || self.wants("robots.txt") {
            self.sitemap()?;
        }
        Ok(())
    }

    fn home_page(&self) -> Result<(), PageError> {
        let gegevens = &self.site.gegevens;
        let mut content = Context::new();
        content
            .insert("introduction", &gegevens.introduction.as_ref().map(|t| safe(&html::write(t, &WithoutLinks, 2))));
        content.insert("hulpvragen", &self.question_groups());
        content.insert("scholen", &self.scholen(""));
        let description = gegevens.introduction.as_ref().map(|t| t.first_sentences(1));
        let description = description.unwrap_or_else(|| "Welke hulp scholen aan uw kind kunnen geven.".to_owned());
        self.standalone("index.html", "home.html", &gegevens.title, &description, content)
    }

    fn scholen(&self, root: &str) -> Vec<LijstSchool<'_>> {
        let mut out: Vec<LijstSchool<'_>> = self
            .site
            .scholen
            .iter()
            .map(|school| {
                let profiel = school.profiel();
                LijstSchool {
                    school: self.school_view(school, root),
                    schooljaar: profiel.map(|d| d.period_label()),
                    peildatum: profiel.and_then(|d| d.stand()).map(|d| d.to_string()),
                    old: profiel.is_some_and(|d| d.is_old(self.stand)),
                }
            })
            .collect();
        out.sort_by_cached_key(|s| s.school.name().to_lowercase());
        out
    }

    fn standalone(
        &self,
        path: &str,
        template: &str,
        title: &str,
        description: &str,
        content: Context,
    ) -> Result<(), PageError> {
        self.page(&Page { path, template, title, description, canonical: None }, content)
    }

    /// A server shows this page at any address, so its links start at the root of the site.
    fn not_found(&self) -> Result<(), PageError> {
        let basis = self.site.gegevens.basis_url.as_deref().and_then(|address| address.split_once("://"));
        let path = basis.and_then(|(_, rest)| rest.split_once('/')).map(|(_, path)| path);
        // A preview stands at the root, whatever the address of the website will be.
        let path = path.filter(|_| !self.concepten);
        let begin = path.map_or_else(|| "/".to_owned(), |path| format!("/{}/", path.trim_matches('/')));
        let mut content = Context::new();
        content.insert("begin", &begin);
        self.standalone("404.html", "404.html", "Deze pagina is er niet", "Deze pagina is er niet (meer).", content)
    }

    /// Addresses in a sitemap must be whole, so without `basis-url` there is none.
    fn sitemap(&self) -> Result<(), PageError> {
        let mut robots = String::from("User-agent: *\nAllow: /\n");
        if let Some(basis) = &self.site.gegevens.basis_url {
            let mut paths = vec![
                String::new(),
                "hulp/".into(),
                "scholen/".into(),
                "zoek/".into(),
                "begrippen/".into(),
                "dekking/".into(),
                "data/".into(),
                "toegankelijkheid/".into(),
            ];
            paths.push("dekking/namen/".to_owned());
            paths.extend(self.compare_paths());
            paths.extend(self.hulp_paths().chain(self.words.pages().paths()));
            if self.site.examples().next().is_some() {
                paths.push("praktijk/".to_owned());
                paths.extend(self.site.examples().map(|d| format!("praktijk/{}/", d.name)));
            }
            for school in &self.site.scholen {
                paths.push(format!("scholen/{}/", school.slug));
                let pages = school.published().map(|d| school.addresses(d).0);
                paths.extend(pages.map(|path| path.trim_end_matches("index.html").to_owned()));
            }
            let mut xml = String::from(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
            );
            for path in paths {
                let _ = writeln!(xml, "<url><loc>{}</loc></url>", html::escape(&format!("{basis}/{path}")));
            }
            xml.push_str("</urlset>\n");
            self.file("sitemap.xml", xml.as_bytes())?;
            let _ = writeln!(robots, "Sitemap: {basis}/sitemap.xml");
        }
        self.file("robots.txt", robots.as_bytes())
    }
}
