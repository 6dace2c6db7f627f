//! Limits of schools as pages show them: before the help that they limit.

use serde::Serialize;

use crate::model::site::School;
use crate::regio::grenzen::Grens;

use super::Web;
use super::ondersteuning::{NaamLink, sectie_adres};

/// One thing that a school says it cannot offer.
#[derive(Serialize)]
pub(super) struct LimitView {
    /// The heading above it in the school's document.
    kop: Option<String>,
    /// What the school says.
    pub(super) zin: String,
    /// Where it says so, from the root.
    pub(super) adres: String,
    /// Title of the section.
    sectie: String,
    /// Title of its document, where that is no profile.
    document: Option<String>,
}

impl LimitView {
    pub(super) fn of(school: &School, grens: &Grens<'_>) -> Self {
        Self {
            kop: grens.kop.clone(),
            zin: grens.zin.clone(),
            adres: sectie_adres(school, grens.document, &grens.anker),
            sectie: grens.sectie.titel.clone(),
            document: (!grens.document.formaat.profiel).then(|| grens.document.titel().to_owned()),
        }
    }
}

impl Web<'_> {
    /// The first section in which a school names limits.
    pub(super) fn section_of_limits(&self, school: &School) -> Option<NaamLink> {
        let (document, sectie) = self.regio.grenzen(school).secties.first()?;
        Some(NaamLink { naam: sectie.titel.clone(), adres: sectie_adres(school, document, &sectie.id) })
    }
}
