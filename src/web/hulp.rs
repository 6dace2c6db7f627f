//! Pages of parents' questions: what may help, and what each school says it has.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;
use tera::{Context, Value};

use crate::facts::grenzen::Grens;
use crate::facts::own_points::{Point, own_points};
use crate::model::catalogus::HULPVRAGEN;
use crate::model::date::PartialDate;
use crate::model::lijst::{Item, Lijst};
use crate::model::site::{Contact, Document, School};
use crate::model::value::{ItemKey, Stand};
use crate::pages::Page;
use crate::regio::{Outcome, SchoolFacts};
use crate::text::sentences;
use crate::view::statement;

use super::limits::LimitView;
use super::links::{NameLink, sectie_address};
use super::school::ContactView;
use super::support::{Examples, examples_of};
use super::{Draft, PageError, Web};

/// Up to this number of schools a page has what each says in full; above it only the names of what
/// they have, so that a page of a large region still opens on a phone.
const IN_FULL_AT_MOST: usize = 60;

/// Schools that say nothing are named up to this number; above it they are counted.
const NAME_AT_MOST: usize = 30;

/// The most names of a school's help on a page with many schools.
const NAMES_AT_MOST: usize = 6;

/// A heading with the questions under it.
#[derive(Serialize)]
pub(super) struct QuestionGroup<'a> {
    name: Cow<'a, str>,
    questions: Vec<Question<'a>>,
}

#[derive(Serialize)]
struct Question<'a> {
    /// Where it is answered, from the root.
    address: String,
    name: &'a str,
    sentence: Option<&'a str>,
}

/// What a school says for a question.
#[derive(Serialize)]
struct SchoolHulp<'a> {
    slug: &'a str,
    /// Its page, from the root.
    address: String,
    name: &'a str,
    plaats: Option<&'a str>,
    /// How much there is, in a few words; a limit before help.
    telling: String,
    /// Whether all that it says is that something is not there, or not yet.
    only_absent: bool,
    /// How many things there are that help.
    #[serde(skip)]
    help: usize,
    /// What the school says it cannot do about this question.
    limits: Vec<LimitView>,
    /// Where it names limits, if none of them is about this question.
    other_limits: Option<NameLink>,
    /// Names of what is there, instead of the sentences, on a page with many schools.
    names: String,
    /// Names of where the school sends a child, on such a page too.
    refers_names: String,
    present: Vec<HulpRow>,
    /// Where it sends a child, which is no help of the school itself.
    refers: Vec<HulpRow>,
    absent: Vec<HulpRow>,
    /// What it names without saying whether it is there.
    about: Vec<HulpRow>,
    /// Whether the place of something is not stated, though its section asks for it.
    place_unknown: bool,
    /// Where to read all of it: the first section that says something of it.
    read_at: Option<ReadAt>,
    peildatum: Option<String>,
    old: bool,
    contact: Vec<ContactView<'a>>,
    /// Whether only the child's own school can bring it in.
    via_school: bool,
}

/// The section in which a school says what a page tells.
#[derive(Serialize)]
struct ReadAt {
    /// From the root.
    address: String,
    /// Title of the document; none for a profile.
    document: Option<String>,
}

/// One thing that a school has or has not.
#[derive(Serialize)]
struct HulpRow {
    name: String,
    /// Where it is explained, from the root.
    address: Option<String>,
    sentence: Option<String>,
    noten: Vec<Value>,
}

type Points<'a> = Vec<BTreeMap<&'a str, Vec<Point<'a>>>>;

impl Web<'_> {
    fn hulpvragen(&self) -> Option<&Lijst> {
        self.site.catalogus.lijst(HULPVRAGEN).map(AsRef::as_ref)
    }

    /// The questions under their headings, those without one last.
    pub(super) fn question_groups(&self) -> Vec<QuestionGroup<'_>> {
        let mut out: Vec<QuestionGroup<'_>> = Vec::new();
        let mut loose = Vec::new();
        for item in self.hulpvragen().into_iter().flat_map(|l| &l.items) {
            let question = Question {
                address: Page::Hulpvraag(&item.id).address().from_root(),
                name: &item.name,
                sentence: item.sentence.as_deref(),
            };
            match (&item.group, out.iter_mut().find(|g| item.group.as_deref() == Some(&*g.name))) {
                (Some(_), Some(group)) => group.questions.push(question),
                (Some(name), None) => out.push(QuestionGroup { name: name.into(), questions: vec![question] }),
                (None, _) => loose.push(question),
            }
        }
        if !loose.is_empty() {
            let name = self.say(if out.is_empty() { "hulpvragen.all" } else { "hulpvragen.others" }, &[]);
            out.push(QuestionGroup { name: name.into(), questions: loose });
        }
        out
    }

    /// The pages of all questions, and the one that lists them.
    pub(super) fn hulp(&self) -> Vec<PageError> {
        let Some(lijst) = self.hulpvragen() else { return Vec::new() };
        let scholen = self.by_name();
        let points: Points<'_> = scholen.par_iter().map(|feiten| own_points(feiten, &self.site.catalogus)).collect();
        let examples = self.examples_with();
        let mut errors: Vec<PageError> = lijst
            .items
            .par_iter()
            .filter_map(|question| self.hulp_page(question, &scholen, &points, &examples).err())
            .collect();
        errors.extend(self.hulp_index().err());
        errors
    }

    fn hulp_index(&self) -> Result<(), PageError> {
        let mut content = Context::new();
        content.insert("hulpvragen", &self.question_groups());
        let (title, description) = self.titled("hulpvragen");
        let draft = Draft {
            page: Page::Hulpvragen,
            template: "hulpvragen.html",
            title: &title,
            description: &description,
            canonical: None,
        };
        self.page(&draft, content)
    }

    fn hulp_page(
        &self,
        question: &Item,
        scholen: &[&SchoolFacts<'_>],
        points: &Points<'_>,
        examples: &Examples<'_>,
    ) -> Result<(), PageError> {
        let page = Page::Hulpvraag(&question.id);
        if !self.wants(page) {
            return Ok(());
        }
        let catalogus = &self.site.catalogus;
        let mut items = self.regio.for_hulpvraag(&question.id);
        items.retain(|s| self.map.has(Page::Item(&s.lijst, &s.item)));
        items.retain(|s| catalogus.item(s).is_some_and(|i| i.obsolete.is_none()));
        items.sort_by_key(|s| self.map.shown().items.iter().position(|(id, _)| *id == s.lijst));
        let none = Vec::new();
        let own = |index: usize| points[index].get(question.id.as_str()).unwrap_or(&none);
        let says_something = |index: usize| {
            let feiten = scholen[index];
            let limits = self.regio.grenzen(feiten.school).for_hulpvraag(&question.id).next().is_some();
            limits
                || !own(index).is_empty()
                || items.iter().any(|s| speaks(feiten.for_question(s, &question.id, catalogus)))
        };
        let (present, absent): (Vec<usize>, Vec<usize>) = (0..scholen.len()).partition(|index| says_something(*index));
        let in_full = present.len() <= IN_FULL_AT_MOST;
        let view =
            |index: &usize| self.school_hulp(scholen[*index], &question.id, &items, own(*index), in_full, &page.root());
        let with: Vec<SchoolHulp<'_>> = present.iter().map(view).collect();
        let listed = if absent.len() > NAME_AT_MOST { &[][..] } else { &absent };
        let without: Vec<NameLink> = listed.iter().map(|index| self.school_link(scholen[*index].school)).collect();
        let mut content = Context::new();
        content.insert(
            "question",
            &Question {
                address: page.address().from_root(),
                name: &question.name,
                sentence: question.sentence.as_deref(),
            },
        );
        content.insert("meaning", &question.meaning.as_deref().map(sentences::with_full_stop));
        let count = |offers: bool, limited: bool| {
            with.iter().filter(|s| (s.help > 0) == offers && s.limits.is_empty() != limited).count()
        };
        content.insert("count_with", &count(true, false));
        content.insert("help_and_limit", &count(true, true));
        content.insert("only_limit", &count(false, true));
        content.insert("scholen", &with);
        content.insert("in_full", &in_full);
        content.insert("without", &without);
        content.insert("count_without", &absent.len());
        // What one school alone says to help with it, does not help with it in general.
        let general = |key: &&ItemKey| {
            let item = catalogus.item(key);
            item.is_some_and(|item| item.hulpvragen.iter().any(|h| h.text == question.id))
        };
        let in_general: Vec<ItemKey> = items.iter().filter(general).cloned().collect();
        content.insert("lijsten", &self.per_lijst(&in_general));
        let key = ItemKey { lijst: HULPVRAGEN.to_owned(), item: question.id.clone() };
        content.insert("examples", &examples_of(examples, &key, self.today));
        let sentence = question.sentence.as_deref().map(sentences::with_full_stop).unwrap_or_default();
        let description = format!("{sentence} {}", self.say("hulpvraag.description", &[]));
        let draft = Draft {
            page,
            template: "hulpvraag.html",
            title: &question.name,
            description: description.trim(),
            canonical: None,
        };
        self.page(&draft, content)
    }

    fn school_hulp<'s>(
        &'s self,
        feiten: &SchoolFacts<'s>,
        hulpvraag: &str,
        items: &[ItemKey],
        own: &[Point<'_>],
        in_full: bool,
        root: &str,
    ) -> SchoolHulp<'s> {
        let (school, catalogus) = (feiten.school, &self.site.catalogus);
        let with_stand = |stand: Stand| {
            let cells = items.iter().filter_map(|s| Some((s, feiten.for_question(s, hulpvraag, catalogus)?)));
            cells.filter(move |(_, cell)| cell.stand == stand).collect::<Vec<_>>()
        };
        let (present, absent) = (with_stand(Stand::Yes), with_stand(Stand::No));
        let elsewhere = |(s, cell): &(&ItemKey, &Outcome<'_>)| cell.refers_elsewhere(s, catalogus);
        let (answered_elsewhere, present): (Vec<_>, Vec<_>) = present.into_iter().partition(elsewhere);
        let (own_elsewhere, own): (Vec<&Point<'_>>, Vec<&Point<'_>>) = own.iter().partition(|p| p.refers);
        // What the school also says in its own words is told, and counted, once.
        let is_own = |(item, _): &(&ItemKey, &Outcome<'_>)| own.iter().any(|p| p.is.contains(item));
        let (as_own, present): (Vec<_>, Vec<_>) = present.into_iter().partition(is_own);
        let limits: Vec<&Grens<'_>> = self.regio.grenzen(school).for_hulpvraag(hulpvraag).collect();
        // A name somewhere in running text is no answer to a parent's question.
        let named = with_stand(Stand::Mentioned).into_iter().filter(|(_, cell)| !cell.is_text_only());
        let about: Vec<_> = named.chain(with_stand(Stand::NotStated)).collect();
        let dates = present
            .iter()
            .chain(&as_own)
            .chain(&answered_elsewhere)
            .chain(&absent)
            .chain(&about)
            .map(|(_, cell)| cell.peildatum);
        let documenten = own.iter().chain(&own_elsewhere).map(|p| p.document).chain(limits.iter().map(|g| g.document));
        let peildatum = dates.chain(documenten.map(Document::facts_date)).max().flatten();
        let all_names =
            own.iter().map(|p| p.name.clone()).chain(present.iter().map(|(s, _)| catalogus.name_for_parents(s)));
        // Two lists may have the same thing, which is said and counted once.
        let all_names = sentences::once(all_names);
        let help = all_names.len();
        let row = |(key, cell): &(&ItemKey, &Outcome<'_>)| HulpRow {
            name: catalogus.name_for_parents(key),
            address: self.map.item(&key.lijst, &key.item).map(|address| address.from_root()),
            // What an item does in general is told once, further down; here only what the school says.
            sentence: Some(statement::sentence(cell, catalogus))
                .filter(|sentence| sentence != statement::HAS && cell.stand != Stand::No),
            noten: self.noten(root, school, cell),
        };
        let point = |p: &&Point<'_>| {
            let is: Vec<HulpRow> = as_own.iter().filter(|(item, _)| p.is.contains(item)).map(row).collect();
            let mut noten: Vec<Value> = p.noot.map(|n| self.noot(root, school, p.document, n)).into_iter().collect();
            noten.extend(is.iter().flat_map(|r| r.noten.clone()));
            let sentences: Vec<String> =
                p.sentence.iter().cloned().chain(is.iter().filter_map(|r| r.sentence.clone())).collect();
            HulpRow {
                name: p.name.clone(),
                address: is.into_iter().find_map(|r| r.address),
                sentence: (!sentences.is_empty()).then(|| sentences.join(" ")),
                noten,
            }
        };
        let elsewhere = answered_elsewhere.len() + own_elsewhere.len();
        let mut view = SchoolHulp {
            slug: &school.slug,
            address: Page::School(&school.slug).address().from_root(),
            name: &school.name,
            plaats: school.plaats.as_deref(),
            telling: self.telling_of(help, limits.len(), elsewhere, (!absent.is_empty(), !about.is_empty())),
            only_absent: help + limits.len() + elsewhere == 0 && !absent.is_empty(),
            help,
            other_limits: self.section_of_limits(school).filter(|_| limits.is_empty()),
            limits: limits.into_iter().map(|g| LimitView::of(school, g)).collect(),
            names: String::new(),
            refers_names: String::new(),
            present: Vec::new(),
            refers: Vec::new(),
            absent: Vec::new(),
            about: Vec::new(),
            place_unknown: present.iter().any(|(_, cell)| cell.without_plaats()),
            read_at: None,
            peildatum: peildatum.map(|d| d.to_string()),
            old: peildatum.is_some_and(|d: PartialDate| d.older_than_a_year(self.today)),
            contact: Vec::new(),
            via_school: school.only_via_school(),
        };
        if in_full {
            // What a school names for the question in its own words says most, so it comes first.
            view.present = once_by_name(own.iter().map(point).chain(present.iter().map(row)));
            view.refers = once_by_name(own_elsewhere.iter().map(point).chain(answered_elsewhere.iter().map(row)));
            view.absent = once_by_name(absent.iter().map(row));
            let cells = present.iter().chain(&as_own).chain(&answered_elsewhere).chain(&absent).chain(&about);
            let cells = cells.filter_map(|(_, c)| Some((c.document?, c)));
            let mut cells = cells.flat_map(|(document, c)| c.feiten.iter().map(move |f| (document, &*f.sectie)));
            let mut own = own.iter().chain(&own_elsewhere).map(|p| (p.document, p.sectie));
            let first = cells.find(|(document, sectie)| document.formaat.sectie(sectie).is_some());
            view.read_at = first.or_else(|| own.next()).map(|(document, sectie)| ReadAt {
                address: sectie_address(school, document, sectie),
                document: (!document.formaat.profiel).then(|| document.title().to_owned()),
            });
            view.about = once_by_name(about.iter().map(|(key, _)| self.about_row(key)));
            view.contact = contact(school);
        } else {
            view.names = self.a_few(all_names.into_iter());
            let names = own_elsewhere.iter().map(|p| p.name.clone());
            view.refers_names =
                self.a_few(names.chain(answered_elsewhere.iter().map(|(s, _)| catalogus.name_for_parents(s))));
        }
        view
    }
}

/// Rows of the same name, of two lists say, as one row that says all of them.
fn once_by_name(rows: impl Iterator<Item = HulpRow>) -> Vec<HulpRow> {
    let mut out: Vec<HulpRow> = Vec::new();
    for row in rows {
        let Some(known) = out.iter_mut().find(|r| r.name.to_lowercase() == row.name.to_lowercase()) else {
            out.push(row);
            continue;
        };
        known.address = known.address.take().or(row.address);
        let sentences = sentences::once([known.sentence.take(), row.sentence].into_iter().flatten());
        known.sentence = (!sentences.is_empty()).then(|| sentences.join(" "));
        known.noten.extend(row.noten);
    }
    out
}

impl Web<'_> {
    fn about_row(&self, key: &ItemKey) -> HulpRow {
        HulpRow {
            name: self.site.catalogus.name_for_parents(key),
            address: self.map.item(&key.lijst, &key.item).map(|address| address.from_root()),
            sentence: None,
            noten: Vec::new(),
        }
    }
}

/// Whether a school says anything of an item, other than by its name in running text.
fn speaks(outcome: Option<&Outcome<'_>>) -> bool {
    outcome.is_some_and(|outcome| !outcome.is_text_only())
}

/// The first contact, and the first who can be called or mailed, if that is another. Where nobody can
/// be, the first who has a web page.
fn contact(school: &School) -> Vec<ContactView<'_>> {
    let reachable = |c: &&Contact| c.bereik.phone.is_some() || c.bereik.mail.is_some();
    let on_the_web = |c: &&Contact| c.bereik.web.is_some();
    let first = school.contact.first();
    let found = school.contact.iter().find(reachable).or_else(|| school.contact.iter().find(on_the_web));
    let other = found.filter(|c| !first.is_some_and(|e| reachable(&e) || std::ptr::eq(e, *c)));
    first.into_iter().chain(other).map(ContactView::of).collect()
}

impl Web<'_> {
    /// The first names, each once, and how many more there are.
    fn a_few(&self, all: impl Iterator<Item = String>) -> String {
        let mut names: Vec<String> = Vec::new();
        for name in all {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        match names.split_at_checked(NAMES_AT_MOST) {
            Some((first, rest)) if rest.len() > 1 => {
                self.say("hulpvraag.and_more", &[("names", &first.join(", ")), ("more", &rest.len())])
            }
            _ => sentences::join_and(&names),
        }
    }

    /// What a school says, in a few words: limits come before help, and help of the school itself before
    /// where it sends a child.
    fn telling_of(&self, help: usize, limits: usize, refers: usize, (absent, mentioned): (bool, bool)) -> String {
        match (limits, help) {
            (0, 1..) => self.say("hulpvraag.names_help", &[("count", &help)]),
            (_, 1..) => self.say("hulpvraag.names_grens_and_help", &[("count", &help)]),
            (1.., 0) => self.say("hulpvraag.names_grens", &[]),
            (0, 0) if refers > 0 => self.say("hulpvraag.refers_on", &[]),
            (0, 0) if absent => self.say("common.absent_short", &[]),
            (0, 0) if mentioned => self.say("hulpvraag.mentions", &[]),
            (0, 0) => String::new(),
        }
    }
}
