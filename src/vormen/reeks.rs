//! Items with values over years, dates or groups.

use std::collections::BTreeMap;

use crate::melding::{Code, Melding};
use crate::model::Spanned;
use crate::model::antwoord::ItemAntwoord;
use crate::model::date::{PartialDate, Schooljaar};
use crate::model::formaat::{Axis, Field, FieldType, Sectie};
use crate::model::value::{Filled, Stand};
use crate::reading::{MapReader, possible_keys};
use crate::source::Span;
use crate::yaml::{Entry, Node};

use super::{ReadContext, value};

/// Reads the values of one item. Empty, 0 and `volgt nog` are different things.
pub(super) fn item(
    sectie: &Sectie,
    index: usize,
    node: &Node,
    span: &Span,
    ctx: &mut ReadContext<'_, '_>,
) -> Option<ItemAntwoord> {
    let mut antwoord = ItemAntwoord::new(index, Stand::NotStated, span);
    let mut reader = MapReader::new(node, "een reeks: per kolom een waarde", ctx.meldingen)?;
    antwoord.noot = ctx.markdown_below(&mut reader, "noot");
    antwoord.text = ctx.markdown_below(&mut reader, "tekst");
    antwoord.reeks = columns(sectie, reader.rest(), ctx);
    (!antwoord.reeks.is_empty() || antwoord.noot.is_some() || antwoord.text.is_some()).then_some(antwoord)
}

/// The columns that a row under `anders` fills. A key that is no column and does not look like one is
/// left for the other keys of such a row.
pub(super) fn own_columns(
    sectie: &Sectie,
    reader: &mut MapReader<'_>,
    ctx: &mut ReadContext<'_, '_>,
) -> Vec<(String, Filled)> {
    let looks_like_one = |key: &str| {
        let key = key.trim();
        key.starts_with(|c: char| c.is_ascii_digit()) || sectie.columns.iter().any(|(id, _)| id == key)
    };
    let entries = reader.take_where(looks_like_one);
    // A message about another key names the columns too.
    for (id, _) in &sectie.columns {
        reader.take(id);
    }
    columns(sectie, entries, ctx)
}

/// The values under columns that the series has; other columns are reported.
fn columns(sectie: &Sectie, entries: Vec<&Entry>, ctx: &mut ReadContext<'_, '_>) -> Vec<(String, Filled)> {
    let field = Field::new("waarde", "", FieldType::Hoeveel);
    let mut out: Vec<(String, Filled)> = Vec::new();
    let mut seen: BTreeMap<String, &Span> = BTreeMap::new();
    for entry in entries {
        let word = Spanned { text: entry.key.trim().to_owned(), span: entry.key_span.clone() };
        if entry.value.is_empty() {
            continue;
        }
        let Some(column) = column(sectie, &word, ctx) else { continue };
        // One day can be written in two ways.
        if let Some(earlier) = seen.insert(column.clone(), &entry.key_span) {
            let message = format!("`{}` is hetzelfde als `{}`, en dat staat er al", word.text, earlier.text());
            ctx.meldingen.push(
                Melding::at(Code::DuplicateId, &word.span, message)
                    .also(earlier, "hier staat dezelfde kolom")
                    .hint("laat er één staan"),
            );
            continue;
        }
        out.extend(value::filled(&field, &entry.value, ctx).map(|filled| (column, filled)));
    }
    out
}

/// The column that a key means, by its id; a key that is none is reported.
fn column(sectie: &Sectie, word: &Spanned, ctx: &mut ReadContext<'_, '_>) -> Option<String> {
    if !sectie.columns.is_empty() {
        let known = sectie.columns.iter().any(|(id, _)| *id == word.text);
        if !known {
            ctx.meldingen.push(
                Melding::at(Code::UnknownKey, &word.span, format!("`{}` heeft geen kolom `{}`", sectie.id, word.text))
                    .hint(column_hint(sectie, &word.text)),
            );
        }
        return known.then(|| word.text.clone());
    }
    match sectie.reeks_axis {
        Axis::Peildatum => value::date(word, ctx.meldingen).map(PartialDate::iso),
        Axis::Year => {
            let good = word.text.len() == 4 && PartialDate::read_stored(&word.text).is_ok();
            if !good {
                ctx.meldingen.push(
                    Melding::at(Code::DateNonexistent, &word.span, format!("`{}` is geen jaar", word.text))
                        .hint("schrijf een jaar als `2024`"),
                );
            }
            good.then(|| word.text.clone())
        }
        Axis::Schooljaar => value::schooljaar(word, ctx.meldingen).map(|year| year.to_string()),
        // A format with groups names them as columns.
        Axis::Group => Some(word.text.clone()),
    }
}

/// The column with the same date or year in another notation, else the nearest; then all others.
fn column_hint(sectie: &Sectie, typed: &str) -> String {
    let meant = match sectie.reeks_axis {
        Axis::Peildatum => PartialDate::read(typed).ok().map(PartialDate::iso),
        Axis::Schooljaar => Schooljaar::typed(typed).ok().map(|year| year.to_string()),
        Axis::Year | Axis::Group => None,
    };
    let names = sectie.columns.iter().map(|(id, _)| id.as_str());
    let meant = meant.filter(|meant| names.clone().any(|name| name == meant));
    possible_keys(meant.as_deref().unwrap_or(typed), names.chain(["noot", "tekst"]))
}
