//! The lasting test of the data: every fact that a document states is found in every file that holds facts.
//!
//! A document is walked by the definition of its format, as in `nothing_lost`: what it says about items, scores and its
//! own rows has to be in the tables (CSV, XLSX and JSON) and, for the profile of a school, in `profiel.json`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;
use steunwijzer::grammar::about;
use steunwijzer::load;
use steunwijzer::melding::Meldingen;
use steunwijzer::model::catalogus::Catalogus;
use steunwijzer::model::formaat::{Onderwerp, Sectie, Soort};
use steunwijzer::model::site::Document;
use steunwijzer::yaml::{self, Node};

use crate::data::{csv, json, json_rows, xlsx};
use crate::harness::SiteTest;
use crate::nothing_lost::{bare, blocks};
use crate::random_sites::full_site;

/// Keys of an answer that are not about one item.
const OF_SECTION: [&str; 6] = ["toelichting", "voor-ouders", "bron", "peildatum", "gecontroleerd", "nvt"];

/// A row that has to be there: values of columns, and remarks that it contains.
#[derive(Clone, Debug)]
struct Fact {
    table: &'static str,
    columns: BTreeMap<&'static str, String>,
    remarks: Vec<String>,
}

impl Fact {
    fn with(mut self, column: &'static str, value: &str) -> Self {
        self.columns.insert(column, value.to_owned());
        self
    }

    fn remark(mut self, node: Option<&Node>) -> Self {
        self.remarks.extend(node.and_then(Node::as_text).into_iter().flat_map(blocks));
        self
    }

    /// With which questions it helps, where those are ids.
    fn questions(self, node: &Node) -> Self {
        let ids: Vec<&str> = elements(node).iter().map(text).collect();
        self.with("hulpvragen", &ids.join("; "))
    }

    fn is_in(&self, row: &BTreeMap<String, String>) -> bool {
        let same = |(column, value): (&&str, &String)| bare(&row[*column]) == bare(value);
        let noot = bare(row.get("noot").map_or("", String::as_str));
        self.columns.iter().all(same) && self.remarks.iter().all(|remark| noot.contains(&bare(remark)))
    }
}

/// What is said about a place: whether it is there, and a remark.
struct Place<'k> {
    id: String,
    there: Option<bool>,
    remark: Option<&'k Node>,
}

struct FactWalk<'a> {
    catalogus: &'a Catalogus,
    document: &'a Document,
    sectie: &'a Sectie,
    facts: Vec<Fact>,
}

fn text(node: &Node) -> &str {
    node.as_text().unwrap_or_default().trim()
}

fn elements(node: &Node) -> &[Node] {
    node.as_list().unwrap_or(std::slice::from_ref(node))
}

/// `ja` and `nee`; the other special words leave the answer open.
fn stand(word: &str) -> Option<Option<bool>> {
    match word.to_lowercase().as_str() {
        "ja" => Some(Some(true)),
        "nee" => Some(Some(false)),
        "onbekend" | "nvt" | "volgt nog" => Some(None),
        _ => None,
    }
}

impl<'a> FactWalk<'a> {
    fn fact(&self, table: &'static str) -> Fact {
        Fact { table, columns: BTreeMap::new(), remarks: Vec::new() }.with("sectie", &self.sectie.id)
    }

    /// A fact about an item, by its list and id.
    fn of_item(&self, table: &'static str, list: &str, item: &str) -> Fact {
        self.fact(table).with("lijst", list).with("item", item)
    }

    fn answer(&mut self, node: &Node) {
        if node.is_empty() || self.sectie.onderwerp == Some(Onderwerp::Grenzen) {
            return;
        }
        match self.sectie.soort {
            Soort::Aanbod | Soort::Beoordeling => self.items(node),
            Soort::Keuze => self.own_rows(node),
            Soort::Gegevens => self.fields(node),
            Soort::Table => self.rows(node.find("rijen").unwrap_or(node)),
            Soort::Niveaus => {
                for pair in node.as_map().unwrap_or_default() {
                    pair.value.find("rijen").into_iter().for_each(|rows| self.rows(rows));
                }
            }
            _ => {}
        }
    }

    fn items(&mut self, node: &Node) {
        let Some(list) = &self.sectie.lijst else { return };
        let item = |key: &str| list.find(key).map(|(_, item)| item.id.clone()).unwrap();
        let Some(pairs) = node.as_map() else {
            for node in elements(node) {
                if let Some(key) = node.as_text() {
                    self.facts.push(self.of_item("aanbod", &list.id, &item(key.trim())).with("stand", "ja"));
                }
                for pair in node.as_map().unwrap_or_default() {
                    let fact = self.of_item("aanbod", &list.id, &item(&pair.key)).with("stand", "ja");
                    self.facts.push(fact.remark(Some(&pair.value)));
                }
            }
            return;
        };
        for pair in pairs.iter().filter(|p| !p.value.is_empty()) {
            let (key, node) = (pair.key.as_str(), &pair.value);
            if key == "anders" || OF_SECTION.contains(&key) || about::has_key(self.sectie, key) {
                continue;
            }
            if self.sectie.soort == Soort::Beoordeling {
                let fact = self.of_item("beoordelingen", &list.id, &item(key));
                self.scores(&fact, node);
                self.fields_of_item(node);
            } else {
                let fact = self.of_item("aanbod", &list.id, &item(key));
                self.offer(&fact, node);
            }
        }
        self.own_rows(node);
    }

    /// What is said about an item of `aanbod`.
    fn offer(&mut self, fact: &Fact, node: &Node) {
        let mut given = None;
        let mut places = Vec::new();
        let mut fact = fact.clone();
        match (node.as_map(), stand(text(node))) {
            (Some(pairs), _) => {
                for pair in pairs.iter().filter(|p| !p.value.is_empty()) {
                    match pair.key.as_str() {
                        "stand" => given = stand(text(&pair.value)),
                        "tekst" => {}
                        "hulpvragen" => fact = fact.questions(&pair.value),
                        "noot" => fact = fact.remark(Some(&pair.value)),
                        "hoeveel" => fact = fact.with("hoeveel", text(&pair.value)),
                        "waar" => places.extend(self.places(&pair.value)),
                        place => places.push(self.place(place, &pair.value)),
                    }
                }
            }
            (None, Some(word)) => given = Some(word),
            (None, None) => places = self.places(node),
        }
        let any = |there: bool| places.iter().any(|p| p.there == Some(there));
        let all_no = !places.is_empty() && places.iter().all(|p| p.there == Some(false));
        let there = given.unwrap_or_else(|| match () {
            () if places.is_empty() || any(true) => Some(true),
            () if all_no => Some(false),
            () => None,
        });
        match there {
            Some(true) => self.at_places(&fact, &places),
            Some(false) => {
                self.facts.push(fact.clone().with("stand", "nee").with("plaats", ""));
                for place in places.iter().filter(|p| p.there == Some(false) && p.remark.is_some()) {
                    self.facts.push(fact.clone().with("stand", "nee").with("plaats", &place.id).remark(place.remark));
                }
            }
            None => {}
        }
    }

    /// Something that is there: a row for each place where it is, and where it is not.
    fn at_places(&mut self, fact: &Fact, places: &[Place<'_>]) {
        if !places.iter().any(|p| p.there == Some(true)) {
            self.facts.push(fact.clone().with("stand", "ja").with("plaats", ""));
        }
        for place in places {
            if let Some(there) = place.there {
                let word = if there { "ja" } else { "nee" };
                self.facts.push(fact.clone().with("stand", word).with("plaats", &place.id).remark(place.remark));
            }
        }
    }

    fn places<'k>(&self, node: &'k Node) -> Vec<Place<'k>> {
        let of = |node: &'k Node| match node.as_map() {
            Some(pairs) => pairs.iter().map(|pair| self.place(&pair.key, &pair.value)).collect(),
            None => vec![Place { id: self.place_id(text(node)), there: Some(true), remark: None }],
        };
        elements(node).iter().flat_map(of).collect()
    }

    fn place<'k>(&self, typed: &str, node: &'k Node) -> Place<'k> {
        let id = self.place_id(typed);
        match (node.as_map(), stand(text(node))) {
            (Some(_), _) => {
                let there = node.find("stand").map_or(Some(true), |word| stand(text(word)).unwrap());
                Place { id, there, remark: node.find("noot") }
            }
            (None, Some(there)) => Place { id, there, remark: None },
            (None, None) => Place { id, there: Some(true), remark: Some(node) },
        }
    }

    fn place_id(&self, typed: &str) -> String {
        let label = self.sectie.waar.iter().find(|(_, label)| label == typed).map(|(id, _)| id.clone());
        let known = || self.catalogus.plaatsen().and_then(|l| l.find(typed)).map(|(_, item)| item.id.clone());
        label.or_else(known).unwrap_or_else(|| panic!("`{typed}` is no plaats"))
    }

    /// The scores of an item or of an own row: of the school as a whole, and of groups.
    fn scores(&mut self, fact: &Fact, node: &Node) {
        let remark = node.as_map().and_then(|_| node.find("noot"));
        let whole = node.as_map().map_or(Some(node), |_| node.find("waarde"));
        if let Some(fact) = whole.and_then(|value| self.score(fact, value)) {
            self.facts.push(fact.with("groep", "").remark(remark));
        }
        for pair in node.find("per").and_then(Node::as_map).unwrap_or_default() {
            let group = self.document.groups.iter().find(|(id, _)| *id == pair.key).unwrap().1.clone();
            let inner = &pair.value;
            let value = inner.as_map().map_or(Some(inner), |_| inner.find("waarde"));
            if let Some(fact) = value.and_then(|value| self.score(fact, value)) {
                let own = inner.as_map().and_then(|_| inner.find("noot"));
                self.facts.push(fact.with("groep", &group).remark(own.or(remark)));
            }
        }
    }

    fn score(&self, fact: &Fact, value: &Node) -> Option<Fact> {
        let schaal = self.sectie.schaal.as_ref()?;
        let ids: Option<Vec<&str>> =
            elements(value).iter().map(|word| schaal.find(text(word)).map(|i| schaal.values[i].id.as_str())).collect();
        let ids = ids?;
        let fact = fact.clone().with("schaal", &schaal.id).with("waarde", ids.first()?);
        Some(fact.with("tot", ids.get(1).copied().unwrap_or_default()))
    }

    fn own_rows(&mut self, node: &Node) {
        let rows = node.as_map().and_then(|_| node.find("anders"));
        for row in rows.map(elements).unwrap_or_default() {
            self.own(row);
        }
    }

    fn own(&mut self, row: &Node) {
        let name = if row.as_map().is_some() { row.find("naam").map_or("", text) } else { text(row) };
        let get = |key: &str| row.as_map().and_then(|_| row.find(key)).filter(|node| !node.is_empty());
        let is: Vec<(String, String)> =
            get("is").map(elements).unwrap_or_default().iter().filter_map(|node| self.reference(node)).collect();
        let scores = self.facts.len();
        if self.sectie.schaal.is_some() && row.as_map().is_some() {
            if is.is_empty() {
                let fact = self.fact("beoordelingen").with("naam", name).with("lijst", "").with("item", "");
                self.scores(&fact, row);
            }
            for (list, item) in &is {
                let fact = self.of_item("beoordelingen", list, item);
                self.scores(&fact, row);
            }
        }
        let judged =
            self.facts.len() > scores || (self.sectie.schaal.is_some() && get("waarde").or(get("per")).is_some());
        self.fields_of_item(row);
        let help = self.sectie.soort == Soort::Aanbod
            || self.sectie.onderwerp == Some(Onderwerp::Aanbod)
            || self.sectie.soort == Soort::Keuze
            || get("hulpvragen").is_some();
        let mut about = Vec::new();
        if is.is_empty() && help {
            about.push(self.fact("aanbod").with("naam", name).with("lijst", "").with("item", ""));
        } else if !judged {
            about.extend(is.iter().map(|(list, item)| self.of_item("aanbod", list, item)));
        }
        for mut fact in about {
            if let Some(amount) = get("hoeveel") {
                fact = fact.with("hoeveel", text(amount));
            }
            let places = get("waar").map(|node| self.places(node)).unwrap_or_default();
            self.at_places(&fact.remark(get("noot")), &places);
        }
    }

    /// The fields of an item or an own row, and those of its groups.
    fn fields_of_item(&mut self, node: &Node) {
        if self.sectie.soort != Soort::Beoordeling || node.as_map().is_none() {
            return;
        }
        self.fields(node);
        for pair in node.find("per").and_then(Node::as_map).unwrap_or_default() {
            self.fields(&pair.value);
        }
    }

    /// References in fields that count.
    fn fields(&mut self, node: &Node) {
        for pair in node.as_map().unwrap_or_default() {
            let Some(field) = self.sectie.field(&pair.key).filter(|field| field.counts) else { continue };
            let value = pair.value.as_map().and_then(|_| pair.value.find("waarde")).unwrap_or(&pair.value);
            let of_all = pair.value.as_map().and_then(|_| pair.value.find("noot"));
            for node in elements(value) {
                let pair = node.as_map().and_then(<[_]>::first);
                let typed = pair.map_or_else(|| text(node), |pair| pair.key.as_str());
                let found = field.lijsten.iter().find_map(|l| Some((l.id.clone(), l.find(typed)?.1.id.clone())));
                if let Some((list, item)) = found {
                    let mut fact = self.of_item("aanbod", &list, &item).with("stand", "ja");
                    let said = pair.map(|pair| &pair.value);
                    let more = said.filter(|said| said.as_map().is_some());
                    if let Some(questions) = more.and_then(|said| said.find("hulpvragen")) {
                        fact = fact.questions(questions);
                    }
                    let remark = more.map_or(said, |said| said.find("noot"));
                    self.facts.push(fact.remark(remark).remark(of_all));
                }
            }
        }
    }

    /// The item that an own row stands for: `list/item`, or an item of the section's list; possibly with a remark.
    fn reference(&self, node: &Node) -> Option<(String, String)> {
        let typed = node.as_map().and_then(<[_]>::first).map_or_else(|| text(node), |pair| pair.key.as_str());
        if let Some((list, item)) = typed.split_once('/') {
            return Some((list.to_owned(), item.to_owned()));
        }
        let list = self.sectie.lijst.as_ref()?;
        Some((list.id.clone(), list.find(typed)?.1.id.clone()))
    }

    fn rows(&mut self, node: &Node) {
        for node in elements(node) {
            match node.as_map().and_then(|_| node.find("rijen")) {
                Some(rows) => self.rows(rows),
                None => self.fields(node),
            }
        }
    }
}

fn facts_of(catalogus: &Catalogus, document: &Document, file: &Path) -> Vec<Fact> {
    let mut meldingen = Meldingen::new();
    let source = yaml::to_source("document", fs::read(file).unwrap(), &mut meldingen).unwrap();
    let root = yaml::read(&source, &mut meldingen).unwrap();
    let own = root.find("eigen").and_then(Node::as_list).unwrap_or_default();
    let own = own.iter().filter_map(|node| Some((node.find("id")?.as_text()?.to_owned(), node.find("antwoord")?)));
    let answers = root.find("secties").and_then(Node::as_map).unwrap_or_default();
    let mut facts = Vec::new();
    for (id, node) in answers.iter().map(|pair| (pair.key.clone(), &pair.value)).chain(own) {
        let sectie = document.formaat.sectie(&id).unwrap();
        let mut walk = FactWalk { catalogus, document, sectie, facts: Vec::new() };
        walk.answer(node);
        facts.append(&mut walk.facts);
    }
    facts
}

type Rows = Vec<BTreeMap<String, String>>;

/// The tables of a site in each format.
fn tables(site: &SiteTest) -> Vec<(String, Rows)> {
    let json = json(site);
    let mut all = Vec::new();
    for (table, sheet) in [("aanbod", "Aanbod"), ("beoordelingen", "Beoordelingen")] {
        let (head, rows) = csv(site, table);
        let named = |rows: Vec<Vec<String>>| -> Rows {
            rows.into_iter().map(|row| head.iter().cloned().zip(row).collect()).collect()
        };
        all.push((format!("{table}.csv"), named(rows)));
        all.push((format!("{table} in XLSX"), named(xlsx(site, sheet).1)));
        all.push((format!("{table} in JSON"), named(json_rows(&json, table, &head))));
    }
    all
}

/// What `profiel.json` says: its facts as rows of a table, and what it offers besides the lists.
fn profile_rows(path: &Path) -> Rows {
    let json: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut rows = Vec::new();
    for fact in json["profiel"]["feiten"].as_array().unwrap() {
        let columns = ["sectie", "lijst", "item", "naam", "schaal", "waarde", "tot", "hoeveel"];
        let mut base: BTreeMap<String, String> = columns.map(|key| (key.to_owned(), word(&fact[key]))).into();
        base.insert("groep".to_owned(), word(&fact["groep"]));
        let questions = fact["hulpvragen"].as_array().map(|all| match &all[..] {
            [] => "geen".to_owned(),
            some => some.iter().map(word).collect::<Vec<_>>().join("; "),
        });
        base.insert("hulpvragen".to_owned(), questions.unwrap_or_default());
        let remark = |place: &str| format!("{} {}", word(&fact["noot"]), word(&fact["plaatsnoten"][place]));
        let mut row = |stand: &str, place: &str| {
            let more = [("stand", stand.to_owned()), ("plaats", place.to_owned()), ("noot", remark(place))];
            rows.push(base.clone().into_iter().chain(more.map(|(k, v)| (k.to_owned(), v))).collect());
        };
        row(&word(&fact["stand"]), "");
        fact["waar"].as_array().unwrap().iter().for_each(|place| row("ja", place.as_str().unwrap()));
        fact["niet_waar"].as_array().unwrap().iter().for_each(|place| row("nee", place.as_str().unwrap()));
    }
    rows
}

/// Builds a site and returns the facts that are missing somewhere.
fn missing(test_site: &SiteTest) -> Vec<String> {
    test_site.build(&["--no-pdf"]);
    let (site, _) = load::load(&test_site.path("content")).map_err(|err| err.0).unwrap();
    let site = site.unwrap();
    let tables = tables(test_site);
    let (mut out, mut seen) = (Vec::new(), 0);
    for school in &site.scholen {
        for document in school.published() {
            let year = document.schooljaar.map(|j| j.to_string()).unwrap_or_default();
            let file = test_site.path(&format!("content/scholen/{}/{year}/{}.yaml", school.slug, document.name));
            let facts = facts_of(&site.catalogus, document, &file);
            seen += facts.len();
            let of_document = |row: &&BTreeMap<String, String>| {
                row["school"] == school.slug && row["document"] == document.name && row["schooljaar"] == year
            };
            for (name, rows) in &tables {
                let rows: Vec<_> = rows.iter().filter(of_document).collect();
                let lost = facts.iter().filter(|fact| name.starts_with(fact.table));
                let lost = lost.filter(|fact| !rows.iter().any(|row| fact.is_in(row)));
                out.extend(lost.map(|fact| format!("{} {name}: {fact:?}", school.slug)));
            }
            if school.profiel().is_some_and(|profile| std::ptr::eq(profile, document)) {
                let rows = profile_rows(&test_site.path(&format!("output/scholen/{}/profiel.json", school.slug)));
                // What a school offers besides the lists is under `aanbod` there, as parents read it.
                let listed =
                    facts.iter().filter(|fact| fact.table == "beoordelingen" || !fact.columns["item"].is_empty());
                let lost = listed.filter(|fact| {
                    let group = |id: &String| {
                        document.groups.iter().find(|(_, name)| name == id).map_or(String::new(), |(id, _)| id.clone())
                    };
                    let mut fact = (*fact).clone();
                    if let Some(name) = fact.columns.get("groep").cloned() {
                        fact = fact.with("groep", &group(&name));
                    }
                    !rows.iter().any(|row| fact.is_in(row))
                });
                out.extend(lost.map(|fact| format!("{} profiel.json: {fact:?}", school.slug)));
            }
        }
    }
    assert!(seen > 0, "there are no feiten to look at");
    out
}

#[track_caller]
fn no_fact_is_lost(lost: &[String]) {
    assert!(lost.is_empty(), "{} kwijt:\n{}", lost.len(), lost[..lost.len().min(40)].join("\n"));
}

#[test]
fn every_fact_of_the_example_region_stands_in_all_data() {
    no_fact_is_lost(&missing(&SiteTest::example()));
}

#[test]
fn every_fact_of_the_small_sites_stands_in_all_data() {
    for site in ["small", "regio", "charts"] {
        no_fact_is_lost(&missing(&SiteTest::of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(site))));
    }
}

#[test]
fn a_remark_on_a_whole_field_is_a_remark_on_each_thing_that_it_names() {
    let site = SiteTest::small();
    let profile = "content/scholen/de-linde/2025-2026/profiel.yaml";
    let plain = "{id: klein, naam: Klein overleg, wie: [COPA, mentor], wanneer: 1 keer per week}";
    let answer = |who: &str| format!("{{id: klein, naam: Klein overleg, wie: {who}, wanneer: 1 keer per week}}");
    let remarks = |item: &str| {
        let (head, rows) = csv(&site, "aanbod");
        let column = |name: &str| head.iter().position(|h| h == name).unwrap();
        let of_item = rows.iter().filter(|row| row[column("item")] == item && row[column("sectie")] == "overleg");
        of_item.map(|row| row[column("noot")].clone()).collect::<Vec<_>>()
    };
    site.replace(profile, plain, &answer("{waarde: [buddy, {decaan: in de bovenbouw}], noot: alleen op afspraak}"));
    no_fact_is_lost(&missing(&site));
    assert_eq!(remarks("buddy"), ["alleen op afspraak"]);
    assert_eq!(remarks("decaan"), ["in de bovenbouw; alleen op afspraak"]);
    // On the page of the item it comes with the row that it is from.
    site.page("ondersteuning/specialisten/buddy/index.html").says("Klein overleg: alleen op afspraak.");
    // A field that holds one thing, and one of several paragraphs.
    site.replace(profile, "[buddy, {decaan: in de bovenbouw}]", "buddy");
    no_fact_is_lost(&missing(&site));
    assert_eq!(remarks("buddy"), ["alleen op afspraak"]);
    site.replace(profile, "noot: alleen op afspraak", "noot: \"alleen op afspraak\\n\\nvraag het de mentor\"");
    no_fact_is_lost(&missing(&site));
    assert_eq!(remarks("buddy").len(), 1);
}

#[test]
fn every_fact_of_a_random_document_stands_in_all_data() {
    let mut all = Vec::new();
    for seed in 1..=40 {
        let (site, _) = full_site(seed, 1);
        all.extend(missing(&site).into_iter().map(|lost| format!("seed {seed}: {lost}")));
    }
    no_fact_is_lost(&all);
}
