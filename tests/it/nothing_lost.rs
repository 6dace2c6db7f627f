//! The lasting test: whatever a document says is found on its page, in its PDF and in its Markdown. (`facts_kept` is
//! the same for the files that hold facts.)
//!
//! A document is walked by the definition of its format. Text has to be found as text; an id (of an item, an option, a
//! value, a place, a column) has to be found by the name that the definition gives it. Texts are compared by letters
//! and digits alone, so where lines, words and cells break is up to the layout. On a page each section is searched for
//! in its own part, without pictures and without the list of what is not mentioned, so that what is lost in one place
//! is not found in another by chance.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use regex::Regex;
use steunwijzer::build::{BuildOptions, Silent, build};
use steunwijzer::grammar::about;
use steunwijzer::load;
use steunwijzer::melding::{Meldingen, Severity};
use steunwijzer::model::catalogus::Catalogus;
use steunwijzer::model::date::PartialDate;
use steunwijzer::model::formaat::{Axis, Field, FieldType, Sectie, Soort};
use steunwijzer::model::site::{Document, School, Site};
use steunwijzer::vormen::{Vorm, vorm};
use steunwijzer::yaml::{self, Node};

use crate::harness::{self, SiteTest, paths};
use crate::parsed_page::ParsedPage;
use crate::random_sites::full_site;

/// Keys whose value is no text for readers, each with what readers get instead. What a limit is about (`hulpvragen` and
/// `items` in a section of limits) is not shown with the limit: the limit is shown on the pages of those questions and
/// items.
const NOT_SHOWN: [(&str, &str); 4] = [
    ("id", "other parts of the document refer to it; it becomes a place on the page"),
    ("naar", "names the step that the route goes on to, which is shown with its number and title"),
    ("stand", "`ja` and `nee` become a sign, a word, or the heading that an item stands under"),
    ("meer", "`ja` becomes the sentence that more than one answer may hold"),
];

/// Words that say whether something is there; see `stand` in [`NOT_SHOWN`].
const STAND: [&str; 3] = ["ja", "nee", "onbekend"];

/// What must be found: any one of these texts.
struct Expected {
    /// Its path in the document, for the message.
    path: String,
    /// The section whose part of the page must have it; `None`: anywhere.
    section: Option<String>,
    any: Vec<String>,
}

/// Letters and digits only, in lower case.
pub(crate) fn bare(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c.is_ascii_alphanumeric() => out.push(c.to_ascii_lowercase()),
            c if c.is_ascii() => {}
            'ﬀ' => out.push_str("ff"),
            'ﬁ' => out.push_str("fi"),
            'ﬂ' => out.push_str("fl"),
            'ﬃ' => out.push_str("ffi"),
            'ﬄ' => out.push_str("ffl"),
            c => out.extend(c.to_lowercase().filter(|c| c.is_alphanumeric())),
        }
    }
    out
}

/// The text of Markdown, block by block.
pub(crate) fn blocks(text: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    for part in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match part {
            Event::Text(words) | Event::Code(words) => out.last_mut().unwrap().push_str(&words),
            // The alternative text of an image: in a PDF it is in no line of text.
            Event::Start(Tag::Image { .. }) => out.push(String::new()),
            Event::End(TagEnd::Image) => drop(out.pop()),
            Event::Start(Tag::Link { .. }) | Event::End(TagEnd::Link | TagEnd::Strong | TagEnd::Emphasis) => {}
            Event::Start(Tag::Strong | Tag::Emphasis) => {}
            Event::SoftBreak | Event::HardBreak => out.last_mut().unwrap().push(' '),
            _ => out.push(String::new()),
        }
    }
    out.retain(|block| !bare(block).is_empty());
    out
}

// ------------------------------------------------------- what a document says

/// Walks a document by the definition of its format.
struct TextWalk<'a> {
    catalogus: &'a Catalogus,
    groups: &'a [(String, String)],
    /// Rows that others refer to: id, and their first text.
    rows: BTreeMap<String, String>,
    section: Option<String>,
    out: Vec<Expected>,
}

impl TextWalk<'_> {
    fn any(&mut self, path: &str, any: Vec<String>) {
        self.out.push(Expected { path: path.to_owned(), section: self.section.clone(), any });
    }

    fn text(&mut self, path: &str, node: &Node) {
        if let Some(text) = node.as_text().map(str::trim) {
            self.any(path, vec![text.to_owned()]);
        }
    }

    /// Running text; that of a file next to the document is searched for as a file.
    fn markdown(&mut self, path: &str, node: &Node) {
        let Some(text) = node.as_text() else { return };
        if text.trim().split('#').next().is_some_and(|file| file.ends_with(".md") && !file.contains(' ')) {
            return;
        }
        for block in blocks(text) {
            self.any(path, vec![block]);
        }
    }

    fn date(&mut self, path: &str, node: &Node) {
        let text = node.as_text().unwrap_or_default().trim().to_owned();
        let shown = PartialDate::read(&text).map_or_else(|_| special(&text), |date| date.to_string());
        self.any(path, vec![shown]);
    }

    /// Names: of items of any list, of rows, or as typed; each possibly with a remark.
    fn names(&mut self, path: &str, node: &Node) {
        match (node.as_list(), node.as_map()) {
            (Some(list), _) => {
                for (i, node) in list.iter().enumerate() {
                    self.names(&format!("{path}/{i}"), node);
                }
            }
            (_, Some(pairs)) => {
                for pair in pairs {
                    self.name(path, &pair.key);
                    self.markdown(&format!("{path}/{}", pair.key), &pair.value);
                }
            }
            _ => {
                if let Some(text) = node.as_text() {
                    self.name(path, text.trim());
                }
            }
        }
    }

    fn name(&mut self, path: &str, typed: &str) {
        let last = typed.rsplit('/').next().unwrap_or(typed);
        let known = self.catalogus.lijsten.values().filter_map(|l| l.find(last)).map(|(_, item)| item.name.clone());
        let mut any: Vec<String> = known.collect();
        any.extend(self.rows.get(last).cloned());
        any.push(typed.to_owned());
        self.any(path, any);
    }

    fn common_key(&mut self, path: &str, key: &str, node: &Node) -> bool {
        let path = format!("{path}/{key}");
        match key {
            "toelichting" | "voor-ouders" | "bron" => self.markdown(&path, node),
            "peildatum" | "gecontroleerd" => self.date(&path, node),
            "nvt" if node.as_text().is_some_and(|t| t.trim() == "ja") => {
                self.any(&path, vec!["Niet van toepassing".to_owned()]);
            }
            "nvt" => {}
            _ => return false,
        }
        true
    }

    fn answer(&mut self, path: &str, sectie: &Sectie, node: &Node) {
        if node.is_empty() {
            return;
        }
        let Some(pairs) = node.as_map() else {
            match vorm(sectie.soort) {
                Vorm::Text => self.markdown(path, node),
                Vorm::Items => {
                    for node in node.as_list().unwrap_or(std::slice::from_ref(node)) {
                        if let Some(key) = node.as_text() {
                            self.key_of_item(path, sectie, key.trim());
                        }
                        for pair in node.as_map().unwrap_or_default() {
                            self.key_of_item(path, sectie, &pair.key);
                            self.markdown(path, &pair.value);
                        }
                    }
                }
                Vorm::Rows => self.rows(path, sectie, node),
                Vorm::Graaf => self.steps(path, sectie, node),
                Vorm::Fields => {}
            }
            return;
        };
        for pair in pairs.iter().filter(|p| !p.value.is_empty()) {
            let (key, node) = (pair.key.as_str(), &pair.value);
            if self.common_key(path, key, node) || about::has_key(sectie, key) {
                continue;
            }
            let path = format!("{path}/{key}");
            match vorm(sectie.soort) {
                Vorm::Text => self.markdown(&path, node),
                Vorm::Fields => self.field(&path, sectie, key, node),
                Vorm::Items if key == "anders" => self.own(&path, sectie, node),
                Vorm::Items => {
                    self.key_of_item(&path, sectie, key);
                    self.item(&path, sectie, node);
                }
                Vorm::Rows if sectie.soort == Soort::Niveaus => self.level(&path, sectie, key, node),
                Vorm::Rows => self.rows(&path, sectie, node),
                Vorm::Graaf => self.steps(&path, sectie, node),
            }
        }
    }

    fn key_of_item(&mut self, path: &str, sectie: &Sectie, key: &str) {
        let same = |text: &str| text.eq_ignore_ascii_case(key);
        let option = sectie.options.iter().find(|(id, name)| same(id) || same(name)).map(|(_, name)| name.clone());
        match option.or_else(|| Some(sectie.lijst.as_ref()?.find(key)?.1.name.clone())) {
            Some(name) => self.any(path, vec![name]),
            None => panic!("{path}: `{key}` is no item"),
        }
    }

    /// What is said about an item or an option.
    fn item(&mut self, path: &str, sectie: &Sectie, node: &Node) {
        let Some(pairs) = node.as_map() else {
            match (sectie.soort, node.as_list()) {
                (Soort::Beoordeling, _) => self.score(path, sectie, node),
                (_, Some(_)) => self.places(path, sectie, node),
                (Soort::Keuze, None) => self.stand_or(path, node, |walk| walk.markdown(path, node)),
                (_, None) => self.stand_or(path, node, |walk| walk.places(path, sectie, node)),
            }
            return;
        };
        for pair in pairs.iter().filter(|p| !p.value.is_empty()) {
            self.item_key(path, sectie, &pair.key, &pair.value);
        }
    }

    /// A key of an item, or of an own row.
    fn item_key(&mut self, path: &str, sectie: &Sectie, key: &str, node: &Node) {
        let path = format!("{path}/{key}");
        if matches!(sectie.soort, Soort::Beoordeling) && sectie.field(key).is_some() {
            return self.field(&path, sectie, key, node);
        }
        match key {
            "noot" | "tekst" => self.markdown(&path, node),
            "hoeveel" | "zin" | "naam" => self.text(&path, node),
            "waar" => self.places(&path, sectie, node),
            key if about::has_key(sectie, key) => {}
            "is" | "bij" | "hulpvragen" => self.names(&path, node),
            "waarde" => self.score(&path, sectie, node),
            "per" => {
                for pair in node.as_map().unwrap_or_default().iter().filter(|p| !p.value.is_empty()) {
                    let path = format!("{path}/{}", pair.key);
                    let name = self.groups.iter().find(|(id, _)| *id == pair.key).unwrap().1.clone();
                    self.any(&path, vec![name]);
                    self.item(&path, sectie, &pair.value);
                }
            }
            "opties" => {
                let words = node.as_list().unwrap_or(std::slice::from_ref(node));
                for word in words.iter().filter_map(Node::as_text) {
                    let named = sectie.sub_options.values().flatten().find(|(id, name)| id == word || name == word);
                    self.any(&path, vec![named.map_or(word.to_owned(), |(_, name)| name.clone())]);
                }
            }
            _ if NOT_SHOWN.iter().any(|(shown, _)| *shown == key) => {}
            _ if sectie.soort == Soort::Reeks => {
                self.column(&path, sectie, key);
                self.value(&path, &Field::new("waarde", "", FieldType::Hoeveel), node);
            }
            place => {
                self.place(&path, sectie, place);
                self.stand_or(&path, node, |_| ());
                for pair in node.as_map().unwrap_or_default() {
                    self.item_key(&path, sectie, &pair.key, &pair.value);
                }
            }
        }
    }

    /// `ja` and `nee` are in `NOT_SHOWN`; "to follow" and "does not apply" must be found.
    fn stand_or(&mut self, path: &str, node: &Node, other: impl FnOnce(&mut Self)) {
        match node.as_text().map(|t| t.trim().to_lowercase()) {
            Some(word) if STAND.contains(&word.as_str()) => {}
            Some(word) if word == "nvt" => self.any(path, vec!["niet van toepassing".to_owned()]),
            Some(word) if word == "volgt nog" => self.any(path, vec![word]),
            _ => other(self),
        }
    }

    fn column(&mut self, path: &str, sectie: &Sectie, key: &str) {
        let label = sectie.columns.iter().find(|(id, _)| id == key).map_or(key, |(_, label)| label);
        let date = PartialDate::read(label).ok().filter(|_| sectie.reeks_axis == Axis::Peildatum);
        self.any(path, vec![date.map_or(label.to_owned(), |date| date.to_string())]);
    }

    fn places(&mut self, path: &str, sectie: &Sectie, node: &Node) {
        match (node.as_list(), node.as_map()) {
            (Some(list), _) => list.iter().for_each(|node| self.places(path, sectie, node)),
            (_, Some(pairs)) => {
                for pair in pairs {
                    self.place(path, sectie, &pair.key);
                    match pair.value.as_map() {
                        Some(inner) => {
                            inner.iter().for_each(|p| self.item_key(path, sectie, &p.key, &p.value));
                        }
                        None => self.stand_or(path, &pair.value, |walk| walk.markdown(path, &pair.value)),
                    }
                }
            }
            _ => self.place(path, sectie, node.as_text().unwrap_or_default().trim()),
        }
    }

    /// A place by the label of the section, else by its own name; of one below a place of the section, both.
    fn place(&mut self, path: &str, sectie: &Sectie, typed: &str) {
        let label =
            sectie.waar.iter().find(|(id, label)| id == typed || label == typed).map(|(_, label)| label.clone());
        let own = || self.catalogus.plaatsen().and_then(|l| l.find(typed)).map(|(_, item)| item.name.clone());
        let name = label.or_else(own).unwrap_or_else(|| panic!("{path}: `{typed}` is no plaats"));
        self.any(path, vec![name]);
    }

    fn score(&mut self, path: &str, sectie: &Sectie, node: &Node) {
        let Some(schaal) = &sectie.schaal else {
            let first = sectie.fields.first().unwrap();
            return self.value(path, first, node);
        };
        for word in node.as_list().unwrap_or(std::slice::from_ref(node)).iter().filter_map(Node::as_text) {
            let name = schaal.find(word).map(|i| schaal.values[i].name.clone());
            self.any(path, vec![name.unwrap_or_else(|| special(word))]);
        }
    }

    fn own(&mut self, path: &str, sectie: &Sectie, node: &Node) {
        for (i, node) in node.as_list().unwrap_or(std::slice::from_ref(node)).iter().enumerate() {
            let path = format!("{path}/{i}");
            match node.as_map() {
                None => self.text(&path, node),
                Some(pairs) => {
                    for pair in pairs.iter().filter(|p| !p.value.is_empty()) {
                        self.item_key(&path, sectie, &pair.key, &pair.value);
                    }
                }
            }
        }
    }

    fn field(&mut self, path: &str, sectie: &Sectie, key: &str, node: &Node) {
        let field = sectie.field(key).unwrap_or_else(|| panic!("{path}: `{key}` is no field"));
        self.value(path, field, node);
    }

    /// The value of a field, or a value with a remark.
    fn value(&mut self, path: &str, field: &Field, node: &Node) {
        if let Some(value) = node.find("waarde") {
            self.value(path, field, value);
            if let Some(remark) = node.find("noot") {
                self.markdown(&format!("{path}/noot"), remark);
            }
            return;
        }
        let named = |word: &str| {
            let word = word.trim().to_lowercase();
            let found = field.values.iter().find(|(id, name)| *id == word || name.to_lowercase() == word);
            found.map(|(_, name)| name.clone())
        };
        match field.soort {
            FieldType::Text => self.markdown(path, node),
            FieldType::Date => self.date(path, node),
            FieldType::Item | FieldType::Items if field.values.is_empty() => self.names(path, node),
            FieldType::Item | FieldType::Items => {
                for node in node.as_list().unwrap_or(std::slice::from_ref(node)) {
                    if let Some(word) = node.as_text() {
                        self.any(path, vec![named(word).unwrap()]);
                    }
                    for pair in node.as_map().unwrap_or_default() {
                        self.any(path, vec![named(&pair.key).unwrap()]);
                        self.markdown(path, &pair.value);
                    }
                }
            }
            _ => {
                let word = node.as_text().unwrap_or_default().trim();
                self.any(path, vec![named(word).unwrap_or_else(|| special(word))]);
            }
        }
    }

    fn rows(&mut self, path: &str, sectie: &Sectie, node: &Node) {
        for (i, node) in node.as_list().unwrap_or(std::slice::from_ref(node)).iter().enumerate() {
            let path = format!("{path}/{i}");
            let Some(pairs) = node.as_map() else {
                if let Some(first) = sectie.fields.first().filter(|_| !node.is_empty()) {
                    self.value(&path, first, node);
                }
                continue;
            };
            let group = sectie.field("groep").is_none() || node.find("rijen").is_some();
            for pair in pairs.iter().filter(|p| !p.value.is_empty()) {
                let path = format!("{path}/{}", pair.key);
                match pair.key.as_str() {
                    "groep" if group => self.text(&path, &pair.value),
                    "rijen" => self.rows(&path, sectie, &pair.value),
                    "id" => {}
                    key if about::has_key(sectie, key) => {}
                    key => self.field(&path, sectie, key, &pair.value),
                }
            }
        }
    }

    fn level(&mut self, path: &str, sectie: &Sectie, key: &str, node: &Node) {
        let level = sectie.niveaus.iter().find(|n| n.id == key).unwrap_or_else(|| panic!("{path}: no niveau"));
        self.any(path, vec![level.name.clone()]);
        for pair in node.as_map().unwrap_or_default().iter().filter(|p| !p.value.is_empty()) {
            let path = format!("{path}/{}", pair.key);
            match pair.key.as_str() {
                "aandeel" => self.text(&path, &pair.value),
                "wie" => self.names(&path, &pair.value),
                "rijen" => self.rows(&path, sectie, &pair.value),
                _ => self.markdown(&path, &pair.value),
            }
        }
    }

    fn steps(&mut self, path: &str, sectie: &Sectie, node: &Node) {
        for (i, node) in node.as_list().unwrap_or(std::slice::from_ref(node)).iter().enumerate() {
            let path = format!("{path}/{i}");
            let Some(pairs) = node.as_map() else {
                self.text(&path, node);
                continue;
            };
            for pair in pairs.iter().filter(|p| !p.value.is_empty()) {
                let path = format!("{path}/{}", pair.key);
                match pair.key.as_str() {
                    "stap" | "keuze" | "fase" | "einde" | "als" | "band" | "hoeveel" => self.text(&path, &pair.value),
                    "wie" | "in" | "is" => self.names(&path, &pair.value),
                    "noot" | "tekst" | "voorwaarde" => self.markdown(&path, &pair.value),
                    "stappen" | "takken" => self.steps(&path, sectie, &pair.value),
                    key if NOT_SHOWN.iter().any(|(shown, _)| *shown == key) => {}
                    key => self.field(&path, sectie, key, &pair.value),
                }
            }
        }
    }
}

/// A word that says why there is no value, as a reader sees it; else the word itself.
fn special(word: &str) -> String {
    if word.trim().eq_ignore_ascii_case("nvt") { "niet van toepassing".to_owned() } else { word.trim().to_owned() }
}

/// Collects the first text of each row that has an id.
fn row_names(node: &Node, out: &mut BTreeMap<String, String>) {
    node.as_list().unwrap_or_default().iter().for_each(|node| row_names(node, out));
    let pairs = node.as_map().unwrap_or_default();
    pairs.iter().for_each(|pair| row_names(&pair.value, out));
    let first = pairs.iter().find(|p| p.key != "id").and_then(|p| p.value.as_text());
    if let (Some(id), Some(first)) = (node.find("id").and_then(Node::as_text), first) {
        out.insert(id.trim().to_owned(), first.trim().to_owned());
    }
}

/// All that a document says.
fn expected(site: &Site, document: &Document, root: &Node) -> Vec<Expected> {
    let mut walk = TextWalk {
        catalogus: &site.catalogus,
        groups: &document.groups,
        rows: BTreeMap::new(),
        section: None,
        out: Vec::new(),
    };
    row_names(root, &mut walk.rows);
    for key in ["titel", "vastgesteld", "geldig-tot", "peildatum"] {
        match root.find(key).filter(|node| !node.is_empty()) {
            Some(node) if key == "titel" => walk.text(key, node),
            Some(node) => walk.date(key, node),
            None => {}
        }
    }
    let own = root.find("eigen").and_then(Node::as_list).unwrap_or_default();
    let own = own.iter().filter_map(|node| Some((node.find("id")?.as_text()?.to_owned(), node.find("antwoord")?)));
    let answers = root.find("secties").and_then(Node::as_map).unwrap_or_default();
    for (id, node) in answers.iter().map(|pair| (pair.key.clone(), &pair.value)).chain(own) {
        let sectie = document.formaat.sectie(&id).unwrap_or_else(|| panic!("no sectie {id}"));
        walk.section = Some(id.clone());
        walk.answer(&id, sectie, node);
        if !node.is_empty() {
            walk.any(&id, vec![sectie.title.clone()]);
        }
    }
    walk.out
}

// --------------------------------------------------------- what outputs say

/// The full forms of abbreviations, which outputs put after the first use of the short ones.
struct Explanations(Vec<Regex>);

impl Explanations {
    fn of(document: &Document) -> Self {
        let pattern = |short: &str, long: &str| Regex::new(&format!("({}\\w{{0,4}}?){}", bare(short), bare(long)));
        Self(document.afkortingen.iter().map(|a| pattern(&a.short, &a.in_full).unwrap()).collect())
    }

    /// Letters and digits of a text, without explanations; then the same with them, since words that a school wrote may
    /// look like an explanation.
    fn bare(&self, text: &str) -> String {
        let whole = bare(text);
        let mut short = whole.clone();
        for long in &self.0 {
            short = long.replace_all(&short, "$1").into_owned();
        }
        format!("{short}\n{whole}")
    }
}

/// The parts of a page, by section.
fn parts(page: &ParsedPage) -> BTreeMap<String, String> {
    let id = |part: &ParsedPage| part.attribute("aria-labelledby").unwrap();
    page.all("section.sectie[aria-labelledby]").iter().map(|part| (id(part), part.text())).collect()
}

/// Whether a text is found: as a whole, or in two parts if a page ends within it.
fn found(text: &str, bare_text: &str) -> bool {
    if bare_text.contains(text) {
        return true;
    }
    let cuts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    if cuts.len() < 80 {
        return false;
    }
    // The longest beginning that is there; the rest starts there, or a few letters earlier if those matched by chance.
    let longest = cuts.partition_point(|at| bare_text.contains(&text[..*at])).saturating_sub(1);
    (longest.saturating_sub(6)..=longest)
        .rev()
        .filter(|at| (20..cuts.len() - 20).contains(at))
        .any(|at| bare_text.contains(&text[cuts[at]..]))
}

/// The texts of Markdown as a reader of it sees them.
fn markdown_words(text: &str) -> String {
    blocks(text).join("\n")
}

struct Output<'a> {
    name: String,
    explanations: &'a Explanations,
    whole: String,
    parts: Option<BTreeMap<String, String>>,
}

impl<'a> Output<'a> {
    fn of_page(name: String, page: &ParsedPage, explanations: &'a Explanations) -> Self {
        // A picture says again what stands beside it, and what a school does not name it did not say.
        let page = page.without("svg, details.not-named");
        let parts = parts(&page).into_iter().map(|(id, part)| (id, explanations.bare(&part))).collect();
        Self { name, explanations, whole: explanations.bare(&page.text()), parts: Some(parts) }
    }

    fn of_text(name: String, text: &str, explanations: &'a Explanations) -> Self {
        Self { name, explanations, whole: explanations.bare(text), parts: None }
    }

    /// The expected texts that are not found.
    fn missing(&self, expected: &[Expected]) -> Vec<String> {
        let mut out = Vec::new();
        for e in expected {
            let part = match (&self.parts, &e.section) {
                (Some(parts), Some(section)) => parts.get(section).map_or("", String::as_str),
                _ => self.whole.as_str(),
            };
            let any: Vec<String> =
                e.any.iter().map(|text| self.explanations.bare(text)).filter(|text| text.trim() != "").collect();
            if !any.is_empty() && !any.iter().flat_map(|text| text.lines()).any(|text| found(text, part)) {
                out.push(format!("{}: {}: {:?}", self.name, e.path, e.any));
            }
        }
        out
    }
}

/// Reads the text of a PDF, where there is a program for that.
pub(crate) type ReadPdf = fn(&Path) -> String;

/// Builds a site and returns what any of its documents lost on the way to its page, its Markdown and, with something
/// that reads PDFs, its PDF.
fn lost(test_site: &SiteTest, read_pdf: Option<ReadPdf>) -> Vec<String> {
    let build_options = BuildOptions {
        content: test_site.path("content"),
        output: Some(test_site.path("output")),
        // A theme under development can be tested without rebuilding the program.
        theme: std::env::var("STEUNWIJZER_THEME").ok(),
        pdf: read_pdf.is_some(),
        strict: false,
        skip_broken: false,
        today: jiff::civil::date(2026, 1, 1),
    };
    let report = build(&build_options, &Silent).unwrap_or_else(|err| panic!("{err:?}"));
    let errors: Vec<_> = report.meldingen.iter().filter(|m| m.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let (site, _) = load::load(&test_site.path("content")).map_err(|err| err.0).unwrap();
    let site = site.unwrap();
    let mut out = Vec::new();
    let mut seen = 0;
    for school in &site.scholen {
        for document in school.published() {
            let year = document.schooljaar.map(|j| j.to_string()).unwrap_or_default();
            let dir = test_site.path(&format!("content/scholen/{}/{year}", school.slug));
            let (page, paper) = paths(school, document);
            let paper = read_pdf.map(|read| (test_site.path(&format!("output/{paper}")), read));
            seen +=
                check(&site, Some(school), document, &dir, &test_site.path(&format!("output/{page}")), paper, &mut out);
        }
    }
    for document in site.examples() {
        let page = test_site.path(&format!("output/praktijk/{}/index.html", document.name));
        let paper = read_pdf.map(|read| (test_site.path("output/praktijk.pdf"), read));
        seen += check(&site, None, document, &test_site.path("content/praktijk"), &page, paper, &mut out);
    }
    assert!(seen > 0, "there is nothing to look at");
    out
}

fn check(
    site: &Site,
    school: Option<&School>,
    document: &Document,
    dir: &Path,
    page: &Path,
    paper: Option<(PathBuf, ReadPdf)>,
    out: &mut Vec<String>,
) -> usize {
    let file = dir.join(format!("{}.yaml", document.name));
    let mut meldingen = Meldingen::new();
    let source = yaml::to_source("document", fs::read(&file).unwrap(), &mut meldingen).unwrap();
    let root = yaml::read(&source, &mut meldingen).unwrap();
    let mut expected = expected(site, document, &root);
    for text in texts_beside(&root, dir) {
        for block in blocks(&text.1) {
            expected.push(Expected { path: text.0.clone(), section: None, any: vec![block] });
        }
    }
    let name = format!("{} {}", school.map_or("praktijk", |s| &s.slug), document.name);
    let page = ParsedPage::of(&fs::read_to_string(page).unwrap());
    let explanations = Explanations::of(document);
    let mut outputs = vec![Output::of_page(format!("{name} pagina"), &page, &explanations)];
    let text = harness::as_markdown(site, school, document);
    outputs.push(Output::of_text(format!("{name} Markdown"), &markdown_words(&text), &explanations));
    if let Some((paper, read)) = paper {
        outputs.push(Output::of_text(format!("{name} PDF"), &read(&paper), &explanations));
    }
    for output in &outputs {
        out.extend(output.missing(&expected));
    }
    expected.len()
}

/// The Markdown files that a document names, whole.
fn texts_beside(root: &Node, dir: &Path) -> Vec<(String, String)> {
    fn collect(node: &Node, out: &mut BTreeSet<String>) {
        if let Some(text) = node.as_text() {
            let file = text.trim().split('#').next().unwrap_or_default();
            if file.ends_with(".md") && !file.contains(char::is_whitespace) {
                out.insert(file.to_owned());
            }
        }
        node.as_list().unwrap_or_default().iter().for_each(|node| collect(node, out));
        node.as_map().unwrap_or_default().iter().for_each(|pair| collect(&pair.value, out));
    }
    let mut files = BTreeSet::new();
    collect(root, &mut files);
    // The document names parts by their titles; these are not shown above the part.
    let title = Regex::new(r"(?m)^#+ .*$").unwrap();
    let read = |file: String| {
        let text = fs::read_to_string(dir.join(&file)).unwrap();
        let text = title.replace_all(&text, "").into_owned();
        (file, text)
    };
    files.into_iter().map(read).collect()
}

#[track_caller]
pub(crate) fn nothing_is_lost(test_site: &SiteTest, read_pdf: Option<ReadPdf>) {
    let lost = lost(test_site, read_pdf);
    assert!(lost.is_empty(), "{} kwijt:\n{}", lost.len(), lost[..lost.len().min(60)].join("\n"));
}

/// The small sites that were made for tests.
#[track_caller]
pub(crate) fn nothing_of_small_sites_is_lost(read_pdf: Option<ReadPdf>) {
    for site in ["small", "regio", "charts"] {
        nothing_is_lost(&SiteTest::of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(site)), read_pdf);
    }
}

/// Random documents lose nothing; the seeds are a fixed range, so that faults once found stay found.
#[track_caller]
pub(crate) fn nothing_of_seeds_is_lost(seeds: std::ops::RangeInclusive<u64>, read_pdf: Option<ReadPdf>) {
    let mut all = Vec::new();
    for seed in seeds {
        let (site, _) = full_site(seed, 1);
        all.extend(lost(&site, read_pdf).into_iter().map(|lost| format!("seed {seed}: {lost}")));
    }
    assert!(all.is_empty(), "{} kwijt:\n{}", all.len(), all[..all.len().min(60)].join("\n"));
}
