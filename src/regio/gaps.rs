//! Gaps ("witte vlekken"): how many schools have each item, in the region and in each town, and what no school has.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::catalogus::Catalogus;
use crate::model::lijst::Item;
use crate::model::value::{ItemKey, Stand};

use super::{Regio, SchoolFacts};

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
    /// What the schools of the region say of it.
    pub scholen: Counts,
    /// The same per town, in the order of [`Gaps::plaatsen`].
    pub plaatsen: Vec<GapAt>,
}

/// What schools say of an item, in numbers of schools.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Schools that have it, and name no limit about it.
    pub present: usize,
    /// Schools that have it and name a limit about it, so not for every child.
    pub limited: usize,
    /// Schools that say they do not.
    pub absent: usize,
    /// Schools that only name it.
    pub named: usize,
    /// Schools that do not speak of it.
    pub unknown: usize,
}

impl Counts {
    /// What all schools of a region say of an item.
    pub fn of(regio: &Regio<'_>, item: &ItemKey) -> Self {
        Self::new(&said(regio, item))
    }

    fn new(said: &[Said]) -> Self {
        let count = |stand, limited| said.iter().filter(|s| **s == Said { stand, limited }).count();
        Self {
            present: count(Stand::Yes, false),
            limited: count(Stand::Yes, true),
            absent: count(Stand::No, false),
            named: count(Stand::Mentioned, false),
            unknown: count(Stand::NotStated, false),
        }
    }
}

/// An item in a town.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GapAt {
    /// Schools that have it, and name no limit about it.
    pub present: usize,
    /// Schools that have it and name a limit about it.
    pub limited: usize,
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
    pub absent: Vec<ItemKey>,
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
        absent: Vec::new(),
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
            let said = said(regio, &key);
            let item = item_gaps(key, &said, &by_plaats);
            let Counts { present, limited, absent, named, .. } = item.scholen;
            if present + limited + absent + named == 0 {
                continue;
            }
            if present + limited + named == 0 {
                lijst.lacking.push(item.item.clone());
            } else if !lijst.assessed {
                for (plaats, gap) in plaatsen.iter_mut().zip(&item.plaatsen) {
                    match gap.stand {
                        Stand::No => plaats.absent.push(item.item.clone()),
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

/// What a school says of an item.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Said {
    stand: Stand,
    /// Whether it names a limit about what it has: on the pages of questions that is no plain help, and no more so here.
    limited: bool,
}

impl Said {
    fn by(regio: &Regio<'_>, feiten: &SchoolFacts<'_>, item: &ItemKey) -> Self {
        let stand = feiten.stand(item);
        Self { stand, limited: stand == Stand::Yes && regio.grenzen(feiten.school).for_item(item).next().is_some() }
    }
}

/// What every school says of an item.
fn said(regio: &Regio<'_>, item: &ItemKey) -> Vec<Said> {
    regio.scholen.iter().map(|s| Said::by(regio, s, item)).collect()
}

/// An item by what every school says of it, and by the numbers of the schools in each town.
fn item_gaps(item: ItemKey, said: &[Said], by_plaats: &BTreeMap<&str, Vec<usize>>) -> ItemGaps {
    ItemGaps {
        item,
        scholen: Counts::new(said),
        plaatsen: by_plaats.values().map(|scholen| gap_at(scholen, said)).collect(),
    }
}

fn gap_at(scholen: &[usize], said: &[Said]) -> GapAt {
    let here: Vec<Said> = scholen.iter().filter_map(|number| said.get(*number).copied()).collect();
    let count = |limited| here.iter().filter(|s| **s == Said { stand: Stand::Yes, limited }).count();
    let says = |stand: &Stand| here.iter().any(|s| s.stand == *stand);
    let stand = [Stand::Yes, Stand::Mentioned, Stand::NotStated].into_iter().find(says);
    GapAt { present: count(false), limited: count(true), stand: stand.unwrap_or(Stand::No) }
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
