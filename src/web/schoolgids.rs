//! The paragraph for the schoolgids, on a page from which it can be copied.

use tera::Context;

use crate::model::site::School;
use crate::pages::{AddressForm, Links, Page, Secties};
use crate::soorten::{Medium, Writer};
use crate::view;
use crate::view::ouders::schoolgids;

use super::{Draft, PageError, Web, afkortingen};

impl Web<'_> {
    /// Only for a school with a current profile.
    pub(super) fn schoolgids(&self, school: &School) -> Result<(), PageError> {
        let Some(document) = school.profiel() else { return Ok(()) };
        let page = Page::Schoolgids(&school.slug);
        if !self.wants(page) {
            return Ok(());
        }
        let afkortingen = afkortingen(document);
        // The text will leave this website, so its links are whole addresses.
        let catalogus = &self.site.catalogus;
        let shows = |id: &str| view::shows(document, Some(school), catalogus, id);
        let (form, secties) = (AddressForm::Outside, Secties::There(&shows));
        let links = Links { map: &self.map, form, school: Some(school), document: Some(document), secties };
        let mut writer = Writer::new(Medium::Web, &links, catalogus, Some(school), document, &afkortingen);
        let mut content = Context::new();
        let guide = schoolgids::schoolgids(&self.regio, &self.map, school, document, self.today, 4, &mut writer);
        content.insert("guide", &guide);
        content.insert("school", &self.school_view(school, &page.root()));
        let title = self.say("schoolgids.title", &[("school", &school.name)]);
        let description = self.say("schoolgids.description", &[("school", &school.name)]);
        let draft =
            Draft { page, template: "schoolgids.html", title: &title, description: &description, canonical: None };
        self.page(&draft, content)
    }
}
