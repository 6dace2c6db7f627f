//! Places that name an item without saying that it is there: rows, steps, appendices, abbreviations, texts.

use std::collections::BTreeSet;

use crate::model::antwoord::{Antwoord, Graaf, ItemAntwoord, Rij, Stap, StapSoort, Vorminhoud};
use crate::model::catalogus::Catalogus;
use crate::model::formaat::{Sectie, Soort};
use crate::model::site::Document;
use crate::model::waarde::{Doelwit, Evidence, Feit, Gevuld, Inhoud, ItemSleutel, Verwijzing};
use crate::soorten;
use crate::tekst::{Doel, zinnen};

use super::texts;

/// The longest context, in characters: a title of a step or the first words of a row.
const MAX_CONTEXT: usize = 120;

/// All mentions of a document, in the order of its format; of one item under one heading each once.
pub(super) fn mentions(document: &Document, catalogus: &Catalogus) -> Vec<Feit> {
    let mut collector = Collector { document, catalogus, found: Vec::new(), seen: BTreeSet::new() };
    for sectie in document.formaat.secties() {
        if let Some(antwoord) = document.antwoorden.get(&sectie.id) {
            collector.section(sectie, antwoord);
        }
    }
    for afkorting in &document.afkortingen {
        if let Some(item) = &afkorting.is {
            collector.add("", item, Evidence::Abbreviation, Some(&afkorting.kort), &afkorting.plek, None);
        }
    }
    collector.found
}

struct Collector<'a> {
    document: &'a Document,
    catalogus: &'a Catalogus,
    found: Vec<Feit>,
    /// Section, item and context that have been noted.
    seen: BTreeSet<(String, ItemSleutel, Option<String>)>,
}

impl Collector<'_> {
    fn section(&mut self, sectie: &Sectie, antwoord: &Antwoord) {
        for eigen in &antwoord.anders {
            self.references(sectie, &eigen.bij, Evidence::Row, Some(&eigen.naam.tekst));
            if let Some(item) = &eigen.antwoord {
                self.item_fields(sectie, item, Some(&eigen.naam.tekst));
            }
        }
        match &antwoord.inhoud {
            Vorminhoud::Niets | Vorminhoud::Tekst(_) => {}
            Vorminhoud::Velden(velden) => self.fields(sectie, velden, None),
            Vorminhoud::Items(items) => {
                for item in items {
                    let key = soorten::sleutel(sectie, item.index);
                    let name = key.as_ref().map(|k| self.catalogus.naam(k).to_owned());
                    self.item_fields(sectie, item, name.as_deref());
                    // Something is written about the item, whatever kind of section it is.
                    if let Some(key) = key {
                        self.add(&sectie.id, &key, Evidence::Row, None, &item.plek, None);
                    }
                }
            }
            Vorminhoud::Rijen(rijen) => self.rows(sectie, rijen),
            Vorminhoud::Graaf(graaf) => self.route(sectie, graaf),
        }
        self.texts(sectie, antwoord);
    }

    /// References in the fields of an item or an own row, those of groups too.
    fn item_fields(&mut self, sectie: &Sectie, item: &ItemAntwoord, context: Option<&str>) {
        self.fields(sectie, &item.velden, context);
        item.per.iter().for_each(|per| self.fields(sectie, &per.velden, context));
    }

    fn rows(&mut self, sectie: &Sectie, rijen: &[Rij]) {
        for rij in rijen {
            match rij {
                Rij::Groep { naam, rijen, niveau, .. } => {
                    let who = niveau.as_ref().map(|n| n.wie.as_slice()).unwrap_or_default();
                    self.references(sectie, who, Evidence::Row, Some(naam));
                    self.rows(sectie, rijen);
                }
                Rij::Rij { velden, .. } => {
                    let name = soorten::row_head(velden);
                    self.fields(sectie, velden, name.as_deref());
                }
            }
        }
    }

    fn route(&mut self, sectie: &Sectie, graaf: &Graaf) {
        for stap in graaf.alle() {
            let context = step_name(stap);
            for references in [&stap.wie, &stap.overleg, &stap.is] {
                self.references(sectie, references, Evidence::Step, Some(&context));
            }
            for (_, gevuld) in &stap.velden {
                self.references(sectie, references_of(gevuld), Evidence::Step, Some(&context));
            }
            if let StapSoort::Keuze { takken, .. } = &stap.soort {
                for tak in takken {
                    // After a question the answer follows as it is: "Welke zorg? Huiswerk".
                    let asked = context.ends_with(['?', '!', '.']);
                    let context = format!("{context}{} {}", if asked { "" } else { ":" }, tak.als);
                    self.references(sectie, &tak.is, Evidence::Step, Some(&context));
                }
            }
        }
    }

    /// References in fields that do not count as an offer.
    fn fields(&mut self, sectie: &Sectie, velden: &[(usize, Gevuld)], context: Option<&str>) {
        let evidence = if sectie.soort == Soort::Bijlagen { Evidence::Appendix } else { Evidence::Row };
        for (index, gevuld) in velden {
            let Some(veld) = sectie.velden.get(*index).filter(|v| !v.telt) else { continue };
            let context = context.unwrap_or(&veld.titel);
            self.references(sectie, references_of(gevuld), evidence, Some(context));
        }
    }

    fn references(&mut self, sectie: &Sectie, all: &[Verwijzing], evidence: Evidence, context: Option<&str>) {
        for verwijzing in all {
            if let Doelwit::Item(item) = &verwijzing.doelwit {
                let context = context.filter(|c| *c != verwijzing.naam);
                self.add(&sectie.id, item, evidence, context, &verwijzing.plek, verwijzing.opmerking.as_ref());
            }
        }
    }

    /// Links to items, and names of items, in running texts.
    fn texts(&mut self, sectie: &Sectie, antwoord: &Antwoord) {
        let all = texts::of_section(sectie, antwoord);
        for markdown in all.iter().filter_map(|t| t.markdown) {
            for (doel, plek) in markdown.links() {
                if let Doel::Item { lijst, id } = doel {
                    let key = ItemSleutel { lijst: lijst.clone(), item: id.clone() };
                    self.add(&sectie.id, &key, Evidence::Text, None, plek, None);
                }
            }
        }
        let catalogus = self.catalogus;
        for text in &all {
            for (key, range) in catalogus.item_names().find(&text.woorden) {
                let plek = text.plek_van(&text.woorden[range]);
                self.add(&sectie.id, key, Evidence::Text, None, &plek, None);
            }
        }
    }

    fn add(
        &mut self,
        sectie: &str,
        item: &ItemSleutel,
        evidence: Evidence,
        context: Option<&str>,
        plek: &crate::bron::Plek,
        noot: Option<&crate::tekst::Markdown>,
    ) {
        if !self.catalogus.is_asked(&item.lijst) || self.catalogus.item(item).is_none() {
            return;
        }
        // The words of a step or a row that is noted already say nothing new.
        let noted = |f: &Feit| f.sectie == sectie && f.item == *item;
        if evidence == Evidence::Text && self.found.iter().any(noted) {
            return;
        }
        let context = context.map(|c| zinnen::short_heading(c, MAX_CONTEXT));
        if self.seen.insert((sectie.to_owned(), item.clone(), context.clone())) {
            let antwoord = self.document.antwoorden.get(sectie);
            let checked = antwoord.and_then(|a| a.gecontroleerd.or(a.peildatum));
            let mention = Feit::mention(sectie, item.clone(), evidence, context, plek);
            let peildatum = checked.or(self.document.stand());
            self.found.push(Feit { noot: noot.cloned(), peildatum, ..mention });
        }
    }
}

fn references_of(gevuld: &Gevuld) -> &[Verwijzing] {
    match &gevuld.inhoud {
        Inhoud::Verwijzingen(verwijzingen) => verwijzingen,
        _ => &[],
    }
}

/// "stap 12: Gesprek met ouders"; a phase has no number.
fn step_name(stap: &Stap) -> String {
    if stap.nummer == 0 { stap.titel.clone() } else { format!("stap {}: {}", stap.nummer, stap.titel) }
}
