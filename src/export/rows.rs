//! Rows of the open data: the facts of each school.

use std::collections::BTreeSet;

use crate::facts;
use crate::facts::outcome::{Outcome, SchoolFacts, place};
use crate::model::site::{Document, Site};
use crate::model::value::{Feit, RefTarget, Stand};
use crate::soorten;

use super::record::Record;
use super::table::{AANBOD, BEOORDELINGEN, SCHOLEN, TableRow};

/// The rows of one school, per table.
#[derive(Debug, Default)]
pub struct Rows {
    /// Rows of `scholen`.
    pub scholen: Vec<TableRow>,
    /// Rows of `aanbod`.
    pub aanbod: Vec<TableRow>,
    /// Rows of `beoordelingen`.
    pub beoordelingen: Vec<TableRow>,
}

impl Rows {
    /// Rows per table, in the order of [`TABLES`](super::table::TABLES).
    pub fn per_table(&self) -> [&[TableRow]; 3] {
        [&self.scholen, &self.aanbod, &self.beoordelingen]
    }
}

/// The rows of a school: of all its published documents, in the order of the site, then of its contacts.
pub fn of_school(site: &Site, current: &SchoolFacts<'_>) -> Rows {
    let of_school = Record::of_school(site, current.school);
    let mut out = Rows { scholen: vec![SCHOLEN.row(&of_school)], ..Rows::default() };
    let catalogus = &site.catalogus;
    for document in current.school.published() {
        let is_current = current.documenten.iter().any(|d| std::ptr::eq(*d, document));
        let of_document = Record { document: Some(document), is_current, ..of_school.clone() };
        let alone = (!is_current).then(|| current.of_documents(vec![document]));
        for feit in current.statements(document) {
            let outcome = alone.as_ref().unwrap_or(current).outcome(&feit.item);
            let record = Record {
                is_current: is_current && current.holds(document, feit),
                sectie: &feit.sectie,
                item: Some(&feit.item),
                name: catalogus.name(&feit.item),
                noten: [feit.noot.as_ref(), None],
                peildatum: feit.peildatum,
                ..of_document.clone()
            };
            match &feit.value {
                Some(score) => out.beoordelingen.push(BEOORDELINGEN.row(&Record { score: Some(score), ..record })),
                // Where the school answers, places that only name the item add nothing.
                None if feit.stand == Stand::Mentioned && outcome.is_some_and(|o| o.stand != Stand::Mentioned) => {}
                None => aanbod_rows(&record, feit, &mut out.aanbod),
            }
        }
        own_rows(&of_document, document, &mut out.aanbod);
        for own in facts::own_scores(document) {
            out.beoordelingen.push(BEOORDELINGEN.row(&Record {
                sectie: &own.sectie.id,
                name: own.name,
                noten: [own.noot, None],
                peildatum: own.peildatum,
                score: Some(&own.score),
                ..of_document.clone()
            }));
        }
    }
    for feit in facts::contacts(current.school, catalogus) {
        if current.outcome(&feit.item).is_some_and(Outcome::is_contact) {
            let record = Record {
                document: None,
                sectie: &feit.sectie,
                item: Some(&feit.item),
                name: catalogus.name(&feit.item),
                noten: [feit.noot.as_ref(), None],
                peildatum: feit.peildatum,
                ..of_school.clone()
            };
            aanbod_rows(&record, &feit, &mut out.aanbod);
        }
    }
    // A table may name one item in ten rows; one row of data is enough.
    let mut seen = BTreeSet::new();
    out.aanbod.retain(|row| seen.insert(row.clone()));
    out
}

/// The rows of what a school says about an item: one for each place.
fn aanbod_rows(of_item: &Record<'_>, feit: &Feit, out: &mut Vec<TableRow>) {
    if feit.stand == Stand::NotStated {
        return;
    }
    // What is there without a stated place is a row too, with the place left empty.
    let none = String::new();
    let here = feit.waar.iter().chain(feit.waar.is_empty().then_some(&none)).map(|place| (place, feit.stand));
    // A "no" without a place already covers all places; a remark about a place still needs that place.
    let noted = |place: &String| feit.stand == Stand::No && feit.plaats_noten.contains_key(place);
    let not_here = feit.not_waar.iter().filter(|place| feit.stand == Stand::Yes || noted(place));
    let not_here = not_here.map(|place| (place, Stand::No));
    for (plaats, stand) in here.chain(not_here) {
        out.push(AANBOD.row(&Record {
            stand,
            plaats,
            hoeveel: feit.hoeveel.as_ref(),
            noten: [of_item.noten[0], feit.plaats_noten.get(plaats)],
            place: place(of_item.document, feit),
            hulpvragen: feit.hulpvragen.clone(),
            ..of_item.clone()
        }));
    }
}

/// Own offers that are no item of a list; those that are one are among the facts.
fn own_rows(of_document: &Record<'_>, document: &Document, out: &mut Vec<TableRow>) {
    for sectie in document.formaat.secties() {
        let Some(antwoord) = document.antwoorden.get(&sectie.id) else { continue };
        let is_item = |v: &crate::model::value::Reference| matches!(v.ref_target, RefTarget::Item(_));
        let own = antwoord.others.iter().filter(|e| sectie.offers(e) && !e.is.iter().any(is_item));
        for own_item in own {
            let stated = soorten::question_ids(&own_item.hulpvragen);
            let none = String::new();
            let at = |stand: Stand| own_item.waar.iter().filter(move |p| p.stand == stand).map(move |p| (&p.id, stand));
            let nowhere = at(Stand::Yes).next().is_none().then_some((&none, Stand::Yes));
            for (plaats, stand) in nowhere.into_iter().chain(at(Stand::Yes)).chain(at(Stand::No)) {
                let remark = own_item.waar.iter().find(|p| p.id == *plaats).and_then(|p| p.noot.as_ref());
                out.push(AANBOD.row(&Record {
                    sectie: &sectie.id,
                    name: &own_item.name.text,
                    stand,
                    plaats,
                    hoeveel: own_item.hoeveel.as_ref(),
                    noten: [own_item.noot.as_ref(), remark],
                    peildatum: antwoord.checked_on.or(antwoord.peildatum).or(document.facts_date()),
                    place: sectie.title.clone(),
                    hulpvragen: (!stated.is_empty()).then(|| stated.clone()),
                    ..of_document.clone()
                }));
            }
        }
    }
}
