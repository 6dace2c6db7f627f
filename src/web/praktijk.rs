//! Practice examples: a page each, and one that lists them.

use jiff::civil::Date;
use serde::Serialize;
use tera::{Context, Value};

use crate::model::formaat::Soort;
use crate::model::site::Document;
use crate::soorten::{Medium, Schrijver};
use crate::tekst::Afkortingen;
use crate::thema::Kant;
use crate::zicht;

use super::links::PaginaLinks;
use super::school::concept;
use super::{Mislukt, Pagina, Web, afkortingen, wortel};

/// Folder in `bestanden/` of the examples' files.
const MAP: &str = "praktijk";

#[derive(Serialize)]
pub(super) struct Voorbeeld<'a> {
    naam: &'a str,
    titel: &'a str,
    /// What it is about, in one sentence.
    zin: String,
    /// From when its facts are.
    peildatum: Option<String>,
    /// Out of date on the reference date.
    oud: bool,
    concept: bool,
}

impl<'a> Voorbeeld<'a> {
    pub(super) fn van(document: &'a Document, stand: Date) -> Self {
        Self {
            naam: &document.naam,
            titel: document.titel(),
            zin: zicht::eerste_zinnen(document, 1),
            peildatum: document.stand().map(|dag| dag.to_string()),
            oud: document.is_oud(stand),
            concept: document.concept,
        }
    }
}

impl Web<'_> {
    pub(super) fn praktijk(&self) -> Result<(), Mislukt> {
        let getoond: Vec<&Document> = self.voorbeelden().collect();
        let Some(eerste) = getoond.first() else { return Ok(()) };
        let voorbeelden: Vec<Voorbeeld<'_>> = getoond.iter().map(|d| Voorbeeld::van(d, self.stand)).collect();
        let mut inhoud = Context::new();
        inhoud.insert("voorbeelden", &voorbeelden);
        // Concepts have pages in a preview, but never stand in this PDF.
        inhoud.insert("met_pdf", &(self.met_pdf && self.site.voorbeelden().next().is_some()));
        let links = self.links("../", None);
        let geen = Afkortingen::nieuw(Vec::new());
        let mut schrijver = Schrijver::nieuw(Medium::Web, &links, &self.site.catalogus, None, eerste, &geen);
        inhoud.insert("inleiding", &self.site.praktijk_inleiding.as_ref().map(|t| schrijver.blok(t, 2)));
        let pagina = Pagina {
            pad: "praktijk/index.html",
            sjabloon: "praktijk.html",
            titel: "Praktijkvoorbeelden",
            omschrijving: "Voorbeelden van hulp aan leerlingen, uit de praktijk.",
            canoniek: None,
        };
        self.pagina(&pagina, inhoud)?;
        for document in getoond {
            self.voorbeeld(document)?;
        }
        Ok(())
    }

    fn voorbeeld(&self, document: &Document) -> Result<(), Mislukt> {
        let pad = format!("praktijk/{}/index.html", document.naam);
        if self.wil(&pad) {
            self.voorbeeldpagina(document, &pad)?;
        }
        for afbeelding in document.afbeeldingen.values() {
            self.bestand(&format!("bestanden/{MAP}/{}", afbeelding.pad), &afbeelding.bytes)?;
        }
        for (pad, bytes) in document.bijlagen.values() {
            self.bestand(&format!("bestanden/{MAP}/{pad}"), bytes)?;
        }
        Ok(())
    }

    fn voorbeeldpagina(&self, document: &Document, pad: &str) -> Result<(), Mislukt> {
        let links = self.links(&wortel(pad), Some(document));
        let afkortingen = afkortingen(document);
        let mut schrijver = Schrijver::nieuw(Medium::Web, &links, &self.site.catalogus, None, document, &afkortingen);
        let teken = |soort: Soort, context: &Context| self.thema.teken_sectie(Kant::Web, soort, context);
        let mut inhoud = Context::new();
        inhoud.insert("hoofdstukken", &zicht::hoofdstukken(document, &mut schrijver, &teken)?);
        inhoud.insert_value("peildatum", document.stand().map_or_else(Value::none, |d| Value::from(d.to_string())));
        inhoud.insert("tijdvak", &document.tijdvak());
        inhoud.insert("oud", &document.is_oud(self.stand));
        inhoud.insert("concept", &document.concept);
        let omschrijving = zicht::eerste_zinnen(document, 1);
        let titel = format!("{}{}", concept(document), document.titel());
        let pagina =
            Pagina { pad, sjabloon: "voorbeeld.html", titel: &titel, omschrijving: &omschrijving, canoniek: None };
        self.pagina(&pagina, inhoud)
    }

    fn links<'s>(&'s self, wortel: &str, document: Option<&'s Document>) -> PaginaLinks<'s> {
        PaginaLinks { wortel: wortel.to_owned(), woorden: &self.woorden, map: MAP, document, secties: String::new() }
    }
}
