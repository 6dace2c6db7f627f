//! The website: pages from the theme's templates, made smaller, each written as soon as it is ready.

mod algemeen;
mod begrippen;
mod data;
mod dekking;
mod hulp;
mod klein;
mod links;
mod ondersteuning;
mod praktijk;
mod school;
mod schoolgids;
mod vergelijken;
mod zoek;
mod zoekmachines;

use jiff::civil::Date;
use rayon::prelude::*;
use serde::Serialize;
use tera::{Context, Value};

use crate::melding::Melding;
use crate::model::site::{Instantie, School, Site};
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

/// Makes the website of a site.
pub struct Web<'a> {
    site: &'a Site,
    thema: &'a Thema,
    stand: Date,
    bestemming: &'a dyn Bestemming,
    basis: Context,
    woorden: Woordenlijst,
    regio: Regio<'a>,
    trends: Option<Trends>,
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

impl<'a> Web<'a> {
    /// Prepares the website; `stand` is the day by which "out of date" is judged, and `met_pdf`
    /// whether there will be PDFs to link to.
    pub fn nieuw(site: &'a Site, thema: &'a Thema, stand: Date, met_pdf: bool, bestemming: &'a dyn Bestemming) -> Self {
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
                aantal_praktijk: site.voorbeelden().count(),
                ondersteuning: !woorden.paginas().lijsten().is_empty(),
            },
        );
        basis.insert("stand", &crate::model::datum::Datum::dag(stand).to_string());
        let trends = jaren::trends(site);
        basis.insert("met_pdf", &met_pdf);
        Self { site, thema, stand, bestemming, basis, woorden, regio, trends }
    }

    /// The facts of all schools side by side.
    pub fn regio(&self) -> &Regio<'a> {
        &self.regio
    }

    /// Writes all pages and files. Schools are rendered in parallel.
    ///
    /// `klaar` is called after each school, for a progress bar.
    ///
    /// # Errors
    /// All failures; the output is then not to be used.
    pub fn schrijf(&self, klaar: &(dyn Fn() + Sync)) -> Result<(), Vec<Mislukt>> {
        let een = |uitkomst: Result<(), Mislukt>| uitkomst.err().into_iter().collect::<Vec<_>>();
        // The kinds of pages wait for nothing from each other.
        let taken: [&(dyn Fn() -> Vec<Mislukt> + Sync); 8] = [
            &|| een(self.algemeen()),
            &|| self.hulp(),
            &|| self.ondersteuning(),
            &|| een(self.begrippen()),
            &|| een(self.praktijk()),
            &|| een(self.vergelijken()),
            &|| een(self.dekking()),
            &|| een(self.data()),
        ];
        let school = |school: &School| {
            let uitkomst = self.school(school).err();
            klaar();
            uitkomst
        };
        let (mut fouten, van_regio): (Vec<Mislukt>, Vec<Vec<Mislukt>>) = rayon::join(
            || self.site.scholen.par_iter().filter_map(school).collect(),
            || taken.par_iter().map(|taak| taak()).collect(),
        );
        fouten.extend(van_regio.into_iter().flatten());
        for (naam, bytes) in &self.thema.vast {
            fouten.extend(self.bestemming.schrijf(&format!("thema/{naam}"), bytes).err().map(Mislukt::from));
        }
        if fouten.is_empty() { Ok(()) } else { Err(fouten) }
    }

    /// Renders a page, makes it smaller and writes it.
    fn pagina(&self, pagina: &Pagina<'_>, inhoud: Context) -> Result<(), Mislukt> {
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
        self.bestemming.schrijf(pagina.pad, klein::verklein(&html).as_bytes())?;
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
