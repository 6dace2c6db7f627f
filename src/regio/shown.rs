//! What the schools of a region speak of, so that it has a page: items, and tables to compare schools on.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::catalogus::HULPVRAGEN;
use crate::model::lijst::{Item, Lijst};
use crate::model::value::{ItemKey, Stand};
use crate::pages::{Build, Map, SchoolTable, Shown};
use crate::soorten;

use super::{Regio, SchoolFacts, years};

/// The most schools on one page; a larger region is cut into parts by town.
pub const PER_PART: usize = 120;

/// The order in which lists are shown: people first, agreements last. Others follow by title.
const ORDER: [&str; 6] =
    ["specialisten", "voorzieningen", "onderwijsaanbod", "ruimten", "ketenpartners", "protocollen"];

/// The map of a build of the region.
pub fn map<'a>(regio: &Regio<'a>, build: Build) -> Map<'a> {
    Map::new(regio.site, build, shown(regio))
}

/// What has a page.
pub fn shown(regio: &Regio<'_>) -> Shown {
    let catalogus = &regio.site.catalogus;
    let help = asked_lijsten(regio);
    let named = regio.named();
    // A list that is only scored has the table of its scale.
    let has_table = |id: &&str| help.contains(id) && SchoolTable::of_lijst(id).is_some();
    let has = |feiten: &SchoolFacts<'_>, item: &ItemKey, schaal: &str| {
        feiten.outcome(item).is_some_and(|cell| cell.scores.iter().any(|s| s.schaal == schaal))
    };
    let judged = |id: &&String| named.values().flatten().any(|item| regio.scholen.iter().any(|f| has(f, item, id)));
    let scholen = by_name(regio);
    Shown {
        items: items(regio, &help),
        lijsten: named.keys().copied().filter(has_table).map(str::to_owned).collect(),
        schalen: catalogus.schalen.keys().filter(judged).cloned().collect(),
        hulpvragen: hulpvragen(regio),
        per_hulpvraag: regio.scholen.len() <= PER_PART,
        parts: if scholen.len() > PER_PART { parts(&scholen).len() } else { 0 },
        years: years::any(regio.site),
    }
}

/// The schools by name.
pub fn by_name<'r, 'a>(regio: &'r Regio<'a>) -> Vec<&'r SchoolFacts<'a>> {
    let mut out: Vec<&SchoolFacts<'_>> = regio.scholen.iter().collect();
    out.sort_by_cached_key(|f| f.school.name.to_lowercase());
    out
}

/// Parts of a region, with their towns: schools by town, as many towns together as fit.
pub fn parts<'s, 'a>(scholen: &[&'s SchoolFacts<'a>]) -> Vec<(Vec<&'s str>, Vec<&'s SchoolFacts<'a>>)> {
    let mut per_plaats: BTreeMap<(String, &str), Vec<&SchoolFacts<'_>>> = BTreeMap::new();
    for feiten in scholen {
        let plaats = feiten.school.plaatsen().into_iter().next().unwrap_or("");
        per_plaats.entry((plaats.to_lowercase(), plaats)).or_default().push(feiten);
    }
    let mut groups: Vec<(Vec<&str>, Vec<&SchoolFacts<'_>>)> = Vec::new();
    for ((_, plaats), scholen) in &per_plaats {
        for piece in scholen.chunks(PER_PART) {
            match groups.last_mut() {
                Some((plaatsen, already)) if already.len() + piece.len() <= PER_PART => {
                    plaatsen.push(plaats);
                    already.extend(piece);
                }
                _ => groups.push((vec![plaats], piece.to_vec())),
            }
        }
    }
    groups
}

/// The items that answer a question of parents, as far as some school speaks of them.
pub fn for_hulpvraag(regio: &Regio<'_>, question: &str) -> Vec<ItemKey> {
    let catalogus = &regio.site.catalogus;
    let named = |item: &ItemKey| regio.scholen.iter().any(|s| s.for_question(item, question, catalogus).is_some());
    regio.for_hulpvraag(question).into_iter().filter(named).collect()
}

/// The questions of parents for which some school has something.
fn hulpvragen(regio: &Regio<'_>) -> Vec<String> {
    let Some(questions) = regio.site.catalogus.lijst(HULPVRAGEN) else { return Vec::new() };
    let mut out = Vec::new();
    for question in questions.ids() {
        let items = for_hulpvraag(regio, question);
        let helps = |s: &SchoolFacts<'_>| {
            let says = |i: &ItemKey| s.for_question(i, question, &regio.site.catalogus);
            items.iter().any(|i| says(i).is_some_and(|o| o.stand == Stand::Yes))
                || s.own_aanbod().any(|a| soorten::helps_with(a.own, question))
        };
        if regio.scholen.iter().any(helps) {
            out.push(question.to_owned());
        }
    }
    out
}

/// The items that have a page, by list: those of lists that schools are asked for, if a school speaks of them or they
/// answer a parents' question, and what they belong to.
fn items(regio: &Regio<'_>, help: &BTreeSet<&str>) -> Vec<(String, Vec<String>)> {
    let catalogus = &regio.site.catalogus;
    let mut named: BTreeSet<ItemKey> = BTreeSet::new();
    for school in &regio.scholen {
        named.extend(school.outcomes().map(|(item, _)| item.clone()));
    }
    let mut out: Vec<(String, Vec<String>)> = Vec::new();
    for id in help {
        let Some(lijst) = catalogus.lijst(id) else { continue };
        let items = with_page(lijst, &named);
        if !items.is_empty() {
            out.push((lijst.id.clone(), items));
        }
    }
    out.sort_by_cached_key(|(id, _)| {
        let rank = ORDER.iter().position(|v| v == id).unwrap_or(ORDER.len());
        (rank, catalogus.lijst(id).map(|l| l.title.to_lowercase()))
    });
    out
}

/// Lists of help that formats in use ask schools for: as items, or in fields that count as an offer.
/// Places, years and the like only say more about something else.
fn asked_lijsten<'a>(regio: &Regio<'a>) -> BTreeSet<&'a str> {
    let mut out: BTreeSet<&str> = BTreeSet::new();
    for sectie in regio.site.scholen.iter().flat_map(|s| s.published()).flat_map(|d| d.formaat.secties()) {
        if sectie.has_items() && sectie.is_help() {
            out.extend(sectie.lijst.iter().map(|l| l.id.as_str()));
        }
        out.extend(sectie.fields.iter().filter(|v| v.counts).flat_map(|v| &v.lijsten).map(|l| l.id.as_str()));
    }
    out.remove("plaatsen");
    out.remove(HULPVRAGEN);
    out
}

/// Ids of the items of a list that have a page, in the order of the list.
fn with_page(lijst: &Lijst, named: &BTreeSet<ItemKey>) -> Vec<String> {
    let itself = |item: &Item| {
        let key = ItemKey { lijst: lijst.id.clone(), item: item.id.clone() };
        named.contains(&key) || (item.obsolete.is_none() && !item.hulpvragen.is_empty())
    };
    let mut present: Vec<bool> = lijst.items.iter().map(itself).collect();
    // Children follow the item they belong to, so going backwards reaches every ancestor.
    for (index, item) in lijst.items.iter().enumerate().rev() {
        if let Some(ouder) = item.ouder.filter(|_| present[index]) {
            present[ouder] = true;
        }
    }
    lijst.items.iter().zip(present).filter(|(_, present)| *present).map(|(item, _)| item.id.clone()).collect()
}
