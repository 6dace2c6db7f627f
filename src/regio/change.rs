//! What changed in a school's document since the one before.
//!
//! Documents compare on facts, so a school may change its format in between. What only one of the two formats asks for
//! is then neither new nor gone: nobody asked.

use std::collections::{BTreeMap, BTreeSet};

use crate::facts::{Outcome, SchoolFacts};
use crate::model::antwoord::{AnswerBody, Antwoord, Row};
use crate::model::catalogus::Catalogus;
use crate::model::formaat::{Formaat, Sectie};
use crate::model::site::Document;
use crate::model::value::{Content, Filled, ItemKey, Stand};

use super::years::{old_sectie, previous};

/// What changed since an older document of the same school. Items stand in the order of their lists.
#[derive(Debug)]
pub struct Change<'a> {
    /// The older document.
    pub since: &'a Document,
    /// What the older document says by itself.
    pub then: SchoolFacts<'a>,
    /// What the document says by itself.
    pub now: SchoolFacts<'a>,
    /// There now; before, it was not there, or the school did not speak of it.
    pub new: Vec<ItemKey>,
    /// No longer there, or the school no longer speaks of it.
    pub gone: Vec<ItemKey>,
    /// At another place.
    pub plaats: Vec<ItemKey>,
    /// Another value on the same scale.
    pub value: Vec<ItemKey>,
    /// Another amount.
    pub hoeveel: Vec<ItemKey>,
    /// Names under `anders` that are new.
    pub own_new: Vec<String>,
    /// Names under `anders` that are gone.
    pub own_gone: Vec<String>,
    /// Sections whose words changed.
    pub texts: Vec<&'a Sectie>,
    /// How many items only one of the two formats asks for.
    pub unasked: usize,
}

/// What changed in a document since the one before; `None` when there is none before it.
pub fn change<'a>(facts: &SchoolFacts<'a>, document: &'a Document, catalogus: &Catalogus) -> Option<Change<'a>> {
    let old = previous(facts.school, document, catalogus)?;
    let mut out = Change {
        since: old,
        then: facts.of_documents(vec![old]),
        now: facts.of_documents(vec![document]),
        new: Vec::new(),
        gone: Vec::new(),
        plaats: Vec::new(),
        value: Vec::new(),
        hoeveel: Vec::new(),
        own_new: Vec::new(),
        own_gone: Vec::new(),
        texts: texts(document, old, catalogus),
        unasked: 0,
    };
    items(&mut out, document, old, catalogus);
    own(&mut out);
    Some(out)
}

/// Compares the items of which either year says something.
fn items(out: &mut Change<'_>, document: &Document, old: &Document, catalogus: &Catalogus) {
    let (asks_now, asked_then) = (requested(&document.formaat), requested(&old.formaat));
    let keys: BTreeSet<&ItemKey> = out.now.outcomes().chain(out.then.outcomes()).map(|(key, _)| key).collect();
    let keys: Vec<ItemKey> = in_order(keys, catalogus).into_iter().cloned().collect();
    for key in keys {
        let (now, then) = (out.now.outcome(&key), out.then.outcome(&key));
        // What neither year answers did not change.
        if ![now, then].into_iter().flatten().any(Outcome::is_answer) {
            continue;
        }
        let known =
            |cell: Option<&Outcome<'_>>, asks: &BTreeSet<&str>| cell.is_some() || asks.contains(key.lijst.as_str());
        if !known(now, &asks_now) || !known(then, &asked_then) {
            out.unasked += 1;
            continue;
        }
        let kinds = differences(then, now);
        for kind in kinds {
            let target = match kind {
                Difference::New => &mut out.new,
                Difference::Gone => &mut out.gone,
                Difference::Plaats => &mut out.plaats,
                Difference::Value => &mut out.value,
                Difference::Hoeveel => &mut out.hoeveel,
            };
            target.push(key.clone());
        }
    }
}

/// How an item may differ between two years.
#[derive(Clone, Copy)]
enum Difference {
    New,
    Gone,
    Plaats,
    Value,
    Hoeveel,
}

fn differences(then: Option<&Outcome<'_>>, now: Option<&Outcome<'_>>) -> Vec<Difference> {
    let schaal = |cell: Option<&Outcome<'_>>| cell.and_then(|c| c.scores.first()).map(|s| s.schaal.clone());
    let (schaal_then, schaal_now) = (schaal(then), schaal(now));
    // Values of two scales cannot be compared; then what they say about being there is, below.
    let scored = schaal_then.is_some() || schaal_now.is_some();
    if scored && (schaal_then == schaal_now || schaal_then.is_none() || schaal_now.is_none()) {
        return if scores(then) == scores(now) { Vec::new() } else { vec![Difference::Value] };
    }
    let stand = |cell: Option<&Outcome<'_>>| cell.map_or(Stand::NotStated, |c| c.stand);
    match (stand(then), stand(now)) {
        (Stand::Yes, Stand::Yes) => {
            let (Some(then), Some(now)) = (then, now) else { return Vec::new() };
            let plaats = (then.waar != now.waar && then.scores.is_empty()).then_some(Difference::Plaats);
            let more = matches!((then.hoeveel(), now.hoeveel()), (Some(from), Some(to)) if from.text != to.text);
            plaats.into_iter().chain(more.then_some(Difference::Hoeveel)).collect()
        }
        // What is still named is not gone, and what was named before is not new.
        (Stand::Yes, Stand::Mentioned) | (Stand::Mentioned, Stand::Yes) => vec![Difference::Value],
        (_, Stand::Yes) => vec![Difference::New],
        (Stand::Yes, _) => vec![Difference::Gone],
        _ => Vec::new(),
    }
}

/// The scores of an outcome: of which group by its name, the value, and the value up to which it is.
fn scores<'o>(cell: Option<&'o Outcome<'_>>) -> Vec<(Option<&'o str>, &'o str, Option<&'o str>)> {
    let Some(cell) = cell else { return Vec::new() };
    let group = |id: &'o String| cell.document.map_or(id.as_str(), |d| d.group_name(id));
    cell.scores.iter().map(|s| (s.group.as_ref().map(group), s.value.as_str(), s.to.as_deref())).collect()
}

/// Items in the order of their lists.
fn in_order<'a>(keys: BTreeSet<&'a ItemKey>, catalogus: &Catalogus) -> Vec<&'a ItemKey> {
    let mut out: Vec<&ItemKey> = keys.into_iter().collect();
    out.sort_by_cached_key(|s| {
        let index = catalogus.lijst(&s.lijst).and_then(|l| l.by_id(&s.item)).map(|(i, _)| i);
        (s.lijst.clone(), index)
    });
    out
}

/// The lists that a format asks for.
fn requested(formaat: &Formaat) -> BTreeSet<&str> {
    let of_sectie = formaat.secties().filter_map(|s| s.lijst.as_ref());
    let of_field = formaat.secties().flat_map(|s| &s.fields).filter(|v| v.counts).flat_map(|v| &v.lijsten);
    of_sectie.chain(of_field).map(|lijst| lijst.id.as_str()).collect()
}

/// Items under `anders` match by name, regardless of case, punctuation and spaces.
fn own(out: &mut Change<'_>) {
    let names = |feiten: &SchoolFacts<'_>| -> BTreeMap<String, String> {
        let all = feiten.own_aanbod().map(|a| a.own.name.text.clone());
        all.map(|name| (normalized(&name), name)).collect()
    };
    let (now, then) = (names(&out.now), names(&out.then));
    let without = |a: &BTreeMap<String, String>, b: &BTreeMap<String, String>| -> Vec<String> {
        a.iter().filter(|(key, _)| !b.contains_key(*key)).map(|(_, name)| name.clone()).collect()
    };
    out.own_new = without(&now, &then);
    out.own_gone = without(&then, &now);
}

/// A name without differences of spelling that may arise from year to year.
fn normalized(name: &str) -> String {
    crate::text::slug(name).replace('-', "")
}

/// Sections whose words are not those of the section that they were before.
fn texts<'a>(document: &'a Document, old: &Document, catalogus: &Catalogus) -> Vec<&'a Sectie> {
    let mut out = Vec::new();
    for sectie in document.formaat.secties() {
        let Some(was) = old_sectie(&sectie.id, document, old, catalogus) else { continue };
        let words = |d: &Document, id: &str| d.antwoorden.get(id).map(words).unwrap_or_default();
        let (now, then) = (words(document, &sectie.id), words(old, &was));
        if now != then {
            out.push(sectie);
        }
    }
    out
}

/// The words of an answer that are in no statement about an item.
fn words(antwoord: &Antwoord) -> String {
    let mut out = String::new();
    for text in [&antwoord.toelichting, &antwoord.for_ouders].into_iter().flatten() {
        out.push_str(&text.plain_text());
        out.push('\n');
    }
    match &antwoord.content {
        AnswerBody::Text(text) => out.push_str(&text.plain_text()),
        AnswerBody::Fields(fields) => from_fields(fields, &mut out),
        AnswerBody::Rows(rows) => from_rows(rows, &mut out),
        AnswerBody::Graaf(graaf) => {
            for stap in graaf.all() {
                out.push_str(&stap.title);
                out.push('\n');
            }
        }
        AnswerBody::Nothing | AnswerBody::Items(_) => {}
    }
    out
}

fn from_rows(rows: &[Row], out: &mut String) {
    for row in rows {
        match row {
            Row::Group { name, rows, .. } => {
                out.push_str(name);
                out.push('\n');
                from_rows(rows, out);
            }
            Row::Row { fields, .. } => from_fields(fields, out),
        }
    }
}

fn from_fields(fields: &[(usize, Filled)], out: &mut String) {
    for (index, filled) in fields {
        out.push_str(&index.to_string());
        out.push(' ');
        match &filled.content {
            Content::Text(text) => out.push_str(&text.plain_text()),
            Content::Hoeveel(hoeveel) => out.push_str(&hoeveel.text),
            Content::Date(date) => out.push_str(&date.iso()),
            Content::Schooljaar(year) => out.push_str(&year.to_string()),
            Content::YesNo(yes) => out.push_str(if *yes { "ja" } else { "nee" }),
            Content::References(names) => names.iter().for_each(|v| out.push_str(&v.name)),
            Content::Keuze(t) | Content::Web(t) | Content::Mail(t) | Content::Phone(t) | Content::File(t) => {
                out.push_str(t);
            }
            Content::Word(word) => out.push_str(word.readable()),
        }
        out.push('\n');
    }
}
