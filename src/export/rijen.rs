//! Rows of the open data: the facts of each school, one after the other.

use std::collections::{BTreeMap, BTreeSet};

use crate::facts;
use crate::facts::outcome::{Outcome, SchoolFacts, outcomes, place};
use crate::model::datum::Datum;
use crate::model::site::{Document, School, Site};
use crate::model::waarde::{Doelwit, Feit, ItemSleutel, Score, Stand};
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
    let catalogus = &site.catalogus;
    let current = SchoolFacts::new(school, school.actuele_documenten(), catalogus);
    for document in school.gepubliceerd() {
        let geldt = current.documenten.iter().any(|d| std::ptr::eq(*d, document));
        let begin = Begin { school, document: Some(document), geldt };
        let own = if geldt { BTreeMap::new() } else { outcomes(&[document], Vec::new(), catalogus) };
        for feit in facts::statements(document, catalogus) {
            let outcome = if geldt { current.outcome(&feit.item) } else { own.get(&feit.item) };
            match &feit.waarde {
                Some(score) => {
                    let naam = catalogus.naam(&feit.item);
                    let scored = Scored { item: Some(&feit.item), naam, score, noot: feit.noot.as_ref() };
                    uit.beoordelingen.push(begin.score_rij(site, document, &feit.sectie, &scored, feit.peildatum));
                }
                // Where the school answers, the places that only name the item add nothing.
                None if feit.stand == Stand::Genoemd && outcome.is_some_and(|o| o.stand != Stand::Genoemd) => {}
                None => begin.aanbod_rijen(site, &feit, &mut uit.aanbod),
            }
        }
        begin.eigen_rijen(document, &mut uit.aanbod);
        for own in facts::own_scores(document) {
            let scored = Scored { item: None, naam: own.naam, score: &own.score, noot: own.noot };
            uit.beoordelingen.push(begin.score_rij(site, document, &own.sectie.id, &scored, own.peildatum));
        }
    }
    let begin = Begin { school, document: None, geldt: true };
    for feit in facts::contacts(school, catalogus) {
        if current.outcome(&feit.item).is_some_and(Outcome::is_contact) {
            begin.aanbod_rijen(site, &feit, &mut uit.aanbod);
        }
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
        school.aanmelden.map(|a| a.woord().to_owned()).unwrap_or_default(),
        site.gegevens.basis_url.as_ref().map_or_else(|| pad.clone(), |basis| format!("{basis}/{pad}")),
    ]
}

fn brin(school: &School) -> String {
    let mut nummers: Vec<&str> = school.vestigingen.iter().filter_map(|v| v.brin.as_deref()).collect();
    nummers.dedup();
    nummers.join(SCHEIDING)
}

fn plat(noot: Option<&Markdown>) -> String {
    noot.map(Markdown::data_text).unwrap_or_default()
}

/// Something with a score: an item of a list, or an own row of a school, which is none.
struct Scored<'a> {
    item: Option<&'a ItemSleutel>,
    naam: &'a str,
    score: &'a Score,
    noot: Option<&'a Markdown>,
}

/// What every row of a document begins with; what stands in `school.yaml` has no document.
struct Begin<'a> {
    school: &'a School,
    document: Option<&'a Document>,
    geldt: bool,
}

impl Begin<'_> {
    fn rij(&self, sectie: &str) -> Rij {
        vec![
            self.school.slug.clone(),
            self.school.naam.clone(),
            brin(self.school),
            self.document.map(|d| d.formaat.id.clone()).unwrap_or_default(),
            self.document.and_then(|d| d.schooljaar).map(|j| j.to_string()).unwrap_or_default(),
            self.document.map(|d| d.naam.clone()).unwrap_or_default(),
            if self.geldt { "ja" } else { "nee" }.to_owned(),
            sectie.to_owned(),
        ]
    }

    fn aanbod_rijen(&self, site: &Site, feit: &Feit, uit: &mut Vec<Rij>) {
        if feit.stand == Stand::NietVermeld {
            return;
        }
        // Something that is there without a place is a row too, with the place left empty.
        let geen = String::new();
        let here = feit.waar.iter().chain(feit.waar.is_empty().then_some(&geen)).map(|place| (place, feit.stand));
        // A "no" without a place already says that it is at none; a remark at a place needs that place.
        let noted = |place: &String| feit.stand == Stand::Nee && feit.plaatsnoten.contains_key(place);
        let not_here = feit.niet_waar.iter().filter(|place| feit.stand == Stand::Ja || noted(place));
        let not_here = not_here.map(|place| (place, Stand::Nee));
        for (plaats, stand) in here.chain(not_here) {
            let noten = [feit.noot.as_ref(), feit.plaatsnoten.get(plaats)];
            let noten: Vec<String> = noten.into_iter().flatten().map(Markdown::data_text).collect();
            let mut rij = self.rij(&feit.sectie);
            rij.extend([
                feit.item.lijst.clone(),
                feit.item.item.clone(),
                site.catalogus.naam(&feit.item).to_owned(),
                stand.word().to_owned(),
                plaats.clone(),
                feit.hoeveel.as_ref().map(|h| h.tekst.clone()).unwrap_or_default(),
                noten.join(SCHEIDING),
                feit.peildatum.map(Datum::iso).unwrap_or_default(),
                place(self.document, feit),
            ]);
            uit.push(rij);
        }
    }

    fn score_rij(
        &self,
        site: &Site,
        document: &Document,
        sectie: &str,
        scored: &Scored<'_>,
        peildatum: Option<Datum>,
    ) -> Rij {
        let score = scored.score;
        let groep = score.groep.as_ref().map(|id| {
            let gevonden = document.groepen.iter().find(|(groep, _)| groep == id);
            gevonden.map_or_else(|| id.clone(), |(_, naam)| naam.clone())
        });
        let schaal = site.catalogus.schalen.get(&score.schaal);
        let naam = schaal.and_then(|s| s.waarden.iter().find(|w| w.id == score.waarde)).map(|w| w.naam.clone());
        let mut rij = self.rij(sectie);
        rij.extend([
            scored.item.map(|i| i.lijst.clone()).unwrap_or_default(),
            scored.item.map(|i| i.item.clone()).unwrap_or_default(),
            scored.naam.to_owned(),
            groep.unwrap_or_default(),
            score.schaal.clone(),
            score.waarde.clone(),
            naam.unwrap_or_else(|| score.waarde.clone()),
            score.tot.clone().unwrap_or_default(),
            plat(scored.noot),
            peildatum.map(Datum::iso).unwrap_or_default(),
        ]);
        rij
    }

    /// Own offers that are not an item of a list; those that are, stand among the facts.
    fn eigen_rijen(&self, document: &Document, uit: &mut Vec<Rij>) {
        for sectie in document.formaat.secties() {
            let Some(antwoord) = document.antwoorden.get(&sectie.id) else { continue };
            let datum = antwoord.gecontroleerd.or(antwoord.peildatum).or(document.stand());
            let is_item = |v: &crate::model::waarde::Verwijzing| matches!(v.doelwit, Doelwit::Item(_));
            let own = antwoord.anders.iter().filter(|e| sectie.offers(e) && !e.is.iter().any(is_item));
            for eigen in own {
                let geen = String::new();
                let at =
                    |stand: Stand| eigen.waar.iter().filter(move |p| p.stand == stand).map(move |p| (&p.id, stand));
                let nowhere = at(Stand::Ja).next().is_none().then_some((&geen, Stand::Ja));
                for (plaats, stand) in nowhere.into_iter().chain(at(Stand::Ja)).chain(at(Stand::Nee)) {
                    let remark = eigen.waar.iter().find(|p| p.id == *plaats).and_then(|p| p.noot.as_ref());
                    let noten = [eigen.noot.as_ref(), remark];
                    let noten: Vec<String> = noten.into_iter().flatten().map(Markdown::data_text).collect();
                    let mut rij = self.rij(&sectie.id);
                    rij.extend([
                        String::new(),
                        String::new(),
                        eigen.naam.tekst.clone(),
                        stand.word().to_owned(),
                        plaats.clone(),
                        eigen.hoeveel.as_ref().map(|h| h.tekst.clone()).unwrap_or_default(),
                        noten.join(SCHEIDING),
                        datum.map(Datum::iso).unwrap_or_default(),
                        sectie.titel.clone(),
                    ]);
                    uit.push(rij);
                }
            }
        }
    }
}
