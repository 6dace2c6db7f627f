//! A page for each item of the lists: what it is, and which schools have it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rayon::prelude::*;
use serde::Serialize;
use tera::{Context, Value};

use crate::facts::grenzen::Grens;
use crate::model::catalogus::{Catalogus, HULPVRAGEN};
use crate::model::lijst::{Item, Lijst};
use crate::model::site::{Document, School};
use crate::model::value::{ItemKey, RefTarget, Stand};
use crate::pages::Page;
use crate::regio::{Outcome, SchoolFacts, shown};
use crate::soorten::{Medium, Writer};
use crate::text::{Markdown, sentences};
use crate::view::{self, statement};

use super::limits::LimitView;
use super::links::NameLink;
use super::praktijk::Example;
use super::{Draft, PageError, Web, afkortingen};

/// Schools that say nothing are named up to this number; above it they are counted.
const NAME_AT_MOST: usize = 30;

/// An item in a list of items.
#[derive(Serialize)]
pub(super) struct ItemView {
    name: String,
    /// Path of its page from the root, if it has one.
    address: Option<String>,
    sentence: Option<String>,
    /// How many schools have it, in a sentence.
    telling: String,
    /// To how many of the items shown with it, it belongs.
    depth: usize,
}

/// A list with items.
#[derive(Serialize)]
pub(super) struct LijstView {
    id: String,
    title: String,
    items: Vec<ItemView>,
}

/// Schools that say the same of an item.
#[derive(Serialize)]
struct GroupView {
    heading: String,
    help: Option<String>,
    scholen: Vec<SchoolRow>,
}

#[derive(Serialize)]
struct SchoolRow {
    name: String,
    plaats: Option<String>,
    /// Where the school says so, from the root.
    address: String,
    sentence: String,
    noten: Vec<Value>,
    /// Where it is named, if it is only named.
    mentioned_at: Vec<NameLink>,
    /// Whether a document states it, which should then have a date.
    from_document: bool,
    peildatum: Option<String>,
    old: bool,
    /// Whether only the child's own school can bring it in.
    via_school: bool,
}

impl Web<'_> {
    /// The pages of all items, and the one that lists them.
    pub(super) fn support(&self) -> Vec<PageError> {
        let lijsten = &self.map.shown().items;
        if lijsten.is_empty() {
            return Vec::new();
        }
        let examples = self.examples_with();
        let all: Vec<(&Lijst, &Item)> = lijsten.iter().flat_map(|(lijst, items)| self.items(lijst, items)).collect();
        let mut errors: Vec<PageError> =
            all.par_iter().filter_map(|(lijst, item)| self.item_page(lijst, item, &examples).err()).collect();
        errors.extend(self.item_index().err());
        errors
    }

    fn items<'s>(&'s self, lijst: &str, ids: &'s [String]) -> impl Iterator<Item = (&'s Lijst, &'s Item)> {
        let lijst = self.site.catalogus.lijst(lijst);
        ids.iter().filter_map(move |id| Some((lijst?.as_ref(), lijst?.by_id(id)?.1)))
    }

    fn item_index(&self) -> Result<(), PageError> {
        let key = |lijst: &String, item: &String| ItemKey { lijst: lijst.clone(), item: item.clone() };
        let all = self.map.shown().items.iter();
        let keys: Vec<ItemKey> = all.flat_map(|(l, items)| items.iter().map(|i| key(l, i))).collect();
        let mut content = Context::new();
        content.insert("lijsten", &self.per_lijst(&keys));
        let (title, description) = self.titled("support");
        let draft = Draft {
            page: Page::Support,
            template: "support.html",
            title: &title,
            description: &description,
            canonical: None,
        };
        self.page(&draft, content)
    }

    /// Items under the titles of their lists, in the order in which lists are shown.
    pub(super) fn per_lijst(&self, keys: &[ItemKey]) -> Vec<LijstView> {
        let mut out = Vec::new();
        for (id, _) in &self.map.shown().items {
            let Some(lijst) = self.site.catalogus.lijst(id) else { continue };
            let here = keys.iter().filter(|s| s.lijst == *id);
            let here: Vec<&ItemKey> = here.collect();
            let items: Vec<ItemView> = here.iter().filter_map(|s| self.item_view(lijst, s, &here)).collect();
            if !items.is_empty() {
                out.push(LijstView { id: id.clone(), title: lijst.heading_for_parents().to_owned(), items });
            }
        }
        out
    }

    /// `shown_with` are the items that it is shown with.
    fn item_view(&self, lijst: &Lijst, key: &ItemKey, shown_with: &[&ItemKey]) -> Option<ItemView> {
        let (_, item) = lijst.by_id(&key.item)?;
        let mut depth = 0;
        let mut ouder = item.ouder;
        while let Some(above) = ouder.and_then(|o| lijst.items.get(o)) {
            depth += usize::from(shown_with.iter().any(|s| s.item == above.id));
            ouder = above.ouder;
        }
        Some(ItemView {
            name: lijst.for_parents(item),
            address: self.map.page(Page::Item(&key.lijst, &key.item)).map(|address| address.from_root()),
            sentence: item.sentence.as_deref().map(sentences::with_full_stop),
            telling: self.telling(key),
            depth,
        })
    }

    /// Whether a school sends a child elsewhere for an item.
    fn refers(&self, feiten: &SchoolFacts<'_>, key: &ItemKey) -> bool {
        let catalogus = &self.site.catalogus;
        feiten.outcome(key).is_some_and(|cell| cell.refers_elsewhere(key, catalogus))
    }

    /// How many schools send a child elsewhere for an item, in a sentence; none when no school does.
    fn refer_count(&self, key: &ItemKey) -> Option<String> {
        match (self.regio.scholen.iter().filter(|s| self.refers(s, key)).count(), self.regio.scholen.len()) {
            (0, _) => None,
            (1, 1) => Some(self.say("telling.refers_the_school", &[])),
            (count, all) if count == all => Some(self.say("telling.refer_all", &[("all", &all)])),
            (count, all) => Some(self.say("telling.refer", &[("count", &count), ("all", &all)])),
        }
    }

    /// "2 van de 4 scholen hebben dit." Of an item that no school has, this is said too.
    fn telling(&self, key: &ItemKey) -> String {
        let scholen = self.regio.scholen.iter().filter(|s| !self.refers(s, key));
        let count_of = |stand| scholen.clone().filter(|s| s.stand(key) == stand).count();
        let all = self.regio.scholen.len();
        if let Some(refer) = self.refer_count(key) {
            return match count_of(Stand::Yes) {
                0 => refer,
                own => format!("{} {refer}", self.say("telling.have_it_themselves", &[("count", &own)])),
            };
        }
        let has = match (count_of(Stand::Yes), all) {
            (0, _) => self.say("telling.none_has", &[]),
            (1, 1) => self.say("telling.the_school_has", &[]),
            (count, all) if count == all => self.say("telling.all_have", &[("all", &all)]),
            (count, all) => self.say("telling.have", &[("count", &count), ("all", &all)]),
        };
        match count_of(Stand::Mentioned) {
            0 => has,
            1 if all == 1 => format!("{has} {}", self.say("telling.the_school_mentions", &[])),
            count => format!("{has} {}", self.say("telling.mention", &[("count", &count)])),
        }
    }

    fn item_page(&self, lijst: &Lijst, item: &Item, examples: &Examples<'_>) -> Result<(), PageError> {
        let key = ItemKey { lijst: lijst.id.clone(), item: item.id.clone() };
        let page = Page::Item(&key.lijst, &key.item);
        if !self.wants(page) {
            return Ok(());
        }
        let catalogus = &self.site.catalogus;
        let link = |item: &Item| {
            let address = self.map.item(&lijst.id, &item.id);
            address.map(|address| NameLink { name: lijst.for_parents(item), address: address.from_root() })
        };
        let index = lijst.by_id(&item.id).map(|(index, _)| index);
        let below: Vec<NameLink> = lijst.items.iter().filter(|i| i.ouder == index).filter_map(link).collect();
        let replaced = item.replaced_by.as_ref().and_then(|w| lijst.by_id(&w.text)).and_then(|(_, i)| link(i));
        let (groups, nothing) = self.scholen_with(&key, &page.root());
        let mut content = Context::new();
        let name = lijst.for_parents(item);
        content.insert("name", &name);
        // Readers who come from a profile know it by another name.
        content.insert("in_profiles", &Some(&item.name).filter(|told| **told != name));
        content.insert("sentence", &item.sentence.as_deref().map(sentences::with_full_stop));
        content.insert("meaning", &item.meaning.as_deref().map(sentences::with_full_stop));
        content.insert("also", &sentences::join_and(&item.synonyms));
        content.insert(
            "lijst",
            &NameLink {
                name: lijst.heading_for_parents().to_owned(),
                address: Page::Support.address().at(&lijst.id).from_root(),
            },
        );
        content.insert("above", &item.ouder.and_then(|o| lijst.items.get(o)).and_then(link));
        content.insert("below", &below);
        content.insert("obsolete", &item.obsolete);
        content.insert("replaced", &replaced);
        content.insert("telling", &self.telling(&key));
        content.insert("hulpvragen", &self.questions(item, catalogus));
        content.insert("groups", &groups);
        let names: &[NameLink] = if nothing.len() > NAME_AT_MOST { &[] } else { &nothing };
        content.insert("nothing", names);
        content.insert("count_silent", &nothing.len());
        content.insert("examples", &examples_of(examples, &key, self.today));
        let description = match &item.sentence {
            Some(sentence) => format!("{} {}", sentences::with_full_stop(sentence), self.telling(&key)),
            None => format!("{name}: {}", self.telling(&key)),
        };
        let draft = Draft { page, template: "item.html", title: &name, description: &description, canonical: None };
        self.page(&draft, content)
    }

    /// What schools say about an item, grouped by where it is, and the schools that say nothing.
    fn scholen_with(&self, key: &ItemKey, root: &str) -> (Vec<GroupView>, Vec<NameLink>) {
        let catalogus = &self.site.catalogus;
        let mut groups: Vec<GroupView> = self.groups();
        let (limits, refers) = (groups.len() - 2, groups.len() - 1);
        let mut nothing = Vec::new();
        for feiten in self.by_name() {
            let school = feiten.school;
            let named = self.regio.grenzen(school).for_item(key);
            let lines: Vec<SchoolRow> = named.map(|grens| self.limit_row(school, grens)).collect();
            let limited = !lines.is_empty();
            groups[limits].scholen.extend(lines);
            if let Some(cell) = feiten.outcome(key) {
                let elsewhere = self.refers(feiten, key);
                let mut row = self.school_row_of(school, cell, root);
                if elsewhere {
                    // Its heading says that the school does not have it itself.
                    row.sentence = statement::details(cell, catalogus);
                }
                let group = if elsewhere { refers } else { group(cell, catalogus) };
                groups[group].scholen.push(row);
            } else if !limited {
                nothing.push(self.school_link(school));
            }
        }
        // Limits, and schools that send a child elsewhere, come before what is there.
        groups.rotate_right(2);
        groups.retain(|g| !g.scholen.is_empty());
        (groups, nothing)
    }

    fn school_row_of(&self, school: &School, cell: &Outcome<'_>, root: &str) -> SchoolRow {
        SchoolRow {
            name: school.name.clone(),
            plaats: school.plaats.clone(),
            address: cell.address(school),
            // Without a place the heading of the group says it all.
            sentence: if cell.without_plaats() {
                statement::details(cell, &self.site.catalogus)
            } else if cell.stand == Stand::Mentioned || cell.is_contact() {
                // The heading of the group says it; what readers still lack is where it is said.
                String::new()
            } else {
                statement::sentence(cell, &self.site.catalogus)
            },
            noten: self.noten(root, school, cell),
            mentioned_at: if cell.stand == Stand::Mentioned { self.places(cell.named_at(school)) } else { Vec::new() },
            from_document: cell.document.is_some(),
            peildatum: cell.peildatum.map(|d| d.to_string()),
            old: cell.peildatum.is_some_and(|d| d.older_than_a_year(self.today)),
            via_school: school.only_via_school(),
        }
    }

    /// A school that says it cannot offer an item, in its own words.
    fn limit_row(&self, school: &School, grens: &Grens<'_>) -> SchoolRow {
        let limit = LimitView::of(school, grens);
        let day = grens.document.facts_date();
        SchoolRow {
            name: school.name.clone(),
            plaats: school.plaats.clone(),
            address: limit.address,
            sentence: limit.sentence,
            noten: Vec::new(),
            mentioned_at: Vec::new(),
            from_document: true,
            peildatum: day.map(|d| d.to_string()),
            old: day.is_some_and(|d| d.older_than_a_year(self.today)),
            via_school: school.only_via_school(),
        }
    }

    /// The schools by name.
    pub(super) fn by_name(&self) -> Vec<&SchoolFacts<'_>> {
        shown::by_name(&self.regio)
    }

    /// The remarks of an outcome, each once and as a sentence, with the place or row that it is about.
    pub(super) fn noten(&self, root: &str, school: &School, cell: &Outcome<'_>) -> Vec<Value> {
        let Some(document) = cell.document else { return Vec::new() };
        let catalogus = &self.site.catalogus;
        let write = |writer: &mut Writer<'_>| {
            let remarks = cell.remarks();
            remarks.iter().map(|r| writer.remark(r.head(catalogus).as_deref(), r.text)).collect()
        };
        self.writing(root, school, document, write)
    }

    /// A remark of a school, for a page elsewhere on the site.
    pub(super) fn noot(&self, root: &str, school: &School, document: &Document, noot: &Markdown) -> Value {
        self.writing(root, school, document, |writer| writer.remark(None, noot))
    }

    /// Writes something of a document for a page elsewhere: an abbreviation is explained once in it.
    fn writing<T>(
        &self,
        root: &str,
        school: &School,
        document: &Document,
        write: impl FnOnce(&mut Writer<'_>) -> T,
    ) -> T {
        let afkortingen = afkortingen(document);
        let catalogus = &self.site.catalogus;
        let shows = |id: &str| view::shows(document, Some(school), catalogus, id);
        let links = self.links(root, Some(school), document, &shows);
        write(&mut Writer::new(Medium::Web, &links, catalogus, Some(school), document, &afkortingen))
    }

    /// The practice examples that refer to an item or a parents' question.
    pub(super) fn examples_with(&self) -> Examples<'_> {
        let mut out: Examples<'_> = BTreeMap::new();
        for document in self.site.examples() {
            let references = document.antwoorden.values().flat_map(|a| a.references());
            let keys: BTreeSet<&ItemKey> = references
                .filter_map(|v| match &v.ref_target {
                    RefTarget::Item(key) => Some(key),
                    _ => None,
                })
                .collect();
            for key in keys {
                out.entry(key).or_default().push(document);
            }
        }
        out
    }
}

/// Practice examples by what they refer to.
pub(super) type Examples<'a> = BTreeMap<&'a ItemKey, Vec<&'a Document>>;

/// The views of the practice examples that refer to something.
pub(super) fn examples_of<'a>(examples: &Examples<'a>, key: &ItemKey, day: Date) -> Vec<Example<'a>> {
    examples.get(key).into_iter().flatten().map(|d| Example::of(d, day)).collect()
}

impl Web<'_> {
    /// The parents' questions that an item answers.
    fn questions(&self, item: &Item, catalogus: &Catalogus) -> Vec<NameLink> {
        let Some(lijst) = catalogus.lijst(HULPVRAGEN) else { return Vec::new() };
        let questions = item.hulpvragen.iter().filter_map(|w| lijst.by_id(&w.text));
        let link = |(_, v): (usize, &Item)| {
            let address = self.map.page(Page::Hulpvraag(&v.id))?;
            Some(NameLink { name: v.name.clone(), address: address.from_root() })
        };
        questions.filter_map(link).collect()
    }
}

impl Web<'_> {
    /// All groups, without schools yet: one per place, then those without a place. [`group`] and `scholen_with` count on
    /// their order.
    fn groups(&self) -> Vec<GroupView> {
        let group = |heading: String, help| GroupView { heading, help, scholen: Vec::new() };
        let plaatsen = self.site.catalogus.plaatsen().map(|l| l.items.as_slice()).unwrap_or_default();
        let mut out: Vec<GroupView> = plaatsen.iter().map(|p| group(p.name.clone(), None)).collect();
        let say = |key| self.say(key, &[]);
        out.push(group(say("item.group_have"), None));
        out.push(group(say("item.group_without_plaats"), None));
        out.push(group(say("common.absent_heading"), Some(say("item.group_absent_help"))));
        out.push(group(say("item.group_mentioned"), None));
        out.push(group(say("item.group_not_stated"), None));
        out.push(group(say("item.group_contact"), Some(say("item.group_contact_help"))));
        out.push(group(say("item.group_limit"), Some(say("item.group_limit_help"))));
        out.push(group(say("item.group_refers"), Some(say("item.group_refers_help"))));
        out
    }
}

/// The index in [`groups`] of the group of a school: that of the nearest place of the item as a whole. The place of one
/// of its uses stands in the row of the school.
fn group(cell: &Outcome<'_>, catalogus: &Catalogus) -> usize {
    let plaatsen = catalogus.plaatsen().map(|l| l.items.as_slice()).unwrap_or_default();
    match cell.stand {
        Stand::Yes if cell.is_contact() => plaatsen.len() + 5,
        Stand::Yes if cell.without_plaats() => plaatsen.len() + 1,
        Stand::Yes => {
            let places = cell.places();
            plaatsen.iter().position(|p| places.contains(&p.id)).unwrap_or(plaatsen.len())
        }
        Stand::No => plaatsen.len() + 2,
        // Scored on a scale that does not say what counts as being there.
        Stand::NotStated if !cell.scores.is_empty() => plaatsen.len(),
        Stand::Mentioned => plaatsen.len() + 3,
        Stand::NotStated => plaatsen.len() + 4,
    }
}

/// Up to this number of places that name an item are shown; the rest is counted.
const PLACES_SHOWN: usize = 3;

impl Web<'_> {
    /// The first places that name an item, as links; the last one says how many more there are.
    fn places(&self, all: Vec<(String, String)>) -> Vec<NameLink> {
        let more = all.len().saturating_sub(PLACES_SHOWN);
        let mut links: Vec<NameLink> =
            all.into_iter().take(PLACES_SHOWN).map(|(name, address)| NameLink { name, address }).collect();
        if let Some(last) = links.last_mut().filter(|_| more > 0) {
            last.name = self.say("item.and_more_places", &[("name", &last.name), ("count", &more)]);
        }
        links
    }
}
