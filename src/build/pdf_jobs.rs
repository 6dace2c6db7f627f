//! The one list of PDFs that belong to a site, and how each is made.

use jiff::civil::Date;

use crate::melding::Meldingen;
use crate::model::site::{Document, School};
use crate::pages::{File, Map};
use crate::pdf::{self, PdfCompiler};
use crate::view::dekking::DekkingView;
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

/// All PDFs of a build, those of schools first.
pub(super) fn all<'a>(map: &Map<'a>) -> Vec<PdfJob<'a>> {
    let site = map.site();
    let mut out: Vec<PdfJob<'_>> = Vec::new();
    for school in &site.scholen {
        out.extend(map.documenten(school).map(|document| PdfJob::Document(school, document)));
        out.push(PdfJob::Ouders(school));
        out.extend(school.profiel().map(|document| PdfJob::Schoolgids(school, document)));
    }
    out.extend([PdfJob::Praktijk, PdfJob::Dekking]);
    out.retain(|job| map.file(job.file()).is_some());
    out
}

impl PdfJob<'_> {
    /// Which file it is.
    fn file(&self) -> File<'_> {
        match self {
            Self::Document(school, document) => File::Document(school, document),
            Self::Ouders(school) => File::Ouders(&school.slug),
            Self::Schoolgids(school, _) => File::Schoolgids(&school.slug),
            Self::Praktijk => File::Praktijk,
            Self::Dekking => File::Dekking,
        }
    }

    /// Its path in the output.
    pub(super) fn path(&self) -> String {
        self.file().address().path().to_owned()
    }

    /// Whether it is about one school: those are many and small, so they are made in parallel.
    pub(super) fn is_of_school(&self) -> bool {
        !matches!(self, Self::Praktijk | Self::Dekking)
    }

    /// Makes it; `None` when it could not be made, and then a message says why.
    pub(super) fn make(
        &self,
        pdf_compiler: &PdfCompiler<'_>,
        shared: &Shared<'_>,
        today: Date,
        meldingen: &mut Meldingen,
    ) -> Option<Vec<u8>> {
        let (map, regio) = (shared.map(), shared.regio());
        match self {
            Self::Document(school, document) => pdf::sop(pdf_compiler, regio, map, school, document, meldingen),
            Self::Ouders(school) => pdf::ouders(pdf_compiler, regio, map, school, today, meldingen),
            Self::Schoolgids(school, document) => {
                pdf::schoolgids(pdf_compiler, regio, map, school, document, today, meldingen)
            }
            Self::Praktijk => pdf::praktijk(pdf_compiler, regio, map, meldingen),
            Self::Dekking => pdf::dekking(pdf_compiler, map, &DekkingView::of(regio, today), meldingen),
        }
    }
}
