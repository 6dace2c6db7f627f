//! The one outcome per school and item.
//!
//! Answers weigh most, and "there" more than "not there" (`check` warns of such a contradiction). Without an answer,
//! someone whom the school names as a contact is there. What is only named elsewhere is `genoemd`; otherwise nothing is
//! known. When two documents answer, the newest wins and the outcome remembers the older one; a document that only
//! names an item never outweighs one that answers.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::antwoord::OwnItem;
use crate::model::catalogus::Catalogus;
use crate::model::date::PartialDate;
use crate::model::formaat::Sectie;
use crate::model::hoeveel::Hoeveel;
use crate::model::lijst::Item;
use crate::model::site::{Document, School};
use crate::model::value::{Evidence, Feit, ItemKey, RefTarget, Score, Stand};
use crate::pages::Page;
use crate::text::sentences;

use super::DocumentFacts;
use super::remarks::{self, Remark};

/// What the current documents of a school say.
#[derive(Debug)]
pub struct SchoolFacts<'a> {
    /// The school.
    pub school: &'a School,
    /// Its current documents, newest first.
    pub documenten: Vec<&'a Document>,
    /// What each of its documents states, those of earlier years and concepts too.
    all: Arc<[DocumentFacts<'a>]>,
    outcomes: BTreeMap<ItemKey, Outcome<'a>>,
}

/// A statement with its document; `None` for `school.yaml`.
#[derive(Debug, Clone)]
pub struct Stated<'a> {
    /// The document.
    pub document: Option<&'a Document>,
    /// The statement.
    pub feit: Arc<Feit>,
}

/// What a school says about one item.
#[derive(Debug, Clone)]
pub struct Outcome<'a> {
    /// Whether it is there.
    pub stand: Stand,
    /// Places where it is (ids of the list `plaatsen`); empty means not stated.
    pub waar: BTreeSet<String>,
    /// Places where the school expressly says it is not.
    pub not_waar: BTreeSet<String>,
    /// Ids of the parents' questions that it helps with on this school, where the school says so: only those, whatever the
    /// list says.
    pub hulpvragen: Option<BTreeSet<String>>,
    /// What it scores, for the school as a whole and per group.
    pub scores: Vec<Score>,
    /// The statements it rests on, in the order of the document: answers, else contacts, else mentions.
    pub feiten: Vec<Arc<Feit>>,
    /// The other places that speak of it.
    pub mentions: Vec<Stated<'a>>,
    /// When the newest of the statements it rests on was checked.
    pub peildatum: Option<PartialDate>,
    /// The document that says so; `None` when only `school.yaml` does.
    pub document: Option<&'a Document>,
    /// An older document that answers for the same item too.
    pub also: Option<&'a Document>,
}

/// An own offer of a school, and where it is made.
#[derive(Debug, Clone, Copy)]
pub struct OwnAanbod<'a> {
    /// The school.
    pub school: &'a School,
    /// The document.
    pub document: &'a Document,
    /// Id of the section.
    pub sectie: &'a str,
    /// The offer.
    pub own: &'a OwnItem,
}

impl<'a> SchoolFacts<'a> {
    /// Gathers what a school says in its current documents, and whom it names as a contact. The statements of all its
    /// documents are worked out here, and nowhere else.
    pub fn new(school: &'a School, catalogus: &Catalogus) -> Self {
        let all = school.documenten.iter().map(|document| DocumentFacts::of(document, catalogus)).collect();
        let contacts = super::contacts(school, catalogus);
        Self::gather(school, school.current_documenten(), contacts, all)
    }

    /// What some of its documents say by themselves, such as those of an earlier year. Contacts are those of today, so they
    /// do not count.
    pub fn of_documents(&self, documenten: Vec<&'a Document>) -> Self {
        Self::gather(self.school, documenten, Vec::new(), Arc::clone(&self.all))
    }

    fn gather(
        school: &'a School,
        documenten: Vec<&'a Document>,
        contacts: Vec<Feit>,
        all: Arc<[DocumentFacts<'a>]>,
    ) -> Self {
        let mut stated: BTreeMap<ItemKey, Vec<Stated<'a>>> = BTreeMap::new();
        let mut note = |document: Option<&'a Document>, feit: Arc<Feit>| {
            stated.entry(feit.item.clone()).or_default().push(Stated { document, feit });
        };
        for document in &documenten {
            let facts = all.iter().filter(|facts| std::ptr::eq(facts.document, *document));
            facts.flat_map(|facts| &facts.feiten).for_each(|feit| note(Some(document), Arc::clone(feit)));
        }
        contacts.into_iter().for_each(|feit| note(None, Arc::new(feit)));
        let outcomes = stated.into_iter().filter_map(|(item, all)| Some((item, Outcome::new(all)?))).collect();
        Self { school, documenten, all, outcomes }
    }

    /// What one of its documents states; nothing for a document of another school.
    pub fn statements(&self, document: &Document) -> &[Arc<Feit>] {
        self.document(document).map_or(&[], |facts| &facts.feiten)
    }

    fn document(&self, document: &Document) -> Option<&DocumentFacts<'a>> {
        self.all.iter().find(|facts| std::ptr::eq(facts.document, document))
    }

    /// The items that one of its documents speaks of anywhere, or that it names as a contact: on the page of that document
    /// none of these may be reported as unmentioned.
    pub fn spoken_of(&self, document: &Document, catalogus: &Catalogus) -> BTreeSet<ItemKey> {
        let mut out = self.document(document).map(DocumentFacts::spoken_of).unwrap_or_default();
        out.extend(super::contacts(self.school, catalogus).into_iter().map(|f| f.item));
        out
    }

    /// What it says about an item; `None` when it does not mention it anywhere.
    pub fn outcome(&self, item: &ItemKey) -> Option<&Outcome<'a>> {
        self.outcomes.get(item)
    }

    /// What it says about an item for a parents' question; `None` too where the item is not about that question, in
    /// general or because the school says that it helps with others here.
    pub fn for_question(&self, item: &ItemKey, question: &str, catalogus: &Catalogus) -> Option<&Outcome<'a>> {
        let known = catalogus.item(item)?;
        self.outcome(item).filter(|outcome| outcome.is_about(question, known))
    }

    /// The items of which the school itself says that they help with a parents' question.
    pub fn stated_for<'s>(&'s self, question: &'s str) -> impl Iterator<Item = &'s ItemKey> {
        let states = move |o: &Outcome<'_>| o.hulpvragen.as_ref().is_some_and(|stated| stated.contains(question));
        self.outcomes.iter().filter(move |(_, outcome)| states(outcome)).map(|(key, _)| key)
    }

    /// All its outcomes, by list and item id.
    pub fn outcomes(&self) -> impl Iterator<Item = (&ItemKey, &Outcome<'a>)> {
        self.outcomes.iter()
    }

    /// Its documents with the current profile first: the order in which the school as a whole is described.
    pub fn profile_first(&self) -> Vec<&'a Document> {
        let mut all = self.documenten.clone();
        all.sort_by_key(|d| !self.school.is_current(d));
        all
    }

    /// The outcome of a statement, where it rests on that document and says the same: so `None` where another section
    /// or a newer document overrules it.
    pub fn upheld(&self, document: &Document, feit: &Feit) -> Option<&Outcome<'a>> {
        let here = |o: &&Outcome<'a>| o.document.is_some_and(|d| std::ptr::eq(d, document));
        self.outcome(&feit.item).filter(|o| o.stand == feit.stand).filter(here)
    }

    /// Whether a statement of one of its documents is what the school says now. An answer of another document replaces
    /// all that this one says about the item, even if both say "yes", and makes a mention irrelevant; a mention
    /// replaces nothing.
    pub fn holds(&self, document: &Document, feit: &Feit) -> bool {
        let Some(outcome) = self.outcome(&feit.item) else { return true };
        if feit.stand == Stand::Mentioned {
            return outcome.stand == Stand::Mentioned;
        }
        let here = outcome.document.is_some_and(|d| std::ptr::eq(d, document));
        here || !outcome.stand.is_answer() && outcome.scores.is_empty()
    }

    /// Whether the school answers elsewhere that the items an own row or offer stands for (`is`) are not there.
    pub fn is_refuted<'i>(&self, is: impl IntoIterator<Item = &'i ItemKey>) -> bool {
        let mut is = is.into_iter().peekable();
        is.peek().is_some() && is.all(|item| self.stand(item) == Stand::No)
    }

    /// Whether an item is there; not stated when nothing speaks of it.
    pub fn stand(&self, item: &ItemKey) -> Stand {
        self.outcome(item).map_or(Stand::NotStated, |outcome| outcome.stand)
    }

    /// Its own offers that are not the same thing as an item of a list.
    pub fn own_aanbod(&self) -> impl Iterator<Item = OwnAanbod<'a>> + use<'a> {
        let school = self.school;
        self.documenten.clone().into_iter().flat_map(move |document| {
            let secties = document.formaat.secties().filter_map(|s| Some((s, document.antwoorden.get(&s.id)?)));
            let all = secties
                .flat_map(|(s, a)| a.others.iter().filter(|own| s.offers(own)).map(move |e| (a.sectie.as_str(), e)));
            let loose = all.filter(|(_, e)| !e.is.iter().any(|v| matches!(v.ref_target, RefTarget::Item(_))));
            loose.map(move |(sectie, own)| OwnAanbod { school, document, sectie, own }).collect::<Vec<_>>()
        })
    }
}

/// How much a statement weighs: answers, then contacts, then mentions, then an answer that leaves it open.
fn weight(stated: &Stated<'_>) -> u8 {
    match (stated.feit.evidence, stated.feit.stand) {
        (Evidence::Answer, Stand::Yes | Stand::No) => 3,
        (Evidence::Answer, _) if stated.feit.value.is_some() => 3,
        (Evidence::Contact, _) => 2,
        (_, Stand::Mentioned) => 1,
        _ => 0,
    }
}

impl<'a> Outcome<'a> {
    /// The outcome of all statements about one item, newest document first; `None` if there are none.
    fn new(all: Vec<Stated<'a>>) -> Option<Self> {
        let heaviest = all.iter().map(weight).max()?;
        let document = all.iter().find(|s| weight(s) == heaviest)?.document;
        let same = |other: Option<&Document>| match (document, other) {
            (Some(a), Some(b)) => std::ptr::eq(a, b),
            (None, None) => true,
            _ => false,
        };
        // What weighs less, or is from another document, is kept as another place that mentions the item.
        let (base, mentions): (Vec<Stated<'a>>, Vec<Stated<'a>>) =
            all.into_iter().partition(|s| weight(s) == heaviest && same(s.document));
        let also = mentions.iter().find(|s| weight(s) == heaviest && heaviest == 3).and_then(|s| s.document);
        let mut outcome = Self {
            stand: Stand::NotStated,
            waar: BTreeSet::new(),
            not_waar: BTreeSet::new(),
            hulpvragen: None,
            scores: Vec::new(),
            feiten: Vec::new(),
            mentions,
            peildatum: None,
            document,
            also,
        };
        for Stated { feit, .. } in base {
            outcome.stand = outcome.stand.min(feit.stand);
            outcome.waar.extend(feit.waar.iter().cloned());
            outcome.not_waar.extend(feit.not_waar.iter().cloned());
            if let Some(questions) = &feit.hulpvragen {
                outcome.hulpvragen.get_or_insert_default().extend(questions.iter().cloned());
            }
            outcome.scores.extend(feit.value.clone());
            outcome.peildatum = outcome.peildatum.max(feit.peildatum);
            outcome.feiten.push(feit);
        }
        // If another section says that it is at a place, it is.
        outcome.not_waar.retain(|place| !outcome.waar.contains(place));
        Some(outcome)
    }

    /// Whether it is about a parents' question: by what the school says of that, else by the list.
    pub fn is_about(&self, question: &str, item: &Item) -> bool {
        match &self.hulpvragen {
            Some(stated) => stated.contains(question),
            None => item.hulpvragen.iter().any(|h| h.text == question),
        }
    }

    /// The places where it is as a whole, leaving out those of single uses.
    pub fn places(&self) -> BTreeSet<String> {
        self.waar.iter().filter(|place| self.rows_at(place).is_none()).cloned().collect()
    }

    /// The rows that alone say that it is at a place, if there are statements about other uses: the school did not say
    /// that those are there.
    pub fn rows_at(&self, place: &str) -> Option<Vec<&str>> {
        let all = self.feiten.iter().map(AsRef::as_ref);
        let (here, elsewhere): (Vec<&Feit>, Vec<&Feit>) = all.partition(|f| f.waar.contains(place));
        let mut rows: Vec<&str> = Vec::new();
        for feit in here {
            let row = feit.context.as_deref()?;
            if !rows.contains(&row) {
                rows.push(row);
            }
        }
        (!elsewhere.is_empty()).then_some(rows)
    }

    /// The places of single uses, in the order of the list of places: "bij “Dagelijkse begeleiding”: op school".
    pub fn places_of_rows(&self, catalogus: &Catalogus) -> Vec<String> {
        let of_rows = self.rows_by_place(catalogus).into_iter();
        of_rows.map(|(place, rows)| format!("{rows}: {}", sentences::lower(&place.name))).collect()
    }

    /// The places of single uses, in the order of the list of places, each with those uses: "bij “Dagelijkse
    /// begeleiding”".
    pub fn rows_by_place<'c>(&self, catalogus: &'c Catalogus) -> Vec<(&'c Item, String)> {
        let plaatsen = catalogus.plaatsen().into_iter().flat_map(|l| &l.items).filter(|p| self.waar.contains(&p.id));
        let words = |place: &'c Item| {
            let rows: Vec<String> = self.rows_at(&place.id)?.into_iter().map(|row| format!("“{row}”")).collect();
            Some((place, format!("bij {}", sentences::join_and(&rows))))
        };
        plaatsen.filter_map(words).collect()
    }

    /// Whether it rests on an answer of a document, even one that leaves it open.
    pub fn is_answer(&self) -> bool {
        self.feiten.iter().any(|f| f.evidence == Evidence::Answer)
    }

    /// Whether nothing but running texts names it.
    pub fn is_text_only(&self) -> bool {
        let mut all = self.feiten.iter().chain(self.mentions.iter().map(|s| &s.feit));
        all.all(|f| f.evidence == Evidence::Text)
    }

    /// Whether it rests on nothing but a contact: someone whom parents can turn to.
    pub fn is_contact(&self) -> bool {
        self.feiten.iter().all(|f| f.evidence == Evidence::Contact)
    }

    /// How much there is of it, as the first statement that tells so has it.
    pub fn hoeveel(&self) -> Option<&Hoeveel> {
        self.feiten.iter().find_map(|feit| feit.hoeveel.as_ref())
    }

    /// Whether a child goes elsewhere for what a school says is there: the item leads to another school or institute, and
    /// the school does not say that it is in its own building.
    pub fn refers_elsewhere(&self, key: &ItemKey, catalogus: &Catalogus) -> bool {
        let leads_away = catalogus.item(key).is_some_and(|item| item.refers);
        leads_away && self.stand == Stand::Yes && !self.waar.contains("school")
    }

    /// Whether it is there without a place, while a section that states it asks for one.
    pub fn without_plaats(&self) -> bool {
        self.stand == Stand::Yes && self.waar.is_empty() && self.plaats_asked()
    }

    fn plaats_asked(&self) -> bool {
        let asks = |s: &Sectie| !s.waar.is_empty() || s.fields.iter().any(|v| v.id == "waar");
        let Some(document) = self.document else { return false };
        self.feiten.iter().filter_map(|f| document.formaat.sectie(&f.sectie)).any(asks)
    }

    /// The address where to read it, from the root of the output: the section of the document, or the contacts on the
    /// school's page.
    pub fn address(&self, school: &School) -> String {
        self.feiten.first().map_or_else(String::new, |feit| address(school, self.document, feit))
    }

    /// All its remarks, each once, with the headings it is under.
    pub fn remarks(&self) -> Vec<Remark<'_>> {
        remarks::of(&self.feiten)
    }

    /// Where it is named, in words and as an address, in the order of the documents; each place once.
    pub fn named_at(&self, school: &School) -> Vec<(String, String)> {
        let own = self.feiten.iter().map(|feit| (self.document, feit));
        let other = self.mentions.iter().map(|s| (s.document, &s.feit));
        let mut out: Vec<(String, String)> = Vec::new();
        for (document, feit) in own.chain(other).filter(|(_, f)| f.evidence != Evidence::Answer) {
            let place = (place(document, feit), address(school, document, feit));
            if !out.contains(&place) {
                out.push(place);
            }
        }
        out
    }
}

/// The address of a statement, from the root of the output.
pub fn address(school: &School, document: Option<&Document>, feit: &Feit) -> String {
    match document {
        None => Page::School(&school.slug).address().at("bij-wie"),
        Some(document) if feit.sectie.is_empty() => Page::Document(school, document).address(),
        Some(document) => Page::Document(school, document).address().at(&feit.sectie),
    }
    .from_root()
}

/// The place of a statement, in words: "Ondersteuningsroute, stap 12: Gesprek".
pub fn place(document: Option<&Document>, feit: &Feit) -> String {
    let section = document.and_then(|d| d.formaat.sectie(&feit.sectie)).map(|s| s.title.as_str());
    let section = match (section, feit.evidence) {
        (Some(section), _) => section,
        (None, Evidence::Contact) => return "Contact".to_owned(),
        (None, Evidence::Abbreviation) => "Afkortingen",
        (None, _) => "",
    };
    match &feit.context {
        Some(context) => format!("{section}, {context}"),
        None => section.to_owned(),
    }
}
