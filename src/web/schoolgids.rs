//! The paragraph for the schoolgids, as a page to copy it from.

use tera::Context;

use crate::model::site::School;
use crate::ouders::schoolgids;
use crate::ouders::stukken::LosseLinks;
use crate::soorten::{Medium, Schrijver};

use super::{Mislukt, Pagina, Web, afkortingen, wortel};

impl Web<'_> {
    /// Only for a school with a current profile.
    pub(super) fn schoolgids(&self, school: &School) -> Result<(), Mislukt> {
        let Some(document) = school.profiel() else { return Ok(()) };
        let pad = format!("scholen/{}/schoolgids.html", school.slug);
        if !self.wil(&pad) {
            return Ok(());
        }
        let afkortingen = afkortingen(document);
        // The text is to leave this website, so its links are whole addresses.
        let links = LosseLinks { site: self.site, school, document: Some(document) };
        let catalogus = &self.site.catalogus;
        let mut schrijver = Schrijver::nieuw(Medium::Web, &links, catalogus, Some(school), document, &afkortingen);
        let mut inhoud = Context::new();
        let gids = schoolgids::schoolgids(&self.regio, school, document, self.stand, 4, &mut schrijver);
        inhoud.insert("gids", &gids);
        inhoud.insert("school", &self.school_zicht(school, &wortel(&pad)));
        let titel = format!("Tekst voor de schoolgids, {}", school.naam);
        let omschrijving = format!("Het aanbod aan ondersteuning van {}, om in de schoolgids te zetten.", school.naam);
        let pagina = Pagina {
            pad: &pad,
            sjabloon: "schoolgids.html",
            titel: &titel,
            omschrijving: &omschrijving,
            canoniek: None,
        };
        self.pagina(&pagina, inhoud)
    }
}
