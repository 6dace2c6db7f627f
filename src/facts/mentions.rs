//! Places that name an item without saying that it is there: rows, steps, appendices, abbreviations, texts.

use std::collections::BTreeSet;

use crate::model::antwoord::{AnswerBody, Antwoord, Graaf, ItemAntwoord, Row, Stap, StapSoort};
use crate::model::catalogus::Catalogus;
use crate::model::formaat::{Sectie, Soort};
use crate::model::site::Document;
use crate::model::value::{Content, Evidence, Feit, Filled, ItemKey, RefTarget, Reference};
use crate::soorten;
use crate::text::{LinkTarget, Markdown, sentences};

use super::texts;

/// The longest context, in characters: a title of a step or the first words of a row.
const MAX_CONTEXT: usize = 120;

/// All mentions in a document, in the order of its format; one per section, item and context.
pub(super) fn mentions(document: &Document, catalogus: &Catalogus) -> Vec<Feit> {
    let mut collector = Collector { document, catalogus, found: Vec::new(), seen: BTreeSet::new() };
    for sectie in document.formaat.secties() {
        if let Some(antwoord) = document.antwoorden.get(&sectie.id) {
            collector.section(sectie, antwoord);
        }
    }
    for afkorting in &document.afkortingen {
        if let Some(item) = &afkorting.is {
            collector.add("", item, Evidence::Abbreviation, Some(&afkorting.short), &afkorting.span, None);
        }
    }
    collector.found
}

struct Collector<'a> {
    document: &'a Document,
    catalogus: &'a Catalogus,
    found: Vec<Feit>,
    /// Section, item and context that have been noted.
    seen: BTreeSet<(String, ItemKey, Option<String>)>,
}

impl Collector<'_> {
    fn section(&mut self, sectie: &Sectie, antwoord: &Antwoord) {
        for own in &antwoord.others {
            self.references(sectie, &own.beside, None, Evidence::Row, Some(&own.name.text));
            if let Some(item) = &own.antwoord {
                self.item_fields(sectie, item, Some(&own.name.text));
            }
        }
        match &antwoord.content {
            AnswerBody::Nothing | AnswerBody::Text(_) => {}
            AnswerBody::Fields(fields) => self.fields(sectie, fields, None),
            AnswerBody::Items(items) => {
                for item in items {
                    let key = soorten::key(sectie, item.index);
                    let name = key.as_ref().map(|k| self.catalogus.name(k).to_owned());
                    self.item_fields(sectie, item, name.as_deref());
                    // Something is written about the item, whatever kind of section it is.
                    if let Some(key) = key {
                        self.add(&sectie.id, &key, Evidence::Row, None, &item.span, None);
                    }
                }
            }
            AnswerBody::Rows(rows) => self.rows(sectie, rows),
            AnswerBody::Graaf(graaf) => self.route(sectie, graaf),
        }
        self.texts(sectie, antwoord);
    }

    /// References in the fields of an item or an own row, those of groups too.
    fn item_fields(&mut self, sectie: &Sectie, item: &ItemAntwoord, context: Option<&str>) {
        self.fields(sectie, &item.fields, context);
        item.per.iter().for_each(|per| self.fields(sectie, &per.fields, context));
    }

    fn rows(&mut self, sectie: &Sectie, rows: &[Row]) {
        for row in rows {
            match row {
                Row::Group { name, rows, niveau, .. } => {
                    let who = niveau.as_ref().map(|n| n.who.as_slice()).unwrap_or_default();
                    self.references(sectie, who, None, Evidence::Row, Some(name));
                    self.rows(sectie, rows);
                }
                Row::Row { fields, .. } => {
                    let name = soorten::row_head(fields);
                    self.fields(sectie, fields, name.as_deref());
                }
            }
        }
    }

    fn route(&mut self, sectie: &Sectie, graaf: &Graaf) {
        for stap in graaf.all() {
            let context = step_name(stap);
            for references in [&stap.who, &stap.meeting, &stap.is] {
                self.references(sectie, references, None, Evidence::Step, Some(&context));
            }
            for (_, filled) in &stap.fields {
                let whole = filled.noot.as_ref();
                self.references(sectie, references_of(filled), whole, Evidence::Step, Some(&context));
            }
            if let StapSoort::Keuze { takken, .. } = &stap.soort {
                for tak in takken {
                    // After a question the answer needs no colon: "Welke zorg? Huiswerk".
                    let asked = context.ends_with(['?', '!', '.']);
                    let context = format!("{context}{} {}", if asked { "" } else { ":" }, tak.when);
                    self.references(sectie, &tak.is, None, Evidence::Step, Some(&context));
                }
            }
        }
    }

    /// References in fields that do not count as offers.
    fn fields(&mut self, sectie: &Sectie, fields: &[(usize, Filled)], context: Option<&str>) {
        let evidence = if sectie.soort == Soort::Bijlagen { Evidence::Appendix } else { Evidence::Row };
        for (index, filled) in fields {
            let Some(field) = sectie.fields.get(*index).filter(|v| !v.counts) else { continue };
            let context = context.unwrap_or(&field.title);
            self.references(sectie, references_of(filled), filled.noot.as_ref(), evidence, Some(context));
        }
    }

    /// Notes references; `whole` is a remark on all of them.
    fn references(
        &mut self,
        sectie: &Sectie,
        all: &[Reference],
        whole: Option<&Markdown>,
        evidence: Evidence,
        context: Option<&str>,
    ) {
        for reference in all {
            if let RefTarget::Item(item) = &reference.ref_target {
                let context = context.filter(|c| *c != reference.name);
                let noot = soorten::remark_of(reference, whole);
                self.add(&sectie.id, item, evidence, context, &reference.span, noot.as_ref());
            }
        }
    }

    /// Links to items, and names of items, in running texts.
    fn texts(&mut self, sectie: &Sectie, antwoord: &Antwoord) {
        let all = texts::of_section(sectie, antwoord);
        for markdown in all.iter().filter_map(|t| t.markdown) {
            for (target, span) in markdown.links() {
                if let LinkTarget::Item { lijst, id } = target {
                    let key = ItemKey { lijst: lijst.clone(), item: id.clone() };
                    self.add(&sectie.id, &key, Evidence::Text, None, span, None);
                }
            }
        }
        let catalogus = self.catalogus;
        for text in &all {
            for (key, range) in catalogus.item_names().find(&text.words) {
                let span = text.span_of(&text.words[range]);
                self.add(&sectie.id, key, Evidence::Text, None, &span, None);
            }
        }
    }

    fn add(
        &mut self,
        sectie: &str,
        item: &ItemKey,
        evidence: Evidence,
        context: Option<&str>,
        span: &crate::source::Span,
        noot: Option<&Markdown>,
    ) {
        if !self.catalogus.is_asked(&item.lijst) || self.catalogus.item(item).is_none() {
            return;
        }
        // Naming an item in a text adds nothing if the section mentions it already.
        let noted = |f: &Feit| f.sectie == sectie && f.item == *item;
        if evidence == Evidence::Text && self.found.iter().any(noted) {
            return;
        }
        let context = context.map(|c| sentences::short_heading(c, MAX_CONTEXT));
        if self.seen.insert((sectie.to_owned(), item.clone(), context.clone())) {
            let antwoord = self.document.antwoorden.get(sectie);
            let checked = antwoord.and_then(|a| a.checked_on.or(a.peildatum));
            let mention = Feit::mention(sectie, item.clone(), evidence, context, span);
            let peildatum = checked.or(self.document.facts_date());
            self.found.push(Feit { noot: noot.cloned(), peildatum, ..mention });
        }
    }
}

fn references_of(filled: &Filled) -> &[Reference] {
    match &filled.content {
        Content::References(references) => references,
        _ => &[],
    }
}

/// "stap 12: Gesprek met ouders"; a phase has no number.
fn step_name(stap: &Stap) -> String {
    if stap.number == 0 { stap.title.clone() } else { format!("stap {}: {}", stap.number, stap.title) }
}
