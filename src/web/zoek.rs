//! The search page: a form, and without JavaScript the way to the same answers.

use serde::Serialize;
use tera::Context;

use crate::model::lijst::Lijst;
use crate::zoek;

use super::{Mislukt, Pagina, Web};

/// A group of links.
#[derive(Serialize)]
struct Groep<'a> {
    titel: &'a str,
    links: Vec<Verwijzing<'a>>,
}

#[derive(Serialize)]
struct Verwijzing<'a> {
    naam: &'a str,
    /// From the root of the output.
    adres: String,
    zin: Option<&'a str>,
    /// Other words for it, to find the nearest when nothing is found.
    woorden: String,
}

impl Web<'_> {
    /// Writes the search page. It leads to what has a page: to be called after [`Web::schrijf`],
    /// with what was written.
    ///
    /// # Errors
    /// When the page cannot be made.
    pub fn zoekpagina(&self, bestaat: &dyn Fn(&str) -> bool) -> Result<(), Mislukt> {
        let lijsten = self.site.lijsten_in_gebruik();
        let vragen = self.site.catalogus.lijst(zoek::HULPVRAGEN).map(|lijst| groep(lijst, bestaat));
        let groepen = lijsten.iter().filter(|l| l.id != zoek::HULPVRAGEN).map(|lijst| groep(lijst, bestaat));
        let groepen: Vec<Groep<'_>> = groepen.filter(|g| !g.links.is_empty()).collect();
        let mut inhoud = Context::new();
        inhoud.insert("vragen", &vragen.filter(|g| !g.links.is_empty()));
        inhoud.insert("groepen", &groepen);
        let pad = format!("{}/index.html", zoek::MAP);
        let pagina = Pagina {
            pad: &pad,
            sjabloon: "zoek.html",
            titel: "Zoeken",
            omschrijving: "Zoek hulp bij een vraag, een soort hulp of een school.",
            canoniek: None,
        };
        self.pagina(&pagina, inhoud)
    }
}

fn groep<'a>(lijst: &'a Lijst, bestaat: &dyn Fn(&str) -> bool) -> Groep<'a> {
    let links = lijst.items.iter().filter(|i| i.vervallen.is_none()).filter_map(|item| {
        let adres = zoek::adres_van_item(lijst, item, bestaat)?;
        let woorden = std::iter::once(&item.naam).chain(&item.synoniemen).map(String::as_str);
        let woorden = woorden.collect::<Vec<_>>().join(" ");
        Some(Verwijzing { naam: &item.naam, adres, zin: item.zin.as_deref(), woorden })
    });
    Groep { titel: &lijst.titel, links: links.collect() }
}
