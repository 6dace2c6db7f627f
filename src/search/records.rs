//! What can be found: one record per question of parents, item of a list, item of a school's own,
//! section about limits, school, practice example and abbreviation. Short, and made one at a time.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::facts::SchoolFacts;
use crate::facts::grenzen::{Grens, Grenzen};
use crate::model::antwoord::OwnItem;
use crate::model::catalogus::HULPVRAGEN;
use crate::model::formaat::{self, Onderwerp, Sectie};
use crate::model::lijst::{Item, Lijst};
use crate::model::site::{Document, School, Site};
use crate::model::value::{Feit, Stand};
use crate::pages::{Address, Map, Page};
use crate::regio::Regio;
use crate::soorten;
use crate::text::sentences;
use crate::view;

/// The most characters of running text in a record.
const MAX_TEXT: usize = 320;
/// The most characters of the limits in a section: enough for every one of them to be found.
const MAX_LIMITS: usize = 6000;
/// The most names of items in the record of a school.
const MAX_NAMES: usize = 80;

/// What a result is; a filter of the search page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RecordKind {
    /// A question of parents.
    Hulpvraag,
    /// A kind of help: an item of a list.
    Aanbod,
    /// What one school offers besides the lists.
    Own,
    /// What one school says it cannot offer.
    Grens,
    /// A school.
    School,
    /// A practice example.
    Praktijk,
    /// An item of a list without a page of its own, or an abbreviation.
    Begrip,
}

impl RecordKind {
    /// Its word in the index, which the script of the search page knows.
    pub fn word(self) -> &'static str {
        match self {
            Self::Hulpvraag => "hulpvraag",
            Self::Aanbod => "aanbod",
            Self::Own => "eigen",
            Self::Grens => "grens",
            Self::School => "school",
            Self::Praktijk => "praktijk",
            Self::Begrip => "begrip",
        }
    }
}

/// One thing that can be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Address from the root of the output; of records that share one, only the first is kept.
    pub address: String,
    /// What the result is called.
    pub title: String,
    /// What it says, and what it is found by.
    pub content: String,
    /// Other words for its title; they weigh as much.
    pub also: Vec<String>,
    /// What kind of result.
    pub soort: RecordKind,
    /// Kinds of education of the school it is about.
    pub onderwijstypen: Vec<String>,
    /// Towns of the school it is about.
    pub plaats: Vec<String>,
    /// The name of the school it is about, if it is about one.
    pub school: Vec<String>,
}

impl Record {
    /// A record without words.
    pub(super) fn new(soort: RecordKind, address: &Address) -> Self {
        Self {
            address: address.from_root(),
            title: String::new(),
            content: String::new(),
            also: Vec::new(),
            soort,
            onderwijstypen: Vec::new(),
            plaats: Vec::new(),
            school: Vec::new(),
        }
    }
}

/// All records whose page is there, in a fixed order.
pub fn records<'a>(map: &'a Map<'a>, regio: &'a Regio<'a>) -> impl Iterator<Item = Record> + 'a {
    let site = map.site();
    let mut taken = BTreeSet::new();
    let names = school_names(site);
    let lijst = site.catalogus.lijst(HULPVRAGEN);
    let questions = lijst.into_iter().flat_map(|l| in_use(l)).filter_map(|v| hulpvraag(map, v));
    let items = site.lijsten_in_use().into_iter().filter(|l| l.id != HULPVRAGEN);
    let items = items.flat_map(move |l| {
        let in_lijst: Vec<Record> = in_use(&l).filter_map(|i| item(map, &l, i)).collect();
        in_lijst
    });
    let scholen = regio.scholen.iter().zip(names).flat_map(move |(facts, name)| of_school(regio, facts, &name));
    std::iter::once(who_to_call(site))
        .chain(questions)
        .chain(items)
        .chain(scholen)
        .chain(site.examples().filter_map(|document| example(map, document)))
        .chain(afkortingen(map))
        // Pagefind keeps only the last record of an address.
        .filter(move |r| taken.insert(r.address.clone()))
}

/// Items that are still in use.
fn in_use(lijst: &Lijst) -> impl Iterator<Item = &Item> {
    lijst.items.iter().filter(|i| i.obsolete.is_none())
}

/// Whole sentences, one after the other.
fn text<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let parts: Vec<String> = parts.into_iter().map(sentences::with_full_stop).filter(|d| !d.is_empty()).collect();
    parts.join(" ")
}

/// `Ook: leesblind, dyslexie.`, which tells why something was found by another word.
fn also(item: &Item) -> String {
    if item.synonyms.is_empty() { String::new() } else { format!("Ook: {}.", item.synonyms.join(", ")) }
}

fn who_to_call(site: &Site) -> Record {
    let steunpunt = site.gegevens.steunpunt.as_ref();
    let address = if steunpunt.is_some() { Page::Home.address().at("hulp") } else { Page::Scholen.address() };
    let mut parts = vec!["Bel of mail eerst de school: op de pagina van elke school staat met wie u kunt praten."];
    let bereik = steunpunt.map(|s| {
        let numbers: Vec<&str> = [&s.phone, &s.mail].into_iter().flatten().map(String::as_str).collect();
        format!("Komt u er samen niet uit? Het steunpunt helpt u verder: {} {}", s.name, numbers.join(", "))
    });
    parts.extend(bereik.as_deref());
    parts.push("Contact, bellen, telefoonnummer, mailen, klacht, steunpunt, iemand spreken");
    Record {
        title: "Wie bel ik met een vraag of een zorg?".to_owned(),
        content: text(parts),
        ..Record::new(RecordKind::Hulpvraag, &address)
    }
}

fn hulpvraag(map: &Map<'_>, item: &Item) -> Option<Record> {
    let address = map.page(Page::Hulpvraag(&item.id))?;
    let parts = [item.sentence.as_deref(), item.meaning.as_deref()].into_iter().flatten();
    Some(Record {
        title: item.name.clone(),
        content: text(parts.chain([also(item).as_str()])),
        also: item.synonyms.clone(),
        ..Record::new(RecordKind::Hulpvraag, &address)
    })
}

fn item(map: &Map<'_>, lijst: &Lijst, item: &Item) -> Option<Record> {
    let address = map.item(&lijst.id, &item.id)?;
    let soort = if map.has(Page::Item(&lijst.id, &item.id)) { RecordKind::Aanbod } else { RecordKind::Begrip };
    let questions = map.site().catalogus.lijst(HULPVRAGEN);
    let questions = item.hulpvragen.iter().filter_map(|w| questions?.by_id(&w.text)).map(|(_, v)| v.name.as_str());
    let questions: Vec<&str> = questions.collect();
    let fits = if questions.is_empty() { String::new() } else { format!("Past bij: {}.", questions.join("; ")) };
    let below = item.ouder.and_then(|o| lijst.items.get(o)).map(Item::for_ouders);
    let name = lijst.for_parents(item);
    // Who knows it from a profile looks for the name of the field.
    let other = Some(&item.name).filter(|told| **told != name);
    let parts = [item.sentence.as_deref(), item.meaning.as_deref()].into_iter().flatten();
    let also = also(item);
    Some(Record {
        title: below.map_or_else(|| name.clone(), |below| format!("{below}: {name}")),
        content: text(parts.chain([also.as_str(), fits.as_str()])),
        also: other.into_iter().chain(&item.synonyms).cloned().collect(),
        ..Record::new(soort, &address)
    })
}

/// Names by which schools are told apart, even when two have the same name.
fn school_names(site: &Site) -> Vec<String> {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for school in &site.scholen {
        *count.entry(&school.name).or_default() += 1;
    }
    let mut taken = BTreeSet::new();
    let name = |school: &School| {
        let only = count.get(school.name.as_str()) == Some(&1);
        let plaats = school.plaats.as_ref().filter(|_| !only);
        let with_plaats = plaats.map_or_else(|| school.name.clone(), |plaats| format!("{} ({plaats})", school.name));
        let name =
            if taken.contains(&with_plaats) { format!("{} ({})", school.name, school.slug) } else { with_plaats };
        taken.insert(name.clone());
        name
    };
    site.scholen.iter().map(AsRef::as_ref).map(name).collect()
}

/// The school itself, its limits, then what it offers besides the lists.
fn of_school(regio: &Regio<'_>, facts: &SchoolFacts<'_>, name: &str) -> Vec<Record> {
    let (site, school) = (regio.site, facts.school);
    let filters = |soort, address: &Address| Record {
        onderwijstypen: school.onderwijstypen.clone(),
        plaats: school.plaats.iter().cloned().collect(),
        school: vec![name.to_owned()],
        ..Record::new(soort, address)
    };
    let mut out = vec![Record {
        title: school.name.clone(),
        content: about_school(site, facts),
        ..filters(RecordKind::School, &Page::School(&school.slug).address())
    }];
    out.extend(limits(regio.grenzen(school), school, &filters));
    // What stands under `anders` among limits is no help.
    let about = |s: &&Sectie| s.onderwerp != Some(Onderwerp::Grenzen);
    let documenten = facts.profile_first().into_iter();
    let secties = documenten.flat_map(|d| d.formaat.secties().filter(about).map(move |sectie| (d, sectie)));
    for (document, sectie) in secties {
        let Some(antwoord) = document.antwoorden.get(&sectie.id) else { continue };
        let page = Page::Document(school, document).address();
        let holds = |own: &OwnItem| sectie.offers(own) && !facts.is_refuted(own.is_items());
        for (number, own) in antwoord.others.iter().enumerate().filter(|(_, own)| holds(own)) {
            let sentence = own.sentence.clone();
            let sentence = sentence.or_else(|| own.text.as_ref().map(|t| t.first_sentences(2))).unwrap_or_default();
            let sentence = sentences::truncate(&sentence, MAX_TEXT);
            let questions: Vec<&str> = own.hulpvragen.iter().map(|v| v.name.as_str()).collect();
            let fits =
                if questions.is_empty() { String::new() } else { format!("Past bij: {}.", questions.join("; ")) };
            let place = school.plaats.as_ref().map_or_else(|| school.name.clone(), |p| format!("{}, {p}", school.name));
            out.push(Record {
                title: own.name.text.clone(),
                content: text([sentence.as_str(), fits.as_str(), place.as_str()]),
                ..filters(RecordKind::Own, &page.clone().at(soorten::own_anchor(&sectie.id, number)))
            });
        }
    }
    out
}

/// The limits of a school: one record per section about limits, so that a result leads to where all of
/// them stand.
fn limits(grenzen: &Grenzen<'_>, school: &School, filters: &dyn Fn(RecordKind, &Address) -> Record) -> Vec<Record> {
    let mut out: Vec<Record> = Vec::new();
    for (document, sectie) in &grenzen.secties {
        let of_sectie = grenzen.all.iter().filter(|g| std::ptr::eq(g.document, *document) && g.sectie.id == sectie.id);
        let words: Vec<String> = of_sectie.map(Grens::in_words).collect();
        if words.is_empty() {
            continue;
        }
        out.push(Record {
            title: sectie.title.clone(),
            content: sentences::truncate(&text(words.iter().map(String::as_str)), MAX_LIMITS),
            ..filters(RecordKind::Grens, &Page::Document(school, document).address().at(&sectie.id))
        });
    }
    out
}

fn about_school(site: &Site, facts: &SchoolFacts<'_>) -> String {
    let school = facts.school;
    let place = match (&school.onderwijstypen[..], &school.plaats) {
        ([], plaats) => plaats.clone().unwrap_or_default(),
        (types, None) => sentences::join_and(types),
        (types, Some(plaats)) => format!("{} in {plaats}", sentences::join_and(types)),
    };
    let description = school.description.as_ref().map(|t| sentences::truncate(&t.first_sentences(2), MAX_TEXT));
    let mut names: Vec<String> = Vec::new();
    for document in facts.profile_first() {
        let of_help = |s: &Sectie| s.soort != formaat::Soort::Beoordeling || s.is_help();
        let is_help = |id: &str| document.formaat.sectie(id).is_some_and(of_help);
        let named = |f: &&Arc<Feit>| matches!(facts.stand(&f.item), Stand::Yes | Stand::Mentioned);
        for feit in facts.statements(document).iter().filter(named).filter(|f| is_help(&f.sectie)) {
            let name = site.catalogus.name_for_parents(&feit.item);
            if names.len() < MAX_NAMES && !names.contains(&name) {
                names.push(name);
            }
        }
    }
    let offers = if names.is_empty() { String::new() } else { format!("Deze school noemt: {}.", names.join(", ")) };
    let contact: Vec<&str> = school.contact.iter().map(|c| c.who.name.as_str()).collect();
    let contact = if contact.is_empty() { String::new() } else { format!("Contact: {}.", contact.join(", ")) };
    let via_school = if school.only_via_school() { "Alleen via uw school" } else { "" };
    text([place.as_str(), via_school, description.as_deref().unwrap_or_default(), contact.as_str(), offers.as_str()])
}

fn example(map: &Map<'_>, document: &Document) -> Option<Record> {
    let address = map.page(Page::Example(&document.name))?;
    Some(Record {
        title: document.title().to_owned(),
        content: sentences::truncate(&view::first_sentences(document, 3), MAX_TEXT),
        ..Record::new(RecordKind::Praktijk, &address)
    })
}

/// Abbreviations that schools explain, each once, with what it stands for (20 meanings at most).
fn afkortingen(map: &Map<'_>) -> impl Iterator<Item = Record> {
    let mut meanings: BTreeMap<Address, (&str, BTreeSet<&str>)> = BTreeMap::new();
    for afkorting in map.site().scholen.iter().flat_map(|s| s.published()).flat_map(|d| &d.afkortingen) {
        let meaning = meanings.entry(map.afkorting(&afkorting.short)).or_insert((&afkorting.short, BTreeSet::new()));
        meaning.1.insert(&afkorting.in_full);
    }
    meanings.into_iter().map(|(address, (short, in_full))| Record {
        title: short.to_owned(),
        content: text(in_full.into_iter().take(20)),
        ..Record::new(RecordKind::Begrip, &address)
    })
}
