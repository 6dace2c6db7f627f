//! The one list of PDFs that belong to a site, and how each is made.

use jiff::civil::Date;

use crate::melding::Meldingen;
use crate::model::site::{Document, School, Site};
use crate::pdf::{self, Drukker};
use crate::regio::dekking;
use crate::web::Gedeeld;

/// A PDF to be made.
pub(super) enum Druk<'a> {
    /// The PDF of a document.
    Document(&'a School, &'a Document),
    /// The summary for parents.
    Ouders(&'a School),
    /// The paragraph for the schoolgids, from the current profile.
    Schoolgids(&'a School, &'a Document),
    /// All practice examples together.
    Praktijk,
    /// Coverage of the region.
    Dekking,
}

/// All PDFs of a site, those of schools first; with or without its concepts.
pub(super) fn alle(site: &Site, concepten: bool) -> Vec<Druk<'_>> {
    let mut uit: Vec<Druk<'_>> = Vec::new();
    for school in &site.scholen {
        let documenten = school.documenten.iter().filter(|d| concepten || !d.concept);
        uit.extend(documenten.map(|document| Druk::Document(school, document)));
        uit.push(Druk::Ouders(school));
        uit.extend(school.profiel().map(|document| Druk::Schoolgids(school, document)));
    }
    if site.voorbeelden().next().is_some() {
        uit.push(Druk::Praktijk);
    }
    // One school is no region.
    if site.scholen.len() > 1 {
        uit.push(Druk::Dekking);
    }
    uit
}

impl Druk<'_> {
    /// Its path in the output.
    pub(super) fn pad(&self) -> String {
        match self {
            Self::Document(school, document) => school.adressen(document).1,
            Self::Ouders(school) => format!("scholen/{}/ouders.pdf", school.slug),
            Self::Schoolgids(school, _) => format!("scholen/{}/schoolgids.pdf", school.slug),
            Self::Praktijk => "praktijk.pdf".to_owned(),
            Self::Dekking => "dekking.pdf".to_owned(),
        }
    }

    /// Whether it is about one school. Those are many and small.
    pub(super) fn is_van_school(&self) -> bool {
        !matches!(self, Self::Praktijk | Self::Dekking)
    }

    /// Makes it. Problems are reported; then there is none.
    pub(super) fn maak(
        &self,
        drukker: &Drukker<'_>,
        gedeeld: &Gedeeld<'_>,
        stand: Date,
        meldingen: &mut Meldingen,
    ) -> Option<Vec<u8>> {
        let site = gedeeld.site();
        match self {
            Self::Document(school, document) => pdf::sop(drukker, site, school, document, meldingen),
            Self::Ouders(school) => pdf::ouders(drukker, gedeeld.regio(), school, stand, meldingen),
            Self::Schoolgids(school, document) => {
                pdf::schoolgids(drukker, gedeeld.regio(), school, document, stand, meldingen)
            }
            Self::Praktijk => pdf::praktijk(drukker, site, meldingen),
            Self::Dekking => pdf::dekking(drukker, site, &dekking::beoordeel(gedeeld.regio(), stand), meldingen),
        }
    }
}
