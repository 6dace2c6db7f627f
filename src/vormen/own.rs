//! What a school has besides the list: the rows under `anders`. On a scale or in a series such a
//! row may also say what an item of the list may.

use std::collections::BTreeMap;

use crate::grammar::about;
use crate::melding::{Code, Melding};
use crate::model::Spanned;
use crate::model::antwoord::{About, ItemAntwoord, OwnItem};
use crate::model::formaat::{Onderwerp, Sectie, Soort};
use crate::model::value::Stand;
use crate::reading::{MapReader, as_word};
use crate::yaml::{Node, Value};

use super::{ReadContext, beoordeling, items, reeks, reference};

/// Reads all rows under `anders`.
pub(super) fn read_all(sectie: &Sectie, nodes: &[Node], ctx: &mut ReadContext<'_, '_>) -> Vec<OwnItem> {
    let mut out = Vec::new();
    for node in nodes {
        out.extend(read(sectie, out.len(), node, ctx));
    }
    unique_ids(&out, ctx);
    out
}

/// Reports ids that stand under `anders` twice.
fn unique_ids(others: &[OwnItem], ctx: &mut ReadContext<'_, '_>) {
    let mut seen: BTreeMap<&str, &OwnItem> = BTreeMap::new();
    for own in others {
        let Some(id) = &own.id else { continue };
        if let Some(earlier) = seen.insert(id, own) {
            ctx.meldingen.push(
                Melding::at(Code::DuplicateId, &own.name.span, format!("id `{id}` staat er twee keer onder `anders`"))
                    .also(&earlier.name.span, "dit heeft hetzelfde id")
                    .hint("geef een van de twee een ander id"),
            );
        }
    }
}

fn only_name(name: Spanned) -> OwnItem {
    OwnItem {
        name,
        id: None,
        is: Vec::new(),
        beside: Vec::new(),
        waar: Vec::new(),
        hoeveel: None,
        sentence: None,
        sentence_span: None,
        text: None,
        noot: None,
        hulpvragen: Vec::new(),
        about: About::default(),
        antwoord: None,
    }
}

/// Reads one row. A key that the section has as a field or a column is that field or column.
fn read(sectie: &Sectie, index: usize, node: &Node, ctx: &mut ReadContext<'_, '_>) -> Option<OwnItem> {
    if let Value::Text(_) = node.value {
        return as_word(node, ctx.meldingen).map(only_name);
    }
    let mut reader = MapReader::new(node, "eigen aanbod onder `anders`", ctx.meldingen)?;
    let name = reader.require_text("naam", ctx.meldingen)?;
    let antwoord = said_as_item(sectie, index, &name, &mut reader, ctx);
    let lijsten: Vec<_> = sectie.lijst.iter().cloned().collect();
    let hulpvragen: Vec<_> = ctx.catalogus.lijst("hulpvragen").into_iter().cloned().collect();
    let has_own = |key: &str| {
        let column = sectie.soort == Soort::Reeks && sectie.columns.iter().any(|(id, _)| id == key);
        !column && (sectie.soort != Soort::Beoordeling || sectie.field(key).is_none())
    };
    let mut own = OwnItem { antwoord, ..only_name(name) };
    if has_own("id") {
        own.id = ctx.text_below(&mut reader, "id");
    }
    if has_own("is") {
        own.is = reference::strict(reader.nodes("is"), &lijsten, ctx);
    }
    if has_own("bij") {
        own.beside = reference::strict(reader.nodes("bij"), &lijsten, ctx);
    }
    if has_own("waar") {
        own.waar = reader.take("waar").map(|k| items::plaatsen(sectie, k, ctx)).unwrap_or_default();
    }
    if has_own("hoeveel") {
        own.hoeveel = ctx.hoeveel_below(&mut reader);
    }
    if has_own("zin") {
        let sentence = reader.text("zin", ctx.meldingen);
        own.sentence_span = sentence.as_ref().map(|word| word.span.clone());
        own.sentence = sentence.map(|word| word.text);
    }
    if sectie.onderwerp == Some(Onderwerp::Grenzen) {
        own.about = about_limit(&mut reader, ctx);
    } else if has_own("hulpvragen") {
        own.hulpvragen = reference::strict(reader.nodes("hulpvragen"), &hulpvragen, ctx);
    }
    own.text = ctx.markdown_below(&mut reader, "tekst");
    own.noot = ctx.markdown_below(&mut reader, "noot");
    reader.finish(ctx.meldingen);
    Some(own)
}

/// What a row says as an item does: value, groups and fields of a `beoordeling`, or columns of a series.
fn said_as_item(
    sectie: &Sectie,
    index: usize,
    name: &Spanned,
    reader: &mut MapReader<'_>,
    ctx: &mut ReadContext<'_, '_>,
) -> Option<Box<ItemAntwoord>> {
    let mut antwoord = ItemAntwoord::new(index, Stand::NotStated, &name.span);
    let something = match sectie.soort {
        Soort::Beoordeling => beoordeling::from_keys(sectie, &mut antwoord, reader, ctx),
        Soort::Reeks => {
            antwoord.reeks = reeks::own_columns(sectie, reader, ctx);
            !antwoord.reeks.is_empty()
        }
        _ => false,
    };
    something.then(|| Box::new(antwoord))
}

/// What a row is about in a section about limits, where it helps with nothing.
fn about_limit(reader: &mut MapReader<'_>, ctx: &mut ReadContext<'_, '_>) -> About {
    About {
        hulpvragen: reader.take(about::HULPVRAGEN).and_then(|node| reference::hulpvragen(node, ctx)),
        items: reference::strict(reader.nodes(about::ITEMS), &[], ctx),
    }
}
