//! Reads all lists, scales and formats.
//!
//! Built-in definitions are embedded in the program. A site's file with the same id replaces a built-in one; a list
//! file with `breidt-uit:` adds items to it. Parents' questions are a list too; the site's `hulpvragen.yaml` adds to
//! them from the side of the questions.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use crate::files::Files;
use crate::melding::{Code, Melding, Meldingen};
use crate::model::catalogus::{BUILTIN_FOLDER, Catalogus, HULPVRAGEN};
use crate::model::formaat::{Formaat, Sectie};
use crate::model::lijst::{Lijst, Schaal};
use crate::model::names::ItemNames;
use crate::reading::did_you_mean;
use crate::source::Span;
use crate::yaml::{self, Node};

use super::formaat::Definitions;
use super::hulpvragen::HulpvraagLink;

static BUILTIN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/builtin");

/// The site's own file of parents' questions.
const OWN_HULPVRAGEN: &str = "hulpvragen.yaml";

impl Catalogus {
    /// Reads the built-in definitions, then those of a site over them.
    pub fn read(site: &Files, meldingen: &mut Meldingen) -> Self {
        let mut catalogus = Self::default();
        let layers = [&Files::builtin(&BUILTIN, BUILTIN_FOLDER), site];
        for layer in layers {
            catalogus.read_lijsten(&layer.below("lijsten"), meldingen);
            catalogus.read_schalen(&layer.below("schalen"), meldingen);
        }
        catalogus.read_hulpvragen(site, meldingen);
        // Formats hold the lists they name, so those must be complete by now.
        for layer in layers {
            catalogus.read_formaten(&layer.below("formaten"), meldingen);
        }
        catalogus.check_hulpvragen(meldingen);
        let sections = catalogus.formaten.values().flat_map(|f| f.secties());
        catalogus.asked = sections.flat_map(Sectie::asked_lists).map(|l| l.id.clone()).collect();
        let asked = catalogus.lijsten.values().filter(|l| catalogus.asked.contains(&l.id));
        catalogus.names = Arc::new(ItemNames::new(asked.map(AsRef::as_ref)));
        catalogus
    }

    fn read_lijsten(&mut self, dir: &Files, meldingen: &mut Meldingen) {
        let mut seen = BTreeMap::new();
        let mut items = BTreeMap::new();
        for (_, node) in trees(dir, &mut self.broken, meldingen) {
            unique(&node, "lijst", &mut seen, meldingen);
            unique_items(&node, &mut items, meldingen);
            let extension = node.find("breidt-uit");
            let basis = match extension {
                None => None,
                Some(node) => {
                    let id = node.as_text().unwrap_or_default().trim().to_owned();
                    let Some(basis) = self.lijsten.get(&id) else {
                        if self.broken.contains(&id) {
                            continue;
                        }
                        meldingen.push(
                            Melding::at(Code::UnknownDefinition, &node.span, format!("er is geen lijst `{id}`"))
                                .hint(did_you_mean(&id, self.lijsten.keys().map(String::as_str))),
                        );
                        continue;
                    };
                    Some(Arc::clone(basis))
                }
            };
            if let Some(lijst) = Lijst::read(&node, basis.as_deref(), meldingen) {
                self.lijsten.insert(lijst.id.clone(), Arc::new(lijst));
            }
        }
    }

    /// The site's own `hulpvragen.yaml`: more questions, and more items that answer them.
    fn read_hulpvragen(&mut self, site: &Files, meldingen: &mut Meldingen) {
        if !site.content(meldingen).files.iter().any(|name| name == OWN_HULPVRAGEN) {
            return;
        }
        let source = site.read_text(OWN_HULPVRAGEN, None, meldingen);
        let Some(node) = source.and_then(|source| yaml::read(&source, meldingen)) else { return };
        let Some(basis) = self.lijst(HULPVRAGEN) else { return };
        let Some((lijst, link)) = basis.with_hulpvragen(&node, meldingen) else { return };
        self.lijsten.insert(HULPVRAGEN.to_owned(), Arc::new(lijst));
        for link in link {
            self.connect(&link, meldingen);
        }
        self.drop_questions();
    }

    /// A question with `vervallen` is asked nowhere, and nothing answers it any more.
    fn drop_questions(&mut self) {
        let Some(questions) = self.lijsten.get_mut(HULPVRAGEN).filter(|l| l.items.iter().any(|i| i.obsolete.is_some()))
        else {
            return;
        };
        let gone = Arc::make_mut(questions).without_dropped();
        for lijst in self.lijsten.values_mut() {
            if lijst.items.iter().flat_map(|i| &i.hulpvragen).any(|question| gone.contains_key(&question.text)) {
                Arc::make_mut(lijst).answers_without(&gone);
            }
        }
    }

    /// Lets an item answer a question, as `bij: [lijst/item]` asks.
    fn connect(&mut self, link: &HulpvraagLink, meldingen: &mut Meldingen) {
        let name = &link.reference;
        let Some((id, item)) = name.text.split_once('/').map(|(id, item)| (id.trim(), item.trim())) else {
            let with_item = |(id, lijst): (&String, &Arc<Lijst>)| {
                lijst.find(&name.text).map(|(_, item)| format!("schrijf `{id}/{}`", item.id))
            };
            let hint = self.lijsten.iter().filter(|(id, _)| *id != HULPVRAGEN).find_map(with_item);
            meldingen.push(
                Melding::at(Code::WrongType, &name.span, format!("`{}` noemt geen lijst", name.text))
                    .hint(hint.unwrap_or_else(|| "schrijf de lijst en het item, zoals `ruimten/lift`".to_owned())),
            );
            return;
        };
        let Some(lijst) = self.lijsten.get_mut(id).filter(|_| id != HULPVRAGEN) else {
            if !self.broken.contains(id) {
                meldingen.push(
                    Melding::at(Code::UnknownDefinition, &name.span, format!("er is geen lijst `{id}` met hulp"))
                        .hint(did_you_mean(id, self.lijsten.keys().map(String::as_str).filter(|id| *id != HULPVRAGEN))),
                );
            }
            return;
        };
        let Some((index, _)) = lijst.find(item) else {
            meldingen.push(
                Melding::at(Code::UnknownItem, &name.span, format!("lijst `{id}` heeft geen item `{item}`"))
                    .hint(did_you_mean(item, lijst.names())),
            );
            return;
        };
        Arc::make_mut(lijst).answers(index, &link.hulpvraag);
    }

    fn read_schalen(&mut self, dir: &Files, meldingen: &mut Meldingen) {
        let mut seen = BTreeMap::new();
        for (_, node) in trees(dir, &mut self.broken, meldingen) {
            unique(&node, "schaal", &mut seen, meldingen);
            if let Some(schaal) = Schaal::read(&node, meldingen) {
                self.schalen.insert(schaal.id.clone(), Arc::new(schaal));
            }
        }
    }

    fn read_formaten(&mut self, dir: &Files, meldingen: &mut Meldingen) {
        let mut seen = BTreeMap::new();
        let mut waiting = trees(dir, &mut self.broken, meldingen);
        for (_, node) in &waiting {
            unique(node, "formaat", &mut seen, meldingen);
        }
        // A format that extends another is read after it; one that ends up waiting for itself is reported.
        loop {
            let count = waiting.len();
            let names: Vec<String> = waiting.iter().filter_map(|(_, k)| text_of(k, "formaat")).collect();
            let (upcoming, now): (Vec<_>, Vec<_>) = waiting.into_iter().partition(|(_, node)| {
                ["basis", "vorige"].iter().filter_map(|s| text_of(node, s)).any(|name| names.contains(&name))
            });
            let fixed = upcoming.len() == count;
            for (stem, node) in if fixed { &upcoming } else { &now } {
                match self.with_definitions(dir, |definitions| Formaat::read(node, definitions, meldingen)) {
                    Some(formaat) => drop(self.formaten.insert(formaat.id.clone(), Arc::new(formaat))),
                    None => drop(self.broken.insert(stem.clone())),
                }
            }
            if fixed {
                return;
            }
            waiting = upcoming;
        }
    }

    /// What a format, or a section that a document defines itself, may refer to. Calls `usage` with it, since it
    /// borrows from the catalogue.
    pub(in crate::load) fn with_definitions<T>(&self, dir: &Files, usage: impl FnOnce(&Definitions<'_>) -> T) -> T {
        let definitions = Definitions {
            lijst: &|id| self.lijsten.get(id).cloned(),
            schaal: &|id| self.schalen.get(id).cloned(),
            formaat: &|id| self.formaten.get(id).cloned(),
            lijsten: self.lijsten.keys().cloned().collect(),
            schalen: self.schalen.keys().cloned().collect(),
            broken: &self.broken,
            files: dir,
        };
        usage(&definitions)
    }

    /// Reports items that name a parents' question that is not there.
    fn check_hulpvragen(&self, meldingen: &mut Meldingen) {
        let Some(hulpvragen) = self.lijst(HULPVRAGEN) else { return };
        for lijst in self.lijsten.values() {
            for word in lijst.items.iter().flat_map(|i| &i.hulpvragen) {
                if hulpvragen.by_id(&word.text).is_none() {
                    meldingen.push(
                        Melding::at(Code::UnknownItem, &word.span, format!("er is geen hulpvraag `{}`", word.text))
                            .hint(did_you_mean(&word.text, hulpvragen.ids())),
                    );
                }
            }
        }
    }
}

/// The text under a key of a map.
fn text_of(node: &Node, key: &str) -> Option<String> {
    node.find(key)?.as_text().map(|t| t.trim().to_owned())
}

/// Reports a file that defines what another file of the same folder defines too: nothing says which of them counts.
fn unique(node: &Node, what: &str, seen: &mut BTreeMap<String, Span>, meldingen: &mut Meldingen) {
    let Some(name) = node.find(what) else { return };
    let Some(id) = name.as_text().map(|id| id.trim().to_owned()) else { return };
    let message = format!("{what} `{id}` staat in twee bestanden");
    if let Some(earlier) = seen.insert(id, name.span.clone()) {
        meldingen.push(
            Melding::at(Code::DuplicateId, &name.span, message)
                .also(&earlier, "dit bestand heeft hetzelfde id")
                .hint(format!("geef een van de twee een ander id; het andere bestand is `{}`", earlier.path())),
        );
    }
}

/// Reports items that two files of one folder define: the last one read would replace the other. `seen` holds where
/// each item of each list stands.
fn unique_items(list: &Node, seen: &mut BTreeMap<(String, String), Span>, messages: &mut Meldingen) {
    fn look(
        id: &str,
        items: &Node,
        depth: usize,
        seen: &mut BTreeMap<(String, String), Span>,
        messages: &mut Meldingen,
    ) {
        for pair in items.as_map().unwrap_or_default() {
            let key = (id.to_owned(), pair.key.clone());
            let earlier = seen.get(&key).filter(|earlier| earlier.path() != pair.key_span.path());
            if let Some(earlier) = earlier {
                let said = format!("item `{}` van lijst `{id}` staat in twee bestanden", pair.key);
                messages.push(
                    Melding::at(Code::DuplicateId, &pair.key_span, said)
                        .also(earlier, "dit bestand zegt er ook iets van")
                        .hint(format!("laat het in een van de twee staan; het andere bestand is `{}`", earlier.path())),
                );
            } else {
                seen.insert(key, pair.key_span.clone());
            }
            if let Some(below) = pair.value.find("items").filter(|_| depth > 0) {
                look(id, below, depth - 1, seen, messages);
            }
        }
    }
    let id = text_of(list, "breidt-uit").or_else(|| text_of(list, "lijst"));
    if let (Some(id), Some(items)) = (id, list.find("items")) {
        look(&id, items, 8, seen, messages);
    }
}

/// The trees of all YAML files in a folder, by name.
fn trees(dir: &Files, broken: &mut BTreeSet<String>, meldingen: &mut Meldingen) -> Vec<(String, Node)> {
    let mut trees = Vec::new();
    let names = dir.content(meldingen).files;
    for name in &names {
        let Some(stem) = name.strip_suffix(".yaml") else { continue };
        if let Some(melding) = dir.copy_message(name, &names, "") {
            meldingen.push(melding);
            continue;
        }
        let source = dir.read_text(name, None, meldingen);
        match source.and_then(|source| yaml::read(&source, meldingen)) {
            Some(node) => trees.push((stem.to_owned(), node)),
            None => drop(broken.insert(stem.to_owned())),
        }
    }
    trees
}
