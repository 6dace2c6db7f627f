//! The glossary: what items mean, and what abbreviations stand for.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;
use tera::Context;

use crate::model::lijst::{Item, Lijst};
use crate::model::site::Site;
use crate::tekst::zinnen;
use crate::zoek;

use super::ondersteuning::Itempaginas;
use super::{Mislukt, Pagina, Web};

/// Where items are explained: on a page of their own, or in the glossary.
pub struct Woordenlijst {
    /// The lists whose items are in the glossary: those that formats in use refer to.
    lijsten: Vec<Arc<Lijst>>,
    paginas: Itempaginas,
    /// The schools that have pages.
    scholen: BTreeSet<String>,
}

impl Woordenlijst {
    pub(super) fn nieuw(site: &Site, paginas: Itempaginas) -> Self {
        let scholen = site.scholen.iter().map(|school| school.slug.clone()).collect();
        Self { lijsten: site.lijsten_in_gebruik(), paginas, scholen }
    }

    /// Path, from the root, of where an item is explained.
    pub(super) fn adres(&self, lijst: &str, id: &str) -> Option<String> {
        let pagina = self.paginas.adres(lijst, id);
        pagina.or_else(|| self.heeft(lijst, id).then(|| format!("begrippen/index.html#{lijst}-{id}")))
    }

    /// Path, from the root, of the page of a school; none for one that is left out.
    pub(super) fn school(&self, slug: &str) -> Option<String> {
        self.scholen.contains(slug).then(|| format!("scholen/{slug}/index.html"))
    }

    /// The items that have a page.
    pub(super) fn paginas(&self) -> &Itempaginas {
        &self.paginas
    }

    /// Whether an item has an entry.
    fn heeft(&self, lijst: &str, id: &str) -> bool {
        let lijst = self.lijsten.iter().find(|l| l.id == lijst);
        lijst.and_then(|l| l.op_id(id)).is_some_and(|(_, item)| item.betekenis.is_some())
    }
}

#[derive(Serialize)]
struct Letter {
    letter: String,
    begrippen: Vec<Begrip>,
}

#[derive(Serialize)]
struct Begrip {
    term: String,
    anker: String,
    betekenis: String,
    /// Other words, as a sentence part.
    ook: String,
    lijst: String,
    /// Path of its own page from the root, if it has one.
    pagina: Option<String>,
}

#[derive(Serialize)]
struct AfkortingZicht {
    /// Its place on the page; of more meanings, only the first has one.
    anker: Option<String>,
    kort: String,
    voluit: String,
    /// Schools that use it so, when not all who use it do.
    scholen: String,
}

impl Web<'_> {
    pub(super) fn begrippen(&self) -> Result<(), Mislukt> {
        let mut inhoud = Context::new();
        inhoud.insert("letters", &self.letters());
        inhoud.insert("afkortingen", &self.afkortingen());
        let pagina = Pagina {
            pad: "begrippen/index.html",
            sjabloon: "begrippen.html",
            titel: "Begrippen",
            omschrijving: "Wat de woorden en afkortingen op deze website betekenen.",
            canoniek: None,
        };
        self.pagina(&pagina, inhoud)
    }

    fn letters(&self) -> Vec<Letter> {
        let alle = self.woorden.lijsten.iter().flat_map(|l| l.items.iter().map(move |i| (l, i)));
        let begrip = |(lijst, item): (&Arc<Lijst>, &Item)| {
            let pagina = self.woorden.paginas.adres(&lijst.id, &item.id);
            begrip(lijst, item).map(|b| Begrip { pagina, ..b })
        };
        let mut begrippen: Vec<Begrip> = alle.filter_map(begrip).collect();
        begrippen.sort_by_cached_key(|b| (crate::tekst::slug(&b.term), b.anker.clone()));
        // The same word in two lists: say which is which.
        let dubbel: BTreeSet<String> =
            begrippen.windows(2).filter(|p| p[0].term == p[1].term).map(|p| p[0].term.clone()).collect();
        for begrip in begrippen.iter_mut().filter(|b| dubbel.contains(&b.term)) {
            begrip.term = format!("{} ({})", begrip.term, begrip.lijst.to_lowercase());
        }
        // Terms that begin with a number ("1a. Leren volgen") come after those with a letter.
        let mut letters: BTreeMap<(bool, String), Vec<Begrip>> = BTreeMap::new();
        for begrip in begrippen {
            let first = crate::tekst::slug(&begrip.term).chars().next().filter(|c| !c.is_numeric());
            let letter = first.map_or_else(|| "0-9".to_owned(), |c| c.to_uppercase().to_string());
            letters.entry((first.is_none(), letter)).or_default().push(begrip);
        }
        letters.into_iter().map(|((_, letter), begrippen)| Letter { letter, begrippen }).collect()
    }

    fn afkortingen(&self) -> Vec<AfkortingZicht> {
        let mut gebruik: BTreeMap<(String, &str, &str), BTreeSet<&str>> = BTreeMap::new();
        for school in &self.site.scholen {
            for afkorting in school.documenten.iter().filter(|d| !d.concept).flat_map(|d| &d.afkortingen) {
                let sleutel = (afkorting.kort.to_lowercase(), afkorting.kort.as_str(), afkorting.voluit.as_str());
                gebruik.entry(sleutel).or_default().insert(&school.naam);
            }
        }
        let dubbel = |kort: &str| gebruik.keys().filter(|(_, k, _)| *k == kort).count() > 1;
        let mut ankers: BTreeSet<String> = BTreeSet::new();
        gebruik
            .iter()
            .map(|((_, kort, voluit), scholen)| AfkortingZicht {
                anker: Some(zoek::afkorting_anker(kort)).filter(|anker| ankers.insert(anker.clone())),
                kort: (*kort).to_owned(),
                voluit: (*voluit).to_owned(),
                scholen: if dubbel(kort) {
                    zinnen::opsomming(&scholen.iter().collect::<Vec<_>>())
                } else {
                    String::new()
                },
            })
            .collect()
    }
}

fn begrip(lijst: &Lijst, item: &Item) -> Option<Begrip> {
    let betekenis = item.betekenis.as_ref()?;
    Some(Begrip {
        term: item.naam.clone(),
        anker: format!("{}-{}", lijst.id, item.id),
        betekenis: zinnen::met_punt(betekenis),
        ook: zinnen::opsomming(&item.synoniemen),
        lijst: lijst.titel.clone(),
        pagina: None,
    })
}
