//! Coverage: what the schools together offer against the norm, white spots, profiles that are out of
//! date, and names that no list has.

use tera::Context;

use crate::regio::dekking::{self, Dekking};

use super::{Mislukt, Pagina, Web};

impl Web<'_> {
    pub(super) fn dekking(&self) -> Result<(), Mislukt> {
        let dekking = dekking::beoordeel(&self.regio, self.stand);
        self.dekkingspagina(&dekking)?;
        let mut inhoud = Context::new();
        inhoud.insert("namen", &dekking.namen);
        let pagina = Pagina {
            pad: "dekking/namen/index.html",
            sjabloon: "namen.html",
            titel: "Namen die in geen lijst staan",
            omschrijving: "Namen en eigen aanbod die scholen gebruiken en die nog in geen lijst staan.",
            canoniek: None,
        };
        self.pagina(&pagina, inhoud)
    }

    fn dekkingspagina(&self, dekking: &Dekking) -> Result<(), Mislukt> {
        let mut inhoud = Context::new();
        inhoud.insert("dekking", dekking);
        inhoud.insert("jaren", &self.trends().is_some());
        let pagina = Pagina {
            pad: "dekking/index.html",
            sjabloon: "dekking.html",
            titel: "Dekking van de regio",
            omschrijving: "Wat de scholen samen bieden, getoetst aan de norm van het samenwerkingsverband.",
            canoniek: None,
        };
        self.pagina(&pagina, inhoud)
    }
}
