//! What a parent reads of a profile: whole sentences from facts, grouped by what they are about.

mod limits;
pub mod overview;
pub mod pieces;
pub mod schoolgids;
pub mod summary;

use std::collections::BTreeSet;

use serde::Serialize;
use tera::Value;

use crate::facts::{self, SchoolFacts};
use crate::model::antwoord::{AnswerBody, Antwoord, OwnItem};
use crate::model::catalogus::Catalogus;
use crate::model::formaat::{Onderwerp, Sectie, Soort};
use crate::model::site::Document;
use crate::model::value::{Evidence, Feit, ItemKey, Stand};
use crate::pages::Page;
use crate::soorten::{self, Writer};
use crate::text::{Markdown, sentences};

/// The subjects of all current documents together: under each subject the sections of the first document come first.
pub fn merge(all: Vec<Vec<OnderwerpView>>) -> Vec<OnderwerpView> {
    let mut out: Vec<OnderwerpView> = Vec::new();
    for subject in all.into_iter().flatten() {
        match out.iter_mut().find(|o| o.onderwerp == subject.onderwerp) {
            Some(known) => known.secties.extend(subject.secties),
            None => out.push(subject),
        }
    }
    out.sort_by_key(|o| Onderwerp::WORDS.iter().position(|w| *w == o.onderwerp));
    out
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
    /// The school's text for parents.
    pub for_ouders: Option<Value>,
    /// What the school says of all that is there alike.
    pub said_of_all: Option<String>,
    /// What is there.
    pub present: Vec<SummaryRow>,
    /// Where the school sends a child; no help of its own.
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
    /// Whether it has steps of a route there.
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
    /// What the school says of it: where it is, how well it goes, how much.
    pub sentence: String,
    /// What it is in general, from the list; not said by the school.
    pub general: Option<String>,
    /// A remark of the school.
    pub noot: Option<Value>,
}

/// The subjects of one of a school's current documents, in the order of [`Onderwerp`]; sections without anything
/// for parents are left out. `outcomes` are those of all its current documents.
pub fn onderwerpen(
    outcomes: &SchoolFacts<'_>,
    document: &Document,
    catalogus: &Catalogus,
    writer: &mut Writer<'_>,
) -> Vec<OnderwerpView> {
    let page = Page::Document(outcomes.school, document).address().from_root();
    let mut feiten = facts::statements(document, catalogus);
    // An answer that another section or a newer document overrules is not told here.
    feiten.retain(|f| {
        let outcome = outcomes.outcome(&f.item);
        f.evidence == Evidence::Answer
            && outcome.is_some_and(|o| o.stand == f.stand && o.document.is_some_and(|d| std::ptr::eq(d, document)))
    });
    let mut out: Vec<OnderwerpView> = Vec::new();
    for word in Onderwerp::WORDS {
        let mut secties = Vec::new();
        for sectie in document.formaat.secties().filter(|s| s.onderwerp.is_some_and(|o| o.word() == *word)) {
            let Some(antwoord) = document.antwoorden.get(&sectie.id) else { continue };
            let own_feiten: Vec<&Feit> = feiten.iter().filter(|f| f.sectie == sectie.id).collect();
            let mut section = ouder_sectie(sectie, antwoord, &own_feiten, catalogus, writer);
            let named = named(sectie, outcomes, writer);
            if let Some(section) = &mut section {
                add_told_elsewhere(section, sectie, document, outcomes, catalogus, writer);
                section.named = named;
                section.page = page.clone();
            }
            secties.extend(section);
        }
        if !secties.is_empty() {
            out.push(OnderwerpView { onderwerp: word, secties });
        }
    }
    out
}

fn ouder_sectie(
    sectie: &Sectie,
    antwoord: &Antwoord,
    feiten: &[&Feit],
    catalogus: &Catalogus,
    writer: &mut Writer<'_>,
) -> Option<OuderSectie> {
    writer.start_sectie();
    let for_ouders = antwoord.for_ouders.as_ref().map(|t| writer.block(t, 4));
    let mut view = OuderSectie {
        id: sectie.id.clone(),
        page: String::new(),
        title: sectie.title.clone(),
        heading: heading(sectie).to_owned(),
        for_ouders,
        said_of_all: None,
        present: Vec::new(),
        refers: Vec::new(),
        not_: Vec::new(),
        named: Vec::new(),
        plaats_not_stated: false,
        general: false,
        more: antwoord.has_content(),
        stappen: matches!(antwoord.content, AnswerBody::Graaf(_)),
    };
    // Only items of help speak for themselves; the other kinds are read in the profile.
    if matches!(sectie.soort, Soort::Aanbod | Soort::Beoordeling) && sectie.is_help() {
        let own_names: Vec<&crate::source::Span> = antwoord.others.iter().map(|e| &e.name.span).collect();
        let loose = feiten
            .iter()
            .filter(|f| !own_names.iter().any(|p| p.start() == f.span.start() && p.path() == f.span.path()));
        for feit in loose {
            match feit.stand {
                Stand::Yes if refers_elsewhere(feit, catalogus) => view.refers.push(line(feit, catalogus, writer)),
                Stand::Yes => view.present.push(line(feit, catalogus, writer)),
                Stand::No => view.not_.push(line(feit, catalogus, writer)),
                Stand::Mentioned | Stand::NotStated => continue,
            }
            let has_plaatsen = !sectie.waar.is_empty();
            view.plaats_not_stated |= has_plaatsen && feit.stand == Stand::Yes && feit.waar.is_empty();
        }
        view.present.extend(antwoord.others.iter().map(|e| own_line(e, catalogus, writer)));
        if feiten.iter().any(|f| f.value.is_some()) {
            view.said_of_all = said_of_all(&mut view.present);
        }
        view.general = view.present.iter().any(|r| r.general.is_some());
    }
    let lines = [&view.present, &view.refers, &view.not_];
    let something = view.for_ouders.is_some() || lines.iter().any(|r| !r.is_empty());
    something.then_some(view)
}

fn heading(sectie: &Sectie) -> &str {
    let list = sectie.lijst.as_ref().filter(|_| sectie.is_help());
    list.and_then(|l| l.heading_ouders.as_deref()).unwrap_or(&sectie.title)
}

/// The sentence that all of some lines have, taken from them: how well something goes is told once above them.
fn said_of_all(lines: &mut [SummaryRow]) -> Option<String> {
    let [first, others @ ..] = &*lines else { return None };
    let sentence = first.sentence.clone();
    if sentence.is_empty() || others.is_empty() || others.iter().any(|r| r.sentence != sentence) {
        return None;
    }
    lines.iter_mut().for_each(|r| r.sentence.clear());
    Some(sentence)
}

/// Whether a child goes elsewhere for what a fact says is there.
fn refers_elsewhere(feit: &Feit, catalogus: &Catalogus) -> bool {
    catalogus.item(&feit.item).is_some_and(|item| item.refers) && !feit.waar.contains("school")
}

/// Adds the items of a section's list that the school has by another part of its profile, such as a table of who
/// does what, where that part does not tell parents of them itself.
fn add_told_elsewhere(
    section: &mut OuderSectie,
    sectie: &Sectie,
    document: &Document,
    outcomes: &SchoolFacts<'_>,
    catalogus: &Catalogus,
    writer: &mut Writer<'_>,
) {
    let Some(lijst) = sectie.lijst.as_ref().filter(|_| sectie.soort == Soort::Aanbod && sectie.is_help()) else {
        return;
    };
    let lists_items = |id: &str| {
        let told = |s: &Sectie| s.id == id && s.onderwerp.is_some() && s.soort == Soort::Aanbod && s.is_help();
        document.formaat.secties().any(told)
    };
    for item in &lijst.items {
        let key = ItemKey { lijst: lijst.id.clone(), item: item.id.clone() };
        let Some(outcome) = outcomes.outcome(&key).filter(|o| o.stand == Stand::Yes && !o.is_contact()) else {
            continue;
        };
        let here = outcome.document.is_some_and(|d| std::ptr::eq(d, document));
        if !here || outcome.feiten.iter().any(|f| lists_items(&f.sectie)) {
            continue;
        }
        let Some(feit) = outcome.feiten.iter().find(|f| f.stand == Stand::Yes) else { continue };
        let line = line(feit, catalogus, writer);
        section.general |= line.general.is_some();
        if refers_elsewhere(feit, catalogus) {
            section.refers.push(line);
        } else {
            section.plaats_not_stated |= !sectie.waar.is_empty() && feit.waar.is_empty();
            section.present.push(line);
        }
    }
}

/// The items of a section's list that nothing answers and that the profile names elsewhere.
fn named(sectie: &Sectie, outcomes: &SchoolFacts<'_>, writer: &mut Writer<'_>) -> Vec<Mentioned> {
    let Some(lijst) = sectie.lijst.as_ref().filter(|_| sectie.soort == Soort::Aanbod) else { return Vec::new() };
    let mut out = Vec::new();
    for item in &lijst.items {
        let key = ItemKey { lijst: lijst.id.clone(), item: item.id.clone() };
        let Some(outcome) = outcomes.outcome(&key) else { continue };
        // Whom parents can turn to stands under contact, with how to reach them.
        if outcome.stand != Stand::Mentioned {
            continue;
        }
        let Some(feit) = outcome.feiten.first() else { continue };
        let name = writer.item_for_parents(&key, &feit.span);
        let first = outcome.named_at(outcomes.school).into_iter().next();
        out.extend(first.map(|(beside, address)| Mentioned { name, beside, address }));
    }
    out
}

/// Two or three sentences: what it is, where it is; names are never pasted into a pattern.
fn line(feit: &Feit, catalogus: &Catalogus, writer: &mut Writer<'_>) -> SummaryRow {
    let item = catalogus.item(&feit.item);
    let mut parts: Vec<String> = Vec::new();
    // What an item does for a child, it does only where it is.
    let general =
        item.filter(|_| feit.stand == Stand::Yes).and_then(|i| i.sentence.as_deref()).map(sentences::with_full_stop);
    let note = |id: &String| feit.plaats_noten.get(id).map(|n| n.plain_text().replace('\n', " "));
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

/// Own offer: the school's sentence, else the beginning of its text.
fn own_line(own: &OwnItem, catalogus: &Catalogus, writer: &mut Writer<'_>) -> SummaryRow {
    let begin = |text: &Markdown| text.first_sentences(2);
    let mut parts: Vec<String> = Vec::new();
    let sentence = own.sentence.clone().or_else(|| own.text.as_ref().map(begin));
    let general = if sentence.is_some() { None } else { soorten::general_sentence(own, catalogus) };
    parts.extend(sentence.map(|z| sentences::with_full_stop(&z)));
    let waar = own.waar.iter().filter(|p| p.stand == Stand::Yes);
    parts.extend(sentences::one_after_another(waar.filter_map(|p| plaats_sentence(&p.id, catalogus))));
    parts.extend(own.hoeveel.as_ref().map(|h| sentences::with_full_stop(&sentences::capitalize(&h.text))));
    SummaryRow {
        name: writer.words(&own.name.text, &own.name.span),
        sentence: parts.join(" "),
        general: general.map(|z| sentences::with_full_stop(&z)),
        noot: own.noot.as_ref().map(|n| writer.remark(None, n)),
    }
}
