//! Names that lead somewhere: to a school, and to a section of what it says.

use serde::Serialize;

use crate::model::site::{Document, School};
use crate::pages::Page;

use super::Web;

/// A name with where it leads, from the root.
#[derive(Serialize)]
pub(super) struct NameLink {
    pub(super) name: String,
    pub(super) address: String,
}

/// Where a school says something, from the root.
pub(super) fn sectie_address(school: &School, document: &Document, sectie: &str) -> String {
    Page::Document(school, document).address().at(sectie).from_root()
}

impl Web<'_> {
    /// The name of a school with where its page is.
    pub(super) fn school_link(&self, school: &School) -> NameLink {
        NameLink { name: school.name.clone(), address: Page::School(&school.slug).address().from_root() }
    }
}
