//! How the region develops over school years.

use tera::Context;

use crate::pages::Page;

use super::super::{Draft, PageError, Web};

impl Web<'_> {
    /// Writes the page when there is something to compare.
    pub(super) fn years(&self) -> Result<(), PageError> {
        let Some(trends) = self.trends().filter(|_| self.map.has(Page::Years)) else { return Ok(()) };
        let mut content = Context::new();
        content.insert("trends", trends);
        let (title, description) = self.titled("years");
        let draft = Draft {
            page: Page::Years,
            template: "years.html",
            title: &title,
            description: &description,
            canonical: None,
        };
        self.page(&draft, content)
    }
}
