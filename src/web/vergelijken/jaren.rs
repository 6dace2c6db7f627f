//! How the region develops over school years.

use tera::Context;

use super::super::{Mislukt, Pagina, Web};

impl Web<'_> {
    /// Writes the page when there is something to compare; says whether it did.
    pub(super) fn jaren(&self) -> Result<bool, Mislukt> {
        let Some(trends) = self.trends() else { return Ok(false) };
        let mut inhoud = Context::new();
        inhoud.insert("trends", trends);
        let pagina = Pagina {
            pad: "vergelijken/jaren/index.html",
            sjabloon: "jaren.html",
            titel: "Wat er over de jaren verandert",
            omschrijving: "Hoeveel scholen iets hebben, per schooljaar.",
            canoniek: None,
        };
        self.pagina(&pagina, inhoud)?;
        Ok(true)
    }
}
