//! Coverage: what the schools together offer, held against the norm; gaps; profiles that are out of
//! date; and names that are in no list.

use tera::Context;

use crate::pages::Page;
use crate::view::dekking::DekkingView;

use super::{Draft, PageError, Web};

impl Web<'_> {
    pub(super) fn dekking(&self) -> Result<(), PageError> {
        let dekking = DekkingView::of(&self.regio, self.today);
        self.dekking_page(&dekking)?;
        let mut content = Context::new();
        content.insert("names", &dekking.names);
        let (title, description) = self.titled("names");
        let draft = Draft {
            page: Page::Names,
            template: "names.html",
            title: &title,
            description: &description,
            canonical: None,
        };
        self.page(&draft, content)
    }

    fn dekking_page(&self, dekking: &DekkingView) -> Result<(), PageError> {
        let mut content = Context::new();
        content.insert("dekking", dekking);
        let (title, description) = self.titled("dekking");
        let draft = Draft {
            page: Page::Dekking,
            template: "dekking.html",
            title: &title,
            description: &description,
            canonical: None,
        };
        self.page(&draft, content)
    }
}
