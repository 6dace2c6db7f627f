//! The shape of rows: values for the section's fields, in order, perhaps in groups.

use std::collections::BTreeMap;

use crate::melding::{Code, Melding};
use crate::model::antwoord::{About, AnswerBody, NiveauPart, Row};
use crate::model::formaat::{Sectie, Soort};
use crate::reading::{MapReader, check_id};
use crate::source::Span;
use crate::yaml::{Node, Value};

use super::{ReadContext, about, fields, reference, value};

/// Reads rows and groups of rows.
pub(super) fn rows(sectie: &Sectie, nodes: &[Node], ctx: &mut ReadContext<'_, '_>) -> AnswerBody {
    let mut ids = BTreeMap::new();
    let rows = read(sectie, nodes, &mut ids, ctx);
    if rows.is_empty() { AnswerBody::Nothing } else { AnswerBody::Rows(rows) }
}

fn read(sectie: &Sectie, nodes: &[Node], ids: &mut BTreeMap<String, Span>, ctx: &mut ReadContext<'_, '_>) -> Vec<Row> {
    nodes.iter().filter_map(|k| row(sectie, k, ids, ctx)).collect()
}

fn row(sectie: &Sectie, node: &Node, ids: &mut BTreeMap<String, Span>, ctx: &mut ReadContext<'_, '_>) -> Option<Row> {
    if node.is_empty() {
        return None;
    }
    let span = super::heading_of(&node.span);
    // A bare text fills the first field.
    if let Value::Text(_) = node.value {
        let first = sectie.fields.first()?;
        let filled = value::filled(first, node, ctx)?;
        return Some(Row::Row { id: None, fields: vec![(0, filled)], about: About::default(), span });
    }
    let mut reader = MapReader::new(node, &format!("een rij van `{}`", sectie.id), ctx.meldingen)?;
    if is_group(sectie, node)
        && let Some(group) = reader.text("groep", ctx.meldingen)
    {
        let below = read(sectie, reader.nodes("rijen"), ids, ctx);
        let about = about::read(sectie, &mut reader, ctx);
        if below.is_empty() {
            ctx.meldingen.push(
                Melding::at(Code::MissingKey, &group.span, format!("groep `{}` heeft geen rijen", group.text))
                    .hint("zet onder `rijen:` wat erbij hoort, of haal deze groep weg"),
            );
        }
        reader.finish(ctx.meldingen);
        return Some(Row::Group { name: group.text, rows: below, niveau: None, about, span: group.span });
    }
    let id = reader.text("id", ctx.meldingen).filter(|w| check_id(w, "rij-id", ctx.meldingen));
    if let Some(id) = &id
        && let Some(earlier) = ids.insert(id.text.clone(), id.span.clone())
    {
        ctx.meldingen.push(
            Melding::at(Code::DuplicateId, &id.span, format!("rij `{}` staat er twee keer", id.text))
                .also(&earlier, "hier staat hetzelfde id")
                .hint("geef een van de twee een ander id"),
        );
    }
    let fields = fields::read(sectie, &mut reader, ctx);
    let about = about::read(sectie, &mut reader, ctx);
    if sectie.soort == Soort::Begrippen && !fields.is_empty() {
        reader.require("term", ctx.meldingen);
    }
    reader.finish(ctx.meldingen);
    (!fields.is_empty()).then(|| Row::Row { id: id.map(|w| w.text), fields, about, span })
}

/// Whether `groep` names a heading above rows. Where the format has a field `groep`, as a table of
/// the groups of a school does, only what also has `rijen` is one. `begrippen` are sorted by the
/// alphabet, so they have no headings.
pub(crate) fn is_group(sectie: &Sectie, node: &Node) -> bool {
    sectie.soort != Soort::Begrippen && (sectie.field("groep").is_none() || node.find("rijen").is_some())
}

/// Reads the levels of a section: each key is a level of the format.
pub(super) fn niveaus(sectie: &Sectie, mut reader: MapReader<'_>, ctx: &mut ReadContext<'_, '_>) -> AnswerBody {
    let roles: Vec<_> = ctx.catalogus.lijst("specialisten").into_iter().cloned().collect();
    let mut ids = BTreeMap::new();
    let mut out = Vec::new();
    for (index, niveau) in sectie.niveaus.iter().enumerate() {
        let Some(node) = reader.take(&niveau.id) else { continue };
        let Some(mut part) = MapReader::new(node, &format!("niveau `{}`", niveau.id), ctx.meldingen) else {
            continue;
        };
        let share = part.text("aandeel", ctx.meldingen).map(|w| value::hoeveel(&w, ctx.meldingen));
        let niveau_part = NiveauPart {
            index,
            share,
            who: reference::free(part.nodes("wie"), &roles, None, ctx),
            text: ctx.markdown_below(&mut part, "tekst"),
            noot: ctx.markdown_below(&mut part, "noot"),
        };
        let rows = read(sectie, part.nodes("rijen"), &mut ids, ctx);
        let about = about::read(sectie, &mut part, ctx);
        part.finish(ctx.meldingen);
        let span = super::heading_of(&node.span);
        out.push(Row::Group { name: niveau.name.clone(), rows, niveau: Some(Box::new(niveau_part)), about, span });
    }
    reader.finish(ctx.meldingen);
    if out.is_empty() { AnswerBody::Nothing } else { AnswerBody::Rows(out) }
}
