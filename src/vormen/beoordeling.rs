//! Items scored on a scale: one value, one between two values, or one per group; perhaps with fields.

use crate::melding::{Code, Melding};
use crate::model::Spanned;
use crate::model::antwoord::{ItemAntwoord, PerGroup};
use crate::model::formaat::Sectie;
use crate::model::lijst::Schaal;
use crate::model::value::{Filled, Special, Stand};
use crate::reading::{MapReader, as_word, as_words};
use crate::source::Span;
use crate::yaml::{Node, Value};

use super::remark::{self, Beside};
use super::{ReadContext, fields, value};

/// Reads what is said about one item.
pub(super) fn item(
    sectie: &Sectie,
    index: usize,
    node: &Node,
    span: &Span,
    ctx: &mut ReadContext<'_, '_>,
) -> Option<ItemAntwoord> {
    let mut antwoord = ItemAntwoord::new(index, Stand::NotStated, span);
    if let Value::Map(_) = node.value {
        let mut reader = MapReader::new(node, "een beoordeling", ctx.meldingen)?;
        antwoord.noot = ctx.markdown_below(&mut reader, "noot");
        antwoord.text = ctx.markdown_below(&mut reader, "tekst");
        let something = from_keys(sectie, &mut antwoord, &mut reader, ctx);
        reader.finish(ctx.meldingen);
        return (something || antwoord.noot.is_some() || antwoord.text.is_some()).then_some(antwoord);
    }
    let Some(schaal) = &sectie.schaal else {
        antwoord.fields = first_field(sectie, node, ctx);
        return (!antwoord.fields.is_empty()).then_some(antwoord);
    };
    let words = if matches!(node.value, Value::List(_)) {
        as_words(node, ctx.meldingen)
    } else {
        as_word(node, ctx.meldingen).into_iter().collect()
    };
    score(schaal, span.text().trim_matches(['"', '\'']), &words, &mut antwoord, ctx);
    Some(antwoord)
}

/// Reads value, groups and fields of a map into an answer; tells whether there was any. The map may
/// have more keys: those of a row under `anders`.
pub(super) fn from_keys(
    sectie: &Sectie,
    antwoord: &mut ItemAntwoord,
    reader: &mut MapReader<'_>,
    ctx: &mut ReadContext<'_, '_>,
) -> bool {
    if let Some(schaal) = &sectie.schaal {
        let words = reader.texts("waarde", ctx.meldingen);
        score(schaal, "", &words, antwoord, ctx);
    }
    antwoord.per = by_group(sectie, reader, ctx);
    antwoord.fields = fields::read(sectie, reader, ctx);
    let value = antwoord.value.is_some() || antwoord.word.is_some();
    value || !antwoord.per.is_empty() || !antwoord.fields.is_empty()
}

/// Without a scale the first field is the answer.
fn first_field(sectie: &Sectie, node: &Node, ctx: &mut ReadContext<'_, '_>) -> Vec<(usize, Filled)> {
    let filled = sectie.fields.first().and_then(|field| value::filled(field, node, ctx));
    filled.map(|filled| (0, filled)).into_iter().collect()
}

/// Puts the value that words mean into an answer: one, or two that are next to each other on the scale.
fn score(schaal: &Schaal, key: &str, words: &[Spanned], antwoord: &mut ItemAntwoord, ctx: &mut ReadContext<'_, '_>) {
    if let [only_one] = words {
        antwoord.word = no_value(schaal, only_one);
    }
    if antwoord.word.is_some() {
        return;
    }
    let parsed: Vec<Option<usize>> = words.iter().map(|w| value(schaal, key, w, ctx)).collect();
    match parsed[..] {
        [] => {}
        [one] => antwoord.value = one,
        // Between two values that are next to each other.
        [Some(one), Some(two)] if one.abs_diff(two) == 1 => {
            antwoord.value = Some(one.min(two));
            antwoord.to = Some(one.max(two));
        }
        _ if parsed.contains(&None) => {}
        _ => {
            if let Some(second) = words.get(1) {
                let message = "dit zijn geen twee waarden naast elkaar op de schaal";
                ctx.meldingen.push(
                    Melding::at(Code::WrongType, &second.span, message)
                        .hint("noem één waarde, of twee die op elkaar volgen"),
                );
            }
        }
    }
    if let Some(value) = antwoord.value {
        antwoord.stand = match schaal.values[value].counts {
            Some(true) => Stand::Yes,
            Some(false) => Stand::No,
            None => Stand::NotStated,
        };
    }
}

/// What is said per group of the document.
fn by_group(sectie: &Sectie, reader: &mut MapReader<'_>, ctx: &mut ReadContext<'_, '_>) -> Vec<PerGroup> {
    let Some(node) = reader.take("per") else { return Vec::new() };
    let Some(mut part) = MapReader::new(node, "waarden per groep", ctx.meldingen) else { return Vec::new() };
    let mut out = Vec::new();
    for (id, _) in ctx.groups {
        let Some(node) = part.take(id) else { continue };
        out.extend(one_group(sectie, id, node, ctx));
    }
    part.finish(ctx.meldingen);
    out
}

/// One group: a value, or a map with value, fields and a remark.
fn one_group(sectie: &Sectie, id: &str, node: &Node, ctx: &mut ReadContext<'_, '_>) -> Option<PerGroup> {
    let mut per = PerGroup { group: id.to_owned(), value: None, word: None, fields: Vec::new(), noot: None };
    let word = if let Value::Map(_) = node.value {
        let mut reader = MapReader::new(node, "wat er van een groep gezegd wordt", ctx.meldingen)?;
        let word = sectie.schaal.as_ref().and_then(|_| reader.text("waarde", ctx.meldingen));
        per.fields = fields::read(sectie, &mut reader, ctx);
        per.noot = ctx.markdown_below(&mut reader, "noot");
        reader.finish(ctx.meldingen);
        word
    } else if sectie.schaal.is_none() {
        per.fields = first_field(sectie, node, ctx);
        None
    } else {
        as_word(node, ctx.meldingen)
    };
    if let (Some(schaal), Some(word)) = (&sectie.schaal, word) {
        per.word = no_value(schaal, &word);
        per.value = if per.word.is_some() { None } else { value(schaal, id, &word, ctx) };
    }
    let something = per.value.is_some() || per.word.is_some() || !per.fields.is_empty() || per.noot.is_some();
    something.then_some(per)
}

/// The word that says why there is no value; a value of the scale with that name takes precedence.
fn no_value(schaal: &Schaal, word: &Spanned) -> Option<Special> {
    Special::read(&word.text).filter(|_| schaal.find(&word.text).is_none())
}

/// The value that a text means; `key` is what it stands under.
fn value(schaal: &Schaal, key: &str, word: &Spanned, ctx: &mut ReadContext<'_, '_>) -> Option<usize> {
    let found = schaal.find(&word.text);
    if found.is_none() && !schaal.flawed {
        ctx.meldingen.push(
            Melding::at(
                Code::UnknownValue,
                &word.span,
                format!("`{}` is geen waarde van schaal `{}`", word.text, schaal.id),
            )
            .hint(remark::or_names(
                key,
                &word.text,
                Beside::Waarde,
                |text| schaal.find(text).is_some(),
                schaal.names(),
            )),
        );
    }
    found
}
