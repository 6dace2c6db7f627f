//! Items with values over years, dates or groups.

use crate::melding::{Code, Melding};
use crate::model::Spanned;
use crate::model::antwoord::ItemAntwoord;
use crate::model::date::PartialDate;
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
    columns(sectie, entries, ctx)
}

/// The values under columns that the series has; other columns are reported.
fn columns(sectie: &Sectie, entries: Vec<&Entry>, ctx: &mut ReadContext<'_, '_>) -> Vec<(String, Filled)> {
    let field = Field::new("waarde", "", FieldType::Hoeveel);
    let mut out = Vec::new();
    for entry in entries {
        let word = Spanned { text: entry.key.trim().to_owned(), span: entry.key_span.clone() };
        if entry.value.is_empty() || !column_is_right(sectie, &word, ctx) {
            continue;
        }
        out.extend(value::filled(&field, &entry.value, ctx).map(|filled| (word.text, filled)));
    }
    out
}

fn column_is_right(sectie: &Sectie, word: &Spanned, ctx: &mut ReadContext<'_, '_>) -> bool {
    let names = sectie.columns.iter().map(|(id, _)| id.as_str());
    if !sectie.columns.is_empty() {
        let known = sectie.columns.iter().any(|(id, _)| *id == word.text);
        if !known {
            ctx.meldingen.push(
                Melding::at(Code::UnknownKey, &word.span, format!("`{}` heeft geen kolom `{}`", sectie.id, word.text))
                    .hint(possible_keys(&word.text, names)),
            );
        }
        return known;
    }
    match sectie.reeks_axis {
        Axis::Peildatum => value::date(word, ctx.meldingen).is_some(),
        Axis::Year => {
            let good = word.text.len() == 4 && PartialDate::read(&word.text).is_ok();
            if !good {
                ctx.meldingen.push(
                    Melding::at(Code::DateNonexistent, &word.span, format!("`{}` is geen jaar", word.text))
                        .hint("schrijf een jaar als `2024`"),
                );
            }
            good
        }
        Axis::Schooljaar => {
            let good = crate::model::date::Schooljaar::read(&word.text).is_some();
            if !good {
                ctx.meldingen.push(value::not_a_schooljaar(word));
            }
            good
        }
        // A format with groups names them as columns.
        Axis::Group => true,
    }
}
