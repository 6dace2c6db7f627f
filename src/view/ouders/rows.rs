//! One thing that a school has or has not, in a few sentences, as parents read it under a subject.

use std::collections::BTreeSet;

use serde::Serialize;
use tera::Value;

use crate::facts::{self, Outcome};
use crate::model::antwoord::OwnItem;
use crate::model::catalogus::Catalogus;
use crate::model::value::{Feit, Stand};
use crate::ouders::overview::Offering;
use crate::soorten::{self, Writer};
use crate::text::{Markdown, sentences};
use crate::view::statement;

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

/// The row of something by its outcome: where it is, how much there is, and all that the school remarks on it.
pub(super) fn offering_row(
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

/// A statement in a few sentences: where it is, how well it goes, how much there is. Names are never pasted into a
/// pattern, whose grammar they might not fit.
pub(super) fn row_of_feit(feit: &Feit, catalogus: &Catalogus, writer: &mut Writer<'_>) -> SummaryRow {
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
pub(super) fn row_of_own(own: &OwnItem, catalogus: &Catalogus, writer: &mut Writer<'_>) -> SummaryRow {
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
