//! Filling in place by place: whatever notation a document has, what is filled in at one place stands there afterwards, and
//! nothing else has changed.

use std::collections::BTreeMap;
use std::sync::Arc;

use steunwijzer::files::{Files, Overlay};
use steunwijzer::grammar::Shape;
use steunwijzer::grammar::fill::{self, AskedFor, CellChange, FillContext, Leaf};
use steunwijzer::melding::Meldingen;
use steunwijzer::model::formaat::Sectie;
use steunwijzer::model::site::Site;
use steunwijzer::soorten;
use steunwijzer::yaml::{self, Edit, MapEdit, Node, diff, patch};

use crate::form::{blocks, lay_out};
use crate::random_sites::SiteDice;

/// An answer: a section as a whole, or what stands behind one key of it.
type Answer = (String, Option<String>);

/// The answers of a document, each with its shape and what it holds.
fn answers<'k>(secties: &[(&Sectie, Shape)], root: &'k Node) -> Vec<(Answer, Shape, Option<&'k Node>)> {
    let mut out = Vec::new();
    for (sectie, shape) in secties {
        let node = root.find("secties").and_then(|all| all.find(&sectie.id)).filter(|node| !node.is_empty());
        let Some(each) = fill::each_item(shape) else {
            out.push(((sectie.id.clone(), None), shape.clone(), node));
            continue;
        };
        // And an item that is not answered yet.
        let ids = sectie.lijst.iter().flat_map(|lijst| lijst.ids());
        let unanswered = ids.filter(|id| node.is_none_or(|node| node.find(id).is_none() && node.as_map().is_some()));
        if let Some(id) = unanswered.last().filter(|_| sectie.has_items()) {
            out.push(((sectie.id.clone(), Some(id.to_owned())), each.clone(), None));
        }
        for entry in node.and_then(Node::as_map).unwrap_or_default() {
            if fill::behind(shape, &entry.key).is_none() {
                let value = Some(&entry.value).filter(|node| !node.is_empty());
                out.push(((sectie.id.clone(), Some(entry.key.clone())), each.clone(), value));
            }
        }
    }
    out
}

/// What every place of a document says.
fn places(
    secties: &[(&Sectie, Shape)],
    root: &Node,
    ctx: &FillContext<'_>,
) -> BTreeMap<(Answer, Vec<String>), (String, bool)> {
    let mut out = BTreeMap::new();
    for (answer, shape, node) in answers(secties, root) {
        for path in fill::leaves(&shape, node) {
            let cell = fill::cell(&shape, node, &path, ctx);
            out.insert((answer.clone(), path), (cell.text, cell.closed));
        }
    }
    out
}

/// Something that may be filled in at a place.
fn something(leaf: &Leaf<'_>, t: &mut SiteDice) -> String {
    if let Some(keuze) = leaf.keuze() {
        return keuze.options[t.below(keuze.options.len())].clone();
    }
    let words = match leaf {
        Leaf::Text => ["Nieuwe tekst.", "Twee alinea's.\n\nDit is de tweede: met een *ster*."],
        _ => match leaf.asks() {
            AskedFor::Number => ["7", "12,5"],
            AskedFor::Date => ["2025-03", "2024"],
            _ => ["iets anders", "'s middags: soms"],
        },
    };
    words[t.below(words.len())].to_owned()
}

fn read(text: String) -> Node {
    let mut meldingen = Meldingen::new();
    let source = yaml::to_source("straks", text.clone().into_bytes(), &mut meldingen).unwrap();
    let root = yaml::read(&source, &mut meldingen);
    assert!(!meldingen.has_errors(), "{:#?}\n{text}", meldingen.sorted());
    root.unwrap()
}

/// The edit of a document in which one answer becomes something else.
fn in_document(root: &Node, (sectie, key): &Answer, edit: Option<Edit>) -> Edit {
    let edit = edit.unwrap_or(Edit::Empty);
    let secties = root.find("secties");
    let of_sectie = match key {
        None => edit,
        Some(key) => {
            let mut map = MapEdit::of(secties.and_then(|all| all.find(sectie)));
            map.set(key, edit);
            map.finish()
        }
    };
    let mut map = MapEdit::of(secties);
    map.set(sectie, of_sectie);
    let mut document = MapEdit::of(Some(root));
    document.set("secties", map.finish());
    document.finish()
}

/// Fills in one random place of a document, and compares all places before and after.
fn fill_in_one(site: &Site, dir: &Files, source: &str, root: &Node, t: &mut SiteDice) -> Option<bool> {
    let formaat = &site.catalogus.formaten["proef"];
    let secties: Vec<(&Sectie, Shape)> = formaat
        .secties()
        .map(|sectie| (sectie, soorten::renderer(sectie.soort).shape(sectie, &site.catalogus)))
        .collect();
    let ctx = FillContext::new(&site.catalogus, dir, root);
    let before = places(&secties, root, &ctx);
    let all = answers(&secties, root);
    let (answer, shape, node) = all.get(t.below(all.len()))?;
    let paths = fill::leaves(shape, *node);
    let path = paths.get(t.below(paths.len()))?;
    let leaf = Leaf::of(fill::at(shape, *node, path)?.0)?;
    // What stands in a file beside the document changes there.
    let (old, closed) = &before[&(answer.clone(), path.clone())];
    if *closed || fill::at(shape, *node, path)?.1.and_then(Node::as_text).is_some_and(|text| text.contains(".md")) {
        return None;
    }
    // A remark stands beside a value.
    if let Some(must) = fill::needs(shape, path) {
        let beside: Vec<String> = path[..path.len() - 1].iter().cloned().chain([must.to_owned()]).collect();
        if before[&(answer.clone(), beside)].0.is_empty() {
            return None;
        }
    }
    let new = if t.percent(15) { String::new() } else { something(&leaf, t) };
    let changes: Vec<CellChange<'_>> = paths
        .iter()
        .map(|own| CellChange { path: own, new: (own == path && *old != new).then_some(&new), bare: false })
        .collect();
    let edit = fill::set(shape, *node, &changes, false, &ctx);
    let text = patch::apply(source, diff(root, &in_document(root, answer, edit)));
    let after_root = read(text.clone());
    let after = places(&secties, &after_root, &FillContext::new(&site.catalogus, dir, &after_root));
    let cleared = new.is_empty();
    for (place, (was, _)) in &before {
        let here = (&place.0, &place.1) == (answer, path);
        let now = after.get(place).map_or("", |(text, _)| text.as_str());
        let expected = if here { new.as_str() } else { was.as_str() };
        // A remark has no place without the value that it is about.
        let beside =
            cleared && place.0 == *answer && place.1.split_last().map(|l| l.1) == path.split_last().map(|l| l.1);
        assert!(
            now == expected || here && now.eq_ignore_ascii_case(expected) || beside && now.is_empty(),
            "{answer:?} {path:?}: {new:?} was filled in; {place:?} was {was:?} and is {now:?}\n{source}\n=>\n{text}"
        );
    }
    let new_places = after.iter().filter(|(place, (text, _))| !before.contains_key(*place) && !text.is_empty());
    let new_places: Vec<_> = new_places.filter(|(place, _)| place.0 != *answer).collect();
    assert!(new_places.is_empty(), "{answer:?} {path:?} {new:?}: {new_places:?}\n{source}\n=>\n{text}");
    Some(*old != new)
}

#[test]
fn one_place_that_is_filled_in_changes_and_no_other() {
    let mut changed = 0;
    for seed in 500..520 {
        let (dir, documenten) = blocks(seed, 8);
        let content = dir.path("content");
        let (site, meldingen) = steunwijzer::load::load(&content).unwrap();
        assert!(!meldingen.has_errors());
        let site = site.unwrap();
        let mut t = SiteDice::new(seed);
        for (slug, _) in &documenten {
            let laid_out = lay_out(&site, &content, slug, &Overlay::new());
            let files = laid_out.basis.dir(&content, Arc::default()).unwrap();
            for _ in 0..12 {
                let (source, root) = (&laid_out.basis.source, &laid_out.basis.root);
                changed += usize::from(fill_in_one(&site, &files, source.text(), root, &mut t) == Some(true));
            }
        }
    }
    assert!(changed > 500, "{changed}");
}
