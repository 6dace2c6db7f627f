//! The website: pages from the theme's templates, made smaller, each written as soon as it is ready.

mod algemeen;
mod begrippen;
mod data;
mod dekking;
mod hulp;
mod hyphens;
mod klein;
mod limits;
mod links;
mod ondersteuning;
mod praktijk;
mod school;
mod schoolgids;
mod vergelijken;
mod zoek;
mod zoekmachines;

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use rayon::prelude::*;
use serde::Serialize;
use tera::{Context, Value};

use crate::melding::Melding;
use crate::model::site::{Document, Instantie, School, Site};
use crate::output::{Bestemming, UitvoerFout};
use crate::regio::Regio;
use crate::regio::jaren::{self, Trends};
use crate::thema::{Kant, Thema};

pub use begrippen::Woordenlijst;
pub(crate) use school::afkortingen;

use ondersteuning::Itempaginas;

/// Why a page could not be made.
#[derive(Debug)]
pub enum Mislukt {
    /// Content or theme is wrong.
    Melding(Box<Melding>),
    /// The output cannot be written.
    Uitvoer(UitvoerFout),
}

impl From<Box<Melding>> for Mislukt {
    fn from(melding: Box<Melding>) -> Self {
        Self::Melding(melding)
    }
}

impl From<UitvoerFout> for Mislukt {
    fn from(fout: UitvoerFout) -> Self {
        Self::Uitvoer(fout)
    }
}

/// What all pages of a site are made from. Made once; pages share it.
pub struct Gedeeld<'a> {
    site: &'a Site,
    thema: &'a Thema,
    stand: Date,
    met_pdf: bool,
    concepten: bool,
    basis: Context,
    woorden: Woordenlijst,
    regio: Regio<'a>,
    trends: OnceLock<Option<Trends>>,
}

/// How a website is made.
#[derive(Debug, Clone, Copy)]
pub struct Keuzes {
    /// The day by which "out of date" is judged.
    pub stand: Date,
    /// Whether there will be PDFs to link to.
    pub met_pdf: bool,
    /// Whether concepts have pages, marked as such: in a preview, never on a website.
    pub concepten: bool,
}

/// Makes the website of a site.
pub struct Web<'a> {
    gedeeld: &'a Gedeeld<'a>,
    bestemming: &'a dyn Bestemming,
}

impl<'a> Deref for Web<'a> {
    type Target = Gedeeld<'a>;

    fn deref(&self) -> &Gedeeld<'a> {
        self.gedeeld
    }
}

/// What every page sees of the site. Built once; pages share it.
#[derive(Serialize)]
struct SiteZicht<'a> {
    titel: &'a str,
    ondertitel: Option<&'a str>,
    uitgever: Option<InstantieZicht<'a>>,
    contact: Option<InstantieZicht<'a>>,
    steunpunt: Option<InstantieZicht<'a>>,
    licentie: Option<&'a str>,
    basis_url: Option<&'a str>,
    aantal_scholen: usize,
    aantal_praktijk: usize,
    /// Whether there are pages of items.
    ondersteuning: bool,
}

/// An organisation, with links that are safe to use.
#[derive(Serialize)]
struct InstantieZicht<'a> {
    naam: &'a str,
    zin: Option<&'a str>,
    telefoon: Option<&'a str>,
    tel: Option<String>,
    mail: Option<&'a str>,
    web: Option<&'a str>,
}

impl<'a> InstantieZicht<'a> {
    fn van(instantie: &'a Instantie) -> Self {
        let cijfers = |nummer: &String| {
            let kern: String = nummer.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
            format!("tel:{kern}")
        };
        Self {
            naam: &instantie.naam,
            zin: instantie.zin.as_deref(),
            telefoon: instantie.telefoon.as_deref(),
            tel: instantie.telefoon.as_ref().map(cijfers),
            mail: instantie.mail.as_deref(),
            web: instantie.web.as_deref(),
        }
    }
}

/// What is needed to write one page.
struct Pagina<'p> {
    /// Path in the output, ending in `.html`.
    pad: &'p str,
    /// Template.
    sjabloon: &'p str,
    /// Title, without the name of the site.
    titel: &'p str,
    /// One sentence about the page.
    omschrijving: &'p str,
    /// Path of the page that search engines should show instead, if another.
    canoniek: Option<&'p str>,
}

impl<'a> Gedeeld<'a> {
    /// Prepares the website.
    pub fn nieuw(site: &'a Site, thema: &'a Thema, keuzes: Keuzes) -> Self {
        let Keuzes { stand, met_pdf, concepten } = keuzes;
        let gegevens = &site.gegevens;
        let instantie = |i: &'a Option<Instantie>| i.as_ref().map(InstantieZicht::van);
        let regio = Regio::nieuw(site);
        let woorden = Woordenlijst::nieuw(site, Itempaginas::nieuw(&regio));
        let mut basis = Context::new();
        basis.insert(
            "site",
            &SiteZicht {
                titel: &gegevens.titel,
                ondertitel: gegevens.ondertitel.as_deref(),
                uitgever: instantie(&gegevens.uitgever),
                contact: instantie(&gegevens.contact),
                steunpunt: instantie(&gegevens.steunpunt),
                licentie: gegevens.licentie.as_deref(),
                basis_url: gegevens.basis_url.as_deref(),
                aantal_scholen: site.scholen.len(),
                aantal_praktijk: site.praktijk.iter().filter(|d| concepten || !d.concept).count(),
                ondersteuning: !woorden.paginas().lijsten().is_empty(),
            },
        );
        basis.insert("stand", &crate::model::datum::Datum::dag(stand).to_string());
        basis.insert("met_pdf", &met_pdf);
        Self { site, thema, stand, met_pdf, concepten, basis, woorden, regio, trends: OnceLock::new() }
    }

    /// The site.
    pub fn site(&self) -> &'a Site {
        self.site
    }

    /// The facts of all schools side by side.
    pub fn regio(&self) -> &Regio<'a> {
        &self.regio
    }

    /// How the region develops; computed when a page first asks.
    fn trends(&self) -> Option<&Trends> {
        self.trends.get_or_init(|| jaren::trends(self.site)).as_ref()
    }

    /// The documents of a school that have pages.
    fn getoond<'s>(&self, school: &'s School) -> impl Iterator<Item = &'s Document> + use<'s> {
        let concepten = self.concepten;
        school.documenten.iter().filter(move |d| concepten || !d.concept)
    }

    /// The practice examples that have pages.
    fn voorbeelden(&self) -> impl Iterator<Item = &'a Document> + use<'a> {
        let concepten = self.concepten;
        self.site.praktijk.iter().filter(move |d| concepten || !d.concept)
    }
}

impl<'a> Web<'a> {
    /// The website of what was prepared, for a destination.
    pub fn nieuw(gedeeld: &'a Gedeeld<'a>, bestemming: &'a dyn Bestemming) -> Self {
        Self { gedeeld, bestemming }
    }

    /// Writes all pages and files that the destination wants. Schools are rendered in parallel.
    ///
    /// `klaar` is called after each school, for a progress bar.
    ///
    /// # Errors
    /// All failures; the output is then not to be used.
    pub fn schrijf(&self, klaar: &(dyn Fn() + Sync)) -> Result<(), Vec<Mislukt>> {
        let een = |uitkomst: Result<(), Mislukt>| uitkomst.err().into_iter().collect::<Vec<_>>();
        // The kinds of pages wait for nothing from each other.
        let taken: [(&str, &(dyn Fn() -> Vec<Mislukt> + Sync)); 8] = [
            ("", &|| een(self.algemeen())),
            ("hulp/", &|| self.hulp()),
            ("ondersteuning/", &|| self.ondersteuning()),
            ("begrippen/", &|| een(self.begrippen())),
            ("", &|| een(self.praktijk())),
            ("vergelijken/", &|| een(self.vergelijken())),
            ("dekking/", &|| een(self.dekking())),
            ("data/", &|| een(self.data())),
        ];
        let school = |school: &Arc<School>| {
            let uitkomst = self.school(school).err();
            klaar();
            uitkomst
        };
        let (mut fouten, van_regio): (Vec<Mislukt>, Vec<Vec<Mislukt>>) = rayon::join(
            || self.site.scholen.par_iter().filter_map(school).collect(),
            || taken.par_iter().filter(|(map, _)| self.bestemming.wil_onder(map)).map(|(_, taak)| taak()).collect(),
        );
        fouten.extend(van_regio.into_iter().flatten());
        for (naam, bytes) in &self.thema.vast {
            fouten.extend(self.bestand(&format!("thema/{naam}"), bytes).err());
        }
        if fouten.is_empty() { Ok(()) } else { Err(fouten) }
    }

    /// Whether the destination wants the file at a path. Asked early where much is to be prepared for it.
    fn wil(&self, pad: &str) -> bool {
        self.bestemming.wil(pad)
    }

    /// Writes a file as it is.
    fn bestand(&self, pad: &str, bytes: &[u8]) -> Result<(), Mislukt> {
        if self.wil(pad) {
            self.bestemming.schrijf(pad, bytes)?;
        }
        Ok(())
    }

    /// Renders a page, makes it smaller, says where its long words may break, and writes it.
    fn pagina(&self, pagina: &Pagina<'_>, inhoud: Context) -> Result<(), Mislukt> {
        if !self.wil(pagina.pad) {
            return Ok(());
        }
        let mut context = self.basis.clone();
        context.insert_value("deelbeeld", Value::none());
        context.extend(inhoud);
        context.insert("wortel", &wortel(pagina.pad));
        context.insert("pad", pagina.pad);
        context.insert("titel", pagina.titel);
        context.insert("omschrijving", pagina.omschrijving);
        let canoniek = self.site.gegevens.basis_url.as_ref().map(|basis| {
            let pad = pagina.canoniek.unwrap_or(pagina.pad);
            format!("{basis}/{}", pad.strip_suffix("index.html").unwrap_or(pad))
        });
        context.insert("canoniek", &canoniek);
        let html = self.thema.teken(Kant::Web, pagina.sjabloon, &context)?;
        let html = hyphens::soft_hyphens(&klein::verklein(&html));
        self.bestemming.schrijf(pagina.pad, html.as_bytes())?;
        Ok(())
    }
}

/// The way from a page to the root: `../../` for `a/b/index.html`.
fn wortel(pad: &str) -> String {
    "../".repeat(pad.matches('/').count())
}

/// A value that is already in the medium.
fn veilig(html: &str) -> Value {
    Value::safe_string(html)
}
