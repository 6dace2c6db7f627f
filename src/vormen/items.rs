//! The shape of items: each key is an item of the list, or an option of the format.

use std::collections::BTreeMap;

use crate::grammar::about;
use crate::melding::{Code, Melding, nearest_name};
use crate::model::Spanned;
use crate::model::antwoord::{AnswerBody, ItemAntwoord, Plaats};
use crate::model::catalogus::Catalogus;
use crate::model::formaat::{Sectie, Soort};
use crate::model::lijst::Lijst;
use crate::model::value::{Special, Stand};
use crate::normal::key;
use crate::reading::{MapReader, as_nodes, as_word, did_you_mean, is_remark_key, wrong_type};
use crate::source::Span;
use crate::text::names::{self, Names};
use crate::text::one_line;
use crate::yaml::{Node, Value};

use super::remark::{self, Beside};
use super::{ReadContext, beoordeling, heading_of, reeks, reference};

/// A checklist: a bare list of items, or a single one; each is there.
pub(super) fn short_list(sectie: &Sectie, node: &Node, ctx: &mut ReadContext<'_, '_>) -> AnswerBody {
    if without_lijst(sectie) {
        return AnswerBody::Nothing;
    }
    let mut seen = BTreeMap::new();
    let mut out = Vec::new();
    let expected = match sectie.soort {
        Soort::Beoordeling => Some("per item een waarde, zoals `structuur: O`"),
        Soort::Reeks => Some("per item waarden, zoals `leerlingen: {2024: 812}`"),
        _ => None,
    };
    if let Some(expected) = expected {
        ctx.meldingen.push(wrong_type(node, expected).hint("schrijf onder elkaar per item een regel met zijn waarde"));
        return AnswerBody::Nothing;
    }
    for node in as_nodes(node) {
        let read = match about::may_narrow(sectie) {
            true => reference::named(node, ctx).map(|named| (named.word, named.remark, named.hulpvragen)),
            false => reference::word_and_remark(node, ctx).map(|(word, noot)| (word, noot, None)),
        };
        let Some((word, noot, hulpvragen)) = read else { continue };
        for (word, own) in separate(word, |name| index_by_name(sectie, name), ctx) {
            if let Some(index) = index_of(sectie, &word, &mut seen, ctx) {
                let noot = own.or_else(|| noot.clone());
                let hulpvragen = hulpvragen.clone();
                out.push(ItemAntwoord { noot, hulpvragen, ..ItemAntwoord::new(index, Stand::Yes, &word.span) });
            }
        }
    }
    finish(sectie, out, ctx)
}

/// A map of items with their answers.
pub(super) fn map(sectie: &Sectie, reader: &mut MapReader<'_>, ctx: &mut ReadContext<'_, '_>) -> AnswerBody {
    let mut seen = BTreeMap::new();
    let mut out = Vec::new();
    let rest = reader.rest();
    if without_lijst(sectie) {
        return AnswerBody::Nothing;
    }
    for entry in rest {
        let word = Spanned { text: entry.key.clone(), span: entry.key_span.clone() };
        let Some(index) = index_of(sectie, &word, &mut seen, ctx) else { continue };
        if entry.value.is_empty() {
            continue;
        }
        let antwoord = match sectie.soort {
            Soort::Beoordeling => beoordeling::item(sectie, index, &entry.value, &word.span, ctx),
            Soort::Keuze => option(sectie, index, &entry.value, &word.span, ctx),
            Soort::Reeks => reeks::item(sectie, index, &entry.value, &word.span, ctx),
            _ => aanbod(sectie, index, &entry.value, &word.span, ctx),
        };
        out.extend(antwoord);
    }
    finish(sectie, out, ctx)
}

/// Whether the format failed to name what the answers are about, which was reported there.
fn without_lijst(sectie: &Sectie) -> bool {
    sectie.lijst.is_none() && sectie.options.is_empty()
}

fn finish(sectie: &Sectie, mut out: Vec<ItemAntwoord>, ctx: &mut ReadContext<'_, '_>) -> AnswerBody {
    let mut chosen = out.iter().filter(|i| i.stand == Stand::Yes);
    if sectie.soort == Soort::Keuze
        && !sectie.more
        && let (Some(first), Some(second)) = (chosen.next(), chosen.next())
    {
        ctx.meldingen.push(
            Melding::at(Code::WrongType, &second.span, format!("bij `{}` kan maar één antwoord", sectie.id))
                .also(&first.span, "dit is al gekozen")
                .hint("laat er één staan"),
        );
    }
    out.sort_by_key(|i| i.index);
    if out.is_empty() { AnswerBody::Nothing } else { AnswerBody::Items(out) }
}

/// The names in a value, each with the remark after it: more than one where all are known; see [`names`].
fn separate<T: ToString>(
    word: Spanned,
    means: impl Fn(&str) -> Option<T>,
    ctx: &mut ReadContext<'_, '_>,
) -> Vec<(Spanned, Option<crate::text::Markdown>)> {
    if means(&word.text).is_some() {
        return vec![(word, None)];
    }
    match names::read(&word.text, |name| means(name).map(|meant| meant.to_string())) {
        Names::Known(parts) => parts
            .into_iter()
            .map(|part| {
                let noot = part.remark.and_then(|remark| ctx.remark(&remark, &word.span));
                (Spanned { text: part.text, span: word.span.clone() }, noot)
            })
            .collect(),
        Names::One | Names::Suspect(_) => vec![(word, None)],
    }
}

/// The nearest name, else all ids: names and synonyms together would be too many to read.
fn hint_from_lijst(lijst: &Lijst, typed: &str) -> String {
    match nearest_name(typed, lijst.names()) {
        Some(name) => format!("bedoelde u `{name}`?"),
        None => did_you_mean(typed, lijst.ids()),
    }
}

/// The item or option that a name means.
fn index_by_name(sectie: &Sectie, name: &str) -> Option<usize> {
    match &sectie.lijst {
        Some(lijst) => lijst.find(name).map(|(i, _)| i),
        None => {
            let typed = key(name);
            sectie.options.iter().position(|(id, name)| *id == typed || key(name) == typed)
        }
    }
}

/// The item or option that a key means; an unknown or repeated one is reported.
fn index_of(
    sectie: &Sectie,
    word: &Spanned,
    seen: &mut BTreeMap<usize, Span>,
    ctx: &mut ReadContext<'_, '_>,
) -> Option<usize> {
    let Some(index) = index_by_name(sectie, &word.text) else {
        if sectie.lijst.as_ref().is_some_and(|lijst| lijst.flawed) {
            return None;
        }
        let message = sectie.lijst.as_ref().map_or_else(
            || format!("sectie `{}` heeft geen keuze `{}`", sectie.id, word.text),
            |l| format!("lijst `{}` heeft geen item `{}`", l.id, word.text),
        );
        let is_item = |text: &str| index_by_name(sectie, text).is_some();
        let hint = match &sectie.lijst {
            _ if is_remark_key(&word.text) => {
                let beside = match sectie.soort {
                    Soort::Aanbod => "{stand: ja, noot: ...}",
                    Soort::Beoordeling => "{waarde: ..., noot: ...}",
                    _ => "{noot: ...}",
                };
                format!(
                    "een opmerking bij één item schrijft u erachter, als `{beside}`; over de hele sectie heet zij `toelichting`"
                )
            }
            Some(lijst) => hint_from_lijst(lijst, &word.text),
            None => match remark::split(&word.text, is_item) {
                Some((item, noot)) => {
                    format!("schrijf een opmerking zo: `{}: {}`", item, remark::in_yaml(&noot))
                }
                None => did_you_mean(&word.text, sectie.options.iter().map(|(id, _)| id.as_str())),
            },
        };
        ctx.meldingen.push(Melding::at(Code::UnknownItem, &word.span, message).hint(hint));
        return None;
    };
    if let Some(earlier) = seen.insert(index, word.span.clone()) {
        let first = earlier.text().trim_matches(['"', '\'']);
        let message = if first == word.text {
            format!("`{first}` staat er twee keer")
        } else {
            format!("`{}` is hetzelfde als `{first}`, en dat is hier al beantwoord", word.text)
        };
        ctx.meldingen.push(
            Melding::at(Code::DuplicateId, &word.span, message)
                .also(&earlier, "hier staat hetzelfde item")
                .hint("laat er één staan"),
        );
        return None;
    }
    Some(index)
}

/// Whether a text is a word that says whether something is there.
pub(crate) fn is_stand(text: &str) -> bool {
    stand(text).is_some()
}

/// A stand: `ja`, `nee` (or `nvt`), `onbekend` (or `volgt nog`).
fn stand(text: &str) -> Option<Stand> {
    match text.to_lowercase().as_str() {
        "ja" => Some(Stand::Yes),
        "nee" | "nvt" => Some(Stand::No),
        "onbekend" | "volgt nog" => Some(Stand::NotStated),
        _ => None,
    }
}

fn aanbod(
    sectie: &Sectie,
    index: usize,
    node: &Node,
    span: &Span,
    ctx: &mut ReadContext<'_, '_>,
) -> Option<ItemAntwoord> {
    match &node.value {
        Value::Text(_) => {
            let word = as_word(node, ctx.meldingen)?;
            if let Some(stand) = stand(&word.text) {
                return Some(ItemAntwoord { word: Special::read(&word.text), ..ItemAntwoord::new(index, stand, span) });
            }
            let is_stand = |text: &str| stand(text).is_some();
            if let Some(hint) = remark::hint(span.text().trim_matches(['"', '\'']), &word.text, Beside::Stand, is_stand)
            {
                let message = format!("`{}` zegt meer dan `ja` of `nee`", one_line(&word.text));
                ctx.meldingen.push(Melding::at(Code::UnknownValue, &heading_of(&word.span), message).hint(hint));
                return None;
            }
            // Places without brackets.
            let waar = plaatsen(sectie, node, ctx);
            (!waar.is_empty()).then(|| ItemAntwoord { waar, ..ItemAntwoord::new(index, Stand::Yes, span) })
        }
        Value::List(_) => {
            let waar = plaatsen(sectie, node, ctx);
            Some(ItemAntwoord { waar, ..ItemAntwoord::new(index, Stand::Yes, span) })
        }
        Value::Map(_) => aanbod_map(sectie, index, node, span, ctx),
        Value::Empty => None,
    }
}

fn aanbod_map(
    sectie: &Sectie,
    index: usize,
    node: &Node,
    span: &Span,
    ctx: &mut ReadContext<'_, '_>,
) -> Option<ItemAntwoord> {
    let mut reader = MapReader::new(node, "een item van het aanbod", ctx.meldingen)?;
    if reader.is_empty() {
        return None;
    }
    let given = reader.text("stand", ctx.meldingen);
    let waar_node = reader.take("waar");
    let mut antwoord = ItemAntwoord::new(index, Stand::Yes, span);
    antwoord.hoeveel = ctx.hoeveel_below(&mut reader);
    antwoord.text = ctx.markdown_below(&mut reader, "tekst");
    antwoord.noot = ctx.markdown_below(&mut reader, "noot");
    if about::may_narrow(sectie) {
        antwoord.hulpvragen = reader.take(about::HULPVRAGEN).and_then(|node| reference::hulpvragen(node, ctx));
    }
    antwoord.waar = waar_node.map(|k| plaatsen(sectie, k, ctx)).unwrap_or_default();
    for id in plaats_ids(sectie, ctx) {
        if let Some(node) = reader.take(&id) {
            antwoord.waar.extend(cell(&id, node, ctx));
        }
    }
    reader.finish(ctx.meldingen);
    // A map in which nothing is filled in promises nothing.
    let more = antwoord.hoeveel.is_some() || antwoord.text.is_some() || antwoord.noot.is_some();
    let more = more || antwoord.hulpvragen.is_some();
    if given.is_none() && antwoord.waar.is_empty() && !more {
        return None;
    }
    antwoord.word = given.as_ref().and_then(|word| Special::read(&word.text));
    antwoord.stand = match given {
        None if antwoord.waar.is_empty() => Stand::Yes,
        None => combined_stand(&antwoord.waar),
        Some(word) => match stand(&word.text) {
            Some(stand) => {
                if stand == Stand::No && antwoord.waar.iter().any(|p| p.stand == Stand::Yes) {
                    ctx.meldingen.push(
                        Melding::at(Code::YesAndNo, &word.span, "dit item is er volgens deze regels wel en niet")
                            .hint("haal `stand: nee` weg, of de plaats waar het er wel is"),
                    );
                }
                stand
            }
            None => {
                ctx.meldingen.push(unknown_stand("", &word));
                Stand::NotStated
            }
        },
    };
    Some(antwoord)
}

/// The places of a section, and those below them (`swv` below `extern`).
fn plaats_ids(sectie: &Sectie, ctx: &ReadContext<'_, '_>) -> Vec<String> {
    let Some(plaatsen) = ctx.catalogus.plaatsen() else { return Vec::new() };
    let belongs = |id: &str| sectie.waar.iter().any(|(plaats, _)| plaats == id);
    let of_sectie = |item: &&crate::model::lijst::Item| {
        belongs(&item.id) || item.ouder.is_some_and(|ouder| belongs(&plaatsen.items[ouder].id))
    };
    plaatsen.items.iter().filter(of_sectie).map(|item| item.id.clone()).collect()
}

/// `key` is what it stands under; nothing where a map with a remark is around it.
fn unknown_stand(key: &str, word: &Spanned) -> Melding {
    let hint = match (remark::split(&word.text, is_stand), key) {
        (None, _) => None,
        (Some((value, noot)), "") => Some(format!("schrijf `stand: {value}`, en ernaast `noot: {noot}`")),
        (Some(_), key) => remark::hint(key, &word.text, Beside::Stand, is_stand),
    };
    Melding::at(
        Code::UnknownValue,
        &heading_of(&word.span),
        format!("`{}` zegt niet of het er is", one_line(&word.text)),
    )
    .hint(hint.unwrap_or_else(|| "schrijf `ja`, `nee` of `onbekend`".to_owned()))
}

/// There when it is at any place; not there when every place says so.
fn combined_stand(waar: &[Plaats]) -> Stand {
    if waar.iter().any(|p| p.stand == Stand::Yes) {
        Stand::Yes
    } else if waar.iter().all(|p| p.stand == Stand::No) {
        Stand::No
    } else {
        Stand::NotStated
    }
}

/// One cell: a stand, or `{stand: ja, noot: ...}`.
fn cell(id: &str, node: &Node, ctx: &mut ReadContext<'_, '_>) -> Option<Plaats> {
    let (word, noot) = if let Value::Map(_) = node.value {
        let mut reader = MapReader::new(node, "een plaats", ctx.meldingen)?;
        let word = reader.text("stand", ctx.meldingen);
        let noot = ctx.markdown_below(&mut reader, "noot");
        reader.finish(ctx.meldingen);
        (word, noot)
    } else {
        (as_word(node, ctx.meldingen), None)
    };
    let parsed = match &word {
        None => Some(Stand::Yes),
        Some(word) => stand(&word.text),
    };
    match (parsed, word) {
        (Some(stand), word) => {
            let word = word.and_then(|w| Special::read(&w.text));
            Some(Plaats { id: id.to_owned(), stand, word, noot })
        }
        (None, Some(word)) => {
            let key = if matches!(node.value, Value::Map(_)) { "" } else { id };
            ctx.meldingen.push(unknown_stand(key, &word));
            None
        }
        (None, None) => None,
    }
}

/// Places as a list of names, each perhaps with a remark, or as a map of names with a stand.
pub(super) fn plaatsen(sectie: &Sectie, node: &Node, ctx: &mut ReadContext<'_, '_>) -> Vec<Plaats> {
    if let Value::Map(entries) = &node.value {
        let mut out = Vec::new();
        for entry in entries {
            let word = Spanned { text: entry.key.clone(), span: entry.key_span.clone() };
            if let Some(known) = plaats(sectie, &word, Stand::Yes, ctx) {
                out.extend(cell(&known.id, &entry.value, ctx));
            }
        }
        return out;
    }
    let mut out: Vec<Plaats> = Vec::new();
    for node in as_nodes(node) {
        let Some((word, noot)) = reference::word_and_remark(node, ctx) else { continue };
        let catalogus = ctx.catalogus;
        for (word, own) in separate(word, |name| plaats_by_name(sectie, name, catalogus), ctx) {
            if let Some(plaats) = plaats(sectie, &word, Stand::Yes, ctx) {
                out.push(Plaats { noot: own.or_else(|| noot.clone()), ..plaats });
            }
        }
    }
    out
}

/// The id of the place that a name means: its id, its label in this format, or its name in the list of places.
fn plaats_by_name(sectie: &Sectie, name: &str, catalogus: &Catalogus) -> Option<String> {
    let typed = key(name);
    let label = sectie.waar.iter().find(|(id, label)| *id == typed || key(label) == typed);
    let in_lijst = || catalogus.plaatsen().and_then(|l| l.find(name)).map(|(_, item)| item.id.clone());
    label.map(|(id, _)| id.clone()).or_else(in_lijst)
}

/// The place that a name means; an unknown one is reported.
fn plaats(sectie: &Sectie, word: &Spanned, stand: Stand, ctx: &mut ReadContext<'_, '_>) -> Option<Plaats> {
    let id = plaats_by_name(sectie, &word.text, ctx.catalogus);
    if id.is_none() && ctx.catalogus.plaatsen().is_none_or(|lijst| !lijst.flawed) {
        ctx.meldingen.push(
            Melding::at(
                Code::UnknownValue,
                &word.span,
                format!("`{}` is geen plaats en geen `ja` of `nee`", word.text),
            )
            .hint(place_hint(sectie, word, ctx.catalogus)),
        );
    }
    id.map(|id| Plaats { id, stand, word: None, noot: None })
}

/// What to write instead of a text that is no place: the place with its remark, or the possible places.
fn place_hint(sectie: &Sectie, word: &Spanned, catalogus: &Catalogus) -> String {
    let is_place = |text: &str| plaats_by_name(sectie, text, catalogus).is_some();
    if let Some((place, noot)) = remark::split(&word.text, is_place) {
        let place = plaats_by_name(sectie, place, catalogus).unwrap_or_default();
        return format!("schrijf een opmerking bij een plaats zo: `[{place}: {}]`", remark::in_yaml(&noot));
    }
    let known: Vec<String> = catalogus.plaatsen().map(|l| l.ids().map(str::to_owned).collect()).unwrap_or_default();
    let names = known.iter().map(String::as_str).chain(["ja", "nee"]);
    remark::or_names("", &word.text, Beside::Stand, |_| false, names)
}

/// An option: `ja`, `nee`, or words of the school about it, which mean `ja`.
fn option(
    sectie: &Sectie,
    index: usize,
    node: &Node,
    span: &Span,
    ctx: &mut ReadContext<'_, '_>,
) -> Option<ItemAntwoord> {
    if let Value::Text(scalar) = &node.value
        && let Some(stand) = stand(scalar.text.trim())
    {
        return Some(ItemAntwoord { word: Special::read(scalar.text.trim()), ..ItemAntwoord::new(index, stand, span) });
    }
    if let Value::Map(_) = node.value {
        let mut reader = MapReader::new(node, "een keuze", ctx.meldingen)?;
        let options = reader.texts("opties", ctx.meldingen);
        let noot = ctx.markdown_below(&mut reader, "noot");
        let text = ctx.markdown_below(&mut reader, "tekst");
        reader.finish(ctx.meldingen);
        if options.is_empty() && noot.is_none() && text.is_none() {
            return None;
        }
        let options = options.into_iter().filter_map(|w| suboption(sectie, index, w, ctx)).collect();
        return Some(ItemAntwoord { noot, text, options, ..ItemAntwoord::new(index, Stand::Yes, span) });
    }
    // Words about an option mean that it was chosen, so a "nee" among them would be read as its opposite.
    let not_chosen = |text: &str| stand(text).is_some_and(|stand| stand != Stand::Yes);
    if let Some((value, _)) = node.as_text().and_then(|text| remark::split(text.trim(), not_chosen)) {
        let word = as_word(node, ctx.meldingen)?;
        let message = format!("`{}` zegt meer dan `{value}`", one_line(&word.text));
        let hint = format!("schrijf `{value}`, en zet de uitleg bij `toelichting`");
        ctx.meldingen.push(Melding::at(Code::UnknownValue, &heading_of(&word.span), message).hint(hint));
        return None;
    }
    let text = ctx.markdown(node)?;
    Some(ItemAntwoord { noot: Some(text), ..ItemAntwoord::new(index, Stand::Yes, span) })
}

/// An option below an option: by id or name where the format names them, else as typed.
fn suboption(sectie: &Sectie, index: usize, word: Spanned, ctx: &mut ReadContext<'_, '_>) -> Option<String> {
    let names = sectie.options.get(index).and_then(|(id, _)| sectie.sub_options.get(id));
    let Some(names) = names else { return Some(word.text) };
    let lower = word.text.to_lowercase();
    let found = names.iter().find(|(id, name)| *id == lower || name.to_lowercase() == lower);
    if found.is_none() {
        let message = format!("`{}` is hier geen keuze", word.text);
        let hint = did_you_mean(&word.text, names.iter().map(|(id, _)| id.as_str()));
        ctx.meldingen.push(Melding::at(Code::UnknownValue, &word.span, message).hint(hint));
    }
    found.map(|(_, name)| name.clone())
}
