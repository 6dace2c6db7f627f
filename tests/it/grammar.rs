//! What the grammar tells of answers and of definitions, against what reads them: whatever one knows, the other knows.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Value as Json, json};
use steunwijzer::export::reference;
use steunwijzer::export::schema::of_definition;
use steunwijzer::files::Files;
use steunwijzer::grammar::definitions::Definition;
use steunwijzer::grammar::shape::{Known, MapShape, Shape};
use steunwijzer::load;
use steunwijzer::melding::Meldingen;
use steunwijzer::model::catalogus::Catalogus;
use steunwijzer::model::formaat::{Sectie, Soort};
use steunwijzer::reading::texts::TextDir;
use steunwijzer::soorten;
use steunwijzer::source::Source;
use steunwijzer::vormen::{self, ReadContext};
use steunwijzer::yaml;

use crate::harness::{SiteTest, files};
use crate::schema::{as_json, errors};

/// A key that no map has.
const STRANGE: &str = "zzz";

/// A place in an answer where a map may stand: the whole answer with that map in it, and the keys that the grammar tells.
struct Place {
    answer: Json,
    keys: BTreeSet<String>,
    /// The keys of other maps that may stand there, such as a group of rows where a row may.
    others: BTreeSet<String>,
}

impl Place {
    /// Whether a reader knows each of the keys, and none that the grammar does not tell.
    fn is_known_by(&self, read: Option<&BTreeSet<String>>) -> bool {
        read.is_some_and(|read| {
            read.is_superset(&self.keys) && read.iter().all(|key| self.keys.contains(key) || self.others.contains(key))
        })
    }
}

fn ids(map: &MapShape) -> BTreeSet<String> {
    map.keys.iter().map(|key| key.id.clone()).collect()
}

/// Every map in a shape, inside the answer that `around` makes of it.
fn places(shape: &Shape, around: &dyn Fn(Json) -> Json, out: &mut Vec<Place>) {
    match shape {
        Shape::Map(map) => of_map(map, around, out),
        Shape::Items(items) => {
            for key in &items.keys {
                places(&key.shape, &|value| around(json!({ key.id.as_str(): value })), out);
            }
            let Some(first) = items.entries.first() else { return };
            places(&items.each, &|value| around(json!({ first.id.as_str(): value })), out);
        }
        Shape::Open(open) => {
            let name = match open.names.as_deref() {
                Some(Shape::Choice(choice)) => choice.offered[0].0.clone(),
                _ => "a".to_owned(),
            };
            places(&open.each, &|value| around(json!({ name.as_str(): value })), out);
        }
        Shape::List(each) | Shape::Many(each) | Shape::One(each) => {
            places(each, &|value| around(json!([value])), out);
        }
        Shape::Either(shapes) | Shape::OrNothing(shapes) => {
            let maps = shapes.iter().filter_map(|one| if let Shape::Map(map) = one { Some(ids(map)) } else { None });
            let others: BTreeSet<String> = maps.flatten().collect();
            let begin = out.len();
            shapes.iter().for_each(|one| places(one, around, out));
            for place in &mut out[begin..] {
                if place.keys.is_subset(&others) {
                    place.others.clone_from(&others);
                }
            }
        }
        Shape::Part(part) => places(&part.shape, around, out),
        Shape::Name(name) => {
            let word = match &name.known {
                Known::Lijsten(lijsten) => lijsten[0].items[0].id.clone(),
                Known::Words(words) => match &**words {
                    Shape::Choice(choice) => choice.offered[0].0.clone(),
                    Shape::Part(part) => match &*part.shape {
                        Shape::Choice(choice) => choice.offered[0].0.clone(),
                        _ => return,
                    },
                    _ => return,
                },
                Known::Any => "iets".to_owned(),
            };
            places(&name.said, &|value| around(json!({ word.as_str(): value })), out);
        }
        _ => {}
    }
}

fn of_map(map: &MapShape, around: &dyn Fn(Json) -> Json, out: &mut Vec<Place>) {
    let mut required = json!({});
    for key in map.keys.iter().filter(|key| key.required) {
        required[&key.id] = sample(&key.shape);
    }
    let with = |key: &str, value: Json| {
        let mut map = required.clone();
        map[key] = value;
        map
    };
    // Where any key may be a column, a strange one is told to be none.
    if map.columns.is_none() || !required.as_object().unwrap().is_empty() {
        out.push(Place { answer: around(with(STRANGE, json!(1))), keys: ids(map), others: BTreeSet::new() });
    }
    for key in &map.keys {
        places(&key.shape, &|value| around(with(&key.id, value)), out);
    }
}

/// Something that may stand at a required key.
fn sample(shape: &Shape) -> Json {
    match shape {
        Shape::Either(shapes) | Shape::OrNothing(shapes) => shapes.last().map_or(json!("iets"), sample),
        Shape::Many(each) | Shape::List(each) => json!([sample(each)]),
        Shape::Map(map) => {
            let required = map.keys.iter().filter(|key| key.required);
            Json::Object(required.map(|key| (key.id.clone(), sample(&key.shape))).collect())
        }
        Shape::Choice(choice) => json!(choice.offered[0].0),
        Shape::Open(open) => json!({ "a": sample(&open.each) }),
        Shape::Part(part) => sample(&part.shape),
        Shape::YesNo | Shape::Stand => json!("ja"),
        Shape::Typed(_) => json!("volgt nog"),
        Shape::Amount => json!("12"),
        _ => json!("iets"),
    }
}

/// The keys that the reader names when it meets one that it does not know.
fn keys_of_the_reader(sectie: &Sectie, answer: &Json, catalogus: &Catalogus) -> Option<BTreeSet<String>> {
    let source = Source::new("profiel.yaml", answer.to_string());
    let mut meldingen = Meldingen::new();
    let node = yaml::read(&source, &mut meldingen)?;
    let files = Files::empty();
    let groups = [("a".to_owned(), "A".to_owned())];
    let mut ctx = ReadContext {
        catalogus,
        afkortingen: &[],
        groups: &groups,
        rows: &[],
        texts: &mut TextDir::new(&files),
        meldingen: &mut meldingen,
        sure: Meldingen::new(),
    };
    let _ = vormen::read_antwoord(sectie, &node, &mut ctx);
    strange_keys(&meldingen)
}

/// The keys in the hint of the message about the strange one.
fn strange_keys(meldingen: &Meldingen) -> Option<BTreeSet<String>> {
    let about = meldingen.iter().find(|melding| melding.message.contains(&format!("`{STRANGE}`")))?;
    let hint = about.hint.as_ref()?;
    Some(hint.split('`').skip(1).step_by(2).map(str::to_owned).collect())
}

fn catalogus_of(site: &SiteTest) -> Catalogus {
    let files = Files::disk(&site.path("content"), "content").unwrap();
    Catalogus::read(&files, &mut Meldingen::new())
}

#[test]
fn every_map_in_an_answer_has_the_keys_that_its_reader_knows() {
    let started = SiteTest::empty();
    started.run(&["init", "."]).code(0);
    started.run(&["new", "formaat", "Eigen profiel"]).code(0);
    let mut count = 0;
    for site in [SiteTest::example(), SiteTest::small(), started] {
        let catalogus = catalogus_of(&site);
        for sectie in catalogus.formaten.values().flat_map(|formaat| formaat.secties()) {
            let mut found = Vec::new();
            places(&soorten::renderer(sectie.soort).shape(sectie, &catalogus), &|value| value, &mut found);
            for place in found {
                let read = keys_of_the_reader(sectie, &place.answer, &catalogus);
                let (id, soort) = (&sectie.id, sectie.soort.word());
                assert!(
                    place.is_known_by(read.as_ref()),
                    "{id} ({soort}): {}\n{:?}\n{read:?}",
                    place.answer,
                    place.keys
                );
                count += 1;
            }
        }
    }
    assert!(count > 300, "{count}");
}

/// Every definition file of a site, with what it defines.
fn definition_files(site: &SiteTest) -> Vec<(Definition, String, String)> {
    let kind = |path: &str| match path.split('/').collect::<Vec<_>>()[..] {
        ["site.yaml"] => Some(Definition::Site),
        ["hulpvragen.yaml"] => Some(Definition::Hulpvragen),
        ["scholen", _, "school.yaml"] => Some(Definition::School),
        ["formaten", name] if name.ends_with(".yaml") => Some(Definition::Formaat),
        ["lijsten", name] if name.ends_with(".yaml") => Some(Definition::Lijst),
        ["schalen", name] if name.ends_with(".yaml") => Some(Definition::Schaal),
        _ => None,
    };
    files(&site.path("content"))
        .into_iter()
        .filter_map(|(path, bytes)| Some((kind(&path)?, path, String::from_utf8(bytes).unwrap())))
        .collect()
}

/// A site with the built-in definitions as its own files, and a new format.
fn with_builtin_files() -> SiteTest {
    let site = SiteTest::empty();
    site.run(&["init", "."]).code(0);
    site.run(&["new", "formaat", "Eigen profiel"]).code(0);
    for dir in ["lijsten", "schalen"] {
        for (path, bytes) in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("builtin").join(dir)) {
            site.write(&format!("content/{dir}/{path}"), bytes);
        }
    }
    site.run(&["formaten", "eject", "perspectief-vo"]).code(0);
    site.write(
        "content/hulpvragen.yaml",
        "hulpvragen:\n  lezen: {synoniemen: [leesclub], bij: [voorzieningen/huiswerkklas]}\n",
    );
    site
}

#[test]
fn every_file_that_defines_a_site_fits_its_schema() {
    let mut seen = BTreeSet::new();
    for site in [SiteTest::example(), SiteTest::small(), SiteTest::of(Path::new("tests/regio")), with_builtin_files()] {
        let catalogus = catalogus_of(&site);
        for (definition, path, text) in definition_files(&site) {
            let schema = of_definition(definition, &catalogus);
            assert_eq!(errors(&schema, &as_json(&text)), Vec::<String>::new(), "{path}");
            seen.insert(definition.name());
        }
    }
    assert_eq!(seen.len(), Definition::ALL.len(), "{seen:?}");
}

#[test]
fn a_schema_of_a_definition_refuses_what_check_calls_a_slip() {
    let site = SiteTest::small();
    let catalogus = catalogus_of(&site);
    let refused = [
        (Definition::Site, "titel: Site\nondertitle: x\n"),
        (Definition::Site, "ondertitel: zonder titel\n"),
        (Definition::Site, "titel: Site\ncontroles: {leesniveau: soms}\n"),
        (Definition::School, "naam: School\ncontact: [{telefoon: 070 123 45 67}]\n"),
        (Definition::School, "naam: School\naanmelden: iedereen\n"),
        (
            Definition::Formaat,
            "formaat: a\ntitel: A\nhoofdstukken: [{id: b, titel: B, secties: [{id: c, titel: C, soort: tekts}]}]\n",
        ),
        (
            Definition::Formaat,
            "formaat: a\ntitel: A\nhoofdstukken: [{id: b, titel: B, secties: [{id: c, titel: C, soort: tabel, velden: [{id: d, typ: tekst}]}]}]\n",
        ),
        (Definition::Lijst, "lijst: a\ntitel: A\nitems: {b: {name: B}}\n"),
        (Definition::Schaal, "schaal: a\nwaarden: [{naam: zonder id}]\n"),
        (Definition::Hulpvragen, "hulpvragen: {lezen: {titel: Lezen}}\n"),
    ];
    for (definition, text) in refused {
        let schema = of_definition(definition, &catalogus);
        assert_ne!(errors(&schema, &as_json(text)), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn every_map_in_a_definition_has_the_keys_that_its_reader_knows() {
    for definition in Definition::ALL {
        let mut found = Vec::new();
        let catalogus = catalogus_of(&SiteTest::small());
        places(&Shape::Map(definition.shape(&catalogus)), &|value| value, &mut found);
        assert!(!found.is_empty());
        for mut place in found {
            let site = SiteTest::small();
            let path = match definition {
                Definition::Site => "content/site.yaml",
                Definition::School => "content/scholen/a/school.yaml",
                Definition::Formaat => "content/formaten/a.yaml",
                Definition::Lijst => "content/lijsten/a.yaml",
                Definition::Schaal => "content/schalen/a.yaml",
                Definition::Hulpvragen => "content/hulpvragen.yaml",
            };
            // A list is new, or extends another: of these two keys a file has one, so that no reader asks for both.
            if definition == Definition::Lijst {
                place.keys.remove("breidt-uit");
                place.answer["lijst"] = json!("a");
            }
            // A question that is not known must have a name.
            let text = match definition {
                Definition::Hulpvragen => place.answer.to_string().replace(r#""a":"#, r#""lezen":"#),
                _ => place.answer.to_string(),
            };
            site.write(path, text);
            let (_, meldingen) = load::load(&site.path("content")).unwrap();
            let read = strange_keys(&meldingen);
            assert!(place.is_known_by(read.as_ref()), "{}\n{:?}\n{read:?}", place.answer, place.keys);
        }
    }
}

/// `docs/naslag/` as the program makes it today. `UPDATE=1` writes it.
#[test]
fn the_reference_in_the_docs_is_current() {
    let site = SiteTest::empty();
    site.run(&["init", "."]).code(0);
    site.run(&["new", "formaat", "Voorbeeld"]).code(0);
    let example = catalogus_of(&site).formaten["voorbeeld"].clone();
    let builtin = Catalogus::read(&Files::empty(), &mut Meldingen::new());
    let pages = reference::pages(&example, &builtin);
    assert_eq!(pages.len(), Definition::ALL.len() + Soort::WORDS.len() + 1);
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/naslag");
    if std::env::var_os("UPDATE").is_some() {
        let _ = std::fs::remove_dir_all(&dir);
        std::fs::create_dir_all(&dir).unwrap();
        pages.iter().for_each(|(name, text)| std::fs::write(dir.join(name), text).unwrap());
    }
    let there: std::collections::BTreeMap<String, String> =
        files(&dir).into_iter().map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap())).collect();
    assert!(there == pages, "docs/naslag is out of date: UPDATE=1 cargo test --release --test it the_reference");
}
