//! Rows of the open data: the facts of each school, one after the other.

use std::collections::BTreeSet;

use crate::model::datum::Datum;
use crate::model::site::{Document, School, Site};
use crate::model::waarde::{Doelwit, Feit, Score, Stand};
use crate::soorten;
use crate::tekst::Markdown;

use super::tabel::{Rij, SCHEIDING};

/// The rows of one school, per table.
#[derive(Debug, Default)]
pub struct Rijen {
    /// Rows of `scholen`.
    pub scholen: Vec<Rij>,
    /// Rows of `aanbod`.
    pub aanbod: Vec<Rij>,
    /// Rows of `beoordelingen`.
    pub beoordelingen: Vec<Rij>,
}

impl Rijen {
    /// Rows per table, in the order of [`TABELLEN`](super::tabel::TABELLEN).
    pub fn per_tabel(&self) -> [&[Rij]; 3] {
        [&self.scholen, &self.aanbod, &self.beoordelingen]
    }
}

/// The rows of a school: of all its published documents, in the order of the site.
pub fn van_school(site: &Site, school: &School) -> Rijen {
    let mut uit = Rijen { scholen: vec![school_rij(site, school)], ..Rijen::default() };
    let actueel = school.actuele_documenten();
    for document in school.gepubliceerd() {
        let geldt = actueel.iter().any(|d| std::ptr::eq(*d, document));
        let begin = Begin { school, document, geldt };
        for feit in soorten::feiten(document, &site.catalogus) {
            match &feit.waarde {
                Some(score) => uit.beoordelingen.push(begin.score_rij(site, &feit, score)),
                None => begin.aanbod_rijen(site, &feit, &mut uit.aanbod),
            }
        }
        begin.eigen_rijen(&mut uit.aanbod);
    }
    // A table may name one item in ten rows; said once is enough.
    let mut gezien = BTreeSet::new();
    uit.aanbod.retain(|rij| gezien.insert(rij.clone()));
    uit
}

fn school_rij(site: &Site, school: &School) -> Rij {
    let profiel = school.profiel();
    let dag = |datum: Option<Datum>| datum.map(Datum::iso).unwrap_or_default();
    let pad = format!("scholen/{}/", school.slug);
    vec![
        school.slug.clone(),
        school.naam.clone(),
        school.plaats.clone().unwrap_or_default(),
        school.onderwijstypen.join(SCHEIDING),
        school.bestuur.clone().unwrap_or_default(),
        school.samenwerkingsverbanden.join(SCHEIDING),
        brin(school),
        profiel.map(|d| d.formaat.id.clone()).unwrap_or_default(),
        profiel.map(Document::tijdvak).unwrap_or_default(),
        dag(profiel.and_then(Document::stand)),
        dag(profiel.and_then(|d| d.vastgesteld)),
        dag(profiel.and_then(|d| d.geldig_tot)),
        site.gegevens.basis_url.as_ref().map_or_else(|| pad.clone(), |basis| format!("{basis}/{pad}")),
    ]
}

fn brin(school: &School) -> String {
    let mut nummers: Vec<&str> = school.vestigingen.iter().filter_map(|v| v.brin.as_deref()).collect();
    nummers.dedup();
    nummers.join(SCHEIDING)
}

fn plat(noot: Option<&Markdown>) -> String {
    noot.map(Markdown::platte_tekst).unwrap_or_default()
}

/// What every row of a document begins with.
struct Begin<'a> {
    school: &'a School,
    document: &'a Document,
    geldt: bool,
}

impl Begin<'_> {
    fn rij(&self, sectie: &str) -> Rij {
        vec![
            self.school.slug.clone(),
            self.school.naam.clone(),
            brin(self.school),
            self.document.formaat.id.clone(),
            self.document.schooljaar.map(|j| j.to_string()).unwrap_or_default(),
            self.document.naam.clone(),
            if self.geldt { "ja" } else { "nee" }.to_owned(),
            sectie.to_owned(),
        ]
    }

    fn aanbod_rijen(&self, site: &Site, feit: &Feit, uit: &mut Vec<Rij>) {
        let stand = match feit.stand {
            Stand::Ja => "ja",
            Stand::Nee => "nee",
            Stand::NietVermeld => return,
        };
        // Something that is there without a place is a row too, with the place left empty.
        let geen = String::new();
        let plaatsen = feit.waar.iter().chain(feit.waar.is_empty().then_some(&geen));
        for plaats in plaatsen {
            let mut rij = self.rij(&feit.sectie);
            rij.extend([
                feit.item.lijst.clone(),
                feit.item.item.clone(),
                site.catalogus.naam(&feit.item).to_owned(),
                stand.to_owned(),
                plaats.clone(),
                feit.hoeveel.as_ref().map(|h| h.tekst.clone()).unwrap_or_default(),
                plat(feit.noot.as_ref()),
                feit.peildatum.map(Datum::iso).unwrap_or_default(),
            ]);
            uit.push(rij);
        }
    }

    fn score_rij(&self, site: &Site, feit: &Feit, score: &Score) -> Rij {
        let groep = score.groep.as_ref().map(|id| {
            let gevonden = self.document.groepen.iter().find(|(groep, _)| groep == id);
            gevonden.map_or_else(|| id.clone(), |(_, naam)| naam.clone())
        });
        let schaal = site.catalogus.schalen.get(&score.schaal);
        let naam = schaal.and_then(|s| s.waarden.iter().find(|w| w.id == score.waarde)).map(|w| w.naam.clone());
        let mut rij = self.rij(&feit.sectie);
        rij.extend([
            feit.item.lijst.clone(),
            feit.item.item.clone(),
            site.catalogus.naam(&feit.item).to_owned(),
            groep.unwrap_or_default(),
            score.schaal.clone(),
            score.waarde.clone(),
            naam.unwrap_or_else(|| score.waarde.clone()),
            score.tot.clone().unwrap_or_default(),
            plat(feit.noot.as_ref()),
            feit.peildatum.map(Datum::iso).unwrap_or_default(),
        ]);
        rij
    }

    /// Own offers that are not an item of a list; those that are, stand among the facts.
    fn eigen_rijen(&self, uit: &mut Vec<Rij>) {
        for sectie in self.document.formaat.secties() {
            let Some(antwoord) = self.document.antwoorden.get(&sectie.id) else { continue };
            let datum = antwoord.gecontroleerd.or(antwoord.peildatum).or(self.document.stand());
            let is_item = |v: &crate::model::waarde::Verwijzing| matches!(v.doelwit, Doelwit::Item(_));
            for eigen in antwoord.anders.iter().filter(|e| !e.is.iter().any(is_item)) {
                let geen = String::new();
                let waar: Vec<&String> = eigen.waar.iter().filter(|p| p.stand == Stand::Ja).map(|p| &p.id).collect();
                for plaats in waar.iter().copied().chain(waar.is_empty().then_some(&geen)) {
                    let mut rij = self.rij(&sectie.id);
                    rij.extend([
                        String::new(),
                        String::new(),
                        eigen.naam.tekst.clone(),
                        "ja".to_owned(),
                        plaats.clone(),
                        eigen.hoeveel.as_ref().map(|h| h.tekst.clone()).unwrap_or_default(),
                        plat(eigen.noot.as_ref()),
                        datum.map(Datum::iso).unwrap_or_default(),
                    ]);
                    uit.push(rij);
                }
            }
        }
    }
}
