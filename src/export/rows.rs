//! Rows of the open data: the facts of each school.

use std::collections::BTreeSet;

use crate::facts;
use crate::facts::outcome::{Outcome, SchoolFacts, place};
use crate::grammar::about;
use crate::model::date::PartialDate;
use crate::model::site::{Document, School, Site};
use crate::model::value::{Feit, ItemKey, RefTarget, Score, Stand};
use crate::pages::Page;
use crate::soorten;
use crate::text::{Markdown, sentences};

use super::table::{SEPARATOR, TableRow};

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
    let school = current.school;
    let mut out = Rows { scholen: vec![school_row(site, school)], ..Rows::default() };
    let catalogus = &site.catalogus;
    for document in school.published() {
        let is_current = current.documenten.iter().any(|d| std::ptr::eq(*d, document));
        let of_document = RowStart { school, document: Some(document), is_current };
        let alone = (!is_current).then(|| current.of_documents(vec![document]));
        for feit in current.statements(document) {
            let outcome = alone.as_ref().unwrap_or(current).outcome(&feit.item);
            let begin = RowStart { is_current: is_current && current.holds(document, feit), ..of_document };
            match &feit.value {
                Some(score) => {
                    let name = catalogus.name(&feit.item);
                    let scored = Scored { item: Some(&feit.item), name, score, noot: feit.noot.as_ref() };
                    out.beoordelingen.push(begin.score_row(site, document, &feit.sectie, &scored, feit.peildatum));
                }
                // Where the school answers, places that only name the item add nothing.
                None if feit.stand == Stand::Mentioned && outcome.is_some_and(|o| o.stand != Stand::Mentioned) => {}
                None => begin.aanbod_rows(site, feit, &mut out.aanbod),
            }
        }
        let begin = of_document;
        begin.own_rows(document, &mut out.aanbod);
        for own in facts::own_scores(document) {
            let scored = Scored { item: None, name: own.name, score: &own.score, noot: own.noot };
            out.beoordelingen.push(begin.score_row(site, document, &own.sectie.id, &scored, own.peildatum));
        }
    }
    let begin = RowStart { school, document: None, is_current: true };
    for feit in facts::contacts(school, catalogus) {
        if current.outcome(&feit.item).is_some_and(Outcome::is_contact) {
            begin.aanbod_rows(site, &feit, &mut out.aanbod);
        }
    }
    // A table may name one item in ten rows; one row of data is enough.
    let mut seen = BTreeSet::new();
    out.aanbod.retain(|row| seen.insert(row.clone()));
    out
}

fn school_row(site: &Site, school: &School) -> TableRow {
    let profiel = school.profiel();
    let day = |date: Option<PartialDate>| date.map(PartialDate::iso).unwrap_or_default();
    let page = Page::School(&school.slug);
    vec![
        school.slug.clone(),
        school.name.clone(),
        school.plaats.clone().unwrap_or_default(),
        school.onderwijstypen.join(SEPARATOR),
        school.bestuur.clone().unwrap_or_default(),
        school.samenwerkingsverbanden.join(SEPARATOR),
        brin(school),
        profiel.map(|d| d.formaat.id.clone()).unwrap_or_default(),
        profiel.map(Document::period_label).unwrap_or_default(),
        day(profiel.and_then(Document::facts_date)),
        day(profiel.and_then(|d| d.adopted)),
        day(profiel.and_then(|d| d.valid_until)),
        school.aanmelden.map(|a| a.word().to_owned()).unwrap_or_default(),
        site.gegevens.basis_url.as_ref().map_or_else(|| page.folder(), |basis| page.address().whole(basis)),
    ]
}

fn brin(school: &School) -> String {
    let mut seen = BTreeSet::new();
    let numbers = school.vestigingen.iter().filter_map(|v| v.brin.as_deref());
    numbers.filter(|number| seen.insert(*number)).collect::<Vec<_>>().join(SEPARATOR)
}

/// Questions of parents; `geen` where the school says that it helps with none of them.
fn questions(stated: &BTreeSet<String>) -> String {
    if stated.is_empty() {
        return about::NONE.to_owned();
    }
    stated.iter().map(String::as_str).collect::<Vec<_>>().join(SEPARATOR)
}

fn plain(noot: Option<&Markdown>) -> String {
    noot.map(Markdown::data_text).unwrap_or_default()
}

/// Something with a score: an item of a list, or a school's own row, which has no item.
struct Scored<'a> {
    item: Option<&'a ItemKey>,
    name: &'a str,
    score: &'a Score,
    noot: Option<&'a Markdown>,
}

/// What every row of a document begins with; statements in `school.yaml` have no document.
#[derive(Clone, Copy)]
struct RowStart<'a> {
    school: &'a School,
    document: Option<&'a Document>,
    is_current: bool,
}

impl RowStart<'_> {
    fn row(&self, sectie: &str) -> TableRow {
        vec![
            self.school.slug.clone(),
            self.school.name.clone(),
            brin(self.school),
            self.document.map(|d| d.formaat.id.clone()).unwrap_or_default(),
            self.document.and_then(|d| d.schooljaar).map(|j| j.to_string()).unwrap_or_default(),
            self.document.map(|d| d.name.clone()).unwrap_or_default(),
            if self.is_current { "ja" } else { "nee" }.to_owned(),
            sectie.to_owned(),
        ]
    }

    fn aanbod_rows(&self, site: &Site, feit: &Feit, out: &mut Vec<TableRow>) {
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
            let noten = [feit.noot.as_ref(), feit.plaats_noten.get(plaats)];
            let noten = sentences::once(noten.into_iter().flatten().map(Markdown::data_text));
            let mut row = self.row(&feit.sectie);
            row.extend([
                feit.item.lijst.clone(),
                feit.item.item.clone(),
                site.catalogus.name(&feit.item).to_owned(),
                stand.word().to_owned(),
                plaats.clone(),
                feit.hoeveel.as_ref().map(|h| h.text.clone()).unwrap_or_default(),
                noten.join(SEPARATOR),
                feit.peildatum.map(PartialDate::iso).unwrap_or_default(),
                place(self.document, feit),
                feit.hulpvragen.as_ref().map(questions).unwrap_or_default(),
            ]);
            out.push(row);
        }
    }

    fn score_row(
        &self,
        site: &Site,
        document: &Document,
        sectie: &str,
        scored: &Scored<'_>,
        peildatum: Option<PartialDate>,
    ) -> TableRow {
        let score = scored.score;
        let group = score.group.as_ref().map(|id| {
            let found = document.groups.iter().find(|(group, _)| group == id);
            found.map_or_else(|| id.clone(), |(_, name)| name.clone())
        });
        let schaal = site.catalogus.schalen.get(&score.schaal);
        let name = schaal.and_then(|s| s.values.iter().find(|w| w.id == score.value)).map(|w| w.name.clone());
        let mut row = self.row(sectie);
        row.extend([
            scored.item.map(|i| i.lijst.clone()).unwrap_or_default(),
            scored.item.map(|i| i.item.clone()).unwrap_or_default(),
            scored.name.to_owned(),
            group.unwrap_or_default(),
            score.schaal.clone(),
            score.value.clone(),
            name.unwrap_or_else(|| score.value.clone()),
            score.to.clone().unwrap_or_default(),
            plain(scored.noot),
            peildatum.map(PartialDate::iso).unwrap_or_default(),
        ]);
        row
    }

    /// Own offers that are no item of a list; those that are one are among the facts.
    fn own_rows(&self, document: &Document, out: &mut Vec<TableRow>) {
        for sectie in document.formaat.secties() {
            let Some(antwoord) = document.antwoorden.get(&sectie.id) else { continue };
            let date = antwoord.checked_on.or(antwoord.peildatum).or(document.facts_date());
            let is_item = |v: &crate::model::value::Reference| matches!(v.ref_target, RefTarget::Item(_));
            let own = antwoord.others.iter().filter(|e| sectie.offers(e) && !e.is.iter().any(is_item));
            for own_item in own {
                let stated = soorten::question_ids(&own_item.hulpvragen);
                let none = String::new();
                let at =
                    |stand: Stand| own_item.waar.iter().filter(move |p| p.stand == stand).map(move |p| (&p.id, stand));
                let nowhere = at(Stand::Yes).next().is_none().then_some((&none, Stand::Yes));
                for (plaats, stand) in nowhere.into_iter().chain(at(Stand::Yes)).chain(at(Stand::No)) {
                    let remark = own_item.waar.iter().find(|p| p.id == *plaats).and_then(|p| p.noot.as_ref());
                    let noten = [own_item.noot.as_ref(), remark];
                    let noten = sentences::once(noten.into_iter().flatten().map(Markdown::data_text));
                    let mut row = self.row(&sectie.id);
                    row.extend([
                        String::new(),
                        String::new(),
                        own_item.name.text.clone(),
                        stand.word().to_owned(),
                        plaats.clone(),
                        own_item.hoeveel.as_ref().map(|h| h.text.clone()).unwrap_or_default(),
                        noten.join(SEPARATOR),
                        date.map(PartialDate::iso).unwrap_or_default(),
                        sectie.title.clone(),
                        if stated.is_empty() { String::new() } else { questions(&stated) },
                    ]);
                    out.push(row);
                }
            }
        }
    }
}
