//! Gaps ("witte vlekken"): how many schools have each item, in the region and in each town, and what no school has.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::catalogus::Catalogus;
use crate::model::lijst::Item;
use crate::model::value::{ItemKey, Stand};

use super::Regio;

/// What the schools of a region have and have not.
#[derive(Debug)]
pub struct Gaps<'a> {
    /// The items that some school speaks of, per list.
    pub lijsten: Vec<LijstGaps<'a>>,
    /// The towns, by name, with what no school there has.
    pub plaatsen: Vec<PlaatsGaps<'a>>,
}

/// The items of one list, with how many schools have each.
#[derive(Debug)]
pub struct LijstGaps<'a> {
    /// Id of the list.
    pub lijst: &'a str,
    /// Its items of which some school says whether they are there, or names them.
    pub items: Vec<ItemGaps>,
    /// Items that some school says it lacks, and no school has or names.
    pub lacking: Vec<ItemKey>,
    /// Items that no school speaks of.
    pub unmentioned: Vec<&'a Item>,
    /// Whether all its items are scored on a scale: then "has" means that the value counts as being there.
    pub assessed: bool,
}

/// How many schools have an item.
#[derive(Debug)]
pub struct ItemGaps {
    /// The item.
    pub item: ItemKey,
    /// Schools that have it.
    pub present: usize,
    /// Schools that say they do not.
    pub not_: usize,
    /// Schools that only name it.
    pub named: usize,
    /// Schools that do not speak of it.
    pub unknown: usize,
    /// The same per town, in the order of [`Gaps::plaatsen`].
    pub plaatsen: Vec<GapAt>,
}

/// An item in a town.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GapAt {
    /// Schools that have it.
    pub present: usize,
    /// Whether it is there: "yes" if a school there has it, else `genoemd` if one names it, and "no" only if all say so.
    pub stand: Stand,
}

/// What no school in a town has and some school elsewhere has or names.
#[derive(Debug)]
pub struct PlaatsGaps<'a> {
    /// The town.
    pub plaats: &'a str,
    /// Number of schools there.
    pub scholen: usize,
    /// Items that every school here says it lacks.
    pub not_: Vec<ItemKey>,
    /// Items that no school here names, while not all say that they lack it.
    pub unknown: Vec<ItemKey>,
}

/// Finds the gaps of a region.
pub fn find<'a>(regio: &Regio<'a>) -> Gaps<'a> {
    let catalogus = &regio.site.catalogus;
    let mut by_plaats: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, feiten) in regio.scholen.iter().enumerate() {
        for plaats in feiten.school.plaatsen() {
            by_plaats.entry(plaats).or_default().push(number);
        }
    }
    let here = |(plaats, scholen): (&&'a str, &Vec<usize>)| PlaatsGaps {
        plaats,
        scholen: scholen.len(),
        not_: Vec::new(),
        unknown: Vec::new(),
    };
    let mut plaatsen: Vec<PlaatsGaps<'a>> = by_plaats.iter().map(here).collect();
    let mut lijsten = Vec::new();
    for (id, keys) in regio.named() {
        let mut lijst = LijstGaps {
            lijst: id,
            items: Vec::new(),
            lacking: Vec::new(),
            unmentioned: unmentioned(id, &keys, catalogus),
            assessed: keys.iter().all(|key| {
                let mut cells = regio.scholen.iter().filter_map(|s| s.outcome(key));
                cells.all(|cell| !cell.scores.is_empty())
            }),
        };
        for key in keys {
            let standen: Vec<Stand> = regio.scholen.iter().map(|s| s.stand(&key)).collect();
            let item = item_gaps(key, &standen, &by_plaats);
            if item.present + item.not_ + item.named == 0 {
                continue;
            }
            if item.present + item.named == 0 {
                lijst.lacking.push(item.item.clone());
            } else if !lijst.assessed {
                for (plaats, gap) in plaatsen.iter_mut().zip(&item.plaatsen) {
                    match gap.stand {
                        Stand::No => plaats.not_.push(item.item.clone()),
                        Stand::NotStated => plaats.unknown.push(item.item.clone()),
                        Stand::Yes | Stand::Mentioned => {}
                    }
                }
            }
            lijst.items.push(item);
        }
        if !lijst.items.is_empty() {
            lijsten.push(lijst);
        }
    }
    Gaps { lijsten, plaatsen }
}

/// An item by what every school says of it, and by the numbers of the schools in each town.
fn item_gaps(item: ItemKey, standen: &[Stand], by_plaats: &BTreeMap<&str, Vec<usize>>) -> ItemGaps {
    let count = |what| standen.iter().filter(|s| **s == what).count();
    ItemGaps {
        item,
        present: count(Stand::Yes),
        not_: count(Stand::No),
        named: count(Stand::Mentioned),
        unknown: count(Stand::NotStated),
        plaatsen: by_plaats.values().map(|scholen| gap_at(scholen, standen)).collect(),
    }
}

fn gap_at(scholen: &[usize], standen: &[Stand]) -> GapAt {
    let here: Vec<Stand> = scholen.iter().filter_map(|number| standen.get(*number).copied()).collect();
    let present = here.iter().filter(|stand| **stand == Stand::Yes).count();
    let stand = [Stand::Yes, Stand::Mentioned, Stand::NotStated].into_iter().find(|stand| here.contains(stand));
    GapAt { present, stand: stand.unwrap_or(Stand::No) }
}

/// Items of a list that no school speaks of; not those that are obsolete, and not those that only group others.
fn unmentioned<'a>(lijst: &str, named: &[ItemKey], catalogus: &'a Catalogus) -> Vec<&'a Item> {
    let Some(lijst) = catalogus.lijst(lijst) else { return Vec::new() };
    let ouders: BTreeSet<usize> = lijst.items.iter().filter_map(|i| i.ouder).collect();
    let left_over =
        lijst.items.iter().enumerate().filter(|(i, item)| {
            item.obsolete.is_none() && !ouders.contains(i) && !named.iter().any(|g| g.item == item.id)
        });
    left_over.map(|(_, item)| item).collect()
}
