//! Reads all lists, scales and formats.
//!
//! Built-in definitions are embedded in the program. A site's file with the same id replaces a built-in one; a list
//! file with `breidt-uit:` adds items to it. Parents' questions are a list too; the site's `hulpvragen.yaml` adds to
//! them from the side of the questions.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use crate::files::Files;
use crate::melding::{Code, Melding, Meldingen, Severity};
use crate::model::catalogus::{BUILTIN_FOLDER, Catalogus, HULPVRAGEN};
use crate::model::formaat::{Formaat, Sectie};
use crate::model::lijst::{Lijst, Schaal};
use crate::model::names::ItemNames;
use crate::reading::did_you_mean;
use crate::source::Span;
use crate::yaml::{self, Node};

use super::format_reader::Definitions;
use super::hulpvragen::HulpvraagLink;

static BUILTIN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/builtin");

/// The site's own file of parents' questions.
const OWN_HULPVRAGEN: &str = "hulpvragen.yaml";

/// The built-in formats: by id, each file with its path below `formaten/`: the format, and the texts that it names.
pub fn builtin_formaten() -> BTreeMap<String, Vec<(String, &'static [u8])>> {
    let mut out = BTreeMap::new();
    let Some(dir) = BUILTIN.get_dir("formaten") else { return out };
    let below = |file: &include_dir::File<'static>| {
        file.path().strip_prefix("formaten").unwrap_or(file.path()).to_string_lossy().into_owned()
    };
    let texts: Vec<_> = dir.dirs().flat_map(include_dir::Dir::files).collect();
    for file in dir.files() {
        let path = below(file);
        let Some(id) = path.strip_suffix(".yaml") else { continue };
        let text = file.contents_utf8().unwrap_or_default();
        let named =
            texts.iter().filter(|other| text.contains(&below(other))).map(|other| (below(other), other.contents()));
        let files = std::iter::once((path.clone(), file.contents())).chain(named).collect();
        out.insert(id.to_owned(), files);
    }
    out
}

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
        for Tree { stem, node, problems } in trees(dir, &mut self.broken, meldingen) {
            let ((), errors) = meldingen.counting(|meldingen| {
                unique(&node, "lijst", &mut seen, meldingen);
                unique_items(&node, &mut items, meldingen);
            });
            let extension = node.find("breidt-uit");
            let basis = match extension {
                None => None,
                Some(node) => {
                    let id = node.as_text().unwrap_or_default().trim().to_owned();
                    let Some(basis) = self.lijsten.get(&id) else {
                        let known_broken = self.broken.contains(&id);
                        self.broken.insert(stem);
                        if known_broken {
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
            match Lijst::read(&node, basis.as_deref(), meldingen) {
                Some(mut lijst) => {
                    lijst.flawed |= errors > 0 || !problems.is_empty();
                    self.lijsten.insert(lijst.id.clone(), Arc::new(lijst));
                }
                None => self.unreadable(stem, &node, &["lijst", "breidt-uit"]),
            }
        }
        // What a file that could not be read would add to a list is not known.
        for (_, lijst) in self.lijsten.iter_mut().filter(|(id, _)| self.broken.contains(*id)) {
            Arc::make_mut(lijst).flawed = true;
        }
    }

    /// Remembers a definition that could not be read, by the name of its file and by the id that it gives itself.
    fn unreadable(&mut self, stem: String, node: &Node, keys: &[&str]) {
        self.broken.extend(keys.iter().filter_map(|key| text_of(node, key)));
        self.broken.insert(stem);
    }

    /// The site's own `hulpvragen.yaml`: more questions, and more items that answer them.
    fn read_hulpvragen(&mut self, site: &Files, meldingen: &mut Meldingen) {
        if !site.content(meldingen).files.iter().any(|name| name == OWN_HULPVRAGEN) {
            return;
        }
        let source = site.read_text(OWN_HULPVRAGEN, None, meldingen);
        let Some(basis) = self.lijst(HULPVRAGEN).cloned() else { return };
        let (read, errors) = meldingen.counting(|meldingen| {
            let node = source.and_then(|source| yaml::read(&source, meldingen))?;
            basis.with_hulpvragen(&node, meldingen)
        });
        let Some((mut lijst, link)) = read else {
            self.lijsten.insert(HULPVRAGEN.to_owned(), Arc::new(Lijst { flawed: true, ..Lijst::clone(&basis) }));
            return;
        };
        lijst.flawed |= errors > 0;
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
            if lijst.flawed {
                return;
            }
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
        for Tree { stem, node, problems } in trees(dir, &mut self.broken, meldingen) {
            let ((), errors) = meldingen.counting(|meldingen| unique(&node, "schaal", &mut seen, meldingen));
            match Schaal::read(&node, meldingen) {
                Some(mut schaal) => {
                    schaal.flawed |= errors > 0 || !problems.is_empty();
                    self.schalen.insert(schaal.id.clone(), Arc::new(schaal));
                }
                None => self.unreadable(stem, &node, &["schaal"]),
            }
        }
        for (_, schaal) in self.schalen.iter_mut().filter(|(id, _)| self.broken.contains(*id)) {
            Arc::make_mut(schaal).flawed = true;
        }
    }

    fn read_formaten(&mut self, dir: &Files, meldingen: &mut Meldingen) {
        let mut seen = BTreeMap::new();
        let mut waiting = trees(dir, &mut self.broken, meldingen);
        for Tree { node, .. } in &waiting {
            unique(node, "formaat", &mut seen, meldingen);
        }
        // A built-in format is not read in place of the site's own that could not be read.
        self.formaten.retain(|id, _| !self.broken.contains(id));
        // A format that extends another is read after it; one that ends up waiting for itself is reported.
        loop {
            let count = waiting.len();
            let names: Vec<String> = waiting.iter().filter_map(|tree| text_of(&tree.node, "formaat")).collect();
            let (upcoming, now): (Vec<_>, Vec<_>) = waiting.into_iter().partition(|tree: &Tree| {
                ["basis", "vorige"].iter().filter_map(|s| text_of(&tree.node, s)).any(|name| names.contains(&name))
            });
            let fixed = upcoming.len() == count;
            for Tree { stem, node, problems } in if fixed { &upcoming } else { &now } {
                let read = |definitions: &Definitions<'_>| Formaat::read(node, problems, definitions, meldingen);
                match self.with_definitions(dir, read) {
                    Some(formaat) => drop(self.formaten.insert(formaat.id.clone(), Arc::new(formaat))),
                    None => {
                        self.unreadable(stem.clone(), node, &["formaat"]);
                        self.formaten.retain(|id, _| !self.broken.contains(id));
                    }
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
        let Some(hulpvragen) = self.lijst(HULPVRAGEN).filter(|lijst| !lijst.flawed) else { return };
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

/// A file of definitions.
struct Tree {
    /// Its name, without `.yaml`.
    stem: String,
    /// What stands in it.
    node: Node,
    /// Where its YAML is wrong, though it could be read.
    problems: Vec<Span>,
}

/// The ids that a file gives its definition, or extends, where its YAML cannot be read.
fn ids_in(text: &str) -> impl Iterator<Item = String> {
    let value = |line: &str| {
        let (key, value) = line.split_once(':')?;
        let names = ["lijst", "breidt-uit", "schaal", "formaat"].contains(&key);
        names.then(|| value.split(" #").next().unwrap_or_default().trim().to_owned())
    };
    text.lines().filter_map(value).collect::<Vec<_>>().into_iter()
}

/// The trees of all YAML files in a folder, by name.
fn trees(dir: &Files, broken: &mut BTreeSet<String>, meldingen: &mut Meldingen) -> Vec<Tree> {
    let mut trees = Vec::new();
    let names = dir.content(meldingen).files;
    for name in &names {
        let Some(stem) = name.strip_suffix(".yaml") else { continue };
        if let Some(melding) = dir.copy_message(name, &names, "") {
            meldingen.push(melding);
            continue;
        }
        let source = dir.read_text(name, None, meldingen);
        let mut found = Meldingen::new();
        match source.as_ref().and_then(|source| yaml::read(source, &mut found)) {
            Some(node) => {
                let errors = found.iter().filter(|melding| melding.severity == Severity::Error);
                let problems = errors.filter_map(|melding| melding.span.clone()).collect();
                trees.push(Tree { stem: stem.to_owned(), node, problems });
            }
            None => {
                broken.extend(source.iter().flat_map(|source| ids_in(source.text())));
                broken.insert(stem.to_owned());
            }
        }
        meldingen.extend(found);
    }
    trees
}
