//! The one list of PDFs that belong to a site, and how each is made.

use jiff::civil::Date;

use crate::melding::Meldingen;
use crate::model::site::{Document, School, Site};
use crate::pdf::{self, PdfCompiler};
use crate::regio::dekking;
use crate::web::Shared;

/// A PDF to be made.
pub(super) enum PdfJob<'a> {
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
pub(super) fn all(site: &Site, concepten: bool) -> Vec<PdfJob<'_>> {
    let mut out: Vec<PdfJob<'_>> = Vec::new();
    for school in &site.scholen {
        let documenten = school.documenten.iter().filter(|d| concepten || !d.concept);
        out.extend(documenten.map(|document| PdfJob::Document(school, document)));
        out.push(PdfJob::Ouders(school));
        out.extend(school.profiel().map(|document| PdfJob::Schoolgids(school, document)));
    }
    if site.examples().next().is_some() {
        out.push(PdfJob::Praktijk);
    }
    // One school is no region.
    if site.scholen.len() > 1 {
        out.push(PdfJob::Dekking);
    }
    out
}

impl PdfJob<'_> {
    /// Its path in the output.
    pub(super) fn path(&self) -> String {
        match self {
            Self::Document(school, document) => school.addresses(document).1,
            Self::Ouders(school) => format!("scholen/{}/ouders.pdf", school.slug),
            Self::Schoolgids(school, _) => format!("scholen/{}/schoolgids.pdf", school.slug),
            Self::Praktijk => "praktijk.pdf".to_owned(),
            Self::Dekking => "dekking.pdf".to_owned(),
        }
    }

    /// Whether it is about one school. Those are many and small.
    pub(super) fn is_of_school(&self) -> bool {
        !matches!(self, Self::Praktijk | Self::Dekking)
    }

    /// Makes it. Problems are reported; then there is none.
    pub(super) fn make(
        &self,
        pdf_compiler: &PdfCompiler<'_>,
        shared: &Shared<'_>,
        stand: Date,
        meldingen: &mut Meldingen,
    ) -> Option<Vec<u8>> {
        let site = shared.site();
        match self {
            Self::Document(school, document) => pdf::sop(pdf_compiler, site, school, document, meldingen),
            Self::Ouders(school) => pdf::ouders(pdf_compiler, shared.regio(), school, stand, meldingen),
            Self::Schoolgids(school, document) => {
                pdf::schoolgids(pdf_compiler, shared.regio(), school, document, stand, meldingen)
            }
            Self::Praktijk => pdf::praktijk(pdf_compiler, site, meldingen),
            Self::Dekking => pdf::dekking(pdf_compiler, site, &dekking::assess(shared.regio(), stand), meldingen),
        }
    }
}
