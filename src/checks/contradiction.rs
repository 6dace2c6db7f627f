//! Parts of a document that cannot both be true.
//!
//! Only what the data says outright counts. An entrance for wheelchairs without a lift, or a protocol in the making
//! with a first version attached, is no contradiction.

use std::collections::BTreeMap;

use crate::melding::{Code, Melding, Meldingen, Severity};
use crate::model::antwoord::{AnswerBody, Antwoord, Row};
use crate::model::catalogus::Catalogus;
use crate::model::formaat::{Onderwerp, Sectie, Soort};
use crate::model::site::Document;
use crate::model::value::{Content, Feit, ItemKey, RefTarget, Stand};
use crate::reading::first_line;
use crate::source::Span;

pub(super) fn check(document: &Document, feiten: &[Feit], catalogus: &Catalogus, meldingen: &mut Meldingen) {
    yes_and_no(feiten, meldingen);
    let mut absent: BTreeMap<&ItemKey, &Feit> = BTreeMap::new();
    for feit in feiten.iter().filter(|f| f.stand == Stand::No && f.value.is_none()) {
        absent.entry(&feit.item).or_insert(feit);
    }
    if !absent.is_empty() {
        for feit in feiten.iter().filter(|f| f.stand == Stand::Yes) {
            absent.remove(&feit.item);
        }
    }
    for sectie in document.formaat.secties() {
        if let Some(antwoord) = document.antwoorden.get(&sectie.id) {
            not_applicable_and_yet(sectie, antwoord, meldingen);
            no_and_yet(sectie, antwoord, &mut absent, meldingen);
        }
    }
    bijlagen(document, feiten, catalogus, meldingen);
}

/// `ja` and `nee` for one item, in two sections of one document: a warning, because the sections may mean different
/// things by it.
fn yes_and_no(feiten: &[Feit], meldingen: &mut Meldingen) {
    let mut yes: BTreeMap<&ItemKey, &Feit> = BTreeMap::new();
    for feit in feiten.iter().filter(|f| f.stand == Stand::Yes && f.value.is_none()) {
        yes.entry(&feit.item).or_insert(feit);
    }
    for no in feiten.iter().filter(|f| f.stand == Stand::No && f.value.is_none()) {
        let Some(yes) = yes.get(&no.item).filter(|yes| yes.sectie != no.sectie) else { continue };
        let message = format!("`{}` is er volgens `{}` wel, en hier niet", no.item.item, yes.sectie);
        let melding = Melding::at(Code::YesAndNo, &no.span, message)
            .also(&yes.span, "hier staat dat het er is")
            .hint("maak de twee gelijk, of leg het verschil uit in een `noot`");
        meldingen.push(Melding { severity: Severity::Warning, ..melding });
    }
}

/// `nvt: ja`, and yet an answer.
fn not_applicable_and_yet(sectie: &Sectie, antwoord: &Antwoord, meldingen: &mut Meldingen) {
    let empty = match &antwoord.content {
        AnswerBody::Nothing => true,
        AnswerBody::Text(text) => text.is_empty(),
        AnswerBody::Fields(fields) => fields.is_empty(),
        AnswerBody::Items(items) => items.is_empty(),
        AnswerBody::Rows(rows) => rows.is_empty(),
        AnswerBody::Graaf(graaf) => graaf.stappen.is_empty(),
    };
    if antwoord.not_applicable && !(empty && antwoord.others.is_empty()) {
        let message = format!("sectie `{}` is niet van toepassing (`nvt: ja`), maar is wel ingevuld", sectie.id);
        meldingen.push(
            Melding::at(Code::Contradiction, &first_line(&antwoord.span), message)
                .hint("haal `nvt` weg, of haal het antwoord weg"),
        );
    }
}

/// Someone who is not there according to one section, and takes part according to another. Only sections about the
/// present count: plans may name what is not there yet, and results what is gone.
fn no_and_yet(sectie: &Sectie, antwoord: &Antwoord, absent: &mut BTreeMap<&ItemKey, &Feit>, meldingen: &mut Meldingen) {
    let now = matches!(sectie.onderwerp, Some(Onderwerp::Route | Onderwerp::Contact | Onderwerp::Aanbod));
    if !now || absent.is_empty() {
        return;
    }
    // The references of own offers say what they are or belong to, not that it is there.
    let from_own_items = antwoord.others.iter().map(|own| own.is.len() + own.beside.len()).sum();
    for reference in antwoord.references().into_iter().skip(from_own_items) {
        let RefTarget::Item(item) = &reference.ref_target else { continue };
        let Some(no) = absent.get(item).copied().filter(|no| no.sectie != sectie.id) else { continue };
        // One message per item is enough.
        absent.remove(item);
        let message = format!("`{}` is er volgens `{}` niet, maar wordt hier wel genoemd", reference.name, no.sectie);
        meldingen.push(
            Melding::at(Code::Contradiction, &reference.span, message)
                .also(&no.span, "hier staat dat het er niet is")
                .hint("pas een van de twee aan; komt iemand van buiten, zeg dan bij het item waar, zoals `[extern]`"),
        );
    }
}

/// Protocols and the documents that belong to them.
fn bijlagen(document: &Document, feiten: &[Feit], catalogus: &Catalogus, meldingen: &mut Meldingen) {
    for sectie in document.formaat.secties().filter(|s| s.soort == Soort::Bijlagen) {
        let Some(AnswerBody::Rows(rows)) = document.antwoorden.get(&sectie.id).map(|a| &a.content) else { continue };
        for (item, span, attached) in rows.iter().flat_map(|row| with_items(sectie, row)) {
            let Some(feit) = feiten.iter().find(|f| f.item == *item && f.value.is_some()) else { continue };
            let name = catalogus.name(item);
            if !attached && feit.stand == Stand::Yes {
                let message = format!("`{name}` wordt toegepast, maar het stuk zit er niet bij");
                meldingen.push(
                    Melding::at(Code::BijlageMissing, span, message)
                        .also(&feit.span, "hier staat dat het wordt toegepast")
                        .hint("zet het bestand naast het document en noem het bij `bestand`, of haal deze regel weg"),
                );
            } else if attached && is_lowest(feit, catalogus) {
                let message = format!("`{name}` is bijgevoegd, maar is er volgens `{}` niet", feit.sectie);
                meldingen.push(
                    Melding::at(Code::Contradiction, span, message)
                        .also(&feit.span, "hier staat dat het er niet is")
                        .hint("pas een van de twee aan"),
                );
            }
        }
    }
}

/// The items that a row of attachments belongs to, and whether its file is attached.
fn with_items<'a>(sectie: &Sectie, row: &'a Row) -> Vec<(&'a ItemKey, &'a Span, bool)> {
    let Row::Row { fields, .. } = row else { return Vec::new() };
    let field = |id: &str| {
        let index = sectie.fields.iter().position(|v| v.id == id)?;
        fields.iter().find(|(i, _)| *i == index).map(|(_, filled)| filled)
    };
    let attached = field("bestand").is_some_and(|g| matches!(g.content, Content::File(_)));
    let Some(Content::References(beside)) = field("bij").map(|g| &g.content) else { return Vec::new() };
    beside
        .iter()
        .filter_map(|v| match &v.ref_target {
            RefTarget::Item(item) => Some((item, &v.span, attached)),
            RefTarget::Row { .. } | RefTarget::Free => None,
        })
        .collect()
}

/// Whether an item has the lowest value of its scale, and that counts as not being there.
fn is_lowest(feit: &Feit, catalogus: &Catalogus) -> bool {
    let Some(score) = &feit.value else { return false };
    let first = catalogus.schalen.get(&score.schaal).and_then(|s| s.values.first());
    feit.stand == Stand::No && score.to.is_none() && first.is_some_and(|w| w.id == score.value)
}
