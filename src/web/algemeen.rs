//! Pages of the whole site: home, schools, accessibility, 404, sitemap and robots.

use std::fmt::Write as _;

use serde::Serialize;
use tera::Context;

use crate::tekst::{ZonderLinks, html};

use super::school::SchoolZicht;
use super::{Mislukt, Pagina, Web, veilig};

/// A school in a list, with what its profile is.
#[derive(Serialize)]
struct LijstSchool<'a> {
    school: SchoolZicht<'a>,
    schooljaar: Option<String>,
    peildatum: Option<String>,
    oud: bool,
}

impl Web<'_> {
    pub(super) fn algemeen(&self) -> Result<(), Mislukt> {
        if self.wil("index.html") {
            self.voorpagina()?;
        }
        if self.wil("scholen/index.html") {
            let mut inhoud = Context::new();
            inhoud.insert("scholen", &self.scholen("../"));
            self.los("scholen/index.html", "scholen.html", "Alle scholen", "Alle scholen op deze website.", inhoud)?;
        }
        let zin = "Hoe toegankelijk deze website is, en wat u kunt doen als iets niet lukt.";
        self.los("toegankelijkheid/index.html", "toegankelijkheid.html", "Toegankelijkheid", zin, Context::new())?;
        self.niet_gevonden()?;
        if self.wil("sitemap.xml") || self.wil("robots.txt") {
            self.sitemap()?;
        }
        Ok(())
    }

    fn voorpagina(&self) -> Result<(), Mislukt> {
        let gegevens = &self.site.gegevens;
        let mut inhoud = Context::new();
        inhoud.insert("inleiding", &gegevens.inleiding.as_ref().map(|t| veilig(&html::schrijf(t, &ZonderLinks, 2))));
        inhoud.insert("hulpvragen", &self.vraaggroepen());
        inhoud.insert("scholen", &self.scholen(""));
        let omschrijving = gegevens.inleiding.as_ref().map(|t| t.eerste_zinnen(1));
        let omschrijving = omschrijving.unwrap_or_else(|| "Welke hulp scholen aan uw kind kunnen geven.".to_owned());
        self.los("index.html", "home.html", &gegevens.titel, &omschrijving, inhoud)
    }

    fn scholen(&self, wortel: &str) -> Vec<LijstSchool<'_>> {
        let mut uit: Vec<LijstSchool<'_>> = self
            .site
            .scholen
            .iter()
            .map(|school| {
                let profiel = school.profiel();
                LijstSchool {
                    school: self.school_zicht(school, wortel),
                    schooljaar: profiel.map(|d| d.tijdvak()),
                    peildatum: profiel.and_then(|d| d.stand()).map(|d| d.to_string()),
                    oud: profiel.is_some_and(|d| d.is_oud(self.stand)),
                }
            })
            .collect();
        uit.sort_by_cached_key(|s| s.school.naam().to_lowercase());
        uit
    }

    fn los(&self, pad: &str, sjabloon: &str, titel: &str, omschrijving: &str, inhoud: Context) -> Result<(), Mislukt> {
        self.pagina(&Pagina { pad, sjabloon, titel, omschrijving, canoniek: None }, inhoud)
    }

    /// A server shows this page at any address, so its links start at the root of the site.
    fn niet_gevonden(&self) -> Result<(), Mislukt> {
        let basis = self.site.gegevens.basis_url.as_deref().and_then(|adres| adres.split_once("://"));
        let pad = basis.and_then(|(_, rest)| rest.split_once('/')).map(|(_, pad)| pad);
        // A preview stands at the root, whatever the address of the website will be.
        let pad = pad.filter(|_| !self.concepten);
        let begin = pad.map_or_else(|| "/".to_owned(), |pad| format!("/{}/", pad.trim_matches('/')));
        let mut inhoud = Context::new();
        inhoud.insert("begin", &begin);
        self.los("404.html", "404.html", "Deze pagina is er niet", "Deze pagina is er niet (meer).", inhoud)
    }

    /// Addresses in a sitemap must be whole, so without `basis-url` there is none.
    fn sitemap(&self) -> Result<(), Mislukt> {
        let mut robots = String::from("User-agent: *\nAllow: /\n");
        if let Some(basis) = &self.site.gegevens.basis_url {
            let mut paden = vec![
                String::new(),
                "hulp/".into(),
                "scholen/".into(),
                "zoek/".into(),
                "begrippen/".into(),
                "dekking/".into(),
                "data/".into(),
                "toegankelijkheid/".into(),
            ];
            paden.push("dekking/namen/".to_owned());
            paden.extend(self.vergelijk_paden());
            paden.extend(self.hulppaden().chain(self.woorden.paginas().paden()));
            if self.site.voorbeelden().next().is_some() {
                paden.push("praktijk/".to_owned());
                paden.extend(self.site.voorbeelden().map(|d| format!("praktijk/{}/", d.naam)));
            }
            for school in &self.site.scholen {
                paden.push(format!("scholen/{}/", school.slug));
                let paginas = school.gepubliceerd().map(|d| school.adressen(d).0);
                paden.extend(paginas.map(|pad| pad.trim_end_matches("index.html").to_owned()));
            }
            let mut xml = String::from(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
            );
            for pad in paden {
                let _ = writeln!(xml, "<url><loc>{}</loc></url>", html::ontsnap(&format!("{basis}/{pad}")));
            }
            xml.push_str("</urlset>\n");
            self.bestand("sitemap.xml", xml.as_bytes())?;
            let _ = writeln!(robots, "Sitemap: {basis}/sitemap.xml");
        }
        self.bestand("robots.txt", robots.as_bytes())
    }
}
