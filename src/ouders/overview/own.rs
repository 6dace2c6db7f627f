//! What a school has in its own words: items under `anders`, and rows that have a sentence.

use std::collections::BTreeSet;

use crate::facts::{self, SchoolFacts};
use crate::model::antwoord::{AnswerBody, Antwoord, OwnItem, Row};
use crate::model::catalogus::Catalogus;
use crate::model::formaat::{Onderwerp, Sectie};
use crate::model::site::Document;
use crate::model::value::{Content, Filled, ItemKey, RefTarget, Stand};
use crate::soorten;
use crate::source::Span;
use crate::text::sentences;

use super::{GroupOf, LooseOffering, Offering, is_about_aanbod};

/// What the school has in its own words: items under `anders`, and rows that have a sentence. Each
/// with the items of lists that it is, which then need not be told again.
pub(super) fn own_aanbod<'a>(facts: &SchoolFacts<'a>, catalogus: &Catalogus) -> Vec<(LooseOffering<'a>, Vec<ItemKey>)> {
    let mut out = Vec::new();
    for document in facts.profile_first() {
        for sectie in document.formaat.secties().filter(|s| is_about_aanbod(s)) {
            let Some(antwoord) = document.antwoorden.get(&sectie.id) else { continue };
            out.extend(antwoord.others.iter().map(|own_offer| own_offering(document, sectie, own_offer, catalogus)));
            if sectie.onderwerp == Some(Onderwerp::Aanbod) {
                from_rows(document, sectie, antwoord, &mut out);
            }
        }
    }
    // What is told under another name in one document may be denied in a newer one.
    out.retain(|(_, items)| !facts.is_refuted(items));
    out
}

fn own_offering<'a>(
    document: &'a Document,
    sectie: &Sectie,
    own_offer: &OwnItem,
    catalogus: &Catalogus,
) -> (LooseOffering<'a>, Vec<ItemKey>) {
    let own = own_offer
        .sentence
        .clone()
        .or_else(|| own_offer.text.as_ref().map(|t| t.first_sentences(1)).filter(|z| !z.is_empty()));
    let general = own.is_none();
    let sentence = own.or_else(|| soorten::general_sentence(own_offer, catalogus));
    let items: Vec<ItemKey> = own_offer.is_items().cloned().collect();
    let requested = !own_offer.hulpvragen.is_empty()
        || items.iter().any(|i| catalogus.item(i).is_some_and(|i| !i.hulpvragen.is_empty()));
    let waar: BTreeSet<String> =
        own_offer.waar.iter().filter(|p| p.stand == Stand::Yes).map(|p| p.id.clone()).collect();
    let loose = LooseOffering {
        heading: sectie.heading_ouders.clone().filter(|_| sectie.has_items()),
        of: sectie.lijst.as_ref().map_or(GroupOf::Own, |l| GroupOf::Lijst(l.id.clone())),
        value: None,
        offering: Offering {
            document,
            name: sentences::capitalize(&own_offer.name.text),
            in_sentence: own_offer.name.text.clone(),
            general: general && sentence.is_some(),
            noten: facts::of_own(own_offer).iter().map(|remark| remark.sentence(catalogus)).collect(),
            hoeveel: own_offer.hoeveel.iter().map(|h| h.text.clone()).collect(),
            sentence: sentence.as_deref().map(sentences::with_full_stop),
            requested,
            without_plaats: waar.is_empty() && !sectie.waar.is_empty(),
            item: None,
            span: own_offer.name.span.clone(),
        },
        waar,
    };
    (loose, items)
}

/// How much a field of a row says: a column of that name needs no title, another may be about anything.
fn hoeveel_of_field(sectie: &Sectie, index: usize, filled: &Filled) -> Option<String> {
    let (Content::Hoeveel(hoeveel), Some(field)) = (&filled.content, sectie.fields.get(index)) else { return None };
    Some(if field.id == "hoeveel" { hoeveel.text.clone() } else { format!("{}: {}", field.title, hoeveel.text) })
}

fn item_of(ref_target: &RefTarget) -> Option<ItemKey> {
    match ref_target {
        RefTarget::Item(key) => Some(key.clone()),
        RefTarget::Row { .. } | RefTarget::Free => None,
    }
}

/// Rows of a table about what the school offers that tell parents in a field `zin` what they are. Where the format
/// asks for parents' questions, a row without any is a measure or a rule, and no help.
fn from_rows<'a>(
    document: &'a Document,
    sectie: &Sectie,
    antwoord: &Antwoord,
    out: &mut Vec<(LooseOffering<'a>, Vec<ItemKey>)>,
) {
    fn each_row<'r>(rows: &'r [Row], visit: &mut dyn FnMut(&'r [(usize, Filled)], &'r Span)) {
        for row in rows {
            match row {
                Row::Group { rows, .. } => each_row(rows, visit),
                Row::Row { fields, span, .. } => visit(fields, span),
            }
        }
    }
    let field = |id: &str| sectie.fields.iter().position(|v| v.id == id);
    let (Some(sentence_field), AnswerBody::Rows(rows)) = (field("zin"), &antwoord.content) else { return };
    let (questions, waar) = (field("hulpvragen"), field("waar"));
    each_row(rows, &mut |fields, span| {
        let text = |index: usize| {
            fields.iter().find(|(i, _)| *i == index).and_then(|(_, filled)| match &filled.content {
                Content::Text(text) => Some(text.plain_line()),
                _ => None,
            })
        };
        let references = |index: usize| {
            let filled = fields.iter().find(|(i, _)| *i == index).map(|(_, filled)| &filled.content);
            if let Some(Content::References(v)) = filled { v.as_slice() } else { &[] }
        };
        let requested = questions.is_none_or(|index| !references(index).is_empty());
        let name = (0..sectie.fields.len()).filter(|i| *i != sentence_field).find_map(text);
        let (Some(name), Some(sentence), true) = (name, text(sentence_field), requested) else { return };
        let plaatsen = waar.map(references).unwrap_or_default().iter().filter_map(|v| item_of(&v.ref_target));
        let offering = Offering {
            document,
            name: sentences::capitalize(&name),
            in_sentence: name.clone(),
            general: false,
            noten: Vec::new(),
            hoeveel: fields.iter().filter_map(|(index, filled)| hoeveel_of_field(sectie, *index, filled)).collect(),
            sentence: Some(sentences::with_full_stop(&sentence)),
            requested: true,
            without_plaats: false,
            item: None,
            span: span.clone(),
        };
        let waar: BTreeSet<String> = plaatsen.filter(|s| s.lijst == "plaatsen").map(|s| s.item).collect();
        out.push((
            LooseOffering { of: GroupOf::Own, heading: None, waar, value: None, offering },
            soorten::row_is(sectie, fields),
        ));
    });
}
