//! Pages that set schools side by side: per list, per parents' question, per scale, a few schools
//! chosen by a parent, and over the years.
//!
//! Everything stands in plain tables; a script only hides, sorts and picks. A region that fits one
//! page has one table per list, in which each cell leads to the section that says so. A larger one
//! is cut into parts by town, and there only the school's name is a link: pages stay small.

mod cellen;
mod jaren;
mod matrix;
mod naast;

use rayon::prelude::*;
use serde::Serialize;
use tera::Context;

use crate::model::lijst::Lijst;
use crate::model::waarde::{ItemSleutel, Stand};
use crate::regio::{HULPVRAGEN, SchoolFacts};
use crate::soorten;

use super::{Mislukt, Pagina, Web};
use matrix::{Kolom, Matrix, Soort};

/// A page to choose from.
#[derive(Serialize)]
struct Keuze {
    titel: String,
    /// Path from the root.
    pagina: String,
    /// What is in it, as a sentence part.
    over: String,
}

impl Web<'_> {
    /// One school has nothing to be compared with; then there are no such pages.
    pub(super) fn vergelijken(&self) -> Result<(), Mislukt> {
        if self.regio.scholen.len() < 2 {
            return Ok(());
        }
        let lijsten = self.lijstmatrices();
        let schalen = self.schaalmatrices();
        let vragen = self.vraagmatrices();
        let alle: Vec<&Matrix> = lijsten.iter().chain(&schalen).chain(&vragen.1).chain(&vragen.0).collect();
        alle.par_iter().try_for_each(|matrix| self.schrijf_matrix(matrix))?;
        self.naast(&lijsten)?;
        let jaren = self.jaren()?;
        let keuze = |m: &Matrix| Keuze { titel: m.titel.clone(), pagina: m.pad.clone(), over: m.omvang() };
        let mut inhoud = Context::new();
        inhoud.insert("lijsten", &lijsten.iter().map(keuze).collect::<Vec<_>>());
        inhoud.insert("schalen", &schalen.iter().map(keuze).collect::<Vec<_>>());
        inhoud.insert("vragen", &vragen.0.is_some());
        inhoud.insert("jaren", &jaren);
        inhoud.insert("naast", &(self.regio.scholen.len() > 1));
        let pagina = Pagina {
            pad: "vergelijken/index.html",
            sjabloon: "vergelijken.html",
            titel: "Scholen vergelijken",
            omschrijving: "Zet scholen naast elkaar en zie welke hulp elke school noemt.",
            canoniek: None,
        };
        self.pagina(&pagina, inhoud)
    }

    /// Paths of all pages, for the sitemap.
    pub(super) fn vergelijk_paden(&self) -> Vec<String> {
        if self.regio.scholen.len() < 2 {
            return Vec::new();
        }
        let mut uit = vec!["vergelijken/".to_owned(), "vergelijken/scholen/".to_owned()];
        let (vragen, per_vraag) = self.vraagmatrices();
        let alle = self.lijstmatrices().into_iter().chain(self.schaalmatrices()).chain(vragen).chain(per_vraag);
        uit.extend(alle.map(|m| m.pad.trim_end_matches("index.html").to_owned()));
        if self.trends().is_some() {
            uit.push("vergelijken/jaren/".to_owned());
        }
        uit
    }

    /// A matrix per list that some school speaks of.
    fn lijstmatrices(&self) -> Vec<Matrix> {
        let genoemd = self.regio.genoemd();
        let matrix = |(id, items): (&str, Vec<ItemSleutel>)| {
            let lijst = self.site.catalogus.lijst(id)?;
            Some(Matrix {
                pad: format!("vergelijken/{id}/index.html"),
                titel: lijst.titel.clone(),
                lijst: Some(id.to_owned()),
                kolommen: items.iter().map(|item| self.kolom(item, Some(lijst))).collect(),
                soort: Soort::Aanbod(items),
            })
        };
        // What is only judged stands with its scale; and these names are pages of their own.
        let help = super::ondersteuning::gevraagde_lijsten(&self.regio);
        let vrij = |id: &str| help.contains(id) && !matches!(id, HULPVRAGEN | "hulp" | "scholen" | "schalen" | "jaren");
        genoemd.into_iter().filter(|(id, _)| vrij(id)).filter_map(matrix).collect()
    }

    /// A matrix per scale on which some school was judged: all items that have a value on it.
    fn schaalmatrices(&self) -> Vec<Matrix> {
        let mut uit = Vec::new();
        for (id, schaal) in &self.site.catalogus.schalen {
            let heeft = |feiten: &SchoolFacts<'_>, item: &ItemSleutel| {
                feiten.outcome(item).is_some_and(|cel| cel.scores.iter().any(|s| s.schaal == *id))
            };
            let genoemd = self.regio.genoemd().into_values().flatten();
            let items: Vec<ItemSleutel> =
                genoemd.filter(|item| self.regio.scholen.iter().any(|f| heeft(f, item))).collect();
            if !items.is_empty() {
                uit.push(Matrix {
                    pad: format!("vergelijken/schalen/{id}/index.html"),
                    titel: schaal.titel.clone(),
                    lijst: None,
                    kolommen: items.iter().map(|item| self.kolom(item, None)).collect(),
                    soort: Soort::Schaal(id.clone(), items),
                });
            }
        }
        uit
    }

    /// The matrix of all parents' questions, and one per question. A large region has only the first.
    fn vraagmatrices(&self) -> (Option<Matrix>, Vec<Matrix>) {
        let Some(vragen) = self.site.catalogus.lijst(HULPVRAGEN) else { return (None, Vec::new()) };
        let mut per_vraag = Vec::new();
        let mut kolommen = Vec::new();
        let mut groepen = Vec::new();
        for vraag in &vragen.items {
            let genoemd = |item: &ItemSleutel| self.regio.scholen.iter().any(|s| s.outcome(item).is_some());
            let items: Vec<ItemSleutel> = self.regio.bij_hulpvraag(&vraag.id).into_iter().filter(genoemd).collect();
            let helpt = |s: &SchoolFacts<'_>| {
                items.iter().any(|i| s.stand(i) == Stand::Ja)
                    || s.eigen_aanbod().any(|a| soorten::helpt_bij(a.eigen, &vraag.id))
            };
            if !self.regio.scholen.iter().any(helpt) {
                continue;
            }
            let pad = format!("vergelijken/hulp/{}/index.html", vraag.id);
            let klein = self.regio.scholen.len() <= matrix::PER_DEEL;
            kolommen.push(Kolom { naam: vraag.naam.clone(), pagina: klein.then(|| pad.clone()) });
            groepen.push((vraag.id.clone(), items.clone()));
            if klein {
                per_vraag.push(Matrix {
                    pad,
                    titel: vraag.naam.clone(),
                    lijst: None,
                    kolommen: items.iter().map(|item| self.kolom(item, None)).collect(),
                    soort: Soort::Vraag(vraag.id.clone(), items),
                });
            }
        }
        let heel = (!kolommen.is_empty()).then(|| Matrix {
            pad: "vergelijken/hulp/index.html".to_owned(),
            titel: "Waar zoekt u hulp bij?".to_owned(),
            lijst: None,
            kolommen,
            soort: Soort::Vragen(groepen),
        });
        (heel, per_vraag)
    }

    /// A column for an item; it names its list where items of more lists stand together.
    fn kolom(&self, item: &ItemSleutel, lijst: Option<&Lijst>) -> Kolom {
        let catalogus = &self.site.catalogus;
        let naam = catalogus.naam(item);
        // A nested item is only clear under the name of the item it belongs to.
        let ouder = catalogus.lijst(&item.lijst).and_then(|l| {
            let (_, zelf) = l.op_id(&item.item)?;
            Some(l.items.get(zelf.ouder?)?.naam.as_str())
        });
        let naam = match (ouder, lijst) {
            (Some(ouder), _) => format!("{ouder}: {naam}"),
            (None, _) => naam.to_owned(),
        };
        Kolom { naam, pagina: self.woorden.adres(&item.lijst, &item.item) }
    }

    /// From when what a school says is, and whether that is out of date.
    fn gegevens_van(&self, feiten: &SchoolFacts<'_>) -> (String, bool) {
        let Some(document) = feiten.documenten.first() else { return (String::new(), false) };
        (document.stand().map(|d| d.to_string()).unwrap_or_default(), document.is_oud(self.stand))
    }
}
