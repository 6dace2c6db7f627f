//! The paragraph for the schoolgids, as a page to copy it from.

use tera::Context;

use crate::model::site::School;
use crate::ouders::pieces::DetachedLinks;
use crate::ouders::schoolgids;
use crate::soorten::{Medium, Writer};

use super::{Page, PageError, Web, afkortingen, root};

impl Web<'_> {
    /// Only for a school with a current profile.
    pub(super) fn schoolgids(&self, school: &School) -> Result<(), PageError> {
        let Some(document) = school.profiel() else { return Ok(()) };
        let path = format!("scholen/{}/schoolgids.html", school.slug);
        if !self.wants(&path) {
            return Ok(());
        }
        let afkortingen = afkortingen(document);
        // The text is to leave this website, so its links are whole addresses.
        let links = DetachedLinks { site: self.site, school, document: Some(document) };
        let catalogus = &self.site.catalogus;
        let mut writer = Writer::new(Medium::Web, &links, catalogus, Some(school), document, &afkortingen);
        let mut content = Context::new();
        let guide = schoolgids::schoolgids(&self.regio, school, document, self.stand, 4, &mut writer);
        content.insert("guide", &guide);
        content.insert("school", &self.school_view(school, &root(&path)));
        let title = format!("Tekst voor de schoolgids, {}", school.name);
        let description = format!("Het aanbod aan ondersteuning van {}, om in de schoolgids te zetten.", school.name);
        let page = Page {
            path: &path,
            template: "schoolgids.html",
            title: &title,
            description: &description,
            canonical: None,
        };
        self.page(&page, content)
    }
}
