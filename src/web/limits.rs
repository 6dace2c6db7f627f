//! Limits of schools as pages show them: before the help that they limit.

use serde::Serialize;

use crate::facts::grenzen::Grens;
use crate::model::site::School;

use super::Web;
use super::links::{NameLink, sectie_address};

/// One thing that a school says it cannot offer.
#[derive(Serialize)]
pub(super) struct LimitView {
    /// The heading above it in the school's document.
    heading: Option<String>,
    /// What the school says.
    pub(super) sentence: String,
    /// Where it says so, from the root.
    pub(super) address: String,
    /// Title of the section.
    sectie: String,
    /// Title of its document; none for a profile.
    document: Option<String>,
}

impl LimitView {
    pub(super) fn of(school: &School, grens: &Grens<'_>) -> Self {
        Self {
            heading: grens.heading.clone(),
            sentence: grens.sentence.clone(),
            address: sectie_address(school, grens.document, &grens.anchor),
            sectie: grens.sectie.title.clone(),
            document: (!grens.document.formaat.profiel).then(|| grens.document.title().to_owned()),
        }
    }
}

impl Web<'_> {
    /// The first section in which a school names limits.
    pub(super) fn section_of_limits(&self, school: &School) -> Option<NameLink> {
        let (document, sectie) = self.regio.grenzen(school).secties.first()?;
        Some(NameLink { name: sectie.title.clone(), address: sectie_address(school, document, &sectie.id) })
    }
}
