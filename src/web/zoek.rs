//! The search page: a form, and without JavaScript the way to the same answers.

use serde::Serialize;
use tera::Context;

use crate::model::lijst::{Item, Lijst};
use crate::zoek;

use super::{Mislukt, Pagina, Web};

/// Whether questions and items have pages of their own.
const EIGEN_PAGINAS: bool = false;

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
    pub(super) fn zoeken(&self) -> Result<(), Mislukt> {
        let lijsten = self.site.lijsten_in_gebruik();
        let hulpvragen = self.site.catalogus.lijst("hulpvragen");
        let vragen = hulpvragen.map(|lijst| groep(lijst, |item| self.adres_van_hulpvraag(item)));
        let groepen = lijsten.iter().filter(|l| l.id != "hulpvragen");
        let groepen: Vec<Groep<'_>> =
            groepen.map(|l| groep(l, |item| self.adres_van_item(l, item))).filter(|g| !g.links.is_empty()).collect();
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

    fn adres_van_hulpvraag(&self, item: &Item) -> Option<String> {
        EIGEN_PAGINAS.then(|| zoek::pagina_hulpvraag(&item.id))
    }

    fn adres_van_item(&self, lijst: &Lijst, item: &Item) -> Option<String> {
        if EIGEN_PAGINAS {
            return Some(zoek::pagina_item(&lijst.id, &item.id));
        }
        self.woorden.heeft(&lijst.id, &item.id).then(|| format!("begrippen/index.html#{}-{}", lijst.id, item.id))
    }
}

fn groep<'a>(lijst: &'a Lijst, adres: impl Fn(&Item) -> Option<String>) -> Groep<'a> {
    let links = lijst.items.iter().filter(|i| i.vervallen.is_none()).filter_map(|item| {
        let adres = adres(item)?;
        let woorden = std::iter::once(&item.naam).chain(&item.synoniemen).map(String::as_str);
        let woorden = woorden.collect::<Vec<_>>().join(" ");
        Some(Verwijzing { naam: &item.naam, adres, zin: item.zin.as_deref(), woorden })
    });
    Groep { titel: &lijst.titel, links: links.collect() }
}
