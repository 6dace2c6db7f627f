//! What a parent reads of a profile: whole sentences from facts, grouped by what they are about.

use std::collections::BTreeSet;

use serde::Serialize;
use tera::Value;

use crate::facts::{self, Outcome, SchoolFacts};
use crate::model::antwoord::{AnswerBody, Antwoord, OwnItem};
use crate::model::catalogus::Catalogus;
use crate::model::formaat::{Onderwerp, Sectie, Soort};
use crate::model::lijst::Lijst;
use crate::model::site::Document;
use crate::model::value::{Evidence, Feit, ItemKey, Stand};
use crate::ouders::overview::{Offering, Overview};
use crate::pages::Page;
use crate::soorten::{self, Writer};
use crate::text::{Markdown, sentences};
use crate::view::statement;

use super::pieces::OWN_HEADING;

/// Stands for the list of things that are in no list; no id is empty.
const NO_LIJST: &str = "";

/// The subjects of all current documents together: under each subject the sections of the first document come first.
pub fn merge(all: Vec<Vec<OnderwerpView>>) -> Vec<OnderwerpView> {
    let mut out: Vec<OnderwerpView> = Vec::new();
    for subject in all.into_iter().flatten() {
        match out.iter_mut().find(|o| o.onderwerp == subject.onderwerp) {
            Some(known) => subject.secties.into_iter().for_each(|sectie| join(&mut known.secties, sectie)),
            None => out.push(subject),
        }
    }
    out.sort_by_key(|o| Onderwerp::WORDS.iter().position(|w| *w == o.onderwerp));
    out
}

/// Adds a section of another document; what is gathered of one list stands under one heading.
fn join(secties: &mut Vec<OuderSectie>, mut sectie: OuderSectie) {
    let same = |s: &OuderSectie| s.lijst.is_some() && s.lijst == sectie.lijst && (s.gathered || sectie.gathered);
    let known = secties.iter().position(same).and_then(|index| secties.get_mut(index));
    match known {
        None => secties.push(sectie),
        Some(known) => {
            if known.gathered && !sectie.gathered {
                std::mem::swap(known, &mut sectie);
            }
            known.join(sectie);
        }
    }
}

/// What the profile says about one subject.
#[derive(Debug, Serialize)]
pub struct OnderwerpView {
    /// Which subject.
    pub onderwerp: &'static str,
    /// Its sections.
    pub secties: Vec<OuderSectie>,
}

/// A section as a parent reads it.
#[derive(Debug, Serialize)]
pub struct OuderSectie {
    /// Its id, also its anchor on the page of its document.
    pub id: String,
    /// The page of its document, from the root of the output.
    pub page: String,
    /// Its title in the document.
    pub title: String,
    /// Its heading in words of parents; a section of a list has that of the list.
    pub heading: String,
    /// The list whose items it is about; empty for things that are in no list.
    #[serde(skip)]
    pub lijst: Option<String>,
    /// Whether it is gathered from several sections, and is not one itself.
    #[serde(skip)]
    pub gathered: bool,
    /// The school's text for parents.
    pub for_ouders: Option<Value>,
    /// What the school says alike of everything that is there.
    pub said_of_all: Option<String>,
    /// What is there.
    pub present: Vec<SummaryRow>,
    /// Where the school sends a child; this is no help of its own.
    pub refers: Vec<SummaryRow>,
    /// What is expressly not there.
    pub not_: Vec<SummaryRow>,
    /// What the profile names elsewhere, without saying that it is there.
    pub named: Vec<Mentioned>,
    /// Whether something is there without a place, in a section that has places.
    pub plaats_not_stated: bool,
    /// Whether something is explained in general words, which the school did not write.
    pub general: bool,
    /// Whether the profile says more in this section than a text for parents.
    pub more: bool,
    /// Whether the profile has steps of a route there.
    pub stappen: bool,
}

/// An item that is only named, with the first place that names it.
#[derive(Debug, Serialize)]
pub struct Mentioned {
    /// Its name.
    pub name: Value,
    /// Where, in words.
    pub beside: String,
    /// Where, from the root of the output.
    pub address: String,
}

/// One thing, in sentences.
#[derive(Debug, Serialize)]
pub struct SummaryRow {
    /// Its name.
    pub name: Value,
    /// What the school says about it: where it is, how well it goes, how much.
    pub sentence: String,
    /// What it is in general, from the list; not said by the school.
    pub general: Option<String>,
    /// A remark of the school.
    pub noot: Option<Value>,
}

/// The subjects of one of a school's current documents, in the order of [`Onderwerp`]; sections without anything
/// for parents are left out. `outcomes` are those of all its current documents, and `overview` is what it offers
/// according to them: what no section tells parents, such as a row of a table of who does what, is gathered by list.
pub fn onderwerpen(
    outcomes: &SchoolFacts<'_>,
    overview: &Overview<'_>,
    document: &Document,
    catalogus: &Catalogus,
    writer: &mut Writer<'_>,
) -> Vec<OnderwerpView> {
    let page = Page::Document(outcomes.school, document).address().from_root();
    // An answer that another section or a newer document overrules is not told here.
    let told_here = |f: &&Feit| f.evidence == Evidence::Answer && outcomes.upheld(document, f).is_some();
    let feiten: Vec<&Feit> = outcomes.statements(document).iter().map(AsRef::as_ref).filter(told_here).collect();
    let mut told = ToldItems::default();
    let mut out: Vec<OnderwerpView> = Vec::new();
    for word in Onderwerp::WORDS {
        let mut secties = Vec::new();
        for sectie in document.formaat.secties().filter(|s| s.onderwerp.is_some_and(|o| o.word() == *word)) {
            let Some(antwoord) = document.antwoorden.get(&sectie.id) else { continue };
            let own_feiten: Vec<&Feit> = feiten.iter().copied().filter(|f| f.sectie == sectie.id).collect();
            let others: Vec<&OwnItem> =
                antwoord.others.iter().filter(|own| !outcomes.is_refuted(own.is_items())).collect();
            if tells_items(sectie) {
                let said = own_feiten.iter().filter(|f| f.stand.is_answer());
                told.items.extend(said.map(|f| f.item.clone()));
                told.own.extend(others.iter().map(|own| own.name.span.start()));
            }
            let mut section = ouder_sectie(sectie, antwoord, &others, &own_feiten, catalogus, writer);
            if let Some(section) = &mut section {
                section.page = page.clone();
                if let Some(lijst) = sectie.lijst.as_ref().filter(|_| sectie.soort == Soort::Aanbod) {
                    section.named = named(lijst, outcomes, writer, None);
                    section.lijst = sectie.is_help().then(|| lijst.id.clone());
                }
            }
            secties.extend(section);
        }
        if !secties.is_empty() {
            out.push(OnderwerpView { onderwerp: word, secties });
        }
    }
    let secties = out.iter().flat_map(|o| &o.secties);
    told.lijsten = secties.filter_map(|s| s.lijst.clone()).collect();
    for gathered in gathered(outcomes, overview, document, &told, catalogus, writer) {
        let known = out.iter_mut().flat_map(|o| &mut o.secties).find(|s| s.lijst == gathered.lijst);
        match known {
            Some(known) => known.join(gathered),
            None => add(&mut out, Onderwerp::Aanbod.word(), gathered),
        }
    }
    out
}

/// What the sections of a document tell parents themselves.
#[derive(Default)]
struct ToldItems {
    items: BTreeSet<ItemKey>,
    /// The lists that have a section.
    lijsten: BTreeSet<String>,
    /// The school's own items, by the offset at which their names begin.
    own: BTreeSet<usize>,
}

impl ToldItems {
    fn tells(&self, offering: &Offering<'_>) -> bool {
        match &offering.item {
            Some(item) => self.items.contains(item),
            None => self.own.contains(&offering.span.start()),
        }
    }
}

/// Whether parents are told the items of a section; other sections are read in the profile.
fn tells_items(sectie: &Sectie) -> bool {
    sectie.has_items() && sectie.is_help()
}

/// What a document says is there, or is not, outside the sections that tell parents so: a section for each list, and
/// one for things that are in no list.
fn gathered(
    outcomes: &SchoolFacts<'_>,
    overview: &Overview<'_>,
    document: &Document,
    told: &ToldItems,
    catalogus: &Catalogus,
    writer: &mut Writer<'_>,
) -> Vec<OuderSectie> {
    let mut out: Vec<OuderSectie> = Vec::new();
    // With each thing: the list it comes after, its places, and whether it is there.
    let groups = overview.groups.iter().flat_map(|group| {
        let lijst = group.of.id();
        let parts = group.parts.iter().map(move |part| ((lijst, part.waar.as_slice()), part));
        parts.flat_map(|(about, part)| part.offerings.iter().map(move |offering| (about, true, offering)))
    });
    let has_section = |o: &&Offering<'_>| o.item.as_ref().is_some_and(|item| told.lijsten.contains(&item.lijst));
    let nothing: (Option<&str>, &[String]) = (None, &[]);
    let beside = overview.beside.iter().filter(has_section).map(|offering| (nothing, true, offering));
    let not_ = overview.not_.iter().map(|offering| (nothing, false, offering));
    for ((lijst, waar), there, offering) in groups.chain(beside).chain(not_) {
        if !std::ptr::eq(offering.document, document) || told.tells(offering) {
            continue;
        }
        let lijst = offering.item.as_ref().map(|item| item.lijst.as_str()).or(lijst).unwrap_or(NO_LIJST);
        let index = out.iter().position(|s| s.lijst.as_deref() == Some(lijst)).unwrap_or_else(|| {
            writer.start_sectie();
            let lijst_of = catalogus.lijst(lijst);
            let mut section = OuderSectie::of_lijst(lijst, lijst_of.map_or(OWN_HEADING, |l| l.heading_for_parents()));
            section.named = lijst_of.map(|l| named(l, outcomes, writer, Some(document))).unwrap_or_default();
            out.push(section);
            out.len() - 1
        });
        let Some(section) = out.get_mut(index) else { continue };
        let outcome = offering.item.as_ref().and_then(|item| outcomes.outcome(item));
        let row = offering_row(offering, outcome, waar, catalogus, writer);
        section.general |= row.general.is_some();
        section.plaats_not_stated |= offering.without_plaats;
        match (there, outcome) {
            (false, _) => section.not_.push(row),
            (_, Some(o)) if offering.item.as_ref().is_some_and(|item| o.refers_elsewhere(item, catalogus)) => {
                section.refers.push(row);
            }
            _ => section.present.push(row),
        }
    }
    out
}

/// The row of something by its outcome: where it is, how much there is, and all that the school remarks on it.
fn offering_row(
    offering: &Offering<'_>,
    outcome: Option<&Outcome<'_>>,
    waar: &[String],
    catalogus: &Catalogus,
    writer: &mut Writer<'_>,
) -> SummaryRow {
    let general = offering.sentence.clone().filter(|_| offering.general);
    let own = offering.sentence.clone().filter(|_| !offering.general);
    let Some((item, outcome)) = offering.item.as_ref().zip(outcome) else {
        let plaats = sentences::one_after_another(waar.iter().filter_map(|id| plaats_sentence(id, catalogus)));
        let sentence: Vec<String> = own.into_iter().chain(plaats).chain(offering.hoeveel_sentences()).collect();
        let noten: Vec<Value> = offering.noten.iter().map(|noot| writer.words(noot, &offering.span)).collect();
        return SummaryRow {
            name: writer.words(&offering.name, &offering.span),
            sentence: sentence.join(" "),
            general,
            noot: in_a_row(&noten),
        };
    };
    let details = if outcome.stand == Stand::Yes { statement::details(outcome, catalogus) } else { String::new() };
    let sentence: Vec<String> = own.into_iter().chain(Some(details).filter(|d| !d.is_empty())).collect();
    let noten: Vec<Value> =
        outcome.remarks().iter().map(|r| writer.remark(r.head(catalogus).as_deref(), r.text)).collect();
    SummaryRow {
        name: writer.item_for_parents(item, &offering.span),
        sentence: sentence.join(" "),
        general,
        noot: in_a_row(&noten),
    }
}

/// Texts that are written in the medium already, one after the other.
fn in_a_row(written: &[Value]) -> Option<Value> {
    let parts: Vec<&str> = written.iter().filter_map(Value::as_str).collect();
    (!parts.is_empty()).then(|| Value::safe_string(&parts.join(" ")))
}

/// Adds a section under a subject.
fn add(all: &mut Vec<OnderwerpView>, onderwerp: &'static str, sectie: OuderSectie) {
    match all.iter_mut().find(|o| o.onderwerp == onderwerp) {
        Some(known) => known.secties.push(sectie),
        None => all.push(OnderwerpView { onderwerp, secties: vec![sectie] }),
    }
}

impl OuderSectie {
    /// A section in which nothing stands yet.
    fn new(id: String, title: String, heading: String) -> Self {
        Self {
            id,
            page: String::new(),
            title,
            heading,
            lijst: None,
            gathered: false,
            for_ouders: None,
            said_of_all: None,
            present: Vec::new(),
            refers: Vec::new(),
            not_: Vec::new(),
            named: Vec::new(),
            plaats_not_stated: false,
            general: false,
            more: false,
            stappen: false,
        }
    }

    /// A section for what is gathered of a list. Ids of sections have no underscore, so this one cannot be theirs.
    fn of_lijst(lijst: &str, heading: &str) -> Self {
        Self {
            lijst: Some(lijst.to_owned()),
            gathered: true,
            ..Self::new(format!("lijst_{lijst}"), heading.to_owned(), heading.to_owned())
        }
    }

    /// Takes over what was gathered of the same list.
    fn join(&mut self, gathered: Self) {
        self.present.extend(gathered.present);
        self.refers.extend(gathered.refers);
        self.not_.extend(gathered.not_);
        self.plaats_not_stated |= gathered.plaats_not_stated;
        self.general |= gathered.general;
        // A section of a document has all that the school names of its list already.
        if self.gathered {
            self.named.extend(gathered.named);
        }
    }
}

fn ouder_sectie(
    sectie: &Sectie,
    antwoord: &Antwoord,
    others: &[&OwnItem],
    feiten: &[&Feit],
    catalogus: &Catalogus,
    writer: &mut Writer<'_>,
) -> Option<OuderSectie> {
    writer.start_sectie();
    let for_ouders = antwoord.for_ouders.as_ref().map(|t| writer.block(t, 4));
    let mut view = OuderSectie {
        for_ouders,
        more: antwoord.has_content(),
        stappen: matches!(antwoord.content, AnswerBody::Graaf(_)),
        ..OuderSectie::new(sectie.id.clone(), sectie.title.clone(), sectie.heading_for_parents().to_owned())
    };
    if tells_items(sectie) {
        let own_names: Vec<&crate::source::Span> = antwoord.others.iter().map(|e| &e.name.span).collect();
        let loose = feiten
            .iter()
            .filter(|f| !own_names.iter().any(|p| p.start() == f.span.start() && p.path() == f.span.path()));
        for feit in loose {
            match feit.stand {
                Stand::Yes if feit_refers(feit, catalogus) => view.refers.push(row_of_feit(feit, catalogus, writer)),
                Stand::Yes => view.present.push(row_of_feit(feit, catalogus, writer)),
                Stand::No => view.not_.push(row_of_feit(feit, catalogus, writer)),
                Stand::Mentioned | Stand::NotStated => continue,
            }
            let has_plaatsen = !sectie.waar.is_empty();
            view.plaats_not_stated |= has_plaatsen && feit.stand == Stand::Yes && feit.waar.is_empty();
        }
        view.present.extend(others.iter().map(|e| row_of_own(e, catalogus, writer)));
        if feiten.iter().any(|f| f.value.is_some()) {
            view.said_of_all = said_of_all(&mut view.present);
        }
        view.general = view.present.iter().any(|r| r.general.is_some());
    }
    let lines = [&view.present, &view.refers, &view.not_];
    let something = view.for_ouders.is_some() || lines.iter().any(|r| !r.is_empty());
    something.then_some(view)
}

/// The sentence that all lines have in common, taken out of them: how well things go is told once, above them.
fn said_of_all(lines: &mut [SummaryRow]) -> Option<String> {
    let [first, others @ ..] = &*lines else { return None };
    let sentence = first.sentence.clone();
    if sentence.is_empty() || others.is_empty() || others.iter().any(|r| r.sentence != sentence) {
        return None;
    }
    lines.iter_mut().for_each(|r| r.sentence.clear());
    Some(sentence)
}

/// Whether a child goes elsewhere for what a statement says is there.
fn feit_refers(feit: &Feit, catalogus: &Catalogus) -> bool {
    catalogus.item(&feit.item).is_some_and(|item| item.refers) && !feit.waar.contains("school")
}

/// The items of a list that no section answers and that the school names elsewhere; with `all_of`, those that this
/// document names.
fn named(
    lijst: &Lijst,
    outcomes: &SchoolFacts<'_>,
    writer: &mut Writer<'_>,
    all_of: Option<&Document>,
) -> Vec<Mentioned> {
    let mut out = Vec::new();
    for item in &lijst.items {
        let key = ItemKey { lijst: lijst.id.clone(), item: item.id.clone() };
        let Some(outcome) = outcomes.outcome(&key) else { continue };
        // What only `school.yaml` names is a contact, which parents read under contact, with how to reach it.
        let here = all_of.is_none_or(|document| outcome.document.is_some_and(|d| std::ptr::eq(d, document)));
        if outcome.stand != Stand::Mentioned || !here {
            continue;
        }
        let Some(feit) = outcome.feiten.first() else { continue };
        let name = writer.item_for_parents(&key, &feit.span);
        let first = outcome.named_at(outcomes.school).into_iter().next();
        out.extend(first.map(|(beside, address)| Mentioned { name, beside, address }));
    }
    out
}

/// A statement in a few sentences: where it is, how well it goes, how much there is. Names are never pasted into a
/// pattern, whose grammar they might not fit.
fn row_of_feit(feit: &Feit, catalogus: &Catalogus, writer: &mut Writer<'_>) -> SummaryRow {
    let item = catalogus.item(&feit.item);
    let mut parts: Vec<String> = Vec::new();
    // What an item does for a child, it does only where it is.
    let general =
        item.filter(|_| feit.stand == Stand::Yes).and_then(|i| i.sentence.as_deref()).map(sentences::with_full_stop);
    let note = |id: &String| feit.plaats_noten.get(id).map(|n| n.plain_line());
    let (mut places, mut remarks) = (Vec::new(), Vec::new());
    for id in in_order(&feit.waar, catalogus) {
        let said = note(id).map(|n| sentences::with_full_stop(&sentences::capitalize(&n)));
        if let Some(sentence) = plaats_sentence(id, catalogus) {
            places.push(sentence);
            remarks.push(said);
        } else {
            parts.extend(said);
        }
    }
    for (sentence, said) in sentences::one_after_another(places).into_iter().zip(remarks) {
        parts.push(sentence);
        parts.extend(said);
    }
    if feit.stand == Stand::Yes {
        for id in &feit.not_waar {
            let name =
                catalogus.plaatsen().and_then(|l| l.by_id(id)).map_or(id.clone(), |(_, p)| sentences::lower(&p.name));
            parts.push(match note(id) {
                Some(note) => format!("Niet {name}: {}", sentences::with_full_stop(&note)),
                None => format!("Niet {name}."),
            });
        }
    }
    if let Some(score) = &feit.value {
        let schaal = catalogus.schalen.get(&score.schaal);
        let found = schaal.and_then(|s| s.values.iter().find(|w| w.id == score.value));
        parts.extend(found.and_then(|w| w.sentence.clone()).map(|z| sentences::with_full_stop(&z)));
    }
    if let Some(hoeveel) = &feit.hoeveel {
        parts.push(sentences::with_full_stop(&sentences::capitalize(&hoeveel.text)));
    }
    SummaryRow {
        name: writer.item_for_parents(&feit.item, &feit.span),
        sentence: parts.join(" "),
        general,
        noot: feit.noot.as_ref().map(|n| writer.remark(None, n)),
    }
}

/// Places from the nearest to the farthest, as their list has them.
fn in_order<'a>(waar: &'a BTreeSet<String>, catalogus: &Catalogus) -> Vec<&'a String> {
    let mut places: Vec<&String> = waar.iter().collect();
    places.sort_by_key(|id| catalogus.plaatsen().and_then(|l| l.by_id(id)).map_or(usize::MAX, |(i, _)| i));
    places
}

fn plaats_sentence(id: &str, catalogus: &Catalogus) -> Option<String> {
    let (_, plaats) = catalogus.plaatsen()?.by_id(id)?;
    plaats.sentence.clone()
}

/// An item of the school's own: its sentence, else the beginning of its text.
fn row_of_own(own: &OwnItem, catalogus: &Catalogus, writer: &mut Writer<'_>) -> SummaryRow {
    let begin = |text: &Markdown| text.first_sentences(2);
    let mut parts: Vec<String> = Vec::new();
    let sentence = own.sentence.clone().or_else(|| own.text.as_ref().map(begin));
    let general = if sentence.is_some() { None } else { soorten::general_sentence(own, catalogus) };
    parts.extend(sentence.map(|z| sentences::with_full_stop(&z)));
    let waar = own.waar.iter().filter(|p| p.stand == Stand::Yes);
    parts.extend(sentences::one_after_another(waar.filter_map(|p| plaats_sentence(&p.id, catalogus))));
    parts.extend(own.hoeveel.as_ref().map(|h| sentences::with_full_stop(&sentences::capitalize(&h.text))));
    let noten: Vec<Value> =
        facts::of_own(own).iter().map(|r| writer.remark(r.head(catalogus).as_deref(), r.text)).collect();
    SummaryRow {
        name: writer.words(&own.name.text, &own.name.span),
        sentence: parts.join(" "),
        general: general.map(|z| sentences::with_full_stop(&z)),
        noot: in_a_row(&noten),
    }
}
