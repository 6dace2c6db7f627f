//! How the region develops over school years.

use tera::Context;

use super::super::{Page, PageError, Web};

impl Web<'_> {
    /// Writes the page when there is something to compare; says whether it did.
    pub(super) fn years(&self) -> Result<bool, PageError> {
        let Some(trends) = self.trends() else { return Ok(false) };
        let mut content = Context::new();
        content.insert("trends", trends);
        let page = Page {
            path: "vergelijken/jaren/index.html",
            template: "jaren.html",
            title: "Wat er over de jaren verandert",
            description: "Hoeveel scholen iets hebben, per schooljaar.",
            canonical: None,
        };
        self.page(&page, content)?;
        Ok(true)
    }
}
